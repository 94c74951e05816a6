//! One voice on one thread: ids to samples, and the samples and silences of a line to its take.

use super::super::neural::{Model, ModelError, Tensor, Values, apart, seed};
use super::super::{EngineError, Places, Setting, SpeakJob, Synth, Take, Timing, WordTime};
use super::config::Config;
use super::line::{self, Run, Step};
use super::{ROW, failed, told};
use crate::audio::trim::sounding;
use crate::audio::{Hz, Millis, Pcm};
use std::ops::Range;
use std::sync::Arc;

/// Frames that one run may give: two minutes at 22,050 Hz and the 256 samples of a frame.
const FRAMES: f32 = 10_000.0;

/// Samples that one run may give, where durations are not known before: four minutes at 48 kHz.
const SAMPLES: usize = 1 << 24;

/// One voice on one thread.
pub(super) struct Speaker {
    pub(super) places: Places,
    pub(super) config: Config,
    pub(super) model: Arc<dyn Model>,
    /// Its number, where the model wants one.
    pub(super) speaker: Option<i64>,
}

/// What a run gave: samples, and how many frames each id lasts.
type Spoke = (Vec<f32>, Option<Vec<f32>>);

impl Speaker {
    /// Noise, length and noise of durations, as the model takes them.
    fn scales(&self, job: &SpeakJob) -> [f32; 3] {
        let set = |key: &str, own: f32| match job.voice.settings.get(key) {
            Some(Setting::Number(number)) => *number as f32,
            _ => own,
        };
        let (noise, noise_w) = (
            set("noise", self.config.noise),
            set("noise_w", self.config.noise_w),
        );
        let reading = match noise == 0.0 && noise_w == 0.0 {
            true => apart(job.variant),
            false => 1.0,
        };
        let length = set("length_scale", self.config.length) * reading;
        [noise, length / job.voice.rate.max(0.1), noise_w]
    }

    fn speak(&self, run: &Run, scales: [f32; 3], seed: u64) -> Result<Spoke, ModelError> {
        let model = self.model.as_ref();
        let whole = |values: Vec<i64>, shape: Vec<usize>| Tensor {
            shape,
            values: Values::I64(values),
        };
        let inputs = || {
            let count = run.ids.len();
            let scales = Tensor {
                shape: vec![3],
                values: Values::F32(scales.to_vec()),
            };
            let mut all = vec![
                ("input", whole(run.ids.clone(), vec![1, count])),
                ("input_lengths", whole(vec![count as i64], vec![1])),
                ("scales", scales),
            ];
            all.extend(
                self.speaker
                    .map(|speaker| ("sid", whole(vec![speaker], vec![1]))),
            );
            all
        };
        let wrong = |what: &str| ModelError::Run(format!("the model gave {what}"));
        let output = model.outputs().first().map(|port| port.name.as_str());
        let output = output.ok_or_else(|| wrong("nothing"))?;
        let (sound, durations) = match model.ceil() {
            None => (model.run(inputs(), &[output], seed)?, None),
            Some(ceil) if model.takes_inner() => {
                let first = model.run(inputs(), &[ceil], seed)?.into_iter().next();
                let first = first.ok_or_else(|| wrong("no durations"))?;
                let durations = frames(&first, run.ids.len())?;
                let mut given = inputs();
                given.push((ceil, first));
                // The second half of the noise must not be the first again.
                let seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
                (model.run(given, &[output], seed)?, durations)
            }
            Some(ceil) => {
                let mut both = model.run(inputs(), &[output, ceil], seed)?;
                let durations = both.pop().map(|last| frames(&last, run.ids.len()));
                (both, durations.transpose()?.flatten())
            }
        };
        match sound.into_iter().next().map(|tensor| tensor.values) {
            Some(Values::F32(samples)) if samples.len() <= SAMPLES => Ok((samples, durations)),
            Some(Values::F32(samples)) => Err(wrong(&format!("{} samples", samples.len()))),
            _ => Err(wrong("no sound")),
        }
    }
}

