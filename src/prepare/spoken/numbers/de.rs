//! German numbers.

use super::{Form, groups};

const SMALL: [&str; 20] = [
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
];
const TENS: [&str; 10] = [
    "", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig",
];
const POWERS: [(&str, &str); 3] = [
    ("Million", "Millionen"),
    ("Milliarde", "Milliarden"),
    ("Billion", "Billionen"),
];

/// What one is called at the end: `eins`, `ein`, `eine`.
fn one(form: Form) -> &'static str {
    match form {
        Form::Alone => "eins",
        Form::Masculine => "ein",
        Form::Feminine => "eine",
    }
}

fn below_hundred(n: u64, form: Form) -> String {
    let n = n as usize;
    match (n / 10, n % 10) {
        (0, 1) => one(form).to_owned(),
        (0 | 1, _) => SMALL[n].to_owned(),
        (tens, 0) => TENS[tens].to_owned(),
        // In one word these came out as "vi-rundzwanzig", "ein-uhn-dachtzig", "fünf-un-siebzig".
        (8, ones) | (7, ones @ 5) | (_, ones @ 4) => {
            let one = if ones == 1 { "ein" } else { SMALL[ones] };
            format!("{one} und {}", TENS[n / 10])
        }
        (tens, 1) => format!("einund{}", TENS[tens]),
        (tens, ones) => format!("{}und{}", SMALL[ones], TENS[tens]),
    }
}

fn below_thousand(n: u64, form: Form) -> String {
    let hundreds = match n / 100 {
        0 => return below_hundred(n, form),
        1 => "hundert".to_owned(),
        h => format!("{}hundert", SMALL[h as usize]),
    };
    match n % 100 {
        0 => hundreds,
        rest => format!("{hundreds} {}", below_hundred(rest, form)),
    }
}

pub(super) fn cardinal(n: u64, form: Form) -> String {
    if n == 0 {
        return SMALL[0].to_owned();
    }
    let words: Vec<String> = groups(n)
        .into_iter()
        .map(|(group, power)| match (group, power) {
            (_, 0) => below_thousand(group, form),
            (1, 1) => "tausend".to_owned(),
            (_, 1) => format!("{} tausend", below_thousand(group, Form::Masculine)),
            (1, _) => format!("eine {}", POWERS[power - 2].0),
            _ => format!(
                "{} {}",
                below_thousand(group, Form::Feminine),
                POWERS[power - 2].1
            ),
        })
        .collect();
    words.join(" ")
}

/// From 1100 to 1999 in hundreds.
pub(super) fn year(n: u64) -> String {
    if !(1100..2000).contains(&n) {
        return cardinal(n, Form::Alone);
    }
    let hundreds = format!("{}hundert", SMALL[(n / 100) as usize]);
    match n % 100 {
        0 => hundreds,
        rest => format!("{hundreds} {}", below_hundred(rest, Form::Alone)),
    }
}

/// Without its ending: `erst`, `dritt`, `zwanzigst`.
pub(super) fn ordinal(n: u64) -> String {
    let words = cardinal(n, Form::Alone);
    let cut = words.rfind(' ').map_or(0, |at| at + 1);
    let (head, last) = words.split_at(cut);
    let stem = match last {
        "eins" => "erst".to_owned(),
        "drei" => "dritt".to_owned(),
        "sieben" => "siebt".to_owned(),
        "acht" => "acht".to_owned(),
        // Up to nineteen `-t`, from twenty `-st`.
        _ if (1..20).contains(&(n % 100)) => format!("{last}t"),
        _ => format!("{last}st"),
    };
    format!("{head}{stem}")
}

pub(super) fn decade(n: u64) -> Option<String> {
    match n {
        20..=90 if n.is_multiple_of(10) => Some(format!("{}er", TENS[(n / 10) as usize])),
        10 => Some("zehner".to_owned()),
        1000..=2999 if n.is_multiple_of(10) => Some(format!("{}er", year(n))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn cardinals() {
        for (n, words) in [
            (0, "null"),
            (1, "eins"),
            (16, "sechzehn"),
            (17, "siebzehn"),
            (21, "einundzwanzig"),
            (24, "vier und zwanzig"),
            (30, "dreißig"),
            (99, "neunundneunzig"),
            (101, "hundert eins"),
            (1_200, "tausend zweihundert"),
            (21_000, "einundzwanzig tausend"),
            (101_000, "hundert ein tausend"),
            (1_000_000, "eine Million"),
            (2_500_000, "zwei Millionen fünfhundert tausend"),
            (1_000_000_000_000, "eine Billion"),
        ] {
            assert_eq!(super::cardinal(n, Form::Alone), words);
        }
        assert_eq!(super::cardinal(1, Form::Masculine), "ein");
        assert_eq!(super::cardinal(101, Form::Feminine), "hundert eine");
    }

    #[test]
    fn years_ordinals_decades() {
        assert_eq!(super::year(1984), "neunzehnhundert vier und achtzig");
        assert_eq!(super::year(2010), "zwei tausend zehn");
        assert_eq!(super::year(800), "achthundert");
        for (n, stem) in [
            (1, "erst"),
            (2, "zweit"),
            (3, "dritt"),
            (7, "siebt"),
            (8, "acht"),
            (14, "vierzehnt"),
            (20, "zwanzigst"),
            (21, "einundzwanzigst"),
            (24, "vier und zwanzigst"),
            (100, "hundertst"),
            (103, "hundert dritt"),
        ] {
            assert_eq!(super::ordinal(n), stem);
        }
        assert_eq!(super::decade(80).as_deref(), Some("achtziger"));
        assert_eq!(
            super::decade(1990).as_deref(),
            Some("neunzehnhundert neunziger")
        );
        assert_eq!(super::decade(84), None);
    }
}
