//! Telephone numbers to their digits, with a pause where the page groups them.

use super::line::{Line, Reading};
use super::numbers;

/// How many digits a number that can be called has: ITU-T E.164 allows 15.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// `020 7946 0018`, `(555) 123-4567`, `030/123456`, `555-1234`; `at` is the first digit.
///
/// A first digit that counts nothing is what tells them: a `0`, a `+` or a bracket before it, or
/// hyphens throughout. `7946 0018` alone is two numbers.
pub(super) fn read(line: &Line, at: usize) -> Option<Reading> {
    spaced(line, at).or_else(|| hyphened(line, at))
}

fn spaced(line: &Line, at: usize) -> Option<Reading> {
    let (plus, bracket) = (line.before(at) == Some('+'), line.before(at) == Some('('));
    let mut groups = Vec::new();
    let mut end = at;
    let mut next = at;
    while groups.len() < 8 {
        let rest = line.rest(next);
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        if length == 0 || length == 1 && !groups.is_empty() {
            break;
        }
        groups.push(&rest[..length]);
        end = next + length;
        let first = groups.len() == 1;
        next = match line.at(end) {
            Some(')') if first && bracket => line.skip_gap(end + 1),
            Some('/') if first && groups[0].len() > 2 => end + 1,
            Some(c @ (' ' | '-' | '\u{a0}' | '\u{202f}' | '\u{2011}')) => end + c.len_utf8(),
            _ => break,
        };
    }
    let total: usize = groups.iter().map(|group| group.len()).sum();
    let first = groups.first()?;
    let led = plus || first.len() > 1 && first.starts_with('0') || bracket && first.len() == 3;
    // `01-02-2021` is somebody's date.
    let date = groups.len() == 3 && groups[2].len() == 4 && total == 8;
    let joined = line.at(end).is_some_and(char::is_alphabetic);
    let taken = groups.len() > 1 && led && DIGITS.contains(&total) && !joined && (plus || !date);
    // A list of years after a `(100)` has no group of three and four.
    let american = !bracket || first.starts_with('0') || groups[1..].iter().any(|g| g.len() == 3);
    (taken && american).then(|| Reading::new(end, said(line, &groups)))
}

/// `555-1234` and more groups with hyphens between.
fn hyphened(line: &Line, at: usize) -> Option<Reading> {
    let rest = line.rest(at);
    let length = rest
        .find(|c: char| !(c.is_ascii_digit() || c == '-'))
        .unwrap_or(rest.len());
    let run = rest[..length].trim_end_matches('-');
    let groups: Vec<&str> = run.split('-').collect();
    let long =
        groups.len() > 2 || groups.len() == 2 && groups[0].len() == 3 && groups[1].len() == 4;
    let whole = groups.iter().all(|group| !group.is_empty());
    (long && whole).then(|| Reading::new(at + run.len(), said(line, &groups)))
}

fn said(line: &Line, groups: &[&str]) -> String {
    let words: Vec<String> = groups
        .iter()
        .map(|group| numbers::digits(line.tongue, group))
        .collect();
    words.join(", ")
}
