//! A job to what the model is given: sentences of ids, silences between them, and where in the ids each
//! token's sounds lie.
//!
//! The rules of Piper's own front end: `^` first, `$` last, `_` after every symbol but `$`; phonemes in NFD,
//! one code point at a time; one run of the model for each sentence. A symbol that the voice lacks is told
//! and left out. A sentence that is longer than anything the voice was trained on is parted at a space,
//! since what attention costs grows with its square.

use super::super::phonemes::{self, PhonemeError, Sentence};
use super::super::{Places, SpeakJob, Spoken};
use super::config::{Config, Writing};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Symbols in one run of the model: half a minute of speech.
const LONGEST: usize = 600;

/// One step of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// One run of the model.
    Speak(Run),
    /// Silence, in milliseconds.
    Pause(u32),
}

/// What goes through the model at once.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Run {
    /// The symbols that the voice has, in order.
    pub(super) symbols: String,
    pub(super) ids: Vec<i64>,
    pub(super) lacks: Vec<String>,
    /// Tokens whose sounds lie in it, and which ids they are.
    pub(super) tokens: Vec<(u32, Range<usize>)>,
}

/// Text with the tokens that begin in it, and phonemes that a cast or script gave.
#[derive(Default)]
struct Stretch {
    parts: Vec<Part>,
}

enum Part {
    Text {
        text: String,
        marks: Vec<(usize, u32)>,
    },
    Ipa(String, Option<u32>),
}

/// What a job makes a model say.
///
/// # Errors
/// When there is nothing that makes phonemes of the voice's language.
pub(super) fn steps(
    places: &Places,
    config: &Config,
    job: &SpeakJob,
) -> Result<Vec<Step>, PhonemeError> {
    let (mut steps, mut open) = (Vec::new(), Stretch::default());
    // A token lasts until the next one, also over a pause.
    let mut token = None;
    for part in &job.spoken {
        match part {
            Spoken::Text(text) => open.text(text, None, token),
            Spoken::Mark(mark) => {
                token = Some(*mark);
                open.text("", token, token);
            }
            Spoken::Ipa { ipa, fallback } => match config.writing {
                Writing::Phonemes => open.parts.push(Part::Ipa(ipa.nfd().collect(), token)),
                Writing::Letters => open.text(fallback, None, token),
            },
            Spoken::Break(millis) => {
                std::mem::take(&mut open).close(places, config, &mut steps)?;
                steps.push(Step::Pause(*millis));
            }
        }
    }
    open.close(places, config, &mut steps)?;
    Ok(steps)
}

impl Stretch {
    /// Adds text, and where a token begins in it.
    fn text(&mut self, more: &str, mark: Option<u32>, token: Option<u32>) {
        if !matches!(self.parts.last(), Some(Part::Text { .. })) {
            // What follows a pause or given phonemes still belongs to the token that was open.
            let marks = token.filter(|_| mark.is_none()).map(|token| (0, token));
            self.parts.push(Part::Text {
                text: String::new(),
                marks: marks.into_iter().collect(),
            });
        }
        if let Some(Part::Text { text, marks }) = self.parts.last_mut() {
            marks.extend(mark.map(|mark| (text.len(), mark)));
            text.push_str(more);
        }
    }

    fn close(
        self,
        places: &Places,
        config: &Config,
        steps: &mut Vec<Step>,
    ) -> Result<(), PhonemeError> {
        // Symbols, each with its token; the ends of sentences between them.
        let mut sentences: Vec<Vec<(char, Option<u32>)>> = vec![Vec::new()];
        // Given phonemes belong into the sentence around them, and so does what follows them.
        let mut joined = true;
        for part in self.parts {
            match part {
                Part::Ipa(ipa, token) => {
                    let last = sentences.last_mut();
                    if let Some(last) = last {
                        last.extend(ipa.chars().map(|symbol| (symbol, token)));
                    }
                    joined = true;
                }
                Part::Text { text, marks } if text.trim().is_empty() && marks.is_empty() => {
                    if let Some(last) = sentences.last_mut().filter(|last| !last.is_empty()) {
                        last.push((' ', None));
                    }
                }
                Part::Text { text, marks } => {
                    let said = match config.writing {
                        Writing::Phonemes if text.trim().is_empty() => Vec::new(),
                        Writing::Phonemes => phonemes::sentences(places, &config.espeak, &text)?,
                        Writing::Letters => vec![letters(&text, config)],
                    };
                    let around = (text.starts_with(' '), text.ends_with(' '));
                    for (at, sentence) in said.iter().enumerate() {
                        let symbols = told(sentence, &marks);
                        match sentences.last_mut().filter(|_| at == 0 && joined) {
                            Some(last) => {
                                if around.0 && !last.is_empty() {
                                    last.push((' ', None));
                                }
                                last.extend(symbols);
                            }
                            None => sentences.push(symbols),
                        }
                    }
                    if let Some(last) = sentences
                        .last_mut()
                        .filter(|last| around.1 && !last.is_empty())
                    {
                        last.push((' ', None));
                    }
                    joined = false;
                }
            }
        }
        for sentence in sentences {
            let end = sentence.iter().rposition(|(symbol, _)| *symbol != ' ');
            let sentence = &sentence[..end.map_or(0, |end| end + 1)];
            steps.extend(parted(sentence).map(|part| Step::Speak(run(config, part))));
        }
        Ok(())
    }
}

