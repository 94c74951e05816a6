//! When a message was sent, as programs write it at the head of one: `12/03/24, 10:15`,
//! `[2024-03-12 10:15:33]`, `Today at 10:15 AM`, `12 Mar 2024, 10:15`.
//!
//! One walk over a few letters. Which of day and month comes first is not asked: nobody speaks it.

/// What a stamp has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Its length in bytes.
    pub(super) len: usize,
    /// A date, or a word for one.
    pub(super) date: bool,
    /// `AM` or `PM`, which no running time of a recording has.
    pub(super) half: bool,
}

/// Words for a day, lower case.
const DAYS: &[&str] = &[
    "today",
    "yesterday",
    "heute",
    "gestern",
    "hoy",
    "ayer",
    "aujourd’hui",
    "aujourd'hui",
    "hier",
    "oggi",
    "ieri",
    "hoje",
    "ontem",
];
/// Words between a date and a time, lower case, the longest first.
const AT: &[&str] = &["a las", "a la", "alle", "at", "um", "às", "à", "ore", "t"];
/// What stands behind a time.
const HALVES: &[&str] = &["a.m.", "p.m.", "a. m.", "p. m.", "am", "pm"];

/// The stamp at the start of a text: a time of day, and perhaps a date before or behind it.
pub(super) fn stamp(text: &str) -> Option<Stamp> {
    let mut walk = Walk { text, at: 0 };
    let dated = walk.date();
    if dated {
        walk.between();
    }
    let half = walk.time()?;
    let mut date = dated;
    if !date {
        let here = walk.at;
        walk.between();
        date = walk.date();
        if !date {
            walk.at = here;
        }
    }
    let ends = !walk.rest().starts_with(char::is_alphanumeric);
    ends.then_some(Stamp {
        len: walk.at,
        date,
        half,
    })
}

/// Blanks, also those that are narrow or do not break.
pub(super) fn is_blank(c: char) -> bool {
    c == '\t' || (c.is_whitespace() && c != '\n')
}

struct Walk<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Walk<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches(is_blank).len();
    }

    fn digits(&mut self, most: usize) -> Option<usize> {
        let rest = self.rest();
        let count = rest.bytes().take_while(u8::is_ascii_digit).count();
        (count > 0 && count <= most).then(|| {
            self.at += count;
            count
        })
    }

    fn sign(&mut self, signs: &[char]) -> bool {
        let found = self.rest().chars().next().filter(|c| signs.contains(c));
        self.at += found.map_or(0, char::len_utf8);
        found.is_some()
    }

    /// One of the words, in whatever letters.
    fn word(&mut self, words: &[&str]) -> bool {
        let rest = self.rest();
        let found = words.iter().find(|word| {
            let mut letters = rest.chars().flat_map(char::to_lowercase);
            word.chars().all(|c| letters.next() == Some(c))
                && !letters.next().is_some_and(char::is_alphabetic)
        });
        // The same number of letters, which may be longer in capitals.
        let letters = found.map_or(0, |word| word.chars().count());
        self.at += rest
            .chars()
            .take(letters)
            .map(char::len_utf8)
            .sum::<usize>();
        found.is_some()
    }

    fn between(&mut self) {
        self.sign(&[',', '.']);
        self.blanks();
        if self.word(AT) {
            self.blanks();
        }
        self.sign(&[',']);
        self.blanks();
    }

    /// `12/03/24`, `2024-03-12`, `12. März 2024`, `Mar 12, 2024`, `Today`.
    fn date(&mut self) -> bool {
        let from = self.at;
        let found = self.word(DAYS) || self.in_numbers() || {
            self.at = from;
            self.in_words()
        };
        if !found {
            self.at = from;
        }
        found
    }

    fn in_numbers(&mut self) -> bool {
        const SIGNS: &[char] = &['/', '.', '-'];
        self.digits(4).is_some()
            && self.sign(SIGNS)
            && self.digits(2).is_some()
            && self.sign(SIGNS)
            && self.digits(4).is_some()
    }

    fn in_words(&mut self) -> bool {
        let day = self.digits(2).is_some();
        self.sign(&['.']);
        self.blanks();
        if day && self.word(&["de", "of"]) {
            self.blanks();
        }
        let rest = self.rest();
        let month = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        if !(3..=12).contains(&month) {
            return false;
        }
        self.at += month;
        self.sign(&['.']);
        self.blanks();
        if !day && self.digits(2).is_none() {
            return false;
        }
        self.sign(&[',']);
        self.blanks();
        if self.word(&["de", "of"]) {
            self.blanks();
        }
        let rest = self.rest();
        let year = rest.bytes().take_while(u8::is_ascii_digit).count() == 4;
        self.at += if year { 4 } else { 0 };
        year || !self.rest().starts_with(|c: char| c.is_ascii_digit())
    }

    /// `10:15`, `9.15`, `10:15:33`, `9:15 p.m.`: does it say which half of the day it is?
    fn time(&mut self) -> Option<bool> {
        self.digits(2)?;
        let colon = self.rest().starts_with(':');
        if !self.sign(&[':', '.']) || self.digits(2)? != 2 {
            return None;
        }
        if self.rest().starts_with(if colon { ':' } else { '.' }) {
            let here = self.at;
            self.at += 1;
            if self.digits(2) != Some(2) {
                self.at = here;
            }
        }
        let here = self.at;
        self.blanks();
        let half = self.word(HALVES) || {
            let rest = self.rest().to_lowercase();
            let dotted = HALVES
                .iter()
                .find(|h| h.contains('.') && rest.starts_with(**h));
            self.at += dotted.map_or(0, |h| h.len());
            dotted.is_some()
        };
        if !half && !self.word(&["uhr"]) {
            self.at = here;
        }
        Some(half)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_of_programs() {
        for (text, date, half) in [
            ("12/03/24, 10:15", true, false),
            ("12.03.24, 10:15:33", true, false),
            ("3/12/24, 9:02\u{202f}AM", true, true),
            ("12/3/24 9:02 p. m.", true, true),
            ("2024-03-12 10:15:33", true, false),
            ("12.03.2024 um 10:15", true, false),
            ("12 Mar 2024 at 10:15", true, false),
            ("Mar 12, 2024, 10:15 AM", true, true),
            ("12 de marzo de 2024, 10:15", true, false),
            ("Today at 10:15 AM", true, true),
            ("heute um 10:15 Uhr", true, false),
            ("10:15", false, false),
            ("10:15:32", false, false),
            ("10:15 AM", false, true),
            ("10:15, 12/03/2024", true, false),
        ] {
            let found = stamp(text);
            let len = text.len();
            assert_eq!(found, Some(Stamp { len, date, half }), "{text}");
        }
        for text in [
            "12/03/24", "10", "1.2", "10:1", "Anna", "", "10:15th", "3 May", "99999:12",
        ] {
            assert_eq!(stamp(text), None, "{text}");
        }
    }
}
