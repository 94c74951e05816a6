//! A mix to its loudness, level and true peak, on all cores.
//!
//! The programme is cut into minutes whatever the number of threads, so that the figures are
//! the same on any machine. Each minute is measured from a little before its start: a meter's
//! filters and a limiter's release have settled by then. What is measured are hops of a tenth of a
//! second; laid end to end they give every window, also those that cross a border.

use super::MasterError;
use super::mix::{BLOCK, Mix};
use crate::audio::limiter::Limiter;
use crate::audio::true_peak::TruePeak;
use crate::audio::weighting::Hops;
use crate::audio::{Db, loudness};
use crate::diag::observe::Observer;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::channel;

/// Hops of a tenth of a second in a part that is measured by itself.
const PART: u64 = 600;
/// Hops before it that are heard, not counted.
const BEFORE: u64 = 8;

/// What a meter says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reading {
    /// Integrated, in LUFS; minus infinity for silence.
    pub(super) loudness: f64,
    /// Loudness range in LU.
    pub(super) range: f64,
    /// Level of the whole as it is, pauses included, in dB RMS of full scale; minus infinity for
    /// silence.
    pub(super) rms: f64,
    /// True peak in dBTP; minus infinity for silence.
    pub(super) peak: f64,
    /// Did the limiter leave everything as it was?
    pub(super) untouched: bool,
}

impl Reading {
    /// What it would be with so much gain more, as long as no limiter stands in its way.
    pub(super) fn raised(self, gain: f64) -> Reading {
        Reading {
            loudness: self.loudness + gain,
            rms: self.rms + gain,
            peak: self.peak + gain,
            ..self
        }
    }
}

/// The mix as it is with a gain and a limiter.
pub(super) fn limited(
    mix: &Mix,
    gain: Db,
    ceiling: Db,
    threads: NonZeroUsize,
    observer: &dyn Observer,
) -> Result<Reading, MasterError> {
    let measured = parts(mix.frames(), threads, observer, |number| {
        part(mix, number, gain, ceiling)
    })?;
    let mut whole = Part::default();
    for part in measured {
        whole.powers.extend(part.powers);
        whole.squares += part.squares;
        whole.peak = whole.peak.max(part.peak);
        whole.touched |= part.touched;
    }
    let samples = mix.frames().max(1) as f64 * mix.channels() as f64;
    Ok(Reading {
        loudness: loudness::integrated(&whole.powers),
        range: loudness::range(&whole.powers),
        rms: 10.0 * (whole.squares / samples).log10(),
        peak: 20.0 * whole.peak.log10(),
        untouched: !whole.touched,
    })
}

/// Measures every minute of so many frames, on all cores; in order.
pub(super) fn parts<T: Send>(
    frames: u64,
    threads: NonZeroUsize,
    observer: &dyn Observer,
    work: impl Fn(u64) -> Result<T, MasterError> + Sync,
) -> Result<Vec<T>, MasterError> {
    let parts = frames.div_ceil(BLOCK).div_ceil(PART);
    let next = AtomicU64::new(0);
    let work = &work;
    let mut measured = std::thread::scope(|scope| -> Result<Vec<_>, MasterError> {
        let (send, receive) = channel();
        for _ in 0..(threads.get() as u64).min(parts) {
            let (send, next) = (send.clone(), &next);
            scope.spawn(move || {
                while !observer.stop() {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= parts || send.send((number, work(number))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        receive
            .into_iter()
            .map(|(number, part)| Ok((number, part?)))
            .collect()
    })?;
    if observer.stop() {
        return Err(MasterError::Stopped);
    }
    measured.sort_by_key(|(number, _)| *number);
    Ok(measured.into_iter().map(|(_, part)| part).collect())
}

/// Where a minute is to be heard from, and which frames of it count.
pub(super) fn minute(number: u64, frames: u64) -> (u64, std::ops::Range<u64>) {
    let start = number * PART;
    let before = BEFORE.min(start);
    let counted = start * BLOCK..((start + PART) * BLOCK).min(frames);
    ((start - before) * BLOCK, counted)
}

/// One minute.
#[derive(Default)]
struct Part {
    /// The weighted power of each hop; without a last one that is not full.
    powers: Vec<f32>,
    /// The sum of the squares of all samples.
    squares: f64,
    /// The highest true peak as an amplitude.
    peak: f64,
    /// Did the limiter do anything?
    touched: bool,
}

fn part(mix: &Mix, number: u64, gain: Db, ceiling: Db) -> Result<Part, MasterError> {
    let start = number * PART;
    let before = BEFORE.min(start);
    let from = (start - before) * BLOCK;
    let end = ((start + PART) * BLOCK).min(mix.frames());
    let mut limiter = Limiter::new(mix.rate(), mix.channels(), gain, ceiling);
    let mut meter = Meter::new(mix, before);
    // A block more than is counted, because the limiter keeps the last milliseconds to itself.
    let last = (end + BLOCK).min(mix.frames());
    let mut limited: Vec<f32> = Vec::new();
    mix.run(from..last, &mut |block| {
        limiter.process(block, &mut limited);
        meter.take(&mut limited, end - from);
        ControlFlow::Continue(())
    })?;
    let touched = limiter.deepest() < 1.0;
    limiter.finish(&mut limited);
    meter.take(&mut limited, end - from);
    Ok(Part {
        touched,
        ..meter.finish()
    })
}

/// Counts from a hop on, up to a frame.
struct Meter {
    hops: Hops,
    peaks: TruePeak,
    squares: f64,
    channels: u64,
    /// Hops that are still only heard.
    before: u64,
    /// Frames that were taken.
    frames: u64,
}

impl Meter {
    fn new(mix: &Mix, before: u64) -> Self {
        Meter {
            hops: Hops::new(mix.rate(), mix.channels() == 2, BLOCK as usize),
            peaks: TruePeak::new(mix.channels()),
            squares: 0.0,
            channels: mix.channels() as u64,
            before,
            frames: 0,
        }
    }

    /// Takes what there is, hop by hop, up to frame `end`.
    fn take(&mut self, samples: &mut Vec<f32>, end: u64) {
        let mut from = 0;
        while self.frames < end {
            let next = (self.frames / BLOCK * BLOCK + BLOCK).min(end);
            let wanted = ((next - self.frames) * self.channels) as usize;
            let to = (from + wanted).min(samples.len());
            let now = &samples[from..to];
            if now.is_empty() {
                break;
            }
            self.hops.process(now);
            self.peaks.process(now);
            self.squares += squares(now);
            self.frames += now.len() as u64 / self.channels;
            from = to;
            if self.before > 0 && self.frames == self.before * BLOCK {
                self.hops.forget();
                self.peaks.forget();
                (self.squares, self.before) = (0.0, 0);
            }
        }
        samples.clear();
    }

    fn finish(self) -> Part {
        Part {
            powers: self.hops.powers().to_vec(),
            squares: self.squares,
            peak: self.peaks.peak(),
            touched: false,
        }
    }
}

/// The sum of squares, in lanes.
fn squares(samples: &[f32]) -> f64 {
    let mut lanes = [0f64; 8];
    let (chunks, rest) = samples.as_chunks::<8>();
    for chunk in chunks {
        for (lane, sample) in lanes.iter_mut().zip(chunk) {
            *lane += f64::from(*sample) * f64::from(*sample);
        }
    }
    let rest: f64 = rest.iter().map(|x| f64::from(*x) * f64::from(*x)).sum();
    lanes.iter().sum::<f64>() + rest
}
