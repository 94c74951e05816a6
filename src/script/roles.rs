//! Who asks and who answers, decided over the whole document: question marks, who speaks first
//! and to whom, how long, whose label follows on unlabelled questions.
//!
//! Every person gets a sum of weighted evidence; those well above the others ask. One line never
//! decides: a guest may ask back, and the first "question" of a magazine is often a compliment.

use super::labels::Label;
use super::lists::{ANSWERS, ASKS};
use super::names;
use super::page::Para;
use super::people::People;
use super::phrases::{self, Phrases};
use crate::house::Role;
use std::collections::BTreeSet;

/// Who asks for sure has at least this much evidence.
const ASKS_FROM: f32 = 0.5;
/// Longest question that is none of an introduction's, in words.
const SHORT: usize = 25;

/// How one person behaves. Shares are of the person's labelled blocks, 0 to 1.
#[derive(Debug, Default, Clone)]
struct Conduct {
    turns: usize,
    questions: usize,
    you: usize,
    me: usize,
    words: usize,
    /// Labels that follow an unlabelled question, or an unlabelled block after which the same
    /// person goes on: only answers are labelled anew like that.
    answers: usize,
    first: bool,
    says_asks: bool,
    says_answers: bool,
    /// The full name stands in the introduction.
    introduced: bool,
    /// Mean words of everyone else's turns against one's own: 1 very short turns, -1 very long.
    brevity: f32,
}

