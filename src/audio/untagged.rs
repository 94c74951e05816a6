//! A file to the same file without the ID3v2 tags at its front.
//!
//! The reader of sounds looks for the first frame byte by byte otherwise, finds something like one in a
//! cover picture, or gives up before the end of a large one. Its own reader of such tags was rejected: it
//! follows tables of contents into each other as deep as a file likes, and nothing in a tag is wanted here.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use symphonia::core::io::MediaSource;

/// Tags in a row that are passed over: some programs put a new one before the old one.
const TAGS: usize = 4;

/// A file from its first byte of sound on.
pub(super) struct Untagged {
    file: File,
    start: u64,
    /// From there on; `None` of a pipe, of which nothing is known.
    length: Option<u64>,
}

impl Untagged {
    /// Finds where the sound begins. A tag that says it is longer than its file is none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn new(mut file: File) -> io::Result<Untagged> {
        let about = file.metadata()?;
        let mut start = 0;
        if !about.is_file() {
            let length = None;
            return Ok(Untagged {
                file,
                start,
                length,
            });
        }
        let length = about.len();
        for _ in 0..TAGS {
            file.seek(SeekFrom::Start(start))?;
            let mut head = Vec::new();
            Read::by_ref(&mut file).take(10).read_to_end(&mut head)?;
            match tag(&head).map(|bytes| start + bytes) {
                Some(end) if end < length => start = end,
                _ => break,
            }
        }
        file.seek(SeekFrom::Start(start))?;
        Ok(Untagged {
            file,
            start,
            length: Some(length - start),
        })
    }
}

/// The length of the tag with this head (ID3v2.4.0, section 3.1, which holds for all versions), foot and all.
fn tag(head: &[u8]) -> Option<u64> {
    let [b'I', b'D', b'3', _, _, flags, size @ ..] = head.first_chunk::<10>()? else {
        return None;
    };
    let plain = size.iter().all(|byte| *byte < 0x80);
    let size = size.iter().fold(0, |sum, byte| sum << 7 | u64::from(*byte));
    let foot = if flags & 0x10 == 0 { 0 } else { 10 };
    plain.then_some(10 + size + foot)
}

impl Read for Untagged {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.read(buffer)
    }
}

impl Seek for Untagged {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => self
                .file
                .seek(SeekFrom::Start(self.start.saturating_add(at)))?,
            other => self.file.seek(other)?,
        };
        at.checked_sub(self.start)
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "before the sound"))
    }
}

impl MediaSource for Untagged {
    fn is_seekable(&self) -> bool {
        self.length.is_some()
    }

    fn byte_len(&self) -> Option<u64> {
        self.length
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn untagged(bytes: &[u8]) -> Untagged {
        let mut file = tempfile::tempfile().unwrap();
        io::Write::write_all(&mut file, bytes).unwrap();
        Untagged::new(file).unwrap()
    }

    #[test]
    fn sound_begins_behind_all_tags() {
        let tag = |flags: u8, body: &[u8]| {
            let mut tag = b"ID3\x04\x00".to_vec();
            tag.extend([
                flags,
                0,
                0,
                (body.len() >> 7) as u8,
                (body.len() & 0x7f) as u8,
            ]);
            tag.extend(body);
            tag
        };
        let footed = [tag(0x10, &[1; 3]), vec![0; 10]].concat();
        for (front, rest) in [
            (Vec::new(), b"sound".as_slice()),
            (tag(0, &[0xff; 300]), b"sound"),
            ([tag(0, b"one"), tag(0, b"")].concat(), b"sound"),
            (footed, b"sound"),
            // Longer than the file, or not of seven bits: no tag.
            (Vec::new(), b"ID3\x03\0\0\0\0\x7f\0sound"),
            (Vec::new(), b"ID3\x03\0\0\0\0\0\x80sound"),
            (Vec::new(), b"ID3"),
            (Vec::new(), b""),
        ] {
            let mut file = untagged(&[&front, rest].concat());
            let mut read = Vec::new();
            file.read_to_end(&mut read).unwrap();
            assert_eq!(read, rest);
            assert_eq!(file.byte_len(), Some(rest.len() as u64));
            assert_eq!(file.seek(SeekFrom::End(0)).unwrap(), rest.len() as u64);
            assert_eq!(file.seek(SeekFrom::Start(2)).unwrap(), 2);
            assert_eq!(file.seek(SeekFrom::Current(-1)).unwrap(), 1);
        }
    }
}
