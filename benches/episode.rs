//! The release binary, measured from outside: how many times faster than hearing it, with how
//! much memory. `cargo bench --bench episode [-- INTERVIEW ...]` prints a table to be added to
//! benches/RESULTS.md.
//!
//! Whole processes and not functions: start-up, reading, mastering and writing are what a person waits
//! for. Each row is the median of five runs; memory is the highest resident size that the kernel
//! saw (Linux only).

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 5;
/// How many times longer the long script is.
const LONGER: usize = 50;

fn main() {
    let given: Vec<PathBuf> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with("--"))
        .map(PathBuf::from)
        .collect();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/first-light.txt");
    let folder = tempfile::tempdir().expect("a temporary folder");
    println!("| interview | threads | episode | wall | times real time | peak memory |");
    println!("|---|---|---|---|---|---|");
    let interviews = std::iter::once(sample.clone()).chain(given);
    for interview in interviews {
        for threads in [1, 2] {
            row(&interview, threads, folder.path(), RUNS);
        }
    }
    let long = longer(&sample, folder.path());
    row(&long, 2, folder.path(), 1);
}

/// The same interview many times over, as one script.
fn longer(interview: &Path, folder: &Path) -> PathBuf {
    let saved = folder.join("once.md");
    let status = Command::new(env!("CARGO_BIN_EXE_duologue"))
        .arg("script")
        .arg(interview)
        .args(["--quiet", "--save"])
        .arg(&saved)
        .status()
        .expect("the program starts");
    assert!(status.success(), "the sample compiles");
    let text = std::fs::read_to_string(&saved).expect("the saved script");
    let end = text[4..].find("\n---\n").expect("front matter ends") + 4 + "\n---\n".len();
    let (front, body) = text.split_at(end);
    let path = folder.join("fifty-times.md");
    let bodies = vec![body; LONGER].join("\n");
    std::fs::write(&path, format!("{front}{bodies}")).expect("the long script");
    path
}

fn row(interview: &Path, threads: usize, folder: &Path, runs: usize) {
    let mut measured: Vec<Run> = (0..runs).map(|_| run(interview, threads, folder)).collect();
    measured.sort_by_key(|run| run.wall);
    let median = &measured[measured.len() / 2];
    let memory = measured.iter().filter_map(|run| run.memory).max();
    println!(
        "| {} | {threads} | {:.1} s | {:.2} s | {:.0} | {} |",
        interview.file_name().unwrap_or_default().to_string_lossy(),
        median.seconds,
        median.wall.as_secs_f64(),
        median.seconds / median.wall.as_secs_f64(),
        memory.map_or("unknown".into(), |kib| format!(
            "{:.1} MB",
            kib as f64 / 1024.0
        )),
    );
}

struct Run {
    wall: Duration,
    seconds: f64,
    memory: Option<u64>,
}

fn run(interview: &Path, threads: usize, folder: &Path) -> Run {
    let out = folder.join("out");
    let _ = std::fs::remove_dir_all(&out);
    let began = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_duologue"))
        .arg("render")
        .arg(interview)
        .args([
            "--quiet",
            "--json",
            "--threads",
            &threads.to_string(),
            "--out",
        ])
        .arg(&out)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut memory = None;
    // The kernel keeps the highest value until the process is gone, so a late look is enough.
    while child
        .try_wait()
        .expect("the program can be waited for")
        .is_none()
    {
        memory = highest(child.id()).or(memory);
        std::thread::sleep(Duration::from_millis(2));
    }
    let wall = began.elapsed();
    let output = child.wait_with_output().expect("its output");
    assert!(output.status.success(), "{} renders", interview.display());
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a report");
    Run {
        wall,
        seconds: report["seconds"].as_f64().expect("a length"),
        memory,
    }
}

/// The highest resident size of a process so far, in KiB.
fn highest(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
