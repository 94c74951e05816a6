//! A single short line of a page: a button, a date, who wrote it, a page number.
//!
//! Each test wants the whole line to fit. A line that only begins as a button does is taken with a
//! limit of words of its own, since whoever is asked may well say "Subscribe to nothing."

use super::words::{
    BEGINNINGS, BUTTONS, COUNTED, DATE_WORDS, MACHINE, MAKERS, MONTHS, OPENERS, RIGHTS, TRANSCRIPTS,
};
use super::{images, notices};
use crate::script::rules::{self, Rule};
use std::collections::BTreeSet;

/// Longest line that is looked at, in words.
const LONGEST: usize = 70;
/// Longest line of who wrote it.
const MAKER_WORDS: usize = 14;

/// A line as it is compared: small letters, straight apostrophes, no signs around.
pub(super) fn plain(text: &str) -> String {
    let text = text.replace('’', "'").replace('\u{a0}', " ").to_lowercase();
    let sign = |c: char| !c.is_alphanumeric() && !matches!(c, '©' | '(' | '（' | '[');
    let text = text.trim_start_matches(sign);
    let end = |c: char| {
        c == ' '
            || matches!(
                c,
                '.' | '!'
                    | '…'
                    | '»'
                    | '>'
                    | '→'
                    | '›'
                    | '*'
                    | '_'
                    | '|'
                    | ':'
                    | '«'
                    | '↓'
                    | '▼'
                    | '▾'
                    | '+'
            )
    };
    text.trim_end_matches(end).to_owned()
}

/// The lists, as they are asked.
pub(super) struct Lines {
    buttons: BTreeSet<&'static str>,
    openers: BTreeSet<&'static str>,
    dates: BTreeSet<&'static str>,
}

impl Lines {
    pub(super) fn new() -> Lines {
        Lines {
            buttons: BUTTONS.iter().copied().collect(),
            openers: OPENERS.iter().copied().collect(),
            dates: DATE_WORDS.iter().chain(MONTHS).copied().collect(),
        }
    }

