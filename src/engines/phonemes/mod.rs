//! Text to phonemes, sentence by sentence: what the neural engines give their models.
//!
//! espeak-ng makes them, the C library, opened at run time: its licence (GPL-3) is not ours, the voices were
//! trained on what it says, and what has been written anew in Rust agrees with it on every fifth sentence only.
//! One file for each step: `library` calls the C, `places` knows where it lies, `clauses` reads off which sign
//! ended a clause, `english` makes two
//! versions one, `align` finds the words again, `line` puts what a job says beside text among them.
//!
//! The state of espeak is global and its functions are not made for threads, so a mutex stands before it. An owner
//! thread behind a channel was the other way: it costs two switches of threads a sentence and gives
//! nothing, since espeak keeps no data of the calling thread; at under a millisecond a sentence, no worker
//! waits for another that then spends a second in a model.
//!
//! **An engine that uses this wants a process of its own** ([`super::Isolation::Wanted`]). Of 7,560 lines in five
//! voices, 7,500 of them random characters from all of Unicode, version 1.51 broke down on 50 and 1.52 on 3 (it
//! writes behind its own arrays). With letters up to U+024F alone 1.51 still broke down in Hindi; in the four
//! other voices it did not. 100,000 letters in a row, brackets, markup and control characters hurt neither.

mod align;
mod clauses;
mod english;
mod library;
mod line;
mod places;

#[allow(unused_imports)] // the engines that use them come next
pub(super) use line::{Part, line};

use super::{EngineError, Places, Setting, SettingProblem, Settings};
use std::ops::Range;
use std::path::PathBuf;
use unicode_normalization::UnicodeNormalization;

/// Settings that the user's own configuration may give to an engine that uses this: a library of espeak-ng, and the
/// folder of its data where that does not lie beside it. Values are paths.
pub(super) const WISHES: [&str; 2] = ["espeak", "espeak-data"];

/// Checks what the configuration says to an engine: what is said of espeak-ng here, the rest by `rest`.
pub(super) fn beside_wishes(
    settings: &Settings,
    rest: fn(&Settings) -> Vec<SettingProblem>,
) -> Vec<SettingProblem> {
    let (own, others): (Settings, Settings) = settings
        .clone()
        .into_iter()
        .partition(|(key, _)| WISHES.contains(&key.as_str()));
    let paths = own.into_iter().filter_map(|(key, value)| match value {
        Setting::Text(_) => None,
        Setting::Bool(_) | Setting::Number(_) => Some(SettingProblem {
            message: format!("`{key}` is a path"),
            key,
            hint: None,
        }),
    });
    paths.chain(rest(&others)).collect()
}

/// Bytes of text in one call: no line is as long, and what is longer is cut between words.
const LONGEST: usize = 20_000;

/// One sentence, as it goes through a model at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sentence {
    /// IPA in Unicode's NFD, a space between words, and behind each clause the sign that ended it
    /// (`. ? ! , ; :`, a space after the last three).
    pub(super) phonemes: String,
    /// The words of the text that are spoken in it, in order, as byte ranges. They begin and end with a letter or
    /// a digit.
    pub(super) words: Vec<Range<usize>>,
    /// For each word, the byte in `phonemes` at which it begins to be heard. Never falls.
    pub(super) starts: Vec<usize>,
}

/// Why a text has no phonemes.
#[derive(Debug, thiserror::Error, Clone, PartialEq, Eq)]
pub(super) enum PhonemeError {
    /// There is no library, or none that can be used.
    #[error("{why}. {hint}")]
    NoLibrary {
        /// Why, as a clause.
        why: String,
        /// What to do, as a sentence.
        hint: String,
    },
    /// It does not know the language.
    #[error("espeak-ng ({version}) has no voice `{voice}`")]
    NoVoice {
        /// The name that was asked for.
        voice: String,
        /// Which espeak-ng.
        version: String,
    },
    /// It gave what it never should.
    #[error("espeak-ng failed in {doing}: {why}")]
    Failed {
        /// In which step.
        doing: &'static str,
        /// What happened.
        why: String,
    },
}

impl PhonemeError {
    /// As an error of the engine that asked.
    pub(super) fn told(self, engine: &'static str) -> EngineError {
        match self {
            PhonemeError::NoLibrary { why, hint } => EngineError::Missing { engine, why, hint },
            other => EngineError::Failed {
                engine,
                doing: "phonemes",
                message: other.to_string(),
            },
        }
    }
}

/// Which espeak-ng there is, as its own name of its version: part of the fingerprint of every engine that uses it.
/// Opens the library.
///
/// # Errors
/// When there is none, or it cannot be used.
pub(super) fn version(places: &Places) -> Result<String, PhonemeError> {
    library::with(&wanted(places), |espeak| Ok(espeak.version().to_owned()))
}

