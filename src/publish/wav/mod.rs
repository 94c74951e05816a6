//! An episode to `<name>.wav`: samples of 16 or 24 bits, and behind them its chapters in the three forms
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
use super::sound::{Encoder, Finished, KEYS, Linear, Shape, hours};
use super::tags::Tags;
use super::{Artifact, Extent, Job, OutputRow, PublishError, Write, id3, settings};
use crate::audio::decode;
use crate::engines::Settings;
use crate::prepare::Picture;
use header::Header;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// The row of this format.
pub(super) const ROW: OutputRow = OutputRow {
    name: "wav",
    about: "the sound as it is, with chapter markers (WAV, 16 or 24 bits; RF64 beyond 4 GiB)",
    file: |name| format!("{name}.wav"),
    media_type: "audio/wav",
    default: true,
    needs: &[],
    pictured: false,
    missing: None,
    like: None,
    check: |given| settings::check(KEYS, given),
    holds,
    write: Write::Sound(|job| Ok(Box::new(Wav::open(job, LONGEST)?))),
};

/// Bytes between two writes to the disk; a second and a half of a mono episode.
const BUFFER: usize = 1 << 17;

/// The longest RIFF chunk; beyond it a file is an RF64.
const LONGEST: u64 = u32::MAX as u64;

/// A marker counts its place in 32 bits of frames: a day at 48 kHz.
fn holds(extent: &Extent, settings: &Settings) -> Result<(), String> {
    let Linear { rate, frames, .. } = Linear::for_extent(extent, settings);
    match extent.chapters > 0 && frames > u64::from(u32::MAX) {
        false => Ok(()),
        true => Err(format!(
            "it lasts {:.1} hours, and a chapter marker in a WAV file counts at most {:.1}; make it in parts, \
             or leave this format out",
            hours(frames, rate),
            hours(u64::from(u32::MAX), rate)
        )),
    }
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
        let tags = Tags::of(&episode.about);
        let sound = Linear::of(job);
        let mut chapters = marks::chapters(episode)?;
        // Their times stay as they are in every file; their frames are counted at this file's rate.
        for mark in &mut chapters {
            let own = episode.timeline.rate;
            let end = sound.rate.rescale(mark.start + mark.frames, own);
            mark.start = sound.rate.rescale(mark.start, own);
            mark.frames = end.saturating_sub(mark.start);
        }
        let header = Header {
            behind: behind(&tags, &chapters, job.cover, &path)?,
            sound,
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
            rate: self.header.sound.rate,
            channels: self.header.sound.channels,
            ceiling: None,
        }
    }

    fn encode(&mut self, frames: &[f32]) -> Result<(), PublishError> {
        self.bytes.clear();
        let sound = self.header.sound;
        let rounded = frames
            .iter()
            .map(|sample| sound.round(*sample).to_le_bytes());
        match sound.depth {
            16 => self.bytes.extend(rounded.flat_map(|[a, b, ..]| [a, b])),
            _ => self
                .bytes
                .extend(rounded.flat_map(|[a, b, c, _]| [a, b, c])),
        }
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
        if header.pad() > 0 {
            writer.write_all(&[0]).map_err(broken)?;
        }
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
        rate: header.sound.rate,
        channels: usize::from(header.sound.channels),
        frames: Some(header.sound.frames),
    };
    if found == expected && bytes == whole {
        return Ok(bytes);
    }
    Err(PublishError::Length {
        path: path.to_owned(),
        promised: header.sound.frames,
        found: found.frames.unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests;
