//! Samples that may be too loud to samples that are not: a look-ahead true-peak limiter.
//!
//! The gain that each frame needs is found on the signal oversampled four times (ITU-R
//! BS.1770-5, annex 2), over all channels together so that no voice moves when another is loud. It is
//! held for the look-ahead, released slowly and averaged over the look-ahead, so that gain is
//! always low enough by the time the peak arrives, and moves in a straight line of decibels: by
//! the reduction over the look-ahead, and no faster. A clipper would be simpler and audible; a
//! feedback limiter cannot promise a ceiling.
//!
//! Gains are whole numbers here, millionths of an octave of amplitude: sums of them are exact, so that
//! a running average never drifts, and comes out the same wherever a stretch begins.

use super::true_peak::{Interpolator, TAPS, channel, loudest};
use super::{Db, Hz, Millis};
use std::collections::VecDeque;
use std::ops::Range;

/// How far ahead it looks, and so how much later the sound comes out. Long enough that a reduction
/// of 6 dB comes at 1.2 dB a millisecond, short enough that nobody hears a word duck before its peak.
const LOOK_AHEAD: Millis = Millis(5);
/// How long it takes to come back by 63 %.
const RELEASE: Millis = Millis(80);
/// Frames that are looked at together before any is looked at alone.
const STRIDE: usize = 64;
/// Steps of gain in an octave of amplitude, 6.02 dB.
const OCTAVE: f32 = 1_048_576.0;
/// No gain lies below -186 dB: such a peak is not sound, and a sum over the look-ahead stays small.
const LOWEST: i32 = -31 << 20;

/// A limiter with its memory. Feed blocks in order, then [`Limiter::finish`].
#[derive(Debug, Clone)]
pub struct Limiter {
    gain: f32,
    ceiling: f32,
    /// The share of the way back that is gone in a frame, of 2^32.
    release: i64,
    look: usize,
    interpolator: Interpolator,
    /// Of each channel the last samples, for the interpolator and the delay; oldest first.
    past: Vec<Vec<f32>>,
    /// Gains needed within the look-ahead, as a queue whose values rise: (frame, gain).
    lowest: VecDeque<(u64, i32)>,
    /// Released gains within the look-ahead, and their sum.
    window: VecDeque<i32>,
    sum: i64,
    current: i32,
    deepest: f32,
    frame: u64,
    /// Frames of silence still to be swallowed at the start, so that output is in time.
    lead: usize,
}

impl Limiter {
    /// A limiter for so many channels at `rate` that first applies `gain`, then keeps true peaks
    /// below `ceiling`. Samples are interleaved.
    #[must_use]
    pub fn new(rate: Hz, channels: usize, gain: Db, ceiling: Db) -> Self {
        let look = (rate.frames(LOOK_AHEAD) as usize).max(1);
        let delay = look + TAPS / 2;
        let frames = (rate.frames(RELEASE) as f64).max(1.0);
        Limiter {
            gain: gain.factor(),
            ceiling: ceiling.factor(),
            release: ((1.0 - (-1.0 / frames).exp()) * 2f64.powi(32)) as i64,
            look,
            interpolator: Interpolator::new(),
            past: vec![vec![0.0; delay]; channels.max(1)],
            lowest: VecDeque::with_capacity(look + 2),
            window: VecDeque::from(vec![0; look]),
            sum: 0,
            current: 0,
            deepest: 1.0,
            frame: 0,
            lead: delay,
        }
    }

    /// How much of the loudest was left: the lowest factor so far, 1 if it did nothing.
    #[must_use]
    pub fn deepest(&self) -> f32 {
        self.deepest
    }

    /// Takes a block and appends what is ready to `out`: less than was given at first, because
    /// of the look-ahead.
    pub fn process(&mut self, block: &[f32], out: &mut Vec<f32>) {
        let channels = self.past.len();
        let frames = block.len() / channels;
        let delay = self.look + TAPS / 2;
        let mut lines = std::mem::take(&mut self.past);
        for (n, line) in lines.iter_mut().enumerate() {
            channel(block, n, channels, line);
            line[delay..]
                .iter_mut()
                .for_each(|sample| *sample *= self.gain);
        }
        out.reserve(block.len());
        let mut from = 0;
        while from < frames {
            let to = (from + STRIDE).min(frames);
            if !self.pass(&lines, from..to, out) {
                for n in from..to {
                    let needed = self.needed(&lines, n + delay);
                    let gain = self.follow(needed);
                    if self.lead > 0 {
                        self.lead -= 1;
                    } else {
                        out.extend(lines.iter().map(|line| line[n] * gain));
                    }
                }
            }
            from = to;
        }
        for line in &mut lines {
            line.drain(..frames);
        }
        self.past = lines;
    }

