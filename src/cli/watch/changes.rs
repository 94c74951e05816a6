//! Two versions of an interview and its cast to what differs: keys of the cast by their place
//! in the file, and the lines that sound different.

use duologue::diag::yaml::{self, Node, Value};
use duologue::diag::{Diagnostics, Source, Span};
use duologue::pipeline::{Compiled, Prepared};
use duologue::prepare::{Origin, Utterance};
use duologue::speak::Key;
use std::collections::{BTreeMap, BTreeSet};

/// A value longer than this is not repeated.
const SHOWN: usize = 40;

/// What is remembered of a version, for the next to be compared with.
pub(super) struct Version {
    cast: Source,
    lines: Vec<Line>,
}

/// One sentence.
pub(super) struct Line {
    /// Everything its sound depends on.
    key: Key,
    /// Who says it.
    pub(super) who: String,
    /// The author's words.
    pub(super) shown: String,
    /// The line of the interview at which its paragraph begins, from 1.
    pub(super) at: Option<usize>,
}

/// What differs between a version and the one before it.
#[derive(Default)]
pub(super) struct Changes<'a> {
    /// Of the cast, each as `pauses.answer 420 → 500`, in the order of the file.
    pub(super) cast: Vec<String>,
    /// Lines that the version before did not have, or that sounded otherwise in it.
    pub(super) anew: Vec<&'a Line>,
    /// How many of its lines are in no one's mouth any more.
    pub(super) gone: usize,
}

impl Version {
    /// The lines of the first copy, as the cast has them: another one's are the same at another
    /// pace.
    pub(super) fn of(compiled: &Compiled, copies: &[Prepared]) -> Version {
        let line = |prepared: &Prepared, utterance: &Utterance| Line {
            key: Key::of(&utterance.job(&prepared.cast)),
            who: compiled.script.person(utterance.person).name.clone(),
            shown: utterance.shown.clone(),
            at: match utterance.origin {
                Origin::Page { line, .. } => Some(line),
                Origin::Announcement => None,
            },
        };
        Version {
            cast: compiled.house.source.clone(),
            lines: copies
                .first()
                .into_iter()
                .flat_map(|copy| copy.utterances.iter().map(move |u| line(copy, u)))
                .collect(),
        }
    }

    /// What differs from the version before.
    pub(super) fn since(&self, before: &Version) -> Changes<'_> {
        let keys = |version: &Version| -> BTreeSet<Key> {
            version.lines.iter().map(|line| line.key).collect()
        };
        let (old, new) = (keys(before), keys(self));
        let cast = match self.cast.text() == before.cast.text() {
            true => Vec::new(),
            false => cast(&before.cast, &self.cast),
        };
        let missing = |keys: &BTreeSet<Key>, line: &Line| !keys.contains(&line.key);
        let anew: Vec<&Line> = self.lines.iter().filter(|l| missing(&old, l)).collect();
        let gone = before.lines.iter().filter(|l| missing(&new, l)).count();
        Changes {
            cast,
            gone: gone.saturating_sub(anew.len()),
            anew,
        }
    }
}

/// What differs between two casts, by where it stands in the tree.
fn cast(before: &Source, now: &Source) -> Vec<String> {
    // Both were read before, so that nothing is left to be told of either.
    let tree = |source: &Source| {
        let all = Span::new(0, source.text().len());
        yaml::parse(source, all, &mut Diagnostics::new())
    };
    let mut found = Vec::new();
    if let (Some(before), Some(now)) = (tree(before), tree(now)) {
        compare("", &before, &now, &mut found);
    }
    found
}

