//! What stands inside a line of a wiki page: entities, and the quotes that make bold and italic.

use super::super::Run;
use super::super::marked::{BOLD, HIDDEN, ITALIC, Marked, PLAIN};
use crate::diag::Span;

/// Entities that people type; everything else is in the text as itself.
const ENTITIES: &[(&str, &str)] = &[
    ("&nbsp;", "\u{a0}"),
    ("&ndash;", "–"),
    ("&mdash;", "—"),
    ("&hellip;", "…"),
    ("&quot;", "\""),
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&laquo;", "«"),
    ("&raquo;", "»"),
    ("&shy;", "\u{ad}"),
    ("&thinsp;", "\u{2009}"),
];

/// A run in pieces: the text between the entities, and each entity.
pub(super) fn decoded(run: Run) -> Vec<Run> {
    if !run.text.contains('&') || run.text.len() != run.span.len() {
        return vec![run];
    }
    let piece = |from: usize, to: usize, text: &str| Run {
        text: text.to_owned(),
        span: Span::new(run.span.start + from, run.span.start + to),
        style: run.style,
    };
    let (mut pieces, mut from, mut at) = (Vec::new(), 0, 0);
    while let Some(found) = run.text[at..].find('&').map(|i| at + i) {
        let entity = ENTITIES
            .iter()
            .find(|(e, _)| run.text[found..].starts_with(e));
        at = found + 1;
        if let Some((entity, text)) = entity {
            if from < found {
                pieces.push(piece(from, found, &run.text[from..found]));
            }
            at = found + entity.len();
            pieces.push(piece(found, at, text));
            from = at;
        }
    }
    if from < run.text.len() {
        pieces.push(piece(from, run.text.len(), &run.text[from..]));
    }
    pieces
}

/// `''italic''`, `'''bold'''` and `'''''both'''''` on one line.
pub(super) fn quotes(marked: &mut Marked<'_>, start: usize, end: usize) {
    let bytes = marked.text.as_bytes();
    let (mut look, mut from, mut at) = (0, start, start);
    while at < end {
        let length = bytes[at..end].iter().take_while(|b| **b == b'\'').count();
        if length < 2 || marked.look(at) & PLAIN != 0 {
            at += length.max(1);
            continue;
        }
        // Four are an apostrophe and bold; more than five are apostrophes and both.
        let (skip, marks, toggled) = match length {
            2 => (0, 2, ITALIC),
            3 => (0, 3, BOLD),
            4 => (1, 3, BOLD),
            n => (n - 5, 5, BOLD | ITALIC),
        };
        marked.set(from, at + skip, look);
        marked.set(at + skip, at + skip + marks, HIDDEN);
        look ^= toggled;
        at += length;
        from = at;
    }
    marked.set(from, end, look);
}
