//! An episode's tags, chapters and cover to Vorbis comments, which Opus and FLAC share.
//!
//! A comment header is what the Ogg Vorbis I specification (section 5) has without its framing bit; the
//! names are those of its recommendation and, for what it lacks, those that players look for. Chapters
//! are the "Chapter Extension" of the Xiph wiki: `CHAPTER000=00:00:00.000` and `CHAPTER000NAME`, in order
//! and each time before its name, since ffmpeg loses titles where they come in another. They end with the
//! next one or with the sound. Written by hand: `metaflac` keeps comments in a hash table, in an order that
//! changes from run to run.

use super::Extent;
use super::marks::ChapterMark;
use super::sound::hours;
use super::tags::{PROGRAM, SYNTHETIC, Tags};
use crate::prepare::Picture;

/// The most chapters that three digits can count, from 000 on.
const CHAPTERS: usize = 1000;
/// The hours that a chapter's start cannot reach: it has two digits for them.
const HOURS: u64 = 100;
/// More bytes than a comment header, or a picture, may have: FLAC tells the length of a block in 24 bits, and
/// readers of Opus take no more either.
const LONGEST: usize = 1 << 24;

/// Can chapters be told? If not, why, as a clause.
pub(super) fn holds(extent: &Extent) -> Result<(), String> {
    if extent.chapters > CHAPTERS {
        return Err(format!(
            "it has {} chapters, and this format counts at most {CHAPTERS}; make fewer with `chapters:` in the \
             cast, or make it in parts",
            extent.chapters
        ));
    }
    let frames = extent.frames.unwrap_or_default();
    if extent.chapters > 0 && frames / u64::from(extent.rate.0.max(1)) / 3600 >= HOURS {
        return Err(format!(
            "it lasts {:.0} hours, and a chapter's start in this format has room for less than {HOURS}; make \
             it in parts",
            hours(frames, extent.rate)
        ));
    }
    Ok(())
}

/// Everything that is said of an episode, in order: a name and what it says.
pub(super) fn comments(tags: &Tags, chapters: &[ChapterMark]) -> Vec<(String, String)> {
    let mut list: Vec<(String, String)> = Vec::new();
    let mut say = |name: &str, text: &str| {
        if !text.is_empty() {
            list.push((name.to_owned(), text.to_owned()));
        }
    };
    say("TITLE", &tags.title);
    for artist in &tags.artists {
        say("ARTIST", artist);
    }
    say("ALBUM", &tags.album);
    say("DATE", &tags.date);
    say("LANGUAGE", tags.language.tag());
    say("ORGANIZATION", &tags.publisher);
    say("DESCRIPTION", &tags.synthetic);
    say(SYNTHETIC, &tags.synthetic);
    say("ENCODER", PROGRAM);
    for (at, chapter) in chapters.iter().enumerate() {
        say(&format!("CHAPTER{at:03}"), &clock(chapter.start_ms));
        say(&format!("CHAPTER{at:03}NAME"), &chapter.title);
    }
    list
}

/// A comment header.
///
/// # Errors
/// When it is too long, as a clause.
pub(super) fn header(comments: &[(String, String)]) -> Result<Vec<u8>, String> {
    // A length beyond 32 bits is refused below.
    let mut list = (PROGRAM.len() as u32).to_le_bytes().to_vec();
    list.extend(PROGRAM.as_bytes());
    list.extend((comments.len() as u32).to_le_bytes());
    for (name, said) in comments {
        let length = name.len() + 1 + said.len();
        list.extend((length as u32).to_le_bytes());
        for part in [name, "=", said] {
            list.extend(part.as_bytes());
        }
    }
    fitting(list, "its titles are")
}

/// A picture for the front as FLAC has it (RFC 9639, section 8.8), which Opus has in base64.
///
/// # Errors
/// When it is too large, as a clause.
pub(super) fn picture(picture: &Picture) -> Result<Vec<u8>, String> {
    // Type 3: the front cover.
    let mut bytes = 3u32.to_be_bytes().to_vec();
    bytes.extend((picture.media_type.len() as u32).to_be_bytes());
    bytes.extend(picture.media_type.as_bytes());
    bytes.extend(0u32.to_be_bytes());
    for number in [picture.width, picture.height, depth(picture), 0] {
        bytes.extend(number.to_be_bytes());
    }
    bytes.extend((picture.bytes.len() as u32).to_be_bytes());
    bytes.extend(&picture.bytes[..]);
    fitting(bytes, "its cover is")
}

