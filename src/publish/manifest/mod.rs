//! An episode to its manifest, `<name>.lock.json`, and back: whose it is, what was written, what
//! can be told of it, and the [`Recipe`] that it was made by.
//!
//! A later render knows from it which files are its own to replace, and whether there is
//! anything to do at all; `verify` knows what the files were; `diff` what has changed since. It
//! holds no time and no path outside of the folder: the same episode gives the same bytes,
//! wherever and whenever it is rendered. When files were written is remembered beside
//! (`seen.rs`).

mod form;
mod line;
mod recipe;
mod scored;
mod voice;

pub use line::TakeLine;
pub use recipe::{Chapter, Recipe, Speaker};
pub use scored::ScoreLine;
pub use voice::VoiceLine;

use super::owner::{SUFFIX, is_inside};
use super::{Owner, PublishError, disk};
use crate::master::Episode;
use crate::speak::Lacking;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

/// The first word of a manifest's `program`; other programs have lock files too.
const PROGRAM: &str = env!("CARGO_PKG_NAME");

/// The form that is written. Larger ones only add keys; 1 had neither summary nor recipe.
const VERSION: u32 = 2;

/// Within so many bytes it stands which program's it is.
const BEGINS: usize = 200;

/// More than the manifest of any episode takes: a hundred hours of speech.
const LONGEST: u64 = 32 << 20;

/// What a folder says of the episode in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Of this form; larger ones only add keys.
    pub version: u32,
    /// Name and version of the program that rendered.
    pub program: String,
    /// Whose episode it is.
    pub interview: Owner,
    /// What was written, in the order of writing; without the manifest itself.
    pub outputs: Vec<Output>,
    /// What can be told of the episode; `None` in manifests of the first form.
    #[serde(default)]
    pub summary: Option<Summary>,
    /// What it was made by; `None` in manifests of the first form.
    #[serde(default)]
    pub recipe: Option<Recipe>,
}

/// A file of an episode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Its path within the folder, with `/` between the parts.
    pub file: String,
    /// Name of the format's row.
    pub format: String,
    /// Size.
    pub bytes: u64,
    /// BLAKE3 of the content, as hexadecimal digits.
    pub blake3: String,
}

/// What can be told of an episode without hearing it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Length in seconds, to the millisecond.
    pub seconds: f64,
    /// Integrated loudness in LUFS; `None` for silence, which has none.
    pub loudness: Option<f64>,
    /// True peak in dBTP; `None` for silence.
    pub peak: Option<f64>,
    /// How many chapters.
    pub chapters: usize,
    /// How many lines, announced ones included.
    pub lines: usize,
    /// Words of the interview in a minute of speech, silences left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words_per_minute: Option<f64>,
    /// Who spoke for how many seconds, the longest first.
    pub shares: Vec<(String, f64)>,
    /// Loudness range in LU.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<f64>,
    /// How many dB speech stays above music at the least, if there is any below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above_music: Option<f64>,
    /// What of its levels could not be reached, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shortfalls: Vec<String>,
    /// Lines of which their voices have no sound for something.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacking: Vec<Lacking>,
}

impl Summary {
    /// What can be told of this episode.
    #[must_use]
    pub fn of(episode: &Episode) -> Summary {
        let (about, timeline) = (&episode.about, &episode.timeline);
        // Rounded to what anybody is told, so that the file is short.
        let seconds = |frames: u64| timeline.rate.millis(frames) as f64 / 1e3;
        let level = |db: f64| db.is_finite().then(|| (db * 1e4).round() / 1e4);
        let mut frames = vec![0; about.people.len()];
        for (line, heard) in about.lines.iter().zip(&timeline.captions) {
            // Shares are of the interview: who announces takes nobody's time in it.
            if !line.announced() {
                frames[line.speaker] += heard.frames();
            }
        }
        let people = about.people.iter().zip(&frames);
        let mut shares: Vec<(String, f64)> = people
            .filter(|(_, frames)| **frames > 0)
            .map(|(person, frames)| (person.name.clone(), seconds(*frames)))
            .collect();
        shares.sort_by(|a, b| b.1.total_cmp(&a.1));
        Summary {
            seconds: seconds(timeline.frames),
            loudness: level(episode.loudness),
            peak: level(episode.peak),
            chapters: timeline.chapters.len(),
            lines: about.lines.len(),
            words_per_minute: episode.words_per_minute.map(|n| (n * 10.0).round() / 10.0),
            shares,
            range: level(episode.range),
            above_music: episode.above_music.and_then(level),
            shortfalls: episode.shortfalls.iter().map(ToString::to_string).collect(),
            lacking: episode.lacking.clone(),
        }
    }
}

