//! The sound of an episode to a whole MP4 file, read again.
//!
//! Space for everything that stands before the sound is left free, the AAC frames go to the disk as they
//! come, and of each its size alone is kept: 2 bytes, 10 MB for 30 hours.

use super::super::sound::{Encoder, Finished, Shape};
use super::super::tags::Tags;
use super::super::{Artifact, Job, PublishError, id3, marks, settings};
use super::aac::{Aac, Frames};
use super::boxes::Boxes;
use super::movie::{Facts, Movie};
use super::{BITRATE, Kind, RATE, check, tags};
use crate::audio::{Db, Hz};
use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::PathBuf;

/// Bytes between two writes to the disk.
const BUFFER: usize = 1 << 16;

/// What the encoder adds to the peaks of limited speech at so many bits a second, in dB.
///
/// Measured with speech of the embedded voice (two interviews, podcast and audiobook levels, one channel
/// and two), pushed 6 dB into a limiter at -1 dBTP: at most 0.57 at 32 kbit/s, 0.42 from 64 kbit/s on; as it
/// is mastered, without that push, at most 0.1. Bursts of clipped noise, which are no speech: 0.65. What is
/// beyond that is encoded again.
fn overshoot(bits: u32) -> f64 {
    if bits < 64_000 { 0.6 } else { 0.45 }
}

/// A file that is being written.
pub(super) struct Mp4 {
    path: PathBuf,
    writer: BufWriter<File>,
    aac: Aac,
    pub(super) movie: Movie,
    tags: Tags,
    sizes: Vec<u16>,
    done: Frames,
    ceiling: Db,
}

impl Mp4 {
    pub(super) fn open(job: &Job<'_>, kind: Kind) -> Result<Mp4, PublishError> {
        let episode = job.episode;
        let path = job.folder.join((kind.row().file)(&episode.about.name));
        let refused = |why| PublishError::Encoder {
            path: path.clone(),
            why,
        };
        let programme = episode.audio.as_ref();
        let channels = settings::channels(job.settings, programme.channels());
        let own = [44_100, 48_000].contains(&programme.rate().0);
        let rate = Hz(
            settings::number(job.settings, RATE.name).unwrap_or(match own {
                true => programme.rate().0,
                false => 48_000,
            }),
        );
        let kilobits = settings::number(job.settings, BITRATE.name);
        let bits = 1000 * kilobits.unwrap_or(if channels == 1 { 64 } else { 96 });
        let aac = Aac::new(rate, channels, bits).map_err(refused)?;

        let said = Tags::of(&episode.about);
        let chapters = marks::chapters(episode)?;
        let mut udta = Boxes::default();
        tags::put(&mut udta, kind, &said, &chapters, job.cover);
        let frames = rate.rescale(programme.frames(), programme.rate());
        let language = id3::three_letters(&said.language).unwrap_or_default();
        let movie = Movie::new(Facts {
            kind,
            rate,
            channels,
            frames,
            delay: aac.delay,
            packets: aac.packets(frames),
            config: aac.config.clone(),
            bits,
            language: language.as_bytes().try_into().unwrap_or(*b"und"),
            chapters,
            udta: udta.bytes,
        });
        let broken = |e| PublishError::file("writing", &path)(e);
        let file = File::create(&path).map_err(broken)?;
        let mut writer = BufWriter::with_capacity(BUFFER, file);
        writer.seek(SeekFrom::Start(movie.length)).map_err(broken)?;
        Ok(Mp4 {
            writer,
            aac,
            movie,
            tags: said,
            sizes: Vec::new(),
            done: Frames::default(),
            ceiling: Db((episode.ceiling - overshoot(bits) - job.room) as f32),
            path,
        })
    }

    fn refused(&self, why: String) -> PublishError {
        PublishError::Encoder {
            path: self.path.clone(),
            why,
        }
    }

    fn write(&mut self) -> Result<(), PublishError> {
        self.writer
            .write_all(&self.done.bytes)
            .map_err(PublishError::file("writing", &self.path))?;
        self.sizes.append(&mut self.done.sizes);
        self.done.bytes.clear();
        Ok(())
    }
}

impl Encoder for Mp4 {
    fn shape(&self) -> Shape {
        Shape {
            rate: self.movie.facts.rate,
            channels: self.movie.facts.channels,
            ceiling: Some(self.ceiling),
        }
    }

    fn encode(&mut self, frames: &[f32]) -> Result<(), PublishError> {
        let pushed = self.aac.push(frames, &mut self.done);
        pushed.map_err(|why| self.refused(why))?;
        self.write()
    }

    fn finish(mut self: Box<Self>) -> Result<Finished, PublishError> {
        let ended = self.aac.finish(self.movie.facts.packets, &mut self.done);
        ended.map_err(|why| self.refused(why))?;
        self.write()?;
        let head = self.movie.head(&self.sizes);
        let head = head.map_err(|why| self.refused(why))?;
        let Mp4 {
            path,
            mut writer,
            movie,
            tags,
            sizes,
            ..
        } = *self;
        let broken = |e| PublishError::file("writing", &path)(e);
        writer.rewind().map_err(broken)?;
        writer.write_all(&head).map_err(broken)?;
        // `into_inner` rather than a drop, which would keep a failed last write to itself.
        writer.into_inner().map_err(|e| broken(e.into_error()))?;
        drop(head);
        let bytes = movie.length + sizes.iter().map(|size| u64::from(*size)).sum::<u64>();
        drop(sizes);
        let peak = check::check(&path, bytes, &movie.facts, &tags)?;
        Ok(Finished {
            artifact: Artifact {
                media_type: movie.facts.kind.row().media_type,
                path,
                bytes,
            },
            peak: Some(peak),
        })
    }
}
