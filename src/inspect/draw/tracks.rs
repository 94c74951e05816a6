//! Everything that has a time: chapters, the wave, a row for each person, loudness.

use super::super::{Inspection, Measured};
use super::axis::{self, x};
use super::palette::{self, GRID, INK, NOBODY, PALE_INK};
use super::{ACROSS, LEFT, MARGIN, ROWS};
use crate::drawing::svg::{Anchor, Canvas, fitted, n, width};

/// Heights and gaps.
const CHAPTER: f64 = 24.0;
const WAVE: f64 = 132.0;
const ROW: f64 = 18.0;
const LOUDNESS: f64 = 140.0;
const GAP: f64 = 12.0;
/// What the scale of loudness spans, in LUFS.
const LOUD: f64 = 0.0;
const SOFT: f64 = -50.0;

/// Draws them from `top` on; gives back where they end.
pub(super) fn tracks(canvas: &mut Canvas, found: &Inspection, top: f64) -> f64 {
    let shares = shares(found);
    let mut drawn = Canvas::default();
    let mut y = top;
    if found.chapters.as_ref().is_some_and(|all| !all.is_empty()) {
        y = chapters(&mut drawn, found, y) + 6.0;
    }
    y = wave(&mut drawn, found, &shares, y) + GAP;
    y = rows(&mut drawn, found, &shares, y) + GAP;
    y = loudness(&mut drawn, found, y);
    // The grid lies under what it helps to read, so it is drawn before.
    axis::marks(canvas, found.seconds(), top, y);
    for (range, _) in found.chapters.iter().flatten().skip(1) {
        let x = x(range.start, found.seconds());
        let style = format!("stroke=\"{NOBODY}\" stroke-dasharray=\"2 3\"");
        canvas.line((x, top + CHAPTER), (x, y), &style);
    }
    canvas.text += &drawn.text;
    y + 44.0
}

/// For everyone in each column: which share of it is theirs.
fn shares(found: &Inspection) -> Vec<Vec<f32>> {
    let people = found
        .speech
        .as_ref()
        .map_or(0, |speech| speech.people.len());
    let mut shares = vec![vec![0f32; ACROSS as usize]; people.min(ROWS)];
    let column = found.measured.frames as f64 / ACROSS;
    for (line, person) in &found.lines {
        let Some(row) = shares.get_mut(*person) else {
            continue;
        };
        let (start, end) = (line.start as f64 / column, line.end as f64 / column);
        let last = (end.ceil() as usize).min(row.len());
        for (at, share) in row.iter_mut().enumerate().take(last).skip(start as usize) {
            let inside = end.min(at as f64 + 1.0) - start.max(at as f64);
            *share += inside.max(0.0) as f32;
        }
    }
    shares
}

fn label(canvas: &mut Canvas, y: f64, words: &str) {
    let words = fitted(words, 13.0, LEFT - MARGIN - 14.0);
    canvas.words((LEFT - 12.0, y), 13.0, INK, Anchor::End, &words);
}

/// A strip of boxes with the number of each chapter, where there is room for it.
fn chapters(canvas: &mut Canvas, found: &Inspection, y: f64) -> f64 {
    label(canvas, y + 17.0, "Chapters");
    let mut free = LEFT;
    for (at, (range, _)) in found.chapters.iter().flatten().enumerate() {
        let (from, to) = (
            x(range.start, found.seconds()),
            x(range.end, found.seconds()),
        );
        let fill = ["#e3e8ee", "#cfd7e0"][at % 2];
        canvas.rect(from, y, to - from, CHAPTER, fill);
        let number = (at + 1).to_string();
        let room = width(&number, 12.0);
        let middle = f64::midpoint(from, to);
        // A number may stand out of its box, but never in another number.
        if to - from >= room + 2.0 && middle - room / 2.0 >= free {
            canvas.words((middle, y + 16.5), 12.0, INK, Anchor::Middle, &number);
            free = middle + room / 2.0 + 2.0;
        }
    }
    y + CHAPTER
}

