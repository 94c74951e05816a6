//! The people of a talk on two sides: of all ways to divide them, the one that explains best what
//! everyone says and who speaks after whom.
//!
//! The score of a division is the sum of everyone's lean to their side and of the logarithms of
//! how likely each turn follows on the one before. Up to a dozen people all divisions are tried;
//! beyond that the dozen who speak most, and the others join the side that suits them. A
//! threshold for each person alone was tried first: it makes guests of co-hosts who only comment,
//! and hosts of guests who ask back.

use super::super::people::People;
use super::conduct::{Conduct, Seen};

/// So many people are divided in all possible ways.
const MOST: usize = 12;
/// How many turns at most count for what a person says; the rest says the same again.
const TURNS: f32 = 6.0;
/// What a turn leans that is no more of one side than of the other.
const MIDDLE: f32 = 0.55;
/// How far the middle may move where all ask a lot, or no one does.
const MIDDLES: (f32, f32) = (-0.2, 1.0);
/// How much a turn after a turn counts; turns are no independent witnesses.
const FOLLOWS: f32 = 0.6;
/// The same pair seen more often than this says no more.
const PAIRS: f32 = 12.0;

/// What is to be said against everyone who asks where most questions have no label.
const UNLABELLED: f32 = 5.0;

/// Fewer turns than this are not compared with others.
const FEW: usize = 4;

/// How likely the next speaker is of the other side after a question, after a long turn and after
/// anything else, of one who asks and of one who answers.
const TO_ANSWER: [f32; 3] = [0.93, 0.7, 0.7];
const TO_ASK: [f32; 3] = [0.65, 0.72, 0.62];

