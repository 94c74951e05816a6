//! Utterances to [`Takes`]: found in the store, or spoken on all cores and kept there.
//!
//! Every worker takes the next line that nobody has and finds its take or speaks it; which
//! worker did it changes nothing, since a line's sound depends on its job alone. Samples go to
//! the store at once (ten hours of them do not fit into memory), and only what is known of them
//! is kept. One line that fails does not cost the others: all are tried, and all failures are
//! told together.

mod bands;
pub mod child;
mod failure;
mod flight;
mod guard;
mod hear;
mod key;
mod lacking;
mod pace;
mod recorded;
mod schedule;
mod shelf;
pub mod store;
mod takes;
mod voices;
mod words;
mod worker;
mod wpm;

pub use failure::{LineError, LineFailure, SpeakError};
pub use guard::Broken;
pub use key::Key;
pub use lacking::Lacking;
pub use pace::Paces;
pub use recorded::RecordedError;
pub use takes::{Stored, Takes, Tally};
pub(crate) use words::weight;
pub use wpm::{LINE, Pace, Sample, at_pace, paces};

use crate::cast::Cast;
use crate::diag::observe::{Event, Observer};
use crate::engines::{EngineRow, Places};
use crate::prepare::Utterance;
use bands::Bands;
use child::Program;
use flight::Flight;
use recorded::Reel;
use schedule::Schedule;
use shelf::Shelf;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel, sync_channel};
use std::time::Duration;
use store::{Hits, Store, StoreError};
use worker::{Done, Ended, From, Worker};

/// How many lines may wait to be counted.
const WAITING: usize = 32;
/// A power cut costs what was spoken since the system was last asked to write it down.
const SETTLED_EVERY: Duration = Duration::from_secs(1);

/// What speaking needs of its surroundings.
#[derive(Clone, Copy)]
pub struct EngineRoom<'a> {
    /// The table of engines.
    pub engines: &'a [EngineRow],
    /// Where engines keep their files.
    pub places: &'a Places,
    /// How many lines are spoken at once.
    pub threads: NonZeroUsize,
    /// Where takes are kept.
    pub store: &'a Arc<dyn Store>,
    /// What is started for engines that want a process of their own; without it they speak in
    /// this one.
    pub program: Option<&'a Program>,
    /// May nothing be spoken? A line without a sound take then fails.
    pub locked: bool,
    /// Where takes that failed are put to be listened to; `None` for nowhere.
    pub broken: Option<&'a Path>,
}

/// Finds or speaks the take of every utterance.
///
/// # Errors
/// When an engine cannot be opened, a line cannot be spoken, the store cannot be used, or the
/// observer asks to stop. What was spoken until then is kept.
pub fn speak(
    utterances: &[Utterance],
    cast: &Cast,
    room: EngineRoom<'_>,
    observer: &dyn Observer,
) -> Result<Takes, SpeakError> {
    let (bands, flight, reel) = (Bands::default(), Flight::default(), Reel::default());
    let shelf = Shelf::new(room.engines, room.places);
    let schedule = Schedule::new(utterances.iter().map(|u| u.shown.len()).collect());
    let mut desk = Desk {
        index: vec![None; utterances.len()],
        tally: Tally::default(),
        paces: Paces::default(),
        failed: Vec::new(),
    };
    // Set once nothing that is still spoken could be used.
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (send, receive) = sync_channel(WAITING);
        for _ in 0..room.threads.get().min(utterances.len()) {
            let (send, schedule, shelf) = (send.clone(), &schedule, &shelf);
            let (bands, flight, reel, over) = (&bands, &flight, &reel, &over);
            scope.spawn(move || {
                let stop = || observer.stop() || over.load(Ordering::Relaxed);
                let mut worker = Worker::new(room, shelf, bands, flight, reel, &stop);
                while !stop() {
                    let Some(number) = schedule.next() else {
                        break;
                    };
                    let done = worker.take(&utterances[number].job(cast));
                    // The receiver is gone only after an error, which is already being told.
                    if send.send((number, done)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let (end, ended) = channel();
        let settled = scope.spawn(move || settle(room.store.as_ref(), &ended));
        let mut done = 0;
        let gathered = receive.iter().try_for_each(|(number, line)| {
            done += 1;
            observer.event(Event::Spoken {
                done,
                of: utterances.len(),
            });
            desk.file(number, line)
        });
        over.store(gathered.is_err(), Ordering::Relaxed);
        drop((receive, end));
        let settled = match settled.join() {
            Ok(settled) => settled,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        gathered.and(settled.map_err(SpeakError::from))
    })?;
    if observer.stop() {
        return Err(SpeakError::Stopped);
    }
    if !desk.failed.is_empty() {
        return Err(SpeakError::lines(desk.failed, utterances));
    }
    // It is a courtesy, and not worth a failure.
    let _ = room.store.count(Hits {
        spoken: desk.tally.spoken as u64,
        reused: desk.tally.reused as u64,
    });
    // Every line is either here or among the failed.
    let index = desk.index.into_iter().flatten().collect();
    let store = Arc::clone(room.store);
    Ok(Takes::new(store, index, desk.tally, desk.paces))
}

/// Where lines come together again.
struct Desk {
    index: Vec<Option<Stored>>,
    tally: Tally,
    paces: Paces,
    failed: Vec<(usize, LineError)>,
}

impl Desk {
    fn file(&mut self, number: usize, line: Result<Done, Ended>) -> Result<(), SpeakError> {
        match line {
            Ok(Done {
                stored,
                from,
                paces,
            }) => {
                self.paces.join(paces);
                self.index[number] = Some(stored);
                self.tally.reused += usize::from(from == From::Store);
                self.tally.spoken += usize::from(matches!(from, From::Voice | From::Damage));
                self.tally.damaged += usize::from(from == From::Damage);
                self.tally.recorded += usize::from(from == From::Recording);
                Ok(())
            }
            Err(Ended::Line(why)) => {
                self.failed.push((number, why));
                Ok(())
            }
            Err(Ended::All(error)) => Err(error),
        }
    }
}

/// Makes takes safe from a power cut every now and then, and once more at the end.
fn settle(store: &dyn Store, ended: &Receiver<()>) -> Result<(), StoreError> {
    while ended.recv_timeout(SETTLED_EVERY) == Err(RecvTimeoutError::Timeout) {
        store.settle()?;
    }
    store.settle()
}
