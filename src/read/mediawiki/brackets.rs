//! Templates, links and pictures of a wiki page: what of them is text, and what hides.

use super::super::marked::{HIDDEN, IMAGE, LINK, Marked, PLAIN, QUOTE};
use crate::diag::Span;

/// Name spaces of pictures and sounds, lower case, in the languages that are read here.
const FILES: &[&str] = &[
    "file", "image", "media", "datei", "bild", "fichier", "archivo", "imagen", "ficheiro",
    "imagem", "arquivo", "immagine",
];
/// Name spaces of what only sorts the page.
const SORTS: &[&str] = &[
    "category",
    "kategorie",
    "catégorie",
    "categoría",
    "categoria",
    "wikipedia",
];
/// Templates that only dress their last part.
const DRESS: &[&str] = &[
    "lang",
    "nowrap",
    "nobr",
    "small",
    "big",
    "smallcaps",
    "sc",
    "sic",
    "center",
    "larger",
    "w",
    "italic",
    "bold",
    "underline",
];
/// Templates whose first part is what somebody said or wrote.
const QUOTES: &[&str] = &[
    "quote",
    "cquote",
    "blockquote",
    "bq",
    "quotation",
    "zitat",
    "citation bloc",
    "cita",
    "citazione",
];

/// Longest link to another site, its words included, in bytes.
const LONGEST: usize = 2000;

/// A bracket that is open.
struct Open {
    template: bool,
    start: usize,
    pipes: Vec<usize>,
}

/// Notes what the brackets of a page hide; the captions of its pictures, in order. `Err` tells where
/// they are nested deeper than `depth`.
pub(super) fn mark(marked: &mut Marked<'_>, depth: usize) -> Result<Vec<Span>, usize> {
    let text = marked.text;
    let bytes = text.as_bytes();
    let mut open: Vec<Open> = Vec::new();
    let mut captions = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let pair = bytes.get(at..at + 2).unwrap_or_default();
        if marked.look(at) & PLAIN != 0 {
            at += 1;
            continue;
        }
        match pair {
            b"{{" | b"[[" => {
                if open.len() == depth {
                    return Err(at);
                }
                let template = pair == b"{{";
                open.push(Open {
                    template,
                    start: at,
                    pipes: Vec::new(),
                });
                at += 2;
            }
            b"}}" | b"]]" => {
                let template = pair == b"}}";
                if let Some(place) = open.iter().rposition(|o| o.template == template) {
                    let inner = open.swap_remove(place);
                    open.truncate(place);
                    if template {
                        close_template(marked, &inner, at);
                    } else {
                        captions.extend(close_link(marked, &inner, at));
                    }
                }
                at += 2;
            }
            _ => {
                match bytes[at] {
                    b'|' => {
                        if let Some(inner) = open.last_mut() {
                            inner.pipes.push(at);
                        }
                    }
                    // A link does not reach over lines, but for the caption of a picture.
                    b'\n' => open.retain(|o| o.template || !o.pipes.is_empty()),
                    b'[' => external(marked, at),
                    b'~' if text[at..].starts_with("~~~") => {
                        let length = bytes[at..].iter().take_while(|b| **b == b'~').count();
                        marked.set(at, at + length, HIDDEN);
                    }
                    _ => {}
                }
                at += 1;
            }
        }
    }
    captions.sort();
    Ok(captions)
}

fn close_template(marked: &mut Marked<'_>, open: &Open, end: usize) {
    let name_end = open.pipes.first().copied().unwrap_or(end);
    let name = marked.text[open.start + 2..name_end].trim().to_lowercase();
    let parts: Vec<(usize, usize)> = open
        .pipes
        .iter()
        .enumerate()
        .map(|(i, at)| (at + 1, open.pipes.get(i + 1).copied().unwrap_or(end)))
        .collect();
    let kept = if DRESS.contains(&name.as_str()) {
        parts.last().copied()
    } else if QUOTES.contains(&name.as_str()) {
        parts.first().copied()
    } else {
        None
    };
    let Some((from, to)) = kept else {
        marked.set(open.start, end + 2, HIDDEN | PLAIN);
        return;
    };
    let named = ["1=", "text=", "quote="];
    let words = &marked.text[from..to];
    let key = named
        .iter()
        .find(|key| words.trim_start().starts_with(**key));
    let key = key.map_or(0, |key| words.len() - words.trim_start().len() + key.len());
    marked.set(open.start, from + key, HIDDEN | PLAIN);
    marked.set(to, end + 2, HIDDEN | PLAIN);
    if QUOTES.contains(&name.as_str()) {
        marked.set(from, to, QUOTE);
    }
}

/// Hides all of a link but its words; the caption, if it is a picture.
fn close_link(marked: &mut Marked<'_>, open: &Open, end: usize) -> Option<Span> {
    let inside = open.start + 2;
    let target_end = open.pipes.first().copied().unwrap_or(end);
    let target = &marked.text[inside..target_end];
    let space = target
        .split_once(':')
        .map(|(space, _)| space.trim().to_lowercase());
    let space = space.unwrap_or_default();
    if FILES.contains(&space.as_str()) {
        let from = open.pipes.last().map_or(end, |at| at + 1);
        marked.set(open.start, from, HIDDEN | PLAIN);
        marked.set(end, end + 2, HIDDEN | PLAIN);
        // `thumb`, `300px` and the like are no captions.
        let words = marked.text[from..end].trim();
        let caption = words.contains(' ');
        marked.set(from, end, if caption { IMAGE } else { HIDDEN });
        return caption.then(|| Span::new(from, end));
    }
    // `[[de:Glocke]]` leads to the same page in another language.
    let abroad = (2..=3).contains(&space.len()) && open.pipes.is_empty();
    if SORTS.contains(&space.as_str()) || abroad {
        marked.set(open.start, end + 2, HIDDEN | PLAIN);
        return None;
    }
    let from = open.pipes.first().map_or(inside, |at| at + 1);
    marked.set(open.start, from, HIDDEN | PLAIN);
    marked.set(from, end, LINK);
    marked.set(end, end + 2, HIDDEN | PLAIN);
    None
}

/// `[https://example.org the words]`.
fn external(marked: &mut Marked<'_>, at: usize) {
    let rest = &marked.text[at + 1..];
    let schemes = ["http://", "https://", "//", "mailto:", "ftp://"];
    if !schemes.iter().any(|scheme| rest.starts_with(scheme)) {
        return;
    }
    let mut ends = rest.bytes().take(LONGEST).enumerate();
    let end = ends.find(|(_, b)| matches!(b, b']' | b'\n'));
    let Some((end, b']')) = end else { return };
    let line = &rest[..end];
    let words = line[..end].find(' ').map_or(end, |space| space + 1);
    marked.set(at, at + 1 + words, HIDDEN);
    marked.set(at + 1 + words, at + 1 + end, LINK);
    marked.set(at + 1 + end, at + 2 + end, HIDDEN);
}
