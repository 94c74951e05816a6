//! Saved scripts (Markdown whose front matter begins `duologue: 1`) to blocks: a line each, raw.
//!
//! Nothing is interpreted here, not even emphasis: what a saved script means is decided in one
//! place, `script::saved`, so that saving, reading and saving again gives the same bytes.

use super::{
    Block, BlockKind, Document, Limits, RawFile, Run, Style, encoding, front, gaps, too_many_blocks,
};
use crate::diag::{Diagnostic, Diagnostics, Source, Span};

/// The key that makes a Markdown file a saved script.
const KEY: &str = "duologue";
/// The version of the form that is written and read.
const VERSION: &str = "1";

/// Does the front matter begin with our key?
pub(super) fn sniff(head: &[u8]) -> bool {
    let text = encoding::peek(head);
    let mut lines = text.lines();
    lines.next().is_some_and(|fence| fence.trim_end() == "---")
        && lines
            .find(|line| !line.trim().is_empty())
            .and_then(|line| line.split_once(':'))
            .is_some_and(|(key, _)| key == KEY)
}

/// Reads a saved script; `None` only after an error was pushed.
pub(super) fn read(file: &RawFile, limits: &Limits, diags: &mut Diagnostics) -> Option<Document> {
    let source = encoding::decode(file, limits, diags)?;
    let Some(front) = front::find(source.text()) else {
        let fence = source.line_span(1);
        diags.push(
            Diagnostic::error(&source, fence, "the front matter is not closed")
                .label("it begins here")
                .hint("end it with a line `---`"),
        );
        return None;
    };
    if !version_is_known(&source, front.inside, diags) {
        return None;
    }
    let blocks = blocks(&source, front.end, limits, diags)?;
    let markup = gaps(source.text(), &blocks, Some(front.inside));
    Some(Document {
        title: front::value(source.slice(front.inside), "title").map(str::to_owned),
        source,
        format: "script",
        front: Some(front.inside),
        compiled: true,
        blocks,
        markup,
    })
}

/// Tells, and is false, if the script was saved in a form that this program does not know.
fn version_is_known(source: &Source, inside: Span, diags: &mut Diagnostics) -> bool {
    let version = front::value(source.slice(inside), KEY).unwrap_or_default();
    if version == VERSION {
        return true;
    }
    let line = source.line(inside.start);
    diags.push(
        Diagnostic::error(
            source,
            source.line_span(line),
            format!("a saved script of version `{version}` cannot be read"),
        )
        .hint(format!("`{KEY}: {VERSION}` is the version known here")),
    );
    false
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
        for other in ["---\ntitle: duologue: 1\n", "duologue: 1\n", "---\n", ""] {
            assert!(!sniff(other.as_bytes()), "{other:?}");
        }
    }

    #[test]
    fn a_later_version_and_an_open_fence_are_told() {
        for (text, told) in [
            (
                "---\nduologue: 2\n---\nX\n",
                "a saved script of version `2` cannot be read",
            ),
            ("---\nduologue: 1\nX\n", "the front matter is not closed"),
        ] {
            let mut diags = Diagnostics::new();
            assert!(read(&file(text), &Limits::default(), &mut diags).is_none());
            assert_eq!(diags.iter().next().unwrap().message, told);
        }
    }
}
