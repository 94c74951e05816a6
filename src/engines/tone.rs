//! A text to a sine: deterministic, needs no model and no codec. For tests, benches, dry runs.

use super::{
    Abilities, Engine, EngineError, EngineRow, Places, Probe, Reproducible, SettingProblem,
    Settings,
};
use std::sync::Arc;

/// The row in the table.
pub const ROW: EngineRow = EngineRow {
    name: "tone",
    about: "a sine for each voice, as long as the text: for tests and dry runs",
    check,
    probe,
    isolate: false,
    reproducible: Reproducible::Always,
    open,
};

fn check(_settings: &Settings) -> Vec<SettingProblem> {
    Vec::new()
}

fn probe(_places: &Places) -> Probe {
    Probe::Here {
        voices: Vec::new(),
        can: Abilities {
            rate: 0.25..=4.0,
            pitch: Some(-12.0..=12.0),
            ipa: true,
        },
        fingerprint: "tone 1".into(),
    }
}

fn open(_places: &Places) -> Result<Arc<dyn Engine>, EngineError> {
    Err(EngineError::Missing {
        engine: ROW.name,
        why: String::new(),
        hint: String::new(),
    })
}
