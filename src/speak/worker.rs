//! One line to its take: from the store if it was spoken before, else from its voice.
//!
//! A worker keeps what it spoke before it takes the next line: so a killed program loses the lines
//! that are being spoken and none besides. Handing takes to a thread that packs them would
//! save one part in a hundred of the time and lose two lines more.

use super::EngineRoom;
use super::bands::Bands;
use super::child::{Child, ChildError, Program};
use super::failure::{LineError, SpeakError};
use super::flight::Flight;
use super::guard::{self, Band};
use super::hear::hear;
use super::key::Key;
use super::pace::Paces;
use super::recorded::Reel;
use super::shelf::Shelf;
use super::store::{Found, Put};
use super::takes::Stored;
use super::voices::Voices;
use super::words;
use crate::engines::{self, Isolation, SpeakJob, Take, tempo};
use std::time::{Duration, Instant};

/// How long an engine may take to open its model and speak a word, on a slow machine.
const DEADLINE: Duration = Duration::from_secs(60);
/// How much longer for each letter: a second of speech is fifteen, and ten times as long as that
/// is longer than anyone would wait for an episode.
const DEADLINE_PER_LETTER: Duration = Duration::from_millis(700);

/// A line that has its take now.
pub(super) struct Done {
    pub(super) stored: Stored,
    pub(super) from: From,
    /// How fast it was spoken, if it was.
    pub(super) paces: Paces,
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
    /// Nobody had to speak: it is a recording of the user's own.
    Recording,
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
    flight: &'a Flight,
    reel: &'a Reel,
    /// Is nothing that is still spoken of any use?
    stop: &'a dyn Fn() -> bool,
}

impl<'a> Worker<'a> {
    pub(super) fn new(
        room: EngineRoom<'a>,
        shelf: &'a Shelf<'a>,
        bands: &'a Bands,
        flight: &'a Flight,
        reel: &'a Reel,
        stop: &'a dyn Fn() -> bool,
    ) -> Self {
        Worker {
            room,
            voices: Voices::new(shelf),
            child: None,
            bands,
            flight,
            reel,
            stop,
        }
    }

    /// The take of a job, looked at and kept.
    pub(super) fn take(&mut self, job: &SpeakJob) -> Result<Done, Ended> {
        let band = self.band(job);
        let key = Key::of(job);
        let _alone = self.flight.board(key);
        let from = match self.room.store.get(&key).map_err(broken)? {
            Found::Take(take) if guard::check(job, &take, band).is_ok() => {
                // That it was used is worth writing down, and not worth a failure.
                let _ = self.room.store.touch(&key);
                return Ok(Done {
                    stored: known(key, job, take),
                    from: match job.recording {
                        None => From::Store,
                        Some(_) => From::Recording,
                    },
                    paces: Paces::default(),
                });
            }
            // An earlier version of the program may have kept what this one would not.
            Found::Take(_) => {
                self.room.store.remove(&key).map_err(broken)?;
                From::Damage
            }
            Found::Nothing | Found::Damaged if job.recording.is_some() => From::Recording,
            Found::Nothing => From::Voice,
            Found::Damaged => From::Damage,
        };
        let began = Instant::now();
        let take = self.speak(job, band)?;
        let mut paces = Paces::default();
        paces.spoke(job, began.elapsed());
        let take = self.put(&key, take)?;
        Ok(Done {
            stored: known(key, job, take),
            from,
            paces,
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
        if job.recording.is_some() {
            return None;
        }
        let mut line = Band::line(job)?;
        line.set_spoiled(engines::spoils(self.room.engines, self.room.places, &line));
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
                    let take = self.speak(&line, None).ok()?;
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
        if let Some(recording) = &job.recording {
            let take = self.reel.recorded(recording);
            let take = take.map_err(|error| Ended::Line(error.into()))?;
            return Ok(tempo::stretched(take, job.voice.tempo));
        }
        // A recording is not spoken.
        if self.room.locked {
            return Err(Ended::Line(LineError::Locked));
        }
        let take = match self.away(job)? {
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

    /// The program in which a job is spoken, if its engine wants or has to be alone.
    fn away(&self, job: &SpeakJob) -> Result<Option<&'a Program>, Ended> {
        let engine = &job.voice.engine;
        let Some(row) = engines::find(self.room.engines, engine) else {
            return Ok(None);
        };
        let wish = self.room.places.wish(engine);
        // What runs in this process cannot be stopped.
        let isolation = match wish.deadline {
            Some(_) => Isolation::Needed,
            None => (row.isolate)(&wish.settings),
        };
        match (isolation, self.room.program) {
            (Isolation::None, _) => Ok(None),
            (Isolation::Wanted, program) => Ok(program),
            (Isolation::Needed, Some(program)) => Ok(Some(program)),
            (Isolation::Needed, None) => Err(Ended::All(SpeakError::Alone {
                engine: engine.clone(),
            })),
        }
    }

    fn deadline(&self, job: &SpeakJob) -> Duration {
        let usual = || {
            let letters = job.text().chars().count();
            DEADLINE + DEADLINE_PER_LETTER * u32::try_from(letters).unwrap_or(u32::MAX)
        };
        let wish = self.room.places.wishes.get(&job.voice.engine);
        wish.and_then(|wish| wish.deadline).unwrap_or_else(usual)
    }

    fn in_child(&mut self, program: &Program, job: &SpeakJob) -> Result<Take, Ended> {
        let voice = || format!("{}:{}", job.voice.engine, job.voice.voice);
        let lost = |error| {
            Ended::All(SpeakError::Child {
                voice: voice(),
                error,
            })
        };
        let deadline = self.deadline(job);
        let child = match &mut self.child {
            Some(child) => child,
            empty => empty.insert(Child::start(program, self.room.places).map_err(lost)?),
        };
        child
            .speak(job, deadline, self.stop)
            .map_err(|error| match error {
                ChildError::Said { closed: true, .. } | ChildError::Start { .. } => lost(error),
                ChildError::Said { .. } => Ended::Line(LineError::Child {
                    voice: voice(),
                    error,
                }),
                ChildError::Stopped => {
                    self.child = None;
                    Ended::All(SpeakError::Stopped)
                }
                ChildError::Died { .. } | ChildError::Hung { .. } | ChildError::Nonsense => {
                    self.child = None;
                    Ended::Line(LineError::Child {
                        voice: voice(),
                        error,
                    })
                }
            })
    }
}

/// What is known of a take. A recording is kept under its content alone, whatever is said to be heard
/// in it, so that the times of its words are estimated here and not kept.
fn known(key: Key, job: &SpeakJob, take: Take) -> Stored {
    match job.recording {
        None => Stored::of(key, &take),
        Some(_) => Stored::of(key, &words::timed(job, take)),
    }
}

fn broken(error: super::store::StoreError) -> Ended {
    Ended::All(error.into())
}
