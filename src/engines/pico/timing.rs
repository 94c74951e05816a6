//! What passed between Pico's stages to the times of the words, exact to a frame of the engine (4 ms).
//!
//! Three lists are laid side by side. The words as they are read stand against the text, letter by
//! letter; the same words, one by one, against their phonemes; those, one by one, against the
//! phonemes with their lengths, among which there are pauses too. Wherever two of them disagree the
//! word has no time, and gets an estimated one later: a guess is never called measured.

use super::passing::{Item, Passed};
use std::ops::Range;

/// Samples of one frame (`picosig`: a hop of 64 at 16 kHz).
const FRAME: usize = 64;

/// Samples by which the sound comes after its frames: half of the 512 over which a frame is
/// overlapped with its neighbours. Found by the silences in 1,500 lines of six voices: the sound of a
/// last word ends 31 ms after its frames (median; half of them within 8 ms), that of a first
/// word that begins with a vowel or a nasal begins 6 ms after them, and half-way between is no lag
/// left on either side.
const LAG: usize = 256;

/// When the marked tokens of a text are heard, in samples of its sound; those whose time is known
/// for certain. `head` is where the words of the text begin, `places` where each token does.
pub(super) fn times(
    text: &str,
    head: usize,
    places: &[(u32, usize)],
    passed: &Passed,
) -> Vec<(u32, Range<usize>)> {
    let (Some(read), Some(heard)) = (read(text, head, &passed.words), heard(passed)) else {
        return Vec::new();
    };
    if read.len() != heard.len() {
        return Vec::new();
    }
    // The word with which each token begins, if one begins there.
    let first: Vec<Option<usize>> = places
        .iter()
        .map(|(_, place)| {
            let sound = text.get(*place..)?.find(char::is_alphanumeric)? + place;
            read.iter().position(|at| *at == Some(sound))
        })
        .collect();
    let nexts = first.iter().skip(1).copied().chain([Some(read.len())]);
    places
        .iter()
        .zip(first.iter().zip(nexts))
        .filter_map(|((token, _), (first, next))| {
            // A token whose end is not known might have swallowed the next.
            let words = heard.get((*first)?..next?)?;
            Some((*token, words.first()?.start..words.last()?.end))
        })
        .collect()
}

/// For each word as it is read the byte of the text at which it begins, if that is certain.
fn read(text: &str, head: usize, words: &[Item]) -> Option<Vec<Option<usize>>> {
    let words = words.iter().filter(|item| item.kind == b'g');
    let mut at = head;
    let mut places = Vec::new();
    for word in words {
        let word = std::str::from_utf8(&word.content).ok()?;
        let found = starts(text, at).find_map(|start| Some((start, after(text, start, word)?)));
        places.push(found.map(|(start, _)| start));
        at = found.map_or(at, |(_, end)| end);
    }
    Some(places)
}

/// How many words further on a word is looked for: numbers and signs are read as others.
const FURTHER: usize = 3;

/// The places from `at` on at which a word can begin: here, and after the next spaces.
fn starts(text: &str, at: usize) -> impl Iterator<Item = usize> {
    let rest = text.get(at..).unwrap_or_default();
    let spaces = rest.match_indices(' ').map(|(space, _)| space + 1);
    std::iter::once(0)
        .chain(spaces)
        .take(FURTHER)
        .filter_map(move |from| Some(at + from + rest[from..].find(char::is_alphanumeric)?))
}

/// Where a word ends that stands at `start`; `None` if another one does. Only letters and digits
/// count: the engine leaves out some signs within a word.
fn after(text: &str, start: usize, word: &str) -> Option<usize> {
    let mut end = start;
    let rest = text.get(start..)?;
    let mut left = rest
        .char_indices()
        .filter(|(_, c)| c.is_alphanumeric())
        .flat_map(|(at, c)| folded(c).map(move |letter| (at + c.len_utf8(), letter)));
    let letters = word.chars().filter(|c| c.is_alphanumeric());
    for letter in letters.flat_map(folded) {
        let (after, there) = left.next()?;
        if there != letter {
            return None;
        }
        end = start + after;
    }
    (end > start).then_some(end)
}

/// A letter as words are compared: small, and without what the engine itself writes otherwise
/// (`weiss`, `desague`).
fn folded(c: char) -> impl Iterator<Item = char> {
    let again = (c == 'ß').then_some('s');
    let one = |c| match c {
        'ß' => 's',
        'ü' => 'u',
        c => c,
    };
    c.to_lowercase().map(one).chain(again)
}

/// When each word is heard; `None` if the phonemes are not those that were meant.
fn heard(passed: &Passed) -> Option<Vec<Range<usize>>> {
    let mut lengths = passed.phonemes.iter().filter(|item| item.kind == b'h');
    // A line begins with silence, and that is what silence is called wherever it comes.
    let silence = lengths.clone().next()?.info[0];
    let mut next = lengths.next();
    let (mut at, mut words, mut open) = (LAG, Vec::<Range<usize>>::new(), false);
    for item in &passed.syllables {
        match item.kind {
            b'y' => {
                for phoneme in &item.content {
                    let length = next.filter(|item| item.info[0] == *phoneme)?;
                    let end = at + frames(length)? * FRAME;
                    match words.last_mut() {
                        Some(word) if open => word.end = end,
                        _ => words.push(at..end),
                    }
                    (at, open, next) = (end, true, lengths.next());
                }
            }
            b'b' => {
                open = false;
                while let Some(pause) = next.filter(|item| item.info[0] == silence) {
                    at += frames(pause)? * FRAME;
                    next = lengths.next();
                }
            }
            _ => {}
        }
    }
    next.is_none().then_some(words)
}

/// The frames of a phoneme: those of its states, each of which holds three numbers of 16 bits,
/// lowest byte first.
fn frames(phoneme: &Item) -> Option<usize> {
    let states = phoneme.content.chunks_exact(6);
    let count = states.len();
    let frames = states.map(|state| usize::from(u16::from_le_bytes([state[0], state[1]])));
    (count == usize::from(phoneme.info[1])).then(|| frames.sum())
}
