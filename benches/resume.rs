//! Kills and damage at full size. `cargo bench --bench resume [-- --kills 100 --seed 4]` renders an
//! hour, kills it at random moments until it has been killed often enough, and damages every take
//! that is kept; prints rows for benches/RESULTS.md, and fails where an episode differs.
//!
//! The tone engine is made to write down every line that it begins, so what was spoken twice is counted
//! by who spoke it and not by what was kept. The embedded voice, which cannot do that, is killed
//! as well and only compared.

#[cfg(target_os = "linux")]
#[path = "../tests/duologue/processes.rs"]
mod processes;

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("processes are looked up as Linux shows them");
}

#[cfg(target_os = "linux")]
fn main() {
    linux::main();
}

#[cfg(target_os = "linux")]
mod linux {
    use super::processes::{alive, children, kill};
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    /// Questions and answers: an hour, and more than a thousand lines.
    const PAIRS: usize = 510;
    /// By so many milliseconds every tone is made slower, so that speaking takes as long as the rest.
    const SLOW: u32 = 15;

    pub(super) fn main() {
        let asked = |name: &str, usual: u64| {
            let mut args = std::env::args().skip_while(|arg| arg != name).skip(1);
            args.next().and_then(|n| n.parse().ok()).unwrap_or(usual)
        };
        let (kills, seed) = (asked("--kills", 100), asked("--seed", 4).max(1));
        println!("seed {seed}");
        println!(
            "| voices | episode | lines | kills | while speaking | rounds | begun again | most after one kill | episodes differ |"
        );
        println!("|---|---|---|---|---|---|---|---|---|");
        let mut bed = Bed::new("tone:d", "tone:a", true, seed);
        bed.killed(kills);
        let damaged = bed.damaged();
        if duologue::engines::find(duologue::engines::ENGINES, "pico").is_some() {
            Bed::new("pico:en-GB", "pico:en-US", false, seed).killed(kills / 2);
        }
        println!("\n{damaged}");
    }

    /// A folder with an interview, its cast, a cache and a configuration.
    struct Bed {
        folder: tempfile::TempDir,
        voice: &'static str,
        logs: bool,
        chance: Chance,
        /// An undisturbed render, and how long it took.
        whole: Vec<u8>,
        took: Duration,
        lines: u64,
        seconds: f64,
    }

    impl Bed {
        fn new(one: &str, other: &'static str, logs: bool, seed: u64) -> Bed {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let talk: String = (1..=PAIRS)
                .map(|n| {
                    format!(
                        "ANNA: What happened on day {n} of the long flood?\n\nBEN: I counted {n} \
                         boats, and a bell that rang.\n\n"
                    )
                })
                .collect();
            let path = |name: &str| folder.path().join(name);
            let write = |name: &str, text: &str| {
                std::fs::write(path(name), text).expect("a file of the bench");
            };
            write("talk.txt", &talk);
            write(
                "cast.yaml",
                &format!(
                    "roles:\n  interviewer: {{voice: '{one}'}}\n  interviewee: {{voice: \
                     '{other}'}}\n  narrator: {{voice: '{other}'}}\n"
                ),
            );
            let said = match logs {
                true => format!(
                    "engines: {{tone: {{slow: {SLOW}, log: '{}'}}}}\n",
                    path("log").display()
                ),
                false => String::new(),
            };
            write(
                "config.yaml",
                &format!("cache: '{}'\n{said}", path("cache").display()),
            );
            let mut bed = Bed {
                folder,
                voice: other,
                logs,
                chance: Chance(seed),
                whole: vec![],
                took: Duration::ZERO,
                lines: 0,
                seconds: 0.0,
            };
            let began = Instant::now();
            let report = bed.finish("whole");
            bed.took = began.elapsed();
            bed.lines = report["lines"].as_u64().expect("lines");
            bed.seconds = report["seconds"].as_f64().expect("a length");
            bed.whole = bed.sound("whole");
            bed.clear();
            bed
        }

        fn path(&self, name: &str) -> PathBuf {
            self.folder.path().join(name)
        }

        fn sound(&self, out: &str) -> Vec<u8> {
            std::fs::read(self.path(out).join("talk.wav")).expect("an episode")
        }

        fn command(&self, out: &str) -> Command {
            let mut command = Command::new(env!("CARGO_BIN_EXE_duologue"));
            command
                .current_dir(self.folder.path())
                .env("DUOLOGUE_CONFIG", self.path("config.yaml"))
                .args([
                    "render",
                    "talk.txt",
                    "--cast",
                    "cast.yaml",
                    "--threads",
                    "2",
                ])
                .args(["--json", "--quiet", "--out", out]);
            command
        }

        fn finish(&self, out: &str) -> serde_json::Value {
            let output = self.command(out).output().expect("the program starts");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{said}");
            serde_json::from_slice(&output.stdout).expect("a report")
        }

        /// As if nothing had ever been spoken.
        fn clear(&self) {
            for folder in ["cache/takes", "ep"] {
                let _ = std::fs::remove_dir_all(self.path(folder));
            }
            let _ = std::fs::remove_file(self.path("log"));
        }

