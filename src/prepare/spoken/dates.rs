//! Dates in figures to dates as said: `2021-04-03`, `22/11/2020`, `4 May`, `May 4`.
//!
//! What is said must not claim more than what is written. `2021-04-03` has one meaning (ISO 8601)
//! and is said as the language says dates. `3/4/2021` has two in English, April or March: its
//! numbers are said one by one, with pauses, as the listener would read them on the page. The
//! accent of the voice does not decide, because it is the narrator's and not the author's.

use super::Tongue;
use super::line::{Line, Reading};
use super::numbers::{Form, cardinal, german_ordinal, ordinal, year};
use super::numeral::Numeral;
use super::ordinals;

/// The months in the order en, de, es, fr, it.
const MONTHS: [[&str; 5]; 12] = [
    ["January", "Januar", "enero", "janvier", "gennaio"],
    ["February", "Februar", "febrero", "février", "febbraio"],
    ["March", "März", "marzo", "mars", "marzo"],
    ["April", "April", "abril", "avril", "aprile"],
    ["May", "Mai", "mayo", "mai", "maggio"],
    ["June", "Juni", "junio", "juin", "giugno"],
    ["July", "Juli", "julio", "juillet", "luglio"],
    ["August", "August", "agosto", "août", "agosto"],
    [
        "September",
        "September",
        "septiembre",
        "septembre",
        "settembre",
    ],
    ["October", "Oktober", "octubre", "octobre", "ottobre"],
    ["November", "November", "noviembre", "novembre", "novembre"],
    ["December", "Dezember", "diciembre", "décembre", "dicembre"],
];

/// Short English months, by their number.
const SHORT: &[(&str, usize)] = &[
    ("Jan", 1),
    ("Feb", 2),
    ("Mar", 3),
    ("Apr", 4),
    ("Jun", 6),
    ("Jul", 7),
    ("Aug", 8),
    ("Sep", 9),
    ("Sept", 9),
    ("Oct", 10),
    ("Nov", 11),
    ("Dec", 12),
];

/// Words that stand before a day. Without one (or a year behind), `I was 4. May was 5` and
/// `At 4 May left` would become dates: three months are names of people too.
const BEFORE_A_DAY: &[&str] = &[
    "about", "after", "and", "around", "before", "between", "by", "for", "from", "is", "of", "on",
    "or", "since", "the", "till", "to", "until", "was",
];

/// What a street is called that has the name of a month: `12 May Street`.
const STREETS: &[&str] = &[
    "Avenue", "Ave", "Lane", "Place", "Road", "Square", "St", "Street",
];

/// `2021-04-03`, and by slashes `3/4/2021`; a day that no month has is no date.
pub(super) fn figures(line: &Line, at: usize) -> Option<Reading> {
    iso(line, at).or_else(|| slashes(line, at))
}

/// Three runs of digits with `sign` between them, and where they end.
fn three(line: &Line, at: usize, sign: char) -> Option<([usize; 3], [u64; 3], usize)> {
    let mut place = at;
    let (mut lengths, mut values) = ([0; 3], [0; 3]);
    for n in 0..3 {
        if n > 0 {
            place += line.rest(place).starts_with(sign).then_some(1)?;
        }
        let rest = line.rest(place);
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let digits = rest.get(..length).filter(|_| (1..=4).contains(&length))?;
        (lengths[n], values[n]) = (length, digits.parse().ok()?);
        place += length;
    }
    let more = line
        .at(place)
        .is_some_and(|c| c.is_alphanumeric() || c == sign);
    (!more).then_some((lengths, values, place))
}

fn iso(line: &Line, at: usize) -> Option<Reading> {
    let (lengths, [year, month, day], end) = three(line, at, '-')?;
    let spoken = said(line, at, day, month, year)?;
    (lengths == [4, 2, 2]).then(|| Reading::new(end, spoken))
}

fn slashes(line: &Line, at: usize) -> Option<Reading> {
    let (lengths, [first, second, last], end) = three(line, at, '/')?;
    if lengths[0] > 2 || lengths[1] > 2 || lengths[2] != 4 {
        return None;
    }
    let english = matches!(line.tongue, Tongue::English { .. });
    let spoken = match (english, first > 12, second > 12) {
        (false, ..) | (true, true, false) => said(line, at, first, second, last)?,
        (true, false, true) => said(line, at, second, first, last)?,
        // The 4th of the 4th is the same either way.
        (true, false, false) if first == second => said(line, at, first, second, last)?,
        _ => {
            let number = |n| cardinal(line.tongue, n, Form::Alone);
            let last = year_words(line.tongue, last);
            format!("{}, {}, {last}", number(first), number(second))
        }
    };
    Some(Reading::new(end, spoken))
}

fn year_words(tongue: Tongue, n: u64) -> String {
    match n {
        1010..=2999 => year(tongue, n),
        _ => cardinal(tongue, n, Form::Alone),
    }
}

