//! A file of styles to one table of a voice: how it speaks, for each length of what it says.
//!
//! Three forms are in use: one `.npz` for all voices (a ZIP of NumPy arrays, often called `voices-v1.0.bin`), and for each voice a
//! `.bin` of raw 32-bit floats, little endian, or a `.npy`. A table has a row of 256 numbers for each number of
//! phonemes, 510 in all the published files. Only the table that is asked for is read: all 54 take 28 MB.
//! What the files say of their sizes is believed only as far as there are bytes.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use zip::ZipArchive;

/// Numbers in a row.
pub(super) const WIDE: usize = 256;
/// Most rows that are read, and so most bytes.
const ROWS: usize = 4_096;
const BYTES: usize = ROWS * WIDE * 4;
/// Most voices that a file is believed to have.
const VOICES: usize = 10_000;

/// Why styles could not be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum StyleError {
    /// There is no file of styles where one should be.
    #[error("no file of styles lies beside {}: `voices-v1.0.bin`, or a folder `voices` with `NAME.bin`", .0.display())]
    Nowhere(PathBuf),
    /// It could not be read.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is not what it should be.
    #[error("{} has no styles: {why}", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// Why, as a clause.
        why: String,
    },
    /// It has no such style.
    #[error("{} has no style `{style}`", path.display())]
    NoStyle {
        /// The file.
        path: PathBuf,
        /// The name that was asked for.
        style: String,
    },
}

/// Where styles lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Styles {
    /// All in one archive.
    Archive(PathBuf),
    /// A file for each in a folder.
    Folder(PathBuf),
}

impl Styles {
    /// The styles that lie beside a model.
    pub(super) fn beside(model: &Path) -> Result<Styles, StyleError> {
        let folder = match model.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| is_archive(path))
            .collect();
        files.sort();
        if let Some(newest) = files.pop() {
            return Ok(Styles::Archive(newest));
        }
        let voices = folder.join("voices");
        match voices.is_dir() {
            true => Ok(Styles::Folder(voices)),
            false => Err(StyleError::Nowhere(model.to_owned())),
        }
    }

    /// The file or folder.
    pub(super) fn path(&self) -> &Path {
        match self {
            Styles::Archive(path) | Styles::Folder(path) => path,
        }
    }

    /// The names of all styles, in order.
    pub(super) fn names(&self) -> Result<Vec<String>, StyleError> {
        let mut names: Vec<String> = match self {
            Styles::Archive(path) => {
                let zip = archive(path)?;
                let names = zip.file_names().take(VOICES);
                names
                    .filter_map(|name| Some(name.ok()?.strip_suffix(".npy")?.to_owned()))
                    .collect()
            }
            Styles::Folder(path) => {
                let entries = std::fs::read_dir(path).map_err(|source| StyleError::File {
                    path: path.clone(),
                    source,
                })?;
                let names = entries.filter_map(|entry| {
                    let path = entry.ok()?.path();
                    let fits = path.extension().is_some_and(|e| e == "bin" || e == "npy");
                    fits.then(|| path.file_stem()?.to_str().map(str::to_owned))?
                });
                names.take(VOICES).collect()
            }
        };
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// The table of one style: rows of [`WIDE`] numbers, one row at least.
    pub(super) fn table(&self, style: &str) -> Result<Vec<f32>, StyleError> {
        let none = || StyleError::NoStyle {
            path: self.path().to_owned(),
            style: style.to_owned(),
        };
        let broken = |path: &Path, why: &str| StyleError::Broken {
            path: path.to_owned(),
            why: format!("`{style}` {why}"),
        };
        match self {
            Styles::Archive(path) => {
                let mut zip = archive(path)?;
                let Ok(file) = zip.by_name(&format!("{style}.npy")) else {
                    return Err(none());
                };
                let mut bytes = Vec::new();
                let read = file.take(BYTES as u64 + 4_096).read_to_end(&mut bytes);
                read.map_err(|source| StyleError::File {
                    path: path.clone(),
                    source,
                })?;
                npy(&bytes).map_err(|why| broken(path, &why))
            }
            Styles::Folder(folder) => {
                let files = ["bin", "npy"].map(|end| folder.join(format!("{style}.{end}")));
                let Some(path) = files.into_iter().find(|path| path.is_file()) else {
                    return Err(none());
                };
                let mut bytes = Vec::new();
                File::open(&path)
                    .and_then(|file| file.take(BYTES as u64 + 4_096).read_to_end(&mut bytes))
                    .map_err(|source| StyleError::File {
                        path: path.clone(),
                        source,
                    })?;
                let table = match bytes.starts_with(MAGIC) {
                    true => npy(&bytes),
                    false => floats(&bytes),
                };
                table.map_err(|why| broken(&path, &why))
            }
        }
    }
}

