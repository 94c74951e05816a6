//! An episode's chapters as every output tells them: placed in frames and in milliseconds, their words
//! fit for one line.
//!
//! Each output used to round on its own would be a millisecond apart from the next; so all of
//! them take their times from here, and here they come from [`Hz::millis`] alone.
//!
//! [`Hz::millis`]: crate::audio::Hz::millis

use super::PublishError;
use crate::master::Episode;

/// Where a chapter lies and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ChapterMark {
    /// First frame.
    pub(super) start: u64,
    /// Length in frames.
    pub(super) frames: u64,
    /// Start in milliseconds.
    pub(super) start_ms: u64,
    /// End in milliseconds.
    pub(super) end_ms: u64,
    /// One line, never empty: a chapter without a title is called by its number, which unlike
    /// "Chapter 3" is the same in every language.
    pub(super) title: String,
}

/// The chapters in order.
///
/// # Errors
/// [`PublishError::Uneven`] if not every chapter has both a place and a title.
pub(super) fn chapters(episode: &Episode) -> Result<Vec<ChapterMark>, PublishError> {
    let (places, titles) = (&episode.timeline.chapters, &episode.about.chapters);
    even("chapters", places.len(), titles.len())?;
    let rate = episode.timeline.rate;
    let mark = |(at, (place, title)): (usize, (&crate::arrange::Stretch, &String))| {
        let title = one_line(title);
        ChapterMark {
            start: place.start,
            frames: place.end.saturating_sub(place.start),
            start_ms: rate.millis(place.start),
            end_ms: rate.millis(place.end.max(place.start)),
            title: if title.is_empty() {
                (at + 1).to_string()
            } else {
                title
            },
        }
    };
    Ok(places.iter().zip(titles).enumerate().map(mark).collect())
}

/// A text on one line: every run of white space, line ends and control characters becomes one
/// space, none at the ends. NUL would end a text in a WAV early, a line end a caption.
pub(super) fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Has everything both a place and words?
pub(super) fn even(what: &'static str, places: usize, words: usize) -> Result<(), PublishError> {
    if places == words {
        return Ok(());
    }
    Err(PublishError::Uneven {
        what,
        places,
        words,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::rehearsal;
    use super::*;

    #[test]
    fn a_text_stays_on_its_line() {
        for (text, line) in [
            ("  What\r\nis\tit? ", "What is it?"),
            ("a\u{2028}b\u{0}c\u{85}d", "a b c d"),
            (" \n\u{7} ", ""),
            ("שלום, עולם 🎧", "שלום, עולם 🎧"),
        ] {
            assert_eq!(one_line(text), line);
        }
    }

    #[test]
    fn a_chapter_without_a_title_is_called_by_its_number() {
        let episode = rehearsal::episode(2, &["Opening", " \n"], &[]);
        let titles: Vec<String> = chapters(&episode)
            .unwrap()
            .into_iter()
            .map(|chapter| chapter.title)
            .collect();
        assert_eq!(titles, ["Opening", "2"]);
    }

    #[test]
    fn places_and_words_that_do_not_match_are_an_error() {
        let mut episode = rehearsal::episode(2, &["One", "Two"], &[(0, "A line.")]);
        episode.about.chapters.pop();
        let error = chapters(&episode).unwrap_err();
        assert!(matches!(error, PublishError::Uneven { .. }), "{error}");
    }
}
