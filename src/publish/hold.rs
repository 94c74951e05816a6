//! One render at a time in one folder.
//!
//! What holds the folder is a lock that the system lets go when the process ends, however it
//! ends; a file that is merely there was rejected, because a killed render would shut the
//! folder for good. The locked file lies in the hidden work folder, which goes away with each
//! render: nothing but the episode stays in the folder.

use super::PublishError;
use super::disk::Disk;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The hidden work folder of a render, within the folder that it renders into: on the same
/// file system, so that renaming out of it is one step.
const WORK: &str = ".duologue";

/// The file in the work folder that is locked.
const BUSY: &str = "busy";

/// How often another render may sweep the work folder away between two steps of ours.
const TRIES: usize = 100;

/// A folder that nobody else renders into while this lives.
pub(super) struct Hold {
    work: PathBuf,
    /// Locked.
    busy: File,
}

impl Hold {
    /// Where the work folder of that folder is, whether it exists or not.
    pub(super) fn work_in(out: &Path) -> PathBuf {
        out.join(WORK)
    }

    /// Holds a folder that exists, making its work folder.
    ///
    /// # Errors
    /// [`PublishError::Busy`] at once if another render holds it.
    pub(super) fn take(disk: &Disk, out: &Path) -> Result<Hold, PublishError> {
        let work = Self::work_in(out);
        let path = work.join(BUSY);
        for _ in 0..TRIES {
            disk.create_folder(&work)?;
            // A link would let the sweeping at the end reach outside of the folder.
            let real = fs::symlink_metadata(&work).map_err(PublishError::file("opening", &work))?;
            if !real.is_dir() {
                return Err(PublishError::Foreign { path: work });
            }
            let busy = match File::options()
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
            {
                Ok(file) => file,
                Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
                Err(e) => return Err(PublishError::file("opening", &path)(e)),
            };
            match busy.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(PublishError::Busy {
                        out: out.to_owned(),
                    });
                }
                // Some network file systems have no locks. To render there without one is
                // better than not at all.
                Err(TryLockError::Error(e)) if e.kind() == io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(e)) => {
                    return Err(PublishError::file("locking", &path)(e));
                }
            }
            if still_there(&busy, &path) {
                return Ok(Hold { work, busy });
            }
        }
        Err(PublishError::Busy {
            out: out.to_owned(),
        })
    }

    /// The work folder.
    pub(super) fn work(&self) -> &Path {
        &self.work
    }

    /// Lets go, leaving no trace. The folder itself is removed last and only if it is empty:
    /// by then the next render may have begun in it.
    pub(super) fn sweep(self) {
        // Failures are of no consequence: what is left is swept by the next render.
        let _ = fs::remove_file(self.work.join(BUSY));
        let _ = fs::remove_dir(&self.work);
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        // Not left to the closing: a process that another thread is just starting has the file
        // open too, for an instant, and would keep the lock for that long.
        let _ = self.busy.unlock();
    }
}

/// Is the locked file the one that others find under its name, or was it swept away between
/// our opening and our locking it?
#[cfg(unix)]
fn still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(held), Ok(found)) => held.ino() == found.ino() && held.dev() == found.dev(),
        _ => false,
    }
}

/// A file that is open cannot be swept away here.
#[cfg(not(unix))]
fn still_there(_file: &File, _path: &Path) -> bool {
    true
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_held_once_and_left_without_a_trace() {
        let out = tempfile::tempdir().unwrap();
        let hold = Hold::take(&Disk::default(), out.path()).unwrap();
        let second = Hold::take(&Disk::default(), out.path());
        assert!(matches!(second, Err(PublishError::Busy { .. })));
        hold.sweep();
        assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0);
        Hold::take(&Disk::default(), out.path()).unwrap().sweep();
    }

    #[test]
    fn what_a_killed_render_left_does_not_shut_the_folder() {
        let out = tempfile::tempdir().unwrap();
        drop(Hold::take(&Disk::default(), out.path()).unwrap());
        assert!(Hold::work_in(out.path()).join(BUSY).exists());
        Hold::take(&Disk::default(), out.path()).unwrap().sweep();
    }

    #[test]
    fn many_at_once_never_hold_it_together() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let out = tempfile::tempdir().unwrap();
        let inside = AtomicUsize::new(0);
        let held = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        if let Ok(hold) = Hold::take(&Disk::default(), out.path()) {
                            assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                            held.fetch_add(1, Ordering::SeqCst);
                            inside.fetch_sub(1, Ordering::SeqCst);
                            hold.sweep();
                        }
                    }
                });
            }
        });
        assert!(held.into_inner() > 0);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_the_work_folder_is_refused() {
        let (out, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(other.path(), Hold::work_in(out.path())).unwrap();
        let refused = Hold::take(&Disk::default(), out.path());
        assert!(matches!(refused, Err(PublishError::Foreign { .. })));
    }
}
