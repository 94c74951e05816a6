//! Words to what it costs to break between them: the better a reader can pause there, the less.
//!
//! One scale for the end of a line and the end of a cue: a break is as good as what it parts. Punctuation is
//! good; so is the beginning of a phrase or a clause; between a small word and what it belongs to is
//! bad; inside a name, or between a number and what it counts, is as bad as can be. Costs and not
//! prohibitions, because a line has an end and some sentences offer nothing better.

use super::super::phrases;
use super::tongue::{self, Class, Tongue};
use super::words::Word;
use crate::engines::Language;
use std::collections::BTreeSet;

/// Costs of a break.
mod cost {
    pub(super) const SENTENCE: u32 = 0;
    pub(super) const CLAUSE: u32 = 2;
    pub(super) const COMMA: u32 = 4;
    pub(super) const BEFORE_CONJUNCTION: u32 = 6;
    pub(super) const BEFORE_PREPOSITION: u32 = 8;
    pub(super) const BEFORE_PRONOUN: u32 = 10;
    pub(super) const BEFORE_VERB: u32 = 12;
    pub(super) const PLAIN: u32 = 16;
    pub(super) const PAIR: u32 = 24;
    pub(super) const VERB: u32 = 30;
    pub(super) const PREPOSITION: u32 = 36;
    pub(super) const CONJUNCTION: u32 = 42;
    pub(super) const ARTICLE: u32 = 45;
    /// More than a cue that is too fast, however much it is: a break can always be somewhere else.
    pub(super) const NEVER: u32 = 1_000;
}

/// The pairs of words that stand side by side in somebody's name, in small letters.
pub(super) type Names = BTreeSet<(String, String)>;

/// The pairs in these names.
pub(super) fn names<'a>(names: impl Iterator<Item = &'a str>) -> Names {
    let mut pairs = Names::new();
    for name in names {
        let words: Vec<String> = name.split_whitespace().map(bare).collect();
        pairs.extend(words.windows(2).map(|w| (w[0].clone(), w[1].clone())));
    }
    pairs
}

/// What it costs to break before each word; the first has nothing before it.
pub(super) fn costs(
    words: &[Word],
    language: &Language,
    tongue: Option<&Tongue>,
    names: &Names,
) -> Vec<u32> {
    let seen: Vec<Seen> = words.iter().map(|word| Seen::of(word, tongue)).collect();
    let cost = |at: usize| match at {
        0 => cost::SENTENCE,
        // What whoever judges captions sees tied is tied, whatever else may be known of it.
        _ if tied(&words[at - 1], &words[at], language) => cost::NEVER,
        _ => before(at, words, &seen, tongue, names),
    };
    (0..words.len()).map(cost).collect()
}

/// Would a break there be a fault for `lint`?
fn tied(left: &Word, right: &Word, language: &Language) -> bool {
    let bond = || phrases::bond(language.primary(), &left.text, &right.text, left.opens);
    !right.glued && bond().is_some()
}

/// What is seen of a word.
struct Seen {
    /// In small letters, without punctuation around it.
    bare: String,
    /// What it is to the word before it.
    head: Class,
    /// What it is to the word behind it.
    tail: Class,
    capital: bool,
    number: bool,
    /// The last sign that is no quotation mark or bracket, if it is punctuation.
    stop: Option<char>,
    /// Does a quotation or a bracket open before it, or close behind it?
    opens: bool,
    closes: bool,
}

impl Seen {
    fn of(word: &Word, tongue: Option<&Tongue>) -> Seen {
        let bare = bare(&word.text);
        let (head, tail) = match tongue {
            Some(tongue) => tongue.classes(&bare),
            None => (Class::Plain, Class::Plain),
        };
        let title = tongue::is_title(&bare) && word.text.starts_with(char::is_uppercase);
        let first = word.text.chars().find(|c| c.is_alphanumeric());
        let inner = word.text.trim_end_matches(is_closing);
        let last = inner.chars().next_back();
        Seen {
            head,
            tail: if title { Class::Title } else { tail },
            capital: first.is_some_and(char::is_uppercase),
            number: first.is_some_and(char::is_numeric),
            stop: last.filter(|c| !c.is_alphanumeric()),
            opens: word.text.starts_with(is_opening),
            closes: inner.len() < word.text.len(),
            bare,
        }
    }
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '“' | '„' | '‘' | '«' | '‹' | '¿' | '¡' | '「' | '『' | '（' | '【'
    )
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        ')' | ']' | '}' | '”' | '’' | '"' | '\'' | '»' | '›' | '」' | '』' | '）' | '】'
    )
}

/// In small letters, without punctuation around it, every apostrophe the plain one.
fn bare(word: &str) -> String {
    let of = |c: char| !c.is_alphanumeric() && !matches!(c, '%' | '°' | '€' | '$' | '£');
    let word = word.trim_matches(of).to_lowercase();
    word.replace('’', "'")
}

