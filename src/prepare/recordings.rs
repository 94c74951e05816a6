//! The recordings that a script names to what their jobs carry: a path, and a digest of the bytes.
//!
//! Each is decoded here once for nothing but the answer whether it can be: a file that is
//! missing or broken is a mistake in the script, told at its line together with all others, and
//! not after minutes of speech.

use super::{Utterance, clips};
use crate::audio::recording::{self, MOST};
use crate::diag::{Diagnostic, Diagnostics, Source};
use crate::engines::Recording;
use crate::script::{Mark, Reading};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Finds the recordings that are to be heard in place of sentences. They lie in `folder`, in
/// which the script lies, or below; links that lead out of it are not followed.
pub fn recordings(
    utterances: &mut [Utterance],
    folder: &Path,
    source: &Source,
    diags: &mut Diagnostics,
) {
    clips::find(utterances, folder, source, diags);
    // The same sound may stand in many places (a bell), and is looked at once.
    let mut known: BTreeMap<String, Result<Recording, String>> = BTreeMap::new();
    for utterance in utterances {
        let Some(Mark { reading, span }) = utterance.mark.as_deref() else {
            continue;
        };
        let Reading::Recording(name) = reading else {
            continue;
        };
        let found = known
            .entry(name.clone())
            .or_insert_with(|| find(folder, name));
        match found {
            Ok(recording) => utterance.recording = Some(Box::new(recording.clone())),
            Err(why) => diags.push(
                Diagnostic::error(source, *span, format!("`{name}` cannot be heard here"))
                    .label(why.as_str())
                    .hint(format!(
                        "A recording of a sentence is a sound file (WAV, FLAC, MP3, M4A, Ogg Vorbis, \
                         AIFF) of at most {MOST} s, beside the script or below."
                    )),
            ),
        }
    }
}

fn find(folder: &Path, name: &str) -> Result<Recording, String> {
    let path = within(folder, name, "script")?;
    recording::read(&path).map_err(|error| error.to_string())?;
    let digest = recording::digest(&path).map_err(|error| said(&error))?;
    let piece = None;
    Ok(Recording {
        path,
        digest,
        piece,
    })
}

/// The path of a file that lies in a folder or below, whatever links lead to it: a script or cast
/// that is sent to somebody must not be able to name files of theirs. `whose` folder it is, in words.
pub(super) fn within(folder: &Path, name: &str, whose: &str) -> Result<PathBuf, String> {
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let path = folder.join(name);
    let (real, home) = (path.canonicalize(), folder.canonicalize());
    let home = home.map_err(|error| said(&error))?;
    if !real.map_err(|error| said(&error))?.starts_with(home) {
        return Err(format!("it leads out of the {whose}'s folder"));
    }
    // A pipe would be waited for, and a device never ends.
    match path.is_file() {
        true => Ok(path),
        false => Err("it is not a file".into()),
    }
}

/// What the system said, in words.
pub(super) fn said(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        _ => error.to_string(),
    }
}
