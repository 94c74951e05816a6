//! Samples and what is done to them, with no idea of what they say.
//!
//! A leaf: every stage may use it, it knows no stage. A voice travels as mono, because one voice
//! is one channel; only music and sounds have two, and only master lays them side by side.

pub mod builtin;
pub mod chain;
pub mod decode;
pub mod divide;
pub mod f0;
pub mod fold;
pub mod limiter;
pub mod loudness;
pub mod presence;
pub mod recording;
pub mod resample;
pub mod restream;
pub mod room;
mod section;
pub mod sounds;
pub mod speech;
pub mod spool;
pub mod stream;
pub mod trim;
pub mod true_peak;
pub mod units;
mod untagged;
pub mod weighting;

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

    /// From floating point, where full scale is ±1: rounded to the nearest, and cut off where it
    /// is louder. What an engine's arithmetic went wrong in must not become a silent zero, which
    /// is what `as` makes of it.
    ///
    /// # Errors
    /// When a sample is no finite number.
    pub fn quantized(rate: Hz, samples: &[f64]) -> Result<Pcm, NotFinite> {
        if let Some(first) = samples.iter().position(|sample| !sample.is_finite()) {
            return Err(NotFinite {
                samples: samples.iter().filter(|s| !s.is_finite()).count(),
                first: first as f64 / f64::from(rate.0.max(1)),
            });
        }
        let whole = |sample: &f64| (sample * 32_768.0).round().clamp(-32_768.0, 32_767.0) as i16;
        Ok(Pcm {
            rate,
            samples: samples.iter().map(whole).collect(),
        })
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

/// Samples that are no finite numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NotFinite {
    /// How many.
    pub samples: usize,
    /// Where the first one stands, in seconds.
    pub first: f64,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_loud_is_cut_off_and_what_is_no_number_is_told() {
        let samples = [0.0, 0.5, -1.0, 1.0, 7.0, -7.0, 0.4 / 32_768.0];
        let whole = Pcm::quantized(Hz(4), &samples).unwrap();
        assert_eq!(
            whole.samples,
            [0, 16_384, -32_768, 32_767, 32_767, -32_768, 0]
        );
        for wrong in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let told = NotFinite {
                samples: 2,
                first: 0.5,
            };
            assert_eq!(Pcm::quantized(Hz(4), &[0.0, 0.1, wrong, wrong]), Err(told));
        }
    }
}
