//! A line to how long somebody really speaks in it, its length without the silences; and its text to a
//! number of words.
//!
//! The one definition of words a minute: the listening copy steers its pace by
//! it before anything is mixed, and `inspect` measures the finished file by it. So that both find
//! the same, everything is relative to the line itself: no gain, no limiter and no resampler
//! between a take and the file moves the border between sound and silence by more than a window.
//!
//! - The level of a window of 10 ms is the mean of its squares. Single samples, by which `trim`
//!   decides, were rejected here: a file has room tone in its pauses, and one sample of noise that
//!   reaches a threshold would break a silence in two.
//! - A window is quiet if it lies 40 dB or more below the loudest window of the line. Lines of a
//!   mastered episode have their loudest window near -10 dBFS, so this is the -50 dBFS that people
//!   set in silence finders.
//! - A silence is 150 ms or more of quiet windows. Shorter ones belong to speech: the closure of a
//!   `p` or `k` lasts up to 120 ms, and nobody hears it as a pause.

use super::{Hz, Millis};
use std::ops::Range;

/// What is looked at as one.
pub const WINDOW: Millis = Millis(10);
/// A silence lasts at least as long.
pub const SILENCE: Millis = Millis(150);
/// Mean square of the loudest window to that of the border between sound and quiet: -40 dB.
const BELOW_LOUDEST: f64 = 1e-4;
/// A line whose loudest window is quieter has nothing in it but noise: -60 dBFS.
const NOISE: f64 = 1e-6;

/// How many frames of a line sound: all but its silences. 0 for a line that is nothing but noise.
/// `full_scale` is 1 for floating point and 32,768 for 16-bit samples.
#[must_use]
pub fn sounding_frames<T: Copy + Into<f32>>(samples: &[T], full_scale: f32, rate: Hz) -> u64 {
    let mut ear = Ear::new(rate);
    for sample in samples {
        ear.hear(Into::<f32>::into(*sample) / full_scale);
    }
    ear.finish().frames
}

/// How many words of a shown text are counted: what stands between white space or dashes and has
/// a letter or a digit in it. `well-known` is one word and `don't` too, as counters of words in
/// editors and transcripts have it; what a voice makes of `1987` is not asked, for pace
/// is told of the interview's own words.
#[must_use]
pub fn words(text: &str) -> usize {
    text.split(|c: char| c.is_whitespace() || matches!(c, '\u{2013}' | '\u{2014}' | '\u{2026}'))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

/// Listens to a line sample by sample, and keeps eight bytes for each window.
#[derive(Debug, Clone)]
pub struct Ear {
    window: u64,
    silence: u64,
    /// Mean squares of the windows that are complete.
    levels: Vec<f64>,
    sum: f64,
    heard: u64,
}

/// What sounds in a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sounding {
    /// The frames that sound: the line without its silences.
    pub frames: u64,
    /// From the first to one past the last that sounds, in frames of the line; empty if none does.
    pub range: Range<u64>,
    /// The silences between these two.
    pub silences: Vec<Range<u64>>,
}

impl Ear {
    /// For a line at `rate`.
    #[must_use]
    pub fn new(rate: Hz) -> Ear {
        Ear {
            window: rate.frames(WINDOW).max(1),
            silence: rate.frames(SILENCE).max(1),
            levels: Vec::new(),
            sum: 0.0,
            heard: 0,
        }
    }

    /// The next frame; full scale is ±1.
    pub fn hear(&mut self, sample: f32) {
        self.power(f64::from(sample) * f64::from(sample));
    }

    /// The next frame of several channels, as the mean of their squares.
    pub fn power(&mut self, square: f64) {
        self.sum += square;
        self.heard += 1;
        if self.heard.is_multiple_of(self.window) {
            self.levels.push(self.sum / self.window as f64);
            self.sum = 0.0;
        }
    }

