//! Roles that were given by hand: in the cast, in the front matter of the page, on the command
//! line. Each outranks the one before, and all of them whatever the page looks like.
//!
//! A name is also evidence: whoever says that `Lantern` asks says that `Lantern:` is a label. And
//! where the page labels nobody, the one interviewer who was given is the one who asks.

use super::names;
use super::people::{ANSWERER, ASKER, People};
use super::{Person, known};
use crate::diag::{Diagnostic, Diagnostics, Span, closest};
use crate::house::{Given, House, Role, role_of};
use crate::read::{Document, front};

/// Keys of front matter that name one who has a role.
const KEYS: &[(&str, Role)] = &[
    ("interviewer", Role::Interviewer),
    ("interviewers", Role::Interviewer),
    ("host", Role::Interviewer),
    ("hosts", Role::Interviewer),
    ("moderator", Role::Interviewer),
    ("interviewee", Role::Interviewee),
    ("interviewees", Role::Interviewee),
    ("guest", Role::Interviewee),
    ("guests", Role::Interviewee),
    ("narrator", Role::Narrator),
];

/// Every role that was given, what outranks comes later. Mistakes in the front matter are told.
pub(super) fn collect(document: &Document, house: &House, diags: &mut Diagnostics) -> Vec<Given> {
    let (cast, typed): (Vec<_>, Vec<_>) = house
        .given
        .iter()
        .cloned()
        .partition(|given| given.source.same(&house.source));
    let mut all = cast;
    if let Some(span) = document.front {
        all.extend(in_front(document, span, diags));
    }
    all.extend(typed);
    all
}

/// `people:` with a name and a role in each line below it, `interviewer: NAME`, `guests: [A, B]`.
fn in_front(document: &Document, span: Span, diags: &mut Diagnostics) -> Vec<Given> {
    let source = &document.source;
    let mut all = Vec::new();
    let mut push = |name: &str, role: Role| {
        let name = name.trim().trim_matches(['"', '\'']);
        if !name.is_empty() {
            let start = name.as_ptr() as usize - source.text().as_ptr() as usize;
            all.push(Given {
                name: name.to_owned(),
                role,
                source: source.clone(),
                span: Span::new(start, start + name.len()),
            });
        }
    };
    for line in front::lines(source.slice(span)) {
        match line {
            front::Line::Entry { of, key, value } if of.eq_ignore_ascii_case("people") => {
                let start = value.as_ptr() as usize - source.text().as_ptr() as usize;
                let at = Span::new(start, start + value.len());
                if let Some(role) = role_of(value, source, at, diags) {
                    push(key, role);
                }
            }
            front::Line::Item { of: key, value } | front::Line::Key { key, value } => {
                let known = KEYS.iter().find(|(name, _)| name.eq_ignore_ascii_case(key));
                let Some((_, role)) = known else { continue };
                let list = value.trim_start_matches('[').trim_end_matches(']');
                list.split(',').for_each(|name| push(name, *role));
            }
            front::Line::Entry { .. } => {}
        }
    }
    all
}

/// Gives the people of the page the roles that were given to them. What is returned tells for
/// each entry of `given` whether it found somebody.
pub(super) fn apply(given: &[Given], people: &People, roles: &mut [Role]) -> Vec<bool> {
    let one = |given: &Given| {
        let key = names::key(&given.name);
        let exact = people.all.iter().position(|person| {
            let mut forms = person.labels.iter().chain([&person.name]);
            forms.any(|form| names::key(form) == key)
        });
        let forms = known::Forms::of(std::iter::once(given.name.as_str()));
        let part = || {
            let mut fits = people.all.iter().enumerate().filter(|(_, person)| {
                forms.has(&person.words.join(" ")) || {
                    let full = known::Forms::of(std::iter::once(person.name.as_str()));
                    full.has(&given.name)
                }
            });
            let first = fits.next();
            first.filter(|_| fits.next().is_none()).map(|(at, _)| at)
        };
        let found = exact.or_else(part);
        if let Some(at) = found {
            roles[at] = given.role;
        }
        found.is_some()
    };
    given.iter().map(one).collect()
}

/// Names whoever asks or answers without a name, if exactly one such name was given; whoever was
/// given a role and is nobody here is told, unless it was the cast that said so: a cast serves
/// many interviews.
pub(super) fn name(
    given: &[Given],
    found: &[bool],
    people: &mut [Person],
    house: &House,
    diags: &mut Diagnostics,
) {
    let mut used = found.to_vec();
    for (unnamed, role) in [(ASKER, Role::Interviewer), (ANSWERER, Role::Interviewee)] {
        let mut free = (0..given.len()).filter(|at| !found[*at] && given[*at].role == role);
        let (Some(at), None) = (free.next(), free.next()) else {
            continue;
        };
        let person = people.iter_mut().find(|person| person.name == unnamed);
        if let Some(person) = person {
            person.name.clone_from(&given[at].name);
            used[at] = true;
        }
    }
    for (given, _) in given.iter().zip(used).filter(|(_, used)| !used) {
        if given.source.same(&house.source) {
            continue;
        }
        let near = closest(
            &given.name,
            people.iter().map(|person| person.name.as_str()),
        );
        let message = format!("nobody in this interview is called `{}`", given.name);
        let problem = Diagnostic::error(&given.source, given.span, message);
        diags.push(match near {
            Some(near) => problem.label(format!("did you mean `{near}`?")),
            None => {
                let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
                problem.label(format!("here speak {}", names.join(", ")))
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases::{compiled_told, house, lines};
    use crate::diag::Diagnostics;
    use crate::house::{Given, given};

    fn typed(text: &str) -> Given {
        let found = given("--people", text, &mut Diagnostics::new());
        found.unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn what_is_given_by_hand_outranks_what_the_page_looks_like() {
        let page = "ANNA BERG: Why?\n\nBEN: So.\n\nANNA BERG: Since when?\n\nBEN: Since May.\n";
        let mut house = house();
        house.given = vec![typed("Berg=guest"), typed("Ben=host")];
        let (script, told) = compiled_told("x.txt", page, &house);
        let roles: Vec<_> = script
            .people
            .iter()
            .map(|p| (p.name.as_str(), p.role.name()))
            .collect();
        assert_eq!(
            roles,
            [("Anna Berg", "interviewee"), ("Ben", "interviewer")]
        );
        assert_eq!(told, Vec::<String>::new());
    }

    #[test]
    fn a_name_is_given_to_whoever_has_none() {
        let page = "---\ninterviewer: Lantern\npeople:\n  Ada Quill: guest\n---\n**Why?**\n\nSo.\n\n**Since when?**\n\nSince May.\n";
        let (script, told) = compiled_told("x.md", page, &house());
        assert_eq!(told, Vec::<String>::new());
        let names: Vec<_> = script.people.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, ["Lantern", "Ada Quill"], "{:?}", lines(&script));
    }

    #[test]
    fn nobody_is_told() {
        let page = "ANNA: Why?\n\nBEN: So.\n\nANNA: Oh?\n\nBEN: Yes.\n";
        let mut house = house();
        house.given = vec![typed("Annna=guest")];
        let told = compiled_told("x.txt", page, &house).1;
        assert_eq!(told, ["nobody in this interview is called `Annna`"]);
    }
}
