//! The chunks behind the sound that RIFF itself knows: what it is (`LIST/INFO`), where its
//! markers are (`cue `) and what they are called (`LIST/adtl`).
//!
//! Two rules below look arbitrary and were found by what readers make of the file. All `labl`
//! come before any `ltxt`: ffmpeg and libsndfile stop at the first that is none. And cues count
//! from 0: counted from 1, ffmpeg lists one chapter more than there are, because it numbers the
//! ID3 chapters from 0 and takes equal numbers for the same chapter.

use super::super::marks::ChapterMark;
use super::super::tags::{PROGRAM, Tags};

/// Appends a chunk; its body is padded to an even length, which its size does not count.
pub(super) fn put(bytes: &mut Vec<u8>, id: [u8; 4], body: &[u8]) {
    bytes.extend(id);
    // A body beyond 4 GiB would take as much text, and text is limited where it is read.
    bytes.extend((body.len() as u32).to_le_bytes());
    bytes.extend(body);
    if body.len() % 2 == 1 {
        bytes.push(0);
    }
}

/// `LIST/INFO`, in UTF-8: no declaration of it exists, and every reader tried takes it for that.
/// What is not known is left out.
pub(super) fn info(bytes: &mut Vec<u8>, tags: &Tags) {
    let mut list = b"INFO".to_vec();
    for (id, text) in [
        (*b"INAM", tags.title.as_str()),
        (*b"IART", &tags.artist()),
        (*b"IPRD", &tags.album),
        (*b"ICRD", &tags.date),
        (*b"ICMT", &tags.synthetic),
        (*b"ISFT", PROGRAM),
    ] {
        if !text.is_empty() {
            put(&mut list, id, &terminated(text));
        }
    }
    put(bytes, *b"LIST", &list);
}

/// `cue ` and `LIST/adtl`; nothing if there is no chapter.
///
/// # Errors
/// When a chapter begins or lasts beyond the 32 bits that a marker has: a day at 48 kHz. To
/// leave that marker out was rejected, for nobody would notice.
pub(super) fn markers(bytes: &mut Vec<u8>, chapters: &[ChapterMark]) -> Result<(), String> {
    if chapters.is_empty() {
        return Ok(());
    }
    let mut cue = (chapters.len() as u32).to_le_bytes().to_vec();
    let mut labels = Vec::new();
    let mut lengths = Vec::new();
    for (id, chapter) in (0u32..).zip(chapters) {
        let narrow = |frames: u64| {
            u32::try_from(frames).map_err(|_| {
                format!(
                    "chapter {} (\u{201c}{}\u{201d}) lies beyond the {} frames that a marker \
                     in a WAV file can count",
                    id + 1,
                    chapter.title,
                    u32::MAX
                )
            })
        };
        let start = narrow(chapter.start)?;
        cue.extend(id.to_le_bytes());
        cue.extend(start.to_le_bytes());
        cue.extend(b"data");
        // Start of the chunk and of the block: there is one of each.
        cue.extend([0; 8]);
        cue.extend(start.to_le_bytes());

        let mut label = id.to_le_bytes().to_vec();
        label.extend(terminated(&chapter.title));
        put(&mut labels, *b"labl", &label);

        let mut length = id.to_le_bytes().to_vec();
        length.extend(narrow(chapter.frames)?.to_le_bytes());
        length.extend(b"rgn ");
        // Country, language, dialect and code page: not said.
        length.extend([0; 8]);
        put(&mut lengths, *b"ltxt", &length);
    }
    put(bytes, *b"cue ", &cue);
    let list = [b"adtl".as_slice(), &labels, &lengths].concat();
    put(bytes, *b"LIST", &list);
    Ok(())
}

fn terminated(text: &str) -> Vec<u8> {
    [text.as_bytes(), b"\0"].concat()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::super::rehearsal;
    use super::*;

    fn mark(start: u64, frames: u64, title: &str) -> ChapterMark {
        ChapterMark {
            start,
            frames,
            start_ms: 0,
            end_ms: 0,
            title: title.to_owned(),
        }
    }

    #[test]
    fn all_labels_come_before_all_lengths_and_cues_count_from_zero() {
        let mut bytes = Vec::new();
        markers(&mut bytes, &[mark(0, 300, "One"), mark(300, 5, "Four")]).unwrap();
        let expected = [
            b"cue \x34\0\0\0\x02\0\0\0".as_slice(),
            b"\0\0\0\0\0\0\0\0data\0\0\0\0\0\0\0\0\0\0\0\0",
            b"\x01\0\0\0\x2c\x01\0\0data\0\0\0\0\0\0\0\0\x2c\x01\0\0",
            b"LIST\x5e\0\0\0adtl",
            b"labl\x08\0\0\0\0\0\0\0One\0",
            b"labl\x09\0\0\0\x01\0\0\0Four\0\0",
            b"ltxt\x14\0\0\0\0\0\0\0\x2c\x01\0\0rgn \0\0\0\0\0\0\0\0",
            b"ltxt\x14\0\0\0\x01\0\0\0\x05\0\0\0rgn \0\0\0\0\0\0\0\0",
        ]
        .concat();
        assert_eq!(bytes, expected);
    }

    #[test]
    fn a_marker_beyond_32_bits_is_an_error_that_names_the_chapter() {
        let most = u64::from(u32::MAX);
        assert!(markers(&mut Vec::new(), &[mark(most, most, "Last")]).is_ok());
        for late in [mark(most + 1, 1, "Coda"), mark(0, most + 1, "Coda")] {
            let error = markers(&mut Vec::new(), &[late]).unwrap_err();
            assert!(error.contains("chapter 1 (“Coda”)"), "{error}");
        }
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let mut about = rehearsal::episode(1, &[], &[]).about;
        about.show = Some("\n".to_owned());
        about.date = None;
        let mut bytes = Vec::new();
        info(&mut bytes, &Tags::of(&about));
        let text = String::from_utf8(bytes).unwrap();
        assert!(
            text.contains("IART\u{1b}\0\0\0Mirela Vance, Tomas Okafor\0"),
            "{text:?}"
        );
        assert!(!text.contains("IPRD") && !text.contains("ICRD"));
        assert_eq!(text.len() % 2, 0);
    }
}