/// The row for a number of phonemes, as the model's own pipeline picks it: the first for one.
pub(super) fn row(table: &[f32], phonemes: usize) -> &[f32] {
    let rows = table.len() / WIDE;
    let at = phonemes.clamp(1, rows.max(1)) - 1;
    table.get(at * WIDE..(at + 1) * WIDE).unwrap_or_default()
}

/// Tables added by their weights, as long as the shortest.
pub(super) fn blend(tables: &[(Vec<f32>, f32)]) -> Vec<f32> {
    let long = tables.iter().map(|(table, _)| table.len()).min();
    let sum = |at: usize| {
        tables
            .iter()
            .map(|(table, weight)| table[at] * weight)
            .sum()
    };
    match tables {
        // Not a multiplication by one: a style alone is what its file says, to the bit.
        [(table, _)] => table.clone(),
        _ => (0..long.unwrap_or_default()).map(sum).collect(),
    }
}

/// Does a file look like an archive of styles? `.bin` is what two forms are called.
fn is_archive(path: &Path) -> bool {
    let ending = path.extension().is_some_and(|e| e == "bin" || e == "npz");
    let mut magic = [0; 2];
    ending
        && File::open(path)
            .and_then(|mut file| file.read_exact(&mut magic))
            .is_ok_and(|()| magic == *b"PK")
}

fn archive(path: &Path) -> Result<ZipArchive<File>, StyleError> {
    let file = File::open(path).map_err(|source| StyleError::File {
        path: path.to_owned(),
        source,
    })?;
    ZipArchive::new(file).map_err(|error| StyleError::Broken {
        path: path.to_owned(),
        why: error.to_string(),
    })
}

const MAGIC: &[u8] = b"\x93NUMPY";

/// A NumPy array of 32-bit floats (NEP 1): magic, version, length of the header, a Python dictionary, numbers.
fn npy(bytes: &[u8]) -> Result<Vec<f32>, String> {
    let cut = || "is cut off".to_owned();
    let rest = bytes.strip_prefix(MAGIC).ok_or("is no NumPy array")?;
    let (version, rest) = rest.split_first_chunk::<2>().ok_or_else(cut)?;
    let (long, rest) = match version[0] {
        1 => {
            let (long, rest) = rest.split_first_chunk().ok_or_else(cut)?;
            (usize::from(u16::from_le_bytes(*long)), rest)
        }
        _ => {
            let (long, rest) = rest.split_first_chunk().ok_or_else(cut)?;
            (u32::from_le_bytes(*long) as usize, rest)
        }
    };
    let (header, numbers) = rest.split_at_checked(long).ok_or_else(cut)?;
    let header = String::from_utf8_lossy(header);
    if !header.contains("'<f4'") {
        return Err("is not of 32-bit floats".into());
    }
    if header.contains("'fortran_order': True") {
        return Err("lies column by column".into());
    }
    floats(numbers)
}

