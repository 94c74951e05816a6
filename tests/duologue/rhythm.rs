//! Pauses follow what happens, voices overlap where somebody is cut off, and recordings of real
//! people stand in for voices.

use crate::builder::{Ran, Test};
use crate::episode::Episode;
use crate::pages::TONES;
use serde_json::Value;
use std::f32::consts::TAU;
use std::path::Path;

const TALK: &str = "\
---
duologue: 1
title: Foxes
languages: [en]
people:
  Reporter: interviewer
  Mira Holm: interviewee
---

**Reporter:** What do you hear at night, when everybody is asleep?

**Mira Holm:** Foxes, mostly, and then the wind in the —

**Reporter:** The wind comes from the sea?

**Mira Holm:** Yes.
";

fn render(test: Test) -> Ran {
    test.own_cache()
        .args("render talk.md --cast cast.yaml --out ep --json")
        .run()
}

fn takes(ran: &Ran) -> Vec<Value> {
    let manifest = std::fs::read_to_string(ran.path("ep/talk.lock.json")).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    manifest["recipe"]["takes"].as_array().unwrap().clone()
}

#[test]
fn who_cuts_somebody_off_begins_too_early() {
    let cast = format!("{TONES}rhythm: plain\n");
    let test = || Test::new().file("talk.md", TALK);
    let ran = render(test().file("cast.yaml", &cast));
    let told: Vec<(i64, String)> = takes(&ran)[1..]
        .iter()
        .map(|t| {
            (
                t["pause"].as_i64().unwrap(),
                t["before"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    let told: Vec<(i64, &str)> = told.iter().map(|(ms, b)| (*ms, b.as_str())).collect();
    assert_eq!(
        told,
        [
            (420, "answer"),
            (-120, "interruption"),
            (280, "short_answer")
        ]
    );
    let episode = Episode::read(&ran.path("ep"));
    let captions = &episode.captions;
    assert_eq!(captions[1].end, captions[2].start);
    assert_eq!(captions[3].start - captions[2].end, 280);
    // Both are heard where both speak: the same without the dash is longer by that and a turn's pause.
    let parted = TALK.replace("the —", "the dark.");
    let other = render(
        Test::new()
            .file("talk.md", &parted)
            .file("cast.yaml", &cast),
    );
    let other = Episode::read(&other.path("ep"));
    assert!(other.captions[2].start > other.captions[1].end + 600);
}

#[test]
fn natural_pauses_are_uneven_and_the_same_every_time() {
    let render = |cast: &str| {
        let ran = render(Test::new().file("talk.md", TALK).file("cast.yaml", cast));
        let pauses = takes(&ran)
            .into_iter()
            .map(|t| t["pause"].as_i64().unwrap());
        (
            pauses.collect::<Vec<_>>(),
            std::fs::read(ran.path("ep/talk.wav")).unwrap(),
        )
    };
    let first = render(TONES);
    assert!(first == render(TONES), "{:?}", first.0);
    let (natural, plain) = (first.0, render(&format!("{TONES}rhythm: plain\n")).0);
    assert_ne!(natural, plain);
    for (natural, plain) in natural.iter().zip(&plain) {
        assert!((natural - plain).abs() as f64 <= (plain.abs() as f64 * 0.04).min(30.0));
    }
}

#[test]
fn diff_tells_which_pause_changed() {
    let ran = render(Test::new().file("talk.md", TALK).file("cast.yaml", TONES));
    let cast = format!("{TONES}pauses: {{answer: 800, breath: 50, short_answer: 100}}\n");
    let diff = |test: Test| {
        test.own_cache()
            .args("diff talk.md --cast cast.yaml --out ep")
    };
    let ran = diff(Test::within(ran.folder).file("cast.yaml", &cast)).run();
    let told = &ran.stdout;
    for line in [
        "pause `answer`: 420 ms → 800 ms; 1 line\n",
        "pause `short_answer`: 280 ms → 100 ms; 1 line\n",
        "0 lines to speak",
    ] {
        assert!(told.contains(line), "{told}");
    }
    assert!(!told.contains("breath"), "{told}");
    let plain = format!("{TONES}rhythm: plain\n");
    let ran = diff(Test::within(ran.folder).file("cast.yaml", &plain)).run();
    assert!(
        ran.stdout.contains("rhythm: natural → plain; "),
        "{}",
        ran.stdout
    );
    let test = Test::within(ran.folder).file("cast.yaml", TONES);
    let ran = diff(test.file("talk.md", TALK.replace("in the —", "in the gutter."))).run();
    let told = "pause before: an interruption → a question; 1 line\n";
    assert!(ran.stdout.contains(told), "{}", ran.stdout);
}

/// Tones of these milliseconds with silence between and around them.
fn record(path: &Path, rate: u32, parts: &[u32]) {
    let spec = hound::WavSpec {
        channels: 2,
        sample_rate: rate,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut wav = hound::WavWriter::create(path, spec).unwrap();
    let still = |wav: &mut hound::WavWriter<_>, ms: u32| {
        for _ in 0..rate / 1000 * ms * 2 {
            wav.write_sample(0i16).unwrap();
        }
    };
    still(&mut wav, 500);
    for ms in parts {
        for n in 0..rate / 1000 * ms {
            let sample = (8000.0 * (n as f32 * TAU * 300.0 / rate as f32).sin()) as i16;
            wav.write_sample(sample).unwrap();
            wav.write_sample(sample).unwrap();
        }
        still(&mut wav, 400);
    }
    wav.finalize().unwrap();
}

fn with_clip(clip: &str, parts: &[u32]) -> Test {
    let talk = TALK.replace(
        "**Mira Holm:** Foxes, mostly, and then the wind in the —",
        &format!(
            "**Mira Holm:** {clip} Foxes at first. And then the wind, for hours. Nothing else."
        ),
    );
    let test = Test::new()
        .file("talk.md", talk)
        .file("cast.yaml", format!("{TONES}rhythm: plain\nroom: off\n"));
    record(&test.folder.path().join("mira.wav"), 44_100, parts);
    test
}

#[test]
fn a_clip_is_heard_in_place_of_the_voice_sentence_by_sentence() {
    let ran = render(with_clip("{clip: mira.wav}", &[1500, 2400, 1000]));
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (report["recorded"].as_u64(), report["spoken"].as_u64()),
        (Some(3), Some(3))
    );
    let takes = takes(&ran);
    let before: Vec<_> = takes[2..4]
        .iter()
        .map(|t| (t["before"].as_str(), t["pause"].as_i64()))
        .collect();
    assert_eq!(before, [(Some("seam"), Some(-20)); 2]);
    let episode = Episode::read(&ran.path("ep"));
    let captions = &episode.captions[1..4];
    assert_eq!(captions[0].text, "Foxes at first.");
    // Each begins in the silence before its tone, and the whole is as long as in the file.
    let length = captions[2].end - captions[0].start;
    assert!((5690..5730).contains(&length), "{length}");
    let starts: Vec<u64> = captions
        .iter()
        .map(|c| c.start - captions[0].start)
        .collect();
    assert!(
        (1500..1910).contains(&starts[1]) && (4300..4710).contains(&starts[2]),
        "{starts:?}"
    );
    assert!(captions.windows(2).all(|two| two[0].end == two[1].start));
    // Nothing of it is lost at the seams: the tones are as long as they were.
    let from = captions[0].start;
    for (start, end) in [(0, 1500), (1900, 4300), (4700, 5700)] {
        let (first, last) = episode
            .sound(from + start - 150.min(start), from + end + 150)
            .unwrap();
        assert!(
            (last - first - (end - start) as f64).abs() < 30.0,
            "{first} {last}"
        );
    }

    // A second render finds it, and another part of it is another recording.
    let ran = Test::within(ran.folder)
        .own_cache()
        .args("diff talk.md --cast cast.yaml --out ep")
        .run();
    assert!(ran.stdout.contains("nothing changed"), "{}", ran.stdout);
    let talk = std::fs::read_to_string(ran.path("talk.md")).unwrap();
    let talk = talk.replace(
        "mira.wav",
        "mira.wav | start: 1s, length: 5s, gain: -3 dB, fade: 50ms",
    );
    let ran = Test::within(ran.folder)
        .own_cache()
        .file("talk.md", talk)
        .args("diff talk.md --cast cast.yaml --out ep")
        .run();
    for told in [
        "another reading or recording",
        "level of a clip: 0 dB → -3 dB; 3 lines",
    ] {
        assert!(ran.stdout.contains(told), "{}", ran.stdout);
    }
    let ran = render(Test::within(ran.folder));
    let episode = Episode::read(&ran.path("ep"));
    let length = episode.captions[3].end - episode.captions[1].start;
    assert!((4990..5020).contains(&length), "{length}");

    Test::within(ran.folder)
        .own_cache()
        .args("takes redo talk.md --cast cast.yaml --line 12 --sentence 2")
        .fails(1)
        .says("`mira.wav` speaks this paragraph")
        .run();
}

#[test]
fn a_clip_that_cannot_be_heard_is_told_at_its_line() {
    let check = |clip: &str, parts: &[u32]| {
        with_clip(clip, parts)
            .own_cache()
            .args("check talk.md --cast cast.yaml")
            .fails(1)
            .says("talk.md:12:16")
    };
    for (clip, said) in [
        ("{clip: gone.wav}", "there is no such file"),
        ("{clip: talk.md}", "is not a sound file that can be read"),
        ("{clip: mira.wav | start: 9s}", "it is over after 3.5 s"),
        (
            "{clip: mira.wav | start: 0s, length: 200ms}",
            "nothing can be heard in it",
        ),
        (
            "{clip: mira.wav | start: 0s, length: 600ms}",
            "0.1 s are too short for what is said in it",
        ),
    ] {
        check(clip, &[1500, 700]).says(said).run();
    }
}

#[test]
fn a_take_in_a_clip_is_told() {
    with_clip("{clip: mira.wav} {take: 2}", &[1500, 2000, 700])
        .own_cache()
        .args("check talk.md --cast cast.yaml")
        .fails(1)
        .says("a `take` in a paragraph that is a clip")
        .run();
}
