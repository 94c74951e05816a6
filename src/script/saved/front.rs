//! The front matter of a saved script to title, date, languages and people.

use super::directions::{not_a_language, short};
use super::{VERSION, fold, is_space};
use crate::diag::yaml::{self, Node, Value};
use crate::diag::{Diagnostic, Diagnostics, Source, Span, closest};
use crate::engines::Language;
use crate::house::Role;
use crate::script::Person;
use std::collections::BTreeSet;

/// The keys there are, in the order in which they are written.
const KEYS: &[&str] = &["duologue", "title", "date", "languages", "people"];

/// What people write instead, where letters alone would not tell.
const SYNONYMS: &[(&str, &str)] = &[
    ("lang", "languages"),
    ("name", "title"),
    ("persons", "people"),
    ("speakers", "people"),
    ("version", "duologue"),
    ("voices", "people"),
    ("host", "interviewer"),
    ("moderator", "interviewer"),
    ("guest", "interviewee"),
    ("expert", "interviewee"),
    ("reader", "narrator"),
    ("announcer", "narrator"),
];

/// A list of people longer than this is no interview's.
const MAX_PEOPLE: usize = 20_000;

/// What the front matter says. After an error a value may be missing or made up: the body is
/// still read by it, so that its mistakes are told in the same run.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub(super) title: String,
    pub(super) date: Option<String>,
    pub(super) languages: Vec<Language>,
    pub(super) people: Vec<Person>,
    /// Where each name stands.
    pub(super) names: Vec<Span>,
    /// Could the list of people be read at all? If not, no speaker is called unknown.
    pub(super) people_known: bool,
    /// All of it, with its fences; the body begins where it ends.
    pub(super) span: Span,
}

/// Reads the front matter of a source that begins with some.
pub(super) fn read(source: &Source, diags: &mut Diagnostics) -> Front {
    let found = split(source);
    if found.is_none() {
        let at = source.line_span(1);
        diags.push(
            Diagnostic::error(
                source,
                at,
                "the first line of a saved script is `---`, and it is lost",
            )
            .label("expected a line `---` above this")
            .hint("the next line is `duologue: 1`; without both a file is read as an interview"),
        );
    }
    let Some((inside, span, closed)) = found.or_else(|| unopened(source)) else {
        return Front::default();
    };
    if !closed {
        diags.push(
            Diagnostic::error(source, source.line_span(1), "the front matter never ends")
                .label("it begins here")
                .hint("end it with a line `---`"),
        );
    }
    let mut reader = Reader {
        source,
        diags,
        front: Front {
            span,
            ..Front::default()
        },
    };
    if let Some(node) = yaml::parse(source, inside, reader.diags) {
        reader.keys(&node);
    }
    reader.front
}

/// The front matter without and with its fences, and whether the second one is there. Without
/// it the first blank line ends the front matter, so that its mistakes and those of the body
/// are told in the same run as the missing fence.
fn split(source: &Source) -> Option<(Span, Span, bool)> {
    let text = source.text();
    let fence = |line: &str| matches!(line.trim_end_matches(is_space), "---" | "...");
    let mut lines = text.split_inclusive('\n');
    let start = lines
        .next()
        .filter(|line| line.starts_with("---") && fence(line))?
        .len();
    let mut at = start;
    let mut blank = None;
    for line in lines {
        if fence(line) {
            let span = Span::new(0, at + line.len());
            return Some((Span::new(start, at), span, true));
        }
        if line.chars().all(is_space) {
            blank = blank.or(Some(at));
        }
        at += line.len();
    }
    let end = blank.unwrap_or(at);
    Some((Span::new(start, end), Span::new(0, end), false))
}

/// The front matter whose first fence was lost, or became a dash in a word processor: else its
/// lines would be told as text that nobody says, and its comments as chapters.
fn unopened(source: &Source) -> Option<(Span, Span, bool)> {
    let text = source.text();
    let dashes = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—');
    let mut at = 0;
    let mut start = None;
    let mut keyed = false;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if start.is_some() && matches!(line.trim_end(), "---" | "...") {
            let inside = Span::new(start.unwrap_or_default(), at);
            return keyed.then_some((inside, Span::new(0, end), true));
        }
        if !line.chars().all(dashes) {
            start = start.or(Some(at));
            let key = line.split(':').next().unwrap_or_default().trim_end();
            keyed |= key.eq_ignore_ascii_case(KEYS[0]);
        }
        // Below a label there is no front matter: the fence there is somebody's.
        if line.starts_with("**") {
            return None;
        }
        at = end;
    }
    None
}

struct Reader<'a> {
    source: &'a Source,
    diags: &'a mut Diagnostics,
    front: Front,
}

