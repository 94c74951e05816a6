//! The few things that publishing does to a file system, each of which names itself and its
//! path when it fails.
//!
//! All go through one value, so that a test can let any one of them fail, or let the process
//! die just before it: a promise about crashes that is only reasoned out is not kept for long.

use super::{Artifact, PublishError, Written};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Asked before every operation; an error is what the operation then fails with.
type Hook = Box<dyn Fn(&'static str, &Path) -> io::Result<()>>;

/// A file system.
#[derive(Default)]
pub(super) struct Disk {
    hook: Option<Hook>,
}

impl Disk {
    /// One that does not always do as it is told.
    #[cfg(test)]
    pub(super) fn hooked(hook: Hook) -> Self {
        Disk { hook: Some(hook) }
    }

    /// Makes a folder and those above it; returns those that were not there, the deepest first.
    pub(super) fn create_folder(&self, path: &Path) -> Result<Vec<PathBuf>, PublishError> {
        let made = path
            .ancestors()
            .filter(|at| !at.as_os_str().is_empty())
            .take_while(|at| !at.exists())
            .map(Path::to_owned)
            .collect();
        self.run("creating", path, || fs::create_dir_all(path))?;
        Ok(made)
    }

    /// Writes a small file and brings it to the disk.
    pub(super) fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
        self.run("writing", path, || fs::write(path, bytes))?;
        self.sync(path)
    }

    /// Brings a file's content to the disk.
    pub(super) fn sync(&self, path: &Path) -> Result<(), PublishError> {
        // Opened for writing: some systems sync nothing else.
        self.run("syncing", path, || {
            OpenOptions::new().write(true).open(path)?.sync_all()
        })
    }

    /// Brings a folder's names to the disk. Only Unix has a way to ask for that.
    pub(super) fn sync_folder(&self, path: &Path) -> Result<(), PublishError> {
        self.run("syncing", path, || {
            if cfg!(unix) {
                File::open(path)?.sync_all()?;
            }
            Ok(())
        })
    }

    /// Puts a file in the place of another, at once.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> Result<(), PublishError> {
        self.run("putting in place", to, || fs::rename(from, to))
    }

    /// Gives a file a second name; where the file system has only one name for a file, copies
    /// it.
    pub(super) fn keep(&self, from: &Path, to: &Path) -> Result<(), PublishError> {
        self.run("setting aside", from, || {
            fs::hard_link(from, to).or_else(|_| {
                fs::copy(from, to)?;
                File::open(to)?.sync_all()
            })
        })
    }

    /// Removes a file; one that is not there is removed already.
    pub(super) fn remove(&self, path: &Path) -> Result<(), PublishError> {
        self.run("removing", path, || gone(fs::remove_file(path)))
    }

    /// Removes a folder and all that is in it; one that is not there is removed already.
    pub(super) fn remove_folder(&self, path: &Path) -> Result<(), PublishError> {
        self.run("removing", path, || gone(fs::remove_dir_all(path)))
    }

    fn run<T>(
        &self,
        doing: &'static str,
        path: &Path,
        work: impl FnOnce() -> io::Result<T>,
    ) -> Result<T, PublishError> {
        self.hook
            .as_ref()
            .map_or(Ok(()), |hook| hook(doing, path))
            .and_then(|()| work())
            .map_err(PublishError::file(doing, path))
    }
}

fn gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Reads a file of at most `limit` bytes; `None` if it is not there.
pub(super) fn read(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, PublishError> {
    let mut bytes = Vec::new();
    let done = File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
    match done {
        Ok(_) if bytes.len() as u64 <= limit => Ok(Some(bytes)),
        Ok(_) => Err(PublishError::file("reading", path)(io::Error::new(
            io::ErrorKind::FileTooLarge,
            format!("longer than {limit} bytes"),
        ))),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(PublishError::file("reading", path)(e)),
    }
}

/// Writes an output that is small enough to be held in memory.
pub(super) fn write_artifact(path: PathBuf, media_type: &'static str, bytes: &[u8]) -> Written {
    fs::write(&path, bytes).map_err(PublishError::file("writing", &path))?;
    Ok(vec![Artifact {
        path,
        media_type,
        bytes: bytes.len() as u64,
    }])
}
