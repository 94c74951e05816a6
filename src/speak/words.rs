//! A take and its job to a take in which every marked token has a time.
//!
//! What the engine measured is kept. What it did not is shared out: between the measured words
//! before and after, the frames in which anything sounds are divided by the weight of each token: its
//! letters, half a one for each word, two before a pause, where voices slow down. Silences
//! found in the sound are nobody's; a long one is taken for the nearest pause that the words ask for (a
//! comma, a break), so that what is shared out stays short. Such times are marked
//! [`Timing::Estimated`].
//!
//! The weights were fitted to the measured times of 7,200 words in 690 lines of the embedded
//! engine's six voices: between two silences, where a word begins is then missed by 44 ms in the mean,
//! by 97 (it-IT) to 175 ms (en-US) in one word of twenty; English is worst (61 ms in the mean; Spanish and
//! Italian 32) because its small words are swallowed. Counting syllables besides letters, or long
//! words as more than their letters, gained less than 1 ms; without the slowing down the mean
//! was 64 ms.
//!
//! Part of the take, since a take is found by its key alone: captions of a warm render are those of the
//! cold one.

use crate::audio::{Hz, Millis, Pcm};
use crate::engines::{SpeakJob, Spoken, Take, Timing, WordTime};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// Counts up whenever the same take would get other times, so that stored takes can be told
/// apart.
pub(super) const VERSION: u32 = 1;

/// The stretch over which it is asked whether anything sounds.
const WINDOW: Millis = Millis(10);
/// A window is silent if none of its samples reaches this share of the take's peak.
const SILENT: f32 = 0.02; // -34 dB
/// Shorter silences are part of a word: the closure of a `t` is 60 ms long.
const GAP: Millis = Millis(90);
/// A pause is looked for so far from where it was expected, in seconds and as a share of what is
/// shared out.
const REACH: f64 = 0.4;
const REACH_SHARE: f64 = 0.15;

/// One marked token of a job.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Marked {
    token: u32,
    /// How long it takes beside the others; never 0.
    weight: f64,
    /// Do the words ask for a pause after it?
    pause: bool,
}

/// Gives every marked token of a job a time: in their order, not overlapping, inside the take.
pub(super) fn timed(job: &SpeakJob, mut take: Take) -> Take {
    let marked = marked(job);
    let frames = u32::try_from(take.audio.frames()).unwrap_or(u32::MAX);
    let known = known(&marked, &take.words, frames);
    let whole = known.iter().all(Option::is_some);
    let still = if whole {
        Vec::new()
    } else {
        silences(&take.audio)
    };
    let mut words: Vec<WordTime> = Vec::with_capacity(marked.len());
    let mut at = 0;
    while at < marked.len() {
        if let Some(word) = known[at].clone() {
            words.push(word);
            at += 1;
            continue;
        }
        let end = (at..marked.len())
            .find(|n| known[*n].is_some())
            .unwrap_or(marked.len());
        let from = words.last().map_or(0, |word| word.end);
        let to = known.get(end).and_then(Option::as_ref);
        let to = to.map_or(frames, |word| word.start);
        share(
            &marked[at..end],
            from..to,
            &still,
            take.audio.rate,
            &mut words,
        );
        at = end;
    }
    take.words = words;
    take
}

fn marked(job: &SpeakJob) -> Vec<Marked> {
    let mut all: Vec<Marked> = Vec::new();
    for part in &job.spoken {
        match (part, all.last_mut()) {
            (Spoken::Mark(token), _) => all.push(Marked {
                token: *token,
                weight: LEAST,
                pause: false,
            }),
            (_, None) => {}
            (Spoken::Text(text) | Spoken::Ipa { fallback: text, .. }, Some(last)) => {
                last.weight += weight(text);
                let sign = text.trim_end().chars().next_back();
                last.pause = sign.is_some_and(|c| matches!(c, ',' | ';' | ':' | '.' | '!' | '?'));
            }
            (Spoken::Break(_), Some(last)) => last.pause = true,
        }
    }
    let count = all.len();
    for (number, marked) in (1..).zip(&mut all) {
        if marked.pause || number == count {
            marked.weight += SLOWER;
        }
    }
    all
}

