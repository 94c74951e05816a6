//! What is known of a sound and its chapters to everything that stands before the first AAC frame of an
//! MP4 file: its index (`moov`), and the texts of the chapters.
//!
//! Two tracks (ISO/IEC 14496-12, 8): the sound, in AAC frames (ISO/IEC 14496-14), and the chapters, in
//! QuickTime's form: a text track that does not play and to which the sound refers as `chap`. An edit
//! list has players leave out what the encoder adds at both ends. Sound counts in samples, chapters in
//! milliseconds, as they do in all other files of an episode.

mod chapters;

use super::super::marks::ChapterMark;
use super::aac::{FRAME, LARGEST};
use super::boxes::Boxes;
use super::{Kind, tags};
use crate::audio::Hz;

/// AAC frames in a chunk, about a second: what a player fetches in one piece.
const CHUNK: u64 = 48;
/// Says that a text is UTF-8; stands behind every text (QuickTime, `encd`).
const UTF8: &[u8] = b"\0\0\0\x0cencd\0\0\x01\0";
/// Ids of the tracks.
const SOUND: u32 = 1;
const CHAPTERS: u32 = 2;
/// Flags of a track: it plays; it is part of the film.
const PLAYS: u32 = 1;
const PART: u32 = 2;
/// Flag of a reference to the data: they are in this file.
const HERE: u32 = 1;
/// What is known before the first frame.
pub(super) struct Facts {
    pub(super) kind: Kind,
    pub(super) rate: Hz,
    pub(super) channels: u16,
    /// Length in samples of a channel.
    pub(super) frames: u64,
    /// Samples of a channel before the first of them.
    pub(super) delay: u32,
    /// AAC frames.
    pub(super) packets: u64,
    /// AudioSpecificConfig.
    pub(super) config: Vec<u8>,
    /// Bits a second that were asked for.
    pub(super) bits: u32,
    /// The language, in three letters (ISO 639-2).
    pub(super) language: [u8; 3],
    pub(super) chapters: Vec<ChapterMark>,
    /// The box with tags and chapter list.
    pub(super) udta: Vec<u8>,
}

/// A film without pictures.
pub(super) struct Movie {
    pub(super) facts: Facts,
    /// What the chapter track says, as it stands in the file.
    texts: Vec<u8>,
    /// The size of each.
    text_sizes: Vec<u32>,
    /// Could it be longer than 32 bits can tell?
    wide: bool,
    /// Bytes before the first AAC frame; the sizes of the frames do not change it.
    pub(super) length: u64,
}

impl Movie {
    pub(super) fn new(facts: Facts) -> Movie {
        let mut texts = Vec::new();
        let mut text_sizes = Vec::new();
        for chapter in &facts.chapters {
            let start = texts.len();
            let title = tags::shortened(&chapter.title, tags::TITLE);
            texts.extend((title.len() as u16).to_be_bytes());
            texts.extend(title.as_bytes());
            texts.extend(UTF8);
            text_sizes.push((texts.len() - start) as u32);
        }
        let packets = facts.packets;
        let mut movie = Movie {
            facts,
            texts,
            text_sizes,
            wide: false,
            length: 0,
        };
        // With room for the wider fields themselves.
        let sound = packets * (LARGEST * u64::from(movie.facts.channels) + 8);
        let rest = movie.before(&[]).len() as u64 + 64;
        movie.wide = sound.saturating_add(rest) > u64::from(u32::MAX);
        let offset = if movie.wide { 8 } else { 4 };
        movie.length =
            movie.before(&[]).len() as u64 + 4 * packets + offset * packets.div_ceil(CHUNK);
        movie
    }

    /// Everything before the first AAC frame, given the size of each.
    ///
    /// # Errors
    /// When there are not as many as there were to be.
    pub(super) fn head(&self, sizes: &[u16]) -> Result<Vec<u8>, String> {
        let (found, promised) = (sizes.len() as u64, self.facts.packets);
        if found != promised {
            return Err(format!("it gave {found} frames instead of {promised}"));
        }
        let head = self.before(sizes);
        match head.len() as u64 == self.length {
            true => Ok(head),
            false => Err("the index came out longer than was reckoned".to_owned()),
        }
    }