    /// The rule by which a line goes wherever it stands.
    pub(super) fn judge(&self, text: &str) -> Option<&'static Rule> {
        let words = text.split(' ').take(LONGEST + 1).count();
        if words > LONGEST || text.ends_with(['?', '？']) {
            return None;
        }
        let lower = text.replace('’', "'").to_lowercase();
        let line = plain(text);
        if is_page_number(&line) {
            return Some(&rules::PAGE_NUMBER);
        }
        // "Help." is what somebody says; a button has no full stop.
        let stop = text.ends_with(['.', '!']) && !text.ends_with("...");
        if self.buttons.contains(line.as_str()) && !(stop && words < 3) {
            return Some(&rules::SHARE);
        }
        if self.openers.contains(line.as_str()) {
            return Some(&rules::MORE);
        }
        let open = lower.trim_start_matches(|c: char| {
            !c.is_alphanumeric() && !matches!(c, '©' | '(' | '"' | '“' | '„' | '«')
        });
        let begins = BEGINNINGS.iter().find(|(start, rule, most)| {
            let sentence = stop && !start.ends_with(':') && **rule == rules::MORE;
            let said = stop
                && start.starts_with("copyright")
                && !open.contains(|c: char| c.is_ascii_digit() || c == '©');
            words <= *most && open.starts_with(start) && !sentence && !said
        });
        if let Some((_, rule, _)) = begins {
            return Some(rule);
        }
        if let Some(rule) = notices::judge(&lower, words) {
            return Some(rule);
        }
        if words <= 60 && RIGHTS.iter().any(|right| lower.contains(right)) {
            return Some(&rules::RIGHTS);
        }
        let machine = || MACHINE.iter().any(|sign| lower.contains(sign));
        if words <= 45
            && TRANSCRIPTS.iter().any(|t| lower.contains(t))
            && machine()
            && is_service(&lower)
        {
            return Some(&rules::SERVICE);
        }
        if images::is_caption(&lower, words) {
            return Some(&rules::CAPTION);
        }
        if self.is_menu(text) {
            return Some(&rules::NAVIGATION);
        }
        if is_count(&line) {
            return Some(&rules::SHARE);
        }
        None
    }

    /// The rule by which a line goes at the head or the foot of a page.
    pub(super) fn judge_at_edge(&self, text: &str) -> Option<&'static Rule> {
        let words = text.split(' ').take(MAKER_WORDS + 1).count();
        if words <= MAKER_WORDS && self.is_date(text) {
            return Some(&rules::DATELINE);
        }
        (words <= MAKER_WORDS && self.is_byline(text)).then_some(&rules::BYLINE)
    }

    /// `Home | News | Contact`, `Home > Culture`, `Share on Fritter | Email`.
    fn is_menu(&self, text: &str) -> bool {
        let signs = ['|', '•', '·', '›', '»', '/', '→', '←', '>'];
        if !text.contains(signs) || text.split(' ').count() > 24 {
            return false;
        }
        let parts: Vec<String> = text
            .split(signs)
            .map(plain)
            .filter(|p| !p.is_empty())
            .collect();
        let short = parts.iter().all(|p| p.split(' ').count() <= 4);
        let known = |p: &String| {
            self.buttons.contains(p.as_str())
                || BEGINNINGS
                    .iter()
                    .any(|(start, rule, _)| **rule == rules::SHARE && p.starts_with(start))
        };
        let count = parts.iter().filter(|p| known(p)).count();
        let arrow = text.starts_with('←') || text.ends_with('→');
        (short && parts.len() >= 2 && count > 0 && count * 3 >= parts.len())
            || (arrow && text.split(' ').count() <= 10)
    }

    /// Nothing but a date, the number of an issue, how long it takes to read.
    pub(super) fn is_date(&self, text: &str) -> bool {
        let lower = text.replace('’', "'").to_lowercase();
        if lower.ends_with(['.', '?', '!']) && !lower.ends_with("a.m.") && !lower.ends_with("p.m.")
        {
            return false;
        }
        let mut numbers = 0;
        let mut months = 0;
        let mut others = 0;
        let sign = |c: char| !c.is_alphanumeric() && !matches!(c, '.' | ':');
        for word in lower.split(sign).map(|w| w.trim_matches(['.', ':'])) {
            if word.is_empty() {
                continue;
            }
            let end =
                word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ':'));
            if end.len() < word.len() && (end.is_empty() || self.dates.contains(end)) {
                numbers += 1;
            } else if MONTHS.contains(&word) {
                months += 1;
            } else if self.dates.contains(word) {
                others += 1;
            } else if matches!(
                word,
                "i" | "ii"
                    | "iii"
                    | "iv"
                    | "v"
                    | "vi"
                    | "vii"
                    | "viii"
                    | "ix"
                    | "x"
                    | "xi"
                    | "xii"
                    | "xx"
                    | "xxi"
                    | "mmxx"
            ) {
                numbers += 1;
            } else {
                return false;
            }
        }
        let slashes = lower.matches(['/', '.', '-']).count() >= 2;
        numbers > 0 && (months > 0 || others > 0 || slashes)
    }

    /// `By Anna Berg`, `Interview: Anna Berg · 14 March`, `Propos recueillis par Anne Petit`.
    fn is_byline(&self, text: &str) -> bool {
        let lower = text.replace('’', "'").to_lowercase();
        let open = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '（');
        let Some(maker) = MAKERS.iter().find(|maker| open.starts_with(**maker)) else {
            return false;
        };
        let at = text.len().saturating_sub(open.len()) + maker.len();
        let Some(rest) = text.get(at..) else {
            return false;
        };
        let short = maker.ends_with(' ');
        // `Das Gespräch führte Anna Berg.` is a sentence, which the narrator may say at the end.
        if text.ends_with(['?', '!', '.']) {
            return false;
        }
        // The first part is names; a date or a job may follow.
        let parts: Vec<&str> = rest
            .split(['|', '·', '•', '/', ',', ';', '–', '—'])
            .collect();
        let first = parts.first().copied().unwrap_or_default();
        let names = is_names(first);
        let small = first.trim().chars().any(char::is_lowercase);
        let job = matches!(
            first.trim().to_lowercase().as_str(),
            "staff writer"
                | "staff"
                | "redaktion"
                | "la redacción"
                | "redacción"
                | "la rédaction"
                | "la rédaction."
                | "la redazione"
                | "a redação"
                | "der redaktion"
                | "our staff"
                | "the editors"
                | "editors"
                | "the copperwire team"
        );
        (names && (small || short || !first.trim().is_empty()))
            || job
            || (maker.len() > 12 && !rest.contains(' '))
    }
}

