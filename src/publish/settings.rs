//! The settings that a format has: which there are, what each may be, and what was given.
//!
//! A format lists its keys in a table, and is checked against it; what of it depends on the preset of
//! an episode's levels, the format itself decides. A default is written once, where it is used,
//! and told in words in the table.

use crate::diag::closest;
use crate::engines::{Setting, SettingProblem, Settings};

/// A setting.
pub(super) struct Key {
    /// As it is typed.
    pub(super) name: &'static str,
    /// One line about it, with unit and default.
    pub(super) about: &'static str,
    /// What it may be.
    pub(super) takes: Takes,
}

/// What a setting may be.
pub(super) enum Takes {
    /// One of these words.
    Words(&'static [&'static str]),
    /// One of these numbers.
    Numbers(&'static [u32]),
    /// A whole number from the first to the second.
    Range(u32, u32),
    /// `true` or `false`.
    #[allow(dead_code)] // no format of today has one
    Flag,
}

impl Takes {
    fn fits(&self, value: &Setting) -> bool {
        match (self, value) {
            (Takes::Words(words), Setting::Text(text)) => words.contains(&text.as_str()),
            (Takes::Numbers(all), Setting::Number(n)) => all.iter().any(|a| f64::from(*a) == *n),
            (Takes::Range(from, to), Setting::Number(n)) => {
                n.fract() == 0.0 && (f64::from(*from)..=f64::from(*to)).contains(n)
            }
            (Takes::Flag, Setting::Bool(_)) => true,
            _ => false,
        }
    }

    fn describe(&self) -> String {
        fn or<T: ToString>(all: &[T]) -> String {
            let all: Vec<String> = all.iter().map(ToString::to_string).collect();
            match all.split_last() {
                Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
                _ => all.concat(),
            }
        }
        match self {
            Takes::Words(words) => or(words),
            Takes::Numbers(numbers) => or(numbers),
            Takes::Range(from, to) => format!("{from} to {to}"),
            Takes::Flag => "true or false".to_owned(),
        }
    }
}

/// Everything that is wrong with what was given.
pub(super) fn check(keys: &[Key], settings: &Settings) -> Vec<SettingProblem> {
    let problem = |(name, value): (&String, &Setting)| {
        let (message, hint) = match keys.iter().find(|key| key.name == name) {
            Some(key) if key.takes.fits(value) => return None,
            Some(key) => (
                format!("`{name}` cannot be {}", shown(value)),
                format!("{}: {}", key.takes.describe(), key.about),
            ),
            None => {
                let names: Vec<&str> = keys.iter().map(|key| key.name).collect();
                let hint = match closest(name, names.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if names.is_empty() => "this format has no settings".to_owned(),
                    None => format!("there is {}", names.join(", ")),
                };
                (format!("unknown setting `{name}`"), hint)
            }
        };
        Some(SettingProblem {
            key: name.clone(),
            message,
            hint: Some(hint),
        })
    };
    settings.iter().filter_map(problem).collect()
}

fn shown(value: &Setting) -> String {
    match value {
        Setting::Bool(yes) => format!("`{yes}`"),
        Setting::Number(number) => number.to_string(),
        Setting::Text(text) => format!("`{text}`"),
    }
}

/// The word that was given for a key, if one was.
pub(super) fn word<'a>(settings: &'a Settings, key: &str) -> Option<&'a str> {
    match settings.get(key) {
        Some(Setting::Text(text)) => Some(text),
        _ => None,
    }
}

/// The number that was given for a key, if one was.
pub(super) fn number(settings: &Settings, key: &str) -> Option<u32> {
    match settings.get(key) {
        // Checked to be whole and in range.
        Some(Setting::Number(number)) => Some(*number as u32),
        _ => None,
    }
}

/// How many channels a sound is to have.
pub(super) const CHANNELS: Key = Key {
    name: "channels",
    about: "as the episode is, or all of it in one, or in two",
    takes: Takes::Words(&["mono", "stereo"]),
};

/// The channels that were asked for, else those of the episode.
pub(super) fn channels(settings: &Settings, own: u16) -> u16 {
    match word(settings, CHANNELS.name) {
        Some("mono") => 1,
        Some("stereo") => 2,
        _ => own,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const KEYS: &[Key] = &[
        CHANNELS,
        Key {
            name: "bitrate",
            about: "kbit/s",
            takes: Takes::Numbers(&[96, 128]),
        },
        Key {
            name: "quality",
            about: "0 best",
            takes: Takes::Range(0, 9),
        },
        Key {
            name: "embed",
            about: "whether",
            takes: Takes::Flag,
        },
    ];

    #[test]
    fn what_a_key_may_be_is_told() {
        let text = |text: &str| Setting::Text(text.to_owned());
        for (key, value, told) in [
            ("channels", text("mono"), None),
            ("bitrate", Setting::Number(128.0), None),
            ("quality", Setting::Number(9.0), None),
            ("embed", Setting::Bool(false), None),
            (
                "channels",
                text("three"),
                Some((
                    "`channels` cannot be `three`",
                    "mono or stereo: as the episode is, or all of it in one, or in two",
                )),
            ),
            (
                "bitrate",
                Setting::Number(100.0),
                Some(("`bitrate` cannot be 100", "96 or 128: kbit/s")),
            ),
            (
                "quality",
                Setting::Number(1.5),
                Some(("`quality` cannot be 1.5", "0 to 9: 0 best")),
            ),
            (
                "embed",
                text("yes"),
                Some(("`embed` cannot be `yes`", "true or false: whether")),
            ),
            (
                "bitrat",
                Setting::Number(128.0),
                Some(("unknown setting `bitrat`", "did you mean `bitrate`?")),
            ),
            (
                "zzz",
                Setting::Bool(true),
                Some((
                    "unknown setting `zzz`",
                    "there is channels, bitrate, quality, embed",
                )),
            ),
        ] {
            let found = check(KEYS, &[(key.to_owned(), value)].into());
            let found = found.first();
            let found = found.map(|f| (f.message.as_str(), f.hint.as_deref().unwrap()));
            assert_eq!(found, told, "{key}");
        }
    }
}
