//! Diagnostics to the words a person reads: the only file that knows codespan-reporting.
//!
//! Each is drawn on its own over an excerpt of one line, not over the whole source: a paragraph
//! pasted from a web page is one line, and a megabyte of it must not flood the terminal. What
//! the user wrote reaches the terminal without its control characters, which could otherwise
//! move the cursor or change colours.

use super::{Diagnostic, Diagnostics, Severity, Source, Span};
use codespan_reporting::diagnostic as drawn;
use codespan_reporting::files::{self, Files};
use codespan_reporting::term::{self, termcolor::Ansi};
use std::ops::Range;

/// Characters of a line that are shown; a cut is marked by `…`.
const EXCERPT: usize = 100;
/// Characters shown before the place, where the line is cut.
const BEFORE: usize = 40;
/// Characters of a message, a label or a hint.
const WORDS: usize = 500;

/// All of them as text, each with path, line, column, snippet and hints, one blank line apart.
/// `color` adds ANSI colours; the words are the same without.
#[must_use]
pub fn to_text(diagnostics: &Diagnostics, color: bool) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        if !text.is_empty() {
            text.push('\n');
        }
        let drawn = draw(diagnostic, color);
        text.push_str(drawn.trim_end());
        text.push('\n');
    }
    text
}

fn draw(diagnostic: &Diagnostic, color: bool) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => drawn::Severity::Error,
        Severity::Warning => drawn::Severity::Warning,
        Severity::Note => drawn::Severity::Note,
    };
    let mut out = drawn::Diagnostic::new(severity).with_message(clean(&diagnostic.message, WORDS));
    let file = Excerpt::new(&diagnostic.source, diagnostic.span.unwrap_or(Span::at(0)));
    if diagnostic.span.is_some() {
        let label = drawn::Label::primary((), file.marked.clone());
        out = out.with_label(label.with_message(clean(&diagnostic.label, WORDS)));
    } else {
        out = out.with_note(format!("in {}", file.name));
        if !diagnostic.label.is_empty() {
            out = out.with_note(clean(&diagnostic.label, WORDS));
        }
    }
    for hint in &diagnostic.hints {
        out = out.with_note(format!("help: {}", clean(hint, WORDS)));
    }
    let mut bytes = Vec::new();
    let config = term::Config::default();
    let written = if color {
        term::emit_to_write_style(&mut Ansi::new(&mut bytes), &config, &file, &out)
    } else {
        term::emit_to_io_write(&mut bytes, &config, &file, &out)
    };
    match written {
        Ok(()) => String::from_utf8_lossy(&bytes).into_owned(),
        // Writing into memory cannot fail; should the drawing, the words are still told.
        Err(_) => format!(
            "{}:{}:{}: {}\n",
            file.name, file.line, file.column, diagnostic.message
        ),
    }
}

/// Text fit for a terminal: at most so many characters, none of them a control character.
fn clean(text: &str, limit: usize) -> String {
    let mut chars = text.chars().map(visible);
    let mut clean: String = chars.by_ref().take(limit).collect();
    if chars.next().is_some() {
        clean.push('…');
    }
    clean
}

/// A control character, or one that reorders the text around it, is shown as U+FFFD.
fn visible(c: char) -> char {
    let reorders =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    match c {
        '\t' => ' ',
        c if c.is_control() || reorders => '\u{fffd}',
        c => c,
    }
}

/// The part of one line that is shown, as if it were a file of its own that knows its place.
struct Excerpt {
    name: String,
    line: usize,
    column: usize,
    text: String,
    /// The place, in bytes of `text`; of a span over several lines, what lies on the first.
    marked: Range<usize>,
}

impl Excerpt {
    fn new(source: &Source, span: Span) -> Excerpt {
        let (line, column) = source.line_column(span.start);
        let whole = source.line_span(line);
        let shown = source.slice(whole);
        let skip = if shown.chars().count() > EXCERPT {
            (column - 1).saturating_sub(BEFORE)
        } else {
            0
        };
        let mut text = String::from(if skip > 0 { "…" } else { "" });
        let (mut start, mut end) = (None, None);
        let mut chars = shown.char_indices().skip(skip);
        for (at, c) in chars.by_ref().take(EXCERPT) {
            let at = whole.start + at;
            if at >= span.start {
                start.get_or_insert(text.len());
            }
            if at >= span.end {
                end.get_or_insert(text.len());
            }
            text.push(visible(c));
        }
        let start = start.unwrap_or(text.len());
        let end = end.unwrap_or(text.len()).max(start);
        if chars.next().is_some() {
            text.push('…');
        }
        Excerpt {
            name: clean(&source.path().display().to_string(), WORDS),
            line,
            column,
            text,
            marked: start..end,
        }
    }
}

