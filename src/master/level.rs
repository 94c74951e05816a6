//! The takes of each voice to the gain that makes all voices equally loud.
//!
//! Once for each voice and not for each line: what somebody says softly stays softer than the rest of it.
//! All takes of a voice are laid end to end, without their pauses, and their loudness is measured as
//! that of a programme is, through the gates of BS.1770; first as they are, which tells the chain how
//! loud the voice is, then behind the chain. Takes are read one by one, on all cores, and put together in
//! the order of the clips, so that the figures are the same on any machine.
//!
//! A voice is a part of the cast. A recording is a voice of its own, since it was made elsewhere; but
//! where a person's recordings are short, they are one together: a single "yes" says nothing of a level.

use super::MasterError;
use super::mix::Treatment;
use super::place::Place;
use crate::arrange::Clip;
use crate::audio::chain::{self, Chain, Setting};
use crate::audio::weighting::Hops;
use crate::audio::{Db, Hz, loudness, presence, trim};
use crate::cast::Cast;
use crate::diag::observe::Observer;
use crate::house;
use crate::prepare::Utterance;
use crate::script::PersonId;
use crate::speak::Takes;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;

/// The loudness of every voice in the mix, in LUFS as heard on two loudspeakers, before the programme's
/// own gain. What else is mixed in may count on it.
pub(super) const REFERENCE: f64 = -20.0;
/// No voice is raised by more: below -60 LUFS there is little but noise.
const MOST: f64 = 40.0;
/// A recording of less is too short to have a level of its own, in tenths of a second.
const SHORT: usize = 30;
/// Clips that are measured together.
const BATCH: usize = 16;
/// Measured steps in a second, and in a hop.
const STEPS: u32 = 100;
const HOP: usize = 10;

/// Everything that speaks, levelled.
pub(super) struct Voices {
    /// The number of the voice of each clip.
    pub(super) of: Vec<usize>,
    /// How each is treated.
    pub(super) treatments: Vec<Treatment>,
    /// The loudness of all of them together in LUFS, with all gains but the programme's; minus
    /// infinity if nothing can be heard.
    pub(super) loudness: f64,
    /// Who could not be brought to the others, and by how many dB.
    pub(super) soft: Vec<(PersonId, f64)>,
}

/// Where takes come from, and whose they are.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) takes: &'a Takes,
    pub(super) clips: &'a [Clip],
    pub(super) utterances: &'a [Utterance],
    pub(super) cast: &'a Cast,
    /// The chain of everyone who has none.
    pub(super) chain: house::Chain,
    /// Is every voice's presence lifted, too?
    pub(super) lift: bool,
    pub(super) threads: NonZeroUsize,
    pub(super) observer: &'a dyn Observer,
}

/// The settings of a chain; `None` for none.
fn setting(chain: house::Chain) -> Option<Setting> {
    match chain {
        house::Chain::Off => None,
        house::Chain::Gentle => Some(chain::GENTLE),
        house::Chain::Firm => Some(chain::FIRM),
    }
}

