//! What went wrong to what a person reads: every line that failed, with its words and its place.

use super::child::ChildError;
use super::guard::Broken;
use super::recorded::RecordedError;
use super::store::StoreError;
use crate::engines::EngineError;
use crate::prepare::{Origin, Utterance};
use std::path::{Path, PathBuf};

/// More failures than these are counted, not listed.
const LISTED: usize = 20;
/// So much of a line is enough to know it again.
const SHOWN: usize = 60;

/// Why not every line has a take.
#[derive(Debug, thiserror::Error)]
pub enum SpeakError {
    /// An engine could not be opened.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// An engine that runs in another process could not be opened.
    #[error("{voice}: {error}")]
    Child {
        /// As `engine:name`.
        voice: String,
        /// What happened.
        error: ChildError,
    },
    /// An engine must run in another process, and there is none.
    #[error(
        "{engine} has to run in a process of its own (what your configuration says to it can only \
         be kept to there), and this program does not know how to start one"
    )]
    Alone {
        /// Name of the engine.
        engine: String,
    },
    /// Some lines could not be spoken. The takes of all others are kept.
    #[error("{}", list(failed, *more))]
    Lines {
        /// The first of them, in the order of the script.
        failed: Vec<LineFailure>,
        /// How many more there are.
        more: usize,
    },
    /// Takes could not be kept or read back.
    #[error("keeping takes: {0}")]
    Store(#[from] StoreError),
    /// The observer asked to stop.
    #[error("stopped before every line was spoken")]
    Stopped,
}

/// One line that could not be spoken.
#[derive(Debug)]
pub struct LineFailure {
    /// The line of the interview, if the words stand there.
    pub line: Option<usize>,
    /// The words as the interview has them.
    pub shown: String,
    /// What went wrong.
    pub why: LineError,
}

/// What went wrong with one line.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// The engine said so.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// Nothing may be spoken for this render.
    #[error("no sound take of it is kept, and nothing may be spoken anew (--locked)")]
    Locked,
    /// It was spoken in another process, which gave no take.
    #[error("{voice}: {error}")]
    Child {
        /// As `engine:name`.
        voice: String,
        /// What happened.
        error: ChildError,
    },
    /// A recording was to be heard.
    #[error(transparent)]
    Recorded(#[from] RecordedError),
    /// What came was looked at, and is no speech of these words.
    #[error("{voice} {broken}{}", listen(heard.as_deref()))]
    Broken {
        /// As `engine:name`.
        voice: String,
        /// What is wrong with it.
        broken: Broken,
        /// Where it can be listened to.
        heard: Option<PathBuf>,
    },
}

impl SpeakError {
    /// All lines that failed, by number of the utterance, as one error.
    pub(super) fn lines(mut failed: Vec<(usize, LineError)>, utterances: &[Utterance]) -> Self {
        failed.sort_by_key(|(number, _)| *number);
        let more = failed.len().saturating_sub(LISTED);
        let tell = |(number, why): (usize, LineError)| LineFailure {
            line: match utterances[number].origin {
                Origin::Page { line, .. } => Some(line),
                Origin::Announcement => None,
            },
            shown: utterances[number].shown.clone(),
            why,
        };
        SpeakError::Lines {
            failed: failed.into_iter().take(LISTED).map(tell).collect(),
            more,
        }
    }
}

fn listen(heard: Option<&Path>) -> String {
    heard.map_or_else(String::new, |path| {
        format!("; listen to it in {}", path.display())
    })
}

fn list(failed: &[LineFailure], more: usize) -> String {
    let mut text = format!("{} could not be spoken", lines(failed.len() + more));
    for failure in failed {
        let place = failure
            .line
            .map_or_else(|| "announcement".into(), |n| format!("line {n}"));
        let shown: String = failure.shown.chars().take(SHOWN).collect();
        text += &format!("\n  {place}: {}\n    \"{shown}\"", failure.why);
    }
    if more > 0 {
        text += &format!("\n  and {more} more");
    }
    text + "\nall other lines are kept: the next render speaks only what failed"
}

fn lines(n: usize) -> String {
    if n == 1 {
        "1 line".into()
    } else {
        format!("{n} lines")
    }
}
