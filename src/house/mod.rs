//! A cast file to a [`House`]: parsed and checked by itself, before any interview is known.
//!
//! After this no unknown key, engine, voice or value is left; what depends on the interview
//! (which people there are, which languages) is decided by `cast`. Every value keeps its place
//! in the file, so that a problem found later is still told at its line.

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod broken;
mod copy;
mod default;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(crate) mod fixture;
mod formats;
mod given;
mod own;
mod parse;
mod played;
mod schema;
mod sound;
mod tables;
mod tweaks;
mod voices;
mod walk;

pub use default::{DEFAULT, default};
pub use formats::{Formats, set};
pub(crate) use given::role_of;
pub use given::{Given, given};
pub use own::{Own, own};
pub use parse::{fold, parse};
pub(crate) use played::Misplayed;
pub use sound::{
    Chain, Choice, Cue, Edition, Levels, Listening, Music, Names, Rhythm, Sound, Synthetic,
};
pub use tables::{Format, Tables, reads};
pub use tweaks::{Impossible, asked_rate};

use crate::audio::{Db, Millis, Semitones};
use crate::diag::{Source, Span};
use crate::engines::{Language, Setting};
use std::collections::BTreeMap;

/// What a person does in an interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Asks.
    Interviewer,
    /// Answers.
    Interviewee,
    /// Frames: introduction, captions worth hearing, closing line.
    Narrator,
}

impl Role {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Role; 3] = [Role::Interviewer, Role::Interviewee, Role::Narrator];

    /// As it stands in cast files, saved scripts and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Role::Interviewer => "interviewer",
            Role::Interviewee => "interviewee",
            Role::Narrator => "narrator",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// A value and where it stands in the cast file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// A cast file, parsed and checked by itself.
#[derive(Debug, Clone)]
pub struct House {
    /// The file.
    pub source: Source,
    /// The language of the interviews it is for, if it says so.
    pub language: Option<At<Language>>,
    /// What each role sounds like.
    pub roles: BTreeMap<Role, Casting>,
    /// What people sound like who are named; in the order of the file.
    pub people: Vec<(At<String>, Casting)>,
    /// The roles that people were given by hand, in the file or beside it; what comes later
    /// outranks what comes before.
    pub given: Vec<Given>,
    /// Words and how they are spoken, in the order of the file.
    pub pronounce: Vec<Pronunciation>,
    /// How long it is quiet.
    pub pauses: Pauses,
    /// How the whole episode sounds.
    pub sound: Sound,
    /// Its music.
    pub music: Music,
    /// What it says of its voices.
    pub synthetic: Synthetic,
    /// Which copies are made; the episode alone if empty.
    pub copies: Vec<At<Edition>>,
    /// For which of them this house is furnished: what a cast says is for the episode, and
    /// [`House::copy`] makes another one's of it.
    pub edition: Edition,
    /// What the listening copy is like.
    pub listening: Listening,
    /// What formats are set to, in the file or beside it.
    pub formats: Formats,
    /// What the show is called.
    pub show: Show,
    /// Where chapters begin.
    pub chapters: ChapterPlan,
}

/// What one role or person sounds like. What a person leaves out comes from the role.
#[derive(Debug, Clone, Default)]
pub struct Casting {
    /// All of it.
    pub span: Span,
    /// The stacks of voices; the first entry of a stack that this machine can open speaks.
    pub voice: Option<VoiceChoice>,
    /// For the second, third … person in this role.
    pub others: Vec<Casting>,
    /// Settings that every voice of the stack gets, unless its entry says otherwise.
    pub tweaks: Tweaks,
    /// What a person does in the interview, whatever the page looks like.
    pub role: Option<At<Role>>,
    /// The language that a person speaks, whatever the words look like.
    pub language: Option<At<Language>>,
    /// How the name is spoken.
    pub say: Option<At<String>>,
}

/// One stack for all languages, or one for each.
#[derive(Debug, Clone)]
pub enum VoiceChoice {
    /// The same for every language; a voice that cannot read the language is passed over.
    Any(Vec<Candidate>),
    /// By language, in the order of the file.
    ByLanguage(Vec<(At<Language>, Vec<Candidate>)>),
}

/// One entry of a stack: `engine:name`, perhaps with settings of its own.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The `engine:name` text.
    pub span: Span,
    /// Name of an engine's row; it exists in the table.
    pub engine: String,
    /// Name of a voice; it exists if the engine is here.
    pub voice: String,
    /// Settings of this entry; they win over the person's.
    pub tweaks: Tweaks,
}

