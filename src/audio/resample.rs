//! Sound at one sample rate to sound at another, and sound at one speed to sound at another.
//!
//! Both are the same operation: [`Resampler`] turns blocks of `p` samples into blocks of `q`,
//! by Fourier transform (rubato's `Fft`). Chosen over windowed-sinc interpolation because it is
//! ten times as fast at the same residual (over 130 dB below a tone), and over a polyphase
//! filter because any ratio works without a table of coefficients.
//!
//! A resampler is reset before every sound, so that what came before never changes a sample,
//! and the delay of its filter is cut off, so that an event stays where it was.

use super::Hz;
use rubato::audioadapter_buffers::direct::InterleavedSlice;
use rubato::{Fft, FixedSync, Resampler as _};

/// Rates beyond this are no sound anyone recorded, and would ask for gigabytes of filter.
pub const MAX_RATE: Hz = Hz(768_000);

/// Samples in a block, about: shorter ones blur the filter's edge, longer ones gain nothing.
const BLOCK: usize = 1024;

/// Bounds of a block when only the ratio is given.
const SHORTEST_BLOCK: usize = 480;
const LONGEST_BLOCK: usize = 1920;

/// Why a sound could not be resampled.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ResampleError {
    /// A rate of zero, or one above [`MAX_RATE`].
    #[error("cannot resample from {from} to {to}: rates go from 1 to {MAX_RATE}")]
    Rate {
        /// The rate of what was given.
        from: Hz,
        /// The rate that was asked for.
        to: Hz,
    },
    /// A speed outside 0.25 to 4.
    #[error("cannot change the speed by a factor of {0}: factors go from 0.25 to 4")]
    Speed(f64),
    /// The library refused.
    #[error("resampling failed: {0}")]
    Library(String),
}

/// Converts between two fixed rates, sound after sound. Making one costs 0.1 to 0.2 ms, a third
/// of resampling a sentence, so a thread that has many sounds keeps it.
pub struct Resampler {
    /// Only their ratio counts.
    from: Hz,
    to: Hz,
    /// `None` when both are equal, and sound passes as it is.
    fft: Option<Fft<f32>>,
}

impl std::fmt::Debug for Resampler {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Resampler({} -> {})", self.from, self.to)
    }
}

impl Resampler {
    /// From one sample rate to another.
    ///
    /// # Errors
    /// When a rate is zero or above [`MAX_RATE`].
    pub fn new(from: Hz, to: Hz) -> Result<Self, ResampleError> {
        let fits = |rate: Hz| (1..=MAX_RATE.0).contains(&rate.0);
        if !fits(from) || !fits(to) {
            return Err(ResampleError::Rate { from, to });
        }
        // Even blocks on both sides, or the middle of the filter falls between two samples and
        // everything comes half a sample late.
        let unit = 2 * (from.0 / gcd(from.0, to.0)) as usize;
        Self::with_block(from, to, BLOCK.next_multiple_of(unit))
    }

    /// From one speed to another: played `speed` times as fast, and as high, at the same rate.
    /// 0.25 to 4; what is really done is the nearest ratio of two block lengths that have no
    /// prime factor above 13 ([`Resampler::speed`] tells), less than two cents (hundredths of
    /// a semitone) away within an octave. Any two whole numbers would be nearer still, but a
    /// transform over a large prime is several times slower, and nobody hears a cent or two.
    ///
    /// # Errors
    /// When `speed` is not a number, or outside its range.
    pub fn varispeed(speed: f64) -> Result<Self, ResampleError> {
        if !(0.25..=4.0).contains(&speed) {
            return Err(ResampleError::Speed(speed));
        }
        let (from, to) = nearest_blocks(speed);
        if from == to {
            return Self::with_block(Hz(1), Hz(1), BLOCK);
        }
        Self::with_block(Hz(from), Hz(to), from as usize)
    }

    fn with_block(from: Hz, to: Hz, block: usize) -> Result<Self, ResampleError> {
        let fft = if from == to {
            None
        } else {
            Some(
                Fft::new(from.0 as usize, to.0 as usize, block, 1, FixedSync::Both)
                    .map_err(|e| ResampleError::Library(e.to_string()))?,
            )
        };
        Ok(Resampler { from, to, fft })
    }

    /// How much faster, and higher, the result is when it is played at the rate of what was
    /// given; above 1 it is shorter.
    #[must_use]
    pub fn speed(&self) -> f64 {
        f64::from(self.from.0) / f64::from(self.to.0)
    }

