//! The bytes of a file to a [`Document`]: what was on the page, with no opinion about it.
//!
//! A new input is one new file here and one row in [`INPUTS`]. A reader keeps what the format
//! itself says (styles, headings, a VTT speaker) and judges nothing: who speaks is found by
//! `script`, from the same blocks whatever the carrier was.

use crate::diag::{Diagnostics, Source, Span};
use std::path::PathBuf;

/// A file as it came from the disk.
#[derive(Debug, Clone)]
pub struct RawFile {
    /// The name under which the user knows it.
    pub path: PathBuf,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// How much of an untrusted file a reader takes on.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the file, and of anything unpacked from it.
    pub bytes: usize,
    /// Blocks in a document.
    pub blocks: usize,
    /// Nesting of quotes, lists and elements.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            bytes: 64 << 20,
            blocks: 1_000_000,
            depth: 100,
        }
    }
}

/// A row of [`INPUTS`].
#[derive(Clone, Copy)]
pub struct InputRow {
    /// Name of the format, as it is shown.
    pub name: &'static str,
    /// File extensions that suggest it, lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Does it look like this, whatever it is called? Sees the first 4 KiB.
    pub sniff: fn(&[u8]) -> bool,
    /// Reads it; `None` only after an error was pushed.
    pub read: fn(&RawFile, &Limits, &mut Diagnostics) -> Option<Document>,
}

/// Every input there is; the first whose `sniff` says yes reads, else the first by extension,
/// else plain text.
pub const INPUTS: &[InputRow] = &[];

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
}

impl Block {
    /// Its text without any style; the runs are joined as they stand.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
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
}
