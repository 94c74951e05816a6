//! Which language a page is in, and who speaks another.

use crate::script::cases::{compiled, compiled_with, document, house};
use crate::script::page::paragraphs;
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
