//! `duologue lint`: what is wrong with files of captions, as lines an editor can jump to, as JSON.

use super::args::Lint;
use super::{Failure, Outcome, harmless, print, words};
use duologue::inspect::clock;
use duologue::lint::{Fault, KINDS, Linted, lint};
use duologue::publish::captions::profile::Profile;
use duologue::read::ReadError;
use serde_json::{Value, json};
use std::path::Path;
use unicode_width::UnicodeWidthStr;

/// A file, and what was found in it.
type Looked<'a> = (&'a Path, Result<Linted, ReadError>);

pub(crate) fn run(order: &Lint) -> Outcome {
    let profile = order.profile();
    let language = order.language.as_deref();
    let looked: Vec<Looked<'_>> = order
        .files
        .iter()
        .map(|path| (path.as_path(), lint(path, profile, language)))
        .collect();
    let faults = |linted: &Linted| match order.strict {
        true => linted.faults.len() + linted.left_out,
        false => linted.counted(),
    };
    let text = match order.json {
        true => format!("{:#}\n", as_json(&looked, profile, &faults)),
        false => looked
            .iter()
            .filter_map(|(path, found)| found.as_ref().ok().map(|found| (path, found)))
            .map(|(path, found)| told(path, found, profile, order.strict))
            .collect(),
    };
    print(&text)?;
    let mut wrong: Vec<String> = looked
        .iter()
        .filter_map(|(_, found)| found.as_ref().err().map(ToString::to_string))
        .collect();
    let found = looked.iter().filter_map(|(_, found)| found.as_ref().ok());
    let counts: Vec<usize> = found.map(faults).filter(|count| *count > 0).collect();
    if !counts.is_empty() {
        let all = words::count(counts.iter().sum(), "fault");
        wrong.push(match looked.len() {
            1 => format!("{all} by the rules of {}", profile.name),
            many => format!(
                "{all} in {} of {many} files by the rules of {}",
                counts.len(),
                profile.name
            ),
        });
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(Failure::Said(wrong.join("\nerror: "))),
    }
}

/// Everything about a file, for a person: faults by kind, what is forced, and the sum.
fn told(path: &Path, found: &Linted, profile: &Profile, strict: bool) -> String {
    let name = words::path(path);
    let mut text = String::new();
    for forced in [false, true] {
        for kind in KINDS {
            let faults: Vec<&Fault> = found
                .of(forced)
                .filter(|fault| fault.kind.name == kind.name)
                .collect();
            if faults.is_empty() {
                continue;
            }
            let by = if forced {
                ", because the speech is"
            } else {
                ""
            };
            text += &format!("  {} ({}{by})\n", kind.about, kind.name);
            text += &rows(&name, &faults);
        }
    }
    let counted = found.counted();
    let forced = found.of(true).count();
    let shown = match (counted, forced) {
        (0, 0) => "nothing wrong".to_owned(),
        (0, _) => "no fault of the captions".to_owned(),
        (n, _) => words::count(n, "fault"),
    };
    text += &format!(
        "{name}: {shown} in {} ({})",
        words::count(found.cues, "cue"),
        profile.name
    );
    if found.left_out > 0 {
        text += &format!("; only the first {} are told", found.faults.len());
    }
    text += &match (forced, counted) {
        (0, _) => String::new(),
        (n, 0) => format!(
            "; {n} {} too brief or too fast because the speech is",
            are(n)
        ),
        (n, _) => format!(
            "; {n} more {} too brief or too fast because the speech is",
            are(n)
        ),
    };
    if forced > 0 && strict {
        text += ", and --strict counts them";
    }
    harmless(&format!("{text}\n"))
}

fn are(n: usize) -> &'static str {
    if n == 1 { "is" } else { "are" }
}

/// `captions.vtt:12   0:03.2   line of 47 characters; at most 42`, in columns.
fn rows(name: &str, faults: &[&Fault]) -> String {
    let cells: Vec<(String, String)> = faults
        .iter()
        .map(|fault| {
            let start = fault.start.map(|start| clock(start as f64 / 1e3));
            (format!("{name}:{}", fault.line), start.unwrap_or_default())
        })
        .collect();
    let places = cells.iter().map(|(place, _)| place.width()).max();
    let times = cells.iter().map(|(_, time)| time.len()).max();
    let (places, times) = (places.unwrap_or_default(), times.unwrap_or_default());
    let mut text = String::new();
    for ((place, time), fault) in cells.iter().zip(faults) {
        let room = " ".repeat(places - place.width());
        let time = match times {
            0 => String::new(),
            _ => format!("   {time:>times$}"),
        };
        text += &format!("    {place}{room}{time}   {}\n", fault.message);
    }
    text
}

/// What was found, for programs. Keys are only ever added.
fn as_json(looked: &[Looked<'_>], profile: &Profile, counted: &dyn Fn(&Linted) -> usize) -> Value {
    let one = |fault: &Fault| {
        json!({
            "kind": fault.kind.name,
            "line": fault.line,
            "cue": fault.cue,
            "start_ms": fault.start,
            "message": fault.message,
            "measured": fault.numbers.map(|(measured, _)| measured),
            "allowed": fault.numbers.map(|(_, allowed)| allowed),
            "forced": fault.forced,
        })
    };
    let files: Vec<Value> = looked
        .iter()
        .map(|(path, found)| match found {
            Ok(found) => json!({
                "file": path.to_string_lossy(),
                "format": found.format.name(),
                "language": found.language,
                "cues": found.cues,
                "passed": counted(found) == 0,
                "counted": counted(found),
                "forced": found.of(true).count(),
                "left_out": found.left_out,
                "faults": found.faults.iter().map(one).collect::<Vec<_>>(),
            }),
            Err(error) => json!({
                "file": path.to_string_lossy(),
                "passed": false,
                "error": error.to_string(),
            }),
        })
        .collect();
    let passed = looked
        .iter()
        .all(|(_, found)| found.as_ref().is_ok_and(|found| counted(found) == 0));
    json!({"version": 1, "profile": profile.name, "passed": passed, "files": files})
}
