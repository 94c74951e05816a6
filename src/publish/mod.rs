//! An episode to [`Artifact`]s: the table of outputs, and how a set appears whole or not at all.

use crate::engines::{SettingProblem, Settings};
use crate::master::{Episode, MasterError};
use std::path::{Path, PathBuf};

/// A row of [`OUTPUTS`].
#[derive(Clone, Copy)]
pub struct OutputRow {
    /// Also the name of the `--format`.
    pub name: &'static str,
    /// One line about it.
    pub about: &'static str,
    /// The file (or folder) it writes, given the short name of the interview.
    pub file: fn(&str) -> String,
    /// Media type (RFC 6838).
    pub media_type: &'static str,
    /// Is it written when no format is asked for?
    pub default: bool,
    /// Formats it builds on, by name; they are written first.
    pub needs: &'static [&'static str],
    /// Checks its own settings.
    pub check: fn(&Settings) -> Vec<SettingProblem>,
    /// Writes it into a folder that holds what it needs.
    pub write: fn(&Episode, &Path) -> Result<Vec<Artifact>, PublishError>,
}

/// Every output there is.
pub const OUTPUTS: &[OutputRow] = &[];

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Where it stands.
    pub path: PathBuf,
    /// Media type.
    pub media_type: &'static str,
    /// Size in bytes.
    pub bytes: u64,
}

/// Why an output could not be written. The old set is untouched.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A file could not be written, synced or put in place.
    #[error("{doing} {}: {source}", path.display())]
    File {
        /// What was being done, as a gerund: "writing".
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The sound could not be made.
    #[error(transparent)]
    Master(#[from] MasterError),
}
