//! `duologue phonemes`: what a voice is given for a text.

use crate::builder::Test;
use serde_json::Value;

#[test]
fn a_voice_that_reads_text_shows_the_text() {
    let ran = Test::new()
        .args("phonemes --voice tone:a --language en")
        .arg("Mr. Hale: \"I paid $5.50\", she said")
        .run();
    assert!(ran.stdout.contains("five dollars"), "{}", ran.stdout);
    assert!(ran.stdout.contains("read as text"), "{}", ran.stdout);
    let ran = Test::new()
        .args("phonemes --json --voice tone:a --language en")
        .arg("In 1999.")
        .run();
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(told["lines"][0]["clauses"], Value::Null);
}

#[test]
fn what_is_no_voice_is_told() {
    for (voice, told) in [
        ("nobody:x", "there is no engine `nobody`"),
        ("tone:nobody", "there is no voice `tone:nobody`"),
    ] {
        let order = format!("phonemes Hello --voice {voice}");
        Test::new().args(&order).fails(1).says(told).run();
    }
}
