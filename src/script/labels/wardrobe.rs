//! Which dresses other than the colon the labels of a document wear.
//!
//! `Well — I left` has the shape of a label, and so has `[Laughs] No.`; a document has hundreds of
//! such places. So a dress is judged as a whole: several names in it, which come again and take
//! turns, and behind them what looks like speech. Then everyone who wears it is believed.

use super::super::known::Forms;
use super::super::lists::NEVER_ONCE;
use super::super::names;
use super::super::page::Para;
use super::{Dress, Label, is_never};
use crate::read::address;
use std::collections::{BTreeMap, BTreeSet};

/// What the evidence must add up to, and from where there is no doubt left to show.
const ENOUGH: f32 = 3.0;
const PLENTY: f32 = 4.0;
/// Most words of a name that comes once.
const ONCE_WORDS: usize = 4;

/// The dresses that are judged here, the plainest to see first.
const DRESSES: &[Dress] = &[
    Dress::BoldLead,
    Dress::Bracketed,
    Dress::Stop,
    Dress::AloneAbove,
    Dress::Tabbed,
    Dress::Dash,
    Dress::Parenthesised,
];

/// What is seen of one dress over the whole document. Shares are of the blocks that wear it.
#[derive(Debug, Default)]
struct Sight {
    /// Names that come at least twice, and at least three times.
    again: usize,
    often: usize,
    /// Share of the blocks after which another name follows.
    turns: f32,
    /// Share of the blocks of the page that wear it, or stand below one that does.
    covers: f32,
    capitals: f32,
    bold: f32,
    stamped: f32,
    /// Of somebody whom another dress, or the cast, knows.
    known: f32,
    /// The words behind begin in lower case.
    lower: f32,
    /// Of names that come once.
    once: f32,
    /// Another dress has more labels.
    other: bool,
    /// Shapes that prose has, too.
    common: bool,
}

