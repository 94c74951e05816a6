//! A sound file to samples, by a reader that knows nothing of how the file was written.
//!
//! `symphonia` reads and `hound` writes, on purpose: a file that its own writer's library
//! accepts proves little. `hound`'s reader was rejected for another reason too: it loses its
//! place behind a chunk of odd length, and other people's WAV files have such chunks. RF64 is
//! beyond both; the code that writes it checks it by its own header.

use super::Hz;
use std::fs::File;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use symphonia::core::audio::sample::Sample;
use symphonia::core::codecs::audio::AudioDecoderOptions;
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::core::meta::MetadataOptions;

/// What the header of a sound file promises; nothing was decoded for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Frames a second.
    pub rate: Hz,
    /// Samples in a frame, at least 1.
    pub channels: usize,
    /// Length in frames, if the format says so.
    pub frames: Option<u64>,
}

/// A decoded sound.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded {
    /// Frames a second.
    pub rate: Hz,
    /// Samples in a frame, at least 1.
    pub channels: usize,
    /// Interleaved; full scale is ±1.0.
    pub samples: Vec<f32>,
}

impl Decoded {
    /// Length in frames.
    #[must_use]
    pub fn frames(&self) -> u64 {
        (self.samples.len() / self.channels) as u64
    }
}

/// Why a sound file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// The file could not be opened or read.
    #[error("reading {}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is not a sound file of a kind that is read here, or a broken one.
    #[error("{} is not a sound file that can be read: {message}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What the reader said.
        message: String,
    },
    /// It holds more than the caller is ready to keep in memory.
    #[error("{} is longer than {limit} frames", path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
        /// The limit that was given.
        limit: u64,
    },
}

/// Reads the header alone.
///
/// # Errors
/// When the file cannot be opened, or is not a sound file.
pub fn shape(path: &Path) -> Result<Shape, DecodeError> {
    open(path).map(|(_, _, shape)| shape)
}

/// Decodes a whole file of at most `limit` frames.
///
/// A packet that does not decode is passed over, and a file that ends early gives what it
/// holds: sounds that were piped from another program often have a length of 2³² - 1 in their
/// header.
///
/// # Errors
/// When the file cannot be read, is not a sound file, or is longer than `limit`.
pub fn decode(path: &Path, limit: u64) -> Result<Decoded, DecodeError> {
    let mut samples = Vec::new();
    let shape = blocks(path, &mut |shape, block| {
        let most = limit.saturating_mul(shape.channels as u64);
        if (samples.len() + block.len()) as u64 > most {
            return ControlFlow::Break(());
        }
        samples.extend_from_slice(block);
        ControlFlow::Continue(())
    })?;
    match shape {
        ControlFlow::Continue(shape) => Ok(Decoded {
            rate: shape.rate,
            channels: shape.channels,
            samples,
        }),
        ControlFlow::Break(()) => Err(DecodeError::TooLong {
            path: path.to_owned(),
            limit,
        }),
    }
}

