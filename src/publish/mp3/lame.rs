//! Frames to an MP3 file by LAME 3.100, and that file heard and read again.
//!
//! All that LAME would decide by itself is told: it would change the sample rate where it thinks that a bit rate is
//! low. Its own ID3 writer is left alone (it cuts texts at 250 bytes and knows no chapters).
//!
//! **The end.** `FlushGap` gives all of the sound; the other way to flush, meant for files that go on in the
//! next, loses the last 50 ms.
//!
//! **The level.** Below 256 kbit/s LAME makes all sound softer, by 0.2 to 0.4 dB, against clipping, and has no setting for it
//! here; an MP3 would be that much softer than the WAV beside it. It is made louder by as much before: what must not
//! clip is limited already.
//!
//! **Room for peaks.** What decoding adds to the true peak depends on how many bits a channel has. Measured with 100 s of each
//! sample interview in the embedded voice (48 kHz at podcast levels, 44.1 kHz as an audiobook), 3 and 8 dB louder than they
//! are and limited to -1 dBTP, in one channel and in two of which the right is softer and late; quality 3, ffmpeg's meter:
//!
//! | bits | mono adds | stereo adds | room |
//! |---|---|---|---|
//! | 64 kbit/s | 0.1 to 0.6 dB | 0.6 to 1.4 dB | 0.7, 1.5 |
//! | 80, 96 | 0.0 to 0.2 | 0.5 to 0.7 | 0.2 to 0.5, 0.8 |
//! | 128 | 0.0 to 0.1 | 0.4 | 0.1, 0.7 |
//! | 160 to 320 | 0.0 to 0.1 | 0.1 to 0.4 | 0.1, 0.1 to 0.5 |
//! | vbr 0 to 5 | 0.1 | 0.1 | 0.2 |
//! | vbr 6 to 9 | 0.6 | 0.6 | 0.6 |
//!
//! Bursts of clipped noise and square waves gain 1.2 to 2.6 dB more; what is above the ceiling when it is heard is encoded
//! again with more room ([`pass`](crate::publish::sound)). As rendered, speech peaks a decibel or two lower, and none of
//! this is heard.

