//! A line of times to milliseconds, and everything in it that a strict reader would refuse.
//!
//! The forms are those of WebVTT (W3C, section 4.1, "WebVTT timestamp") and of SubRip, which has no
//! standard: `hh:mm:ss,mmm`, as every program writes it. What is written otherwise is read as it
//! was meant wherever that is plain, so that one comma does not hide the faults behind it. The reader
//! of interviews (`read/clock.rs`) is as lenient, and silent about it.

use super::Format;
use super::fault::Faults;
use super::kinds::{ARROW, SEPARATOR, SETTINGS, TIMESTAMP};

/// The arrow of both formats.
pub(super) const ARROW_SIGN: &str = "-->";

/// A time as it was read.
struct Read {
    ms: u64,
    /// The sign before the fraction.
    sign: Option<char>,
    /// Is it written as the standard has it, but for that sign?
    strict: bool,
}

/// Reads `1:02:03.5`, `02:03,500`: parts in base 60, hours optional.
fn read(text: &str, format: Format) -> Option<Read> {
    if text.len() > 24 {
        return None;
    }
    let sign = text.chars().find(|c| matches!(c, '.' | ','));
    let (whole, fraction) = match sign.and_then(|sign| text.split_once(sign)) {
        Some(parts) => parts,
        None => (text, ""),
    };
    let digits =
        |part: &str| (1..=9).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if sign.is_some() && !digits(fraction) {
        return None;
    }
    let parts: Vec<&str> = whole.split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    let (mut seconds, mut strict) = (0u64, fraction.len() == 3);
    for (at, part) in parts.iter().enumerate() {
        let value: u64 = digits(part).then(|| part.parse().ok()).flatten()?;
        let hours = at == 0 && parts.len() == 3;
        strict &= match hours {
            true => part.len() >= 2,
            false => part.len() == 2 && value < 60,
        };
        seconds = seconds * 60 + value;
    }
    strict &= parts.len() == 3 || format == Format::Vtt;
    let thousandths = fraction.bytes().chain(*b"000").take(3);
    let ms = thousandths.fold(0, |sum, b| sum * 10 + u64::from(b - b'0'));
    Some(Read {
        ms: seconds * 1000 + ms,
        sign,
        strict,
    })
}

/// A time that is written as it should be; `None` for any other.
pub(super) fn strict(text: &str, format: Format) -> Option<u64> {
    let read = read(text, format)?;
    (read.strict && read.sign == Some(sign(format))).then_some(read.ms)
}

fn sign(format: Format) -> char {
    match format {
        Format::Vtt => '.',
        Format::Srt => ',',
    }
}

fn form(format: Format) -> &'static str {
    match format {
        Format::Vtt => "hh:mm:ss.mmm",
        Format::Srt => "hh:mm:ss,mmm",
    }
}

/// The two halves of a line of times, and what stands between them.
fn halves(line: &str) -> Option<(&str, &str, &str)> {
    if let Some((left, right)) = line.split_once(ARROW_SIGN) {
        let number = |half: &str| half.trim().starts_with(|c: char| c.is_ascii_digit());
        return (number(left) || number(right)).then_some((left, ARROW_SIGN, right));
    }
    // `->`, `→`, `--&gt;`: meant as an arrow where both sides are times.
    let bare = line.trim_start();
    let end = bare.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ',')))?;
    let (left, rest) = bare.split_at(end);
    let start = rest.find(|c: char| c.is_ascii_digit())?;
    let (between, right) = rest.split_at(start);
    let first = right.split_whitespace().next()?;
    let arrow =
        between.trim().chars().count() <= 6 && between.contains(['>', '-', '–', '—', '→', '=']);
    // With a fraction: `10:30 - 11:30` may be what somebody says.
    let exact = |text| read(text, Format::Vtt).is_some_and(|read| read.sign.is_some());
    (arrow && exact(left) && exact(first)).then_some((left, between, right))
}

/// Is this meant as a line of times?
pub(super) fn is_times(line: &str) -> bool {
    halves(line).is_some()
}

/// The times of a line that [`is_times`], in milliseconds: each is `None` if it cannot be read.
pub(super) fn times(
    line: &str,
    number: usize,
    format: Format,
    faults: &mut Faults<'_>,
) -> (Option<u64>, Option<u64>) {
    let Some((left, between, right)) = halves(line) else {
        return (None, None);
    };
    let space = [' ', '\t'];
    let near = |half: &str, spaced: bool| half.trim().is_empty() || spaced;
    let spaced = near(left, left.ends_with(space)) && near(right, right.starts_with(space));
    if between != ARROW_SIGN || !spaced {
        let told = format!(
            "between the times belongs ` --> `, a space on either side: `{}`",
            brief(line)
        );
        faults.at(&ARROW, number, told);
    }
    let (end, settings) = match right.trim().split_once(space) {
        Some(parts) => parts,
        None => (right.trim(), ""),
    };
    let mut one = |text: &str| time(text, number, format, faults);
    let found = (one(left.trim()), one(end));
    for setting in settings.split_whitespace() {
        if format == Format::Srt {
            let told = format!("SubRip has nothing behind the times: `{}`", brief(settings));
            faults.at(&SETTINGS, number, told);
            break;
        }
        if !known(setting) {
            let told = format!(
                "`{}` is no setting of WebVTT, or has no such value",
                brief(setting)
            );
            faults.at(&SETTINGS, number, told);
        }
    }
    found
}

