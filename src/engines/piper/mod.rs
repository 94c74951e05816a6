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
mod speaker;
mod voices;

use super::neural::{self, Model, ModelError, Runtime};
use super::phonemes;
use super::{
    Abilities, Clause, Engine, EngineError, EngineRow, Isolation, Phonemes, Places, Probe,
    Reproducible, Setting, SettingProblem, Settings, SpeakJob, Synth, VoiceSpec,
};
use config::Config;
use line::Step;
use speaker::Speaker;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use voices::Place;

/// The row in the table.
pub const ROW: EngineRow = EngineRow {
    name: "piper",
    about: "Piper: neural voices in fifty languages, installed one by one or named by their files",
    check,
    check_wish,
    probe,
    // espeak-ng is C, and breaks down on some of what strangers write.
    isolate: |_| Isolation::Wanted,
    spoils: |_, _| false,
    // Kernels are chosen by processor, and sum in another order.
    reproducible: Reproducible::OnOneMachine,
    named: voices::named,
    phonemes: Some(to_phonemes),
    open,
};

/// Counts up whenever this folder makes another sound of the same job.
const CODE: u32 = 1;

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

/// Paths of espeak-ng are the phonemes' to check, the rest is the runtime's.
fn check_wish(settings: &Settings) -> Vec<SettingProblem> {
    phonemes::beside_wishes(settings, Runtime::check_wish)
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
fn failed(doing: &'static str, message: String) -> EngineError {
    EngineError::Failed {
        engine: ROW.name,
        doing,
        message,
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
        broken @ ModelError::Broken { .. } => failed("loading the voice", broken.to_string()),
        run @ ModelError::Run(_) => failed("speaking", run.to_string()),
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
    let steps = line::steps(places, &config, job)
        .map_err(|error| failed("reading the line", error.to_string()))?;
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
