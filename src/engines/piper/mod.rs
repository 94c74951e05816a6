//! Piper: neural voices of one graph each, from symbols to samples.
//!
//! A voice is a VITS (Kim, Kong and Son, 2021) as its training exported it, and a file of settings beside it
//! (`config`). `voices` finds them, `line` makes ids of a job, and here they are spoken.
//!
//! **Length.** The model is asked for its durations first, and refused if they come to more than two minutes in
//! one run: what a sound takes in memory follows from them, and a broken voice asks for hours. What they cost is
//! not paid twice: they are given to the second run.
//!
//! **Word times** are exact: the same durations say which samples belong to which symbol. They are inside
//! every graph of this kind, whether or not it gives them as an output.
//!
//! **Levels.** Piper's own program scales every sentence until its loudest sample is at full scale, unless told
//! otherwise. Not here: it would make a whisper as loud as a shout, and levels are set later, for a voice as
//! a whole. Samples are rounded to the nearest, where that program cuts them off towards zero.
//!
//! **Readings.** The noise of a run is seeded from the words, the voice's name and the number of the reading.
//! A voice whose noise is set to nothing has none, and another reading of it is spoken a little slower or faster.

mod config;
mod line;
mod voices;

use super::neural::{self, Model, ModelError, Runtime, Tensor, Values};
use super::{
    Abilities, Clause, Engine, EngineError, EngineRow, Isolation, Phonemes, Places, Probe,
    Reproducible, Setting, SettingProblem, Settings, SpeakJob, Synth, Take, Timing, VoiceSpec,
    WordTime,
};
use crate::audio::trim::sounding;
use crate::audio::{Hz, Millis, Pcm};
use config::Config;
use line::{Run, Step};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use voices::Place;

/// The row in the table.
pub const ROW: EngineRow = EngineRow {
    name: "piper",
    about: "Piper: neural voices in forty languages, installed one by one or named by their files",
    check,
    check_wish: Runtime::check_wish,
    probe,
    isolate: |_| Isolation::None,
    spoils: |_, _| false,
    // Kernels are chosen by processor, and sum in another order.
    reproducible: Reproducible::OnOneMachine,
    named: voices::named,
    phonemes: Some(to_phonemes),
    open,
};

/// Counts up whenever this folder makes another sound of the same job.
const CODE: u32 = 1;

/// Frames that one run may give: two minutes at 22,050 Hz and the 256 samples of a frame.
const FRAMES: f32 = 10_000.0;

/// Samples that one run may give, where durations are not known before: four minutes at 48 kHz.
const SAMPLES: usize = 1 << 24;

/// The settings that are numbers, and from where to where they go.
const NUMBERS: [(&str, f64, f64); 3] = [
    ("noise", 0.0, 2.0),
    ("noise_w", 0.0, 2.0),
    ("length_scale", 0.2, 5.0),
];

fn check(settings: &Settings) -> Vec<SettingProblem> {
    let one = |(key, value): (&String, &Setting)| {
        let range = NUMBERS.iter().find(|(name, ..)| name == key);
        let (message, hint) = match (key.as_str(), value, range) {
            (_, Setting::Number(number), Some((_, from, to))) if (*from..=*to).contains(number) => {
                return None;
            }
            (_, _, Some((_, from, to))) => (
                format!("`{key}` is a number from {from} to {to}"),
                "The voice's own stands in its file, and is what is taken if nothing is said."
                    .to_owned(),
            ),
            ("speaker", Setting::Text(_), _) => return None,
            ("speaker", Setting::Number(number), _) if *number >= 0.0 && number.fract() == 0.0 => {
                return None;
            }
            ("speaker", ..) => (
                "`speaker` is the name or the number of one".into(),
                "A voice's speakers stand in its file under `speaker_id_map`.".into(),
            ),
            _ => (
                format!("`{}` has no setting `{key}`", ROW.name),
                "It has `speaker`, `noise`, `noise_w` and `length_scale`.".into(),
            ),
        };
        Some(SettingProblem {
            key: key.clone(),
            message,
            hint: Some(hint),
        })
    };
    settings.iter().filter_map(one).collect()
}

fn probe(places: &Places) -> Probe {
    let runtime = Runtime::wished(&places.wish(ROW.name).settings);
    Probe::Here {
        voices: voices::installed(places),
        can: Abilities {
            rate: 0.25..=4.0,
            pitch: None,
            ipa: true,
        },
        fingerprint: format!("{} {CODE}, {}", ROW.name, runtime.name()),
    }
}

fn open(places: &Places) -> Result<Arc<dyn Engine>, EngineError> {
    Ok(Arc::new(Piper {
        runtime: Runtime::wished(&places.wish(ROW.name).settings),
        places: places.clone(),
        models: Mutex::default(),
    }))
}

struct Piper {
    places: Places,
    runtime: Runtime,
    /// Loaded once for all threads and speakers.
    models: Mutex<BTreeMap<PathBuf, Arc<dyn Model>>>,
}

/// What is wrong with a voice, in the engine's terms.
fn failed(doing: &'static str, message: impl ToString) -> EngineError {
    EngineError::Failed {
        engine: ROW.name,
        doing,
        message: message.to_string(),
    }
}

fn told(error: ModelError) -> EngineError {
    match error {
        ModelError::File { path, source } => EngineError::File {
            engine: ROW.name,
            path,
            source,
        },
        ModelError::NoRuntime { why } => EngineError::Missing {
            engine: ROW.name,
            why,
            hint: "Without `runtime` in the configuration nothing has to be installed.".into(),
        },
        broken @ ModelError::Broken { .. } => failed("loading the voice", broken),
        run @ ModelError::Run(_) => failed("speaking", run),
    }
}

