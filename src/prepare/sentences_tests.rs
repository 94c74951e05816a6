//! Tables of texts, written with `|` where they are cut.

use super::*;
use proptest::prelude::*;

fn check(primary: &str, cases: &[&str]) {
    let mut wrong = Vec::new();
    for case in cases {
        let text = case.replace('|', "");
        let found: Vec<&str> = split(&text, primary, &[])
            .into_iter()
            .map(|range| &text[range])
            .collect();
        let wanted: Vec<&str> = case.split('|').map(str::trim).collect();
        if found != wanted {
            wrong.push(format!("{case}\n    became {}", found.join(" | ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn english() {
    check(
        "en",
        &[
            "One. |Two. |Three.",
            "Mr. Hale met Mrs. Ode and Ms. Finch. |They talked.",
            "Dr. Ode spoke. |Prof. Finch listened.",
            "We live in the U.S. and like it.",
            "It is not out in the U.S. yet. |Next year.",
            "She joined the U.S. Army in May.",
            "She lives in the U.S. |It suits her.",
            "J. R. Hale wrote it. |J.R. Hale sold it.",
            "George R. R. Ode came.",
            "We tried plan B. |It failed.",
            "So am I. |We agree.",
            "It starts at 7 p.m. on Friday.",
            "It starts at 7 p.m. |We were late.",
            "It starts at 7:30 a.m. sharp.",
            "I like pears, apples, etc. and so on.",
            "I like pears, apples, etc. |Then I sleep.",
            "Some fruits, e.g. Pears, are sweet.",
            "The rest, i.e. Everything, burnt.",
            "Track No. 5 is mine. |No. |Really?",
            "It is 3.5 miles. |Or 1,200 yards.",
            "See example.com for more. |Thanks.",
            "See Example.Com for more.",
            "Open notes.txt now. |Save it.",
            "He uses Node.js daily.",
            "He said “I do.” |Then he left.",
            "He said &quot;I do.&quot; |Then he left.",
            "She lives in St. Ives. |It opens at 7.30 p.m. |We wait.",
            "“Why?” she asked. |“Why not?”",
            "“I wish I could.” |That’s what it is.",
            "He said, \"I do.\" |And left.",
            "She cried “Stop!” and ran.",
            "What?! |No!!! |Yes.",
            "Wait... what was that?",
            "Wait... |What was that?",
            "I was... I don’t know.",
            "I was… I’ve no idea. |None.",
            "Well… maybe. |Maybe not.",
            "It opens when theaters reopen.|Harbour Lights comes first.",
            "He stopped.|I didn’t.",
            "“It is done.”|Then silence.",
            "(She laughs.) |I know.",
            "[Laughs] I know. |I do.",
            "It was fun (really!) and short.",
            "He was born in 1984. |His sister was not.",
            "It was 1999. |3 years later it closed.",
            "1. First we eat. |2. Then we sleep.",
            "The St. John family came.",
            "We met on Main St. |It rained.",
            "Approx. ten people came.",
            "Hale Jr. came. |He left.",
            "Red vs. Blue is on.",
            "Sgt. Ode and Lt. Finch agree.",
            "Have you seen it? |I have.",
            "Is it good? yes it is.",
            "My iPhone broke. |iPhone repairs cost.",
            "Yes. |— No.",
            "It was good — wasn’t it? — and short.",
            "“Man, I wanna stay out here. |I’ve waited.”",
            "That is it! |“Really?”",
            "Vol. 3 is out. |Vol. one is not.",
            "Born Jan. 5 in Oslo. |Raised there.",
            "She has a Ph.D. in physics.",
            "Ask A. I thought so.",
            "He got an A. |She got a B.",
            "R.I.P. to vinyl.",
            "No full stop at the end",
            "...and then it ended.",
            "Oh. |Oh! |Oh?",
            "A film by J.J. |The end.",
            "Hale et al. wrote it.",
            "She owns Hale Inc. |It is small.",
            "The 19th. |The 20th.",
            "Sound! |Of! |Metal!",
        ],
    );
}

#[test]
fn german() {
    check(
        "de",
        &[
            "Die Ode GmbH & Co. KG. baut Schiffe. |Die Ode GmbH & Co. KG lebt.",
            "Eins. |Zwei.",
            "Am 3. Mai kam sie. |Am 4. ging sie.",
            "Im 19. Jahrhundert war das so. |Heute nicht.",
            "Er ist 19. |Dann ging er.",
            "Es war 1984. |Das Jahr war kalt.",
            "Das ist z. B. Holz. |Oder Stein.",
            "Das ist z.B. Holz.",
            "D. h. Wasser fehlt.",
            "Holz, Stein usw. liegen dort.",
            "Holz, Stein usw. |Die Liste ist lang.",
            "Dr. Ode und Prof. Fink kamen. |Sie blieben.",
            "Nr. 5 lebt. |Nein.",
            "Ca. Hundert Leute kamen.",
            "„Ja.“ |Dann ging er.",
            "„Ja!“, sagte er.",
            "»Warum?« fragte sie. |»Darum.«",
            "Was?! |Nein!",
            "Naja… vielleicht.",
            "Naja … |Vielleicht.",
            "Ludwig XIV. Bilder hängen hier.",
            "Das war 333 v. Chr. |Das ist lange her.",
            "Der 1. Film war gut. |Der 2. Teil nicht.",
            "J. R. Hale schrieb es.",
            "Er kam um 7.30 Uhr. |Sie auch.",
            "Das kostet 2,5 Mio. Euro.",
            "1. Erst essen. |2. Dann schlafen.",
        ],
    );
}

#[test]
fn spanish() {
    check(
        "es",
        &[
            "Uno. |Dos.",
            "¿Qué tal? |Bien.",
            "¿Qué tal…? |¡Bien!",
            "¡No! |¿Por qué?",
            "«Sí.» |Luego se fue.",
            "—¿Sí? —dijo ella. |—No.",
            "El Sr. García llegó. |La Sra. Ode no.",
            "Frutas, p. ej. Peras.",
            "Peras, manzanas, etc. |Luego dormir.",
            "Vive en EE. UU. desde ayer.",
            "Vive en EE. UU. |Le gusta.",
            "Son 3,5 metros. |O 1.200.",
            "El n.º 5 vive.",
            "La pág. 5 falta.",
            "J. R. Hale lo escribió.",
            "Bueno… quizás.",
            "Bueno… |Quizás.",
            "Fue en el 300 a. C. en Roma.",
            "Ud. Manda aquí.",
            "Empieza a las 7:30. |No antes.",
            "Mira example.com hoy. |Gracias.",
        ],
    );
}

#[test]
fn french() {
    check(
        "fr",
        &[
            "Un. |Deux.",
            "Quoi ? |Oui !",
            "« Oui ! » |Puis il partit.",
            "« Oui ! » dit-il. |« Non. »",
            "« Oui. » |C’est tout.",
            "M. Dupont est là. |Mme Ode aussi.",
            "C’est à M. Dupont.",
            "Des fruits, p. ex. Poires.",
            "Des poires, etc. |Puis dormir.",
            "Il est né en 300 av. J.-C. à Rome.",
            "Ça fait 3,5 mètres. |Ou 1 200.",
            "Le n° 5 vit. |Non.",
            "J. R. Hale l’a écrit.",
            "Bon… peut-être.",
            "Bon… |Peut-être.",
            "Il arrive à 7h30. |Elle aussi.",
            "C’est vrai ?! |Non.",
            "“Oui.” |Puis rien.",
            "Voir p. 5 et suivantes.",
            "Le Dr. Ode dort. |Chut.",
            "Il dit : « Non. » |Et voilà.",
        ],
    );
}

#[test]
fn italian() {
    check(
        "it",
        &[
            "Uno. |Due.",
            "Il dott. Rossi dorme. |La dott.ssa Ode no.",
            "Il sig. Rossi dorme.",
            "La sig.ra Ode dorme. |Bene.",
            "Il Prof. Rossi parla.",
            "Frutta, p. es. Pere.",
            "Pere, mele, ecc. |Poi dormire.",
            "«Sì.» |Poi partì.",
            "«Sì!» disse. |«No.»",
            "Beh… forse.",
            "Beh… |Forse.",
            "Che?! |No!",
            "Sono 3,5 metri. |O 1.200.",
            "La n. 5 vive. |No.",
            "Alle 19.30 comincia. |Non prima.",
            "J. R. Hale lo scrisse.",
            "Nel 300 a.C. a Roma.",
            "Perché? |Non lo so.",
            "Vedi pag. 5 e seguenti.",
            "Guarda example.com oggi. |Grazie.",
            "È così. |È vero.",
        ],
    );
}

#[test]
fn wide_marks_end_sentences_and_quotes_inside_one_do_not() {
    for (text, sentences) in [
        ("いつですか？冬でした。", 2),
        ("「なぜ？」と彼は聞いた。", 1),
        ("「静かだ。」そう思った。", 2),
        ("你什么时候听到的？很久以前！——她笑了。", 3),
        ("他问：“为什么？”我不知道。", 2),
    ] {
        assert_eq!(split(text, "ja", &[]).len(), sentences, "{text}");
    }
    let long = "那是冬天，在河边的小教堂里，".repeat(60);
    let parts = split(&long, "zh", &[]);
    assert!(parts.iter().all(|part| long[part.clone()].ends_with('，')));
}

#[test]
fn languages_without_a_table() {
    check("nl", &["Een. |Twee.", "Dr. Ode kwam. |Ja.", "Ja? |Nee!"]);
    check("ja", &["今日は。|明日は。|「はい。」|終わり"]);
    check("zh", &["你好！|再见。"]);
}

#[test]
fn a_direction_is_not_cut() {
    let text = "Call A. Then B. Now.";
    let direction = 5..15;
    let whole = std::slice::from_ref(&direction);
    assert_eq!(split(text, "en", whole), [0..15, 16..20]);
}

#[test]
fn monsters_are_cut_at_marks_and_stay_within_the_limit() {
    let clause = "word ".repeat(60);
    let text = format!("{}; {}, {}", clause.trim(), clause.trim(), clause.trim());
    let ranges = split(&text, "en", &[]);
    assert!(text[ranges[0].clone()].ends_with(';'));
    assert!(text[ranges[1].clone()].ends_with(','));
    for text in [
        "a".repeat(100_000),
        "e\u{301}".repeat(5_000),
        "., ".repeat(10_000),
    ] {
        let ranges = split(&text, "en", &[]);
        assert!(
            ranges
                .iter()
                .all(|range| text[range.clone()].chars().count() <= LONGEST)
        );
        assert!(
            ranges
                .iter()
                .all(|range| !text[range.clone()].starts_with('\u{301}'))
        );
    }
}

#[test]
fn a_megabyte_takes_no_longer_than_it_should() {
    // Quadratic work would take minutes here.
    let text = "Mr. A. B. said e.g. 3. Mai ... \"No.\" ".repeat(30_000);
    assert!(split(&text, "en", &[]).len() > 10_000);
    let text = ".".repeat(1_000_000);
    assert!(!split(&text, "de", &[]).is_empty());
}

proptest! {
    /// Nothing is lost, nothing doubled, for any text in any language.
    #[test]
    fn everything_but_white_space_is_in_one_sentence(
        text in "([A-Za-zäß ]{0,6}[.!?…,;\"“”«»()\\[\\] ]{0,3}|[0-9]{1,3}\\.? ?|\\PC|\\s){0,60}",
        language in prop::sample::select(vec!["en", "de", "es", "fr", "it", "ja"]),
    ) {
        let ranges = split(&text, language, &[]);
        let mut at = 0;
        for range in &ranges {
            prop_assert!(range.start >= at && range.start < range.end);
            prop_assert!(text[at..range.start].trim().is_empty());
            prop_assert_eq!(text[range.clone()].trim(), &text[range.clone()]);
            prop_assert!(text[range.clone()].chars().count() <= LONGEST);
            at = range.end;
        }
        prop_assert!(text[at..].trim().is_empty());
    }
}
