//! The name of a voice in a cast to the styles it is made of, and the files they lie in.
//!
//! `bf_emma` is a style of the installed model; `bf_emma*0.6+bf_isabella*0.4` is a blend, a weighted sum of tables,
//! which is how its makers made some of their own; `/path/model.onnx:bf_emma` takes a model that lies
//! anywhere, with its styles beside it. The first letter of a style is its language, the second whether it is a
//! woman's voice or a man's (the model card, VOICES.md of Kokoro-82M).

use super::fold::Accent;
use crate::engines::Language;
use std::path::PathBuf;

/// Most styles in a blend: more are no voice any more.
const MOST: usize = 8;
/// How the file of a model ends.
const ENDING: &str = ".onnx";

/// A voice, as a cast names it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name {
    /// The file of its model; `None` for the installed one.
    pub(super) model: Option<PathBuf>,
    /// Its styles and their weights, which make 1 together.
    pub(super) styles: Vec<(String, f32)>,
}

impl Name {
    /// Reads a name; `Err` says as a clause what is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Name, String> {
        let (model, styles) = match text.rfind(ENDING) {
            None => (None, text),
            Some(at) => {
                let (path, rest) = text.split_at(at + ENDING.len());
                let Some(styles) = rest.strip_prefix(':') else {
                    return Err(format!(
                        "a style belongs behind the file: `{path}:af_heart`"
                    ));
                };
                (Some(file(path)), styles)
            }
        };
        let parts: Vec<&str> = styles.split('+').map(str::trim).collect();
        if parts.len() > MOST {
            return Err(format!("a blend of more than {MOST} styles"));
        }
        let mut styles = Vec::with_capacity(parts.len());
        for part in parts {
            let (style, weight) = match part.split_once('*') {
                None => (part, 1.0),
                Some((style, weight)) => match weight.trim().parse::<f32>() {
                    Ok(weight) if weight > 0.0 && weight <= 1_000.0 => (style.trim(), weight),
                    _ => return Err(format!("`{}` is no weight", weight.trim())),
                },
            };
            let letter = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
            if style.is_empty() || !style.chars().all(letter) {
                return Err(format!("`{style}` is no name of a style"));
            }
            styles.push((style.to_owned(), weight));
        }
        let whole: f32 = styles.iter().map(|(_, weight)| weight).sum();
        for (_, weight) in &mut styles {
            *weight /= whole;
        }
        Ok(Name { model, styles })
    }

    /// The style that has most of it, whose language the voice speaks.
    pub(super) fn main(&self) -> &str {
        let mut most: Option<&(String, f32)> = None;
        for style in &self.styles {
            if most.is_none_or(|most| style.1 > most.1) {
                most = Some(style);
            }
        }
        most.map_or("", |(name, _)| name)
    }
}

/// A path with the user's own folder for `~/`.
fn file(path: &str) -> PathBuf {
    let home = path.strip_prefix("~/").zip(std::env::home_dir());
    home.map_or_else(|| PathBuf::from(path), |(rest, home)| home.join(rest))
}

/// A language of the voices: the letter with which their names begin, its tag, and what espeak-ng
/// calls it.
struct Speech {
    letter: char,
    tag: &'static str,
    espeak: &'static str,
    accent: Accent,
}

/// Japanese and Chinese are missing: their transcriptions need dictionaries that espeak-ng has not.
#[rustfmt::skip]
const SPEECHES: &[Speech] = &[
    Speech { letter: 'a', tag: "en-US", espeak: "en-us", accent: Accent::American },
    Speech { letter: 'b', tag: "en-GB", espeak: "en-gb", accent: Accent::British },
    Speech { letter: 'e', tag: "es-ES", espeak: "es", accent: Accent::Other },
    Speech { letter: 'f', tag: "fr-FR", espeak: "fr-fr", accent: Accent::Other },
    Speech { letter: 'h', tag: "hi-IN", espeak: "hi", accent: Accent::Other },
    Speech { letter: 'i', tag: "it-IT", espeak: "it", accent: Accent::Other },
    Speech { letter: 'p', tag: "pt-BR", espeak: "pt-br", accent: Accent::Other },
];

/// In which language a style speaks, what espeak-ng calls it, and for whose ear; `None` for one that cannot be
/// transcribed here.
pub(super) fn speech(style: &str) -> Option<(Language, &'static str, Accent)> {
    let letter = style.chars().next()?;
    let speech = SPEECHES.iter().find(|speech| speech.letter == letter)?;
    Some((Language::parse(speech.tag)?, speech.espeak, speech.accent))
}

/// What a style is like, as far as its name tells.
pub(super) fn about(style: &str) -> String {
    let who = match style.chars().nth(1) {
        Some('f') => "woman",
        Some('m') => "man",
        _ => "voice",
    };
    let language = match style.chars().next() {
        Some('a') => "American English",
        Some('b') => "British English",
        Some('e') => "Spanish",
        Some('f') => "French",
        Some('h') => "Hindi",
        Some('i') => "Italian",
        Some('p') => "Brazilian Portuguese",
        Some('j') => "Japanese",
        Some('z') => "Mandarin Chinese",
        _ => return format!("a {who}"),
    };
    format!("a {who}, {language}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn names_are_styles_blends_and_files() {
        let name = |text: &str| Name::parse(text).unwrap();
        assert_eq!(name("bf_emma").styles, [("bf_emma".to_owned(), 1.0)]);
        let blend = name("bf_emma*0.6 + bm_lewis * 0.2");
        assert_eq!(blend.main(), "bf_emma");
        assert_eq!(blend.styles[1], ("bm_lewis".to_owned(), 0.25));
        let even = name("af_sky+af_bella");
        assert_eq!(even.styles[0].1, 0.5);
        let file = name("/voices/k.onnx:af_sky");
        assert_eq!(file.model, Some(PathBuf::from("/voices/k.onnx")));
        assert_eq!(file.main(), "af_sky");
    }

    #[test]
    fn what_is_no_name_is_told() {
        for (text, why) in [
            ("", "`` is no name of a style"),
            ("bf_emma*x", "`x` is no weight"),
            ("bf_emma*-1", "`-1` is no weight"),
            ("bf_emma*inf", "`inf` is no weight"),
            ("bf_emma*NaN", "`NaN` is no weight"),
            ("../secret", "`../secret` is no name of a style"),
            (
                "k.onnx",
                "a style belongs behind the file: `k.onnx:af_heart`",
            ),
            ("a+a+a+a+a+a+a+a+a", "a blend of more than 8 styles"),
        ] {
            assert_eq!(Name::parse(text).unwrap_err(), why, "{text}");
        }
    }

    #[test]
    fn the_first_letter_is_the_language() {
        let tag = |style| speech(style).map(|(language, ..)| language.tag().to_owned());
        assert_eq!(tag("bf_emma").as_deref(), Some("en-GB"));
        assert_eq!(tag("pm_alex").as_deref(), Some("pt-BR"));
        assert_eq!((tag("jf_alpha"), tag("")), (None, None));
        assert_eq!(about("im_nicola"), "a man, Italian");
    }
}
