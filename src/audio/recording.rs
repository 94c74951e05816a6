//! A sound file to one line: one channel, silence at its ends cut off, as the takes of voices are.
//!
//! It keeps its own sample rate: a take may have any, and a recording at 48 kHz is heard as it was
//! made. Channels are averaged; a voice that was recorded in stereo stands in the middle.

use super::decode::{DecodeError, decode, shape};
use super::trim::trim;
use super::{Hz, Pcm};
use std::fs::File;
use std::io;
use std::ops::RangeInclusive;
use std::path::Path;

/// The longest recording of a sentence in seconds. Nobody speaks one for two minutes; what is
/// longer is the wrong file, and would be an hour in memory.
pub const MOST: u64 = 120;

/// The rates that recorders have.
const RATES: RangeInclusive<u32> = 8_000..=192_000;
/// More channels than a stage recording's are no voice.
const CHANNELS: usize = 8;

/// Why a file cannot stand in for a line.
#[derive(Debug, thiserror::Error)]
pub enum RecordingError {
    /// It cannot be read, is no sound file, or one that is too long.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// Its header says what no recorder writes.
    #[error("{rate} Hz and {channels} channels are no recording of a voice")]
    Shape {
        /// Frames a second.
        rate: u32,
        /// Samples in a frame.
        channels: usize,
    },
    /// It goes on for longer than [`MOST`].
    #[error("it is longer than {MOST} seconds")]
    TooLong,
    /// There are samples in it that are no numbers.
    #[error("it is damaged: some of its samples are no numbers")]
    NotNumbers,
    /// It is empty, or silent.
    #[error("nothing can be heard in it")]
    Silent,
}

/// Reads a recording of at most [`MOST`] seconds.
///
/// # Errors
/// When it cannot be read or decoded, is too long, or nothing can be heard in it.
pub fn read(path: &Path) -> Result<Pcm, RecordingError> {
    let shape = shape(path)?;
    let (rate, channels) = (shape.rate, shape.channels);
    if !RATES.contains(&rate.0) || !(1..=CHANNELS).contains(&channels) {
        let rate = rate.0;
        return Err(RecordingError::Shape { rate, channels });
    }
    let sound = decode(path, MOST * u64::from(rate.0)).map_err(|error| match error {
        DecodeError::TooLong { .. } => RecordingError::TooLong,
        other => other.into(),
    })?;
    if !sound.samples.iter().all(|sample| sample.is_finite()) {
        return Err(RecordingError::NotNumbers);
    }
    let mut line: Vec<f32> = sound
        .samples
        .chunks_exact(sound.channels)
        .map(|frame| frame.iter().sum::<f32>() / frame.len() as f32)
        .collect();
    trim(&mut line, rate);
    match line.is_empty() {
        true => Err(RecordingError::Silent),
        false => Ok(integers(&line, rate)),
    }
}

/// BLAKE3 of a file's bytes, as hexadecimal digits.
///
/// # Errors
/// When it cannot be read.
pub fn digest(path: &Path) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(hasher.finalize().to_hex().to_string())
}

fn integers(line: &[f32], rate: Hz) -> Pcm {
    const FULL_SCALE: f32 = 32_768.0;
    let whole = |sample: &f32| (sample * FULL_SCALE).round();
    let samples = line
        .iter()
        .map(|s| whole(s).clamp(-FULL_SCALE, FULL_SCALE - 1.0) as i16);
    Pcm {
        rate,
        samples: samples.collect(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use hound::{SampleFormat, WavSpec, WavWriter};

    /// A file of these frames, the same on every channel but for the sign on the second.
    fn file(rate: u32, channels: u16, frames: impl Iterator<Item = f32>) -> tempfile::TempPath {
        let path = tempfile::Builder::new().suffix(".wav").tempfile().unwrap();
        let spec = WavSpec {
            channels,
            sample_rate: rate,
            bits_per_sample: 32,
            sample_format: SampleFormat::Float,
        };
        let path = path.into_temp_path();
        let mut wav = WavWriter::create(&path, spec).unwrap();
        for frame in frames {
            for _ in 0..channels {
                wav.write_sample(frame).unwrap();
            }
        }
        wav.finalize().unwrap();
        path
    }

    fn tone(seconds: f64, rate: u32) -> impl Iterator<Item = f32> {
        (0..(seconds * f64::from(rate)) as usize).map(|n| 0.3 * (n as f32 * 0.05).sin())
    }

    #[test]
    fn a_recording_is_one_channel_without_its_silence() {
        let still = || std::iter::repeat_n(0.0, 44_100);
        let path = file(44_100, 2, still().chain(tone(1.0, 44_100)).chain(still()));
        let line = read(&path).unwrap();
        assert_eq!(line.rate, Hz(44_100));
        assert!((0.99..1.02).contains(&line.seconds()), "{}", line.seconds());
        let peak = line.samples.iter().max().unwrap();
        assert!((9_700..9_900).contains(peak), "{peak}");
    }

    #[test]
    fn what_is_no_recording_is_told() {
        let told = |path: &Path| read(path).unwrap_err().to_string();
        assert_eq!(
            told(&file(8_000, 1, [].into_iter())),
            "nothing can be heard in it"
        );
        let still = std::iter::repeat_n(0.0, 8_000);
        assert_eq!(told(&file(8_000, 1, still)), "nothing can be heard in it");
        let torn = tone(0.1, 8_000).chain([f32::NAN]);
        assert!(told(&file(8_000, 1, torn)).contains("no numbers"));
        assert!(told(&file(8_000, 1, tone(121.0, 8_000))).contains("is longer than"));
        assert!(told(&file(100, 1, tone(9.0, 100))).contains("100 Hz"));
        let path = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(&path, "no sound").unwrap();
        assert!(told(path.path()).contains("is not a sound file"));
    }
}
