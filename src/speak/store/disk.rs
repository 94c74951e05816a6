//! A folder in the user's cache as a [`Store`]: a file for each take.
//!
//! A file for each, and not one large file with an index: then two renders at once need no
//! lock, a damaged take costs itself alone, and evicting is deleting. A file appears under its
//! name whole or not at all, by being written under another and then renamed; whoever comes
//! second finds the name taken and leaves it. That alone survives a killed program. Against a power
//! cut the system is asked, now and then, to write everything down ([`Store::settle`]); a file
//! that it had not written yet comes back torn, which its checksum tells.

use super::super::key::Key;
use super::{Found, Hits, Kept, Put, Store, StoreError, pack};
use crate::engines::Take;
use std::fs::{self, File, FileTimes};
use std::io::{self, ErrorKind, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

/// What a take's file is called after its key.
const ENDING: &str = "take";
/// A take that was used less long ago than this is not touched again: it would only cost.
const FRESH: Duration = Duration::from_secs(3600);
/// Where renders write down what they found, a line each.
const COUNTED: &str = "renders";
/// So much of that is read: a hundred thousand renders.
const COUNTED_MOST: u64 = 1 << 20;
/// Where files are written before they get their names. One folder for all, so that what killed
/// renders left there is found without looking through every take.
const NEW: &str = "new";
/// What was written there so long ago is not being written any more.
const LEFT: Duration = Duration::from_secs(3600);
/// Longer files are no takes: half an hour of the noisiest sound there can be.
const LONGEST: u64 = 256 << 20;

/// Takes below a folder.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
    /// What was put since the last [`Store::settle`], where the system has to be asked for each.
    unsettled: Mutex<Vec<PathBuf>>,
}

impl Disk {
    /// Takes below `root`, which is made when the first one comes.
    #[must_use]
    pub fn new(root: PathBuf) -> Disk {
        Disk {
            root,
            unsettled: Mutex::new(Vec::new()),
        }
    }

    /// Where they are.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The file of a key: 256 folders, since some systems are slow with large ones.
    #[must_use]
    pub fn path(&self, key: &Key) -> PathBuf {
        let digits = key.to_string();
        let (folder, name) = digits.split_at(2);
        self.root.join(folder).join(name).with_extension(ENDING)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<Put, StoreError> {
        let new = self.root.join(NEW);
        let mut file = made(&new, || tempfile::NamedTempFile::new_in(&new))
            .map_err(failed("writing into", &new))?;
        file.write_all(bytes).map_err(failed("writing", path))?;
        let folder = path.parent().unwrap_or(&self.root);
        let mut file = Some(file);
        // The file comes back with the error, for the second try in a folder that is there.
        let placed = made(folder, || {
            match file.take().map(|f| f.persist_noclobber(path)) {
                Some(Err(error)) => {
                    file = Some(error.file);
                    Err(error.error)
                }
                Some(Ok(_)) | None => Ok(()),
            }
        });
        match placed {
            Ok(()) => Ok(Put::Kept),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(Put::Already),
            Err(error) => Err(failed("writing", path)(error)),
        }
    }

    /// Throws away what killed renders were just writing.
    fn sweep(&self) -> io::Result<()> {
        let now = SystemTime::now();
        for file in fs::read_dir(self.root.join(NEW))? {
            let file = file?;
            let written = file.metadata().and_then(|about| about.modified());
            // A clock that was set back makes it look younger: then it stays a while longer.
            if written.is_ok_and(|at| now.duration_since(at).is_ok_and(|age| age > LEFT)) {
                // Another render may be sweeping, too.
                let _ = fs::remove_file(file.path());
            }
        }
        Ok(())
    }
}

impl Store for Disk {
    fn ready(&self) -> Result<(), StoreError> {
        let new = self.root.join(NEW);
        let tried = made(&new, || tempfile::NamedTempFile::new_in(&new)).map(drop);
        tried
            .and_then(|()| self.sweep())
            .map_err(failed("writing into", &self.root))
    }

