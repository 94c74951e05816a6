//! Sound at one sample rate to sound at another as it comes, with memory for a block.
//!
//! The same operation as [`super::resample`], for what is too long to be held at once: a bed of ten
//! minutes is a quarter of a gigabyte. Whatever the lengths in which it is given, the samples are the
//! same.

use super::Hz;
use super::resample::{MAX_RATE, ResampleError};
use rubato::audioadapter_buffers::direct::InterleavedSlice;
use rubato::{Fft, FixedSync, Resampler as _};

/// Frames in a block, about.
const BLOCK: usize = 1024;

/// Converts one sound; give it in pieces, then [`Restream::finish`].
pub struct Restream {
    from: Hz,
    to: Hz,
    channels: usize,
    /// `None` when both rates are equal.
    fft: Option<Fft<f32>>,
    /// What does not fill a block yet.
    waiting: Vec<f32>,
    /// A block that was made.
    made: Vec<f32>,
    /// Frames of the filter's delay still to be dropped.
    lead: usize,
    /// Frames that came in, and went out.
    given: u64,
    out: u64,
}

impl Restream {
    /// For a sound of so many interleaved channels.
    ///
    /// # Errors
    /// When a rate is zero or above [`MAX_RATE`].
    pub fn new(from: Hz, to: Hz, channels: usize) -> Result<Restream, ResampleError> {
        let fits = |rate: Hz| (1..=MAX_RATE.0).contains(&rate.0);
        if !fits(from) || !fits(to) || channels == 0 {
            return Err(ResampleError::Rate { from, to });
        }
        let fft = match from == to {
            true => None,
            false => {
                // Even blocks on both sides, as in `resample`, or all comes half a sample late.
                let (mut a, mut b) = (from.0, to.0);
                while b > 0 {
                    (a, b) = (b, a % b);
                }
                let block = BLOCK.next_multiple_of(2 * (from.0 / a) as usize);
                let (from, to) = (from.0 as usize, to.0 as usize);
                let fft = Fft::new(from, to, block, channels, FixedSync::Both);
                Some(fft.map_err(|e| ResampleError::Library(e.to_string()))?)
            }
        };
        let lead = fft.as_ref().map_or(0, rubato::Resampler::output_delay);
        Ok(Restream {
            from,
            to,
            channels,
            fft,
            waiting: Vec::new(),
            made: Vec::new(),
            lead,
            given: 0,
            out: 0,
        })
    }

    /// Takes interleaved frames and appends what is ready to `out`.
    ///
    /// # Errors
    /// When the library refuses, which no input is known to cause.
    pub fn push(&mut self, frames: &[f32], out: &mut Vec<f32>) -> Result<(), ResampleError> {
        self.given += (frames.len() / self.channels) as u64;
        if self.fft.is_none() {
            self.out = self.given;
            out.extend_from_slice(frames);
            return Ok(());
        }
        self.waiting.extend_from_slice(frames);
        let wanted = self.to.rescale(self.given, self.from);
        self.blocks(wanted, out)
    }

    /// Appends the rest: then exactly `to.rescale(frames, from)` frames have come out.
    ///
    /// # Errors
    /// As [`Restream::push`].
    pub fn finish(mut self, out: &mut Vec<f32>) -> Result<(), ResampleError> {
        let wanted = self.to.rescale(self.given, self.from);
        while self.out < wanted {
            let Some(fft) = &self.fft else {
                break;
            };
            let block = fft.input_frames_next() * self.channels;
            self.waiting.resize(block.max(self.waiting.len()), 0.0);
            self.blocks(wanted, out)?;
        }
        Ok(())
    }

    /// Makes of what waits all blocks that it fills, up to `most` frames in all.
    fn blocks(&mut self, most: u64, out: &mut Vec<f32>) -> Result<(), ResampleError> {
        let failed = |e: &dyn std::fmt::Display| ResampleError::Library(e.to_string());
        let Some(fft) = &mut self.fft else {
            return Ok(());
        };
        let channels = self.channels;
        let mut used = 0;
        loop {
            let (block, made) = (fft.input_frames_next(), fft.output_frames_next());
            let end = used + block * channels;
            let Some(frames) = self.waiting.get(used..end) else {
                break;
            };
            self.made.clear();
            self.made.resize(made * channels, 0.0);
            let input = InterleavedSlice::new(frames, channels, block).map_err(|e| failed(&e))?;
            let output = InterleavedSlice::new_mut(&mut self.made, channels, made);
            let mut output = output.map_err(|e| failed(&e))?;
            let (_, written) = fft
                .process_into_buffer(&input, &mut output, None)
                .map_err(|e| failed(&e))?;
            used = end;
            let skip = self.lead.min(written);
            self.lead -= skip;
            let room = usize::try_from(most - self.out).unwrap_or(usize::MAX);
            let keep = (written - skip).min(room);
            self.out += keep as u64;
            out.extend_from_slice(&self.made[skip * channels..(skip + keep) * channels]);
        }
        self.waiting.drain(..used);
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::resample::resample;
    use super::*;

    #[test]
    fn in_pieces_it_is_what_it_is_at_once() {
        for (from, to) in [
            (44_100, 48_000),
            (16_000, 48_000),
            (96_000, 48_000),
            (48_000, 48_000),
        ] {
            let left: Vec<f32> = (0..20_011).map(|n| 0.4 * (n as f32 * 0.03).sin()).collect();
            let right: Vec<f32> = (0..20_011)
                .map(|n| 0.3 * (n as f32 * 0.011).cos())
                .collect();
            let both: Vec<f32> = left
                .iter()
                .zip(&right)
                .flat_map(|(l, r)| [*l, *r])
                .collect();
            let (from, to) = (Hz(from), Hz(to));
            let whole = [
                resample(&left, from, to).unwrap(),
                resample(&right, from, to).unwrap(),
            ];
            for piece in [2, 770, 100_000] {
                let mut stream = Restream::new(from, to, 2).unwrap();
                let mut out = Vec::new();
                for frames in both.chunks(piece) {
                    stream.push(frames, &mut out).unwrap();
                }
                stream.finish(&mut out).unwrap();
                assert_eq!(out.len() as u64 / 2, to.rescale(20_011, from));
                for (n, frame) in out.chunks_exact(2).enumerate() {
                    for side in 0..2 {
                        let off = (frame[side] - whole[side][n]).abs();
                        assert!(off < 1e-5, "{from} {piece} frame {n}: {off}");
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_stays_nothing_and_wrong_rates_are_told() {
        let mut out = Vec::new();
        Restream::new(Hz(44_100), Hz(48_000), 1)
            .unwrap()
            .finish(&mut out)
            .unwrap();
        assert!(out.is_empty());
        assert!(Restream::new(Hz(0), Hz(48_000), 1).is_err());
        assert!(Restream::new(Hz(48_000), Hz(48_000), 0).is_err());
    }
}
