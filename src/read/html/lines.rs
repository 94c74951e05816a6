//! The lines of a paragraph, as `<br>` or `<pre>` divides them, to paragraphs.
//!
//! Two breaks are a paragraph. One break may be a line of verse, a wrapped line of a transcript
//! from before style sheets, or the end of a turn: the same question that plain text asks, and so
//! it is asked with the same function. What text cannot show is a change of style: a bold line
//! above a plain one is a question above an answer.

use super::super::{BlockKind, Run, Style, lines::ends_sentence, text};
use super::setting::{Below, Line, Raw};
use crate::diag::Span;

/// So many lines must have been broken by hand before their width says anything.
const WRAPPED: usize = 8;

/// How wide the lines of a page were set by hand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Widths {
    /// With `<br>`.
    br: Option<usize>,
    /// In `<pre>`.
    pre: Option<usize>,
}

/// Measures the lines of all paragraphs.
pub(super) fn widths(raws: &[Raw]) -> Widths {
    let followed = |pre: bool| -> Vec<String> {
        let raws = raws.iter().filter(|raw| raw.pre == pre);
        let pairs = raws.flat_map(|raw| raw.lines.windows(2));
        let pairs = pairs.filter(|pair| pair[1].breaks == 1);
        pairs.map(|pair| pair[0].text()).collect()
    };
    let br = followed(false);
    let widest = text::widest(br.iter().map(String::as_str));
    // A wrapped page has full lines; lines of which few are nearly as wide as the widest were
    // broken where something ended.
    let full = widest.is_some_and(|widest| {
        let full = |line: &&String| line.chars().count() * 5 > widest * 4;
        br.len() >= WRAPPED && br.iter().filter(full).count() * 2 > br.len()
    });
    Widths {
        br: if full { widest } else { Some(1) },
        pre: text::widest(followed(true).iter().map(String::as_str)),
    }
}

/// The paragraphs of a paragraph: each a list of runs, a space between its lines, and what stands
/// right before it.
pub(super) fn divide(
    kind: BlockKind,
    pre: bool,
    lines: Vec<Line>,
    widths: Widths,
) -> Vec<(Below, Vec<Run>)> {
    let width = if pre { widths.pre } else { widths.br };
    let mut all: Vec<(Below, Vec<Run>)> = Vec::new();
    let mut before: Option<(String, Dress)> = None;
    for line in lines {
        let words = line.text();
        let dress = Dress::of(&line.runs);
        let joined = before.as_ref().is_some_and(|(text, dressed)| {
            let heading = matches!(kind, BlockKind::Heading(_));
            heading
                || (line.breaks < 2
                    && text::continues(text, &words, width)
                    && !dressed.ends_before(&dress, text))
        });
        before = Some((words, dress));
        match all.last_mut().filter(|_| joined) {
            Some((_, runs)) => {
                if let (Some(last), Some(next)) = (runs.last(), line.runs.first()) {
                    runs.push(Run {
                        text: " ".into(),
                        span: Span::new(last.span.end, next.span.start),
                        style: Style::default(),
                    });
                }
                runs.extend(line.runs);
            }
            None => all.push((line.below, line.runs)),
        }
    }
    all
}

/// Longest caption in italics, and in no dress of its own, in words.
const CAPTION: (usize, usize) = (30, 16);

/// Does a paragraph right below an image say what it shows? Many pages have no other mark for it.
///
/// In the same element as its image it is one if it is in italics, or is no sentence: the answer
/// beside a portrait ends with a full stop, and a question is bold. In a paragraph of its own it
/// must be both, since a question in italics may follow on a picture.
pub(super) fn is_caption(kind: BlockKind, below: Below, runs: &[Run]) -> bool {
    if below == Below::Words || !matches!(kind, BlockKind::Paragraph | BlockKind::ListItem(_)) {
        return false;
    }
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let text = text.trim();
    let words = text.split_whitespace().count();
    let said = text.ends_with(['?', '？', ':', '：'])
        || text.starts_with(['-', '–', '—', '―', '>'])
        || text.starts_with(char::is_lowercase)
        || text
            .char_indices()
            .take(40)
            .any(|(_, c)| matches!(c, ':' | '：'));
    let dress = Dress::of(runs);
    let stops = ends_sentence(text);
    let plain = !dress.bold && !dress.all_italic;
    let inside = below == Below::ImageInside;
    let italic = dress.all_italic && !dress.all_bold && words <= CAPTION.0 && (inside || !stops);
    !said && (italic || (plain && inside && !stops && words <= CAPTION.1))
}

/// The dress of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Dress {
    all_bold: bool,
    all_italic: bool,
    /// Its first words.
    bold: bool,
    italic: bool,
}

impl Dress {
    fn of(runs: &[Run]) -> Dress {
        let words = || {
            runs.iter()
                .filter(|r| r.text.contains(char::is_alphanumeric))
        };
        let first = words().next().map(|run| run.style).unwrap_or_default();
        Dress {
            all_bold: first.bold && words().all(|run| run.style.bold),
            all_italic: first.italic && words().all(|run| run.style.italic),
            bold: first.bold,
            italic: first.italic,
        }
    }

    /// Does a paragraph end between this line and the next one, by their looks?
    fn ends_before(&self, next: &Dress, text: &str) -> bool {
        let label = text.ends_with([':', '：']);
        let question = (self.all_bold && !next.bold) || (self.all_italic && !next.italic);
        let answered = (next.bold && !self.bold) || (next.all_italic && !self.italic);
        (question && !label) || (answered && ends_sentence(text))
    }
}