/// Raw numbers, whole rows of them.
fn floats(bytes: &[u8]) -> Result<Vec<f32>, String> {
    if bytes.is_empty() || !bytes.len().is_multiple_of(WIDE * 4) {
        return Err(format!("is not rows of {WIDE} numbers"));
    }
    if bytes.len() > BYTES {
        return Err(format!("has more than {ROWS} rows"));
    }
    let number = |chunk: &[u8]| f32::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3]]);
    let table: Vec<f32> = bytes.chunks_exact(4).map(number).collect();
    match table.iter().all(|number| number.is_finite()) {
        true => Ok(table),
        false => Err("has numbers that are none (NaN)".into()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    fn raw(rows: usize, first: f32) -> Vec<u8> {
        let numbers = (0..rows * WIDE).map(|at| first + (at / WIDE) as f32);
        numbers.flat_map(f32::to_le_bytes).collect()
    }

    fn array(rows: usize, first: f32) -> Vec<u8> {
        let header =
            format!("{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, 1, 256), }}\n");
        let mut bytes = MAGIC.to_vec();
        bytes.extend([1, 0]);
        bytes.extend((header.len() as u16).to_le_bytes());
        bytes.extend(header.bytes());
        bytes.extend(raw(rows, first));
        bytes
    }

    #[test]
    fn both_forms_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let model = folder.path().join("k.onnx");
        let error = Styles::beside(&model).unwrap_err().to_string();
        assert!(
            error.starts_with("no file of styles lies beside"),
            "{error}"
        );
        let voices = folder.path().join("voices");
        std::fs::create_dir(&voices).unwrap();
        std::fs::write(voices.join("bf_a.bin"), raw(510, 1.0)).unwrap();
        std::fs::write(voices.join("am_b.npy"), array(510, 2.0)).unwrap();
        std::fs::write(voices.join("README.md"), "nothing").unwrap();
        let styles = Styles::beside(&model).unwrap();
        assert_eq!(styles.names().unwrap(), ["am_b", "bf_a"]);
        assert_eq!(row(&styles.table("am_b").unwrap(), 1)[0], 2.0);
        assert_eq!(row(&styles.table("bf_a").unwrap(), 510)[0], 510.0);
        let mut zip = zip::ZipWriter::new(File::create(folder.path().join("v.bin")).unwrap());
        zip.start_file("bf_a.npy", SimpleFileOptions::default())
            .unwrap();
        zip.write_all(&array(3, 5.0)).unwrap();
        zip.finish().unwrap();
        let styles = Styles::beside(&model).unwrap();
        assert_eq!(styles.names().unwrap(), ["bf_a"]);
        let table = styles.table("bf_a").unwrap();
        // Longer than there are rows: the last.
        assert_eq!((row(&table, 2)[0], row(&table, 99)[0]), (6.0, 7.0));
        let error = styles.table("x").unwrap_err().to_string();
        assert!(error.ends_with("v.bin has no style `x`"), "{error}");
    }

    #[test]
    fn a_blend_lies_between() {
        let tables = [(vec![1.0; WIDE], 0.25), (vec![3.0; 2 * WIDE], 0.75)];
        assert_eq!(blend(&tables), vec![2.5; WIDE]);
        assert_eq!(blend(&tables[1..]), vec![3.0; 2 * WIDE]);
    }

    #[test]
    fn what_is_no_table_is_told() {
        let mut nan = raw(1, 0.0);
        nan[..4].copy_from_slice(&f32::NAN.to_le_bytes());
        for (bytes, why) in [
            (vec![], "is not rows of 256 numbers"),
            (raw(1, 0.0)[1..].to_vec(), "is not rows of 256 numbers"),
            (raw(ROWS + 1, 0.0), "has more than 4096 rows"),
            (nan, "has numbers that are none (NaN)"),
        ] {
            assert_eq!(floats(&bytes).unwrap_err(), why);
        }
        let whole = array(2, 0.0);
        for cut in 0..whole.len() {
            // A row that is whole by chance is a table; nothing panics.
            let _ = npy(&whole[..cut]);
        }
        assert_eq!(npy(b"PK").unwrap_err(), "is no NumPy array");
        let other = String::from_utf8_lossy(&whole).replace("<f4", "<f8");
        assert!(npy(other.as_bytes()).is_err());
    }
}
