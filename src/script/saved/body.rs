//! What follows the front matter to its parts: chapters and paragraphs, not yet read.
//!
//! As in Markdown, a blank line ends a paragraph and a single line end does not: an editor that
//! wraps lines must not make paragraphs. (We write one paragraph on one line, so that a
//! version control system shows a corrected word and not a rewrapped page.) A chapter and a
//! label begin something new without a blank line too.

use super::is_space;
use super::label::label;
use crate::diag::{Source, Span};

/// A part of the body.
#[derive(Debug, PartialEq)]
pub(super) enum Part {
    /// A line that begins with `#`.
    Heading(Span),
    /// A paragraph, with its label if it has one.
    Paragraph(Span),
}

/// The parts from byte `start` on, in order; white space at their ends is cut off.
pub(super) fn parts(source: &Source, start: usize) -> Vec<Part> {
    let text = source.text();
    let mut parts = Vec::new();
    let mut open: Option<Span> = None;
    let mut at = start;
    while at < text.len() {
        let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
        let line = trimmed(text, at, end);
        at = end + 1;
        let words = source.slice(line);
        let begins = words.starts_with('#') || label(text, line.start, line.end).is_some();
        if words.is_empty() || begins {
            parts.extend(open.take().map(Part::Paragraph));
        }
        if words.starts_with('#') {
            parts.push(Part::Heading(line));
        } else if !words.is_empty() {
            open = Some(open.map_or(line, |span| span.to(line)));
        }
    }
    parts.extend(open.map(Part::Paragraph));
    parts
}

fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let line = &text[start..end];
    let from = start + line.len() - line.trim_start_matches(is_space).len();
    Span::new(from, from + line.trim_matches(is_space).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_join_until_something_new_begins() {
        let text = "one\r\n  two  \r\n\r\n# c\nthree\n**A:** four\nfive\n \t\n\n**B:** six";
        let source = Source::new("x", text);
        let parts: Vec<_> = parts(&source, 0)
            .iter()
            .map(|part| match part {
                Part::Heading(span) => format!("H {}", source.slice(*span)),
                Part::Paragraph(span) => format!("P {}", source.slice(*span)),
            })
            .collect();
        assert_eq!(
            parts,
            [
                "P one\r\n  two",
                "H # c",
                "P three",
                "P **A:** four\nfive",
                "P **B:** six"
            ]
        );
    }
}
