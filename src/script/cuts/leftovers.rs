//! Code in the middle of words, and the signs of transcribers that are no brackets: where they
//! stand and which rule takes them out.

use super::facts::Facts;
use crate::read::Style;
use crate::script::page::{Change, Edit, Para};
use crate::script::rules;

/// Elements of web pages that are found in texts.
#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "a", "abbr", "b", "big", "blockquote", "br", "center", "cite", "code", "c", "del", "div", "em", "figcaption", "figure",
    "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "iframe", "img", "ins", "li", "mark", "ol", "o:p", "p", "pre",
    "q", "ruby", "rt", "s", "section", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "tr", "u", "ul", "v", "wbr",
];
/// What models of speech leave behind, and shortcodes.
const TOKENS: &[&str] = &[
    "unk", "pad", "bos", "eos", "/s", "sos", "cls", "sep", "mask", "silence", "blank",
];
const SHORTCODES: &[&str] = &[
    "caption",
    "embed",
    "gallery",
    "youtube",
    "audio ",
    "video ",
    "playlist",
    "vc_",
    "et_pb",
    "shortcode",
    "pullquote",
    "dropcap",
    "/pullquote",
    "/caption",
    "/embed",
    "/gallery",
    "/audio",
    "/video",
    "/vc_",
    "/dropcap",
];

/// Is what stands between `<` and `>` code?
pub(super) fn is_tag(inside: &str) -> bool {
    let lower = inside.to_ascii_lowercase();
    if lower.starts_with('|') || lower.starts_with("!--") || TOKENS.contains(&lower.as_str()) {
        return true;
    }
    let bare = lower.trim_start_matches('/');
    let end = bare.find([' ', '/', '.']).unwrap_or(bare.len());
    let rest = &bare[end..];
    let attributes = rest.trim_matches([' ', '/']);
    ELEMENTS.contains(&&bare[..end])
        && (attributes.is_empty() || attributes.contains('=') || rest.starts_with('.'))
}

/// Is what stands between `[` and `]` code of a site's editor?
pub(super) fn is_shortcode(inside: &str) -> bool {
    let code = SHORTCODES.iter().any(|code| inside.starts_with(code));
    // `[caption]` could be an insertion; with an attribute or a slash it is not.
    code && (inside.contains('=') || inside.starts_with('/') || inside.contains('_'))
}

/// The edits that take out signs and pieces of code that stand without brackets.
pub(super) fn find(text: &str, facts: &Facts, edits: &mut Vec<Edit>) {
    let mut cut = |from: usize, to: usize, rule| {
        edits.push(Edit {
            from,
            to,
            change: Change::Cut(rule),
        });
    };
    let bytes = text.as_bytes();
    for (at, c) in text.char_indices() {
        if c.is_ascii_alphanumeric() || c == ' ' {
            continue;
        }
        let before = text[..at].chars().next_back();
        let word =
            |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || ".,!?;:)”\"»’".contains(c));
        let after = || text[at + c.len_utf8()..].chars().next();
        match c {
            '&' => {
                let rest = &text[at..];
                if rest.starts_with("&amp;") {
                    cut(at + 1, at + 5, &rules::LEFTOVER);
                }
                for entity in [
                    "&nbsp;", "&lt;", "&gt;", "&quot;", "&shy;", "&zwnj;", "&#160;",
                ] {
                    if rest.starts_with(entity) {
                        cut(at, at + entity.len(), &rules::LEFTOVER);
                    }
                }
            }
            '\\' if facts.plain && after().is_some_and(|c| "*_[]#.-".contains(c)) => {
                cut(at, at + 1, &rules::LEFTOVER);
            }
            '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' if is_mark(&text[..at], text, at) => {
                cut(at, at + c.len_utf8(), &rules::FOOTNOTE_MARK);
            }
            '†' | '‡' if word(before) => {
                cut(at, at + c.len_utf8(), &rules::FOOTNOTE_MARK);
            }
            '*' if facts.starred
                && word(before)
                && after().is_none_or(|c| !c.is_alphanumeric() && c != '*') =>
            {
                cut(at, at + 1, &rules::FOOTNOTE_MARK);
            }
            '/' if facts.transcribed => {
                let twice = bytes.get(at + 1) == Some(&b'/') && before != Some(':');
                let second = before == Some('/') && (at < 2 || bytes[at - 2] != b':');
                let word = before.is_some_and(char::is_alphabetic);
                if twice || second || (word && after().is_none_or(|c| c == ' ')) {
                    cut(at, at + 1, &rules::TRANSCRIPTION_MARK);
                }
            }
            '@' if facts.transcribed => {
                let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                if edge(before) != edge(after()) || (edge(before) && edge(after())) {
                    cut(at, at + 1, &rules::TRANSCRIPTION_MARK);
                }
            }
            '⏱' => {
                cut(at, at + c.len_utf8(), &rules::TIME_STAMP);
            }
            _ => {}
        }
    }
}

