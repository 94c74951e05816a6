//! The name of a format to what may be concluded from it, by its row of the table: whoever works on
//! a [`Document`] asks this, so that no format is known by name outside its own file.

use super::{Document, INPUTS};

/// What can be expected of a text because of its format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    /// Its marks were read; what looks like one is text.
    Marked,
    /// It has no marks of its own: those of other formats may have been pasted with it.
    Plain,
    /// The record of a court.
    Court,
    /// Every speech is named; what has no name is seen and not said.
    Staged,
}

impl Document {
    /// What its format makes one expect.
    #[must_use]
    pub fn habit(&self) -> Habit {
        let row = INPUTS.iter().find(|row| row.name == self.format);
        row.map_or(Habit::Marked, |row| row.habit)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{Limits, RawFile, read};
    use super::*;
    use crate::diag::Diagnostics;

    #[test]
    fn a_format_tells_what_to_expect() {
        for (name, habit) in [
            ("a.txt", Habit::Plain),
            ("a.md", Habit::Marked),
            ("a.fountain", Habit::Staged),
        ] {
            let file = RawFile {
                path: name.into(),
                bytes: b"Ann: Why?\n\nBob: So.\n".to_vec(),
            };
            let document = read(&file, &Limits::default(), &mut Diagnostics::new()).unwrap();
            assert_eq!(document.habit(), habit, "{name}");
        }
    }
}
