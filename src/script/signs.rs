//! What a paragraph looks like: style, signs at its start, numbers. Seen once for each, before
//! the hypotheses of [`questions`](super::questions) are weighed.

use super::names;
use super::page::{Change, Edit, Para};
use super::phrases::Phrases;
use super::rules;
use super::tells::{Ear, Tells};
use crate::read::{BlockKind, Style};

/// How many of a paragraph's letters, in hundredths, must be in a style.
const MOST: usize = 85;
/// Fewest letters of a paragraph in capitals; `NASA?` is none.
const CAPITALS: usize = 8;

/// A paragraph at a glance.
#[derive(Debug, Default)]
pub(super) struct Look {
    pub(super) tells: Tells,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) link: bool,
    pub(super) capitals: bool,
    pub(super) heading: Option<u8>,
    pub(super) quote: Option<u8>,
    /// Quoted as in mail: `> Why?`.
    pub(super) mail: bool,
    /// It has the next number of the one list that runs through the page.
    pub(super) number: bool,
    /// Where the words begin behind a dash, behind `>>`, behind a number; 0 without.
    pub(super) dash: usize,
    pub(super) arrows: usize,
    pub(super) numbered: usize,
    /// Where the words begin behind a bullet, if there is one.
    pub(super) bullet: Option<usize>,
    /// Two names in capitals stand side by side in it.
    pub(super) names: bool,
}

/// Takes out what says that somebody speaks, or which question it is, and is not said: what stands
/// before byte `words` of each block.
pub(super) fn unsaid(paras: &mut [Para], words: &[usize]) {
    for (para, to) in paras.iter_mut().zip(words).filter(|(_, to)| **to > 0) {
        let number = para
            .text
            .starts_with(|c: char| c.is_ascii_digit() || c == '(');
        let rule = if number {
            &rules::QUESTION_NUMBER
        } else {
            &rules::SPEECH_SIGN
        };
        para.edit(&[Edit {
            from: 0,
            to: *to,
            change: Change::Cut(rule),
        }]);
    }
}

/// Looks at all blocks of `order`; the others look like nothing.
pub(super) fn look(paras: &[Para], order: &[usize], language: &Phrases) -> Vec<Look> {
    let mut looks: Vec<Look> = Vec::with_capacity(paras.len());
    looks.resize_with(paras.len(), Look::default);
    let ear = Ear::of(language);
    for &at in order {
        looks[at] = of(&paras[at], &ear);
    }
    count(paras, order, &mut looks);
    looks
}

fn of(para: &Para, ear: &Ear) -> Look {
    let text = &para.text;
    let (upper, lower) = text.chars().fold((0usize, 0usize), |(u, l), c| {
        (
            u + usize::from(c.is_uppercase()),
            l + usize::from(c.is_lowercase()),
        )
    });
    let arrows = arrows(text);
    let mail = mail(text);
    Look {
        tells: ear.tells(text),
        bold: most(para, |s| s.bold),
        italic: most(para, |s| s.italic),
        link: most(para, |s| s.link),
        capitals: upper >= CAPITALS && lower * 20 <= upper && text.contains(' '),
        heading: match para.kind {
            BlockKind::Heading(level) => Some(level),
            _ => None,
        },
        quote: match para.kind {
            BlockKind::Quote(depth) => Some(depth),
            _ => None,
        },
        mail: mail > 0 && arrows == 0,
        number: false,
        dash: dash(para),
        arrows: arrows.max(mail),
        numbered: 0,
        bullet: bullet(para),
        names: has_name(text),
    }
}

/// Is nearly all of it in a style? A mark of a note or a stop often falls out of the bold.
fn most(para: &Para, style: fn(&Style) -> bool) -> bool {
    if para.styles.is_empty() {
        return false;
    }
    if para.all(style) {
        return true;
    }
    let letters = |from: usize, to: usize| {
        let text = para.text.get(from..to).unwrap_or_default();
        text.chars().filter(|c| c.is_alphanumeric()).count()
    };
    let styled = para.styles.iter().filter(|(_, _, s)| style(s));
    let styled: usize = styled.map(|(from, to, _)| letters(*from, *to)).sum();
    styled > 0 && styled * 100 >= letters(0, para.text.len()) * MOST
}

/// Where the words begin behind the dash of a dialogue; a bullet is one only as a list of the
/// page, which [`questions`](super::questions) weighs.
fn dash(para: &Para) -> usize {
    let text = &para.text;
    let bare = text.trim_start_matches(['–', '—', '―', '‒']);
    let dashes = text.len() - bare.len();
    // `-¿Por qué?`: the Spanish press sets a hyphen without a space; `-5` is a number.
    let one = text.strip_prefix("--").or(text.strip_prefix('-'));
    let hyphen = one.map_or(0, |rest| {
        let words = rest.trim_start_matches([' ', '\u{a0}']);
        let opens = |c: char| c.is_alphabetic() || "¿¡“\"«…([".contains(c);
        let speaks = words.len() < rest.len() || words.starts_with(opens);
        if speaks { text.len() - words.len() } else { 0 }
    });
    match dashes {
        0 => hyphen,
        _ => text.len() - bare.trim_start().len(),
    }
}

