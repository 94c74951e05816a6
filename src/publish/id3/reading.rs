//! An ID3v2.3 tag to the title and the chapters in it: the other reader, with which a tag is checked.
//!
//! By hand, from the standard's own words (ID3v2.3.0, sections 3.1 and 3.3; ID3v2 Chapter Frame Addendum
//! 1.0), since the `id3` crate that writes it would agree with itself. Only what is written here is read:
//! no unsynchronisation, no extended header, no compression.

/// The bytes before the first frame.
pub(in crate::publish) const HEAD: usize = 10;

/// What a tag says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::publish) struct Told {
    /// The title; empty if there is none.
    pub(in crate::publish) title: String,
    /// Start and end in milliseconds, and title, in the order of the file.
    pub(in crate::publish) chapters: Vec<(u32, u32, String)>,
    /// Length of the picture in bytes, with its description; 0 if there is none.
    pub(in crate::publish) picture: usize,
}

/// The length of the tag in bytes, head and all, as that head says.
pub(in crate::publish) fn length(head: &[u8]) -> Option<usize> {
    let [b'I', b'D', b'3', 3, _, 0, size @ ..] = head.first_chunk::<HEAD>()? else {
        return None;
    };
    // Seven bits of each byte, so that none looks like the start of a frame of sound.
    let plain = size.iter().all(|byte| *byte < 0x80);
    plain.then(|| {
        HEAD + size
            .iter()
            .fold(0, |sum, byte| sum << 7 | usize::from(*byte))
    })
}

/// Reads a whole tag; `None` if it is none, or is cut short.
pub(in crate::publish) fn read(tag: &[u8]) -> Option<Told> {
    if length(tag)? != tag.len() {
        return None;
    }
    let mut told = Told::default();
    for frame in Frames(&tag[HEAD..]) {
        let (id, body) = frame?;
        match id {
            b"TIT2" => told.title = text(body)?,
            b"CHAP" => told.chapters.push(chapter(body)?),
            b"APIC" => told.picture = body.len(),
            _ => {}
        }
    }
    Some(told)
}

/// Identifiers and bodies, one after the other; `None` and the end where one is cut short.
struct Frames<'a>(&'a [u8]);

impl<'a> Iterator for Frames<'a> {
    type Item = Option<(&'a [u8; 4], &'a [u8])>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let split = || {
            let (head, rest) = self.0.split_first_chunk::<HEAD>()?;
            let (id, rest_of_head) = head.split_first_chunk::<4>()?;
            // Eight bits of each byte here, unlike those of the head and of 2.4.
            let size = u32::from_be_bytes(*rest_of_head.first_chunk()?);
            let (body, after) = rest.split_at_checked(usize::try_from(size).ok()?)?;
            Some((id, body, after))
        };
        // The identifier lies in the tag and not in the head that was copied out of it.
        let found = split().map(|(_, body, after)| (self.0.first_chunk::<4>(), body, after));
        let Some((Some(id), body, after)) = found else {
            self.0 = &[];
            return Some(None);
        };
        self.0 = after;
        Some(Some((id, body)))
    }
}

/// Element id up to a zero byte, start and end in milliseconds, two places in bytes, frames of its own.
fn chapter(body: &[u8]) -> Option<(u32, u32, String)> {
    let end = body.iter().position(|byte| *byte == 0)?;
    let rest = &body[end + 1..];
    let number = |at: usize| -> Option<u32> {
        let bytes = rest.get(at..at + 4)?.first_chunk()?;
        Some(u32::from_be_bytes(*bytes))
    };
    let mut title = String::new();
    for frame in Frames(rest.get(16..)?) {
        if let (b"TIT2", body) = frame? {
            title = text(body)?;
        }
    }
    Some((number(0)?, number(4)?, title))
}

/// A text behind the byte that says how it is written: 0 is Latin-1, 1 is UTF-16 with its byte order mark.
fn text(body: &[u8]) -> Option<String> {
    match body {
        [0, rest @ ..] => Some(rest.iter().map(|byte| char::from(*byte)).collect()),
        [1, mark @ (0xff | 0xfe), _, rest @ ..] => {
            let pairs = rest.chunks_exact(2).map(|pair| match mark {
                0xff => u16::from_le_bytes([pair[0], pair[1]]),
                _ => u16::from_be_bytes([pair[0], pair[1]]),
            });
            String::from_utf16(&pairs.collect::<Vec<u16>>()).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::super::marks::ChapterMark;
    use super::super::super::rehearsal;
    use super::super::super::tags::Tags;
    use super::super::{Version, encode};
    use super::*;
    use crate::prepare::Picture;

    fn tag(titles: &[&str], cover: usize) -> Vec<u8> {
        let marks: Vec<ChapterMark> = (0u64..)
            .zip(titles)
            .map(|(at, title)| ChapterMark {
                start: 0,
                frames: 0,
                start_ms: at * 1000 + 1,
                end_ms: at * 1000 + 1001,
                title: (*title).to_owned(),
            })
            .collect();
        let picture = Picture {
            media_type: "image/png",
            bytes: vec![0xff; cover].into(),
            width: 1,
            height: 1,
        };
        let tags = Tags::of(&rehearsal::episode(1, &[], &[]).about);
        encode(
            &tags,
            &marks,
            (cover > 0).then_some(&picture),
            Version::Id3v23,
        )
        .unwrap()
    }

    #[test]
    fn what_was_written_is_read() {
        let told = read(&tag(&["One", "\u{202e}זה 🎧", "<a> & b"], 5000)).unwrap();
        assert_eq!(told.title, "A rehearsal");
        let expected = [
            (1, 1001, "One"),
            (1001, 2001, "\u{202e}זה 🎧"),
            (2001, 3001, "<a> & b"),
        ];
        assert_eq!(
            told.chapters,
            expected.map(|(a, b, c)| (a, b, c.to_owned()))
        );
        // How it is written, "image/png" and its end, the kind, an empty description.
        assert_eq!(told.picture, 1 + 10 + 1 + 1 + 5000);
        assert_eq!(read(&tag(&[], 0)).unwrap().chapters, []);
    }

    #[test]
    fn a_broken_tag_is_none_and_never_a_panic() {
        let tag = tag(&["One", "Two"], 10);
        for end in 0..tag.len() {
            assert_eq!(read(&tag[..end]), None, "cut at {end}");
        }
        let whole = read(&tag).unwrap();
        let mut changed = 0;
        for at in 0..tag.len() {
            let mut tag = tag.clone();
            tag[at] ^= 0x55;
            changed += usize::from(read(&tag).is_none_or(|told| told != whole));
        }
        assert!(changed > 100, "{changed}");
    }

    #[test]
    fn a_date_has_the_names_that_its_version_knows() {
        let has = |tag: &[u8], text: &[u8]| tag.windows(text.len()).any(|part| part == text);
        let old = tag(&[], 0);
        assert!(has(&old, b"TYER") && has(&old, b"TDAT") && !has(&old, b"TDRC"));
        assert!(
            has(&old, b"0\x001\x000\x003\x00"),
            "the day before the month"
        );
        assert!(has(&old, b"2\x000\x002\x006\x00"));
    }
}
