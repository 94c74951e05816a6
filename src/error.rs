//! The union of everything that can go wrong on the way from a page to an episode.

use crate::inspect::InspectError;
use crate::master::MasterError;
use crate::prepare::ExcerptError;
use crate::publish::PublishError;
use crate::read::ReadError;
use crate::speak::{Lacking, SpeakError};
use std::path::PathBuf;

/// Why something was not done. What is wrong with a user's text stands in the diagnostics; here
/// is only that something is.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The interview or the cast has errors; they are told in the diagnostics.
    #[error("{}", errors(*count))]
    Text {
        /// How many.
        count: usize,
    },
    /// Nothing is wrong, but there are warnings, and they were to count as errors.
    #[error("{}, and --strict takes none", warnings(*count))]
    Strict {
        /// How many.
        count: usize,
    },
    /// Lines would be spoken, and none was to be.
    #[error("{}", locked(lines, *more))]
    Locked {
        /// The first of them: where, who, why, and the words.
        lines: Vec<String>,
        /// How many more there are.
        more: usize,
    },
    /// Voices have no sound for something that they should say, and that was to count as an error.
    #[error("{}, and --strict takes none", lacking(lines))]
    Lacking {
        /// Where, who, and what.
        lines: Vec<Lacking>,
    },
    /// There are turns, but no word in them.
    #[error("there is nothing to speak in {0}")]
    Nothing(String),
    /// No cast was given, and none of the embedded ones fits the table of engines.
    #[error("no cast was given, and none of the embedded ones is for these engines")]
    NoCast,
    /// A part was asked for that the episode does not have.
    #[error(transparent)]
    Excerpt(#[from] ExcerptError),
    /// A file could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A file could not be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Lines could not be spoken.
    #[error(transparent)]
    Speak(#[from] SpeakError),
    /// The sound could not be finished.
    #[error(transparent)]
    Master(#[from] MasterError),
    /// The files could not be written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// An episode could not be inspected.
    #[error(transparent)]
    Inspect(#[from] InspectError),
}

fn locked(lines: &[String], more: usize) -> String {
    let mut text = match lines.len() + more {
        1 => "1 line would be spoken anew, and --locked allows none".to_owned(),
        n => format!("{n} lines would be spoken anew, and --locked allows none"),
    };
    for line in lines {
        text += &format!("\n  {line}");
    }
    if more > 0 {
        text += &format!("\n  and {more} more");
    }
    text
}

fn lacking(lines: &[Lacking]) -> String {
    let mut text = String::new();
    for line in lines {
        text += &format!("{line}\n");
    }
    text + &match lines.len() {
        1 => "1 line lacks a sound".to_owned(),
        n => format!("{n} lines lack sounds"),
    }
}

fn warnings(count: usize) -> String {
    if count == 1 {
        "1 warning".into()
    } else {
        format!("{count} warnings")
    }
}

fn errors(count: usize) -> String {
    if count == 1 {
        "1 error".into()
    } else {
        format!("{count} errors")
    }
}

impl Error {
    /// Was this the user's own wish (Ctrl-C)?
    #[must_use]
    pub fn stopped(&self) -> bool {
        matches!(
            self,
            Error::Speak(SpeakError::Stopped)
                | Error::Master(MasterError::Stopped)
                | Error::Publish(PublishError::Stopped { .. })
        )
    }
}
