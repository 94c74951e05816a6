//! The chapters of an episode to the track that Apple's players read, and ffmpeg and mediainfo: a text for
//! each, in milliseconds.
//!
//! A track has no holes, so a text lasts until the next; an empty edit stands before the first chapter if that
//! does not begin with the sound.

use super::super::super::marks::ChapterMark;
use super::super::boxes::Boxes;
use super::{CHAPTERS, Movie, PART, edits, handler, here};
use crate::audio::Hz;

/// Units of the chapter track in a second.
const MILLIS: u32 = 1000;
/// A text as QuickTime would draw it, in a box of no size: ffmpeg writes the same, and players know it.
const STYLE: &[u8] =
    b"\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\x0dftab\0\x01\0\x01\0";

impl Movie {
    /// The track, if there is a chapter.
    pub(super) fn chapters(&self, at: &mut Boxes) {
        let facts = &self.facts;
        let lengths = lengths(&facts.chapters);
        let total: u64 = lengths.iter().map(|length| u64::from(*length)).sum();
        at.put(b"trak", |at| {
            self.tkhd(at, PART, CHAPTERS, 0);
            let first = facts.chapters.first().map_or(0, |chapter| chapter.start_ms);
            if first > 0 {
                // Nothing before the first chapter.
                let wait = facts.rate.rescale(first, Hz(MILLIS));
                edits(
                    at,
                    &[(wait, u64::MAX), (facts.frames.saturating_sub(wait), 0)],
                );
            }
            at.put(b"mdia", |at| {
                self.mdhd(at, MILLIS, total);
                handler(at, b"text", "Chapters");
                at.put(b"minf", |at| {
                    at.put(b"gmhd", |at| {
                        at.full(b"gmin", (0, 0), |at| {
                            // To be copied, in a middle grey.
                            at.u16(0x40).u16(0x8000).u16(0x8000).u16(0x8000).zeros(4);
                        });
                        at.put(b"text", |at| {
                            at.matrix();
                        });
                    });
                    here(at);
                    at.put(b"stbl", |at| self.chapter_table(at, &lengths));
                });
            });
        });
    }

    fn chapter_table(&self, at: &mut Boxes, lengths: &[u32]) {
        let count = lengths.len() as u32;
        at.full(b"stsd", (0, 0), |at| {
            at.u32(1).put(b"text", |at| {
                at.zeros(6).u16(1).raw(STYLE);
            });
        });
        at.full(b"stts", (0, 0), |at| {
            at.u32(count);
            for length in lengths {
                at.u32(1).u32(*length);
            }
        });
        at.full(b"stsc", (0, 0), |at| {
            at.u32(1).u32(1).u32(count).u32(1);
        });
        at.full(b"stsz", (0, 0), |at| {
            at.u32(0).u32(count);
            for size in &self.text_sizes {
                at.u32(*size);
            }
        });
        let texts = self.length.saturating_sub(self.texts.len() as u64);
        self.offsets(at, std::iter::once(texts));
    }
}

/// How long each chapter lasts, in milliseconds: to the next, since a track has no holes.
fn lengths(chapters: &[ChapterMark]) -> Vec<u32> {
    let starts = chapters.iter().map(|chapter| chapter.start_ms);
    let last = chapters
        .last()
        .map(|last| last.end_ms.max(last.start_ms + 1));
    let ends = starts.clone().skip(1).chain(last);
    // A thousand hours are a fraction of it.
    let narrow = |length: u64| u32::try_from(length).unwrap_or(u32::MAX);
    starts
        .zip(ends)
        .map(|(start, end)| narrow(end.saturating_sub(start)))
        .collect()
}
