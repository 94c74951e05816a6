//! Notices of a book, a record, a film below or beside an interview: title, publisher, pages, price.
//!
//! What is bought has numbers that no talk has: how many pages and what they cost, or an ISBN. One of
//! them alone proves nothing, since whoever answers may well say that the book had 240 pages.

use crate::script::page::Para;

/// Longest notice, in words.
const LONGEST: usize = 45;

/// Is it such a notice?
pub(super) fn is_notice(para: &Para) -> bool {
    let text = para.text.as_str();
    let words = para.words();
    if !(3..=LONGEST).contains(&words) || text.contains(['?', '!', '？', '！']) {
        return false;
    }
    let lower = text.to_lowercase();
    lower.contains("isbn") || (has_pages(&lower) && has_price(&lower))
}

/// `240 p.`, `pp. 244`, `192 Seiten`.
fn has_pages(lower: &str) -> bool {
    #[rustfmt::skip]
    const PAGES: &[&str] = &["p", "pp", "pag", "pagg", "págs", "pág", "pages", "page", "seiten", "s", "páginas", "pagine", "pgs"];
    let parts: Vec<&str> = lower.split(' ').collect();
    let page = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        // `S.` is short for Seiten; a lone `s` is nothing.
        PAGES.contains(&bare) && (bare.len() > 2 || word.contains('.'))
    };
    let number = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        (2..=4).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit())
    };
    parts
        .windows(2)
        .any(|pair| (number(pair[0]) && page(pair[1])) || (page(pair[0]) && number(pair[1])))
}

/// `€ 17`, `20 €`, `$24.95`, `22 Euro`, `SFr. 34.90`.
fn has_price(lower: &str) -> bool {
    let digit = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    let parts: Vec<&str> = lower.split(' ').collect();
    let money = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.contains(['€', '$', '£'])
            || matches!(
                bare,
                "euro" | "euros" | "eur" | "chf" | "sfr" | "fr" | "reais" | "dollars"
            )
    };
    parts.iter().enumerate().any(|(at, word)| {
        let near = |n: Option<usize>| n.and_then(|n| parts.get(n)).is_some_and(|word| digit(word));
        money(word) && (digit(word) || near(at.checked_sub(1)) || near(Some(at + 1)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::cases::document;
    use crate::script::page::paragraphs;

    #[test]
    fn what_can_be_bought_is_a_notice() {
        for (text, is) in [
            (
                "Ida Holm: First Light. Lantern Press, 2018, pp. 244, $17",
                true,
            ),
            ("La Nuit, d’Ida Holm, Le Phare, 240 p., 20 €.", true),
            (
                "Ida Holm: Erstes Licht. Laterne, Bremen 2020, 192 Seiten, 22 Euro.",
                true,
            ),
            (
                "Ida Holm, Primera luz. Faro, 2019. 180 páginas. 18 €.",
                true,
            ),
            ("First Light (ISBN 978-0-00-000000-2) is out now.", true),
            ("It had 240 pages, and I read it twice.", false),
            ("I sold it for 20 €, which was too little.", false),
            ("In 1998 I paid 3 dollars for the whole page.", false),
        ] {
            let document = document("x.txt", text);
            assert_eq!(is_notice(&paragraphs(&document)[0]), is, "{text}");
        }
    }
}
