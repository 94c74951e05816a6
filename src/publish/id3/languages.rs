//! A language to the three letters by which ID3 knows it.

use crate::engines::Language;

/// The language as ID3 wants it, in ISO 639-2 (the terminological codes, which are those of
/// ISO 639-3 too). A language that is not listed is left out rather than told wrongly.
pub(super) fn three_letters(language: &Language) -> Option<&str> {
    let primary = language.primary();
    if primary.len() == 3 {
        return Some(primary);
    }
    LANGUAGES
        .iter()
        .find(|(two, _)| *two == primary)
        .map(|(_, three)| *three)
}

/// ISO 639-1 and 639-2 of the languages that a speech engine is likely to have.
const LANGUAGES: &[(&str, &str)] = &[
    ("af", "afr"),
    ("ar", "ara"),
    ("bg", "bul"),
    ("bn", "ben"),
    ("ca", "cat"),
    ("cs", "ces"),
    ("cy", "cym"),
    ("da", "dan"),
    ("de", "deu"),
    ("el", "ell"),
    ("en", "eng"),
    ("eo", "epo"),
    ("es", "spa"),
    ("et", "est"),
    ("eu", "eus"),
    ("fa", "fas"),
    ("fi", "fin"),
    ("fr", "fra"),
    ("ga", "gle"),
    ("gl", "glg"),
    ("he", "heb"),
    ("hi", "hin"),
    ("hr", "hrv"),
    ("hu", "hun"),
    ("id", "ind"),
    ("is", "isl"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("ka", "kat"),
    ("ko", "kor"),
    ("la", "lat"),
    ("lt", "lit"),
    ("lv", "lav"),
    ("mk", "mkd"),
    ("ms", "msa"),
    ("nb", "nob"),
    ("nl", "nld"),
    ("nn", "nno"),
    ("no", "nor"),
    ("pl", "pol"),
    ("pt", "por"),
    ("ro", "ron"),
    ("ru", "rus"),
    ("sk", "slk"),
    ("sl", "slv"),
    ("sq", "sqi"),
    ("sr", "srp"),
    ("sv", "swe"),
    ("sw", "swa"),
    ("ta", "tam"),
    ("te", "tel"),
    ("th", "tha"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("ur", "urd"),
    ("vi", "vie"),
    ("zh", "zho"),
];

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_told_in_three_letters_or_not_at_all() {
        for (tag, three) in [("en-GB", Some("eng")), ("gsw", Some("gsw")), ("xx", None)] {
            assert_eq!(three_letters(&Language::parse(tag).unwrap()), three);
        }
        assert!(LANGUAGES.is_sorted());
    }
}
