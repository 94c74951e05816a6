//! A word that was parted at the end of a line, to the word: `inter- view`, `well- known`.
//!
//! Only where a line ends in the source: a dash inside a line is meant. Whether the hyphen goes
//! or stays is the document's to tell first, then the list's.

use super::chunk::{self, Shape, letter};
use super::joint::Weigh;
use super::words::COMMON;
use super::{Mend, Repair};

/// Words before which the hyphen stands for a word to come: `pre- and post-war`.
const AND: [&str; 16] = [
    "and",
    "or",
    "to",
    "und",
    "oder",
    "bis",
    "beziehungsweise",
    "bzw",
    "sowie",
    "y",
    "o",
    "et",
    "ou",
    "e",
    "u",
    "ed",
];
/// What French and Portuguese hang onto a verb with a hyphen.
const HUNG: [&str; 40] = [
    "il", "elle", "on", "je", "tu", "nous", "vous", "ils", "elles", "ce", "moi", "toi", "lui",
    "leur", "les", "le", "la", "en", "y", "là", "ci", "même", "mêmes", "t", "me", "te", "se",
    "lhe", "lhes", "o", "a", "os", "as", "lo", "nos", "vos", "los", "las", "na", "no",
];

/// The words of a paragraph that were parted at one of the `breaks` (the bytes of spaces that
/// stand for the end of a line), and its soft hyphens.
pub(super) fn find(
    weigh: &Weigh,
    para: usize,
    text: &str,
    breaks: &[usize],
    found: &mut Vec<Repair>,
) {
    for (at, c) in text.match_indices('\u{ad}') {
        let end = at + c.len();
        if text[..at].ends_with(['Ã', 'Â']) {
            continue;
        }
        let broken = breaks.contains_at(end);
        found.push(Repair {
            para,
            mend: Mend::Cut {
                from: at,
                to: end + usize::from(broken),
            },
            evidence: "a soft hyphen".to_owned(),
            confidence: 0.99,
        });
    }
    for &at in breaks {
        let Some(head) = text
            .get(..at)
            .and_then(|head| head.strip_suffix(['-', '‐']))
        else {
            continue;
        };
        let Some(rest) = text.get(at + 1..) else {
            continue;
        };
        let start = head
            .char_indices()
            .rev()
            .take_while(|(_, c)| letter(*c))
            .last();
        let left = start.map_or("", |(start, _)| &head[start..]);
        let right = &rest[..rest.find(|c| !letter(c)).unwrap_or(rest.len())];
        if left.is_empty() || right.is_empty() {
            continue;
        }
        let Some((keep, evidence)) = weigh.parted(left, right) else {
            continue;
        };
        let from = if keep { at } else { head.len() };
        found.push(Repair {
            para,
            mend: Mend::Cut { from, to: at + 1 },
            evidence,
            confidence: 0.9,
        });
    }
}

/// A sorted list, asked for one of it.
trait Sorted {
    fn contains_at(&self, at: usize) -> bool;
}

impl Sorted for [usize] {
    fn contains_at(&self, at: usize) -> bool {
        self.binary_search(&at).is_ok()
    }
}

impl Weigh<'_> {
    /// Does the hyphen stay, and why? `None`: the space stays too.
    fn parted(&self, left: &str, right: &str) -> Option<(bool, String)> {
        let whole = [left, right].concat();
        let hangs = matches!(self.words.tag, "fr" | "pt") && HUNG.contains(&right);
        if AND.contains(&right) && !hangs {
            return None;
        }
        if self.lexicon.hyphened(left, right) {
            return Some((true, format!("“{left}-{right}” stands elsewhere")));
        }
        let count = self.lexicon.count(&whole);
        if count.small + count.capital > 0 || self.words.rank(&whole.to_lowercase()).is_some() {
            return Some((false, format!("“{whole}” is a word")));
        }
        if hangs {
            return Some((true, format!("“-{right}” is hung onto a verb")));
        }
        match chunk::shape(right) {
            Shape::Small => {}
            Shape::Shouted if chunk::shape(left) == Shape::Shouted && self.words.compounds() => {
                return Some((false, format!("“{left}” and “{right}” are parts of a word")));
            }
            _ => return Some((true, format!("“{right}” has a capital"))),
        }
        if chunk::shape(left) == Shape::Shouted && left.len() > 1 {
            return Some((true, format!("“{left}” is in capitals")));
        }
        let word =
            |part: &str| self.words.has(&part.to_lowercase(), COMMON) && part.chars().count() > 2;
        if !self.words.compounds() && word(left) && word(right) {
            return Some((
                true,
                format!("“{left}” and “{right}” are words, “{whole}” is none"),
            ));
        }
        Some((false, format!("“{left}” and “{right}” are parts of a word")))
    }
}