/// Levels everyone. A cast's own `gain` comes on top, as what somebody wishes.
/// `firmer` replaces every chain, for a programme whose range is too wide.
pub(super) fn voices(source: Source<'_>, firmer: Option<Setting>) -> Result<Voices, MasterError> {
    let (of, voices) = numbered(source);
    let raw = source.measure(&of, &vec![None; voices.len()])?;
    let (of, voices, raw) = united(&of, &voices, raw);
    let part = |voice: &Voice| &source.cast.parts[voice.part];
    let chains: Vec<_> = voices
        .iter()
        .zip(&raw)
        .map(|(voice, heard)| {
            let own = part(voice).chain.unwrap_or(source.chain);
            let setting = firmer.or_else(|| setting(own));
            let loudness = heard.loudness();
            setting
                .filter(|_| loudness.is_finite())
                .map(|s| (s, loudness))
        })
        .collect();
    let heard = match chains.iter().all(Option::is_none) {
        true => raw,
        false => source.measure(&of, &chains)?,
    };
    let mut soft = Vec::new();
    let mut gains = Vec::new();
    for (voice, heard) in voices.iter().zip(&heard) {
        let part = part(voice);
        let wanted = REFERENCE - heard.loudness();
        if wanted.is_finite() && wanted > MOST {
            soft.push((part.person, wanted - MOST));
        }
        // Nothing to hear, nothing to raise.
        let level = if wanted.is_finite() {
            wanted.min(MOST)
        } else {
            0.0
        };
        gains.push(level + f64::from(part.gain.0) + f64::from(voice.gain.0));
    }
    let treatments = (voices.iter().zip(&chains).zip(&gains))
        .map(|((voice, chain), gain)| Treatment {
            chain: *chain,
            lift: source.lift,
            gain: Db(*gain as f32).factor(),
            place: Place::at(part(voice).pan),
        })
        .collect();
    let all = || {
        heard.iter().zip(&gains).flat_map(|(heard, gain)| {
            let factor = 10f64.powf(gain / 10.0);
            let windows = loudness::windows(&heard.hops, loudness::MOMENTARY);
            windows.map(move |window| window * factor)
        })
    };
    let mut loudness = loudness::gated(all);
    if !loudness.is_finite() && heard.iter().any(|heard| heard.loudness().is_finite()) {
        // A word or two: each voice is where it should be, so all of them are.
        loudness = REFERENCE;
    }
    Ok(Voices {
        of,
        treatments,
        loudness,
        soft,
    })
}

/// Somebody's voice, or a recording in place of it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Voice {
    /// The part of the cast.
    part: usize,
    recorded: bool,
    /// What the script asks for, on top of the part's own.
    gain: Db,
}

/// Every voice in the order in which they are first heard, and the number of each clip's.
fn numbered(source: Source<'_>) -> (Vec<usize>, Vec<Voice>) {
    let mut numbers: BTreeMap<(usize, Option<&str>, u32), usize> = BTreeMap::new();
    let mut voices = Vec::new();
    let of = source.clips.iter().map(|clip| {
        let utterance = &source.utterances[clip.utterance];
        let recording = utterance.recording.as_deref();
        let gain = utterance.gain();
        let digest = recording.map(|r| r.digest.as_str());
        let key = (utterance.part, digest, gain.0.to_bits());
        *numbers.entry(key).or_insert_with(|| {
            voices.push(Voice {
                part: utterance.part,
                recorded: recording.is_some(),
                gain,
            });
            voices.len() - 1
        })
    });
    (of.collect(), voices)
}

/// The same with the short recordings of each part as one.
fn united(
    of: &[usize],
    voices: &[Voice],
    heard: Vec<Heard>,
) -> (Vec<usize>, Vec<Voice>, Vec<Heard>) {
    // By part and by the gain that the script asks for: that is not to be levelled away.
    let mut short: BTreeMap<(usize, u32), usize> = BTreeMap::new();
    let (mut became, mut kept, mut all) = (Vec::new(), Vec::new(), Vec::<Heard>::new());
    for (voice, heard) in voices.iter().zip(heard) {
        let next = all.len();
        let at = match voice.recorded && heard.hops.len() < SHORT {
            true => *short
                .entry((voice.part, voice.gain.0.to_bits()))
                .or_insert(next),
            false => next,
        };
        became.push(at);
        match all.get_mut(at) {
            Some(others) => others.join(&heard),
            None => {
                kept.push(*voice);
                all.push(heard);
            }
        }
    }
    (of.iter().map(|voice| became[*voice]).collect(), kept, all)
}

/// What was measured of a voice: the power of hops of a tenth of a second, and of the steps since
/// the last full one.
#[derive(Debug, Clone, Default)]
struct Heard {
    hops: Vec<f32>,
    steps: Vec<f32>,
}

impl Heard {
    /// Lays the next take's steps behind the others.
    fn take(&mut self, steps: &[f32]) {
        for step in steps {
            self.steps.push(*step);
            if self.steps.len() == HOP {
                self.hops.push(self.steps.iter().sum::<f32>() / HOP as f32);
                self.steps.clear();
            }
        }
    }

    fn join(&mut self, other: &Heard) {
        self.hops.extend(&other.hops);
        self.take(&other.steps);
    }

