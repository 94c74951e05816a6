//! Which blocks belong to the page and not to the interview: image names, captions, buttons, menus,
//! pull quotes, footnotes, covers, what the format itself calls a side of the page.
//!
//! A block is judged by itself and only if it has no label: a person may well answer "Share."
//! The rules want a whole block to fit, because a sentence dropped is worse than a button read.
//! Whatever a rule says, a page of which it would leave too little is left whole.

mod credits;
pub(super) mod head;
mod images;
mod lines;
pub(super) mod loose;
mod notices;
mod quotes;
mod record;
mod sections;
#[cfg(test)]
mod tables;
mod tails;
mod words;

pub(super) use images::slug;

use super::lists::NEVER_NAMES;
use super::names;
use super::page::Para;
use super::rules::{self, Rule};
use crate::read::{BlockKind, Region, address};
use lines::Lines;
use std::collections::BTreeMap;

/// A part of the page that holds more than this share of the words, in percent, is the text,
/// whatever the format calls it.
const TOO_MUCH: usize = 60;
/// Longest name before a colon, in bytes and in words.
const NAME: (usize, usize) = (60, 6);
/// So many page numbers in a row are page numbers.
const PAGES: usize = 3;

/// For each block the rule that leaves it out, if any.
pub(super) fn find(paras: &[Para]) -> Vec<Option<&'static Rule>> {
    let families = images::families(paras);
    let lines = Lines::new();
    let labelled = labelled(paras);
    let mut skips: Vec<Option<&'static Rule>> = paras
        .iter()
        .zip(&labelled)
        .map(|(para, labelled)| judge(para, *labelled, &families, &lines))
        .collect();
    let quotes = quotes::find(paras, &labelled);
    regions(paras, &labelled, &quotes, &mut skips);
    for (at, _) in quotes.iter().enumerate().filter(|(_, is)| **is) {
        let heading = matches!(paras[at].kind, BlockKind::Heading(_));
        if skips[at].is_none() && !heading {
            skips[at] = Some(&rules::PULL_QUOTE);
        }
    }
    numbers(paras, &mut skips);
    captions(paras, &mut skips);
    sections::more(paras, &labelled, &mut skips);
    sections::show_notes(paras, &labelled, &mut skips);
    sections::service_head(paras, &labelled, &mut skips);
    sections::contents(paras, &labelled, &mut skips);
    sections::court(paras, &labelled, &mut skips);
    record::find(paras, &labelled, &mut skips);
    sections::footnotes(paras, &labelled, &mut skips);
    tails::find(paras, &labelled, &mut skips);
    guard(paras, &mut skips);
    skips
}

/// Which blocks begin with a name that comes again, or with a letter as in `Q.`: the labels are
/// found later, but these are sure enough not to be a button.
fn labelled(paras: &[Para]) -> Vec<bool> {
    let key = |para: &Para| {
        if let Some(name) = address::label(&para.text) {
            return Some(names::key(name));
        }
        // `PRESIDENTE. La seduta …`
        let stop = para.text.split_once(". ").map(|(name, _)| name);
        if let Some(name) = stop.filter(|name| {
            name.chars().count() > 3
                && name.len() < NAME.0
                && names::shouts(name)
                && names::is_name(name, NAME.1)
        }) {
            return Some(names::key(name));
        }
        let dotted = para.text.get(1..3) == Some(". ")
            && para.text.starts_with(|c: char| c.is_ascii_uppercase());
        if dotted {
            return para.text.get(..1).map(str::to_lowercase);
        }
        let at = para
            .text
            .char_indices()
            .take(NAME.0)
            .find(|(_, c)| matches!(c, ':' | '：'))?
            .0;
        let name = &para.text[..at];
        let first = name
            .trim_start_matches(|c: char| !c.is_alphabetic())
            .chars()
            .next()?;
        let key = names::key(name);
        let never = NEVER_NAMES.contains(&key.as_str());
        (!first.is_lowercase() && !never && name.split(' ').count() <= NAME.1).then_some(key)
    };
    let keys: Vec<Option<String>> = paras.iter().map(key).collect();
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for key in keys.iter().flatten() {
        *counts.entry(key).or_insert(0) += 1;
    }
    let again = |key: &String| counts.get(key).is_some_and(|count| *count > 1);
    keys.iter()
        .zip(paras)
        .map(|(key, para)| para.speaker.is_some() || key.as_ref().is_some_and(again))
        .collect()
}

