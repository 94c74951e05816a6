//! A punctuation mark with no space after (or before) it: `way,Sound`, `college.Maria`, `said“No`.

use super::chunk::{self, Shape, letter};
use super::joint::{Joint, Weigh};
use super::quotes::Quotes;
use super::shapes;
use super::words::{self, COMMON, KNOWN, SMALL};

/// Abbreviations that a capital follows: here the space may never have been there.
const ABBREVIATIONS: &[&str] = &[
    "abb", "art", "bd", "bzw", "ca", "cf", "co", "corp", "dr", "dott", "dra", "ed", "eds", "etc",
    "evtl", "fig", "gen", "gov", "hon", "hr", "hrsg", "inc", "ing", "jr", "lt", "ltd", "mag", "me",
    "mgr", "mme", "mlle", "mr", "mrs", "ms", "mt", "nr", "no", "núm", "op", "pag", "pfr", "pp",
    "prof", "profa", "rev", "sen", "sgt", "sig", "sr", "sra", "srta", "st", "sta", "ste", "str",
    "tel", "ud", "uds", "usw", "vgl", "vol", "vs",
];
/// What follows a full stop in the name of a site or a program.
const SUFFIXES: &[&str] = &[
    "Ai", "App", "Biz", "Com", "Css", "Dev", "Edu", "Gov", "Html", "Info", "Io", "Js", "Net",
    "Org", "Pdf", "Py", "Tv", "Txt", "Uk",
];
/// How far the end of a parenthesis is looked for.
const PARENTHESIS: usize = 200;

/// A mark and what stands around it.
struct Mark<'t> {
    token: &'t str,
    /// Where the mark stands in the token, and after it.
    at: usize,
    after: usize,
    left: &'t str,
    right: &'t str,
    before: char,
    next: char,
}

impl<'t> Mark<'t> {
    fn of(token: &'t str, at: usize, c: char) -> Mark<'t> {
        let after = at + c.len_utf8();
        let (head, rest) = (&token[..at], &token[after..]);
        let start = head
            .char_indices()
            .rev()
            .take_while(|(_, c)| letter(*c))
            .last()
            .map_or(at, |(start, _)| start);
        Mark {
            token,
            at,
            after,
            left: &head[start..],
            right: &rest[..rest.find(|c| !letter(c)).unwrap_or(rest.len())],
            before: head.chars().next_back().unwrap_or(' '),
            next: rest.chars().next().unwrap_or(' '),
        }
    }

    /// Letters in the word before it.
    fn size(&self) -> (usize, usize) {
        (self.left.chars().count(), self.right.chars().count())
    }

    fn called(&self) -> bool {
        self.token[self.after + self.right.len()..].starts_with('(')
    }
}

/// The lost spaces around the marks of one token. `rest` is the text from the token on, `first`
/// says that it begins a paragraph, `straight` whether the next `"` closes, if that can be told.
pub(super) fn find(
    weigh: &Weigh,
    quotes: Quotes,
    token: &str,
    rest: &str,
    first: bool,
    straight: Option<bool>,
) -> Vec<Joint> {
    let mut found = Vec::new();
    if token.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return found;
    }
    let mut straight = straight;
    for (at, c) in token.char_indices() {
        if c.is_ascii_alphanumeric() {
            continue;
        }
        let closing = quotes.closes(c) || (c == '"' && straight == Some(true));
        let opening = quotes.opens(c) || (c == '"' && straight == Some(false));
        if c == '"' {
            straight = straight.map(|closes| !closes);
        }
        let any = closing
            || opening
            || matches!(
                c,
                ',' | ';' | '!' | '?' | ':' | '.' | ')' | '(' | '¿' | '¡' | '’'
            );
        // What ends a token has its space.
        if !any || at + c.len_utf8() == token.len() {
            continue;
        }
        let mark = Mark::of(token, at, c);
        let here = match c {
            ',' | ';' => weigh.comma(&mark, c, quotes),
            '!' | '?' => weigh.shout(&mark),
            ':' => weigh.colon(&mark, first, quotes),
            '.' => weigh.stop(&mark, quotes),
            ')' => weigh.closed(&mark, &rest[..at]),
            '(' => weigh.opened(&mark, &rest[mark.after..]),
            '¿' | '¡' => before_mark(&mark, &[',', '.', ';', ':', '!', '?', ')', '”', '»']),
            '’' if matches!(mark.before, '.' | '!' | '?' | ',') => weigh.quoted(&mark),
            _ if closing => weigh.quoted(&mark),
            _ if opening => before_mark(&mark, &[]),
            _ => None,
        };
        found.extend(here);
    }
    found
}

fn joint(at: usize, sum: i32, evidence: String) -> Option<Joint> {
    Some(Joint { at, sum, evidence })
}

/// A mark that opens has a space before it.
fn before_mark(mark: &Mark, also: &[char]) -> Option<Joint> {
    let good = mark.size().0 > 1 || also.contains(&mark.before);
    (good && mark.next != ' ').then(|| Joint {
        at: mark.at,
        sum: 45,
        evidence: format!("an opening mark follows “{}”", mark.left),
    })
}

