//! Slips of the pen: a rare label that is one letter away from a frequent one.
//!
//! `Bergg` is `Berg`, but `Daniela` is not `Daniel`: letters that change a name into another name
//! are not slips, nor is a label that takes turns with the one it resembles.

use super::Form;
use std::collections::BTreeMap;

/// Fewest letters of a name that may be misspelt: `Anna` and `Hanna` are two.
const LEAST: usize = 5;
/// How often the right one must stand, and how many times more often than the wrong one.
const USUAL: usize = 4;
const TIMES: usize = 5;

/// Pairs of forms: the misspelt one and the right one.
pub(super) fn slips(forms: &[Form], at: &[Option<usize>], owner: &[usize]) -> Vec<(usize, usize)> {
    let mut counts = vec![0usize; forms.len()];
    let order: Vec<usize> = at.iter().flatten().copied().collect();
    for form in &order {
        counts[*form] += 1;
    }
    let text = |form: usize| -> Vec<char> { forms[form].words.join(" ").chars().collect() };
    let mut near: BTreeMap<Vec<char>, Vec<usize>> = BTreeMap::new();
    let plain = |form: usize| {
        !forms[form]
            .words
            .join("")
            .contains(|c: char| c.is_ascii_digit())
    };
    for form in (0..forms.len()).filter(|form| counts[*form] >= USUAL && plain(*form)) {
        for key in without_one(&text(form)) {
            near.entry(key).or_default().push(form);
        }
    }
    let mut neighbours: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for pair in order.windows(2) {
        for (a, b) in [(pair[0], pair[1]), (pair[1], pair[0])] {
            if counts[a] * TIMES <= order.len() {
                neighbours.entry(a).or_default().push(b);
            }
        }
    }
    let mut found = Vec::new();
    for rare in (0..forms.len()).filter(|form| owner[*form] == *form && plain(*form)) {
        let wrong = text(rare);
        if wrong.len() < LEAST || counts[rare] == 0 {
            continue;
        }
        let mut like: Vec<usize> = without_one(&wrong)
            .iter()
            .filter_map(|key| near.get(key))
            .flatten()
            .copied()
            .filter(|usual| counts[*usual] >= counts[rare] * TIMES && owner[*usual] != rare)
            .filter(|usual| is_slip(&wrong, &text(*usual)))
            .collect();
        like.sort_unstable();
        like.dedup();
        let [usual] = like.as_slice() else { continue };
        let turns = neighbours.get(&rare).is_some_and(|n| n.contains(usual));
        if !turns {
            found.push((rare, *usual));
        }
    }
    found
}

/// The word itself, and all that is left of it without one letter.
fn without_one(word: &[char]) -> Vec<Vec<char>> {
    let mut all = vec![word.to_vec()];
    if word.len() <= 40 {
        all.extend((0..word.len()).map(|n| [&word[..n], &word[n + 1..]].concat()));
    }
    all
}

/// One letter more, less or other, or two that changed places; but for endings that make another
/// name of it.
fn is_slip(wrong: &[char], right: &[char]) -> bool {
    if right.len() < LEAST || wrong == right {
        return false;
    }
    let head = wrong.iter().zip(right).take_while(|(a, b)| a == b).count();
    let (w, r) = (&wrong[head..], &right[head..]);
    let tail = w
        .iter()
        .rev()
        .zip(r.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (w, r) = (&w[..w.len() - tail], &r[..r.len() - tail]);
    let vowel = |c: &char| "aeiouyáéíóúàèìòùäöü".contains(*c);
    let changed: Vec<&char> = w.iter().chain(r).collect();
    // `Maria` and `Mario`, `Martin` and `Martina`, `Berg` and `Bergs` of a genitive.
    let ending = tail == 0 && changed.iter().all(|c| vowel(c));
    let spaces = changed.iter().any(|c| !c.is_alphabetic());
    // `Hanna` and `Anna`, `Jan` and `Dan`.
    let beginning = head == 0;
    let doubled = |one: &[char], other: &[char]| one.len() == 1 && other.is_empty();
    let swapped = w.len() == 2 && r.len() == 2 && w[0] == r[1] && w[1] == r[0];
    let other = w.len() == 1 && r.len() == 1;
    !ending && !spaces && !beginning && (doubled(w, r) || doubled(r, w) || swapped || other)
}
