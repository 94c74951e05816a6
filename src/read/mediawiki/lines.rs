//! The lines of a wiki page to blocks: headings, lists, tables, and the quotes that make bold and
//! italic, which end with their line.

use super::super::lines::begins_turn;
use super::super::marked::{BOLD, BREAK, HIDDEN, IMAGE, Marked, PLAIN, QUOTE};
use super::super::{Block, BlockKind, Limits, Region, Run, Style};
use super::inline::{decoded, quotes};
use crate::diag::Span;

struct Page {
    blocks: Vec<Block>,
    open: Vec<Run>,
    /// What was seen on the line before, if the paragraph goes on.
    before: String,
    kind: BlockKind,
    line: usize,
    number: u64,
    tables: usize,
    /// Where the last table of the page ends.
    last_table: usize,
    /// Does a `;Name` wait for its `:words`?
    term: bool,
}

/// The blocks of a page whose tags and brackets are marked; `None` if there are too many.
pub(super) fn blocks(
    marked: &mut Marked<'_>,
    captions: &[Span],
    limits: &Limits,
) -> Option<Vec<Block>> {
    let text = marked.text;
    let mut page = Page {
        blocks: Vec::new(),
        open: Vec::new(),
        before: String::new(),
        kind: BlockKind::Paragraph,
        line: 1,
        number: 0,
        tables: 0,
        last_table: text.rfind("|}").unwrap_or(0),
        term: false,
    };
    let mut captions = captions.iter().copied().peekable();
    let (mut start, mut number, mut fresh) = (0, 1, true);
    while start < text.len() {
        let rest = &text.as_bytes()[start..];
        let breaks = |(i, b): (usize, &u8)| *b == b'\n' || marked.look(start + i) & BREAK != 0;
        let length = rest.iter().enumerate().position(|(i, b)| breaks((i, b)));
        let end = start + length.unwrap_or(rest.len());
        // Captions of pictures are blocks of their own, wherever the picture stands.
        while let Some(caption) = captions.next_if(|c| c.start < end) {
            if caption.start >= start && marked.shows(caption.start, caption.end) {
                page.close();
                let style = Style::default();
                let to = caption.end.min(end);
                marked.runs(caption.start, to, style, &mut page.open);
                page.line = number;
                page.close();
                if let Some(block) = page.blocks.last_mut() {
                    block.region = Region::Caption;
                }
            }
        }
        page.line(marked, start, end, number, fresh);
        if page.blocks.len() > limits.blocks {
            return None;
        }
        // Over the bytes of the break itself: a line end, or a whole tag.
        start = end;
        if text.as_bytes().get(start) == Some(&b'\n') {
            number += 1;
            fresh = true;
            page.before.push_str(if marked.look(start) & BREAK != 0 {
                "."
            } else {
                ""
            });
            start += 1;
        } else {
            fresh = false;
            while start < text.len()
                && marked.look(start) & BREAK != 0
                && text.as_bytes()[start] != b'\n'
            {
                start += 1;
            }
            page.broken(text, end, start);
        }
    }
    page.close();
    Some(page.blocks)
}

impl Page {
    /// Tags between two places that end a line: two of them, or one that is no `<br>`, end the
    /// paragraph; one `<br>` is a space, unless a turn begins after it.
    fn broken(&mut self, text: &str, from: usize, to: usize) {
        let tags = &text[from..to];
        let single = tags.matches('<').count() == 1;
        if !single
            || tags
                .get(..3)
                .is_none_or(|tag| !tag.eq_ignore_ascii_case("<br"))
        {
            self.close();
        } else if !self.open.is_empty() {
            self.open.push(plain(" ", from, to));
            self.before.clear();
        }
    }

