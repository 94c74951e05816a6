//! Two labels of one person to one person, where the page itself says that they are.

use super::{Named, People};

/// Makes one person of two labels that the introduction explains by one full name: `BERG` and
/// `ANNA`, where it presents Anna Berg. Two who speak to each other are two, whatever it says.
pub(super) fn unite(people: &mut People) {
    /// So many people are compared; who labels more has a list of them.
    const MOST: usize = 60;
    if people.all.len() > MOST {
        return;
    }
    let turns: Vec<usize> = people.of.iter().flatten().copied().collect();
    let mut into: Vec<usize> = (0..people.all.len()).collect();
    for two in 0..people.all.len() {
        for one in 0..two {
            let same = people.all[one].words.len() > 1
                && people.all[one].words == people.all[two].words
                && people.all[one].name == people.all[two].name;
            if !same || into[one] != one {
                continue;
            }
            let is = |who: &[usize; 2], a, b| *who == [a, b] || *who == [b, a];
            let talk = turns
                .windows(2)
                .filter(|w| is(&[w[0], w[1]], one, two))
                .count();
            let rarer = [one, two].map(|who| turns.iter().filter(|t| **t == who).count());
            if talk * 3 <= rarer[0].min(rarer[1]) {
                into[two] = one;
                break;
            }
        }
    }
    if into.iter().enumerate().all(|(at, to)| at == *to) {
        return;
    }
    let mut place = vec![0; into.len()];
    let mut kept: Vec<Named> = Vec::new();
    for (at, person) in std::mem::take(&mut people.all).into_iter().enumerate() {
        if into[at] == at {
            place[at] = kept.len();
            kept.push(person);
        } else {
            place[at] = place[into[at]];
            let known = &mut kept[place[at]];
            known.labels.extend(person.labels);
            known.asks = known.asks.or(person.asks);
        }
    }
    people.all = kept;
    for of in people.of.iter_mut().flatten() {
        *of = place[*of];
    }
}
