//! The words of a label: what can be a name, which names are one, and how they are written where
//! the page does not shout.

use super::page::Para;
use std::collections::BTreeMap;

/// Small words inside names, lower case.
const PARTICLES: &[&str] = &[
    "de", "la", "las", "los", "le", "del", "della", "di", "da", "do", "dos", "das", "du", "des",
    "van", "von", "der", "den", "ter", "ten", "zu", "zur", "y", "e", "el", "al", "bin", "ibn",
    "af", "av", "of", "and", "und", "et", "the",
];

/// Titles before names, lower case, without full stops.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lady", "lord",
    "rev", "hon", "judge", "justice", "chief", "sen", "senator", "rep", "gov", "president",
    "captain", "capt", "herr", "frau", "señor", "señora", "sr", "sra", "don", "doña", "monsieur",
    "madame", "mme", "signor", "signora", "dott", "the", "mister", "madam", "chairman",
    "chairwoman", "minister", "sergeant", "sgt", "detective", "officer", "attorney", "sister",
    "brother", "father", "fr", "srta", "dra", "dña", "mlle", "maître", "sig", "dottor",
    "dottoressa", "dottssa", "professoressa", "professore", "profa", "avv", "ing", "seu", "dona",
    "senhor", "senhora", "doutor", "doutora",
];

/// Titles of men and of women, lower case: `MR. BERG` and `MRS. BERG` are two people.
const HIS: &[&str] = &[
    "mr", "mister", "sir", "lord", "herr", "señor", "sr", "don", "monsieur", "signor", "senhor",
    "seu", "sig",
];
const HERS: &[&str] = &[
    "mrs", "ms", "miss", "dame", "lady", "frau", "señora", "sra", "srta", "doña", "dña", "madame",
    "mme", "mlle", "signora", "senhora", "dona",
];

/// Words that stand in place of a name: nobody is called so, everyone may be.
const GENERIC: &[&str] = &[
    "speaker",
    "voice",
    "man",
    "woman",
    "male",
    "female",
    "member",
    "person",
    "student",
    "participant",
    "caller",
    "guest",
    "host",
    "interviewer",
    "interviewee",
    "question",
    "answer",
    "speakers",
    "voices",
    "one",
    "two",
    "three",
];

/// Names in capitals that are not shouted; others are known by the document itself writing them so.
const ACRONYMS: &[&str] = &[
    "NASA", "NATO", "UNESCO", "UNICEF", "FIFA", "UEFA", "BBC", "NPR", "PBS", "CNN", "CNET", "IGN",
    "AP", "AFP", "ABC", "CBS", "NBC", "ESPN", "MTV", "GQ", "NME", "ARD", "ZDF", "WDR", "NDR",
    "SWR", "TAZ", "FAZ", "RTVE", "RAI", "RFI", "ARTE", "II", "III", "IV", "VI", "VII", "VIII",
    "DJ", "MC", "JJ", "AJ", "TJ", "CJ", "MJ", "PJ", "DC", "UK", "US", "USA", "EU", "UN", "TV",
    "FM",
];

/// Names of two letters, lower case; any other two letters are initials.
const SHORT_NAMES: &[&str] = &[
    "al", "an", "bo", "cy", "ed", "jo", "li", "lu", "mo", "ng", "oz", "ty", "vi", "wu", "xi", "xu",
    "yu", "bé",
];

/// A name as it is compared: lower case, without full stops and commas, single spaces; initials
/// joined, since `C. A.` and `CA` are the same.
pub(super) fn key(name: &str) -> String {
    let (mut key, mut initials) = (String::with_capacity(name.len()), true);
    for word in name.split_whitespace() {
        let letters = || {
            word.chars()
                .filter(|c| !matches!(c, '.' | ',' | '"' | '“' | '”' | '„' | '«' | '»'))
        };
        if letters().next().is_none() {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        let start = key.len();
        if word.is_ascii() {
            key.extend(letters().map(|c| c.to_ascii_lowercase()));
        } else {
            let word: String = letters().map(|c| if c == '’' { '\'' } else { c }).collect();
            key.push_str(&word.to_lowercase());
        }
        initials &= key[start..].chars().nth(1).is_none();
    }
    if initials {
        key.retain(|c| c != ' ');
    }
    key
}

/// The words of a key without titles; all of them if it is titles only.
pub(super) fn bare_words(key: &str) -> impl Iterator<Item = &str> {
    let only_titles = key.split(' ').all(|word| TITLES.contains(&word));
    key.split(' ')
        .filter(move |word| only_titles || !TITLES.contains(word))
}

/// Is it a title, lower case and without its full stop?
pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(&word.trim_end_matches('.'))
}

/// Does the name stand in place of one, by its first word?
pub(super) fn is_generic(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    GENERIC.contains(&first.to_lowercase().as_str())
}

/// Whether the title of a key is a woman's (`Some(true)`) or a man's.
pub(super) fn title_of(key: &str) -> Option<bool> {
    let title = key.split(' ').next().filter(|_| key.contains(' '))?;
    match (HIS.contains(&title), HERS.contains(&title)) {
        (true, _) => Some(false),
        (_, true) => Some(true),
        _ => None,
    }
}

