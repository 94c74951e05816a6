//! Neural voices from the outside: spoken by the small ones that lie beside the tests.

use crate::builder::{Test, checkout};

const TALK: &str = "\
Mara: Where did the river go when it froze?

Tobin: Nowhere. It stayed, and we walked on it.
";

/// A cast in which both are spoken by these voices.
fn cast(asks: &str, answers: &str) -> String {
    format!("roles:\n  interviewer:\n    voice: {asks}\n  interviewee:\n    voice: {answers}\n")
}

fn voice(name: &str) -> String {
    let path = checkout().join("tests/fixtures/neural").join(name);
    format!("\"piper:{}\"", path.display())
}

/// Is there a library of espeak-ng? The small voices take its phonemes.
fn speaks() -> bool {
    let ran = Test::new()
        .args("phonemes yes --voice")
        .arg(voice("three.onnx").trim_matches('"'))
        .any_status()
        .run();
    let here = !ran.stdout.is_empty();
    if !here {
        println!("skipped: {}", ran.stderr);
    }
    here
}

#[test]
fn an_episode_is_spoken_by_voices_named_by_their_files() {
    if !speaks() {
        return;
    }
    let ran = Test::new()
        .file("talk.txt", TALK)
        .file(
            "cast.yaml",
            cast(&voice("one.onnx"), &voice("three.onnx:s2")),
        )
        .args("render talk.txt --cast cast.yaml --format wav --out ep")
        .run();
    assert!(!ran.names("ep").is_empty());
}

#[test]
fn a_stack_goes_on_from_a_voice_that_is_not_installed_and_says_so() {
    let stack = "[piper:en_GB-nobody-medium, tone:a]";
    let test = || {
        Test::new()
            .file("talk.txt", TALK)
            .file("cast.yaml", cast(stack, "tone:b"))
    };
    test()
        .args("render talk.txt --cast cast.yaml --format wav --out ep")
        .says("it is not installed")
        .says("duologue voices install piper:en_GB-nobody-medium")
        .run();
    test()
        .args("render talk.txt --cast cast.yaml --format wav --out ep --strict")
        .fails(1)
        .says("--strict takes none")
        .run();
}

#[test]
fn phonemes_in_a_cast_are_for_voices_that_read_them() {
    let cast = |voice: &str, spoken: &str| {
        let roles = cast(voice, "tone:b");
        format!("{roles}pronounce:\n  river: {spoken}\n")
    };
    let test = |voice: &str, spoken: &str| {
        Test::new()
            .file("talk.txt", TALK)
            .file("cast.yaml", cast(voice, spoken))
            .args("render talk.txt --cast cast.yaml --format captions --out ep")
    };
    let told = "`river` is given in phonemes alone, which this voice does not read";
    test("tone:a", "/ˈɹɪvə/").never_says(told).run();
    #[cfg(feature = "pico")]
    {
        test("pico:en-GB", "/ˈɹɪvə/").says(told).run();
        test("pico:en-GB", "/ˈɹɪvə/ RIV-a").never_says(told).run();
    }
}
