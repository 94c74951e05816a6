//! A part of the cast as the manifest tells it: one row.

use crate::audio::{Db, Hz};
use crate::cast::Part;
use crate::engines::{Language, VoiceSpec};
use crate::house::Chain;
use serde::{Deserialize, Serialize};

/// A person's voice in one language, and how loud it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VoiceLine {
    /// The number of the person among [`Recipe::people`](super::Recipe::people).
    pub person: usize,
    /// The language that it speaks.
    pub language: Language,
    /// The voice, with every setting that reaches it.
    #[serde(flatten)]
    pub voice: VoiceSpec,
    /// The engine's fingerprint.
    pub fingerprint: String,
    /// The engine's own rate.
    pub own: Hz,
    /// Level.
    pub gain: Db,
    /// Its place between the loudspeakers, if not the middle.
    #[serde(default, skip_serializing_if = "is_middle")]
    pub pan: f32,
    /// What is done to it, if it has its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chain: Option<Chain>,
}

fn is_middle(pan: &f32) -> bool {
    *pan == 0.0
}

impl VoiceLine {
    /// As the manifest tells it.
    pub(super) fn of(part: &Part) -> VoiceLine {
        let Part {
            person,
            language,
            voice,
            fingerprint,
            own,
            accent: _, // reaches the words that are spoken, and through them the keys
            gain,
            pan,
            chain,
            ipa: _, // the same
            say: _, // the same
        } = part;
        VoiceLine {
            person: person.0,
            language: language.clone(),
            voice: voice.clone(),
            fingerprint: fingerprint.clone(),
            own: *own,
            gain: *gain,
            pan: *pan,
            chain: *chain,
        }
    }
}
