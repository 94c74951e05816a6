//! Lines to the order in which they are spoken: the longest of the next few first.
//!
//! With the longest first no worker is left alone with a long line at the end. Only the next few
//! are looked at, since what is far ahead of its turn would have to wait for it in memory where
//! takes are streamed in order; and the oldest is never overtaken by more than those.

use std::collections::VecDeque;
use std::sync::Mutex;

/// How far ahead of the oldest line that nobody has a line may be spoken.
const LOOK_AHEAD: usize = 64;

/// Hands each line to one worker.
pub(super) struct Schedule {
    /// The numbers of the lines that nobody has, in order, with their lengths; and how many
    /// lines came in here.
    state: Mutex<(VecDeque<(usize, usize)>, usize)>,
    lengths: Vec<usize>,
}

impl Schedule {
    /// Of lines that are about as long as this, in any unit.
    pub(super) fn new(lengths: Vec<usize>) -> Schedule {
        Schedule {
            state: Mutex::default(),
            lengths,
        }
    }

    /// The number of a line that nobody has yet.
    pub(super) fn next(&self) -> Option<usize> {
        // Nothing in here can panic, so a poisoned lock is as good as another.
        let mut state = self
            .state
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let (waiting, seen) = &mut *state;
        let oldest = waiting.front().map_or(*seen, |(number, _)| *number);
        while *seen < self.lengths.len().min(oldest + LOOK_AHEAD) {
            waiting.push_back((*seen, self.lengths[*seen]));
            *seen += 1;
        }
        let longest = (0..waiting.len()).rev().max_by_key(|at| waiting[*at].1)?;
        waiting.remove(longest).map(|(number, _)| number)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn order(lengths: Vec<usize>) -> Vec<usize> {
        let schedule = Schedule::new(lengths);
        std::iter::from_fn(|| schedule.next()).collect()
    }

    #[test]
    fn the_longest_comes_first_and_among_equals_the_oldest() {
        assert_eq!(order(vec![1, 9, 3, 9]), [1, 3, 2, 0]);
        assert!(order(vec![]).is_empty());
    }

    #[test]
    fn nobody_is_overtaken_by_more_than_a_few() {
        let lengths: Vec<usize> = (0..1000).collect();
        let order = order(lengths);
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert!(sorted.iter().copied().eq(0..1000));
        let mut waiting: std::collections::BTreeSet<usize> = (0..1000).collect();
        for number in order {
            let oldest = *waiting.first().unwrap();
            assert!(number < oldest + LOOK_AHEAD, "{number} before {oldest}");
            waiting.remove(&number);
        }
    }
}
