//! Lists of names with what stands behind each, and short forms of one: the right side of a line
//! of a legend.

use super::super::lists::{ANSWERS, ASKS};
use super::super::names;
use super::super::never::META_PEOPLE;
use super::Entry;

/// `Anna Berg (interviewer), Bo Lind (BL)`: everyone with a short form; `None` if it is no list
/// of names.
pub(super) fn roster(value: &str, asks_all: Option<bool>) -> Option<Vec<(Entry, Option<String>)>> {
    let mut all: Vec<(Entry, Option<String>)> = Vec::new();
    // `Ronald ("Ron") Tull`: how somebody is called is no short form.
    let mut value = value.to_owned();
    for (open, close) in [
        ("(\"", "\")"),
        ("(“", "”)"),
        ("(„", "“)"),
        ("(«", "»)"),
        ("('", "')"),
        ("(‘", "’)"),
    ] {
        while let Some(from) = value.find(open)
            && let Some(length) = value[from..].find(close)
        {
            let rest = value[from + length + close.len()..].trim_start().to_owned();
            value.truncate(from);
            value.push_str(&rest);
        }
    }
    let joined = [" and ", " und ", " y ", " et ", " e ", " & "]
        .iter()
        .fold(value, |value, and| value.replace(and, ", "));
    for item in joined.split([',', ';', '/', '\n']) {
        let item = item.trim().trim_end_matches('.');
        if item.is_empty() {
            continue;
        }
        // `Anna Berg, interviewer`
        if is_office(item) && !all.is_empty() {
            if let Some((last, _)) = all.last_mut() {
                last.asks = asks(item).or(last.asks);
            }
            continue;
        }
        let (short, item) = match item.split_once('=') {
            Some((short, name)) => (Some(short.trim().to_owned()), name.trim()),
            None => (None, item),
        };
        let (name, aside) = match item.split_once('(') {
            Some((name, aside)) => (name.trim(), Some(aside.trim_end_matches(')').trim())),
            None => (item, None),
        };
        if !names::is_name(name, 5) || name.contains(|c: char| c.is_ascii_digit()) {
            // `Anna Berg, who keeps the clocks`: what is told of somebody.
            match all.is_empty() {
                true => return None,
                false => continue,
            }
        }
        let office = aside.and_then(asks);
        let short = short.or(aside.filter(|a| names::is_name(a, 2)).map(str::to_owned));
        let name = name.to_owned();
        all.push((
            Entry {
                name,
                asks: office.or(asks_all),
            },
            short,
        ));
    }
    (!all.is_empty()).then_some(all)
}

/// `I: Dr Anna Berg, Institute of Bells; Bo Lind, Chief Executive, Bell Trust.`: the witnesses of
/// a committee's first panel, with what they are.
pub(super) fn panel(key: &str, value: &str) -> Option<Vec<Entry>> {
    let counted = !key.is_empty()
        && key.len() <= 3
        && key.chars().all(|c| matches!(c, 'I' | 'V' | '1'..='9'));
    if !counted || !value.contains(", ") || value.ends_with(['?', '!', '…']) {
        return None;
    }
    let first = value.split([',', ';']).next()?.trim();
    let named = |name: &str| {
        let words = name.split(' ').count();
        (2..=5).contains(&words) && names::is_name(name, 5)
    };
    if !named(first) {
        return None;
    }
    let mut all = Vec::new();
    for item in value.split(';').flat_map(|item| item.split(", and ")) {
        let name = item.split(',').next().unwrap_or_default().trim();
        let name = name.trim_start_matches("and ").trim_end_matches('.');
        if named(name) {
            all.push(Entry {
                name: name.to_owned(),
                asks: Some(false),
            });
        }
    }
    Some(all)
}

/// `AB: Anna Berg`, `Q: Anna Berg (interviewer)`, `I: Interviewer`.
pub(super) fn short_form(key: &str, value: &str) -> Option<Entry> {
    let letters = key.chars().count();
    if letters == 0 || letters > 4 || !names::shouts(key) || value.ends_with(['.', '?', '!', '…'])
    {
        return None;
    }
    let (name, aside) = match value.split_once(['(', ',', '–', '—']) {
        Some((name, aside)) => (name.trim(), Some(aside.trim_end_matches(')').trim())),
        None => (value, None),
    };
    let office = aside.and_then(asks);
    if is_office(name) {
        // `Q: Question` and `A: Guest` may be turns; a word for who asks explains `I`.
        return (letters < 3).then(|| Entry {
            name: capital(name),
            asks: asks(name),
        });
    }
    if !names::is_name(name, 5) || !name.contains(' ') {
        return None;
    }
    let initials: String = name
        .split([' ', '-'])
        .filter(|word| word.starts_with(char::is_uppercase))
        .filter_map(|word| word.chars().next())
        .collect();
    let same = names::key(key).to_uppercase() == initials.to_uppercase();
    (same || (office.is_some() && letters == 1)).then(|| Entry {
        name: name.to_owned(),
        asks: office,
    })
}

/// Is it a word for what somebody does in an interview?
pub(super) fn is_office(words: &str) -> bool {
    let key = names::key(words);
    key.chars().count() > 2
        && ([ASKS, ANSWERS]
            .iter()
            .any(|list| list.contains(&key.as_str()))
            || META_PEOPLE
                .iter()
                .any(|(word, asks)| *word == key && asks.is_some())
            || [
                "interviewpartner",
                "sprecher",
                "speaker",
                "researcher",
                "translator",
            ]
            .contains(&key.as_str()))
}

/// Does this word say that somebody asks, or that somebody answers?
pub(super) fn asks(words: &str) -> Option<bool> {
    let key = names::key(words);
    let has = |word: &str| key == word || key.ends_with(&format!(" {word}"));
    if ASKS.iter().any(|word| word.len() > 2 && has(word)) {
        return Some(true);
    }
    if ANSWERS.iter().any(|word| word.len() > 2 && has(word)) {
        return Some(false);
    }
    META_PEOPLE
        .iter()
        .find(|(word, _)| *word == key)
        .and_then(|(_, asks)| *asks)
}

pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
