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
    style("with bullets", |l| l.bullet.is_some(), 0.4),
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

#[cfg(test)]
mod tests {
    use super::super::cases::compiled;
    use crate::house::Role;

    /// What the page has: what is asked and what is answered, in turn.
    const TALK: &[(&str, &str)] = &[
        (
            "¿Por qué de noche?",
            "Porque nadie me lo pregunta de noche, y la lluvia es buena compañía.",
        ),
        (
            "Imagino que canta.",
            "Solo debajo del puente, donde no me oye nadie.",
        ),
        (
            "¿Y si llueve?",
            "Entonces canto más alto, que la lluvia no sabe la letra.",
        ),
        (
            "¿Qué le gusta más, ir o volver?",
            "Volver, porque ya conozco el camino.",
        ),
    ];

    #[test]
    fn hyphens_and_bullets_tell_who_speaks_and_are_not_said() {
        for (ask, answer, end) in [
            ("-", "-", "\n\n"),
            ("--", "--", "\n\n"),
            ("- ", "- ", "\n"),
            ("-", "", "\n"),
            ("-", "", "\n\n"),
            ("• ", "", "\n\n"),
            ("**-", "-", "\n\n"),
        ] {
            let shut = if ask.starts_with('*') { "**" } else { "" };
            let text: String = TALK
                .iter()
                .map(|(q, a)| format!("{ask}{q}{shut}{end}{answer}{a}{end}"))
                .collect();
            let name = if shut.is_empty() { "x.txt" } else { "x.md" };
            let (_, script) = compiled(name, &text);
            let asks = |person: usize| script.people[person].role == Role::Interviewer;
            let found: Vec<(bool, String)> = script
                .turns
                .iter()
                .flat_map(|t| t.paragraphs.iter().map(|p| (asks(t.person.0), p.text())))
                .collect();
            let wanted: Vec<(bool, String)> = TALK
                .iter()
                .flat_map(|(q, a)| [(true, (*q).to_owned()), (false, (*a).to_owned())])
                .collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
