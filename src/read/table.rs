//! The rows of a table on a page to blocks: speech, if the table is a transcript, else rows.
//!
//! For carriers that have cells of styled runs; what the columns are is decided by
//! [`columns::plan`] as for CSV. A cell that is no words (the head, the name of who speaks) gives
//! no run and so becomes markup.

use super::columns::{self, Plan};
use super::{Block, BlockKind, Region, Run, Style, clock};
use crate::diag::{Source, Span};

/// The runs of a cell.
pub(super) type Cell = Vec<Run>;

/// The blocks of a table; runs must be in the order of the source.
pub(super) fn blocks(source: &Source, rows: Vec<Vec<Cell>>) -> Vec<Block> {
    let text = |cell: &Cell| -> String {
        let text: String = cell.iter().map(|run| run.text.as_str()).collect();
        text.trim().to_owned()
    };
    let plain: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(text).collect())
        .collect();
    let sample = plain.iter().take(1000);
    let sample: Vec<Vec<&str>> = sample
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let plan = columns::plan(&sample);
    let headed = matches!(plan, Plan::Speech { headed: true, .. } | Plan::Exchange(..));
    let mut blocks = Vec::new();
    for (row, plain) in rows.into_iter().zip(&plain).skip(usize::from(headed)) {
        match plan {
            Plan::Speech {
                speaker,
                text,
                start,
                end,
                ..
            } => {
                let cell = |column: Option<usize>| plain.get(column?).map(String::as_str);
                let name = cell(speaker).map(|name| name.trim_end_matches([':', ' ']));
                let start = cell(start).and_then(clock::seconds);
                let end = cell(end).and_then(clock::seconds);
                let mut block = block(source, row.into_iter().nth(text));
                if let Some(block) = &mut block {
                    block.speaker = name.filter(|name| !name.is_empty()).map(str::to_owned);
                    block.time = start.map(|start| (start, end.unwrap_or(start).max(start)));
                }
                blocks.extend(block);
            }
            Plan::Exchange(question, answer) => {
                for (column, cell) in row.into_iter().enumerate() {
                    let speaker = match column {
                        c if c == question => "Interviewer",
                        c if c == answer => "Interviewee",
                        _ => continue,
                    };
                    if let Some(mut block) = block(source, Some(cell)) {
                        block.speaker = Some(speaker.to_owned());
                        blocks.push(block);
                    }
                }
            }
            Plan::Rows => {
                let mut block = block(source, Some(joined(row)));
                if let Some(block) = &mut block {
                    block.kind = BlockKind::Row;
                }
                blocks.extend(block);
            }
        }
    }
    blocks
}

/// The cells of a row as one, with a space that stands for what lies between two of them.
fn joined(row: Vec<Cell>) -> Cell {
    let mut all: Cell = Vec::new();
    for cell in row {
        if let (Some(last), Some(first)) = (all.last(), cell.first()) {
            let span = Span::new(last.span.end, first.span.start);
            all.push(Run {
                text: " ".to_owned(),
                span,
                style: Style::default(),
            });
        }
        all.extend(cell);
    }
    all
}

/// A paragraph of these runs, if something can be seen in them.
fn block(source: &Source, runs: Option<Cell>) -> Option<Block> {
    let runs = runs?;
    let (first, last) = (runs.first()?, runs.last()?);
    let seen = runs.iter().any(|run| !run.text.trim().is_empty());
    let span = Span::new(first.span.start, last.span.end);
    seen.then(|| Block {
        kind: BlockKind::Paragraph,
        span,
        line: source.line(span.start),
        runs,
        speaker: None,
        time: None,
        region: Region::Main,
        language: None,
    })
}
