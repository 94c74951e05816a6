//! Utterances to [`Takes`]: spoken on all cores, kept in a scratch file, found by number.
//!
//! Every worker makes its own voices and takes the next line that nobody has; which worker spoke
//! a line changes nothing, since a line's sound depends on its job alone. Samples go to an
//! unnamed temporary file at once (ten hours of them do not fit into memory), and only their
//! places are kept. One line that fails does not cost the others: all are tried, and all
//! failures are told together.

mod takes;

pub use takes::{Stored, Takes};

use crate::cast::Cast;
use crate::diag::observe::{Event, Observer};
use crate::engines::{self, Engine, EngineError, EngineRow, Places, Synth, Take, timbre};
use crate::prepare::{Origin, Utterance};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;

/// How many finished takes may wait for the disk before the workers do.
const WAITING: usize = 32;
/// More failures than these are counted, not listed.
const LISTED: usize = 20;

/// What speaking needs of its surroundings.
#[derive(Clone, Copy)]
pub struct EngineRoom<'a> {
    /// The table of engines.
    pub engines: &'a [EngineRow],
    /// Where engines keep their files.
    pub places: &'a Places,
    /// How many lines are spoken at once.
    pub threads: NonZeroUsize,
}

/// Why not every line has a take.
#[derive(Debug, thiserror::Error)]
pub enum SpeakError {
    /// An engine could not be opened.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// Some lines could not be spoken.
    #[error("{}", list(failed, *more))]
    Lines {
        /// The first of them, in the order of the script.
        failed: Vec<LineFailure>,
        /// How many more there are.
        more: usize,
    },
    /// The scratch file could not be written or read.
    #[error("keeping takes in {}: {source}", path.display())]
    Scratch {
        /// The folder of temporary files.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
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
    /// The engine said nothing, neither words nor error.
    #[error("{voice} made no sound of it")]
    Silent {
        /// As `engine:name`.
        voice: String,
    },
}

fn list(failed: &[LineFailure], more: usize) -> String {
    let mut text = format!("{} could not be spoken", lines(failed.len() + more));
    for failure in failed {
        let place = failure
            .line
            .map_or_else(|| "announcement".into(), |n| format!("line {n}"));
        let shown: String = failure.shown.chars().take(60).collect();
        text += &format!("\n  {place}: {}\n    \"{shown}\"", failure.why);
    }
    if more > 0 {
        text += &format!("\n  and {more} more");
    }
    text
}

fn lines(n: usize) -> String {
    if n == 1 {
        "1 line".into()
    } else {
        format!("{n} lines")
    }
}

/// Speaks every utterance.
///
/// # Errors
/// When an engine cannot be opened, a line cannot be spoken, the scratch file cannot be
/// written, or the observer asks to stop.
pub fn speak(
    utterances: &[Utterance],
    cast: &Cast,
    room: EngineRoom<'_>,
    observer: &dyn Observer,
) -> Result<Takes, SpeakError> {
    let engines = open(cast, room)?;
    let mut takes = takes::Writer::new(utterances.len())?;
    let mut failed: Vec<(usize, LineError)> = Vec::new();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| -> Result<(), SpeakError> {
        let (send, receive) = sync_channel(WAITING);
        for _ in 0..room.threads.get().min(utterances.len()) {
            let (send, next, engines) = (send.clone(), &next, &engines);
            scope.spawn(move || {
                let mut worker = Worker {
                    cast,
                    engines,
                    synths: BTreeMap::new(),
                };
                while !observer.stop() {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(utterance) = utterances.get(number) else {
                        break;
                    };
                    // The receiver is gone only after an error, which is already being told.
                    if send.send((number, worker.speak(utterance))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        for (done, (number, spoken)) in receive.iter().enumerate() {
            match spoken {
                Ok(take) => takes.keep(number, take)?,
                Err(why) => failed.push((number, why)),
            }
            observer.event(Event::Spoken {
                done: done + 1,
                of: utterances.len(),
            });
        }
        Ok(())
    })?;
    if observer.stop() {
        return Err(SpeakError::Stopped);
    }
    if failed.is_empty() {
        return takes.finish();
    }
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
    Err(SpeakError::Lines {
        failed: failed.into_iter().take(LISTED).map(tell).collect(),
        more,
    })
}

/// Opens every engine that the cast names, once.
fn open<'a>(
    cast: &'a Cast,
    room: EngineRoom<'_>,
) -> Result<BTreeMap<&'a str, Arc<dyn Engine>>, SpeakError> {
    let mut opened: BTreeMap<&str, Arc<dyn Engine>> = BTreeMap::new();
    for part in &cast.parts {
        let name = part.voice.engine.as_str();
        if opened.contains_key(name) {
            continue;
        }
        // The cast was made from the same table: a name that is not in it never gets here.
        if let Some(row) = engines::find(room.engines, name) {
            opened.insert(name, (row.open)(room.places)?);
        }
    }
    Ok(opened)
}

/// The voices of one thread, made when they are first needed.
struct Worker<'a> {
    cast: &'a Cast,
    engines: &'a BTreeMap<&'a str, Arc<dyn Engine>>,
    synths: BTreeMap<usize, Box<dyn Synth>>,
}

impl Worker<'_> {
    fn speak(&mut self, utterance: &Utterance) -> Result<Take, LineError> {
        let job = utterance.job(self.cast);
        let voice = &job.voice;
        let synth = match self.synths.entry(utterance.part) {
            std::collections::btree_map::Entry::Occupied(made) => made.into_mut(),
            std::collections::btree_map::Entry::Vacant(place) => {
                let engine = &self.engines[voice.engine.as_str()];
                place.insert(engine.synth(voice)?)
            }
        };
        let take = timbre::speak(synth.as_mut(), &job)?;
        if take.audio.samples.is_empty() {
            return Err(LineError::Silent {
                voice: format!("{}:{}", voice.engine, voice.voice),
            });
        }
        Ok(take)
    }
}
