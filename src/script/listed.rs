//! A list of words or phrases to a table that says of most words of a text at one look that they
//! are not on it.
//!
//! Lists are written as people read them. But each word of a page is held against several, and
//! comparing it with forty entries one by one was a third of what a page cost. Sorted, and with
//! the place of each first byte, three or four are left to compare. Rejected: a set of hashes,
//! which cannot tell with which entry a text begins, and an automaton, which would need our
//! borders of words built into it.

use std::ops::Range;

/// See the file's head.
#[derive(Debug, Clone)]
pub(super) struct Listed {
    /// In the order of their bytes.
    all: Vec<&'static str>,
    /// Where in `all` the entries with each first byte are.
    first: [(u16, u16); 256],
    /// Those in letters whose words no space parts: they stand anywhere in a text.
    wide: Vec<&'static str>,
}

impl Listed {
    /// Of a list in any order, lower case, none of it empty.
    pub(super) fn of(list: &[&'static str]) -> Listed {
        let mut all = list.to_vec();
        all.sort_unstable();
        let mut first = [(0, 0); 256];
        for (at, entry) in all.iter().enumerate().take(usize::from(u16::MAX)) {
            let Some(byte) = entry.bytes().next() else {
                continue;
            };
            let at = at as u16;
            let range = &mut first[usize::from(byte)];
            let from = if range.1 == 0 { at } else { range.0 };
            *range = (from, at + 1);
        }
        let wide = all.iter().copied().filter(|entry| wide(entry));
        Listed {
            wide: wide.collect(),
            all,
            first,
        }
    }

    /// The entries that begin as this text does.
    fn like(&self, text: &str) -> &[&'static str] {
        let Some(byte) = text.bytes().next() else {
            return &[];
        };
        let (from, to) = self.first[usize::from(byte)];
        let range: Range<usize> = usize::from(from)..usize::from(to);
        &self.all[range]
    }

    /// Is a word on the list, alone or with what languages write on to it? See
    /// [`phrases::has`](super::phrases::has).
    pub(super) fn has(&self, word: &str) -> bool {
        parts(word).any(|part| self.like(part).contains(&part))
            || !self.wide.is_empty() && self.wide.iter().any(|entry| word.contains(entry))
    }

    /// Does a text begin with an entry, as a word?
    pub(super) fn begins(&self, text: &str) -> bool {
        let mut like = self.like(text).iter();
        like.any(|entry| {
            let rest = text.strip_prefix(*entry);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    }

    /// Does an entry stand anywhere in a text, at word borders? See [`phrases::find`](super::phrases::find).
    pub(super) fn stands_in(&self, lower: &str) -> bool {
        let mut inside = false;
        for (at, c) in lower.char_indices() {
            let before = std::mem::replace(&mut inside, c.is_alphanumeric());
            let rest = &lower[at..];
            let here = |entry: &&'static str| {
                let after = rest.strip_prefix(*entry);
                after.is_some_and(|after| closed(entry, after))
            };
            if !before && self.like(rest).iter().any(here) {
                return true;
            }
        }
        self.wide.iter().any(|entry| lower.contains(entry))
    }
}

/// A word, what stands before an apostrophe in it, and what stands behind a hyphen.
pub(super) fn parts(word: &str) -> impl Iterator<Item = &str> {
    let before = word.split_once('\'').map(|(before, _)| before);
    let after = word.rsplit_once('-').map(|(_, after)| after);
    [Some(word), before, after].into_iter().flatten()
}

/// Are there letters in it whose words no space parts?
pub(super) fn wide(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_wide)
}

/// Does a phrase end where it ends, `after` being what follows on it in a text?
pub(super) fn closed(phrase: &str, after: &str) -> bool {
    phrase.ends_with(|c: char| !c.is_alphanumeric()) || !after.starts_with(char::is_alphanumeric)
}

/// Is it a letter of a script whose words are not parted by spaces, or end in what others part?
fn is_wide(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::super::phrases;
    use super::*;

    #[test]
    fn a_table_says_what_the_list_says() {
        let list = &[
            "you", "i", "i'm", "über", "me", "it is", "texto:", "您", "out now",
        ];
        let listed = Listed::of(list);
        for word in [
            "you", "i", "i'm", "i'd", "is", "über", "übers", "diga-me", "您是", "", "it", "your",
        ] {
            assert_eq!(listed.has(word), phrases::has(word, list), "{word}");
        }
        for text in [
            "it is out now",
            "it was about nowhere",
            "texto: ana",
            "contexto: ana",
            "是您的",
            "",
            "so über alles",
        ] {
            let found = phrases::find(text, list).is_some();
            assert_eq!(listed.stands_in(text), found, "{text}");
        }
        assert!(listed.begins("it is so") && listed.begins("it is") && !listed.begins("it isn't"));
    }
}
