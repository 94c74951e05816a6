//! `duologue watch`: every save of an interview or its cast to a new episode, and what changed.
//!
//! One loop: render, then wait for the next save. A save that comes while a render is under
//! way stops it and begins another, for nobody waits for what they have just corrected; what was
//! spoken until then is kept. Whatever goes wrong is told and waited out: the next save may
//! mend it.

mod changes;
mod ear;
mod file;
mod saved;
mod settle;
mod told;

use super::args::Watch;
use super::progress::{Progress, on_ctrl_c};
use super::render::{self, understood};
use super::{Failure, Outcome, Voice, print};
use changes::{Changes, Version};
use duologue::diag::{Diagnostics, Severity};
use duologue::error::Error;
use duologue::house::{self, Edition};
use duologue::pipeline::{self, Compiled, Prepared, Wanted};
use duologue::publish::{self, OutputRow};
use duologue::report::Report;
use duologue::workshop::Workshop;
use ear::Ear;
use saved::{Notice, Watching};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Instant;

/// So many renders in a row are given up for a newer save; the next is finished all the same,
/// or a program that saves without end would never get an episode.
const PATIENCE: u32 = 3;

/// Renders until Ctrl-C, which is how a watch ends: no failure.
pub(super) fn run(order: &Watch, voice: Voice) -> Outcome {
    let (shop, _kept_until_done) = render::workshop(&order.making, voice)?;
    given(order, voice)?;
    let out = order.making.goal.folder(&order.pages);
    publish::recover(&out).map_err(Error::from)?;
    let listening = Wanted {
        copy: Edition::Listening,
        part: None,
    };
    publish::recover(&pipeline::folder(&out, &listening)).map_err(Error::from)?;
    let outputs = publish::select(&order.making.goal.format).map_err(Error::from)?;
    let (send, notices) = channel();
    let ender = send.clone();
    let files: Vec<PathBuf> = std::iter::once(&order.pages.interview)
        .chain(&order.pages.cast)
        .cloned()
        .collect();
    let watching = saved::watch(&files, shop.limits, send).map_err(Failure::Said)?;
    let ended = on_ctrl_c(move || {
        let _ = ender.send(Notice::Ended);
    });
    told::begins(&files, &out, watching.untold.as_deref(), voice);
    let mut desk = Desk {
        order,
        voice,
        shop,
        out,
        outputs,
        watching,
        ended,
        heard: 0,
        saved: BTreeSet::new(),
        since: Instant::now(),
        renders: 0,
        given_up: 0,
        last: None,
        voices: Vec::new(),
        warned: BTreeSet::new(),
    };
    loop {
        desk.render()?;
        if !desk.wait(&notices) {
            told::ends(desk.last.is_some(), &desk.out, voice);
            return Ok(());
        }
    }
}

/// Mistakes that no save can mend.
fn given(order: &Watch, voice: Voice) -> Outcome {
    let mut diags = Diagnostics::new();
    for text in &order.pages.people {
        let _ = house::given("--people", text, &mut diags);
    }
    voice.diagnostics(&diags);
    match diags.count(Severity::Error) {
        0 => Ok(()),
        count => Err(Error::Text { count }.into()),
    }
}

/// What stands ready between two renders.
struct Desk<'a> {
    order: &'a Watch,
    voice: Voice,
    shop: Workshop,
    out: PathBuf,
    outputs: Vec<&'static OutputRow>,
    watching: Watching,
    /// Set by Ctrl-C.
    ended: Arc<AtomicBool>,
    /// How many saves were taken notice of.
    heard: u64,
    /// Files that were saved since the last finished render.
    saved: BTreeSet<PathBuf>,
    /// When the first of those saves was noticed.
    since: Instant,
    /// How many renders were told of.
    renders: u64,
    /// How many renders in a row were given up.
    given_up: u32,
    /// The version of the last finished render.
    last: Option<Version>,
    /// Who spoke with which voice, as it was told last.
    voices: Vec<String>,
    /// Warnings that were told already, and still stand.
    warned: BTreeSet<String>,
}

