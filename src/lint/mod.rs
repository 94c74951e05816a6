//! A file of captions, whoever made it, to everything that is wrong with it by a profile's rules.
//!
//! It sees the file and nothing else. So it does not judge whether a cue is shown while its words are
//! heard, nor whether the words are right: for that one needs the sound. What speech itself forces (a word
//! between two others', a voice faster than the pace) is told apart from the faults, as
//! `publish/captions/forced.rs` defines it for the captions that this program makes.
//!
//! `cues` reads strictly and goes on where it should not: the reader of interviews
//! (`read/cues`) forgives on purpose what has to be told here. A file is read as what it is called, and as
//! what it looks like where its name does not say; every kind of fault is a row of `KINDS`.

mod breaks;
mod clock;
mod cues;
mod fault;
mod kinds;
mod language;
mod names;
mod page;
mod payload;
#[cfg(test)]
mod planted_tests;
mod shape;
mod sounds;
mod speakers;
mod timing;

pub use fault::Fault;
pub use kinds::{Asked, KINDS, Kind};

use crate::publish::captions::profile::Profile;
use crate::read::{Limits, RawFile, ReadError, load};
use fault::Faults;
use std::path::Path;

/// Largest file that is judged, in bytes: two hundred hours of talk.
const BYTES: usize = 16 << 20;

/// The two formats of captions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// WebVTT (W3C).
    Vtt,
    /// SubRip, which no standard describes.
    Srt,
}

impl Format {
    /// As people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Vtt => "WebVTT",
            Format::Srt => "SubRip",
        }
    }

    /// Does this line part two blocks? In WebVTT one of spaces does not.
    fn is_blank(self, line: &str) -> bool {
        match self {
            Format::Vtt => line.is_empty(),
            Format::Srt => line.trim().is_empty(),
        }
    }
}

/// What was found in a file.
#[derive(Debug)]
pub struct Linted {
    /// What it was judged as.
    pub format: Format,
    /// How many cues it has.
    pub cues: usize,
    /// The language whose rules for broken lines were applied, without region; empty for none.
    pub language: String,
    /// Everything that is wrong, by line of the file; forced ones among them.
    pub faults: Vec<Fault>,
    /// How many more faults there are than are kept here.
    pub left_out: usize,
}

impl Linted {
    /// The faults that count, or those that speech forces.
    pub fn of(&self, forced: bool) -> impl Iterator<Item = &Fault> {
        self.faults.iter().filter(move |f| f.forced == forced)
    }

    /// How many faults count.
    #[must_use]
    pub fn counted(&self) -> usize {
        self.of(false).count() + self.left_out
    }
}

/// Judges the file at a path. The language, such as `en` or `de-AT`, is that of its words; without one
/// it is found out.
///
/// # Errors
/// When the file cannot be read, or is larger than 16 MB. Whatever is in it is no error.
pub fn lint(path: &Path, profile: &Profile, language: Option<&str>) -> Result<Linted, ReadError> {
    let limits = Limits {
        bytes: BYTES,
        ..Limits::default()
    };
    Ok(judge(&load(path, &limits)?, profile, language))
}

/// Judges a file that was read.
#[must_use]
pub fn judge(file: &RawFile, profile: &Profile, language: Option<&str>) -> Linted {
    let mut faults = Faults::new(profile);
    let named = named(&file.path);
    let text = page::text(file, &mut faults).unwrap_or_default();
    let lines = page::lines(&text, &mut faults);
    let format = format(named, &text);
    let mut linted = Linted {
        format,
        cues: 0,
        language: String::new(),
        faults: Vec::new(),
        left_out: 0,
    };
    if !lines.is_empty() {
        if named == Some(Format::Srt) && format == Format::Vtt {
            let told = "this is WebVTT under the name of a SubRip file";
            faults.at(&kinds::SIGNATURE, 1, told);
        }
        let (cues, claimed) = cues::cues(&lines, format, &mut faults);
        let shown: Vec<_> = cues
            .iter()
            .map(|cue| payload::shown(cue, format, &mut faults))
            .collect();
        let spoken = names::spoken(&cues, &shown);
        let asked = language.or(claimed).map(primary);
        linted.language = asked.unwrap_or_else(|| language::of(&spoken).to_owned());
        linted.cues = cues.len();
        let form = (format, linted.language.as_str());
        timing::judge(&cues, &shown, &spoken, form, &mut faults);
        for (cue, shown) in cues.iter().zip(&shown) {
            let own = shown.language.as_deref().map(primary);
            let language = own.as_deref().unwrap_or(&linted.language);
            shape::judge(cue, shown, format, language, &mut faults);
        }
        speakers::judge(&cues, &shown, &spoken, format, &mut faults);
    }
    linted.faults = faults.kept;
    linted.left_out = faults.left_out;
    linted.faults.sort_by_key(|fault| fault.line);
    linted
}

/// What a file's name says it is.
fn named(path: &Path) -> Option<Format> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    match ending.as_str() {
        "vtt" | "webvtt" => Some(Format::Vtt),
        "srt" => Some(Format::Srt),
        _ => None,
    }
}

/// What a file is judged as: a signature outranks a name, as it does for players.
fn format(named: Option<Format>, text: &str) -> Format {
    match text.trim_start().starts_with(cues::MARK) {
        true => Format::Vtt,
        false => named.unwrap_or(Format::Srt),
    }
}

/// A language without its region.
fn primary(tag: &str) -> String {
    let first = tag.split(['-', '_']).next().unwrap_or_default();
    first.trim().to_lowercase()
}
