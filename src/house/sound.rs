//! What a cast says of the sound of an episode: how loud, how it breathes, which music, which copies.
//!
//! Data alone, with the defaults that a cast without a word of it gets; `parse/sound.rs` reads it, and
//! the stages that follow it say what each choice means in numbers.

use super::At;
use crate::audio::{Db, Millis};
use serde::{Deserialize, Serialize};

/// How the whole episode sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sound {
    /// To which loudness and peak it is brought.
    pub levels: Levels,
    /// What is done to every voice that does not say otherwise.
    pub chain: Chain,
    /// How exactly the cast's pauses are kept.
    pub rhythm: Rhythm,
    /// Is there the quiet of a room where nobody speaks, in place of digital silence?
    pub room: bool,
}

impl Default for Sound {
    fn default() -> Self {
        Sound {
            levels: Levels::Podcast,
            chain: Chain::Gentle,
            rhythm: Rhythm::Natural,
            room: true,
        }
    }
}

/// One word of a few, each with what it means in a line.
pub trait Choice: Sized + std::marker::Copy + PartialEq + 'static {
    /// All of them: as written, and what it means.
    const ALL: &'static [(&'static str, Self)];

    /// As it is written.
    #[must_use]
    fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, choice)| *choice == self);
        found.map_or("", |(name, _)| name)
    }
}

/// To which loudness and peak an episode is brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Levels {
    /// What podcast platforms ask for.
    Podcast,
    /// What audiobook shops ask for (ACX).
    Audiobook,
    /// What broadcasters ask for (EBU R128).
    Broadcast,
    /// What the listening copy has.
    Listening,
}

impl Choice for Levels {
    const ALL: &'static [(&'static str, Self)] = &[
        ("podcast", Levels::Podcast),
        ("audiobook", Levels::Audiobook),
        ("broadcast", Levels::Broadcast),
        ("listening", Levels::Listening),
    ];
}

/// What is done to a voice between its take and the mix: high-pass, de-esser, compressor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Chain {
    /// Nothing.
    Off,
    /// So little that nobody hears it working.
    Gentle,
    /// For recordings that vary, and for listeners in traffic.
    Firm,
}

impl Choice for Chain {
    const ALL: &'static [(&'static str, Self)] = &[
        ("gentle", Chain::Gentle),
        ("firm", Chain::Firm),
        ("off", Chain::Off),
    ];
}

/// How exactly the cast's pauses are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rhythm {
    /// By what is happening, and a little uneven.
    Natural,
    /// To the millisecond.
    Plain,
}

impl Choice for Rhythm {
    const ALL: &'static [(&'static str, Self)] =
        &[("natural", Rhythm::Natural), ("plain", Rhythm::Plain)];
}

/// The music of a show.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Music {
    /// Before the first word.
    pub intro: Option<Cue>,
    /// After the last.
    pub outro: Option<Cue>,
    /// Below all of it.
    pub bed: Option<Cue>,
    /// Between two chapters.
    pub sting: Option<Cue>,
}

/// A sound file, and how it is played.
#[derive(Debug, Clone, PartialEq)]
pub struct Cue {
    /// A path below the folder of the file that names it, `/` between its parts, or `builtin:name`.
    pub file: At<String>,
    /// Where in the file it begins.
    pub start: Millis,
    /// How long it is played; to its end if nobody says.
    pub length: Option<Millis>,
    /// Over how long it comes and goes; what suits its place if nobody says.
    pub fade: Option<Millis>,
    /// How much louder or softer than what suits its place.
    pub gain: Db,
}

impl Cue {
    /// A file that is played as it is.
    #[must_use]
    pub fn plain(file: At<String>) -> Cue {
        Cue {
            file,
            start: Millis(0),
            length: None,
            fade: None,
            gain: Db(0.0),
        }
    }
}

/// What an episode says of its voices.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Synthetic {
    /// In every output, and spoken in the language of the episode.
    #[default]
    Said,
    /// The same in the cast's own words.
    Worded(At<String>),
    /// Nothing is spoken.
    Off,
}

/// A recording that is made from a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Edition {
    /// The episode itself.
    #[default]
    Episode,
    /// Slower and clearer, with everyone named.
    Listening,
}

impl Choice for Edition {
    const ALL: &'static [(&'static str, Self)] = &[
        ("episode", Edition::Episode),
        ("listening", Edition::Listening),
    ];
}

/// What the listening copy is like.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Listening {
    /// The pace of speech, silence removed: 120 to 190.
    pub words_per_minute: f32,
    /// When the name of who speaks is said.
    pub names: Names,
    /// Are title, people, length and chapters announced?
    pub announce: bool,
    /// How much faster all of it is played at the same pitch, 1.0 to 2.0.
    pub tempo: f32,
}

impl Default for Listening {
    fn default() -> Self {
        Listening {
            words_per_minute: 150.0,
            names: Names::Every,
            announce: true,
            tempo: 1.0,
        }
    }
}

/// When the name of who speaks is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Names {
    /// At no time.
    Never,
    /// When somebody speaks for the first time.
    First,
    /// At each change of speaker.
    Every,
}

impl Choice for Names {
    const ALL: &'static [(&'static str, Self)] = &[
        ("never", Names::Never),
        ("first", Names::First),
        ("every", Names::Every),
    ];
}
