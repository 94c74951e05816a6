//! The voices' files in the binary to files on disk, because Pico opens nothing but paths.
//!
//! They are kept in the cache folder, in a folder named after their digest, so that two versions
//! of the program do not undo each other's work. A file there is used only if it holds exactly
//! the bytes of the binary: one that a crash tore is written again. It is written aside and
//! renamed, so that another process sees the whole file or none. Where nothing can be written
//! to the cache, the files live in a temporary folder for as long as the engine does.

use super::system::LONGEST_PATH;
use crate::engines::EngineError;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// A file of a voice.
pub(super) struct File {
    pub(super) name: &'static str,
    bytes: &'static [u8],
}

macro_rules! file {
    ($name:literal) => {
        File {
            name: $name,
            bytes: include_bytes!(concat!(env!("OUT_DIR"), "/", $name)),
        }
    };
}

/// A voice: what it is called, what it is like, and its files.
pub(super) struct Voice {
    /// Its name, and the tag of its language.
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    /// Turns text into phonemes and prosody.
    pub(super) analysis: File,
    /// Turns those into sound.
    pub(super) signal: File,
}

/// Every voice, in the order in which they are listed.
pub(super) const VOICES: [Voice; 6] = [
    Voice {
        name: "en-US",
        about: "American woman",
        analysis: file!("en-US_ta.bin"),
        signal: file!("en-US_lh0_sg.bin"),
    },
    Voice {
        name: "en-GB",
        about: "British woman",
        analysis: file!("en-GB_ta.bin"),
        signal: file!("en-GB_kh0_sg.bin"),
    },
    Voice {
        name: "de-DE",
        about: "German woman",
        analysis: file!("de-DE_ta.bin"),
        signal: file!("de-DE_gl0_sg.bin"),
    },
    Voice {
        name: "es-ES",
        about: "Spanish woman",
        analysis: file!("es-ES_ta.bin"),
        signal: file!("es-ES_zl0_sg.bin"),
    },
    Voice {
        name: "fr-FR",
        about: "French woman",
        analysis: file!("fr-FR_ta.bin"),
        signal: file!("fr-FR_nk0_sg.bin"),
    },
    Voice {
        name: "it-IT",
        about: "Italian woman",
        analysis: file!("it-IT_ta.bin"),
        signal: file!("it-IT_cm0_sg.bin"),
    },
];

