//! What a page says of its own language, in whatever form its carrier has it, to a tag.
//!
//! Web pages have BCP 47 with scripts and variants (`zh-Hans-CN`), books and libraries the three
//! letters of ISO 639-2 (`ger`), speech services English names (`german`). Voices know two
//! letters and a region, so all of them come to that.

use crate::engines::Language;

/// Codes of ISO 639-2 (both kinds) and ISO 639-3, and names, by the two letters of ISO 639-1.
const NAMES: &[(&str, &[&str])] = &[
    ("ar", &["ara", "arabic"]),
    ("bg", &["bul", "bulgarian"]),
    ("ca", &["cat", "catalan", "català"]),
    ("cs", &["ces", "cze", "czech"]),
    ("da", &["dan", "danish", "dansk"]),
    ("de", &["deu", "ger", "german", "deutsch"]),
    ("el", &["ell", "gre", "greek"]),
    ("en", &["eng", "english"]),
    ("es", &["spa", "spanish", "español", "castilian"]),
    ("fa", &["fas", "per", "persian"]),
    ("fi", &["fin", "finnish"]),
    ("fr", &["fra", "fre", "french", "français"]),
    ("he", &["heb", "hebrew"]),
    ("hi", &["hin", "hindi"]),
    ("hu", &["hun", "hungarian"]),
    ("it", &["ita", "italian", "italiano"]),
    ("ja", &["jpn", "japanese", "日本語"]),
    ("ko", &["kor", "korean"]),
    ("nl", &["nld", "dut", "dutch", "nederlands"]),
    ("no", &["nor", "norwegian"]),
    ("pl", &["pol", "polish", "polski"]),
    ("pt", &["por", "portuguese", "português"]),
    ("ro", &["ron", "rum", "romanian"]),
    ("ru", &["rus", "russian"]),
    ("sv", &["swe", "swedish", "svenska"]),
    ("th", &["tha", "thai"]),
    ("tr", &["tur", "turkish"]),
    ("uk", &["ukr", "ukrainian"]),
    ("vi", &["vie", "vietnamese"]),
    ("zh", &["zho", "chi", "cmn", "chinese", "mandarin", "中文"]),
];

/// Codes that say that nothing is known, or that it is several.
const NONE: &[&str] = &["und", "mul", "zxx", "mis", "xx", "auto", "none", "null"];

/// The first language that is named; `None` where none is.
pub(super) fn read(text: &str) -> Option<Language> {
    let first = text.split([',', ';', '|']).next()?;
    let first = first.trim_matches(|c: char| c.is_whitespace() || "[]\"'".contains(c));
    let lower = first.to_lowercase();
    let parts: Vec<&str> = lower.split(['-', '_', '.']).collect();
    let named = NAMES.iter().find(|(_, names)| names.contains(&parts[0]));
    let primary = named.map_or(parts[0], |(tag, _)| tag);
    if NONE.contains(&primary) {
        return None;
    }
    let region = parts.iter().skip(1).find(|part| {
        let letters = part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic());
        letters || part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit())
    });
    match region {
        Some(region) => Language::parse(&format!("{primary}-{region}")),
        None => Language::parse(primary),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_carrier_writes_comes_to_a_tag() {
        for (text, tag) in [
            ("en", Some("en")),
            ("en_us", Some("en-US")),
            ("EN-gb", Some("en-GB")),
            ("zh-Hans-CN", Some("zh-CN")),
            ("zh-Hant", Some("zh")),
            ("es-419", Some("es-419")),
            ("de-DE-1996", Some("de-DE")),
            ("ger", Some("de")),
            ("eng-US", Some("en-US")),
            ("German", Some("de")),
            ("[pt-BR, en]", Some("pt-BR")),
            ("\"fr\"", Some("fr")),
            ("en_US.UTF-8", Some("en-US")),
            ("gl", Some("gl")),
            ("und", None),
            ("mul", None),
            ("", None),
            ("{{ lang }}", None),
            ("klingon", None),
        ] {
            let read = read(text);
            assert_eq!(read.as_ref().map(Language::tag), tag, "{text}");
        }
    }
}