/// A reason, its weight (for asking if positive), and how much of it there is.
type Evidence = (&'static str, f32, fn(&Conduct) -> f32);

const EVIDENCE: &[Evidence] = &[
    ("asks questions", 2.0, |c| share(c.questions, c.turns)),
    ("speaks first", 0.6, |c| yes(c.first)),
    ("speaks briefly", 0.8, |c| c.brevity),
    ("says you", 0.6, |c| share(c.you, c.turns)),
    ("says I", -0.6, |c| share(c.me, c.turns)),
    ("answers what has no label", -2.5, |c| {
        share(c.answers, c.turns)
    }),
    ("is introduced by name", -0.4, |c| yes(c.introduced)),
    ("is called one who asks", 4.0, |c| yes(c.says_asks)),
    ("is called one who answers", -4.0, |c| yes(c.says_answers)),
];

fn share(some: usize, all: usize) -> f32 {
    some as f32 / all.max(1) as f32
}

fn yes(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// What was decided.
#[derive(Debug)]
pub(super) struct Roles {
    /// Of each person in [`People::all`].
    pub(super) of: Vec<Role>,
    /// How many unlabelled questions stand right before a label.
    pub(super) unlabelled_questions: usize,
    /// How many labelled blocks are of people who ask.
    pub(super) labelled_questions: usize,
}

impl Roles {
    /// Does anyone with a label have this role?
    pub(super) fn any(&self, role: Role) -> bool {
        self.of.contains(&role)
    }

    /// Do most questions of this document have no label?
    pub(super) fn questions_go_unlabelled(&self) -> bool {
        self.unlabelled_questions > 0 && self.unlabelled_questions * 2 >= self.labelled_questions
    }
}

/// Decides. `order` are the blocks that are spoken.
pub(super) fn decide(
    paras: &[Para],
    order: &[usize],
    people: &People,
    labels: &[Option<Label>],
    language: &Phrases,
) -> Roles {
    let (conducts, unlabelled_questions, unlabelled) =
        observe(paras, order, people, labels, language);
    let scores: Vec<f32> = conducts
        .iter()
        .map(|c| EVIDENCE.iter().map(|(_, weight, of)| weight * of(c)).sum())
        .collect();
    let talks = |at: &usize| !people.all[*at].narrates;
    let talkers: Vec<usize> = (0..people.all.len()).filter(talks).collect();
    let top = talkers
        .iter()
        .map(|at| scores[*at])
        .fold(f32::MIN, f32::max);
    let bottom = talkers
        .iter()
        .map(|at| scores[*at])
        .fold(f32::MAX, f32::min);
    let asks = |at: usize| match talkers.len() {
        // One label on the page: either all questions have it or all answers.
        1 => {
            let c = &conducts[at];
            unlabelled && !c.says_answers && (c.says_asks || c.questions * 2 > c.turns)
        }
        // The questions have no label, but for the first, which may be a compliment.
        _ if top < ASKS_FROM && unlabelled_questions > 0 => {
            conducts[at].first && conducts[at].answers == 0
        }
        // Somebody asks, if only more than the others.
        _ if top < ASKS_FROM => scores[at] >= top,
        _ => {
            let c = &conducts[at];
            // Short words of a passer-by are no questions.
            let asks = c.questions > 0 || c.says_asks || c.first || scores[at] >= top;
            asks && scores[at] >= ASKS_FROM && scores[at] * 2.0 >= top + bottom
        }
    };
    let of: Vec<Role> = (0..people.all.len())
        .map(|at| match (people.all[at].narrates, asks(at)) {
            (true, _) => Role::Narrator,
            (false, true) => Role::Interviewer,
            (false, false) => Role::Interviewee,
        })
        .collect();
    let asked = conducts
        .iter()
        .zip(&of)
        .filter(|(_, role)| **role == Role::Interviewer);
    Roles {
        labelled_questions: asked.map(|(c, _)| c.turns).sum(),
        unlabelled_questions,
        of,
    }
}

/// How everyone behaves, how many questions have no label, and whether any block after the first
/// label has none.
fn observe(
    paras: &[Para],
    order: &[usize],
    people: &People,
    labels: &[Option<Label>],
    language: &Phrases,
) -> (Vec<Conduct>, usize, bool) {
    let mut conducts = vec![Conduct::default(); people.all.len()];
    let (mut unlabelled_questions, mut unlabelled) = (0, false);
    let mut speaker: Option<usize> = None;
    let mut last: Option<usize> = None;
    let mut alone = false;
    for &at in order {
        let before = last.replace(at);
        let person = match people.of[at] {
            // What stands below a label that is alone on its line is as good as labelled.
            None if alone => speaker,
            person => person,
        };
        let Some(person) = person else {
            unlabelled |= speaker.is_some();
            continue;
        };
        let text = &paras[at].text;
        let label = labels[at].as_ref();
        if let Some(before) = before.filter(|b| people.of[*b].is_none() && label.is_some()) {
            let text = &paras[before].text;
            let question = ends_asking(text);
            let resumed = speaker == Some(person);
            // An introduction may end with a question of its own, but not a short one.
            let asked = question && (speaker.is_some() || text.split(' ').count() <= SHORT);
            conducts[person].answers += usize::from(resumed || asked);
            unlabelled_questions += usize::from(resumed || question);
        }
        conducts[person].first |= speaker.is_none();
        speaker = Some(person);
        alone = label.is_some_and(|label| text.len() <= label.words);
        if alone {
            last = before;
            continue;
        }
        let c = &mut conducts[person];
        c.turns += 1;
        let office = label
            .and_then(|label| label.aside.as_deref())
            .map(names::key);
        let says = |list: &[&str]| office.as_deref().is_some_and(|o| list.contains(&o));
        c.says_asks |= says(ASKS);
        c.says_answers |= says(ANSWERS);
        c.questions += usize::from(asks(text));
        c.you += usize::from(phrases::any(text, language.second));
        c.me += usize::from(phrases::any(text, language.first));
        c.words += paras[at].words().max(1);
    }
    let (turns, words) = conducts
        .iter()
        .fold((0, 0), |(t, w), c| (t + c.turns, w + c.words));
    let introduction = introduction(paras, order, people);
    // `A:` answers a `Q:` or a `HOST:`. Beside `B:` it is only the first letter; where the two
    // letters are a pair, people have found it and given them its names.
    let single = |p: &&super::people::Named| p.words.join(" ").len() == 1;
    let lettered = people.all.iter().filter(single).count() > 1;
    for (c, person) in conducts.iter_mut().zip(&people.all) {
        let others = share(words - c.words, turns - c.turns);
        let own = share(c.words, c.turns);
        c.brevity = (others - own) / (others + own).max(1.0);
        let name = person.words.join(" ");
        let stem = name.trim_end_matches(|d: char| d.is_ascii_digit() || d == ' ');
        let says = !(lettered && stem.len() == 1);
        c.says_asks |= says && ASKS.contains(&stem) || person.name == super::people::ASKER;
        c.says_answers |= says && ANSWERS.contains(&stem) || person.name == super::people::ANSWERER;
        c.introduced =
            person.words.len() > 1 && person.words.iter().all(|w| introduction.contains(w));
    }
    (conducts, unlabelled_questions, unlabelled)
}

/// The words before the first label.
fn introduction(paras: &[Para], order: &[usize], people: &People) -> BTreeSet<String> {
    let before = order.iter().take_while(|at| people.of[**at].is_none());
    before
        .flat_map(|at| phrases::words(&paras[*at].text))
        .collect()
}

/// Is there a question in it? (A Greek question mark is a semicolon, and a question only there.)
fn asks(text: &str) -> bool {
    text.contains(['?', '？'])
        || (text.contains(';') && text.chars().any(|c| matches!(c, '\u{370}'..='\u{3ff}')))
}

/// Does it end with a question, closing quotes and brackets aside?
pub(super) fn ends_asking(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', '!', ' ', '*', '_']);
    bare.ends_with(['?', '？'])
}

#[cfg(test)]
mod tests {
    use super::super::{cases::document, labels, names::Casing, page::paragraphs, people};
    use super::*;
    use crate::diag::Diagnostics;

    /// Who asks, by name, and whether questions go unlabelled.
    fn asking(text: &str) -> (Vec<String>, bool) {
        let document = document("x.txt", text);
        let paras = paragraphs(&document);
        let order: Vec<usize> = (0..paras.len()).collect();
        let casing = Casing::learn(&paras);
        let labels = labels::find(&paras, &vec![true; paras.len()], &[], &casing);
        let mut diags = Diagnostics::new();
        let people = people::gather(&paras, &labels, &casing, &document.source, &mut diags);
        let roles = decide(&paras, &order, &people, &labels, phrases::of("en"));
        let named = people.all.iter().zip(&roles.of);
        let asks = named.filter(|(_, role)| **role == Role::Interviewer);
        let names = asks.map(|(person, _)| person.name.clone()).collect();
        (names, roles.questions_go_unlabelled())
    }

    #[test]
    fn who_asks_is_seen_over_the_whole_document() {
        for (text, asks, unlabelled) in [
            // Statements only: brevity, "you" and the first word tell.
            (
                "ANNA: You wrote this book.\n\nBEN: I did, and it took me the better part of ten years.\n\nANNA: You must be tired.\n\nBEN: I am, but I would do it again, and I probably will.",
                vec!["Anna"],
                false,
            ),
            // The guest speaks first and asks back.
            (
                "BEN: Is this on? I never know with these things, so I always ask.\n\nANNA: It is. What did you bring?\n\nBEN: I brought my old chair, the one that I wrote all of it in.\n\nANNA: Why did you?\n\nBEN: I like it.",
                vec!["Anna"],
                false,
            ),
            // One label for the first compliment, none for the questions after it.
            (
                "ANNA: What a film.\n\nBEN: Thanks.\n\nHow did it begin?\n\nBEN: With me.\n\nYou must be proud.\n\nBEN: I am.",
                vec!["Anna"],
                true,
            ),
            // Nobody labelled asks.
            (
                "Who began?\n\nANNA: I did.\n\nAnd then?\n\nBEN: I came.\n\nAnd now?\n\nANNA: I left.",
                vec![],
                true,
            ),
            // Letters in place of names say nothing, unless they are a question's and its answer's.
            (
                "A: Where were you?\n\nB: On the roof.\n\nA: Why there?\n\nB: It was warm, and I had a book with me.",
                vec!["A"],
                false,
            ),
            (
                "A: On the roof, where it was warm.\n\nHOST: Why there?\n\nA: I had a book.",
                vec!["Host"],
                false,
            ),
            // What the label says outweighs everything.
            (
                "GUEST: Why am I here?\n\nHOST: I have no idea.\n\nGUEST: Do you not?\n\nHOST: I do not.",
                vec!["Host"],
                false,
            ),
        ] {
            let asks: Vec<String> = asks.into_iter().map(str::to_owned).collect();
            assert_eq!(asking(text), (asks, unlabelled), "{text}");
        }
    }

    #[test]
    fn questions_end_as_questions_whatever_closes_them() {
        for (text, asks) in [
            ("Why?", true),
            ("“Why?”", true),
            ("(Why?!)", true),
            ("为什么？", true),
            ("Why? Because.", false),
        ] {
            assert_eq!(ends_asking(text), asks, "{text}");
        }
    }
}
