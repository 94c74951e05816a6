//! A number and what stands around it: years, ordinals, decades, ranges, fractions, counts.

use super::Tongue;
use super::line::{Line, Reading};
use super::numbers::{self, Form, LARGEST, cardinal, decade, german_ordinal, year};
use super::numeral::Numeral;
use super::{dates, money, ordinals, ratio, telephone, times, units};

/// Reads a number, with the sign before it and the unit after it.
pub(super) fn read(line: &Line, at: usize) -> Option<Reading> {
    let c = line.at(at)?;
    if c.is_ascii_digit() {
        return number(line, at);
    }
    if line.before(at).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let next = at + c.len_utf8();
    if !line.at(next)?.is_ascii_digit() {
        return None;
    }
    match c {
        '#' => {
            let word = line
                .tongue
                .pick(["number", "Nummer", "número", "numéro", "numero"]);
            number(line, next).map(|r| Reading::new(r.end, format!("{word} {}", r.spoken)))
        }
        // `+44 20 7946 0018`; any other plus is read by its sign.
        '+' => telephone::read(line, next).map(|r| {
            let plus = line.tongue.pick(["plus", "plus", "más", "plus", "più"]);
            Reading::new(r.end, format!("{plus} {}", r.spoken))
        }),
        // `'90s`, `’84`, `'80`: the first two digits are left to the listener.
        '\'' | '’' | '‘' => number(line, next),
        // A range has a digit before it and was read with that.
        '−' | '-' => {
            let word = line
                .tongue
                .pick(["minus", "minus", "menos", "moins", "meno"]);
            number(line, next).map(|r| Reading::new(r.end, format!("{word} {}", r.spoken)))
        }
        _ => None,
    }
}

/// What begins with a digit.
fn number(line: &Line, at: usize) -> Option<Reading> {
    let numeral = Numeral::read(line, at)?;
    dates::figures(line, at)
        .or_else(|| telephone::read(line, at))
        .or_else(|| dotted(line, at, &numeral))
        .or_else(|| ratio::told(line, at, &numeral))
        .or_else(|| times::read(line, at))
        .or_else(|| ratio::untimed(line, at, &numeral))
        .or_else(|| ordinals::read(line, at, &numeral))
        .or_else(|| decade_sign(line, &numeral))
        .or_else(|| money::after(line, &numeral))
        .or_else(|| range(line, at, &numeral))
        .or_else(|| dates::day_first(line, at, &numeral))
        .or_else(|| fraction(line, &numeral))
        .or_else(|| by(line, &numeral))
        .or_else(|| measure(line, &numeral))
        .or_else(|| dates::month_first(line, at, &numeral))
        .or_else(|| {
            let form = counted(line, &numeral);
            Some(Reading::new(numeral.end, numeral.plain(line, form)))
        })
}

/// `2.0.1` is a version, `3.5.2020` a date where days come first.
fn dotted(line: &Line, at: usize, numeral: &Numeral) -> Option<Reading> {
    let rest = line.rest(at);
    let length = rest
        .find(|c: char| !(c.is_ascii_digit() || c == '.'))
        .unwrap_or(rest.len());
    let run = rest[..length].trim_end_matches('.');
    let parts: Vec<&str> = run.split('.').collect();
    if parts.len() < 3 || numeral.grouped || parts.iter().any(|part| part.is_empty()) {
        return None;
    }
    let number = |part: &str| match part.parse() {
        Ok(n) if n <= LARGEST => cardinal(line.tongue, n, Form::Alone),
        _ => numbers::digits(line.tongue, part),
    };
    let values: Vec<u64> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let english = matches!(line.tongue, Tongue::English { .. });
    let spoken = match values[..] {
        [day @ 1..=31, month @ 1..=12, year_or_two] if !english => {
            let year = match year_or_two {
                1000..=9999 => year(line.tongue, year_or_two),
                _ => number(parts[2]),
            };
            let day_month = |n: u64| match line.tongue {
                Tongue::German => german_ordinal(n, ordinals::ending(line, at, true)),
                _ => cardinal(line.tongue, n, Form::Alone),
            };
            format!("{} {} {year}", day_month(day), day_month(month))
        }
        _ => {
            let point = line
                .tongue
                .pick([" point ", " Punkt ", " punto ", " point ", " punto "]);
            let words: Vec<String> = parts.iter().map(|part| number(part)).collect();
            words.join(point)
        }
    };
    Some(Reading::new(at + run.len(), spoken))
}

/// `1990s`, `90's`, `80er`.
fn decade_sign(line: &Line, numeral: &Numeral) -> Option<Reading> {
    let n = numeral.value().filter(|_| numeral.fraction.is_empty())?;
    let endings: &[&str] = match line.tongue {
        Tongue::English { .. } => &["s", "'s", "’s"],
        Tongue::German => &["er"],
        _ => &[],
    };
    let end = endings
        .iter()
        .find_map(|ending| line.whole(numeral.end, ending))?;
    let spoken = decade(line.tongue, n).unwrap_or_else(|| match line.tongue {
        // `747s`, `10s`: a plural all the same.
        Tongue::English { .. } => format!("{}s", cardinal(line.tongue, n, Form::Alone)),
        _ => format!("{}er", cardinal(line.tongue, n, Form::Masculine)),
    });
    Some(Reading::new(end, spoken))
}

