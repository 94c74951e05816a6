//! `duologue render`: from the page to the episode, and a summary of what was made.

use super::args::{Kept, Making, Render};
use super::progress::{Progress, on_ctrl_c};
use super::{Failure, Outcome, Voice, config, print, words};
use duologue::diag::{Diagnostic, Diagnostics, Severity};
use duologue::error::Error;
use duologue::house::{Choice, Edition};
use duologue::pipeline::{self, Compiled, Order, Prepared, Wanted};
use duologue::prepare::Excerpt;
use duologue::publish::{self, OutputRow};
use duologue::report::Report;
use duologue::script::doubts;
use duologue::speak::store::{Disk, prune};
use duologue::workshop::Workshop;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

pub(crate) fn run(order: &Render, voice: Voice) -> Outcome {
    let began = Instant::now();
    let (pages, making) = (&order.pages, &order.making);
    let (mut shop, _kept_until_done) = workshop(making, voice)?;
    let part = order.part.wanted();
    let out = making.goal.folder(pages);
    let stopped = on_ctrl_c(|| {});
    let mut diags = Diagnostics::new();
    let asked = making.goal.copies();
    let prepared = understood(
        &shop,
        &making.goal.order(pages),
        &asked,
        part.as_ref(),
        &mut diags,
    );
    // What an interrupted render left is set right first, whatever this one then runs into.
    let copies = match &prepared {
        Ok((_, copies)) => copies.iter().map(|copy| copy.house.edition).collect(),
        Err(_) if asked.is_empty() => vec![Edition::Episode],
        Err(_) => asked,
    };
    let folder = |copy| {
        let part = part.clone();
        pipeline::folder(&out, &Wanted { copy, part })
    };
    for copy in copies {
        publish::recover(&folder(copy)).map_err(Error::from)?;
    }
    voice.diagnostics(&diags);
    let (compiled, copies) = prepared?;
    if making.strict {
        pipeline::strict(&diags)?;
    }
    let outputs = publish::select(&making.goal.format).map_err(Error::from)?;
    idle(&making.goal.sets, &outputs, voice);
    if order.locked {
        for prepared in &copies {
            let out = folder(prepared.house.edition);
            let difference = pipeline::diff(&shop, &compiled, prepared, &outputs, &out)?;
            pipeline::locked(&difference)?;
        }
        // A take that turns out to be damaged must not be spoken again either.
        shop.locked = true;
    }
    let mut reports = Vec::new();
    for prepared in copies {
        let began = if reports.is_empty() {
            began
        } else {
            Instant::now()
        };
        let out = folder(prepared.house.edition);
        let progress = Progress::new(voice, Arc::clone(&stopped));
        let report = pipeline::render(&shop, &compiled, &prepared, &outputs, &out, &progress);
        progress.done();
        let report = report?;
        summary(&report, &out, began.elapsed().as_secs_f64(), voice);
        reports.push(report);
    }
    if order.part.wanted().is_none() {
        left_behind(&reports, &out, voice);
    }
    if reports.iter().any(|report| report.takes.spoken > 0) {
        tidy(&shop, voice);
    }
    match diags.count(Severity::Warning) {
        0 => {}
        n => voice.say(&format!(
            "           {}, told above",
            words::count(n, "warning")
        )),
    }
    if order.json {
        print(&format!("{:#}\n", all_as_json(&reports)))
    } else {
        Ok(())
    }
}

/// Says which of the settings that were typed are of formats that are not written. Those of a cast are not
/// told: a cast is for many renders.
fn idle(sets: &[String], outputs: &[&OutputRow], voice: Voice) {
    for text in sets {
        let format = text.split('.').next().unwrap_or_default().trim();
        let heard = |row: &&OutputRow| row.name == format || row.like == Some(format);
        if !outputs.iter().any(heard) {
            voice.say(&format!(
                "  --set {text} changes nothing: {format} is not among the formats that are written"
            ));
        }
    }
}

/// Says that a listening copy stands beside an episode that was made anew without it.
fn left_behind(reports: &[Report], out: &Path, voice: Voice) {
    let is_made = |report: &Report| report.copy == Edition::Listening;
    let copy = Wanted {
        copy: Edition::Listening,
        part: None,
    };
    let folder = pipeline::folder(out, &copy);
    let changed = reports.iter().any(|report| !report.unchanged);
    if changed && !reports.iter().any(is_made) && folder.is_dir() {
        voice.say(&format!(
            "           {} is of an earlier render; --copy episode,listening makes both",
            folder.display()
        ));
    }
}

