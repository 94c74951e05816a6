//! A [`Document`]'s blocks to paragraphs of plain text that know where each letter stands.
//!
//! The passes look at words; spans must point at the file. So the text is cleaned once, here
//! (white space to single spaces, control characters out), and a short list of segments
//! maps any place in it back to the source.

mod edit;

pub(super) use edit::{Change, Edit, tidy};

use super::Piece;
use super::rules::Rule;
use crate::diag::{Source, Span};
use crate::engines::Language;
use crate::read::{Block, BlockKind, Document, Region, Style};

/// A block as the passes see it.
#[derive(Debug)]
pub(super) struct Para {
    /// The words, white space as single spaces, none at the ends.
    pub(super) text: String,
    /// All of it in the source, markup included.
    pub(super) span: Span,
    /// From 1.
    pub(super) line: usize,
    /// What the format says it is.
    pub(super) kind: BlockKind,
    /// The part of the page, if the format says so.
    pub(super) region: Region,
    /// Who speaks, if the format says so.
    pub(super) speaker: Option<String>,
    /// When it is heard in a recording, in milliseconds, if the format says so.
    pub(super) time: Option<(u64, u64)>,
    /// The language, if the format says that it is not the page's.
    pub(super) language: Option<Language>,
    /// Stretches of `text` in a style other than plain, in order.
    pub(super) styles: Vec<(usize, usize, Style)>,
    /// Control characters that were taken out.
    pub(super) controls: Vec<Span>,
    /// What was taken out of the words, and where the words are torn in the source; in order.
    pub(super) marks: Vec<Mark>,
    segments: Vec<Segment>,
    /// The spaces of `text` that are more than a space in the source, in order.
    gaps: Vec<(usize, Gap)>,
    end: usize,
}

/// What a space of a [`Para`]'s text stands for in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// A space.
    Space,
    /// A tabulator, or several spaces.
    Wide,
    /// The end of a line.
    Line,
}

/// A place between two letters of a [`Para`] at which something stands in the source.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    /// The byte of `text` before which it stands.
    pub(super) at: usize,
    /// Where it stands in the source; empty for a [`Marked::Tear`].
    pub(super) span: Span,
    /// What it is.
    pub(super) what: Marked,
}

/// What stands at a [`Mark`].
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Marked {
    /// Something that is neither spoken nor told to a reader.
    Skip(&'static Rule),
    /// A stage direction: shown, not spoken. As on the page, brackets included.
    Note(String),
    /// Nothing; but other things may stand in the source between the two letters.
    Tear,
}

/// From `text` on, the text stands at `source` on.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Segment {
    text: usize,
    source: usize,
    /// Letter for letter; else all of it comes from one place (an entity).
    exact: bool,
    source_end: usize,
}

/// All blocks, in order.
pub(super) fn paragraphs(document: &Document) -> Vec<Para> {
    let blocks = document.blocks.iter();
    blocks
        .map(|block| Para::new(block, &document.source))
        .collect()
}

/// The words from byte `from` on, in pieces that each stand in one place of the source, and the
/// notes between them.
pub(super) fn pieces(para: &Para, from: usize) -> Vec<Piece> {
    // Nearly always one, and there is one such list for every paragraph.
    let mut pieces = Vec::with_capacity(1);
    let mut torn = false;
    for (start, end, mark) in para.stretches(from, para.text.len()) {
        let text = para.text[start..end].to_owned();
        match edit::bare(&para.text, start, end) {
            Some((from, to)) => pieces.push(Piece::Text {
                text,
                span: para.place_of(from, to),
            }),
            // A space between two things that were taken out.
            None if start < end => torn = true,
            None => {}
        }
        if torn
            && let Some(Piece::Text { text, .. }) = pieces.last_mut()
            && !text.ends_with(' ')
        {
            text.push(' ');
        }
        torn = false;
        if let Some(Mark {
            what: Marked::Note(text),
            span,
            ..
        }) = mark
        {
            pieces.push(Piece::Note {
                text: text.clone(),
                span: *span,
            });
        }
    }
    pieces
}

/// How many pieces a text has between its spaces: its words, where those are single ones. (Counted
/// by bytes, which is many times faster than parting the text.)
pub(super) fn words_in(text: &str) -> usize {
    text.bytes().filter(|b| *b == b' ').count() + 1
}

