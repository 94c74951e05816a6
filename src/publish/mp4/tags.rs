//! Tags and chapters to the box in which players look for them (`udta`).
//!
//! The tags are those of iTunes (`meta` with `ilst`), which is what "MP4 tags" means to every reader. The
//! chapter list (`chpl`) is Nero's, in its version 1 with four reserved bytes: version 0 without
//! them, which some write, is read by ffmpeg and misread by mediainfo and mutagen.

use super::super::marks::ChapterMark;
use super::super::tags::{PROGRAM, SYNTHETIC, Tags};
use super::boxes::Boxes;
use super::{Kind, LISTED};
use crate::prepare::Picture;

/// The longest title in the list, in bytes. The chapter track has the whole of it.
pub(super) const SHORT: usize = 255;
/// The longest there, in bytes: its length stands in 16 bits.
pub(super) const TITLE: usize = u16::MAX as usize;

/// What a value is (the well-known types of QuickTime).
const TEXT: u32 = 1;
const JPEG: u32 = 13;
const PNG: u32 = 14;
const INTEGER: u32 = 21;

/// The box.
pub(super) fn put(
    at: &mut Boxes,
    kind: Kind,
    tags: &Tags,
    chapters: &[ChapterMark],
    cover: Option<&Picture>,
) {
    at.put(b"udta", |at| {
        if (1..=LISTED).contains(&chapters.len()) {
            list(at, chapters);
        }
        at.full(b"meta", (0, 0), |at| {
            at.full(b"hdlr", (0, 0), |at| {
                at.u32(0).raw(b"mdirappl").zeros(9);
            });
            at.put(b"ilst", |at| items(at, kind, tags, cover));
        });
    });
}

/// Starts are in tenths of a microsecond, and those of all other files to the millisecond.
fn list(at: &mut Boxes, chapters: &[ChapterMark]) {
    at.full(b"chpl", (1, 0), |at| {
        at.u32(0).u8(chapters.len() as u8);
        for chapter in chapters {
            let title = shortened(&chapter.title, SHORT);
            at.u64(chapter.start_ms.saturating_mul(10_000));
            at.u8(title.len() as u8).raw(title.as_bytes());
        }
    });
}

fn items(at: &mut Boxes, kind: Kind, tags: &Tags, cover: Option<&Picture>) {
    let artist = tags.artist();
    for (name, text) in [
        (b"\xa9nam", tags.title.as_str()),
        (b"\xa9ART", &artist),
        (b"aART", &artist),
        (b"\xa9alb", &tags.album),
        (b"\xa9day", &tags.date),
        (b"\xa9pub", &tags.publisher),
        (b"\xa9cmt", &tags.synthetic),
        (b"\xa9too", PROGRAM),
    ] {
        if !text.is_empty() {
            at.put(name, |at| value(at, TEXT, text.as_bytes()));
        }
    }
    if kind == Kind::Book {
        at.put(b"stik", |at| value(at, INTEGER, &[2]));
    }
    for (name, text) in [
        ("LANGUAGE", tags.language.tag()),
        (SYNTHETIC, &tags.synthetic),
    ] {
        if !text.is_empty() {
            at.put(b"----", |at| {
                at.full(b"mean", (0, 0), |at| {
                    at.raw(b"com.apple.iTunes");
                });
                at.full(b"name", (0, 0), |at| {
                    at.raw(name.as_bytes());
                });
                value(at, TEXT, text.as_bytes());
            });
        }
    }
    if let Some(picture) = cover {
        let kind = match picture.media_type {
            "image/png" => PNG,
            _ => JPEG,
        };
        at.put(b"covr", |at| value(at, kind, &picture.bytes));
    }
}

fn value(at: &mut Boxes, kind: u32, bytes: &[u8]) {
    at.put(b"data", |at| {
        // Of no country and no language.
        at.u32(kind).u32(0).raw(bytes);
    });
}

/// A text of at most so many bytes: cut at a character, where that is visible.
pub(super) fn shortened(text: &str, most: usize) -> String {
    const MORE: &str = "\u{2026}";
    if text.len() <= most {
        return text.to_owned();
    }
    let end = text.floor_char_boundary(most.saturating_sub(MORE.len()));
    format!("{}{MORE}", &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_cut_at_a_character_and_shows_it() {
        assert_eq!(shortened("abc", 3), "abc");
        assert_eq!(shortened("abcdef", 5), "ab…");
        assert_eq!(shortened("aééé", 6), "aé…");
        for length in 200..300 {
            for text in ["é".repeat(length), "🎧".repeat(length), "x".repeat(length)] {
                assert!(shortened(&text, SHORT).len() <= SHORT);
            }
        }
    }
}