/// The configuration of a voice, and which of its files it is.
fn opened(places: &Places, voice: &VoiceSpec) -> Result<(Place, Config), EngineError> {
    let none = || EngineError::NoVoice {
        engine: ROW.name,
        voice: voice.voice.clone(),
    };
    let place = Place::of(places, &voice.voice).ok_or_else(none)?;
    let config = Config::open(&place.config()).map_err(|why| failed("opening the voice", why))?;
    Ok((place, config))
}

impl Engine for Piper {
    fn synth(&self, voice: &VoiceSpec) -> Result<Box<dyn Synth>, EngineError> {
        let (place, config) = opened(&self.places, voice)?;
        let named = place.speaker.as_deref();
        let set = match voice.settings.get("speaker") {
            Some(Setting::Text(name)) => Some(name.clone()),
            Some(Setting::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        let speaker = match set.as_deref().or(named) {
            None => config.first,
            Some(name) => config.speaker(name).ok_or_else(|| {
                let voice = &voice.voice;
                failed(
                    "opening the voice",
                    format!("`{voice}` has no speaker `{name}`"),
                )
            })?,
        };
        let mut models = self.models.lock().unwrap_or_else(PoisonError::into_inner);
        let model = match models.get(&place.model) {
            Some(model) => Arc::clone(model),
            None => {
                let model = neural::load(&place.model, &self.runtime).map_err(told)?;
                fits(model.as_ref(), &config).map_err(|why| {
                    let path = place.model.clone();
                    told(ModelError::Broken { path, why })
                })?;
                models.insert(place.model.clone(), Arc::clone(&model));
                model
            }
        };
        Ok(Box::new(Speaker {
            speaker: (config.speakers > 1).then(|| i64::from(speaker)),
            places: self.places.clone(),
            config,
            model,
        }))
    }
}

/// Does the model take and give what a voice of this kind does?
fn fits(model: &dyn Model, config: &Config) -> Result<(), String> {
    use neural::Kind;
    let mut needed = vec![
        ("input", Kind::I64),
        ("input_lengths", Kind::I64),
        ("scales", Kind::F32),
    ];
    if config.speakers > 1 {
        needed.push(("sid", Kind::I64));
    }
    for (name, kind) in &needed {
        match model.inputs().iter().find(|port| port.name == *name) {
            None => {
                return Err(format!(
                    "it has no input `{name}`, so it is no voice of this engine"
                ));
            }
            Some(port) if port.kind.is_some_and(|own| own != *kind) => {
                return Err(format!(
                    "its input `{name}` is of another kind than a voice's"
                ));
            }
            Some(_) => {}
        }
    }
    let known = |name: &str| needed.iter().any(|(needed, _)| *needed == name);
    if let Some(port) = model.inputs().iter().find(|port| !known(&port.name)) {
        return Err(match port.name.as_str() {
            "sid" => "it has several speakers, and the file beside it says one".into(),
            name => format!("it wants an input `{name}` that no voice of this engine has"),
        });
    }
    match model.outputs().first() {
        Some(port) if port.kind.is_none_or(|kind| kind == Kind::F32) => Ok(()),
        Some(port) => Err(format!("its output `{}` is no sound", port.name)),
        None => Err("it has no output".into()),
    }
}

/// What the phonemes of a line are, without a model.
fn to_phonemes(places: &Places, job: &SpeakJob) -> Result<Phonemes, EngineError> {
    let (_, config) = opened(places, &job.voice)?;
    let steps =
        line::steps(places, &config, job).map_err(|error| failed("reading the line", error))?;
    let clause = |step| match step {
        Step::Pause(_) => None,
        Step::Speak(run) => Some(Clause {
            phonemes: run.symbols,
            ids: run.ids,
            lacks: run.lacks,
        }),
    };
    Ok(Phonemes {
        clauses: steps.into_iter().filter_map(clause).collect(),
    })
}

/// One voice on one thread.
struct Speaker {
    places: Places,
    config: Config,
    model: Arc<dyn Model>,
    speaker: Option<i64>,
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

/// How much longer another reading is, of a voice without noise: 1.04, 0.96, 1.08 and so on.
fn apart(variant: u32) -> f32 {
    let step = 0.04 * variant.div_ceil(2) as f32;
    match variant % 2 {
        1 => 1.0 + step,
        _ => 1.0 - step,
    }
}

/// Where the noise of a job begins.
fn seed(job: &SpeakJob) -> u64 {
    let mut all = blake3::Hasher::new();
    all.update(job.voice.voice.as_bytes());
    all.update(&[0]);
    all.update(job.text().as_bytes());
    all.update(&job.variant.to_le_bytes());
    let [a, b, c, d, e, f, g, h, ..] = *all.finalize().as_bytes();
    u64::from_le_bytes([a, b, c, d, e, f, g, h])
}

impl Synth for Speaker {
    fn speak(&mut self, job: &SpeakJob) -> Result<Take, EngineError> {
        let steps = line::steps(&self.places, &self.config, job)
            .map_err(|error| failed("reading the line", error))?;
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
                        let word = |(token, time): (u32, std::ops::Range<usize>)| WordTime {
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
fn times(run: &Run, durations: &[f32], length: usize) -> Vec<(u32, std::ops::Range<usize>)> {
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
    let place =
        |(token, ids): &(u32, std::ops::Range<usize>)| (*token, begin(ids.start)..begin(ids.end));
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
