//! The sample to longer and slightly other scripts, in which no sentence stands twice: takes are
//! found by what is said, so that a sentence said ten times would be spoken once.

use super::process;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Said at the end of the sentences of each further copy.
const WORDS: [&str; 10] = [
    "once", "again", "still", "there", "then", "now", "perhaps", "indeed", "too", "so",
];

/// A saved script, as text.
#[derive(Clone)]
pub(crate) struct Saved {
    front: String,
    body: String,
}

impl Saved {
    /// What the program understands an interview as.
    pub(crate) fn of(interview: &Path, folder: &Path) -> Saved {
        let path = folder.join("once.md");
        process::run(
            Command::new(env!("CARGO_BIN_EXE_duologue"))
                .arg("script")
                .arg(interview)
                .args(["--quiet", "--force", "--save"])
                .arg(&path),
        );
        let text = std::fs::read_to_string(&path).expect("the saved script");
        let end = text[4..].find("\n---\n").expect("front matter ends") + 4 + "\n---\n".len();
        let (front, body) = text.split_at(end);
        Saved {
            front: front.to_owned(),
            body: body.to_owned(),
        }
    }

    /// The same so many times over, in other words each time.
    pub(crate) fn times(&self, times: usize) -> Saved {
        let copies: Vec<String> = (0..times).map(|n| otherwise(&self.body, n)).collect();
        Saved {
            front: self.front.clone(),
            body: copies.join("\n"),
        }
    }

    /// One word of one sentence in the middle is another.
    pub(crate) fn one_word(&self) -> Saved {
        let middle = self.body.len() / 2;
        let at = (middle..).find(|at| self.body.is_char_boundary(*at));
        let at = at.expect("a text has a middle");
        let (before, after) = self.body.split_at(at);
        let changed = after.replacen(" the ", " that ", 1);
        assert_ne!(after, changed, "there is a word to change");
        Saved {
            front: self.front.clone(),
            body: format!("{before}{changed}"),
        }
    }

    /// As a file.
    pub(crate) fn write(&self, folder: &Path, name: &str) -> PathBuf {
        let path = folder.join(name);
        std::fs::write(&path, format!("{}{}", self.front, self.body)).expect("a script");
        path
    }
}

/// Every sentence with a few words more, which tell the number of the copy.
fn otherwise(body: &str, copy: usize) -> String {
    if copy == 0 {
        return body.to_owned();
    }
    let words = format!("{} {}", WORDS[copy / 10 % 10], WORDS[copy % 10]);
    let mut told = String::with_capacity(body.len() * 5 / 4);
    for line in body.lines() {
        let heading = line.starts_with('#');
        let mut rest = line;
        while let Some(at) = rest.find(['.', '?', '!']).filter(|_| !heading) {
            let (sentence, after) = rest.split_at(at);
            let ends = after[1..].is_empty() || after[1..].starts_with(' ');
            told.push_str(sentence);
            if ends {
                told.push_str(", ");
                told.push_str(&words);
            }
            told.push_str(&after[..1]);
            rest = &after[1..];
        }
        told.push_str(rest);
        told.push('\n');
    }
    told
}
