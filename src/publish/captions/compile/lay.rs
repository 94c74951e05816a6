//! The words of one person's turn to cues and lines: the cheapest way to part them.
//!
//! Not from left to right, taking what fits: so the last cue is one word, and the break lies wherever the
//! width ran out. Every way to part the turn has a price ([`Turn::cue`]), and the cheapest is found by
//! dynamic programming (as Knuth and Plass break paragraphs, 1981): the best way to reach each word is the
//! best way to reach the beginning of a cue that ends there, and that cue. A cue holds so few words that this takes
//! time in proportion to the turn.

use super::super::profile::{FLICKER, Pace, Profile, SLACK, words as count};
use super::words::{Word, is_spaceless};
use crate::audio::Hz;
use std::ops::Range;

/// What a cue costs in itself: few are better than many.
const CUE: u64 = 14;
/// A break between two cues weighs so much more than one between two lines.
const BETWEEN_CUES: u64 = 2;
/// For a sentence that begins inside of a cue: next to others that are whole, and otherwise.
const SENTENCES: u64 = 3;
const PARTS_OF_SENTENCES: u64 = 30;
/// For each second that is missing to read a cue, or to see it at all, and for being one of those: more than
/// any break that tears nothing, because a cue that could have been read otherwise is a fault.
const MISSING: u64 = 60;
const HURRIED: u64 = 150;
/// A silence of more than this is longer than any comma, in milliseconds; what is behind it would be read
/// long before it is heard. For each second of it.
const SILENCE: u64 = 600;
const EARLY: u64 = 50;
/// For lines of unlike length, the whole width.
const UNEVEN: u64 = 8;
/// For a line with next to nothing on it (`who,`).
const ALONE: u64 = 6;
const ALONE_COLUMNS: usize = 6;
/// For a few letters alone in a cue, of a turn that has more.
const TINY: u64 = 10;
const TINY_COLUMNS: usize = 12;
/// For a cue that can last no longer and leaves a hole before the next.
const STRANDED: u64 = 300;
/// For a cue that lasts longer than it may, or cannot be read in the longest time: as good as never.
const NEVER: u64 = 100_000;
/// More words than fit into any cue, even if they take no room.
const MOST_WORDS: usize = 200;

/// A turn, or a part of one, that cues do not reach across.
pub(super) struct Turn<'a> {
    pub(super) profile: &'a Profile,
    pub(super) words: &'a [Word],
    /// What it costs to break before each word.
    pub(super) breaks: &'a [u32],
    /// At most so many columns in a line.
    pub(super) width: usize,
    /// What the name before the first words takes of the first line, and of that of every other cue.
    pub(super) label: (usize, usize),
    /// When something else is shown, in frames; the end of the episode if there is nothing.
    pub(super) next: u64,
    pub(super) rate: Hz,
    sums: Vec<Sums>,
}

/// Of everything before a word.
#[derive(Clone, Copy, Default)]
struct Sums {
    columns: usize,
    /// Quarters of words, for those paces that count words.
    quarters: usize,
    /// Sentences that begin.
    opens: usize,
    /// What silences cost.
    early: u64,
}

/// What is shown at once: numbers of words, in each line.
pub(super) type Lines = Vec<Range<usize>>;