/// A reason, its weight (for asking if positive), and how much of it there is.
type Evidence = (&'static str, f32, fn(&Conduct) -> f32);

const EVIDENCE: &[Evidence] = &[
    ("asks back in a word or two", -1.5, |c| {
        share(c.brief, c.turns)
    }),
    ("speaks after others' questions", -1.2, |c| {
        share(c.replies, c.turns)
    }),
    ("is never asked", 1.0, |c| {
        yes(c.replies == 0 && c.turns >= 3 && c.brevity > 0.0)
    }),
    ("another one is called so", -1.0, |c| yes(c.beside)),
    ("joins in the opening", 2.5, |c| yes(c.joins)),
    ("hardly speaks", -2.0, |c| {
        yes(c.turns <= 2 && c.asks == 0 && !c.first)
    }),
    ("speaks first", 1.2, |c| yes(c.first)),
    ("speaks briefly", 2.0, |c| c.brevity),
    ("answers what has no label", -6.0, |c| {
        share(c.answers, c.turns)
    }),
    ("is introduced by name", -0.8, |c| {
        yes(c.introduced && !c.leads)
    }),
    ("leads the talk", 4.0, |c| yes(c.leads)),
    ("says what hosts say", 1.6, |c| c.hosts.min(3) as f32),
    ("says what guests say", -1.6, |c| c.invited.min(3) as f32),
    ("closes with thanks", 1.0, |c| yes(c.thanks)),
    ("calls on others by name", 0.6, |c| c.calls.min(4) as f32),
    ("is called on by name", -0.5, |c| c.called.min(4) as f32),
    ("holds an office that asks or answers", 1.0, |c| c.office),
    ("asks as everybody asks one", 4.0, |c| c.crowd),
    ("is called one who asks", 9.0, |c| yes(c.says_asks)),
    ("is called one who answers", -9.0, |c| yes(c.says_answers)),
];

fn share(some: usize, all: usize) -> f32 {
    some as f32 / all.max(1) as f32
}

fn yes(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// For each person: does he or she ask?
pub(super) fn divide(seen: &Seen, people: &People) -> Vec<bool> {
    let talks = |at: &usize| !people.all[*at].narrates;
    let mut talkers: Vec<usize> = (0..people.all.len()).filter(talks).collect();
    let mut asks = vec![false; people.all.len()];
    if let [one] = talkers[..] {
        // One label on the page: either all questions have it or all answers.
        let c = &seen.conducts[one];
        let called = c.says_asks || c.office > 0.0;
        let few = c.turns < FEW || seen.open.1 < FEW;
        let mean = |(lean, count): (f32, usize)| lean / count.max(1) as f32;
        let more = match few {
            true => c.questions * 2 > c.turns,
            false => mean((c.lean, c.turns)) > mean(seen.open),
        };
        asks[one] = seen.unlabelled && !c.says_answers && (called || more);
        return asks;
    }
    let leans = leans(seen, &talkers);
    talkers.sort_by_key(|at| (std::cmp::Reverse(seen.conducts[*at].turns), *at));
    let few = &talkers[..talkers.len().min(MOST)];
    let pairs = pairs(seen, people.all.len());
    // Somebody asks, if only more than the others: unless the questions have no label.
    let unasked = seen.unlabelled_questions > 0;
    let labelled: usize = seen.conducts.iter().map(|c| c.asks).sum();
    let elsewhere = if seen.unlabelled_questions > labelled {
        UNLABELLED
    } else {
        0.0
    };
    let mut best = (f32::MIN, 0usize);
    for side in 0..1usize << few.len() {
        if side == 0 && !unasked {
            continue;
        }
        // Somebody answers, unless the answers have no label.
        if side + 1 == 1 << few.len() && !seen.unlabelled && talkers.len() == few.len() {
            continue;
        }
        let of = |n: usize| side >> n & 1 == 1;
        let mut score = 0.0;
        for (n, one) in few.iter().enumerate() {
            let c = &seen.conducts[*one];
            // The first label may be of the one whose questions have none later on.
            let begins = c.first && c.answers == 0;
            let elsewhere = if begins { 0.0 } else { elsewhere };
            score += if of(n) {
                leans[*one] - elsewhere
            } else {
                -leans[*one]
            } / 2.0;
            for (m, two) in few.iter().enumerate() {
                score += pairs.get(*one, *two, of(n), of(m));
            }
        }
        if score > best.0 {
            best = (score, side);
        }
    }
    for (n, at) in few.iter().enumerate() {
        asks[*at] = best.1 >> n & 1 == 1;
    }
    for &at in &talkers[few.len()..] {
        let side = |is: bool| -> f32 {
            few.iter()
                .map(|other| {
                    pairs.get(at, *other, is, asks[*other])
                        + pairs.get(*other, at, asks[*other], is)
                })
                .sum()
        };
        asks[at] = leans[at] + side(true) - side(false) > 0.0;
    }
    asks
}

/// How far everyone leans to asking by what they say, how, and how they are called.
fn leans(seen: &Seen, talkers: &[usize]) -> Vec<f32> {
    let mean = |c: &Conduct| c.lean / c.turns.max(1) as f32;
    let heard = talkers.iter().map(|at| &seen.conducts[*at]);
    let heard = heard.filter(|c| c.turns > 1).map(mean);
    let (low, high) = heard.fold((f32::MAX, f32::MIN), |(low, high), m| {
        (low.min(m), high.max(m))
    });
    let middle = match low <= high {
        true => ((low + high) / 2.0 * 0.7 + MIDDLE * 0.3).clamp(MIDDLES.0, MIDDLES.1),
        false => MIDDLE,
    };
    let lean = |c: &Conduct| -> f32 {
        let turns = c.turns as f32;
        let counted = turns * TURNS / (turns + TURNS);
        let said = (mean(c) - middle) * counted;
        let rest = EVIDENCE.iter().map(|(_, weight, of)| weight * of(c));
        said + rest.sum::<f32>()
    };
    seen.conducts.iter().map(lean).collect()
}

/// How well turn follows on turn, for each pair of people and their sides.
struct Pairs {
    people: usize,
    /// For each pair: after a question, after a long turn, after anything else.
    counts: Vec<[f32; 3]>,
}

fn pairs(seen: &Seen, people: usize) -> Pairs {
    // Nobody has a table for a village: beyond that size nobody meets the same people again.
    const TABLE: usize = 400;
    let mut counts = vec![[0.0; 3]; people.min(TABLE) * people.min(TABLE)];
    for (step, count) in &seen.steps {
        if step.from < people.min(TABLE) && step.to < people.min(TABLE) {
            let cell = &mut counts[step.from * people.min(TABLE) + step.to];
            let count = *count as f32;
            let counted = count * PAIRS / (count + PAIRS);
            cell[step.after as usize] += counted;
        }
    }
    Pairs {
        people: people.min(TABLE),
        counts,
    }
}

impl Pairs {
    /// The logarithm of how likely `two` speaks after `one` as often as it happens.
    fn get(&self, one: usize, two: usize, asks: bool, next_asks: bool) -> f32 {
        if one == two || one >= self.people || two >= self.people {
            return 0.0;
        }
        let counts = &self.counts[one * self.people + two];
        let likely = if asks { TO_ANSWER } else { TO_ASK };
        let other = asks != next_asks;
        let log = |p: f32| if other { p.ln() } else { (1.0 - p).ln() };
        let all = counts.iter().zip(likely);
        FOLLOWS * all.map(|(count, likely)| count * log(likely)).sum::<f32>()
    }
}
