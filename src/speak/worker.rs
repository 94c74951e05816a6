//! One line to its take: from the store if it was spoken before, else from its voice.
//!
//! A worker keeps what it spoke before it takes the next line: so a killed program loses the lines
//! that are being spoken and none besides. Handing takes to a thread that packs them would
//! save one part in a hundred of the time and lose two lines more.

use super::EngineRoom;
use super::child::{Child, ChildError, Program};
use super::failure::{LineError, SpeakError};
use super::key::Key;
use super::shelf::Shelf;
use super::store::{Found, Put};
use super::takes::Stored;
use super::voices::Voices;
use crate::engines::{self, SpeakJob, Take};
use std::time::Duration;

/// How long an engine may take to open its model and speak a word, on a slow machine.
const DEADLINE: Duration = Duration::from_secs(60);
/// How much longer for each letter: a second of speech is fifteen, and ten times as long as that
/// is longer than anyone would wait for an episode.
const DEADLINE_PER_LETTER: Duration = Duration::from_millis(700);

/// A line that has its take now.
pub(super) struct Done {
    pub(super) stored: Stored,
    pub(super) from: From,
}

/// Where it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// It was spoken before.
    Store,
    /// It was spoken now.
    Voice,
    /// It was spoken now, since what was stored of it was damaged.
    Damage,
}

/// What ends a line without a take.
pub(super) enum Ended {
    /// This line; the next may still be spoken.
    Line(LineError),
    /// Everything.
    All(SpeakError),
}

/// The voices of one thread, made when they are first needed.
pub(super) struct Worker<'a> {
    room: EngineRoom<'a>,
    voices: Voices<'a>,
    child: Option<Child>,
}

impl<'a> Worker<'a> {
    pub(super) fn new(room: EngineRoom<'a>, shelf: &'a Shelf<'a>) -> Self {
        Worker {
            room,
            voices: Voices::new(shelf),
            child: None,
        }
    }

    /// The take of a job, kept.
    pub(super) fn take(&mut self, job: &SpeakJob) -> Result<Done, Ended> {
        let key = Key::of(job);
        let store = self.room.store;
        let found = store.get(&key).map_err(broken)?;
        let from = match found {
            Found::Take(take) => {
                // That it was used is worth writing down, and not worth a failure.
                let _ = store.touch(&key);
                return Ok(Done {
                    stored: Stored::of(key, &take),
                    from: From::Store,
                });
            }
            Found::Nothing => From::Voice,
            Found::Damaged => From::Damage,
        };
        let mut take = self.speak(job)?;
        if store.put(&key, &take).map_err(broken)? == Put::Already {
            // Another render was faster; if its take is gone again, ours is put once more.
            match store.get(&key).map_err(broken)? {
                Found::Take(first) => take = first,
                Found::Nothing | Found::Damaged => {
                    store.put(&key, &take).map_err(broken)?;
                }
            }
        }
        Ok(Done {
            stored: Stored::of(key, &take),
            from,
        })
    }

    /// Speaks a line, and once more from fresh voices if that fails: what a line before it left
    /// behind in an engine must not be what fails this one.
    fn speak(&mut self, job: &SpeakJob) -> Result<Take, Ended> {
        match self.attempt(job) {
            Err(Ended::Line(_)) => {
                self.voices.forget();
                if let Some(child) = &mut self.child {
                    child.forget();
                }
                self.attempt(job)
            }
            other => other,
        }
    }

    fn attempt(&mut self, job: &SpeakJob) -> Result<Take, Ended> {
        let voice = || format!("{}:{}", job.voice.engine, job.voice.voice);
        let take = match self.away(job) {
            Some(program) => self.in_child(program, job)?,
            None => {
                let opened = self.voices.open(job);
                opened.map_err(|error| Ended::All(error.into()))?;
                let take = self.voices.speak(job);
                take.map_err(|error| Ended::Line(LineError::Engine(error)))?
            }
        };
        if take.audio.samples.is_empty() {
            return Err(Ended::Line(LineError::Silent { voice: voice() }));
        }
        Ok(take)
    }

    /// The program in which a job is spoken, if its engine wants to be alone.
    fn away(&self, job: &SpeakJob) -> Option<&'a Program> {
        let row = engines::find(self.room.engines, &job.voice.engine)?;
        self.room.program.filter(|_| row.isolate)
    }

    fn in_child(&mut self, program: &Program, job: &SpeakJob) -> Result<Take, Ended> {
        let voice = || format!("{}:{}", job.voice.engine, job.voice.voice);
        let lost = |error| {
            Ended::All(SpeakError::Child {
                voice: voice(),
                error,
            })
        };
        let child = match &mut self.child {
            Some(child) => child,
            empty => empty.insert(Child::start(program, self.room.places).map_err(lost)?),
        };
        let letters: usize = job.text().chars().count();
        let deadline = DEADLINE + DEADLINE_PER_LETTER * u32::try_from(letters).unwrap_or(u32::MAX);
        child.speak(job, deadline).map_err(|error| match error {
            ChildError::Said { closed: true, .. } | ChildError::Start { .. } => lost(error),
            ChildError::Said { .. } => Ended::Line(LineError::Child {
                voice: voice(),
                error,
            }),
            ChildError::Died { .. } | ChildError::Hung { .. } => {
                self.child = None;
                Ended::Line(LineError::Child {
                    voice: voice(),
                    error,
                })
            }
        })
    }
}

fn broken(error: super::store::StoreError) -> Ended {
    Ended::All(error.into())
}
