//! What speaks for each full name on a page being the name of the one who answers.
//!
//! Every mention weighs by where it stands and how: in the title before a colon, first in the
//! introduction, with an age behind it, after “we spoke with”. Schools, streets and whoever took
//! the photographs have full names, too, and weigh less than nothing.

use super::super::names;
use super::super::page::Para;
use super::super::tells;
use super::bylines::{byline, is_bare, talk_before};
use super::full_names::{FullName, find};
use crate::read::BlockKind;
use std::collections::BTreeMap;

/// Most names that are compared, and most of what is asked that is searched for surnames.
const NAMES: usize = 60;
const ASKED: usize = 60;
/// Words of a block that are searched for surnames.
const WORDS: usize = 400;
/// Most that surnames alone can say.
const SURNAMES: f32 = 3.0;

/// A full name on the page, and how much speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Introduced {
    /// As it is shown.
    pub(super) name: String,
    /// About 1 for a mention, more in a title.
    pub(super) score: f32,
    /// The part of it that the title and what is asked say.
    pub(super) addressed: f32,
}

/// Where on the page a name stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    Title,
    /// A short line without a stop.
    Line,
    /// The first running block, and the others before the talk.
    Lead,
    Later,
    /// Behind the talk.
    Foot,
}

/// How one name stands in its block.
struct Mention<'a> {
    place: Place,
    /// It is the first full name of the block, or of a title.
    first: bool,
    /// The block begins with it.
    begins: bool,
    bold: bool,
    /// All longer words around it have capitals, so that every two look like a name.
    cased: bool,
    before: &'a str,
    behind: &'a str,
    name: &'a str,
}

/// A reason for or against, its weight, and whether it holds.
type Evidence = (&'static str, f32, fn(&Mention<'_>) -> bool);

const EVIDENCE: &[Evidence] = &[
    ("heads the title", 2.0, |m| {
        m.place == Place::Title && heads(m)
    }),
    ("in the title", 0.5, |m| m.place == Place::Title),
    ("in a line", 0.8, |m| m.place == Place::Line),
    ("in the first words", 1.5, |m| {
        m.place == Place::Lead && m.first
    }),
    ("later in the first words", 0.9, |m| {
        m.place == Place::Lead && !m.first
    }),
    ("in the introduction", 0.7, |m| {
        m.place == Place::Later && m.first
    }),
    ("later in the introduction", 0.4, |m| {
        m.place == Place::Later && !m.first
    }),
    ("begins the introduction", 0.4, |m| {
        m.begins && matches!(m.place, Place::Lead | Place::Later)
    }),
    ("begins the last words", 1.0, |m| {
        m.begins && m.place == Place::Foot
    }),
    ("the sentence is about it", 0.6, |m| {
        m.place != Place::Foot && is_subject(m.behind)
    }),
    ("in bold", 0.8, |m| m.bold && m.place != Place::Foot),
    ("somebody talks with it", 1.8, |m| {
        m.place != Place::Foot && talk_before(m.before).0
    }),
    ("somebody talks with it on the way", 1.0, |m| {
        m.place != Place::Foot && talk_before(m.before).1
    }),
    ("one of two", -0.6, |m| goes_on_with(m.behind, AND)),
    ("a place", -1.0, |m| {
        let last = m.before.split_whitespace().next_back().unwrap_or_default();
        IN.contains(&last.to_lowercase().as_str()) && !m.behind.starts_with(['’', '\''])
    }),
    ("a thing of its own", -0.8, |m| {
        let last = m.before.split_whitespace().next_back().unwrap_or_default();
        ["of", "the", "el", "le", "les", "los", "las"].contains(&last.to_lowercase().as_str())
    }),
    ("in a line of capitals", -0.7, |m| {
        let titled = m.place == Place::Title && heads(m);
        m.cased && !titled && !talk_before(m.before).0
    }),
    ("a house, a school, a street", -4.0, |m| {
        is_institution(m.name)
    }),
];

const AND: &[&str] = &["and", "und", "y", "et", "e", "&"];
const IN: &[&str] = &[
    "in", "at", "near", "from", "nach", "aus", "bei", "en", "à", "em", "au",
];

