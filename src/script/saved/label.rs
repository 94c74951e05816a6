//! `**Name:** text`, the label that begins a turn, taken off its line and put on it.

use super::{find_bare, fold, unescape};
use crate::diag::Span;

/// A label at the start of a line.
#[derive(Debug, PartialEq)]
pub(super) struct Label {
    /// Who; may be empty, which is a mistake of the writer's.
    pub(super) name: String,
    /// The name alone, where it stands.
    pub(super) span: Span,
    /// The byte after the label: after its asterisks and colon.
    pub(super) end: usize,
}

/// The label at `at`, if one stands there. `**Name**:` is read too, since word processors and
/// Markdown editors put the colon on either side.
pub(super) fn label(text: &str, at: usize, line_end: usize) -> Option<Label> {
    let line = text.get(..line_end)?;
    if !line[at..].starts_with("**") {
        return None;
    }
    let start = at + 2;
    let close = find_bare(line, start, "**")?;
    let inside = &line[start..close];
    let (inside, end) = match inside.strip_suffix(':') {
        Some(name) => (name, close + 2),
        None if line[close + 2..].starts_with(':') => (inside, close + 3),
        None => return None,
    };
    let before = inside.len() - inside.trim_start_matches(super::is_space).len();
    let trimmed = inside.trim_matches(super::is_space);
    let from = start + if trimmed.is_empty() { 0 } else { before };
    Some(Label {
        name: fold(&unescape(inside)),
        span: Span::new(from, from + trimmed.len()),
        end,
    })
}

/// The label of a person.
pub(super) fn write(name: &str) -> String {
    let mut label = String::from("**");
    for c in fold(name).chars() {
        if matches!(c, '\\' | '*' | '{') {
            label.push('\\');
        }
        label.push(c);
    }
    label.push_str(":**");
    label
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn name(line: &str) -> Option<(String, usize)> {
        label(line, 0, line.len()).map(|label| (label.name, label.end))
    }

    #[test]
    fn a_label_is_bold_and_has_a_colon() {
        for (line, read) in [
            ("**Ada:** x", Some(("Ada", 8))),
            ("**Ada**: x", Some(("Ada", 8))),
            ("**Dr: Ada:** x", Some(("Dr: Ada", 12))),
            ("**Ada::** x", Some(("Ada:", 9))),
            ("** Ada  Quill :** x", Some(("Ada Quill", 17))),
            (r"**A\*\*:** x", Some(("A**", 10))),
            ("**:** x", Some(("", 5))),
            ("**Ada** x", None),
            ("**Ada: x", None),
            ("Ada: x", None),
            ("*Ada:* x", None),
            ("****", None),
        ] {
            let read = read.map(|(name, end)| (name.to_owned(), end));
            assert_eq!(name(line), read, "{line}");
        }
    }

    #[test]
    fn a_label_that_was_written_is_read() {
        for given in [
            "Ada Quill",
            "a:",
            ":",
            "**",
            r"\",
            r"a\*",
            "{x}",
            "#1",
            "null",
        ] {
            let line = write(given) + " text";
            assert_eq!(
                name(&line),
                Some((given.to_owned(), line.len() - 5)),
                "{line}"
            );
        }
    }

    #[test]
    fn the_span_is_the_names() {
        let line = "** Ada :** x";
        let span = label(line, 0, line.len()).unwrap().span;
        assert_eq!(&line[span.start..span.end], "Ada");
    }
}
