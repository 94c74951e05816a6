//! Lists of single words to pieces: a new one where the speaker changes.
//!
//! Words come as `word`, as `value` of an element, or as the first of several readings
//! (`alternatives`); punctuation is a word of its own in half of the forms. Where the whole text
//! stands beside them it is cut rather than built anew: its spaces are right.

use super::node::{Key, Node};
use super::pieces::{Piece, Pieces, speaker, time};
use std::collections::BTreeMap;

/// Pieces of one speaker are cut where nobody says anything for so many milliseconds, at the
/// end of a sentence: a list of words knows no paragraphs.
const PAUSE: u64 = 2000;

/// Is this a list of words?
pub(super) fn are(list: &[Node]) -> bool {
    let Some(first) = list.iter().find(|node| node.is_map()) else {
        return false;
    };
    let readings = first
        .get(Key::Alternatives)
        .map(Node::list)
        .unwrap_or_default();
    let typed = first.get(Key::Type).and_then(Node::text);
    let typed = typed
        .is_some_and(|t| ["word", "pronunciation", "punctuation", "punct", "spacing"].contains(&t));
    first.get(Key::Word).is_some()
        || first.get(Key::Punctuated).is_some()
        || (first.get(Key::Type).is_some() && first.get(Key::Value).is_some())
        || (typed && (first.get(Key::Text).is_some() || !readings.is_empty()))
        || readings
            .first()
            .is_some_and(|r| r.get(Key::Content).is_some())
}

/// The words of the last of Google's results, if its words are tagged with speakers.
pub(super) fn tagged(results: &Node) -> Option<&[Node]> {
    let last = results
        .list()
        .last()?
        .get(Key::Alternatives)?
        .list()
        .first()?;
    let words = last.get(Key::Words)?.list();
    let tagged = |word: &Node| {
        let tag = word.first(&[Key::SpeakerTag, Key::SpeakerLabel]);
        tag.and_then(Node::label)
            .is_some_and(|tag| tag != "0" && !tag.is_empty())
    };
    words.iter().any(tagged).then_some(words)
}

/// Are the times of these entries milliseconds? AssemblyAI writes whole numbers, and so large
/// that a sentence would take minutes.
pub(super) fn in_milliseconds(list: &[Node]) -> bool {
    let mut count = 0.0;
    let mut total = 0.0;
    for entry in list.iter().take(200) {
        let times = (entry.get(Key::Start), entry.get(Key::End));
        if let (Some(Node::Number(start)), Some(Node::Number(end))) = times {
            if start.fract() != 0.0 || end.fract() != 0.0 {
                return false;
            }
            count += 1.0;
            total += end - start;
        }
    }
    // Two minutes on average are long for a turn, and 120 milliseconds short for a word.
    total >= count * 120.0 && count > 0.0
}

/// A word as it is written, and does it stick to the one before?
fn word(node: &Node) -> Option<(String, bool)> {
    let kind = node.get(Key::Type).and_then(Node::text).unwrap_or_default();
    let reading = node
        .get(Key::Alternatives)
        .and_then(|all| all.list().first());
    let written = reading.unwrap_or(node).first(&[
        Key::Punctuated,
        Key::Word,
        Key::Content,
        Key::Value,
        Key::Text,
    ]);
    let written = written.and_then(Node::text)?.to_owned();
    Some((written, matches!(kind, "punctuation" | "punct" | "spacing")))
}

/// Who says a word: it may stand in the best reading of it.
fn who_says(node: &Node) -> Option<String> {
    let reading = || node.get(Key::Alternatives)?.list().first();
    speaker(node).or_else(|| speaker(reading()?))
}

/// Who speaks from when on, of AWS's list beside the words.
pub(super) fn labels(list: &Node) -> BTreeMap<u64, String> {
    let segments = list.get(Key::Segments).map(Node::list).unwrap_or_default();
    let items = segments
        .iter()
        .filter_map(|segment| segment.get(Key::Items));
    items
        .flat_map(Node::list)
        .filter_map(|item| Some((time(item, false)?.0, speaker(item)?)))
        .collect()
}