/// Hands a file to `sink` block by block, interleaved, until it wants no more: for what is too long
/// to be kept whole. As forgiving as [`decode`].
///
/// # Errors
/// When the file cannot be read, or is not a sound file.
pub fn blocks(
    path: &Path,
    sink: &mut dyn FnMut(&Shape, &[f32]) -> ControlFlow<()>,
) -> Result<ControlFlow<(), Shape>, DecodeError> {
    let (mut reader, id, shape) = open(path)?;
    let fail = |error: Error| failed(path, error);
    let mut decoder = reader
        .tracks()
        .iter()
        .find(|track| track.id == id)
        .and_then(|track| track.codec_params.as_ref()?.audio())
        .ok_or(Error::Unsupported("no audio track"))
        .and_then(|codec| {
            symphonia::default::get_codecs()
                .make_audio_decoder(codec, &AudioDecoderOptions::default())
        })
        .map_err(fail)?;
    let mut block = Vec::new();
    loop {
        let packet = match reader.next_packet() {
            Ok(Some(packet)) => packet,
            Ok(None) => break,
            Err(Error::IoError(e)) if e.kind() == std::io::ErrorKind::UnexpectedEof => break,
            Err(error) => return Err(fail(error)),
        };
        if packet.track_id != id {
            continue;
        }
        match decoder.decode(&packet) {
            Ok(sound) => {
                block.resize(sound.samples_interleaved(), f32::MID);
                sound.copy_to_slice_interleaved(&mut block);
                if sink(&shape, &block).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
            Err(Error::DecodeError(_)) => {}
            Err(error) => return Err(fail(error)),
        }
    }
    Ok(ControlFlow::Continue(shape))
}

/// A reader placed at the first packet, the number of its track, and what the header says.
fn open(path: &Path) -> Result<(Box<dyn FormatReader>, u32, Shape), DecodeError> {
    let file = File::open(path).map_err(|source| DecodeError::File {
        path: path.to_owned(),
        source,
    })?;
    let stream = MediaSourceStream::new(Box::new(file), Default::default());
    // No hint from the file's name: what a file is called says little about what it is.
    let reader = symphonia::default::get_probe()
        .probe(
            &Hint::new(),
            stream,
            FormatOptions::default(),
            MetadataOptions::default(),
        )
        .map_err(|error| failed(path, error))?;
    let found = reader.default_track(TrackType::Audio).and_then(|track| {
        let codec = track.codec_params.as_ref()?.audio()?;
        let channels = codec.channels.as_ref()?.count();
        let shape = Shape {
            rate: Hz(codec.sample_rate?),
            channels,
            frames: track.num_frames,
        };
        (channels > 0 && shape.rate.0 > 0).then_some((track.id, shape))
    });
    let Some((id, shape)) = found else {
        return Err(failed(path, Error::Unsupported("no audio track")));
    };
    Ok((reader, id, shape))
}

fn failed(path: &Path, error: Error) -> DecodeError {
    let path = path.to_owned();
    match error {
        Error::IoError(source) => DecodeError::File { path, source },
        other => DecodeError::Format {
            path,
            message: other.to_string(),
        },
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn wav(bits: u16, channels: u16, values: &[i32]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.wav");
        let spec = hound::WavSpec {
            channels,
            sample_rate: 22_050,
            bits_per_sample: bits,
            sample_format: hound::SampleFormat::Int,
        };
        let mut writer = hound::WavWriter::create(&path, spec).unwrap();
        for value in values {
            writer.write_sample(*value).unwrap();
        }
        writer.finalize().unwrap();
        (folder, path)
    }

    #[test]
    fn samples_come_out_as_they_went_in() {
        for (bits, full) in [(8u16, 128f32), (16, 32_768.0), (24, 8_388_608.0)] {
            let top = full as i32 - 1;
            let values = [0, top, -top - 1, top / 2, -1, 1];
            let (_folder, path) = wav(bits, 2, &values);
            let expected = Shape {
                rate: Hz(22_050),
                channels: 2,
                frames: Some(3),
            };
            assert_eq!(shape(&path).unwrap(), expected, "{bits} bits");
            let sound = decode(&path, 3).unwrap();
            assert_eq!(sound.frames(), 3);
            for (got, sent) in sound.samples.iter().zip(values) {
                assert!((got - sent as f32 / full).abs() < 1e-7, "{bits} bits");
            }
        }
    }

    #[test]
    fn a_sound_over_the_limit_is_refused() {
        let (_folder, path) = wav(16, 1, &[1; 100]);
        assert!(matches!(
            decode(&path, 99),
            Err(DecodeError::TooLong { limit: 99, .. })
        ));
        assert_eq!(decode(&path, 100).unwrap().frames(), 100);
    }

    #[test]
    fn what_is_no_sound_is_an_error_that_names_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("broken.wav");
        let (_other, whole) = wav(16, 1, &[7; 40]);
        let whole = std::fs::read(whole).unwrap();
        let mut cases: Vec<Vec<u8>> = (0..44).map(|n| whole[..n].to_vec()).collect();
        cases.push(b"\x89PNG\r\n\x1a\n and so on, for a while and more".to_vec());
        cases.push(vec![0; 4096]);
        for bytes in cases {
            std::fs::write(&path, &bytes).unwrap();
            // A header cut short may still be read as an empty sound; it must not panic, nor
            // yield samples that are not there.
            match decode(&path, 1000) {
                Ok(sound) => assert_eq!(sound.frames(), 0, "{} bytes", bytes.len()),
                Err(error) => assert!(error.to_string().contains("broken.wav")),
            }
        }
        assert!(matches!(
            decode(&folder.path().join("absent.wav"), 1),
            Err(DecodeError::File { .. })
        ));
    }

    #[test]
    fn a_piped_sound_of_unknown_length_gives_what_it_holds() {
        let (_folder, path) = wav(16, 1, &[9; 500]);
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[4..8].fill(0xFF);
        bytes[40..44].fill(0xFF);
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(decode(&path, 1000).unwrap().frames(), 500);
    }
}
