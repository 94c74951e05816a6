//! Tables as text (CSV, TSV) to blocks: one for each row that somebody speaks.
//!
//! The fields are those of RFC 4180, found by a scanner of our own: every run must know its place
//! in the file, and what spreadsheets and people write (semicolons, quotes that were not
//! doubled, commas in the last column) must not cost a word. Columns that hold neither words nor
//! speakers lie in no run and become markup.

use super::columns::{self, Plan};
use super::lines::begins_turn;
use super::{
    Block, BlockKind, Document, Limits, RawFile, Region, Run, Style, clock, encoding, gaps,
    too_many_blocks,
};
use crate::diag::{Diagnostics, Source, Span};

/// What may stand between two fields.
const SEPARATORS: &[char] = &[',', ';', '\t', '|'];
/// Rows that are looked at to learn what the columns are.
const SAMPLE: usize = 1000;
/// Fields of a row that are told apart; what comes after them is part of the last.
const FIELDS: usize = 256;

/// Does the first line name a column of speakers and one of words, and nothing much else?
pub(super) fn sniff(head: &[u8]) -> bool {
    let text = encoding::peek(head);
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    // A table in Markdown.
    let ruled = |line: &str| line.contains("--") && !line.contains(char::is_alphanumeric);
    if first.trim_start().starts_with('|') || lines.next().is_some_and(ruled) {
        return false;
    }
    SEPARATORS.iter().any(|separator| {
        let cells: Vec<&str> = first.split(*separator).map(unquoted).collect();
        let short = cells.iter().all(|cell| cell.len() <= 24);
        let talk = || columns::speaker_column(&cells).zip(columns::text_column(&cells));
        (2..=12).contains(&cells.len()) && short && talk().is_some_and(|(a, b)| a != b)
    })
}

fn unquoted(cell: &str) -> &str {
    cell.trim().trim_matches('"')
}

/// Reads a table; `None` only after an error was pushed.
pub(super) fn read(file: &RawFile, limits: &Limits, diags: &mut Diagnostics) -> Option<Document> {
    let source = encoding::decode(file, limits, diags)?;
    let text = source.text();
    let separator = separator(text);
    let sample: Vec<Vec<Field>> = Records::new(text, separator).take(SAMPLE).collect();
    let rows: Vec<Vec<&str>> = sample
        .iter()
        .map(|row| row.iter().map(|field| source.slice(field.span)).collect())
        .collect();
    let plan = columns::plan(&rows);
    let mut table = Table {
        source: &source,
        blocks: Vec::new(),
        row: Row::default(),
    };
    let headed = matches!(plan, Plan::Speech { headed: true, .. } | Plan::Exchange(..));
    let width = rows.first().map_or(0, Vec::len);
    for record in Records::new(text, separator).skip(usize::from(headed)) {
        table.record(record, plan, width);
        if table.blocks.len() > limits.blocks {
            too_many_blocks(&source, limits, diags);
            return None;
        }
    }
    let blocks = table.blocks;
    let markup = gaps(source.text(), &blocks, None);
    Some(Document {
        language: None,
        source,
        format: "csv",
        title: None,
        front: None,
        compiled: false,
        blocks,
        markup,
    })
}

/// The separator with which most rows have as many fields as the first; `None` if each line is
/// one field.
fn separator(text: &str) -> Option<char> {
    let score = |separator: char| {
        // `Excel` writes the separator into the first line of its own files.
        let mut records = Records::new(text, Some(separator)).take(50);
        let first = records.next()?;
        let cells: Vec<&str> = first
            .iter()
            .map(|f| &text[f.span.start..f.span.end])
            .collect();
        let known = columns::text_column(&cells).is_some();
        let (mut all, mut same) = (1, 1);
        for record in records {
            all += 1;
            same += usize::from(record.len() == first.len());
        }
        (first.len() > 1 && (known || same * 2 > all)).then_some((
            known,
            same * 100 / all,
            first.len(),
        ))
    };
    let scored = SEPARATORS.iter().filter_map(|s| Some((score(*s)?, *s)));
    scored
        .max_by_key(|(score, _)| *score)
        .map(|(_, separator)| separator)
}

