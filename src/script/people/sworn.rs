//! The name of a witness whom the labels call `A.` and `THE WITNESS`: from `DEPOSITION OF ANNA
//! BERG`, from the line above `having been first duly sworn`.
//!
//! Only if the page swears in one person: in a hearing with three, the letters are theirs in turn.

use super::{ANSWERER, Named, Page};
use crate::script::names;

/// What somebody is called who answers under oath, lower case.
const WITNESS: &[&str] = &[
    "the witness",
    "witness",
    "the deponent",
    "deponent",
    "zeuge",
    "zeugin",
    "der zeuge",
    "die zeugin",
    "el testigo",
    "la testigo",
    "testigo",
    "le témoin",
    "témoin",
    "il testimone",
    "la testimone",
    "testimone",
    "il teste",
    "teste",
    "a testemunha",
    "testemunha",
    "el declarante",
    "o depoente",
];
/// What stands before the name, lower case.
const BEFORE: &[&str] = &[
    "deposition of ",
    "videotaped deposition of ",
    "video deposition of ",
    "oral deposition of ",
    "remote deposition of ",
    "continued deposition of ",
    "testimony of ",
    "sworn statement of ",
    "examination under oath of ",
    "examination of ",
    "direct examination of ",
    "interview of ",
    "vernehmung von ",
    "vernehmung des zeugen ",
    "vernehmung der zeugin ",
    "zeugenvernehmung ",
    "declaración de ",
    "interrogatorio de ",
    "audition de ",
    "déposition de ",
    "deposizione di ",
    "audizione di ",
    "depoimento de ",
    "interrogatório de ",
    "inquirição de ",
];
/// What stands behind it, or in the next line.
const BEHIND: &[&str] = &[
    "duly sworn",
    "first sworn",
    "been sworn",
    "being sworn",
    "was sworn",
    "called as a witness",
    "a witness herein",
    "the witness herein",
    "duly affirmed",
    "testified as follows",
    "prestó juramento",
    "bajo juramento",
    "prêté serment",
    "sous serment",
    "prestato giuramento",
    "prestou juramento",
    "sob juramento",
    "vereidigt",
];

/// Gives the witness the name that the page tells.
pub(super) fn name(people: &mut [Named], page: &Page<'_>) {
    let is = |person: &Named| {
        let called = |label: &String| WITNESS.contains(&names::key(label).as_str());
        person.name == ANSWERER || person.labels.iter().any(called)
    };
    let Some(at) = people.iter().position(is) else {
        return;
    };
    let Some(name) = found(page) else { return };
    let words: Vec<String> = names::bare_words(&names::key(&name))
        .map(str::to_owned)
        .collect();
    if people.iter().all(|person| person.words != words) {
        people[at].name = names::shown(&name, page.casing);
        people[at].words = words;
    }
}

/// The only person who is sworn in, in the fullest form.
fn found(page: &Page<'_>) -> Option<String> {
    let mut all: Vec<(Vec<String>, String)> = Vec::new();
    let mut above = "";
    for para in page.paras {
        let mut from = 0;
        for end in para.line_ends().chain([para.text.len()]) {
            let line = para.text[std::mem::replace(&mut from, end)..end].trim();
            if let Some(name) = of(line, above) {
                let key = names::key(name);
                let words = names::bare_words(&key).map(str::to_owned).collect();
                all.push((words, name.to_owned()));
            }
            if !line.is_empty() {
                above = line;
            }
        }
        if all.len() > 64 {
            return None;
        }
    }
    let (words, name) = all.iter().max_by_key(|(words, _)| words.len())?;
    let same = all
        .iter()
        .all(|(other, _)| other.iter().all(|word| words.contains(word)));
    same.then(|| name.clone())
}

fn of<'a>(line: &'a str, above: &'a str) -> Option<&'a str> {
    if line.len() > 400 {
        return None;
    }
    // Small letters of some capitals are longer, and then the places would not fit.
    let lower = line.to_lowercase();
    let same = lower.len() == line.len();
    let before = BEFORE
        .iter()
        .find(|start| same && lower.starts_with(**start));
    if let Some(start) = before {
        return named(&line[start.len()..]);
    }
    let sworn = BEHIND.iter().filter_map(|words| lower.find(words)).min()?;
    // Only where the name leads the line, or is all of the line above.
    let head = line.get(..sworn).unwrap_or_default();
    named(head).filter(|_| head.contains(',')).or_else(|| {
        let alone = above.trim_end_matches([',', '.', ':']);
        let all = named(above).filter(|name| name.len() == alone.len());
        all.filter(|_| !line.starts_with(char::is_uppercase) || head.is_empty())
    })
}

/// The name before the first comma.
fn named(text: &str) -> Option<&str> {
    let name = text
        .split([',', ';', '(', ':'])
        .next()?
        .trim()
        .trim_end_matches('.');
    let words = name.split(' ').count();
    let known = (2..=5).contains(&words) && names::is_name(name, 5);
    (known && !name.contains(|c: char| c.is_ascii_digit())).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_before_and_behind_the_oath() {
        for (above, line, name) in [
            ("", "DEPOSITION OF ANNA MARIA BERG", Some("ANNA MARIA BERG")),
            ("", "Deposition of Anna Berg, Volume II", Some("Anna Berg")),
            (
                "ANNA BERG,",
                "having been first duly sworn, testified as follows:",
                Some("ANNA BERG"),
            ),
            (
                "",
                "ANNA BERG, having been duly sworn, testified as follows:",
                Some("ANNA BERG"),
            ),
            (
                "",
                "Anna Berg, called as a witness, being first duly sworn:",
                Some("Anna Berg"),
            ),
            ("A few words.", "I was sworn to silence.", None),
            ("", "She had been sworn in, Anna said.", None),
            ("", "CROSS-EXAMINATION", None),
            ("", "Vernehmung des Zeugen Bo Lind", Some("Bo Lind")),
        ] {
            assert_eq!(of(line, above), name, "{line}");
        }
    }
}
