//! Fountain (1.1, fountain.io/syntax), the plain text of screenplays, to blocks.
//!
//! The format itself says who speaks: a line in capitals with an empty line above and words
//! below. Scene headings are headings; transitions, notes, sections and synopses are for those who
//! make the film and become markup. Parentheticals stay in the speech, as runs of their own.

mod emphasis;

use super::marked::{BOLD, HIDDEN, ITALIC, Marked};
use super::{
    Block, BlockKind, Document, Limits, RawFile, Region, Run, Style, encoding, gaps,
    too_many_blocks,
};
use crate::diag::{Diagnostics, Span};

/// Who tells what happens.
const NARRATOR: &str = "Narrator";

/// Keys of the title page, lower case, as the specification and the programs have them.
const KEYS: &[&str] = &[
    "title",
    "credit",
    "author",
    "authors",
    "source",
    "notes",
    "draft date",
    "date",
    "contact",
    "copyright",
    "revision",
    "format",
    "episode",
    "series",
    "show",
];

/// Longest cue, in characters.
const CUE: usize = 60;

/// Two scene headings and a cue, or a title page and one of each.
pub(super) fn sniff(head: &[u8]) -> bool {
    let text = encoding::peek(head);
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let above = |at: usize| at == 0 || lines[at - 1].is_empty();
    let below = |at: usize| lines.get(at + 1).is_none_or(|line| line.is_empty());
    let scenes = (0..lines.len()).filter(|at| above(*at) && is_scene(lines[*at]));
    let cues = (0..lines.len()).any(|at| above(at) && !below(at) && cue(lines[at]).is_some());
    let titled = title_page(&text).is_some_and(|(title, _)| title.is_some());
    cues && scenes.count() + usize::from(titled) >= 2
}

/// Reads a screenplay; `None` only after an error was pushed.
pub(super) fn read(file: &RawFile, limits: &Limits, diags: &mut Diagnostics) -> Option<Document> {
    let source = encoding::decode(file, limits, diags)?;
    let text = source.text();
    let mut marked = Marked::new(text);
    let (title, body) = title_page(text).unwrap_or((None, 0));
    marked.set(0, body, HIDDEN);
    hide(&mut marked, body, "/*", "*/");
    hide(&mut marked, body, "[[", "]]");
    let blocks = Page::blocks(&mut marked, body, limits);
    let Some(blocks) = blocks else {
        too_many_blocks(&source, limits, diags);
        return None;
    };
    let markup = gaps(text, &blocks, None);
    Some(Document {
        language: None,
        source: source.clone(),
        format: "fountain",
        title,
        front: None,
        compiled: false,
        blocks,
        markup,
    })
}

/// The title, and where the screenplay begins, if there is a title page: keys with values beside
/// or indented below them, up to the first empty line.
fn title_page(text: &str) -> Option<(Option<String>, usize)> {
    let (mut at, mut title, mut in_title) = (0, None::<String>, false);
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        let indented = at > 0 && line.starts_with([' ', '\t']);
        let value = if indented {
            line
        } else {
            let (key, value) = line.split_once(':')?;
            let key = key.trim().to_lowercase();
            if !KEYS.contains(&key.as_str()) {
                return None;
            }
            in_title = key == "title";
            value
        };
        let value = value.trim().trim_matches(['*', '_']).trim();
        if in_title && !value.is_empty() {
            let title = title.get_or_insert_default();
            if !title.is_empty() {
                title.push(' ');
            }
            title.push_str(value);
        }
        at += line.len();
    }
    (at > 0).then_some((title, at))
}

/// Hides what stands between two marks, over lines too; a mark that is never closed is text.
fn hide(marked: &mut Marked<'_>, from: usize, open: &str, shut: &str) {
    let text = marked.text;
    let mut at = from;
    while let Some(start) = text[at..].find(open).map(|i| at + i) {
        let Some(end) = text[start + open.len()..].find(shut) else {
            return;
        };
        at = start + open.len() + end + shut.len();
        marked.set(start, at, HIDDEN);
    }
}

/// A line of the screenplay.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
    number: usize,
    /// Nothing can be seen on it.
    blank: bool,
    /// Blank but for the two spaces by which a pause inside a speech is written.
    held: bool,
}

/// What is being put together.
struct Page {
    blocks: Vec<Block>,
    open: Vec<Run>,
    line: usize,
    speaker: Option<String>,
}

impl Page {
    fn blocks(marked: &mut Marked<'_>, body: usize, limits: &Limits) -> Option<Vec<Block>> {
        let lines = lines(marked, body);
        let mut page = Page {
            blocks: Vec::new(),
            open: Vec::new(),
            line: 0,
            speaker: None,
        };
        for (at, line) in lines.iter().enumerate() {
            let above = at == 0 || lines[at - 1].blank;
            let below = lines.get(at + 1).is_none_or(|line| line.blank);
            page.line(marked, *line, above, below);
            if page.blocks.len() > limits.blocks {
                return None;
            }
        }
        page.close(BlockKind::Paragraph);
        page.narrated();
        Some(page.blocks)
    }

