//! Speech to the pitch of its voice: which of two speakers is the lower one, and by how much.
//!
//! De Cheveigné and Kawahara's YIN ("YIN, a fundamental frequency estimator for speech and
//! music", J. Acoust. Soc. Am. 111, 2002), steps 1 to 5, on frames of 40 ms. Chosen over plain
//! autocorrelation, which takes every fifth frame of speech for an octave too low.

use super::Hz;

/// The range of speaking voices, with room for both ends of `timbre`.
const LOWEST: f64 = 50.0;
const HIGHEST: f64 = 600.0;

/// A frame whose best period leaves more than this share of its power unexplained has no pitch.
/// The paper's 0.1, a little wider because synthetic voices mix in more noise.
const UNEXPLAINED: f32 = 0.15;

/// The median fundamental frequency of the voiced frames, in hertz; `None` if fewer than five
/// frames (50 ms) are voiced. `samples` have 1 as full scale.
#[must_use]
pub fn median_f0(samples: &[f32], rate: Hz) -> Option<f64> {
    let rate = f64::from(rate.0);
    let longest = (rate / LOWEST).ceil() as usize;
    let window = (rate * 0.04) as usize;
    let hop = ((rate * 0.01) as usize).max(1);
    let loudest = samples.iter().fold(0f32, |m, s| m.max(s.abs()));
    let mut found: Vec<f64> = samples
        .windows(window + longest + 1)
        .step_by(hop)
        // What is 30 dB below the loudest sample is no vowel.
        .filter(|frame| frame.iter().any(|s| s.abs() > loudest * 0.03))
        .filter_map(|frame| period(frame, window, (rate / HIGHEST) as usize))
        .map(|period| rate / period)
        .collect();
    if found.len() < 5 {
        return None;
    }
    found.sort_by(f64::total_cmp);
    Some(found[found.len() / 2])
}

/// How far apart two frequencies are, in semitones; positive if `a` is the higher one.
#[must_use]
pub fn semitones_between(a: f64, b: f64) -> f64 {
    12.0 * (a / b).log2()
}

/// The period of a frame in samples: the first dip of the normalized difference below the
/// threshold, followed to its bottom.
fn period(frame: &[f32], window: usize, shortest: usize) -> Option<f64> {
    let longest = frame.len().checked_sub(window + 1)?;
    let mut sum = 0.0;
    let normalized: Vec<f32> = (0..=longest)
        .map(|lag| {
            let pairs = frame[..window].iter().zip(&frame[lag..lag + window]);
            let difference: f32 = pairs.map(|(a, b)| (a - b) * (a - b)).sum();
            sum += difference;
            if sum > 0.0 {
                difference * lag as f32 / sum
            } else {
                1.0
            }
        })
        .collect();
    let mut lag = (shortest.max(1)..longest).find(|lag| normalized[*lag] < UNEXPLAINED)?;
    while lag + 1 < longest && normalized[lag + 1] < normalized[lag] {
        lag += 1;
    }
    // The bottom of the parabola through the three lowest values.
    let [before, at, after] = [normalized[lag - 1], normalized[lag], normalized[lag + 1]];
    let bend = before - 2.0 * at + after;
    let off = if bend > 0.0 {
        0.5 * (before - after) / bend
    } else {
        0.0
    };
    Some(lag as f64 + f64::from(off.clamp(-1.0, 1.0)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::f64::consts::TAU;

    /// A pulse-like voice: twelve harmonics, the second the strongest.
    fn voice(hertz: f64, rate: f64) -> Vec<f32> {
        (0..(rate * 0.5) as usize)
            .map(|n| {
                (1..=12)
                    .map(|k| {
                        let weight = if k == 2 { 0.3 } else { 0.2 / f64::from(k) };
                        weight * (TAU * hertz * f64::from(k) * n as f64 / rate).sin()
                    })
                    .sum::<f64>() as f32
            })
            .collect()
    }

    #[test]
    fn the_pitch_of_a_voice_is_found_within_a_tenth_of_a_semitone() {
        for rate in [16_000, 48_000] {
            for hertz in [80.0, 117.3, 180.0, 255.5, 400.0] {
                let got = median_f0(&voice(hertz, f64::from(rate)), Hz(rate)).unwrap();
                let off = semitones_between(got, hertz);
                assert!(off.abs() < 0.1, "{hertz} Hz at {rate}: {got}");
            }
        }
    }

    #[test]
    fn silence_noise_and_scraps_have_no_pitch() {
        let mut state = 1u32;
        let noise: Vec<f32> = (0..16_000)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 8) as f32 / (1 << 23) as f32 - 1.0
            })
            .collect();
        assert_eq!(median_f0(&noise, Hz(16_000)), None);
        assert_eq!(median_f0(&[0.0; 9_000], Hz(16_000)), None);
        assert_eq!(median_f0(&[0.5; 100], Hz(16_000)), None);
        assert_eq!(median_f0(&[], Hz(0)), None);
    }
}
