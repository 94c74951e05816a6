//! What captions have to keep to, by whose rules: the numbers, as one table.
//!
//! The compiler makes captions by them and `lint` judges any by them, so that there is one place
//! where they are written. Where a source gives a range, the end that is easier to read is taken; what
//! a source does not say is taken from our own profile, and marked below as such.
//!
//! What speech itself forces, and is no fault of theirs, is told in `forced.rs`.
//!
//! Which of two rules gives way: a cue is held beyond [`Profile::linger`] as long as that is needed to read
//! it (`shortest`, the pace) and nobody else speaks. Text that stays a second too long is read; text that is
//! gone is not.

use crate::audio::Millis;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Between two cues a hole that is shorter is closed as far as the gap allows: it would flicker. Netflix
/// closes holes of less than 12 frames, at 24 a second.
pub const FLICKER: Millis = Millis(500);
/// A cue that ends so much earlier than it might has been given all of its time: two frames at 50 a
/// second, to which other programs round.
pub const SLACK: Millis = Millis(40);

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
    /// How long a cue may stay after what is said in it, unless it takes longer to read.
    pub linger: Millis,
    /// Where it says who speaks.
    pub names: NamedAt,
    /// Is the `<v Name>` of WebVTT enough to say it?
    pub voices: bool,
}

impl Profile {
    /// How many milliseconds it takes to read a text at this pace, lines parted by one space; rounded up.
    #[must_use]
    pub fn reading(&self, text: &str) -> u64 {
        self.pace.millis(columns(text), words(text))
    }
}

/// How much room a text takes in a line, and how much there is to read in it: each character as a
/// person sees it (a grapheme cluster, Unicode UAX #29) counts one, a wide one (UAX #11, as in Chinese and
/// Japanese, or an emoji) two, one that is not seen none.
#[must_use]
pub fn columns(text: &str) -> usize {
    text.graphemes(true).map(|seen| seen.width().min(2)).sum()
}

/// How many words there are in a text: what stands between white space and has a letter or a digit. Where
/// words are not parted by spaces, two wide characters, or four of Thai and its neighbours, count as
/// one.
#[must_use]
pub fn words(text: &str) -> usize {
    let of = |word: &str| match word.contains(char::is_alphanumeric) {
        false => 0,
        true => {
            let wide = word.graphemes(true).filter(|seen| seen.width() > 1);
            let close = word.graphemes(true).filter(|seen| {
                // Thai, Lao; Myanmar; Khmer.
                let of = |c| matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}');
                seen.chars().next().is_some_and(of)
            });
            (wide.count() / 2 + close.count() / 4).max(1)
        }
    };
    text.split_whitespace().map(of).sum()
}

/// How much can be read in a second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pace {
    /// Characters a second ([`columns`]), spaces and punctuation counted, tags and who speaks not.
    Characters(f64),
    /// Words a minute ([`words`]), who speaks not counted.
    Words(f64),
}

impl Pace {
    /// How many milliseconds it takes to read so much; rounded up.
    #[must_use]
    pub fn millis(self, columns: usize, words: usize) -> u64 {
        let seconds = match self {
            Pace::Characters(pace) => columns as f64 / pace,
            Pace::Words(pace) => words as f64 * 60.0 / pace,
        };
        // A text of any length takes less than the ages that fit.
        (seconds * 1e3).ceil() as u64
    }
}

/// Where it says who speaks, for everybody to see: `Name: ` before the words of the cue's first line, and
/// as wide as any other words. A name that would take more than two thirds of a line is cut and ends in `…`.
///
/// WebVTT says it in the `<v Name>` of every cue besides, in full, and programs read that. So a label
/// there is only a label if it is the voice's name, or what is left of it before the `…`. A
/// profile whose WebVTT is read by programs alone ([`Profile::voices`]) has none in it.
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
        voices: false,
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
        voices: false,
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
        voices: false,
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
        voices: false,
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
        voices: true,
    },
];

/// The names of all of them.
pub const NAMES: &[&str] = &["duologue", "netflix", "bbc", "dcmp", "podcast"];

/// The profile of that name.
#[must_use]
pub fn profile(name: &str) -> Option<&'static Profile> {
    PROFILES.iter().find(|profile| profile.name == name)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted() {
        for (text, wide, many) in [
            ("I’m fine – really.", 18, 3),
            ("Zoe\u{308}", 3, 1),
            ("今日は", 6, 1),
            ("👩\u{200d}👩\u{200d}👧 ok", 5, 1),
            ("a\u{200f}b", 2, 1),
            ("สวัสดีครับ", 7, 1),
            ("… – 12", 6, 1),
        ] {
            assert_eq!((columns(text), words(text)), (wide, many), "{text}");
        }
    }

    #[test]
    fn every_profile_is_named() {
        let names: Vec<&str> = PROFILES.iter().map(|profile| profile.name).collect();
        assert_eq!(names, NAMES);
    }

    #[test]
    fn reading_takes_its_time() {
        assert_eq!(
            profile("duologue").unwrap().reading("Seventeen letters"),
            1_000
        );
        assert_eq!(profile("bbc").unwrap().reading("One two three"), 1_000);
    }
}
