//! The cues of a script to the sentences before which they are heard.
//!
//! By where both stand in the source: a cue before a sentence is heard before it, one behind the last
//! sentence of a paragraph before whatever is said next. In the middle of a sentence nothing waits;
//! a cue that stands there is heard before that sentence, and told.

use super::super::{Origin, Utterance};
use super::{Anchor, Place};
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::house::Cue;
use crate::script::{CueKind, Cued, Piece, Script};

/// The music and sounds of a script in its order, each with its place.
pub(super) fn cued<'a>(
    script: &'a Script,
    utterances: &[Utterance],
    diags: &mut Diagnostics,
) -> Vec<(&'a Cue, Place)> {
    let mut found = Vec::new();
    for (turn, paragraph, cued) in cues(script) {
        let before = utterances.partition_point(|u| (u.turn, u.paragraph) < (turn, paragraph));
        let mut here = before;
        while let Some(utterance) = utterances.get(here)
            && (utterance.turn, utterance.paragraph) == (turn, paragraph)
            && let Some(span) = page(utterance)
            && span.start < cued.span.start
        {
            if cued.span.start < span.end {
                diags.push(
                    Diagnostic::warning(&script.source, cued.span, "a sound inside a sentence")
                        .label("it is heard before the sentence")
                        .hint("Let it stand before the sentence, or behind it."),
                );
                break;
            }
            here += 1;
        }
        let anchor = match (utterances.get(here), utterances.last()) {
            (Some(next), _) => Anchor::Before(next.id.clone()),
            (None, Some(last)) => Anchor::After(last.id.clone()),
            (None, None) => continue,
        };
        let place = match cued.kind {
            CueKind::Music => Place::Music(anchor),
            CueKind::Sound => Place::Sound(anchor),
            // Stands in place of words, and so among the recordings.
            CueKind::Clip => continue,
        };
        found.push((&cued.cue, place));
    }
    found
}

/// Every cue with the turn and the paragraph in which it stands.
fn cues(script: &Script) -> impl Iterator<Item = (usize, usize, &Cued)> {
    script.turns.iter().enumerate().flat_map(|(turn, all)| {
        let paragraphs = all.paragraphs.iter().enumerate();
        paragraphs.flat_map(move |(number, paragraph)| {
            paragraph
                .pieces
                .iter()
                .filter_map(move |piece| match piece {
                    Piece::Cue(cued) => Some((turn, number, cued)),
                    _ => None,
                })
        })
    })
}

fn page(utterance: &Utterance) -> Option<Span> {
    match utterance.origin {
        Origin::Page { span, .. } => Some(span),
        Origin::Announcement => None,
    }
}
