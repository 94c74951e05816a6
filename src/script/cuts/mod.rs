//! What stands between the words and is not spoken: taken out of the paragraphs, by a named rule
//! or as a stage direction, before and after the labels are looked for.
//!
//! Before, because `ANNA: [laughs]` and a page number would hide who goes on; after, because a time
//! stamp beside a name is a sign that it is a label. Each paragraph is changed once per pass, with
//! all its places at once, so that the time is that of reading it.

mod facts;
mod groups;
mod leftovers;
mod lists;
mod stage;
mod stamps;
#[cfg(test)]
mod tables;

use super::page::{self, Change, Edit, Para};
use super::rules::{self, Rule};
use crate::read::{BlockKind, Habit};
use facts::Facts;
use groups::Group;
use stage::{Holds, Where, Words};

/// Time stamps so near to the beginning, in bytes, may stand beside a name.
const NAME: usize = 64;
/// So many paragraphs must begin or end with a bare time before it is a stamp and not an hour.
const REGULAR: usize = 3;

/// Takes out of all paragraphs what is not spoken, but for what may belong to a label. Paragraphs
/// of which nothing is left go; what was in them is their neighbour's.
pub(super) fn before_labels(paras: &mut Vec<Para>, habit: Habit) {
    let mut all = facts::groups(paras);
    let facts = facts::learn(paras, &all, habit);
    let words = Words::new();
    for (para, groups) in paras.iter_mut().zip(&mut all) {
        if para.text.is_empty() {
            continue;
        }
        let mut edits = Vec::new();
        if stamps::is_stamp(&para.text) && (stamps::is_long(&para.text) || facts.alone > 1) {
            edits.push(cut(0, para.text.len(), &rules::TIME_STAMP));
        }
        bracketed(para, groups, &facts, &words, &mut edits);
        leftovers::find(&para.text, &facts, &mut edits);
        leftovers::raised(para, &mut edits);
        if facts.plain {
            leftovers::emphasis(para, &mut edits);
        } else {
            slanted(para, &words, &mut edits);
        }
        apply(para, edits);
    }
    page::tidy(paras);
}

/// Takes out the time stamps that turned out to stand beside no label. `from` is where the words
/// of each paragraph begin.
pub(super) fn after_labels(paras: &mut [Para], from: &[usize], habit: Habit) {
    let all = facts::groups(paras);
    let facts = facts::learn(paras, &all, habit);
    let regular = |count: usize| count >= REGULAR && count * 4 >= facts.paras;
    for ((para, groups), &from) in paras.iter_mut().zip(&all).zip(from) {
        let text = &para.text;
        if from >= text.len() {
            continue;
        }
        let mut edits = Vec::new();
        for group in groups.iter().filter(|group| group.from >= from) {
            if is_stamp(group, text, &facts) {
                edits.push(cut(group.from, group.to, &rules::TIME_STAMP));
            }
        }
        if let Some(end) = stamps::bare(&text[from..]) {
            let end = from + end;
            let rest = &text[end..];
            // `12:30: the first tram` is somebody's diary.
            let said = rest.starts_with(':') || rest.trim_start().starts_with(char::is_lowercase);
            let long = stamps::is_long(&text[from..end]);
            if (long || (regular(facts.first) && from == 0)) && !said && end < text.len() {
                edits.push(cut(from, end, &rules::TIME_STAMP));
            }
        }
        if let Some(start) = stamps::bare_end(text).filter(|start| *start > from) {
            let ended = text[..start]
                .trim_end()
                .ends_with(['.', '?', '!', '…', '"', '”', '»', '-', '–', '—']);
            let long = stamps::is_long(&text[start..]) && text[start..].matches(':').count() > 1;
            if ended && (long || regular(facts.last)) {
                edits.push(cut(start, text.len(), &rules::TIME_STAMP));
            }
        }
        apply(para, edits);
    }
}

