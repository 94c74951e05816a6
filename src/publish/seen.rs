//! Whether an episode stands as it was rendered, found out without reading it.
//!
//! When a set was put in place, the size and the times of its files are noted in the cache folder.
//! A render that would make the same again looks at those alone. They are not in the manifest,
//! because they differ between machines and copies; where there is no note, or one that does
//! not fit, the files are hashed once, and noted if they are whole.
//!
//! The look takes no claim on the folder: a claim makes a hidden folder in it, and a render
//! that finds nothing to do leaves no trace. It is safe without one, since another render shows itself by
//! that hidden folder for as long as it moves files.
//!
//! Nor are the takes marked as used, of an episode that needed none: nine thousand files would be
//! touched for ten hours of speech. So the takes of an episode that is never changed are the first
//! to be thrown away, and it is rendered from new ones on the day when it is.

use super::hold::Hold;
use super::manifest::{self, Manifest, Output};
use super::verify::{Checked, State, check, files};
use super::{Artifact, LOCK_TYPE, OUTPUTS, Owner, PublishError, Recipe};
use serde::{Deserialize, Serialize};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

/// Digits of the name of a note. Folders that share one replace each other's note, and are then
/// hashed once more: rare, and so the notes never take more than a few megabytes.
const DIGITS: usize = 3;
/// A note of more files than an episode has.
const LONGEST: u64 = 4 << 20;

/// Where it is noted when files were written.
#[derive(Debug, Clone)]
pub struct Seen {
    folder: PathBuf,
}

/// What is noted of one set.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Note {
    /// BLAKE3 of the path of the manifest, and of the manifest.
    path: String,
    manifest: String,
    files: Vec<Mark>,
}

/// What tells a file from one that was written since. By [`stamp`].
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Mark {
    file: String,
    bytes: u64,
    stamp: Vec<i64>,
}

/// An episode that stands as it was rendered.
pub struct Standing {
    /// What it says of itself.
    pub manifest: Manifest,
    /// Its files, the manifest last.
    pub artifacts: Vec<Artifact>,
}

impl Seen {
    /// Notes below the program's cache folder.
    #[must_use]
    pub fn within(cache: &Path) -> Seen {
        Seen {
            folder: cache.join("seen"),
        }
    }

    /// Notes down a set whose files are known to be those of its manifest. It is no failure if
    /// that cannot be done: the next render hashes them.
    pub(super) fn note(&self, path: &Path, bytes: &[u8], outputs: &[Output]) {
        let Some(note) = note(path, bytes, outputs) else {
            return;
        };
        let file = self.file(&note.path);
        let text = serde_json::to_vec(&note).expect("strings and whole numbers are JSON");
        // Whole or not at all, so that two renders at once leave one of two notes.
        let _ = fs::create_dir_all(&self.folder)
            .and_then(|()| tempfile::NamedTempFile::new_in(&self.folder))
            .and_then(|temporary| {
                fs::write(temporary.path(), text)?;
                temporary.persist(file).map_err(|error| error.error)
            });
    }

    fn knows(&self, now: &Note) -> bool {
        let bytes = super::disk::read(&self.file(&now.path), LONGEST);
        let noted = bytes.ok().flatten();
        noted.is_some_and(|bytes| serde_json::from_slice::<Note>(&bytes).is_ok_and(|n| n == *now))
    }

    fn file(&self, path: &str) -> PathBuf {
        self.folder.join(&path[..DIGITS]).with_extension("json")
    }
}

