//! Joints that must be mended, joints that must stay, and a measure over glued texts.

#![allow(clippy::unwrap_used)]

mod glued;
mod page;
mod tables;

use super::*;

/// The repairs of a text of several paragraphs.
pub(super) fn repairs(text: &str, language: &str) -> Vec<Repair> {
    let line = |text| Line {
        text,
        ..Line::default()
    };
    let lines: Vec<Line> = text.lines().map(line).collect();
    find(&lines, language)
}

/// The text with them done.
pub(super) fn mended(text: &str, language: &str) -> String {
    let mut out: Vec<String> = text.lines().map(str::to_owned).collect();
    for repair in repairs(text, language).iter().rev() {
        match repair.mend {
            Mend::Space { at } => out[repair.para].insert(at, ' '),
            Mend::Cut { from, to } => out[repair.para].replace_range(from..to, ""),
        }
    }
    out.join("\n")
}
