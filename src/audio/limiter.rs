//! Samples that may be too loud to samples that are not: a look-ahead true-peak limiter.
//!
//! The gain that each sample needs is found on the signal oversampled four times (ITU-R
//! BS.1770-5, annex 2), held for the look-ahead, released slowly and averaged over the
//! look-ahead, so that gain always moves smoothly and is always low enough by the time the peak
//! arrives. A clipper would be simpler and audible; a feedback limiter cannot promise a ceiling.

use super::{Db, Hz, Millis};
use std::collections::VecDeque;
use std::ops::Range;

/// How far ahead it looks, and so how much later the sound comes out.
const LOOK_AHEAD: Millis = Millis(3);
/// How long it takes to come back by 63 %.
const RELEASE: Millis = Millis(80);
/// Taps of each of the four phases of the interpolator.
const TAPS: usize = 24;
/// Below this share of the ceiling a sample is not oversampled: between two samples a signal
/// cannot rise above four times both of them unless it is energy at the very Nyquist
/// frequency, which a resampled voice does not have.
const NEAR: f32 = 0.4;
/// Frames that are looked at together before any is looked at alone.
const STRIDE: usize = 64;

/// A limiter with its memory. One channel; feed blocks in order, then [`Limiter::finish`].
#[derive(Debug, Clone)]
pub struct Limiter {
    gain: f32,
    ceiling: f32,
    release: f32,
    look: usize,
    phases: [[f32; TAPS]; 3],
    /// The last samples, for the interpolator and the delay; oldest first.
    past: Vec<f32>,
    /// Gains needed within the look-ahead, as a queue whose values rise: (frame, gain).
    lowest: VecDeque<(u64, f32)>,
    /// Released gains within the look-ahead, and how many of them are below one.
    window: VecDeque<f32>,
    reduced: usize,
    current: f32,
    frame: u64,
    /// Frames of silence still to be swallowed at the start, so that output is in time.
    lead: usize,
}

impl Limiter {
    /// A limiter at `rate` that first applies `gain`, then keeps true peaks below `ceiling`.
    #[must_use]
    pub fn new(rate: Hz, gain: Db, ceiling: Db) -> Self {
        let look = (rate.frames(LOOK_AHEAD) as usize).max(1);
        let delay = look + TAPS / 2;
        Limiter {
            gain: gain.factor(),
            ceiling: ceiling.factor(),
            release: 1.0 - (-1.0 / (rate.frames(RELEASE) as f32).max(1.0)).exp(),
            look,
            phases: phases(),
            past: vec![0.0; delay],
            lowest: VecDeque::with_capacity(look + 2),
            window: VecDeque::from(vec![1.0; look]),
            reduced: 0,
            current: 1.0,
            frame: 0,
            lead: delay,
        }
    }

    /// Takes a block and appends what is ready to `out`: less than was given at first, because
    /// of the look-ahead.
    pub fn process(&mut self, block: &[f32], out: &mut Vec<f32>) {
        let delay = self.past.len();
        let mut line = std::mem::take(&mut self.past);
        line.extend(block.iter().map(|sample| sample * self.gain));
        let mut from = 0;
        while from < block.len() {
            let to = (from + STRIDE).min(block.len());
            if !self.pass(&line, from..to, out) {
                for n in from..to {
                    let needed = self.needed(&line, n + delay);
                    let gain = self.follow(needed);
                    if self.lead > 0 {
                        self.lead -= 1;
                    } else {
                        out.push(line[n] * gain);
                    }
                }
            }
            from = to;
        }
        line.drain(..block.len());
        self.past = line;
    }

    /// Appends the last of it.
    pub fn finish(mut self, out: &mut Vec<f32>) {
        let silence = vec![0.0; self.past.len()];
        self.process(&silence, out);
    }

    /// Lets a stretch through as it is, if nothing is being held down and nothing in it has to
    /// be: the same samples as one by one, at a tenth of the cost. Most of an episode is like that.
    fn pass(&mut self, line: &[f32], frames: Range<usize>, out: &mut Vec<f32>) -> bool {
        let resting = self.reduced == 0 && self.current >= 1.0 && self.lead == 0;
        if !resting || self.lowest.front().is_some_and(|(_, gain)| *gain < 1.0) {
            return false;
        }
        let delay = self.look + TAPS / 2;
        let middles = frames.start + delay - TAPS / 2..frames.end + delay - TAPS / 2 + 1;
        let loudest = loudest(&line[middles]);
        let quiet = loudest <= self.ceiling * NEAR;
        if !quiet {
            let mut all = frames.clone();
            if loudest > self.ceiling || !all.all(|n| self.needed(line, n + delay) >= 1.0) {
                return false;
            }
        }
        self.frame += frames.len() as u64;
        self.lowest.clear();
        self.lowest.push_back((self.frame - 1, 1.0));
        out.extend_from_slice(&line[frames]);
        true
    }

    /// The gain that the middle of the interpolator needs when `at` is its newest sample.
    fn needed(&self, line: &[f32], at: usize) -> f32 {
        let middle = at - TAPS / 2;
        let (here, next) = (line[middle].abs(), line[middle + 1].abs());
        let mut peak = here;
        if here.max(next) > self.ceiling * NEAR {
            let around = &line[at + 1 - TAPS..=at];
            for phase in &self.phases {
                let sum: f32 = around.iter().zip(phase).map(|(x, h)| x * h).sum();
                peak = peak.max(sum.abs());
            }
        }
        if peak > self.ceiling {
            self.ceiling / peak
        } else {
            1.0
        }
    }

