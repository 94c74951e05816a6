//! An episode to [`Artifact`]s: the table of outputs, and how a set appears whole or not at all.
//!
//! A new output is one new file here and one row in [`OUTPUTS`]. A row only writes files into
//! a folder that it is given; that the folder is staged aside, synced, put in place as a set
//! and undone when something fails is [`Claim`]'s work and the same for all of them.

pub mod captions;
mod chapters;
mod claim;
mod comments;
mod cover;
mod disk;
mod failure;
mod flac;
mod hold;
mod id3;
mod journal;
pub mod manifest;
mod marks;
mod mp3;
mod mp4;
mod opus;
mod owner;
mod seen;
mod settings;
pub mod sound;
mod tags;
pub mod verify;
mod wav;
mod write;

#[cfg(test)]
mod endless;
#[cfg(test)]
mod outside;
#[cfg(test)]
mod rehearsal;

pub use claim::{Claim, claim, recover};
pub use cover::left_out;
pub use failure::PublishError;
pub use manifest::{Manifest, Recipe, earlier};
pub use owner::Owner;
pub use seen::{Seen, Standing, altered, standing};
pub use verify::verify;

use crate::audio::Hz;
use crate::diag::closest;
use crate::diag::observe::Observer;
use crate::engines::{SettingProblem, Settings};
use crate::house::{Formats, Levels};
use crate::master::Episode;
use crate::prepare::Picture;
use sound::Encoder;
use std::path::{Path, PathBuf};

/// A row of [`OUTPUTS`].
#[derive(Clone, Copy)]
pub struct OutputRow {
    /// Also the name of the `--format`.
    pub name: &'static str,
    /// One line about it.
    pub about: &'static str,
    /// The file (or folder) it writes, given the short name of the interview.
    pub file: fn(&str) -> String,
    /// Media type (RFC 6838).
    pub media_type: &'static str,
    /// Is it written when no format is asked for?
    pub default: bool,
    /// Formats it builds on, by name; they are written first.
    pub needs: &'static [&'static str],
    /// Does it carry a picture?
    pub pictured: bool,
    /// How to build a program that has it; `None` where this one does.
    pub missing: Option<&'static str>,
    /// Another format, by name, whose settings are its own where it is not set otherwise.
    pub like: Option<&'static str>,
    /// Checks its own settings.
    pub check: fn(&Settings) -> Vec<SettingProblem>,
    /// Has it room for an episode of this extent? If not, why, as a clause. Asked before a word is
    /// spoken, when the timeline stands, and before anything is written.
    pub holds: fn(&Extent, &Settings) -> Result<(), String>,
    /// Writes it.
    pub write: Write,
}

/// How a format is written. Either way into a folder that is staged aside: it need not sync, nor tidy
/// up after a failure, and ends with [`PublishError::Stopped`] soon after the observer asks for that.
#[derive(Clone, Copy)]
pub enum Write {
    /// From what is known of the episode, and the files of the formats that it needs.
    Page(fn(&Job<'_>) -> Written),
    /// From its sound, side by side with the other formats of this kind. Gives one file.
    Sound(for<'a> fn(&Job<'a>) -> Result<Box<dyn Encoder + 'a>, PublishError>),
}

/// What a format is made of.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// The episode.
    pub episode: &'a Episode,
    /// The folder that receives the files; what the format needs is there already.
    pub folder: &'a Path,
    /// The format's own settings, checked.
    pub settings: &'a Settings,
    /// The picture for its front, if it has one.
    pub cover: Option<&'a Picture>,
    /// How many dB a lossy format has to stay below the ceiling, beyond what it does by itself:
    /// an earlier attempt was over by so much.
    pub room: f64,
    /// Asked whether to stop.
    pub observer: &'a dyn Observer,
}

/// How large an episode is, as far as that is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// Chapters.
    pub chapters: usize,
    /// Sample rate of the episode.
    pub rate: Hz,
    /// Length in frames, once the timeline stands.
    pub frames: Option<u64>,
    /// Channels, once it is mixed.
    pub channels: Option<u16>,
    /// The preset of its levels, on which a format's defaults may depend.
    pub levels: Levels,
}

/// The files that a row wrote, or why it did not.
pub type Written = Result<Vec<Artifact>, PublishError>;

/// Every output there is, in the order in which they are listed and written.
pub const OUTPUTS: &[OutputRow] = &[
    wav::ROW,
    mp3::ROW,
    mp4::BOOK,
    mp4::SOUND,
    opus::ROW,
    flac::ROW,
    chapters::ROW,
    captions::ROW,
    captions::SRT,
];

/// Media type of the manifest.
const LOCK_TYPE: &str = "application/json";

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Where it stands.
    pub path: PathBuf,
    /// Media type.
    pub media_type: &'static str,
    /// Size in bytes.
    pub bytes: u64,
}

