//! The end of an element of the text: what was gathered in it goes where it belongs.

use super::super::Region;
use super::body::{MOST_COLUMNS, Open, Walk};
use super::paragraph::{Para, shaped};
use super::properties::Properties;
use super::styles::{self, Role};
use super::tables::Cell;

impl Walk<'_> {
    /// The innermost element ends.
    pub(super) fn end(&mut self) {
        match self.open.pop().unwrap_or(Open::Nothing) {
            Open::Nothing | Open::Compat => {}
            Open::Paragraph => self.end_paragraph(),
            Open::Run => drop(self.runs.pop()),
            Open::Link => self.links -= 1,
            Open::Text => self.texts -= 1,
            Open::Control(control) => self.contents -= usize::from(control.contents),
            Open::Row => {}
            Open::Table => {
                if let Some(table) = self.tables.pop() {
                    let paras = table.paragraphs(&mut self.reader.left);
                    self.add(paras);
                }
            }
            Open::Cell => {
                let paras = self.sinks.pop().unwrap_or_default();
                let row = self.tables.last_mut().and_then(|t| t.rows.last_mut());
                let Some(row) = row else {
                    return self.add(paras);
                };
                if let Some(cell) = row.last_mut() {
                    cell.paras = paras;
                }
                // What comes after a wide cell must stay in its column.
                let room = MOST_COLUMNS.saturating_sub(row.len()).min(self.padding);
                let more = std::mem::replace(&mut self.wide, 1)
                    .saturating_sub(1)
                    .min(room);
                self.padding -= more;
                row.extend((0..more).map(|_| Cell::default()));
            }
            Open::Box => {
                let mut paras = self.sinks.pop().unwrap_or_default();
                for para in &mut paras {
                    self.reader.boxed += para.text().len();
                    if para.region == Region::Main {
                        para.region = Region::Aside;
                    }
                }
                match self.sheets.last_mut() {
                    Some(sheet) => sheet.beside.append(&mut paras),
                    None => self.add(paras),
                }
            }
            Open::Note(name) => {
                let paras = self.sinks.pop().unwrap_or_default();
                self.notes.push((name, paras));
            }
        }
    }

    /// Paragraphs for where paragraphs go now.
    pub(super) fn add(&mut self, paras: Vec<Para>) {
        if let Some(sink) = self.sinks.last_mut() {
            sink.extend(paras.into_iter().filter(|para| !para.is_blank()));
        }
    }

    fn end_paragraph(&mut self) {
        let Some(sheet) = self.sheets.pop() else {
            return;
        };
        let Properties {
            outline,
            list,
            level,
            drop_cap,
            runs_on,
            ..
        } = sheet.properties;
        let carried = std::mem::take(&mut self.carried);
        let pieces = sheet.pieces.after(carried);
        if drop_cap || runs_on {
            self.carried = pieces;
            self.add(sheet.beside);
            return;
        }
        let role = outline.map_or(sheet.meaning.role, |level| match styles::outline(level) {
            // That it is in no outline does not undo the name of its style.
            Role::Body => sheet.meaning.role,
            heading => heading,
        });
        let mark = list.or(sheet.meaning.list).and_then(|list| {
            let level = level.or(sheet.meaning.level).unwrap_or(0);
            self.reader.numbering.next(list, level)
        });
        let contents = self.contents > 0
            || role == Role::Contents
            || self
                .fields
                .iter()
                .any(|f| f.code.trim_start().starts_with("TOC"));
        let region = match role {
            _ if contents => Region::Navigation,
            Role::Caption => Region::Caption,
            _ => Region::Main,
        };
        let paras = shaped(pieces, role, mark, region);
        self.add(paras);
        self.add(sheet.beside);
    }
}
