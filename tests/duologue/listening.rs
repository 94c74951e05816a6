//! The listening copy: slower, everyone named, every chapter announced, in a folder of its own.

use crate::builder::{Ran, Test, shipped};
use crate::episode::{Caption, Episode};
#[cfg(feature = "pico")]
use crate::outside::{output, tool};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

const TONES: &str = "\
roles:
  interviewer: {voice: tone:d}
  interviewee: {voice: tone:a}
  narrator: {voice: tone:f}
";

const SAID: &str = "The voices you hear are synthetic, not those of the people interviewed.";

const TALK: &str = "\
Nobody had counted the tapes. We met on a quiet afternoon, and the kettle was on.

HALYARD: I have to begin with the tapes. Did you ever count them yourself?

MERIT HOLLOWELL: No. Counting was Jonah's idea. I'd have said a few hundred.

HALYARD: It was nine thousand.

HOLLOWELL: He wrote the number on the fridge, and I had to sit down. You make one a day, sometimes two.

They put him in a ward on the fourth floor with a window that didn't open.

HALYARD: What did he say?

HOLLOWELL: For a long time, nothing. Then he lifted one finger.
";

fn test(cast: &str) -> Test {
    Test::new().file("talk.txt", TALK).file("cast.yaml", cast)
}

fn long(test: Test) -> Test {
    test.file("talk.txt", shipped("scripts/first-light.txt"))
}

fn render(test: Test, args: &str) -> Ran {
    test.own_cache()
        .args("render talk.txt --cast cast.yaml --out ep --json")
        .args(args)
        .run()
}

fn told(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap()
}

/// The manifest's line number of each caption: 0 for what is announced.
fn lines(folder: &Path) -> Vec<u64> {
    let lock: Value =
        serde_json::from_slice(&std::fs::read(folder.join("talk.lock.json")).unwrap()).unwrap();
    let takes = lock["recipe"]["takes"].as_array().unwrap();
    takes
        .iter()
        .map(|take| take["line"].as_u64().unwrap())
        .collect()
}

fn files(ran: &Ran, folder: &str) -> Vec<(String, Vec<u8>)> {
    let read = |name: String| {
        Some((
            name.clone(),
            std::fs::read(ran.path(folder).join(name)).ok()?,
        ))
    };
    ran.names(folder).into_iter().filter_map(read).collect()
}

/// Every change of speaker and every chapter has its announcement right before it.
fn all_announced(episode: &Episode, lines: &[u64]) {
    assert_eq!(episode.captions.len(), lines.len());
    let captions: Vec<(&Caption, bool)> = episode
        .captions
        .iter()
        .zip(lines)
        .map(|(c, line)| (c, *line == 0))
        .collect();
    let mut last = "";
    for pair in captions.windows(2) {
        let [(before, announced), (caption, announces)] = pair else {
            unreachable!()
        };
        if *announces {
            last = "";
            continue;
        }
        if caption.speaker != last {
            assert!(
                announced,
                "{} is not announced: {}",
                caption.speaker, caption.text
            );
            let name = before.text.trim_end_matches('.');
            assert!(
                caption.speaker.contains(name),
                "{name} before {}",
                caption.speaker
            );
        }
        last = &caption.speaker;
    }
    for (number, (start, title)) in (1..).zip(&episode.chapters).skip(1) {
        let ms = (start * 1000.0).round() as u64;
        let first = captions.iter().find(|(c, _)| c.start >= ms).unwrap();
        let said = format!("Chapter {number}");
        assert!(
            first.1 && first.0.text.starts_with(&said),
            "{title}: {:?}",
            first.0
        );
    }
}

