//! The cast's pronunciations to the places of a line where they are spoken.
//!
//! A word of the cast's `pronounce` is matched whatever its case; a name (the `say` of a person)
//! only with a capital, because `Rose` and `Young` are words too. Both match whole words, with a
//! possessive after them.
//!
//! How something is spoken is a respelling (`EE-fa`), the International Phonetic Alphabet between slashes
//! (`/ˈiːfə/`), or both, the alphabet first: engines that read it say that, all others the respelling. Where
//! there is none, they say the word as it is written, and whoever prepares it is told ([`Said::bare`]).

use crate::cast::Cast;
use crate::engines::Language;
use crate::house::House;
use crate::script::Script;
use std::collections::BTreeMap;
use std::ops::Range;

/// How something written is spoken.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    /// In lower case, its gaps as single spaces.
    written: String,
    /// As an engine is given it that reads text; `None` if only the alphabet is given.
    spoken: Option<String>,
    /// In the International Phonetic Alphabet.
    ipa: Option<String>,
    /// A name: matched only where it begins with a capital.
    name: bool,
}

/// What is said at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// For engines that read text.
    pub(super) spoken: String,
    /// For those that read the International Phonetic Alphabet.
    pub(super) ipa: Option<String>,
    /// Is the text only what is written, because no respelling is given?
    pub(super) bare: bool,
}

/// Everything that is pronounced in a way of its own in one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// By the first word, the longest first.
    entries: BTreeMap<String, Vec<Entry>>,
}

impl Lexicon {
    /// From the cast file and the names of the people; the cast file's own words win.
    pub(super) fn new(script: &Script, house: &House, cast: &Cast, language: &Language) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for row in &house.pronounce {
            lexicon.add(&row.word.value, &row.spoken.value, false);
        }
        for (id, person) in script.people.iter().enumerate() {
            let own = cast.parts.iter().filter(|part| part.person.0 == id);
            let say = own
                .clone()
                .find(|part| part.language.reads(language) && part.say.is_some())
                .or_else(|| own.clone().find(|part| part.say.is_some()))
                .and_then(|part| part.say.as_deref());
            let Some(say) = say else { continue };
            lexicon.add(&person.name, say, true);
            if let Some((surname, spoken)) = surname(&person.name, say)
                && script.people.iter().enumerate().all(|(other, p)| {
                    other == id || p.name.split_whitespace().all(|w| w != surname)
                })
            {
                lexicon.add(surname, spoken, true);
            }
        }
        lexicon
    }

    /// The first entry for a word stays.
    fn add(&mut self, written: &str, spoken: &str, name: bool) {
        let written = written.to_lowercase().replace('’', "'");
        let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let Some(key) = key(&written).map(str::to_owned) else {
            return;
        };
        let entries = self.entries.entry(key).or_default();
        if entries.iter().all(|entry| entry.written != written) {
            let (ipa, spoken) = parted(spoken);
            entries.push(Entry {
                written,
                spoken: spoken.map(respelling),
                ipa: ipa.map(str::to_owned),
                name,
            });
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.written.len()));
        }
    }

    /// The places of a line where an entry is spoken, in order, disjoint. Where two fit, the
    /// one that begins first wins, then the longer one.
    pub(super) fn find(&self, line: &str) -> Vec<(Range<usize>, Said)> {
        let mut found = Vec::new();
        if self.entries.is_empty() {
            return found;
        }
        let mut at = 0;
        let mut before: Option<char> = None;
        while let Some(c) = line[at..].chars().next() {
            let border = !before.is_some_and(char::is_alphanumeric) || !c.is_alphanumeric();
            let hit = border.then(|| self.entry(&line[at..])).flatten();
            if let Some((length, entry)) = hit {
                let (possessive, ending) = possessive(&line[at + length..]);
                let said = entry.said(&line[at..at + length], ending);
                found.push((at..at + length + possessive, said));
                at += length + possessive;
                before = line[..at].chars().next_back();
            } else {
                at += c.len_utf8();
                before = Some(c);
            }
        }
        found
    }

    /// The entry with which a text begins, and how many bytes it takes.
    fn entry(&self, text: &str) -> Option<(usize, &Entry)> {
        // The longest key is bounded by the cast, the word on the page is not.
        let first = key(text)?;
        let entries = self.entries.get(&first.to_lowercase())?;
        entries
            .iter()
            .find_map(|entry| Some((entry.length(text)?, entry)))
    }
}

