//! The evidence for names before colons, weighed over the whole document.
//!
//! A table of features and weights instead of one clever pattern: a pattern is right or wrong on
//! a line, and a line is too little to tell `Maria: …` from `Berlin: …`.

use super::super::lists::{ANSWERS, ASKS, LETTERS, NARRATORS, NEVER_ONCE, QUESTIONS, REPLIES};
use super::super::names::{self, Casing};
use super::super::page::Para;
use super::super::roles::ends_asking;
use super::{Label, is_never};
use crate::read::address;
use std::collections::{BTreeMap, BTreeSet};

/// What is seen of one name over the whole document. Counts are of blocks.
#[derive(Debug, Default)]
struct Sight {
    count: usize,
    capitals: usize,
    bold: usize,
    /// Words of the name, titles aside.
    words: usize,
    /// The words after it begin in lower case.
    lower: usize,
    /// The words after it do not end as a sentence does.
    unfinished: usize,
    /// The block before or after has a label too, of another name.
    neighbours: usize,
    first: bool,
    never: bool,
    /// A label that says what the person does, or a letter whose partner is there too.
    role: bool,
    house: bool,
    /// Shares a word with another name in front of a colon, as `FARROD` does with `ILA FARROD`.
    family: bool,
    /// What stands in parentheses after it.
    asides: Vec<String>,
    /// One of them is a label: `Anna Berg (AB):`, and `AB:` afterwards.
    legend: bool,
    /// The name is mentioned in what is said, too.
    mentioned: bool,
    /// A time stamp stands beside it.
    stamped: usize,
    /// It begins with an article.
    article: bool,
    /// A word that somebody who tells a story may say before a colon, once on a page of turns.
    story: bool,
    /// It has no capital letter.
    small: usize,
    /// An article and a courtesy, as in the records of Romance parliaments. `Mrs. Lind:` alone is
    /// found in stories, too.
    address: usize,
    /// Dressed otherwise than most labels of the document.
    odd: bool,
    /// The words after it end with a question.
    asks: usize,
}

