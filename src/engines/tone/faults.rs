//! What the user's own configuration says to this engine, to the faults that it then makes.
//!
//! That a silent, crashed or hung engine is noticed, told with its line and costs no other line
//! has to be seen happening in the whole program, child processes, pipes and all; a stand-in in a
//! test would show it of the test. A cast can say none of this, and whatever is said here keeps the
//! engine out of the program's own process.

use super::{Places, ROW, SettingProblem, Settings, SpeakJob};
use crate::engines::Setting;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Long enough that whoever waits for it gives up first.
const FOR_EVER: Duration = Duration::from_secs(1 << 32);
/// Longer naps than this, in milliseconds, are a mistake.
const SLOWEST: f64 = 60_000.0;
/// Of one line in how many it can be said.
const RAREST: f64 = 1e6;

/// A way to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    Silence,
    Empty,
    Noise,
    Nan,
    Offset,
    Clipped,
    Short,
    Long,
    Hang,
    Crash,
    Panic,
    Exit,
    Garbage,
    Lacks,
}

/// All of them, as they are called in a configuration.
const FAULTS: [(&str, Fault); 14] = [
    ("silence", Fault::Silence),
    ("empty", Fault::Empty),
    ("noise", Fault::Noise),
    ("nan", Fault::Nan),
    ("offset", Fault::Offset),
    ("clipped", Fault::Clipped),
    ("short", Fault::Short),
    ("long", Fault::Long),
    ("hang", Fault::Hang),
    ("crash", Fault::Crash),
    ("panic", Fault::Panic),
    ("exit", Fault::Exit),
    ("garbage", Fault::Garbage),
    ("lacks", Fault::Lacks),
];

/// Checks what a configuration says.
pub(super) fn check(settings: &Settings) -> Vec<SettingProblem> {
    let wrong = |(key, value): (&String, &Setting)| {
        let (fits, wanted) = match (key.as_str(), value) {
            ("slow", Setting::Number(millis)) => ((0.0..=SLOWEST).contains(millis), SLOW),
            ("slow", _) => (false, SLOW),
            ("log", Setting::Text(path)) => (Path::new(path).is_absolute(), LOG),
            ("log", _) => (false, LOG),
            ("once", value) => (matches!(value, Setting::Bool(_)), ONCE),
            (key, value) if FAULTS.iter().any(|(name, _)| *name == key) => match value {
                Setting::Text(word) => (!word.trim().is_empty(), WHEN),
                Setting::Number(n) => ((1.0..=RAREST).contains(n), WHEN),
                Setting::Bool(_) => (false, WHEN),
            },
            _ => return Some(unknown(key)),
        };
        (!fits).then(|| SettingProblem {
            key: key.clone(),
            message: format!("`{key}` takes {wanted}"),
            hint: None,
        })
    };
    settings.iter().filter_map(wrong).collect()
}

const SLOW: &str = "the milliseconds that every line takes longer, at most 60000";
const LOG: &str = "a file, from the root on, to which every line that is begun is added";
const ONCE: &str = "`true` if only the first try of a line is to fail";
const WHEN: &str = "a word of the lines that are to fail, or `n` for one line in n";

fn unknown(key: &str) -> SettingProblem {
    let names: Vec<_> = FAULTS.iter().map(|(name, _)| format!("`{name}`")).collect();
    SettingProblem {
        key: key.to_owned(),
        message: format!("a configuration cannot say `{key}` to a tone"),
        hint: Some(format!(
            "it knows `deadline`, `slow`, `log`, `once`, and as faults {}",
            names.join(", ")
        )),
    }
}

/// Is this line to fail?
pub(super) fn spoils(settings: &Settings, job: &SpeakJob) -> bool {
    fault(settings, job).is_some()
}

/// How this line is to fail: the first fault that names it.
fn fault(settings: &Settings, job: &SpeakJob) -> Option<Fault> {
    let text = job.text();
    let hit = |(name, _): &&(&str, Fault)| match settings.get(*name) {
        Some(Setting::Text(word)) => text.to_lowercase().contains(&word.trim().to_lowercase()),
        // By its words and not by its turn: which worker comes first is chance.
        Some(Setting::Number(n)) => number(&text).is_multiple_of((*n as u64).max(1)),
        Some(Setting::Bool(_)) | None => false,
    };
    FAULTS.iter().find(hit).map(|(_, fault)| *fault)
}

/// A number that only hangs on the words.
fn number(text: &str) -> u64 {
    let hash = blake3::hash(text.as_bytes());
    let (first, _) = hash
        .as_bytes()
        .split_first_chunk()
        .unwrap_or((&[0; 8], &[]));
    u64::from_le_bytes(*first)
}

/// What this engine was told to do wrong.
#[derive(Debug, Default)]
pub(super) struct Faults {
    settings: Settings,
    slow: Duration,
    log: Option<PathBuf>,
    /// Where it is marked which lines have failed, if each is to fail once.
    marks: Option<PathBuf>,
}