/// Several people at once: `Ada and Bruno`, `Anna, Ben, Cleo`, `Chen & Wu`.
pub(super) fn is_several(name: &str) -> bool {
    let joins = |w: &str| matches!(w, "and" | "und" | "y" | "et" | "e" | "ed" | "&" | "with");
    let key = name.to_lowercase();
    let mut words = key.split(' ');
    let first = words.next().is_some_and(joins);
    (!first && words.clone().any(joins) && !words.next_back().is_some_and(joins))
        || name.matches(", ").count() > 1
        || (name.contains('/') && !name.contains(' ') && name.len() > 5)
}

/// `anna`, `the clerk`: one or two words in small letters, where a page writes its names so.
pub(super) fn is_small_name(text: &str) -> bool {
    let mut words = text.split(' ');
    let plain = |w: &str| {
        w.chars().count() > 1 && w.chars().count() < 16 && w.chars().all(char::is_lowercase)
    };
    words.clone().count() <= 2 && words.all(plain)
}

/// Could it be a name? One to `most` words, each with a capital (or of a script that has none),
/// small words and numbers only beside such.
pub(super) fn is_name(text: &str, most: usize) -> bool {
    let mut proper = 0;
    let mut words = 0;
    for word in text.split(' ') {
        words += 1;
        if word == "&" && words > 1 {
            continue;
        }
        // `Robert "Bo" Lind`
        let word = match word.strip_prefix(['"', '“', '„', '«']) {
            Some(inside) if words > 1 => inside.trim_end_matches(['"', '”', '“', '»']),
            _ => word,
        };
        let bare = word.trim_end_matches(['.', ',']);
        let Some(first) = bare.chars().next() else {
            return false;
        };
        let inside = |c: char| {
            c.is_alphanumeric()
                || is_mark(c)
                || matches!(c, '\'' | '’' | '-' | '‐' | '.' | '·' | '・' | '/' | '_')
        };
        if !bare.chars().all(inside) || words > most {
            return false;
        }
        let apostrophe = bare.len() > 2 && matches!(bare.chars().nth(1), Some('\'' | '’'));
        if (first.is_alphabetic() && !first.is_lowercase())
            || (apostrophe && bare.chars().nth(2).is_some_and(char::is_uppercase))
        {
            proper += 1;
        } else if first.is_numeric() {
            if words == 1 || bare.chars().count() > 5 || !bare.chars().all(char::is_numeric) {
                return false;
            }
        } else if !is_particle(bare) {
            return false;
        }
    }
    proper > 0
}

/// Is it one of the small words inside names?
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Combining marks, as names in Devanagari and Vietnamese are full of.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{200c}' | '\u{200d}')
}

/// Is it in capitals? `McDONALD` is; a single letter is too.
pub(super) fn shouts(name: &str) -> bool {
    let (mut upper, mut lower) = (0usize, 0usize);
    for c in name.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    upper > 0 && lower * 4 <= upper
}

/// How the document writes its words where it does not label: lower-case form to the forms seen.
#[derive(Debug, Default)]
pub(super) struct Casing {
    /// Form with a capital at the start, and how often.
    forms: BTreeMap<String, BTreeMap<String, usize>>,
}

impl Casing {
    /// Learns from what stands after the first colon of each paragraph, or from all of one that
    /// has none: the words before a colon are what is asked about. Only the words of possible
    /// labels are kept, so that memory stays small beside a long text.
    pub(super) fn learn(paras: &[Para]) -> Casing {
        let mut forms: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        let split = |para: &Para| -> usize {
            let colon = para
                .text
                .char_indices()
                .take(64)
                .find(|(_, c)| matches!(c, ':' | '：'));
            colon.map_or(0, |(at, c)| at + c.len_utf8())
        };
        for para in paras {
            for word in tokens(&para.text[..split(para)]) {
                forms.entry(word.to_lowercase()).or_default();
            }
        }
        for para in paras {
            for word in tokens(&para.text[split(para)..]) {
                if word.starts_with(char::is_lowercase) {
                    continue;
                }
                if let Some(seen) = forms.get_mut(&word.to_lowercase()) {
                    *seen.entry(word.to_owned()).or_insert(0) += 1;
                }
            }
        }
        Casing { forms }
    }

    /// Is the word written with a capital somewhere?
    pub(super) fn capitalised(&self, word: &str) -> bool {
        self.forms.get(word).is_some_and(|seen| !seen.is_empty())
    }

    /// The commonest form of a word with a capital; a mixed one before a shouted one.
    fn form(&self, word: &str) -> Option<&str> {
        let seen = self.forms.get(&word.to_lowercase())?;
        seen.iter()
            .max_by_key(|(form, count)| (!shouts(form), **count))
            .map(|(form, _)| form.as_str())
    }
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || is_mark(c) || matches!(c, '\'' | '’' | '-')))
        .map(|word| {
            let word = word.trim_matches(['\'', '’', '-']);
            word.strip_suffix("'s")
                .or_else(|| word.strip_suffix("’s"))
                .unwrap_or(word)
        })
        .filter(|word| !word.is_empty())
}

