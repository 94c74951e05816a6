//! What the user says with `--from` to the place where a file is found, and to what may be believed there.
//!
//! A mirror is a folder or an address. It may have the files in the layout in which they are published, or
//! flat in one folder, and the publisher's index beside them. What it says of its own files counts, since the
//! user chose it, except over plain http, where whoever is on the way could say it: there a file is only
//! taken if this program knows its digest from elsewhere.

use super::catalogue::{Catalogue, File, Set, Voice, escaped};
use super::digest::Digests;
use super::fetch::{self, Wanted};
use super::http::{self, Patience, Range, Trouble};
use super::part::at;
use super::{Event, InstallError, Watch, index};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Where voices come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Origin {
    /// Where their publishers have them.
    #[default]
    Published,
    /// A folder of this machine.
    Folder(PathBuf),
    /// An address, with a slash at its end.
    Address(String),
}

impl Origin {
    /// Reads what was typed: what begins with a scheme is an address, everything else a folder.
    #[must_use]
    pub fn parse(text: &str) -> Origin {
        match text.contains("://") {
            true => Origin::Address(format!("{}/", text.trim_end_matches('/'))),
            false => Origin::Folder(PathBuf::from(text)),
        }
    }

    /// Is what it says of its files worth anything?
    fn believed(&self) -> bool {
        match self {
            Origin::Published | Origin::Folder(_) => true,
            Origin::Address(base) => base.starts_with("https://") || http::loopback(base),
        }
    }

    /// A catalogue, and what the index of this place adds to it or says otherwise.
    ///
    /// # Errors
    /// When the place cannot be reached, or its index is broken. That it has none is no error.
    pub fn catalogue(
        &self,
        mut known: Catalogue,
        patience: Patience,
        watch: &dyn Watch,
    ) -> Result<Catalogue, InstallError> {
        for set in &mut known.sets {
            let Some(name) = set.index.clone() else {
                continue;
            };
            let Some((place, text)) = self.page(&name, index::LARGEST, patience)? else {
                continue;
            };
            let (voices, odd) = index::read(&text, &place)?;
            if odd > 0 {
                watch.event(Event::Odd {
                    place: &place,
                    entries: odd,
                });
            }
            for mut voice in voices {
                if !self.believed() {
                    forget(&mut voice);
                }
                self.merge(set, voice, watch);
            }
        }
        Ok(known)
    }

    fn merge(&self, set: &mut Set, voice: Voice, watch: &dyn Watch) {
        let Some(own) = set.voices.iter_mut().find(|own| own.name == voice.name) else {
            set.voices.push(voice);
            return;
        };
        if self.believed() && own.files != voice.files {
            let name = voice.name.clone();
            own.files = voice.files;
            // What was read about the old files says nothing of others.
            own.licence = voice.licence;
            watch.event(Event::Newer { name: &name });
        }
    }

    /// A short page of this place; `None` if there is none, or no place beside the publishers'.
    fn page(
        &self,
        name: &str,
        limit: u64,
        patience: Patience,
    ) -> Result<Option<(String, String)>, InstallError> {
        match self {
            Origin::Published => Ok(None),
            Origin::Folder(folder) => {
                if !folder.is_dir() {
                    return Err(InstallError::NoFolder {
                        path: folder.clone(),
                    });
                }
                let path = folder.join(name);
                if !path.is_file() {
                    return Ok(None);
                }
                let file = std::fs::File::open(&path).map_err(at(&path))?;
                Ok(Some((
                    path.display().to_string(),
                    text(file, limit).map_err(at(&path))?,
                )))
            }
            Origin::Address(base) => {
                let address = base.clone() + name;
                let answer = match http::get(&address, &Range::default(), patience) {
                    Ok(answer) => answer,
                    Err(Trouble::Lasting(error)) => return Err(error),
                    Err(Trouble::Passing(why)) => {
                        return Err(InstallError::Network { address, why });
                    }
                };
                match answer.status().as_u16() {
                    200 => {}
                    403 | 404 | 410 => return Ok(None),
                    status => return Err(InstallError::Status { address, status }),
                }
                let read = text(answer.into_body().into_reader(), limit);
                let read = read.map_err(|error| InstallError::Network {
                    address: address.clone(),
                    why: error.to_string(),
                })?;
                Ok(Some((address, read)))
            }
        }
    }

    /// Brings one file to `part`, verified.
    pub(super) fn bring(
        &self,
        (set, voice, file): (&Set, &Voice, &File),
        part: &Path,
        patience: Patience,
        watch: &dyn Watch,
    ) -> Result<Digests, InstallError> {
        let name = file.name(voice);
        let wanted = |address: String| Wanted {
            address,
            file,
            name: name.clone(),
            part: part.to_owned(),
        };
        match self {
            Origin::Published => fetch::fetch(&wanted(set.address(file)), patience, watch),
            Origin::Folder(folder) => {
                let places = [folder.join(&file.path), folder.join(&name)];
                match places.iter().find(|path| path.is_file()) {
                    Some(path) => fetch::copy(&wanted(path.display().to_string()), path, watch),
                    None => Err(InstallError::NotInFolder {
                        folder: folder.clone(),
                        name,
                        path: file.path.clone(),
                    }),
                }
            }
            Origin::Address(base) => {
                if !self.believed() && !file.known() {
                    let address = base.clone() + &escaped(&file.path);
                    return Err(InstallError::Unproved { address });
                }
                let published = base.clone() + &escaped(&file.path);
                let flat = base.clone() + &escaped(&name);
                match fetch::fetch(&wanted(published.clone()), patience, watch) {
                    Err(InstallError::NotFound { .. }) if flat != published => {
                        match fetch::fetch(&wanted(flat), patience, watch) {
                            Err(InstallError::NotFound { .. }) => {
                                Err(InstallError::NotFound { address: published })
                            }
                            other => other,
                        }
                    }
                    other => other,
                }
            }
        }
    }
}

/// Leaves only names of what a stranger says.
fn forget(voice: &mut Voice) {
    for file in &mut voice.files {
        (file.md5, file.sha256) = (None, None);
    }
}

fn text(from: impl Read, limit: u64) -> std::io::Result<String> {
    let mut text = String::new();
    from.take(limit + 1).read_to_string(&mut text)?;
    match text.len() as u64 > limit {
        true => Err(std::io::Error::other(format!(
            "it has more than {limit} bytes"
        ))),
        false => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_a_folder_or_an_address() {
        assert_eq!(Origin::parse("voices/x"), Origin::Folder("voices/x".into()));
        for typed in ["https://a.example/v", "https://a.example/v//"] {
            assert_eq!(
                Origin::parse(typed),
                Origin::Address("https://a.example/v/".into())
            );
        }
    }

    #[test]
    fn plain_http_is_not_believed() {
        for (typed, believed) in [
            ("https://a.example", true),
            ("http://a.example", false),
            ("http://127.0.0.1:80", true),
            ("x", true),
        ] {
            assert_eq!(Origin::parse(typed).believed(), believed, "{typed}");
        }
    }
}
