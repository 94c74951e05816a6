//! A finished episode of any length to its frames, in constant memory.
//!
//! The library of `decode` reads no RF64 (EBU Tech 3306), the form of WAV files beyond 4 GiB; an episode of
//! ten hours is one. So this reads the heads of WAV files by itself and takes no more than what episodes are:
//! integers of 16 or 24 bits, one channel or two. It believes no length that the file does not have:
//! what a cut file would still give, its measures would be wrong about. Other kinds of file are decoded
//! twice, since what their heads promise is not always what they hold.

use super::Hz;
use super::decode::{DecodeError, Reader};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// More chunks before the sound than any writer makes.
const CHUNKS: usize = 256;
/// Size that stands for "see `ds64`".
const ELSEWHERE: u32 = u32::MAX;
/// Rates beyond which a head is a lie.
const RATES: std::ops::RangeInclusive<u32> = 4_000..=384_000;

/// A file that is being read from its first frame to its last.
pub struct Stream {
    path: PathBuf,
    source: Source,
    /// Samples that were not given yet.
    left: u64,
    /// Frames a second.
    pub rate: Hz,
    /// Samples in a frame, 1 or 2.
    pub channels: usize,
    /// Length in frames, at least 1.
    pub frames: u64,
}

enum Source {
    /// The samples as they stand there, and how many bytes each has.
    Plain {
        file: BufReader<File>,
        width: u16,
        bytes: Vec<u8>,
    },
    /// What a decoder gives, and what is left of its last block.
    Coded { reader: Reader, rest: Vec<f32> },
}

/// What the chunk `fmt ` says.
struct Format {
    rate: u32,
    channels: u16,
    /// Bytes in a sample.
    width: u16,
}

