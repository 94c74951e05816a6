//! Pull quotes: sentences of the text that are set again to catch the eye.
//!
//! The first and the last words of each short block are looked for in the words of the whole page,
//! in one walk; comparing each block with each other would take the square of the time.

use crate::read::{BlockKind, Region};
use crate::script::hashing::{KeyMap, key, pair};
use crate::script::page::Para;

/// Shortest and longest pull quote, in words.
const LEAST: usize = 5;
const MOST: usize = 60;
/// Words that are looked for together.
const GRAM: usize = 4;
/// A block that nothing sets apart must be at least so long and be found whole.
const PLAIN: usize = 8;

/// For each block: does it repeat what another says? `labelled` are those that begin with a name.
pub(super) fn find(paras: &[Para], labelled: &[bool]) -> Vec<bool> {
    let mut found = vec![false; paras.len()];
    let all: Vec<Vec<u64>> = paras.iter().map(|para| words(&para.text)).collect();
    // Where the candidate's first or last words would make it begin, by those words.
    let mut wanted: KeyMap<Vec<(usize, usize)>> = KeyMap::default();
    for (at, para) in paras.iter().enumerate() {
        let count = all[at].len();
        let short = (LEAST..=MOST).contains(&count);
        if !short || labelled[at] || para.speaker.is_some() || para.kind == BlockKind::Cue {
            continue;
        }
        let asks = para.text.ends_with(['?', '？']) && para.region != Region::PullQuote;
        if asks || (!set_apart(para) && count < PLAIN) {
            continue;
        }
        for start in [0, count - GRAM] {
            let gram = gram(&all[at][start..start + GRAM]);
            let places = wanted.entry(gram).or_default();
            // A page that says one thing a thousand times is no page with pull quotes.
            if places.len() < 8 {
                places.push((at, start));
            }
        }
    }
    for (host, words) in all.iter().enumerate() {
        for (place, gram) in words.windows(GRAM).enumerate() {
            let Some(candidates) = wanted.get(&self::gram(gram)) else {
                continue;
            };
            for (at, start) in candidates {
                let own = &all[*at];
                if host == *at || found[host] || words.len() < own.len() {
                    continue;
                }
                // Of two that are alike, the one that is set apart goes.
                let same = words.len() == own.len();
                if same && (!set_apart(&paras[*at]) || set_apart(&paras[host])) {
                    continue;
                }
                let before =
                    (1..=*start).take_while(|n| place >= *n && words[place - n] == own[start - n]);
                let behind = own[*start..]
                    .iter()
                    .zip(&words[place..])
                    .take_while(|(a, b)| a == b);
                let equal = before.count() + behind.count();
                let whole = equal == own.len();
                found[*at] |= whole || (set_apart(&paras[*at]) && equal * 5 >= own.len() * 4);
            }
        }
    }
    found
}

/// Does the page show that this is no running text?
fn set_apart(para: &Para) -> bool {
    let quoted = para.text.starts_with(['“', '"', '„', '«', '»', '‘', '「'])
        && para
            .text
            .trim_end_matches(['.', '!', ' '])
            .ends_with(['”', '"', '“', '»', '«', '’', '」']);
    para.region == Region::PullQuote
        || para.region == Region::Aside
        || matches!(para.kind, BlockKind::Quote(_) | BlockKind::Heading(_))
        || para.all(|style| style.bold || style.italic)
        || quoted
}

fn words(text: &str) -> Vec<u64> {
    let mut all = Vec::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
    {
        all.push(key(word));
    }
    all
}

/// One number for words in a row.
fn gram(words: &[u64]) -> u64 {
    words.iter().fold(0, |all, word| pair(all, *word))
}
