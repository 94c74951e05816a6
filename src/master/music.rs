//! The cues of a timeline to blocks of sound, at their levels and behind what is said.
//!
//! Sounds are decoded once to temporary files ([`spool`]) and read from there block by block, so that
//! memory does not grow with a bed; each is brought to a loudness that suits its place. What lies below words
//! is then ducked (`duck`), the bed and what is played in front of it each by a curve of its own: a theme that
//! fades under the first words does not take the bed down with it.

use super::MasterError;
use super::duck::{self, PROMISED, Separation};
use super::measure::{minute, parts};
use super::mix::{BLOCK, Bus, Mix};
use super::target::Shortfall;
use crate::arrange::{Cue, Stretch, Timeline};
use crate::audio::spool::{Spool, SpoolReader, spool};
use crate::audio::weighting::Hops;
use crate::audio::{Db, Hz, Millis};
use crate::diag::observe::Observer;
use crate::prepare::score::{Place, Play, Score};
use std::num::NonZeroUsize;
use std::ops::{ControlFlow, Range};
use std::path::Path;

/// Loudness of music that is heard alone, against what is said, in LU: a theme as loud as voices is
/// heard as louder, because it is denser.
const ALONE: f64 = -3.0;
/// Of a bed, where nobody speaks: it lies a little further below words once it is ducked.
const BED: f64 = -22.0;
/// Of a sound.
const SOUND: f64 = -8.0;
/// The loudest 400 ms of music are no more than so many LU louder than what it counts as; of speech
/// they are about as much louder than all of it.
const STROKE: f64 = 3.0;
/// No peak is raised above what is said by more, in dB: what is spiky stays softer.
const CREST: f64 = 15.0;
/// Sounds up to this length are not ducked: what is over in a moment covers nothing (WCAG 2.2,
/// criterion 1.4.7, "occasional sounds that last for only one or two seconds").
const MOMENT: Millis = Millis(2_000);

/// Which of them are ducked together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Bed,
    Front,
    /// Not ducked.
    Moment,
}

/// Groups that are ducked, in the order of the curves.
const DUCKED: [Group; 2] = [Group::Bed, Group::Front];

/// All music of a timeline.
pub(super) struct Music {
    cues: Vec<Cue>,
    /// For each use in the score.
    uses: Vec<Use>,
    channels: usize,
    frames: u64,
    /// For each ducked group its factor at the edges of hops; empty for 1.
    curves: [Vec<f32>; 2],
}

struct Use {
    group: Group,
    /// `None` where it is heard nowhere.
    spool: Option<Spool>,
    gain: f32,
}

impl Music {
    /// Decodes everything that is heard to temporary files in `folder`. `speech` is the loudness of
    /// what is said, in LUFS.
    pub(super) fn new(
        score: &Score,
        timeline: &Timeline,
        channels: usize,
        speech: f64,
        folder: &Path,
        observer: &dyn Observer,
    ) -> Result<Music, MasterError> {
        let mut uses = Vec::with_capacity(score.plays.len());
        for (number, play) in score.plays.iter().enumerate() {
            if observer.stop() {
                return Err(MasterError::Stopped);
            }
            let spring = &score.sounds[play.sound].spring;
            let heard = timeline.cues.iter().any(|cue| cue.play == number);
            let part = (play.start, play.length);
            let laid = heard.then(|| spool(spring, part, timeline.rate, channels, folder));
            let spool = laid.transpose().map_err(|source| MasterError::Music {
                name: score.sounds[play.sound].name.clone(),
                source,
            })?;
            uses.push(Use {
                group: group(score, play, timeline),
                gain: spool
                    .as_ref()
                    .map_or(0.0, |spool| gain(play, spool, speech)),
                spool,
            });
        }
        Ok(Music {
            cues: timeline.cues.clone(),
            uses,
            channels,
            frames: timeline.frames,
            curves: [Vec::new(), Vec::new()],
        })
    }

    /// What a run from a frame on needs.
    pub(super) fn desk(&self, from: u64) -> Result<Desk, MasterError> {
        let readers: std::io::Result<Vec<_>> = self
            .uses
            .iter()
            .map(|one| one.spool.as_ref().map(Spool::reader).transpose())
            .collect();
        let heard = |cue: &usize| self.cues[*cue].at.start < from && self.cues[*cue].at.end > from;
        Ok(Desk {
            readers: readers.map_err(MasterError::Spool)?,
            next: self.cues.partition_point(|cue| cue.at.start < from),
            playing: (0..self.cues.len()).filter(heard).collect(),
            samples: Vec::new(),
        })
    }

