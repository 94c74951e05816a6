//! Capitals: initials and acronyms that are spelled, words that are only shouted.
//!
//! The embedded engine spells every word of up to three capitals, which is right for `BBC` and
//! wrong for `NOT`, and reads longer ones as words, which is right for `NASA` and wrong for
//! `LGBTQ`. It also knows the letter A only inside such a word: `N B A` set apart ends in the
//! article. So what it reads rightly stays joined.

use super::Tongue;
use super::line::{Line, Reading};
use std::ops::Range;

/// Acronyms that would be read wrongly: as a word where they are spelled, or the other way.
const ACRONYMS: &[(&str, &str)] = &[
    ("ASAP", "A sap"),
    ("CEO", "C E O"),
    ("CFO", "C F O"),
    ("CTO", "C T O"),
    ("DVD", "D V D"),
    ("ESPN", "E S P N"),
    ("EGOT", "egot"),
    ("LGBT", "L G B T"),
    ("LGBTQ", "L G B T Q"),
    ("LOL", "lol"),
    ("PG", "P G"),
    ("PhD", "PHD"),
    ("SAG", "sag"),
    ("SNL", "S N L"),
    ("SXSW", "south by southwest"),
    ("VIP", "V I P"),
    ("RAI", "rai"),
    ("iPhone", "eye phone"),
    ("iPad", "eye pad"),
    ("iPod", "eye pod"),
    ("iOS", "eye O S"),
    ("iTunes", "eye tunes"),
    ("eBay", "e bay"),
    ("vs", "versus"),
    ("aka", "also known as"),
];

/// Words of up to three letters that are shouted rather than spelled, where they stand alone in
/// capitals. Those that are acronyms too (`US`, `IT`, `AM`, `ER`, `OR`) are not here.
const SHOUTED: &[&str] = &[
    "ALL", "AND", "ANY", "ARE", "BAD", "BIG", "BUT", "BUY", "CAN", "CUT", "DAD", "DAY", "DID",
    "DIE", "DO", "EAT", "END", "FAR", "FOR", "FUN", "GET", "GO", "GOD", "GOT", "GUN", "HAD", "HAS",
    "HE", "HER", "HEY", "HIM", "HIS", "HIT", "HOT", "HOW", "HUH", "IF", "IN", "IS", "ITS", "JOB",
    "LET", "MAD", "MAN", "ME", "MEN", "MOM", "MY", "NEW", "NO", "NOT", "NOW", "ODD", "OF", "OFF",
    "OH", "OLD", "ON", "ONE", "OUR", "OUT", "OWN", "RED", "RUN", "SAD", "SAW", "SAY", "SEE", "SET",
    "SEX", "SHE", "SIX", "SO", "TEN", "THE", "TO", "TOO", "TOP", "TRY", "TWO", "UP", "WAR", "WAS",
    "WAY", "WE", "WHO", "WHY", "WIN", "WON", "WOW", "YES", "YOU",
];

/// Reads initials and acronyms.
pub(super) fn read(line: &Line, at: usize) -> Option<Reading> {
    if line.inside_word(at) {
        return None;
    }
    initial(line, at).or_else(|| acronym(line, at))
}

/// `J.` before a name: the letter without its full stop, and so without the pause.
fn initial(line: &Line, at: usize) -> Option<Reading> {
    let mut letters = line.rest(at).chars();
    let letter = letters.next().filter(|c| c.is_uppercase())?;
    if letters.next() != Some('.') {
        return None;
    }
    let end = at + letter.len_utf8() + 1;
    let next = line.at(line.skip_gap(end))?;
    let ends = line.before(at).is_some_and(char::is_alphanumeric);
    (!ends && next.is_uppercase()).then(|| Reading::new(end, letter.to_string()))
}

fn acronym(line: &Line, at: usize) -> Option<Reading> {
    let end = line.run_end(at);
    let word = &line.text[at..end];
    if word.chars().any(|c| !c.is_alphabetic()) {
        return None;
    }
    let english = matches!(line.tongue, Tongue::English { .. });
    let listed = |word: &str| {
        let here = english || word.bytes().all(|b| b.is_ascii_uppercase());
        let row = ACRONYMS
            .iter()
            .find(|(written, _)| here && *written == word)?;
        Some(row.1.to_owned())
    };
    // Of the small-letter entries only whole words: `vs` is not in `vs.`, which has its own row.
    if let Some(spoken) = listed(word) {
        return Some(Reading::new(end, spoken));
    }
    // Beside `&` even a word is spelled: `AT&T`.
    let paired = line.at(end) == Some('&') || line.before(at) == Some('&');
    if paired && word.len() == 2 && word.bytes().all(|b| b.is_ascii_uppercase()) {
        return Some(Reading::new(end, spelled(word)));
    }
    if word.chars().count() > 3 && is_unpronounceable(word) {
        return Some(Reading::new(end, spelled(word)));
    }
    // `CEOs`, `DJs`: an s that is not part of the acronym.
    let stem = word.strip_suffix('s')?;
    let plural = english && stem.len() > 1 && stem.bytes().all(|b| b.is_ascii_uppercase());
    plural.then(|| Reading::new(end, format!("{}'s", listed(stem).unwrap_or(spelled(stem)))))
}

fn is_unpronounceable(word: &str) -> bool {
    word.bytes()
        .all(|b| b.is_ascii_uppercase() && !b"AEIOUY".contains(&b))
}

fn spelled(word: &str) -> String {
    let letters: Vec<String> = word.chars().map(String::from).collect();
    letters.join(" ")
}

/// Is this word in capitals only because it is shouted?
pub(super) fn is_shouted(line: &Line, range: &Range<usize>) -> bool {
    let word = &line.text[range.clone()];
    if !is_capitals(word) {
        return false;
    }
    if matches!(line.tongue, Tongue::English { .. }) && SHOUTED.binary_search(&word).is_ok() {
        return true;
    }
    // Three words of capitals in a row are a shout; two may be `BBC TV`.
    let (mut before, mut after) = (0, 0);
    let mut at = range.start;
    while before < 2 {
        let word = line.word_before(at);
        if !is_capitals(word) {
            break;
        }
        before += 1;
        let trimmed = line.text[..at].trim_end_matches(|c: char| !c.is_alphanumeric());
        at = trimmed.len() - word.len();
    }
    let mut at = range.end;
    while after < 2 {
        let word = line.word_after(at);
        if !is_capitals(word) {
            break;
        }
        after += 1;
        at = line.skip_gap(at) + word.len();
    }
    before + after >= 2
}

/// Two letters or more, all capitals; `I` and `A` say nothing.
fn is_capitals(word: &str) -> bool {
    let mut letters = 0;
    for c in word.chars() {
        if c.is_lowercase() || c.is_numeric() {
            return false;
        }
        letters += usize::from(c.is_uppercase());
    }
    letters > 1
}

#[cfg(test)]
mod tests {
    #[test]
    fn shouted_words_are_sorted_so_that_they_can_be_searched() {
        assert!(super::SHOUTED.is_sorted());
    }
}
