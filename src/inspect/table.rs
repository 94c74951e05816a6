//! A value and what is wanted of it to a row of the table: pass or fail.
//!
//! What is judged is what is shown: a value is rounded to the two decimals of the table first, so that
//! nobody reads "-1.00, wanted at most -1.00, fail".

use serde::Serialize;

/// Whether a target is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is.
    Pass,
    /// It is not.
    Fail,
    /// Nothing is wanted; the value is told.
    Told,
    /// It cannot be measured here; the note says why.
    Unknown,
}

impl Verdict {
    /// As the table has it.
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            Verdict::Pass => "pass",
            Verdict::Fail => "FAIL",
            Verdict::Told => "\u{2013}",
            Verdict::Unknown => "unknown",
        }
    }
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Target {
    /// A name that stays, for programs.
    pub name: &'static str,
    /// The same for people.
    pub label: &'static str,
    /// The least that is wanted.
    pub least: Option<f64>,
    /// The most that is wanted.
    pub most: Option<f64>,
    /// What was measured, to two decimals; `None` for silence, which has no level, and where it cannot
    /// be measured.
    pub measured: Option<f64>,
    /// Its unit; empty for a number of something.
    pub unit: &'static str,
    /// Whether it is met.
    pub verdict: Verdict,
    /// What else there is to say, as a clause.
    pub note: Option<String>,
}

impl Target {
    /// What is wanted, in words: `-16.5 to -15.5 LUFS`, `at most -1 dBTP`, `none`.
    #[must_use]
    pub fn wanted(&self) -> String {
        let unit = match self.unit {
            "" => String::new(),
            unit => format!(" {unit}"),
        };
        match (self.least, self.most) {
            (Some(least), Some(most)) => format!("{least} to {most}{unit}"),
            (None, Some(0.0)) => "none".to_owned(),
            (None, Some(most)) => format!("at most {most}{unit}"),
            (Some(least), None) => format!("at least {least}{unit}"),
            (None, None) => "\u{2013}".to_owned(),
        }
    }

    /// What was measured, in words.
    #[must_use]
    pub fn shown(&self) -> String {
        match self.measured {
            Some(value) if self.unit.is_empty() && value == value.round() => format!("{value}"),
            Some(value) if self.unit.is_empty() => format!("{value:.1}"),
            Some(value) => format!("{value:.2} {}", self.unit),
            None if self.verdict == Verdict::Unknown => "\u{2013}".to_owned(),
            None => "silence".to_owned(),
        }
    }
}

/// The rows so far; what is said of one is said of the last.
pub(super) struct Table(pub(super) Vec<Target>);

impl Table {
    pub(super) fn row(&mut self, name: &'static str, label: &'static str, unit: &'static str) {
        self.0.push(Target {
            name,
            label,
            least: None,
            most: None,
            measured: None,
            unit,
            verdict: Verdict::Told,
            note: None,
        });
    }

    pub(super) fn range(&mut self, wanted: Option<(f64, f64)>, measured: f64) {
        self.judge(wanted.map(|w| w.0), wanted.map(|w| w.1), measured);
    }

    pub(super) fn most(&mut self, most: Option<f64>, measured: f64) {
        self.judge(None, most, measured);
    }

    fn judge(&mut self, least: Option<f64>, most: Option<f64>, measured: f64) {
        let Some(row) = self.0.last_mut() else {
            return;
        };
        let rounded = (measured * 100.0).round() / 100.0;
        row.least = least;
        row.most = most;
        // Of silence there is no level to be shown; below any limit it is.
        row.measured = rounded.is_finite().then_some(rounded + 0.0);
        row.verdict = match least.is_none() && most.is_none() {
            true => Verdict::Told,
            false if rounded.is_nan() => Verdict::Fail,
            false if least.is_some_and(|least| rounded < least) => Verdict::Fail,
            false if most.is_some_and(|most| rounded > most) => Verdict::Fail,
            false => Verdict::Pass,
        };
        if measured == f64::NEG_INFINITY {
            row.note = Some("silence".to_owned());
        }
    }

    pub(super) fn unknown(&mut self, why: &str) {
        if let Some(row) = self.0.last_mut() {
            row.verdict = Verdict::Unknown;
            row.note = Some(why.to_owned());
        }
    }

    pub(super) fn note(&mut self, note: String) {
        if let Some(row) = self.0.last_mut() {
            row.note.get_or_insert(note);
        }
    }
}

/// `1:02:03.4`, `2:03.4`: where something is in a file.
#[must_use]
pub fn clock(seconds: f64) -> String {
    let tenths = (seconds.max(0.0) * 10.0).round() as u64;
    let (whole, tenth) = (tenths / 10, tenths % 10);
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}.{tenth}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}.{tenth}"),
    }
}
