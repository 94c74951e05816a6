//! Clips in their places and a score to [`Cue`]s: when music and sounds are heard, and where speech
//! waits for them.
//!
//! The intro comes first, and speech begins when half of its last fade is over, so that the one hands
//! over to the other. Stings and `{music}` stand in pauses, which grow for them; `{sound}` begins in the
//! pause before its sentence, and nothing waits. The outro follows the last word. The bed lies below all
//! words, but for the stretches where other music is heard: two pieces at once are noise. What is shorter
//! than its stretch is repeated, each time over the end of the time before.

use super::{Clip, Stretch};
use crate::audio::{Hz, Millis};
use crate::prepare::score::{Anchor, Place, Play, Score};
use std::collections::BTreeMap;

/// A stretch of a sound in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cue {
    /// The number of the use in [`Score::plays`].
    pub play: usize,
    /// Where it is heard, in frames of the episode.
    pub at: Stretch,
    /// How far into what is played of the sound it begins, in frames of the episode.
    pub from: u64,
    /// Over how many frames it comes; never none.
    pub fade_in: u64,
    /// Over how many it goes; never none.
    pub fade_out: u64,
}

/// The shortest fade: what begins or ends faster clicks.
const EDGE: Millis = Millis(5);
/// From the last word to music that speech waits for, and from its end to the next word.
const REST: Millis = Millis(400);
/// How long an intro fades where nobody says; half of it at most.
const INTRO_FADE: Millis = Millis(3_000);
/// How long an outro fades at its end.
const OUTRO_FADE: Millis = Millis(3_000);
/// How long music between words fades at its end, and a sound.
const MUSIC_FADE: Millis = Millis(1_000);
const SOUND_FADE: Millis = Millis(50);
/// How long a bed comes and goes, which it does before the first word and after the last.
const BED_FADE: Millis = Millis(1_500);
/// The same around other music within the episode.
const BED_PAUSE: Millis = Millis(400);
/// Over how long the end of a bed lies below its next beginning; a quarter of it at most.
const CROSSFADE: Millis = Millis(2_000);
/// A stretch without words that is shorter has no bed.
const BED_LEAST: Millis = Millis(1_000);

/// What comes of a score.
#[derive(Debug, Default)]
pub(super) struct Laid {
    /// By start.
    pub(super) cues: Vec<Cue>,
    /// Where the last sound ends.
    pub(super) end: u64,
    /// Of utterances before which something else is heard: where that begins.
    pub(super) opens: BTreeMap<usize, u64>,
}

/// Lays the sounds of a score around clips, which are moved on where they wait for music.
/// `ids` are those of their utterances, `openings` the first utterances of chapters.
pub(super) fn lay(
    score: &Score,
    ids: &[&str],
    openings: &[usize],
    clips: &mut [Clip],
    rate: Hz,
) -> Laid {
    let mut stage = Stage {
        score,
        rate,
        laid: Laid::default(),
        alone: Vec::new(),
    };
    // Who cuts somebody off leaves no room for one.
    let apart = |first: &usize| {
        let pair = (first.checked_sub(1).and_then(|last| clips.get(last))).zip(clips.get(*first));
        pair.is_some_and(|(last, first)| last.at.end <= first.at.start)
    };
    let stings: Vec<usize> = openings.iter().skip(1).copied().filter(apart).collect();
    let before = before(score, ids, &stings);
    let mut moved = 0;
    let mut end = 0;
    for (number, clip) in clips.iter_mut().enumerate() {
        let next = clip.at.start + moved;
        // The first has silence before it and no line.
        let last = if number == 0 { next } else { end };
        let none = Vec::new();
        let plays = before.get(&Some(number)).unwrap_or(&none);
        let mut start = stage.wait(number, plays, last, next);
        if let Some((_, fade)) = bed(score).filter(|_| number == 0) {
            // The bed is heard before the first word, or nobody would know that it is one.
            start = start.max(clip.at.start + rate.frames(fade));
        }
        moved += start - next;
        clip.at.start += moved;
        clip.at.end += moved;
        end = clip.at.end;
    }
    let (Some(first), Some(last)) = (clips.first(), clips.last()) else {
        return Laid::default();
    };
    let words = Stretch {
        start: first.at.start,
        end: clips
            .iter()
            .map(|clip| clip.at.end)
            .max()
            .unwrap_or(last.at.end),
    };
    let mut end = words.end;
    for play in before.get(&None).into_iter().flatten() {
        end = stage.after(*play, end);
    }
    stage.bed(words);
    stage.laid.end = stage
        .laid
        .cues
        .iter()
        .map(|cue| cue.at.end)
        .fold(words.end, u64::max);
    stage.laid.cues.sort_by_key(|cue| (cue.at.start, cue.play));
    stage.laid
}

