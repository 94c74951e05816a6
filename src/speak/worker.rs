//! One line to its take: from the store if it was spoken before, else from its voice.
//!
//! A worker keeps what it spoke before it takes the next line: so a killed program loses the lines
//! that are being spoken and none besides. Handing takes to a thread that packs them would
//! save one part in a hundred of the time and lose two lines more.

use super::EngineRoom;
use super::failure::{LineError, SpeakError};
use super::key::Key;
use super::shelf::Shelf;
use super::store::{Found, Put};
use super::takes::Stored;
use crate::engines::{SpeakJob, Synth, Take, VoiceSpec, timbre};

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
    shelf: &'a Shelf<'a>,
    /// Few, so they are looked through.
    synths: Vec<(VoiceSpec, Box<dyn Synth>)>,
}

impl<'a> Worker<'a> {
    pub(super) fn new(room: EngineRoom<'a>, shelf: &'a Shelf<'a>) -> Self {
        Worker {
            room,
            shelf,
            synths: Vec::new(),
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

    fn speak(&mut self, job: &SpeakJob) -> Result<Take, Ended> {
        let line = |error| Ended::Line(LineError::Engine(error));
        let voice = &job.voice;
        let at = match self.synths.iter().position(|(made, _)| made == voice) {
            Some(at) => at,
            None => {
                let engine = self.shelf.engine(&voice.engine);
                let engine = engine.map_err(|error| Ended::All(error.into()))?;
                let synth = engine.synth(voice).map_err(line)?;
                self.synths.push((voice.clone(), synth));
                self.synths.len() - 1
            }
        };
        let take = timbre::speak(self.synths[at].1.as_mut(), job).map_err(line)?;
        if take.audio.samples.is_empty() {
            return Err(Ended::Line(LineError::Silent {
                voice: format!("{}:{}", voice.engine, voice.voice),
            }));
        }
        Ok(take)
    }
}

fn broken(error: super::store::StoreError) -> Ended {
    Ended::All(error.into())
}