    /// Between two speeches nobody of the film speaks: what happens is told.
    fn narrated(&mut self) {
        if self.blocks.iter().all(|block| block.speaker.is_none()) {
            return;
        }
        for block in &mut self.blocks {
            let text = block.text();
            let told = text.chars().any(char::is_lowercase);
            if block.speaker.is_none() && block.kind == BlockKind::Paragraph && told {
                block.speaker = Some(NARRATOR.to_owned());
            }
        }
    }

    fn line(&mut self, marked: &mut Marked<'_>, line: Line, above: bool, below: bool) {
        if line.blank {
            if !(line.held && self.speaker.is_some()) {
                self.close(BlockKind::Paragraph);
                self.speaker = None;
            }
            return;
        }
        let (start, end) = trimmed(marked.text, line);
        let shown = marked.shown(start, end);
        let shown = shown.trim();
        if self.speaker.is_some() {
            self.dialogue(marked, line, start, end, shown);
            return;
        }
        if shown.starts_with('#') || shown.starts_with('=') {
            // Sections and synopses outline the film; `===` ends a page.
            self.close(BlockKind::Paragraph);
            marked.set(start, end, HIDDEN);
        } else if above && (is_scene(shown) || is_forced_scene(shown)) {
            self.close(BlockKind::Paragraph);
            let forced = usize::from(shown.starts_with('.'));
            marked.set(start, start + forced, HIDDEN);
            self.push(marked, line, start, end);
            self.close(BlockKind::Heading(2));
        } else if shown.starts_with('>') {
            self.close(BlockKind::Paragraph);
            if shown.ends_with('<') && shown.len() > 1 {
                marked.set(start, start + 1, HIDDEN);
                marked.set(end - 1, end, HIDDEN);
                self.push(marked, line, start, end);
                self.close(BlockKind::Paragraph);
            } else {
                marked.set(start, end, HIDDEN);
            }
        } else if above && below && is_transition(shown) {
            marked.set(start, end, HIDDEN);
        } else if let Some(name) = cue(shown).filter(|_| above && !below) {
            marked.set(start, end, HIDDEN);
            self.speaker = Some(name);
        } else {
            if shown.starts_with('!') {
                marked.set(start, start + 1, HIDDEN);
            }
            self.push(marked, line, start, end);
        }
    }

    /// A line of a speech. What stands in parentheses on a line of its own tells how it is said.
    fn dialogue(
        &mut self,
        marked: &mut Marked<'_>,
        line: Line,
        start: usize,
        end: usize,
        shown: &str,
    ) {
        if shown.starts_with('(') && shown.ends_with(')') {
            marked.set(start, end, HIDDEN);
            return;
        }
        if shown.starts_with('~') {
            marked.set(start, start + 1, HIDDEN);
            marked.set(start, end, ITALIC);
        }
        self.push(marked, line, start, end);
    }

    fn push(&mut self, marked: &mut Marked<'_>, line: Line, start: usize, end: usize) {
        emphasis::mark(marked, start, end);
        let before = self.open.is_empty();
        marked.runs(start, end, Style::default(), &mut self.open);
        if before {
            self.line = line.number;
        }
    }

    fn close(&mut self, kind: BlockKind) {
        let runs = std::mem::take(&mut self.open);
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
            return;
        };
        let span = Span::new(first.span.start, last.span.end);
        self.blocks.push(Block {
            kind,
            span,
            line: self.line,
            speaker: self.speaker.clone(),
            time: None,
            region: Region::Main,
            language: None,
            runs,
        });
    }
}

fn lines(marked: &Marked<'_>, body: usize) -> Vec<Line> {
    let mut at = body;
    let before = marked.text[..body].matches('\n').count();
    let pieces = marked.text[body..].split_inclusive('\n').enumerate();
    pieces
        .map(|(number, piece)| {
            let start = at;
            at += piece.len();
            let bare = piece.trim_end_matches(['\n', '\r']);
            let blank = !marked.shows(start, at);
            Line {
                start,
                end: start + bare.len(),
                number: before + number + 1,
                blank,
                held: blank && bare.len() >= 2 && bare.trim().is_empty(),
            }
        })
        .collect()
}

/// Where the words of a line begin and end.
fn trimmed(text: &str, line: Line) -> (usize, usize) {
    let words = &text[line.start..line.end];
    let start = line.start + (words.len() - words.trim_start().len());
    (start, start + words.trim().len())
}

/// `INT. KITCHEN - DAY`, `EXT./INT. CAR`, `I/E. BOAT`.
fn is_scene(line: &str) -> bool {
    let head: String = line.chars().take(9).collect::<String>().to_uppercase();
    [
        "INT", "EXT", "EST", "INT./EXT", "INT/EXT", "EXT./INT", "EXT/INT", "I/E",
    ]
    .iter()
    .any(|start| {
        head.strip_prefix(start)
            .is_some_and(|rest| rest.starts_with(['.', ' ']))
    })
}

