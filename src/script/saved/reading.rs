//! The value of a `{take: …}` to the reading that it asks for, and back.
//!
//! People count takes from 1: `{take: 1}` is the reading that is heard without a mark. A file
//! stands in quotes, so that a name made of digits is one, and lies beside the script or below:
//! a script that is sent to somebody must not be able to name files of theirs.

use super::directions::short;
use super::unescape;
use crate::diag::{Diagnostic, Diagnostics, Source, Span};
use crate::engines::READINGS;
use crate::script::{Reading, Script, Skipped, rules};

/// Reads a value; `None` after an error.
pub(super) fn read(source: &Source, at: Span, diags: &mut Diagnostics) -> Option<Reading> {
    let raw = source.slice(at);
    let how = || {
        format!(
            "write a number from 1 to {READINGS}, or a file in quotes: `{{take: \"fixed.wav\"}}`"
        )
    };
    if let Some(name) = quoted(raw) {
        let name = unescape(name);
        if inside(&name) {
            return Some(Reading::Recording(name));
        }
        let message = "a recording has to lie beside the script, or below";
        let label = "write its path from there, such as `takes/fixed.wav`";
        diags.push(Diagnostic::error(source, at, message).label(label));
        return None;
    }
    let number = !raw.is_empty() && raw.bytes().all(|b| b.is_ascii_digit());
    let variant = raw.parse::<u32>().ok().and_then(|n| n.checked_sub(1));
    match variant.filter(|variant| number && *variant < READINGS) {
        Some(variant) => Some(Reading::Variant(variant)),
        None => {
            let message = match number {
                true => format!("there is no take {}", short(raw)),
                false => format!("`{}` is no take", short(raw)),
            };
            diags.push(Diagnostic::error(source, at, message).label(how()));
            None
        }
    }
}

/// The canonical form of a value.
pub(super) fn write(reading: &Reading) -> String {
    match reading {
        Reading::Variant(variant) => variant.saturating_add(1).to_string(),
        Reading::Recording(name) => in_quotes(name),
    }
}

/// A file's name in quotes, whatever stands in it.
pub(super) fn in_quotes(name: &str) -> String {
    let mut value = String::from('"');
    for c in name.chars() {
        if matches!(c, '\\' | '{' | '}' | '|' | '*' | '"') {
            value.push('\\');
        }
        value.push(c);
    }
    value + "\""
}

/// Where a mark for the words at byte `at` may stand: before the markup that dresses the first
/// of them (a backslash, asterisks, a link's bracket).
#[must_use]
pub fn undressed(script: &Script, mut at: usize) -> usize {
    let dress = |at: usize| {
        let ends = |s: &&Skipped| s.span.end == at && s.rule == rules::MARKUP.name;
        script.skipped.iter().find(ends).map(|s| s.span.start)
    };
    while let Some(before) = dress(at).filter(|before| *before < at) {
        at = before;
    }
    at
}

pub(super) fn quoted(raw: &str) -> Option<&str> {
    raw.strip_prefix('"')?.strip_suffix('"')
}

/// Is this a plain path that goes down only? The same on every system, whatever a system's own
/// paths look like.
pub(super) fn inside(name: &str) -> bool {
    let plain = |part: &str| {
        !matches!(part, "" | "." | "..")
            && !part.contains(|c: char| c.is_control() || "\\:".contains(c))
    };
    name.split('/').all(plain)
}
