//! Models that are made like Kokoro's (tests/fixtures/neural/make_kokoro.py): every export, blend and fault.

use super::say::{Breath, said};
use super::*;
use crate::engines::{Language, Spoken, Timing};
use std::thread;

const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/neural");

fn job(voice: &str, rate: f32, variant: u32) -> SpeakJob {
    SpeakJob {
        voice: VoiceSpec {
            rate,
            ..VoiceSpec::plain(ROW.name, voice)
        },
        fingerprint: String::new(),
        own: RATE,
        language: Language::parse("en-GB").unwrap(),
        spoken: vec![Spoken::Text("A boat.".into())],
        variant,
        recording: None,
    }
}

/// What a speaker makes of symbols, without espeak.
fn spoken(model: &str, styles: &[(&str, f32)], symbols: &str, job: &SpeakJob) -> Take {
    let said = said(symbols, [(3, 0), (4, 4)].into_iter());
    speaker(model, styles)
        .say(vec![Breath::Said(said)], job)
        .unwrap()
}

fn speaker(model: &str, styles: &[(&str, f32)]) -> Speaker {
    let path = Path::new(HERE).join(model);
    let model = load(&path, &Runtime::Rten).unwrap();
    let files = Styles::beside(&path).unwrap();
    let tables: Vec<(Vec<f32>, f32)> = styles
        .iter()
        .map(|(style, weight)| (files.table(style).unwrap(), *weight))
        .collect();
    Speaker {
        export: Export::of(model.as_ref()).unwrap(),
        table: styles::blend(&tables),
        model,
    }
}

const MODEL: &str = "kokoro/kokoro.onnx";
const SYMBOLS: &str = "ðə bˈQt.";

#[test]
fn three_voices_and_a_blend_are_four_sounds() {
    let sound = |styles| {
        spoken(MODEL, styles, SYMBOLS, &job("x", 1.0, 0))
            .audio
            .samples
    };
    let all = [
        sound(&[("af_heart", 1.0)]),
        sound(&[("bf_emma", 1.0)]),
        sound(&[("ff_siwis", 1.0)]),
        sound(&[("bf_emma", 0.6), ("bf_isabella", 0.4)]),
    ];
    for (number, one) in all.iter().enumerate() {
        assert!(one.len() > 2_400, "{number}");
        assert!(all[..number].iter().all(|other| other != one), "{number}");
    }
}

#[test]
fn a_job_sounds_the_same_on_any_thread_and_another_reading_does_not() {
    let speaker = speaker(MODEL, &[("bf_emma", 1.0)]);
    let take = |variant| {
        let said = said(SYMBOLS, std::iter::empty());
        let job = job("bf_emma", 1.0, variant);
        speaker.say(vec![Breath::Said(said)], &job).unwrap()
    };
    let first = take(0);
    // Another reading is one that a listener tells from the first: slower, or faster.
    assert!(take(3).audio.samples.len() > first.audio.samples.len());
    assert!(take(4).audio.samples.len() < first.audio.samples.len());
    let again: Vec<Take> = thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| take(0))).collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert!(again.iter().all(|take| *take == first));
}

#[test]
fn durations_say_when_words_are_heard_and_speed_shortens_them() {
    let slow = spoken(MODEL, &[("bf_emma", 1.0)], SYMBOLS, &job("x", 0.5, 0));
    let fast = spoken(MODEL, &[("bf_emma", 1.0)], SYMBOLS, &job("x", 2.0, 0));
    assert!(slow.audio.samples.len() > fast.audio.samples.len());
    let words = &slow.words;
    assert_eq!(words.iter().map(|w| w.token).collect::<Vec<_>>(), [3, 4]);
    assert!(
        words
            .iter()
            .all(|w| w.timing == Timing::Measured && w.start < w.end)
    );
    // A frame is 600 samples, and the padding before the first word has one at least.
    assert!(
        words.iter().all(|w| w.start % 600 == 0 && w.end % 600 == 0),
        "{words:?}"
    );
    assert!(words[0].start >= 600 && words[0].end <= words[1].start);
    assert!((words[1].end as usize) < slow.audio.samples.len());
}