    /// The gain for the sample that leaves now: held, released, averaged.
    fn follow(&mut self, needed: f32) -> f32 {
        let frame = self.frame;
        self.frame += 1;
        while self.lowest.back().is_some_and(|(_, gain)| *gain >= needed) {
            self.lowest.pop_back();
        }
        self.lowest.push_back((frame, needed));
        if self
            .lowest
            .front()
            .is_some_and(|(at, _)| at + (self.look as u64) < frame)
        {
            self.lowest.pop_front();
        }
        let held = self.lowest.front().map_or(1.0, |(_, gain)| *gain);
        self.current = if held <= self.current {
            held
        } else {
            let released = self.current + (held - self.current) * self.release;
            if released > 0.9999 { held } else { released }
        };
        self.window.push_back(self.current);
        self.reduced += usize::from(self.current < 1.0);
        if let Some(gone) = self.window.pop_front() {
            self.reduced -= usize::from(gone < 1.0);
        }
        // Summed anew each time: a running sum would drift, and depend on what came before.
        if self.reduced == 0 {
            1.0
        } else {
            self.window.iter().sum::<f32>() / self.look as f32
        }
    }
}

/// The largest magnitude. In lanes, which the compiler turns into vector instructions: the order
/// in which a maximum is found does not change it.
fn loudest(samples: &[f32]) -> f32 {
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

/// Interpolators a quarter, a half and three quarters of a sample after the middle: a sinc in
/// a Hann window, each normalised to pass a constant unchanged.
fn phases() -> [[f32; TAPS]; 3] {
    let mut phases = [[0.0; TAPS]; 3];
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
    }
    phases
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const RATE: Hz = Hz(48_000);

    fn limit(input: &[f32], gain: f32, block: usize) -> Vec<f32> {
        let mut limiter = Limiter::new(RATE, Db(gain), Db(-1.0));
        let mut out = Vec::new();
        for block in input.chunks(block) {
            limiter.process(block, &mut out);
        }
        limiter.finish(&mut out);
        out
    }

    fn sine(hertz: f32, amplitude: f32, phase: f32) -> Vec<f32> {
        let turn = |n: u16| std::f32::consts::TAU * f32::from(n) * hertz / 48_000.0 + phase;
        (0..48_000).map(|n| amplitude * turn(n).sin()).collect()
    }

    fn true_peak(samples: &[f32]) -> f64 {
        let mut meter = ebur128::EbuR128::new(1, RATE.0, ebur128::Mode::TRUE_PEAK).unwrap();
        meter.add_frames_f32(samples).unwrap();
        20.0 * meter.true_peak(0).unwrap().log10()
    }

    #[test]
    fn what_is_quiet_passes_untouched_and_in_time() {
        let input = sine(440.0, 0.5, 0.0);
        let out = limit(&input, 0.0, 1000);
        assert_eq!(out, input);
    }

    #[test]
    fn the_size_of_blocks_changes_nothing() {
        let input = sine(440.0, 0.9, 0.0);
        assert_eq!(limit(&input, 6.0, 1), limit(&input, 6.0, 4096));
    }

    #[test]
    fn a_stretch_that_passes_is_the_same_as_frame_by_frame() {
        // Loud and quiet by turns, so that the limiter comes to rest and is woken again.
        let tone = [sine(441.0, 1.0, 0.0), vec![0.0; 24_000]].concat();
        let swell = |n: usize| (n as f32 / 48_000.0).powi(16);
        let once = tone.iter().enumerate().map(|(n, x)| x * swell(n));
        let input: Vec<f32> = [once.clone().collect::<Vec<_>>(), once.collect()].concat();
        for gain in [-9.0, 0.0, 6.0] {
            let blocks = limit(&input, gain, 4800);
            assert_eq!(blocks, limit(&input, gain, 1), "{gain} dB");
            let scaled = input.iter().map(|x| x * Db(gain).factor());
            let changed = scaled.zip(&blocks).filter(|(x, y)| x != *y).count();
            assert_eq!(changed > 0, gain > -1.0, "{gain} dB: {changed} frames");
            assert!(changed < input.len() / 2, "{gain} dB: {changed} frames");
        }
    }

    #[test]
    fn no_peak_passes_not_even_between_samples() {
        // A sine at a quarter of the rate, caught between its peaks: sample peaks 3 dB low.
        let between = sine(12_000.0, 1.0, std::f32::consts::FRAC_PI_4);
        for (name, input, gain) in [
            ("between", &between, 6.0),
            ("hot", &sine(997.0, 1.0, 0.0), 12.0),
        ] {
            let peak = true_peak(&limit(input, gain, 777));
            assert!(peak <= -0.95, "{name}: {peak} dBTP");
            assert!(peak > -3.0, "{name}: needlessly low, {peak} dBTP");
        }
    }

    #[test]
    fn gain_moves_smoothly() {
        let mut input = vec![0.25; 24_000];
        input[12_000] = 4.0;
        let out = limit(&input, 0.0, 500);
        let steepest = out
            .windows(2)
            .enumerate()
            .filter(|(n, _)| !(11_998..12_002).contains(n))
            .map(|(_, w)| (w[1] - w[0]).abs())
            .fold(0.0, f32::max);
        assert!(steepest < 0.25 * 0.01, "{steepest}");
    }
}
