//! `w:pPr`, `w:rPr` and `w:sdtPr` to what they say of a paragraph, a run, a content control.

use super::super::xml::{Ns, Problem, Token, Xml};
use super::styles::{Look, is_on};

/// What a paragraph says of itself (ECMA-376 part 1, 17.3.1).
#[derive(Debug, Default, Clone)]
pub(super) struct Properties {
    pub(super) style: Option<String>,
    pub(super) outline: Option<u8>,
    /// The list; 0 is "none after all".
    pub(super) list: Option<u32>,
    pub(super) level: Option<u8>,
    /// A large first letter, set as a paragraph of its own.
    pub(super) drop_cap: bool,
    /// Its end was deleted: it goes on in the next paragraph.
    pub(super) runs_on: bool,
}

/// Reads the `w:pPr` that was just opened.
pub(super) fn paragraph(xml: &mut Xml<'_>) -> Result<Properties, Problem> {
    let mut found = Properties::default();
    let mut depth = 1usize;
    while depth > 0 {
        match xml.next()? {
            Token::Open(element) if element.ns == Ns::Word => {
                let value = || element.attribute("val");
                match element.name() {
                    // How it was before a change that is on record.
                    "pPrChange" | "rPrChange" | "sectPr" => {
                        xml.skip()?;
                        continue;
                    }
                    "pStyle" => found.style = value(),
                    "outlineLvl" => found.outline = value().and_then(|v| v.parse().ok()),
                    "numId" => found.list = value().and_then(|v| v.parse().ok()),
                    "ilvl" => found.level = value().and_then(|v| v.parse().ok()),
                    "framePr" => {
                        let drop = element.attribute("dropCap");
                        found.drop_cap = drop.is_some_and(|v| v != "none");
                    }
                    "del" | "moveFrom" => found.runs_on = true,
                    _ => {}
                }
                depth += 1;
            }
            Token::Open(_) => depth += 1,
            Token::Close => depth -= 1,
            Token::Text(_) => {}
            Token::End => break,
        }
    }
    Ok(found)
}

/// Reads the `w:rPr` that was just opened: the character style, and what is said besides.
pub(super) fn run(xml: &mut Xml<'_>) -> Result<(Option<String>, Look), Problem> {
    let (mut style, mut look) = (None, Look::default());
    let mut depth = 1usize;
    while depth > 0 {
        match xml.next()? {
            Token::Open(element) if element.ns == Ns::Word => {
                match element.name() {
                    "rPrChange" => {
                        xml.skip()?;
                        continue;
                    }
                    "rStyle" => style = element.attribute("val"),
                    _ => look.add(&element),
                }
                depth += 1;
            }
            Token::Open(_) => depth += 1,
            Token::Close => depth -= 1,
            Token::Text(_) => {}
            Token::End => break,
        }
    }
    Ok((style, look))
}

/// What a content control holds (17.5.2).
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Control {
    /// Only the words that ask for an entry.
    pub(super) placeholder: bool,
    /// A table of contents or of sources.
    pub(super) contents: bool,
}

/// Reads the `w:sdtPr` that was just opened.
pub(super) fn control(xml: &mut Xml<'_>) -> Result<Control, Problem> {
    let mut found = Control::default();
    let mut depth = 1usize;
    while depth > 0 {
        match xml.next()? {
            Token::Open(element) => {
                depth += 1;
                let value = element.attribute("val");
                match element.name() {
                    "showingPlcHdr" => found.placeholder = is_on(value.as_deref()),
                    "docPartGallery" => {
                        found.contents = value.is_some_and(|v| v.contains("Contents"));
                    }
                    _ => {}
                }
            }
            Token::Close => depth -= 1,
            Token::Text(_) => {}
            Token::End => break,
        }
    }
    Ok(found)
}
