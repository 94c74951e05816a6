//! Jobs and takes to bytes between two processes of the same program, and back.
//!
//! A message is its length (four bytes, little endian), then JSON; a take is followed by its samples as
//! they are, which JSON would blow up threefold. Both ends are the same build, so there is no version.

use crate::audio::{Hz, Pcm};
use crate::engines::{Places, SpeakJob, Take, WordTime};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{self, ErrorKind, Read, Write};

/// No message is longer: an hour of sound at 48 kHz is 345 MB, and a line is not an hour.
const LONGEST: u32 = 256 << 20;

/// What a child is asked.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Ask {
    /// Once, first: where engines keep their files.
    Places(Places),
    /// Speak this.
    Job(Box<SpeakJob>),
    /// Speak from fresh voices from now on.
    Forget,
}

/// What it answers to a job.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    /// The samples follow.
    Take {
        rate: Hz,
        frames: u32,
        words: Vec<WordTime>,
        lacks: Vec<String>,
    },
    /// It could not be spoken.
    Failed(Failed),
}

/// Why a job has no take, in the words of the engine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Failed {
    /// The engine could not even be opened: no other line of it will be spoken either.
    pub(super) closed: bool,
    pub(super) message: String,
}

/// What became of a job.
pub(super) type Spoken = Result<Take, Failed>;

/// Writes one message.
pub(super) fn send(to: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let bytes = serde_json::to_vec(message)?;
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(&bytes)?;
    to.flush()
}

/// Reads one message; `None` if the other end has closed.
pub(super) fn receive<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let bytes = read(from, u32::from_le_bytes(length))?;
    Ok(Some(serde_json::from_slice(&bytes)?))
}

/// Writes what became of a job.
pub(super) fn answer(to: &mut impl Write, take: Spoken) -> io::Result<()> {
    let take = match take {
        Ok(take) => take,
        Err(failed) => return send(to, &Answer::Failed(failed)),
    };
    let Pcm { rate, samples } = take.audio;
    let frames = u32::try_from(samples.len()).map_err(io::Error::other)?;
    let (words, lacks) = (take.words, take.lacks);
    let bytes: Vec<u8> = samples.iter().flat_map(|s| s.to_le_bytes()).collect();
    // One write for the head and one for the samples, in one go for the reader.
    send(
        to,
        &Answer::Take {
            rate,
            frames,
            words,
            lacks,
        },
    )?;
    to.write_all(&bytes)?;
    to.flush()
}

/// Reads what became of a job; `None` if the other end has closed.
pub(super) fn answered(from: &mut impl Read) -> io::Result<Option<Spoken>> {
    let (rate, frames, words, lacks) = match receive(from)? {
        None => return Ok(None),
        Some(Answer::Failed(failed)) => return Ok(Some(Err(failed))),
        Some(Answer::Take {
            rate,
            frames,
            words,
            lacks,
        }) => (rate, frames, words, lacks),
    };
    let bytes = read(from, frames.saturating_mul(2))?;
    let samples = bytes
        .chunks_exact(2)
        .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    let audio = Pcm { rate, samples };
    Ok(Some(Ok(Take {
        audio,
        words,
        lacks,
    })))
}

/// So many bytes. Memory is taken as they come, not as they are promised.
fn read(from: &mut impl Read, length: u32) -> io::Result<Vec<u8>> {
    if length > LONGEST {
        let message = format!("a message of {length} bytes is longer than {LONGEST}");
        return Err(io::Error::new(ErrorKind::InvalidData, message));
    }
    let mut bytes = Vec::new();
    from.take(length.into()).read_to_end(&mut bytes)?;
    if bytes.len() < length as usize {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::engines::Timing;

    fn take() -> Take {
        Take {
            lacks: Vec::new(),
            audio: Pcm {
                rate: Hz(16_000),
                samples: vec![0, 1, -1, i16::MIN, i16::MAX],
            },
            words: vec![WordTime {
                token: 3,
                start: 1,
                end: 4,
                timing: Timing::Measured,
            }],
        }
    }

    #[test]
    fn answers_come_back_one_after_the_other() {
        let mut bytes = Vec::new();
        answer(&mut bytes, Ok(take())).unwrap();
        let failed = Failed {
            closed: false,
            message: "no such voice".into(),
        };
        answer(&mut bytes, Err(failed.clone())).unwrap();
        let mut from = bytes.as_slice();
        assert_eq!(answered(&mut from).unwrap(), Some(Ok(take())));
        assert_eq!(answered(&mut from).unwrap(), Some(Err(failed)));
        assert_eq!(answered(&mut from).unwrap(), None);
    }

    #[test]
    fn a_torn_or_senseless_answer_is_an_error() {
        let mut bytes = Vec::new();
        answer(&mut bytes, Ok(take())).unwrap();
        for end in 4..bytes.len() {
            assert!(answered(&mut &bytes[..end]).is_err(), "{end}");
        }
        for senseless in [&b"\xff\xff\xff\xffx"[..], b"\x02\0\0\0{}", b"\x01\0\0\0["] {
            assert!(answered(&mut &senseless[..]).is_err(), "{senseless:?}");
        }
    }
}