/// The uses that are heard before each utterance, in order; under `None` those after the last.
fn before(score: &Score, ids: &[&str], stings: &[usize]) -> BTreeMap<Option<usize>, Vec<usize>> {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (number, id) in ids.iter().enumerate() {
        numbers.entry(id).or_insert(number);
    }
    let mut outro = None;
    for (number, play) in score.plays.iter().enumerate() {
        let mut heard = |before| found.entry(before).or_default().push(number);
        match &play.place {
            Place::Intro if !ids.is_empty() => heard(Some(0)),
            Place::Sting => stings.iter().for_each(|first| heard(Some(*first))),
            Place::Music(Anchor::Before(id)) | Place::Sound(Anchor::Before(id)) => {
                if let Some(at) = numbers.get(id.as_str()) {
                    heard(Some(*at));
                }
            }
            Place::Music(Anchor::After(id)) | Place::Sound(Anchor::After(id)) => {
                if numbers.contains_key(id.as_str()) {
                    heard(None);
                }
            }
            Place::Outro => outro = Some(number),
            Place::Intro | Place::Bed => {}
        }
    }
    // After everything that the script asks for.
    found.entry(None).or_default().extend(outro);
    found
}

struct Stage<'a> {
    score: &'a Score,
    rate: Hz,
    laid: Laid,
    /// Where music is heard that speech waits for, and the bed too.
    alone: Vec<Stretch>,
}

