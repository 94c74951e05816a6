//! Times to places on the page, and to words.

use super::{ACROSS, LEFT, palette};
use crate::drawing::svg::{Anchor, Canvas};

/// Steps between marks, in seconds, from which the page chooses.
const STEPS: [f64; 16] = [
    0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0,
    7200.0,
];
/// As many marks as have room for their words.
const MARKS: f64 = 12.0;

/// Where so many of so many seconds lie.
pub(super) fn x(seconds: f64, of: f64) -> f64 {
    LEFT + (seconds / of).clamp(0.0, 1.0) * ACROSS
}

/// Marks with their times below, and their lines through everything above them up to `top`.
pub(super) fn marks(canvas: &mut Canvas, seconds: f64, top: f64, y: f64) {
    let mut step = STEPS.iter().copied().find(|step| seconds / step <= MARKS);
    // Days of sound: whole hours, as many as it takes.
    let step = *step.get_or_insert_with(|| (seconds / MARKS / 3600.0).ceil() * 3600.0);
    let count = (seconds / step + 1e-9).floor() as u64;
    for mark in 0..=count {
        let at = mark as f64 * step;
        let x = x(at, seconds);
        canvas.line((x, top), (x, y), &format!("stroke=\"{}\"", palette::GRID));
        canvas.line(
            (x, y),
            (x, y + 5.0),
            &format!("stroke=\"{}\"", palette::PALE_INK),
        );
        let words = match step < 1.0 {
            true => format!("{at:.1} s"),
            false => short(at),
        };
        canvas.words(
            (x, y + 19.0),
            12.0,
            palette::PALE_INK,
            Anchor::Middle,
            &words,
        );
    }
}

/// `2:03`, `1:02:03`.
pub(super) fn short(seconds: f64) -> String {
    let all = seconds.max(0.0).round() as u64;
    let (hours, minutes, seconds) = (all / 3600, all / 60 % 60, all % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// `3.2 s`, `9 min 41 s`, `10 h 2 min`.
pub(super) fn long(seconds: f64) -> String {
    let all = seconds.max(0.0).round() as u64;
    match all {
        0..60 => format!("{seconds:.1} s"),
        60..3600 => format!("{} min {} s", all / 60, all % 60),
        _ => format!("{} h {} min", all / 3600, all / 60 % 60),
    }
}