    /// How many samples a sound of `frames` becomes: never rounded down.
    #[must_use]
    pub fn output_len(&self, frames: usize) -> usize {
        // A slice holds less than 2^63 bytes, so the count fits; times a rate it may not.
        let exact = (frames as u128 * u128::from(self.to.0)).div_ceil(u128::from(self.from.0));
        usize::try_from(exact).unwrap_or(usize::MAX)
    }

    /// Resamples one whole sound; its length is [`Resampler::output_len`]. Values may pass the
    /// largest one given by a few percent (the ripple that a band limit leaves at an edge).
    ///
    /// # Errors
    /// When the library refuses, which no input is known to cause.
    pub fn run(&mut self, samples: &[f32]) -> Result<Vec<f32>, ResampleError> {
        let mut out = Vec::new();
        self.run_into(samples, &mut out)?;
        Ok(out)
    }

    /// The same in place of whatever `out` holds, and in its memory as far as that is enough: who
    /// resamples sound after sound does not want a new buffer for each.
    ///
    /// # Errors
    /// As [`Resampler::run`].
    pub fn run_into(&mut self, samples: &[f32], out: &mut Vec<f32>) -> Result<(), ResampleError> {
        let wanted = self.output_len(samples.len());
        out.clear();
        let Some(fft) = &mut self.fft else {
            out.extend_from_slice(samples);
            return Ok(());
        };
        if samples.is_empty() {
            return Ok(());
        }
        let failed = |e: &dyn std::fmt::Display| ResampleError::Library(e.to_string());
        fft.reset();
        let input = InterleavedSlice::new(samples, 1, samples.len()).map_err(|e| failed(&e))?;
        // The library counts in floating point, so it may want one frame more or less.
        let room = fft.process_all_needed_output_len(samples.len()) + 1;
        out.reserve_exact(room);
        out.resize(room, 0.0);
        let mut output = InterleavedSlice::new_mut(out, 1, room).map_err(|e| failed(&e))?;
        fft.process_all_into_buffer(&input, &mut output, samples.len(), None)
            .map_err(|e| failed(&e))?;
        out.truncate(wanted);
        Ok(())
    }
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// The block lengths `(in, out)` whose ratio is nearest to `speed`; of equally near ones the
/// shortest.
fn nearest_blocks(speed: f64) -> (u32, u32) {
    let smooth = |n: &usize| {
        let mut n = *n;
        for factor in [2, 3, 5, 7, 11, 13] {
            while n.is_multiple_of(factor) {
                n /= factor;
            }
        }
        n == 1
    };
    // Even only, as in `Resampler::new`.
    let lengths: Vec<usize> = (SHORTEST_BLOCK..=LONGEST_BLOCK)
        .step_by(2)
        .filter(smooth)
        .collect();
    let mut best = (f64::INFINITY, (1, 1));
    for &from in &lengths {
        for &to in &lengths {
            let off = (from as f64 / to as f64 / speed).ln().abs();
            if off < best.0 {
                best = (off, (from as u32, to as u32));
            }
        }
    }
    best.1
}

/// Resamples one sound: exactly `to.rescale(len, from)` samples, an event stays at its time.
/// Equal rates give the same samples back.
///
/// # Errors
/// When a rate is zero or above [`MAX_RATE`].
pub fn resample(samples: &[f32], from: Hz, to: Hz) -> Result<Vec<f32>, ResampleError> {
    Resampler::new(from, to)?.run(samples)
}

/// Plays one sound `speed` times as fast and as high, at the same rate; see
/// [`Resampler::varispeed`] for how near to `speed` it comes.
///
/// # Errors
/// When `speed` is not a number from 0.25 to 4.
pub fn varispeed(samples: &[f32], speed: f64) -> Result<Vec<f32>, ResampleError> {
    Resampler::varispeed(speed)?.run(samples)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::f64::consts::TAU;

    fn tone(rate: f64, hertz: f64, len: usize) -> Vec<f32> {
        (0..len)
            .map(|n| (0.5 * (TAU * hertz * n as f64 / rate).sin()) as f32)
            .collect()
    }

    /// The level in dB, below a tone, of what differs from that tone: in time as well as in
    /// shape. The ends are left out, where a tone that begins at once has no band limit.
    fn residual(got: &[f32], rate: f64, hertz: f64) -> f64 {
        let want = tone(rate, hertz, got.len());
        let cut = got.len() / 4;
        let power = |s: &mut dyn Iterator<Item = f64>| s.map(|x| x * x).sum::<f64>();
        let (a, b) = (&got[cut..got.len() - cut], &want[cut..want.len() - cut]);
        let off = power(&mut a.iter().zip(b).map(|(a, b)| f64::from(a - b)));
        10.0 * (off / power(&mut b.iter().map(|b| f64::from(*b)))).log10()
    }

    #[test]
    fn tones_come_out_at_their_time_and_clean() {
        for (from, to) in [
            (16_000, 48_000),
            (22_050, 48_000),
            (24_000, 48_000),
            (16_000, 44_100),
            (44_100, 48_000),
            (48_000, 16_000),
        ] {
            for share in [0.01, 0.2, 0.4] {
                let hertz = share * f64::from(from.min(to));
                let given = tone(f64::from(from), hertz, from as usize);
                let got = resample(&given, Hz(from), Hz(to)).unwrap();
                let off = residual(&got, f64::from(to), hertz);
                assert!(off < -100.0, "{from} -> {to}, {hertz} Hz: {off:.1} dB");
            }
        }
    }

    #[test]
    fn nothing_folds_back_when_the_rate_goes_down() {
        let given = tone(48_000.0, 11_000.0, 48_000);
        let got = resample(&given, Hz(48_000), Hz(16_000)).unwrap();
        let loudest = got[1000..15_000].iter().fold(0f32, |m, s| m.max(s.abs()));
        assert!(loudest < 1e-5, "{loudest}");
    }

    #[test]
    fn speed_moves_pitch_and_length_together() {
        for semitones in [-6.0f64, -2.5, -0.3, 0.7, 4.0, 6.0] {
            let mut r = Resampler::varispeed((semitones / 12.0).exp2()).unwrap();
            let got = r.run(&tone(16_000.0, 440.0, 16_000)).unwrap();
            assert_eq!(got.len(), (16_000.0 / r.speed()).ceil() as usize);
            let off = residual(&got, 16_000.0, 440.0 * r.speed());
            assert!(off < -100.0, "{semitones}: {off:.1} dB");
        }
    }

    #[test]
    fn a_speed_is_met_within_two_cents() {
        let mut worst = 0f64;
        for step in -1200..=1200 {
            let wanted = (f64::from(step) / 1200.0).exp2();
            let (from, to) = nearest_blocks(wanted);
            let cents = 1200.0 * (f64::from(from) / f64::from(to) / wanted).log2();
            worst = worst.max(cents.abs());
        }
        assert!(worst < 2.0, "{worst} cents");
        assert_eq!(Resampler::varispeed(1.0).unwrap().speed(), 1.0);
    }

    #[test]
    fn equal_rates_change_nothing() {
        let given = [0.1, -2.0, f32::MAX];
        assert_eq!(resample(&given, Hz(16_000), Hz(16_000)).unwrap(), given);
        assert_eq!(varispeed(&given, 1.0).unwrap(), given);
    }

    #[test]
    fn what_came_before_does_not_matter() {
        let line = tone(16_000.0, 333.0, 5_001);
        let alone = resample(&line, Hz(16_000), Hz(48_000)).unwrap();
        let mut kept = Resampler::new(Hz(16_000), Hz(48_000)).unwrap();
        for before in [0, 1, 77, 1024, 30_000] {
            kept.run(&vec![1.0; before]).unwrap();
            assert!(kept.run(&line).unwrap() == alone, "after {before}");
        }
    }

    #[test]
    fn wrong_rates_and_speeds_are_told() {
        for (from, to) in [(0, 48_000), (16_000, 0), (u32::MAX, 1), (1, 768_001)] {
            let got = resample(&[0.0], Hz(from), Hz(to));
            assert!(matches!(got, Err(ResampleError::Rate { .. })));
        }
        for speed in [0.0, 0.2, 4.1, f64::NAN, f64::INFINITY, -1.0] {
            let got = varispeed(&[0.0], speed);
            assert!(matches!(got, Err(ResampleError::Speed(_))), "{speed}");
        }
        for speed in [0.25, 4.0] {
            assert_eq!(Resampler::varispeed(speed).unwrap().speed(), speed);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn the_length_is_exact(
            len in prop_oneof![0usize..5, 0usize..20_000],
            from in prop_oneof![Just(16_000u32), Just(22_050), Just(44_100), 4_000u32..9_000],
            to in prop_oneof![Just(48_000u32), Just(44_100), Just(8_000), 4_000u32..9_000],
        ) {
            let got = resample(&vec![0.25; len], Hz(from), Hz(to)).unwrap();
            prop_assert_eq!(got.len() as u64, Hz(to).rescale(len as u64, Hz(from)));
            prop_assert!(got.iter().all(|s| s.is_finite() && s.abs() < 0.4));
        }
    }
}
