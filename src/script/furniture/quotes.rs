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
                found[*at] |= set_apart(&paras[*at]) && shortened(own, *start, words, place);
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
    bare(paras, labelled, &mut found);
    found
}

/// Do the words stand there in their order, with words left out between them? From the four on that
/// are equal, forwards or backwards.
fn shortened(own: &[u64], start: usize, words: &[u64], place: usize) -> bool {
    /// Most words that are left out in one place.
    const GAP: usize = 12;
    let mut equal = GRAM;
    if start == 0 {
        let mut at = place + GRAM;
        for word in &own[GRAM..] {
            let gap = words[at..].iter().take(GAP + 1).position(|w| w == word);
            if let Some(gap) = gap {
                at += gap + 1;
                equal += 1;
            }
        }
    } else {
        let mut at = place;
        for word in own[..start].iter().rev() {
            let gap = words[..at]
                .iter()
                .rev()
                .take(GAP + 1)
                .position(|w| w == word);
            if let Some(gap) = gap {
                at -= gap + 1;
                equal += 1;
            }
        }
    }
    own.len() >= PLAIN && equal * 100 >= own.len() * 85
}

/// All of a block in quotes, without a stop in them or behind: nobody says that, and it need not
/// repeat the text to the letter. A page whose answers stand in quotes has many.
fn bare(paras: &[Para], labelled: &[bool], found: &mut [bool]) {
    let is = |at: usize| {
        let para = &paras[at];
        let text = para.text.as_str();
        let before = at.checked_sub(1).map_or("", |at| paras[at].text.as_str());
        let mut pairs = [
            ('«', '»'),
            ('»', '«'),
            ('“', '”'),
            ('„', '“'),
            ('"', '"'),
            ('‹', '›'),
        ]
        .iter();
        let inner = pairs.find_map(|(open, shut)| {
            let inner = text.strip_prefix(*open)?.strip_suffix(*shut)?;
            (!inner.contains([*open, *shut])).then_some(inner.trim())
        });
        let title = |inner: &str| {
            inner
                .split(' ')
                .filter(|w| w.starts_with(char::is_lowercase))
                .count()
                < 2
        };
        inner.is_some_and(|inner| {
            let words = inner.split(' ').count();
            (LEAST..=MOST).contains(&words)
                && !title(inner)
                && !inner.ends_with(['.', '?', '!', '…', ',', ';', '-', '–', '—'])
        }) && !labelled[at]
            && para.speaker.is_none()
            && !matches!(
                para.kind,
                BlockKind::Cue | BlockKind::Row | BlockKind::ListItem(_)
            )
            && !before.ends_with(['?', '？', ':', '：', ','])
    };
    let all: Vec<usize> = (0..paras.len()).filter(|at| is(*at)).collect();
    if all.len() * 6 <= paras.len().max(6) {
        for at in all {
            found[at] = true;
        }
    }
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
