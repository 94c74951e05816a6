//! The ends of lines to those that part what belongs together, by the tables by which captions are
//! broken (`publish/captions/phrases.rs`).
//!
//! What is wider than a line together has to be parted somewhere, and so has a cue whose words would fit
//! into two lines in no other way: neither is a fault.

use super::payload::Shown;
use crate::publish::captions::phrases::{Bond, bond};
use crate::publish::captions::profile::columns;

/// A line that ends where it should not: its number in the file, what it parts, and the two words.
pub(super) struct Broken<'a> {
    pub(super) line: usize,
    pub(super) bond: Bond,
    pub(super) words: (&'a str, &'a str),
}

/// The lines of a cue that end inside what belongs together; `most`: how wide a line may be.
pub(super) fn broken<'a>(shown: &'a Shown, language: &str, most: usize) -> Vec<Broken<'a>> {
    let mut found = Vec::new();
    for pair in shown.lines.windows(2) {
        let (Some(before), Some(after)) = (
            pair[0].text.split_whitespace().next_back(),
            pair[1].text.split_whitespace().next(),
        ) else {
            continue;
        };
        let Some(bond) = bond(language, before, after, begins(&pair[0].text)) else {
            continue;
        };
        let only =
            shown.lines.len() == 2 && !otherwise(&pair[0].text, &pair[1].text, language, most);
        if !only && together(&pair[0].text, &pair[1].text, language) <= most {
            let (line, words) = (pair[0].number, (before, after));
            found.push(Broken { line, bond, words });
        }
    }
    found
}

/// Is the last word of a line the first of a sentence?
fn begins(line: &str) -> bool {
    let mut words = line.split_whitespace().rev().skip(1);
    let before = words.next();
    before.is_none_or(|word| {
        let bare = word.trim_end_matches(['"', '”', '’', '»', ')', ']']);
        bare.ends_with(['.', '?', '!', '…', ':', '—', '–', ']'])
    })
}

/// Could the words of two lines be parted elsewhere, so that both fit and nothing is torn?
fn otherwise(before: &str, after: &str, language: &str, most: usize) -> bool {
    let words: Vec<&str> = before
        .split_whitespace()
        .chain(after.split_whitespace())
        .collect();
    let wide: Vec<usize> = words.iter().map(|word| columns(word)).collect();
    let all = wide.iter().sum::<usize>() + words.len().saturating_sub(1);
    // More than fits is told by itself, and could be parted anywhere.
    if all > 2 * most + 1 {
        return true;
    }
    let mut first = 0;
    (1..words.len()).any(|at| {
        first += wide[at - 1] + usize::from(at > 1);
        let fits = first <= most && all - first - 1 <= most;
        let (before, after) = (words[at - 1], words[at]);
        let tied = bond(language, before, after, begins(&words[..at].join(" "))).is_some();
        // French sets its quotation marks apart: `« un`, `mine »`.
        let alone = |word: &str, signs: &[char]| word.chars().all(|c| signs.contains(&c));
        let hangs = alone(before, &['«', '“', '„', '(', '[', '¿', '¡', '–', '—'])
            || alone(
                after,
                &['»', '”', ')', ']', '!', '?', ':', ';', '.', ',', '…'],
            );
        fits && !tied && !hangs
    })
}

/// How wide the words are that hang together across the end of a line.
fn together(before: &str, after: &str, language: &str) -> usize {
    /// More words than fit into any line.
    const MANY: usize = 40;
    let mut wide = 1;
    let mut next: Option<&str> = None;
    for word in before.split_whitespace().rev().take(MANY) {
        if next.is_some_and(|next| bond(language, word, next, false).is_none()) {
            break;
        }
        wide += columns(word) + usize::from(next.is_some());
        next = Some(word);
    }
    let mut last: Option<&str> = None;
    for word in after.split_whitespace().take(MANY) {
        if last.is_some_and(|last| bond(language, last, word, false).is_none()) {
            break;
        }
        wide += columns(word) + usize::from(last.is_some());
        last = Some(word);
    }
    wide
}
