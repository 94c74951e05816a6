//! Samples to clicks: steps from one sample to the next that no speech makes.
//!
//! A cut in the middle of a wave, a lost block, a sample that went wrong: all are one step far larger
//! than every other near it. Speech, a drum and a bell have large steps too, but never one alone:
//! whatever begins goes on. So a step counts if it is loud enough to be heard and [`ALONE`]
//! times as large as any other between a sixth of a millisecond and a few milliseconds away, on both
//! sides. What is nearer is left out, since a step that went through a resampler or a limiter is spread
//! over several samples. The level of a step alone was rejected: at 0.1 of full scale, `s` clicks.

use std::collections::VecDeque;

/// Smaller steps are no louder than the noise of a room: -34 dBFS.
const HEARD: f32 = 0.02;
/// How many times as large as the steps around it.
const ALONE: f32 = 6.0;
/// Frames that are looked at as one.
const BLOCK: usize = 8;
/// Blocks on either side that belong to the step itself, and how far is looked.
const NEAR: usize = 1;
const FAR: usize = 16;
/// So many are told by their place, the rest counted.
const TOLD: usize = 20;

/// Finds them in one channel, in order.
#[derive(Debug, Clone)]
pub(super) struct Clicks {
    last: f32,
    largest: f32,
    frame: u64,
    /// The largest step of each of the last blocks; the one in the middle is judged.
    blocks: VecDeque<f32>,
    /// How many there are.
    pub(super) count: u64,
    /// In which frame the first ones are, to the block.
    pub(super) places: Vec<u64>,
}

impl Clicks {
    /// A file begins and ends in silence: one that begins at full scale clicks.
    pub(super) fn new() -> Clicks {
        Clicks {
            last: 0.0,
            largest: 0.0,
            frame: 0,
            blocks: VecDeque::from(vec![0.0; 2 * FAR]),
            count: 0,
            places: Vec::new(),
        }
    }

    /// The next sample; full scale is ±1.
    pub(super) fn hear(&mut self, sample: f32) {
        self.largest = self.largest.max((sample - self.last).abs());
        self.last = sample;
        self.frame += 1;
        if self.frame.is_multiple_of(BLOCK as u64) {
            self.blocks.push_back(self.largest);
            self.largest = 0.0;
            self.judge();
            self.blocks.pop_front();
        }
    }

    /// After the last one.
    pub(super) fn finish(&mut self) {
        for _ in 0..(FAR + 2) * BLOCK {
            self.hear(0.0);
        }
    }

    fn judge(&mut self) {
        let step = self.blocks[FAR];
        if step < HEARD {
            return;
        }
        let others = (0..=2 * FAR).filter(|at| at.abs_diff(FAR) > NEAR);
        if others.fold(0f32, |most, at| most.max(self.blocks[at])) * ALONE < step {
            self.count += 1;
            if self.places.len() < TOLD {
                let blocks = self.frame / BLOCK as u64;
                self.places
                    .push(blocks.saturating_sub(FAR as u64 + 1) * BLOCK as u64);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(samples: &[f32]) -> Clicks {
        let mut clicks = Clicks::new();
        samples.iter().for_each(|sample| clicks.hear(*sample));
        clicks.finish();
        clicks
    }

    /// A vowel: pulses that ring, at 48 kHz.
    fn vowel(frames: usize, level: f32) -> Vec<f32> {
        let ring = |n: usize| {
            let t = n as f32 / 48_000.0;
            let formant = |hertz: f32, width: f32| {
                (std::f32::consts::TAU * hertz * t).sin() * (-width * t).exp()
            };
            formant(600.0, 300.0) + 0.6 * formant(1500.0, 400.0) + 0.4 * formant(2600.0, 600.0)
        };
        (0..frames).map(|n| level * ring(n % 400)).collect()
    }

    #[test]
    fn what_begins_and_goes_on_is_no_click() {
        let mut seed = 3u32;
        let mut noise = move || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        let hiss: Vec<f32> = (0..48_000).map(|_| 0.5 * noise()).collect();
        // A drum, without any fade.
        let drum: Vec<f32> = (0..9600)
            .map(|n| 0.9 * noise() * (-(n as f32) / 1200.0).exp())
            .collect();
        let quiet = vec![0.0; 4800];
        for samples in [
            vowel(48_000, 0.5),
            hiss,
            [quiet.clone(), drum, quiet.clone()].concat(),
            quiet,
        ] {
            assert_eq!(found(&samples).count, 0);
        }
    }

    #[test]
    fn a_cut_a_gap_and_a_wrong_sample_are_clicks() {
        let tone = |frames: usize| -> Vec<f32> {
            (0..frames)
                .map(|n| 0.5 * (std::f32::consts::TAU * n as f32 * 200.0 / 48_000.0).sin())
                .collect()
        };
        // At 30 the wave stands at 0.35.
        let cut = [tone(4830), vec![0.0; 4800]].concat();
        let mut gap = tone(9600);
        gap[4820..4900].fill(0.0);
        let mut wrong = vowel(9600, 0.2);
        wrong[4000] = -0.9;
        let offset = vec![0.3; 4800];
        for (samples, place, count) in [(cut, 4830, 1), (gap, 4820, 2), (wrong, 4000, 1)] {
            let clicks = found(&samples);
            assert_eq!(clicks.count, count);
            assert!(
                clicks.places[0].abs_diff(place) <= BLOCK as u64,
                "{clicks:?}"
            );
        }
        // Where the file begins, and where it ends.
        assert_eq!(found(&offset).count, 2);
    }
}
