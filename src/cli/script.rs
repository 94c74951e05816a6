//! `duologue script`: who says what, as a table, as JSON, as it is spoken, or as a file to edit.

use super::args::Script;
use super::{Failure, Outcome, Voice, config, print, width, words, written};
use duologue::diag::{Diagnostic, Diagnostics};
use duologue::error::Error;
use duologue::pipeline::{self, Compiled, Prepared, Wanted};
use duologue::prepare;
use duologue::script::{coverage, explain, json, saved, table};
use std::cmp::Reverse;
use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

pub(crate) fn run(order: &Script, voice: Voice) -> Outcome {
    let shop = config::workshop(voice)?;
    let pages = &order.pages;
    let mut diags = Diagnostics::new();
    let compiled = pipeline::compile(&shop, &pages.order(), &mut diags);
    let compiled = match compiled {
        Ok(compiled) => compiled,
        Err(error) => {
            voice.diagnostics(&diags);
            return Err(error.into());
        }
    };
    let prepared = if order.spoken {
        Some(pipeline::prepare(
            &shop,
            &compiled,
            &Wanted::default(),
            &mut diags,
        ))
    } else {
        None
    };
    voice.diagnostics(&diags);
    if let Some(prepared) = prepared {
        return print(&spoken(&compiled, &prepared?));
    }
    if order.coverage {
        return covered(&compiled, voice);
    }
    if let Some(line) = order.explain {
        return explained(&compiled, line);
    }
    if order.json {
        return written(|out| json::write(&compiled.script, out));
    }
    if let Some(path) = &order.save {
        if !compiled.document.compiled && same(path, &order.pages.interview) {
            return Err(Failure::Said(format!(
                "{} is the interview itself; save the script under another name",
                path.display()
            )));
        }
        let text = saved::write(&compiled.script);
        save(path, &text, order.force, "`--force` replaces it")?;
        let paragraphs = compiled.script.paragraphs().count();
        voice.say(&format!(
            "  {}   {}: correct it in an editor, then render it instead of {}",
            words::path(path),
            words::count(paragraphs, "paragraph"),
            words::path(&pages.interview)
        ));
        return Ok(());
    }
    // Yellow, where there is a terminal that shows it; the question mark stands there anyway.
    let yellow = |line: String| format!("\u{1b}[33m{line}\u{1b}[0m");
    let colours = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let plain = |line: String| line;
    let paint: &dyn Fn(String) -> String = if colours { &yellow } else { &plain };
    print(&table::painted(&compiled.script, width(), paint))
}

/// The story of what stands at a line.
fn explained(compiled: &Compiled, line: usize) -> Outcome {
    match explain::explain(&compiled.document, &compiled.script, line) {
        Some(story) => print(&story),
        None => {
            let lines = compiled.document.source.text().lines().count();
            Err(Failure::Said(format!(
                "there is no line {line}: the page has the lines 1 to {lines}"
            )))
        }
    }
}

/// What became of every character; an error at each of which nothing did.
fn covered(compiled: &Compiled, voice: Voice) -> Outcome {
    let script = &compiled.script;
    let found = coverage::coverage(&compiled.document, script);
    let skipped: usize = found.skipped.values().sum();
    let mut text = format!("  {:>9} characters are spoken\n", found.spoken);
    text += &format!("  {skipped:>9} are skipped\n");
    let mut rules: Vec<_> = found.skipped.iter().collect();
    rules.sort_by_key(|(rule, count)| (Reverse(**count), **rule));
    for (rule, count) in rules {
        text += &format!("  {count:>9}   {rule}\n");
    }
    text += &format!("  {:>9} are neither\n", found.gaps.len());
    print(&text)?;
    let mut diags = Diagnostics::new();
    for gap in &found.gaps {
        diags.push(Diagnostic::error(&script.source, gap.span, gap.what));
    }
    voice.diagnostics(&diags);
    match found.gaps.len() {
        0 => Ok(()),
        count => Err(Error::Text { count }.into()),
    }
}

/// Each sentence as captions show it, and below it what the voice is given where that differs.
fn spoken(compiled: &Compiled, prepared: &Prepared) -> String {
    let mut text = String::new();
    for row in prepare::spoken_table(&compiled.script, &prepared.utterances) {
        // What is announced stands on no page.
        let Some(line) = row.line else {
            continue;
        };
        text += &format!("{line:>6}  {}: {}\n", row.name, row.shown);
        if row.differs() {
            text += &format!("        -> {}\n", row.spoken);
        }
    }
    text
}

/// Are these two names of one file?
fn same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Writes a new file whole: beside its place first, then renamed into it.
///
/// `instead` says what to do if it exists and may not be replaced.
pub(super) fn save(path: &Path, text: &str, replace: bool, instead: &str) -> Outcome {
    let failed = |source| {
        Failure::Library(Error::Write {
            path: path.to_path_buf(),
            source,
        })
    };
    if path.exists() && !replace {
        return Err(Failure::Said(format!(
            "{} exists, perhaps with corrections in it: {instead}",
            path.display()
        )));
    }
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    let kept = if replace {
        file.persist(path)
    } else {
        file.persist_noclobber(path)
    };
    kept.map(|_| ()).map_err(|error| failed(error.error))
}
