//! Comments and tags of a wiki page: hidden, with what they do to the text between them.

use super::super::marked::{BOLD, BREAK, HIDDEN, ITALIC, Marked, PLAIN, QUOTE};
use std::collections::{BTreeMap, BTreeSet};

/// Longest tag, in bytes; a `<` with no end in sight is a sign for "less".
const LONGEST: usize = 500;

/// Tags whose content is no text of the page.
const UNSPOKEN: &[&str] = &[
    "ref",
    "references",
    "gallery",
    "math",
    "syntaxhighlight",
    "source",
    "score",
    "timeline",
    "templatedata",
    "imagemap",
    "includeonly",
    "style",
    "script",
    "chem",
];
/// Tags whose content is text.
const DRESS: &[&str] = &[
    "b",
    "strong",
    "i",
    "em",
    "cite",
    "u",
    "s",
    "del",
    "ins",
    "small",
    "big",
    "sub",
    "sup",
    "span",
    "div",
    "p",
    "poem",
    "center",
    "blockquote",
    "font",
    "tt",
    "code",
    "var",
    "q",
    "abbr",
    "dfn",
    "noinclude",
    "onlyinclude",
    "section",
    "nowiki",
    "pre",
    "br",
    "hr",
    "wbr",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "td",
    "th",
    "caption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
];

/// Notes what tags do, over the whole page.
pub(super) fn mark(marked: &mut Marked<'_>) {
    let text = marked.text;
    // Looked for once and not found: never again, so that a page of open tags stays linear.
    let mut endless: BTreeSet<String> = BTreeSet::new();
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('<').map(|i| at + i) {
        at = start + 1;
        if text[start..].starts_with("<!--") {
            if endless.contains("--") {
                continue;
            }
            match text[start..].find("-->") {
                Some(length) => {
                    at = start + length + 3;
                    marked.set(start, at, HIDDEN | PLAIN);
                }
                None => {
                    endless.insert("--".to_owned());
                }
            }
            continue;
        }
        let Some((name, closing, end)) = tag(text, start) else {
            continue;
        };
        let alone = text[start..end].ends_with("/>");
        let unspoken = UNSPOKEN.contains(&name.as_str());
        if !unspoken && !DRESS.contains(&name.as_str()) {
            continue;
        }
        marked.set(start, end, HIDDEN | PLAIN);
        at = end;
        if matches!(name.as_str(), "br" | "p" | "hr" | "div" | "li" | "tr") {
            marked.set(start, end, BREAK);
        }
        let look = match name.as_str() {
            _ if unspoken => HIDDEN | PLAIN,
            "b" | "strong" => BOLD,
            "i" | "em" | "cite" => ITALIC,
            "blockquote" => QUOTE,
            "nowiki" | "pre" => PLAIN,
            "poem" => BREAK,
            _ => continue,
        };
        if look & PLAIN == 0 {
            // From the first that opens to the one that closes; what stands between them is looked at
            // as well.
            if closing {
                if let Some(from) = open.remove(&name) {
                    fill(marked, from, start, look);
                }
            } else if !alone {
                open.entry(name).or_insert(end);
            }
            continue;
        }
        if closing || alone || endless.contains(&name) {
            continue;
        }
        let Some(shut) = end_of(text, end, &name) else {
            endless.insert(name);
            continue;
        };
        // Inside what means nothing, nothing is looked for.
        marked.set(end, shut, look);
        at = shut;
    }
}

fn fill(marked: &mut Marked<'_>, from: usize, to: usize, look: u8) {
    if look != BREAK {
        marked.set(from, to, look);
        return;
    }
    for (i, _) in marked.text[from..to].match_indices('\n') {
        marked.set(from + i, from + i + 1, BREAK);
    }
}

/// Where `</name` begins after a place.
fn end_of(text: &str, from: usize, name: &str) -> Option<usize> {
    let mut at = from;
    while let Some(found) = text[at..].find("</").map(|i| at + i) {
        let after = text[found + 2..].get(..name.len());
        if after.is_some_and(|after| after.eq_ignore_ascii_case(name)) {
            return Some(found);
        }
        at = found + 2;
    }
    None
}

/// The name of the tag that begins here, whether it closes, and where it ends.
fn tag(text: &str, start: usize) -> Option<(String, bool, usize)> {
    let rest = &text[start + 1..];
    let bare = rest.strip_prefix('/').unwrap_or(rest);
    let length = bare
        .bytes()
        .take(20)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let name = bare[..length].to_ascii_lowercase();
    let mut ends = rest.bytes().take(LONGEST).enumerate();
    let (end, _) = ends.find(|(_, b)| matches!(b, b'>' | b'<'))?;
    (!name.is_empty() && rest.as_bytes()[end] == b'>')
        .then(|| (name, bare.len() < rest.len(), start + 1 + end + 1))
}
