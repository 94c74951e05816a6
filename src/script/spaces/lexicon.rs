//! What the document itself calls things: its words, which of them it writes with a capital, and
//! which stand next to which. The best evidence for a lost space is the same pair with its space.

use super::chunk::{self, Shape};
use crate::script::hashing::{KeyMap, KeySet, key, pair};

/// How often a word is written how.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Count {
    /// `metal`.
    pub(super) small: u32,
    /// `Metal`, anywhere.
    pub(super) capital: u32,
    /// `Metal` where a sentence goes on, so that the capital means a name.
    pub(super) name: u32,
    /// `METAL`.
    pub(super) shouted: u32,
    /// `MeTal`.
    pub(super) mixed: u32,
}

/// The words of a document. Keys are hashes: a wrong hit in 2^64 costs a space at worst, and ten
/// megabytes of words would cost their size again.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    counts: KeyMap<Count>,
    pairs: KeySet,
    /// Hyphenated words, their parts.
    hyphened: KeySet,
}

impl Lexicon {
    /// Reads one paragraph.
    pub(super) fn learn(&mut self, text: &str) {
        let mut before: Option<u64> = None;
        let mut goes_on = false;
        for (_, token) in chunk::tokens(text) {
            // Three words in four; what follows would find the same.
            if let Some((word, rest)) = chunk::ordinary(token) {
                let hash = key(word);
                self.counts.entry(hash).or_default().small += 1;
                before = rest.is_empty().then_some(hash);
                goes_on = rest.is_empty() || rest == ",";
                continue;
            }
            if chunk::address(token) {
                (before, goes_on) = (None, false);
                continue;
            }
            self.hyphens(token);
            let mut end = 0;
            let mut last = None;
            for (at, word) in chunk::chunks(token) {
                let hash = key(word);
                let count = self.counts.entry(hash).or_default();
                let first = last.is_none();
                let elided = token[..at].ends_with(['\'', '’']);
                let shape = chunk::shape(word);
                match shape {
                    Shape::Small => count.small += 1,
                    Shape::Capital => {
                        count.capital += 1;
                        count.name += u32::from((first && goes_on) || elided);
                    }
                    Shape::Shouted => count.shouted += 1,
                    Shape::Mixed => count.mixed += 1,
                }
                let pure = !matches!(shape, Shape::Small | Shape::Mixed);
                if let Some(before) = before.filter(|_| first && pure && chunk::opens(&token[..at]))
                {
                    self.pairs.insert(pair(before, hash));
                }
                // Of `andGlass` the next word sees `Glass`.
                last = Some(match shape {
                    Shape::Mixed => key(chunk::last_piece(word)),
                    _ => hash,
                });
                end = at + word.len();
            }
            let rest = &token[end..];
            before = last.filter(|_| rest.is_empty());
            goes_on = rest.is_empty() || rest == ",";
        }
    }

    fn hyphens(&mut self, token: &str) {
        if !token.contains('-') {
            return;
        }
        let parts = || token.split('-').map(chunk::bare);
        for (left, right) in parts().zip(parts().skip(1)) {
            if !left.is_empty() && !right.is_empty() {
                self.hyphened.insert(pair(key(left), key(right)));
            }
        }
        // The names of pictures hold the names of people: `river-light-ada-quill-02`.
        if token.bytes().filter(|b| *b == b'-').count() > 2 {
            for (left, right) in parts().zip(parts().skip(1)) {
                self.pairs.insert(pair(key(left), key(right)));
            }
        }
    }

    /// How often, and how, a word is written.
    pub(super) fn count(&self, word: &str) -> Count {
        self.counts.get(&key(word)).copied().unwrap_or_default()
    }

    /// Do the two stand side by side somewhere, the second with a capital?
    pub(super) fn apart(&self, left: &str, right: &str) -> bool {
        self.pairs.contains(&pair(key(left), key(right)))
    }

    /// Are the two joined by a hyphen somewhere?
    pub(super) fn hyphened(&self, left: &str, right: &str) -> bool {
        self.hyphened.contains(&pair(key(left), key(right)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_by_how_they_are_written() {
        let mut lexicon = Lexicon::default();
        lexicon.learn("Glass is what we saw, and Glass it was: ADA QUILL saw Étude in Glass.");
        let glass = lexicon.count("glass");
        assert_eq!((glass.capital, glass.name, glass.small), (3, 2, 0));
        assert_eq!(lexicon.count("ada").shouted, 1);
        assert!(lexicon.apart("Ada", "Quill") && lexicon.apart("in", "Glass"));
        assert!(!lexicon.apart("we", "saw") && !lexicon.apart("was", "Ada"));
        lexicon.learn("a well-known river-light-mara-quill-02");
        assert!(lexicon.hyphened("well", "known") && lexicon.apart("Mara", "Quill"));
    }
}
