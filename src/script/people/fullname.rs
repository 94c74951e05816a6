//! The full name of somebody whom the labels call by one word: `BERG` and, in the introduction,
//! “Anna Berg, the painter”.
//!
//! Only what stands before the first label, in headings and in the title is searched, and only one
//! name may fit: in what people say, `Berg` may be anybody's uncle.

use super::super::lists::{ANSWERS, ASKS, NARRATORS};
use super::super::names;
use super::super::phrases;
use super::{ANSWERER, ASKER, Named, Page};
use crate::read::{BlockKind, Region};
use std::collections::{BTreeMap, BTreeSet};

/// How much text is searched, in bytes.
const MOST: usize = 64 << 10;
/// Words that begin a sentence before a name and are no first name, lower case, beside the
/// commonest words of each language.
#[rustfmt::skip]
pub(in crate::script) const BEFORE: &[&str] = &[
    "when", "where", "with", "from", "by", "for", "as", "at", "in", "on", "after", "before", "since", "while", "then",
    "photo", "interview", "statement", "testimony", "opening",
    "prepared", "senators", "representatives", "messrs", "chairman", "chairwoman", "author", "director", "actor", "actress", "writer", "painter", "singer", "artist",
    "producer", "composer", "poet", "doctor", "professor", "captain", "chef", "coach", "president", "mayor",
    "minister", "senator", "meet", "meeting", "here", "there", "today", "yesterday", "now", "but", "and", "or", "so",
    "like", "both", "our", "her", "his", "their", "my", "your", "its", "this", "that", "these", "those", "de", "von",
    "mit", "als", "nach", "vor", "seit", "bei", "für", "con", "por", "para", "según", "avec", "pour", "selon", "chez",
    "secondo", "per", "com", "segundo", "herr", "frau", "ask", "asked", "says", "said", "q&a", "text", "texte",
    "texto", "testo", "foto", "fotos", "die", "der", "das", "den", "dem", "ein", "eine", "el", "la", "los", "las",
    "le", "les", "il", "lo", "gli", "un", "una", "une", "the", "a", "an", "o", "os", "um", "uma", "not", "even",
    "only", "if", "how", "why", "what", "who",
];

/// Gives full names to those who have one word, or initials.
pub(super) fn complete(people: &mut [Named], page: &Page<'_>, first: usize) {
    // Whoever is listed at the top is known by that name, if nobody else is.
    let taken: BTreeSet<String> = people.iter().map(|p| p.words.join(" ")).collect();
    let wanted: Vec<usize> = (0..people.len())
        .filter(|at| is_short(&people[*at]))
        .collect();
    if wanted.is_empty() {
        return;
    }
    let mut known = listed(page);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    introduced(page, first, &mut known, &mut counts);
    // By the shorter forms, since a page may have ten thousand people.
    let mut by: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, (words, (name, _))) in known.iter().enumerate() {
        let nick = name
            .split(' ')
            .skip(1)
            .filter(|word| word.starts_with(['"', '“', '„', '«']));
        for short in shorter(words).into_iter().chain(nick.map(names::key)) {
            by.entry(short).or_default().push(n);
        }
    }
    for at in wanted {
        let word = people[at].words.join(" ");
        let mut fits: BTreeMap<String, &(String, Option<bool>)> = by
            .get(&word)
            .into_iter()
            .flatten()
            .map(|n| (known[*n].0.join(" "), &known[*n].1))
            .filter(|(words, _)| !taken.contains(words))
            .collect();
        // Behind a title, and rather than a first name, it is a surname: `MR. COLE` is nobody of
        // `COLE LAW OFFICE`.
        let last = |words: &String| words.rsplit(' ').next() == Some(word.as_str());
        let titled = people[at].labels.iter().all(|label| is_titled(label));
        if titled || (fits.len() > 1 && fits.keys().any(last)) {
            fits.retain(|words, _| last(words) || word.contains(' '));
        }
        // `Anna Berg` and `Anna Maria Berg` are one.
        let fullest = fits.keys().max_by_key(|words| words.len()).cloned();
        // `Bellfounder Berg` in a caption is none beside `Anna Berg` again and again.
        let fullest = match most_named(&fits, &counts) {
            Some(usual) => {
                fits.retain(|words, _| *words == usual);
                Some(usual)
            }
            None => fullest,
        };
        let Some(fullest) = fullest else { continue };
        let one = fits.keys().all(|words| {
            let mut inside = words.split(' ');
            inside.all(|w| fullest.split(' ').any(|f| f == w))
        });
        if let Some((name, asks)) = fits.get(&fullest).filter(|_| one) {
            people[at].name.clone_from(name);
            people[at].words = fullest.split(' ').map(str::to_owned).collect();
            people[at].asks = people[at].asks.or(*asks);
        }
    }
}

