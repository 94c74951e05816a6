//! The bytes of a file to a [`Document`]: what was on the page, with no opinion about it.
//!
//! A new input is one new file here and one row in [`INPUTS`]. A reader keeps what the format
//! itself says (styles, headings, a VTT speaker) and judges nothing: who speaks is found by
//! `script`, from the same blocks whatever the carrier was.

pub(crate) mod address;
mod archive;
mod chat;
mod clock;
mod columns;
mod compiled;
mod csv;
mod cues;
mod docx;
mod email;
mod encoding;
mod epub;
mod flat;
mod fountain;
pub(crate) mod front;
mod habit;
mod html;
mod json;
mod limits;
mod lines;
mod load;
mod markdown;
mod marked;
mod mediawiki;
mod table;
mod text;
mod xml;

pub(crate) use clock::in_words as time_in_words;
pub use encoding::decode;
pub use habit::Habit;
pub use limits::Limits;
pub use load::{ReadError, load};

use limits::too_many_blocks;

use crate::diag::{Diagnostics, Source, Span};
use std::path::PathBuf;

/// Reads a file with the row of [`INPUTS`] that it fits; `None` only after an error was pushed.
///
/// What a file looks like outranks what it is called: a saved script that was renamed to `.txt`
/// must not be read aloud with its asterisks.
#[must_use]
pub fn read(file: &RawFile, limits: &Limits, diags: &mut Diagnostics) -> Option<Document> {
    let head = &file.bytes[..file.bytes.len().min(SNIFFED)];
    let extension = file
        .path
        .extension()
        .map(|e| e.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let row = INPUTS
        .iter()
        .find(|row| (row.sniff)(head))
        .or_else(|| {
            INPUTS
                .iter()
                .find(|row| row.extensions.contains(&extension.as_str()))
        })
        .unwrap_or(&TEXT);
    let document = (row.read)(file, limits, diags)?;
    limits::fits(&document, limits, diags).then_some(document)
}

/// How many bytes of a file `sniff` sees.
const SNIFFED: usize = 4096;

/// A file as it came from the disk.
#[derive(Debug, Clone)]
pub struct RawFile {
    /// The name under which the user knows it.
    pub path: PathBuf,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// A row of [`INPUTS`].
#[derive(Clone, Copy)]
pub struct InputRow {
    /// Name of the format, as it is shown.
    pub name: &'static str,
    /// File extensions that suggest it, lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// What a text of this format looks like; all that may be concluded from the format itself.
    pub habit: Habit,
    /// Does it look like this, whatever it is called? Sees the first 4 KiB.
    pub sniff: fn(&[u8]) -> bool,
    /// Reads it; `None` only after an error was pushed.
    pub read: fn(&RawFile, &Limits, &mut Diagnostics) -> Option<Document>,
}

/// Every input there is; the first whose `sniff` says yes reads, else the first by extension,
/// else plain text.
pub const INPUTS: &[InputRow] = &[
    InputRow {
        name: "script",
        habit: Habit::Marked,
        extensions: &[],
        sniff: compiled::sniff,
        read: compiled::read,
    },
    InputRow {
        name: "docx",
        habit: Habit::Marked,
        extensions: &["docx", "docm", "dotx"],
        sniff: docx::sniff,
        read: docx::read,
    },
    InputRow {
        name: "epub",
        habit: Habit::Marked,
        extensions: &["epub"],
        sniff: epub::sniff,
        read: epub::read,
    },
    InputRow {
        name: "html",
        habit: Habit::Marked,
        extensions: &["html", "htm", "xhtml"],
        sniff: html::sniff,
        read: html::read,
    },
    InputRow {
        name: "vtt",
        habit: Habit::Marked,
        extensions: &["vtt", "webvtt"],
        sniff: cues::sniff_vtt,
        read: cues::read_vtt,
    },
    InputRow {
        name: "srt",
        habit: Habit::Marked,
        extensions: &["srt", "sbv"],
        sniff: cues::sniff_srt,
        read: cues::read_srt,
    },
    InputRow {
        name: "json",
        habit: Habit::Marked,
        extensions: &["json", "jsonl", "ndjson"],
        sniff: json::sniff,
        read: json::read,
    },
    InputRow {
        name: "fountain",
        habit: Habit::Staged,
        extensions: &["fountain", "spmd"],
        sniff: fountain::sniff,
        read: fountain::read,
    },
    InputRow {
        name: "email",
        habit: Habit::Marked,
        extensions: &["eml"],
        sniff: email::sniff,
        read: email::read,
    },
    InputRow {
        name: "mediawiki",
        habit: Habit::Marked,
        extensions: &["wiki", "mediawiki"],
        sniff: mediawiki::sniff,
        read: mediawiki::read,
    },
    InputRow {
        name: "chat",
        habit: Habit::Marked,
        extensions: &[],
        sniff: chat::sniff,
        read: chat::read,
    },
    InputRow {
        name: "deposition",
        habit: Habit::Court,
        extensions: &[],
        sniff: text::sniff_deposition,
        read: text::read,
    },
    InputRow {
        name: "csv",
        habit: Habit::Marked,
        extensions: &["csv", "tsv", "tab"],
        sniff: csv::sniff,
        read: csv::read,
    },
    InputRow {
        name: "markdown",
        habit: Habit::Marked,
        extensions: &["md", "markdown", "mdown", "mkd"],
        sniff: markdown::sniff,
        read: markdown::read,
    },
    TEXT,
];

/// The row that takes whatever no other row takes.
const TEXT: InputRow = InputRow {
    name: "text",
    habit: Habit::Plain,
    extensions: &["txt", "text"],
    sniff: text::sniff,
    read: text::read,
};

/// What was on the page.
///
/// Every byte of the source lies in exactly one run, or in `markup`, or is white space.
#[derive(Debug, Clone)]
pub struct Document {
    /// The text, as decoded.
    pub source: Source,
    /// Name of the row that read it.
    pub format: &'static str,
    /// What the format itself says the title is (front matter, `<title>`).
    pub title: Option<String>,
    /// The language as the format itself names it: a BCP 47 tag, not checked (`<html lang>`).
    pub language: Option<String>,
    /// Front matter, without its fences.
    pub front: Option<Span>,
    /// Was this compiled before, and perhaps corrected by a person? (`duologue: 1` in the front
    /// matter.) Then nothing in it is guessed; it holds one block for each line that is not blank.
    pub compiled: bool,
    /// In the order of the page.
    pub blocks: Vec<Block>,
    /// Bytes that are format and not text: asterisks, link targets, comments.
    pub markup: Vec<Span>,
}

/// One piece of the page.
#[derive(Debug, Clone)]
pub struct Block {
    /// What the format says it is.
    pub kind: BlockKind,
    /// Its text, in pieces of one style.
    pub runs: Vec<Run>,
    /// All of it, markup included.
    pub span: Span,
    /// The line in the source at which it begins, from 1.
    pub line: usize,
    /// Who speaks, if the format itself says so.
    pub speaker: Option<String>,
    /// When it is heard in a recording, in milliseconds, if the format itself says so.
    pub time: Option<(u64, u64)>,
    /// The part of the page in which it stands, if the format itself says so.
    pub region: Region,
    /// Its language, if the format itself says that it is not the document's: a BCP 47 tag, not
    /// checked.
    pub language: Option<String>,
}

impl Block {
    /// Its text without any style; the runs are joined as they stand.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// The part of a page in which a block stands, as the format itself says: by an element, a role
/// or a class of a web page, by the kind of paragraph in a book. What to make of it is for
/// `script` to decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Region {
    /// The text itself, or a format that knows no regions.
    #[default]
    Main,
    /// Menus, bread crumbs, lists of other pages.
    Navigation,
    /// What stands beside the text: related stories, boxes, advertisements.
    Aside,
    /// The head of the page: its name, its logo, a byline under the title.
    Header,
    /// The foot of the page: imprint, rights, other people's pages.
    Footer,
    /// What belongs to a picture, a film or a table.
    Caption,
    /// A sentence of the text set again to catch the eye.
    PullQuote,
    /// Buttons, fields, consent to cookies, subscriptions.
    Control,
    /// What readers wrote below.
    Comments,
    /// A footnote or an endnote.
    Note,
    /// Source code and its output, mathematics.
    Code,
}

/// What the format says a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list; the number if it is numbered.
    ListItem(Option<u64>),
    /// A block quote, of this depth.
    Quote(u8),
    /// A timed cue.
    Cue,
    /// A row of a table; its runs are its cells.
    Row,
    /// A thematic break.
    Rule,
}

/// A piece of text in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// As it is shown: entities decoded, line ends inside a paragraph turned into one space.
    pub text: String,
    /// Where it stands in the source. As long as `text` when nothing was decoded.
    pub span: Span,
    /// How it looks.
    pub style: Style,
}

