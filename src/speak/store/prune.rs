//! A store that is too large to one that fits: what was not used for longest goes first.

use super::{Kept, Store, StoreError};
use std::ops::ControlFlow;
use std::time::{Duration, SystemTime};

/// What was used less long ago than this stays, whatever the cap: a render that is under way
/// counts on it.
const IN_USE: Duration = Duration::from_secs(2 * 3600);
/// So many files are looked at; a store with more is pruned in several rounds.
const MOST: usize = 4_000_000;

/// What pruning did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pruned {
    /// Takes thrown away.
    pub takes: usize,
    /// What they took of the disk, in bytes.
    pub bytes: u64,
    /// What is left, in bytes.
    pub left: u64,
}

/// Throws takes away until the rest is at most `cap` bytes, or all that is left is in use.
///
/// # Errors
/// When the store cannot be read, or a take not be thrown away.
pub fn prune(store: &dyn Store, cap: u64, now: SystemTime) -> Result<Pruned, StoreError> {
    let mut all: Vec<Kept> = Vec::new();
    store.list(&mut |kept| {
        all.push(kept);
        match all.len() {
            MOST.. => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    })?;
    let mut pruned = Pruned {
        left: all.iter().map(|kept| kept.bytes).sum(),
        ..Pruned::default()
    };
    // The key decides between two of the same moment, so that two prunings agree.
    all.sort_unstable_by_key(|kept| (kept.used, kept.key));
    for kept in all {
        let idle = now.duration_since(kept.used).unwrap_or_default();
        if pruned.left <= cap || idle < IN_USE {
            break;
        }
        store.remove(&kept.key)?;
        pruned.takes += 1;
        pruned.bytes += kept.bytes;
        pruned.left -= kept.bytes;
    }
    Ok(pruned)
}
