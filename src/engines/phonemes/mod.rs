//! Text to phonemes: a stand-in that spells, until the real one is merged.

use super::Places;
use std::ops::Range;

/// One sentence, as a voice is given it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sentence {
    /// Phonemes in NFD, with the punctuation of clauses.
    pub(super) phonemes: String,
    /// Bytes of the text that each word has.
    pub(super) words: Vec<Range<usize>>,
    /// For each of them, where its phonemes begin in `phonemes`.
    pub(super) starts: Vec<usize>,
}

/// Why a text has no phonemes.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct PhonemeError(pub(super) String);

/// Spells.
pub(super) fn sentences(
    _places: &Places,
    _voice: &str,
    text: &str,
) -> Result<Vec<Sentence>, PhonemeError> {
    let mut all = vec![Sentence::default()];
    let mut at = 0;
    for piece in text.split_inclusive(' ') {
        let word = piece.trim_end();
        if let Some(sentence) = all.last_mut().filter(|_| !word.is_empty()) {
            if !sentence.phonemes.is_empty() {
                sentence.phonemes.push(' ');
            }
            sentence.words.push(at..at + word.len());
            sentence.starts.push(sentence.phonemes.len());
            sentence.phonemes += &word.to_lowercase();
        }
        if word.ends_with(['.', '?', '!']) {
            all.push(Sentence::default());
        }
        at += piece.len();
    }
    all.retain(|sentence| !sentence.phonemes.is_empty());
    Ok(all)
}
