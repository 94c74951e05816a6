//! The text of a cue to what is shown of it, who says it, and which of its markup is wrong.
//!
//! WebVTT, section 4.2.2 (cue text) and the tags that SubRip players know: `<b>`, `<i>`, `<u>`,
//! `<s>`, `<font>`. What belongs to SubStation Alpha (`{\an8}`) is shown as text by many players.

use super::Format;
use super::clock::{ARROW_SIGN, brief, strict};
use super::cues::Cue;
use super::fault::Faults;
use super::kinds::{ESCAPE, TAG};

/// What is shown of a cue.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Its lines, without those that show nothing.
    pub(super) lines: Vec<Line>,
    /// Who speaks, by `<v>`, in order.
    pub(super) voices: Vec<String>,
    /// Is some of it in a colour of its own?
    pub(super) coloured: bool,
    /// The language that its first `<lang>` names.
    pub(super) language: Option<String>,
}

/// A line as it is shown.
#[derive(Debug)]
pub(super) struct Line {
    /// Where it stands in the file, from 1.
    pub(super) number: usize,
    /// Without tags, and without white space around it.
    pub(super) text: String,
    /// How many of the cue's voices have begun before its first letter.
    pub(super) voice: usize,
    /// How many have begun before its end.
    pub(super) voices: usize,
}

/// The colours that WebVTT names (section 5.2), by which captions of broadcasters tell speakers apart.
const COLOURS: &[&str] = &[
    "white", "lime", "cyan", "red", "yellow", "magenta", "blue", "black",
];
const VTT_TAGS: &[&str] = &["c", "i", "b", "u", "v", "lang", "ruby", "rt"];
const SRT_TAGS: &[&str] = &["b", "i", "u", "s", "font"];

/// Most tags that are open at once and remembered.
const DEEP: usize = 64;

pub(super) fn shown(cue: &Cue<'_>, format: Format, faults: &mut Faults<'_>) -> Shown {
    let mut reading = Reading {
        cue,
        format,
        faults,
        shown: Shown::default(),
        open: Vec::new(),
        ruby: 0,
        last: cue.start,
        begun: false,
        late: false,
        told: 0,
    };
    for (number, line) in &cue.text {
        reading.line(*number, line);
    }
    reading.end();
    reading.shown
}

struct Reading<'a, 'f, 'p> {
    cue: &'a Cue<'a>,
    format: Format,
    faults: &'f mut Faults<'p>,
    shown: Shown,
    /// Tags that are open, and the line of each.
    open: Vec<(&'a str, usize)>,
    /// How many of them are `<rt>`: what is in there is no word of the line.
    ruby: usize,
    /// The last time in the cue.
    last: Option<u64>,
    /// Has a letter been shown?
    begun: bool,
    /// Did a voice begin behind the first letter?
    late: bool,
    /// The line in which a sign was told last: a line of formulas is one fault, not fifty.
    told: usize,
}

