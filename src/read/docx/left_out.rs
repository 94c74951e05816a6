//! What a document holds that is not read aloud, counted: nothing disappears without a word.

use crate::diag::{Diagnostic, Source, Span};

/// How often something was left out.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::read) struct LeftOut {
    pub(in crate::read) comments: usize,
    /// Deleted or moved away, with the change still on record.
    pub(in crate::read) deleted: usize,
    pub(in crate::read) hidden: usize,
    /// `Click here to enter text.`
    pub(in crate::read) placeholders: usize,
    /// Characters of a font of pictures.
    pub(in crate::read) symbols: usize,
    /// Raised numbers that were typed by hand.
    pub(in crate::read) marks: usize,
    /// Cells of a transcript table that hold neither who speaks nor what is said.
    pub(in crate::read) cells: usize,
    /// Other files inside this one.
    pub(in crate::read) embedded: usize,
    /// References to entities that XML does not know.
    pub(in crate::read) entities: usize,
}

impl LeftOut {
    /// One note for all of it; `None` if there is nothing to tell.
    pub(in crate::read) fn told(&self, nameless: &Source) -> Option<Diagnostic> {
        let all = [
            (self.comments, "comment", "comments"),
            (self.deleted, "deleted passage", "deleted passages"),
            (self.hidden, "hidden passage", "hidden passages"),
            (
                self.placeholders,
                "empty field of a form",
                "empty fields of a form",
            ),
            (self.symbols, "pictogram", "pictograms"),
            (self.marks, "raised note number", "raised note numbers"),
            (
                self.cells,
                "table cell that is neither a name nor words",
                "table cells that are neither names nor words",
            ),
            (self.embedded, "embedded document", "embedded documents"),
            (self.entities, "unknown XML entity", "unknown XML entities"),
        ];
        let told: Vec<String> = all
            .iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
            .collect();
        let (last, first) = told.split_last()?;
        let list = if first.is_empty() {
            last.clone()
        } else {
            format!("{} and {last}", first.join(", "))
        };
        let was = if told.len() == 1 && last.starts_with("1 ") {
            "was"
        } else {
            "were"
        };
        let message = format!("{list} {was} left out");
        Some(Diagnostic::note(nameless, Span::default(), message).whole())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_out_is_one_sentence() {
        let source = Source::new("x", "");
        let told = |left: LeftOut| left.told(&source).map(|d| d.message);
        assert_eq!(told(LeftOut::default()), None);
        let left = LeftOut {
            comments: 3,
            deleted: 1,
            ..LeftOut::default()
        };
        let said = told(left).unwrap();
        assert_eq!(said, "3 comments and 1 deleted passage were left out");
        let left = LeftOut {
            comments: 1,
            ..LeftOut::default()
        };
        assert_eq!(told(left).unwrap(), "1 comment was left out");
    }
}