impl Reader<'_> {
    fn error(&mut self, span: Span, message: impl Into<String>, label: impl Into<String>) {
        let problem = Diagnostic::error(self.source, span, message).label(label);
        self.diags.push(problem);
    }

    fn keys(&mut self, node: &Node) {
        let Value::Map(entries) = &node.value else {
            let label = format!("expected `key: value` lines, found {}", node.kind());
            return self.error(node.span, "the front matter has no keys", label);
        };
        let mut seen = BTreeSet::new();
        for (key, value) in entries {
            let name = key.text().unwrap_or_default();
            if !KEYS.contains(&name) {
                let meant = near(name, KEYS);
                let label = did_you_mean(meant, KEYS);
                self.error(key.span, format!("unknown key `{}`", short(name)), label);
                // A misspelt key is not a missing one too, and its value is looked at.
                if let Some(meant) = meant.filter(|meant| seen.insert((*meant).to_owned())) {
                    self.value(meant, value);
                }
            } else if seen.insert(name.to_owned()) {
                self.value(name, value);
            } else {
                self.error(
                    key.span,
                    format!("`{name}` is given twice"),
                    "the second time",
                );
            }
        }
        let fence = self.source.line_span(1);
        for (key, form) in [
            ("duologue", "`duologue: 1`"),
            ("title", "`title: Two Chairs`"),
            ("languages", "`languages: [en]`"),
            ("people", "`people:` and below it `  Name: interviewer`"),
        ] {
            if !seen.contains(key) {
                let label = format!("add {form}");
                self.error(fence, format!("the front matter lacks `{key}`"), label);
            }
        }
    }

    fn value(&mut self, name: &str, value: &Node) {
        match name {
            "duologue" => self.version(value),
            "title" => self.front.title = self.text("title", value).unwrap_or_default(),
            "date" => self.date(value),
            "languages" => self.languages(value),
            _ => self.people(value),
        }
    }

    /// A scalar that is not empty, whatever its type.
    fn text(&mut self, name: &str, value: &Node) -> Option<String> {
        let text = value.text().map(fold);
        if value.text().is_none() {
            let label = format!("expected text, found {}", value.kind());
            self.error(value.span, format!("`{name}` is not a text"), label);
            return None;
        }
        let text = text.filter(|text| !text.is_empty() && value.value != Value::Null);
        if text.is_none() {
            self.error(value.span, format!("`{name}` is empty"), "expected text");
        }
        text
    }

    fn version(&mut self, value: &Node) {
        let text = value.text().unwrap_or_default();
        if text == VERSION.to_string() {
            return;
        }
        let newer = text.parse::<u32>().is_ok_and(|version| version > VERSION);
        let (message, label) = if newer {
            let message = format!("version {text} of the saved script is not known here");
            (message, "a newer Duologue wrote it; this one reads 1")
        } else {
            let message = "`duologue` is not a version".to_owned();
            (message, "expected `1`")
        };
        self.error(value.span, message, label);
    }

    fn date(&mut self, value: &Node) {
        let Some(text) = self.text("date", value) else {
            return;
        };
        if is_date(&text) {
            self.front.date = Some(text);
        } else {
            let message = format!("`{}` is not a date", short(&text));
            self.error(
                value.span,
                message,
                "write it as YYYY-MM-DD, such as `2026-03-21`",
            );
        }
    }

    fn languages(&mut self, value: &Node) {
        let list = match &value.value {
            Value::List(list) => list.as_slice(),
            _ => std::slice::from_ref(value),
        };
        for node in list {
            let Some(text) = self.text("languages", node) else {
                continue;
            };
            match Language::parse(&text) {
                None => {
                    let problem = not_a_language(self.source, node.span, &text);
                    self.diags.push(problem);
                }
                Some(language) if self.front.languages.contains(&language) => {
                    let message = format!("`{language}` is listed twice");
                    self.error(node.span, message, "the second time");
                }
                Some(language) => self.front.languages.push(language),
            }
        }
        if list.is_empty() {
            let label = "name at least the main one, as in `[en]`";
            self.error(value.span, "`languages` is empty", label);
        }
    }

    fn people(&mut self, value: &Node) {
        let entries = match &value.value {
            Value::Map(entries) if !entries.is_empty() => entries,
            Value::Map(_) | Value::Null => {
                let label = "expected lines `  Name: interviewer` below it";
                return self.error(value.span, "`people` is empty", label);
            }
            _ => {
                let label = format!("expected `Name: role` lines, found {}", value.kind());
                return self.error(value.span, "`people` is not a list of names", label);
            }
        };
        if entries.len() > MAX_PEOPLE {
            let label = format!("{} names; at most {MAX_PEOPLE} are read", entries.len());
            return self.error(value.span, "too many people", label);
        }
        self.front.people_known = true;
        let mut seen = BTreeSet::new();
        for (key, value) in entries {
            let role = self.role(value);
            let Some(name) = self.text("name", key) else {
                continue;
            };
            if !seen.insert(name.clone()) {
                let message = format!("`{}` is listed twice", short(&name));
                self.error(key.span, message, "the second time");
                continue;
            }
            self.front.names.push(key.span);
            self.front.people.push(Person {
                labels: vec![name.clone()],
                name,
                // After an error nothing is made of the script, so this one is never heard.
                role: role.unwrap_or(Role::Narrator),
            });
        }
    }

    fn role(&mut self, value: &Node) -> Option<Role> {
        let text = self.text("role", value)?;
        let role = Role::parse(&text);
        if role.is_none() {
            let roles = Role::ALL.map(Role::name);
            let label = did_you_mean(near(&text, &roles), &roles);
            self.error(
                value.span,
                format!("unknown role `{}`", short(&text)),
                label,
            );
        }
        role
    }
}

