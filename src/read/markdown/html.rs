//! The HTML inside Markdown: a block of it is read as a page is, a tag inside a paragraph changes
//! how the text looks, and what can be neither is told.

use super::super::{Limits, html};
use super::Page;
use crate::diag::{Diagnostics, Span};
use std::ops::Range;

impl Page<'_> {
    /// A block of HTML, read as a page is.
    pub(super) fn page(&mut self, range: Range<usize>) {
        self.close();
        let start = range.start.max(self.end);
        // The blocks are counted with all others.
        let limits = Limits {
            blocks: usize::MAX,
            ..*self.limits
        };
        let span = Span::new(start, range.end.max(start));
        if let Some(page) = html::part(self.source, span, &limits, &mut Diagnostics::new()) {
            self.blocks.extend(page.blocks);
        }
        self.end = span.end;
    }

    /// A tag inside a paragraph: what it does to the look of the text.
    pub(super) fn tag(&mut self, tag: &str) {
        let inside = tag.trim_matches(['<', '>']).to_lowercase();
        let on = !inside.starts_with('/');
        let name = inside
            .trim_start_matches('/')
            .split([' ', '\n', '\t'])
            .next();
        match name.unwrap_or_default() {
            "b" | "strong" | "u" => self.tagged.bold = on,
            "i" | "em" | "cite" => self.tagged.italic = on,
            "sup" => self.tagged.superscript = on,
            _ => {}
        }
    }

    /// HTML inside a list or a quote, where the signs of Markdown stand at the head of its lines,
    /// is kept unspoken, and told if it holds words.
    pub(super) fn html_block(&mut self, html: &str, range: Range<usize>) {
        let mut inside = false;
        let mut words = false;
        for c in html.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c => words |= !inside && c.is_alphanumeric(),
            }
        }
        if words {
            self.html.push(Span::new(range.start, range.end));
        }
    }
}
