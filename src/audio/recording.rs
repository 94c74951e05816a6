//! A sound file to one line: one channel, silence at its ends cut off, as the takes of voices are.
//!
//! It keeps its own sample rate: a take may have any, and a recording at 48 kHz is heard as it was
//! made. Channels are averaged; a voice that was recorded in stereo stands in the middle.

use super::decode::{DecodeError, Shape, blocks, decode, shape};
use super::divide::divide;
use super::trim::{MARGIN, fade, sounding, trim};
use super::{Hz, Millis, Pcm};
use std::fs::File;
use std::io;
use std::ops::{ControlFlow, Range, RangeInclusive};
use std::path::Path;

/// The longest recording of a sentence in seconds. Nobody speaks one for two minutes; what is
/// longer is the wrong file, and would be an hour in memory.
pub const MOST: u64 = 120;

/// The longest recording of a paragraph in seconds. A turn of twenty minutes is a lecture.
pub const MOST_PASSAGE: u64 = 20 * 60;
/// The same in frames, of which there are more at more than 48 kHz: 115 MB while it is divided
/// into sentences.
pub const MOST_FRAMES: u64 = MOST_PASSAGE * 48_000;

/// By how much neighbouring pieces of one recording overlap, and are faded into each other.
/// They are resampled and levelled each by itself, which leaves no mark where both are soft.
pub const SEAM: Millis = Millis(20);

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
    /// The part of it that was asked for is longer than [`MOST_PASSAGE`].
    #[error("it is longer than {} minutes; cut it with `length`, or divide the paragraph", MOST_PASSAGE / 60)]
    LongPassage,
    /// It ends before the part that was asked for.
    #[error("it is over after {seconds:.1} s")]
    Over {
        /// Its length.
        seconds: f64,
    },
    /// It is shorter than the sentences that are said in it.
    #[error("{seconds:.1} s are too short for what is said in it")]
    Short {
        /// Its length.
        seconds: f64,
    },
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
    let rate = rate(path)?;
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

/// The sample rate of a recording, from its header.
///
/// # Errors
/// When it is no sound file, or none of a voice.
pub fn rate(path: &Path) -> Result<Hz, RecordingError> {
    let Shape { rate, channels, .. } = shape(path)?;
    match RATES.contains(&rate.0) && (1..=CHANNELS).contains(&channels) {
        true => Ok(rate),
        false => Err(RecordingError::Shape {
            rate: rate.0,
            channels,
        }),
    }
}

/// Reads frames of a recording, as one channel and with the silence that is in them; what lies behind
/// its end is left out.
///
/// # Errors
/// When it cannot be read or decoded, or more than `most` frames are asked for and there.
pub fn frames(path: &Path, wanted: Range<u64>, most: u64) -> Result<Pcm, RecordingError> {
    let rate = rate(path)?;
    let mut samples = Vec::new();
    let (mut at, mut numbers) = (0, true);
    blocks(path, &mut |shape, block| {
        for frame in block.chunks_exact(shape.channels) {
            if wanted.contains(&at) {
                let sample = frame.iter().sum::<f32>() / frame.len() as f32;
                numbers &= sample.is_finite();
                samples.push(integer(sample));
            }
            at += 1;
        }
        let enough = at >= wanted.end || samples.len() as u64 > most || !numbers;
        match enough {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    })?;
    match samples.len() as u64 {
        _ if !numbers => Err(RecordingError::NotNumbers),
        more if more > most => Err(RecordingError::LongPassage),
        0 => Err(RecordingError::Over {
            seconds: at as f64 / f64::from(rate.0),
        }),
        _ => Ok(Pcm { rate, samples }),
    }
}

/// Where a recording of several sentences is heard, and where each begins and ends: ranges of
/// its samples, of which neighbours overlap by [`SEAM`].
///
/// # Errors
/// When nothing can be heard in it, or it is too short for them all.
pub fn sentences(sound: &Pcm, shares: &[f64]) -> Result<Vec<Range<usize>>, RecordingError> {
    let heard = sounding(&sound.samples, FULL_SCALE);
    if heard.is_empty() {
        return Err(RecordingError::Silent);
    }
    let margin = sound.rate.frames(MARGIN) as usize;
    let start = heard.start.saturating_sub(margin);
    let end = (heard.end + margin).min(sound.samples.len());
    let places = divide(&sound.samples[start..end], sound.rate, shares);
    let places = places.ok_or(RecordingError::Short {
        seconds: (end - start) as f64 / f64::from(sound.rate.0),
    })?;
    let half = sound.rate.frames(SEAM) as usize / 2;
    let starts = places.iter().map(|at| start + at - half);
    let ends = places.iter().map(|at| start + at + half);
    Ok(std::iter::once(start)
        .chain(starts)
        .zip(ends.chain([end]))
        .map(|(start, end)| start..end)
        .collect())
}

/// How a piece of a recording begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// It comes or goes over so many frames, or all of it if that is more.
    Fade(usize),
    /// It is faded evenly into a neighbour: both together are the recording as it was.
    Seam,
}

