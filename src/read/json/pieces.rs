//! The tree of a file to what is said in it, piece by piece.
//!
//! Lists are tried in the order of how much they know: whole utterances with a speaker before
//! segments, segments before single words. The first that holds any words is read and the rest of
//! the file is left, because services write the same transcript two or three times.

use super::super::clock;
use super::node::{Key, Node};
use super::words;
use std::collections::BTreeMap;

/// What one person says, as one entry of the file has it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    /// The code or the name of who speaks.
    pub(super) speaker: Option<String>,
    pub(super) text: String,
    /// In milliseconds.
    pub(super) time: Option<(u64, u64)>,
}

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub(super) pieces: Vec<Piece>,
    /// Whole numbers in `start` are milliseconds.
    pub(super) millis: bool,
    /// Who speaks from when on, where that stands in a list beside the words (AWS).
    pub(super) labels: BTreeMap<u64, String>,
}

/// Where lists of pieces stand, the best first.
#[rustfmt::skip]
const LISTS: &[Key] = &[
    Key::Utterances, Key::Monologues, Key::AudioSegments, Key::Segments, Key::Transcription,
    Key::Turns, Key::Items, Key::Paragraphs, Key::Transcript, Key::Transcripts, Key::Messages,
    Key::Cues, Key::Sentences, Key::Phrases, Key::Events, Key::Results, Key::Result, Key::Channels,
    Key::Alternatives, Key::Words, Key::Elements, Key::Content, Key::Body, Key::Display, Key::Text,
];

/// Who speaks, by the key that says it best.
#[rustfmt::skip]
const WHO: &[Key] = &[
    Key::SpeakerName, Key::Speaker, Key::SpeakerLabel, Key::SpeakerTag, Key::SpeakerId,
    Key::Name, Key::DisplayName, Key::From, Key::Author, Key::Role, Key::Label,
];

/// What is said.
#[rustfmt::skip]
const WHAT: &[Key] = &[
    Key::Text, Key::Body, Key::Content, Key::Utterance, Key::Line, Key::Transcript, Key::Sentence,
    Key::Message, Key::Display, Key::Value,
];

/// Lists of smaller pieces inside a piece that has no text itself.
const PARTS: &[Key] = &[Key::Segs, Key::Sentences];

/// Lists of readings of a piece, the best first.
const READINGS: &[Key] = &[Key::Best, Key::Alternatives];

/// Adds what is said below a node; the depth of the tree is limited by the parser.
pub(super) fn find(node: &Node, found: &mut Pieces) {
    match node {
        Node::List(list) if words::are(list) => words::read(list, None, found),
        Node::List(list) => {
            found.millis |= words::in_milliseconds(list);
            list.iter().for_each(|entry| entry_of(entry, found));
        }
        Node::Map(_) => below(node, found),
        _ => {}
    }
}

/// Adds what is said in the first list of an object that holds any words.
fn below(node: &Node, found: &mut Pieces) {
    // The last result of Google's diarization repeats the words of all before it.
    if let Some(list) = node.get(Key::Results).and_then(words::tagged) {
        words::read(list, None, found);
        return;
    }
    if let Some(labels) = node.get(Key::SpeakerLabels) {
        found.labels = words::labels(labels);
    }
    for key in LISTS {
        let Some(inside) = node.get(*key) else {
            continue;
        };
        let before = found.pieces.len();
        match inside {
            // The whole text; words beside it may know who speaks.
            Node::Text(text) if said(text) && WHAT.contains(key) => entry_of(node, found),
            _ => find(inside, found),
        }
        if found.pieces.len() > before {
            return;
        }
    }
}

