//! A script against what was expected of it, word by word.
//!
//! Paragraphs may be divided in many right ways, so words are compared and not paragraphs: the
//! two texts are laid along each other (longest common subsequence), and each word that stands in
//! both is asked for its role and its person. What stands only in the expectation was dropped,
//! what stands only in the script is junk.

use super::case::{Case, Said};
use std::collections::BTreeMap;

/// How one case came out. Counts are of words.
#[derive(Debug, Default, Clone)]
pub struct Score {
    pub expected: usize,
    pub role: usize,
    pub person: usize,
    /// Under the very name that was expected.
    pub name: usize,
    pub dropped: usize,
    pub junk: usize,
    /// The first places where something is wrong, for whoever mends it.
    pub faults: Vec<String>,
}

impl Score {
    pub fn share(&self, part: usize) -> f64 {
        part as f64 / self.expected.max(1) as f64
    }
}

/// A word, and by which line of its list it is said.
type Word = (String, usize);

pub fn score(case: &Case, found: &[Said]) -> Score {
    let expected = words(&case.said);
    let spoken = words(found);
    let pairs = align(&expected, &spoken);
    let people = people(case, found, &expected, &spoken, &pairs);
    let mut score = Score {
        expected: expected.len(),
        dropped: expected.len() - pairs.len(),
        junk: spoken.len() - pairs.len(),
        ..Score::default()
    };
    for (e, s) in &pairs {
        let (wanted, got) = (&case.said[expected[*e].1], &found[spoken[*s].1]);
        score.role += usize::from(wanted.role == got.role);
        score.name += usize::from(key(&wanted.person) == key(&got.person));
        let same = people.get(&wanted.person) == Some(&got.person);
        score.person +=
            usize::from(same && wanted.role == got.role || key(&wanted.person) == key(&got.person));
    }
    score.faults = faults(case, found, &expected, &spoken, &pairs);
    score
}

fn words(said: &[Said]) -> Vec<Word> {
    let mut all = Vec::new();
    for (at, said) in said.iter().enumerate() {
        let spaced: String = said
            .text
            .chars()
            // A word of Chinese or Japanese is a letter here.
            .flat_map(|c| {
                let wide = matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
                if wide { vec![' ', c, ' '] } else { vec![c] }
            })
            .collect();
        let parts = spaced.split(|c: char| !(c.is_alphanumeric()));
        let parts = parts.filter(|part| !part.is_empty());
        all.extend(parts.map(|part| (part.to_lowercase(), at)));
    }
    all
}

/// The pairs of a longest common subsequence.
fn align(a: &[Word], b: &[Word]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    let mut best = vec![0u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            best[i * width + j] = if a[i].0 == b[j].0 {
                best[(i + 1) * width + j + 1] + 1
            } else {
                best[(i + 1) * width + j].max(best[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < a.len() && j < b.len() {
        if a[i].0 == b[j].0 {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Who of the script is who of the expectation: whoever says most of the same words, each once.
fn people(
    case: &Case,
    found: &[Said],
    expected: &[Word],
    spoken: &[Word],
    pairs: &[(usize, usize)],
) -> BTreeMap<String, String> {
    let mut shared: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (e, s) in pairs {
        let wanted = case.said[expected[*e].1].person.clone();
        let got = found[spoken[*s].1].person.clone();
        *shared.entry((wanted, got)).or_insert(0) += 1;
    }
    let mut ranked: Vec<_> = shared.into_iter().collect();
    ranked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut map = BTreeMap::new();
    for ((wanted, got), _) in ranked {
        if !map.contains_key(&wanted) && !map.values().any(|taken| *taken == got) {
            map.insert(wanted, got);
        }
    }
    map
}

fn key(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric());
    words
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .to_owned()
}

/// Stretches that are wrong in one way, at most a dozen.
fn faults(
    case: &Case,
    found: &[Said],
    expected: &[Word],
    spoken: &[Word],
    pairs: &[(usize, usize)],
) -> Vec<String> {
    const MOST: usize = 12;
    let mut all: Vec<(String, String)> = Vec::new();
    let mut tell = |kind: String, word: &str| match all.last_mut() {
        Some((last, words)) if *last == kind => {
            words.push(' ');
            words.push_str(word);
        }
        _ => all.push((kind, word.to_owned())),
    };
    let (mut i, mut j) = (0, 0);
    let end = [(expected.len(), spoken.len())];
    for &(e, s) in pairs.iter().chain(&end) {
        while i < e {
            tell("dropped".to_owned(), &expected[i].0);
            i += 1;
        }
        while j < s {
            tell("junk".to_owned(), &spoken[j].0);
            j += 1;
        }
        if e == expected.len() {
            break;
        }
        let (wanted, got) = (&case.said[expected[e].1], &found[spoken[s].1]);
        let right = wanted.role == got.role && key(&wanted.person) == key(&got.person);
        let kind = if right {
            "ok".to_owned()
        } else {
            format!(
                "{} {} is {} {}",
                wanted.role, wanted.person, got.role, got.person
            )
        };
        tell(kind, &expected[e].0);
        (i, j) = (e + 1, s + 1);
    }
    all.into_iter()
        .filter(|(kind, _)| kind != "ok")
        .take(MOST)
        .map(|(kind, words)| {
            let first: Vec<&str> = words.split(' ').take(12).collect();
            let count = words.split(' ').count();
            format!("{kind} ({count} words): {}", first.join(" "))
        })
        .collect()
}
