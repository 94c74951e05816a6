//! Signs between words: which are heard, as what, and which are only shown.

use super::Tongue;
use super::line::{Line, Reading};

/// What a sign is when spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A word.
    Word(&'static str),
    /// A pause or a tone, as the sign that means it.
    Pause(char),
    /// A border between two words.
    Gap,
    /// Nothing.
    Silent,
}

/// The sign at a place (or several that are one: `...`, `--`, `?!`), and where it ends.
pub(super) fn read(line: &Line, at: usize) -> (usize, Mark) {
    let rest = line.rest(at);
    let Some(c) = rest.chars().next() else {
        return (line.stop(), Mark::Silent);
    };
    if let Some(tag) = super::markup::tag(line, at) {
        return (tag, Mark::Gap);
    }
    let entity = super::markup::entity(line, at);
    let (end, c) = entity.unwrap_or((at + c.len_utf8(), c));
    let run = |set: &[char]| at + rest.len() - rest.trim_start_matches(set).len();
    let last = |end: usize| !line.text[end..].contains(char::is_alphanumeric);
    match c {
        '.' if rest.starts_with("..") => {
            let end = run(&['.', '…']);
            (end, Mark::Pause(if last(end) { '.' } else { ',' }))
        }
        '…' if entity.is_none() => {
            let end = run(&['.', '…']);
            (end, Mark::Pause(if last(end) { '.' } else { ',' }))
        }
        // A full stop inside a word is one that the rules for addresses have passed over.
        '.' if line.at(end).is_some_and(char::is_alphanumeric) => (end, Mark::Gap),
        '…' => (end, Mark::Pause(if last(end) { '.' } else { ',' })),
        '.' | '。' | '．' | '｡' => (end, Mark::Pause('.')),
        ',' | '，' | '、' => (end, Mark::Pause(',')),
        ';' | '；' => (end, Mark::Pause(';')),
        ':' | '：' => (end, Mark::Pause(if last(end) { '.' } else { ':' })),
        '!' | '！' | '‼' => (end, Mark::Pause('!')),
        '?' | '？' | '⁇' | '⁉' | '⁈' => (end, Mark::Pause('?')),
        // Dashes set words apart; the embedded engine runs over them.
        '—' | '―' => (end.max(run(&['—', '―'])), Mark::Pause(',')),
        '–' => (end, Mark::Pause(',')),
        '-' if rest.starts_with("--") => (run(&['-']), Mark::Pause(',')),
        '-' | '‐' | '−' => (end, hyphen(line, at, end)),
        '(' | ')' => (end, Mark::Pause(',')),
        '/' | '\u{a0}' => (end, Mark::Gap),
        _ => (end, word(line, c, at, end)),
    }
}

fn hyphen(line: &Line, at: usize, end: usize) -> Mark {
    let before = line.before(at);
    let glued_before = before.is_some_and(|c| !c.is_whitespace());
    let glued_after = line.at(end).is_some_and(|c| !c.is_whitespace());
    match (glued_before, glued_after) {
        (false, false) => Mark::Pause(','),
        _ => Mark::Gap,
    }
}

/// Signs that are words, in the order en, de, es, fr, it.
const WORDS: &[(char, [&str; 5])] = &[
    ('&', ["and", "und", "y", "et", "e"]),
    ('+', ["plus", "plus", "más", "plus", "più"]),
    (
        '%',
        ["percent", "Prozent", "por ciento", "pour cent", "per cento"],
    ),
    ('№', ["number", "Nummer", "número", "numéro", "numero"]),
    (
        '‰',
        [
            "per mille",
            "Promille",
            "por mil",
            "pour mille",
            "per mille",
        ],
    ),
    ('=', ["equals", "gleich", "igual a", "égale", "uguale a"]),
    ('×', ["times", "mal", "por", "fois", "per"]),
    (
        '÷',
        [
            "divided by",
            "geteilt durch",
            "dividido por",
            "divisé par",
            "diviso",
        ],
    ),
    (
        '±',
        [
            "plus or minus",
            "plus minus",
            "más menos",
            "plus ou moins",
            "più o meno",
        ],
    ),
    ('@', ["at", "at", "arroba", "arobase", "chiocciola"]),
    (
        '§',
        ["section", "Paragraf", "sección", "paragraphe", "paragrafo"],
    ),
    (
        '©',
        [
            "copyright",
            "Copyright",
            "copyright",
            "copyright",
            "copyright",
        ],
    ),
    ('°', ["degrees", "Grad", "grados", "degrés", "gradi"]),
    ('$', ["dollars", "Dollar", "dólares", "dollars", "dollari"]),
    ('€', ["euros", "Euro", "euros", "euros", "euro"]),
    ('£', ["pounds", "Pfund", "libras", "livres", "sterline"]),
    ('½', ["one half", "ein halb", "medio", "un demi", "mezzo"]),
    (
        '⅓',
        [
            "one third",
            "ein Drittel",
            "un tercio",
            "un tiers",
            "un terzo",
        ],
    ),
    (
        '⅔',
        [
            "two thirds",
            "zwei Drittel",
            "dos tercios",
            "deux tiers",
            "due terzi",
        ],
    ),
    (
        '¼',
        [
            "one quarter",
            "ein Viertel",
            "un cuarto",
            "un quart",
            "un quarto",
        ],
    ),
    (
        '¾',
        [
            "three quarters",
            "drei Viertel",
            "tres cuartos",
            "trois quarts",
            "tre quarti",
        ],
    ),
];

