//! Which blocks belong to the page and not to the interview: image names, captions, share
//! buttons, bare addresses, lines drawn across.
//!
//! A block is judged by itself and only if it has no label: a person may well answer "Share."
//! The rules want a whole block to fit, because a sentence dropped is worse than a button read.

use super::lists::{CAPTIONS, SHARE};
use super::page::Para;
use super::rules::{self, Rule};
use crate::read::BlockKind;
use std::collections::BTreeMap;

/// Longest caption and longest share line, in words.
const CAPTION_WORDS: usize = 30;
const SHARE_WORDS: usize = 12;

/// Words in the names of image files that are of images and not of interviews.
const IMAGE_WORDS: &[&str] = &[
    "image",
    "img",
    "photo",
    "pic",
    "still",
    "poster",
    "feature",
    "featured",
    "header",
    "hero",
    "social",
    "slice",
    "thumbnail",
    "thumb",
    "banner",
    "cover",
    "portrait",
    "trailer",
    "logo",
    "set",
    "cast",
];

/// What stands in a caption before the name of the photographer, lower case. With its sign, so that
/// "a photo by my father" stays with who says it.
const CREDITS: &[&str] = &[
    " photo: ",
    "(photo: ",
    "(photo by ",
    " foto: ",
    "(foto: ",
    " photo © ",
    " image: ",
    "/getty images",
];

/// Endings of image files.
const IMAGE_ENDINGS: &[&str] = &[
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".tif", ".tiff",
];

/// For each block the rule that leaves it out, if any.
pub(super) fn find(paras: &[Para]) -> Vec<Option<&'static Rule>> {
    let families = families(paras);
    paras.iter().map(|para| judge(para, &families)).collect()
}

fn judge(para: &Para, families: &BTreeMap<String, usize>) -> Option<&'static Rule> {
    if para.kind == BlockKind::Rule || is_ornament(&para.text) {
        return Some(&rules::RULE_LINE);
    }
    if para.speaker.is_some() {
        return None;
    }
    if para.all(|style| style.image) {
        return Some(&rules::IMAGE);
    }
    let mut tokens = para.text.split(' ').peekable();
    tokens.peek()?;
    if para.text.split(' ').all(|t| is_image_name(t, families)) {
        return Some(&rules::IMAGE_NAME);
    }
    if tokens.all(is_address) {
        return Some(&rules::ADDRESS);
    }
    let short = |limit: usize| para.text.split(' ').take(limit + 1).count() <= limit;
    if !short(CAPTION_WORDS) {
        return None;
    }
    let lower = para.text.replace('’', "'").to_lowercase();
    let bare = lower.trim_start_matches(['(', '[']);
    let credited = CREDITS.iter().any(|credit| lower.contains(credit));
    if credited || CAPTIONS.iter().any(|start| bare.starts_with(start)) {
        return Some(&rules::CAPTION);
    }
    let line = lower.trim_end_matches(['.', '!', '…', '»', '>', '→', ' ']);
    let share = short(SHARE_WORDS)
        && SHARE.iter().any(|s| {
            line == *s
                || line == s.trim_end_matches([':', ' '])
                || (s.ends_with(':') && lower.starts_with(s))
        });
    share.then_some(&rules::SHARE)
}

/// Nothing but the signs of which lines are drawn? "…" and "—" alone may be an answer, but then
/// one with a label, which is part of the text here.
fn is_ornament(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| {
            matches!(
                c,
                '*' | '-'
                    | '_'
                    | '='
                    | '~'
                    | '#'
                    | '+'
                    | '.'
                    | '·'
                    | '•'
                    | '◆'
                    | '◇'
                    | '■'
                    | '□'
                    | '●'
                    | '○'
                    | '❖'
                    | '§'
                    | '–'
                    | '—'
                    | '|'
                    | '/'
                    | '\\'
                    | '<'
                    | '>'
                    | '^'
                    | ' '
            )
        })
}

