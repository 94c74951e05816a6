//! The user's configuration file to the workshop of a verb; and `duologue config`.

use super::args::{Config, ConfigVerb};
use super::{Failure, Outcome, Voice, print};
use duologue::diag::{Diagnostics, Severity};
use duologue::error::Error;
use duologue::house;
use duologue::read;
use duologue::workshop::Workshop;
use std::path::PathBuf;

/// Names another file than the platform's place; an empty value means no file at all.
const OVERRIDE: &str = "DUOLOGUE_CONFIG";

/// Where the configuration is looked for; `None` where the system has no such place.
fn path() -> Option<PathBuf> {
    match std::env::var_os(OVERRIDE) {
        Some(path) => Some(PathBuf::from(path)).filter(|path| !path.as_os_str().is_empty()),
        None => directories::ProjectDirs::from("", "", "duologue")
            .map(|dirs| dirs.config_dir().join("config.yaml")),
    }
}

/// This machine as its user wants it. No file is no wish; a file with mistakes is told, and
/// nothing is done: a misspelt folder would be filled for nothing.
pub(crate) fn workshop(voice: Voice) -> Result<Workshop, Failure> {
    let mut shop = Workshop::here();
    // The platform's place may be empty; a file that was named has to be there.
    let named = std::env::var_os(OVERRIDE).is_some();
    if let Some(path) = path().filter(|path| named || path.exists()) {
        let mut diags = Diagnostics::new();
        let file = read::load(&path, &shop.limits).map_err(Error::from)?;
        let source = read::decode(&file, &shop.limits, &mut diags);
        let own = source.and_then(|source| house::own(&source, shop.engines, &mut diags));
        voice.diagnostics(&diags);
        match diags.count(Severity::Error) {
            0 => shop = Workshop::of(&own.unwrap_or_default()),
            count => return Err(Error::Text { count }.into()),
        }
    }
    shop.program = super::this();
    Ok(shop)
}

pub(crate) fn run(order: &Config) -> Outcome {
    let ConfigVerb::Path = order.verb;
    match path() {
        Some(path) => print(&format!("{}\n", path.display())),
        None => Err(Failure::Said(format!(
            "this system has no place for configurations; name a file in {OVERRIDE}"
        ))),
    }
}
