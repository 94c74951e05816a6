//! A job with a tempo to a take: faster or slower at the same pitch, around [`timbre`].
//!
//! For people who want all of it fast, and for the few percent of pace that an engine could not be
//! talked into; to ask the engine for another rate is better wherever it follows one, because it
//! shortens vowels and leaves consonants, as people do. Done once and kept, like a timbre.
//!
//! The stretching is WSOLA (Verhelst and Roelands, 1993) by the crate `wsola`: of what builds with
//! Rust alone it is the one made for speech. Signalsmith's is better on music, and wants libclang.

use super::{SpeakJob, Synth, Take, WordTime, timbre};
use crate::audio::{Hz, Pcm};
use std::num::{NonZeroU16, NonZeroU32};

/// Counts up whenever the same take becomes another sound here, so that stored takes can be told
/// apart.
pub const VERSION: u32 = 1;

const FULL_SCALE: f32 = 32_768.0;

/// Speaks a job with its timbre and its tempo.
///
/// # Errors
/// Whatever [`timbre::speak`] says.
pub fn speak(synth: &mut dyn Synth, job: &SpeakJob) -> Result<Take, super::EngineError> {
    let take = timbre::speak(synth, job)?;
    Ok(stretched(take, job.voice.tempo))
}

/// The take played `tempo` times as fast at the same pitch: exactly so much shorter, its word
/// times moved along. With a tempo of 1, or one that is no positive number, as it is.
#[must_use]
pub fn stretched(take: Take, tempo: f32) -> Take {
    let frames = take.audio.samples.len();
    let rate = NonZeroU32::new(take.audio.rate.0);
    let (Some(rate), true) = (rate, tempo.is_finite() && tempo > 0.0 && tempo != 1.0) else {
        return take;
    };
    let wanted = (frames as f64 / f64::from(tempo)).round() as usize;
    let samples: Vec<f32> = take
        .audio
        .samples
        .iter()
        .map(|s| f32::from(*s) / FULL_SCALE)
        .collect();
    // One channel divides any number of samples, so this does not fail; if it ever did, the line
    // would be as it was, which the guard's band then tells.
    let Ok(mut samples) = wsola::stretch(&samples, rate, NonZeroU16::MIN, tempo) else {
        return take;
    };
    // It ends within a window of where it should. What is missing there is the faded margin.
    samples.resize(wanted, 0.0);
    let place = |frame: u32| {
        let now = (f64::from(frame) / f64::from(tempo)).round() as usize;
        // Shorter than what it was made from times four, which is shorter than a day.
        now.min(wanted) as u32
    };
    let words = take.words.into_iter().map(|word| WordTime {
        start: place(word.start),
        end: place(word.end),
        ..word
    });
    let whole = |s: &f32| {
        (s * FULL_SCALE)
            .round()
            .clamp(-FULL_SCALE, FULL_SCALE - 1.0) as i16
    };
    Take {
        lacks: take.lacks,
        words: words.collect(),
        audio: Pcm {
            rate: Hz(rate.get()),
            samples: samples.iter().map(whole).collect(),
        },
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::engines::Timing;

    const RATE: Hz = Hz(16_000);

    fn tone(hertz: f64, seconds: f64) -> Take {
        let n = (seconds * 16_000.0) as usize;
        let sample = |n: usize| {
            (9_000.0 * (n as f64 * hertz * std::f64::consts::TAU / 16_000.0).sin()) as i16
        };
        let word = |token, start, end| WordTime {
            token,
            start,
            end,
            timing: Timing::Measured,
        };
        Take {
            lacks: Vec::new(),
            audio: Pcm {
                rate: RATE,
                samples: (0..n).map(sample).collect(),
            },
            words: vec![word(0, 0, n as u32 / 2), word(1, n as u32 / 2, n as u32)],
        }
    }

    #[test]
    fn the_length_is_exact_and_the_pitch_stays() {
        for tempo in [0.92f32, 0.97, 1.05, 1.5, 2.0] {
            let take = tone(180.0, 2.0);
            let frames = take.audio.frames() as f64;
            let fast = stretched(take, tempo);
            let wanted = (frames / f64::from(tempo)).round();
            assert_eq!(fast.audio.frames() as f64, wanted, "{tempo}");
            assert_eq!(u64::from(fast.words[1].end), fast.audio.frames());
            assert_eq!(fast.words[0].end, fast.words[1].start);
            let middle = &fast.audio.samples[2_000..fast.audio.samples.len() - 2_000];
            // Upward crossings of zero: each a period.
            let ups = middle.windows(2).filter(|w| w[0] < 0 && w[1] >= 0).count();
            let hertz = ups as f64 * 16_000.0 / middle.len() as f64;
            assert!((hertz - 180.0).abs() < 3.0, "{tempo}: {hertz}");
            // No click: nowhere does it move faster than the tone itself at its steepest.
            let steepest = 9_000.0 * 180.0 * std::f64::consts::TAU / 16_000.0;
            let jump = middle
                .windows(2)
                .map(|w| (i32::from(w[1]) - i32::from(w[0])).abs())
                .max();
            assert!(
                f64::from(jump.unwrap()) < 1.3 * steepest,
                "{tempo}: {jump:?}"
            );
            // Nor does it beat: as loud everywhere as it was.
            let loudest = |part: &[i16]| part.iter().map(|s| s.unsigned_abs()).max().unwrap();
            assert!(
                middle.chunks_exact(400).all(|part| loudest(part) > 8_000),
                "{tempo}"
            );
        }
    }

    #[test]
    fn a_tempo_of_one_or_none_changes_nothing() {
        for tempo in [1.0, 0.0, -1.0, f32::NAN, f32::INFINITY] {
            assert_eq!(stretched(tone(200.0, 0.2), tempo), tone(200.0, 0.2));
        }
        assert_eq!(stretched(Take::default(), 1.5), Take::default());
        let short = tone(200.0, 0.01);
        assert_eq!(stretched(short, 2.0).audio.frames(), 80);
    }
}
