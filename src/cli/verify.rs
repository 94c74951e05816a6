//! `duologue verify`: an episode's files against its manifest.

use super::args::Verify;
use super::diff::became;
use super::{Failure, Outcome, print, words};
use duologue::error::Error;
use duologue::publish;
use duologue::publish::verify::{State, Verified};
use serde_json::json;

pub(crate) fn run(order: &Verify) -> Outcome {
    // A render that was killed while it moved files is finished or undone first.
    publish::recover(&order.folder).map_err(Error::from)?;
    let found = publish::verify(&order.folder).map_err(Error::from)?;
    let whole = found.iter().all(Verified::whole);
    if order.json {
        print(&format!("{:#}\n", as_json(&found, whole)))?;
    } else {
        print(&found.iter().map(told).collect::<String>())?;
    }
    match whole {
        true => Ok(()),
        false => Err(Failure::Said(format!(
            "{} is not as it was rendered; render again to restore it",
            words::path(&order.folder)
        ))),
    }
}

fn told(episode: &Verified) -> String {
    let width = episode.files.iter().map(|file| file.file.len()).max();
    let width = width.unwrap_or_default();
    let mut text = String::new();
    for file in &episode.files {
        text += &format!("  {:width$}   {}\n", file.file, became(file.state));
    }
    for wrong in &episode.wrong {
        text += &format!("  {}: {wrong}\n", words::path(&episode.manifest));
    }
    let whole = |state| state == State::Whole;
    let sound = episode.files.iter().filter(|f| whole(f.state)).count();
    text += &format!(
        "  {} ({}): {sound} of {} as rendered by {}\n",
        episode.title,
        episode.name,
        words::count(episode.files.len(), "file"),
        episode.program
    );
    text
}

/// What was found, for programs. Keys are only ever added.
fn as_json(found: &[Verified], whole: bool) -> serde_json::Value {
    let episodes: Vec<_> = found
        .iter()
        .map(|episode| {
            let files: Vec<_> = episode
                .files
                .iter()
                .map(|file| {
                    let (state, bytes) = match file.state {
                        State::Whole => ("whole", Some(file.bytes)),
                        State::Altered => ("altered", Some(file.bytes)),
                        State::Size(bytes) => ("altered", Some(bytes)),
                        State::Missing => ("missing", None),
                        State::NoFile => ("no-file", None),
                    };
                    json!({"file": file.file, "format": file.format, "state": state,
                           "bytes": bytes, "rendered_bytes": file.bytes})
                })
                .collect();
            json!({
                "manifest": episode.manifest.to_string_lossy(),
                "name": episode.name,
                "title": episode.title,
                "program": episode.program,
                "whole": episode.whole(),
                "files": files,
                "wrong": episode.wrong,
            })
        })
        .collect();
    json!({"version": 1, "whole": whole, "episodes": episodes})
}