impl Para {
    /// How many words it has, by its single spaces.
    pub(super) fn words(&self) -> usize {
        words_in(&self.text) - usize::from(self.text.is_empty())
    }

    /// The parts of the source that all of it takes up, without what was taken out of it.
    pub(super) fn whole(&self) -> Vec<Span> {
        if self.marks.is_empty() {
            return vec![self.span];
        }
        self.spans(0, self.text.len())
    }

    fn new(block: &Block, source: &Source) -> Para {
        let letters = block.runs.iter().map(|run| run.text.len()).sum();
        let mut para = Para {
            text: String::with_capacity(letters),
            span: block.span,
            line: block.line,
            kind: block.kind,
            region: block.region,
            speaker: block.speaker.clone(),
            time: block.time,
            language: block.language.as_deref().and_then(super::language::claimed),
            styles: Vec::new(),
            controls: Vec::new(),
            marks: Vec::new(),
            segments: Vec::with_capacity(block.runs.len().min(4)),
            gaps: Vec::new(),
            end: block.span.start,
        };
        for run in &block.runs {
            let exact = source.slice(run.span) == run.text;
            let start = para.text.len();
            if !exact && run.text == " " && !para.text.is_empty() {
                let there = source.slice(run.span);
                let again = para.text.ends_with(' ');
                if there.contains('\n') {
                    para.gap_here(Gap::Line, again);
                } else if there.contains('\t') || there.contains("  ") {
                    para.gap_here(Gap::Wide, again);
                }
            }
            if exact {
                para.push_exact(&run.text, run.span.start);
            } else {
                run.text.chars().for_each(|c| para.push(c, run.span, false));
            }
            if run.style != Style::default() && para.text.len() > start {
                para.styles.push((start, para.text.len(), run.style));
            }
        }
        if para.text.ends_with(' ') {
            para.text.pop();
        }
        let len = para.text.len();
        for style in &mut para.styles {
            style.1 = style.1.min(len);
        }
        para
    }

