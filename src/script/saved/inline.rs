//! The raw text of one paragraph to its pieces.
//!
//! Each stretch of words is a piece of its own where something between was not spoken (a
//! backslash, an asterisk), so that a piece's span is exactly its words: whatever is said
//! later about a word is said at its place in the file.

use super::directions::{self, Direction};
use super::links;
use super::{MAX_TOLD, is_space};
use crate::diag::{Diagnostic, Diagnostics, Source, Span};
use crate::engines::Language;
use crate::script::rules::{self, Rule};
use crate::script::{CueKind, Mark, Piece, Skipped};

/// A paragraph without its label.
#[derive(Debug, Default)]
pub(super) struct Inline {
    /// In order; white space folded, none at the ends.
    pub(super) pieces: Vec<Piece>,
    /// What `{language: …}` at the start says, and where.
    pub(super) language: Option<(Language, Span)>,
    /// What is not spoken: backslashes, asterisks, directions.
    pub(super) skipped: Vec<Skipped>,
    /// The first run of asterisks that is markup and has no partner.
    pub(super) unpaired: Option<Span>,
    /// Was a direction told as a mistake? Then what it should have said is not missed again.
    broken: bool,
}

impl Inline {
    /// Is there anything to say in it?
    pub(super) fn has_content(&self) -> bool {
        self.broken
            || has_words(&self.pieces)
            // A turn that was only a gesture stands in the transcript.
            || self.pieces.iter().any(|p| matches!(p, Piece::Note { .. }))
    }

    /// Is all that stands in it a direction that was told as a mistake?
    pub(super) fn is_mistake(&self) -> bool {
        self.broken && !has_words(&self.pieces)
    }

    /// Is it nothing but music and sound, with a pause perhaps?
    pub(super) fn is_cue(&self) -> bool {
        let cue = |p: &Piece| matches!(p, Piece::Cue(c) if c.kind != CueKind::Clip);
        let only = |p: &Piece| cue(p) || matches!(p, Piece::Pause(_));
        !self.broken
            && self.language.is_none()
            && self.pieces.iter().any(cue)
            && self.pieces.iter().all(only)
    }
}

/// Are there words among these?
pub(super) fn has_words(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| match piece {
        Piece::Text { text, .. } => !text.trim().is_empty(),
        Piece::Say { .. } => true,
        Piece::Note { .. } | Piece::Pause(_) | Piece::Take(_) | Piece::Cue(_) => false,
    })
}

/// Reads a part of a source as one paragraph. Mistakes in it go to `diags`; what can be read
/// beside them is still returned, so that the next mistake is found too.
pub(super) fn read(source: &Source, within: Span, diags: &mut Diagnostics) -> Inline {
    let mut scanner = Scanner {
        source,
        at: within.start,
        end: within.end,
        text: String::new(),
        span: Span::at(within.start),
        last: None,
        emphasis: Vec::new(),
        marks: Vec::new(),
        inline: Inline::default(),
    };
    scanner.run(diags);
    scanner.inline
}

struct Scanner<'a> {
    source: &'a Source,
    at: usize,
    end: usize,
    /// The words of the piece that is growing, and where they stand.
    text: String,
    span: Span,
    /// The last character that a reader sees; white space after a space is folded into it,
    /// even where a pause stands between.
    last: Option<char>,
    /// Runs of asterisks that wait for their partner.
    emphasis: Vec<Span>,
    /// The other ends of links and code that have begun, the last first.
    marks: Vec<Span>,
    inline: Inline,
}

