//! What differs between machines: engines, folders, threads, limits.

use crate::engines::{ENGINES, EngineRow, Places};
use crate::house::{Format, Own, Tables};
use crate::publish::OUTPUTS;
use crate::read::Limits;
use crate::speak::EngineRoom;
use crate::speak::child::Program;
use crate::speak::store::{Disk, Store};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How much takes may have where nobody says: some eighty hours of speech at 16 kHz.
const CAP: u64 = 5_000_000_000;

/// What the pipeline needs of its surroundings.
#[derive(Debug, Clone)]
pub struct Workshop {
    /// The table of engines.
    pub engines: &'static [EngineRow],
    /// Where engines keep their files.
    pub places: Places,
    /// How many lines are spoken at once.
    pub threads: NonZeroUsize,
    /// What is started for engines that want a process of their own ([`Program`] says what it must
    /// do). None here: a library cannot know. Such engines then speak in this process.
    pub program: Option<Program>,
    /// May nothing be spoken? A line without a sound take then fails, and no voice is opened.
    pub locked: bool,
    /// Is an episode refused in which a voice has no sound for something that it should say?
    pub strict: bool,
    /// Where takes that failed are put to be listened to; `None` for nowhere.
    pub broken: Option<PathBuf>,
    /// Where takes are kept.
    pub store: Arc<dyn Store>,
    /// How much of the disk takes may have, in bytes; what was not used for longest goes first.
    pub cap: u64,
    /// How much of an untrusted file is taken on.
    pub limits: Limits,
}

impl Workshop {
    /// This machine, as it is without a configuration.
    #[must_use]
    pub fn here() -> Self {
        Self::of(&Own::default())
    }

    /// This machine: every engine there is, all cores, the user's cache folder (a temporary one
    /// where the system names none), unless the user's configuration says otherwise.
    #[must_use]
    pub fn of(own: &Own) -> Self {
        let dirs = directories::ProjectDirs::from("", "", "duologue");
        let here = |folder: fn(&directories::ProjectDirs) -> &Path| {
            let nowhere = || std::env::temp_dir().join("duologue");
            dirs.as_ref()
                .map_or_else(nowhere, |dirs| folder(dirs).to_path_buf())
        };
        let cache = own
            .cache
            .clone()
            .unwrap_or_else(|| here(|dirs| dirs.cache_dir()));
        let voices = || here(|dirs| dirs.data_dir()).join("voices");
        let takes = own.takes.clone().unwrap_or_else(|| cache.join("takes"));
        let cores = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Workshop {
            engines: ENGINES,
            broken: Some(cache.join("broken")),
            places: Places {
                cache,
                voices: own.voices.clone().unwrap_or_else(voices),
                wishes: own.wishes.clone(),
            },
            program: None,
            locked: false,
            strict: false,
            store: Arc::new(Disk::new(takes)),
            cap: own.cap.unwrap_or(CAP),
            threads: own.threads.unwrap_or_else(cores),
            limits: Limits::default(),
        }
    }

    /// Has takes kept in this folder instead; it is made when the first one is kept.
    pub fn keep_takes_in(&mut self, folder: PathBuf) {
        self.store = Arc::new(Disk::new(folder));
    }

    /// The folder for temporary files of a render: beside what is kept, because the system's own is often
    /// in memory; that one where nothing can be written there.
    #[must_use]
    pub fn desk(&self) -> PathBuf {
        let cache = &self.places.cache;
        match std::fs::create_dir_all(cache).and_then(|()| tempfile::tempfile_in(cache)) {
            Ok(_) => cache.clone(),
            Err(_) => std::env::temp_dir(),
        }
    }

    /// The engines as house and cast ask for them, and the formats.
    #[must_use]
    pub fn tables(&self) -> Tables<'_> {
        let formats = OUTPUTS.iter().map(|row| Format {
            name: row.name,
            like: row.like,
            check: row.check,
        });
        Tables::new(self.engines, &self.places).with_formats(formats)
    }

    /// The engines as lines are spoken by them.
    #[must_use]
    pub fn room(&self) -> EngineRoom<'_> {
        EngineRoom {
            engines: self.engines,
            places: &self.places,
            threads: self.threads,
            store: &self.store,
            program: self.program.as_ref(),
            locked: self.locked,
            broken: self.broken.as_deref(),
        }
    }
}
