//! A paragraph's pieces to one line of text, with what stands where in it.
//!
//! Sentences run across pieces (a direction may stand in the middle of one), so they are found
//! in the joined text; this keeps what the joining would lose.

use crate::audio::Millis;
use crate::diag::{Source, Span};
use crate::script::{Mark, Paragraph, Piece};
use std::ops::Range;

/// How far ahead in the source the next character of a piece is looked for. What was removed
/// between two characters (markup, a link's address) is seldom longer.
const LOOK_AHEAD: usize = 256;

/// A paragraph as one text.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// The shown text, its white space as single spaces.
    pub(super) text: String,
    /// `{say}`: the range that is shown and what is said for it; in order, disjoint.
    pub(super) said: Vec<(Range<usize>, String)>,
    /// `{pause}`: before which byte, and how long; in order.
    pub(super) pauses: Vec<(usize, Millis)>,
    /// Stage directions: before which byte each leaves a breath; in order.
    pub(super) breaths: Vec<usize>,
    /// The same stage directions as they stand on the page, each before its byte; in order.
    pub(super) notes: Vec<(usize, String)>,
    /// `{take}`: before which byte, and what it asks for; in order.
    pub(super) marks: Vec<(usize, Mark)>,
    /// For some bytes of the text, where they stand in the source; in order.
    places: Vec<(usize, usize)>,
    /// All of the paragraph in the source.
    span: Span,
}

impl Line {
    /// Joins the pieces.
    pub(super) fn new(paragraph: &Paragraph, source: &Source) -> Line {
        let mut line = Line {
            span: paragraph.span,
            ..Line::default()
        };
        for piece in &paragraph.pieces {
            match piece {
                Piece::Text { text, span } => line.text(text, *span, source),
                Piece::Say {
                    spoken,
                    shown,
                    span,
                } => {
                    let start = line.text.len();
                    line.places.push((start, span.start));
                    for c in shown.chars() {
                        line.push(c);
                    }
                    line.places.push((line.text.len(), span.end));
                    line.said.push((start..line.text.len(), spoken.clone()));
                }
                Piece::Note { text, .. } => {
                    // Two in one place are one breath.
                    if line.breaths.last() != Some(&line.text.len()) {
                        line.breaths.push(line.text.len());
                    }
                    line.notes.push((line.text.len(), text.clone()));
                }
                Piece::Take(mark) => line.marks.push((line.text.len(), mark.clone())),
                Piece::Cue(_) => {}
                Piece::Pause(length) => line.pauses.push((line.text.len(), *length)),
            }
        }
        line
    }

