//! Words, signs and gaps, one after another, to tokens whose texts joined are the line.
//!
//! Signs and spaces go with the word before them, so that a word's token begins with its sound.

use crate::audio::Millis;
use crate::engines::Spoken;
use crate::prepare::Token;
use std::ops::Range;

/// Collects tokens.
#[derive(Debug, Default)]
pub(super) struct Writer {
    tokens: Vec<Token>,
    /// The word that is not closed yet.
    word: Option<(Range<usize>, String)>,
    /// The strongest sign after it.
    sign: Option<char>,
    /// Is there a gap after it?
    gap: bool,
    /// Shown but unspoken characters before the first word: they go with it.
    lead: Option<Range<usize>>,
}

impl Writer {
    /// A word and what is said for it; nothing said is nothing but shown.
    pub(super) fn word(&mut self, shown: Range<usize>, spoken: &str) {
        let spoken = spoken.trim();
        if spoken.is_empty() {
            return self.silent(shown);
        }
        // Two words that touch on the page (`5km`, `word—word`) never run together when spoken.
        self.gap |= self.word.is_some();
        self.close();
        let start = self.lead.take().map_or(shown.start, |lead| lead.start);
        self.word = Some((start..shown.end, spoken.to_owned()));
    }

    /// Something that is shown and not spoken.
    pub(super) fn silent(&mut self, shown: Range<usize>) {
        match (&mut self.word, &mut self.lead) {
            (Some((range, _)), _) | (None, Some(range)) => range.end = shown.end,
            (None, lead) => *lead = Some(shown),
        }
    }

    /// A sign that is heard as a pause or a tone: `,` `;` `:` `.` `!` `?`. Of several only the
    /// strongest is kept: engines end a sentence at each.
    pub(super) fn mark(&mut self, shown: Range<usize>, sign: char) {
        if !shown.is_empty() {
            self.silent(shown);
        }
        if self.word.is_some() && strength(Some(sign)) > strength(self.sign) {
            self.sign = Some(sign);
        }
    }

    /// White space, or what stands for it.
    pub(super) fn gap(&mut self) {
        self.gap |= self.word.is_some();
    }

    /// Silence before the byte `at`.
    pub(super) fn pause(&mut self, at: usize, length: Millis) {
        self.gap = self.word.is_some();
        self.close();
        let at = self.lead.as_ref().map_or(at, |lead| lead.start);
        self.tokens.push(Token {
            shown: at..at,
            spoken: Spoken::Break(length.0),
        });
    }

    fn close(&mut self) {
        let sign = self.sign.take();
        let gap = std::mem::take(&mut self.gap);
        if let Some((shown, mut text)) = self.word.take() {
            // `etc.` said in full at the end of a sentence, or a `{say}` that brings its own.
            if let Some(sign) = sign
                && !text.ends_with(['.', '!', '?', ',', ';', ':'])
            {
                text.push(sign);
            }
            if gap {
                text.push(' ');
            }
            self.tokens.push(Token {
                shown,
                spoken: Spoken::Text(text),
            });
        }
    }

    /// All tokens.
    pub(super) fn finish(mut self) -> Vec<Token> {
        self.gap = false;
        // A comma at the end would leave the voice hanging, as the sign meant no end.
        self.close();
        if let Some(shown) = self.lead.take() {
            self.tokens.push(Token {
                shown,
                spoken: Spoken::Text(String::new()),
            });
        }
        self.tokens
    }
}

fn strength(sign: Option<char>) -> u8 {
    match sign {
        None => 0,
        Some(',') => 1,
        Some(';' | ':') => 2,
        Some('.') => 3,
        Some('!') => 4,
        Some(_) => 5,
    }
}
