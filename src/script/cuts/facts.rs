//! What the whole document shows about its marks: whether it has time stamps, notes of a
//! transcriber, footnotes. One mark proves little; a page full of them proves itself.

use super::groups::{self, Group};
use super::stamps;
use crate::read::Habit;
use crate::script::page::Para;
use std::collections::BTreeSet;

/// See the file's head.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Plain text: no reader has looked for markup in it.
    pub(super) plain: bool,
    /// Times in round brackets.
    pub(super) round: usize,
    /// Paragraphs that are a time and nothing else.
    pub(super) alone: usize,
    /// Paragraphs that begin with a time, and those that end with one.
    pub(super) first: usize,
    pub(super) last: usize,
    /// Paragraphs with words.
    pub(super) paras: usize,
    /// Someone wrote down how it was said: `(.)`, `(..)`, `#00:01:12-3#`.
    pub(super) transcribed: bool,
    /// A transcript of a court, whose reporter writes what happens in brackets on lines of their
    /// own.
    pub(super) court: bool,
    /// The numbers in square brackets.
    pub(super) numbers: BTreeSet<u32>,
    /// A paragraph begins with an asterisk, as a footnote does, and none is a list.
    pub(super) starred: bool,
}

/// Looks at all of it once.
pub(super) fn learn(paras: &[Para], groups: &[Vec<Group>], habit: Habit) -> Facts {
    let mut facts = Facts {
        plain: habit == Habit::Plain,
        court: habit == Habit::Court,
        ..Facts::default()
    };
    for (para, groups) in paras.iter().zip(groups) {
        let text = &para.text;
        facts.paras += usize::from(!text.is_empty());
        if stamps::is_stamp(text) {
            facts.alone += 1;
            continue;
        }
        if stamps::bare(text).is_some() {
            facts.first += 1;
        }
        facts.last += usize::from(stamps::bare_end(text).is_some());
        let note = text.strip_prefix('*').is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_alphanumeric() || c == ' ') && !rest.contains('*')
        });
        facts.starred |= note;
        for group in groups {
            let words = group.words(text);
            facts.round += usize::from(group.round() && stamps::is_stamp(words));
            facts.transcribed |= group.round() && matches!(words, "." | "..");
            facts.transcribed |= group.open == '#' && stamps::is_stamp(words);
            if group.open == '[' && group.from > 0 {
                facts.numbers.extend(words.parse::<u32>().ok());
            }
        }
    }
    facts
}

/// The groups of each paragraph.
pub(super) fn groups(paras: &[Para]) -> Vec<Vec<Group>> {
    paras.iter().map(|para| groups::find(&para.text)).collect()
}
