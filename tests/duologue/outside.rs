//! Readers that are not ours. A test that wants one skips with a printed line when it is
//! missing, and fails instead when `DUOLOGUE_REQUIRE_TOOLS=1`.

use std::process::Command;

/// A tool, if it is installed.
pub fn tool(name: &str) -> Option<Command> {
    let found = Command::new(name).arg("-version").output().is_ok();
    if !found {
        let required = std::env::var("DUOLOGUE_REQUIRE_TOOLS").is_ok_and(|v| v == "1");
        assert!(!required, "{name} is required here and missing");
        println!("skipped: {name} is not installed");
    }
    found.then(|| Command::new(name))
}

/// Runs a tool and gives back everything it printed.
pub fn output(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}