impl Entry {
    /// What is said for it where it is written like that; `ending` is a possessive, or nothing.
    fn said(&self, written: &str, ending: &str) -> Said {
        let text = self.spoken.as_deref().unwrap_or(written);
        let sound = match ending {
            "" => "",
            _ => possessive_sound(self.ipa.as_deref().unwrap_or_default()),
        };
        Said {
            spoken: format!("{text}{ending}"),
            ipa: self.ipa.as_ref().map(|ipa| format!("{ipa}{sound}")),
            bare: self.spoken.is_none(),
        }
    }

    /// How many bytes of the text's beginning this entry is, if it is there as whole words.
    fn length(&self, text: &str) -> Option<usize> {
        if self.name && !text.starts_with(char::is_uppercase) {
            return None;
        }
        let mut rest = text;
        let mut wanted = self.written.chars().peekable();
        while let Some(&next) = wanted.peek() {
            let found = rest.chars().next()?;
            if next == ' ' {
                let gap = rest.trim_start();
                if gap.len() == rest.len() {
                    return None;
                }
                rest = gap;
                wanted.next();
                continue;
            }
            let same = if found == '’' { '\'' } else { found };
            for lower in same.to_lowercase() {
                if wanted.next() != Some(lower) {
                    return None;
                }
            }
            rest = &rest[found.len_utf8()..];
        }
        let joined = self.written.ends_with(char::is_alphanumeric)
            && rest.starts_with(char::is_alphanumeric);
        (!joined).then_some(text.len() - rest.len())
    }
}

/// What entries are looked up by: the first word, or the sign if it begins with one.
fn key(text: &str) -> Option<&str> {
    let first = text.chars().next().filter(|c| !c.is_whitespace())?;
    let end = if first.is_alphanumeric() {
        text.find(|c: char| !c.is_alphanumeric())
            .unwrap_or(text.len())
    } else {
        first.len_utf8()
    };
    Some(&text[..end])
}

/// The possessive with which a text begins: how long it is, and how it is spoken.
fn possessive(text: &str) -> (usize, &'static str) {
    for (written, spoken) in [("'s", "'s"), ("’s", "'s"), ("'S", "'s"), ("’S", "'s")] {
        if let Some(rest) = text.strip_prefix(written)
            && !rest.starts_with(char::is_alphanumeric)
        {
            return (written.len(), spoken);
        }
    }
    (0, "")
}

/// What is between slashes at the beginning, and what stands behind that.
fn parted(spoken: &str) -> (Option<&str>, Option<&str>) {
    let some = |text: &'_ str| !text.trim().is_empty();
    let given = spoken.trim().strip_prefix('/');
    match given.and_then(|rest| rest.split_once('/')) {
        Some((ipa, rest)) if some(ipa) => (Some(ipa.trim()), some(rest).then(|| rest.trim())),
        _ => (None, Some(spoken)),
    }
}

/// How an English possessive sounds behind these phonemes.
fn possessive_sound(ipa: &str) -> &'static str {
    match ipa.chars().rev().find(|c| c.is_alphabetic()) {
        Some('s' | 'z' | 'ʃ' | 'ʒ' | 'ʧ' | 'ʤ') => "ɪz",
        Some('p' | 't' | 'k' | 'f' | 'θ') => "s",
        _ => "z",
    }
}

/// The surname and how it is spoken, where name and respelling have as many words. Of what is given in the
/// alphabet no part is taken: a name is one sound.
fn surname<'a>(name: &'a str, say: &'a str) -> Option<(&'a str, &'a str)> {
    let say = parted(say).1?;
    let words = name.split_whitespace().count();
    (words > 1 && words == say.split_whitespace().count()).then(|| {
        Some((
            name.split_whitespace().last()?,
            say.split_whitespace().last()?,
        ))
    })?
}

/// `MAR-der` to what an engine reads as that: the embedded one spells capitals out ("M A R dash
/// der") and says "hyphen" next to a single letter, while the syllables as words of their own
/// (`mar der`) come out as meant; run together they do not (`colleyeder`). Capitals that are not
/// part of a respelling (`N Y T`) stay: they are meant as letters.
fn respelling(spoken: &str) -> String {
    let respelled = spoken
        .split_whitespace()
        .any(|word| word.contains('-') && word.contains(char::is_lowercase) || is_mixed(word));
    let words: Vec<String> = spoken
        .split_whitespace()
        .flat_map(|word| word.split('-'))
        .filter(|syllable| !syllable.is_empty())
        .map(|syllable| {
            let capitals = syllable.chars().filter(|c| c.is_uppercase()).count();
            let long = syllable.chars().count() > 1;
            if capitals > 1 && long && (respelled || spoken.contains('-')) {
                syllable.to_lowercase()
            } else {
                syllable.to_owned()
            }
        })
        .collect();
    words.join(" ")
}

