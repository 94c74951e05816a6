//! The repairs done to the paragraphs, and told.

use super::{Line, Mend, Repair, find};
use crate::diag::{Source, Span};
use crate::script::page::{Change, Edit, Marked, Para};
use crate::script::{self, rules};

/// So often the page is gone through. What was mended the first time is known the second: a title
/// that was glued at both its ends can be told at one of them once it stood free somewhere.
const ROUNDS: usize = 2;

/// Finds what is to be mended in these paragraphs and does it. `open` says which of them are
/// words at all. What was done comes back in the order of the page.
pub(in crate::script) fn mend(
    paras: &mut [Para],
    open: &[bool],
    language: &str,
    source: &Source,
) -> Vec<script::Repair> {
    let mut told = Vec::new();
    for _ in 0..ROUNDS {
        let found = round(paras, open, language, source);
        let done = found.is_empty();
        told.extend(found);
        if done {
            break;
        }
    }
    told.sort_by_key(|repair: &script::Repair| repair.span);
    told
}

fn round(
    paras: &mut [Para],
    open: &[bool],
    language: &str,
    source: &Source,
) -> Vec<script::Repair> {
    let places: Vec<(Vec<usize>, Vec<usize>)> = paras
        .iter()
        .map(|p| (edges(p), breaks(p, source)))
        .collect();
    let lines: Vec<Line> = paras
        .iter()
        .zip(open)
        .zip(&places)
        .map(|((para, open), (edges, breaks))| Line {
            text: if *open { &para.text } else { "" },
            edges,
            breaks,
        })
        .collect();
    let repairs = find(&lines, language);
    let mut told = Vec::with_capacity(repairs.len());
    for of_one in repairs.chunk_by(|a, b| a.para == b.para) {
        let Some(para) = of_one.first().and_then(|first| paras.get_mut(first.para)) else {
            continue;
        };
        told.extend(told_of(para, of_one, source));
        let edits: Vec<Edit> = of_one.iter().map(edit).collect();
        para.edit(&edits);
        // Where only the line end went, nothing that is anything was skipped.
        for mark in &mut para.marks {
            if mark.what == Marked::Skip(&rules::LINE_BREAK)
                && source.slice(mark.span).trim().is_empty()
            {
                mark.what = Marked::Tear;
                mark.span = Span::at(mark.span.start);
            }
        }
    }
    told
}

fn edit(repair: &Repair) -> Edit {
    match repair.mend {
        Mend::Space { at } => Edit {
            from: at,
            to: at,
            change: Change::Space,
        },
        Mend::Cut { from, to } => Edit {
            from,
            to,
            change: Change::Cut(&rules::LINE_BREAK),
        },
    }
}

/// The bytes at which the style changes.
fn edges(para: &Para) -> Vec<usize> {
    let mut edges: Vec<usize> = para.styles.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// The spaces after a hyphen that stand for a line end.
fn breaks(para: &Para, source: &Source) -> Vec<usize> {
    let after = para.text.match_indices([' ']).map(|(at, _)| at);
    after
        .filter(|at| para.text[..*at].ends_with(['-', '‐', '\u{ad}']))
        .filter(|at| {
            let there = source.slice(para.place_of(at - 1, at + 2));
            there.contains(['\n', '\r'])
        })
        .collect()
}

/// Each repair with the words around it before and after. Several in one word are told as one.
fn told_of(para: &Para, repairs: &[Repair], source: &Source) -> Vec<script::Repair> {
    let text = &para.text;
    let bounds = |repair: &Repair| {
        let (from, to) = match repair.mend {
            Mend::Space { at } => (at, at),
            Mend::Cut { from, to } => (from, to),
        };
        let start = text[..from].rfind(' ').map_or(0, |at| at + 1);
        let end = text[to..].find(' ').map_or(text.len(), |at| to + at);
        (start, end)
    };
    let mut all: Vec<script::Repair> = Vec::new();
    let mut rest = repairs;
    while let Some(first) = rest.first() {
        let (start, mut end) = bounds(first);
        let mut count = 1;
        while let Some(next) = rest.get(count).filter(|next| bounds(next).0 < end) {
            end = end.max(bounds(next).1);
            count += 1;
        }
        let (here, after_these) = rest.split_at(count);
        rest = after_these;
        let mut after = String::with_capacity(end - start + count);
        let mut at = start;
        for repair in here {
            let (from, to, with) = match repair.mend {
                Mend::Space { at } => (at, at, " "),
                Mend::Cut { from, to } => (from, to, ""),
            };
            if from < at {
                continue;
            }
            after.push_str(&text[at..from]);
            after.push_str(with);
            at = to;
        }
        after.push_str(&text[at..end]);
        let span = para.place_of(start, end);
        let evidence: Vec<&str> = here.iter().map(|repair| repair.evidence.as_str()).collect();
        all.push(script::Repair {
            span,
            line: source.line(span.start),
            before: text[start..end].to_owned(),
            after,
            evidence: evidence.join("; "),
        });
    }
    all
}
