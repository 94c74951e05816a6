//! What one would script instead: another synthesizer for each line, two at a time, then `sox` for
//! the pauses and `ffmpeg` for loudness and chapters. The same compiled script, the same pauses,
//! in the same run as ours.
//!
//! Not the same sound: their voices, codecs and loudness are their own, and nothing of theirs is
//! kept for the next time. What is compared is the way from a script to a WAV with chapters.

use super::process::{self, Run, median, megabytes};
use super::{Bench, head, sample};
use duologue::diag::Diagnostics;
use duologue::pipeline::{self, Order};
use duologue::workshop::Workshop;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const RUNS: usize = 3;
/// The rate to which every piece is brought before it is joined, in hertz.
const RATE: &str = "48000";
/// Silence between two lines, in seconds; ours are longer between turns.
const PAUSE: &str = "0.4";

/// A synthesizer, and its arguments for one line of the first and the second speaker.
type Speaker = (&'static str, fn(&str, usize, &Path) -> Command);
const SPEAKERS: [Speaker; 2] = [("espeak-ng", espeak), ("flite", flite)];

fn espeak(text: &str, who: usize, to: &Path) -> Command {
    let mut command = Command::new("espeak-ng");
    let voice = ["en-gb", "en-us"][who % 2];
    command.args(["-v", voice, "-w"]).arg(to).arg(text);
    command
}

fn flite(text: &str, who: usize, to: &Path) -> Command {
    let mut command = Command::new("flite");
    let voice = ["rms", "slt"][who % 2];
    command.args(["-voice", voice, "-t", text, "-o"]).arg(to);
    command
}

pub(crate) fn table(bench: &Bench) {
    head(&[
        "with",
        "lines",
        "episode",
        "wall",
        "times real time",
        "memory",
    ]);
    let lines = lines(&sample());
    let ours = |_| {
        bench.forget("cache");
        bench.forget("out");
        bench.render("cache", "out", &sample(), &["--threads", "2"])
    };
    let mut seconds = 0.0;
    let runs = (0..RUNS).map(ours).map(|(run, length)| {
        seconds = length;
        run
    });
    let run = median(runs.collect());
    row("duologue, cold", lines.len(), seconds, &run);
    for (name, speaker) in SPEAKERS {
        let missing = |tool: &&str| {
            Command::new(tool)
                .arg("--version")
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .is_err()
        };
        if let Some(tool) = [name, "sox", "ffmpeg"].iter().find(|tool| missing(tool)) {
            println!("| {name} | {tool} is not installed | | | | |");
            continue;
        }
        let mut walls: Vec<(Duration, f64)> = (0..RUNS)
            .map(|_| scripted(bench, &lines, speaker))
            .collect();
        walls.sort_by_key(|(wall, _)| *wall);
        let (wall, seconds) = walls[RUNS / 2];
        let run = Run {
            cpu: None,
            wall,
            memory: None,
            stdout: Vec::new(),
        };
        row(&format!("{name}, sox, ffmpeg"), lines.len(), seconds, &run);
    }
}

fn row(name: &str, lines: usize, seconds: f64, run: &Run) {
    println!(
        "| {name} | {lines} | {seconds:.0} s | {:.2} s | {:.0} | {} |",
        run.wall.as_secs_f64(),
        seconds / run.wall.as_secs_f64(),
        megabytes(run.memory)
    );
}

/// Who says what, sentence by sentence, and whether a chapter begins with it.
fn lines(interview: &Path) -> Vec<(usize, String)> {
    let shop = Workshop::here();
    let mut diags = Diagnostics::new();
    let order = Order {
        interview: interview.to_owned(),
        ..Order::default()
    };
    let compiled = pipeline::compile(&shop, &order, &mut diags).ok();
    let compiled = compiled.expect("the sample compiles");
    let prepared = pipeline::prepare(&shop, &compiled, &Default::default(), &mut diags).ok();
    let prepared = prepared.expect("the sample is cast");
    let told = prepared.utterances.iter();
    told.map(|u| (u.person.0, u.shown.clone())).collect()
}

/// All the steps of such a script, and how long the episode became.
fn scripted(
    bench: &Bench,
    lines: &[(usize, String)],
    speaker: fn(&str, usize, &Path) -> Command,
) -> (Duration, f64) {
    bench.forget("scripted");
    let folder = bench.folder.path().join("scripted");
    std::fs::create_dir_all(&folder).expect("a folder");
    let began = Instant::now();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    let Some((who, text)) = lines.get(n) else {
                        break;
                    };
                    let spoken = folder.join(format!("{n:05}.raw.wav"));
                    step(&mut speaker(text, *who, &spoken));
                    step(
                        Command::new("sox")
                            .arg(&spoken)
                            .args(["-r", RATE, "-b", "16"])
                            .arg(folder.join(format!("{n:05}.wav")))
                            .args(["pad", "0", PAUSE]),
                    );
                }
            });
        }
    });
    let joined = folder.join("joined.wav");
    let pieces = (0..lines.len()).map(|n| folder.join(format!("{n:05}.wav")));
    step(Command::new("sox").args(pieces).arg(&joined));
    let mut chapters = String::from(";FFMETADATA1\ntitle=Episode\n");
    for n in 0..18 {
        let start = n * 20_000;
        let _ = write!(
            chapters,
            "[CHAPTER]\nTIMEBASE=1/1000\nSTART={start}\nEND={}\ntitle=Chapter {n}\n",
            start + 20_000
        );
    }
    let marks = folder.join("chapters.txt");
    std::fs::write(&marks, chapters).expect("chapters");
    // The loudness filter once: it measures as it goes. Two passes would take twice as long.
    step(
        Command::new("ffmpeg")
            .args(["-v", "error", "-nostdin", "-i"])
            .arg(&joined)
            .arg("-i")
            .arg(&marks)
            .args([
                "-map_metadata",
                "1",
                "-af",
                "loudnorm=I=-16:TP=-1",
                "-ar",
                RATE,
            ])
            .arg(folder.join("episode.wav")),
    );
    let wall = began.elapsed();
    let probed = process::run(
        Command::new("ffprobe")
            .args([
                "-v",
                "error",
                "-show_entries",
                "format=duration",
                "-of",
                "csv=p=0",
            ])
            .arg(folder.join("episode.wav")),
    );
    let seconds = String::from_utf8_lossy(&probed.stdout);
    (wall, seconds.trim().parse().expect("a length"))
}

fn step(command: &mut Command) {
    let done = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(done.is_ok_and(|status| status.success()), "{command:?}");
}