#[test]
fn a_copy_is_a_set_of_its_own_and_nothing_in_it_is_unannounced() {
    let ran = render(test(TONES), "--copy listening,episode");
    let report = told(&ran);
    let copies = report["copies"].as_array().unwrap();
    assert_eq!(copies.len(), 2);
    assert!(copies[0].get("copy").is_none() && copies[1]["copy"] == "listening");
    let (plain, copy) = (
        Episode::read(&ran.path("ep")),
        Episode::read(&ran.path("ep/listening")),
    );
    assert_eq!(plain.captions[0].text, SAID);
    assert_eq!(
        lines(&ran.path("ep"))
            .iter()
            .filter(|line| **line == 0)
            .count(),
        1
    );
    let of_copy = lines(&ran.path("ep/listening"));
    all_announced(&copy, &of_copy);

    // The author's words are the same in both, in the same order.
    let words = |episode: &Episode, lines: &[u64]| -> Vec<String> {
        let own = episode
            .captions
            .iter()
            .zip(lines)
            .filter(|(_, line)| **line > 0);
        own.map(|(caption, _)| caption.text.clone()).collect()
    };
    assert_eq!(
        words(&plain, &lines(&ran.path("ep"))),
        words(&copy, &of_copy)
    );
    assert_eq!(plain.chapters.len(), copy.chapters.len());

    let head: Vec<&str> = copy.captions[..5].iter().map(|c| c.text.as_str()).collect();
    assert_eq!(head[0], SAID);
    assert_eq!(head[1], "This is the listening copy of: Talk.");
    assert_eq!(head[2], "With Halyard and Merit Hollowell.");
    let length = match (copy.seconds() / 60.0).round() {
        1.0 => "one minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    };
    let chapters = copy.chapters.len();
    let length = format!("The recording lasts about {length} and has {chapters} chapters.");
    assert_eq!(head[3], length);
    assert_eq!(head[4], "Chapter 1: Introduction.");

    // Shares are of the interview.
    let people = copies[1]["people"].as_array().unwrap();
    let narrator = people.iter().find(|p| p["name"] == "Narrator").unwrap();
    let own: u64 = (copy.captions.iter().zip(&of_copy))
        .filter(|(c, line)| **line > 0 && c.speaker == "Narrator")
        .map(|(c, _)| c.end - c.start)
        .sum();
    let seconds = narrator["seconds"].as_f64().unwrap();
    assert!(
        (seconds - own as f64 / 1000.0).abs() < 0.1,
        "{seconds} {own}"
    );

    // Neither touches the other, and both stand.
    let (episode, listening) = (files(&ran, "ep"), files(&ran, "ep/listening"));
    let ran = render(Test::within(ran.folder), "--copy episode,listening");
    let again = told(&ran);
    assert!(
        again["copies"]
            .as_array()
            .unwrap()
            .iter()
            .all(|c| c["unchanged"] == true)
    );
    assert_eq!(
        (files(&ran, "ep"), files(&ran, "ep/listening")),
        (episode, listening)
    );
    let ran = Test::within(ran.folder)
        .own_cache()
        .args("verify ep/listening")
        .run();
    let diff = "diff talk.txt --cast cast.yaml --out ep --copy listening --json";
    let ran = Test::within(ran.folder).own_cache().args(diff).run();
    assert_eq!(
        (told(&ran)["unchanged"].as_bool(), &told(&ran)["copy"]),
        (Some(true), &"listening".into())
    );
    // An episode does not take the place of a copy, whatever the folder is called.
    Test::within(ran.folder)
        .own_cache()
        .args("render talk.txt --cast cast.yaml --out ep/listening")
        .fails(1)
        .says("listening copy")
        .run();
}

#[test]
fn every_output_says_that_its_voices_are_synthetic() {
    let ran = render(
        test(&format!("{TONES}synthetic: off\n")),
        "--copy episode,listening",
    );
    for folder in ["ep", "ep/listening"] {
        let captions = std::fs::read_to_string(ran.path(folder).join("captions.vtt")).unwrap();
        assert!(captions.contains(&format!("NOTE {SAID}\n")), "{folder}");
        assert!(
            !captions.contains(&format!(">{SAID}")),
            "{folder}: it was to be silent"
        );
        let chapters = std::fs::read(ran.path(folder).join("chapters.json")).unwrap();
        let chapters: Value = serde_json::from_slice(&chapters).unwrap();
        assert_eq!(chapters["description"], SAID);
        let lock = std::fs::read(ran.path(folder).join("talk.lock.json")).unwrap();
        let lock: Value = serde_json::from_slice(&lock).unwrap();
        assert_eq!(lock["recipe"]["synthetic"], SAID);
        let wav = std::fs::read(ran.path(folder).join("talk.wav")).unwrap();
        let count = |bytes: &[u8]| wav.windows(bytes.len()).filter(|w| *w == bytes).count();
        assert_eq!(count(b"ICMT"), 1);
        assert_eq!((count(b"COMM"), count(b"SYNTHETIC_VOICES")), (1, 1));
        assert!(count(SAID.as_bytes()) >= 3, "{folder}");
    }
    let title = std::fs::read_to_string(ran.path("ep/listening/chapters.json")).unwrap();
    assert!(title.contains("\"Talk (listening copy)\""), "{title}");
}

#[test]
fn one_changed_word_costs_a_few_lines() {
    let ran = render(long(test(TONES)), "--copy listening");
    let first = told(&ran);
    assert!(first["measured"].as_u64().unwrap() > 50);
    let changed = shipped("scripts/first-light.txt")
        .replace("a ward on the fourth floor", "a ward on the fifth floor");
    let diff = "diff talk.txt --cast cast.yaml --out ep --copy listening --json";
    let ran = Test::within(ran.folder)
        .file("talk.txt", changed)
        .own_cache()
        .args(diff)
        .run();
    let speak = told(&ran)["speak"].as_u64().unwrap();
    assert!((1..=2).contains(&speak), "{}", ran.stdout);
    let again = told(&render(Test::within(ran.folder), "--copy listening"));
    let spoken = again["spoken"].as_u64().unwrap() + again["measured"].as_u64().unwrap();
    assert!((1..=5).contains(&spoken), "{spoken}");
}

#[test]
fn the_cast_can_ask_for_copies_and_for_fewer_words() {
    let cast = format!(
        "{TONES}synthetic: off\ncopies: listening\n\
         listening: {{names: never, announce: off, words_per_minute: 120, tempo: 2}}\n"
    );
    let ran = render(test(&cast), "");
    assert_eq!(ran.names("ep"), ["listening"]);
    let report = told(&ran);
    assert_eq!(report["copy"], "listening");
    let pace = report["words_per_minute"].as_f64().unwrap();
    assert!((pace - 240.0).abs() < 8.0, "{pace}");
    assert!(
        lines(&ran.path("ep/listening"))
            .iter()
            .all(|line| *line > 0)
    );
    let slow = told(&render(test(&cast.replace("tempo: 2", "tempo: 1")), ""));
    let (fast, slow) = (
        report["seconds"].as_f64().unwrap(),
        slow["seconds"].as_f64().unwrap(),
    );
    // The silence at both ends is the same.
    let ends = 1.1;
    let times = (slow - ends) / (fast - ends);
    assert!((times - 2.0).abs() < 0.02, "{slow} {fast}");
}

/// Words of the interview, and the seconds in which they sound: windows of 10 ms that are less than
/// 40 dB below the loudest of the line, shorter gaps than 150 ms counted in. By the tests' own eyes.
fn pace(episode: &Episode, lines: &[u64]) -> f64 {
    let rate = f64::from(episode.rate);
    let (mut words, mut seconds) = (0, 0.0);
    for (caption, line) in episode.captions.iter().zip(lines) {
        if *line == 0 {
            continue;
        }
        let told = caption.text.split_whitespace();
        words += told.filter(|w| w.contains(char::is_alphanumeric)).count();
        let at = |ms: u64| ((ms as f64 * rate / 1000.0) as usize).min(episode.samples.len());
        let window = (rate / 100.0) as usize;
        let levels: Vec<f64> = episode.samples[at(caption.start)..at(caption.end)]
            .chunks_exact(window)
            .map(|w| w.iter().map(|s| f64::from(*s).powi(2)).sum::<f64>())
            .collect();
        let loudest = levels.iter().copied().fold(0.0, f64::max);
        let quiet: Vec<bool> = levels
            .iter()
            .map(|level| *level <= loudest * 1e-4)
            .collect();
        let runs = quiet.chunk_by(|a, b| a == b);
        let silent: usize = runs
            .filter(|run| run[0] && run.len() >= 15)
            .map(<[bool]>::len)
            .sum();
        seconds += (quiet.len() - silent) as f64 / 100.0;
    }
    words as f64 / seconds * 60.0
}

#[test]
fn the_pace_is_what_it_is_said_to_be_in_the_finished_file() {
    let ran = render(long(test(TONES)), "--copy listening --threads 1");
    let (one, report) = (files(&ran, "ep/listening"), told(&ran));
    let told = report["words_per_minute"].as_f64().unwrap();
    let counted = pace(
        &Episode::read(&ran.path("ep/listening")),
        &lines(&ran.path("ep/listening")),
    );
    for pace in [told, counted] {
        assert!((145.0..=155.0).contains(&pace), "{told} {counted}");
    }
    // On two threads and from the takes alone the same bytes.
    std::fs::remove_dir_all(ran.path("cache/duologue/wpm")).unwrap();
    std::fs::remove_dir_all(ran.path("ep")).unwrap();
    let ran = render(Test::within(ran.folder), "--copy listening --threads 2");
    assert_eq!(files(&ran, "ep/listening"), one);
}

#[cfg(feature = "pico")]
#[test]
fn the_embedded_voice_comes_to_its_pace_and_stays_level() {
    let ran = Test::new()
        .file("talk.txt", shipped("scripts/first-light.txt"))
        .own_cache()
        .args("render talk.txt --out ep --copy listening --json")
        .run();
    let folder = ran.path("ep/listening");
    let (episode, lines) = (Episode::read(&folder), lines(&folder));
    all_announced(&episode, &lines);
    let told = told(&ran)["words_per_minute"].as_f64().unwrap();
    let counted = pace(&episode, &lines);
    for pace in [told, counted] {
        assert!((145.0..=155.0).contains(&pace), "{told} {counted}");
    }
    let Some(mut ffmpeg) = tool("ffmpeg") else {
        return;
    };
    let heard = output(
        ffmpeg
            .args(["-hide_banner", "-nostats", "-i"])
            .arg(&episode.wav)
            .args(["-af", "ebur128=dualmono=true", "-f", "null", "-"]),
    );
    let range = heard.rsplit("LRA:").next().unwrap();
    let range: f64 = range.split_whitespace().next().unwrap().parse().unwrap();
    assert!(range <= 8.0, "{range} LU");
}

/// A part of a copy stands beside the copy, and tells of the chapter that it is.
#[test]
fn a_part_of_a_copy_lies_below_it() {
    let ran = render(test(TONES), "--copy listening --chapter 2");
    assert_eq!(ran.names("ep"), ["listening"]);
    assert_eq!(ran.names("ep/listening"), ["sample"]);
    let part = Episode::read(&ran.path("ep/listening/sample"));
    let texts: BTreeSet<&str> = part.captions.iter().map(|c| c.text.as_str()).collect();
    assert!(texts.contains(SAID) && texts.contains("Chapter 2.") && texts.contains("Halyard."));
    assert!(
        !texts
            .iter()
            .any(|text| text.starts_with("The recording lasts"))
    );
    let ran = render(Test::within(ran.folder), "--copy listening --sample 40s");
    let part = Episode::read(&ran.path("ep/listening/sample"));
    assert!(
        part.seconds() <= 40.0 && part.captions.len() > 4,
        "{}",
        part.seconds()
    );
    assert!(part.captions[3].text.starts_with("The recording lasts"));
    assert_ne!(part.captions.last().unwrap().speaker, "");
}
