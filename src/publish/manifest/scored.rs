//! A score to the lines of a recipe: what of music and sounds the bytes of an episode depend on.
//!
//! A file counts by its content and not by where it lies.

use crate::audio::Db;
use crate::prepare::Utterance;
use crate::prepare::score::{Anchor, Place, Play, Score, Sound};
use serde::{Deserialize, Serialize};

/// One use of a sound, other than a voice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoreLine {
    /// Where it is heard, as casts and scripts call it.
    pub place: String,
    /// The number of the take before which it is heard, if the script says so; the number of takes
    /// for what is heard after the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<usize>,
    /// The file, or built-in piece, as it is called where it is asked for.
    pub file: String,
    /// BLAKE3 of the file; the name of a built-in piece.
    pub digest: String,
    /// Where in it it begins, in milliseconds.
    #[serde(default, skip_serializing_if = "is_start")]
    pub start: u32,
    /// How much of it is played, in milliseconds, if not all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<u32>,
    /// Over how many milliseconds it comes and goes, if it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fade: Option<u32>,
    /// Level.
    #[serde(default, skip_serializing_if = "is_plain")]
    pub gain: Db,
}

impl ScoreLine {
    /// In words: the file, and how it is played.
    #[must_use]
    pub fn shown(&self) -> String {
        let mut shown = self.file.clone();
        let seconds = |ms: u32| f64::from(ms) / 1000.0;
        if self.start > 0 {
            shown += &format!(", from {} s", seconds(self.start));
        }
        if let Some(length) = self.length {
            shown += &format!(", {} s", seconds(length));
        }
        if let Some(fade) = self.fade {
            shown += &format!(", fade {} s", seconds(fade));
        }
        if self.gain.0 != 0.0 {
            shown += &format!(", {} dB", self.gain.0);
        }
        shown
    }
}

fn is_start(start: &u32) -> bool {
    *start == 0
}

fn is_plain(gain: &Db) -> bool {
    gain.0 == 0.0
}

/// The uses of sounds that are heard among these utterances.
pub(super) fn scored(score: &Score, utterances: &[Utterance]) -> Vec<ScoreLine> {
    let Score { sounds, plays } = score;
    let number = |id: &String| utterances.iter().position(|u| u.id == *id);
    let line = |play: &Play| {
        let Play {
            sound,
            place,
            start,
            length,
            fade,
            gain,
        } = play;
        let Sound {
            name,
            spring: _, // a file that moves sounds the same
            digest,
            rate: _, // in what the digest is of, as are these
            channels: _,
            frames: _,
        } = &sounds[*sound];
        let before = match place {
            Place::Intro | Place::Outro | Place::Bed | Place::Sting => None,
            Place::Music(Anchor::Before(id)) | Place::Sound(Anchor::Before(id)) => {
                Some(number(id)?)
            }
            Place::Music(Anchor::After(id)) | Place::Sound(Anchor::After(id)) => {
                Some(number(id)? + 1)
            }
        };
        Some(ScoreLine {
            place: place.name().to_owned(),
            before,
            file: name.clone(),
            digest: digest.clone(),
            start: start.0,
            length: length.map(|length| length.0),
            fade: fade.map(|fade| fade.0),
            gain: *gain,
        })
    };
    plays.iter().filter_map(line).collect()
}
