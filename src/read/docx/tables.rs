//! The cells of a table in a document to paragraphs with speakers, rows, or a plain flow.
//!
//! A transcript in two or three columns (when, who, what) is a transcript: its names become the
//! speakers of its words. A table that only arranges text on the page flows as that text. Any
//! other stays rows.

use super::super::{BlockKind, Region, Style, columns};
use super::left_out::LeftOut;
use super::paragraph::Para;

/// Fewest rows of a table without a head in which the shape of the cells may tell who speaks.
const ROWS: usize = 3;
/// How far down the head of a table is looked for: below a title, at most.
const HEAD: usize = 3;
/// From this many paragraphs in one cell on, a table only arranges text.
const FLOWS: usize = 3;
/// Most cells in a row that are looked at one by one.
const WIDTH: usize = 64;

/// A table, cell by cell.
#[derive(Debug, Default)]
pub(in crate::read) struct Table {
    pub(in crate::read) rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Default)]
pub(in crate::read) struct Cell {
    pub(in crate::read) paras: Vec<Para>,
    /// Is it the lower part of the cell above it?
    pub(in crate::read) goes_on: bool,
}

impl Cell {
    fn text(&self) -> String {
        let texts: Vec<String> = self.paras.iter().map(Para::text).collect();
        texts.join(" ").trim().to_owned()
    }

    fn is_blank(&self) -> bool {
        self.paras.iter().all(Para::is_blank)
    }
}

/// What the columns of a table are.
enum Plan {
    /// Who and what, and the row below which it begins.
    Talk(usize, usize, usize),
    /// Questions on one side, answers on the other, and the row below which it begins.
    Questions(usize, usize, usize),
    Flow,
    Rows,
}

impl Table {
    /// All of it as paragraphs.
    pub(in crate::read) fn paragraphs(self, left: &mut LeftOut) -> Vec<Para> {
        match self.plan() {
            Plan::Talk(who, what, from) => self.talk(who, what, from, left),
            Plan::Questions(ask, answer, from) => self.questions(ask, answer, from, left),
            Plan::Flow => self.flow(),
            Plan::Rows => self.rows(),
        }
    }

    fn plan(&self) -> Plan {
        let filled = |row: &Vec<Cell>| row.iter().filter(|c| !c.is_blank()).count();
        if self.rows.iter().all(|row| filled(row) <= 1) {
            return Plan::Flow;
        }
        let cells =
            |row: &Vec<Cell>| -> Vec<String> { row.iter().take(WIDTH).map(Cell::text).collect() };
        for (at, row) in self.rows.iter().take(HEAD).enumerate() {
            let row = cells(row);
            let row: Vec<&str> = row.iter().map(String::as_str).collect();
            let both = columns::speaker_column(&row).zip(columns::text_column(&row));
            if let Some((who, what)) = both.filter(|(who, what)| who != what) {
                return Plan::Talk(who, what, at + 1);
            }
            if let Some((ask, answer)) = columns::question_and_answer(&row) {
                return Plan::Questions(ask, answer, at + 1);
            }
        }
        if self.rows.len() >= ROWS {
            let texts: Vec<Vec<String>> = self.rows.iter().map(cells).collect();
            let rows: Vec<Vec<&str>> = texts
                .iter()
                .map(|row| row.iter().map(String::as_str).collect())
                .collect();
            if let (Some(who), Some(what)) = columns::guess(&rows) {
                return Plan::Talk(who, what, 0);
            }
        }
        let long = |cell: &Cell| cell.paras.iter().filter(|p| !p.is_blank()).count() >= FLOWS;
        if self.rows.iter().flatten().any(long) {
            return Plan::Flow;
        }
        Plan::Rows
    }

    fn talk(self, who: usize, what: usize, from: usize, left: &mut LeftOut) -> Vec<Para> {
        let mut all = Vec::new();
        let mut speaker: Option<String> = None;
        for (at, row) in self.rows.into_iter().enumerate() {
            if at < from {
                // Above the head may stand a title; the head itself is no text.
                if at + 1 < from {
                    all.extend(row.into_iter().flat_map(|cell| cell.paras));
                } else {
                    left.cells += row.iter().filter(|cell| !cell.is_blank()).count();
                }
                continue;
            }
            let name = row.get(who).map(Cell::text).unwrap_or_default();
            let name = name.trim_end_matches([':', '：', ' ', '\u{a0}']);
            let goes_on = row.get(who).is_some_and(|cell| cell.goes_on);
            if !goes_on {
                speaker = (!name.is_empty()).then(|| name.to_owned());
            }
            // One cell across the table: a heading, a direction.
            let lone = row.iter().filter(|cell| !cell.is_blank()).count() == 1;
            for (column, cell) in row.into_iter().enumerate() {
                if cell.is_blank() {
                } else if column == what {
                    all.extend(cell.paras.into_iter().map(|para| Para {
                        speaker: speaker.clone(),
                        ..para
                    }));
                } else if lone && column != who {
                    all.extend(cell.paras);
                } else if column != who {
                    left.cells += 1;
                } else if lone {
                    all.extend(cell.paras);
                }
            }
        }
        all
    }

