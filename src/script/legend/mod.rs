//! Lines that tell who stands behind a label, and the block of facts above an interview: `I =
//! Interviewer, B = Befragter`, `AB: Anna Berg`, `Interviewer: Anna Berg`, `Date: 3 May`.
//!
//! They come before the labels, because half of them look like turns: `Interviewer: Anna Berg`
//! is one by its shape. What tells them apart is that the words behind the colon are names, or a
//! date, and no sentence, and that they stand at the top.

mod roster;

use super::names;
use super::never::{META_KEYS, META_PEOPLE};
use super::page::Para;
use roster::{asks, capital, is_office, panel, roster, short_form};
use std::collections::BTreeMap;

/// How many blocks from the top may hold such lines.
const TOP: usize = 40;
/// Longest line of facts in words; a list of key words may be longer.
const LONGEST: usize = 40;
/// Longest key, in characters.
const KEY: usize = 40;
/// Longest block that may hold a legend in its prose, in bytes.
const PROSE: usize = 2000;

/// Lines above a list of those who are heard, lower case.
const HEADS: &[&str] = &[
    "witnesses",
    "witness",
    "examination of witnesses",
    "examination of witness",
    "members present",
    "appearances",
];

/// Who stands behind a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The name, or what the person does where there is none.
    pub(super) name: String,
    /// Does this person ask, if the page says so?
    pub(super) asks: Option<bool>,
}

/// What a document tells about its labels.
#[derive(Debug, Default)]
pub(super) struct Legend {
    /// For each block: is it such a line, and nothing else?
    pub(super) is: Vec<bool>,
    /// By the key of a label: who it is.
    who: BTreeMap<String, Entry>,
    /// Everyone whom these lines name, in order.
    pub(super) people: Vec<Entry>,
}

impl Legend {
    /// Finds it. `open` are the blocks that may be one.
    pub(super) fn find(paras: &[Para], open: &[bool]) -> Legend {
        let mut legend = Legend {
            is: vec![false; paras.len()],
            ..Legend::default()
        };
        let keys = keys(paras);
        let top: Vec<usize> = (0..paras.len()).filter(|at| open[*at]).take(TOP).collect();
        let fits: Vec<Line> = top
            .iter()
            .map(|at| match paras[*at].speaker {
                Some(_) => Line::Other,
                None => legend.lines(&paras[*at], &keys),
            })
            .collect();
        let mut told = false;
        for (n, &at) in top.iter().enumerate() {
            let fact = |n: Option<&Line>| n.is_some_and(|line| *line != Line::Other);
            let beside = fact(n.checked_sub(1).and_then(|n| fits.get(n))) || fact(fits.get(n + 1));
            match fits[n] {
                Line::Other => told |= paras[at].text.ends_with(['.', '?', '!', '…', '”', '»']),
                Line::People => legend.is[at] = true,
                // Once somebody tells something, a fact alone is part of it.
                Line::Fact => legend.is[at] = !told || beside,
            }
        }
        let last = (0..paras.len()).rev().filter(|at| open[*at]).take(TOP / 4);
        for at in last.filter(|at| !top.contains(at)) {
            if legend.prose(&paras[at].text) {
                legend.is[at] = true;
            }
        }
        for &at in &top {
            if !legend.is[at] && legend.prose(&paras[at].text) {
                legend.is[at] = true;
            }
        }
        legend
    }

    /// Who stands behind a label with this key.
    pub(super) fn who(&self, key: &str) -> Option<&Entry> {
        if let Some(entry) = self.who.get(key) {
            return Some(entry);
        }
        const ASKER: &[&str] = &[
            "q",
            "i",
            "interviewer",
            "interviewerin",
            "question",
            "frage",
            "pregunta",
            "pergunta",
            "domanda",
            "entrevistador",
            "entrevistadora",
            "intervistatore",
            "intervistatrice",
            "intervieweur",
            "intervieweuse",
            "enquêteur",
            "enquêtrice",
        ];
        const ASKED: &[&str] = &[
            "interviewee",
            "respondent",
            "befragter",
            "befragte",
            "interviewter",
            "interviewte",
            "entrevistado",
            "entrevistada",
            "interviewé",
            "interviewée",
            "enquêté",
            "enquêtée",
            "intervistato",
            "intervistata",
            "answer",
            "antwort",
            "respuesta",
            "resposta",
            "risposta",
            "réponse",
            "informant",
            "guest",
        ];
        let asks = match key {
            _ if ASKER.contains(&key) => true,
            _ if ASKED.contains(&key) => false,
            _ => return None,
        };
        self.one(asks)
    }

    /// The only person who asks, or answers, by what these lines say.
    pub(super) fn one(&self, asks: bool) -> Option<&Entry> {
        let mut all = self.people.iter().filter(|p| p.asks == Some(asks));
        all.next().filter(|_| all.next().is_none())
    }

