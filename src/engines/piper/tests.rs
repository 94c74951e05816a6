//! The small voices speak lines.

use super::super::{Language, Named, Spoken, Take, Timing};
use super::*;
use crate::audio::Hz;
use std::path::Path;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/neural")
        .join(name)
}

fn job(voice: &str, spoken: Vec<Spoken>) -> SpeakJob {
    SpeakJob {
        voice: VoiceSpec::plain(ROW.name, voice),
        fingerprint: String::new(),
        own: Hz(16_000),
        language: Language::parse("en").unwrap(),
        spoken,
        variant: 0,
        recording: None,
    }
}

fn places() -> (tempfile::TempDir, Places) {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::at(folder.path().to_owned());
    (folder, places)
}

/// Is espeak-ng on this machine? The small voices take its phonemes, as nearly all do.
fn speaks(places: &Places) -> bool {
    let version = phonemes::version(places);
    if let Err(error) = &version {
        println!("skipped: {error}");
    }
    version.is_ok()
}

fn say(places: &Places, job: &SpeakJob) -> Take {
    let engine = (ROW.open)(places).unwrap();
    engine.synth(&job.voice).unwrap().speak(job).unwrap()
}

fn words(text: &str) -> Vec<Spoken> {
    let word = |(at, word): (usize, &str)| [Spoken::Mark(at as u32), Spoken::Text(word.to_owned())];
    text.split_inclusive(' ')
        .enumerate()
        .flat_map(word)
        .collect()
}

fn by_path(name: &str) -> String {
    fixture(name).display().to_string()
}

#[test]
fn a_line_is_spoken_and_every_word_has_its_time() {
    let (_folder, places) = places();
    if !speaks(&places) {
        return;
    }
    for voice in ["one.onnx", "three.onnx:s1"] {
        let take = say(
            &places,
            &job(&by_path(voice), words("the river ran, and it sang.")),
        );
        assert!(take.audio.seconds() > 0.8, "{}", take.audio.seconds());
        assert_eq!(take.words.len(), 6, "{voice}");
        for pair in take.words.windows(2) {
            assert!(
                pair[0].start < pair[0].end && pair[0].end <= pair[1].start,
                "{pair:?}"
            );
        }
        let last = &take.words[5];
        assert!(u64::from(last.end) <= take.audio.frames() && last.timing == Timing::Measured);
        assert!(take.lacks.is_empty(), "{:?}", take.lacks);
    }
}

#[test]
fn the_same_job_is_the_same_take_and_each_reading_another() {
    let (_folder, places) = places();
    let mut line = job(&by_path("one.onnx"), words("it was late."));
    let first = say(&places, &line);
    assert_eq!(say(&places, &line), first);
    line.variant = 1;
    let second = say(&places, &line);
    assert_ne!(second, first);
    for key in ["noise", "noise_w"] {
        line.voice.settings.insert(key.into(), Setting::Number(0.0));
    }
    let slower = say(&places, &line);
    line.variant = 0;
    assert!(slower.audio.frames() > say(&places, &line).audio.frames());
}

#[test]
fn rate_length_and_speaker_are_followed() {
    let (_folder, places) = places();
    if !speaks(&places) {
        return;
    }
    let mut line = job(
        &by_path("three.onnx"),
        words("a long day on the water, and no wind."),
    );
    for key in ["noise", "noise_w"] {
        line.voice.settings.insert(key.into(), Setting::Number(0.0));
    }
    let own = say(&places, &line);
    let with = |change: &dyn Fn(&mut VoiceSpec)| {
        let mut line = line.clone();
        change(&mut line.voice);
        say(&places, &line)
    };
    let fast = with(&|voice| voice.rate = 2.0).audio.seconds() / own.audio.seconds();
    assert!((0.4..0.65).contains(&fast), "{fast}");
    let slow = Setting::Number(2.0);
    let slow = with(&|voice| drop(voice.settings.insert("length_scale".into(), slow.clone())));
    assert!(slow.audio.seconds() > 1.7 * own.audio.seconds());
    let second =
        |by: Setting| with(&move |voice| drop(voice.settings.insert("speaker".into(), by.clone())));
    let named = second(Setting::Text("s2".into()));
    assert_ne!(named, own);
    assert_eq!(named, second(Setting::Number(2.0)));
    assert_eq!(own, second(Setting::Number(0.0)));
}

#[test]
fn a_pause_is_as_long_as_it_was_asked_for() {
    let (_folder, places) = places();
    if !speaks(&places) {
        return;
    }
    let parts = |pause: Option<u32>| {
        let mut all = vec![Spoken::Text("a dog ran.".into())];
        all.extend(pause.map(Spoken::Break));
        all.push(Spoken::Text(" it sang.".into()));
        say(&places, &job(&by_path("three.onnx"), all))
            .audio
            .frames()
    };
    assert_eq!(parts(Some(1_500)) - parts(Some(500)), 16_000);
}

