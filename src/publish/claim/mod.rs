//! An episode and the chosen rows of the table to files that appear as a set.
//!
//! A folder is claimed before the work begins, so that "another interview's episode lies
//! there" is told before minutes of speech and not after. Everything is then written into a
//! hidden work folder inside it, checked, hashed and synced, and put in place by the
//! [`journal`]. Until then a failure, or being told to stop, leaves the folder as it was.

use super::disk::Disk;
use super::hold::Hold;
use super::manifest::{self, Manifest, Output, Summary};
use super::owner;
use super::write::{extent, write};
use super::{Artifact, LOCK_TYPE, OutputRow, Owner, PublishError, Recipe, Seen, Written, journal};
use crate::diag::observe::{Event, Observer};
use crate::house::Formats;
use crate::master::Episode;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// A folder that is kept for one episode. Dropped without publishing, it leaves no trace.
#[must_use = "a claim that is dropped gives the folder up"]
pub struct Claim {
    out: PathBuf,
    owner: Owner,
    /// What the episode is made by, for its manifest.
    recipe: Option<Recipe>,
    /// Where it is noted that the set stands.
    seen: Option<Seen>,
    /// Files of the episode that stands there, the lock among them.
    standing: Vec<String>,
    /// Folders that did not exist before, the deepest first.
    made: Vec<PathBuf>,
    disk: Disk,
    /// There until the claim is dropped.
    hold: Option<Hold>,
}

/// A set that is written and not yet in place.
struct Staged {
    artifacts: Vec<Artifact>,
    /// As it was written.
    manifest: String,
    /// What it lists.
    outputs: Vec<Output>,
}

/// Keeps a folder for an interview's episode: makes it if need be, shuts other renders out,
/// finishes or undoes what an interrupted one left, and looks whose episode is there.
///
/// Files that stand in the folder and belong to no episode are left alone, unless an output
/// would have their name.
///
/// # Errors
/// [`Busy`](PublishError::Busy), [`Taken`](PublishError::Taken),
/// [`Foreign`](PublishError::Foreign), [`Name`](PublishError::Name), or what the system says.
pub fn claim(out: &Path, owner: Owner, rows: &[&OutputRow]) -> Result<Claim, PublishError> {
    claim_on(Disk::default(), out, owner, rows)
}

fn claim_on(
    disk: Disk,
    out: &Path,
    owner: Owner,
    rows: &[&OutputRow],
) -> Result<Claim, PublishError> {
    owner.check_name()?;
    let made = disk.create_folder(out)?;
    // From here on a failure drops the claim, which removes what was made.
    let mut claim = Claim {
        out: out.to_owned(),
        owner,
        recipe: None,
        seen: None,
        standing: Vec::new(),
        made,
        disk,
        hold: None,
    };
    let hold = claim
        .hold
        .insert(Hold::take(&claim.disk, out).map_err(|e| match e {
            // Told of the folder that the user named, not of the one hidden in it.
            PublishError::File { source, .. } => PublishError::file("writing into", out)(source),
            other => other,
        })?);
    journal::settle(&claim.disk, out, hold)?;
    if let Some(lock) = manifest::find(out, &claim.owner)? {
        claim.standing = lock.outputs.into_iter().map(|o| o.file).collect();
        claim.standing.push(claim.owner.lock_file());
    }
    let names = rows.iter().map(|row| (row.file)(&claim.owner.name));
    claim.refuse_foreign(names.chain([claim.owner.lock_file()]))?;
    Ok(claim)
}

/// Finishes or undoes what an interrupted render left in a folder, if anything. [`claim`] does
/// so by itself; this is for who only wants to read the episode there.
///
/// # Errors
/// [`Busy`](PublishError::Busy) if the render is still at work, or what the system says.
pub fn recover(out: &Path) -> Result<(), PublishError> {
    if !Hold::work_in(out).exists() {
        return Ok(());
    }
    recover_on(&Disk::default(), out)
}

