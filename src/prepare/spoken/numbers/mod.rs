//! A number to words, in the five languages of the embedded voices.
//!
//! Everything is spelled out, also what the embedded engine would have read by itself, so that
//! one line is read alike by every engine and `--spoken` shows what will be heard. How the words
//! are spaced was decided by comparing phonemes with the engine's own reading of the digits:
//! German `vierund…` in one word became "vi-rund", French `dix-sept` with its hyphen "diks-sèp",
//! Italian hundreds in one long word lost their stress. Set apart, all of them come out right.
//! The crate `num2words` was looked at: it has English, French and Ukrainian, and writes the
//! joined forms.

mod de;
mod en;
mod es;
mod fr;
mod it;

use super::Tongue;

/// The largest number that is read as one; longer ones are read digit by digit.
pub(super) const LARGEST: u64 = 999_999_999_999_999;

/// What a number stands before, where that changes its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// By itself: counting, years, `eins`, `uno`.
    Alone,
    /// Before a masculine or neuter noun: `ein Euro`, `un euro`, `veintiún euros`.
    Masculine,
    /// Before a feminine noun: `eine Stunde`, `una hora`, `une heure`.
    Feminine,
}

/// The number in words; its digits where the language has no table.
pub(super) fn cardinal(tongue: Tongue, n: u64, form: Form) -> String {
    if n > LARGEST {
        return digits(tongue, &n.to_string());
    }
    match tongue {
        Tongue::English { british } => en::cardinal(n, british),
        Tongue::German => de::cardinal(n, form),
        Tongue::Spanish => es::cardinal(n, form),
        Tongue::French => fr::cardinal(n, form),
        Tongue::Italian => it::cardinal(n, form),
        Tongue::Other => n.to_string(),
    }
}

/// Each digit by itself, as in a telephone number; other characters are left out.
pub(super) fn digits(tongue: Tongue, digits: &str) -> String {
    let words: Vec<String> = digits
        .chars()
        .filter_map(|c| c.to_digit(10))
        .map(|d| cardinal(tongue, u64::from(d), Form::Alone))
        .collect();
    words.join(" ")
}

/// The year in words: `nineteen oh five`, `neunzehnhundert fünf`.
pub(super) fn year(tongue: Tongue, n: u64) -> String {
    match tongue {
        Tongue::English { british } => en::year(n, british),
        Tongue::German => de::year(n),
        _ => cardinal(tongue, n, Form::Alone),
    }
}

/// The ordinal, as an English word or with the ending that the form asks for; German takes the
/// ending `-te`, see [`german_ordinal`] for the others. `None` where nobody would say one.
pub(super) fn ordinal(tongue: Tongue, n: u64, form: Form) -> Option<String> {
    if n > LARGEST {
        return None;
    }
    match tongue {
        Tongue::English { british } => Some(en::ordinal(n, british)),
        Tongue::German => Some(de::ordinal(n) + "e"),
        Tongue::Spanish => es::ordinal(n, form),
        Tongue::French => fr::ordinal(n, form),
        Tongue::Italian => it::ordinal(n, form),
        Tongue::Other => None,
    }
}

/// The German ordinal with an ending of its own: `dritten`, `dritter`.
pub(super) fn german_ordinal(n: u64, ending: &str) -> String {
    de::ordinal(n) + ending
}

/// Ten years by their first one: `nineteen nineties`, `achtziger`. Only where the language has
/// such words; `n` is 80 or 1980.
pub(super) fn decade(tongue: Tongue, n: u64) -> Option<String> {
    match tongue {
        Tongue::English { .. } => en::decade(n),
        Tongue::German => de::decade(n),
        _ => None,
    }
}

/// Groups of three digits, the highest first, each with its power of a thousand; no empty ones.
fn groups(n: u64) -> Vec<(u64, usize)> {
    (0..6)
        .rev()
        .map(|power| (n / 1000u64.pow(power) % 1000, power as usize))
        .filter(|(group, _)| *group > 0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every number below ten thousand has words of its own: no table has a gap or a double.
    #[test]
    fn no_two_numbers_sound_alike() {
        for tongue in [
            Tongue::English { british: false },
            Tongue::German,
            Tongue::Spanish,
            Tongue::French,
            Tongue::Italian,
        ] {
            let mut seen = std::collections::BTreeMap::new();
            for n in (0..10_000).chain((1..999).map(|n| n * 1_000_001)) {
                let words = cardinal(tongue, n, Form::Alone);
                assert!(!words.contains("  ") && words == words.trim(), "{words:?}");
                assert!(words.chars().all(|c| !c.is_ascii_digit()), "{words}");
                // Where a language joins differently (`mille un` …) the words still differ.
                let before = seen.insert(words.clone(), n);
                assert_eq!(before, None, "{tongue:?} {words}");
            }
        }
    }

    #[test]
    fn long_ones_are_read_digit_by_digit() {
        let english = Tongue::English { british: false };
        assert!(cardinal(english, u64::MAX, Form::Alone).starts_with("one eight four"));
        assert_eq!(digits(english, "0-7"), "zero seven");
    }
}