impl Stream {
    /// Opens one and stands before its first frame.
    ///
    /// # Errors
    /// When it is no file, cannot be read, is no sound in one or two channels (or a WAV of other samples than
    /// integers of 16 or 24 bits), holds no frame, fewer than its head says, or others than were written.
    pub fn open(path: &Path) -> Result<Stream, DecodeError> {
        let read = |source| DecodeError::File {
            path: path.to_owned(),
            source,
        };
        let wrong = |message: String| DecodeError::Format {
            path: path.to_owned(),
            message,
        };
        // Asked before it is opened: a pipe would wait for somebody to write.
        let found = std::fs::metadata(path).map_err(read)?;
        if !found.is_file() {
            return Err(wrong("it is no file".to_owned()));
        }
        let mut file = BufReader::with_capacity(1 << 16, File::open(path).map_err(read)?);
        let start = file.fill_buf().map_err(read)?;
        if start.starts_with(b"OggS") && start.windows(8).take(64).any(|w| w == b"OpusHead") {
            let why = "it is Opus, which is not decoded here; name the WAV, FLAC or MP3 file of the same episode";
            return Err(wrong(why.to_owned()));
        }
        let plain = [b"RIFF", b"RF64", b"BW64"]
            .iter()
            .any(|id| start.starts_with(*id));
        // What is no sound at all is told as no WAV: most who get here meant one.
        if !plain && super::decode::shape(path).is_ok() {
            return Stream::coded(path);
        }
        let (format, data) = head(&mut file, found.len()).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => wrong("its head is cut short".to_owned()),
            io::ErrorKind::InvalidData => wrong(error.to_string()),
            _ => read(error),
        })?;
        let frame = u64::from(format.channels) * u64::from(format.width);
        let held = found.len() - file.stream_position().map_err(read)?.min(found.len());
        if data > held {
            return Err(wrong(format!(
                "it was cut short: its head promises {} frames, and {} are there",
                data / frame,
                held / frame
            )));
        }
        if data % frame != 0 {
            return Err(wrong("its last frame is cut short".to_owned()));
        }
        if data == 0 {
            return Err(wrong("there is no sound in it".to_owned()));
        }
        Ok(Stream {
            path: path.to_owned(),
            source: Source::Plain {
                file,
                width: format.width,
                bytes: Vec::new(),
            },
            left: data / u64::from(format.width),
            rate: Hz(format.rate),
            channels: usize::from(format.channels),
            frames: data / frame,
        })
    }

    /// A file that has to be decoded.
    fn coded(path: &Path) -> Result<Stream, DecodeError> {
        let wrong = |message: &str| DecodeError::Format {
            path: path.to_owned(),
            message: message.to_owned(),
        };
        let mut whole = Reader::open(path)?;
        let mut left = 0;
        while let Some(block) = whole.block()? {
            left += block.len() as u64;
        }
        let (shape, damage) = (whole.shape(), whole.damage());
        if damage.short || damage.checksum || damage.packets > 0 {
            return Err(wrong(
                "it was cut short or altered: not all of it can be decoded",
            ));
        }
        if left == 0 {
            return Err(wrong("there is no sound in it"));
        }
        if shape.channels > 2 || !RATES.contains(&shape.rate.0) {
            return Err(wrong("an episode has one channel or two, at a usual rate"));
        }
        Ok(Stream {
            path: path.to_owned(),
            source: Source::Coded {
                reader: Reader::open(path)?,
                rest: Vec::new(),
            },
            left,
            rate: shape.rate,
            channels: shape.channels,
            frames: left / shape.channels as u64,
        })
    }

    /// Replaces what is in `samples` by the next frames, interleaved, at most `most` of them; full
    /// scale is ±1. None are left when it is empty.
    ///
    /// # Errors
    /// When the file cannot be read, or became shorter meanwhile.
    pub fn next(&mut self, most: usize, samples: &mut Vec<f32>) -> Result<(), DecodeError> {
        let count = ((most * self.channels) as u64).min(self.left) as usize;
        self.left -= count as u64;
        samples.clear();
        match &mut self.source {
            Source::Plain { file, width, bytes } => {
                let width = usize::from(*width);
                bytes.resize(count * width, 0);
                file.read_exact(bytes).map_err(|source| DecodeError::File {
                    path: self.path.clone(),
                    source,
                })?;
                // Below the lowest byte of 32 bits are none: so each depth has its own full scale.
                let sample = |bytes: &[u8]| {
                    let mut four = [0; 4];
                    four[4 - bytes.len()..].copy_from_slice(bytes);
                    (f64::from(i32::from_le_bytes(four)) / 2_147_483_648.0) as f32
                };
                samples.extend(bytes.chunks_exact(width).map(sample));
            }
            Source::Coded { reader, rest } => {
                while rest.len() < count {
                    let Some(block) = reader.block()? else {
                        return Err(DecodeError::Format {
                            path: self.path.clone(),
                            message: "it became shorter while it was read".to_owned(),
                        });
                    };
                    rest.extend_from_slice(block);
                }
                samples.extend(rest.drain(..count));
            }
        }
        Ok(())
    }
}

/// Reads up to the first frame, and how many bytes of them there should be.
fn head(file: &mut (impl Read + Seek), length: u64) -> io::Result<(Format, u64)> {
    let wrong = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_owned());
    let mut form = [0; 12];
    file.read_exact(&mut form)?;
    let long = match &form[..4] {
        b"RIFF" => false,
        b"RF64" | b"BW64" => true,
        _ => return Err(wrong("it is no WAV file")),
    };
    if &form[8..] != b"WAVE" {
        return Err(wrong("it is no WAV file"));
    }
    let (mut format, mut data64) = (None, None);
    for _ in 0..CHUNKS {
        let mut head = [0; 8];
        file.read_exact(&mut head)?;
        let size = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        match &head[..4] {
            b"data" => {
                let format = format.ok_or_else(|| wrong("it does not say what its samples are"))?;
                let data = match (long, size) {
                    (true, ELSEWHERE) => data64.ok_or_else(|| wrong("it has no ds64 chunk"))?,
                    _ => u64::from(size),
                };
                return Ok((format, data));
            }
            b"ds64" if long && size >= 24 => {
                let body = body::<24>(file)?;
                let mut eight = [0; 8];
                eight.copy_from_slice(&body[8..16]);
                data64 = Some(u64::from_le_bytes(eight));
                skip(file, size, 24, length)?;
            }
            b"fmt " if size >= 16 => {
                let body = body::<16>(file)?;
                format = Some(understood(&body, size).map_err(|what| wrong(&what))?);
                skip(file, size, 16, length)?;
            }
            _ => skip(file, size, 0, length)?,
        }
    }
    Err(wrong("there is no sound in it"))
}

