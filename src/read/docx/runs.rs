//! The characters of a run to pieces in a style: what styles and the run itself say of them.

use super::super::Style;
use super::super::xml::Element;
use super::body::{Field, Open, Walk};
use super::paragraph::Pieces;
use super::styles::{Look, Role};

impl Walk<'_> {
    pub(super) fn character(&mut self, text: &str) -> Open {
        self.text(text);
        Open::Nothing
    }

    /// A character by its number in a font (17.3.3.30). Fonts of pictures put theirs where
    /// Unicode has none.
    pub(super) fn symbol(&mut self, element: &Element<'_>) -> Open {
        let code = element.attribute("char").unwrap_or_default();
        let code = u32::from_str_radix(&code, 16).unwrap_or(0);
        match char::from_u32(code).filter(|_| (0x20..0xe000).contains(&code)) {
            Some(c) => self.text(c.encode_utf8(&mut [0; 4])),
            None => self.reader.left.symbols += 1,
        }
        Open::Nothing
    }

    /// Characters of the open run.
    pub(super) fn text(&mut self, text: &str) {
        let Some(sheet) = self.sheets.last_mut() else {
            return;
        };
        if self
            .fields
            .iter()
            .any(|f| f.shown && is_page_number(&f.code))
        {
            return;
        }
        let (style, own) = self.runs.last().cloned().unwrap_or_default();
        // A heading is a heading; that its style is bold adds nothing.
        let around = match sheet.meaning.role {
            Role::Heading(_) | Role::Title => Look::default(),
            _ => sheet.meaning.look,
        };
        let look = self.reader.styles.look(around, style.as_deref(), own);
        if look.hidden == Some(true) {
            self.reader.left.hidden += usize::from(!text.trim().is_empty());
            return;
        }
        if look.raised == Some(true) && is_note_mark(text, &sheet.pieces) {
            self.reader.left.marks += 1;
            return;
        }
        let link = |f: &Field| f.shown && f.code.trim_start().starts_with("HYPERLINK");
        let style = Style {
            bold: look.bold == Some(true),
            italic: look.italic == Some(true),
            link: self.links > 0 || self.fields.iter().any(link),
            image: false,
            superscript: look.raised == Some(true),
        };
        if look.capitals == Some(true) {
            sheet.pieces.push(&text.to_uppercase(), style);
        } else {
            sheet.pieces.push(text, style);
        }
    }
}

/// Does the code of a field say that a number of a page is shown?
pub(super) fn is_page_number(code: &str) -> bool {
    let word = code.split_whitespace().next().unwrap_or_default();
    ["PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"].contains(&word)
}

/// Is a raised text the number of a note that was typed by hand? Not the 2 of m² or of 10².
fn is_note_mark(text: &str, before: &Pieces) -> bool {
    let bare = text.trim().trim_matches(['[', ']', '(', ')', ',']);
    let number = !bare.is_empty() && bare.len() <= 3 && bare.chars().all(|c| c.is_ascii_digit());
    number && before.ends_a_word()
}