/// A reason for or against, its weight, and how much of it there is (0 to 1).
type Evidence = (&'static str, f32, fn(&Sight) -> f32);

const EVIDENCE: &[Evidence] = &[
    ("capitals", 2.0, |s| share(s.capitals, s.count)),
    ("bold", 2.0, |s| share(s.bold, s.count)),
    ("more than once", 1.5, |s| yes(s.count >= 2)),
    ("again and again", 1.0, |s| yes(s.count >= 3)),
    ("first name and surname", 1.0, |s| yes(s.words >= 2)),
    ("beside another label", 1.0, |s| yes(s.neighbours > 0)),
    ("the first label", 1.0, |s| yes(s.first && s.neighbours > 0)),
    ("says what the person does", 2.5, |s| yes(s.role)),
    ("explains another label", 3.0, |s| yes(s.legend)),
    ("in the cast", 3.0, |s| yes(s.house)),
    ("shares a word with another label", 1.5, |s| yes(s.family)),
    ("mentioned", 0.5, |s| yes(s.mentioned)),
    ("nobody's name", -9.0, |s| yes(s.never && !s.house)),
    ("goes on in lower case", -0.75, |s| share(s.lower, s.count)),
    ("no sentence follows", -1.5, |s| {
        yes(s.count == 1 && s.unfinished == 1)
    }),
    ("begins as titles of works do", -1.0, |s| {
        yes(s.article && s.count == 1)
    }),
    ("once, as in a story", -3.5, |s| yes(s.story)),
    ("beside a time", 1.0, |s| share(s.stamped, s.count)),
    ("as records of sessions name", 1.5, |s| {
        share(s.address, s.count)
    }),
    ("in small letters", -0.5, |s| share(s.small, s.count)),
    ("dressed unlike the others", -1.5, |s| yes(s.odd)),
];

fn share(some: usize, all: usize) -> f32 {
    some as f32 / all.max(1) as f32
}

fn yes(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// The weight of each name, by its key. `beside` are the candidates and the letters before questions
/// and answers, which are not weighed.
pub(super) fn weigh(
    paras: &[Para],
    open: &[bool],
    candidates: &[Option<Label>],
    beside: &[Option<Label>],
    house: &[&str],
    casing: &Casing,
) -> BTreeMap<String, f32> {
    let near: Vec<Option<String>> = beside
        .iter()
        .map(|label| label.as_ref().map(|label| names::key(&label.name)))
        .collect();
    let keys: Vec<Option<String>> = candidates
        .iter()
        .map(|label| label.as_ref().map(|label| names::key(&label.name)))
        .collect();
    let mut sights: BTreeMap<String, Sight> = BTreeMap::new();
    for ((para, label), key) in paras.iter().zip(candidates).zip(&keys) {
        if let (Some(label), Some(key)) = (label, key) {
            look(sights.entry(key.clone()).or_default(), para, label);
        }
    }
    let running = near.iter().zip(open).filter(|(_, open)| **open);
    let running: Vec<Option<&String>> = running.map(|(key, _)| key.as_ref()).collect();
    for pair in running.windows(2) {
        let [Some(a), Some(b)] = pair else { continue };
        for key in [a, b] {
            if let Some(sight) = sights.get_mut(*key) {
                sight.neighbours += usize::from(a != b);
            }
        }
    }
    if let Some(first) = keys.iter().flatten().next().and_then(|k| sights.get_mut(k)) {
        first.first = true;
    }
    compare(&mut sights, house, casing);
    sights
        .into_iter()
        .map(|(key, sight)| {
            let weight = EVIDENCE
                .iter()
                .map(|(_, weight, of)| weight * of(&sight))
                .sum();
            (key, weight)
        })
        .collect()
}

/// One block's share of the evidence.
fn look(sight: &mut Sight, para: &Para, label: &Label) {
    let after = &para.text[label.words..];
    let small = label.name.starts_with(char::is_lowercase);
    let address = |words: &str| address::romance(words).is_some();
    let called = label
        .aside
        .as_deref()
        .map(|aside| format!("{aside} {}", label.name));
    sight.address += usize::from(address(&label.name) || called.is_some_and(|c| address(&c)));
    sight.count += 1;
    sight.asides.extend(label.aside.as_deref().map(names::key));
    sight.capitals += usize::from(names::shouts(&label.name));
    let bold = para.begins(label.end.saturating_sub(1), |s| s.bold || s.italic);
    sight.bold += usize::from(bold || label.marked);
    sight.stamped += usize::from(label.stamped);
    sight.small += usize::from(small);
    sight.lower += usize::from(!small && after.starts_with(char::is_lowercase));
    let stop = after.trim_end_matches(|c: char| !c.is_alphanumeric()) != after;
    sight.unfinished += usize::from(!stop && !after.is_empty());
    sight.asks += usize::from(ends_asking(after));
}

/// The evidence that lies between the names.
fn compare(sights: &mut BTreeMap<String, Sight>, house: &[&str], casing: &Casing) {
    let all: BTreeSet<String> = sights.keys().cloned().collect();
    let house: BTreeSet<String> = house
        .iter()
        .flat_map(|name| {
            let key = names::key(name);
            let words: Vec<String> = names::bare_words(&key).map(str::to_owned).collect();
            words.into_iter().chain([key])
        })
        .collect();
    let mut families: BTreeMap<String, usize> = BTreeMap::new();
    for key in &all {
        for word in names::bare_words(key).collect::<BTreeSet<_>>() {
            *families.entry(word.to_owned()).or_insert(0) += 1;
        }
    }
    // `Nicolò Bassani (NB)`: then it is no nota bene.
    let short: BTreeSet<String> = sights.values().flat_map(|s| s.asides.clone()).collect();
    let dressed = |s: &Sight| s.capitals + s.bold > 0;
    let (mut plain, mut fancy) = (0, 0);
    for sight in sights.values() {
        *(if dressed(sight) {
            &mut fancy
        } else {
            &mut plain
        }) += sight.count;
    }
    let many = plain + fancy > 4;
    for (key, sight) in sights.iter_mut() {
        const ARTICLES: &[&str] = &[
            "the ", "a ", "an ", "der ", "die ", "das ", "el ", "la ", "le ", "les ", "il ", "o ",
            "os ",
        ];
        sight.article = ARTICLES.iter().any(|article| key.starts_with(article));
        // `Pregunta:` once, and `P.:` from then on, or a `Respuesta:` below, is no story.
        let pairs = || QUESTIONS.iter().chain(REPLIES);
        let other = pairs().any(|(word, letter)| {
            (*word == key && all.contains(*letter)) || (*word != key && all.contains(*word))
        });
        let asked = pairs().any(|(word, _)| *word == key) && other;
        sight.story = many && sight.count == 1 && !asked && NEVER_ONCE.contains(&key.as_str());
        let words: Vec<&str> = names::bare_words(key).collect();
        sight.words = words.len();
        // `ZEIT:`, `TIME:` and `BILD:` are papers, too: they ask, and somebody answers.
        let outlet = sight.count >= 3
            && sight.neighbours >= sight.count
            && sight.asks * 5 >= sight.count * 2;
        sight.never = is_never(key) && !short.contains(key) && !outlet;
        // `Anna Berg:` once, and `AB:` from then on.
        let initials: String = words
            .iter()
            .filter_map(|word| word.chars().next())
            .collect();
        let shortened = words.len() > 1 && all.contains(&initials);
        sight.legend = shortened || sight.asides.iter().any(|aside| all.contains(aside));
        sight.house = house.contains(key);
        sight.role = says_role(key, &all);
        sight.family = words
            .iter()
            .any(|w| families.get(*w).is_some_and(|n| *n > 1));
        sight.mentioned = words.last().is_some_and(|w| casing.capitalised(w));
        sight.odd = !dressed(sight) && fancy > plain;
    }
}

fn says_role(key: &str, all: &BTreeSet<String>) -> bool {
    if key.chars().count() == 1 {
        return LETTERS
            .iter()
            .any(|(q, a)| (key == *q && all.contains(*a)) || (key == *a && all.contains(*q)));
    }
    let stem = key.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    [ASKS, ANSWERS, NARRATORS, &["speaker", "sprecher"]]
        .iter()
        .any(|list| list.contains(&stem))
}
