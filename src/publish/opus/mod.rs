//! An episode to `<name>.opus`: Opus in Ogg (RFC 6716, RFC 7845), with its chapters as comments.
//!
//! `OpusHead` and `OpusTags` on pages of their own, then packets of 20 ms, a page a second at most. The
//! last page counts the sound and what the encoder begins with, so that a decoder gives every frame and
//! no other. The number of the stream follows from name and title: the same episode gives the same bytes.
//!
//! Encoder: `ropus`, a port of libopus 1.6 to Rust, in its arithmetic of integers. What builds without
//! cmake was judged against libopus 1.6 (`opusic-c`), three minutes of the embedded voice, mono, variable
//! rate, complexity 10, all decoded by libopus. PESQ is ITU-T P.862.2 (mean of pieces of 10 s; 4.64 is the
//! best there is); LSD the mean distance of the spectra in dB (windows of 20 ms, 22 Bark bands, in each no less
//! than -80 dBFS, where there is speech); SNR that of pieces of 20 ms.
//!
//! | kbit/s | libopus 1.6: PESQ, LSD, SNR | `ropus` 0.12 | `unsafe-libopus` 0.2 | `opus-rs` 0.1.40 |
//! |---|---|---|---|---|
//! | 24 | 4.32, 1.72, 16.3 | 4.37, 1.62, 16.1 | 4.31, 1.73, 16.3 | 4.00, 1.52, 19.0 |
//! | 32 | 4.43, 1.43, 16.5 | 4.45, 1.37, 16.4 | 4.42, 1.45, 16.5 | 4.24, 1.16, 21.3 |
//! | 48 | 4.53, 1.06, 16.7 | 4.53, 1.03, 16.5 | 4.53, 1.06, 16.7 | 4.42, 0.81, 24.4 |
//! | 64 | 4.52, 0.53, 27.0 | 4.52, 0.52, 26.7 | 4.52, 0.53, 27.0 | 4.50, 0.60, 26.4 |
//!
//! `ropus` is libopus within what such a measure can tell, so libopus itself (cmake) is not offered. `opus-rs` is
//! four times as fast, nearer to the wave and further from what is heard: a noise that is not shaped; and below
//! 16 kbit/s it does not keep to the rate. `unsafe-libopus` is a translation of 1.3.1 by machine, all of it unsafe.
//! Its decoder is what `opus-rs` is good for here (`reading`).

mod reading;

use super::comments::{self, base64};
use super::marks::{self, ChapterMark};
use super::settings::{self, CHANNELS, Key, Takes, number, word};
use super::sound::{Encoder, Finished, Shape};
use super::tags::Tags;
use super::{Artifact, Extent, Job, OutputRow, PublishError, Write};
use crate::audio::{Db, Hz};
use crate::engines::Settings;
use ogg::writing::{PacketWriteEndInfo, PacketWriter};
use ropus::{Application, Bitrate, Channels};
use std::fs::File;
use std::io::BufWriter;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// The row of this format.
pub(super) const ROW: OutputRow = OutputRow {
    name: "opus",
    about: "small, for apps and web pages (Opus in Ogg, with chapters and cover)",
    file: |name| format!("{name}.opus"),
    media_type: "audio/ogg; codecs=opus",
    default: false,
    needs: &[],
    pictured: true,
    missing: None,
    like: None,
    check: |given| settings::check(KEYS, given),
    holds: |extent: &Extent, _: &Settings| comments::holds(extent),
    write: Write::Sound(|job| Ok(Box::new(Opus::open(job)?))),
};

const KEYS: &[Key] = &[BITRATE, MODE, CHANNELS];

const BITRATE: Key = Key {
    name: "bitrate",
    about: "kbit/s (default 48 in mono, 64 in stereo)",
    takes: Takes::Range(6, 256),
};

