//! A programme's frames to the shape that an encoder wants: channels, then rate, then peaks.
//!
//! Peaks last, since a change of rate moves them. What an episode is already is left alone, sample
//! for sample.

use super::Shape;
use crate::audio::limiter::Limiter;
use crate::audio::resample::ResampleError;
use crate::audio::restream::Restream;
use crate::audio::{Db, Hz};

/// Fits a stream of frames.
pub(super) struct Fit {
    from: u16,
    to: u16,
    rate: Option<Restream>,
    limiter: Option<Limiter>,
    /// Samples still to be given.
    left: u64,
    folded: Vec<f32>,
    resampled: Vec<f32>,
    out: Vec<f32>,
}

impl Fit {
    /// For a programme of this rate, channels and length in frames.
    pub(super) fn new(
        (rate, channels, frames): (Hz, u16, u64),
        shape: Shape,
    ) -> Result<Fit, ResampleError> {
        let to = usize::from(shape.channels);
        let stream = match shape.rate == rate {
            true => None,
            false => Some(Restream::new(rate, shape.rate, to)?),
        };
        let limiter = shape
            .ceiling
            .map(|ceiling| Limiter::new(shape.rate, to, Db(0.0), ceiling));
        Ok(Fit {
            from: channels,
            to: shape.channels,
            rate: stream,
            limiter,
            left: shape.rate.rescale(frames, rate) * u64::from(shape.channels),
            folded: Vec::new(),
            resampled: Vec::new(),
            out: Vec::new(),
        })
    }

    /// The frames that follow from these; perhaps none yet.
    pub(super) fn push(&mut self, frames: &[f32]) -> Result<&[f32], ResampleError> {
        self.folded.clear();
        match (self.from, self.to) {
            (1, 2) => self.folded.extend(frames.iter().flat_map(|s| [*s, *s])),
            (2, 1) => self
                .folded
                .extend(frames.chunks_exact(2).map(|pair| (pair[0] + pair[1]) / 2.0)),
            _ => self.folded.extend_from_slice(frames),
        }
        self.resampled.clear();
        match &mut self.rate {
            Some(stream) => stream.push(&self.folded, &mut self.resampled)?,
            None => std::mem::swap(&mut self.folded, &mut self.resampled),
        }
        self.out.clear();
        match &mut self.limiter {
            Some(limiter) => limiter.process(&self.resampled, &mut self.out),
            None => std::mem::swap(&mut self.resampled, &mut self.out),
        }
        self.count();
        Ok(&self.out)
    }

    /// The last frames. A change of rate may end a frame too early or too late: then with silence, or
    /// without it.
    pub(super) fn finish(mut self) -> Result<Vec<f32>, ResampleError> {
        let mut last = Vec::new();
        if let Some(stream) = self.rate.take() {
            stream.finish(&mut last)?;
        }
        self.out.clear();
        match self.limiter.take() {
            Some(mut limiter) => {
                limiter.process(&last, &mut self.out);
                limiter.finish(&mut self.out);
            }
            None => self.out = last,
        }
        self.count();
        let missing = self.left as usize;
        self.out.resize(self.out.len() + missing, 0.0);
        Ok(self.out)
    }

    fn count(&mut self) {
        self.out
            .truncate(usize::try_from(self.left).unwrap_or(usize::MAX));
        self.left -= self.out.len() as u64;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// A tone of 997 Hz in blocks of any size.
    fn fitted(from: (Hz, u16, u64), shape: Shape, block: usize) -> Vec<f32> {
        let channels = usize::from(from.1);
        let tone: Vec<f32> = (0..from.2)
            .flat_map(|n| {
                let at = 997.0 * n as f64 / f64::from(from.0.0);
                let sample = (std::f64::consts::TAU * at).sin() as f32;
                std::iter::repeat_n(sample, channels)
            })
            .collect();
        let mut fit = Fit::new(from, shape).unwrap();
        let mut out = Vec::new();
        for frames in tone.chunks(block * channels) {
            out.extend_from_slice(fit.push(frames).unwrap());
        }
        out.extend(fit.finish().unwrap());
        out
    }

    #[test]
    fn the_length_is_the_promised_one_whatever_is_changed() {
        for rate in [Hz(44_100), Hz(48_000), Hz(24_000)] {
            for (from, to) in [(1, 1), (1, 2), (2, 1), (2, 2)] {
                for ceiling in [None, Some(Db(-3.0))] {
                    for frames in [0, 1, 479, 48_001] {
                        let shape = Shape {
                            rate,
                            channels: to,
                            ceiling,
                        };
                        let out = fitted((Hz(48_000), from, frames), shape, 1000);
                        let expected = rate.rescale(frames, Hz(48_000)) * u64::from(to);
                        assert_eq!(out.len() as u64, expected, "{shape:?} {frames}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_fits_already_is_left_alone_and_blocks_do_not_matter() {
        let same = Shape {
            rate: Hz(48_000),
            channels: 1,
            ceiling: None,
        };
        let all = fitted((Hz(48_000), 1, 5000), same, 5000);
        assert_eq!(all, fitted((Hz(48_000), 1, 5000), same, 7));
        let both = Shape {
            channels: 2,
            ..same
        };
        let doubled = fitted((Hz(48_000), 1, 5000), both, 480);
        assert!(
            doubled
                .chunks_exact(2)
                .zip(&all)
                .all(|(pair, s)| pair == [*s, *s])
        );
        let other = Shape {
            rate: Hz(44_100),
            channels: 2,
            ceiling: Some(Db(-6.0)),
        };
        let fitted = |block| fitted((Hz(48_000), 1, 20_000), other, block);
        assert_eq!(fitted(20_000), fitted(480));
        let peak = fitted(480).iter().fold(0.0, |m: f32, s| m.max(s.abs()));
        assert!((0.45..=0.502).contains(&peak), "{peak}");
    }
}
