//! Whose episode a folder holds: an interview as far as it takes to know it again, and who may
//! replace its files.

use super::{PublishError, marks};
use crate::house::{Edition, Role};
use crate::master::About;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::{Component, Path};

/// What a manifest's file is called after the short name.
pub(super) const SUFFIX: &str = ".lock.json";

/// The most bytes in a file name that common file systems take. Asked about early: a render
/// would otherwise only fail when everything has been spoken.
const LONGEST_NAME: usize = 255;

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
    /// Which copy of it: one never takes the place of another.
    #[serde(default, skip_serializing_if = "is_episode")]
    pub copy: Edition,
}

// Serde asks by reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_episode(copy: &Edition) -> bool {
    *copy == Edition::Episode
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
            copy: about.copy,
        }
    }

    /// Is the other the same interview, perhaps corrected since?
    pub(super) fn same(&self, other: &Owner) -> bool {
        if self == other {
            return true;
        }
        if self.name != other.name || self.copy != other.copy {
            return false;
        }
        if self.people == other.people && !self.people.is_empty() {
            return true;
        }
        let says_more = folded(&self.title) != folded(&self.name);
        self.title == other.title && (says_more || !self.people.is_disjoint(&other.people))
    }

    /// For a message: the title, and the name where that says more.
    pub(super) fn shown(&self) -> String {
        let people: Vec<&str> = self.people.iter().map(String::as_str).collect();
        let with = match people.as_slice() {
            [] => String::new(),
            some => format!(", with {}", some.join(", ")),
        };
        let copy = match self.copy {
            Edition::Episode => "",
            Edition::Listening => ", listening copy",
        };
        format!("{} ({}{copy}{with})", self.title, self.name)
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn owner(name: &str, title: &str, people: &[&str]) -> Owner {
        Owner {
            name: name.to_owned(),
            title: title.to_owned(),
            people: people.iter().map(ToString::to_string).collect(),
            copy: Edition::Episode,
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
        let mut copy = old.clone();
        copy.copy = Edition::Listening;
        assert!(!old.same(&copy) && copy.same(&copy.clone()));
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
}
