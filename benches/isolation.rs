//! What it costs that engines speak in processes of their own: the same lines by the same voices,
//! in this process and in children, in turns. `cargo bench --bench isolation [-- INTERVIEW]`
//! prints rows for benches/RESULTS.md: medians, and the cost as a share of speaking here.

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
    let given = std::env::args().skip(1).find(|arg| !arg.starts_with("--"));
    let sample = || Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/first-light.txt");
    let order = Order {
        interview: given.map_or_else(sample, PathBuf::from),
        ..Order::default()
    };
    let mut shop = Workshop::here();
    let mut diags = Diagnostics::new();
    let compiled = pipeline::compile(&shop, &order, &mut diags).expect("the sample compiles");
    let prepared = pipeline::prepare(&shop, &compiled, &mut diags).expect("everyone has a voice");
    let program = Program {
        path: env!("CARGO_BIN_EXE_duologue").into(),
        arguments: vec!["speak-for-parent".into()],
    };
    println!("| lines | threads | in this process | in children | cost | least |");
    println!("|---|---|---|---|---|---|");
    for threads in [1, 2] {
        shop.threads = NonZeroUsize::new(threads).expect("one or two");
        let mut here = vec![];
        let mut away = vec![];
        for round in 0..ROUNDS {
            // Whatever the machine does meanwhile it does to both.
            for turn in 0..2 {
                let isolated = (turn + round) % 2 == 1;
                shop.program = isolated.then(|| program.clone());
                let took = run(&mut shop, &prepared);
                match isolated {
                    true => away.push(took),
                    false => here.push(took),
                }
            }
        }
        here.sort_by(f64::total_cmp);
        away.sort_by(f64::total_cmp);
        let cost = |at: usize| 100.0 * (away[at] / here[at] - 1.0);
        let median = ROUNDS / 2;
        println!(
            "| {} | {threads} | {:.3} s | {:.3} s | {:+.1} % | {:+.1} % |",
            prepared.utterances.len(),
            here[median],
            away[median],
            cost(median),
            cost(0),
        );
    }
}

/// Speaks every line into a store of its own, and gives the seconds.
fn run(shop: &mut Workshop, prepared: &Prepared) -> f64 {
    let folder = tempfile::tempdir().expect("a temporary folder");
    shop.store = Arc::new(Disk::new(folder.path().to_path_buf()));
    let began = Instant::now();
    let takes = speak(&prepared.utterances, &prepared.cast, shop.room(), &Silent);
    let took = began.elapsed().as_secs_f64();
    let takes = takes.expect("every line is spoken");
    assert_eq!(takes.index().len(), prepared.utterances.len());
    took
}
