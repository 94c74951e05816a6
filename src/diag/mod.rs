//! What is wrong with a text that a user wrote, and where: data here, drawn in [`render`].
//!
//! A leaf: every stage may use it, it knows no stage. A diagnostic is data (span, message,
//! hints) so that a terminal, a test and a program that asks for JSON see the same thing. All
//! problems are collected; nothing stops at the first. Problems of the world (disk, engine)
//! are not diagnostics but errors, one enum per stage.

pub mod observe;
pub mod render;
pub mod yaml;

use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A text as it was read, with the name under which the user knows it. Cheap to clone.
///
/// The text is UTF-8, as the carrier decoded it; line ends are kept as they were, so that byte
/// ranges into it can be shown as line and column of the file.
#[derive(Debug, Clone)]
pub struct Source(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    text: String,
    /// Byte offset at which each line begins; the first is 0.
    lines: Vec<usize>,
}

impl Source {
    /// Wraps a text. `path` is only ever shown, never opened.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        let text = text.into();
        let mut lines = vec![0];
        lines.extend(
            text.bytes()
                .enumerate()
                .filter(|(_, b)| *b == b'\n')
                .map(|(at, _)| at + 1),
        );
        Source(Arc::new(Inner {
            path: path.into(),
            text,
            lines,
        }))
    }

    /// The name under which the user knows this text.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The text of a span; empty if the span does not lie on character borders inside it.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.0.text.get(span.start..span.end).unwrap_or_default()
    }

    /// The line in which a byte lies, counted from 1.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        self.0.lines.partition_point(|start| *start <= offset)
    }

    /// Line and column of a byte, both from 1; the column counts characters, as editors do.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let line = self.line(offset);
        let start = self.0.lines[line - 1];
        let end = offset.min(self.0.text.len());
        (
            line,
            1 + self.0.text.get(start..end).map_or(0, |s| s.chars().count()),
        )
    }

    /// The span of a line counted from 1, without its line end; empty past the last line.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Span {
        let Some(&start) = line.checked_sub(1).and_then(|at| self.0.lines.get(at)) else {
            return Span::at(self.0.text.len());
        };
        let end = self
            .0
            .lines
            .get(line)
            .map_or(self.0.text.len(), |next| next - 1);
        let end = if self.0.text[start..end].ends_with('\r') {
            end - 1
        } else {
            end
        };
        Span { start, end }
    }

    /// Are both the same text, not merely equal ones?
    #[must_use]
    pub fn same(&self, other: &Source) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// A range of bytes in a [`Source`], end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// From `start` up to, not including, `end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// The empty span before byte `offset`.
    #[must_use]
    pub fn at(offset: usize) -> Self {
        Span {
            start: offset,
            end: offset,
        }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Does it hold no byte at all?
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// Rendered anyway, but probably not what was meant.
    Warning,
    /// Nothing is rendered.
    Error,
}

/// One thing to tell the user about a text of theirs.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop; code and names in backticks.
    pub message: String,
    /// The text it is about.
    pub source: Source,
    /// Where; `None` when it is about the text as a whole.
    pub span: Option<Span>,
    /// What to say right below the snippet; may be empty.
    pub label: String,
    /// What could be done about it, each a sentence.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// A diagnostic at a place.
    #[must_use]
    pub fn new(
        severity: Severity,
        source: &Source,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        Diagnostic {
            severity,
            message: message.into(),
            source: source.clone(),
            span: Some(span),
            label: String::new(),
            hints: Vec::new(),
        }
    }

    /// An error at a place.
    #[must_use]
    pub fn error(source: &Source, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, source, span, message)
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(source: &Source, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, source, span, message)
    }

    /// A note at a place.
    #[must_use]
    pub fn note(source: &Source, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, source, span, message)
    }

    /// The same, about the text as a whole.
    #[must_use]
    pub fn whole(mut self) -> Self {
        self.span = None;
        self
    }

    /// With words right below the snippet.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// With one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

/// Diagnostics in the order in which they were found.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
}

impl Diagnostics {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One more.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.all.push(diagnostic);
    }

    /// Those of another collection, after these.
    pub fn append(&mut self, other: Diagnostics) {
        self.all.extend(other.all);
    }

    /// All, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.all.iter()
    }

    /// How many there are of one severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.all.iter().filter(|d| d.severity == severity).count()
    }

    /// Is any of them an error?
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Is there nothing to tell?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(all: I) -> Self {
        Diagnostics {
            all: all.into_iter().collect(),
        }
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The candidate that `wrong` was probably meant to be, if one is close enough to name.
///
/// Jaro-Winkler similarity of at least 0.8, case aside: forgiving of a dropped or swapped
/// letter, strict enough not to offer `gain` for `language`.
#[must_use]
pub fn closest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    candidates
        .into_iter()
        .map(|c| (strsim::jaro_winkler(&wrong, &c.to_lowercase()), c))
        .filter(|(score, _)| *score >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, c)| c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let source = Source::new("x", "ab\r\nçd\n");
        assert_eq!(source.line_column(0), (1, 1));
        assert_eq!(source.line_column(4), (2, 1));
        assert_eq!(source.line_column(6), (2, 2));
        assert_eq!(source.line(7), 2);
        assert_eq!(source.slice(source.line_span(1)), "ab");
        assert_eq!(source.slice(source.line_span(2)), "çd");
        assert_eq!(source.slice(source.line_span(9)), "");
    }

    #[test]
    fn a_close_name_is_offered_and_a_far_one_is_not() {
        assert_eq!(
            closest("Ila Farrot", ["Lantern", "Ila Farrod"]),
            Some("Ila Farrod")
        );
        assert_eq!(closest("language", ["gain", "rate"]), None);
    }
}
