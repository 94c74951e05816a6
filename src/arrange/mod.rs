//! Utterances and the lengths of their takes to a [`Timeline`]: when what is heard.
//!
//! Takes come trimmed, so that a pause is exactly the silence between the last sound of one
//! line and the first of the next; how long it is, `rhythm` decides. Everything that has a time (chapters, captions, markers) gets
//! it here, once, in frames at the output rate; outputs only convert units.

mod cues;
mod heard;
mod rhythm;

pub use cues::Cue;
pub use heard::Heard;
pub use rhythm::{Gap, Occasion, VARIES_MOST, gaps};

use crate::audio::{Hz, Millis};
use crate::house::{House, Levels};
use crate::prepare::{Score, Utterance, leads, openings};
use crate::script::Script;
use std::collections::BTreeMap;

/// What is heard when, in frames at the output rate. Numbers only.
///
/// Chapters cover the whole length without a gap; captions never overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The output rate.
    pub rate: Hz,
    /// The whole length.
    pub frames: u64,
    /// Which take lies where, by start.
    pub clips: Vec<Clip>,
    /// Where chapters lie; their titles stand beside, in the same order.
    pub chapters: Vec<Stretch>,
    /// Where each sentence is heard; the words stand beside, in the same order.
    pub captions: Vec<Stretch>,
    /// When each of their words is heard, an entry for each caption; empty until
    /// [`Timeline::hear`].
    pub words: Vec<Box<[Heard]>>,
    /// Which music and sounds are heard when, by start.
    pub cues: Vec<Cue>,
}

impl Timeline {
    /// How many lines from the beginning make an episode that is no longer than `most`, what
    /// follows the last word included. At least one: nothing is no episode.
    #[must_use]
    pub fn lines_within(&self, most: Millis) -> usize {
        let most = self.rate.frames(most);
        let last = self.clips.last().map_or(0, |clip| clip.at.end);
        let tail = self.frames.saturating_sub(last);
        let fits = |clip: &Clip| clip.at.end + tail <= most;
        self.clips.partition_point(fits).max(1)
    }
}

/// A take in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clip {
    /// The number of the utterance.
    pub utterance: usize,
    /// Where it lies.
    pub at: Stretch,
}

/// A stretch of time, in frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// First frame.
    pub start: u64,
    /// One past the last frame.
    pub end: u64,
}

impl Stretch {
    /// Length in frames.
    #[must_use]
    pub fn frames(self) -> u64 {
        self.end - self.start
    }
}

/// The rate of an episode. What podcasts are made at, and a whole multiple of the 16 and 24 kHz
/// of most voices.
pub const OUTPUT_RATE: Hz = Hz(48_000);
/// Silence before the first word, because players swallow the first moments, and after the last, so
/// that an end is not a cut. Audiobook shops ask for half a second to one, and one to five (ACX).
fn edges(levels: Levels) -> (Millis, Millis) {
    match levels {
        Levels::Audiobook => (Millis(700), Millis(2000)),
        Levels::Podcast | Levels::Broadcast | Levels::Listening => (Millis(300), Millis(800)),
    }
}

/// Of the shorter of two lines no more than this share is heard together with the other: so a word
/// that is cut off is heard, and a `Yes.` is not swallowed.
const TOGETHER: u64 = 4;

/// Lays out utterances whose takes have these lengths and rates, in the same order, and a score
/// around them.
#[must_use]
pub fn arrange(
    script: &Script,
    utterances: &[Utterance],
    takes: impl IntoIterator<Item = (u64, Hz)>,
    house: &House,
    score: &Score,
) -> Timeline {
    let rate = OUTPUT_RATE;
    let (head, tail) = edges(house.sound.levels);
    let mut clips: Vec<Clip> = Vec::with_capacity(utterances.len());
    let gaps = gaps(script, utterances, house);
    for ((number, gap), (frames, from)) in gaps.into_iter().enumerate().zip(takes) {
        let frames = rate.rescale(frames, from);
        let start = match clips.last() {
            None => rate.frames(head),
            Some(last) => place(last.at, frames, gap.map_or(0, |gap| gap.ms)),
        };
        clips.push(Clip {
            utterance: number,
            at: Stretch {
                start,
                end: start + frames,
            },
        });
    }
    let openings: Vec<usize> = openings(script, utterances)
        .into_iter()
        .map(|(_, first)| first)
        .collect();
    let ids = anchors(utterances);
    let laid = cues::lay(score, &ids, &openings, &mut clips, rate);
    let last = clips.last().map_or(rate.frames(head), |clip| clip.at.end);
    let frames = last.max(laid.end) + rate.frames(tail);
    let captions = captions(&clips);
    let chapters = chapters(&openings, &clips, &laid.opens, frames);
    Timeline {
        rate,
        frames,
        clips,
        chapters,
        captions,
        words: Vec::new(),
        cues: laid.cues,
    }
}

/// Where a line begins that is so many milliseconds behind another. One that is to begin before the
/// end of the other does so as far as both are long enough: starts and ends keep their order.
fn place(last: Stretch, frames: u64, gap: i32) -> u64 {
    let distance = OUTPUT_RATE.frames(Millis(gap.unsigned_abs()));
    match gap {
        0.. => last.end + distance,
        _ => last.end - distance.min(last.frames().min(frames) / TOGETHER),
    }
}

/// The id under which each line is found by what is played before it: what announces a line stays
/// with it.
fn anchors(utterances: &[Utterance]) -> Vec<&str> {
    let mut next = "";
    let mut ids: Vec<&str> = (utterances.iter().rev())
        .map(|utterance| {
            if !leads(utterance) {
                next = &utterance.id;
            }
            next
        })
        .collect();
    ids.reverse();
    ids
}

/// Where two voices are heard at once, the earlier caption ends as the next begins.
fn captions(clips: &[Clip]) -> Vec<Stretch> {
    let next = clips.iter().skip(1).map(|clip| clip.at.start);
    clips
        .iter()
        .zip(next.chain([u64::MAX]))
        .map(|(clip, next)| Stretch {
            start: clip.at.start,
            end: clip.at.end.min(next),
        })
        .collect()
}

/// A chapter begins with its first sound: its sting, music or a sound that stands before its first
/// word, or that word; the first with the episode, so that none is without.
fn chapters(
    openings: &[usize],
    clips: &[Clip],
    opens: &BTreeMap<usize, u64>,
    frames: u64,
) -> Vec<Stretch> {
    let mut starts: Vec<u64> = openings
        .iter()
        .filter_map(|first| {
            let word = clips.get(*first)?.at.start;
            Some(opens.get(first).map_or(word, |sound| word.min(*sound)))
        })
        .collect();
    if let Some(first) = starts.first_mut() {
        *first = 0;
    }
    let ends = starts.iter().copied().skip(1).chain([frames]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| Stretch { start, end })
        .collect()
}
