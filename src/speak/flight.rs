//! Two workers with the same line to one that speaks it and one that finds it.
//!
//! "Yes." beside "Yes." in the same voice is one take; without this, whoever came second would not
//! find it yet and speak it, too.

use super::key::Key;
use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// The takes that are being looked for or spoken.
#[derive(Debug, Default)]
pub(super) struct Flight {
    keys: Mutex<BTreeSet<Key>>,
    landed: Condvar,
}

/// The right to speak one take. It ends when this is dropped.
pub(super) struct Boarded<'a> {
    flight: &'a Flight,
    key: Key,
}

impl Flight {
    /// Waits until nobody else is at this take.
    pub(super) fn board(&self, key: Key) -> Boarded<'_> {
        let mut keys = self.keys();
        while !keys.insert(key) {
            keys = self
                .landed
                .wait(keys)
                .unwrap_or_else(PoisonError::into_inner);
        }
        Boarded { flight: self, key }
    }

    /// Nothing in here can panic, so a poisoned lock is as good as another.
    fn keys(&self) -> MutexGuard<'_, BTreeSet<Key>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Boarded<'_> {
    fn drop(&mut self) {
        self.flight.keys().remove(&self.key);
        self.flight.landed.notify_all();
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn nobody_is_at_the_same_take_with_another() {
        let flight = Flight::default();
        let keys = ["01", "02"].map(|n| Key::parse(&n.repeat(32)).unwrap());
        let at = [AtomicUsize::new(0), AtomicUsize::new(0)];
        std::thread::scope(|scope| {
            for n in 0..8 {
                let (flight, keys, at) = (&flight, &keys, &at);
                scope.spawn(move || {
                    for round in 0..200 {
                        let which = (n + round) % 2;
                        let boarded = flight.board(keys[which]);
                        assert_eq!(at[which].fetch_add(1, Ordering::SeqCst), 0);
                        std::thread::yield_now();
                        at[which].fetch_sub(1, Ordering::SeqCst);
                        drop(boarded);
                    }
                });
            }
        });
        assert!(flight.keys().is_empty());
    }
}
