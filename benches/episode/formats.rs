//! From takes to every sound format, one alone and all together: what each costs, and how near all of them
//! come to what two cores allow, which is the slowest alone or half the processor time of all.

use super::process::{Run, median, megabytes};
use super::scripts::Saved;
use super::{Bench, head, sample};

const RUNS: usize = 3;

pub(super) fn table(bench: &Bench) {
    head(&[
        "from takes to",
        "episode",
        "wall",
        "times real time",
        "processor",
        "memory",
    ]);
    let mut names = vec!["wav", "flac", "opus"];
    if cfg!(feature = "mp3") {
        names.push("mp3");
    }
    if cfg!(feature = "aac") {
        names.push("m4b");
    }
    let once = Saved::of(&sample(), bench.folder.path());
    for times in [1, 10] {
        let talk = once.times(times).write(bench.folder.path(), "talk.md");
        bench.forget("cache");
        bench.forget("out");
        // Speaks every line; what follows finds them kept.
        let (_, seconds) = bench.render("cache", "out", &talk, &["--format", "chapters"]);
        let all = names.join(",");
        let mut slowest: f64 = 0.0;
        let cases = ["chapters"].into_iter().chain(names.iter().copied());
        for formats in cases.chain([all.as_str()]) {
            let runs = (0..RUNS).map(|_| {
                bench.forget("out");
                bench
                    .render("cache", "out", &talk, &["--format", formats])
                    .0
            });
            let run = median(runs.collect());
            let (wall, cpu) = (run.wall.as_secs_f64(), processor(&run));
            println!(
                "| {formats} | {seconds:.0} s | {wall:.2} s | {:.0} | {cpu:.2} s | {} |",
                seconds / wall,
                megabytes(run.memory)
            );
            if formats == all {
                let least = slowest.max(cpu / 2.0);
                println!(
                    "\nAll together take {:.2} times what two cores allow.\n",
                    wall / least
                );
            }
            slowest = slowest.max(wall);
        }
    }
}

fn processor(run: &Run) -> f64 {
    run.cpu.map_or(f64::NAN, |cpu| cpu.as_secs_f64())
}
