//! A text with marks in it (`'''bold'''`, `[[links]]`, `*stress*`) to runs: every byte is noted as
//! hidden or in a style first, and a stretch of the page is cut into runs afterwards.
//!
//! Two passes instead of one parser that does both: marks of one kind reach over lines and over
//! marks of another, and so each kind can be looked for by itself, in linear time.

use super::{Run, Style};
use crate::diag::Span;

/// Looks that a byte may have; several at once.
pub(super) const HIDDEN: u8 = 1;
/// Bold.
pub(super) const BOLD: u8 = 2;
/// Italic.
pub(super) const ITALIC: u8 = 4;
/// The text of a link.
pub(super) const LINK: u8 = 8;
/// The text that belongs to an image.
pub(super) const IMAGE: u8 = 16;
/// A line ends here, whatever the byte is.
pub(super) const BREAK: u8 = 32;
/// Said with another's words: a block quote.
pub(super) const QUOTE: u8 = 64;
/// Marks mean nothing here, as in `<nowiki>`.
pub(super) const PLAIN: u8 = 128;

/// A text and how each of its bytes looks.
#[derive(Debug)]
pub(super) struct Marked<'a> {
    pub(super) text: &'a str,
    looks: Vec<u8>,
}

impl<'a> Marked<'a> {
    pub(super) fn new(text: &'a str) -> Marked<'a> {
        Marked {
            text,
            looks: vec![0; text.len()],
        }
    }

    /// Adds a look to the bytes `from` to `to`.
    pub(super) fn set(&mut self, from: usize, to: usize, look: u8) {
        if let Some(looks) = self.looks.get_mut(from..to) {
            looks.iter_mut().for_each(|l| *l |= look);
        }
    }

    /// How the byte at this place looks; 0 after the end.
    pub(super) fn look(&self, at: usize) -> u8 {
        self.looks.get(at).copied().unwrap_or(0)
    }

    /// Is there anything to see in this stretch?
    pub(super) fn shows(&self, from: usize, to: usize) -> bool {
        let letters = self.text.get(from..to).unwrap_or_default().char_indices();
        let mut seen = letters.filter(|(at, _)| self.look(from + at) & HIDDEN == 0);
        seen.any(|(_, c)| !c.is_whitespace())
    }

    /// What can be seen of a stretch.
    pub(super) fn shown(&self, from: usize, to: usize) -> String {
        let letters = self.text.get(from..to).unwrap_or_default().char_indices();
        letters
            .filter(|(at, _)| self.look(from + at) & HIDDEN == 0)
            .map(|(_, c)| c)
            .collect()
    }

    /// Adds the runs of a stretch, without white space at its ends. If there are runs already,
    /// the line end before this one becomes a space.
    pub(super) fn runs(&self, from: usize, to: usize, style: Style, runs: &mut Vec<Run>) {
        let all = self.text.get(from..to).unwrap_or_default();
        let shown = |at: usize| self.look(from + at) & HIDDEN == 0;
        let mut letters = all
            .char_indices()
            .filter(|(at, c)| shown(*at) && !c.is_whitespace());
        let Some((first, c)) = letters.next() else {
            return;
        };
        let (last, c) = letters.next_back().unwrap_or((first, c));
        let (start, end) = (from + first, from + last + c.len_utf8());
        if let Some(before) = runs.last() {
            let gap = self.text.get(before.span.end..start).unwrap_or_default();
            let mut blanks = gap.char_indices().filter(|(at, c)| {
                c.is_whitespace() && self.look(before.span.end + at) & HIDDEN == 0
            });
            if let Some((at, c)) = blanks.next() {
                let at = before.span.end + at;
                runs.push(Run {
                    text: " ".to_owned(),
                    span: Span::new(at, at + c.len_utf8()),
                    style: Style::default(),
                });
            }
        }
        let mut at = start;
        while at < end {
            let look = self.look(at);
            let same = (at..end).take_while(|i| self.look(*i) == look).count();
            if look & HIDDEN == 0 {
                runs.push(Run {
                    text: self.text.get(at..at + same).unwrap_or_default().to_owned(),
                    span: Span::new(at, at + same),
                    style: Style {
                        bold: style.bold || look & BOLD != 0,
                        italic: style.italic || look & ITALIC != 0,
                        link: style.link || look & LINK != 0,
                        image: style.image || look & IMAGE != 0,
                        superscript: style.superscript,
                    },
                });
            }
            at += same;
        }
    }
}
