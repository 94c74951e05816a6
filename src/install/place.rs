//! Verified files to an installed voice, and back.
//!
//! Everything of an engine lies in one folder, `<voices>/<engine>/`. All files of a voice are brought there as
//! `NAME.part` first, and renamed when the last one is verified, the model at the end: an engine knows a voice
//! by its model, so that nobody ever meets half a voice. A record of what was installed stands below
//! `<voices>/.records/`, and stays when the voice goes: a file without a published digest is
//! recognized by it when it comes again.

use super::catalogue::{File, Set, Voice};
use super::digest::{self, Digests};
use super::part::{at, clear};
use super::{Event, InstallError, Watch};
use serde::{Deserialize, Serialize};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The folder of records.
const RECORDS: &str = ".records";

/// What holds two installations apart.
const LOCK: &str = ".install.lock";

/// Where one voice lies.
#[derive(Debug, Clone)]
pub(super) struct Place<'a> {
    root: &'a Path,
    engine: &'a str,
    pub(super) voice: &'a Voice,
}

/// What is known of a voice that was installed once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) engine: String,
    /// As it was installed, with the SHA-256 of every file.
    pub(super) voice: Voice,
}

impl<'a> Place<'a> {
    pub(super) fn new(root: &'a Path, set: &'a Set, voice: &'a Voice) -> Place<'a> {
        Place {
            root,
            engine: &set.engine,
            voice,
        }
    }

    /// Where a file lies when it is installed.
    pub(super) fn of(&self, file: &File) -> PathBuf {
        self.root.join(self.engine).join(file.name(self.voice))
    }

    /// Where a file lies until all are verified.
    pub(super) fn part(&self, file: &File) -> PathBuf {
        self.of(file).with_added_extension("part")
    }

    /// Are the files that an engine needs here, each as long as it should be?
    pub(super) fn here(&self) -> bool {
        self.needed().all(|file| self.has(file))
    }

    pub(super) fn has(&self, file: &File) -> bool {
        std::fs::metadata(self.of(file))
            .is_ok_and(|found| found.is_file() && file.size.is_none_or(|size| size == found.len()))
    }

    /// Is it here, to the last bit?
    pub(super) fn sound(&self, file: &File) -> Result<Option<Digests>, InstallError> {
        if !self.has(file) {
            return Ok(None);
        }
        let path = self.of(file);
        let digests = digest::of(&path).map_err(at(&path))?;
        Ok(digests.check(file).is_ok().then_some(digests))
    }

    fn needed(&self) -> impl Iterator<Item = &'a File> {
        self.voice.files.iter().filter(|file| !file.card)
    }

    /// Puts parts in place, the model last; if one cannot be, none is.
    pub(super) fn put(&self, parts: &[&File]) -> Result<(), InstallError> {
        let mut done: Vec<PathBuf> = Vec::new();
        // The first of a voice is its model.
        for file in parts.iter().rev() {
            let path = self.of(file);
            if let Err(error) = std::fs::rename(self.part(file), &path) {
                for path in &done {
                    // What was put there a moment ago; the first failure is the one to tell.
                    let _ = std::fs::remove_file(path);
                }
                return Err(at(&path)(error));
            }
            clear(&self.part(file))?;
            done.push(path);
        }
        Ok(())
    }

    /// Takes every file of the voice away, parts of an interrupted installation too. Gives how many bytes.
    pub(super) fn remove(&self) -> Result<Option<u64>, InstallError> {
        let mut freed = None;
        for file in &self.voice.files {
            clear(&self.part(file))?;
            let path = self.of(file);
            let size = std::fs::metadata(&path).map_or(0, |found| found.len());
            match std::fs::remove_file(&path) {
                Ok(()) => freed = Some(freed.unwrap_or(0) + size),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(at(&path)(error)),
            }
        }
        Ok(freed)
    }

    fn record_path(&self) -> PathBuf {
        let name = match self.voice.name.as_str() {
            "" => "all",
            name => name,
        };
        let folder = self.root.join(RECORDS).join(self.engine);
        folder.join(format!("{name}.json"))
    }

    /// What was installed under this name before.
    pub(super) fn record(&self) -> Result<Option<Record>, InstallError> {
        read(&self.record_path())
    }

    /// Writes down what is installed now.
    pub(super) fn write(&self, digests: &[(&File, Digests)]) -> Result<(), InstallError> {
        let mut voice = self.voice.clone();
        for file in &mut voice.files {
            if let Some((_, found)) = digests.iter().find(|(one, _)| one.path == file.path) {
                file.sha256 = Some(found.sha256.clone());
                file.size = Some(found.size);
            }
        }
        let record = Record {
            engine: self.engine.to_owned(),
            voice,
        };
        let path = self.record_path();
        let folder = path.parent().unwrap_or(self.root);
        std::fs::create_dir_all(folder).map_err(at(folder))?;
        let text = serde_json::to_vec_pretty(&record).unwrap_or_default();
        let new = path.with_added_extension("part");
        std::fs::write(&new, text).map_err(at(&new))?;
        std::fs::rename(&new, &path).map_err(at(&path))
    }
}

fn read(path: &Path) -> Result<Option<Record>, InstallError> {
    let text = match std::fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(at(path)(error)),
    };
    let broken = |why: String| InstallError::Catalogue {
        place: path.display().to_string(),
        why,
    };
    let record: Record =
        serde_json::from_slice(&text).map_err(|error| broken(error.to_string()))?;
    record.voice.check().map_err(broken)?;
    Ok(Some(record))
}

/// Every record below a folder of voices, by engine and name.
pub(super) fn records(root: &Path) -> Result<Vec<Record>, InstallError> {
    let mut paths = Vec::new();
    for folder in entries(&root.join(RECORDS))? {
        paths.extend(entries(&folder)?);
    }
    paths.retain(|path| path.extension().is_some_and(|end| end == "json"));
    paths.sort();
    let read: Result<Vec<_>, _> = paths.iter().map(|path| read(path)).collect();
    Ok(read?.into_iter().flatten().collect())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, InstallError> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        Err(error) => return Err(at(folder)(error)),
    };
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    paths.collect::<Result<_, _>>().map_err(at(folder))
}

/// Has the folder of voices to oneself until the file is closed, which a kill does too. Waits for another
/// installation, and says so.
pub(super) fn lock(root: &Path, watch: &dyn Watch) -> Result<std::fs::File, InstallError> {
    std::fs::create_dir_all(root).map_err(at(root))?;
    let path = root.join(LOCK);
    let file = std::fs::File::create(&path).map_err(at(&path))?;
    let mut told = false;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(std::fs::TryLockError::WouldBlock) => {}
            Err(std::fs::TryLockError::Error(error)) => return Err(at(&path)(error)),
        }
        if !told {
            watch.event(Event::Waiting);
            told = true;
        }
        if watch.stop() {
            return Err(InstallError::Stopped);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