/// A file name such as `night-market-tram-02`, `some-film-poster`, `still_3.jpg`.
fn is_image_name(token: &str, families: &BTreeMap<String, usize>) -> bool {
    let lower = token.to_lowercase();
    if let Some(ending) = IMAGE_ENDINGS.iter().find(|e| lower.ends_with(**e)) {
        return token.len() > ending.len() && !lower.contains("://");
    }
    let Some(parts) = slug(token) else {
        return false;
    };
    let numbered = parts
        .last()
        .is_some_and(|p| p.bytes().all(|b| b.is_ascii_digit()));
    let family = families.get(parts[0]).is_some_and(|count| *count > 1);
    // `well-known` is a word; a slug has more parts, a number, or brothers.
    parts.len() >= 3
        || (parts.len() == 2 && (numbered || family || IMAGE_WORDS.contains(&parts[1])))
}

/// The parts of a token written as web pages name their files: lower case, hyphens between.
pub(super) fn slug(token: &str) -> Option<Vec<&str>> {
    let plain = |c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    let parts: Vec<&str> = token.split(['-', '_']).collect();
    (parts.len() >= 2
        && token.len() <= 200
        && token.chars().all(plain)
        && parts.iter().all(|p| !p.is_empty()))
    .then_some(parts)
}

/// How many blocks are slugs that begin with the same part.
fn families(paras: &[Para]) -> BTreeMap<String, usize> {
    let mut families = BTreeMap::new();
    for para in paras {
        if let Some(parts) = slug(&para.text) {
            *families.entry(parts[0].to_owned()).or_insert(0) += 1;
        }
    }
    families
}

fn is_address(token: &str) -> bool {
    let bare = token.trim_matches(['<', '>', '(', ')', '[', ']', '.', ',']);
    let scheme = ["http://", "https://", "ftp://", "mailto:"];
    scheme.iter().any(|s| {
        bare.get(..s.len())
            .is_some_and(|b| b.eq_ignore_ascii_case(s))
    }) || (bare.starts_with("www.") && bare.len() > 7)
}

#[cfg(test)]
mod tests {
    use super::super::cases::document;
    use super::super::page::paragraphs;
    use super::*;

    #[test]
    fn furniture_is_named_and_words_are_left_alone() {
        for (text, rule) in [
            ("night-market-tram-02", Some("image name")),
            ("some-film-poster", Some("image name")),
            ("tram-poster", Some("image name")),
            ("tram-7", Some("image name")),
            ("IMG_2041.JPG", Some("image name")),
            ("still_one_02 still_one_03", Some("image name")),
            ("well-known", None),
            ("well-known.", None),
            ("Up-to-date.", None),
            ("See tram-poster-02 there.", None),
            ("Photo: Jo Example", Some("caption")),
            ("(Photo by Jo Example)", Some("caption")),
            ("Crédit photo : Jo Exemple", Some("caption")),
            ("The bridge at dawn. Photo: Jo Example", Some("caption")),
            ("It was a photo by my father.", None),
            ("Photographs are what I live for.", None),
            ("https://example.org/tram?x=1", Some("web address")),
            ("See https://example.org", None),
            ("Share this article", Some("share line")),
            ("Related: Ten trams you must ride", Some("share line")),
            ("Share is what people do.", None),
            ("Advertisement", Some("share line")),
            ("Comments", Some("share line")),
            ("* * *", Some("rule line")),
            ("________", Some("rule line")),
            ("?", None),
            ("🙂", None),
        ] {
            let document = document("x.txt", text);
            let found = find(&paragraphs(&document))[0].map(|r| r.name);
            assert_eq!(found, rule, "{text}");
        }
    }

    #[test]
    fn a_slug_of_two_parts_needs_brothers() {
        let document = document("x.txt", "tram-night\n\ntram-dawn\n\nwell-known\n");
        let found = find(&paragraphs(&document));
        assert!(found[0].is_some() && found[1].is_some() && found[2].is_none());
    }
}
