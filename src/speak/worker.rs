//! One line to its take: from the store if it was spoken before, else from its voice.
//!
//! A worker keeps what it spoke before it takes the next line: so a killed program loses the lines
//! that are being spoken and none besides. Handing takes to a thread that packs them would
//! save one part in a hundred of the time and lose two lines more.

use super::EngineRoom;
use super::bands::Bands;
use super::child::{Child, ChildError, Program};
use super::failure::{LineError, SpeakError};
use super::guard::{self, Band};
use super::hear::hear;
use super::key::Key;
use super::shelf::Shelf;
use super::store::{Found, Put};
use super::takes::Stored;
use super::voices::Voices;
use super::words;
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
    bands: &'a Bands,
}

impl<'a> Worker<'a> {
    pub(super) fn new(room: EngineRoom<'a>, shelf: &'a Shelf<'a>, bands: &'a Bands) -> Self {
        Worker {
            room,
            voices: Voices::new(shelf),
            child: None,
            bands,
        }
    }

    /// The take of a job, looked at and kept.
    pub(super) fn take(&mut self, job: &SpeakJob) -> Result<Done, Ended> {
        let key = Key::of(job);
        let band = self.band(job);
        let from = match self.room.store.get(&key).map_err(broken)? {
            Found::Take(take) if guard::check(job, &take, band).is_ok() => {
                // That it was used is worth writing down, and not worth a failure.
                let _ = self.room.store.touch(&key);
                return Ok(Done {
                    stored: Stored::of(key, &take),
                    from: From::Store,
                });
            }
            // An earlier version of the program may have kept what this one would not.
            Found::Take(_) => {
                self.room.store.remove(&key).map_err(broken)?;
                From::Damage
            }
            Found::Nothing => From::Voice,
            Found::Damaged => From::Damage,
        };
        let take = self.speak(job, band)?;
        let take = self.put(&key, take)?;
        Ok(Done {
            stored: Stored::of(key, &take),
            from,
        })
    }

    /// Keeps a take, and gives back the one that is kept: another render may have been faster.
    fn put(&self, key: &Key, take: Take) -> Result<Take, Ended> {
        let store = self.room.store;
        if store.put(key, &take).map_err(broken)? == Put::Kept {
            return Ok(take);
        }
        match store.get(key).map_err(broken)? {
            Found::Take(first) => Ok(first),
            // It is gone again already.
            Found::Nothing | Found::Damaged => {
                store.put(key, &take).map_err(broken)?;
                Ok(take)
            }
        }
    }

    /// What is known of the lengths of a job's voice.
    fn band(&mut self, job: &SpeakJob) -> Option<Band> {
        let line = Band::line(job)?;
        let key = Key::of(&line);
        let bands = self.bands;
        bands.get(key, || {
            let take = match self.room.store.get(&key).ok()? {
                Found::Take(take) => {
                    // Else every render's oldest friend would be the first to be evicted.
                    let _ = self.room.store.touch(&key);
                    take
                }
                Found::Nothing | Found::Damaged => {
                    let take = self.attempt(&line).ok()?;
                    guard::check(&line, &take, None).ok()?;
                    self.put(&key, take).ok()?
                }
            };
            Band::of(&line, take.audio.seconds())
        })
    }

    /// Speaks a line, and once more from fresh voices if that fails: what a line before it left
    /// behind in an engine must not be what fails this one.
    fn speak(&mut self, job: &SpeakJob, band: Option<Band>) -> Result<Take, Ended> {
        let first = self.looked_at(job, band);
        let Err(Ended::Line(_)) = first else {
            return first;
        };
        self.voices.forget();
        if let Some(child) = &mut self.child {
            child.forget();
        }
        self.looked_at(job, band)
    }

    fn looked_at(&mut self, job: &SpeakJob, band: Option<Band>) -> Result<Take, Ended> {
        let take = self.attempt(job)?;
        let Err(broken) = guard::check(job, &take, band) else {
            return Ok(take);
        };
        Err(Ended::Line(LineError::Broken {
            voice: format!("{}:{}", job.voice.engine, job.voice.voice),
            broken,
            heard: self.room.broken.and_then(|folder| hear(folder, job, &take)),
        }))
    }

    fn attempt(&mut self, job: &SpeakJob) -> Result<Take, Ended> {
        let take = match self.away(job) {
            Some(program) => self.in_child(program, job),
            None => {
                let opened = self.voices.open(job);
                opened.map_err(|error| Ended::All(error.into()))?;
                let take = self.voices.speak(job);
                take.map_err(|error| Ended::Line(LineError::Engine(error)))
            }
        };
        take.map(|take| words::timed(job, take))
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
