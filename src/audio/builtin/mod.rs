//! The pieces of music that the program has in itself, so that a show can have some with no rights
//! to clear: a bell and a pad, made from sines by this code and by nobody's recording.
//!
//! Sines are turned on by complex multiplication, and angles come from a series, so that no samples
//! hang on a system's mathematics library: the same on every machine, to the bit.

mod bell;
mod pad;

use super::Hz;

/// What a name of a piece begins with, where the name of a file is expected.
pub const PREFIX: &str = "builtin:";
/// The rate of all of them: that of an episode.
pub const RATE: Hz = Hz(48_000);
/// How loud they are, in LUFS, about.
pub const LOUDNESS: f64 = -20.0;

/// A piece of music.
#[derive(Debug)]
pub struct Builtin {
    /// Its name behind [`PREFIX`].
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Left and right in turns, at [`RATE`], full scale ±1.
    pub samples: fn() -> Vec<f32>,
}

/// All of them.
pub const BUILTINS: &[Builtin] = &[bell::ROW, pad::ROW];

impl PartialEq for Builtin {
    fn eq(&self, other: &Builtin) -> bool {
        self.name == other.name
    }
}

/// The piece of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Builtin> {
    BUILTINS.iter().find(|row| row.name == name)
}

/// A sine that dies away, sample by sample.
struct Partial {
    /// Where it stands: amplitude times cosine and sine of its angle.
    at: (f64, f64),
    /// By what it is turned with each sample, and shrunk.
    turn: (f64, f64),
}

impl Partial {
    /// `hertz` and `turns` (of a circle, where it begins); `dies` is the time in seconds in which it
    /// falls to a third (1/e), or infinity.
    fn new(hertz: f64, amplitude: f64, turns: f64, dies: f64) -> Partial {
        let rate = f64::from(RATE.0);
        let (cos, sin) = circle(turns);
        let shrink = 1.0 - 1.0 / (dies * rate);
        let turn = circle(hertz / rate);
        Partial {
            at: (amplitude * cos, amplitude * sin),
            turn: (shrink * turn.0, shrink * turn.1),
        }
    }

    fn next(&mut self) -> f64 {
        let ((x, y), (c, s)) = (self.at, self.turn);
        self.at = (x * c - y * s, x * s + y * c);
        y
    }
}

/// Cosine and sine of a part of a circle, by their series.
fn circle(turns: f64) -> (f64, f64) {
    let angle = (turns - turns.floor() - 0.5) * std::f64::consts::TAU;
    let (mut cos, mut sin, mut term) = (0.0, 0.0, 1.0);
    for n in 0..36u32 {
        let sign = if n % 4 < 2 { 1.0 } else { -1.0 };
        match n % 2 {
            0 => cos += sign * term,
            _ => sin += sign * term,
        }
        term *= angle / f64::from(n + 1);
    }
    // Half a circle was taken away, so that the angle is small.
    (-cos, -sin)
}

/// To the nearest step of 16 bits: what a last digit of arithmetic may differ in is gone.
fn stepped(sample: f64) -> f32 {
    ((sample * 32_768.0).round() / 32_768.0) as f32
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use ebur128::{EbuR128, Mode};

    #[test]
    fn the_series_is_the_circle() {
        for n in 0..1000 {
            let turns = f64::from(n) / 333.0 - 0.7;
            let (cos, sin) = circle(turns);
            let angle = turns * std::f64::consts::TAU;
            assert!((cos - angle.cos()).abs() < 1e-12 && (sin - angle.sin()).abs() < 1e-12);
        }
    }

    #[test]
    fn all_are_loud_enough_clip_nowhere_and_click_nowhere() {
        for row in BUILTINS {
            let samples = (row.samples)();
            let mut meter = EbuR128::new(2, RATE.0, Mode::I | Mode::TRUE_PEAK).unwrap();
            meter.add_frames_f32(&samples).unwrap();
            let loudness = meter.loudness_global().unwrap();
            assert!(
                (loudness - LOUDNESS).abs() < 0.5,
                "{}: {loudness} LUFS",
                row.name
            );
            let peak = meter.true_peak(0).unwrap().max(meter.true_peak(1).unwrap());
            assert!(peak < 0.7, "{}: {peak}", row.name);
            // No step between two samples that a tone below 5 kHz does not make.
            let step = (2..samples.len()).map(|n| (samples[n] - samples[n - 2]).abs());
            assert!(step.fold(0.0, f32::max) < 0.35, "{}", row.name);
            let offset = samples.iter().map(|s| f64::from(*s)).sum::<f64>() / samples.len() as f64;
            assert!(offset.abs() < 1e-3, "{}: {offset}", row.name);
        }
    }

    /// Whoever changes a piece changes every episode that plays it.
    #[test]
    fn the_samples_are_the_same_everywhere() {
        let digests: Vec<String> = BUILTINS
            .iter()
            .map(|row| {
                let bytes: Vec<u8> = (row.samples)()
                    .iter()
                    .flat_map(|s| s.to_le_bytes())
                    .collect();
                format!(
                    "{} {}",
                    row.name,
                    &blake3::hash(&bytes).to_hex().as_str()[..16]
                )
            })
            .collect();
        assert_eq!(digests, ["bell 558798d0aa11ad52", "pad 0f0a8280ff9089cb"]);
    }
}
