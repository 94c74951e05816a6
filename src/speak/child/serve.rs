//! The child's side: jobs from standard input to takes on standard output, until it is closed.

use super::super::shelf::Shelf;
use super::super::voices::Voices;
use super::wire::{self, Ask, Failed, Spoken};
use crate::engines::{EngineRow, SpeakJob};
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::sync_channel;

/// Speaks what it is asked to. When the other end closes (or is killed) the process ends at
/// once, in the middle of a line if need be: nobody would hear it.
///
/// # Errors
/// When a message makes no sense, or cannot be written.
pub fn serve(
    table: &[EngineRow],
    mut from: impl Read + Send + 'static,
    mut to: impl Write,
) -> io::Result<()> {
    let Some(Ask::Places(places)) = wire::receive(&mut from)? else {
        return Err(io::Error::other(
            "this is spoken to by another process of this program only",
        ));
    };
    let (send, asked) = sync_channel(1);
    // A line may take minutes; the closing of the pipe must not have to wait for its end.
    std::thread::spawn(move || {
        loop {
            let Ok(asked) = wire::receive::<Ask>(&mut from) else {
                std::process::exit(1);
            };
            // Either there is nobody left who asks, or nobody who speaks.
            if asked.and_then(|ask| send.send(ask).ok()).is_none() {
                std::process::exit(0);
            }
        }
    });
    let shelf = Shelf::new(table, &places);
    let mut voices = Voices::new(&shelf);
    for ask in asked {
        match ask {
            Ask::Job(job) => {
                let take = speak(&mut voices, &job);
                if take.is_err() {
                    // Whatever made it fail must not be in the way of the next line.
                    voices.forget();
                }
                wire::answer(&mut to, take)?;
            }
            Ask::Forget => voices.forget(),
            Ask::Places(_) => return Err(io::Error::other("told twice where things are")),
        }
    }
    Ok(())
}

/// A panic inside an engine is told as its error: the process is here to take it.
fn speak(voices: &mut Voices<'_>, job: &SpeakJob) -> Spoken {
    let failed = |closed: bool, message: String| Failed { closed, message };
    let spoken = catch_unwind(AssertUnwindSafe(|| {
        let opened = voices.open(job);
        opened.map_err(|error| failed(true, error.to_string()))?;
        let take = voices.speak(job);
        take.map_err(|error| failed(false, error.to_string()))
    }));
    match spoken {
        Ok(take) => take,
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
            let engine = &job.voice.engine;
            let text = text.unwrap_or("without a word");
            Err(failed(false, format!("{engine} panicked: {text}")))
        }
    }
}
