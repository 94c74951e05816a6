//! The table of speech engines, and the contract that each of them keeps.
//!
//! A leaf: every stage may use it, it knows no stage. A new engine is one new file here and one
//! row in [`ENGINES`]; its name stands in its row and its file, nowhere else.

mod job;
#[cfg(feature = "neural")]
pub mod kokoro;
mod language;
#[cfg(feature = "neural")]
mod neural;
#[cfg(feature = "neural")]
mod phonemes;
#[cfg(feature = "pico")]
pub mod pico;
#[cfg(feature = "neural")]
pub mod piper;
pub mod tempo;
pub mod timbre;
pub mod tone;

pub use job::{Piece, READINGS, Recording, SpeakJob, Spoken, Take, Timing, VoiceSpec, WordTime};
pub use language::Language;

use crate::audio::Hz;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// A loaded engine: heavy, shared by all its voices and threads.
pub trait Engine: Send + Sync {
    /// Makes one voice ready on the calling thread.
    ///
    /// # Errors
    /// When the engine has no such voice, or cannot read its files.
    fn synth(&self, voice: &VoiceSpec) -> Result<Box<dyn Synth>, EngineError>;
}

/// One voice, made and used on one thread. Owns its scratch memory; a line's sound never
/// depends on the line before it.
pub trait Synth {
    /// Speaks one job at the engine's own rate, with the silence at both ends still on it.
    /// `rate` and `pitch` of the voice are the engine's to follow; `timbre` is not
    /// ([`timbre::speak`] wraps every engine with it).
    ///
    /// # Errors
    /// When the line could not be spoken; the next line may still be.
    fn speak(&mut self, job: &SpeakJob) -> Result<Take, EngineError>;
}

/// The engine's own settings, as the cast gives them: checked by the engine, ordered by name.
pub type Settings = BTreeMap<String, Setting>;

/// One value among an engine's (or an output's) own settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Setting {
    /// `true` or `false`.
    Bool(bool),
    /// Any number.
    Number(f64),
    /// Anything else.
    Text(String),
}

/// What is wrong with one of an engine's own settings.
#[derive(Debug, Clone, PartialEq)]
pub struct SettingProblem {
    /// Which setting.
    pub key: String,
    /// What is wrong, in the form of a diagnostic's message.
    pub message: String,
    /// What could be done about it.
    pub hint: Option<String>,
}

/// What an engine may know of this machine: where it may look for and keep its files, and what
/// the machine's user says to it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Places {
    /// The program's own folder below the user's cache folder; it may not exist yet, and may
    /// not be writable.
    pub cache: PathBuf,
    /// Where installed voices lie, one folder below it for each engine. Not in the cache: what was
    /// downloaded for an hour cannot be made again.
    pub voices: PathBuf,
    /// What the user's own configuration says to engines, by name. A cast, which may come from
    /// a stranger, can say none of it.
    pub wishes: BTreeMap<String, Wish>,
}

impl Places {
    /// Files below this folder, voices among them, and nothing said to any engine.
    #[must_use]
    pub fn at(cache: PathBuf) -> Places {
        Places {
            voices: cache.join("voices"),
            cache,
            wishes: BTreeMap::new(),
        }
    }

    /// What the user says to the engine of this name.
    #[must_use]
    pub fn wish(&self, engine: &str) -> Wish {
        self.wishes.get(engine).cloned().unwrap_or_default()
    }
}

/// What the user's own configuration says to one engine.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Wish {
    /// How long it may take for a line; `None` for as long as its letters allow.
    pub deadline: Option<Duration>,
    /// What it knows itself, checked by [`EngineRow::check_wish`].
    pub settings: Settings,
}

/// What an engine says when asked whether it is here. Nothing was loaded for it.
#[derive(Debug, Clone)]
pub enum Probe {
    /// It can speak on this machine.
    Here {
        /// Its voices, in the order in which they should be listed.
        voices: Vec<VoiceInfo>,
        /// What it can do.
        can: Abilities,
        /// Changes whenever the same job could sound different: code version, data digest.
        fingerprint: String,
    },
    /// It cannot.
    Missing {
        /// Why, as a clause: "the library libx.so.1 was not found".
        why: String,
        /// What to do about it, as a sentence.
        hint: String,
    },
}

/// One voice of an engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoiceInfo {
    /// The part after the colon in `engine:name`.
    pub name: String,
    /// The languages it speaks; the first is its own.
    pub languages: Vec<Language>,
    /// What it is like, in a few words.
    pub about: String,
    /// Its sample rate.
    pub rate: Hz,
    /// Changes whenever the same job could sound different in this voice alone: the digest of its files.
    /// Empty where the engine's own says it all.
    pub fingerprint: String,
}

/// What an engine says of a voice that it does not list: one that is named by its file, one of many
/// speakers, a blend, one that could be installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// It is here.
    Here(VoiceInfo),
    /// It is not, or cannot be used, and a stack goes on to its next voice.
    Missing {
        /// Why, as a clause: "it is not installed".
        why: String,
        /// What to do about it, as a sentence.
        hint: String,
    },
    /// No voice could be called that.
    Unknown,
}

/// What an engine that works on phonemes says of a line, for `duologue phonemes`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phonemes {
    /// Its clauses, in order.
    pub clauses: Vec<Clause>,
}

/// What is said in one breath: what goes through a model at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clause {
    /// In the symbols of the voice, as far as it has them.
    pub phonemes: String,
    /// What the model is given for them.
    pub ids: Vec<i64>,
    /// Symbols that the voice has no sound for, each once.
    pub lacks: Vec<String>,
}

