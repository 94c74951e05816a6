//! Utterances to the silence before each: by what is happening there, and a little uneven.
//!
//! What is happening is read off the script alone, before anything is spoken, so that `diff` can tell
//! a pause without a take. The evidence is the same in every language (lengths, punctuation, who
//! speaks), which is why the words of a question are not looked at: that "And then?" follows up is
//! seen by its length.
//!
//! - A *short answer* is an answer of at most [`SHORT`] letters ("Not at all."): it follows quickly.
//! - A *topic* is a question of more than [`FOLLOW_UP`] letters behind at least [`LONG`] letters of
//!   answer: who has listened for so long and then asks at length goes on to something else. A question
//!   at a heading is a chapter anyway.
//! - An *interruption* is a turn after one that breaks off in a dash. One that ends in an ellipsis
//!   trails off, which is a pause and none; it counts only if the next words go on in the middle of a
//!   sentence (lower case, or a dash or ellipsis before them).
//! - A *breath* is what a stage direction leaves: between two sentences it is the pause, at
//!   least; at the ends of paragraphs and turns it comes to the pause that is there.
//!
//! A cast with `rhythm: plain` has its numbers to the millisecond; what is happening is told apart all
//! the same. A pause that the script asks for is always exact.

use crate::audio::Millis;
use crate::house::{House, Pauses, Rhythm};
use crate::prepare::{Opening, Origin, Utterance};
use crate::script::{Script, Turn};
use serde::{Deserialize, Serialize};

/// An answer of so many letters and digits is short: four words or so.
const SHORT: usize = 20;
/// A question of so many only follows up.
const FOLLOW_UP: usize = 25;
/// So much of an answer has said what it had to: some 60 words, or half a minute.
const LONG: usize = 300;

/// A natural pause is longer or shorter by no more than this share of itself ...
const VARIES: f64 = 0.04;
/// ... and by no more than so many milliseconds. Measured in speech they vary by far more; but an episode that
/// is arranged twice must not sound like two.
pub const VARIES_MOST: u32 = 30;
/// Parts these numbers from everything else that is hashed anywhere (BLAKE3, section 2.3).
const CONTEXT: &str = "duologue 2026-11-22 how a pause varies";

/// By how much two pieces of one recording overlap; see `prepare/clips.rs`.
const SEAM: Millis = crate::audio::recording::SEAM;

/// What a pause is before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// A chapter that is not a question.
    Chapter,
    /// A question that goes on to something else.
    Topic,
    /// Any other question.
    Question,
    /// An answer.
    Answer,
    /// An answer of a few words.
    ShortAnswer,
    /// Any other turn.
    Turn,
    /// A turn that cuts off the one before it: no pause, but less than none.
    Interruption,
    /// A paragraph within a turn.
    Paragraph,
    /// A sentence within a paragraph.
    Sentence,
    /// The script asks for it.
    Asked,
    /// The next piece of the same recording.
    Seam,
}

impl Occasion {
    /// The key of its number in a cast, if it has one.
    #[must_use]
    pub fn key(self) -> Option<&'static str> {
        Some(match self {
            Occasion::Chapter => "chapter",
            Occasion::Topic => "topic",
            Occasion::Question => "question",
            Occasion::Answer => "answer",
            Occasion::ShortAnswer => "short_answer",
            Occasion::Turn => "turn",
            Occasion::Interruption => "interruption",
            Occasion::Paragraph => "paragraph",
            Occasion::Sentence => "sentence",
            Occasion::Asked | Occasion::Seam => return None,
        })
    }

    /// In words: what begins.
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            Occasion::Chapter => "a chapter",
            Occasion::Topic => "a new topic",
            Occasion::Question => "a question",
            Occasion::Answer => "an answer",
            Occasion::ShortAnswer => "a short answer",
            Occasion::Turn => "another turn",
            Occasion::Interruption => "an interruption",
            Occasion::Paragraph => "a paragraph",
            Occasion::Sentence => "a sentence",
            Occasion::Asked => "a pause of the script's own",
            Occasion::Seam => "more of a recording",
        }
    }

    fn number(self, pauses: &Pauses) -> Millis {
        match self {
            Occasion::Chapter => pauses.chapter,
            Occasion::Topic => pauses.topic,
            Occasion::Question => pauses.question,
            Occasion::Answer => pauses.answer,
            Occasion::ShortAnswer => pauses.short_answer,
            Occasion::Turn => pauses.turn,
            Occasion::Interruption => pauses.interruption,
            Occasion::Paragraph => pauses.paragraph,
            Occasion::Sentence => pauses.sentence,
            Occasion::Asked => Millis(0),
            Occasion::Seam => SEAM,
        }
    }
}

/// The silence before an utterance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Its length in milliseconds; below 0 the utterance begins before the end of the last one, as
    /// far as the two are long enough for that.
    pub ms: i32,
    /// What it is before.
    pub before: Occasion,
    /// Is there a breath in it?
    pub breath: bool,
}