impl Desk<'_> {
    /// One render, from the files to what is told of it. An error only if nothing can be told.
    fn render(&mut self) -> Outcome {
        let mut diags = Diagnostics::new();
        let pages = self.order.making.goal.order(&self.order.pages);
        let asked = self.order.making.goal.copies();
        let read = understood(&self.shop, &pages, &asked, None, &mut diags);
        self.warn(&diags);
        let version = read.as_ref().ok().map(|(c, copies)| Version::of(c, copies));
        let changes = match (&version, &self.last) {
            (Some(now), Some(before)) => now.since(before),
            _ => Changes::default(),
        };
        let known = version.is_some() && self.last.is_some();
        if known {
            told::changed(&self.saved, &self.order.pages, &changes, self.voice);
        }
        let rendered = read.and_then(|(compiled, copies)| {
            if self.order.making.strict {
                pipeline::strict(&diags)?;
            }
            let all = copies.iter().map(|prepared| self.made(&compiled, prepared));
            all.collect::<Result<Vec<Report>, Error>>()
        });
        let took = self.since.elapsed().as_secs_f64();
        match &rendered {
            Ok(reports) if self.last.is_none() => {
                for report in reports {
                    render::summary(report, &self.out, took, self.voice);
                }
            }
            Ok(reports) => reports.iter().for_each(|r| told::made(r, took, self.voice)),
            Err(error) if error.stopped() => {
                if !self.ended.load(Ordering::SeqCst) {
                    told::again(self.voice);
                }
                return Ok(());
            }
            Err(error) => told::waits(error),
        }
        self.renders += 1;
        if self.order.json {
            let saved = &self.saved;
            let (number, changes) = (self.renders, known.then_some(&changes));
            print(&told::json(number, saved, changes, &rendered, &diags, took))?;
        }
        if let Ok(reports) = rendered {
            self.last = version;
            self.saved.clear();
            // After it was told: whoever waits for the episode has it already.
            if reports.iter().any(|report| report.takes.spoken > 0) {
                render::tidy(&self.shop, self.voice);
            }
        }
        Ok(())
    }

    /// From lines to files, unless there is something newer.
    fn made(&mut self, compiled: &Compiled, prepared: &Prepared) -> Result<Report, Error> {
        let progress = Progress::new(self.voice, Arc::clone(&self.ended));
        let ear = Ear {
            progress: &progress,
            drawn: self.voice.draws(),
            first: self.last.is_none(),
            voices: &self.voices,
            saves: (self.given_up < PATIENCE).then_some(&*self.watching.saves),
            heard: self.heard,
        };
        let copy = prepared.house.edition;
        let out = pipeline::folder(&self.out, &Wanted { copy, part: None });
        let made = pipeline::render(&self.shop, compiled, prepared, &self.outputs, &out, &ear);
        progress.done();
        self.voices.clone_from(&prepared.cast.summary);
        self.given_up = match &made {
            Err(error) if error.stopped() => self.given_up + 1,
            _ => 0,
        };
        made
    }

    /// Shows what is wrong. Warnings that stand for the second time are not repeated.
    fn warn(&mut self, diags: &Diagnostics) {
        let name = |d: &duologue::diag::Diagnostic| format!("{}\n{}", d.message, d.label);
        let mut new = Diagnostics::new();
        for diagnostic in diags {
            let error = diagnostic.severity == Severity::Error;
            if error || !self.warned.contains(&name(diagnostic)) {
                new.push(diagnostic.clone());
            }
        }
        self.voice.diagnostics(&new);
        let mild = diags.iter().filter(|d| d.severity != Severity::Error);
        let mild: BTreeSet<String> = mild.map(name).collect();
        // With errors not everything was looked at: what is missing may still stand.
        if diags.has_errors() {
            self.warned.extend(mild);
        } else {
            self.warned = mild;
        }
    }

    /// Waits for a save; `false` when nobody wants to watch any longer.
    fn wait(&mut self, notices: &Receiver<Notice>) -> bool {
        let mut fresh = false;
        loop {
            if self.ended.load(Ordering::SeqCst) {
                return false;
            }
            // What came meanwhile is one save with it.
            let notice = match fresh {
                true => notices.try_recv().ok(),
                false => notices.recv().ok(),
            };
            match notice {
                Some(Notice::Saved { files, since }) => {
                    self.heard += 1;
                    if !fresh {
                        self.since = since;
                    }
                    self.saved.extend(files);
                    fresh = true;
                }
                Some(Notice::Gone(why)) => told::gone(&why),
                Some(Notice::Ended) => return false,
                None => return fresh,
            }
        }
    }
}
