//! One take to the same take as a sound engineer would pass it on: a high-pass, a de-esser, a
//! compressor. As long as before and in time, from a fresh state each time: how a line sounds never
//! depends on the line before it.
//!
//! | | gentle | firm | firmest | after |
//! |---|---|---|---|---|
//! | high-pass, 12 dB an octave | 60 Hz | 80 Hz | 80 Hz | below any voice; 80 Hz is the switch on most microphones |
//! | sibilants: above | 5 kHz | 5 kHz | 5 kHz | /s/ peaks at 6 to 8 kHz (Jongman, Wayland and Wong 2000, JASA 108) |
//! | sibilants: from, by, at most | -9 dB, 2:1, 4 dB | -12 dB, 3:1, 8 dB | as firm | a de-esser that is heard lisps |
//! | compressor: from, by | 0 dB, 1.6:1 | -6 dB, 2.5:1 | -12 dB, 4:1 | Giannoulis, Massberg and Reiss 2012, JAES 60(6): curve and knee, branching smoothing |
//!
//! Decibels are those above or below the voice's own loudness: a quiet voice is treated like a loud
//! one, and every line of a voice alike.
//!
//! What is linear-phase and what is not: the de-esser splits its band off with a symmetric filter and
//! takes a part of it away again, so that what is left adds up without a smear, and is the take itself,
//! bit for bit, where nothing hisses. The high-pass is not: a symmetric one would ring for twenty
//! milliseconds before every plosive, which is heard, and what an ordinary one does to the phase of the
//! lowest partial is not. The compressor multiplies, and has no phase. It and the de-esser know the
//! whole take, so that they look ahead without being late.

mod compress;
mod deess;

use super::Hz;
use super::section::Section;
use compress::Compress;
use deess::Deess;

/// Settings of the chain, by the names that casts have for them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting {
    /// Everything below it is taken away, in Hz.
    high_pass: f64,
    deess: Deess,
    compress: Compress,
}

/// So little that nobody hears it working.
pub const GENTLE: Setting = Setting {
    high_pass: 60.0,
    deess: Deess {
        split: 5000.0,
        from: -9.0,
        ratio: 2.0,
        most: 4.0,
    },
    compress: Compress {
        from: 0.0,
        ratio: 1.6,
        knee: 6.0,
        attack: 0.005,
        release: 0.120,
    },
};

/// For recordings that vary, and for listeners in traffic.
pub const FIRM: Setting = Setting {
    high_pass: 80.0,
    deess: Deess {
        from: -12.0,
        ratio: 3.0,
        most: 8.0,
        ..GENTLE.deess
    },
    compress: Compress {
        from: -6.0,
        ratio: 2.5,
        knee: 6.0,
        attack: 0.005,
        release: 0.100,
    },
};

/// For a loudness range that nothing else brings down.
pub const FIRMEST: Setting = Setting {
    compress: Compress {
        from: -12.0,
        ratio: 4.0,
        ..FIRM.compress
    },
    ..FIRM
};

/// Steps of control in a second: gains are found for every millisecond and drawn straight between.
const STEPS: u32 = 1000;

/// The chain for one sample rate; takes pass through it one by one.
#[derive(Debug, Clone)]
pub struct Chain {
    rate: Hz,
    setting: Setting,
    /// Samples in a step of control.
    step: usize,
    high_pass: Section<1>,
    /// What the de-esser listens to; cheaper than its band, and good enough to hear an s by.
    hiss: Section<1>,
    band: deess::Band,
    /// The power of each step: of everything, and of what hisses.
    powers: Vec<f32>,
    hisses: Vec<f32>,
    gains: Vec<f32>,
    scratch: Vec<f32>,
}

impl Chain {
    /// For takes at `rate`.
    #[must_use]
    pub fn new(rate: Hz, setting: Setting) -> Self {
        Chain {
            rate,
            setting,
            step: (rate.0.div_ceil(STEPS) as usize).max(1),
            high_pass: Section::high_pass(rate, setting.high_pass),
            hiss: Section::high_pass(rate, setting.deess.split),
            band: deess::Band::new(rate, setting.deess.split),
            powers: Vec::new(),
            hisses: Vec::new(),
            gains: Vec::new(),
            scratch: Vec::new(),
        }
    }

    /// Passes a whole take through it, of a voice whose loudness is `loudness` in LUFS, as heard
    /// on two loudspeakers.
    pub fn run(&mut self, samples: &mut [f32], loudness: f64) {
        self.listen(samples);
        let seconds = self.step as f64 / f64::from(self.rate.0.max(1));
        if self.band.fits() {
            let deess = &self.setting.deess;
            deess.gains(&self.hisses, loudness, &mut self.gains);
            (self.band).run(samples, self.step, &self.gains, &mut self.scratch);
        }
        let compress = &self.setting.compress;
        compress.gains(&self.powers, loudness, seconds, &mut self.gains);
        faded(samples, self.step, &self.gains);
    }

    /// The high-pass, and what is found on the way.
    fn listen(&mut self, samples: &mut [f32]) {
        self.high_pass.reset();
        self.hiss.reset();
        self.powers.clear();
        self.hisses.clear();
        for block in samples.chunks_mut(self.step) {
            let (mut power, mut hiss) = (0.0, 0.0);
            for sample in block.iter_mut() {
                let y = self.high_pass.run([f64::from(*sample)]);
                let [h] = self.hiss.run(y);
                power += y[0] * y[0];
                hiss += h * h;
                *sample = y[0] as f32;
            }
            self.high_pass.settle();
            self.hiss.settle();
            // Twice, as heard on two loudspeakers: what it is compared with is, too.
            let mean = |sum: f64| (2.0 * sum / block.len() as f64) as f32;
            self.powers.push(mean(power));
            self.hisses.push(mean(hiss));
        }
    }
}

/// Decibels above `loudness`; far below it for silence.
fn above(power: f32, loudness: f64) -> f32 {
    10.0 * power.max(1e-12).log10() - loudness as f32
}

/// Multiplies by gains that stand at the middles of steps, and move straight from one to the next.
fn faded(samples: &mut [f32], step: usize, gains: &[f32]) {
    for (n, block) in samples.chunks_mut(step).enumerate() {
        let [before, here, after] = around(gains, n);
        if before == 1.0 && here == 1.0 && after == 1.0 {
            continue;
        }
        for (at, sample) in block.iter_mut().enumerate() {
            *sample *= between(before, here, after, at, step);
        }
    }
}

/// The gain of a step and its neighbours.
fn around(gains: &[f32], n: usize) -> [f32; 3] {
    let here = gains.get(n).copied().unwrap_or(1.0);
    let before = n.checked_sub(1).and_then(|n| gains.get(n));
    [
        before.copied().unwrap_or(here),
        here,
        gains.get(n + 1).copied().unwrap_or(here),
    ]
}

/// The gain of sample `at` of a step.
fn between(before: f32, here: f32, after: f32, at: usize, step: usize) -> f32 {
    let way = (at as f32 + 0.5) / step as f32 - 0.5;
    match way < 0.0 {
        true => here + (here - before) * way,
        false => here + (after - here) * way,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