/// Why a file is not a manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unfit {
    /// Another program's, or none at all: nothing that is anyone's business here.
    Foreign,
    /// It says that it is one, and cannot be.
    Broken(String),
}

impl Manifest {
    /// Of an episode that became these files.
    pub(super) fn new(
        interview: Owner,
        outputs: Vec<Output>,
        summary: Summary,
        recipe: Option<Recipe>,
    ) -> Manifest {
        Manifest {
            version: VERSION,
            program: format!("{PROGRAM} {}", env!("CARGO_PKG_VERSION")),
            interview,
            outputs,
            summary: Some(summary),
            recipe,
        }
    }

    /// As a file.
    pub(super) fn to_json(&self) -> String {
        form::write(self)
    }

    /// From a file. Nothing that it names lies outside of its folder, and every number in it
    /// that counts something fits what it counts.
    pub(super) fn parse(bytes: &[u8]) -> Result<Manifest, Unfit> {
        #[derive(Deserialize)]
        struct Head {
            program: String,
        }
        let head: Head = serde_json::from_slice(bytes).map_err(|error| {
            // Torn, and yet it can be seen whose it was.
            let named = format!("\"program\": \"{PROGRAM} ");
            let begins = &bytes[..bytes.len().min(BEGINS)];
            match String::from_utf8_lossy(begins).contains(&named) {
                true => Unfit::Broken(error.to_string()),
                false => Unfit::Foreign,
            }
        })?;
        if head.program.split(' ').next() != Some(PROGRAM) {
            return Err(Unfit::Foreign);
        }
        let manifest: Manifest =
            serde_json::from_slice(bytes).map_err(|error| Unfit::Broken(error.to_string()))?;
        // What a manifest lists may be removed; nothing outside of the folder ever is.
        let outside = |output: &&Output| !is_inside(&output.file);
        if let Some(output) = manifest.outputs.iter().find(outside) {
            let why = format!("`{}` leads out of the folder", output.file);
            return Err(Unfit::Broken(why));
        }
        if let Some(recipe) = &manifest.recipe {
            recipe.check().map_err(Unfit::Broken)?;
        }
        Ok(manifest)
    }
}

