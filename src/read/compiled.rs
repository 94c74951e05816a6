//! Saved scripts (Markdown whose front matter begins `duologue: 1`) to blocks: a line each, raw.
//!
//! Nothing is interpreted here, not even emphasis: what a saved script means is decided in one
//! place, `script::saved`, so that saving, reading and saving again gives the same bytes.

use super::{
    Block, BlockKind, Document, Limits, RawFile, Region, Run, Style, encoding, front, gaps,
    too_many_blocks,
};
use crate::diag::{Diagnostics, Source, Span};

/// The key that makes a Markdown file a saved script.
const KEY: &str = "duologue";

/// Does our key stand in the front matter?
///
/// It is written as the first one, but is found anywhere and in any case: whoever sorted the keys
/// must not hear the directions read aloud, and no other program's front matter has it.
///
/// If the fence above it was lost it must be the page's first words, with a number: then no
/// interview was meant, and `script::saved` tells what is missing.
pub(super) fn sniff(head: &[u8]) -> bool {
    let text = encoding::peek(head);
    let mut lines = text.lines().map(str::trim_end).peekable();
    if lines.next_if_eq(&"---").is_some() {
        return lines
            .take_while(|line| !matches!(*line, "---" | "..."))
            .filter_map(|line| line.split_once(':'))
            .any(|(key, _)| key.trim_end().eq_ignore_ascii_case(KEY));
    }
    let blank = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—');
    lines
        .find(|line| !line.chars().all(blank))
        .and_then(|line| line.split_once(':'))
        .is_some_and(|(key, value)| {
            key.trim_end().eq_ignore_ascii_case(KEY) && value.trim().parse::<u32>().is_ok()
        })
}

/// Reads a saved script; `None` only after an error was pushed.
///
/// A front matter that never ends and a version that nobody knows are no errors here:
/// `script::saved` tells them together with everything else that is wrong in the file.
pub(super) fn read(file: &RawFile, limits: &Limits, diags: &mut Diagnostics) -> Option<Document> {
    let source = encoding::decode(file, limits, diags)?;
    let front = front::find(source.text());
    let body = front.map_or(0, |front| front.end);
    let inside = front.map(|front| front.inside);
    let blocks = blocks(&source, body, limits, diags)?;
    let markup = gaps(source.text(), &blocks, inside);
    let title = inside.and_then(|inside| front::value(source.slice(inside), "title"));
    Some(Document {
        title: title.map(str::to_owned),
        source,
        format: "script",
        front: inside,
        language: None,
        compiled: true,
        blocks,
        markup,
    })
}

/// A block for each line from `start` that is not blank.
fn blocks(
    source: &Source,
    start: usize,
    limits: &Limits,
    diags: &mut Diagnostics,
) -> Option<Vec<Block>> {
    let mut blocks = Vec::new();
    let mut at = start;
    let first = source.line(start);
    for (index, line) in source.text()[start..].split_inclusive('\n').enumerate() {
        let bare = line.trim();
        if !bare.is_empty() {
            let from = at + (line.len() - line.trim_start().len());
            let span = Span::new(from, from + bare.len());
            blocks.push(Block {
                kind: BlockKind::Paragraph,
                runs: vec![Run {
                    text: bare.to_owned(),
                    span,
                    style: Style::default(),
                }],
                span,
                line: first + index,
                speaker: None,
                time: None,
                region: Region::Main,
                language: None,
            });
        }
        if blocks.len() > limits.blocks {
            too_many_blocks(source, limits, diags);
            return None;
        }
        at += line.len();
    }
    Some(blocks)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn file(text: &str) -> RawFile {
        RawFile {
            path: "x.md".into(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    #[test]
    fn lines_stay_raw_and_keep_their_numbers() {
        let text =
            "---\nduologue: 1\ntitle: T\n---\n\n# One *two*\n\n**Anna:** Hello\\*. {pause: 1s}\n";
        let mut diags = Diagnostics::new();
        let document = read(&file(text), &Limits::default(), &mut diags).unwrap();
        assert!(document.compiled && diags.is_empty());
        assert_eq!(document.title.as_deref(), Some("T"));
        let lines = document.blocks.iter();
        let lines: Vec<_> = lines.map(|b| format!("{} {}", b.line, b.text())).collect();
        assert_eq!(
            lines,
            ["6 # One *two*", "8 **Anna:** Hello\\*. {pause: 1s}"]
        );
        let front = document.front.unwrap();
        assert_eq!(document.source.slice(front), "duologue: 1\ntitle: T\n");
    }

    #[test]
    fn only_our_key_makes_a_saved_script() {
        assert!(sniff(b"---\r\nduologue: 1\r\n"));
        assert!(sniff(b"\xef\xbb\xbf---\nduologue: 1\n"));
        assert!(sniff(b"---\n# mine\ntitle: T\nDuologue : 1\n---\n"));
        // Its first fence was lost, or became a dash.
        assert!(sniff(b"duologue: 1\ntitle: T\n---\n"));
        assert!(sniff("\n—\r\nDuologue: 1\r\n".as_bytes()));
        assert!(sniff(b"\n---\nduologue: 1\n---\n"));
        for other in [
            "---\ntitle: duologue: 1\n",
            "---\ntitle: T\n---\nduologue: 1\n",
            "---\nshow:\n  duologue: 1\n",
            "duologue: what is it?\n",
            "Duologue: 1 is the number.\n",
            "Hello.\nduologue: 1\n",
            "---\n",
            "",
        ] {
            assert!(!sniff(other.as_bytes()), "{other:?}");
        }
    }

    /// They are errors, but whoever knows the form tells them, with all others of the file.
    #[test]
    fn a_later_version_and_an_open_fence_are_read_on() {
        for (text, lines) in [
            ("---\nduologue: 2\n---\nX\n", vec!["4 X"]),
            (
                "---\nduologue: 1\n\nX\n",
                vec!["1 ---", "2 duologue: 1", "4 X"],
            ),
        ] {
            let mut diags = Diagnostics::new();
            let document = read(&file(text), &Limits::default(), &mut diags).unwrap();
            assert!(document.compiled && diags.is_empty());
            let blocks = document.blocks.iter();
            let found: Vec<_> = blocks.map(|b| format!("{} {}", b.line, b.text())).collect();
            assert_eq!(found, lines);
        }
    }
}
