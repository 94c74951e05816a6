//! A finished episode to what is there: levels, chapters, people, pauses, and whether every target is met.
//!
//! Levels, silence and lengths are measured in the finished file itself, never taken from what the
//! render noted of them; who speaks, and which words, comes from the captions and chapters beside
//! it, if their hashes say that they are of this sound (`beside`). The file is measured in one pass and in
//! constant memory (`measure`). [`draw`] makes a page of it.

mod beside;
mod clicks;
pub mod draw;
mod measure;
mod pauses;
mod people;
mod table;
mod targets;
mod wishes;

pub use measure::Measured;
pub use pauses::{Before, Pauses};
pub use people::{Person, Speech};
pub use table::{Target, Verdict, clock};

use crate::audio::Hz;
use crate::audio::decode::DecodeError;
use crate::audio::stream::Stream;
use crate::house::{Choice, Levels};
use crate::publish::PublishError;
use crate::publish::verify::Checked;
use beside::Beside;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Everything that is told of an episode.
pub struct Inspection {
    /// The file that was measured.
    pub sound: PathBuf,
    /// Title of the interview, or the file's name.
    pub title: String,
    /// The preset that it was measured against.
    pub levels: Levels,
    /// Is the set as it was rendered? Also true of a file that belongs to none.
    pub whole: bool,
    /// What became of the files of the set; empty if it belongs to none.
    pub files: Vec<Checked>,
    /// What is wrong with the set and what could not be told, as sentences without full stop.
    pub notes: Vec<String>,
    /// What was measured.
    pub measured: Measured,
    /// Where chapters lie, in seconds, and their titles; `None` if that is not known.
    pub chapters: Option<Vec<(Range<f64>, String)>>,
    /// Who speaks, how much and how fast; `None` if that is not known.
    pub speech: Option<Speech>,
    /// Where each line lies, in frames, and the number of who speaks it among the people.
    pub lines: Vec<(Range<u64>, usize)>,
    /// The pauses, by what they come before.
    pub pauses: Vec<Pauses>,
    /// The table.
    pub targets: Vec<Target>,
}

impl Inspection {
    /// Is nothing altered, and no target missed?
    #[must_use]
    pub fn passed(&self) -> bool {
        self.whole && self.failed() == 0
    }

    /// How many targets are missed.
    #[must_use]
    pub fn failed(&self) -> usize {
        let failed = self.targets.iter().filter(|t| t.verdict == Verdict::Fail);
        failed.count()
    }

    /// How many targets could be judged.
    #[must_use]
    pub fn judged(&self) -> usize {
        let judged = |t: &&Target| matches!(t.verdict, Verdict::Pass | Verdict::Fail);
        self.targets.iter().filter(judged).count()
    }

    /// The preset as casts call it.
    #[must_use]
    pub fn preset(&self) -> &'static str {
        let mut all = Levels::ALL.iter();
        all.find(|(_, levels)| *levels == self.levels)
            .map_or("", |(name, _)| name)
    }

    /// Length in seconds.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.measured.seconds(self.measured.frames)
    }
}

/// Why an episode could not be inspected.
#[derive(Debug, thiserror::Error)]
pub enum InspectError {
    /// The sound cannot be read.
    #[error(transparent)]
    Sound(#[from] DecodeError),
    /// The folder cannot be understood.
    #[error(transparent)]
    Set(#[from] PublishError),
    /// An episode was made without the file that could be measured.
    #[error(
        "the episode in {} has no sound file that can be measured, which Opus is not; render it with \
         `--format wav` or `--format flac` among others",
        folder.display()
    )]
    NoSound {
        /// The folder.
        folder: PathBuf,
    },
    /// A file beside it cannot be read.
    #[error("reading {}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The meter cannot measure it.
    #[error("measuring the loudness: {0}")]
    Meter(#[from] ebur128::Error),
    /// The page cannot be drawn.
    #[error("drawing the page: {0}")]
    Drawing(#[from] crate::drawing::DrawingError),
}

/// Inspects the episode in a folder (the first of its sounds that can be decoded), or a sound file with whatever stands beside it, against the
/// preset that it was made for; against `levels` if that is given; for a podcast if nothing is known.
///
/// # Errors
/// When there is no sound to be measured, or a file of the set cannot be read. That something was
/// altered is no error but told.
pub fn inspect(asked: &Path, levels: Option<Levels>) -> Result<Inspection, InspectError> {
    let beside = beside::beside(asked)?;
    let stream = Stream::open(&beside.sound)?;
    let captions = beside.captions.as_deref().unwrap_or_default();
    let rate = stream.rate;
    let lines: Vec<Range<u64>> = captions
        .iter()
        .map(|caption| frames(rate, caption.start)..frames(rate, caption.end))
        .collect();
    let measured = measure::measure(stream, &lines)?;
    let levels = levels.or(beside.wishes.levels).unwrap_or(Levels::Podcast);
    let known = beside.captions.is_some();
    let speech = known.then(|| people::people(&measured, captions, &lines));
    let targets = targets::targets(levels, &measured, speech.as_ref(), &beside, &lines);
    let chapters = beside.chapters.as_deref().unwrap_or_default();
    let pauses = pauses::pauses(&measured, captions, &lines, chapters);
    let (_, whose) = people::speakers(captions);
    let Beside {
        sound,
        title,
        files,
        notes,
        whole,
        chapters,
        ..
    } = beside;
    let seconds = |millis: u64| millis as f64 / 1e3;
    let chapters = chapters.map(|chapters| {
        let chapters = chapters.into_iter();
        chapters
            .map(|c| (seconds(c.start)..seconds(c.end), c.title))
            .collect()
    });
    Ok(Inspection {
        sound,
        title,
        levels,
        whole,
        files,
        notes,
        measured,
        chapters,
        speech,
        lines: lines.into_iter().zip(whose).collect(),
        pauses,
        targets,
    })
}

/// Milliseconds as frames, to the nearest.
fn frames(rate: Hz, millis: u64) -> u64 {
    let frames = u128::from(millis) * u128::from(rate.0) + 500;
    u64::try_from(frames / 1000).unwrap_or(u64::MAX)
}
