//! The paragraphs at the very end that nobody of the interview says: `First Light opens on
//! Friday.`, `She walked us to the gate.`
//!
//! They have no label and follow on the last answer, so that they were given to whoever spoke
//! last; here they are taken away again where enough speaks for the narrator.

mod evidence;
mod parting;

use super::attribute::{Given, Who};
use super::names::{self, Casing};
use super::page::Para;
use super::people::{self, People};
use super::phrases::{self, Phrases};
use super::roles::Roles;
use super::rules::{self, Rule};
use super::turns;
use super::works::Works;
use evidence::Around;

/// How many paragraphs may stand behind a line drawn across the page and be the narrator's for
/// it; what is longer is a part of the talk.
const APART: usize = 3;
/// How many paragraphs with an answer show how long answers are here.
const ANSWERS: usize = 5;

/// What is known of the page.
pub(super) struct Page<'a> {
    pub(super) order: &'a [usize],
    pub(super) paras: &'a [Para],
    pub(super) people: &'a People,
    pub(super) roles: &'a Roles,
    pub(super) title: &'a str,
    pub(super) skips: &'a [Option<&'static Rule>],
    pub(super) casing: &'a Casing,
    pub(super) language: &'a Phrases,
}

/// Gives the paragraphs at the very end that speak about the interview to the narrator.
pub(super) fn close(given: &mut [Option<Given>], page: &Page<'_>) {
    let Some(Some(last)) = given.last() else {
        return;
    };
    if !may(last, page, given.len() - 1) {
        return;
    }
    let paras = page.paras;
    let slugs: Vec<&str> = page
        .skips
        .iter()
        .zip(paras)
        .filter(|(skip, _)| skip.is_some_and(|rule| *rule == rules::IMAGE_NAME))
        .flat_map(|(_, para)| para.text.split(' '))
        .collect();
    let works = Works::learn(page.title, paras, &slugs);
    let mut names: Vec<Vec<String>> = page.people.all.iter().map(|p| p.words.clone()).collect();
    let found = unlabelled(given, page);
    let answerer = found.map(|name| phrases::words(&name).collect::<Vec<String>>());
    names.extend(answerer.clone());
    let introduction = introduction(given, page);
    let apart = apart(given, page);
    let tail = tail(given);
    let fresh = answers(&given[..tail]) >= ANSWERS && !given[..tail].iter().any(continues);
    let before = before(&given[..tail], page);

    for n in (0..given.len()).rev() {
        let Some(now) = &given[n] else { break };
        // Only what was given for want of anything better may be taken away again, or what looks
        // like a question and asks nothing.
        if !may(now, page, n) {
            break;
        }
        let speaker = match now.who {
            Who::Person(person) if page.people.all[person].name == people::ANSWERER => {
                answerer.as_deref()
            }
            Who::Person(person) => Some(names[person].as_slice()),
            Who::Answerer => answerer.as_deref(),
            _ => None,
        };
        let around = Around {
            language: page.language,
            works: &works,
            people: &names,
            speaker,
            before: if n == tail { &before } else { "" },
            introduction: &introduction,
            apart: apart.is_some_and(|from| n >= from),
            fresh: fresh && n == tail,
        };
        let Some(doubt) = evidence::doubt(&paras[page.order[n]], &around) else {
            break;
        };
        let confidence = rules::CLOSING.but(doubt);
        given[n] = Some(Given {
            who: Who::Narrator,
            rule: &rules::CLOSING,
            confidence,
            seen: Vec::new(),
            second: Some((now.who, now.rule, 1.0 - confidence)),
        });
    }
}

/// May the `n`th paragraph be taken from who has it?
fn may(given: &Given, page: &Page<'_>, n: usize) -> bool {
    let asks = page.paras[page.order[n]].text.contains(['?', '？']);
    given.rule == &rules::CONTINUES || given.rule == &rules::SET_AS_QUESTION && !asks
}

fn continues(given: &Option<Given>) -> bool {
    given.as_ref().is_some_and(|g| g.rule == &rules::CONTINUES)
}

/// Where the paragraphs at the end begin that only go on.
fn tail(given: &[Option<Given>]) -> usize {
    let others = given.iter().rposition(|given| !continues(given));
    others.map_or(0, |at| at + 1)
}

/// How many paragraphs are turns of their own.
fn answers(given: &[Option<Given>]) -> usize {
    let told = given.iter().flatten();
    told.filter(|g| g.who != Who::Narrator && g.rule != &rules::CONTINUES)
        .count()
        / 2
}

/// From which paragraph on a line drawn across the page parts the end from the talk; `None` if
/// lines stand in the midst of answers elsewhere, too.
fn apart(given: &[Option<Given>], page: &Page<'_>) -> Option<usize> {
    let line = |n: usize| {
        let from = n.checked_sub(1).map_or(0, |n| page.order[n]);
        (from..page.order[n]).any(|at| page.skips[at].is_some_and(|rule| *rule == rules::RULE_LINE))
    };
    let parted: Vec<usize> = (0..given.len())
        .filter(|n| continues(&given[*n]) && line(*n))
        .collect();
    let tail = tail(given);
    let first = *parted.first()?;
    (first >= tail && given.len() - first <= APART).then_some(first)
}

/// What the narrator says before anybody speaks.
fn introduction(given: &[Option<Given>], page: &Page<'_>) -> String {
    let told = given
        .iter()
        .zip(page.order)
        .take_while(|(given, _)| given.as_ref().is_none_or(|g| g.who == Who::Narrator));
    let texts: Vec<&str> = told.map(|(_, at)| page.paras[*at].text.as_str()).collect();
    texts.join(" ")
}

/// The last question and its answer.
fn before(given: &[Option<Given>], page: &Page<'_>) -> String {
    /// More than these are not what one word refers back to.
    const MOST: usize = 3;
    let from = given.len().saturating_sub(MOST);
    let texts = page.order[from..given.len()].iter();
    let texts: Vec<&str> = texts.map(|at| page.paras[*at].text.as_str()).collect();
    texts.join(" ")
}

/// The name of the one who answers without a label.
fn unlabelled(given: &[Option<Given>], page: &Page<'_>) -> Option<String> {
    let nameless = given.iter().flatten().any(|g| match g.who {
        Who::Answerer => true,
        Who::Person(person) => page.people.all[person].name == people::ANSWERER,
        _ => false,
    });
    let all = page.people.all.iter();
    let taken: Vec<String> = all.map(|p| names::key(&p.name)).collect();
    let talk = (page.order, given, page.roles);
    nameless.then(|| {
        turns::introduced(
            page.paras,
            page.skips,
            talk,
            page.title,
            page.casing,
            &taken,
        )
        .answerer
    })?
}
