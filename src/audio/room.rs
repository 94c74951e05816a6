//! A frame's number to the quiet of a room: a noise so soft that only its absence is heard.
//!
//! Digital silence between lines sounds like a broken connection, and a noise that is there only
//! while somebody speaks sounds like a pump. So it lies under everything, speech too, at one level.
//!
//! Two stretches of noise are made once, of lengths that have no common factor, and run in circles; their
//! sum comes back after two days. So the sample of a frame follows from its number alone, any part of an
//! episode can be made by itself, and it costs two additions. A generator that runs along would have to
//! be run along.

use super::section::Section;
use super::{Db, Hz};

/// The level, RMS of full scale: 8 dB below the -60 dB that ACX and the listening copy allow, and 20
/// above the steps of 16 bits, so that it is a sound and no crackle.
pub const LEVEL: Db = Db(-68.0);
/// Frames of the two circles; both are prime.
const CIRCLES: [usize; 2] = [65_537, 131_071];
/// Below this it rises: what shakes a room is not heard but moves loudspeakers.
const LOWEST: f64 = 40.0;
/// Above this it falls by 6 dB an octave, as the air of quiet rooms does; white noise hisses.
const FALLS: f64 = 300.0;

/// The noise of a room.
#[derive(Debug, Clone)]
pub struct Room {
    circles: [Vec<f32>; 2],
}

impl Room {
    /// At `rate`, at [`LEVEL`].
    #[must_use]
    pub fn new(rate: Hz) -> Self {
        let mut circles = CIRCLES.map(|frames| circle(rate, frames));
        // Two that have nothing to do with each other add up by power.
        let each = LEVEL.factor() * std::f32::consts::FRAC_1_SQRT_2;
        for circle in &mut circles {
            let squares: f64 = circle.iter().map(|x| f64::from(*x) * f64::from(*x)).sum();
            let scale = each / (squares / circle.len() as f64).sqrt() as f32;
            circle.iter_mut().for_each(|sample| *sample *= scale);
        }
        Room { circles }
    }

    /// Adds it to interleaved samples of which the first is of frame `at`. The same in all channels:
    /// then mono has exactly as much of it, and the level stated is that of each.
    pub fn add(&self, samples: &mut [f32], channels: usize, at: u64) {
        let channels = channels.max(1);
        for circle in &self.circles {
            let mut from = (at % circle.len() as u64) as usize;
            let mut rest = &mut samples[..];
            while !rest.is_empty() {
                let run = &circle[from..];
                let frames = run.len().min(rest.len().div_ceil(channels));
                let (now, later) = rest.split_at_mut((frames * channels).min(rest.len()));
                match channels {
                    1 => now.iter_mut().zip(run).for_each(|(sum, x)| *sum += x),
                    _ => {
                        for (frame, x) in now.chunks_mut(channels).zip(run) {
                            frame.iter_mut().for_each(|sum| *sum += x);
                        }
                    }
                }
                (rest, from) = (later, 0);
            }
        }
    }
}

/// So many frames of noise without a seam.
fn circle(rate: Hz, frames: usize) -> Vec<f32> {
    // Never the clock: the same noise in every render (xorshift64*, Vigna 2016).
    let mut seed = 0x9e37_79b9_7f4a_7c15u64 ^ frames as u64;
    let white: Vec<f64> = (0..frames)
        .map(|_| {
            seed ^= seed >> 12;
            seed ^= seed << 25;
            seed ^= seed >> 27;
            let bits = seed.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11;
            bits as f64 / (1u64 << 53) as f64 - 0.5
        })
        .collect();
    let mut high_pass = Section::<1>::high_pass(rate, LOWEST);
    let share = 1.0 - (-std::f64::consts::TAU * FALLS / f64::from(rate.0.max(1))).exp();
    let mut low = 0.0;
    let mut shaped = |x: f64| {
        low += (x - low) * share;
        let [y] = high_pass.run([low]);
        y as f32
    };
    // Once round for the filters to forget how they began; the second time the circle is closed.
    white.iter().for_each(|x| {
        shaped(*x);
    });
    white.iter().map(|x| shaped(*x)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Hz = Hz(48_000);

    fn quiet(from: u64, frames: usize, channels: usize) -> Vec<f32> {
        let mut samples = vec![0.0; frames * channels];
        Room::new(RATE).add(&mut samples, channels, from);
        samples
    }

    fn rms(samples: &[f32]) -> f64 {
        let squares: f64 = samples.iter().map(|x| f64::from(*x).powi(2)).sum();
        10.0 * (squares / samples.len() as f64).log10()
    }

    #[test]
    fn its_level_is_what_is_stated_everywhere() {
        let ten = quiet(0, 480_000, 1);
        assert!((rms(&ten) + 68.0).abs() < 0.2, "{}", rms(&ten));
        for half in ten.chunks(24_000) {
            assert!((rms(half) + 68.0).abs() < 2.0, "{}", rms(half));
        }
        let mean: f32 = ten.iter().sum::<f32>() / ten.len() as f32;
        assert!(Db::of(mean.abs()).0 < -100.0, "{mean}");
    }

    #[test]
    fn a_frame_follows_from_its_number() {
        let whole = quiet(0, 400_000, 1);
        for from in [1, 65_536, 65_537, 131_071, 200_001] {
            assert_eq!(quiet(from, 100_000, 1), whole[from as usize..][..100_000]);
        }
        // In both channels alike, also ten hours later.
        let late = 48_000 * 36_000;
        let both = quiet(late, 70_000, 2);
        assert!(both.chunks(2).all(|frame| frame[0] == frame[1]));
        assert_eq!(both[0], quiet(late, 1, 1)[0]);
    }

    #[test]
    fn there_is_no_seam_and_no_hiss() {
        // Steps are those of a soft noise, also where a circle closes.
        let samples = quiet(60_000, 150_000, 1);
        let step = samples.windows(2).map(|w| (w[1] - w[0]).abs());
        let steepest = step.fold(0.0, f32::max);
        assert!(steepest < 5.0 * LEVEL.factor(), "{steepest}");
        // What is left of it above some kilohertz, by the difference of neighbours.
        let bright: Vec<f32> = samples.windows(2).map(|w| w[1] - w[0]).collect();
        assert!(rms(&bright) < -77.0, "{}", rms(&bright));
    }

    #[test]
    fn sixteen_bits_are_never_silent_for_long() {
        let zeros = quiet(0, 480_000, 1);
        let mut run = 0;
        for sample in zeros {
            run = if (sample * 32_768.0).round() == 0.0 {
                run + 1
            } else {
                0
            };
            assert!(run < 24, "half a millisecond of silence");
        }
    }
}
