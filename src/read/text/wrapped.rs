//! Which lines of a text belong to one paragraph: learned once from the whole file, since a
//! single piece of it may be too short to tell.
//!
//! Paragraphs are set in many ways: a blank line between them, an indent at their beginning, the
//! name at the margin and the words hanging beside it, a blank line after every line. A line that
//! was wrapped is full: had the next word fitted, it would stand on it.

use super::super::clock;
use super::super::lines::{begins_turn, ends_sentence, is_called, is_time, is_time_line};
use super::line::Line;
use std::collections::BTreeMap;

/// Lines longer than this were not wrapped by hand: typewriters, mail and editors wrap at 60 to
/// Most lines of a note in brackets.
const NOTE: usize = 6;
/// 80 columns, a few at 100.
const WIDEST_WRAP: usize = 110;
/// Where all lines are shorter than this, nothing was wrapped: they are titles, names, verses.
const NARROWEST_WRAP: usize = 55;
/// So many lines in a row show that none was wrapped.
const SENTENCES: usize = 6;
/// An indent of fewer columns is a slip of the space bar.
const STEP: usize = 2;

/// How the first line of a paragraph stands to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Indent {
    /// All alike, as far as one can see.
    Plain,
    /// The first is deeper; the others begin at this column.
    First(usize),
    /// The others are deeper.
    Hanging,
}

/// How the paragraphs of a file are set.
#[derive(Debug)]
pub(super) struct Setting {
    /// The column at which it was wrapped by hand; `None` if each line is a paragraph.
    width: Option<usize>,
    /// Blank lines between two lines of one paragraph: 1 in a typescript with double spacing.
    spacing: usize,
    indent: Indent,
    /// Do names stand in a column of their own, the words beside them?
    columns: bool,
    /// Do `Q` and `A` stand so, without any sign after them?
    letters: bool,
    /// Does line after line begin with a time, as copied from a player?
    timed: bool,
}

impl Setting {
    /// What the lines of a file show.
    pub(super) fn learn(lines: &[Line<'_>]) -> Setting {
        let spacing = spacing(lines);
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for line in lines {
            if let Some(end) = column(line.text) {
                *names.entry(&line.text[..end]).or_default() += 1;
            }
        }
        let count = |letters: [&str; 2]| letters.map(|l| names.get(l).copied().unwrap_or(0));
        let pairs = [["Q", "A"], ["P", "R"], ["F", "A"], ["D", "R"]].map(count);
        Setting {
            width: width(lines, spacing),
            spacing,
            indent: indent(lines, spacing),
            columns: names.iter().any(|(name, n)| name.len() > 1 && *n > 1),
            letters: pairs.iter().any(|[q, a]| *q > 0 && *a > 0 && q + a > 2),
            timed: timed(lines),
        }
    }

    /// Where a name in a column of its own ends, and whether it is a bare `Q` or `A`.
    pub(super) fn column(&self, text: &str) -> Option<(usize, bool)> {
        let end = column(text)?;
        let letter = end == 1;
        (if letter { self.letters } else { self.columns }).then_some((end, letter))
    }

    /// Is `line` the same paragraph as the line `before` it? `first` is the paragraph's first.
    pub(super) fn continues(&self, first: &Line<'_>, before: &Line<'_>, line: &Line<'_>) -> bool {
        let apart = !line.page && line.blanks > self.spacing;
        if apart || line.depth != before.depth || self.column(line.text).is_some() {
            return false;
        }
        let player = clock::in_words(before.text).is_some();
        if player || (self.timed && opens_with_time(line.text)) {
            return false;
        }
        if begins_turn(line.text, before.text) || begins_speech(line.text, before.text) {
            return false;
        }
        // A note of the court in brackets ends where they close, however its lines are set.
        let noted = first.text.starts_with('(') && !first.text.contains(')');
        if noted && !before.text.contains(')') && line.number - first.number < NOTE {
            return true;
        }
        if stands_alone(before.text) || stands_alone(line.text) || closes(first, before, line) {
            return false;
        }
        let open = !ends_sentence(before.text);
        let Some(width) = self.width else {
            // Each line is a paragraph, but for those that the end of a page cut in two.
            return line.page && open && begins_small(line.text);
        };
        if is_name(before, width) || self.centred(before, line, width) {
            return false;
        }
        let room = width.saturating_sub(before.edge());
        let full = width >= NARROWEST_WRAP && room < 1 + first_word(line.text);
        let nearly_full = before.edge() * 5 > width * 4 && width >= NARROWEST_WRAP;
        // A shorter line still goes on if its sentence does, unless a capital after it says
        // that it was a title, a byline, a name.
        let unfinished = open && (nearly_full || !begins_large(line.text));
        let deeper = line.indent >= before.indent + STEP;
        match self.indent {
            Indent::First(base) if line.indent >= base + STEP => {
                let alike = line.indent == before.indent && before.indent == first.indent;
                alike && full && open
            }
            Indent::Hanging if line.indent >= first.indent + STEP => true,
            Indent::Hanging if before.indent >= line.indent + STEP => false,
            _ if deeper && !open && !line.page => false,
            _ if line.page && !open => full && matches!(self.indent, Indent::First(_)),
            _ => full || before.text.ends_with([':', '：']) || unfinished,
        }
    }

    /// Does one of two lines stand in the middle of the page, as titles do?
    fn centred(&self, before: &Line<'_>, line: &Line<'_>, width: usize) -> bool {
        let middle = |line: &Line<'_>| {
            let right = width.saturating_sub(line.edge());
            line.indent >= 8
                && line.indent.abs_diff(right) <= 3
                && !line.text.ends_with(['.', '?', '!', ',', ';'])
                && !begins_turn(line.text, "")
        };
        // What goes on in small letters is no title, however it happens to stand.
        width >= NARROWEST_WRAP
            && !begins_small(line.text)
            && before.indent.abs_diff(line.indent) >= STEP
            && (middle(before) || middle(line))
    }
}

