//! Emphasis inside a line of a screenplay: `*italic*`, `**bold**`, `***both***`, `_underlined_`.

use super::{BOLD, HIDDEN, ITALIC, Marked};

/// Marks the emphasis between two places of one line. A mark that is not closed on its line, or
/// stands with space on both sides, is what it looks like: an asterisk.
pub(super) fn mark(marked: &mut Marked<'_>, start: usize, end: usize) {
    let line = &marked.text[start..end];
    // The mark that is open, for each length of it: where it begins.
    let mut stars: [Option<usize>; 4] = [None; 4];
    let mut under: Option<usize> = None;
    let mut at = 0;
    while let Some(found) = line[at..].find(['*', '_', '\\']).map(|i| at + i) {
        let rest = &line[found..];
        if let Some(escaped) = rest.strip_prefix('\\') {
            let next = escaped.chars().next();
            if next.is_some_and(|c| matches!(c, '*' | '_')) {
                marked.set(start + found, start + found + 1, HIDDEN);
            }
            at = found + 1 + next.map_or(0, char::len_utf8);
            continue;
        }
        let sign = if rest.starts_with('*') { '*' } else { '_' };
        let length = rest.len() - rest.trim_start_matches(sign).len();
        at = found + length;
        let opens = line[at..].starts_with(|c: char| !c.is_whitespace());
        let closes = line[..found].ends_with(|c: char| !c.is_whitespace());
        let slot = match sign {
            '*' => stars.get_mut(length),
            _ => (length == 1).then_some(&mut under),
        };
        let Some(slot) = slot else { continue };
        match *slot {
            Some(from) if closes => {
                *slot = None;
                let look = match (sign, length) {
                    ('_', _) => 0,
                    (_, 1) => ITALIC,
                    (_, 2) => BOLD,
                    _ => BOLD | ITALIC,
                };
                marked.set(start + from, start + from + length, HIDDEN);
                marked.set(start + found, start + found + length, HIDDEN);
                marked.set(start + from + length, start + found, look);
            }
            _ if opens => *slot = Some(found),
            _ => {}
        }
    }
}