/// The known word that was meant by an unknown one.
fn near<'a>(wrong: &str, known: &[&'a str]) -> Option<&'a str> {
    let lower = wrong.to_lowercase();
    let synonym = SYNONYMS.iter().find(|(other, _)| *other == lower);
    let synonym = synonym.and_then(|(_, meant)| known.iter().find(|word| *word == meant));
    // A page of text for a key is no misspelling, and would take long to compare.
    let similar = || closest(&lower, known.iter().copied()).filter(|_| wrong.len() <= 40);
    synonym.copied().or_else(similar)
}

/// What to say below the unknown one.
fn did_you_mean(meant: Option<&str>, known: &[&str]) -> String {
    match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("expected one of `{}`", known.join("`, `")),
    }
}

/// Is it a day of the calendar, as YYYY-MM-DD (ISO 8601, 4.1.2.2)?
pub(in crate::script) fn is_date(text: &str) -> bool {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, b)| match at {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
    let number = |range: std::ops::Range<usize>| text.get(range).and_then(|s| s.parse().ok());
    let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10)) else {
        return false;
    };
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let days: u32 = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    shape && (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        for date in ["2026-03-21", "2024-02-29", "2000-02-29", "0001-12-31"] {
            assert!(is_date(date), "{date}");
        }
        for wrong in [
            "2023-02-29",
            "1900-02-29",
            "2026-04-31",
            "2026-13-01",
            "2026-00-01",
            "2026-01-00",
            "26-01-01",
            "2026/01/01",
            "2026-1-1",
            "+026-01-01",
            "２０26-01",
            "",
        ] {
            assert!(!is_date(wrong), "{wrong}");
        }
    }

    #[test]
    fn the_body_begins_after_the_second_fence() {
        let source = Source::new("x", "---\r\na: 1\r\n--- \r\nbody\n---\n");
        let (inside, span, closed) = split(&source).expect("two fences");
        assert!(closed);
        assert_eq!(source.slice(inside), "a: 1\r\n");
        assert_eq!(span.end, 17);
        let source = Source::new("x", "---\na: 1\n\nb");
        let (inside, _, closed) = split(&source).expect("a fence");
        assert_eq!((source.slice(inside), closed), ("a: 1\n", false));
        assert!(split(&Source::new("x", "a\n---\n---\n")).is_none());
    }

    #[test]
    fn a_front_matter_without_its_first_fence_is_found() {
        for text in [
            "duologue: 1\n# c\n---\nbody",
            "\n—\nduologue: 1\n# c\n---\nbody",
            "\n---\nduologue: 1\n# c\n---\nbody",
        ] {
            let source = Source::new("x", text);
            let (inside, span, closed) = unopened(&source).expect("a second fence");
            assert_eq!(source.slice(inside), "duologue: 1\n# c\n");
            assert!(closed && span.start == 0 && text[span.end..] == *"body");
        }
        for text in [
            "duologue: 1\n\n**A:** x\n---\n",
            "a: 1\n---\n",
            "duologue: 1\n",
            "",
        ] {
            assert!(unopened(&Source::new("x", text)).is_none(), "{text}");
        }
    }

    #[test]
    fn a_synonym_is_understood_and_nonsense_lists_what_there_is() {
        let roles = ["interviewer", "narrator"];
        assert_eq!(near("Host", &roles), Some("interviewer"));
        assert_eq!(near("host", KEYS), None);
        assert_eq!(near("Titel", KEYS), Some("title"));
        let label = did_you_mean(None, &roles);
        assert_eq!(label, "expected one of `interviewer`, `narrator`");
    }
}
