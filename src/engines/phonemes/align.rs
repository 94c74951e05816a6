//! The words of a clause to where their phonemes begin.
//!
//! espeak puts a space between words, but says some of them as one (`ʌvðə` for "of the") and others as several
//! (`nˈaɪntiːn hˈʌndɹɪd` for "1900"). Where there are as many words as there are between the spaces, and none of
//! them is a number or an abbreviation, they are the same. Otherwise each word is said alone, and the line of
//! these is laid against the clause with the fewest changes (Needleman and Wunsch 1970): where a word then begins to have
//! sounds of its own, it begins.

use super::PhonemeError;
use std::ops::Range;

/// Bytes of a word that are said alone: longer ones are no words.
const LONGEST_WORD: usize = 100;

/// Cells of the table: a clause has 800 characters at most, so that this is never met by one that espeak cut.
const MOST_CELLS: usize = 4_000_000;

/// What changes cost. A gap of a stress or length mark is cheap, since weak forms lose theirs; what is no letter is
/// never taken for one.
const GAP: u32 = 4;
const MARK_GAP: u32 = 1;
const CHANGE: u32 = 6;
const NEVER: u32 = 100;

/// The words that begin in a range of a text: between spaces and dashes, without the signs around them.
pub(super) fn words(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let part = &text[range.clone()];
    let gap = |c: char| c.is_whitespace() || matches!(c, '—' | '–' | '…');
    let mut found = Vec::new();
    let mut at = 0;
    for word in part.split_inclusive(gap) {
        let from = word.find(char::is_alphanumeric);
        let to = word.rfind(char::is_alphanumeric);
        if let (Some(from), Some(to)) = (from, to) {
            let last = word[to..].chars().next().map_or(0, char::len_utf8);
            found.push(range.start + at + from..range.start + at + to + last);
        }
        at += word.len();
    }
    found
}

/// For each word, the byte of the clause's phonemes at which it begins. `alone` says a word by itself.
///
/// # Errors
/// Those of `alone`.
pub(super) fn starts(
    text: &str,
    words: &[Range<usize>],
    phonemes: &str,
    mut alone: impl FnMut(&str) -> Result<String, PhonemeError>,
) -> Result<Vec<usize>, PhonemeError> {
    let tokens = tokens(phonemes);
    let plain = |word: &Range<usize>| {
        text[word.clone()]
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'))
    };
    if words.len() == tokens.len() && words.iter().all(plain) {
        return Ok(tokens);
    }
    // The words one by one, a space before each.
    let mut line: Vec<char> = Vec::new();
    let mut begins = Vec::new();
    for word in words {
        let end = word.end.min(word.start + LONGEST_WORD);
        let said = alone(&text[word.start..text.floor_char_boundary(end)])?;
        line.push(' ');
        begins.push(line.len());
        line.extend(said.trim().chars());
    }
    let mut heard = vec![' '];
    heard.extend(phonemes.chars());
    let places = match path(&line, &heard) {
        Some(places) => places,
        // In proportion: better than nothing for what nobody could read anyway.
        None => (0..=line.len())
            .map(|at| at * heard.len() / line.len().max(1))
            .collect(),
    };
    // From characters behind the space that was put before them to bytes.
    let mut bytes: Vec<usize> = phonemes.char_indices().map(|(at, _)| at).collect();
    bytes.push(phonemes.len());
    let mut last = 0;
    let found = begins
        .iter()
        .map(|&at| {
            let place = settle(&heard, places.get(at).copied().unwrap_or(heard.len()));
            let byte = bytes.get(place.saturating_sub(1)).copied();
            last = byte.unwrap_or(phonemes.len()).max(last);
            last
        })
        .collect();
    Ok(found)
}

/// Where what stands between the spaces begins.
fn tokens(phonemes: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    for token in phonemes.split(' ') {
        if !token.is_empty() {
            found.push(at);
        }
        at += token.len() + 1;
    }
    found
}

/// A stress mark belongs to what follows it, and a word that begins one sound away from a space begins at it.
fn settle(heard: &[char], mut at: usize) -> usize {
    while at < heard.len() && (heard[at] == ' ' || is_length(heard[at])) {
        at += 1;
    }
    while at > 0 && at <= heard.len() && is_stress(heard[at - 1]) {
        at -= 1;
    }
    if at > 1 && heard[at - 2] == ' ' && heard[at - 1] != ' ' {
        at -= 1;
    }
    at
}

