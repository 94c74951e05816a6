//! `duologue takes redo`: a line that sounds wrong to the mark in its script that asks for
//! another reading, or for a recording in its place.
//!
//! A line of a saved script holds a whole paragraph, and what somebody heard was one sentence of
//! it: where there are several, none is guessed. They are listed, and one is asked for by number.

use super::args::Redo;
use super::script::save;
use super::{Failure, Outcome, Voice, config, words};
use duologue::audio::recording;
use duologue::diag::Diagnostics;
use duologue::error::Error;
use duologue::pipeline::{self, Compiled, Order, Prepared};
use duologue::prepare::{self, Utterance, on_lines};
use duologue::script::{Reading, saved};
use duologue::workshop::Workshop;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// More sentences than these are not listed, and no more of each.
const LISTED: usize = 30;
const SHOWN: usize = 60;

pub(crate) fn run(order: &Redo, voice: Voice) -> Outcome {
    let shop = config::workshop(voice)?;
    let mut pages = order.pages.order();
    let (mut compiled, mut prepared) = read(&shop, &pages, voice)?;
    let number = which(order, &compiled, &prepared.utterances)?;
    match (&order.save, compiled.document.compiled) {
        (None, true) => {}
        (None, false) => return Err(refused(&pages.interview)),
        (Some(path), true) => {
            return Err(Failure::Said(format!(
                "{} is a saved script already and is edited in its place: leave out --save {}",
                pages.interview.display(),
                path.display()
            )));
        }
        (Some(path), false) => {
            let shown = prepared.utterances[number].shown.clone();
            let instead = "choose another name, or mark the sentence in that script";
            save(path, &saved::write(&compiled.script), false, instead)?;
            // Who does what stands in the saved script now.
            pages.people.clear();
            pages.interview.clone_from(path);
            (compiled, prepared) = read(&shop, &pages, voice)?;
            let same = |u: &Utterance| u.shown == shown;
            if !prepared.utterances.get(number).is_some_and(same) {
                return Err(Failure::Said(format!(
                    "{} was saved, but its sentences are others than the page's: look for the line there",
                    path.display()
                )));
            }
        }
    }
    let utterance = &prepared.utterances[number];
    let wanted = wanted(order, &pages.interview)?;
    let (text, reading) = prepare::redo(&compiled.script, utterance, &wanted)
        .map_err(|error| Failure::Said(format!("“{}”: {error}", short(&utterance.shown))))?;
    replace(&pages.interview, compiled.script.source.text(), &text)?;
    told(&pages, &compiled, utterance, &reading, voice);
    Ok(())
}

fn read(shop: &Workshop, pages: &Order, voice: Voice) -> Result<(Compiled, Prepared), Failure> {
    let mut diags = Diagnostics::new();
    let read = pipeline::compile(shop, pages, &mut diags).and_then(|compiled| {
        // Not with its recordings: one that is missing may be what is to be marked otherwise.
        let prepared = pipeline::sentences(shop, &compiled, &mut diags)?;
        Ok((compiled, prepared))
    });
    read.map_err(|error| {
        voice.diagnostics(&diags);
        error.into()
    })
}

/// The number of the one sentence that is meant.
fn which(order: &Redo, compiled: &Compiled, utterances: &[Utterance]) -> Result<usize, Failure> {
    let line = order.line;
    let here = on_lines(&compiled.script.source, utterances, &(line..=line))
        .map_err(|error| Failure::Library(Error::from(error)))?;
    let there = match here.len() {
        1 => "1 sentence stands".to_owned(),
        n => format!("{n} sentences stand"),
    };
    let problem = match (order.sentence, here.as_slice()) {
        (None, [only]) => return Ok(*only),
        (None, _) => format!("{there} on line {line}; say which with --sentence:"),
        (Some(sentence), _) => match sentence.checked_sub(1).and_then(|at| here.get(at)) {
            Some(number) => return Ok(*number),
            None => format!("there is no sentence {sentence}: {there} on line {line}:"),
        },
    };
    let mut text = problem;
    for (at, number) in here.iter().take(LISTED).enumerate() {
        let utterance = &utterances[*number];
        text += &format!("\n  {:>3}  {}", at + 1, short(&utterance.shown));
        if let Some(mark) = &utterance.mark {
            text += &format!("   ({})", mark.reading.shown());
        }
    }
    if here.len() > LISTED {
        text += &format!("\n       and {} more", here.len() - LISTED);
    }
    Err(Failure::Said(text))
}

