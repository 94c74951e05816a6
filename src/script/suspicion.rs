//! How sure it can be at most that a block without a label is just more words of whoever speaks.
//!
//! A missed label is read aloud in the wrong voice, and nobody sees it in a table of a hundred
//! lines unless that line is marked. So what smells of a label, of a stage direction or of a web
//! page is doubted. It is doubted and no more: to guess a turn from `Kell, come here` would break more
//! answers than it would mend.

use super::known::Forms;
use super::labels;
use super::names;
use super::page::Para;
use super::table::DOUBTFUL;

/// The most that is left where a block begins as a label might, and where it looks like something
/// that is not spoken.
const LABEL: f32 = DOUBTFUL - 0.15;
const SHAPE: f32 = DOUBTFUL - 0.1;
/// Words before a colon that were not believed: seldom a person.
const COLON: f32 = DOUBTFUL - 0.05;

/// Longest name that is looked for, in words and characters.
const WORDS: usize = 6;
const LONGEST: usize = 64;
/// Longest tag and longest entity in characters.
const TAG: usize = 200;
const ENTITY: usize = 10;

/// The most confidence that is left to a block that continues a speaker, if anything is wrong.
pub(super) fn of(para: &Para, forms: &Forms) -> Option<f32> {
    if begins_with_name(&para.text, forms) || is_bold_name(para, forms) {
        return Some(LABEL);
    }
    let colon = labels::candidate(para);
    let colon = colon.filter(|label| !labels::is_never(&names::key(&label.name)));
    of_shape(&para.text).or(colon.map(|_| COLON))
}

/// The same for any block without a label: brackets around all of it, or pieces of a web page.
pub(super) fn of_shape(text: &str) -> Option<f32> {
    (in_brackets(text) || has_html(text)).then_some(SHAPE)
}

/// `Kell, …`, `LB - …`, `[Kell] …`, `Kell (laughing) …`, `KELL Did …`; not `Kell’s …`.
fn begins_with_name(text: &str, forms: &Forms) -> bool {
    let opening = |c: char| {
        c == ' '
            || matches!(
                c,
                '(' | '[' | '<' | '*' | '_' | '#' | '@' | '-' | '–' | '—' | '•' | '~' | '>'
            )
    };
    let bare = text.trim_start_matches(opening);
    let end = bare
        .char_indices()
        .nth(LONGEST)
        .map_or(bare.len(), |(at, _)| at);
    let head = &bare[..end];
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '-');
    let mut at = 0;
    for _ in 0..WORDS {
        let rest = &head[at..];
        let word = rest.find(|c| !inside(c)).unwrap_or(rest.len());
        if word == 0 {
            return false;
        }
        let name = &head[..at + word];
        let stopped = name.trim_end_matches(['.', '-']);
        let after = &bare[stopped.len()..];
        if forms.has(stopped) && is_dressed(stopped, after) {
            return true;
        }
        at += word;
        match head[at..].strip_prefix(' ') {
            Some(_) => at += 1,
            None => return false,
        }
    }
    false
}

/// Does what follows a name make a label of it?
fn is_dressed(name: &str, after: &str) -> bool {
    let bare = after.trim_start();
    let spaced = bare.len() < after.len();
    let Some(next) = bare.chars().next() else {
        return true;
    };
    let one = name.chars().count() == 1;
    match next {
        ':' | ';' | '：' | '>' | ']' | ')' | '=' | '|' => true,
        // A letter is a label only beside a colon or the like: `A. Lincoln`, `I – well`.
        _ if one => false,
        '’' | '\'' => false,
        '-' | '–' | '—' | '(' | '[' => spaced,
        c if c.is_alphanumeric() => spaced && names::shouts(name) && c.is_uppercase(),
        _ => true,
    }
}

fn is_bold_name(para: &Para, forms: &Forms) -> bool {
    let first = para
        .styles
        .first()
        .filter(|(start, _, style)| *start == 0 && style.bold);
    let name = first.and_then(|(_, end, _)| para.text.get(..*end));
    name.is_some_and(|name| name.len() <= LONGEST && forms.has(name.trim()))
}

/// Does one pair of brackets hold all of it?
fn in_brackets(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', ' ']);
    if !bare.starts_with(['(', '[', '{']) {
        return false;
    }
    let mut depth = 0usize;
    for (at, c) in bare.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + c.len_utf8() == bare.len();
        }
    }
    false
}