/// What it costs to break before the word of that number, which is not the first.
fn before(at: usize, words: &[Word], seen: &[Seen], tongue: Option<&Tongue>, names: &Names) -> u32 {
    let (a, b) = (&seen[at - 1], &seen[at]);
    let (left, right) = (&words[at - 1], &words[at]);
    if right.glued {
        // Inside of a word, or of a script without spaces.
        return match right.joint {
            true => cost::PLAIN,
            false => after_sign(a).unwrap_or_else(|| spaceless(left, right)),
        };
    }
    if right.opens {
        return cost::SENTENCE;
    }
    // A note stands for itself; what it interrupts is seldom the end of a phrase. Inside it are words like
    // others.
    let apart = left.note != right.note || left.text.ends_with(']') || right.text.starts_with('[');
    if (left.note || right.note) && apart {
        return cost::COMMA;
    }
    let only = |text: &str, of: fn(char) -> bool| text.chars().all(of);
    let hangs =
        |c: char| is_closing(c) || matches!(c, '!' | '?' | ':' | ';' | '%' | ',' | '.' | '…');
    if right.bound || only(&right.text, hangs) || only(&left.text, is_opening) {
        return cost::NEVER;
    }
    if matches!(right.text.as_str(), "–" | "—" | "-") {
        return cost::PAIR;
    }
    if let Some(cost) = after_sign(a) {
        return cost;
    }
    if let Some(cost) = together(a, b, left, tongue, names) {
        return cost;
    }
    let cost = match (a.tail, b.head) {
        (Class::Determiner, _) => cost::ARTICLE,
        (Class::Preposition, _) => cost::PREPOSITION,
        (Class::Conjunction, _) => cost::CONJUNCTION,
        (_, Class::Particle) => cost::PAIR,
        (_, Class::Conjunction) => cost::BEFORE_CONJUNCTION,
        (Class::Auxiliary | Class::Pronoun, Class::Preposition) => cost::PLAIN,
        (_, Class::Preposition) => cost::BEFORE_PREPOSITION,
        (Class::Auxiliary | Class::Pronoun, _) => cost::VERB,
        (Class::Particle, Class::Plain) => cost::PAIR,
        // `the big | house`, `una casa | grande`.
        (Class::Plain, Class::Plain) if at > 1 && described(&seen[at - 2], a, tongue) => cost::PAIR,
        (_, Class::Pronoun) => cost::BEFORE_PRONOUN,
        (_, Class::Auxiliary | Class::Determiner) => cost::BEFORE_VERB,
        _ => cost::PLAIN,
    };
    match b.opens || a.closes {
        true => cost.min(cost::BEFORE_PREPOSITION),
        false => cost,
    }
}

/// Behind a sign that ends something; `None` behind a word, or a full stop that is of an abbreviation (that
/// of a sentence has the beginning of a line behind it).
fn after_sign(a: &Seen) -> Option<u32> {
    Some(match a.stop? {
        '。' | '！' | '？' => cost::SENTENCE,
        ';' | ':' | '–' | '—' | '；' | '：' => cost::CLAUSE,
        ',' | '、' | '，' | '…' | '!' | '?' | '،' | '؛' | '؟' | '।' => cost::COMMA,
        _ => return None,
    })
}

/// In a script without spaces. Japanese writes the ends of words and what joins them in hiragana: where
/// these end, most likely a phrase does.
fn spaceless(left: &Word, right: &Word) -> u32 {
    let hiragana = |c: char| matches!(c, '\u{3041}'..='\u{309f}');
    let ends = left.text.chars().next_back().is_some_and(hiragana);
    let begins = right.text.chars().next().is_some_and(hiragana);
    match (ends, begins) {
        (true, false) => cost::BEFORE_PREPOSITION,
        (_, true) => cost::PAIR,
        (false, false) => cost::PLAIN,
    }
}

/// What must not be parted: a name, a number and what it counts, a date.
fn together(
    a: &Seen,
    b: &Seen,
    left: &Word,
    tongue: Option<&Tongue>,
    names: &Names,
) -> Option<u32> {
    let month = |seen: &Seen| tongue.is_some_and(|t| t.is_month(&seen.bare)) && seen.bare.len() > 2;
    let initial = a.stop == Some('.') && a.bare.chars().count() == 1;
    if names.contains(&(a.bare.clone(), b.bare.clone())) || a.tail == Class::Title || initial {
        return Some(cost::NEVER);
    }
    if a.number {
        return Some(match () {
            () if b.number || tongue::is_unit(&b.bare) || month(b) => cost::NEVER,
            // `12 de mayo`
            () if b.bare == "de" => cost::NEVER,
            () if matches!(b.head, Class::Plain) => cost::ARTICLE,
            () => return None,
        });
    }
    if b.number {
        return match () {
            () if month(a) => Some(cost::NEVER),
            // `Apollo 11`, `Nr. 5`
            () if a.capital && !left.opens || a.stop == Some('.') => Some(cost::ARTICLE),
            () => None,
        };
    }
    if a.tail == Class::Preposition && month(b) {
        return Some(cost::NEVER);
    }
    let small = |seen: &Seen| seen.tail != Class::Plain || seen.head != Class::Plain;
    if a.capital && b.capital && !small(a) && !small(b) && tongue.is_some() {
        let german = tongue.is_some_and(|t| t.capitals);
        let shouted = |seen: &Seen, word: &Word| {
            seen.bare.chars().count() > 1 && !word.text.contains(char::is_lowercase)
        };
        return Some(match german || shouted(a, left) {
            true => cost::VERB,
            false => cost::NEVER,
        });
    }
    None
}

/// Is the second word most likely a part of what the first one announces?
fn described(before: &Seen, a: &Seen, tongue: Option<&Tongue>) -> bool {
    let announced = matches!(before.tail, Class::Determiner) || before.number;
    let parted = before.stop.is_some() || before.closes;
    announced && !parted || tongue.is_some_and(|t| t.is_adjective(&a.bare))
}
