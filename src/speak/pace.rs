//! How fast each voice speaks on this machine: what `diff` says a render will cost.
//!
//! Measured while lines are spoken and kept as sums in the cache folder. It reaches no sample and
//! no verdict, so it may be learned; where it is lost nothing is known until the next line.

use crate::engines::{SpeakJob, VoiceSpec};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A longer file was not written here.
const LONGEST: u64 = 1 << 20;
/// So many letters are remembered with their full weight: a machine that became faster is believed
/// within a few episodes.
const REMEMBERED: u64 = 200_000;
/// So many voices are remembered.
const MOST: usize = 2_000;

/// How fast voices speak.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Paces(BTreeMap<String, Pace>);

/// What one voice spoke, and how long that took one thread.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
struct Pace {
    letters: u64,
    seconds: f64,
}

impl Paces {
    /// What is known on this machine; nothing where that cannot be read.
    #[must_use]
    pub fn read(cache: &Path) -> Paces {
        let mut bytes = Vec::new();
        let read = File::open(file(cache)).and_then(|f| f.take(LONGEST).read_to_end(&mut bytes));
        let paces = read.ok().and_then(|_| serde_json::from_slice(&bytes).ok());
        paces.unwrap_or_default()
    }

    /// Adds what was measured to what is known on this machine. A courtesy: where it cannot be
    /// written, nothing is lost but an estimate.
    pub fn note(&self, cache: &Path) {
        if self.0.is_empty() {
            return;
        }
        let mut known = Paces::read(cache);
        for (voice, pace) in &self.0 {
            if known.0.len() < MOST || known.0.contains_key(voice) {
                known.add(voice.clone(), *pace);
            }
        }
        let text = serde_json::to_vec(&known.0);
        let text = text.expect("maps of strings to finite numbers are JSON");
        // Whole or not at all: two renders may end at once.
        let _ = fs::create_dir_all(cache)
            .and_then(|()| tempfile::NamedTempFile::new_in(cache))
            .and_then(|temporary| {
                fs::write(temporary.path(), text)?;
                temporary.persist(file(cache)).map_err(|error| error.error)
            });
    }

    /// A line was spoken in that time.
    pub(super) fn spoke(&mut self, job: &SpeakJob, took: Duration) {
        let pace = Pace {
            letters: job.text().chars().count() as u64,
            seconds: took.as_secs_f64(),
        };
        self.add(voice(&job.voice), pace);
    }

    /// All that the other measured, too.
    pub(super) fn join(&mut self, other: Paces) {
        for (voice, pace) in other.0 {
            self.add(voice, pace);
        }
    }

    /// How many seconds one thread will need to speak so many letters; `None` if that voice was
    /// never heard here.
    #[must_use]
    pub fn seconds(&self, spec: &VoiceSpec, letters: usize) -> Option<f64> {
        let pace = self.0.get(&voice(spec)).filter(|pace| pace.letters > 0)?;
        let seconds = pace.seconds / pace.letters as f64 * letters as f64;
        // The file may hold anything.
        (seconds.is_finite() && seconds >= 0.0).then_some(seconds)
    }

    fn add(&mut self, voice: String, more: Pace) {
        let pace = self.0.entry(voice).or_default();
        pace.letters = pace.letters.saturating_add(more.letters);
        pace.seconds += more.seconds;
        while pace.letters > REMEMBERED {
            pace.letters /= 2;
            pace.seconds /= 2.0;
        }
    }
}

fn voice(spec: &VoiceSpec) -> String {
    format!("{}:{}", spec.engine, spec.voice)
}

fn file(cache: &Path) -> PathBuf {
    cache.join("pace.json")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn spec() -> VoiceSpec {
        VoiceSpec::plain("e", "v")
    }

    fn measured(letters: u64, seconds: f64) -> Paces {
        Paces([("e:v".to_owned(), Pace { letters, seconds })].into())
    }

    #[test]
    fn what_was_measured_is_known_later_and_adds_up() {
        let cache = tempfile::tempdir().unwrap();
        let within = cache.path().join("not/yet");
        assert_eq!(Paces::read(&within).seconds(&spec(), 10), None);
        measured(100, 1.0).note(&within);
        measured(100, 3.0).note(&within);
        assert_eq!(Paces::read(&within).seconds(&spec(), 50), Some(1.0));
        // What is new counts more than what is long ago.
        measured(10_000_000, 10_000.0).note(&within);
        let now = Paces::read(&within).seconds(&spec(), 1000).unwrap();
        assert!((now - 1.0).abs() < 0.01, "{now}");
    }

    #[test]
    fn a_file_that_makes_no_sense_is_no_knowledge() {
        let cache = tempfile::tempdir().unwrap();
        for text in ["", "{", "[1]", "{\"e:v\":{\"letters\":0,\"seconds\":1}}"] {
            fs::write(file(cache.path()), text).unwrap();
            assert_eq!(
                Paces::read(cache.path()).seconds(&spec(), 1),
                None,
                "{text}"
            );
        }
    }
}
