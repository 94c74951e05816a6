//! The full names in a text: words with capitals side by side, and where they stand.

use super::super::people::BEFORE;
use super::super::{names, phrases, tells};

/// Words of a text that are looked at, and of a name.
const WORDS: usize = 400;
pub(super) const NAME: usize = 4;

/// A full name, and the bytes from its first letter to its last.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FullName {
    pub(super) name: String,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// The full names in a text, in order: two to four words with capitals side by side, small
/// words of names between them.
pub(in crate::script) fn full_names(text: &str) -> Vec<String> {
    find(text).into_iter().map(|found| found.name).collect()
}

/// The same, with their places.
pub(super) fn find(text: &str) -> Vec<FullName> {
    let mut found: Vec<FullName> = Vec::new();
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut begins = true;
    let loud = names::shouts(text);
    let mut next = 0;
    for raw in text.split(' ').take(WORDS) {
        let at = next;
        next += raw.len() + 1;
        let word = raw.trim_start_matches(['"', '“', '«', '(', '„', '‘', '¿', '¡', '*', '[']);
        let at = at + raw.len() - word.len();
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let initial = bare.len() == 2 && bare.ends_with('.');
        let bare = if initial {
            bare
        } else {
            bare.trim_end_matches('.')
        };
        let genitive = bare.strip_suffix("’s").or_else(|| bare.strip_suffix("'s"));
        let bare = genitive.unwrap_or(bare);
        let proper = is_proper(bare, loud);
        let particle = !open.is_empty() && is_small(bare) && word.len() == bare.len();
        if word.len() < raw.len() {
            close(&mut open, &mut found);
        }
        // A French adverb, and half of all Benjamins.
        let common = begins && bare != "Ben" && is_common(bare);
        if proper && !common || particle {
            open.push((at, bare));
        } else {
            close(&mut open, &mut found);
        }
        let stops = genitive.is_some() || (!initial && word.len() > bare.len());
        begins = tells::stops(raw) || raw.ends_with(':') || common;
        if stops {
            close(&mut open, &mut found);
        }
    }
    close(&mut open, &mut found);
    found
}

fn close(open: &mut Vec<(usize, &str)>, found: &mut Vec<FullName>) {
    while open.last().is_some_and(|(_, word)| is_small(word)) {
        open.pop();
    }
    let proper = open.iter().filter(|(_, word)| !is_small(word)).count();
    if (2..=NAME).contains(&proper) && open.len() <= NAME + 2 {
        let words: Vec<&str> = open.iter().map(|(_, word)| *word).collect();
        let key = names::key(&words.join(" "));
        let name = names::bare_words(&key).count();
        // `Herr Brandt` is half a name.
        let from = open.len().saturating_sub(name).min(open.len());
        if name >= 2
            && let (Some((start, _)), Some((last, word))) = (open.get(from), open.last())
        {
            found.push(FullName {
                name: words[from..].join(" "),
                from: *start,
                to: last + word.len(),
            });
        }
    }
    open.clear();
}

/// The small words inside names that are hardly ever found between a name and the next word.
fn is_small(word: &str) -> bool {
    #[rustfmt::skip]
    const SMALL: &[&str] = &[
        "de", "da", "do", "dos", "das", "di", "del", "della", "du", "van", "von", "der", "la", "le", "ten", "ter", "zu", "bin", "ibn", "al",
    ];
    SMALL.contains(&word)
}

fn is_proper(word: &str, loud: bool) -> bool {
    let mut letters = word.chars();
    let upper = letters.next().is_some_and(char::is_uppercase);
    let rest = letters.clone().any(char::is_lowercase);
    let initial = word.len() == 2 && word.ends_with('.');
    !NEVER.contains(&word.to_lowercase().as_str())
        && upper
        && (rest || initial || (loud && letters.next().is_some()))
        && names::is_name(word, 1)
}

/// Words that begin a sentence or a line of credits, beside those before names in titles.
#[rustfmt::skip]
const MORE: &[&str] = &[
    "entrevista", "intervista", "entretien", "gespräch", "conversa", "conversación", "conversation", "conversazione", "rencontre", "encuentro",
    "incontro", "cuando", "desde", "quand", "depuis", "quando", "photograph", "photography", "styling", "illustration", "bild", "dans", "sur",
    "ici", "voici", "aunque", "tras", "durante", "mentre", "dopo", "quelle", "remembering", "introducing", "profile", "portrait", "ritratto",
    "porträt", "retrato", "perfil", "enter", "exclusive", "interviewing", "asking", "questions", "fragen", "preguntas", "domande", "perguntas",
    "monsieur", "madame", "artiste", "auteur", "autrice", "schriftsteller", "schriftstellerin", "autor", "autora", "escritor", "escritora",
    "director", "directora", "regista", "scrittore", "scrittrice",
];

/// Words with a capital that are in no name: `Messen Sie`, and `I`.
#[rustfmt::skip]
const NEVER: &[&str] = &[
    "sie", "ihnen", "ihr", "ihre", "ihren", "ihrem", "ihrer", "i", "i'm", "i’m", "ich", "usted", "ustedes", "vous", "q", "a", "p", "r",
];

/// A word that begins a sentence and is no name: a small one of any language.
fn is_common(word: &str) -> bool {
    let lower = word.to_lowercase();
    phrases::all().any(|language| {
        [
            language.common,
            language.first,
            language.second,
            language.going_on,
        ]
        .iter()
        .any(|list| list.contains(&lower.as_str()))
    }) || BEFORE.contains(&lower.as_str())
        || MORE.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_names_are_found_in_running_text() {
        for (text, found) in [
            (
                "On a wet day Leopold Quist, who is old, met Ana de la Cruz.",
                vec!["Leopold Quist", "Ana de la Cruz"],
            ),
            (
                "The Quist is here. When Ida Holm left, Quist slept.",
                vec!["Ida Holm"],
            ),
            ("Quist’s rehearsals", vec![]),
            (
                "J. Petrie and Dr. Hanna Voss",
                vec!["J. Petrie", "Hanna Voss"],
            ),
            (
                "Seit Jahren führt Mechthild Sonnborn den Laden.",
                vec!["Mechthild Sonnborn"],
            ),
            ("a small town", vec![]),
        ] {
            assert_eq!(full_names(text), found, "{text}");
        }
    }
}
