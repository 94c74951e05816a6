//! A finished file to everything that can be measured of it, in one pass and from its samples alone.
//!
//! What is kept grows by a few bytes for each tenth of a second, and for each line: five
//! megabytes for ten hours, however long the file. Everything else of this room only looks at
//! what stands in [`Measured`].

use super::InspectError;
use super::clicks::Clicks;
use crate::audio::speech::{Ear, Sounding};
use crate::audio::stream::Stream;
use crate::audio::{Hz, loudness};
use ebur128::{Channel, EbuR128, Mode};
use std::ops::Range;

/// Columns of the drawn wave, each with its highest sample and its mean square.
pub(super) const COLUMNS: usize = 960;
/// Frames that are read at once are those of a hop, a tenth of a second, as BS.1770 steps.
const HOPS_A_SECOND: u32 = 10;
/// Hops in the window of momentary loudness, 400 ms, and of short-term loudness, 3 s (Tech 3341).
const MOMENTARY: usize = 4;
const SHORT_TERM: usize = 30;
/// Hops in the window of the noise floor, half a second, as checkers of audiobooks have it.
const NOISE: usize = 5;
/// Full scale of 16-bit samples on the positive side.
const TOP: f32 = 32_767.0 / 32_768.0;
/// So many samples at full scale one after another were cut off there; two can be a wave.
const CUT_OFF: u32 = 3;
/// The level from which on a window of 10 ms is more than the quiet of a room, as mean square:
/// -50 dBFS.
const AUDIBLE: f64 = 1e-5;

/// Everything that was measured. Levels are in decibels, minus infinity for silence.
#[derive(Debug, Clone)]
pub struct Measured {
    /// Frames a second.
    pub rate: Hz,
    /// 1 or 2.
    pub channels: usize,
    /// Length in frames.
    pub frames: u64,
    /// A tenth of a second each; what is left at the end is no hop.
    pub hops: Vec<Hop>,
    /// Integrated loudness (BS.1770-5), in LUFS as heard on two loudspeakers.
    pub integrated: f64,
    /// Loudness range (EBU Tech 3342), in LU; `None` if the file is shorter than the 3 s of its window.
    pub range: Option<f64>,
    /// Highest true peak of any channel, in dBTP.
    pub true_peak: f64,
    /// Highest sample of any channel, in dBFS.
    pub peak: f64,
    /// Root mean square of everything, silence included, in dBFS.
    pub rms: f64,
    /// The quietest half second, in dBFS; `None` if there is none.
    pub noise: Option<f64>,
    /// Places where samples were cut off at full scale.
    pub clipped: u64,
    /// Steps that no speech makes, and where the first of them are, in frames.
    pub clicks: u64,
    /// Their places.
    pub click_places: Vec<u64>,
    /// The longest stretch of samples that are all zero, in frames.
    pub digital_silence: Range<u64>,
    /// From the first to the last 10 ms louder than -50 dBFS, in frames.
    pub audible: Range<u64>,
    /// What sounds in each of the lines that were asked for, relative to its start.
    pub lines: Vec<Sounding>,
    /// What is drawn of the wave.
    pub wave: Vec<Column>,
}

/// A tenth of a second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hop {
    /// K-weighted energy, as loudness is the logarithm of; of mono as heard from two loudspeakers.
    pub energy: f32,
    /// Mean square of all channels.
    pub square: f32,
    /// Mean square of the channels' mean: what is left when they are folded into one.
    pub folded: f32,
}

/// A column of the drawn wave.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Column {
    /// Highest sample.
    pub peak: f32,
    /// Sum of squares, and of how many samples.
    squares: f64,
    count: u64,
}

impl Column {
    /// Root mean square.
    #[must_use]
    pub fn rms(&self) -> f32 {
        (self.squares / self.count.max(1) as f64).sqrt() as f32
    }
}

/// What K-weighted energy is as loudness, in LUFS (BS.1770-5, annex 1).
#[must_use]
pub(super) fn lufs(energy: f64) -> f64 {
    10.0 * energy.log10() - 0.691
}

/// A mean square as a level in dBFS.
fn level(square: f64) -> f64 {
    10.0 * square.log10()
}

impl Measured {
    /// Momentary loudness: that of the 400 ms that end with each hop, from the fourth on.
    pub fn momentary(&self) -> impl Iterator<Item = f64> {
        windows(&self.hops, MOMENTARY)
    }

