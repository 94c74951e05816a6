//! `numbering.xml` to the number that stands before a paragraph of a list.
//!
//! Word stores no numbers, it counts when it shows the page (ECMA-376 part 1, 17.9); so do we.
//! Some transcripts let it write the labels too (`Q%1:`): such text is on the page and is given.

use super::super::xml::{Ns, Problem, Token, Xml};
use std::collections::BTreeMap;

/// Levels that a list can have.
const LEVELS: usize = 9;

#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    start: Option<u64>,
    text: String,
}

type Levels = BTreeMap<u8, Level>;

/// All lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    kinds: BTreeMap<u32, Levels>,
    /// The kind of each list, and the levels where it begins anew.
    lists: BTreeMap<u32, (u32, BTreeMap<u8, u64>)>,
    counted: BTreeMap<u32, [Option<u64>; LEVELS]>,
    begun: BTreeMap<u32, [bool; LEVELS]>,
}

/// What stands before a paragraph of a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A bullet.
    Bullet,
    /// A number.
    Number(u64),
    /// Words that the list writes by itself, with their number: a label.
    Words(String),
}

impl Numbering {
    /// Reads the part.
    pub(super) fn parse(text: &str) -> Result<Numbering, Problem> {
        let mut xml = Xml::new(text);
        let mut all = Numbering::default();
        let (mut kind, mut list, mut level) = (None, None, 0u8);
        loop {
            let element = match xml.next()? {
                Token::Open(element) if element.ns == Ns::Word => element,
                Token::End => return Ok(all),
                _ => continue,
            };
            let number = |name| element.attribute(name).and_then(|v| v.parse::<u64>().ok());
            let small = |name| number(name).and_then(|n| u32::try_from(n).ok());
            match element.name() {
                "abstractNum" => (kind, list) = (small("abstractNumId"), None),
                "num" => (kind, list) = (None, small("numId")),
                "abstractNumId" => {
                    if let (Some(list), Some(of)) = (list, small("val")) {
                        all.lists.entry(list).or_default().0 = of;
                    }
                }
                "lvl" | "lvlOverride" => {
                    level = number("ilvl")
                        .and_then(|n| u8::try_from(n).ok())
                        .unwrap_or(0);
                }
                "startOverride" => {
                    if let (Some(list), Some(start)) = (list, number("val")) {
                        all.lists.entry(list).or_default().1.insert(level, start);
                    }
                }
                name @ ("numFmt" | "start" | "lvlText") => {
                    if let Some(kind) = kind {
                        let row = all.kinds.entry(kind).or_default().entry(level).or_default();
                        match name {
                            "numFmt" => row.format = element.attribute("val").unwrap_or_default(),
                            "start" => row.start = number("val"),
                            _ => row.text = element.attribute("val").unwrap_or_default(),
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Counts one more paragraph of a list; `None` if it has no mark after all.
    pub(super) fn next(&mut self, list: u32, level: u8) -> Option<Mark> {
        // List 0 takes a paragraph out of the list of its style (17.9.18).
        let (kind, anew) = self.lists.get(&list).filter(|_| list != 0)?;
        let at = usize::from(level).min(LEVELS - 1);
        let levels = self.kinds.get(kind);
        let row = levels
            .and_then(|l| l.get(&level))
            .cloned()
            .unwrap_or_default();
        let counted = self.counted.entry(*kind).or_default();
        let begun = self.begun.entry(list).or_default();
        let start = anew.get(&level).copied();
        let start = start.filter(|_| !std::mem::replace(&mut begun[at], true));
        let number = match (start, counted[at]) {
            (Some(start), _) => start,
            (None, Some(before)) => before.saturating_add(1),
            (None, None) => row.start.unwrap_or(1),
        };
        counted[at] = Some(number);
        counted[at + 1..].fill(None);
        let mut words = row.text.clone();
        for (index, value) in counted.iter().enumerate() {
            let value = value.unwrap_or(1).to_string();
            words = words.replace(&format!("%{}", index + 1), &value);
        }
        let letters = row.text.chars().filter(|c| c.is_alphabetic()).count();
        // A bullet is often a letter in a font of pictures.
        let label = letters > 0 && row.text.chars().count() >= 2;
        match row.format.as_str() {
            _ if label => Some(Mark::Words(words)),
            "bullet" => Some(Mark::Bullet),
            "none" => None,
            _ => Some(Mark::Number(number)),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn lists_count_as_word_shows_them() {
        let text = "<w:numbering xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\
            <w:abstractNum w:abstractNumId='7'>\
            <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>\
            <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%2)'/></w:lvl></w:abstractNum>\
            <w:abstractNum w:abstractNumId='8'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='o'/></w:lvl></w:abstractNum>\
            <w:abstractNum w:abstractNumId='9'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/><w:lvlText w:val='Frage %1:'/></w:lvl></w:abstractNum>\
            <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>\
            <w:num w:numId='2'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>\
            <w:num w:numId='3'><w:abstractNumId w:val='8'/></w:num>\
            <w:num w:numId='4'><w:abstractNumId w:val='9'/></w:num></w:numbering>";
        let mut lists = Numbering::parse(text).unwrap();
        let number = |n| Some(Mark::Number(n));
        for (list, level, mark) in [
            (1, 0, number(1)),
            (1, 1, number(1)),
            (1, 1, number(2)),
            (1, 0, number(2)),
            (1, 1, number(1)),
            (2, 0, number(5)),
            (2, 0, number(6)),
            (3, 0, Some(Mark::Bullet)),
            (4, 0, Some(Mark::Words("Frage 1:".into()))),
            (4, 0, Some(Mark::Words("Frage 2:".into()))),
            (0, 0, None),
            (99, 0, None),
            (1, 200, number(1)),
        ] {
            assert_eq!(lists.next(list, level), mark, "{list} {level}");
        }
    }
}
