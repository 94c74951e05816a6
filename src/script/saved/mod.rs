//! The saved script: what the compiler understood, as Markdown that a person corrects in an
//! editor, and back.
//!
//! ```text
//! ---
//! duologue: 1
//! title: First Light
//! languages: [en]
//! people:
//!   Narrator: narrator
//!   Saltmarsh Review: interviewer
//!   Ada Quill: interviewee
//! ---
//!
//! # Introduction
//!
//! **Narrator:** For eleven years Ada Quill has recorded the harbour at four in the morning.
//!
//! # Why four?
//!
//! **Saltmarsh Review:** Why four?
//!
//! **Ada Quill:** {pause: 600ms} Because {say: nobody else is up | no one else is}.
//!
//! **Ada Quill:** And because of the gulls.
//! ```
//!
//! Saving what was read gives the bytes that were read, once they were saved by us. Hence two
//! decisions: nothing is in the file that could not be read back (not how sure the compiler
//! was, not which rule decided: correcting a line makes both untrue), and there is one way to
//! write each thing, though several may be read. So every paragraph is saved with its name, though
//! one without goes on with whoever spoke: correcting a name must not give the paragraphs
//! after it to somebody else.
//!
//! It stays Markdown: a backslash before any ASCII punctuation makes it literal, lines of one
//! paragraph are joined, emphasis, backticks and the target of a link are markup and not spoken. What is ours alone is the front
//! matter's keys and `{name: value}`. A form with indented keys throughout (YAML, TOML) was
//! rejected: prose in it needs quoting, and no editor shows it as prose.

mod body;
mod cue;
mod directions;
mod front;
mod inline;
mod label;
mod links;
mod nearly;
mod parse;
mod reading;
mod scalar;
mod write;

#[cfg(test)]
mod broken;
#[cfg(test)]
mod laws;

pub use directions::mark;
pub(super) use front::is_date;
#[cfg(test)]
pub(super) use laws::FRONT;
pub use parse::{parse, parse_source};
pub use reading::undressed;
pub use write::write;

/// The version of the form, as the front matter's first key gives it.
pub const VERSION: u32 = 1;

/// The longest pause that a direction may ask for, in milliseconds. A minute is long enough
/// for any effect; more is a slip of the keyboard (`8000s`), and would be an hour of silence.
pub const MAX_PAUSE: u32 = 60_000;

/// After so many problems the rest of a script is not read. Nobody mends a thousand by hand:
/// then it is not what it says it is, and a file of nothing but braces must not fill the memory.
const MAX_TOLD: usize = 100;

/// White space that folds into one space. ASCII only: a no-break space or a thin space was
/// put there on purpose and is kept.
fn is_space(c: char) -> bool {
    c.is_ascii_whitespace()
}

/// Folds white space and cuts it off at both ends.
fn fold(text: &str) -> String {
    text.split(is_space)
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Takes the backslash from before ASCII punctuation, as Markdown does (CommonMark 0.31, 2.4).
/// Any other backslash is one.
fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => {
                text.push(*next);
                chars.next();
            }
            _ => text.push(c),
        }
    }
    text
}

/// The first place in `text`, from byte `from` on, where `wanted` stands without a backslash
/// before it.
fn find_bare(text: &str, from: usize, wanted: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        if bytes[at] == b'\\' {
            at += 2;
        } else if bytes[at..].starts_with(wanted.as_bytes()) {
            return Some(at);
        } else {
            at += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backslashes_are_markdowns() {
        for (raw, text) in [
            (r"\{a\}", "{a}"),
            (r"\\{", r"\{"),
            (r"C:\new", r"C:\new"),
            (r"end\", r"end\"),
            (r"\é", r"\é"),
        ] {
            assert_eq!(unescape(raw), text, "{raw}");
        }
    }

    #[test]
    fn what_a_backslash_hides_is_not_found() {
        assert_eq!(find_bare(r"a\**b**", 0, "**"), Some(5));
        assert_eq!(find_bare(r"\\**", 0, "**"), Some(2));
        assert_eq!(find_bare(r"ä\", 0, "**"), None);
    }
}
