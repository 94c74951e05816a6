//! Transcripts as JSON to blocks: one for each piece that one person says.
//!
//! Every service has a form of its own, but all are one idea: a list of pieces, each with words
//! and perhaps a speaker and times. So the forms are not parsed one by one; the list is looked for
//! by the names such lists have ([`node::Key`]), and its entries are read alike. Podcasting
//! 2.0, Whisper and WhisperX, whisper.cpp, AssemblyAI, Deepgram, AWS Transcribe, Google, Azure,
//! Rev, Speechmatics, ElevenLabs and plain lists of speaker and text are read so.

mod node;
mod pieces;
mod words;

use super::flat::Flat;
use super::{BlockKind, Document, Limits, RawFile, Style, encoding, too_many_blocks};
use crate::diag::{Diagnostic, Diagnostics, Source, Span};
use node::{Key, Node};
use pieces::{Piece, Pieces};
use std::collections::BTreeMap;

/// What is said where no transcript is found.
const FORMS: &str = "a transcript is a list of objects with a speaker and a text \
    (Podcasting 2.0, Whisper, WhisperX, AssemblyAI, Deepgram, AWS Transcribe, Google, Azure, Rev, \
    Speechmatics, or `[{\"speaker\": \"Anna\", \"text\": \"Hello.\"}]`)";

/// Is it JSON with an object in it? A bracket alone may begin a stage direction.
pub(super) fn sniff(head: &[u8]) -> bool {
    let text = encoding::peek(head);
    let text = text.trim_start();
    let object = text.strip_prefix('[').map_or(text, str::trim_start);
    object
        .strip_prefix('{')
        .is_some_and(|inside| inside.trim_start().starts_with('"') && inside.contains(':'))
}

/// Reads a transcript; `None` only after an error was pushed.
pub(super) fn read(file: &RawFile, limits: &Limits, diags: &mut Diagnostics) -> Option<Document> {
    let source = encoding::decode(file, limits, diags)?;
    let root = match node::parse(source.text()) {
        Ok(root) => root,
        Err(problem) => {
            diags.push(broken(&source, &problem));
            return None;
        }
    };
    let mut found = Pieces::default();
    pieces::find(&root, &mut found);
    if found.pieces.len() > limits.blocks {
        too_many_blocks(&source, limits, diags);
        return None;
    }
    let names = Names::of(&root, &found.pieces);
    let mut flat = Flat::default();
    for piece in &found.pieces {
        let kind = match piece.time {
            Some(_) => BlockKind::Cue,
            None => BlockKind::Paragraph,
        };
        // A whole transcript in one text has a turn on each line; a piece of one may be wrapped.
        let bare = piece.speaker.is_none() && piece.time.is_none();
        for text in piece.text.split(if bare { "\n" } else { "\n\n" }) {
            if let Some(block) = flat.block(kind, [(text, Style::default())]) {
                block.speaker = piece.speaker.as_ref().and_then(|id| names.name(id));
                block.time = piece.time;
            }
        }
    }
    if flat.len() == 0 {
        diags.push(
            Diagnostic::error(
                &source,
                Span::default(),
                "there is no transcript in this JSON that can be read",
            )
            .whole()
            .hint(FORMS),
        );
        return None;
    }
    let mut document = flat.document(&file.path, "json");
    let title = root.get(Key::Title).and_then(Node::text);
    document.title = title.map(|title| title.trim().to_owned());
    document.language = language(&root).map(str::to_owned);
    Some(document)
}

/// What the service says of the language: at the top, beside the results or in them.
fn language(root: &Node) -> Option<&str> {
    let mut here = vec![root];
    // `results.channels[0].detected_language` is the deepest that is known.
    for _ in 0..3 {
        let own = |node: &&Node| node.get(Key::Language).is_some();
        if let Some(found) = here.iter().find(|node| own(node)) {
            return found.get(Key::Language).and_then(Node::text);
        }
        let around = [Key::Result, Key::Results, Key::Metadata, Key::Channels];
        let inside = here.iter().flat_map(|node| around.map(|key| node.get(key)));
        let inside = inside.flatten().map(|node| match node {
            // One of a list speaks for all.
            Node::List(all) => all.first().unwrap_or(node),
            node => node,
        });
        here = inside.collect();
    }
    None
}

/// Where the JSON breaks off, as a place in the file.
fn broken(source: &Source, problem: &serde_json::Error) -> Diagnostic {
    let line = source.line_span(problem.line());
    let column = problem.column().saturating_sub(1);
    let rest = source.slice(line);
    let at = rest.char_indices().map(|(at, _)| at);
    let at = at.take_while(|at| *at <= column).last().unwrap_or(0);
    let span = Span::at(line.start + at);
    let said = problem.to_string();
    let what = said.split(" at line ").next().unwrap_or_default();
    Diagnostic::error(source, span, format!("this JSON is broken: {what}"))
        .hint("export the transcript again, or save it as plain text")
}

/// How the codes of speakers are to be called.
#[derive(Default)]
struct Names {
    /// From a list of speakers beside the transcript.
    listed: BTreeMap<String, String>,
    /// Added to bare numbers: people count from one.
    offset: u64,
}

impl Names {
    /// What lists of speakers say of codes, and where the numbers begin.
    fn of(root: &Node, pieces: &[Piece]) -> Names {
        let mut names = Names::default();
        for list in [Key::Speakers, Key::Participants] {
            let list = root
                .get(list)
                .or_else(|| root.get(Key::Metadata)?.get(list));
            for (at, entry) in list.map(Node::list).unwrap_or_default().iter().enumerate() {
                if let Some(name) = entry.text() {
                    names.listed.insert(at.to_string(), name.to_owned());
                    continue;
                }
                let id = entry.first(&[Key::Id, Key::SpeakerId, Key::Speaker, Key::Label]);
                let name = entry.first(&[Key::Name, Key::SpeakerName, Key::DisplayName]);
                if let (Some(id), Some(name)) = (id.and_then(Node::label), name) {
                    let name = name.label().unwrap_or_default();
                    names.listed.insert(id, name);
                }
            }
        }
        let mut speakers = pieces.iter().filter_map(|p| p.speaker.as_deref());
        names.offset = u64::from(speakers.any(|speaker| speaker == "0"));
        names
    }

    /// `SPEAKER_00` and `spk_0` stay; `0` and `1` become `Speaker 1` and `Speaker 2`, and where
    /// nobody is number 0, `1` is `Speaker 1`; a single letter becomes `Speaker A`, because `A`
    /// alone would be taken for an answer.
    fn name(&self, id: &str) -> Option<String> {
        let id = id.trim();
        if let Some(name) = self.listed.get(id).filter(|name| !name.trim().is_empty()) {
            return Some(name.trim().to_owned());
        }
        if let Ok(number) = id.parse::<u64>() {
            return Some(format!("Speaker {}", number.saturating_add(self.offset)));
        }
        let letter = id.len() == 1 && id.bytes().all(|b| b.is_ascii_uppercase());
        let unknown = id.is_empty()
            || ["unknown", "null", "none", "uu"].contains(&id.to_lowercase().as_str());
        match (letter, unknown) {
            (true, _) => Some(format!("Speaker {id}")),
            (_, true) => None,
            _ => Some(id.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests;
