//! What sounds in each line to pauses: how long nobody speaks, by what comes after.
//!
//! A pause lasts from the last sound of speech to the next one, by the definition of
//! [`crate::audio::speech`], at least [`SILENCE`] of it. Music and room tone in it do not end it.

use super::beside::{Caption, Chapter};
use super::measure::Measured;
use crate::audio::speech::SILENCE;
use serde::Serialize;
use std::ops::Range;

/// What a pause comes before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Before {
    /// More of the same sentence.
    Word,
    /// Another sentence of the same person.
    Sentence,
    /// Somebody else.
    Speaker,
    /// A new chapter.
    Chapter,
}

impl Before {
    /// All of them, the shortest first.
    pub const ALL: [Before; 4] = [
        Before::Word,
        Before::Sentence,
        Before::Speaker,
        Before::Chapter,
    ];

    /// As a person says it.
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            Before::Word => "within a sentence",
            Before::Sentence => "before a sentence",
            Before::Speaker => "before another person",
            Before::Chapter => "before a chapter",
        }
    }
}

/// The pauses of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Pauses {
    /// What they come before.
    pub before: Before,
    /// How many.
    pub count: usize,
    /// Median in seconds.
    pub median: f64,
    /// The longest in seconds, and where it begins.
    pub longest: f64,
    /// Where the longest begins, in seconds.
    pub at: f64,
}

/// Finds them; kinds without any are left out.
pub(super) fn pauses(
    measured: &Measured,
    captions: &[Caption],
    lines: &[Range<u64>],
    chapters: &[Chapter],
) -> Vec<Pauses> {
    let mut found: Vec<(Before, Range<u64>)> = Vec::new();
    let mut last: Option<(u64, &Caption)> = None;
    for ((caption, line), sounding) in captions.iter().zip(lines).zip(&measured.lines) {
        if sounding.range.is_empty() {
            continue;
        }
        let absolute = |at: u64| line.start + at;
        if let Some((end, before)) = last {
            let opens =
                |chapter: &Chapter| chapter.start > before.start && chapter.start <= caption.start;
            let kind = match () {
                () if chapters.iter().any(opens) => Before::Chapter,
                () if before.name != caption.name => Before::Speaker,
                () => Before::Sentence,
            };
            found.push((kind, end..absolute(sounding.range.start)));
        }
        let inner = sounding.silences.iter();
        found.extend(inner.map(|s| (Before::Word, absolute(s.start)..absolute(s.end))));
        last = Some((absolute(sounding.range.end), caption));
    }
    let least = measured.rate.frames(SILENCE);
    let of = |kind: Before| {
        let long = |range: &Range<u64>| range.end.saturating_sub(range.start) >= least;
        let mut found: Vec<&Range<u64>> = found
            .iter()
            .filter(|(before, range)| *before == kind && long(range))
            .map(|(_, range)| range)
            .collect();
        found.sort_by_key(|range| range.end - range.start);
        let length = |range: &Range<u64>| measured.seconds(range.end - range.start);
        let longest = found.last()?;
        let (low, high) = ((found.len() - 1) / 2, found.len() / 2);
        Some(Pauses {
            before: kind,
            count: found.len(),
            median: f64::midpoint(length(found[low]), length(found[high])),
            longest: length(longest),
            at: measured.seconds(longest.start),
        })
    };
    Before::ALL.into_iter().filter_map(of).collect()
}
