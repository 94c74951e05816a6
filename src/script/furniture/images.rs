//! Image names and captions: what is left of the pictures of a page.

use super::words::{CAPTIONS, CREDITS};
use crate::script::page::Para;
use std::collections::BTreeMap;

/// Longest caption, in words.
const CAPTION_WORDS: usize = 40;

/// Words in the names of image files that are of images and not of interviews.
#[rustfmt::skip]
const IMAGE_WORDS: &[&str] = &[
    "image", "img", "photo", "pic", "still", "poster", "feature", "featured", "header", "hero", "social", "slice",
    "thumbnail", "thumb", "banner", "cover", "portrait", "trailer", "logo", "set", "cast", "crop", "jacket",
];

/// Endings of image files.
const IMAGE_ENDINGS: &[&str] = &[
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".tif", ".tiff",
];

/// Does the text, in lower case, say what a picture shows or who took it?
pub(super) fn is_caption(lower: &str, words: usize) -> bool {
    let bare = lower.trim_start_matches(['(', '[', '（', '*', '▲', '►', '▸', ' ']);
    let credited = CREDITS.iter().any(|credit| lower.contains(credit));
    words <= CAPTION_WORDS
        && (credited
            || is_signed(lower)
            || is_counter(lower)
            || is_numbered(bare)
            || CAPTIONS.iter().any(|start| bare.starts_with(start)))
}

/// `Crews at the pier. State photo by Ida Holm.`: a last sentence that is only who took it.
fn is_signed(lower: &str) -> bool {
    let bare = lower.trim_end_matches(['.', ')', ' ']);
    let Some((_, last)) = bare.rsplit_once(". ") else {
        return false;
    };
    let said = |w: &str| {
        matches!(
            w,
            "a" | "the"
                | "this"
                | "that"
                | "one"
                | "every"
                | "no"
                | "my"
                | "our"
                | "his"
                | "her"
                | "it's"
                | "is"
                | "was"
                | "me"
        )
    };
    let signed = [" photo by ", " photograph by ", " photos by ", " image by "];
    signed.iter().any(|sign| {
        last.split_once(sign).is_some_and(|(kind, name)| {
            let (before, after) = (kind.split(' ').count(), name.split(' ').count());
            before <= 2 && after <= 4 && !last.split(' ').any(said)
        })
    })
}

/// `Abb. 3: …`, `Figure 2. …`, `Photo 4 – …`
fn is_numbered(bare: &str) -> bool {
    #[rustfmt::skip]
    let names = ["bild", "abb.", "abbildung", "fig.", "figure", "figura", "photo", "foto", "image", "imagen", "imagem", "plate", "illustration"];
    let Some((name, rest)) = bare.split_once(' ') else {
        return false;
    };
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    names.contains(&name)
        && (1..=3).contains(&(rest.len() - after.len()))
        && after.trim_start().starts_with([':', '.', '–', '—', '|'])
}

/// `Bild 1 von 6`, `Photo 3 of 12`, `Foto 2 de 9`, `Image 1 sur 4`: the pictures of a gallery.
pub(super) fn is_counter(text: &str) -> bool {
    #[rustfmt::skip]
    const NAMES: &[&str] = &["bild", "foto", "photo", "image", "picture", "imagen", "imagem", "fotografía", "fotografia", "immagine", "slide"];
    let lower = text.to_lowercase();
    let mut words = lower
        .trim_matches(['(', ')', ' '])
        .split([' ', '/'])
        .filter(|w| !w.is_empty());
    let number = |word: Option<&str>| {
        word.is_some_and(|w| w.len() < 4 && w.bytes().all(|b| b.is_ascii_digit()))
    };
    let named = words.next().is_some_and(|w| NAMES.contains(&w));
    let counted = named && number(words.next());
    let last = match words.next() {
        Some("von" | "of" | "de" | "sur" | "di" | "out") => words.next(),
        other => other,
    };
    counted && number(last) && words.next().is_none()
}

/// An image and, in the same paragraph, a line in italics or in brackets that says what it shows.
pub(super) fn captioned(para: &Para) -> bool {
    let Some((0, end, style)) = para.styles.first() else {
        return false;
    };
    let rest = para.text.get(*end..).unwrap_or_default();
    style.image
        && rest.chars().any(char::is_alphanumeric)
        && para.words() <= CAPTION_WORDS * 2
        && para.all_from(*end, |s| s.italic || s.image)
}

/// A file name such as `night-market-tram-02`, `some-film-poster`, `still_3.jpg`.
pub(super) fn is_image_name(token: &str, families: &BTreeMap<String, usize>) -> bool {
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
pub(in crate::script) fn slug(token: &str) -> Option<Vec<&str>> {
    let plain = |c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    let parts: Vec<&str> = token.split(['-', '_']).collect();
    (parts.len() >= 2
        && token.len() <= 200
        && token.chars().all(plain)
        && parts.iter().all(|p| !p.is_empty()))
    .then_some(parts)
}

/// How many blocks are slugs that begin with the same part.
pub(super) fn families(paras: &[Para]) -> BTreeMap<String, usize> {
    let mut families = BTreeMap::new();
    for para in paras {
        if let Some(parts) = slug(&para.text) {
            *families.entry(parts[0].to_owned()).or_insert(0) += 1;
        }
    }
    families
}