impl Faults {
    /// What the user's configuration says, which was checked.
    pub(super) fn of(places: &Places) -> Faults {
        let settings = places.wish(ROW.name).settings;
        let slow = match settings.get("slow") {
            Some(Setting::Number(millis)) => Duration::from_millis(*millis as u64),
            _ => Duration::ZERO,
        };
        let log = match settings.get("log") {
            Some(Setting::Text(path)) => Some(PathBuf::from(path)),
            _ => None,
        };
        let once = settings.get("once") == Some(&Setting::Bool(true));
        Faults {
            slow,
            log,
            marks: once.then(|| places.cache.join(ROW.name)),
            settings,
        }
    }

    /// Whatever is to be done before a line is spoken; and what is to be done to its sound.
    pub(super) fn begin(&self, job: &SpeakJob) -> Option<Fault> {
        if let Some(log) = &self.log {
            // A line of its own, in one write: whole, whoever else writes. It is only counted.
            let line = format!("{} {}\n", std::process::id(), name(job));
            let file = File::options().create(true).append(true).open(log);
            let _ = file.and_then(|mut file| file.write_all(line.as_bytes()));
        }
        std::thread::sleep(self.slow);
        let fault = fault(&self.settings, job).filter(|_| self.first(job))?;
        match fault {
            Fault::Hang => std::thread::sleep(FOR_EVER),
            Fault::Crash => std::process::abort(),
            Fault::Panic => panic!("on purpose"),
            Fault::Exit => std::process::exit(0),
            Fault::Garbage => {
                // What a library does that prints where its caller speaks a protocol.
                let mut out = std::io::stdout();
                let _ = out.write_all(b"loading the voice ...\n");
                let _ = out.flush();
            }
            _ => {}
        }
        Some(fault)
    }

    /// Is it the first try of this line, as far as that matters? What is known of it has to
    /// outlive the process that fails.
    fn first(&self, job: &SpeakJob) -> bool {
        let Some(folder) = &self.marks else {
            return true;
        };
        let _ = std::fs::create_dir_all(folder);
        File::create_new(folder.join(name(job))).is_ok()
    }
}

/// The name of a job: what is the same of two tries of one line, and of nothing else.
fn name(job: &SpeakJob) -> String {
    let spoken = format!("{:?} {:?} {}", job.voice, job.spoken, job.variant);
    blake3::hash(spoken.as_bytes()).to_hex().to_string()
}

impl Fault {
    /// Makes of a good line what this fault is. `lead` samples of it are silent already.
    pub(super) fn spoil(self, samples: &mut Vec<f64>, lead: usize) {
        let length = samples.len();
        match self {
            // What is worst of it is that the line begins well and ends well.
            Fault::Silence => {
                let (last, sounds) = (samples.len(), |sample: &f64| *sample != 0.0);
                let last = samples.iter().rposition(sounds).unwrap_or(last);
                let eighth = last.saturating_sub(lead) / 8;
                samples[lead + eighth..last.max(lead + 2 * eighth) - eighth].fill(0.0);
            }
            Fault::Empty => samples.fill(0.0),
            Fault::Noise => {
                let mut seed = 1u32;
                samples.fill_with(|| {
                    // Numerical Recipes, section 7.1: the low bits are poor, the high ones do.
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    f64::from(seed >> 16) / 131_072.0 - 0.25
                });
            }
            Fault::Nan => samples[length / 2] = f64::NAN,
            Fault::Offset => samples.iter_mut().for_each(|sample| *sample += 0.3),
            Fault::Clipped => samples.iter_mut().for_each(|sample| *sample *= 40.0),
            Fault::Short => samples.truncate(lead + length.saturating_sub(lead) / 12),
            Fault::Long => *samples = samples.repeat(12),
            Fault::Hang
            | Fault::Crash
            | Fault::Panic
            | Fault::Exit
            | Fault::Garbage
            | Fault::Lacks => {}
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn settings(all: &[(&str, Setting)]) -> Settings {
        let own = |(key, value): &(&str, Setting)| ((*key).to_owned(), value.clone());
        all.iter().map(own).collect()
    }

    #[test]
    fn what_makes_no_sense_is_told() {
        let text = |text: &str| Setting::Text(text.into());
        let fine = settings(&[
            ("slow", Setting::Number(5.0)),
            ("log", text(if cfg!(windows) { "C:\\log" } else { "/log" })),
            ("once", Setting::Bool(true)),
            ("hang", text("rope")),
            ("crash", Setting::Number(3.0)),
        ]);
        assert_eq!(check(&fine), []);
        let wrong = settings(&[
            ("slow", text("50ms")),
            ("log", text("here")),
            ("once", text("yes")),
            ("hang", text(" ")),
            ("crash", Setting::Number(0.5)),
            ("short", Setting::Bool(true)),
            ("fault", text("silence")),
        ]);
        let told: Vec<_> = check(&wrong).into_iter().map(|p| p.message).collect();
        assert_eq!(told.len(), wrong.len(), "{told:#?}");
        assert!(told.contains(&"a configuration cannot say `fault` to a tone".into()));
    }

    #[test]
    fn one_in_n_hangs_on_the_words() {
        let hit = (0..1000).filter(|n| number(&format!("line {n}")).is_multiple_of(4));
        assert!((200..300).contains(&hit.count()));
    }
}
