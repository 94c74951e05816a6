//! The lines of a file to its cues, and everything that stands in the wrong place.
//!
//! Both formats are blocks between blank lines: a name or a number, a line of times, text. The
//! reader of interviews takes text to the next line of times, blank lines or not; here each
//! thing that a player would lose or show by mistake is a fault, and then read as it was meant.

use super::Format;
use super::clock::{ARROW_SIGN, brief, is_times, times};
use super::fault::Faults;
use super::kinds::{
    BLANK_LINE, ESCAPE, HEADER, IDENTIFIER, NO_CUE, NO_TEXT, NUMBER, SIGNATURE, STRAY,
};
use std::collections::BTreeMap;

/// What a WebVTT file begins with (W3C WebVTT, section 4.1).
pub(super) const MARK: &str = "WEBVTT";

/// A cue as it stands in the file.
#[derive(Debug)]
pub(super) struct Cue<'a> {
    /// From 1, in the order of the file.
    pub(super) number: usize,
    /// The line of its times, from 1.
    pub(super) line: usize,
    /// In milliseconds, if it could be read.
    pub(super) start: Option<u64>,
    /// In milliseconds, if it could be read.
    pub(super) end: Option<u64>,
    /// Its lines with their numbers, tags and all.
    pub(super) text: Vec<(usize, &'a str)>,
}

/// The cues of a file, and what its header says the language is.
pub(super) fn cues<'a>(
    lines: &[&'a str],
    format: Format,
    faults: &mut Faults<'_>,
) -> (Vec<Cue<'a>>, Option<&'a str>) {
    let mut reading = Reading {
        format,
        cues: Vec::new(),
        names: BTreeMap::new(),
        number: 0,
    };
    let (mut at, language) = match format {
        Format::Vtt => header(lines, faults),
        Format::Srt => (0, None),
    };
    let (before, left_out) = (faults.kept.len(), faults.left_out);
    while at < lines.len() {
        if format.is_blank(lines[at]) {
            at += 1;
            continue;
        }
        let long = lines[at..].iter().take_while(|line| !format.is_blank(line));
        let end = at + long.count();
        reading.block(at, &lines[at..end], faults);
        at = end;
    }
    if reading.cues.is_empty() {
        // Words without a single time are one fault, and not one for each paragraph.
        faults.kept.truncate(before);
        faults.left_out = left_out;
        faults.at(&NO_CUE, 1, "there is no cue in this file");
    }
    (reading.cues, language)
}

/// Reads the header of a WebVTT file: where its body begins, and the language it claims.
fn header<'a>(lines: &[&'a str], faults: &mut Faults<'_>) -> (usize, Option<&'a str>) {
    let first = lines.first().copied().unwrap_or_default();
    let rest = first.strip_prefix(MARK);
    if rest.is_none_or(|rest| !(rest.is_empty() || rest.starts_with([' ', '\t']))) {
        let told = format!("the first line has to be `{MARK}`");
        faults.at(&SIGNATURE, 1, told);
        let meant = first.trim_start().to_ascii_uppercase().starts_with(MARK);
        if !meant {
            return (0, None);
        }
    }
    let mut language = None;
    let mut at = 1;
    while at < lines.len() && !lines[at].is_empty() {
        // Where a cue follows at once, that it does is the fault, and the cue is read.
        let cue = |at: usize| lines.get(at).is_some_and(|line| is_times(line));
        let begins = cue(at) || cue(at + 1);
        if at == 1 {
            let told = brief(lines[at]);
            let told = format!("a blank line has to follow the line `{MARK}`, not `{told}`");
            faults.at(&HEADER, 2, told);
        }
        if begins {
            break;
        }
        if let Some((key, value)) = lines[at].split_once(':')
            && key.trim().eq_ignore_ascii_case("language")
        {
            language = Some(value.trim());
        }
        at += 1;
    }
    (at, language)
}

struct Reading<'a> {
    format: Format,
    cues: Vec<Cue<'a>>,
    /// Names of cues, and the line where each was given first.
    names: BTreeMap<&'a str, usize>,
    /// The number of the last cue, in SubRip.
    number: u64,
}

