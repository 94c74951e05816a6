//! One file that is watched: what it held when it was last looked at, and whether that changed.
//!
//! Contents are compared and not times: `touch`, a checkout of the same version, or an editor
//! that saves what was already there are no change. Times only spare the reading when nothing
//! told of a save.

use duologue::read::{self, Limits};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// A file may be away, or empty, for so long before that counts: editors move the old one out of
/// the way or empty it first, and a network drive takes its time.
pub(super) const GRACE: Duration = Duration::from_millis(500);
/// A file this young may change once more without its time changing: some file systems count
/// in steps of two seconds.
const YOUNG: Duration = Duration::from_secs(3);

/// What became of a file since it was last looked at.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing new.
    Same,
    /// It holds something else, or is back.
    Saved,
    /// It has been away for longer than [`GRACE`], for this reason.
    Gone(String),
}

/// A file and what is known of it.
#[derive(Debug)]
pub(super) struct Watched {
    pub(super) path: PathBuf,
    /// The hash of its content; `None` after it was told that it is gone.
    content: Option<blake3::Hash>,
    /// As it was read; `None` if it was too young to be trusted.
    stamp: Option<Stamp>,
    /// Since when it cannot be read.
    away: Option<Instant>,
}

/// What changes with almost every save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    bytes: u64,
    /// The file that has the name now: a replaced one is another.
    identity: u64,
}

impl Watched {
    /// Begins with what it holds now.
    ///
    /// # Errors
    /// When it cannot be read, or is no file that can be read twice.
    pub(super) fn new(path: &Path, limits: &Limits) -> Result<Watched, String> {
        let (content, stamp) = look(path, limits)?;
        Ok(Watched {
            path: path.to_path_buf(),
            content: Some(content),
            stamp,
            away: None,
        })
    }

    /// Looks again. `told` is whether something may have happened to it; else the file is only
    /// read if its time or its size is another.
    pub(super) fn again(&mut self, told: bool, limits: &Limits, now: Instant) -> Found {
        if !told && self.stamp.is_some() && self.stamp == fs::metadata(&self.path).ok().map(stamp) {
            return Found::Same;
        }
        let held = look(&self.path, limits);
        let whole = match &held {
            Ok((content, _)) => self.content == Some(*content) || *content != empty(),
            Err(_) => false,
        };
        if !whole {
            self.stamp = None;
            let since = *self.away.get_or_insert(now);
            if now.saturating_duration_since(since) < GRACE {
                return Found::Same;
            }
        }
        match held {
            Ok((content, stamp)) => {
                self.away = None;
                self.stamp = stamp;
                match self.content.replace(content) == Some(content) {
                    true => Found::Same,
                    false => Found::Saved,
                }
            }
            // Told once.
            Err(why) => match self.content.take() {
                Some(_) => Found::Gone(why),
                None => Found::Same,
            },
        }
    }

    /// Is it away, and that not yet told?
    pub(super) fn missed(&self) -> bool {
        self.away.is_some() && self.content.is_some()
    }

    /// The files that stand for it: itself and, if it is a link, whatever it leads to. Each
    /// may be saved.
    pub(super) fn places(&self) -> Vec<PathBuf> {
        let mut places = vec![self.path.clone()];
        // As many links as Linux follows; then it leads in a circle.
        while let Some(next) = places.last().filter(|_| places.len() <= 40).and_then(|at| {
            let target = fs::read_link(at).ok()?;
            Some(at.parent().unwrap_or(Path::new("")).join(target))
        }) {
            places.push(next);
        }
        places
    }
}

/// The hash of a file in which there is nothing.
fn empty() -> blake3::Hash {
    blake3::hash(&[])
}

/// The hash of a file's content and, if that can be relied on, its stamp.
fn look(path: &Path, limits: &Limits) -> Result<(blake3::Hash, Option<Stamp>), String> {
    let cannot = |e| format!("cannot read {}: {e}", path.display());
    let metadata = fs::metadata(path).map_err(cannot)?;
    // A pipe gives its text once, and one that nobody writes to would be waited for for ever.
    if !metadata.is_file() {
        return Err(format!("{} is not a file that is saved", path.display()));
    }
    let file = read::load(path, limits).map_err(|error| error.to_string())?;
    let stamp = stamp(metadata);
    let age = stamp
        .modified
        .and_then(|modified| SystemTime::now().duration_since(modified).ok());
    let trusted = age.is_some_and(|age| age > YOUNG);
    Ok((blake3::hash(&file.bytes), trusted.then_some(stamp)))
}

