//! Sizes, lines and times as people type them to what is meant.

use duologue::audio::Millis;
use std::ops::RangeInclusive;

/// `500MB`, `2 GB`, `0`: decimal, as disks are sold.
pub(super) fn size(text: &str) -> Result<u64, String> {
    let text = text.trim().to_lowercase();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
    let factor = match text[digits.len()..].trim() {
        "" | "b" => 1.0,
        "kb" | "k" => 1e3,
        "mb" | "m" => 1e6,
        "gb" | "g" => 1e9,
        "tb" | "t" => 1e12,
        _ => return Err("a size is written as 500MB or 2GB".into()),
    };
    match digits.parse::<f64>() {
        Ok(number) if number >= 0.0 => Ok((number * factor) as u64),
        _ => Err("a size is written as 500MB or 2GB".into()),
    }
}

/// `12-40`, `12`, `12-`: lines of a file, both included.
pub(super) fn lines(text: &str) -> Result<RangeInclusive<usize>, String> {
    let number = |text: &str| match text.trim().parse() {
        Ok(0) => Err("lines count from 1".to_owned()),
        Ok(line) => Ok(line),
        Err(_) => Err("lines are written as 12-40, 12 or 12-".to_owned()),
    };
    let (first, last) = match text.split_once(['-', '–']) {
        None => (number(text)?, number(text)?),
        Some((first, last)) if last.trim().is_empty() => (number(first)?, usize::MAX),
        Some((first, last)) => (number(first)?, number(last)?),
    };
    if first > last {
        return Err(format!(
            "the last line ({last}) is before the first ({first})"
        ));
    }
    Ok(first..=last)
}

/// `60s`, `90`, `2min`, `1.5 min`.
pub(super) fn time(text: &str) -> Result<Millis, String> {
    let text = text.trim().to_lowercase();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let factor = match &text[digits.len()..] {
        "" | "s" | "sec" => 1e3,
        "ms" => 1.0,
        "m" | "min" => 60e3,
        "h" => 3600e3,
        _ => return Err("a time is written as 60s, 90 or 2min".into()),
    };
    match digits.trim().parse::<f64>() {
        Ok(number) if number > 0.0 && number * factor <= f64::from(u32::MAX) => {
            Ok(Millis((number * factor).round() as u32))
        }
        _ => Err("a time is written as 60s, 90 or 2min".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_a_range_a_line_or_an_open_end() {
        for (text, told) in [
            ("12-40", Ok(12..=40)),
            ("12", Ok(12..=12)),
            (" 3 – 4", Ok(3..=4)),
            ("12-", Ok(12..=usize::MAX)),
            ("0-3", Err("lines count from 1")),
            ("4-3", Err("the last line (3) is before the first (4)")),
            ("-3", Err("lines are written as 12-40, 12 or 12-")),
            ("a-b", Err("lines are written as 12-40, 12 or 12-")),
            ("", Err("lines are written as 12-40, 12 or 12-")),
        ] {
            assert_eq!(lines(text), told.map_err(str::to_owned), "{text}");
        }
    }

    #[test]
    fn times_have_units_that_people_use() {
        for (text, millis) in [
            ("60s", Some(60_000)),
            ("90", Some(90_000)),
            ("2min", Some(120_000)),
            ("1.5 min", Some(90_000)),
            ("250ms", Some(250)),
            ("1h", Some(3_600_000)),
            ("0", None),
            ("-1s", None),
            ("1e99", None),
            ("nans", None),
            ("5 furlongs", None),
            ("", None),
        ] {
            assert_eq!(time(text).ok(), millis.map(Millis), "{text}");
        }
    }
}
