//! A Word document (Office Open XML, ECMA-376) to a [`Document`].
//!
//! The parts are found through the relationships of the package, not by their usual names: some
//! writers call the text `document2.xml`. The text comes first, then its notes, then the heads
//! and feet of the pages, each in its region. What is in the file but not on the page is
//! counted and told.

mod body;
mod ends;
mod left_out;
mod numbering;
mod paragraph;
mod properties;
mod runs;
mod styles;
mod tables;

use super::archive::{self, Archive};
use super::flat::Flat;
use super::xml::{Problem, Token, Xml};
use super::{BlockKind, Document, Limits, RawFile, Region, text};
use crate::diag::{Diagnostic, Diagnostics, Source, Span};
use body::{Part, Reader};
use numbering::Numbering;
use paragraph::Para;
use std::collections::{BTreeMap, BTreeSet};
use styles::Styles;

/// Most paragraphs that are taken from one document: five thousand pages. All that comes after
/// must fit into memory with them.
const PARAGRAPHS: usize = 120_000;

/// The first bytes of an OLE container: an old `.doc`, or an encrypted new one.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Is it an Office package? Sheets and slides are taken too, to say what they are.
pub(super) fn sniff(head: &[u8]) -> bool {
    archive::begins_with_any(head, &["[Content_Types].xml", "word/", "_rels/.rels"])
        && !archive::begins_with_any(head, &["mimetypeapplication/", "META-INF/"])
}

/// Reads a Word document; `None` only after an error was pushed.
pub(super) fn read(file: &RawFile, limits: &Limits, diags: &mut Diagnostics) -> Option<Document> {
    // The ending alone made it come here: it may be a page of text that was given a wrong name.
    if !file.bytes.starts_with(b"PK") && !file.bytes.starts_with(OLE) {
        return text::read(file, limits, diags);
    }
    let mut told = Vec::new();
    let document = package(file, limits, &mut told);
    told.into_iter()
        .for_each(|diagnostic| diags.push(diagnostic));
    document.map_err(|error| diags.push(error)).ok()
}

fn error(file: &RawFile, message: impl Into<String>, hint: &str) -> Diagnostic {
    let nameless = Source::new(&file.path, "");
    let error = Diagnostic::error(&nameless, Span::default(), message).whole();
    if hint.is_empty() {
        error
    } else {
        error.hint(hint)
    }
}

/// What is related to a part: the kind of relation (the last word of its address), and where.
type Relations = Vec<(String, String)>;

fn relations(archive: &mut Archive<'_>, part: &str) -> Result<Relations, Diagnostic> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let at = format!("{folder}/_rels/{name}.rels");
    let text = archive.part(&at)?.unwrap_or_default();
    let mut xml = Xml::new(&text);
    let mut all = Vec::new();
    // A list that is broken in the middle is taken as far as it goes.
    while let Ok(token) = xml.next() {
        match token {
            Token::Open(element) if element.name() == "Relationship" => {
                let outside = element.attribute("TargetMode");
                if let (Some(kind), Some(target)) =
                    (element.attribute("Type"), element.attribute("Target"))
                    && outside.as_deref() != Some("External")
                {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    all.push((kind, archive::beside(part, &target)));
                }
            }
            Token::End => break,
            _ => {}
        }
    }
    Ok(all)
}

