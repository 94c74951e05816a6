//! `duologue voices`: every engine, whether it is here, and the voices that a cast may name; and what installs
//! others.

#[cfg(feature = "neural")]
mod install;
#[cfg(feature = "neural")]
mod list;

use super::args::{Voices, VoicesVerb};
use super::{Outcome, Voice, config, print};
use duologue::engines::{EngineRow, Probe};
use serde_json::{Value, json};

pub(crate) fn run(order: &Voices, voice: Voice) -> Outcome {
    if order.cast {
        return print(duologue::house::DEFAULT);
    }
    let shop = config::workshop(voice)?;
    if let Some(verb) = &order.verb {
        return match verb {
            VoicesVerb::Path => print(&format!("{}\n", shop.places.voices.display())),
            verb => others(verb, &shop.places.voices, voice),
        };
    }
    let probed = shop
        .engines
        .iter()
        .map(|row| (row, (row.probe)(&shop.places)));
    if order.json {
        let engines: Vec<Value> = probed.map(|(row, probe)| as_json(row, &probe)).collect();
        return print(&format!(
            "{:#}\n",
            json!({"version": 1, "engines": engines})
        ));
    }
    let engines: Vec<String> = probed.map(|(row, probe)| as_text(row, &probe)).collect();
    print(&engines.join("\n"))
}

/// What deals with voices that are not here yet.
#[cfg(feature = "neural")]
fn others(verb: &VoicesVerb, root: &std::path::Path, voice: Voice) -> Outcome {
    match verb {
        VoicesVerb::List(order) => list::run(order, root, voice),
        VoicesVerb::Install(order) => install::run(order, root, voice),
        VoicesVerb::Remove { names } => install::remove(names, root, voice),
        VoicesVerb::Path => Ok(()),
    }
}

#[cfg(not(feature = "neural"))]
fn others(_: &VoicesVerb, _: &std::path::Path, _: Voice) -> Outcome {
    Err(super::Failure::Said(
        "this program was built without the engines whose voices are installed; build it with \
         `cargo build --release --features neural`"
            .into(),
    ))
}

fn as_text(row: &EngineRow, probe: &Probe) -> String {
    let mut text = format!("{}: {}\n", row.name, row.about);
    match probe {
        Probe::Here { voices, .. } if voices.is_empty() => {
            text += "  none is installed; `duologue voices list` shows what there is\n";
        }
        Probe::Here { voices, .. } => {
            for voice in voices {
                let name = format!("{}:{}", row.name, voice.name);
                text += &format!("  {name:16}  {}\n", voice.about);
            }
        }
        Probe::Missing { why, hint } => text += &format!("  not here: {why}. {hint}\n"),
    }
    text
}

fn as_json(row: &EngineRow, probe: &Probe) -> Value {
    match probe {
        Probe::Here { voices, .. } => {
            let voices: Vec<Value> = voices
                .iter()
                .map(|voice| {
                    let languages: Vec<&str> = voice
                        .languages
                        .iter()
                        .map(duologue::engines::Language::tag)
                        .collect();
                    json!({
                        "voice": format!("{}:{}", row.name, voice.name),
                        "languages": languages,
                        "about": voice.about,
                        "rate_hz": voice.rate.0,
                    })
                })
                .collect();
            json!({"engine": row.name, "about": row.about, "here": true, "voices": voices})
        }
        Probe::Missing { why, hint } => json!({
            "engine": row.name, "about": row.about, "here": false, "why": why, "hint": hint,
            "voices": [],
        }),
    }
}