/// The column at which lines were wrapped by hand, if they were: `followed` are those that another
/// one follows at once. For carriers that have lines without a page around them.
pub(in crate::read) fn widest<'a>(followed: impl Iterator<Item = &'a str>) -> Option<usize> {
    let lines: Vec<Line<'_>> = followed.map(Line::of).chain([Line::of("")]).collect();
    width(&lines, 0)
}

/// Is `line` the same paragraph as the line `before` it? For lines that were wrapped at `width`.
pub(in crate::read) fn continues(before: &str, line: &str, width: Option<usize>) -> bool {
    let setting = Setting {
        width,
        spacing: 0,
        indent: Indent::Plain,
        columns: false,
        letters: false,
        timed: false,
    };
    let before = Line::of(before);
    setting.continues(&before, &before, &Line::of(line))
}

/// `0:04 so we went up the hill`
fn opens_with_time(line: &str) -> bool {
    line.split_once(char::is_whitespace)
        .is_some_and(|(time, _)| is_time(time.trim_matches(['[', ']', '(', ')'])))
}

/// Does every fourth line and more begin with a time?
fn timed(lines: &[Line<'_>]) -> bool {
    let times = lines
        .iter()
        .filter(|line| opens_with_time(line.text))
        .count();
    times >= 5 && times * 4 >= lines.len()
}

/// Only lines that another line follows can tell. One long quotation among them must not: the
/// file counts as wrapped if nine tenths of them are short enough.
fn width(lines: &[Line<'_>], spacing: usize) -> Option<usize> {
    let mut seen: Vec<(usize, usize)> = lines
        .windows(2)
        .filter(|pair| !pair[1].page && pair[1].blanks <= spacing)
        .map(|pair| (pair[0].width(), pair[0].edge()))
        .collect();
    // Where nearly every line ends as a sentence does, each is a paragraph, however short.
    let followed = lines
        .windows(2)
        .filter(|p| !p[1].page && p[1].blanks <= spacing);
    let ended = followed.filter(|p| ends_sentence(p[0].text)).count();
    if seen.len() >= SENTENCES && ended * 10 >= seen.len() * 9 {
        return None;
    }
    seen.sort_unstable();
    let (ninth_tenth, _) = *seen.get(seen.len().checked_sub(1)? * 9 / 10)?;
    let mut edges: Vec<usize> = seen
        .iter()
        .filter(|(width, _)| *width <= WIDEST_WRAP)
        .map(|(_, edge)| *edge)
        .collect();
    edges.sort_unstable();
    // A stray line that runs over must not make all the others look short.
    let widest = edges.len().checked_sub(1 + edges.len() / 40)?;
    (ninth_tenth <= WIDEST_WRAP).then(|| edges[widest])
}

/// Is there a blank line after every line? Then the sentences run across them.
fn spacing(lines: &[Line<'_>]) -> usize {
    let (mut close, mut single, mut across) = (0, 0, 0);
    for pair in lines.windows(2).filter(|pair| !pair[1].page) {
        match pair[1].blanks {
            0 => close += 1,
            1 => {
                single += 1;
                let wrapped = pair[0].width() <= WIDEST_WRAP && !ends_sentence(pair[0].text);
                across += usize::from(wrapped && begins_small(pair[1].text));
            }
            _ => {}
        }
    }
    usize::from(single >= 6 && close * 8 <= single && across * 4 >= single)
}

fn indent(lines: &[Line<'_>], spacing: usize) -> Indent {
    let (mut first, mut hanging) = (0, 0);
    let mut bases: BTreeMap<usize, usize> = BTreeMap::new();
    for pair in lines.windows(2) {
        let (before, line) = (&pair[0], &pair[1]);
        if line.page || line.blanks > spacing || line.depth != before.depth {
            continue;
        }
        let ended = ends_sentence(before.text);
        let turn = begins_turn(line.text, before.text) || column(line.text).is_some();
        let after_turn = begins_turn(before.text, "");
        if line.indent >= before.indent + STEP {
            if ended || turn {
                first += 1;
            } else {
                hanging += 1;
            }
        } else if before.indent >= line.indent + STEP {
            if turn {
                // Of two turns on a line each, the first may be set deeper.
                hanging += usize::from(!after_turn);
            } else if !ended {
                first += 1;
                *bases.entry(line.indent).or_default() += 1;
            }
        }
    }
    let base = bases
        .into_iter()
        .max_by_key(|(column, n)| (*n, usize::MAX - column));
    match base {
        Some((base, _)) if first >= 2 && first > hanging => Indent::First(base),
        _ if hanging > first => Indent::Hanging,
        _ => Indent::Plain,
    }
}

/// Where a name ends that stands in a column of its own: `ANNA      Why?`.
fn column(text: &str) -> Option<usize> {
    let end = text.find("  ").into_iter().chain(text.find('\t')).min()?;
    let (name, rest) = text.split_at(end);
    let rest = rest.trim_start();
    let wide = text[end..].starts_with("   ") || text[end..].starts_with('\t');
    let shouts = !name.chars().any(char::is_lowercase);
    let time = rest
        .split_whitespace()
        .all(|w| is_time(w.trim_matches(['(', ')', '[', ']'])));
    ((wide || shouts) && is_called(name) && !time).then_some(end)
}

/// `– Et après ?`: dialogue with dashes, where the line before has ended.
fn begins_speech(line: &str, before: &str) -> bool {
    let hyphen = line
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_uppercase() || "¿¡".contains(c)));
    (line.starts_with(['–', '—', '―']) || hyphen) && ends_sentence(before)
}

/// Lines that are no part of running text: image names, addresses, rules of hyphens, bylines,
/// `BY MR. HALE:`, and what transcription services print above a turn.
fn stands_alone(line: &str) -> bool {
    let single = !line.contains(char::is_whitespace)
        && (line.contains("://")
            || line.matches(['-', '_']).count() >= 2
            || !line.contains(char::is_alphanumeric));
    let rule = line.chars().filter(|c| c.is_alphanumeric()).take(2).count() < 2
        && line
            .chars()
            .filter(|c| matches!(c, '-' | '_' | '*' | '='))
            .take(4)
            .count()
            == 4;
    let asks = (line.starts_with("BY ") || line.contains("EXAMINATION BY ")) && line.ends_with(':');
    single || rule || asks || is_byline(line) || is_time_line(line)
}

/// `By Anna Berg and Ben Cole`: the word, and then names only.
fn is_byline(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let by = words.next();
    let name = |w: &str| w.starts_with(char::is_uppercase) && !w.ends_with(['.', '?', '!']);
    let mut names = words.take(8).peekable();
    by.is_some_and(|by| matches!(by, "By" | "Von" | "Por" | "Par" | "Di"))
        && names.peek().is_some()
        && names.all(|w| name(w) || matches!(w, "and" | "und" | "y" | "et" | "e" | "&"))
}

/// A name in capitals alone on a short line: the words below are what is said.
fn is_name(line: &Line<'_>, width: usize) -> bool {
    let letters = || line.text.chars().filter(|c| c.is_alphabetic());
    letters().count() > 1
        && !letters().any(char::is_lowercase)
        && is_called(line.text)
        && line.width() * 2 < width
}

/// Brackets around whole lines, `(Whereupon, …)`, are a paragraph of their own.
fn closes(first: &Line<'_>, before: &Line<'_>, line: &Line<'_>) -> bool {
    let whole = |from: &str, to: &str| {
        (from.starts_with('(') && to.trim_end_matches('.').ends_with(')'))
            || (from.starts_with('[') && to.trim_end_matches('.').ends_with(']'))
    };
    let shut = |text: &str| text.contains([')', ']']);
    let opens = line.text.starts_with(['(', '[']) && ends_sentence(before.text);
    whole(first.text, before.text) || (opens && (whole(line.text, line.text) || !shut(line.text)))
}

/// Columns of the first word; of the first sign where words have no spaces between them.
fn first_word(text: &str) -> usize {
    use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
    match text.chars().next() {
        Some(c) if is_ideograph(c) => c.width().unwrap_or(1).saturating_sub(1),
        _ => {
            let word = text.split_whitespace().next().unwrap_or_default();
            word.width().min(WIDEST_WRAP)
        }
    }
}

/// Is it written without spaces between the words? (Korean is not.)
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}')
}

fn begins_large(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(char::is_uppercase)
}

fn begins_small(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}
