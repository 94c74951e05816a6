//! Whose episode a folder holds: the lock file `<name>.lock.json`, and who may replace it.
//!
//! It says which interview the files were made from and what exactly was written (size and
//! BLAKE3 of each), so that a later render knows which files are its own to replace. It holds
//! no time and no path: the same episode gives the same bytes.

use super::{PublishError, disk, marks};
use crate::house::Role;
use crate::master::About;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path};

const SUFFIX: &str = ".lock.json";

/// The first word of a lock's `program`; other programs have lock files too.
const PROGRAM: &str = env!("CARGO_PKG_NAME");

/// The most bytes in a file name that common file systems take. Asked about early: a render
/// would otherwise only fail when everything has been spoken.
const LONGEST_NAME: usize = 255;

/// More than the files of any one episode take.
const LONGEST: u64 = 16 << 20;

/// An interview, as far as it takes to know it again.
///
/// The name alone does not do: by default two files `interview.txt` in two folders have
/// the same one, and the second must not replace the first's episode. Nor do name and title
/// have to be the same: people correct a title and render again, and the people in a script,
/// and expect the episode to follow. So with the same name an interview is the same
///
/// - if its title is, even if people were renamed or added, or
/// - if its people are (the narrator aside; there has to be one), even if the title was
///   corrected.
///
/// A title that is nothing but the file's name, which is what an interview without a title
/// has, proves nothing; there at least one person must be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// Short name, the stem of its file names.
    pub name: String,
    /// Title, on one line.
    pub title: String,
    /// Everyone who speaks but the narrator, whose name is often not on the page.
    pub people: BTreeSet<String>,
}

impl Owner {
    /// The interview that an episode is of.
    #[must_use]
    pub fn of(about: &About) -> Owner {
        Owner {
            name: about.name.clone(),
            title: marks::one_line(&about.title),
            people: about
                .people
                .iter()
                .filter(|person| person.role != Role::Narrator)
                .map(|person| marks::one_line(&person.name))
                .collect(),
        }
    }

    /// Is the other the same interview, perhaps corrected since?
    fn same(&self, other: &Owner) -> bool {
        if self == other {
            return true;
        }
        if self.name != other.name {
            return false;
        }
        if self.people == other.people && !self.people.is_empty() {
            return true;
        }
        let says_more = folded(&self.title) != folded(&self.name);
        self.title == other.title && (says_more || !self.people.is_disjoint(&other.people))
    }

    /// For a message: the title, and the name where that says more.
    fn shown(&self) -> String {
        let people: Vec<&str> = self.people.iter().map(String::as_str).collect();
        let with = match people.as_slice() {
            [] => String::new(),
            some => format!(", with {}", some.join(", ")),
        };
        format!("{} ({}{with})", self.title, self.name)
    }

    /// Name of the lock file of this interview's episode.
    pub(super) fn lock_file(&self) -> String {
        format!("{}{SUFFIX}", self.name)
    }

    /// Can the name be the stem of file names: one plain, visible part of a path, and short
    /// enough for each of them?
    pub(super) fn check_name(&self) -> Result<(), PublishError> {
        let plain = is_inside(&self.name) && !self.name.contains('/');
        if plain && !self.name.starts_with('.') && self.lock_file().len() <= LONGEST_NAME {
            return Ok(());
        }
        Err(PublishError::Name {
            name: self.name.clone(),
        })
    }
}

/// Letters and digits alone, in small letters: `The Last Ferry` is `the-last-ferry`.
fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The content of a lock file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Lock {
    /// Of this form; larger ones only add keys.
    version: u32,
    /// Name and version of the program that rendered.
    program: String,
    /// Whose episode it is.
    interview: Owner,
    /// What was written, in the order of writing; without the lock itself.
    pub(super) outputs: Vec<Output>,
}

/// A file of an episode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Output {
    /// Its path within the folder, with `/` between the parts.
    pub(super) file: String,
    /// Name of the format's row.
    pub(super) format: String,
    /// Size.
    pub(super) bytes: u64,
    /// BLAKE3 of the content, as hexadecimal digits.
    pub(super) blake3: String,
}

impl Lock {
    /// The lock of an episode of these files.
    pub(super) fn new(interview: Owner, outputs: Vec<Output>) -> Lock {
        Lock {
            version: 1,
            program: format!("{PROGRAM} {}", env!("CARGO_PKG_VERSION")),
            interview,
            outputs,
        }
    }

    /// As a file.
    pub(super) fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self)
            .expect("strings and whole numbers always have a JSON form");
        text.push('\n');
        text
    }

    fn parse(bytes: &[u8]) -> Option<Lock> {
        let lock: Lock = serde_json::from_slice(bytes).ok()?;
        let ours = lock.program.split(' ').next() == Some(PROGRAM);
        // What a lock lists may be removed; nothing outside of the folder ever is.
        (ours && lock.outputs.iter().all(|output| is_inside(&output.file))).then_some(lock)
    }
}

/// Is this the path of something within a folder, with no step out of it?
pub(super) fn is_inside(file: &str) -> bool {
    let path = Path::new(file);
    let plain = |part| matches!(part, Component::Normal(_));
    // Read back from its parts, so that `a//b`, `a/.` and `a/` are not other names of a file.
    let again: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
    !file.is_empty()
        && path.components().all(plain)
        && again.join("/") == file
        && !file.contains(['\0', '\\'])
}

