//! Paragraphs that stand in no text file (in a packed document, in a book, between the quotes of
//! JSON) to a [`Document`] with a text of its own: one line for each block.
//!
//! Spans must point at a text that a person can be shown. The bytes of such a carrier are not
//! one, so its words are laid out as lines, and the number of a line is the number of the
//! paragraph, which is also how people count in a word processor.

use super::{Block, BlockKind, Document, Region, Run, Style};
use crate::diag::{Source, Span};
use std::path::Path;

/// The text and the blocks while they grow.
#[derive(Debug, Default)]
pub(super) struct Flat {
    text: String,
    blocks: Vec<Block>,
}

impl Flat {
    /// Adds a block of styled pieces; one without a visible character is left out. What the
    /// format says of it besides (speaker, time, region) is set on what is returned.
    pub(super) fn block<'a>(
        &mut self,
        kind: BlockKind,
        pieces: impl IntoIterator<Item = (&'a str, Style)>,
    ) -> Option<&mut Block> {
        let start = self.text.len();
        let mut runs = Vec::new();
        for (piece, style) in pieces {
            let from = self.text.len();
            // A line is a block: whatever breaks a line inside one is a space.
            self.text.extend(piece.chars().map(|c| match c {
                '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
                c => c,
            }));
            let span = Span::new(from, self.text.len());
            if !span.is_empty() {
                let text = self.text[from..].to_owned();
                runs.push(Run { text, span, style });
            }
        }
        let words = &self.text[start..];
        if words.trim().is_empty() {
            self.text.truncate(start);
            return None;
        }
        let from = start + (words.len() - words.trim_start().len());
        let span = Span::new(from, start + words.trim_end().len());
        runs.retain_mut(|run| {
            let kept = Span::new(run.span.start.max(span.start), run.span.end.min(span.end));
            let is = kept.start < kept.end;
            if is {
                run.text = self.text[kept.start..kept.end].to_owned();
                run.span = kept;
            }
            is
        });
        self.text.push('\n');
        self.blocks.push(Block {
            kind,
            runs,
            span,
            line: self.blocks.len() + 1,
            speaker: None,
            time: None,
            region: Region::Main,
            language: None,
        });
        self.blocks.last_mut()
    }

    /// How many blocks there are: for the limit on them.
    pub(super) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// The document, under the name of the file that it came from.
    pub(super) fn document(self, path: &Path, format: &'static str) -> Document {
        Document {
            source: Source::new(path, self.text),
            format,
            title: None,
            front: None,
            language: None,
            compiled: false,
            blocks: self.blocks,
            markup: Vec::new(),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_a_line_and_its_number_the_line() {
        let bold = Style {
            bold: true,
            ..Style::default()
        };
        let mut flat = Flat::default();
        let pieces = [(" Ann:", bold), (" Why\nso? ", Style::default())];
        flat.block(BlockKind::Paragraph, pieces).unwrap();
        assert!(flat.block(BlockKind::Paragraph, [(" \n", bold)]).is_none());
        flat.block(BlockKind::Heading(2), [("Two", bold)])
            .unwrap()
            .region = Region::Aside;
        let document = flat.document(Path::new("x.docx"), "docx");
        assert_eq!(document.source.text(), " Ann: Why so? \nTwo\n");
        for block in &document.blocks {
            assert_eq!(block.line, document.source.line(block.span.start));
            for run in &block.runs {
                assert_eq!(document.source.slice(run.span), run.text);
            }
        }
        assert_eq!(document.blocks[0].text(), "Ann: Why so?");
        assert_eq!(document.blocks[1].region, Region::Aside);
    }
}
