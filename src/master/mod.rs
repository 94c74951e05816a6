//! A timeline and its takes to an [`Episode`]: levelled, limited, ready to be written.

use crate::arrange::Timeline;
use crate::audio::Hz;
use crate::engines::Language;
use crate::house::Role;

/// A finished episode, not yet in any format.
pub struct Episode {
    /// What it is and who is in it.
    pub about: About,
    /// What is heard when.
    pub timeline: Timeline,
    /// The sound; never all of it in memory.
    pub audio: Box<dyn Programme>,
    /// Integrated loudness of the result in LUFS, as heard on two loudspeakers.
    pub loudness: f64,
    /// True peak of the result in dBTP.
    pub peak: f64,
}

/// What an episode is and who is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// Short name of the interview, from its file: the stem of every file name.
    pub name: String,
    /// Title of the interview.
    pub title: String,
    /// Title of the show.
    pub show: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// YYYY-MM-DD.
    pub date: Option<String>,
    /// The main language.
    pub language: Language,
    /// Everyone who speaks, in order of appearance.
    pub people: Vec<Credit>,
    /// The titles of the chapters, in the order of the timeline's.
    pub chapters: Vec<String>,
    /// What is said, in the order of the timeline's captions.
    pub lines: Vec<Line>,
}

/// Someone who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The name.
    pub name: String,
    /// What the person does.
    pub role: Role,
}

/// One sentence as captions show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The number of the speaker in [`About::people`].
    pub speaker: usize,
    /// The author's words.
    pub text: String,
    /// Their language.
    pub language: Language,
    /// The line of the source, from 1.
    pub line: usize,
}

/// A stream of mastered sound that can be played as often as outputs need it, with the same
/// samples each time.
pub trait Programme: Send + Sync {
    /// Sample rate.
    fn rate(&self) -> Hz;
    /// Channels, 1 or 2; samples are interleaved.
    fn channels(&self) -> u16;
    /// Length in frames, known before the first sample.
    fn frames(&self) -> u64;
    /// Hands all blocks to `sink` in order, full scale at ±1.0, until it says no more.
    ///
    /// # Errors
    /// When a take could not be read back.
    fn play(
        &self,
        sink: &mut dyn FnMut(&[f32]) -> std::ops::ControlFlow<()>,
    ) -> Result<(), MasterError>;
}

/// Why an episode could not be mastered.
#[derive(Debug, thiserror::Error)]
pub enum MasterError {
    /// The takes could not be read back.
    #[error("reading takes back from {}: {source}", path.display())]
    Takes {
        /// Where they were kept.
        path: std::path::PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A length or rate that the resampler or the meter cannot work with.
    #[error("mastering failed in {doing}: {message}")]
    Failed {
        /// In which step.
        doing: &'static str,
        /// What it said.
        message: String,
    },
}
