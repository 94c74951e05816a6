//! What was measured to a table of targets: what is wanted, what is there, pass or fail.
//!
//! Which preset wants what stands in [`of_preset`] with its source. It is not taken from the numbers that
//! `master` aims at, on purpose: what was aimed at is no proof of what was hit.

use super::beside::Beside;
use super::measure::Measured;
use super::people::{Person, Speech};
use super::table::{Table, Target, clock};
use super::wishes::Wishes;
use crate::house::Levels;
use std::ops::Range;

/// What a preset wants.
struct Wanted {
    /// Integrated loudness in LUFS.
    loudness: Option<(f64, f64)>,
    /// True peak in dBTP, at most.
    true_peak: Option<f64>,
    /// Highest sample in dBFS, at most.
    peak: Option<f64>,
    /// RMS of everything in dBFS.
    rms: Option<(f64, f64)>,
    /// The quietest half second in dBFS, at most.
    noise: Option<f64>,
    /// Loudness range in LU, at most.
    range: Option<f64>,
    /// Quiet before the first sound, and after the last, in seconds.
    head: Option<(f64, f64)>,
    tail: Option<(f64, f64)>,
    /// Does it go by the pace of speech?
    paced: bool,
}

/// Loudness of podcasts: Apple Podcasts, "Audio requirements", -16 LKFS and at most -1 dBTP, here to
/// half a unit. Audiobooks: ACX, "Audio submission requirements". Broadcast: EBU R 128, -23.0 ±0.5 LUFS
/// where it cannot be set exactly, -1 dBTP. The listening copy's numbers are this program's own.
fn of_preset(levels: Levels) -> Wanted {
    let nothing = Wanted {
        loudness: None,
        true_peak: Some(-1.0),
        peak: None,
        rms: None,
        noise: None,
        range: None,
        head: None,
        tail: None,
        paced: false,
    };
    match levels {
        Levels::Podcast => Wanted {
            loudness: Some((-16.5, -15.5)),
            ..nothing
        },
        Levels::Broadcast => Wanted {
            loudness: Some((-23.5, -22.5)),
            ..nothing
        },
        Levels::Audiobook => Wanted {
            true_peak: None,
            peak: Some(-3.0),
            rms: Some((-23.0, -18.0)),
            noise: Some(-60.0),
            head: Some((0.5, 1.0)),
            tail: Some((1.0, 5.0)),
            ..nothing
        },
        Levels::Listening => Wanted {
            loudness: Some((-18.0, -16.0)),
            noise: Some(-60.0),
            range: Some(8.0),
            paced: true,
            ..nothing
        },
    }
}

/// Words a minute of the listening copy, and how far it may be from them.
const PACE: f64 = 150.0;
const PACE_OFF: f64 = 5.0;
/// How far apart speakers may be, in LU.
const APART: f64 = 1.0;
/// What folding into one channel may take, in dB.
const FOLD: f64 = 0.5;
/// The longest digital silence where there is room tone, in seconds: its integers are zero now and then.
const DIGITAL: f64 = 0.05;

/// Every row that there is something to say about.
pub(super) fn targets(
    levels: Levels,
    measured: &Measured,
    speech: Option<&Speech>,
    beside: &Beside,
    lines: &[Range<u64>],
) -> Vec<Target> {
    let wanted = of_preset(levels);
    let mut table = Table(Vec::new());
    sound(&mut table, &wanted, measured);
    defects(&mut table, measured, &beside.wishes);
    table.row("speakers", "speakers apart", "LU");
    match speech {
        Some(speech) => apart(&mut table, speech, &beside.wishes),
        None => table.unknown("who speaks when is not known"),
    }
    if let Some(speech) = speech {
        said(&mut table, &wanted, speech, beside);
    } else if wanted.paced {
        table.row("pace", "words a minute", "");
        table.unknown("the words are not known");
    }
    placed(&mut table, measured, beside, lines);
    table.0
}

fn sound(table: &mut Table, wanted: &Wanted, measured: &Measured) {
    table.row("loudness", "loudness", "LUFS");
    table.range(wanted.loudness, measured.integrated);
    table.row("true-peak", "true peak", "dBTP");
    table.most(wanted.true_peak, measured.true_peak);
    if wanted.peak.is_some() {
        table.row("peak", "highest sample", "dBFS");
        table.most(wanted.peak, measured.peak);
    }
    table.row("loudness-range", "loudness range", "LU");
    match measured.range {
        Some(range) => table.most(wanted.range, range),
        None => table.unknown("shorter than 3 s"),
    }
    table.row("rms", "RMS", "dBFS");
    table.range(wanted.rms, measured.rms);
    table.row("noise", "quietest half second", "dBFS");
    match measured.noise {
        Some(noise) => table.most(wanted.noise, noise),
        None => table.unknown("shorter than half a second"),
    }
    let audible = &measured.audible;
    let (head, tail) = match audible.end {
        0 => (measured.frames, 0),
        end => (audible.start, measured.frames - end),
    };
    table.row("head", "quiet at the start", "s");
    table.range(wanted.head, measured.seconds(head));
    table.row("tail", "quiet at the end", "s");
    table.range(wanted.tail, measured.seconds(tail));
}

