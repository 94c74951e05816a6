//! Clips in their places to blocks of sound at the output rate.
//!
//! A block is a [`Bus`]: what is spoken lies on a stem of its own, so that whatever is added to it can
//! first look at the speech, and so that a proof can be had of both. Stems are interleaved.

use super::MasterError;
use super::level::Chains;
use super::music::Music;
use super::place::Place;
use crate::arrange::{Clip, Timeline};
use crate::audio::Hz;
use crate::audio::chain::Setting;
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
    /// The voice of each clip, by its number.
    voices: Vec<usize>,
    /// How each voice is treated.
    treatments: Vec<Treatment>,
    /// By which each clip is louder than its voice.
    gains: Vec<f32>,
    /// What is heard besides voices.
    music: Option<Music>,
    channels: usize,
    rate: Hz,
    frames: u64,
}

/// What is done to everything that one voice says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Treatment {
    /// What it passes through first, and the loudness in LUFS that this has to know.
    pub(super) chain: Option<(Setting, f64)>,
    /// Is its presence lifted behind that?
    pub(super) lift: bool,
    /// By which its samples are multiplied.
    pub(super) gain: f32,
    /// Between the loudspeakers.
    pub(super) place: Place,
}

/// A block of the mix with its stems apart, before gain and limiter.
#[derive(Debug, Default)]
pub(super) struct Bus {
    /// Its first frame.
    pub(super) at: u64,
    /// Channels of every stem, interleaved.
    pub(super) channels: usize,
    /// What is spoken.
    pub(super) speech: Vec<f32>,
    /// What else is heard; empty where nothing is, or as long as `speech`.
    pub(super) music: Vec<f32>,
}

impl Bus {
    /// Everything together, on the stem of the speech.
    fn sum(&mut self) -> &[f32] {
        let all = self.speech.iter_mut().zip(&self.music);
        all.for_each(|(sum, music)| *sum += music);
        &self.speech
    }
}

/// A clip that is being heard.
struct Playing {
    start: u64,
    place: Place,
    samples: Vec<f32>,
}

impl Mix {
    /// `voices` has the number of a treatment for every clip, `gains` what it is multiplied by besides. Stereo if any of them has another
    /// place than the middle.
    pub(super) fn new(
        takes: Takes,
        timeline: &Timeline,
        voices: Vec<usize>,
        treatments: Vec<Treatment>,
        gains: Vec<f32>,
    ) -> Self {
        let aside = |voice: &usize| !treatments[*voice].place.is_middle();
        Mix {
            channels: if voices.iter().any(aside) { 2 } else { 1 },
            takes,
            clips: timeline.clips.clone(),
            voices,
            treatments,
            gains,
            music: None,
            rate: timeline.rate,
            frames: timeline.frames,
        }
    }

    /// The same timeline with its voices treated otherwise.
    pub(super) fn with(self, voices: Vec<usize>, treatments: Vec<Treatment>) -> Self {
        Mix {
            voices,
            treatments,
            ..self
        }
    }

    /// With music, whose channels are those of the mix.
    pub(super) fn play(&mut self, music: Music) {
        self.music = Some(music);
    }

    pub(super) fn music(&self) -> Option<&Music> {
        self.music.as_ref()
    }

    pub(super) fn music_mut(&mut self) -> Option<&mut Music> {
        self.music.as_mut()
    }

    pub(super) fn takes(&self) -> &Takes {
        &self.takes
    }

    pub(super) fn rate(&self) -> Hz {
        self.rate
    }

    pub(super) fn frames(&self) -> u64 {
        self.frames
    }

    /// 1 or 2.
    pub(super) fn channels(&self) -> usize {
        self.channels
    }

    /// Hands the blocks of a range of frames to `sink`, interleaved, until it says no more. The
    /// samples of a frame do not depend on where the range begins.
    pub(super) fn run(
        &self,
        range: Range<u64>,
        sink: &mut dyn FnMut(&[f32]) -> ControlFlow<()>,
    ) -> Result<(), MasterError> {
        self.stems(range, &mut |bus| sink(bus.sum()))
    }

