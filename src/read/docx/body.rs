//! `document.xml`, and the parts that are made like it (notes, headers), to paragraphs.
//!
//! One pass over the tokens, without recursion: what is open (a paragraph, a cell, a text box)
//! stands on a stack of marks. What Word keeps twice (a text box for new programs and for old
//! ones) is taken once; what it keeps but does not show (deletions, field codes, hidden text)
//! is counted and left out.

use super::super::xml::{Element, Ns, Problem, Token, Xml};
use super::super::{Region, Style};
use super::left_out::LeftOut;
use super::numbering::Numbering;
use super::paragraph::{Para, Pieces, shaped};
use super::properties::{self, Control, Properties};
use super::runs::is_page_number;
use super::styles::{Look, Meaning, Role, Styles};
use super::tables::{Cell, Table};

/// What the parts beside the text say, and what was found so far.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) left: LeftOut,
    /// Notes in the order in which the text refers to them: footnote or endnote, and which.
    pub(super) notes: Vec<(bool, String)>,
    /// Characters in text boxes.
    pub(super) boxed: usize,
}

/// What an open element is, so that its end is known.
pub(super) enum Open {
    Nothing,
    Paragraph,
    Run,
    Link,
    Table,
    Row,
    Cell,
    Box,
    /// Its characters are text.
    Text,
    /// A note of this name.
    Note(String),
    Control(Control),
    /// The choice of an alternative was taken.
    Compat,
}

/// A paragraph while it is open.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) properties: Properties,
    pub(super) meaning: Meaning,
    pub(super) pieces: Pieces,
    /// What stands in text boxes that are anchored here.
    pub(super) beside: Vec<Para>,
}

/// A field while it is open (17.16): its code, then what is shown.
#[derive(Default)]
pub(super) struct Field {
    pub(super) code: String,
    pub(super) shown: bool,
}

/// Most columns that a table is padded to where cells are joined.
pub(super) const MOST_COLUMNS: usize = 12;
/// Most cells that are added for joined ones in a whole part.
const PADDING: usize = 200_000;
/// Deepest nesting of fields that is followed; real ones have three.
const FIELDS: usize = 16;

/// Where in a part the reader stands.
pub(super) struct Walk<'a> {
    pub(super) reader: &'a mut Reader,
    pub(super) open: Vec<Open>,
    pub(super) sheets: Vec<Sheet>,
    /// Where finished paragraphs go: the page, a cell, a text box.
    pub(super) sinks: Vec<Vec<Para>>,
    pub(super) tables: Vec<Table>,
    pub(super) runs: Vec<(Option<String>, Look)>,
    pub(super) fields: Vec<Field>,
    pub(super) links: usize,
    pub(super) texts: usize,
    pub(super) contents: usize,
    /// Text of a paragraph that goes on in the next one.
    pub(super) carried: Pieces,
    pub(super) notes: Vec<(String, Vec<Para>)>,
    /// Columns of the open cell.
    pub(super) wide: usize,
    pub(super) padding: usize,
}

/// A part as paragraphs, and its notes by name.
pub(super) struct Part {
    pub(super) paras: Vec<Para>,
    pub(super) notes: Vec<(String, Vec<Para>)>,
    /// The name of the outermost element.
    pub(super) root: String,
}

impl Reader {
    /// Reads a part of at most `limit` paragraphs.
    pub(super) fn part(&mut self, text: &str, limit: usize) -> Result<Part, Problem> {
        let mut xml = Xml::new(text);
        let mut walk = Walk {
            reader: self,
            open: Vec::new(),
            sheets: Vec::new(),
            sinks: vec![Vec::new()],
            tables: Vec::new(),
            runs: Vec::new(),
            fields: Vec::new(),
            links: 0,
            texts: 0,
            contents: 0,
            carried: Pieces::default(),
            notes: Vec::new(),
            wide: 1,
            padding: PADDING,
        };
        let mut root = String::new();
        let mut count = 0usize;
        loop {
            match xml.next()? {
                Token::Open(element) => {
                    if root.is_empty() {
                        root = element.name().to_owned();
                    }
                    count += usize::from(element.name() == "p");
                    if count > limit {
                        return Err(format!("holds too many paragraphs: the limit is {limit}"));
                    }
                    walk.start(&element, &mut xml)?;
                }
                Token::Close => walk.end(),
                Token::Text(text) if walk.texts > 0 => walk.text(&text),
                Token::Text(_) => {}
                Token::End => break,
            }
        }
        let carried = std::mem::take(&mut walk.carried);
        walk.add(shaped(carried, Role::Body, None, Region::Main));
        let notes = std::mem::take(&mut walk.notes);
        let paras: Vec<Para> = walk.sinks.drain(..).flatten().collect();
        self.left.entities += xml.entities;
        Ok(Part { paras, notes, root })
    }
}