impl<'a> Reading<'a> {
    /// Reads what stands between two blank lines; `at` is the index of its first line.
    fn block(&mut self, at: usize, lines: &[&'a str], faults: &mut Faults<'_>) {
        if self.format == Format::Vtt && self.comment(at, lines, faults) {
            return;
        }
        let Some(mut timed) = lines.iter().position(|line| is_times(line)) else {
            let told = format!("text that belongs to no cue: `{}`", brief(lines[0]));
            faults.at(&STRAY, at + 1, told);
            return;
        };
        if timed > 1 {
            let told = format!("text that belongs to no cue: `{}`", brief(lines[0]));
            faults.at(&STRAY, at + 1, told);
        }
        let mut name = timed.checked_sub(1);
        loop {
            self.name(name.map(|n| (at + n + 1, lines[n])), at + timed + 1, faults);
            let body = timed + 1;
            let next = lines[body..].iter().position(|line| is_times(line));
            let next = next.map(|n| body + n);
            let mut end = next.unwrap_or(lines.len());
            name = None;
            if let Some(next) = next {
                faults.at(
                    &BLANK_LINE,
                    at + next + 1,
                    "there has to be a blank line before a cue",
                );
                // A number above the times is that of the cue; of a name nobody could tell.
                if end > body && is_number(lines[end - 1]) {
                    end -= 1;
                    name = Some(end);
                }
            }
            self.cue(at + timed + 1, lines[timed], &lines[body..end], faults);
            match next {
                Some(next) => timed = next,
                None => return,
            }
        }
    }

    /// Is it a comment, a style, a region? (W3C WebVTT, section 4.1.)
    fn comment(&self, at: usize, lines: &[&'a str], faults: &mut Faults<'_>) -> bool {
        let is = |word: &str| {
            let rest = lines[0].strip_prefix(word);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
        };
        let timed = lines.get(1).is_some_and(|line| is_times(line));
        let note = is("NOTE");
        let style = (is("STYLE") || is("REGION")) && !timed;
        if !note && !style {
            return false;
        }
        for (n, line) in lines.iter().enumerate() {
            if line.contains(ARROW_SIGN) {
                let told =
                    format!("`{ARROW_SIGN}` ends this block: a player looks for times there");
                faults.at(&ESCAPE, at + n + 1, told);
            }
        }
        if style && !self.cues.is_empty() {
            faults.at(
                &STRAY,
                at + 1,
                "styles and regions stand before the first cue",
            );
        }
        true
    }

    /// Judges the line above the times, if there is one.
    fn name(&mut self, name: Option<(usize, &'a str)>, timed: usize, faults: &mut Faults<'_>) {
        match (self.format, name) {
            (Format::Vtt, None) => {}
            (Format::Vtt, Some((line, name))) => match self.names.get(name) {
                Some(first) => {
                    let told = format!(
                        "the cue at line {first} is called `{}` as well",
                        brief(name)
                    );
                    faults.at(&IDENTIFIER, line, told);
                }
                None => {
                    self.names.insert(name, line);
                }
            },
            (Format::Srt, None) => {
                faults.at(&NUMBER, timed, "the number above the times is missing");
                self.number = self.number.saturating_add(1);
            }
            (Format::Srt, Some((line, name))) => {
                let wanted = self.number.saturating_add(1);
                let found = name.trim().parse::<u64>().ok().filter(|_| is_number(name));
                if found != Some(wanted) {
                    let told = format!("`{}` where the number {wanted} belongs", brief(name));
                    faults.at(&NUMBER, line, told);
                }
                // Counted on from what stands there: a cue that was taken out is one fault.
                self.number = found.unwrap_or(wanted);
            }
        }
    }

    fn cue(&mut self, line: usize, timed: &'a str, text: &[&'a str], faults: &mut Faults<'_>) {
        let (start, end) = times(timed, line, self.format, faults);
        let numbered = text
            .iter()
            .enumerate()
            .map(|(n, text)| (line + 1 + n, *text));
        let cue = Cue {
            number: self.cues.len() + 1,
            line,
            start,
            end,
            text: numbered
                .filter(|(_, text)| !text.trim().is_empty())
                .collect(),
        };
        if cue.text.is_empty() {
            faults.within(&NO_TEXT, &cue, line, "the cue has no text");
        }
        self.cues.push(cue);
    }
}

fn is_number(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
}
