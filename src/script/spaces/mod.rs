//! Paragraphs to the places where a space was lost or a line break left its hyphen.
//!
//! Text that was copied from a page loses the spaces around italics and links and at line ends:
//! `the dramaStar of Glassfollows`. Each such joint is weighed with what the document itself
//! writes and with a word list (`camel.rs`, `hidden.rs`, `stops.rs`); a wrong repair is worse than a missed
//! one, since what was right on the page would be spoken wrong. No learnt model: it could not
//! say why.

mod camel;
mod chunk;
mod hidden;
mod hyphens;
mod joint;
mod lexicon;
mod mend;
mod quotes;
mod shapes;
mod small_words;
mod stops;
#[cfg(test)]
mod tests;
mod words;

use crate::script::hashing::{KeySet, key};
use chunk::Shape;
use joint::{Around, Asked, CLITICS, ENOUGH, Joint, Weigh};
use lexicon::Lexicon;
pub(super) use mend::mend;
use quotes::Quotes;
use words::Words;

/// What a joint gains where others in the document are sure: spaces are lost by a machine, so
/// where two are gone more are.
const DAMAGED: i32 = 8;
/// So many sure ones show that.
const SURE: usize = 2;

/// In what is longer than this between two spaces no space was lost: it is data, or a script
/// without spaces. (It is also what keeps the time in proportion.) In bytes.
const TOKEN: usize = 2_000;
/// The same for letters in a row.
const CHUNK: usize = 200;
/// Most tokens of a title.
const TITLE: usize = 9;

/// A paragraph, as this pass sees it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Line<'a> {
    /// The words, white space as single spaces.
    pub(super) text: &'a str,
    /// The bytes at which the style changes: where spaces are lost. Sorted.
    pub(super) edges: &'a [usize],
    /// The bytes of spaces that stand for a line end in the source. Sorted.
    pub(super) breaks: &'a [usize],
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mend {
    /// A space is missing before that byte.
    Space {
        /// The byte.
        at: usize,
    },
    /// What stands there goes: a hyphen, a space.
    Cut {
        /// Its first byte.
        from: usize,
        /// The byte after it.
        to: usize,
    },
}

/// One place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Repair {
    /// The number of the paragraph.
    pub(super) para: usize,
    /// What is to be done.
    pub(super) mend: Mend,
    /// What it rests on, in words.
    pub(super) evidence: String,
    /// From 0 to 1.
    pub(super) confidence: f32,
}

/// Every repair, in the order of the text. `language` is a tag; one without a word list is
/// mended by the document's own words only.
pub(super) fn find(lines: &[Line], language: &str) -> Vec<Repair> {
    let mut lexicon = Lexicon::default();
    for line in lines {
        lexicon.learn(line.text);
    }
    let primary = language.split('-').next().unwrap_or_default();
    let words = Words::of(primary);
    let asked = Asked::default();
    let mut search = Search {
        weigh: Weigh {
            lexicon: &lexicon,
            words,
            asked: &asked,
        },
        quotes: Quotes::of(lines.iter().map(|line| line.text), words.tag),
        whole: KeySet::default(),
        found: Vec::new(),
    };
    let mut cuts = Vec::new();
    for (para, line) in lines.iter().enumerate() {
        search.line(para, line);
        hyphens::find(&search.weigh, para, line.text, line.breaks, &mut cuts);
    }
    let sure = search.found.iter().filter(|(_, j)| j.sum >= ENOUGH).count();
    let more = if sure >= SURE { DAMAGED } else { 0 };
    let mut all: Vec<Repair> = search
        .found
        .into_iter()
        .filter(|(_, joint)| joint.sum + more >= ENOUGH)
        .map(|(para, joint)| Repair {
            para,
            mend: Mend::Space { at: joint.at },
            confidence: confidence(joint.sum + more),
            evidence: joint.evidence,
        })
        .chain(cuts)
        .collect();
    all.sort_by_key(|repair| (repair.para, repair.mend.start()));
    all.dedup_by_key(|repair| (repair.para, repair.mend.start()));
    all
}

impl Mend {
    /// The first byte that it is about.
    pub(super) fn start(self) -> usize {
        match self {
            Mend::Space { at } => at,
            Mend::Cut { from, .. } => from,
        }
    }
}

/// How far a title that was glued at its front has come after this token, if it goes on: it does
/// over capitals and the small words of titles, at most `TITLE` tokens.
fn goes_on(open: Option<usize>, token: &str, joints: &[Joint]) -> Option<usize> {
    let last = chunk::chunks(token).last()?;
    if last.0 + last.1.len() != token.len() {
        return None;
    }
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let opens = |joint: &Joint| capital(&token[joint.at..]);
    match joints.iter().rfind(|joint| joint.sum + DAMAGED >= ENOUGH) {
        Some(joint) => opens(joint).then_some(0),
        None => {
            let short =
                token.chars().count() <= 3 || matches!(token, "della" | "dello" | "from" | "with");
            open.map(|n| n + 1)
                .filter(|n| *n < TITLE && (capital(token) || short))
        }
    }
}

/// The bytes of a stretch, counted from its beginning, at which the style changes inside it.
fn edges_in(edges: &[usize], from: usize, len: usize) -> impl Iterator<Item = usize> {
    let first = edges.partition_point(|edge| *edge <= from);
    let inside = edges[first..].iter();
    inside
        .take_while(move |edge| **edge < from + len)
        .map(move |edge| edge - from)
}

fn confidence(sum: i32) -> f32 {
    match sum {
        50.. => 0.98,
        42.. => 0.95,
        36.. => 0.9,
        _ => 0.8,
    }
}