/// What no token weighs less than, so that none has no time.
const LEAST: f64 = 0.01;

/// How long a text takes beside others, in letters; 0 if nothing of it is said.
pub(crate) fn weight(text: &str) -> f64 {
    let of = |c: char| match c {
        c if c.is_ascii_digit() => 4.0,
        c if c.is_alphanumeric() => 1.0,
        _ => 0.0,
    };
    let words = text.split_whitespace().count() as f64;
    text.chars().map(of).sum::<f64>() + words * WORD
}

/// What a word takes besides its letters.
const WORD: f64 = 0.5;
/// What the last word before a pause takes besides.
const SLOWER: f64 = 2.0;

/// For each marked token the time that the engine gave it, as far as those are in order and inside
/// the take: an engine in another process could give anything.
fn known(marked: &[Marked], words: &[WordTime], frames: u32) -> Vec<Option<WordTime>> {
    let mut known = vec![None; marked.len()];
    // The first of several marks of the same number.
    let numbered = marked.iter().enumerate().rev();
    let places: BTreeMap<u32, usize> = numbered.map(|(n, m)| (m.token, n)).collect();
    let (mut at, mut from) = (0, 0);
    for word in words {
        let place = places.get(&word.token).filter(|place| **place >= at);
        let inside = from <= word.start && word.start < word.end && word.end <= frames;
        if let (Some(place), true) = (place, inside) {
            from = word.end;
            known[*place] = Some(word.clone());
            at = place + 1;
        }
    }
    known
}

/// The silences inside a take that are longer than [`GAP`], in order.
fn silences(audio: &Pcm) -> Vec<Range<u32>> {
    let peak = audio.samples.iter().map(|s| s.unsigned_abs()).max();
    let heard = (f32::from(peak.unwrap_or(0)) * SILENT) as u16;
    let window = (audio.rate.frames(WINDOW) as usize).max(1);
    let mut still: Vec<Range<u32>> = Vec::new();
    for (n, samples) in audio.samples.chunks(window).enumerate() {
        if samples.iter().any(|s| s.unsigned_abs() > heard) {
            continue;
        }
        let here = (n * window) as u32..(n * window + samples.len()) as u32;
        match still.last_mut() {
            Some(last) if last.end == here.start => last.end = here.end,
            _ => still.push(here),
        }
    }
    let gap = audio.rate.frames(GAP);
    still.retain(|still| u64::from(still.end - still.start) >= gap);
    still
}

/// Shares a stretch of the take out among tokens.
fn share(
    marked: &[Marked],
    stretch: Range<u32>,
    still: &[Range<u32>],
    rate: Hz,
    words: &mut Vec<WordTime>,
) {
    let stretch = stretch.start..stretch.end.max(stretch.start);
    let inside = |s: &Range<u32>| s.start.max(stretch.start)..s.end.min(stretch.end);
    let still: Vec<Range<u32>> = still.iter().map(inside).filter(|s| !s.is_empty()).collect();
    let clock = Clock::new(stretch, &still);
    // Where each token would end if all went by weight, in frames that sound.
    let sum: f64 = marked.iter().map(|m| m.weight).sum();
    let mut weight = 0.0;
    let mut ends: Vec<f64> = Vec::with_capacity(marked.len());
    for token in marked {
        weight += token.weight;
        ends.push(weight / sum * clock.sounding);
    }
    let anchors = anchors(marked, &ends, &clock, rate);
    // Between two anchors each end moves in proportion.
    let mut fixed = anchors.iter().copied().peekable();
    let (mut from, mut to) = ((0.0, 0.0), (clock.sounding, clock.sounding));
    if let Some((token, place)) = fixed.peek() {
        to = (ends[*token], *place);
    }
    let mut at = 0.0;
    for (number, token) in marked.iter().enumerate() {
        let way = (ends[number] - from.0) / (to.0 - from.0).max(f64::MIN_POSITIVE);
        let end = (from.1 + way.clamp(0.0, 1.0) * (to.1 - from.1)).max(at);
        let start = clock.frame(at, true);
        words.push(WordTime {
            token: token.token,
            start,
            end: clock.frame(end, false).max(start),
            timing: Timing::Estimated,
        });
        at = end;
        if fixed.next_if(|(last, _)| *last == number).is_some() {
            from = to;
            let next = fixed.peek().map(|(token, place)| (ends[*token], *place));
            to = next.unwrap_or((clock.sounding, clock.sounding));
        }
    }
}

