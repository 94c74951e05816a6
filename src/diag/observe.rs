//! What the library tells while it works, to whoever listens: the library itself never prints.

/// Listens to a render, and may end it. Called from several threads.
pub trait Observer: Sync {
    /// Something happened.
    fn event(&self, event: Event<'_>);

    /// Should the work stop? Asked between lines and between blocks of audio.
    fn stop(&self) -> bool {
        false
    }
}

/// Something that happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Event<'a> {
    /// Who speaks with which voice, one line of text for each; told before the first word.
    Cast(&'a [String]),
    /// The pace of so many voices is found out, for which some of their lines are spoken.
    Pacing {
        /// How many.
        voices: usize,
    },
    /// So many of so many lines have been spoken.
    Spoken {
        /// Lines done.
        done: usize,
        /// Lines in all.
        of: usize,
    },
    /// Files of the earlier render are gone, because this one was not asked for them: beside
    /// its files they would be taken for a part of it.
    Removed(&'a [String]),
    /// A later step began, named by what it does: "mastering", "writing wav".
    Step(&'a str),
}

/// Listens to nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {
    fn event(&self, _event: Event<'_>) {}
}
