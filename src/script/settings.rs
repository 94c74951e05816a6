//! The ways in which pages set questions apart: a row for each, weighed against each other by
//! [`questions`](super::questions). A new layout is one more row.

use super::rules::{self, Rule};
use super::signs::Look;

/// A way to set questions apart.
pub(super) struct Setting {
    /// In words: "in bold".
    pub(super) name: &'static str,
    pub(super) is: fn(&Look) -> bool,
    /// What is known beforehand.
    pub(super) prior: f32,
    pub(super) question: &'static Rule,
    pub(super) answer: &'static Rule,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// What is set like this asks.
    Style,
    /// A heading: in a page that labels who asks it is a chapter's.
    Heading,
    /// A sign at the start says that the other one speaks.
    Signs,
    /// Nothing is set apart; question marks tell.
    Marks,
}

const fn style(name: &'static str, is: fn(&Look) -> bool, prior: f32) -> Setting {
    Setting {
        name,
        is,
        prior,
        question: &rules::SET_AS_QUESTION,
        answer: &rules::FOLLOWS_QUESTION,
        kind: Kind::Style,
    }
}

const fn heading(name: &'static str, is: fn(&Look) -> bool) -> Setting {
    let prior = 0.6;
    Setting {
        kind: Kind::Heading,
        ..style(name, is, prior)
    }
}

/// Only the questions have a dash, and the answers none.
pub(super) const BEHIND_DASHES: &str = "behind dashes, the answers plain";

pub(super) const SETTINGS: &[Setting] = &[
    style("in bold", |l| l.bold, 1.0),
    style("in bold italics", |l| l.bold && l.italic, 0.9),
    style("in italics", |l| l.italic, 0.5),
    style("as quotes", |l| l.quote == Some(1), 1.0),
    style("as quotes in quotes", |l| l.quote == Some(2), 1.0),
    style("as quotes", |l| l.quote.is_some(), 0.8),
    style("behind `>`", |l| l.mail, 1.2),
    style("in capitals", |l| l.capitals, 0.8),
    style("with numbers", |l| l.number, 0.6),
    style(BEHIND_DASHES, |l| l.dash > 0, 0.9),
    style("as links", |l| l.link, 0.0),
    style(
        "plain, while the answers are in italics",
        |l| !l.italic,
        -0.9,
    ),
    style("plain, while the answers are in bold", |l| !l.bold, -0.9),
    style(
        "plain, while the answers are quotes",
        |l| l.quote.is_none(),
        -0.9,
    ),
    heading("as headings", |l| l.heading == Some(2)),
    heading("as headings", |l| l.heading == Some(3)),
    heading("as headings", |l| l.heading == Some(4)),
    heading("as headings", |l| l.heading.is_some_and(|level| level > 4)),
    heading("as headings", |l| l.heading.is_some()),
    Setting {
        question: &rules::DASH,
        answer: &rules::DASH,
        kind: Kind::Signs,
        ..style("after dashes", |l| l.dash > 0, 1.0)
    },
    Setting {
        question: &rules::CHANGE,
        answer: &rules::CHANGE,
        kind: Kind::Signs,
        ..style("after `>>`", |l| l.arrows > 0, 1.0)
    },
    Setting {
        question: &rules::ENDS_AS_QUESTION,
        answer: &rules::ANSWERS,
        kind: Kind::Marks,
        ..style("by question marks alone", |l| l.tells.ends_asking, -0.8)
    },
];
