//! From how each paragraph leans to who speaks it: the likeliest course of the whole talk.
//!
//! A hidden Markov model with three states, before the talk, asked, answered. After a question
//! comes nearly always an answer, after an answer one as soon as the other; with that, a
//! statement between two answers is heard as the interviewer's if it leans a little, and a
//! question in the middle of a long answer is left there. The forward and backward sums
//! (Rabiner, "A Tutorial on Hidden Markov Models", 1989, section III) give each paragraph a
//! probability, which is the confidence. Linear in the paragraphs.

/// Who speaks a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Nobody yet: the introduction.
    Before,
    /// Who asks.
    Asks,
    /// Who answers.
    Answers,
}

const PARTS: [Part; 3] = [Part::Before, Part::Asks, Part::Answers];

/// How a paragraph follows on the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// A new paragraph, no more is known.
    Free,
    /// A sign (a dash, `>>`) says that another one speaks.
    Change,
    /// The sign is missing where there usually is one.
    Same,
}

/// A paragraph: how well it fits each part (logarithms), and how it follows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    pub(super) fits: [f32; 3],
    pub(super) step: Step,
}

/// Probabilities from each part to each.
const FREE: [[f32; 3]; 3] = [[0.70, 0.29, 0.01], [0.0, 0.08, 0.92], [0.0, 0.45, 0.55]];
const CHANGE: [[f32; 3]; 3] = [[0.02, 0.78, 0.20], [0.0, 0.04, 0.96], [0.0, 0.96, 0.04]];
const SAME: [[f32; 3]; 3] = [[0.96, 0.02, 0.02], [0.0, 0.97, 0.03], [0.0, 0.03, 0.97]];
/// Where it begins with no introduction, and where one may stand.
const AT_ONCE: [f32; 3] = [0.0, 0.6, 0.4];
const AT_EASE: [f32; 3] = [0.75, 0.24, 0.01];

fn table(step: Step) -> &'static [[f32; 3]; 3] {
    match step {
        Step::Free => &FREE,
        Step::Change => &CHANGE,
        Step::Same => &SAME,
    }
}

/// For each slot the part on the likeliest course, and how sure that is, 0 to 1. `introduced`
/// says whether an introduction may stand first.
pub(super) fn decode(slots: &[Slot], introduced: bool) -> Vec<(Part, f32)> {
    let start = if introduced { AT_EASE } else { AT_ONCE };
    let Some(first) = slots.first() else {
        return Vec::new();
    };
    let path = best(slots, &start);
    // Forward and backward sums, each scaled to 1 so that a long page does not run out of numbers.
    let mut forward: Vec<[f32; 3]> = Vec::with_capacity(slots.len());
    forward.push(scaled(std::array::from_fn(|to| {
        start[to] * first.fits[to].exp()
    })));
    for slot in &slots[1..] {
        let table = table(slot.step);
        let before = forward[forward.len() - 1];
        forward.push(scaled(std::array::from_fn(|to| {
            let sum: f32 = (0..3).map(|from| before[from] * table[from][to]).sum();
            sum * slot.fits[to].exp()
        })));
    }
    let mut after = [1.0f32; 3];
    let mut all = vec![(Part::Before, 0.0); slots.len()];
    for at in (0..slots.len()).rev() {
        let sure = scaled(std::array::from_fn(|part| forward[at][part] * after[part]));
        all[at] = (PARTS[path[at]], sure[path[at]]);
        let slot = &slots[at];
        let table = table(slot.step);
        after = scaled(std::array::from_fn(|from| {
            (0..3)
                .map(|to| table[from][to] * slot.fits[to].exp() * after[to])
                .sum()
        }));
    }
    all
}

/// The likeliest course as a whole (Viterbi).
fn best(slots: &[Slot], start: &[f32; 3]) -> Vec<usize> {
    let log = |p: f32| if p > 0.0 { p.ln() } else { -1e9 };
    let mut from_where: Vec<[usize; 3]> = Vec::with_capacity(slots.len());
    let mut score: [f32; 3] = [0.0; 3];
    for (at, slot) in slots.iter().enumerate() {
        let table = table(slot.step);
        let mut back = [0; 3];
        let mut next = [0.0; 3];
        for to in 0..3 {
            let (from, best) = if at == 0 {
                (0, log(start[to]))
            } else {
                let ways = (0..3).map(|from| (from, score[from] + log(table[from][to])));
                let best = ways.max_by(|a, b| a.1.total_cmp(&b.1));
                best.unwrap_or((0, 0.0))
            };
            back[to] = from;
            next[to] = best + slot.fits[to];
        }
        // Only the differences matter; a long page must not run out of precision.
        let top = next.into_iter().fold(f32::MIN, f32::max);
        score = next.map(|s| s - top);
        from_where.push(back);
    }
    let last = (0..3).max_by(|a, b| score[*a].total_cmp(&score[*b]));
    let mut at = last.unwrap_or(0);
    let mut path = vec![0; slots.len()];
    for n in (0..slots.len()).rev() {
        path[n] = at;
        at = from_where[n][at];
    }
    path
}

fn scaled(sums: [f32; 3]) -> [f32; 3] {
    let all: f32 = sums.iter().sum();
    if all > 0.0 {
        sums.map(|s| s / all)
    } else {
        [1.0 / 3.0; 3]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(leans: &[f32], step: Step) -> (String, f32) {
        let slots: Vec<Slot> = leans
            .iter()
            .map(|lean| Slot {
                fits: [-0.7, lean / 2.0, -lean / 2.0],
                step,
            })
            .collect();
        let all = decode(&slots, false);
        let letter = |part| match part {
            Part::Before => 'b',
            Part::Asks => 'q',
            Part::Answers => 'a',
        };
        let least = all.iter().map(|(_, sure)| *sure).fold(1.0, f32::min);
        (all.iter().map(|(part, _)| letter(*part)).collect(), least)
    }

    #[test]
    fn a_change_of_speakers_outweighs_what_one_paragraph_looks_like() {
        let (path, sure) = course(&[2.0, -1.0, 2.0, -1.0, 0.0, 1.0, 2.0, -1.0], Step::Change);
        assert_eq!(path, "qaqaqaqa");
        assert!(sure > 0.8, "{sure}");
        assert_eq!(course(&[2.0, -1.0, -1.0, 2.0, -1.0], Step::Free).0, "qaaqa");
    }

    #[test]
    fn long_pages_keep_their_precision() {
        let leans: Vec<f32> = (0..100_000)
            .map(|n| if n % 2 == 0 { 3.0 } else { -3.0 })
            .collect();
        let (path, sure) = course(&leans, Step::Free);
        assert!(path.starts_with("qaqa") && path.ends_with("qaqa") && sure > 0.9);
        assert!(decode(&[], true).is_empty());
    }
}
