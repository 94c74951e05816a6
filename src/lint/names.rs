//! What is shown of the cues of a file to who speaks in each, and which words are theirs.
//!
//! A name is said by `<v>`, or by a label before the words: `Name: `. A colon alone is no label
//! (`One thing: I left.`), so what stands before it has to be a voice of the file, to stand before
//! the words of two cues at least, or to be written as names are and to begin where a sentence ended.

use super::cues::Cue;
use super::payload::Shown;
use std::collections::{BTreeMap, BTreeSet};

/// Who speaks in a cue.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    /// The label before its first word.
    pub(super) label: Option<String>,
    /// What is said: without the label, lines parted by a space.
    pub(super) words: String,
    /// Does it begin with a sign that somebody else speaks: `- `, `>>`?
    pub(super) marked: bool,
    /// Do two people speak in it, and if so, where: the line of the file, and is that line shared by
    /// both?
    pub(super) second: Option<(usize, bool)>,
}

/// Widest label, in bytes, and most words of one.
const LABEL: usize = 120;
const LABEL_WORDS: usize = 6;

pub(super) fn spoken(cues: &[Cue<'_>], shown: &[Shown]) -> Vec<Spoken> {
    let voices: BTreeSet<&str> = shown
        .iter()
        .flat_map(|shown| shown.voices.iter().map(String::as_str))
        .collect();
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for shown in shown {
        if let Some(label) = shown.lines.first().and_then(|l| label(&l.text)) {
            *first.entry(label.name).or_insert(0) += 1;
        }
    }
    let mut known: BTreeSet<&str> = voices.clone();
    known.extend(first.iter().filter(|(_, n)| **n > 1).map(|(name, _)| *name));
    // Where nearly every cue has a label, whatever looks like one is one: somebody may ask but once, and
    // write their name as they like.
    let labelled: usize = known.iter().filter_map(|name| first.get(name)).sum();
    let always = labelled * 4 >= shown.len() * 3;
    let mut ended = true;
    let mut all = Vec::with_capacity(cues.len());
    for shown in shown {
        let own = shown.voices.first().map(String::as_str);
        let spoken = one(shown, own, &known, (ended, always));
        ended = ends(&spoken.words);
        all.push(spoken);
    }
    all
}

fn one(
    shown: &Shown,
    own: Option<&str>,
    known: &BTreeSet<&str>,
    (ended, always): (bool, bool),
) -> Spoken {
    let mut spoken = Spoken::default();
    let mut marks = 0;
    // Where `<v>` says who speaks, a label is a label only if it says the same.
    let is = |name: &str| match own {
        Some(own) => same(name, own),
        None => known.contains(name) || (ended && (always || is_name(name))),
    };
    let other = shown
        .voices
        .iter()
        .position(|voice| Some(voice.as_str()) != own);
    for (n, line) in shown.lines.iter().enumerate() {
        let (text, mut mark) = unmarked(&line.text);
        spoken.marked |= mark && n == 0;
        let label = label(text);
        let mut words = text;
        match label {
            Some(label) if n == 0 && is(label.name) => {
                spoken.label = Some(label.name.to_owned());
                let behind;
                (words, behind) = unmarked(&text[label.long..]);
                mark |= behind;
            }
            // `One last question,` / `Ben: what now?` is said to Ben and not by him.
            Some(label) if n > 0 && known.contains(label.name) && !spoken.words.ends_with(',') => {
                spoken.second.get_or_insert((line.number, false));
                words = &text[label.long..];
            }
            _ => {}
        }
        marks += usize::from(mark);
        if mark && marks > 1 {
            spoken.second.get_or_insert((line.number, false));
        }
        let joined = other.is_some_and(|other| (line.voice..line.voices).contains(&other));
        if joined || inside(words, known) {
            spoken.second.get_or_insert((line.number, true));
        } else if other.is_some_and(|other| line.voice > other) {
            spoken.second.get_or_insert((line.number, false));
        }
        if !spoken.words.is_empty() && !words.is_empty() {
            spoken.words.push(' ');
        }
        spoken.words.push_str(words);
    }
    spoken
}

/// A line without the sign of a change of speaker before it.
fn unmarked(text: &str) -> (&str, bool) {
    for sign in [">>>", ">>", "- ", "-"] {
        if let Some(rest) = text.strip_prefix(sign) {
            // A sentence begins behind such a sign; `-5 degrees`, `- as ever -` are words like others.
            let opens = |c: char| matches!(c, '"' | '“' | '„' | '«' | '[' | '¿' | '¡' | '…' | '\'');
            let bare = rest.trim_start().trim_start_matches(opens);
            let begins = bare.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
            return match begins {
                true => (rest.trim_start(), true),
                false => (text, false),
            };
        }
    }
    (text, false)
}

/// What may be a label.
struct Label<'a> {
    name: &'a str,
    /// Up to the first word, in bytes.
    long: usize,
}