    /// Adds what stands at byte `source` of the source as it is.
    fn push_exact(&mut self, text: &str, source: usize) {
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let next = at + c.len_utf8();
            self.push(c, Span::new(source + at, source + next), true);
            at = next;
            // The rest of a plain word goes on where its first letter is.
            if c.is_ascii_graphic() {
                let rest = text[at..].bytes().take_while(u8::is_ascii_graphic).count();
                self.text.push_str(&text[at..at + rest]);
                at += rest;
                self.end = source + at;
            }
        }
    }

    fn push(&mut self, c: char, span: Span, exact: bool) {
        // U+FEFF inside a text is an old word joiner that nobody sees either.
        if (c.is_control() && !c.is_whitespace()) || c == '\u{feff}' {
            match self.controls.last_mut() {
                Some(last) if last.end == span.start => last.end = span.end,
                _ => self.controls.push(span),
            }
            return;
        }
        let line = matches!(c, '\n' | '\r' | '\u{2028}');
        let tab = c == '\t';
        let c = if c.is_whitespace() { ' ' } else { c };
        if c == ' ' {
            let again = self.text.ends_with(' ');
            if again || (!self.text.is_empty() && (line || tab)) {
                self.gap_here(if line { Gap::Line } else { Gap::Wide }, again);
            }
            if self.text.is_empty() || again {
                return;
            }
        } else {
            self.end = span.end;
        }
        // A space may stand for a longer one, so only letters go on in their segment.
        let goes_on = self.segments.last().is_some_and(|last| {
            if exact {
                last.exact && last.source + (self.text.len() - last.text) == span.start
            } else {
                !last.exact && last.source == span.start
            }
        });
        if !goes_on {
            self.segments.push(Segment {
                text: self.text.len(),
                source: span.start,
                exact,
                source_end: span.end,
            });
        }
        self.text.push(c);
    }

    /// Remembers what the space at the end of the text, or the one that comes now, stands for; the
    /// end of a line outranks a tabulator.
    fn gap_here(&mut self, gap: Gap, again: bool) {
        let at = self.text.len() - usize::from(again);
        match self.gaps.last_mut() {
            Some((last, old)) if *last == at => {
                if gap == Gap::Line {
                    *old = gap;
                }
            }
            _ => self.gaps.push((at, gap)),
        }
    }

    /// What the space at byte `at` of `text` stands for.
    pub(super) fn gap(&self, at: usize) -> Gap {
        let found = self.gaps.binary_search_by_key(&at, |(at, _)| *at);
        found.map_or(Gap::Space, |n| self.gaps[n].1)
    }

    /// The spaces that are the end of a line, in order.
    pub(super) fn line_ends(&self) -> impl Iterator<Item = usize> + '_ {
        let lines = self.gaps.iter().filter(|(_, gap)| *gap == Gap::Line);
        lines.map(|(at, _)| *at)
    }

    /// Where the letter at byte `at` of `text` stands in the source; its end for the end.
    pub(super) fn place(&self, at: usize) -> usize {
        if at >= self.text.len() {
            return self.end;
        }
        let next = self.segments.partition_point(|s| s.text <= at);
        match next.checked_sub(1).map(|i| self.segments[i]) {
            Some(s) if s.exact => s.source + (at - s.text),
            Some(s) => s.source,
            None => self.span.start,
        }
    }

    /// Where the bytes `from` to `to` of `text` stand in the source.
    pub(super) fn place_of(&self, from: usize, to: usize) -> Span {
        let start = self.place(from);
        let end = match to {
            _ if to >= self.text.len() => self.end,
            0 => start,
            _ => self.letter_end(to),
        };
        Span::new(start, end.max(start))
    }

    /// Where the letter before byte `to`, which is not 0, ends in the source.
    fn letter_end(&self, to: usize) -> usize {
        let next = self.segments.partition_point(|s| s.text < to);
        match next.checked_sub(1).map(|i| self.segments[i]) {
            Some(s) if s.exact => s.source + (to - s.text),
            Some(s) => s.source_end,
            None => self.end,
        }
    }

    /// Is all of it in a style, white space and punctuation aside?
    pub(super) fn all(&self, style: fn(&Style) -> bool) -> bool {
        self.all_from(0, style)
    }

    /// The same for what stands at byte `from` and after.
    pub(super) fn all_from(&self, from: usize, style: fn(&Style) -> bool) -> bool {
        let mut at = from;
        let plain = |a: usize, b: usize| {
            self.text
                .get(a..b)
                .is_some_and(|t| t.chars().any(char::is_alphanumeric))
        };
        let mut any = false;
        for (start, end, _) in self.styles.iter().filter(|(_, _, s)| style(s)) {
            if *end <= from {
                continue;
            }
            if plain(at, (*start).max(at)) {
                return false;
            }
            any = true;
            at = *end;
        }
        any && !plain(at, self.text.len())
    }

    /// Does it begin in a style that reaches at least to byte `to`?
    pub(super) fn begins(&self, to: usize, style: fn(&Style) -> bool) -> bool {
        self.styles
            .first()
            .is_some_and(|(start, end, s)| *start == 0 && *end >= to && style(s))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::cases::document;
    use super::*;

    #[test]
    fn every_letter_knows_its_place() {
        let text = "*A*  caf&eacute;\u{a0}b\nrest **of** it\u{7}!\n";
        let document = document("x.md", text);
        let para = &paragraphs(&document)[0];
        assert_eq!(para.text, "A café b rest of it!");
        for (word, there) in [
            ("A", "A"),
            ("b rest", "b\nrest"),
            ("of it", "of** it"),
            ("!", "!"),
        ] {
            let at = para.text.find(word).unwrap();
            let span = para.place_of(at, at + word.len());
            assert_eq!(document.source.slice(span), there);
        }
        let at = para.text.find('é').unwrap();
        let span = para.place_of(at, at + 2);
        assert_eq!(document.source.slice(span), "&eacute;");
        assert_eq!(para.controls.len(), 1);
    }

    #[test]
    fn styles_are_asked_for_words_only() {
        let document = document("x.md", "**Why *not*?** \n\n**Anna:** So.\n\n*All of it*.\n");
        let paras = paragraphs(&document);
        assert!(paras[0].all(|s| s.bold) && !paras[0].all(|s| s.italic));
        assert!(paras[1].begins(5, |s| s.bold) && !paras[1].all(|s| s.bold));
        assert!(paras[2].all(|s| s.italic) && !paras[2].all(|s| s.bold));
    }
}
