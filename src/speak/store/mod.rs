//! Keys to takes: what was spoken once, kept for every later render.
//!
//! A store is a small trait, so that one shared by many machines can stand in the place of the
//! folder in the user's cache ([`Disk`]) that every render uses today. It promises little: a
//! take that was put is final, and what comes back is what was put or nothing.

mod disk;
pub mod pack;
mod prune;

pub use disk::Disk;
pub use prune::{Pruned, prune};

use super::key::Key;
use crate::engines::Take;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::SystemTime;

/// Where takes are kept. Any number of threads and processes may use one at once.
pub trait Store: Send + Sync + std::fmt::Debug {
    /// Can takes be kept here? Makes what has to be made for it.
    ///
    /// # Errors
    /// Why they cannot.
    fn ready(&self) -> Result<(), StoreError>;

    /// The take of this key. A damaged one is thrown away by the store.
    ///
    /// # Errors
    /// When the store itself cannot be read; not when there is no take.
    fn get(&self, key: &Key) -> Result<Found, StoreError>;

    /// Keeps a take. If there is one under this key already, that one stays: a stored take is
    /// final, and whoever needs it must then [`get`](Store::get) it, since an engine that is not
    /// reproducible spoke another one. It survives a crash of the program at once, and one of
    /// the machine after [`settle`](Store::settle).
    ///
    /// # Errors
    /// When it could not be written.
    fn put(&self, key: &Key, take: &Take) -> Result<Put, StoreError>;

    /// Makes what was put so far safe from a power cut.
    ///
    /// # Errors
    /// When the system cannot promise it.
    fn settle(&self) -> Result<(), StoreError>;

    /// Remembers that a take was used, so that others are evicted first.
    ///
    /// # Errors
    /// When that could not be written down; the take is as good as before.
    fn touch(&self, key: &Key) -> Result<(), StoreError>;

    /// Every take there is, in no order, until `each` has seen enough.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn list(&self, each: &mut dyn FnMut(Kept) -> ControlFlow<()>) -> Result<(), StoreError>;

    /// Where it is, as a person would look for it.
    fn place(&self) -> String;

    /// Writes down what a render found here and what it had to speak.
    ///
    /// # Errors
    /// When it could not; nothing depends on it.
    fn count(&self, hits: Hits) -> Result<(), StoreError>;

    /// What all renders found here and had to speak, as far as was written down.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn hits(&self) -> Result<Hits, StoreError>;

    /// Throws a take away. It is no error if there was none.
    ///
    /// # Errors
    /// When it is still there.
    fn remove(&self, key: &Key) -> Result<(), StoreError>;
}

/// What a store was good for, in lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hits {
    /// Lines that had to be spoken.
    pub spoken: u64,
    /// Lines that were found.
    pub reused: u64,
}

/// What a store has under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The take, checked.
    Take(Take),
    /// Nothing.
    Nothing,
    /// Something that is no take, or another one. It is gone now.
    Damaged,
}

/// What became of a take that was put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is kept.
    Kept,
    /// There was one before it, which stays.
    Already,
}

/// One stored take, from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Its key.
    pub key: Key,
    /// What it takes of the disk, in bytes.
    pub bytes: u64,
    /// When it was last used, as far as is known.
    pub used: SystemTime,
}

/// Why a store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file or folder of the store.
    #[error("{doing} {}: {source}", path.display())]
    File {
        /// As a participle: "reading".
        doing: &'static str,
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}