const MODE: Key = Key {
    name: "mode",
    about: "variable or constant bit rate (default vbr)",
    takes: Takes::Words(&["vbr", "cbr"]),
};

/// The one rate at which Opus counts; its encoder takes no 44.1 kHz.
const RATE: Hz = Hz(48_000);
/// Frames in a packet: 20 ms.
const PACKET: usize = 960;
/// Packets on a page, at most: a second, as RFC 7845 wants it.
const PAGE: u64 = 50;
/// The longest packet of one frame (RFC 6716, section 3.4).
const LONGEST: usize = 1276;
/// Bytes between two writes to the disk.
const BUFFER: usize = 1 << 16;

/// A file that is being written.
struct Opus {
    path: PathBuf,
    shape: Shape,
    encoder: ropus::Encoder,
    writer: PacketWriter<'static, BufWriter<File>>,
    serial: u32,
    /// Frames that decode before the first one of the sound.
    skip: u64,
    /// Frames of the sound.
    frames: u64,
    /// Samples that make no packet yet.
    waiting: Vec<f32>,
    /// Packets that were written.
    packets: u64,
    title: String,
    chapters: Vec<ChapterMark>,
}

impl Opus {
    fn open(job: &Job<'_>) -> Result<Opus, PublishError> {
        let episode = job.episode;
        let path = job.folder.join((ROW.file)(&episode.about.name));
        let own = episode.audio.as_ref();
        let channels = settings::channels(job.settings, own.channels());
        let mono = channels == 1;
        let rate = number(job.settings, BITRATE.name).unwrap_or(if mono { 48 } else { 64 });
        let refused = |why: String| PublishError::Encoder {
            path: path.clone(),
            why,
        };
        let bits = Bitrate::try_bits(rate * 1000).map_err(|e| refused(e.to_string()))?;
        let layout = if mono {
            Channels::Mono
        } else {
            Channels::Stereo
        };
        let encoder = ropus::Encoder::builder(RATE.0, layout, Application::Audio)
            .bitrate(bits)
            .complexity(10)
            .vbr(word(job.settings, MODE.name) != Some("cbr"))
            // A file is not a line: what one second needs more, another may need less.
            .vbr_constraint(false)
            .build()
            .map_err(|e| refused(e.to_string()))?;
        let skip = encoder.lookahead();
        let tags = Tags::of(&episode.about);
        let chapters = marks::chapters(episode)?;
        let unmarkable = |why| PublishError::Unmarkable {
            path: path.clone(),
            why,
        };
        let mut list = comments::comments(&tags, &chapters);
        if let Some(cover) = job.cover {
            let block = comments::picture(cover).map_err(unmarkable)?;
            list.push(("METADATA_BLOCK_PICTURE".to_owned(), base64(&block)));
        }
        let comments = comments::header(&list).map_err(unmarkable)?;
        let hash = blake3::hash(format!("{}\n{}", episode.about.name, tags.title).as_bytes());
        let [a, b, c, d, ..] = *hash.as_bytes();
        let serial = u32::from_le_bytes([a, b, c, d]);
        let broken = |e| PublishError::file("writing", &path)(e);
        let file = File::create(&path).map_err(broken)?;
        let mut writer = PacketWriter::new(BufWriter::with_capacity(BUFFER, file));
        for packet in [
            head(channels, skip, own.rate()),
            [b"OpusTags".as_slice(), &comments].concat(),
        ] {
            let end = PacketWriteEndInfo::EndPage;
            writer
                .write_packet(packet, serial, end, 0)
                .map_err(broken)?;
        }
        Ok(Opus {
            path,
            shape: Shape {
                rate: RATE,
                channels,
                ceiling: Some(Db(
                    (episode.ceiling - overshoot(rate, channels) - job.room) as f32
                )),
            },
            encoder,
            writer,
            serial,
            skip: u64::from(skip),
            frames: RATE.rescale(own.frames(), own.rate()),
            waiting: Vec::new(),
            packets: 0,
            title: tags.title,
            chapters,
        })
    }

