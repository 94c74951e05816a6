//! Utterances and the lengths of their takes to a [`Timeline`]: when what is heard.
//!
//! Takes come trimmed, so that a pause is exactly the silence between the last sound of one
//! line and the first of the next. Everything that has a time (chapters, captions, markers) gets
//! it here, once, in frames at the output rate; outputs only convert units.

use crate::audio::{Hz, Millis};
use crate::house::{House, Levels, Pauses};
use crate::prepare::{Opening, Utterance, openings};
use crate::script::Script;

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
}

impl Timeline {
    /// How many lines from the beginning make an episode that is no longer than `most`, the
    /// silence at its end included. At least one: nothing is no episode.
    #[must_use]
    pub fn lines_within(&self, most: Millis) -> usize {
        let most = self.rate.frames(most);
        let spoken = self.clips.last().map_or(self.frames, |clip| clip.at.end);
        let tail = self.frames.saturating_sub(spoken);
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

/// Lays out utterances whose takes have these lengths and rates, in the same order.
#[must_use]
pub fn arrange(
    script: &Script,
    utterances: &[Utterance],
    takes: impl IntoIterator<Item = (u64, Hz)>,
    house: &House,
) -> Timeline {
    let rate = OUTPUT_RATE;
    let (head, tail) = edges(house.sound.levels);
    let mut clips = Vec::with_capacity(utterances.len());
    let mut now = rate.frames(head);
    for (number, (utterance, (frames, from))) in utterances.iter().zip(takes).enumerate() {
        if number > 0 {
            now += rate.frames(pause(utterance, &house.pauses));
        }
        let end = now + rate.rescale(frames, from);
        clips.push(Clip {
            utterance: number,
            at: Stretch { start: now, end },
        });
        now = end;
    }
    let frames = now + rate.frames(tail);
    let captions = clips.iter().map(|clip| clip.at).collect();
    let chapters = chapters(script, utterances, &clips, frames);
    Timeline {
        rate,
        frames,
        clips,
        chapters,
        captions,
    }
}

/// How long it is quiet before an utterance that is not the first.
#[must_use]
pub fn pause(utterance: &Utterance, pauses: &Pauses) -> Millis {
    utterance.pause.unwrap_or(match utterance.opens {
        Opening::Episode => Millis(0),
        Opening::Chapter => pauses.chapter,
        Opening::Question => pauses.question,
        Opening::Answer => pauses.answer,
        Opening::Turn => pauses.turn,
        Opening::Paragraph => pauses.paragraph,
        Opening::Sentence => pauses.sentence,
    })
}

/// A chapter begins with its first sound; the first with the episode, so that none is without.
fn chapters(
    script: &Script,
    utterances: &[Utterance],
    clips: &[Clip],
    frames: u64,
) -> Vec<Stretch> {
    let mut starts: Vec<u64> = openings(script, utterances)
        .into_iter()
        .filter_map(|(_, first)| clips.get(first))
        .map(|clip| clip.at.start)
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
