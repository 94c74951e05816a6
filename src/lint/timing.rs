//! The times of the cues to what is too short, too long, too fast, too close, or out of order.

use super::cues::Cue;
use super::fault::Faults;
use super::kinds::{FAST, GAP, LONG, ORDER, OVERLAP, REVERSED, SHORT};
use super::names::Spoken;
use crate::audio::Millis;
use crate::publish::captions::profile::{Pace, columns, words};

/// Two times that were frames of a film are each rounded to a millisecond: what is off by no more is
/// no fault.
const ROUNDED: u64 = 1;

/// A cue whose times could be read, and lie in order by themselves.
struct Timed<'a> {
    cue: &'a Cue<'a>,
    spoken: &'a Spoken,
    start: u64,
    end: u64,
}

pub(super) fn judge(cues: &[Cue<'_>], spoken: &[Spoken], faults: &mut Faults<'_>) {
    let mut timed: Vec<Timed<'_>> = Vec::with_capacity(cues.len());
    for (cue, spoken) in cues.iter().zip(spoken) {
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
            start,
            end,
        });
    }
    for (at, now) in timed.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| &timed[at]);
        if let Some(before) = before {
            between(before, now, faults);
        }
        let after = timed.get(at + 1).map(|after| after.start);
        alone(now, before.map(|before| before.end), after, faults);
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
fn alone(now: &Timed<'_>, before: Option<u64>, after: Option<u64>, faults: &mut Faults<'_>) {
    let profile = faults.profile;
    let (cue, line) = (now.cue, now.cue.line);
    let long = now.end - now.start;
    let forced = profile.forced(before, now.start, now.end, after);
    let of = |limit: Millis| u64::from(limit.0);
    if long + ROUNDED < of(profile.shortest) {
        let least = of(profile.shortest);
        let told = format!("shown for {}; at least {}", seconds(long), seconds(least));
        let numbers = (seconds_of(long), seconds_of(least));
        faults.measured(&SHORT, cue, line, told, numbers, forced);
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
        faults.measured(&FAST, cue, line, told, (pace, most), forced);
    }
}

fn seconds_of(ms: u64) -> f64 {
    ms as f64 / 1e3
}

/// `1 s`, `0.833 s`.
fn seconds(ms: u64) -> String {
    format!("{} s", seconds_of(ms))
}
