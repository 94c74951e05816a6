//! Times of day: `7:30 p.m.`, `19 Uhr`, `7h30`, `alle 19.30`.

use super::Tongue;
use super::line::{Line, Reading};
use super::numbers::{Form, cardinal};

/// Reads a time that begins at a place with a digit.
pub(super) fn read(line: &Line, at: usize) -> Option<Reading> {
    let (hour, after) = two_digits(line, at)?;
    if hour > 24 {
        return None;
    }
    let minutes = minutes(line, at, after);
    let (minute, end) = match minutes {
        Some(found) => found,
        None => (0, after),
    };
    let says_hour = clock(line, end);
    if minutes.is_none() && says_hour.is_none() && !half_day(line, end) {
        return None;
    }
    let end = says_hour.unwrap_or(end);
    Some(Reading::new(end, words(line, hour, minute, end)))
}

/// One or two digits and no third.
fn two_digits(line: &Line, at: usize) -> Option<(u64, usize)> {
    let rest = line.rest(at);
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest.get(..length).filter(|_| (1..=2).contains(&length))?;
    Some((number.parse().ok()?, at + length))
}

/// The minutes after an hour: `:30`, and by language `.30` and `h30`.
fn minutes(line: &Line, at: usize, after: usize) -> Option<(u64, usize)> {
    let set_apart = line.skip_gap(after);
    let (start, sure) = match (line.at(after)?, line.tongue) {
        (':', _) => (after + 1, true),
        ('.', Tongue::German) => (after + 1, false),
        ('.', Tongue::Italian) => {
            let article = line.word_before(at).to_lowercase();
            (
                after + 1,
                matches!(article.as_str(), "alle" | "ore" | "dalle" | "le"),
            )
        }
        ('h', Tongue::French | Tongue::Spanish | Tongue::Italian) => (after + 1, true),
        (' ' | '\u{a0}' | '\u{202f}', Tongue::French) if line.at(set_apart) == Some('h') => {
            (line.skip_gap(set_apart + 1), true)
        }
        _ => return None,
    };
    let (minute, end) = two_digits(line, start)?;
    // `5:30pm` is as good as `5:30 pm`.
    let joined = line.at(end).is_some_and(char::is_alphabetic) && !half_day(line, end);
    let full = end - start == 2 && minute < 60 && !joined;
    // German `7.30` is a time only with `Uhr`.
    let sure = sure || clock(line, end).is_some();
    // `7:30:15` is a duration, `10:30,5` a lap.
    let longer = line.at(end).is_some_and(|c| matches!(c, ':' | '/'));
    (full && sure && !longer).then_some((minute, end))
}

/// Past the word for "o'clock", if it stands at a place.
fn clock(line: &Line, at: usize) -> Option<usize> {
    let start = line.skip_gap(at);
    match line.tongue {
        Tongue::German => line.whole(start, "Uhr"),
        Tongue::French | Tongue::Spanish => line.whole(start, "h"),
        _ => None,
    }
}

/// English `7 p.m.`, `7am`: what follows is read by itself, the hour as a number.
fn half_day(line: &Line, at: usize) -> bool {
    matches!(line.tongue, Tongue::English { .. })
        && ["am", "pm", "AM", "PM"]
            .iter()
            .any(|half| line.whole(at, half).is_some())
}

fn words(line: &Line, hour: u64, minute: u64, end: usize) -> String {
    let tongue = line.tongue;
    let number = |n, form| cardinal(tongue, n, form);
    match tongue {
        Tongue::English { .. } => {
            let next = line.rest(line.skip_gap(end)).to_ascii_lowercase();
            let half = ["a.m", "p.m", "am", "pm"]
                .iter()
                .any(|half| next.starts_with(half));
            match (minute, hour) {
                (0, _) if half => number(hour, Form::Alone),
                (0, 1..=12) => format!("{} o'clock", number(hour, Form::Alone)),
                (0, 0) => "midnight".to_owned(),
                (0, _) => format!("{} hundred", number(hour, Form::Alone)),
                (1..10, _) => format!(
                    "{} oh {}",
                    number(hour, Form::Alone),
                    number(minute, Form::Alone)
                ),
                _ => format!(
                    "{} {}",
                    number(hour, Form::Alone),
                    number(minute, Form::Alone)
                ),
            }
        }
        Tongue::German => {
            let hour = format!("{} Uhr", number(hour, Form::Masculine));
            match minute {
                0 => hour,
                _ => format!("{hour} {}", number(minute, Form::Alone)),
            }
        }
        Tongue::French => {
            let word = if hour < 2 { "heure" } else { "heures" };
            let hour = format!("{} {word}", number(hour, Form::Feminine));
            match minute {
                0 => hour,
                _ => format!("{hour} {}", number(minute, Form::Alone)),
            }
        }
        Tongue::Spanish => match minute {
            0 => number(hour, Form::Feminine),
            _ if hour > 12 => format!(
                "{} {}",
                number(hour, Form::Feminine),
                number(minute, Form::Alone)
            ),
            15 => format!("{} y cuarto", number(hour, Form::Feminine)),
            30 => format!("{} y media", number(hour, Form::Feminine)),
            _ => format!(
                "{} y {}",
                number(hour, Form::Feminine),
                number(minute, Form::Alone)
            ),
        },
        Tongue::Italian | Tongue::Other => match minute {
            0 => number(hour, Form::Feminine),
            _ => format!(
                "{} e {}",
                number(hour, Form::Feminine),
                number(minute, Form::Alone)
            ),
        },
    }
}
