//! People to the names by which they are announced: the whole one first, then as little of it as
//! nobody else has.

use super::phrases::Phrases;
use crate::house::Role;
use crate::script::{NARRATOR, Person, PersonId, Script};

/// What stands behind a surname and is none.
const BEHIND: &[&str] = &["jr", "sr", "ii", "iii", "iv", "phd", "md"];

/// The whole name of a person; a narrator without one is called so in the language.
pub(super) fn full<'a>(script: &'a Script, id: PersonId, phrases: &Phrases) -> &'a str {
    let person = script.person(id);
    match is_nobody(person) {
        true => phrases.narrator,
        false => &person.name,
    }
}

/// The surname, or the first name if somebody else has that word in the name, or all of it.
pub(super) fn short<'a>(script: &'a Script, id: PersonId, phrases: &Phrases) -> &'a str {
    let name = full(script, id, phrases);
    let words: Vec<&str> = name.split_whitespace().collect();
    let others = || {
        let people = script.people.iter().enumerate();
        people
            .filter(|(at, _)| *at != id.0)
            .map(|(_, person)| person)
    };
    let alone = |word: &&&str| {
        let same = |other: &str| bare(other) == bare(word);
        !others().any(|person| person.name.split_whitespace().any(same))
    };
    let surname = words
        .iter()
        .rev()
        .find(|word| !BEHIND.contains(&bare(word).as_str()));
    let first = words.first();
    let short = surname.into_iter().chain(first).find(alone);
    short.map_or(name, |word| word.trim_end_matches([',', '.']))
}

/// Those who are named at the beginning: all who have a name of their own.
pub(super) fn guests(script: &Script) -> Vec<&str> {
    let named = script.people.iter().filter(|person| !is_nobody(person));
    named.map(|person| person.name.as_str()).collect()
}

fn is_nobody(person: &Person) -> bool {
    person.role == Role::Narrator && person.name == NARRATOR
}

fn bare(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::super::fixtures;
    use super::*;
    use crate::engines::Language;

    #[test]
    fn a_name_becomes_as_short_as_it_stays_clear() {
        let (phrases, _) = Phrases::of(&Language::parse("en").unwrap());
        let mut script = fixtures::script(vec![]);
        for (names, shorts) in [
            (["Mara Lindqvist", "Ila Farrod"], ["Lindqvist", "Farrod"]),
            (["Mara Holm", "Ila Holm"], ["Mara", "Ila"]),
            (["Holm", "Ila Holm"], ["Holm", "Ila"]),
            (["Ila Holm", "Ila Holm Berg"], ["Ila Holm", "Berg"]),
            (["Dr. Ada Finch, Jr.", "Bo"], ["Finch", "Bo"]),
            (["J. R. O’Neil", "Editor"], ["O’Neil", "Editor"]),
        ] {
            for (at, name) in names.iter().enumerate() {
                script.people[at].name = (*name).into();
            }
            let told = [0, 1].map(|at| short(&script, PersonId(at), phrases));
            assert_eq!(told, shorts);
        }
        let (german, _) = Phrases::of(&Language::parse("de").unwrap());
        assert_eq!(short(&script, PersonId(2), german), "Sprecher");
        assert_eq!(guests(&script).len(), 2);
    }
}
