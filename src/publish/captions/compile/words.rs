//! Lines, word times and notes to [`Word`]s: what captions are put together from.
//!
//! The author's words, all of them, in order, and between them the notes. What stands between white
//! space is a word; scripts without spaces are divided at the characters that a reader sees, as far as
//! punctuation may begin or end a line (after the Japanese rules, JIS X 4051, kinsoku); what is longer than a
//! line is divided where the line ends. No hyphen is added: it would be no word of the author's.

use super::super::profile::columns;
use crate::arrange::{Stretch, Timeline};
use crate::master::Line;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// What stays together on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As it is shown.
    pub(super) text: String,
    /// How much room it takes.
    pub(super) columns: usize,
    /// When it is heard, in frames of the episode.
    pub(super) at: Stretch,
    /// Does a sentence begin with it?
    pub(super) opens: bool,
    /// Does it follow the word before it without a space?
    pub(super) glued: bool,
    /// Then: is it the rest of a word that is longer than a line?
    pub(super) joint: bool,
    /// Does a space stand before it that is not to be broken at?
    pub(super) bound: bool,
    /// Is it a note, or of one?
    pub(super) note: bool,
}

/// White space at which no line is broken (Unicode UAX #14, class GL).
fn is_bound(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2060}')
}

/// Adds the words of a line, and its notes. Nothing if it shows nothing.
pub(super) fn add(timeline: &Timeline, at: usize, line: &Line, width: usize, to: &mut Vec<Word>) {
    let Some(caption) = timeline.captions.get(at) else {
        return;
    };
    let spans = spans(&line.text);
    let first = to.len();
    let mut clock = Clock::new(timeline, at, *caption, line.text.len());
    let mut notes = line.notes.iter().peekable();
    let count = spans.len();
    for (number, (range, bound)) in spans.into_iter().enumerate() {
        let mut heard = clock.of(&range);
        // A take begins and ends with its words, whatever an engine says of them.
        if number == 0 {
            heard.start = caption.start;
        }
        if number + 1 == count {
            heard.end = caption.end.max(heard.start);
        }
        while let Some((_, note)) = notes.next_if(|(before, _)| *before <= range.start) {
            add_note(note, heard.start, width, to);
        }
        add_word(&line.text[range], heard, bound, width, to);
    }
    if to.len() == first {
        return;
    }
    for (_, note) in notes {
        add_note(note, caption.end, width, to);
    }
    to[first].opens = true;
    to[first].bound = false;
}

/// What stands between white space, and whether only such white space is before it that is not broken at.
fn spans(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut spans: Vec<(Range<usize>, bool)> = Vec::new();
    let (mut open, mut bound) = (false, true);
    for (at, c) in text.char_indices() {
        if c.is_whitespace() || c.is_control() {
            bound = is_bound(c) && (open || bound);
            open = false;
            continue;
        }
        match spans.last_mut().filter(|_| open) {
            Some((range, _)) => range.end = at + c.len_utf8(),
            None => spans.push((at..at + c.len_utf8(), bound && !spans.is_empty())),
        }
        open = true;
    }
    spans
}

/// When the words of a line are heard; asked in their order.
struct Clock {
    /// What is known.
    heard: Vec<(Range<usize>, Stretch)>,
    /// Those before it are over.
    next: usize,
    /// Where the last word ended.
    now: u64,
}

impl Clock {
    fn new(timeline: &Timeline, line: usize, caption: Stretch, length: usize) -> Clock {
        let mut heard: Vec<_> = timeline.heard(line).collect();
        if heard.is_empty() {
            heard.push((0..length, caption));
        }
        Clock {
            heard,
            next: 0,
            now: caption.start,
        }
    }