/// The lock of the same interview's episode in a folder, if there is one.
///
/// # Errors
/// [`PublishError::Taken`] if the folder holds the episode of another interview.
pub(super) fn find(out: &Path, owner: &Owner) -> Result<Option<Lock>, PublishError> {
    let mut names = Vec::new();
    for entry in fs::read_dir(out).map_err(PublishError::file("listing", out))? {
        let entry = entry.map_err(PublishError::file("listing", out))?;
        if let Some(name) = entry.file_name().to_str().filter(|n| n.ends_with(SUFFIX)) {
            names.push(name.to_owned());
        }
    }
    names.sort();
    let mut own = None;
    for name in names {
        let path = out.join(&name);
        if !path.is_file() {
            continue;
        }
        let Some(lock) = disk::read(&path, LONGEST)?.and_then(|bytes| Lock::parse(&bytes)) else {
            continue;
        };
        if !lock.interview.same(owner) {
            return Err(PublishError::Taken {
                out: out.to_owned(),
                holds: lock.interview.shown(),
                asked: owner.shown(),
            });
        }
        own = Some(lock);
    }
    Ok(own)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn owner(name: &str, title: &str, people: &[&str]) -> Owner {
        Owner {
            name: name.to_owned(),
            title: title.to_owned(),
            people: people.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn corrections_are_the_same_interview_and_namesakes_are_not() {
        let old = owner("talk", "The Tide Tables", &["Mirela", "Tomas"]);
        // A narrator alone is nobody to be known by.
        let (read, bare) = (owner("tides", "Ebb", &[]), owner("tides", "tides", &[]));
        let untitled = owner("sea-talk", "Sea Talk", &["Mirela", "Tomas"]);
        for (old, new, same) in [
            (
                &old,
                owner("talk", "The Tide Tables", &["Mirela", "Tomas"]),
                true,
            ),
            (
                &old,
                owner("talk", "The Tide Table", &["Mirela", "Tomas"]),
                true,
            ),
            (
                &old,
                owner("talk", "The Tide Tables", &["M. Vance", "T. Okafor"]),
                true,
            ),
            (
                &old,
                owner("talk", "Lighthouses", &["Mirela", "Agnes"]),
                false,
            ),
            (
                &old,
                owner("chat", "The Tide Tables", &["Mirela", "Tomas"]),
                false,
            ),
            (
                &untitled,
                owner("sea-talk", "Sea Talk", &["Mirela Vance", "Tomas"]),
                true,
            ),
            (&read, owner("tides", "Ebb", &[]), true),
            (&read, owner("tides", "Flood", &[]), false),
            (&bare, owner("tides", "tides", &[]), true),
            (
                &untitled,
                owner("sea-talk", "Sea Talk", &["Agnes", "Bo"]),
                false,
            ),
        ] {
            assert_eq!(old.same(&new), same, "{new:?}");
            assert_eq!(new.same(old), same, "{new:?}");
        }
    }

    #[test]
    fn only_plain_names_become_file_names() {
        for good in ["first-light", "Ā b'\"c<d>", "v1.2", "סרט"] {
            assert!(owner(good, "", &[]).check_name().is_ok(), "{good}");
        }
        for bad in ["", ".", "..", "a/b", "/a", "a/", ".hidden", "a\0b", "a\\b"] {
            assert!(owner(bad, "", &[]).check_name().is_err(), "{bad:?}");
        }
        assert!(owner(&"x".repeat(245), "", &[]).check_name().is_ok());
        assert!(owner(&"x".repeat(246), "", &[]).check_name().is_err());
    }

    #[test]
    fn what_lies_in_a_folder_stays_in_it() {
        assert!(is_inside("daisy/ncc.html"));
        for bad in ["../x", "a/../x", "/x", "a//b", "./a", "a/.", "", "a\0"] {
            assert!(!is_inside(bad), "{bad:?}");
        }
    }

    #[test]
    fn the_form_of_a_lock_is_a_promise() {
        let output = Output {
            file: "talk.wav".to_owned(),
            format: "wav".to_owned(),
            bytes: 44,
            blake3: "af".to_owned(),
        };
        let lock = Lock::new(owner("talk", "A \"talk\"", &["Mirela"]), vec![output]);
        let text = lock.to_json();
        assert_eq!(
            text.replace(env!("CARGO_PKG_VERSION"), "V"),
            "{\n  \"version\": 1,\n  \"program\": \"duologue V\",\n  \"interview\": {\n    \
             \"name\": \"talk\",\n    \"title\": \"A \\\"talk\\\"\",\n    \"people\": [\n      \
             \"Mirela\"\n    ]\n  },\n  \"outputs\": [\n    {\n      \"file\": \"talk.wav\",\n      \
             \"format\": \"wav\",\n      \"bytes\": 44,\n      \"blake3\": \"af\"\n    }\n  ]\n}\n"
        );
        assert_eq!(Lock::parse(text.as_bytes()), Some(lock));
        // Nothing outside of the folder is ever taken for a file of an episode.
        let hostile = text.replace("talk.wav", "../../talk.wav");
        assert_eq!(Lock::parse(hostile.as_bytes()), None);
    }

    #[test]
    fn the_lock_of_another_program_is_not_one() {
        let out = tempfile::tempdir().unwrap();
        for (name, text) in [
            (
                "yarn.lock.json",
                "{\"version\": 1, \"program\": \"yarn 4\"}",
            ),
            ("broken.lock.json", "{"),
            ("deep.lock.json", &"[".repeat(100_000)),
        ] {
            fs::write(out.path().join(name), text).unwrap();
        }
        fs::create_dir(out.path().join("folder.lock.json")).unwrap();
        assert_eq!(find(out.path(), &owner("talk", "", &[])).unwrap(), None);
    }
}