        /// Every line that was begun since the last [`Bed::clear`].
        fn begun(&self) -> Vec<String> {
            let text = std::fs::read_to_string(self.path("log")).unwrap_or_default();
            let name = |line: &str| line.split(' ').nth(1).unwrap_or_default().to_owned();
            text.lines().map(name).collect()
        }

        fn twice(&self) -> usize {
            let begun = self.begun();
            begun.len() - begun.iter().collect::<BTreeSet<_>>().len()
        }

        fn killed(&mut self, wanted: u64) {
            let (mut kills, mut speaking, mut rounds, mut differ) = (0, 0, 0, 0);
            let (mut again, mut most) = (0, 0);
            let (mut this_round, mut before) = (0, 0);
            while kills < wanted || this_round > 0 {
                // More often early than late, since most of what can be lost is lost early; the last
                // round of all is let through to its end.
                let share = self.chance.share();
                let moment = match kills < wanted {
                    true => self.took.mul_f64(share * share),
                    false => Duration::MAX,
                };
                let was_killed = self.run_for(moment);
                let twice = self.twice();
                assert!(
                    twice <= 2 * this_round,
                    "{twice} begun again, {this_round} kills"
                );
                most = most.max(twice - before);
                before = twice;
                if was_killed {
                    kills += 1;
                    this_round += 1;
                    speaking += u64::from(self.kept() < self.lines as usize);
                } else {
                    rounds += 1;
                    again += twice;
                    differ += u32::from(self.sound("ep") != self.whole);
                    (this_round, before) = (0, 0);
                    if kills < wanted {
                        self.clear();
                    }
                }
            }
            let counted = |n: usize| match self.logs {
                true => n.to_string(),
                false => "-".into(),
            };
            println!(
                "| {} | {:.0} s | {} | {kills} | {speaking} | {rounds} | {} | {} | {differ} |",
                self.voice,
                self.seconds,
                self.lines,
                counted(again),
                counted(most),
            );
            assert_eq!(differ, 0, "episodes differ");
        }

        /// Renders, and kills what is not done by then: the program alone, or its children with it.
        fn run_for(&mut self, moment: Duration) -> bool {
            let mut render = self.command("ep");
            let render = render.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
            let mut render = render.expect("the program starts");
            let began = Instant::now();
            while began.elapsed() < moment {
                if let Some(status) = render.try_wait().expect("it can be waited for") {
                    assert!(status.success(), "{status}");
                    return false;
                }
                std::thread::sleep(Duration::from_millis(2));
            }
            let orphans = children(render.id());
            let _ = render.kill();
            if self.chance.share() < 0.5 {
                orphans.iter().for_each(|pid| kill(*pid));
            }
            render.wait().expect("it can be waited for");
            let killed = Instant::now();
            while orphans.iter().any(|pid| alive(*pid)) {
                assert!(
                    killed.elapsed() < Duration::from_secs(10),
                    "an orphan lives on"
                );
                std::thread::sleep(Duration::from_millis(2));
            }
            true
        }

        /// How many takes are kept.
        fn kept(&self) -> usize {
            takes(&self.path("cache")).len()
        }

        /// Damages every take that is kept, and renders again.
        fn damaged(&mut self) -> String {
            let takes = takes(&self.path("cache"));
            for (number, path) in takes.iter().enumerate() {
                self.damage(path, number);
            }
            let report = self.finish("again");
            let same = self.sound("again") == self.whole;
            assert!(same, "the episode differs");
            let noticed = report["damaged"].as_u64().expect("a number");
            assert_eq!(noticed, self.lines, "some were not noticed");
            format!(
                "{} takes damaged at random bytes: all {noticed} that the episode needs were \
                 noticed (the others are the sentences by which voices are measured), episode \
                 identical",
                takes.len()
            )
        }

        fn damage(&mut self, path: &Path, number: usize) {
            let mut bytes = std::fs::read(path).expect("a take");
            let at = self.chance.below(bytes.len());
            match number % 6 {
                0 => bytes[at] ^= 1 << self.chance.below(8),
                1 => bytes.truncate(at),
                2 => bytes.insert(at, self.chance.below(256) as u8),
                3 => {
                    // At least one of them was something else.
                    let end = bytes.len();
                    bytes[at..].fill(0);
                    bytes[end - 1] ^= 1;
                }
                4 => drop(bytes.remove(at)),
                _ => bytes.clear(),
            }
            std::fs::write(path, bytes).expect("a take can be damaged");
        }
    }

    fn takes(folder: &Path) -> Vec<PathBuf> {
        let mut found = vec![];
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                found.extend(takes(&path));
            } else if path.extension().is_some_and(|end| end == "take") {
                found.push(path);
            }
        }
        found.sort();
        found
    }

    /// Xorshift (Marsaglia, 2003): chance that comes again.
    struct Chance(u64);

    impl Chance {
        fn next(&mut self) -> u64 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            self.0
        }

        fn below(&mut self, most: usize) -> usize {
            (self.next() % most as u64) as usize
        }

        fn share(&mut self) -> f64 {
            (self.next() >> 11) as f64 / (1u64 << 53) as f64
        }
    }
}
