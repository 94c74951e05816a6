//! The release binary, measured from outside: what a person waits for, and with how much memory.
//! `cargo bench --bench episode [-- TABLE ...] [-- INTERVIEW ...]` prints tables to be added to
//! benches/RESULTS.md; the tables are `start`, `changes`, `lengths`, `sound`, `formats` and `others`.
//!
//! Whole processes and not functions: start-up, reading, mastering and writing are waited for, too.
//! Each row is the median of several runs, every run with a cache of its own unless it is about
//! what was kept. Memory is that of the process and its children together (Linux only).

#[path = "episode/formats.rs"]
mod formats;
#[path = "episode/others.rs"]
mod others;
#[path = "episode/process.rs"]
mod process;
#[path = "episode/scripts.rs"]
mod scripts;
#[path = "episode/sound.rs"]
mod sound;

use process::{Run, median, megabytes};
use scripts::Saved;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const RUNS: usize = 5;
/// A table, by the name that chooses it.
type Table = (&'static str, fn(&Bench));
const TABLES: [Table; 6] = [
    ("start", start),
    ("changes", changes),
    ("lengths", lengths),
    ("sound", sound::table),
    ("formats", formats::table),
    ("others", others::table),
];

/// What all tables need.
struct Bench {
    folder: tempfile::TempDir,
    interviews: Vec<PathBuf>,
}

fn main() {
    let given: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with("--"))
        .collect();
    let (names, files): (Vec<String>, Vec<String>) = given
        .into_iter()
        .partition(|given| TABLES.iter().any(|(name, _)| name == given));
    let bench = Bench {
        folder: tempfile::tempdir().expect("a temporary folder"),
        interviews: std::iter::once(sample())
            .chain(files.into_iter().map(PathBuf::from))
            .collect(),
    };
    for (name, table) in TABLES {
        if names.is_empty() || names.iter().any(|given| given == name) {
            println!("\n{name}\n");
            table(&bench);
        }
    }
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/first-light.txt")
}

impl Bench {
    /// The program with a cache of that name, which is new if the name is.
    fn program(&self, cache: &str) -> Command {
        let config = self.folder.path().join(format!("{cache}.yaml"));
        let text = format!("cache: {}\n", self.folder.path().join(cache).display());
        std::fs::write(&config, text).expect("a configuration");
        let mut command = Command::new(env!("CARGO_BIN_EXE_duologue"));
        command.env("DUOLOGUE_CONFIG", config);
        command
    }

    /// Forgets what is kept under that name: takes, or an episode.
    fn forget(&self, name: &str) {
        let gone = std::fs::remove_dir_all(self.folder.path().join(name));
        assert!(gone.is_ok() || !self.folder.path().join(name).exists());
    }

    /// One render, and how long its episode is in seconds.
    fn render(&self, cache: &str, out: &str, interview: &Path, more: &[&str]) -> (Run, f64) {
        let mut command = self.program(cache);
        command.arg("render").arg(interview);
        command.args(["--quiet", "--json", "--out"]);
        command.arg(self.folder.path().join(out)).args(more);
        let run = process::run(&mut command);
        let report: serde_json::Value = serde_json::from_slice(&run.stdout).expect("a report");
        let seconds = report["seconds"].as_f64().expect("a length");
        (run, seconds)
    }
}

fn head(titles: &[&str]) {
    println!(
        "| {} |\n|{}",
        titles.join(" | "),
        "---|".repeat(titles.len())
    );
}

/// What is waited for before anything is done.
fn start(bench: &Bench) {
    head(&["command", "wall", "memory"]);
    let interview = sample();
    let interview = interview.to_string_lossy();
    for arguments in [
        &["--help"][..],
        &["voices"],
        &["script", &interview],
        &["check", &interview],
    ] {
        let run = || process::run(bench.program("cache").args(arguments).stderr(Stdio::null()));
        let run = median((0..4 * RUNS).map(|_| run()).collect());
        println!(
            "| {} | {:.0} ms | {} |",
            arguments[0],
            run.wall.as_secs_f64() * 1e3,
            megabytes(run.memory)
        );
    }
}