/// A bar for each column, as high as its highest sample, in the colour of who has most of it.
fn wave(canvas: &mut Canvas, found: &Inspection, shares: &[Vec<f32>], y: f64) -> f64 {
    label(canvas, y + WAVE / 2.0 - 4.0, "Wave");
    canvas.words(
        (LEFT - 12.0, y + WAVE / 2.0 + 12.0),
        11.0,
        PALE_INK,
        Anchor::End,
        "peak, and RMS in full",
    );
    let middle = y + WAVE / 2.0;
    let mut peaks = vec![String::new(); shares.len() + 1];
    let mut bodies = peaks.clone();
    for (at, column) in found.measured.wave.iter().enumerate() {
        let of = |person: &usize| shares[*person][at];
        let whose = (0..shares.len())
            .filter(|person| of(person) > 0.0)
            .max_by(|a, b| of(a).total_cmp(&of(b)));
        let whose = whose.unwrap_or(shares.len());
        let x = LEFT + at as f64 + 0.5;
        let bar = |paths: &mut Vec<String>, level: f32| {
            let half = (f64::from(level) * WAVE / 2.0).max(0.3);
            paths[whose] += &format!("M{} {}V{}", n(x), n(middle - half), n(middle + half));
        };
        // Nothing of a file shorter than the page is wide.
        if column.peak > 0.0 || column.rms() > 0.0 {
            bar(&mut peaks, column.peak);
            bar(&mut bodies, column.rms());
        }
    }
    let colour = |person: usize| match person < shares.len() {
        true => palette::colour(person),
        false => NOBODY,
    };
    for (opacity, paths) in [("0.45", peaks), ("1", bodies)] {
        for (person, path) in paths.iter().enumerate() {
            let stroke = colour(person);
            canvas.path(
                path,
                &format!("stroke=\"{stroke}\" stroke-opacity=\"{opacity}\""),
            );
        }
    }
    canvas.line(
        (LEFT, middle),
        (LEFT + ACROSS, middle),
        &format!("stroke=\"{NOBODY}\" stroke-width=\"0.5\""),
    );
    y + WAVE
}

/// A row for each person, as high in each column as the share of it that is theirs.
fn rows(canvas: &mut Canvas, found: &Inspection, shares: &[Vec<f32>], mut y: f64) -> f64 {
    let Some(speech) = &found.speech else {
        canvas.words(
            (LEFT, y + 14.0),
            13.0,
            PALE_INK,
            Anchor::Start,
            "Who speaks is not known.",
        );
        return y + ROW;
    };
    for (person, row) in shares.iter().enumerate() {
        let name = &speech.people[person].name;
        label(
            canvas,
            y + 14.0,
            if name.is_empty() { "(no name)" } else { name },
        );
        canvas.rect(LEFT, y, ACROSS, ROW, "#f3f5f7");
        let bottom = y + ROW;
        let (mut path, mut open) = (String::new(), false);
        for (at, share) in row.iter().chain([&0.0]).enumerate() {
            let left = LEFT + at as f64;
            let top = n(bottom - f64::from(share.min(1.0)) * ROW);
            match (*share > 0.0, open) {
                (true, false) => path += &format!("M{} {}V{top}", n(left), n(bottom)),
                (true, true) => path += &format!("V{top}"),
                (false, true) => path += &format!("V{}Z", n(bottom)),
                (false, false) => continue,
            }
            open = *share > 0.0;
            if open {
                path += &format!("H{}", n(left + 1.0));
            }
        }
        canvas.path(&path, &format!("fill=\"{}\"", palette::fill(person)));
        y += ROW + 5.0;
    }
    let more = speech.people.len() - shares.len();
    if more > 0 {
        let words = format!("and {more} more people, who have no row here");
        canvas.words((LEFT, y + 12.0), 12.0, PALE_INK, Anchor::Start, &words);
        y += ROW;
    }
    y - 5.0
}