    /// The same for as many frames as there are sizes.
    fn before(&self, sizes: &[u16]) -> Vec<u8> {
        let mut at = Boxes::default();
        at.bytes
            .reserve(self.length as usize + self.facts.udta.len() + self.texts.len());
        at.put(b"ftyp", |at| {
            let brand = match self.facts.kind {
                Kind::Book => b"M4B ",
                Kind::Sound => b"M4A ",
            };
            at.raw(brand).u32(0).raw(brand).raw(b"M4A mp42isom");
        });
        at.put(b"moov", |at| {
            self.mvhd(at);
            self.sound(at, sizes);
            if !self.text_sizes.is_empty() {
                self.chapters(at);
            }
            at.raw(&self.facts.udta);
        });
        let inside = self.texts.len() as u64 + bytes(sizes);
        match self.wide {
            // A size of 1 says that it follows in 64 bits.
            true => at.u32(1).raw(b"mdat").u64(inside.saturating_add(16)),
            // Fits, since it is not wide.
            false => at.u32(inside as u32 + 8).raw(b"mdat"),
        };
        at.raw(&self.texts);
        at.bytes
    }

    fn mvhd(&self, at: &mut Boxes) {
        let Facts { frames, rate, .. } = self.facts;
        at.timed(b"mvhd", 0, frames, |at, time| {
            // No dates: the same episode gives the same bytes.
            time.put(at, 0);
            time.put(at, 0);
            at.u32(rate.0);
            time.put(at, frames);
            // Normal speed and volume.
            at.u32(0x1_0000).u16(0x100).zeros(10).matrix().zeros(24);
            at.u32(CHAPTERS + 1);
        });
    }

    fn tkhd(&self, at: &mut Boxes, flags: u32, id: u32, volume: u16) {
        let frames = self.facts.frames;
        at.timed(b"tkhd", flags, frames, |at, time| {
            time.put(at, 0);
            time.put(at, 0);
            at.u32(id).u32(0);
            time.put(at, frames);
            at.zeros(8)
                .u16(0)
                .u16(0)
                .u16(volume)
                .u16(0)
                .matrix()
                .zeros(8);
        });
    }

    fn mdhd(&self, at: &mut Boxes, units: u32, length: u64) {
        at.timed(b"mdhd", 0, length, |at, time| {
            time.put(at, 0);
            time.put(at, 0);
            at.u32(units);
            time.put(at, length);
            let letter = |letter: u8| u16::from(letter.wrapping_sub(0x60) & 0x1f);
            let [a, b, c] = self.facts.language.map(letter);
            at.u16(a << 10 | b << 5 | c).u16(0);
        });
    }

    fn sound(&self, at: &mut Boxes, sizes: &[u16]) {
        let facts = &self.facts;
        at.put(b"trak", |at| {
            self.tkhd(at, PLAYS | PART, SOUND, 0x100);
            // From the first sample that was put in to the last; both in samples.
            edits(at, &[(facts.frames, u64::from(facts.delay))]);
            if !self.text_sizes.is_empty() {
                at.put(b"tref", |at| {
                    at.put(b"chap", |at| {
                        at.u32(CHAPTERS);
                    });
                });
            }
            at.put(b"mdia", |at| {
                self.mdhd(at, facts.rate.0, facts.packets * FRAME);
                handler(at, b"soun", "Sound");
                at.put(b"minf", |at| {
                    at.full(b"smhd", (0, 0), |at| {
                        at.u32(0);
                    });
                    here(at);
                    at.put(b"stbl", |at| self.sound_table(at, sizes));
                });
            });
        });
    }