/// `<i>`, `</p>`, `<br/>`, `&amp;`, `&#8217;`: what a page looks like behind its face.
fn has_html(text: &str) -> bool {
    let tag = |at: usize| {
        let inside = text[at + 1..].trim_start_matches('/');
        let mut letters = inside.chars().take(TAG);
        let named = letters.next().is_some_and(|c| c.is_ascii_alphabetic());
        named && letters.find(|c| matches!(c, '<' | '>')) == Some('>')
    };
    let entity = |at: usize| {
        let inside = text[at + 1..].trim_start_matches('#');
        let mut length = 0;
        let mut letters = inside.chars().take(ENTITY);
        let stop = letters.find(|c| {
            length += usize::from(c.is_ascii_alphanumeric());
            !c.is_ascii_alphanumeric()
        });
        stop == Some(';') && length > 1
    };
    let mut signs = text.match_indices(['<', '&']);
    signs.any(|(at, sign)| if sign == "<" { tag(at) } else { entity(at) })
}

#[cfg(test)]
mod tests {
    use super::super::cases::compiled;
    use super::*;

    /// The confidence of a block between an answer and a question that both have labels.
    fn sure(file: &str, line: &str) -> (&'static str, f32) {
        let page = format!(
            "Ida Kell: Did you go?\n\nBob: I went.\n\n{line}\n\nIda Kell: And then?\n\nBob: I slept.\n\nIda Kell: Why?"
        );
        let (_, script) = compiled(file, &page);
        let third = script.paragraphs().nth(2);
        third.map_or(("nothing", 0.0), |(_, _, p)| (p.rule, p.confidence))
    }

    #[test]
    fn what_may_be_a_label_is_doubtful() {
        for (file, line) in [
            ("x.txt", "Kell; Did you find home?"),
            ("x.txt", "Kell. Did you find home?"),
            ("x.txt", "Kell, come here."),
            ("x.txt", "ida kell: did you?"),
            ("x.txt", "IK - Did you find home?"),
            ("x.txt", "I.K. Did you find home?"),
            ("x.txt", "[Kell] Did you find home?"),
            ("x.txt", "<Kell> Did you find home?"),
            ("x.txt", "Kell (laughing) Did you?"),
            ("x.txt", "KELL Did you find home?"),
            ("x.md", "**Kell** did you find home?"),
            (
                "x.txt",
                "Berlin: It never sleeps. So it was.\n\nIt never did.",
            ),
            ("x.txt", "It&#8217;s cold."),
        ] {
            let (rule, sure) = sure(file, line);
            assert!(
                rule == "continues" && sure < DOUBTFUL && sure > 0.5,
                "{line}: {rule} {sure}"
            );
        }
    }

    #[test]
    fn what_only_names_somebody_is_not() {
        for line in [
            "Kell’s house was cold.",
            "Kell was there, too.",
            "Kell-made shoes were best.",
            "I knew Kell: he was tall.",
            "(Laughs.) And then we went (to bed).",
            "(Laughs.) And then we went.",
            "Three < four, and five > four.",
            "Salt & pepper; nothing else.",
            "Note: it was cold.",
            "“Kell, come here,” I said.",
            "It was cold.",
        ] {
            assert_eq!(sure("x.txt", line), ("continues", 0.91), "{line}");
        }
    }

    #[test]
    fn an_introduction_may_name_anybody() {
        let (_, script) = compiled(
            "x.txt",
            "Kell, a painter, met us.\n\n(It rained.)\n\nIda Kell: Why?\n\nBob: So.\n\nIda Kell: Ah?\n\nBob: Yes.",
        );
        let sure: Vec<f32> = script.paragraphs().map(|(_, _, p)| p.confidence).collect();
        assert_eq!(sure[..2], [0.97, 0.97]);
    }

    #[test]
    fn shapes_are_looked_at_to_the_end_and_no_further() {
        let long = format!("({})", "a ".repeat(100_000));
        assert!(in_brackets(&long));
        assert!(!in_brackets("((unfinished)") && !in_brackets("") && !in_brackets("("));
        assert!(!has_html("<") && !has_html("&") && !has_html("&;") && !has_html("a < b>"));
        assert!(!has_html(&format!("<a{}>", " ".repeat(TAG))));
    }
}
