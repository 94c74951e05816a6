//! All utterances to those of a part of the episode, which is a small episode of its own.
//!
//! The lines are cut before they are spoken, so that a part costs what it is long; a line's job
//! does not know of the part it stands in, so that its take is the take of the whole episode. How
//! many lines fill a minute is known only once they are spoken: here they are estimated to be so
//! short that enough remain, and the rest is cut off behind the speaking.

use super::{Opening, Origin, Utterance, heard};
use crate::audio::Millis;
use crate::cast::Cast;
use crate::diag::Source;
use crate::engines::Spoken;
use crate::script::Script;
use std::ops::RangeInclusive;
use std::path::PathBuf;

/// Letters in a second of a voice at its own rate. Conversation has fifteen, and the fastest
/// voices have twenty: whoever counts on more never has too few lines, and speaks some that
/// are cut off again (their takes are kept).
const FASTEST: f64 = 25.0;

/// A part of an episode, as one asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Excerpt {
    /// The chapter of this number, from 1, as the episode lists them.
    Chapter(usize),
    /// What stands on these lines of the source, from 1. A paragraph belongs to the line at
    /// which it begins, as listings have it, and each of its sentences to its own lines too.
    Lines(RangeInclusive<usize>),
    /// The first whole lines that fit into this time; at least one.
    Sample(Millis),
}

/// A part of an episode, cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// Which part it is, for people: `lines 12-40 of 191`.
    pub what: String,
    /// How long it may become; what is longer is cut off once lengths are known.
    pub most: Option<Millis>,
}

/// Why there is no such part.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExcerptError {
    /// The episode has no chapter of that number.
    #[error("there is no chapter {asked}: {}", chapters(*last))]
    Chapter {
        /// The number that was asked for.
        asked: usize,
        /// How many there are.
        last: usize,
    },
    /// No word that is spoken stands on these lines.
    #[error(
        "nothing on {} of {} is spoken{}",
        lines(asked),
        path.display(),
        nearest(*before, *after)
    )]
    Lines {
        /// The file.
        path: PathBuf,
        /// The lines that were asked for.
        asked: RangeInclusive<usize>,
        /// The last line before them that is spoken.
        before: Option<usize>,
        /// The first line after them that is spoken.
        after: Option<usize>,
    },
}

/// Leaves of `utterances` those of a part; the first of them opens as an episode does.
///
/// # Errors
/// When there is no such chapter, or no such line in which a word is spoken.
pub fn excerpt(
    script: &Script,
    cast: &Cast,
    utterances: &mut Vec<Utterance>,
    wanted: &Excerpt,
) -> Result<Cut, ExcerptError> {
    let cut = match wanted {
        Excerpt::Chapter(number) => chapter(script, utterances, *number)?,
        Excerpt::Lines(asked) => {
            let found = on_lines(&script.source, utterances, asked)?;
            let mut at = 0;
            let mut found = found.into_iter().peekable();
            utterances.retain(|_| {
                at += 1;
                found.next_if_eq(&(at - 1)).is_some()
            });
            let count = script.source.text().lines().count();
            let clamped = *asked.start()..=(*asked.end()).min(count);
            Cut {
                what: format!("{} of {count}", lines(&clamped)),
                most: None,
            }
        }
        Excerpt::Sample(most) => {
            let enough = enough(cast, utterances, *most);
            utterances.truncate(enough);
            Cut {
                what: format!("the first {}", length(*most)),
                most: Some(*most),
            }
        }
    };
    if let Some(first) = utterances.first_mut() {
        first.opens = Opening::Episode;
    }
    Ok(cut)
}

