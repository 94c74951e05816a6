//! Letters for questions and answers: `Q.` and `A.`, `P.-` and `R.-`, `Q1:` and `A1:`, and who
//! stands behind them where a deposition says `BY MR. COLE:`.

use super::super::lists::LETTERS;
use super::super::names;
use super::super::page::Para;
use super::super::rules;
use super::{Dress, Label, Part};
use std::collections::{BTreeMap, BTreeSet};

/// `Q. Why?` and `A. Because.`, `Q – Why?`: a letter with a full stop is a label only beside its
/// partner, since an `A.` alone is somebody's initial, or the first of a list.
pub(super) fn dotted(shapes: &[Vec<Label>], found: &mut [Option<Label>]) {
    let letter = |at: usize| {
        let dressed = |label: &&Label| {
            matches!(
                label.dress,
                Dress::Stop | Dress::Dash | Dress::Tabbed | Dress::Parenthesised | Dress::Bracketed
            ) && stem(&label.name).is_some()
        };
        let shapes: &Vec<Label> = &shapes[at];
        shapes.iter().find(dressed)
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for at in (0..found.len()).filter(|at| found[*at].is_none()) {
        if let Some(stem) = letter(at).and_then(|label| stem(&label.name)) {
            *counts.entry(stem).or_insert(0) += 1;
        }
    }
    // A letter with a colon may be the partner of one with a full stop.
    let loose: BTreeSet<String> = counts.keys().cloned().collect();
    let colons: BTreeSet<String> = found
        .iter()
        .flatten()
        .filter_map(|label| stem(&label.name))
        .collect();
    // Both have full stops; or one has a colon, always, and the other a full stop, always.
    let again = |letter: &str| counts.get(letter).is_some_and(|n| *n > 1);
    let mixed = |dot: &str, colon: &str| {
        again(dot) && !colons.contains(dot) && colons.contains(colon) && !loose.contains(colon)
    };
    let pair = LETTERS
        .iter()
        .find(|(q, a)| (loose.contains(*q) && loose.contains(*a)) || mixed(q, a) || mixed(a, q));
    let Some((question, answer)) = pair else {
        return;
    };
    for (at, found) in found.iter_mut().enumerate() {
        if found.is_some() {
            continue;
        }
        let label = letter(at).filter(|label| {
            stem(&label.name).is_some_and(|stem| stem == *question || stem == *answer)
        });
        *found = label.map(|label| Label {
            name: label.name.trim_end_matches('.').to_owned(),
            dress: Dress::Letter,
            sure: 1.0,
            ..label.clone()
        });
    }
}

/// `Q Mr. Lind, why?` beside `MR. LIND: Because.`, as press briefings have it: a lone `Q` and a
/// space, again and again, where those who answer have names. One `Q` is a word.
pub(super) fn bare(paras: &[Para], open: &[bool], found: &mut [Option<Label>]) {
    const LEAST: usize = 3;
    let asks = |at: usize| {
        let rest = paras[at].text.strip_prefix("Q ")?.trim_start();
        let words = !rest.starts_with(|c: char| c.is_lowercase() || matches!(c, '.' | ':' | '&'));
        (words && open[at] && found[at].is_none()).then_some(paras[at].text.len() - rest.len())
    };
    let all: Vec<(usize, usize)> = (0..paras.len())
        .filter_map(|at| Some((at, asks(at)?)))
        .collect();
    let named = found.iter().flatten().count();
    if all.len() < LEAST || named < LEAST {
        return;
    }
    for (at, words) in all {
        found[at] = Some(Label {
            // In words: a letter is somebody who asks only beside its partner.
            name: "Question".to_owned(),
            end: 1,
            words,
            aside: None,
            parts: vec![Part {
                to: 1,
                rule: &rules::LABEL_TEXT,
            }],
            sure: 0.9,
            dress: Dress::Letter,
            stamped: false,
            marked: false,
        });
    }
}

/// The letter of `Q`, `Q.` and `Q12`, lower case.
fn stem(name: &str) -> Option<String> {
    let bare = name.trim_end_matches('.');
    let mut letters = bare.chars();
    let letter = letters.next().filter(char::is_ascii_uppercase)?;
    let rest = letters.as_str();
    (rest.len() <= 3 && rest.bytes().all(|b| b.is_ascii_digit()))
        .then(|| letter.to_ascii_lowercase().to_string())
}

/// Takes the numbers from letters that are counted (`Q1:`, `A1:`, `Question 2:`), and gives the
/// questions of a deposition to whoever is said to examine.
pub(super) fn plain(paras: &[Para], found: &mut [Option<Label>]) {
    uncount(found);
    by_lines(paras, found);
}

/// Numbers that go up and never come again count the questions; others tell people apart.
fn uncount(found: &mut [Option<Label>]) {
    const WORDS: &[&str] = &[
        "question",
        "answer",
        "frage",
        "antwort",
        "pregunta",
        "respuesta",
        "pergunta",
        "resposta",
        "domanda",
        "risposta",
        "réponse",
    ];
    let counted = |label: &Label| -> Option<(String, u32)> {
        let name = &label.name;
        let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let number: u32 = name[bare.len()..].parse().ok()?;
        let key = names::key(bare.trim_end_matches(['.', ' ', '-']));
        let pair = LETTERS.iter().any(|(q, a)| key == *q || key == *a);
        (pair || WORDS.contains(&key.as_str())).then_some((key, number))
    };
    let mut last: BTreeMap<String, u32> = BTreeMap::new();
    let mut several: BTreeSet<String> = BTreeSet::new();
    let mut broken: BTreeSet<String> = BTreeSet::new();
    for label in found.iter().flatten().filter(|label| !label.format()) {
        if let Some((key, number)) = counted(label) {
            match last.insert(key.clone(), number) {
                Some(before) if number > before => {
                    several.insert(key);
                }
                Some(_) => {
                    broken.insert(key);
                }
                None => {}
            }
        }
    }
    for label in found.iter_mut().flatten().filter(|label| !label.format()) {
        if let Some((key, _)) = counted(label)
            && several.contains(&key)
            && !broken.contains(&key)
        {
            let bare = label.name.trim_end_matches(|c: char| c.is_ascii_digit());
            label.name = bare.trim_end_matches(['.', ' ', '-']).to_owned();
        }
    }
}

/// `BY MR. COLE:` names whoever asks from here on; the line itself is spoken by nobody.
fn by_lines(paras: &[Para], found: &mut [Option<Label>]) {
    let by = |name: &str| -> Option<String> {
        let person = ["BY ", "By "].iter().find_map(|by| name.strip_prefix(by))?;
        let titled = person.split(' ').next().map(names::key);
        let titled = titled.is_some_and(|word| names::is_title(&word));
        (titled || names::shouts(name)).then(|| person.to_owned())
    };
    let lettered = |label: &Label| stem(&label.name).as_deref() == Some("q");
    if !found.iter().flatten().any(lettered) {
        return;
    }
    // Whoever answers has a name where the page says `THE WITNESS:` between the questions.
    let witness = found
        .iter()
        .flatten()
        .find(|label| names::key(&label.name) == "the witness");
    let witness = witness.map_or_else(|| "Answer".to_owned(), |label| label.name.clone());
    let answers = |label: &Label| stem(&label.name).as_deref() == Some("a");
    let mut asker: Option<String> = None;
    for (at, slot) in found.iter_mut().enumerate() {
        let Some(label) = slot else { continue };
        if let Some(person) = by(&label.name) {
            label.name.clone_from(&person);
            label.dress = Dress::ByLine;
            let alone = paras[at].text.len() <= label.words;
            label.sure = if alone { 1.0 } else { label.sure };
            asker = Some(person);
        } else if lettered(label)
            && let Some(asker) = &asker
        {
            label.name.clone_from(asker);
        } else if asker.is_some() && answers(label) {
            label.name.clone_from(&witness);
        }
    }
}
