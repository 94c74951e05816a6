//! Clips in their places to blocks of sound at the output rate.

use super::MasterError;
use crate::arrange::{Clip, Timeline};
use crate::audio::Hz;
use crate::audio::resample::Resampler;
use crate::speak::Takes;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::{ControlFlow, Range};

/// Frames in a block: a tenth of a second, which is also the hop of a loudness meter.
pub(super) const BLOCK: u64 = 4800;

/// All clips of a timeline, resampled and laid over each other as they are asked for.
pub(super) struct Mix {
    takes: Takes,
    clips: Vec<Clip>,
    /// The factor of each clip.
    gains: Vec<f32>,
    rate: Hz,
    frames: u64,
}

/// A clip that is being heard.
struct Playing {
    start: u64,
    samples: Vec<f32>,
}

impl Mix {
    pub(super) fn new(takes: Takes, timeline: &Timeline, gains: Vec<f32>) -> Self {
        let (rate, frames) = (timeline.rate, timeline.frames);
        Mix {
            takes,
            clips: timeline.clips.clone(),
            gains,
            rate,
            frames,
        }
    }

    pub(super) fn rate(&self) -> Hz {
        self.rate
    }

    pub(super) fn frames(&self) -> u64 {
        self.frames
    }

    /// Hands the blocks of a range of frames to `sink`, until it says no more. The samples of
    /// a frame do not depend on where the range begins.
    pub(super) fn run(
        &self,
        range: Range<u64>,
        sink: &mut dyn FnMut(&[f32]) -> ControlFlow<()>,
    ) -> Result<(), MasterError> {
        let mut desk = Desk::default();
        let mut playing: Vec<Playing> = Vec::new();
        let mut next = self
            .clips
            .partition_point(|clip| clip.at.end <= range.start);
        let mut block = Vec::with_capacity(BLOCK as usize);
        let mut now = range.start;
        while now < range.end {
            let until = (now + BLOCK).min(range.end);
            while self
                .clips
                .get(next)
                .is_some_and(|clip| clip.at.start < until)
            {
                playing.push(self.load(next, &mut desk)?);
                next += 1;
            }
            block.clear();
            block.resize((until - now) as usize, 0.0);
            for clip in &playing {
                add(&mut block, now, clip);
            }
            playing.retain_mut(|clip| {
                let heard_on = clip.start + clip.samples.len() as u64 > until;
                if !heard_on {
                    desk.spare.push(std::mem::take(&mut clip.samples));
                }
                heard_on
            });
            if sink(&block).is_break() {
                break;
            }
            now = until;
        }
        Ok(())
    }

    /// Reads a clip's take and brings it to the output rate and its level.
    fn load(&self, number: usize, desk: &mut Desk) -> Result<Playing, MasterError> {
        let clip = self.clips[number];
        let take = self
            .takes
            .read(clip.utterance)
            .map_err(MasterError::Takes)?;
        let scale = self.gains[number] / 32_768.0;
        desk.scaled.clear();
        let scaled = take.samples.iter().map(|s| f32::from(*s) * scale);
        desk.scaled.extend(scaled);
        let resampler = match desk.resamplers.entry(take.rate) {
            Entry::Occupied(made) => made.into_mut(),
            Entry::Vacant(place) => place.insert(Resampler::new(take.rate, self.rate)?),
        };
        let mut samples = desk.spare.pop().unwrap_or_default();
        resampler.run_into(&desk.scaled, &mut samples)?;
        Ok(Playing {
            start: clip.at.start,
            samples,
        })
    }
}

/// What is used again from clip to clip: new buffers of a megabyte for every sentence of ten hours
/// would leave the heap in pieces.
#[derive(Default)]
struct Desk {
    resamplers: BTreeMap<Hz, Resampler>,
    /// A take as floating point, at its level.
    scaled: Vec<f32>,
    /// Of clips that are over.
    spare: Vec<Vec<f32>>,
}

/// Adds what of a clip falls into a block that begins at frame `now`.
fn add(block: &mut [f32], now: u64, clip: &Playing) {
    let skip = now.saturating_sub(clip.start) as usize;
    let lead = clip.start.saturating_sub(now) as usize;
    let (Some(samples), Some(place)) = (clip.samples.get(skip..), block.get_mut(lead..)) else {
        return;
    };
    place
        .iter_mut()
        .zip(samples)
        .for_each(|(sum, sample)| *sum += sample);
}
