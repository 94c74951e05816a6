//! What understanding an interview costs: time and memory of pages from 10 KB to 10 MB in several
//! layouts and languages, and of the files that nobody should have to fear. `cargo bench --bench
//! compile [-- LAYOUT ...]` prints tables to be added to benches/RESULTS.md.
//!
//! Two measures, each the mean of several runs: the library alone (read and compile, a page after
//! another in one process) and the whole program (`duologue script --json`, a process for each
//! page). Time is the processor's, which others who use the machine lengthen least. Memory is the highest resident size of that process as the kernel saw it (Linux only),
//! word lists, program and all. `-- --write FOLDER` writes the pages for a profiler instead, and
//! `-- --library FILE` times the library on one file.

#[path = "../tests/duologue/hostile/carriers.rs"]
#[allow(clippy::unwrap_used)]
mod carriers;
#[path = "../tests/duologue/hostile/files.rs"]
mod files;
#[path = "../tests/duologue/hostile/packed.rs"]
#[allow(clippy::unwrap_used)]
mod packed;
#[path = "compile/pages.rs"]
mod pages;

use duologue::diag::Diagnostics;
use duologue::house;
use duologue::read::{Limits, RawFile, read};
use duologue::script;
use duologue::workshop::Workshop;
use files::{Hostile, talk, text};
use pages::{LAYOUTS, Layout, Words};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// In bytes: 10 KB to 10 MB.
const SIZES: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];
/// The languages in which the plain transcript is measured.
const LANGUAGES: [&str; 6] = ["en", "de", "es", "fr", "it", "pt"];

fn main() {
    let given: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    match given.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--library", file] => println!("{:?}", library(Path::new(file))),
        ["--write", folder] => write(Path::new(folder)),
        _ => tables(&given),
    }
}

/// The page of a layout in a language, and its name.
fn page(layout: &Layout, tag: &str, size: usize) -> (String, String) {
    let text = layout.2(&mut Words::of(tag), size);
    (format!("{tag}-{size}-{}", layout.1), text)
}

/// Every page that is measured: layouts in English, the first in every language.
fn rows() -> impl Iterator<Item = (&'static Layout, &'static str)> {
    let others = LANGUAGES[1..].iter().map(|tag| (&LAYOUTS[0], *tag));
    LAYOUTS.iter().map(|layout| (layout, "en")).chain(others)
}

fn write(folder: &Path) {
    for (layout, tag) in rows() {
        for size in SIZES {
            let (name, text) = page(layout, tag, size);
            std::fs::write(folder.join(name), text).expect("a page is written");
        }
    }
    for (name, bytes) in hostile() {
        std::fs::write(folder.join(name), bytes).expect("a file is written");
    }
}

fn hostile() -> Vec<Hostile> {
    let plain = [files::nothing_much(), files::huge(), files::malicious()];
    [plain.concat(), carriers::all(), packed::all()].concat()
}

fn tables(given: &[String]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    println!(
        "| layout | language | size | library | per MB | program | peak memory | time to the size before |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for (layout, tag) in rows() {
        if !given.is_empty() && !given.iter().any(|name| name == layout.0) {
            continue;
        }
        let mut before: Option<f64> = None;
        for size in SIZES {
            let (name, text) = page(layout, tag, size);
            let path = folder.path().join(name);
            std::fs::write(&path, &text).expect("a page is written");
            let runs = if size < SIZES[3] { 5 } else { 2 };
            let all: Duration = (0..runs).map(|_| library(&path)).sum();
            let seconds = (all / runs).as_secs_f64();
            let (time, memory) = mean(&path, runs);
            println!(
                "| {} | {tag} | {} KB | {:.1} ms | {:.0} ms | {:.0} ms | {} | {} |",
                layout.0,
                size / 1_000,
                seconds * 1e3,
                seconds * 1e3 / (text.len() as f64 / 1e6),
                time.as_secs_f64() * 1e3,
                megabytes(memory),
                before.map_or(String::new(), |before| format!("{:.1}", seconds / before)),
            );
            before = Some(seconds);
        }
    }
    if given.is_empty() || given.iter().any(|name| name == "hostile") {
        println!("\n| file | size | program | peak memory | ends with |\n|---|---|---|---|---|");
        let rows: Vec<Row> = hostile()
            .iter()
            .map(|(name, bytes)| row(name, bytes, folder.path()))
            .collect();
        let over = rows.iter().filter(|row| row.over()).count();
        println!(
            "\n{} files, {over} over {} s or {} MB.",
            rows.len(),
            MOST.0.as_secs(),
            MOST.1 >> 10
        );
    }
}

