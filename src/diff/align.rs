//! The lines of two versions of a script to pairs: which line of the one is which of the other.
//!
//! Lines that stand once in both are fixed points, the longest run of them that keeps its order
//! holds, and what lies between is looked at in the same way (patience diff); where no line is
//! alone, the longest common sequence decides, as far as it is small. The result is what a person
//! would say ("this sentence changed, that one is new"), and the cost has a bound: an exact
//! shortest edit of ten thousand rewritten lines would take minutes.

use std::collections::HashMap;
use std::ops::Range;

/// Of larger stretches without a fixed point the common sequence is not sought.
const TABLE: usize = 250_000;
/// Deeper nesting of fixed points does not come from people's edits.
const DEEPEST: usize = 64;
/// Among so many gone lines the earlier form of a new one is sought.
const NEAR: usize = 50;
/// Two sentences that share so many of their words are one that was changed.
const ALIKE: f64 = 0.5;

/// What became of a line; numbers from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pair {
    /// In both, in the same place among its neighbours: old and new number.
    Same(usize, usize),
    /// In both with other words.
    Changed(usize, usize),
    /// In both with the same words, in another place.
    Moved(usize, usize),
    /// In the old one alone.
    Gone(usize),
    /// In the new one alone.
    New(usize),
}

/// Every line of both, once, in the order of the new one; gone lines after what came before them.
pub(super) fn align(old: &[&str], new: &[&str]) -> Vec<Pair> {
    let same = common(old, new);
    let mut taken = vec![false; old.len()];
    for at in same.iter().flatten() {
        taken[*at] = true;
    }
    let moved = moved(old, new, &same, &mut taken);
    let mut pairs = Vec::with_capacity(new.len());
    let (mut before, mut waiting) = (0, Vec::new());
    for (at, found) in same.iter().copied().chain([Some(old.len())]).enumerate() {
        let Some(end) = found else {
            match moved.get(&at) {
                Some(from) => pairs.push(Pair::Moved(*from, at)),
                None => waiting.push(at),
            }
            continue;
        };
        let gone: Vec<usize> = (before..end).filter(|number| !taken[*number]).collect();
        changed(old, new, &gone, &waiting, &mut pairs);
        waiting.clear();
        before = end + 1;
        if at < new.len() {
            pairs.push(Pair::Same(end, at));
        }
    }
    pairs
}

/// For each new line the old one that it is, in rising order.
fn common(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let mut numbers = HashMap::new();
    let mut number = |line: &&str| {
        let next = numbers.len();
        *numbers.entry((*line).to_owned()).or_insert(next)
    };
    let old: Vec<usize> = old.iter().map(&mut number).collect();
    let new: Vec<usize> = new.iter().map(&mut number).collect();
    let mut same = vec![None; new.len()];
    let mut open = vec![(0..old.len(), 0..new.len(), 0)];
    while let Some((mut o, mut n, depth)) = open.pop() {
        while !o.is_empty() && !n.is_empty() && old[o.start] == new[n.start] {
            same[n.start] = Some(o.start);
            (o.start, n.start) = (o.start + 1, n.start + 1);
        }
        while !o.is_empty() && !n.is_empty() && old[o.end - 1] == new[n.end - 1] {
            same[n.end - 1] = Some(o.end - 1);
            (o.end, n.end) = (o.end - 1, n.end - 1);
        }
        if o.is_empty() || n.is_empty() || depth > DEEPEST {
            continue;
        }
        let fixed = fixed(&old, &new, &o, &n);
        if fixed.is_empty() {
            sequence(&old, &new, &o, &n, &mut same);
            continue;
        }
        let (mut from_old, mut from_new) = (o.start, n.start);
        for (at_old, at_new) in fixed {
            same[at_new] = Some(at_old);
            open.push((from_old..at_old, from_new..at_new, depth + 1));
            (from_old, from_new) = (at_old + 1, at_new + 1);
        }
        open.push((from_old..o.end, from_new..n.end, depth + 1));
    }
    same
}

