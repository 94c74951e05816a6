//! The language of an interview: what its front matter says, else what the cast file says, else
//! what the words look like.

use super::page::Para;
use crate::engines::Language;
use crate::house::House;
use crate::read::{Document, front};
use whichlang::Lang;

/// How much of the text is looked at, in bytes: trigrams settle long before that.
const SAMPLE: usize = 64 << 10;
/// With fewer letters than this a guess is worth nothing, and English is as good as any.
const LEAST: usize = 12;

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
    let tag = if letters < LEAST {
        "en"
    } else {
        tag(whichlang::detect_language(&sample))
    };
    Language::parse(tag).unwrap_or_else(|| unreachable!("the tags below are language tags"))
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
    fn too_little_to_tell_is_english_and_every_tag_parses() {
        let (_, script) = compiled("x.txt", "ANNA: Ja.\n\nBEN: 5.");
        assert_eq!(script.languages[0].tag(), "en");
        for lang in whichlang::LANGUAGES {
            assert!(Language::parse(super::tag(lang)).is_some());
        }
    }
}
