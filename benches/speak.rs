//! The engine room against the bare engine: how much of the speed of the voices alone is left when
//! every line is looked at, kept and may not take the program down with it. `cargo bench --bench
//! speak [-- INTERVIEW ...]` prints a table to be added to benches/RESULTS.md.
//!
//! The bare engine is two processes that speak the same lines in the same order, each line from a
//! new system of the voice and through its timbre; whoever is free takes the next. Nothing is trimmed
//! off, looked at or kept there. Both are measured in turns, and the medians compared.

use duologue::cast::Cast;
use duologue::diag::Diagnostics;
use duologue::diag::observe::Silent;
use duologue::engines::{self, ENGINES, SpeakJob, timbre};
use duologue::pipeline::{self, Order, Prepared};
use duologue::speak::child::{self, Program};
use duologue::speak::store::{Disk, Store};
use duologue::speak::{self, EngineRoom};
use duologue::workshop::Workshop;
use std::io::{BufRead, BufReader, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const RUNS: usize = 7;
/// What this program is told to be when it starts itself.
const BARE: &str = "bare-engine";
const CHILD: &str = "speak-for-parent";

fn main() {
    let given: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    match given.first().map(String::as_str) {
        Some(BARE) => bare(Path::new(&given[1])),
        Some(CHILD) => {
            let served = child::serve(ENGINES, std::io::stdin(), std::io::stdout().lock());
            served.expect("the parent speaks our language");
        }
        _ => table(&given),
    }
}

fn table(given: &[String]) {
    println!(
        "| interview | lines | threads | bare engine | speaking stage | in one process | of the bare engine | isolation costs |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/first-light.txt");
    for interview in std::iter::once(sample).chain(given.iter().map(PathBuf::from)) {
        for threads in [1, 2] {
            row(&interview, threads);
        }
    }
}

fn row(interview: &Path, threads: usize) {
    let shop = Workshop::here();
    let prepared = prepared(&shop, interview);
    let jobs: Vec<SpeakJob> = prepared
        .utterances
        .iter()
        .map(|utterance| utterance.job(&prepared.cast))
        .collect();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let list = folder.path().join("jobs.json");
    let text = serde_json::to_vec(&jobs).expect("jobs are JSON");
    std::fs::write(&list, text).expect("the jobs");
    let program = Program {
        path: std::env::current_exe().expect("this program"),
        arguments: vec![CHILD.into()],
    };
    let mut times = [const { Vec::new() }; 3];
    for _ in 0..RUNS {
        times[0].push(alone(&list, jobs.len(), threads));
        times[1].push(room(&shop, &prepared, threads, Some(&program)));
        times[2].push(room(&shop, &prepared, threads, None));
    }
    let [bare, ours, here] = times.map(|mut times: Vec<Duration>| {
        times.sort();
        times[RUNS / 2].as_secs_f64()
    });
    println!(
        "| {} | {} | {threads} | {bare:.2} s | {ours:.2} s | {here:.2} s | {:.1} % | {:+.1} % |",
        interview.file_name().unwrap_or_default().to_string_lossy(),
        jobs.len(),
        100.0 * bare / ours,
        100.0 * (ours / here - 1.0)
    );
}

fn prepared(shop: &Workshop, interview: &Path) -> Prepared {
    let mut diags = Diagnostics::new();
    let order = Order {
        interview: interview.to_owned(),
        ..Order::default()
    };
    let compiled = pipeline::compile(shop, &order, &mut diags).ok();
    let compiled = compiled.expect("the interview compiles");
    let prepared = pipeline::prepare(shop, &compiled, &Default::default(), &mut diags).ok();
    prepared.expect("everyone has a voice")
}

/// The speaking stage, with a store of its own that is empty.
fn room(
    shop: &Workshop,
    prepared: &Prepared,
    threads: usize,
    program: Option<&Program>,
) -> Duration {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store: Arc<dyn Store> = Arc::new(Disk::new(folder.path().join("takes")));
    let Prepared {
        cast, utterances, ..
    } = prepared;
    let room = EngineRoom {
        threads: NonZeroUsize::new(threads).expect("threads"),
        store: &store,
        program,
        ..shop.room()
    };
    let cast: &Cast = cast;
    let began = Instant::now();
    let takes = speak::speak(utterances, cast, room, &Silent).expect("all lines are spoken");
    let took = began.elapsed();
    assert_eq!(takes.index().len(), utterances.len());
    took
}

/// So many processes of the bare engine, each given a line when it has none.
fn alone(list: &Path, lines: usize, processes: usize) -> Duration {
    let began = Instant::now();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..processes {
            scope.spawn(|| {
                let mut child = Command::new(std::env::current_exe().expect("this program"))
                    .arg(BARE)
                    .arg(list)
                    .stdin(Stdio::piped())
                    .stdout(Stdio::piped())
                    .spawn()
                    .expect("it starts");
                let mut to = child.stdin.take().expect("a pipe");
                let mut from = BufReader::new(child.stdout.take().expect("a pipe"));
                let mut answer = String::new();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= lines {
                        break;
                    }
                    writeln!(to, "{number}").expect("it listens");
                    answer.clear();
                    from.read_line(&mut answer).expect("it answers");
                }
                drop(to);
                child.wait().expect("it ends");
            });
        }
    });
    began.elapsed()
}

/// One process of the bare engine: numbers of lines in, numbers of samples out.
fn bare(list: &Path) {
    let text = std::fs::read(list).expect("the jobs");
    let jobs: Vec<SpeakJob> = serde_json::from_slice(&text).expect("the jobs");
    let places = Workshop::here().places;
    let mut opened = std::collections::BTreeMap::new();
    for line in std::io::stdin().lines() {
        let number: usize = line.expect("a line").parse().expect("a number");
        let job = &jobs[number];
        let engine = opened.entry(job.voice.engine.clone()).or_insert_with(|| {
            let row = engines::find(ENGINES, &job.voice.engine).expect("an engine of the table");
            (row.open)(&places).expect("it opens")
        });
        let mut synth = engine.synth(&job.voice).expect("the voice is there");
        let take = timbre::speak(synth.as_mut(), job).expect("it speaks");
        println!("{}", take.audio.samples.len());
    }
}
