//! An episode by a neural voice and a blend of two, from a model that is made like the real one; and stacks whose
//! first voice is not here.

use crate::builder::{Test, checkout};
use serde_json::Value;

const TALK: &str = "\
---
title: The Pier
interviewer: Mara
---
Mara: Who built the pier?

Tobin: My brothers did. It took them 2 years.
";

/// A cast whose interviewee has this stack of voices.
fn cast(stack: &str) -> String {
    format!(
        "roles:\n  interviewer: {{voice: 'tone:a'}}\n  interviewee: {{voice: [{stack}]}}\n  narrator: {{voice: 'tone:f'}}\n"
    )
}

/// The model that lies among the fixtures, and styles of it.
fn made(styles: &str) -> String {
    let model = checkout().join("tests/fixtures/neural/kokoro/kokoro.onnx");
    format!("'kokoro:{}:{styles}'", model.display())
}

/// Is espeak-ng on this machine? Without it there are no phonemes.
fn speaks() -> bool {
    let ran = Test::new().args("voices --json").run();
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    let engines = told["engines"].as_array().unwrap();
    let row = engines.iter().find(|row| row["engine"] == "kokoro");
    let here = row.is_some_and(|row| row["here"] == true);
    if !here {
        println!("skipped: {}", row.map_or(&Value::Null, |row| &row["why"]));
    }
    here
}

#[test]
fn a_blend_speaks_an_episode_and_again_the_same() {
    if !speaks() {
        return;
    }
    let render = || {
        Test::new()
            .file("pier.md", TALK)
            .file("cast.yaml", cast(&made("bf_emma*0.6+bf_isabella*0.4")))
            .own_cache()
            .args("render pier.md --cast cast.yaml --out out --json")
            .run()
    };
    let (first, again) = (render(), render());
    let wav = |ran: &crate::builder::Ran| std::fs::read(ran.path("out/pier.wav")).unwrap();
    assert!(wav(&first) == wav(&again), "the same job, other samples");
    let manifest = std::fs::read_to_string(first.path("out/pier.lock.json")).unwrap();
    assert!(manifest.contains("bf_emma*0.6+bf_isabella*0.4"));
    let captions = std::fs::read_to_string(first.path("out/captions.vtt")).unwrap();
    assert!(captions.contains("It took them 2 years."), "{captions}");
}

#[test]
fn a_stack_goes_on_from_a_voice_that_is_not_here_and_says_so() {
    let missing = "'kokoro:bf_emma', 'tone:d'";
    let ran = Test::new()
        .file("pier.md", TALK)
        .file("cast.yaml", cast(missing))
        .args("render pier.md --cast cast.yaml --out out")
        .says("`kokoro:bf_emma` cannot speak on this machine")
        .run();
    assert!(ran.path("out/pier.wav").exists());
    Test::new()
        .file("pier.md", TALK)
        .file("cast.yaml", cast(missing))
        .args("render pier.md --cast cast.yaml --out out --strict")
        .says("`kokoro:bf_emma` cannot speak on this machine")
        .fails(1)
        .run();
}

#[test]
fn a_model_that_is_none_costs_its_lines_and_no_others() {
    if !speaks() {
        return;
    }
    let styles = std::fs::read(checkout().join("tests/fixtures/neural/kokoro/voices-v1.0.bin"));
    let ran = Test::new()
        .file("pier.md", TALK)
        .file("broken.onnx", "<html>Not found</html>")
        .file("voices-v1.0.bin", styles.unwrap())
        .file("cast.yaml", cast("'kokoro:./broken.onnx:bf_emma'"))
        .args("render pier.md --cast cast.yaml --out out")
        .says("broken.onnx")
        .fails(1)
        .run();
    assert!(!ran.path("out/pier.wav").exists());
}
