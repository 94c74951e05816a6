//! A job to what the model is given: sentences of ids, silences between them, and where in the ids each
//! token's sounds lie.
//!
//! The rules of Piper's own front end: `^` first, `$` last, `_` after every symbol but `$`; phonemes in NFD,
//! one code point at a time; one run of the model for each sentence. A symbol that the voice lacks is told
//! and left out. A sentence that is longer than anything the voice was trained on is parted at a space,
//! since what attention costs grows with its square.

use super::super::phonemes::{self, Part, PhonemeError, Sentence};
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

/// What a job makes a model say.
///
/// # Errors
/// When there is nothing that makes phonemes of the voice's language.
pub(super) fn steps(
    places: &Places,
    config: &Config,
    job: &SpeakJob,
) -> Result<Vec<Step>, PhonemeError> {
    let parts = match config.writing {
        Writing::Phonemes => phonemes::line(places, &config.espeak, &job.spoken)?,
        Writing::Letters => lettered(&job.spoken, config),
    };
    let mut steps = Vec::new();
    // A token lasts until the next one, also over a pause.
    let mut open = None;
    for part in parts {
        match part {
            Part::Break(millis) => steps.push(Step::Pause(millis)),
            Part::Sentence(sentence, tokens) => {
                let symbols = told(&sentence.phonemes, &tokens, &mut open);
                let end = symbols.iter().rposition(|(symbol, _)| *symbol != ' ');
                let symbols = &symbols[..end.map_or(0, |end| end + 1)];
                steps.extend(parted(symbols).map(|part| Step::Speak(run(config, part))));
            }
        }
    }
    Ok(steps)
}

/// The parts of a line for a voice that was trained on letters.
fn lettered(spoken: &[Spoken], config: &Config) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut text, mut marks) = (String::new(), Vec::new());
    let close = |text: &mut String, marks: &mut Vec<(u32, usize)>| {
        let sentence = letters(&std::mem::take(text), config);
        let marks = std::mem::take(marks).into_iter();
        let mut words = sentence.words.iter().zip(&sentence.starts).peekable();
        let tokens = marks.filter_map(|(token, at)| {
            // A word that begins before its mark (a quote, a bracket) belongs to the mark inside it.
            while words.next_if(|(word, _)| word.end <= at).is_some() {}
            words.peek().map(|(_, start)| (token, **start))
        });
        let tokens = tokens.collect();
        (!sentence.phonemes.trim().is_empty()).then(|| Part::Sentence(sentence.clone(), tokens))
    };
    for part in spoken {
        match part {
            Spoken::Text(more) | Spoken::Ipa { fallback: more, .. } => text.push_str(more),
            Spoken::Mark(token) => marks.push((*token, text.len())),
            Spoken::Break(millis) => {
                parts.extend(close(&mut text, &mut marks));
                parts.push(Part::Break(*millis));
            }
        }
    }
    parts.extend(close(&mut text, &mut marks));
    parts
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

/// The symbols of a sentence, each with the token of its word; `open` is the token that lasts from before.
fn told(
    phonemes: &str,
    tokens: &[(u32, usize)],
    open: &mut Option<u32>,
) -> Vec<(char, Option<u32>)> {
    let mut tokens = tokens.iter().peekable();
    let symbols = phonemes.char_indices().map(|(at, symbol)| {
        while let Some((token, _)) = tokens.next_if(|(_, start)| *start <= at) {
            *open = Some(*token);
        }
        (symbol, *open)
    });
    symbols.collect()
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
        let steps = made("text", spoken);
        let tokens = |at: usize| match &steps[at] {
            Step::Speak(run) => run.tokens.clone(),
            Step::Pause(_) => panic!("{steps:?}"),
        };
        assert_eq!(tokens(0), [(4, 2..6), (5, 10..12)]);
        assert_eq!(steps[1], Step::Pause(300));
        assert_eq!(tokens(2)[0], (5, 2..4));
    }

    #[test]
    fn a_voice_of_letters_says_the_respelling() {
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