impl<'a> Files<'a> for Excerpt {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, files::Error> {
        Ok(&self.name)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, files::Error> {
        Ok(&self.text)
    }

    fn line_index(&'a self, (): (), _byte: usize) -> Result<usize, files::Error> {
        Ok(0)
    }

    fn line_number(&'a self, (): (), _line: usize) -> Result<usize, files::Error> {
        Ok(self.line)
    }

    fn column_number(&'a self, (): (), _line: usize, _byte: usize) -> Result<usize, files::Error> {
        Ok(self.column)
    }

    fn line_range(&'a self, (): (), _line: usize) -> Result<Range<usize>, files::Error> {
        Ok(0..self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(diagnostics: impl IntoIterator<Item = Diagnostic>) -> String {
        let mut all = Diagnostics::new();
        diagnostics.into_iter().for_each(|d| all.push(d));
        to_text(&all, false)
    }

    #[test]
    fn a_mistake_is_told_with_its_place_and_what_to_do() {
        let cast = Source::new(
            "voices/my-show.yaml",
            "roles:\r\n  narrator:\r\n    Zoë: 1\r\n    speed: 0.97\r\n",
        );
        let page = Source::new("first-light.txt", "MARA: Yes.\n\nMara: No.\n");
        let all = text([
            Diagnostic::error(&cast, Span::new(38, 43), "unknown key `speed`")
                .label("did you mean `rate` (0.5 to 2.0)?")
                .hint("first hint")
                .hint("second hint"),
            Diagnostic::warning(&page, Span::new(0, 22), "over several lines"),
            Diagnostic::note(&page, Span::at(0), "about all of it").whole(),
        ]);
        let expected = "\
error: unknown key `speed`
  ┌─ voices/my-show.yaml:4:5
  │
4 │     speed: 0.97
  │     ^^^^^ did you mean `rate` (0.5 to 2.0)?
  │
  = help: first hint
  = help: second hint

warning: over several lines
  ┌─ first-light.txt:1:1
  │
1 │ MARA: Yes.
  │ ^^^^^^^^^^

note: about all of it
 = in first-light.txt
";
        assert_eq!(all, expected);
    }

    #[test]
    fn a_line_of_a_megabyte_is_cut_around_the_place() {
        let long = format!("{}NEEDLE{}", "é".repeat(500_000), "x".repeat(500_000));
        let source = Source::new("x", long);
        let all = text([Diagnostic::error(
            &source,
            Span::new(1_000_000, 1_000_006),
            "here",
        )]);
        let expected = format!(
            "error: here\n  ┌─ x:1:500001\n  │\n1 │ …{}NEEDLE{}…\n  │  {}^^^^^^\n",
            "é".repeat(40),
            "x".repeat(54),
            " ".repeat(40)
        );
        assert_eq!(all, expected);
        let wide = Diagnostic::error(&source, Span::new(0, 1_500_000), "y".repeat(9_999));
        assert!(text([wide]).len() < 3_000);
    }

    #[test]
    fn what_the_user_wrote_cannot_steer_the_terminal() {
        let source = Source::new("x\u{1b}[2J", "a\u{1b}[31mred\u{202e}b\tc\n");
        let d = Diagnostic::error(&source, Span::new(6, 9), "\u{7}\u{9b}2J");
        let all = text([d.clone().label("\r").hint("\u{1b}]0;")]);
        assert!(!all.chars().any(|c| c.is_control() && c != '\n'), "{all:?}");
        assert!(
            all.contains("1 │ a\u{fffd}[31mred\u{fffd}b c\n  │       ^^^"),
            "{all}"
        );
        // Colours are ours alone, and say nothing that the words do not.
        let mut one = Diagnostics::new();
        one.push(d);
        let colored = to_text(&one, true);
        assert!(colored.contains("\u{1b}[") && colored.contains("red"));
    }

    #[test]
    fn places_at_the_very_end_are_drawn() {
        for text_ in ["", "a", "a\n", "\n\n"] {
            let source = Source::new("x", text_);
            let all = text([Diagnostic::error(&source, Span::at(text_.len()), "end")]);
            assert!(all.starts_with("error: end\n  ┌─ x:"), "{all}");
        }
    }
}
