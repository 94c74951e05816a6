//! Paragraphs that hold several turns to a paragraph for each turn.
//!
//! `Anna: Why? Bob: Because.` on one line, a whole interview pasted without its line ends, lines
//! that a reader took for one wrapped paragraph. Only names that are labels elsewhere in the
//! document divide, where a sentence or a line has ended: `I told Anna: no` stays whole, and so
//! does a list inside an answer.

use super::super::lists::NEVER_ONCE;
use super::super::names;
use super::super::page::Para;
use super::{Dress, is_never, shape};
use crate::diag::Source;
use std::collections::BTreeMap;

/// Longest name that is looked for before a colon, in bytes.
const LONGEST: usize = 48;
/// Most words of such a name.
const WORDS: usize = 5;

/// How often a name stands where a label could, in one dress.
#[derive(Debug, Default, Clone, Copy)]
struct Seen {
    /// At the start of a paragraph.
    first: usize,
    /// At the start of a line inside one.
    line: usize,
    /// Behind the end of a sentence.
    inner: usize,
}

impl Seen {
    fn all(self) -> usize {
        self.first + self.line + self.inner
    }
}

/// Divides the paragraphs.
pub(in crate::script) fn unfold(paras: Vec<Para>, source: &Source) -> Vec<Para> {
    let mut seen: BTreeMap<(Dress, String), Seen> = BTreeMap::new();
    let mut places: Vec<Vec<Place>> = Vec::with_capacity(paras.len());
    for para in &paras {
        let found = if para.speaker.is_some() {
            Vec::new()
        } else {
            places_in(para)
        };
        for place in &found {
            let seen = seen.entry((place.dress, place.key.clone())).or_default();
            match place.stands {
                Stands::First => seen.first += 1,
                Stands::Line => seen.line += 1,
                Stands::Inner => seen.inner += 1,
            }
        }
        places.push(found);
    }
    // Each name is asked about once: the lists are long.
    seen.retain(|(_, key), _| !is_never(key) && !NEVER_ONCE.contains(&key.as_str()));
    // A single name that comes again may be a list's, a form's, a refrain's.
    let mut names: BTreeMap<Dress, usize> = BTreeMap::new();
    for ((dress, _), seen) in &seen {
        *names.entry(*dress).or_insert(0) += usize::from(seen.all() > 1);
    }
    let few = paras.len() < 4;
    let mut all = Vec::with_capacity(paras.len());
    for (para, places) in paras.into_iter().zip(places) {
        let cuts = places.iter().filter(|place| {
            let seen = seen
                .get(&(place.dress, place.key.clone()))
                .copied()
                .unwrap_or_default();
            let several = names.get(&place.dress).is_some_and(|n| *n > 1);
            match place.stands {
                Stands::First => false,
                Stands::Line => several && seen.all() > 1,
                Stands::Inner => several && (seen.first + seen.line > 0 || few) && seen.all() > 1,
            }
        });
        let mut cuts: Vec<usize> = cuts.map(|place| place.at).collect();
        cuts.sort_unstable();
        cuts.dedup();
        if cuts.is_empty() {
            all.push(para);
        } else {
            all.extend(para.split(&cuts, source));
        }
    }
    all
}

/// Where a label could stand.
#[derive(Debug)]
struct Place {
    at: usize,
    dress: Dress,
    key: String,
    stands: Stands,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Stands {
    First,
    Line,
    Inner,
}

fn places_in(para: &Para) -> Vec<Place> {
    let mut places = Vec::new();
    let mut taken: Vec<(usize, usize)> = Vec::new();
    let mut add = |at: usize, stands: Stands| {
        for label in shape::at(para, at) {
            let key = names::key(&label.name);
            taken.push((at, label.end));
            places.push(Place {
                at,
                dress: label.dress,
                key,
                stands,
            });
        }
    };
    add(0, Stands::First);
    for end in para.line_ends() {
        add(end + 1, Stands::Line);
    }
    for (at, name) in inner(&para.text) {
        // `[00:12] Anna:` ends no sentence before the name.
        let next = taken.partition_point(|(from, _)| *from <= at);
        let inside = next.checked_sub(1).is_some_and(|n| at < taken[n].1);
        if !inside {
            let key = names::key(name);
            places.push(Place {
                at,
                dress: Dress::Colon,
                key,
                stands: Stands::Inner,
            });
        }
    }
    places
}

/// The names between the end of a sentence and a colon.
fn inner(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut least = 0;
    for (colon, sign) in text.match_indices([':', '：']) {
        let after = &text[colon + sign.len()..];
        let mut from = colon.saturating_sub(LONGEST).max(least);
        least = colon + sign.len();
        while !text.is_char_boundary(from) {
            from += 1;
        }
        if after.starts_with('/') || after.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let before = &text[from..colon];
        // `Mr. Berg:` has a full stop of its own, so every end of a sentence is tried, the
        // earliest first.
        let ends = before.char_indices().filter(|(_, c)| ends_sentence(*c));
        let name = ends
            .map(|(at, c)| {
                let rest = &before[at + c.len_utf8()..];
                let closing = |c: char| matches!(c, '"' | '”' | '’' | '»' | ')' | ']' | '*' | '_');
                rest.trim_start_matches(closing).trim_start_matches(' ')
            })
            .map(|name| (name, name.trim_start_matches(['*', '_'])))
            .find(|(_, bare)| {
                let bare = bare.trim_end_matches(['*', '_', ' ']);
                names::is_name(bare, WORDS) && bare.chars().count() > 1
            });
        if let Some((whole, bare)) = name {
            let at = colon - whole.len();
            if at > 0 {
                found.push((at, bare.trim_end_matches(['*', '_', ' '])));
            }
        }
    }
    found
}

fn ends_sentence(c: char) -> bool {
    matches!(
        c,
        '.' | '?' | '!' | '…' | '。' | '？' | '！' | ']' | ')' | '"' | '”' | '»' | '—' | '–'
    )
}
