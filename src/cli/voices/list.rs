//! `duologue voices list`: what could be installed, what is, and under which licence.

use super::install::{origin, patience, told};
use crate::cli::args::List;
use crate::cli::{Outcome, Voice, print, words};
use duologue::install::{self, Catalogue, Event, Licence, Origin, Set, Terms, Watch};
use serde_json::{Value, json};
use std::path::Path;

pub(crate) fn run(order: &List, root: &Path, voice: Voice) -> Outcome {
    let mut known = Catalogue::embedded().map_err(told)?;
    let from = origin(&order.mirror);
    if from != Origin::Published {
        known = from
            .catalogue(known, patience()?, &Silent(voice))
            .map_err(told)?;
    }
    let known = install::with_records(known, root).map_err(told)?;
    let shown: Vec<(&Set, &install::Voice, bool)> = known
        .voices()
        .map(|(set, voice)| (set, voice, install::is_here(root, set, voice)))
        .filter(|(_, voice, here)| {
            let speaks = order.language.as_ref().is_none_or(|tag| voice.speaks(tag));
            speaks && (*here || !order.installed)
        })
        .collect();
    if order.json {
        let all: Vec<Value> = shown.iter().map(as_json).collect();
        return print(&format!("{:#}\n", json!({"version": 1, "voices": all})));
    }
    if shown.is_empty() {
        let why = match (order.installed, &order.language) {
            (true, _) => {
                "no such voice is installed; `duologue voices list` has those that could be"
            }
            (false, Some(_)) => "there is no voice for that language",
            (false, None) => "there are none",
        };
        voice.say(why);
    }
    print(&shown.iter().map(as_text).collect::<String>())
}

fn as_text((set, voice, here): &(&Set, &install::Voice, bool)) -> String {
    let name = set.spoken(voice);
    let here = if *here { ", installed" } else { "" };
    format!(
        "{name}  ({}, {}{here})\n    {}\n    licence: {}\n",
        voice.languages.join(", "),
        words::bytes(voice.size()),
        voice.about,
        licence(&voice.licence)
    )
}

/// What is known of a licence, in one line.
pub(super) fn licence(licence: &Licence) -> String {
    match (licence.text.as_str(), licence.terms) {
        ("", _) => "not known here; the voice's own page is shown before it is installed".into(),
        (text, _) => text.to_owned(),
    }
}

fn as_json((set, voice, here): &(&Set, &install::Voice, bool)) -> Value {
    let terms = match voice.licence.terms {
        Terms::Open => "open",
        Terms::Restricted => "restricted",
        Terms::Unknown => "unknown",
    };
    let files: Vec<Value> = voice
        .files
        .iter()
        .map(|file| {
            json!({
                "name": file.name(voice), "address": set.address(file), "bytes": file.size,
                "md5": file.md5, "sha256": file.sha256,
            })
        })
        .collect();
    json!({
        "voice": set.spoken(voice), "languages": voice.languages, "about": voice.about,
        "bytes": voice.size(), "installed": here,
        "licence": {"text": voice.licence.text, "terms": terms, "source": voice.licence.source},
        "files": files, "source": set.sources.files,
    })
}

/// Listing asks nobody, and says what is odd about a mirror.
struct Silent(Voice);

impl Watch for Silent {
    fn event(&self, event: Event<'_>) {
        if let Event::Odd { place, entries } = event {
            let count = words::count(entries, "entry").replace("entrys", "entries");
            self.0
                .say(&format!("  {place}: {count} of no known form left out"));
        }
    }

    fn stop(&self) -> bool {
        false
    }

    fn accepts(&self, _: &str, _: &Licence, _: Option<&str>) -> install::Answer {
        install::Answer::No(String::new())
    }
}
