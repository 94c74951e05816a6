//! The line that names who asked: `By Anna Berg · 14 March`, `Propos recueillis par Anna Berg`; and
//! `Ana Cole talks to Ben Ode`, which names both.
//!
//! `By` alone names whoever wrote the page, `Interview:` whoever asked. The second is believed even
//! where the questions are labelled `Q.`, the first only where nobody is labelled.

use super::super::names;
use super::full_names::{NAME, find, full_names};

/// Longest line that is a byline and nothing else, in bytes.
const LONGEST: usize = 160;
/// How many bytes at the end of a longer block may name who asked.
const TAIL: usize = 160;

/// With these a line names who wrote; lower case, over all languages.
#[rustfmt::skip]
const WROTE: &[&str] = &[
    "by", "von", "por", "par", "di", "words by", "words:", "text:", "text by", "story by", "text von", "protokoll:", "aufgezeichnet von",
    "texto:", "texto de", "texto por", "por:", "texte:", "texte :", "texte de", "par :", "testo di", "testo:", "di:", "reportagem de", "reportagem:",
];

/// With these it names who asked; the longest that fits is taken.
#[rustfmt::skip]
const ASKED: &[&str] = &[
    "interview:", "interview :", "interview by", "interviewed by", "interview conducted by", "interviewer:", "questions by", "questions:",
    "conducted by", "in conversation with our editor", "interview was conducted by", "conversation was conducted by",
    "interview von", "interview mit uns führte", "das gespräch führte", "das gespräch führten", "das interview führte", "das interview führten",
    "die fragen stellte", "die fragen stellten", "fragen:", "ein interview von", "ein gespräch von", "gespräch:", "interview führte", "gespräch führte",
    "entrevista de", "entrevista:", "entrevista por", "una entrevista de", "entrevista realizada por", "por la entrevista:", "entrevistó:", "entrevista hecha por",
    "propos recueillis par", "entretien réalisé par", "entretien:", "entretien :", "interview réalisée par", "recueilli par", "un entretien de",
    "entretien mené par", "entretien par", "interview menée par", "entretien conduit par", "propos recueillis et traduits par", "interview par",
    "intervista di", "intervista:", "intervista a cura di", "a cura di", "di intervista:",
    "uma entrevista de", "entrevista conduzida por", "entrevista feita por", "採訪", "取材",
];

/// Between these two people talk: who asks stands before, who answers behind.
#[rustfmt::skip]
const TALKS: &[&str] = &[
    " talks to ", " talks with ", " speaks to ", " speaks with ", " in conversation with ", " interviews ", " meets ", " spoke to ",
    " spoke with ", " talked to ", " talked with ", " sits down with ", " sat down with ", " im gespräch mit ", " spricht mit ", " sprach mit ", " trifft ",
    " habla con ", " conversa con ", " entrevista a ", " rencontre ", " s'entretient avec ", " parla con ", " intervista ", " dialoga con ",
    " conversa com ", " fala com ", " entrevista ",
];

/// Whom a byline names.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Byline {
    pub(super) name: String,
    /// It says that this person asked, not only that he or she wrote.
    pub(super) asked: bool,
}

/// The one name of a byline; with two names it is nobody's. At the end of a longer text it must
/// say that somebody asked.
pub(super) fn byline(text: &str) -> Option<Byline> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let ends = |at: usize| lower[at..].starts_with([' ', '\u{a0}']);
    let first = |list: &[&str]| {
        let fits = list.iter().filter(|phrase| lower.starts_with(**phrase));
        fits.map(|phrase| phrase.len()).filter(|at| ends(*at)).max()
    };
    let from = lower.len().saturating_sub(TAIL);
    let inside = |phrase: &&str| -> Option<usize> {
        // A bare word is a byline only at the start of a line.
        let wordy = phrase.contains(' ') && !phrase.ends_with(':');
        let at = lower.rfind(*phrase);
        let at = at.filter(|at| wordy && *at >= from)?;
        let apart = lower[..at].ends_with(|c: char| !c.is_alphanumeric());
        let to = at + phrase.len();
        (apart && ends(to)).then_some(to)
    };
    let asked = first(ASKED).filter(|_| text.len() <= LONGEST);
    let asked = asked.or_else(|| ASKED.iter().filter_map(inside).max());
    let wrote = first(WROTE).filter(|_| text.len() <= LONGEST);
    let (at, asked) = match (asked, wrote) {
        (Some(at), _) => (at, true),
        (None, Some(at)) => (at, false),
        _ => return None,
    };
    person(&text[at..]).map(|name| Byline { name, asked })
}

