use super::*;
use crate::audio::true_peak::TruePeak;
use std::f64::consts::{FRAC_PI_4, PI, TAU};

const RATE: Hz = Hz(48_000);

fn limit(input: &[f32], channels: usize, gain: f32, block: usize) -> Vec<f32> {
    let mut limiter = Limiter::new(RATE, channels, Db(gain), Db(-1.2));
    let mut out = Vec::new();
    for block in input.chunks(block * channels) {
        limiter.process(block, &mut out);
    }
    limiter.finish(&mut out);
    assert_eq!(out.len(), input.len());
    out
}

fn sine(hertz: f64, amplitude: f64, phase: f64) -> Vec<f32> {
    let turn = |n: u32| TAU * f64::from(n) * hertz / 48_000.0 + phase;
    (0..24_000)
        .map(|n| (amplitude * turn(n).sin()) as f32)
        .collect()
}

fn square(period: usize) -> Vec<f32> {
    let high = |n: usize| n % period < period / 2;
    (0..24_000)
        .map(|n| if high(n) { 1.0 } else { -1.0 })
        .collect()
}

/// True peak in dBTP by other means than the limiter's own: every fourth of a sample by a sinc of 192
/// samples in a Blackman window, no sample left out.
fn oversampled(samples: &[f32]) -> f64 {
    const HALF: i64 = 96;
    let mut peak = samples.iter().fold(0f64, |m, x| m.max(f64::from(x.abs())));
    for quarter in 1..4 {
        let taps: Vec<f64> = (1 - HALF..=HALF)
            .map(|k| {
                let x = k as f64 - f64::from(quarter) / 4.0;
                let w = PI * x / HALF as f64;
                (PI * x).sin() / (PI * x) * (0.42 + 0.5 * w.cos() + 0.08 * (2.0 * w).cos())
            })
            .collect();
        for around in samples.windows(taps.len()) {
            let value: f64 = around
                .iter()
                .zip(&taps)
                .map(|(x, h)| f64::from(*x) * h)
                .sum();
            peak = peak.max(value.abs());
        }
    }
    20.0 * peak.log10()
}

#[test]
fn what_is_quiet_passes_untouched_and_in_time() {
    let input = sine(440.0, 0.5, 0.0);
    assert_eq!(limit(&input, 1, 0.0, 1000), input);
    assert_eq!(limit(&input, 2, 0.0, 1000), input);
}

#[test]
fn the_size_of_blocks_changes_nothing() {
    let input = sine(440.0, 0.9, 0.0);
    for channels in [1, 2, 3] {
        let whole = limit(&input, channels, 6.0, 4096);
        assert_eq!(limit(&input, channels, 6.0, 1), whole);
    }
}

#[test]
fn a_stretch_that_passes_is_the_same_as_frame_by_frame() {
    // Loud and quiet by turns, so that the limiter comes to rest and is woken again.
    let tone = [sine(441.0, 1.0, 0.0), vec![0.0; 24_000]].concat();
    let swell = |n: usize| (n as f32 / 24_000.0).powi(16).min(1.0);
    let once = tone.iter().enumerate().map(|(n, x)| x * swell(n));
    let input: Vec<f32> = [once.clone().collect::<Vec<_>>(), once.collect()].concat();
    for gain in [-9.0, 0.0, 6.0] {
        let blocks = limit(&input, 1, gain, 4800);
        assert_eq!(blocks, limit(&input, 1, gain, 1), "{gain} dB");
        let scaled = input.iter().map(|x| x * Db(gain).factor());
        let changed = scaled.zip(&blocks).filter(|(x, y)| x != *y).count();
        assert_eq!(changed > 0, gain > -1.0, "{gain} dB: {changed} frames");
        assert!(changed < input.len() * 3 / 4, "{gain} dB: {changed} frames");
    }
}

/// Where a stretch is begun a second earlier, it is the same: the limiter forgets entirely.
#[test]
fn what_came_long_before_does_not_matter() {
    let loud = sine(300.0, 3.0, 0.0);
    let mut line = vec![0.01; 72_000];
    line.extend(sine(200.0, 1.4, 0.0));
    let after = limit(&[loud, line.clone()].concat(), 1, 3.0, 4800);
    assert!(after[24_000 + 60_000..] == limit(&line, 1, 3.0, 4800)[60_000..]);
}

#[test]
fn no_peak_passes_not_even_between_samples() {
    // A sine at a quarter of the rate, caught between its peaks: sample peaks 3 dB low.
    let between = sine(12_000.0, 2.0, FRAC_PI_4);
    for (name, input, gains) in [
        ("fs/4 at +6 dB", &between, [0.0, 6.0]),
        ("fs/4 off the grid", &sine(12_001.0, 2.0, 0.3), [0.0, 6.0]),
        ("square of 100 frames", &square(100), [0.0, 9.0]),
        ("square of 6 frames", &square(6), [0.0, 9.0]),
        ("a plain sine", &sine(997.0, 1.0, 0.0), [0.0, 12.0]),
        ("near the top", &sine(19_000.0, 1.0, 0.1), [0.0, 6.0]),
    ] {
        for gain in gains {
            let out = limit(input, 1, gain, 777);
            let peak = oversampled(&out);
            assert!(peak <= -1.0, "{name}, {gain} dB: {peak} dBTP");
            let needlessly = oversampled(&out[2400..21_600]);
            assert!(needlessly > -3.0, "{name}, {gain} dB: {needlessly} dBTP");
            // The same in one of two channels, and not a frame sooner or later.
            let stereo: Vec<f32> = input.iter().flat_map(|x| [*x, 0.5 * x]).collect();
            let both = limit(&stereo, 2, gain, 777);
            let left: Vec<f32> = both.iter().step_by(2).copied().collect();
            assert_eq!(left, out, "{name}");
            assert!(both.chunks(2).all(|f| (f[1] - 0.5 * f[0]).abs() < 1e-6));
            let mut meter = TruePeak::new(1);
            meter.process(&out);
            assert!(20.0 * meter.peak().log10() <= -1.15, "{name}");
        }
    }
}

/// The gain moves by the whole reduction within the look-ahead at most, in decibels: for 6 dB that
/// is 1.2 dB a millisecond.
#[test]
fn gain_has_a_bounded_slope() {
    for loud in [1.1f32, 2.0, 4.0, 16.0] {
        let mut input = vec![0.25f32; 24_000];
        input[10_000..11_000].fill(loud);
        input[15_000] = loud;
        let out = limit(&input, 1, 0.0, 500);
        let gains: Vec<f32> = out
            .iter()
            .zip(&input)
            .map(|(y, x)| Db::of(y / x).0)
            .collect();
        let deepest = gains.iter().copied().fold(0.0, f32::min);
        let bound = -deepest / (5.0 * 48.0) + 1e-3;
        let steepest = gains.windows(2).map(|w| (w[1] - w[0]).abs());
        let steepest = steepest.fold(0.0, f32::max);
        assert!(
            steepest <= bound,
            "{loud}: {steepest} dB a frame, not {bound}"
        );
        assert!(steepest > bound / 3.0, "{loud}: nothing happened");
    }
}

#[test]
fn what_is_no_number_or_beyond_all_measure_does_no_harm() {
    let mut input = sine(440.0, 0.5, 0.0);
    input[5000] = f32::MAX;
    input[9000] = f32::INFINITY;
    input[9100] = f32::NAN;
    assert_eq!(limit(&input, 1, 0.0, 777).len(), input.len());
}
