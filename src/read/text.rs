//! Plain text to blocks: paragraphs as a person sees them, however the lines were broken.
//!
//! Blank lines divide paragraphs. Inside a piece without blank lines, either every line is a
//! paragraph (lines longer than any hard wrap) or lines were wrapped by hand and are joined with
//! a space. Which of the two is asked once for the whole file: a single piece may be too short to
//! tell.

use super::lines::{begins_turn, ends_sentence};
use super::{
    Block, BlockKind, Document, Limits, RawFile, Region, Run, Style, clock, encoding,
    too_many_blocks,
};
use crate::diag::{Diagnostics, Source, Span};

/// Lines longer than this were not wrapped by hand: typewriters, mail and editors wrap at 60 to
/// 80 columns, a few at 100.
const WIDEST_WRAP: usize = 110;
/// Where all lines are shorter than this, nothing was wrapped: they are titles, names, verses.
const NARROWEST_WRAP: usize = 55;

/// So many lines that begin with a time make a transcript with times, pasted from a player.
const TIMED: usize = 3;

/// Plain text is what nothing else is; it is never recognised, only fallen back to.
pub(super) fn sniff(_head: &[u8]) -> bool {
    false
}

/// Reads plain text; `None` only after an error was pushed.
pub(super) fn read(file: &RawFile, limits: &Limits, diags: &mut Diagnostics) -> Option<Document> {
    let source = encoding::decode(file, limits, diags)?;
    let lines = lines(source.text());
    let width = wrap_width(&lines);
    let timed = lines.iter().filter(|line| begins_with_time(line.text));
    let timed = timed.take(TIMED).count() == TIMED;
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Vec<Line<'_>> = Vec::new();
    for line in lines {
        let apart = line.text.is_empty()
            || open
                .last()
                .is_some_and(|before| !continues(before.text, line.text, width))
            || (timed && begins_with_time(line.text))
            || (timed && open.last().is_some_and(|l| clock::parse(l.text).is_some()));
        if apart {
            blocks.extend(close(&mut open));
            if blocks.len() > limits.blocks {
                too_many_blocks(&source, limits, diags);
                return None;
            }
        }
        if !line.text.is_empty() {
            open.push(line);
        }
    }
    blocks.extend(close(&mut open));
    Some(document(source, blocks))
}

fn document(source: Source, blocks: Vec<Block>) -> Document {
    Document {
        source,
        format: "text",
        title: None,
        front: None,
        language: None,
        compiled: false,
        blocks,
        markup: Vec::new(),
    }
}

/// A line without the white space around it.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    start: usize,
    /// From 1.
    number: usize,
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    let mut all = Vec::new();
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let bare = line.trim_start();
        all.push(Line {
            text: bare.trim_end(),
            start: at + line.len() - bare.len(),
            number: index + 1,
        });
        at += line.len();
    }
    all
}

/// The column at which the file was wrapped by hand; `None` if each line is a paragraph.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let followed = lines
        .windows(2)
        .filter(|pair| !pair[0].text.is_empty() && !pair[1].text.is_empty());
    widest(followed.map(|pair| pair[0].text))
}

/// The same of those lines that another one follows at once: only they can tell. One long
/// quotation among them must not: they count as wrapped if nine tenths are short enough.
pub(super) fn widest<'a>(followed: impl Iterator<Item = &'a str>) -> Option<usize> {
    let mut widths: Vec<usize> = followed
        .map(|line| line.chars().take(WIDEST_WRAP + 1).count())
        .collect();
    widths.sort_unstable();
    let ninth_tenth = *widths.get(widths.len().checked_sub(1)? * 9 / 10)?;
    let widest = widths.into_iter().rev().find(|w| *w <= WIDEST_WRAP)?;
    (ninth_tenth <= WIDEST_WRAP).then_some(widest)
}

/// Is `line` the same paragraph as the line `before` it? For lines that were wrapped at `width`.
pub(super) fn continues(before: &str, line: &str, width: Option<usize>) -> bool {
    let Some(width) = width else { return false };
    let alone = |line| stands_alone(line) || is_byline(line);
    if begins_turn(line, before) || begins_speech(line, before) || alone(before) || alone(line) {
        return false;
    }
    let first = line.split_whitespace().next().unwrap_or_default();
    let used = before.chars().take(WIDEST_WRAP + 1).count();
    let fits = used + 1 + first.chars().take(WIDEST_WRAP).count() <= width;
    // A wrapped line is full: had the next word fitted, it would stand on it. A shorter one
    // still goes on if its sentence does, unless a capital after it says that it was a title,
    // a byline, a name.
    let full = !fits && width >= NARROWEST_WRAP;
    let label_alone = before.ends_with([':', '：']);
    let nearly_full = used * 5 > width * 4 && width >= NARROWEST_WRAP;
    let unfinished =
        !ends_sentence(before) && (nearly_full || !first.starts_with(char::is_uppercase));
    full || label_alone || unfinished
}

/// `0:05 so we went` and `0:05` alone, as players show transcripts.
fn begins_with_time(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    first.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '[' | '('))
        && clock::parse(first).is_some()
}

/// `– Et après ?`: dialogue with dashes, where the line before has ended.
fn begins_speech(line: &str, before: &str) -> bool {
    line.starts_with(['–', '—']) && ends_sentence(before)
}

/// Single tokens that are no word: image names, addresses, rules of hyphens.
fn stands_alone(line: &str) -> bool {
    !line.contains(char::is_whitespace)
        && (line.contains("://")
            || line.matches(['-', '_']).count() >= 2
            || !line.contains(char::is_alphanumeric))
}

