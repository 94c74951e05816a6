//! A finished episode and its files to what is told of it.

use crate::house::Edition;
use crate::master::Episode;
use crate::publish::manifest::Summary;
use crate::publish::{Artifact, Standing};
use crate::speak::{Lacking, Tally};

/// An episode that was written.
#[derive(Debug, Clone)]
pub struct Report {
    /// Which copy this is.
    pub copy: Edition,
    /// Which part of the interview this is, in words; `None` for all of it.
    pub part: Option<String>,
    /// The files, the one to listen to first.
    pub artifacts: Vec<Artifact>,
    /// Did it stand there already? Then nothing was read, spoken or written.
    pub unchanged: bool,
    /// Length in seconds.
    pub seconds: f64,
    /// Was the announced length another than what came out, and had to be set right?
    pub length_set_right: bool,
    /// Words of the interview in a minute of speech, silences left out; `None` where that was
    /// not found out.
    pub words_per_minute: Option<f64>,
    /// How many chapters.
    pub chapters: usize,
    /// Integrated loudness in LUFS, as heard on two loudspeakers.
    pub loudness: f64,
    /// True peak in dBTP.
    pub peak: f64,
    /// How many lines it has.
    pub lines: usize,
    /// Where their takes came from.
    pub takes: Tally,
    /// Who spoke for how many seconds, the longest first.
    pub shares: Vec<(String, f64)>,
    /// How many dB speech stays above music at the least, if there is any below it.
    pub above_music: Option<f64>,
    /// What of its levels could not be reached, a sentence for each.
    pub shortfalls: Vec<String>,
    /// Lines of which their voices have no sound for something.
    pub lacking: Vec<Lacking>,
}

impl Report {
    /// What is told of an episode that became these files.
    #[must_use]
    pub fn new(episode: &Episode, artifacts: Vec<Artifact>, takes: Tally) -> Self {
        Report::of(Summary::of(episode), artifacts, takes, false)
    }

    /// What is told of an episode that stood there already: all that a render tells. Its lines had
    /// been spoken before, whether or not their takes are still kept.
    #[must_use]
    pub fn unchanged(standing: Standing) -> Self {
        let Standing {
            manifest,
            artifacts,
        } = standing;
        let summary = manifest.summary.unwrap_or_default();
        let takes = Tally {
            reused: summary.lines,
            ..Tally::default()
        };
        Report::of(summary, artifacts, takes, true)
    }

    fn of(summary: Summary, artifacts: Vec<Artifact>, takes: Tally, unchanged: bool) -> Self {
        Report {
            copy: Edition::Episode,
            part: None,
            length_set_right: false,
            words_per_minute: summary.words_per_minute,
            artifacts,
            unchanged,
            seconds: summary.seconds,
            chapters: summary.chapters,
            loudness: summary.loudness.unwrap_or(f64::NEG_INFINITY),
            peak: summary.peak.unwrap_or(f64::NEG_INFINITY),
            lines: summary.lines,
            takes,
            shares: summary.shares,
            above_music: summary.above_music,
            shortfalls: summary.shortfalls,
            lacking: summary.lacking,
        }
    }
}
