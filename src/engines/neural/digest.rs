//! The digest of a voice's files, worked out once and remembered.
//!
//! A take's key holds the voice's digest, so it is wanted before anything is spoken, by every command, and a file
//! of 63 MB takes a twentieth of a second. What is remembered goes by path, length and time of change, as `make`
//! does it; a file that was changed within the same tick of the clock to the same length is taken for the
//! old one. Where the cache cannot be written nothing is remembered, and the digest is the same.

use crate::engines::Places;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// BLAKE3 of files, one after the other with their lengths, as 64 hexadecimal digits.
///
/// # Errors
/// When one cannot be read.
pub(in crate::engines) fn digest(places: &Places, files: &[&Path]) -> io::Result<String> {
    let mut known = blake3::Hasher::new();
    for path in files {
        let about = fs::metadata(path)?;
        let changed = about.modified()?.duration_since(UNIX_EPOCH);
        let changed = changed.map_or(0, |since| since.as_nanos());
        let whole = fs::canonicalize(path)?;
        known.update(whole.as_os_str().as_encoded_bytes());
        known.update(format!("\0{}\0{changed}\0", about.len()).as_bytes());
    }
    let folder = places.cache.join("digests");
    let remembered = folder.join(known.finalize().to_hex().as_str());
    if let Ok(digest) = fs::read_to_string(&remembered)
        && digest.len() == 64
        && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
    {
        return Ok(digest);
    }
    let mut all = blake3::Hasher::new();
    for path in files {
        let mut one = blake3::Hasher::new();
        one.update_reader(File::open(path)?)?;
        all.update(one.finalize().as_bytes());
    }
    let digest = all.finalize().to_hex().to_string();
    // Whoever cannot keep it works it out again: slower, and nothing else.
    let _ = keep(&folder, &remembered, &digest);
    Ok(digest)
}

fn keep(folder: &Path, remembered: &Path, digest: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    io::Write::write_all(&mut file, digest.as_bytes())?;
    file.persist(remembered)?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_remembered_and_follows_the_files() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::at(folder.path().join("cache"));
        let (model, config) = (folder.path().join("a.onnx"), folder.path().join("a.json"));
        fs::write(&model, "sounds").unwrap();
        fs::write(&config, "{}").unwrap();
        let first = digest(&places, &[&model, &config]).unwrap();
        assert_eq!(digest(&places, &[&model, &config]).unwrap(), first);
        assert_eq!(
            fs::read_dir(places.cache.join("digests")).unwrap().count(),
            1
        );
        fs::write(&config, "{ }").unwrap();
        assert_ne!(digest(&places, &[&model, &config]).unwrap(), first);
        assert!(digest(&places, &[&folder.path().join("none")]).is_err());
    }
}
