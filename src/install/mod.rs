//! The name of a voice to its files on this machine: what there is, fetching it, checking it, putting it in place.
//!
//! Beside the way of an interview and not on it: nothing of a render comes through here, and nothing is ever
//! downloaded because a cast names a voice. Engines are known by their names in a data file alone
//! ([`catalogue`]); what an engine does with its files is its own affair. Every file is whole and verified
//! before it stands where an engine would find it, and all of a voice or nothing does.

pub mod catalogue;
mod digest;
mod error;
mod fetch;
mod http;
mod index;
mod origin;
mod part;
mod place;

pub use catalogue::{Catalogue, Licence, Set, Terms, Voice};
pub use error::InstallError;
pub use http::Patience;
pub use origin::Origin;

use catalogue::File;
use digest::Digests;
use place::Place;
use std::path::Path;
use std::time::Duration;

/// What happens while a voice is fetched.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// Another installation is under way, and is waited for.
    Waiting,
    /// So much of a file is here.
    Bytes {
        /// The file.
        name: &'a str,
        /// How many bytes.
        done: u64,
        /// Of how many, if that is known.
        of: Option<u64>,
    },
    /// A try brought nothing, or not everything.
    Again {
        /// What happened, as a clause.
        why: &'a str,
        /// How long is waited before the next one.
        pause: Duration,
        /// How many bytes are here.
        have: u64,
    },
    /// A file that was put together from several tries is wrong, and is fetched as one.
    Anew {
        /// The file.
        name: &'a str,
    },
    /// Nobody published a digest of this file, so it is known by this one from now on.
    Noted {
        /// The file.
        name: &'a str,
        /// Its SHA-256.
        sha256: &'a str,
    },
    /// The index of a mirror has other files for a voice than this program knows.
    Newer {
        /// The voice.
        name: &'a str,
    },
    /// The index of a mirror has entries that are left out, because nothing could be made of them.
    Odd {
        /// The index.
        place: &'a str,
        /// How many.
        entries: usize,
    },
    /// The page about a voice could not be had; it goes without.
    NoCard {
        /// Why, as a sentence without full stop.
        why: &'a str,
    },
}

