//! A text to its lines: what stands on each, how far in, and how much paper is above it.

use unicode_width::UnicodeWidthStr;

/// Columns between two stops of a tabulator, as terminals and typewriters had them.
const TAB: usize = 8;

/// A line that is not blank, without the white space around it.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// Its words.
    pub(super) text: &'a str,
    /// Where they begin in the text, in bytes.
    pub(super) start: usize,
    /// From 1, as an editor counts.
    pub(super) number: usize,
    /// Columns before the words.
    pub(super) indent: usize,
    /// Blank lines above it.
    pub(super) blanks: usize,
    /// Does it stand on another page than the line above it?
    pub(super) page: bool,
    /// How many `>` stand before it.
    pub(super) depth: u8,
    /// In a file whose lines are numbered: has this one no number?
    pub(super) loose: bool,
}

impl<'a> Line<'a> {
    /// A line of which nothing but its words is known.
    pub(super) fn of(text: &'a str) -> Line<'a> {
        Line {
            text,
            start: 0,
            number: 1,
            indent: 0,
            blanks: 0,
            page: false,
            depth: 0,
            loose: false,
        }
    }

    /// Columns that its words take: two for each sign of Chinese or Japanese.
    pub(super) fn width(&self) -> usize {
        self.text.width()
    }

    /// The column at which it ends.
    pub(super) fn edge(&self) -> usize {
        self.indent + self.width()
    }

    /// Takes the first `bytes` off, and the white space after them; returns whether anything is
    /// left.
    pub(super) fn cut(&mut self, bytes: usize) -> bool {
        let (off, rest) = self.text.split_at(bytes);
        let bare = rest.trim_start_matches(is_blank);
        let gap = &rest[..rest.len() - bare.len()];
        self.indent = columns(gap, self.indent + off.width());
        self.start += bytes + gap.len();
        self.text = bare;
        !bare.is_empty()
    }
}

/// The lines of a text. A form feed ends a line, too, but is no line end for an editor.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let (mut at, mut number, mut blanks, mut page) = (0, 1, 0, false);
    let mut all = Vec::new();
    for piece in text.split_inclusive(['\n', '\u{c}']) {
        let bare = piece.trim_start_matches(is_blank);
        let gap = &piece[..piece.len() - bare.len()];
        let words = bare.trim_end_matches(is_blank);
        if !words.is_empty() {
            all.push(Line {
                text: words,
                start: at + gap.len(),
                number,
                indent: columns(gap, 0),
                blanks,
                page,
                depth: 0,
                loose: false,
            });
            (blanks, page) = (0, false);
        } else if piece.ends_with('\n') {
            blanks += 1;
        }
        page |= piece.ends_with('\u{c}');
        number += usize::from(piece.ends_with('\n'));
        at += piece.len();
    }
    all
}

/// White space, and the signs of no width that editors and web pages leave at the ends of lines.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_unseen(c)
}

/// Has it no width, and no meaning for how its neighbours look? (A zero-width joiner has one.)
pub(super) fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// The column at which one stands after this white space, having begun at column `from`.
fn columns(gap: &str, from: usize) -> usize {
    gap.chars().fold(from, |column, c| match c {
        '\t' => (column / TAB + 1) * TAB,
        '\r' | '\n' | '\u{c}' => column,
        c if is_unseen(c) => column,
        _ => column + 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_number_their_indent_and_the_paper_above() {
        let text = "One\r\n\r\n\tTwo \u{200b}\n\u{c}   Three\u{c}Four\n\u{c}\nFive";
        let seen: Vec<String> = lines(text)
            .iter()
            .map(|l| {
                let page = if l.page { " page" } else { "" };
                format!("{} {} {} {}{page}", l.number, l.text, l.indent, l.blanks)
            })
            .collect();
        assert_eq!(
            seen,
            [
                "1 One 0 0",
                "3 Two 8 1",
                "4 Three 3 0 page",
                "4 Four 0 0 page",
                "6 Five 0 1 page"
            ]
        );
        for line in lines(text) {
            assert!(text[line.start..].starts_with(line.text));
        }
    }
}