fn package(
    file: &RawFile,
    limits: &Limits,
    told: &mut Vec<Diagnostic>,
) -> Result<Document, Diagnostic> {
    if file.bytes.starts_with(OLE) {
        return Err(ole(file));
    }
    let mut archive = Archive::open(file, limits)?;
    let package = relations(&mut archive, "")?;
    let of = |all: &Relations, kind: &str| {
        let found = all.iter().find(|(k, _)| k == kind);
        found.map(|(_, at)| at.clone())
    };
    let main = of(&package, "officeDocument").unwrap_or_else(|| "word/document.xml".to_owned());
    let text = archive
        .part(&main)?
        .filter(|_| !main.starts_with("xl/") && !main.starts_with("ppt/"));
    let Some(text) = text else {
        let (what, hint) = archive.kind();
        let message = if what == "a Word document" {
            "this Word document has no text part: it is damaged".to_owned()
        } else {
            format!("this is not a Word document: it seems to be {what}")
        };
        return Err(error(file, message, hint));
    };
    let related = relations(&mut archive, &main)?;
    let broken =
        |part: &str, problem: &Problem| format!("the part `{part}` of the Word document {problem}");
    let limit = PARAGRAPHS.min(limits.blocks);
    let mut reader = Reader::default();
    let usual = |kind: &str| archive::beside(&main, &format!("{kind}.xml"));
    // Without these parts there still is a text; that something is missing is told.
    let side = |archive: &mut Archive<'_>, kind: &str, told: &mut Vec<Diagnostic>| {
        let at = of(&related, kind).unwrap_or_else(|| usual(kind));
        match archive.part(&at) {
            Ok(text) => text.map(|text| (at, text)),
            Err(mut why) => {
                why.severity = crate::diag::Severity::Warning;
                told.push(why);
                None
            }
        }
    };
    let nameless = Source::new(&file.path, "");
    let warn = |at: &str, problem: &Problem| {
        Diagnostic::warning(&nameless, Span::default(), broken(at, problem)).whole()
    };
    if let Some((at, text)) = side(&mut archive, "styles", told) {
        match Styles::parse(&text) {
            Ok(styles) => reader.styles = styles,
            Err(problem) => told.push(warn(&at, &problem).hint("headings and bold may be missed")),
        }
    }
    if let Some((at, text)) = side(&mut archive, "numbering", told) {
        match Numbering::parse(&text) {
            Ok(numbering) => reader.numbering = numbering,
            Err(problem) => told.push(warn(&at, &problem).hint("numbers of lists may be missed")),
        }
    }
    let Part {
        mut paras, root, ..
    } = reader.part(&text, limit).map_err(|problem| {
        error(
            file,
            broken(&main, &problem),
            "open it in a word processor and save it again",
        )
    })?;
    drop(text);
    if root != "document" {
        let message = format!("this is not a Word document: its main part is a `{root}`");
        return Err(error(file, message, archive.kind().1));
    }
    boxes(&mut paras, reader.boxed);
    tables::hanging(&mut paras);
    // The notes, in the order of their marks.
    let marks = std::mem::take(&mut reader.notes);
    let mut notes = BTreeMap::new();
    for (footnotes, kind) in [(true, "footnotes"), (false, "endnotes")] {
        if !marks.iter().any(|(which, _)| *which == footnotes) {
            continue;
        }
        let Some((at, text)) = side(&mut archive, kind, told) else {
            continue;
        };
        match reader.part(&text, limit) {
            Ok(part) => {
                let named = part.notes.into_iter();
                notes.extend(named.map(|(name, paras)| ((footnotes, name), paras)));
            }
            Err(problem) => told.push(warn(&at, &problem).hint("its notes are left out")),
        }
    }
    let noted = marks.iter().filter_map(|mark| notes.remove(mark)).flatten();
    paras.extend(noted.map(|para| in_region(para, Region::Note)));
    // The heads and feet of pages, each once, however many sections repeat it.
    let mut seen = BTreeSet::new();
    for (kind, at) in &related {
        let region = match kind.as_str() {
            "header" => Region::Header,
            "footer" => Region::Footer,
            _ => continue,
        };
        let part = match archive.part(at)?.map(|text| reader.part(&text, limit)) {
            Some(Ok(part)) => part,
            Some(Err(problem)) => {
                told.push(warn(at, &problem).hint("this page head or foot is left out"));
                continue;
            }
            None => continue,
        };
        for para in part.paras {
            if seen.insert(para.text().trim().to_owned()) {
                paras.push(in_region(para, region));
            }
        }
    }
    let core = of(&package, "core-properties").unwrap_or_else(|| "docProps/core.xml".to_owned());
    let core = archive.part(&core).ok().flatten();
    told.extend(reader.left.told(&nameless));
    lay_out(paras, core.as_deref(), file, limit, "docx")
}

