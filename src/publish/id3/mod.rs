//! An episode's tags, chapters and cover to an ID3v2 tag, the form in which podcast apps look for
//! them in any file.
//!
//! Chapters follow the ID3v2 Chapter Frame Addendum 1.0. The `id3` crate only encodes here;
//! its own writing into WAV files leaves sizes one byte off where a chunk is odd. Which version a tag
//! has is for its file to say: inside a WAV 2.4 is understood, at the front of an MP3 most players of
//! the last twenty years ask for 2.3.
//!
//! All artists are one text, with commas, in either version. A list is what the standard means, but 2.3
//! parts it with a slash: ffprobe and mutagen show that slash as it is, and players that do take it for a
//! list make two people of a name that has one.

mod languages;
#[cfg(feature = "mp3")]
pub(super) mod reading;

use super::marks::ChapterMark;
use super::tags::{PROGRAM, SYNTHETIC, Tags};
use crate::prepare::Picture;
pub(super) use id3::Version;
use id3::frame::{Chapter, Comment, ExtendedText, PictureType, TableOfContents};
use id3::{Content, Encoder, Encoding, Frame, Tag, TagLike};
use languages::three_letters;

/// The most entries that a table of contents can count: one byte. The encoder writes any
/// number of them and lets the count overflow.
const ENTRIES: usize = 255;

/// The largest size that the head of a tag can tell: 28 bits.
const LONGEST: usize = (1 << 28) - 1;

/// The tag as it stands in a file, or in a chunk of one. Texts are UTF-8 in 2.4, UTF-16 in 2.3, which
/// knows no other form that holds them all.
///
/// # Errors
/// When a time or the tag is too long for ID3.
pub(super) fn encode(
    tags: &Tags,
    chapters: &[ChapterMark],
    cover: Option<&Picture>,
    version: Version,
) -> Result<Vec<u8>, String> {
    let mut tag = Tag::new();
    let language = three_letters(&tags.language).unwrap_or_default();
    let mut texts = vec![
        ("TIT2", tags.title.clone()),
        ("TPE1", tags.artist()),
        ("TALB", tags.album.clone()),
        ("TPUB", tags.publisher.clone()),
    ];
    texts.extend(date(&tags.date, version));
    texts.extend([("TLAN", language.to_owned()), ("TSSE", PROGRAM.to_owned())]);
    for (id, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        tag.add_frame(Frame::text(id, text));
    }
    // What is said of the voices: as a comment, which players show, and under a name of its own.
    if !tags.synthetic.is_empty() {
        let lang = if language.len() == 3 { language } else { "und" };
        tag.add_frame(Comment {
            lang: lang.to_owned(),
            description: String::new(),
            text: tags.synthetic.clone(),
        });
        tag.add_frame(ExtendedText {
            description: SYNTHETIC.to_owned(),
            value: tags.synthetic.clone(),
        });
    }
    let ids: Vec<String> = (0..chapters.len()).map(|at| format!("chp{at}")).collect();
    for table in contents(&ids) {
        tag.add_frame(Frame::with_content("CTOC", Content::TableOfContents(table)));
    }
    for (id, chapter) in ids.into_iter().zip(chapters) {
        let narrow = |millis: u64| {
            u32::try_from(millis).map_err(|_| "it lasts longer than ID3 can count".to_owned())
        };
        let chapter = Chapter {
            element_id: id,
            start_time: narrow(chapter.start_ms)?,
            end_time: narrow(chapter.end_ms)?,
            // All ones: go by the times, not by the bytes.
            start_offset: u32::MAX,
            end_offset: u32::MAX,
            frames: vec![Frame::text("TIT2", chapter.title.as_str())],
        };
        tag.add_frame(Frame::with_content("CHAP", Content::Chapter(chapter)));
    }
    if let Some(cover) = cover {
        let picture = id3::frame::Picture {
            mime_type: cover.media_type.to_owned(),
            picture_type: PictureType::CoverFront,
            description: String::new(),
            data: cover.bytes.to_vec(),
        };
        // Its text is empty, and plain there: some players look for the picture behind one zero
        // byte, whatever the encoding says.
        let frame = Frame::with_content("APIC", Content::Picture(picture));
        tag.add_frame(frame.set_encoding(Some(Encoding::Latin1)));
    }
    let mut bytes = Vec::new();
    Encoder::new()
        .version(version)
        .encode(&tag, &mut bytes)
        .map_err(|e| e.to_string())?;
    if bytes.len() > LONGEST {
        return Err(
            "its titles and its cover are longer than the 256 MB that ID3 can count".to_owned(),
        );
    }
    Ok(bytes)
}

/// A date, given as YYYY-MM-DD, under the names that it has in this version: 2.3 has one for the year,
/// and one for the day and the month as DDMM.
fn date(date: &str, version: Version) -> Vec<(&'static str, String)> {
    if version == Version::Id3v24 {
        return vec![("TDRC", date.to_owned())];
    }
    let parts: Vec<&str> = date.split('-').collect();
    match parts[..] {
        [year, month, day] => vec![("TYER", year.to_owned()), ("TDAT", format!("{day}{month}"))],
        _ => Vec::new(),
    }
}

/// The table of contents of chapters with these ids, the topmost first. More than
/// [`ENTRIES`] of them are listed in tables below it, as the addendum means it for parts.
fn contents(ids: &[String]) -> Vec<TableOfContents> {
    if ids.is_empty() {
        return Vec::new();
    }
    let mut tables = Vec::new();
    let mut entries = ids.to_vec();
    while entries.len() > ENTRIES {
        let parts: Vec<TableOfContents> = entries
            .chunks(ENTRIES)
            .enumerate()
            .map(|(at, part)| table(format!("toc{}", tables.len() + at), false, part))
            .collect();
        entries = parts.iter().map(|part| part.element_id.clone()).collect();
        tables.extend(parts);
    }
    tables.insert(0, table("toc".to_owned(), true, &entries));
    tables
}

fn table(element_id: String, top_level: bool, elements: &[String]) -> TableOfContents {
    TableOfContents {
        element_id,
        top_level,
        ordered: true,
        elements: elements.to_vec(),
        frames: Vec::new(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn no_table_counts_beyond_a_byte_and_every_chapter_is_in_one() {
        for count in [1, 255, 256, 600, 255 * 255 + 1] {
            let ids: Vec<String> = (0..count).map(|at| format!("chp{at}")).collect();
            let tables = contents(&ids);
            assert!(
                tables
                    .iter()
                    .all(|table| (1..=255).contains(&table.elements.len()))
            );
            assert!(tables[0].top_level && tables.iter().skip(1).all(|t| !t.top_level));
            // Followed from the top, the tables lead to all chapters in order.
            let mut reached = tables[0].elements.clone();
            while reached[0].starts_with("toc") {
                reached = reached
                    .iter()
                    .flat_map(|id| {
                        let mut found = tables.iter().filter(|t| t.element_id == *id);
                        let table = found.next().unwrap();
                        assert!(found.next().is_none(), "{id} twice");
                        table.elements.clone()
                    })
                    .collect();
            }
            assert_eq!(reached, ids);
        }
        assert!(contents(&[]).is_empty());
    }
}
