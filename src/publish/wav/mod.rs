//! An episode to `<name>.wav`: 16-bit samples, and behind them its chapters in the three forms
//! that readers look for.
//!
//! `RIFF/WAVE` → `fmt ` → `data` → `LIST/INFO` → `cue ` → `LIST/adtl` → `id3 `. The order is
//! the one that the most independent readers understood; everything that describes stands
//! behind the sound, because some readers lose their place at what they do not know before it.
//! The length is known before the first sample, so a file that would pass 4 GiB is an RF64
//! (EBU Tech 3306) from its first byte on, and no other ever is: fewer programs read RF64.

mod chunks;
mod header;

use super::marks::{self, ChapterMark};
use super::sound::{Encoder, Finished, Shape};
use super::tags::Tags;
use super::{Artifact, Extent, Job, OutputRow, PublishError, Write, id3, no_settings};
use crate::audio::{Hz, decode};
use crate::engines::Settings;
use crate::prepare::Picture;
use header::Header;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// The row of this format.
pub(super) const ROW: OutputRow = OutputRow {
    name: "wav",
    about: "the sound as it is, with chapter markers (16-bit WAV; RF64 beyond 4 GiB)",
    file: |name| format!("{name}.wav"),
    media_type: "audio/wav",
    default: true,
    needs: &[],
    pictured: false,
    missing: None,
    check: no_settings,
    holds,
    write: Write::Sound(|job| Ok(Box::new(Wav::open(job, LONGEST)?))),
};

/// Bytes between two writes to the disk; a second and a half of a mono episode.
const BUFFER: usize = 1 << 17;

/// The longest RIFF chunk; beyond it a file is an RF64.
const LONGEST: u64 = u32::MAX as u64;

/// A marker counts its place in 32 bits of frames: a day at 48 kHz.
fn holds(extent: &Extent, _settings: &Settings) -> Result<(), String> {
    let frames = extent.frames.unwrap_or_default();
    match extent.chapters > 0 && frames > u64::from(u32::MAX) {
        false => Ok(()),
        true => Err(format!(
            "it lasts {:.1} hours, and a chapter marker in a WAV file counts at most {:.1}; make it in parts, \
             or leave this format out",
            hours(frames, extent.rate),
            hours(u64::from(u32::MAX), extent.rate)
        )),
    }
}

fn hours(frames: u64, rate: Hz) -> f64 {
    frames as f64 / f64::from(rate.0.max(1)) / 3600.0
}

/// A file that is being written.
struct Wav {
    path: PathBuf,
    header: Header,
    writer: BufWriter<File>,
    longest: u64,
    bytes: Vec<u8>,
}

impl Wav {
    /// With an RF64 for all files of which the RIFF chunk is longer than `longest`.
    fn open(job: &Job<'_>, longest: u64) -> Result<Wav, PublishError> {
        let episode = job.episode;
        let path = job.folder.join((ROW.file)(&episode.about.name));
        let programme = episode.audio.as_ref();
        let tags = Tags::of(&episode.about);
        let header = Header {
            rate: programme.rate(),
            channels: programme.channels(),
            frames: programme.frames(),
            behind: behind(&tags, &marks::chapters(episode)?, job.cover, &path)?,
        };
        let broken = |e| PublishError::file("writing", &path)(e);
        let file = File::create(&path).map_err(broken)?;
        let mut writer = BufWriter::with_capacity(BUFFER, file);
        writer.write_all(&header.head(longest)).map_err(broken)?;
        Ok(Wav {
            path,
            header,
            writer,
            longest,
            bytes: Vec::new(),
        })
    }
}

impl Encoder for Wav {
    fn shape(&self) -> Shape {
        Shape {
            rate: self.header.rate,
            channels: self.header.channels,
            ceiling: None,
        }
    }

    fn encode(&mut self, frames: &[f32]) -> Result<(), PublishError> {
        self.bytes.clear();
        let rounded = frames.iter().map(|sample| round(*sample));
        self.bytes.extend(rounded.flat_map(i16::to_le_bytes));
        self.writer
            .write_all(&self.bytes)
            .map_err(PublishError::file("writing", &self.path))
    }

    fn finish(self: Box<Self>) -> Result<Finished, PublishError> {
        let Wav {
            path,
            header,
            mut writer,
            longest,
            ..
        } = *self;
        let broken = |e| PublishError::file("writing", &path)(e);
        // 16-bit samples always end on an even byte, so `data` needs no pad byte.
        writer.write_all(&header.behind).map_err(broken)?;
        // `into_inner` rather than a drop, which would keep a failed last write to itself.
        writer.into_inner().map_err(|e| broken(e.into_error()))?;
        let bytes = verify(&path, &header, longest)?;
        Ok(Finished {
            artifact: Artifact {
                path,
                media_type: ROW.media_type,
                bytes,
            },
            peak: None,
        })
    }
}

/// All chunks behind the sound, in the order that readers want.
fn behind(
    tags: &Tags,
    chapters: &[ChapterMark],
    cover: Option<&Picture>,
    path: &Path,
) -> Result<Vec<u8>, PublishError> {
    let unmarkable = |why: String| PublishError::Unmarkable {
        path: path.to_owned(),
        why,
    };
    let mut bytes = Vec::new();
    chunks::info(&mut bytes, tags);
    chunks::markers(&mut bytes, chapters).map_err(unmarkable)?;
    let tag = id3::encode(tags, chapters, cover, id3::Version::Id3v24).map_err(unmarkable)?;
    chunks::put(&mut bytes, *b"id3 ", &tag);
    Ok(bytes)
}

/// A sample, full scale ±1.0, as the nearest 16-bit one; halves away from zero, what is beyond
/// full scale to its end, and what is no number to silence.
///
/// In double precision, where scaling and adding a half are exact: `f32::round` is a call into
/// the mathematics library on processors without SSE 4.1, and this is each sample of hours.
/// Dither was rejected here: it would have to be the same on every play, and belongs to
/// mastering.
fn round(sample: f32) -> i16 {
    let scaled = f64::from(sample) * 32_768.0;
    (scaled + 0.5f64.copysign(scaled)) as i16
}

/// Opens what was written by a reader other than its writer and compares the length; returns
/// the size in bytes.
fn verify(path: &Path, header: &Header, longest: u64) -> Result<u64, PublishError> {
    let bytes = std::fs::metadata(path)
        .map_err(PublishError::file("reading", path))?
        .len();
    let (found, whole) = if header.riff_bytes() > longest {
        // None of the libraries here reads RF64.
        let shape = File::open(path)
            .and_then(header::read_rf64)
            .map_err(PublishError::file("reading", path))?;
        (
            shape,
            header.head(longest).len() as u64 + header.tail_bytes(),
        )
    } else {
        (decode::shape(path)?, header.riff_bytes() + 8)
    };
    let expected = decode::Shape {
        rate: header.rate,
        channels: usize::from(header.channels),
        frames: Some(header.frames),
    };
    if found == expected && bytes == whole {
        return Ok(bytes);
    }
    Err(PublishError::Length {
        path: path.to_owned(),
        promised: header.frames,
        found: found.frames.unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests;
