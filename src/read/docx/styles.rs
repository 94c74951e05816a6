//! `styles.xml` to what each style means: a heading, a quote, bold, hidden.
//!
//! A word processor says most of what matters by style, and a style inherits from another
//! (ECMA-376 part 1, 17.7). Chains are followed once, when the part is read.

use super::super::xml::{Element, Ns, Problem, Token, Xml};
use std::collections::BTreeMap;

/// Longest chain of styles that inherit from one another; Word stops at eleven.
const CHAIN: usize = 24;

/// Most styles of a document; Word itself stops at 4,079.
const STYLES: usize = 10_000;

/// How characters look. `None` is "as around it".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    /// Hidden text: on no page.
    pub(super) hidden: Option<bool>,
    /// Shown in capitals, whatever was typed.
    pub(super) capitals: Option<bool>,
    /// Raised, as the mark of a footnote.
    pub(super) raised: Option<bool>,
}

impl Look {
    /// What `self` says, and where it is silent what `other` says.
    pub(super) fn over(self, other: Look) -> Look {
        Look {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            hidden: self.hidden.or(other.hidden),
            capitals: self.capitals.or(other.capitals),
            raised: self.raised.or(other.raised),
        }
    }

    /// What an element inside `w:rPr` adds.
    pub(super) fn add(&mut self, element: &Element<'_>) {
        let value = element.attribute("val");
        match element.name() {
            "b" => self.bold = Some(is_on(value.as_deref())),
            "i" => self.italic = Some(is_on(value.as_deref())),
            "vanish" => self.hidden = Some(is_on(value.as_deref())),
            "caps" => self.capitals = Some(is_on(value.as_deref())),
            "vertAlign" => self.raised = Some(value.as_deref() == Some("superscript")),
            _ => {}
        }
    }
}

/// A toggle is on unless it says that it is off (17.17.4).
pub(super) fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off" | "none"))
}

/// What a paragraph is by its style.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::read) enum Role {
    #[default]
    Body,
    Title,
    /// From 1 to 6.
    Heading(u8),
    Quote,
    /// A line of a table of contents.
    Contents,
    Caption,
}

/// A style with all that it inherits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) role: Role,
    pub(super) look: Look,
    /// The list and the level in it, if the style is one of a list.
    pub(super) list: Option<u32>,
    pub(super) level: Option<u8>,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    meanings: BTreeMap<String, Meaning>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
    defaults: Look,
}

#[derive(Debug, Default)]
struct Row {
    name: Option<String>,
    base: Option<String>,
    look: Look,
    outline: Option<u8>,
    list: Option<u32>,
    level: Option<u8>,
}

impl Styles {
    /// Reads the part.
    pub(super) fn parse(text: &str) -> Result<Styles, Problem> {
        let mut xml = Xml::new(text);
        let mut styles = Styles::default();
        let mut rows: BTreeMap<String, Row> = BTreeMap::new();
        let mut open: Option<(usize, String, Row)> = None;
        let mut depth = 0usize;
        loop {
            match xml.next()? {
                Token::Open(element) if element.ns == Ns::Word => match element.name() {
                    // How a table dresses its corners, and how a style was before a change.
                    "tblStylePr" | "pPrChange" | "rPrChange" => xml.skip()?,
                    "style" => {
                        depth += 1;
                        let id = element.attribute("styleId").unwrap_or_default();
                        let kind = element.attribute("type");
                        let usual = element.attribute("default");
                        if kind.as_deref() == Some("paragraph")
                            && usual.is_some_and(|v| is_on(Some(&v)))
                        {
                            styles.usual = Some(id.clone());
                        }
                        open = Some((depth, id, Row::default()));
                    }
                    name => {
                        depth += 1;
                        let value = || element.attribute("val");
                        match &mut open {
                            Some((_, _, row)) => match name {
                                "name" => row.name = value(),
                                "basedOn" => row.base = value(),
                                "outlineLvl" => row.outline = value().and_then(|v| v.parse().ok()),
                                "numId" => row.list = value().and_then(|v| v.parse().ok()),
                                "ilvl" => row.level = value().and_then(|v| v.parse().ok()),
                                _ => row.look.add(&element),
                            },
                            None => styles.defaults.add(&element),
                        }
                    }
                },
                Token::Open(_) => depth += 1,
                Token::Close => {
                    if let Some((_, id, row)) = open.take_if(|(at, ..)| *at == depth) {
                        rows.insert(id, row);
                        if rows.len() > STYLES {
                            return Err(format!("holds too many styles: the limit is {STYLES}"));
                        }
                    }
                    depth = depth.saturating_sub(1);
                }
                Token::Text(_) => {}
                Token::End => break,
            }
        }
        for id in rows.keys() {
            styles.meanings.insert(id.clone(), meaning(id, &rows));
        }
        Ok(styles)
    }

