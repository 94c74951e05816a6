//! A file or a built-in piece to frames of one or two channels, and to what has to be known of it
//! before anyone speaks: how long it is, and whether it can be heard at all.

use super::builtin::{self, Builtin};
use super::decode::{Damage, DecodeError, Reader};
use super::fold::Fold;
use super::{Hz, Millis};
use std::ops::RangeInclusive;
use std::path::PathBuf;

/// The longest sound in minutes. The longest overture is shorter, and who means an hour of rain
/// means a bed, which is repeated.
pub const MOST_MINUTES: u32 = 10;
/// The longest file in bytes: ten minutes at 192 kHz in three bytes and six channels.
const MOST_BYTES: u64 = 2_200_000_000;
/// The rates that are sound; 384 kHz is sold.
const RATES: RangeInclusive<u32> = 4_000..=768_000;
/// More channels than the largest cinema has loudspeaker groups are a mistake in a header.
const CHANNELS: usize = 32;
/// What nowhere passes this share of full scale is silent (-60 dBFS).
const SILENT: f32 = 0.001;
/// Peaks are known for pieces of so many milliseconds.
const STEP: u32 = 100;
/// Frames of a built-in piece that are handed out together.
const BLOCK: usize = 4096;

/// Where a sound comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Spring {
    /// A file that somebody has.
    File(PathBuf),
    /// A piece of the program's own.
    Builtin(&'static Builtin),
}

/// Why a file is no sound for an episode.
#[derive(Debug, thiserror::Error)]
pub enum SoundError {
    /// It cannot be read, or is no sound file.
    #[error("{}", .0.reason())]
    Decode(#[from] DecodeError),
    /// Its header says what no recorder writes.
    #[error("{rate} Hz and {channels} channels are no sound that anyone recorded")]
    Shape {
        /// Frames a second.
        rate: u32,
        /// Samples in a frame.
        channels: usize,
    },
    /// It goes on for longer than [`MOST_MINUTES`].
    #[error("it is longer than {MOST_MINUTES} minutes")]
    TooLong,
    /// It is larger than any sound of [`MOST_MINUTES`].
    #[error("its {} MB cannot be {MOST_MINUTES} minutes of sound", bytes / 1_000_000)]
    TooLarge {
        /// Its size.
        bytes: u64,
    },
    /// There are samples in it that are no numbers.
    #[error("it is damaged: some of its samples are no numbers")]
    NotNumbers,
    /// No sample is in it.
    #[error("it is empty")]
    Empty,
    /// Nothing in it can be heard.
    #[error("it is silent")]
    Silent,
}

/// A sound, frame by frame.
pub struct Sounds {
    from: From,
    rate: Hz,
    channels: usize,
    block: Vec<f32>,
}

enum From {
    File(Box<Reader>, Fold),
    Builtin(Vec<f32>, usize),
}

impl Sounds {
    /// Opens it.
    ///
    /// # Errors
    /// When it cannot be read, or is of a rate or of channels that nobody records.
    pub fn open(spring: &Spring) -> Result<Sounds, SoundError> {
        let (from, rate, channels) = match spring {
            Spring::Builtin(piece) => {
                let samples = (piece.samples)();
                (From::Builtin(samples, 0), builtin::RATE, 2)
            }
            Spring::File(path) => {
                let found = std::fs::metadata(path);
                let bytes = found.map_or(0, |metadata| metadata.len());
                if bytes > MOST_BYTES {
                    return Err(SoundError::TooLarge { bytes });
                }
                let reader = Reader::open(path)?;
                let (rate, channels) = (reader.shape().rate, reader.shape().channels);
                if !RATES.contains(&rate.0) || channels > CHANNELS {
                    let rate = rate.0;
                    return Err(SoundError::Shape { rate, channels });
                }
                let fold = Fold::new(reader.channels());
                let channels = fold.channels();
                (From::File(Box::new(reader), fold), rate, channels)
            }
        };
        Ok(Sounds {
            from,
            rate,
            channels,
            block: Vec::new(),
        })
    }

    /// Frames a second.
    #[must_use]
    pub fn rate(&self) -> Hz {
        self.rate
    }

    /// One, or two: left and right in turns.
    #[must_use]
    pub fn channels(&self) -> usize {
        self.channels
    }

    /// The next frames, full scale ±1; `None` at the end.
    ///
    /// # Errors
    /// When the file cannot be read on, or holds what is no number.
    pub fn block(&mut self) -> Result<Option<&[f32]>, SoundError> {
        match &mut self.from {
            From::File(reader, fold) => match reader.block()? {
                Some(frames) => fold.fold(frames, &mut self.block),
                None => return Ok(None),
            },
            From::Builtin(samples, at) => {
                let end = (*at + 2 * BLOCK).min(samples.len());
                if *at == end {
                    return Ok(None);
                }
                self.block.clear();
                self.block.extend_from_slice(&samples[*at..end]);
                *at = end;
            }
        }
        match self.block.iter().all(|sample| sample.is_finite()) {
            true => Ok(Some(&self.block)),
            false => Err(SoundError::NotNumbers),
        }
    }

    /// What was wrong with the file so far.
    #[must_use]
    pub fn damage(&self) -> Damage {
        match &self.from {
            From::File(reader, _) => reader.damage(),
            From::Builtin(..) => Damage::default(),
        }
    }
}

/// What is known of a sound that was decoded once from end to end.
#[derive(Debug, Clone, PartialEq)]
pub struct Looked {
    /// Frames a second.
    pub rate: Hz,
    /// One or two, once folded.
    pub channels: usize,
    /// Length in frames; at least one.
    pub frames: u64,
    /// What was wrong with it.
    pub damage: Damage,
    /// The highest sample of each tenth of a second.
    peaks: Vec<f32>,
}

impl Looked {
    /// Length in milliseconds.
    #[must_use]
    pub fn millis(&self) -> u64 {
        self.rate.millis(self.frames)
    }

    /// Can anything be heard in this part of it?
    #[must_use]
    pub fn sounds(&self, start: Millis, length: Option<Millis>) -> bool {
        let first = (start.0 / STEP) as usize;
        let last = length.map_or(usize::MAX, |length| {
            start.0.saturating_add(length.0).div_ceil(STEP) as usize
        });
        let here = self.peaks.get(first..).unwrap_or_default();
        here.iter().take(last - first).any(|peak| *peak > SILENT)
    }
}

/// Decodes a sound from end to end, with memory for a packet.
///
/// # Errors
/// When it cannot be, or is too long, empty or silent.
pub fn look(spring: &Spring) -> Result<Looked, SoundError> {
    let mut sounds = Sounds::open(spring)?;
    let (rate, channels) = (sounds.rate(), sounds.channels());
    let most = u64::from(rate.0) * 60 * u64::from(MOST_MINUTES);
    let step = (u64::from(rate.0) * u64::from(STEP) / 1000).max(1);
    let (mut frames, mut peaks) = (0u64, Vec::new());
    while let Some(block) = sounds.block()? {
        for frame in block.chunks_exact(channels) {
            if frames % step == 0 {
                peaks.push(0f32);
            }
            frames += 1;
            if let Some(peak) = peaks.last_mut() {
                *peak = frame.iter().fold(*peak, |peak, s| peak.max(s.abs()));
            }
        }
        if frames > most {
            return Err(SoundError::TooLong);
        }
    }
    if frames == 0 {
        return Err(SoundError::Empty);
    }
    if peaks.iter().all(|peak| *peak <= SILENT) {
        return Err(SoundError::Silent);
    }
    Ok(Looked {
        rate,
        channels,
        frames,
        damage: sounds.damage(),
        peaks,
    })
}