/// Lines that stand once in each stretch, as many as keep their order.
fn fixed(old: &[usize], new: &[usize], o: &Range<usize>, n: &Range<usize>) -> Vec<(usize, usize)> {
    // How often in each, and where.
    let mut seen: HashMap<usize, ([usize; 2], usize)> = HashMap::new();
    for at in o.clone() {
        let entry = seen.entry(old[at]).or_default();
        entry.0[0] += 1;
        entry.1 = at;
    }
    for at in n.clone() {
        seen.entry(new[at]).or_default().0[1] += 1;
    }
    let alone: Vec<(usize, usize)> = n
        .clone()
        .filter_map(|at| match seen.get(&new[at]) {
            Some(([1, 1], from)) => Some((*from, at)),
            _ => None,
        })
        .collect();
    // The longest rising run of old numbers: `ends[k]` ends the best run of k + 1.
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; alone.len()];
    for (number, (from, _)) in alone.iter().enumerate() {
        let at = ends.partition_point(|end| alone[*end].0 < *from);
        before[number] = at.checked_sub(1).map(|at| ends[at]);
        match ends.get_mut(at) {
            Some(end) => *end = number,
            None => ends.push(number),
        }
    }
    let mut run = Vec::new();
    let mut at = ends.last().copied();
    while let Some(number) = at {
        run.push(alone[number]);
        at = before[number];
    }
    run.reverse();
    run
}