/// The rows of the formats of these names, each once and behind those it needs; the default
/// ones if no name is given.
///
/// # Errors
/// When a name is in no row, or this build lacks what its row needs.
pub fn select(names: &[String]) -> Result<Vec<&'static OutputRow>, PublishError> {
    let mut chosen = Vec::new();
    if names.is_empty() {
        for row in OUTPUTS.iter().filter(|row| row.default) {
            add(OUTPUTS, row.name, &mut chosen)?;
        }
    }
    for name in names {
        add(OUTPUTS, name, &mut chosen)?;
    }
    Ok(chosen)
}

/// Has every format room for an episode of this extent?
///
/// # Errors
/// [`PublishError::Beyond`] for the first that has not.
pub fn holds(rows: &[&OutputRow], formats: &Formats, extent: &Extent) -> Result<(), PublishError> {
    let none = Settings::new();
    rows.iter().try_for_each(|row| {
        let settings = formats.get(row.name).unwrap_or(&none);
        (row.holds)(extent, settings).map_err(|why| PublishError::Beyond {
            format: row.name,
            why,
        })
    })
}

/// Renders a finished episode into a folder: [`claim()`] and [`Claim::publish`] in one.
///
/// # Errors
/// Whatever those two say. The folder is then as it was before.
pub fn publish(
    episode: &Episode,
    rows: &[&OutputRow],
    formats: &Formats,
    out: &Path,
    observer: &dyn Observer,
) -> Written {
    claim(out, Owner::of(&episode.about), rows)?.publish(episode, rows, formats, observer)
}

/// Adds the row of that name behind those it needs, unless it is there already.
fn add<'a>(
    table: &'a [OutputRow],
    name: &str,
    chosen: &mut Vec<&'a OutputRow>,
) -> Result<(), PublishError> {
    let Some(row) = table.iter().find(|row| row.name == name) else {
        let known: Vec<&str> = table.iter().map(|row| row.name).collect();
        return Err(PublishError::UnknownFormat {
            name: name.to_owned(),
            known: known.join(", "),
            near: closest(name, known),
        });
    };
    if chosen.iter().any(|other| other.name == row.name) {
        return Ok(());
    }
    if let Some(how) = row.missing {
        let name = row.name;
        return Err(PublishError::NotBuilt { name, how });
    }
    // Deep only as long as the longest chain of the table, which a test keeps free of circles.
    for needed in row.needs {
        add(table, needed, chosen)?;
    }
    chosen.push(row);
    Ok(())
}

/// The check of an output that has no settings of its own.
fn no_settings(settings: &Settings) -> Vec<SettingProblem> {
    settings::check(&[], settings)
}

/// Of an output that has room for any episode.
fn any_extent(_extent: &Extent, _settings: &Settings) -> Result<(), String> {
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::engines::Setting;

    fn names(rows: &[&OutputRow]) -> Vec<&'static str> {
        rows.iter().map(|row| row.name).collect()
    }

    #[test]
    fn without_a_name_the_default_formats_are_written() {
        let rows = select(&[]).unwrap();
        assert_eq!(names(&rows), ["wav", "chapters", "captions"]);
    }

    #[test]
    fn each_format_once_and_in_the_order_asked_for() {
        let asked = ["captions", "wav", "captions"].map(String::from);
        assert_eq!(names(&select(&asked).unwrap()), ["captions", "wav"]);
    }

    #[test]
    fn an_unknown_format_is_named_with_all_that_there_are() {
        let Err(error) = select(&["wav".to_owned(), "chapter".to_owned()]) else {
            panic!("`chapter` is no format");
        };
        assert_eq!(
            error.to_string(),
            "there is no format `chapter`; did you mean `chapters`? \
             (expected one of wav, mp3, m4b, m4a, opus, flac, chapters, captions, srt)"
        );
    }

    #[test]
    fn what_a_format_needs_comes_before_it() {
        let row = |name, needs| OutputRow {
            name,
            needs,
            ..wav::ROW
        };
        let table = [row("c", &["b", "a"]), row("b", &["a"]), row("a", &[])];
        let mut chosen = Vec::new();
        add(&table, "c", &mut chosen).unwrap();
        assert_eq!(names(&chosen), ["a", "b", "c"]);
    }

    #[test]
    fn the_table_is_sound() {
        let mut files = std::collections::BTreeSet::new();
        for (at, row) in OUTPUTS.iter().enumerate() {
            assert!(files.insert((row.file)("x")), "{} shares a file", row.name);
            for needed in row.needs {
                // Listed above what needs it: so there is no circle either.
                assert!(OUTPUTS[..at].iter().any(|other| other.name == *needed));
            }
            assert!((row.check)(&Settings::new()).is_empty());
            let unknown = [("\u{7f}".to_owned(), Setting::Bool(true))].into();
            assert_eq!(
                (row.check)(&unknown).len(),
                1,
                "{} checks nothing",
                row.name
            );
        }
    }
}