    fn get(&self, key: &Key) -> Result<Found, StoreError> {
        let path = self.path(key);
        let bytes = match read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) => return Err(failed("reading", &path)(error)),
        };
        match bytes.and_then(|bytes| pack::unpack(key, &bytes)) {
            Some(take) => Ok(Found::Take(take)),
            None => {
                self.remove(key)?;
                Ok(Found::Damaged)
            }
        }
    }

    // A look for each: an episode has thousands of lines, a full store a hundred times as many.
    fn has(&self, keys: &[Key]) -> Result<Vec<bool>, StoreError> {
        let look = |key: &Key| {
            let path = self.path(key);
            match fs::metadata(&path) {
                Ok(found) => Ok(found.is_file()),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
                Err(error) => Err(failed("reading", &path)(error)),
            }
        };
        keys.iter().map(look).collect()
    }

    fn put(&self, key: &Key, take: &Take) -> Result<Put, StoreError> {
        let path = self.path(key);
        let put = self.write(&path, &pack::pack(key, take))?;
        if put == Put::Kept && !settle::AT_ONCE {
            locked(&self.unsettled).push(path);
        }
        Ok(put)
    }

    fn settle(&self) -> Result<(), StoreError> {
        let files = std::mem::take(&mut *locked(&self.unsettled));
        settle::settle(&self.root, &files).map_err(failed("writing", &self.root))
    }

    fn touch(&self, key: &Key) -> Result<(), StoreError> {
        let path = self.path(key);
        let touched = || -> io::Result<()> {
            let now = SystemTime::now();
            let used = fs::metadata(&path)?.modified()?;
            if now.duration_since(used).is_ok_and(|age| age < FRESH) {
                return Ok(());
            }
            let file = File::options().append(true).open(&path)?;
            file.set_times(FileTimes::new().set_modified(now))
        };
        touched().map_err(failed("writing", &path))
    }

    fn list(&self, each: &mut dyn FnMut(Kept) -> ControlFlow<()>) -> Result<(), StoreError> {
        let entries = |path: &Path| match fs::read_dir(path) {
            Ok(entries) => Ok(Some(entries)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed("reading", path)(error)),
        };
        for folder in entries(&self.root)?.into_iter().flatten() {
            let folder = folder.map_err(failed("reading", &self.root))?;
            if !folder.file_type().is_ok_and(|kind| kind.is_dir()) {
                continue;
            }
            let folder = folder.path();
            for file in entries(&folder)?.into_iter().flatten() {
                let file = file.map_err(failed("reading", &folder))?;
                // What another render is just writing, or throwing away, is not there.
                let (Some(key), Ok(about)) = (named(&file.path()), file.metadata()) else {
                    continue;
                };
                let kept = Kept {
                    key,
                    bytes: about.len(),
                    used: about.modified().unwrap_or(SystemTime::UNIX_EPOCH),
                };
                if each(kept).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn place(&self) -> String {
        self.root.display().to_string()
    }

    fn count(&self, hits: Hits) -> Result<(), StoreError> {
        let path = self.root.join(COUNTED);
        let line = format!("{} {}\n", hits.spoken, hits.reused);
        // One write of a short line at the end of a file is whole, whoever else writes.
        let mut options = File::options();
        let file = options.create(true).append(true).open(&path);
        let mut file = file.map_err(failed("writing", &path))?;
        file.write_all(line.as_bytes())
            .map_err(failed("writing", &path))
    }

    fn hits(&self) -> Result<Hits, StoreError> {
        let path = self.root.join(COUNTED);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Hits::default()),
            Err(error) => return Err(failed("reading", &path)(error)),
        };
        let mut text = String::new();
        let mut file = file.take(COUNTED_MOST);
        // What is no text was not written here, and counts for nothing.
        let _ = file.read_to_string(&mut text);
        let mut hits = Hits::default();
        for line in text.lines() {
            let mut numbers = line.split(' ').map_while(|n| n.parse::<u64>().ok());
            if let (Some(spoken), Some(reused)) = (numbers.next(), numbers.next()) {
                hits.spoken = hits.spoken.saturating_add(spoken);
                hits.reused = hits.reused.saturating_add(reused);
            }
        }
        Ok(hits)
    }

    fn remove(&self, key: &Key) -> Result<(), StoreError> {
        let path = self.path(key);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(failed("throwing away", &path)(error))
            }
            _ => Ok(()),
        }
    }
}

