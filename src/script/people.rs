//! The labels of a document to people: one person under several labels (full name, surname, first
//! name, initials) is one, two people who share a surname are two.

use super::labels::Label;
use super::lists::{LETTERS, NARRATORS, QUESTIONS, REPLIES};
use super::names::{self, Casing};
use super::page::Para;
use crate::diag::{Diagnostic, Diagnostics, Source};
use std::collections::{BTreeMap, BTreeSet};

/// What someone is called who asks, or answers, and has no name on the page.
pub(super) const ASKER: &str = "Interviewer";
/// See [`ASKER`].
pub(super) const ANSWERER: &str = "Interviewee";

/// Someone whom the page labels.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Named {
    /// The fullest form, as it is shown.
    pub(super) name: String,
    /// In order of appearance.
    pub(super) labels: Vec<String>,
    /// The words of the fullest form, lower case, without titles.
    pub(super) words: Vec<String>,
    /// Does the label say that this is the narrator?
    pub(super) narrates: bool,
}

/// Everyone whom the page labels, and who stands before which block.
#[derive(Debug)]
pub(super) struct People {
    /// In order of appearance.
    pub(super) all: Vec<Named>,
    /// For each block the person of its label.
    pub(super) of: Vec<Option<usize>>,
}

/// Gathers the people behind the labels; a surname that two people share is told.
pub(super) fn gather(
    paras: &[Para],
    labels: &[Option<Label>],
    casing: &Casing,
    source: &Source,
    diags: &mut Diagnostics,
) -> People {
    // The same words are the same person, whatever the title before them.
    let mut forms: Vec<Vec<String>> = Vec::new();
    let mut form_of: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut at_block = Vec::with_capacity(labels.len());
    for label in labels {
        at_block.push(label.as_ref().map(|label| {
            let key = names::key(&label.name);
            let words: Vec<String> = names::bare_words(letter_of(&key).unwrap_or(&key))
                .map(str::to_owned)
                .collect();
            *form_of.entry(words.clone()).or_insert_with(|| {
                forms.push(words);
                forms.len() - 1
            })
        }));
    }
    let owner = owners(&forms, |form, others| {
        let block = at_block.iter().position(|f| *f == Some(form));
        let (Some(block), [first, second, ..]) = (block, others) else {
            return;
        };
        let name = |form: usize| names::shown(&forms[form].join(" ").to_uppercase(), casing);
        let para = &paras[block];
        let end = labels[block].as_ref().map_or(0, |l| l.end);
        let message = format!(
            "`{}` may be {} or {}",
            name(form),
            name(*first),
            name(*second)
        );
        diags.push(
            Diagnostic::warning(source, para.place_of(0, end), message)
                .label("taken for a person of its own")
                .hint("write the full name in the label"),
        );
    });
    let mut all: Vec<Named> = Vec::new();
    let mut person_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut of = Vec::with_capacity(labels.len());
    for (label, form) in labels.iter().zip(&at_block) {
        let (Some(label), Some(form)) = (label, form) else {
            of.push(None);
            continue;
        };
        let person = *person_of.entry(owner[*form]).or_insert_with(|| {
            all.push(Named {
                name: String::new(),
                labels: Vec::new(),
                words: forms[owner[*form]].clone(),
                narrates: false,
            });
            all.len() - 1
        });
        of.push(Some(person));
        if !all[person].labels.contains(&label.name) {
            all[person].labels.push(label.name.clone());
        }
    }
    let letters: BTreeSet<String> = form_of.keys().map(|words| words.join(" ")).collect();
    for person in &mut all {
        finish(person, casing, &letters);
    }
    People { all, of }
}

/// The letter for a label that says `Question`, or `Answer`, in words.
fn letter_of(key: &str) -> Option<&'static str> {
    let mut all = QUESTIONS.iter().chain(REPLIES);
    all.find(|(word, _)| *word == key)
        .map(|(_, letter)| *letter)
}

/// For each form the fullest form of the same person; `ambiguous` hears of forms that fit several.
fn owners(forms: &[Vec<String>], mut ambiguous: impl FnMut(usize, &[usize])) -> Vec<usize> {
    let mut fuller: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (form, words) in forms
        .iter()
        .enumerate()
        .filter(|(_, words)| words.len() > 1)
    {
        let initials = words
            .iter()
            .filter_map(|word| word.chars().next())
            .collect();
        let parts = (1..words.len()).flat_map(|cut| [&words[..cut], &words[cut..]]);
        for part in parts.map(<[String]>::to_vec).chain([vec![initials]]) {
            let owners = fuller.entry(part).or_default();
            if owners.last() != Some(&form) {
                owners.push(form);
            }
        }
    }
    let mut order: Vec<usize> = (0..forms.len()).collect();
    order.sort_by_key(|form| std::cmp::Reverse(forms[*form].len()));
    let mut owner: Vec<usize> = (0..forms.len()).collect();
    for form in order {
        let mut roots: Vec<usize> = fuller
            .get(&forms[form])
            .map(|forms| forms.iter().map(|f| owner[*f]).collect())
            .unwrap_or_default();
        roots.sort_unstable();
        roots.dedup();
        match roots.as_slice() {
            [] => {}
            [root] => owner[form] = *root,
            several => ambiguous(form, several),
        }
    }
    owner
}

