//! `duologue check`: everything that is wrong with an interview and a cast, and nothing made.

use super::args::Check;
use super::render::understood;
use super::{Outcome, Voice, config, print, words};
use duologue::diag::{Diagnostics, Severity};
use duologue::pipeline;
use serde_json::{Value, json};

pub(crate) fn run(order: &Check, voice: Voice) -> Outcome {
    let shop = config::workshop(voice)?;
    let pages = &order.pages;
    let mut diags = Diagnostics::new();
    let checked = understood(&shop, &pages.order(), &[], None, &mut diags);
    if order.json {
        print(&as_json(&diags))?;
    } else {
        voice.diagnostics(&diags);
    }
    let (compiled, copies) = checked?;
    if order.strict {
        pipeline::strict(&diags)?;
    }
    // Voices are the same in all copies, and the episode comes first.
    let first = copies.first();
    for line in first.iter().flat_map(|copy| &copy.cast.summary) {
        voice.say(&format!("  {line}"));
    }
    voice.say(&format!(
        "  {}: language {}, {}, {}, {}",
        words::path(&pages.interview),
        compiled
            .script
            .languages
            .iter()
            .map(duologue::engines::Language::tag)
            .collect::<Vec<_>>()
            .join(" and "),
        words::count(compiled.script.paragraphs().count(), "paragraph"),
        words::count(first.map_or(0, |copy| copy.utterances.len()), "line"),
        match diags.count(Severity::Warning) {
            0 => "nothing wrong".to_string(),
            n => words::count(n, "warning"),
        }
    ));
    Ok(())
}

/// What was found, for programs. Keys are only ever added.
fn as_json(diags: &Diagnostics) -> String {
    let found = found(diags);
    format!("{:#}\n", json!({"version": 1, "diagnostics": found}))
}

/// Each diagnostic by itself.
pub(super) fn found(diags: &Diagnostics) -> Vec<Value> {
    diags
        .iter()
        .map(|d| {
            let place = d.span.map(|span| d.source.line_column(span.start));
            json!({
                "severity": match d.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Note => "note",
                },
                "message": d.message,
                "path": d.source.path().to_string_lossy(),
                "line": place.map(|(line, _)| line),
                "column": place.map(|(_, column)| column),
                "label": d.label,
                "hints": d.hints,
            })
        })
        .collect()
}
