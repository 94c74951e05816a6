//! Which words before a colon are the names of people who speak.
//!
//! First the shape is looked at in each block, then the evidence for each name is weighed over
//! the whole document: capitals, bold, repetition, a neighbour that is labelled too, a list of
//! words that are nobody's name. A table of features and weights instead of one clever pattern:
//! a pattern is right or wrong on a line, and a line is too little to tell `Maria: …` from
//! `Berlin: …`.

use super::lists::{ANSWERS, ASKS, LETTERS, NARRATORS, NEVER_NAMES};
use super::names::{self, Casing};
use super::page::Para;
use super::{headline, known};
use std::collections::{BTreeMap, BTreeSet};

/// Longest label in characters, and in words.
const LONGEST: usize = 60;
const WORDS: usize = 6;
/// What the evidence must add up to.
const ENOUGH: f32 = 2.0;
/// From here on there is no doubt left to show.
const PLENTY: f32 = 3.0;

/// A label that stands at the start of a block.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    /// As on the page, without the colon and without what stands in parentheses.
    pub(super) name: String,
    /// Where in the paragraph's text the label ends, colon included.
    pub(super) end: usize,
    /// Where in the paragraph's text the words begin.
    pub(super) words: usize,
    /// What stands in parentheses after the name.
    pub(super) aside: Option<String>,
    /// Where in the paragraph's text an aside begins that says how the words are spoken; it reaches
    /// to `end`.
    pub(super) manner: Option<usize>,
    /// How little there is to doubt, 0 to 1.
    pub(super) sure: f32,
    /// Does the format itself name the speaker?
    pub(super) format: bool,
}

/// What is seen of one name over the whole document. Counts are of blocks.
#[derive(Debug, Default)]
struct Sight {
    count: usize,
    capitals: usize,
    bold: usize,
    /// Words of the name, titles aside.
    words: usize,
    /// The words after it begin in lower case.
    lower: usize,
    /// The words after it do not end as a sentence does.
    unfinished: usize,
    /// The block before or after has a label too, of another name.
    neighbours: usize,
    first: bool,
    never: bool,
    /// A label that says what the person does, or a letter whose partner is there too.
    role: bool,
    house: bool,
    /// Shares a word with another name in front of a colon, as `FARROD` does with `ILA FARROD`.
    family: bool,
    /// What stands in parentheses after it.
    asides: Vec<String>,
    /// One of them is a label: `Anna Berg (AB):`, and `AB:` afterwards.
    legend: bool,
    /// The name is mentioned in what is said, too.
    mentioned: bool,
    /// Dressed otherwise than most labels of the document.
    odd: bool,
}