    fn of(&mut self, word: &Range<usize>) -> Stretch {
        let over = |(token, _): &&(Range<usize>, Stretch)| token.end <= word.start;
        self.next += self.heard[self.next..].iter().take_while(over).count();
        let within = |(token, _): &&(Range<usize>, Stretch)| token.start < word.end;
        let tokens = || self.heard[self.next..].iter().take_while(within);
        // A token that is several words is shared out among them.
        let place = |(token, at): &(Range<usize>, Stretch), byte: usize| {
            let into = byte.clamp(token.start, token.end) - token.start;
            let share = into as f64 / (token.end - token.start).max(1) as f64;
            at.start + (share * at.frames() as f64).round() as u64
        };
        let (start, end) = match (tokens().next(), tokens().last()) {
            (Some(first), Some(last)) => (place(first, word.start), place(last, word.end)),
            // Nothing is said for it: a dash, a smile.
            _ => (self.now, self.now),
        };
        let start = start.max(self.now);
        self.now = end.max(start);
        Stretch {
            start,
            end: self.now,
        }
    }
}

fn add_word(text: &str, heard: Stretch, bound: bool, width: usize, to: &mut Vec<Word>) {
    let pieces = pieces(text, width);
    let whole: usize = pieces.iter().map(|piece| piece.columns + 1).sum();
    let mut before = 0;
    for (number, piece) in pieces.into_iter().enumerate() {
        let frame = |share: usize| heard.start + heard.frames() * share as u64 / whole as u64;
        let start = frame(before);
        before += piece.columns + 1;
        to.push(Word {
            text: text[piece.range].to_owned(),
            columns: piece.columns,
            at: Stretch {
                start,
                end: frame(before),
            },
            opens: false,
            glued: number > 0,
            joint: piece.joint,
            bound: bound && number == 0,
            note: false,
        });
    }
}

/// A stage direction in brackets, whatever it stood in on the page.
fn add_note(note: &str, at: u64, width: usize, to: &mut Vec<Word>) {
    let dress = |c: char| c.is_whitespace() || "()[]{}<>*_".contains(c);
    let note = note.trim_matches(dress);
    let words: Vec<&str> = note
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    let first = to.len();
    let heard = Stretch { start: at, end: at };
    // A gesture stays whole; a longer remark is broken where any words are.
    let whole = words.iter().map(|word| columns(word) + 1).sum::<usize>() <= width / 2;
    for (number, word) in words.iter().enumerate() {
        let open = if number == 0 { "[" } else { "" };
        let close = if number + 1 == words.len() { "]" } else { "" };
        add_word(
            &format!("{open}{word}{close}"),
            heard,
            whole && number > 0,
            width,
            to,
        );
    }
    to[first..].iter_mut().for_each(|word| word.note = true);
}

/// A part of a word.
#[derive(Debug, PartialEq, Eq)]
struct Piece {
    range: Range<usize>,
    columns: usize,
    /// Is it only parted from the one before because a line has an end?
    joint: bool,
}

/// The parts of what stands between white space, each no wider than a line.
fn pieces(text: &str, width: usize) -> Vec<Piece> {
    let spaceless = text.contains(is_spaceless);
    let wide = columns(text);
    if !spaceless && wide <= width {
        let range = 0..text.len();
        return vec![Piece {
            range,
            columns: wide,
            joint: false,
        }];
    }
    if !spaceless {
        return long(text, width);
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last: Option<char> = None;
    for (at, seen) in text.grapheme_indices(true) {
        let room = columns(seen);
        let range = at..at + seen.len();
        let together = seen_together(last, seen);
        last = seen.chars().next_back();
        match pieces.last_mut() {
            Some(piece) if room == 0 || together && piece.columns + room <= width => {
                piece.range.end = range.end;
                piece.columns += room;
            }
            _ => pieces.push(Piece {
                joint: !pieces.is_empty() && together,
                range,
                columns: room,
            }),
        }
    }
    pieces
}

/// A word that is longer than a line, most likely an address: divided behind a sign of its own, if there is
/// one in the second half of what fits.
fn long(text: &str, width: usize) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    // Where the piece begins, how wide it is, and where it may end well.
    let (mut start, mut wide) = (0, 0);
    let mut sign: Option<(usize, usize)> = None;
    for (at, seen) in text.grapheme_indices(true) {
        let room = columns(seen);
        if wide + room > width && at > start {
            let (end, used) = sign.take().unwrap_or((at, wide));
            pieces.push(Piece {
                range: start..end,
                columns: used,
                joint: start > 0,
            });
            (start, wide) = (end, wide - used);
        }
        wide += room;
        if wide * 2 > width && seen.ends_with(['/', '-', '_', '.', '?', '&', '=', '#', ':', ',']) {
            sign = Some((at + seen.len(), wide));
        }
    }
    pieces.push(Piece {
        range: start..text.len(),
        columns: wide,
        joint: start > 0,
    });
    pieces
}

