//! An episode to `<name>.flac` (RFC 9639): every sample as it is, in about half the space of a WAV.
//!
//! `STREAMINFO` → `SEEKTABLE` → `VORBIS_COMMENT` → `PICTURE` → frames of 4096. The blocks at the front have
//! their final length before the first frame, since the length of the sound is known: what only the end
//! knows (the MD5 of the samples, the sizes of frames, the places to seek to) is written over them. A
//! frame is encoded by `flacenc` and forgotten; its own whole-file function keeps all of them, and tells the
//! length of the last frame as that of the shortest, which readers refuse. Of sounds that nothing predicts
//! (24 bits, full scale, square) it makes frames a thousand times as long as the samples are: what came out
//! longer is encoded again without prediction.
//!
//! No `CUESHEET`: readers show its chapters without titles.

mod blocks;

use super::comments;
use super::marks;
use super::sound::{Encoder, Finished, KEYS, Linear, Shape, hours};
use super::tags::Tags;
use super::{Artifact, Extent, Job, OutputRow, PublishError, Write, settings};
use crate::audio::decode::{DecodeError, Reader};
use crate::engines::Settings;
use blocks::{FRAME, Front, Seen};
use flacenc::bitsink::ByteSink;
use flacenc::component::{BitRepr, StreamInfo};
use flacenc::error::{Verified, Verify};
use flacenc::source::{Context, Fill, FrameBuf};
use std::fs::File;
use std::io::{BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// The row of this format.
pub(super) const ROW: OutputRow = OutputRow {
    name: "flac",
    about: "every sample in half the space (FLAC, 16 or 24 bits, with chapters and cover)",
    file: |name| format!("{name}.flac"),
    media_type: "audio/flac",
    default: false,
    needs: &[],
    pictured: true,
    missing: None,
    like: None,
    check: |given| settings::check(KEYS, given),
    holds,
    write: Write::Sound(|job| Ok(Box::new(Flac::open(job)?))),
};

/// Bytes between two writes to the disk.
const BUFFER: usize = 1 << 17;

/// More bits than a frame has beside its samples.
const HEAD: usize = 256;

/// Its length is told in 36 bits of frames: 16 days at 48 kHz.
const LONGEST: u64 = (1 << 36) - 1;

fn holds(extent: &Extent, settings: &Settings) -> Result<(), String> {
    let Linear { rate, frames, .. } = Linear::for_extent(extent, settings);
    if frames > LONGEST {
        return Err(format!(
            "it lasts {:.0} hours, and a FLAC file counts at most {:.0}; make it in parts, or leave this format out",
            hours(frames, rate),
            hours(LONGEST, rate)
        ));
    }
    comments::holds(extent)
}

/// A file that is being written.
struct Flac {
    path: PathBuf,
    sound: Linear,
    front: Front,
    seen: Seen,
    config: Verified<flacenc::config::Encoder>,
    /// The same without prediction.
    plain: Verified<flacenc::config::Encoder>,
    info: StreamInfo,
    frame: FrameBuf,
    sink: ByteSink,
    digest: Context,
    /// Samples that make no frame yet.
    waiting: Vec<i32>,
    /// The same as the digest wants them.
    bytes: Vec<u8>,
    writer: BufWriter<File>,
}

impl Flac {
    fn open(job: &Job<'_>) -> Result<Flac, PublishError> {
        let episode = job.episode;
        let path = job.folder.join((ROW.file)(&episode.about.name));
        let sound = Linear::of(job);
        let unmarkable = |why| PublishError::Unmarkable {
            path: path.clone(),
            why,
        };
        let list = comments::comments(&Tags::of(&episode.about), &marks::chapters(episode)?);
        let comments = comments::header(&list).map_err(unmarkable)?;
        let picture = job
            .cover
            .map(comments::picture)
            .transpose()
            .map_err(unmarkable)?;
        let front = Front::new(sound, comments, picture);
        let refused = |why: String| refused(&path, why);
        let verified = |config: flacenc::config::Encoder| {
            config
                .into_verified()
                .map_err(|(_, e)| refused(e.to_string()))
        };
        let config = verified(flacenc::config::Encoder::default())?;
        let mut plain = flacenc::config::Encoder::default();
        plain.subframe_coding.use_fixed = false;
        plain.subframe_coding.use_lpc = false;
        let plain = verified(plain)?;
        let (rate, channels) = (sound.rate.0 as usize, usize::from(sound.channels));
        let depth = usize::from(sound.depth);
        let info = StreamInfo::new(rate, channels, depth).map_err(|e| refused(e.to_string()))?;
        let frame = FrameBuf::with_size(channels, FRAME).map_err(|e| refused(e.to_string()))?;
        let broken = |e| PublishError::file("writing", &path)(e);
        let file = File::create(&path).map_err(broken)?;
        let mut writer = BufWriter::with_capacity(BUFFER, file);
        let seen = Seen::of(sound);
        writer.write_all(&front.bytes(&seen)).map_err(broken)?;
        Ok(Flac {
            path,
            sound,
            front,
            seen,
            config,
            plain,
            info,
            frame,
            sink: ByteSink::new(),
            digest: Context::new(depth, channels),
            waiting: Vec::new(),
            bytes: Vec::new(),
            writer,
        })
    }

    /// Encodes the first so many samples of what waits.
    fn frame(&mut self, samples: usize) -> Result<(), PublishError> {
        let block = &self.waiting[..samples];
        self.bytes.clear();
        let width = usize::from(self.sound.bytes());
        for sample in block {
            self.bytes.extend(&sample.to_le_bytes()[..width]);
        }
        let (frame, sink, number) = (&mut self.frame, &mut self.sink, self.seen.frames());
        let (info, digest, bytes) = (&self.info, &mut self.digest, &self.bytes);
        let configs = [&self.config, &self.plain];
        let most = bytes.len() * 8 + HEAD;
        let work = AssertUnwindSafe(|| {
            digest
                .fill_le_bytes(bytes, width)
                .map_err(|e| e.to_string())?;
            frame.fill_interleaved(block).map_err(|e| e.to_string())?;
            let encode = |config| {
                let encoded = flacenc::encode_fixed_size_frame(config, frame, number, info);
                encoded.map_err(|e| e.to_string())
            };
            let mut encoded = encode(configs[0])?;
            if encoded.count_bits() > most {
                encoded = encode(configs[1])?;
            }
            sink.clear();
            encoded.write(sink).map_err(|e| e.to_string())
        });
        catch_unwind(work)
            .unwrap_or_else(|_| Err("it failed on this sound".to_owned()))
            .map_err(|why| refused(&self.path, why))?;
        let length = samples / usize::from(self.sound.channels);
        self.seen.add(length, self.sink.as_slice().len());
        self.waiting.drain(..samples);
        self.writer
            .write_all(self.sink.as_slice())
            .map_err(PublishError::file("writing", &self.path))
    }
}

impl Encoder for Flac {
    fn shape(&self) -> Shape {
        Shape {
            rate: self.sound.rate,
            channels: self.sound.channels,
            ceiling: None,
        }
    }

    fn encode(&mut self, frames: &[f32]) -> Result<(), PublishError> {
        let whole = FRAME * usize::from(self.sound.channels);
        // In pieces: what waits is moved for every frame.
        for piece in frames.chunks(whole) {
            let sound = self.sound;
            self.waiting
                .extend(piece.iter().map(|sample| sound.round(*sample)));
            while self.waiting.len() >= whole {
                self.frame(whole)?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Finished, PublishError> {
        if !self.waiting.is_empty() {
            self.frame(self.waiting.len())?;
        }
        // Left at zero, which says that it is not known, where there is no sound.
        if self.sound.frames > 0 {
            self.seen.digest = self.digest.md5_digest();
        }
        let Flac {
            path,
            sound,
            front,
            seen,
            mut writer,
            ..
        } = *self;
        let broken = |e| PublishError::file("writing", &path)(e);
        let front = front.bytes(&seen);
        writer.seek(SeekFrom::Start(0)).map_err(broken)?;
        writer.write_all(&front).map_err(broken)?;
        // `into_inner` rather than a drop, which would keep a failed last write to itself.
        writer.into_inner().map_err(|e| broken(e.into_error()))?;
        let bytes = verify(&path, sound, &front, &seen)?;
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

fn refused(path: &Path, why: String) -> PublishError {
    PublishError::Encoder {
        path: path.to_owned(),
        why,
    }
}

/// Opens what was written by a reader other than its writer, which decodes all of it and compares the
/// digest; the front is compared byte by byte, since that reader passes chapters over. Gives the size
/// in bytes.
fn verify(path: &Path, sound: Linear, front: &[u8], seen: &Seen) -> Result<u64, PublishError> {
    let reading = |e| PublishError::file("reading", path)(e);
    let mut file = File::open(path).map_err(reading)?;
    let bytes = file.metadata().map_err(reading)?.len();
    let length = |found| PublishError::Length {
        path: path.to_owned(),
        promised: sound.frames,
        found,
    };
    let mut read = vec![0; front.len()];
    file.read_exact(&mut read).map_err(reading)?;
    if read != front || bytes != front.len() as u64 + seen.bytes() {
        return Err(length(0));
    }
    // A sound of no length is none to that reader.
    if sound.frames == 0 {
        return Ok(bytes);
    }
    let mut reader = Reader::open(path)?;
    let shape = reader.shape();
    let mut frames = 0;
    while let Some(block) = reader.block()? {
        frames += (block.len() / shape.channels) as u64;
    }
    let damage = reader.damage();
    if frames != sound.frames
        || shape.rate != sound.rate
        || shape.channels != usize::from(sound.channels)
    {
        return Err(length(frames));
    }
    match damage.packets == 0 && !damage.checksum {
        true => Ok(bytes),
        false => Err(PublishError::Readback(DecodeError::Format {
            path: path.to_owned(),
            message: "its samples are not those that were written".to_owned(),
        })),
    }
}

#[cfg(test)]
mod tests;