    /// What a paragraph style means; the usual one if none is named.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Meaning {
        let Some(id) = id.or(self.usual.as_deref()) else {
            return Meaning::default();
        };
        self.meanings.get(id).copied().unwrap_or_else(|| Meaning {
            // A writer that names styles without describing them still says what is a heading.
            role: role(id).unwrap_or_default(),
            ..Meaning::default()
        })
    }

    /// How characters of a paragraph look that are in a character style and have properties of
    /// their own. The two styles toggle each other (17.7.3): emphasis in an italic paragraph is
    /// upright.
    pub(super) fn look(&self, paragraph: Look, style: Option<&str>, own: Look) -> Look {
        let character = style.and_then(|id| self.meanings.get(id));
        let character = character.map(|m| m.look).unwrap_or_default();
        let toggled = |a: Option<bool>, b: Option<bool>| match (a, b) {
            (Some(a), Some(b)) => Some(a != b),
            (a, b) => a.or(b),
        };
        let styled = Look {
            bold: toggled(paragraph.bold, character.bold),
            italic: toggled(paragraph.italic, character.italic),
            hidden: toggled(paragraph.hidden, character.hidden),
            capitals: toggled(paragraph.capitals, character.capitals),
            raised: character.raised.or(paragraph.raised),
        };
        own.over(styled).over(self.defaults)
    }
}

fn meaning(id: &str, rows: &BTreeMap<String, Row>) -> Meaning {
    let mut found = Meaning::default();
    let mut kind: Option<Role> = None;
    let mut at = Some(id);
    for _ in 0..CHAIN {
        let Some((id, row)) = at.and_then(|id| rows.get_key_value(id)) else {
            break;
        };
        found.look = found.look.over(row.look);
        found.list = found.list.or(row.list);
        found.level = found.level.or(row.level);
        kind = kind.or_else(|| {
            let named = row.name.as_deref().and_then(role).or_else(|| role(id));
            named.or(row.outline.map(outline))
        });
        at = row.base.as_deref();
    }
    found.role = kind.unwrap_or_default();
    found
}

/// An outline level counts from 0; 9 is running text (17.3.1.20).
pub(super) fn outline(level: u8) -> Role {
    if level < 9 {
        Role::Heading((level + 1).min(6))
    } else {
        Role::Body
    }
}

/// Names of heading styles without their number. Word writes the English name into any file;
/// other programs and the identifiers, which lose what is not ASCII, have the local one.
const HEADINGS: &[&str] = &[
    "heading",
    "überschrift",
    "berschrift",
    "ueberschrift",
    "titre",
    "título",
    "titulo",
    "ttulo",
    "titolo",
    "encabezado",
    "intestazione",
    "kop",
    "rubrik",
    "overskrift",
    "nagłówek",
    "nadpis",
    "заголовок",
    "标题",
    "標題",
    "見出し",
    "제목",
];
const TITLES: &[&str] = &[
    "title",
    "titel",
    "titre",
    "título",
    "titulo",
    "ttulo",
    "titolo",
    "dokumenttitel",
];
const QUOTES: &[&str] = &[
    "quote",
    "intensequote",
    "quotations",
    "blockquote",
    "blockquotation",
    "blocktext",
    "zitat",
    "intensiveszitat",
    "citation",
    "citationintense",
    "cita",
    "citadestacada",
    "citaintensa",
    "citazione",
    "citazioneintensa",
    "citação",
    "citaçãointensa",
    "citao",
];
const CAPTIONS: &[&str] = &[
    "caption",
    "beschriftung",
    "légende",
    "lgende",
    "epígrafe",
    "leyenda",
    "didascalia",
    "legenda",
    "figure",
    "illustration",
    "abbildung",
];
const CONTENTS: &[&str] = &[
    "toc",
    "contents",
    "tocheading",
    "contentsheading",
    "verzeichnis",
    "inhaltsverzeichnisberschrift",
    "inhaltsverzeichnisüberschrift",
    "tm",
    "tdc",
    "sommario",
];