/// Who is told, and asked.
pub trait Watch {
    /// Something happened.
    fn event(&self, event: Event<'_>);
    /// Should it end? Asked between any two pieces of a file.
    fn stop(&self) -> bool;
    /// Are these terms accepted? `card` is the publisher's own page about the voice, if there is one.
    fn accepts(&self, name: &str, licence: &Licence, card: Option<&str>) -> Answer;
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// They are.
    Yes,
    /// They are not; what to do instead, as a sentence.
    No(String),
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Installed {
    /// It is here now.
    New,
    /// It was here already, to the last bit.
    Already,
}

/// How much of a page about a voice is shown, in bytes.
const CARD: u64 = 20_000;

/// Installs a voice below `root`, the folder of voices.
///
/// # Errors
/// Whatever keeps it from being there whole; what was there before is then still there.
pub fn install(
    root: &Path,
    (set, voice): (&Set, &Voice),
    origin: &Origin,
    patience: Patience,
    watch: &dyn Watch,
) -> Result<Installed, InstallError> {
    let _alone = place::lock(root, watch)?;
    let place = Place::new(root, set, voice);
    let folder = root.join(&set.engine);
    std::fs::create_dir_all(&folder).map_err(part::at(&folder))?;
    let wanted = remembered(&place)?;

    let mut digests: Vec<(&File, Digests)> = Vec::new();
    let mut missing: Vec<&File> = Vec::new();
    for file in wanted.files.iter().filter(|file| !file.card) {
        match place.sound(file)? {
            Some(found) => digests.push((file, found)),
            None => missing.push(file),
        }
    }
    if missing.is_empty() {
        return Ok(Installed::Already);
    }
    let card = card(&place, &wanted, (set, origin, patience), watch)?;
    if voice.licence.terms != Terms::Open {
        let text = card.as_ref().and_then(|(file, _)| shown(&place, file));
        let answer = watch.accepts(&set.spoken(voice), &voice.licence, text.as_deref());
        if let Answer::No(hint) = answer {
            let name = set.spoken(voice);
            return Err(InstallError::Declined { name, hint });
        }
    }
    // The smallest first: what is wrong with a mirror shows before the large one is fetched.
    let mut order = missing.clone();
    order.sort_by_key(|file| file.size.unwrap_or(u64::MAX));
    for file in order {
        let found = origin.bring((set, &wanted, file), &place.part(file), patience, watch)?;
        if !file.known() {
            let (name, sha256) = (file.name(voice), &found.sha256);
            watch.event(Event::Noted {
                name: &name,
                sha256,
            });
        }
        digests.push((file, found));
    }
    if let Some((file, found)) = card {
        if place.part(file).exists() {
            missing.push(file);
        }
        digests.push((file, found));
    }
    // The record first: if anything stops here, it says no more than what was verified.
    place.write(&digests)?;
    place.put(&missing)?;
    Ok(Installed::New)
}

/// The voice, with what was written down of files of which nothing was published.
fn remembered(place: &Place<'_>) -> Result<Voice, InstallError> {
    let mut voice = place.voice.clone();
    if let Some(record) = place.record()? {
        for file in voice.files.iter_mut().filter(|file| !file.known()) {
            let known = |known: &&File| known.name(&record.voice) == file.name(place.voice);
            file.sha256 = record
                .voice
                .files
                .iter()
                .find(known)
                .and_then(|f| f.sha256.clone());
        }
    }
    Ok(voice)
}

/// Brings the page about a voice. No engine needs it, so that a mirror without it is not refused.
fn card<'a>(
    place: &Place<'_>,
    wanted: &'a Voice,
    (set, origin, patience): (&Set, &Origin, Patience),
    watch: &dyn Watch,
) -> Result<Option<(&'a File, Digests)>, InstallError> {
    let Some(file) = wanted.card() else {
        return Ok(None);
    };
    if let Some(found) = place.sound(file)? {
        return Ok(Some((file, found)));
    }
    match origin.bring((set, wanted, file), &place.part(file), patience, watch) {
        Ok(found) => Ok(Some((file, found))),
        Err(
            error @ (InstallError::NotFound { .. }
            | InstallError::NotInFolder { .. }
            | InstallError::Unproved { .. }),
        ) => {
            watch.event(Event::NoCard {
                why: &error.to_string(),
            });
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn shown(place: &Place<'_>, file: &File) -> Option<String> {
    let path = [place.part(file), place.of(file)];
    let path = path.iter().find(|path| path.exists())?;
    let bytes = std::fs::read(path).ok()?;
    let bytes = &bytes[..bytes.len().min(CARD as usize)];
    Some(String::from_utf8_lossy(bytes).into_owned())
}

/// Removes a voice, and exactly its files. Gives how many bytes that freed.
///
/// # Errors
/// When it is not installed, or a file cannot be removed.
pub fn remove(
    root: &Path,
    (set, voice): (&Set, &Voice),
    watch: &dyn Watch,
) -> Result<u64, InstallError> {
    let _alone = place::lock(root, watch)?;
    let place = Place::new(root, set, voice);
    place.remove()?.ok_or_else(|| InstallError::NotInstalled {
        name: set.spoken(voice),
    })
}

/// Is a voice here, as far as can be told without reading all of it?
#[must_use]
pub fn is_here(root: &Path, set: &Set, voice: &Voice) -> bool {
    Place::new(root, set, voice).here()
}

/// A catalogue, and the voices that were installed from elsewhere.
///
/// # Errors
/// When a record cannot be read.
pub fn with_records(mut known: Catalogue, root: &Path) -> Result<Catalogue, InstallError> {
    for record in place::records(root)? {
        let Some(set) = known
            .sets
            .iter_mut()
            .find(|set| set.engine == record.engine)
        else {
            continue;
        };
        match set
            .voices
            .iter_mut()
            .find(|own| own.name == record.voice.name)
        {
            None => set.voices.push(record.voice),
            // A mirror's version of it is installed.
            Some(own) if !is_same(own, &record.voice) => {
                let of = Place::new(root, &*set, &record.voice).here();
                if of {
                    let name = record.voice.name.clone();
                    set.voices.retain(|own| own.name != name);
                    set.voices.push(record.voice);
                }
            }
            Some(_) => {}
        }
    }
    for set in &mut known.sets {
        set.voices.sort_by(|a, b| a.name.cmp(&b.name));
    }
    Ok(known)
}

fn is_same(one: &Voice, other: &Voice) -> bool {
    let sizes = |voice: &Voice| -> Vec<_> {
        voice
            .files
            .iter()
            .map(|file| (file.name(voice), file.size))
            .collect()
    };
    sizes(one) == sizes(other)
}
