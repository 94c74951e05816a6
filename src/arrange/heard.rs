//! Word times of takes to [`Heard`]: when which of the author's words are heard in the episode.
//!
//! In an order of their own, because takes know tokens and frames of their own rate, and what comes
//! behind (captions, a page that is read along) wants words and frames of the episode. A take that knows no times,
//! as a recording, is shared out by the weight of its words (`speak`).

use super::{Stretch, Timeline};
use crate::engines::{Spoken, Timing};
use crate::prepare::Utterance;
use crate::speak::{Stored, weight};
use std::ops::Range;

/// When some of a line's words are heard. Small, for ten hours have a hundred thousand of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// Byte range in the line's text.
    pub shown: (u32, u32),
    /// First frame, and one past the last, from the beginning of the line's caption
    /// ([`Timeline::heard`] counts them from the episode's).
    pub frames: (u32, u32),
    /// How that is known.
    pub timing: Timing,
}

impl Timeline {
    /// Fills in [`Timeline::words`]. Both in the order of the captions.
    pub fn hear(&mut self, utterances: &[Utterance], takes: &[Stored]) {
        let rate = self.rate;
        let of = |((caption, utterance), take): ((&Stretch, &Utterance), &Stored)| {
            let length = u32::try_from(caption.frames()).unwrap_or(u32::MAX);
            let words = match take.words.is_empty() {
                true => shared(utterance, length),
                false => timed(utterance, take, rate, length),
            };
            words.into_boxed_slice()
        };
        let lines = self.captions.iter().zip(utterances).zip(takes);
        self.words = lines.map(of).collect();
    }

    /// The words of a line: where they stand in its text, and when they are heard, in frames of the
    /// episode. In order, not overlapping, inside the line's caption; nothing if it was never
    /// filled in.
    pub fn heard(&self, line: usize) -> impl Iterator<Item = (Range<usize>, Stretch)> {
        let from = self.captions.get(line).map_or(0, |caption| caption.start);
        let words = self.words.get(line).into_iter().flatten();
        words.map(move |word| {
            let (start, end) = word.frames;
            let at = Stretch {
                start: from + u64::from(start),
                end: from + u64::from(end),
            };
            (word.shown.0 as usize..word.shown.1 as usize, at)
        })
    }
}

/// What a take knows. A line that is cut off by the next one has its last words at its end: they are
/// heard below the other's.
fn timed(utterance: &Utterance, take: &Stored, rate: crate::audio::Hz, length: u32) -> Vec<Heard> {
    let tokens: Vec<Range<usize>> = utterance.tokens.iter().map(|t| t.shown).collect();
    let frame = |at: u32| {
        let at = rate.rescale(u64::from(at), take.rate);
        u32::try_from(at).unwrap_or(u32::MAX).min(length)
    };
    let mut free = (0, 0);
    let mut words = Vec::with_capacity(take.words.len());
    for word in &take.words {
        let Some(shown) = tokens.get(word.token as usize).and_then(text) else {
            continue;
        };
        // Two marks of one number would be one word twice.
        if shown.0 < free.1 {
            continue;
        }
        let start = frame(word.start).max(free.0);
        let end = frame(word.end).max(start);
        free = (end, shown.1);
        words.push(Heard {
            shown,
            frames: (start, end),
            timing: word.timing,
        });
    }
    words
}

/// A stretch shared out among all that is said.
fn shared(utterance: &Utterance, length: u32) -> Vec<Heard> {
    let said = |token: crate::prepare::Token| {
        let weight = match &token.spoken {
            Spoken::Text(text) | Spoken::Ipa { fallback: text, .. } => weight(text),
            Spoken::Break(_) | Spoken::Mark(_) => 0.0,
        };
        (weight > 0.0).then_some(())?;
        Some((text(&token.shown)?, weight))
    };
    let tokens: Vec<_> = utterance.tokens.iter().filter_map(said).collect();
    let sum: f64 = tokens.iter().map(|(_, weight)| weight).sum();
    let (mut before, mut start) = (0.0, 0);
    let place = |(shown, weight): ((u32, u32), f64)| {
        before += weight;
        let end = (before / sum * f64::from(length)).round() as u32;
        let end = end.clamp(start, length);
        let frames = (std::mem::replace(&mut start, end), end);
        Heard {
            shown,
            frames,
            timing: Timing::Estimated,
        }
    };
    tokens.into_iter().map(place).collect()
}

/// A token's words, if it shows any. A sentence is shorter than four gigabytes: files are refused long
/// before.
fn text(shown: &Range<usize>) -> Option<(u32, u32)> {
    (!shown.is_empty()).then_some((shown.start as u32, shown.end as u32))
}

#[cfg(test)]
#[path = "heard_tests.rs"]
#[allow(clippy::unwrap_used)]
mod tests;
