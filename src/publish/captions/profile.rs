//! What captions have to keep to, by whose rules: the numbers, as one table.
//!
//! The compiler makes captions by them and `lint` judges any by them, so that there is one place
//! where they are written. Where a source gives a range, the end that is easier to read is taken; what
//! a source does not say is taken from our own profile, and marked below as such.

use crate::audio::Millis;

/// Rules for captions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Profile {
    /// As `--profile` and `captions.profile` call it.
    pub name: &'static str,
    /// One line about whose rules they are.
    pub about: &'static str,
    /// At most so many characters in a line of a WebVTT file.
    pub line: usize,
    /// At most so many in a line of a SubRip file.
    pub line_srt: usize,
    /// At most so many lines in a cue.
    pub lines: usize,
    /// At most so much to read in a second that a cue is shown.
    pub pace: Pace,
    /// A cue is shown at least so long.
    pub shortest: Millis,
    /// A cue is shown at most so long.
    pub longest: Millis,
    /// Between two cues it is empty at least so long, or else not at all where [`Profile::closes`].
    pub gap: Millis,
    /// May a cue end in the very millisecond in which the next begins, in place of the gap?
    pub closes: bool,
    /// How far a cue may begin before or after what is said in it.
    pub sync: Millis,
    /// How long a cue may stay after what is said in it.
    pub linger: Millis,
    /// Where it says who speaks.
    pub names: NamedAt,
}

/// How much can be read in a second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pace {
    /// Characters a second, spaces and punctuation counted, tags and who speaks not.
    Characters(f64),
    /// Words a minute.
    Words(f64),
}

/// Where it says who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedAt {
    /// In the first cue of whoever speaks then.
    Change,
    /// In every cue.
    Every,
}

/// Every profile, the default first.
///
/// | profile | source |
/// |---|---|
/// | duologue | the strictest of the others that speech still fits into |
/// | netflix | Netflix, Timed Text Style Guide: English (USA) and general requirements: 42 characters, 2 lines, 17 a second (adult programmes), 5/6 s to 7 s, 2 frames (at 24 a second) between cues |
/// | bbc | BBC Subtitle Guidelines: 68 % of the width of 16:9 (37 characters), 2 lines, 160 to 180 words a minute, 0.3 s a word, gaps closed or of a second, within 1.5 s of speech |
/// | dcmp | DCMP Captioning Key: 32 characters, 2 lines, at most 160 words a minute for adults (225 never), 2 s to 6 s, who speaks in every caption |
/// | podcast | the podcast namespace, `podcast:transcript`: 32 characters in SRT, 65 in VTT, 2 lines, a new cue for each speaker |
pub const PROFILES: &[Profile] = &[
    Profile {
        name: "duologue",
        about: "our own: short lines, slow enough for everyone",
        line: 42,
        line_srt: 42,
        lines: 2,
        pace: Pace::Characters(17.0),
        shortest: Millis(1_000),
        longest: Millis(7_000),
        gap: Millis(80),
        closes: false,
        sync: Millis(100),
        linger: Millis(500),
        names: NamedAt::Change,
    },
    Profile {
        name: "netflix",
        about: "Netflix, Timed Text Style Guide",
        line: 42,
        line_srt: 42,
        lines: 2,
        pace: Pace::Characters(17.0),
        shortest: Millis(833),
        longest: Millis(7_000),
        gap: Millis(84),
        closes: false,
        sync: Millis(125),
        linger: Millis(500),
        names: NamedAt::Change,
    },
    Profile {
        name: "bbc",
        about: "BBC Subtitle Guidelines",
        line: 37,
        line_srt: 37,
        lines: 2,
        pace: Pace::Words(180.0),
        shortest: Millis(1_000),
        longest: Millis(7_000),
        gap: Millis(1_000),
        closes: true,
        sync: Millis(1_500),
        linger: Millis(1_500),
        names: NamedAt::Change,
    },
    Profile {
        name: "dcmp",
        about: "DCMP Captioning Key",
        line: 32,
        line_srt: 32,
        lines: 2,
        pace: Pace::Words(160.0),
        shortest: Millis(2_000),
        longest: Millis(6_000),
        gap: Millis(80),
        closes: true,
        sync: Millis(500),
        linger: Millis(1_500),
        names: NamedAt::Every,
    },
    Profile {
        name: "podcast",
        about: "the podcast namespace, for podcast:transcript",
        line: 65,
        line_srt: 32,
        lines: 2,
        pace: Pace::Characters(17.0),
        shortest: Millis(1_000),
        longest: Millis(7_000),
        gap: Millis(80),
        closes: true,
        sync: Millis(100),
        linger: Millis(500),
        names: NamedAt::Change,
    },
];

/// The profile of that name.
#[must_use]
pub fn profile(name: &str) -> Option<&'static Profile> {
    PROFILES.iter().find(|profile| profile.name == name)
}
