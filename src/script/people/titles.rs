//! Names as they are shown: without the titles before them and the degrees behind them. `MS. TRAN`
//! is Tran where the page tells no more, and `The Chair` stays, because nothing else is there.
//!
//! A list of its own, shorter than that by which names are compared: `Don`, `Sister` and `Captain`
//! are first names, or all by which somebody is known.

use super::{Named, names};
use std::collections::BTreeMap;

/// Titles, lower case, without full stops.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "mister", "madam", "dr", "prof", "professor", "rev", "reverend", "hon", "honorable", "honourable",
    "chairman", "chairwoman", "chairperson", "vorsitzende", "vorsitzender", "judge", "justice", "magistrate", "sen", "senator", "rep", "representative", "congressman", "congresswoman", "gov", "governor", "amb", "ambassador",
    "attorney", "officer", "detective", "sgt", "sergeant", "lt", "lieutenant", "inspector",
    "herr", "frau", "fräulein", "señor", "señora", "señorita", "sr", "sra", "srta", "dra", "monsieur", "madame", "mademoiselle", "mme", "mlle", "maître",
    "signor", "signora", "signorina", "sig", "dott", "dottor", "dottore", "dottoressa", "dottssa", "professore", "professoressa", "profa", "avv", "ing",
    "senhor", "senhora", "doutor", "doutora", "exmo", "exma", "doctor", "doctora", "abg", "richter", "richterin", "staatsanwalt", "staatsanwältin", "rechtsanwalt", "rechtsanwältin",
];
/// Degrees and marks of a profession behind a name, lower case, without full stops.
const BEHIND: &[&str] = &[
    "esq", "esquire", "phd", "md", "jd", "qc", "kc", "sc", "mp", "mep", "mdb", "obe", "cbe", "mbe",
];

/// Takes the titles from the names, but where two people would get the same name by it.
pub(super) fn drop(people: &mut [Named]) {
    let bare: Vec<String> = people
        .iter()
        .map(|p| untitled(&p.name).to_owned())
        .collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in &bare {
        *counts.entry(names::key(name)).or_insert(0) += 1;
    }
    for (person, bare) in people.iter_mut().zip(bare) {
        if counts.get(&names::key(&bare)) == Some(&1) {
            person.name = bare;
        }
    }
}

/// The name without titles; all of it if nothing else is there.
fn untitled(name: &str) -> &str {
    let mut rest = name;
    while let Some((_, after)) = next(rest) {
        rest = after;
    }
    while let Some((before, last)) = rest.rsplit_once(' ') {
        let degree = last.replace('.', "").to_lowercase();
        if !BEHIND.contains(&degree.trim_end_matches(',')) {
            break;
        }
        rest = before.trim_end_matches([',', ' ']);
    }
    let letters = rest.chars().filter(|c| c.is_alphabetic()).count();
    if letters > 1 && !names::is_generic(rest) {
        rest
    } else {
        name
    }
}

/// The title at the start of a name, and what follows it.
fn next(name: &str) -> Option<(&str, &str)> {
    let (first, rest) = name.split_once(' ')?;
    let word = first.replace('.', "").to_lowercase();
    let is = TITLES.contains(&word.as_str()) || {
        // `The Honorable Ana Sol`, `Chief Justice Sol`, but `The Chair`.
        matches!(
            word.as_str(),
            "the" | "chief" | "lord" | "lady" | "vice" | "le" | "la" | "der" | "die"
        ) && next(rest).is_some()
    };
    let named = rest.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    (is && named).then_some((first, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_go_where_a_name_stays() {
        for (name, shown) in [
            ("Mr. Alder", "Alder"),
            ("Ms. Linh Tran, Esq.", "Linh Tran"),
            ("Chief Justice Halverson", "Halverson"),
            ("The Honorable Ana Sol", "Ana Sol"),
            ("Prof. Dr. Anna Berg", "Anna Berg"),
            ("Frau Leber", "Leber"),
            ("Sra. Sol", "Sol"),
            ("Sen. Ana Sol", "Ana Sol"),
            ("Anna Berg, Ph.D.", "Anna Berg"),
            ("The Chair", "The Chair"),
            ("The Court", "The Court"),
            ("Chief Martin", "Chief Martin"),
            ("The Judge", "The Judge"),
            ("Don Draper", "Don Draper"),
            ("Sister Agnes", "Sister Agnes"),
            ("Professor", "Professor"),
            ("Dr. B.", "Dr. B."),
            ("Rep Sol", "Sol"),
        ] {
            assert_eq!(untitled(name), shown);
        }
    }
}
