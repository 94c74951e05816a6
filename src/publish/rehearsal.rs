//! A made-up episode for the tests of every output: a quiet tone instead of speech.

use super::write::write;
use super::{OutputRow, Written};
use crate::arrange::{Stretch, Timeline};
use crate::audio::Hz;
use crate::diag::observe::Observer;
use crate::engines::Language;
use crate::engines::Settings;
use crate::house::Formats;
use crate::house::Role;
use crate::master::{About, Credit, Episode, Line, MasterError, Programme};
use std::ops::ControlFlow;
use std::path::Path;

pub(super) const RATE: Hz = Hz(48_000);

/// An episode of that many seconds. Chapters and lines (who of two people says what) share the
/// length evenly.
pub(super) fn episode(seconds: u64, chapters: &[&str], lines: &[(usize, &str)]) -> Episode {
    let frames = seconds * u64::from(RATE.0);
    let shares = |n: usize| -> Vec<Stretch> {
        let edge = |at: usize| frames * at as u64 / n as u64;
        (0..n)
            .map(|at| Stretch {
                start: edge(at),
                end: edge(at + 1),
            })
            .collect()
    };
    let language = Language::parse("en-GB").expect("a plain tag");
    let credit = |name: &str, role| Credit {
        name: name.to_owned(),
        role,
    };
    Episode {
        about: About {
            name: "rehearsal".to_owned(),
            title: "A rehearsal".to_owned(),
            show: Some("Two Stools".to_owned()),
            publisher: None,
            date: Some("2026-03-01".to_owned()),
            language: language.clone(),
            people: vec![
                credit("Mirela Vance", Role::Interviewer),
                credit("Tomas Okafor", Role::Interviewee),
            ],
            copy: crate::house::Edition::Episode,
            front: crate::prepare::Front::default(),
            synthetic: "No voice here is a person's.".to_owned(),
            chapters: chapters.iter().map(ToString::to_string).collect(),
            lines: lines
                .iter()
                .map(|(speaker, text)| Line {
                    speaker: *speaker,
                    text: (*text).to_owned(),
                    language: language.clone(),
                    line: 1,
                })
                .collect(),
        },
        timeline: Timeline {
            rate: RATE,
            frames,
            clips: Vec::new(),
            chapters: shares(chapters.len()),
            captions: shares(lines.len()),
            cues: Vec::new(),
        },
        audio: Box::new(Tone::new(frames)),
        loudness: -16.0,
        words_per_minute: None,
        peak: -1.0,
        range: 4.0,
        levels: crate::house::Levels::Podcast,
        ceiling: -1.0,
        above_music: None,
        shortfalls: Vec::new(),
    }
}

/// Writes an episode in one format, with these settings, into a folder.
pub(super) fn written(
    episode: &Episode,
    row: &OutputRow,
    settings: Settings,
    folder: &Path,
    observer: &dyn Observer,
) -> Written {
    let formats = Formats::from([(row.name.to_owned(), settings)]);
    let written = write(episode, &[row], &formats, folder, observer)?;
    Ok(written.into_iter().flat_map(|(_, files)| files).collect())
}

/// A sawtooth of 480 Hz at a quarter of full scale.
pub(super) struct Tone {
    pub(super) rate: Hz,
    pub(super) channels: u16,
    /// Frames that it says it has.
    pub(super) promised: u64,
    /// Frames that it has.
    pub(super) held: u64,
    /// Frames in a block.
    pub(super) block: u64,
}

impl Tone {
    pub(super) fn new(frames: u64) -> Self {
        Tone {
            rate: RATE,
            channels: 1,
            promised: frames,
            held: frames,
            block: 4_801,
        }
    }
}

impl Programme for Tone {
    fn rate(&self) -> Hz {
        self.rate
    }

    fn channels(&self) -> u16 {
        self.channels
    }

    fn frames(&self) -> u64 {
        self.promised
    }

    fn play(&self, sink: &mut dyn FnMut(&[f32]) -> ControlFlow<()>) -> Result<(), MasterError> {
        let mut at = 0;
        while at < self.held {
            let end = self.held.min(at + self.block);
            let block: Vec<f32> = (at..end)
                .flat_map(|frame| {
                    let value = ((frame % 100) as f32 / 50.0 - 1.0) / 4.0;
                    std::iter::repeat_n(value, usize::from(self.channels))
                })
                .collect();
            if sink(&block).is_break() {
                break;
            }
            at = end;
        }
        Ok(())
    }
}
