//! One line and the places in it: what stands before, what comes next, where a word ends.

use super::Tongue;

/// A line that is being read up to a place where something else decides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// All of it.
    pub(super) text: &'a str,
    /// No rule reads past this byte.
    stop: usize,
    /// By which tables.
    pub(super) tongue: Tongue,
}

/// What a rule made of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    /// Where it ends.
    pub(super) end: usize,
    /// What is said; nothing for what is only shown.
    pub(super) spoken: String,
    /// Its full stop was also the end of the sentence.
    pub(super) ends_sentence: bool,
}

impl Reading {
    /// Up to `end`, as `spoken`.
    pub(super) fn new(end: usize, spoken: impl Into<String>) -> Reading {
        Reading {
            end,
            spoken: spoken.into(),
            ends_sentence: false,
        }
    }
}

impl<'a> Line<'a> {
    pub(super) fn new(text: &'a str, stop: usize, tongue: Tongue) -> Line<'a> {
        Line { text, stop, tongue }
    }

    /// Where reading ends.
    pub(super) fn stop(&self) -> usize {
        self.stop
    }

    /// What may be read from a place on.
    pub(super) fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..self.stop).unwrap_or_default()
    }

    /// The character before a place.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// The character at a place.
    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// Does a place lie within a word or a number?
    pub(super) fn inside_word(&self, at: usize) -> bool {
        self.before(at).is_some_and(char::is_alphanumeric)
            && self.at(at).is_some_and(char::is_alphabetic)
    }

    /// Where the run without white space ends.
    pub(super) fn chunk_end(&self, at: usize) -> usize {
        let rest = self.rest(at);
        at + rest.find(char::is_whitespace).unwrap_or(rest.len())
    }

    /// Where the run of letters and digits ends.
    pub(super) fn run_end(&self, at: usize) -> usize {
        let rest = self.rest(at);
        at + rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len())
    }

    /// Past white space.
    pub(super) fn skip_gap(&self, at: usize) -> usize {
        let rest = self.rest(at);
        at + rest.len() - rest.trim_start().len()
    }

    /// The word that ends before a place, past white space and opening signs; empty if another
    /// sign is between.
    pub(super) fn word_before(&self, at: usize) -> &'a str {
        self.words_before(at).1
    }

    /// The two words before a place, the nearer one last.
    pub(super) fn words_before(&self, at: usize) -> (&'a str, &'a str) {
        let (rest, near) = last_word(&self.text[..at]);
        (last_word(rest).1, near)
    }

    /// The word after a place, past white space; empty if a sign is between.
    pub(super) fn word_after(&self, at: usize) -> &'a str {
        let rest = self.rest(at).trim_start();
        let end = rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len());
        &rest[..end]
    }

    /// Past `wanted`, if that stands at a place and no letter or digit follows it.
    pub(super) fn whole(&self, at: usize, wanted: &str) -> Option<usize> {
        let rest = self.rest(at).strip_prefix(wanted)?;
        let joined =
            wanted.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_alphanumeric);
        (!joined).then(|| at + wanted.len())
    }
}

/// A text's last word, and what stands before that.
fn last_word(text: &str) -> (&str, &str) {
    let text =
        text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '['));
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric())
        .last()
        .map_or(text.len(), |(at, _)| at);
    text.split_at(start)
}
