//! The value of a `{music: …}`, `{sound: …}` or `{clip: …}` to a sound file and how it is played,
//! and back.
//!
//! `theme.mp3`, or `"my theme.mp3"` in quotes if there is anything unusual in it, then a bar and
//! `start: 3s, length: 12s, fade: 2s, gain: -6 dB` in any order. A file lies beside the script or
//! below, as the recording of a `{take: …}` does; `builtin:bell` is one that the program brings along.

use super::directions::{short, trimmed};
use super::reading::{in_quotes, inside, quoted};
use super::{find_bare, fold, is_space, unescape};
use crate::diag::{Diagnostic, Diagnostics, Source, Span};
use crate::house::{At, Cue, Misplayed};
use crate::script::{CueKind, Cued};
use std::collections::BTreeSet;

/// What a file that comes with the program is called before its name.
const BUILTIN: &str = "builtin:";

/// Reads the value at `at` of the direction in `span`; `None` after an error.
pub(super) fn read(
    source: &Source,
    span: Span,
    at: Span,
    kind: CueKind,
    diags: &mut Diagnostics,
) -> Option<Cued> {
    let raw = source.slice(at);
    let bar = bar(raw);
    let name = trimmed(at.start, &raw[..bar.unwrap_or(raw.len())]);
    let file = file(source, name, kind, diags);
    let mut cue = Cue::plain(At {
        value: file.clone().unwrap_or_default(),
        span: name,
    });
    let played = bar.is_none_or(|bar| {
        let from = at.start + bar + 1;
        settings(source, Span::new(from, at.end), &mut cue, diags)
    });
    (file.is_some() && played).then_some(Cued { kind, cue, span })
}

/// The bar behind the file's name, which may hold one in quotes.
fn bar(raw: &str) -> Option<usize> {
    let name = match raw.starts_with('"') {
        true => find_bare(raw, 1, "\"").map_or(0, |end| end + 1),
        false => 0,
    };
    find_bare(raw, name, "|")
}

fn file(source: &Source, at: Span, kind: CueKind, diags: &mut Diagnostics) -> Option<String> {
    let raw = source.slice(at);
    let mut wrong = |message: String, label: &str| {
        diags.push(Diagnostic::error(source, at, message).label(label));
        None
    };
    let name = match quoted(raw) {
        Some(inner) if find_bare(inner, 0, "\"").is_none() => unescape(inner),
        _ if find_bare(raw, 0, "\"").is_some() => {
            let message = format!("`{}` is no file's name", short(raw));
            return wrong(message, "write it in quotes, such as `\"my theme.mp3\"`");
        }
        _ => fold(&unescape(raw)),
    };
    if name.is_empty() {
        let message = format!("`{}` without a file", kind.name());
        return wrong(message, "write the file's name before the `|`");
    }
    if let Some(builtin) = name.strip_prefix(BUILTIN) {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        return match kind {
            CueKind::Clip => wrong(
                "a `clip` is what somebody says".to_owned(),
                "a file that comes with the program is none",
            ),
            _ if builtin.is_empty() || !builtin.chars().all(plain) => wrong(
                format!("`{}` is no sound of the program", short(&name)),
                "write it as `builtin:bell`",
            ),
            _ => Some(name),
        };
    }
    match inside(&name) {
        true => Some(name),
        false => wrong(
            "a sound file has to lie beside the script, or below".to_owned(),
            "write its path from there, such as `music/theme.mp3`",
        ),
    }
}

/// Reads `key: value, key: value`; tells every mistake in it.
fn settings(source: &Source, within: Span, cue: &mut Cue, diags: &mut Diagnostics) -> bool {
    let before = diags.iter().len();
    let mut seen = BTreeSet::new();
    let mut start = within.start;
    for setting in source.slice(within).split(',') {
        let at = trimmed(start, setting);
        let end = start + setting.len();
        let mut wrong = |at: Span, message: String, label: &str| {
            diags.push(Diagnostic::error(source, at, message).label(label));
        };
        match setting.split_once(':') {
            Some((key, value)) => {
                let (key_at, value_at) =
                    (trimmed(start, key), trimmed(start + key.len() + 1, value));
                let (key, value) = (source.slice(key_at), source.slice(value_at));
                if !seen.insert(key) {
                    wrong(
                        key_at,
                        format!("`{}` is given twice", short(key)),
                        "the second time",
                    );
                } else {
                    match cue.play(key, value) {
                        Ok(()) => {}
                        Err(Misplayed::Key(label)) => {
                            wrong(key_at, format!("unknown key `{}`", short(key)), &label);
                        }
                        Err(Misplayed::Value(message, label)) => {
                            let at = if value_at.is_empty() { at } else { value_at };
                            wrong(at, message, &label);
                        }
                    }
                }
            }
            None => {
                let at = if at.is_empty() { within } else { at };
                let label =
                    "how it is played, such as `start: 3s, length: 12s, fade: 2s, gain: -6 dB`";
                wrong(
                    at,
                    format!(
                        "`{}` is no `key: value`",
                        short(source.slice(at).trim_matches(is_space))
                    ),
                    label,
                );
            }
        }
        start = end + 1;
    }
    diags.iter().len() == before
}

/// The canonical form, braces included.
pub(super) fn write(cued: &Cued) -> String {
    let name = &cued.cue.file.value;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/');
    let unusual = !name
        .strip_prefix(BUILTIN)
        .unwrap_or(name)
        .chars()
        .all(plain);
    let file = if unusual {
        in_quotes(name)
    } else {
        name.clone()
    };
    match cued.cue.played().as_str() {
        "" => format!("{{{}: {file}}}", cued.kind.name()),
        played => format!("{{{}: {file} | {played}}}", cued.kind.name()),
    }
}

#[cfg(test)]
#[path = "cue_tests.rs"]
#[allow(clippy::unwrap_used)]
mod tests;