/// The numbers of the utterances on some lines of the source, in order; at least one.
///
/// # Errors
/// When nothing that is spoken stands there.
pub fn on_lines(
    source: &Source,
    utterances: &[Utterance],
    asked: &RangeInclusive<usize>,
) -> Result<Vec<usize>, ExcerptError> {
    let mut found = Vec::new();
    let (mut before, mut after) = (None, None);
    for (number, utterance) in utterances.iter().enumerate() {
        let Origin::Page { span, line } = utterance.origin else {
            continue;
        };
        let first = source.line(span.start);
        let last = source.line(span.end.saturating_sub(1)).max(first);
        if asked.contains(&line) || (first <= *asked.end() && *asked.start() <= last) {
            found.push(number);
        } else if first < *asked.start() {
            before = before.max(Some(first));
        } else {
            after = Some(after.map_or(first, |after: usize| after.min(first)));
        }
    }
    match found.is_empty() {
        false => Ok(found),
        true => Err(ExcerptError::Lines {
            path: source.path().to_path_buf(),
            asked: asked.clone(),
            before,
            after,
        }),
    }
}

fn chapter(
    script: &Script,
    utterances: &mut Vec<Utterance>,
    number: usize,
) -> Result<Cut, ExcerptError> {
    let openings = heard::openings(script, utterances);
    let at = number.checked_sub(1);
    let Some((at, &(chapter, first))) = at.and_then(|at| Some((at, openings.get(at)?))) else {
        return Err(ExcerptError::Chapter {
            asked: number,
            last: openings.len(),
        });
    };
    if let Some((_, next)) = openings.get(at + 1) {
        utterances.truncate(*next);
    }
    // What comes before the first chapter (a script may begin without one) is heard in it.
    utterances.drain(..if at == 0 { 0 } else { first });
    Ok(Cut {
        what: format!("chapter {number}, “{}”", script.chapters[chapter].title),
        most: None,
    })
}

/// How many utterances are certain to fill a time, or all.
fn enough(cast: &Cast, utterances: &[Utterance], most: Millis) -> usize {
    let most = f64::from(most.0) / 1000.0;
    let mut filled = 0.0;
    let fits = |utterance: &&Utterance| {
        let room = filled <= most;
        filled += least(cast, utterance);
        room
    };
    utterances.iter().take_while(fits).count()
}

/// The least time in seconds that an utterance may take.
fn least(cast: &Cast, utterance: &Utterance) -> f64 {
    let rate = f64::from(cast.parts[utterance.part].voice.rate).max(0.1);
    let each = |token: &super::Token| match &token.spoken {
        Spoken::Text(text) => {
            text.chars().filter(|c| c.is_alphanumeric()).count() as f64 / (FASTEST * rate)
        }
        Spoken::Break(millis) => f64::from(*millis) / 1000.0,
        Spoken::Ipa { .. } | Spoken::Mark(_) => 0.0,
    };
    utterance.tokens.iter().map(|token| each(&token)).sum()
}

fn lines(asked: &RangeInclusive<usize>) -> String {
    match (*asked.start(), *asked.end()) {
        (first, last) if first == last => format!("line {first}"),
        (first, usize::MAX) => format!("line {first} and after"),
        (first, last) => format!("lines {first}-{last}"),
    }
}

fn chapters(last: usize) -> String {
    match last {
        0 => "the episode has none".into(),
        1 => "the episode has one".into(),
        _ => format!("the episode has the chapters 1 to {last}"),
    }
}

fn nearest(before: Option<usize>, after: Option<usize>) -> String {
    match (before, after) {
        (Some(before), Some(after)) => {
            format!("; the nearest lines that are spoken are {before} and {after}")
        }
        (Some(line), None) => format!("; the last line that is spoken is {line}"),
        (None, Some(line)) => format!("; the first line that is spoken is {line}"),
        (None, None) => String::new(),
    }
}

/// `60 s`, `2 min`, `1.5 s`.
fn length(Millis(millis): Millis) -> String {
    match millis {
        _ if millis >= 120_000 && millis % 60_000 == 0 => format!("{} min", millis / 60_000),
        _ => format!("{} s", f64::from(millis) / 1000.0),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
#[path = "excerpt_tests.rs"]
mod tests;
