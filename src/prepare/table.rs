//! Utterances to a table of what is shown and what is said, for people to look over.

use super::utter::joined;
use super::{Origin, Utterance};
use crate::engines::Spoken;
use crate::script::Script;

/// One sentence for `--spoken`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenRow<'a> {
    /// The line of the source at which its paragraph begins, from 1.
    pub line: Option<usize>,
    /// Who says it.
    pub name: &'a str,
    /// What captions show.
    pub shown: &'a str,
    /// What the engine is given; a break inside it as `{pause: 800ms}`.
    pub spoken: String,
}

impl SpokenRow<'_> {
    /// Is anything said otherwise than it is written? Curly quotes that the engine is given
    /// straight, or not at all, are no difference that anyone hears.
    #[must_use]
    pub fn differs(&self) -> bool {
        let plain = |text: &str| -> String {
            let quote =
                |c: &char| !matches!(c, '\'' | '’' | '‘' | '“' | '”' | '"' | '«' | '»' | '„');
            text.chars().filter(quote).collect()
        };
        plain(self.shown) != plain(&self.spoken)
    }
}

/// Every sentence as shown and as spoken, in order.
pub fn spoken_table<'a>(
    script: &'a Script,
    utterances: &'a [Utterance],
) -> impl Iterator<Item = SpokenRow<'a>> {
    utterances.iter().map(|utterance| SpokenRow {
        line: match utterance.origin {
            Origin::Page { line, .. } => Some(line),
            Origin::Announcement => None,
        },
        name: &script.person(utterance.person).name,
        shown: &utterance.shown,
        spoken: joined(utterance.tokens.iter())
            .iter()
            .map(|spoken| match spoken {
                Spoken::Text(text) => text.clone(),
                Spoken::Ipa { ipa, .. } => format!("/{ipa}/"),
                Spoken::Break(length) => format!("{{pause: {length}ms}} "),
                Spoken::Mark(_) => String::new(),
            })
            .collect(),
    })
}
