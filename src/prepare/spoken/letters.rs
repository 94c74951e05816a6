//! A word as written to a word that the voices can read.
//!
//! Captions keep what the author wrote; only what is said is brought to letters that are known,
//! to hyphens that are not read out, and to small letters where capitals would be spelled.

use super::Tongue;
use super::alphabet::{composed, is_read, known};
use super::line::Line;
use super::names;
use std::ops::Range;

/// Marks and joiners that belong to the letter before them.
pub(super) fn is_joining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘')
}

/// Where the word ends that begins at `at`: letters, the apostrophes and hyphens between them,
/// and an apostrophe after an s or an n (`Darius’`, `singin’`). Never before one character.
pub(super) fn word_end(line: &Line, at: usize) -> usize {
    let rest = line.rest(at);
    let mut end = 0;
    let mut letters = rest.char_indices().peekable();
    while let Some((place, c)) = letters.next() {
        let next = letters.peek().map(|(_, c)| *c);
        let letter = c.is_alphabetic() || is_joining(c);
        let inner = end > 0
            && (is_apostrophe(c) || matches!(c, '-' | '‐' | '\u{2011}'))
            && next.is_some_and(char::is_alphabetic);
        // German `Leser:innen`, `Leser*innen`, `Leser_innen`: one word.
        let inclusive = end > 0
            && line.tongue == Tongue::German
            && matches!(c, ':' | '*' | '_')
            && rest[place + c.len_utf8()..].starts_with("in");
        if !(letter || inner || inclusive) {
            let before = rest[..place].chars().next_back();
            let possessive = is_apostrophe(c) && matches!(before, Some('s' | 'n'));
            if possessive && c != '\'' && c != '‘' {
                end = place + c.len_utf8();
            }
            break;
        }
        end = place + c.len_utf8();
    }
    at + end.max(rest.chars().next().map_or(0, char::len_utf8))
}

/// What is said for the word that stands in a range; empty if none of its letters can be read.
pub(super) fn read(line: &Line, range: Range<usize>) -> String {
    let written = &line.text[range.clone()];
    let mut word = fold(written);
    if names::is_shouted(line, &range) {
        word = word.to_lowercase();
    }
    if line.tongue == Tongue::German {
        word = word.replace([':', '*', '_'], "");
    }
    hyphens(&word, line.tongue)
}

/// Known letters only, accents joined, apostrophes as the typewriter's.
fn fold(written: &str) -> String {
    let mut word = String::with_capacity(written.len());
    for c in written.chars() {
        if matches!(c, '\u{300}'..='\u{36f}') {
            if let Some(joined) = word.chars().next_back().and_then(|last| composed(last, c)) {
                word.pop();
                word.push(joined);
            }
        } else if is_joining(c) {
            // A soft hyphen or a joiner is no sound, and would cut the word in two.
        } else if is_apostrophe(c) {
            if !word.is_empty() {
                word.push('\'');
            }
        } else if matches!(c, '-' | '‐' | '\u{2011}') {
            word.push('-');
        } else if is_read(c) || matches!(c, ':' | '*' | '_') {
            word.push(c);
        } else if let Some(letters) = known(c) {
            word.push_str(&letters);
        }
    }
    word
}

/// The embedded engine says "hyphen" or "dash" beside single letters and capitals (`T-shirt`,
/// `post-COVID`), so they become spaces. French keeps them between words: `est-ce`, `dit-il` and
/// `peut-être` are known as they are.
fn hyphens(word: &str, tongue: Tongue) -> String {
    let parts: Vec<&str> = word.split('-').filter(|part| !part.is_empty()).collect();
    let kept = |part: &&str| {
        part.chars().any(char::is_lowercase)
            && (tongue == Tongue::French || part.chars().filter(|c| c.is_alphabetic()).count() > 1)
    };
    let glue = if parts.iter().all(kept) { "-" } else { " " };
    parts.join(glue)
}

/// A text that is given to the engine as it is: only what would not be text is taken out.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
