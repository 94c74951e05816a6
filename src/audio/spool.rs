//! A sound to a temporary file of plain samples at the rate of an episode, which may be read at any
//! place, by any number of threads.
//!
//! Decoded once: a mix is made several times over, from several places at once, and no decoder can be
//! set to a sample exactly. Not in memory, where ten minutes in stereo are a quarter of a gigabyte; as
//! floating point, because a quiet file may be raised by thirty decibels.

use super::loudness::{MOMENTARY, integrated, lufs, windows};
use super::resample::ResampleError;
use super::restream::Restream;
use super::sounds::{SoundError, Sounds, Spring};
use super::weighting::Hops;
use super::{Hz, Millis};
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Bytes of a sample.
const BYTES: u64 = 4;

/// A part of a sound, laid out.
#[derive(Debug)]
pub struct Spool {
    file: tempfile::NamedTempFile,
    channels: usize,
    frames: u64,
    /// Integrated loudness in LUFS, one channel counted as two; minus infinity where there is none.
    pub loudness: f64,
    /// Of its loudest 400 ms, in LUFS; minus infinity for silence.
    pub loudest: f64,
    /// The highest sample, 1 for full scale.
    pub peak: f32,
}

/// Why a sound could not be laid out.
#[derive(Debug, thiserror::Error)]
pub enum SpoolError {
    /// It cannot be decoded, though it could a moment ago.
    #[error("a sound file changed while it was read: {0}")]
    Sound(#[from] SoundError),
    /// Its rate cannot be changed.
    #[error(transparent)]
    Resample(#[from] ResampleError),
    /// The temporary file cannot be written or read.
    #[error("a temporary file for music: {0}")]
    File(#[from] io::Error),
}

/// Lays out a sound from `start`, at most `length` of it, in `folder`, at `rate`. `channels` is what
/// the episode has: a stereo file is averaged for one.
///
/// # Errors
/// When it cannot be decoded, or the disk is full.
pub fn spool(
    spring: &Spring,
    (start, length): (Millis, Option<Millis>),
    rate: Hz,
    channels: usize,
    folder: &Path,
) -> Result<Spool, SpoolError> {
    let mut sounds = Sounds::open(spring)?;
    let given = sounds.channels();
    let channels = channels.min(given);
    let mut desk = Desk {
        writer: BufWriter::new(tempfile::NamedTempFile::new_in(folder)?),
        meter: Hops::new(rate, channels == 2, (rate.0 / 10) as usize),
        channels,
        hop: (rate.0 / 10) as usize * channels,
        skip: rate.frames(start) * channels as u64,
        left: length.map_or(u64::MAX, |length| rate.frames(length) * channels as u64),
        line: Vec::new(),
        written: 0,
        peak: 0.0,
    };
    let mut stream = Restream::new(sounds.rate(), rate, given)?;
    let mut made = Vec::new();
    while desk.left > 0
        && let Some(block) = sounds.block()?
    {
        stream.push(block, &mut made)?;
        desk.take(&made, given)?;
        made.clear();
    }
    if desk.left > 0 {
        stream.finish(&mut made)?;
        desk.take(&made, given)?;
    }
    desk.done()
}

struct Desk {
    writer: BufWriter<tempfile::NamedTempFile>,
    meter: Hops,
    channels: usize,
    /// Samples of a tenth of a second.
    hop: usize,
    /// Samples still to be passed over, and to be taken.
    skip: u64,
    left: u64,
    /// Samples that are being taken.
    line: Vec<f32>,
    written: u64,
    peak: f32,
}

impl Desk {
    /// Takes frames of `given` channels.
    fn take(&mut self, frames: &[f32], given: usize) -> Result<(), SpoolError> {
        self.line.clear();
        match given > self.channels {
            true => {
                let middle = |frame: &[f32]| frame.iter().sum::<f32>() / given as f32;
                self.line.extend(frames.chunks_exact(given).map(middle));
            }
            false => self.line.extend_from_slice(frames),
        }
        let from = self.skip.min(self.line.len() as u64);
        self.skip -= from;
        let taken = self.left.min(self.line.len() as u64 - from);
        self.left -= taken;
        let line = &self.line[from as usize..(from + taken) as usize];
        for sample in line {
            self.peak = self.peak.max(sample.abs());
            self.writer.write_all(&sample.to_le_bytes())?;
        }
        self.written += taken;
        self.meter.process(line);
        Ok(())
    }

    fn done(mut self) -> Result<Spool, SpoolError> {
        // A last step that is not full is not measured, and one window at least is wanted.
        let silence = vec![0.0; self.hop];
        while self.meter.powers().len() < MOMENTARY {
            self.meter.process(&silence);
        }
        let loudness = integrated(self.meter.powers());
        let momentary = windows(self.meter.powers(), MOMENTARY).map(lufs);
        let loudest = momentary.fold(f64::NEG_INFINITY, f64::max);
        let file = self
            .writer
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        Ok(Spool {
            file,
            channels: self.channels,
            frames: self.written / self.channels as u64,
            loudness,
            loudest,
            peak: self.peak,
        })
    }
}

impl Spool {
    /// One, or two in turns.
    #[must_use]
    pub fn channels(&self) -> usize {
        self.channels
    }

    /// Length in frames.
    #[must_use]
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// A reader of its own place.
    ///
    /// # Errors
    /// When the file cannot be opened once more.
    pub fn reader(&self) -> io::Result<SpoolReader> {
        Ok(SpoolReader {
            file: self.file.reopen()?,
            channels: self.channels,
            frames: self.frames,
            bytes: Vec::new(),
        })
    }
}

/// Reads a spool anywhere.
#[derive(Debug)]
pub struct SpoolReader {
    file: File,
    channels: usize,
    frames: u64,
    bytes: Vec<u8>,
}

impl SpoolReader {
    /// Replaces `out` by `count` frames from frame `at`, or as many as there are.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read(&mut self, at: u64, count: u64, out: &mut Vec<f32>) -> io::Result<()> {
        out.clear();
        let count = count.min(self.frames.saturating_sub(at));
        if count == 0 {
            return Ok(());
        }
        let frame = BYTES * self.channels as u64;
        self.bytes.resize((count * frame) as usize, 0);
        self.file.seek(SeekFrom::Start(at * frame))?;
        self.file.read_exact(&mut self.bytes)?;
        let (samples, _) = self.bytes.as_chunks::<4>();
        out.extend(samples.iter().map(|bytes| f32::from_le_bytes(*bytes)));
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::builtin::{LOUDNESS, RATE, find};
    use super::*;

    fn laid(part: (Millis, Option<Millis>), rate: Hz, channels: usize) -> Spool {
        let folder = std::env::temp_dir();
        spool(
            &Spring::Builtin(find("pad").unwrap()),
            part,
            rate,
            channels,
            &folder,
        )
        .unwrap()
    }

    fn read(spool: &Spool, at: u64, count: u64) -> Vec<f32> {
        let mut out = vec![7.0];
        spool.reader().unwrap().read(at, count, &mut out).unwrap();
        out
    }

    #[test]
    fn what_is_laid_out_is_what_was_played_from_any_place() {
        let whole = (find("pad").unwrap().samples)();
        let all = laid((Millis(0), None), RATE, 2);
        assert_eq!((all.channels(), all.frames()), (2, whole.len() as u64 / 2));
        assert!((all.loudness - LOUDNESS).abs() < 0.5, "{}", all.loudness);
        assert_eq!(read(&all, 1_000, 3), whole[2_000..2_006]);
        let part = laid((Millis(1_000), Some(Millis(500))), RATE, 2);
        assert_eq!(part.frames(), 24_000);
        assert_eq!(read(&part, 0, 24_000), whole[96_000..144_000]);
        // Behind the end there is nothing, and near it what is left.
        assert_eq!(read(&part, 23_999, 10).len(), 2);
        assert!(read(&part, 24_000, 1).is_empty() && read(&part, u64::MAX, 1).is_empty());
    }

    #[test]
    fn for_one_loudspeaker_both_channels_are_averaged() {
        let whole = (find("pad").unwrap().samples)();
        let mono = laid((Millis(0), Some(Millis(100))), RATE, 1);
        let middle: Vec<f32> = whole
            .chunks_exact(2)
            .take(4_800)
            .map(|f| (f[0] + f[1]) / 2.0)
            .collect();
        assert_eq!(mono.channels(), 1);
        assert_eq!(read(&mono, 0, 4_800), middle);
        // Shorter than one window of a meter, and yet of some loudness.
        assert!((-40.0..-10.0).contains(&mono.loudness), "{}", mono.loudness);
    }

    #[test]
    fn another_rate_keeps_times() {
        let half = laid((Millis(2_000), Some(Millis(3_000))), Hz(24_000), 2);
        assert_eq!(half.frames(), 72_000);
        let whole = (find("pad").unwrap().samples)();
        for (n, frame) in read(&half, 30_000, 100).chunks_exact(2).enumerate() {
            let at = 2 * (96_000 + 2 * (30_000 + n));
            assert!((frame[0] - whole[at]).abs() < 1e-3 && (frame[1] - whole[at + 1]).abs() < 1e-3);
        }
    }
}
