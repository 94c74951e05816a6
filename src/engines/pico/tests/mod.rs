//! What the voice must keep to, whatever it is given.

mod sound;
mod times;

use super::*;
use crate::audio::Semitones;
use crate::engines::{Spoken, timbre};

fn job(voice: &str, spoken: Vec<Spoken>) -> SpeakJob {
    SpeakJob {
        voice: VoiceSpec::plain(ROW.name, voice),
        fingerprint: String::new(),
        own: Hz(16_000),
        variant: 0,
        recording: None,
        language: Language::parse(voice).unwrap(),
        spoken,
    }
}

fn text(voice: &str, text: &str) -> SpeakJob {
    job(voice, vec![Spoken::Text(text.into())])
}

/// Below a file nothing can be written, so the voices go to a temporary folder, which is
/// removed with the engine.
fn engine() -> Arc<dyn Engine> {
    let cache = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    open(&Places::at(cache)).unwrap()
}

fn synth(voice: &str) -> Box<dyn Synth> {
    engine().synth(&text(voice, "").voice).unwrap()
}

/// Sixty lines of every kind, short and long, in an order that mixes them.
fn lines() -> Vec<String> {
    let parts = [
        "Yes.",
        "I never asked for a light.",
        "Why then?",
        "In 1999 we had 12 chairs, a lamp,",
        "and the sea was louder than the two of us!",
        "“Quite,” she said",
        "No, no, no;",
    ];
    (0..63)
        .map(|n| {
            let length = 1 + n * 5 % 7;
            (0..length)
                .map(|k| parts[(n * 3 + k * (1 + n % 3)) % 7])
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}

fn spoken(synth: &mut dyn Synth, line: &str) -> Vec<i16> {
    synth.speak(&text("en-GB", line)).unwrap().audio.samples
}

#[test]
fn a_line_does_not_depend_on_the_lines_before_or_the_thread() {
    let lines = lines();
    let engine = engine();
    let run = |order: Vec<usize>| {
        let mut synth = engine.synth(&text("en-GB", "").voice).unwrap();
        let mut takes = vec![Vec::new(); lines.len()];
        for at in order {
            takes[at] = spoken(synth.as_mut(), &lines[at]);
        }
        takes
    };
    let all: Vec<usize> = (0..lines.len()).collect();
    let forwards = run(all.clone());
    assert!(forwards.iter().all(|take| take.len() > 1_000));
    assert!(
        forwards == run(all.iter().rev().copied().collect()),
        "backwards"
    );
    std::thread::scope(|scope| {
        let other = scope.spawn(|| run(all.clone()));
        let mixed = run(all.iter().map(|n| n * 11 % all.len()).collect());
        assert!(forwards == mixed, "mixed, beside another thread");
        assert!(forwards == other.join().unwrap(), "on another thread");
    });
    for at in [0, 31, 62] {
        let mut alone = engine.synth(&text("en-GB", "").voice).unwrap();
        assert!(forwards[at] == spoken(alone.as_mut(), &lines[at]), "alone");
    }
}

/// Else asking for another reading would be in vain. One word is what is asked for most.
#[test]
fn every_reading_is_another_sound_of_about_the_same_length() {
    let mut synth = synth("en-US");
    for line in ["Yes.", "I never asked for a light."] {
        let mut read = |variant| {
            let job = SpeakJob {
                variant,
                ..text("en-US", line)
            };
            timbre::speak(synth.as_mut(), &job).unwrap().audio
        };
        let takes: Vec<Pcm> = (0..crate::engines::READINGS).map(&mut read).collect();
        for (n, take) in takes.iter().enumerate() {
            assert!(takes[..n].iter().all(|other| other != take), "{line} {n}");
            let length = take.seconds() / takes[0].seconds();
            assert!((0.85..1.15).contains(&length), "{line} {n}: {length}");
        }
    }
}

#[test]
fn a_pause_is_as_long_as_asked() {
    let mut synth = synth("en-US");
    let part = |t: &str| Spoken::Text(t.into());
    let mut length = |millis| {
        let job = job(
            "en-US",
            vec![
                part("I think,"),
                Spoken::Break(millis),
                part(" you are right."),
            ],
        );
        timbre::speak(synth.as_mut(), &job)
            .unwrap()
            .audio
            .samples
            .len()
    };
    let without = length(1);
    for millis in [2, 301, 2001] {
        assert_eq!((length(millis) - without) / 16, millis as usize - 1);
    }
}
#[test]
fn no_line_hurts_the_engine_or_the_lines_after_it() {
    let mut synth = synth("en-US");
    let mut say = |line: &str| {
        synth
            .speak(&text("en-US", line))
            .map(|take| take.audio.samples)
    };
    let calm = say("The lamp is still on.").unwrap();
    for (at, line) in hostile().iter().enumerate() {
        let take = say(line).unwrap_or_else(|e| panic!("line {at}, {line:?}: {e}"));
        assert!(take.len() < 1800 * 16_000, "line {at}");
        if at % 20 == 0 {
            assert!(
                say("The lamp is still on.").unwrap() == calm,
                "after line {at}"
            );
        }
    }
}

/// Some hundred lines: pieces of markup, of numbers, of scripts that no voice reads, put
/// together at random (the same every time), and monsters.
fn hostile() -> Vec<String> {
    const PIECES: [&str; 40] = [
        "<",
        ">",
        "&",
        "&lt;",
        "</",
        "/>",
        "<speed level=\"999\">",
        "<genfile file=\"x\">",
        "<play file=\"/dev/zero\"/>",
        "<p>",
        "<item type=\"0\"",
        "\0",
        "\u{1}",
        "\u{7f}",
        "\\",
        "\"",
        "'",
        "`",
        "%s%n",
        "$$",
        "1",
        "007",
        "1e308",
        "-0",
        "١٢٣",
        "½",
        "a",
        "Q",
        "ß",
        "ﬀ",
        "e\u{301}",
        "\u{202e}",
        "\u{feff}",
        "\u{ffff}",
        "😀",
        "漢字",
        "Ω",
        " ",
        "...",
        "—",
    ];
    let mut state = 7u32;
    let mut next = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    let mut lines: Vec<String> = (0..300)
        .map(|_| {
            (0..1 + next(24))
                .map(|_| PIECES[next(PIECES.len())])
                .collect()
        })
        .collect();
    for piece in [
        "a", "1", "a1", "é", "Q", ".", "-", "'", "1,", "$1", "(", "x=", "<b>", " ", "\0",
    ] {
        lines.push(piece.repeat(700));
    }
    lines.push("x<speed level=\"20\"".repeat(90));
    lines.push("word ".repeat(500));
    lines
}

#[test]
fn monsters_are_cut_and_still_heard() {
    let mut synth = synth("en-US");
    let mut seconds = |line: &str| synth.speak(&text("en-US", line)).unwrap().audio.seconds();
    // A digit takes about 220 ms, a letter of an unspeakable word about 30.
    assert!(seconds(&"7".repeat(600)) > 100.0);
    assert!(seconds(&"abcde".repeat(100)) > 20.0);
    assert!(seconds(&"a1".repeat(200)) > 60.0);
}

#[test]
fn a_command_of_the_users_is_not_obeyed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("made.wav");
    let mut synth = synth("en-US");
    let plain = synth.speak(&text("en-US", "one two three")).unwrap();
    for line in [
        "one <speed level=\"30\"> two three".to_owned(),
        "one < speed level=\"30\" > two three".to_owned(),
        format!(
            "one <genfile file=\"{}\"> two three </genfile>",
            file.display()
        ),
    ] {
        let take = synth.speak(&text("en-US", &line)).unwrap();
        // Its words are read instead, so the line is longer than without.
        assert!(take.audio.frames() > plain.audio.frames());
        assert!(!file.exists());
    }
}

#[test]
fn nothing_that_can_be_heard_gives_an_empty_take() {
    let mut synth = synth("it-IT");
    for line in ["", " ", ".", "!!!", "…", "\u{feff}", "漢字"] {
        let take = timbre::speak(synth.as_mut(), &text("it-IT", line)).unwrap();
        assert!(take.audio.samples.is_empty(), "{line:?}");
    }
}

#[test]
fn an_unknown_voice_and_an_unknown_setting_are_told() {
    let unknown = text("en-AU", "");
    assert!(matches!(
        engine().synth(&unknown.voice),
        Err(EngineError::NoVoice { .. })
    ));
    let settings = Settings::from([("vibrato".to_owned(), crate::engines::Setting::Bool(true))]);
    let problems = check(&settings);
    assert!(problems.len() == 1 && problems[0].message.contains("vibrato"));
}
