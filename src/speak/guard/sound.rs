//! A take to the few figures by which broken sound is known. One pass, no transform: looking at
//! a line must cost next to nothing beside speaking it.

use crate::audio::{Hz, Millis, Pcm};

/// The stretch over which it is asked whether anything sounds: shorter than any syllable, longer
/// than a period of the deepest voice.
const WINDOW: Millis = Millis(20);
/// A window is silent if none of its samples reaches this share of the take's peak.
const SILENT: f32 = 0.02; // -34 dB
/// From here on a sample counts as clipped.
const FULL: i16 = i16::MAX - 1;

/// What is known of a take's sound.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Sound {
    /// Length in seconds.
    pub(super) seconds: f64,
    /// Seconds of it in which nothing sounds.
    pub(super) silent: f64,
    /// The mean of all samples over their root mean square: 0 for sound, ±1 for a constant.
    pub(super) offset: f64,
    /// Correlation of each sample with the next: near 1 for voices, 0 for noise.
    pub(super) smooth: f64,
    /// The share of samples at full scale.
    pub(super) clipped: f64,
    /// The most samples at full scale in a row.
    pub(super) flat: usize,
}

impl Sound {
    /// Looks at a take.
    pub(super) fn of(audio: &Pcm) -> Sound {
        let samples = &audio.samples;
        let rate = f64::from(audio.rate.0.max(1));
        let (mut sum, mut power, mut next) = (0.0, 0.0, 0.0);
        let (mut clipped, mut run, mut flat) = (0usize, 0usize, 0usize);
        let mut last = 0.0;
        for sample in samples {
            let value = f64::from(*sample);
            sum += value;
            power += value * value;
            next += value * last;
            last = value;
            if sample.unsigned_abs() >= FULL.unsigned_abs() {
                run += 1;
                clipped += 1;
                flat = flat.max(run);
            } else {
                run = 0;
            }
        }
        let count = samples.len().max(1) as f64;
        let level = (power / count).sqrt().max(f64::MIN_POSITIVE);
        Sound {
            seconds: samples.len() as f64 / rate,
            silent: silent(samples, audio.rate) / rate,
            offset: sum / count / level,
            smooth: next / power.max(f64::MIN_POSITIVE),
            clipped: clipped as f64 / count,
            flat,
        }
    }
}

/// How many frames lie in silent windows.
fn silent(samples: &[i16], rate: Hz) -> f64 {
    let peak = samples.iter().map(|s| s.unsigned_abs()).max().unwrap_or(0);
    let heard = (f32::from(peak) * SILENT) as u16;
    let window = (rate.frames(WINDOW) as usize).max(1);
    let quiet = |window: &&[i16]| window.iter().all(|s| s.unsigned_abs() <= heard);
    let windows = samples.chunks(window).filter(quiet);
    windows.map(<[i16]>::len).sum::<usize>() as f64
}
