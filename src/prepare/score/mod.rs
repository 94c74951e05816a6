//! The music of a cast and the cues of a script to a [`Score`]: which sounds there are, and before
//! which words each is heard.
//!
//! Every file is decoded here once from end to end, for nothing but the answer whether it can be: what
//! is missing, broken, silent or an hour long is a mistake in the cast or the script, told at its line
//! together with all others, and not after minutes of speech.

mod find;
mod place;

use super::Utterance;
use crate::audio::sounds::Spring;
use crate::audio::{Db, Hz, Millis};
use crate::diag::Diagnostics;
use crate::house::House;
use crate::script::Script;
use find::Finder;
use std::path::Path;

/// What is heard besides voices.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Score {
    /// Every file or built-in piece, once.
    pub sounds: Vec<Sound>,
    /// Where they are played: the cast's first, then the script's in its order.
    pub plays: Vec<Play>,
}

/// A sound file that was found, or a built-in piece.
#[derive(Debug, Clone, PartialEq)]
pub struct Sound {
    /// As it is called where it is asked for.
    pub name: String,
    /// Where it comes from.
    pub spring: Spring,
    /// BLAKE3 of its bytes, as hexadecimal digits; for a built-in piece its name, since the hash of
    /// the program's code stands beside it wherever this one counts.
    pub digest: String,
    /// Its own rate.
    pub rate: Hz,
    /// One or two.
    pub channels: usize,
    /// Its length in frames of its own rate; at least one.
    pub frames: u64,
}

/// One use of a sound.
#[derive(Debug, Clone, PartialEq)]
pub struct Play {
    /// The number of the sound in [`Score::sounds`].
    pub sound: usize,
    /// Where it is heard.
    pub place: Place,
    /// Where in the sound it begins; before its end.
    pub start: Millis,
    /// How much of it is played; to its end if nobody says.
    pub length: Option<Millis>,
    /// Over how long it comes and goes; what suits its place if nobody says.
    pub fade: Option<Millis>,
    /// How much louder or softer than what suits its place.
    pub gain: Db,
}

/// Where a sound is heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Before the first word.
    Intro,
    /// After the last.
    Outro,
    /// Below all words.
    Bed,
    /// Between two chapters.
    Sting,
    /// Between two sentences, which wait for it.
    Music(Anchor),
    /// Where sentences go on.
    Sound(Anchor),
}

impl Place {
    /// As casts and scripts call it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Place::Intro => "intro",
            Place::Outro => "outro",
            Place::Bed => "bed",
            Place::Sting => "sting",
            Place::Music(_) => "music",
            Place::Sound(_) => "sound",
        }
    }
}

/// A place among utterances, by their ids: of a part of an episode it is clear which cues are in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    /// Before this one.
    Before(String),
    /// After this one, which is the last.
    After(String),
}

impl Score {
    /// How many frames of an episode at `rate` a use of a sound fills once.
    #[must_use]
    pub fn frames(&self, play: &Play, rate: Hz) -> u64 {
        let sound = &self.sounds[play.sound];
        let whole = rate.rescale(sound.frames, sound.rate);
        let left = whole.saturating_sub(rate.frames(play.start));
        play.length
            .map_or(left, |length| left.min(rate.frames(length)))
    }
}

/// Finds everything that is heard besides voices. What a cast names lies beside the cast or below,
/// what a script names lies in `folder` or below.
#[must_use]
pub fn score(
    script: &Script,
    house: &House,
    utterances: &[Utterance],
    folder: &Path,
    diags: &mut Diagnostics,
) -> Score {
    let cast = house.source.path();
    // The embedded cast lies in no folder of the user's.
    let beside = match cast.is_file() {
        true => cast.parent().unwrap_or(Path::new("")),
        false => folder,
    };
    let mut finder = Finder::new(diags);
    let music = &house.music;
    let cues = [
        (&music.intro, Place::Intro),
        (&music.outro, Place::Outro),
        (&music.bed, Place::Bed),
        (&music.sting, Place::Sting),
    ];
    for (cue, place) in cues {
        if let Some(cue) = cue {
            finder.add(&house.source, beside, "cast", cue, place);
        }
    }
    for (cue, place) in place::cued(script, utterances, finder.diags) {
        finder.add(&script.source, folder, "script", cue, place);
    }
    finder.score
}

#[cfg(test)]
mod tests;