    /// The short labels that these lines explain.
    pub(super) fn short(&self) -> impl Iterator<Item = &str> {
        let all = self.who.iter();
        all.filter(|(key, entry)| key.chars().count() < 5 && entry.name.contains(' '))
            .map(|(key, _)| key.as_str())
    }

    fn add(&mut self, key: &str, entry: Entry) {
        let key = names::key(key);
        if !key.is_empty() {
            self.who.entry(key).or_insert(entry);
        }
    }

    /// What a block is, learning from it: facts, if all its lines are.
    fn lines(&mut self, para: &Para, keys: &BTreeMap<String, usize>) -> Line {
        let mut block = Line::Fact;
        for line in lines(para) {
            if HEADS.contains(&names::key(line).as_str()) {
                continue;
            }
            match self.line(line, keys) {
                Line::Other => return Line::Other,
                Line::People => block = Line::People,
                Line::Fact => {}
            }
        }
        block
    }

    /// What one line is, learning from it.
    fn line(&mut self, line: &str, keys: &BTreeMap<String, usize>) -> Line {
        let Some((key, value)) = key_and_value(line) else {
            return Line::Other;
        };
        let words = value.split_whitespace().count();
        if words > LONGEST {
            return Line::Other;
        }
        let (bare, short) = match key.split_once(" (") {
            Some((bare, short)) => (bare, short.strip_suffix(')')),
            None => (key, None),
        };
        let folded = names::key(bare);
        let again = keys.get(&folded).copied().unwrap_or(0);
        if let Some((_, asks)) = META_PEOPLE.iter().find(|(people, _)| *people == folded) {
            // `Interviewer: Don Luis, since when?` is asked.
            let asked = value.starts_with('¿') || value.ends_with(['?', '？']);
            let Some(named) = roster(value, *asks).filter(|_| !asked) else {
                return Line::Other;
            };
            let full = named.iter().all(|(entry, _)| entry.name.contains(' '));
            let told = named.len() > 1 || !value.ends_with(['.', '…', ',']);
            if !(told && (full || again < 2)) {
                return Line::Other;
            }
            if let [(entry, _)] = named.as_slice() {
                for key in [Some(bare), short].into_iter().flatten() {
                    self.add(key, entry.clone());
                }
            }
            for (entry, short) in named {
                if let Some(short) = short {
                    self.add(&short, entry.clone());
                }
                self.people.push(entry);
            }
            return Line::People;
        }
        if let Some(panel) = panel(bare, value).filter(|_| again < 2) {
            self.people.extend(panel);
            return Line::People;
        }
        if let Some(entry) = short_form(bare, value) {
            self.add(bare, entry.clone());
            if !is_office(&entry.name) {
                self.people.push(entry);
            }
            return Line::People;
        }
        let sentence = value.ends_with(['?', '!', '…'])
            || (value.ends_with('.') && value.split_whitespace().count() > 5);
        if META_KEYS.contains(&folded.as_str()) && again < 3 && !sentence && !value.is_empty() {
            return Line::Fact;
        }
        Line::Other
    }