/// Does something in a folder, and once more when the folder was not there.
fn made<T>(folder: &Path, mut what: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    match what() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            what()
        }
        done => done,
    }
}

/// The bytes of a file, or `None` if it is too long to be a take.
fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::metadata(path)? {
        about if about.is_file() && about.len() <= LONGEST => fs::read(path).map(Some),
        _ => Ok(None),
    }
}

/// The key whose take a file is, by its name.
fn named(path: &Path) -> Option<Key> {
    if path.extension()? != ENDING {
        return None;
    }
    let folder = path.parent()?.file_name()?.to_str()?;
    Key::parse(&format!("{folder}{}", path.file_stem()?.to_str()?))
}

fn failed(doing: &'static str, path: &Path) -> impl Fn(io::Error) -> StoreError {
    let path = path.to_path_buf();
    move |source| StoreError::File {
        doing,
        path: path.clone(),
        source,
    }
}

/// A panic elsewhere leaves at most one file unlisted, which the system writes in its own time.
fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Linux writes a whole file system down at once, which takes as long as the disk's journal
/// needs for one entry, where a hundred files one by one take a hundred entries.
#[cfg(any(target_os = "linux", target_os = "android"))]
mod settle {
    use std::fs::File;
    use std::io;
    use std::path::{Path, PathBuf};

    pub(super) const AT_ONCE: bool = true;

