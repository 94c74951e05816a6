//! Samples to the height of the wave between them: true peaks after ITU-R BS.1770-5, annex 2.
//!
//! The signal is interpolated at a quarter, a half and three quarters of every step. What the
//! interpolator can make of a stretch is bounded by its loudest sample, so only stretches that could
//! matter are looked at between samples; the bound is the filter's own and exact, so nothing is missed.

/// Taps of each of the phases of the interpolator. The twelve of the recommendation read half a decibel
/// less near 20 kHz.
pub(super) const TAPS: usize = 24;

/// Samples that are looked at together before any is looked at alone.
const STRIDE: usize = 64;

/// The filters that find values between samples.
#[derive(Debug, Clone)]
pub(super) struct Interpolator {
    phases: [[f32; TAPS]; 3],
    /// No value between samples is larger than this times the largest sample around it.
    pub(super) rise: f32,
}

impl Interpolator {
    /// A quarter, a half and three quarters of a sample after the middle: a sinc in a Hann window,
    /// each normalised to pass a constant unchanged.
    pub(super) fn new() -> Self {
        let mut phases = [[0.0; TAPS]; 3];
        let mut rise = 1f32;
        for (p, phase) in phases.iter_mut().enumerate() {
            let offset = (p + 1) as f64 / 4.0;
            for (tap, value) in phase.iter_mut().enumerate() {
                // The middle sample stands at index TAPS/2 - 1 of the window.
                let x = tap as f64 - (TAPS / 2 - 1) as f64 - offset;
                let turn = std::f64::consts::PI * x;
                let sinc = if x == 0.0 { 1.0 } else { turn.sin() / turn };
                let window = 0.5 + 0.5 * (turn / (TAPS / 2) as f64).cos();
                *value = (sinc * window) as f32;
            }
            let sum: f32 = phase.iter().sum();
            phase.iter_mut().for_each(|value| *value /= sum);
            // The sum of the magnitudes bounds a filter's output; a thousandth more for rounding.
            rise = rise.max(1.001 * phase.iter().map(|value| value.abs()).sum::<f32>());
        }
        Interpolator { phases, rise }
    }

    /// The largest magnitude from the middle sample of `around` up to the next, that one left out.
    pub(super) fn peak(&self, around: &[f32; TAPS]) -> f32 {
        let mut peak = around[TAPS / 2 - 1].abs();
        for phase in &self.phases {
            // Eight sums side by side, which the compiler turns into vector instructions.
            let mut sums = [0f32; 8];
            for (x, h) in around
                .as_chunks::<8>()
                .0
                .iter()
                .zip(phase.as_chunks::<8>().0)
            {
                for n in 0..8 {
                    sums[n] += x[n] * h[n];
                }
            }
            let (a, b) = (sums[0] + sums[4], sums[1] + sums[5]);
            let (c, d) = (sums[2] + sums[6], sums[3] + sums[7]);
            let value = ((a + b) + (c + d)).abs();
            peak = if value > peak { value } else { peak };
        }
        peak
    }
}

/// The largest magnitude. In lanes, which the compiler turns into vector instructions: the order
/// in which a maximum is found does not change it.
pub(super) fn loudest(samples: &[f32]) -> f32 {
    let mut lanes = [0f32; 16];
    let (chunks, rest) = samples.as_chunks::<16>();
    for chunk in chunks {
        for (lane, sample) in lanes.iter_mut().zip(chunk) {
            let size = sample.abs();
            *lane = if size > *lane { size } else { *lane };
        }
    }
    let all = lanes.iter().chain(rest);
    all.fold(0.0, |most, sample| most.max(sample.abs()))
}

/// Takes interleaved samples apart: appends channel `n` of so many to `line`.
pub(super) fn channel(samples: &[f32], n: usize, of: usize, line: &mut Vec<f32>) {
    match of {
        1 => line.extend_from_slice(samples),
        _ => line.extend(samples.chunks_exact(of).map(|frame| frame[n])),
    }
}

/// A true-peak meter with its memory. Feed blocks in order.
#[derive(Debug, Clone)]
pub struct TruePeak {
    interpolator: Interpolator,
    /// Of each channel the last samples, then those that were given.
    lines: Vec<Vec<f32>>,
    peak: f32,
}

impl TruePeak {
    /// A meter of so many channels, at least one.
    #[must_use]
    pub fn new(channels: usize) -> Self {
        TruePeak {
            interpolator: Interpolator::new(),
            lines: vec![vec![0.0; TAPS]; channels.max(1)],
            peak: 0.0,
        }
    }

    /// Takes a block of interleaved samples.
    pub fn process(&mut self, block: &[f32]) {
        let channels = self.lines.len();
        for (n, line) in self.lines.iter_mut().enumerate() {
            channel(block, n, channels, line);
            self.peak = highest(&self.interpolator, line, self.peak);
            line.drain(..line.len() - TAPS);
        }
    }