    /// What sounded.
    #[must_use]
    pub fn finish(mut self) -> Sounding {
        let rest = self.heard % self.window;
        if rest > 0 {
            self.levels.push(self.sum / rest as f64);
        }
        let loudest = self.levels.iter().copied().fold(0.0, f64::max);
        if loudest < NOISE {
            return Sounding::default();
        }
        let border = loudest * BELOW_LOUDEST;
        let frame = |window: usize| (window as u64 * self.window).min(self.heard);
        // The loudest sounds, so there is a first and a last.
        let mut sounding = Sounding::default();
        let mut quiet_from = 0;
        let mut frames = self.heard;
        for (at, level) in self.levels.iter().enumerate() {
            if *level <= border {
                continue;
            }
            let quiet = frame(quiet_from)..frame(at);
            let long = quiet.end - quiet.start >= self.silence;
            if long {
                frames -= quiet.end - quiet.start;
            }
            if sounding.range.end == 0 {
                sounding.range.start = if long { quiet.end } else { 0 };
            } else if long {
                sounding.silences.push(quiet);
            }
            quiet_from = at + 1;
            sounding.range.end = frame(quiet_from);
        }
        let after = self.heard - sounding.range.end;
        if after >= self.silence {
            frames -= after;
        } else {
            sounding.range.end = self.heard;
        }
        sounding.frames = frames;
        sounding
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::audio::Db;
    use crate::audio::limiter::Limiter;

    const RATE: Hz = Hz(16_000);

    /// Stretches of a buzz, each at a level in dBFS (peak) for so many milliseconds.
    fn line(parts: &[(f32, u32)]) -> Vec<f32> {
        let mut samples = Vec::new();
        for (level, millis) in parts {
            for n in 0..RATE.frames(Millis(*millis)) {
                let turn = std::f32::consts::TAU * n as f32 * 200.0 / RATE.0 as f32;
                samples.push(Db(*level).factor() * turn.sin());
            }
        }
        samples
    }

    #[test]
    fn silences_are_taken_away_and_closures_are_not() {
        for (parts, millis) in [
            (vec![(-6.0, 1000)], 1000),
            // 100 ms is the closure of a plosive, 150 ms a silence.
            (vec![(-6.0, 500), (-90.0, 100), (-6.0, 500)], 1100),
            (vec![(-6.0, 500), (-90.0, 150), (-6.0, 500)], 1000),
            (vec![(-6.0, 500), (-90.0, 700), (-6.0, 500)], 1000),
            // At both ends, too.
            (vec![(-90.0, 300), (-6.0, 500), (-90.0, 400)], 500),
            (vec![(-90.0, 100), (-6.0, 500), (-90.0, 100)], 700),
            // What is 38 dB quieter than the loudest still sounds, 42 dB is quiet.
            (vec![(-6.0, 500), (-44.0, 500)], 1000),
            (vec![(-6.0, 500), (-48.0, 500)], 500),
            // As relative to a quiet line as to a loud one.
            (vec![(-26.0, 500), (-64.0, 500)], 1000),
            (vec![(-26.0, 500), (-68.0, 500)], 500),
            // Noise alone is no speech.
            (vec![(-70.0, 500)], 0),
            (vec![], 0),
        ] {
            let frames = sounding_frames(&line(&parts), 1.0, RATE);
            assert_eq!(frames, RATE.frames(Millis(millis)), "{parts:?}");
        }
    }

    #[test]
    fn words_are_counted_as_people_count_them() {
        for (text, count) in [
            ("", 0),
            ("Why radio?", 2),
            (
                "It\u{2019}s well-known \u{2014} and don't you\u{2014}well \u{2026}",
                6,
            ),
            ("1987\u{2013}91, 3.5 %", 3),
            ("\u{201c} - \u{201d} *", 0),
            ("Ça va, «\u{a0}Élodie\u{a0}» ?", 3),
        ] {
            assert_eq!(words(text), count, "{text}");
        }
    }

    #[test]
    fn integers_are_heard_as_floats_are() {
        let samples = line(&[(-6.0, 500), (-90.0, 700), (-6.0, 505)]);
        let whole: Vec<i16> = samples.iter().map(|s| (s * 32_768.0) as i16).collect();
        let frames = sounding_frames(&whole, 32_768.0, RATE);
        assert_eq!(frames, sounding_frames(&samples, 1.0, RATE));
        assert_eq!(frames, RATE.frames(Millis(1005)));
    }

    #[test]
    fn where_it_sounds_is_told() {
        let mut ear = Ear::new(RATE);
        for sample in line(&[
            (-90.0, 200),
            (-6.0, 300),
            (-90.0, 400),
            (-6.0, 50),
            (-90.0, 160),
        ]) {
            ear.hear(sample);
        }
        let millis = |ms| RATE.frames(Millis(ms));
        let expected = Sounding {
            frames: millis(350),
            range: millis(200)..millis(950),
            silences: vec![millis(500)..millis(900)],
        };
        assert_eq!(ear.finish(), expected);
    }

    /// Syllables of unlike level with decays between them, and pauses between groups: what speech
    /// looks like from afar.
    fn speechlike() -> Vec<f32> {
        let mut samples = Vec::new();
        let mut seed = 7u32;
        let mut random = |most: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % most
        };
        for syllable in 0..400 {
            let loud = Db(-8.0 - random(18) as f32).factor();
            let length = RATE.frames(Millis(120 + random(120)));
            for n in 0..length {
                let shape = (std::f32::consts::PI * n as f32 / length as f32).sin();
                let noise = (random(2000) as f32 / 1000.0 - 1.0) * 0.2;
                let turn = std::f32::consts::TAU * n as f32 * 140.0 / RATE.0 as f32;
                samples.push(loud * shape * shape * (turn.sin() + noise));
            }
            let pause = match syllable % 9 {
                8 => 180 + random(500),
                _ => random(60),
            };
            samples.extend(vec![0.0; RATE.frames(Millis(pause)) as usize]);
        }
        samples
    }

    /// What stands between a take and the file: a gain, a curve that lowers what is loud, the
    /// limiter, and room tone. (Resampling moves no window by more than itself.)
    #[test]
    fn a_take_and_the_finished_file_agree_within_one_per_cent() {
        let take = speechlike();
        let spoken = sounding_frames(&take, 1.0, RATE);
        assert!(spoken * 20 < take.len() as u64 * 19, "there are silences");
        for (gain, bend, tone) in [(-12.0, 0.0, -70.0), (6.0, 1.0, -66.0), (9.0, 3.0, -62.0)] {
            let curve = |x: f32| x / (1.0 + bend * x.abs());
            let bent: Vec<f32> = take.iter().map(|x| curve(*x)).collect();
            let mut file = Vec::new();
            let mut limiter = Limiter::new(RATE, 1, Db(gain), Db(-1.0));
            limiter.process(&bent, &mut file);
            limiter.finish(&mut file);
            let mut seed = 1u32;
            for sample in &mut file {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                // Uniform noise of ±1 has an RMS of -4.8 dB.
                let noise = (seed >> 8) as f32 / (1 << 23) as f32 - 1.0;
                *sample += Db(tone + 4.8).factor() * noise;
            }
            let heard = sounding_frames(&file, 1.0, RATE);
            let differs = heard.abs_diff(spoken) as f64 / spoken as f64;
            assert!(differs < 0.01, "{gain} dB: {heard} for {spoken}");
        }
    }
}
