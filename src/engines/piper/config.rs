//! What stands beside a voice: `NAME.onnx.json`, as its training wrote it.
//!
//! Strict about what a line cannot be spoken without, tolerant of everything else: files of many years and
//! many hands lie about, and each version added keys. A value that is there and is of the wrong kind is an
//! error all the same, because a default in its place would be another voice. Keys are those of Piper's own
//! `config.json`; where one is missing its program takes the defaults that stand here.

use super::super::Language;
use crate::audio::Hz;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// Largest file: that of a voice with a thousand speakers has 30 kB.
const LARGEST: u64 = 4 << 20;

/// What writes the symbols of a voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    /// The phonemes of espeak-ng.
    Phonemes,
    /// The letters of the text themselves.
    Letters,
}

/// A checked configuration.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Config {
    pub(super) rate: Hz,
    /// espeak-ng's name of the voice whose phonemes it was trained on.
    pub(super) espeak: String,
    pub(super) writing: Writing,
    /// How far a sound departs from its mean.
    pub(super) noise: f32,
    /// How long everything is, against what was learned.
    pub(super) length: f32,
    /// How far a duration departs from its mean.
    pub(super) noise_w: f32,
    /// What the model is given for each symbol.
    pub(super) ids: BTreeMap<char, Vec<i64>>,
    /// How many speakers there are; at least one.
    pub(super) speakers: u32,
    /// Their names, in the order of their numbers.
    pub(super) names: Vec<(String, u32)>,
    /// The speaker if nobody says.
    pub(super) first: u32,
    pub(super) language: Option<Language>,
}

#[derive(Deserialize)]
struct Written {
    audio: Audio,
    #[serde(default)]
    espeak: Option<Espeak>,
    #[serde(default)]
    language: Option<Code>,
    #[serde(default)]
    inference: Inference,
    #[serde(default)]
    phoneme_type: Option<String>,
    phoneme_id_map: BTreeMap<String, Vec<i64>>,
    #[serde(default)]
    num_speakers: Option<u32>,
    #[serde(default)]
    speaker_id_map: BTreeMap<String, u32>,
    #[serde(default)]
    default_speaker_id: u32,
}

#[derive(Deserialize)]
struct Audio {
    sample_rate: u32,
}

#[derive(Deserialize)]
struct Espeak {
    voice: String,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Deserialize, Default)]
struct Inference {
    noise_scale: Option<f32>,
    length_scale: Option<f32>,
    noise_w: Option<f32>,
}

impl Config {
    /// Reads a file.
    ///
    /// # Errors
    /// Why the voice cannot be used, as a clause that names the file.
    pub(super) fn open(path: &Path) -> Result<Config, String> {
        let told = |why: String| format!("{}: {why}", path.display());
        let mut text = String::new();
        let file = File::open(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => format!("{} is not beside it", path.display()),
            _ => told(error.to_string()),
        })?;
        let mut file = file.take(LARGEST + 1);
        file.read_to_string(&mut text)
            .map_err(|error| told(error.to_string()))?;
        if text.len() as u64 > LARGEST {
            return Err(told(format!("it has more than {} MB", LARGEST >> 20)));
        }
        Config::read(&text).map_err(told)
    }

    /// Reads the content of a file.
    ///
    /// # Errors
    /// What is wrong with it, as a clause.
    pub(super) fn read(text: &str) -> Result<Config, String> {
        let written: Written = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let rate = written.audio.sample_rate;
        if !(4_000..=192_000).contains(&rate) {
            return Err(format!("`audio.sample_rate` is {rate}, which no voice has"));
        }
        let writing = match written.phoneme_type.as_deref() {
            None | Some("espeak") => Writing::Phonemes,
            Some("text") => Writing::Letters,
            Some(other) => {
                return Err(format!(
                    "its `phoneme_type` is `{other}`; `espeak` and `text` are read"
                ));
            }
        };
        let espeak = written
            .espeak
            .map(|espeak| espeak.voice)
            .unwrap_or_default();
        if espeak.is_empty() && writing == Writing::Phonemes {
            return Err("`espeak.voice` is missing, which says whose phonemes it reads".into());
        }
        let scale = |given: Option<f32>, name: &str, default: f32, from: f32| match given {
            None => Ok(default),
            Some(value) if (from..=10.0).contains(&value) => Ok(value),
            Some(value) => Err(format!("`inference.{name}` is {value}, which no voice has")),
        };
        let ids = ids(written.phoneme_id_map)?;
        let speakers = written.num_speakers.unwrap_or(1).max(1);
        let mut names: Vec<(String, u32)> = written.speaker_id_map.into_iter().collect();
        names.sort_by_key(|(_, number)| *number);
        let highest = names.iter().map(|(_, number)| *number).max().unwrap_or(0);
        if highest.max(written.default_speaker_id) >= speakers {
            return Err(format!(
                "it names a speaker beyond the {speakers} that `num_speakers` says"
            ));
        }
        // A voice without a code says its language in espeak-ng's name for it, such as `en-gb-x-rp`.
        let code = written
            .language
            .map_or_else(|| espeak.clone(), |language| language.code);
        let short = || code.split(['-', '_']).next().and_then(Language::parse);
        Ok(Config {
            rate: Hz(rate),
            writing,
            noise: scale(written.inference.noise_scale, "noise_scale", 0.667, 0.0)?,
            length: scale(written.inference.length_scale, "length_scale", 1.0, 0.05)?,
            noise_w: scale(written.inference.noise_w, "noise_w", 0.8, 0.0)?,
            ids,
            speakers,
            names,
            first: written.default_speaker_id,
            language: Language::parse(&code).or_else(short),
            espeak,
        })
    }

    /// The number of a speaker by name, or by the number itself.
    pub(super) fn speaker(&self, name: &str) -> Option<u32> {
        let named = self.names.iter().find(|(own, _)| own == name);
        let number = named.map(|(_, number)| *number);
        number
            .or_else(|| name.parse().ok())
            .filter(|number| *number < self.speakers)
    }
}