    fn push(&mut self, c: char) {
        if !c.is_whitespace() {
            self.text.push(c);
        } else if !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    /// The source may hold more than the text (markup), or less (a space that was repaired), so
    /// the two are walked along each other.
    fn text(&mut self, text: &str, span: Span, source: &Source) {
        let mut written = source.slice(span);
        let mut at = span.start;
        let mut exact = false;
        for c in text.chars() {
            let near = written
                .char_indices()
                .take_while(|(offset, _)| *offset < LOOK_AHEAD)
                .find(|(_, other)| *other == c || c == ' ' && other.is_whitespace())
                // A space is never jumped to: it may be one that the page has lost.
                .filter(|(offset, _)| *offset == 0 || !c.is_whitespace());
            let Some((offset, found)) = near else {
                self.push(c);
                exact = false;
                continue;
            };
            if offset > 0 || !exact || self.text.ends_with(' ') {
                self.places.push((self.text.len(), at + offset));
            }
            exact = true;
            let past = offset + found.len_utf8();
            written = &written[past..];
            at += past;
            self.push(c);
        }
    }

    /// Where a range of the text stands in the source; all of the paragraph where that is not
    /// known.
    pub(super) fn span(&self, range: &Range<usize>, source: &Source) -> Span {
        let find = |at: usize| {
            let n = self.places.partition_point(|(text, _)| *text <= at);
            let (text, source) = self.places.get(n.checked_sub(1)?)?;
            Some(source + (at - text))
        };
        let last = self.text[range.clone()]
            .chars()
            .next_back()
            .map_or(0, char::len_utf8);
        let start = find(range.start);
        let end = find(range.end - last).map(|at| at + last);
        match (start, end) {
            (Some(start), Some(end))
                if self.span.start <= start
                    && end <= self.span.end
                    && !source.slice(Span::new(start, end)).is_empty() =>
            {
                Span::new(start, end)
            }
            _ => self.span,
        }
    }

    /// Does a stage direction stand from one byte to another, both included?
    pub(super) fn breathes(&self, from: usize, to: usize) -> bool {
        let first = self.breaths.partition_point(|at| *at < from);
        self.breaths.get(first).is_some_and(|at| *at <= to)
    }

    /// The pauses inside a sentence, and stage directions as long as a breath, counted from its
    /// start.
    pub(super) fn inside(&self, sentence: &Range<usize>, breath: Millis) -> Vec<(usize, Millis)> {
        let (from, to) = (sentence.start + 1, sentence.end.saturating_sub(1));
        let mut all = self.pauses(from, to).to_vec();
        let breaths = self.breaths.iter().filter(|at| (from..=to).contains(*at));
        all.extend(breaths.map(|at| (*at, breath)));
        all.sort_by_key(|(at, _)| *at);
        all.iter_mut().for_each(|(at, _)| *at -= sentence.start);
        all
    }

    /// The pauses from one byte to another, both included, in order.
    pub(super) fn pauses(&self, from: usize, to: usize) -> &[(usize, Millis)] {
        let start = self.pauses.partition_point(|(at, _)| *at < from);
        let end = self.pauses.partition_point(|(at, _)| *at <= to);
        &self.pauses[start..end.max(start)]
    }
}

/// Takes out the stage directions up to the end of a sentence, counted from its start: one between
/// two sentences belongs to the second, in whose pause it happens.
pub(super) fn take_notes(
    notes: &mut Vec<(usize, String)>,
    sentence: &Range<usize>,
) -> Vec<(usize, String)> {
    let until = notes.partition_point(|(at, _)| *at <= sentence.end);
    let taken = notes.drain(..until);
    taken
        .map(|(at, note)| (at.saturating_sub(sentence.start), note))
        .collect()
}

/// Pauses in one place added up (two directions in a row ask for both); `None` for none.
pub(super) fn sum(pauses: impl IntoIterator<Item = Millis>) -> Option<Millis> {
    pauses
        .into_iter()
        .reduce(|a, b| Millis(a.0.saturating_add(b.0)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn paragraph(pieces: Vec<Piece>, span: Span) -> Paragraph {
        Paragraph {
            id: "p".into(),
            pieces,
            line: 1,
            span,
            language: None,
            rule: "given",
            confidence: 1.0,
            story: Default::default(),
        }
    }

    #[test]
    fn words_are_found_again_in_the_source() {
        // Markup between, white space that differs, a space that the page has lost.
        let page = "x **Bold** words\n\u{a0}andMore é!";
        let source = Source::new("x", page);
        let span = Span::new(2, page.len());
        let piece = Piece::Text {
            text: "Bold words and More é!".into(),
            span,
        };
        let line = Line::new(&paragraph(vec![piece], span), &source);
        for word in ["Bold", "words", "and", "More", "é!"] {
            let at = line.text.find(word).unwrap();
            let found = line.span(&(at..at + word.len()), &source);
            assert_eq!(source.slice(found), word);
        }
    }

    #[test]
    fn text_that_is_not_in_the_source_gets_the_whole_paragraph() {
        let source = Source::new("x", "abc");
        let span = Span::new(0, 3);
        let piece = Piece::Text {
            text: "жжж".into(),
            span,
        };
        let line = Line::new(&paragraph(vec![piece], span), &source);
        assert_eq!(line.span(&(0..6), &source), span);
    }

    #[test]
    fn directions_keep_their_places() {
        let source = Source::new("x", "");
        let text = |text: &str| Piece::Text {
            text: text.into(),
            span: Span::default(),
        };
        let line = Line::new(
            &paragraph(
                vec![
                    Piece::Pause(Millis(1)),
                    text("a "),
                    Piece::Pause(Millis(2)),
                    text(" b "),
                    Piece::Say {
                        spoken: "see".into(),
                        shown: "C  D".into(),
                        span: Span::default(),
                    },
                ],
                Span::default(),
            ),
            &source,
        );
        assert_eq!(line.text, "a b C D");
        assert_eq!(line.said, [(4..7, "see".to_owned())]);
        assert_eq!(line.pauses(0, 0), [(0, Millis(1))]);
        assert_eq!(line.pauses(1, 2), [(2, Millis(2))]);
        assert_eq!(sum([Millis(1), Millis(2)]), Some(Millis(3)));
    }
}