    /// Fills the music of a block up to frame `end`; nothing where nothing is heard. Blocks come in
    /// order.
    pub(super) fn fill(&self, desk: &mut Desk, bus: &mut Bus, end: u64) -> Result<(), MasterError> {
        let next = self.cues.get(desk.next);
        if desk.playing.is_empty() && next.is_none_or(|cue| cue.at.start >= end) {
            return Ok(());
        }
        bus.music.resize(bus.speech.len(), 0.0);
        self.add(desk, Stretch { start: bus.at, end }, &mut bus.music, |_| {
            true
        })
    }

    /// Adds what of some groups is heard in a stretch to `out`, which is as long. Stretches come in
    /// order.
    fn add(
        &self,
        desk: &mut Desk,
        at: Stretch,
        out: &mut [f32],
        of: impl Fn(Group) -> bool,
    ) -> Result<(), MasterError> {
        while let Some(cue) = self.cues.get(desk.next).filter(|cue| cue.at.start < at.end) {
            if cue.at.end > at.start {
                desk.playing.push(desk.next);
            }
            desk.next += 1;
        }
        desk.playing.retain(|cue| self.cues[*cue].at.end > at.start);
        for &number in &desk.playing {
            let cue = &self.cues[number];
            let one = &self.uses[cue.play];
            let (Some(reader), Some(spool)) = (&mut desk.readers[cue.play], &one.spool) else {
                continue;
            };
            if !of(one.group) {
                continue;
            }
            let from = at.start.max(cue.at.start);
            let count = at.end.min(cue.at.end) - from;
            let begins = cue.from + (from - cue.at.start);
            let read = reader.read(begins, count, &mut desk.samples);
            read.map_err(MasterError::Spool)?;
            let curve = DUCKED.iter().position(|group| *group == one.group);
            let curve = curve.map_or(&[][..], |number| &self.curves[number]);
            let lead = (from - at.start) as usize * self.channels;
            let width = spool.channels();
            let frames = desk.samples.chunks_exact(width);
            let places = out[lead..].chunks_exact_mut(self.channels);
            for (n, (frame, place)) in (from..).zip(frames.zip(places)) {
                let factor = one.gain * faded(cue, n) * ducked(curve, n);
                for (side, sum) in place.iter_mut().enumerate() {
                    *sum += factor * frame[side.min(width - 1)];
                }
            }
        }
        Ok(())
    }

    /// The power of every hop of some groups, minute by minute.
    fn powers(
        &self,
        threads: NonZeroUsize,
        observer: &dyn Observer,
        rate: Hz,
        of: impl Fn(Group) -> bool + Sync,
    ) -> Result<Vec<f32>, MasterError> {
        if !self
            .uses
            .iter()
            .any(|one| one.spool.is_some() && of(one.group))
        {
            return Ok(vec![0.0; (self.frames / BLOCK) as usize]);
        }
        let measured = parts(self.frames, threads, observer, |number| {
            let (from, counted) = minute(number, self.frames);
            let mut desk = self.desk(from)?;
            let mut meter = Meter::new(rate, self.channels, &counted);
            let mut block = Vec::new();
            let mut start = from;
            while start < counted.end {
                let end = (start + BLOCK).min(counted.end);
                block.clear();
                block.resize((end - start) as usize * self.channels, 0.0);
                self.add(&mut desk, Stretch { start, end }, &mut block, &of)?;
                meter.take(start, &block);
                start = end;
            }
            Ok(meter.hops.powers().to_vec())
        })?;
        Ok(measured.concat())
    }
}