/// Settings of a voice, each only if given.
#[derive(Debug, Clone, Default)]
pub struct Tweaks {
    /// Speed, 0.5 to 2.0.
    pub rate: Option<At<f32>>,
    /// The engine's own pitch control, -12 to +12 semitones.
    pub pitch: Option<At<Semitones>>,
    /// A smaller (+) or larger (-) speaker, -6 to +6 semitones.
    pub timbre: Option<At<Semitones>>,
    /// Level, -24 to +12 dB.
    pub gain: Option<At<Db>>,
    /// Its place between the loudspeakers: -100 left to 100 right, in percent of as far as it goes.
    pub pan: Option<At<f32>>,
    /// What is done to it between take and mix.
    pub chain: Option<At<Chain>>,
    /// The engine's own settings; checked by it where the engine is known.
    pub settings: BTreeMap<String, At<Setting>>,
}

/// A word and how it is spoken.
#[derive(Debug, Clone, PartialEq)]
pub struct Pronunciation {
    /// The word or words, as written.
    pub word: At<String>,
    /// Respelled, as written in the cast.
    pub spoken: At<String>,
}

/// How long it is quiet, from the last sound of a line to the first of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pauses {
    /// Before a new question.
    pub question: Millis,
    /// Before a question that goes on to something else.
    pub topic: Millis,
    /// From a question to its answer.
    pub answer: Millis,
    /// From a question to an answer of a few words.
    pub short_answer: Millis,
    /// Any other change of speaker.
    pub turn: Millis,
    /// Between paragraphs of one speaker.
    pub paragraph: Millis,
    /// Between sentences.
    pub sentence: Millis,
    /// What a stage direction such as `[laughs]` leaves.
    pub breath: Millis,
    /// How much earlier than the end of a line begins the one that cuts it off.
    pub interruption: Millis,
    /// Where a chapter begins that is not a question: after the introduction, before the
    /// closing, at a heading or a listed place.
    pub chapter: Millis,
}

impl Default for Pauses {
    fn default() -> Self {
        Pauses {
            question: Millis(650),
            topic: Millis(900),
            answer: Millis(420),
            short_answer: Millis(280),
            turn: Millis(500),
            paragraph: Millis(500),
            sentence: Millis(220),
            breath: Millis(350),
            interruption: Millis(120),
            chapter: Millis(1100),
        }
    }
}

impl Pauses {
    /// All of them by the keys that a cast has for them, in its order.
    #[must_use]
    pub fn by_key(&self) -> [(&'static str, Millis); 10] {
        // Destructured, so that a new one cannot be forgotten here.
        let Pauses {
            question,
            topic,
            answer,
            short_answer,
            turn,
            paragraph,
            sentence,
            breath,
            interruption,
            chapter,
        } = *self;
        [
            ("question", question),
            ("topic", topic),
            ("answer", answer),
            ("short_answer", short_answer),
            ("turn", turn),
            ("paragraph", paragraph),
            ("sentence", sentence),
            ("breath", breath),
            ("interruption", interruption),
            ("chapter", chapter),
        ]
    }
}

/// What the show is called; for tags, books and the feed.
#[derive(Debug, Clone, Default)]
pub struct Show {
    /// Its title, which becomes the album.
    pub title: Option<At<String>>,
    /// Who publishes it.
    pub publisher: Option<At<String>>,
    /// The date of this episode, YYYY-MM-DD. Never from the clock.
    pub date: Option<At<String>>,
    /// A picture beside the cast or below, or `off`; drawn if none is given.
    pub cover: Option<At<String>>,
}

/// Where chapters begin, unless the script itself says.
#[derive(Debug, Clone, Default)]
pub enum ChapterPlan {
    /// At each turn of an interviewer; an introduction and a closing where there is one.
    #[default]
    PerQuestion,
    /// At each heading.
    PerHeading,
    /// Where the cast says.
    Listed(Vec<ListedChapter>),
}

/// One chapter of a cast's list.
#[derive(Debug, Clone)]
pub struct ListedChapter {
    /// Where it begins.
    pub at: At<ChapterAt>,
    /// What it is called.
    pub title: At<String>,
}

/// Where a listed chapter begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChapterAt {
    /// At the turn of that number, from 1.
    Turn(usize),
    /// At the turn whose paragraph begins with these words (case and white space aside).
    Words(String),
}