    /// How many packets the whole sound takes: one at least, since a stream has to end somewhere.
    fn all(&self) -> u64 {
        (self.frames + self.skip).div_ceil(PACKET as u64).max(1)
    }

    /// Encodes the first packet of what waits.
    fn packet(&mut self) -> Result<(), PublishError> {
        let samples = PACKET * usize::from(self.shape.channels);
        let mut packet = vec![0; LONGEST];
        let refused = |why: String| PublishError::Encoder {
            path: self.path.clone(),
            why,
        };
        // A young crate: what it did not think of is an error, and not the end of the program.
        let (encoder, sound) = (&mut self.encoder, &self.waiting[..samples]);
        let length = catch_unwind(AssertUnwindSafe(|| {
            encoder.encode_float(sound, &mut packet)
        }))
        .map_err(|_| refused("it failed on this sound".to_owned()))?
        .map_err(|e| refused(e.to_string()))?;
        packet.truncate(length);
        self.waiting.drain(..samples);
        self.packets += 1;
        let (end, granule) = match self.packets {
            n if n == self.all() => (PacketWriteEndInfo::EndStream, self.frames + self.skip),
            n if n % PAGE == 0 => (PacketWriteEndInfo::EndPage, n * PACKET as u64),
            n => (PacketWriteEndInfo::NormalPacket, n * PACKET as u64),
        };
        self.writer
            .write_packet(packet, self.serial, end, granule)
            .map_err(PublishError::file("writing", &self.path))
    }
}

impl Encoder for Opus {
    fn shape(&self) -> Shape {
        self.shape
    }

    fn encode(&mut self, frames: &[f32]) -> Result<(), PublishError> {
        let number = |sample: &f32| if sample.is_nan() { 0.0 } else { *sample };
        let samples = PACKET * usize::from(self.shape.channels);
        // In pieces: what waits is moved for every packet.
        for piece in frames.chunks(samples) {
            self.waiting.extend(piece.iter().map(number));
            // The last packet is for the end, which knows what is missing from it.
            while self.waiting.len() >= samples && self.packets + 1 < self.all() {
                self.packet()?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Finished, PublishError> {
        let samples = PACKET * usize::from(self.shape.channels);
        while self.packets < self.all() {
            self.waiting.resize(self.waiting.len().max(samples), 0.0);
            self.packet()?;
        }
        let path = self.path;
        let broken = |e| PublishError::file("writing", &path)(e);
        // `into_inner` rather than a drop, which would keep a failed last write to itself.
        let file = self.writer.into_inner().into_inner();
        file.map_err(|e| broken(e.into_error()))?;
        let peak = reading::verify(
            &path,
            (self.shape.channels, self.frames),
            &self.title,
            &self.chapters,
        )?;
        let bytes = std::fs::metadata(&path).map_err(broken)?.len();
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

/// RFC 7845, section 5.1.
fn head(channels: u16, skip: u32, original: Hz) -> Vec<u8> {
    let mut head = b"OpusHead\x01".to_vec();
    head.push(channels as u8);
    head.extend((skip as u16).to_le_bytes());
    head.extend(original.0.to_le_bytes());
    // No gain; channels as everybody means one or two.
    head.extend([0, 0, 0]);
    head
}

/// What decoding adds to the peaks of speech, in dB. Measured with `ropus` and libopus's decoder, in true peaks:
/// speech of the embedded voice as it is mastered -0.5 to +0.1 at any rate; pressed 10 dB into a limiter
/// +0.7 at 16 kbit/s, 0.0 to +0.4 from 24 to 192. Noise takes more, and another attempt.
fn overshoot(rate: u32, channels: u16) -> f64 {
    match rate / u32::from(channels) {
        ..24 => 0.7,
        _ => 0.4,
    }
}

#[cfg(test)]
mod tests;