/// A whole date, in the order in which the accent or the language says it.
fn said(line: &Line, at: usize, day: u64, month: u64, year: u64) -> Option<String> {
    const LONGEST: [u64; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let n = usize::try_from(month).ok()?.checked_sub(1)?;
    if day == 0 || day > *LONGEST.get(n)? {
        return None;
    }
    let tongue = line.tongue;
    let month = tongue.pick(MONTHS[n]);
    let year = year_words(tongue, year);
    let number = || match day {
        1 => ordinal(tongue, day, Form::Alone),
        _ => Some(cardinal(tongue, day, Form::Alone)),
    };
    Some(match tongue {
        Tongue::English { british: true } => {
            format!("{} of {month} {year}", the_day(line, at, day)?)
        }
        Tongue::English { british: false } => {
            format!("{month} {}, {year}", ordinal(tongue, day, Form::Alone)?)
        }
        Tongue::German => {
            let day = german_ordinal(day, ordinals::ending(line, at, true));
            format!("{day} {month} {year}")
        }
        Tongue::Spanish => format!("{} de {month} de {year}", number()?),
        Tongue::French | Tongue::Italian | Tongue::Other => {
            format!("{} {month} {year}", number()?)
        }
    })
}

/// `the fourth`, without a second article where the author wrote one.
fn the_day(line: &Line, at: usize, day: u64) -> Option<String> {
    let day = ordinal(line.tongue, day, Form::Alone)?;
    Some(match line.word_before(at) {
        "the" | "The" => day,
        _ => format!("the {day}"),
    })
}

/// The number as the day of a month.
fn day(numeral: &Numeral) -> Option<u64> {
    let plain = numeral.fraction.is_empty() && !numeral.grouped;
    numeral
        .value()
        .filter(|day| plain && (1..=31).contains(day))
}

/// The English month of a name.
fn month(word: &str) -> Option<usize> {
    let full = MONTHS.iter().position(|names| names[0] == word);
    full.map(|n| n + 1)
        .or_else(|| Some(SHORT.iter().find(|(short, _)| *short == word)?.1))
}

/// English `4 May 2022`, up to the month: `the fourth of May`. In the author's order in both
/// accents: an American who writes so means it, and would not say "four May" either.
pub(super) fn day_first(line: &Line, at: usize, numeral: &Numeral) -> Option<Reading> {
    let (end, month) = month_after(line, at, numeral)?;
    let day = the_day(line, at, day(numeral)?)?;
    Some(Reading::new(end, format!("{day} of {month}")))
}

/// English `4–6 May`: the first of the two days, if a month follows the second.
pub(super) fn first_of_two(line: &Line, at: usize, left: &Numeral, next: usize) -> Option<Reading> {
    let right = Numeral::read(line, next)?;
    let first = the_day(line, at, day(left)?)?;
    let (end, month) = month_after(line, at, &right)?;
    let last = ordinal(line.tongue, day(&right)?, Form::Alone)?;
    Some(Reading::new(
        end,
        format!("{first} to the {last} of {month}"),
    ))
}

/// The English month after a day, and where it ends.
fn month_after(line: &Line, at: usize, numeral: &Numeral) -> Option<(usize, &'static str)> {
    if !matches!(line.tongue, Tongue::English { .. }) {
        return None;
    }
    day(numeral)?;
    let start = line.skip_gap(numeral.end);
    let word = line.word_after(numeral.end);
    let name = MONTHS[month(word)?.checked_sub(1)?][0];
    let end = start + word.len();
    // The full stop of `4 Jan. 2022`, where it ends no sentence.
    let dot = line.whole(end, ".").filter(|after| {
        let next = line.word_after(*after);
        SHORT.iter().any(|(short, _)| *short == word)
            && next.starts_with(|c: char| c.is_ascii_digit() || c.is_lowercase())
    });
    let end = dot.unwrap_or(end);
    let next = line.word_after(line.whole(end, ",").unwrap_or(end));
    let year = next.len() == 4 && next.bytes().all(|b| b.is_ascii_digit());
    let led = BEFORE_A_DAY.contains(&line.word_before(at).to_lowercase().as_str());
    (start > numeral.end && (year || led) && !STREETS.contains(&next)).then_some((end, name))
}

/// English `May 3`, `Jan. 5`: the day is said as an ordinal.
pub(super) fn month_first(line: &Line, at: usize, numeral: &Numeral) -> Option<Reading> {
    let day = day(numeral)?;
    let before = line.text[..at].trim_end();
    let end = before.strip_suffix('.').unwrap_or(before).len();
    let english = matches!(line.tongue, Tongue::English { .. });
    month(line.word_before(end)).filter(|_| english)?;
    Some(Reading::new(
        numeral.end,
        ordinal(line.tongue, day, Form::Alone)?,
    ))
}
