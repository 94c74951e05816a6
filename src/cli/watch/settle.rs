//! The events of one save to the moment at which it is over: a debounce, told what time it is.
//!
//! A save is several events (an editor writes another file, renames, sets the mode), and what
//! stands between them is half a file. It is over when nothing came for a while; but a program
//! that writes without end must not put that off for ever, hence the limit.

use std::time::{Duration, Instant};

/// Quiet for so long, and the save is over. Editors were seen to need up to 40 ms on a slow disk.
pub(super) const QUIET: Duration = Duration::from_millis(80);
/// So long after its first event a save is looked at, over or not.
pub(super) const LIMIT: Duration = Duration::from_millis(150);

/// The save that is under way.
#[derive(Debug, Default)]
pub(super) struct Settle {
    /// Its first event and its last.
    under_way: Option<(Instant, Instant)>,
}

impl Settle {
    /// One more event.
    pub(super) fn event(&mut self, now: Instant) {
        let first = self.began().unwrap_or(now);
        self.under_way = Some((first, now));
    }

    /// When it began; `None` if nothing is under way.
    pub(super) fn began(&self) -> Option<Instant> {
        self.under_way.map(|(first, _)| first)
    }

    /// When it is to be looked at; `None` if nothing is under way.
    pub(super) fn due(&self) -> Option<Instant> {
        self.under_way
            .map(|(first, last)| (last + QUIET).min(first + LIMIT))
    }

    /// It was looked at: the next event begins another.
    pub(super) fn over(&mut self) {
        self.under_way = None;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// When events at these milliseconds are looked at, each as (when, since when).
    fn looks(events: &[u64]) -> Vec<(u64, u64)> {
        let zero = Instant::now();
        let at = |ms: u64| zero + Duration::from_millis(ms);
        let ms = |at: Instant| u64::try_from((at - zero).as_millis()).unwrap();
        let (mut settle, mut looks) = (Settle::default(), vec![]);
        for event in events.iter().map(|ms| at(*ms)).chain([at(1_000_000)]) {
            if let Some(due) = settle.due().filter(|due| *due <= event) {
                looks.push((ms(due), ms(settle.began().unwrap())));
                settle.over();
            }
            settle.event(event);
        }
        looks
    }

    #[test]
    fn a_save_is_over_when_it_is_quiet_and_soon_in_any_case() {
        assert_eq!(looks(&[]), []);
        assert_eq!(looks(&[5]), [(85, 5)]);
        // An editor's rename, mode and write.
        assert_eq!(looks(&[0, 2, 30]), [(110, 0)]);
        // Two saves of one person.
        assert_eq!(looks(&[0, 400]), [(80, 0), (480, 400)]);
        // A program that never stops writing is looked at all the same.
        let endless: Vec<u64> = (0..40).map(|n| n * 10).collect();
        assert_eq!(looks(&endless), [(150, 0), (300, 150), (450, 300)]);
    }
}
