//! What a sound format is to the rest of publishing: an encoder that is handed the finished sound.
//!
//! A format says in which shape it wants the sound; that it gets it so (`fit`), that all formats are
//! encoded side by side from one pass over the episode (`pass`), and what a finished file sounds like to
//! another reader (`heard`) is the same for all of them and stands here.

mod fit;
#[cfg_attr(not(feature = "mp3"), allow(dead_code))] // of lossy formats alone
mod heard;
mod linear;
mod pass;

#[allow(unused_imports)] // for the lossy formats
pub(super) use heard::{Heard, heard};
pub(super) use linear::{KEYS, Linear, hours};
pub(super) use pass::{Asked, pass};

use super::{Artifact, PublishError};
use crate::audio::{Db, Hz};

/// Turns a finished sound into a file.
///
/// Made, used and finished on one thread. What fails leaves its file as it is: the folder is
/// not yet the user's.
pub trait Encoder: Send {
    /// In which shape it wants the sound.
    fn shape(&self) -> Shape;

    /// Takes the next frames, interleaved, full scale at ±1.0, in that shape. Over all calls there are
    /// exactly as many as the whole episode has at that rate ([`Hz::rescale`]).
    ///
    /// # Errors
    /// When they cannot be encoded or written.
    fn encode(&mut self, frames: &[f32]) -> Result<(), PublishError>;

    /// Ends the file, tags it, and opens it again with a reader other than its writer.
    ///
    /// # Errors
    /// When it cannot be written, or is not what it should be.
    fn finish(self: Box<Self>) -> Result<Finished, PublishError>;
}

/// The shape of a sound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    /// Sample rate.
    pub rate: Hz,
    /// Channels, 1 or 2.
    pub channels: u16,
    /// The true peak that it may have, in dBTP; as it is if none is given. A lossy format asks for
    /// less than was promised, since decoding gives other peaks than were encoded.
    pub ceiling: Option<Db>,
}

/// A file that is whole.
#[derive(Debug)]
pub struct Finished {
    /// The file.
    pub artifact: Artifact,
    /// Its true peak after decoding, in dBTP; `None` where every sample is what was handed in.
    pub peak: Option<f64>,
}
