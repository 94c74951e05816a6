//! Heads of messages that are spread over several lines, as a board's comments come from the
//! clipboard: the name, a bullet, how long ago.
//!
//! Only all of them together make a head: a name alone on a line may be an answer of one word.

use std::collections::{BTreeMap, BTreeSet};

/// So many lines may stand between the name and the time, blank ones aside.
const BETWEEN: usize = 5;
/// Longest name, in bytes.
const NAME: usize = 24;

/// The first line of each head, with the name and how many lines it takes.
pub(super) fn heads<'a>(lines: &[&'a str]) -> BTreeMap<usize, (&'a str, usize)> {
    let mut found = BTreeMap::new();
    let mut at = 0;
    while at < lines.len() {
        let head = named(lines[at]).zip(length(&lines[at + 1..]));
        match head {
            Some((name, length)) => {
                found.insert(at, (name, length + 1));
                at += length + 1;
            }
            None => at += 1,
        }
    }
    found
}

/// How many lines after the name belong to the head: bullets and ranks up to the time, and what
/// says that it was changed.
fn length(lines: &[&str]) -> Option<usize> {
    let mut end = None;
    let mut seen = 0;
    for (n, line) in lines.iter().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            // A blank line ends the head, once there is one.
            if end.is_some() {
                break;
            }
            continue;
        }
        let lower = line.to_lowercase();
        let rank =
            matches!(
                lower.as_str(),
                "op" | "mod" | "admin" | "•" | "·" | "edited"
            ) || (lower.starts_with("top ") && lower.ends_with(['r', 't']) && lower.contains('%'));
        if is_ago(&lower) {
            end = Some(n + 1);
        } else if !rank {
            break;
        }
        seen += 1;
        if seen > BETWEEN {
            break;
        }
    }
    end
}

/// `3y ago`, `12 hr. ago`, `2 days ago`, `Edited 3y ago`.
fn is_ago(lower: &str) -> bool {
    let Some(rest) = lower.strip_suffix(" ago") else {
        return false;
    };
    let rest = rest.strip_prefix("edited ").unwrap_or(rest);
    let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    #[rustfmt::skip]
    const UNITS: &[&str] = &[
        "y", "yr", "year", "years", "mo", "month", "months", "w", "week", "weeks", "d", "day", "days", "h", "hr", "hour", "hours", "m", "min", "minute", "minutes",
    ];
    unit.len() < rest.len() && UNITS.contains(&unit.trim_end_matches('.'))
}

/// A name in one word, as boards have them.
fn named(line: &str) -> Option<&str> {
    let name = line.trim().trim_start_matches("u/");
    let fits = (3..=NAME).contains(&name.len());
    let sign = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    (fits && name.bytes().all(sign) && name.contains(|c: char| c.is_alphabetic())).then_some(name)
}

/// Lines that hold a number and stand between the buttons that vote.
pub(super) fn counts(lines: &[&str], board: bool) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    if !board {
        return found;
    }
    let mut before = "";
    for (n, line) in lines.iter().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let button = ["upvote", "downvote"].contains(&before.to_lowercase().as_str());
        let number = line
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'K' | b'k'));
        if button && number {
            found.insert(n);
        } else {
            before = line;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_needs_a_name_and_a_time() {
        let text = "bell_ringer\n•\n3y ago\nWhy bells?\n\nUpvote\n2.3K\n\nDownvote\n\nSluice\nOP\n•\n3y ago\n•\nEdited 2 mo. ago\nBecause\n\nthree\nyears ago it was";
        let lines: Vec<&str> = text.lines().collect();
        let found: Vec<_> = heads(&lines).into_iter().collect();
        assert_eq!(found, [(0, ("bell_ringer", 3)), (10, ("Sluice", 6))]);
        assert_eq!(counts(&lines, true).into_iter().collect::<Vec<_>>(), [6]);
        assert!(counts(&lines, false).is_empty());
    }

    #[test]
    fn how_long_ago() {
        for (text, is) in [
            ("3y ago", true),
            ("12 hr. ago", true),
            ("edited 2 days ago", true),
            ("years ago", false),
            ("long ago", false),
            ("3 loaves ago", false),
        ] {
            assert_eq!(is_ago(text), is, "{text}");
        }
    }
}