#[test]
fn older_exports_know_one_pace_and_no_times() {
    let older = "kokoro-older/model.onnx";
    let plain = spoken(older, &[("bf_emma", 1.0)], SYMBOLS, &job("x", 1.0, 0));
    let slow = spoken(older, &[("bf_emma", 1.0)], SYMBOLS, &job("x", 0.5, 0));
    assert!(plain.words.is_empty());
    assert_eq!(slow.audio.samples.len(), 2 * plain.audio.samples.len());
}

#[test]
fn a_symbol_without_a_sound_is_told_and_long_sentences_are_divided() {
    let said = said("bˈQt ʘʘ €.  ", std::iter::empty());
    assert_eq!(said.lacks, ["ʘ", "€"]);
    assert_eq!(
        said.symbols.iter().map(|(c, _)| *c).collect::<String>(),
        "bˈQt  ."
    );
    let long = "bˈQt, ".repeat(200);
    let take = spoken(MODEL, &[("bf_emma", 1.0)], &long, &job("x", 1.0, 0));
    assert!(take.audio.samples.len() > 600 * 1_000);
}

#[test]
fn pauses_are_as_long_as_they_are_asked_for() {
    let speaker = speaker(MODEL, &[("bf_emma", 1.0)]);
    let said = |symbols| Breath::Said(said(symbols, std::iter::empty()));
    let breaths = vec![said("bˈQt,"), Breath::Pause(500), said("bˈQt.")];
    let take = speaker.say(breaths, &job("x", 1.0, 0)).unwrap();
    let silence = take
        .audio
        .samples
        .split(|s| *s != 0)
        .map(<[i16]>::len)
        .max();
    assert!(silence >= Some(12_000), "{silence:?}");
}

#[test]
fn names_are_looked_up_where_voices_are_installed() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::at(folder.path().to_owned());
    let why = |voice: &str| match named(&places, voice) {
        Named::Missing { why, .. } => why,
        Named::Here(info) => format!("here: {} {}", info.about, info.fingerprint.len()),
        Named::Unknown => "unknown".to_owned(),
    };
    assert_eq!(why("bf_emma"), "it is not installed");
    assert_eq!(why("emma"), "unknown");
    assert_eq!(why("bf_emma*x"), "`x` is no weight");
    assert_eq!(
        why("/no/where.onnx:bf_emma"),
        "there is no file /no/where.onnx"
    );
    let file = format!("{HERE}/{MODEL}");
    assert_eq!(
        why(&format!("{file}:bf_emma")),
        "here: a woman, British English 64"
    );
    assert!(why(&format!("{file}:bf_nobody")).ends_with("has no style `bf_nobody`"));
    assert!(why(&format!("{file}:zf_xiaobei")).contains("cannot be transcribed"));
    let own = places.voices.join(ROW.name);
    std::fs::create_dir_all(&own).unwrap();
    for name in ["kokoro.onnx", "voices-v1.0.bin"] {
        std::fs::copy(format!("{HERE}/kokoro/{name}"), own.join(name)).unwrap();
    }
    assert_eq!(
        why("bf_emma*0.6+bf_isabella*0.4"),
        "here: a woman, British English 64"
    );
    assert_eq!(why("bf_nobody"), "unknown");
    let names: Vec<String> = listed(&places, &installed(&places).unwrap())
        .unwrap()
        .into_iter()
        .map(|info| info.name)
        .collect();
    assert_eq!(names, ["af_heart", "bf_emma", "bf_isabella", "ff_siwis"]);
    std::fs::write(own.join("voices-v1.0.bin"), b"PK and no more").unwrap();
    assert!(
        why("bf_emma").contains("has no styles"),
        "{}",
        why("bf_emma")
    );
}

#[test]
fn a_model_of_another_kind_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.onnx");
    let whole = std::fs::read(format!("{HERE}/{MODEL}")).unwrap();
    for bytes in [
        &b""[..],
        b"<html>Not found</html>",
        &whole[..whole.len() / 2],
    ] {
        std::fs::write(&path, bytes).unwrap();
        assert!(load(&path, &Runtime::Rten).is_err());
    }
}
