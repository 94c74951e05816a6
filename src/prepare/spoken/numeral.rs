//! A number as it is written: its digits, without what groups them, and what they are in words.

use super::Tongue;
use super::line::Line;
use super::numbers::{self, Form, LARGEST, cardinal, year};

/// A number as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Numeral {
    /// Where it ends.
    pub(super) end: usize,
    /// The digits before the decimal sign, without grouping.
    pub(super) whole: String,
    /// The digits after it.
    pub(super) fraction: String,
    /// The decimal sign itself.
    sign: Option<char>,
    /// Were its thousands set apart?
    pub(super) grouped: bool,
}

impl Numeral {
    /// The number at a place that begins with a digit.
    pub(super) fn read(line: &Line, at: usize) -> Option<Numeral> {
        let rest = line.rest(at);
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let first = digits(rest);
        if first == 0 {
            return None;
        }
        let mut numeral = Numeral {
            end: at + first,
            whole: rest[..first].to_owned(),
            fraction: String::new(),
            sign: None,
            grouped: false,
        };
        let groups: &[char] = match line.tongue {
            Tongue::English { .. } | Tongue::Other => &[',', '\u{202f}'],
            Tongue::French | Tongue::Spanish => &['.', ' ', '\u{a0}', '\u{202f}', '\u{2009}'],
            Tongue::German | Tongue::Italian => &['.', '\u{a0}', '\u{202f}', '\u{2009}', '’'],
        };
        let mut group = None;
        while first <= 3 && !numeral.whole.starts_with('0') {
            let Some(c) = line.at(numeral.end).filter(|c| groups.contains(c)) else {
                break;
            };
            let next = line.rest(numeral.end + c.len_utf8());
            // `12, 300` and `1,200,30` are no groups.
            if digits(next) != 3 || group.is_some_and(|group| group != c) {
                break;
            }
            group = Some(c);
            numeral.whole.push_str(&next[..3]);
            numeral.end += c.len_utf8() + 3;
            numeral.grouped = true;
        }
        let point = match line.tongue {
            Tongue::English { .. } | Tongue::Other => ['.', '.'],
            _ => [',', '.'],
        };
        if let Some(c) = line.at(numeral.end).filter(|c| point.contains(c)) {
            let next = line.rest(numeral.end + 1);
            let length = digits(next);
            let dotted = c == '.'
                && next[length..].starts_with('.')
                && next[length + 1..].starts_with(|c: char| c.is_ascii_digit());
            if length > 0 && !dotted && group != Some(c) {
                next[..length].clone_into(&mut numeral.fraction);
                numeral.sign = Some(c);
                numeral.end += 1 + length;
            }
        }
        Some(numeral)
    }

    /// Its value without the fraction, if it is short enough to be read as one number.
    pub(super) fn value(&self) -> Option<u64> {
        let telephone = self.whole.len() > 1 && self.whole.starts_with('0');
        (!telephone).then(|| self.whole.parse().ok().filter(|n| *n <= LARGEST))?
    }

    /// The same without what stands after the decimal sign.
    pub(super) fn whole_part(&self) -> Numeral {
        Numeral {
            fraction: String::new(),
            sign: None,
            ..self.clone()
        }
    }

    /// Is it one, and nothing more?
    pub(super) fn is_one(&self) -> bool {
        self.whole == "1" && self.fraction.is_empty()
    }

    /// In words: the whole, then the fraction digit by digit.
    pub(super) fn words(&self, tongue: Tongue, form: Form) -> String {
        let form = if self.fraction.is_empty() {
            form
        } else {
            Form::Alone
        };
        let whole = match self.value() {
            Some(n) => cardinal(tongue, n, form),
            None => numbers::digits(tongue, &self.whole),
        };
        if self.fraction.is_empty() {
            return whole;
        }
        let point = match (tongue, self.sign) {
            (Tongue::English { .. } | Tongue::Other, _) => "point",
            (Tongue::German, Some('.')) => "Punkt",
            (Tongue::French, Some('.')) => "point",
            (_, Some('.')) => "punto",
            _ => tongue.pick(["point", "Komma", "coma", "virgule", "virgola"]),
        };
        format!(
            "{whole} {point} {}",
            numbers::digits(tongue, &self.fraction)
        )
    }

    /// Can it be a year?
    fn year(&self) -> Option<u64> {
        let plain = self.whole.len() == 4 && self.fraction.is_empty() && !self.grouped;
        self.value().filter(|n| plain && (1010..2100).contains(n))
    }

    /// As it is read where nothing says more: a year or a count.
    pub(super) fn plain(&self, line: &Line, form: Form) -> String {
        match self.year() {
            Some(n) => year(line.tongue, n),
            None => self.words(line.tongue, form),
        }
    }
}
