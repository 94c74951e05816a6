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

/// Saints that places and people are called after, where a name before would speak for a street.
const SAINTS: &[&str] = &[
    "Albans",
    "Andrew",
    "Andrews",
    "Anne",
    "Anthony",
    "Asaph",
    "Augustine",
    "Austell",
    "Barbara",
    "Bernard",
    "Catharines",
    "Catherine",
    "Charles",
    "Clair",
    "Cloud",
    "Croix",
    "David",
    "Denis",
    "Francis",
    "Gallen",
    "George",
    "Germain",
    "Helena",
    "Helens",
    "Ives",
    "James",
    "John",
    "Johns",
    "Joseph",
    "Kilda",
    "Kitts",
    "Laurent",
    "Lawrence",
    "Leonards",
    "Louis",
    "Lucia",
    "Lucie",
    "Luke",
    "Margaret",
    "Mark",
    "Martin",
    "Mary",
    "Matthew",
    "Michael",
    "Moritz",
    "Nicholas",
    "Pancras",
    "Patrick",
    "Paul",
    "Pauls",
    "Peter",
    "Petersburg",
    "Pierre",
    "Stephen",
    "Thomas",
    "Tropez",
    "Vincent",
];

/// `St. John` is a saint, `Main St.` a street. Before a name it is a saint, unless a name stands
/// before it too (`Wall St. Journal`); then the number of a house makes it a street, and a known
/// saint or the sentence's first word (`Visit St. Botolph`) no street.
fn saint_or_street(line: &Line, at: usize, end: usize) -> &'static str {
    let after = line.word_after(end);
    let (earlier, before) = line.words_before(at);
    let name_before = before.starts_with(char::is_uppercase);
    let house = name_before && earlier.ends_with(|c: char| c.is_ascii_digit())
        || before.starts_with(|c: char| c.is_ascii_digit());
    let first = line.text[..at].trim() == before && !STREETS.contains(&before);
    let saint = SAINTS.binary_search(&after).is_ok() && !STREETS.contains(&before);
    if after.starts_with(char::is_uppercase) && !house && (!name_before || saint || first) {
        "Saint"
    } else {
        "Street"
    }
}

/// Streets that are known without a number.
const STREETS: &[&str] = &["Fleet", "High", "Main", "Market", "Mill", "Wall"];

#[cfg(test)]
mod tests {
    #[test]
    fn saints_are_sorted_so_that_they_can_be_searched() {
        assert!(super::SAINTS.is_sorted());
    }
}
