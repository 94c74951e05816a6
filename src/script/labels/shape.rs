//! The dresses in which a label may stand at one place of a paragraph, by their shape alone.
//!
//! One walk over the first sixty letters: it goes on while a name can go on, and wherever a sign
//! stands that ends a label in some dress it notes a candidate. Several may be noted, for
//! `Anna: Berg — yes` has a colon and a dash; which dress the page wears is for others to say.

use super::super::names;
use super::super::page::{Gap, Para};
use super::super::rules;
use super::around::{
    LONGEST, after_stop, bullet, closing, is_manner, may_stop, number, reach, with_office,
    without_office, without_stamp,
};
use super::holder::addressed;
use super::{Dress, Label, Part, stamp};
use crate::read::address;

/// Most words of a label.
const WORDS: usize = 6;

/// All labels that may stand at byte `start` of a paragraph, at most one for each dress.
pub(super) fn at(para: &Para, start: usize) -> Vec<Label> {
    let mut scan = Scan {
        para,
        text: &para.text,
        start,
        at: start,
        parts: Vec::new(),
        stamped: false,
        marked: false,
        office: None,
        found: Vec::new(),
    };
    scan.before();
    match scan.text[scan.at..].chars().next() {
        Some('[' | '{' | '<' | '【') => scan.bracketed(Dress::Bracketed),
        Some('(' | '（') => scan.bracketed(Dress::Parenthesised),
        Some(_) => scan.name(),
        None => {}
    }
    scan.found
}

