//! A word to how frequent it is in its language, from lists that lie in the program.
//!
//! The lists are sorted text and are searched where they lie: nothing is parsed or allocated, and
//! a page of the program that holds them is touched only when a word is asked for. Where they
//! come from, and their licences: `words/README.md`.

/// A word at least this frequent holds sentences together: `the`, `with`, `good`.
pub(super) const SMALL: u8 = 16;
/// A word that everyone uses: one in ten thousand to one in a hundred thousand.
pub(super) const COMMON: u8 = 12;
/// A word that most people know.
pub(super) const KNOWN: u8 = 8;

const NAMES: &str = include_str!("words/names.txt");
/// By the primary subtag of the language.
const LISTS: [(&str, &str); 6] = [
    ("de", include_str!("words/de.txt")),
    ("en", include_str!("words/en.txt")),
    ("es", include_str!("words/es.txt")),
    ("fr", include_str!("words/fr.txt")),
    ("it", include_str!("words/it.txt")),
    ("pt", include_str!("words/pt.txt")),
];

/// The words of a language; of one without a list, none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    /// The primary subtag: `en`.
    pub(super) tag: &'static str,
    rows: &'static str,
}

impl Words {
    /// Of the language of that primary subtag.
    pub(super) fn of(tag: &str) -> Words {
        let list = LISTS.iter().find(|(of, _)| *of == tag);
        let (tag, rows) = list.copied().unwrap_or(("", ""));
        Words { tag, rows }
    }

    /// How frequent a word in small letters is: three times its Zipf value. `None`: not a word
    /// that the list knows.
    pub(super) fn rank(&self, word: &str) -> Option<u8> {
        look_up(self.rows, word).map(|mark| mark - b'A')
    }

    /// Is it in the list, and at least so frequent?
    pub(super) fn has(&self, word: &str, least: u8) -> bool {
        self.rank(word).is_some_and(|rank| rank >= least)
    }

    /// Do the words of this language grow together freely, so that one that no list has is most
    /// likely one of those?
    pub(super) fn compounds(&self) -> bool {
        self.tag == "de" || self.tag.is_empty()
    }
}

/// Is it a given name, in small letters?
pub(super) fn given_name(word: &str) -> bool {
    look_up(NAMES, word).is_some_and(|mark| mark != b'S')
}

/// Is it a surname, in small letters?
pub(super) fn surname(word: &str) -> bool {
    look_up(NAMES, word).is_some_and(|mark| mark != b'G')
}

/// The mark behind a word in sorted rows.
fn look_up(rows: &str, word: &str) -> Option<u8> {
    let rows = rows.as_bytes();
    let (mut low, mut high) = (0, rows.len());
    // Both always stand at the beginning of a row (or the end of all).
    while low < high {
        let middle = low + (high - low) / 2;
        let start = rows[low..middle]
            .iter()
            .rposition(|b| *b == b'\n')
            .map_or(low, |at| low + at + 1);
        let end = rows[start..]
            .iter()
            .position(|b| *b == b'\n')
            .map_or(rows.len(), |at| start + at);
        let row = &rows[start..end];
        let (mark, here) = row.split_last()?;
        match here.cmp(word.as_bytes()) {
            std::cmp::Ordering::Equal => return Some(*mark),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_where_it_lies() {
        for (tag, rows) in LISTS.into_iter().chain([("names", NAMES)]) {
            let mut before = "";
            for row in rows.lines() {
                let (word, mark) = row.split_at(row.len() - 1);
                assert!(before < word, "{tag}: {before} {word}");
                assert_eq!(look_up(rows, word), mark.bytes().next(), "{tag}: {word}");
                before = word;
            }
            assert_eq!(look_up(rows, ""), None);
            assert_eq!(look_up(rows, "zzzzzz"), None);
            assert_eq!(look_up(rows, "ÿÿ"), None);
            assert!(rows.len() < 1_000_000);
        }
    }

    #[test]
    fn small_words_are_frequent_and_names_are_names() {
        for (tag, small) in [
            ("en", "the"),
            ("de", "und"),
            ("es", "que"),
            ("fr", "avec"),
            ("it", "della"),
            ("pt", "não"),
        ] {
            assert!(Words::of(tag).has(small, SMALL), "{tag}");
        }
        assert_eq!(Words::of("ja").rank("the"), None);
        assert!(given_name("maria") && !given_name("metal") && surname("smith"));
    }
}
