//! Blocks that know their speakers to people and turns, as the script holds them.

use super::attribute::{Given, Who};
use super::id::Ids;
use super::labels::Label;
use super::names::{self, Casing};
use super::page::{self, Para};
use super::people::{self, People};
use super::roles::Roles;
use super::rules::Rule;
use super::story::{Second, Story};
use super::{NARRATOR, Paragraph, Person, PersonId, Turn, introduced};
use crate::house::Role;
use std::collections::BTreeMap;

/// Everyone who speaks, in order of appearance, and their turns.
pub(super) fn turns(
    order: &[usize],
    given: &[Option<Given>],
    paras: &[Para],
    labels: &[Option<Label>],
    named: &People,
    roles: &Roles,
) -> (Vec<Person>, Vec<Turn>) {
    let mut people: Vec<Person> = Vec::new();
    let mut number: BTreeMap<Who, PersonId> = BTreeMap::new();
    let mut turns: Vec<Turn> = Vec::new();
    let mut ids = Ids::default();
    // A label `NARRATOR` and the narrator whom nobody labels are the same voice.
    let voice = |who: Who| match who {
        Who::Person(person) if roles.of[person] == Role::Narrator => Who::Narrator,
        who => who,
    };
    for (at, given) in order.iter().zip(given) {
        let Some(given) = given else { continue };
        let who = voice(given.who);
        number.entry(who).or_insert_with(|| {
            people.push(person(who, named, roles));
            PersonId(people.len() - 1)
        });
        debug_assert!(*at < paras.len());
    }
    for (&at, given) in order.iter().zip(given) {
        let Some(given) = given else { continue };
        let Some(person_id) = number.get(&voice(given.who)).copied() else {
            continue;
        };
        let from = labels[at].as_ref().map_or(0, |label| label.words);
        let mut paragraph = paragraph(&paras[at], from, given, &mut ids);
        paragraph.story.second = given.second.map(|(who, rule, confidence)| Second {
            person: number.get(&voice(who)).copied(),
            role: person(voice(who), named, roles).role,
            rule: rule.name,
            confidence,
        });
        match turns.last_mut() {
            Some(turn) if turn.person == person_id => turn.paragraphs.push(paragraph),
            _ => turns.push(Turn {
                person: person_id,
                paragraphs: vec![paragraph],
            }),
        }
    }
    (people, turns)
}

/// Names whoever the page introduces and never labels by name.
pub(super) fn name(
    people: &mut [Person],
    paras: &[Para],
    skips: &[Option<&'static Rule>],
    (order, speakers, roles): (&[usize], &[Option<Given>], &Roles),
    title: &str,
    casing: &Casing,
) {
    let unnamed = |person: &Person| person.name == people::ASKER || person.name == people::ANSWERER;
    if !people.iter().any(unnamed) {
        return;
    }
    let tells = |given: &Option<Given>| given.as_ref().is_none_or(|g| g.who == Who::Narrator);
    let begin = speakers.iter().position(|given| !tells(given));
    let begin = begin.map_or(0, |n| order[n]);
    let asks = |given: &Given| match given.who {
        Who::Asker => true,
        Who::Person(person) => roles.of[person] == Role::Interviewer,
        _ => false,
    };
    let asked = order.iter().zip(speakers);
    let asked = asked.filter(|(_, given)| given.as_ref().is_some_and(asks));
    let asked: Vec<usize> = asked.map(|(at, _)| *at).collect();
    let taken: Vec<String> = people.iter().map(|p| names::key(&p.name)).collect();
    let found = introduced::unnamed(&introduced::Around {
        paras,
        skips,
        title,
        begin,
        asked: &asked,
        taken: &taken,
        casing,
    });
    for (unnamed, found, sure) in [
        (people::ASKER, found.asker, found.asked),
        (people::ANSWERER, found.answerer, true),
    ] {
        let Some(found) = found else { continue };
        if taken.contains(&names::key(&found)) {
            continue;
        }
        let free =
            |person: &&mut Person| person.name == unnamed && (sure || person.labels.is_empty());
        if let Some(person) = people.iter_mut().find(free) {
            person.name = found;
        }
    }
}

/// One person for each name. A page may introduce someone by the full name whom another label
/// has by that name already (`Yasmin` and `Yasmin Adel` over different answers), and two of one
/// name could not be told apart by anyone, in a cast least of all.
pub(super) fn merge(people: &mut Vec<Person>, turns: &mut Vec<Turn>) {
    let mut kept: Vec<Person> = Vec::with_capacity(people.len());
    let mut number: BTreeMap<String, PersonId> = BTreeMap::new();
    let mut now = Vec::with_capacity(people.len());
    for person in people.drain(..) {
        let next = PersonId(kept.len());
        let id = *number.entry(person.name.clone()).or_insert(next);
        now.push(id);
        match kept.get_mut(id.0) {
            Some(first) => first.labels.extend(person.labels),
            None => kept.push(person),
        }
    }
    *people = kept;
    if people.len() == now.len() {
        return;
    }
    let mut joined: Vec<Turn> = Vec::with_capacity(turns.len());
    for mut turn in turns.drain(..) {
        turn.person = now[turn.person.0];
        for paragraph in &mut turn.paragraphs {
            if let Some(second) = &mut paragraph.story.second {
                second.person = second.person.map(|person| now[person.0]);
            }
        }
        match joined.last_mut() {
            Some(last) if last.person == turn.person => last.paragraphs.extend(turn.paragraphs),
            _ => joined.push(turn),
        }
    }
    *turns = joined;
}

fn person(who: Who, named: &People, roles: &Roles) -> Person {
    let unnamed = |name: &str, role| Person {
        name: name.to_owned(),
        role,
        labels: Vec::new(),
    };
    match who {
        Who::Narrator => {
            let labels = named.all.iter().filter(|p| p.narrates);
            Person {
                labels: labels.flat_map(|p| p.labels.clone()).collect(),
                ..unnamed(NARRATOR, Role::Narrator)
            }
        }
        Who::Person(person) => Person {
            name: named.all[person].name.clone(),
            role: roles.of[person],
            labels: named.all[person].labels.clone(),
        },
        Who::Asker => unnamed(people::ASKER, Role::Interviewer),
        Who::Answerer => unnamed(people::ANSWERER, Role::Interviewee),
    }
}

fn paragraph(para: &Para, from: usize, given: &Given, ids: &mut Ids) -> Paragraph {
    // What stood behind the label may all have been cut.
    let from = from.min(para.text.len());
    let text = &para.text[from..];
    Paragraph {
        id: ids.next(text),
        pieces: page::pieces(para, from),
        line: para.line,
        span: para.place_of(from, para.text.len()),
        // What the page says; `language::settle` makes of it what is so.
        language: para.language.clone(),
        rule: given.rule.name,
        confidence: given.confidence,
        story: Story {
            seen: given.seen.clone(),
            second: None,
        },
    }
}
