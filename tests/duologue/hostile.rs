//! Files that nobody should have to fear: broken, huge, malicious. Each ends by itself with exit
//! code 0 or 1, in little memory, says why when it fails, and leaves nothing behind.
//!
//! Found by fuzzing or by thinking of the worst; what a fuzzer finds gets a line here.

mod around;
mod carriers;
mod files;
mod packed;

use crate::builder::{Test, command};
use files::{Hostile, huge, malicious, nothing_much, talk, text};
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// Address space that the program may use, in KiB: more than its memory, since the program itself
/// and what the allocator keeps in reserve count, too.
const MEMORY: usize = 256 << 10;
/// A hang, on a machine that is busy with other tests and with a build that is not optimised.
const HANG: Duration = Duration::from_secs(30);

/// More than this nobody reads of what is wrong, in bytes: a hundred mistakes with their lines.
const FLOOD: usize = 64_000;

/// Runs `script --json` on it, within limits.
fn judge(folder: &Path, (name, bytes): &Hostile) -> Result<(), String> {
    let file = folder.join(name);
    std::fs::write(&file, bytes).unwrap();
    let program = env!("CARGO_BIN_EXE_duologue");
    let limited = format!("ulimit -v {MEMORY}; exec \"$0\" script --json -- \"$1\"");
    let mut shell = std::process::Command::new("bash");
    shell.current_dir(folder).stdin(Stdio::null());
    shell
        .args(["-c", &limited, program, name])
        .env("NO_COLOR", "1")
        .env("RUST_BACKTRACE", "0");
    let out = std::fs::File::create(folder.join("out")).unwrap();
    let err = std::fs::File::create(folder.join("err")).unwrap();
    let mut child = shell.stdout(out).stderr(err).spawn().unwrap();
    let status = wait(&mut child).ok_or_else(|| format!("{name}: hangs"))?;
    let said = std::fs::read_to_string(folder.join("err")).map_err(|e| format!("{name}: {e}"))?;
    let data = std::fs::read(folder.join("out")).unwrap();
    std::fs::remove_file(&file).unwrap();
    let end = said
        .char_indices()
        .nth(400)
        .map_or(said.len(), |(at, _)| at);
    match status.code() {
        Some(0) if serde_json::from_slice::<serde_json::Value>(&data).is_ok() => {}
        Some(1) if said.contains("error") && said.len() < FLOOD => {}
        code => {
            return Err(format!(
                "{name}: ends with {code:?} and says {}",
                &said[..end]
            ));
        }
    }
    let mut left = crate::builder::names(folder);
    left.retain(|name| name != "out" && name != "err");
    if left.is_empty() {
        return Ok(());
    }
    Err(format!("{name}: leaves {left:?}"))
}

fn wait(child: &mut Child) -> Option<std::process::ExitStatus> {
    let begun = Instant::now();
    while begun.elapsed() < HANG {
        if let Some(status) = child.try_wait().unwrap() {
            return Some(status);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let _ = child.kill();
    let _ = child.wait();
    None
}

fn all_end_well(files: &[Hostile]) {
    let folder = tempfile::tempdir().unwrap();
    let faults: Vec<String> = files
        .iter()
        .filter_map(|file| judge(folder.path(), file).err())
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_holds_next_to_nothing_ends_well() {
    all_end_well(&nothing_much());
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_huge_ends_well() {
    all_end_well(&huge());
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_malicious_ends_well() {
    all_end_well(&malicious());
}

#[cfg(target_os = "linux")]
#[test]
fn what_abuses_its_format_ends_well() {
    all_end_well(&carriers::all());
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_packed_ends_well() {
    all_end_well(&packed::all());
}

#[test]
fn what_is_no_file_is_told() {
    Test::new()
        .args("script nothing.txt")
        .fails(1)
        .says("nothing.txt")
        .run();
    Test::new().args("script .").fails(1).says("error").run();
    let folder = tempfile::tempdir().unwrap();
    let mut child = command(folder.path())
        .args(["script", "/dev/stdin", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let page = talk("BEN: Yes.");
    child
        .stdin
        .take()
        .unwrap()
        .write_all(page.as_bytes())
        .unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
}
