//! A paragraph's words to its id, which stays when other paragraphs change.
//!
//! Numbering paragraphs was rejected: an inserted line would rename everything below it, and with
//! it every stored take and every link into a transcript.

use std::collections::BTreeMap;

/// Hex digits of an id: 40 bits, so that two of 10,000 paragraphs share one in 1 of 20,000
/// scripts, and are then told apart as equal paragraphs are.
const DIGITS: usize = 10;

/// Gives out the ids of one script, in the order of the page.
#[derive(Debug, Default)]
pub(super) struct Ids {
    seen: BTreeMap<String, usize>,
    /// The words of the last one. Hashed in one go, since the hash takes whole blocks.
    words: String,
}

impl Ids {
    /// The id of the next paragraph. The second paragraph of the same words gets `-2`, and so on.
    pub(super) fn next(&mut self, words: &str) -> String {
        self.words.clear();
        for word in words.split_whitespace() {
            self.words.push_str(word);
            self.words.push(' ');
        }
        let mut id = blake3::hash(self.words.as_bytes()).to_hex().as_str()[..DIGITS].to_owned();
        let count = self.seen.entry(id.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            id = format!("{id}-{count}");
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_from_the_words_and_equal_words_are_counted() {
        let mut ids = Ids::default();
        let right = ids.next("Right, right.");
        assert_eq!(right.len(), DIGITS);
        assert_eq!(ids.next("Right,\n right."), format!("{right}-2"));
        assert_ne!(ids.next("Right right."), right);
        assert_eq!(ids.next("Right, right."), format!("{right}-3"));
        assert_eq!(Ids::default().next("Right, right."), right);
    }
}
