//! `duologue phonemes`: a text to what a voice is given for it, sentence by sentence.
//!
//! It goes the way of an episode, as an interview of one sentence in a table (where nothing in the text can be
//! taken for a name) and a cast of one voice: another way to spell out numbers would show something
//! that is never said.

use super::args::Phonemes as Order;
use super::{Failure, Outcome, Voice, config, print};
use duologue::diag::Diagnostics;
use duologue::engines::{Named, Phonemes, Probe, SpeakJob, find};
use duologue::error::Error;
use duologue::pipeline;
use duologue::workshop::Workshop;
use serde_json::{Value, json};

pub(crate) fn run(order: &Order, voice: Voice) -> Outcome {
    let shop = config::workshop(voice)?;
    let language = spoken(&shop, order)?;
    let mut lines = Vec::new();
    for job in jobs(&shop, order, &language, voice)? {
        let row = find(shop.engines, &job.voice.engine).and_then(|row| row.phonemes);
        let phonemes = row.map(|phonemes| phonemes(&shop.places, &job));
        let phonemes = phonemes
            .transpose()
            .map_err(|e| Failure::Said(e.to_string()))?;
        lines.push((job.text(), phonemes));
    }
    if order.json {
        let lines: Vec<Value> = lines
            .iter()
            .map(|(text, p)| as_json(text, p.as_ref()))
            .collect();
        let told =
            json!({"version": 1, "voice": order.voice, "language": language, "lines": lines});
        return print(&format!("{told:#}\n"));
    }
    let lines: Vec<String> = lines
        .iter()
        .map(|(text, p)| as_text(text, p.as_ref()))
        .collect();
    print(&lines.concat())?;
    Ok(())
}

/// The language of the text: what was said, or the first of the voice, which has to be here.
fn spoken(shop: &Workshop, order: &Order) -> Result<String, Failure> {
    let said = |text: String| Err(Failure::Said(text));
    let (engine, name) = order.voice.split_once(':').unwrap_or((&order.voice, ""));
    let Some(row) = find(shop.engines, engine) else {
        return said(format!(
            "there is no engine `{engine}`; `duologue voices` lists all voices"
        ));
    };
    let listed = match (row.probe)(&shop.places) {
        Probe::Here { voices, .. } => voices.into_iter().find(|v| v.name == name),
        Probe::Missing { why, hint } => {
            return said(format!("{engine} is not here: {why}. {hint}"));
        }
    };
    let info = match (listed, (row.named)(&shop.places, name)) {
        (Some(info), _) | (None, Named::Here(info)) => info,
        (None, Named::Missing { why, hint }) => {
            return said(format!("{} cannot speak here: {why}. {hint}", order.voice));
        }
        (None, Named::Unknown) => {
            return said(format!(
                "there is no voice `{}`; `duologue voices` lists all",
                order.voice
            ));
        }
    };
    let own = info
        .languages
        .first()
        .map_or("en", |language| language.tag());
    Ok(order.language.clone().unwrap_or_else(|| own.to_owned()))
}

/// What would be spoken, as the engine is given it.
fn jobs(
    shop: &Workshop,
    order: &Order,
    language: &str,
    voice: Voice,
) -> Result<Vec<SpeakJob>, Failure> {
    let folder = tempfile::tempdir().map_err(|e| Failure::Said(e.to_string()))?;
    let (page, cast) = (
        folder.path().join("text.csv"),
        folder.path().join("voice.yaml"),
    );
    let table = format!(
        "speaker,text\nReader,\"{}\"\n",
        order.text.replace('"', "\"\"")
    );
    // JSON is YAML, and quotes what a name of a voice may hold.
    let who = json!({"voice": order.voice});
    let roles = json!({"interviewer": who, "interviewee": who, "narrator": who});
    let sounds = json!({"language": language, "synthetic": "off", "roles": roles});
    let written =
        std::fs::write(&page, table).and_then(|()| std::fs::write(&cast, sounds.to_string()));
    written.map_err(|e| Failure::Said(e.to_string()))?;
    let mut diags = Diagnostics::new();
    let order = pipeline::Order {
        interview: page,
        cast: Some(cast),
        ..pipeline::Order::default()
    };
    let prepared = pipeline::compile(shop, &order, &mut diags)
        .and_then(|compiled| pipeline::sentences(shop, &compiled, &mut diags));
    let prepared = match prepared {
        Err(Error::Text { count }) => {
            voice.diagnostics(&diags);
            return Err(Error::Text { count }.into());
        }
        other => other?,
    };
    let jobs = prepared
        .utterances
        .iter()
        .map(|line| line.job(&prepared.cast));
    Ok(jobs.collect())
}

fn as_text(text: &str, phonemes: Option<&Phonemes>) -> String {
    let mut told = format!("{}\n", text.trim());
    let Some(phonemes) = phonemes else {
        return told + "  read as text: this engine shows no phonemes\n";
    };
    for clause in &phonemes.clauses {
        let ids: Vec<String> = clause.ids.iter().map(ToString::to_string).collect();
        told += &format!("  {}\n  {}\n", clause.phonemes, ids.join(" "));
        if !clause.lacks.is_empty() {
            told += &format!("  the voice has no sound for {}\n", clause.lacks.join(" "));
        }
    }
    told
}

fn as_json(text: &str, phonemes: Option<&Phonemes>) -> Value {
    let clauses = phonemes.map(|phonemes| -> Vec<Value> {
        let each = phonemes.clauses.iter();
        each.map(|c| json!({"phonemes": c.phonemes, "ids": c.ids, "lacks": c.lacks}))
            .collect()
    });
    json!({"text": text, "clauses": clauses})
}
