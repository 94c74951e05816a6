//! Frames of any number of channels to frames of one or two.
//!
//! Where the file says which loudspeaker a channel is for, those in the middle and behind are heard
//! 3 dB softer on the sides they belong to (ITU-R BS.775-4, annex 4), and the one for low effects is
//! left out, as there. Where it does not, all of them stand in the middle: to guess would put half an
//! orchestra on the wrong side.

use symphonia::core::audio::Channels;

/// 3 dB softer.
const HALF_POWER: f32 = std::f32::consts::FRAC_1_SQRT_2;

/// How much of each channel is heard on the left and on the right.
#[derive(Debug, Clone, PartialEq)]
pub struct Fold {
    shares: Vec<(f32, f32)>,
}

/// Bits of a speaker mask, in the order of `WAVEFORMATEXTENSIBLE`: those of the left, of the right,
/// and the one for low effects. What is none of them stands in the middle.
const LEFT: [u32; 6] = [0, 4, 6, 9, 12, 15];
const RIGHT: [u32; 6] = [1, 5, 7, 10, 14, 17];
const LOW: u32 = 3;

impl Fold {
    /// For sounds of these channels.
    #[must_use]
    pub fn new(channels: &Channels) -> Fold {
        let count = channels.count();
        let mut shares: Vec<(f32, f32)> = match channels {
            _ if count == 1 => vec![(1.0, 1.0)],
            Channels::Positioned(positions) if count > 2 => (0..u64::BITS)
                .filter(|bit| positions.bits() >> bit & 1 == 1)
                .map(|bit| {
                    let share = if bit < 2 { 1.0 } else { HALF_POWER };
                    match bit {
                        LOW => (0.0, 0.0),
                        _ if LEFT.contains(&bit) => (share, 0.0),
                        _ if RIGHT.contains(&bit) => (0.0, share),
                        _ => (HALF_POWER, HALF_POWER),
                    }
                })
                .collect(),
            _ if count == 2 => vec![(1.0, 0.0), (0.0, 1.0)],
            _ => vec![(1.0, 1.0); count],
        };
        // Nothing becomes louder than the loudest it was: what is in all channels at once.
        let sum = |side: fn(&(f32, f32)) -> f32| shares.iter().map(side).sum::<f32>();
        let most = sum(|s| s.0).max(sum(|s| s.1)).max(f32::MIN_POSITIVE);
        for (left, right) in &mut shares {
            *left /= most;
            *right /= most;
        }
        Fold { shares }
    }

    /// Channels of what comes out: one if left and right are the same.
    #[must_use]
    pub fn channels(&self) -> usize {
        match self.shares.iter().all(|(left, right)| left == right) {
            true => 1,
            false => 2,
        }
    }

    /// Folds interleaved frames into `out`, whose content is replaced.
    pub fn fold(&self, frames: &[f32], out: &mut Vec<f32>) {
        out.clear();
        let two = self.channels() == 2;
        for frame in frames.chunks_exact(self.shares.len().max(1)) {
            let both = frame.iter().zip(&self.shares);
            let (left, right) = both.fold((0.0, 0.0), |(l, r), (sample, share)| {
                (l + sample * share.0, r + sample * share.1)
            });
            out.push(left);
            if two {
                out.push(right);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use symphonia::core::audio::Position;

    fn folded(channels: &Channels, frame: &[f32]) -> Vec<f32> {
        let mut out = vec![9.0];
        Fold::new(channels).fold(frame, &mut out);
        out
    }

    #[test]
    fn one_and_two_channels_stay_as_they_are() {
        assert_eq!(folded(&Channels::Discrete(1), &[0.3, -0.4]), [0.3, -0.4]);
        assert_eq!(folded(&Channels::Discrete(2), &[0.3, -0.4]), [0.3, -0.4]);
    }

    #[test]
    fn a_film_s_channels_go_where_they_belong() {
        let film = Position::FRONT_LEFT
            | Position::FRONT_RIGHT
            | Position::FRONT_CENTER
            | Position::LFE1
            | Position::REAR_LEFT
            | Position::REAR_RIGHT;
        let film = Channels::Positioned(film);
        let most = 1.0 + 2.0 * HALF_POWER;
        let near = |got: Vec<f32>, want: [f32; 2]| {
            assert!(
                got.iter().zip(want).all(|(a, b)| (a - b).abs() < 1e-6),
                "{got:?}"
            );
        };
        near(
            folded(&film, &[1.0, 0.0, 0.0, 0.0, 0.0, 0.0]),
            [1.0 / most, 0.0],
        );
        let middle = HALF_POWER / most;
        near(
            folded(&film, &[0.0, 0.0, 1.0, 0.0, 0.0, 0.0]),
            [middle, middle],
        );
        near(folded(&film, &[0.0, 0.0, 0.0, 1.0, 0.0, 0.0]), [0.0, 0.0]);
        near(
            folded(&film, &[0.0, 0.0, 0.0, 0.0, 0.0, 1.0]),
            [0.0, middle],
        );
        near(folded(&film, &[1.0; 6]), [1.0, 1.0]);
    }

    #[test]
    fn channels_without_a_place_stand_in_the_middle() {
        let many = Channels::Discrete(8);
        assert_eq!(Fold::new(&many).channels(), 1);
        assert_eq!(folded(&many, &[0.5; 16]), [0.5, 0.5]);
    }
}
