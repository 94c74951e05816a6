//! Which language a page is in, and who speaks another.

use super::find;
use crate::diag::Diagnostics;
use crate::engines::Language;
use crate::house::At;
use crate::script::cases::{compiled, compiled_told, compiled_with, document, house};
use crate::script::page::paragraphs;

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
        // A word of Catalan, too.
        ("ANNA: Hi", "en"),
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
        let found = find(&document, &paragraphs(&document), &house(), &mut diags).language;
        let warned = diags.iter().any(|d| d.message.contains("cannot be told"));
        // One that has no voice is told when people are given theirs.
        let voiced = ["en", "de", "es", "fr", "it"].contains(&found.primary());
        assert_eq!(warned || !voiced, told, "{}: {text}", found.tag());
    }
}

/// The language of each paragraph, `-` for the main one, after all languages.
fn spoken(name: &str, text: &str, house: &crate::house::House) -> String {
    let script = compiled_with(name, text, house).1;
    let all: Vec<_> = script.languages.iter().map(Language::tag).collect();
    let each: Vec<_> = script
        .paragraphs()
        .map(|(_, _, p)| p.language.as_ref().map_or("-", Language::tag))
        .collect();
    format!("{}: {}", all.join(" "), each.join(" "))
}

const ASKED_IN_GERMAN: &str = "\
MARA VOSS: Herr Hale, wann haben Sie zum ersten Mal gemerkt, dass die Brücke singt?

TOM HALE: It was in the winter, I think, when the wind came down from the north and nobody was on the road. I was nine years old and I thought it was the radio.

MARA VOSS: Und was haben Ihre Eltern dazu gesagt?

TOM HALE: They did not hear it. My father was a practical man, and he said that steel does what steel does.

MARA VOSS: Wirklich?

TOM HALE: Yes.
";

#[test]
fn who_asks_in_one_language_and_who_answers_in_another_are_told_apart() {
    assert_eq!(
        spoken("x.txt", ASKED_IN_GERMAN, &house()),
        "en de: de - de - de -"
    );
    // The page may say which of the two is the main one.
    let german = format!("---\nlang: de\n---\n\n{ASKED_IN_GERMAN}");
    let spoken = spoken("x.md", &german, &house());
    assert!(
        spoken.starts_with("en de") || spoken == "de en: - en - en - en",
        "{spoken}"
    );
}

#[test]
fn a_guest_speaks_one_language_throughout_down_to_the_shortest_word() {
    let text = "\
HOST: Welcome to both of you. What did you hear on that night, when the lights went out?

ANNA BERG: I was in the kitchen with my sister, and we heard the water before we saw it.

LUIS PARDO: Yo estaba en el tejado, porque no podía dormir. Primero oí un ruido muy largo, como de un tren.

HOST: And then?

LUIS PARDO: Nada.

ANNA BERG: Oui.

LUIS PARDO: Después vino el agua y mi hermano me dijo que no bajara a la calle.

ANNA BERG: We all went up to the roof, and that is where we stayed until they came for us.
";
    assert_eq!(spoken("x.txt", text, &house()), "en es: - - es - es - es -");
}

#[test]
fn one_long_paragraph_in_another_language_is_read_in_it() {
    let text = "\
ANNA: What did the letter say, and why did you keep it for so many years?

BEN: I kept it because it was the only one that he ever wrote to me. I can read it to you.

BEN: Ma chère fille, je ne sais pas quand tu liras cette lettre, mais je veux que tu saches que nous avons pensé à toi tous les jours et que la maison est vide sans toi.

BEN: That is all. C'est la vie, as they say, and he said it more than anybody else in the house.

BEN: Je ne regrette rien.
";
    assert_eq!(spoken("x.txt", text, &house()), "en fr: - - fr - -");
}

#[test]
fn what_a_page_claims_is_believed_unless_its_words_say_otherwise() {
    let german = "<p><b>Wann haben Sie das zum ersten Mal gehört?</b></p><p>Das war im Winter, in der kleinen Kirche am Fluss, und ich war noch sehr jung.</p><p><b>Und was war das für ein Gefühl?</b></p><p>Als würde der Boden mitsingen. Ich habe es nie vergessen.</p>";
    let page =
        |lang: &str| format!("<html lang=\"{lang}\"><title>T</title><body>{german}</body></html>");
    for (lang, main) in [
        ("de", "de"),
        ("de-AT", "de-AT"),
        ("en-US", "de"),
        ("ja", "de"),
        ("ger", "de"),
        ("", "de"),
        ("und", "de"),
    ] {
        let (script, told) = compiled_told("x.html", &page(lang), &house());
        assert_eq!(script.languages[0].tag(), main, "{lang}");
        assert_eq!(script.languages.len(), 1, "{lang}");
        let noted = told.iter().any(|t| t.contains("its words are in `de`"));
        assert_eq!(noted, matches!(lang, "en-US" | "ja"), "{lang}: {told:?}");
    }
}