    fn sound_table(&self, at: &mut Boxes, sizes: &[u16]) {
        let facts = &self.facts;
        at.full(b"stsd", (0, 0), |at| {
            at.u32(1).put(b"mp4a", |at| {
                at.zeros(6)
                    .u16(1)
                    .zeros(8)
                    .u16(facts.channels)
                    .u16(16)
                    .u32(0);
                // Both rates there are fit 16 bits.
                at.u32(facts.rate.0 << 16);
                self.esds(at, sizes);
            });
        });
        at.full(b"stts", (0, 0), |at| {
            at.u32(1).u32(facts.packets as u32).u32(FRAME as u32);
        });
        let (whole, rest) = (facts.packets / CHUNK, facts.packets % CHUNK);
        let chunks: Vec<(u64, u64)> = [(1, CHUNK, whole > 0), (whole + 1, rest, rest > 0)]
            .into_iter()
            .filter_map(|(first, frames, any)| any.then_some((first, frames)))
            .collect();
        at.full(b"stsc", (0, 0), |at| {
            at.u32(chunks.len() as u32);
            for (first, frames) in chunks {
                at.u32(first as u32).u32(frames as u32).u32(1);
            }
        });
        at.full(b"stsz", (0, 0), |at| {
            at.u32(0).u32(sizes.len() as u32);
            for size in sizes {
                at.u32(u32::from(*size));
            }
        });
        let mut next = self.length;
        let offsets = sizes.chunks(CHUNK as usize).map(|chunk| {
            let start = next;
            next += bytes(chunk);
            start
        });
        self.offsets(at, offsets);
    }

    /// ISO/IEC 14496-1, 7.2.6: descriptors one inside another, each with a tag and a length below 128.
    fn esds(&self, at: &mut Boxes, sizes: &[u16]) {
        let facts = &self.facts;
        let config = facts.config.as_slice();
        let config_length = config.len() as u8;
        let length = facts.packets.saturating_mul(FRAME).max(1);
        let mean = u128::from(bytes(sizes)) * 8 * u128::from(facts.rate.0) / u128::from(length);
        let mean = u32::try_from(mean).unwrap_or(u32::MAX);
        at.full(b"esds", (0, 0), |at| {
            at.u8(3).u8(23 + config_length).u16(SOUND as u16).u8(0);
            // AAC (object type 0x40), a stream of sound.
            at.u8(4).u8(15 + config_length).u8(0x40).u8(5 << 2 | 1);
            // The reservoir of the decoder, in 24 bits.
            let reservoir = (LARGEST as u32) * u32::from(facts.channels);
            at.raw(&reservoir.to_be_bytes()[1..]);
            at.u32(mean.max(facts.bits)).u32(mean);
            at.u8(5).u8(config_length).raw(config);
            at.u8(6).u8(1).u8(2);
        });
    }

    fn offsets(&self, at: &mut Boxes, offsets: impl Iterator<Item = u64>) {
        let kind = if self.wide { b"co64" } else { b"stco" };
        at.full(kind, (0, 0), |at| {
            let count_at = at.bytes.len();
            at.u32(0);
            let mut count = 0u32;
            for offset in offsets {
                match self.wide {
                    true => at.u64(offset),
                    // Fits, since it is not wide.
                    false => at.u32(offset as u32),
                };
                count += 1;
            }
            at.bytes[count_at..count_at + 4].copy_from_slice(&count.to_be_bytes());
        });
    }
}

fn bytes(sizes: &[u16]) -> u64 {
    sizes.iter().map(|size| u64::from(*size)).sum()
}

/// Which parts of a track are played: lengths in the units of the film, starts in those of the track. A
/// start of all ones is one of silence.
fn edits(at: &mut Boxes, parts: &[(u64, u64)]) {
    let widest = parts.iter().map(|(length, _)| *length).max().unwrap_or(0);
    at.put(b"edts", |at| {
        at.timed(b"elst", 0, widest, |at, time| {
            at.u32(parts.len() as u32);
            for (length, start) in parts {
                time.put(at, *length);
                time.put(at, *start);
                // At normal speed.
                at.u32(0x1_0000);
            }
        });
    });
}

fn handler(at: &mut Boxes, kind: &[u8; 4], name: &str) {
    at.full(b"hdlr", (0, 0), |at| {
        at.u32(0).raw(kind).zeros(12).raw(name.as_bytes()).u8(0);
    });
}

/// The data are in this file.
fn here(at: &mut Boxes) {
    at.put(b"dinf", |at| {
        at.full(b"dref", (0, 0), |at| {
            at.u32(1).full(b"url ", (0, HERE), |_| {});
        });
    });
}
