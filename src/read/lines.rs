//! Does a line inside a paragraph begin a new turn? What the readers of text and Markdown need
//! to know to keep `ANNA: …` and `BEN: …` on two lines apart, when no blank line does.
//!
//! Only the shape is looked at; whether the name is a person's is decided by `script` over the
//! whole document. A line cut off here that is no turn after all becomes a paragraph more, which
//! costs a pause; a turn that is not cut off would put words into the wrong mouth.

use super::address;

/// Longest name in characters that may stand before a colon.
const NAME: usize = 48;

/// Does `line` begin with what may be a label, and does it stand where a turn could begin?
/// `before` is the line above it.
pub(super) fn begins_turn(line: &str, before: &str) -> bool {
    let ended = || ends_sentence(before) || breaks_off(before);
    if begins_answer(line) && ended() || after_time(line).is_some_and(|rest| !rest.is_empty()) {
        return true;
    }
    let Some(name) = name_before_colon(line) else {
        return in_other_dress(line) && ended();
    };
    let dressed = line.trim_start().starts_with(['*', '_']);
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let capitals = !letters().any(char::is_lowercase);
    dressed || capitals || ends_sentence(before)
}

/// Does a line begin as the turns of a transcript do, wherever it stands?
pub(super) fn is_labelled(line: &str) -> bool {
    begins_answer(line) || name_before_colon(line).is_some()
}

/// Does a speaker break off here: `I was going to --`?
fn breaks_off(line: &str) -> bool {
    line.trim_end().ends_with(['-', '–', '—'])
}

/// `Q. `, `A   `, `P.- `, `R.— `, `Q1. `, `Q 12) `: the letters of questions and answers.
fn begins_answer(line: &str) -> bool {
    let Some(rest) = line.strip_prefix(['Q', 'A', 'P', 'R', 'D', 'F']) else {
        return false;
    };
    if rest.starts_with("   ") || rest.starts_with('\t') {
        return true;
    }
    let unnumbered = rest
        .trim_start_matches(' ')
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = unnumbered.len() < rest.trim_start_matches(' ').len();
    let rest = if numbered { unnumbered } else { rest };
    let after = rest.trim_start_matches(['.', '-', '–', '—', ')', ':']);
    let signs = &rest[..rest.len() - after.len()];
    !signs.is_empty() && signs.chars().count() <= 2 && after.starts_with(char::is_whitespace)
}

/// Turns whose names have no colon and space after them: `[Name] …`, `(Name) …`, `Name — …`,
/// `NAME.  …`, `Name:…`, `- …`, `>> …`.
fn in_other_dress(line: &str) -> bool {
    let boxed = |open: char, shut: char| {
        let (name, rest) = line.strip_prefix(open)?.split_once(shut)?;
        (is_called(name) && rest.starts_with(char::is_whitespace)).then_some(())
    };
    let parted = |sign: &str| {
        let (name, rest) = line.split_once(sign)?;
        (is_called(name) && !rest.trim().is_empty()).then_some(())
    };
    let shouted = |sign: &str| {
        // Not at the first of them: there may be an initial, or a title, before the name.
        let last = |(at, _): &(usize, &str)| *at <= NAME && is_called(&line[..*at]);
        let (at, _) = line.match_indices(sign).take(4).filter(last).last()?;
        let (name, rest) = (&line[..at], &line[at + sign.len()..]);
        let letters = || name.chars().filter(|c| c.is_alphabetic());
        let shouts = letters().count() >= 2 && !letters().any(char::is_lowercase);
        (shouts && is_called(name) && !rest.trim().is_empty()).then_some(())
    };
    let glued = || {
        let (name, rest) = line.split_once(':')?;
        let opens = |c: char| c.is_uppercase() || matches!(c, '¿' | '¡' | '“' | '"' | '«');
        (is_called(name) && rest.starts_with(opens)).then_some(())
    };
    line.starts_with(">>")
        || (line.starts_with("- ") && !line.trim_start_matches(['-', ' ']).is_empty())
        || boxed('[', ']').or_else(|| boxed('(', ')')).is_some()
        || [" — ", " – ", " - "]
            .iter()
            .any(|sign| parted(sign).is_some())
        || [". ", ".\t", ".— ", ".—"]
            .iter()
            .any(|sign| shouted(sign).is_some())
        || glued().is_some()
        || address::begins(line)
}

