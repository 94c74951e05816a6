//! Sums of money, with the sign before the number or after it: `$5M`, `£3.50`, `5 €`.

use super::Tongue;
use super::line::{Line, Reading};
use super::numbers::{Form, cardinal};
use super::numeral::Numeral;

/// A currency: its signs; singular and plural in the order en, de, es, fr, it; feminine in
/// Spanish, French and Italian; what a hundredth is called in the plural.
struct Currency {
    signs: &'static [&'static str],
    words: [(&'static str, &'static str); 5],
    feminine: [bool; 5],
    cents: &'static str,
}

const CURRENCIES: &[Currency] = &[
    Currency {
        signs: &["US$", "$", "USD"],
        words: [
            ("dollar", "dollars"),
            ("Dollar", "Dollar"),
            ("dólar", "dólares"),
            ("dollar", "dollars"),
            ("dollaro", "dollari"),
        ],
        feminine: [false; 5],
        cents: "cents",
    },
    Currency {
        signs: &["€", "EUR"],
        words: [
            ("euro", "euros"),
            ("Euro", "Euro"),
            ("euro", "euros"),
            ("euro", "euros"),
            ("euro", "euro"),
        ],
        feminine: [false; 5],
        cents: "cents",
    },
    Currency {
        signs: &["£", "GBP"],
        words: [
            ("pound", "pounds"),
            ("Pfund", "Pfund"),
            ("libra", "libras"),
            ("livre", "livres"),
            ("sterlina", "sterline"),
        ],
        feminine: [false, false, true, true, true],
        cents: "",
    },
    Currency {
        signs: &["¥", "JPY"],
        words: [
            ("yen", "yen"),
            ("Yen", "Yen"),
            ("yen", "yenes"),
            ("yen", "yens"),
            ("yen", "yen"),
        ],
        feminine: [false; 5],
        cents: "",
    },
    Currency {
        signs: &["CHF", "Fr."],
        words: [
            ("franc", "francs"),
            ("Franken", "Franken"),
            ("franco", "francos"),
            ("franc", "francs"),
            ("franco", "franchi"),
        ],
        feminine: [false; 5],
        cents: "",
    },
];

/// What multiplies a sum: as written, its power of a thousand (1 thousand, 2 million, …).
const MAGNITUDES: &[(&str, usize)] = &[
    ("k", 1),
    ("K", 1),
    ("thousand", 1),
    ("m", 2),
    ("M", 2),
    ("mn", 2),
    ("mil", 2),
    ("million", 2),
    ("millions", 2),
    ("Mio.", 2),
    ("Mio", 2),
    ("Million", 2),
    ("Millionen", 2),
    ("millón", 2),
    ("millones", 2),
    ("milione", 2),
    ("milioni", 2),
    ("b", 3),
    ("B", 3),
    ("bn", 3),
    ("billion", 3),
    ("Mrd.", 3),
    ("Mrd", 3),
    ("Milliarde", 3),
    ("Milliarden", 3),
    ("milliard", 3),
    ("milliards", 3),
    ("miliardo", 3),
    ("miliardi", 3),
    ("trillion", 4),
];

/// Reads a sum whose sign stands before the number.
pub(super) fn read(line: &Line, at: usize) -> Option<Reading> {
    if line.before(at).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let rest = line.rest(at);
    let (currency, sign) = sign(rest)?;
    let start = line.skip_gap(at + sign.len());
    let numeral = Numeral::read(line, start)?;
    let dash = line.at(numeral.end).filter(|c| matches!(c, '-' | '–'));
    // `$5–10 million`: the sign and the magnitude belong to both.
    if let Some(upper) = dash.and_then(|c| Numeral::read(line, numeral.end + c.len_utf8())) {
        let to = line.tongue.pick(["to", "bis", "a", "à", "a"]);
        let (end, words) = sum(line, currency, &upper);
        let lower = numeral.words(line.tongue, Form::Alone);
        return Some(Reading::new(end, format!("{lower} {to} {words}")));
    }
    let (end, words) = sum(line, currency, &numeral);
    Some(Reading::new(end, words))
}

/// Reads a sum whose sign stands after the number.
pub(super) fn after(line: &Line, numeral: &Numeral) -> Option<Reading> {
    let (magnitude, end) = match magnitude(line, numeral.end, false) {
        Some((power, end)) => (Some(power), end),
        None => (None, numeral.end),
    };
    let start = line.skip_gap(end);
    if start > end + '\u{202f}'.len_utf8() {
        return None;
    }
    let (currency, sign) = sign(line.rest(start))?;
    // `5 $10 notes`: the sign belongs to what follows it.
    let past = start + sign.len();
    if line.at(past).is_some_and(|c| c.is_ascii_digit()) || line.whole(start, sign).is_none() {
        return None;
    }
    Some(Reading::new(
        past,
        words(line.tongue, currency, numeral, magnitude),
    ))
}

