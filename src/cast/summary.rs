//! The cast in words: one line for each person.

use super::Part;
use super::sounds::Moved;
use crate::script::{PersonId, Script};

/// `Ila Farrod: pico:en-US, timbre -4`, with further languages after it, and why the sound is
/// not what was asked for.
pub(super) fn line(script: &Script, person: PersonId, parts: &[(&Part, Moved)]) -> String {
    let mut voices: Vec<String> = Vec::new();
    for (part, _) in parts {
        let voice = sound(part);
        // One voice for several languages is told once.
        if voices.iter().all(|told| !told.ends_with(&voice)) {
            let language = if voices.is_empty() {
                String::new()
            } else {
                format!("{}: ", part.language)
            };
            voices.push(language + &voice);
        }
    }
    let name = |id: PersonId| &script.person(id).name;
    let why = parts.iter().find_map(|(_, moved)| match moved {
        Moved::No => None,
        Moved::From(other) => Some(format!(" (set apart from {})", name(*other))),
        Moved::SameAs(other) => Some(format!(" (sounds like {})", name(*other))),
    });
    // Nobody on the page is called so, which would be odd without a word.
    let announces = person.0 >= script.people.len();
    let why = match announces {
        true => Some(" (announces)".to_owned()),
        false => why,
    };
    format!(
        "{}: {}{}",
        name(person),
        voices.join("; "),
        why.unwrap_or_default()
    )
}

fn sound(part: &Part) -> String {
    let voice = &part.voice;
    let mut words = format!("{}:{}", voice.engine, voice.voice);
    for (name, semitones) in [("timbre", voice.timbre), ("pitch", voice.pitch)] {
        if semitones.0 != 0.0 {
            let sign = if semitones.0 > 0.0 { "+" } else { "" };
            words += &format!(", {name} {sign}{}", semitones.0);
        }
    }
    words
}