fn recover_on(disk: &Disk, out: &Path) -> Result<(), PublishError> {
    let hold = Hold::take(disk, out)?;
    journal::settle(disk, out, &hold)?;
    hold.sweep();
    Ok(())
}

impl Claim {
    /// For an episode that is made by this recipe, which its manifest then tells; that the set
    /// stands is noted in `seen`, so that the next render need not read it.
    pub fn of(self, recipe: Recipe, seen: Seen) -> Claim {
        let mut claim = self;
        claim.recipe = Some(recipe);
        claim.seen = Some(seen);
        claim
    }

    /// Writes the episode in every format of `rows` and puts it in the place of the one that
    /// stands there. What that one had in formats that are not among these is removed: beside
    /// the new files it would be taken for a part of them. Returns all files in the order of
    /// the rows, then the lock file.
    ///
    /// # Errors
    /// [`Stopped`](PublishError::Stopped) soon after the observer asks for that; else when a
    /// file cannot be written or put in place. The folder is then as it was before.
    pub fn publish(
        mut self,
        episode: &Episode,
        rows: &[&OutputRow],
        formats: &Formats,
        observer: &dyn Observer,
    ) -> Written {
        super::holds(rows, formats, &extent(episode))?;
        let Some(hold) = self.hold.take() else {
            unreachable!("a claim holds its folder until it is dropped");
        };
        let staging = journal::staging(&hold);
        let recipe = self.recipe.take();
        let done = self
            .stage(&staging, episode, recipe, (rows, formats), observer)
            .and_then(|staged| {
                let Staged {
                    artifacts,
                    manifest,
                    outputs,
                } = staged;
                let artifacts = self.replace(&hold, &staging, artifacts, observer)?;
                Ok((artifacts, manifest, outputs))
            })
            .map_err(|error| error.told_of(&staging, &self.out));
        let done = done.map(|(artifacts, manifest, outputs)| {
            // While the folder is still held: nobody can have changed it since.
            if let Some(seen) = &self.seen {
                let path = manifest::path(&self.out, &self.owner);
                seen.note(&path, manifest.as_bytes(), &outputs);
            }
            artifacts
        });
        self.hold = Some(hold);
        if done.is_ok() {
            // The folder now holds an episode: nothing that was made for it goes away.
            self.made.clear();
        }
        done
    }

    /// Writes all files into the staging folder and brings them to the disk.
    fn stage(
        &self,
        staging: &Path,
        episode: &Episode,
        recipe: Option<Recipe>,
        (rows, formats): (&[&OutputRow], &Formats),
        observer: &dyn Observer,
    ) -> Result<Staged, PublishError> {
        self.disk.create_folder(staging)?;
        let stopped = || match observer.stop() {
            true => Err(PublishError::Stopped {
                out: self.out.clone(),
            }),
            false => Ok(()),
        };
        stopped()?;
        let mut staged = Vec::new();
        let mut outputs = Vec::new();
        for (row, artifacts) in write(episode, rows, formats, staging, observer)? {
            for artifact in artifacts {
                outputs.push(self.seal(staging, row, &artifact)?);
                staged.push(artifact);
            }
        }
        let recipe = recipe.map(|recipe| measured(recipe, episode));
        let owner = self.owner.clone();
        let lock = Manifest::new(owner, outputs.clone(), Summary::of(episode), recipe).to_json();
        let path = manifest::path(staging, &self.owner);
        self.disk.write(&path, lock.as_bytes())?;
        staged.push(Artifact {
            path,
            media_type: LOCK_TYPE,
            bytes: lock.len() as u64,
        });
        for folder in staged.iter().filter_map(|artifact| artifact.path.parent()) {
            self.disk.sync_folder(folder)?;
        }
        stopped()?;
        Ok(Staged {
            artifacts: staged,
            manifest: lock,
            outputs,
        })
    }

