//! What hisses in a take to less of it.

use super::{above, around, between};
use crate::audio::Hz;

/// Half the length of the band's filter in seconds. It turns over within 2 kHz; longer would be sharper,
/// and heard as a breath before every s.
const HALF: f64 = 0.000_8;
/// Steps on either side over which a gain is held and then averaged: sibilants last longer.
const SPREAD: usize = 3;

/// A de-esser.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Deess {
    /// What is above it may hiss, in Hz.
    pub(super) split: f64,
    /// From so many dB above the voice's loudness on.
    pub(super) from: f32,
    /// So many decibels more in are one more out.
    pub(super) ratio: f32,
    /// It never takes away more than so many dB.
    pub(super) most: f32,
}

impl Deess {
    /// The gain of the band in each step, at most 1.
    pub(super) fn gains(&self, hisses: &[f32], loudness: f64, gains: &mut Vec<f32>) {
        let slope = 1.0 - 1.0 / self.ratio;
        let wanted: Vec<f32> = hisses
            .iter()
            .map(|hiss| (slope * (above(*hiss, loudness) - self.from)).clamp(0.0, self.most))
            .collect();
        let near = |n: usize| n.saturating_sub(SPREAD)..(n + SPREAD + 1).min(wanted.len());
        let held: Vec<f32> = (0..wanted.len())
            .map(|n| wanted[near(n)].iter().copied().fold(0.0, f32::max))
            .collect();
        gains.clear();
        gains.extend((0..held.len()).map(|n| {
            let around = &held[near(n)];
            let mean = around.iter().sum::<f32>() / around.len() as f32;
            match mean > 0.0 {
                true => 10f32.powf(-mean / 20.0),
                false => 1.0,
            }
        }));
    }
}

/// The filter that splits the band off.
#[derive(Debug, Clone)]
pub(super) struct Band {
    taps: Vec<f32>,
}

impl Band {
    /// A symmetric high-pass: a sinc in a Hamming window, taken from all that there is. Empty where
    /// nothing lies above `split` that could hiss.
    pub(super) fn new(rate: Hz, split: f64) -> Self {
        let rate = f64::from(rate.0);
        if split > 0.4 * rate {
            return Band { taps: Vec::new() };
        }
        let half = (HALF * rate).round().max(1.0) as i32;
        let low = |n: i32| {
            let x = std::f64::consts::TAU * split / rate * f64::from(n);
            let sinc = if n == 0 { 1.0 } else { x.sin() / x };
            let turn = std::f64::consts::PI * f64::from(n) / f64::from(half + 1);
            sinc * (0.54 + 0.46 * turn.cos())
        };
        // What it lets pass of a constant is taken from one.
        let sum: f64 = (-half..=half).map(low).sum();
        let tap = |n: i32| f64::from(u8::from(n == 0)) - low(n) / sum;
        Band {
            taps: (-half..=half).map(|n| tap(n) as f32).collect(),
        }
    }

    /// Does a take of this rate have such a band?
    pub(super) fn fits(&self) -> bool {
        !self.taps.is_empty()
    }

    /// Multiplies the band by gains, and leaves the rest, and all where gains are 1.
    pub(super) fn run(
        &self,
        samples: &mut [f32],
        step: usize,
        gains: &[f32],
        scratch: &mut Vec<f32>,
    ) {
        if gains.iter().all(|gain| *gain == 1.0) {
            return;
        }
        let half = self.taps.len() / 2;
        scratch.clear();
        scratch.resize(half, 0.0);
        scratch.extend_from_slice(samples);
        scratch.resize(samples.len() + 2 * half, 0.0);
        let mut high = vec![0.0; step];
        for (n, block) in samples.chunks_mut(step).enumerate() {
            let [before, here, after] = around(gains, n);
            if before == 1.0 && here == 1.0 && after == 1.0 {
                continue;
            }
            let high = &mut high[..block.len()];
            high.fill(0.0);
            // Tap by tap over the whole block, which the compiler turns into vector instructions.
            for (k, tap) in self.taps.iter().enumerate() {
                let from = n * step + k;
                let delayed = &scratch[from..from + high.len()];
                high.iter_mut()
                    .zip(delayed)
                    .for_each(|(sum, x)| *sum += tap * x);
            }
            for (at, (sample, high)) in block.iter_mut().zip(high).enumerate() {
                *sample += (between(before, here, after, at, step) - 1.0) * *high;
            }
        }
    }
}
