//! An episode to [`Cue`]s: captions that a person can read while the words are heard.
//!
//! In this order: lines become words with their times, notes between them (`words`); how well a reader can
//! pause between two of them is known by the words (`breaks`, `tongue`); the words of each turn are parted
//! into cues and lines in the cheapest way (`lay`); the cues get their times (`time`). What comes out keeps to a
//! [`Profile`]; what speech itself does not let it keep is marked ([`Forced`]) by the rule by which any
//! other captions are judged.
//!
//! A cue never reaches across a change of speaker or of language, or the beginning of a chapter. The first
//! words of a sentence begin a cue, unless the sentence is short and its neighbour too.

mod breaks;
mod lay;
mod time;
mod tongue;
mod words;

use super::super::PublishError;
use super::super::marks;
use super::forced::{Row, Timed};
use super::profile::{NamedAt, Profile, columns};
use crate::engines::Language;
use crate::master::{Episode, Line};
use lay::Turn;
use std::ops::Range;
use time::Time;
use tongue::Tongue;
use unicode_segmentation::UnicodeSegmentation;
use words::Word;

/// What a file can say, which is why its captions may be others than another file's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// WebVTT, which has voices for programs besides what everybody sees.
    Voices,
    /// SubRip, which has nothing but what everybody sees.
    Plain,
}

/// What is shown at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue<'a> {
    /// Start in milliseconds.
    pub start_ms: u64,
    /// End in milliseconds, always after the start and never after the start of the next.
    pub end_ms: u64,
    /// Who speaks, on one line; empty if the episode does not say.
    pub speaker: String,
    /// `Name: `, which stands before the first line if it is to be seen who speaks; else empty.
    pub label: String,
    /// The words. Only behind a label may the first line have none.
    pub lines: Vec<String>,
    /// Their language.
    pub language: &'a Language,
    /// What of it is too much for the profile and was left no choice by the speech.
    pub forced: Option<Forced>,
}

/// Why a cue breaks a rule all the same; see `forced.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forced {
    /// It is shorter than the shortest.
    Short,
    /// It is faster than the pace.
    Fast,
}

impl Cue<'_> {
    /// What is read in it, lines parted by a space, without who speaks.
    #[must_use]
    pub fn text(&self) -> String {
        let lines = self.lines.iter().filter(|line| !line.is_empty());
        lines.map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// Its lines as they are shown, who speaks included.
    pub fn shown(&self) -> impl Iterator<Item = String> + '_ {
        let label = |at: usize| if at == 0 { self.label.as_str() } else { "" };
        let lines = self.lines.iter().enumerate();
        lines.map(move |(at, line)| format!("{}{line}", label(at)).trim_end().to_owned())
    }
}

/// Compiles the captions of an episode.
///
/// # Errors
/// [`PublishError::Uneven`] if not every line has a place.
pub fn compile<'a>(
    episode: &'a Episode,
    profile: &Profile,
    form: Form,
) -> Result<Vec<Cue<'a>>, PublishError> {
    let (timeline, about) = (&episode.timeline, &episode.about);
    marks::even("captions", timeline.captions.len(), about.lines.len())?;
    let width = match form {
        Form::Voices => profile.line,
        Form::Plain => profile.line_srt,
    };
    let pairs = breaks::names(about.people.iter().map(|person| person.name.as_str()));
    let turns = turns(episode);
    let mut cues: Vec<Cue<'a>> = Vec::new();
    let mut spoken: Vec<(Time, u64)> = Vec::new();
    let mut speaks = None;
    let start = |turn: &Range<usize>| timeline.captions[turn.start].start;
    for (number, turn) in turns.iter().enumerate() {
        let first = &about.lines[turn.start];
        let mut words: Vec<Word> = Vec::new();
        for (at, line) in turn.clone().zip(&about.lines[turn.clone()]) {
            words::add(timeline, at, line, width, &mut words);
        }
        let breaks = breaks::costs(&words, &first.language, Tongue::of(&first.language), &pairs);
        let person = about.people.get(first.speaker);
        let speaker = person.map(|p| marks::one_line(&p.name)).unwrap_or_default();
        let named = form == Form::Plain || !profile.voices;
        let label = if named {
            label(&speaker, width)
        } else {
            String::new()
        };
        let changes = speaks.replace(first.speaker) != Some(first.speaker);
        let shows = |at: usize| profile.names == NamedAt::Every || at == 0 && changes;
        let room = |at| if shows(at) { columns(&label) } else { 0 };
        let next = turns.get(number + 1).map_or(timeline.frames, start);
        let offsets = (room(0), room(1));
        let rate = timeline.rate;
        let turn = Turn::new(profile, &words, &breaks, width, offsets, next, rate);
        for (at, lines) in turn.cues().into_iter().enumerate() {
            let shown: Vec<String> = lines.iter().map(|l| text(&words[l.clone()])).collect();
            let (from, to) = (lines[0].start, lines[lines.len() - 1].end);
            let cue = Cue {
                start_ms: 0,
                end_ms: 0,
                speaker: speaker.clone(),
                label: if shows(at) {
                    label.clone()
                } else {
                    String::new()
                },
                lines: shown,
                language: &first.language,
                forced: None,
            };
            let heard = Time {
                start: rate.millis(words[from].at.start),
                end: rate.millis(words[to - 1].at.end),
            };
            spoken.push((heard, profile.reading(&cue.text())));
            cues.push(cue);
        }
    }
    let times = time::times(&spoken, profile, timeline.rate.millis(timeline.frames));
    for (cue, time) in cues.iter_mut().zip(times) {
        (cue.start_ms, cue.end_ms) = (time.start, time.end);
    }
    let end = timeline.rate.millis(timeline.frames);
    for (at, why) in forced(&cues, profile, width, end) {
        cues[at].forced = Some(why);
    }
    Ok(cues)
}

