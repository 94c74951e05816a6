//! A manifest to text: JSON with a line for every file, voice and take.
//!
//! Written by hand and not by a pretty printer, which gives nine lines to a take: so a changed
//! sentence is one changed line in a diff of two manifests, and ten hours are nine thousand.

use super::Manifest;
use serde::Serialize;

/// The file, with a line end.
pub(super) fn write(manifest: &Manifest) -> String {
    // Destructured, so that a new field cannot be forgotten here.
    let Manifest {
        version,
        program,
        interview,
        outputs,
        summary,
        recipe,
    } = manifest;
    let mut page = Page::default();
    page.open("{");
    page.value("version", version);
    page.value("program", program);
    page.value("interview", interview);
    page.rows("outputs", outputs);
    if let Some(summary) = summary {
        page.value("summary", summary);
    }
    if let Some(recipe) = recipe {
        let super::Recipe {
            hash,
            works,
            script,
            cast,
            details,
            transforms,
            formats,
            title,
            show,
            publisher,
            date,
            language,
            people,
            chapters,
            voices,
            takes,
        } = recipe;
        page.key("recipe");
        page.open("{");
        for (key, digits) in [
            ("hash", hash),
            ("works", works),
            ("script", script),
            ("cast", cast),
            ("details", details),
        ] {
            page.value(key, digits);
        }
        page.value("transforms", transforms);
        page.value("formats", formats);
        page.value("title", title);
        for (key, text) in [("show", show), ("publisher", publisher), ("date", date)] {
            if text.is_some() {
                page.value(key, text);
            }
        }
        page.value("language", language);
        page.rows("people", people);
        page.rows("chapters", chapters);
        page.rows("voices", voices);
        page.rows("takes", takes);
        page.close("}");
    }
    page.close("}");
    page.text.push('\n');
    page.text
}

/// Lines of JSON, indented by how deep they stand.
#[derive(Default)]
struct Page {
    text: String,
    depth: usize,
    /// Is the next entry the first of what was opened last?
    first: bool,
}

impl Page {
    fn open(&mut self, bracket: &str) {
        self.text.push_str(bracket);
        self.depth += 1;
        self.first = true;
    }

    fn close(&mut self, bracket: &str) {
        self.depth -= 1;
        if !self.first {
            self.line();
        }
        self.text.push_str(bracket);
        self.first = false;
    }

    fn entry(&mut self) {
        if !self.first {
            self.text.push(',');
        }
        self.first = false;
        self.line();
    }

    fn line(&mut self) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n("  ", self.depth));
    }

    fn key(&mut self, key: &str) {
        self.entry();
        self.text.push_str(&format!("\"{key}\": "));
    }

    fn value(&mut self, key: &str, value: &impl Serialize) {
        self.key(key);
        self.json(value);
    }

    fn rows<T: Serialize>(&mut self, key: &str, rows: &[T]) {
        self.key(key);
        self.open("[");
        for row in rows {
            self.entry();
            self.json(row);
        }
        self.close("]");
    }

    fn json(&mut self, value: &impl Serialize) {
        let json = serde_json::to_string(value);
        self.text
            .push_str(&json.expect("strings, numbers and maps of strings always have a JSON form"));
    }
}