fn defects(table: &mut Table, measured: &Measured, wishes: &Wishes) {
    table.row("clicks", "clicks", "");
    table.most(Some(0.0), measured.clicks as f64);
    let places = measured.click_places.iter().map(|at| measured.seconds(*at));
    let places: Vec<String> = places.take(5).map(clock).collect();
    if !places.is_empty() {
        table.note(format!("at {}", places.join(", ")));
    }
    table.row("clipping", "places cut off at full scale", "");
    table.most(Some(0.0), measured.clipped as f64);
    let digital = &measured.digital_silence;
    table.row("digital-silence", "longest digital silence", "s");
    let wanted = wishes.room.unwrap_or_default().then_some(DIGITAL);
    table.most(wanted, measured.seconds(digital.end - digital.start));
    match wishes.room {
        Some(false) => table.note("the cast wants no room tone".to_owned()),
        _ if digital.is_empty() => {}
        _ => table.note(format!("at {}", clock(measured.seconds(digital.start)))),
    }
}

/// How far apart the loudest and the softest speaker are, what the cast wants of it taken away.
fn apart(table: &mut Table, speech: &Speech, wishes: &Wishes) {
    let level = |person: &Person| {
        let wish = wishes.gains.get(&person.name).copied().unwrap_or_default();
        Some(person.loudness.filter(|l| l.is_finite())? - wish)
    };
    let levels: Vec<f64> = speech.people.iter().filter_map(level).collect();
    let loudest = levels.iter().copied().reduce(f64::max);
    let softest = levels.iter().copied().reduce(f64::min);
    match (loudest, softest) {
        (Some(loudest), Some(softest)) if levels.len() > 1 => {
            table.most(Some(APART), loudest - softest);
            let wished: Vec<String> = wishes
                .gains
                .iter()
                .map(|(name, gain)| format!("{name} {gain:+} dB"))
                .collect();
            if !wished.is_empty() {
                table.note(format!(
                    "besides what the cast asks for: {}",
                    wished.join(", ")
                ));
            }
        }
        _ => {
            table.most(None, 0.0);
            table.note("fewer than two people were heard".to_owned());
        }
    }
}

fn said(table: &mut Table, wanted: &Wanted, speech: &Speech, beside: &Beside) {
    let losses = speech.people.iter();
    let worst = losses
        .filter_map(|person| Some((person.fold_loss?, &person.name)))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((loss, name)) = worst {
        table.row("fold", "lost in mono", "dB");
        table.most(Some(FOLD), loss);
        table.note(format!("of {name}"));
    }
    table.row("pace", "words a minute", "");
    let pace = beside.wishes.pace.unwrap_or(PACE);
    let range = wanted.paced.then_some((pace - PACE_OFF, pace + PACE_OFF));
    match speech.pace {
        Some(pace) => table.range(range, pace),
        None => table.unknown("no words"),
    }
    table.note("of speech, silences removed".to_owned());
}

/// Whether captions and chapters fit the file.
fn placed(table: &mut Table, measured: &Measured, beside: &Beside, lines: &[Range<u64>]) {
    if beside.captions.is_some() {
        // Captions are in whole milliseconds, and the last may be rounded up.
        let slack = u64::from(measured.rate.0 / 1000);
        let outside = |line: &&Range<u64>| line.end > measured.frames + slack;
        table.row("caption-ends", "captions beyond the end", "");
        table.most(Some(0.0), lines.iter().filter(outside).count() as f64);
        table.row("silent-captions", "captions without a sound", "");
        let silent = measured.lines.iter().filter(|s| s.range.is_empty());
        table.most(Some(0.0), silent.count() as f64);
    }
    if let Some(chapters) = beside.chapters.as_deref().filter(|c| !c.is_empty()) {
        let end = measured.rate.millis(measured.frames);
        let starts = chapters.iter().map(|chapter| chapter.start).chain([end]);
        let ends = [0]
            .into_iter()
            .chain(chapters.iter().map(|chapter| chapter.end));
        let gaps = starts.zip(ends).map(|(start, end)| start.abs_diff(end));
        table.row("chapter-gaps", "not covered by chapters", "s");
        table.most(
            Some(0.0),
            gaps.filter(|gap| *gap > 1).sum::<u64>() as f64 / 1e3,
        );
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
#[path = "targets_tests.rs"]
mod tests;