/// Takes out the directions that are all of a turn, `ANNA: [laughs]`, or stand behind a name. Last
/// of all: before, they show that the label has something behind it, or may be part of one.
pub(super) fn after_turns(paras: &mut [Para], from: &[usize], habit: Habit) {
    let all = facts::groups(paras);
    let facts = facts::learn(paras, &all, habit);
    let words = Words::new();
    for ((para, groups), &from) in paras.iter_mut().zip(&all).zip(from) {
        let text = &para.text;
        let mut edits = Vec::new();
        // Who speaks after the dash of a caption is known by now.
        if from == 0 && is_cue(para) && text.starts_with(['-', '–', '—']) {
            let said = text.trim_start_matches(['-', '–', '—', ' ']);
            if !said.is_empty() {
                edits.push(cut(0, text.len() - said.len(), &rules::SPEECH_SIGN));
            }
        }
        for group in groups.iter().filter(|group| group.from >= from) {
            let turn = from > 0 && from == group.from && group.to == text.len();
            if !turn && !is_name(&text[..group.from]) {
                continue;
            }
            match judge(group, text, &facts, &words, alone(group, text)) {
                Some(Some(change)) => edits.push(Edit {
                    from: group.from,
                    to: group.to,
                    change,
                }),
                _ => continue,
            }
        }
        apply(para, edits);
    }
}

/// May these words be the name of who speaks, and what is in brackets behind it part of a label?
fn is_name(text: &str) -> bool {
    let tall = |w: &str| w.starts_with(char::is_uppercase) && !w.ends_with([',', '?', '!', ';']);
    let words = text.trim_end();
    let solid = !words.ends_with('.') || words.split(' ').next_back().is_some_and(|w| w.len() == 2);
    !words.is_empty() && solid && words.len() < NAME && words.split(' ').all(tall)
}

fn cut(from: usize, to: usize, rule: &'static Rule) -> Edit {
    Edit {
        from,
        to,
        change: Change::Cut(rule),
    }
}

/// Makes the edits in their order; of two that overlap, the first and longer.
fn apply(para: &mut Para, mut edits: Vec<Edit>) {
    if edits.is_empty() {
        return;
    }
    edits.sort_by_key(|edit| (edit.from, usize::MAX - edit.to));
    let mut all: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        let free = all.last().is_none_or(|last| edit.from >= last.to);
        if free {
            // Two words that only a sign held apart.
            let solid = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let apart = matches!(edit.change, Change::Cut(rule) if *rule == rules::LEFTOVER)
                && para.text[edit.from..edit.to].starts_with(['&', '<'])
                && !para.text[edit.from..edit.to].starts_with("</")
                && breaks(&para.text[edit.from..edit.to])
                && solid(para.text[..edit.from].chars().next_back());
            let to = edit.to;
            all.push(edit);
            if apart {
                all.push(Edit {
                    from: to,
                    to,
                    change: Change::Space,
                });
            }
        }
    }
    para.edit(&all);
}

/// Does this piece of code stand for a space or the end of a line?
fn breaks(code: &str) -> bool {
    ["&nbsp", "&#160", "<br", "<p", "<div", "<hr", "<|"]
        .iter()
        .any(|start| code.starts_with(start))
}

/// Longest sound in captions, in words.
const SOUND: usize = 4;

fn is_stamp(group: &Group, text: &str, facts: &Facts) -> bool {
    let words = group.words(text);
    match group.open {
        '*' | '♪' | '♫' => false,
        '(' | '（' => {
            stamps::is_stamp(words)
                && (stamps::is_long(words) || facts.round >= REGULAR || alone(group, text))
        }
        _ => stamps::is_stamp(words),
    }
}

fn alone(group: &Group, text: &str) -> bool {
    let bare = |c: char| !c.is_alphanumeric();
    text[..group.from].chars().all(bare) && text[group.to..].chars().all(bare)
}

