//! Code in Markdown, which in interviews is text that was pasted with an indent or set between
//! backticks: the words of it, each in its place.

use super::super::lines::begins_turn;
use super::Page;
use std::ops::Range;

impl Page<'_> {
    /// A code span: the text between its backticks.
    pub(super) fn code_span(&mut self, text: &str, range: Range<usize>) {
        let raw = &self.source.text()[range.clone()];
        let ticks = raw.len() - raw.trim_start_matches('`').len();
        let inside = raw.get(ticks..raw.len().saturating_sub(ticks));
        let inside = inside.filter(|inside| !inside.is_empty());
        let (start, inside) = inside.map_or((range.start, raw), |i| (range.start + ticks, i));
        match inside.find(text) {
            Some(at) => self.text(text, start + at..start + at + text.len()),
            None => self.code_across_lines(text, inside, start),
        }
    }

    /// A code span whose text is not as it stands: over a line end it has a space. Each line is a
    /// run of its own, so that a label may end in it.
    fn code_across_lines(&mut self, text: &str, inside: &str, start: usize) {
        let same = inside.split_whitespace().eq(text.split_whitespace());
        if !same {
            return self.text(text, start..start + inside.len());
        }
        let mut at = start;
        for line in inside.split_inclusive('\n') {
            let bare = line.trim_end_matches(['\r', '\n']);
            self.text(bare, at..at + bare.len());
            if bare.len() < line.len() {
                self.text(" ", at + bare.len()..at + line.len());
            }
            at += line.len();
        }
    }

    /// Code blocks are mostly pages that were pasted with an indent: paragraphs and turns.
    pub(super) fn code_lines(&mut self, text: &str, range: Range<usize>) {
        if text.len() != range.len() {
            self.text(text.trim_end(), range);
            return;
        }
        let mut at = range.start;
        for line in text.split_inclusive('\n') {
            let bare = line.trim();
            let from = at + (line.len() - line.trim_start().len());
            let before = self.open.as_ref().and_then(|block| block.runs.last());
            if bare.is_empty() || before.is_some_and(|before| begins_turn(bare, &before.text)) {
                self.close();
            }
            if !bare.is_empty() {
                if self.open.is_some() && from > self.end {
                    self.text(" ", self.end..from);
                }
                self.text(bare, from..from + bare.len());
            }
            at += line.len();
        }
    }
}