/// The name that is shown, once all labels are known.
fn finish(person: &mut Named, casing: &Casing, forms: &BTreeSet<String>) {
    let best = person.labels.iter().enumerate().max_by_key(|(at, label)| {
        let words = names::bare_words(&names::key(label)).count();
        (words, !names::shouts(label), std::cmp::Reverse(*at))
    });
    let best = best.map(|(_, label)| label.as_str()).unwrap_or_default();
    person.name = names::shown(best, casing);
    let key = names::key(best);
    person.narrates = NARRATORS.contains(&key.as_str());
    let has = |letter: &str| forms.contains(letter);
    let paired = |letter: fn(&(&'static str, &'static str)) -> &'static str| {
        let mut pairs = LETTERS.iter().filter(|(q, a)| has(q) && has(a));
        pairs.any(|pair| letter(pair) == key)
    };
    let in_words = |list: &[(&str, &str)]| list.iter().any(|(word, _)| *word == key);
    if in_words(QUESTIONS) || paired(|pair| pair.0) {
        person.name = ASKER.to_owned();
    } else if in_words(REPLIES) || paired(|pair| pair.1) {
        person.name = ANSWERER.to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::super::{cases::document, labels, page::paragraphs};
    use super::*;

    fn people(text: &str) -> (Vec<String>, usize) {
        let document = document("x.txt", text);
        let paras = paragraphs(&document);
        let casing = Casing::learn(&paras);
        let open = vec![true; paras.len()];
        let labels = labels::find(&paras, &open, &[], &casing);
        let mut diags = Diagnostics::new();
        let people = gather(&paras, &labels, &casing, &document.source, &mut diags);
        let shown = people
            .all
            .iter()
            .map(|p| format!("{} = {}", p.name, p.labels.join(", ")));
        (shown.collect(), diags.iter().count())
    }

    #[test]
    fn one_person_under_several_labels_is_one() {
        let text =
            "OUTLET: a.\n\nJANE SMITH: b.\n\nOUTLET: c.\n\nSMITH: d.\n\nJANE: e.\n\nDR. SMITH: f.";
        let expected = [
            "Outlet = OUTLET",
            "Jane Smith = JANE SMITH, SMITH, JANE, DR. SMITH",
        ];
        assert_eq!(people(text), (expected.map(str::to_owned).to_vec(), 0));
    }

    #[test]
    fn a_surname_comes_before_its_full_name_too() {
        let text = "ANA: a.\n\nDE LA CRUZ: b.\n\nOUTLET: c.\n\nANA DE LA CRUZ: d.";
        let expected = [
            "Ana de la Cruz = ANA, DE LA CRUZ, ANA DE LA CRUZ",
            "Outlet = OUTLET",
        ];
        assert_eq!(people(text), (expected.map(str::to_owned).to_vec(), 0));
    }

    #[test]
    fn initials_stand_for_a_name() {
        let text = "OUTLET: a.\n\nJANE SMITH: b.\n\nOUTLET: c.\n\nJ.S.: d.\n\nJS: e.";
        let expected = ["Outlet = OUTLET", "Jane Smith = JANE SMITH, J.S., JS"];
        assert_eq!(people(text), (expected.map(str::to_owned).to_vec(), 0));
    }

    #[test]
    fn two_people_who_share_a_surname_are_two() {
        let text = "JANE SMITH: a.\n\nJOHN SMITH: b.\n\nJANE: c.\n\nSMITH: d.";
        let expected = [
            "Jane Smith = JANE SMITH, JANE",
            "John Smith = JOHN SMITH",
            "Smith = SMITH",
        ];
        assert_eq!(people(text), (expected.map(str::to_owned).to_vec(), 1));
    }

    #[test]
    fn letters_stand_for_roles() {
        let expected = ["Interviewer = Q", "Interviewee = A"];
        assert_eq!(
            people("Q: a?\n\nA: b."),
            (expected.map(str::to_owned).to_vec(), 0)
        );
        let expected = ["Interviewer = Pregunta, P.", "Interviewee = Respuesta, R."];
        assert_eq!(
            people("Pregunta: a?\n\nRespuesta: b.\n\nP.: c?\n\nR.: d."),
            (expected.map(str::to_owned).to_vec(), 0)
        );
    }

    #[test]
    fn initials_may_stand_apart() {
        let text = "La Revue : Où ?\n\nClaire Aubin : Ici.\n\nLa Revue : Là ?\n\nC. A. : Là.";
        let expected = ["La Revue = La Revue", "Claire Aubin = Claire Aubin, C. A."];
        assert_eq!(people(text), (expected.map(str::to_owned).to_vec(), 0));
    }
}
