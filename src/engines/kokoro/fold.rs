//! Phonemes as espeak-ng writes them to the symbols that Kokoro was trained with.
//!
//! Its training data were transcribed by a front end of its own, which writes the diphthongs and affricates of
//! English as one letter each, has fewer reduced vowels, and differs between British and American
//! English; other languages were transcribed by espeak-ng and keep more of it. The rules are those by
//! which that front end (misaki 0.9, `espeak.py`) reads words that it does not know. Applied from the longest to the
//! shortest, so that a part of a diphthong is not taken for a vowel.

/// For whose ear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Accent {
    /// English in the British way.
    British,
    /// English in any other.
    American,
    /// Any other language.
    Other,
}

/// What English has in all accents.
const ENGLISH: &[(&str, &str)] = &[
    ("ʔˌn\u{329}", "ʔn"),
    ("ʔn\u{329}", "ʔn"),
    ("aɪ", "I"),
    ("aʊ", "W"),
    ("dʒ", "ʤ"),
    ("eɪ", "A"),
    ("tʃ", "ʧ"),
    ("ɔɪ", "Y"),
    ("əl\u{329}", "ᵊl"),
    // Written by later versions between an `i` and a vowel, and by none that the training knew.
    ("ʲ", ""),
    ("ɚ", "əɹ"),
    ("r", "ɹ"),
    ("x", "k"),
    ("c\u{327}", "k"),
    ("ɐ", "ə"),
    ("ɬ", "l"),
    ("\u{303}", ""),
];

const BRITISH: &[(&str, &str)] = &[("eə", "ɛː"), ("iə", "ɪə"), ("əʊ", "Q"), ("oʊ", "Q")];

const AMERICAN: &[(&str, &str)] = &[
    ("oʊ", "O"),
    ("əʊ", "O"),
    ("ɜːɹ", "ɜɹ"),
    ("ɜː", "ɜɹ"),
    ("ɪə", "iə"),
    ("ː", ""),
];

/// What is left of `e` and `o` in English, and taps and glottal stops.
const ENGLISH_LAST: &[(&str, &str)] = &[("e", "A"), ("o", "ɔ"), ("ɾ", "T"), ("ʔ", "t")];

const OTHER: &[(&str, &str)] = &[
    ("aɪ", "I"),
    ("aʊ", "W"),
    ("dz", "ʣ"),
    ("dʒ", "ʤ"),
    ("eɪ", "A"),
    ("oʊ", "O"),
    ("əʊ", "Q"),
    ("ts", "ʦ"),
    ("tʃ", "ʧ"),
    ("ɔɪ", "Y"),
    ("-", ""),
    // The one letter of the alphabet that NFD takes apart.
    ("c\u{327}", "ç"),
];

/// The phonemes of a sentence in Kokoro's symbols; what they have none for stays as it is. `places` are byte
/// offsets in the phonemes, in order, and come back as offsets in what is returned.
pub(super) fn fold(phonemes: &str, accent: Accent, places: &[usize]) -> (String, Vec<usize>) {
    let mut text = phonemes.to_owned();
    let mut moved = places.to_vec();
    let passes: &[&[(&str, &str)]] = match accent {
        Accent::British => &[ENGLISH, BRITISH, ENGLISH_LAST],
        Accent::American => &[ENGLISH, AMERICAN, ENGLISH_LAST],
        Accent::Other => &[OTHER],
    };
    for pass in passes {
        text = replaced(&text, pass, &mut moved);
    }
    if accent != Accent::Other {
        text = syllabic(&text, &mut moved);
    }
    (text, moved)
}

/// Every rule's left side by its right side, in one walk, the longest that fits first.
fn replaced(text: &str, rules: &[(&str, &str)], places: &mut [usize]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut next = 0;
    while at < text.len() {
        settle(places, &mut next, at, out.len());
        let rest = &text[at..];
        let rule = rules
            .iter()
            .filter(|(from, _)| rest.starts_with(from))
            .max_by_key(|(from, _)| from.len());
        match (rule, rest.chars().next()) {
            (Some((from, to)), _) => {
                out.push_str(to);
                at += from.len();
            }
            (None, Some(symbol)) => {
                out.push(symbol);
                at += symbol.len_utf8();
            }
            (None, None) => break,
        }
    }
    settle(places, &mut next, usize::MAX, out.len());
    out
}

/// Moves every place up to `at` to where the output stands.
fn settle(places: &mut [usize], next: &mut usize, at: usize, now: usize) {
    while let Some(place) = places.get_mut(*next).filter(|place| **place <= at) {
        *place = now;
        *next += 1;
    }
}

/// A syllabic consonant is written with a small schwa before it.
fn syllabic(text: &str, places: &mut [usize]) -> String {
    const BELOW: char = '\u{329}';
    let mut out = String::with_capacity(text.len());
    let mut next = 0;
    let mut symbols = text.char_indices().peekable();
    while let Some((at, symbol)) = symbols.next() {
        settle(places, &mut next, at, out.len());
        if symbols.next_if(|(_, mark)| *mark == BELOW).is_some() && !symbol.is_whitespace() {
            out.push('ᵊ');
        }
        if symbol != BELOW {
            out.push(symbol);
        }
    }
    settle(places, &mut next, usize::MAX, out.len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_accent_has_its_own_symbols() {
        for (accent, phonemes, expected) in [
            (Accent::American, "ðə lˈaɪthaʊs", "ðə lˈIthWs"),
            (Accent::American, "hɛlˈoʊ wˈɜːld", "hɛlˈO wˈɜɹld"),
            (Accent::British, "hələʊ wˈɜːld", "həlQ wˈɜːld"),
            (Accent::British, "ðeə hˈiə", "ðɛː hˈɪə"),
            (Accent::American, "bˈʌtn\u{329}", "bˈʌtᵊn"),
            (Accent::American, "wˈɔːɾɚ", "wˈɔTəɹ"),
            (Accent::American, "vˈɛɹɪʲəs", "vˈɛɹiəs"),
            (Accent::British, "tʃˈeɪndʒ", "ʧˈAnʤ"),
            (Accent::Other, "pˈitsa tʃˈaʊ", "pˈiʦa ʧˈW"),
            (Accent::Other, "ɪc\u{327}", "ɪç"),
            (Accent::Other, "bɔ\u{303}ʒˈuʁ", "bɔ\u{303}ʒˈuʁ"),
        ] {
            assert_eq!(fold(phonemes, accent, &[]).0, expected, "{phonemes}");
        }
    }

    #[test]
    fn places_move_along() {
        let phonemes = "tʃˈeɪndʒ ðə wˈɜːld";
        let place = |symbol| phonemes.find(symbol).unwrap_or_default();
        let places = [0, place('ð'), place('w')];
        let (folded, moved) = fold(phonemes, Accent::American, &places);
        let words: Vec<&str> = moved.iter().map(|at| &folded[*at..]).collect();
        assert_eq!(words, ["ʧˈAnʤ ðə wˈɜɹld", "ðə wˈɜɹld", "wˈɜɹld"]);
    }

    proptest! {
        #[test]
        fn any_text_can_be_folded(text in "[a-zəɪʊɜːɚ\u{329}\u{303}ˈ ʲ]{0,60}", american: bool) {
            let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let accent = if american { Accent::American } else { Accent::British };
            let (folded, moved) = fold(&text, accent, &ends);
            prop_assert!(moved.windows(2).all(|pair| pair[0] <= pair[1]));
            prop_assert!(moved.iter().all(|at| folded.is_char_boundary(*at)));
        }
    }
}
