//! Words to numbers under which they are counted and looked for: fast, since a megabyte has two
//! hundred thousand of them and most passes ask about each.
//!
//! A wrong hit in 2^64 is accepted by whoever uses [`key`]. The tables begin with a number that
//! differs from run to run, so that no page can be written that fills one slot of them; nothing is
//! ever listed from them, so their order reaches nobody.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hasher, RandomState};

/// A table whose keys are hashes already.
pub(super) type KeyMap<T> = HashMap<u64, T, Keyed>;
/// A set of hashes.
pub(super) type KeySet = HashSet<u64, Keyed>;

/// FNV-1a of a word in small letters.
pub(super) fn key(word: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    if word.is_ascii() {
        word.bytes().for_each(|b| eat(b.to_ascii_lowercase()));
        return hash;
    }
    for c in word.chars().flat_map(char::to_lowercase) {
        let mut bytes = [0; 4];
        c.encode_utf8(&mut bytes).bytes().for_each(&mut eat);
    }
    hash
}

/// One number for two in this order.
pub(super) fn pair(left: u64, right: u64) -> u64 {
    left.rotate_left(23).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ right
}

/// Where a hash stands in a table.
#[derive(Debug, Clone)]
pub(super) struct Keyed(u64);

impl Default for Keyed {
    fn default() -> Keyed {
        Keyed(RandomState::new().build_hasher().finish())
    }
}

impl BuildHasher for Keyed {
    type Hasher = Place;

    fn build_hasher(&self) -> Place {
        Place(self.0)
    }
}

/// See [`Keyed`].
#[derive(Debug)]
pub(super) struct Place(u64);

impl Hasher for Place {
    fn write_u64(&mut self, key: u64) {
        let wide = u128::from(self.0 ^ key) * 0x9e37_79b9_7f4a_7c15;
        self.0 = (wide as u64) ^ ((wide >> 64) as u64);
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_key_in_whatever_case() {
        assert_eq!(key("Metal"), key("mETAL"));
        assert_eq!(key("Étude"), key("étude"));
        assert_ne!(key("metal"), key("medal"));
        assert_ne!(pair(key("a"), key("b")), pair(key("b"), key("a")));
        let mut set = KeySet::default();
        assert!(set.insert(key("a")) && !set.insert(key("A")));
    }
}