    /// Short-term loudness: that of the 3 s that end with each hop, from the thirtieth on.
    pub fn short_term(&self) -> impl Iterator<Item = f64> {
        windows(&self.hops, SHORT_TERM)
    }

    /// Hops before the first momentary value, and before the first of short-term loudness.
    #[must_use]
    pub fn leads() -> (usize, usize) {
        (MOMENTARY - 1, SHORT_TERM - 1)
    }

    /// Frames in a hop.
    #[must_use]
    pub fn hop(&self) -> u64 {
        hop(self.rate)
    }

    /// Frames as seconds.
    #[must_use]
    pub fn seconds(&self, frames: u64) -> f64 {
        frames as f64 / f64::from(self.rate.0)
    }

    /// Loudness of these hops laid end to end, gated as a programme's is (BS.1770-5): how loud
    /// somebody is who speaks in them. `None` if they are shorter than one window.
    #[must_use]
    pub fn loudness_of(&self, hops: &[Hop]) -> Option<f64> {
        (hops.len() >= MOMENTARY).then(|| integrated(hops))
    }
}

fn windows(hops: &[Hop], length: usize) -> impl Iterator<Item = f64> {
    hops.windows(length).map(move |window| {
        lufs(window.iter().map(|hop| f64::from(hop.energy)).sum::<f64>() / length as f64)
    })
}

/// Through the gates of BS.1770-5.
fn integrated(hops: &[Hop]) -> f64 {
    let energies: Vec<f32> = hops.iter().map(|hop| hop.energy).collect();
    loudness::integrated(&energies)
}

fn hop(rate: Hz) -> u64 {
    u64::from(rate.0 / HOPS_A_SECOND)
}

/// Reads a file to its end. `lines` are in frames, in order, none overlapping the next.
///
/// # Errors
/// When it cannot be read to its end.
pub(super) fn measure(mut stream: Stream, lines: &[Range<u64>]) -> Result<Measured, InspectError> {
    let mut pass = Pass::new(&stream, lines)?;
    let hop = hop(stream.rate) as usize;
    let mut samples = Vec::with_capacity(hop * stream.channels);
    loop {
        stream.next(hop, &mut samples)?;
        if samples.is_empty() {
            return pass.finish();
        }
        pass.hop(&samples, hop)?;
    }
}

struct Pass<'a> {
    meter: EbuR128,
    ears: Ears<'a>,
    clicks: Vec<Clicks>,
    /// How many samples of each channel were at full scale one after another.
    at_top: Vec<u32>,
    zeros: u64,
    window: u64,
    window_sum: f64,
    squares: f64,
    peak: f32,
    frame: u64,
    found: Measured,
}

/// What hears the lines, one after another.
struct Ears<'a> {
    lines: &'a [Range<u64>],
    current: Option<Ear>,
    heard: Vec<Sounding>,
    rate: Hz,
}

impl Ears<'_> {
    fn hear(&mut self, frame: u64, square: f64) {
        // A line that is empty, or wholly beside what there is, is passed over.
        while let Some(line) = self.lines.get(self.heard.len()) {
            if frame < line.start {
                return;
            }
            let ear = self.current.get_or_insert_with(|| Ear::new(self.rate));
            if frame < line.end {
                ear.power(square);
                return;
            }
            self.next();
        }
    }

    fn next(&mut self) {
        let ear = self.current.take();
        self.heard.push(ear.map(Ear::finish).unwrap_or_default());
    }
}

impl<'a> Pass<'a> {
    fn new(stream: &Stream, lines: &'a [Range<u64>]) -> Result<Self, InspectError> {
        let channels = stream.channels;
        let mode = Mode::M | Mode::TRUE_PEAK;
        let mut meter = EbuR128::new(channels as u32, stream.rate.0, mode)?;
        if channels == 1 {
            meter.set_channel(0, Channel::DualMono)?;
        }
        Ok(Pass {
            meter,
            ears: Ears {
                lines,
                current: None,
                heard: Vec::with_capacity(lines.len()),
                rate: stream.rate,
            },
            clicks: vec![Clicks::new(); channels],
            at_top: vec![0; channels],
            zeros: 0,
            window: u64::from(stream.rate.0 / 100).max(1),
            window_sum: 0.0,
            squares: 0.0,
            peak: 0.0,
            frame: 0,
            found: Measured {
                rate: stream.rate,
                channels,
                frames: stream.frames,
                hops: Vec::new(),
                integrated: f64::NEG_INFINITY,
                range: None,
                true_peak: f64::NEG_INFINITY,
                peak: f64::NEG_INFINITY,
                rms: f64::NEG_INFINITY,
                noise: None,
                clipped: 0,
                clicks: 0,
                click_places: Vec::new(),
                digital_silence: 0..0,
                audible: 0..0,
                lines: Vec::new(),
                wave: vec![Column::default(); COLUMNS],
            },
        })
    }

