//! Events of the file system to "these files were saved", on a thread of its own.
//!
//! The folders are watched and not the files: an editor that writes another file and renames it
//! leaves a watch on the file with one that has no name any more. Besides, every file is looked
//! at once a second whatever was told: network drives and folders shared with a container tell of
//! nothing, and a folder that was moved away takes its watch with it. An option to choose
//! between the two was rejected, since it can be found out by looking.

use super::file::{Found, Watched};
use super::settle::Settle;
use duologue::read::Limits;
use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often files are looked at besides what is told.
const LOOK: Duration = Duration::from_secs(1);
/// The same where the system tells nothing at all.
const LOOK_ALONE: Duration = Duration::from_millis(250);

/// What a watch hears.
#[derive(Debug)]
pub(crate) enum Notice {
    /// These files hold something else than before.
    Saved {
        /// Which, as they were given.
        files: Vec<PathBuf>,
        /// When that was noticed first.
        since: Instant,
    },
    /// A file cannot be read any more, for this reason.
    Gone(String),
    /// Nobody wants to watch any longer.
    Ended,
}

/// Files that are being watched.
pub(crate) struct Watching {
    /// How many [`Notice::Saved`] there have been; counted before each is sent, so that whoever
    /// sees the number may wait for the notice.
    pub(crate) saves: Arc<AtomicU64>,
    /// Why the system does not tell of saves, if it does not.
    pub(crate) untold: Option<String>,
}

/// Watches files until the receiver of the notices is gone.
///
/// # Errors
/// When one of them cannot be read.
pub(crate) fn watch(
    files: &[PathBuf],
    limits: Limits,
    notices: Sender<Notice>,
) -> Result<Watching, String> {
    let (ring, bell) = sync_channel(1);
    let mut ears = Ears::new(ring);
    // The folders first: what is saved between the two is told, and then nothing new.
    ears.follow(files, true);
    let files = files
        .iter()
        .map(|path| Watched::new(path, &limits))
        .collect::<Result<Vec<_>, _>>()?;
    let saves = Arc::new(AtomicU64::new(0));
    let mut post = Post {
        files,
        limits,
        saves: Arc::clone(&saves),
        notices,
    };
    ears.follow(&post.places(), false);
    let untold = ears.untold.clone();
    std::thread::spawn(move || post.run(ears, &bell));
    Ok(Watching { saves, untold })
}

/// What the system tells, down to "look again".
struct Ears {
    watcher: Option<RecommendedWatcher>,
    /// Names that matter. Folders are full of others, and events may give a folder under another
    /// name than the one that is known here.
    names: Arc<Mutex<BTreeSet<OsString>>>,
    folders: BTreeSet<PathBuf>,
    untold: Option<String>,
}

impl Ears {
    fn new(ring: SyncSender<()>) -> Ears {
        let names = Arc::new(Mutex::new(BTreeSet::<OsString>::new()));
        let known = Arc::clone(&names);
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let matters = event.map_or(true, |event| {
                let names = known.lock().unwrap_or_else(PoisonError::into_inner);
                tells(&event, &names)
            });
            if matters {
                // Full means that it rings already.
                let _ = ring.try_send(());
            }
        });
        let (watcher, untold) = match watcher {
            Ok(watcher) => (Some(watcher), None),
            Err(error) => (None, Some(error.to_string())),
        };
        Ears {
            watcher,
            names,
            folders: BTreeSet::new(),
            untold,
        }
    }

    /// Listens to the folders of these files; `anew` also to those that are known, for a watch
    /// may have gone with the folder that it was on.
    fn follow(&mut self, places: &[PathBuf], anew: bool) {
        let names = places.iter().filter_map(|path| path.file_name());
        let names: BTreeSet<OsString> = names.map(OsString::from).collect();
        *self.names.lock().unwrap_or_else(PoisonError::into_inner) = names;
        let Some(watcher) = &mut self.watcher else {
            return;
        };
        for place in places {
            let folder = place.parent().filter(|path| !path.as_os_str().is_empty());
            let folder = folder.unwrap_or(Path::new("."));
            if !self.folders.insert(folder.to_path_buf()) && !anew {
                continue;
            }
            let _ = watcher.unwatch(folder);
            // One that is not there is found by looking, and listened to from then on.
            if let Err(error) = watcher.watch(folder, RecursiveMode::NonRecursive)
                && folder.is_dir()
            {
                self.untold.get_or_insert(error.to_string());
            }
        }
    }
}

/// May this event be a save of one of those names? That a file is read is none: we read it.
fn tells(event: &Event, names: &BTreeSet<OsString>) -> bool {
    let kind = match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    };
    let named = |path: &PathBuf| path.file_name().is_some_and(|name| names.contains(name));
    event.need_rescan() || kind && event.paths.iter().any(named)
}