/// The name that is mentioned twice and more often than all others together.
fn most_named<T>(fits: &BTreeMap<String, T>, counts: &BTreeMap<String, usize>) -> Option<String> {
    let count = |words: &String| counts.get(words).copied().unwrap_or(0);
    let all: usize = fits.keys().map(count).sum();
    let most = fits.keys().max_by_key(|words| count(words))?;
    (count(most) > 1 && count(most) * 2 > all && fits.len() > 1).then(|| most.clone())
}

/// `MR. COLE`: a title, and something behind it.
fn is_titled(label: &str) -> bool {
    let first = label.split_once(' ').map(|(first, _)| first);
    first.is_some_and(|word| names::is_title(&word.to_lowercase()))
}

/// One word that could be a first name or a surname, or initials.
fn is_short(person: &Named) -> bool {
    let word = match person.words.as_slice() {
        [word] => word,
        [initial, _] => return initial.chars().count() == 1,
        _ => return false,
    };
    let said = [ASKS, ANSWERS, NARRATORS]
        .iter()
        .any(|list| list.contains(&word.as_str()));
    let unnamed = person.name == ASKER || person.name == ANSWERER;
    !said
        && !unnamed
        && word.chars().count() > 1
        && !names::is_generic(word)
        && !word.contains(|c: char| c.is_ascii_digit())
}

type Known = Vec<(Vec<String>, (String, Option<bool>))>;

/// The ways to say a full name in a word: its first and its last, its initials, `a berg`.
fn shorter(words: &[String]) -> BTreeSet<String> {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return BTreeSet::new();
    };
    let initials: String = words.iter().filter_map(|w| w.chars().next()).collect();
    let bare = words.iter().filter(|w| !names::is_particle(w));
    let bare: String = bare.filter_map(|w| w.chars().next()).collect();
    let parts = words.iter().flat_map(|word| word.split('-'));
    let parted: String = parts.filter_map(|part| part.chars().next()).collect();
    let mut all = BTreeSet::from([first.clone(), last.clone()]);
    all.extend(
        [initials, bare, parted]
            .into_iter()
            .filter(|i| (2..5).contains(&i.chars().count())),
    );
    if first.chars().count() > 1 {
        all.extend(
            first
                .chars()
                .next()
                .map(|initial| format!("{initial} {last}")),
        );
    }
    all
}

/// Those whom the legend lists.
fn listed(page: &Page<'_>) -> Known {
    let entries = page.legend.people.iter();
    let full = entries.map(|entry| {
        let key = names::key(&entry.name);
        let words: Vec<String> = names::bare_words(&key).map(str::to_owned).collect();
        (words, (names::shown(&entry.name, page.casing), entry.asks))
    });
    full.filter(|(words, _)| words.len() > 1).collect()
}

