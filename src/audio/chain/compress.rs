//! Powers of steps to gains that hold back what is loud.

use super::above;

/// Half the stretch, in seconds, over which power is averaged: a period of a deep voice on either side,
/// so that gain does not follow the voice's own wave.
const HALF: f64 = 0.010;

/// A compressor with a soft knee.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Compress {
    /// From so many dB above the voice's loudness on.
    pub(super) from: f32,
    /// So many decibels more in are one more out.
    pub(super) ratio: f32,
    /// The width in dB of the bend around `from`.
    pub(super) knee: f32,
    /// Seconds in which it comes and goes by 63 %.
    pub(super) attack: f64,
    pub(super) release: f64,
}

impl Compress {
    /// The gain of each step, at most 1.
    pub(super) fn gains(&self, powers: &[f32], loudness: f64, step: f64, gains: &mut Vec<f32>) {
        gains.clear();
        let half = (HALF / step).round() as usize;
        let share = |seconds: f64| (1.0 - (-step / seconds).exp()) as f32;
        let (attack, release) = (share(self.attack), share(self.release));
        let mut reduction = 0.0;
        for n in 0..powers.len() {
            // Summed anew: a running sum would depend on what left it long ago.
            let window = &powers[n.saturating_sub(half)..(n + half + 1).min(powers.len())];
            let mean = window.iter().sum::<f32>() / window.len() as f32;
            let wanted = self.reduction(above(mean, loudness));
            let way = if wanted > reduction { attack } else { release };
            reduction += (wanted - reduction) * way;
            gains.push(match reduction < 1e-3 {
                true => 1.0,
                false => 10f32.powf(-reduction / 20.0),
            });
        }
    }

    /// By how many dB a level is to be held back.
    fn reduction(&self, level: f32) -> f32 {
        let slope = 1.0 - 1.0 / self.ratio;
        let over = level - self.from;
        if over <= -self.knee / 2.0 {
            0.0
        } else if over < self.knee / 2.0 {
            slope * (over + self.knee / 2.0).powi(2) / (2.0 * self.knee)
        } else {
            slope * over
        }
    }
}