/// The name that a byline goes on with, if it is one person's.
fn person(rest: &str) -> Option<String> {
    let rest = rest.trim();
    // A full stop ends it, that of an initial does not.
    let stop = rest.match_indices('.').map(|(at, _)| at).find(|at| {
        let word = rest[..*at].rsplit([' ', '.']).next().unwrap_or_default();
        word.chars().count() > 1
    });
    let rest = &rest[..stop.unwrap_or(rest.len())];
    let rest = rest
        .split(['·', '|', ',', '–', '—', '(', ';', '/'])
        .next()?;
    let rest = rest
        .trim()
        .trim_matches(['*', '_', '"', '“', '”', ')'])
        .trim();
    let words = rest.split(' ').count();
    let several = [" and ", " und ", " y ", " et ", " e ", " & ", " with "];
    let several = several.iter().any(|sign| rest.contains(sign));
    let word = |word: &str| names::is_name(word, 1) || names::is_particle(word);
    let fits = (2..=NAME).contains(&words) && !several && rest.split(' ').all(word);
    let proper = rest
        .split(' ')
        .filter(|word| !names::is_particle(word))
        .count();
    let office = |word: &str| {
        matches!(
            word.to_lowercase().as_str(),
            "staff"
                | "writer"
                | "redaktion"
                | "editors"
                | "team"
                | "the"
                | "redacción"
                | "rédaction"
                | "redazione"
                | "redação"
        )
    };
    (fits && proper > 1 && !rest.split(' ').any(office)).then(|| rest.to_owned())
}

/// `Ana Cole talks to Ben Ode`.
pub(super) fn talks(text: &str) -> Option<(Option<String>, Option<String>)> {
    if text.len() > 300 {
        return None;
    }
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let found = TALKS
        .iter()
        .filter_map(|sign| Some((lower.find(sign)?, sign)));
    let (at, sign) = found.min_by_key(|(at, sign)| (*at, std::cmp::Reverse(sign.len())))?;
    let before = full_names(&text[..at]);
    let behind = full_names(&text[at + sign.len()..]);
    let whole = |names: &[String], text: &str| {
        let only = names.len() == 1;
        only && (names[0].len() + 24 >= text.trim().len() || text.trim().starts_with(&names[0]))
    };
    let who = before.first().filter(|_| whole(&before, &text[..at]));
    let whom = behind
        .first()
        .filter(|name| text[at + sign.len()..].trim().starts_with(name.as_str()));
    (who.is_some() && whom.is_some()).then(|| (who.cloned(), whom.cloned()))
}