/// Which tokens end at a silence, and where that is in frames that sound: each silence, the longest
/// first, goes to the nearest pause that is still free and keeps the order.
fn anchors(marked: &[Marked], ends: &[f64], clock: &Clock, rate: Hz) -> Vec<(usize, f64)> {
    let reach = (REACH * f64::from(rate.0)).max(REACH_SHARE * clock.sounding);
    let mut longest: Vec<&Still> = clock.inner().collect();
    longest.sort_by_key(|still| (Reverse(still.length), still.silent));
    let last = marked.len().saturating_sub(1);
    let mut anchors: Vec<(usize, f64)> = Vec::new();
    for Still { at: place, .. } in longest.into_iter().take(MOST_ANCHORS) {
        let next = anchors.partition_point(|(_, at)| at < place);
        let from = next.checked_sub(1).map_or(0, |n| anchors[n].0 + 1);
        let to = anchors.get(next).map_or(last, |(token, _)| *token);
        let near = ends[from..to.max(from)].partition_point(|end| end < place) + from;
        let off = |n: &usize| (ends[*n] - place).abs();
        let within = |n: &usize| off(n) <= reach;
        let before = (from..near)
            .rev()
            .take_while(within)
            .find(|n| marked[*n].pause);
        let after = (near..to).take_while(within).find(|n| marked[*n].pause);
        let nearest = before
            .into_iter()
            .chain(after)
            .min_by(|a, b| off(a).total_cmp(&off(b)));
        if let Some(token) = nearest {
            anchors.insert(next, (token, *place));
        }
    }
    anchors
}

/// Silences that are looked at: a line has a few, and a broken take must not cost a minute.
const MOST_ANCHORS: usize = 500;

/// A silence.
struct Still {
    /// After so many frames that sound.
    at: f64,
    /// Its length in frames.
    length: u32,
    /// Silent frames up to its end.
    silent: u32,
}

/// Frames that sound, counted without the silences between them.
struct Clock {
    stretch: Range<u32>,
    still: Vec<Still>,
    /// All frames that sound.
    sounding: f64,
}

impl Clock {
    /// `still` are in order and inside the stretch.
    fn new(stretch: Range<u32>, still: &[Range<u32>]) -> Clock {
        let mut silent = 0;
        let mut all = Vec::with_capacity(still.len());
        for s in still {
            let at = f64::from(s.start - stretch.start - silent);
            let length = s.end - s.start;
            silent += length;
            all.push(Still { at, length, silent });
        }
        Clock {
            sounding: f64::from(stretch.end - stretch.start - silent),
            stretch,
            still: all,
        }
    }

    /// Those with sound before and after.
    fn inner(&self) -> impl Iterator<Item = &Still> {
        let inner = |still: &&Still| still.at > 0.0 && still.at < self.sounding;
        self.still.iter().filter(inner)
    }

    /// The frame of the take after so many that sound; at a silence the one behind it if a word
    /// starts there, else the one before it.
    fn frame(&self, at: f64, starts: bool) -> u32 {
        let at = at.round();
        let passed = |still: &Still| {
            if starts {
                still.at <= at
            } else {
                still.at < at
            }
        };
        let passed = self.still.partition_point(passed);
        let silent = passed.checked_sub(1).map_or(0, |n| self.still[n].silent);
        (self.stretch.start + silent + at as u32).min(self.stretch.end)
    }
}

#[cfg(test)]
#[path = "words_tests.rs"]
#[allow(clippy::unwrap_used)]
mod tests;
