//! A finished episode and its files to what is told of it.

use crate::master::Episode;
use crate::publish::Artifact;
use crate::speak::Tally;

/// An episode that was written.
#[derive(Debug, Clone)]
pub struct Report {
    /// Which part of the interview this is, in words; `None` for all of it.
    pub part: Option<String>,
    /// The files, the one to listen to first.
    pub artifacts: Vec<Artifact>,
    /// Length in seconds.
    pub seconds: f64,
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
}

impl Report {
    /// What is told of an episode that became these files.
    #[must_use]
    pub fn new(episode: &Episode, artifacts: Vec<Artifact>, takes: Tally) -> Self {
        let (about, timeline) = (&episode.about, &episode.timeline);
        let seconds = |frames: u64| frames as f64 / f64::from(timeline.rate.0);
        let mut shares: Vec<(String, f64)> = about
            .people
            .iter()
            .map(|person| (person.name.clone(), 0.0))
            .collect();
        for (line, heard) in about.lines.iter().zip(&timeline.captions) {
            shares[line.speaker].1 += seconds(heard.frames());
        }
        shares.retain(|(_, spoken)| *spoken > 0.0);
        shares.sort_by(|a, b| b.1.total_cmp(&a.1));
        Report {
            part: None,
            artifacts,
            seconds: seconds(timeline.frames),
            chapters: timeline.chapters.len(),
            loudness: episode.loudness,
            peak: episode.peak,
            lines: about.lines.len(),
            takes,
            shares,
        }
    }
}