/// Words of names that are no person's, lower case, over all languages.
#[rustfmt::skip]
const INSTITUTIONS: &[&str] = &[
    "college", "university", "school", "museum", "street", "road", "avenue", "institute", "press", "festival", "award", "awards", "prize", "theatre",
    "theater", "church", "bridge", "house", "hall", "records", "recordings", "magazine", "times", "review", "gallery", "city", "island", "bay",
    "lake", "mount", "county", "north", "south", "east", "west", "new", "northern", "southern", "eastern", "western", "books", "publishing", "studio",
    "studios", "foundation", "society", "association", "committee", "council", "commission", "department", "ministry", "office", "center", "centre",
    "company", "group", "club", "orchestra", "band", "week", "day", "night", "january", "february", "march", "april", "june", "july", "august",
    "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "war", "news",
    "weekly", "daily", "post", "journal", "art", "arts", "film", "films", "library", "hospital", "airport", "station", "park", "square", "river",
    "universität", "hochschule", "schule", "institut", "verlag", "straße", "strasse", "platz", "galerie", "stiftung", "verein", "theater", "zeitung",
    "universidad", "museo", "instituto", "editorial", "ediciones", "premio", "premios", "calle", "plaza", "avenida", "teatro", "río", "isla", "centro",
    "fundación", "ayuntamiento", "ciudad", "puerto", "colegio", "université", "musée", "éditions", "prix", "rue", "théâtre", "fondation", "école",
    "centre", "université", "île", "maison", "università", "edizioni", "via", "piazza", "fondazione", "scuola", "istituto", "casa", "palazzo", "castello",
    "universidade", "editora", "prémio", "prêmio", "rua", "praça", "fundação", "escola", "câmara", "ilha", "photo", "photos", "foto", "fotos", "credit",
    "podcast", "radio", "tv", "show", "interview", "entrevista", "intervista", "entretien", "union", "party", "states", "kingdom", "republic",
];
/// Ends of such words where words are joined.
#[rustfmt::skip]
const JOINED: &[&str] = &["straße", "strasse", "platz", "universität", "museum", "verlag", "zeitung", "schule", "institut", "theater"];

fn is_institution(name: &str) -> bool {
    let key = names::key(name);
    key.split([' ', '-']).any(|word| {
        INSTITUTIONS.contains(&word) || JOINED.iter().any(|end| word.ends_with(end) && word != *end)
    })
}

/// `Anna Berg: “I never slept”`, `Anna Berg, the painter`, `Anna Berg on salt`, and nothing else.
fn heads(m: &Mention<'_>) -> bool {
    #[rustfmt::skip]
    const ON: &[&str] = &["on", "über", "sobre", "sur", "su", "about", "talks", "speaks", "spricht", "habla", "parle", "parla", "fala", "im"];
    let behind = m
        .behind
        .trim_start_matches(['’', '\'', '”', '"', '*'])
        .trim_start();
    let sign = behind.is_empty()
        || behind.starts_with([':', ',', '–', '—', '|', '«', '“', '„', '"', '(', '-']);
    m.begins && (sign || goes_on_with(behind, ON))
}

/// Does what stands behind a name say that somebody is, or how old?
fn is_subject(behind: &str) -> bool {
    #[rustfmt::skip]
    const IS: &[&str] = &[
        "is", "was", "has", "ist", "war", "hat", "es", "era", "fue", "ha", "lleva", "est", "était", "a", "è", "é", "foi", "tem", "vit", "vive", "lives",
        "lebt", "leitet", "works", "arbeitet", "dirige", "trabaja", "travaille", "lavora", "trabalha", "grew", "writes", "makes", "runs",
    ];
    #[rustfmt::skip]
    const WHO: &[&str] = &[
        "who", "whose", "the", "a", "an", "author", "der", "die", "das", "geboren", "jahrgang", "el", "la", "un", "una", "que", "quien", "qui", "le", "il",
        "lo", "che", "o", "uma", "um", "née", "né", "founder", "director", "born",
    ];
    if let Some(aside) = behind.strip_prefix(" (") {
        return aside.chars().take(40).any(|c| c.is_ascii_digit());
    }
    if let Some(aside) = behind.strip_prefix(',') {
        let digit = aside.trim_start().starts_with(|c: char| c.is_ascii_digit());
        return digit || goes_on_with(aside, WHO);
    }
    goes_on_with(behind, IS)
}