/// What the name of a style says, if it says anything.
pub(in crate::read) fn role(name: &str) -> Option<Role> {
    let bare: String = name
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let word = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let number: Option<u8> = bare[word.len()..].parse().ok();
    match number {
        Some(level @ 1..=9) if HEADINGS.contains(&word) => Some(Role::Heading(level.min(6))),
        Some(_) if CONTENTS.contains(&word) => Some(Role::Contents),
        Some(_) => None,
        None if TITLES.contains(&word) => Some(Role::Title),
        None if QUOTES.contains(&word) => Some(Role::Quote),
        None if CAPTIONS.contains(&word) => Some(Role::Caption),
        None if CONTENTS.contains(&word) => Some(Role::Contents),
        None => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_a_style_is() {
        for (name, says) in [
            ("heading 1", Some(Role::Heading(1))),
            ("Heading1", Some(Role::Heading(1))),
            ("Überschrift 2", Some(Role::Heading(2))),
            ("berschrift2", Some(Role::Heading(2))),
            ("Titre 1", Some(Role::Heading(1))),
            ("Ttulo3", Some(Role::Heading(3))),
            ("heading 9", Some(Role::Heading(6))),
            ("标题 1", Some(Role::Heading(1))),
            ("Title", Some(Role::Title)),
            ("Titel", Some(Role::Title)),
            ("Intense Quote", Some(Role::Quote)),
            ("Zitat", Some(Role::Quote)),
            ("Quotations", Some(Role::Quote)),
            ("toc 2", Some(Role::Contents)),
            ("caption", Some(Role::Caption)),
            ("Normal", None),
            ("Body Text 2", None),
            ("Subtitle", None),
            ("", None),
        ] {
            assert_eq!(role(name), says, "{name}");
        }
    }

    #[test]
    fn styles_inherit_and_toggle() {
        let text = "<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\
            <w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='en'/></w:rPr></w:rPrDefault></w:docDefaults>\
            <w:style w:type='paragraph' w:default='1' w:styleId='N'><w:name w:val='Normal'/></w:style>\
            <w:style w:type='paragraph' w:styleId='Q'><w:name w:val='Question'/><w:basedOn w:val='N'/><w:rPr><w:b/></w:rPr></w:style>\
            <w:style w:type='paragraph' w:styleId='Q2'><w:basedOn w:val='Q'/><w:rPr><w:i/></w:rPr></w:style>\
            <w:style w:type='paragraph' w:styleId='H'><w:basedOn w:val='H2'/></w:style>\
            <w:style w:type='paragraph' w:styleId='H2'><w:name w:val='heading 2'/><w:basedOn w:val='H'/></w:style>\
            <w:style w:type='paragraph' w:styleId='O'><w:basedOn w:val='N'/><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>\
            <w:style w:type='character' w:styleId='S'><w:name w:val='Strong'/><w:rPr><w:b/></w:rPr></w:style>\
            <w:style w:type='table' w:styleId='T'><w:tblStylePr><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style></w:styles>";
        let styles = Styles::parse(text).unwrap();
        let q2 = styles.paragraph(Some("Q2"));
        assert_eq!((q2.look.bold, q2.look.italic), (Some(true), Some(true)));
        assert_eq!(styles.paragraph(Some("H")).role, Role::Heading(2));
        assert_eq!(styles.paragraph(Some("O")).role, Role::Heading(3));
        assert_eq!(styles.paragraph(Some("T")).look.bold, None);
        assert_eq!(styles.paragraph(None).role, Role::Body);
        let bold = |own| styles.look(q2.look, Some("S"), own).bold;
        assert_eq!(bold(Look::default()), Some(false));
        let on = Look {
            bold: Some(true),
            ..Look::default()
        };
        assert_eq!(bold(on), Some(true));
    }
}
