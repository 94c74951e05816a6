//! Style sheets and `style` attributes to bold and italic: the little of CSS that carries meaning.
//!
//! Pages exported from word processors write `<span class="c3">` for what a person sees as a bold
//! question, with `.c3{font-weight:700}` at the top. A whole CSS engine would be out of proportion:
//! only rules for a single class are read, `.c3{…}` or `span.c3{…}`.

use std::collections::BTreeMap;

/// What a declaration block says about a piece of text; `None` where it says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// `font-weight`
    pub(super) bold: Option<bool>,
    /// `font-style`
    pub(super) italic: Option<bool>,
    /// `vertical-align: super`
    pub(super) superscript: bool,
    /// `display: none`, or invisible
    pub(super) hidden: bool,
    /// `display: block` (true) or `inline` (false)
    pub(super) block: Option<bool>,
}

impl Look {
    /// With what another one says on top of it.
    pub(super) fn and(self, over: Look) -> Look {
        Look {
            bold: over.bold.or(self.bold),
            italic: over.italic.or(self.italic),
            superscript: self.superscript || over.superscript,
            hidden: self.hidden || over.hidden,
            block: over.block.or(self.block),
        }
    }
}

/// Reads declarations: `font-weight: bold; color: red`.
pub(super) fn declarations(text: &str) -> Look {
    let mut look = Look::default();
    for declaration in text.split(';') {
        let Some((property, value)) = declaration.split_once(':') else {
            continue;
        };
        let value = value.trim().to_ascii_lowercase();
        let value = value.trim_end_matches("!important").trim_end();
        match property.trim().to_ascii_lowercase().as_str() {
            "font-weight" => {
                look.bold = match value {
                    "bold" | "bolder" => Some(true),
                    "normal" | "lighter" => Some(false),
                    number => number.parse().ok().map(|weight: u16| weight >= 600),
                }
            }
            "font-style" => {
                look.italic = match value {
                    "italic" | "oblique" => Some(true),
                    "normal" => Some(false),
                    _ => None,
                }
            }
            "vertical-align" => look.superscript = value == "super",
            "display" => {
                look.hidden |= value == "none";
                look.block = match value {
                    "block" | "flex" | "grid" | "table" | "list-item" => Some(true),
                    "inline" => Some(false),
                    _ => None,
                };
            }
            "visibility" => look.hidden |= value == "hidden",
            "mso-hide" => look.hidden |= value == "all",
            _ => {}
        }
    }
    look
}

/// The classes of style sheets.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    classes: BTreeMap<String, Look>,
}

impl Sheet {
    /// Reads the content of a `<style>` element.
    pub(super) fn read(&mut self, text: &str) {
        for rule in text.split('}') {
            // The last brace: what stands before it may be the head of an `@media`.
            let Some((selectors, body)) = rule.rsplit_once('{') else {
                continue;
            };
            let mut look = declarations(body);
            // Hidden by a sheet is most often hidden until a script shows it.
            look.hidden = false;
            look.block = None;
            if look == Look::default() || selectors.contains('@') {
                continue;
            }
            for selector in selectors.split(',') {
                let selector = selector.rsplit("*/").next().unwrap_or_default().trim();
                let Some((element, class)) = selector.split_once('.') else {
                    continue;
                };
                let word = |s: &str| s.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
                if word(element) && word(class) {
                    let known = self.classes.entry(class.to_owned()).or_default();
                    *known = known.and(look);
                }
            }
        }
    }

    /// What the sheets and its own attribute say about an element.
    pub(super) fn look(&self, class: Option<&str>, style: Option<&str>) -> Look {
        let mut look = Look::default();
        if !self.classes.is_empty() {
            for class in class.unwrap_or_default().split_ascii_whitespace() {
                look = look.and(self.classes.get(class).copied().unwrap_or_default());
            }
        }
        look.and(style.map(declarations).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bold_comes_from_sheets_and_attributes() {
        let mut sheet = Sheet::default();
        sheet.read("/* x */ .c3{color:#000;font-weight:700} p.c4, .c5 { font-style : italic } a .c6{font-weight:bold} @media print { .c7 {font-weight:bold} }");
        for (class, style, bold, italic) in [
            ("c1 c3", "", Some(true), None),
            ("c4", "", None, Some(true)),
            ("c5", "font-style:normal", None, Some(false)),
            ("c6", "", None, None),
            ("", "FONT-WEIGHT: 400; x", Some(false), None),
            ("", "font-weight:bold !important", Some(true), None),
            ("c3", "font-weight:normal", Some(false), None),
        ] {
            let look = sheet.look(Some(class), Some(style));
            assert_eq!((look.bold, look.italic), (bold, italic), "{class} {style}");
        }
        assert!(sheet.look(None, Some("display:none")).hidden);
    }
}