fn judge(
    para: &Para,
    labelled: bool,
    families: &BTreeMap<String, usize>,
    lines: &Lines,
) -> Option<&'static Rule> {
    if lines::is_folio(&para.text) {
        return Some(&rules::PAGE_NUMBER);
    }
    if para.kind == BlockKind::Rule || is_ornament(&para.text) {
        return Some(&rules::RULE_LINE);
    }
    if para.speaker.is_some() || para.text.is_empty() {
        return None;
    }
    if para.all(|style| style.image) {
        return Some(&rules::IMAGE);
    }
    let mut tokens = para.text.split(' ');
    if tokens.clone().all(|t| images::is_image_name(t, families)) {
        return Some(&rules::IMAGE_NAME);
    }
    let cited = para.text.split_once([' ', '\u{a0}']);
    let cited = cited.filter(|(word, _)| is_source(word));
    if tokens.all(is_address) || cited.is_some_and(|(_, rest)| rest.split(' ').all(is_address)) {
        return Some(&rules::ADDRESS);
    }
    if labelled {
        return None;
    }
    if credits::is_credits(&para.text) {
        return Some(&rules::BYLINE);
    }
    if leads_away(para) {
        return Some(&rules::MORE);
    }
    if is_row_of_facts(&para.text) {
        return Some(&rules::BESIDE);
    }
    // A title that asks is a title still where the page says what it is, and links to it.
    let text = para.text.trim_end_matches(['?', '？']);
    let leads = text.len() < para.text.len()
        && para.text.contains([':', '：', '|'])
        && para
            .styles
            .iter()
            .any(|(_, to, s)| s.link && *to == para.text.len());
    match lines.judge(&para.text) {
        None if leads => lines.judge(text).filter(|rule| **rule == rules::MORE),
        found => found,
    }
}

