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
mod tag;

use super::marks::{self, ChapterMark};
use super::{Artifact, OutputRow, PublishError, Written, no_settings};
use crate::audio::{Hz, decode};
use crate::diag::observe::Observer;
use crate::master::{Episode, Programme};
use header::Header;
use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::Path;

/// The row of this format.
pub(super) const ROW: OutputRow = OutputRow {
    name: "wav",
    about: "the sound as it is, with chapter markers (16-bit WAV; RF64 beyond 4 GiB)",
    file: |name| format!("{name}.wav"),
    media_type: "audio/wav",
    default: true,
    needs: &[],
    check: no_settings,
    write,
};

/// Bytes between two writes to the disk; a second and a half of a mono episode.
const BUFFER: usize = 1 << 17;

fn write(episode: &Episode, folder: &Path, observer: &dyn Observer) -> Written {
    write_within(episode, folder, observer, u64::from(u32::MAX))
}

/// The same with an RF64 for all files of which the RIFF chunk is longer than `longest`.
fn write_within(
    episode: &Episode,
    folder: &Path,
    observer: &dyn Observer,
    longest: u64,
) -> Written {
    let path = folder.join((ROW.file)(&episode.about.name));
    let programme = episode.audio.as_ref();
    let chapters = marks::chapters(episode)?;
    let header = Header {
        rate: programme.rate(),
        channels: programme.channels(),
        frames: programme.frames(),
        behind: behind(episode, &chapters, &path)?,
    };
    let pour = |sink: &mut dyn FnMut(&[i16]) -> io::Result<()>| {
        pour(programme, &path, folder, observer, sink)
    };
    let broken = |e| PublishError::file("writing", &path)(e);
    let file = File::create(&path).map_err(broken)?;
    let mut writer = BufWriter::with_capacity(BUFFER, file);
    if header.riff_bytes() > longest {
        writer.write_all(&header.rf64()).map_err(broken)?;
        let mut bytes = Vec::new();
        pour(&mut |samples| {
            bytes.clear();
            bytes.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
            writer.write_all(&bytes)
        })?;
        writer.write_all(&header.behind).map_err(broken)?;
    } else {
        write_riff(&header, &mut writer, &path, pour)?;
    }
    // `into_inner` rather than a drop, which would keep a failed last write to itself.
    writer.into_inner().map_err(|e| broken(e.into_error()))?;
    let bytes = verify(&path, &header, longest)?;
    Ok(vec![Artifact {
        path,
        media_type: ROW.media_type,
        bytes,
    }])
}

/// A plain RIFF file: `hound` for head and samples, then what it has no words for. 16-bit
/// samples always end on an even byte, so `data` needs no pad byte (which `hound` would leave
/// out).
fn write_riff(
    header: &Header,
    writer: &mut BufWriter<File>,
    path: &Path,
    pour: impl FnOnce(&mut dyn FnMut(&[i16]) -> io::Result<()>) -> Result<(), PublishError>,
) -> Result<(), PublishError> {
    let broken = |e| PublishError::file("writing", path)(e);
    let spec = hound::WavSpec {
        channels: header.channels,
        sample_rate: header.rate.0,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut samples = hound::WavWriter::new(&mut *writer, spec).map_err(|e| broken(plain(e)))?;
    pour(&mut |block| {
        // The length fits: a file is as long as its samples, and longer ones are RF64.
        let mut room = samples.get_i16_writer(block.len() as u32);
        for sample in block {
            room.write_sample(*sample);
        }
        room.flush().map_err(plain)
    })?;
    samples.finalize().map_err(|e| broken(plain(e)))?;
    let size = u32::try_from(header.riff_bytes()).map_err(|e| broken(io::Error::other(e)))?;
    let finish = |writer: &mut BufWriter<File>| {
        writer.seek(SeekFrom::End(0))?;
        writer.write_all(&header.behind)?;
        writer.seek(SeekFrom::Start(header::SIZE_AT))?;
        writer.write_all(&size.to_le_bytes())
    };
    finish(writer).map_err(broken)
}

fn plain(error: hound::Error) -> io::Error {
    match error {
        hound::Error::IoError(e) => e,
        other => io::Error::other(other),
    }
}

/// All chunks behind the sound, in the order that readers want.
fn behind(
    episode: &Episode,
    chapters: &[ChapterMark],
    path: &Path,
) -> Result<Vec<u8>, PublishError> {
    let unmarkable = |why: String| PublishError::Unmarkable {
        path: path.to_owned(),
        why,
    };
    let mut bytes = Vec::new();
    chunks::info(&mut bytes, &episode.about);
    chunks::markers(&mut bytes, chapters).map_err(unmarkable)?;
    let tag = tag::encode(&episode.about, chapters).map_err(unmarkable)?;
    chunks::put(&mut bytes, *b"id3 ", &tag);
    Ok(bytes)
}

/// Hands the whole programme to `sink` as 16-bit samples.
///
/// # Errors
/// When the sink fails, the observer asks to stop, or the programme is not as long as it said:
/// the sizes in the head are already on the disk by then.
fn pour(
    programme: &dyn Programme,
    path: &Path,
    folder: &Path,
    observer: &dyn Observer,
    sink: &mut dyn FnMut(&[i16]) -> io::Result<()>,
) -> Result<(), PublishError> {
    let channels = u64::from(programme.channels().max(1));
    let promised = programme.frames().saturating_mul(channels);
    let mut found = 0;
    let mut rounded = Vec::new();
    let mut failure = None;
    programme.play(&mut |block| {
        found += block.len() as u64;
        if observer.stop() {
            failure = Some(PublishError::Stopped {
                out: folder.to_owned(),
            });
        } else if found <= promised {
            rounded.clear();
            rounded.extend(block.iter().copied().map(round));
            failure = sink(&rounded)
                .err()
                .map(PublishError::file("writing", path));
        }
        match failure.is_some() || found > promised {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    })?;
    match failure {
        Some(failure) => Err(failure),
        None if found == promised => Ok(()),
        None => Err(PublishError::Length {
            path: path.to_owned(),
            promised: programme.frames(),
            found: found / channels,
        }),
    }
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
        (shape, header.rf64().len() as u64 + header.tail_bytes())
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