    /// Brings a staged file to the disk and tells the lock about it. The hash is taken from
    /// what the disk now holds, not from what was sent there.
    fn seal(
        &self,
        staging: &Path,
        row: &OutputRow,
        artifact: &Artifact,
    ) -> Result<Output, PublishError> {
        let path = &artifact.path;
        self.disk.sync(path)?;
        let mut hasher = blake3::Hasher::new();
        File::open(path)
            .and_then(|file| hasher.update_reader(file).map(|_| ()))
            .map_err(PublishError::file("reading", path))?;
        Ok(Output {
            file: inside(staging, path)?,
            format: row.name.to_owned(),
            bytes: artifact.bytes,
            blake3: hasher.finalize().to_hex().to_string(),
        })
    }

    /// Puts the staged files in place, and returns them with their final paths.
    fn replace(
        &self,
        hold: &Hold,
        staging: &Path,
        staged: Vec<Artifact>,
        observer: &dyn Observer,
    ) -> Written {
        let place = staged
            .iter()
            .map(|artifact| inside(staging, &artifact.path))
            .collect::<Result<Vec<_>, _>>()?;
        // Again, because a row may write more files than the one it is known by.
        self.refuse_foreign(place.iter().cloned())?;
        let gone = |file: &&String| !place.contains(file);
        let gone: Vec<String> = self.standing.iter().filter(gone).cloned().collect();
        let artifacts = staged
            .into_iter()
            .zip(&place)
            .map(|(artifact, file)| Artifact {
                path: self.out.join(file),
                ..artifact
            })
            .collect();
        journal::commit(
            &self.disk,
            &self.out,
            hold,
            place.into_iter().collect(),
            gone.iter().cloned().collect(),
        )?;
        if !gone.is_empty() {
            observer.event(Event::Removed(&gone));
        }
        Ok(artifacts)
    }

    /// Nothing is replaced that no render put there. A file of an earlier render is, even if
    /// it was edited since: it is made from the interview, and that is the place for edits.
    fn refuse_foreign(&self, files: impl Iterator<Item = String>) -> Result<(), PublishError> {
        for file in files {
            let path = self.out.join(&file);
            let Ok(found) = fs::symlink_metadata(&path) else {
                continue;
            };
            let within = self
                .standing
                .iter()
                .any(|s| s.starts_with(&format!("{file}/")));
            let ours = match found.is_dir() {
                true => within,
                false => self.standing.contains(&file),
            };
            if !ours {
                return Err(PublishError::Foreign { path });
            }
        }
        Ok(())
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        // Failures are of no consequence: what is left is swept by the next render.
        if let Some(hold) = self.hold.take()
            && journal::clear(&self.disk, &hold).is_ok()
        {
            hold.sweep();
        }
        for folder in &self.made {
            // Only if it is empty, and then for everyone above it too.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}

/// The recipe with where its lines came to lie.
fn measured(mut recipe: Recipe, episode: &Episode) -> Recipe {
    let rate = episode.timeline.rate;
    let heard = episode.timeline.captions.iter();
    // Lengths from rounded places, so that one line ends where the next begins.
    recipe.measured(heard.map(|place| {
        let at = rate.millis(place.start);
        (at, rate.millis(place.end) - at)
    }));
    recipe
}

/// The path of a staged file within the staging folder, with `/` between the parts.
fn inside(staging: &Path, path: &Path) -> Result<String, PublishError> {
    path.strip_prefix(staging)
        .ok()
        .and_then(|rest| {
            rest.iter()
                .map(|part| part.to_str())
                .collect::<Option<Vec<_>>>()
        })
        .map(|parts| parts.join("/"))
        .filter(|file| owner::is_inside(file))
        .ok_or_else(|| PublishError::Foreign {
            path: path.to_owned(),
        })
}

#[cfg(test)]
mod crashes;
#[cfg(test)]
mod tests;
