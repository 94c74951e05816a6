//! The lines of a cue to what is shown of them: voices, styles and letters without their tags.
//!
//! Tags follow WebVTT (section 4.2.2); SubRip borrows `<i>` and `<font>` from HTML and `{\an8}`
//! and `\N` from SubStation Alpha. A `<` that opens no tag is a letter like any other.

use super::super::{Run, Style};
use crate::diag::Span;

/// A line of a cue, or the part of one that one voice says.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) runs: Vec<Run>,
    /// Who says it, by its `<v>`.
    pub(super) speaker: Option<String>,
    /// Counts the voices of the cue: the same name twice is two voices.
    pub(super) voice: usize,
    /// Where the line ends in the source; white space or the end of the text stands there.
    pub(super) end: usize,
}

impl Shown {
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// From the first letter to the last, if there is one that can be seen.
    pub(super) fn extent(&self) -> Option<(usize, usize)> {
        let seen = self.runs.iter().any(|run| !run.text.trim().is_empty());
        let (first, last) = (self.runs.first()?, self.runs.last()?);
        seen.then_some((first.span.start, last.span.end))
    }
}

/// What is shown of the lines of a cue.
pub(super) fn shown(text: &str, lines: &[Span]) -> Vec<Shown> {
    let mut cue = Payload::default();
    for line in lines {
        cue.open(line.end);
        cue.line(&text[line.start..line.end], line.start);
    }
    cue.lines
}

/// Where in a cue the reading stands.
#[derive(Default)]
struct Payload {
    lines: Vec<Shown>,
    speaker: Option<String>,
    voice: usize,
    bold: usize,
    italic: usize,
    /// Inside `<rt>`: how a word is pronounced, set small above it.
    ruby: bool,
}

impl Payload {
    fn open(&mut self, end: usize) {
        self.lines.push(Shown {
            runs: Vec::new(),
            speaker: self.speaker.clone(),
            voice: self.voice,
            end,
        });
    }

    fn line(&mut self, line: &str, start: usize) {
        let mut at = 0;
        while let Some(c) = line[at..].chars().next() {
            let rest = &line[at..];
            let special = match c {
                '<' => tag(rest).map(|(inside, len)| {
                    self.tag(inside, start + at, len, start + line.len());
                    len
                }),
                '{' if rest.starts_with("{\\") => rest.find('}').map(|end| end + 1),
                '[' if rest
                    .get(..4)
                    .is_some_and(|br| br.eq_ignore_ascii_case("[br]")) =>
                {
                    self.decoded(" ", start + at, 4);
                    Some(4)
                }
                '\\' if rest.starts_with("\\N") || rest.starts_with("\\h") => {
                    self.decoded(" ", start + at, 2);
                    Some(2)
                }
                '&' => entity(rest).map(|(decoded, len)| {
                    self.decoded(decoded.encode_utf8(&mut [0; 4]), start + at, len);
                    len
                }),
                _ => None,
            };
            at += special.unwrap_or_else(|| {
                self.letter(c, start + at);
                c.len_utf8()
            });
        }
    }

    fn tag(&mut self, inside: &str, at: usize, len: usize, line_end: usize) {
        let (closes, inside) = match inside.strip_prefix('/') {
            Some(inside) => (true, inside),
            None => (false, inside),
        };
        let space = inside.find(char::is_whitespace).unwrap_or(inside.len());
        let (element, annotation) = inside.split_at(space);
        let name = element.split(['.', '/']).next().unwrap_or_default();
        let count = |depth: &mut usize| {
            *depth = if closes {
                depth.saturating_sub(1)
            } else {
                depth.saturating_add(1)
            };
        };
        match name.to_ascii_lowercase().as_str() {
            "v" => {
                let name = decode(annotation.trim());
                self.speaker = (!closes && !name.is_empty()).then_some(name);
                self.voice += 1;
                self.open(line_end);
            }
            "b" | "strong" => count(&mut self.bold),
            "i" | "em" => count(&mut self.italic),
            "rt" => self.ruby = !closes,
            "br" => self.decoded(" ", at, len),
            _ => {}
        }
    }

    fn style(&self) -> Style {
        Style {
            bold: self.bold > 0,
            italic: self.italic > 0,
            ..Style::default()
        }
    }

    fn letter(&mut self, c: char, at: usize) {
        let style = self.style();
        let Some(line) = self.lines.last_mut().filter(|_| !self.ruby) else {
            return;
        };
        let end = at + c.len_utf8();
        match line.runs.last_mut() {
            // A run as long as its span is letter for letter; a decoded one never is.
            Some(run)
                if run.span.end == at && run.style == style && run.text.len() == run.span.len() =>
            {
                run.text.push(c);
                run.span.end = end;
            }
            _ => line.runs.push(Run {
                text: c.to_string(),
                span: Span::new(at, end),
                style,
            }),
        }
    }

    fn decoded(&mut self, text: &str, at: usize, len: usize) {
        let style = self.style();
        if let Some(line) = self.lines.last_mut().filter(|_| !self.ruby) {
            line.runs.push(Run {
                text: text.to_owned(),
                span: Span::new(at, at + len),
                style,
            });
        }
    }
}

/// Longest tag in bytes: a name with its classes.
const TAG: usize = 300;

/// The tag at the start of a text, and its length; only what looks like one.
fn tag(text: &str) -> Option<(&str, usize)> {
    let end = text.bytes().take(TAG).position(|b| b == b'>')?;
    let inside = &text[1..end];
    let begins = |c: char| c.is_ascii_alphanumeric() || c == '/';
    // `<` inside: the first of them was a letter.
    (inside.starts_with(begins) && !inside.contains('<')).then_some((inside, end + 1))
}

/// The character of the entity at the start of a text, and the entity's length.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let name = &text[1..end];
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "lrm" => '\u{200e}',
        "rlm" => '\u{200f}',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((c, end + 1))
}

/// A name with its entities decoded.
fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let (c, len) = entity(&text[at..])
            .filter(|_| c == '&')
            .unwrap_or((c, c.len_utf8()));
        decoded.push(c);
        at += len;
    }
    decoded
}
