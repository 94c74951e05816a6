//! English numbers.

use super::groups;

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const POWERS: [&str; 5] = ["", "thousand", "million", "billion", "trillion"];

fn below_hundred(n: u64) -> String {
    let n = n as usize;
    match (n / 10, n % 10) {
        (0 | 1, _) => SMALL[n].to_owned(),
        (tens, 0) => TENS[tens].to_owned(),
        (tens, ones) => format!("{}-{}", TENS[tens], SMALL[ones]),
    }
}

fn below_thousand(n: u64, british: bool) -> String {
    let and = if british { " and" } else { "" };
    match (n / 100, n % 100) {
        (0, rest) => below_hundred(rest),
        (hundreds, 0) => format!("{} hundred", SMALL[hundreds as usize]),
        (hundreds, rest) => format!(
            "{} hundred{and} {}",
            SMALL[hundreds as usize],
            below_hundred(rest)
        ),
    }
}

/// `british`: with "and" before the tens, also after a thousand.
pub(super) fn cardinal(n: u64, british: bool) -> String {
    if n == 0 {
        return SMALL[0].to_owned();
    }
    let mut words: Vec<String> = Vec::new();
    for (group, power) in groups(n) {
        if british && power == 0 && group < 100 && !words.is_empty() {
            words.push("and".to_owned());
        }
        words.push(below_thousand(group, british));
        if power > 0 {
            words.push(POWERS[power].to_owned());
        }
    }
    words.join(" ")
}

/// From 1010 in two halves, but for the first ten years of the century.
pub(super) fn year(n: u64, british: bool) -> String {
    let (century, rest) = (n / 100, n % 100);
    if !(1010..=2099).contains(&n) || (2000..2010).contains(&n) {
        return cardinal(n, british);
    }
    match rest {
        0 => format!("{} hundred", below_hundred(century)),
        1..=9 => format!("{} oh {}", below_hundred(century), below_hundred(rest)),
        _ => format!("{} {}", below_hundred(century), below_hundred(rest)),
    }
}

pub(super) fn ordinal(n: u64, british: bool) -> String {
    let cardinal = cardinal(n, british);
    let cut = cardinal.rfind([' ', '-']).map_or(0, |at| at + 1);
    let (head, last) = cardinal.split_at(cut);
    let last = match last {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        other => match other.strip_suffix('y') {
            Some(stem) => format!("{stem}ieth"),
            None => format!("{other}th"),
        },
    };
    format!("{head}{last}")
}

pub(super) fn decade(n: u64) -> Option<String> {
    let plural = |word: String| match word.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{word}s"),
    };
    match n {
        10..=99 if n.is_multiple_of(10) => Some(plural(below_hundred(n))),
        1000..=2999 if n.is_multiple_of(1000) => Some(plural(cardinal(n, false))),
        1000..=2999 if n.is_multiple_of(10) => Some(plural(year(n, false))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn cardinals() {
        for (n, us, gb) in [
            (0, "zero", "zero"),
            (7, "seven", "seven"),
            (19, "nineteen", "nineteen"),
            (21, "twenty-one", "twenty-one"),
            (100, "one hundred", "one hundred"),
            (
                365,
                "three hundred sixty-five",
                "three hundred and sixty-five",
            ),
            (1_001, "one thousand one", "one thousand and one"),
            (12_000_000_000, "twelve billion", "twelve billion"),
            (
                1_234_567,
                "one million two hundred thirty-four thousand five hundred sixty-seven",
                "one million two hundred and thirty-four thousand five hundred and sixty-seven",
            ),
            (1_000_000_000_000, "one trillion", "one trillion"),
        ] {
            assert_eq!(super::cardinal(n, false), us);
            assert_eq!(super::cardinal(n, true), gb);
        }
    }

    #[test]
    fn years_ordinals_decades() {
        for (n, words) in [
            (1066, "ten sixty-six"),
            (1900, "nineteen hundred"),
            (1905, "nineteen oh five"),
            (1984, "nineteen eighty-four"),
            (2000, "two thousand"),
            (2001, "two thousand one"),
            (2010, "twenty ten"),
            (2024, "twenty twenty-four"),
            (3001, "three thousand one"),
        ] {
            assert_eq!(super::year(n, false), words);
        }
        for (n, words) in [
            (1, "first"),
            (2, "second"),
            (3, "third"),
            (5, "fifth"),
            (8, "eighth"),
            (9, "ninth"),
            (12, "twelfth"),
            (20, "twentieth"),
            (21, "twenty-first"),
            (100, "one hundredth"),
            (1003, "one thousand third"),
        ] {
            assert_eq!(super::ordinal(n, false), words);
        }
        for (n, words) in [
            (80, Some("eighties")),
            (1990, Some("nineteen nineties")),
            (1900, Some("nineteen hundreds")),
            (2000, Some("two thousands")),
            (2010, Some("twenty tens")),
            (84, None),
            (1984, None),
        ] {
            assert_eq!(super::decade(n).as_deref(), words);
        }
    }
}
