//! An episode's chapters and captions as every output tells them: placed in frames and in
//! milliseconds, their words fit for one line.
//!
//! Each output used to round on its own would be a millisecond apart from the next; so all of
//! them take their times from here, and here they come from [`Hz::millis`] alone.
//!
//! [`Hz::millis`]: crate::audio::Hz::millis

use super::PublishError;
use crate::engines::Language;
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

/// When which words are heard from whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CaptionMark<'a> {
    /// Start in milliseconds.
    pub(super) start_ms: u64,
    /// End in milliseconds, always after the start.
    pub(super) end_ms: u64,
    /// Who speaks, on one line; empty if the episode does not say.
    pub(super) name: String,
    /// The words, on one line, never empty.
    pub(super) text: String,
    /// Their language.
    pub(super) language: &'a Language,
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

/// The captions in order, none overlapping the next. A line without a visible character has
/// nothing to show and makes none.
///
/// A caption that would last less than a millisecond lasts one: players drop an empty one. The
/// next then waits for it, so that at worst a caption is a millisecond late.
///
/// # Errors
/// [`PublishError::Uneven`] if not every line has a place.
pub(super) fn captions(episode: &Episode) -> Result<Vec<CaptionMark<'_>>, PublishError> {
    let (places, lines) = (&episode.timeline.captions, &episode.about.lines);
    even("captions", places.len(), lines.len())?;
    let rate = episode.timeline.rate;
    let mut marks = Vec::with_capacity(places.len());
    let mut free_ms = 0;
    for (place, line) in places.iter().zip(lines) {
        let text = one_line(&line.text);
        if text.is_empty() {
            continue;
        }
        let start_ms = rate.millis(place.start).max(free_ms);
        let end_ms = rate.millis(place.end).max(start_ms + 1);
        free_ms = end_ms;
        let person = episode.about.people.get(line.speaker);
        marks.push(CaptionMark {
            start_ms,
            end_ms,
            name: person.map(|p| one_line(&p.name)).unwrap_or_default(),
            text,
            language: &line.language,
        });
    }
    Ok(marks)
}

/// A text on one line: every run of white space, line ends and control characters becomes one
/// space, none at the ends. NUL would end a text in a WAV early, a line end a caption.
pub(super) fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

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
    use crate::arrange::Stretch;
    use proptest::prelude::*;

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
        episode.timeline.captions.clear();
        for error in [
            chapters(&episode).unwrap_err(),
            captions(&episode).unwrap_err(),
        ] {
            assert!(matches!(error, PublishError::Uneven { .. }), "{error}");
        }
    }

    proptest! {
        #[test]
        fn captions_have_a_length_and_never_overlap(
            steps in prop::collection::vec((0u64..200, 0u64..200), 1..50)
        ) {
            let lines = vec![(0, "Yes."); steps.len()];
            let mut episode = rehearsal::episode(1, &[], &lines);
            let mut at = 0;
            episode.timeline.captions = steps
                .iter()
                .map(|(gap, length)| {
                    let start = at + gap;
                    at = start + length;
                    Stretch { start, end: at }
                })
                .collect();
            let marks = captions(&episode).unwrap();
            prop_assert_eq!(marks.len(), steps.len());
            prop_assert!(marks.iter().all(|m| m.start_ms < m.end_ms));
            prop_assert!(marks.windows(2).all(|w| w[0].end_ms <= w[1].start_ms));
        }
    }
}