impl Stage<'_> {
    /// Lays what is heard between the end of a line and an utterance that would begin at `next`, and
    /// tells where that begins then.
    fn wait(&mut self, number: usize, plays: &[usize], end: u64, next: u64) -> u64 {
        let rest = self.rate.frames(REST);
        let (mut free, mut next) = (end, next);
        let mut opens = None;
        for &play in plays {
            let at = match self.score.plays[play].place {
                Place::Intro => {
                    let at = self.play(play, free, INTRO_FADE);
                    let fade = self.cue().fade_out;
                    (free, next) = (at.end, next.max(at.end - fade / 2));
                    let end = at.end - fade;
                    self.alone(Stretch { end, ..at });
                    continue;
                }
                Place::Sound(_) => self.play(play, free.min(next), SOUND_FADE),
                _ => {
                    let start = if free == end && number == 0 {
                        free
                    } else {
                        free + rest
                    };
                    let at = self.play(play, start, MUSIC_FADE);
                    self.alone(at);
                    free = at.end;
                    next = next.max(free + rest);
                    at
                }
            };
            opens.get_or_insert(at.start);
        }
        if let Some(start) = opens {
            self.laid.opens.insert(number, start);
        }
        next
    }

    /// Lays what is heard after the last line, and tells where that ends.
    fn after(&mut self, play: usize, end: u64) -> u64 {
        let rest = self.rate.frames(REST);
        match self.score.plays[play].place {
            Place::Sound(_) => {
                self.play(play, end, SOUND_FADE);
                end
            }
            ref place => {
                let fade = match place {
                    Place::Outro => OUTRO_FADE,
                    _ => MUSIC_FADE,
                };
                let at = self.play(play, end + rest, fade);
                self.alone(at);
                at.end
            }
        }
    }

    fn alone(&mut self, at: Stretch) {
        if at.start < at.end {
            self.alone.push(at);
        }
    }

    /// Lays one use from its beginning; without a fade of its own it begins as it is, and goes over
    /// `fade`.
    fn play(&mut self, play: usize, start: u64, fade: Millis) -> Stretch {
        let how = &self.score.plays[play];
        let frames = self.score.frames(how, self.rate).max(1);
        let at = Stretch {
            start,
            end: start + frames,
        };
        let comes = self.rate.frames(how.fade.unwrap_or(EDGE));
        let goes = self.rate.frames(how.fade.unwrap_or(fade));
        self.cut(play, at, 0, comes, goes);
        at
    }

    /// The cue that was laid last.
    fn cue(&self) -> Cue {
        let all = &self.laid.cues;
        *all.last().expect("`play` has just laid one")
    }

    /// Lays a cue whose fades fit into it: together they are no longer than it is.
    fn cut(&mut self, play: usize, at: Stretch, from: u64, fade_in: u64, fade_out: u64) {
        let edge = self.rate.frames(EDGE);
        let half = (at.frames() / 2).max(1);
        self.laid.cues.push(Cue {
            play,
            at,
            from,
            fade_in: fade_in.max(edge).min(half),
            fade_out: fade_out.max(edge).min(half),
        });
    }

    /// Lays the bed below all words, where no other music is.
    fn bed(&mut self, words: Stretch) {
        let Some((play, fade)) = bed(self.score) else {
            return;
        };
        let fade = self.rate.frames(fade);
        let pause = self.rate.frames(BED_PAUSE).min(fade);
        let (mut start, end) = (words.start.saturating_sub(fade), words.end + fade);
        let (mut comes, mut played) = (fade, 0);
        self.alone.sort_by_key(|at| at.start);
        for other in std::mem::take(&mut self.alone) {
            if start < other.start.min(end) {
                let until = other.start.min(end);
                let goes = if until == end { fade } else { pause };
                played = self.repeat(play, Stretch { start, end: until }, played, comes, goes);
            }
            if other.end > start {
                start = other.end;
                // Below the end of an intro it comes as slowly as it does without one.
                comes = if start < words.start { fade } else { pause };
            }
        }
        if start < end {
            self.repeat(play, Stretch { start, end }, played, comes, fade);
        }
    }

    /// Fills a stretch with a bed that goes on from where it was, and tells where it is then.
    fn repeat(&mut self, play: usize, at: Stretch, from: u64, comes: u64, goes: u64) -> u64 {
        let whole = self.score.frames(&self.score.plays[play], self.rate).max(1);
        let cross = self.rate.frames(CROSSFADE).min(whole / 4).max(1);
        if at.frames() < self.rate.frames(BED_LEAST) {
            return from;
        }
        // So near to its end that nothing but the crossfade is left.
        let mut from = if from + 2 * cross >= whole { 0 } else { from };
        let (mut start, mut comes) = (at.start, comes);
        loop {
            let end = (start + whole - from).min(at.end);
            if end == at.end {
                self.cut(play, Stretch { start, end }, from, comes, goes);
                return (from + (end - start)) % whole;
            }
            self.cut(play, Stretch { start, end }, from, comes, cross);
            (start, from, comes) = (end - cross, 0, cross);
        }
    }
}

/// The bed of a score, and over how long it comes and goes.
fn bed(score: &Score) -> Option<(usize, Millis)> {
    let is_bed = |play: &Play| play.place == Place::Bed;
    let play = score.plays.iter().position(is_bed)?;
    Some((play, score.plays[play].fade.unwrap_or(BED_FADE)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
#[path = "cues_tests.rs"]
mod tests;
