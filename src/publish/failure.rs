//! What can go wrong between a finished episode and its files.

use crate::audio::decode::DecodeError;
use crate::master::MasterError;
use std::io;
use std::path::{Path, PathBuf};

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
        source: io::Error,
    },
    /// The sound could not be made.
    #[error(transparent)]
    Master(#[from] MasterError),
    /// What was written cannot be read again.
    #[error("checking what was written: {0}")]
    Readback(#[from] DecodeError),
    /// What was written is not as long as the episode.
    #[error("{} came out with {found} frames instead of {promised}", path.display())]
    Length {
        /// The file.
        path: PathBuf,
        /// Frames that the episode has.
        promised: u64,
        /// Frames that were found.
        found: u64,
    },
    /// The cover could not be drawn.
    #[error("drawing the cover: {0}")]
    Cover(#[from] crate::drawing::DrawingError),
    /// The sound is not as long as it said.
    #[error("the episode came out with {found} frames instead of {promised}")]
    Programme {
        /// Frames that it promised.
        promised: u64,
        /// Frames that it played.
        found: u64,
    },
    /// A lossy file is too loud at its peaks, and stays so however much room it is given.
    #[error(
        "{} peaks at {peak:.1} dBTP when it is decoded, above the {ceiling:.1} that were promised, \
         however much room it is given; try a higher bit rate",
        path.display()
    )]
    Peaks {
        /// The file.
        path: PathBuf,
        /// Its true peak in dBTP.
        peak: f64,
        /// What it may be.
        ceiling: f64,
    },
    /// An encoder refused.
    #[error("{}: the encoder says: {why}", path.display())]
    Encoder {
        /// The file.
        path: PathBuf,
        /// What it says.
        why: String,
    },
    /// A format has no room for an episode of this extent.
    #[error("the format {format} cannot hold this episode: {why}")]
    Beyond {
        /// Name of the format.
        format: &'static str,
        /// Why not, and what to do, as a clause.
        why: String,
    },
    /// A format that this build lacks.
    #[error("this build cannot write {name}: {how}")]
    NotBuilt {
        /// Its name.
        name: &'static str,
        /// How to get a build that can.
        how: &'static str,
    },
    /// A format cannot hold the marks of this episode.
    #[error("{} cannot be marked: {why}", path.display())]
    Unmarkable {
        /// The file.
        path: PathBuf,
        /// Why not, as a clause.
        why: String,
    },
    /// The episode has places without words, or words without a place.
    #[error("the episode has {places} places for {words} {what}")]
    Uneven {
        /// Of what: "chapters", "captions".
        what: &'static str,
        /// How many the timeline has.
        places: usize,
        /// How many have a title or a text.
        words: usize,
    },
    /// A name in no row of the table.
    #[error(
        "there is no format `{name}`{} (expected one of {known})",
        near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
    )]
    UnknownFormat {
        /// The name that was asked for.
        name: String,
        /// All that there are, with commas.
        known: String,
        /// One that is close.
        near: Option<&'static str>,
    },
    /// The interview's short name cannot be the stem of a file name.
    #[error(
        "`{name}` cannot be the name of an episode's files: that takes one part of a path, \
         not hidden, of at most 245 bytes; rename the interview's file"
    )]
    Name {
        /// The name.
        name: String,
    },
    /// Another render is at work in the same folder.
    #[error(
        "another render is writing into {}; wait for it, or choose another folder with --out",
        out.display()
    )]
    Busy {
        /// The folder.
        out: PathBuf,
    },
    /// The folder holds the episode of another interview.
    #[error(
        "{} holds the episode of another interview, \u{201c}{holds}\u{201d}; this one is \
         \u{201c}{asked}\u{201d}: choose another folder with --out",
        out.display()
    )]
    Taken {
        /// The folder.
        out: PathBuf,
        /// Title and name of the interview whose episode it holds.
        holds: String,
        /// Title and name of the interview that was to be rendered.
        asked: String,
    },
    /// A file stands in the way that no render put there.
    #[error(
        "{} is not from an earlier render and would be overwritten: move it away, or choose \
         another folder with --out",
        path.display()
    )]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// An interrupted render left a journal that makes no sense.
    #[error(
        "{} cannot be understood ({message}): to give the interrupted render up, delete the \
         folder that it is in",
        path.display()
    )]
    Journal {
        /// The journal.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// A folder in which there is no episode.
    #[error(
        "there is no episode of this program in {} (no manifest, `<name>.lock.json`)",
        out.display()
    )]
    NoManifest {
        /// The folder.
        out: PathBuf,
    },
    /// A manifest that makes no sense, or would lead out of its folder.
    #[error("{} cannot be understood: {message}; delete it and the episode beside it, and render again", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// The observer asked to stop.
    #[error("stopped; nothing was changed in {}", out.display())]
    Stopped {
        /// The folder.
        out: PathBuf,
    },
}

impl PublishError {
    /// For `map_err` on one operation on one path.
    pub(super) fn file(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| PublishError::File {
            doing,
            path: path.to_owned(),
            source,
        }
    }

    /// The same failure told of the place that the user knows: a path below `staging` is told
    /// as the path below `out` that it would have become.
    pub(super) fn told_of(mut self, staging: &Path, out: &Path) -> Self {
        let path = match &mut self {
            PublishError::File { path, .. }
            | PublishError::Length { path, .. }
            | PublishError::Unmarkable { path, .. }
            | PublishError::Peaks { path, .. }
            | PublishError::Encoder { path, .. }
            | PublishError::Readback(
                DecodeError::File { path, .. }
                | DecodeError::Format { path, .. }
                | DecodeError::TooLong { path, .. },
            ) => path,
            PublishError::Stopped { out: at } => at,
            _ => return self,
        };
        if let Ok(inside) = path.strip_prefix(staging) {
            // Part by part: joined with nothing, a path would end in a slash.
            *path = out.iter().chain(inside.iter()).collect();
        }
        self
    }
}
