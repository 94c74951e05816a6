//! Roman numerals, where the word before says that they are some: `Chapter IV`, `Henry VIII`.

use super::Tongue;
use super::line::{Line, Reading};
use super::numbers::{Form, cardinal, german_ordinal, ordinal};

/// Words that number what follows them; a single `I`, `V` or `X` counts only after these.
const NUMBERED: &[&str] = &[
    "Abschnitt",
    "Act",
    "Acte",
    "Akt",
    "Akte",
    "Apollo",
    "Atto",
    "Band",
    "Book",
    "Bowl",
    "Buch",
    "Canto",
    "Capitolo",
    "Capítulo",
    "Chapitre",
    "Chapter",
    "Class",
    "Division",
    "Episode",
    "Episodio",
    "Figure",
    "Guerra",
    "Guerre",
    "Kapitel",
    "Level",
    "Libro",
    "Livre",
    "Mondiale",
    "Mundial",
    "Olympiad",
    "Opus",
    "Parte",
    "Part",
    "Partie",
    "Phase",
    "Rocky",
    "Saison",
    "Scene",
    "Season",
    "Section",
    "Stage",
    "Symphony",
    "Teil",
    "Title",
    "Tome",
    "Tomo",
    "Type",
    "Volume",
    "War",
    "Weltkrieg",
];

/// First names of kings, queens and popes: what follows is an ordinal.
const REIGNING: &[&str] = &[
    "Alejandro",
    "Alessandro",
    "Alexander",
    "Alexandre",
    "Alfonso",
    "Benedict",
    "Benedetto",
    "Benedikt",
    "Benito",
    "Benoît",
    "Carlo",
    "Carlos",
    "Catherine",
    "Charles",
    "Christian",
    "Clemens",
    "Clement",
    "Edward",
    "Elizabeth",
    "Emanuele",
    "Elisabetta",
    "Elisabeth",
    "Enrico",
    "Federico",
    "Felipe",
    "Ferdinand",
    "Fernando",
    "Francis",
    "Francesco",
    "François",
    "Franz",
    "Frederick",
    "Friedrich",
    "George",
    "Georg",
    "Georges",
    "Giacomo",
    "Giorgio",
    "Giovanni",
    "Gregor",
    "Gregory",
    "Gustav",
    "Harald",
    "Heinrich",
    "Henri",
    "Henry",
    "Innocent",
    "Isabel",
    "Ivan",
    "James",
    "Jean",
    "Johannes",
    "John",
    "Jorge",
    "Juan",
    "Karl",
    "Katharina",
    "Leo",
    "Leopold",
    "León",
    "Louis",
    "Ludwig",
    "Luigi",
    "Luis",
    "Léopold",
    "Margrethe",
    "Mary",
    "Maximilian",
    "Napoleon",
    "Napoleone",
    "Napoléon",
    "Nicholas",
    "Nicolas",
    "Nikolaus",
    "Olav",
    "Otto",
    "Paul",
    "Pablo",
    "Paolo",
    "Philip",
    "Philipp",
    "Philippe",
    "Pietro",
    "Pio",
    "Pius",
    "Ramses",
    "Richard",
    "Umberto",
    "Urban",
    "Victor",
    "Vittorio",
    "Wilhelm",
    "William",
];

/// Those of them that queens have, whose number has an ending of its own.
const QUEENS: &[&str] = &[
    "Catherine",
    "Elisabeth",
    "Elisabetta",
    "Elizabeth",
    "Isabel",
    "Katharina",
    "Margrethe",
    "Mary",
];

/// Words for a century, which take the numeral before (it) or after (es) them.
const CENTURIES: &[&str] = &["siglo", "siglos", "siècle", "siècles", "secolo", "secoli"];

/// Reads a Roman numeral.
pub(super) fn read(line: &Line, at: usize) -> Option<Reading> {
    if line.before(at).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let end = line.run_end(at);
    let word = &line.text[at..end];
    if let Some(reading) = french_century(line, word, end) {
        return Some(reading);
    }
    // The single letters of Unicode's number forms: Ⅷ.
    let (number, end) = match number_form(line, at) {
        Some((number, end)) => {
            return Some(Reading::new(
                end,
                cardinal(line.tongue, number, Form::Alone),
            ));
        }
        None => (value(word)?, end),
    };
    let before = line.word_before(at);
    // `I` after an English word is nearly always the speaker: "Paul I knew", "the Book I read".
    let english = matches!(line.tongue, Tongue::English { .. });
    let speaker = english && word == "I";
    let goes_on = !matches!(
        line.word_after(end),
        "" | "of" | "is" | "was" | "and" | "or"
    );
    if NUMBERED.contains(&before) && !(speaker && goes_on) {
        return Some(Reading::new(
            end,
            cardinal(line.tongue, number, Form::Alone),
        ));
    }
    if CENTURIES.contains(&line.word_after(end)) {
        let spoken = ordinal(line.tongue, number, Form::Alone)?;
        return Some(Reading::new(end, spoken));
    }
    if CENTURIES.contains(&before) {
        return Some(Reading::new(
            end,
            cardinal(line.tongue, number, Form::Alone),
        ));
    }
    if word.len() == 1 && !rules(line, word, end) {
        return None;
    }
    let reigns = REIGNING.contains(&before);
    let named = before.chars().count() > 1 && before.starts_with(char::is_uppercase);
    if reigns && !speaker {
        return Some(reign(line, number, end, QUEENS.contains(&before)));
    }
    // Any other name or word: two letters or more, and no word that is written so (`MIX`, `DC`).
    let plain = word.len() > 1 && word.bytes().all(|b| b"IVX".contains(&b));
    (named && plain).then(|| Reading::new(end, cardinal(line.tongue, number, Form::Alone)))
}

