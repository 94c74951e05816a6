//! What was seen when a paragraph was given to somebody, and who else it could have been.
//!
//! Kept with each paragraph, so that whoever doubts a voice is told what spoke for it without a
//! second run of the compiler. Small: names of things, no copies of the text.

use super::PersonId;
use crate::house::Role;

/// How it came that somebody says a paragraph.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Story {
    /// In the order of its weight.
    pub seen: Vec<Seen>,
    /// Who else it could have been.
    pub second: Option<Second>,
}

/// Something that was seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Seen {
    /// The whole page sets its questions apart so: "in bold".
    Layout(&'static str),
    /// The layout that fits the page second best.
    Rival(&'static str),
    /// A trait of the words, and whether it speaks for a question.
    Tell(&'static str, bool),
    /// The format itself names the speaker.
    Named,
    /// A label; how little there is to doubt that it is one, 0 to 1.
    Label(f32),
    /// The label stands alone on the line above.
    LabelAbove,
    /// The next paragraph has the label of somebody who answers.
    BeforeLabel,
    /// It looks as if it had a label after all, or were nobody's words; no more confidence than
    /// this is left.
    Suspicious(f32),
}

/// The runner-up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Second {
    /// Who, if that person says anything in the script.
    pub person: Option<PersonId>,
    /// What that person does.
    pub role: Role,
    /// The rule that would have given it.
    pub rule: &'static str,
    /// How sure that would be, 0 to 1.
    pub confidence: f32,
}
