//! A [`Document`](crate::read::Document) to a [`Script`]: who says what, and why we think so.

mod attribute;
mod chapters;
mod closing;
mod compile;
pub mod coverage;
mod cues;
mod cuts;
mod decode;
pub mod doubts;
pub mod explain;
mod furniture;
mod given;
mod hashing;
mod headed;
mod headline;
mod id;
mod introduced;
pub mod json;
mod known;
mod labels;
mod language;
mod legend;
mod listed;
mod lists;
mod names;
mod never;
mod page;
mod people;
mod phrases;
mod questions;
mod roles;
pub mod rules;
mod runin;
pub mod saved;
mod settings;
mod signs;
mod spaces;
pub mod story;
mod suspicion;
pub mod table;
mod tells;
mod title;
mod turns;
mod works;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod example;
#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod layouts;
#[cfg(test)]
mod part_layouts;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod turn_layouts;

pub use compile::compile;

use crate::audio::Millis;
use crate::diag::{Source, Span};
use crate::engines::Language;
use crate::house::{Cue, Role};

/// An interview, understood.
///
/// Every character of the source is spoken, or skipped by a named rule.
#[derive(Debug, Clone)]
pub struct Script {
    /// The text it was read from.
    pub source: Source,
    /// The title of the interview.
    pub title: String,
    /// Was the title on the page, or made from the file's name?
    pub title_given: bool,
    /// The date of the interview, YYYY-MM-DD, where the page says so.
    pub date: Option<String>,
    /// The languages in it; the first is the main one.
    pub languages: Vec<Language>,
    /// Everyone who speaks, in order of appearance.
    pub people: Vec<Person>,
    /// Who announces, where nobody in `people` is a narrator: one more than they are, and in no
    /// listing of them, since the page knows nothing of it.
    pub announcer: Person,
    /// In the order of the page; two turns in a row may be of one person only where a chapter
    /// begins between them.
    pub turns: Vec<Turn>,
    /// In order; the first begins at turn 0.
    pub chapters: Vec<Chapter>,
    /// Everything that is not spoken.
    pub skipped: Vec<Skipped>,
    /// Where the words of the page were mended, in the order of the page.
    pub repairs: Vec<Repair>,
}

impl Script {
    /// The person of that number.
    #[must_use]
    pub fn person(&self, id: PersonId) -> &Person {
        self.people.get(id.0).unwrap_or(&self.announcer)
    }

    /// Who says what no page says: the first narrator, or else the announcer.
    #[must_use]
    pub fn narrator(&self) -> PersonId {
        let narrates = |person: &Person| person.role == Role::Narrator;
        PersonId(
            self.people
                .iter()
                .position(narrates)
                .unwrap_or(self.people.len()),
        )
    }

    /// Everyone who may be heard: `people`, and the announcer if none of them narrates.
    pub fn everyone(&self) -> impl Iterator<Item = &Person> {
        let announcer = self.narrator().0 == self.people.len();
        let announcer = announcer.then_some(&self.announcer);
        self.people.iter().chain(announcer)
    }

    /// All paragraphs with the turn in which they stand.
    pub fn paragraphs(&self) -> impl Iterator<Item = (usize, &Turn, &Paragraph)> {
        self.turns
            .iter()
            .enumerate()
            .flat_map(|(at, turn)| turn.paragraphs.iter().map(move |p| (at, turn, p)))
    }
}

/// The number of a person in [`Script::people`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub usize);

/// The name under which the narrator stands in `people`.
pub const NARRATOR: &str = "Narrator";

/// Someone who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The fullest form of the name that the page uses, in title case where the page shouts.
    pub name: String,
    /// What the person does here.
    pub role: Role,
    /// The labels under which the person stands on the page, in order of appearance.
    pub labels: Vec<String>,
}

impl Person {
    /// A narrator of whom the page says nothing.
    #[must_use]
    pub fn narrator() -> Person {
        Person {
            name: NARRATOR.to_owned(),
            role: Role::Narrator,
            labels: Vec::new(),
        }
    }
}

/// What one person says without interruption.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// Who.
    pub person: PersonId,
    /// What, at least one.
    pub paragraphs: Vec<Paragraph>,
}