/// Ducks the music of a mix below what is said in it, and proves it: the distance in dB that speech
/// keeps at the least, and what has to be told of it. Nothing where there is no music below words.
pub(super) fn duck(
    mix: &mut Mix,
    threads: NonZeroUsize,
    observer: &dyn Observer,
) -> Result<(Option<f64>, Option<Shortfall>), MasterError> {
    let rate = mix.rate();
    let Some(music) = mix.music() else {
        return Ok((None, None));
    };
    let powers = |music: &Music, of: &(dyn Fn(Group) -> bool + Sync)| {
        music.powers(threads, observer, rate, of)
    };
    let below: [Vec<f32>; 2] = [
        powers(music, &|group| group == Group::Bed)?,
        powers(music, &|group| group == Group::Front)?,
    ];
    let spoken = duck::spoken(&speech(mix, threads, observer)?);
    let [bed, front] = &below;
    let curves = [
        duck::curve(&spoken, bed, front),
        duck::curve(&spoken, front, bed),
    ];
    let Some(music) = mix.music_mut() else {
        return Ok((None, None));
    };
    music.curves = curves;
    let after = powers(music, &|group| group != Group::Moment)?;
    let Some(Separation { least, at, broken }) = duck::proof(&spoken, &after) else {
        return Ok((None, None));
    };
    let shortfall = (broken > 0).then(|| Shortfall::Music {
        above: least,
        at: at as f64 / 10.0,
        wanted: PROMISED,
        seconds: broken as f64 / 10.0,
    });
    Ok((Some(least), shortfall))
}

/// The power of every hop of what is said.
fn speech(
    mix: &Mix,
    threads: NonZeroUsize,
    observer: &dyn Observer,
) -> Result<Vec<f32>, MasterError> {
    let measured = parts(mix.frames(), threads, observer, |number| {
        let (from, counted) = minute(number, mix.frames());
        let mut meter = Meter::new(mix.rate(), mix.channels(), &counted);
        mix.stems(from..counted.end, &mut |bus| {
            meter.take(bus.at, &bus.speech);
            ControlFlow::Continue(())
        })?;
        Ok(meter.hops.powers().to_vec())
    })?;
    Ok(measured.concat())
}

/// Measures blocks, from a frame on.
struct Meter {
    hops: Hops,
    from: u64,
}

impl Meter {
    fn new(rate: Hz, channels: usize, counted: &Range<u64>) -> Meter {
        Meter {
            hops: Hops::new(rate, channels == 2, BLOCK as usize),
            from: counted.start,
        }
    }

    fn take(&mut self, at: u64, block: &[f32]) {
        if at == self.from {
            self.hops.forget();
        }
        self.hops.process(block);
    }
}

fn group(score: &Score, play: &Play, timeline: &Timeline) -> Group {
    let rate = timeline.rate;
    match play.place {
        Place::Bed => Group::Bed,
        Place::Sound(_) if score.frames(play, rate) <= rate.frames(MOMENT) => Group::Moment,
        _ => Group::Front,
    }
}

/// The factor that brings a sound to the loudness of its place.
fn gain(play: &Play, spool: &Spool, speech: f64) -> f32 {
    let place = match play.place {
        Place::Bed => BED,
        Place::Sound(_) => SOUND,
        Place::Intro | Place::Outro | Place::Sting | Place::Music(_) => ALONE,
    };
    // A bell that rings out is soft on the whole, and its stroke must not be louder than voices for it.
    let level = speech + place - spool.loudness.max(spool.loudest - STROKE);
    let peak = speech + CREST - f64::from(Db::of(spool.peak).0);
    // So soft that it has no loudness: as loud as its peak may be.
    let level = if level.is_finite() {
        level.min(peak)
    } else {
        peak
    };
    let level = if level.is_finite() { level } else { 0.0 };
    Db(level as f32 + play.gain.0).factor()
}

/// How much of a cue is heard at a frame of it. The curve is steep where it is soft and flat where it
/// is loud; two of them over each other keep the power within half a decibel.
fn faded(cue: &Cue, frame: u64) -> f32 {
    let bent = |part: u64, of: u64| {
        if part >= of {
            return 1.0;
        }
        let x = (part as f32 + 0.5) / of as f32;
        x * (2.0 - x)
    };
    bent(frame - cue.at.start, cue.fade_in) * bent(cue.at.end - 1 - frame, cue.fade_out)
}

/// A curve at a frame, straight between its edges.
fn ducked(curve: &[f32], frame: u64) -> f32 {
    let at = (frame / BLOCK) as usize;
    let (Some(from), Some(to)) = (curve.get(at), curve.get(at + 1)) else {
        // The last hop may not be full, and is silent.
        return curve.last().copied().unwrap_or(1.0);
    };
    let share = (frame % BLOCK) as f32 / BLOCK as f32;
    from + (to - from) * share
}

/// What is used again from block to block of one run.
pub(super) struct Desk {
    readers: Vec<Option<SpoolReader>>,
    /// The next cue that will be heard, and those that are.
    next: usize,
    playing: Vec<usize>,
    samples: Vec<f32>,
}
