//! SVOX Pico, the embedded voice: text to speech with nothing to install.

use super::{
    Engine, EngineError, EngineRow, Places, Probe, Reproducible, SettingProblem, Settings,
};
use std::sync::Arc;

/// The row in the table.
pub const ROW: EngineRow = EngineRow {
    name: "pico",
    about: "SVOX Pico, embedded: six voices in five languages, nothing to install",
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
    Probe::Missing {
        why: String::new(),
        hint: String::new(),
    }
}

fn open(_places: &Places) -> Result<Arc<dyn Engine>, EngineError> {
    Err(EngineError::Missing {
        engine: ROW.name,
        why: String::new(),
        hint: String::new(),
    })
}
