//! A file that is under way to what lies of it on the disk: its bytes so far, and the mark of its version.

use super::InstallError;
use serde::{Deserialize, Serialize};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What the server said of the file of which a part lies here.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    /// Where it came from.
    pub(super) address: String,
    /// `ETag` if it is a strong one, else `Last-Modified`.
    pub(super) same: Option<String>,
}

fn mark_of(part: &Path) -> PathBuf {
    part.with_added_extension("mark")
}

/// What the server said, if that is here.
pub(super) fn read_mark(part: &Path) -> Option<Mark> {
    serde_json::from_slice(&std::fs::read(mark_of(part)).ok()?).ok()
}

/// Writes down what the server says of a file before the first byte of it.
pub(super) fn write_mark(part: &Path, mark: &Mark) -> Result<(), InstallError> {
    let path = mark_of(part);
    let text = serde_json::to_vec(mark).unwrap_or_default();
    std::fs::write(&path, text).map_err(at(&path))
}

/// How much is here.
pub(super) fn length(part: &Path) -> u64 {
    std::fs::metadata(part).map_or(0, |found| found.len())
}

/// Takes a part away, and what was said of it.
pub(super) fn clear(part: &Path) -> Result<(), InstallError> {
    for path in [part.to_owned(), mark_of(part)] {
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(at(&path)(error)),
            _ => {}
        }
    }
    Ok(())
}

/// Names the file that the system would not read or write.
pub(super) fn at(path: &Path) -> impl Fn(std::io::Error) -> InstallError + '_ {
    |source| match source.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => InstallError::Full {
            path: path.to_owned(),
        },
        _ => InstallError::File {
            path: path.to_owned(),
            source,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_as_such() {
        let path = Path::new("x");
        let told = at(path)(std::io::Error::from(ErrorKind::StorageFull));
        assert!(matches!(told, InstallError::Full { .. }));
        let told = at(path)(std::io::Error::from(ErrorKind::PermissionDenied));
        assert!(matches!(told, InstallError::File { .. }));
    }
}
