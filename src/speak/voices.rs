//! Jobs to takes on one thread: each voice is made when it is first needed, and kept.

use super::shelf::Shelf;
use crate::engines::{EngineError, SpeakJob, Synth, Take, VoiceSpec, tempo};

/// The voices of one thread.
pub(super) struct Voices<'a> {
    shelf: &'a Shelf<'a>,
    /// Few, so they are looked through.
    synths: Vec<(VoiceSpec, Box<dyn Synth>)>,
}

impl<'a> Voices<'a> {
    pub(super) fn new(shelf: &'a Shelf<'a>) -> Self {
        Voices {
            shelf,
            synths: Vec::new(),
        }
    }

    /// Opens the engine of a job if it is not open yet. Where this fails no line of that engine
    /// can be spoken.
    pub(super) fn open(&self, job: &SpeakJob) -> Result<(), EngineError> {
        self.shelf.engine(&job.voice.engine).map(drop)
    }

    /// The take of a job, its silence trimmed; empty if nothing can be heard.
    pub(super) fn speak(&mut self, job: &SpeakJob) -> Result<Take, EngineError> {
        let voice = &job.voice;
        let at = match self.synths.iter().position(|(made, _)| made == voice) {
            Some(at) => at,
            None => {
                let synth = self.shelf.engine(&voice.engine)?.synth(voice)?;
                self.synths.push((voice.clone(), synth));
                self.synths.len() - 1
            }
        };
        tempo::speak(self.synths[at].1.as_mut(), job)
    }

    /// Forgets every voice, so that the next line comes from a fresh one.
    pub(super) fn forget(&mut self) {
        self.synths.clear();
    }
}