    /// A hop, or what is left at the end.
    fn hop(&mut self, samples: &[f32], whole: usize) -> Result<(), InspectError> {
        self.meter.add_frames_f32(samples)?;
        let channels = self.found.channels;
        let (mut square, mut folded) = (0.0, 0.0);
        for frame in samples.chunks_exact(channels) {
            let (sum, squares) = self.frame(frame);
            square += squares;
            folded += f64::from(sum * sum);
        }
        self.squares += square;
        let frames = samples.len() / channels;
        if frames == whole {
            // The crate tells loudness alone; the energy below it is what can be added up.
            let energy = 10f64.powf((self.meter.loudness_window(100)? + 0.691) / 10.0);
            self.found.hops.push(Hop {
                energy: energy as f32,
                square: (square / frames as f64) as f32,
                folded: (folded / (frames * channels * channels) as f64) as f32,
            });
        }
        Ok(())
    }

    /// One sample of each channel; gives back their sum, and the mean of their squares.
    fn frame(&mut self, frame: &[f32]) -> (f32, f64) {
        let (mut sum, mut squares, mut peak) = (0f32, 0f32, 0f32);
        for (channel, sample) in frame.iter().enumerate() {
            sum += sample;
            squares += sample * sample;
            peak = peak.max(sample.abs());
            self.clicks[channel].hear(*sample);
            let run = &mut self.at_top[channel];
            *run = if sample.abs() >= TOP { *run + 1 } else { 0 };
            self.found.clipped += u64::from(*run == CUT_OFF);
        }
        let square = f64::from(squares) / frame.len() as f64;
        self.peak = self.peak.max(peak);
        let at = u128::from(self.frame) * COLUMNS as u128 / u128::from(self.found.frames);
        if let Some(column) = self.found.wave.get_mut(at as usize) {
            column.peak = column.peak.max(peak);
            column.squares += square;
            column.count += 1;
        }
        self.ears.hear(self.frame, square);
        self.frame += 1;
        if peak == 0.0 {
            self.zeros += 1;
            let longest = &mut self.found.digital_silence;
            if self.zeros > longest.end - longest.start {
                *longest = self.frame - self.zeros..self.frame;
            }
        } else {
            self.zeros = 0;
        }
        self.window_sum += square;
        if self.frame.is_multiple_of(self.window) {
            if self.window_sum >= AUDIBLE * self.window as f64 {
                let audible = &mut self.found.audible;
                if audible.end == 0 {
                    audible.start = self.frame - self.window;
                }
                audible.end = self.frame;
            }
            self.window_sum = 0.0;
        }
        (sum, square)
    }

    fn finish(mut self) -> Result<Measured, InspectError> {
        while self.ears.heard.len() < self.ears.lines.len() {
            self.ears.next();
        }
        let mut found = self.found;
        found.lines = self.ears.heard;
        for mut clicks in self.clicks {
            clicks.finish();
            found.clicks += clicks.count;
            found.click_places.append(&mut clicks.places);
        }
        found.click_places.sort_unstable();
        found.integrated = integrated(&found.hops);
        if found.hops.len() >= SHORT_TERM {
            // Ten windows a second; the crate's own range has one, too few of a short episode.
            let energies: Vec<f32> = found.hops.iter().map(|hop| hop.energy).collect();
            found.range = Some(loudness::range(&energies));
        }
        for channel in 0..found.channels {
            let peak = self.meter.true_peak(channel as u32)?;
            found.true_peak = found.true_peak.max(20.0 * peak.log10());
        }
        found.peak = f64::from(20.0 * self.peak.log10());
        found.rms = level(self.squares / found.frames as f64);
        let mean =
            |hops: &[Hop]| hops.iter().map(|hop| f64::from(hop.square)).sum::<f64>() / NOISE as f64;
        found.noise = found
            .hops
            .windows(NOISE)
            .map(mean)
            .reduce(f64::min)
            .map(level);
        Ok(found)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
#[path = "measure_tests.rs"]
mod tests;
