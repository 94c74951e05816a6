//! A sentence as written to tokens as spoken, by the rules of its language.
//!
//! What has to be spelled out was found by listing: nearly six hundred written forms and what they
//! should be read as were given to the embedded engine, and the phonemes compared. It says
//! "hyphen" next to a digit or a single letter, "hash", "left square bracket", "nineteen" for
//! 1900, "seconds" for the s of 2000s, "dollars B N", spells every capital word of up to three
//! letters (`NOT`), says "dot" in `reopen.Then`, leaves out letters such as `ř` and `ł` and all
//! other alphabets, and does not pause at a dash or an ellipsis. Numbers, money, times, units and
//! abbreviations are spelled out even where it is right, so that every engine reads them alike.
//! Left as they stand: words, `a.m.`, acronyms that it spells rightly (`BBC`, `NBA`).
//!
//! Each rule looks at one place of the line and either reads what begins there or passes;
//! the first that reads wins. A library of regular expressions was not taken: most rules need to
//! look around (is the word before `Chapter`?), which the fast ones cannot.

mod alphabet;

mod dates;
mod digits;
mod letters;
mod line;
mod marks;
mod markup;
mod money;
mod names;
mod numbers;
mod numeral;
mod ordinals;
mod ratio;
mod roman;
mod shorthand;
mod telephone;
mod times;
mod units;
mod web;
mod writer;

use super::Token;
use crate::audio::Millis;
use crate::engines::{Language, Spoken};
use line::{Line, Reading};
use std::ops::Range;
use writer::Writer;

/// By which tables a line is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    /// English; British says "and" in its numbers.
    English {
        /// By the accent of the voice, not by the language of the script.
        british: bool,
    },
    /// German.
    German,
    /// Spanish.
    Spanish,
    /// French.
    French,
    /// Italian.
    Italian,
    /// Any other: only what is never spoken is left out.
    Other,
}

impl Tongue {
    /// The tables for a language that is read in an accent.
    pub(super) fn of(language: &Language, accent: &Language) -> Tongue {
        match language.primary() {
            "en" => Tongue::English {
                british: accent.region() == Some("GB"),
            },
            "de" => Tongue::German,
            "es" => Tongue::Spanish,
            "fr" => Tongue::French,
            "it" => Tongue::Italian,
            _ => Tongue::Other,
        }
    }

    /// The language's primary subtag; empty for others.
    fn primary(self) -> &'static str {
        match self {
            Tongue::English { .. } => "en",
            Tongue::German => "de",
            Tongue::Spanish => "es",
            Tongue::French => "fr",
            Tongue::Italian => "it",
            Tongue::Other => "",
        }
    }

    /// The one of five words that is of this language, in the order en, de, es, fr, it.
    fn pick<T: Copy>(self, words: [T; 5]) -> T {
        match self {
            Tongue::English { .. } | Tongue::Other => words[0],
            Tongue::German => words[1],
            Tongue::Spanish => words[2],
            Tongue::French => words[3],
            Tongue::Italian => words[4],
        }
    }
}

/// A place whose sound is decided already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fixed {
    /// Where it stands in the line.
    pub(super) range: Range<usize>,
    /// What is said there.
    pub(super) spoken: String,
    /// The same in the International Phonetic Alphabet, for a voice that reads it.
    pub(super) ipa: Option<String>,
}

/// Puts the alphabet in place of words, where it is given. What stands behind the words in their token (a
/// sign, a space) stays in the fallback.
fn given(tokens: &mut [Token], fixed: &[Fixed]) {
    for fixed in fixed {
        let Some(ipa) = &fixed.ipa else { continue };
        let holds = |token: &&mut Token| {
            token.shown.start <= fixed.range.start && fixed.range.end <= token.shown.end
        };
        let Some(token) = tokens.iter_mut().find(holds) else {
            continue;
        };
        if let Spoken::Text(text) = &mut token.spoken {
            token.spoken = Spoken::Ipa {
                ipa: ipa.clone(),
                fallback: std::mem::take(text),
            };
        }
    }
}