/// Adds what differs within two nodes of one place.
fn compare(place: &str, before: &Node, now: &Node, found: &mut Vec<String>) {
    match (children(before), children(now)) {
        (Some(old), Some(new)) => {
            let had: BTreeMap<&str, &Node> = old.iter().map(|(k, n)| (k.as_str(), *n)).collect();
            let has: BTreeSet<&str> = new.iter().map(|(key, _)| key.as_str()).collect();
            for (key, node) in &new {
                let place = below(place, key);
                match had.get(key.as_str()) {
                    Some(before) => compare(&place, before, node, found),
                    None => added(&place, node, found),
                }
            }
            let lost = old.iter().filter(|(key, _)| !has.contains(key.as_str()));
            found.extend(lost.map(|(key, _)| format!("{} taken out", below(place, key))));
        }
        (None, None) if before.text() == now.text() => {}
        (None, None) => found.push(format!("{place} {} → {}", said("", before), said("", now))),
        _ => found.push(format!("{place} {}", said("now ", now))),
    }
}

/// Adds what is in a node that was not there before, piece by piece.
fn added(place: &str, node: &Node, found: &mut Vec<String>) {
    match children(node).filter(|children| !children.is_empty()) {
        Some(children) => {
            for (key, node) in children {
                added(&below(place, &key), node, found);
            }
        }
        None => found.push(format!("{place} {}", said("", node))),
    }
}

/// The nodes in a map or list by key or by number from 1; `None` for anything else.
fn children(node: &Node) -> Option<Vec<(String, &Node)>> {
    match &node.value {
        Value::Map(pairs) => Some(
            pairs
                .iter()
                .map(|(key, node)| (key.text().unwrap_or("…").to_owned(), node))
                .collect(),
        ),
        Value::List(items) => Some(
            items
                .iter()
                .zip(1..)
                .map(|(node, number)| (format!("{number}"), node))
                .collect(),
        ),
        _ => None,
    }
}

fn below(place: &str, key: &str) -> String {
    match place {
        "" => key.to_owned(),
        _ => format!("{place}.{key}"),
    }
}

/// A value in a few letters; of a map or list only that it is one.
fn said(before: &str, node: &Node) -> String {
    match node.text() {
        None => format!("{before}{}", node.kind()),
        Some("") => format!("{before}nothing"),
        Some(text) => format!("{before}{}", short(text, SHOWN)),
    }
}

/// At most so many letters of a text, on one line.
pub(super) fn short(text: &str, most: usize) -> String {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(most) {
        None => text,
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn differ(before: &str, now: &str) -> Vec<String> {
        let source = |text: &str| Source::new("cast.yaml", text);
        cast(&source(before), &source(now))
    }

    #[test]
    fn what_changed_in_a_cast_is_named_by_its_place() {
        let base = "roles:\n  narrator: {voice: [a, b], rate: 1.0}\npauses:\n  answer: 420\n";
        for (from, to, told) in [
            ("420", "500", vec!["pauses.answer 420 → 500"]),
            ("420\n", "420   # longer?\n", vec![]),
            (
                "rate: 1.0",
                "rate: 1.0, gain: -3",
                vec!["roles.narrator.gain -3"],
            ),
            (", rate: 1.0", "", vec!["roles.narrator.rate taken out"]),
            (
                "[a, b]",
                "[b]",
                vec![
                    "roles.narrator.voice.1 a → b",
                    "roles.narrator.voice.2 taken out",
                ],
            ),
            ("[a, b]", "c", vec!["roles.narrator.voice now c"]),
            (
                "pauses:",
                "people:\n  Mira Holm: {say: MEE-ra}\npauses:",
                vec!["people.Mira Holm.say MEE-ra"],
            ),
            (
                "answer: 420",
                "answer: 420\n  turn: 1",
                vec!["pauses.turn 1"],
            ),
        ] {
            let now = base.replace(from, to);
            assert_ne!(now, base);
            assert_eq!(differ(base, &now), told, "{to}");
        }
        let long = "word ".repeat(30);
        let told = differ("show: a", &format!("show: {long}"));
        assert!(
            told[0].chars().count() < 60 && told[0].ends_with('…'),
            "{told:?}"
        );
        // Not a cast any more: nothing to compare.
        assert_eq!(differ(base, "a: ["), Vec::<String>::new());
    }
}