fn label(text: &str) -> Option<Label<'_>> {
    let colon = text.find([':', '：'])?;
    let name = text[..colon].trim();
    let after = text[colon..].chars().next().map_or(1, char::len_utf8);
    let rest = &text[colon + after..];
    let parted = after > 1 || rest.is_empty() || rest.starts_with(char::is_whitespace);
    let bare = name.strip_suffix('…').unwrap_or(name);
    let quote = |c: char| matches!(c, '"' | '“' | '”' | '«' | '»');
    let sign = |c: char| quote(c) || matches!(c, '!' | '?' | '…' | ';' | '[' | ']');
    // `Mira "Fox" Holm`: a word in quotes that are its own is part of a name.
    let inside = |word: &&str| word.len() > 2 && word.starts_with(quote) && word.ends_with(quote);
    let mut others = bare.split_whitespace().filter(|word| !inside(word));
    // A full stop is that of `Dr.` or of initials, which are short.
    let stops = bare
        .split_whitespace()
        .all(|word| !word.ends_with('.') || word.chars().count() <= 5);
    let fits = name.len() <= LABEL && name.split_whitespace().count() <= LABEL_WORDS;
    let signs = others.any(|word| word.contains(sign));
    (parted && fits && stops && !signs && name.contains(char::is_alphabetic)).then(|| Label {
        name,
        long: text.len() - rest.trim_start().len(),
    })
}

/// Is a label the name of a voice, or the beginning of it?
fn same(label: &str, voice: &str) -> bool {
    let fold = |text: &str| {
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    };
    let (label, voice) = (fold(label), fold(voice));
    match label.strip_suffix('…') {
        Some(short) => voice.starts_with(short.trim_end()),
        None => label == voice || voice.split(' ').any(|part| part == label),
    }
}

/// Is it written as names are: each word with a capital, but for what stands inside names?
fn is_name(text: &str) -> bool {
    const INSIDE: &[&str] = &[
        "de", "da", "do", "dos", "del", "della", "di", "du", "la", "le", "van", "von", "der",
        "den", "zu", "af", "al", "el", "and", "of", "the", "und", "y", "e", "et",
    ];
    let capital = |word: &str| {
        let first = word.chars().find(|c| c.is_alphanumeric());
        first.is_none_or(|c| !c.is_lowercase())
    };
    let mut words = text.split_whitespace();
    words.next().is_some_and(capital) && words.all(|word| capital(word) || INSIDE.contains(&word))
}

/// Does somebody else's label stand behind a sentence, in the middle of a line?
fn inside(words: &str, known: &BTreeSet<&str>) -> bool {
    let mut ends = words.match_indices(['.', '?', '!', '…', '—', '–']);
    ends.any(|(at, sign)| {
        let rest = &words[at + sign.len()..];
        let rest = rest.trim_start_matches(['"', '”', '’', '»', ')', ']']);
        let begins = rest.starts_with(char::is_whitespace);
        // As much as a label takes: a line may have any length, and any number of full stops.
        let end = rest
            .char_indices()
            .nth(LABEL)
            .map_or(rest.len(), |(end, _)| end);
        begins && label(rest[..end].trim_start()).is_some_and(|l| known.contains(l.name))
    })
}

/// Has a sentence ended here?
fn ends(words: &str) -> bool {
    let bare = words
        .trim_end()
        .trim_end_matches(['"', '”', '’', '»', ')', ']', '\'']);
    bare.is_empty()
        || bare.ends_with([
            '.', '?', '!', '…', '—', '–', '-', ':', '。', '？', '！', '♪',
        ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_colons() {
        for (text, name) in [
            ("Anna: Yes.", Some("Anna")),
            ("Dr. Lena M. Berg: Yes.", Some("Dr. Lena M. Berg")),
            ("ANNA:", Some("ANNA")),
            ("Mira \"Fox\" Holm: Yes.", Some("Mira \"Fox\" Holm")),
            ("He said \"no: never\"", None),
            ("記者：はい", Some("記者")),
            ("Maria Antonia de la…: Yes.", Some("Maria Antonia de la…")),
            ("at 10:30 it began", None),
            ("Wait! Anna: no", None),
            ("it was then that we all came to see: it burned", None),
        ] {
            assert_eq!(label(text).map(|l| l.name), name, "{text}");
        }
        assert!(same("Anna", "Anna Berg") && same("ANNA BE…", "Anna Berg"));
        assert!(!same("Ben", "Anna Berg"));
        assert!(is_name("Jan van der Berg") && !is_name("One thing"));
    }
}
