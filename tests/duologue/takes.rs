//! Takes are kept: nothing is spoken twice, and nothing damaged is heard.

use crate::builder::{Ran, Test};
use crate::pages::{FERRY as TALK, TONES as CAST};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn first() -> Ran {
    render(Test::new().file("talk.txt", TALK).file("cast.yaml", CAST))
}

/// Renders again in the folder of another render, and gives what it reports. The episode goes
/// first: one that stands is left alone.
fn again(ran: Ran) -> Ran {
    std::fs::remove_dir_all(ran.path("ep")).unwrap();
    render(Test::within(ran.folder))
}

fn render(test: Test) -> Ran {
    test.own_cache()
        .args("render talk.txt --cast cast.yaml --out ep --json")
        .run()
}

fn told(ran: &Ran, key: &str) -> u64 {
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    report[key].as_u64().unwrap()
}

fn sound(ran: &Ran) -> Vec<u8> {
    std::fs::read(ran.path("ep/talk.wav")).unwrap()
}

fn takes(ran: &Ran) -> Vec<PathBuf> {
    let mut found = vec![];
    let mut folders = vec![ran.path("cache")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|e| e == "take") => found.push(path),
                false => {}
            }
        }
    }
    found.sort();
    found
}

#[test]
fn what_was_spoken_is_not_spoken_again() {
    let ran = first();
    assert_eq!(told(&ran, "spoken"), 6);
    assert_eq!(told(&ran, "reused"), 0);
    let (cold, stored) = (sound(&ran), takes(&ran));
    let ran = again(ran);
    assert_eq!(told(&ran, "spoken"), 0);
    assert_eq!(told(&ran, "reused"), 6);
    assert!(
        ran.stderr.contains("0 lines spoken, 6 from earlier takes"),
        "{}",
        ran.stderr
    );
    assert_eq!(sound(&ran), cold);
    assert_eq!(takes(&ran), stored);
}

#[test]
fn a_changed_word_costs_its_line_and_a_pause_none() {
    let changed = |talk: &str, cast: &str| {
        let ran = first();
        let test = Test::within(ran.folder)
            .file("talk.txt", talk)
            .file("cast.yaml", cast);
        told(&render(test), "spoken")
    };
    assert_eq!(changed(&TALK.replace("rope", "ropes"), CAST), 1);
    assert_eq!(
        changed(TALK, &format!("{CAST}pauses: {{question: 900}}\n")),
        0
    );
    assert_eq!(
        changed(TALK, &CAST.replace("tone:a", "tone:a, gain: -3")),
        0
    );
    assert_eq!(
        changed(TALK, &CAST.replace("tone:a", "tone:a, rate: 1.1")),
        4
    );
    assert_eq!(changed(TALK, &CAST.replace("tone:d", "tone:e")), 2);
    assert_eq!(
        changed(TALK, &format!("{CAST}pronounce: {{ferry: fairy}}\n")),
        1
    );
}

#[test]
fn a_damaged_take_is_noticed_and_spoken_again() {
    let ran = first();
    let whole = sound(&ran);
    let damages: [fn(&Path); 3] = [
        |path| std::fs::write(path, "").unwrap(),
        |path| {
            let mut bytes = std::fs::read(path).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 16;
            std::fs::write(path, bytes).unwrap();
        },
        |path| {
            let bytes = std::fs::read(path).unwrap();
            std::fs::write(path, &bytes[..bytes.len() - 1]).unwrap();
        },
    ];
    let mut ran = ran;
    for damage in damages {
        takes(&ran).iter().for_each(|path| damage(path));
        ran = again(ran);
        assert_eq!(told(&ran, "damaged"), 6);
        assert_eq!(sound(&ran), whole);
    }
    assert!(
        ran.stderr
            .contains("6 stored takes no longer sound: spoken again"),
        "{}",
        ran.stderr
    );
}

/// A line that is in two people's mouths is two takes; one that comes twice is one.
#[test]
fn the_same_words_in_the_same_voice_are_one_take() {
    let talk = "ANNA: Why?\n\nBEN: Because of the choir on the river.\n\nANNA: Why?\n\nBEN: Why? It sang.\n";
    let ran = render(Test::new().file("talk.txt", talk).file("cast.yaml", CAST));
    let lines = told(&ran, "lines");
    assert!(told(&ran, "spoken") <= lines);
    let again = again(ran);
    assert_eq!(told(&again, "reused"), lines);
}

fn asked(ran: Ran, args: &str) -> Ran {
    Test::within(ran.folder).own_cache().args(args).run()
}

#[test]
fn what_is_kept_is_told_and_checked() {
    let ran = asked(again(first()), "takes");
    assert!(ran.stdout.starts_with("8 takes in "), "{}", ran.stdout);
    let hits = "of 12 lines that were wanted so far, 6 were spoken and 6 found here (50 %)";
    assert!(ran.stdout.contains(hits), "{}", ran.stdout);
    let ran = asked(ran, "takes verify");
    assert_eq!(ran.stdout, "8 takes, all sound\n");
    std::fs::write(&takes(&ran)[3], "no take").unwrap();
    let ran = asked(ran, "takes verify");
    assert_eq!(
        ran.stdout,
        "8 takes, 1 damaged and thrown away: spoken again when next needed\n"
    );
    assert_eq!(takes(&ran).len(), 7);
}

/// What a render that is under way may need stays, whatever the cap.
#[test]
fn what_was_not_used_for_longest_is_thrown_away_first() {
    let ran = first();
    let kept = asked(ran, "takes prune --cap 0");
    assert!(
        kept.stdout.starts_with("0 takes thrown away"),
        "{}",
        kept.stdout
    );
    let all = takes(&kept);
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(100_000);
    for path in &all[..5] {
        let file = std::fs::File::options().append(true).open(path).unwrap();
        file.set_modified(long_ago).unwrap();
    }
    let pruned = asked(kept, "takes prune --cap 0");
    assert!(
        pruned.stdout.starts_with("5 takes thrown away"),
        "{}",
        pruned.stdout
    );
    assert_eq!(takes(&pruned), &all[5..]);
}

#[test]
fn the_configuration_moves_takes_and_its_mistakes_are_told() {
    let ran = first();
    let path = asked(ran, "config path");
    let config = PathBuf::from(path.stdout.trim());
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    let elsewhere = path.path("elsewhere");
    std::fs::write(
        &config,
        format!("takes: {{folder: '{}'}}\n", elsewhere.display()),
    )
    .unwrap();
    let ran = again(path);
    assert_eq!(told(&ran, "spoken"), 6);
    assert!(elsewhere.is_dir());
    std::fs::write(&config, "tread: 2\n").unwrap();
    Test::within(ran.folder)
        .own_cache()
        .args("render talk.txt --cast cast.yaml --out ep")
        .fails(1)
        .says("unknown key `tread`")
        .says("did you mean `threads`")
        .run();
}

#[test]
fn where_takes_cannot_be_kept_the_episode_is_made_all_the_same() {
    // A file stands where the cache folder should be.
    let ran = Test::new()
        .file("talk.txt", TALK)
        .file("cast.yaml", CAST)
        .file("cache", "")
        .own_cache()
        .args("render talk.txt --cast cast.yaml --out ep --json")
        .says("takes cannot be kept for later renders")
        .run();
    assert_eq!(told(&ran, "spoken"), 6);
    assert_eq!(sound(&ran), sound(&first()));
}
