//! A path to the bytes of its file, as many as are taken on.

use super::{Limits, RawFile};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system said no.
    #[error("cannot read {}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is larger than this program takes on.
    #[error("{} is larger than {} MB, the most that is read", path.display(), limit >> 20)]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit in bytes.
        limit: usize,
    },
}

/// Reads a whole file, and never more of it than the limit and one byte: a device that has no
/// end is too large, not a hang.
///
/// # Errors
/// When it cannot be opened or read, or is larger than the limit.
pub fn load(path: &Path, limits: &Limits) -> Result<RawFile, ReadError> {
    let failed = |source| ReadError::File {
        path: path.to_path_buf(),
        source,
    };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(limits.bytes as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() > limits.bytes {
        let (path, limit) = (path.to_path_buf(), limits.bytes);
        return Err(ReadError::TooLarge { path, limit });
    }
    let path = path.to_path_buf();
    Ok(RawFile { path, bytes })
}
