//! What happens in a watch to the words for it: a few lines for a person, one line of JSON for a
//! program.

use super::changes::{Changes, short};
use crate::cli::args::Pages;
use crate::cli::{Voice, check, harmless, render, tell, words};
use duologue::diag::Diagnostics;
use duologue::error::Error;
use duologue::report::Report;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// So many changes of a cast, or lines, are told one by one.
const LISTED: usize = 5;
/// So many letters of a line are shown.
const LETTERS: usize = 56;

/// What is watched, where the episode goes, and how it ends.
pub(super) fn begins(files: &[PathBuf], out: &Path, untold: Option<&str>, voice: Voice) {
    let names: Vec<String> = files.iter().map(|path| words::path(path)).collect();
    let say = |line: &str| voice.say(&harmless(line));
    say(&format!("  watching {}", names.join(" and ")));
    say(&format!(
        "           the episode goes to {}; Ctrl-C ends the watch",
        words::path(out)
    ));
    if let Some(why) = untold {
        say(&format!(
            "           the system does not tell of saves ({why}): the files are looked at four times a second"
        ));
    }
}

/// How it ended.
pub(super) fn ends(made: bool, out: &Path, voice: Voice) {
    let left = match made {
        true => format!(
            "{} holds the episode as it was last finished",
            words::path(out)
        ),
        false => "nothing was written, and what was spoken is kept".to_string(),
    };
    voice.say(&harmless(&format!("  watch ended: {left}")));
}

/// What the saved files say that they did not say before.
pub(super) fn changed(
    saved: &BTreeSet<PathBuf>,
    pages: &Pages,
    changes: &Changes<'_>,
    voice: Voice,
) {
    let width = saved.iter().map(|path| words::path(path).chars().count());
    let width = width.max().unwrap_or(0);
    for path in saved {
        let mut head = words::path(path);
        for line in lines(*path == pages.interview, changes) {
            voice.say(&harmless(&format!("  {head:width$}  {line}")));
            head.clear();
        }
    }
}

/// The same of one file; never empty.
fn lines(interview: bool, changes: &Changes<'_>) -> Vec<String> {
    let anew = words::count(changes.anew.len(), "line");
    let mut told = Vec::new();
    if interview {
        told.push(match (changes.anew.len(), changes.gone) {
            (0, 0) => "no line is spoken otherwise".to_string(),
            (_, 0) => format!("{anew} new or changed"),
            (0, gone) => format!("{} gone", words::count(gone, "line")),
            (_, gone) => format!("{anew} new or changed, {gone} gone"),
        });
    } else {
        told.extend(changes.cast.iter().take(LISTED).cloned());
        match changes.cast.len() {
            0 => told.push("says what it said before".to_string()),
            all if all > LISTED => told.push(format!("and {} more", all - LISTED)),
            _ => {}
        }
        if !changes.anew.is_empty() {
            told.push(format!("{anew} new or changed by it"));
        }
    }
    told.extend(changes.anew.iter().take(LISTED).map(|line| {
        let at = line.at.map_or(String::new(), |at| format!("line {at}  "));
        format!("{at}{}: {}", line.who, short(&line.shown, LETTERS))
    }));
    if changes.anew.len() > LISTED {
        told.push(format!("and {} more", changes.anew.len() - LISTED));
    }
    told
}

/// What was made of a save.
pub(super) fn made(report: &Report, took: f64, voice: Voice) {
    let first = report.artifacts.first();
    let path = first.map_or(String::new(), |first| words::path(&first.path));
    voice.say(&harmless(&format!(
        "  {path}   {}, {} spoken anew, in {}",
        words::length(report.seconds),
        words::count(report.takes.spoken, "line"),
        words::took(took)
    )));
    for lacking in &report.lacking {
        voice.say(&harmless(&format!("  warning  {lacking}")));
    }
    if report.takes.damaged > 0 {
        voice.say(&format!(
            "  {} no longer sound: spoken again",
            words::count(report.takes.damaged, "stored take")
        ));
    }
}

/// A render that was given up for a newer save.
pub(super) fn again(voice: Voice) {
    voice.say("  saved again: begins anew with what is newest");
}

/// Why nothing was made, and that this is not the end. Told however quiet it should be.
pub(super) fn waits(error: &Error) {
    let what = match error {
        Error::Text { count } => words::count(*count, "error"),
        error => format!("error: {error}"),
    };
    tell(&harmless(&format!(
        "{what}; nothing was written, waiting for the next save\n"
    )));
}

/// A file that cannot be read any more.
pub(super) fn gone(why: &str) {
    tell(&harmless(&format!("{why}; waiting until it is back\n")));
}

/// A render, on one line. Keys are only ever added.
pub(super) fn json(
    number: u64,
    saved: &BTreeSet<PathBuf>,
    changes: Option<&Changes<'_>>,
    rendered: &Result<Vec<Report>, Error>,
    diags: &Diagnostics,
    took: f64,
) -> String {
    let (outcome, mut told) = match rendered {
        Ok(reports) => ("made", render::all_as_json(reports)),
        Err(Error::Text { .. } | Error::Strict { .. }) => ("mistakes", json!({"version": 1})),
        Err(error) => ("failed", json!({"version": 1, "error": error.to_string()})),
    };
    let paths: Vec<_> = saved.iter().map(|path| path.to_string_lossy()).collect();
    let cast = changes.map_or(&[][..], |changes| &changes.cast);
    let anew = changes.map_or(&[][..], |changes| &changes.anew);
    let anew: Vec<Value> = anew
        .iter()
        .map(|line| json!({"line": line.at, "who": line.who, "text": line.shown}))
        .collect();
    told["render"] = json!(number);
    told["outcome"] = json!(outcome);
    told["saved"] = json!(paths);
    told["cast_changes"] = json!(cast);
    told["changed_lines"] = json!(anew);
    told["diagnostics"] = json!(check::found(diags));
    told["took_seconds"] = json!((took * 1e3).round() / 1e3);
    format!("{told}\n")
}
