//! Front matter: the lines between `---` fences at the top of a Markdown file.
//!
//! Only flat `key: value` lines are looked at. A YAML parser would refuse whole files for a tab
//! or a stray bracket in a field that nobody here wants; saved scripts, whose front matter
//! is ours, are parsed strictly elsewhere.

use crate::diag::Span;

/// Front matter at the top of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Front {
    /// What stands between the fences.
    pub(super) inside: Span,
    /// Where the page goes on.
    pub(super) end: usize,
}

/// The front matter of a text, if it begins with one. Between the first fence and the text
/// there must be a key: otherwise `---` is a thematic break, as in Jekyll and Pandoc.
pub(super) fn find(text: &str) -> Option<Front> {
    let mut lines = text.split_inclusive('\n');
    let fence = lines.next()?;
    if fence.trim_end() != "---" {
        return None;
    }
    let start = fence.len();
    let mut at = start;
    let mut keyed = false;
    for line in lines {
        let bare = line.trim_end();
        if matches!(bare, "---" | "...") {
            return keyed.then_some(Front {
                inside: Span::new(start, at),
                end: at + line.len(),
            });
        }
        keyed |= key_value(bare).is_some();
        if !keyed && !bare.is_empty() && !bare.starts_with('#') {
            return None;
        }
        at += line.len();
    }
    None
}

/// The value of a key in front matter, without quotes; the first, if it stands there twice.
pub(crate) fn value<'a>(front: &'a str, key: &str) -> Option<&'a str> {
    front
        .lines()
        .filter_map(key_value)
        .find(|(k, v)| k.eq_ignore_ascii_case(key) && !v.is_empty())
        .map(|(_, v)| v)
}

/// A line of front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line<'a> {
    /// `key: value`.
    Key {
        /// As written.
        key: &'a str,
        /// Without quotes.
        value: &'a str,
    },
    /// `key: value`, indented under the key `of`.
    Entry {
        /// The key above.
        of: &'a str,
        /// Without quotes.
        key: &'a str,
        /// Without quotes.
        value: &'a str,
    },
    /// `- value` under the key `of`.
    Item {
        /// The key above.
        of: &'a str,
        /// Without quotes.
        value: &'a str,
    },
}

/// The lines of front matter that say something, in order.
pub(crate) fn lines(front: &str) -> impl Iterator<Item = Line<'_>> {
    let mut of = "";
    front.lines().filter_map(move |line| {
        if let Some((key, value)) = key_value(line) {
            of = key;
            return (!value.is_empty()).then_some(Line::Key { key, value });
        }
        let inside = line.trim();
        if let Some(item) = inside.strip_prefix("- ") {
            return Some(Line::Item {
                of,
                value: unquoted(item.trim()),
            });
        }
        let (key, value) = inside.rsplit_once(": ")?;
        let indented = line.starts_with([' ', '\t']) && !inside.starts_with('#');
        indented.then(|| Line::Entry {
            of,
            key: unquoted(key.trim()),
            value: unquoted(value.trim()),
        })
    })
}

fn unquoted(value: &str) -> &str {
    let quotes = ['"', '\''];
    let mut bare = quotes
        .iter()
        .filter_map(|q| value.strip_prefix(*q)?.strip_suffix(*q));
    bare.next().unwrap_or(value)
}

/// A line `key: value` that is not indented.
fn key_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let named = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' '));
    named.then_some((key.trim_end(), unquoted(value.trim())))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn fences_with_a_key_are_front_matter() {
        let text = "---\r\ntitle: \"Two Chairs\"\r\ndate: 2024-05-06\r\n---\r\nHello.\r\n";
        let front = find(text).unwrap();
        let inside = &text[front.inside.start..front.inside.end];
        assert_eq!(value(inside, "title"), Some("Two Chairs"));
        assert_eq!(value(inside, "Date"), Some("2024-05-06"));
        assert_eq!(value(inside, "author"), None);
        assert_eq!(&text[front.end..], "Hello.\r\n");
    }

    #[test]
    fn a_thematic_break_is_not_front_matter() {
        for text in [
            "---\n\nHello: there\n\n",
            "---\nJust words.\n---\n",
            "---\nkey: v\nno end",
            "--- x\na: b\n---\n",
            "",
        ] {
            assert_eq!(find(text), None, "{text:?}");
        }
    }
}
