//! The text that espeak read for a clause, to the sign that ended it.
//!
//! A model is given the signs among the phonemes, but `espeak_TextToPhonemes` keeps them to itself; only a version
//! that is in no distribution says which it saw. It does say how far it read, though, and the sign stands
//! there: the first that ends a clause in the last run of signs and spaces, before the one character that espeak reads on.
//! In 4,000 lines thrown together of abbreviations, quotes, brackets and every sign, a first form of this
//! gave another sign than the version that tells it in 120, none of them lines that anyone would write.

/// Signs, and what a model is given for them: what espeak 1.52 says of each, found by asking it for each of the
/// 65,000 characters of the basic plane. The first list is the sign itself.
const SIGNS: [(Option<char>, bool, &str); 8] = [
    (
        Some('.'),
        true,
        ".\u{6d4}\u{701}\u{704}\u{1362}\u{166e}\u{1803}\u{1809}\u{2cf9}\u{2cfe}\u{2e33}\u{2e3c}\u{a4ff}\u{a60e}\u{a6f3}\u{fe12}\u{fe52}\u{ff61}",
    ),
    (
        Some('?'),
        true,
        "?\u{37e}\u{61f}\u{709}\u{1367}\u{1945}\u{2047}\u{2753}\u{2754}\u{2cfa}\u{2cfb}\u{a60f}\u{a6f7}\u{fe16}\u{fe56}",
    ),
    (
        Some('!'),
        true,
        "!\u{703}\u{7f9}\u{1944}\u{203c}\u{2755}\u{2757}\u{2762}\u{2763}\u{fe15}\u{fe57}",
    ),
    (
        Some(','),
        false,
        ",\u{55d}\u{60c}\u{702}\u{7f8}\u{f14}\u{1363}\u{1802}\u{1808}\u{2e32}\u{2e34}\u{2e41}\u{a4fe}\u{a60d}\u{a6f5}\u{fe10}\u{fe11}\u{fe50}\u{fe51}\u{ff64}",
    ),
    (
        Some(';'),
        false,
        ";\u{387}\u{61b}\u{708}\u{1364}\u{2013}\u{2014}\u{204f}\u{2e35}\u{2e3a}\u{2e3b}\u{a6f6}\u{fe14}\u{fe31}\u{fe32}\u{fe54}",
    ),
    (
        Some(':'),
        false,
        ":\u{706}\u{707}\u{1365}\u{1366}\u{1804}\u{2982}\u{a6f4}\u{fe13}\u{fe55}",
    ),
    // Signs that end a sentence or a clause there, and of which the models are told nothing.
    (
        None,
        true,
        "\u{589}\u{700}\u{964}\u{965}\u{df4}\u{f0d}\u{f0e}\u{10fb}\u{1368}\u{3002}\u{ff01}\u{ff0e}\u{ff1f}",
    ),
    (
        None,
        false,
        "\u{a1}\u{bf}\u{1801}\u{2026}\u{22ee}\u{22ef}\u{22f0}\u{22f1}\u{3001}\u{ff0c}\u{ff1a}\u{ff1b}\u{fe19}",
    ),
];

/// How a clause ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ended {
    /// What the model is given for it.
    pub(super) sign: Option<char>,
    /// Is the sentence over as well?
    pub(super) sentence: bool,
    /// Words that begin before this byte of what was read are the clause's; the others are the next one's.
    pub(super) words: usize,
}

/// How the clause ended for which espeak read this; `last` if it then was at the end of the text.
pub(super) fn ended(read: &str, last: bool) -> Ended {
    // What it read on.
    let ahead = read
        .chars()
        .next_back()
        .filter(|c| !last && c.is_alphanumeric())
        .map_or(0, char::len_utf8);
    let words = read.len() - ahead;
    let read = &read[..words];
    let said = read
        .rfind(char::is_alphanumeric)
        .map(|at| at + read[at..].chars().next().map_or(0, char::len_utf8));
    let run = &read[said.unwrap_or(0)..];
    let mut rest = run.char_indices();
    let found = rest.find_map(|(at, c)| {
        let (sign, sentence) = sign(c)?;
        let next = run[at + c.len_utf8()..].chars().next();
        // `p.m./` and `etc.-` are read as words with a dot in them.
        (!matches!((c, next), ('.', Some('-' | '/')))).then(|| {
            let ellipsis = run[at..].starts_with("...");
            (sign.filter(|_| !ellipsis), sentence && !ellipsis)
        })
    });
    // Signs behind the last word of a text, when espeak had ended its clause already, say nothing more.
    let found = found.filter(|_| said.is_some() || !last);
    let (sign, sentence) = found.unwrap_or((None, last));
    Ended {
        sign,
        sentence: sentence || last,
        words,
    }
}

fn sign(c: char) -> Option<(Option<char>, bool)> {
    SIGNS
        .iter()
        .find(|(_, _, signs)| signs.contains(c))
        .map(|(sign, sentence, _)| (*sign, *sentence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_stands_at_the_end_of_what_was_read() {
        for (read, last, sign, sentence, ahead) in [
            ("Hello there, o", false, Some(','), false, 1),
            ("f the world! H", false, Some('!'), true, 1),
            ("ok.", true, Some('.'), true, 0),
            ("ok", true, None, true, 0),
            (" Yes, (", false, Some(','), false, 0),
            ("es... n", false, None, false, 1),
            ("o… w", false, None, false, 1),
            ("hat?! \"", false, Some('?'), true, 0),
            ("Hello (well) — y", false, Some(';'), false, 1),
            ("Quoted,\u{201d}", false, Some(','), false, 0),
            ("; U", false, Some(';'), false, 1),
            (" —", true, None, true, 0),
            ("p.m./", true, None, true, 0),
            ("yes. .", false, Some('.'), true, 0),
            ("long long lo", false, None, false, 1),
            ("", true, None, true, 0),
        ] {
            let wanted = Ended {
                sign,
                sentence,
                words: read.len() - ahead,
            };
            assert_eq!(ended(read, last), wanted, "{read:?}");
        }
    }

    #[test]
    fn no_sign_stands_twice() {
        let all: Vec<char> = SIGNS
            .iter()
            .flat_map(|(_, _, signs)| signs.chars())
            .collect();
        for (at, c) in all.iter().enumerate() {
            assert!(!all[..at].contains(c), "{c:?}");
        }
    }
}
