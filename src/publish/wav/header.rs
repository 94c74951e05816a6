//! What is known of a WAV file before its first sample to its head, in either size.
//!
//! RF64 is EBU Tech 3306: a RIFF whose 32-bit sizes are all ones and stand as 64-bit numbers
//! in a `ds64` chunk right behind the form type.

use crate::audio::Hz;
use crate::audio::decode::Shape;
use crate::publish::sound::Linear;
use std::io::{self, Read};

/// Size that stands for "see `ds64`".
const ELSEWHERE: u32 = u32::MAX;

/// `WAVE`, `fmt ` and the head of `data`, behind the first 8 bytes of the file.
const RIFF_HEAD: u64 = 4 + 8 + 16 + 8;

/// More than any chunk before the sound has.
const LONGEST: u32 = 4096;

/// What is known of a file before its first byte is written.
pub(super) struct Header {
    /// Its samples.
    pub(super) sound: Linear,
    /// All chunks that follow `data`.
    pub(super) behind: Vec<u8>,
}

impl Header {
    fn data_bytes(&self) -> u64 {
        let frame = u64::from(self.sound.channels) * u64::from(self.sound.bytes());
        self.sound.frames.saturating_mul(frame)
    }

    /// Bytes that make `data` even, which its size does not count: 24-bit samples of one channel may be odd.
    pub(super) fn pad(&self) -> u64 {
        self.data_bytes() % 2
    }

    /// Samples and all that follows them.
    pub(super) fn tail_bytes(&self) -> u64 {
        let padded = self.data_bytes().saturating_add(self.pad());
        padded.saturating_add(self.behind.len() as u64)
    }

    /// The size that a RIFF of this content says in its head: all of the file but 8 bytes.
    pub(super) fn riff_bytes(&self) -> u64 {
        self.tail_bytes().saturating_add(RIFF_HEAD)
    }

    /// The head of a file, up to the first sample: of an RF64 if its RIFF chunk would be longer than
    /// `longest`.
    pub(super) fn head(&self, longest: u64) -> Vec<u8> {
        let mut head = Vec::new();
        // Both fit, or are told elsewhere.
        let narrow = |size: u64| u32::try_from(size).unwrap_or(ELSEWHERE);
        let data = match self.riff_bytes() > longest {
            false => {
                head.extend(b"RIFF");
                head.extend(narrow(self.riff_bytes()).to_le_bytes());
                head.extend(b"WAVE");
                narrow(self.data_bytes())
            }
            true => {
                head.extend(b"RF64");
                head.extend(ELSEWHERE.to_le_bytes());
                head.extend(b"WAVEds64");
                head.extend(28u32.to_le_bytes());
                let ds64_chunk = 8 + 28;
                head.extend(self.riff_bytes().saturating_add(ds64_chunk).to_le_bytes());
                head.extend(self.data_bytes().to_le_bytes());
                head.extend(self.sound.frames.to_le_bytes());
                // No table: no other chunk is that long.
                head.extend(0u32.to_le_bytes());
                ELSEWHERE
            }
        };
        head.extend(b"fmt ");
        head.extend(16u32.to_le_bytes());
        let Linear {
            rate,
            channels,
            depth,
            ..
        } = self.sound;
        let frame = channels.saturating_mul(self.sound.bytes());
        // 1 is plain PCM, also of 24 bits: the extensible form, which Microsoft wants there, is one that
        // Python's `wave` refuses, and no reader tried needs it.
        head.extend(1u16.to_le_bytes());
        head.extend(channels.to_le_bytes());
        head.extend(rate.0.to_le_bytes());
        head.extend(rate.0.saturating_mul(u32::from(frame)).to_le_bytes());
        head.extend(frame.to_le_bytes());
        head.extend(depth.to_le_bytes());
        head.extend(b"data");
        head.extend(data.to_le_bytes());
        head
    }
}

/// Reads the head of an RF64 back, chunk by chunk up to `data`.
///
/// # Errors
/// When it is none, or is cut short, or says two different things about its length.
pub(super) fn read_rf64(mut file: impl Read) -> io::Result<Shape> {
    let wrong = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_owned());
    let mut form = [0; 12];
    file.read_exact(&mut form)?;
    if &form[..4] != b"RF64" || &form[8..] != b"WAVE" {
        return Err(wrong("no RF64"));
    }
    let mut length: Option<(u64, u64)> = None;
    let mut format = None;
    // Both chunks that count come first in any RF64; what is not there by then never comes.
    for _ in 0..16 {
        let mut head = [0; 8];
        file.read_exact(&mut head)?;
        let size = u32_at(&head, 4);
        if &head[..4] == b"data" {
            let ((bytes, frames), (channels, rate, align)) =
                length.zip(format).ok_or_else(|| wrong("no ds64 or fmt"))?;
            if size != ELSEWHERE
                || align == 0
                || frames.checked_mul(u64::from(align)) != Some(bytes)
            {
                return Err(wrong("its lengths do not match"));
            }
            return Ok(Shape {
                rate: Hz(rate),
                channels: usize::from(channels),
                frames: Some(frames),
            });
        }
        if size > LONGEST {
            return Err(wrong("a chunk before the sound is too long"));
        }
        let mut body = vec![0; size.next_multiple_of(2) as usize];
        file.read_exact(&mut body)?;
        match &head[..4] {
            b"ds64" if size >= 24 => length = Some((u64_at(&body, 8), u64_at(&body, 16))),
            b"fmt " if size >= 16 => {
                format = Some((u16_at(&body, 2), u32_at(&body, 4), u16_at(&body, 12)));
            }
            _ => {}
        }
    }
    Err(wrong("no data"))
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn header(frames: u64, channels: u16) -> Header {
        Header {
            sound: Linear {
                rate: Hz(48_000),
                channels,
                depth: 16,
                frames,
            },
            behind: vec![0; 10],
        }
    }

    #[test]
    fn a_length_beyond_32_bits_is_told_and_read_back() {
        for frames in [0, 1, 48_000 * 3600 * 30] {
            let header = header(frames, 2);
            let head = header.head(0);
            assert_eq!(head.len(), 80);
            // The size counts the whole file but its first 8 bytes.
            assert_eq!(u64_at(&head, 20), 72 + frames * 4 + 10);
            assert_eq!(u64_at(&head, 28), frames * 4);
            let shape = read_rf64(head.as_slice()).unwrap();
            assert_eq!(
                shape,
                Shape {
                    rate: Hz(48_000),
                    channels: 2,
                    frames: Some(frames),
                }
            );
        }
    }

    #[test]
    fn a_broken_head_is_an_error() {
        let head = header(1000, 1).head(0);
        for end in 0..head.len() {
            assert!(read_rf64(&head[..end]).is_err(), "cut at {end}");
        }
        // One byte of each: form, form type, both lengths, the size of a frame, of `data`.
        for at in [0, 8, 28, 36, 43, 68, 76] {
            let mut head = head.clone();
            head[at] ^= 0x40;
            assert!(read_rf64(head.as_slice()).is_err(), "byte {at}");
        }
    }

    #[test]
    fn an_endless_length_does_not_overflow() {
        let header = header(u64::MAX, 2);
        assert_eq!(header.riff_bytes(), u64::MAX);
    }
}
