//! Faults as data: what is wrong, where, with the number that was measured and the one allowed.
//!
//! A file may be one fault from its first byte to its last, so only so many are kept; the others
//! are counted.

use super::cues::Cue;
use super::kinds::Kind;
use crate::publish::captions::profile::Profile;

/// Most faults of a file that are kept.
const KEPT: usize = 10_000;

/// Something that is wrong with a file of captions.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The row of [`KINDS`](super::KINDS).
    pub kind: &'static Kind,
    /// The line of the file, from 1.
    pub line: usize,
    /// The number of the cue in the file, from 1; `None` for what is in none.
    pub cue: Option<usize>,
    /// Where that cue begins, in milliseconds, if that is known.
    pub start: Option<u64>,
    /// What is wrong, as a clause.
    pub message: String,
    /// What was measured and what is allowed, in the unit that the message names.
    pub numbers: Option<(f64, f64)>,
    /// Does the speech itself force it, as [`Profile`] defines that? Then it is told and not counted.
    pub forced: bool,
}

/// The faults of a file, while they are found.
pub(super) struct Faults<'a> {
    pub(super) profile: &'a Profile,
    pub(super) kept: Vec<Fault>,
    /// How many more were found than are kept, but for forced ones.
    pub(super) left_out: usize,
}

impl<'a> Faults<'a> {
    pub(super) fn new(profile: &'a Profile) -> Faults<'a> {
        Faults {
            profile,
            kept: Vec::new(),
            left_out: 0,
        }
    }

    /// A fault in a line that is in no cue.
    pub(super) fn at(&mut self, kind: &'static Kind, line: usize, message: impl Into<String>) {
        self.add(Fault {
            kind,
            line,
            cue: None,
            start: None,
            message: message.into(),
            numbers: None,
            forced: false,
        });
    }

    /// A fault in a cue, in this line of the file.
    pub(super) fn within(
        &mut self,
        kind: &'static Kind,
        cue: &Cue<'_>,
        line: usize,
        message: impl Into<String>,
    ) {
        self.add(Fault {
            kind,
            line,
            cue: Some(cue.number),
            start: cue.start,
            message: message.into(),
            numbers: None,
            forced: false,
        });
    }

    /// A fault of a whole cue that was measured: in its line of times.
    pub(super) fn measured(
        &mut self,
        kind: &'static Kind,
        cue: &Cue<'_>,
        line: usize,
        message: String,
        numbers: (f64, f64),
        forced: bool,
    ) {
        self.add(Fault {
            kind,
            line,
            cue: Some(cue.number),
            start: cue.start,
            message,
            numbers: Some(numbers),
            forced,
        });
    }

    fn add(&mut self, fault: Fault) {
        if !fault.kind.asked_by(self.profile) {
            return;
        }
        match self.kept.len() < KEPT {
            true => self.kept.push(fault),
            false => self.left_out += 1,
        }
    }
}