/// The names of all files in a folder that may be manifests, in order.
pub(super) fn names(out: &Path) -> Result<Vec<String>, PublishError> {
    let mut names = Vec::new();
    for entry in fs::read_dir(out).map_err(PublishError::file("listing", out))? {
        let entry = entry.map_err(PublishError::file("listing", out))?;
        if let Some(name) = entry.file_name().to_str().filter(|n| n.ends_with(SUFFIX))
            && out.join(name).is_file()
        {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Every manifest in a folder, with its path, in the order of their names. At least one.
///
/// # Errors
/// When there is none, or one that leads out of its folder or cannot be understood.
pub fn all(out: &Path) -> Result<Vec<(PathBuf, Manifest)>, PublishError> {
    let mut found = Vec::new();
    for name in names(out)? {
        let path = out.join(name);
        match read(&path)? {
            Some((_, Ok(manifest))) => found.push((path, manifest)),
            None | Some((_, Err(Unfit::Foreign))) => {}
            Some((_, Err(Unfit::Broken(message)))) => {
                return Err(PublishError::Manifest { path, message });
            }
        }
    }
    match found.is_empty() {
        true => Err(PublishError::NoManifest {
            out: out.to_owned(),
        }),
        false => Ok(found),
    }
}

/// The bytes of a file, and the manifest that they are.
pub(super) type Read = (Vec<u8>, Result<Manifest, Unfit>);

/// Reads one; `None` if it is not there.
pub(super) fn read(path: &Path) -> Result<Option<Read>, PublishError> {
    let bytes = disk::read(path, LONGEST)?;
    Ok(bytes.map(|bytes| {
        let manifest = Manifest::parse(&bytes);
        (bytes, manifest)
    }))
}

/// The manifest of the same interview's episode in a folder, if there is one.
///
/// # Errors
/// [`PublishError::Taken`] if the folder holds the episode of another interview.
pub(super) fn find(out: &Path, owner: &Owner) -> Result<Option<Manifest>, PublishError> {
    let mut own = None;
    for name in names(out)? {
        let Some((_, Ok(manifest))) = read(&out.join(&name))? else {
            continue;
        };
        if !manifest.interview.same(owner) {
            return Err(PublishError::Taken {
                out: out.to_owned(),
                holds: manifest.interview.shown(),
                asked: owner.shown(),
            });
        }
        own = Some(manifest);
    }
    Ok(own)
}

/// The same for a folder that need not exist, and of which nothing is wanted but to look.
///
/// # Errors
/// [`PublishError::Taken`], or what the system says.
pub fn earlier(out: &Path, owner: &Owner) -> Result<Option<Manifest>, PublishError> {
    match out.is_dir() {
        true => find(out, owner),
        false => Ok(None),
    }
}

/// Where the manifest of an interview's episode stands in a folder.
pub(super) fn path(out: &Path, owner: &Owner) -> PathBuf {
    out.join(owner.lock_file())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::rehearsal;
    use super::*;

    fn owner(name: &str) -> Owner {
        Owner {
            name: name.to_owned(),
            title: "A \"talk\"".to_owned(),
            people: ["Mirela".to_owned()].into(),
            copy: crate::house::Edition::Episode,
        }
    }

    fn output() -> Output {
        Output {
            file: "talk.wav".to_owned(),
            format: "wav".to_owned(),
            bytes: 44,
            blake3: "af".to_owned(),
        }
    }

    /// What the first form looked like: such files stand in people's folders.
    const FIRST: &str = r#"{
  "version": 1,
  "program": "duologue 0.1.0",
  "interview": {"name": "talk", "title": "A \"talk\"", "people": ["Mirela"]},
  "outputs": [{"file": "talk.wav", "format": "wav", "bytes": 44, "blake3": "af"}]
}"#;

    #[test]
    fn the_first_form_is_still_read() {
        let manifest = Manifest::parse(FIRST.as_bytes()).unwrap();
        assert_eq!(manifest.interview, owner("talk"));
        assert_eq!(manifest.outputs, [output()]);
        assert!(manifest.recipe.is_none() && manifest.summary.is_none());
        // And so are keys that a later form may add.
        let later = FIRST.replace("\"version\": 1", "\"version\": 9, \"new\": [{}]");
        assert!(Manifest::parse(later.as_bytes()).is_ok());
    }

    #[test]
    fn nothing_outside_of_the_folder_is_taken_for_a_file_of_an_episode() {
        let hostile = FIRST.replace("talk.wav", "../../talk.wav");
        let Err(Unfit::Broken(why)) = Manifest::parse(hostile.as_bytes()) else {
            panic!("it leads out");
        };
        assert_eq!(why, "`../../talk.wav` leads out of the folder");
    }

    #[test]
    fn what_is_told_is_rounded_and_silence_has_no_level() {
        let mut episode = rehearsal::episode(2, &["One"], &[(1, "Why?"), (1, "So."), (0, "Ah.")]);
        episode.loudness = -16.012_345_6;
        episode.peak = f64::NEG_INFINITY;
        let summary = Summary::of(&episode);
        assert_eq!(summary.seconds, 2.0);
        assert_eq!((summary.loudness, summary.peak), (Some(-16.0123), None));
        let shares: Vec<(&str, f64)> = summary
            .shares
            .iter()
            .map(|(n, s)| (n.as_str(), *s))
            .collect();
        assert_eq!(shares, [("Tomas Okafor", 1.333), ("Mirela Vance", 0.667)]);
    }

    #[test]
    fn the_manifest_of_another_program_is_not_one() {
        let out = tempfile::tempdir().unwrap();
        for (name, text) in [
            (
                "yarn.lock.json",
                "{\"version\": 1, \"program\": \"yarn 4\"}",
            ),
            ("broken.lock.json", "{"),
            ("deep.lock.json", &"[".repeat(100_000)),
        ] {
            fs::write(out.path().join(name), text).unwrap();
        }
        fs::create_dir(out.path().join("folder.lock.json")).unwrap();
        assert_eq!(find(out.path(), &owner("talk")).unwrap(), None);
    }
}
