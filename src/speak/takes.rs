//! Takes to a scratch file and back: written as they come, read by number.

use super::SpeakError;
use crate::audio::{Hz, Pcm};
use crate::engines::{Take, WordTime};
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::Mutex;

/// All takes of a render, one for each utterance. Only their places are in memory.
///
/// The file has no name: however the program ends, it leaves nothing behind.
#[derive(Debug)]
pub struct Takes {
    file: Mutex<File>,
    folder: PathBuf,
    index: Vec<Stored>,
}

/// Where a take lies, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stored {
    /// Its first sample in the file.
    at: u64,
    /// Its length in frames.
    pub frames: u64,
    /// Its sample rate.
    pub rate: Hz,
    /// When which token is heard.
    pub words: Box<[WordTime]>,
}

impl Takes {
    /// What is known of each take, in the order of the utterances.
    #[must_use]
    pub fn index(&self) -> &[Stored] {
        &self.index
    }

    /// The length in frames and the rate of each take, in the order of the utterances.
    pub fn lengths(&self) -> impl Iterator<Item = (u64, Hz)> {
        self.index.iter().map(|take| (take.frames, take.rate))
    }

    /// The folder in which the samples are kept, for messages.
    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        &self.folder
    }

    /// Reads one take's samples back.
    ///
    /// # Errors
    /// When the file cannot be read.
    ///
    /// # Panics
    /// When there is no take of that number.
    pub fn read(&self, number: usize) -> io::Result<Pcm> {
        let stored = &self.index[number];
        let mut bytes = vec![0; stored.frames as usize * 2];
        {
            // A panic elsewhere cannot have left the file half-written: it is only read now.
            let mut file = self
                .file
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            file.seek(SeekFrom::Start(stored.at * 2))?;
            file.read_exact(&mut bytes)?;
        }
        let samples = bytes
            .chunks_exact(2)
            .map(|b| i16::from_le_bytes([b[0], b[1]]))
            .collect();
        Ok(Pcm {
            rate: stored.rate,
            samples,
        })
    }
}

/// Keeps takes as they come, in any order.
pub(super) struct Writer {
    file: BufWriter<File>,
    folder: PathBuf,
    index: Vec<Stored>,
    end: u64,
}

impl Writer {
    pub(super) fn new(takes: usize) -> Result<Writer, SpeakError> {
        let folder = std::env::temp_dir();
        let file = tempfile::tempfile_in(&folder).map_err(|source| SpeakError::Scratch {
            path: folder.clone(),
            source,
        })?;
        let index = vec![Stored::default(); takes];
        Ok(Writer {
            file: BufWriter::with_capacity(1 << 18, file),
            folder,
            index,
            end: 0,
        })
    }

    pub(super) fn keep(&mut self, number: usize, take: Take) -> Result<(), SpeakError> {
        let bytes: Vec<u8> = take
            .audio
            .samples
            .iter()
            .flat_map(|s| s.to_le_bytes())
            .collect();
        self.file
            .write_all(&bytes)
            .map_err(|source| self.failed(source))?;
        let frames = take.audio.frames();
        let (at, rate) = (self.end, take.audio.rate);
        self.index[number] = Stored {
            at,
            frames,
            rate,
            words: take.words.into(),
        };
        self.end += frames;
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Takes, SpeakError> {
        let folder = self.folder;
        let file = self.file.into_inner().map_err(|e| SpeakError::Scratch {
            path: folder.clone(),
            source: e.into_error(),
        })?;
        Ok(Takes {
            file: Mutex::new(file),
            folder,
            index: self.index,
        })
    }

    fn failed(&self, source: io::Error) -> SpeakError {
        SpeakError::Scratch {
            path: self.folder.clone(),
            source,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn takes_come_back_by_number_whatever_order_they_came_in() {
        let take = |n: i16| Take {
            audio: Pcm {
                rate: Hz(16_000),
                samples: vec![n; n as usize],
            },
            words: Vec::new(),
        };
        let mut writer = Writer::new(3).unwrap();
        for n in [2, 0, 1] {
            writer.keep(n, take(10 * n as i16 + 1)).unwrap();
        }
        let takes = writer.finish().unwrap();
        for n in [0, 1, 2, 1] {
            assert_eq!(takes.read(n).unwrap(), take(10 * n as i16 + 1).audio);
        }
        assert_eq!(takes.index()[2].frames, 21);
    }
}
