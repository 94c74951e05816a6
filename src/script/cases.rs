//! What the tests of this room share: a text in, a document or a script out, and a form of it
//! that can be read.

use super::{Script, compile, coverage};
use crate::audio::Millis;
use crate::diag::{Diagnostics, Source};
use crate::house::{ChapterPlan, House, Pauses, Show};
use crate::read::{Document, Limits, RawFile, read};

/// A cast file that says nothing.
pub(super) fn house() -> House {
    House {
        source: Source::new("cast.yaml", ""),
        language: None,
        roles: Default::default(),
        people: Vec::new(),
        given: Vec::new(),
        pronounce: Vec::new(),
        pauses: Pauses {
            question: Millis(650),
            ..Pauses::default()
        },
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

pub(super) fn document(name: &str, text: &str) -> Document {
    let file = RawFile {
        path: name.into(),
        bytes: text.as_bytes().to_vec(),
    };
    let mut diags = Diagnostics::new();
    match read(&file, &Limits::default(), &mut diags) {
        Some(document) => document,
        None => panic!("not read: {:?}", diags.iter().next()),
    }
}

/// The script of a text, and what was told.
pub(super) fn compiled_told(name: &str, text: &str, house: &House) -> (Script, Vec<String>) {
    let document = document(name, text);
    let mut diags = Diagnostics::new();
    let Some(script) = compile(&document, house, &mut diags) else {
        panic!("not compiled: {:?}", diags.iter().next());
    };
    assert_eq!(coverage::gaps(&document, &script), [], "{text}");
    (script, diags.iter().map(|d| d.message.clone()).collect())
}

pub(super) fn compiled_with(name: &str, text: &str, house: &House) -> (Document, Script) {
    (document(name, text), compiled_told(name, text, house).0)
}

pub(super) fn compiled(name: &str, text: &str) -> (Document, Script) {
    compiled_with(name, text, &house())
}

/// A line for each paragraph: role, name, rule, first words.
pub(super) fn lines(script: &Script) -> Vec<String> {
    let line = |(_, turn, paragraph): (usize, &super::Turn, &super::Paragraph)| {
        let person = script.person(turn.person);
        let text: String = paragraph.text().chars().take(12).collect();
        let role = match person.role {
            crate::house::Role::Interviewer => "asks",
            crate::house::Role::Interviewee => "answers",
            crate::house::Role::Narrator => "narrates",
        };
        format!(
            "{role} | {} | {} | {}",
            person.name,
            paragraph.rule,
            text.trim_end()
        )
    };
    script.paragraphs().map(line).collect()
}