/// Names and what stands between names, and nothing else.
pub(super) fn is_names(text: &str) -> bool {
    let mut count = 0;
    let mut words = 0;
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        words += 1;
        let tall = bare
            .starts_with(|c: char| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
        let between = matches!(
            bare,
            "" | "and"
                | "und"
                | "y"
                | "et"
                | "e"
                | "de"
                | "da"
                | "do"
                | "dos"
                | "del"
                | "di"
                | "van"
                | "von"
                | "der"
                | "den"
                | "la"
                | "le"
                | "el"
                | "du"
                | "zu"
                | "al"
                | "for"
                | "für"
        );
        if tall {
            count += 1;
        } else if !between {
            return false;
        }
    }
    count > 0 && words <= 9
}

/// A line that says how it was made, and no sentence of somebody about transcripts.
fn is_service(lower: &str) -> bool {
    let first = |w: &str| lower.split(' ').take(4).any(|word| word.contains(w));
    TRANSCRIPTS.iter().any(|t| first(t))
        && !lower.split(' ').any(|w| matches!(w, "i" | "we" | "my"))
}

/// `Page 3 of 9`, `- 42 -` (the signs are gone), `Página 48`, `3/9`.
fn is_page_number(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    let number = |w: &str| !w.is_empty() && w.len() <= 4 && w.bytes().all(|b| b.is_ascii_digit());
    let page = |w: &str| {
        matches!(
            w.trim_end_matches('.'),
            "page" | "seite" | "página" | "pagina" | "pág" | "pag" | "pg"
        )
    };
    let of = |w: &str| matches!(w, "of" | "von" | "de" | "sur" | "di" | "/");
    match words.as_slice() {
        [p, n] => page(p) && number(n),
        [p, n, o, m] => page(p) && number(n) && of(o) && number(m),
        _ => false,
    }
}

/// `Comments (3)`, `Ver 27 comentarios`, `1,204 views`.
fn is_count(line: &str) -> bool {
    let words: Vec<&str> = line
        .split([' ', '(', ')'])
        .filter(|w| !w.is_empty())
        .collect();
    let number = |w: &&&str| {
        w.starts_with(|c: char| c.is_ascii_digit())
            && w.trim_end_matches(['k', 'm'])
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
    };
    words.len() <= 4
        && words.iter().any(|w| COUNTED.contains(w))
        && words.iter().filter(number).count() == 1
        && words.iter().all(|w| {
            COUNTED.contains(w)
                || number(&w)
                || matches!(
                    *w,
                    "ver"
                        | "view"
                        | "all"
                        | "see"
                        | "voir"
                        | "les"
                        | "alle"
                        | "vedi"
                        | "i"
                        | "show"
                )
        })
}

/// A page number between two signs: `- 42 -`.
pub(super) fn is_folio(text: &str) -> bool {
    let signs = ['-', '–', '—', '[', ']', '~', '|', '•', '·', ' '];
    let bare = text.trim_matches(signs);
    bare.len() < text.len()
        && (1..=4).contains(&bare.len())
        && bare.bytes().all(|b| b.is_ascii_digit())
        && text.starts_with(['-', '–', '—', '~', '|', '•', '·'])
        && text.ends_with(['-', '–', '—', '~', '|', '•', '·'])
}
