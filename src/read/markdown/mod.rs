//! Markdown (CommonMark 0.31) to blocks, with every byte accounted for.
//!
//! The parser's events say which bytes are text; whatever lies between them is markup. Building
//! markup as the complement rather than from the parser's tags means that nothing the parser does
//! not mention (link definitions, escapes, fences) can be lost without a trace.

mod code;
mod html;

use super::lines::begins_turn;
use super::{
    Block, BlockKind, Document, Limits, RawFile, Region, Run, Style, encoding, front, gaps, table,
    too_many_blocks,
};
use crate::diag::{Diagnostic, Diagnostics, Source, Span};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Is it Markdown, whatever it is called? Front matter, two lines that begin in bold or the rule
/// under the head of a table tell; a lone `#` or `*` is as likely a number sign or a footnote in
/// plain text.
pub(super) fn sniff(head: &[u8]) -> bool {
    let text = encoding::peek(head);
    let bold = |line: &&str| {
        let inside = line.strip_prefix("**").or_else(|| line.strip_prefix("__"));
        inside.is_some_and(|rest| {
            rest.starts_with(char::is_alphanumeric) && (rest.contains("**") || rest.contains("__"))
        })
    };
    let ruled = |line: &str| {
        let signs = |c: char| matches!(c, '|' | '-' | ':' | ' ');
        line.contains("|-") && line.contains("--") && line.trim_end().chars().all(signs)
    };
    front::find(&text).is_some()
        || text.lines().filter(bold).count() >= 2
        || text.lines().any(ruled)
}

/// Reads Markdown; `None` only after an error was pushed.
pub(super) fn read(file: &RawFile, limits: &Limits, diags: &mut Diagnostics) -> Option<Document> {
    let source = encoding::decode(file, limits, diags)?;
    let front = front::find(source.text());
    let body = front.map_or(0, |f| f.end);
    let mut page = Page::new(&source, body, limits);
    let options =
        Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES;
    for (event, range) in Parser::new_ext(&source.text()[body..], options).into_offset_iter() {
        page.event(&event, range.start + body..range.end + body);
        if page.too_deep {
            diags.push(
                Diagnostic::error(
                    &source,
                    Span::new(range.start + body, range.end + body),
                    format!(
                        "lists and quotes are nested too deep: the limit is {}",
                        limits.depth
                    ),
                )
                .whole(),
            );
            return None;
        }
        if page.blocks.len() > limits.blocks {
            too_many_blocks(&source, limits, diags);
            return None;
        }
    }
    page.close();
    let Page { blocks, html, .. } = page;
    for span in html {
        diags.push(
            Diagnostic::warning(&source, span, "words inside an HTML block are not spoken")
                .hint("take the tags around them out"),
        );
    }
    let inside = front.map(|f| f.inside);
    let markup = gaps(source.text(), &blocks, inside);
    Some(Document {
        title: inside
            .and_then(|span| front::value(source.slice(span), "title"))
            .map(str::to_owned),
        source: source.clone(),
        format: "markdown",
        front: inside,
        language: None,
        compiled: false,
        blocks,
        markup,
    })
}

/// The blocks so far, and where in the page the parser stands.
struct Page<'a> {
    source: &'a Source,
    limits: &'a Limits,
    blocks: Vec<Block>,
    open: Option<Block>,
    /// What is around the place, outermost first.
    around: Vec<Around>,
    heading: Option<u8>,
    bold: usize,
    italic: usize,
    link: usize,
    image: usize,
    /// The look that inline tags give, until the end of the block at the latest.
    tagged: Style,
    /// Inside a code block, whose line ends are in the text events.
    code: bool,
    /// Was the last run of text letter for letter what the source has?
    exact: bool,
    /// No text before this byte any more: guards the order of runs against the parser.
    end: usize,
    too_deep: bool,
    /// HTML blocks that hold words.
    html: Vec<Span>,
    /// The rows of the open table.
    rows: Vec<Vec<table::Cell>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Around {
    Quote,
    /// The number of the next item, if it is numbered.
    List(Option<u64>),
    Item(Option<u64>),
    Footnote,
}

