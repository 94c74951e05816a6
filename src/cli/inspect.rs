//! `duologue inspect`: what a finished episode is, as tables, as JSON, as a page.

use super::args::Inspect;
use super::diff::became;
use super::{Failure, Outcome, Voice, print, words};
use duologue::error::Error;
use duologue::inspect::{Inspection, Pauses, Target, clock, draw, inspect};
use duologue::publish;
use duologue::publish::verify::State;
use serde_json::json;
use std::path::Path;
use unicode_width::UnicodeWidthStr;

pub(crate) fn run(order: &Inspect, voice: Voice) -> Outcome {
    // A render that was killed while it moved files is finished or undone first.
    if order.episode.is_dir() {
        publish::recover(&order.episode).map_err(Error::from)?;
    }
    let found = inspect(&order.episode, order.levels()).map_err(Error::from)?;
    if order.svg.is_some() || order.png.is_some() {
        let page = draw::svg(&found);
        if let Some(path) = &order.svg {
            write(path, page.as_bytes(), voice)?;
        }
        if let Some(path) = &order.png {
            write(path, &draw::png(&page).map_err(Error::from)?, voice)?;
        }
    }
    match order.json {
        true => print(&format!("{:#}\n", as_json(&found)))?,
        false => print(&told(&found))?,
    }
    let shown = words::path(&order.episode);
    match (found.whole, found.failed()) {
        (true, 0) => Ok(()),
        (false, _) => Err(Failure::Said(format!("{shown} is not as it was rendered"))),
        (true, failed) => Err(Failure::Said(format!(
            "{shown} misses {}",
            words::count(failed, "target")
        ))),
    }
}

fn write(path: &Path, bytes: &[u8], voice: Voice) -> Outcome {
    std::fs::write(path, bytes).map_err(|source| Error::Write {
        path: path.to_owned(),
        source,
    })?;
    voice.say(&format!("  drawn    {}", words::path(path)));
    Ok(())
}

/// Everything, for a person who asked.
fn told(found: &Inspection) -> String {
    let channels = match found.measured.channels {
        1 => "mono",
        _ => "stereo",
    };
    let mut text = format!(
        "  {}: {}, {channels}, {} Hz, measured as {}\n",
        found.title,
        words::took(found.seconds()),
        found.measured.rate.0,
        found.preset()
    );
    for file in &found.files {
        if file.state != State::Whole {
            text += &format!("  {}: {}\n", file.file, became(file.state));
        }
    }
    for note in &found.notes {
        text += &format!("  note: {note}\n");
    }
    text += "\n";
    let mut rows = vec![["target", "wanted", "measured", "", ""].map(String::from)];
    rows.extend(found.targets.iter().map(row));
    text += &table(&rows);
    if let Some(speech) = &found.speech {
        let mut rows =
            vec![["who", "share", "words a minute", "overall", "LUFS"].map(String::from)];
        rows.extend(speech.people.iter().map(|person| {
            let number = |value: Option<f64>, places: usize| match value {
                Some(value) if value.is_finite() => format!("{value:.places$}"),
                _ => "\u{2013}".to_owned(),
            };
            [
                person.name.clone(),
                format!("{:.0} %", person.share * 100.0),
                number(person.pace, 0),
                number(person.pace_overall, 0),
                number(person.loudness, 1),
            ]
        }));
        text += &format!("\n{}", table(&rows));
        if let (Some(pace), Some(overall)) = (speech.pace, speech.pace_overall) {
            text += &format!(
                "  all: {} in {} of speech, {pace:.0} words a minute; {overall:.0} by the whole file\n",
                words::count(speech.words, "word"),
                words::length(speech.seconds),
            );
        }
    }
    if !found.pauses.is_empty() {
        let mut rows = vec![["pauses", "count", "median", "longest", "at"].map(String::from)];
        rows.extend(found.pauses.iter().map(|pauses: &Pauses| {
            [
                pauses.before.told().to_owned(),
                pauses.count.to_string(),
                format!("{:.2} s", pauses.median),
                format!("{:.2} s", pauses.longest),
                clock(pauses.at),
            ]
        }));
        text += &format!("\n{}", table(&rows));
    }
    if let Some(chapters) = &found.chapters {
        text += &format!("\n  {}\n", words::count(chapters.len(), "chapter"));
        for (at, (range, title)) in chapters.iter().enumerate() {
            let length = words::length(range.end - range.start);
            let start = clock(range.start);
            text += &format!("  {:>3}  {start:>9}  {title} ({length})\n", at + 1);
        }
    }
    text += "\n  Speech is what captions cover without its silences (150 ms or more, 40 dB below the loudest\n  \
             10 ms of the line). Levels, silences and lengths are measured in the file.\n";
    text
}

fn row(target: &Target) -> [String; 5] {
    [
        target.label.to_owned(),
        target.wanted(),
        target.shown(),
        target.verdict.told().to_owned(),
        target.note.clone().unwrap_or_default(),
    ]
}

/// Columns as wide as what stands in them.
fn table(rows: &[[String; 5]]) -> String {
    let width = |at: usize| {
        rows.iter()
            .map(|row| row[at].width())
            .max()
            .unwrap_or_default()
    };
    let widths: [usize; 5] = std::array::from_fn(width);
    let mut text = String::new();
    for row in rows {
        let mut line = String::from(" ");
        for (cell, width) in row.iter().zip(widths) {
            let room = " ".repeat(width - cell.width());
            line += &format!(" {cell}{room}  ");
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}

/// What was measured, for programs. Keys are only ever added; levels of silence are null.
fn as_json(found: &Inspection) -> serde_json::Value {
    let level = |value: f64| value.is_finite().then_some(value);
    let measured = &found.measured;
    let series = |values: &mut dyn Iterator<Item = f64>| -> Vec<Option<f64>> {
        values.map(|v| level((v * 10.0).round() / 10.0)).collect()
    };
    let (momentary, short_term) = duologue::inspect::Measured::leads();
    let files: Vec<_> = found
        .files
        .iter()
        .map(|file| json!({"file": file.file, "whole": file.state == State::Whole}))
        .collect();
    let targets: Vec<_> = found
        .targets
        .iter()
        .map(|target| {
            json!({"name": target.name, "label": target.label, "least": target.least,
                   "most": target.most, "measured": target.measured, "unit": target.unit,
                   "verdict": target.verdict, "note": target.note})
        })
        .collect();
    let chapters = found.chapters.as_ref().map(|chapters| {
        let one = |(range, title): &(std::ops::Range<f64>, String)| {
            json!({"start": range.start, "end": range.end, "title": title})
        };
        chapters.iter().map(one).collect::<Vec<_>>()
    });
    json!({
        "version": 1,
        "file": found.sound.to_string_lossy(),
        "title": found.title,
        "levels": found.preset(),
        "passed": found.passed(),
        "whole": found.whole,
        "files": files,
        "notes": found.notes,
        "seconds": found.seconds(),
        "channels": measured.channels,
        "rate": measured.rate.0,
        "targets": targets,
        "speech": found.speech,
        "pauses": found.pauses,
        "chapters": chapters,
        // Each value is of the time that ends there: start + n / 10 seconds.
        "momentary": {"start": (momentary + 1) as f64 / 10.0, "lufs": series(&mut measured.momentary())},
        "short_term": {"start": (short_term + 1) as f64 / 10.0, "lufs": series(&mut measured.short_term())},
    })
}
