//! Spanish numbers.

use super::{Form, groups};

const SMALL: [&str; 30] = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
];
const TENS: [&str; 10] = [
    "",
    "",
    "",
    "treinta",
    "cuarenta",
    "cincuenta",
    "sesenta",
    "setenta",
    "ochenta",
    "noventa",
];
const HUNDREDS: [&str; 10] = [
    "",
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
    "ochocientos",
    "novecientos",
];
const ORDINAL_ONES: [&str; 10] = [
    "", "primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven",
];
const ORDINAL_TENS: [&str; 10] = [
    "",
    "décim",
    "vigésim",
    "trigésim",
    "cuadragésim",
    "quincuagésim",
    "sexagésim",
    "septuagésim",
    "octogésim",
    "nonagésim",
];

fn below_hundred(n: u64, form: Form) -> String {
    let (tens, ones) = ((n / 10) as usize, (n % 10) as usize);
    match (n, form) {
        (1, Form::Masculine) => "un".to_owned(),
        (1, Form::Feminine) => "una".to_owned(),
        (21, Form::Masculine) => "veintiún".to_owned(),
        (21, Form::Feminine) => "veintiuna".to_owned(),
        (0..30, _) => SMALL[n as usize].to_owned(),
        _ if ones == 0 => TENS[tens].to_owned(),
        _ => format!("{} y {}", TENS[tens], below_hundred(n % 10, form)),
    }
}

fn below_thousand(n: u64, form: Form) -> String {
    let hundreds = match n / 100 {
        0 => return below_hundred(n, form),
        1 if n == 100 => return "cien".to_owned(),
        h => HUNDREDS[h as usize],
    };
    let hundreds = match (form, hundreds.strip_suffix("os")) {
        (Form::Feminine, Some(stem)) => format!("{stem}as"),
        _ => hundreds.to_owned(),
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
    let mut words: Vec<String> = Vec::new();
    // The long scale: 10^9 is `mil millones`, 10^12 `un billón`.
    for (part, one, many) in [
        (n / 1_000_000_000_000, "billón", "billones"),
        (n / 1_000_000 % 1_000_000, "millón", "millones"),
    ] {
        if part > 0 {
            words.push(thousands(part, Form::Masculine));
            words.push(if part == 1 { one } else { many }.to_owned());
        }
    }
    if !n.is_multiple_of(1_000_000) {
        words.push(thousands(n % 1_000_000, form));
    }
    words.join(" ")
}

fn thousands(n: u64, form: Form) -> String {
    let words: Vec<String> = groups(n)
        .into_iter()
        .map(|(group, power)| match (group, power) {
            (1, 1) => "mil".to_owned(),
            (_, 1) => format!("{} mil", below_thousand(group, Form::Masculine)),
            _ => below_thousand(group, form),
        })
        .collect();
    words.join(" ")
}

/// Up to the hundredth; beyond, people say the cardinal.
pub(super) fn ordinal(n: u64, form: Form) -> Option<String> {
    let end = if form == Form::Feminine { "a" } else { "o" };
    let (tens, ones) = ((n / 10) as usize, (n % 10) as usize);
    match n {
        1 | 3 if form == Form::Masculine => Some(ORDINAL_ONES[ones].to_owned()),
        1..10 => Some(format!("{}{end}", ORDINAL_ONES[ones])),
        11 => Some(format!("undécim{end}")),
        12 => Some(format!("duodécim{end}")),
        13..20 => Some(format!("decimo{}{end}", ORDINAL_ONES[ones]).replace("moo", "mo")),
        100 => Some(format!("centésim{end}")),
        10..100 if ones == 0 => Some(format!("{}{end}", ORDINAL_TENS[tens])),
        20..100 => Some(format!(
            "{}{end} {}{end}",
            ORDINAL_TENS[tens], ORDINAL_ONES[ones]
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn cardinals() {
        for (n, words) in [
            (0, "cero"),
            (1, "uno"),
            (16, "dieciséis"),
            (21, "veintiuno"),
            (31, "treinta y uno"),
            (100, "cien"),
            (101, "ciento uno"),
            (555, "quinientos cincuenta y cinco"),
            (1_000, "mil"),
            (1_984, "mil novecientos ochenta y cuatro"),
            (21_000, "veintiún mil"),
            (1_000_000, "un millón"),
            (2_000_001, "dos millones uno"),
            (1_000_000_000, "mil millones"),
            (1_000_000_000_000, "un billón"),
        ] {
            assert_eq!(super::cardinal(n, Form::Alone), words);
        }
        assert_eq!(super::cardinal(21, Form::Masculine), "veintiún");
        assert_eq!(super::cardinal(31, Form::Masculine), "treinta y un");
        assert_eq!(super::cardinal(201, Form::Feminine), "doscientas una");
    }

    #[test]
    fn ordinals() {
        for (n, form, word) in [
            (1, Form::Alone, Some("primero")),
            (1, Form::Masculine, Some("primer")),
            (1, Form::Feminine, Some("primera")),
            (3, Form::Masculine, Some("tercer")),
            (8, Form::Alone, Some("octavo")),
            (13, Form::Alone, Some("decimotercero")),
            (18, Form::Alone, Some("decimoctavo")),
            (20, Form::Feminine, Some("vigésima")),
            (21, Form::Alone, Some("vigésimo primero")),
            (0, Form::Alone, None),
            (101, Form::Alone, None),
        ] {
            assert_eq!(super::ordinal(n, form).as_deref(), word);
        }
    }
}
