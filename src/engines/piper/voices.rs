//! A name to the files of a voice: installed ones by name, any other by its path.
//!
//! Of a voice with several speakers each is a voice of its own, `NAME:SPEAKER`. Sixteen are listed, so that a cast
//! without wishes can share them out; of more, which are recordings of a whole library, the name alone is
//! listed, and every speaker answers to theirs.

use super::super::neural::digest;
use super::super::phonemes::{self, PhonemeError};
use super::super::{Named, Places, VoiceInfo};
use super::ROW;
use super::config::{Config, Writing};
use std::fs;
use std::path::PathBuf;

/// Speakers of one voice that are listed.
const LISTED: usize = 16;

/// Where a voice lies, and which of its speakers is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) model: PathBuf,
    pub(super) speaker: Option<String>,
    /// Was it named by its path?
    by_path: bool,
}

impl Place {
    /// Reads a name; `None` if no voice could be called that.
    pub(super) fn of(places: &Places, name: &str) -> Option<Place> {
        let by_path =
            name.contains(['/', '\\']) || name.ends_with(".onnx") || name.contains(".onnx:");
        if by_path {
            let (path, speaker) = match name.rsplit_once(".onnx:") {
                Some((path, speaker)) => (format!("{path}.onnx"), Some(speaker.to_owned())),
                None => (name.to_owned(), None),
            };
            let model = match path.strip_prefix("~/") {
                Some(rest) => directories::BaseDirs::new()?.home_dir().join(rest),
                None => PathBuf::from(path),
            };
            return Some(Place {
                model,
                speaker,
                by_path,
            });
        }
        let (voice, speaker) = match name.split_once(':') {
            Some((voice, speaker)) => (voice, Some(speaker.to_owned())),
            None => (name, None),
        };
        let plain =
            |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | '+');
        let formed = !voice.is_empty() && !voice.starts_with('.') && voice.chars().all(plain);
        // Every published name is `LANGUAGE-NAME-QUALITY`; one's own may be anything that is there.
        let model = folder(places).join(format!("{voice}.onnx"));
        let known = || voice.contains('-') || model.exists();
        (formed && speaker.as_deref() != Some("") && known()).then(|| Place {
            model: model.clone(),
            speaker,
            by_path,
        })
    }

    /// The file that stands beside the model.
    pub(super) fn config(&self) -> PathBuf {
        let mut name = self.model.clone().into_os_string();
        name.push(".json");
        PathBuf::from(name)
    }
}

fn folder(places: &Places) -> PathBuf {
    places.voices.join(ROW.name)
}

/// Every installed voice that can be used, by name.
pub(super) fn installed(places: &Places) -> Vec<VoiceInfo> {
    let Ok(entries) = fs::read_dir(folder(places)) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".onnx").map(str::to_owned))
        .collect();
    names.sort();
    let mut voices = Vec::new();
    for name in names {
        // A broken one is not listed; whoever asks for it by name is told what is wrong.
        let Some(place) = Place::of(places, &name) else {
            continue;
        };
        let Ok((config, all)) = look(places, &place, &name) else {
            continue;
        };
        voices.push(all.clone());
        if (2..=LISTED as u32).contains(&config.speakers) {
            voices.extend(config.names.iter().map(|(speaker, _)| VoiceInfo {
                name: format!("{name}:{speaker}"),
                about: format!("speaker {speaker} of `{name}`"),
                ..all.clone()
            }));
        }
    }
    voices
}

/// What a voice is, if it is here.
pub(super) fn named(places: &Places, name: &str) -> Named {
    let Some(place) = Place::of(places, name) else {
        return Named::Unknown;
    };
    let missing = |why: &str, hint: String| Named::Missing {
        why: why.to_owned(),
        hint,
    };
    if !place.model.is_file() {
        let voice = name.split(':').next().unwrap_or_default();
        return match place.by_path {
            true => missing(
                &format!("there is no file {}", place.model.display()),
                "A path is looked up from the folder that the program was started in.".into(),
            ),
            false => missing(
                "it is not installed",
                format!(
                    "`duologue voices install {}:{voice}` installs it.",
                    ROW.name
                ),
            ),
        };
    }
    match look(places, &place, name) {
        Ok((_, info)) => Named::Here(info),
        Err((why, hint)) => missing(&why, hint),
    }
}

