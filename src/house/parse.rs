//! A cast file's text to a [`House`]: its sections one after another, all problems told.

use super::schema::{CHAPTER, FILE, PAUSE, PAUSES, ROLES, SHOW};
use super::tables::Tables;
use super::voices::casting;
use super::walk::{MAX_ENTRIES, Walk};
use super::{
    At, Casting, ChapterAt, ChapterPlan, House, ListedChapter, Pauses, Pronunciation, Role, Show,
};
use crate::audio::Millis;
use crate::diag::yaml::{self, Node, Value};
use crate::diag::{Diagnostics, Source, Span};
use std::collections::BTreeMap;

/// Reads and checks a cast file by itself.
///
/// Unknown keys, wrong types, values out of range, repeated keys, unknown engines and voices,
/// and settings that an engine cannot do are all told at once, in the order of the file; if
/// any of these is an error the result is `None`.
pub fn parse(source: &Source, tables: &Tables<'_>, diags: &mut Diagnostics) -> Option<House> {
    let mut found = Diagnostics::new();
    let whole = Span::new(0, source.text().len());
    let house = yaml::parse(source, whole, &mut found).map(|root| {
        let mut walk = Walk {
            source,
            diags: &mut found,
        };
        file(&mut walk, tables, &root)
    });
    let sound = !found.has_errors();
    let mut found: Vec<_> = found.iter().cloned().collect();
    found.sort_by_key(|diagnostic| diagnostic.span);
    found
        .into_iter()
        .for_each(|diagnostic| diags.push(diagnostic));
    house.filter(|_| sound)
}

fn file(walk: &mut Walk<'_>, tables: &Tables<'_>, root: &Node) -> House {
    let fields = walk.fields(root, &FILE);
    let get = |name: &str| fields.get(name).copied();
    House {
        source: walk.source.clone(),
        language: get("language").and_then(|node| walk.language(node)),
        roles: get("roles").map_or_else(BTreeMap::new, |node| roles(walk, tables, node)),
        people: get("people").map_or_else(Vec::new, |node| people(walk, tables, node)),
        pronounce: get("pronounce").map_or_else(Vec::new, |node| pronounce(walk, node)),
        pauses: get("pauses").map_or_else(Pauses::default, |node| pauses(walk, node)),
        show: get("show").map_or_else(Show::default, |node| show(walk, node)),
        chapters: get("chapters").map_or_else(ChapterPlan::default, |node| chapters(walk, node)),
    }
}

fn roles(walk: &mut Walk<'_>, tables: &Tables<'_>, node: &Node) -> BTreeMap<Role, Casting> {
    let fields = walk.fields(node, &ROLES);
    let roles = fields
        .into_iter()
        .filter_map(|(name, node)| Some((Role::parse(name)?, node)));
    roles
        .map(|(role, node)| (role, casting(walk, tables, node, true)))
        .collect()
}

fn people(walk: &mut Walk<'_>, tables: &Tables<'_>, node: &Node) -> Vec<(At<String>, Casting)> {
    let mut people: Vec<(At<String>, Casting)> = Vec::new();
    for (key, name, value) in walk.entries(node, "under `people`") {
        if let Some((first, _)) = people.iter().find(|(p, _)| fold(&p.value) == fold(&name)) {
            let message = format!("`{name}` is the same person as `{}`", first.value);
            walk.error(
                walk.problem(key.span, message)
                    .label("case and white space aside"),
            );
            continue;
        }
        let mut casting = casting(walk, tables, value, true);
        if !casting.others.is_empty() {
            let message = format!("`{name}` is one person");
            let label = "`others` belongs to a role";
            walk.error(walk.problem(key.span, message).label(label));
            casting.others.clear();
        }
        let name = At {
            value: name,
            span: key.span,
        };
        people.push((name, casting));
    }
    people
}

