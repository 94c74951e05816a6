//! How everyone behaves: what each turn sounds like, who speaks after whom, who is called by name.

use super::super::labels::Label;
use super::super::lists::{ANSWERS, ASKS};
use super::super::names;
use super::super::page::{self, Para};
use super::super::people::{self, People};
use super::super::phrases::Phrases;
use super::super::tells::Ear;
use super::{ends_asking, hosts, intro, offices};
use std::collections::BTreeMap;

/// Longest question that anybody throws in, in words.
const BRIEF: usize = 2;
/// Longest question that is none of an introduction's, in words.
const SHORT: usize = 25;
/// So many turns at either end of a document are listened to for a host's phrases.
const LISTENED: usize = 300;
/// How many of the last turns may close a talk.
const LAST: usize = 4;
/// What one turn can say at most, for asking and for answering.
const MOST: (f32, f32) = (3.0, -2.2);
/// The same for a question of a word or two.
const MOST_BRIEF: f32 = 1.0;
/// From so many words on a turn is told at length.
const LONG: usize = 40;
/// So many people around one are a crowd.
const CROWD: usize = 3;
/// So many turns at the start may open a talk.
const OPENING: usize = 6;

/// How one person behaves.
#[derive(Debug, Default, Clone)]
pub(super) struct Conduct {
    /// Labelled blocks.
    pub(super) turns: usize,
    pub(super) words: usize,
    /// The leans of all turns to asking, summed.
    pub(super) lean: f32,
    /// Turns that end with a question.
    pub(super) asks: usize,
    /// Turns with a question anywhere.
    pub(super) questions: usize,
    /// Questions of a word or two, which a guest throws in as easily as anyone.
    pub(super) brief: usize,
    /// Labels that follow an unlabelled question, or an unlabelled block after which the same
    /// person goes on: only answers are labelled anew like that.
    pub(super) answers: usize,
    /// Turns right after somebody else's question.
    pub(super) replies: usize,
    pub(super) first: bool,
    pub(super) says_asks: bool,
    pub(super) says_answers: bool,
    /// The full name stands in the introduction.
    pub(super) introduced: bool,
    /// The introduction says that this person leads the talk.
    pub(super) leads: bool,
    /// What the office in the label says.
    pub(super) office: f32,
    /// Turns with what only hosts say, and with what only guests say.
    pub(super) hosts: usize,
    pub(super) invited: usize,
    /// Tells the own name right after the one who opened told theirs.
    pub(super) joins: bool,
    /// Gives thanks among the last turns.
    pub(super) thanks: bool,
    /// Turns that call somebody by name who speaks next, and turns after such a call.
    pub(super) calls: usize,
    pub(super) called: usize,
    /// Mean words of everyone else's turns against one's own: 1 very short turns, -1 very long.
    pub(super) brevity: f32,
    /// Somebody else is called the one who asks.
    pub(super) beside: bool,
    /// Many ask one person, who speaks after each of them: is it this one (-1), or one of the many
    /// (1)?
    pub(super) crowd: f32,
}

/// What a turn is to the one after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Manner {
    /// It ends with a question.
    Asked,
    /// It is told at length.
    Long,
    /// Neither.
    Said,
}

/// One turn after another's: by whom, and after what?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Step {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) after: Manner,
}

/// Everything that is seen.
#[derive(Debug)]
pub(super) struct Seen {
    /// Of each person in [`People::all`].
    pub(super) conducts: Vec<Conduct>,
    /// How often who speaks right after whom.
    pub(super) steps: BTreeMap<Step, usize>,
    /// How many questions have no label.
    pub(super) unlabelled_questions: usize,
    /// Has any block after the first label none?
    pub(super) unlabelled: bool,
    /// The leans of those blocks, summed, and how many they are.
    pub(super) open: (f32, usize),
}

