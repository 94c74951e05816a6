//! A sentence of a saved script to the same script with another reading of it asked for.
//!
//! The mark is put into the text that a person wrote, and not into the script that was read
//! from it and then saved anew: nothing else of a file that somebody edits by hand may change, no
//! line end and no comment. What comes out is read again here, so that a mark never lands where
//! it would be something else (behind a backslash, inside a link's address).

use super::{Origin, Utterance};
use crate::diag::{Diagnostics, Source};
use crate::engines::READINGS;
use crate::script::{Piece, Reading, Script, saved};
use std::ops::Range;

/// What is wanted of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Redo {
    /// The reading after the one that it has.
    Next,
    /// This one.
    As(Reading),
}

/// Why no other reading can be asked for.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum RedoError {
    /// There are no more.
    #[error(
        "it has the last of {READINGS} readings; choose one by its number (--take 2), have it say \
         something else (`{{say: spoken | shown}}`), or put a recording in its place"
    )]
    NoMore,
    /// A clip speaks all of its paragraph.
    #[error(
        "`{name}` speaks this paragraph, and there is one reading of it; take `{{clip: …}}` out, and a \
         voice says it again"
    )]
    Clip {
        /// The file.
        name: String,
    },
    /// The mark would not be read as one.
    #[error("no mark can be put before this sentence; write `{mark}` before it by hand")]
    Place {
        /// The mark.
        mark: String,
    },
}

/// The text of a saved script with the mark for this sentence in it, and what it asks for.
///
/// # Errors
/// When the sentence has no further reading, or there is no place for a mark.
pub fn redo(
    script: &Script,
    utterance: &Utterance,
    wanted: &Redo,
) -> Result<(String, Reading), RedoError> {
    if let Some(passage) = &utterance.passage {
        let name = passage.cue.file.value.clone();
        return Err(RedoError::Clip { name });
    }
    let reading = match wanted {
        Redo::As(reading) => reading.clone(),
        Redo::Next => next(utterance)?,
    };
    let mark = saved::mark(&reading);
    let edited = places(script, utterance, &mark)
        .into_iter()
        .filter_map(|(at, mark)| {
            let mut text = script.source.text().to_owned();
            text.get(at.clone())?;
            text.replace_range(at, &mark);
            Some(text)
        })
        .find(|text| only_marked(script, text, utterance.mark.is_none()));
    match edited {
        Some(text) => Ok((text, reading)),
        None => Err(RedoError::Place { mark }),
    }
}

/// The voice's reading after this one. Behind a recording comes the second: the first is the one
/// that the recording was made for.
fn next(utterance: &Utterance) -> Result<Reading, RedoError> {
    match utterance.variant + 1 {
        next if next < READINGS => Ok(Reading::Variant(next)),
        _ => Err(RedoError::NoMore),
    }
}

/// Where the mark may stand, and how it is written there; the likeliest place first.
fn places(script: &Script, utterance: &Utterance, mark: &str) -> Vec<(Range<usize>, String)> {
    if let Some(old) = &utterance.mark {
        return vec![(old.span.start..old.span.end, mark.to_owned())];
    }
    let Origin::Page { span, .. } = utterance.origin else {
        return Vec::new();
    };
    let at = saved::undressed(script, span.start);
    // A space behind it is folded into one before it; where there is none it would be shown.
    vec![
        (at..at, format!("{mark} ")),
        (at..at, mark.to_owned()),
        (span.start..span.start, mark.to_owned()),
    ]
}

