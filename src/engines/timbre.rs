//! A job with a timbre to a take: varispeed around any engine, and the silence trimmed.
//!
//! A lower speaker is the engine asked for the line faster, and the sound then played slower: the
//! tempo stays, pitch and vocal tract go down together, as in a larger person. It costs one
//! resampling and leaves no artefact of its own, where time-stretching runs at a quarter of the
//! engine's speed and blurs consonants.

use super::{EngineError, SpeakJob, Synth, Take, WordTime};
use crate::audio::Pcm;
use crate::audio::resample::{ResampleError, Resampler};
use crate::audio::trim::trim;
use std::borrow::Cow;
use std::ops::Range;

/// Counts up whenever the same take of an engine becomes another sound here, so that stored
/// takes can be told apart.
pub const VERSION: u32 = 1;

/// Speaks a job with its timbre, and trims the silence at both ends to
/// [`MARGIN`](crate::audio::trim::MARGIN). The take is at the engine's own rate; word times are
/// moved with the sound. A line in which nothing can be heard gives an empty take: whether that
/// is an error is the caller's to say.
///
/// # Errors
/// Whatever the engine says; and when the timbre is further away than two octaves.
pub fn speak(synth: &mut dyn Synth, job: &SpeakJob) -> Result<Take, EngineError> {
    let failed = |e: ResampleError| EngineError::Failed {
        engine: "timbre",
        doing: "varispeed",
        message: e.to_string(),
    };
    let mut resampler = Resampler::varispeed(job.voice.timbre.ratio()).map_err(failed)?;
    let speed = resampler.speed();
    let mut asked = Cow::Borrowed(job);
    if speed != 1.0 {
        asked.to_mut().voice.rate = (f64::from(job.voice.rate) / speed) as f32;
    }
    let take = synth.speak(&asked)?;
    let samples: Vec<f32> = take.audio.samples.iter().map(|s| f32::from(*s)).collect();
    let mut samples = resampler.run(&samples).map_err(failed)?;
    for sample in &mut samples {
        *sample /= FULL_SCALE;
    }
    let kept = trim(&mut samples, take.audio.rate);
    Ok(Take {
        words: moved(take.words, speed, &kept),
        audio: Pcm {
            rate: take.audio.rate,
            samples: samples.iter().map(|s| to_integer(*s)).collect(),
        },
    })
}

const FULL_SCALE: f32 = 32_768.0;

/// The ripple that resampling leaves beside a full-scale sample may pass full scale; it is cut
/// off there, and must not wrap around.
fn to_integer(sample: f32) -> i16 {
    (sample * FULL_SCALE)
        .round()
        .clamp(-FULL_SCALE, FULL_SCALE - 1.0) as i16
}

/// Word times in the sound as it was before, to the sound as it is kept.
fn moved(words: Vec<WordTime>, speed: f64, kept: &Range<usize>) -> Vec<WordTime> {
    if kept.is_empty() {
        return Vec::new();
    }
    let place = |frame: u32| {
        let now = (f64::from(frame) / speed).round() as usize;
        // A line is shorter than a day, so its frames fit.
        (now.clamp(kept.start, kept.end) - kept.start) as u32
    };
    words
        .into_iter()
        .map(|word| WordTime {
            start: place(word.start),
            end: place(word.end),
            ..word
        })
        .collect()
}