/// How a run looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// Bold, strong.
    pub bold: bool,
    /// Italic, emphasis.
    pub italic: bool,
    /// The text of a link.
    pub link: bool,
    /// The text that stands for an image.
    pub image: bool,
    /// Set above the line: the mark of a footnote, an ordinal.
    pub superscript: bool,
}

/// The pieces of `text` that lie in no run of `blocks` and not in `front`: the markup. Divided at
/// line ends, without the white space around them. The runs must be in the order of the text.
fn gaps(text: &str, blocks: &[Block], front: Option<Span>) -> Vec<Span> {
    let runs = blocks.iter().flat_map(|b| b.runs.iter().map(|r| r.span));
    let mut markup = Vec::new();
    let mut at = 0;
    for span in front.into_iter().chain(runs).chain([Span::at(text.len())]) {
        let mut start = at;
        for line in text
            .get(at..span.start)
            .unwrap_or_default()
            .split_inclusive('\n')
        {
            let bare = line.trim();
            if !bare.is_empty() {
                let from = start + (line.len() - line.trim_start().len());
                markup.push(Span::new(from, from + bare.len()));
            }
            start += line.len();
        }
        at = at.max(span.end);
    }
    markup
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_as(name: &str, bytes: &[u8]) -> (Option<Document>, Diagnostics) {
        let file = RawFile {
            path: name.into(),
            bytes: bytes.to_vec(),
        };
        let mut diags = Diagnostics::new();
        let document = read(&file, &Limits::default(), &mut diags);
        (document, diags)
    }

    #[test]
    fn a_paragraph_that_is_too_long_is_told() {
        let text = format!("ANNA: Why?\n\nBEN: {}\n", "so ".repeat(2_000_000));
        let (document, diags) = read_as("x.txt", text.as_bytes());
        assert!(document.is_none());
        let said = diags.iter().next().unwrap();
        assert!(said.message.contains("4 MB") && said.hints.len() == 1);
    }

    #[test]
    fn what_a_file_looks_like_outranks_its_name() {
        for (name, text, format) in [
            ("a.txt", "---\nduologue: 1\n---\n", "script"),
            ("a.md", "---\nduologue: 1\n---\n", "script"),
            ("a.txt", "**Anna:** Why?\n\n**Ben:** So.\n", "markdown"),
            ("a.txt", "---\ntitle: T\n---\nHello.\n", "markdown"),
            ("a.MD", "Hello", "markdown"),
            (
                "a.txt",
                "| Speaker | Text |\n|---|---|\n| A | B |\n",
                "markdown",
            ),
            ("a.md", "WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n", "vtt"),
            ("a.txt", "1\n00:00:01,000 --> 00:00:02,000\nHi\n", "srt"),
            ("a.txt", "[ {\"speaker\": \"A\", \"text\": \"B\"}]", "json"),
            ("a.txt", "[laughs] {\"no\"}", "text"),
            ("a.txt", "Speaker\tText\nA\tB\n", "csv"),
            ("a.csv", "Hello", "csv"),
            ("a.txt", "Hello", "text"),
            ("a", "Hello", "text"),
            ("a.transcript", "Hello", "text"),
        ] {
            let (document, _) = read_as(name, text.as_bytes());
            assert_eq!(document.unwrap().format, format, "{name} {text:?}");
        }
    }

    /// A name for each ending in the table, and one that no row knows: a reader that is added is
    /// tried without being named here.
    fn names() -> impl Iterator<Item = String> {
        let endings = INPUTS.iter().flat_map(|row| row.extensions);
        endings.chain(&["xyz"]).map(|ending| format!("a.{ending}"))
    }

    /// Reads it by every name, then with every reader whether it wants the file or not: sniffing
    /// would keep most rows from ever seeing what is not theirs.
    fn read_by_all(bytes: &[u8]) {
        for name in names() {
            let (document, diags) = read_as(&name, bytes);
            kept_or_told(document, &diags, &name);
        }
        let path = PathBuf::from("a");
        let bytes = bytes.to_vec();
        let file = RawFile { path, bytes };
        for row in INPUTS {
            let mut diags = Diagnostics::new();
            let document = (row.read)(&file, &Limits::default(), &mut diags);
            kept_or_told(document, &diags, row.name);
        }
    }

    fn kept_or_told(document: Option<Document>, diags: &Diagnostics, what: &str) {
        match document {
            Some(document) => well_formed(&document),
            None => assert!(diags.has_errors(), "{what} refuses without a word"),
        }
    }

    /// Each byte lies in exactly one run, or in markup or front matter, or is white space; runs
    /// are in order; a run as long as its span has the very text of the source.
    pub(super) fn well_formed(document: &Document) {
        let text = document.source.text();
        let mut owners = vec![0u8; text.len()];
        let mut claim = |span: Span| {
            assert!(text.get(span.start..span.end).is_some(), "{span:?}");
            owners[span.start..span.end]
                .iter_mut()
                .for_each(|o| *o += 1);
        };
        let mut end = 0;
        for block in &document.blocks {
            assert_eq!(block.line, document.source.line(block.span.start));
            for run in &block.runs {
                assert!(run.span.start >= end, "{block:?}");
                assert!(block.span.start <= run.span.start && run.span.end <= block.span.end);
                end = run.span.end;
                claim(run.span);
            }
        }
        document.markup.iter().for_each(|span| claim(*span));
        document.front.into_iter().for_each(claim);
        for (at, c) in text.char_indices() {
            assert!(owners[at] < 2, "byte {at} {c:?} twice");
            assert!(owners[at] == 1 || c.is_whitespace(), "byte {at} {c:?} lost");
        }
    }

    #[test]
    fn hostile_text_keeps_every_byte() {
        let deep = "> ".repeat(60) + "deep";
        for text in [
            "*a* **b*** c_d_ &amp; \\* &#0; [x](y \"z\") ![alt *t*](i.png)\n\n[x]: http://e.org",
            "<div>\nwords\n</div>\n\n<!-- c -->\ntext<br>more",
            "1. a\n2. b\n\n   c\n- d\n  - e\n\n> q\n> r\n\n```\ncode\n\nANNA: x\n```\n\n    ind\n",
            "| a | b **c** |\n|---|:-:|\n| *d* `e` | &amp; f | g |\n| h\n\n| Speaker | Text |\n|--|--|\n| A | B<br>c |\n",
            "# H #\n\nT\n===\n\n---\n\n***\n`c` `` `d` `` \u{202e}rtl [^1]\n\n[^1]: note\n",
            "a\r\nb  \r\nc\\\r\nd\re\u{0}\u{c}f\u{85}g\u{2028}h",
            &deep,
        ] {
            read_by_all(text.as_bytes());
        }
    }

    #[test]
    fn nesting_has_a_limit_that_is_told() {
        let (document, diags) = read_as("a.md", ("> ".repeat(10_000) + "deep").as_bytes());
        assert!(document.is_none());
        let told = &diags.iter().next().unwrap().message;
        assert!(told.contains("limit is 100"), "{told}");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_told(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            read_by_all(&bytes);
        }

        #[test]
        fn any_text_keeps_every_byte(text in "([a-zA-Zé:?.]{0,5}|[0-9]{1,2}  |\n[A-Z]{2,4}\n|[\x0c'{}|@$;/\u{200b}]{0,3}|<[a-z/]{1,3}>|[-*_#> `\\[\\]()!&;<>\\\\~|^0-9=+\t]{0,3}|\r?\n){0,60}") {
            read_by_all(text.as_bytes());
        }
    }
}
