//! A finished WAV file of any length to its frames, in constant memory.
//!
//! `decode` holds a whole sound, and its library reads no RF64 (EBU Tech 3306), the form of files
//! beyond 4 GiB; an episode of ten hours is one. So this reads heads by itself and takes no more than
//! what episodes are: integers of 16 bits, one channel or two. It believes no length that
//! the file does not have: what a cut file would still give, its measures would be wrong about.

use super::Hz;
use super::decode::DecodeError;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// More chunks before the sound than any writer makes.
const CHUNKS: usize = 256;
/// Size that stands for "see `ds64`".
const ELSEWHERE: u32 = u32::MAX;
/// Rates beyond which a head is a lie.
const RATES: std::ops::RangeInclusive<u32> = 4_000..=384_000;

/// A WAV file that is being read from its first frame to its last.
pub struct Stream {
    path: PathBuf,
    file: BufReader<File>,
    bytes: Vec<u8>,
    left: u64,
    /// Frames a second.
    pub rate: Hz,
    /// Samples in a frame, 1 or 2.
    pub channels: usize,
    /// Length in frames, at least 1.
    pub frames: u64,
}

/// What the chunk `fmt ` says.
struct Format {
    rate: u32,
    channels: u16,
}

impl Stream {
    /// Opens one and stands before its first frame.
    ///
    /// # Errors
    /// When it is no file, cannot be read, is no WAV of 16-bit integers in one or two channels, holds
    /// no frame, or fewer than its head says.
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
        let (format, data) = head(&mut file, found.len()).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => wrong("its head is cut short".to_owned()),
            io::ErrorKind::InvalidData => wrong(error.to_string()),
            _ => read(error),
        })?;
        let frame = u64::from(format.channels) * 2;
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
            file,
            bytes: Vec::new(),
            left: data,
            rate: Hz(format.rate),
            channels: usize::from(format.channels),
            frames: data / frame,
        })
    }

    /// Replaces what is in `samples` by the next frames, interleaved, at most `most` of them; full
    /// scale is ±1. None are left when it is empty.
    ///
    /// # Errors
    /// When the file cannot be read, or became shorter meanwhile.
    pub fn next(&mut self, most: usize, samples: &mut Vec<f32>) -> Result<(), DecodeError> {
        let wanted = (most * self.channels) as u64 * 2;
        let count = wanted.min(self.left);
        self.bytes.resize(count as usize, 0);
        self.file
            .read_exact(&mut self.bytes)
            .map_err(|source| DecodeError::File {
                path: self.path.clone(),
                source,
            })?;
        self.left -= count;
        samples.clear();
        let (pairs, _) = self.bytes.as_chunks::<2>();
        samples.extend(
            pairs
                .iter()
                .map(|pair| f32::from(i16::from_le_bytes(*pair)) / 32_768.0),
        );
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
    if !integers || bits != 16 {
        return Err("its samples are no integers of 16 bits".to_owned());
    }
    if !(1..=2).contains(&channels) || frame != channels * 2 {
        return Err(format!(
            "it has {channels} channels; an episode has one or two"
        ));
    }
    if !RATES.contains(&rate) {
        return Err(format!("it says that it has {rate} frames a second"));
    }
    Ok(Format { rate, channels })
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
            (change(20, &[3, 0]), "no integers of 16 bits"),
            (change(34, &[24, 0]), "no integers of 16 bits"),
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
    fn what_is_no_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Stream::open(folder.path()).is_err());
        assert!(Stream::open(&folder.path().join("absent")).is_err());
    }
}
