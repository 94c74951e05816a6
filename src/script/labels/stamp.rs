//! Time stamps beside a name: where one begins at a place of a line, where does it end?
//!
//! `00:12`, `[00:00:12]`, `(1:02:03.5)`, `12:34 PM`, `#00:01:02-3#`, `00:12 --> 00:15`, `[1h 02m]`.
//! Written by hand and not as a pattern of a regular expression library: it is one walk over a few
//! bytes, and each step can say what it is for.

/// Longest stamp in bytes, brackets and a range included.
const LONGEST: usize = 40;

/// The end of the stamp that begins at byte `at`, and whether brackets or signs hold it. Such a
/// stamp is surely one; a bare one may be a verse, a score or an hour that somebody speaks of.
pub(super) fn end(text: &str, at: usize) -> Option<(usize, bool)> {
    let rest = text.get(at..)?.as_bytes();
    let rest = &rest[..rest.len().min(LONGEST)];
    let close = match rest.first()? {
        b'[' => Some(b']'),
        b'(' => Some(b')'),
        b'<' => Some(b'>'),
        b'{' => Some(b'}'),
        b'#' => Some(b'#'),
        b'0'..=b'9' => None,
        _ => return None,
    };
    let mut to = usize::from(close.is_some());
    to = time(rest, to)?;
    let range = arrow(rest, to).and_then(|next| time(rest, next));
    to = range.unwrap_or(to);
    match close {
        Some(close) => {
            let to = spaces(rest, to);
            (rest.get(to) == Some(&close)).then_some((at + to + 1, true))
        }
        None => {
            let ends = text[at + to..]
                .chars()
                .next()
                .is_none_or(|c| !c.is_alphanumeric() && c != '%');
            ends.then_some((at + to, false))
        }
    }
}

fn spaces(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at) == Some(&b' ') {
        at += 1;
    }
    at
}

fn digits(bytes: &[u8], at: usize, most: usize) -> Option<usize> {
    let run = bytes.get(at..)?.iter();
    let count = run.take_while(|b| b.is_ascii_digit()).count();
    (count > 0 && count <= most).then_some(at + count)
}

/// `12:34`, `1:02:03`, `00:12.5`, `00:12:01-3`, `12:34 PM`, `1h 02m 3s`.
fn time(bytes: &[u8], at: usize) -> Option<usize> {
    let mut to = digits(bytes, at, 3)?;
    if matches!(bytes.get(to), Some(b'h' | b'm' | b's' | b'\'')) {
        return spoken_units(bytes, at);
    }
    let mut parts = 1;
    while bytes.get(to) == Some(&b':') && parts < 4 {
        match digits(bytes, to + 1, 3) {
            Some(next) if next - to > 2 => to = next,
            _ => break,
        }
        parts += 1;
    }
    if parts < 2 {
        return None;
    }
    // A fraction of a second; frames and tenths are set off by other signs.
    if matches!(bytes.get(to), Some(b'.' | b',' | b'-' | b';')) {
        to = digits(bytes, to + 1, 3).unwrap_or(to);
    }
    let half = spaces(bytes, to);
    let letters = bytes.get(half..).unwrap_or_default();
    for form in [&b"am"[..], b"pm", b"a.m.", b"p.m."] {
        let same = letters
            .get(..form.len())
            .is_some_and(|l| l.eq_ignore_ascii_case(form));
        let ends = letters
            .get(form.len())
            .is_none_or(|b| !b.is_ascii_alphanumeric());
        if same && ends {
            return Some(half + form.len());
        }
    }
    Some(to)
}

/// `1h 02m 3s`, `2m03s`, `12'30"`: at least two of them, or one minute alone would be `5 m`.
fn spoken_units(bytes: &[u8], at: usize) -> Option<usize> {
    let mut to = at;
    let mut count = 0;
    while count < 3 {
        let Some(end) = digits(bytes, spaces(bytes, to), 2) else {
            break;
        };
        if !matches!(bytes.get(end), Some(b'h' | b'm' | b's' | b'\'' | b'"')) {
            break;
        }
        to = end + 1;
        count += 1;
    }
    (count > 1).then_some(to)
}

/// The start of the second time of a range.
fn arrow(bytes: &[u8], at: usize) -> Option<usize> {
    let at = spaces(bytes, at);
    let rest = bytes.get(at..)?;
    let signs: [&[u8]; 5] = [b"-->", b"->", "–".as_bytes(), "—".as_bytes(), b"-"];
    let sign = signs.iter().find(|sign| rest.starts_with(sign))?;
    Some(spaces(bytes, at + sign.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_known_from_other_numbers() {
        for stamp in [
            "00:12",
            "1:02:03",
            "[00:12]",
            "(00:12:03)",
            "[00:00:12.500]",
            "12:34 PM",
            "9:05 a.m.",
            "#00:01:02-3#",
            "00:12 --> 00:15",
            "[0:12 - 0:15]",
            "00:00:01,250",
            "<00:12>",
            "{1:02}",
            "1h 02m 3s",
            "(2m03s)",
            "[00:01:02:15]",
        ] {
            let found = end(stamp, 0).map(|(to, _)| to);
            assert_eq!(found, Some(stamp.len()), "{stamp}");
        }
        for other in [
            "12", "1:2", "12:34th", "(2019)", "[laughs]", "3.14", "12:", "5m", ":30", "",
        ] {
            assert_eq!(end(other, 0), None, "{other}");
        }
        assert_eq!(end("Anna 3:16 says", 5), Some((9, false)));
    }
}