/// This machine as the options want it, and what has to stay until the last render is done.
pub(super) fn workshop(
    making: &Making,
    voice: Voice,
) -> Result<(Workshop, Option<tempfile::TempDir>), Failure> {
    let mut shop = config::workshop(voice)?;
    let kept = match keep(&mut shop, &making.kept)? {
        true => None,
        false => passing(&mut shop, voice)?,
    };
    shop.strict = making.strict;
    if let Some(threads) = making.threads {
        shop.threads = threads;
    }
    Ok((shop, kept))
}

/// Keeps takes where the options say, if they say anything. A folder that was named is the one that
/// is meant: if it cannot be used, that is told.
pub(super) fn keep(shop: &mut Workshop, kept: &Kept) -> Result<bool, Failure> {
    let Some(folder) = &kept.takes else {
        return Ok(false);
    };
    shop.keep_takes_in(folder.clone());
    let ready = shop.store.ready();
    ready.map_err(|error| Failure::Said(format!("--takes: {error}")))?;
    Ok(true)
}

/// From two files to what is to be spoken in each copy that is asked for, or else that the cast
/// names, with everything that is to be told of them. The episode first.
pub(super) fn understood(
    shop: &Workshop,
    order: &Order,
    asked: &[Edition],
    part: Option<&Excerpt>,
    diags: &mut Diagnostics,
) -> Result<(Compiled, Vec<Prepared>), Error> {
    let mut compiled = pipeline::compile(shop, order, diags)?;
    doubts::tell(&compiled.script, diags);
    // From here on the script stands for the page, of which ten hours would only be in the way.
    compiled.document.blocks = Vec::new();
    compiled.document.markup = Vec::new();
    let mut copies = Vec::new();
    for copy in compiled.house.editions(asked) {
        let part = part.cloned();
        let mut told = Diagnostics::new();
        let prepared = pipeline::prepare(shop, &compiled, &Wanted { copy, part }, &mut told);
        // What is wrong with the page is wrong in each copy, and told once.
        for diagnostic in &told {
            let same = |other: &Diagnostic| {
                (&other.message, other.span) == (&diagnostic.message, diagnostic.span)
            };
            if !diags.iter().any(same) {
                diags.push(diagnostic.clone());
            }
        }
        copies.push(prepared?);
    }
    Ok((compiled, copies))
}

/// Where takes cannot be kept for later (a full or read-only cache folder), those of this render
/// go to a folder that is gone after it: an episode is worth more than its takes.
fn passing(shop: &mut Workshop, voice: Voice) -> Result<Option<tempfile::TempDir>, Failure> {
    let Err(error) = shop.store.ready() else {
        return Ok(None);
    };
    let folder = tempfile::tempdir().map_err(|e| Failure::Said(format!("{error}; {e}")))?;
    voice.say(&format!("takes cannot be kept for later renders: {error}"));
    shop.store = Arc::new(Disk::new(folder.path().to_path_buf()));
    Ok(Some(folder))
}

/// Keeps the store within its cap. The episode stands already, so that nothing here fails it.
pub(super) fn tidy(shop: &Workshop, voice: Voice) {
    match prune(shop.store.as_ref(), shop.cap, SystemTime::now()) {
        Ok(pruned) if pruned.takes > 0 => voice.say(&format!(
            "           {} of earlier episodes thrown away, to stay within {}",
            words::count(pruned.takes, "take"),
            words::bytes(shop.cap)
        )),
        Ok(_) => {}
        Err(error) => voice.say(&format!("           takes could not be tidied: {error}")),
    }
}