/// What a hostile file may cost: processor time, and memory in KiB.
const MOST: (Duration, u64) = (Duration::from_secs(2), 256 << 10);
/// One that costs less than this is not worth a row.
const NOTHING: (Duration, u64) = (Duration::from_millis(250), 64 << 10);

/// What a hostile file costs.
struct Row {
    time: Duration,
    memory: Option<u64>,
}

impl Row {
    fn costs(&self, (time, memory): (Duration, u64)) -> bool {
        self.time > time || self.memory.is_none_or(|here| here > memory)
    }

    fn over(&self) -> bool {
        self.costs(MOST)
    }
}

/// Of a hostile file; printed if it costs anything, or ends as no program should.
fn row(name: &str, bytes: &[u8], folder: &Path) -> Row {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("a file is written");
    let (time, memory, code) = program(&path);
    let row = Row { time, memory };
    if row.costs(NOTHING) || !matches!(code, Some(0 | 1)) {
        println!(
            "| {name} | {} KB | {:.0} ms | {} | {} |",
            bytes.len() / 1_000,
            time.as_secs_f64() * 1e3,
            megabytes(memory),
            code.map_or("a signal".into(), |code| code.to_string()),
        );
    }
    row
}

fn megabytes(kib: Option<u64>) -> String {
    kib.map_or("unknown".into(), |kib| {
        format!("{:.1} MB", kib as f64 / 1024.0)
    })
}

/// Reads and compiles once, the file's bytes being in memory.
fn library(path: &Path) -> Duration {
    let shop = Workshop::here();
    let house = house::default(&shop.tables()).expect("the default cast");
    let file = RawFile {
        path: PathBuf::from(path),
        bytes: std::fs::read(path).expect("a page"),
    };
    let mut diags = Diagnostics::new();
    let began = processor(OWN);
    let document = read(&file, &Limits::default(), &mut diags);
    let script = document.and_then(|document| script::compile(&document, &house, &mut diags));
    let time = processor(OWN) - began;
    drop(script);
    time
}

/// The time of one run, and the most memory of all.
fn mean(path: &Path, runs: u32) -> (Duration, Option<u64>) {
    let all: Vec<_> = (0..runs).map(|_| program(path)).collect();
    let time: Duration = all.iter().map(|run| run.0).sum();
    (time / runs, all.iter().filter_map(|run| run.1).max())
}

/// The whole program: processor time, memory in KiB, exit code.
fn program(path: &Path) -> (Duration, Option<u64>, Option<i32>) {
    let began = processor(CHILDREN);
    let mut child = Command::new(env!("CARGO_BIN_EXE_duologue"))
        .arg("script")
        .arg(path)
        .args(["--quiet", "--json"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut memory = None;
    // The kernel keeps the highest value until the process is gone, so a late look is enough.
    let status = loop {
        memory = highest(child.id()).or(memory);
        if let Some(status) = child.try_wait().expect("the program can be waited for") {
            break status;
        }
        std::thread::sleep(Duration::from_micros(500));
    };
    (processor(CHILDREN) - began, memory, status.code())
}

/// Where `/proc/self/stat` has the processor time of this process (proc_pid_stat(5), fields 14 and
/// 15), and of those that it started and that have ended (16 and 17); counted behind the name.
const OWN: usize = 11;
const CHILDREN: usize = 13;

/// That time, in hundredths of a second (Linux only; else nothing).
fn processor(fields: usize) -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The second field is a name in brackets, which may hold spaces.
    let (_, rest) = stat.rsplit_once(')').unwrap_or_default();
    let ticks = rest.split_whitespace().skip(fields).take(2);
    let ticks: u64 = ticks.filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// The highest resident size of a process so far, in KiB.
fn highest(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
