//! Utterances and the lengths of their takes to a [`Timeline`]: when what is heard.

use crate::audio::Hz;

/// What is heard when, in frames at the output rate. Numbers only.
///
/// Chapters cover the whole length without a gap; captions never overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The output rate.
    pub rate: Hz,
    /// The whole length.
    pub frames: u64,
    /// Which take lies where, by start.
    pub clips: Vec<Clip>,
    /// Where chapters lie; their titles stand beside, in the same order.
    pub chapters: Vec<Stretch>,
    /// Where each sentence is heard; the words stand beside, in the same order.
    pub captions: Vec<Stretch>,
}

/// A take in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clip {
    /// The number of the utterance.
    pub utterance: usize,
    /// Where it lies.
    pub at: Stretch,
}

/// A stretch of time, in frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// First frame.
    pub start: u64,
    /// One past the last frame.
    pub end: u64,
}

impl Stretch {
    /// Length in frames.
    #[must_use]
    pub fn frames(self) -> u64 {
        self.end - self.start
    }
}
