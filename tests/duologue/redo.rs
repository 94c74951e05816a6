//! A sentence that sounds wrong gets another reading, or a recording in its place; nothing
//! else changes, in the file or in the episode.

use crate::builder::{Ran, Test};
use crate::episode::Episode;
use crate::pages::TONES as CAST;
use serde_json::Value;
use std::path::Path;

/// As a person leaves it: a comment, line ends of two kinds, a wrapped paragraph.
const TALK: &str = "\
---
duologue: 1
title: Foxes   # of the harbour
languages: [en]
people:
  Reporter: interviewer
  Mira Holm: interviewee
---

**Reporter:** What do you hear at night?\r
\r
**Mira Holm:** Foxes. I like them, and the *small* ones
most. They bark.

**Reporter:** Yes.
";

fn test() -> Test {
    Test::new().file("talk.md", TALK).file("cast.yaml", CAST)
}

fn redo(ran: Ran, args: &str) -> Ran {
    marks(Test::within(ran.folder), args).run()
}

fn marks(test: Test, args: &str) -> Test {
    test.own_cache()
        .args("takes redo talk.md --cast cast.yaml")
        .args(args)
}

fn render(test: Test) -> Ran {
    test.own_cache()
        .args("render talk.md --cast cast.yaml --out ep --json")
        .run()
}

fn again(ran: Ran) -> Ran {
    render(Test::within(ran.folder))
}

fn told(ran: &Ran, key: &str) -> u64 {
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    report[key].as_u64().unwrap()
}

fn script(ran: &Ran) -> String {
    std::fs::read_to_string(ran.path("talk.md")).unwrap()
}

