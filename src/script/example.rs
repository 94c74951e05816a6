//! A small script made by hand, for the tests of what is made from scripts.

use super::{NARRATOR, Paragraph, Person, PersonId, Piece, Script, Skipped, Turn};
use crate::audio::Millis;
use crate::diag::{Source, Span};
use crate::engines::Language;
use crate::house::Role;

/// Two people, three paragraphs, of which the last is doubtful, and three things skipped.
pub(super) fn script() -> Script {
    let text = |text: &str| Piece::Text {
        text: text.to_owned(),
        span: Span::default(),
    };
    let said = |line, rule, confidence, pieces| Paragraph {
        id: format!("id-{line}"),
        pieces,
        line,
        span: Span::default(),
        language: None,
        rule,
        confidence,
        story: Default::default(),
    };
    let say = Piece::Say {
        spoken: "two thousand and one".to_owned(),
        shown: "2001".to_owned(),
        span: Span::default(),
    };
    let quiet = vec![
        text("It’s quiet then."),
        Piece::Pause(Millis(400)),
        text(" "),
        say,
        text(" was not."),
    ];
    let question = said(3, "label", 1.0, vec![text("Why four in the morning?")]);
    let answer = said(5, "label", 0.981, quiet);
    let more = said(9, "continues", 0.71, vec![text("Gulls, mostly.")]);
    Script {
        announcer: crate::script::Person::narrator(),
        source: Source::new("two-chairs.txt", ""),
        title: "Two \"Chairs\"".to_owned(),
        title_given: true,
        date: None,
        languages: Language::parse("en").into_iter().collect(),
        people: vec![
            person("Saltmarsh Review", Role::Interviewer),
            person("Ada Quill", Role::Interviewee),
        ],
        turns: vec![
            Turn {
                person: PersonId(0),
                paragraphs: vec![question],
            },
            Turn {
                person: PersonId(1),
                paragraphs: vec![answer, more],
            },
        ],
        chapters: Vec::new(),
        repairs: Vec::new(),
        skipped: vec![
            skipped(7, "two-chairs-02", "image name"),
            skipped(11, "two-chairs-03", "image name"),
            skipped(5, "ADA QUILL:", "label"),
        ],
    }
}

/// Someone in a role; the narrator is called so.
pub(super) fn person(name: &str, role: Role) -> Person {
    let name = if role == Role::Narrator {
        NARRATOR
    } else {
        name
    };
    Person {
        name: name.to_owned(),
        role,
        labels: vec![name.to_owned()],
    }
}

fn skipped(line: usize, text: &str, rule: &'static str) -> Skipped {
    Skipped {
        span: Span::default(),
        line,
        text: text.to_owned(),
        rule,
    }
}
