//! Page numbers and the lines that stand at the head or foot of each page, found and taken out.
//!
//! They are furniture of the paper, and they fall into the middle of sentences. One line proves
//! nothing: a number must stand at a page break or count upwards, a head must come again on other
//! pages. What is taken out here lies in no run, and so is told as markup.

use super::super::lines::is_labelled;
use super::line::Line;
use std::collections::{BTreeMap, BTreeSet};

/// How many lines may stand at the head or at the foot of a page.
const ZONE: usize = 4;
/// A number alone on a line counts pages only if so many lines are between it and the next.
const PAGE_LINES: usize = 12;
/// Longest head, in characters.
const HEAD: usize = 100;

/// How a page number is dressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// `Page 3`, `Seite 3 von 9`.
    Named,
    /// `3 of 9`, `3/9`.
    Of,
    /// `- 3 -`, `[3]`.
    Dashed,
    /// `3`.
    Bare,
}

/// Takes page numbers, heads and feet out; the line after them is marked as on another page.
pub(super) fn strip(lines: &mut Vec<Line<'_>>) {
    let mut out = vec![false; lines.len()];
    for at in numbers(lines).into_iter().chain(sided(lines)) {
        out[at] = true;
    }
    let breaks: Vec<usize> = (1..lines.len())
        .filter(|at| lines[*at].page || out[*at] || out[*at - 1])
        .collect();
    let breaks = one_for_each_page(&breaks, &out);
    let repeated = heads(lines, &out, &breaks);
    for at in &breaks {
        for side in zone(lines, &out, *at) {
            for place in side {
                if !out[place] && !repeated.contains(&key(lines[place].text)) {
                    break;
                }
                out[place] = true;
            }
        }
    }
    // The last page has a foot but no break after it.
    for at in (0..lines.len()).rev().take(ZONE) {
        if !out[at] && !repeated.contains(&key(lines[at].text)) {
            break;
        }
        out[at] = true;
    }
    // Where lines are numbered, what has no number is no title either.
    for at in (0..lines.len()).take(ZONE) {
        let head = lines[at].loose && repeated.contains(&key(lines[at].text));
        if !out[at] && !head {
            break;
        }
        out[at] = true;
    }
    if out.iter().all(|out| *out) {
        return;
    }
    let mut places = out.into_iter();
    let mut page = false;
    lines.retain_mut(|line| {
        let out = places.next().unwrap_or(false);
        page |= out || line.page;
        if !out {
            line.page = std::mem::take(&mut page);
        }
        !out
    });
    if let Some(first) = lines.first_mut() {
        first.page = false;
    }
}

/// A foot, a form feed and a head make several places, but one break.
fn one_for_each_page(breaks: &[usize], out: &[bool]) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for at in breaks {
        let near = kept
            .last()
            .is_some_and(|last| at - last <= ZONE && (*last..*at).all(|i| out[i]));
        if !near {
            kept.push(*at);
        }
    }
    kept
}

/// Lines that are nothing but the number of a page.
fn numbers(lines: &[Line<'_>]) -> BTreeSet<usize> {
    let mut forms: BTreeMap<Form, Vec<(usize, usize)>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some((form, number)) = page_number(line.text) {
            forms.entry(form).or_default().push((at, number));
        }
    }
    let mut found = BTreeSet::new();
    for (form, seen) in forms {
        let edge = |at: usize| {
            let below = lines.get(at + 1).is_none_or(|line| line.page);
            let below = below || lines.get(at + 2).is_some_and(|line| line.page);
            let above = lines[at].page || (at > 0 && lines[at - 1].page);
            (at > 0 && above) || (below && at + 1 < lines.len())
        };
        let next = |a: (usize, usize), b: (usize, usize)| match form {
            Form::Bare => b.1 == a.1 + 1 && b.0 - a.0 > PAGE_LINES,
            _ => b.1 > a.1 && b.0 - a.0 > 2,
        };
        let mut chain: Vec<usize> = Vec::new();
        let least = if form == Form::Bare { 3 } else { 2 };
        for (i, this) in seen.iter().enumerate() {
            if edge(this.0) || lines[this.0].loose {
                found.insert(this.0);
            }
            if i > 0 && !next(seen[i - 1], *this) {
                chain.clear();
            }
            chain.push(this.0);
            // Two are enough where the same head stands beside both.
            let beside = |a: usize, b: usize| {
                let same = |a: Option<&Line<'_>>, b: Option<&Line<'_>>| {
                    a.zip(b).is_some_and(|(a, b)| {
                        a.text.len() > 8 && may_be_head(a.text) && key(a.text) == key(b.text)
                    })
                };
                same(lines.get(a + 1), lines.get(b + 1))
                    || same(
                        a.checked_sub(1).and_then(|at| lines.get(at)),
                        lines.get(b - 1),
                    )
            };
            if chain.len() == 2 && least > 2 && beside(chain[0], chain[1]) {
                found.extend(chain.iter().copied());
            }
            if chain.len() == least {
                found.extend(chain.iter().copied());
            } else if chain.len() > least {
                found.insert(this.0);
            }
        }
    }
    found
}

