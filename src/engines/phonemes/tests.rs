//! What is said of text, with the libraries that this machine has; without one, a test says that it was skipped.

use super::*;
use crate::engines::Wish;

/// The places, if a library is here.
fn here() -> Option<Places> {
    let places = Places::at(PathBuf::from("nowhere"));
    match version(&places) {
        Ok(_) => Some(places),
        Err(why) => {
            eprintln!("skipped: {why}");
            None
        }
    }
}

fn said(places: &Places, text: &str) -> Vec<String> {
    let found = sentences(places, "en-us", text).unwrap();
    found.into_iter().map(|s| s.phonemes).collect()
}

#[test]
fn clauses_keep_their_signs_and_sentences_their_ends() {
    let Some(places) = here() else { return };
    for (text, wanted) in [
        (
            "Hello there, of the world! How are you?",
            &["həlˈoʊ ðˈɛɹ, ʌvðə wˈɜːld!", "hˈaʊ ɑːɹ juː?"][..],
        ),
        ("Fine; thanks: ok", &["fˈaɪn; θˈæŋks: ˌoʊkˈeɪ"]),
        ("no… yes", &["nˈoʊjˈɛs"]),
        ("", &[]),
        (" \u{201c}—\u{201d} ", &[]),
    ] {
        assert_eq!(said(&places, text), wanted, "{text}");
    }
}

#[test]
fn a_library_that_is_not_there_is_told_with_what_to_install() {
    let mut places = Places::at(PathBuf::from("nowhere"));
    let mut wish = Wish::default();
    let path = crate::engines::Setting::Text("/nowhere/libespeak-ng.so".into());
    wish.settings.insert("espeak".into(), path);
    places.wishes.insert("any".into(), wish);
    let told = sentences(&places, "en-us", "Hello")
        .unwrap_err()
        .to_string();
    assert!(
        told.contains("/nowhere/libespeak-ng.so cannot be opened"),
        "{told}"
    );
    assert!(told.contains("nstall it with"), "{told}");
}

#[test]
fn a_language_will_do_for_the_name_of_a_voice() {
    let Some(places) = here() else { return };
    for voice in [
        "en-gb", "en-us", "es", "fr-fr", "hi", "it", "pt-br", "EN-GB",
    ] {
        let said = sentences(&places, voice, "radio").unwrap();
        assert!(!said.is_empty(), "{voice}");
    }
}

#[test]
fn a_voice_that_espeak_lacks_is_told() {
    let Some(places) = here() else { return };
    for voice in [
        "",
        "xx-none",
        "../../etc/passwd",
        "en\0us",
        &"e".repeat(500),
    ] {
        let told = sentences(&places, voice, "Hello").unwrap_err();
        assert!(
            matches!(told, PhonemeError::NoVoice { .. }),
            "{voice:?}: {told}"
        );
    }
}

/// 400 sentences of ours, and what Piper 1.8's own front end (with its version of espeak-ng 1.52, voice `en-us`) makes
/// of them, its sentences divided by bars.
const ENGLISH: &str = include_str!("../../../tests/fixtures/phonemes/english.txt");
const EXPECTED: &str = include_str!("../../../tests/fixtures/phonemes/english.expected.txt");

#[test]
fn four_hundred_sentences_are_said_as_the_voices_were_trained() {
    let Some(places) = here() else { return };
    let (mut equal, mut all) = (0, 0);
    for (text, wanted) in ENGLISH.lines().zip(EXPECTED.lines()) {
        let got = said(&places, text).join("|");
        if got != wanted {
            eprintln!("{text}\n  {got}\n  {wanted}");
        }
        equal += u32::from(got == wanted);
        all += 1;
    }
    let version = version(&places).unwrap();
    eprintln!("espeak-ng {version}: {equal} of {all} the same");
    assert_eq!(all, 400);
    assert!(equal * 100 >= all * 99);
}

#[test]
fn many_threads_hear_the_same() {
    let Some(places) = here() else { return };
    let lines: Vec<&str> = ENGLISH.lines().collect();
    let alone: Vec<_> = lines
        .iter()
        .map(|line| sentences(&places, "en-us", line).unwrap())
        .collect();
    let began = std::time::Instant::now();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (lines, alone, places) = (&lines, &alone, &places);
            scope.spawn(move || {
                for call in 0..1_250 {
                    // Another order on each thread, and other voices in between.
                    let at = (call * (2 * thread + 1) * 7 + thread) % lines.len();
                    if call % 5 == thread % 5 {
                        let voice = ["fr", "de", "en-gb", "es", "it"][call % 5];
                        sentences(places, voice, lines[at]).unwrap();
                    } else {
                        let got = sentences(places, "en-us", lines[at]).unwrap();
                        assert_eq!(got, alone[at]);
                    }
                }
            });
        }
    });
    eprintln!("{:.2} ms a call", began.elapsed().as_secs_f64() / 10.0);
}

