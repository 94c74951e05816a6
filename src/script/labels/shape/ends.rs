//! Where a name may end: at a line, with the bold, at its greatest length.

use super::super::super::names;
use super::super::super::page::Gap;
use super::super::Dress;
use super::{LONGEST, Scan, WORDS};
use crate::read::address;

impl Scan<'_> {
    /// How far a name with an office behind it may go, as `Mme Berg, directrice du port` does.
    pub(super) fn longest(&self, from: usize) -> usize {
        let near = &self.text[from..cut(self.text, from + LONGEST)];
        let person = near.split_once(", ").map(|(person, _)| person);
        let called = |person: &str| {
            address::is_address(person) || (names::shouts(person) && names::is_name(person, WORDS))
        };
        if person.is_some_and(called) {
            3 * LONGEST
        } else {
            LONGEST
        }
    }

    /// Notes a name that is alone on its line, if the line ends here.
    pub(super) fn line_end(&mut self, from: usize, end: usize, asides: &[(usize, usize)]) -> bool {
        let ends = self.at < self.text.len() && self.para.gap(self.at) == Gap::Line;
        if ends {
            let here = self.at;
            self.push(self.text[from..end].trim(), asides, Dress::AloneAbove);
            self.at = here;
        }
        ends || self.at >= self.text.len()
    }

    /// The end of the bold stretch that begins at `from`.
    pub(super) fn bold_end(&self, from: usize) -> Option<usize> {
        let first = self.para.styles.partition_point(|(_, end, _)| *end <= from);
        let (start, end, style) = self.para.styles.get(first)?;
        (*start <= from && style.bold).then(|| {
            let inside = &self.text[from..(*end).max(from)];
            from + inside.trim_end().len()
        })
    }

    /// Do words follow the bold name, and not the sign of another dress?
    pub(super) fn after_bold(&self, at: usize) -> bool {
        let after = &self.text[at..];
        let sign = after
            .trim_start()
            .starts_with([':', '：', '—', '–', '-', '(', '[']);
        after.starts_with(' ') && !sign
    }
}

/// The greatest place up to `at` where the text may be cut.
pub(super) fn cut(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