    fn questions(self, ask: usize, answer: usize, from: usize, left: &mut LeftOut) -> Vec<Para> {
        let mut all = Vec::new();
        for (at, row) in self.rows.into_iter().enumerate() {
            if at < from {
                left.cells += row.iter().filter(|cell| !cell.is_blank()).count();
                continue;
            }
            let (mut asked, mut answered) = (Vec::new(), Vec::new());
            for (column, cell) in row.into_iter().enumerate() {
                let filled = !cell.is_blank();
                let (side, label) = if column == ask {
                    (&mut asked, "Q")
                } else if column == answer {
                    (&mut answered, "A")
                } else {
                    left.cells += usize::from(filled);
                    continue;
                };
                side.extend(cell.paras.into_iter().map(|para| Para {
                    speaker: Some(label.to_owned()),
                    ..para
                }));
            }
            all.append(&mut asked);
            all.append(&mut answered);
        }
        all
    }

    fn flow(self) -> Vec<Para> {
        let cells = self.rows.into_iter().flatten();
        cells.flat_map(|cell| cell.paras).collect()
    }

    fn rows(self) -> Vec<Para> {
        let mut all = Vec::new();
        for row in self.rows {
            let mut filled: Vec<Cell> = row.into_iter().filter(|c| !c.is_blank()).collect();
            if filled.len() == 1 {
                all.extend(filled.pop().into_iter().flat_map(|cell| cell.paras));
                continue;
            }
            let mut pieces = Vec::new();
            for para in filled.into_iter().enumerate().flat_map(|(at, cell)| {
                let gap = move |first| if at > 0 && first { "\t" } else { " " };
                let paras = cell.paras.into_iter().enumerate();
                paras.map(move |(index, para)| (gap(index == 0), para))
            }) {
                let (gap, para) = para;
                if !pieces.is_empty() {
                    pieces.push((gap.to_owned(), Style::default()));
                }
                pieces.extend(para.pieces);
            }
            all.push(Para {
                kind: BlockKind::Row,
                pieces,
                region: Region::Main,
                speaker: None,
                title: false,
            });
        }
        all
    }
}

/// Paragraphs with a hanging indent (a name, a tab, the words) are a table without lines. Where
/// the names come again and again they are speakers; a name with a colon is left to be found as
/// it is in any other text.
pub(in crate::read) fn hanging(paras: &mut [Para]) {
    let split = |para: &Para| -> Option<(String, String)> {
        if para.speaker.is_some() || !matches!(para.kind, BlockKind::Paragraph) {
            return None;
        }
        let text = para.text();
        let (name, words) = text.trim_start().split_once('\t')?;
        let named = !name.trim().is_empty() && !name.contains([':', '：']);
        (named && !words.trim().is_empty())
            .then(|| (name.trim().to_owned(), words.trim().to_owned()))
    };
    let found: Vec<Option<(String, String)>> = paras.iter().map(split).collect();
    let pairs = found.iter().flatten();
    let rows: Vec<Vec<&str>> = pairs.map(|(a, b)| vec![a.as_str(), b.as_str()]).collect();
    let talk = paras
        .iter()
        .filter(|p| matches!(p.kind, BlockKind::Paragraph) && !p.is_blank());
    // At least every third paragraph: fewer are the metadata above some other interview.
    let enough = rows.len() > ROWS && rows.len() * 3 >= talk.count();
    if !enough || columns::guess(&rows) != (Some(0), Some(1)) {
        return;
    }
    for (para, found) in paras.iter_mut().zip(found) {
        let Some((name, _)) = found else { continue };
        para.speaker = Some(name);
        let mut named = false;
        let mut before = false;
        para.pieces.retain_mut(|(text, _)| {
            if named {
                return true;
            }
            let start = text.len() - text.trim_start().len();
            let from = if before { 0 } else { start };
            before |= start < text.len();
            match text[from..].find('\t').filter(|_| before) {
                Some(tab) => {
                    named = true;
                    text.drain(..from + tab + 1);
                    !text.is_empty()
                }
                None => false,
            }
        });
    }
}
