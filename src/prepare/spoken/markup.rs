//! HTML that was left in plain text: entities to the signs they stand for, tags to nothing.
//!
//! The page is only shown as it is; a text pasted from a web page or a caption file keeps them,
//! and "and quot" is never what was meant. Only what HTML knows is taken: `<your name>` and
//! `a < b` are the author's words.

use super::line::{Line, Reading};

/// The longest tag that is looked at, in bytes, with its attributes.
const LONGEST: usize = 500;

/// Entities that are met in running text; the many others are rare outside of code.
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("apos", '\''),
    ("bull", '•'),
    ("copy", '©'),
    ("deg", '°'),
    ("euro", '€'),
    ("gt", '>'),
    ("hellip", '…'),
    ("laquo", '«'),
    ("ldquo", '“'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("middot", '·'),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("pound", '£'),
    ("quot", '"'),
    ("raquo", '»'),
    ("rdquo", '”'),
    ("rsquo", '’'),
    ("shy", '\u{ad}'),
    ("times", '×'),
];

/// Elements of running text (HTML Living Standard, section 4.5, and what is pasted with it).
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "big",
    "blockquote",
    "br",
    "cite",
    "code",
    "del",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "ins",
    "li",
    "mark",
    "ol",
    "p",
    "q",
    "s",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "tt",
    "u",
    "ul",
    "wbr",
];

/// The sign that an entity at a place stands for, and where the entity ends.
pub(super) fn entity(line: &Line, at: usize) -> Option<(usize, char)> {
    let rest = line.rest(at).strip_prefix('&')?;
    let length = rest.bytes().take(9).position(|b| b == b';')?;
    let name = &rest[..length];
    let sign = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            code.ok().and_then(char::from_u32)?
        }
        None => ENTITIES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((at + 1 + length + 1, sign))
}

/// Where a tag ends that begins at a place.
pub(super) fn tag(line: &Line, at: usize) -> Option<usize> {
    let inside = line.rest(at).strip_prefix('<')?;
    let length = inside
        .bytes()
        .take(LONGEST)
        .position(|b| matches!(b, b'>' | b'<'))?;
    let inside = inside[..length + 1].strip_suffix('>')?;
    let (name, closing) = match inside.strip_prefix('/') {
        Some(name) => (name, true),
        None => (inside, false),
    };
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    let (name, attributes) = name.split_at(end);
    let attributes = attributes.trim_end_matches('/').trim();
    let element = ELEMENTS
        .binary_search(&name.to_ascii_lowercase().as_str())
        .is_ok();
    // `<a lot of it>` has words where attributes would have values.
    let formed = attributes.is_empty() || !closing && attributes.contains('=');
    (element && formed).then_some(at + 1 + length + 1)
}

/// `don&#39;t`: one word, as its apostrophe is inside it.
pub(super) fn contraction(line: &Line, at: usize) -> Option<Reading> {
    let letters = |at: usize| {
        let rest = line.rest(at);
        let length = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        (length > 0).then_some(at + length)
    };
    let middle = letters(at)?;
    let (next, _) = entity(line, middle).filter(|(_, c)| matches!(c, '\'' | '’'))?;
    let end = letters(next)?;
    let (left, right) = (&line.text[at..middle], &line.text[next..end]);
    Some(Reading::new(end, format!("{left}'{right}")))
}

#[cfg(test)]
mod tests {
    #[test]
    fn elements_are_sorted_so_that_they_can_be_searched() {
        assert!(super::ELEMENTS.is_sorted());
    }
}