    /// The same with what is spoken apart from everything else.
    pub(super) fn stems(
        &self,
        range: Range<u64>,
        sink: &mut dyn FnMut(&mut Bus) -> ControlFlow<()>,
    ) -> Result<(), MasterError> {
        let mut desk = Desk::default();
        let mut playing: Vec<Playing> = Vec::new();
        let mut next = self
            .clips
            .partition_point(|clip| clip.at.end <= range.start);
        let mut bus = Bus {
            channels: self.channels,
            ..Bus::default()
        };
        bus.at = range.start;
        let mut players = match &self.music {
            Some(music) => Some((music, music.desk(range.start)?)),
            None => None,
        };
        while bus.at < range.end {
            let until = (bus.at + BLOCK).min(range.end);
            while self
                .clips
                .get(next)
                .is_some_and(|clip| clip.at.start < until)
            {
                playing.push(self.load(next, &mut desk)?);
                next += 1;
            }
            bus.music.clear();
            bus.speech.clear();
            bus.speech
                .resize((until - bus.at) as usize * self.channels, 0.0);
            for clip in &playing {
                add(&mut bus, clip);
            }
            if let Some((music, desk)) = &mut players {
                music.fill(desk, &mut bus, until)?;
            }
            playing.retain_mut(|clip| {
                let heard_on = clip.start + clip.samples.len() as u64 > until;
                if !heard_on {
                    desk.spare.push(std::mem::take(&mut clip.samples));
                }
                heard_on
            });
            if sink(&mut bus).is_break() {
                break;
            }
            bus.at = until;
        }
        Ok(())
    }

    /// Reads a clip's take and brings it to the output rate and its level.
    fn load(&self, number: usize, desk: &mut Desk) -> Result<Playing, MasterError> {
        let clip = self.clips[number];
        let treatment = self.treatments[self.voices[number]];
        let take = self
            .takes
            .read(clip.utterance)
            .map_err(MasterError::Takes)?;
        desk.scaled.clear();
        let scaled = take.samples.iter().map(|s| f32::from(*s) / 32_768.0);
        desk.scaled.extend(scaled);
        (desk.chains).treat(&mut desk.scaled, take.rate, treatment.chain, treatment.lift);
        for sample in &mut desk.scaled {
            *sample *= treatment.gain * self.gains[number];
        }
        let resampler = match desk.resamplers.entry(take.rate) {
            Entry::Occupied(made) => made.into_mut(),
            Entry::Vacant(place) => place.insert(Resampler::new(take.rate, self.rate)?),
        };
        let mut samples = desk.spare.pop().unwrap_or_default();
        resampler.run_into(&desk.scaled, &mut samples)?;
        Ok(Playing {
            start: clip.at.start,
            place: treatment.place,
            samples,
        })
    }
}

/// What is used again from clip to clip: new buffers of a megabyte for every sentence of ten hours
/// would leave the heap in pieces.
#[derive(Default)]
struct Desk {
    chains: Chains,
    resamplers: BTreeMap<Hz, Resampler>,
    /// A take as floating point, at its level.
    scaled: Vec<f32>,
    /// Of clips that are over.
    spare: Vec<Vec<f32>>,
}

/// Adds what of a clip falls into a block, in its place.
fn add(bus: &mut Bus, clip: &Playing) {
    let skip = bus.at.saturating_sub(clip.start) as usize;
    let lead = clip.start.saturating_sub(bus.at) as usize * bus.channels;
    let (Some(samples), Some(block)) = (clip.samples.get(skip..), bus.speech.get_mut(lead..))
    else {
        return;
    };
    if bus.channels == 1 {
        let pairs = block.iter_mut().zip(samples);
        pairs.for_each(|(sum, sample)| *sum += sample);
        return;
    }
    let [left, right] = clip.place.factors();
    let (frames, _) = block.as_chunks_mut::<2>();
    for (frame, sample) in frames.iter_mut().zip(samples) {
        frame[0] += left * sample;
        frame[1] += right * sample;
    }
}