/// The map of symbols, each of which has to be one code point: symbols are looked up one by one.
fn ids(written: BTreeMap<String, Vec<i64>>) -> Result<BTreeMap<char, Vec<i64>>, String> {
    let mut ids = BTreeMap::new();
    for (symbol, numbers) in written {
        if numbers.is_empty()
            || numbers.len() > 16
            || numbers.iter().any(|id| !(0..1 << 20).contains(id))
        {
            return Err(format!(
                "`phoneme_id_map` has no ids for `{symbol}` that a model could take"
            ));
        }
        let mut chars = symbol.chars();
        // Voices with symbols of several letters exist; what writes those is not read here.
        if let (Some(symbol), None) = (chars.next(), chars.next()) {
            ids.insert(symbol, numbers);
        }
    }
    match ['_', '^', '$']
        .iter()
        .find(|needed| !ids.contains_key(needed))
    {
        Some(needed) => Err(format!("`phoneme_id_map` lacks `{needed}`")),
        None => Ok(ids),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const LEAST: &str = r#"{"audio": {"sample_rate": 22050}, "espeak": {"voice": "en-gb-x-rp"},
        "phoneme_id_map": {"_": [0], "^": [1], "$": [2], "a": [3]}, "of later": {"versions": [1]}}"#;

    #[test]
    fn what_is_missing_has_defaults_and_what_is_more_is_passed_over() {
        let config = Config::read(LEAST).unwrap();
        assert_eq!(
            (config.rate, config.speakers, config.first),
            (Hz(22_050), 1, 0)
        );
        assert_eq!(
            (config.noise, config.length, config.noise_w),
            (0.667, 1.0, 0.8)
        );
        assert_eq!(config.language, Language::parse("en"));
    }

    #[test]
    fn what_a_line_cannot_be_spoken_with_is_refused() {
        for (from, to, why) in [
            ("22050", "0", "sample_rate"),
            ("22050", "\"fast\"", "invalid type"),
            ("\"en-gb-x-rp\"", "\"\"", "espeak.voice"),
            ("\"$\": [2],", "", "lacks `$`"),
            ("\"a\": [3]", "\"a\": []", "no ids for `a`"),
            ("\"a\": [3]", "\"a\": [-3]", "no ids for `a`"),
            (
                "\"of later\"",
                "\"phoneme_type\": \"pinyin\", \"x\"",
                "pinyin",
            ),
            (
                "\"of later\"",
                "\"inference\": {\"length_scale\": 0}, \"x\"",
                "length_scale",
            ),
            (
                "\"of later\"",
                "\"speaker_id_map\": {\"b\": 1}, \"x\"",
                "beyond the 1",
            ),
            ("{\"audio\"", "<html>", "expected"),
        ] {
            assert!(LEAST.contains(from), "{from}");
            let said = Config::read(&LEAST.replacen(from, to, 1)).unwrap_err();
            assert!(said.contains(why), "{said}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text: String) {
            let _ = Config::read(&text);
        }
    }
}