/// An entry of a list: a piece, or something that holds pieces.
fn entry_of(entry: &Node, found: &mut Pieces) {
    if !entry.is_map() {
        find(entry, found);
        return;
    }
    if let (Some(question), Some(answer)) = (entry.get(Key::Question), entry.get(Key::Answer)) {
        for (who, what) in [("Interviewer", question), ("Interviewee", answer)] {
            found.pieces.push(Piece {
                speaker: Some(who.to_owned()),
                text: joined(what),
                time: None,
            });
        }
        return;
    }
    let who = speaker(entry);
    let time = time(entry, found.millis);
    let lists = [Key::Words, Key::Elements];
    let mut lists = lists
        .iter()
        .filter_map(|key| entry.get(*key))
        .map(Node::list);
    let words = lists.find(|list| words::are(list));
    let whole = WHAT.iter().filter_map(|key| whole(entry.get(*key)?)).next();
    let parts = || {
        let mut parts = PARTS.iter().filter_map(|key| entry.get(*key)).map(joined);
        parts.find(|text| said(text))
    };
    match (whole.or_else(parts), words) {
        (Some(text), Some(list)) => words::split(&text, list, who.as_deref(), time, found),
        (Some(text), None) => found.pieces.push(Piece {
            speaker: who,
            text,
            time,
        }),
        (None, Some(list)) => words::read(list, who.as_deref(), found),
        (None, None) => {
            let first = found.pieces.len();
            let mut readings = READINGS
                .iter()
                .filter_map(|key| entry.get(*key)?.list().first());
            match readings.next() {
                Some(reading) => below(reading, found),
                None => below(entry, found),
            }
            for piece in &mut found.pieces[first..] {
                piece.speaker = piece.speaker.take().or_else(|| who.clone());
                piece.time = piece.time.or(time);
            }
        }
    }
}

/// A text that stands there as one, or in parts that are nothing but text.
fn whole(node: &Node) -> Option<String> {
    let plain = |part: &Node| match part {
        Node::Text(_) => true,
        // Parts of a message in a chat.
        Node::Map(_) => part.get(Key::Type).and_then(Node::text) == Some("text"),
        _ => false,
    };
    let text = match node {
        Node::Text(text) => text.to_string(),
        Node::List(list) if list.iter().all(plain) => joined(node),
        _ => return None,
    };
    said(&text).then_some(text)
}

/// Who speaks, of an entry.
pub(super) fn speaker(entry: &Node) -> Option<String> {
    let named = |key: &Key| {
        let node = entry.get(*key)?;
        // Google's tag 0 is nobody.
        let nobody = *key == Key::SpeakerTag && node.number() == Some(0.0);
        let name = match node {
            Node::Map(_) => node
                .first(&[Key::Name, Key::DisplayName, Key::Label, Key::Id])?
                .label(),
            _ => node.label(),
        };
        name.filter(|name| !nobody && !name.trim().is_empty() && name.len() <= 200)
    };
    WHO.iter().find_map(named)
}

/// A text, or the texts of a list as one. Depth is that of the tree.
fn joined(node: &Node) -> String {
    match node {
        Node::Text(text) => text.to_string(),
        Node::List(list) => {
            let mut text = String::new();
            for part in list {
                words::append(&mut text, &joined(part));
            }
            text
        }
        Node::Map(_) => {
            let keys = WHAT.iter().chain(&[Key::Utf8]);
            let mut texts = keys.filter_map(|key| node.get(*key)).map(joined);
            texts.find(|text| !text.is_empty()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

fn said(text: &str) -> bool {
    !text.trim().is_empty()
}

/// When an entry is heard; the end is the start where it is not told.
pub(super) fn time(entry: &Node, millis: bool) -> Option<(u64, u64)> {
    let plain = |key: Key| {
        let node = entry.get(key)?;
        match node {
            Node::Number(ms) if millis => clock::from_seconds(ms / 1000.0),
            Node::Number(seconds) => clock::from_seconds(*seconds),
            // Protobuf durations of old Google clients are maps; they are not read.
            node => clock::seconds(node.text()?),
        }
    };
    let exact = |key: Key| clock::from_seconds(entry.get(key)?.number()? / 1000.0);
    let offset = |key: Key| {
        let node = entry.get(Key::Offsets)?.get(key)?;
        clock::from_seconds(node.number()? / 1000.0)
    };
    let start = exact(Key::StartMs)
        .or_else(|| offset(Key::From))
        .or_else(|| plain(Key::Start))
        .or_else(|| plain(Key::Time))?;
    let end = exact(Key::EndMs)
        .or_else(|| offset(Key::To))
        .or_else(|| plain(Key::End));
    Some((start, end.unwrap_or(start).max(start)))
}