/// The full names in the title, the headings and the introduction.
fn introduced(
    page: &Page<'_>,
    first: usize,
    known: &mut Known,
    counts: &mut BTreeMap<String, usize>,
) {
    let common: BTreeSet<&str> = phrases::all()
        .flat_map(|p| {
            p.common
                .iter()
                .chain(p.first)
                .chain(p.second)
                .chain(p.going_on)
        })
        .copied()
        .chain(BEFORE.iter().copied())
        .collect();
    let mut left = MOST;
    let headings = page
        .paras
        .iter()
        .enumerate()
        // `by salt_keeper Verified` over a message is the page's.
        .filter(|(_, para)| para.region != Region::Control)
        .filter(|(at, para)| *at < first || matches!(para.kind, BlockKind::Heading(_)));
    let texts = headings.flat_map(|(_, para)| {
        let mut from = 0;
        let ends = para.line_ends().chain([para.text.len()]);
        ends.map(move |end| para.text[std::mem::replace(&mut from, end)..end].trim())
    });
    let mut seen: BTreeSet<Vec<String>> = known.iter().map(|(words, _)| words.clone()).collect();
    for text in page.title.into_iter().chain(texts) {
        if left == 0 {
            break;
        }
        left = left.saturating_sub(text.len());
        for name in capitalised(text, &common) {
            let key = names::key(&name);
            let words: Vec<String> = names::bare_words(&key).map(str::to_owned).collect();
            *counts.entry(words.join(" ")).or_insert(0) += 1;
            if (2..=4).contains(&words.len()) && seen.insert(words.clone()) {
                known.push((words, (names::shown(&name, page.casing), None)));
            }
        }
    }
}

/// `“Bo”` between a first name and a surname.
fn is_nickname(word: &str) -> bool {
    let inside = word
        .strip_prefix(['"', '“', '„', '«'])
        .and_then(|rest| rest.strip_suffix(['"', '”', '“', '»']));
    inside.is_some_and(|inside| {
        inside.starts_with(char::is_uppercase) && inside.chars().all(char::is_alphabetic)
    })
}

/// `A.`, which stands beside names of either kind.
fn initialled(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() < 2 || names::is_particle(word)
}

/// Rows of two to four words with capitals, small words of names between them.
fn capitalised(text: &str, common: &BTreeSet<&str>) -> Vec<String> {
    let mut found = Vec::new();
    let mut row: Vec<&str> = Vec::new();
    let mut flush = |row: &mut Vec<&str>| {
        while row.last().is_some_and(|w| names::is_particle(w)) {
            row.pop();
        }
        let proper = row.iter().filter(|w| !names::is_particle(w)).count();
        if row.last().is_some_and(|word| is_nickname(word)) {
            row.pop();
        } else if (2..=3).contains(&proper) {
            found.push(row.join(" "));
        }
        row.clear();
    };
    for token in text.split(' ') {
        // `Robert “Bo” Lind`
        if is_nickname(token) && row.len() == 1 {
            row.push(token);
            continue;
        }
        let open = token.trim_start_matches(['(', '[', '"', '“', '„', '«', '‘', '\'', '*', '_']);
        if open.len() < token.len() {
            flush(&mut row);
        }
        let bare = open.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let bare = bare
            .strip_suffix("'s")
            .or(bare.strip_suffix("’s"))
            .unwrap_or(bare);
        let stopped = bare.trim_end_matches('.');
        let lower = stopped.to_lowercase();
        let letters = stopped.chars().count();
        let initial = letters == 1 && bare.ends_with('.');
        let plain = stopped
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'));
        let proper = stopped.starts_with(char::is_uppercase)
            && plain
            && (letters > 1 || initial)
            // French has `j` among its commonest words, and names have initials.
            && (initial || stopped == "Ben" || !common.contains(lower.as_str()))
            && !names::is_title(&lower);
        // `CORA LIND, Michigan SUE PRATT, Maine`: a place, and the next name in capitals.
        let tall = |w: &str| w.chars().count() > 1 && !w.chars().any(char::is_lowercase);
        if proper && tall(stopped) && row.last().is_some_and(|w| !initialled(w) && !tall(w)) {
            flush(&mut row);
        }
        if proper {
            row.push(if initial { bare } else { stopped });
        } else if !row.is_empty()
            && names::is_particle(stopped)
            && !matches!(stopped, "and" | "und" | "et" | "the" | "of" | "e" | "y")
        {
            row.push(stopped);
        } else {
            flush(&mut row);
        }
        let ended = open.len() > stopped.len() && !initial && !open.ends_with(stopped);
        if ended {
            flush(&mut row);
        }
    }
    flush(&mut row);
    found
}