/// Does a text before a name say that somebody talks with whoever is named: at once, and on the way?
pub(super) fn talk_before(before: &str) -> (bool, bool) {
    #[rustfmt::skip]
    const WITH: &[&str] = &[
        "interview with", "interview mit", "conversation with", "conversations with", "interviews with", "gespräche mit", "q&a with", "questions for", "gespräch mit", "spoke with", "spoke to", "talked to",
        "talked with", "speaks with", "talks with", "sat down with", "caught up with", "interviewed", "questions to", "entrevista a", "entrevista con",
        "conversación con", "conversaciones con", "hablamos con", "conversamos con", "entretien avec", "entretiens avec", "rencontre avec", "conversation avec", "interview de", "interview avec",
        "intervista a", "intervista con", "conversazione con", "conversazioni con", "incontro con", "entrevista com", "conversa com", "conversas com", "conversámos com", "conversamos com",
        "sprachen mit", "fragen an", "interviewt", "seconds with", "segundos com", "segundos con", "minutes with", "introducing", "remembering", "meet",
    ];
    let lower = before.to_lowercase();
    let bare = lower.trim_end().trim_end_matches(['*', '_', ':']);
    let at_once = WITH.iter().any(|phrase| {
        let rest = bare.strip_suffix(phrase);
        rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    });
    // Only in the sentence of the name, and only for the first name behind it.
    let sentence = lower.rfind(". ").map_or(0, |at| at + 2);
    let spaced = format!(" {}", &lower[sentence..]);
    let last = TALKS
        .iter()
        .filter_map(|sign| Some(spaced.rfind(sign)? + sign.len()));
    let on_the_way = last.max().is_some_and(|at| {
        let said = before.len() - (lower.len() - sentence) + at.saturating_sub(1);
        before
            .get(said..)
            .is_some_and(|after| full_names(after).is_empty())
    });
    (at_once, on_the_way)
}

/// Is a line nothing but a full name? Then it is anybody's: a writer's, a photographer's.
pub(super) fn is_bare(text: &str) -> bool {
    let found = find(text);
    found.len() == 1 && found[0].from == 0 && found[0].to + 1 >= text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_name_one_person() {
        for (text, name, asked) in [
            (
                "By Perrin Oakhollow · 14 March · 6 min read",
                Some("Perrin Oakhollow"),
                false,
            ),
            ("di Ginevra Pastorelli", Some("Ginevra Pastorelli"), false),
            (
                "Das Gespräch führte Anton Reiter.",
                Some("Anton Reiter"),
                true,
            ),
            (
                "Propos recueillis par Hélène Roux",
                Some("Hélène Roux"),
                true,
            ),
            (
                "Propos recueillis par Hélène Roux, à Brécy",
                Some("Hélène Roux"),
                true,
            ),
            ("Entrevista: Ana Ruiz", Some("Ana Ruiz"), true),
            (
                "Interview by J. R. Quist. Photographs by Leo Marsh.",
                Some("J. R. Quist"),
                true,
            ),
            (
                "Klar und gut. Das Interview führte Anton Reiter",
                Some("Anton Reiter"),
                true,
            ),
            (
                "This interview was conducted by Ana Cole in May.",
                None,
                false,
            ),
            (
                "This interview was conducted by Ana Cole.",
                Some("Ana Cole"),
                true,
            ),
            ("By Anna Berg and Ben Cole", None, false),
            ("By STAFF WRITER", None, false),
            ("By the sea it was cold.", None, false),
            ("Photographs by Leo Marsh", None, false),
            ("Propos recueillis par la rédaction", None, false),
        ] {
            let found = byline(text);
            assert_eq!(found.as_ref().map(|b| b.name.as_str()), name, "{text}");
            assert_eq!(found.is_some_and(|b| b.asked), asked, "{text}");
        }
    }

    #[test]
    fn two_talk_in_a_line() {
        let both = |text: &str| talks(text);
        let names = |a: &str, b: &str| Some((Some(a.to_owned()), Some(b.to_owned())));
        assert_eq!(
            both("Ana Cole talks to Ida Ode"),
            names("Ana Cole", "Ida Ode")
        );
        assert_eq!(
            both("Ana Cole im Gespräch mit Ida Ode"),
            names("Ana Cole", "Ida Ode")
        );
        assert_eq!(both("She talks to Ida Ode"), None);
        assert_eq!(talk_before("An interview with"), (true, false));
        assert_eq!(
            talk_before("On Saturday Petrel spoke with the winner,"),
            (false, true)
        );
        assert_eq!(
            talk_before("Petrel spoke with Ida Holm and"),
            (false, false)
        );
    }
}
