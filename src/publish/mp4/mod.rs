//! An episode to `<name>.m4b` or `<name>.m4a`: AAC-LC in an MP4 file, with its chapters in both forms
//! that players look for.
//!
//! The two differ in their brand and in one tag, which is how a player tells a book, whose place it keeps,
//! from a piece. The encoder is Fraunhofer's (`aac`), under a licence that grants no patents and that
//! the GPL does not go with; so both formats are in the table of every build, and work in one with the
//! feature `aac`.
//!
//! The boxes are written by hand (`boxes`, `movie`, `tags`). The crates that were tried keep 32 bytes for
//! each AAC frame (160 MB for 30 hours) and cannot write a chapter track, or write a chapter
//! list that only ffmpeg reads; and what is written here another of them can then judge (`check`).
//!
//! The index (`moov`) stands before the sound, so that a player on a network needs no second
//! request: how long it will be is known before the first frame, because the number of frames is.
//! Rejected: to move all the sound once the index is there, which is how it is usually done.

#[cfg(feature = "aac")]
mod aac;
#[cfg(feature = "aac")]
mod boxes;
#[cfg(feature = "aac")]
mod check;
#[cfg(feature = "aac")]
mod file;
mod m4a;
mod m4b;
#[cfg(feature = "aac")]
mod movie;
#[cfg(feature = "aac")]
mod tags;
#[cfg(all(test, feature = "aac"))]
mod tests;

/// The row of the audiobook.
pub(super) const BOOK: OutputRow = m4b::ROW;
/// The row of the plain sound.
pub(super) const SOUND: OutputRow = m4a::ROW;

use super::settings::{self, CHANNELS, Key, Takes};
use super::sound::{Encoder, hours};
use super::{Extent, Job, OutputRow, PublishError};
use crate::engines::{SettingProblem, Settings};

/// What a build without the encoder says.
const MISSING: Option<&str> = match cfg!(feature = "aac") {
    true => None,
    false => Some(
        "its encoder's licence is not that of this program, so it is left out unless asked for; \
         `cargo install --path . --features aac` builds it in, which needs a C++ compiler",
    ),
};

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An audiobook.
    Book,
    /// A piece of sound.
    Sound,
}

impl Kind {
    fn row(self) -> &'static OutputRow {
        match self {
            Kind::Book => &BOOK,
            Kind::Sound => &SOUND,
        }
    }
}

/// All bit rates fit both sample rates and one channel as well as two: AAC-LC has room for 6144 bits per
/// channel and frame (ISO/IEC 14496-3, 4.5.1), which is 264 kbit/s for one channel at 44.1 kHz. Variable
/// bit rate was rejected: the encoder's "constant" is one on average, with a reservoir of
/// bits for what is hard, and its variable modes are five steps that differ with the
/// material.
const BITRATE: Key = Key {
    name: "bitrate",
    about: "kbit/s of all channels; 64 for one channel and 96 for two unless it is set",
    takes: Takes::Numbers(&[32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256]),
};

const RATE: Key = Key {
    name: "rate",
    about: "samples a second; those of the episode (48000) unless it is set",
    takes: Takes::Numbers(&[44_100, 48_000]),
};

const KEYS: &[Key] = &[BITRATE, RATE, CHANNELS];

fn check(given: &Settings) -> Vec<SettingProblem> {
    settings::check(KEYS, given)
}

/// The longest that is written. No field of the file ends here (beyond 24 hours and beyond 4 GiB they
/// become wider), but its index is kept in memory, at a third of a megabyte an hour.
const HOURS: u64 = 1000;

/// The most chapters that the list of them counts: a byte.
const LISTED: usize = 255;

/// The chapter list (`chpl`) counts chapters in a byte, and readers that know it alone would show none of a
/// file that has more; the chapter track has no such limit. To leave the list out was rejected: nobody
/// would be told, and so was a list of the first 255.
fn holds(extent: &Extent, _settings: &Settings) -> Result<(), String> {
    if extent.chapters > LISTED {
        return Err(format!(
            "it has {} chapters, and the list that players look for counts at most {LISTED}; make fewer with \
             `chapters:` in the cast, or leave this format out",
            extent.chapters
        ));
    }
    let hour = u64::from(extent.rate.0.max(1)) * 3600;
    let frames = extent.frames.unwrap_or_default();
    match frames > HOURS * hour {
        false => Ok(()),
        true => Err(format!(
            "it lasts {:.0} hours, and the longest that is written is {HOURS}; make it in parts, or leave \
             this format out",
            hours(frames, extent.rate)
        )),
    }
}

#[cfg(feature = "aac")]
fn open<'a>(job: &Job<'a>, kind: Kind) -> Result<Box<dyn Encoder + 'a>, PublishError> {
    Ok(Box::new(file::Mp4::open(job, kind)?))
}

/// Never asked for in a build without it: the row says that it is missing.
#[cfg(not(feature = "aac"))]
fn open<'a>(_job: &Job<'a>, kind: Kind) -> Result<Box<dyn Encoder + 'a>, PublishError> {
    Err(PublishError::NotBuilt {
        name: kind.row().name,
        how: MISSING.unwrap_or_default(),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod table_tests {
    use super::*;
    use crate::audio::Hz;
    use crate::engines::Setting;
    use crate::house::Levels;

    #[test]
    fn a_build_without_the_encoder_says_how_to_get_one() {
        for row in [BOOK, SOUND] {
            match (super::super::select(&[row.name.to_owned()]), row.missing) {
                (Ok(rows), None) => assert_eq!(rows[0].name, row.name),
                (Err(error), Some(_)) => {
                    let told = error.to_string();
                    assert!(told.starts_with(&format!("this build cannot write {}", row.name)));
                    assert!(
                        told.contains("--features aac") && told.contains("licence"),
                        "{told}"
                    );
                }
                _ => panic!("what the row says is not what selecting it does"),
            }
            assert_eq!(row.missing.is_none(), cfg!(feature = "aac"));
        }
    }

    #[test]
    fn settings_that_the_encoder_cannot_follow_are_told() {
        let given = |key: &str, value: f64| {
            let settings: Settings = [(key.to_owned(), Setting::Number(value))].into();
            check(&settings).len()
        };
        assert_eq!(given("bitrate", 64.0) + given("rate", 44_100.0), 0);
        assert_eq!(given("bitrate", 320.0), 1);
        assert_eq!(given("rate", 22_050.0), 1);
    }

    #[test]
    fn as_many_chapters_as_the_list_counts_and_a_thousand_hours_find_room() {
        let extent = |hours: u64, chapters| Extent {
            chapters,
            rate: Hz(48_000),
            frames: Some(hours * 3600 * 48_000),
            channels: Some(2),
            levels: Levels::Podcast,
        };
        assert_eq!(holds(&extent(30, 255), &Settings::new()), Ok(()));
        assert!(
            holds(&extent(1, 256), &Settings::new())
                .unwrap_err()
                .contains("256 chapters")
        );
        assert_eq!(holds(&extent(1000, 255), &Settings::new()), Ok(()));
        let told = holds(&extent(1001, 1), &Settings::new()).unwrap_err();
        assert!(
            told.contains("1001 hours") && told.contains("parts"),
            "{told}"
        );
    }
}