impl Walk<'_> {
    fn start(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<(), Problem> {
        let open = match element.ns {
            Ns::Word => match self.word(element, xml)? {
                Some(open) => open,
                None => return Ok(()),
            },
            Ns::Math if element.name() == "t" => {
                self.texts += 1;
                Open::Text
            }
            Ns::Compat if element.name() == "AlternateContent" => Open::Compat,
            // Of the choices the first; then no other, and no fallback (ECMA-376 part 3, 9.3).
            Ns::Compat if matches!(element.name(), "Choice" | "Fallback") => {
                match self.open.last_mut() {
                    Some(taken @ Open::Compat) => {
                        *taken = Open::Nothing;
                        Open::Nothing
                    }
                    _ => return xml.skip(),
                }
            }
            Ns::Drawing if element.name() == "docPr" => {
                let told = element.attribute("descr").unwrap_or_default();
                let image = Style {
                    image: true,
                    ..Style::default()
                };
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.pieces.push(&told, image);
                }
                Open::Nothing
            }
            _ => Open::Nothing,
        };
        self.open.push(open);
        Ok(())
    }

    /// An element of WordprocessingML; `None` if it was read to its end.
    fn word(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<Option<Open>, Problem> {
        let left = &mut self.reader.left;
        Ok(Some(match element.name() {
            "p" => {
                self.sheets.push(Sheet {
                    meaning: self.reader.styles.paragraph(None),
                    ..Sheet::default()
                });
                Open::Paragraph
            }
            "pPr" => {
                let found = properties::paragraph(xml)?;
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.meaning = self.reader.styles.paragraph(found.style.as_deref());
                    sheet.properties = found;
                }
                return Ok(None);
            }
            "r" => {
                self.runs.push((None, Look::default()));
                Open::Run
            }
            "rPr" => {
                let found = properties::run(xml)?;
                if let Some(run) = self.runs.last_mut() {
                    *run = found;
                }
                return Ok(None);
            }
            "t" => {
                self.texts += 1;
                Open::Text
            }
            "tab" | "ptab" => self.character("\t"),
            "noBreakHyphen" => self.character("-"),
            "br" | "cr" => {
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.pieces.line_break();
                    // A new page or column is more than a new line.
                    if element
                        .attribute("type")
                        .is_some_and(|v| v != "textWrapping")
                    {
                        sheet.pieces.line_break();
                    }
                }
                Open::Nothing
            }
            "sym" => self.symbol(element),
            "hyperlink" => {
                self.links += 1;
                Open::Link
            }
            "fldChar" => {
                match element.attribute("fldCharType").as_deref() {
                    Some("begin") if self.fields.len() < FIELDS => {
                        self.fields.push(Field::default());
                    }
                    Some("separate") => {
                        if let Some(field) = self.fields.last_mut() {
                            field.shown = true;
                        }
                    }
                    Some("end") => drop(self.fields.pop()),
                    _ => {}
                }
                Open::Nothing
            }
            "instrText" => {
                let code = xml.text()?;
                if let Some(field) = self.fields.last_mut() {
                    field.code.push_str(&code);
                }
                return Ok(None);
            }
            "fldSimple" if is_page_number(&element.attribute("instr").unwrap_or_default()) => {
                xml.skip()?;
                return Ok(None);
            }
            "del" | "moveFrom" => {
                let words = xml.text()?;
                left.deleted += usize::from(!words.trim().is_empty());
                return Ok(None);
            }
            // The reading above Chinese and Japanese characters.
            "rt" | "delText" | "delInstrText" | "tblPr" | "tblGrid" | "sectPr" => {
                xml.skip()?;
                return Ok(None);
            }
            "footnoteReference" | "endnoteReference" => {
                let id = element.attribute("id").unwrap_or_default();
                let footnote = element.name() == "footnoteReference";
                self.reader.notes.push((footnote, id));
                Open::Nothing
            }
            "commentReference" => {
                left.comments += 1;
                Open::Nothing
            }
            "altChunk" | "subDoc" => {
                left.embedded += 1;
                Open::Nothing
            }
            "footnote" | "endnote" => match element.attribute("type").as_deref() {
                None | Some("normal") => {
                    self.sinks.push(Vec::new());
                    Open::Note(element.attribute("id").unwrap_or_default())
                }
                Some(_) => {
                    xml.skip()?;
                    return Ok(None);
                }
            },
            "tbl" => {
                self.tables.push(Table::default());
                Open::Table
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
                Open::Row
            }
            "tc" => {
                self.sinks.push(Vec::new());
                if let Some(row) = self.tables.last_mut().and_then(|t| t.rows.last_mut()) {
                    row.push(Cell::default());
                }
                Open::Cell
            }
            name @ ("gridSpan" | "vMerge" | "gridBefore") => {
                self.cell_property(name, element);
                Open::Nothing
            }
            "txbxContent" => {
                self.sinks.push(Vec::new());
                Open::Box
            }
            "sdt" => Open::Control(Control::default()),
            "sdtContent" if matches!(self.open.last(), Some(Open::Control(c)) if c.placeholder) => {
                xml.skip()?;
                return Ok(None);
            }
            "sdtPr" => {
                let found = properties::control(xml)?;
                left.placeholders += usize::from(found.placeholder);
                if let Some(Open::Control(control)) = self.open.last_mut() {
                    self.contents += usize::from(found.contents && !control.contents);
                    control.contents |= found.contents;
                    control.placeholder |= found.placeholder;
                }
                return Ok(None);
            }
            _ => Open::Nothing,
        }))
    }

    fn cell_property(&mut self, name: &str, element: &Element<'_>) {
        let Some(row) = self.tables.last_mut().and_then(|t| t.rows.last_mut()) else {
            return;
        };
        let value = element.attribute("val");
        let number = || value.as_deref().and_then(|v| v.parse::<usize>().ok());
        match (name, row.last_mut()) {
            ("gridBefore", _) => {
                let more = number().unwrap_or(0).min(MOST_COLUMNS).min(self.padding);
                self.padding -= more;
                row.extend((0..more).map(|_| Cell::default()));
            }
            ("vMerge", Some(cell)) => {
                cell.goes_on = value.as_deref().is_none_or(|v| v == "continue");
            }
            ("gridSpan", Some(_)) => self.wide = number().unwrap_or(1),
            _ => {}
        }
    }
}