    fn line(
        &mut self,
        marked: &mut Marked<'_>,
        start: usize,
        end: usize,
        number: usize,
        fresh: bool,
    ) {
        let text = marked.text;
        let words = &text[start..end];
        let lead = start + (words.len() - words.trim_start().len());
        let sign = words.trim_start();
        if fresh && marked.look(lead) & PLAIN == 0 {
            if sign.starts_with("{|") {
                self.close();
                // One that never ends is no table, or all of the page would be its last cell.
                self.tables += usize::from(self.last_table > end);
                marked.set(lead, end, HIDDEN);
                return;
            }
            if self.tables > 0 && sign.starts_with(['|', '!']) {
                self.table(marked, lead, end, number);
                return;
            }
            if sign.starts_with("__") && sign.trim_end().ends_with("__") {
                marked.set(lead, end, HIDDEN);
                return;
            }
        }
        if !marked.shows(start, end) {
            // A line of which everything hides does not end a paragraph, an empty one does.
            if words.trim().is_empty() && fresh {
                self.close();
            }
            return;
        }
        if self.tables > 0 {
            quotes(marked, start, end);
            self.cell(marked, start, end);
            return;
        }
        let quoted = marked.look(last_shown(marked, start, end)) & QUOTE != 0;
        let kind = if quoted {
            BlockKind::Quote(1)
        } else {
            BlockKind::Paragraph
        };
        if !fresh || marked.look(lead) & (PLAIN | HIDDEN) != 0 {
            self.text(marked, lead, end, number, kind);
            return;
        }
        let level = sign.len() - sign.trim_start_matches('=').len();
        let bare = sign.trim_end();
        if level > 0 && bare.len() > 2 * level && bare.ends_with(&"=".repeat(level)) {
            self.close();
            let last = lead + bare.len();
            marked.set(lead, lead + level, HIDDEN);
            marked.set(last - level, last, HIDDEN);
            let level = u8::try_from(level.min(6)).unwrap_or(6);
            self.text(marked, lead, last, number, BlockKind::Heading(level));
            self.close();
            return;
        }
        let signs = sign.len() - sign.trim_start_matches(['*', '#', ':', ';']).len();
        if signs > 0 {
            self.listed(marked, (lead, end), signs, number, kind);
            return;
        }
        self.number = 0;
        if bare.starts_with("----") {
            self.close();
            let rule = bare.len() - bare.trim_start_matches('-').len();
            marked.set(lead, lead + rule, HIDDEN);
        }
        self.text(marked, lead, end, number, kind);
    }

    /// A line that begins with the signs of lists: `*`, `#`, `:`, `;`.
    fn listed(
        &mut self,
        marked: &mut Marked<'_>,
        (lead, end): (usize, usize),
        signs: usize,
        number: usize,
        kind: BlockKind,
    ) {
        let last = marked.text.as_bytes()[lead + signs - 1];
        let words = lead + signs;
        if last == b':' && std::mem::take(&mut self.term) && !self.open.is_empty() {
            // The sign at the margin is the colon between a name and its words.
            marked.set(lead, words - 1, HIDDEN);
            self.colon(words - 1);
            self.append(marked, words, end);
            self.close();
            return;
        }
        self.close();
        marked.set(lead, words, HIDDEN);
        self.number = if last == b'#' { self.number + 1 } else { 0 };
        let kind = match last {
            b'*' => BlockKind::ListItem(None),
            b'#' => BlockKind::ListItem(Some(self.number)),
            _ => kind,
        };
        if last != b';' {
            self.text(marked, words, end, number, kind);
            return;
        }
        let colon = (words..end).find(|at| {
            marked.text.as_bytes()[*at] == b':' && marked.look(*at) & (HIDDEN | PLAIN) == 0
        });
        let colon = colon.unwrap_or(end);
        marked.set(words, colon, BOLD);
        self.text(marked, words, colon, number, kind);
        if colon < end {
            let said = marked.text[words..colon].ends_with(' ');
            if said && let Some(run) = self.open.last() {
                let at = run.span.end;
                self.open.push(plain(" ", at, at + 1));
            }
            self.colon(colon);
            self.append(marked, colon + 1, end);
            self.close();
        } else {
            self.term = !self.open.is_empty() && !self.before.ends_with(':');
        }
    }

    fn colon(&mut self, at: usize) {
        self.open.push(plain(": ", at, at + 1));
    }

    /// Adds what can be seen of a stretch, with no space before it.
    fn append(&mut self, marked: &mut Marked<'_>, from: usize, to: usize) {
        quotes(marked, from, to);
        let mut runs = Vec::new();
        marked.runs(from, to, Style::default(), &mut runs);
        self.open.extend(runs);
    }

