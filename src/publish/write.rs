//! An episode and the chosen formats to their files in one folder: the sounds from one pass, then the pages.

use super::cover;
use super::sound::{Asked, pass};
use super::{Artifact, Extent, Job, OutputRow, PublishError, Write};
use crate::diag::observe::{Event, Observer};
use crate::engines::Settings;
use crate::house::Formats;
use crate::master::Episode;
use std::path::Path;

/// Writes all formats into a folder; each row with its files, in the order of the rows.
///
/// # Errors
/// Whatever a format says, or [`PublishError::Stopped`].
pub(super) fn write<'r>(
    episode: &Episode,
    rows: &[&'r OutputRow],
    formats: &Formats,
    folder: &Path,
    observer: &dyn Observer,
) -> Result<Vec<(&'r OutputRow, Vec<Artifact>)>, PublishError> {
    let none = Settings::new();
    let pictured = rows.iter().any(|row| row.pictured);
    let cover = pictured.then(|| cover::front(&episode.about)).transpose()?;
    let cover = cover.as_ref().and_then(Option::as_ref);
    let job = |row: &OutputRow| Job {
        episode,
        folder,
        settings: formats.get(row.name).unwrap_or(&none),
        cover: cover.filter(|_| row.pictured),
        room: 0.0,
        observer,
    };
    let sounds: Vec<_> = rows
        .iter()
        .filter_map(|row| match &row.write {
            Write::Sound(open) => Some((row, open)),
            Write::Page(_) => None,
        })
        .collect();
    let mut encoded = Vec::new();
    if !sounds.is_empty() {
        let names: Vec<&str> = sounds.iter().map(|(row, _)| row.name).collect();
        observer.event(Event::Step(&format!("writing {}", names.join(", "))));
        let asked = sounds.iter().map(|(row, open)| Asked {
            open: *open,
            job: job(row),
        });
        encoded = pass(episode, asked.collect(), folder, observer)?;
    }
    let mut encoded = encoded.into_iter();
    let mut written = Vec::new();
    for row in rows {
        let artifacts = match row.write {
            Write::Sound(_) => encoded.next().into_iter().collect(),
            Write::Page(page) => {
                if observer.stop() {
                    let out = folder.to_owned();
                    return Err(PublishError::Stopped { out });
                }
                observer.event(Event::Step(&format!("writing {}", row.name)));
                page(&job(row))?
            }
        };
        written.push((*row, artifacts));
    }
    Ok(written)
}

/// How large an episode is.
pub(super) fn extent(episode: &Episode) -> Extent {
    Extent {
        chapters: episode.timeline.chapters.len(),
        rate: episode.audio.rate(),
        frames: Some(episode.audio.frames()),
        channels: Some(episode.audio.channels()),
        levels: episode.levels,
    }
}
