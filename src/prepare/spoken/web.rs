//! Addresses, handles and tags: said as short as people say them.

use super::line::{Line, Reading};

/// The longest address that is looked at, in bytes.
const LONGEST: usize = 2_000;

/// Last parts of a bare address (without `www.`) that make it one.
const TOP_LEVEL: &[&str] = &[
    "ai", "app", "at", "ch", "co", "com", "de", "dev", "edu", "es", "eu", "fm", "fr", "gov",
    "info", "io", "it", "me", "net", "org", "tv", "uk", "us",
];

/// Reads `https://…`, `www.…`, `example.com/…`, `me@example.com`, `@name`, `#tag`.
pub(super) fn read(line: &Line, at: usize) -> Option<Reading> {
    let joined = line.before(at).is_some_and(char::is_alphanumeric);
    let end = line.chunk_end(at);
    if joined || end - at > LONGEST {
        return None;
    }
    let chunk = line.text[at..end].trim_end_matches(|c: char| {
        matches!(
            c,
            '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '"' | '”' | '’' | '»' | '…' | '\''
        )
    });
    let end = at + chunk.len();
    let spoken = tag(line, chunk)
        .or_else(|| mail(line, chunk))
        .or_else(|| address(line, chunk))?;
    Some(Reading::new(end, spoken))
}

/// `#SoundOfMetal`, `@someone`; `#5` is a number and read elsewhere.
fn tag(line: &Line, chunk: &str) -> Option<String> {
    let mut letters = chunk.chars();
    let sign = letters.next()?;
    let name = letters.as_str();
    let named = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    let word = match sign {
        '#' => "hashtag",
        '@' => line
            .tongue
            .pick(["at", "at", "arroba", "arobase", "chiocciola"]),
        _ => return None,
    };
    named.then(|| format!("{word} {}", apart(name)))
}

fn mail(line: &Line, chunk: &str) -> Option<String> {
    let (who, host) = chunk.split_once('@')?;
    let host = host_words(line, host)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    if who.is_empty() || !who.chars().all(plain) {
        return None;
    }
    let at = line
        .tongue
        .pick(["at", "at", "arroba", "arobase", "chiocciola"]);
    Some(format!("{} {at} {host}", dotted(line, who)))
}

/// Only the host is said: the path of an address means nothing to a listener.
fn address(line: &Line, chunk: &str) -> Option<String> {
    let (scheme, rest) = match chunk.split_once("://") {
        Some((scheme, rest)) if scheme.chars().all(|c| c.is_ascii_alphanumeric()) => (true, rest),
        _ => (false, chunk),
    };
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let www = host.len() > 4 && host.is_char_boundary(4) && host[..4].eq_ignore_ascii_case("www.");
    let bare = if www { &host[4..] } else { host };
    let last = bare.rsplit('.').next()?.to_ascii_lowercase();
    let known = TOP_LEVEL.binary_search(&last.as_str()).is_ok();
    // `i.e`, `e.g`, `U.S`: a name of one letter is none.
    let name = bare.split('.').next()?;
    if !(scheme || www || known && name.len() > 1) {
        return None;
    }
    host_words(line, bare)
}

/// `example.com` to `example dot com`; `None` if it is no host.
fn host_words(line: &Line, host: &str) -> Option<String> {
    let plain = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    let labels = host.split('.').count();
    (labels > 1 && host.split('.').all(plain)).then(|| dotted(line, host))
}

fn dotted(line: &Line, name: &str) -> String {
    let dot = line
        .tongue
        .pick(["dot", "Punkt", "punto", "point", "punto"]);
    let labels: Vec<String> = name.split('.').map(apart).collect();
    labels.join(&format!(" {dot} "))
}

/// `FirstLight_2` to `First Light 2`: words that were written as one.
fn apart(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 8);
    let mut before = ' ';
    for c in name.chars() {
        let border = before.is_lowercase() && c.is_uppercase()
            || before.is_alphabetic() && c.is_ascii_digit()
            || before.is_ascii_digit() && c.is_alphabetic();
        if border {
            words.push(' ');
        }
        words.push(if c.is_alphanumeric() { c } else { ' ' });
        before = c;
    }
    words
}

#[cfg(test)]
mod tests {
    #[test]
    fn endings_are_sorted_so_that_they_can_be_searched() {
        assert!(super::TOP_LEVEL.is_sorted());
    }
}
