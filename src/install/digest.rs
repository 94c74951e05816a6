//! A file on the disk to the digests by which it is known.
//!
//! It is read again once it is whole, instead of being followed while it arrives: what was verified is then
//! what lies on the disk, whichever parts came in which run. Publishers give MD5 or SHA-256; both are made in
//! one pass, and SHA-256 is what the record keeps, because MD5 no longer proves who made a file.

use super::catalogue::File;
use md5::{Digest, Md5};
use sha2::Sha256;
use std::io::Read;
use std::path::Path;

/// What a file is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digests {
    /// Its length in bytes.
    pub(super) size: u64,
    /// Its MD5 as hexadecimal digits.
    pub(super) md5: String,
    /// Its SHA-256 as hexadecimal digits.
    pub(super) sha256: String,
}

/// Reads a file to its end.
///
/// # Errors
/// When it cannot be read.
pub(super) fn of(path: &Path) -> std::io::Result<Digests> {
    let mut file = std::fs::File::open(path)?;
    let (mut md5, mut sha256, mut size) = (Md5::new(), Sha256::new(), 0);
    let mut piece = vec![0; 1 << 18];
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            break;
        }
        md5.update(&piece[..read]);
        sha256.update(&piece[..read]);
        size += read as u64;
    }
    Ok(Digests {
        size,
        md5: hexadecimal(&md5.finalize()),
        sha256: hexadecimal(&sha256.finalize()),
    })
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a file should be and is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Differs {
    /// Which property: `SHA-256`, `MD5`.
    pub(super) what: &'static str,
    pub(super) wanted: String,
    pub(super) found: String,
}

impl Digests {
    /// Compares with what is known of a file: with all that is known.
    pub(super) fn check(&self, file: &File) -> Result<(), Differs> {
        let differs = |what, wanted: &str, found: &str| Differs {
            what,
            wanted: wanted.to_owned(),
            found: found.to_owned(),
        };
        if let Some(size) = file.size.filter(|size| *size != self.size) {
            let bytes = |n: u64| format!("{n} bytes");
            return Err(differs("length", &bytes(size), &bytes(self.size)));
        }
        let pairs = [
            ("SHA-256", &file.sha256, &self.sha256),
            ("MD5", &file.md5, &self.md5),
        ];
        for (what, wanted, found) in pairs {
            if let Some(wanted) = wanted.as_ref().filter(|wanted| *wanted != found) {
                return Err(differs(what, wanted, found));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// RFC 1321, section A.5, and FIPS 180-4 as given in NIST's examples.
    #[test]
    fn published_vectors_come_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        for (text, md5, sha256) in [
            (
                "",
                "d41d8cd98f00b204e9800998ecf8427e",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            ),
            (
                "abc",
                "900150983cd24fb0d6963f7d28e17f72",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            ),
        ] {
            std::fs::write(&path, text).unwrap();
            let digests = of(&path).unwrap();
            assert_eq!(
                (digests.md5.as_str(), digests.sha256.as_str()),
                (md5, sha256)
            );
            assert_eq!(digests.size, text.len() as u64);
        }
    }

    #[test]
    fn whatever_is_known_has_to_agree() {
        let found = Digests {
            size: 3,
            md5: "a".into(),
            sha256: "b".into(),
        };
        let file = |size, md5: Option<&str>, sha256: Option<&str>| File {
            path: "x".into(),
            size,
            md5: md5.map(Into::into),
            sha256: sha256.map(Into::into),
            card: false,
        };
        let what = |file: File| found.check(&file).err().map(|differs| differs.what);
        assert_eq!(what(file(None, None, None)), None);
        assert_eq!(what(file(Some(3), Some("a"), Some("b"))), None);
        assert_eq!(what(file(Some(4), Some("a"), Some("b"))), Some("length"));
        assert_eq!(what(file(Some(3), Some("x"), None)), Some("MD5"));
        assert_eq!(what(file(None, Some("a"), Some("x"))), Some("SHA-256"));
    }
}
