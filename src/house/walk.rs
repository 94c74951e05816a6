//! Nodes of a cast file to checked values, every problem told: the walker that knows no key.
//!
//! Each function gives a value only if it is sound, and reports otherwise; the caller goes on
//! with whatever it got, so that one wrong value never hides the next.

use super::schema::{Key, LANGUAGE_NAMES, Quantity, SECTIONS, Section};
use super::{At, Role, role_of};
use crate::diag::yaml::{Node, Value};
use crate::diag::{Diagnostic, Diagnostics, Source, Span, closest};
use crate::engines::Language;
use std::collections::BTreeMap;

/// Characters of any text in a cast file.
const MAX_TEXT: usize = 1_000;
/// Entries of any list or map whose length is up to the user.
pub(super) const MAX_ENTRIES: usize = 2_000;

/// The fields of a section: the key as it stands in the schema to its value.
pub(super) type Fields<'n> = BTreeMap<&'static str, &'n Node>;

/// Where problems go, and the text they are about.
pub(super) struct Walk<'a> {
    pub(super) source: &'a Source,
    pub(super) diags: &'a mut Diagnostics,
}

impl Walk<'_> {
    /// Adds an error; the caller gives it label and hints.
    pub(super) fn error(&mut self, diagnostic: Diagnostic) {
        self.diags.push(diagnostic);
    }

    pub(super) fn problem(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(self.source, span, message)
    }

    /// The fields of a map with fixed keys. Unknown and repeated keys are told; nothing at all
    /// is an empty map, as it is left when everything in it was commented out.
    pub(super) fn fields<'n>(&mut self, node: &'n Node, section: &'static Section) -> Fields<'n> {
        let mut fields = Fields::new();
        for (key, name, value) in self.entries(node, section.place) {
            match section.keys.iter().find(|known| known.name == name) {
                Some(known) => {
                    fields.entry(known.name).or_insert(value);
                }
                None => {
                    // What stands under a misnamed key is checked as well, or its mistakes
                    // would only come to light once the name is right.
                    let meant = self.unknown_key(key, &name, section);
                    if let (Some(meant), Value::Map(_)) = (meant, &value.value) {
                        fields.entry(meant.name).or_insert(value);
                    }
                }
            }
        }
        fields
    }

    /// The entries of any map, each key once, in order; a repeated key is told and left out.
    pub(super) fn entries<'n>(
        &mut self,
        node: &'n Node,
        place: &str,
    ) -> Vec<(&'n Node, String, &'n Node)> {
        let pairs = match &node.value {
            Value::Map(pairs) => pairs.as_slice(),
            Value::Null => &[],
            _ => {
                let message = format!("expected `key: value` lines {place}, found {}", node.kind());
                self.error(self.problem(node.span, message));
                &[]
            }
        };
        if let Some((key, _)) = pairs.get(MAX_ENTRIES) {
            let message = format!("more than {MAX_ENTRIES} entries {place}");
            self.error(self.problem(key.span, message));
        }
        let mut first: BTreeMap<String, Span> = BTreeMap::new();
        let mut entries = Vec::new();
        for (key, value) in pairs.iter().take(MAX_ENTRIES) {
            let Some(name) = key.text().map(str::trim).filter(|name| !name.is_empty()) else {
                self.error(self.problem(key.span, format!("a key {place} has to be a word")));
                continue;
            };
            match first.get(name) {
                Some(span) => {
                    let line = self.source.line(span.start);
                    let message = format!("`{name}` stands here a second time");
                    let label = format!("the first is in line {line}");
                    self.error(self.problem(key.span, message).label(label));
                }
                None => {
                    first.insert(name.to_owned(), key.span);
                    entries.push((key, name.to_owned(), value));
                }
            }
        }
        entries
    }

    /// Tells it, and gives the key that was probably meant.
    fn unknown_key(
        &mut self,
        key: &Node,
        name: &str,
        section: &'static Section,
    ) -> Option<&'static Key> {
        let lower = name.to_lowercase();
        let find = |wanted: &str| section.keys.iter().find(|key| key.name == wanted);
        let meant = section
            .synonyms
            .iter()
            .find(|(synonym, _)| *synonym == lower)
            .and_then(|(_, key)| find(key));
        let elsewhere = || {
            SECTIONS
                .iter()
                .find(|other| other.keys.iter().any(|key| key.name == lower))
        };
        let near = || find(closest(name, section.keys.iter().map(|key| key.name))?);
        let problem = self.problem(key.span, format!("unknown key `{name}`"));
        let (problem, meant) = if let Some(key) = meant {
            let label = format!("did you mean {}?", key.describe());
            (problem.label(label), Some(key))
        } else if let Some(other) = elsewhere() {
            (problem.label(format!("it belongs {}", other.place)), None)
        } else if let Some(key) = near() {
            let label = format!("did you mean {}?", key.describe());
            (problem.label(label), Some(key))
        } else {
            let hint = format!("{}: {}", section.place, names(section.keys));
            (problem.hint(hint), None)
        };
        self.error(problem);
        meant
    }

    /// Text that has to be there; a number may stand where text is wanted.
    pub(super) fn text(&mut self, node: &Node, what: &str) -> Option<At<String>> {
        let found = match node.text().map(str::trim) {
            Some(text) if text.is_empty() || node.value == Value::Null => {
                let problem = self.problem(node.span, format!("nothing is given for {what}"));
                self.error(problem.hint("fill it in, or take the line out"));
                return None;
            }
            Some(text) if text.chars().count() > MAX_TEXT => {
                let message = format!("{what} is too long");
                let label = format!("at most {MAX_TEXT} characters");
                self.error(self.problem(node.span, message).label(label));
                return None;
            }
            Some(text) => text.to_owned(),
            None => {
                let message = format!("expected text for {what}, found {}", node.kind());
                self.error(self.problem(node.span, message));
                return None;
            }
        };
        Some(At {
            value: found,
            span: node.span,
        })
    }

    /// A number within its range, in the schema's unit whatever unit it was written in.
    pub(super) fn number(
        &mut self,
        node: &Node,
        name: &str,
        quantity: &Quantity,
    ) -> Option<At<f64>> {
        let wanted = quantity.describe();
        let number = match &node.value {
            Value::Number(number) => Some(*number),
            Value::Text(text) => with_unit(text, quantity),
            _ => None,
        };
        let Some(value) = number else {
            let mut problem = if node.value == Value::Null {
                self.problem(node.span, format!("nothing is given for `{name}`"))
            } else {
                let found = match node.text() {
                    Some(text) => format!("`{text}`"),
                    None => node.kind().to_owned(),
                };
                let message = format!("expected a number for `{name}`, found {found}");
                self.problem(node.span, message)
            };
            if node.text().is_some_and(|text| text.contains(',')) {
                problem = problem.hint("decimals are written with a point: 0.97");
            }
            self.error(problem.label(wanted));
            return None;
        };
        let (low, high) = quantity.range;
        // Written so that NaN is outside as well.
        if !(low..=high).contains(&value) {
            let shown = node.text().unwrap_or_default();
            let message = format!("`{name}` is out of range: {shown}");
            self.error(self.problem(node.span, message).label(wanted));
            return None;
        }
        Some(At {
            value,
            span: node.span,
        })
    }

    /// The name of a role.
    pub(super) fn role(&mut self, text: &str, span: Span) -> Option<At<Role>> {
        let value = role_of(text, self.source, span, self.diags)?;
        Some(At { value, span })
    }

    /// A language tag.
    pub(super) fn language(&mut self, node: &Node) -> Option<At<Language>> {
        let text = self.text(node, "the language")?;
        let Some(value) = Language::parse(&text.value) else {
            let message = format!("`{}` is not a language tag", text.value);
            let lower = text.value.to_lowercase();
            let named = LANGUAGE_NAMES.iter().find(|(name, _)| *name == lower);
            let label = match named {
                Some((_, tag)) => format!("did you mean `{tag}`?"),
                None => "two or three letters, perhaps a region: en, en-GB".to_owned(),
            };
            self.error(self.problem(node.span, message).label(label));
            return None;
        };
        Some(At {
            value,
            span: node.span,
        })
    }

    /// A day of the calendar, as YYYY-MM-DD (ISO 8601, the extended form of a date).
    pub(super) fn date(&mut self, node: &Node) -> Option<At<String>> {
        let text = self.text(node, "the date")?;
        if !is_date(&text.value) {
            let message = format!("`{}` is not a date", text.value);
            let label = "year, month and day, as in 2025-03-09";
            self.error(self.problem(node.span, message).label(label));
            return None;
        }
        Some(text)
    }
}

