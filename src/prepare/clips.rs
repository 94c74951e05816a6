//! `{clip: …}` to the sentences of its paragraph, each of which is a piece of the recording.
//!
//! A recording of a paragraph could be one take of it. It is cut into sentences instead, where they
//! seem to end, so that everything that is true of sentences stays true: one caption, one line
//! in the manifest, one take that fits into memory. The pieces overlap a little and are faded into each
//! other ([`SEAM`](recording::SEAM)), so that together they are the recording; if a cut lies in the wrong
//! silence, a caption comes early or late and nothing is heard of it.

use super::recordings::within;
use super::{Opening, Passage, Utterance};
use crate::audio::recording::{self, MOST_FRAMES, MOST_PASSAGE};
use crate::audio::{Hz, Millis};
use crate::diag::{Diagnostic, Diagnostics, Source};
use crate::engines::{Piece, Recording};
use crate::house::Cue;
use crate::script::{self, CueKind, Cued, Paragraph};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Over how long a clip comes and goes if nobody says.
const FADE: Millis = Millis(5);

/// Notes the clip of a paragraph in its sentences.
pub(super) fn mark(
    paragraph: &Paragraph,
    said: &mut [Utterance],
    source: &Source,
    diags: &mut Diagnostics,
) {
    let clip = |piece: &script::Piece| match piece {
        script::Piece::Cue(cued) if cued.kind == CueKind::Clip => Some(cued.clone()),
        _ => None,
    };
    let Some(Cued { cue, span, .. }) = paragraph.pieces.iter().find_map(clip) else {
        return;
    };
    if said.is_empty() {
        diags.push(
            Diagnostic::error(source, span, "a `clip` without its words")
                .label("nothing in this paragraph can be spoken"),
        );
    }
    for utterance in said {
        if let Some(mark) = &utterance.mark {
            diags.push(
                Diagnostic::error(source, mark.span, "a `take` in a paragraph that is a clip")
                    .label("the recording is heard, and no reading of it: keep one of them"),
            );
        }
        let cue = cue.clone();
        utterance.passage = Some(Box::new(Passage { cue, span }));
        if utterance.opens == Opening::Sentence {
            utterance.opens = Opening::Seam;
        }
    }
}

/// Finds the clips and divides them. They lie in `folder`, in which the script lies, or below.
pub(super) fn find(
    utterances: &mut [Utterance],
    folder: &Path,
    source: &Source,
    diags: &mut Diagnostics,
) {
    // Many paragraphs may be parts of one file, whose bytes are hashed once.
    let mut known: BTreeMap<String, Result<(PathBuf, String), String>> = BTreeMap::new();
    let same = |a: &Utterance, b: &Utterance| {
        let span = |u: &Utterance| u.passage.as_ref().map(|passage| passage.span);
        span(a) == span(b) && (a.turn, a.paragraph) == (b.turn, b.paragraph)
    };
    for said in utterances.chunk_by_mut(same) {
        let Some(passage) = said[0].passage.clone() else {
            continue;
        };
        let name = &passage.cue.file.value;
        let file = known.entry(name.clone()).or_insert_with(|| {
            let path = within(folder, name, "script")?;
            let digest = recording::digest(&path).map_err(|error| error.to_string())?;
            Ok((path, digest))
        });
        let pieces = file
            .clone()
            .and_then(|(path, digest)| Ok((pieces(&path, &passage.cue, said)?, path, digest)));
        match pieces {
            Ok((pieces, path, digest)) => {
                for (utterance, piece) in said.iter_mut().zip(pieces) {
                    utterance.recording = Some(Box::new(Recording {
                        path: path.clone(),
                        digest: digest.clone(),
                        piece: Some(piece),
                    }));
                }
            }
            Err(why) => diags.push(
                Diagnostic::error(
                    source,
                    passage.span,
                    format!("`{name}` cannot be heard here"),
                )
                .label(why.as_str())
                .hint(format!(
                    "A clip is a sound file beside the script or below; up to {} minutes of \
                         it are heard.",
                    MOST_PASSAGE / 60
                )),
            ),
        }
    }
}

/// The piece of each sentence.
fn pieces(path: &Path, cue: &Cue, said: &[Utterance]) -> Result<Vec<Piece>, String> {
    let told = |error: recording::RecordingError| error.to_string();
    let rate = recording::rate(path).map_err(told)?;
    let start = rate.frames(cue.start);
    let end = match cue.length {
        Some(length) => start.saturating_add(rate.frames(length)),
        None => u64::MAX,
    };
    let sound = recording::frames(path, start..end, MOST_FRAMES).map_err(told)?;
    let shares: Vec<f64> = said.iter().map(share).collect();
    let ranges = recording::sentences(&sound, &shares).map_err(told)?;
    let fade = fade(cue, rate);
    let last = ranges.len().saturating_sub(1);
    Ok(ranges
        .into_iter()
        .enumerate()
        .map(|(number, range)| {
            let (first, last) = (number == 0, number == last);
            Piece {
                frames: (start + range.start as u64, start + range.end as u64),
                fades: (if first { fade } else { 0 }, if last { fade } else { 0 }),
                // A pause that the script asks for lies between two pieces, and each is faded there
                // all the same.
                seams: (!first, !last),
            }
        })
        .collect())
}

fn fade(cue: &Cue, rate: Hz) -> u64 {
    rate.frames(cue.fade.unwrap_or(FADE))
}

/// How much a sentence takes of a recording, in letters: a word takes half a one besides.
fn share(utterance: &Utterance) -> f64 {
    let letters = utterance.shown.chars().filter(|c| c.is_alphanumeric());
    letters.count() as f64 + utterance.shown.split_whitespace().count() as f64 / 2.0
}