    /// Appends the last of it.
    pub fn finish(mut self, out: &mut Vec<f32>) {
        let silence = vec![0.0; (self.look + TAPS / 2) * self.past.len()];
        self.process(&silence, out);
    }

    /// Lets a stretch through as it is, if nothing is being held down and nothing in it has to
    /// be: the same samples as one by one, at a tenth of the cost. Most of an episode is like that.
    fn pass(&mut self, lines: &[Vec<f32>], frames: Range<usize>, out: &mut Vec<f32>) -> bool {
        let resting = self.sum == 0 && self.current == 0 && self.lead == 0;
        if !resting || self.lowest.front().is_some_and(|(_, gain)| *gain < 0) {
            return false;
        }
        // All that the interpolators of these frames reach.
        let delay = self.look + TAPS / 2;
        let reach = frames.start + delay + 1 - TAPS..frames.end + delay;
        let loud = lines.iter().map(|line| loudest(&line[reach.clone()]));
        if loud.fold(0.0, f32::max) * self.interpolator.rise > self.ceiling
            && !frames.clone().all(|n| self.needed(lines, n + delay) == 0)
        {
            return false;
        }
        self.frame += frames.len() as u64;
        self.lowest.clear();
        self.lowest.push_back((self.frame - 1, 0));
        match lines {
            [line] => out.extend_from_slice(&line[frames]),
            [left, right] => {
                let pairs = left[frames.clone()].iter().zip(&right[frames]);
                out.extend(pairs.flat_map(|(l, r)| [*l, *r]));
            }
            _ => frames.for_each(|n| out.extend(lines.iter().map(|line| line[n]))),
        }
        true
    }

    /// The gain that the middle of the interpolator needs when `at` is its newest sample.
    fn needed(&self, lines: &[Vec<f32>], at: usize) -> i32 {
        let mut peak = 0f32;
        for line in lines {
            // Cannot fail: the range has that length.
            if let Ok(around) = line[at + 1 - TAPS..=at].try_into() {
                let around: &[f32; TAPS] = around;
                if loudest(around) * self.interpolator.rise > self.ceiling {
                    peak = peak.max(self.interpolator.peak(around));
                }
            }
        }
        match peak > self.ceiling {
            // Rounded down, so that it is low enough.
            true => (((self.ceiling / peak).log2() * OCTAVE).floor() as i32).max(LOWEST),
            false => 0,
        }
    }

    /// The factor for the frame that leaves now: held, released, averaged.
    fn follow(&mut self, needed: i32) -> f32 {
        let frame = self.frame;
        self.frame += 1;
        while self.lowest.back().is_some_and(|(_, gain)| *gain >= needed) {
            self.lowest.pop_back();
        }
        self.lowest.push_back((frame, needed));
        // One frame longer than the look-ahead: a peak between two frames holds down both.
        let held_on = |at: u64| at + self.look as u64 + 1 >= frame;
        if self.lowest.front().is_some_and(|(at, _)| !held_on(*at)) {
            self.lowest.pop_front();
        }
        let held = self.lowest.front().map_or(0, |(_, gain)| *gain);
        self.current = if held <= self.current {
            held
        } else {
            // Rounded up, so that it arrives.
            let way = i64::from(held - self.current) * self.release;
            (self.current + ((way >> 32) as i32 + 1)).min(held)
        };
        self.window.push_back(self.current);
        self.sum += i64::from(self.current);
        if let Some(gone) = self.window.pop_front() {
            self.sum -= i64::from(gone);
        }
        if self.sum == 0 {
            return 1.0;
        }
        let octaves = self.sum as f64 / self.look as f64 / f64::from(OCTAVE);
        let factor = (octaves as f32).exp2();
        self.deepest = self.deepest.min(factor);
        factor
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