/// A digest over all files, as 16 hexadecimal digits. Takes some milliseconds.
pub(super) fn digest() -> String {
    let mut hasher = blake3::Hasher::new();
    for file in VOICES.iter().flat_map(|v| [&v.analysis, &v.signal]) {
        hasher.update(file.name.as_bytes());
        hasher.update(&(file.bytes.len() as u64).to_le_bytes());
        hasher.update(file.bytes);
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

/// Where the files are, or will be: those of a voice are looked at when the voice is first
/// asked for, since every child that speaks would else read six voices for two.
#[derive(Debug)]
pub(super) struct Unpacked {
    /// Below the cache; `None` where Pico could not open anything there.
    kept: Option<PathBuf>,
    /// In place of that where it cannot be written to; removed when the engine goes.
    temporary: Mutex<Option<tempfile::TempDir>>,
}

impl Unpacked {
    /// Below `cache`, or in a temporary folder where that cannot be.
    pub(super) fn below(cache: &Path) -> Unpacked {
        let folder = cache.join(format!("pico-{}", digest()));
        Unpacked {
            kept: Some(folder).filter(|folder| fits(folder)),
            temporary: Mutex::default(),
        }
    }

    /// The files of a voice, text analysis and signal generation, each as it stands in the binary.
    pub(super) fn of(&self, voice: &Voice) -> Result<[PathBuf; 2], EngineError> {
        if let Some(folder) = &self.kept
            && let Ok(files) = write_all(folder, voice)
        {
            return Ok(files);
        }
        let failed = |path: PathBuf| {
            move |source| EngineError::File {
                engine: super::ROW.name,
                path,
                source,
            }
        };
        // A panic in here leaves a folder or none.
        let mut temporary = self
            .temporary
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let folder = match &mut *temporary {
            Some(folder) => folder,
            none => none.insert(
                tempfile::Builder::new()
                    .prefix("duologue-pico-")
                    .tempdir()
                    .map_err(failed(std::env::temp_dir()))?,
            ),
        };
        write_all(folder.path(), voice).map_err(failed(folder.path().to_owned()))
    }
}

/// Can Pico open the files of this folder?
fn fits(folder: &Path) -> bool {
    let longest = 1 + VOICES
        .iter()
        .map(|v| v.signal.name.len())
        .max()
        .unwrap_or(0);
    let bytes = folder.as_os_str().as_encoded_bytes();
    bytes.len() + longest <= LONGEST_PATH && !bytes.contains(&0)
}

fn write_all(folder: &Path, voice: &Voice) -> io::Result<[PathBuf; 2]> {
    fs::create_dir_all(folder)?;
    Ok([
        write(folder, &voice.analysis)?,
        write(folder, &voice.signal)?,
    ])
}

fn write(folder: &Path, file: &File) -> io::Result<PathBuf> {
    let path = folder.join(file.name);
    if fs::read(&path).is_ok_and(|bytes| bytes == file.bytes) {
        return Ok(path);
    }
    let mut aside = tempfile::NamedTempFile::new_in(folder)?;
    aside.write_all(file.bytes)?;
    // Without this a crash of the machine may leave the name, but not the bytes; the next start
    // would notice, but a render that runs now would not.
    aside.as_file().sync_all()?;
    aside.persist(&path).map_err(|e| e.error)?;
    Ok(path)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_torn_file_is_written_again_and_no_other_voice_is_touched() {
        let cache = tempfile::tempdir().unwrap();
        let [analysis, signal] = Unpacked::below(cache.path()).of(&VOICES[0]).unwrap();
        assert!(signal.starts_with(cache.path()));
        fs::write(&signal, &VOICES[0].signal.bytes[..1000]).unwrap();
        let mut same_length = VOICES[0].analysis.bytes.to_vec();
        same_length[5000] ^= 1;
        fs::write(&analysis, same_length).unwrap();
        Unpacked::below(cache.path()).of(&VOICES[0]).unwrap();
        assert!(fs::read(&signal).unwrap() == VOICES[0].signal.bytes);
        assert!(fs::read(&analysis).unwrap() == VOICES[0].analysis.bytes);
        // Nothing is left aside.
        assert_eq!(fs::read_dir(signal.parent().unwrap()).unwrap().count(), 2);
    }

    #[test]
    fn where_the_cache_cannot_be_written_a_temporary_folder_is_used() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let long = file.path().parent().unwrap().join("x/".repeat(300));
        for cache in [file.path(), &long] {
            let unpacked = Unpacked::below(cache);
            for voice in &VOICES {
                let [path, _] = unpacked.of(voice).unwrap();
                assert!(path.is_file() && !path.starts_with(cache));
            }
            let [path, _] = unpacked.of(&VOICES[0]).unwrap();
            drop(unpacked);
            assert!(!path.exists(), "it is removed with the engine");
        }
    }

    #[test]
    fn several_at_once_do_not_hurt_each_other() {
        let cache = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let unpacked = Unpacked::below(cache.path());
                    for voice in &VOICES {
                        let [_, signal] = unpacked.of(voice).unwrap();
                        assert!(fs::read(signal).unwrap() == voice.signal.bytes);
                    }
                });
            }
        });
    }

    #[test]
    fn the_voices_are_those_of_the_locked_version() {
        let lock = include_str!("../../../Cargo.lock");
        let (name, version) = env!("PICO_LINGWARE").split_once(' ').unwrap();
        let entry = format!("name = \"{name}\"\nversion = \"{version}\"");
        assert!(lock.contains(&entry), "Cargo.lock has no {entry}");
    }
}