impl Scanner<'_> {
    fn run(&mut self, diags: &mut Diagnostics) {
        while let Some(c) = self.rest().chars().next() {
            let width = c.len_utf8();
            while self.marks.last().is_some_and(|mark| mark.start < self.at) {
                self.marks.pop();
            }
            if let Some(mark) = self.marks.pop_if(|mark| mark.start == self.at) {
                self.skip(mark, &rules::MARKUP);
                continue;
            }
            match c {
                '\\' => self.backslash(),
                '*' => self.asterisks(),
                '{' => self.direction(diags),
                '[' | '`' => self.pair(c),
                c if is_space(c) => {
                    if self.last.is_some_and(|last| last != ' ') {
                        self.push(' ', width);
                    } else {
                        self.at += width;
                    }
                }
                c => self.push(c, width),
            }
        }
        self.flush();
        self.trim_end();
        self.inline.unpaired = self.emphasis.first().copied();
    }

    fn rest(&self) -> &str {
        self.source.slice(Span::new(self.at, self.end))
    }

    fn push(&mut self, c: char, width: usize) {
        if self.text.is_empty() {
            self.span = Span::at(self.at);
        }
        self.text.push(c);
        self.at += width;
        self.span.end = self.at;
        self.last = Some(c);
    }

    /// Ends the piece that is growing.
    fn flush(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            let span = self.span;
            self.inline.pieces.push(Piece::Text { text, span });
        }
    }

    fn skip(&mut self, span: Span, rule: &Rule) {
        self.flush();
        self.inline.skipped.push(Skipped {
            span,
            line: self.source.line(span.start),
            text: self.source.slice(span).to_owned(),
            rule: rule.name,
        });
        self.at = span.end;
    }

    fn backslash(&mut self) {
        match self.rest().chars().nth(1) {
            Some(next) if next.is_ascii_punctuation() => {
                self.skip(Span::new(self.at, self.at + 1), &rules::MARKUP);
                self.push(next, 1);
            }
            _ => self.push('\\', 1),
        }
    }

    /// A run of asterisks: markup if it touches a word, as in Markdown; else (`5 * 3`) itself.
    fn asterisks(&mut self) {
        let rest = self.rest();
        let width = rest.len() - rest.trim_start_matches('*').len();
        let after = rest[width..].chars().next();
        let alone = after.is_none_or(is_space) && self.last.is_none_or(|c| c == ' ');
        if alone {
            for _ in 0..width {
                self.push('*', 1);
            }
            return;
        }
        let span = Span::new(self.at, self.at + width);
        match self.emphasis.last() {
            Some(open) if open.len() == width => {
                self.emphasis.pop();
            }
            _ => self.emphasis.push(span),
        }
        self.skip(span, &rules::MARKUP);
    }

    /// The words of a link and of code are spoken, what makes them so is not. A mark without its
    /// other end is text.
    fn pair(&mut self, c: char) {
        let (width, end) = match c {
            '[' => (1, links::target(self.rest())),
            _ => links::code(self.rest()),
        };
        let (start, limit) = (self.at, self.marks.last().map_or(self.end, |m| m.start));
        match end.map(|(from, to)| Span::new(start + from, start + to)) {
            // Inside another pair only one that ends in it, so that each ends where it was seen.
            Some(end) if end.end <= limit => {
                self.marks.push(end);
                self.skip(Span::new(start, start + width), &rules::MARKUP);
            }
            _ => (0..width).for_each(|_| self.push(c, 1)),
        }
    }

    fn direction(&mut self, diags: &mut Diagnostics) {
        let Some(end) = directions::end_of(self.source, self.at, self.end, diags) else {
            self.inline.broken = true;
            self.push('{', 1);
            if diags.iter().len() >= MAX_TOLD {
                self.at = self.end;
            }
            return;
        };
        let span = Span::new(self.at, end);
        match directions::read(self.source, span, diags) {
            Some(Direction::Pause(millis)) => {
                self.skip(span, &rules::DIRECTION);
                self.inline.pieces.push(Piece::Pause(millis));
            }
            Some(Direction::Say { spoken, shown }) => {
                self.flush();
                self.last = shown.chars().next_back();
                self.at = end;
                self.inline.pieces.push(Piece::Say {
                    spoken,
                    shown,
                    span,
                });
            }
            Some(Direction::Take(reading)) => {
                self.skip(span, &rules::DIRECTION);
                self.inline.pieces.push(Piece::Take(Mark { reading, span }));
            }
            Some(Direction::Cue(cued)) => {
                self.skip(span, &rules::DIRECTION);
                self.inline.pieces.push(Piece::Cue(*cued));
            }
            Some(Direction::Note(text)) => {
                self.skip(span, &rules::DIRECTION);
                self.inline.pieces.push(Piece::Note { text, span });
            }
            Some(Direction::Language(language)) => {
                let first = self.last.is_none()
                    && self.inline.pieces.is_empty()
                    && self.inline.language.is_none();
                if !first {
                    diags.push(
                        Diagnostic::error(self.source, span, "`language` inside a paragraph")
                            .label("it belongs at the paragraph's start, and holds for all of it"),
                    );
                }
                self.skip(span, &rules::DIRECTION);
                self.inline.language.get_or_insert((language, span));
            }
            None => {
                self.inline.broken = true;
                self.skip(span, &rules::DIRECTION);
                if diags.iter().len() >= MAX_TOLD {
                    self.at = self.end;
                }
            }
        }
    }

    /// Takes away the space before a pause that ends the paragraph.
    fn trim_end(&mut self) {
        let pieces = &mut self.inline.pieces;
        let Some(at) = pieces.iter().rposition(|p| {
            !matches!(
                p,
                Piece::Note { .. } | Piece::Pause(_) | Piece::Take(_) | Piece::Cue(_)
            )
        }) else {
            return;
        };
        let Piece::Text { text, span } = &mut pieces[at] else {
            return;
        };
        if text.ends_with(' ') {
            text.pop();
            span.end -= 1;
        }
        if text.is_empty() {
            pieces.remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::Millis;

    /// The pieces as a line: texts in quotes, pauses as numbers, says as `spoken/shown`.
    fn pieces(text: &str) -> String {
        let source = Source::new("x", text);
        let mut diags = Diagnostics::new();
        let inline = read(&source, Span::new(0, text.len()), &mut diags);
        assert!(!diags.has_errors(), "{text}: {diags:?}");
        let mut line: Vec<String> = Vec::new();
        for piece in &inline.pieces {
            line.push(match piece {
                Piece::Text { text, span } => {
                    if !text.contains(' ') {
                        assert_eq!(text, source.slice(*span));
                    }
                    format!("'{text}'")
                }
                Piece::Pause(Millis(ms)) => ms.to_string(),
                Piece::Take(mark) => mark.reading.shown(),
                Piece::Cue(cued) => format!("~{}", cued.cue.file.value),
                Piece::Note { text, .. } => format!("<{text}>"),
                Piece::Say { spoken, shown, .. } => format!("{spoken}/{shown}"),
            });
        }
        line.join(" ")
    }

    #[test]
    fn white_space_folds_also_around_directions() {
        for (text, read) in [
            ("  a  b\r\n\tc ", "'a b c'"),
            ("a {pause: 1ms} b", "'a ' 1 'b'"),
            ("a{pause: 1ms} b", "'a' 1 ' b'"),
            ("a{pause: 1ms}b", "'a' 1 'b'"),
            ("{pause: 1ms} {pause: 2ms} a", "1 2 'a'"),
            ("a {pause: 1ms} {pause: 2ms} ", "'a' 1 2"),
            ("{say: x | y} {pause: 1ms}", "x/y 1"),
            (
                "a {note: [laughs]} b {note: (sighs)}",
                "'a ' <[laughs]> 'b' <(sighs)>",
            ),
            ("a {say: x | y} {pause: 1ms} b", "'a ' x/y ' ' 1 'b'"),
            ("a\u{a0} {pause: 1ms}", "'a\u{a0}' 1"),
            (
                "a {sound: x.wav} b {music: y.wav} ",
                "'a ' ~x.wav 'b' ~y.wav",
            ),
            (" {pause: 1ms} ", "1"),
        ] {
            assert_eq!(pieces(text), read, "{text}");
        }
    }

    #[test]
    fn markup_is_not_spoken_and_lone_asterisks_are() {
        for (text, read) in [
            (r"a \* \{b\}", r"'a ' '* ' '{b' '}'"),
            ("so *very* **good**", "'so ' 'very' ' ' 'good'"),
            ("5 * 3", "'5 * 3'"),
            ("***a***", "'a'"),
            (
                "see [the *map*](http://e.org/a_(b)).",
                "'see ' 'the ' 'map' '.'",
            ),
            (
                r"[a]\(b) [laughs] (so) [a] (b)",
                r"'[a]' '(b) [laughs] (so) [a] (b)'",
            ),
            ("[a](b", "'[a](b'"),
            ("[[a](b)]", "'[' 'a' ']'"),
            ("run `ls` or ``ps``.", "'run ' 'ls' ' or ' 'ps' '.'"),
            (r"rock `n roll \``", r"'rock ' 'n roll ' '`'"),
            ("[`a](b`)", "'`a'"),
            ("`[a`](b)", "'[a' '](b)'"),
            (r"C:\new\", r"'C:\new\'"),
        ] {
            assert_eq!(pieces(text), read, "{text}");
        }
    }

    #[test]
    fn an_asterisk_without_partner_is_noticed() {
        for (text, unpaired) in [("a *b", Some(2)), ("*a* **b*", Some(4)), ("*a*", None)] {
            let source = Source::new("x", text);
            let inline = read(&source, Span::new(0, text.len()), &mut Diagnostics::new());
            assert_eq!(inline.unpaired.map(|span| span.start), unpaired, "{text}");
        }
    }
}