/// A name as it is shown: as on the page, or in title case where the page shouts.
pub(super) fn shown(name: &str, casing: &Casing) -> String {
    let name = name.trim_end_matches(',');
    if !shouts(name) || name.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return name.to_owned();
    }
    let words = name.split(' ').enumerate();
    let words: Vec<String> = words
        .map(|(at, word)| title_case(word, at == 0, casing))
        .collect();
    words.join(" ")
}

fn title_case(word: &str, first: bool, casing: &Casing) -> String {
    let bare = word.trim_end_matches(['.', ',']);
    let lower = bare.to_lowercase();
    if !first && PARTICLES.contains(&lower.as_str()) {
        return lower;
    }
    let initials = bare.contains('.') || bare.chars().filter(|c| c.is_alphabetic()).count() < 2;
    if initials || ACRONYMS.contains(&bare) {
        return word.to_owned();
    }
    // Where the page shouts this word everywhere, that tells nothing of a title or an office.
    let office = matches!(lower.as_str(), "witness" | "court" | "chair" | "clerk");
    if let Some(form) = casing.form(bare).filter(|form| !(office && shouts(form))) {
        return word.replacen(bare, form, 1);
    }
    // No vowel, no syllable: letters read one by one.
    let vowel = |c: char| "AEIOUYÄÖÜÅÆØÉÈÊÁÀÂÍÎÓÔÚÛ".contains(c);
    let titled = TITLES.contains(&lower.as_str()) || matches!(lower.as_str(), "jr" | "st");
    let known = [SHORT_NAMES, PARTICLES]
        .iter()
        .any(|list| list.contains(&lower.as_str()));
    let short = bare.chars().count() == 2 && !known;
    if !titled && short {
        return word.to_owned();
    }
    if !titled && bare.len() <= 5 && bare.is_ascii() && !bare.chars().any(vowel) {
        return word.to_owned();
    }
    let mut shown = String::with_capacity(word.len());
    let mut start = true;
    for c in word.chars() {
        if start {
            shown.push(c);
        } else {
            shown.extend(c.to_lowercase());
        }
        // `O'NEILL` and `JEAN-LUC` have two beginnings; `MCDONALD` has too, `MACE` has not.
        start = matches!(c, '\'' | '’' | '-' | '/') || (shown == "Mc" && word.len() > 4);
    }
    // A genitive is none: `Chef's Weekly`.
    if shown.ends_with("'S") || shown.ends_with("’S") {
        shown.pop();
        shown.push('s');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::super::{cases::document, page::paragraphs};
    use super::*;

    #[test]
    fn shouted_names_are_shown_as_people_write_them() {
        let document = document(
            "x.txt",
            "NASA: x\n\nMACBETH: x\n\nIt is MacBeth’s turn at NASA.",
        );
        let casing = Casing::learn(&paragraphs(&document));
        for (page, name) in [
            ("ILA FARROD", "Ila Farrod"),
            ("LANTERN", "Lantern"),
            ("McDONALD", "McDonald"),
            ("MCDONALD", "McDonald"),
            ("MACBETH", "MacBeth"),
            ("O'NEILL", "O'Neill"),
            ("O’NEILL", "O’Neill"),
            ("JEAN-LUC", "Jean-Luc"),
            ("ANA DE LA CRUZ", "Ana de la Cruz"),
            ("DE LA CRUZ", "De la Cruz"),
            ("NASA", "NASA"),
            ("BBC", "BBC"),
            ("J.R. SMITH", "J.R. Smith"),
            ("DR. SMITH, JR.", "Dr. Smith, Jr."),
            ("HENRY IV", "Henry IV"),
            ("Q", "Q"),
            ("AB", "AB"),
            ("JO LI", "Jo Li"),
            ("Anna DuBois", "Anna DuBois"),
            ("JOSÉ ÁLVAREZ", "José Álvarez"),
            ("STRAẞE", "Straße"),
        ] {
            assert_eq!(shown(page, &casing), name);
        }
    }

    #[test]
    fn names_have_a_shape() {
        for name in [
            "Q",
            "ANNA",
            "Anna Berg",
            "Ana de la Cruz",
            "Speaker 1",
            "O’Neill",
            "d’Arcy",
            "J.R. Smith",
            "田中",
            "Zoë",
            "Mr. Smith",
        ] {
            assert!(is_name(name, 6), "{name}");
        }
        for other in [
            "",
            "12",
            "1 Anna",
            "one thing",
            "One thing is clear",
            "de la",
            "A B C D E F G",
            "Anna!",
            "\"Anna",
            "Anna 200000",
        ] {
            assert!(!is_name(other, 6), "{other}");
        }
    }

    #[test]
    fn keys_forget_case_and_stops_and_titles_can_be_left_out() {
        assert_eq!(key("Dr.  J.R. O’Neill,"), "dr jr o'neill");
        assert_eq!(
            bare_words("dr jane smith").collect::<Vec<_>>(),
            ["jane", "smith"]
        );
        assert_eq!(bare_words("judge").collect::<Vec<_>>(), ["judge"]);
    }
}
