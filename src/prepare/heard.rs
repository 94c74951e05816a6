//! A script's chapters to those that are heard.
//!
//! A chapter in which nothing is spoken is none that a listener could jump to. What is listed,
//! counted and asked for by number are these; decided here, once, for all of them.

use super::Utterance;
use crate::script::Script;

/// The numbers of the script's chapters in which something is spoken: the only ones that a
/// listener could jump to, and so the only ones that an episode has.
#[must_use]
pub fn heard(script: &Script, utterances: &[Utterance]) -> Vec<usize> {
    openings(script, utterances)
        .into_iter()
        .map(|(chapter, _)| chapter)
        .collect()
}

/// Each chapter that is heard, with the first utterance in it.
#[must_use]
pub fn openings(script: &Script, utterances: &[Utterance]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (number, chapter) in script.chapters.iter().enumerate() {
        let next = script
            .chapters
            .get(number + 1)
            .map_or(usize::MAX, |c| c.turn);
        let first = utterances.partition_point(|u| u.turn < chapter.turn);
        if utterances.get(first).is_some_and(|u| u.turn < next) {
            found.push((number, first));
        }
    }
    found
}
