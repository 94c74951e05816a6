//! Programs that did not come from here, for tests that want a second opinion on a file.

use std::process::{Command, Stdio};

/// Whether a missing program fails a test instead of skipping it.
fn required() -> bool {
    std::env::var_os("DUOLOGUE_REQUIRE_TOOLS").is_some_and(|value| value == "1")
}

/// The program of that name, ready for arguments; `None`, with a line about it, if this
/// machine lacks it and the environment does not insist.
pub(super) fn reader(name: &str) -> Option<Command> {
    let found = Command::new(name)
        .arg(if name.starts_with("ff") {
            "-version"
        } else {
            "--version"
        })
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if found.is_ok() {
        return Some(Command::new(name));
    }
    assert!(!required(), "{name} is not installed");
    println!("skipped: {name} is not installed");
    None
}

/// Python with that module, ready for `-c`; else like [`reader`].
pub(super) fn python(module: &str) -> Option<Command> {
    let found = Command::new("python3")
        .args(["-c", &format!("import {module}")])
        .stderr(Stdio::null())
        .status();
    if found.is_ok_and(|status| status.success()) {
        return Some(Command::new("python3"));
    }
    assert!(!required(), "python3 with {module} is not installed");
    println!("skipped: python3 with {module} is not installed");
    None
}

/// What a program prints; it must succeed.
pub(super) fn text(command: &mut Command) -> String {
    let output = command.output().expect("it was there a moment ago");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {errors}");
    String::from_utf8(output.stdout).expect("its output is UTF-8")
}

/// What a program prints, as JSON.
pub(super) fn json(command: &mut Command) -> serde_json::Value {
    serde_json::from_str(&text(command)).expect("its output is JSON")
}

/// What ffprobe lists as chapters has to be this: starts in milliseconds, and titles.
pub(super) fn chapters(path: &std::path::Path, expected: &[(u64, String)]) {
    let Some(mut probe) = reader("ffprobe") else {
        return;
    };
    let told = json(
        probe
            .args(["-v", "error", "-of", "json", "-show_chapters"])
            .arg(path),
    );
    let found = told["chapters"].as_array().expect("a list");
    assert_eq!(found.len(), expected.len());
    for (found, (millis, title)) in found.iter().zip(expected) {
        let start = found["start_time"]
            .as_str()
            .and_then(|text| text.parse::<f64>().ok());
        let start = start.expect("a time");
        assert!(
            (start * 1000.0 - *millis as f64).abs() <= 1.0,
            "{start} {millis}"
        );
        assert_eq!(found["tags"]["title"], **title);
    }
}
