//! Takes to what their voices could not say: for each line the symbols that are not in its sound.
//!
//! An engine tells it with the take, and it is kept with the take, so that a line that was spoken a year ago is
//! told as well as one that was spoken now.

use super::Takes;
use crate::cast::Cast;
use crate::prepare::{Origin, Utterance};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Words of a line that are told.
const WORDS: usize = 8;

/// A line of which its voice has no sound for something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lacking {
    /// The line of the page on which its paragraph begins, from 1; 0 for what is announced.
    pub line: usize,
    /// Its words, the first of them if there are many.
    pub words: String,
    /// Who should have said it, as `engine:name`.
    pub voice: String,
    /// What is not heard, each symbol once.
    pub symbols: Vec<String>,
}

impl Lacking {
    /// Of all takes of a render, in the order of its lines.
    #[must_use]
    pub fn of(utterances: &[Utterance], cast: &Cast, takes: &Takes) -> Vec<Lacking> {
        let lines = utterances.iter().zip(takes.index());
        lines
            .filter(|(_, take)| !take.lacks.is_empty())
            .map(|(utterance, take)| Lacking {
                line: match utterance.origin {
                    Origin::Page { line, .. } => line,
                    Origin::Announcement => 0,
                },
                words: first_words(&utterance.shown),
                voice: cast
                    .parts
                    .get(utterance.part)
                    .map_or_else(String::new, |part| {
                        format!("{}:{}", part.voice.engine, part.voice.voice)
                    }),
                symbols: take.lacks.to_vec(),
            })
            .collect()
    }
}

fn first_words(shown: &str) -> String {
    let mut words = shown.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(WORDS).collect();
    let more = if words.next().is_some() { " …" } else { "" };
    format!("{}{more}", first.join(" "))
}

impl fmt::Display for Lacking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "announced: ")?,
            line => write!(f, "line {line}: ")?,
        }
        let symbols: Vec<String> = self.symbols.iter().map(|s| shown(s)).collect();
        write!(
            f,
            "{} has no sound for {}, which is not heard in \u{201c}{}\u{201d}",
            self.voice,
            symbols.join(", "),
            self.words
        )
    }
}

/// A symbol so that it can be told: what joins the letter before it has none here, and gets its number.
fn shown(symbol: &str) -> String {
    let numbers: Vec<String> = symbol
        .chars()
        .map(|c| format!("U+{:04X}", u32::from(c)))
        .collect();
    if symbol.chars().all(char::is_alphanumeric) {
        format!("`{symbol}` ({})", numbers.join(" "))
    } else {
        numbers.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_names_the_line_the_words_the_voice_and_the_symbols() {
        let lacking = Lacking {
            line: 12,
            words: first_words("one two three four five six seven eight nine"),
            voice: "some:voice".into(),
            symbols: vec!["ʕ".into(), "\u{303}".into()],
        };
        assert_eq!(
            lacking.to_string(),
            "line 12: some:voice has no sound for `ʕ` (U+0295), U+0303, which is not heard in \
             \u{201c}one two three four five six seven eight …\u{201d}"
        );
    }
}