impl Weigh<'_> {
    /// A word that may stand alone: two letters, or one that is a word.
    fn stands(&self, word: &str) -> bool {
        word.chars().count() > 1
            || (self.words.has(&word.to_lowercase(), SMALL) && self.words.tag != "de")
            || matches!(word, "à" | "é" | "è" | "y" | "À" | "É" | "È" | "Y")
    }

    fn comma(&self, mark: &Mark, c: char, quotes: Quotes) -> Option<Joint> {
        if c == ';' && mark.token[..mark.at].contains('&') {
            return None;
        }
        // `niveau;taille;mémoire` is a row of a table, `pid,user,time,command` an argument.
        if mark.token.matches(c).count() > if c == ';' { 1 } else { 2 } {
            return None;
        }
        let size = mark.size();
        let evidence = || format!("“{c}” between “{}” and “{}”", mark.left, mark.right);
        let ended = size.0 > 1 || (mark.left.is_empty() && closer(mark.before)) || mark.left == "I";
        if ended && (quotes.opens(mark.next) || mark.next == '¿' || mark.next == '¡') {
            // `before_mark` mends the Spanish ones.
            return (quotes.opens(mark.next)).then(|| Joint {
                at: mark.after,
                sum: 45,
                evidence: evidence(),
            });
        }
        if letter(mark.next) {
            let digits = mark.before.is_ascii_digit();
            let word = self.known(mark.right) || self.lexicon.count(mark.right).name > 0;
            let elided = mark.token[mark.after + mark.right.len()..].starts_with(['\'', '’']);
            let good =
                (ended && (elided || self.stands(mark.right))) || (digits && word && size.1 > 1);
            return good.then(|| Joint {
                at: mark.after,
                sum: if self.known(mark.right) { 50 } else { 40 },
                evidence: evidence(),
            });
        }
        let year = year(&mark.token[mark.after..]);
        (size.0 > 1 && year).then(|| Joint {
            at: mark.after,
            sum: 40,
            evidence: "a year follows the comma".to_owned(),
        })
    }

    fn shout(&self, mark: &Mark) -> Option<Joint> {
        if !letter(mark.next) {
            return None;
        }
        let ended = mark.size().0 > 1 || closer(mark.before) || matches!(mark.before, '!' | '?');
        let word = chunk::shape(mark.right) != Shape::Small || self.known(mark.right);
        if !(ended && word && self.stands(mark.right)) {
            return None;
        }
        joint(
            mark.after,
            42,
            format!("“{}” begins after a sentence", mark.right),
        )
    }

    fn colon(&self, mark: &Mark, first: bool, quotes: Quotes) -> Option<Joint> {
        let size = mark.size();
        let ended = size.0 > 1 || (size.0 == 1 && first && mark.at <= 2) || closer(mark.before);
        if !ended || mark.left == "Re" || shapes::inner_capital(mark.right) {
            return None;
        }
        // `HH:MM`.
        let shouted = |part| chunk::shape(part) == Shape::Shouted;
        if shouted(mark.left) && shouted(mark.right) && size.0.max(size.1) < 3 {
            return None;
        }
        if quotes.opens(mark.next) {
            return joint(mark.after, 42, "a quotation follows the colon".to_owned());
        }
        let capital = mark.next.is_uppercase() && letter(mark.next) && self.stands(mark.right);
        capital.then(|| Joint {
            at: mark.after,
            sum: 40,
            evidence: format!("“{}” begins after a colon", mark.right),
        })
    }

    fn stop(&self, mark: &Mark, quotes: Quotes) -> Option<Joint> {
        let size = mark.size();
        let year = mark.left.is_empty() && self::year_before(&mark.token[..mark.at]);
        let ended = size.0 > 1 || closer(mark.before) || year;
        let small = mark.left.to_lowercase();
        let elided = mark.token[..mark.at - mark.left.len()].ends_with(['\'', '’']);
        let ended = ended || (elided && size.0 == 1);
        if !ended || mark.called() || ABBREVIATIONS.contains(&small.as_str()) {
            return None;
        }
        if quotes.opens(mark.next) {
            return joint(
                mark.after,
                42,
                "a quotation follows the sentence".to_owned(),
            );
        }
        if !mark.next.is_uppercase() || !letter(mark.next) || SUFFIXES.contains(&mark.right) {
            return None;
        }
        let right = mark.right.to_lowercase();
        let count = self.lexicon.count(mark.right);
        let name = words::given_name(&right) || words::surname(&right);
        let used = count.name + count.capital + count.small > 1;
        let rank = self.words.rank(&right);
        let known = rank.is_some() || name || used;
        // In `Math.Random` and `MOV.The` the left half tells as well.
        let prose = chunk::shape(mark.left) == Shape::Small
            && (self.known(mark.left) || mark.left.len() > 3 || elided)
            || mark.left.is_empty()
            || self.known(mark.left)
            || self.lexicon.count(mark.left).name > 0;
        let good = match chunk::shape(mark.right) {
            Shape::Capital if size.1 == 1 => {
                // `J.R.R.`, `U.S.`: one letter is a word only where a space follows it.
                self.stands(mark.right)
                    && mark.token[mark.after..].len() == mark.right.len()
                    && rank.is_some_and(|r| r >= SMALL)
            }
            Shape::Capital => {
                prose && (known || chunk::shape(mark.left) == Shape::Small && size.1 > 2)
            }
            Shape::Shouted => {
                prose
                    && chunk::shape(mark.left) == Shape::Small
                    && size.0 > 2
                    && (count.shouted > 1 || rank.is_some_and(|rank| rank >= COMMON))
            }
            Shape::Mixed => prose && chunk::shape(mark.left) == Shape::Small && size.0 > 3,
            Shape::Small => false,
        };
        good.then(|| Joint {
            at: mark.after,
            sum: if known { 44 } else { 36 },
            evidence: format!(
                "“{}” ends a sentence, “{}” begins one",
                mark.left, mark.right
            ),
        })
    }

    /// A letter right after a closing quotation mark.
    fn quoted(&self, mark: &Mark) -> Option<Joint> {
        let plural = matches!(mark.right, "s" | "n" | "er" | "en" | "es" | "ing" | "ed");
        let good = letter(mark.next) && !plural && mark.at > 0 && mark.before != ' ';
        if !good || !self.stands(mark.right) {
            return None;
        }
        joint(
            mark.after,
            42,
            format!("“{}” follows a closing quotation mark", mark.right),
        )
    }

    /// A letter right after a parenthesis.
    fn closed(&self, mark: &Mark, head: &str) -> Option<Joint> {
        if !letter(mark.next) || !self.stands(mark.right) || shapes::inner_capital(mark.right) {
            return None;
        }
        // Where it opened is in this token (`(2019)and`); else a space is inside it.
        let inside = head.rfind('(').map(|open| &head[open + 1..]);
        let small = chunk::shape(mark.right) == Shape::Small;
        let good = match inside {
            None => true,
            Some(inside) => {
                let alone = head.len() == inside.len() + 1;
                let word = self.words.has(
                    &mark.right.to_lowercase(),
                    if small { SMALL } else { KNOWN },
                );
                inside.bytes().any(|b| b.is_ascii_digit())
                    || (alone && word && inside.chars().count() > 2)
            }
        };
        good.then(|| Joint {
            at: mark.after,
            sum: 40,
            evidence: format!("“{}” follows a parenthesis", mark.right),
        })
    }

    /// A parenthesis right after a word: `Tomas(Ada Quill)`, not `film(s)`.
    fn opened(&self, mark: &Mark, rest: &str) -> Option<Joint> {
        let known = self.known(mark.left) || self.lexicon.count(mark.left).name > 0;
        if mark.size().0 < 3 || !known {
            return None;
        }
        let end = rest.find(')').filter(|end| *end <= PARENTHESIS)?;
        let inside = &rest[..end];
        let name = chunk::shape(mark.right) == Shape::Capital && inside.contains(' ');
        let good = name
            || (inside.len() == 4 && year(inside))
            || (inside.contains(' ') && self.words.has(&mark.right.to_lowercase(), SMALL));
        (good && !shapes::inner_capital(mark.right)).then(|| Joint {
            at: mark.at,
            sum: 38,
            evidence: format!("a parenthesis follows “{}”", mark.left),
        })
    }

    /// `in2019`, `2019when`: a year against a small word.
    pub(super) fn years(&self, token: &str) -> Vec<Joint> {
        let mut found = Vec::new();
        if !token.bytes().any(|b| b.is_ascii_digit()) {
            return found;
        }
        for (at, word) in chunk::chunks(token) {
            let end = at + word.len();
            let small =
                chunk::shape(word) != Shape::Mixed && self.words.has(&word.to_lowercase(), 18);
            if !small || word.chars().count() < 2 {
                continue;
            }
            let after = &token[end..];
            if after.get(..4).is_some_and(year)
                && after[4..]
                    .chars()
                    .next()
                    .is_none_or(|c| !c.is_alphanumeric())
                && (at == 0 || chunk::opens(&token[..at]))
            {
                let evidence = format!("a year follows “{word}”");
                found.extend(joint(end, 38, evidence));
            }
            if year_before(&token[..at]) && !matches!(word, "er" | "ers") {
                let evidence = format!("“{word}” follows a year");
                found.extend(joint(at, 36, evidence));
            }
        }
        found
    }
}

/// What may stand between a word and the mark that ends its sentence.
fn closer(c: char) -> bool {
    matches!(c, '”' | '’' | ')' | '»' | '"' | '“' | '%' | ']')
}

/// Does it begin with a year, alone?
fn year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4
        && (text.starts_with("20")
            || ('5'..='9').any(|c| text.starts_with(['1']) && text[1..].starts_with(c)))
}

/// Does it end with one?
fn year_before(text: &str) -> bool {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    digits == 4 && year(&text[text.len() - 4..])
}
