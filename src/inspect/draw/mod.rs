//! What was found of an episode to a page: an SVG, and the same as a PNG.
//!
//! From top to bottom: what it is, chapters, the wave in the colours of those who speak, a row for each
//! of them, loudness over time, and below it the tables. Everything over time has one axis, and nothing
//! is told by colour alone. A stretch that is narrower than a pixel is drawn as the share of the
//! pixel that it fills, so that ten hours are as true as three seconds.

mod axis;
mod palette;
mod tables;
mod tracks;

use super::{InspectError, Inspection, Verdict};
use crate::drawing;
use crate::drawing::svg::{self as shapes, Anchor, Canvas, FAMILY, fitted, n};
use palette::{FAIL, INK, PALE_INK, PASS};

/// The page, in pixels of the SVG.
const WIDTH: f64 = 1200.0;
const MARGIN: f64 = 36.0;
/// What is drawn over time begins here, right of the names, and is as wide as there are columns of
/// the wave.
const LEFT: f64 = 196.0;
const ACROSS: f64 = super::measure::COLUMNS as f64;
/// People with a row of their own; more would be a page of rows.
const ROWS: usize = 16;

/// The page as SVG 1.1. The same inspection gives the same bytes.
#[must_use]
pub fn svg(found: &Inspection) -> String {
    let mut canvas = Canvas::default();
    let people = found
        .speech
        .as_ref()
        .map_or(0, |speech| speech.people.len());
    palette::define(&mut canvas, people);
    let mut y = head(&mut canvas, found);
    y = tracks::tracks(&mut canvas, found, y);
    y = tables::tables(&mut canvas, found, y);
    let (width, height) = (n(WIDTH), n(y + MARGIN));
    let title = shapes::escaped(&found.title);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" font-family=\"{FAMILY}\" role=\"img\">\n\
         <title>{title}: what was measured</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n{}</svg>\n",
        canvas.text
    )
}

/// Pixels of the picture to one of the page: for screens that show two for one.
const SCALE: f32 = 2.0;

/// Draws the page that [`svg()`] wrote.
///
/// # Errors
/// When it is no SVG, or no page of a sensible height.
pub fn png(svg: &str) -> Result<Vec<u8>, InspectError> {
    Ok(drawing::png(svg, SCALE)?)
}

fn head(canvas: &mut Canvas, found: &Inspection) -> f64 {
    let across = WIDTH - 2.0 * MARGIN;
    let title = fitted(&found.title, 28.0, across);
    canvas.words((MARGIN, 58.0), 28.0, INK, Anchor::Start, &title);
    let file = found.sound.file_name().unwrap_or_default();
    let about = [
        axis::long(found.seconds()),
        match found.measured.channels {
            1 => "mono".to_owned(),
            _ => "stereo".to_owned(),
        },
        format!("{} Hz", found.measured.rate.0),
        format!("measured as {}", found.preset()),
        file.to_string_lossy().into_owned(),
    ];
    let about = fitted(&about.join("  \u{b7}  "), 14.0, across);
    canvas.words((MARGIN, 82.0), 14.0, PALE_INK, Anchor::Start, &about);
    let failed: Vec<&str> = found
        .targets
        .iter()
        .filter(|target| target.verdict == Verdict::Fail)
        .map(|target| target.label)
        .collect();
    let (fill, verdict) = match failed.as_slice() {
        [] => (PASS, format!("All {} targets are met.", found.judged())),
        failed => (
            FAIL,
            format!(
                "{} of {} targets missed: {}.",
                failed.len(),
                found.judged(),
                failed.join(", ")
            ),
        ),
    };
    let verdict = fitted(&verdict, 16.0, across);
    canvas.words((MARGIN, 110.0), 16.0, fill, Anchor::Start, &verdict);
    let mut y = 118.0;
    for note in &found.notes {
        for line in svg_lines(note, 13.0, across) {
            y += 19.0;
            canvas.words((MARGIN, y), 13.0, FAIL, Anchor::Start, &line);
        }
    }
    y + 26.0
}

/// A text on as many lines as it takes.
fn svg_lines(text: &str, size: f64, pixels: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let word = fitted(word, size, pixels);
        let last = lines.last_mut().filter(|line| {
            line.is_empty()
                || shapes::width(line, size) + shapes::width(&word, size) + size / 3.0 <= pixels
        });
        match last {
            Some(line) if line.is_empty() => *line = word,
            Some(line) => *line += &format!(" {word}"),
            None => lines.push(word),
        }
    }
    lines
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
#[path = "draw_tests.rs"]
mod tests;