// By value, so that it stands as it is where one is mapped.
#[allow(clippy::needless_pass_by_value)]
fn stamp(metadata: Metadata) -> Stamp {
    #[cfg(unix)]
    let identity = std::os::unix::fs::MetadataExt::ino(&metadata);
    #[cfg(not(unix))]
    let identity = 0;
    Stamp {
        modified: metadata.modified().ok(),
        bytes: metadata.len(),
        identity,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn only_another_content_is_a_change_and_a_moment_without_file_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cast.yaml");
        let limits = Limits::default();
        assert!(
            Watched::new(&path, &limits)
                .unwrap_err()
                .contains("cast.yaml")
        );
        assert!(Watched::new(folder.path(), &limits).is_err());
        fs::write(&path, "one").unwrap();
        let mut file = Watched::new(&path, &limits).unwrap();
        let zero = Instant::now();
        let late = zero + GRACE;
        assert_eq!(file.again(true, &limits, zero), Found::Same);
        fs::write(&path, "one").unwrap();
        assert_eq!(file.again(true, &limits, zero), Found::Same);
        // Of the same length, perhaps within one step of the clock, and nothing told of it.
        fs::write(&path, "two").unwrap();
        assert_eq!(file.again(false, &limits, zero), Found::Saved);
        assert_eq!(file.again(false, &limits, zero), Found::Same);
        // Away for a moment, as editors do it.
        fs::rename(&path, folder.path().join("cast.yaml~")).unwrap();
        assert_eq!(file.again(true, &limits, zero), Found::Same);
        assert!(file.missed());
        fs::write(&path, "two").unwrap();
        assert_eq!(file.again(true, &limits, late), Found::Same);
        assert!(!file.missed());
        // Empty for a moment, as other editors do it; and for longer, as someone wants it.
        fs::write(&path, "").unwrap();
        assert_eq!(file.again(true, &limits, zero), Found::Same);
        fs::write(&path, "two").unwrap();
        assert_eq!(file.again(true, &limits, zero), Found::Same);
        assert!(!file.missed());
        fs::write(&path, "").unwrap();
        assert_eq!(file.again(true, &limits, zero), Found::Same);
        assert_eq!(file.again(false, &limits, late), Found::Saved);
        assert_eq!(file.again(false, &limits, late), Found::Same);
        fs::write(&path, "two").unwrap();
        assert_eq!(file.again(true, &limits, late), Found::Saved);
        // Away for longer; told once, and back with what it had.
        fs::remove_file(&path).unwrap();
        assert_eq!(file.again(true, &limits, zero), Found::Same);
        assert!(
            matches!(file.again(false, &limits, late), Found::Gone(why) if why.contains("cast.yaml"))
        );
        assert_eq!(file.again(false, &limits, late), Found::Same);
        assert!(!file.missed());
        fs::write(&path, "two").unwrap();
        assert_eq!(file.again(false, &limits, late), Found::Saved);
    }

    /// One that has been left alone for long is not even read.
    #[test]
    fn an_old_file_that_nothing_told_of_is_known_by_its_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cast.yaml");
        let old = SystemTime::now() - Duration::from_secs(100);
        let write = |text: &str| {
            fs::write(&path, text).unwrap();
            let file = fs::File::options().append(true).open(&path).unwrap();
            file.set_modified(old).unwrap();
        };
        write("one");
        let (limits, now) = (Limits::default(), Instant::now());
        let mut file = Watched::new(&path, &limits).unwrap();
        write("two");
        assert_eq!(file.again(false, &limits, now), Found::Same);
        assert_eq!(file.again(true, &limits, now), Found::Saved);
        write("three");
        assert_eq!(file.again(false, &limits, now), Found::Saved);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stands_for_all_it_leads_to_and_a_circle_ends() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("kept")).unwrap();
        fs::write(at("kept/real.yaml"), "one").unwrap();
        std::os::unix::fs::symlink("kept/real.yaml", at("link.yaml")).unwrap();
        std::os::unix::fs::symlink("link.yaml", at("cast.yaml")).unwrap();
        let file = Watched::new(&at("cast.yaml"), &Limits::default()).unwrap();
        let places = [at("cast.yaml"), at("link.yaml"), at("kept/real.yaml")];
        assert_eq!(file.places(), places);
        fs::remove_file(at("link.yaml")).unwrap();
        std::os::unix::fs::symlink("cast.yaml", at("link.yaml")).unwrap();
        assert!(file.places().len() < 50);
    }
}