/// Looks at the files and sends what it finds.
struct Post {
    files: Vec<Watched>,
    limits: Limits,
    saves: Arc<AtomicU64>,
    notices: Sender<Notice>,
}

impl Post {
    fn run(&mut self, mut ears: Ears, bell: &Receiver<()>) {
        let mut settle = Settle::default();
        loop {
            let now = Instant::now();
            let calm = self.calm(ears.untold.is_some());
            let wait = settle.due().map_or(calm, |due| due - now.min(due));
            match bell.recv_timeout(wait) {
                Ok(()) => settle.event(Instant::now()),
                Err(RecvTimeoutError::Timeout) => {}
                // Without a watcher nobody rings.
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(wait),
            }
            let now = Instant::now();
            if settle.due().is_some_and(|due| due > now) {
                continue;
            }
            let (told, since) = (settle.began().is_some(), settle.began().unwrap_or(now));
            settle.over();
            let Ok(found) = self.look(told, since) else {
                return;
            };
            if found {
                // A link may lead elsewhere now.
                ears.follow(&self.places(), !told);
            }
        }
    }

    /// How long to wait when nothing is told.
    fn calm(&self, alone: bool) -> Duration {
        match self.files.iter().any(Watched::missed) {
            true => super::file::GRACE,
            false if alone => LOOK_ALONE,
            false => LOOK,
        }
    }

    /// Was there something new? An error if nobody listens.
    fn look(&mut self, told: bool, since: Instant) -> Result<bool, ()> {
        let mut saved = Vec::new();
        let mut gone = Vec::new();
        for file in &mut self.files {
            match file.again(told, &self.limits, Instant::now()) {
                Found::Same => {}
                Found::Saved => saved.push(file.path.clone()),
                Found::Gone(why) => gone.push(why),
            }
        }
        let found = !saved.is_empty();
        for why in gone {
            self.notices.send(Notice::Gone(why)).map_err(|_| ())?;
        }
        if found {
            self.saves.fetch_add(1, Ordering::SeqCst);
            let files = saved;
            let notice = Notice::Saved { files, since };
            self.notices.send(notice).map_err(|_| ())?;
        }
        Ok(found)
    }

    fn places(&self) -> Vec<PathBuf> {
        self.files.iter().flat_map(Watched::places).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, Flag, ModifyKind, RenameMode};

    #[test]
    fn only_what_may_be_a_save_of_a_watched_name_is_told() {
        let names = BTreeSet::from([OsString::from("cast.yaml")]);
        let event = |kind, path: &str| Event::new(kind).add_path(path.into());
        let write = EventKind::Access(AccessKind::Close(AccessMode::Write));
        let open = EventKind::Access(AccessKind::Open(AccessMode::Any));
        let renamed = EventKind::Modify(ModifyKind::Name(RenameMode::To));
        for (event, told) in [
            (event(write, "/shows/cast.yaml"), true),
            (event(renamed, "cast.yaml"), true),
            (
                event(EventKind::Create(CreateKind::File), "./cast.yaml"),
                true,
            ),
            (event(open, "/shows/cast.yaml"), false),
            (event(write, "/shows/cast.yaml~"), false),
            (event(write, "/shows/out"), false),
            (Event::new(EventKind::Other).set_flag(Flag::Rescan), true),
        ] {
            assert_eq!(tells(&event, &names), told, "{event:?}");
        }
    }

    fn heard(notices: &Receiver<Notice>) -> Option<Notice> {
        notices.recv_timeout(Duration::from_secs(30)).ok()
    }

    fn saved(notice: Option<Notice>, path: &Path) {
        match notice {
            Some(Notice::Saved { files, .. }) => assert_eq!(files, [path]),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn saves_in_any_manner_are_told_once_each() {
        let folder = tempfile::tempdir().unwrap();
        let shows = folder.path().join("shows");
        let path = shows.join("cast.yaml");
        let fill = |text: &str| {
            std::fs::create_dir_all(&shows).unwrap();
            std::fs::write(&path, text).unwrap();
        };
        fill("one");
        let (send, notices) = std::sync::mpsc::channel();
        let watching = watch(std::slice::from_ref(&path), Limits::default(), send).unwrap();
        fill("two");
        saved(heard(&notices), &path);
        std::fs::write(shows.join("new"), "three").unwrap();
        std::fs::rename(shows.join("new"), &path).unwrap();
        saved(heard(&notices), &path);
        std::fs::remove_file(&path).unwrap();
        assert!(matches!(heard(&notices), Some(Notice::Gone(why)) if why.contains("cast.yaml")));
        fill("three");
        saved(heard(&notices), &path);
        // The folder goes, and its watch with it.
        std::fs::rename(&shows, folder.path().join("old")).unwrap();
        fill("four");
        saved(heard(&notices), &path);
        fill("five");
        saved(heard(&notices), &path);
        assert_eq!(watching.saves.load(Ordering::SeqCst), 5);
    }
}