fn goes_on_with(behind: &str, words: &[&str]) -> bool {
    let next = behind.split_whitespace().next().unwrap_or_default();
    let spaced = behind.starts_with(' ') || behind.starts_with(next);
    let next = next.trim_matches(|c: char| !c.is_alphanumeric() && c != '&');
    spaced && !next.is_empty() && words.contains(&next.to_lowercase().as_str())
}

/// The full names of a page, the one for which most speaks first. `head` are the blocks before
/// the talk, `foot` those behind it, `asked` what is asked.
pub(super) fn people(
    paras: &[Para],
    title: &str,
    head: &[usize],
    foot: &[usize],
    asked: &[usize],
) -> Vec<Introduced> {
    let mut tally = Tally::default();
    tally.add(title, Place::Title, None);
    let mut running = false;
    for &at in head {
        let para = &paras[at];
        let heading = matches!(para.kind, BlockKind::Heading(_));
        if byline(&para.text).is_some() || para.text == title || is_bare(&para.text) && !heading {
            continue;
        }
        let place = match (tells::stops(&para.text), running) {
            _ if para.kind == BlockKind::Heading(1) => Place::Title,
            (false, _) => Place::Line,
            (true, false) => Place::Lead,
            (true, true) => Place::Later,
        };
        running |= place == Place::Lead;
        tally.add(&para.text, place, Some(para));
    }
    for &at in foot {
        if byline(&paras[at].text).is_none() && !is_bare(&paras[at].text) {
            tally.add(&paras[at].text, Place::Foot, Some(&paras[at]));
        }
    }
    // A surname alone is a mention too, and in a question it is nearly proof.
    let told = head.iter().filter(|at| paras[**at].text != title);
    let told = told.map(|at| (*at, 0.5));
    let asked = asked.iter().take(ASKED).map(|at| (*at, 1.0));
    let mut said: BTreeMap<String, (f32, f32)> = BTreeMap::new();
    for (at, weight) in told.chain(asked) {
        let words = paras[at]
            .text
            .split(|c: char| !(c.is_alphanumeric() || c == '’' || c == '\''));
        let mut seen: Vec<String> = Vec::new();
        for word in words
            .take(WORDS)
            .filter(|word| word.starts_with(char::is_uppercase))
        {
            let word = word
                .strip_suffix("'s")
                .or(word.strip_suffix("’s"))
                .unwrap_or(word);
            let word = word.to_lowercase();
            if !seen.contains(&word) {
                let entry = said.entry(word.clone()).or_insert((0.0, 0.0));
                entry.0 += weight;
                entry.1 += if weight >= 1.0 { weight } else { 0.0 };
                seen.push(word);
            }
        }
    }
    let mut all: Vec<Introduced> = tally.united();
    for person in &mut all {
        let key = names::key(&person.name);
        let surnames = key.split(' ').skip(1).flat_map(|word| word.split('-'));
        let surnames =
            surnames.filter(|word| word.chars().count() > 2 && !names::is_particle(word));
        let most = surnames.filter_map(|word| said.get(word)).copied();
        let most = most.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or_default();
        person.score += most.0.min(SURNAMES);
        person.addressed += most.1.min(SURNAMES);
    }
    all.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then_with(|| a.name.cmp(&b.name))
    });
    all
}

/// The scores of all names, by their keys.
#[derive(Default)]
struct Tally(BTreeMap<String, (Introduced, usize)>);

impl Tally {
    fn add(&mut self, text: &str, place: Place, para: Option<&Para>) {
        // `Anna Berg: “No” | The Harbour Press`
        let text = match (place, text.rfind(" | ")) {
            (Place::Title, Some(at)) if at > 0 => &text[..at],
            _ => text,
        };
        // In a line where all words have capitals every two of them look like a name.
        let all: Vec<FullName> = find(text);
        let (credit, cased) = (is_credit(text), is_cased(text));
        for (n, found) in all.iter().enumerate().take(NAMES) {
            let bold = |para: &Para| {
                let mut styles = para.styles.iter();
                !para.all(|s| s.bold)
                    && styles.any(|(from, to, s)| s.bold && *from <= found.from && found.to <= *to)
            };
            let mention = Mention {
                place,
                first: n == 0,
                begins: !text[..found.from].contains(char::is_alphanumeric),
                bold: para.is_some_and(bold),
                cased,
                before: &text[..found.from],
                behind: &text[found.to..],
                name: &found.name,
            };
            let holds = EVIDENCE.iter().filter(|(_, _, of)| of(&mention));
            let mut weight: f32 = holds.map(|(_, weight, _)| weight).sum();
            if credit {
                weight = weight.min(0.0) - 0.5;
            }
            let title = place == Place::Title && mention.begins && weight > 1.0;
            let entry = self.0.entry(names::key(&found.name)).or_insert_with(|| {
                let name = found.name.clone();
                (
                    Introduced {
                        name,
                        score: 0.0,
                        addressed: 0.0,
                    },
                    0,
                )
            });
            entry.0.score += weight;
            entry.0.addressed += if title { 2.5 } else { 0.0 };
            entry.1 += 1;
        }
    }