/// A name or word without its case and with single spaces, for comparing.
#[must_use]
pub fn fold(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

fn pronounce(walk: &mut Walk<'_>, node: &Node) -> Vec<Pronunciation> {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let mut all = Vec::new();
    for (key, word, value) in walk.entries(node, "under `pronounce`") {
        if let Some(first) = seen.insert(fold(&word), key.span) {
            let message = format!("`{word}` stands here a second time, case aside");
            let label = format!("the first is in line {}", walk.source.line(first.start));
            walk.error(walk.problem(key.span, message).label(label));
        }
        if let Some(spoken) = walk.text(value, &format!("how `{word}` is spoken")) {
            let word = At {
                value: word,
                span: key.span,
            };
            all.push(Pronunciation { word, spoken });
        }
    }
    all
}

fn pauses(walk: &mut Walk<'_>, node: &Node) -> Pauses {
    let fields = walk.fields(node, &PAUSES);
    let default = Pauses::default();
    let mut pause = |name: &str, default: Millis| {
        let given = fields
            .get(name)
            .and_then(|node| walk.number(node, name, &PAUSE));
        // In range, so it fits; parts of a millisecond are no one's intention.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        given.map_or(default, |at| Millis(at.value.round() as u32))
    };
    Pauses {
        question: pause("question", default.question),
        answer: pause("answer", default.answer),
        turn: pause("turn", default.turn),
        paragraph: pause("paragraph", default.paragraph),
        sentence: pause("sentence", default.sentence),
        chapter: pause("chapter", default.chapter),
    }
}

fn show(walk: &mut Walk<'_>, node: &Node) -> Show {
    let fields = walk.fields(node, &SHOW);
    let get = |name: &str| fields.get(name).copied();
    Show {
        title: get("title").and_then(|node| walk.text(node, "the show's title")),
        publisher: get("publisher").and_then(|node| walk.text(node, "the publisher")),
        date: get("date").and_then(|node| walk.date(node)),
    }
}

fn chapters(walk: &mut Walk<'_>, node: &Node) -> ChapterPlan {
    match (&node.value, node.text()) {
        (_, Some("per-question")) => ChapterPlan::PerQuestion,
        (_, Some("per-heading")) => ChapterPlan::PerHeading,
        (Value::List(items), _) if !items.is_empty() => ChapterPlan::Listed(
            items
                .iter()
                .take(MAX_ENTRIES)
                .filter_map(|item| chapter(walk, item))
                .collect(),
        ),
        (_, text) => {
            let found = text.map_or_else(|| node.kind().to_owned(), |text| format!("`{text}`"));
            let message = format!("`chapters` cannot be {found}");
            let label = "per-question, per-heading, or a list of {at, title}";
            walk.error(walk.problem(node.span, message).label(label));
            ChapterPlan::default()
        }
    }
}

fn chapter(walk: &mut Walk<'_>, node: &Node) -> Option<ListedChapter> {
    let before = walk.diags.count(crate::diag::Severity::Error);
    let fields = walk.fields(node, &CHAPTER);
    let at = fields.get("at").and_then(|node| chapter_at(walk, node));
    let title = fields
        .get("title")
        .and_then(|node| walk.text(node, "the chapter's title"));
    if let (Some(at), Some(title)) = (at, title) {
        return Some(ListedChapter { at, title });
    }
    if walk.diags.count(crate::diag::Severity::Error) == before {
        let missing = if fields.contains_key("at") {
            "title"
        } else {
            "at"
        };
        let problem = walk.problem(node.span, format!("a chapter without `{missing}`"));
        walk.error(problem.hint("a chapter is {at: 3, title: The first film}"));
    }
    None
}

fn chapter_at(walk: &mut Walk<'_>, node: &Node) -> Option<At<ChapterAt>> {
    let value = match &node.value {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Value::Number(number) if (1.0..=1e6).contains(number) && number.fract() == 0.0 => {
            ChapterAt::Turn(*number as usize)
        }
        Value::Number(_) => {
            let message = format!("there is no turn {}", node.text().unwrap_or_default());
            walk.error(
                walk.problem(node.span, message)
                    .label("turns are counted from 1"),
            );
            return None;
        }
        _ => ChapterAt::Words(walk.text(node, "where the chapter begins")?.value),
    };
    Some(At {
        value,
        span: node.span,
    })
}