fn sign(rest: &str) -> Option<(&'static Currency, &'static str)> {
    CURRENCIES.iter().find_map(|currency| {
        let sign = currency
            .signs
            .iter()
            .find(|sign| rest.starts_with(**sign))?;
        Some((currency, *sign))
    })
}

fn sum(line: &Line, currency: &Currency, numeral: &Numeral) -> (usize, String) {
    let (magnitude, end) = match magnitude(line, numeral.end, true) {
        Some((power, end)) => (Some(power), end),
        None => (None, numeral.end),
    };
    (end, words(line.tongue, currency, numeral, magnitude))
}

/// The magnitude after a number; single letters only where a sign stood before it and without a
/// space, because `5 m` are metres.
fn magnitude(line: &Line, at: usize, signed: bool) -> Option<(usize, usize)> {
    let hyphen = signed && line.at(at) == Some('-');
    let start = line.skip_gap(at + usize::from(hyphen));
    MAGNITUDES
        .iter()
        .filter(|(written, _)| {
            written.len() > 3
                || signed && start == at
                || written.starts_with('M') && written.len() > 1
        })
        .filter_map(|(written, power)| Some((*power, line.whole(start, written)?)))
        .max_by_key(|(_, end)| *end)
}

fn words(
    tongue: Tongue,
    currency: &Currency,
    numeral: &Numeral,
    magnitude: Option<usize>,
) -> String {
    let (one, many) = tongue.pick(currency.words);
    let form = if tongue.pick(currency.feminine) {
        Form::Feminine
    } else {
        Form::Masculine
    };
    if let Some(power) = magnitude {
        return large(tongue, numeral, power, many);
    }
    let cents = match numeral.fraction.as_str() {
        "" | "00" => None,
        two if two.len() == 2 => two.parse::<u64>().ok(),
        _ => return format!("{} {many}", numeral.words(tongue, Form::Alone)),
    };
    let whole = numeral.whole_part();
    let unit = if whole.is_one() { one } else { many };
    let sum = format!("{} {unit}", whole.words(tongue, form));
    let Some(cents) = cents else { return sum };
    let cents = cardinal(tongue, cents, Form::Alone);
    match tongue {
        Tongue::English { .. } | Tongue::Other if currency.cents.is_empty() => {
            format!("{sum} {cents}")
        }
        Tongue::English { .. } | Tongue::Other => format!("{sum} and {cents} {}", currency.cents),
        Tongue::German | Tongue::French => format!("{sum} {cents}"),
        Tongue::Spanish => format!("{sum} con {cents}"),
        Tongue::Italian => format!("{sum} e {cents}"),
    }
}

/// `five million dollars`, `cinco millones de dólares`, `deux milliards d'euros`.
fn large(tongue: Tongue, numeral: &Numeral, power: usize, many: &str) -> String {
    let one = numeral.is_one();
    let names: [(&str, &str); 5] = match power {
        1 => [
            ("thousand", "thousand"),
            ("tausend", "tausend"),
            ("mil", "mil"),
            ("mille", "mille"),
            ("mila", "mila"),
        ],
        2 => [
            ("million", "million"),
            ("Million", "Millionen"),
            ("millón", "millones"),
            ("million", "millions"),
            ("milione", "milioni"),
        ],
        3 => [
            ("billion", "billion"),
            ("Milliarde", "Milliarden"),
            ("mil millones", "mil millones"),
            ("milliard", "milliards"),
            ("miliardo", "miliardi"),
        ],
        _ => [
            ("trillion", "trillion"),
            ("Billion", "Billionen"),
            ("billón", "billones"),
            ("billion", "billions"),
            ("bilione", "bilioni"),
        ],
    };
    let (singular, plural) = tongue.pick(names);
    let name = if one { singular } else { plural };
    let form = if tongue == Tongue::German && power > 1 {
        Form::Feminine
    } else {
        Form::Masculine
    };
    let number = numeral.words(tongue, form);
    let of = match tongue {
        _ if power == 1 => " ",
        Tongue::Spanish => " de ",
        Tongue::French if many.starts_with(['a', 'e', 'i', 'o', 'u']) => " d'",
        Tongue::French => " de ",
        Tongue::Italian => " di ",
        _ => " ",
    };
    format!("{number} {name}{of}{many}")
}
