//! A cast file's text to a [`House`]: its sections one after another, all problems told.

mod sound;

pub(super) use sound::choice;

use super::formats::{Formats, formats};
use super::schema::{CHAPTER, FILE, OVERLAP, PAUSE, PAUSES, ROLES, SHOW};
use super::tables::Tables;
use super::voices::casting;
use super::walk::{MAX_ENTRIES, Walk};
use super::{
    At, Casting, ChapterAt, ChapterPlan, Edition, Given, House, ListedChapter, Listening, Music,
    Pauses, Pronunciation, Role, Show, Synthetic,
};
use crate::audio::Millis;
use crate::diag::yaml::{self, Node, Value};
use crate::diag::{Diagnostic, Diagnostics, Source, Span};
use std::collections::BTreeMap;

/// Reads and checks a cast file by itself.
///
/// Unknown keys, wrong types, values out of range, repeated keys, unknown engines and voices,
/// and settings that an engine cannot do are all told at once, in the order of the file. What
/// was wrong is left out of the house, so that an interview can still be checked against the
/// rest of it; `None` only if the text is no YAML at all.
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
    let mut found: Vec<_> = found.iter().cloned().collect();
    found.sort_by_key(|diagnostic| diagnostic.span);
    found
        .into_iter()
        .for_each(|diagnostic| diags.push(diagnostic));
    house
}