/// The edits for what stands in brackets.
fn bracketed(para: &Para, groups: &[Group], facts: &Facts, words: &Words, edits: &mut Vec<Edit>) {
    let text = &para.text;
    let mut done = 0;
    for group in groups {
        if group.from < done {
            continue;
        }
        let after = &text[group.to..];
        // `ANNA (laughing):`; the label has it.
        if after.trim_start().starts_with([':', '：']) {
            continue;
        }
        let alone = alone(group, text);
        let before = text[..group.from].trim_end();
        let turn = after.trim().is_empty() && before.ends_with([':', '：']);
        let sound = is_cue(para) && is_sound(group, text);
        let judged = match sound {
            true => Some(Some(Change::Note)),
            false => judge(group, text, facts, words, alone),
        };
        let Some(change) = judged else {
            continue;
        };
        match change {
            // The signs alone; the words stay.
            None => {
                edits.push(cut(group.from, group.inside.0, &rules::TRANSCRIPTION_MARK));
                edits.push(cut(group.inside.1, group.to, &rules::TRANSCRIPTION_MARK));
            }
            Some(Change::Cut(rule))
                if *rule == rules::TIME_STAMP && group.from < NAME && !alone => {}
            Some(Change::Note) if turn || is_name(before) => {}
            Some(Change::Cut(rule)) if turn && *rule == rules::TRANSCRIPTION_MARK => {}
            Some(change) => {
                let (from, to) = dressed(text, group);
                edits.push(Edit { from, to, change });
            }
        }
        done = group.to;
    }
}

fn is_cue(para: &Para) -> bool {
    para.kind == BlockKind::Cue
}

/// In captions square brackets hold what is heard and not said, `[wind]`, `[door creaks]`, unless
/// they hold a name or stand in a sentence; and so do round ones between notes, `♪ (mandolin) ♪`.
fn is_sound(group: &Group, text: &str) -> bool {
    let inside = group.words(text);
    let before = text[..group.from].trim_end();
    let after = text[group.to..].trim_start();
    let words = inside.split(' ').count();
    let plain = !inside.contains(['?', '!', ':', '.']) && inside.contains(char::is_alphabetic);
    if words > SOUND || !plain {
        return false;
    }
    let small = inside.starts_with(char::is_lowercase);
    let edge = |c: char| !c.is_alphanumeric();
    let starts = before.is_empty() || before.ends_with(edge);
    let boxed = (inside.starts_with('(') && inside.ends_with(')'))
        || (inside.starts_with('[') && inside.ends_with(']'));
    match group.open {
        '♪' | '♫' => boxed,
        '[' => starts && (small || after.is_empty()) && !after.starts_with(char::is_lowercase),
        '(' => before.ends_with(['♪', '♫']) && after.starts_with(['♪', '♫']),
        _ => false,
    }
}

/// `_(laughs)_` with its signs.
fn dressed(text: &str, group: &Group) -> (usize, usize) {
    let (mut from, mut to) = (group.from, group.to);
    let bytes = text.as_bytes();
    while from > 0
        && matches!(bytes[from - 1], b'_' | b'*')
        && bytes.get(to) == Some(&bytes[from - 1])
    {
        from -= 1;
        to += 1;
    }
    (from, to)
}

