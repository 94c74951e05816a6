//! A script and its cast to [`Utterance`]s: one sentence each, as shown and as spoken.
//!
//! A paragraph becomes one line of text (`paragraph`), the line sentences (`sentences`), the
//! sentence tokens (`spoken`), in which a `{say}` outranks the cast's pronunciations
//! (`pronounce`) and those outrank the rules of the language. The shown text is never changed:
//! captions are the author's words, and every token knows which of them it speaks.

mod abbreviations;
mod announce;
mod clips;
mod cover;
mod excerpt;
mod fixed;
#[cfg(test)]
#[path = "utter_fixtures.rs"]
mod fixtures;
mod heard;
mod marks;
mod paragraph;
mod pronounce;
mod recordings;
mod redo;
pub mod score;
mod sentences;
mod spoken;
mod table;
mod tokens;
mod utter;

pub use announce::{Whole, announce, copy_name, disclosure, ending, is_length, leads, set_length};
pub use cover::{Front, Picture, front};
pub use excerpt::{Cut, Excerpt, ExcerptError, excerpt, on_lines};
pub use heard::{heard, openings};
pub use recordings::recordings;
pub use redo::{Redo, RedoError, redo};
pub use score::{Score, score};
pub use table::{SpokenRow, spoken_table};
pub use tokens::Tokens;
pub use utter::{Prepared, prepare};

use crate::audio::{Db, Millis};
use crate::cast::Cast;
use crate::diag::Span;
use crate::engines::{self, EngineRow, Language, Places, Recording, SpeakJob, Spoken};
use crate::house::Cue;
use crate::script::{Mark, PersonId};
use std::ops::Range;

/// One sentence of one person.
///
/// Captions use what is shown, engines what is spoken, and each knows the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Utterance {
    /// The paragraph's id and the number of the sentence in it: `k3f9…-2`.
    pub id: String,
    /// The turn it stands in.
    pub turn: usize,
    /// The paragraph within the turn.
    pub paragraph: usize,
    /// Who.
    pub person: PersonId,
    /// The number of the part in the cast.
    pub part: usize,
    /// The language.
    pub language: Language,
    /// Where it comes from.
    pub origin: Origin,
    /// The author's words: what captions show.
    pub shown: String,
    /// Stage directions such as `[laughs]`, brackets included: before which byte of what is shown each
    /// stands; in order. They are no part of it, and nothing is said for them.
    pub notes: Vec<(usize, String)>,
    /// What is said for which of them, in order; the ranges do not overlap.
    pub tokens: Tokens,
    /// Which reading of it: 0, or more if another one was asked for.
    pub variant: u32,
    /// Where the script asks for that reading, or for a recording.
    pub mark: Option<Box<Mark>>,
    /// The recording that is heard in place of the voice, once [`recordings()`] has found it.
    pub recording: Option<Box<Recording>>,
    /// The user's own configuration spoils it on purpose ([`spoiled`]).
    pub spoiled: bool,
    /// What begins with this sentence, which decides how long it is quiet before it.
    pub opens: Opening,
    /// A pause before it that the script itself asks for, in place of the cast's.
    pub pause: Option<Millis>,
    /// Does a stage direction stand before it, so that somebody laughs or breathes first?
    pub breath: bool,
    /// The recording of somebody who says its paragraph, if there is one.
    pub passage: Option<Box<Passage>>,
}

impl Utterance {
    /// How much louder or softer than its voice it is to be.
    #[must_use]
    pub fn gain(&self) -> Db {
        self.passage.as_ref().map_or(Db(0.0), |p| p.cue.gain)
    }

    /// Everything its sound depends on. Made when it is needed: those of ten hours at once
    /// would be memory for nothing.
    ///
    /// # Panics
    /// When `cast` is not the one that it was prepared for.
    #[must_use]
    pub fn job(&self, cast: &Cast) -> SpeakJob {
        let part = &cast.parts[self.part];
        let mut job = SpeakJob {
            voice: part.voice.clone(),
            fingerprint: part.fingerprint.clone(),
            own: part.own,
            language: self.language.clone(),
            spoken: utter::joined(self.tokens.iter()),
            variant: self.variant,
            recording: self.recording.as_deref().cloned(),
        };
        job.set_spoiled(self.spoiled && self.recording.is_none());
        job
    }
}

impl Utterance {
    /// How many words it shows: what stands between white space and has a letter or a digit in it.
    #[must_use]
    pub fn words(&self) -> usize {
        let words = self.shown.split_whitespace();
        words
            .filter(|word| word.contains(char::is_alphanumeric))
            .count()
    }

    /// How many letters are spoken, numbers as words.
    #[must_use]
    pub fn letters(&self) -> usize {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let each = |token: Token| match &token.spoken {
            Spoken::Text(text) => letters(text),
            Spoken::Ipa { fallback, .. } => letters(fallback),
            Spoken::Break(_) | Spoken::Mark(_) => 0,
        };
        self.tokens.iter().map(each).sum()
    }
}

/// A paragraph that somebody says in a recording, and which sentence of it this is.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The file, and how it is played.
    pub cue: Cue,
    /// The direction in the source.
    pub span: Span,
}

/// Marks the sentences that the user's own configuration spoils on purpose, so that nobody takes
/// them, or an episode with them, for sound.
pub fn spoiled(utterances: &mut [Utterance], cast: &Cast, table: &[EngineRow], places: &Places) {
    if places.wishes.is_empty() {
        return;
    }
    for utterance in utterances {
        utterance.spoiled = engines::spoils(table, places, &utterance.job(cast));
    }
}

/// Where a sentence comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The page.
    Page {
        /// Where it stands.
        span: Span,
        /// The line at which its paragraph begins, from 1.
        line: usize,
    },
    /// Made by the program: announcements of the listening copy.
    Announcement,
}

/// A word or a few that are read as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Byte range in [`Utterance::shown`]; empty for a break.
    pub shown: Range<usize>,
    /// What the engine is given for it.
    pub spoken: Spoken,
}

/// What begins with a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// The episode.
    Episode,
    /// A chapter that is not a question.
    Chapter,
    /// A turn of an interviewer.
    Question,
    /// A turn right after an interviewer's.
    Answer,
    /// Any other turn.
    Turn,
    /// A paragraph within a turn.
    Paragraph,
    /// A sentence within a paragraph.
    Sentence,
    /// A piece of the recording of which the one before it is a piece too.
    Seam,
    /// What was announced right before it.
    Announced,
}
