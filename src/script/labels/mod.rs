//! Which words at the start of a paragraph are the names of people who speak.
//!
//! A label wears a [`Dress`]: a colon behind the name, brackets around it, a line of its own.
//! First the shapes are looked at in each block ([`shape`]); then the evidence is weighed over the
//! whole document, for names before colons one by one ([`weigh`]), for all other dresses together
//! ([`wardrobe`]): no page wears a dress once, and one loose candidate never decides.

mod around;
mod holder;
mod letters;
mod refrain;
mod shape;
mod stamp;
mod unfold;
mod wardrobe;
mod weigh;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod pages;

pub(super) use around::bullet;
pub(super) use unfold::unfold;

use super::lists::NEVER_NAMES;
use super::names::{self, Casing};
use super::never::{META_KEYS, NEVER_MORE};
use super::page::Para;
use super::rules::{self, Rule};
use super::{headline, known};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What the evidence must add up to.
const ENOUGH: f32 = 2.0;
/// From here on there is no doubt left to show.
const PLENTY: f32 = 3.0;

/// How a label is told from the words behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dress {
    /// The format itself names the speaker.
    Format,
    /// `Name: text`.
    Colon,
    /// `[Name] text`, and in curly, pointed and Chinese brackets.
    Bracketed,
    /// `(Name) text`.
    Parenthesised,
    /// `Name — text`, with a dash of any length.
    Dash,
    /// `NAME. text`.
    Stop,
    /// `**Name** text`.
    BoldLead,
    /// `NAME`, alone on its line.
    AloneAbove,
    /// `Name`, a tabulator or several spaces, `text`.
    Tabbed,
    /// `Q. text`, `A. text`: a letter beside its partner.
    Letter,
    /// `BY MR. COLE:`, before questions and answers that have letters only.
    ByLine,
}

/// A label that stands at the start of a block.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    /// As on the page, without the colon and without what stands in parentheses.
    pub(super) name: String,
    /// Where in the paragraph's text the label ends, colon included.
    pub(super) end: usize,
    /// Where in the paragraph's text the words begin.
    pub(super) words: usize,
    /// What stands in parentheses after the name, or the office beside it.
    pub(super) aside: Option<String>,
    /// What the bytes up to `end` are, in order.
    pub(super) parts: Vec<Part>,
    /// How little there is to doubt, 0 to 1.
    pub(super) sure: f32,
    /// How it is told from the words.
    pub(super) dress: Dress,
    /// Does a time stamp stand beside it?
    pub(super) stamped: bool,
    /// Are there marks of emphasis around it that the format does not know?
    pub(super) marked: bool,
}

/// A part of a label that is skipped by its own rule; it begins where the part before it ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Part {
    /// Where it ends.
    pub(super) to: usize,
    /// Why it is not spoken.
    pub(super) rule: &'static Rule,
}

impl Part {
    /// The last parts of a label that ends at `end`; from `manner` on it says how the words are
    /// said.
    fn close(parts: &mut Vec<Part>, manner: Option<usize>, end: usize) {
        if let Some(to) = manner {
            let rule = &rules::LABEL_TEXT;
            parts.push(Part { to, rule });
            let rule = &rules::ASIDE;
            parts.push(Part { to: end, rule });
        }
        if parts.last().is_none_or(|last| last.to < end) {
            let rule = &rules::LABEL_TEXT;
            parts.push(Part { to: end, rule });
        }
    }
}

impl Label {
    /// Does the format itself name the speaker?
    pub(super) fn format(&self) -> bool {
        self.dress == Dress::Format
    }

    /// A person whom the format names.
    fn of_format(name: &str) -> Label {
        Label {
            name: turned(name).unwrap_or_else(|| name.to_owned()),
            end: 0,
            words: 0,
            aside: None,
            parts: Vec::new(),
            sure: 1.0,
            dress: Dress::Format,
            stamped: false,
            marked: false,
        }
    }
}

/// `Berg, Anna` as archives write it; an office behind the comma is none, nor a second person.
fn turned(name: &str) -> Option<String> {
    let (last, first) = name.split_once(", ")?;
    let plain = |part: &str| {
        !part.contains(',')
            && names::is_name(part, 3)
            && part.split(' ').count() <= 2
            && !part.contains(|c: char| c.is_ascii_digit())
    };
    let office = around::without_office(name).1.is_some();
    let key = names::key(first);
    let other = office || is_never(&key) || names::is_title(&key) || names::is_generic(first);
    (plain(last) && plain(first) && !last.contains(' ') && !other)
        .then(|| format!("{first} {last}"))
}