/// Watches everyone. `order` are the blocks that are spoken, `set` those that the layout sets
/// apart as questions.
pub(super) fn observe(
    paras: &[Para],
    (order, set): (&[usize], &[bool]),
    people: &People,
    labels: &[Option<Label>],
    language: &Phrases,
) -> Seen {
    let mut seen = Seen {
        conducts: vec![Conduct::default(); people.all.len()],
        steps: BTreeMap::new(),
        unlabelled_questions: 0,
        unlabelled: false,
        open: (0.0, 0),
    };
    let forms = forms(people);
    let ear = Ear::of(language);
    let hosts = hosts::Phrases::new();
    let mut asides: Vec<Vec<String>> = vec![Vec::new(); people.all.len()];
    let mut speaker: Option<usize> = None;
    let mut last: Option<usize> = None;
    let mut alone = false;
    let mut before_him: Option<Turn> = None;
    for (n, &at) in order.iter().enumerate() {
        let before = last.replace(at);
        let person = match people.of[at] {
            // What stands below a label that is alone on its line is as good as labelled.
            None if alone => speaker,
            person => person,
        };
        let Some(person) = person else {
            if speaker.is_some() {
                seen.unlabelled = true;
                seen.open.0 += ear.tells(&paras[at].text).lean();
                seen.open.1 += 1;
            }
            continue;
        };
        let text = &paras[at].text;
        let label = labels[at].as_ref();
        if let Some(before) = before.filter(|b| people.of[*b].is_none() && label.is_some()) {
            let text = &paras[before].text;
            let question = ends_asking(text) || set[before];
            let resumed = speaker == Some(person);
            // An introduction may end with a question of its own, but not a short one.
            let asked = question && (speaker.is_some() || text.split(' ').count() <= SHORT);
            seen.conducts[person].answers += usize::from(resumed || asked);
            seen.unlabelled_questions += usize::from(resumed || question);
        }
        seen.conducts[person].first |= speaker.is_none();
        speaker = Some(person);
        if let Some(aside) = label.and_then(|label| label.aside.as_deref())
            && !asides[person].iter().any(|a| a == aside)
        {
            asides[person].push(aside.to_owned());
        }
        alone = label.is_some_and(|label| text.len() <= label.words);
        if alone {
            last = before;
            continue;
        }
        let spoken = &text[label.map_or(0, |label| label.words.min(text.len()))..];
        let tells = ear.tells(spoken);
        let words = page::words_in(spoken);
        let asked = ends_asking(spoken);
        let opens = n < OPENING && hosts::names_oneself(spoken, &people.all[person].words);
        let turn = Turn {
            person,
            manner: match asked {
                true => Manner::Asked,
                false if words >= LONG => Manner::Long,
                false => Manner::Said,
            },
            introduces: opens,
            calls: called(spoken, &forms).filter(|who| *who != person),
        };
        if let Some(before) = before_him.filter(|before| before.person != person) {
            let step = Step {
                from: before.person,
                to: person,
                after: before.manner,
            };
            *seen.steps.entry(step).or_insert(0) += 1;
            if before.calls == Some(person) {
                seen.conducts[before.person].calls += 1;
                seen.conducts[person].called += 1;
            }
            seen.conducts[person].replies += usize::from(before.manner == Manner::Asked);
            let joins = opens && before.introduces && before.manner != Manner::Asked;
            seen.conducts[person].joins |= joins;
        }
        before_him = Some(turn);
        let c = &mut seen.conducts[person];
        c.turns += 1;
        let brief = asked && words <= BRIEF;
        let most = if brief { MOST_BRIEF } else { MOST.0 };
        c.lean += tells.lean().clamp(MOST.1, most);
        c.brief += usize::from(brief);
        c.asks += usize::from(asked);
        c.questions += usize::from(asks(spoken));
        c.words += page::words_in(text);
        if n < LISTENED || n + LISTENED >= order.len() {
            let heard = hosts.hear(spoken);
            c.hosts += usize::from(heard.leads);
            c.invited += usize::from(heard.invited);
            c.thanks |= heard.thanks && n > 2 && n + LAST >= order.len();
        }
    }
    finish(&mut seen, paras, order, people, &asides);
    seen
}

/// A turn, as the next one sees it.
#[derive(Debug, Clone, Copy)]
struct Turn {
    person: usize,
    manner: Manner,
    introduces: bool,
    calls: Option<usize>,
}