use super::ROW;
use super::plan::{Pace, Plan};
use crate::audio::Db;
use crate::publish::id3::{self, Version, reading};
use crate::publish::marks::{self, ChapterMark};
use crate::publish::sound::{Encoder, Finished, Shape, heard};
use crate::publish::tags::Tags;
use crate::publish::{Artifact, Job, PublishError};
use mp3lame_encoder as lame;
use std::fs::File;
use std::io::{BufWriter, Read, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// Bytes between two writes to the disk; ten seconds at the default bit rate.
const BUFFER: usize = 1 << 17;
/// Frames that LAME is handed at once, so that its buffer stays small whatever a block is.
const STEP: usize = 4800;
/// What the last frames and the first take at most: LAME asks for 7200 bytes, a few frames of 1.4 kB.
const LAST: usize = 1 << 15;

/// A file that is being written.
pub(super) struct Mp3 {
    path: PathBuf,
    plan: Plan,
    ceiling: Db,
    /// Frames to come, at the rate of the plan.
    frames: u64,
    title: String,
    chapters: Vec<ChapterMark>,
    /// Bytes of the ID3 tag.
    front: u64,
    writer: BufWriter<File>,
    lame: lame::Encoder,
    samples: Vec<f32>,
    bytes: Vec<u8>,
}

impl Mp3 {
    /// Writes the tag and makes LAME ready.
    pub(super) fn open(job: &Job<'_>) -> Result<Mp3, PublishError> {
        let episode = job.episode;
        let programme = episode.audio.as_ref();
        let path = job.folder.join((ROW.file)(&episode.about.name));
        let plan = Plan::of(
            job.settings,
            programme.rate(),
            programme.channels(),
            episode.levels,
        );
        let tags = Tags::of(&episode.about);
        let chapters = marks::chapters(episode)?;
        let tag = id3::encode(&tags, &chapters, job.cover, Version::Id3v23);
        let tag = tag.map_err(|why| unmarkable(&path, why))?;
        let lame = encoder(plan).map_err(|why| refused(&path, &why))?;
        let broken = |e| PublishError::file("writing", &path)(e);
        let file = File::create(&path).map_err(broken)?;
        let mut writer = BufWriter::with_capacity(BUFFER, file);
        writer.write_all(&tag).map_err(broken)?;
        Ok(Mp3 {
            plan,
            ceiling: Db((episode.ceiling - overshoot(plan) - job.room) as f32),
            frames: plan.rate.rescale(programme.frames(), programme.rate()),
            title: tags.title,
            chapters,
            front: tag.len() as u64,
            writer,
            lame,
            samples: Vec::new(),
            bytes: Vec::new(),
            path,
        })
    }
}

impl Encoder for Mp3 {
    fn shape(&self) -> Shape {
        Shape {
            rate: self.plan.rate,
            channels: self.plan.channels,
            ceiling: Some(self.ceiling),
        }
    }

    fn encode(&mut self, frames: &[f32]) -> Result<(), PublishError> {
        let channels = usize::from(self.plan.channels);
        let louder = louder(self.plan);
        for block in frames.chunks(STEP * channels) {
            self.samples.clear();
            self.samples
                .extend(block.iter().map(|sample| tame(*sample) * louder));
            self.bytes.clear();
            let count = block.len() / channels;
            self.bytes.reserve(lame::max_required_buffer_size(count));
            let encoded = match channels {
                1 => (self.lame).encode_to_vec(lame::MonoPcm(&self.samples), &mut self.bytes),
                _ => {
                    (self.lame).encode_to_vec(lame::InterleavedPcm(&self.samples), &mut self.bytes)
                }
            };
            encoded.map_err(|why| refused(&self.path, &why))?;
            self.writer
                .write_all(&self.bytes)
                .map_err(PublishError::file("writing", &self.path))?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Finished, PublishError> {
        let path = self.path.clone();
        let broken = |e| PublishError::file("writing", &path)(e);
        self.bytes.clear();
        self.bytes.reserve(LAST);
        let flushed = self.lame.flush_to_vec::<lame::FlushGap>(&mut self.bytes);
        flushed.map_err(|why| refused(&path, &why))?;
        self.writer.write_all(&self.bytes).map_err(broken)?;
        // What is known last stands first: LAME left a frame of this size empty there.
        self.bytes.clear();
        self.bytes.reserve(LAST);
        if self.lame.lame_tag_encode_to_vec(&mut self.bytes).is_none() {
            return Err(refused(&path, &"it does not say how long the sound is"));
        }
        self.writer
            .seek(SeekFrom::Start(self.front))
            .map_err(broken)?;
        self.writer.write_all(&self.bytes).map_err(broken)?;
        let Mp3 { writer, .. } = *self;
        // `into_inner` rather than a drop, which would keep a failed last write to itself.
        let file = writer.into_inner().map_err(|e| broken(e.into_error()))?;
        let bytes = file.metadata().map_err(broken)?.len();
        drop(file);
        let peak = verify(&path, self.plan, self.frames, &self.title, &self.chapters)?;
        Ok(Finished {
            artifact: Artifact {
                path,
                media_type: ROW.media_type,
                bytes,
            },
            peak: Some(peak),
        })
    }
}

/// LAME for this plan.
fn encoder(plan: Plan) -> Result<lame::Encoder, lame::BuildError> {
    let mut builder = lame::Builder::new().ok_or(lame::BuildError::NoMem)?;
    builder.set_sample_rate(plan.rate.0)?;
    builder.set_output_sample_rate(std::num::NonZeroU32::new(plan.rate.0))?;
    builder.set_num_channels(if plan.channels == 1 { 1 } else { 2 })?;
    builder.set_mode(match plan.channels {
        1 => lame::Mode::Mono,
        _ => lame::Mode::JointStereo,
    })?;
    builder.set_to_write_vbr_tag(true)?;
    builder.set_quality(lame::Quality::VeryNice)?;
    match plan.pace {
        Pace::Constant(kbit) => {
            builder.set_vbr_mode(lame::VbrMode::Off)?;
            builder.set_brate(bitrate(kbit).ok_or(lame::BuildError::BadBRate)?)?;
        }
        Pace::Variable(quality) => {
            builder.set_vbr_mode(lame::VbrMode::Mtrh)?;
            builder.set_vbr_quality(variable(quality))?;
        }
    }
    builder.build()
}

/// The same number as LAME's crate names it.
fn bitrate(kbit: u32) -> Option<lame::Bitrate> {
    Some(match kbit {
        64 => lame::Bitrate::Kbps64,
        80 => lame::Bitrate::Kbps80,
        96 => lame::Bitrate::Kbps96,
        112 => lame::Bitrate::Kbps112,
        128 => lame::Bitrate::Kbps128,
        160 => lame::Bitrate::Kbps160,
        192 => lame::Bitrate::Kbps192,
        224 => lame::Bitrate::Kbps224,
        256 => lame::Bitrate::Kbps256,
        320 => lame::Bitrate::Kbps320,
        _ => return None,
    })
}

fn variable(quality: u32) -> lame::Quality {
    match quality {
        0 => lame::Quality::Best,
        1 => lame::Quality::SecondBest,
        2 => lame::Quality::NearBest,
        3 => lame::Quality::VeryNice,
        4 => lame::Quality::Nice,
        5 => lame::Quality::Good,
        6 => lame::Quality::Decent,
        7 => lame::Quality::Ok,
        8 => lame::Quality::SecondWorst,
        _ => lame::Quality::Worst,
    }
}

/// How many dB decoding adds to the peaks of speech, as measured above.
fn overshoot(plan: Plan) -> f64 {
    match plan.pace {
        Pace::Constant(kbit) => match kbit / u32::from(plan.channels.max(1)) {
            ..40 => 1.5,
            40..56 => 0.8,
            56..80 => 0.7,
            80..96 => 0.5,
            96..112 => 0.2,
            112.. => 0.1,
        },
        Pace::Variable(..6) => 0.2,
        Pace::Variable(_) => 0.6,
    }
}

/// What undoes the factor that LAME applies by itself at this pace (`scale` in its presets.c).
fn louder(plan: Plan) -> f32 {
    let softer = match plan.pace {
        Pace::Constant(..=160) => 0.95,
        Pace::Constant(..=192) => 0.97,
        Pace::Constant(..=224) => 0.98,
        Pace::Constant(_) | Pace::Variable(_) => 1.0,
    };
    1.0 / softer
}

/// What LAME never meets is what it cannot trip over: no number is silence, beyond full scale is full scale.
fn tame(sample: f32) -> f32 {
    match sample.is_nan() {
        true => 0.0,
        false => sample.clamp(-1.0, 1.0),
    }
}

/// Hears the whole file and reads its tag, both with other readers than its writers; its true peak.
fn verify(
    path: &Path,
    plan: Plan,
    frames: u64,
    title: &str,
    chapters: &[ChapterMark],
) -> Result<f64, PublishError> {
    let sound = heard(path)?;
    if sound.rate != plan.rate
        || sound.channels != usize::from(plan.channels)
        || sound.frames != frames
    {
        return Err(PublishError::Length {
            path: path.to_owned(),
            promised: frames,
            found: sound.frames,
        });
    }
    let told = told(path).map_err(PublishError::file("reading", path))?;
    let same = |told: reading::Told| {
        let expected = chapters
            .iter()
            .map(|mark| (mark.start_ms, mark.end_ms, mark.title.as_str()));
        let read = (told.chapters.iter())
            .map(|(start, end, title)| (u64::from(*start), u64::from(*end), title.as_str()));
        told.title == title && read.eq(expected)
    };
    match told.is_some_and(same) {
        true => Ok(sound.peak),
        false => Err(unmarkable(
            path,
            "its title and chapters are not what was written when they are read again".to_owned(),
        )),
    }
}

/// What the tag at the front of a file says; `None` if there is none that can be read.
fn told(path: &Path) -> std::io::Result<Option<reading::Told>> {
    let mut file = File::open(path)?;
    let mut tag = Vec::new();
    let mut head = Read::by_ref(&mut file).take(reading::HEAD as u64);
    head.read_to_end(&mut tag)?;
    let Some(length) = reading::length(&tag) else {
        return Ok(None);
    };
    let rest = length.saturating_sub(reading::HEAD) as u64;
    file.take(rest).read_to_end(&mut tag)?;
    Ok(reading::read(&tag))
}

fn refused(path: &Path, why: &impl std::fmt::Display) -> PublishError {
    PublishError::Encoder {
        path: path.to_owned(),
        why: why.to_string(),
    }
}

fn unmarkable(path: &Path, why: String) -> PublishError {
    PublishError::Unmarkable {
        path: path.to_owned(),
        why,
    }
}

#[cfg(test)]
mod tests;
