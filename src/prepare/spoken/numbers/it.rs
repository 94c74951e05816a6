//! Italian numbers, the hundreds set apart: in one long word their stress is lost.

use super::{Form, groups};

const SMALL: [&str; 20] = [
    "zero",
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
];
const TENS: [&str; 10] = [
    "",
    "",
    "venti",
    "trenta",
    "quaranta",
    "cinquanta",
    "sessanta",
    "settanta",
    "ottanta",
    "novanta",
];
const POWERS: [(&str, &str); 3] = [
    ("milione", "milioni"),
    ("miliardo", "miliardi"),
    ("bilione", "bilioni"),
];
const FIRST_ORDINALS: [&str; 11] = [
    "", "prim", "second", "terz", "quart", "quint", "sest", "settim", "ottav", "non", "decim",
];

fn below_hundred(n: u64, form: Form) -> String {
    let at = n as usize;
    match (at / 10, at % 10, form) {
        (0, 1, Form::Masculine) => "un".to_owned(),
        (0, 1, Form::Feminine) => "una".to_owned(),
        (0 | 1, _, _) => SMALL[at].to_owned(),
        (tens, 0, _) => TENS[tens].to_owned(),
        // The vowel goes before another: ventuno, ventotto.
        (tens, ones @ (1 | 8), _) => {
            format!("{}{}", &TENS[tens][..TENS[tens].len() - 1], SMALL[ones])
        }
        // In one word `ventitré` came out as "ventitrì", and the others with closed vowels.
        (tens, ones @ (3 | 7 | 9), _) => format!("{} {}", TENS[tens], SMALL[ones]),
        (tens, ones, _) => format!("{}{}", TENS[tens], SMALL[ones]),
    }
}

fn below_thousand(n: u64, form: Form) -> String {
    let hundreds = match n / 100 {
        0 => return below_hundred(n, form),
        1 => "cento".to_owned(),
        h => format!("{}cento", SMALL[h as usize]),
    };
    match n % 100 {
        0 => hundreds,
        rest => format!("{hundreds} {}", below_hundred(rest, Form::Alone)),
    }
}

pub(super) fn cardinal(n: u64, form: Form) -> String {
    if n == 0 {
        return SMALL[0].to_owned();
    }
    let words: Vec<String> = groups(n)
        .into_iter()
        .map(|(group, power)| match (group, power) {
            (_, 0) => below_thousand(group, if n == 1 { form } else { Form::Alone }),
            (1, 1) => "mille".to_owned(),
            (_, 1) => format!("{}mila", below_thousand(group, Form::Alone)),
            (1, _) => format!("un {}", POWERS[power - 2].0),
            _ => format!(
                "{} {}",
                below_thousand(group, Form::Alone),
                POWERS[power - 2].1
            ),
        })
        .collect();
    words.join(" ")
}

pub(super) fn ordinal(n: u64, form: Form) -> Option<String> {
    let end = if form == Form::Feminine { "a" } else { "o" };
    match n {
        0 => None,
        1..=10 => Some(format!("{}{end}", FIRST_ORDINALS[n as usize])),
        _ => {
            let mut words = cardinal(n, Form::Alone);
            if n % 100 > 20 && matches!(n % 10, 3 | 7 | 9) {
                // Here the tens and the ones are one word again.
                let gap = words.rfind(' ').unwrap_or_default();
                words.remove(gap);
            }
            // The last vowel goes, but for `-tre` and `-sei`: ventitreesimo, ventiseiesimo.
            let stem = if words.ends_with("tre") || words.ends_with("sei") {
                words
            } else if let Some(stem) = words.strip_suffix("mila") {
                format!("{stem}mill")
            } else {
                words[..words.len() - 1].to_owned()
            };
            Some(format!("{stem}esim{end}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn cardinals() {
        for (n, words) in [
            (0, "zero"),
            (1, "uno"),
            (17, "diciassette"),
            (21, "ventuno"),
            (23, "venti tre"),
            (59, "cinquanta nove"),
            (28, "ventotto"),
            (100, "cento"),
            (365, "trecento sessantacinque"),
            (1_000, "mille"),
            (1_984, "mille novecento ottantaquattro"),
            (2_010, "duemila dieci"),
            (
                234_567,
                "duecento trentaquattromila cinquecento sessanta sette",
            ),
            (1_000_000, "un milione"),
            (3_000_000_000, "tre miliardi"),
        ] {
            assert_eq!(super::cardinal(n, Form::Alone), words);
        }
        assert_eq!(super::cardinal(1, Form::Masculine), "un");
        assert_eq!(super::cardinal(1, Form::Feminine), "una");
        assert_eq!(super::cardinal(1_001, Form::Masculine), "mille uno");
    }

    #[test]
    fn ordinals() {
        for (n, word) in [
            (1, "primo"),
            (8, "ottavo"),
            (10, "decimo"),
            (11, "undicesimo"),
            (14, "quattordicesimo"),
            (20, "ventesimo"),
            (21, "ventunesimo"),
            (23, "ventitreesimo"),
            (26, "ventiseiesimo"),
            (27, "ventisettesimo"),
            (1_023, "mille ventitreesimo"),
            (103, "cento treesimo"),
            (100, "centesimo"),
            (2000, "duemillesimo"),
        ] {
            assert_eq!(super::ordinal(n, Form::Alone).as_deref(), Some(word));
        }
        assert_eq!(
            super::ordinal(20, Form::Feminine).as_deref(),
            Some("ventesima")
        );
        assert_eq!(super::ordinal(0, Form::Alone), None);
    }
}
