//! The pieces of one paragraph of a word processor to one or more blocks.
//!
//! A soft line break (`w:br`, Shift+Enter) is often all that stands between a question and its
//! answer, above all in what was pasted from web pages. A line that begins a turn, changes its
//! dress or follows an ended sentence is a block of its own; any other is the same paragraph.

use super::super::lines::{begins_turn, ends_sentence};
use super::super::{BlockKind, Region, Style};
use super::numbering::Mark;
use super::styles::Role;

/// A paragraph, ready to be laid out as a line.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) struct Para {
    pub(in crate::read) kind: BlockKind,
    pub(in crate::read) pieces: Vec<(String, Style)>,
    pub(in crate::read) region: Region,
    pub(in crate::read) speaker: Option<String>,
    /// Is it the title of the document?
    pub(in crate::read) title: bool,
}

impl Para {
    pub(in crate::read) fn text(&self) -> String {
        self.pieces.iter().map(|(text, _)| text.as_str()).collect()
    }

    pub(in crate::read) fn is_blank(&self) -> bool {
        let mut texts = self.pieces.iter();
        texts.all(|(text, _)| text.trim().is_empty())
    }
}

/// Longest label, in characters, that may stand alone on the line before its words.
const LABEL: usize = 48;

/// The text of a paragraph while it grows.
#[derive(Debug, Default, Clone)]
pub(in crate::read) struct Pieces {
    lines: Vec<Vec<(String, Style)>>,
    /// Bytes so far.
    len: usize,
}

impl Pieces {
    /// Adds characters. Marks that only say where a word may be divided are left out.
    pub(in crate::read) fn push(&mut self, text: &str, style: Style) {
        let kept: String = text
            .chars()
            .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{fffc}'))
            .map(|c| match c {
                '\u{2011}' => '-',
                '\n' | '\r' => ' ',
                c => c,
            })
            .collect();
        if kept.is_empty() {
            return;
        }
        self.len += kept.len();
        if self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
        if let Some(line) = self.lines.last_mut() {
            match line.last_mut() {
                // Word cuts a word in two wherever somebody once edited it.
                Some((before, same)) if *same == style => before.push_str(&kept),
                _ => line.push((kept, style)),
            }
        }
    }

    /// A soft line break.
    pub(in crate::read) fn line_break(&mut self) {
        if self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
        self.lines.push(Vec::new());
    }

    /// Does it end with a word of three letters, or with a mark after a word?
    pub(in crate::read) fn ends_a_word(&self) -> bool {
        let Some((text, _)) = self.lines.last().and_then(|line| line.last()) else {
            return false;
        };
        let mut back = text.chars().rev();
        match back.next() {
            Some(c) if c.is_alphabetic() => back.take(2).filter(|c| c.is_alphabetic()).count() == 2,
            Some(c) => !c.is_whitespace() && !c.is_numeric(),
            None => false,
        }
    }

    pub(in crate::read) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Puts the pieces of another paragraph before these.
    pub(in crate::read) fn after(self, mut before: Pieces) -> Pieces {
        let mut lines = self.lines.into_iter();
        for (text, style) in lines.next().into_iter().flatten() {
            before.push(&text, style);
        }
        before.lines.extend(lines);
        before.len += self.len;
        before
    }

    /// All of it in one line.
    pub(in crate::read) fn joined(self) -> Vec<(String, Style)> {
        let mut all: Vec<(String, Style)> = Vec::new();
        for line in self.lines {
            if !line.is_empty() && !all.is_empty() {
                all.push((" ".to_owned(), Style::default()));
            }
            all.extend(line);
        }
        all
    }

    /// The lines, those put together that are one paragraph.
    pub(in crate::read) fn blocks(self) -> Vec<Vec<(String, Style)>> {
        let mut blocks: Vec<Vec<(String, Style)>> = Vec::new();
        let mut before: Option<Line> = None;
        for line in self.lines {
            let now = Line::of(&line);
            if now.text.trim().is_empty() {
                before = None;
                continue;
            }
            match (&before, blocks.last_mut()) {
                (Some(before), Some(block)) if !now.is_apart_from(before) => {
                    block.push((" ".to_owned(), Style::default()));
                    block.extend(line);
                }
                _ => blocks.push(line),
            }
            before = Some(now);
        }
        blocks
    }
}