/// A reason for or against, its weight, and how much of it there is (0 to 1).
type Evidence = (&'static str, f32, fn(&Sight) -> f32);

const EVIDENCE: &[Evidence] = &[
    ("capitals", 2.0, |s| share(s.capitals, s.count)),
    ("bold", 2.0, |s| share(s.bold, s.count)),
    ("more than once", 1.5, |s| yes(s.count >= 2)),
    ("again and again", 1.0, |s| yes(s.count >= 3)),
    ("first name and surname", 1.0, |s| yes(s.words >= 2)),
    ("beside another label", 1.0, |s| yes(s.neighbours > 0)),
    ("the first label", 1.0, |s| yes(s.first && s.neighbours > 0)),
    ("says what the person does", 2.5, |s| yes(s.role)),
    ("explains another label", 3.0, |s| yes(s.legend)),
    ("in the cast", 3.0, |s| yes(s.house)),
    ("shares a word with another label", 1.5, |s| yes(s.family)),
    ("mentioned", 0.5, |s| yes(s.mentioned)),
    ("nobody's name", -9.0, |s| yes(s.never && !s.house)),
    ("goes on in lower case", -0.75, |s| share(s.lower, s.count)),
    ("no sentence follows", -1.5, |s| {
        yes(s.count == 1 && s.unfinished == 1)
    }),
    ("dressed unlike the others", -1.5, |s| yes(s.odd)),
];

fn share(some: usize, all: usize) -> f32 {
    some as f32 / all.max(1) as f32
}

fn yes(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// The label of each block that has one. `open` tells which blocks may have one; `house` are the
/// names in the cast file.
pub(super) fn find(
    paras: &[Para],
    open: &[bool],
    house: &[&str],
    casing: &Casing,
) -> Vec<Option<Label>> {
    let mut candidates: Vec<Option<Label>> = paras
        .iter()
        .zip(open)
        .map(|(para, open)| open.then(|| candidate(para)).flatten())
        .collect();
    letters(paras, open, &mut candidates);
    headline::withdraw(paras, open, &mut candidates);
    let weights = weigh(paras, open, &candidates, house, casing);
    let mut rejected: Vec<Option<Label>> = Vec::with_capacity(paras.len());
    let mut found: Vec<Option<Label>> = Vec::with_capacity(paras.len());
    for label in candidates {
        let weight = |label: &Label| weights.get(&names::key(&label.name)).copied();
        let (label, other) = match label {
            Some(label) if label.format => (Some(label), None),
            Some(mut label) => match weight(&label).filter(|weight| *weight >= ENOUGH) {
                Some(weight) => {
                    label.sure = ((weight - ENOUGH) / (PLENTY - ENOUGH)).clamp(0.0, 1.0);
                    (Some(label), None)
                }
                None => (None, Some(label)),
            },
            None => (None, None),
        };
        found.push(label);
        rejected.push(other);
    }
    known::recognise(paras, open, &rejected, house, &mut found);
    found
}

/// What may be a label by its shape.
pub(super) fn candidate(para: &Para) -> Option<Label> {
    if let Some(name) = &para.speaker {
        return Some(Label {
            name: name.clone(),
            end: 0,
            words: 0,
            aside: None,
            manner: None,
            sure: 1.0,
            format: true,
        });
    }
    let text = &para.text;
    let (at, colon) = text
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| matches!(c, ':' | '：'))?;
    let end = at + colon.len_utf8();
    let after = &text[end..];
    if colon == ':' && !after.is_empty() && !after.starts_with(' ') {
        return None;
    }
    let start = known::bullet(text);
    let before = text.get(start..at)?.trim();
    let (name, aside) = without_aside(before);
    let manner = aside.and_then(|aside| manner(text, aside));
    let (name, aside) = match without_office(name) {
        (name, Some(office)) => (name, aside.or(Some(office))),
        (name, None) => (name, aside),
    };
    names::is_name(name, WORDS).then(|| Label {
        name: name.to_owned(),
        end,
        words: end + (after.len() - after.trim_start().len()),
        aside: aside.map(str::to_owned),
        manner,
        sure: 0.0,
        format: false,
    })
}

/// `ANNA (laughing)` and `ANNA [after a pause]` are `ANNA`; the rest may explain a label that is
/// used later.
fn without_aside(name: &str) -> (&str, Option<&str>) {
    let aside = [(" (", ')'), (" [", ']')]
        .into_iter()
        .find_map(|(open, close)| {
            let (name, aside) = name.split_once(open)?;
            Some((name, aside.strip_suffix(close)?))
        });
    match aside {
        Some((name, aside)) => (name.trim_end(), Some(aside)),
        None => (name, None),
    }
}

/// Where an aside begins, its bracket included, if it tells how something is said. In small
/// letters it does; `(AB)` is short for the name, and `(host)` is what the person does.
fn manner(text: &str, aside: &str) -> Option<usize> {
    let small = aside.starts_with(char::is_lowercase);
    let square = || text.contains(&format!("[{aside}]"));
    let office = [ASKS, ANSWERS].iter().any(|list| list.contains(&aside));
    let at = text.find(aside)?.checked_sub(1)?;
    ((small || square()) && !office && !names::shouts(aside)).then_some(at)
}

/// `NINA CRANE, HOST` is `NINA CRANE`; lists of people who speak at once stay whole.
fn without_office(name: &str) -> (&str, Option<&str>) {
    let Some((person, office)) = name.split_once(", ") else {
        return (name, None);
    };
    let key = names::key(office);
    let several = office.contains(',')
        || key
            .split(' ')
            .any(|w| matches!(w, "and" | "und" | "y" | "et" | "e"));
    let known = [ASKS, ANSWERS]
        .iter()
        .any(|list| list.contains(&key.as_str()));
    if known || (names::shouts(name) && !several) {
        (person, Some(office))
    } else {
        (name, None)
    }
}

/// `Q. Why?` and `A. Because.`: a letter with a full stop is a label only beside its partner,
/// since an `A.` alone is somebody's initial, or the first of a list.
fn letters(paras: &[Para], open: &[bool], candidates: &mut [Option<Label>]) {
    let letter = |at: usize| {
        let mut letters = paras[at].text.chars();
        let letter = letters.next().filter(char::is_ascii_uppercase)?;
        let letter = letter.to_ascii_lowercase().to_string();
        let dotted = letters.next()? == '.' && letters.next()? == ' ';
        (open[at] && dotted && candidates[at].is_none()).then_some(letter)
    };
    let dotted: Vec<Option<String>> = (0..paras.len()).map(letter).collect();
    let has = |letter: &str| dotted.iter().flatten().any(|d| d == letter);
    let pair = LETTERS.iter().find(|(q, a)| has(q) && has(a));
    let Some((question, answer)) = pair else {
        return;
    };
    for (at, letter) in dotted.into_iter().enumerate() {
        let Some(letter) = letter.filter(|l| l == question || l == answer) else {
            continue;
        };
        candidates[at] = Some(Label {
            end: letter.len() + 1,
            words: letter.len() + 2,
            name: letter.to_uppercase(),
            aside: None,
            manner: None,
            sure: 0.0,
            format: false,
        });
    }
}

fn weigh(
    paras: &[Para],
    open: &[bool],
    candidates: &[Option<Label>],
    house: &[&str],
    casing: &Casing,
) -> BTreeMap<String, f32> {
    let keys: Vec<Option<String>> = candidates
        .iter()
        .map(|label| label.as_ref().map(|label| names::key(&label.name)))
        .collect();
    let mut sights: BTreeMap<String, Sight> = BTreeMap::new();
    for ((para, label), key) in paras.iter().zip(candidates).zip(&keys) {
        if let (Some(label), Some(key)) = (label, key) {
            look(sights.entry(key.clone()).or_default(), para, label);
        }
    }
    let running = keys.iter().zip(open).filter(|(_, open)| **open);
    let running: Vec<Option<&String>> = running.map(|(key, _)| key.as_ref()).collect();
    for pair in running.windows(2) {
        let [Some(a), Some(b)] = pair else { continue };
        for key in [a, b] {
            if let Some(sight) = sights.get_mut(*key) {
                sight.neighbours += usize::from(a != b);
            }
        }
    }
    if let Some(first) = keys.iter().flatten().next().and_then(|k| sights.get_mut(k)) {
        first.first = true;
    }
    compare(&mut sights, house, casing);
    sights
        .into_iter()
        .map(|(key, sight)| {
            let weight = EVIDENCE
                .iter()
                .map(|(_, weight, of)| weight * of(&sight))
                .sum();
            (key, weight)
        })
        .collect()
}

/// One block's share of the evidence.
fn look(sight: &mut Sight, para: &Para, label: &Label) {
    let after = &para.text[label.words..];
    sight.count += 1;
    sight.asides.extend(label.aside.as_deref().map(names::key));
    sight.capitals += usize::from(names::shouts(&label.name));
    sight.bold += usize::from(para.begins(label.end.saturating_sub(1), |s| s.bold || s.italic));
    sight.lower += usize::from(after.starts_with(char::is_lowercase));
    let stop = after.trim_end_matches(|c: char| !c.is_alphanumeric()) != after;
    sight.unfinished += usize::from(!stop && !after.is_empty());
}

/// The evidence that lies between the names.
fn compare(sights: &mut BTreeMap<String, Sight>, house: &[&str], casing: &Casing) {
    let all: BTreeSet<String> = sights.keys().cloned().collect();
    let house: BTreeSet<String> = house
        .iter()
        .flat_map(|name| {
            let key = names::key(name);
            let words: Vec<String> = names::bare_words(&key).map(str::to_owned).collect();
            words.into_iter().chain([key])
        })
        .collect();
    let mut families: BTreeMap<String, usize> = BTreeMap::new();
    for key in &all {
        for word in names::bare_words(key).collect::<BTreeSet<_>>() {
            *families.entry(word.to_owned()).or_insert(0) += 1;
        }
    }
    let dressed = |s: &Sight| s.capitals + s.bold > 0;
    let (mut plain, mut fancy) = (0, 0);
    for sight in sights.values() {
        *(if dressed(sight) {
            &mut fancy
        } else {
            &mut plain
        }) += sight.count;
    }
    for (key, sight) in sights.iter_mut() {
        let words: Vec<&str> = names::bare_words(key).collect();
        sight.words = words.len();
        sight.never = is_never(key);
        sight.legend = sight.asides.iter().any(|aside| all.contains(aside));
        sight.house = house.contains(key);
        sight.role = says_role(key, &all);
        sight.family = words
            .iter()
            .any(|w| families.get(*w).is_some_and(|n| *n > 1));
        sight.mentioned = words.last().is_some_and(|w| casing.capitalised(w));
        sight.odd = !dressed(sight) && fancy > plain;
    }
}

/// `note`, `part 3`, `editor's note`, `anmerkung der redaktion`.
pub(super) fn is_never(key: &str) -> bool {
    let key = key.replace('’', "'");
    let stem = key.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let mut words = key.split(' ');
    let of = |word: Option<&str>| word.is_some_and(names::is_particle);
    let head = words.next().filter(|_| of(words.next()));
    [Some(key.as_str()), Some(stem), head]
        .into_iter()
        .flatten()
        .any(|words| NEVER_NAMES.contains(&words))
}

fn says_role(key: &str, all: &BTreeSet<String>) -> bool {
    if key.chars().count() == 1 {
        return LETTERS
            .iter()
            .any(|(q, a)| (key == *q && all.contains(*a)) || (key == *a && all.contains(*q)));
    }
    let stem = key.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    [ASKS, ANSWERS, NARRATORS, &["speaker", "sprecher"]]
        .iter()
        .any(|list| list.contains(&stem))
}

#[cfg(test)]
mod tests {
    use super::super::cases::document;
    use super::super::page::paragraphs;
    use super::*;

    fn labels(name: &str, text: &str) -> Vec<String> {
        let document = document(name, text);
        let paras = paragraphs(&document);
        let open = vec![true; paras.len()];
        let casing = Casing::learn(&paras);
        let found = find(&paras, &open, &["Ida Holm"], &casing);
        found.into_iter().flatten().map(|l| l.name).collect()
    }

    #[test]
    fn people_are_found_in_every_dress() {
        for (file, text, expected) in [
            (
                "a.txt",
                "OUTLET: It is good.\n\nANNA BERG: Thanks.",
                vec!["OUTLET", "ANNA BERG"],
            ),
            (
                "a.txt",
                "Outlet: It is good.\n\nAnna Berg: Thanks.\n\nOutlet: Yes.",
                vec!["Outlet", "Anna Berg", "Outlet"],
            ),
            ("a.txt", "Q: Why?\n\nA: So.", vec!["Q", "A"]),
            ("a.txt", "P: ¿Por qué?\n\nR: Porque sí.", vec!["P", "R"]),
            (
                "a.md",
                "**Anna:** Why?\n\n**Ben**: So.\n\n_Cleo:_ Ah.",
                vec!["Anna", "Ben", "Cleo"],
            ),
            (
                "a.txt",
                "Interviewer: Why?\n\nSpeaker 1: So.",
                vec!["Interviewer", "Speaker 1"],
            ),
            (
                "a.txt",
                "Anna Berg (AB): Hi.\n\nTova Brandt (TB): Hello.\n\nAB: Why?\n\nTB: So.",
                vec!["Anna Berg", "Tova Brandt", "AB", "TB"],
            ),
            (
                "a.txt",
                "ANNA (laughing): No.\n\nBEN : Yes.",
                vec!["ANNA", "BEN"],
            ),
            (
                "a.txt",
                "Some text.\n\nIda Holm: Only once, in the cast.",
                vec!["Ida Holm"],
            ),
            (
                "a.txt",
                "田中：はい。\n\n鈴木：いいえ。\n\n田中：はい。\n\n鈴木：いいえ。",
                vec!["田中", "鈴木", "田中", "鈴木"],
            ),
        ] {
            assert_eq!(labels(file, text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_nobody_is_not_found() {
        for text in [
            "Note: This was edited.",
            "NOTE: This was edited.",
            "Editor’s note: this was edited.",
            "12:30: the train left.",
            "https://example.org/a",
            "Part 1: The beginning.",
            "One thing is clear: it works.",
            "Two Chairs: Mara on trams",
            "Location: Paris.\n\nDate: 3 May.",
            "I said this: no.",
            "Berlin: a city that never sleeps.",
        ] {
            let text = format!("{text}\n\nANNA: Why?\n\nBEN: So.\n\nANNA: Ah.");
            assert_eq!(labels("a.txt", &text), ["ANNA", "BEN", "ANNA"], "{text}");
        }
        let text = "Anna: Why?\n\nBen: So.\n\nHonestly: it was. Berlin: yes.\n\nHonestly: no.\n\nAnna: Ah.\n\nBen: Oh.";
        assert_eq!(labels("a.txt", text), ["Anna", "Ben", "Anna", "Ben"]);
    }
}