/// What an engine can do with a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Abilities {
    /// Factors on the speed of speech that the engine itself follows. The range has to leave
    /// room for `timbre`, which asks for up to 1.42 times the rate that the cast gives.
    pub rate: RangeInclusive<f32>,
    /// Semitones of pitch that the engine itself follows; `None` if it has no such control.
    pub pitch: Option<RangeInclusive<f32>>,
    /// Does it read IPA?
    pub ipa: bool,
}

/// Where an engine may run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Isolation {
    /// In this process.
    None,
    /// In a child process where one can be started, because it is not memory-safe.
    Wanted,
    /// In a child process or not at all, because it will take down whatever it runs in.
    Needed,
}

/// On which condition the same job gives the same samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reproducible {
    /// On any machine.
    Always,
    /// On one machine (floating point libraries differ between machines).
    OnOneMachine,
    /// Not at all; takes are final all the same.
    Never,
}

/// What an engine that works on phonemes makes of a line.
pub type ToPhonemes = fn(&Places, &SpeakJob) -> Result<Phonemes, EngineError>;

/// A row of the table.
#[derive(Clone, Copy)]
pub struct EngineRow {
    /// The part before the colon in `engine:name`.
    pub name: &'static str,
    /// One line about it.
    pub about: &'static str,
    /// Checks its own settings, as a cast gives them; loads nothing.
    pub check: fn(&Settings) -> Vec<SettingProblem>,
    /// Checks what the user's own configuration says to it; loads nothing.
    pub check_wish: fn(&Settings) -> Vec<SettingProblem>,
    /// Is it here, and what can it do? Loads nothing.
    pub probe: fn(&Places) -> Probe,
    /// Where it may run, given what the user's own configuration says to it.
    pub isolate: fn(&Settings) -> Isolation,
    /// Does what the user's own configuration says to it spoil this line on purpose? Its take
    /// must then not be kept as if it were that of a sound engine.
    pub spoils: fn(&Settings, &SpeakJob) -> bool,
    /// On which condition it gives the same samples again.
    pub reproducible: Reproducible,
    /// What it says of a voice that its probe did not list. Loads nothing.
    pub named: fn(&Places, &str) -> Named,
    /// What it makes of a line before it speaks it, if it works on phonemes.
    pub phonemes: Option<ToPhonemes>,
    /// Loads it.
    pub open: fn(&Places) -> Result<Arc<dyn Engine>, EngineError>,
}

/// Every engine there is, in the order in which they are listed.
pub const ENGINES: &[EngineRow] = &[
    #[cfg(feature = "pico")]
    pico::ROW,
    #[cfg(feature = "neural")]
    piper::ROW,
    #[cfg(feature = "neural")]
    kokoro::ROW,
    tone::ROW,
];

/// [`EngineRow::named`] of an engine that lists all its voices.
#[must_use]
pub fn all_listed(_places: &Places, _voice: &str) -> Named {
    Named::Unknown
}

/// [`EngineRow::check_wish`] of an engine to which nothing can be said.
#[must_use]
pub fn no_wish(settings: &Settings) -> Vec<SettingProblem> {
    let unknown = |key: &String| SettingProblem {
        key: key.clone(),
        message: format!("a configuration cannot say `{key}` to this engine"),
        hint: Some("every engine takes `deadline`, the seconds that a line may take".into()),
    };
    settings.keys().map(unknown).collect()
}

/// Does what the user's own configuration says spoil this line on purpose?
#[must_use]
pub fn spoils(table: &[EngineRow], places: &Places, job: &SpeakJob) -> bool {
    let engine = &job.voice.engine;
    let wish = places
        .wishes
        .get(engine)
        .filter(|_| job.recording.is_none());
    wish.zip(find(table, engine))
        .is_some_and(|(wish, row)| (row.spoils)(&wish.settings, job))
}

/// The row of that name in a table.
#[must_use]
pub fn find<'a>(table: &'a [EngineRow], name: &str) -> Option<&'a EngineRow> {
    table.iter().find(|row| row.name == name)
}

/// Why a line was not spoken, or an engine not opened.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The engine is in the table, but not on this machine.
    #[error("{engine} cannot speak here: {why}. {hint}")]
    Missing {
        /// Name of the engine.
        engine: &'static str,
        /// Why not, as a clause.
        why: String,
        /// What to do, as a sentence.
        hint: String,
    },
    /// There is no engine of that name in the table.
    #[error("there is no engine `{engine}`")]
    Unknown {
        /// The name that was asked for.
        engine: String,
    },
    /// It has no voice of that name.
    #[error("{engine} has no voice `{voice}`")]
    NoVoice {
        /// Name of the engine.
        engine: &'static str,
        /// The name that was asked for.
        voice: String,
    },
    /// A file of the engine could not be read or written.
    #[error("{engine}: {}: {source}", path.display())]
    File {
        /// Name of the engine.
        engine: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Its floating point gave samples that are no numbers.
    #[error(
        "{engine} gave samples that are no numbers (NaN): {samples}, the first after {first:.2} s"
    )]
    NotFinite {
        /// Name of the engine.
        engine: &'static str,
        /// How many.
        samples: usize,
        /// Where the first one stands, in seconds.
        first: f64,
    },
    /// The engine itself failed.
    #[error("{engine} failed in {doing}: {message}")]
    Failed {
        /// Name of the engine.
        engine: &'static str,
        /// In which step.
        doing: &'static str,
        /// What it said.
        message: String,
    },
}
