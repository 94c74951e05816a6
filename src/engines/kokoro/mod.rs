//! Kokoro, small and warm: 82 million parameters, one model for all voices and their blends.
//!
//! One file for each step: `name` reads what a cast calls a voice, `styles` finds the table that it is made of,
//! `fold` turns espeak-ng's phonemes into the symbols of the training, `symbols` those into numbers, `say`
//! takes a sentence through the model. Models are exported in several ways (inputs called `tokens` or
//! `input_ids`, speed as a float or an integer, with durations or without); what a file takes is read from
//! it, and a file that takes something else is told.

mod fold;
mod name;
mod say;
mod styles;
mod symbols;

use super::neural::{Model, ModelError, Runtime, digest, load};
use super::phonemes::{self, PhonemeError};
use super::{
    Abilities, Clause, Engine, EngineError, EngineRow, Isolation, Named, Phonemes, Places, Probe,
    Reproducible, SettingProblem, Settings, SpeakJob, Synth, Take, VoiceInfo, VoiceSpec,
};
use crate::audio::Hz;
use name::Name;
use say::{Export, Speaker};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use styles::{StyleError, Styles};

/// The row in the table.
pub const ROW: EngineRow = EngineRow {
    name: "kokoro",
    about: "Kokoro, neural: warm voices in seven languages, and blends of them",
    check,
    check_wish,
    probe,
    // espeak-ng is C, and breaks down on some of what strangers write.
    isolate: |_| Isolation::Wanted,
    spoils: |_, _| false,
    // Its floating point follows the instructions of the processor.
    reproducible: Reproducible::OnOneMachine,
    named,
    phonemes: Some(to_phonemes),
    open,
};

/// The rate of every voice.
const RATE: Hz = Hz(24_000);

/// Counts up whenever this folder makes another sound of the same job.
const CODE: u32 = 1;

fn check(settings: &Settings) -> Vec<SettingProblem> {
    let problem = |key: &String| SettingProblem {
        key: key.clone(),
        message: format!("`{}` has no setting `{key}`", ROW.name),
        hint: Some("a voice may be a blend: `bf_emma*0.6+bf_isabella*0.4`".into()),
    };
    settings.keys().map(problem).collect()
}

/// Paths of espeak-ng are the phonemes' to check, the rest is the runtime's.
fn check_wish(settings: &Settings) -> Vec<SettingProblem> {
    phonemes::beside_wishes(settings, Runtime::check_wish)
}

fn probe(places: &Places) -> Probe {
    let version = match phonemes::version(places) {
        Ok(version) => version,
        Err(PhonemeError::NoLibrary { why, hint }) => return Probe::Missing { why, hint },
        Err(other) => {
            return Probe::Missing {
                why: other.to_string(),
                hint: "Another espeak-ng may work.".into(),
            };
        }
    };
    // Without a model there still are those that are named by their file.
    let voices = match installed(places).map(|model| listed(places, &model)) {
        Some(Ok(voices)) => voices,
        Some(Err(_)) | None => Vec::new(),
    };
    let runtime = Runtime::wished(&places.wish(ROW.name).settings);
    Probe::Here {
        voices,
        can: Abilities {
            rate: 0.5..=2.0,
            pitch: None,
            ipa: true,
        },
        fingerprint: format!(
            "{} {CODE}, {}, espeak-ng {version}",
            ROW.name,
            runtime.name()
        ),
    }
}

/// The installed model, if there is one.
fn installed(places: &Places) -> Option<PathBuf> {
    let folder = std::fs::read_dir(places.voices.join(ROW.name)).ok()?;
    let paths = folder.filter_map(|entry| Some(entry.ok()?.path()));
    let models = paths.filter(|path| path.extension().is_some_and(|e| e == "onnx"));
    models.max()
}

fn listed(places: &Places, model: &Path) -> Result<Vec<VoiceInfo>, StyleError> {
    let styles = Styles::beside(model)?;
    let names = styles.names()?;
    let voices = names
        .iter()
        .filter_map(|style| info(places, style, style, model, &styles).ok());
    Ok(voices.collect())
}

/// What is known of a voice; `Err` says why it cannot be used.
fn info(
    places: &Places,
    voice: &str,
    main: &str,
    model: &Path,
    styles: &Styles,
) -> Result<VoiceInfo, (String, String)> {
    let Some((language, ..)) = name::speech(main) else {
        let why = format!("the language of `{main}` cannot be transcribed here");
        return Err((why, "Take a voice of another language.".into()));
    };
    let digest = match styles {
        Styles::Archive(path) => digest(places, &[model, path]),
        Styles::Folder(_) => digest(places, &[model]),
    };
    let fingerprint = digest.map_err(|error| {
        let why = format!("{}: {error}", model.display());
        (why, "Install it again.".to_owned())
    })?;
    Ok(VoiceInfo {
        name: voice.to_owned(),
        languages: vec![language],
        about: name::about(main),
        rate: RATE,
        fingerprint,
    })
}

