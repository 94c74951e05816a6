//! Which of its quotation marks a document opens with and which it closes with: `»` does either.

/// How the document closes a quotation.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Quotes {
    /// `»so«`, the German way of books.
    pub(super) inward: bool,
    /// `„so“`: the mark that opens in English closes.
    pub(super) low: bool,
}

impl Quotes {
    /// How these texts do it.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>, tag: &str) -> Quotes {
        let (mut inward, mut low) = (0i64, tag == "de");
        for text in texts {
            low |= text.contains('„');
            // Both signs begin with the same byte of UTF-8.
            let bytes = text.as_bytes();
            for (at, _) in bytes.iter().enumerate().filter(|(_, b)| **b == 0xc2) {
                if at == 0 || bytes[at - 1] == b' ' {
                    let next = bytes.get(at + 1);
                    inward += i64::from(next == Some(&0xbb)) - i64::from(next == Some(&0xab));
                }
            }
        }
        Quotes {
            inward: inward > 0,
            low,
        }
    }

    /// Does that mark end a quotation here?
    pub(super) fn closes(self, c: char) -> bool {
        match c {
            '”' => true,
            '“' => self.low,
            '»' => !self.inward,
            '«' => self.inward,
            _ => false,
        }
    }

    /// Does it begin one?
    pub(super) fn opens(self, c: char) -> bool {
        match c {
            '„' => true,
            '“' => !self.low,
            '»' => self.inward,
            '«' => !self.inward,
            _ => false,
        }
    }
}