/// Names of keys, for a list in a hint.
fn names(keys: &[Key]) -> String {
    let names: Vec<_> = keys.iter().map(|key| format!("`{}`", key.name)).collect();
    names.join(", ")
}

/// `800ms`, `0.8 s`, `-4 st`: a number and one of the quantity's suffixes.
pub(super) fn with_unit(text: &str, quantity: &Quantity) -> Option<f64> {
    let text = text.trim();
    let digits = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+')))
        .unwrap_or(text.len());
    let (number, suffix) = text.split_at(digits);
    let suffix = suffix.trim().to_lowercase();
    let factor = if suffix.is_empty() {
        1.0
    } else {
        quantity
            .suffixes
            .iter()
            .find(|(name, _)| *name == suffix)?
            .1
    };
    Some(number.parse::<f64>().ok()? * factor)
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return false;
    };
    let number = |text: &str, digits: usize| -> Option<u32> {
        let plain = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse().ok()).flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::super::schema::{GAIN, PAUSE, RATE, TIMBRE};
    use super::*;

    #[test]
    fn units_are_read_and_nonsense_is_not() {
        let table = [
            ("800ms", &PAUSE, Some(800.0)),
            ("0.8 s", &PAUSE, Some(800.0)),
            ("800", &PAUSE, Some(800.0)),
            ("-3 dB", &GAIN, Some(-3.0)),
            ("+2st", &TIMBRE, Some(2.0)),
            ("-4 semitones", &TIMBRE, Some(-4.0)),
            ("80%", &RATE, Some(0.8)),
            ("800hz", &PAUSE, None),
            ("0,97", &RATE, None),
            ("ms", &PAUSE, None),
            ("--4", &TIMBRE, None),
        ];
        for (text, quantity, value) in table {
            assert_eq!(with_unit(text, quantity), value, "{text}");
        }
    }

    #[test]
    fn dates_are_days_that_exist() {
        for good in ["2024-02-29", "2000-02-29", "2025-12-31", "0001-01-01"] {
            assert!(is_date(good), "{good}");
        }
        for wrong in [
            "2023-02-29",
            "1900-02-29",
            "2025-04-31",
            "2025-13-01",
            "2025-00-10",
            "2025-1-1",
            "20250101",
            "2025-01-00",
            "2025-01-01T00",
            "+025-01-01",
            "",
        ] {
            assert!(!is_date(wrong), "{wrong}");
        }
    }
}
