//! What stands around the name of a label and is no part of it: bullets, numbers, asides in
//! brackets, offices.

use super::super::lists::{ANSWERS, ASKS};
use super::super::names;
use super::stamp;
use crate::read::address::{self, is_address};

/// Longest label, in characters.
pub(super) const LONGEST: usize = 60;
/// Longest aside in brackets, in bytes.
const LONGEST_ASIDE: usize = 60;
/// Longest office between a name and a full stop, in words.
const OFFICE: usize = 18;

/// How many letters from here on a label may have. Behind a courtesy an office may be long: `La
/// señora MINISTRA DE FAROS Y BALIZAS`, `Mme Berg, directrice du port`.
pub(super) fn reach(text: &str, from: usize) -> usize {
    let cut = |at: usize| {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    if address::romance(&text[from..cut(from + 2 * LONGEST)]).is_some() {
        return 2 * LONGEST;
    }
    let near = &text[from..cut(from + LONGEST)];
    let person = near.split_once(", ").map(|(person, _)| person);
    let person = person.filter(|person| person.starts_with(char::is_uppercase));
    let called =
        |person: &str| is_address(person) || (names::shouts(person) && names::is_name(person, 5));
    if person.is_some_and(called) {
        3 * LONGEST
    } else {
        LONGEST
    }
}

/// How many bytes at the start are a bullet or a dash, and the space after it.
pub(in crate::script) fn bullet(text: &str) -> usize {
    let Some((sign, _)) = text.split_once(' ') else {
        return 0;
    };
    let bullet = matches!(
        sign,
        "-" | "–"
            | "—"
            | "•"
            | "*"
            | "·"
            | "‣"
            | "»"
            | ">"
            | ">>"
            | ">>>"
            | "●"
            | "▪"
            | "■"
            | "◆"
    );
    if bullet { sign.len() + 1 } else { 0 }
}

/// The bytes of a number before a label: `12. `, `3) `, `Q12 ` before a name.
pub(super) fn number(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && digits <= 4 {
        let rest = &text[digits..];
        let sign = rest.strip_prefix(['.', ')', '/']).unwrap_or_default();
        if sign.starts_with(' ') && sign[1..].starts_with(|c: char| c.is_alphabetic() || c == '*') {
            return digits + 2;
        }
    }
    if let Some(rest) = text.strip_prefix('Q') {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let named = rest[digits..].strip_prefix(' ');
        if digits > 0
            && named.is_some_and(|n| n.starts_with(|c: char| c.is_uppercase() || c == '*'))
        {
            return 1 + digits + 1;
        }
    }
    0
}

/// `Anna Berg 12:34` without its stamp.
pub(super) fn without_stamp(name: &str) -> (&str, bool) {
    let cut = name
        .char_indices()
        .filter(|(_, c)| *c == ' ')
        .map(|(at, _)| at)
        .find(|at| stamp::end(name, at + 1).is_some_and(|(to, _)| to == name.len()));
    match cut {
        Some(at) => (name[..at].trim_end_matches([',', '-', '–', '|', ' ']), true),
        None => (name, false),
    }
}

/// Where the brackets end that open at `at`.
pub(super) fn closing(text: &str, at: usize) -> Option<usize> {
    let close = if text[at..].starts_with('(') {
        ')'
    } else {
        ']'
    };
    let inside = text[at..]
        .char_indices()
        .take_while(|(n, _)| *n < LONGEST_ASIDE);
    inside
        .into_iter()
        .find(|(_, c)| *c == close)
        .map(|(n, c)| at + n + c.len_utf8())
}

/// Do these brackets tell how something is said? In small letters they do; `(AB)` is short for
/// the name, and `(host)` is what the person does.
pub(super) fn is_manner(brackets: &str) -> bool {
    let square = brackets.starts_with('[');
    let inside = &brackets[1..brackets.len() - 1];
    let small = inside.starts_with(char::is_lowercase);
    let key = names::key(inside);
    let office = [ASKS, ANSWERS]
        .iter()
        .any(|list| list.contains(&key.as_str()));
    (small || square) && !office && !names::shouts(inside)
}

/// `NINA CRANE, HOST` and `Host Nina Crane` are Nina Crane; lists of people who speak at once
/// stay whole.
pub(super) fn without_office(name: &str) -> (&str, Option<&str>) {
    let is_office = |words: &str| {
        let key = names::key(words);
        key.len() > 1
            && [ASKS, ANSWERS]
                .iter()
                .any(|list| list.contains(&key.as_str()))
    };
    if let Some((person, office)) = name.split_once(", ") {
        let key = names::key(office);
        let several = office.contains(',')
            || key
                .split(' ')
                .any(|w| matches!(w, "and" | "und" | "y" | "et" | "e" | "&"));
        let known = is_office(office) || office.split(' ').next_back().is_some_and(is_office);
        return match known || (names::shouts(name) && !several) {
            true => (person, Some(office)),
            false => (name, None),
        };
    }
    // `Host Nina Crane`: the office before the name, as a word or two.
    if is_office(name) {
        return (name, None);
    }
    let spaces = name.char_indices().filter(|(_, c)| *c == ' ');
    for (at, _) in spaces.take(2) {
        let (office, person) = (&name[..at], &name[at + 1..]);
        let proper = person.starts_with(char::is_uppercase)
            && !person.contains(|c: char| c.is_ascii_digit())
            && person.chars().count() > 1;
        if is_office(office) && proper && !is_office(person) && !names::is_generic(person) {
            return (person, Some(office));
        }
    }
    (name, None)
}

/// What stands behind the full stop of `NAME. text`, `P.- ¿Cuándo?` and `P. – …`; `None` where a
/// full stop ends no label.
pub(super) fn after_stop(after: &str) -> Option<&str> {
    let dashes = ['-', '–', '—'];
    if let Some(rest) = after.strip_prefix(dashes) {
        return Some(rest);
    }
    let dashed = after.trim_start().strip_prefix(dashes);
    let dashed = dashed.filter(|rest| rest.starts_with(' '));
    dashed.or(Some(after)).filter(|_| after.starts_with(' '))
}

/// `Anna Berg, director of the harbour` and `ANNA BERG, direttrice del porto`, as records of
/// parliaments have it before a full stop: the person, and the office that begins in small letters
/// or goes on in them.
pub(super) fn with_office(name: &str) -> Option<(&str, &str)> {
    let (person, office) = name.split_once(", ")?;
    let called = is_address(person)
        || (names::shouts(person) && names::is_name(person, 5) && person.contains(' '));
    let lower = office.chars().filter(|c| c.is_lowercase()).count() * 2 > office.len();
    (called && lower && office.split(' ').count() <= OFFICE).then_some((person, office))
}

/// May a full stop end this label? Not that of `MR.`, nor of an initial.
pub(super) fn may_stop(name: &str) -> bool {
    if is_address(name) {
        return true;
    }
    let last = name.rsplit([' ', '.']).next().unwrap_or_default();
    let initial = last.chars().count() < 2 && name.len() >= 4;
    !names::is_title(&last.to_lowercase()) && !initial && names::shouts(name)
}