/// The label of each block that has one. `open` tells which blocks may have one; `house` are the
/// names in the cast file.
pub(super) fn find(
    paras: &[Para],
    open: &[bool],
    house: &[&str],
    casing: &Casing,
) -> Vec<Option<Label>> {
    let shapes: Vec<Vec<Label>> = paras
        .iter()
        .zip(open)
        .map(|(para, open)| if *open { shapes(para) } else { Vec::new() })
        .collect();
    let mut candidates: Vec<Option<Label>> = shapes.iter().map(|all| colon(all)).collect();
    small(&mut candidates);
    headline::withdraw(paras, open, &mut candidates);
    // A third voice beside `P.-` and `R.-` stands beside labels, too.
    let mut beside = candidates.clone();
    letters::dotted(&shapes, &mut beside);
    let weights = weigh::weigh(paras, open, &candidates, &beside, house, casing);
    let mut rejected: Vec<Option<Label>> = Vec::with_capacity(paras.len());
    let mut found: Vec<Option<Label>> = Vec::with_capacity(paras.len());
    for label in candidates {
        let weight = |label: &Label| weights.get(&names::key(&label.name)).copied();
        let (label, other) = match label {
            Some(label) if label.format() => (Some(label), None),
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
    letters::dotted(&shapes, &mut found);
    refrain::find(paras, open, &mut found);
    wardrobe::dress(paras, open, &shapes, house, &mut found);
    known::recognise(paras, open, &rejected, house, &mut found);
    letters::bare(paras, open, &mut found);
    letters::plain(paras, &mut found);
    found
}

/// All labels that a block may begin with, by their shape.
fn shapes(para: &Para) -> Vec<Label> {
    match &para.speaker {
        Some(name) => vec![Label::of_format(name)],
        None => shape::at(para, 0),
    }
}

/// The one with a colon, or of the format itself.
fn colon(shapes: &[Label]) -> Option<Label> {
    let found = shapes
        .iter()
        .find(|label| matches!(label.dress, Dress::Colon | Dress::Format));
    found.cloned()
}

/// Takes out the names in small letters, unless the page writes most of its names so, and more
/// than one of them again and again: `bob: the verb` is none beside `Bob:`.
fn small(candidates: &mut [Option<Label>]) {
    // What the format names is a name however it is written.
    let is = |label: &Label| !label.format() && label.name.starts_with(char::is_lowercase);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut all = 0;
    for label in candidates.iter().flatten() {
        all += 1;
        if is(label) {
            *counts.entry(&label.name).or_insert(0) += 1;
        }
    }
    let usual = counts.values().sum::<usize>() * 10 >= all * 6;
    if usual && counts.values().filter(|n| **n > 1).count() > 1 {
        return;
    }
    for slot in candidates.iter_mut() {
        if slot.as_ref().is_some_and(is) {
            *slot = None;
        }
    }
}

/// What may be a label by its shape: a name and a colon.
pub(super) fn candidate(para: &Para) -> Option<Label> {
    colon(&shapes(para)).filter(|label| !label.name.starts_with(char::is_lowercase))
}

/// The lists of nobody's names as a set: a page may have ten thousand names to ask about.
static NEVER: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let lists = [NEVER_NAMES, NEVER_MORE, META_KEYS];
    lists.into_iter().flatten().copied().collect()
});

/// `note`, `part 3`, `editor's note`, `anmerkung der redaktion`.
pub(super) fn is_never(key: &str) -> bool {
    let key = key.replace('’', "'");
    let stem = key.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    // `exhibit a`
    let stem = match stem.rsplit_once(' ') {
        Some((head, letter)) if letter.chars().count() == 1 => head,
        _ => stem,
    };
    let mut words = key.split(' ');
    let of = |word: Option<&str>| word.is_some_and(names::is_particle);
    let head = words.next().filter(|_| of(words.next()));
    [Some(key.as_str()), Some(stem), head]
        .into_iter()
        .flatten()
        .any(|words| NEVER.contains(words))
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
    fn names_of_archives_are_turned() {
        for (name, as_said) in [
            ("Berg, Anna", Some("Anna Berg")),
            ("Berg-Sol, Anna Maria", Some("Anna Maria Berg-Sol")),
            ("Anna Berg, host", None),
            ("Berg, Host", None),
            ("Anna, Ben, Cleo", None),
            ("Anna Berg", None),
        ] {
            assert_eq!(turned(name).as_deref(), as_said, "{name}");
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