/// What was made, for a person.
pub(super) fn summary(report: &Report, out: &Path, took: f64, voice: Voice) {
    let made = report
        .artifacts
        .first()
        .map_or(out, |first| first.path.as_path());
    voice.say(&format!(
        "  {}   {}, {}, {:.1} LUFS, {:.1} dBTP",
        words::path(made),
        words::length(report.seconds),
        words::count(report.chapters, "chapter"),
        report.loudness,
        report.peak
    ));
    if let (Some(copy), Some(pace)) = (name(report.copy), report.words_per_minute) {
        voice.say(&format!(
            "           {copy} copy: {pace:.0} words a minute of speech"
        ));
    }
    if report.length_set_right {
        voice.say("           the length that its pace promised was off: what it says of itself is set right");
    }
    if let Some(part) = &report.part {
        let lines = words::count(report.lines, "line");
        voice.say(&format!("           {part}: {lines}"));
    }
    let spoken: f64 = report.shares.iter().map(|(_, seconds)| seconds).sum();
    let shares: Vec<String> = report
        .shares
        .iter()
        .map(|(name, seconds)| {
            let share = 100.0 * seconds / spoken.max(f64::MIN_POSITIVE);
            format!("{name} {} ({share:.0} %)", words::length(*seconds))
        })
        .collect();
    voice.say(&format!("           {}", shares.join(", ")));
    if let Some(above) = report.above_music {
        voice.say(&format!(
            "           speech stays at least {above:.0} dB above the music"
        ));
    }
    for lacking in &report.lacking {
        voice.say(&format!("  warning  {lacking}"));
    }
    for shortfall in &report.shortfalls {
        voice.say(&format!("           {shortfall}"));
    }
    if report.unchanged {
        voice.say(&format!(
            "           nothing changed: the episode is as it was rendered (looked at in {})",
            words::took(took)
        ));
        return;
    }
    voice.say(&format!(
        "           rendered in {} ({:.0} times real time): {} spoken, {} from earlier takes",
        words::took(took),
        report.seconds / took.max(1e-3),
        words::count(report.takes.spoken, "line"),
        report.takes.reused,
    ));
    if report.takes.measured > 0 {
        voice.say(&format!(
            "           {} spoken before that, to find the pace",
            words::count(report.takes.measured, "line")
        ));
    }
    if report.takes.recorded > 0 {
        voice.say(&format!(
            "           {} heard from your recordings",
            words::count(report.takes.recorded, "line")
        ));
    }
    if report.takes.damaged > 0 {
        voice.say(&format!(
            "           {} no longer sound: spoken again",
            words::count(report.takes.damaged, "stored take")
        ));
    }
}

/// Of several copies: the first of them, with all under `copies`.
pub(super) fn all_as_json(reports: &[Report]) -> Value {
    let all: Vec<Value> = reports.iter().map(as_json).collect();
    let mut told = all.first().cloned().unwrap_or_default();
    if all.len() > 1 {
        told["copies"] = Value::Array(all);
    }
    told
}

/// The name of a copy that is not the episode.
pub(super) fn name(copy: Edition) -> Option<&'static str> {
    let named = Edition::ALL.iter().find(|(_, value)| *value == copy);
    named
        .map(|(name, _)| *name)
        .filter(|_| copy != Edition::Episode)
}

/// What was made, for programs. Keys are only ever added.
fn as_json(report: &Report) -> Value {
    let files: Vec<_> = report
        .artifacts
        .iter()
        .map(|a| json!({"path": a.path.to_string_lossy(), "type": a.media_type, "bytes": a.bytes}))
        .collect();
    let people: Vec<_> = report
        .shares
        .iter()
        .map(|(name, seconds)| json!({"name": name, "seconds": round(*seconds, 1000.0)}))
        .collect();
    let mut told = json!({
        "version": 1,
        "files": files,
        "seconds": round(report.seconds, 1000.0),
        "chapters": report.chapters,
        "lines": report.lines,
        "spoken": report.takes.spoken,
        "reused": report.takes.reused,
        "damaged": report.takes.damaged,
        "recorded": report.takes.recorded,
        "unchanged": report.unchanged,
        "loudness_lufs": round(report.loudness, 100.0),
        "true_peak_dbtp": round(report.peak, 100.0),
        "people": people,
        "shortfalls": report.shortfalls,
        "lacking": report.lacking,
    });
    if let Some(above) = report.above_music {
        told["speech_above_music_db"] = json!(round(above, 100.0));
    }
    if let Some(pace) = report.words_per_minute {
        told["words_per_minute"] = json!(round(pace, 10.0));
    }
    if let Some(copy) = name(report.copy) {
        told["copy"] = json!(copy);
        told["measured"] = json!(report.takes.measured);
        told["length_set_right"] = json!(report.length_set_right);
    }
    if let Some(part) = &report.part {
        told["part"] = json!(part);
    }
    told
}

fn round(value: f64, steps: f64) -> f64 {
    (value * steps).round() / steps
}
