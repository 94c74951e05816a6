//! A case: an interview as it is published, and beside it who should say what.
//!
//! The expectation is plain text, so that whoever writes a case writes nothing twice and whoever
//! reads one sees at once what is meant: `# layout:` and `# language:`, then a line for each
//! paragraph, `role | person | words`.

use duologue::diag::Diagnostics;
use duologue::house;
use duologue::read::{Limits, RawFile, read};
use duologue::script::{self, Script, coverage};
use duologue::workshop::Workshop;
use std::path::{Path, PathBuf};

/// What someone says.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    pub role: String,
    pub person: String,
    pub text: String,
}

pub struct Case {
    pub page: PathBuf,
    pub layout: String,
    pub title: String,
    pub language: String,
    pub said: Vec<Said>,
}

impl Case {
    pub fn name(&self) -> String {
        self.page
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned()
    }
}

/// All cases of a folder, by name.
pub fn cases(folder: &Path) -> Vec<Case> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let expected = files
        .iter()
        .filter(|f| f.extension().is_some_and(|e| e == "expected"));
    expected
        .map(|path| {
            let stem = path.file_stem();
            let mut pages = files.iter().filter(|f| f.file_stem() == stem && *f != path);
            let page = pages
                .next()
                .unwrap_or_else(|| panic!("{path:?} has no page"));
            parse(page, &std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// Expectations that belong to no page yet.
pub fn dialogues(folder: &Path) -> Vec<Case> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .map(|path| parse(path, &std::fs::read_to_string(path).unwrap()))
        .collect()
}

fn parse(page: &Path, text: &str) -> Case {
    let header = |name: &str| -> String {
        let mut lines = text.lines().filter_map(|line| line.strip_prefix("# "));
        let value = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        value.unwrap_or_default().to_owned()
    };
    let lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let said = lines.map(|line| {
        let mut parts = line.splitn(3, " | ");
        let mut part = || {
            parts
                .next()
                .unwrap_or_else(|| panic!("{page:?}: {line}"))
                .trim()
                .to_owned()
        };
        Said {
            role: part(),
            person: part(),
            text: part(),
        }
    });
    Case {
        page: page.to_path_buf(),
        layout: header("layout"),
        title: header("title"),
        language: header("language"),
        said: said.collect(),
    }
}

/// The script of a file, if it gives one; what was told besides.
pub fn script(path: &Path, bytes: Vec<u8>) -> (Option<Script>, Vec<String>) {
    let shop = Workshop::here();
    let house = house::default(&shop.tables()).unwrap();
    let mut diags = Diagnostics::new();
    let file = RawFile {
        path: path.to_path_buf(),
        bytes,
    };
    let script = read(&file, &Limits::default(), &mut diags).and_then(|document| {
        let script = script::compile(&document, &house, &mut diags)?;
        let gaps = coverage::gaps(&document, &script);
        if !gaps.is_empty() {
            println!("{path:?} is not covered: {:?}", &gaps[..gaps.len().min(4)]);
            return None;
        }
        Some(script)
    });
    (script, diags.iter().map(|d| d.message.clone()).collect())
}

/// What a script says, in the form of an expectation.
pub fn said(script: &Script) -> Vec<Said> {
    let said = script.paragraphs().map(|(_, turn, paragraph)| {
        let person = script.person(turn.person);
        Said {
            role: person.role.name().to_owned(),
            person: person.name.clone(),
            text: paragraph.text(),
        }
    });
    said.collect()
}
