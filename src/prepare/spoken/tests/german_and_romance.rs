//! German, Spanish, French and Italian as written and as spoken.

use super::check;

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
            ("3:1 gewonnen", "drei zu eins gewonnen"),
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

/// A capital and an ending make a numeral only where they are no word of their own.
#[test]
fn french_words_are_no_numerals() {
    check(
        "fr",
        &[
            ("Le vent et Mme Le Goff", "Le vent et madame Le Goff"),
            ("Ce soir. De loin. Me voici.", "Ce soir. De loin. Me voici."),
            ("Mère et Mer", "Mère et Mer"),
            (
                "La Ve République, le XLe et le Xᵉ",
                "La cinquième République, le quarantième et le dixième",
            ),
            (
                "François Ier, la Ire fois",
                "François premier, la première fois",
            ),
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
fn queens_are_numbered_as_queens() {
    check("de", &[("Elisabeth II. kam", "Elisabeth die zweite kam")]);
    check(
        "es",
        &[("Isabel II y Felipe VI", "Isabel segunda y Felipe sexto")],
    );
    check(
        "it",
        &[
            ("Elisabetta II", "Elisabetta seconda"),
            ("Vittorio Emanuele II", "Vittorio Emanuele secondo"),
        ],
    );
}

#[test]
fn numbers_agree_with_what_they_count() {
    check(
        "es",
        &[
            ("1 vez, 21 mujeres", "una vez, veintiuna mujeres"),
            ("200 días y 1 problema", "doscientos días y un problema"),
            ("200 noches", "doscientas noches"),
        ],
    );
    check(
        "fr",
        &[
            ("1 fois, 21 fois", "une fois, vingt et une fois"),
            ("1 an et 21 ans", "un an et vingt et un ans"),
        ],
    );
}
