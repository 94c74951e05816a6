//! Lines and what sounds in them to people: how much each speaks, how fast, and how loud.

use super::beside::Caption;
use super::measure::{Hop, Measured};
use crate::audio::speech;
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// Somebody who speaks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Person {
    /// The name as captions have it; empty if they have none.
    pub name: String,
    /// Seconds of speech in the interview's own lines, silences removed.
    pub seconds: f64,
    /// Of everybody's, from 0 to 1.
    pub share: f64,
    /// Words of the interview.
    pub words: usize,
    /// Words a minute of speech, silences removed; `None` without speech.
    pub pace: Option<f64>,
    /// Words a minute of the lines from start to end, silences in them included.
    pub pace_overall: Option<f64>,
    /// Integrated loudness of everything this person says, in LUFS as heard on two loudspeakers,
    /// measured on it alone; `None` for less than half a second.
    pub loudness: Option<f64>,
    /// How much is lost when a stereo file is folded into one channel, in dB; `None` in mono.
    pub fold_loss: Option<f64>,
}

/// All of it together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Speech {
    /// Everybody, in the order in which they are first heard.
    pub people: Vec<Person>,
    /// Words of the interview.
    pub words: usize,
    /// Seconds of speech in the interview's own lines, silences removed.
    pub seconds: f64,
    /// Words a minute of speech, silences removed.
    pub pace: Option<f64>,
    /// Words a minute of the whole file.
    pub pace_overall: Option<f64>,
    /// Seconds of speech in announcements, silences removed.
    pub announced: f64,
}

/// Who says which caption: the number of each among the names.
pub(super) fn speakers(captions: &[Caption]) -> (Vec<String>, Vec<usize>) {
    let mut names: Vec<String> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let whose = captions.iter().map(|caption| {
        *known.entry(&caption.name).or_insert_with(|| {
            names.push(caption.name.clone());
            names.len() - 1
        })
    });
    let whose = whose.collect();
    (names, whose)
}

/// Counts and measures everybody. `lines` are the captions in frames of the file.
pub(super) fn people(measured: &Measured, captions: &[Caption], lines: &[Range<u64>]) -> Speech {
    let (names, whose) = speakers(captions);
    let mut tally = vec![Tally::default(); names.len()];
    let mut announced = 0;
    for (at, caption) in captions.iter().enumerate() {
        let (Some(sounding), Some(line)) = (measured.lines.get(at), lines.get(at)) else {
            continue;
        };
        let tally = &mut tally[whose[at]];
        tally.hops.extend_from_slice(within(measured, line));
        if caption.announced {
            announced += sounding.frames;
            continue;
        }
        tally.words += speech::words(&caption.text);
        tally.sounding += sounding.frames;
        tally.frames += line.end - line.start;
    }
    let all = |of: fn(&Tally) -> u64| tally.iter().map(of).sum::<u64>();
    let (sounding, words) = (all(|t| t.sounding), tally.iter().map(|t| t.words).sum());
    let pace = |words: usize, frames: u64| {
        (frames > 0).then(|| words as f64 * 60.0 / measured.seconds(frames))
    };
    let people = names.into_iter().zip(&tally).map(|(name, tally)| Person {
        name,
        seconds: measured.seconds(tally.sounding),
        share: tally.sounding as f64 / sounding.max(1) as f64,
        words: tally.words,
        pace: pace(tally.words, tally.sounding),
        pace_overall: pace(tally.words, tally.frames),
        loudness: measured.loudness_of(&tally.hops),
        fold_loss: (measured.channels > 1).then(|| fold_loss(&tally.hops)),
    });
    Speech {
        people: people.collect(),
        words,
        seconds: measured.seconds(sounding),
        pace: pace(words, sounding),
        pace_overall: pace(words, measured.frames),
        announced: measured.seconds(announced),
    }
}

#[derive(Debug, Clone, Default)]
struct Tally {
    words: usize,
    sounding: u64,
    frames: u64,
    hops: Vec<Hop>,
}

/// The hops that lie wholly in a line.
fn within<'a>(measured: &'a Measured, line: &Range<u64>) -> &'a [Hop] {
    let hop = measured.hop();
    let first = line.start.div_ceil(hop) as usize;
    let last = (line.end / hop) as usize;
    measured.hops.get(first..last).unwrap_or_default()
}

/// What folding takes away, in dB: (L+R)/2 on both loudspeakers against L and R.
fn fold_loss(hops: &[Hop]) -> f64 {
    let sum = |of: fn(&Hop) -> f32| hops.iter().map(|hop| f64::from(of(hop))).sum::<f64>();
    let (square, folded) = (sum(|hop| hop.square), sum(|hop| hop.folded));
    match square > 0.0 {
        true => 10.0 * (square / folded).log10(),
        false => 0.0,
    }
}
