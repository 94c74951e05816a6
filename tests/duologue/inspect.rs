//! A finished episode is measured from its file alone, and what was altered is noticed.

use crate::builder::{Ran, Test};
use crate::episode::{Caption, Episode};
use crate::outside::{output, tool};
use crate::pages::FERRY;
use serde_json::Value;
use std::path::Path;

/// Tones, with all that an episode has if its cast says nothing of it: room tone, an announcement.
const CAST: &str = "\
roles:
  interviewer: {voice: tone:d}
  interviewee: {voice: tone:a}
  narrator: {voice: tone:f}
";

fn rendered() -> Ran {
    Test::new()
        .file("talk.md", format!("# The tide tables\n\n{FERRY}"))
        .file("cast.yaml", CAST)
        .args("render talk.md --cast cast.yaml --out ep")
        .run()
}

/// Inspects; `status` is what it should end with.
fn inspected(ran: Ran, what: &str, status: i32) -> (Value, Ran) {
    let test = Test::within(ran.folder).args(&format!("inspect {what} --json"));
    let ran = match status {
        0 => test.run(),
        status => test.fails(status).run(),
    };
    (serde_json::from_str(&ran.stdout).unwrap(), ran)
}

fn target<'a>(told: &'a Value, name: &str) -> &'a Value {
    let rows = told["targets"].as_array().unwrap();
    let found = rows.iter().find(|row| row["name"] == name);
    found.unwrap_or_else(|| panic!("no target {name}"))
}

/// Changes one byte in the middle of a file.
fn damage(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn what_is_told_is_what_is_in_the_file() {
    let (told, ran) = inspected(rendered(), "ep", 0);
    let episode = Episode::read(&ran.path("ep"));
    assert!((told["seconds"].as_f64().unwrap() - episode.seconds()).abs() < 1e-6);
    assert_eq!(told["title"], "The tide tables");
    assert_eq!(
        (&told["passed"], &told["whole"]),
        (&Value::Bool(true), &Value::Bool(true))
    );
    assert_eq!(told["levels"], "podcast");
    assert_eq!(
        told["chapters"].as_array().unwrap().len(),
        episode.chapters.len()
    );
    let speech = &told["speech"];
    let people = speech["people"].as_array().unwrap();
    // Those of the interview, and the narrator, who says that nobody here is real.
    assert_eq!(people.len(), 3);
    let own = |caption: &&Caption| ["Anna", "Ben"].contains(&caption.speaker.as_str());
    let own: Vec<&Caption> = episode.captions.iter().filter(own).collect();
    assert_eq!(own.len() + 1, episode.captions.len());
    let words: usize = own
        .iter()
        .map(|caption| caption.text.split_whitespace().count())
        .sum();
    assert_eq!(speech["words"], words);
    let shares: f64 = people.iter().map(|p| p["share"].as_f64().unwrap()).sum();
    assert!((shares - 1.0).abs() < 1e-9, "{shares}");
    // A tone never pauses, so all of a caption is speech, but for its faded ends.
    let captions: u64 = own.iter().map(|c| c.end - c.start).sum();
    let seconds = speech["seconds"].as_f64().unwrap();
    assert!((seconds - captions as f64 / 1e3).abs() < 0.1, "{seconds}");
    // The cast says how long it is quiet before a question and an answer.
    let pauses = told["pauses"].as_array().unwrap();
    assert!(pauses.iter().all(|kind| kind["count"].as_u64() > Some(0)));
}

#[test]
fn ffmpeg_measures_the_same() {
    let Some(mut meter) = tool("ffmpeg") else {
        return;
    };
    let (told, ran) = inspected(rendered(), "ep", 0);
    let printed = output(
        meter
            .args(["-hide_banner", "-nostats", "-i"])
            .arg(ran.path("ep/talk.wav"))
            .args(["-af", "ebur128=peak=true:dualmono=true", "-f", "null", "-"]),
    );
    let summary = printed.rsplit("Summary:").next().unwrap();
    for (name, word) in [
        ("loudness", "I:"),
        ("loudness-range", "LRA:"),
        ("true-peak", "Peak:"),
    ] {
        let rest = summary.split(word).nth(1).unwrap();
        let theirs: f64 = rest.split_whitespace().next().unwrap().parse().unwrap();
        let ours = target(&told, name)["measured"].as_f64().unwrap();
        assert!(
            (ours - theirs).abs() <= 0.3,
            "{name}: {ours}, and ffmpeg {theirs}"
        );
    }
}

#[test]
fn an_altered_sound_is_measured_as_it_is_and_nobody_is_named() {
    let ran = rendered();
    damage(&ran.path("ep/talk.wav"));
    let (told, ran) = inspected(ran, "ep", 1);
    assert!(
        ran.stderr.contains("not as it was rendered"),
        "{}",
        ran.stderr
    );
    assert_eq!(
        (&told["whole"], &told["passed"]),
        (&Value::Bool(false), &Value::Bool(false))
    );
    assert_eq!(
        (&told["speech"], &told["chapters"]),
        (&Value::Null, &Value::Null)
    );
    let note = told["notes"][0].as_str().unwrap();
    assert!(
        note.contains("talk.wav was altered") && note.contains("left out"),
        "{note}"
    );
    assert_eq!(target(&told, "speakers")["verdict"], "unknown");
    assert_eq!(target(&told, "loudness")["verdict"], "pass");
    let ran = Test::within(ran.folder).args("inspect ep").fails(1).run();
    assert!(
        ran.stdout
            .contains("talk.wav: altered since it was rendered")
    );
}

#[test]
fn altered_captions_are_not_believed() {
    let ran = rendered();
    let path = ran.path("ep/captions.vtt");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("<v Anna", "<v Benedict")).unwrap();
    let (told, ran) = inspected(ran, "ep", 1);
    assert_eq!(told["speech"], Value::Null);
    assert!(told["chapters"].is_array());
    assert!(!ran.stdout.contains("Benedict"));
    // And neither is a manifest that was made to fit.
    let ran = rendered();
    let path = ran.path("ep/talk.lock.json");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("Up the river", "Up the mountain")).unwrap();
    let (told, _) = inspected(ran, "ep", 1);
    let note = told["notes"][0].as_str().unwrap();
    assert!(note.starts_with("the manifest:"), "{note}");
}

