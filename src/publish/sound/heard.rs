//! A finished file to what another reader hears in it: how long it is, and how high its peaks.
//!
//! All of it is decoded. A file whose head promises the right length may end in the middle, and what a
//! lossy format does to peaks is only known afterwards.

use crate::audio::Hz;
use crate::audio::decode::{self, DecodeError};
use crate::audio::true_peak::TruePeak;
use std::ops::ControlFlow;
use std::path::Path;

/// What a file sounds like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::publish) struct Heard {
    /// Sample rate.
    pub(in crate::publish) rate: Hz,
    /// Channels.
    pub(in crate::publish) channels: usize,
    /// Frames that were decoded.
    pub(in crate::publish) frames: u64,
    /// True peak in dBTP; minus infinity for silence.
    pub(in crate::publish) peak: f64,
}

/// Decodes a whole file.
///
/// # Errors
/// When it cannot be read.
pub(in crate::publish) fn heard(path: &Path) -> Result<Heard, DecodeError> {
    let shape = decode::shape(path)?;
    let mut meter = TruePeak::new(shape.channels);
    let mut samples = 0;
    decode::blocks(path, &mut |_, block| {
        samples += block.len() as u64;
        meter.process(block);
        ControlFlow::Continue(())
    })?;
    Ok(Heard {
        rate: shape.rate,
        channels: shape.channels,
        frames: samples / shape.channels.max(1) as u64,
        peak: 20.0 * meter.peak().log10(),
    })
}