/// The silence before each utterance, in their order; `None` before the first, and before what begins
/// a part of an episode.
#[must_use]
pub fn gaps(script: &Script, utterances: &[Utterance], house: &House) -> Vec<Option<Gap>> {
    let letters: Vec<usize> = script.turns.iter().map(letters).collect();
    let mut last: Option<&Utterance> = None;
    utterances
        .iter()
        .map(|utterance| {
            let before = last.replace(utterance)?;
            let occasion = occasion(&letters, before, utterance)?;
            Some(gap(utterance, occasion, house))
        })
        .collect()
}

fn gap(utterance: &Utterance, before: Occasion, house: &House) -> Gap {
    let breath = match before {
        Occasion::Asked | Occasion::Seam | Occasion::Interruption => false,
        _ => utterance.breath,
    };
    let number = before.number(&house.pauses);
    let whole = match (before, breath) {
        (_, false) => number.0,
        (Occasion::Sentence, true) => number.0.max(house.pauses.breath.0),
        (_, true) => number.0.saturating_add(house.pauses.breath.0),
    };
    let ms = match before {
        Occasion::Asked => i64::from(utterance.pause.unwrap_or(Millis(0)).0),
        Occasion::Seam | Occasion::Interruption => -i64::from(whole),
        _ if house.sound.rhythm == Rhythm::Plain => i64::from(whole),
        _ => varied(whole, &utterance.shown),
    };
    Gap {
        ms: i32::try_from(ms).unwrap_or(i32::MAX),
        before,
        breath,
    }
}

/// What begins with an utterance; nothing has to be waited for before what begins an episode.
fn occasion(letters: &[usize], last: &Utterance, this: &Utterance) -> Option<Occasion> {
    if this.pause.is_some() {
        return Some(Occasion::Asked);
    }
    let of = |turn: usize| letters.get(turn).copied().unwrap_or(0);
    // An announcement stands in no turn of the script, and a part may have left some out.
    let page = |u: &Utterance| matches!(u.origin, Origin::Page { .. });
    let next = page(last) && page(this) && last.turn + 1 == this.turn;
    let occasion = match this.opens {
        Opening::Episode => return None,
        Opening::Chapter => return Some(Occasion::Chapter),
        Opening::Seam => return Some(Occasion::Seam),
        Opening::Paragraph => return Some(Occasion::Paragraph),
        // What was announced leads to it.
        Opening::Sentence | Opening::Announced => return Some(Occasion::Sentence),
        Opening::Question if next && of(last.turn) >= LONG && of(this.turn) > FOLLOW_UP => {
            Occasion::Topic
        }
        Opening::Question => Occasion::Question,
        Opening::Answer if page(this) && (1..=SHORT).contains(&of(this.turn)) => {
            Occasion::ShortAnswer
        }
        Opening::Answer => Occasion::Answer,
        Opening::Turn => Occasion::Turn,
    };
    let cut =
        next && last.person != this.person && !this.breath && cut_off(&last.shown, &this.shown);
    Some(if cut {
        Occasion::Interruption
    } else {
        occasion
    })
}

/// Do the first words break off because somebody says the second?
fn cut_off(first: &str, second: &str) -> bool {
    let quotes = |c: char| c.is_whitespace() || "\"'”’»›“)]*_".contains(c);
    let first = first.trim_end_matches(quotes);
    let second =
        second.trim_start_matches(|c: char| c.is_whitespace() || "\"'“‘„«‹([*_".contains(c));
    let dash = |c: char| matches!(c, '-' | '‐' | '‑' | '–' | '—' | '―' | '⸺' | '⸻');
    let trails = first.ends_with('…') || first.ends_with("...");
    let goes_on = second.starts_with(|c: char| c.is_lowercase() || dash(c) || c == '…')
        || second.starts_with("...");
    first.ends_with(dash) || (trails && goes_on)
}

fn letters(turn: &Turn) -> usize {
    let of = |text: String| text.chars().filter(|c| c.is_alphanumeric()).count();
    turn.paragraphs.iter().map(|p| of(p.text())).sum()
}

/// A pause, a little longer or shorter, as often the one as the other. By the words before which it
/// stands, so that nothing that happens elsewhere moves it, and it is the same everywhere; the id of a
/// sentence was rejected, which changes with any word of its paragraph.
fn varied(ms: u32, words: &str) -> i64 {
    let mut hasher = blake3::Hasher::new_derive_key(CONTEXT);
    hasher.update(words.as_bytes());
    let bytes = *hasher.finalize().as_bytes();
    let number = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    let share = f64::from(number) / f64::from(u32::MAX) * 2.0 - 1.0;
    let most = (f64::from(ms) * VARIES).min(f64::from(VARIES_MOST));
    // Towards the number, so that rounding never leads beyond the bounds.
    i64::from(ms) + (share * most).trunc() as i64
}

#[cfg(test)]
#[path = "rhythm_tests.rs"]
#[allow(clippy::unwrap_used)]
mod tests;