#[test]
fn a_block_is_in_the_language_that_the_page_gives_it_if_that_can_be() {
    let page = |lang: &str, words: &str| {
        format!(
            "<html lang=en><body><p><b>Anna:</b> What did she say to you in the morning, when you came back?</p>\
             <p><b>Ben:</b> She only said one thing, and then she closed the door.</p>\
             <p lang={lang}>{words}</p><p><b>Anna:</b> And what did you do about it?</p>\
             <p><b>Ben:</b> I went home, because it was late and there was nothing else to do.</p></body></html>"
        )
    };
    for (lang, words, read) in [
        ("fr", "Bonne nuit.", "en fr: - - fr - -"),
        ("fr", "Je ne veux plus te voir.", "en fr: - - fr - -"),
        (
            "fr",
            "I never want to see you again, and that is the end of it.",
            "en: - - - - -",
        ),
        ("la", "Sic transit gloria mundi.", "en la: - - la - -"),
        ("en-GB", "Good night.", "en: - - - - -"),
        ("x", "Good night.", "en: - - - - -"),
    ] {
        assert_eq!(
            spoken("x.html", &page(lang, words), &house()),
            read,
            "{words}"
        );
    }
}

#[test]
fn what_is_said_by_hand_of_a_person_is_not_doubted() {
    let mut house = house();
    let at = |value| At {
        value,
        span: Default::default(),
    };
    let casting = crate::house::Casting {
        language: Language::parse("es").map(at),
        ..Default::default()
    };
    let name = At {
        value: "Ben Pardo".to_owned(),
        span: Default::default(),
    };
    house.people = vec![(name, casting)];
    let text = "ANNA: Why?\n\nBEN PARDO: No, no.\n\nANNA: What did you see on the way home?\n\nPARDO: Madrid.\n";
    assert_eq!(spoken("x.txt", text, &house), "en es: - es - es");
}

#[test]
fn words_are_read_in_the_language_that_was_said_by_hand() {
    let text = "ANA: Quando é que ouviu o sino pela primeira vez, e onde estava?\n\nRUI: Foi no inverno, numa igreja pequena ao pé do rio. Eu tinha cinco anos e não sabia o que era isso, mas a minha avó disse que era só o sino.\n";
    let page = format!("---\nlanguage: es\n---\n\n{text}");
    assert_eq!(spoken("x.md", &page, &house()), "es: - -");
    let mut cast = house();
    cast.language = Language::parse("es").map(|value| At {
        value,
        span: Default::default(),
    });
    assert_eq!(spoken("x.txt", text, &cast), "es: - -");
}

#[test]
fn six_languages_and_three_without_spaces_are_known_by_few_words() {
    for (text, tag) in [
        (
            "ANA: Quando é que ouviu o sino pela primeira vez?\n\nRUI: Foi no inverno, numa igreja pequena ao pé do rio. Eu tinha cinco anos.",
            "pt",
        ),
        ("ANA: E o que aconteceu depois?\n\nRUI: Não sei.", "pt"),
        (
            "ANA: ¿Y qué pasó después?\n\nLUIS: No lo sé, la verdad.",
            "es",
        ),
        (
            "ANA: y que paso despues con la casa\n\nLUIS: no lo se pero la vendieron los hijos",
            "es",
        ),
        (
            "GAIA: E poi che cosa è successo?\n\nUGO: Non lo so, ma la casa non c'è più.",
            "it",
        ),
        (
            "EVA : Et qu'est-ce qui s'est passé ensuite ?\n\nLUC : Je n'en sais rien.",
            "fr",
        ),
        (
            "EVA: und was ist dann passiert\n\nUWE: das weiß ich nicht mehr",
            "de",
        ),
        (
            "speaker 1: so what happened then\n\nspeaker 2: i don't know it was just gone you know",
            "en",
        ),
        (
            "记者：你是什么时候第一次听到钟声的？\n\n王林：那是冬天，在河边的小教堂里。",
            "zh",
        ),
        (
            "記者：您是什麼時候第一次聽到鐘聲的？\n\n王林：「很久以前。」——她笑了。",
            "zh",
        ),
        (
            "聞き手：いつ初めて鐘の音を聞きましたか？\n\n田中：冬でした。「静かだな」と思いました。",
            "ja",
        ),
        (
            "INTERVIEWER: いつ初めて鐘の音を聞きましたか？\n\nTANAKA: 冬でした。",
            "ja",
        ),
        (
            "기자: 언제 처음 종소리를 들었습니까?\n\n김민: 겨울이었어요.",
            "ko",
        ),
        ("АННА: Когда вы услышали это впервые?\n\nПЁТР: Зимой.", "ru"),
        (
            "INTERVIEWER: Wann haben Sie das gehört?\n\nRESPONDENT: Im Winter.\n\nINTERVIEWER: Und dann?\n\nRESPONDENT: Dann nicht mehr.",
            "de",
        ),
    ] {
        assert_eq!(compiled("x.txt", text).1.languages[0].tag(), tag, "{text}");
    }
}

#[test]
fn a_megabyte_in_one_paragraph_or_in_many_is_looked_at_in_places() {
    let said = "Ich war dort und es war sehr kalt, aber niemand hat etwas gesagt. ";
    for text in [
        format!("ANNA: Warum?\n\nBEN: {}", said.repeat(16_000)),
        format!("ANNA: Warum?\n\nBEN: {said}\n\n").repeat(2_000),
    ] {
        let document = document("x.txt", &text);
        let paras = paragraphs(&document);
        let (sample, tally) = super::sample(&paras);
        assert!(sample.len() <= 3 * super::SAMPLE, "{}", sample.len());
        assert_eq!(tally.ranked()[0].1, "de");
    }
}