/// Momentary and short-term loudness, and what is wanted.
fn loudness(canvas: &mut Canvas, found: &Inspection, y: f64) -> f64 {
    let measured = &found.measured;
    label(canvas, y + 16.0, "Loudness, LUFS");
    let level = |lufs: f64| y + (LOUD - lufs.clamp(SOFT, LOUD)) / (LOUD - SOFT) * LOUDNESS;
    let wanted = found
        .targets
        .iter()
        .find(|target| target.name == "loudness");
    let goal = wanted.and_then(|target| target.least.zip(target.most));
    if let Some((least, most)) = goal {
        let (top, bottom) = (level(most), level(least));
        canvas.rect(LEFT, top, ACROSS, bottom - top, "#bfe3cd");
        canvas.words(
            (LEFT + ACROSS + 6.0, top + 6.0),
            11.0,
            palette::PASS,
            Anchor::Start,
            "goal",
        );
    }
    for lufs in [0.0, -10.0, -20.0, -30.0, -40.0, -50.0] {
        let at = level(lufs);
        canvas.line(
            (LEFT, at),
            (LEFT + ACROSS, at),
            &format!("stroke=\"{GRID}\""),
        );
        if lufs < 0.0 {
            let words = lufs.to_string();
            canvas.words((LEFT - 12.0, at + 4.0), 11.0, PALE_INK, Anchor::End, &words);
        }
    }
    let (momentary, short_term) = Measured::leads();
    let thin = curve(
        measured,
        measured.momentary(),
        (momentary, Shared::Loudest),
        level,
    );
    let thick = curve(
        measured,
        measured.short_term(),
        (short_term, Shared::Mean),
        level,
    );
    canvas.path(
        &thin,
        "fill=\"none\" stroke=\"#5f7f9f\" stroke-width=\"0.8\"",
    );
    canvas.path(
        &thick,
        "fill=\"none\" stroke=\"#8a1c1c\" stroke-width=\"1.8\"",
    );
    if let Some((least, most)) = goal {
        // Seen through the curves, which would hide the band.
        let at = level(f64::midpoint(least, most));
        let style = format!(
            "stroke=\"{}\" stroke-width=\"1.2\" stroke-dasharray=\"7 4\"",
            palette::PASS
        );
        canvas.line((LEFT, at), (LEFT + ACROSS, at), &style);
    }
    let foot = y + LOUDNESS - 8.0;
    for (at, style, words) in [
        (
            8.0,
            "stroke=\"#5f7f9f\" stroke-width=\"1\"",
            "thin: momentary, 400 ms",
        ),
        (
            190.0,
            "stroke=\"#8a1c1c\" stroke-width=\"2.4\"",
            "thick: short-term, 3 s",
        ),
    ] {
        let left = LEFT + at;
        canvas.rect(left - 4.0, foot - 12.0, 178.0, 17.0, "#ffffff");
        canvas.line((left, foot - 4.0), (left + 22.0, foot - 4.0), style);
        canvas.words((left + 28.0, foot), 12.0, INK, Anchor::Start, words);
    }
    y + LOUDNESS
}

/// How values that share a place on the page become one.
#[derive(Clone, Copy)]
enum Shared {
    /// The loudest of them, so that nothing that stands out is lost.
    Loudest,
    /// Their mean, as energies: how loud it is there on the whole.
    Mean,
}

/// A value for each hop to a line: one point for each half pixel at most.
fn curve(
    measured: &Measured,
    values: impl Iterator<Item = f64>,
    (lead, shared): (usize, Shared),
    level: impl Fn(f64) -> f64,
) -> String {
    let hop = measured.hop() as f64;
    let mut points: Vec<(i64, f64, u32)> = Vec::new();
    for (at, value) in values.enumerate() {
        let end = ((at + lead + 1) as f64 * hop).min(measured.frames as f64);
        let place = (end / measured.frames as f64 * ACROSS * 2.0) as i64;
        let energy = 10f64.powf(value / 10.0);
        match (points.last_mut(), shared) {
            (Some(last), Shared::Loudest) if last.0 == place => last.1 = last.1.max(energy),
            (Some(last), Shared::Mean) if last.0 == place => {
                last.1 += energy;
                last.2 += 1;
            }
            _ => points.push((place, energy, 1)),
        }
    }
    let mut path = String::new();
    for (at, (place, energy, count)) in points.iter().enumerate() {
        let command = if at == 0 { 'M' } else { 'L' };
        let value = 10.0 * (energy / f64::from(*count)).log10();
        path += &format!(
            "{command}{} {}",
            n(LEFT + *place as f64 / 2.0),
            n(level(value))
        );
    }
    path
}
