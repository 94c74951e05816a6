//! Who is introduced: full names at the head of a page, each with what speaks for it, and the
//! name in its byline.
//!
//! Where nobody is labelled the page still says who talks: title and introduction present the
//! one who answers, the byline names the one who asked. A name is taken only if it clearly stands
//! above all others, since a wrong name on a voice is worse than `Interviewee`.

use super::names::{self, Casing};
use super::page::Para;
use super::phrases;
use std::collections::BTreeMap;

/// How many blocks at the head and at the end of a page are looked at.
const HEAD: usize = 14;
const END: usize = 6;
/// Words of a block that are looked at, and of a name.
const WORDS: usize = 400;
const NAME: usize = 4;
/// What a name needs at least, and how far it must stand above the next.
const ENOUGH: f32 = 2.0;
const ABOVE: f32 = 1.5;

/// With these a line names who asked; lower case, over all languages.
#[rustfmt::skip]
const BYLINES: &[&str] = &[
    "by", "von", "por", "par", "di", "interview:", "interview :", "interview by", "interviewed by", "interview conducted by",
    "interviewer:", "words by", "words:", "text:", "text by", "story by", "questions by", "questions:", "conducted by",
    "interview von", "das gespräch führte", "das interview führte", "die fragen stellte", "fragen:", "aufgezeichnet von",
    "ein interview von", "text von", "protokoll:", "entrevista de", "entrevista:", "entrevista por", "una entrevista de", "entrevista realizada por",
    "texto:", "texto de", "por:", "propos recueillis par", "entretien réalisé par", "entretien:", "entretien :", "texte:", "texte :",
    "texte de", "interview réalisée par", "recueilli par", "un entretien de", "par :", "intervista di", "intervista:", "intervista a cura di",
    "a cura di", "testo di", "testo:", "di:", "uma entrevista de", "entrevista conduzida por", "reportagem de", "reportagem:", "採訪", "取材",
];

/// Between these two people talk: who asks stands before, who answers behind.
#[rustfmt::skip]
const TALKS: &[&str] = &[
    " talks to ", " talks with ", " speaks to ", " speaks with ", " in conversation with ", " interviews ", " meets ", " spoke to ",
    " spoke with ", " talked to ", " talked with ", " sits down with ", " sat down with ", " im gespräch mit ", " spricht mit ", " sprach mit ", " trifft ",
    " habla con ", " conversa con ", " entrevista a ", " rencontre ", " s'entretient avec ", " parla con ", " intervista ", " dialoga con ",
    " conversa com ", " fala com ", " entrevista ",
];

/// A full name at the head of the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Introduced {
    /// As it is shown.
    pub(super) name: String,
    /// How much speaks for it: about 1 for a mention, more in a title.
    pub(super) score: f32,
}

/// Who speaks without a label.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Unnamed {
    pub(super) asker: Option<String>,
    pub(super) answerer: Option<String>,
}

/// Who asks and who answers by byline, title and introduction. `head` are the blocks before the
/// talk begins, `asked` what is asked, both numbers of `paras`.
pub(super) fn unnamed(
    paras: &[Para],
    title: &str,
    head: &[usize],
    asked: &[usize],
    casing: &Casing,
) -> Unnamed {
    let shown = |name: String| names::shown(&name, casing);
    let mut bylines: Vec<String> = Vec::new();
    let end = paras.len().saturating_sub(END);
    let edges = (0..paras.len()).filter(|at| *at < HEAD || *at >= end);
    for at in edges {
        bylines.extend(byline(&paras[at].text));
    }
    bylines.dedup();
    let talk =
        std::iter::once(title).chain(head.iter().take(HEAD).map(|at| paras[*at].text.as_str()));
    let (mut asker, mut answerer) = (None, None);
    for text in talk {
        if let Some((who, whom)) = talks(text) {
            asker = asker.or(who);
            answerer = answerer.or(whom);
        }
    }
    let people = people(paras, title, head, asked);
    let mut others = people.iter().filter(|person| {
        let key = names::key(&person.name);
        !bylines
            .iter()
            .chain(&asker)
            .any(|name| names::key(name) == key)
    });
    let first = others.next();
    let second = others.next().map_or(0.0, |p| p.score);
    let clear = first.filter(|p| p.score >= ENOUGH && p.score >= second * ABOVE);
    let one = (bylines.len() == 1).then(|| bylines[0].clone());
    Unnamed {
        asker: one.or(asker).map(shown),
        answerer: answerer.or(clear.map(|p| p.name.clone())).map(shown),
    }
}