/// What the format itself calls a side of the page.
fn regions(
    paras: &[Para],
    labelled: &[bool],
    quotes: &[bool],
    skips: &mut [Option<&'static Rule>],
) {
    let words = |para: &Para| para.words().max(1);
    let all: usize = paras.iter().map(words).sum();
    let mut sums: BTreeMap<u8, usize> = BTreeMap::new();
    for para in paras {
        *sums.entry(para.region as u8).or_insert(0) += words(para);
    }
    let main: std::collections::BTreeSet<String> = paras
        .iter()
        .zip(labelled)
        .filter(|(para, labelled)| **labelled && para.region == Region::Main)
        .filter_map(|(para, _)| Some(names::key(para.text.split_once([':', '：'])?.0)))
        .collect();
    let repeated = paras.iter().zip(quotes);
    let repeated = repeated
        .filter(|(p, is)| p.region == Region::PullQuote && **is)
        .count();
    for (at, para) in paras.iter().enumerate() {
        let rule = match para.region {
            Region::Main => continue,
            Region::Navigation => &rules::NAVIGATION,
            Region::Aside => &rules::BESIDE,
            Region::Header => &rules::PAGE_HEAD,
            Region::Footer => &rules::PAGE_FOOT,
            Region::Caption => &rules::CAPTION,
            Region::PullQuote => &rules::PULL_QUOTE,
            Region::Control => &rules::PAGE_CONTROL,
            Region::Comments => &rules::COMMENTS,
            Region::Note => &rules::FOOTNOTE,
            Region::Code => &rules::CODE,
        };
        if sums
            .get(&(para.region as u8))
            .is_some_and(|sum| sum * 100 > all * TOO_MUCH)
        {
            continue;
        }
        // A name that speaks in the text speaks here too.
        let name = para
            .text
            .split_once([':', '：'])
            .map(|(name, _)| names::key(name));
        let speaks = labelled[at] && name.is_some_and(|name| main.contains(&name));
        // A question that only looks like a pull quote must not vanish.
        let question = para.region == Region::PullQuote
            && !quotes[at]
            && (para.text.ends_with(['?', '？']) || repeated == 0);
        if !speaks && !question {
            skips[at] = Some(rule);
        }
    }
}

/// Numbers alone that count upwards are the numbers of pages.
fn numbers(paras: &[Para], skips: &mut [Option<&'static Rule>]) {
    let number = |para: &Para| para.text.parse::<u32>().ok().filter(|n| *n < 10_000);
    let all: Vec<(usize, u32)> = (0..paras.len())
        .filter_map(|at| Some((at, number(&paras[at])?)))
        .collect();
    let rising = all.windows(2).all(|pair| pair[0].1 + 1 == pair[1].1);
    if all.len() >= PAGES && rising {
        for (at, _) in all {
            skips[at] = Some(&rules::PAGE_NUMBER);
        }
    }
}

/// A short line in italics right below an image says what it shows.
fn captions(paras: &[Para], skips: &mut [Option<&'static Rule>]) {
    for at in 1..paras.len() {
        let image = skips[at - 1].is_some_and(|r| *r == rules::IMAGE || *r == rules::IMAGE_NAME);
        let para = &paras[at];
        let italic = para.all(|s| s.italic) && !para.text.ends_with(['.', '?', '!', ':', '…']);
        if image && skips[at].is_none() && italic && para.text.split(' ').count() <= 25 {
            skips[at] = Some(&rules::CAPTION);
        }
    }
}

/// Where nearly nothing would be left, the rules that judge by words have misunderstood the page.
fn guard(paras: &[Para], skips: &mut [Option<&'static Rule>]) {
    let words = Para::words;
    let sure = [
        &rules::RULE_LINE,
        &rules::IMAGE,
        &rules::IMAGE_NAME,
        &rules::ADDRESS,
        &rules::SHARE,
    ];
    let doubtful = |skip: &Option<&'static Rule>| skip.is_some_and(|rule| !sure.contains(&rule));
    let (mut left, mut gone) = (0, 0);
    for (para, skip) in paras.iter().zip(skips.iter()) {
        match skip {
            None => left += words(para),
            Some(_) if doubtful(skip) => gone += words(para),
            Some(_) => {}
        }
    }
    // A tiny page may be all furniture; a long one is not.
    if gone > 60 && left * 3 < gone {
        for skip in skips.iter_mut().filter(|skip| doubtful(skip)) {
            *skip = None;
        }
    }
}

/// Nothing but the signs of which lines are drawn? "…" and "—" alone may be an answer, but then
/// one with a label, which is part of the text here.
fn is_ornament(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| "*-_=~#+.·•◆◇■□●○❖§–—|/\\<>^ ".contains(c))
}

/// `Spot the error? [Tell us.](…)`: a call that ends in a link which begins a sentence of its own.
fn leads_away(para: &Para) -> bool {
    const WORDS: usize = 30;
    const LINK: usize = 6;
    let link = para.styles.iter().rev().find(|(_, _, style)| style.link);
    let Some((from, _, _)) = link.filter(|(from, to, _)| *to == para.text.len() && *from > 0)
    else {
        return false;
    };
    let (before, call) = para.text.split_at(*from);
    let quoted = matches!(para.kind, BlockKind::Quote(_));
    let stop = call.ends_with(['.', '!', '?']);
    let words = call.split(' ').count();
    call.starts_with(char::is_uppercase)
        && (2..=LINK).contains(&words)
        && before.trim_end().ends_with(['.', '!', '?', '…'])
        && para.words() <= if stop && !quoted { WORDS / 2 } else { WORDS }
        && !notices::speaks_of_oneself(&para.text.to_lowercase())
}

/// `Founded 1961 | Crew: 2 | Mean temperature: -38`.
fn is_row_of_facts(text: &str) -> bool {
    let parts: Vec<&str> = text.split(" | ").collect();
    let short = |part: &&str| part.split(' ').count() <= 8 && !part.ends_with(['.', '?', '!', ',']);
    (3..=12).contains(&parts.len())
        && parts.iter().all(short)
        && parts
            .iter()
            .filter(|p| p.contains(|c: char| c.is_ascii_digit()))
            .count()
            * 2
            >= parts.len()
}

/// `URL: https://…`
fn is_source(word: &str) -> bool {
    let word = word.trim_end_matches([':', '：']).to_lowercase();
    #[rustfmt::skip]
    let all = ["url", "link", "source", "via", "permalink", "web", "website", "quelle", "fuente", "enlace", "lien", "fonte", "original", "online"];
    all.contains(&word.as_str())
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
            ("Related: Ten trams you must ride", Some("more to read")),
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
