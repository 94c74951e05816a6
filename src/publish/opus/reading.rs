//! A finished Opus file to what other code finds in it: frames, peaks, title, chapters.
//!
//! Nothing of what wrote it takes part: `symphonia` takes the pages apart, checksum by checksum, and reads
//! the comments; `opus-rs` decodes the packets. It gives what libopus gives to a ten millionth of full
//! scale; `opus-decoder` was rejected for its speed (three times that of the sound), and `ropus` for being
//! the encoder's own.

use crate::audio::decode::DecodeError;
use crate::audio::true_peak::TruePeak;
use crate::publish::PublishError;
use crate::publish::marks::ChapterMark;
use opus_rs::OpusDecoder;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::core::meta::{
    ChapterGroup, ChapterGroupItem, MetadataOptions, RawValue, StandardTag,
};

/// Frames in the longest packet that there is: 120 ms.
const LONGEST: usize = 5760;

/// What a file holds.
#[derive(Debug, Default, PartialEq)]
struct Found {
    channels: usize,
    frames: u64,
    peak: f64,
    title: String,
    /// Starts in milliseconds, and titles.
    chapters: Vec<(u64, String)>,
}

/// Reads a whole file, and compares it to channels, frames, title and chapters; its true peak in dBTP.
///
/// # Errors
/// When it cannot be read, or holds something else.
pub(super) fn verify(
    path: &Path,
    (channels, frames): (u16, u64),
    title: &str,
    chapters: &[ChapterMark],
) -> Result<f64, PublishError> {
    let wrong = |message: String| {
        PublishError::Readback(DecodeError::Format {
            path: path.to_owned(),
            message,
        })
    };
    let file = File::open(path).map_err(PublishError::file("reading", path))?;
    // A decoder that panics has met a file that is broken.
    let read = catch_unwind(AssertUnwindSafe(|| read(file)));
    let found = match read {
        Ok(found) => found.map_err(|error| wrong(error.to_string()))?,
        Err(_) => return Err(wrong("its decoder fails on it".to_owned())),
    };
    if found.frames != frames || found.channels != usize::from(channels) {
        return Err(PublishError::Length {
            path: path.to_owned(),
            promised: frames,
            found: found.frames,
        });
    }
    if found.title != title {
        return Err(wrong(format!(
            "its title reads as \u{201c}{}\u{201d}",
            found.title
        )));
    }
    let listed = chapters.iter().map(|mark| (mark.start_ms, &mark.title));
    let read = found.chapters.iter().map(|(start, title)| (*start, title));
    match listed.eq(read) {
        true => Ok(found.peak),
        false => Err(wrong(
            "its chapters are not those of the episode".to_owned(),
        )),
    }
}

fn read(file: File) -> Result<Found, Error> {
    let stream = MediaSourceStream::new(Box::new(file), Default::default());
    let mut reader = symphonia::default::get_probe().probe(
        &Hint::new(),
        stream,
        FormatOptions::default(),
        MetadataOptions::default(),
    )?;
    let (delay, channels) = reader
        .default_track(TrackType::Audio)
        .and_then(|track| {
            let codec = track.codec_params.as_ref()?.audio()?;
            Some((track.delay?, codec.channels.as_ref()?.count()))
        })
        .ok_or(Error::Unsupported("no audio track"))?;
    let mut found = Found {
        channels,
        title: title(reader.as_mut()),
        chapters: reader.chapters().map(chapters).unwrap_or_default(),
        ..Found::default()
    };
    let mut decoder = OpusDecoder::new(48_000, channels).map_err(Error::DecodeError)?;
    let mut meter = TruePeak::new(channels);
    let mut block = vec![0.0; LONGEST * channels];
    let mut skip = delay as usize;
    loop {
        let packet = match reader.next_packet() {
            Ok(Some(packet)) => packet,
            Ok(None) => break,
            // A file that was cut off is short then.
            Err(Error::IoError(e)) if e.kind() == std::io::ErrorKind::UnexpectedEof => break,
            Err(error) => return Err(error),
        };
        let decoded = decoder
            .decode(&packet.data, LONGEST, &mut block)
            .map_err(Error::DecodeError)?;
        let end = decoded.saturating_sub(packet.trim_end.get() as usize);
        let start = skip.min(decoded);
        skip -= start;
        if start < end {
            found.frames += (end - start) as u64;
            meter.process(&block[start * channels..end * channels]);
        }
    }
    found.peak = 20.0 * meter.peak().log10();
    Ok(found)
}

fn title(reader: &mut dyn FormatReader) -> String {
    let mut metadata = reader.metadata();
    let Some(revision) = metadata.skip_to_latest() else {
        return String::new();
    };
    let own = revision
        .per_track
        .iter()
        .flat_map(|track| &track.metadata.tags);
    let mut tags = revision.media.tags.iter().chain(own);
    tags.find_map(|tag| match &tag.raw.value {
        RawValue::String(text) if tag.raw.key == "TITLE" => Some(text.to_string()),
        _ => None,
    })
    .unwrap_or_default()
}

fn chapters(group: &ChapterGroup) -> Vec<(u64, String)> {
    let chapter = |item: &ChapterGroupItem| {
        let ChapterGroupItem::Chapter(chapter) = item else {
            return None;
        };
        let millis = chapter.start_time.as_nanos().max(0) as u64 / 1_000_000;
        let title = chapter.tags.iter().find_map(|tag| match &tag.std {
            Some(StandardTag::ChapterTitle(title)) => Some(title.to_string()),
            _ => None,
        });
        Some((millis, title.unwrap_or_default()))
    };
    group.items.iter().filter_map(chapter).collect()
}
