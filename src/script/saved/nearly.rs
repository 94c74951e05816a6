//! The start of a line that was meant as a label and is none: `Bob: Foxes.`, `**Bob** Foxes.`,
//! `- **Bob:** Foxes.`
//!
//! Without asterisks it would be the words of whoever spoke before, with the name read aloud. To
//! take it for the label was rejected: `Bob: why not?` can be what somebody says, and there is one
//! way to write a label. Only who is in `people` is looked for, since a line may begin with any
//! word and a colon.

use super::directions::short;
use super::label;
use super::{find_bare, fold, is_space, unescape};
use crate::diag::{Diagnostic, Diagnostics, Source, Span};
use crate::script::{Person, PersonId};
use std::collections::BTreeMap;

/// How many places of a line may be the end of a name. Names hold few colons, and a line of
/// nothing but colons must stay cheap.
const MOST: usize = 8;

/// A label that somebody began to write.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Near {
    /// Who was meant.
    pub(super) person: PersonId,
    /// What stands where the label should: name, asterisks, colon, bullet.
    pub(super) span: Span,
    /// The byte before which a backslash makes it text.
    pub(super) literal: usize,
    /// Has it a colon? Else it is the name in bold.
    pub(super) colon: bool,
}

/// The names that are looked for; in any case, as nobody looks a capital up.
#[derive(Debug, Default)]
pub(super) struct Names {
    people: BTreeMap<String, PersonId>,
    /// As `people` in the front matter has them.
    written: Vec<String>,
    /// No name takes more bytes than this, escaped.
    longest: usize,
}

impl Names {
    pub(super) fn new(people: &[Person]) -> Self {
        let mut names = Names::default();
        for (at, person) in people.iter().enumerate() {
            names.longest = names.longest.max(2 * person.name.len() + 2);
            names.written.push(person.name.clone());
            let key = fold(&person.name).to_lowercase();
            names.people.entry(key).or_insert(PersonId(at));
        }
        names
    }