/// A field without its quotes and the white space around it.
#[derive(Debug, Clone, Copy)]
struct Field {
    span: Span,
    /// Two quotes in it are one.
    quoted: bool,
}

/// The rows of a table.
struct Records<'a> {
    text: &'a str,
    separator: Option<char>,
    at: usize,
    /// Quotes that were never closed. Each is looked for to the end of the file, so after a few
    /// of them quotes are letters.
    unclosed: usize,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, separator: Option<char>) -> Self {
        Records {
            text,
            separator,
            at: 0,
            unclosed: 0,
        }
    }

    /// The field at the place, and whether the row goes on after it.
    fn field(&mut self, last: bool) -> (Field, bool) {
        let rest = &self.text[self.at..];
        let blank = |c: char| c.is_whitespace() && c != '\n' && Some(c) != self.separator;
        let start = self.at + (rest.len() - rest.trim_start_matches(blank).len());
        let quoted = self.text[start..].starts_with('"') && !last && self.unclosed < 16;
        if let Some((inside, next)) = quoted.then(|| self.quoted(start)).flatten() {
            let goes_on =
                self.text[next..].chars().next() == self.separator && self.separator.is_some();
            self.at = (next + 1).min(self.text.len());
            let span = trimmed(self.text, inside);
            return (Field { span, quoted: true }, goes_on);
        }
        let rest = &self.text[start..];
        let ends = |c: char| c == '\n' || (Some(c) == self.separator && !last);
        let len = rest.find(ends).unwrap_or(rest.len());
        let goes_on = !rest[len..].starts_with('\n') && len < rest.len();
        self.at = start + len + rest[len..].chars().next().map_or(0, char::len_utf8);
        let span = trimmed(self.text, Span::new(start, start + len));
        (
            Field {
                span,
                quoted: false,
            },
            goes_on,
        )
    }

    /// The inside of the quotes that open at a place, and where they are followed by the end of
    /// the field; `None` if they are not, and so are letters of the field.
    fn quoted(&mut self, start: usize) -> Option<(Span, usize)> {
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        loop {
            let Some(found) = bytes[at..].iter().position(|b| *b == b'"') else {
                self.unclosed += 1;
                return None;
            };
            at += found;
            if bytes.get(at + 1) != Some(&b'"') {
                break;
            }
            at += 2;
        }
        let rest = &self.text[at + 1..];
        let blank = |c: char| c.is_whitespace() && c != '\n' && Some(c) != self.separator;
        let bare = rest.trim_start_matches(blank);
        let next = bare.chars().next();
        let ends = next.is_none_or(|c| c == '\n' || Some(c) == self.separator);
        let after = at + 1 + (rest.len() - bare.len());
        ends.then_some((Span::new(start + 1, at), after))
    }
}

impl Iterator for Records<'_> {
    type Item = Vec<Field>;

    fn next(&mut self) -> Option<Vec<Field>> {
        while self.at < self.text.len() {
            let mut fields = Vec::new();
            loop {
                let (field, goes_on) = self.field(fields.len() + 1 >= FIELDS);
                fields.push(field);
                if !goes_on {
                    break;
                }
            }
            if fields.iter().any(|field| !field.span.is_empty()) {
                return Some(fields);
            }
        }
        None
    }
}

fn trimmed(text: &str, span: Span) -> Span {
    let inside = &text[span.start..span.end];
    let start = span.start + (inside.len() - inside.trim_start().len());
    Span::new(start, start + inside.trim().len())
}

/// The blocks so far.
struct Table<'a> {
    source: &'a Source,
    blocks: Vec<Block>,
    row: Row,
}

/// What the row says of the words in it.
#[derive(Default, Clone)]
struct Row {
    speaker: Option<String>,
    time: Option<(u64, u64)>,
}

