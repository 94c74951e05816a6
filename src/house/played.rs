//! How a sound file is played, from the words of a script's direction, and back.
//!
//! The keys, ranges and units are those of a cast (`schema.rs`), so that a person learns them once. One
//! thing is stricter: a length of time has its unit, as everywhere in a script, because `start: 3` is
//! meant as seconds as often as not.

use super::schema::{CUE, CUE_GAIN, FADE, LENGTH, Quantity, START};
use super::sound::Cue;
use super::walk::with_unit;
use crate::audio::{Db, Millis};
use crate::diag::closest;

/// What is wrong with one `key: value` beside a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Misplayed {
    /// There is no such key; what to write instead.
    Key(String),
    /// The value is none: what is wrong, what to write instead.
    Value(String, String),
}

impl Cue {
    /// Changes how it is played.
    pub(crate) fn play(&mut self, key: &str, value: &str) -> Result<(), Misplayed> {
        let quantity = match key {
            "start" => &START,
            "length" => &LENGTH,
            "fade" => &FADE,
            "gain" => &CUE_GAIN,
            _ => return Err(Misplayed::Key(meant(key))),
        };
        let number = number(key, value, quantity)?;
        // In range, so they fit.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let millis = Millis(number.round() as u32);
        match key {
            "start" => self.start = millis,
            "length" => self.length = Some(millis),
            "fade" => self.fade = Some(millis),
            // No minus before nothing: it would be another cue that is written the same.
            #[allow(clippy::cast_possible_truncation)]
            _ => self.gain = Db(number as f32 + 0.0),
        }
        Ok(())
    }

    /// `start: 3s, fade: 1500ms, gain: -6 dB`: what differs from a file that is played as it is.
    pub(crate) fn played(&self) -> String {
        let time = |key: &str, Millis(ms): Millis| match ms % 1000 {
            0 => format!("{key}: {}s", ms / 1000),
            _ => format!("{key}: {ms}ms"),
        };
        let start = (self.start != Millis(0)).then(|| time("start", self.start));
        let length = self.length.map(|length| time("length", length));
        let fade = self.fade.map(|fade| time("fade", fade));
        let gain = (self.gain.0 != 0.0).then(|| format!("gain: {} dB", self.gain.0));
        let all: Vec<String> = [start, length, fade, gain].into_iter().flatten().collect();
        all.join(", ")
    }
}

fn meant(key: &str) -> String {
    let names = || CUE.keys.iter().map(|key| key.name).filter(|k| *k != "file");
    let synonym = CUE.synonyms.iter().find(|(from, _)| *from == key);
    let near = synonym
        .map(|(_, to)| *to)
        .filter(|to| names().any(|name| name == *to))
        .or_else(|| closest(if key.len() <= 40 { key } else { "" }, names()));
    match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of {}", names().collect::<Vec<_>>().join(", ")),
    }
}

fn number(key: &str, value: &str, quantity: &Quantity) -> Result<f64, Misplayed> {
    let shown: String = value.chars().take(40).collect();
    let wrong = |message: String, label: String| Err(Misplayed::Value(message, label));
    let Some(number) = with_unit(value, quantity) else {
        let message = format!("`{shown}` is no number for `{key}`");
        return wrong(message, quantity.describe());
    };
    let bare = value.parse::<f64>().is_ok();
    if bare && number != 0.0 && quantity.unit == START.unit {
        let label = format!("did you mean `{shown}ms` or `{shown}s`?");
        return wrong(format!("`{key}` needs its unit"), label);
    }
    let (low, high) = quantity.range;
    // Written so that NaN is outside as well.
    match (low..=high).contains(&number) {
        true => Ok(number),
        false => wrong(
            format!("`{key}` is out of range: {shown}"),
            quantity.describe(),
        ),
    }
}
