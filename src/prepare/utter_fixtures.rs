//! Scripts, houses and casts small enough to read in a test.

use crate::audio::{Db, Hz, Millis, Semitones};
use crate::cast::{Cast, Part};
use crate::diag::{Source, Span};
use crate::engines::{Language, VoiceSpec};
use crate::house::{At, ChapterPlan, House, Pauses, Pronunciation, Role, Show};
use crate::script::{Paragraph, Person, PersonId, Piece, Script, Turn};
use std::collections::BTreeMap;

const EN: &str = "en";

pub(super) fn language(tag: &str) -> Language {
    Language::parse(tag).expect(tag)
}

pub(super) fn text(text: &str) -> Piece {
    Piece::Text {
        text: text.into(),
        span: Span::default(),
    }
}

pub(super) fn say(spoken: &str, shown: &str) -> Piece {
    Piece::Say {
        spoken: spoken.into(),
        shown: shown.into(),
        span: Span::default(),
    }
}

pub(super) fn pause(length: u32) -> Piece {
    Piece::Pause(Millis(length))
}

/// Ada asks, Rue Ode answers, a narrator frames; turns are a person and paragraphs of pieces.
pub(super) fn script(turns: Vec<(usize, Vec<Vec<Piece>>)>) -> Script {
    let roles = [Role::Interviewer, Role::Interviewee, Role::Narrator];
    let people = ["Ada Finch", "Rue Ode", "Narrator"]
        .iter()
        .zip(roles)
        .map(|(name, role)| Person {
            name: (*name).into(),
            role,
            labels: Vec::new(),
        })
        .collect();
    let turns = turns
        .into_iter()
        .enumerate()
        .map(|(turn, (person, paragraphs))| Turn {
            person: PersonId(person),
            paragraphs: paragraphs
                .into_iter()
                .enumerate()
                .map(|(number, pieces)| Paragraph {
                    id: format!("t{turn}p{number}"),
                    pieces,
                    line: turn + 1,
                    span: Span::default(),
                    language: None,
                    rule: "given",
                    confidence: 1.0,
                    story: Default::default(),
                })
                .collect(),
        })
        .collect();
    Script {
        announcer: crate::script::Person::narrator(),
        repairs: Vec::new(),
        source: Source::new("x.md", ""),
        title: "X".into(),
        title_given: true,
        date: None,
        languages: vec![language(EN)],
        people,
        turns,
        chapters: Vec::new(),
        skipped: Vec::new(),
    }
}

pub(super) fn house(pronounce: &[(&str, &str)]) -> House {
    let at = |value: &str| At {
        value: value.to_owned(),
        span: Span::default(),
    };
    House {
        source: Source::new("x.yaml", ""),
        language: None,
        roles: BTreeMap::new(),
        people: Vec::new(),
        given: Vec::new(),
        pronounce: pronounce
            .iter()
            .map(|(word, spoken)| Pronunciation {
                word: at(word),
                spoken: at(spoken),
            })
            .collect(),
        pauses: Pauses::default(),
        sound: Default::default(),
        music: Default::default(),
        synthetic: Default::default(),
        copies: Vec::new(),
        edition: Default::default(),
        listening: Default::default(),
        formats: Default::default(),
        show: Show::default(),
        chapters: ChapterPlan::default(),
    }
}

pub(super) fn cast(people: usize) -> Cast {
    let part = |person| Part {
        person: PersonId(person),
        language: language(EN),
        voice: VoiceSpec {
            engine: "tone".into(),
            voice: format!("v{person}"),
            rate: 1.0,
            pitch: Semitones(0.0),
            timbre: Semitones(0.0),
            settings: BTreeMap::new(),
            tempo: 1.0,
        },
        fingerprint: "f".into(),
        ipa: false,
        own: Hz(22_050),
        accent: language(EN),
        gain: Db(0.0),
        pan: 0.0,
        chain: None,
        say: (person == 1).then(|| "ROO OH-day".into()),
    };
    Cast {
        parts: (0..people).map(part).collect(),
        summary: Vec::new(),
    }
}
