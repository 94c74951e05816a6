//! Written forms and their readings, language by language.

use super::*;
use crate::engines::Spoken;
use proptest::prelude::*;

fn tongue(tag: &str) -> Tongue {
    let language = Language::parse(tag).expect(tag);
    Tongue::of(&language, &language)
}

fn said(tag: &str, written: &str) -> String {
    read(tongue(tag), written, &[], &[])
        .tokens
        .iter()
        .map(|token| match &token.spoken {
            Spoken::Text(text) => text.clone(),
            other => format!("{other:?}"),
        })
        .collect()
}

fn check(tag: &str, cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(written, spoken)| said(tag, written) != *spoken)
        .map(|(written, spoken)| {
            format!(
                "{written}\n    wanted {spoken}\n    found  {}",
                said(tag, written)
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn english_numbers() {
    check(
        "en",
        &[
            ("a 1-on-1 talk", "a one on one talk"),
            ("a 9-to-5 job", "a nine to five job"),
            ("a 12-year-old girl", "a twelve year-old girl"),
            ("in 1984.", "in nineteen eighty-four."),
            ("in 1900", "in nineteen hundred"),
            ("in 2001", "in two thousand one"),
            ("in 2010", "in twenty ten"),
            ("the 1990s were", "the nineteen nineties were"),
            ("the '90s and ’80s", "the nineties and eighties"),
            ("the 2000s", "the two thousands"),
            ("the mid-1990s were", "the mid nineteen nineties were"),
            ("in ’84 we", "in eighty-four we"),
            ("1990–95", "nineteen ninety to ninety-five"),
            ("1990-1995", "nineteen ninety to nineteen ninety-five"),
            ("pages 10–12", "pages ten to twelve"),
            ("about 3.5", "about three point five"),
            ("1,200 people", "one thousand two hundred people"),
            ("1, 2, 300", "one, two, three hundred"),
            (
                "the 1st, 2nd and 21st",
                "the first, second and twenty-first",
            ),
            ("the 19th-century one", "the nineteenth century one"),
            ("at 7:30", "at seven thirty"),
            ("at 7:05", "at seven oh five"),
            ("at 7:00 sharp", "at seven o'clock sharp"),
            ("at 7:30 p.m. on", "at seven thirty p.m. on"),
            ("at 7 p.m. on", "at seven p.m. on"),
            ("at 7pm", "at seven pm"),
            ("call 555-1234", "call five five five, one two three four"),
            ("agent 007", "agent zero zero seven"),
            ("2020-11-22", "twenty twenty eleven twenty-two"),
            ("24/7", "twenty-four seven"),
            ("a 9/10", "a nine out of ten"),
            ("1/2 of it", "one half of it"),
            ("½ of it", "one half of it"),
            ("2½ hours", "two and a half hours"),
            ("3x faster", "three times faster"),
            ("a 4x4, 3 x 4", "a four by four, three times four"),
            ("on May 3, 1999", "on May third, nineteen ninety-nine"),
            ("born Jan. 5", "born January fifth"),
            ("w/ sugar, w/o milk", "with sugar, without milk"),
            ("10 × 4", "ten times four"),
            ("−5 or -5", "minus five or minus five"),
            ("#5 and No. 5", "number five and number five"),
            ("Nº 5, № 5", "number five, number five"),
            ("5 km, 5km", "five kilometers, five kilometers"),
            ("1 km", "one kilometer"),
            ("60 mph", "sixty miles per hour"),
            (
                "20 °C and 20°C",
                "twenty degrees Celsius and twenty degrees Celsius",
            ),
            ("16mm film", "sixteen millimeter film"),
            ("5 % or 5%", "five percent or five percent"),
            ("MP3 and H2O", "MP three and H two O"),
            ("a 3D film", "a three D film"),
            ("PG-13", "P G thirteen"),
            ("Covid-19", "Covid nineteen"),
            ("2.0.1", "two point zero point one"),
        ],
    );
    check("en-GB", &[("230 of", "two hundred and thirty of")]);
}

#[test]
fn english_money() {
    check(
        "en",
        &[
            ("$5", "five dollars"),
            ("$1", "one dollar"),
            ("$5M", "five million dollars"),
            ("$5bn", "five billion dollars"),
            ("$1.5 million", "one point five million dollars"),
            ("$2.50", "two dollars and fifty cents"),
            ("$1,200", "one thousand two hundred dollars"),
            ("a $10k run", "a ten thousand dollars run"),
            ("$5–10 million", "five to ten million dollars"),
            ("£3.50", "three pounds fifty"),
            ("€20, 20€", "twenty euros, twenty euros"),
            ("¥20", "twenty yen"),
            ("5 USD", "five dollars"),
            ("$5.", "five dollars."),
        ],
    );
}

#[test]
fn english_words() {
    check(
        "en",
        &[
            ("It was [1] good.", "It was good."),
            ("good.[12]", "good."),
            ("Ruth [Ode] was", "Ruth Ode was"),
            ("Henry VIII was", "Henry the eighth was"),
            ("World War II", "World War two"),
            ("Chapter IV", "Chapter four"),
            ("Part I is", "Part one is"),
            ("Paul I knew", "Paul I knew"),
            ("Super Bowl LIV", "Super Bowl fifty-four"),
            ("Malcolm X", "Malcolm X"),
            ("salt & pepper", "salt and pepper"),
            ("R&B and Q&A", "R and B and Q and A"),
            ("example.com.", "example dot com."),
            (
                "see https://www.example.com/a/b?x=1 now",
                "see example dot com now",
            ),
            ("me@example.com", "me at example dot com"),
            (
                "#FirstLight by @some_one",
                "hashtag First Light by at some one",
            ),
            ("and/or", "and or"),
            ("on Disney+ now", "on Disney plus now"),
            ("Mr. Hale and Mrs. Ode", "Mister Hale and Missis Ode"),
            ("Dr. Ode", "Doctor Ode"),
            (
                "in St. Paul on Main St. today",
                "in Saint Paul on Main Street today",
            ),
            ("red vs. blue vs grey", "red versus blue versus grey"),
            ("pears, etc.", "pears, et cetera."),
            ("e.g. pears, i.e. fruit", "for example pears, that is fruit"),
            ("approx. ten", "approximately ten"),
            ("in the U.S. yet", "in the U S yet"),
            ("J. R. Hale", "J R Hale"),
            ("J.R. Hale", "J R Hale"),
            ("the BBC and the CIA", "the BBC and the CIA"),
            ("two CEOs and DJs", "two C E O's and D J's"),
            ("LGBTQ people", "L G B T Q people"),
            ("a word—word, a word – word", "a word, word, a word, word"),
            ("I--I mean", "I, I mean"),
            ("I-I mean", "I I mean"),
            ("well… maybe...", "well, maybe."),
            ("“Man, I wanna.”", "Man, I wanna."),
            ("don’t, Darius’ and Darius’s", "don't, Darius' and Darius's"),
            ("good 😀 thing", "good thing"),
            ("café, Dvořák, Łukasz", "café, Dvorák, Lukasz"),
            ("Москва now", "Moskva now"),
            ("cafe\u{301} co\u{ad}op", "café coop"),
            ("I did NOT say so", "I did not say so"),
            ("NEVER GO THERE AGAIN", "never go there again"),
            ("What?! No!!!", "What? No!"),
            ("(laughs) I know", "laughs, I know"),
            ("the film (2020) was", "the film, twenty twenty, was"),
            ("*really* _good_", "really good"),
            ("T-shirt, A-list, well-known", "T shirt, A list, well-known"),
            ("post-COVID when", "post COVID when"),
            ("5 stars ***", "five stars"),
            ("a | b ~ c ^ d", "a b c d"),
            ("rock ’n’ roll", "rock n' roll"),
            ("Track 5: Home", "Track five: Home"),
            ("a.k.a. Ode", "also known as Ode"),
        ],
    );
}

#[test]
fn german() {
    check(
        "de",
        &[
            ("im Jahr 1984", "im Jahr neunzehnhundert vier und achtzig"),
            ("am 3. Mai war", "am dritten Mai war"),
            ("der 3. Mai war", "der dritte Mai war"),
            ("das 19. Jahrhundert", "das neunzehnte Jahrhundert"),
            ("im 19. Jahrhundert", "im neunzehnten Jahrhundert"),
            ("in der 2. Runde", "in der zweiten Runde"),
            ("Er ist 19.", "Er ist neunzehn."),
            (
                "die 80er und 1990er",
                "die achtziger und neunzehnhundert neunziger",
            ),
            ("3,5 davon", "drei Komma fünf davon"),
            ("1.200 davon", "tausend zweihundert davon"),
            ("um 19 Uhr", "um neunzehn Uhr"),
            ("um 7:30 Uhr da", "um sieben Uhr dreißig da"),
            ("um 7.30 Uhr da", "um sieben Uhr dreißig da"),
            ("5 € und 5,50 €", "fünf Euro und fünf Euro fünfzig"),
            ("2,5 Mio. Euro", "zwei Komma fünf Millionen Euro"),
            ("5 % davon", "fünf Prozent davon"),
            ("z. B. Holz usw.", "zum Beispiel Holz und so weiter."),
            ("d. h. Holz", "das heißt Holz"),
            ("Ludwig XIV. war", "Ludwig der vierzehnte war"),
            ("Kapitel IV", "Kapitel vier"),
            ("Ode & Sohn", "Ode und Sohn"),
            ("example.de", "example Punkt de"),
            ("und/oder", "und oder"),
            ("Disney+", "Disney plus"),
            ("1-zu-1", "eins zu eins"),
            ("1 Stunde, 1 h, 1 Tag", "eine Stunde, eine Stunde, ein Tag"),
            ("100 km/h", "hundert Kilometer pro Stunde"),
            ("1990–95", "neunzehnhundert neunzig bis fünfundneunzig"),
            ("Leser:innen, Leser*innen", "Leserinnen, Leserinnen"),
            ("„Ja“, sagt er", "Ja, sagt er"),
            ("scho\u{308}n", "schön"),
            ("naja… vielleicht", "naja, vielleicht"),
            ("Nr. 5", "Nummer fünf"),
            ("§ 5", "Paragraf fünf"),
            ("3:1 gewonnen", "drei: eins gewonnen"),
            ("am 3.5.2020", "am dritten fünften zwei tausend zwanzig"),
            ("E-Mail, U-Bahn", "E Mail, U Bahn"),
        ],
    );
}

#[test]
fn spanish() {
    check(
        "es",
        &[
            ("en 1984", "en mil novecientos ochenta y cuatro"),
            ("los años 80", "los años ochenta"),
            ("el 1º de mayo", "el primero de mayo"),
            ("la 1ª vez, el 1er día", "la primera vez, el primer día"),
            ("el 2.º libro", "el segundo libro"),
            ("3,5 o 3.5", "tres coma cinco o tres punto cinco"),
            ("1.200 o 1 200", "mil doscientos o mil doscientos"),
            ("a las 7:30", "a las siete y media"),
            ("a la 1:20", "a la una y veinte"),
            ("5 € o $5", "cinco euros o cinco dólares"),
            ("un 5 % de", "un cinco por ciento de"),
            ("$5 millones", "cinco millones de dólares"),
            ("p. ej. esto", "por ejemplo esto"),
            ("la Sra. Ode", "la señora Ode"),
            ("en EE. UU. hoy", "en Estados Unidos hoy"),
            ("Felipe VI y Alfonso XIII", "Felipe sexto y Alfonso trece"),
            ("Juan Carlos I", "Juan Carlos primero"),
            ("el siglo XX", "el siglo veinte"),
            ("n.º 5", "número cinco"),
            ("y/o", "y o"),
            ("Disney+", "Disney más"),
            ("5 km", "cinco kilómetros"),
            ("1-a-1", "uno a uno"),
            ("1 hora, 1 libro", "una hora, un libro"),
            ("¿Qué? ¡No!", "Qué? No!"),
            ("—¿Sí? —dijo", "Sí? dijo"),
            ("pan & vino", "pan y vino"),
        ],
    );
}

#[test]
fn french() {
    check(
        "fr",
        &[
            ("en 1984", "en mille neuf cent quatre vingt quatre"),
            (
                "le 1er mai, la 1re fois",
                "le premier mai, la première fois",
            ),
            ("le 2e film", "le deuxième film"),
            ("le XXe siècle", "le vingtième siècle"),
            ("3,5 ou 1 200", "trois virgule cinq ou mille deux cents"),
            ("1\u{202f}200", "mille deux cents"),
            (
                "à 7h30, à 7 h 30",
                "à sept heures trente, à sept heures trente",
            ),
            ("à 19h, à 1h", "à dix neuf heures, à une heure"),
            ("5 € et 5,50 €", "cinq euros et cinq euros cinquante"),
            ("2 millions €", "deux millions d'euros"),
            ("un 5 % de", "un cinq pour cent de"),
            ("M. Dupont et Mme Ode", "monsieur Dupont et madame Ode"),
            ("p. ex. ceci", "par exemple ceci"),
            (
                "Louis XIV et François Ier",
                "Louis quatorze et François premier",
            ),
            ("pain & vin", "pain et vin"),
            ("n° 5", "numéro cinq"),
            ("et/ou", "et ou"),
            ("l’homme d’aujourd’hui", "l'homme d'aujourd'hui"),
            ("« Oui », dit-il", "Oui, dit-il"),
            ("est-ce qu’il a-t-il", "est-ce qu'il a-t-il"),
            ("la SNCF", "la S N C F"),
            ("Quoi ?", "Quoi?"),
            ("cœur", "coeur"),
            (
                "1990-95",
                "mille neuf cent quatre vingt dix à quatre vingt quinze",
            ),
        ],
    );
}

#[test]
fn italian() {
    check(
        "it",
        &[
            ("nel 1984", "nel mille novecento ottantaquattro"),
            ("gli anni ’80", "gli anni ottanta"),
            (
                "il 1º maggio, il 1° maggio",
                "il primo maggio, il primo maggio",
            ),
            ("la 1ª volta", "la prima volta"),
            ("3,5 o 1.200", "tre virgola cinque o mille duecento"),
            ("alle 7:30", "alle sette e trenta"),
            ("alle 19.30", "alle diciannove e trenta"),
            ("5 € o $5", "cinque euro o cinque dollari"),
            ("un 5 % di", "un cinque per cento di"),
            ("per es. questo, ecc.", "per esempio questo, eccetera."),
            (
                "il dott. Rossi e la sig.ra Ode",
                "il dottor Rossi e la signora Ode",
            ),
            ("Luigi XIV", "Luigi quattordicesimo"),
            ("il XX secolo", "il ventesimo secolo"),
            ("n. 5", "numero cinque"),
            ("e/o", "e o"),
            ("Disney+", "Disney più"),
            ("20 °C", "venti gradi"),
            ("l’uomo", "l'uomo"),
            ("pane & vino", "pane e vino"),
            ("perché è così", "perché è così"),
            ("1 volta, 1 libro", "una volta, un libro"),
            ("example.com", "example punto com"),
        ],
    );
}

#[test]
fn other_languages_are_left_as_they_are() {
    check("nl", &[("3 huizen, z.g. [1]", "3 huizen, z.g.")]);
    check("ja", &[("今日は。", "今日は。")]);
}

#[test]
fn what_is_decided_already_outranks_the_rules() {
    let text = "Ode paid $5 in 1984";
    let fixed = [
        Fixed {
            range: 0..3,
            spoken: "oh day".into(),
        },
        Fixed {
            range: 9..11,
            spoken: "a fiver".into(),
        },
    ];
    let read = read(tongue("en"), text, &fixed, &[(4, Millis(300))]);
    let texts: Vec<_> = read
        .tokens
        .iter()
        .map(|t| (&text[t.shown.clone()], &t.spoken))
        .collect();
    let words = |text: &str| Spoken::Text(text.to_owned());
    assert_eq!(
        texts,
        [
            ("Ode", &words("oh day ")),
            ("", &Spoken::Break(300)),
            ("paid", &words("paid ")),
            ("$5", &words("a fiver ")),
            ("in", &words("in ")),
            ("1984", &words("nineteen eighty-four")),
        ]
    );
}

#[test]
fn words_that_cannot_be_read_are_told() {
    let text = "the 東京 thing";
    let read = read(tongue("en"), text, &[], &[]);
    assert_eq!(read.unread.len(), 1);
    assert_eq!(&text[read.unread[0].clone()], "東京");
}

proptest! {
    /// Tokens are ordered, disjoint, on character borders, and leave out nothing but white space.
    #[test]
    fn tokens_hold_everything(
        text in "(\\PC|[A-Z]{1,4}\\.?|[a-z’'-]{1,5}|[0-9]{1,4}[.,:/–%-]?|[$€#@&/.…]| ){0,40}",
        tag in prop::sample::select(vec!["en", "en-GB", "de", "es", "fr", "it", "nl"]),
        pauses in prop::collection::vec(0usize..60, 0..3),
    ) {
        let mut pauses: Vec<(usize, Millis)> = pauses
            .into_iter()
            .filter(|at| text.is_char_boundary(*at) && *at < text.len())
            .map(|at| (at, Millis(5)))
            .collect();
        pauses.sort_by_key(|(at, _)| *at);
        let read = read(tongue(tag), &text, &[], &pauses);
        let mut at = 0;
        for token in &read.tokens {
            prop_assert!(token.shown.start >= at, "{:?}", read.tokens);
            prop_assert!(text.get(token.shown.clone()).is_some());
            prop_assert!(text[at..token.shown.start].trim().is_empty(), "{:?}", read.tokens);
            at = token.shown.end;
        }
        prop_assert!(text[at..].trim().is_empty(), "{:?}", read.tokens);
        let breaks = read.tokens.iter().filter(|t| matches!(t.spoken, Spoken::Break(_))).count();
        prop_assert_eq!(breaks, pauses.len());
    }
}