/// `.SNIPER SCOPE`, but not an ellipsis.
fn is_forced_scene(line: &str) -> bool {
    line.strip_prefix('.')
        .is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}

/// `CUT TO:`, `FADE OUT.`
fn is_transition(line: &str) -> bool {
    let ends = line.ends_with("TO:")
        || [
            "FADE OUT.",
            "FADE OUT",
            "FADE IN:",
            "FADE IN.",
            "CUT TO BLACK.",
        ]
        .contains(&line);
    ends && !line.chars().any(char::is_lowercase)
}

/// The name in a cue: `ANNA (V.O.)`, `@McTavish`, `BEN (CONT'D) ^`.
fn cue(line: &str) -> Option<String> {
    if line.chars().count() > CUE || is_scene(line) {
        return None;
    }
    let bare = line.trim_end_matches('^').trim_end();
    let forced = bare.strip_prefix('@');
    let name = forced.unwrap_or(bare);
    let name = name.split_once('(').map_or(name, |(name, _)| name).trim();
    let name = name.trim_matches(['*', '_', ' ']);
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let shouts = letters().next().is_some() && !letters().any(char::is_lowercase);
    let ends = name.ends_with([':', '.', '!', '?', ',']) && !name.ends_with("R.");
    (!name.is_empty()
        && (forced.is_some() || (shouts && !ends && !name.starts_with(['!', '>', '.']))))
    .then(|| name.to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> (Option<String>, Vec<String>) {
        let file = RawFile {
            path: "x.fountain".into(),
            bytes: text.as_bytes().to_vec(),
        };
        let document = read(&file, &Limits::default(), &mut Diagnostics::new()).unwrap();
        let show = |b: &Block| {
            let runs = b.runs.iter().map(|r| match r.style {
                Style { bold: true, .. } => format!("*{}*", r.text),
                Style { italic: true, .. } => format!("/{}/", r.text),
                _ => r.text.clone(),
            });
            let kind = match b.kind {
                BlockKind::Heading(_) => "#",
                _ => "",
            };
            let who = b.speaker.as_deref().unwrap_or("-");
            format!("{} {kind}{who}: {}", b.line, runs.collect::<String>())
        };
        (document.title, document.blocks.iter().map(show).collect())
    }

    #[test]
    fn a_scene_with_everything() {
        let text = "Title:\n    _**Night Tram**_\nCredit: written by\nAuthor: A. Berg\n\n\
                    # Act One\n\n= They meet.\n\nINT. TRAM - NIGHT\n\nRain. A bell [[which?]] rings\nonce.\n\n\
                    ANNA (V.O.)\n(quietly)\nWhy *now*?\n  \nAnd why **here**?\n\nBEN (CONT'D) ^\nSo.\n\n\
                    @McTavish\nAye.\n\n/* cut\n\nCARL\nNo.\n*/\n\nCUT TO:\n\n.THE DEPOT\n\n> THE END <\n\n> FADE OUT.\n";
        let (title, found) = blocks(text);
        assert_eq!(title.as_deref(), Some("Night Tram"));
        assert_eq!(
            found,
            [
                "10 #-: INT. TRAM - NIGHT",
                "12 Narrator: Rain. A bell  rings once.",
                "17 ANNA: Why /now/? And why *here*?",
                "22 BEN: So.",
                "25 McTavish: Aye.",
                "35 #-: THE DEPOT",
                "37 -: THE END",
            ]
        );
    }

    #[test]
    fn capitals_without_words_below_are_action() {
        let (_, found) = blocks("INT. A\n\nBANG\n\nThe door.\n\n!ANNA\nstands.\n\nANNA\nYes?\n");
        assert_eq!(
            found[1..],
            [
                "3 -: BANG",
                "5 Narrator: The door.",
                "7 Narrator: ANNA stands.",
                "11 ANNA: Yes?"
            ]
        );
    }

    #[test]
    fn marks_that_do_not_close_are_text() {
        let (_, found) = blocks("A * B, a*b, \\*c\\* and [[ open too.\n");
        assert_eq!(found, ["1 -: A * B, a*b, *c* and [[ open too."]);
    }

    #[test]
    fn screenplays_are_known_by_their_look() {
        for (text, is) in [
            ("Title: T\n\nINT. A - DAY\n\nANNA\nYes.\n", true),
            ("INT. A - DAY\n\nANNA\nYes.\n\nEXT. B\n\nNo.\n", true),
            ("Title: T\n\nANNA: Yes.\n", false),
            ("INT. is short for interior.\n\nANNA\nYes.\n", false),
            ("ANNA\nYes.\n\nBEN\nNo.\n", false),
        ] {
            assert_eq!(sniff(text.as_bytes()), is, "{text}");
        }
    }
}