/// Where the words begin behind the bullet of a list.
fn bullet(para: &Para) -> Option<usize> {
    let text = &para.text;
    let bare =
        text.trim_start_matches(['•', '▪', '►', '▶', '■', '◆', '●', '➤', '→', '★', '✦', '◦']);
    let signs = text.len() - bare.len();
    let words = text.len() - bare.trim_start().len();
    let item = para.kind == BlockKind::ListItem(None);
    (item || (signs > 0 && words < text.len())).then_some(if signs > 0 { words } else { 0 })
}

/// Where the words begin behind `>>`, the sign of captioners for a new speaker.
fn arrows(text: &str) -> usize {
    let bare = text.trim_start_matches(['>', '»']);
    let signs = text.len() - bare.len();
    let sign = text.starts_with(">>") || (text.starts_with("»»"));
    if sign && signs <= 6 {
        text.len() - bare.trim_start().len()
    } else {
        0
    }
}

/// Where the words begin behind `> `, as mail quotes.
fn mail(text: &str) -> usize {
    match text.strip_prefix("> ") {
        Some(rest) => text.len() - rest.trim_start().len(),
        None => 0,
    }
}

/// The sign behind a number at the start, the number, and where the words begin.
fn number(para: &Para) -> Option<(char, u64, usize)> {
    if let BlockKind::ListItem(Some(number)) = para.kind {
        return Some(('#', number, 0));
    }
    let text = &para.text;
    let start = text.trim_start_matches('(');
    let digits = start.len() - start.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 || digits > 3 {
        return None;
    }
    let number = start[..digits].parse().ok()?;
    let rest = &start[digits..];
    let sign = rest.chars().next()?;
    let after = rest[sign.len_utf8()..].trim_start_matches(['-', '–', '—', '.', ' ']);
    let spaced = rest[sign.len_utf8()..].starts_with([' ', '-', '–', '—']);
    // `1.¿Cuál es…?` is a number, `1.5 metres` is none.
    let tight = after.starts_with(|c: char| !c.is_ascii_digit());
    let known = matches!(sign, '.' | ')' | ':') || (sign == ' ' && after.len() < rest.len() - 1);
    (known && (spaced || tight)).then_some((sign, number, text.len() - after.len()))
}

/// Finds the list that numbers the questions: each sign is followed from 1 on, and what
/// continues it is a number. A short list inside an answer begins again at 1 and falls out.
fn count(paras: &[Para], order: &[usize], looks: &mut [Look]) {
    let all: Vec<(usize, char, u64, usize)> = order
        .iter()
        .filter_map(|at| number(&paras[*at]).map(|(sign, n, words)| (*at, sign, n, words)))
        .collect();
    let mut best: Vec<(usize, usize)> = Vec::new();
    for sign in ['#', '.', ')', ':', ' '] {
        let mut next = 1;
        let mut list = Vec::new();
        for (at, s, n, words) in &all {
            if *s == sign && (*n == next || (*n == next + 1 && next > 1)) {
                next = n + 1;
                list.push((*at, *words));
            }
        }
        let asks =
            |list: &[(usize, usize)]| list.iter().filter(|(at, _)| looks[*at].tells.asks).count();
        if asks(&list) > asks(&best) {
            best = list;
        }
    }
    for (at, words) in best {
        looks[at].number = true;
        looks[at].numbered = words;
    }
}

/// Do two words in capitals stand side by side, as in names?
fn has_name(text: &str) -> bool {
    let proper = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
            && names::is_name(word.trim_end_matches(['.', ',', ';', ':', ')']), 1)
    };
    let mut before = false;
    text.split(' ').take(80).skip(1).any(|word| {
        let now = proper(word);
        std::mem::replace(&mut before, now) && now
    })
}

#[cfg(test)]
mod tests {
    use super::super::{cases::document, page::paragraphs, phrases};
    use super::*;

    fn looks(name: &str, text: &str) -> Vec<Look> {
        let document = document(name, text);
        let paras = paragraphs(&document);
        let order: Vec<usize> = (0..paras.len()).collect();
        look(&paras, &order, phrases::of("en"))
    }

    #[test]
    fn signs_at_the_start_are_seen_with_their_space() {
        for (text, dash, arrows) in [
            ("—¿Por qué?", 3, 0),
            ("– Pourquoi ?", 4, 0),
            ("- Why?", 2, 0),
            ("-¿Por qué?", 1, 0),
            ("-Porque sí.", 1, 0),
            ("--Bueno, no.", 2, 0),
            ("-5 degrees", 0, 0),
            (">> Why?", 0, 3),
            (">>> Why?", 0, 4),
            ("> Why?", 0, 2),
            ("Why?", 0, 0),
        ] {
            let look = &looks("x.txt", text)[0];
            assert_eq!((look.dash, look.arrows), (dash, arrows), "{text}");
        }
    }

    #[test]
    fn the_list_of_the_questions_is_told_from_lists_inside_answers() {
        let text = "1. Why?\n\nThree ways:\n\n1) left;\n\n2) right.\n\n2. And then?\n\nSo.\n\n3. Where?\n\n1.5 metres.";
        let found: Vec<bool> = looks("x.txt", text).iter().map(|l| l.number).collect();
        assert_eq!(found, [true, false, false, false, true, false, true, false]);
    }

    #[test]
    fn styles_are_of_nearly_all_letters() {
        let found = looks(
            "x.md",
            "**Why did you go there at night?** (1)\n\n**Why** did you?\n\nWHY DID YOU GO?",
        );
        assert!(found[0].bold && !found[1].bold && found[2].capitals);
    }
}
