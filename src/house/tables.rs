//! The table of engines and what each says when asked whether it is here; and the formats, as far as
//! a cast can set something about them.
//!
//! House and cast both ask, and an engine may have to look through folders to answer, so each
//! is asked at most once, and only when a cast names it.

use crate::engines::{
    Abilities, EngineRow, Language, Named, Places, Probe, SettingProblem, Settings, VoiceInfo,
};
use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

/// What a cast is checked against.
#[derive(Debug)]
pub struct Tables<'a> {
    engines: &'a [EngineRow],
    places: &'a Places,
    /// One for each row.
    probes: Vec<OnceLock<Probe>>,
    /// What was said of voices that no probe listed.
    named: Mutex<BTreeMap<(String, String), Named>>,
    formats: Vec<Format>,
}

/// A format, to who only wants to check its settings.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its name.
    pub name: &'static str,
    /// Another one, whose settings are its own where it is not set otherwise.
    pub like: Option<&'static str>,
    /// Checks its settings.
    pub check: fn(&Settings) -> Vec<SettingProblem>,
}

impl<'a> Tables<'a> {
    /// A table of engines, and where they may keep their files.
    #[must_use]
    pub fn new(engines: &'a [EngineRow], places: &'a Places) -> Self {
        Tables {
            engines,
            places,
            probes: engines.iter().map(|_| OnceLock::new()).collect(),
            named: Mutex::default(),
            formats: Vec::new(),
        }
    }

    /// The same with formats.
    #[must_use]
    pub fn with_formats(mut self, formats: impl IntoIterator<Item = Format>) -> Self {
        self.formats.extend(formats);
        self
    }

    /// All formats, in order.
    #[must_use]
    pub fn formats(&self) -> &[Format] {
        &self.formats
    }

    /// The row of that name, and what the engine says of itself.
    #[must_use]
    pub fn engine(&self, name: &str) -> Option<(&'a EngineRow, &Probe)> {
        let at = self.engines.iter().position(|row| row.name == name)?;
        let row = &self.engines[at];
        let probe = self.probes[at].get_or_init(|| (row.probe)(self.places));
        Some((row, probe))
    }

    /// The names of all rows, in order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.engines.iter().map(|row| row.name)
    }

    /// A voice of an engine that is here, what the engine can do, and the fingerprint of both.
    #[must_use]
    pub fn voice(&self, engine: &str, voice: &str) -> Option<(VoiceInfo, &Abilities, String)> {
        let Probe::Here {
            can, fingerprint, ..
        } = self.engine(engine)?.1
        else {
            return None;
        };
        let Named::Here(info) = self.named(engine, voice) else {
            return None;
        };
        let both = match info.fingerprint.as_str() {
            "" => fingerprint.clone(),
            own => format!("{fingerprint}, {own}"),
        };
        Some((info, can, both))
    }

    /// What an engine that is here says of a voice.
    #[must_use]
    pub fn named(&self, engine: &str, voice: &str) -> Named {
        if let Some(info) = self.voices(engine).iter().find(|info| info.name == voice) {
            return Named::Here(info.clone());
        }
        let Some((row, Probe::Here { .. })) = self.engine(engine) else {
            return Named::Unknown;
        };
        // Nothing is done under the lock that could panic and leave it half done.
        let mut named = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (engine.to_owned(), voice.to_owned());
        let ask = || (row.named)(self.places, voice);
        named.entry(key).or_insert_with(ask).clone()
    }

    /// The voices of an engine, if it is here.
    #[must_use]
    pub fn voices(&self, engine: &str) -> &[VoiceInfo] {
        match self.engine(engine) {
            Some((_, Probe::Here { voices, .. })) => voices,
            _ => &[],
        }
    }
}

impl std::fmt::Debug for EngineRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// Can this voice read that language? One that lists no language reads any.
#[must_use]
pub fn reads(voice: &VoiceInfo, language: &Language) -> bool {
    voice.languages.is_empty() || voice.languages.iter().any(|own| own.reads(language))
}
