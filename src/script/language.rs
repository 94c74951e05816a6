//! The language of an interview: what its front matter says, else what the cast file says, else
//! what the words look like.

use super::page::Para;
use super::phrases::{self, Phrases};
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::engines::Language;
use crate::house::House;
use crate::read::{Document, front};
use whichlang::Lang;

/// How much of the text is looked at, in bytes: trigrams settle long before that.
const SAMPLE: usize = 64 << 10;
/// With fewer letters than this the guess from letters is a toss: `Hello.` looks Swedish.
const ENOUGH: usize = 300;
/// Where not one in so many words is a small one, it is another language. Of interviews in the
/// five languages one in 2.7 to 5.0 is; of Polish, Czech, Hungarian, Romanian, Danish and Finnish
/// one in 9.7 at most, by whatever of the five lists fits best.
const UNLIKELY: usize = 7;
/// Fewer words than this may have no small one by chance: `Foxes. Mostly foxes. Sometimes owls.`
const ENOUGH_WORDS: usize = 30;
/// Most words that a label has.
const LABEL: usize = 4;
/// With at least so many words, small words that are missing tell something too.
const TELLING: usize = 12;

/// The language of the whole. A guess that the words do not bear out is told.
pub(super) fn find(
    document: &Document,
    paras: &[Para],
    house: &House,
    diags: &mut Diagnostics,
) -> Language {
    let given = document.front.and_then(|span| {
        let front = document.source.slice(span);
        let tag = front::value(front, "language").or_else(|| front::value(front, "lang"));
        tag.and_then(Language::parse)
    });
    if let Some(given) = given {
        return given;
    }
    let (language, likely) = detect(paras);
    if let Some(cast) = &house.language {
        let long = paras.iter().map(|para| para.text.len()).sum::<usize>() >= ENOUGH;
        if likely && long && !cast.value.reads(&language) {
            let message = format!(
                "the cast says `{}`, the words look like `{language}`",
                cast.value
            );
            diags.push(
                Diagnostic::warning(&house.source, cast.span, message)
                    .hint("everyone is given a voice for the language that stands here"),
            );
        }
        return cast.value.clone();
    }
    if !likely {
        let message = format!(
            "the language cannot be told from the words; they are read as `{}`",
            language.tag()
        );
        diags.push(
            Diagnostic::warning(&document.source, Span::default(), message)
                .whole()
                .hint("say which it is: `language:` in the cast, or in the front matter"),
        );
    }
    language
}

/// The language that the words look like, and whether its small words are there: the letters
/// alone put Polish and Hungarian into one of the sixteen languages that they know.
fn detect(paras: &[Para]) -> (Language, bool) {
    let mut sample = String::new();
    for para in paras {
        if sample.len() > SAMPLE {
            break;
        }
        let text = unlabelled(&para.text);
        let end = text.len().min(SAMPLE);
        let end = (0..=end).rev().find(|at| text.is_char_boundary(*at));
        sample.push_str(&text[..end.unwrap_or(0)]);
        sample.push('\n');
    }
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let guess = tag(whichlang::detect_language(&sample));
    let tag = if letters < ENOUGH {
        short(&sample, guess)
    } else {
        guess
    };
    let language =
        Language::parse(tag).unwrap_or_else(|| unreachable!("the tags below are language tags"));
    (language, likely(&sample, tag))
}

/// A paragraph without what may be a label: in a talk of short turns half of all words are the
/// names, and a name is of no language.
fn unlabelled(text: &str) -> &str {
    match text.split_once([':', '：']) {
        Some((label, said)) if label.split(' ').count() <= LABEL && !said.trim().is_empty() => said,
        _ => text,
    }
}

/// Are as many of the words small ones of this language as could be expected? Languages whose
/// small words are not listed have no voice, which is an error that names them.
fn likely(text: &str, tag: &str) -> bool {
    let words = text.split_whitespace().count();
    words < ENOUGH_WORDS
        || phrases::all()
            .filter(|p| p.language == tag)
            .all(|p| small_words(text, p) * UNLIKELY >= words)
}

fn small_words(text: &str, language: &Phrases) -> usize {
    phrases::count(text, language.common) + phrases::count(text, language.first)
}

/// The language of a text too short for its letters to settle it: the one whose small words it
/// uses most, the guess where two use as many. Scripts of their own need no words.
fn short(text: &str, guess: &'static str) -> &'static str {
    if text.chars().any(char::is_alphabetic) && !text.chars().any(|c| c.is_ascii_alphabetic()) {
        return guess;
    }
    let counts: Vec<(usize, &'static str)> = phrases::all()
        .map(|p| (small_words(text, p), p.language))
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
    use super::super::cases::{compiled, compiled_with, document, house};
    use super::super::page::paragraphs;
    use super::find;
    use crate::diag::Diagnostics;
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
        // Short turns: the names are no words of any language.
        let terse = "Una conversación breve sobre las palabras que se dicen cuando no se quiere decir mucho.\n\n\
            HOST: Sí.\n\nANNA BERG: No.\n\nHOST: ¿Por qué?\n\nANNA BERG: Claro.\n\nHOST: Basta.\n\n\
            ANNA BERG: Bueno.\n\nHOST: Gracias.\n\nANNA BERG: Nunca.\n\nHOST: Siempre.\n\n\
            ANNA BERG: Tal vez.\n\nHOST: Nada.\n\nANNA BERG: Alto.";
        assert_eq!(compiled("x.txt", terse).1.languages[0].tag(), "es");
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

    #[test]
    fn a_language_that_nobody_knows_is_told() {
        for (text, told) in [
            (
                "ANNA: Kiedy po raz pierwszy usłyszał pan dzwon?\n\nBEN: To było zimą, w małym kościele nad rzeką. Miałem pięć lat i bardzo się bałem. Babcia powiedziała, że to tylko południe. Potem chodziłem tam codziennie, a ludzie śmiali się ze mnie.",
                true,
            ),
            (
                "ANNA: Mikor hallott először harangot?\n\nBEN: Télen volt, egy kis templomban a folyó mellett. Öt éves voltam, és nagyon féltem. A nagymamám azt mondta, hogy ez csak dél. Utána minden nap odamentem, és az emberek nevettek rajtam.",
                true,
            ),
            (
                "ANNA: What do you hear at night, when all of them sleep?\n\nBEN: Foxes. I like them, because they bark. Then a train goes by, and nobody ever gets on, or off. Foxes again, mostly. Owls, sometimes.",
                false,
            ),
            (
                "ANNA: Was hören Sie nachts, wenn alle schlafen?\n\nBEN: Füchse. Ich mag sie, weil sie laut bellen und lustig sind. Danach fährt ein Zug vorbei, und niemand steigt ein oder aus. Manchmal Eulen.",
                false,
            ),
        ] {
            let (document, mut diags) = (document("x.txt", text), Diagnostics::new());
            let found = find(&document, &paragraphs(&document), &house(), &mut diags);
            let warned = diags.iter().any(|d| d.message.contains("cannot be told"));
            // One that has no voice is told when people are given theirs.
            let voiced = ["en", "de", "es", "fr", "it"].contains(&found.primary());
            assert_eq!(warned || !voiced, told, "{}: {text}", found.tag());
        }
    }
}
