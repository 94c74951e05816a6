//! The text of a page to the tokenizer, a byte after another, until a tag has more attributes than
//! any page has.
//!
//! `html5gum` 0.9 calls itself once more for each quoted attribute of a tag (its states are
//! inlined into each other in a circle), so that a tag with a hundred thousand of them overflows
//! the stack, which nothing can catch. Only the reader can stop it from inside: with an error.
//! Rejected: a thread with a larger stack, which only moves the number.

use html5gum::{Reader, StringReader};

/// Most quoted attributes of one tag. A drawing in SVG has thirty; in a build that is not optimised
/// the stack of a thread holds fewer than two thousand.
const MOST: usize = 200;

/// See the file's head.
pub(super) struct Bounded<'a> {
    text: StringReader<'a>,
    quotes: usize,
}

/// A tag has more attributes than is allowed.
#[derive(Debug, thiserror::Error)]
#[error("a tag with more than {MOST} attributes")]
pub(super) struct TooMany;

impl<'a> Bounded<'a> {
    /// Reads that text.
    pub(super) fn new(text: StringReader<'a>) -> Bounded<'a> {
        Bounded { text, quotes: 0 }
    }
}

impl Reader for Bounded<'_> {
    type Error = TooMany;

    fn read_byte(&mut self) -> Result<Option<u8>, TooMany> {
        let Ok(byte) = self.text.read_byte();
        Ok(byte)
    }

    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, TooMany> {
        let Ok(read) = self.text.try_read_string(text, case_sensitive);
        Ok(read)
    }

    /// What is looked for tells where the tokenizer is: for `"` in a value, for `<` outside of
    /// tags.
    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        char_buf: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, TooMany> {
        let quoted = needle.contains(&b'"');
        if !quoted && needle.contains(&b'<') {
            self.quotes = 0;
        }
        let Ok(read) = self.text.read_until(needle, char_buf);
        if quoted && read == Some(b"\"") {
            self.quotes += 1;
            if self.quotes > MOST {
                return Err(TooMany);
            }
        }
        Ok(read)
    }
}
