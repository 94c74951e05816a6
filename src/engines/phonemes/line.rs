//! What a job says, in parts, to sentences of phonemes and the silences between them.
//!
//! Words whose phonemes the user gives are not cut out of their sentence: the words around them would then be
//! said as if a sentence began there and ended. A name that nobody has stands for them while espeak reads, and its
//! phonemes are exchanged afterwards. Where espeak says that name otherwise in one place, the
//! words that were found for it ([`super::align`]) tell what to exchange.

use super::{PhonemeError, Sentence, sentences};
use crate::engines::{Places, Spoken};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Stands for what is given in IPA: begins and ends with a consonant in no language's way, and no dictionary has it.
const STAND_IN: &str = "Zogzub";

/// Milliseconds of the longest silence inside a line: a minute.
const LONGEST_BREAK: u32 = 60_000;

/// One step through a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::engines) enum Part {
    /// A sentence to be spoken, and where in its phonemes each marked token begins: its number and
    /// a byte, in order.
    Sentence(Sentence, Vec<(u32, usize)>),
    /// So many milliseconds of silence.
    Break(u32),
}

/// The steps of a line. `voice` is espeak's name of a voice; `ipa` is what an engine makes of IPA that the user
/// gave, before it is put in.
///
/// # Errors
/// When there is no library, it has no such voice, or it fails.
pub(in crate::engines) fn line(
    places: &Places,
    voice: &str,
    spoken: &[Spoken],
) -> Result<Vec<Part>, PhonemeError> {
    let mut parts = Vec::new();
    let mut run = Run::default();
    for part in spoken {
        match part {
            Spoken::Text(text) => run.text.push_str(text),
            Spoken::Mark(token) => run.marks.push((*token, run.text.len())),
            Spoken::Ipa { ipa, fallback } => run.given(ipa, fallback),
            Spoken::Break(0) => {}
            Spoken::Break(millis) => {
                parts.extend(std::mem::take(&mut run).parts(places, voice)?);
                parts.push(Part::Break((*millis).min(LONGEST_BREAK)));
            }
        }
    }
    parts.extend(run.parts(places, voice)?);
    Ok(parts)
}

/// What is said between two silences.
#[derive(Debug, Default)]
struct Run {
    text: String,
    /// Tokens, and where in the text they begin.
    marks: Vec<(u32, usize)>,
    /// What is given in IPA, and where its name stands in the text.
    ipa: Vec<(String, Range<usize>)>,
}

impl Run {
    /// What is given, and the signs and spaces behind its fallback, which are heard in either case.
    fn given(&mut self, ipa: &str, fallback: &str) {
        let ipa: String = ipa.trim().nfd().collect();
        let start = self.text.len();
        self.text.push_str(STAND_IN);
        self.ipa.push((ipa, start..self.text.len()));
        let words = fallback.trim_end_matches(|c: char| !c.is_alphanumeric());
        self.text.push_str(&fallback[words.len()..]);
    }

    fn parts(self, places: &Places, voice: &str) -> Result<Vec<Part>, PhonemeError> {
        if self.text.trim().is_empty() {
            return Ok(Vec::new());
        }
        let mut found = sentences(places, voice, &self.text)?;
        if !self.ipa.is_empty() {
            let alone = sentences(places, voice, STAND_IN)?;
            let alone = alone.first().map_or("", |s| s.phonemes.as_str());
            for sentence in &mut found {
                exchange(sentence, &self.ipa, alone);
            }
        }
        let mut marks = self.marks.into_iter().peekable();
        let parts = found.into_iter().map(|sentence| {
            let mut tokens = Vec::new();
            for (word, start) in sentence.words.iter().zip(&sentence.starts) {
                while let Some((token, _)) = marks.next_if(|(_, at)| *at < word.end) {
                    tokens.push((token, *start));
                }
            }
            Part::Sentence(sentence, tokens)
        });
        Ok(parts.collect())
    }
}

/// Puts what was given in place of the stand-in's phonemes.
fn exchange(sentence: &mut Sentence, given: &[(String, Range<usize>)], alone: &str) {
    for (ipa, place) in given {
        let Some(at) = sentence
            .words
            .iter()
            .position(|word| word.start < place.end && place.start < word.end)
        else {
            continue;
        };
        let from = sentence.starts[at];
        let to = sentence.starts.get(at + 1).copied();
        let to = to.unwrap_or(sentence.phonemes.len());
        // As it is said alone, if that stands there; else up to the next space or sign.
        let word = &sentence.phonemes[from..to];
        let (from, to) = match word.find(alone).filter(|_| !alone.is_empty()) {
            Some(found) => (from + found, from + found + alone.len()),
            None => {
                let end = word.find([' ', '.', '?', '!', ',', ';', ':']);
                (from, from + end.unwrap_or(word.len()))
            }
        };
        sentence.phonemes.replace_range(from..to, ipa);
        for start in &mut sentence.starts[at + 1..] {
            *start = if *start >= to {
                *start - (to - from) + ipa.len()
            } else {
                from + ipa.len()
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_takes_the_place_of_the_stand_in_and_nothing_else_moves() {
        let mut sentence = Sentence {
            phonemes: "maɪ zɒɡz iz, tuː.".into(),
            words: vec![0..2, 3..11, 13..16],
            starts: vec![0, "maɪ ".len(), "maɪ zɒɡz iz, ".len()],
        };
        exchange(&mut sentence, &[("iːfə".into(), 3..9)], "zɒɡz");
        assert_eq!(sentence.phonemes, "maɪ iːfə iz, tuː.");
        assert_eq!(&sentence.phonemes[sentence.starts[2]..], "tuː.");
    }

    #[test]
    fn a_stand_in_that_is_said_otherwise_is_exchanged_up_to_its_space() {
        let mut sentence = Sentence {
            phonemes: "maɪ zzz, tuː.".into(),
            words: vec![0..2, 3..9, 11..14],
            starts: vec![0, 5, 10],
        };
        exchange(&mut sentence, &[("x".into(), 3..9)], "zɒɡz");
        assert_eq!(sentence.phonemes, "maɪ x, tuː.");
        assert_eq!(sentence.starts, [0, 5, 8]);
    }
}
