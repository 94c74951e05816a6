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
        lacks: take.lacks,
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::audio::{Hz, Semitones};
    use crate::engines::{Language, Settings, Timing, VoiceSpec};

    /// Says what it is told to, and remembers how fast it was to speak.
    struct Fake {
        take: Take,
        rate: f32,
    }

    impl Synth for Fake {
        fn speak(&mut self, job: &SpeakJob) -> Result<Take, EngineError> {
            self.rate = job.voice.rate;
            Ok(self.take.clone())
        }
    }

    fn job(timbre: f32) -> SpeakJob {
        SpeakJob {
            voice: VoiceSpec {
                engine: String::new(),
                voice: String::new(),
                rate: 1.0,
                pitch: Semitones(0.0),
                timbre: Semitones(timbre),
                settings: Settings::new(),
                tempo: 1.0,
            },
            fingerprint: String::new(),
            own: Hz(16_000),
            variant: 0,
            recording: None,
            language: Language::parse("en").unwrap(),
            spoken: Vec::new(),
        }
    }

    /// A second: a quarter of silence, half a second of tone, a quarter of silence.
    fn fake(amplitude: f32) -> Fake {
        let tone =
            |n: usize| (amplitude * (n as f32 * 0.3).sin()).clamp(-32_768.0, 32_767.0) as i16;
        let samples = (0..16_000)
            .map(|n| {
                if (4_000..12_000).contains(&n) {
                    tone(n)
                } else {
                    0
                }
            })
            .collect();
        let word = |token, start, end| WordTime {
            token,
            start,
            end,
            timing: Timing::Measured,
        };
        Fake {
            take: Take {
                lacks: Vec::new(),
                audio: Pcm {
                    rate: Hz(16_000),
                    samples,
                },
                words: vec![word(0, 4_000, 8_000), word(1, 8_000, 14_000)],
            },
            rate: 0.0,
        }
    }

    #[test]
    fn without_a_timbre_the_sound_is_only_trimmed() {
        let mut synth = fake(9_000.0);
        let take = speak(&mut synth, &job(0.0)).unwrap();
        assert_eq!(synth.rate, 1.0);
        let first = 4_000 - 80;
        let kept = &synth.take.audio.samples[first..];
        assert!(take.audio.samples[80..8_000] == kept[80..8_000]);
        let places: Vec<_> = take.words.iter().map(|w| (w.start, w.end)).collect();
        assert_eq!(places, [(80, 4_080), (4_080, take.audio.frames() as u32)]);
    }

    #[test]
    fn lower_is_asked_faster_and_played_slower() {
        for (timbre, ratio) in [(-12.0f32, 0.5f32), (-4.0, 0.7937), (3.0, 1.1892)] {
            let mut synth = fake(9_000.0);
            let take = speak(&mut synth, &job(timbre)).unwrap();
            assert!(
                (synth.rate * ratio - 1.0).abs() < 0.002,
                "{timbre}: {}",
                synth.rate
            );
            let sounds = take.audio.frames() as f32 - 160.0;
            assert!(
                (sounds * ratio - 8_000.0).abs() < 40.0,
                "{timbre}: {sounds}"
            );
            let first = &take.words[0];
            assert!((f32::from((first.end - first.start) as u16) * ratio - 4_000.0).abs() < 8.0);
            assert_eq!(first.end, take.words[1].start);
            assert!(u64::from(take.words[1].end) == take.audio.frames());
        }
    }

    #[test]
    fn the_loudest_sound_does_not_wrap_around() {
        // A square wave at full scale: resampling rings past it on both sides.
        let take = speak(&mut fake(1e9), &job(-2.5)).unwrap();
        let jump = take.audio.samples[200..9_000]
            .windows(2)
            .filter(|w| w[0] == i16::MAX && w[1] < -32_000 || w[0] == i16::MIN && w[1] > 32_000)
            .count();
        assert_eq!(jump, 0);
        assert!(take.audio.samples.contains(&i16::MAX));
    }

    #[test]
    fn silence_is_an_empty_take_at_any_timbre() {
        for timbre in [0.0, -3.0] {
            let take = speak(&mut fake(0.0), &job(timbre)).unwrap();
            assert!(take.audio.samples.is_empty() && take.words.is_empty());
            assert_eq!(take.audio.rate, Hz(16_000));
        }
    }

    #[test]
    fn a_timbre_out_of_reach_is_told() {
        for timbre in [25.0, -30.0, f32::NAN] {
            assert!(speak(&mut fake(1.0), &job(timbre)).is_err());
        }
    }
}