/// The letters of a text as its symbols: as they are where the voice has them, else as small ones.
fn letters(text: &str, config: &Config) -> Sentence {
    let (mut sentence, mut inside) = (Sentence::default(), false);
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        match (letter.is_whitespace(), inside) {
            (false, false) => {
                sentence.words.push(at..end);
                sentence.starts.push(sentence.phonemes.len());
            }
            (false, true) => {
                if let Some(word) = sentence.words.last_mut() {
                    word.end = end;
                }
            }
            (true, _) => {}
        }
        inside = !letter.is_whitespace();
        for symbol in letter.nfd() {
            match symbol {
                _ if config.ids.contains_key(&symbol) => sentence.phonemes.push(symbol),
                _ if symbol.is_whitespace() => sentence.phonemes.push(' '),
                _ => sentence
                    .phonemes
                    .extend(symbol.to_lowercase().flat_map(UnicodeNormalization::nfd)),
            }
        }
    }
    sentence
}

/// The symbols of a sentence, each with the token of its word.
fn told(sentence: &Sentence, marks: &[(usize, u32)]) -> Vec<(char, Option<u32>)> {
    // Words in the order of their sounds, which need not be that of the page.
    let mut words: Vec<(usize, Option<u32>)> = sentence
        .words
        .iter()
        .zip(&sentence.starts)
        .map(|(word, start)| {
            // A word that begins before its mark (a quote, a bracket) belongs to the mark inside it.
            let own = marks
                .iter()
                .rev()
                .find(|(at, _)| *at < word.end.max(word.start + 1));
            (*start, own.map(|(_, token)| *token))
        })
        .collect();
    words.sort_by_key(|(start, _)| *start);
    sentence
        .phonemes
        .char_indices()
        .map(|(at, symbol)| {
            let word = words.iter().rev().find(|(start, _)| *start <= at);
            (symbol, word.and_then(|(_, token)| *token))
        })
        .collect()
}

/// Pieces of at most [`LONGEST`] symbols, parted at spaces where there are any; none of an empty sentence.
fn parted(sentence: &[(char, Option<u32>)]) -> impl Iterator<Item = &[(char, Option<u32>)]> {
    let mut rest = sentence;
    std::iter::from_fn(move || {
        if rest.len() <= LONGEST {
            return Some(std::mem::take(&mut rest)).filter(|last| !last.is_empty());
        }
        let space = rest[..LONGEST]
            .iter()
            .rposition(|(symbol, _)| *symbol == ' ');
        let (piece, more) = rest.split_at(space.map_or(LONGEST, |space| space + 1));
        rest = more;
        Some(piece)
    })
}

