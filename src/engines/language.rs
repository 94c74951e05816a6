//! Language tags (BCP 47, the part that voices have: language and region).

use serde::{Deserialize, Serialize};
use std::fmt;

/// A language with or without a region: `en`, `en-GB`.
///
/// Always in canonical case. Scripts, variants and extensions are not kept: no voice is told
/// apart by them.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language {
    /// In place and not a string: every sentence has one, and they are ten thousand.
    tag: [u8; Language::LONGEST],
    length: u8,
}

impl Language {
    /// Bytes of `abc-123`.
    const LONGEST: usize = 7;

    /// Reads `en`, `en-GB`, `en_GB` or `EN-gb`; `None` if it is not two or three letters with
    /// an optional region of two letters or three digits.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Language> {
        let mut parts = tag.split(['-', '_']);
        let primary = parts.next()?.to_ascii_lowercase();
        let letters = |s: &str| s.bytes().all(|b| b.is_ascii_alphabetic());
        if !(2..=3).contains(&primary.len()) || !letters(&primary) {
            return None;
        }
        let tag = match (parts.next(), parts.next()) {
            (None, _) => primary,
            (Some(region), None)
                if region.len() == 2 && letters(region)
                    || region.len() == 3 && region.bytes().all(|b| b.is_ascii_digit()) =>
            {
                format!("{primary}-{}", region.to_ascii_uppercase())
            }
            _ => return None,
        };
        let mut bytes = [0; Language::LONGEST];
        bytes.get_mut(..tag.len())?.copy_from_slice(tag.as_bytes());
        Some(Language {
            tag: bytes,
            length: tag.len() as u8,
        })
    }

    /// The whole tag, such as `en-GB`.
    #[must_use]
    pub fn tag(&self) -> &str {
        std::str::from_utf8(&self.tag[..usize::from(self.length)]).expect("a tag is ASCII")
    }

    /// The language without its region, such as `en`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.tag().split('-').next().unwrap_or_default()
    }

    /// The region, such as `GB`, if one is given.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.tag().split_once('-').map(|(_, region)| region)
    }

    /// Can a voice of language `self` read a text in `text`? The same language is enough; a
    /// region that differs is an accent, not another language.
    #[must_use]
    pub fn reads(&self, text: &Language) -> bool {
        self.primary() == text.primary()
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({:?})", self.tag())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl TryFrom<String> for Language {
    type Error = String;
    fn try_from(tag: String) -> Result<Self, String> {
        Language::parse(&tag).ok_or_else(|| format!("`{tag}` is not a language tag"))
    }
}

impl From<Language> for String {
    fn from(language: Language) -> String {
        language.tag().to_owned()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_made_canonical_or_refused() {
        for (given, tag) in [("en", "en"), ("EN_gb", "en-GB"), ("es-419", "es-419")] {
            assert_eq!(Language::parse(given).expect(given).tag(), tag);
        }
        for wrong in ["", "e", "english", "en-", "en-G", "en-GB-x", "1n", "en GB"] {
            assert_eq!(Language::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_accent_is_not_another_language() {
        let (us, gb) = (
            Language::parse("en-US").unwrap(),
            Language::parse("en-GB").unwrap(),
        );
        assert!(us.reads(&gb) && us.region() == Some("US"));
        assert!(!us.reads(&Language::parse("de").unwrap()));
    }
}
