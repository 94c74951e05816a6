//! Voices to their bands, measured once in a render by whoever needs one first.

use super::guard::Band;
use super::key::Key;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The bands of a render. A voice whose sentence could not be spoken has none: its lines are
/// about to fail by themselves, and with their own words.
#[derive(Debug, Default)]
pub(super) struct Bands {
    known: Mutex<BTreeMap<Key, Arc<OnceLock<Option<Band>>>>>,
}

impl Bands {
    /// The band of the voice whose fixed sentence has this key. Others who ask for it in the
    /// meantime wait.
    pub(super) fn get(&self, key: Key, measure: impl FnOnce() -> Option<Band>) -> Option<Band> {
        let place = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(key).or_default())
        };
        *place.get_or_init(measure)
    }
}