/// Adds the words of a list, cut where the speaker changes.
pub(super) fn read(list: &[Node], who: Option<&str>, found: &mut Pieces) {
    found.millis |= in_milliseconds(list);
    // Rev writes the spaces between words as punctuation; so does ElevenLabs.
    let spaced = list
        .iter()
        .take(50)
        .filter_map(word)
        .any(|(w, _)| w.trim().is_empty() && !w.is_empty());
    let mut open: Option<Piece> = None;
    for node in list {
        let Some((written, sticks)) = word(node) else {
            continue;
        };
        let at = time(node, found.millis);
        let labelled = || found.labels.get(&at?.0).cloned();
        let said_by = who_says(node).or_else(labelled);
        let said_by = said_by.or_else(|| who.map(str::to_owned));
        if let Some(piece) = &mut open {
            let other = said_by.is_some() && said_by != piece.speaker && !sticks;
            let late = match (piece.time, at) {
                (Some((_, end)), Some((start, _))) => start > end.saturating_add(PAUSE),
                _ => false,
            };
            let ended = piece
                .text
                .trim_end()
                .ends_with(['.', '?', '!', '…', '。', '？', '！']);
            let cut = other || (late && ended);
            if !cut {
                if !sticks && !spaced {
                    append(&mut piece.text, &written);
                } else {
                    piece.text.push_str(&written);
                }
                if let (Some(whole), Some((_, end))) = (&mut piece.time, at) {
                    whole.1 = whole.1.max(end);
                }
                continue;
            }
        }
        found.pieces.extend(open.replace(Piece {
            speaker: said_by,
            text: written,
            time: at,
        }));
    }
    found.pieces.extend(open);
}

/// Where in a text somebody begins to speak, who, and when.
type Cut = (usize, Option<String>, Option<(u64, u64)>);

/// Adds an entry whose words are there too: as it is, unless several people say them.
pub(super) fn split(
    text: &str,
    list: &[Node],
    who: Option<&str>,
    time: Option<(u64, u64)>,
    found: &mut Pieces,
) {
    let mut cuts: Vec<Cut> = Vec::new();
    let mut at = 0;
    let mut lost = false;
    for node in list {
        let Some((written, _)) = word(node).filter(|(w, _)| !w.trim().is_empty()) else {
            continue;
        };
        let find = || Some(at + text[at..].find(written.trim())?);
        let start = (!lost).then(find).flatten();
        lost |= start.is_none();
        let start = start.unwrap_or(at);
        at = if lost {
            at
        } else {
            start + written.trim().len()
        };
        let said_by = who_says(node);
        let same = said_by.is_none() || cuts.last().is_some_and(|(_, last, _)| *last == said_by);
        if !same {
            cuts.push((start, said_by, super::pieces::time(node, found.millis)));
        }
    }
    match cuts.as_slice() {
        // Whoever says the words outranks whom most of the segment was given to.
        [] | [_] => {
            let only = cuts.pop().and_then(|(_, who, _)| who);
            let speaker = only.or_else(|| who.map(str::to_owned));
            let text = text.to_owned();
            found.pieces.push(Piece {
                speaker,
                text,
                time,
            });
        }
        _ if lost => read(list, who, found),
        _ => {
            let ends: Vec<usize> = cuts
                .iter()
                .skip(1)
                .map(|c| c.0)
                .chain([text.len()])
                .collect();
            let mut from = 0;
            for ((_, speaker, start), end) in cuts.into_iter().zip(ends) {
                let time = start.or(time);
                let text = text[from..end].to_owned();
                found.pieces.push(Piece {
                    speaker,
                    text,
                    time,
                });
                from = end;
            }
        }
    }
}

/// Adds a word after a space, unless one of both has it, or the script needs none.
pub(super) fn append(text: &mut String, more: &str) {
    let spaced = text.is_empty() || text.ends_with(char::is_whitespace);
    let wide = |c: Option<char>| {
        c.is_some_and(|c| matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'))
    };
    let together = wide(text.chars().next_back()) && wide(more.chars().next());
    if !spaced && !together && !more.starts_with(char::is_whitespace) {
        text.push(' ');
    }
    text.push_str(more);
}
