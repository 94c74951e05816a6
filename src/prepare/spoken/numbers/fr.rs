//! French numbers, without hyphens: joined, the embedded engine spells them by rule and errs.

use super::{Form, groups};

const SMALL: [&str; 17] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize",
];
const TENS: [&str; 7] = [
    "",
    "",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
];
const POWERS: [&str; 3] = ["million", "milliard", "billion"];

fn below_hundred(n: u64, form: Form) -> String {
    let one = if form == Form::Feminine { "une" } else { "un" };
    let at = n as usize;
    match n {
        1 => one.to_owned(),
        0..17 => SMALL[at].to_owned(),
        17..20 => format!("dix {}", SMALL[at - 10]),
        20..70 => match at % 10 {
            0 => TENS[at / 10].to_owned(),
            1 => format!("{} et {one}", TENS[at / 10]),
            ones => format!("{} {}", TENS[at / 10], SMALL[ones]),
        },
        71 => "soixante et onze".to_owned(),
        70..80 => format!("soixante {}", below_hundred(n - 60, form)),
        80 => "quatre vingt".to_owned(),
        _ => format!("quatre vingt {}", below_hundred(n - 80, form)),
    }
}

fn below_thousand(n: u64, form: Form) -> String {
    match (n / 100, n % 100) {
        (0, rest) => below_hundred(rest, form),
        (1, 0) => "cent".to_owned(),
        (1, rest) => format!("cent {}", below_hundred(rest, form)),
        (hundreds, 0) => format!("{} cents", SMALL[hundreds as usize]),
        (hundreds, rest) => format!(
            "{} cent {}",
            SMALL[hundreds as usize],
            below_hundred(rest, form)
        ),
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
            (1, 1) => "mille".to_owned(),
            (_, 1) => format!(
                "{} mille",
                // `deux cent mille`: no s before mille.
                below_thousand(group, Form::Masculine).replace("cents", "cent")
            ),
            (1, _) => format!("un {}", POWERS[power - 2]),
            _ => format!(
                "{} {}s",
                below_thousand(group, Form::Masculine),
                POWERS[power - 2]
            ),
        })
        .collect();
    words.join(" ")
}

pub(super) fn ordinal(n: u64, form: Form) -> Option<String> {
    if n == 0 {
        return None;
    }
    if n == 1 {
        let first = if form == Form::Feminine {
            "première"
        } else {
            "premier"
        };
        return Some(first.to_owned());
    }
    let words = cardinal(n, Form::Alone);
    let stem = match words.as_str() {
        w if w.ends_with("cinq") => format!("{w}u"),
        w if w.ends_with("neuf") => format!("{}v", w.trim_end_matches('f')),
        w => w.trim_end_matches(['e', 's']).to_owned(),
    };
    // `trois` keeps its s, `cents` does not.
    let stem = if words.ends_with("trois") {
        words
    } else {
        stem
    };
    Some(format!("{stem}ième"))
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn cardinals() {
        for (n, words) in [
            (0, "zéro"),
            (1, "un"),
            (17, "dix sept"),
            (21, "vingt et un"),
            (22, "vingt deux"),
            (70, "soixante dix"),
            (71, "soixante et onze"),
            (77, "soixante dix sept"),
            (80, "quatre vingt"),
            (81, "quatre vingt un"),
            (99, "quatre vingt dix neuf"),
            (100, "cent"),
            (200, "deux cents"),
            (201, "deux cent un"),
            (1_984, "mille neuf cent quatre vingt quatre"),
            (200_000, "deux cent mille"),
            (2_000_000, "deux millions"),
            (1_000_000_000, "un milliard"),
        ] {
            assert_eq!(super::cardinal(n, Form::Alone), words);
        }
        assert_eq!(super::cardinal(21, Form::Feminine), "vingt et une");
    }

    #[test]
    fn ordinals() {
        for (n, word) in [
            (1, "premier"),
            (2, "deuxième"),
            (3, "troisième"),
            (4, "quatrième"),
            (5, "cinquième"),
            (9, "neuvième"),
            (11, "onzième"),
            (19, "dix neuvième"),
            (20, "vingtième"),
            (21, "vingt et unième"),
            (100, "centième"),
            (200, "deux centième"),
            (1000, "millième"),
        ] {
            assert_eq!(super::ordinal(n, Form::Alone).as_deref(), Some(word));
        }
        assert_eq!(
            super::ordinal(1, Form::Feminine).as_deref(),
            Some("première")
        );
        assert_eq!(super::ordinal(0, Form::Alone), None);
    }
}
