//! The labels of a document to people: one person under several labels (full name, surname, first
//! name, initials, a name with a slip of the pen) is one, two people who share a surname are two.

mod formal;
mod fullname;
mod owners;
mod presides;
mod spelling;
mod sworn;
mod titles;
mod unite;

pub(super) use fullname::BEFORE;

use super::labels::Label;
use super::legend::Legend;
use super::lists::{ANSWERS, ASKS, LETTERS, NARRATORS, QUESTIONS, REPLIES};
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
    /// Does a legend say whether this person asks?
    pub(super) asks: Option<bool>,
}

/// Everyone whom the page labels, and who stands before which block.
#[derive(Debug)]
pub(super) struct People {
    /// In order of appearance.
    pub(super) all: Vec<Named>,
    /// For each block the person of its label.
    pub(super) of: Vec<Option<usize>>,
}

/// What the page says besides its labels.
#[derive(Debug)]
pub(super) struct Page<'a> {
    pub(super) paras: &'a [Para],
    pub(super) legend: &'a Legend,
    pub(super) casing: &'a Casing,
    /// The title that the format gives.
    pub(super) title: Option<&'a str>,
    pub(super) source: &'a Source,
}

/// Gathers the people behind the labels. A surname that two people share, and a name that was
/// taken for another's misspelt, are told.
pub(super) fn gather(page: &Page<'_>, labels: &[Option<Label>], diags: &mut Diagnostics) -> People {
    let forms = Forms::of(labels, page.legend);
    let mut owner = owners::owners(&forms.all, |form, others| {
        ambiguous(page, labels, &forms, form, others, diags);
    });
    for slip in spelling::slips(&forms.all, &forms.at, &owner) {
        misspelt(page, labels, &forms, slip, diags);
        let (from, to) = (owner[slip.0], owner[slip.1]);
        for owner in owner.iter_mut().filter(|owner| **owner == from) {
            *owner = to;
        }
    }
    let mut person_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut seen: BTreeSet<(usize, &str)> = BTreeSet::new();
    let mut all: Vec<Named> = Vec::new();
    let mut of: Vec<Option<usize>> = Vec::with_capacity(labels.len());
    for (label, form) in labels.iter().zip(&forms.at) {
        let (Some(label), Some(form)) = (label, form) else {
            of.push(None);
            continue;
        };
        let root = owner[*form];
        let person = *person_of.entry(root).or_insert_with(|| {
            all.push(Named {
                name: String::new(),
                labels: Vec::new(),
                words: forms.all[root].words.clone(),
                narrates: false,
                asks: None,
            });
            all.len() - 1
        });
        of.push(Some(person));
        if seen.insert((person, label.name.as_str())) {
            all[person].labels.push(label.name.clone());
        }
    }
    let letters: BTreeSet<String> = forms.all.iter().map(|form| form.words.join(" ")).collect();
    for (root, person) in &person_of {
        finish(&mut all[*person], page, &letters, &forms.all[*root]);
    }
    formal::voiced(&mut all, &of, page);
    // What a narrator says before anyone else speaks presents people as an introduction does.
    let speaks = |person: &Option<usize>| person.is_some_and(|at| !all[at].narrates);
    let first = of.iter().position(speaks).unwrap_or(0);
    fullname::complete(&mut all, page, first);
    sworn::name(&mut all, page);
    presides::name(&mut all, page, first);
    titles::drop(&mut all);
    formal::answered(&mut of, &all, page);
    let mut people = People { all, of };
    unite::unite(&mut people);
    people
}

/// A way in which somebody is labelled.
#[derive(Debug, Clone, Default)]
struct Form {
    /// Lower case, without titles, but for one that tells two people apart.
    words: Vec<String>,
    /// What stands between quotation marks: `Robert "Bo" Lind`.
    nickname: Option<String>,
    /// Several people at once, a number, a word that is no name: nobody's fuller form.
    whole: bool,
    /// A letter that asks or answers, beside its partner: nobody's initial.
    letter: bool,
    /// The name that a legend gives, and whether that person asks.
    told: Option<(String, Option<bool>)>,
}

