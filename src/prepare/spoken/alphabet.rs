//! Letters that the voices of the five languages do not know to letters that they know.
//!
//! The embedded engine reads Latin-1, š and ž, and leaves out everything else without a word:
//! `Dvořák` became "dvo ak", `Łukasz` "ukasz". So an unknown letter of the Latin alphabet gives
//! way to its base letter, and Greek and Cyrillic words to a transcription (ISO 9 and ISO 843,
//! without the signs). Other alphabets cannot be transcribed letter by letter; they are reported.

/// A base letter and the letters that are read as it, all in small letters.
const BASES: &[(&str, &str)] = &[
    ("a", "āăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
    ("ae", "æ"),
    ("b", "ḃḅḇɓ"),
    ("c", "ćĉċčḉ"),
    ("d", "ďḋḍḏḑḓđɗð"),
    ("e", "ēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệə"),
    ("f", "ḟƒ"),
    ("ff", "ﬀ"),
    ("ffi", "ﬃ"),
    ("ffl", "ﬄ"),
    ("fi", "ﬁ"),
    ("fl", "ﬂ"),
    ("g", "ĝğġģǧǵḡ"),
    ("h", "ĥȟḣḥḧḩḫẖħ"),
    ("i", "ĩīĭįǐȉȋḭḯỉịı"),
    ("ij", "ĳ"),
    ("j", "ĵǰ"),
    ("k", "ķǩḱḳḵĸ"),
    ("l", "ĺļľḷḹḻḽłŀ"),
    ("m", "ḿṁṃ"),
    ("n", "ńņňǹṅṇṉṋŉ"),
    ("ng", "ŋ"),
    ("o", "ōŏőǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợơ"),
    ("oe", "œ"),
    ("p", "ṕṗ"),
    ("r", "ŕŗřȑȓṙṛṝṟ"),
    ("s", "śŝşșṡṣṥṧṩſ"),
    ("ss", "ẞ"),
    ("t", "ţťțṫṭṯṱẗŧ"),
    ("th", "þ"),
    ("u", "ũūŭůűųǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữựư"),
    ("v", "ṽṿ"),
    ("w", "ŵẁẃẅẇẉẘ"),
    ("x", "ẋẍ"),
    ("y", "ŷȳẏẙỳỵỷỹ"),
    ("z", "źżẑẓẕ"),
];

/// Cyrillic and Greek letters and what they are read as.
const TRANSCRIPTIONS: &[(char, &str)] = &[
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ё', "yo"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('й', "y"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
    ('і', "i"),
    ('ї', "yi"),
    ('є', "ye"),
    ('ґ', "g"),
    ('ў', "u"),
    ('ј', "y"),
    ('љ', "ly"),
    ('њ', "ny"),
    ('ћ', "ch"),
    ('ђ', "dj"),
    ('џ', "dj"),
    ('α', "a"),
    ('β', "v"),
    ('γ', "g"),
    ('δ', "d"),
    ('ε', "e"),
    ('ζ', "z"),
    ('η', "i"),
    ('θ', "th"),
    ('ι', "i"),
    ('κ', "k"),
    ('λ', "l"),
    ('μ', "m"),
    ('ν', "n"),
    ('ξ', "x"),
    ('ο', "o"),
    ('π', "p"),
    ('ρ', "r"),
    ('σ', "s"),
    ('ς', "s"),
    ('τ', "t"),
    ('υ', "i"),
    ('φ', "f"),
    ('χ', "ch"),
    ('ψ', "ps"),
    ('ω', "o"),
    ('ά', "a"),
    ('έ', "e"),
    ('ή', "i"),
    ('ί', "i"),
    ('ό', "o"),
    ('ύ', "i"),
    ('ώ', "o"),
    ('ϊ', "i"),
    ('ϋ', "i"),
    ('ΐ', "i"),
    ('ΰ', "i"),
];

/// A combining mark and the letters that it makes, each before the letter that it stands on.
const ACCENTS: &[(char, &str)] = &[
    ('\u{300}', "àa èe ìi òo ùu"),
    ('\u{301}', "áa ée íi óo úu ýy"),
    ('\u{302}', "âa êe îi ôo ûu"),
    ('\u{303}', "ãa ñn õo"),
    ('\u{308}', "äa ëe ïi öo üu ÿy"),
    ('\u{30a}', "åa"),
    ('\u{327}', "çc"),
    ('\u{30c}', "šs žz"),
];

/// What a letter is read as; `None` if it is read as it stands, or not at all. Case is kept.
pub(super) fn known(c: char) -> Option<String> {
    // Full-width letters (U+FF01 to U+FF5E) are ASCII moved up.
    if let '\u{ff01}'..='\u{ff5e}' = c {
        return char::from_u32(u32::from(c) - 0xfee0).map(String::from);
    }
    let small: Vec<char> = c.to_lowercase().collect();
    // `İ` is an i and a dot above in small letters.
    let [small, ..] = small[..] else { return None };
    if small.is_ascii() {
        return (c != small && !c.is_ascii()).then(|| small.to_uppercase().to_string());
    }
    let found = BASES
        .iter()
        .find(|(_, letters)| letters.contains(small))
        .map(|(base, _)| *base)
        .or_else(|| {
            let row = TRANSCRIPTIONS.iter().find(|(letter, _)| *letter == small)?;
            Some(row.1)
        })?;
    if c == small {
        return Some(found.to_owned());
    }
    // Only the first letter is a capital: `Щукин` is not `SHCHukin`.
    let mut letters = found.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    Some(first.into_iter().chain(letters).collect())
}

/// Can the voices of the five languages read this letter as it stands?
pub(super) fn is_read(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' | 'š' | 'Š' | 'ž' | 'Ž' | 'Ÿ')
}

/// The one letter that a letter and a combining mark make: `n` and `\u{303}` make `ñ`. `None`
/// where the voices know no such letter.
pub(super) fn composed(letter: char, mark: char) -> Option<char> {
    let (_, letters) = ACCENTS.iter().find(|(accent, _)| *accent == mark)?;
    let small = letter.to_ascii_lowercase();
    let made = letters.split(' ').find_map(|pair| {
        let mut pair = pair.chars();
        let made = pair.next()?;
        (pair.next() == Some(small)).then_some(made)
    })?;
    if letter == small {
        Some(made)
    } else {
        made.to_uppercase().next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_letters_give_way_to_known_ones() {
        for (given, wanted) in [
            ("Dvořák", "Dvorák"),
            ("Łukasz", "Lukasz"),
            ("Đoković", "Dokovic"),
            ("Nguyễn", "Nguyen"),
            ("İstanbul", "Istanbul"),
            ("cœur", "coeur"),
            ("ﬁlm", "film"),
            ("ｆｕｌｌ", "full"),
            ("Москва", "Moskva"),
            ("Щукин", "Shchukin"),
            ("Αθήνα", "Athina"),
            ("Björk ñ ß Žižek", "Björk ñ ß Žižek"),
        ] {
            let read: String = given
                .chars()
                .map(|c| {
                    if is_read(c) {
                        c.to_string()
                    } else {
                        known(c).unwrap_or(c.to_string())
                    }
                })
                .collect();
            assert_eq!(read, wanted);
        }
        assert_eq!(known('東'), None);
    }

    #[test]
    fn marks_are_joined_to_their_letters() {
        assert_eq!(composed('o', '\u{308}'), Some('ö'));
        assert_eq!(composed('N', '\u{303}'), Some('Ñ'));
        assert_eq!(composed('q', '\u{303}'), None);
    }
}