/// The durations of a run, within limits; `None` if that is not what the value is.
fn frames(value: &Tensor, ids: usize) -> Result<Option<Vec<f32>>, ModelError> {
    let Values::F32(values) = &value.values else {
        return Ok(None);
    };
    let total: f32 = values.iter().sum();
    if !total.is_finite() || total > FRAMES || values.iter().any(|frames| *frames < 0.0) {
        return Err(ModelError::Run(format!(
            "the model wants {total} frames for {ids} symbols; at most {FRAMES} are spoken at once"
        )));
    }
    Ok((values.len() == ids).then(|| values.clone()))
}

impl Synth for Speaker {
    fn speak(&mut self, job: &SpeakJob) -> Result<Take, EngineError> {
        let steps = line::steps(&self.places, &self.config, job)
            .map_err(|error| failed("reading the line", error.to_string()))?;
        let (rate, scales) = (self.config.rate, self.scales(job));
        let mut take = Take {
            audio: Pcm {
                rate,
                samples: Vec::new(),
            },
            ..Take::default()
        };
        // The frames of silence at the end so far; and whether a pause was asked for there.
        let (mut still, mut paused) = (0, false);
        for (at, step) in steps.iter().enumerate() {
            match step {
                Step::Speak(run) => {
                    let seed = seed(job).wrapping_add(at as u64);
                    let (samples, durations) =
                        Speaker::speak(self, run, scales, seed).map_err(told)?;
                    let piece = rounded(rate, &samples)?.samples;
                    let heard = match sounding(&piece, 32_768.0) {
                        range if range.is_empty() => 0..piece.len(),
                        range => range,
                    };
                    let from = if paused { heard.start } else { 0 };
                    let place = |at: usize| {
                        (take.audio.samples.len() + at.clamp(from, piece.len()) - from) as u32
                    };
                    if let Some(durations) = durations {
                        let times = times(run, &durations, piece.len());
                        let word = |(token, time): (u32, Range<usize>)| WordTime {
                            token,
                            start: place(time.start),
                            end: place(time.end),
                            timing: Timing::Measured,
                        };
                        let words: Vec<WordTime> = times.into_iter().map(word).collect();
                        add(&mut take.words, words);
                    }
                    for symbol in &run.lacks {
                        if !take.lacks.contains(symbol) {
                            take.lacks.push(symbol.clone());
                        }
                    }
                    take.audio.samples.extend_from_slice(&piece[from..]);
                    (still, paused) = (piece.len() - heard.end, false);
                }
                Step::Pause(millis) => {
                    let samples = &mut take.audio.samples;
                    let silence = if paused { 0 } else { still };
                    samples.truncate(samples.len() - silence.min(samples.len()));
                    let pause = rate.frames(Millis(*millis)) as usize;
                    samples.resize(samples.len() + pause, 0);
                    (still, paused) = (0, true);
                }
            }
        }
        Ok(take)
    }
}

/// Adds word times; a token that goes on behind a pause is one.
fn add(words: &mut Vec<WordTime>, more: Vec<WordTime>) {
    for word in more {
        match words.iter_mut().find(|known| known.token == word.token) {
            Some(known) => known.end = known.end.max(word.end),
            None => words.push(word),
        }
    }
}

/// When each token is heard, in samples of a piece of that length.
fn times(run: &Run, durations: &[f32], length: usize) -> Vec<(u32, Range<usize>)> {
    let total: f32 = durations.iter().sum();
    let ends = durations.iter().scan(0.0, |sum, frames| {
        *sum += frames;
        Some(*sum)
    });
    let ends: Vec<f32> = ends.collect();
    // How many samples a frame has differs between voices; that all of them fill the piece does not.
    let each = length as f32 / total.max(1.0);
    let begin = |id: usize| match id.checked_sub(1).and_then(|before| ends.get(before)) {
        Some(frames) => (frames * each).round() as usize,
        None => 0,
    };
    let place = |(token, ids): &(u32, Range<usize>)| (*token, begin(ids.start)..begin(ids.end));
    run.tokens.iter().map(place).collect()
}

fn rounded(rate: Hz, samples: &[f32]) -> Result<Pcm, EngineError> {
    let samples: Vec<f64> = samples.iter().copied().map(f64::from).collect();
    Pcm::quantized(rate, &samples).map_err(|wrong| EngineError::NotFinite {
        engine: ROW.name,
        samples: wrong.samples,
        first: wrong.first,
    })
}