fn body<const N: usize>(file: &mut impl Read) -> io::Result<[u8; N]> {
    let mut body = [0; N];
    file.read_exact(&mut body)?;
    Ok(body)
}

/// Goes to the end of a chunk of which `read` bytes were read; chunks are padded to even lengths.
fn skip(file: &mut impl Seek, size: u32, read: u32, length: u64) -> io::Result<()> {
    let rest = i64::from(size - read) + i64::from(size % 2);
    let at = file.seek(SeekFrom::Current(rest))?;
    match at > length {
        true => Err(io::ErrorKind::UnexpectedEof.into()),
        false => Ok(()),
    }
}

/// WAVEFORMAT, as Microsoft's "Multiple channel audio data and WAVE files" has it: format 1 is
/// plain integers; 0xFFFE says so further behind, and its integers look the same.
fn understood(body: &[u8; 16], size: u32) -> Result<Format, String> {
    let short = |at: usize| u16::from_le_bytes([body[at], body[at + 1]]);
    let rate = u32::from_le_bytes([body[4], body[5], body[6], body[7]]);
    let (tag, channels, frame, bits) = (short(0), short(2), short(12), short(14));
    let integers = tag == 1 || tag == 0xFFFE && size >= 40;
    if !integers || ![16, 24].contains(&bits) {
        return Err("its samples are no integers of 16 or 24 bits".to_owned());
    }
    let width = bits / 8;
    if !(1..=2).contains(&channels) || frame != channels * width {
        return Err(format!(
            "it has {channels} channels; an episode has one or two"
        ));
    }
    if !RATES.contains(&rate) {
        return Err(format!("it says that it has {rate} frames a second"));
    }
    Ok(Format {
        rate,
        channels,
        width,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(crate) mod tests {
    use super::*;

    /// A WAV file as simple as can be.
    pub(crate) fn wav(rate: u32, channels: u16, samples: &[i16]) -> Vec<u8> {
        let data = samples.len() as u32 * 2;
        let mut bytes = b"RIFF".to_vec();
        bytes.extend((36 + data).to_le_bytes());
        bytes.extend(b"WAVEfmt \x10\0\0\0\x01\0");
        bytes.extend(channels.to_le_bytes());
        bytes.extend(rate.to_le_bytes());
        bytes.extend((rate * u32::from(channels) * 2).to_le_bytes());
        bytes.extend((channels * 2).to_le_bytes());
        bytes.extend(b"\x10\0data");
        bytes.extend(data.to_le_bytes());
        bytes.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
        bytes
    }

    /// The same as an RF64.
    fn rf64(samples: &[i16]) -> Vec<u8> {
        let mut bytes = wav(48_000, 1, samples);
        bytes[..8].copy_from_slice(b"RF64\xff\xff\xff\xff");
        let data = samples.len() as u64 * 2;
        bytes[40..44].fill(0xFF);
        let mut ds64 = b"ds64\x1c\0\0\0".to_vec();
        ds64.extend((72 + data).to_le_bytes());
        ds64.extend(data.to_le_bytes());
        ds64.extend((samples.len() as u64).to_le_bytes());
        ds64.extend([0; 4]);
        bytes.splice(12..12, ds64);
        bytes
    }

    fn open(bytes: &[u8]) -> Result<(Stream, tempfile::TempDir), String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("talk.wav");
        std::fs::write(&path, bytes).unwrap();
        match Stream::open(&path) {
            Ok(stream) => Ok((stream, folder)),
            Err(error) => {
                let said = error.to_string();
                assert!(said.contains("talk.wav"), "{said}");
                Err(said)
            }
        }
    }

    fn all(mut stream: Stream) -> Vec<i16> {
        let (mut found, mut block) = (vec![], vec![]);
        loop {
            stream.next(7, &mut block).unwrap();
            if block.is_empty() {
                return found;
            }
            found.extend(block.iter().map(|x| (x * 32_768.0) as i16));
        }
    }

    #[test]
    fn every_frame_comes_out_once() {
        let samples: Vec<i16> = (-50..50)
            .map(|n| n * 327)
            .chain([-32_768, 32_767])
            .collect();
        let mut odd = wav(44_100, 2, &samples);
        // A chunk of odd length before the sound, another behind it.
        odd.splice(36..36, *b"junk\x03\0\0\0abc\0");
        odd.extend(b"LIST\x04\0\0\0abcd");
        for (bytes, shape) in [
            (wav(48_000, 1, &samples), (48_000, 1, 102)),
            (odd, (44_100, 2, 51)),
            (rf64(&samples), (48_000, 1, 102)),
        ] {
            let (stream, _folder) = open(&bytes).unwrap();
            let found = (stream.rate.0, stream.channels, stream.frames);
            assert_eq!(found, shape);
            assert_eq!(all(stream), samples);
        }
    }

    #[test]
    fn a_file_that_is_not_what_it_says_is_refused() {
        let samples = [7; 100];
        let change = |at: usize, to: &[u8]| {
            let mut bytes = wav(48_000, 1, &samples);
            bytes[at..at + to.len()].copy_from_slice(to);
            bytes
        };
        for (bytes, said) in [
            (
                change(40, &[0xFF; 4]),
                "promises 2147483647 frames, and 100",
            ),
            (change(40, &[202, 0, 0, 0]), "promises 101 frames, and 100"),
            (change(40, &[199, 0, 0, 0]), "last frame is cut"),
            (change(40, &[0; 4]), "no sound"),
            (change(16, &[0xF0, 0xFF, 0xFF, 0x7F]), "cut short"),
            (change(20, &[3, 0]), "no integers of 16 or 24 bits"),
            (change(34, &[32, 0]), "no integers of 16 or 24 bits"),
            (change(34, &[24, 0]), "it has 1 channels"),
            (change(22, &[0, 0]), "0 channels"),
            (change(22, &[6, 0]), "6 channels"),
            (change(24, &[0; 4]), "0 frames a second"),
            (change(12, b"tmf "), "does not say"),
            (change(8, b"AVI "), "no WAV"),
            (b"\x89PNG\r\n\x1a\n and so on".to_vec(), "no WAV"),
            (rf64(&samples)[..60].to_vec(), "cut short"),
        ] {
            let Err(error) = open(&bytes) else {
                panic!("taken, though {said}");
            };
            assert!(error.contains(said), "{error}");
        }
        // However it is cut, and whatever one byte of the head is.
        let whole = wav(48_000, 1, &samples);
        for end in 0..whole.len() {
            assert!(open(&whole[..end]).is_err(), "cut at {end}");
        }
        let long = rf64(&samples);
        for (at, flip) in (0..80).flat_map(|at| [1u8, 0x80, 0xFF].map(|flip| (at, flip))) {
            let mut bytes = long.clone();
            bytes[at] ^= flip;
            if let Ok((stream, _folder)) = open(&bytes) {
                assert!(all(stream).len() <= samples.len());
            }
        }
    }

    #[test]
    fn samples_of_24_bits_are_heard_at_the_same_level() {
        let samples = [0i16, 1, -1, 32_767, -32_768, 327];
        let mut bytes = wav(48_000, 2, &samples);
        bytes.truncate(44);
        let finer = samples.iter().flat_map(|sample| {
            let [a, b] = sample.to_le_bytes();
            [0, a, b]
        });
        bytes.extend(finer);
        bytes[28..32].copy_from_slice(&(48_000u32 * 6).to_le_bytes());
        bytes[32..36].copy_from_slice(&[6, 0, 24, 0]);
        bytes[40..44].copy_from_slice(&18u32.to_le_bytes());
        let (stream, _folder) = open(&bytes).unwrap();
        assert_eq!(stream.frames, 3);
        assert_eq!(all(stream), samples);
    }

    #[test]
    fn what_is_no_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Stream::open(folder.path()).is_err());
        assert!(Stream::open(&folder.path().join("absent")).is_err());
    }
}