fn in_region(mut para: Para, region: Region) -> Para {
    para.region = region;
    // A heading in a note or a page head is no heading of the text.
    if let BlockKind::Heading(_) = para.kind {
        para.kind = BlockKind::Paragraph;
    }
    para.title = false;
    para
}

/// Where most of the text stands in text boxes, they are the page and not beside it.
fn boxes(paras: &mut [Para], boxed: usize) {
    let all: usize = paras.iter().map(|para| para.text().len()).sum();
    if boxed * 2 > all {
        for para in paras {
            if para.region == Region::Aside {
                para.region = Region::Main;
            }
        }
    }
}

/// Lays paragraphs out, a line each.
fn lay_out(
    paras: Vec<Para>,
    core: Option<&str>,
    file: &RawFile,
    limit: usize,
    format: &'static str,
) -> Result<Document, Diagnostic> {
    if paras.len() > limit {
        let message = format!("the document holds too many paragraphs: the limit is {limit}");
        return Err(error(file, message, "divide it"));
    }
    let titled = paras.iter().find(|para| para.title && !para.is_blank());
    let headed = paras
        .iter()
        .any(|p| matches!(p.kind, BlockKind::Heading(_)));
    let title = match titled {
        Some(para) => Some(para.text().split_whitespace().collect::<Vec<_>>().join(" ")),
        None if headed => None,
        None => core.and_then(core_title),
    };
    let mut flat = Flat::default();
    for para in paras {
        let pieces = para
            .pieces
            .iter()
            .map(|(text, style)| (text.as_str(), *style));
        if let Some(block) = flat.block(para.kind, pieces) {
            block.region = para.region;
            block.speaker = para.speaker;
        }
    }
    if flat.len() == 0 {
        return Err(error(
            file,
            "the document holds no words",
            "are its pages pictures? Then its text must be recognised first",
        ));
    }
    let mut document = flat.document(&file.path, format);
    document.title = title;
    Ok(document)
}

/// The title in the properties of a document (Dublin Core), unless a program made it up.
fn core_title(core: &str) -> Option<String> {
    let mut xml = Xml::new(core);
    let title = loop {
        match xml.next().ok()? {
            Token::Open(element) if element.name() == "title" => break xml.text().ok()?,
            Token::End => return None,
            _ => {}
        }
    };
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = title.to_lowercase();
    let made_up = [
        "word document",
        "untitled",
        "document",
        "dokument",
        "documento",
        "unbenannt",
        "sans titre",
        "sin título",
        "senza titolo",
        "sem título",
        "template",
        "transcript",
        "interview",
    ];
    let bare = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let file = lower.contains(['/', '\\'])
        || lower
            .rsplit_once('.')
            .is_some_and(|(_, end)| (2..=4).contains(&end.len()) && !end.contains(' '));
    // One word with marks in it is the name of a file, too.
    let slug = !lower.contains(' ') && lower.contains(['_', '-']);
    let program = lower.starts_with("microsoft word") || lower.starts_with("powerpoint");
    let junk = made_up.contains(&bare) || program || file || slug;
    (!junk && !title.is_empty()).then_some(title)
}

/// An OLE container names its streams in UTF-16.
fn ole(file: &RawFile) -> Diagnostic {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let encrypted = file.bytes.windows(name.len()).any(|w| w == name);
    if encrypted {
        error(
            file,
            "the document is protected with a password",
            "open it with the password, and save it without",
        )
    } else {
        error(
            file,
            "this is an old Word document (.doc)",
            "open it in a word processor and save it as .docx",
        )
    }
}

#[cfg(test)]
mod tests;
