//! From takes to the finished WAV, one part of the mastering after another: what each costs, and how
//! far it is from the speeds that the house promises (250 times real time, 150 in stereo).

use super::process::{median, megabytes};
use super::scripts::Saved;
use super::{Bench, head, sample};

const RUNS: usize = 3;

/// What is asked for, as a cast says it, and what else `render` is told. Everything that is not named
/// is off, so that two neighbouring rows differ by one part.
const CASES: [(&str, &str, &[&str]); 8] = [
    ("nothing but levels", "chain: off\nroom: off\n", &[]),
    ("+ chain", "room: off\n", &[]),
    ("+ chain, room: the default", "", &[]),
    ("firm chain", "chain: firm\n", &[]),
    ("broadcast", "levels: broadcast\n", &[]),
    ("+ bed", "music: {bed: builtin:pad}\n", &[]),
    (
        "stereo",
        "roles: {interviewer: {pan: -60}, interviewee: {pan: 40}}\n",
        &[],
    ),
    (
        "stereo, bed, intro, stings",
        "roles: {interviewer: {pan: -60}, interviewee: {pan: 40}}\n\
         music: {bed: builtin:pad, intro: builtin:pad, sting: builtin:bell}\n",
        &[],
    ),
];

/// Minutes and hours: memory must not grow with the length.
pub(super) fn table(bench: &Bench) {
    head(&[
        "from takes to WAV",
        "episode",
        "wall",
        "times real time",
        "memory",
    ]);
    let once = Saved::of(&sample(), bench.folder.path());
    for (times, cases) in [(9, &CASES[..]), (100, &CASES[2..3]), (100, &CASES[7..])] {
        let talk = once.times(times).write(bench.folder.path(), "talk.md");
        bench.forget("cache");
        let mut first = true;
        for (what, cast, options) in cases {
            let path = bench.folder.path().join("sound.yaml");
            std::fs::write(&path, cast).expect("a cast");
            let path = path.to_string_lossy();
            let options = [&["--cast", &path, "--format", "wav"], *options].concat();
            let mut seconds = 0.0;
            let mut run = || {
                bench.forget("out");
                let (run, length) = bench.render("cache", "out", &talk, &options);
                seconds = length;
                run
            };
            if std::mem::take(&mut first) {
                // Speaks every line; what follows finds them kept.
                run();
            }
            let runs = if times > 9 { 1 } else { RUNS };
            let run = median((0..runs).map(|_| run()).collect());
            println!(
                "| {what} | {seconds:.0} s | {:.3} s | {:.0} | {} |",
                run.wall.as_secs_f64(),
                seconds / run.wall.as_secs_f64(),
                megabytes(run.memory)
            );
        }
    }
}