fn word(line: &Line, c: char, at: usize, end: usize) -> Mark {
    let Some((_, words)) = WORDS.iter().find(|(sign, _)| *sign == c) else {
        // Quotes, brackets, stars, emoji, signs of no alphabet.
        let between = line.before(at).is_some_and(char::is_alphanumeric)
            && line.at(end).is_some_and(char::is_alphanumeric);
        return if between { Mark::Gap } else { Mark::Silent };
    };
    if c == '+' && is_double_plus(line, at, end) {
        return Mark::Word(line.tongue.pick(*words));
    }
    // A sign that stands in a row of its like is decoration: `+++`, `==`.
    if line.before(at) == Some(c) || line.at(end) == Some(c) {
        return Mark::Silent;
    }
    let half = matches!(c, '½' | '¼' | '¾' | '⅓' | '⅔');
    if half
        && line.text[..at]
            .trim_end()
            .ends_with(|c: char| c.is_ascii_digit())
    {
        return Mark::Word(and_a_fraction(c, line.tongue));
    }
    Mark::Word(line.tongue.pick(*words))
}

/// Is this one of the two signs of `C++`?
fn is_double_plus(line: &Line, at: usize, end: usize) -> bool {
    let before = line.text[..at].trim_end_matches('+');
    let after = line.text[end..].trim_start_matches('+');
    line.text.len() - before.len() - after.len() == 2 && before.ends_with(char::is_alphanumeric)
}

fn and_a_fraction(c: char, tongue: Tongue) -> &'static str {
    match c {
        '½' => tongue.pick(["and a half", "ein halb", "y medio", "et demi", "e mezzo"]),
        '¼' => tongue.pick([
            "and a quarter",
            "ein Viertel",
            "y cuarto",
            "un quart",
            "e un quarto",
        ]),
        '¾' => tongue.pick([
            "and three quarters",
            "drei Viertel",
            "y tres cuartos",
            "trois quarts",
            "e tre quarti",
        ]),
        '⅓' => tongue.pick([
            "and a third",
            "ein Drittel",
            "y un tercio",
            "un tiers",
            "e un terzo",
        ]),
        _ => tongue.pick([
            "and two thirds",
            "zwei Drittel",
            "y dos tercios",
            "deux tiers",
            "e due terzi",
        ]),
    }
}

/// `[12]`, `[1, 3]`, `¹`, `†`: shown, never spoken.
pub(super) fn footnote(line: &Line, at: usize) -> Option<Reading> {
    let rest = line.rest(at);
    let c = rest.chars().next()?;
    if let Some(inside) = rest.strip_prefix('[') {
        let (numbers, _) = inside.split_once(']')?;
        let bare = numbers.contains(|c: char| c.is_ascii_digit())
            && numbers
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ',' | '-' | '–' | ' '));
        return bare.then(|| Reading::new(at + numbers.len() + 2, ""));
    }
    let sign = |c: char| matches!(c, '†' | '‡' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '※');
    let after_word = line.before(at).is_none_or(|c| !c.is_whitespace());
    (sign(c) && after_word).then(|| {
        let run = rest.len() - rest.trim_start_matches(sign).len();
        Reading::new(at + run, "")
    })
}
