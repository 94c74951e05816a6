//! A finished MP4 file to whether it is what it should be, as two readers see it that did not write it.
//!
//! The sound is decoded by `symphonia`, which goes by the sample tables and leaves the edit list to
//! players: so it has to come to all AAC frames, of 1024 samples each, which are the episode's and
//! before them the encoder's delay (2048) and behind them less than a frame of silence. Title and
//! chapters, of the track and of the list, are read by `mp4ameta`.

use super::super::PublishError;
use super::super::sound::heard;
use super::super::tags::Tags;
use super::LISTED;
use super::aac::FRAME;
use super::movie::Facts;
use super::tags::{SHORT, TITLE, shortened};
use crate::audio::decode::DecodeError;
use std::path::Path;

/// Reads a file again; its true peak, in dBTP.
///
/// # Errors
/// When it cannot be read, or is another than was to be written.
pub(super) fn check(
    path: &Path,
    bytes: u64,
    facts: &Facts,
    tags: &Tags,
) -> Result<f64, PublishError> {
    let wrong = |message: String| {
        PublishError::Readback(DecodeError::Format {
            path: path.to_owned(),
            message,
        })
    };
    let found = std::fs::metadata(path).map_err(PublishError::file("reading", path))?;
    if found.len() != bytes {
        let found = found.len();
        return Err(wrong(format!("it has {found} bytes instead of {bytes}")));
    }
    let heard = heard(path)?;
    let promised = facts.packets * FRAME;
    if (heard.rate, heard.channels) != (facts.rate, usize::from(facts.channels)) {
        return Err(wrong("its sample rate or channels are others".to_owned()));
    }
    if heard.frames != promised {
        return Err(PublishError::Length {
            path: path.to_owned(),
            promised,
            found: heard.frames,
        });
    }
    told(path, facts, tags).map_err(wrong)?;
    Ok(heard.peak)
}

/// Does it say what it should say of itself?
pub(super) fn told(path: &Path, facts: &Facts, tags: &Tags) -> Result<(), String> {
    let config = mp4ameta::ReadConfig {
        read_image_data: false,
        ..mp4ameta::ReadConfig::DEFAULT
    };
    let tag = mp4ameta::Tag::read_with_path(path, &config).map_err(|e| e.to_string())?;
    if tag.userdata.title().unwrap_or_default() != tags.title {
        return Err("its title is another".to_owned());
    }
    // The reader takes no notice of the edit by which the track begins at its first chapter.
    let first = facts.chapters.first().map_or(0, |chapter| chapter.start_ms);
    let count = facts.chapters.len();
    let listed = count <= LISTED;
    let track = tag.userdata.chapter_track();
    let list = tag.userdata.chapter_list();
    if track.len() != count || list.len() != if listed { count } else { 0 } {
        return Err("it has another number of chapters".to_owned());
    }
    let same = |found: &mp4ameta::Chapter, start: u64, title: String| {
        found.start.as_millis() == u128::from(start) && found.title == title
    };
    for (at, chapter) in facts.chapters.iter().enumerate() {
        let start = chapter.start_ms;
        let tracked = shortened(&chapter.title, TITLE);
        let in_track = same(&track[at], start.saturating_sub(first), tracked);
        let in_list = || same(&list[at], start, shortened(&chapter.title, SHORT));
        if !in_track || listed && !in_list() {
            return Err(format!("its chapter {} is another", at + 1));
        }
    }
    Ok(())
}
