//! A made-up episode for the tests of every output: a quiet tone instead of speech.

use super::write::write;
use super::{OutputRow, Written};
use crate::arrange::{Stretch, Timeline};
use crate::audio::Hz;
use crate::diag::observe::Observer;
use crate::engines::Language;
use crate::engines::{Setting, Settings};
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
                    notes: Vec::new(),
                })
                .collect(),
        },
        timeline: Timeline {
            rate: RATE,
            frames,
            clips: Vec::new(),
            chapters: shares(chapters.len()),
            captions: shares(lines.len()),
            words: Vec::new(),
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
        lacking: Vec::new(),
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

/// Titles as they were never meant to be.
fn hostile() -> Vec<String> {
    [
        "<script>alert('x')</script>",
        "",
        "\u{202e}שאלה ראשונה",
        "🎙 a/b \\ \"c\" %s {d} --> e",
        "two\nlines\0and more",
    ]
    .map(String::from)
    .into_iter()
    .chain(["long ".repeat(2000)])
    .collect()
}

/// Starts in milliseconds and titles, as the chapter list of the same render tells them.
pub(super) fn listed(episode: &Episode) -> Vec<(u64, String)> {
    let folder = tempfile::tempdir().expect("as it was written");
    written(
        episode,
        &super::chapters::ROW,
        Settings::new(),
        folder.path(),
        &crate::diag::observe::Silent,
    )
    .expect("as it was written");
    let text =
        std::fs::read_to_string(folder.path().join("chapters.json")).expect("as it was written");
    let json: serde_json::Value = serde_json::from_str(&text).expect("as it was written");
    json["chapters"]
        .as_array()
        .expect("as it was written")
        .iter()
        .map(|chapter| {
            let seconds = chapter["startTime"].as_f64().expect("as it was written");
            let title = chapter["title"].as_str().expect("as it was written");
            ((seconds * 1000.0).round() as u64, title.to_owned())
        })
        .collect()
}

/// An episode with them, off the millisecond.
pub(super) fn hostile_episode() -> Episode {
    let titles = hostile();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let mut episode = episode(3, &titles, &[]);
    // Off the millisecond, so that rounding shows.
    for (at, stretch) in episode.timeline.chapters.iter_mut().enumerate().skip(1) {
        stretch.start += 24 * at as u64 + 1;
    }
    episode
}

/// Settings of a format.
pub(super) fn settings(given: &[(&str, Setting)]) -> Settings {
    let given = given.iter();
    given
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect()
}

impl From<f64> for Setting {
    fn from(number: f64) -> Setting {
        Setting::Number(number)
    }
}

impl From<&str> for Setting {
    fn from(text: &str) -> Setting {
        Setting::Text(text.to_owned())
    }
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
