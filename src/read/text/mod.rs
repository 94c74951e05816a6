//! Plain text to blocks: paragraphs as a person sees them, however the lines were broken, and
//! without what belongs to the paper: line numbers, page numbers, the heads of pages.
//!
//! Every step takes something off the lines and leaves the others where they stand, so that a
//! paragraph may have words from both sides of a page break. What is in no run in the end is
//! markup. A transcript of a court is the same, only more so: it is read here too, since the
//! numbers may begin far below a title page.

mod line;
mod numbered;
mod pages;
mod quoted;
mod wrapped;

use super::{
    Block, BlockKind, Document, Limits, RawFile, Region, Run, Style, encoding, gaps,
    too_many_blocks,
};
use crate::diag::{Diagnostics, Source, Span};
use line::{Line, is_unseen};
use wrapped::Setting;

/// Plain text is what nothing else is; it is never recognised, only fallen back to.
pub(super) fn sniff(_head: &[u8]) -> bool {
    false
}

/// A transcript of a court is known by its numbered lines, whatever the file is called.
pub(super) fn sniff_deposition(head: &[u8]) -> bool {
    numbered::sniff(&line::lines(&encoding::peek(head)))
}

/// Reads plain text; `None` only after an error was pushed.
pub(super) fn read(file: &RawFile, limits: &Limits, diags: &mut Diagnostics) -> Option<Document> {
    let source = encoding::decode(file, limits, diags)?;
    let Some((blocks, format)) = lay_out(source.text(), false, limits) else {
        too_many_blocks(&source, limits, diags);
        return None;
    };
    Some(document(source, blocks, format))
}

fn document(source: Source, blocks: Vec<Block>, format: &'static str) -> Document {
    let markup = gaps(source.text(), &blocks, None);
    Document {
        source,
        format,
        title: None,
        front: None,
        compiled: false,
        blocks,
        markup,
    }
}

/// The blocks of a text, and what it is called; `None` if there are more than the limit. In a
/// mail every `>` at the start of a line quotes.
pub(super) fn lay_out(
    text: &str,
    mail: bool,
    limits: &Limits,
) -> Option<(Vec<Block>, &'static str)> {
    let mut lines = line::lines(text);
    let numbered = numbered::strip(&mut lines);
    pages::strip(&mut lines);
    quoted::mark(&mut lines, mail);
    let setting = Setting::learn(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Vec<Line<'_>> = Vec::new();
    for line in lines {
        if let [first, ..] = open.as_slice()
            && let Some(before) = open.last()
            && !setting.continues(first, before, &line)
        {
            close(text, &mut open, &setting, &mut blocks);
            if blocks.len() > limits.blocks {
                return None;
            }
        }
        open.push(line);
    }
    close(text, &mut open, &setting, &mut blocks);
    quoted::attributions(&mut blocks);
    (blocks.len() <= limits.blocks)
        .then_some((blocks, if numbered { "deposition" } else { "text" }))
}

/// The lines of a paragraph as a block; as two, if a name stands in a column beside the words.
fn close(text: &str, lines: &mut Vec<Line<'_>>, setting: &Setting, blocks: &mut Vec<Block>) {
    let column = lines.first().and_then(|l| setting.column(l.text));
    let mut speaker = None;
    if let (Some((end, letter)), Some(first)) = (column, lines.first_mut()) {
        let mut name = first.clone();
        name.text = &name.text[..end];
        first.cut(end);
        if letter {
            // `Q` with nothing but room after it is a label by its place on the paper alone,
            // which no later pass can see.
            speaker = Some(name.text.to_owned());
        } else {
            blocks.extend(block(text, &[name]));
        }
    }
    if let Some(mut block) = block(text, lines) {
        block.speaker = speaker;
        blocks.push(block);
    }
    lines.clear();
}

/// A run for each line, and one for each line end between two.
fn block(text: &str, lines: &[Line<'_>]) -> Option<Block> {
    let (first, last) = (lines.first()?, lines.last()?);
    let mut runs: Vec<Run> = Vec::with_capacity(lines.len() * 2);
    let mut before: Option<&Line<'_>> = None;
    for line in lines {
        if let Some(before) = before {
            let end = before.start + before.text.len();
            let ideograph = |c: Option<char>| c.is_some_and(wrapped::is_ideograph);
            let glued =
                ideograph(before.text.chars().next_back()) && ideograph(line.text.chars().next());
            // Only the first blank of what lies between the lines: there may be a page number
            // in the rest.
            let between = text[end..line.start].char_indices();
            let blank = between.into_iter().find(|(_, c)| c.is_whitespace());
            if let Some((at, c)) = blank.filter(|_| !glued) {
                runs.push(run(" ", end + at, end + at + c.len_utf8()));
            }
        }
        words(line, &mut runs);
        before = Some(line);
    }
    Some(Block {
        kind: match first.depth {
            0 => BlockKind::Paragraph,
            depth => BlockKind::Quote(depth),
        },
        runs,
        span: Span::new(first.start, last.start + last.text.len()),
        line: first.number,
        speaker: None,
        time: None,
        region: Region::Main,
    })
}

/// The words of a line, without the signs that nobody sees: they would part a name from itself.
/// A soft hyphen at the end of a line is one that was seen there.
fn words(line: &Line<'_>, runs: &mut Vec<Run>) {
    let unseen = |(at, c): (usize, char)| {
        let soft = c == '\u{ad}' && at + c.len_utf8() < line.text.len();
        (soft || is_unseen(c)).then_some((at, at + c.len_utf8()))
    };
    let mut from = 0;
    let ends = line.text.char_indices().filter_map(unseen);
    for (start, end) in ends.chain([(line.text.len(), line.text.len())]) {
        if from < start {
            let text = &line.text[from..start];
            runs.push(run(text, line.start + from, line.start + start));
        }
        from = end;
    }
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

    #[test]
    fn zz_show() {
        let Ok(path) = std::env::var("SHOW") else {
            return;
        };
        for path in path.split(' ') {
            let file = RawFile {
                path: path.into(),
                bytes: std::fs::read(path).unwrap(),
            };
            let mut diags = Diagnostics::new();
            let document = super::super::read(&file, &Limits::default(), &mut diags).unwrap();
            println!("== {} {:?}", document.format, document.title);
            for b in &document.blocks {
                println!(
                    "{} {:?} {:?} {:?} {}",
                    b.line,
                    b.kind,
                    b.region,
                    b.speaker,
                    b.text()
                );
            }
            let m: Vec<&str> = document
                .markup
                .iter()
                .map(|s| document.source.slice(*s))
                .collect();
            println!("MARKUP {m:?}");
        }
    }
}
