//! What an episode is to what every sound file says of it in its tags, whatever they are called there.
//!
//! A text is on one line here, and what is not known is empty; so a format only gives each its name.

use super::marks::one_line;
use crate::engines::Language;
use crate::house::Role;
use crate::master::About;

/// The program and its version, for the fields that ask for the encoding software.
pub(super) const PROGRAM: &str = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));

/// Under this name stands what is said of the voices, where a format allows names of one's own: a program
/// finds it whatever its words are.
pub(super) const SYNTHETIC: &str = "SYNTHETIC_VOICES";

/// What is said of an episode.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tags {
    /// Its title.
    pub(super) title: String,
    /// Those whose words these are: a narrator only if nobody else speaks.
    pub(super) artists: Vec<String>,
    /// The title of the show.
    pub(super) album: String,
    /// Who publishes it.
    pub(super) publisher: String,
    /// YYYY-MM-DD.
    pub(super) date: String,
    /// The main language.
    pub(super) language: Language,
    /// What is said of the voices.
    pub(super) synthetic: String,
}

impl Tags {
    /// Of this episode.
    pub(super) fn of(about: &About) -> Tags {
        let known = |text: &Option<String>| one_line(text.as_deref().unwrap_or_default());
        Tags {
            title: one_line(&about.title),
            artists: artists(about),
            album: known(&about.show),
            publisher: known(&about.publisher),
            date: known(&about.date),
            language: about.language.clone(),
            synthetic: one_line(&about.synthetic),
        }
    }

    /// All artists as one, for formats with room for one.
    pub(super) fn artist(&self) -> String {
        self.artists.join(", ")
    }
}

fn artists(about: &About) -> Vec<String> {
    let names = |keep: fn(Role) -> bool| -> Vec<String> {
        about
            .people
            .iter()
            .filter(|person| keep(person.role))
            .map(|person| one_line(&person.name))
            .filter(|name| !name.is_empty())
            .collect()
    };
    match names(|role| role != Role::Narrator) {
        people if people.is_empty() => names(|_| true),
        people => people,
    }
}

#[cfg(test)]
mod tests {
    use super::super::rehearsal;
    use super::*;

    #[test]
    fn a_narrator_is_the_artist_only_alone() {
        let mut about = rehearsal::episode(1, &[], &[]).about;
        about.people[0].role = Role::Narrator;
        assert_eq!(Tags::of(&about).artist(), "Tomas Okafor");
        about.people.truncate(1);
        assert_eq!(Tags::of(&about).artist(), "Mirela Vance");
        about.people.clear();
        assert_eq!(Tags::of(&about).artist(), "");
    }
}
