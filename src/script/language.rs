//! The language of an interview: what its front matter says, else what the cast file says, else
//! what the words look like.

use super::page::Para;
use super::phrases;
use crate::engines::Language;
use crate::house::House;
use crate::read::{Document, front};
use whichlang::Lang;

/// How much of the text is looked at, in bytes: trigrams settle long before that.
const SAMPLE: usize = 64 << 10;
/// With fewer letters than this the guess from letters is a toss: `Hello.` looks Swedish.
const ENOUGH: usize = 300;
/// With at least so many words, small words that are missing tell something too.
const TELLING: usize = 12;

/// The language of the whole.
pub(super) fn find(document: &Document, paras: &[Para], house: &House) -> Language {
    let given = document.front.and_then(|span| {
        let front = document.source.slice(span);
        let tag = front::value(front, "language").or_else(|| front::value(front, "lang"));
        tag.and_then(Language::parse)
    });
    let cast = || house.language.as_ref().map(|l| l.value.clone());
    given.or_else(cast).unwrap_or_else(|| detect(paras))
}

/// The language that the words look like.
fn detect(paras: &[Para]) -> Language {
    let mut sample = String::new();
    for para in paras {
        if sample.len() > SAMPLE {
            break;
        }
        let end = para.text.len().min(SAMPLE);
        let end = (0..=end).rev().find(|at| para.text.is_char_boundary(*at));
        sample.push_str(&para.text[..end.unwrap_or(0)]);
        sample.push('\n');
    }
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let guess = tag(whichlang::detect_language(&sample));
    let tag = if letters < ENOUGH {
        short(&sample, guess)
    } else {
        guess
    };
    Language::parse(tag).unwrap_or_else(|| unreachable!("the tags below are language tags"))
}

/// The language of a text too short for its letters to settle it: the one whose small words it
/// uses most, the guess where two use as many. Scripts of their own need no words.
fn short(text: &str, guess: &'static str) -> &'static str {
    if text.chars().any(char::is_alphabetic) && !text.chars().any(|c| c.is_ascii_alphabetic()) {
        return guess;
    }
    let counts: Vec<(usize, &'static str)> = phrases::all()
        .map(|p| {
            (
                phrases::count(text, p.common) + phrases::count(text, p.first),
                p.language,
            )
        })
        .collect();
    let most = counts.iter().map(|(count, _)| *count).max().unwrap_or(0);
    // A language whose small words nobody listed shares some with its neighbours, but not a
    // sixth of all words, which is less than any of those listed here uses of its own.
    let words = text.split_whitespace().count();
    let unlisted = counts.iter().all(|(_, language)| *language != guess);
    if unlisted && words >= TELLING && most * 6 < words {
        return guess;
    }
    let mut best = counts.into_iter().filter(|(count, _)| *count == most);
    let first = best.clone().next().map_or("en", |(_, language)| language);
    match most {
        0 => "en",
        _ if best.any(|(_, language)| language == guess) => guess,
        _ => first,
    }
}

fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases::{compiled, compiled_with, house};
    use crate::engines::Language;
    use crate::house::At;

    #[test]
    fn the_page_outranks_the_cast_and_both_outrank_a_guess() {
        let german = "ANNA: Wie war das damals für Sie?\n\nBEN: Es war eine schöne Zeit, wirklich.";
        let (_, guessed) = compiled("x.txt", german);
        assert_eq!(guessed.languages[0].tag(), "de");

        let mut swiss = house();
        swiss.language = Language::parse("de-CH").map(|value| At {
            value,
            span: Default::default(),
        });
        let (_, cast) = compiled_with("x.txt", german, &swiss);
        assert_eq!(cast.languages[0].tag(), "de-CH");

        let front = format!("---\nlang: de-AT\n---\n\n{german}");
        let (_, page) = compiled_with("x.md", &front, &swiss);
        assert_eq!(page.languages[0].tag(), "de-AT");
    }

    #[test]
    fn a_short_text_in_a_language_without_a_list_is_not_forced_into_one_that_has() {
        let dutch = "Wanneer hoorde u voor het eerst een orgel in de kerk? Dat was in de winter, \
            in de kleine kerk aan de rivier. Ik was vijf jaar oud, denk ik nu.";
        assert_eq!(compiled("x.txt", dutch).1.languages[0].tag(), "nl");
        let spanish = "Era de noche y en la casa de la playa no había nadie, ni siquiera el perro.";
        assert_eq!(compiled("x.txt", spanish).1.languages[0].tag(), "es");
    }

    #[test]
    fn too_little_to_tell_is_english_and_every_tag_parses() {
        for (text, tag) in [
            ("ANNA: Oh.\n\nBEN: 5.", "en"),
            ("ANNA: Hello.\n\nBEN: Hi.", "en"),
            ("ANNA: Why trams?\n\nBEN: I like the bell.", "en"),
            ("ANNA: Warum?\n\nBEN: Das ist so.", "de"),
            ("ANNA: ¿Por qué?\n\nBEN: No lo sé.", "es"),
            ("ANNA : Pourquoi ?\n\nBEN : C’est comme ça, je crois.", "fr"),
            ("ANNA: Perché?\n\nBEN: Non lo so, è così.", "it"),
            ("田中：はい、そうです。", "ja"),
        ] {
            let (_, script) = compiled("x.txt", text);
            assert_eq!(script.languages[0].tag(), tag, "{text}");
        }
        for lang in whichlang::LANGUAGES {
            assert!(Language::parse(super::tag(lang)).is_some());
        }
    }
}
