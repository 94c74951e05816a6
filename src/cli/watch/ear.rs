//! What the library tells during a watch, to the little of it that is worth saying again; and
//! a newer save to the wish to stop.

use crate::cli::progress::Progress;
use duologue::diag::observe::{Event, Observer};
use std::sync::atomic::{AtomicU64, Ordering};

/// Listens to one render of a watch.
pub(super) struct Ear<'a> {
    /// What a render shows by itself.
    pub(super) progress: &'a Progress,
    /// Is a bar drawn? It goes away again; plain lines would fill the page, save by save.
    pub(super) drawn: bool,
    /// Has there been no episode yet? Then everything is told.
    pub(super) first: bool,
    /// Who speaks with which voice, as it was told last.
    pub(super) voices: &'a [String],
    /// How many saves there were; `None` if this render is finished whatever is saved.
    pub(super) saves: Option<&'a AtomicU64>,
    /// How many of them are in what is rendered.
    pub(super) heard: u64,
}

impl Observer for Ear<'_> {
    fn event(&self, event: Event<'_>) {
        let worth = match event {
            Event::Cast(voices) => voices != self.voices,
            Event::Spoken { .. } | Event::Step(_) | Event::Pacing { .. } => {
                self.first || self.drawn
            }
            Event::Removed(_) => true,
        };
        if worth {
            self.progress.event(event);
        }
    }

    fn stop(&self) -> bool {
        let newer = |saves: &AtomicU64| saves.load(Ordering::SeqCst) > self.heard;
        self.progress.stop() || self.saves.is_some_and(newer)
    }
}