/// Gives a piece of a recording its edges.
pub fn shape_edges(piece: &mut Pcm, begin: Edge, end: Edge) {
    let rate = piece.rate;
    let mut line: Vec<f32> = piece.samples.iter().map(|s| f32::from(*s)).collect();
    edge(line.iter_mut(), begin, rate);
    edge(line.iter_mut().rev(), end, rate);
    piece.samples = line.iter().map(|s| integer(s / FULL_SCALE)).collect();
}

fn edge<'a>(line: impl ExactSizeIterator<Item = &'a mut f32>, edge: Edge, rate: Hz) {
    match edge {
        Edge::Fade(frames) => {
            let frames = frames.min(line.len());
            fade(line.take(frames));
        }
        Edge::Seam => {
            let steps = rate.frames(SEAM) as usize / 2 * 2;
            for (at, sample) in line.take(steps).enumerate() {
                *sample *= (at as f32 + 0.5) / steps as f32;
            }
        }
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
    Pcm {
        rate,
        samples: line.iter().map(|sample| integer(*sample)).collect(),
    }
}

const FULL_SCALE: f32 = 32_768.0;

fn integer(sample: f32) -> i16 {
    (sample * FULL_SCALE)
        .round()
        .clamp(-FULL_SCALE, FULL_SCALE - 1.0) as i16
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
    fn pieces_of_a_recording_are_the_recording() {
        let still = |ms: u32| std::iter::repeat_n(0.0, 44 * ms as usize);
        let said = || tone(1.0, 44_100).chain(still(300));
        let path = file(
            44_100,
            2,
            still(900)
                .chain(said())
                .chain(said())
                .chain(tone(0.7, 44_100)),
        );
        let whole = frames(&path, 22_050..u64::MAX, MOST_FRAMES).unwrap();
        let pieces = sentences(&whole, &[20.0, 20.0, 14.0]).unwrap();
        assert_eq!(pieces.len(), 3);
        let mut sum = vec![0i32; whole.samples.len()];
        for (number, range) in pieces.iter().enumerate() {
            let mut piece = Pcm {
                rate: whole.rate,
                samples: whole.samples[range.clone()].to_vec(),
            };
            let begin = if number == 0 {
                Edge::Fade(0)
            } else {
                Edge::Seam
            };
            let end = if number == 2 {
                Edge::Fade(0)
            } else {
                Edge::Seam
            };
            shape_edges(&mut piece, begin, end);
            let places = sum[range.clone()].iter_mut();
            places
                .zip(&piece.samples)
                .for_each(|(s, p)| *s += i32::from(*p));
        }
        let heard = pieces[0].start..pieces[2].end;
        for (sum, sample) in sum[heard.clone()].iter().zip(&whole.samples[heard]) {
            assert!((sum - i32::from(*sample)).abs() <= 1);
        }
        assert!(matches!(
            frames(&path, 400_000..500_000, MOST_FRAMES),
            Err(RecordingError::Over { seconds }) if (4.1..4.3).contains(&seconds)
        ));
        assert!(matches!(
            sentences(&whole, &[1.0; 900]),
            Err(RecordingError::Short { .. })
        ));
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