#[test]
fn a_file_alone_is_measured_too() {
    let ran = rendered();
    std::fs::copy(ran.path("ep/talk.wav"), ran.path("other.wav")).unwrap();
    let (told, ran) = inspected(ran, "other.wav", 0);
    assert_eq!(
        (&told["title"], &told["speech"]),
        (&Value::from("other"), &Value::Null)
    );
    let (beside, ran) = inspected(ran, "ep/talk.wav", 0);
    assert!(beside["speech"].is_object());
    assert_eq!(told["targets"][0], beside["targets"][0]);
    let (_, ran) = inspected(ran, "other.wav --levels broadcast", 1);
    assert!(ran.stderr.contains("misses 1 target"), "{}", ran.stderr);
    // A folder without an episode, and an episode without a sound.
    let ran = Test::within(ran.folder).args("inspect .").fails(1).run();
    let ran = Test::within(ran.folder)
        .args("render talk.md --cast cast.yaml --out quiet --format captions")
        .run();
    Test::within(ran.folder)
        .args("inspect quiet")
        .fails(1)
        .says("no sound file that can be measured")
        .run();
}

#[test]
fn a_set_without_a_wav_is_measured_in_what_it_has() {
    let ran = rendered();
    let (wav, ran) = inspected(ran, "ep", 0);
    let ran = Test::within(ran.folder)
        .args("render talk.md --cast cast.yaml --out small --format opus,flac,captions,chapters")
        .run();
    let (flac, ran) = inspected(ran, "small", 0);
    assert!(
        flac["file"].as_str().unwrap().ends_with("talk.flac"),
        "{}",
        flac["file"]
    );
    for told in ["targets", "speech", "chapters"] {
        assert_eq!(flac[told], wav[told]);
    }
    Test::within(ran.folder)
        .args("inspect small/talk.opus")
        .fails(1)
        .says("it is Opus, which is not decoded here")
        .run();
}

#[test]
fn it_is_drawn_the_same_every_time() {
    let mut ran = rendered();
    let mut pages = vec![];
    for _ in 0..2 {
        ran = Test::within(ran.folder)
            .args("inspect ep --svg page.svg --png page.png")
            .says("page.svg")
            .run();
        pages.push((
            std::fs::read_to_string(ran.path("page.svg")).unwrap(),
            std::fs::read(ran.path("page.png")).unwrap(),
        ));
    }
    assert_eq!(pages[0], pages[1]);
    assert!(pages[0].0.contains(">The tide tables<"));
    assert!(pages[0].1.starts_with(b"\x89PNG"));
    // Nothing was left in the episode's own folder, and nothing that is no picture is replaced.
    assert_eq!(ran.names("ep").len(), 4);
    Test::within(ran.folder)
        .args("inspect ep --svg ep/talk.wav")
        .fails(2)
        .says("has to end in .svg")
        .run();
}

#[test]
fn broken_files_are_named() {
    let ran = rendered();
    let whole = std::fs::read(ran.path("ep/talk.wav")).unwrap();
    let mut lies = whole.clone();
    let data = whole.windows(4).position(|id| id == b"data").unwrap();
    lies[data + 4..data + 8].fill(0xFE);
    let mut folder = ran.folder;
    for (bytes, said) in [
        (vec![], "its head is cut short"),
        (whole[..30].to_vec(), "its head is cut short"),
        (whole[..5000].to_vec(), "it was cut short"),
        (lies, "it was cut short"),
        (b"MThd and a tune".to_vec(), "it is no WAV file"),
    ] {
        std::fs::write(folder.path().join("ep/talk.wav"), bytes).unwrap();
        for what in ["inspect ep", "inspect ep/talk.wav --json"] {
            let ran = Test::within(folder)
                .args(what)
                .fails(1)
                .says("talk.wav")
                .says(said)
                .run();
            folder = ran.folder;
        }
    }
    Test::within(folder)
        .args("inspect nowhere.wav")
        .fails(1)
        .says("nowhere.wav")
        .run();
}