/// Is a text the script with the same words and one mark more, or as many?
fn only_marked(script: &Script, text: &str, more: bool) -> bool {
    let source = Source::new(script.source.path(), text);
    let Some(edited) = saved::parse_source(&source, &mut Diagnostics::new()) else {
        return false;
    };
    let words = |script: &Script| -> Vec<(usize, String)> {
        let all = script.paragraphs();
        all.map(|(_, turn, p)| (turn.person.0, p.text())).collect()
    };
    let marks = |script: &Script| {
        let pieces = script.paragraphs().flat_map(|(_, _, p)| &p.pieces);
        pieces.filter(|p| matches!(p, Piece::Take(_))).count()
    };
    words(&edited) == words(script) && marks(&edited) == marks(script) + usize::from(more)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::diag::Span;
    use crate::engines::Language;
    use crate::prepare::Opening;

    const FRONT: &str =
        "---\nduologue: 1\ntitle: T\nlanguages: [en]\npeople:\n  Ada: interviewee\n---\n\n";

    /// The script of this body, and the utterance of the words that begin so.
    fn sentence(body: &str, begins: &str) -> (Script, Utterance) {
        let text = format!("{FRONT}{body}");
        let start = text.find(begins).unwrap();
        let mut diags = Diagnostics::new();
        let script = saved::parse_source(&Source::new("x.md", text), &mut diags);
        let script = script.unwrap_or_else(|| panic!("{diags:?}"));
        let (turn, person) = (0, script.turns[0].person);
        let span = Span::new(start, start + begins.len());
        let utterance = Utterance {
            id: String::new(),
            turn,
            paragraph: 0,
            person,
            part: 0,
            language: Language::parse("en").unwrap(),
            origin: Origin::Page { span, line: 1 },
            shown: begins.into(),
            notes: Vec::new(),
            tokens: std::iter::empty().collect(),
            variant: 0,
            mark: None,
            recording: None,
            spoiled: false,
            opens: Opening::Turn,
            pause: None,
            breath: false,
            passage: None,
        };
        (script, utterance)
    }

    #[test]
    fn a_mark_goes_before_its_sentence_and_nothing_else_changes() {
        for (before, begins, after) in [
            (
                "**Ada:** Foxes. I like them.",
                "I like",
                "**Ada:** Foxes. {take: 2} I like them.",
            ),
            (
                "**Ada:** Foxes.\r\n\r\n",
                "Foxes",
                "**Ada:** {take: 2} Foxes.\r\n\r\n",
            ),
            ("**Ada:**Foxes.", "Foxes", "**Ada:**{take: 2} Foxes."),
            (
                "**Ada:** No. *It* is.",
                "It",
                "**Ada:** No. {take: 2} *It* is.",
            ),
            (
                r"**Ada:** \#1 it is.",
                "#1",
                r"**Ada:** {take: 2} \#1 it is.",
            ),
            (
                "**Ada:** No. [It is](a.b).",
                "It",
                "**Ada:** No. {take: 2} [It is](a.b).",
            ),
            (
                "**Ada:** {pause: 1s} Foxes.",
                "Foxes",
                "**Ada:** {pause: 1s} {take: 2} Foxes.",
            ),
            (
                "**Ada:** No.{pause: 1s}Foxes.",
                "Foxes",
                "**Ada:** No.{pause: 1s}{take: 2}Foxes.",
            ),
            ("**Ada:** 何？狐だ。", "狐", "**Ada:** 何？{take: 2}狐だ。"),
            (
                "**Ada:** one\n two. Three.",
                "Three",
                "**Ada:** one\n two. {take: 2} Three.",
            ),
        ] {
            let (script, utterance) = sentence(before, begins);
            let (text, reading) = redo(&script, &utterance, &Redo::Next).unwrap();
            assert_eq!(reading, Reading::Variant(1));
            assert_eq!(text, format!("{FRONT}{after}"));
        }
    }

    #[test]
    fn a_mark_that_is_there_counts_up_until_there_is_no_more() {
        let (script, mut utterance) = sentence("**Ada:** No. {take:  11} Foxes.", "Foxes");
        let Some(Piece::Take(mark)) = script.turns[0].paragraphs[0].pieces.get(1) else {
            panic!("a mark")
        };
        utterance.read_as(mark.clone());
        let (text, reading) = redo(&script, &utterance, &Redo::Next).unwrap();
        assert_eq!(reading, Reading::Variant(11));
        assert_eq!(text, format!("{FRONT}**Ada:** No. {{take: 12}} Foxes."));
        let file = Redo::As(Reading::Recording("a.wav".into()));
        let (text, _) = redo(&script, &utterance, &file).unwrap();
        assert_eq!(
            text,
            format!("{FRONT}**Ada:** No. {{take: \"a.wav\"}} Foxes.")
        );
        utterance.variant = 11;
        assert_eq!(
            redo(&script, &utterance, &Redo::Next),
            Err(RedoError::NoMore)
        );
    }

    #[test]
    fn where_a_mark_would_be_text_there_is_no_place_for_it() {
        let (script, mut utterance) = sentence("**Ada:** No. Foxes.", "Foxes");
        utterance.origin = Origin::Page {
            span: Span::new(5, 8),
            line: 1,
        };
        let mark = "{take: 2}".to_owned();
        let refused = redo(&script, &utterance, &Redo::Next);
        assert_eq!(refused, Err(RedoError::Place { mark }));
    }
}
