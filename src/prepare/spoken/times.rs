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
    if minutes.is_none() && says_hour.is_none() && half_after(line, end).is_none() {
        return None;
    }
    let end = says_hour.unwrap_or(end);
    let hour = words(line, hour, minute, end);
    if let Some(until) = until(line, end, &hour) {
        return Some(until);
    }
    Some(match half_day(line, line.skip_gap(end)) {
        Some((end, half)) => Reading::new(end, format!("{hour} {half}")),
        None => Reading::new(end, hour),
    })
}

/// `9am–5pm`, `9:00 - 10:30`: from one time to another. A long dash with spaces around it parts
/// sentences more often than times.
fn until(line: &Line, end: usize, hour: &str) -> Option<Reading> {
    let half = half_after(line, end);
    let after = half.map_or(end, |(end, _)| end);
    let dash_at = line.skip_gap(after);
    let dash = line.at(dash_at)?;
    let spaced = dash_at > after;
    if !(matches!(dash, '–' | '-') || dash == '—' && !spaced) {
        return None;
    }
    let next = dash_at + dash.len_utf8();
    let start = line.skip_gap(next);
    if (start > next) != spaced {
        return None;
    }
    let last = read(line, start)?;
    let to = line.tongue.pick(["to", "bis", "a", "à", "a"]);
    let half = half.map_or(String::new(), |(_, half)| format!(" {half}"));
    Some(Reading::new(
        last.end,
        format!("{hour}{half} {to} {}", last.spoken),
    ))
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
        // English `7.30` is a number unless the half of the day follows.
        ('.', Tongue::German | Tongue::English { .. }) => (after + 1, false),
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
    let joined = line.at(end).is_some_and(char::is_alphabetic) && half_day(line, end).is_none();
    let full = end - start == 2 && minute < 60 && !joined;
    // German `7.30` is a time only with `Uhr`.
    let sure = sure || clock(line, end).is_some() || half_after(line, end).is_some();
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

/// English `7am`, `7 PM`: past the half of the day that stands at a place, and what is said.
/// The dotted form is what the embedded engine reads rightly: its `am` is the verb.
fn half_day(line: &Line, at: usize) -> Option<(usize, &'static str)> {
    const HALVES: &[(&str, &str)] = &[
        ("am", "a.m."),
        ("pm", "p.m."),
        ("AM", "a.m."),
        ("PM", "p.m."),
    ];
    let english = matches!(line.tongue, Tongue::English { .. });
    HALVES
        .iter()
        .filter(|_| english)
        .find_map(|(half, spoken)| Some((line.whole(at, half)?, *spoken)))
}

/// The same past a gap, and with full stops: `7.30 p.m.` by itself is read as an abbreviation,
/// which knows whether its stop ends the sentence.
fn half_after(line: &Line, at: usize) -> Option<(usize, &'static str)> {
    let start = line.skip_gap(at);
    half_day(line, start).or_else(|| {
        let english = matches!(line.tongue, Tongue::English { .. });
        let written = line.rest(start).get(..4).filter(|_| english)?;
        ["a.m.", "p.m."]
            .into_iter()
            .find(|half| half.eq_ignore_ascii_case(written))
            .map(|half| (start + 4, half))
    })
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
