//! Many renames as one step: a staged set of files to the set that stands in the folder.
//!
//! In the work folder lie `new/`, the staged files, and `old/`, second names of the files that
//! will be replaced or removed. Then `journal.json` is put beside them by one rename, and from
//! that instant on the render has happened: a process that dies in between leaves it to the
//! next start, which finishes ([`settle`]). Without a journal nothing has happened, and the
//! next start sweeps the staging away. If a rename *fails* while the process lives on, the
//! journal is turned to undo, and the same way leads back, at once or at the next start.
//!
//! To undo a killed render instead of finishing it was rejected: the old set would have to be
//! put back from `old/` in just as many steps, for an episode that nobody asked for any more.

use super::disk::{self, Disk};
use super::owner::is_inside;
use super::{PublishError, hold::Hold};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const NEW: &str = "new";
const OLD: &str = "old";
const JOURNAL: &str = "journal.json";
const DRAFT: &str = "journal.draft";

/// More than the moves of any one episode take.
const LONGEST: u64 = 16 << 20;

/// What is to be done with the folder. All files are paths within it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Moves {
    /// To the new set or back to the old one?
    way: Way,
    /// Files that come out of the staging.
    place: BTreeSet<String>,
    /// Files of the old set that have none in the new one. They go: a file of another render
    /// beside these would be taken for one of them.
    remove: BTreeSet<String>,
    /// Those among both that stood in the folder before.
    kept: BTreeSet<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Way {
    Finish,
    Undo,
}

/// The folder into which a set is staged.
pub(super) fn staging(hold: &Hold) -> PathBuf {
    hold.work().join(NEW)
}

/// Puts a staged and synced set in place, and removes what else the old set had.
///
/// # Errors
/// When a step fails. The old set then stands as it did, or will after the next start; only if
/// not even that could be noted down, the next start puts the new one in place instead.
pub(super) fn commit(
    disk: &Disk,
    out: &Path,
    hold: &Hold,
    place: BTreeSet<String>,
    remove: BTreeSet<String>,
) -> Result<(), PublishError> {
    let work = hold.work();
    let mut kept = BTreeSet::new();
    for file in place.iter().chain(&remove) {
        let (from, to) = (out.join(file), work.join(OLD).join(file));
        // A name that leads nowhere is replaced like a file, but there is nothing to keep.
        if from.exists() {
            create_parent(disk, &to)?;
            disk.keep(&from, &to)?;
            kept.insert(file.clone());
        }
    }
    let mut moves = Moves {
        way: Way::Finish,
        place,
        remove,
        kept,
    };
    let done = write(disk, work, &moves).and_then(|()| follow(disk, out, work, &moves));
    let journal = work.join(JOURNAL);
    let Err(failure) = done else {
        // The set stands. Should the journal stay, the next start finds it done and removes it.
        let _ = disk.remove(&journal);
        return Ok(());
    };
    if journal.exists() {
        moves.way = Way::Undo;
        // The first failure is the one to tell; whether the way back is done now or at the
        // next start makes no difference to what has to be done about it.
        let _ = write(disk, work, &moves)
            .and_then(|()| follow(disk, out, work, &moves))
            .and_then(|()| disk.remove(&journal));
    }
    Err(failure)
}

/// Finishes or undoes what an earlier render left, and sweeps its staging away.
pub(super) fn settle(disk: &Disk, out: &Path, hold: &Hold) -> Result<(), PublishError> {
    let work = hold.work();
    let path = work.join(JOURNAL);
    if let Some(bytes) = disk::read(&path, LONGEST)? {
        let moves = parse(&bytes).map_err(|message| PublishError::Journal {
            path: path.clone(),
            message,
        })?;
        follow(disk, out, work, &moves)?;
        disk.remove(&path)?;
    }
    clear(disk, hold)
}

/// Removes the staging, unless a journal still needs it.
pub(super) fn clear(disk: &Disk, hold: &Hold) -> Result<(), PublishError> {
    let work = hold.work();
    if work.join(JOURNAL).exists() {
        return Ok(());
    }
    disk.remove_folder(&work.join(NEW))?;
    disk.remove_folder(&work.join(OLD))?;
    disk.remove(&work.join(DRAFT))
}

fn parse(bytes: &[u8]) -> Result<Moves, String> {
    let moves: Moves = serde_json::from_slice(bytes).map_err(|e| e.to_string())?;
    for file in [&moves.place, &moves.remove, &moves.kept]
        .into_iter()
        .flatten()
    {
        if !is_inside(file) {
            return Err(format!("`{file}` leads out of the folder"));
        }
    }
    Ok(moves)
}

/// The journal, whole or not at all.
fn write(disk: &Disk, work: &Path, moves: &Moves) -> Result<(), PublishError> {
    let text = serde_json::to_vec(moves).expect("strings always have a JSON form");
    let draft = work.join(DRAFT);
    disk.write(&draft, &text)?;
    disk.rename(&draft, &work.join(JOURNAL))?;
    disk.sync_folder(work)
}

/// Does what a journal says. Each step may have been done before: the process that began may
/// have died after any of them.
fn follow(disk: &Disk, out: &Path, work: &Path, moves: &Moves) -> Result<(), PublishError> {
    let (staging, come, go): (_, _, Vec<_>) = match moves.way {
        Way::Finish => (NEW, &moves.place, moves.remove.iter().collect()),
        Way::Undo => (
            OLD,
            &moves.kept,
            moves.place.difference(&moves.kept).collect(),
        ),
    };
    for file in come {
        let (staged, target) = (work.join(staging).join(file), out.join(file));
        if staged.exists() {
            create_parent(disk, &target)?;
            disk.rename(&staged, &target)?;
        }
    }
    for file in go {
        disk.remove(&out.join(file))?;
    }
    // Names last, all at once: a sync between two renames would only widen the gap in which
    // the sets are mixed.
    for folder in folders(out, moves) {
        if folder.is_dir() {
            disk.sync_folder(&folder)?;
        }
    }
    Ok(())
}

fn create_parent(disk: &Disk, path: &Path) -> Result<(), PublishError> {
    match path.parent() {
        Some(parent) if !parent.is_dir() => disk.create_folder(parent).map(|_| ()),
        _ => Ok(()),
    }
}

/// Every folder whose names the moves change, each once.
fn folders(out: &Path, moves: &Moves) -> BTreeSet<PathBuf> {
    let all = moves.place.iter().chain(&moves.remove);
    all.filter_map(|file| out.join(file).parent().map(Path::to_owned))
        .collect()
}
