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
            let mut before = ' ';
            for c in text.chars() {
                if before == ' ' {
                    inward += i64::from(c == '»') - i64::from(c == '«');
                }
                before = c;
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