    /// One entry for each person: `Ana Ruiz` and `Ana Ruiz Tovar` are one, and so are `Museum
    /// Director Ida Holm` and `Ida Holm`.
    fn united(self) -> Vec<Introduced> {
        let mut all: Vec<(Vec<String>, Introduced, usize)> = self
            .0
            .into_iter()
            .take(NAMES)
            .map(|(key, (person, count))| {
                (key.split(' ').map(str::to_owned).collect(), person, count)
            })
            .collect();
        // The shortest first: longer ones join them.
        all.sort_by_key(|(words, _, _)| words.len());
        let mut kept: Vec<(Vec<String>, Introduced, usize)> = Vec::new();
        for (words, person, count) in all {
            let mut fits = kept
                .iter_mut()
                .filter(|(short, _, _)| is_part(short, &words));
            match (fits.next(), fits.next()) {
                (Some((short, known, many)), None) => {
                    known.score += person.score;
                    known.addressed += person.addressed;
                    *many += count;
                    // Fuller is better, unless it is a trade in front of a name.
                    if short.first() == words.first() {
                        known.name = person.name;
                    }
                }
                _ => kept.push((words, person, count)),
            }
        }
        kept.into_iter().map(|(_, person, _)| person).collect()
    }
}

/// Are these the words of a fuller name, in order, its last words or its first among them?
fn is_part(short: &[String], words: &[String]) -> bool {
    if short.len() >= words.len() {
        return false;
    }
    let mut rest = words.iter();
    let inside = short.iter().all(|word| rest.any(|other| other == word));
    inside && (short.first() == words.first() || short.last() == words.last())
}

/// Do all longer words begin with capitals, and are they more than a name?
fn is_cased(text: &str) -> bool {
    const LONGER: usize = 4;
    const NAME: usize = 3;
    let longer = || {
        text.split(' ')
            .filter(|word| word.chars().count() >= LONGER)
    };
    longer().count() >= NAME && longer().all(|word| !word.starts_with(char::is_lowercase))
}

/// Who took the photographs, and what else stands in small print.
fn is_credit(text: &str) -> bool {
    #[rustfmt::skip]
    const CREDITS: &[&str] = &[
        "photo", "photos", "photograph", "photographs", "photography", "foto", "fotos", "fotografie", "fotografía", "fotografia", "bild", "bilder", "image",
        "images", "credit", "credits", "crédit", "styling", "illustration", "illustrations", "ilustración", "illustrazioni", "translated", "traducción",
        "traduction", "übersetzung", "traduzione", "tradução", "copyright", "©", "produced", "edited", "header",
    ];
    let first = text.split_whitespace().next().unwrap_or_default();
    let first = first
        .trim_matches(|c: char| !c.is_alphanumeric() && c != '©')
        .to_lowercase();
    CREDITS.contains(&first.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn houses_are_nobody() {
        for name in [
            "Eastmoor College",
            "Freie Universität Brücken",
            "Alte Holmstraße",
            "Museo del Mar",
        ] {
            assert!(is_institution(name), "{name}");
        }
        for name in ["Anna Berg", "Ana de la Cruz"] {
            assert!(!is_institution(name), "{name}");
        }
    }

    #[test]
    fn a_fuller_name_is_the_same_persons() {
        let words = |name: &str| -> Vec<String> { name.split(' ').map(str::to_owned).collect() };
        assert!(is_part(&words("ana ruiz"), &words("ana ruiz tovar")));
        assert!(is_part(&words("ana brandt"), &words("ana lima brandt")));
        assert!(is_part(&words("ida holm"), &words("director ida holm")));
        assert!(!is_part(&words("ida holm"), &words("ida berg holmes")));
        assert!(!is_part(&words("berg holm"), &words("ida berg holm lind")));
    }
}
