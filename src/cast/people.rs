//! The people of a cast to the people of an interview: who is meant by which name.
//!
//! Case and white space aside, a full name or a surname that only one person has is a match.
//! A name that is close but no match is an error and not a guess: whoever mistyped a guest's
//! name would otherwise hear the guest in a voice that was never asked for.

use crate::diag::{Diagnostic, Diagnostics};
use crate::house::{Casting, House, fold};
use crate::script::{Person, PersonId, Script};

/// For each person of the script, what the cast says under that person's name.
pub(super) fn named<'h>(
    script: &Script,
    house: &'h House,
    diags: &mut Diagnostics,
) -> Vec<Option<&'h Casting>> {
    let everyone: Vec<&Person> = script.everyone().collect();
    let mut found: Vec<Option<usize>> = vec![None; everyone.len()];
    let mut unmatched = Vec::new();
    // Full names first, so that a surname never takes the place of the name itself.
    for (entry, (name, _)) in house.people.iter().enumerate() {
        let folded = fold(&name.value);
        let at = everyone
            .iter()
            .position(|p| names(p).any(|n| fold(n) == folded));
        match at {
            Some(at) if found[at].is_none() => found[at] = Some(entry),
            Some(at) => twice(script, house, entry, at, diags),
            None => unmatched.push(entry),
        }
    }
    for entry in unmatched {
        match by_surname(script, house, entry) {
            Some(at) if found[at].is_none() => found[at] = Some(entry),
            Some(at) => twice(script, house, entry, at, diags),
            None => absent(script, house, entry, &found, diags),
        }
    }
    let casting = |entry: usize| &house.people[entry].1;
    found.into_iter().map(|entry| entry.map(casting)).collect()
}

/// The name of a person and the labels on the page.
fn names(person: &Person) -> impl Iterator<Item = &str> {
    std::iter::once(person.name.as_str()).chain(person.labels.iter().map(String::as_str))
}

/// The only person whose surname this entry is, or whose one name is this entry's surname.
fn by_surname(script: &Script, house: &House, entry: usize) -> Option<usize> {
    let name = fold(&house.people[entry].0.value);
    let mut matching = (0..script.people.len()).filter(|at| {
        let full = fold(&script.people[*at].name);
        is_surname(&name, &full)
            || is_surname(&full, &name)
                && house
                    .people
                    .iter()
                    .filter(|(p, _)| is_surname(&full, &fold(&p.value)))
                    .count()
                    == 1
    });
    let only = matching.next()?;
    matching.next().is_none().then_some(only)
}

/// Is `name` one word, and the last of the several of `full`? Both folded.
fn is_surname(name: &str, full: &str) -> bool {
    !name.contains(' ') && full.rsplit_once(' ').is_some_and(|(_, last)| last == name)
}

fn twice(script: &Script, house: &House, entry: usize, at: usize, diags: &mut Diagnostics) {
    let name = &house.people[entry].0;
    let message = format!(
        "`{}` is `{}`, who stands here already",
        name.value,
        script.person(PersonId(at)).name
    );
    diags.push(
        Diagnostic::error(&house.source, name.span, message).label("one entry for each person"),
    );
}

/// Someone who is not in this interview: an error if someone was probably meant.
fn absent(
    script: &Script,
    house: &House,
    entry: usize,
    found: &[Option<usize>],
    diags: &mut Diagnostics,
) {
    let name = &house.people[entry].0;
    let folded = fold(&name.value);
    let free = || {
        script
            .people
            .iter()
            .zip(found)
            .filter(|(_, f)| f.is_none())
            .map(|(p, _)| p)
    };
    let message = format!("nobody in this interview is called `{}`", name.value);
    let close = free().find(|person| names(person).any(|n| is_close(&folded, &fold(n))));
    diags.push(match close {
        Some(person) => Diagnostic::error(&house.source, name.span, message)
            .label(format!("did you mean `{}`?", person.name)),
        None => Diagnostic::note(&house.source, name.span, message)
            .label("this entry changes nothing today"),
    });
}

/// Was `name` probably meant to be `other`? Both folded.
///
/// One letter in four may differ, counting a swap as one (optimal string alignment). Jaro-
/// Winkler, which serves for keys, would take two guests of the same first name for one. A
/// first name alone is close as well.
fn is_close(name: &str, other: &str) -> bool {
    let near = |a: &str, b: &str| {
        let letters = a.chars().count().min(b.chars().count());
        letters > 0 && strsim::osa_distance(a, b) <= (letters / 4).min(3)
    };
    let surname = other.rsplit_once(' ').map(|(_, last)| last);
    let first = other.split_once(' ').map(|(first, _)| first);
    near(name, other)
        || surname.is_some_and(|surname| !name.contains(' ') && near(name, surname))
        || first == Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_names_are_typing_mistakes_and_not_namesakes() {
        let close = [
            ("ila farrot", "ila farrod"),
            ("farrot", "ila farrod"),
            ("mara", "mara lindqvist"),
            ("mara lindqivst", "mara lindqvist"),
        ];
        for (name, other) in close {
            assert!(is_close(name, other), "{name} / {other}");
        }
        let far = [
            ("mara olsen", "mara lindqvist"),
            ("ann", "dan"),
            ("anna berg", "anna bergman"),
            ("", "x"),
            ("jon li", "tom li"),
        ];
        for (name, other) in far {
            assert!(!is_close(name, other), "{name} / {other}");
        }
    }
}