#[test]
fn symbols_that_a_voice_lacks_are_told_once_each() {
    let (_folder, places) = places();
    let take = say(
        &places,
        &job(&by_path("one.onnx"), vec![Spoken::Text("a ж b 7 ж".into())]),
    );
    assert_eq!(take.lacks, ["ж", "7"]);
    let phonemes = to_phonemes(
        &places,
        &job(&by_path("one.onnx"), vec![Spoken::Text("a ж".into())]),
    )
    .unwrap();
    assert_eq!(phonemes.clauses[0].lacks, ["ж"]);
    assert_eq!(phonemes.clauses[0].ids.first(), Some(&1));
}

#[test]
fn voices_are_listed_by_name_with_their_speakers_and_answer_by_path() {
    let (_folder, places) = places();
    if !speaks(&places) {
        return;
    }
    voices::install(&places, &fixture("three.onnx"), "en_US-brook-low");
    voices::install(&places, &fixture("one.onnx"), "moss");
    let Probe::Here { voices, .. } = probe(&places) else {
        panic!("not here")
    };
    let names: Vec<&str> = voices.iter().map(|voice| voice.name.as_str()).collect();
    let brook = [
        "en_US-brook-low",
        "en_US-brook-low:s0",
        "en_US-brook-low:s1",
        "en_US-brook-low:s2",
    ];
    assert_eq!(names[..4], brook);
    assert_eq!(names[4..], ["moss"]);
    assert_eq!(voices[0].languages, [Language::parse("en-US").unwrap()]);
    assert_eq!(
        (voices[0].rate, voices[0].fingerprint.find(", espeak-ng ")),
        (Hz(16_000), Some(64))
    );
    let Named::Here(path) = voices::named(&places, &by_path("one.onnx")) else {
        panic!("not here")
    };
    assert_eq!(path.fingerprint, voices[4].fingerprint);
    assert!(
        say(&places, &job("moss", words("it was late.")))
            .audio
            .frames()
            > 0
    );
}

#[test]
fn what_is_not_here_says_why_and_what_to_do() {
    let (folder, places) = places();
    let broken = folder.path().join("broken.onnx");
    std::fs::write(&broken, "<html>").unwrap();
    let told = |name: &str| match voices::named(&places, name) {
        Named::Missing { why, hint } => format!("{why}. {hint}"),
        other => format!("{other:?}"),
    };
    let lost = told("en_GB-alba-medium");
    assert_eq!(
        lost,
        "it is not installed. `duologue voices install piper:en_GB-alba-medium` installs it."
    );
    assert!(told(&broken.display().to_string()).contains("is not beside it"));
    assert!(told("/nowhere/at-all.onnx").contains("there is no file /nowhere/at-all.onnx"));
    assert!(told(&by_path("three.onnx:s9")).contains("no speaker `s9`"));
    assert!(told("three.onnx.json/").contains("no file"));
    assert_eq!(told("alba"), "Unknown");
    // A web page with a configuration beside it is found out when it is opened.
    std::fs::copy(
        fixture("one.onnx.json"),
        folder.path().join("broken.onnx.json"),
    )
    .unwrap();
    let engine = (ROW.open)(&places).unwrap();
    let spec = VoiceSpec::plain(ROW.name, &broken.display().to_string());
    let said = engine.synth(&spec).err().unwrap().to_string();
    assert!(
        said.contains("broken.onnx") && said.contains("web page"),
        "{said}"
    );
}

#[test]
fn a_model_and_a_configuration_that_do_not_fit_are_refused() {
    let (folder, places) = places();
    let model = folder.path().join("mixed.onnx");
    std::fs::copy(fixture("three.onnx"), &model).unwrap();
    std::fs::copy(
        fixture("one.onnx.json"),
        folder.path().join("mixed.onnx.json"),
    )
    .unwrap();
    let engine = (ROW.open)(&places).unwrap();
    let said = engine.synth(&VoiceSpec::plain(ROW.name, &model.display().to_string()));
    let said = said.err().unwrap().to_string();
    assert!(said.contains("several speakers"), "{said}");
}

#[test]
fn a_voice_that_asks_for_hours_is_stopped_before_they_are_made() {
    let (_folder, places) = places();
    let mut line = job(
        &by_path("one.onnx"),
        words(&"and so it went on. ".repeat(30)),
    );
    line.voice
        .settings
        .insert("length_scale".into(), Setting::Number(5.0));
    line.voice.rate = 0.25;
    let engine = (ROW.open)(&places).unwrap();
    let said = engine
        .synth(&line.voice)
        .unwrap()
        .speak(&line)
        .err()
        .unwrap()
        .to_string();
    assert!(said.contains("at most 10000"), "{said}");
}

#[test]
fn settings_are_checked_without_a_voice() {
    let all = |key: &str, value: Setting| check(&Settings::from([(key.to_owned(), value)])).len();
    assert_eq!(all("noise", Setting::Number(0.5)), 0);
    assert_eq!(all("speaker", Setting::Text("s1".into())), 0);
    assert_eq!(all("speaker", Setting::Number(3.0)), 0);
    assert_eq!(all("noise", Setting::Number(9.0)), 1);
    assert_eq!(all("speaker", Setting::Number(0.5)), 1);
    assert_eq!(all("nose", Setting::Number(1.0)), 1);
}