#[test]
fn words_are_found_in_their_order_and_begin_at_sounds() {
    let Some(places) = here() else { return };
    for line in ENGLISH.lines() {
        let mut last = 0;
        for sentence in sentences(&places, "en-us", line).unwrap() {
            assert_eq!(sentence.words.len(), sentence.starts.len(), "{line}");
            for word in &sentence.words {
                assert!(word.start >= last && word.start < word.end, "{line}");
                last = word.end;
            }
            for pair in sentence.starts.windows(2) {
                assert!(pair[0] <= pair[1], "{line}");
            }
            for start in &sentence.starts {
                assert!(sentence.phonemes.is_char_boundary(*start));
            }
            let shared = sentence.starts.windows(2).filter(|p| p[0] == p[1]).count();
            assert!(shared <= 1, "{line} {sentence:?}");
        }
        let spoken: usize = sentences(&places, "en-us", line)
            .unwrap()
            .iter()
            .map(|s| s.words.len())
            .sum();
        let words = align::words(line, 0..line.len());
        assert_eq!(spoken, words.len(), "{line}");
    }
    let found = sentences(&places, "en-us", "At the end of the day, he left.").unwrap();
    let mut shown = found[0].phonemes.clone();
    for at in found[0].starts.iter().rev() {
        shown.insert(*at, '|');
    }
    assert_eq!(shown, "|æt |ðɪʲ |ˈɛnd |ʌv|ðə |dˈeɪ, |hiː |lˈɛft.");
}

#[test]
fn hostile_text_hurts_nobody() {
    let Some(places) = here() else { return };
    let mut seed = 7u32;
    let mut draw = move |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % below
    };
    let mut lines: Vec<String> = vec![
        "a\0b".into(),
        "\0".into(),
        "q".repeat(100_000),
        "7".repeat(3_000),
        "é".repeat(30_000),
        "a ".repeat(30_000),
        ".".repeat(10_000),
        "(".repeat(10_000),
        "[[".repeat(5_000),
        "[[h@l'oU]] <voice name=\"fr\"> <audio src=\"/etc/passwd\"/> &lt; ]]".into(),
        "<speak><break time=\"9999999s\"/></speak>".into(),
        "\u{202e}\u{200b}\u{feff}\u{301}\u{301}".into(),
        "🙂👩‍👩‍👧‍👦".repeat(500),
        "漢字かな한글עבריתعربية".repeat(200),
    ];
    // Beyond these letters it is the library that breaks (see the head of the module), and this process with it.
    for _ in 0..1_500 {
        let line = (0..draw(120)).map(|_| {
            let top = [0x80, 0x250][draw(2) as usize];
            char::from_u32(draw(top)).unwrap_or(' ')
        });
        lines.push(line.collect());
    }
    for line in lines {
        for voice in ["en-us", "fr", "ar", "cmn"] {
            let once = sentences(&places, voice, &line).unwrap();
            assert!(once.iter().all(|s| !s.phonemes.contains('\0')));
        }
    }
}

#[test]
fn what_is_given_in_ipa_stands_among_the_words() {
    let Some(places) = here() else { return };
    let spoken = [
        crate::engines::Spoken::Mark(0),
        crate::engines::Spoken::Text("This is ".into()),
        crate::engines::Spoken::Mark(1),
        crate::engines::Spoken::Ipa {
            ipa: "ˈiːfə".into(),
            fallback: "eefa".into(),
        },
        crate::engines::Spoken::Text(", ".into()),
        crate::engines::Spoken::Mark(2),
        crate::engines::Spoken::Text("my friend.".into()),
        crate::engines::Spoken::Break(300),
        crate::engines::Spoken::Text("Hello".into()),
    ];
    let parts = line(&places, "en-us", &spoken).unwrap();
    let [
        Part::Sentence(first, marks),
        Part::Break(300),
        Part::Sentence(last, _),
    ] = &parts[..]
    else {
        unreachable!("{parts:?}");
    };
    assert_eq!(first.phonemes, "ðɪs ɪz ˈiːfə, maɪ fɹˈɛnd.");
    let heard: Vec<&str> = marks.iter().map(|(_, at)| &first.phonemes[*at..]).collect();
    assert_eq!(
        heard,
        [
            "ðɪs ɪz ˈiːfə, maɪ fɹˈɛnd.",
            "ˈiːfə, maɪ fɹˈɛnd.",
            "maɪ fɹˈɛnd."
        ]
    );
    assert_eq!(last.phonemes, "həlˈoʊ");
}