/// The episode in a folder, if it was made by this recipe and stands as it was rendered. What
/// cannot be read does not: claiming the folder will tell why.
#[must_use]
pub fn standing(out: &Path, owner: &Owner, recipe: &Recipe, seen: &Seen) -> Option<Standing> {
    let path = manifest::path(out, owner);
    let idle = || !Hold::work_in(out).exists();
    if !idle() || !path.is_file() {
        return None;
    }
    let (bytes, manifest) = manifest::read(&path).ok()??;
    let manifest = manifest.ok()?;
    let made = manifest.recipe.as_ref()?;
    if made.hash != recipe.hash || manifest.interview != *owner || manifest.summary.is_none() {
        return None;
    }
    let now = note(&path, &bytes, &manifest.outputs)?;
    if !seen.knows(&now) {
        let whole = |output: &Output| matches!(check(out, output), Ok(State::Whole));
        // The note is of before the hashing: what is written meanwhile does not fit it.
        if !manifest.outputs.iter().all(whole) {
            return None;
        }
        seen.note(&path, &bytes, &manifest.outputs);
    }
    let artifacts = artifacts(out, &path, bytes.len(), &manifest)?;
    idle().then_some(Standing {
        manifest,
        artifacts,
    })
}

/// The files of an episode that are not as they were rendered. None is read where the note fits.
///
/// # Errors
/// When one is there and cannot be read.
pub fn altered(out: &Path, found: &Manifest, seen: &Seen) -> Result<Vec<Checked>, PublishError> {
    let path = manifest::path(out, &found.interview);
    if let Some((bytes, _)) = manifest::read(&path)?
        && note(&path, &bytes, &found.outputs).is_some_and(|now| seen.knows(&now))
    {
        return Ok(Vec::new());
    }
    let mut checked = files(out, found)?;
    checked.retain(|file| file.state != State::Whole);
    Ok(checked)
}

/// The set as a render gives it; `None` if a format is not in the table any more.
fn artifacts(out: &Path, path: &Path, bytes: usize, manifest: &Manifest) -> Option<Vec<Artifact>> {
    let artifact = |output: &Output| {
        let row = OUTPUTS.iter().find(|row| row.name == output.format)?;
        Some(Artifact {
            path: out.join(&output.file),
            media_type: row.media_type,
            bytes: output.bytes,
        })
    };
    let own = Artifact {
        path: path.to_owned(),
        media_type: LOCK_TYPE,
        bytes: bytes as u64,
    };
    let files = manifest.outputs.iter().map(artifact);
    files.chain([Some(own)]).collect()
}

/// What would be noted of a set now; `None` if a file of it is not there, or of another size.
fn note(path: &Path, bytes: &[u8], outputs: &[Output]) -> Option<Note> {
    let out = path.parent()?;
    // Two ways to one folder are one folder.
    let place = fs::canonicalize(out).ok()?.join(path.file_name()?);
    let hex = |bytes: &[u8]| blake3::hash(bytes).to_hex().to_string();
    let mark = |output: &Output| {
        let found = fs::symlink_metadata(out.join(&output.file)).ok()?;
        (found.is_file() && found.len() == output.bytes).then(|| Mark {
            file: output.file.clone(),
            bytes: output.bytes,
            stamp: stamp(&found),
        })
    };
    Some(Note {
        path: hex(place.as_os_str().as_encoded_bytes()),
        manifest: hex(bytes),
        files: outputs.iter().map(mark).collect::<Option<_>>()?,
    })
}

/// When a file was last written, and which file it is. The time of change is set by the system
/// whatever is done to a file, and no program can set it back.
#[cfg(unix)]
fn stamp(found: &Metadata) -> Vec<i64> {
    use std::os::unix::fs::MetadataExt;
    vec![
        found.mtime(),
        found.mtime_nsec(),
        found.ctime(),
        found.ctime_nsec(),
        found.ino().cast_signed(),
    ]
}

/// When a file was last written, in nanoseconds; it is hashed where the system does not say.
#[cfg(not(unix))]
fn stamp(found: &Metadata) -> Vec<i64> {
    let since = |time: std::time::SystemTime| time.duration_since(std::time::UNIX_EPOCH).ok();
    let time = found.modified().ok().and_then(since);
    time.and_then(|time| i64::try_from(time.as_nanos()).ok())
        .into_iter()
        .collect()
}
