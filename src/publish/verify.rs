//! The files of an episode against its manifest: whole, altered, missing.
//!
//! Files are hashed, times do not count. What a manifest says is believed of nothing outside of its
//! folder, and no file is read further than the length that it should have.

use super::PublishError;
use super::manifest::{self, Manifest, Output};
use serde::Serialize;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// An episode and what became of its files.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verified {
    /// The manifest.
    pub manifest: PathBuf,
    /// The short name of the interview.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Name and version of the program that rendered.
    pub program: String,
    /// Every file that it lists.
    pub files: Vec<Checked>,
    /// What is wrong with the manifest itself, as sentences without full stop.
    pub wrong: Vec<String>,
}

impl Verified {
    /// Is everything as it was rendered?
    #[must_use]
    pub fn whole(&self) -> bool {
        self.wrong.is_empty() && self.files.iter().all(|file| file.state == State::Whole)
    }
}

/// A file and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// Its path within the folder.
    pub file: String,
    /// Name of its format.
    pub format: String,
    /// The size that it should have.
    pub bytes: u64,
    /// What became of it.
    pub state: State,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is as it was rendered.
    Whole,
    /// It has the size and other bytes.
    Altered,
    /// It has another size, which is this.
    Size(u64),
    /// It is not there.
    Missing,
    /// There is something of its name that is no file.
    NoFile,
}

/// Checks every episode in a folder.
///
/// # Errors
/// When there is no manifest, one that leads out of its folder or cannot be understood, or a file
/// that cannot be read.
pub fn verify(out: &Path) -> Result<Vec<Verified>, PublishError> {
    let found = manifest::all(out)?.into_iter();
    found
        .map(|(path, manifest)| one(out, path, manifest))
        .collect()
}

/// Checks one episode, of which this is the manifest.
///
/// # Errors
/// When a file of it cannot be read.
pub fn one(out: &Path, path: PathBuf, manifest: Manifest) -> Result<Verified, PublishError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(Verified {
        files: files(out, &manifest)?,
        wrong: wrong(&manifest, &name),
        name: manifest.interview.name,
        title: manifest.interview.title,
        program: manifest.program,
        manifest: path,
    })
}

/// What became of every file of an episode.
pub(super) fn files(out: &Path, manifest: &Manifest) -> Result<Vec<Checked>, PublishError> {
    let outputs = manifest.outputs.iter().map(|output| {
        Ok(Checked {
            file: output.file.clone(),
            format: output.format.clone(),
            bytes: output.bytes,
            state: check(out, output)?,
        })
    });
    outputs.collect()
}

/// What of a manifest does not fit the rest of it.
fn wrong(manifest: &Manifest, name: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    if manifest.interview.lock_file() != name {
        wrong.push(format!("it is of `{}`", manifest.interview.name));
    }
    if manifest
        .recipe
        .as_ref()
        .is_some_and(|recipe| !recipe.is_true())
    {
        wrong.push("what it says of the episode was changed since".to_owned());
    }
    let lines = manifest.recipe.as_ref().map(|recipe| recipe.takes.len());
    let told = manifest.summary.as_ref().map(|summary| summary.lines);
    if lines.is_some() && lines != told {
        wrong.push("it does not have as many lines as it says".to_owned());
    }
    wrong
}

/// What became of a file of a folder.
///
/// # Errors
/// When it is there and cannot be read.
pub(super) fn check(out: &Path, output: &Output) -> Result<State, PublishError> {
    let path = out.join(&output.file);
    let found = match fs::symlink_metadata(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::Missing),
        Err(error) => return Err(PublishError::file("reading", &path)(error)),
        Ok(found) => found,
    };
    // A link could lead anywhere, a pipe have no end.
    if !found.is_file() {
        return Ok(State::NoFile);
    }
    if found.len() != output.bytes {
        return Ok(State::Size(found.len()));
    }
    let mut hasher = blake3::Hasher::new();
    File::open(&path)
        .and_then(|file| hasher.update_reader(file.take(output.bytes)).map(|_| ()))
        .map_err(PublishError::file("reading", &path))?;
    Ok(match hasher.finalize().to_hex().as_str() == output.blake3 {
        true => State::Whole,
        false => State::Altered,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn output(content: &str) -> Output {
        Output {
            file: "a".to_owned(),
            format: "a".to_owned(),
            bytes: content.len() as u64,
            blake3: blake3::hash(content.as_bytes()).to_hex().to_string(),
        }
    }

    #[test]
    fn each_fate_of_a_file_is_told() {
        let out = tempfile::tempdir().unwrap();
        let path = out.path().join("a");
        let state = || check(out.path(), &output("bell")).unwrap();
        assert_eq!(state(), State::Missing);
        for (content, expected) in [
            ("bell", State::Whole),
            ("bull", State::Altered),
            ("bells", State::Size(5)),
        ] {
            fs::write(&path, content).unwrap();
            assert_eq!(state(), expected);
        }
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert_eq!(state(), State::NoFile);
    }

    /// What a link leads to may be anything: a device without an end, somebody's letters.
    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let out = tempfile::tempdir().unwrap();
        fs::write(out.path().join("real"), "bell").unwrap();
        std::os::unix::fs::symlink(out.path().join("real"), out.path().join("a")).unwrap();
        assert_eq!(check(out.path(), &output("bell")).unwrap(), State::NoFile);
    }
}
