//! Every kind of fault, as one table: its name, what it means, and by whose rules it is one.
//!
//! A kind is its row, so that no list of kinds can lack one: what finds a fault names the row
//! itself. What a profile puts in numbers stands in its own table, [`Profile`]; here stands what
//! it asks for without a number.

use crate::publish::captions::profile::Profile;

/// A kind of fault.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// A name that stays, for programs.
    pub name: &'static str,
    /// What is wrong where it is found, as a heading.
    pub about: &'static str,
    /// Whose rules it breaks.
    pub asked: Asked,
}

/// Whose rules something breaks.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    /// Everybody's: the standard of the file, or all profiles.
    All,
    /// Those of these profiles.
    By(&'static [&'static str]),
}

impl Kind {
    /// Is it a fault by this profile?
    #[must_use]
    pub fn asked_by(&self, profile: &Profile) -> bool {
        match self.asked {
            Asked::All => true,
            Asked::By(names) => names.contains(&profile.name),
        }
    }
}

/// Where two may speak in one cue, as long as each has a line: the others ask for a new cue.
pub(super) const TOGETHER: &[&str] = &["netflix", "bbc", "dcmp"];

macro_rules! kinds {
    ($($id:ident $name:literal $about:literal $asked:expr;)*) => {
        $(pub(super) static $id: Kind = Kind { name: $name, about: $about, asked: $asked };)*
        /// Every kind, in the order in which they are told: first what a player stumbles over.
        pub static KINDS: &[&Kind] = &[$(&$id),*];
    };
}

kinds! {
    EMPTY "empty" "nothing in the file" Asked::All;
    ENCODING "encoding" "not UTF-8" Asked::All;
    CONTROL "control" "characters that no text has" Asked::All;
    SIGNATURE "signature" "not marked as what it is" Asked::All;
    HEADER "header" "no blank line below the first" Asked::All;
    NO_CUE "no-cue" "no cue in the file" Asked::All;
    NUMBER "number" "numbers that are missing or do not ascend" Asked::All;
    IDENTIFIER "identifier" "cues with the same name" Asked::All;
    TIMESTAMP "timestamp" "times that are none" Asked::All;
    SEPARATOR "separator" "a comma for a full stop, or the other way round" Asked::All;
    ARROW "arrow" "arrows that are not written as ` --> `" Asked::All;
    SETTINGS "settings" "settings that are not known" Asked::All;
    BLANK_LINE "blank-line" "no blank line before a cue" Asked::All;
    STRAY "stray" "text that belongs to no cue" Asked::All;
    NO_TEXT "no-text" "cues without text" Asked::All;
    TAG "tag" "tags that are unknown, not closed or crossed" Asked::All;
    ESCAPE "escape" "signs that are read as markup, or markup that is read as signs" Asked::All;
    REVERSED "reversed" "cues that end before they begin" Asked::All;
    ORDER "order" "cues that begin before the one above" Asked::All;
    OVERLAP "overlap" "cues that begin before the last has ended" Asked::All;
    GAP "gap" "too little time between two cues" Asked::All;
    SHORT "short" "shown too briefly" Asked::All;
    LONG "long" "shown too long" Asked::All;
    FAST "fast" "more than can be read" Asked::All;
    LINE_LENGTH "line-length" "lines that are too long" Asked::All;
    LINES "lines" "too many lines" Asked::All;
    BREAK "break" "lines that end inside what belongs together" Asked::All;
    TWO_SPEAKERS "two-speakers" "two people in one cue" Asked::All;
    SPEAKER "speaker" "nothing that says who speaks" Asked::All;
    SOUND "sound" "sounds that are not in square brackets" Asked::By(&["duologue", "netflix", "dcmp"]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::captions::profile::profile;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_profiles_known() {
        let names: BTreeSet<_> = KINDS.iter().map(|kind| kind.name).collect();
        assert_eq!(names.len(), KINDS.len());
        let asked = KINDS.iter().flat_map(|kind| match kind.asked {
            Asked::All => &[][..],
            Asked::By(names) => names,
        });
        for name in asked.chain(TOGETHER) {
            assert!(profile(name).is_some(), "{name}");
        }
    }
}
