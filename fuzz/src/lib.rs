//! Any bytes to a promise that was kept, or a panic.
//!
//! One function for each kind of target: a reader of the table, the way from a page to a saved
//! script and back, and a cast. What they check holds for every input there is; whether the
//! result is sensible is for the tests to say.

use duologue::diag::{Diagnostics, render};
use duologue::engines::Places;
use duologue::house::{self, House, Tables};
use duologue::read::{self, Document, INPUTS, Limits, RawFile};
use duologue::script::{self, Script, coverage, json, saved};
use std::path::PathBuf;
use std::sync::LazyLock;

/// Gives the bytes to the target of this name: a row of the table of inputs, `compile` or `cast`.
pub fn run(target: &str, bytes: &[u8]) {
    match target {
        "compile" => compile(bytes),
        "cast" => cast(bytes),
        name => reader(name, bytes),
    }
}

/// A file of these bytes.
fn file(name: &str, bytes: &[u8]) -> RawFile {
    RawFile {
        path: PathBuf::from(name),
        bytes: bytes.to_vec(),
    }
}

/// With the engines that are always there.
fn with_tables<R>(run: impl FnOnce(&Tables<'_>) -> R) -> R {
    let cache = PathBuf::new();
    let places = Places { cache };
    run(&Tables::new(duologue::engines::ENGINES, &places))
}

/// Whatever a reader says must be printable, at its place in the source.
fn told(diags: &Diagnostics) {
    for diagnostic in diags.iter() {
        if let Some(span) = diagnostic.span {
            let text = diagnostic.source.text();
            assert!(text.get(span.start..span.end).is_some(), "{diagnostic:?}");
        }
    }
    std::hint::black_box(render::to_text(diags, false));
}

/// One reader by its name, without asking it whether it wants the file; then the compiler.
fn reader(name: &str, bytes: &[u8]) {
    let row = INPUTS.iter().find(|row| row.name == name);
    let row = row.expect("the target is named like a row of the table");
    let mut diags = Diagnostics::new();
    let document = (row.read)(&file("page", bytes), &Limits::default(), &mut diags);
    told(&diags);
    match document {
        Some(document) => {
            well_formed(&document);
            understood(&document);
        }
        None => assert!(diags.has_errors(), "refused without a word"),
    }
}

/// As the program reads: the reader that fits.
fn compile(bytes: &[u8]) {
    let mut diags = Diagnostics::new();
    match read::read(&file("page", bytes), &Limits::default(), &mut diags) {
        Some(document) => understood(&document),
        None => assert!(diags.has_errors(), "refused without a word"),
    }
    told(&diags);
}

/// A cast file, and the compiler with that cast.
fn cast(bytes: &[u8]) {
    let mut diags = Diagnostics::new();
    let limits = Limits::default();
    let cast = file("cast.yaml", bytes);
    let Some(source) = read::decode(&cast, &limits, &mut diags) else {
        return assert!(diags.has_errors(), "refused without a word");
    };
    let house = with_tables(|tables| house::parse(&source, tables, &mut diags));
    told(&diags);
    match house {
        Some(house) => {
            let page = b"ANNA: Why?\n\nBEN: So it was.\n\nANNA: And then?\n\nBEN: I slept.\n";
            let document = read::read(&file("page.txt", page), &limits, &mut diags);
            let document = document.expect("a page of plain text is read");
            let script = script::compile(&document, &house, &mut diags);
            if let Some(script) = script {
                with_tables(|tables| duologue::cast::cast(&script, &house, tables, &mut diags));
            }
            told(&diags);
        }
        None => assert!(diags.has_errors(), "refused without a word"),
    }
}

/// Each byte lies in exactly one run, in markup or in front matter, or is white space.
fn well_formed(document: &Document) {
    let text = document.source.text();
    let mut owners = vec![0u8; text.len()];
    let runs = document.blocks.iter().flat_map(|block| &block.runs);
    let spans = runs.map(|run| run.span);
    for span in spans.chain(document.markup.iter().copied()).chain(document.front) {
        assert!(text.get(span.start..span.end).is_some(), "{span:?}");
        owners[span.start..span.end].iter_mut().for_each(|o| *o += 1);
    }
    for (at, c) in text.char_indices() {
        assert!(owners[at] < 2, "byte {at} {c:?} twice");
        assert!(owners[at] == 1 || c.is_whitespace(), "byte {at} {c:?} lost");
    }
}

/// The cast that is used when none is given; read once, for it takes longer than a small page.
static HOUSE: LazyLock<House> =
    LazyLock::new(|| with_tables(house::default).expect("the embedded cast is right"));

/// A document to a script of which nothing is lost: not on the page, not in JSON, and not when
/// it is saved and read again.
fn understood(document: &Document) {
    let mut diags = Diagnostics::new();
    let script = script::compile(document, &HOUSE, &mut diags);
    told(&diags);
    let Some(script) = script else {
        return assert!(diags.has_errors(), "refused without a word");
    };
    let gaps = coverage::gaps(document, &script);
    assert!(gaps.is_empty(), "{gaps:?}");
    std::hint::black_box(json::to_json(&script));
    let text = saved::write(&script);
    let mut diags = Diagnostics::new();
    let again = read::read(&file("saved.md", text.as_bytes()), &Limits::default(), &mut diags)
        .and_then(|document| {
            assert!(document.compiled, "what was saved is not known again:\n{text}");
            saved::parse(&document, &mut diags)
        });
    let Some(again) = again else {
        panic!("what was saved is not read:\n{text}\n{}", render::to_text(&diags, false));
    };
    assert_eq!(words(&script), words(&again), "{text}");
    assert_eq!(text, saved::write(&again), "saved twice");
}

/// Who says what.
fn words(script: &Script) -> Vec<(&str, &str, String)> {
    let paragraphs = script.paragraphs();
    let said = paragraphs.map(|(_, turn, paragraph)| {
        let person = script.person(turn.person);
        (person.name.as_str(), person.role.name(), paragraph.text())
    });
    said.collect()
}
