//! A paragraph to tokens (between spaces) and chunks (runs of letters in a token).

/// How the letters of a chunk are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `metal`.
    Small,
    /// `Metal`.
    Capital,
    /// `METAL`, two letters at least.
    Shouted,
    /// Anything else: `iPhone`.
    Mixed,
}

/// A letter of a script that puts spaces between words. Chinese, Japanese and Korean begin at
/// U+2E80 and lose none.
pub(super) fn letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (!c.is_ascii()
            && c < '\u{2e80}'
            && (c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c) || c == '\u{ad}'))
}

/// The shape of a chunk.
pub(super) fn shape(chunk: &str) -> Shape {
    let (mut first, mut capitals, mut small) = (false, 0usize, 0usize);
    for (at, c) in chunk.char_indices() {
        if c.is_uppercase() {
            first |= at == 0;
            capitals += 1;
        } else if c.is_lowercase() {
            small += 1;
        }
    }
    match (first, capitals, small) {
        (_, 0, _) => Shape::Small,
        (true, 1, _) => Shape::Capital,
        (_, _, 0) => Shape::Shouted,
        _ => Shape::Mixed,
    }
}

/// What stands between spaces, each with where it begins.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(' ').filter_map(move |token| {
        let here = at;
        at += token.len() + 1;
        (!token.is_empty()).then_some((here, token))
    })
}

/// The runs of letters in a token, each with where it begins in it.
pub(super) fn chunks(token: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = past(token, at, false);
        at = past(token, start, true);
        (start < at).then(|| (start, &token[start..at]))
    })
}

/// The first byte from `at` on that is no letter, or is one; most are ASCII and need no decoding.
fn past(token: &str, mut at: usize, letters: bool) -> usize {
    let bytes = token.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            if byte.is_ascii_alphabetic() != letters {
                break;
            }
            at += 1;
            continue;
        }
        match token[at..].chars().next() {
            Some(c) if letter(c) == letters => at += c.len_utf8(),
            _ => break,
        }
    }
    at
}

/// A word in small letters of the English alphabet, and at most one mark behind it: all that the
/// other questions of this file have a plain answer to.
pub(super) fn ordinary(token: &str) -> Option<(&str, &str)> {
    let mark = token.ends_with([',', '.', ';', ':', '?', '!']);
    let (word, rest) = token.split_at(token.len() - usize::from(mark));
    let small = !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase());
    small.then_some((word, rest))
}

/// A part without what stands around its letters and digits.
pub(super) fn bare(part: &str) -> &str {
    part.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Only what may stand before the first letter of a word: nothing, or a quotation mark.
pub(super) fn opens(before: &str) -> bool {
    before
        .chars()
        .all(|c| matches!(c, '“' | '‘' | '"' | '\'' | '«' | '»' | '„' | '‚' | '*'))
}

/// Is it an address, a handle, a tag, a path or code, in which nothing is ever apart?
pub(super) fn address(token: &str) -> bool {
    token.bytes().any(|b| {
        matches!(
            b,
            b'@' | b'#'
                | b'/'
                | b'\\'
                | b'_'
                | b'='
                | b'<'
                | b'>'
                | b'{'
                | b'}'
                | b'|'
                | b'~'
                | b'`'
                | b'^'
                | b'$'
        )
    }) || token.starts_with("www.")
        || token.contains("::")
        || garbled(token)
}

/// UTF-8 read as Latin-1 (`mÃ¡s`) is full of marks that are none.
pub(super) fn garbled(text: &str) -> bool {
    if !text.as_bytes().contains(&0xc3) {
        return false;
    }
    text.match_indices(['Ã', 'Â']).any(|(at, c)| {
        let next = text[at + c.len()..].chars().next();
        next.is_some_and(|c| ('\u{80}'..='\u{bf}').contains(&c))
    })
}

/// The chunk's parts between a small letter and a capital: `the|Rogue`, each with its start.
/// (`NASAThe` is parted before its last capital if small letters follow it.)
pub(super) fn pieces(chunk: &str) -> Vec<(usize, &str)> {
    let mut starts = vec![0];
    let mut before = ['\0', '\0'];
    let mut last = 0;
    for (at, c) in chunk.char_indices() {
        if c.is_uppercase() && before[1].is_lowercase() {
            starts.push(at);
        } else if c.is_lowercase()
            && before[1].is_uppercase()
            && before[0].is_uppercase()
            && last > 1
        {
            starts.push(last);
        }
        before = [before[1], c];
        last = at;
    }
    let ends = starts.iter().skip(1).copied().chain([chunk.len()]);
    let spans: Vec<(usize, usize)> = starts.iter().copied().zip(ends).collect();
    spans
        .into_iter()
        .filter(|(from, to)| from < to)
        .map(|(from, to)| (from, &chunk[from..to]))
        .collect()
}

/// What stands after the last small letter that a capital follows: of `theStar`, `Star`.
pub(super) fn last_piece(chunk: &str) -> &str {
    pieces(chunk).last().map_or(chunk, |(_, piece)| piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_begin_at_capitals() {
        let of = |chunk| -> Vec<&str> { pieces(chunk).into_iter().map(|p| p.1).collect() };
        assert_eq!(of("theStar"), ["the", "Star"]);
        assert_eq!(of("WarsfilmRogue"), ["Warsfilm", "Rogue"]);
        assert_eq!(of("NASAThe"), ["NASA", "The"]);
        assert_eq!(of("YouTube"), ["You", "Tube"]);
        assert_eq!(of("USA"), ["USA"]);
        assert_eq!(of("éÉa"), ["é", "Éa"]);
        assert_eq!(of(""), [] as [&str; 0]);
    }

    #[test]
    fn chunks_are_letters_only() {
        let of = |token| -> Vec<(usize, &str)> { chunks(token).collect() };
        assert_eq!(of("“way,Sound2x"), [(3, "way"), (7, "Sound"), (13, "x")]);
        assert_eq!(of("電影Film"), [(6, "Film")]);
        assert!(address("a@b.c") && address("#MeToo") && !address("(RizAhmed)"));
    }
}