/// The cues that are too short or too fast and could not have been otherwise.
fn forced(cues: &[Cue<'_>], profile: &Profile, width: usize, end: u64) -> Vec<(usize, Forced)> {
    let texts: Vec<String> = cues.iter().map(Cue::text).collect();
    let mut before: Option<&Cue<'_>> = None;
    let mut timed: Vec<Timed<'_>> = Vec::with_capacity(cues.len());
    for (cue, text) in cues.iter().zip(&texts) {
        let same =
            |other: &Cue<'_>| (&other.speaker, other.language) == (&cue.speaker, cue.language);
        timed.push(Timed {
            start: cue.start_ms,
            end: cue.end_ms,
            text,
            label: columns(&cue.label),
            goes_on: before.replace(cue).is_some_and(same),
            language: cue.language.primary(),
        });
    }
    let row = Row {
        profile,
        width,
        cues: &timed,
        sound: Some(end),
    };
    let kinds = timed.iter().enumerate().filter_map(|(at, cue)| {
        let why = match cue.end - cue.start {
            shown if shown < u64::from(profile.shortest.0) => Forced::Short,
            shown if shown < profile.reading(cue.text) => Forced::Fast,
            _ => return None,
        };
        row.forced(at).then_some((at, why))
    });
    kinds.collect()
}

/// Lines that cues may reach across. Those that show nothing are left out at their ends.
fn turns(episode: &Episode) -> Vec<Range<usize>> {
    let lines = &episode.about.lines;
    let captions = &episode.timeline.captions;
    let seen = |line: &Line| {
        line.text
            .chars()
            .any(|c| !c.is_whitespace() && !c.is_control())
    };
    let mut chapters = episode.timeline.chapters.iter().peekable();
    let mut turns: Vec<Range<usize>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if !seen(line) {
            continue;
        }
        let mut opens = false;
        while chapters
            .next_if(|c| c.start <= captions[at].start)
            .is_some()
        {
            opens = true;
        }
        let same = |turn: &&mut Range<usize>| {
            let first = &lines[turn.start];
            !opens && first.speaker == line.speaker && first.language == line.language
        };
        match turns.last_mut().filter(same) {
            Some(turn) => turn.end = at + 1,
            None => turns.push(at..at + 1),
        }
    }
    turns
}

/// Words as they stand on a line.
fn text(words: &[Word]) -> String {
    let mut text = String::new();
    for word in words {
        if !text.is_empty() && !word.glued {
            text.push(' ');
        }
        text.push_str(&word.text);
    }
    text
}

/// `Name: `, or what of the name fits into two thirds of a line.
fn label(name: &str, width: usize) -> String {
    let most = width * 2 / 3;
    if name.is_empty() {
        return String::new();
    }
    let whole = format!("{name}: ");
    // What is not seen could go on for ever.
    let longest = 16 * most;
    if columns(&whole) <= most && whole.len() <= longest {
        return whole;
    }
    let mut cut = String::new();
    let mut room = most.saturating_sub(columns("…: "));
    for (seen, wide) in name.graphemes(true).map(|seen| (seen, columns(seen))) {
        if wide > room || cut.len() + seen.len() > longest {
            break;
        }
        room -= wide;
        cut.push_str(seen);
    }
    format!("{}…: ", cut.trim_end())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod breaks_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