    pub(super) fn settle(root: &Path, _files: &[PathBuf]) -> io::Result<()> {
        match File::open(root) {
            Ok(folder) => Ok(rustix::fs::syncfs(&folder)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// Elsewhere each file is asked for.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
mod settle {
    use std::fs::File;
    use std::io;
    use std::path::{Path, PathBuf};

    pub(super) const AT_ONCE: bool = false;

    pub(super) fn settle(_root: &Path, files: &[PathBuf]) -> io::Result<()> {
        for path in files {
            match File::options().append(true).open(path) {
                Ok(file) => file.sync_all()?,
                // Another render has thrown it away in the meantime.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::audio::{Hz, Pcm};

    fn take(n: i16) -> Take {
        Take {
            lacks: Vec::new(),
            audio: Pcm {
                rate: Hz(16_000),
                samples: vec![n; 1000],
            },
            words: Vec::new(),
        }
    }

    fn key(n: u8) -> Key {
        Key::parse(&format!("{n:02x}").repeat(32)).unwrap()
    }

    fn keys(store: &Disk) -> Vec<Key> {
        let mut keys = Vec::new();
        store
            .list(&mut |kept| {
                keys.push(kept.key);
                ControlFlow::Continue(())
            })
            .unwrap();
        keys.sort_unstable();
        keys
    }

    #[test]
    fn a_place_that_is_no_folder_is_told() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Disk::new(folder.path().join("new")).ready().is_ok());
        fs::write(folder.path().join("file"), "").unwrap();
        assert!(Disk::new(folder.path().join("file/takes")).ready().is_err());
    }

    #[test]
    fn what_was_put_first_is_final() {
        let folder = tempfile::tempdir().unwrap();
        let store = Disk::new(folder.path().join("not/yet/there"));
        assert_eq!(store.get(&key(1)).unwrap(), Found::Nothing);
        assert_eq!(keys(&store), []);
        store.settle().unwrap();
        assert_eq!(store.put(&key(1), &take(1)).unwrap(), Put::Kept);
        assert_eq!(store.put(&key(1), &take(2)).unwrap(), Put::Already);
        store.settle().unwrap();
        assert_eq!(store.get(&key(1)).unwrap(), Found::Take(take(1)));
        store.put(&key(2), &take(2)).unwrap();
        assert_eq!(keys(&store), [key(1), key(2)]);
        let has = [key(3), key(2), key(1), key(2)];
        assert_eq!(store.has(&has).unwrap(), [false, true, true, true]);
        store.remove(&key(1)).unwrap();
        store.remove(&key(1)).unwrap();
        assert_eq!(keys(&store), [key(2)]);
    }

    #[test]
    fn a_damaged_take_is_thrown_away() {
        let folder = tempfile::tempdir().unwrap();
        let store = Disk::new(folder.path().into());
        for damage in [
            (|path| fs::write(path, "").unwrap()) as fn(&Path),
            |path| {
                let mut bytes = fs::read(path).unwrap();
                *bytes.last_mut().unwrap() ^= 1;
                fs::write(path, bytes).unwrap();
            },
            |path| {
                let bytes = fs::read(path).unwrap();
                fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
            },
            |path| {
                File::options()
                    .write(true)
                    .open(path)
                    .unwrap()
                    .set_len(1 << 40)
                    .unwrap();
            },
        ] {
            store.put(&key(7), &take(7)).unwrap();
            damage(&store.path(&key(7)));
            assert_eq!(store.get(&key(7)).unwrap(), Found::Damaged);
            assert_eq!(store.get(&key(7)).unwrap(), Found::Nothing);
        }
    }

    #[test]
    fn what_is_no_take_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let store = Disk::new(folder.path().into());
        store.put(&key(7), &take(7)).unwrap();
        fs::write(folder.path().join("read me"), "").unwrap();
        fs::write(folder.path().join("07/.tmpAbCd"), "").unwrap();
        fs::write(folder.path().join("07/letter.take"), "").unwrap();
        assert_eq!(keys(&store), [key(7)]);
    }

    #[test]
    fn what_a_killed_render_was_writing_is_swept_up_when_it_is_old() {
        let folder = tempfile::tempdir().unwrap();
        let store = Disk::new(folder.path().into());
        store.put(&key(7), &take(7)).unwrap();
        let new = folder.path().join(NEW);
        let old = File::create(new.join(".tmpOld")).unwrap();
        let long_ago = SystemTime::now() - 2 * LEFT;
        old.set_times(FileTimes::new().set_modified(long_ago))
            .unwrap();
        fs::write(new.join(".tmpFresh"), "").unwrap();
        store.ready().unwrap();
        let left: Vec<_> = fs::read_dir(&new)
            .unwrap()
            .map(|file| file.unwrap().file_name())
            .collect();
        assert_eq!(left, [".tmpFresh"]);
        assert_eq!(keys(&store), [key(7)]);
    }

    #[test]
    fn a_take_that_was_used_long_ago_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        let store = Disk::new(folder.path().into());
        store.put(&key(7), &take(7)).unwrap();
        let long_ago = SystemTime::now() - 10 * FRESH;
        let file = File::options()
            .append(true)
            .open(store.path(&key(7)))
            .unwrap();
        file.set_times(FileTimes::new().set_modified(long_ago))
            .unwrap();
        let used = || {
            fs::metadata(store.path(&key(7)))
                .unwrap()
                .modified()
                .unwrap()
        };
        store.touch(&key(7)).unwrap();
        assert!(used() > long_ago + 9 * FRESH);
        let now = used();
        store.touch(&key(7)).unwrap();
        assert_eq!(used(), now);
    }

    #[test]
    fn many_at_once_agree_on_one_take() {
        let folder = tempfile::tempdir().unwrap();
        let store = Disk::new(folder.path().into());
        let kept: Vec<usize> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..8)
                .map(|n| {
                    let store = &store;
                    scope.spawn(move || {
                        let mine = |k: &u8| store.put(&key(*k), &take(n)).unwrap() == Put::Kept;
                        (0..20).filter(mine).count()
                    })
                })
                .collect();
            workers.into_iter().map(|w| w.join().unwrap()).collect()
        });
        assert_eq!(kept.iter().sum::<usize>(), 20);
        for k in 0..20 {
            assert!(matches!(store.get(&key(k)).unwrap(), Found::Take(_)));
        }
    }
}