fn refused(page: &Path) -> Failure {
    let mut script = page.with_extension("md");
    if script == page {
        let stem = page.file_stem().unwrap_or_default().to_string_lossy();
        script = page.with_file_name(format!("{stem}-script.md"));
    }
    let (page, script) = (typed(page), typed(&script));
    Failure::Said(format!(
        "a take is asked for in a saved script, and {page} is a page as it was published; save \
         it, and render the script from then on:\n  duologue script {page} --save {script}\n\
         then give the line that the sentence has there; or do both here with --save {script}"
    ))
}

fn wanted(order: &Redo, script: &Path) -> Result<prepare::Redo, Failure> {
    let recording = match (&order.file, order.take) {
        (Some(file), _) => file,
        (None, Some(take)) => {
            // Counted from 1, as `--take` sees to.
            let variant = u32::from(take).saturating_sub(1);
            return Ok(prepare::Redo::As(Reading::Variant(variant)));
        }
        (None, None) => return Ok(prepare::Redo::Next),
    };
    let failed = |why: String| Failure::Said(format!("{}: {why}", recording.display()));
    let real = |path: &Path| {
        path.canonicalize()
            .map_err(|error| failed(error.to_string()))
    };
    let home = real(folder(script))?;
    let file = real(recording)?;
    let Ok(below) = file.strip_prefix(&home) else {
        return Err(failed(format!(
            "a recording has to lie beside the script or below, in {}; copy it there",
            home.display()
        )));
    };
    recording::read(recording).map_err(|error| failed(error.to_string()))?;
    let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
    match parts {
        Some(parts) => Ok(prepare::Redo::As(Reading::Recording(parts.join("/")))),
        None => Err(failed("its name is not UTF-8; give it another".into())),
    }
}

/// The folder in which a file lies.
fn folder(path: &Path) -> &Path {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Puts a text in the place of another: whole or not at all, and only if the other is still
/// what stands there. The rest of the file's life (a link to it, who may read it) stays.
fn replace(path: &Path, before: &str, after: &str) -> Outcome {
    const BOM: &[u8] = b"\xef\xbb\xbf";
    let failed = |source| {
        Failure::Library(Error::Write {
            path: path.to_path_buf(),
            source,
        })
    };
    let real: PathBuf = path.canonicalize().map_err(failed)?;
    let bytes = std::fs::read(&real).map_err(failed)?;
    let bom = if bytes.starts_with(BOM) { BOM } else { &[] };
    if &bytes[bom.len()..] != before.as_bytes() {
        return Err(Failure::Said(format!(
            "{} is not UTF-8, or was changed just now; save it as UTF-8 and try again",
            path.display()
        )));
    }
    let mut file = tempfile::NamedTempFile::new_in(folder(&real)).map_err(failed)?;
    file.write_all(bom).map_err(failed)?;
    file.write_all(after.as_bytes()).map_err(failed)?;
    let permissions = std::fs::metadata(&real).map_err(failed)?.permissions();
    file.as_file()
        .set_permissions(permissions)
        .map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    let kept = file.persist(&real);
    kept.map(|_| ()).map_err(|error| failed(error.error))
}

fn told(
    pages: &Order,
    compiled: &Compiled,
    utterance: &Utterance,
    reading: &Reading,
    voice: Voice,
) {
    let line = match utterance.origin {
        prepare::Origin::Page { span, .. } => compiled.script.source.line(span.start),
        prepare::Origin::Announcement => 0,
    };
    let name = &compiled.script.person(utterance.person).name;
    voice.say(&format!(
        "  {}:{line}   {name}: “{}”   {}",
        words::path(&pages.interview),
        short(&utterance.shown),
        reading.shown()
    ));
    let cast = pages.cast.as_deref();
    let cast = cast.map_or_else(String::new, |cast| format!(" --cast {}", typed(cast)));
    voice.say(&format!(
        "           next: duologue render {}{cast}   (of what is kept, only this sentence is made anew)",
        typed(&pages.interview)
    ));
}

fn short(text: &str) -> String {
    match text.chars().count() {
        0..=SHOWN => text.to_owned(),
        _ => text.chars().take(SHOWN - 1).chain(['…']).collect(),
    }
}

/// A path as one would type it.
fn typed(path: &Path) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/\\._-~+:".contains(c);
    match words::path(path) {
        path if path.chars().all(plain) => path,
        path => format!("'{path}'"),
    }
}