/// The joints of a document that may be lost spaces.
struct Search<'a> {
    weigh: Weigh<'a>,
    quotes: Quotes,
    /// Chunks in small letters that have no joint. The same ones come again and again.
    whole: KeySet,
    found: Vec<(usize, Joint)>,
}

impl Search<'_> {
    fn line(&mut self, para: usize, line: &Line) {
        let text = line.text;
        let quotes = text.bytes().filter(|b| *b == b'"').count();
        let mut straight = (quotes % 2 == 0).then_some(false);
        let mut before: Option<&str> = None;
        // How many tokens ago a title was glued at its front.
        let mut open: Option<usize> = None;
        for (at, token) in chunk::tokens(text) {
            // A word that was looked at before: nothing to find, and nothing for what follows.
            if open.is_none()
                && let Some((word, mark)) = chunk::ordinary(token)
                && self.whole.contains(&key(word))
                && !edges_in(line.edges, at, word.len()).any(|_| true)
            {
                before = mark.is_empty().then_some(word);
                continue;
            }
            let rest = &text[at..];
            if token.len() <= TOKEN && !chunk::address(token) {
                let mut joints =
                    stops::find(&self.weigh, self.quotes, token, rest, at == 0, straight);
                joints.extend(self.weigh.years(token));
                self.chunks(&mut joints, line, (at, token), (before, open.is_some()));
                open = goes_on(open, token, &joints);
                let placed = joints.into_iter().map(|joint| Joint {
                    at: at + joint.at,
                    ..joint
                });
                self.found.extend(
                    placed
                        .filter(|joint| joint.sum + DAMAGED >= ENOUGH)
                        .map(|joint| (para, joint)),
                );
            }
            let odd = token.bytes().filter(|b| *b == b'"').count() % 2 == 1;
            straight = straight.map(|closes| closes ^ odd);
            before = chunk::chunks(token)
                .last()
                .filter(|(at, chunk)| at + chunk.len() == token.len())
                .map(|(_, chunk)| chunk::last_piece(chunk));
        }
    }

    /// The joints inside the chunks of a token.
    fn chunks<'t>(
        &mut self,
        joints: &mut Vec<Joint>,
        line: &Line<'t>,
        (at, token): (usize, &'t str),
        (before, open): (Option<&'t str>, bool),
    ) {
        for (start, chunk) in chunk::chunks(token) {
            let (head, rest) = (&token[..start], &token[start + chunk.len()..]);
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            if digit(head.chars().next_back())
                || digit(rest.chars().next())
                || rest.starts_with('(')
            {
                continue;
            }
            let next = if rest.is_empty() {
                line.text[at + token.len()..].trim_start().chars().next()
            } else {
                None
            };
            let apostrophe = head.strip_suffix(['\'', '’']);
            let around = Around {
                before: before.filter(|_| chunk::opens(head)),
                elided: apostrophe.is_some_and(|head| head.ends_with(chunk::letter)),
                elides: rest
                    .strip_prefix(['\'', '’'])
                    .is_some_and(|rest| rest.starts_with(chunk::letter)),
                small_next: next.is_some_and(char::is_lowercase),
                capital_next: next.is_some_and(char::is_uppercase),
                open: open
                    || joints
                        .iter()
                        .any(|joint| joint.sum + DAMAGED >= ENOUGH && joint.at == start),
            };
            let from = at + start;
            let edges: Vec<usize> = edges_in(line.edges, from, chunk.len()).collect();
            let found = self.chunk(chunk, around, &edges);
            joints.extend(found.into_iter().map(|joint| Joint {
                at: start + joint.at,
                ..joint
            }));
        }
    }

    fn chunk<'t>(&mut self, chunk: &'t str, around: Around<'t>, edges: &[usize]) -> Vec<Joint> {
        let shape = chunk::shape(chunk);
        if shape == Shape::Shouted || chunk.len() > CHUNK {
            return Vec::new();
        }
        if shape != Shape::Mixed {
            let cached = shape == Shape::Small && !around.elided && edges.is_empty();
            let key = key(chunk);
            if cached && self.whole.contains(&key) {
                return Vec::new();
            }
            let hidden = self.weigh.hidden(chunk, &around, edges);
            if cached && hidden.is_none() {
                self.whole.insert(key);
            }
            return hidden.into_iter().collect();
        }
        if shapes::brand(chunk) {
            return Vec::new();
        }
        let pieces = chunk::pieces(chunk);
        let mut found = Vec::new();
        let mut around = around;
        // What the next capital is weighed against: the last word before it.
        let mut left = "";
        for (at, piece) in pieces {
            let first = at == 0;
            if !first {
                let last = if found
                    .iter()
                    .any(|joint: &Joint| joint.at + left.len() == at)
                {
                    left
                } else {
                    &chunk[at - left.len()..at]
                };
                let (whole, more) = (chunk, edges.contains(&at));
                around.open = false;
                if let Some((sum, evidence)) = self.weigh.capital(whole, last, piece, &around) {
                    let sum = sum + 20 * i32::from(more);
                    around.open = sum + DAMAGED >= ENOUGH;
                    found.push(Joint { at, sum, evidence });
                }
                around.elided = false;
                around.before = Some(last);
            }
            left = piece;
            let clitic = first && around.elided && CLITICS.contains(&piece);
            if chunk::shape(piece) == Shape::Shouted || clitic {
                continue;
            }
            if let Some(joint) = self.weigh.hidden(piece, &around, &[]) {
                left = &piece[joint.at..];
                found.push(Joint {
                    at: at + joint.at,
                    ..joint
                });
            }
        }
        if found.is_empty() {
            // `NASAwas` is parted before its last capital, and so has no piece to weigh.
            found.extend(self.weigh.hidden(chunk, &around, edges));
        }
        found
    }
}