/// Symbols to ids.
fn run(config: &Config, symbols: &[(char, Option<u32>)]) -> Run {
    let mut run = Run::default();
    let of = |symbol: char| config.ids.get(&symbol).map_or(&[][..], Vec::as_slice);
    run.ids.extend_from_slice(of('^'));
    run.ids.extend_from_slice(of('_'));
    for (symbol, token) in symbols {
        let Some(ids) = config.ids.get(symbol) else {
            let lacks = symbol.to_string();
            if !run.lacks.contains(&lacks) {
                run.lacks.push(lacks);
            }
            continue;
        };
        let from = run.ids.len();
        run.symbols.push(*symbol);
        run.ids.extend_from_slice(ids);
        run.ids.extend_from_slice(of('_'));
        // A word ends with its last sound: a space or a comma behind it is silence.
        let sounds = !symbol.is_whitespace() && !symbol.is_ascii_punctuation();
        if let Some(token) = token.filter(|_| sounds) {
            match run.tokens.last_mut() {
                Some((last, range)) if *last == token => range.end = run.ids.len(),
                _ => run.tokens.push((token, from..run.ids.len())),
            }
        }
    }
    run.ids.extend_from_slice(of('$'));
    run
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::super::{Language, VoiceSpec};
    use super::*;
    use crate::audio::Hz;

    fn config(writing: &str) -> Config {
        let map = (0..26).map(|n| format!("\"{}\": [{}]", char::from(b'a' + n), n + 10));
        let map: Vec<String> = map.collect();
        Config::read(&format!(
            r#"{{"audio": {{"sample_rate": 16000}}, "espeak": {{"voice": "en"}}, "phoneme_type": "{writing}",
            "phoneme_id_map": {{"_": [0], "^": [1], "$": [2], " ": [3], ".": [4], ",": [5], "̃": [6], {}}}}}"#,
            map.join(", ")
        ))
        .unwrap()
    }

    fn job(spoken: Vec<Spoken>) -> SpeakJob {
        SpeakJob {
            voice: VoiceSpec::plain("x", "y"),
            fingerprint: String::new(),
            own: Hz(16_000),
            language: Language::parse("en").unwrap(),
            spoken,
            variant: 0,
            recording: None,
        }
    }

    fn made(writing: &str, spoken: Vec<Spoken>) -> Vec<Step> {
        steps(&Places::default(), &config(writing), &job(spoken)).unwrap()
    }

    fn text(text: &str) -> Spoken {
        Spoken::Text(text.into())
    }

    #[test]
    fn ids_stand_between_a_beginning_and_an_end_with_a_blank_after_each() {
        let steps = made("text", vec![text("Ab. Ñq#")]);
        let [Step::Speak(run)] = &steps[..] else {
            panic!("{steps:?}")
        };
        assert_eq!(
            run.ids,
            [1, 0, 10, 0, 11, 0, 4, 0, 3, 0, 23, 0, 6, 0, 26, 0, 2]
        );
        assert_eq!(run.lacks, ["#"]);
        assert_eq!(run.symbols, "ab. n\u{303}q");
    }

    #[test]
    fn tokens_know_their_ids_and_pauses_part_runs() {
        let spoken = vec![
            Spoken::Mark(4),
            text("ab, "),
            Spoken::Mark(5),
            text("c"),
            Spoken::Break(300),
            text("d. "),
            Spoken::Mark(6),
            text("ef"),
        ];
        for writing in ["text", "espeak"] {
            let steps = made(writing, spoken.clone());
            let tokens = |at: usize| match &steps[at] {
                Step::Speak(run) => run.tokens.clone(),
                Step::Pause(_) => panic!("{steps:?}"),
            };
            assert_eq!(tokens(0), [(4, 2..6), (5, 10..12)], "{writing}");
            assert_eq!(steps[1], Step::Pause(300));
            assert_eq!(tokens(2)[0], (5, 2..4), "{writing}");
        }
    }

    #[test]
    fn given_phonemes_stand_in_the_sentence_around_them() {
        let ipa = Spoken::Ipa {
            ipa: "kq".into(),
            fallback: "respelled".into(),
        };
        let spoken = vec![
            text("ab "),
            Spoken::Mark(1),
            ipa,
            Spoken::Mark(2),
            text(" cd. ef."),
        ];
        let symbols = |writing| -> Vec<String> {
            made(writing, spoken.clone())
                .into_iter()
                .map(|step| match step {
                    Step::Speak(run) => run.symbols,
                    Step::Pause(_) => panic!("a pause nobody asked for"),
                })
                .collect()
        };
        assert_eq!(symbols("espeak"), ["ab kq cd.", "ef."]);
        assert_eq!(symbols("text"), ["ab respelled cd. ef."]);
    }

    #[test]
    fn a_sentence_without_end_is_parted_at_spaces() {
        let long = "abc ".repeat(1_000);
        let steps = made("text", vec![text(&long)]);
        let lengths: Vec<usize> = steps
            .iter()
            .map(|step| match step {
                Step::Speak(run) => run.symbols.len(),
                Step::Pause(_) => 0,
            })
            .collect();
        assert_eq!(lengths.iter().sum::<usize>(), 3_999);
        assert!(
            lengths.iter().all(|length| *length <= LONGEST),
            "{lengths:?}"
        );
        assert_eq!(made("text", vec![text("   ")]), []);
    }
}
