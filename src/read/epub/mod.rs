//! An e-book (EPUB 2 or 3) to a [`Document`]: its pages in reading order, one text.
//!
//! Each page is read as the web page that it is, and laid out as lines, so that the number of a
//! line counts the paragraphs of the book. What the book itself says is no text of it (covers,
//! contents, rights) keeps its words, in the region that it is.

mod package;

use super::archive::{self, Archive};
use super::flat::Flat;
use super::{Document, Limits, RawFile, Region, html};
use crate::diag::{Diagnostic, Diagnostics, Source, Span};

/// Most paragraphs that are taken from one book, as from a document.
const PARAGRAPHS: usize = 120_000;

/// Is it a book?
pub(super) fn sniff(head: &[u8]) -> bool {
    archive::begins_with_any(
        head,
        &["mimetypeapplication/epub+zip", "META-INF/container.xml"],
    )
}

/// Reads a book; `None` only after an error was pushed.
pub(super) fn read(file: &RawFile, limits: &Limits, diags: &mut Diagnostics) -> Option<Document> {
    match book(file, limits, diags) {
        Ok(document) => document,
        Err(error) => {
            diags.push(error);
            None
        }
    }
}

fn error(file: &RawFile, message: impl Into<String>, hint: &str) -> Diagnostic {
    let nameless = Source::new(&file.path, "");
    Diagnostic::error(&nameless, Span::default(), message)
        .whole()
        .hint(hint)
}

/// The book; `None` if the error was pushed already.
fn book(
    file: &RawFile,
    limits: &Limits,
    diags: &mut Diagnostics,
) -> Result<Option<Document>, Diagnostic> {
    if !file.bytes.starts_with(b"PK") {
        return Err(error(
            file,
            "this is not an EPUB book, though it is called one",
            "get or save the file again",
        ));
    }
    let mut archive = Archive::open(file, limits)?;
    let Some(container) = archive.part("META-INF/container.xml")? else {
        let (what, hint) = archive.kind();
        let message = format!("this is not an EPUB book: it seems to be {what}");
        return Err(error(file, message, hint));
    };
    let encryption = archive.part("META-INF/encryption.xml")?;
    if let Some(algorithm) = encryption.as_deref().and_then(package::lock) {
        let message = format!("the book is locked by its seller ({algorithm})");
        return Err(error(
            file,
            message,
            "ask for an edition without copy protection",
        ));
    }
    let root = package::root(&container).unwrap_or_default();
    let Some(text) = archive.part(&root)? else {
        return Err(error(
            file,
            "the book does not say in which order its pages are read: its package file is missing",
            "get or save the file again",
        ));
    };
    let mut package = package::read(&root, &text).map_err(|problem| {
        let message = format!("the part `{root}` of the book {problem}");
        error(file, message, "get or save the file again")
    })?;
    if let Some(at) = &package.navigation
        && let Some(text) = archive.part(at)?
    {
        package::landmarks(at, &text, &mut package.pages);
    }
    let most = PARAGRAPHS.min(limits.blocks);
    let mut flat = Flat::default();
    let mut missing = 0usize;
    for page in &package.pages {
        let Some(text) = archive.part(&page.at)? else {
            missing += 1;
            continue;
        };
        let source = Source::new(file.path.join(&page.at), text);
        let limits = Limits {
            blocks: most.saturating_sub(flat.len()),
            ..*limits
        };
        let Some(read) = html::blocks(&source, &limits, diags) else {
            return Ok(None);
        };
        for block in read.blocks {
            let pieces = block.runs.iter().map(|run| (run.text.as_str(), run.style));
            let Some(line) = flat.block(block.kind, pieces) else {
                continue;
            };
            line.speaker = block.speaker;
            line.language = block.language.or_else(|| read.language.clone());
            line.region = match page.region {
                Some(region) if block.region == Region::Main => region,
                _ => block.region,
            };
        }
    }
    tell(file, &package, missing, diags);
    if flat.len() == 0 {
        return Err(error(
            file,
            "the book holds no words",
            "are its pages pictures? Then its text must be recognised first",
        ));
    }
    let mut document = flat.document(&file.path, "epub");
    document.title = package.title;
    document.language = package.language;
    Ok(Some(document))
}

/// Tells what was left out.
fn tell(file: &RawFile, package: &package::Package, missing: usize, diags: &mut Diagnostics) {
    let nameless = Source::new(&file.path, "");
    if missing > 0 {
        let pages = if missing == 1 { "page" } else { "pages" };
        let message = format!("{missing} {pages} of the book that its order names are missing");
        diags.push(
            Diagnostic::warning(&nameless, Span::default(), message)
                .whole()
                .hint("the book is incomplete: get or save the file again"),
        );
    }
    for (count, what) in [
        (package.outside, "outside of its reading order"),
        (package.pictures, "that are pictures"),
    ] {
        if count > 0 {
            let pages = if count == 1 { "page" } else { "pages" };
            let message = format!("{pages} of the book {what} left out: {count}");
            diags.push(Diagnostic::note(&nameless, Span::default(), message).whole());
        }
    }
}

#[cfg(test)]
mod tests;