/// Up to four words, each of which begins as names do.
pub(super) fn is_called(name: &str) -> bool {
    let first = name.chars().next();
    let proper = |word: &str| {
        let small = [
            "de", "del", "la", "von", "van", "der", "di", "da", "do", "le", "und", "and",
        ];
        // `d’Aubrac`, `dall’Orto`: the name is what stands behind the apostrophe.
        let bare = match word.split_once(['’', '\'']) {
            Some((small, rest)) if small.len() <= 4 && !rest.is_empty() => rest,
            _ => word,
        };
        let c = bare.chars().next();
        c.is_some_and(|c| (c.is_alphabetic() && !c.is_lowercase()) || c.is_ascii_digit())
            || small.contains(&word)
    };
    name.chars().take(NAME + 1).count() <= NAME
        && first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
        && name.split_whitespace().count() <= 4
        && name.split_whitespace().all(proper)
        && !name.ends_with([',', '.', ';', ':', '?', '!'])
}

/// What follows a time in brackets at the start of a line: `[12:34] Anna: …`.
fn after_time(line: &str) -> Option<&str> {
    let (time, rest) = line
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
        .or_else(|| line.strip_prefix('(')?.split_once(')'))?;
    is_time(time).then(|| rest.trim_start())
}

/// `0:03`, `00:12:34`, `1:02:03.450`.
pub(super) fn is_time(word: &str) -> bool {
    let parts = word.split(':');
    let count = parts.clone().count();
    let digits = |part: &str| {
        let part = part.split(['.', ',']).next().unwrap_or_default();
        (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    (2..=4).contains(&count) && parts.clone().all(digits) && parts.skip(1).all(|p| p.len() >= 2)
}

/// A line of its own that says when, and perhaps who, as transcription services print it:
/// `Anna Berg  0:03`, `Speaker 1 (00:12):`, `[00:00:12]`, `00:12 Anna Berg`.
pub(super) fn is_time_line(line: &str) -> bool {
    let bare = |word: &str| {
        let signs =
            |c: char| matches!(c, '[' | ']' | '(' | ')' | ':' | '|' | '-' | '–' | '—' | ',');
        is_time(word.trim_matches(signs))
    };
    let sign = |word: &str| word.len() <= 3 && !word.chars().any(char::is_alphanumeric);
    let mut words: Vec<&str> = line.split_whitespace().take(8).collect();
    if words.len() > 7 || !words.iter().any(|w| bare(w)) {
        return false;
    }
    let all = words.len();
    while words.last().is_some_and(|w| bare(w) || sign(w)) {
        words.pop();
    }
    if words.len() == all {
        // The time may stand first, and then only a name may follow.
        let times = words.iter().take_while(|w| bare(w) || sign(w)).count();
        words.drain(..times);
    }
    if words.len() == all {
        return false;
    }
    // Brackets that say what somebody is, `(host)`, are no part of the name.
    let aside = |w: &&str| w.starts_with('(') && w.ends_with(')');
    let name: Vec<&str> = words.iter().copied().filter(|w| !aside(w)).collect();
    let name = name.join(" ");
    name.is_empty() || is_called(name.trim_end_matches([':', ',']))
}

/// Does a line end where a sentence could?
pub(super) fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '”' | '’' | '»' | ')' | ']' | '*' | '_' | '\'')
    });
    bare.ends_with(['.', '?', '!', '…', ':', '。', '？', '！']) && !address::breaks(bare)
        || bare.is_empty()
}