/// The paragraphs that one paragraph of a word processor is.
pub(in crate::read) fn shaped(
    pieces: Pieces,
    role: Role,
    mark: Option<Mark>,
    region: Region,
) -> Vec<Para> {
    if pieces.is_empty() {
        return Vec::new();
    }
    let para = |kind, pieces| Para {
        kind,
        pieces,
        region,
        speaker: None,
        title: role == Role::Title,
    };
    let mut kind = match role {
        Role::Title => BlockKind::Heading(1),
        Role::Heading(level) => BlockKind::Heading(level),
        Role::Quote => BlockKind::Quote(1),
        Role::Body | Role::Contents | Role::Caption => BlockKind::Paragraph,
    };
    let mut label = None;
    match mark {
        Some(Mark::Words(words)) => label = Some((format!("{words} "), Style::default())),
        Some(Mark::Bullet) if kind == BlockKind::Paragraph => kind = BlockKind::ListItem(None),
        Some(Mark::Number(n)) if kind == BlockKind::Paragraph => {
            kind = BlockKind::ListItem(Some(n));
        }
        _ => {}
    }
    if matches!(kind, BlockKind::Heading(_)) {
        let pieces = label.into_iter().chain(pieces.joined()).collect();
        return vec![para(kind, pieces)];
    }
    let mut all = Vec::new();
    for line in pieces.blocks() {
        let pieces = label.take().into_iter().chain(line).collect();
        all.push(para(kind, pieces));
        if matches!(kind, BlockKind::ListItem(_)) {
            kind = BlockKind::Paragraph;
        }
    }
    all
}

/// A line as it looks.
struct Line {
    text: String,
    bold: bool,
    italic: bool,
}

impl Line {
    fn of(pieces: &[(String, Style)]) -> Line {
        let mut words = pieces
            .iter()
            .filter(|(text, _)| text.contains(char::is_alphanumeric));
        let all = |look: fn(&Style) -> bool| {
            let mut words = pieces
                .iter()
                .filter(|(text, _)| text.contains(char::is_alphanumeric));
            words.all(|(_, style)| look(style))
        };
        let any = words.next().is_some();
        Line {
            text: pieces.iter().map(|(text, _)| text.as_str()).collect(),
            bold: any && all(|style| style.bold),
            italic: any && all(|style| style.italic),
        }
    }

    fn is_apart_from(&self, before: &Line) -> bool {
        let label = before.text.trim_end().ends_with([':', '：'])
            && before.text.chars().take(LABEL + 1).count() <= LABEL;
        if begins_turn(self.text.trim(), before.text.trim()) {
            return true;
        }
        let dressed = self.bold != before.bold || self.italic != before.italic;
        !label && (dressed || ends_sentence(&before.text))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let mut pieces = Pieces::default();
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                pieces.line_break();
            }
            for (at, part) in line.split('*').enumerate() {
                let bold = at % 2 == 1;
                pieces.push(
                    part,
                    Style {
                        bold,
                        ..Style::default()
                    },
                );
            }
        }
        let blocks = pieces.blocks();
        let text = |b: &Vec<(String, Style)>| b.iter().map(|(t, _)| t.as_str()).collect();
        blocks.iter().map(text).collect()
    }

    #[test]
    fn lines_that_begin_a_turn_are_blocks() {
        for (text, expected) in [
            ("ANNA: Why?\nBEN: So.", vec!["ANNA: Why?", "BEN: So."]),
            (
                "*Why did you go*\nI had to",
                vec!["Why did you go", "I had to"],
            ),
            ("*Why?* \n I had to", vec!["Why? ", " I had to"]),
            ("Why?\nI had to.", vec!["Why?", "I had to."]),
            (
                "one line that\ngoes on here",
                vec!["one line that goes on here"],
            ),
            ("one\n\ntwo", vec!["one", "two"]),
            ("Anna Berg:\nSo it was.", vec!["Anna Berg: So it was."]),
            ("*Anna:*\nSo it was.", vec!["Anna: So it was."]),
            ("*Anna:*\n*Ben:* So.", vec!["Anna:", "Ben: So."]),
            ("– Et après ?\n– Rien.", vec!["– Et après ?", "– Rien."]),
            (
                "soft\u{ad}hyphen non\u{2011}breaking",
                vec!["softhyphen non-breaking"],
            ),
            ("\n\n", vec![]),
        ] {
            assert_eq!(lines(text), expected, "{text:?}");
        }
    }
}
