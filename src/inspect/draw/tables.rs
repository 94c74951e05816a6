//! The tables below: people, pauses and chapters on the left, targets on the right.

use super::super::{Inspection, Target, Verdict};
use super::axis::{long, short};
use super::palette::{self, FAIL, GRID, INK, PALE_INK, PASS};
use super::{MARGIN, ROWS, WIDTH, svg_lines};
use crate::drawing::svg::{Anchor, Canvas, fitted};

/// Height of a row.
const STEP: f64 = 22.0;
/// Widths of the two halves, and what is between them.
const HALF: f64 = 548.0;
/// Chapters that are listed; the strip shows the rest.
const CHAPTERS: usize = 60;

/// What is measured how, below everything.
const NOTES: &str = "Levels, silences and lengths are measured in the finished file. Loudness is that of \
    ITU-R BS.1770-5 as heard from two loudspeakers (mono counts for both); loudness range as EBU Tech 3342. \
    Speech is what captions cover without silences: stretches of 150 ms or more, 40 dB below the loudest 10 ms \
    of the line. A person\u{2019}s words a minute are of speech alone, and of whole lines with their silences. \
    Announcements count in loudness and not in words.";

/// Draws them from `y` on; gives back where they end.
pub(super) fn tables(canvas: &mut Canvas, found: &Inspection, y: f64) -> f64 {
    let mut left = people(canvas, found, y);
    left = pauses(canvas, found, left);
    let right = targets(canvas, found, y);
    let mut y = chapters(canvas, found, left.max(right) + 8.0);
    for line in svg_lines(NOTES, 12.0, WIDTH - 2.0 * MARGIN) {
        y += 17.0;
        canvas.words((MARGIN, y), 12.0, PALE_INK, Anchor::Start, &line);
    }
    y
}

fn heading(canvas: &mut Canvas, x: f64, y: f64, width: f64, words: &str) -> f64 {
    canvas.words((x, y + 16.0), 17.0, INK, Anchor::Start, words);
    canvas.line(
        (x, y + 24.0),
        (x + width, y + 24.0),
        &format!("stroke=\"{GRID}\""),
    );
    y + 24.0
}

fn people(canvas: &mut Canvas, found: &Inspection, y: f64) -> f64 {
    let speech = found.speech.as_ref().filter(|s| !s.people.is_empty());
    let Some(speech) = speech else {
        return y;
    };
    let mut y = heading(canvas, MARGIN, y, HALF, "Who speaks");
    for (x, words) in [(316.0, "share"), (430.0, "words a minute"), (548.0, "LUFS")] {
        canvas.words((MARGIN + x, y - 8.0), 12.0, PALE_INK, Anchor::End, words);
    }
    for (person, one) in speech.people.iter().enumerate().take(ROWS) {
        y += STEP;
        canvas.rect(MARGIN, y - 13.0, 22.0, 15.0, &palette::fill(person));
        let name = if one.name.is_empty() {
            "(no name)"
        } else {
            &one.name
        };
        canvas.words(
            (MARGIN + 30.0, y),
            13.0,
            INK,
            Anchor::Start,
            &fitted(name, 13.0, 170.0),
        );
        canvas.rect(MARGIN + 206.0, y - 11.0, 64.0, 11.0, "#e9edf1");
        canvas.rect(
            MARGIN + 206.0,
            y - 11.0,
            64.0 * one.share,
            11.0,
            palette::colour(person),
        );
        let pace = match (one.pace, one.pace_overall) {
            (Some(pace), Some(overall)) => format!("{pace:.0} ({overall:.0} overall)"),
            _ => "\u{2013}".to_owned(),
        };
        let loudness = one.loudness.filter(|level| level.is_finite());
        let loudness = loudness.map_or("\u{2013}".to_owned(), |l| format!("{l:.1}"));
        for (x, words) in [
            (316.0, format!("{:.0} %", one.share * 100.0)),
            (430.0 + 34.0, pace),
            (548.0, loudness),
        ] {
            canvas.words((MARGIN + x, y), 13.0, INK, Anchor::End, &words);
        }
    }
    y + 26.0
}

