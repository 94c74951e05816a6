//! A joint inside a chunk to how strongly it looks like a lost space.
//!
//! A sum of a few named points, ten to a full one, rather than a learnt model: each repair can
//! say in words what it rests on, and each wrong one can be traced to a row. A sum at the
//! threshold is a repair. Two sorts of joint are weighed: one at which a capital follows a small
//! letter (`theRogue`), and one that only the words betray (`Glassfollows`).

use super::chunk::{self, Shape};
use super::lexicon::Lexicon;
use super::words::{self, Words};
use crate::script::hashing::{KeyMap, key};
use std::cell::RefCell;

/// From this sum on a joint is a lost space.
pub(super) const ENOUGH: i32 = 30;

/// Most words whose answer is kept: what a long book has, in a few megabytes.
const ASKED: usize = 100_000;

/// What a joint is weighed with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weigh<'a> {
    /// The document's words.
    pub(super) lexicon: &'a Lexicon,
    /// The language's.
    pub(super) words: Words,
    /// What the lists said of each word that was asked for.
    pub(super) asked: &'a Asked,
}

/// Words by their keys: how frequent they are, and whether any list has them.
pub(super) type Asked = RefCell<KeyMap<(Option<u8>, bool)>>;

/// Where a chunk stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around<'a> {
    /// The word before, if only a space is between.
    pub(super) before: Option<&'a str>,
    /// An apostrophe and a letter stand before it: `it’sSound`.
    pub(super) elided: bool,
    /// A small letter begins what comes next.
    pub(super) small_next: bool,
    /// An apostrophe and a letter stand after it: `Veldm’appelait`.
    pub(super) elides: bool,
    /// A capital begins what comes next.
    pub(super) capital_next: bool,
    /// The title or name that ends here was glued at its front, as far as is known: italics lose
    /// the spaces on both sides.
    pub(super) open: bool,
}

/// A weighed joint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Joint {
    /// The byte of the chunk before which the space is missing.
    pub(super) at: usize,
    /// The sum.
    pub(super) sum: i32,
    /// What it rests on.
    pub(super) evidence: String,
}

/// The endings that English hangs onto words after an apostrophe.
pub(super) const CLITICS: [&str; 7] = ["s", "t", "re", "ve", "ll", "d", "m"];

impl Weigh<'_> {
    /// How frequent a word is in the list.
    pub(super) fn rank(&self, word: &str) -> Option<u8> {
        self.ask(word).0
    }

    /// How frequent it is, and whether it is a word or a name anywhere. A search in a list costs
    /// more than all else, and a long text asks for the same words again and again.
    fn ask(&self, word: &str) -> (Option<u8>, bool) {
        if let Some(answer) = self.asked.borrow().get(&key(word)) {
            return *answer;
        }
        let small = word.to_lowercase();
        let rank = self.words.rank(&small);
        let listed = rank.is_some()
            // English words stand in every language's talk of films and machines.
            || self.words.tag != "en" && Words::of("en").rank(&small).is_some()
            || words::given_name(&small)
            || words::surname(&small);
        let mut asked = self.asked.borrow_mut();
        if asked.len() < ASKED {
            asked.insert(key(word), (rank, listed));
        }
        (rank, listed)
    }

    /// Is it a word, by the list, the names, or the document, where it stands on its own?
    pub(super) fn known(&self, word: &str) -> bool {
        // The document first: a search in the lists costs ten times as much.
        self.lexicon.count(word).small > u32::from(chunk::shape(word) == Shape::Small)
            || self.ask(word).1
    }

    /// Is it an ordinary word of the language, so that its capital tells little?
    pub(super) fn plain(&self, word: &str) -> bool {
        self.rank(word).is_some()
    }
}
