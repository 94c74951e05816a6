//! An episode's tags and chapters to an ID3v2.4 tag, the form in which podcast apps look for
//! them in any file.
//!
//! Chapters follow the ID3v2 Chapter Frame Addendum 1.0. The `id3` crate only encodes here;
//! its own writing into WAV files leaves sizes one byte off where a chunk is odd.

use super::marks::ChapterMark;
use super::tags::{PROGRAM, SYNTHETIC, Tags};
use crate::engines::Language;
use id3::frame::{Chapter, Comment, ExtendedText, TableOfContents};
use id3::{Content, Encoder, Frame, Tag, TagLike, Version};

/// The most entries that a table of contents can count: one byte. The encoder writes any
/// number of them and lets the count overflow.
const ENTRIES: usize = 255;

/// The largest size that the head of a tag can tell: 28 bits.
const LONGEST: usize = (1 << 28) - 1;

/// The tag as it stands in a file, or in a chunk of one.
///
/// # Errors
/// When a time or the tag is too long for ID3.
pub(super) fn encode(tags: &Tags, chapters: &[ChapterMark]) -> Result<Vec<u8>, String> {
    let mut tag = Tag::new();
    let language = three_letters(&tags.language).unwrap_or_default();
    for (id, text) in [
        ("TIT2", tags.title.as_str()),
        ("TPE1", &tags.artist()),
        ("TALB", &tags.album),
        ("TPUB", &tags.publisher),
        ("TDRC", &tags.date),
        ("TLAN", language),
        ("TSSE", PROGRAM),
    ] {
        if !text.is_empty() {
            tag.add_frame(Frame::text(id, text));
        }
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
    let mut bytes = Vec::new();
    Encoder::new()
        .version(Version::Id3v24)
        .encode(&tag, &mut bytes)
        .map_err(|e| e.to_string())?;
    if bytes.len() > LONGEST {
        return Err("its titles are longer than ID3 can count".to_owned());
    }
    Ok(bytes)
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

/// The language as ID3 wants it, in ISO 639-2 (the terminological codes, which are those of
/// ISO 639-3 too). A language that is not listed is left out rather than told wrongly.
fn three_letters(language: &Language) -> Option<&str> {
    let primary = language.primary();
    if primary.len() == 3 {
        return Some(primary);
    }
    LANGUAGES
        .iter()
        .find(|(two, _)| *two == primary)
        .map(|(_, three)| *three)
}

/// ISO 639-1 and 639-2 of the languages that a speech engine is likely to have.
const LANGUAGES: &[(&str, &str)] = &[
    ("af", "afr"),
    ("ar", "ara"),
    ("bg", "bul"),
    ("bn", "ben"),
    ("ca", "cat"),
    ("cs", "ces"),
    ("cy", "cym"),
    ("da", "dan"),
    ("de", "deu"),
    ("el", "ell"),
    ("en", "eng"),
    ("eo", "epo"),
    ("es", "spa"),
    ("et", "est"),
    ("eu", "eus"),
    ("fa", "fas"),
    ("fi", "fin"),
    ("fr", "fra"),
    ("ga", "gle"),
    ("gl", "glg"),
    ("he", "heb"),
    ("hi", "hin"),
    ("hr", "hrv"),
    ("hu", "hun"),
    ("id", "ind"),
    ("is", "isl"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("ka", "kat"),
    ("ko", "kor"),
    ("la", "lat"),
    ("lt", "lit"),
    ("lv", "lav"),
    ("mk", "mkd"),
    ("ms", "msa"),
    ("nb", "nob"),
    ("nl", "nld"),
    ("nn", "nno"),
    ("no", "nor"),
    ("pl", "pol"),
    ("pt", "por"),
    ("ro", "ron"),
    ("ru", "rus"),
    ("sk", "slk"),
    ("sl", "slv"),
    ("sq", "sqi"),
    ("sr", "srp"),
    ("sv", "swe"),
    ("sw", "swa"),
    ("ta", "tam"),
    ("te", "tel"),
    ("th", "tha"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("ur", "urd"),
    ("vi", "vie"),
    ("zh", "zho"),
];

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

    #[test]
    fn a_language_is_told_in_three_letters_or_not_at_all() {
        for (tag, three) in [("en-GB", Some("eng")), ("gsw", Some("gsw")), ("xx", None)] {
            assert_eq!(three_letters(&Language::parse(tag).unwrap()), three);
        }
        assert!(LANGUAGES.is_sorted());
    }
}