impl Table<'_> {
    fn record(&mut self, mut fields: Vec<Field>, plan: Plan, width: usize) {
        self.row = Row::default();
        match plan {
            Plan::Speech {
                speaker,
                text,
                start,
                end,
                ..
            } => {
                // Commas that nobody quoted, in the column of words at the end of a row.
                if fields.len() > width && text + 1 == width && !fields[text].quoted {
                    let last = fields[fields.len() - 1].span.end;
                    fields[text].span.end = last.max(fields[text].span.end);
                    fields.truncate(width);
                }
                let cell = |column: Option<usize>| fields.get(column?).map(|f| self.plain(*f));
                let at = |column| clock::seconds(&cell(column)?);
                self.row = Row {
                    speaker: cell(speaker).filter(|name| !name.is_empty()),
                    time: at(start).map(|start| (start, at(end).unwrap_or(start).max(start))),
                };
                if let Some(field) = fields.get(text) {
                    self.words(*field);
                }
            }
            Plan::Exchange(question, answer) => {
                let mut pair = [(question, "Interviewer"), (answer, "Interviewee")];
                // Runs must be in the order of the file.
                pair.sort_unstable();
                for (column, speaker) in pair {
                    self.row.speaker = Some(speaker.to_owned());
                    if let Some(field) = fields.get(column) {
                        self.words(*field);
                    }
                }
            }
            Plan::Rows => self.cells(&fields),
        }
    }

    /// A cell as text, for what is no words.
    fn plain(&self, field: Field) -> String {
        let text = self.source.slice(field.span);
        let text = if field.quoted {
            text.replace("\"\"", "\"")
        } else {
            text.to_owned()
        };
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words of a field: a block for each of its paragraphs.
    fn words(&mut self, field: Field) {
        let mut open: Vec<Run> = Vec::new();
        let mut before = "";
        let mut at = field.span.start;
        for line in self.source.slice(field.span).split_inclusive('\n') {
            let bare = line.trim();
            let start = at + (line.len() - line.trim_start().len());
            if bare.is_empty() || begins_turn(bare, before) {
                self.close(std::mem::take(&mut open), BlockKind::Paragraph);
            }
            if !bare.is_empty() {
                if let Some(last) = open.last() {
                    open.push(run(" ", last.span.end, start));
                }
                self.letters(bare, start, field.quoted, &mut open);
            }
            before = bare;
            at += line.len();
        }
        self.close(open, BlockKind::Paragraph);
    }

    /// All fields of a row as one block, a space between two.
    fn cells(&mut self, fields: &[Field]) {
        let mut runs: Vec<Run> = Vec::new();
        for field in fields.iter().filter(|field| !field.span.is_empty()) {
            if let Some(last) = runs.last() {
                runs.push(run(" ", last.span.end, field.span.start));
            }
            self.letters(
                self.source.slice(field.span),
                field.span.start,
                field.quoted,
                &mut runs,
            );
        }
        self.close(runs, BlockKind::Row);
    }

    /// A text as runs: a doubled quote is a run of its own.
    fn letters(&self, text: &str, start: usize, quoted: bool, runs: &mut Vec<Run>) {
        let mut at = start;
        let mut rest = text;
        while let Some(found) = quoted.then(|| rest.find("\"\"")).flatten() {
            if found > 0 {
                runs.push(run(&rest[..found], at, at + found));
            }
            runs.push(run("\"", at + found, at + found + 2));
            at += found + 2;
            rest = &rest[found + 2..];
        }
        if !rest.is_empty() {
            runs.push(run(rest, at, at + rest.len()));
        }
    }

    fn close(&mut self, runs: Vec<Run>, kind: BlockKind) {
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
            return;
        };
        let span = Span::new(first.span.start, last.span.end);
        let Row { speaker, time } = self.row.clone();
        self.blocks.push(Block {
            kind: if time.is_some() { BlockKind::Cue } else { kind },
            span,
            line: self.source.line(span.start),
            runs,
            speaker,
            time,
            region: Region::Main,
            language: None,
        });
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

    /// Kind, start, speaker and text of each block.
    fn blocks(name: &str, text: &str) -> Vec<String> {
        let file = RawFile {
            path: name.into(),
            bytes: text.as_bytes().to_vec(),
        };
        let mut diags = Diagnostics::new();
        let document = super::super::read(&file, &Limits::default(), &mut diags).unwrap();
        let line = |b: &Block| {
            let speaker = b.speaker.as_deref().unwrap_or("-");
            let start = b.time.map_or("-".into(), |(start, _)| start.to_string());
            format!("{:?} {start} {speaker} | {}", b.kind, b.text())
        };
        document.blocks.iter().map(line).collect()
    }

    #[test]
    fn tables_of_talk() {
        let two = ["Paragraph - Anna | Why, then?", "Paragraph - Ben | So."];
        for (name, text) in [
            ("a.csv", "Speaker,Text\nAnna,\"Why, then?\"\nBen,So.\n"),
            (
                "a.csv",
                "\u{feff}Sprecher;Text\r\nAnna;Why, then?\r\nBen;So.\r\n",
            ),
            (
                "a.csv",
                "id,speaker,role,text\n1,Anna,host,\"Why, then?\"\n2,Ben,guest,So.\n",
            ),
            ("a.csv", "Speaker,Text\nAnna,Why, then?\nBen,So.\n"),
            ("a.tsv", "Text\tSpeaker\nWhy, then?\tAnna\nSo.\tBen"),
            ("a.txt", "speaker\ttext\nAnna\tWhy, then?\nBen\tSo.\n"),
            (
                "a.csv",
                "\"Hablante\" , \"Texto\"\n\"Anna\" , \"Why, then?\"\n\n ,\n\"Ben\",\"So.\"",
            ),
        ] {
            assert_eq!(blocks(name, text), two, "{text}");
        }
        assert_eq!(
            blocks(
                "a.csv",
                "start,end,speaker,transcript\n0.5,2,Anna,\"She said \"\"no\"\",\nbut why?\n\nNot?\"\n00:00:03.000,,,So.\n"
            ),
            [
                "Cue 500 Anna | She said \"no\", but why?",
                "Cue 500 Anna | Not?",
                "Cue 3000 - | So.",
            ]
        );
    }

    #[test]
    fn tables_without_a_head_and_other_tables() {
        let talk = "Anna;Why did you go?\nBen;I had to.\nAnna;And then?\nBen;Home again.\n";
        assert_eq!(blocks("a.csv", talk).len(), 4);
        assert_eq!(blocks("a.csv", talk)[1], "Paragraph - Ben | I had to.");
        assert_eq!(
            blocks("a.csv", "Question,Answer\nWhy?,So.\n"),
            [
                "Paragraph - Interviewer | Why?",
                "Paragraph - Interviewee | So."
            ]
        );
        assert_eq!(
            blocks("a.csv", "town,trams\nOslo,6\nRome,\"7\"\n"),
            [
                "Row - - | town trams",
                "Row - - | Oslo 6",
                "Row - - | Rome 7"
            ]
        );
        assert_eq!(
            blocks("a.csv", "ANNA: Why, then?\nBEN: So.\n"),
            ["Row - - | ANNA: Why, then?", "Row - - | BEN: So."]
        );
        assert_eq!(
            blocks("a.csv", "Speaker,Text\nAnna,\"No\" was all.\nBen,\"Open\n"),
            [
                "Paragraph - Anna | \"No\" was all.",
                "Paragraph - Ben | \"Open"
            ]
        );
    }

    #[test]
    fn hostile_tables_take_no_longer() {
        for text in [
            "\",".repeat(300_000),
            ",".repeat(600_000),
            "\"a\n".repeat(100_000),
        ] {
            let file = RawFile {
                path: "a.csv".into(),
                bytes: format!("x{text}").into_bytes(),
            };
            let mut diags = Diagnostics::new();
            let document = super::super::read(&file, &Limits::default(), &mut diags);
            assert!(document.is_some() || diags.has_errors());
        }
    }
}
