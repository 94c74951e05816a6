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
        diags.push(diagnostic.hint(forcing(tables)));
    }
}

fn span(unvoiced: &Unvoiced<'_>) -> Option<Span> {
    unvoiced.place.map(|(_, span): (&Source, Span)| span)
}

/// How to have words read by a voice for another language, which is wrong and may be wanted.
pub(super) fn forcing(tables: &Tables<'_>) -> String {
    let mut voices = tables.names().flat_map(|engine| tables.voices(engine));
    let language = voices.find_map(|info| info.languages.first());
    let tag = language.map_or("en", Language::primary);
    format!(
        "`language: {tag}` in the front matter or at the top of the cast, or under a person in the \
         cast, has the words read as if they were in `{tag}`"
    )
}

/// The voices of this machine: those that read the language, then those that are for others.
fn installed(tables: &Tables<'_>, language: &Language) -> String {
    let (mut reading, mut others) = (Vec::new(), Vec::new());
    for engine in tables.names() {
        for info in tables.voices(engine) {
            let fits = reads(info, language);
            let list = if fits { &mut reading } else { &mut others };
            list.push(format!("{engine}:{}", info.name));
        }
    }
    match (reading.join(", "), others.join(", ")) {
        (none, others) if none.is_empty() && others.is_empty() => {
            "no voice at all is installed".to_owned()
        }
        (none, others) if none.is_empty() => format!("installed: {others}"),
        (fit, others) if others.is_empty() => format!("installed for `{language}`: {fit}"),
        (fit, others) => format!("installed for `{language}`: {fit}; for others: {others}"),
    }
}