    /// What stands at `at` and was meant as a label, in a line that has none.
    pub(super) fn find(&self, text: &str, at: usize, line_end: usize) -> Option<Near> {
        let line = text.get(..line_end)?;
        let begins = past_spaces(line, at);
        let from = past_bullets(line, at);
        let opened = marks(line, from);
        let start = from + opened;
        let bytes = line.as_bytes();
        let (mut at, mut tries) = (start, 0);
        while at < bytes.len() && at - start <= self.longest && tries < MOST {
            match bytes[at] {
                b'\\' => at += 1,
                b'{' => return None,
                b':' | b'*' | b'_' => {
                    tries += 1;
                    let closed = marks(line, at);
                    let colon = past_spaces(line, at + closed);
                    let has_colon = line[colon..].starts_with(':');
                    let meant = has_colon || (opened >= 2 && closed >= 2);
                    let name = &line[start..at];
                    if let Some(person) = meant.then(|| self.person(name)).flatten() {
                        let end = match has_colon {
                            true => colon + 1 + marks(line, colon + 1),
                            false => at + closed,
                        };
                        return Some(Near {
                            person,
                            span: Span::new(begins, end),
                            literal: if has_colon { colon } else { at },
                            colon: has_colon,
                        });
                    }
                }
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// Tells of each line within a paragraph that begins with what was meant as a label, and gives
    /// the last who was meant. What stands behind a label is text, whatever it looks like.
    pub(super) fn tell(
        &self,
        source: &Source,
        within: Span,
        labelled: bool,
        diags: &mut Diagnostics,
    ) -> Option<PersonId> {
        let mut at = within.start;
        let mut last = None;
        for (index, line) in source.slice(within).split_inclusive('\n').enumerate() {
            let start = at;
            at += line.len();
            if labelled && index == 0 {
                continue;
            }
            if let Some(near) = self.find(source.text(), start, at) {
                diags.push(self.told(source, near));
                last = Some(near.person);
            }
        }
        last
    }

    fn told(&self, source: &Source, near: Near) -> Diagnostic {
        let name = self.written.get(near.person.0).map_or("", String::as_str);
        let label = short(&label::write(name));
        let message = format!("`{}` is no label", short(source.slice(near.span)));
        let literal = if near.colon {
            r"if it is part of what is said, write `\:` for the colon"
        } else {
            "if it is part of what is said, write the name without emphasis"
        };
        Diagnostic::error(source, near.span, message)
            .label(format!("did you mean `{label}`?"))
            .hint(format!(
                "a line in which somebody begins to speak is written `{label} text`"
            ))
            .hint(literal)
    }

    /// Puts a backslash into a line whose text begins like that, so that it stays text when its
    /// label is taken off.
    pub(super) fn hide(&self, line: &mut String) {
        for _ in 0..MOST {
            let Some(near) = self.find(line, 0, line.len()) else {
                return;
            };
            line.insert(near.literal, '\\');
        }
    }

    fn person(&self, raw: &str) -> Option<PersonId> {
        let name = fold(&unescape(raw)).to_lowercase();
        self.people.get(&name).copied()
    }
}

/// Where else the same mistake stands; the first lines of them.
pub(super) fn also_on(source: &Source, places: &[Span]) -> Option<String> {
    const MOST: usize = 8;
    let lines: Vec<String> = places
        .iter()
        .take(MOST)
        .map(|place| source.line(place.start).to_string())
        .collect();
    let more = match places.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!lines.is_empty()).then(|| format!("also on line {}{more}", lines.join(", ")))
}

/// The width of a run of emphasis.
fn marks(line: &str, at: usize) -> usize {
    let rest = &line[at..];
    rest.len() - rest.trim_start_matches(['*', '_']).len()
}

fn past_spaces(line: &str, at: usize) -> usize {
    line.len() - line[at..].trim_start_matches(is_space).len()
}

/// Past what may stand before the label by mistake: a bullet, a number, a quote's mark, a
/// direction.
fn past_bullets(line: &str, mut at: usize) -> usize {
    loop {
        at = past_spaces(line, at);
        let rest = &line[at..];
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let bullet = match rest.chars().next() {
            Some('>') => 1,
            Some(c @ ('-' | '+' | '*' | '•' | '–' | '—')) => c.len_utf8(),
            Some('{') => match find_bare(line, at, "}") {
                Some(end) => {
                    at = end + 1;
                    continue;
                }
                None => return at,
            },
            Some('0'..='9') if rest[digits..].starts_with(['.', ')']) => digits + 1,
            _ => return at,
        };
        if !rest.starts_with('>') && !rest[bullet..].starts_with(is_space) {
            return at;
        }
        at += bullet;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::house::Role;

    fn names(names: &[&str]) -> Names {
        let person = |name: &&str| Person {
            name: (*name).to_owned(),
            role: Role::Interviewee,
            labels: Vec::new(),
        };
        Names::new(&names.iter().map(person).collect::<Vec<_>>())
    }

    #[test]
    fn what_looks_like_a_label_is_found() {
        let names = names(&["Bob", "Ada Quill", "Dr: No", "a_b"]);
        for (line, meant) in [
            ("Bob: Foxes.", "Bob:"),
            ("bob : Foxes.", "bob :"),
            ("**Bob** Foxes.", "**Bob**"),
            ("*Bob:* Foxes.", "*Bob:*"),
            ("*Bob*: Foxes.", "*Bob*:"),
            ("__Bob:__ Foxes.", "__Bob:__"),
            ("__Bob__ Foxes.", "__Bob__"),
            ("**Bob: Foxes.", "**Bob:"),
            ("- **Bob:** Foxes.", "- **Bob:**"),
            ("> > **Bob:** Foxes.", "> > **Bob:**"),
            ("1. Bob: Foxes.", "1. Bob:"),
            ("– Bob: Foxes.", "– Bob:"),
            ("{pause: 1s} Bob: Foxes.", "{pause: 1s} Bob:"),
            ("Ada  Quill:", "Ada  Quill:"),
            ("Dr: No: Foxes.", "Dr: No:"),
            ("a_b: Foxes.", "a_b:"),
            ("a\\_b: Foxes.", "a\\_b:"),
        ] {
            let near = names.find(line, 0, line.len()).unwrap();
            assert_eq!(&line[near.span.start..near.span.end], meant, "{line}");
        }
    }

    #[test]
    fn other_words_are_not() {
        let names = names(&["Bob", "a {pause"]);
        for line in [
            "Bob is: here.",
            "Bob Foxes.",
            "*Bob* is here.",
            "Bobby: Foxes.",
            "Bob\\: Foxes.",
            "Eve: Foxes.",
            "-Bob: Foxes.",
            "So, Bob: Foxes.",
            "a {pause: 1s} b",
            "",
            "- ",
            "**",
            "{",
        ] {
            assert_eq!(names.find(line, 0, line.len()), None, "{line}");
        }
    }

    #[test]
    fn a_backslash_hides_it() {
        let names = names(&["Bob", "Bob: no"]);
        for (text, hidden) in [
            ("Bob: so", r"Bob\: so"),
            ("- Bob: so", r"- Bob\: so"),
            ("Bob: no: so", r"Bob\: no\: so"),
            ("__Bob__ so", r"__Bob\__ so"),
            ("Eve: so", "Eve: so"),
        ] {
            let mut line = text.to_owned();
            names.hide(&mut line);
            assert_eq!(line, hidden);
            assert_eq!(unescape(&line), text);
        }
    }
}
