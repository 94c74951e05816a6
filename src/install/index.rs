//! A publisher's own index of its voices to entries as the catalogue has them.
//!
//! The form is that of `voices.json` at the root of the repository `rhasspy/piper-voices`: an object by
//! name, in it the language, the quality, and `files` by path with `size_bytes` and `md5_digest`. It is read
//! from mirrors, which may have voices that this program does not know. What is odd is left out and
//! counted, because one entry that was written by hand must not take all others away.

use super::InstallError;
use super::catalogue::{File, Licence, Voice};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How much of an index is read, in bytes; that of 176 voices has 245 KB.
pub(super) const LARGEST: u64 = 16_000_000;

#[derive(Deserialize)]
struct Entry {
    language: Tongue,
    quality: String,
    #[serde(default)]
    num_speakers: u32,
    files: BTreeMap<String, Known>,
}

#[derive(Deserialize)]
struct Tongue {
    code: String,
    #[serde(default)]
    name_english: String,
    #[serde(default)]
    country_english: String,
}

#[derive(Deserialize)]
struct Known {
    size_bytes: Option<u64>,
    md5_digest: Option<String>,
}

/// Reads an index; `place` is what it is called in an error. Gives its voices, and how many entries were
/// left out.
///
/// # Errors
/// When it is no such index at all.
pub(super) fn read(text: &str, place: &str) -> Result<(Vec<Voice>, usize), InstallError> {
    let entries: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(text).map_err(|error| InstallError::Catalogue {
            place: place.to_owned(),
            why: error.to_string(),
        })?;
    let all = entries.len();
    let voices: Vec<Voice> = entries
        .into_iter()
        .filter_map(|(name, entry)| voice(name, &serde_json::from_value(entry).ok()?))
        .collect();
    let left = all - voices.len();
    Ok((voices, left))
}

fn voice(name: String, entry: &Entry) -> Option<Voice> {
    let mut files = Vec::new();
    for ending in [".onnx", ".onnx.json"] {
        let wanted = format!("{name}{ending}");
        files.push(file(entry, &wanted, false)?);
    }
    files.extend(file(entry, "MODEL_CARD", true));
    let place = match entry.language.country_english.as_str() {
        "" => entry.language.name_english.clone(),
        country => format!("{} ({country})", entry.language.name_english),
    };
    let speakers = match entry.num_speakers {
        0 | 1 => String::new(),
        n => format!(", {n} speakers"),
    };
    let voice = Voice {
        languages: vec![entry.language.code.replace('_', "-")],
        about: shown(&format!("{place}{speakers}, {} quality", entry.quality)),
        licence: Licence::default(),
        files,
        name,
    };
    voice.check().is_ok().then_some(voice)
}

fn file(entry: &Entry, name: &str, card: bool) -> Option<File> {
    let last = |path: &String| path.rsplit('/').next() == Some(name);
    let (path, known) = entry.files.iter().find(|(path, _)| last(path))?;
    Some(File {
        path: path.clone(),
        size: known.size_bytes,
        md5: known.md5_digest.as_deref().map(str::to_ascii_lowercase),
        sha256: None,
        card,
    })
}

/// What a stranger wrote, as it may stand on a terminal.
fn shown(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    text.chars().take(120).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_index_becomes_voices() {
        let text = r#"{"en_GB-harbour-medium": {"key": "en_GB-harbour-medium", "name": "harbour",
            "language": {"code": "en_GB", "family": "en", "name_english": "English", "country_english": "Great Britain"},
            "quality": "medium", "num_speakers": 3, "files": {
            "en/en_GB/harbour/medium/en_GB-harbour-medium.onnx": {"size_bytes": 63, "md5_digest": "C07f313752bb3aba8061041666251654"},
            "en/en_GB/harbour/medium/en_GB-harbour-medium.onnx.json": {"size_bytes": 5},
            "en/en_GB/harbour/medium/MODEL_CARD": {"size_bytes": 4, "md5_digest": "d5a8716acb311b20e0f28710d0fcc982"}}}}"#;
        let (voices, left) = read(text, "here").unwrap();
        assert_eq!((voices.len(), left), (1, 0));
        let voice = &voices[0];
        assert_eq!(voice.languages, ["en-GB"]);
        assert_eq!(
            voice.about,
            "English (Great Britain), 3 speakers, medium quality"
        );
        assert_eq!(
            voice.files[0].md5.as_deref(),
            Some("c07f313752bb3aba8061041666251654")
        );
        assert!(!voice.files[1].known());
        assert_eq!(
            voice.card().unwrap().name(voice),
            "en_GB-harbour-medium.MODEL_CARD"
        );
    }

    #[test]
    fn entries_that_lead_astray_are_left_out() {
        let entry = |path: &str| {
            format!(
                r#"{{"language": {{"code": "en_GB"}}, "quality": "low", "files": {{"{path}.onnx": {{}}, "{path}.onnx.json": {{}}}}}}"#
            )
        };
        for (name, path) in [
            ("../x", "../x"),
            ("x", "../../x"),
            ("x", "/etc/x"),
            ("a b", "a b"),
            ("x", "y"),
        ] {
            let text = format!(r#"{{"{name}": {}, "odd": 3}}"#, entry(path));
            let (voices, left) = read(&text, "here").unwrap();
            assert!(voices.is_empty() && left == 2, "{name} {path}");
        }
        assert!(read("<html>", "here").is_err());
        assert!(read("[]", "here").is_err());
    }
}