/// What is known of everyone once all turns were seen.
fn finish(
    seen: &mut Seen,
    paras: &[Para],
    order: &[usize],
    people: &People,
    asides: &[Vec<String>],
) {
    if seen.conducts.is_empty() {
        return;
    }
    let (turns, words) = seen
        .conducts
        .iter()
        .fold((0, 0), |(t, w), c| (t + c.turns, w + c.words));
    let leaders = intro::leaders(paras, order, people);
    let introduction = intro::introduction(paras, order, people);
    let offices = offices::leans(people, asides);
    // `A:` answers a `Q:` or a `HOST:`. Beside `B:` it is only the first letter; where the two
    // letters are a pair, people have found it and given them its names.
    let single = |p: &&people::Named| p.words.join(" ").len() == 1;
    let lettered = people.all.iter().filter(single).count() > 1;
    for (at, (c, person)) in seen.conducts.iter_mut().zip(&people.all).enumerate() {
        let others = (words - c.words) as f32 / (turns - c.turns).max(1) as f32;
        let own = c.words as f32 / c.turns.max(1) as f32;
        c.brevity = (others - own) / (others + own).max(1.0);
        let name = person.words.join(" ");
        let stem = name.trim_end_matches(|d: char| d.is_ascii_digit() || d == ' ');
        let says = !(lettered && stem.len() == 1);
        let aside = |list: &[&str]| {
            let mut keys = asides[at].iter().map(|aside| names::key(aside));
            keys.any(|key| list.contains(&key.as_str()))
        };
        c.says_asks = says && ASKS.contains(&stem)
            || person.name == people::ASKER
            || person.asks == Some(true)
            || aside(ASKS);
        c.says_answers = says && ANSWERS.contains(&stem)
            || person.name == people::ANSWERER
            || person.asks == Some(false)
            || aside(ANSWERS);
        c.office = offices[at];
        c.leads = person.words.len() > 1 && leaders.contains(&person.words);
        c.introduced =
            person.words.len() > 1 && person.words.iter().all(|w| introduction.contains(w));
    }
    crowd(seen);
    let called = seen.conducts.iter().any(|c| c.says_asks || c.leads);
    for c in &mut seen.conducts {
        c.beside = called && !c.says_asks && !c.leads;
    }
}

/// Readers who ask one person: nearly all turns go to that one or come from there, and it is the
/// others who ask. In a panel all turns may go through one as well, but that one asks.
fn crowd(seen: &mut Seen) {
    let hub = (0..seen.conducts.len()).max_by_key(|at| seen.conducts[*at].turns);
    let Some(hub) = hub else { return };
    let all: usize = seen.steps.values().sum();
    let through = seen.steps.iter();
    let through = through.filter(|(step, _)| step.from == hub || step.to == hub);
    let through: usize = through.map(|(_, count)| count).sum();
    let others = || {
        let others = seen.conducts.iter().enumerate();
        others.filter(|(at, c)| *at != hub && c.turns > 0)
    };
    let (turns, asked) = others().fold((0, 0), |(t, q), (_, c)| (t + c.turns, q + c.questions));
    let own = &seen.conducts[hub];
    let most = others().map(|(_, c)| c.turns).max().unwrap_or(0);
    let words: usize = others().map(|(_, c)| c.words).sum();
    let many = others().count() >= CROWD && most * 2 <= own.turns;
    if many
        && through * 10 >= all * 8
        && asked * 5 >= turns * 2
        && own.asks * 3 <= own.turns
        && own.words >= words
    {
        for (at, c) in seen.conducts.iter_mut().enumerate() {
            c.crowd = if at == hub { -1.0 } else { 1.0 };
        }
    }
}

/// The words by which each person can be called; those of two are nobody's.
fn forms(people: &People) -> BTreeMap<String, Option<usize>> {
    let mut forms: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for (at, person) in people.all.iter().enumerate() {
        let proper = |word: &&String| word.chars().count() > 2 && !names::is_particle(word);
        for word in person.words.iter().filter(proper) {
            forms
                .entry(word.clone())
                .and_modify(|who| *who = who.filter(|who| *who == at))
                .or_insert(Some(at));
        }
    }
    forms
}

/// Whom a turn calls by name, the last one: `Dr Cole, how many?`, `And you, Anna?`, `Ms. Lind.`
fn called(text: &str, forms: &BTreeMap<String, Option<usize>>) -> Option<usize> {
    let mut found = None;
    // Since the last comma or stop there were only titles and names of this person.
    let mut fresh = true;
    let mut who: Option<usize> = None;
    for raw in text.split(' ') {
        let ends = raw.ends_with([',', '.', '?', '!', ':', ';', '—', '–']);
        if fresh {
            let word = raw.trim_matches(|c: char| !c.is_alphanumeric());
            let lower = word.to_lowercase();
            let title = names::is_title(&lower) && word.len() < raw.len() + 1 && lower.len() < 12;
            let named = match word.starts_with(char::is_uppercase) {
                true => forms.get(&lower).copied().flatten(),
                false => None,
            };
            match named {
                Some(person) if who.is_none_or(|who| who == person) => {
                    who = Some(person);
                    if ends {
                        found = who;
                    }
                }
                _ if title && who.is_none() => continue,
                _ => {
                    fresh = false;
                    who = None;
                }
            }
        }
        if ends {
            fresh = true;
            who = None;
        }
    }
    found
}

/// Is there a question in it? (A Greek question mark is a semicolon, and a question only there.)
fn asks(text: &str) -> bool {
    text.contains(['?', '？'])
        || (text.contains(';') && text.chars().any(|c| matches!(c, '\u{370}'..='\u{3ff}')))
}