impl<'a> Page<'a> {
    fn new(source: &'a Source, body: usize, limits: &'a Limits) -> Self {
        Page {
            source,
            limits,
            blocks: Vec::new(),
            open: None,
            around: Vec::new(),
            heading: None,
            bold: 0,
            italic: 0,
            link: 0,
            image: 0,
            tagged: Style::default(),
            code: false,
            exact: false,
            end: body,
            too_deep: false,
            html: Vec::new(),
            rows: Vec::new(),
        }
    }

    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::HtmlBlock) if self.around.is_empty() => self.page(range),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.finish(*tag),
            Event::Text(text) if self.code => self.code_lines(text, range),
            Event::Text(text) => self.text(text, range),
            Event::Code(text) => self.code_span(text, range),
            Event::SoftBreak | Event::HardBreak => self.line_end(range),
            Event::InlineHtml(tag) if tag.to_lowercase().starts_with("<br") => self.line_end(range),
            Event::InlineHtml(tag) => self.tag(tag),
            Event::Html(html) if !self.around.is_empty() => self.html_block(html, range),
            Event::Rule => {
                self.close();
                let line = self.source.line(range.start);
                self.blocks.push(Block {
                    kind: BlockKind::Rule,
                    runs: Vec::new(),
                    span: self.source.line_span(line),
                    line,
                    speaker: None,
                    time: None,
                    region: Region::Main,
                    language: None,
                });
            }
            // Marks that stand for something outside the text; they become markup.
            Event::FootnoteReference(_)
            | Event::Html(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis => self.italic += 1,
            Tag::Strong => self.bold += 1,
            Tag::Link { .. } => self.link += 1,
            Tag::Image { .. } => self.image += 1,
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
            Tag::Heading { level, .. } => {
                self.close();
                self.heading = Some(*level as u8);
            }
            Tag::CodeBlock(_) => {
                self.close();
                self.code = true;
            }
            Tag::BlockQuote(_) => self.enter(Around::Quote),
            Tag::List(first) => self.enter(Around::List(*first)),
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            Tag::FootnoteDefinition(_) => self.enter(Around::Footnote),
            Tag::Item => {
                let number = match self.around.last_mut() {
                    Some(Around::List(next)) => {
                        let number = *next;
                        *next = next.map(|n| n.saturating_add(1));
                        number
                    }
                    _ => None,
                };
                self.enter(Around::Item(number));
            }
            _ => self.close(),
        }
    }

    fn enter(&mut self, around: Around) {
        self.close();
        self.around.push(around);
        self.too_deep |= self.around.len() > self.limits.depth;
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Link => self.link = self.link.saturating_sub(1),
            TagEnd::Image => self.image = self.image.saturating_sub(1),
            TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close();
                self.around.pop();
            }
            TagEnd::TableCell => {
                let cell = self.open.take().map_or(Vec::new(), |block| block.runs);
                if let Some(row) = self.rows.last_mut() {
                    row.push(cell);
                }
            }
            TagEnd::Table => {
                let rows = std::mem::take(&mut self.rows);
                let region = self.region();
                let blocks = table::blocks(self.source, rows).into_iter();
                self.blocks
                    .extend(blocks.map(|block| Block { region, ..block }));
            }
            TagEnd::TableHead | TagEnd::TableRow => {}
            _ => {
                self.close();
                self.heading = None;
                self.code = false;
            }
        }
    }

    /// The open block, done.
    fn close(&mut self) {
        self.tagged = Style::default();
        if let Some(block) = self.open.take()
            && block.runs.iter().any(|run| !run.text.trim().is_empty())
        {
            self.blocks.push(block);
        }
    }

    fn kind(&self) -> BlockKind {
        if let Some(level) = self.heading {
            return BlockKind::Heading(level);
        }
        let quotes = self.around.iter().filter(|a| **a == Around::Quote).count();
        if quotes > 0 {
            return BlockKind::Quote(u8::try_from(quotes).unwrap_or(u8::MAX));
        }
        match self.around.last() {
            Some(Around::Item(number)) => BlockKind::ListItem(*number),
            _ => BlockKind::Paragraph,
        }
    }

    fn region(&self) -> Region {
        match self.around.contains(&Around::Footnote) {
            true => Region::Note,
            false => Region::Main,
        }
    }

    /// Text in the style of the place.
    fn text(&mut self, text: &str, range: Range<usize>) {
        if range.start < self.end || range.is_empty() {
            return;
        }
        self.end = range.end;
        let style = Style {
            bold: self.bold > 0 || self.tagged.bold,
            italic: self.italic > 0 || self.tagged.italic,
            link: self.link > 0,
            image: self.image > 0,
            superscript: self.tagged.superscript,
        };
        let span = Span::new(range.start, range.end);
        let line = self.source.line(range.start);
        let (kind, region) = (self.kind(), self.region());
        let block = self.open.get_or_insert_with(|| Block {
            kind,
            runs: Vec::new(),
            span,
            line,
            speaker: None,
            time: None,
            region,
            language: None,
        });
        block.span.end = range.end;
        let exact = self.source.slice(span) == text;
        let goes_on = std::mem::replace(&mut self.exact, exact) && exact;
        match block.runs.last_mut() {
            Some(run) if goes_on && run.style == style && run.span.end == span.start => {
                run.text.push_str(text);
                run.span.end = span.end;
            }
            _ => block.runs.push(Run {
                text: text.to_owned(),
                span,
                style,
            }),
        }
    }

    /// The end of a line inside a paragraph: a space, unless the next line begins a turn.
    fn line_end(&mut self, range: Range<usize>) {
        let line = self.source.line(range.start);
        let next = self.source.slice(self.source.line_span(line + 1));
        let next = next.trim_start_matches(['>', ' ', '\t']);
        let before = self.source.slice(self.source.line_span(line));
        let at_line_end = range.end >= self.source.line_span(line).end;
        if at_line_end && self.heading.is_none() && begins_turn(next, before.trim_end_matches('\\'))
        {
            self.close();
        } else if self.open.is_some() {
            self.text(" ", range);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<String> {
        let file = RawFile {
            path: "x.md".into(),
            bytes: text.as_bytes().to_vec(),
        };
        let document = read(&file, &Limits::default(), &mut Diagnostics::new()).unwrap();
        document
            .blocks
            .iter()
            .map(|b| {
                let runs = b.runs.iter().map(|r| {
                    let mark = match r.style {
                        Style { bold: true, .. } => "*",
                        Style { italic: true, .. } => "/",
                        Style { image: true, .. } => "!",
                        _ => "",
                    };
                    format!("{mark}{}{mark}", r.text)
                });
                format!("{} {:?} {}", b.line, b.kind, runs.collect::<String>())
            })
            .collect()
    }

    #[test]
    fn blocks_and_styles() {
        let text = "---\ntitle: T\n---\n# First *Light*\n\n**Anna:** Why\nnot &amp; how?\n\n\
                    > Quoted.\n\n3. three\n4. four\n\n---\n\n![a tram](t.png)\n\n_Deck._\n";
        assert_eq!(
            blocks(text),
            [
                "4 Heading(1) First /Light/",
                "6 Paragraph *Anna:* Why not & how?",
                "9 Quote(1) Quoted.",
                "11 ListItem(Some(3)) three",
                "12 ListItem(Some(4)) four",
                "14 Rule ",
                "16 Paragraph !a tram!",
                "18 Paragraph /Deck./",
            ]
        );
    }

    #[test]
    fn a_label_after_a_line_end_begins_a_block() {
        assert_eq!(
            blocks("**Anna:** Why?\n**Ben:** Well,\nso.  \nANNA: And\\\nBEN: Yes.\n"),
            [
                "1 Paragraph *Anna:* Why?",
                "2 Paragraph *Ben:* Well, so.",
                "4 Paragraph ANNA: And",
                "5 Paragraph BEN: Yes.",
            ]
        );
    }

    #[test]
    fn an_indented_page_is_still_an_interview() {
        assert_eq!(
            blocks("    ANNA: Why\n    not?\n\n    BEN: So.\n    ANNA: Ah.\n"),
            [
                "1 Paragraph ANNA: Why not?",
                "4 Paragraph BEN: So.",
                "5 Paragraph ANNA: Ah.",
            ]
        );
    }

    #[test]
    fn html_is_read_where_it_stands() {
        assert_eq!(
            blocks(
                "<p align=center>\n<b>Why</b> not?\n</p>\n\nSo <b>it</b> was<i>.\n\nEnd.\n\n\
                 <script>\nno\n</script>\n\n<div>One.<br><br>Two.</div>\n"
            ),
            [
                "2 Paragraph *Why* not?",
                "5 Paragraph So *it* was/./",
                "7 Paragraph End.",
                "13 Paragraph One.",
                "13 Paragraph Two.",
            ]
        );
        let caption = "<figure>\n<img src=x>\n<figcaption>A tram.</figcaption>\n</figure>\n";
        let file = RawFile {
            path: "x.md".into(),
            bytes: format!("{}\n\n{caption}", "words ".repeat(20)).into_bytes(),
        };
        let document = read(&file, &Limits::default(), &mut Diagnostics::new()).unwrap();
        assert_eq!(document.blocks[1].region, Region::Caption);
    }

    #[test]
    fn tables_of_talk_and_other_tables() {
        let read = |text: &str| {
            let file = RawFile {
                path: "x.md".into(),
                bytes: text.as_bytes().to_vec(),
            };
            let document = read(&file, &Limits::default(), &mut Diagnostics::new()).unwrap();
            let line = |b: &Block| {
                let speaker = b.speaker.as_deref().unwrap_or("-");
                format!("{} {:?} {speaker} | {}", b.line, b.kind, b.text())
            };
            document.blocks.iter().map(line).collect::<Vec<_>>()
        };
        assert_eq!(
            read(
                "| Speaker | Text |\n|---|---|\n| **Anna:** | Why *not*?<br>So. |\n| Ben | No. |\n"
            ),
            ["3 Paragraph Anna | Why not? So.", "4 Paragraph Ben | No."]
        );
        assert_eq!(
            read("Hm.\n\n| Town | Trams |\n|---|--:|\n| Oslo | **6** |\n"),
            [
                "1 Paragraph - | Hm.",
                "3 Row - | Town Trams",
                "5 Row - | Oslo 6"
            ]
        );
    }

    #[test]
    fn footnotes_are_told_apart() {
        let file = RawFile {
            path: "x.md".into(),
            bytes: b"So it was.[^1]\n\n[^1]: In *spring*.\n".to_vec(),
        };
        let document = read(&file, &Limits::default(), &mut Diagnostics::new()).unwrap();
        let blocks = document.blocks.iter();
        let blocks: Vec<_> = blocks.map(|b| (b.text(), b.region)).collect();
        assert_eq!(
            blocks,
            [
                ("So it was.".to_owned(), Region::Main),
                ("In spring.".to_owned(), Region::Note)
            ]
        );
    }

    #[test]
    fn words_in_html_are_told() {
        let file = RawFile {
            path: "x.md".into(),
            bytes: b"Hello.\n\n> <div>\n> lost words\n> </div>\n\n<!-- only a comment -->\n"
                .to_vec(),
        };
        let mut diags = Diagnostics::new();
        read(&file, &Limits::default(), &mut diags).unwrap();
        let lines = diags.iter();
        let lines: Vec<_> = lines
            .map(|d| d.source.line(d.span.unwrap().start))
            .collect();
        assert_eq!(lines, [4]);
    }
}