fn time(text: &str, number: usize, format: Format, faults: &mut Faults<'_>) -> Option<u64> {
    let Some(read) = read(text, format) else {
        let told = match text {
            "" => format!("a time is missing here; it is written {}", form(format)),
            _ => format!("`{}` is no time; write {}", brief(text), form(format)),
        };
        faults.at(&TIMESTAMP, number, told);
        return None;
    };
    let wanted = sign(format);
    if let Some(sign) = read.sign.filter(|sign| *sign != wanted) {
        let name = |sign| {
            if sign == '.' {
                "a full stop"
            } else {
                "a comma"
            }
        };
        let told = format!(
            "{} before the milliseconds of `{text}`; in {} it is {}",
            name(sign),
            format.name(),
            name(wanted)
        );
        faults.at(&SEPARATOR, number, told);
    }
    if !read.strict {
        let told = format!("`{text}` is not written as {}", form(format));
        faults.at(&TIMESTAMP, number, told);
    }
    Some(read.ms)
}

/// W3C WebVTT, section 4.4: the settings of a cue.
fn known(setting: &str) -> bool {
    let Some((name, value)) = setting.split_once(':') else {
        return false;
    };
    let (value, align) = match value.split_once(',') {
        Some((value, align)) => (value, Some(align)),
        None => (value, None),
    };
    let percent = |text: &str| {
        let number = text.strip_suffix('%');
        number
            .and_then(|n| n.parse::<f64>().ok())
            .is_some_and(|n| (0.0..=100.0).contains(&n))
    };
    let aligned = |allowed: &[&str]| align.is_none_or(|align| allowed.contains(&align));
    match name {
        "vertical" => align.is_none() && ["rl", "lr"].contains(&value),
        "line" => {
            (percent(value) || value.parse::<i32>().is_ok()) && aligned(&["start", "center", "end"])
        }
        "position" => percent(value) && aligned(&["line-left", "center", "line-right"]),
        "size" => align.is_none() && percent(value),
        "align" => align.is_none() && ["start", "center", "end", "left", "right"].contains(&value),
        "region" => align.is_none() && !value.is_empty(),
        _ => false,
    }
}

/// The beginning of a text, for a message.
pub(super) fn brief(text: &str) -> String {
    const MOST: usize = 40;
    let text = text.trim();
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_strictly_and_otherwise() {
        for (text, format, ms, strictly) in [
            ("00:01.000", Format::Vtt, Some(1000), true),
            ("00:01.000", Format::Srt, Some(1000), false),
            ("00:00:01,250", Format::Srt, Some(1250), true),
            ("00:00:01,250", Format::Vtt, Some(1250), false),
            ("100:00:01.250", Format::Vtt, Some(360_001_250), true),
            ("0:00:01.250", Format::Vtt, Some(1250), false),
            ("00:00:01.25", Format::Vtt, Some(1250), false),
            ("00:00:01", Format::Srt, Some(1000), false),
            ("00:61:01.000", Format::Vtt, Some(3_661_000), false),
            ("00:00:01:250", Format::Srt, None, false),
            (
                "999999999:999999999:999999999.999999999",
                Format::Vtt,
                None,
                false,
            ),
            ("1", Format::Vtt, None, false),
            ("-0:01.000", Format::Vtt, None, false),
        ] {
            assert_eq!(read(text, format).map(|r| r.ms), ms, "{text}");
            assert_eq!(strict(text, format).is_some(), strictly, "{text}");
        }
    }

    #[test]
    fn lines_of_times_are_told_from_words() {
        for line in [
            "00:01.000 --> 00:02.000",
            "00:01,000 -> 00:02,000",
            "0:01.0→0:02.0",
            "-->00:01.000",
            "00:00:01,000 --&gt; 00:00:02,000",
        ] {
            assert!(is_times(line), "{line}");
        }
        for line in [
            "a --> b",
            "from 10:30 - 11:30",
            "10:30 - 11:30",
            "1 > 0",
            "",
        ] {
            assert!(!is_times(line), "{line}");
        }
    }
}