fn file(walk: &mut Walk<'_>, tables: &Tables<'_>, root: &Node) -> House {
    let fields = walk.fields(root, &FILE);
    let get = |name: &str| fields.get(name).copied();
    let people = get("people").map_or_else(Vec::new, |node| people(walk, tables, node));
    House {
        given: people
            .iter()
            .filter_map(|person| by_hand(walk, person))
            .collect(),
        source: walk.source.clone(),
        language: get("language").and_then(|node| walk.language(node)),
        roles: get("roles").map_or_else(BTreeMap::new, |node| roles(walk, tables, node)),
        people,
        pronounce: get("pronounce").map_or_else(Vec::new, |node| pronounce(walk, node)),
        pauses: get("pauses").map_or_else(Pauses::default, |node| pauses(walk, node)),
        sound: sound::sound(walk, &fields),
        music: get("music").map_or_else(Music::default, |node| sound::music(walk, node)),
        synthetic: get("synthetic")
            .map_or_else(Synthetic::default, |node| sound::synthetic(walk, node)),
        edition: Edition::Episode,
        copies: get("copies").map_or_else(Vec::new, |node| sound::copies(walk, node)),
        listening: get("listening")
            .map_or_else(Listening::default, |node| sound::listening(walk, node)),
        formats: get("formats").map_or_else(Formats::new, |node| formats(walk, tables, node)),
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
        .map(|(role, node)| {
            let casting = casting(walk, tables, node, true);
            if let Some(wrong) = casting.role {
                let message = "`role` belongs to a person, under `people`";
                walk.error(walk.problem(wrong.span, message));
            }
            let others = casting.others.iter();
            let languages = others.filter_map(|other| other.language.as_ref());
            for wrong in casting.language.iter().chain(languages) {
                let message = "`language` belongs to a person, under `people`";
                let problem = walk.problem(wrong.span, message);
                walk.error(problem.hint("or at the top, for the whole interview"));
            }
            (role, casting)
        })
        .collect()
}

/// The role that a person's entry gives.
fn by_hand(walk: &Walk<'_>, (name, casting): &(At<String>, Casting)) -> Option<Given> {
    casting.role.map(|role| Given {
        name: name.value.clone(),
        role: role.value,
        source: walk.source.clone(),
        span: name.span,
    })
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

/// Shorter pauses, in milliseconds, cannot be told from none.
const INAUDIBLE: f64 = 20.0;

fn pauses(walk: &mut Walk<'_>, node: &Node) -> Pauses {
    let fields = walk.fields(node, &PAUSES);
    let default = Pauses::default();
    let mut pause = |name: &str, default: Millis| {
        let node = fields.get(name);
        let quantity = if name == "interruption" {
            &OVERLAP
        } else {
            &PAUSE
        };
        let given = node.and_then(|node| walk.number(node, name, quantity));
        // A number without a unit that nobody could hear was probably meant as seconds.
        if let (Some(at), Some(node)) = (given, node)
            && (0.001..INAUDIBLE).contains(&at.value)
            && node.text().is_some_and(|text| text.parse::<f32>().is_ok())
        {
            let message = format!("`{name}` is {} milliseconds, too short to hear", at.value);
            let problem = Diagnostic::warning(walk.source, at.span, message)
                .hint(format!("`{}s` is in seconds", at.value));
            walk.diags.push(problem);
        }
        // In range, so it fits; parts of a millisecond are no one's intention.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        given.map_or(default, |at| Millis(at.value.round() as u32))
    };
    Pauses {
        question: pause("question", default.question),
        answer: pause("answer", default.answer),
        topic: pause("topic", default.topic),
        short_answer: pause("short_answer", default.short_answer),
        breath: pause("breath", default.breath),
        interruption: pause("interruption", default.interruption),
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
        cover: get("cover").and_then(|node| cover(walk, node)),
    }
}

/// A file's name, or `off`, which YAML may have understood as `false`.
fn cover(walk: &mut Walk<'_>, node: &Node) -> Option<At<String>> {
    match node.value {
        Value::Bool(false) => Some(At {
            value: "off".to_owned(),
            span: node.span,
        }),
        _ => walk.text(node, "the cover"),
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::fixture::{told, with_tables};
    use super::super::{DEFAULT, VoiceChoice, default};
    use super::*;
    use crate::audio::{Db, Semitones};
    use crate::engines::{ENGINES, Places};
    use proptest::prelude::*;

    fn good(text: &str) -> House {
        let source = Source::new("cast.yaml", text);
        let mut diags = Diagnostics::new();
        let house = with_tables(|tables| parse(&source, tables, &mut diags));
        assert!(diags.is_empty(), "{:#?}", told(&diags));
        house.unwrap()
    }

    #[test]
    fn only_people_speak_a_language() {
        let text = "roles:\n  narrator: {language: de}\npeople:\n  Ada: {language: german}\n  Ben: {language: pt-br}\n";
        let source = Source::new("cast.yaml", text);
        let mut diags = Diagnostics::new();
        let house = with_tables(|tables| parse(&source, tables, &mut diags)).unwrap();
        let messages: Vec<_> = diags.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "`language` belongs to a person, under `people`",
                "`german` is not a language tag"
            ]
        );
        let ben = house.people[1].1.language.as_ref().unwrap();
        assert_eq!(ben.value.tag(), "pt-BR");
    }

    const MY_SHOW: &str = "\
language: en
roles:
  interviewer:
    voice: [kokoro:bf_emma, pico:en-GB]      # a stack
  interviewee:
    voice:
      - kokoro:am_michael
      - {voice: pico:en-US, timbre: -4}
    rate: 0.97
  narrator:
    voice: {en: {voice: pico:en-US, timbre: -1.5}, de: pico:de-DE}
    gain: -1 dB
people:
  Mara Lindqvist:
    voice: [piper:sv_SE-nst-medium, {voice: pico:en-US, timbre: 1}]
    say: MAH-ra LIND-kvist
pronounce:
  Lantern: LAN-turn
pauses:
  question: 650
  answer: 0.42s
show:
  title: 2001
  date: 2024-02-29
chapters:
  - {at: 3, title: The first film}
  - {at: What was it like, title: no}
";

    #[test]
    fn everything_a_cast_can_say_is_read() {
        let house = good(MY_SHOW);
        assert_eq!(house.language.unwrap().value.tag(), "en");
        let guest = &house.roles[&Role::Interviewee];
        assert_eq!(guest.tweaks.rate.unwrap().value, 0.97);
        let Some(VoiceChoice::Any(stack)) = &guest.voice else {
            panic!("{guest:?}");
        };
        assert_eq!(
            (&stack[0].engine[..], &stack[0].voice[..]),
            ("kokoro", "am_michael")
        );
        assert_eq!(stack[1].tweaks.timbre.unwrap().value, Semitones(-4.0));
        let narrator = &house.roles[&Role::Narrator];
        assert_eq!(narrator.tweaks.gain.unwrap().value, Db(-1.0));
        assert!(matches!(&narrator.voice, Some(VoiceChoice::ByLanguage(all)) if all.len() == 2));
        let (name, mara) = &house.people[0];
        assert_eq!(name.value, "Mara Lindqvist");
        assert_eq!(house.source.slice(name.span), "Mara Lindqvist");
        assert_eq!(mara.say.as_ref().unwrap().value, "MAH-ra LIND-kvist");
        assert_eq!(house.pauses.answer, Millis(420));
        assert_eq!(house.pauses.chapter, Pauses::default().chapter);
        assert_eq!(house.show.title.unwrap().value, "2001");
        let ChapterPlan::Listed(chapters) = house.chapters else {
            panic!("not listed");
        };
        assert_eq!(chapters[0].at.value, ChapterAt::Turn(3));
        assert_eq!(
            chapters[1].at.value,
            ChapterAt::Words("What was it like".into())
        );
        assert_eq!(chapters[1].title.value, "no");
    }

    #[test]
    fn nothing_said_is_nothing_wrong() {
        for text in [
            "",
            "# only a comment\n",
            "roles:\npeople:\n",
            "---\nroles: {}\n",
        ] {
            assert!(good(text).people.is_empty());
        }
    }

    #[test]
    fn the_casts_that_come_with_it_are_sound() {
        let house = good(DEFAULT);
        assert_eq!(house.roles.len(), 3);
        assert!(house.people.is_empty());
        good(include_str!("../../voices/two-chairs.yaml"));
        let places = Places::at(std::path::PathBuf::new());
        assert!(default(&Tables::new(ENGINES, &places)).is_some());
        assert!(default(&Tables::new(&[], &places)).is_none());
    }

    proptest! {
        #[test]
        fn a_mangled_cast_is_refused_or_read_but_never_a_panic(
            at in 0..MY_SHOW.len(), gone in 0usize..40, new in "(?s)[-:,&*\\[\\]{}'\"|a-zé\n 0-9.]{0,20}"
        ) {
            let mut text = MY_SHOW.to_owned();
            let end = (at + gone).min(text.len());
            text.replace_range(at..end, &new);
            let source = Source::new("cast.yaml", text);
            let mut diags = Diagnostics::new();
            let house = with_tables(|tables| parse(&source, tables, &mut diags));
            prop_assert!(house.is_some() || diags.has_errors());
            prop_assert_eq!(crate::diag::render::to_text(&diags, true).is_empty(), diags.is_empty());
        }
    }
}