/// The edits that take out what the page sets high and small to lead to a note: figures and signs,
/// but no `th` and no powers. A link whose whole text is a small number (`flour [1].` with its
/// address below) is such a mark, too.
pub(super) fn raised(para: &Para, edits: &mut Vec<Edit>) {
    for (from, to, style) in &para.styles {
        let inside = &para.text[*from..*to];
        let number = (1..=3).contains(&inside.len()) && inside.bytes().all(|b| b.is_ascii_digit());
        if style.link && !style.superscript && number && *from > 0 {
            edits.push(Edit {
                from: *from,
                to: *to,
                change: Change::Cut(&rules::FOOTNOTE_MARK),
            });
        }
    }
    let raised = para.styles.iter().filter(|(_, _, style)| style.superscript);
    for (from, to, _) in raised {
        let inside = para.text[*from..*to].trim();
        let sign = |c: char| c.is_ascii_digit() || "[](),*†‡ ".contains(c);
        let before = &para.text[..*from];
        let number = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let power = (1..4).contains(&number) || (matches!(inside, "2" | "3") && is_unit(before));
        if inside.chars().all(sign) && !inside.is_empty() && !power && *from > 0 {
            edits.push(Edit {
                from: *from,
                to: *to,
                change: Change::Cut(&rules::FOOTNOTE_MARK),
            });
        }
    }
}

fn is_unit(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next();
    word.is_some_and(|word| {
        matches!(
            word,
            "m" | "km" | "cm" | "mm" | "dm" | "ft" | "mi" | "in" | "x" | "r" | "mc" | "n"
        )
    })
}

/// Does the small figure at `at` lead to a note? Behind a unit it is a power.
fn is_mark(before: &str, text: &str, at: usize) -> bool {
    let small = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let before = before.trim_end_matches(small);
    if before.is_empty() || before.ends_with(' ') {
        return false;
    }
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next();
    let word = word.unwrap_or_default();
    let run = text[before.len()..at].len()
        + text[at..]
            .chars()
            .take_while(|c| small(*c))
            .map(char::len_utf8)
            .sum::<usize>();
    let power = matches!(&text[before.len()..before.len() + run], "²" | "³");
    let number = !word.is_empty() && word.len() < 4 && word.bytes().all(|b| b.is_ascii_digit());
    !(number || power && is_unit(before))
}

/// `**bold**`, `__bold__`, `*slanted*` and `_slanted_` in a text that is not Markdown: the signs go
/// and the style stays.
pub(super) fn emphasis(para: &mut Para, edits: &mut Vec<Edit>) {
    if !para.styles.is_empty() || !para.text.contains(['*', '_']) {
        return;
    }
    let text = &para.text;
    let mut open: Option<(usize, &str)> = None;
    let mut at = 0;
    let mut styles = Vec::new();
    while let Some(found) = text[at..].find(['*', '_']) {
        at += found;
        let sign = &text[at..=at];
        let run = text[at..].len() - text[at..].trim_start_matches(sign).len();
        let (from, to) = (at, at + run);
        at = to;
        if run > 2 || text[..from].ends_with('\\') {
            open = None;
            continue;
        }
        let before = text[..from].chars().next_back();
        let after = text[to..].chars().next();
        let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let solid = |c: Option<char>| c.is_some_and(|c| c != ' ' && c != '*' && c != '_');
        match open {
            Some((start, signs)) if signs == &text[from..to] && solid(before) && outside(after) => {
                let style = Style {
                    bold: run == 2,
                    italic: run == 1,
                    ..Style::default()
                };
                styles.push((start + run, from, style));
                for from in [start, from] {
                    edits.push(Edit {
                        from,
                        to: from + run,
                        change: Change::Cut(&rules::MARKUP),
                    });
                }
                open = None;
            }
            _ if outside(before) && solid(after) => open = Some((from, &text[from..to])),
            _ => {}
        }
    }
    para.styles = styles;
}
