//! A paragraph's text to the ranges of its sentences.
//!
//! The Unicode rules (UAX #29) cut after every full stop before a capital, and so after `Dr.`
//! and `J. R.`; a statistical model would have to be carried along and would change with its
//! training. So: cut at every end mark, and let tables and a few rules hold together what only
//! looks like an end. A sentence is one caption and one take, which is why a very long one is
//! cut too, at the mark where a reader would breathe.

use super::abbreviations::{After, fits, starts_a_sentence, table};
use std::ops::Range;

/// The most characters that one sentence may have: about 25 seconds of speech, and a caption
/// that still fits a screen when shown in parts. Longer ones are cut.
pub(super) const LONGEST: usize = 400;

/// How far back an abbreviation, a word or an address is looked for, in bytes.
const REACH: usize = 64;

/// Endings that make `name.ending` an address or a file, not two sentences without a space.
const DOTTED_ENDINGS: &[&str] = &[
    "ai", "app", "at", "be", "ch", "co", "com", "css", "de", "dev", "doc", "docx", "edu", "es",
    "eu", "fm", "fr", "gov", "html", "info", "io", "it", "jpg", "js", "json", "me", "mp", "net",
    "org", "pdf", "png", "py", "rs", "tv", "txt", "uk", "us", "wav", "xml", "yaml",
];

/// The sentences of a text, in order, without the white space between them.
///
/// `whole` are ranges in which nothing is cut (directions), in order and disjoint. Together the
/// ranges hold every character that is not white space.
pub(super) fn split(text: &str, primary: &str, whole: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut marks = text.char_indices().peekable();
    let mut directions = whole.iter().peekable();
    while let Some((at, mark)) = marks.next() {
        while directions.next_if(|range| range.end <= at).is_some() {}
        if !is_end_mark(mark) {
            continue;
        }
        let mut end = at + mark.len_utf8();
        while let Some((at, next)) = marks.next_if(|(_, c)| is_end_mark(*c)) {
            end = at + next.len_utf8();
        }
        let run = at..end;
        let end = closers(text, end);
        let inside = directions
            .peek()
            .is_some_and(|range| range.start < end && end < range.end);
        if !inside && is_end(text, primary, start, &run, end) {
            push(text, start..end, whole, &mut sentences);
            start = end;
            while marks.next_if(|(at, _)| *at < end).is_some() {}
        }
    }
    push(text, start..text.len(), whole, &mut sentences);
    sentences
}

fn is_end_mark(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '。' | '！' | '？' | '｡' | '．'
    )
}

/// Past the closing quotes and brackets that belong to what ends at `end`.
fn closers(text: &str, mut end: usize) -> usize {
    /// Closing quotes of a page whose markup was left in its text.
    const ENTITIES: &[&str] = &["&quot;", "&rdquo;", "&rsquo;", "&raquo;"];
    loop {
        let entity = ENTITIES.iter().find(|e| text[end..].starts_with(**e));
        if let Some(entity) = entity
            && !text[end + entity.len()..].starts_with(char::is_alphanumeric)
        {
            end += entity.len();
            continue;
        }
        let mut rest = text[end..].chars();
        let Some(c) = rest.next() else { return end };
        let next = rest.next();
        let closing = match c {
            ')' | ']' | '}' | '”' | '」' | '』' | '）' => true,
            // These open as well in one language or another: they close what they touch, unless
            // a word touches them on the other side.
            '"' | '\'' | '’' | '“' | '‘' | '»' | '«' | '›' | '‹' => {
                !next.is_some_and(char::is_alphanumeric)
            }
            // French puts a space before its closing quote.
            ' ' | '\u{a0}' | '\u{202f}' => {
                let after = rest.next();
                matches!(next, Some('»' | '›'))
                    && !after.is_some_and(|c| c.is_alphanumeric() || c == '\u{a0}')
            }
            _ => false,
        };
        if !closing {
            return end;
        }
        end += c.len_utf8();
        if matches!(c, ' ' | '\u{a0}' | '\u{202f}') {
            end += next.map_or(0, char::len_utf8);
        }
    }
}