    /// `I = Interviewer` in a block, learned; is it nothing but that?
    fn prose(&mut self, text: &str) -> bool {
        if text.len() > PROSE || !text.contains('=') {
            return false;
        }
        let stop = |c: char| {
            matches!(
                c,
                ',' | ';' | '.' | ')' | '(' | '|' | ']' | '[' | '/' | '\n'
            )
        };
        let mut used = 0;
        let mut found = false;
        for (at, _) in text.match_indices('=') {
            let before = text[..at].trim_end();
            let left = before
                .rsplit([' ', '(', '[', ',', ';'])
                .next()
                .unwrap_or_default();
            let left = left.trim_matches(['"', '“', '”', '*', '_', '\'', '„']);
            let after = &text[at + 1..];
            let mut right = after[..after.find(stop).unwrap_or(after.len())].trim();
            // `I = Interviewer B = Befragter`: the next letter is not of this name.
            if let Some(next) = right.find('=') {
                let cut = right[..next].trim_end().rfind(' ').unwrap_or(0);
                right = right[..cut].trim_end();
            }
            let letters = left.chars().count();
            let short = letters > 0 && letters <= 4 && names::shouts(left);
            let office = is_office(right);
            if !short || !(office || names::is_name(right, 5)) {
                continue;
            }
            let asks = asks(right);
            let entry = Entry {
                name: capital(right),
                asks,
            };
            self.add(left, entry.clone());
            if !office {
                self.people.push(entry);
            }
            used += left.len() + right.len();
            found = true;
        }
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        found && used * 10 >= letters * 6
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Line {
    People,
    Fact,
    Other,
}

/// How often the words before a first colon begin a block.
fn keys(paras: &[Para]) -> BTreeMap<String, usize> {
    let mut keys = BTreeMap::new();
    for para in paras {
        if let Some((key, _)) = key_and_value(&para.text) {
            *keys.entry(names::key(key)).or_insert(0) += 1;
        }
    }
    keys
}

/// The lines of a block, and the entries of one line that has several.
fn lines(para: &Para) -> Vec<&str> {
    let mut all = Vec::new();
    let mut from = 0;
    for end in para.line_ends().chain([para.text.len()]) {
        let line = para.text[from..end].trim();
        all.extend(
            line.split(" | ")
                .flat_map(|l| l.split(" • "))
                .flat_map(|l| l.split(" · ")),
        );
        from = end;
    }
    // `I: Interviewerin, B: Befragte`
    if let [line] = all.as_slice()
        && line.matches(": ").count() > 1
        && line.len() < 200
    {
        let parts: Vec<&str> = line.split([',', ';', '/']).map(str::trim).collect();
        if parts.iter().all(|part| key_and_value(part).is_some()) {
            return parts;
        }
    }
    all
}

fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(['*', '_', '-', '•', ' ', '(', '[']);
    let (at, colon) = line
        .char_indices()
        .take(KEY)
        .find(|(_, c)| matches!(c, ':' | '：'))?;
    let value = &line[at + colon.len_utf8()..];
    if colon == ':' && !value.is_empty() && !value.starts_with([' ', '*', '_']) {
        return None;
    }
    let key = line[..at].trim_end_matches(['*', '_', ' ']);
    let value = value.trim_matches(['*', '_', ' ', ')', ']']);
    Some((key, value))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::cases::document;
    use super::super::page::paragraphs;
    use super::*;

    fn legend(text: &str) -> (Vec<usize>, Vec<String>) {
        let document = document("x.txt", text);
        let paras = paragraphs(&document);
        let legend = Legend::find(&paras, &vec![true; paras.len()]);
        let is = (0..paras.len()).filter(|at| legend.is[*at]).collect();
        let who = legend.who.iter();
        (
            is,
            who.map(|(key, e)| format!("{key}={}", e.name)).collect(),
        )
    }

    #[test]
    fn legends_are_read_and_left_out() {
        for (text, is, who) in [
            (
                "I = Interviewer, B = Befragter\n\nI: Wo?\n\nB: Hier.",
                vec![0],
                vec!["b=Befragter", "i=Interviewer"],
            ),
            (
                "(AB = Anna Berg; BL = Bo Lind)\n\nAB: Wo?\n\nBL: Hier.",
                vec![0],
                vec!["ab=Anna Berg", "bl=Bo Lind"],
            ),
            (
                "AB: Anna Berg\n\nBL: Bo Lind\n\nAB: Why?\n\nBL: So.",
                vec![0, 1],
                vec!["ab=Anna Berg", "bl=Bo Lind"],
            ),
            (
                "Interviewer: Anna Berg\n\nInterviewee: Bo Lind\n\nDate: 3 May 2021\n\nInterviewer: Why?",
                vec![0, 1, 2],
                vec!["interviewee=Bo Lind", "interviewer=Anna Berg"],
            ),
            (
                "Participants: Anna Berg (interviewer), Bo Lind (BL)\n\nAnna: Why?",
                vec![0],
                vec!["bl=Bo Lind"],
            ),
            (
                "Q: Anna Berg (interviewer)\n\nA: Bo Lind (guest)\n\nQ: Why?\n\nA: So.",
                vec![0, 1],
                vec!["a=Bo Lind", "q=Anna Berg"],
            ),
            (
                "I: Interviewerin, B: Befragte\n\nI: Wo?\n\nB: Da.",
                vec![0],
                vec!["b=Befragte", "i=Interviewerin"],
            ),
            (
                "Entrevistadora: Marta Sol\n\nLugar: Cádiz\n\nHola.",
                vec![0, 1],
                vec!["entrevistadora=Marta Sol"],
            ),
            ("Date: 3 May 2021\n\nLocation: Bristol", vec![0, 1], vec![]),
        ] {
            let (found, names) = legend(text);
            assert_eq!(
                (found, names.iter().map(String::as_str).collect::<Vec<_>>()),
                (is, who),
                "{text}"
            );
        }
    }

    #[test]
    fn turns_are_no_legend() {
        for text in [
            "Interviewer: Where were you?\n\nInterviewee: Here.",
            "Q: Why?\n\nA: Because.",
            "AB: Anna Berg is late.\n\nBL: She is.",
            "Guest: Paris.\n\nHost: Paris?\n\nGuest: Paris.",
            "Anna: x = y, she said.\n\nBo: No.",
            "Interviewer: Anna.\n\nInterviewee: Yes?",
            "Entrevistadora: Don Luis, ¿desde cuándo canta usted?\n\nLuis Sol: Siempre.",
            "Moderatorin: Frau Berg, warum singen Sie?\n\nAnna Berg: So.",
            "Guest: Ida, is that the one?\n\nHost: It is.",
        ] {
            assert_eq!(legend(text).0, Vec::<usize>::new(), "{text}");
        }
    }
}