    /// In LUFS. Less than one window of 400 ms has no loudness that a standard knows: then all of
    /// it counts. Minus infinity for silence.
    fn loudness(&self) -> f64 {
        if self.hops.len() >= loudness::MOMENTARY {
            return loudness::integrated(&self.hops);
        }
        let hops = self.hops.iter().map(|hop| f64::from(*hop) * HOP as f64);
        let steps = self.steps.iter().map(|step| f64::from(*step));
        let count = self.hops.len() * HOP + self.steps.len();
        loudness::lufs((hops.sum::<f64>() + steps.sum::<f64>()) / count.max(1) as f64)
    }
}

impl Source<'_> {
    /// All takes of every voice, end to end, through a chain if there is one.
    fn measure(
        self,
        of: &[usize],
        chains: &[Option<(Setting, f64)>],
    ) -> Result<Vec<Heard>, MasterError> {
        let batches = self.clips.len().div_ceil(BATCH);
        let next = AtomicUsize::new(0);
        let mut heard = vec![Heard::default(); chains.len()];
        std::thread::scope(|scope| {
            let (send, receive) = channel();
            for _ in 0..self.threads.get().min(batches) {
                let (send, next) = (send.clone(), &next);
                scope.spawn(move || {
                    let mut ear = Ear::default();
                    while !self.observer.stop() {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        let clips = number * BATCH..((number + 1) * BATCH).min(self.clips.len());
                        if number >= batches {
                            break;
                        }
                        let steps: Result<Vec<_>, MasterError> = clips
                            .map(|clip| {
                                let number = self.clips[clip].utterance;
                                ear.hear(self.takes, number, chains[of[clip]], self.lift)
                            })
                            .collect();
                        if send.send((number, steps)).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(send);
            // Batches come in any order, and are laid end to end in theirs.
            let mut waiting = BTreeMap::new();
            let mut clip = 0;
            for (number, steps) in receive {
                waiting.insert(number, steps?);
                while let Some(steps) = waiting.remove(&(clip / BATCH)) {
                    for steps in steps {
                        heard[of[clip]].take(&steps);
                        clip += 1;
                    }
                }
            }
            match self.observer.stop() {
                true => Err(MasterError::Stopped),
                false => Ok(()),
            }
        })?;
        Ok(heard)
    }
}

/// What a thread needs to measure takes, used again and again.
#[derive(Default)]
struct Ear {
    chains: Chains,
    samples: Vec<f32>,
}

impl Ear {
    /// The power of each hundredth of a second of a take; a last one that is not full is left out.
    fn hear(
        &mut self,
        takes: &Takes,
        number: usize,
        chain: Option<(Setting, f64)>,
        lift: bool,
    ) -> Result<Vec<f32>, MasterError> {
        let take = takes.read(number).map_err(MasterError::Takes)?;
        let samples = &mut self.samples;
        samples.clear();
        samples.extend(take.samples.iter().map(|s| f32::from(*s) / 32_768.0));
        self.chains.treat(samples, take.rate, chain, lift);
        let mut hops = Hops::new(take.rate, false, (take.rate.0 / STEPS) as usize);
        hops.process(samples);
        Ok(hops.powers().to_vec())
    }
}

/// The chains of a thread, one for each rate and setting.
#[derive(Default)]
pub(super) struct Chains {
    made: Vec<(Hz, Setting, Chain)>,
}

impl Chains {
    /// Passes a take through the chain of its voice, and softens its ends.
    pub(super) fn treat(
        &mut self,
        samples: &mut [f32],
        rate: Hz,
        chain: Option<(Setting, f64)>,
        lift: bool,
    ) {
        if let Some((setting, loudness)) = chain {
            let is = |made: &(Hz, Setting, Chain)| made.0 == rate && made.1 == setting;
            let at = self.made.iter().position(is).unwrap_or_else(|| {
                self.made.push((rate, setting, Chain::new(rate, setting)));
                self.made.len() - 1
            });
            self.made[at].2.run(samples, loudness);
        }
        if lift {
            presence::lift(samples, rate);
        }
        // Behind the chain, which may leave something where a take broke off.
        trim::soften(samples, rate);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
