//! Samples and what is done to them, with no idea of what they say.
//!
//! A leaf: every stage may use it, it knows no stage. Sound travels as mono, because one voice
//! is one channel; only master lays voices side by side.

pub mod decode;
pub mod f0;
pub mod limiter;
pub mod loudness;
pub mod recording;
pub mod resample;
pub mod trim;
pub mod units;

pub use units::{Db, Hz, Millis, Semitones};

/// Mono sound as integers, the form in which takes are kept: 16 bits are what every engine
/// here produces or exceeds by noise alone, and integers compare equal after storage.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pcm {
    /// Samples a second.
    pub rate: Hz,
    /// Full scale is ±32,768.
    pub samples: Vec<i16>,
}

impl Pcm {
    /// An empty buffer at `rate`.
    #[must_use]
    pub fn new(rate: Hz) -> Self {
        Pcm {
            rate,
            samples: Vec::new(),
        }
    }

    /// Number of samples.
    #[must_use]
    pub fn frames(&self) -> u64 {
        self.samples.len() as u64
    }

    /// Length in seconds.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.frames() as f64 / f64::from(self.rate.0.max(1))
    }
}