struct Scan<'a> {
    para: &'a Para,
    text: &'a str,
    start: usize,
    at: usize,
    parts: Vec<Part>,
    stamped: bool,
    /// Are there marks of emphasis around it that the format does not know?
    marked: bool,
    /// The office that stands between the name and a full stop.
    office: Option<String>,
    found: Vec<Label>,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches(' ').len();
    }

    /// Bullets, a number, a time stamp and marks of emphasis before the name.
    fn before(&mut self) {
        self.at += bullet(self.rest());
        self.at += number(self.rest());
        self.counted();
        if let Some((to, _)) = stamp::end(self.text, self.at) {
            self.stamp(to);
            self.spaces();
            self.at += bullet(self.rest());
        }
        self.marks();
    }

    /// `12   Anna: …`: the number of a line or a turn, set off by more than a space.
    fn counted(&mut self) {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let after = self.at + digits;
        if (1..=4).contains(&digits) && after < self.text.len() && self.para.gap(after) == Gap::Wide
        {
            self.at = after + 1;
        }
    }

    fn stamp(&mut self, to: usize) {
        if self.at > self.start {
            self.parts.push(Part {
                to: self.at,
                rule: &rules::LABEL_TEXT,
            });
        }
        self.parts.push(Part {
            to,
            rule: &rules::TIME_STAMP,
        });
        self.at = to;
        self.stamped = true;
    }

    fn marks(&mut self) {
        let rest = self.rest();
        let bare = rest.trim_start_matches(['*', '_']);
        let marks = rest.len() - bare.len();
        if marks > 0 && marks <= 3 {
            self.marked = true;
            self.at += marks;
        }
    }

    /// `[Name] text`, `[Name]: text`, `[Name 12:34] text`.
    fn bracketed(&mut self, dress: Dress) {
        let close = match self.rest().chars().next() {
            Some('[') => ']',
            Some('{') => '}',
            Some('<') => '>',
            Some('【') => '】',
            Some('（') => '）',
            _ => ')',
        };
        let open = self.rest().chars().next().map_or(0, char::len_utf8);
        let inside = self.at + open;
        let mut letters = self.text[inside..].char_indices().take(LONGEST);
        let Some((length, _)) = letters.find(|(_, c)| *c == close) else {
            return;
        };
        let (from, to) = (inside, inside + length);
        let name = self.text[from..to].trim_end_matches([':', ' ', '*', '_']);
        let name = name.trim_start_matches(['*', '_', ' ']);
        let (name, stamped) = without_stamp(name);
        self.stamped |= stamped;
        let name = name.trim_end_matches([':', ' ', ',']);
        self.at = to + close.len_utf8();
        self.marks();
        self.spaces();
        let colon = self.rest().chars().next();
        if let Some(colon) = colon.filter(|c| matches!(c, ':' | '：')) {
            self.at += colon.len_utf8();
            self.marks();
        }
        self.push(name, &[], dress);
    }

    /// A name and whatever follows it, up to the sign that ends the label.
    fn name(&mut self) {
        let from = self.at;
        let bold_end = self.bold_end(from);
        let text = self.text;
        let mut name_end: Option<usize> = None;
        let mut asides: Vec<(usize, usize)> = Vec::new();
        let limit = text[from..]
            .char_indices()
            .nth(reach(text, from))
            .map_or(text.len(), |(at, _)| from + at);
        let mut quoted = false;
        while self.at < limit {
            let at = self.at;
            let Some(c) = text[at..].chars().next() else {
                break;
            };
            let name = |end: Option<usize>| text[from..end.unwrap_or(at)].trim();
            if bold_end == Some(at) && self.after_bold(at) {
                self.push(name(name_end), &asides, Dress::BoldLead);
            }
            match c {
                ':' | '：' => {
                    self.at += c.len_utf8();
                    let after = self.rest().trim_start_matches(['*', '_']);
                    let tight = c == ':' && !after.is_empty() && !after.starts_with(' ');
                    if !tight {
                        let marks = self.rest().len() - after.len();
                        // `**Name:** text`; a lone star may begin an emphasis of the words.
                        self.at += if self.marked { marks } else { 0 };
                        let name = text[from..name_end.unwrap_or(at)].trim();
                        self.push(name, &asides, Dress::Colon);
                    }
                    return;
                }
                '(' | '[' if at > from => {
                    let end = name_end.unwrap_or(at);
                    if let Some((to, _)) = stamp::end(text, at) {
                        self.stamp(to);
                    } else if let Some(to) = closing(text, at) {
                        asides.push((at, to));
                        self.at = to;
                    } else {
                        return;
                    }
                    name_end = Some(end);
                    self.line_end(from, end, &asides);
                }
                // `SPEAKER_00`
                '_' if at > from
                    && text[..at].ends_with(char::is_alphanumeric)
                    && text[at + 1..].starts_with(char::is_alphanumeric) =>
                {
                    self.at += 1;
                }
                '*' | '_' => {
                    let end = name_end.unwrap_or(at);
                    name_end = Some(end);
                    self.marks();
                    if self.at == at {
                        return;
                    }
                    if self.marked && self.after_bold(self.at) {
                        let name = text[from..end].trim();
                        self.push(name, &asides, Dress::BoldLead);
                    }
                    self.line_end(from, end, &asides);
                }
                '—' | '–' | '-' => {
                    let spaced = text[..at].ends_with(' ') || name_end.is_some();
                    let wide = c != '-';
                    let after = &text[at + c.len_utf8()..];
                    if (spaced && after.starts_with(' ')) || (wide && !after.is_empty()) {
                        let name = text[from..name_end.unwrap_or(at)].trim();
                        self.at += c.len_utf8();
                        self.push(name, &asides, Dress::Dash);
                        return;
                    }
                    self.at += c.len_utf8();
                }
                '.' => {
                    self.at += 1;
                    let name = text[from..name_end.unwrap_or(at)].trim();
                    let here = self.at;
                    let (person, office) =
                        with_office(name).map_or((name, None), |(who, what)| (who, Some(what)));
                    let stops = office.is_some() || may_stop(name);
                    if let Some(rest) = after_stop(&text[here..]).filter(|_| stops) {
                        self.at = text.len() - rest.len();
                        self.office = office.map(str::to_owned);
                        self.push(person, &asides, Dress::Stop);
                        self.office = None;
                        self.at = here;
                    }
                }
                ' ' => {
                    let end = name_end.unwrap_or(at);
                    let gap = self.para.gap(at);
                    if gap != Gap::Space && self.at > from {
                        let dress = match gap {
                            Gap::Line => Dress::AloneAbove,
                            _ => Dress::Tabbed,
                        };
                        let next = stamp::end(text, at + 1);
                        match next {
                            Some((to, _)) if gap == Gap::Wide => {
                                self.at += 1;
                                self.stamp(to);
                                name_end = Some(end);
                                self.line_end(from, end, &asides);
                                let here = self.at;
                                self.push(text[from..end].trim(), &asides, Dress::Tabbed);
                                self.at = here;
                                continue;
                            }
                            _ => {
                                self.push(text[from..end].trim(), &asides, dress);
                                if gap == Gap::Line {
                                    return;
                                }
                            }
                        }
                    }
                    self.at = at + 1;
                    if let Some((to, _)) = stamp::end(text, at + 1) {
                        // `Name 12:34` and nothing else; or words, and then it may be a verse.
                        let stamped = self.stamped;
                        self.stamp(to);
                        name_end = Some(end);
                        let alone = self.line_end(from, end, &asides);
                        if !alone && !self.rest().starts_with([':', '：']) {
                            self.stamped = stamped;
                            let here = self.at;
                            self.push(text[from..end].trim(), &asides, Dress::Tabbed);
                            self.at = here;
                        }
                    }
                }
                '"' | '“' | '”' | '„' if quoted || at > from => {
                    quoted = true;
                    self.at += c.len_utf8();
                }
                _ if c.is_alphanumeric() || ",'’‐·・/&".contains(c) || !c.is_ascii() => {
                    if name_end.is_some() {
                        return;
                    }
                    self.at += c.len_utf8();
                }
                _ => return,
            }
        }
        if self.at >= text.len() {
            let end = name_end.unwrap_or(text.len());
            self.push(text[from..end].trim(), &asides, Dress::AloneAbove);
        }
    }

    /// Notes a name that is alone on its line, if the line ends here.
    fn line_end(&mut self, from: usize, end: usize, asides: &[(usize, usize)]) -> bool {
        let ends = self.at < self.text.len() && self.para.gap(self.at) == Gap::Line;
        if ends {
            let here = self.at;
            self.push(self.text[from..end].trim(), asides, Dress::AloneAbove);
            self.at = here;
        }
        ends || self.at >= self.text.len()
    }

    /// The end of the bold stretch that begins at `from`.
    fn bold_end(&self, from: usize) -> Option<usize> {
        let first = self.para.styles.partition_point(|(_, end, _)| *end <= from);
        let (start, end, style) = self.para.styles.get(first)?;
        (*start <= from && style.bold).then(|| {
            let inside = &self.text[from..(*end).max(from)];
            from + inside.trim_end().len()
        })
    }

    /// Do words follow the bold name, and not the sign of another dress?
    fn after_bold(&self, at: usize) -> bool {
        let after = &self.text[at..];
        let sign = after
            .trim_start()
            .starts_with([':', '：', '—', '–', '-', '(', '[']);
        after.starts_with(' ') && !sign
    }

    /// Notes a candidate whose label ends where the walk stands; what stands in brackets behind
    /// the name may be an office, a manner of speaking, or a short form.
    fn push(&mut self, name: &str, asides: &[(usize, usize)], dress: Dress) {
        // `M. Berg.`: the first full stop is that of the courtesy.
        if dress == Dress::Stop && address::is_address(name) {
            self.found
                .retain(|label| label.dress != dress || label.name.chars().count() > 1);
        }
        if self.found.iter().any(|label| label.dress == dress) {
            return;
        }
        let inside = asides
            .first()
            .map(|(from, to)| &self.text[from + 1..to - 1]);
        let (name, office) = without_office(name);
        let small = names::is_small_name(name);
        let address = address::is_address(name);
        if !(names::is_name(name, WORDS) || address || small && matches!(dress, Dress::Colon)) {
            return;
        }
        let behind = self.office.clone().or(office.map(str::to_owned));
        let (name, address) = match address {
            true => addressed(name, inside),
            false => (name, None),
        };
        let manner = asides
            .iter()
            .find(|(from, to)| is_manner(&self.text[*from..*to]))
            .map(|(from, _)| *from);
        let mut parts = self.parts.clone();
        let mut end = self.at;
        let mut stamped = self.stamped;
        // A stamp behind the colon belongs to the label, where no word can mean it.
        let spaces = self.rest().len() - self.rest().trim_start().len();
        if let Some((to, held)) = stamp::end(self.text, end + spaces) {
            let alone = to >= self.text.len() || self.para.gap(to) == Gap::Line;
            if held || alone {
                parts.push(Part {
                    to: end,
                    rule: &rules::LABEL_TEXT,
                });
                parts.push(Part {
                    to,
                    rule: &rules::TIME_STAMP,
                });
                end = to;
                stamped = true;
            }
        }
        Part::close(&mut parts, manner.filter(|_| !stamped), end);
        let after = &self.text[end..];
        self.found.push(Label {
            name: name.to_owned(),
            end,
            words: end + (after.len() - after.trim_start().len()),
            aside: address.or(inside.map(str::to_owned)).or(behind),
            parts,
            sure: 0.0,
            dress,
            stamped,
            marked: self.marked,
        });
    }
}
