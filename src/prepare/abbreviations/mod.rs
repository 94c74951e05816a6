//! The abbreviations of each language: how they are read, and whether a sentence can end there.
//!
//! One table for both, because the splitter and the reader must agree: what is read as one word
//! must not be cut in two. The full stop belongs to the abbreviation; a gap inside one (`z. B.`)
//! is written as one space here and may be any space on the page.

mod rows;
mod starters;

/// Can a sentence end after it?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// Something always follows: `Mr.`, `z. B.`
    Never,
    /// If a word follows that often begins a sentence: `the U.S. It …`, not `the U.S. Army`.
    May,
    /// If a capital follows: `etc. Then`.
    Ends,
}

/// Where it is one at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// Everywhere.
    Always,
    /// Before a number: `No. 5`; elsewhere it is the word with a full stop.
    Digit,
    /// Before a capital: `M. Dupont`, `St. John`.
    Name,
}

/// One abbreviation.
#[derive(Debug)]
pub(super) struct Abbreviation {
    /// As written, case included; a lower-case one may begin a sentence with a capital.
    pub(super) written: &'static str,
    /// As spoken; empty where the engine reads it well.
    pub(super) spoken: &'static str,
    /// Can a sentence end after it?
    pub(super) after: After,
    /// Where it is one.
    pub(super) when: When,
}

/// The table of a language, by its primary subtag.
pub(super) fn table(primary: &str) -> &'static [Abbreviation] {
    match primary {
        "en" => rows::ENGLISH,
        "de" => rows::GERMAN,
        "es" => rows::SPANISH,
        "fr" => rows::FRENCH,
        "it" => rows::ITALIAN,
        _ => rows::GENERAL,
    }
}

/// Does this word often begin a sentence? An elision counts by its first part (`C'est`, `It's`).
pub(super) fn starts_a_sentence(primary: &str, word: &str) -> bool {
    let starters = match primary {
        "en" => starters::ENGLISH,
        "de" => starters::GERMAN,
        "es" => starters::SPANISH,
        "fr" => starters::FRENCH,
        "it" => starters::ITALIAN,
        _ => return false,
    };
    let stem = word.split(['\'', '’']).next().unwrap_or_default();
    starters.binary_search(&stem).is_ok()
}

/// If `text` begins with this abbreviation, how many bytes of it that takes. A gap in it fits
/// any run of white space, and a lower-case one fits with a capital too.
pub(super) fn fits(abbreviation: &Abbreviation, text: &str) -> Option<usize> {
    let mut at = 0;
    for (n, wanted) in abbreviation.written.chars().enumerate() {
        let rest = &text[at..];
        let found = rest.chars().next()?;
        if wanted == ' ' {
            let gap = rest.len() - rest.trim_start().len();
            if gap == 0 {
                return None;
            }
            at += gap;
            continue;
        }
        let capital = n == 0 && found.to_lowercase().eq(std::iter::once(wanted));
        if found != wanted && !capital {
            return None;
        }
        at += found.len_utf8();
    }
    let next = text[at..].chars().next();
    if !abbreviation.written.ends_with('.') && next.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let follower = text[at..].trim_start().chars().next();
    let there = match abbreviation.when {
        When::Always => true,
        When::Digit => follower.is_some_and(|c| c.is_ascii_digit()),
        When::Name => next != follower && follower.is_some_and(char::is_uppercase),
    };
    there.then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starters_are_sorted_so_that_they_can_be_searched() {
        for list in [
            starters::ENGLISH,
            starters::GERMAN,
            starters::SPANISH,
            starters::FRENCH,
            starters::ITALIAN,
        ] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn no_abbreviation_stands_twice() {
        for language in ["en", "de", "es", "fr", "it", "xx"] {
            let mut seen = std::collections::BTreeSet::new();
            for row in table(language) {
                assert!(
                    seen.insert((row.written, row.when == When::Name)),
                    "{}",
                    row.written
                );
            }
        }
    }
}
