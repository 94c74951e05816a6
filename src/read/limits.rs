//! How much of a file is read: the numbers, and what is said of a file that is more.
//!
//! Each is told in the message by which it fails, since whoever meets one wants to know how far
//! off the file is.

use super::Document;
use crate::diag::{Diagnostic, Diagnostics, Source, Span};

/// How much of an untrusted file a reader takes on.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the file, and of anything unpacked from it.
    pub bytes: usize,
    /// Blocks in a document.
    pub blocks: usize,
    /// Bytes of one paragraph: it is held in memory several times while it is understood.
    pub paragraph: usize,
    /// Nesting of quotes, lists and elements.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            bytes: 64 << 20,
            // All that comes after must fit into memory with them, up to 2 KB for each, and 256 MB
            // is what a page may take. Ten megabytes of captions have eighty thousand.
            blocks: 120_000,
            paragraph: 4 << 20,
            depth: 100,
        }
    }
}

pub(super) fn too_many_blocks(source: &Source, limits: &Limits, diags: &mut Diagnostics) {
    let message = format!(
        "the file holds too many paragraphs: the limit is {}",
        limits.blocks
    );
    let too_many = Diagnostic::error(source, Span::default(), message).whole();
    diags.push(too_many.hint("divide it into several files"));
}

/// Is no paragraph too long? An error if one is.
pub(super) fn fits(document: &Document, limits: &Limits, diags: &mut Diagnostics) -> bool {
    let long = |span: &Span| span.end - span.start > limits.paragraph;
    let spans = document.blocks.iter().map(|block| block.span);
    let Some(span) = spans.into_iter().find(long) else {
        return true;
    };
    let message = format!(
        "the paragraph at line {} is too long: the limit is {} MB",
        document.source.line(span.start),
        limits.paragraph >> 20
    );
    let long = Diagnostic::error(&document.source, Span::default(), message).whole();
    diags.push(long.hint("begin a new paragraph where somebody else begins to speak"));
    false
}