/// One paragraph of a turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// Made from the words, so that it stays when other paragraphs change.
    pub id: String,
    /// What is said, in order.
    pub pieces: Vec<Piece>,
    /// The line of the source at which it begins, from 1.
    pub line: usize,
    /// All of it in the source.
    pub span: Span,
    /// The language, if it is not the script's main one.
    pub language: Option<Language>,
    /// The rule that gave it to this person.
    pub rule: &'static str,
    /// How sure that is, 0 to 1.
    pub confidence: f32,
    /// What was seen, and who else it could have been.
    pub story: story::Story,
}

impl CueKind {
    /// As it stands in scripts and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            CueKind::Music => "music",
            CueKind::Sound => "sound",
            CueKind::Clip => "clip",
        }
    }
}

impl Paragraph {
    /// The words as they are shown.
    #[must_use]
    pub fn text(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text { text, .. } => text.as_str(),
                Piece::Say { shown, .. } => shown,
                Piece::Note { .. } | Piece::Pause(_) | Piece::Take(_) | Piece::Cue(_) => "",
            })
            .collect()
    }
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Words as the page has them.
    Text {
        /// The words; markup removed, white space as single spaces.
        text: String,
        /// Where they stand.
        span: Span,
    },
    /// `{say: spoken | shown}`.
    Say {
        /// What the engine is given.
        spoken: String,
        /// What captions show.
        shown: String,
        /// The direction in the source.
        span: Span,
    },
    /// A stage direction: shown in transcripts, in the audio a breath, never words.
    Note {
        /// As on the page, brackets included: `[laughs]`.
        text: String,
        /// Where it stands.
        span: Span,
    },
    /// `{pause: 800ms}`: so much silence here. At the start or end of a paragraph it takes the
    /// place of the cast's pause; inside one, of the pause between two sentences.
    Pause(Millis),
    /// `{take: 2}`: how the sentence in which it stands is read.
    Take(Mark),
    /// `{music: file}`, `{sound: file}`, `{clip: file}`: a sound file that is heard here.
    Cue(Cued),
}

/// What a `{music: …}`, `{sound: …}` or `{clip: …}` asks for, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Cued {
    /// What the file is.
    pub kind: CueKind,
    /// The file, and how it is played.
    pub cue: Cue,
    /// The direction in the source.
    pub span: Span,
}

/// What a sound file in a script is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CueKind {
    /// Music between two sentences: speech waits until it is over.
    Music,
    /// A sound beneath or between words; speech goes on.
    Sound,
    /// What a real person says, in place of the voice: the paragraph at whose start it stands.
    Clip,
}

/// What a `{take: …}` asks for, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What it asks for.
    pub reading: Reading,
    /// The direction in the source.
    pub span: Span,
}

/// How a sentence is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// By its voice: which of its readings, 0 for the first. Written counting from 1, as
    /// people count takes.
    Variant(u32),
    /// By nobody: a recording is heard. A path below the script's folder, `/` between its parts.
    Recording(String),
}

impl Reading {
    /// As people say it: `take 2`, `fixed.wav`.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Reading::Variant(variant) => format!("take {}", variant.saturating_add(1)),
            Reading::Recording(name) => name.clone(),
        }
    }
}

/// Where a chapter begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// At most 60 characters when it was made from a question.
    pub title: String,
    /// The turn at which it begins.
    pub turn: usize,
    /// What made it.
    pub kind: ChapterKind,
}

/// What made a chapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChapterKind {
    /// What stands before the first question.
    Introduction,
    /// A question of the interviewer.
    Question,
    /// What the narrator says after the last answer.
    Closing,
    /// A heading, an entry of the cast's list, a chapter in a saved script.
    Given,
}

/// A place at which the words of the page were mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What was mended, as it stands in the source.
    pub span: Span,
    /// The line at which it begins, from 1.
    pub line: usize,
    /// As on the page: `RizAhmed`.
    pub before: String,
    /// As it is spoken and shown.
    pub after: String,
    /// What speaks for it, in words.
    pub evidence: String,
}

/// Something on the page that is not spoken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Where it stands.
    pub span: Span,
    /// The line at which it begins, from 1.
    pub line: usize,
    /// What it is.
    pub text: String,
    /// The rule that skipped it.
    pub rule: &'static str,
}