    /// A line of running text: more of the paragraph, unless a turn begins on it.
    fn text(
        &mut self,
        marked: &mut Marked<'_>,
        start: usize,
        end: usize,
        number: usize,
        kind: BlockKind,
    ) {
        quotes(marked, start, end);
        let shown = marked.shown(start, end);
        let shown = shown.trim();
        if self.open.is_empty()
            || self.kind != kind
            || begins_turn(shown, &self.before)
            || self.before.ends_with("\n.")
        {
            self.close();
        }
        if self.open.is_empty() {
            (self.kind, self.line) = (kind, number);
        }
        // The caption of a picture was said before.
        let mut from = start;
        while from < end && marked.look(from) & (IMAGE | HIDDEN) != 0 {
            from += 1;
        }
        marked.runs(from, end, Style::default(), &mut self.open);
        self.before = format!("{shown}\n");
    }

    /// A line inside a table that begins with its signs.
    fn table(&mut self, marked: &mut Marked<'_>, lead: usize, end: usize, number: usize) {
        let sign = &marked.text[lead..end];
        if sign.starts_with("|-") || sign.starts_with("|}") {
            self.close();
            let length = if sign.starts_with("|-") {
                sign.len()
            } else {
                2
            };
            self.tables -= usize::from(sign.starts_with("|}"));
            marked.set(lead, lead + length, HIDDEN);
            if length < sign.len() {
                self.text(marked, lead + length, end, number, BlockKind::Paragraph);
            }
            return;
        }
        if self.open.is_empty() {
            (self.kind, self.line) = (BlockKind::Row, number);
        }
        let head = sign.starts_with('!');
        let from = lead + if sign.starts_with("|+") { 2 } else { 1 };
        marked.set(lead, from, HIDDEN);
        let mut at = from;
        while at <= end {
            let rest = &marked.text[at..end];
            let mut pairs = rest.as_bytes().windows(2);
            let cut = pairs.position(|w| w == b"||" || (head && w == b"!!"));
            let to = at + cut.unwrap_or(rest.len());
            let cell = &marked.text[at..to];
            // `style="…" |` before the words of a cell.
            let dress = cell
                .find('|')
                .filter(|i| cell[..*i].contains('=') && marked.look(at + i) & HIDDEN == 0);
            let words = at + dress.map_or(0, |i| i + 1);
            quotes(marked, words, to);
            self.cell(marked, words, to);
            at = to + 2;
        }
    }

    /// One run for a cell, or for what a further line adds to it.
    fn cell(&mut self, marked: &Marked<'_>, from: usize, to: usize) {
        let mut runs = Vec::new();
        marked.runs(from, to, Style::default(), &mut runs);
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
            return;
        };
        let run = Run {
            text: marked.shown(first.span.start, last.span.end),
            span: Span::new(first.span.start, last.span.end),
            style: first.style,
        };
        if self.open.is_empty() {
            self.kind = BlockKind::Row;
        }
        self.open.push(run);
    }

    fn close(&mut self) {
        self.before.clear();
        self.term = false;
        while self
            .open
            .last()
            .is_some_and(|run| run.text.trim().is_empty())
        {
            self.open.pop();
        }
        let runs: Vec<Run> = std::mem::take(&mut self.open)
            .into_iter()
            .flat_map(decoded)
            .collect();
        let kind = std::mem::replace(&mut self.kind, BlockKind::Paragraph);
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
            return;
        };
        let span = Span::new(first.span.start, last.span.end);
        self.blocks.push(Block {
            kind,
            span,
            line: self.line,
            speaker: None,
            time: None,
            region: Region::Main,
            language: None,
            runs,
        });
    }
}

/// The place of the last letter that can be seen.
fn last_shown(marked: &Marked<'_>, start: usize, end: usize) -> usize {
    let shown = |at: &usize| marked.look(*at) & HIDDEN == 0;
    (start..end).rev().find(shown).unwrap_or(start)
}

fn plain(text: &str, start: usize, end: usize) -> Run {
    Run {
        text: text.to_owned(),
        span: Span::new(start, end),
        style: Style::default(),
    }
}