/// Bits of a pixel. A PNG says in its header how many samples a pixel has and how deep they are (ISO/IEC
/// 15948, 11.2.2); JPEGs have three of eight.
fn depth(picture: &Picture) -> u32 {
    let (Some(depth), Some(kind)) = (picture.bytes.get(24), picture.bytes.get(25)) else {
        return 24;
    };
    let samples = match (picture.media_type, kind) {
        ("image/png", 0 | 3) => 1,
        ("image/png", 4) => 2,
        ("image/png", 6) => 4,
        ("image/png", _) => 3,
        _ => return 24,
    };
    samples * u32::from(*depth)
}

fn fitting(bytes: Vec<u8>, what: &str) -> Result<Vec<u8>, String> {
    match bytes.len() < LONGEST {
        true => Ok(bytes),
        false => Err(format!(
            "{what} longer than the 16 MiB that this format has for them"
        )),
    }
}

/// `hh:mm:ss.mmm`.
fn clock(millis: u64) -> String {
    let (seconds, millis) = (millis / 1000, millis % 1000);
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!("{hours:02}:{minutes:02}:{:02}.{millis:03}", seconds % 60)
}

/// RFC 4648, section 4.
pub(super) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |n: usize| u32::from(three.get(n).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for n in 0..4 {
            match n <= three.len() {
                true => text.push(char::from(LETTERS[(bits >> (18 - 6 * n) & 63) as usize])),
                false => text.push('='),
            }
        }
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{marks, rehearsal};
    use super::*;
    use crate::audio::Hz;
    use crate::house::Levels;

    #[test]
    fn three_bytes_become_four_letters() {
        // The examples of RFC 4648, section 10.
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xFB, 0xFF, 0xBF]), "+/+/");
    }

    #[test]
    fn times_stand_before_names_and_all_in_order() {
        let mut episode = rehearsal::episode(3, &["One", ""], &[]);
        episode.about.show = None;
        let list = comments(
            &Tags::of(&episode.about),
            &marks::chapters(&episode).unwrap(),
        );
        let list: Vec<String> = list
            .iter()
            .map(|(name, said)| format!("{name}={said}"))
            .collect();
        let expected = [
            "TITLE=A rehearsal",
            "ARTIST=Mirela Vance",
            "ARTIST=Tomas Okafor",
            "DATE=2026-03-01",
            "LANGUAGE=en-GB",
            "DESCRIPTION=No voice here is a person's.",
            "SYNTHETIC_VOICES=No voice here is a person's.",
            &format!("ENCODER={PROGRAM}"),
            "CHAPTER000=00:00:00.000",
            "CHAPTER000NAME=One",
            "CHAPTER001=00:00:01.500",
            "CHAPTER001NAME=2",
        ];
        assert_eq!(list, expected);
    }

    #[test]
    fn a_header_counts_its_comments_and_their_bytes() {
        let comments = [("A".to_owned(), "ü".to_owned())];
        let bytes = header(&comments).unwrap();
        let vendor = 4 + PROGRAM.len();
        assert_eq!(bytes[vendor..], *b"\x01\0\0\0\x04\0\0\0A=\xc3\xbc");
        let long = [("A".to_owned(), "x".repeat(LONGEST))];
        assert!(header(&long).unwrap_err().contains("titles"));
    }

    #[test]
    fn what_cannot_be_counted_is_told() {
        let extent = |chapters, hours: u64| Extent {
            chapters,
            rate: Hz(48_000),
            frames: Some(hours * 3600 * 48_000),
            channels: None,
            levels: Levels::Podcast,
        };
        assert!(holds(&extent(1000, 99)).is_ok() && holds(&extent(0, 1000)).is_ok());
        assert!(
            holds(&extent(1001, 1))
                .unwrap_err()
                .contains("1001 chapters")
        );
        assert!(holds(&extent(1, 100)).unwrap_err().contains("100 hours"));
        assert_eq!(clock(359_999_999), "99:59:59.999");
    }
}
