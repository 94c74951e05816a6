//! People for whom no voice was found, told with the voices that are there.

use super::wish::Unvoiced;
use crate::diag::{Diagnostic, Diagnostics, Source, Span};
use crate::engines::Language;
use crate::house::{House, Tables, reads};
use crate::script::{PersonId, Script};

/// One error for each language and place at which voices were looked for.
pub(super) fn tell(
    script: &Script,
    house: &House,
    tables: &Tables<'_>,
    unvoiced: &[(PersonId, Language, Unvoiced<'_>)],
    diags: &mut Diagnostics,
) {
    let mut told: Vec<(&Language, Option<Span>)> = Vec::new();
    for (_, language, one) in unvoiced {
        let key = (language, span(one));
        if told.contains(&key) {
            continue;
        }
        told.push(key);
        let same = unvoiced
            .iter()
            .filter(|(_, l, other)| (l, span(other)) == key);
        let names: Vec<_> = same
            .map(|(id, ..)| format!("`{}`", script.person(*id).name))
            .collect();
        let message = format!("no voice here reads `{language}` for {}", names.join(", "));
        let diagnostic = match one.place {
            Some((source, span)) => Diagnostic::error(source, span, message),
            None => Diagnostic::error(&house.source, Span::at(0), message).whole(),
        };
        let mut diagnostic = diagnostic.hint(installed(tables, language));
        diagnostic.hints.extend(one.hints.iter().cloned());
        diags.push(diagnostic);
    }
}

fn span(unvoiced: &Unvoiced<'_>) -> Option<Span> {
    unvoiced.place.map(|(_, span): (&Source, Span)| span)
}

/// The voices of this machine: those that read the language, else all.
fn installed(tables: &Tables<'_>, language: &Language) -> String {
    let mut reading = Vec::new();
    let mut all = Vec::new();
    for engine in tables.names() {
        for info in tables.voices(engine) {
            let voice = format!("{engine}:{}", info.name);
            if reads(info, language) {
                reading.push(voice.clone());
            }
            all.push(voice);
        }
    }
    if !reading.is_empty() {
        format!("installed for `{language}`: {}", reading.join(", "))
    } else if !all.is_empty() {
        format!("installed: {}", all.join(", "))
    } else {
        "no voice at all is installed".to_owned()
    }
}