impl<'a> Reading<'a, '_, '_> {
    fn line(&mut self, number: usize, line: &'a str) {
        let mut text = String::new();
        let mut voice = None;
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            let (long, sign) = match c {
                '<' => match self.markup(rest, number) {
                    Some(long) => (long, None),
                    None => (1, Some('<')),
                },
                '&' => self.reference(rest, number),
                '{' if rest.starts_with("{\\") => {
                    let told = format!("`{}` is of SubStation Alpha", brief(rest));
                    self.faults.within(&TAG, self.cue, number, told);
                    let end = rest[1..].find(['{', '}']).map(|end| end + 1);
                    let end = end.filter(|end| rest[*end..].starts_with('}'));
                    (end.map_or(1, |end| end + 1), None)
                }
                '-' if rest.starts_with(ARROW_SIGN) && self.format == Format::Vtt => {
                    let told =
                        || format!("`{ARROW_SIGN}` in the text ends the cue; write `--&gt;`");
                    self.escape(number, told);
                    text.push_str(ARROW_SIGN);
                    (ARROW_SIGN.len(), None)
                }
                c => (c.len_utf8(), Some(c)),
            };
            if let Some(sign) = sign.filter(|_| self.ruby == 0) {
                if !sign.is_whitespace() {
                    self.begun = true;
                    voice.get_or_insert(self.shown.voices.len());
                }
                text.push(sign);
            }
            rest = rest.get(long..).unwrap_or_default();
        }
        if let Some(voice) = voice {
            self.shown.lines.push(Line {
                number,
                text: text.trim().to_owned(),
                voice,
                voices: self.shown.voices.len(),
            });
        }
    }

    /// Reads a tag; `None` if it is none. Gives its length.
    fn markup(&mut self, rest: &'a str, number: usize) -> Option<usize> {
        let sign = rest[1..].find(['<', '>']).map(|end| end + 1);
        let end = sign.filter(|end| rest[*end..].starts_with('>'));
        let inside = end.map_or("", |end| &rest[1..end]);
        let named = |text: &str| text.starts_with(|c: char| c.is_ascii_alphabetic());
        let tag = named(inside)
            || inside
                .strip_prefix('/')
                .is_some_and(|i| named(i) || i.is_empty());
        let time = self.format == Format::Vtt && inside.starts_with(|c: char| c.is_ascii_digit());
        match end {
            Some(end) if tag || time => {
                match inside.strip_prefix('/') {
                    Some(name) => self.close(name.trim(), number),
                    None if time => self.time(inside, number),
                    None => self.begin(inside, number),
                }
                Some(end + 1)
            }
            _ => {
                if self.format == Format::Vtt {
                    let told =
                        || format!("`<` opens no tag here: write `&lt;` (`{}`)", brief(rest));
                    self.escape(number, told);
                }
                None
            }
        }
    }

    fn begin(&mut self, inside: &'a str, number: usize) {
        let (tag, annotation) = match inside.split_once([' ', '\t']) {
            Some((tag, annotation)) => (tag, annotation.trim()),
            None => (inside, ""),
        };
        let mut parts = tag.split('.');
        let name = parts.next().unwrap_or_default();
        let known = match self.format {
            Format::Vtt => VTT_TAGS.contains(&name),
            Format::Srt => SRT_TAGS.iter().any(|tag| name.eq_ignore_ascii_case(tag)),
        };
        if !known {
            let told = format!("{} knows no tag `<{}>`", self.format.name(), brief(name));
            self.faults.within(&TAG, self.cue, number, told);
        }
        self.shown.coloured |= match self.format {
            Format::Vtt => parts.any(|class| COLOURS.contains(&class)),
            Format::Srt => name.eq_ignore_ascii_case("font") && inside.contains("color"),
        };
        if self.format == Format::Vtt && matches!(name, "v" | "lang") {
            match (name, annotation) {
                (_, "") => {
                    let told = format!("`<{name}>` has to name something");
                    self.faults.within(&TAG, self.cue, number, told);
                }
                ("v", who) => {
                    self.late |= self.begun;
                    self.shown.voices.push(decoded(who));
                }
                (_, language) => {
                    self.shown
                        .language
                        .get_or_insert_with(|| language.to_owned());
                }
            }
        }
        // A voice without a name has been told, and is nobody's to close.
        let nobody = name == "v" && annotation.is_empty();
        if self.open.len() < DEEP && !nobody {
            self.open.push((name, number));
            self.ruby += usize::from(name == "rt");
        }
    }

    fn close(&mut self, name: &str, number: usize) {
        let same = |open: &str| match self.format {
            Format::Vtt => open == name,
            Format::Srt => open.eq_ignore_ascii_case(name),
        };
        let Some(at) = self.open.iter().rposition(|(open, _)| same(open)) else {
            if self.open.len() < DEEP {
                let told = format!("`</{}>` closes what is not open", brief(name));
                self.faults.within(&TAG, self.cue, number, told);
            }
            return;
        };
        // An `<rt>` may be closed by the end of its `<ruby>` (section 4.2.2).
        if let Some((inner, _)) = self.open[at + 1..].iter().find(|(open, _)| *open != "rt") {
            let told = format!("`</{name}>` comes before the end of `<{}>`", brief(inner));
            self.faults.within(&TAG, self.cue, number, told);
        }
        // Where two are crossed, what is left open is closed later, and told once.
        self.open.remove(at);
        self.ruby = self.open.iter().filter(|(open, _)| *open == "rt").count();
    }

    /// `<00:01.000>`: when the words behind it are said.
    fn time(&mut self, inside: &str, number: usize) {
        let time = strict(inside, Format::Vtt);
        let after = time > self.last || self.last.is_none();
        let before = self
            .cue
            .end
            .is_none_or(|end| time.is_some_and(|time| time < end));
        if time.is_none() || !after || !before {
            let told = format!(
                "`<{}>` is no time within the cue, behind the last",
                brief(inside)
            );
            self.faults.within(&TAG, self.cue, number, told);
        }
        self.last = time.or(self.last);
    }

    /// `&amp;` and its like: its length, and the sign that is shown.
    fn reference(&mut self, rest: &str, number: usize) -> (usize, Option<char>) {
        // No name is longer than this.
        let end = rest.bytes().take(33).position(|b| b == b';');
        let end = end.filter(|end| *end > 1);
        let name = end.map_or("", |end| &rest[1..end]);
        let digits = name.strip_prefix('#');
        let is = match digits {
            Some(digits) => digits.bytes().all(|b| b.is_ascii_alphanumeric()) && digits.len() <= 8,
            None => name.bytes().all(|b| b.is_ascii_alphanumeric()),
        };
        let found = end.filter(|_| is && !name.is_empty());
        match (self.format, found) {
            (Format::Vtt, Some(end)) => (end + 1, Some(named(name))),
            (Format::Vtt, None) => {
                self.escape(number, || {
                    format!("`&` has to be written `&amp;` (`{}`)", brief(rest))
                });
                (1, Some('&'))
            }
            (Format::Srt, Some(end)) if matches!(name, "amp" | "lt" | "gt" | "nbsp" | "quot") => {
                let told =
                    || format!("SubRip shows `&{name};` as it stands: write the sign itself");
                self.escape(number, told);
                (end + 1, Some(named(name)))
            }
            (Format::Srt, _) => (1, Some('&')),
        }
    }

    fn escape(&mut self, number: usize, told: impl FnOnce() -> String) {
        if std::mem::replace(&mut self.told, number) != number {
            self.faults.within(&ESCAPE, self.cue, number, told());
        }
    }

    /// What is open at the end of the cue. A `<v>` may be, where it has all of the cue.
    fn end(&mut self) {
        let voices = self.shown.voices.len();
        for (name, number) in std::mem::take(&mut self.open) {
            let whole = name == "v" && self.format == Format::Vtt && voices == 1 && !self.late;
            let known = match self.format {
                Format::Vtt => VTT_TAGS.contains(&name),
                Format::Srt => SRT_TAGS.iter().any(|tag| name.eq_ignore_ascii_case(tag)),
            };
            if !whole && known {
                let told = format!("`<{}>` is not closed", brief(name));
                self.faults.within(&TAG, self.cue, number, told);
            }
        }
    }
}

/// The sign of a reference; where only browsers know it, some letter.
fn named(name: &str) -> char {
    let number = name.strip_prefix('#').and_then(|digits| {
        let hex = digits.strip_prefix(['x', 'X']);
        match hex {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        }
    });
    match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "nbsp" => '\u{a0}',
        "lrm" => '\u{200e}',
        "rlm" => '\u{200f}',
        _ => number
            .and_then(char::from_u32)
            .filter(|c| !c.is_control())
            .unwrap_or('x'),
    }
}

/// A name without its references.
fn decoded(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&nbsp;", " ").replace("&amp;", "&")
}