/// A line as spoken.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// In order, their ranges disjoint and on character borders; together they hold every
    /// character that is not white space.
    pub(super) tokens: Vec<Token>,
    /// Words in letters that the language's voices cannot read.
    pub(super) unread: Vec<Range<usize>>,
}

/// The rules, in the order in which they are asked.
const RULES: &[fn(&Line, usize) -> Option<Reading>] = &[
    units::alone,
    marks::footnote,
    markup::contraction,
    web::read,
    shorthand::read,
    money::read,
    digits::read,
    roman::read,
    names::read,
];

/// Reads a line. `all` that is fixed and `pauses` (before which byte) are in order and inside the line.
pub(super) fn read(tongue: Tongue, text: &str, all: &[Fixed], pauses: &[(usize, Millis)]) -> Read {
    let mut writer = Writer::default();
    let mut unread = Vec::new();
    let mut fixed = all.iter().peekable();
    let mut pauses = pauses.iter().peekable();
    let mut at = 0;
    while at < text.len() {
        while let Some((_, length)) = pauses.next_if(|(place, _)| *place <= at) {
            writer.pause(at, *length);
        }
        if let Some(here) = fixed.next_if(|f| f.range.start <= at) {
            // A pause inside a direction is heard after it.
            writer.word(here.range.clone(), &letters::plain(&here.spoken));
            at = here.range.end;
            continue;
        }
        let stop = [
            fixed.peek().map(|f| f.range.start),
            pauses.peek().map(|(place, _)| *place),
        ]
        .into_iter()
        .flatten()
        .fold(text.len(), usize::min);
        let line = Line::new(text, stop, tongue);
        at = step(&line, at, &mut writer, &mut unread);
    }
    for (_, length) in pauses {
        writer.pause(text.len(), *length);
    }
    let mut tokens = writer.finish();
    given(&mut tokens, all);
    Read { tokens, unread }
}

/// Reads what begins at `at`, and gives the place after it.
fn step(line: &Line, at: usize, writer: &mut Writer, unread: &mut Vec<Range<usize>>) -> usize {
    let Some(c) = line.rest(at).chars().next() else {
        return line.stop();
    };
    if c.is_whitespace() {
        writer.gap();
        return at + c.len_utf8();
    }
    if line.tongue == Tongue::Other {
        let end = line.chunk_end(at);
        match marks::footnote(line, at) {
            Some(mark) => writer.silent(at..mark.end),
            None => writer.word(at..end, &letters::plain(&line.text[at..end])),
        }
        return marks::footnote(line, at).map_or(end, |mark| mark.end);
    }
    // Rules see the beginnings of words and numbers, and single signs; never a word's middle.
    if !line.inside_word(at)
        && let Some(reading) = RULES.iter().find_map(|rule| rule(line, at))
        && reading.end > at
    {
        writer.word(at..reading.end, &reading.spoken);
        if reading.ends_sentence {
            writer.mark(reading.end..reading.end, '.');
        }
        return reading.end;
    }
    if c.is_alphabetic() || letters::is_joining(c) {
        let end = letters::word_end(line, at);
        let word = letters::read(line, at..end);
        if word.is_empty() && line.text[at..end].chars().any(char::is_alphabetic) {
            unread.push(at..end);
        }
        writer.word(at..end, &word);
        return end;
    }
    let (end, mark) = marks::read(line, at);
    match mark {
        marks::Mark::Word(word) => {
            writer.gap();
            writer.word(at..end, word);
            writer.gap();
        }
        marks::Mark::Pause(sign) => writer.mark(at..end, sign),
        marks::Mark::Gap => {
            writer.gap();
            writer.silent(at..end);
        }
        marks::Mark::Silent => writer.silent(at..end),
    }
    end
}

#[cfg(test)]
mod tests;