/// What is done to a group: nothing, its signs go, all of it goes.
fn judge(
    group: &Group,
    text: &str,
    facts: &Facts,
    words: &Words,
    alone: bool,
) -> Option<Option<Change>> {
    let inside = group.words(text);
    let cut = |rule| Some(Some(Change::Cut(rule)));
    let before = text[..group.from].chars().next_back();
    let next = text[group.to..].trim_start().chars().next();
    if is_stamp(group, text, facts) {
        return cut(&rules::TIME_STAMP);
    }
    match group.open {
        '#' => return None,
        '<' if leftovers::is_tag(inside) => return cut(&rules::LEFTOVER),
        '{' if inside.starts_with('{') && inside.ends_with('}') => return cut(&rules::LEFTOVER),
        '[' if leftovers::is_shortcode(inside) => return cut(&rules::LEFTOVER),
        '[' if group.from > 0 && is_footnote(inside, before, next, facts) => {
            return cut(&rules::FOOTNOTE_MARK);
        }
        '(' if facts.court && alone => return Some(Some(Change::Note)),
        '(' if matches!(inside, "." | "..") => return cut(&rules::TRANSCRIPTION_MARK),
        '(' if facts.transcribed && is_pause(inside) => return cut(&rules::TRANSCRIPTION_MARK),
        '♪' | '♫' if inside.is_empty() => return cut(&rules::TRANSCRIPTION_MARK),
        '<' => return None,
        _ => {}
    }
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    if group.open == '*' && !(edge(before) && edge(text[group.to..].chars().next())) {
        return None;
    }
    let last = text[..group.from].trim_end().chars().next_back();
    let place = Where {
        round: group.round() || group.open == '*',
        alone,
        inside: !alone
            && (last.is_some_and(char::is_alphanumeric) || next.is_some_and(char::is_lowercase)),
    };
    match words.judge(inside, place) {
        Holds::Direction => Some(Some(Change::Note)),
        Holds::Unheard if group.open != '*' => cut(&rules::TRANSCRIPTION_MARK),
        _ if matches!(group.open, '♪' | '♫') => Some(None),
        _ => None,
    }
}

/// `[1]` behind a word, `[note 3]`. `[12]` between two words may be what an editor put in.
fn is_footnote(inside: &str, before: Option<char>, next: Option<char>, facts: &Facts) -> bool {
    let number = |text: &str| text.len() <= 3 && text.parse::<u32>().is_ok();
    let lower = inside.to_lowercase();
    let named = ["note ", "n ", "fn ", "nota ", "anm. ", "anmerkung "]
        .iter()
        .any(|name| lower.strip_prefix(name).is_some_and(number));
    let several = inside.split([',', ' ']).filter(|n| !n.is_empty());
    let numbers = !inside.is_empty() && several.clone().all(number);
    let attached = before.is_some_and(|c| c != ' ');
    let series = facts.numbers.contains(&1) && facts.numbers.contains(&2);
    let ends = next.is_none_or(|c| !c.is_lowercase());
    named || (numbers && (attached || series || (ends && facts.numbers.contains(&1))))
}

/// `(3)`, `(2.5)`, `(...)`: how long nobody spoke.
fn is_pause(inside: &str) -> bool {
    let bare = inside.trim_end_matches(['s', ' ']);
    inside == "..." || (bare.len() <= 4 && bare.replace(',', ".").parse::<f32>().is_ok())
}

/// `*laughs*` in Markdown: a stretch in italics that tells what happens, where a sentence could
/// begin or end.
fn slanted(para: &Para, words: &Words, edits: &mut Vec<Edit>) {
    let all = para.all(|style| style.italic);
    for (from, to, style) in &para.styles {
        let text = &para.text[*from..*to];
        let before = para.text[..*from].trim_end();
        let after = para.text[*to..].trim_start();
        let free = before.is_empty() || before.ends_with(['.', '?', '!', '…', ',', ':', '–', '—']);
        // `ANNA: *laughs*` is a turn of its own; see `after_turns`.
        let turn = after.is_empty() && before.ends_with(':');
        if !style.italic || style.bold || all || !free || turn || text.split(' ').count() > 4 {
            continue;
        }
        let place = Where {
            round: true,
            alone: false,
            inside: true,
        };
        let lower = text.starts_with(char::is_lowercase);
        if lower && !after.starts_with(':') && words.judge(text, place) == Holds::Direction {
            edits.push(Edit {
                from: *from,
                to: *to,
                change: Change::Note,
            });
        }
    }
}
