//! The cells of a page's tables and definition lists to rows, and to speakers where a column
//! holds names.
//!
//! Half of the tables on old pages are there to set text side by side: their cells are read as
//! the paragraphs that they hold, in the order of the page. A table of short cells is a table.

use super::super::BlockKind;
use super::super::columns;
use super::build::Builder;
use super::setting::Raw;
use std::collections::BTreeMap;

/// The tables of a page while it is read.
#[derive(Debug, Default)]
pub(super) struct Tables {
    cells: Vec<Cell>,
    tables: Vec<Table>,
}

/// A cell of a table, or the `<dt>` (column 0) or `<dd>` (column 1) of a list.
#[derive(Debug, Clone, Copy)]
struct Cell {
    /// From 1.
    table: usize,
    row: usize,
    column: usize,
}

#[derive(Debug, Default)]
struct Table {
    rows: usize,
    columns: usize,
    /// Is it a `<dl>`?
    definitions: bool,
}

impl Tables {
    /// A table begins, or a list of definitions; its number, from 1.
    pub(super) fn begin(&mut self, definitions: bool) -> usize {
        self.tables.push(Table {
            definitions,
            ..Table::default()
        });
        self.tables.len()
    }

    /// A row or a cell begins in a table; the number of the cell, from 1. `wide` is how many
    /// columns it takes.
    pub(super) fn cell(&mut self, table: usize, name: &str, wide: u64) -> Option<usize> {
        let number = table;
        let table = self.tables.get_mut(number.checked_sub(1)?)?;
        if table.definitions != matches!(name, "dt" | "dd") {
            return None;
        }
        if name == "tr" || name == "dt" || table.rows == 0 {
            table.rows += 1;
            table.columns = 0;
        }
        if name == "tr" {
            return None;
        }
        let column = match name {
            "dt" => 0,
            "dd" => 1,
            _ => table.columns,
        };
        table.columns += usize::try_from(wide.clamp(1, 1000)).unwrap_or(1);
        self.cells.push(Cell {
            table: number,
            row: table.rows,
            column,
        });
        Some(self.cells.len())
    }
}

/// Longest cell of a table that is a table, in bytes.
const SHORT: usize = 120;

/// What becomes of a paragraph in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fate {
    /// It is read as it stands.
    Stays,
    /// It names a column, a speaker or a time: format, and not text.
    Goes,
    /// This person says it.
    Said(String),
    /// It begins a row (true) or goes on in it.
    Row(bool),
}

/// Rows and columns of one table, each cell with the numbers of its paragraphs.
type Grid = BTreeMap<usize, BTreeMap<usize, Vec<usize>>>;

/// The fate of each paragraph that stands in a cell, by its number.
pub(super) fn fates(page: &Builder<'_>) -> BTreeMap<usize, Fate> {
    let mut grids: BTreeMap<usize, Grid> = BTreeMap::new();
    for (at, raw) in page.set.raws.iter().enumerate() {
        let Some(Cell { table, row, column }) =
            raw.cell.checked_sub(1).map(|c| page.tables.cells[c])
        else {
            continue;
        };
        let grid = grids.entry(table).or_default();
        let cell = grid.entry(row).or_default().entry(column).or_default();
        cell.push(at);
    }
    let mut fates = BTreeMap::new();
    for (table, grid) in grids {
        if page.tables.tables[table - 1].definitions {
            dialogue(&page.set.raws, &grid, &mut fates);
        } else if !headed(&page.set.raws, &grid, &mut fates)
            && !dialogue(&page.set.raws, &grid, &mut fates)
        {
            rows(&page.set.raws, &grid, &mut fates);
        }
    }
    fates
}

/// The text of a cell.
fn text(raws: &[Raw], cell: &[usize]) -> String {
    let texts = cell.iter().map(|at| raws[*at].text());
    texts.collect::<Vec<_>>().join(" ")
}

/// A table whose first row names a column of speakers.
fn headed(raws: &[Raw], grid: &Grid, fates: &mut BTreeMap<usize, Fate>) -> bool {
    let mut rows = grid.values();
    let Some(first) = rows.next().filter(|_| grid.len() >= 2) else {
        return false;
    };
    let heads: Vec<(usize, String)> = first
        .iter()
        .map(|(column, cell)| (*column, text(raws, cell)))
        .collect();
    let names: Vec<&str> = heads.iter().map(|(_, head)| head.as_str()).collect();
    let Some(columns) = columns::by_heads(&names) else {
        return false;
    };
    let speaker = heads[columns.speaker].0;
    let time = columns.time.map(|time| heads[time].0);
    for at in first.values().flatten() {
        fates.insert(*at, Fate::Goes);
    }
    for row in rows {
        let name = row.get(&speaker).map(|cell| text(raws, cell));
        say(row, speaker, time, &name.unwrap_or_default(), fates);
    }
    true
}

/// Two columns, the first of names: a table without heads, or a list of `<dt>` and `<dd>`.
fn dialogue(raws: &[Raw], grid: &Grid, fates: &mut BTreeMap<usize, Fate>) -> bool {
    let columns = grid.values().flat_map(BTreeMap::keys);
    let mut columns: Vec<usize> = columns.copied().collect();
    columns.sort_unstable();
    columns.dedup();
    let [names, said] = columns[..] else {
        return false;
    };
    let pairs: Vec<(String, String)> = grid
        .values()
        .map(|row| {
            let cell = |column| row.get(column).map(|cell| text(raws, cell));
            (
                cell(&names).unwrap_or_default(),
                cell(&said).unwrap_or_default(),
            )
        })
        .collect();
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(a, b)| (&a[..], &b[..])).collect();
    if !columns::is_dialogue(&pairs) {
        return false;
    }
    for (row, (name, _)) in grid.values().zip(pairs) {
        say(row, names, None, name, fates);
    }
    true
}

/// What stands in a row is said by whom it names.
fn say(
    row: &BTreeMap<usize, Vec<usize>>,
    speaker: usize,
    time: Option<usize>,
    name: &str,
    fates: &mut BTreeMap<usize, Fate>,
) {
    let name = name.trim_end_matches([' ', ':', '：']).trim();
    for (column, cell) in row {
        for at in cell {
            let fate = if *column == speaker || Some(*column) == time {
                Fate::Goes
            } else if name.is_empty() {
                Fate::Stays
            } else {
                Fate::Said(name.to_owned())
            };
            fates.insert(*at, fate);
        }
    }
}

/// A table of short cells.
fn rows(raws: &[Raw], grid: &Grid, fates: &mut BTreeMap<usize, Fate>) {
    let mut cells = grid.values().flat_map(BTreeMap::values);
    let short = |cell: &Vec<usize>| {
        let length = |raw: &Raw| -> usize {
            let runs = raw.lines.iter().flat_map(|line| &line.runs);
            runs.map(|run| run.text.len()).sum()
        };
        let plain = |at: &usize| {
            let raw = &raws[*at];
            raw.kind == BlockKind::Paragraph && raw.lines.len() == 1 && length(raw) <= SHORT
        };
        cell.len() == 1 && cell.iter().all(plain)
    };
    let wide = grid.values().any(|row| row.len() >= 2);
    if grid.len() < 2 || !wide || !cells.all(short) {
        return;
    }
    for row in grid.values() {
        for (nth, at) in row.values().flatten().enumerate() {
            fates.insert(*at, Fate::Row(nth == 0));
        }
    }
}
