//! A sound file to samples, by a reader that knows nothing of how the file was written.
//!
//! `symphonia` reads (WAV, AIFF, FLAC, MP3, M4A with AAC or ALAC, Ogg Vorbis) and `hound` writes, on
//! purpose: a file that its own writer's library accepts proves little. `hound`'s reader was rejected
//! for another reason too: it loses its place behind a chunk of odd length, and other people's WAV
//! files have such chunks. RF64 is beyond both; the code that writes it checks it by its own header.
//!
//! Files come from anywhere, so nothing that one says of itself is believed: memory grows by what was
//! decoded and never by what was promised, and a decoder that panics has met a broken file.

use super::Hz;
use super::untagged::Untagged;
use std::fs::File;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use symphonia::core::audio::Channels;
use symphonia::core::audio::sample::Sample;
use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::core::meta::MetadataOptions;

/// Packets in a row that may give nothing before a file counts as one that never ends: a video's
/// packets between two of sound are fewer, and so are those that an encoder needs to begin.
const IDLE: u32 = 100_000;
/// Frames in a packet, at most; sixteen times what any encoder makes. A file may claim more, and
/// its decoder would take the memory at once.
const PACKET: u64 = 1 << 20;
/// A header that promises more than so many hours has no idea how long its sound is: programs
/// that write into a pipe put the highest number there.
const HOURS: u64 = 4;

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

impl DecodeError {
    /// The same without the name of the file, for who says it beside that name.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            DecodeError::File { source, .. } if source.kind() == std::io::ErrorKind::NotFound => {
                "there is no such file".to_owned()
            }
            DecodeError::File { source, .. }
                if source.kind() == std::io::ErrorKind::UnexpectedEof =>
            {
                "it is no sound file that can be read here: it ends too early".to_owned()
            }
            DecodeError::File { source, .. } => format!("it cannot be read: {source}"),
            // What the probe of `symphonia` says of letters and pictures.
            DecodeError::Format { message, .. } if message.contains("no suitable format") => {
                "it is no sound file, or of a kind that cannot be read here".to_owned()
            }
            DecodeError::Format { message, .. } => {
                format!("it is no sound file that can be read here: {message}")
            }
            DecodeError::TooLong { .. } => "it is too long".to_owned(),
        }
    }
}

/// What was wrong with a file that could be read all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Damage {
    /// Packets that did not decode, and were passed over.
    pub packets: u64,
    /// Packets that did.
    pub sound: u64,
    /// Does it end before its header says so?
    pub short: bool,
    /// Does its checksum belong to another sound?
    pub checksum: bool,
}

/// A file that is decoded piece by piece: memory for one packet, whatever its length.
pub struct Reader {
    path: PathBuf,
    format: Box<dyn FormatReader>,
    decoder: Box<dyn AudioDecoder>,
    track: u32,
    shape: Shape,
    channels: Channels,
    block: Vec<f32>,
    damage: Damage,
    frames: u64,
    over: bool,
}

impl Reader {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    /// When the file cannot be opened, or is not a sound file.
    pub fn open(path: &Path) -> Result<Reader, DecodeError> {
        let (format, track, shape, channels) = open(path)?;
        let decoder = guarded(path, || {
            let options = AudioDecoderOptions::default().verify(true);
            let found = format.tracks().iter().find(|other| other.id == track);
            let codec = found
                .and_then(|track| track.codec_params.as_ref()?.audio())
                .filter(|codec| codec.max_frames_per_packet.is_none_or(|n| n <= PACKET))
                .ok_or(Error::Unsupported("no audio track"))?;
            symphonia::default::get_codecs().make_audio_decoder(codec, &options)
        })?;
        Ok(Reader {
            path: path.to_owned(),
            format,
            decoder,
            track,
            shape,
            channels,
            block: Vec::new(),
            damage: Damage::default(),
            frames: 0,
            over: false,
        })
    }

    /// What its header promises.
    #[must_use]
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Which of its channels belongs where.
    #[must_use]
    pub fn channels(&self) -> &Channels {
        &self.channels
    }

    /// What was wrong with it so far; complete once [`Reader::block`] gave `None`.
    #[must_use]
    pub fn damage(&self) -> Damage {
        self.damage
    }

    /// The next samples, interleaved, full scale ±1.0, never none; `None` at the end.
    ///
    /// A packet that does not decode is passed over, and a file that ends early gives what it
    /// holds: sounds that were piped from another program often have a length of 2³² - 1 in their
    /// header.
    ///
    /// # Errors
    /// When the file cannot be read on, or becomes another kind of sound on the way.
    pub fn block(&mut self) -> Result<Option<&[f32]>, DecodeError> {
        let mut idle = 0;
        while !self.over {
            let path = self.path.clone();
            if guarded(&path, || self.packet())? {
                self.frames += (self.block.len() / self.shape.channels) as u64;
                return Ok(Some(&self.block));
            }
            idle += 1;
            if idle > IDLE {
                return Err(failed(&self.path, Error::DecodeError("it never ends")));
            }
        }
        Ok(None)
    }

