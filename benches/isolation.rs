//! What it costs that engines speak in processes of their own: the same lines by the same voices,
//! in this process and in children, in turns. `cargo bench --bench isolation [-- INTERVIEW ...]`
//! prints rows for benches/RESULTS.md: the cost as a share of speaking here, by the clock (median and
//! least of all rounds) and by processor time, children included, which other programs on the machine
//! do not add to (Linux only).

use duologue::diag::Diagnostics;
use duologue::diag::observe::Silent;
use duologue::pipeline::{self, Order, Prepared};
use duologue::speak::child::Program;
use duologue::speak::speak;
use duologue::speak::store::Disk;
use duologue::workshop::Workshop;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

const ROUNDS: usize = 15;

fn main() {
    let given: Vec<PathBuf> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with("--"))
        .map(PathBuf::from)
        .collect();
    let sample = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let interviews = match given.is_empty() {
        true => vec![
            sample("scripts/first-light.txt"),
            sample("scripts/two-chairs.md"),
        ],
        false => given,
    };
    let mut shop = Workshop::here();
    let all: Vec<Prepared> = interviews
        .iter()
        .map(|path| prepared(&shop, path))
        .collect();
    let lines: usize = all.iter().map(|one| one.utterances.len()).sum();
    let program = Program {
        path: env!("CARGO_BIN_EXE_duologue").into(),
        arguments: vec!["speak-for-parent".into()],
    };
    println!(
        "| lines | threads | median here | median in children | cost | cost of the least | processor time here | cost |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for threads in [1, 2] {
        shop.threads = NonZeroUsize::new(threads).expect("one or two");
        let mut measured = [vec![], vec![]];
        for round in 0..ROUNDS {
            // Whatever the machine does meanwhile it does to both.
            for turn in 0..2 {
                let isolated = (turn + round) % 2;
                shop.program = (isolated == 1).then(|| program.clone());
                measured[isolated].push(run(&mut shop, &all));
            }
        }
        for runs in &mut measured {
            runs.sort_by(|a, b| a.wall.total_cmp(&b.wall));
        }
        let [here, away] = &measured;
        let cost = |here: f64, away: f64| 100.0 * (away / here - 1.0);
        let processor = |runs: &[Run]| runs.iter().map(|run| run.processor).sum::<f64>();
        let median = ROUNDS / 2;
        println!(
            "| {lines} | {threads} | {:.3} s | {:.3} s | {:+.1} % | {:+.1} % | {:.3} s | {:+.1} % |",
            here[median].wall,
            away[median].wall,
            cost(here[median].wall, away[median].wall),
            cost(here[0].wall, away[0].wall),
            processor(here) / ROUNDS as f64,
            cost(processor(here), processor(away)),
        );
    }
}

/// Every sentence of an interview.
fn prepared(shop: &Workshop, interview: &Path) -> Prepared {
    let order = Order {
        interview: interview.to_path_buf(),
        ..Order::default()
    };
    let mut diags = Diagnostics::new();
    let compiled = pipeline::compile(shop, &order, &mut diags).expect("it compiles");
    pipeline::prepare(shop, &compiled, &Default::default(), &mut diags)
        .expect("everyone has a voice")
}

struct Run {
    wall: f64,
    processor: f64,
}

/// Speaks every line into a store of its own.
fn run(shop: &mut Workshop, all: &[Prepared]) -> Run {
    let folder = tempfile::tempdir().expect("a temporary folder");
    shop.store = Arc::new(Disk::new(folder.path().to_path_buf()));
    let (began, used) = (Instant::now(), processor());
    for prepared in all {
        let takes = speak(&prepared.utterances, &prepared.cast, shop.room(), &Silent);
        let takes = takes.expect("every line is spoken");
        assert_eq!(takes.index().len(), prepared.utterances.len());
    }
    Run {
        wall: began.elapsed().as_secs_f64(),
        processor: processor() - used,
    }
}

/// Seconds of processor time of this process and of the children it has waited for (proc(5),
/// `stat`, fields 14 to 17, in hundredths on every Linux there is).
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let rest = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let ticks = rest.split(' ').skip(11).take(4);
    ticks.filter_map(|n| n.parse::<f64>().ok()).sum::<f64>() / 100.0
}