/// The full names at the head of the page, the one for which most speaks first.
pub(super) fn people(
    paras: &[Para],
    title: &str,
    head: &[usize],
    asked: &[usize],
) -> Vec<Introduced> {
    let mut scores: BTreeMap<String, (f32, String)> = BTreeMap::new();
    let mut add = |text: &str, weight: f32| {
        for (n, name) in full_names(text).into_iter().enumerate() {
            let entry = scores.entry(names::key(&name)).or_insert((0.0, name));
            // Who is named first is whom the sentence is about.
            entry.0 += if n == 0 { weight } else { weight * 0.6 };
        }
    };
    let mut running = 0;
    for at in head.iter().take(HEAD) {
        let text = &paras[*at].text;
        if byline(text).is_some() || text == title {
            continue;
        }
        let short = !super::tells::stops(text);
        running += usize::from(!short);
        add(text, if short || running == 1 { 1.5 } else { 0.7 });
    }
    // In a title all words may have capitals: only who is named below it again counts.
    let titled: Vec<String> = full_names(title)
        .iter()
        .map(|name| names::key(name))
        .collect();
    for name in full_names(title) {
        scores.entry(names::key(&name)).or_insert((0.0, name));
    }
    // A surname alone, later on, is a mention too, and in a question it is nearly proof.
    let told = |at: &&usize| paras[**at].text != title;
    let places = head.iter().take(HEAD).filter(told).map(|at| (*at, 0.5));
    let places = places.chain(asked.iter().take(60).map(|at| (*at, 1.0)));
    let mentions: Vec<(Vec<String>, f32)> = places
        .map(|(at, weight)| {
            (
                phrases::words(&paras[at].text).take(WORDS).collect(),
                weight,
            )
        })
        .collect();
    let mut all: Vec<Introduced> = Vec::new();
    for (key, (mut score, name)) in scores.into_iter().take(60) {
        let words: Vec<&str> = key.split(' ').collect();
        if let Some(last) = words.last() {
            let said = mentions.iter().filter(|(words, _)| {
                let own = |word: &str| word.strip_suffix("'s").unwrap_or(word) == *last;
                words.iter().any(|word| own(word))
            });
            let said: f32 = said.map(|(_, weight)| weight).sum();
            let above = titled.contains(&key) && said > 0.0;
            score += said.min(3.0) + if above { 2.0 } else { 0.0 };
        }
        all.push(Introduced { name, score });
    }
    all.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then_with(|| a.name.cmp(&b.name))
    });
    all
}

/// The full names in a text, in order: two to four words with capitals side by side, small
/// words of names between them.
pub(super) fn full_names(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut begins = true;
    let loud = names::shouts(text);
    for raw in text.split(' ').take(WORDS) {
        let word = raw.trim_start_matches(['"', '“', '«', '(', '„', '‘', '¿', '¡', '*', '[']);
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
        let common = begins && is_common(bare);
        if proper && !common || particle {
            open.push(bare);
        } else {
            close(&mut open, &mut found);
        }
        let stops = genitive.is_some() || (!initial && word.len() > bare.len());
        begins = super::tells::stops(raw) || common;
        if stops {
            close(&mut open, &mut found);
        }
    }
    close(&mut open, &mut found);
    found
}

fn close(open: &mut Vec<&str>, found: &mut Vec<String>) {
    while open.last().is_some_and(|word| is_small(word)) {
        open.pop();
    }
    let proper = open.iter().filter(|word| !is_small(word)).count();
    if (2..=NAME).contains(&proper) && open.len() <= NAME + 2 {
        let key = names::key(&open.join(" "));
        let name = names::bare_words(&key).count();
        // `Herr Brandt` is half a name.
        let from = open.len().saturating_sub(name).min(open.len());
        if name >= 2 {
            found.push(open[from..].join(" "));
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
    upper && (rest || initial || (loud && letters.next().is_some())) && names::is_name(word, 1)
}

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
    }) || matches!(
        lower.as_str(),
        "when"
            | "after"
            | "before"
            | "at"
            | "from"
            | "by"
            | "interview"
            | "entrevista"
            | "intervista"
            | "entretien"
            | "gespräch"
            | "conversa"
            | "rencontre"
            | "meet"
            | "photo"
            | "foto"
            | "als"
            | "seit"
            | "bei"
            | "cuando"
            | "desde"
            | "quand"
            | "depuis"
            | "avec"
            | "quando"
            | "com"
            | "con"
            | "mit"
            | "photograph"
            | "our"
            | "her"
            | "his"
    )
}