/// Writes a recording of so many seconds.
fn record(path: &Path, seconds: f64, level: f64) {
    let spec = hound::WavSpec {
        channels: 2,
        sample_rate: 44_100,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut wav = hound::WavWriter::create(path, spec).unwrap();
    for n in 0..(seconds * 44_100.0) as usize {
        let sample = (level * (n as f64 * 0.1).sin()) as i16;
        wav.write_sample(sample).unwrap();
        wav.write_sample(sample).unwrap();
    }
    wav.finalize().unwrap();
}

#[test]
fn another_reading_is_one_mark_and_one_line() {
    let ran = render(test());
    let before = Episode::read(&ran.path("ep"));
    let ran = redo(ran, "--line 15");
    assert!(
        ran.stderr
            .contains("talk.md:15   Reporter: “Yes.”   take 2"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr
            .contains("duologue render talk.md --cast cast.yaml"),
        "{}",
        ran.stderr
    );
    assert_eq!(script(&ran), TALK.replace("Yes.", "{take: 2} Yes."));
    let ran = again(ran);
    assert_eq!((told(&ran, "spoken"), told(&ran, "reused")), (1, 4));
    let after = Episode::read(&ran.path("ep"));
    assert_eq!(after.captions, before.captions);
    assert_ne!(after.samples, before.samples, "it sounds otherwise");

    let ran = redo(ran, "--line 15");
    assert_eq!(script(&ran), TALK.replace("Yes.", "{take: 3} Yes."));
    let ran = again(ran);
    assert_eq!(told(&ran, "spoken"), 1);
    // Whoever liked it better before has it back, unspoken.
    let ran = redo(ran, "--line 15 --take 1");
    let ran = again(ran);
    assert_eq!(told(&ran, "spoken"), 0);
    assert!(Episode::read(&ran.path("ep")).samples == before.samples);
}

#[test]
fn of_several_sentences_none_is_guessed() {
    let ran = marks(test(), "--line 12")
        .fails(1)
        .says("3 sentences stand on line 12; say which with --sentence:")
        .says("    1  Foxes.\n    2  I like them, and the small ones most.\n    3  They bark.\n")
        .run();
    assert_eq!(script(&ran), TALK);
    let ran = redo(ran, "--line 12 --sentence 2");
    let marked = TALK.replace("I like", "{take: 2} I like");
    assert_eq!(script(&ran), marked);
    // A paragraph's first line is the line of all of it; of the others each is its own.
    let ran = redo(ran, "--line 13 --sentence 2");
    let marked = marked.replace("They", "{take: 2} They");
    assert_eq!(script(&ran), marked);
    let ran = marks(Test::within(ran.folder), "--line 12 --sentence 4")
        .fails(1)
        .says("there is no sentence 4: 3 sentences stand on line 12:")
        .says("3  They bark.   (take 2)")
        .run();
    let ran = marks(Test::within(ran.folder), "--line 11")
        .fails(1)
        .says("the nearest lines that are spoken are 10 and 12")
        .run();
    let ran = redo(ran, "--line 12 --sentence 2 --take 12");
    marks(Test::within(ran.folder), "--line 12 --sentence 2")
        .fails(1)
        .says("it has the last of 12 readings")
        .run();
}

#[test]
fn a_page_is_saved_first() {
    let page = "ANNA: Why?\n\nBEN: Because. So it was.\n\nANNA: Oh?\n";
    let test = Test::new().file("page.txt", page).file("cast.yaml", CAST);
    let ran = test
        .args("takes redo page.txt --line 3 --sentence 2")
        .fails(1)
        .says("duologue script page.txt --save page.md\n")
        .run();
    let ran = Test::within(ran.folder)
        .args("takes redo page.txt --line 3 --sentence 2 --save page.md")
        .says("Ben: “So it was.”   take 2")
        .says("duologue render page.md")
        .run();
    let saved = std::fs::read_to_string(ran.path("page.md")).unwrap();
    assert!(
        saved.contains("**Ben:** Because. {take: 2} So it was.\n"),
        "{saved}"
    );
    let kept = std::fs::read_to_string(ran.path("page.txt")).unwrap();
    assert_eq!(kept, page);
    Test::within(ran.folder)
        .args("takes redo page.md --line 25 --sentence 2 --save other.md")
        .fails(1)
        .says("page.md is a saved script already")
        .run();
}

#[test]
fn marks_are_saved_again_and_told_to_programs() {
    let ran = redo(render(test()), "--line 12 --sentence 2");
    let ran = Test::within(ran.folder)
        .args("script talk.md --save again.md")
        .run();
    let saved = std::fs::read_to_string(ran.path("again.md")).unwrap();
    assert!(saved.contains("Foxes. {take: 2} I like them"), "{saved}");
    let ran = Test::within(ran.folder)
        .args("script again.md --json")
        .run();
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        json["turns"][1]["takes"],
        serde_json::json!([{"at": 7, "take": 2}])
    );
    assert_eq!(json["turns"][0].get("takes"), None);
}

#[test]
fn a_recording_is_heard_in_place_of_the_voice() {
    let ran = render(test());
    let before = Episode::read(&ran.path("ep"));
    std::fs::create_dir(ran.path("fixed")).unwrap();
    record(&ran.path("fixed/yes.wav"), 2.5, 6_000.0);
    let ran = redo(ran, "--line 15 --file fixed/yes.wav");
    let marked = TALK.replace("Yes.", "{take: \"fixed/yes.wav\"} Yes.");
    assert_eq!(script(&ran), marked);
    let ran = again(ran);
    let heard = ["spoken", "reused", "recorded"].map(|key| told(&ran, key));
    assert_eq!(heard, [0, 4, 1]);
    let after = Episode::read(&ran.path("ep"));
    let length = |episode: &Episode| {
        let last = episode.captions.last().unwrap();
        assert_eq!(last.text, "Yes.");
        last.end - last.start
    };
    assert!(length(&before) < 1_000 && length(&after).abs_diff(2_500) < 20);
    assert_eq!(after.captions[..4], before.captions[..4]);

    // Kept under what is in it: another voice, or another name of the file, makes nothing anew.
    let ran = again(ran);
    assert_eq!(told(&ran, "spoken"), 0);
    std::fs::rename(ran.path("fixed/yes.wav"), ran.path("ja.wav")).unwrap();
    let moved = marked.replace("fixed/yes.wav", "ja.wav");
    let ran = render(Test::within(ran.folder).file("talk.md", moved));
    assert_eq!(told(&ran, "spoken"), 0);
    record(&ran.path("ja.wav"), 1.5, 6_000.0);
    let ran = again(ran);
    assert_eq!((told(&ran, "spoken"), told(&ran, "recorded")), (0, 1));
    assert!(length(&Episode::read(&ran.path("ep"))).abs_diff(1_500) < 20);
}

#[test]
fn a_recording_that_is_none_is_told_at_its_line() {
    let said = |name: &str, why: &str| {
        let test = test().file(
            "talk.md",
            TALK.replace("Yes.", &format!("{{take: \"{name}\"}} Yes.")),
        );
        record(&test.folder.path().join("silent.wav"), 1.0, 0.0);
        record(&test.folder.path().join("long.wav"), 121.0, 900.0);
        let ran = test
            .file("empty.wav", "")
            .file("text.wav", "RIFF or not, this is no sound.")
            .own_cache()
            .args("render talk.md --cast cast.yaml --out ep")
            .fails(1)
            .says("talk.md:15:")
            .says(why)
            .run();
        assert!(ran.names("ep").is_empty());
        // `check` sees it too, and another reading gets rid of it.
        let ran = Test::within(ran.folder)
            .args("check talk.md --cast cast.yaml")
            .fails(1)
            .says(why)
            .run();
        if !name.contains("..") {
            let ran = redo(ran, "--line 15");
            assert_eq!(script(&ran), TALK.replace("Yes.", "{take: 2} Yes."));
        }
    };
    said("gone.wav", "there is no such file");
    said("silent.wav", "nothing can be heard in it");
    said("long.wav", "is longer than");
    said("empty.wav", "is not a sound file that can be read");
    said("text.wav", "is not a sound file that can be read");
    said(
        "../talk.wav",
        "a recording has to lie beside the script, or below",
    );

    let ran = test().file("sub/talk.md", TALK).args("config path").run();
    record(&ran.path("yes.wav"), 1.0, 6_000.0);
    Test::within(ran.folder)
        .args("takes redo sub/talk.md --cast cast.yaml --line 15 --file yes.wav")
        .fails(1)
        .says("a recording has to lie beside the script or below")
        .run();
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_scripts_folder() {
    let marked = TALK.replace("Yes.", "{take: \"yes.wav\"} Yes.");
    let ran = test().file("sub/talk.md", marked).args("config path").run();
    record(&ran.path("yes.wav"), 1.0, 6_000.0);
    std::os::unix::fs::symlink("../yes.wav", ran.path("sub/yes.wav")).unwrap();
    Test::within(ran.folder)
        .args("check sub/talk.md --cast cast.yaml")
        .fails(1)
        .says("it leads out of the script's folder")
        .run();
}

#[test]
fn two_takes_of_one_sentence_and_one_of_none_are_told() {
    let check = |from: &str, to: &str| {
        let test = test().file("talk.md", TALK.replace(from, to));
        test.args("check talk.md --cast cast.yaml")
    };
    check("Yes.", "{take: 2} Yes {take: 3}.")
        .fails(1)
        .says("a second `take` for one sentence")
        .run();
    check("Yes.", "Yes. {take: 2}").never_says("take").run();
    check("Yes.", "{take: 0} Yes.")
        .fails(1)
        .says("there is no take 0")
        .run();
}

#[cfg(unix)]
#[test]
fn the_file_stays_who_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let ran = test().args("config path").run();
    std::fs::rename(ran.path("talk.md"), ran.path("real.md")).unwrap();
    std::os::unix::fs::symlink("real.md", ran.path("talk.md")).unwrap();
    let mode = std::fs::Permissions::from_mode(0o640);
    std::fs::set_permissions(ran.path("real.md"), mode).unwrap();
    let ran = redo(ran, "--line 15");
    assert!(ran.path("talk.md").is_symlink());
    let mode = std::fs::metadata(ran.path("real.md"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);
    assert!(script(&ran).contains("{take: 2} Yes."));
}