fn is_stress(c: char) -> bool {
    matches!(c, 'ˈ' | 'ˌ')
}

fn is_length(c: char) -> bool {
    matches!(c, 'ː' | 'ˑ' | '\u{300}'..='\u{36f}')
}

/// For each place in `line`, and for its end, the place in `heard` that lies beside it on the cheapest way; `None`
/// if they are too long.
fn path(line: &[char], heard: &[char]) -> Option<Vec<usize>> {
    let width = heard.len() + 1;
    if (line.len() + 1).checked_mul(width)? > MOST_CELLS {
        return None;
    }
    let gap = |c: char| {
        if is_stress(c) || is_length(c) {
            MARK_GAP
        } else {
            GAP
        }
    };
    let change = |a: char, b: char| {
        let letter = |c: char| c.is_alphabetic() && !is_length(c) && !is_stress(c);
        if a == b {
            0
        } else if letter(a) && letter(b) {
            CHANGE
        } else {
            NEVER
        }
    };
    let mut costs = vec![0u32; (line.len() + 1) * width];
    for row in 0..=line.len() {
        for column in 0..width {
            let mut best = if row == 0 && column == 0 { 0 } else { u32::MAX };
            if row > 0 {
                best = best.min(costs[(row - 1) * width + column] + gap(line[row - 1]));
            }
            if column > 0 {
                best = best.min(costs[row * width + column - 1] + gap(heard[column - 1]));
            }
            if row > 0 && column > 0 {
                let both = change(line[row - 1], heard[column - 1]);
                best = best.min(costs[(row - 1) * width + column - 1] + both);
            }
            costs[row * width + column] = best;
        }
    }
    let mut places = vec![0; line.len() + 1];
    let (mut row, mut column) = (line.len(), heard.len());
    places[row] = column;
    while row > 0 || column > 0 {
        let cost = costs[row * width + column];
        let both = (row > 0 && column > 0).then(|| {
            costs[(row - 1) * width + column - 1] + change(line[row - 1], heard[column - 1])
        });
        if both == Some(cost) {
            row -= 1;
            column -= 1;
        } else if row > 0 && costs[(row - 1) * width + column] + gap(line[row - 1]) == cost {
            row -= 1;
        } else {
            column -= 1;
        }
        places[row] = column;
    }
    Some(places)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// The clause with a bar before each word.
    fn barred(text: &str, phonemes: &str, alone: &[(&str, &str)]) -> String {
        let alone: BTreeMap<_, _> = alone.iter().copied().collect();
        let words = words(text, 0..text.len());
        let starts = starts(text, &words, phonemes, |word| {
            Ok(alone.get(word).unwrap().to_string())
        });
        let mut shown = phonemes.to_owned();
        for at in starts.unwrap().into_iter().rev() {
            shown.insert(at, '|');
        }
        shown
    }

    #[test]
    fn words_are_found_between_spaces_and_dashes() {
        let text = "\u{201c}Well-known,\u{201d} – she’s—(out) & 3.50 …";
        let found: Vec<&str> = words(text, 0..text.len())
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, ["Well-known", "she’s", "out", "3.50"]);
    }

    #[test]
    fn what_is_said_as_one_is_divided_and_what_is_said_as_several_joined() {
        assert_eq!(barred("two words", "tˈuː wˈɜːdz", &[]), "|tˈuː |wˈɜːdz");
        let alone = [
            ("end", "ˈɛnd"),
            ("of", "ˈʌv"),
            ("the", "ðˈə"),
            ("day", "dˈeɪ"),
        ];
        assert_eq!(
            barred("end of the day", "ˈɛnd ʌvðə dˈeɪ", &alone),
            "|ˈɛnd |ʌv|ðə |dˈeɪ"
        );
        let alone = [
            ("in", "ˈɪn"),
            ("1900", "nˈaɪntiːn hˈʌndɹɪd"),
            ("he", "hˈiː"),
        ];
        assert_eq!(
            barred("in 1900 he", "ɪn nˈaɪntiːn hˈʌndɹɪd hiː", &alone),
            "|ɪn |nˈaɪntiːn hˈʌndɹɪd |hiː"
        );
    }

    #[test]
    fn what_is_too_long_is_shared_out() {
        let text = "a b";
        let long = "ə".repeat(5_000);
        let words = words(text, 0..3);
        let starts = starts(text, &words, &long, |_| Ok("x".repeat(2_000))).unwrap();
        assert!(starts[0] < 10 && starts[1] > 3_000 && starts[1] < long.len());
    }
}
