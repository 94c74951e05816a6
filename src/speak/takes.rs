//! Keys to the takes of one render: found by number, read from the store when they are heard.

use super::key::Key;
use super::pace::Paces;
use super::store::{Found, Store};
use crate::audio::{Hz, Pcm, speech};
use crate::engines::{Take, WordTime};
use crate::prepare::{Origin, Utterance};
use std::io;
use std::sync::Arc;

/// All takes of a render, one for each utterance. Only what is known of them is in memory.
#[derive(Debug)]
pub struct Takes {
    store: Arc<dyn Store>,
    index: Vec<Stored>,
    tally: Tally,
    paces: Paces,
}

/// Where a take lies, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its name in the store.
    pub key: Key,
    /// Its length in frames.
    pub frames: u64,
    /// Its sample rate.
    pub rate: Hz,
    /// How many of its frames sound: without its silences, by [`speech`].
    pub sounding: u64,
    /// When which token is heard.
    pub words: Box<[WordTime]>,
    /// What its voice has no sound for.
    pub lacks: Box<[String]>,
}

impl Stored {
    /// What is known of a take.
    pub(super) fn of(key: Key, take: &Take) -> Stored {
        Stored {
            key,
            frames: take.audio.frames(),
            rate: take.audio.rate,
            sounding: speech::sounding_frames(&take.audio.samples, 32_768.0, take.audio.rate),
            words: take.words.as_slice().into(),
            lacks: take.lacks.as_slice().into(),
        }
    }
}

/// Where the takes of a render came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Lines that were spoken for this render.
    pub spoken: usize,
    /// Lines that had been spoken before.
    pub reused: usize,
    /// Stored takes that were damaged, and so were spoken again.
    pub damaged: usize,
    /// Lines that are heard from a recording of the user's own; among none of the others.
    pub recorded: usize,
    /// Lines that were spoken before all others, to find the pace by them; those that the render
    /// could use are among its `reused`.
    pub measured: usize,
}

impl Tally {
    /// With what was spoken before, to find the pace of this.
    #[must_use]
    pub fn and(self, before: Tally) -> Tally {
        Tally {
            measured: self.measured + before.spoken,
            damaged: self.damaged + before.damaged,
            ..self
        }
    }
}

impl Takes {
    pub(super) fn new(
        store: Arc<dyn Store>,
        index: Vec<Stored>,
        tally: Tally,
        paces: Paces,
    ) -> Takes {
        Takes {
            store,
            index,
            tally,
            paces,
        }
    }

    /// Forgets all but the first so many. What was spoken stays kept, and counted.
    pub fn truncate(&mut self, lines: usize) {
        self.index.truncate(lines);
    }

    /// Puts another take in the place of one.
    pub(crate) fn replace(&mut self, number: usize, with: Takes) {
        let Takes { index, tally, .. } = with;
        if let (Some(place), Some(take)) = (self.index.get_mut(number), index.into_iter().next()) {
            *place = take;
            self.tally.spoken += tally.spoken;
        }
    }

    /// What is known of each take, in the order of the utterances.
    #[must_use]
    pub fn index(&self) -> &[Stored] {
        &self.index
    }

    /// The length in frames and the rate of each take, in the order of the utterances.
    pub fn lengths(&self) -> impl Iterator<Item = (u64, Hz)> {
        self.index.iter().map(|take| (take.frames, take.rate))
    }

    /// How many words of the interview are heard in a minute of speech, silences and
    /// announcements left out; `None` if that is no speech.
    #[must_use]
    pub fn words_per_minute(&self, utterances: &[Utterance]) -> Option<f64> {
        let (mut words, mut seconds) = (0, 0.0);
        for (utterance, take) in utterances.iter().zip(&self.index) {
            if utterance.origin != Origin::Announcement {
                words += utterance.words();
                seconds += take.sounding as f64 / f64::from(take.rate.0.max(1));
            }
        }
        (seconds > 0.0).then(|| words as f64 / seconds * 60.0)
    }

    /// Where they came from.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// How fast voices spoke for this render.
    #[must_use]
    pub fn paces(&self) -> &Paces {
        &self.paces
    }

    /// Reads one take's samples back.
    ///
    /// # Errors
    /// When the store cannot be read, or no longer has what it had when the lines were spoken.
    ///
    /// # Panics
    /// When there is no take of that number.
    pub fn read(&self, number: usize) -> io::Result<Pcm> {
        let stored = &self.index[number];
        match self.store.get(&stored.key).map_err(io::Error::other)? {
            Found::Take(take) if take.audio.frames() == stored.frames => Ok(take.audio),
            _ => Err(io::Error::other(format!(
                "the take {} was changed or thrown away by another program while this one needed \
                 it; render again, and it is spoken again",
                stored.key
            ))),
        }
    }
}
