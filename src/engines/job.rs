//! What an engine is given and what it gives back: owned, serializable, complete.
//!
//! A [`SpeakJob`] holds everything that a take's sound depends on. Hashed it is the take's key;
//! as bytes it goes to a child process, and later to a queue. So nothing that does not change
//! the sound (gain, pauses, the shown text) may stand in it.

use super::{Language, Settings};
use crate::audio::{Hz, Pcm, Semitones};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// How many readings of a line may be asked for, the first among them. An engine without
/// chance in it must make so many that a listener can tell apart; a dozen is as many as anyone
/// tries before they write the line otherwise.
pub const READINGS: u32 = 12;

/// A voice with every setting that reaches the engine or a transform.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VoiceSpec {
    /// Name of the engine's row.
    pub engine: String,
    /// Name of the voice within the engine.
    pub voice: String,
    /// Speed of speech, 0.5 to 2.0 times the voice's own.
    pub rate: f32,
    /// The engine's own pitch control, in semitones; formants stay.
    pub pitch: Semitones,
    /// Pitch and vocal tract together, in semitones: a smaller (+) or larger (-) speaker.
    pub timbre: Semitones,
    /// The engine's own settings, checked by it.
    pub settings: Settings,
    /// How much faster the finished line is played at the same pitch ([`super::tempo`]). Left out
    /// where it is 1, so that the keys of all other jobs stay what they are.
    #[serde(default = "untouched", skip_serializing_if = "is_untouched")]
    pub tempo: f32,
}

fn untouched() -> f32 {
    1.0
}

// Serde asks by reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_untouched(tempo: &f32) -> bool {
    *tempo == 1.0
}

impl VoiceSpec {
    /// A voice as it is: nothing about it is changed.
    #[must_use]
    pub fn plain(engine: &str, voice: &str) -> VoiceSpec {
        VoiceSpec {
            engine: engine.to_owned(),
            voice: voice.to_owned(),
            rate: 1.0,
            pitch: Semitones(0.0),
            timbre: Semitones(0.0),
            settings: Settings::new(),
            tempo: 1.0,
        }
    }
}

/// One line to speak.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SpeakJob {
    /// Who speaks, and how.
    pub voice: VoiceSpec,
    /// The engine's fingerprint, from its probe.
    pub fingerprint: String,
    /// The engine's own sample rate for this voice: a take is kept at it.
    pub own: Hz,
    /// The language of the line.
    pub language: Language,
    /// What is said, in order. Text parts are joined as they stand: the spaces are in them.
    pub spoken: Vec<Spoken>,
    /// Which reading of the same words this is, from 0 and below [`READINGS`]. Engines with
    /// chance in them seed it from this; the others have a table of readings. The first is the
    /// voice as it is.
    pub variant: u32,
    /// A recording in place of the voice. Left out where there is none, so that the keys of
    /// all other jobs stay what they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recording: Option<Recording>,
}

/// A sound file that is heard in place of a voice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recording {
    /// Where it lies. Not part of the job's identity: a file that moves sounds the same.
    #[serde(skip)]
    pub path: PathBuf,
    /// BLAKE3 of its bytes, as hexadecimal digits.
    pub digest: String,
    /// What of it is heard; all of it without the silence at its ends if nobody says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub piece: Option<Piece>,
}

/// A piece of a recording, which neighbours of its own may follow and precede without a seam.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Frames of the file, at its own rate: the first, and one past the last.
    pub frames: (u64, u64),
    /// Over how many frames it comes and goes.
    pub fades: (u64, u64),
    /// Is there a piece before it, and one behind it, into which it is faded evenly?
    pub seams: (bool, bool),
}

/// What stands at the end of the fingerprint of a job that is spoiled on purpose.
const SPOILED: &str = ", spoiled on purpose";

impl SpeakJob {
    /// Gives a job that the user's configuration spoils on purpose ([`super::spoils`]) another
    /// name than the sound one has: not every fault can be heard in a line of one word, and none
    /// may outlast the configuration.
    pub fn set_spoiled(&mut self, spoiled: bool) {
        let sound = self.fingerprint.trim_end_matches(SPOILED).len();
        self.fingerprint.truncate(sound);
        if spoiled {
            self.fingerprint += SPOILED;
        }
    }

    /// The words alone, breaks and marks left out. For engines that read only text.
    #[must_use]
    pub fn text(&self) -> String {
        self.spoken
            .iter()
            .map(|s| match s {
                Spoken::Text(text) => text.as_str(),
                Spoken::Ipa { fallback, .. } => fallback,
                Spoken::Break(_) => " ",
                Spoken::Mark(_) => "",
            })
            .collect()
    }
}

/// One part of what is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Spoken {
    /// Words as the engine should read them.
    Text(String),
    /// Phonemes, for engines that read them; the others say the fallback.
    Ipa {
        /// In the International Phonetic Alphabet.
        ipa: String,
        /// Respelled for engines that read text. What stands behind its last letter (a sign, a space) is
        /// heard in either case.
        fallback: String,
    },
    /// Silence inside the line, in milliseconds.
    Break(u32),
    /// A place whose time is wanted back: the number of the token that begins here.
    Mark(u32),
}

/// The sound of one line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Take {
    /// At the engine's own rate.
    pub audio: Pcm,
    /// When which token is heard, in order; empty if nothing is known.
    pub words: Vec<WordTime>,
    /// Symbols of the line that the voice has no sound for, and that are therefore not in the audio; each
    /// once, in the order of the line.
    pub lacks: Vec<String>,
}

/// When one token of a line is heard, in frames of the take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordTime {
    /// The number of the token, as its [`Spoken::Mark`] gave it.
    pub token: u32,
    /// First frame.
    pub start: u32,
    /// One past the last frame.
    pub end: u32,
    /// How that is known.
    pub timing: Timing,
}

/// How a time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Timing {
    /// The engine said so.
    Measured,
    /// Shared out by length.
    Estimated,
}
