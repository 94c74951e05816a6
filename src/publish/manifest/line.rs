//! A line of an episode as the manifest tells it: one row, of which most say little.
//!
//! What is as usual is left out, so that a script of ten hours is a file that can be read.

use crate::arrange::Occasion;
use crate::audio::Db;
use crate::engines::Language;
use crate::speak::Key;
use serde::{Deserialize, Serialize};

/// One line of an episode.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TakeLine {
    /// The line of the source, from 1; 0 for what stands in none.
    pub line: usize,
    /// The number of the voice among [`Recipe::voices`](super::Recipe::voices).
    pub voice: usize,
    /// Under which its take is kept.
    pub key: Key,
    /// How long it is quiet before it, in milliseconds; below 0 it begins so much before the end of
    /// the line before it, or as much as both allow.
    pub pause: i32,
    /// What that pause is before; `None` for the first line, and in older manifests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Occasion>,
    /// Is there a breath in the pause?
    #[serde(default, skip_serializing_if = "is_not")]
    pub breath: bool,
    /// How much louder or softer than its voice it is.
    #[serde(default = "as_it_is", skip_serializing_if = "is_as_it_is")]
    pub gain: Db,
    /// Its length in milliseconds, where the episode was rendered. Not a part of the recipe but
    /// what came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ms: Option<u64>,
    /// Which reading of it, if not the first.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub variant: u32,
    /// BLAKE3 of the recording that is heard in place of the voice, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recording: Option<String>,
    /// Its language, if it is not the voice's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The words as captions show them.
    pub text: String,
}

fn is_not(breath: &bool) -> bool {
    !breath
}

fn as_it_is() -> Db {
    Db(0.0)
}

fn is_as_it_is(gain: &Db) -> bool {
    gain.0 == 0.0
}

fn is_zero(variant: &u32) -> bool {
    *variant == 0
}
