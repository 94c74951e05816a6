//! A mix to its loudness and true peak, on all cores.
//!
//! The programme is cut into minutes whatever the number of threads, so that the figures are
//! the same on any machine. Each minute is measured from a little before its start: a meter's
//! filters and a limiter's release have settled by then, and the 400 ms windows that cross the
//! border are counted exactly once.

use super::mix::{BLOCK, Mix};
use super::{CEILING, MasterError};
use crate::audio::limiter::Limiter;
use crate::audio::{Db, loudness};
use crate::diag::observe::Observer;
use ebur128::{Channel, EbuR128, Mode};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::channel;

/// Blocks of a tenth of a second in a part that is measured by itself.
const PART: u64 = 600;
/// Blocks before it that are heard, not counted.
const BEFORE: u64 = 8;
/// Blocks in the window of momentary loudness, 400 ms (BS.1770).
const WINDOW: u64 = 4;

/// What a meter says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reading {
    /// Integrated, in LUFS.
    pub(super) loudness: f64,
    /// True peak in dBTP; minus infinity for silence.
    pub(super) peak: f64,
}

/// Integrated loudness and true peak of the mix as it is.
pub(super) fn raw(
    mix: &Mix,
    threads: NonZeroUsize,
    observer: &dyn Observer,
) -> Result<Reading, MasterError> {
    measure(mix, None, threads, observer)
}

/// Loudness and true peak of the mix with a gain and the limiter.
pub(super) fn limited(
    mix: &Mix,
    gain: Db,
    threads: NonZeroUsize,
    observer: &dyn Observer,
) -> Result<Reading, MasterError> {
    measure(mix, Some(gain), threads, observer)
}

fn measure(
    mix: &Mix,
    gain: Option<Db>,
    threads: NonZeroUsize,
    observer: &dyn Observer,
) -> Result<Reading, MasterError> {
    let parts = mix.frames().div_ceil(PART * BLOCK);
    let next = AtomicU64::new(0);
    let mut measured = std::thread::scope(|scope| -> Result<Vec<_>, MasterError> {
        let (send, receive) = channel();
        for _ in 0..(threads.get() as u64).min(parts) {
            let (send, next) = (send.clone(), &next);
            scope.spawn(move || {
                while !observer.stop() {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= parts || send.send((number, part(mix, number, gain))).is_err() {
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
    let peak = measured
        .iter()
        .map(|(_, part)| part.peak)
        .fold(0.0, f64::max);
    let blocks: Vec<f64> = measured
        .into_iter()
        .flat_map(|(_, part)| part.blocks)
        .collect();
    Ok(Reading {
        loudness: loudness::integrated(&blocks),
        peak: 20.0 * peak.log10(),
    })
}

/// One minute: the momentary loudness of each block, and the highest true peak as an amplitude.
struct Part {
    blocks: Vec<f64>,
    peak: f64,
}

fn part(mix: &Mix, number: u64, gain: Option<Db>) -> Result<Part, MasterError> {
    let start = number * PART;
    let before = BEFORE.min(start);
    let from = (start - before) * BLOCK;
    let to = ((start + PART) * BLOCK).min(mix.frames());
    let mut meter = EbuR128::new(1, mix.rate().0, Mode::M | Mode::TRUE_PEAK)?;
    meter.set_channel(0, Channel::DualMono)?;
    let mut limiter = gain.map(|gain| Limiter::new(mix.rate(), gain, CEILING));
    let mut limited: Vec<f32> = Vec::new();
    let mut blocks = Vec::with_capacity(PART as usize);
    let mut heard = 0;
    let mut failed = None;
    mix.run(from..to, &mut |block| {
        let hop = match &mut limiter {
            Some(limiter) => {
                limiter.process(block, &mut limited);
                limited.as_slice()
            }
            None => block,
        };
        // With the limiter's delay the windows stand 3 ms off the seconds, which moves nothing.
        let read = meter
            .add_frames_f32(hop)
            .and_then(|()| meter.loudness_momentary());
        limited.clear();
        heard += 1;
        match read {
            Ok(level) if heard > before && start + heard - before >= WINDOW => blocks.push(level),
            Ok(_) => {}
            Err(error) => {
                failed = Some(error);
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    })?;
    if let Some(error) = failed {
        return Err(error.into());
    }
    Ok(Part {
        blocks,
        peak: meter.true_peak(0)?,
    })
}
