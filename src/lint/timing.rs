//! The times of the cues to what is too short, too long, too fast, too close, or out of order.

use super::cues::Cue;
use super::fault::Faults;
use super::kinds::{FAST, GAP, LONG, ORDER, OVERLAP, REVERSED, SHORT};
use super::names::Spoken;
use super::payload::Shown;
use super::{Format, primary};
use crate::audio::Millis;
use crate::publish::captions::forced::{self, Row};
use crate::publish::captions::profile::{Pace, columns, words};

/// Two times that were frames of a film are each rounded to a millisecond: what is off by no more is
/// no fault.
const ROUNDED: u64 = 1;

/// A cue whose times could be read, and lie in order by themselves.
struct Timed<'a> {
    cue: &'a Cue<'a>,
    spoken: &'a Spoken,
    shown: &'a Shown,
    start: u64,
    end: u64,
}

impl Timed<'_> {
    /// Does whoever spoke in the cue before it go on, in the same language, as far as the file says?
    fn goes_on(&self, before: &Timed<'_>) -> bool {
        let (voices, others) = (&self.shown.voices, &before.shown.voices);
        let who = match (&self.spoken.label, &before.spoken.label) {
            (None, _) => true,
            (label, other) => label == other,
        };
        who && voices.first() == others.last()
            && !self.spoken.marked
            && before.spoken.second.is_none()
            && self.shown.language == before.shown.language
    }
}

/// Judges the times of cues; `language` is that of those that name none.
pub(super) fn judge(
    cues: &[Cue<'_>],
    shown: &[Shown],
    spoken: &[Spoken],
    (format, language): (Format, &str),
    faults: &mut Faults<'_>,
) {
    let profile = faults.profile;
    let mut timed: Vec<Timed<'_>> = Vec::with_capacity(cues.len());
    for ((cue, shown), spoken) in cues.iter().zip(shown).zip(spoken) {
        let (Some(start), Some(end)) = (cue.start, cue.end) else {
            continue;
        };
        if end <= start {
            let told = match end == start {
                true => "ends as it begins".to_owned(),
                false => format!("ends {} before it begins", seconds(start - end)),
            };
            faults.within(&REVERSED, cue, cue.line, told);
            continue;
        }
        timed.push(Timed {
            cue,
            spoken,
            shown,
            start,
            end,
        });
    }
    let languages: Vec<String> = timed
        .iter()
        .map(|now| {
            now.shown
                .language
                .as_deref()
                .map_or(language.to_owned(), primary)
        })
        .collect();
    let label = |spoken: &Spoken| spoken.label.as_deref().map_or(0, |name| columns(name) + 2);
    let row: Vec<forced::Timed<'_>> = timed
        .iter()
        .enumerate()
        .map(|(at, now)| forced::Timed {
            start: now.start,
            end: now.end,
            text: &now.spoken.words,
            label: label(now.spoken),
            goes_on: at.checked_sub(1).is_some_and(|at| now.goes_on(&timed[at])),
            language: &languages[at],
        })
        .collect();
    let row = Row {
        profile,
        width: match format {
            Format::Vtt => profile.line,
            Format::Srt => profile.line_srt,
        },
        cues: &row,
        sound: None,
    };
    for (at, now) in timed.iter().enumerate() {
        if let Some(before) = at.checked_sub(1).map(|at| &timed[at]) {
            between(before, now, faults);
        }
        alone(now, &|| row.forced(at), faults);
    }
}

/// Judges the time between two cues.
fn between(before: &Timed<'_>, now: &Timed<'_>, faults: &mut Faults<'_>) {
    let profile = faults.profile;
    let (cue, line) = (now.cue, now.cue.line);
    if now.start < before.start {
        let early = before.start - now.start;
        let told = format!("begins {} before the cue above it", seconds(early));
        faults.measured(&ORDER, cue, line, told, (-seconds_of(early), 0.0), false);
        return;
    }
    if now.start < before.end {
        let over = before.end - now.start;
        let told = format!("begins {} before the last cue ends", seconds(over));
        faults.measured(&OVERLAP, cue, line, told, (-seconds_of(over), 0.0), false);
        return;
    }
    let hole = now.start - before.end;
    let wanted = u64::from(profile.gap.0);
    let closed = profile.closes && hole == 0;
    if hole + ROUNDED < wanted && !closed {
        let or = if profile.closes {
            ", or none at all"
        } else {
            ""
        };
        let told = format!("{hole} ms after the cue before; at least {wanted} ms{or}");
        let numbers = (seconds_of(hole), seconds_of(wanted));
        faults.measured(&GAP, cue, line, told, numbers, false);
    }
}

/// Judges how long a cue is shown, by itself and for what there is to read.
fn alone(now: &Timed<'_>, forced: &dyn Fn() -> bool, faults: &mut Faults<'_>) {
    let profile = faults.profile;
    let (cue, line) = (now.cue, now.cue.line);
    let long = now.end - now.start;
    let of = |limit: Millis| u64::from(limit.0);
    if long + ROUNDED < of(profile.shortest) {
        let least = of(profile.shortest);
        let told = format!("shown for {}; at least {}", seconds(long), seconds(least));
        let numbers = (seconds_of(long), seconds_of(least));
        faults.measured(&SHORT, cue, line, told, numbers, forced());
    }
    if long > of(profile.longest) + ROUNDED {
        let most = of(profile.longest);
        let told = format!("shown for {}; at most {}", seconds(long), seconds(most));
        let numbers = (seconds_of(long), seconds_of(most));
        faults.measured(&LONG, cue, line, told, numbers, false);
    }
    // What is judged is what is told, so that nobody reads "17.0 characters a second; at most 17".
    let text = &now.spoken.words;
    let (pace, most, told) = match profile.pace {
        Pace::Characters(most) => {
            let pace = columns(text) as f64 / seconds_of(long);
            let pace = (pace * 10.0).round() / 10.0;
            (
                pace,
                most,
                format!("{pace} characters a second; at most {most}"),
            )
        }
        Pace::Words(most) => {
            let pace = (words(text) as f64 * 60.0 / seconds_of(long)).round();
            (pace, most, format!("{pace} words a minute; at most {most}"))
        }
    };
    if pace > most {
        faults.measured(&FAST, cue, line, told, (pace, most), forced());
    }
}

fn seconds_of(ms: u64) -> f64 {
    ms as f64 / 1e3
}

/// `1 s`, `0.833 s`.
fn seconds(ms: u64) -> String {
    format!("{} s", seconds_of(ms))
}