/// The longest common sequence of two stretches, if they are small.
fn sequence(
    old: &[usize],
    new: &[usize],
    o: &Range<usize>,
    n: &Range<usize>,
    same: &mut [Option<usize>],
) {
    let width = n.len() + 1;
    if (o.len() + 1).saturating_mul(width) > TABLE {
        return;
    }
    // The length of the best sequence from here to the ends.
    let mut best = vec![0u32; (o.len() + 1) * width];
    for a in (0..o.len()).rev() {
        for b in (0..n.len()).rev() {
            best[a * width + b] = if old[o.start + a] == new[n.start + b] {
                best[(a + 1) * width + b + 1] + 1
            } else {
                best[(a + 1) * width + b].max(best[a * width + b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    while a < o.len() && b < n.len() {
        if old[o.start + a] == new[n.start + b] {
            same[n.start + b] = Some(o.start + a);
            (a, b) = (a + 1, b + 1);
        } else if best[(a + 1) * width + b] >= best[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
}

/// New lines that are old ones from elsewhere.
fn moved(
    old: &[&str],
    new: &[&str],
    same: &[Option<usize>],
    taken: &mut [bool],
) -> HashMap<usize, usize> {
    let mut left: HashMap<&str, Vec<usize>> = HashMap::new();
    for at in (0..old.len()).rev().filter(|at| !taken[*at]) {
        left.entry(old[at]).or_default().push(at);
    }
    let mut moved = HashMap::new();
    for at in (0..new.len()).filter(|at| same[*at].is_none()) {
        if let Some(from) = left.get_mut(new[at]).and_then(Vec::pop) {
            taken[from] = true;
            moved.insert(at, from);
        }
    }
    moved
}

/// Pairs what went with what came in the same place.
fn changed(old: &[&str], new: &[&str], gone: &[usize], come: &[usize], pairs: &mut Vec<Pair>) {
    if gone.len() == come.len() {
        pairs.extend(gone.iter().zip(come).map(|(o, n)| Pair::Changed(*o, *n)));
        return;
    }
    let mut next = 0;
    for at in come {
        let near = gone[next..].iter().take(NEAR);
        match near.enumerate().find(|(_, o)| alike(old[**o], new[*at])) {
            Some((skipped, from)) => {
                pairs.extend(gone[next..next + skipped].iter().map(|o| Pair::Gone(*o)));
                pairs.push(Pair::Changed(*from, *at));
                next += skipped + 1;
            }
            None => pairs.push(Pair::New(*at)),
        }
    }
    pairs.extend(gone[next..].iter().map(|o| Pair::Gone(*o)));
}

/// Do they share half of their words (Dice's coefficient, words counted as often as they stand)?
fn alike(a: &str, b: &str) -> bool {
    let mut words: HashMap<&str, usize> = HashMap::new();
    let (mut all, mut shared) = (0, 0);
    for word in a.split_whitespace() {
        *words.entry(word).or_default() += 1;
        all += 1;
    }
    for word in b.split_whitespace() {
        all += 1;
        if let Some(count) = words.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            shared += 2;
        }
    }
    f64::from(shared) >= ALIKE * f64::from(all.max(1))
}

#[cfg(test)]
mod tests {
    use super::Pair::*;
    use super::*;
    use proptest::prelude::*;

    fn pairs(old: &str, new: &str) -> Vec<Pair> {
        let lines = |text: &'static str| text.split('|').collect::<Vec<_>>();
        let (old, new) = (String::from(old).leak(), String::from(new).leak());
        align(&lines(old), &lines(new))
    }

    #[test]
    fn edits_are_told_as_a_person_would() {
        let base = "Yes.|Why did you go?|Yes.|I went to see the bell.";
        assert_eq!(
            pairs(base, base),
            [Same(0, 0), Same(1, 1), Same(2, 2), Same(3, 3)]
        );
        assert_eq!(
            pairs(base, "Yes.|Why do you go?|Yes.|I went to see the bell."),
            [Same(0, 0), Changed(1, 1), Same(2, 2), Same(3, 3)]
        );
        assert_eq!(
            pairs(
                base,
                "Yes.|Why did you go?|No.|Yes.|I went to see the bell."
            ),
            [Same(0, 0), Same(1, 1), New(2), Same(2, 3), Same(3, 4)]
        );
        assert_eq!(
            pairs(base, "Yes.|Yes.|I went to see the bell."),
            [Same(0, 0), Gone(1), Same(2, 1), Same(3, 2)]
        );
        assert_eq!(
            pairs(base, "I went to see the bell.|Yes.|Why did you go?|Yes."),
            [Moved(3, 0), Same(0, 1), Same(1, 2), Same(2, 3)]
        );
        // A sentence that was cut in two: one of the halves is what it became.
        assert_eq!(
            pairs(
                "a|one two three four five six|b",
                "a|one two three.|four five six|b"
            ),
            [Same(0, 0), New(1), Changed(1, 2), Same(2, 3)]
        );
    }

    #[test]
    fn ten_thousand_other_lines_are_aligned_at_once() {
        let old: Vec<String> = (0..10_000).map(|n| format!("old {n}")).collect();
        let new: Vec<String> = (0..9_000).map(|n| format!("new {n}")).collect();
        let lines = |all: &[String]| {
            all.iter()
                .map(|s| s.clone().leak() as &str)
                .collect::<Vec<_>>()
        };
        assert_eq!(align(&lines(&old), &lines(&new)).len(), 10_000);
        let twice = vec!["again"; 10_000];
        assert_eq!(align(&twice, &twice[1..]).len(), 10_000);
    }

    proptest! {
        #[test]
        fn every_line_of_both_comes_once(
            old in prop::collection::vec("[a-d]", 0..30),
            new in prop::collection::vec("[a-d]", 0..30),
        ) {
            let old: Vec<&str> = old.iter().map(String::as_str).collect();
            let new: Vec<&str> = new.iter().map(String::as_str).collect();
            let (mut olds, mut news) = (vec![], vec![]);
            for pair in align(&old, &new) {
                match pair {
                    Same(o, n) | Moved(o, n) => {
                        prop_assert_eq!(old[o], new[n]);
                        olds.push(o);
                        news.push(n);
                    }
                    Changed(o, n) => {
                        olds.push(o);
                        news.push(n);
                    }
                    Gone(o) => olds.push(o),
                    New(n) => news.push(n),
                }
            }
            olds.sort_unstable();
            news.sort_unstable();
            prop_assert!(olds.into_iter().eq(0..old.len()));
            prop_assert!(news.into_iter().eq(0..new.len()));
        }
    }
}
