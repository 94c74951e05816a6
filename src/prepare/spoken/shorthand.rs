//! Abbreviations, by the table that the sentences are split by.

use super::Tongue;
use super::line::{Line, Reading};
use crate::prepare::abbreviations::{fits, table};

/// Reads the longest abbreviation that begins at a place.
pub(super) fn read(line: &Line, at: usize) -> Option<Reading> {
    if line.before(at).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let rest = line.rest(at);
    let (row, length) = table(line.tongue.primary())
        .iter()
        .filter_map(|row| Some((row, fits(row, rest)?)))
        .max_by_key(|(_, length)| *length)?;
    let end = at + length;
    let spoken = match row.written {
        "St." if matches!(line.tongue, Tongue::English { .. }) => saint_or_street(line, at, end),
        // `a.m.` is read rightly as it stands.
        _ if row.spoken.is_empty() => &rest[..length],
        _ => row.spoken,
    };
    // At the end of the line its full stop is the sentence's too.
    let last = !line.text[end..].contains(char::is_alphanumeric);
    Some(Reading {
        end,
        spoken: spoken.to_owned(),
        ends_sentence: last && row.written.ends_with('.'),
    })
}

/// `St. John` is a saint, `Main St.` a street.
fn saint_or_street(line: &Line, at: usize, end: usize) -> &'static str {
    let name_before = line.word_before(at).starts_with(char::is_uppercase);
    let name_after = line.word_after(end).starts_with(char::is_uppercase);
    if name_after && !(name_before && at > 0) {
        "Saint"
    } else {
        "Street"
    }
}