    /// The highest true peak so far of any channel, as an amplitude. The last dozen samples count
    /// as samples only: what follows them is not known.
    #[must_use]
    pub fn peak(&self) -> f64 {
        let last = self.lines.iter().map(|line| loudest(line));
        f64::from(last.fold(self.peak, f32::max))
    }

    /// Forgets the peaks so far, not the samples.
    pub fn forget(&mut self) {
        self.peak = 0.0;
    }
}

/// The highest of `peak` and what lies between the samples of a line, its first and last half window
/// left out.
fn highest(interpolator: &Interpolator, line: &[f32], mut peak: f32) -> f32 {
    let places = line.len().saturating_sub(TAPS - 1);
    let mut from = 0;
    while from < places {
        let to = (from + STRIDE).min(places);
        if loudest(&line[from..to + TAPS - 1]) * interpolator.rise > peak {
            for around in line[from..to + TAPS - 1].windows(TAPS) {
                // Cannot fail: windows have the length that was asked for.
                if let Ok(around) = around.try_into() {
                    peak = peak.max(interpolator.peak(around));
                }
            }
        }
        from = to;
    }
    peak
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::f64::consts::TAU;

    fn dbtp(samples: &[f32], channels: usize, block: usize) -> f64 {
        let mut meter = TruePeak::new(channels);
        for block in samples.chunks(block * channels) {
            meter.process(block);
        }
        20.0 * meter.peak().log10()
    }

    fn sine(part: f64, amplitude: f64, degrees: f64, frames: usize) -> Vec<f32> {
        let at = |n: usize| TAU * n as f64 / part + degrees.to_radians();
        // Faded in: a sine that begins at once has no band limit, and overshoots.
        let fade = |n: usize| (n as f64 / 4800.0).min(1.0);
        (0..frames)
            .map(|n| (fade(n) * amplitude * at(n).sin()) as f32)
            .collect()
    }

    /// EBU Tech 3341, table 1, cases 15 to 19: within +0.2 and -0.4 dB.
    #[test]
    fn sines_between_samples_read_as_they_should() {
        for (case, part, amplitude, degrees, expected) in [
            (15, 4.0, 0.5, 0.0, -6.0),
            (16, 4.0, 0.5, 45.0, -6.0),
            (17, 6.0, 0.5, 60.0, -6.0),
            (18, 8.0, 0.5, 67.5, -6.0),
            (19, 4.0, 1.41, 45.0, 3.0),
        ] {
            let mono = sine(part, amplitude, degrees, 24_000);
            let stereo: Vec<f32> = mono.iter().flat_map(|x| [0.25 * x, *x]).collect();
            for read in [dbtp(&mono, 1, 777), dbtp(&stereo, 2, 4800)] {
                let off = read - expected;
                assert!((-0.4..=0.2).contains(&off), "case {case}: {read} dBTP");
            }
        }
    }

    /// EBU Tech 3341, cases 20 to 23: one period of full scale in a tone at half of it, made at four
    /// times the rate, limited in band, and taken at each of the four offsets.
    #[test]
    fn a_single_period_between_samples_is_found() {
        let fine = |n: i64| {
            let loud = if (0..24).contains(&(n - 24_000)) {
                1.0
            } else {
                0.5
            };
            loud * (TAU * n as f64 / 24.0).sin()
        };
        // A long sinc in a Blackman window is the band limit.
        let half = 400i64;
        let tap = |k: i64| {
            let x = k as f64 / 4.0;
            let sinc = if k == 0 {
                1.0
            } else {
                (TAU * x / 2.0).sin() / (TAU * x / 2.0)
            };
            let w = TAU * (k + half) as f64 / (2 * half) as f64;
            sinc / 4.0 * (0.42 - 0.5 * w.cos() + 0.08 * (2.0 * w).cos())
        };
        let limited = |n: i64| (-half..=half).map(|k| tap(k) * fine(n - k)).sum::<f64>();
        let highest = (23_800..24_400)
            .map(limited)
            .fold(0.0f64, |m, x| m.max(x.abs()));
        for offset in 0..4 {
            let taken: Vec<f32> = (5_500..6_500)
                .map(|n| limited(4 * n + offset) as f32)
                .collect();
            let off = dbtp(&taken, 1, 100) - 20.0 * highest.log10();
            assert!((-0.4..=0.2).contains(&off), "offset {offset}: {off} dB");
        }
    }

    #[test]
    fn nothing_is_passed_over_and_blocks_change_nothing() {
        let mut seed = 1u32;
        let noise: Vec<f32> = (0..20_000)
            .map(|n| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (seed as f32 / u32::MAX as f32 - 0.5) * (n as f32 / 3000.0).sin()
            })
            .collect();
        let interpolator = Interpolator::new();
        let each = noise
            .windows(TAPS)
            .map(|w| interpolator.peak(w.try_into().unwrap()));
        let all = f64::from(each.fold(0.0, f32::max));
        assert_eq!(dbtp(&noise, 1, 4800), 20.0 * all.log10());
        assert_eq!(dbtp(&noise, 1, 1), dbtp(&noise, 1, 4800));
    }
}
