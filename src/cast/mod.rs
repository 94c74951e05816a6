//! A script and a house to a [`Cast`]: who speaks with which voice on this machine.
//!
//! First the names of the cast are matched with the people of the interview, then what the cast
//! says about each is followed to a voice that is here, then all are told apart.

mod assign;
mod people;
mod sounds;
mod speakers;
mod summary;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod unvoiced;
mod wish;

pub use assign::cast;

use crate::audio::{Db, Hz};
use crate::diag::Diagnostics;
use crate::engines::{Language, VoiceSpec};
use crate::house::{Chain, House};
use crate::script::{PersonId, Script};

/// Tells only which names of a house are nobody's in this script: what can be said of a house
/// that has errors of its own, without telling their consequences as further errors.
pub fn check_names(script: &Script, house: &House, diags: &mut Diagnostics) {
    people::named(script, house, diags);
}

/// Everyone's voice.
///
/// Each can be opened on this machine; all are different as far as the voices reach, and a
/// repeat is told.
#[derive(Debug, Clone)]
pub struct Cast {
    /// One for each person and language that the person speaks, in order of appearance.
    pub parts: Vec<Part>,
    /// One line for each person that says who speaks with what, then one in brackets for each
    /// voice that would have spoken if its engine were here.
    pub summary: Vec<String>,
}

impl Cast {
    /// The number of the part in which a person speaks a language.
    #[must_use]
    pub fn part(&self, person: PersonId, language: &Language) -> Option<usize> {
        self.parts
            .iter()
            .position(|part| part.person == person && part.language == *language)
    }
}

/// A person's voice in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Who.
    pub person: PersonId,
    /// The language of what is said.
    pub language: Language,
    /// The voice, with every setting that reaches it.
    pub voice: VoiceSpec,
    /// The engine's fingerprint.
    pub fingerprint: String,
    /// The engine's own sample rate for this voice.
    pub own: Hz,
    /// The voice's own language, such as `en-GB`: for the rules by which text is read.
    pub accent: Language,
    /// Level, after everything else.
    pub gain: Db,
    /// Its place between the loudspeakers: -100 left to 100 right, 0 in the middle.
    pub pan: f32,
    /// What is done to it between take and mix; the house's own if nobody says.
    pub chain: Option<Chain>,
    /// Does the voice read the International Phonetic Alphabet?
    pub ipa: bool,
    /// How the name is spoken.
    pub say: Option<String>,
}