/// `1990–95`, `10-12`, `5–6 km`.
fn range(line: &Line, at: usize, numeral: &Numeral) -> Option<Reading> {
    let dash = line
        .at(numeral.end)
        .filter(|c| matches!(c, '–' | '-' | '—'))?;
    let next = numeral.end + dash.len_utf8();
    let other = Numeral::read(line, next)?;
    if let Some(days) = dates::first_of_two(line, at, numeral, next) {
        return Some(days);
    }
    let to = line.tongue.pick(["to", "bis", "a", "à", "a"]);
    let left = numeral.plain(line, Form::Alone);
    // The second half of `1990–95` is no year of its own.
    let right = match number(line, next) {
        Some(reading) => reading,
        None => Reading::new(other.end, other.plain(line, Form::Alone)),
    };
    Some(Reading::new(
        right.end,
        format!("{left} {to} {}", right.spoken),
    ))
}

/// `1/2`, `24/7`, `9/10`.
fn fraction(line: &Line, numeral: &Numeral) -> Option<Reading> {
    if line.at(numeral.end) != Some('/') {
        return None;
    }
    let below = Numeral::read(line, numeral.end + 1)?;
    let known = [
        (
            "1",
            "2",
            ["one half", "ein halb", "un medio", "un demi", "un mezzo"],
        ),
        (
            "1",
            "3",
            [
                "one third",
                "ein Drittel",
                "un tercio",
                "un tiers",
                "un terzo",
            ],
        ),
        (
            "2",
            "3",
            [
                "two thirds",
                "zwei Drittel",
                "dos tercios",
                "deux tiers",
                "due terzi",
            ],
        ),
        (
            "1",
            "4",
            [
                "one quarter",
                "ein Viertel",
                "un cuarto",
                "un quart",
                "un quarto",
            ],
        ),
    ];
    let last = line.at(below.end) != Some('/');
    if let Some((.., words)) = known
        .iter()
        .find(|(a, b, _)| last && *a == numeral.whole && *b == below.whole)
    {
        return Some(Reading::new(below.end, line.tongue.pick(*words)));
    }
    let glue = match below.whole.as_str() {
        "10" | "100" if last => line
            .tongue
            .pick([" out of ", " von ", " de ", " sur ", " su "]),
        _ => " ",
    };
    let left = numeral.plain(line, Form::Alone);
    let right = number(line, numeral.end + 1)?;
    Some(Reading::new(
        right.end,
        format!("{left}{glue}{}", right.spoken),
    ))
}

/// `3x`, `4x4`, `3 x 4`; `10 × 4` is read by its sign.
fn by(line: &Line, numeral: &Numeral) -> Option<Reading> {
    let left = numeral.words(line.tongue, Form::Alone);
    let start = line.skip_gap(numeral.end);
    let x = line.at(start).filter(|c| matches!(c, 'x' | 'X' | '×'))?;
    let next = start + x.len_utf8();
    let factor = line.skip_gap(next);
    let digit = line.at(factor).is_some_and(|c| c.is_ascii_digit());
    if let Some(right) = digit.then(|| number(line, factor)).flatten() {
        let glue = if factor == next {
            line.tongue.pick(["by", "mal", "por", "par", "per"])
        } else {
            line.tongue.pick(["times", "mal", "por", "fois", "per"])
        };
        let spoken = format!("{left} {glue} {}", right.spoken);
        return Some(Reading::new(right.end, spoken));
    }
    if start > numeral.end || line.at(next).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let times = line
        .tongue
        .pick([" times", "mal", " veces", " fois", " volte"]);
    Some(Reading::new(next, format!("{left}{times}")))
}

/// A number and its unit.
fn measure(line: &Line, numeral: &Numeral) -> Option<Reading> {
    let (end, unit, form) = units::unit(line, numeral.end, numeral.is_one())?;
    Some(Reading::new(
        end,
        format!("{} {unit}", numeral.words(line.tongue, form)),
    ))
}

/// The form of a number before what it counts, as far as the next word shows it.
fn counted(line: &Line, numeral: &Numeral) -> Form {
    let next = line.word_after(numeral.end);
    let feminine: &[&str] = match line.tongue {
        Tongue::German => &["e", "ung", "heit", "keit", "schaft", "ion", "tät"],
        Tongue::Spanish => &[
            "a", "as", "dad", "dades", "ción", "ciones", "vez", "veces", "mujer", "mujeres",
            "noche", "noches",
        ],
        // Only `un` and `une` differ, so a few common nouns are enough.
        Tongue::French => &[
            "fois",
            "heure",
            "heures",
            "année",
            "années",
            "minute",
            "minutes",
            "seconde",
            "secondes",
            "semaine",
            "semaines",
            "page",
            "pages",
            "femme",
            "femmes",
            "personne",
            "personnes",
            "chanson",
            "chansons",
            "voix",
            "tion",
            "tions",
        ],
        Tongue::Italian => &["a", "zione"],
        _ => &[],
    };
    let noun = match line.tongue {
        // A noun has a capital, and `Nummer 1` is no count.
        Tongue::German => next.starts_with(char::is_uppercase),
        Tongue::Spanish | Tongue::Italian => {
            next.chars().count() > 2
                && next.starts_with(char::is_lowercase)
                && !matches!(
                    next,
                    "por" | "per" | "che" | "con" | "para" | "del" | "della"
                )
        }
        Tongue::French => next.starts_with(char::is_lowercase),
        _ => false,
    };
    let masculine = match line.tongue {
        Tongue::Spanish => &["día", "días", "ema", "emas", "ama", "amas"][..],
        Tongue::Italian => &["ema", "amma"],
        _ => &[],
    };
    match noun {
        false => Form::Alone,
        // By the ending, which is right more often than any other guess.
        true if masculine.iter().any(|ending| next.ends_with(ending)) => Form::Masculine,
        true if feminine.iter().any(|ending| next.ends_with(ending)) => Form::Feminine,
        true => Form::Masculine,
    }
}