/// Does a sentence end with the marks `run`, the closers after which end at `end`?
fn is_end(text: &str, primary: &str, start: usize, run: &Range<usize>, end: usize) -> bool {
    let rest = &text[end..];
    let follower = rest.trim_start();
    if follower.is_empty() {
        return false; // The rest of the text is the last sentence anyway.
    }
    let marks = &text[run.clone()];
    if marks.chars().any(|c| matches!(c, '。' | '！' | '？' | '｡')) {
        // 「なぜ？」と聞いた: what stands in quotes may be a part of the sentence.
        let quoted = text[run.end..end].ends_with(['」', '』', '）', '”']);
        let goes_on = ["と", "って", "なんて", "、", "，"];
        return !(quoted && goes_on.iter().any(|word| follower.starts_with(word)));
    }
    let word = next_word(follower);
    let Some(first) = word.chars().next() else {
        // Only signs follow (a dash, an emoji): `Well. — Yes` ends, `"Well." —` too.
        return follower.len() < rest.len();
    };
    if follower.len() == rest.len() {
        return lost_space(text, run, end, word);
    }
    if first.is_lowercase() && !word.chars().skip(1).any(char::is_uppercase) {
        return false; // `"Why?" she asked`, `and … then`.
    }
    if let Some(dash) = follower.strip_prefix(['—', '–', '-'])
        && dash.trim_start().starts_with(char::is_lowercase)
    {
        return false;
    }
    match marks {
        "." => full_stop_ends(text, primary, start, run.start, first, word),
        // An unfinished sentence that goes on: only `I` cannot show it by a small letter.
        _ if marks.starts_with("..") || marks.starts_with('…') => {
            !(primary == "en" && is_i(word) && !marks.ends_with(['!', '?']))
        }
        _ => true,
    }
}

/// Does the single full stop at `dot` end a sentence, given the word that follows?
fn full_stop_ends(
    text: &str,
    primary: &str,
    start: usize,
    dot: usize,
    first: char,
    word: &str,
) -> bool {
    let starter = starts_a_sentence(primary, word);
    match abbreviation(text, primary, start, dot) {
        Some(After::Never) => return false,
        Some(After::May) => return starter,
        Some(After::Ends) => return true,
        None => {}
    }
    let before = last_word(&text[start..dot]);
    let at_the_start = text[start..dot].trim_start().len() == before.len();
    if before.is_empty() {
        return true;
    }
    if before.bytes().all(|b| b.is_ascii_digit()) {
        // `1. First` is a list; in German `3. Mai`, `19. Jahrhundert` is an ordinal.
        let ordinal = primary == "de" && before.len() <= 2 && first.is_alphabetic() && !starter;
        return !(at_the_start || ordinal);
    }
    let mut letters = before.chars().filter(|c| c.is_alphabetic());
    let single = matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase());
    let dotted = before.contains('.');
    if primary == "en" && before == "I" && follows_a_small_word(&text[start..dot]) {
        return true; // `Nor do I. Foxes …`; a name stands before an initial.
    }
    if single || dotted {
        // `J. R. Hale`, `e.V. Das`: an initial, unless a word follows that begins sentences.
        let named = single && !dotted && is_i(word) && !is_i(before); // `A. I …`, a list.
        return starter && !at_the_start && !named;
    }
    if primary == "de" && is_roman(before) && !starter {
        return false; // `Ludwig XIV. Sonnenkönig`
    }
    true
}

/// What may follow the abbreviation in which, or at whose end, the full stop at `dot` stands.
fn abbreviation(text: &str, primary: &str, start: usize, dot: usize) -> Option<After> {
    let from = floor(text, dot.saturating_sub(REACH).max(start));
    let near = &text[from..];
    table(primary).iter().find_map(|row| {
        near[..=dot - from]
            .char_indices()
            .rev()
            .take(row.written.chars().count() + 2)
            .filter(|(at, _)| {
                let before = near[..*at].chars().next_back();
                !before.is_some_and(|c| c.is_alphanumeric() || c == '.')
            })
            .find_map(|(at, _)| {
                let end = from + at + fits(row, &near[at..])?;
                match end.checked_sub(dot + 1)? {
                    0 => Some(row.after),
                    _ => Some(After::Never), // A full stop inside it.
                }
            })
    })
}

