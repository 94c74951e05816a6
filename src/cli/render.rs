//! `duologue render`: from the page to the episode, and a summary of what was made.

use super::args::{Kept, Making, Render};
use super::progress::{Progress, on_ctrl_c};
use super::{Failure, Outcome, Voice, config, print, words};
use duologue::diag::{Diagnostics, Severity};
use duologue::error::Error;
use duologue::pipeline::{self, Compiled, Order, Prepared};
use duologue::publish;
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
    let out = match part {
        Some(_) => making.goal.folder(pages).join(pipeline::SAMPLE),
        None => making.goal.folder(pages),
    };
    // What an interrupted render left is set right first, whatever this one then runs into.
    publish::recover(&out).map_err(Error::from)?;
    let progress = Progress::new(voice, on_ctrl_c(|| {}));
    let mut diags = Diagnostics::new();
    let prepared = understood(&shop, &pages.order(), &mut diags);
    let prepared = prepared.and_then(|(compiled, mut prepared)| {
        if let Some(wanted) = &part {
            prepared = pipeline::part(&compiled, prepared, wanted)?;
        }
        Ok((compiled, prepared))
    });
    voice.diagnostics(&diags);
    let (compiled, prepared) = prepared?;
    if making.strict {
        pipeline::strict(&diags)?;
    }
    let outputs = publish::select(&making.goal.format).map_err(Error::from)?;
    if order.locked {
        let difference = pipeline::diff(&shop, &compiled, &prepared, &outputs, &out)?;
        pipeline::locked(&difference)?;
        // A take that turns out to be damaged must not be spoken again either.
        shop.locked = true;
    }
    let report = pipeline::render(&shop, &compiled, &prepared, &outputs, &out, &progress);
    progress.done();
    let report = report?;
    if report.takes.spoken > 0 {
        tidy(&shop, voice);
    }
    summary(&report, &out, began.elapsed().as_secs_f64(), voice);
    match diags.count(Severity::Warning) {
        0 => {}
        n => voice.say(&format!(
            "           {}, told above",
            words::count(n, "warning")
        )),
    }
    if order.json {
        print(&format!("{:#}\n", as_json(&report)))
    } else {
        Ok(())
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

/// From two files to what is to be spoken, with everything that is to be told of them.
pub(super) fn understood(
    shop: &Workshop,
    order: &Order,
    diags: &mut Diagnostics,
) -> Result<(Compiled, Prepared), Error> {
    let mut compiled = pipeline::compile(shop, order, diags)?;
    doubts::tell(&compiled.script, diags);
    // From here on the script stands for the page, of which ten hours would only be in the way.
    compiled.document.blocks = Vec::new();
    compiled.document.markup = Vec::new();
    let prepared = pipeline::prepare(shop, &compiled, diags)?;
    Ok((compiled, prepared))
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

/// What was made, for programs. Keys are only ever added.
pub(super) fn as_json(report: &Report) -> Value {
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
    });
    if let Some(above) = report.above_music {
        told["speech_above_music_db"] = json!(round(above, 100.0));
    }
    if let Some(part) = &report.part {
        told["part"] = json!(part);
    }
    told
}

fn round(value: f64, steps: f64) -> f64 {
    (value * steps).round() / steps
}