/// All forms, and the one before each block.
struct Forms {
    all: Vec<Form>,
    at: Vec<Option<usize>>,
    /// The first block of each.
    first: Vec<usize>,
}

impl Forms {
    fn of(labels: &[Option<Label>], legend: &Legend) -> Forms {
        // `MR. BERG` and `MRS. BERG` are two, and then the titles belong to the names.
        let mut titles: BTreeMap<String, BTreeSet<bool>> = BTreeMap::new();
        let mut keys: BTreeMap<&str, String> = BTreeMap::new();
        for label in labels.iter().flatten() {
            keys.entry(&label.name).or_insert_with(|| {
                let key = names::key(&label.name);
                if let Some(hers) = names::title_of(&key) {
                    let bare: Vec<&str> = names::bare_words(&key).collect();
                    titles.entry(bare.join(" ")).or_default().insert(hers);
                }
                key
            });
        }
        let mut all: Vec<Form> = Vec::new();
        let mut form_of: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        let mut of_name: BTreeMap<&str, usize> = BTreeMap::new();
        let mut first = Vec::new();
        let mut at = Vec::with_capacity(labels.len());
        for label in labels {
            let Some(label) = label else {
                at.push(None);
                continue;
            };
            let form = *of_name.entry(&label.name).or_insert_with(|| {
                let key = &keys[label.name.as_str()];
                let told = legend.who(key);
                let name = told.map_or(label.name.as_str(), |entry| entry.name.as_str());
                let key = told.map_or_else(|| key.clone(), |entry| names::key(&entry.name));
                let several = names::is_several(name);
                let mut words: Vec<String> = match several {
                    true => key.split(' ').map(str::to_owned).collect(),
                    false => names::bare_words(letter_of(&key).unwrap_or(&key))
                        .map(str::to_owned)
                        .collect(),
                };
                let both = titles.get(&words.join(" ")).is_some_and(|t| t.len() > 1);
                if both && let Some(hers) = names::title_of(&key) {
                    words.insert(0, if hers { "mrs" } else { "mr" }.to_owned());
                }
                let nickname = name
                    .split(' ')
                    .skip(1)
                    .find_map(|w| w.strip_prefix(['"', '“', '„', '«']))
                    .map(names::key);
                if let Some(nick) = &nickname {
                    words.retain(|word| word != nick);
                }
                let office = [ASKS, ANSWERS]
                    .iter()
                    .any(|list| list.contains(&key.as_str()));
                let whole = several
                    || office
                    || names::is_generic(name)
                    || key.contains(|c: char| c.is_ascii_digit());
                let form = Form {
                    nickname,
                    whole,
                    letter: false,
                    told: told.map(|entry| (entry.name.clone(), entry.asks)),
                    words,
                };
                let known = form_of.get(&form.words).copied();
                known.unwrap_or_else(|| {
                    first.push(at.len());
                    form_of.insert(form.words.clone(), all.len());
                    all.push(form);
                    all.len() - 1
                })
            });
            at.push(Some(form));
        }
        let single: BTreeSet<String> = all.iter().map(|form| form.words.join(" ")).collect();
        for form in &mut all {
            let word = form.words.join(" ");
            let pair = |(q, a): &(&str, &str)| {
                (*q == word && single.contains(*a)) || (*a == word && single.contains(*q))
            };
            form.letter = word == "q" || LETTERS.iter().any(pair);
        }
        Forms { all, at, first }
    }

    /// The first block with a form.
    fn block(&self, form: usize) -> Option<usize> {
        self.first.get(form).copied()
    }
}

fn ambiguous(
    page: &Page<'_>,
    labels: &[Option<Label>],
    forms: &Forms,
    form: usize,
    others: &[usize],
    diags: &mut Diagnostics,
) {
    let (Some(block), [first, second, ..]) = (forms.block(form), others) else {
        return;
    };
    let shown = |form: usize| {
        let words = forms.all[form].words.join(" ");
        names::shown(&words.to_uppercase(), page.casing)
    };
    let para = &page.paras[block];
    let end = labels[block].as_ref().map_or(0, |l| l.end);
    let message = format!(
        "`{}` may be {} or {}",
        shown(form),
        shown(*first),
        shown(*second)
    );
    diags.push(
        Diagnostic::warning(page.source, para.place_of(0, end), message)
            .label("taken for a person of its own")
            .hint("write the full name in the label"),
    );
}