impl<'a> Turn<'a> {
    #[allow(clippy::too_many_arguments)] // what a turn is, and one caller
    pub(super) fn new(
        profile: &'a Profile,
        words: &'a [Word],
        breaks: &'a [u32],
        width: usize,
        label: (usize, usize),
        next: u64,
        rate: Hz,
    ) -> Turn<'a> {
        let mut sum = Sums::default();
        let mut sums = vec![sum];
        for (at, word) in words.iter().enumerate() {
            let before = at.checked_sub(1).map_or(word.at.start, |n| words[n].at.end);
            let silence = rate.millis(word.at.start.saturating_sub(before));
            sum.columns += word.columns + usize::from(!word.glued);
            sum.quarters += match profile.pace {
                Pace::Characters(_) => 0,
                // Half a word for a wide character, as the profile counts them.
                Pace::Words(_) if word.text.contains(is_spaceless) => word.columns,
                Pace::Words(_) => 4 * count(&word.text),
            };
            sum.opens += usize::from(word.opens);
            sum.early += silence.saturating_sub(SILENCE) * EARLY / 1_000;
            sums.push(sum);
        }
        Turn {
            profile,
            words,
            breaks,
            width,
            label,
            next,
            rate,
            sums,
        }
    }

    /// The cheapest cues. Together they hold every word.
    pub(super) fn cues(&self) -> Vec<Lines> {
        let count = self.words.len();
        // The cost of the best way up to each word, and where its last cue begins.
        let mut best: Vec<Option<(u64, usize)>> = vec![None; count + 1];
        best[0] = Some((0, 0));
        for from in 0..count {
            let Some((so_far, _)) = best[from] else {
                continue;
            };
            for (to, best) in best.iter_mut().enumerate().skip(from + 1).take(MOST_WORDS) {
                let Some(cost) = self.cue(from..to) else {
                    // A longer one does not fit either.
                    break;
                };
                let cost = so_far + cost;
                if best.is_none_or(|(other, _)| cost < other) {
                    *best = Some((cost, from));
                }
            }
        }
        let mut cues = Vec::new();
        let mut to = count;
        // A single word always fits, so that every word was reached.
        while let (true, Some((_, from))) = (to > 0, best[to]) {
            cues.push(self.lines(from..to));
            to = from;
        }
        cues.reverse();
        cues
    }

    /// What a cue of these words costs; `None` if they do not fit.
    fn cue(&self, range: Range<usize>) -> Option<u64> {
        let (from, to) = (range.start, range.end);
        let lines = self
            .part(range.clone(), self.offset(from), self.profile.lines)?
            .0;
        let end = self.breaks.get(to).map_or(0, |cost| u64::from(*cost));
        let mut cost = CUE + lines + end * BETWEEN_CUES;
        let (first, last) = (self.sums[from], self.sums[to]);
        // Sentences that begin behind the first word.
        let begun = (last.opens - self.sums[from + 1].opens) as u64;
        let whole = self.words[from].opens && self.words.get(to).is_none_or(|word| word.opens);
        cost += begun * if whole { SENTENCES } else { PARTS_OF_SENTENCES };
        cost += last.early - self.sums[from + 1].early;
        if self.columns(&range) < TINY_COLUMNS && range.len() < self.words.len() {
            cost += TINY;
        }
        Some(cost + self.hurry(&range, last.quarters - first.quarters))
    }

    /// What it costs that a cue is too short, too fast or too long.
    fn hurry(&self, range: &Range<usize>, quarters: usize) -> u64 {
        let ms = |frame: u64| self.rate.millis(frame);
        let Profile {
            shortest, longest, ..
        } = *self.profile;
        let start = ms(self.words[range.start].at.start);
        let spoken = ms(self.words[range.end - 1].at.end).saturating_sub(start);
        let next = ms(self
            .words
            .get(range.end)
            .map_or(self.next, |word| word.at.start));
        let gap = if self.profile.closes {
            0
        } else {
            self.profile.gap.0
        };
        let given = next.saturating_sub(start).saturating_sub(u64::from(gap));
        let reading = self
            .profile
            .pace
            .millis(self.columns(range), quarters.div_ceil(4));
        let mut cost = 0;
        if spoken > u64::from(longest.0) && range.len() > 1 {
            cost += NEVER + spoken;
        }
        if reading > u64::from(longest.0) {
            cost += NEVER / 10;
        }
        // What it could not close before the next one, which would be blamed for it.
        let hole = next.saturating_sub(start + u64::from(longest.0));
        let shown = spoken.max(reading).max(u64::from(shortest.0));
        let closes = next.saturating_sub(start + shown) < u64::from(FLICKER.0);
        let small = u64::from(self.profile.gap.0.saturating_add(SLACK.0));
        if closes && (small + 1..u64::from(FLICKER.0)).contains(&hole) {
            cost += STRANDED;
        }
        let given = given.min(u64::from(longest.0));
        for wanted in [u64::from(shortest.0), reading] {
            let missing = wanted.saturating_sub(given);
            if missing > 0 {
                cost += HURRIED + missing * MISSING / 1_000;
            }
        }
        cost
    }

    /// What stands before the words of a cue that begins there.
    fn offset(&self, from: usize) -> usize {
        if from == 0 {
            self.label.0
        } else {
            self.label.1
        }
    }

    /// How wide words are on one line.
    fn columns(&self, range: &Range<usize>) -> usize {
        let space = usize::from(!self.words[range.start].glued);
        self.sums[range.end].columns - self.sums[range.start].columns - space
    }

    /// The cheapest way to lay words on so many lines: what it costs, and where the second line begins if there
    /// is one. As few lines as hold them.
    fn part(
        &self,
        range: Range<usize>,
        offset: usize,
        lines: usize,
    ) -> Option<(u64, Option<usize>)> {
        let room = self.width.checked_sub(offset)?;
        let all = self.columns(&range);
        if all <= room {
            return Some((0, None));
        }
        if lines < 2 || all > room + (lines - 1) * (self.width + 1) {
            return None;
        }
        let mut best: Option<(u64, Option<usize>)> = None;
        // Only behind a name may the first line be without words.
        let first = range.start + usize::from(offset == 0);
        for at in first..range.end {
            let wide = match at == range.start {
                true => 0,
                false => self.columns(&(range.start..at)),
            };
            if wide > room {
                break;
            }
            let Some((rest, _)) = self.part(at..range.end, 0, lines - 1) else {
                continue;
            };
            let second = self.columns(&(at..range.end)).min(self.width);
            let broken = match at == range.start {
                // The name alone: as good as a phrase of its own.
                true => 4,
                false => u64::from(self.breaks[at]),
            };
            let uneven = (offset + wide).abs_diff(second) as u64 * UNEVEN / self.width as u64;
            let least = if at == range.start {
                second
            } else {
                second.min(offset + wide)
            };
            let alone = if least < ALONE_COLUMNS { ALONE } else { 0 };
            let cost = rest + broken + uneven + alone;
            if best.is_none_or(|(other, _)| cost < other) {
                best = Some((cost, Some(at)));
            }
        }
        best
    }

    fn lines(&self, range: Range<usize>) -> Lines {
        let mut lines = Lines::new();
        let (mut from, mut offset) = (range.start, self.offset(range.start));
        let mut left = self.profile.lines;
        while let Some((_, Some(at))) = self.part(from..range.end, offset, left) {
            lines.push(from..at);
            (from, offset, left) = (at, 0, left - 1);
        }
        lines.push(from..range.end);
        lines
    }
}