/// Is `reopen.Then` two sentences whose space was lost? Not an address, not a name in code.
fn lost_space(text: &str, run: &Range<usize>, end: usize, word: &str) -> bool {
    let after = text[end..].trim_start_matches(['"', '“', '‘', '«', '„', '¿', '¡', '(', '[']);
    if !after.starts_with(word) {
        return false;
    }
    let before = last_word(&text[floor(text, run.start.saturating_sub(REACH))..run.start]);
    let mut last = before.chars().rev();
    let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let ended = small(last.next()) && small(last.next()) || text[run.end..end].contains(['”', ')']);
    let mut first = word.chars();
    let begins = first.next().is_some_and(char::is_uppercase)
        && first
            .next()
            .is_none_or(|c| c.is_lowercase() || matches!(c, '\'' | '’'));
    let ending = word.to_lowercase();
    ended
        && begins
        && !before.contains(['/', '@', '.', '_'])
        && !(run.len() == 1 && DOTTED_ENDINGS.binary_search(&ending.as_str()).is_ok())
}

fn is_i(word: &str) -> bool {
    word.split(['\'', '’']).next() == Some("I")
}

/// Does a word without a capital stand before the word with which a text ends?
fn follows_a_small_word(text: &str) -> bool {
    let before = text[..text.len() - last_word(text).len()].trim_end();
    last_word(before).starts_with(char::is_lowercase)
}

fn is_roman(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|b| b"IVXLCDM".contains(&b))
}

/// The word with which a text begins, past quotes, brackets and dashes; at most [`REACH`] bytes.
fn next_word(text: &str) -> &str {
    let text = &text[..floor(text, REACH)];
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .unwrap_or(text.len());
    &text[..end]
}

/// The word with which a text ends, without the bracket or quote before it.
fn last_word(text: &str) -> &str {
    let text = &text[floor(text, text.len().saturating_sub(REACH))..];
    let start = text.rfind(char::is_whitespace).map_or(0, |at| {
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    });
    text[start..].trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// The nearest character border at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// Adds a sentence without the white space around it, cut where it is too long.
fn push(text: &str, sentence: Range<usize>, whole: &[Range<usize>], out: &mut Vec<Range<usize>>) {
    let trimmed = text[sentence.clone()].trim_start();
    let mut start = sentence.end - trimmed.len();
    let end = start + trimmed.trim_end().len();
    while let Some(cut) = cut(text, start..end, whole) {
        let length = text[start..cut].trim_end().len();
        if length > 0 {
            out.push(start..start + length);
        }
        start = end - text[cut..end].trim_start().len();
    }
    if start < end {
        out.push(start..end);
    }
}

/// Where a sentence that is too long is cut: after a semicolon, colon or dash, else a comma,
/// else at a space, else between two characters. Never in the first quarter, if that can be.
fn cut(text: &str, sentence: Range<usize>, whole: &[Range<usize>]) -> Option<usize> {
    let (at, _) = text[sentence.clone()].char_indices().nth(LONGEST)?;
    let limit = sentence.start + at;
    let least = sentence.start + floor(&text[sentence.clone()], at / 4).max(1);
    let inside = |at: usize| {
        let n = whole.partition_point(|range| range.end <= at);
        whole.get(n).filter(|range| range.start < at)
    };
    let mut best: Option<(u8, usize)> = None;
    let mut before = ' ';
    for (offset, c) in text[sentence.start..limit].char_indices() {
        let at = sentence.start + offset;
        let rank = match before {
            ';' | ':' | '—' | '–' | '；' | '：' => 3,
            ',' | '，' | '、' => 2,
            _ => 1,
        };
        // Where there are no spaces, the marks are as wide as one.
        let wide = matches!(before, '；' | '：' | '，' | '、' | '—');
        before = c;
        if !(c.is_whitespace() || wide && c != '—') || at < least || inside(at).is_some() {
            continue;
        }
        if best.is_none_or(|(other, _)| rank >= other) {
            best = Some((rank, at));
        }
    }
    let cut = match (best, inside(limit)) {
        (Some((_, at)), _) => at,
        // A direction longer than the limit stays whole.
        (None, Some(range)) if range.start > sentence.start => range.start,
        (None, Some(range)) => range.end,
        // Not between a letter and its accent, not inside an emoji.
        (None, None) => text[sentence.start..limit]
            .char_indices()
            .rev()
            .take(16)
            .map(|(offset, c)| (sentence.start + offset + c.len_utf8(), c))
            .find(|(at, c)| *c != '\u{200d}' && !text[*at..].starts_with(joins_the_one_before))
            .map_or(limit, |(at, _)| at),
    };
    (cut < sentence.end).then_some(cut)
}

/// Combining marks, joiners and selectors: nothing is cut before them.
fn joins_the_one_before(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

#[cfg(test)]
#[path = "sentences_tests.rs"]
mod tests;
