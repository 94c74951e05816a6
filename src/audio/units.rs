//! Units as types, so that a decibel is never added to a millisecond.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A sample rate: samples a second, per channel.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Hz(pub u32);

impl Hz {
    /// How many frames of this rate last `millis`, rounded to the nearest.
    #[must_use]
    pub fn frames(self, millis: Millis) -> u64 {
        (u64::from(self.0) * u64::from(millis.0) + 500) / 1000
    }

    /// How long `frames` of this rate last, in milliseconds, rounded to the nearest. Every
    /// output that counts in milliseconds rounds here, so that they all agree.
    #[must_use]
    pub fn millis(self, frames: u64) -> u64 {
        (frames * 1000 + u64::from(self.0) / 2) / u64::from(self.0.max(1))
    }

    /// How many frames a sound of `frames` at rate `from` has at this rate, rounded up: a
    /// resampled sound is never shorter than the one it was made from.
    #[must_use]
    pub fn rescale(self, frames: u64, from: Hz) -> u64 {
        (frames * u64::from(self.0)).div_ceil(u64::from(from.0.max(1)))
    }
}

impl fmt::Display for Hz {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} Hz", self.0)
    }
}

/// A level or a change of level, in decibels (20 log10 of an amplitude ratio).
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
pub struct Db(pub f32);

impl Db {
    /// The factor by which samples are multiplied.
    #[must_use]
    pub fn factor(self) -> f32 {
        10f32.powf(self.0 / 20.0)
    }

    /// The level of an amplitude, where 1.0 is full scale; minus infinity for silence.
    #[must_use]
    pub fn of(amplitude: f32) -> Db {
        Db(20.0 * amplitude.log10())
    }
}

/// A distance in pitch: twelve to the octave, up is positive.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
pub struct Semitones(pub f32);

impl Semitones {
    /// The ratio of frequencies, 2^(semitones/12).
    #[must_use]
    pub fn ratio(self) -> f64 {
        2f64.powf(f64::from(self.0) / 12.0)
    }
}

/// A length of time in whole milliseconds.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Millis(pub u32);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_and_milliseconds_agree() {
        let rate = Hz(48_000);
        assert_eq!(rate.frames(Millis(220)), 10_560);
        assert_eq!(rate.millis(10_560), 220);
        assert_eq!(Hz(44_100).frames(Millis(1)), 44);
        assert_eq!(rate.rescale(16_001, Hz(16_000)), 48_003);
        assert_eq!(Hz(44_100).rescale(1, Hz(16_000)), 3);
    }

    #[test]
    fn decibels_and_semitones_are_ratios() {
        assert!((Db(-6.0206).factor() - 0.5).abs() < 1e-4);
        assert!((Db::of(0.1).0 + 20.0).abs() < 1e-4);
        assert!((Semitones(12.0).ratio() - 2.0).abs() < 1e-12);
        assert!((Semitones(-12.0).ratio() - 0.5).abs() < 1e-12);
    }
}