/// Scripts that write no spaces between words: Thai, Lao, Myanmar, Khmer, kana, and the Chinese characters.
pub(super) fn is_spaceless(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// May no line end between these two, in a script without spaces?
fn seen_together(last: Option<char>, seen: &str) -> bool {
    const NEVER_FIRST: &str = "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】°′″℃％‰〜…‥\
        ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶๆฯ,.!?:;)]}%";
    const NEVER_LAST: &str = "‘“（〔［｛〈《「『【([{£¥$";
    let (Some(last), Some(first)) = (last, seen.chars().next()) else {
        return false;
    };
    // A Thai vowel that is written before its consonant.
    let leads = matches!(last, '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}');
    let own = |c: char| !is_spaceless(c) && (c.is_alphanumeric() || ".,-:/".contains(c));
    NEVER_FIRST.contains(first)
        || NEVER_LAST.contains(last)
        || leads
        // A number, or a word of another script.
        || own(last) && own(first)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn parts(text: &str, width: usize) -> Vec<&str> {
        let pieces = pieces(text, width);
        pieces.into_iter().map(|piece| &text[piece.range]).collect()
    }

    #[test]
    fn a_word_stays_whole_as_long_as_it_fits() {
        assert_eq!(parts("lighthouse", 10), ["lighthouse"]);
        assert_eq!(parts("lighthouse", 4), ["ligh", "thou", "se"]);
        assert_eq!(
            parts("example.org/letters/from-the-pier", 12),
            ["example.org/", "letters/", "from-the-", "pier"]
        );
        // A family is one character.
        assert_eq!(
            parts("👩\u{200d}👩\u{200d}👧é\u{301}x", 3),
            ["👩\u{200d}👩\u{200d}👧é\u{301}", "x"]
        );
        assert_eq!(parts("\u{200b}\u{200b}", 3).len(), 1);
    }

    #[test]
    fn scripts_without_spaces_are_divided_where_a_line_may_end() {
        for (text, expected) in [
            ("今日は、「雨」だ。", "今|日|は、|「雨」|だ。"),
            (
                "東京で2024年にABCを買った。",
                "東|京|で|2024|年|に|ABC|を|買っ|た。",
            ),
            ("コーヒー", "コー|ヒー"),
            ("ไปไหน", "ไป|ไห|น"),
        ] {
            assert_eq!(parts(text, 40).join("|"), expected);
        }
        assert!(parts(&"。".repeat(99), 10).iter().all(|p| columns(p) <= 10));
    }

    #[test]
    fn spaces_that_bind_are_known() {
        let of = |text: &str| -> Vec<(String, bool)> {
            let spans = spans(text).into_iter();
            spans
                .map(|(r, bound)| (text[r].to_owned(), bound))
                .collect()
        };
        let word = |text: &str, bound| (text.to_owned(), bound);
        assert_eq!(
            of("\u{a0}5\u{a0}km \u{a0}x\n"),
            [word("5", false), word("km", true), word("x", false)]
        );
    }
}