/// The one name of a byline: `By Anna Berg · 14 March`. With two names it is nobody's.
fn byline(text: &str) -> Option<String> {
    const LONGEST: usize = 160;
    if text.len() > LONGEST {
        return None;
    }
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let begins = |phrase: &str| {
        let rest = lower.strip_prefix(phrase)?;
        (rest.starts_with(' ') || rest.starts_with('\u{a0}')).then_some(phrase.len())
    };
    let at = BYLINES.iter().filter_map(|phrase| begins(phrase)).max()?;
    let rest = text[at..].trim();
    let rest = rest
        .split(['·', '|', ',', '–', '—', '(', ';', '/', '.'])
        .next()?
        .trim();
    let words = rest.split(' ').count();
    let several = [" and ", " und ", " y ", " et ", " e ", " & "];
    let several = several.iter().any(|sign| rest.contains(sign));
    let person = |word: &str| names::is_name(word, 1) || names::is_particle(word);
    let fits = (2..=NAME).contains(&words) && !several && rest.split(' ').all(person);
    let office = |word: &str| {
        matches!(
            word.to_lowercase().as_str(),
            "staff" | "writer" | "redaktion" | "editors" | "team" | "the"
        )
    };
    (fits && !rest.split(' ').any(office)).then(|| rest.to_owned())
}

/// `Ana Cole talks to Ben Ode`.
fn talks(text: &str) -> Option<(Option<String>, Option<String>)> {
    if text.len() > 300 {
        return None;
    }
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let (at, sign) = TALKS
        .iter()
        .find_map(|sign| lower.find(sign).map(|at| (at, sign)))?;
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

#[cfg(test)]
mod tests {
    use super::super::cases::compiled;
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

    #[test]
    fn bylines_name_one_person() {
        for (text, name) in [
            (
                "By Perrin Oakhollow · 14 March · 6 min read",
                Some("Perrin Oakhollow"),
            ),
            ("di Ginevra Pastorelli", Some("Ginevra Pastorelli")),
            ("Das Gespräch führte Anton Reiter.", Some("Anton Reiter")),
            ("Propos recueillis par Hélène Roux", Some("Hélène Roux")),
            ("Entrevista: Ana Ruiz", Some("Ana Ruiz")),
            ("By Anna Berg and Ben Cole", None),
            ("By STAFF WRITER", None),
            ("By the sea it was cold.", None),
            ("Photographs by Leo Marsh", None),
            ("Propos recueillis par la rédaction", None),
        ] {
            assert_eq!(byline(text).as_deref(), name, "{text}");
        }
    }

    #[test]
    fn who_has_no_label_is_named_where_the_page_is_clear() {
        let names = |text: &str| {
            let (_, script) = compiled("x.md", text);
            script
                .people
                .iter()
                .map(|p| p.name.clone())
                .collect::<Vec<_>>()
        };
        let talk = "**Why salt?**\n\nIt was there.\n\n**And now?**\n\nIt still is.";
        assert_eq!(
            names(&format!(
                "# The Salt Keeper\n\nBy Joan Petrie\n\nHanna Voss rakes salt. Voss is eighty.\n\n{talk}"
            )),
            ["Narrator", "Joan Petrie", "Hanna Voss"]
        );
        assert_eq!(
            names(&format!(
                "# Joan Petrie talks to Hanna Voss\n\nIt was a cold day.\n\n{talk}"
            )),
            ["Narrator", "Joan Petrie", "Hanna Voss"]
        );
        // Two who might be meant are nobody.
        assert_eq!(
            names(&format!(
                "# Salt\n\nHanna Voss and her friend Ida Holm rake salt.\n\n{talk}"
            )),
            ["Narrator", "Interviewer", "Interviewee"]
        );
    }
}
