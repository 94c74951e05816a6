//! Time stamps: when in a recording something is heard.
//!
//! Only the shape is judged here. A stamp in brackets is surely one; bare it may be an hour that
//! somebody speaks of, and whoever calls must know better.

/// Is this, and nothing else, a time or a range of times? `00:12`, `1:02:03.5`, `00:12 - 00:15`,
/// `00:01:12-3`, `1h 02m`, `12:34 PM`.
pub(super) fn is_stamp(text: &str) -> bool {
    let text = text.trim_start_matches(['⏱', '\u{fe0f}', '@', '~', ' ']);
    let text = text.trim_end_matches([' ', ':']);
    let digit = text.starts_with(|c: char| c.is_ascii_digit());
    digit && text.len() <= 40 && (one(text) || range(text))
}

/// A stamp that nobody takes for the hour of a day: hours, minutes and seconds, or minutes that
/// begin with a nought.
pub(super) fn is_long(text: &str) -> bool {
    let text = text.trim_start_matches(['⏱', '\u{fe0f}', ' ']);
    is_stamp(text) && (text.matches(':').count() >= 2 || text.starts_with("00:"))
}

/// Where a stamp without brackets ends that begins at byte 0.
pub(super) fn bare(text: &str) -> Option<usize> {
    let mark = text.len() - text.trim_start_matches(['⏱', '\u{fe0f}', ' ']).len();
    let rest = &text[mark..];
    let digit = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.');
    let len = rest.find(|c| !digit(c)).unwrap_or(rest.len());
    let len = rest[..len].trim_end_matches(['.', ':']).len();
    let ends = !rest[len..].starts_with(|c: char| c.is_alphanumeric() || c == '%');
    (len > 0 && ends && one(&rest[..len])).then_some(mark + len)
}

/// Where a stamp without brackets begins that ends the text.
pub(super) fn bare_end(text: &str) -> Option<usize> {
    let at = text.rfind(' ')? + 1;
    one(&text[at..]).then_some(at)
}

fn range(text: &str) -> bool {
    let signs = ["-->", "->", "–", "—", " - ", "-", " to ", " bis "];
    signs.iter().any(|sign| {
        text.split_once(sign)
            .is_some_and(|(a, b)| one(a.trim()) && one(b.trim()))
    })
}

fn one(text: &str) -> bool {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let text = half_of_day(text);
    if text.contains(['h', 'm', '\'']) {
        return units(text);
    }
    let mut parts = text.split(':');
    let count = text.matches(':').count() + 1;
    let first = parts.next().unwrap_or_default();
    if !(2..=4).contains(&count) || !digits(first, 1, 3) {
        return false;
    }
    let rest: Vec<&str> = parts.collect();
    let (last, middle) = rest.split_last().unwrap_or((&"", &[]));
    // The fraction of a second.
    let last = last
        .split_once(['.', ',', '-', ';'])
        .map_or(Some(*last), |(last, part)| {
            digits(part, 1, 3).then_some(last)
        });
    let two = |part: &&str| digits(part, 2, 2) && part.as_bytes()[0] <= b'5';
    middle.iter().all(two) && last.is_some_and(|last| two(&last))
}

fn half_of_day(text: &str) -> &str {
    if !text.ends_with(['m', 'M', '.']) {
        return text;
    }
    let lower = text.to_ascii_lowercase();
    for form in ["a.m.", "p.m.", "am", "pm", "a.m", "p.m"] {
        if lower.ends_with(form) {
            return text[..text.len() - form.len()].trim_end();
        }
    }
    text
}

/// `1h 02m 3s`, `2m03s`, `12'30"`: at least two of them, or `5 m` would be a length.
fn units(text: &str) -> bool {
    let mut count = 0;
    let mut number = 0;
    for c in text.chars() {
        match c {
            '0'..='9' if number < 3 => number += 1,
            'h' | 'm' | 's' | '\'' | '"' if number > 0 => {
                count += 1;
                number = 0;
            }
            ' ' if number == 0 => {}
            _ => return false,
        }
    }
    count > 1
}

fn digits(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_told_from_other_numbers() {
        for stamp in [
            "00:12",
            "1:02:03",
            "00:00:12.500",
            "12:34 PM",
            "00:01:12-3",
            "0:12 - 0:15",
            "00:00:01,250",
            "1h 02m",
            "2m03s",
            "00:01:02:15",
            "⏱ 12:34",
            "00:12 --> 00:15",
        ] {
            assert!(is_stamp(stamp), "{stamp}");
        }
        for other in [
            "",
            "12",
            "1:2",
            "12:75",
            "2019",
            "laughs",
            "3.14",
            "5 m",
            "a:12",
            "1:1000",
            "John 3:16",
            "16:9 ratio",
            "http://x",
            "h",
            "'",
            "12:3",
        ] {
            assert!(!is_stamp(other), "{other}");
        }
        assert_eq!(bare("00:12 We"), Some(5));
        assert_eq!(bare("00:12: We"), Some(5));
        assert_eq!(bare("12:30th"), None);
        assert_eq!(bare("12 men"), None);
        assert_eq!(bare_end("so it was 00:12"), Some(10));
        assert!(is_long("00:12") && is_long("1:02:03") && !is_long("12:30"));
    }
}