/// Capitals and small letters in one word, the capitals not only at its beginning: `harBOUR`.
fn is_mixed(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase) && word.contains(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lexicon(rows: &[(&str, &str)], names: &[(&str, &str)]) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for (written, spoken) in rows {
            lexicon.add(written, spoken, false);
        }
        for (written, spoken) in names {
            lexicon.add(written, spoken, true);
        }
        lexicon
    }

    #[test]
    fn words_possessives_and_phrases_are_found() {
        let lexicon = lexicon(
            &[
                ("Ode", "OH-day"),
                ("New Ode", "new OH-day"),
                ("C++", "see plus plus"),
                ("d'Arc", "dark"),
            ],
            &[("Rose", "ROH-sa")],
        );
        for (line, wanted) in [
            ("Ode sang", "[oh day] sang"),
            ("ODE sang", "[oh day] sang"),
            ("an ode’s end", "an [oh day's] end"),
            ("Ode's", "[oh day's]"),
            ("the Odes’ end", "the Odes’ end"),
            ("Ode’ end", "[oh day]’ end"),
            ("modes, Odes, code", "modes, Odes, code"),
            ("(Ode)", "([oh day])"),
            ("Ode-like", "[oh day]-like"),
            ("in new  ode now", "in [new oh day] now"),
            ("new Odessa", "new Odessa"),
            ("C++ and C+", "[see plus plus] and C+"),
            ("D’ARC", "[dark]"),
            ("Rose rose, ROSE", "[roh sa] rose, [roh sa]"),
        ] {
            let mut shown = line.to_owned();
            for (range, spoken) in lexicon.find(line).into_iter().rev() {
                shown.replace_range(range, &format!("[{}]", spoken.spoken));
            }
            assert_eq!(shown, wanted);
        }
    }

    #[test]
    fn the_alphabet_stands_between_slashes_with_or_without_a_respelling() {
        let rows = [
            ("Aoife", "/ˈiːfə/ EE-fa"),
            ("Siobhan", "/ʃɪˈvɔːn/"),
            ("Ruth", " / ruːθ / "),
            ("and/or", "/"),
            ("x", "//"),
        ];
        let lexicon = lexicon(&rows, &[]);
        for (line, spoken, ipa, bare) in [
            ("Aoife", "ee fa", Some("ˈiːfə"), false),
            ("aoife’s", "ee fa's", Some("ˈiːfəz"), false),
            ("Siobhan", "Siobhan", Some("ʃɪˈvɔːn"), true),
            ("Ruth's", "Ruth's", Some("ruːθs"), true),
            ("and/or", "/", None, false),
            ("x", "//", None, false),
        ] {
            let said = lexicon.find(line).remove(0).1;
            assert_eq!(
                (said.spoken.as_str(), said.ipa.as_deref(), said.bare),
                (spoken, ipa, bare),
                "{line}"
            );
        }
    }

    #[test]
    fn respellings_become_words() {
        for (given, wanted) in [
            ("MAR-der", "mar der"),
            ("coll-EYE-der", "coll eye der"),
            ("MAH-ra LIND-kvist", "mah ra lind kvist"),
            ("RIZ AH-med", "riz ah med"),
            ("N Y T", "N Y T"),
            ("the BBC", "the BBC"),
            ("nigh key", "nigh key"),
            ("A-ha", "A ha"),
        ] {
            assert_eq!(respelling(given), wanted);
        }
    }

    #[test]
    fn a_surname_needs_as_many_spoken_words() {
        assert_eq!(
            surname("Mara Lund", "MAH-ra LOOND"),
            Some(("Lund", "LOOND"))
        );
        assert_eq!(surname("Mara Lund", "Maralund"), None);
        assert_eq!(surname("Mara", "MAH-ra"), None);
    }

    proptest! {
        #[test]
        fn places_are_ordered_and_on_borders(line in "[Oo]?(ode|Ode|’s|'s|İ|ß|\\PC| ){0,30}") {
            let lexicon = lexicon(&[("ode", "x"), ("ode ode", "y"), ("ß", "z")], &[("İ", "i")]);
            let mut at = 0;
            for (range, _) in lexicon.find(&line) {
                prop_assert!(range.start >= at && range.start < range.end);
                prop_assert!(line.get(range.clone()).is_some());
                at = range.end;
            }
        }
    }
}