/// The same interview again and again, with a change in between: what is spoken and what is waited
/// for.
fn changes(bench: &Bench) {
    head(&[
        "interview",
        "threads",
        "what",
        "episode",
        "wall",
        "times real time",
        "memory",
    ]);
    for interview in &bench.interviews {
        for threads in ["1", "2"] {
            changed(bench, interview, threads, 1, RUNS);
        }
    }
    changed(bench, &sample(), "2", 9, 3);
}

fn changed(bench: &Bench, interview: &Path, threads: &str, times: usize, runs: usize) {
    let script = Saved::of(interview, bench.folder.path()).times(times);
    let name = interview.file_stem().unwrap_or_default().to_string_lossy();
    let folder = bench.folder.path();
    let word = script.one_word();
    let cast = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("a cast");
        path.to_string_lossy().into_owned()
    };
    let slower = cast("slower.yaml", "roles: {interviewer: {rate: 0.95}}\n");
    let pause = cast("pause.yaml", "pauses: {answer: 480}\n");
    let threads = ["--threads", threads];
    let (pause, slower) = (pause.as_str(), slower.as_str());
    let with = |cast| [&threads[..], &["--cast", cast]].concat();
    // What stands in the caches and folders before the run, the script, and its options.
    type Case<'a> = (&'a str, Before, &'a Saved, Vec<&'a str>);
    let cases: [Case; 6] = [
        ("cold", Before::Nothing, &script, threads.to_vec()),
        (
            "warm: takes to files",
            Before::Takes,
            &script,
            threads.to_vec(),
        ),
        ("unchanged", Before::Episode, &script, threads.to_vec()),
        ("one word", Before::Episode, &word, threads.to_vec()),
        ("one pause", Before::Episode, &script, with(pause)),
        ("one voice", Before::Episode, &script, with(slower)),
    ];
    for (what, before, changed, options) in cases {
        let mut seconds = 0.0;
        let mut run = || {
            bench.forget("cache");
            bench.forget("out");
            if before != Before::Nothing {
                let talk = script.write(folder, "talk.md");
                bench.render("cache", "out", &talk, &threads);
            }
            if before == Before::Takes {
                bench.forget("out");
            }
            let talk = changed.write(folder, "talk.md");
            let (run, length) = bench.render("cache", "out", &talk, &options);
            seconds = length;
            run
        };
        let run = median((0..runs).map(|_| run()).collect());
        println!(
            "| {name}{} | {} | {what} | {seconds:.0} s | {:.3} s | {:.0} | {} |",
            if times > 1 {
                format!(", {times} times")
            } else {
                String::new()
            },
            threads[1],
            run.wall.as_secs_f64(),
            seconds / run.wall.as_secs_f64(),
            megabytes(run.memory)
        );
    }
}

/// What is there before a run that is measured.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    Nothing,
    Takes,
    Episode,
}

/// 1, 10 and 100 times the length, and what grows with it.
fn lengths(bench: &Bench) {
    head(&[
        "length",
        "lines",
        "what",
        "episode",
        "wall",
        "times real time",
        "memory",
    ]);
    let once = Saved::of(&sample(), bench.folder.path());
    for times in [1, 10, 100] {
        let script = once.times(times);
        let path = script.write(bench.folder.path(), "long.md");
        bench.forget("cache");
        bench.forget("out");
        for what in ["cold", "warm", "unchanged"] {
            if what == "warm" {
                bench.forget("out");
            }
            let (run, seconds) = bench.render("cache", "out", &path, &[]);
            let report: serde_json::Value = serde_json::from_slice(&run.stdout).expect("a report");
            println!(
                "| {times} | {} | {what} | {seconds:.0} s | {:.3} s | {:.0} | {} |",
                report["lines"],
                run.wall.as_secs_f64(),
                seconds / run.wall.as_secs_f64(),
                megabytes(run.memory)
            );
        }
    }
}
