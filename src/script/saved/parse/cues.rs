//! Sound files in a saved script to the words with which they are kept.
//!
//! Music may stand in a paragraph of its own, since that is where a person puts it; a script has
//! no paragraph without words, since everything else counts on them. A clip stands in its paragraph.

use super::super::inline;
use super::super::label::label;
use super::Reader;
use crate::diag::{Diagnostics, Span};
use crate::script::{CueKind, Piece};

impl Reader<'_> {
    /// Music or sound in a paragraph of its own, which nobody says: it is kept with the words before
    /// it, or with the next ones at the start of a chapter. So there is no turn without words.
    pub(super) fn cue(&mut self, span: Span) -> bool {
        let text = self.source.text();
        // Nothing else can be one, and no paragraph is to be read twice in vain.
        if !self.source.slice(span).starts_with('{') || label(text, span.start, span.end).is_some()
        {
            return false;
        }
        let inline = inline::read(self.source, span, &mut Diagnostics::new());
        if !inline.is_cue() {
            return false;
        }
        self.skipped.extend(inline.skipped);
        let before = self.turns.last_mut().filter(|_| self.heading.is_none());
        match before.and_then(|turn| turn.paragraphs.last_mut()) {
            Some(paragraph) => paragraph.pieces.extend(inline.pieces),
            None => self.waiting.extend(inline.pieces),
        }
        true
    }

    /// A clip stands before its words.
    pub(super) fn clips(&mut self, pieces: &[Piece]) {
        let clip = |p: &Piece| matches!(p, Piece::Cue(cued) if cued.kind == CueKind::Clip);
        let first = pieces.iter().position(clip);
        for (at, piece) in pieces.iter().enumerate() {
            let Piece::Cue(cued) = piece else { continue };
            if !clip(piece) {
                continue;
            }
            let (span, before) = (cued.span, &pieces[..at]);
            if first.is_some_and(|first| first < at) {
                let label = "its words are heard once: keep one of them, or divide it";
                self.error(span, "a second `clip` for one paragraph", label);
            } else if !inline::has_words(pieces) {
                let label = "write behind it what is said in it: captions show that";
                self.error(span, "a `clip` without its words", label);
            } else if inline::has_words(before) {
                let label = "it belongs at the paragraph's start, and speaks all of it";
                self.error(span, "`clip` inside a paragraph", label);
            }
        }
    }
}