/// The sentences of a text. `voice` is espeak's name of a voice (`en-us`, `fr`).
///
/// The same text gives the same phonemes, on any thread and whatever was asked before. Control characters
/// are read as spaces. What espeak says of other languages' words (`(fr)…(en)`) is left out.
///
/// # Errors
/// When there is no library, it has no such voice, or it fails.
pub(super) fn sentences(
    places: &Places,
    voice: &str,
    text: &str,
) -> Result<Vec<Sentence>, PhonemeError> {
    library::with(&wanted(places), |espeak| {
        espeak.voice(voice)?;
        let clean = clean(text);
        let mut found: Vec<Sentence> = Vec::new();
        let mut open = false;
        // Where the words begin that belong to no clause yet.
        let mut at = 0;
        for piece in pieces(&clean) {
            for clause in espeak.clauses(&clean[piece.clone()])? {
                let range = piece.start + clause.range.start..piece.start + clause.range.end;
                let ended = clauses::ended(&clean[range.clone()], clause.last);
                let phonemes = spoken(voice, &clause.phonemes);
                let words = align::words(&clean, at..range.start + ended.words);
                at = range.start + ended.words;
                let starts = align::starts(&clean, &words, &phonemes, |word| {
                    Ok(espeak
                        .clauses(word)?
                        .iter()
                        .map(|part| spoken(voice, &part.phonemes))
                        .collect::<Vec<_>>()
                        .join(" "))
                })?;
                if !open {
                    found.push(Sentence::default());
                }
                let Some(sentence) = found.last_mut() else {
                    continue;
                };
                sentence.append(&phonemes, words, &starts);
                if !phonemes.is_empty() {
                    sentence.phonemes.extend(ended.sign);
                    if matches!(ended.sign, Some(',' | ';' | ':')) {
                        sentence.phonemes.push(' ');
                    }
                }
                open = !ended.sentence || sentence.phonemes.is_empty();
            }
        }
        found.retain(|sentence| !sentence.phonemes.trim().is_empty());
        Ok(found)
    })
}

impl Sentence {
    fn append(&mut self, phonemes: &str, words: Vec<Range<usize>>, starts: &[usize]) {
        let before = self.phonemes.len();
        self.phonemes.push_str(phonemes);
        self.words.extend(words);
        self.starts.extend(starts.iter().map(|at| before + at));
    }
}

/// Which library and data the places name.
fn wanted(places: &Places) -> places::Wanted {
    places::Wanted::from(places)
}

/// A text without what ends or bends it for C: every control character (all are one byte long, those of
/// Latin-1 two) as spaces, so that every byte keeps its place.
fn clean(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let space = c.is_control() || c == '\u{2028}' || c == '\u{2029}';
            let count = if space { c.len_utf8() } else { 1 };
            std::iter::repeat_n(if space { ' ' } else { c }, count)
        })
        .collect()
}

/// Pieces of a text that are not too long, cut behind a space where there is one.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while text.len() - at > LONGEST {
        let most = text.floor_char_boundary(at + LONGEST);
        let end = text[at..most].rfind(' ').map_or(most, |gap| at + gap + 1);
        pieces.push(at..end);
        at = end;
    }
    pieces.push(at..text.len());
    pieces
}

/// What espeak says of a clause, as the voices were trained on it: in NFD, without the flags in brackets
/// that stand where the language changes.
fn spoken(voice: &str, said: &str) -> String {
    let mut left = String::with_capacity(said.len());
    let mut rest = said;
    while let Some(open) = rest.find('(') {
        // `()` is no flag, and neither is a bracket that nothing closes.
        match rest[open + 1..].find(')') {
            Some(length) if length > 0 => {
                left.push_str(&rest[..open]);
                rest = &rest[open + length + 2..];
            }
            _ => {
                left.push_str(&rest[..=open]);
                rest = &rest[open + 1..];
            }
        }
    }
    left.push_str(rest);
    if voice == "en" || voice.starts_with("en-") {
        left = english::later(&left);
    }
    left.nfd().collect()
}

/// What to do where there is no library.
fn hint() -> String {
    let how = if cfg!(target_os = "macos") {
        "Install it with `brew install espeak-ng`"
    } else if cfg!(windows) {
        "Install it with the installer that espeak-ng publishes (espeak-ng.msi)"
    } else {
        "Install it with `apt install libespeak-ng1`, or as `espeak-ng` from your distribution"
    };
    format!("{how}, or name the file in {}.", places::ENVIRONMENT)
}

/// A library that cannot be used, and why.
fn unusable(path: &std::path::Path, why: &str) -> PhonemeError {
    PhonemeError::NoLibrary {
        why: format!("{} {why}", PathBuf::from(path).display()),
        hint: hint(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
