//! Ordinals written as a number and an ending: by language, and in German by the article.

use super::Tongue;
use super::line::{Line, Reading};
use super::numbers::{Form, german_ordinal, ordinal};
use super::numeral::Numeral;

/// `1st`, `3. Mai`, `2.º`, `1er`, `1ª`.
pub(super) fn read(line: &Line, at: usize, numeral: &Numeral) -> Option<Reading> {
    let n = numeral.value().filter(|_| numeral.fraction.is_empty())?;
    let endings: &[(&str, Form)] = match line.tongue {
        Tongue::English { .. } => &[
            ("st", Form::Alone),
            ("nd", Form::Alone),
            ("rd", Form::Alone),
            ("th", Form::Alone),
        ],
        Tongue::Spanish => &[
            (".º", Form::Alone),
            ("º", Form::Alone),
            (".ª", Form::Feminine),
            ("ª", Form::Feminine),
            (".er", Form::Masculine),
            ("er", Form::Masculine),
            ("ro", Form::Alone),
            ("ra", Form::Feminine),
            ("do", Form::Alone),
            ("da", Form::Feminine),
            ("to", Form::Alone),
            ("ta", Form::Feminine),
        ],
        Tongue::French => &[
            ("er", Form::Alone),
            ("re", Form::Feminine),
            ("ère", Form::Feminine),
            ("ème", Form::Alone),
            ("eme", Form::Alone),
            ("nde", Form::Feminine),
            ("nd", Form::Alone),
            ("e", Form::Alone),
            ("ᵉ", Form::Alone),
        ],
        Tongue::Italian => &[
            ("º", Form::Alone),
            ("ª", Form::Feminine),
            ("°", Form::Alone),
        ],
        Tongue::German => return german(line, at, numeral.end, n),
        Tongue::Other => &[],
    };
    endings.iter().find_map(|(ending, form)| {
        let end = line.whole(numeral.end, ending)?;
        if line.at(end).is_some_and(char::is_alphanumeric) {
            return None;
        }
        // `20°` is a temperature, `1° maggio` the first of May.
        if *ending == "°" && n != 1 {
            return None;
        }
        Some(Reading::new(end, ordinal(line.tongue, n, *form)?))
    })
}

/// A German ordinal is a number with a full stop inside a sentence.
fn german(line: &Line, at: usize, end: usize, n: u64) -> Option<Reading> {
    if line.at(end) != Some('.') {
        return None;
    }
    let after = end + 1;
    let follower = line.word_after(after);
    let set_apart = line.at(after).is_some_and(char::is_whitespace);
    let month = MONTHS.contains(&follower);
    // A number in front of everything is the number of a list, unless it is a date.
    let listed = at == 0 && !month;
    let letters = follower.starts_with(char::is_alphabetic);
    if !set_apart || !letters || listed || !(1..=9999).contains(&n) {
        return None;
    }
    Some(Reading::new(
        after,
        german_ordinal(n, ending(line, at, month)),
    ))
}

/// The ending of a German ordinal is that of the article before it.
pub(super) fn ending(line: &Line, at: usize, date: bool) -> &'static str {
    const WITH_EN: &[&str] = &[
        "ab", "am", "beim", "bis", "dem", "den", "des", "dieser", "diesem", "einem", "einen",
        "einer", "im", "jedem", "jeden", "seit", "vom", "zum", "zur",
    ];
    const PREPOSITIONS: &[&str] = &[
        "an", "auf", "aus", "bei", "hinter", "in", "mit", "nach", "seit", "unter", "von", "vor",
        "während", "wegen", "zu",
    ];
    let (earlier, before) = line.words_before(at);
    let small = before.to_lowercase();
    let article = matches!(small.as_str(), "der" | "die" | "das");
    if WITH_EN.contains(&small.as_str())
        || small == "der" && PREPOSITIONS.contains(&earlier.to_lowercase().as_str())
    {
        "en"
    } else if date && !article || small == "ein" || small.starts_with("kein") {
        "er"
    } else {
        "e"
    }
}

const MONTHS: &[&str] = &[
    "Januar",
    "Jänner",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