/// The name at the start of a line, if a colon and then space or the end of the line follow it.
fn name_before_colon(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let bare = line.trim_start_matches(['*', '_']);
    let (at, colon) = bare
        .char_indices()
        .take(NAME)
        .find(|(_, c)| matches!(c, ':' | '：'))?;
    let after = bare[at + colon.len_utf8()..].trim_start_matches(['*', '_']);
    if colon == ':' && !after.is_empty() && !after.starts_with(char::is_whitespace) {
        return None;
    }
    let name = bare[..at].trim_end_matches(['*', '_', ' ', '\u{a0}']);
    let words = name.split_whitespace().count();
    let first = name.chars().next()?;
    let last = name.split_whitespace().next_back()?.chars().next()?;
    let proper = |c: char| c.is_alphabetic() && !c.is_lowercase();
    (words <= 6 && proper(first) && (proper(last) || last.is_numeric() || last == '('))
        .then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_begin_turns_and_other_colons_do_not() {
        for (line, before, begins) in [
            ("ANNA: Hello.", "and then", true),
            ("**Anna Berg:** Hello.", "and then", true),
            ("**Anna Berg**: Hello.", "and then", true),
            ("Anna Berg: Hello.", "and then.", true),
            ("Anna Berg: Hello.", "and then", false),
            ("Q: Why?", "and", true),
            ("A. Because.", "Why?", true),
            ("A. Lincoln", "as in", false),
            ("A.   No.", "I was about to --", true),
            ("Q   And then?", "Yes.", true),
            ("P.- ¿Y luego?", "Nada.", true),
            ("R.— Nada.", "¿Y luego?", true),
            ("Q1. Why?", "Yes.", true),
            ("Q 12. Why?", "Yes.", true),
            ("A4 paper", "Yes.", false),
            ("[Anna Berg] Why?", "Yes.", true),
            ("[laughs] Why?", "Yes.", false),
            ("(Anna) Why?", "Yes.", true),
            ("Anna Berg — Why?", "Yes.", true),
            ("Anna went — why?", "Yes.", false),
            ("Anna Berg — Why?", "and", false),
            ("BERG.  Why?", "Yes.", true),
            ("M. BERG. – Pourquoi ?", "Oui.", true),
            ("- Why?", "Yes.", true),
            ("- why", "well", false),
            (">> Why?", "Yes.", true),
            ("[12:34] Anna: why?", "and", true),
            ("[00:12:34] yes", "and", true),
            ("[12:34]", "and", false),
            ("Kell:Did you", "Yes.", true),
            ("Kell:did you", "Yes.", false),
            ("Speaker 1: Why?", "Yes.", true),
            ("Zoë :", "Oui.", true),
            ("田中：はい", "いいえ。", true),
            ("https://example.org", "See.", false),
            ("12:30: the train", "See.", false),
            ("one thing: this", "See.", false),
            ("One thing is clear: this", "See.", false),
            ("", "See.", false),
            (":", "See.", false),
        ] {
            assert_eq!(begins_turn(line, before), begins, "{line:?}");
        }
    }

    #[test]
    fn lines_that_say_when_and_who_stand_alone() {
        for (line, is) in [
            ("Anna Berg  0:03", true),
            ("Anna Berg (00:12:34)", true),
            ("Speaker 1 (00:12):", true),
            ("Anna Berg [12:34]:", true),
            ("Anna Berg | 00:12", true),
            ("Anna Berg (host) 00:12", true),
            ("[00:00:12]", true),
            ("00:12", true),
            ("00:12 - 00:15", true),
            ("[00:12] Anna Berg", true),
            ("00:12 Anna Berg:", true),
            ("The train left at 12:30", false),
            ("12:30 was the time.", false),
            ("It ended 3:0", false),
            ("Anna Berg", false),
            ("", false),
        ] {
            assert_eq!(is_time_line(line), is, "{line:?}");
        }
    }
}
