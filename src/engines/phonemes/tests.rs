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
