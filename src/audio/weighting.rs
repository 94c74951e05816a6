//! Samples to their power as the ear weighs it, hop by hop: the first half of ITU-R BS.1770-5, annex 1.
//!
//! One pass for both channels, and energies of hops instead of loudness of windows: windows of 0.4
//! and of 3 seconds are sums of the same hops, and hops of parts that were measured apart can be laid
//! end to end. The `ebur128` crate adds up all samples of a window at every hop; tests hold this to it.

use super::Hz;
use super::section::{Section, warp};

/// The recommendation gives coefficients for 48 kHz alone. These are the analogue filters that
/// they were made from, as `ebur128` and `libebur128` have them, so that any rate weighs alike.
const SHELF: (f64, f64, f64) = (
    1_681.974_450_955_533,
    0.707_175_236_955_419_6,
    3.999_843_853_973_347,
);
const HIGH_PASS: (f64, f64) = (38.135_470_876_024_44, 0.500_327_037_323_877_3);

/// The weighting filter with its memory, for one or two channels.
#[derive(Debug, Clone)]
struct Weighting<const N: usize> {
    shelf: Section<N>,
    high_pass: Section<N>,
}

impl<const N: usize> Weighting<N> {
    fn new(rate: Hz) -> Self {
        let (hertz, q, db) = SHELF;
        let (k, high) = (warp(rate, hertz), 10f64.powf(db / 20.0));
        let band = high.powf(0.499_666_774_154_541_6);
        let a0 = 1.0 + k / q + k * k;
        let shelf = Section::new(
            [
                (high + band * k / q + k * k) / a0,
                2.0 * (k * k - high) / a0,
                (high - band * k / q + k * k) / a0,
            ],
            [2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0],
        );
        let (hertz, q) = HIGH_PASS;
        let k = warp(rate, hertz);
        let a0 = 1.0 + k / q + k * k;
        // Not divided by a0: that is how the recommendation has it, and what 0.691 takes back.
        let high_pass = Section::new(
            [1.0, -2.0, 1.0],
            [2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0],
        );
        Weighting { shelf, high_pass }
    }

    /// The sum of squares of what interleaved samples weigh, over all channels.
    fn energy(&mut self, samples: &[f32]) -> f64 {
        let mut sums = [0.0; N];
        for frame in samples.as_chunks::<N>().0 {
            let y = self.high_pass.run(self.shelf.run(frame.map(f64::from)));
            for n in 0..N {
                sums[n] += y[n] * y[n];
            }
        }
        self.shelf.settle();
        self.high_pass.settle();
        sums.iter().sum()
    }
}

#[derive(Debug, Clone)]
enum Channels {
    Mono(Weighting<1>),
    Stereo(Weighting<2>),
}

/// Measures hops of a fixed length. Feed blocks of any size in order.
#[derive(Debug, Clone)]
pub struct Hops {
    channels: Channels,
    /// Frames in a hop.
    length: usize,
    /// Of the hop that is not full yet.
    frames: usize,
    energy: f64,
    powers: Vec<f32>,
}

impl Hops {
    /// For one or two interleaved channels, in hops of so many frames.
    #[must_use]
    pub fn new(rate: Hz, stereo: bool, length: usize) -> Self {
        Hops {
            channels: match stereo {
                false => Channels::Mono(Weighting::new(rate)),
                true => Channels::Stereo(Weighting::new(rate)),
            },
            length: length.max(1),
            frames: 0,
            energy: 0.0,
            powers: Vec::new(),
        }
    }

    /// Takes a block of whole frames.
    pub fn process(&mut self, mut block: &[f32]) {
        let width = match self.channels {
            Channels::Mono(_) => 1,
            Channels::Stereo(_) => 2,
        };
        while block.len() >= width {
            let wanted = ((self.length - self.frames) * width).min(block.len() / width * width);
            let (now, later) = block.split_at(wanted);
            // As heard on two loudspeakers: mono comes from both of them.
            self.energy += match &mut self.channels {
                Channels::Mono(weighting) => 2.0 * weighting.energy(now),
                Channels::Stereo(weighting) => weighting.energy(now),
            };
            self.frames += wanted / width;
            if self.frames == self.length {
                self.powers.push((self.energy / self.length as f64) as f32);
                (self.frames, self.energy) = (0, 0.0);
            }
            block = later;
        }
    }

    /// The power of each full hop so far: mean squares, summed over both loudspeakers.
    #[must_use]
    pub fn powers(&self) -> &[f32] {
        &self.powers
    }

    /// Forgets the hops so far, not what the filters remember.
    pub fn forget(&mut self) {
        self.powers.clear();
    }

    /// The mean power of the hop that is not full, and how many frames it has.
    #[must_use]
    pub fn rest(&self) -> (f32, usize) {
        (
            (self.energy / self.frames.max(1) as f64) as f32,
            self.frames,
        )
    }
}