/// Can a single letter after a name be a king's number? Nobody is the fiftieth of a name, and
/// before a full stop inside a sentence it is an initial: `John C. Ode`, `Francis X. Ode`. In
/// German that full stop is the ordinal's.
fn rules(line: &Line, letter: &str, end: usize) -> bool {
    let goes_on = line.at(end) == Some('.') && line.text[end..].contains(char::is_alphanumeric);
    matches!(letter, "I" | "V" | "X") && (!goes_on || line.tongue == Tongue::German)
}

/// After the name of a king: `the eighth`, `der Achte`, `sexto`, `quatorze`, `ottavo`.
fn reign(line: &Line, number: u64, end: usize, queen: bool) -> Reading {
    let alone = || cardinal(line.tongue, number, Form::Alone);
    let spoken = match line.tongue {
        Tongue::English { .. } => {
            ordinal(line.tongue, number, Form::Alone).map(|o| format!("the {o}"))
        }
        // Its full stop is the ordinal's sign.
        Tongue::German => {
            let full_stop = line.at(end) == Some('.');
            let last = !line.text[end..].contains(char::is_alphanumeric);
            return Reading {
                end: end + usize::from(full_stop),
                spoken: format!(
                    "{} {}",
                    if queen { "die" } else { "der" },
                    german_ordinal(number, "e")
                ),
                ends_sentence: full_stop && last,
            };
        }
        Tongue::Spanish if number > 10 => None,
        Tongue::French if number > 1 => None,
        _ if queen => ordinal(line.tongue, number, Form::Feminine),
        _ => ordinal(line.tongue, number, Form::Alone),
    };
    Reading::new(end, spoken.unwrap_or_else(alone))
}

/// `XXe siècle`, `XIXᵉ`, `Ier`.
fn french_century(line: &Line, word: &str, end: usize) -> Option<Reading> {
    if line.tongue != Tongue::French {
        return None;
    }
    let (stem, form) = [
        ("ère", Form::Feminine),
        ("re", Form::Feminine),
        ("er", Form::Alone),
        ("e", Form::Alone),
        ("ᵉ", Form::Alone),
    ]
    .into_iter()
    .find_map(|(ending, form)| Some((word.strip_suffix(ending)?, form)))?;
    // `Le`, `Ce`, `De`, `Me`, `Mer` and `Mère` are words: they open half of all sentences.
    let numeral = match form {
        Form::Alone if !word.ends_with('r') => stem.len() > 1 || matches!(stem, "V" | "X"),
        _ => stem == "I",
    };
    let spoken = ordinal(line.tongue, value(stem).filter(|_| numeral)?, form)?;
    Some(Reading::new(end, spoken))
}

/// The value of a numeral in capitals as it is written today (IV, not IIII); `None` for others.
fn value(word: &str) -> Option<u64> {
    const STEPS: [(&str, u64); 13] = [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    if word.is_empty() || word.len() > 15 {
        return None;
    }
    let mut rest = word;
    let mut number = 0;
    for (letters, worth) in STEPS {
        for _ in 0..3 {
            match rest.strip_prefix(letters) {
                Some(after) => {
                    rest = after;
                    number += worth;
                }
                None => break,
            }
            if letters.len() == 2 || matches!(letters, "D" | "L" | "V") {
                break;
            }
        }
    }
    rest.is_empty().then_some(number)
}

/// U+2160 to U+216B: Ⅰ to Ⅻ.
fn number_form(line: &Line, at: usize) -> Option<(u64, usize)> {
    let c = line.at(at)?;
    let n = u32::from(c).checked_sub(0x2160).filter(|n| *n < 12)?;
    Some((u64::from(n) + 1, at + c.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn numerals_have_one_spelling() {
        for (word, number) in [
            ("I", Some(1)),
            ("IV", Some(4)),
            ("VIII", Some(8)),
            ("XIV", Some(14)),
            ("XL", Some(40)),
            ("LIV", Some(54)),
            ("MCMLXXXIV", Some(1984)),
            ("IIII", None),
            ("VX", None),
            ("IC", None),
            ("", None),
            ("Mix", None),
        ] {
            assert_eq!(value(word), number, "{word}");
        }
    }
}
