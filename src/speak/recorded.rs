//! A recording to the take that stands in a voice's place.
//!
//! The sentences of a clip are pieces of one file, which has to be decoded from its beginning to reach
//! any of them. So what lies around a piece is kept for its neighbours: to keep all of a file would be a
//! hundred megabytes, to keep nothing would decode it once for every sentence.

use crate::audio::recording::{self, Edge, RecordingError};
use crate::audio::{Hz, Pcm};
use crate::engines::{Piece, Recording, Take};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// So many seconds on both sides of a piece are kept: 35 MB at 48 kHz.
const AROUND: u64 = 180;

/// Why a recording gave no take, though it was one when the script was read.
#[derive(Debug, thiserror::Error)]
pub enum RecordedError {
    /// It cannot be read.
    #[error("reading {}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is not the file that the take is to be kept under.
    #[error("{} was changed while it was read; render again", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// It is no recording of a line.
    #[error("{}: {error}", path.display())]
    Sound {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: RecordingError,
    },
}

/// A stretch of a file that was decoded last, for all workers of one render.
#[derive(Default)]
pub(super) struct Reel(Mutex<Option<Arc<Decoded>>>);

struct Decoded {
    digest: String,
    frames: Range<u64>,
    sound: Pcm,
}

impl Reel {
    /// The take of a recording: no word in it has a time.
    pub(super) fn recorded(&self, recording: &Recording) -> Result<Take, RecordedError> {
        let audio = match &recording.piece {
            None => {
                let sound = recording::read(&recording.path);
                let sound = sound.map_err(|error| sounds(recording, error))?;
                unchanged(recording)?;
                sound
            }
            Some(piece) => self.piece(recording, piece)?,
        };
        let words = Vec::new();
        Ok(Take {
            audio,
            words,
            lacks: Vec::new(),
        })
    }

    fn piece(&self, recording: &Recording, piece: &Piece) -> Result<Pcm, RecordedError> {
        let (from, to) = piece.frames;
        let around = self.around(recording, from..to)?;
        let at = |frame: u64| usize::try_from(frame.saturating_sub(around.frames.start));
        let inside = at(from).ok().zip(at(to).ok());
        let samples = inside.and_then(|(from, to)| around.sound.samples.get(from..to));
        let Some(samples) = samples.filter(|samples| !samples.is_empty()) else {
            // It had as many frames as this when it was divided.
            let path = recording.path.clone();
            return Err(RecordedError::Changed { path });
        };
        let mut audio = Pcm {
            rate: around.sound.rate,
            samples: samples.to_vec(),
        };
        let edge = |seam: bool, fade: u64| match seam {
            true => Edge::Seam,
            false => Edge::Fade(usize::try_from(fade).unwrap_or(usize::MAX)),
        };
        let (begin, end) = (piece.seams.0, piece.seams.1);
        recording::shape_edges(
            &mut audio,
            edge(begin, piece.fades.0),
            edge(end, piece.fades.1),
        );
        Ok(audio)
    }

    /// A stretch of a file in which these frames lie. Decoded while others wait, who most likely
    /// want the same.
    fn around(
        &self,
        recording: &Recording,
        wanted: Range<u64>,
    ) -> Result<Arc<Decoded>, RecordedError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = |d: &&Arc<Decoded>| {
            d.digest == recording.digest
                && d.frames.start <= wanted.start
                && wanted.end <= d.frames.end
        };
        if let Some(decoded) = kept.as_ref().filter(fits) {
            return Ok(Arc::clone(decoded));
        }
        // The next one needs its memory.
        *kept = None;
        let fails = |error| sounds(recording, error);
        let Hz(rate) = recording::rate(&recording.path).map_err(fails)?;
        let around = AROUND * u64::from(rate.min(48_000));
        let frames = wanted.start.saturating_sub(around)..wanted.end.saturating_add(around);
        let sound = recording::frames(&recording.path, frames.clone(), u64::MAX).map_err(fails)?;
        unchanged(recording)?;
        let decoded = Arc::new(Decoded {
            digest: recording.digest.clone(),
            frames,
            sound,
        });
        Ok(Arc::clone(kept.insert(decoded)))
    }
}

fn sounds(recording: &Recording, error: RecordingError) -> RecordedError {
    let path = recording.path.clone();
    RecordedError::Sound { path, error }
}

/// Behind the reading: what is kept for ever under a digest must be what it says.
fn unchanged(recording: &Recording) -> Result<(), RecordedError> {
    let path = || recording.path.clone();
    let digest = recording::digest(&recording.path);
    let digest = digest.map_err(|source| RecordedError::File {
        path: path(),
        source,
    })?;
    match digest == recording.digest {
        true => Ok(()),
        false => Err(RecordedError::Changed { path: path() }),
    }
}