fn named(places: &Places, voice: &str) -> Named {
    let missing = |why: String, hint: &str| Named::Missing {
        why,
        hint: hint.to_owned(),
    };
    let name = match Name::parse(voice) {
        Ok(name) => name,
        Err(why) => {
            return missing(
                why,
                "A voice is a style, a blend of styles, or `FILE.onnx:STYLE`.",
            );
        }
    };
    let model = match &name.model {
        Some(path) if path.is_file() => path.clone(),
        Some(path) => {
            return missing(
                format!("there is no file {}", path.display()),
                "Look at its path.",
            );
        }
        None => match installed(places) {
            Some(model) => model,
            None if name.styles.iter().all(|(style, _)| is_style(style)) => {
                let hint = format!("`duologue voices install {}` installs it.", ROW.name);
                return missing("it is not installed".into(), &hint);
            }
            None => return Named::Unknown,
        },
    };
    let found = Styles::beside(&model).and_then(|styles| Ok((styles.names()?, styles)));
    let (names, styles) = match found {
        Ok(found) => found,
        Err(error) => return missing(error.to_string(), "Install it again."),
    };
    if let Some((lost, _)) = name.styles.iter().find(|(style, _)| !names.contains(style)) {
        return match name.model {
            // The caller has the list of names that are near.
            None if name.styles.len() == 1 => Named::Unknown,
            _ => missing(
                format!("{} has no style `{lost}`", styles.path().display()),
                "`duologue voices` lists the styles of the installed model.",
            ),
        };
    }
    match info(places, voice, name.main(), &model, &styles) {
        Ok(info) => Named::Here(own(info, places, &name, &styles)),
        Err((why, hint)) => missing(why, &hint),
    }
}

/// Styles that lie in files of their own have digests of their own.
fn own(mut info: VoiceInfo, places: &Places, name: &Name, styles: &Styles) -> VoiceInfo {
    if let Styles::Folder(folder) = styles {
        for (style, _) in &name.styles {
            let files = ["bin", "npy"].map(|end| folder.join(format!("{style}.{end}")));
            let file = files.iter().find(|path| path.is_file());
            if let Some(Ok(more)) = file.map(|file| digest(places, &[file])) {
                info.fingerprint += &format!(" {more}");
            }
        }
    }
    info
}

/// Does it look like the name of a style: `bf_emma`?
fn is_style(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|c| c.is_ascii_lowercase())
        && letters.next().is_some_and(|c| matches!(c, 'f' | 'm'))
        && letters.next() == Some('_')
}

fn to_phonemes(places: &Places, job: &SpeakJob) -> Result<Phonemes, EngineError> {
    let name = Name::parse(&job.voice.voice).map_err(|_| no_voice(&job.voice))?;
    let breaths = say::breaths(places, name.main(), job)?;
    let clauses = breaths.into_iter().filter_map(|breath| match breath {
        say::Breath::Said(said) => Some(Clause {
            phonemes: said.symbols.iter().map(|(symbol, _)| *symbol).collect(),
            ids: said.symbols.iter().map(|(_, id)| *id).collect(),
            lacks: said.lacks,
        }),
        say::Breath::Pause(_) => None,
    });
    Ok(Phonemes {
        clauses: clauses.collect(),
    })
}

fn open(places: &Places) -> Result<Arc<dyn Engine>, EngineError> {
    Ok(Arc::new(Kokoro {
        places: places.clone(),
        models: Mutex::default(),
    }))
}

/// Models that were loaded, by their file.
type Models = Mutex<BTreeMap<PathBuf, Arc<dyn Model>>>;

struct Kokoro {
    places: Places,
    models: Models,
}

impl Kokoro {
    /// The model of a file, loaded once for all threads.
    fn model(&self, path: &Path) -> Result<Arc<dyn Model>, EngineError> {
        let mut models = self.models.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(model) = models.get(path) {
            return Ok(Arc::clone(model));
        }
        let runtime = Runtime::wished(&self.places.wish(ROW.name).settings);
        let model = load(path, &runtime).map_err(|error| unusable(&error))?;
        models.insert(path.to_owned(), Arc::clone(&model));
        Ok(model)
    }
}

impl Engine for Kokoro {
    fn synth(&self, voice: &VoiceSpec) -> Result<Box<dyn Synth>, EngineError> {
        let name = Name::parse(&voice.voice).map_err(|_| no_voice(voice))?;
        let path = name.model.clone().or_else(|| installed(&self.places));
        let path = path.ok_or_else(|| no_voice(voice))?;
        let model = self.model(&path)?;
        let export = Export::of(model.as_ref()).map_err(|why| EngineError::Failed {
            engine: ROW.name,
            doing: "opening its model",
            message: format!("{} {why}", path.display()),
        })?;
        let styles = Styles::beside(&path).map_err(|error| styleless(&error))?;
        let tables = name.styles.iter().map(|(style, weight)| {
            let table = styles.table(style).map_err(|error| styleless(&error))?;
            Ok((table, *weight))
        });
        let tables: Vec<(Vec<f32>, f32)> = tables.collect::<Result<_, EngineError>>()?;
        Ok(Box::new(Voice {
            places: self.places.clone(),
            main: name.main().to_owned(),
            speaker: Speaker {
                model,
                export,
                table: styles::blend(&tables),
            },
        }))
    }
}

/// One voice on one thread.
struct Voice {
    places: Places,
    main: String,
    speaker: Speaker,
}

impl Synth for Voice {
    fn speak(&mut self, job: &SpeakJob) -> Result<Take, EngineError> {
        let breaths = say::breaths(&self.places, &self.main, job)?;
        self.speaker.say(breaths, job)
    }
}

fn no_voice(voice: &VoiceSpec) -> EngineError {
    EngineError::NoVoice {
        engine: ROW.name,
        voice: voice.voice.clone(),
    }
}

fn unusable(error: &ModelError) -> EngineError {
    EngineError::Failed {
        engine: ROW.name,
        doing: "loading its model",
        message: error.to_string(),
    }
}

fn styleless(error: &StyleError) -> EngineError {
    EngineError::Failed {
        engine: ROW.name,
        doing: "reading its styles",
        message: error.to_string(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