/// Lines with the number of the page at one side and the same words at the other, on page after
/// page: `14 March 2000          3`.
fn sided(lines: &[Line<'_>]) -> BTreeSet<usize> {
    let mut sides: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some((words, number)) = beside(line.text) {
            sides.entry(key(words)).or_default().push((at, number));
        }
    }
    let mut found = BTreeSet::new();
    for seen in sides.values() {
        for pair in seen.windows(2) {
            let next = (1..=2).contains(&pair[1].1.saturating_sub(pair[0].1));
            if next && pair[1].0 - pair[0].0 > 2 {
                found.extend([pair[0].0, pair[1].0]);
            }
        }
    }
    found
}

/// The words and the number of a line that has room between them; or a dash, as `Holm – 12`.
fn beside(text: &str) -> Option<(&str, usize)> {
    if text.len() > 200 {
        return None;
    }
    let number = |word: &str| {
        let all = (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
        all.then(|| word.parse::<usize>().ok()).flatten()
    };
    let (words, last) = text.rsplit_once([' ', '\t'])?;
    let (first, rest) = text.split_once([' ', '\t'])?;
    let room = |blank: &str| blank.ends_with("  ") || blank.ends_with(['\t', '–', '—', '|']);
    let right = number(last).filter(|_| room(words) || words.ends_with(" -"));
    let left = number(first).filter(|_| rest.starts_with("  ") || rest.starts_with('\t'));
    let (words, number) = match (right, left) {
        (Some(number), _) => (words, number),
        (None, Some(number)) => (rest, number),
        _ => return None,
    };
    let words =
        words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '–' | '—' | '|' | '-'));
    (words.chars().filter(|c| c.is_alphabetic()).count() > 2 && !is_labelled(text))
        .then_some((words, number))
}

fn page_number(text: &str) -> Option<(Form, usize)> {
    if text.len() > 40 {
        return None;
    }
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| {
        matches!(c, '-' | '–' | '—' | '[' | ']' | '~' | '|' | '(' | ')' | '·') || c == ' '
    });
    let dashed = bare.len() < lower.len();
    let words: Vec<&str> = bare.split(['/', ' ']).filter(|w| !w.is_empty()).collect();
    let number = |word: &str| {
        let all = word.len() <= 5 && word.bytes().all(|b| b.is_ascii_digit());
        all.then(|| word.parse::<usize>().ok()).flatten()
    };
    let named = |word: &str| {
        let word = word.trim_end_matches('.');
        [
            "page", "pg", "p", "seite", "s", "blatt", "página", "pagina", "pág", "pag", "folio",
        ]
        .contains(&word)
    };
    let of = |word: &str| ["of", "von", "de", "di", "sur"].contains(&word);
    let form = match words.as_slice() {
        [n] if dashed => (Form::Dashed, number(n)?),
        [n] => (Form::Bare, number(n)?),
        [p, n] if named(p) => (Form::Named, number(n)?),
        [p, n, m] if named(p) && number(m).is_some() => (Form::Named, number(n)?),
        [p, n, o, m] if named(p) && of(o) && number(m).is_some() => (Form::Named, number(n)?),
        [n, m] if lower.contains('/') && number(m)? > 0 => (Form::Of, number(n)?),
        [n, o, m] if of(o) && number(m).is_some() => (Form::Of, number(n)?),
        _ => return None,
    };
    Some(form)
}