/// `By Anna Berg and Ben Cole`: the word, and then names only.
fn is_byline(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let by = words.next();
    let name = |w: &str| w.starts_with(char::is_uppercase) && !w.ends_with(['.', '?', '!']);
    let mut names = words.take(8).peekable();
    by.is_some_and(|by| matches!(by, "By" | "Von" | "Por" | "Par" | "Di"))
        && names.peek().is_some()
        && names.all(|w| name(w) || matches!(w, "and" | "und" | "y" | "et" | "e" | "&"))
}

/// The lines of a paragraph as a block: a run for each line, and one for each gap between two.
fn close(lines: &mut Vec<Line<'_>>) -> Option<Block> {
    let (first, last) = (*lines.first()?, *lines.last()?);
    let mut runs: Vec<Run> = Vec::with_capacity(lines.len() * 2);
    let mut end = first.start;
    for line in lines.drain(..) {
        if let Some(before) = runs.last() {
            runs.push(run(" ", before.span.end, line.start));
        }
        end = line.start + line.text.len();
        runs.push(run(line.text, line.start, end));
    }
    debug_assert_eq!(end, last.start + last.text.len());
    Some(Block {
        kind: BlockKind::Paragraph,
        runs,
        span: Span::new(first.start, end),
        line: first.number,
        speaker: None,
        time: None,
        region: Region::Main,
        language: None,
    })
}

fn run(text: &str, start: usize, end: usize) -> Run {
    Run {
        text: text.to_owned(),
        span: Span::new(start, end),
        style: Style::default(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<String> {
        let file = RawFile {
            path: "x.txt".into(),
            bytes: text.as_bytes().to_vec(),
        };
        let mut diags = Diagnostics::new();
        let document = read(&file, &Limits::default(), &mut diags).unwrap();
        let lines = document.blocks.iter();
        lines.map(|b| format!("{} {}", b.line, b.text())).collect()
    }

    #[test]
    fn blank_lines_divide_paragraphs() {
        assert_eq!(
            paragraphs("One.\r\n\r\n \t\r\n  Two.\r\n"),
            ["1 One.", "4 Two."]
        );
    }

    #[test]
    fn hard_wraps_are_joined_with_a_space() {
        let text = "The tram went up the hill past the old market where the lamps were\n\
                    still lit, and nobody on it said a word until the last stop came in\n\
                    sight.\n\nBEN: And then\nwe walked.\n";
        assert_eq!(
            paragraphs(text),
            [
                "1 The tram went up the hill past the old market where the lamps were still lit, \
                 and nobody on it said a word until the last stop came in sight.",
                "5 BEN: And then we walked."
            ]
        );
    }

    #[test]
    fn times_of_a_player_begin_lines() {
        assert_eq!(
            paragraphs("0:05\nso we went\n0:07\nup the hill and\n0:09\n>> oh\n"),
            [
                "1 0:05",
                "2 so we went",
                "3 0:07",
                "4 up the hill and",
                "5 0:09",
                "6 >> oh"
            ]
        );
        assert_eq!(
            paragraphs("0:05 so we went\n0:07 up the hill and\ndown\n[0:09] then\n"),
            [
                "1 0:05 so we went",
                "2 0:07 up the hill and down",
                "4 [0:09] then"
            ]
        );
        assert_eq!(
            paragraphs("We left before\n10:30 on that day.\n"),
            ["1 We left before 10:30 on that day."]
        );
    }

    #[test]
    fn long_lines_are_paragraphs_without_blank_lines() {
        let long = "word ".repeat(40);
        let text = format!("{long}\n{long}\nShort.\n{long}\n");
        assert_eq!(paragraphs(&text).len(), 4);
    }

    #[test]
    fn a_label_begins_a_turn_without_a_blank_line() {
        assert_eq!(
            paragraphs("Q: Why?\nA: Because.\nQ: And so?\nA:\nIndeed.\n"),
            ["1 Q: Why?", "2 A: Because.", "3 Q: And so?", "4 A: Indeed."]
        );
    }

    #[test]
    fn a_dash_begins_a_speech_where_a_sentence_has_ended() {
        assert_eq!(
            paragraphs("– Et après ?\n– Rien. Je\n– pardon – dormais.\n– Ah.\n"),
            [
                "1 – Et après ?",
                "2 – Rien. Je – pardon – dormais.",
                "4 – Ah."
            ]
        );
    }

    #[test]
    fn titles_names_and_image_names_stand_alone() {
        let text = "First Light\nBy Anna Berg\nnight-market-tram-02\n\
                    The tram went up the hill past the old market where the lamps\n\
                    were lit.\nSecond paragraph, which begins after a short last line here.\n";
        assert_eq!(
            paragraphs(text),
            [
                "1 First Light",
                "2 By Anna Berg",
                "3 night-market-tram-02",
                "4 The tram went up the hill past the old market where the lamps were lit.",
                "6 Second paragraph, which begins after a short last line here.",
            ]
        );
    }

    #[test]
    fn a_title_and_a_byline_above_long_lines_are_two() {
        let text = format!(
            "The Quiet Machine: A Talk\nBy Anna Berg\n\n{}",
            "word ".repeat(50)
        );
        assert_eq!(paragraphs(&text).len(), 3);
        let text = format!(
            "{text}\n\nANNA: {0}\n{0}",
            "Nine small words make a line of this page.".repeat(2)
        );
        assert_eq!(paragraphs(&text).len(), 4);
    }

    #[test]
    fn too_many_blocks_are_an_error_with_the_limit() {
        let file = RawFile {
            path: "x.txt".into(),
            bytes: b"a\n\nb\n\nc\n\nd".to_vec(),
        };
        let limits = Limits {
            blocks: 2,
            ..Limits::default()
        };
        let mut diags = Diagnostics::new();
        assert!(read(&file, &limits, &mut diags).is_none());
        assert!(diags.iter().next().unwrap().message.contains("limit is 2"));
    }
}