    /// Decodes a packet into the block; `false` if there is nothing in it.
    fn packet(&mut self) -> Result<bool, Error> {
        let packet = match self.format.next_packet() {
            Ok(Some(packet)) => packet,
            Ok(None) => return self.end(),
            Err(Error::IoError(e)) if e.kind() == std::io::ErrorKind::UnexpectedEof => {
                return self.end();
            }
            Err(error) => return Err(error),
        };
        if packet.track_id != self.track {
            return Ok(false);
        }
        match self.decoder.decode(&packet) {
            Ok(sound) => {
                let spec = sound.spec();
                let same = spec.rate() == self.shape.rate.0
                    && spec.channels().count() == self.shape.channels;
                if !same && sound.frames() > 0 {
                    return Err(Error::Unsupported("its sample rate or channels change"));
                }
                self.block.resize(sound.samples_interleaved(), f32::MID);
                sound.copy_to_slice_interleaved(&mut self.block);
                self.damage.sound += 1;
                Ok(!self.block.is_empty())
            }
            Err(Error::DecodeError(_)) => {
                self.damage.packets += 1;
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    fn end(&mut self) -> Result<bool, Error> {
        self.over = true;
        let believed = u64::from(self.shape.rate.0) * 3600 * HOURS;
        let promised = self.shape.frames.filter(|frames| *frames < believed);
        // What an encoder adds at both ends is not always counted alike.
        let near = u64::from(self.shape.rate.0 / 10);
        self.damage.short = promised.is_some_and(|frames| self.frames + near < frames);
        self.damage.checksum = self.decoder.finalize().verify_ok == Some(false);
        Ok(false)
    }
}

/// Reads the header alone.
///
/// # Errors
/// When the file cannot be opened, or is not a sound file.
pub fn shape(path: &Path) -> Result<Shape, DecodeError> {
    open(path).map(|(_, _, shape, _)| shape)
}

/// Decodes a whole file of at most `limit` frames, as [`Reader::block`] does.
///
/// # Errors
/// When the file cannot be read, is not a sound file, or is longer than `limit`.
pub fn decode(path: &Path, limit: u64) -> Result<Decoded, DecodeError> {
    let mut reader = Reader::open(path)?;
    let Shape { rate, channels, .. } = reader.shape();
    let most = limit.saturating_mul(channels as u64);
    let mut samples = Vec::new();
    while let Some(block) = reader.block()? {
        if (samples.len() + block.len()) as u64 > most {
            return Err(DecodeError::TooLong {
                path: path.to_owned(),
                limit,
            });
        }
        samples.extend_from_slice(block);
    }
    Ok(Decoded {
        rate,
        channels,
        samples,
    })
}

/// Hands a file to `sink` block by block, interleaved, until it wants no more: for what is too long
/// to be kept whole. As forgiving as [`decode`].
///
/// # Errors
/// When the file cannot be read, or is not a sound file.
pub fn blocks(
    path: &Path,
    sink: &mut dyn FnMut(&Shape, &[f32]) -> ControlFlow<()>,
) -> Result<(), DecodeError> {
    let mut reader = Reader::open(path)?;
    let shape = reader.shape();
    while let Some(block) = reader.block()? {
        if sink(&shape, block).is_break() {
            break;
        }
    }
    Ok(())
}

type Opened = (Box<dyn FormatReader>, u32, Shape, Channels);

/// A reader placed at the first packet, the number of its track, and what the header says.
fn open(path: &Path) -> Result<Opened, DecodeError> {
    let opened = File::open(path).and_then(Untagged::new);
    let file = opened.map_err(|source| DecodeError::File {
        path: path.to_owned(),
        source,
    })?;
    let stream = MediaSourceStream::new(Box::new(file), Default::default());
    guarded(path, || {
        // No hint from the file's name: what a file is called says little about what it is.
        let reader = symphonia::default::get_probe().probe(
            &Hint::new(),
            stream,
            FormatOptions::default(),
            MetadataOptions::default(),
        )?;
        let found = reader.default_track(TrackType::Audio).and_then(|track| {
            let codec = track.codec_params.as_ref()?.audio()?;
            let channels = codec.channels.clone()?;
            let shape = Shape {
                rate: Hz(codec.sample_rate?),
                channels: channels.count(),
                frames: track.num_frames,
            };
            (shape.channels > 0 && shape.rate.0 > 0).then_some((track.id, shape, channels))
        });
        let (id, shape, channels) = found.ok_or(Error::Unsupported("no audio track"))?;
        Ok((reader, id, shape, channels))
    })
}

/// The one place where a decoder may panic: it has met a file that its author did not think of,
/// and nothing of it is used again.
fn guarded<T>(path: &Path, work: impl FnOnce() -> Result<T, Error>) -> Result<T, DecodeError> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(|error| failed(path, error)),
        Err(_) => Err(failed(path, Error::DecodeError("its decoder fails on it"))),
    }
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