/// A reason for or against, its weight, and how much of it there is (0 to 1).
type Evidence = (&'static str, f32, fn(&Sight) -> f32);

const EVIDENCE: &[Evidence] = &[
    ("two names come again", 2.0, |s| yes(s.again > 1)),
    ("one name comes again", 0.5, |s| yes(s.again == 1)),
    ("again and again", 1.0, |s| yes(s.often > 0)),
    ("they take turns", 1.0, |s| s.turns),
    ("most of the page", 1.5, |s| s.covers),
    ("capitals", 0.75, |s| s.capitals),
    ("bold", 0.75, |s| s.bold),
    ("beside a time", 1.5, |s| s.stamped),
    ("known from elsewhere", 3.0, |s| s.known),
    ("goes on in lower case", -2.0, |s| s.lower),
    ("names that come once", -1.5, |s| s.once),
    ("another dress is the rule", -2.0, |s| {
        yes(s.other) * (1.0 - s.known)
    }),
    ("prose looks like this, too", -1.0, |s| yes(s.common)),
];

fn yes(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// Gives their labels to the blocks that wear a believed dress.
pub(super) fn dress(
    paras: &[Para],
    open: &[bool],
    shapes: &[Vec<Label>],
    house: &[&str],
    found: &mut [Option<Label>],
) {
    // Each name is asked about once: the lists are long.
    let mut known: BTreeMap<&str, bool> = BTreeMap::new();
    let blocks = open.iter().filter(|open| **open).count();
    for dress in DRESSES {
        let colons = found.iter().flatten().count();
        let worn: Vec<(usize, &Label)> = (0..paras.len())
            .filter(|at| found[*at].is_none())
            .filter_map(|at| Some((at, shapes[at].iter().find(|l| l.dress == *dress)?)))
            .filter(|(_, label)| *known.entry(&label.name).or_insert_with(|| may_be(label)))
            .collect();
        // A page without two such places has no such dress.
        if worn.len() < 2 {
            continue;
        }
        let names = found.iter().flatten().map(|label| label.name.as_str());
        let forms = Forms::of(names.chain(house.iter().copied()));
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let keys: Vec<String> = worn.iter().map(|(_, l)| names::key(&l.name)).collect();
        for key in &keys {
            *counts.entry(key.clone()).or_insert(0) += 1;
        }
        let sight = look(paras, &worn, &keys, &counts, &forms, blocks, colons, *dress);
        let weight: f32 = EVIDENCE.iter().map(|(_, w, of)| w * of(&sight)).sum();
        if weight < ENOUGH {
            continue;
        }
        let shouted: BTreeSet<bool> = worn
            .iter()
            .zip(&keys)
            .filter(|(_, key)| counts[*key] > 1)
            .map(|((_, label), _)| names::shouts(&label.name))
            .collect();
        for ((at, label), key) in worn.iter().zip(&keys) {
            let known = counts[key] > 1 || forms.has(&label.name);
            if known || is_guest(&paras[*at], label, &shouted) {
                let mut label = (*label).clone();
                label.sure = ((weight - ENOUGH) / (PLENTY - ENOUGH)).clamp(0.0, 1.0);
                found[*at] = Some(label);
            }
        }
    }
}

/// Words that are nobody's name wear no dress at all.
fn may_be(label: &Label) -> bool {
    let key = names::key(&label.name);
    // `March 18, 1976` and `Independence, Ohio`, alone on their lines, are a date and a place.
    if label.dress == Dress::AloneAbove && !label.stamped && label.name.contains(", ") {
        return false;
    }
    !is_never(&key) && !NEVER_ONCE.contains(&key.as_str()) && key.chars().count() > 1
        || label.stamped && key.chars().count() > 1 && !is_never(&key)
}

#[allow(clippy::too_many_arguments)]
fn look(
    paras: &[Para],
    worn: &[(usize, &Label)],
    keys: &[String],
    counts: &BTreeMap<String, usize>,
    forms: &Forms,
    blocks: usize,
    others: usize,
    dress: Dress,
) -> Sight {
    let share = |is: &dyn Fn(usize, &Label, &str) -> bool| -> f32 {
        let some = worn.iter().zip(keys);
        let some = some
            .filter(|((at, label), key)| is(*at, label, key))
            .count();
        some as f32 / worn.len().max(1) as f32
    };
    let turns = keys.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let alone = |at: usize, label: &Label| paras[at].text.len() <= label.words;
    let covered: usize = worn
        .iter()
        .map(|(at, label)| 1 + usize::from(alone(*at, label)))
        .sum();
    let stamped = share(&|_, label, _| label.stamped);
    let capitals = share(&|_, label, _| names::shouts(&label.name));
    let bold = share(&|at, label, _| {
        label.marked || paras[at].begins(label.name.len(), |s| s.bold || s.italic)
    });
    Sight {
        again: counts.values().filter(|n| **n > 1).count(),
        often: counts.values().filter(|n| **n > 2).count(),
        turns: turns as f32 / (worn.len() - 1).max(1) as f32,
        covers: (covered as f32 / blocks.max(1) as f32).min(1.0),
        known: share(&|_, label, _| forms.has(&label.name)),
        lower: share(&|at, label, _| {
            paras[at].text[label.words..].starts_with(char::is_lowercase) && !label.stamped
        }),
        once: share(&|_, _, key| counts[key] < 2),
        other: others > worn.len(),
        common: matches!(dress, Dress::Dash | Dress::Parenthesised | Dress::Tabbed)
            || (dress == Dress::AloneAbove && capitals + bold + stamped < 0.5),
        capitals,
        bold,
        stamped,
    }
}

/// Somebody who wears the dress of the page once: written like the others, and words behind.
fn is_guest(para: &Para, label: &Label, shouted: &BTreeSet<bool>) -> bool {
    let words = &para.text[label.words..];
    let begins = words
        .chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(|c| !c.is_lowercase());
    // A line alone may be a heading: `THE EARLY YEARS`.
    let heading = label.dress == Dress::AloneAbove && !label.stamped;
    let short = label.name.split(' ').count() <= ONCE_WORDS;
    // `Mr. BERG` and `Senator LIND` are written alike, though the one has more capitals.
    let session = label.dress == Dress::Stop && address::label(&para.text).is_some();
    let alike = shouted.contains(&names::shouts(&label.name)) || session;
    // In prose these are too common to believe one.
    let common = matches!(label.dress, Dress::Dash | Dress::Tabbed) && !label.stamped;
    !heading && !common && short && alike && (begins || label.stamped)
}
