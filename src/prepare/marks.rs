//! `{take: …}` to the sentences in which they stand.
//!
//! One before a sentence is for that sentence, as is one inside it; one behind the last sentence of a
//! paragraph is for that. What was asked for and could be heard nowhere is told.

use super::Utterance;
use crate::diag::{Diagnostic, Diagnostics, Source};
use crate::script::{Mark, Reading};

/// The marks of a paragraph that no sentence has taken yet.
pub(super) struct Marks<'a> {
    source: &'a Source,
    left: &'a [(usize, Mark)],
}

impl<'a> Marks<'a> {
    pub(super) fn new(source: &'a Source, marks: &'a [(usize, Mark)]) -> Self {
        Marks {
            source,
            left: marks,
        }
    }

    /// The mark of the sentence that ends before this byte. What belongs to a sentence in which
    /// nothing is spoken waits for the next one, which shows it.
    pub(super) fn take(&mut self, end: usize, diags: &mut Diagnostics) -> Option<Mark> {
        let here = self.left.partition_point(|(at, _)| *at < end);
        let (here, left) = self.left.split_at(here);
        self.left = left;
        let (first, more) = here.split_first()?;
        more.iter().for_each(|(_, mark)| self.twice(mark, diags));
        Some(first.1.clone())
    }

    /// Gives what stands behind the last sentence to it.
    pub(super) fn end(&mut self, last: Option<&mut Utterance>, diags: &mut Diagnostics) {
        let Some(mark) = self.take(usize::MAX, diags) else {
            return;
        };
        match last {
            Some(last) if last.mark.is_none() => last.read_as(mark),
            Some(_) => self.twice(&mark, diags),
            None => diags.push(
                Diagnostic::warning(self.source, mark.span, "nothing is spoken here")
                    .label("this asks for a reading of it"),
            ),
        }
    }

    fn twice(&self, mark: &Mark, diags: &mut Diagnostics) {
        diags.push(
            Diagnostic::error(self.source, mark.span, "a second `take` for one sentence")
                .label("a sentence is heard once: keep one of them"),
        );
    }
}

impl Utterance {
    /// Has it read as a mark asks.
    pub(super) fn read_as(&mut self, mark: Mark) {
        self.variant = match mark.reading {
            Reading::Variant(variant) => variant,
            Reading::Recording(_) => 0,
        };
        self.mark = Some(Box::new(mark));
    }
}