fn pauses(canvas: &mut Canvas, found: &Inspection, y: f64) -> f64 {
    if found.pauses.is_empty() {
        return y;
    }
    let mut y = heading(canvas, MARGIN, y, HALF, "Pauses");
    for (x, words) in [(316.0, "count"), (430.0, "median"), (548.0, "longest")] {
        canvas.words((MARGIN + x, y - 8.0), 12.0, PALE_INK, Anchor::End, words);
    }
    for pauses in &found.pauses {
        y += STEP;
        canvas.words((MARGIN, y), 13.0, INK, Anchor::Start, pauses.before.told());
        for (x, words) in [
            (316.0, pauses.count.to_string()),
            (430.0, format!("{:.2} s", pauses.median)),
            (
                548.0,
                format!("{:.2} s at {}", pauses.longest, short(pauses.at)),
            ),
        ] {
            canvas.words((MARGIN + x, y), 13.0, INK, Anchor::End, &words);
        }
    }
    y + 26.0
}

fn targets(canvas: &mut Canvas, found: &Inspection, y: f64) -> f64 {
    let x = WIDTH - MARGIN - HALF;
    let mut y = heading(canvas, x, y, HALF, &format!("Targets: {}", found.preset()));
    for (at, anchor, words) in [
        (222.0, Anchor::Start, "wanted"),
        (452.0, Anchor::End, "measured"),
    ] {
        canvas.words((x + at, y - 8.0), 12.0, PALE_INK, anchor, words);
    }
    for target in &found.targets {
        y += STEP;
        let (fill, verdict) = match target.verdict {
            Verdict::Pass => (PASS, "pass"),
            Verdict::Fail => (FAIL, "FAIL"),
            Verdict::Told => (PALE_INK, "told only"),
            Verdict::Unknown => (PALE_INK, "unknown"),
        };
        canvas.words(
            (x, y),
            13.0,
            INK,
            Anchor::Start,
            &fitted(target.label, 13.0, 214.0),
        );
        canvas.words(
            (x + 222.0, y),
            13.0,
            PALE_INK,
            Anchor::Start,
            &target.wanted(),
        );
        canvas.words((x + 452.0, y), 13.0, INK, Anchor::End, &target.shown());
        canvas.words((x + HALF, y), 13.0, fill, Anchor::End, verdict);
        if let Some(note) = shown_note(target) {
            y += 15.0;
            canvas.words(
                (x + 12.0, y),
                11.0,
                PALE_INK,
                Anchor::Start,
                &fitted(&note, 11.0, HALF - 12.0),
            );
        }
    }
    y + 26.0
}

/// Notes that say where or why; those that only explain a unit stand below the page.
fn shown_note(target: &Target) -> Option<String> {
    let tells = target.verdict == Verdict::Fail
        || target.verdict == Verdict::Unknown
        || target.name == "speakers";
    target.note.clone().filter(|_| tells)
}

fn chapters(canvas: &mut Canvas, found: &Inspection, y: f64) -> f64 {
    let Some(chapters) = found.chapters.as_ref().filter(|all| !all.is_empty()) else {
        return y;
    };
    let across = WIDTH - 2.0 * MARGIN;
    let top = heading(canvas, MARGIN, y, across, "Chapters");
    let shown = chapters.len().min(CHAPTERS);
    let columns = match shown {
        0..=6 => 1,
        7..=24 => 2,
        _ => 3,
    };
    let rows = shown.div_ceil(columns);
    let wide = (across + 24.0) / columns as f64;
    for (at, (range, title)) in chapters.iter().enumerate().take(shown) {
        let x = MARGIN + (at / rows) as f64 * wide;
        let y = top + (at % rows + 1) as f64 * STEP;
        canvas.words(
            (x + 22.0, y),
            13.0,
            PALE_INK,
            Anchor::End,
            &(at + 1).to_string(),
        );
        canvas.words(
            (x + 84.0, y),
            13.0,
            PALE_INK,
            Anchor::End,
            &short(range.start),
        );
        let length = long(range.end - range.start);
        canvas.words((x + wide - 24.0, y), 12.0, PALE_INK, Anchor::End, &length);
        let room = wide - 24.0 - 96.0 - crate::drawing::svg::width(&length, 12.0) - 10.0;
        canvas.words(
            (x + 96.0, y),
            13.0,
            INK,
            Anchor::Start,
            &fitted(title, 13.0, room),
        );
    }
    let mut y = top + rows as f64 * STEP;
    if chapters.len() > shown {
        y += STEP;
        let words = format!("and {} more", chapters.len() - shown);
        canvas.words((MARGIN + 96.0, y), 13.0, PALE_INK, Anchor::Start, &words);
    }
    y + 20.0
}