fn misspelt(
    page: &Page<'_>,
    labels: &[Option<Label>],
    forms: &Forms,
    (rare, usual): (usize, usize),
    diags: &mut Diagnostics,
) {
    let label = |form: usize| {
        forms
            .block(form)
            .and_then(|at| Some((at, labels[at].as_ref()?)))
    };
    let (Some((at, wrong)), Some((_, right))) = (label(rare), label(usual)) else {
        return;
    };
    let message = format!("`{}` is taken for `{}`, misspelt", wrong.name, right.name);
    diags.push(
        Diagnostic::warning(page.source, page.paras[at].place_of(0, wrong.end), message)
            .label("one letter apart, and far rarer")
            .hint("correct the label, or save the script and give these lines to somebody else"),
    );
}

/// The letter for a label that says `Question`, or `Answer`, in words.
fn letter_of(key: &str) -> Option<&'static str> {
    let mut all = QUESTIONS.iter().chain(REPLIES);
    all.find(|(word, _)| *word == key)
        .map(|(_, letter)| *letter)
}

/// The name that is shown, once all labels are known.
fn finish(person: &mut Named, page: &Page<'_>, forms: &BTreeSet<String>, form: &Form) {
    let best = person.labels.iter().enumerate().max_by_key(|(at, label)| {
        let words = names::bare_words(&names::key(label)).count();
        (words, !names::shouts(label), std::cmp::Reverse(*at))
    });
    let best = best.map(|(_, label)| label.as_str()).unwrap_or_default();
    if let Some((name, asks)) = &form.told {
        person.name = names::shown(name, page.casing);
        person.words = names::bare_words(&names::key(name))
            .map(str::to_owned)
            .collect();
        person.asks = *asks;
        return;
    }
    person.name = names::shown(best, page.casing);
    let key = names::key(best);
    let listed = page
        .legend
        .people
        .iter()
        .find(|p| names::key(&p.name) == key);
    person.asks = listed.and_then(|p| p.asks);
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
        let legend = Legend::find(&paras, &open);
        let page = Page {
            paras: &paras,
            legend: &legend,
            casing: &casing,
            title: None,
            source: &document.source,
        };
        let people = gather(&page, &labels, &mut diags);
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
    fn a_letter_stands_for_a_first_name() {
        let text = "OUTLET: a.\n\nDORRIT: b.\n\nOUTLET: c.\n\nD: d.\n\nBO: e.\n\nD: f.";
        let expected = ["Outlet = OUTLET", "Dorrit = DORRIT, D", "Bo = BO"];
        assert_eq!(people(text), (expected.map(str::to_owned).to_vec(), 0));
        // Not beside its partner.
        let text = "Q: a?\n\nA: b.\n\nANNA: c.\n\nQ: d?\n\nA: e.";
        assert_eq!(people(text).0.len(), 3);
    }

    #[test]
    fn two_labels_of_one_full_name_are_one() {
        let head = "We met Robert “Bo” Lind and Ada Holm in a van.\n\n";
        let text = "OUTLET: a.\n\nBO: b.\n\nOUTLET: c.\n\nADA: d.\n\nOUTLET: e.\n\nLIND: f.";
        let expected = [
            "Outlet = OUTLET",
            "Robert “Bo” Lind = BO, LIND",
            "Ada Holm = ADA",
        ];
        let shown = people(&format!("{head}{text}")).0;
        assert_eq!(shown, expected.map(str::to_owned).to_vec());
        // Who speak to each other are two.
        let talk = "Anna Berg is here.\n\nANNA: a.\n\nBERG: b.\n\nANNA: c.\n\nBERG: d.";
        assert_eq!(people(talk).0.len(), 2);
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
