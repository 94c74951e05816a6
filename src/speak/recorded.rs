//! A recording to the take that stands in a voice's place.

use crate::audio::recording::{self, RecordingError};
use crate::engines::{Recording, Take};
use std::path::PathBuf;

/// Why a recording gave no take, though it was one when the script was read.
#[derive(Debug, thiserror::Error)]
pub enum RecordedError {
    /// It cannot be read.
    #[error("reading {}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is not the file that the take is to be kept under.
    #[error("{} was changed while it was read; render again", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// It is no recording of a line.
    #[error("{}: {error}", path.display())]
    Sound {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: RecordingError,
    },
}

/// The take of a recording: no word in it has a time.
pub(super) fn recorded(recording: &Recording) -> Result<Take, RecordedError> {
    let path = || recording.path.clone();
    let sound = recording::read(&recording.path);
    let audio = sound.map_err(|error| RecordedError::Sound {
        path: path(),
        error,
    })?;
    // Behind the reading: what is kept for ever under this digest must be what it says.
    let digest = recording::digest(&recording.path);
    let digest = digest.map_err(|source| RecordedError::File {
        path: path(),
        source,
    })?;
    if digest != recording.digest {
        return Err(RecordedError::Changed { path: path() });
    }
    let words = Vec::new();
    Ok(Take { audio, words })
}
