//! A time of a recording, as captions and tables write it, to milliseconds.
//!
//! WebVTT (W3C, section 4.1), SubRip, YouTube and spreadsheets differ only in the number of
//! parts and in the sign before the fraction, so one lenient reading serves all of them.

/// `1:02:03.5`, `02:03,500`, `0:05`, `[00:01]`: parts in base 60, hours optional, the fraction
/// after a point or a comma. A number without a colon is none: see [`seconds`].
pub(super) fn parse(text: &str) -> Option<u64> {
    let text = text.trim().trim_matches(['[', ']', '(', ')']);
    if text.len() > 20 || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (whole, fraction) = match text.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, fraction),
        None => (text, ""),
    };
    let mut total: u64 = 0;
    let mut parts = 0;
    for part in whole.split(':') {
        let digits = (1..=6).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        let value: u64 = digits.then(|| part.parse().ok()).flatten()?;
        if parts > 0 && (value > 60 || part.len() > 2) {
            return None;
        }
        total = total * 60 + value;
        parts += 1;
    }
    (2..=3).contains(&parts).then_some(())?;
    Some(total * 1000 + thousandths(fraction)?)
}

/// The first three digits of a fraction.
fn thousandths(fraction: &str) -> Option<u64> {
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let digits = fraction.bytes().chain(*b"000").take(3);
    Some(digits.fold(0, |sum, b| sum * 10 + u64::from(b - b'0')))
}

/// Seconds as a number, to milliseconds; anything that is no time at all is `None`.
pub(super) fn from_seconds(seconds: f64) -> Option<u64> {
    // A year is longer than any recording; the cast cannot overflow below it.
    (0.0..=31_536_000.0)
        .contains(&seconds)
        .then(|| (seconds * 1000.0).round() as u64)
}

/// `12`, `12.5`, `12,5`, `12.5s`, or any form of [`parse`].
pub(super) fn seconds(text: &str) -> Option<u64> {
    let bare = text.trim().trim_end_matches('s').trim_end();
    parse(bare).or_else(|| from_seconds(bare.replace(',', ".").parse().ok()?))
}

/// The two times of a line `start --> end settings`.
pub(super) fn cue_line(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some((parse(start)?, parse(end)?))
}

/// `1 minute, 2 seconds`, in milliseconds: how a player of films says a time to those who do not
/// see.
pub(crate) fn in_words(text: &str) -> Option<u64> {
    #[rustfmt::skip]
    const UNITS: &[(&[&str], u64)] = &[
        (&["hour", "hours", "stunde", "stunden", "hora", "horas", "heure", "heures", "ora", "ore"], 3600),
        (&["minute", "minutes", "minuten", "minuto", "minutos", "minuti"], 60),
        (&["second", "seconds", "sekunde", "sekunden", "segundo", "segundos", "seconde", "secondes", "secondo", "secondi"], 1),
    ];
    let lower = text.to_lowercase();
    let mut words = lower
        .split([' ', ',', '\u{a0}'])
        .filter(|word| !matches!(*word, "" | "and" | "und" | "y" | "et" | "e"));
    let mut total = None;
    while let Some(number) = words.next() {
        let number: u64 = number.parse().ok().filter(|n| *n < 1000)?;
        let unit = words.next()?;
        let (_, seconds) = UNITS.iter().find(|(names, _)| names.contains(&unit))?;
        total = Some(total.unwrap_or(0) + number * seconds);
    }
    total.map(|seconds| seconds * 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_every_kind_are_read() {
        for (text, ms) in [
            ("00:01.000", Some(1000)),
            ("1:02:03.5", Some(3_723_500)),
            ("00:00:01,250", Some(1250)),
            ("0:05", Some(5000)),
            ("[12:34]", Some(754_000)),
            ("99:00:00.000", Some(356_400_000)),
            ("5", None),
            ("a:b", None),
            ("1:2:3:4", None),
            ("12:345", None),
            ("1:99", None),
            ("999999999999:00", None),
            ("", None),
        ] {
            assert_eq!(parse(text), ms, "{text}");
        }
        assert_eq!(seconds("12,5"), Some(12_500));
        assert_eq!(seconds("1.2s"), Some(1200));
        assert_eq!(seconds("NaN"), None);
        assert_eq!(seconds("-1"), None);
        assert_eq!(
            cue_line("00:01.000 --> 00:02.000 align:start position:0%"),
            Some((1000, 2000))
        );
        assert_eq!(cue_line("a --> b"), None);
        assert_eq!(cue_line("00:01.000 -->"), None);
    }

    #[test]
    fn times_in_words() {
        for (text, ms) in [
            ("7 seconds", Some(7000)),
            ("1 minute, 2 seconds", Some(62_000)),
            ("1 hora y 3 segundos", Some(3_603_000)),
            ("7 loaves", None),
            ("seven seconds", None),
            ("", None),
        ] {
            assert_eq!(in_words(text), ms, "{text}");
        }
    }
}