/// Reads the configuration of a voice and the digest of its files; why not, and a hint.
fn look(
    places: &Places,
    place: &Place,
    name: &str,
) -> Result<(Config, VoiceInfo), (String, String)> {
    let beside = place.config();
    let config = Config::open(&beside).map_err(|why| {
        let hint = format!("A voice is two files: its model, and {}.", beside.display());
        (why, hint)
    })?;
    if let Some(speaker) = place
        .speaker
        .as_deref()
        .filter(|name| config.speaker(name).is_none())
    {
        let known: Vec<&str> = config
            .names
            .iter()
            .take(LISTED)
            .map(|(name, _)| name.as_str())
            .collect();
        let hint = match known.is_empty() {
            true => format!("It has {} speakers, numbered from 0.", config.speakers),
            false => format!("It has {}: {}.", config.speakers, known.join(", ")),
        };
        return Err((format!("it has no speaker `{speaker}`"), hint));
    }
    let fingerprint = digest(places, &[&place.model, &beside]).map_err(|error| {
        (
            error.to_string(),
            "Its files have to be readable.".to_owned(),
        )
    })?;
    let fingerprint = match config.writing {
        Writing::Letters => fingerprint,
        Writing::Phonemes => match phonemes::version(places) {
            Ok(version) => format!("{fingerprint}, espeak-ng {version}"),
            Err(PhonemeError::NoLibrary { why, hint }) => return Err((why, hint)),
            Err(other) => return Err((other.to_string(), "Another espeak-ng may work.".into())),
        },
    };
    let about = match (&place.speaker, config.speakers) {
        (Some(speaker), _) => format!("speaker {speaker}"),
        (None, 1) => "one speaker".to_owned(),
        (None, all) => format!("{all} speakers; `{name}:NAME` is one of them"),
    };
    let info = VoiceInfo {
        name: name.to_owned(),
        languages: config.language.clone().into_iter().collect(),
        about,
        rate: config.rate,
        fingerprint,
    };
    Ok((config, info))
}

/// Puts a voice where installed ones lie.
#[cfg(test)]
pub(super) fn install(places: &Places, from: &std::path::Path, name: &str) {
    fs::create_dir_all(folder(places)).expect("a folder for tests");
    for end in ["onnx", "onnx.json"] {
        let to = folder(places).join(format!("{name}.{end}"));
        fs::copy(from.with_extension(end), to).expect("a copy for tests");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_an_installed_voice_or_a_path() {
        let places = Places::at("/c".into());
        let place = |name: &str| Place::of(&places, name);
        let model = |name: &str| place(name).map(|place| (place.model, place.speaker));
        let at = |path: &str| PathBuf::from(path);
        assert_eq!(
            model("en_GB-tarn-low"),
            Some((at("/c/voices/piper/en_GB-tarn-low.onnx"), None))
        );
        assert_eq!(
            model("en_GB-tarn-low:p1"),
            Some((at("/c/voices/piper/en_GB-tarn-low.onnx"), Some("p1".into())))
        );
        assert_eq!(model("./a.onnx"), Some((at("./a.onnx"), None)));
        assert_eq!(
            model("/v/a.onnx:2"),
            Some((at("/v/a.onnx"), Some("2".into())))
        );
        assert!(model("~/a.onnx").is_some_and(|(path, _)| path.is_absolute()));
        for no in ["", "tarn", "a b-c", "..", "en-:", "en-x:"] {
            assert_eq!(place(no), None, "{no}");
        }
    }
}