/// The places at the foot of the page above a break, from the edge inward, and at the head below.
/// Neither reaches over the whole of a short page.
fn zone(lines: &[Line<'_>], out: &[bool], at: usize) -> [Vec<usize>; 2] {
    let (mut above, mut below) = (Vec::new(), Vec::new());
    let mut kept = 0;
    for place in (0..at).rev().take(2 * ZONE) {
        if kept == ZONE || (out[place] && kept > 0) {
            break;
        }
        kept += usize::from(!out[place]);
        above.push(place);
        if lines[place].page && kept > 0 {
            break;
        }
    }
    kept = 0;
    for place in (at..lines.len()).take(2 * ZONE) {
        if kept == ZONE || ((out[place] || lines[place].page) && kept > 0) {
            break;
        }
        kept += usize::from(!out[place]);
        below.push(place);
    }
    [above, below]
}

/// The lines near a break that come again at others, as keys.
fn heads(lines: &[Line<'_>], out: &[bool], breaks: &[usize]) -> BTreeSet<String> {
    let mut near: BTreeSet<(String, usize)> = BTreeSet::new();
    let mut loose: BTreeSet<String> = BTreeSet::new();
    for (page, at) in breaks.iter().enumerate() {
        for (place, page) in [page, page + 1]
            .into_iter()
            .zip(zone(lines, out, *at))
            .flat_map(|(page, side)| side.into_iter().map(move |place| (place, page)))
        {
            if !out[place] && may_be_head(lines[place].text) {
                let key = key(lines[place].text);
                if lines[place].loose {
                    loose.insert(key.clone());
                }
                near.insert((key, page));
            }
        }
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (key, _) in near {
        *seen.entry(key).or_default() += 1;
    }
    let often = |key: &str, count: usize, loose: bool| {
        // Left and right pages may have heads of their own. What ends as a sentence does may
        // well be one: `Yes, sir.` stands at the foot of many a page.
        let (of, least) = match key.ends_with(['.', '?', '!']) && !key.contains('#') {
            true => (6, 3),
            false if loose => (1, 2),
            false => (4, 2),
        };
        count >= least && count * 10 >= breaks.len() * of
    };
    seen.into_iter()
        .filter(|(key, count)| often(key, *count, loose.contains(key)))
        .map(|(key, _)| key)
        .collect()
}

fn may_be_head(text: &str) -> bool {
    text.chars().take(HEAD + 1).count() <= HEAD && !is_labelled(text)
}

/// A head as it is compared: its numbers change from page to page.
fn key(text: &str) -> String {
    let mut key = String::new();
    for c in text.chars().take(HEAD + 1) {
        let c = if c.is_numeric() { '#' } else { c };
        let again = matches!(c, '#') && key.ends_with('#');
        if !again && !c.is_whitespace() {
            key.extend(c.to_lowercase());
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn left(text: &str) -> Vec<String> {
        let mut all = lines(text);
        strip(&mut all);
        all.iter()
            .map(|l| format!("{}{}", if l.page { "/" } else { "" }, l.text))
            .collect()
    }

    #[test]
    fn numbers_and_heads_around_form_feeds_go() {
        let text = "The Bell Tower\n\nOne word\n\n- 1 -\n\u{c}The Bell Tower\n\nand more.\nTwo.\n\n- 2 -\n\
                    \u{c}The Bell Tower\n\nThree.\n\n- 3 -\n";
        assert_eq!(
            left(text),
            [
                "The Bell Tower",
                "One word",
                "/and more.",
                "Two.",
                "/Three."
            ]
        );
    }

    #[test]
    fn what_people_say_at_the_foot_of_pages_stays() {
        let text = "Why?\nA. Yes.\n\u{c}Q. And?\nA. Yes.\n\u{c}Q. So?\nA. Yes.\n";
        assert_eq!(left(text).len(), 6);
        let text =
            "a b\nYes, sir.\n\u{c}c d\nYes, sir.\n\u{c}e f\nNo.\n\u{c}g h\nSo.\n\u{c}i j\nAh.\n";
        assert_eq!(left(text).len(), 10);
    }

    #[test]
    fn page_numbers_without_form_feeds_must_count() {
        let words = |n: usize| -> String {
            let pair = |c: char| format!("Some {c} {} words\n", ["x", "y", "z"][n - 1]);
            ('a'..'o').map(pair).collect()
        };
        let page = |n: usize| format!("{}\n\nPage {n} of 3\n\n", words(n));
        assert_eq!(left(&(page(1) + &page(2) + &page(3))).len(), 42);
        let bare = |n: usize| format!("{}\n{n}\n\n", words(n));
        assert_eq!(left(&(bare(1) + &bare(2) + &bare(3))).len(), 42);
        // Sections of an interview are counted too, but close to each other.
        assert_eq!(
            left("1\n\nWhy?\n\nSo.\n\n2\n\nAnd?\n\n3\n\nWho?\n\nI.\n").len(),
            8
        );
        assert_eq!(left("42").len(), 1);
        assert_eq!(left("How many?\n\n7\n\nPage 3").len(), 3);
    }

    #[test]
    fn numbers_beside_the_same_words_are_pages() {
        let page = |n: usize, a: &str, b: &str| {
            format!(
                "{a} words.\nMore {b}\n\n14 March 2000       {n}\nOld Bells Project      Bo Lind\n\nof {a}.\nAnd {b}{a}.\n"
            )
        };
        let text = page(1, "red", "tea") + &page(2, "old", "gin") + &page(3, "wet", "rum");
        assert_eq!(left(&text).len(), 12, "{:?}", left(&text));
        let table = "Bells   3\nRopes   4\nBells   3\n";
        assert_eq!(left(table).len(), 3);
    }

    #[test]
    fn page_numbers_in_every_dress() {
        for (text, form) in [
            ("Page 3", Some((Form::Named, 3))),
            ("PAGE 3 OF 9", Some((Form::Named, 3))),
            ("Seite 3 von 9", Some((Form::Named, 3))),
            ("p. 12", Some((Form::Named, 12))),
            ("Page 3/9", Some((Form::Named, 3))),
            ("3 / 9", Some((Form::Of, 3))),
            ("12 of 80", Some((Form::Of, 12))),
            ("- 3 -", Some((Form::Dashed, 3))),
            ("[3]", Some((Form::Dashed, 3))),
            ("3", Some((Form::Bare, 3))),
            ("3 men", None),
            ("Page three", None),
            ("10:30", None),
        ] {
            assert_eq!(page_number(text), form, "{text}");
        }
    }
}
