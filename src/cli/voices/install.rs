//! `duologue voices install` and `remove`: names to files, told as it happens and asked where it has to be.

use super::list::licence;
use crate::cli::args::{Install, Mirror};
use crate::cli::{Failure, Outcome, Voice, progress, words};
use duologue::install::{
    self, Answer, Catalogue, Event, InstallError, Installed, Licence, Origin, Patience, Watch,
};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::cell::RefCell;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How many milliseconds a server may be silent, for tests: nobody waits half a minute in one.
const PATIENCE: &str = "DUOLOGUE_DOWNLOAD_PATIENCE";

/// How long a server is waited for.
pub(super) fn patience() -> Result<Patience, Failure> {
    let Some(text) = std::env::var_os(PATIENCE) else {
        return Ok(Patience::default());
    };
    match text.to_str().and_then(|text| text.parse().ok()) {
        Some(millis @ 1..) => Ok(Patience::of(Duration::from_millis(millis))),
        _ => Err(Failure::Said(format!(
            "{PATIENCE} is no number of milliseconds"
        ))),
    }
}

/// Where voices come from.
pub(super) fn origin(mirror: &Mirror) -> Origin {
    let from = mirror.from.as_deref();
    from.map_or(Origin::Published, Origin::parse)
}

/// What the library says, as this program ends.
pub(super) fn told(error: InstallError) -> Failure {
    match error {
        InstallError::Stopped => Failure::Stopped(error.to_string()),
        error => Failure::Said(error.to_string()),
    }
}

pub(crate) fn run(order: &Install, root: &Path, voice: Voice) -> Outcome {
    let asking = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&asking);
    let stopped = progress::on_ctrl_c(move || {
        // While a question waits for its answer nothing is under way that would have to be tidied up.
        if asked.load(Ordering::SeqCst) {
            std::process::exit(crate::cli::STOPPED.into());
        }
    });
    let desk = Desk {
        asking,
        ..Desk::new(voice, order, stopped)
    };
    let (origin, patience) = (origin(&order.mirror), patience()?);
    let known = Catalogue::embedded().map_err(told)?;
    let known = origin.catalogue(known, patience, &desk).map_err(told)?;
    // All names first: nobody wants to learn of a slip of the pen after 300 MB.
    let wanted: Result<Vec<_>, _> = order.names.iter().map(|name| known.find(name)).collect();
    for (set, one) in wanted.map_err(told)? {
        let name = set.spoken(one);
        desk.begin(&name, one);
        let done = install::install(root, (set, one), &origin, patience, &desk);
        desk.bar.finish_and_clear();
        match done.map_err(told)? {
            Installed::Already => voice.say(&format!("  {name} is installed already, and sound")),
            Installed::New => {
                voice.say(&format!(
                    "  {name} is installed in {}",
                    words::path(&root.join(&set.engine))
                ));
                voice.say(&usage(&name, &one.name));
            }
        }
    }
    Ok(())
}

/// What to do with it now.
fn usage(name: &str, single: &str) -> String {
    match single {
        "" => format!("  in a cast: `voice: {name}:NAME`; `duologue voices` lists the names"),
        _ => format!("  in a cast: `voice: {name}`; `duologue voices` lists what is here"),
    }
}

pub(crate) fn remove(names: &[String], root: &Path, voice: Voice) -> Outcome {
    let known = Catalogue::embedded().map_err(told)?;
    let known = install::with_records(known, root).map_err(told)?;
    let desk = Desk::quiet(voice);
    let wanted: Result<Vec<_>, _> = names.iter().map(|name| known.find(name)).collect();
    for (set, one) in wanted.map_err(told)? {
        let freed = install::remove(root, (set, one), &desk).map_err(told)?;
        voice.say(&format!(
            "  {} removed ({})",
            set.spoken(one),
            words::bytes(freed)
        ));
    }
    Ok(())
}

/// Shows what happens, and asks.
struct Desk {
    voice: Voice,
    bar: ProgressBar,
    yes: bool,
    again: String,
    stopped: Arc<AtomicBool>,
    /// Is a question waiting for its answer?
    asking: Arc<AtomicBool>,
    /// The file that is under way, and the tenths of it that were told where no bar can be drawn.
    told: RefCell<(String, u64)>,
}

impl Desk {
    fn new(voice: Voice, order: &Install, stopped: Arc<AtomicBool>) -> Desk {
        let from = order.mirror.from.as_ref();
        let from = from.map_or_else(String::new, |from| format!(" --from {from}"));
        let target = match voice.draws() {
            true => ProgressDrawTarget::stderr(),
            false => ProgressDrawTarget::hidden(),
        };
        let bar = ProgressBar::with_draw_target(None, target);
        let style =
            "  {msg} {bar:20.cyan/dim}  {bytes}/{total_bytes}   {bytes_per_sec}   {eta} left";
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style.progress_chars("██░"));
        }
        Desk {
            voice,
            bar,
            yes: order.yes,
            again: from,
            stopped,
            asking: Arc::default(),
            told: RefCell::default(),
        }
    }

    fn quiet(voice: Voice) -> Desk {
        Desk {
            voice,
            bar: ProgressBar::hidden(),
            yes: false,
            again: String::new(),
            stopped: Arc::default(),
            asking: Arc::default(),
            told: RefCell::default(),
        }
    }

    fn begin(&self, name: &str, one: &install::Voice) {
        let size = match one.size() {
            0 => String::new(),
            size => format!(" ({})", words::bytes(size)),
        };
        self.say(&format!("  {name}{size}: {}", one.about));
        self.say(&format!("  licence: {}", licence(&one.licence)));
        if !one.licence.source.is_empty() {
            self.say(&format!("           as read in {}", one.licence.source));
        }
    }

    fn say(&self, line: &str) {
        self.bar.suspend(|| self.voice.say(line));
    }

    fn bytes(&self, name: &str, done: u64, of: Option<u64>) {
        let mut told = self.told.borrow_mut();
        let new = told.0 != name;
        if new {
            *told = (name.to_owned(), 0);
        }
        if self.voice.draws() {
            if new {
                self.bar.reset();
                self.bar.set_message(name.to_owned());
            }
            self.bar.set_length(of.unwrap_or(done));
            self.bar.set_position(done);
            return;
        }
        if new {
            let of = of.map_or_else(String::new, |of| format!(", {}", words::bytes(of)));
            let from = match done {
                0 => String::new(),
                done => format!(", going on after {}", words::bytes(done)),
            };
            self.voice.say(&format!("  fetching {name}{of}{from}"));
        }
        // A line for each tenth of what takes long.
        let tenth = of
            .filter(|of| *of >= 10_000_000)
            .map_or(0, |of| 10 * done / of);
        if tenth > told.1 && tenth < 10 {
            told.1 = tenth;
            if !new {
                self.voice.say(&format!("    {} %", 10 * tenth));
            }
        }
    }
}

impl Watch for Desk {
    fn event(&self, event: Event<'_>) {
        match event {
            Event::Bytes { name, done, of } => self.bytes(name, done, of),
            Event::Waiting => self.say("  another installation is under way; waiting for it"),
            Event::Again { why, pause, have } => {
                let from = match have {
                    0 => String::new(),
                    have => format!(" from {}", words::bytes(have)),
                };
                let when = match pause.as_secs() {
                    0 => "at once".to_owned(),
                    seconds => format!("in {seconds} s"),
                };
                self.say(&format!("  {why}; trying again{from} {when}"));
            }
            Event::Anew { name } => self.say(&format!(
                "  {name}: the parts do not fit together; fetching it as a whole"
            )),
            Event::Noted { name, sha256 } => self.say(&format!(
                "  {name}: nobody published a digest of it; its SHA-256 is {sha256}, and is asked for from now on"
            )),
            Event::Newer { name } => self.say(&format!(
                "  {name}: the mirror's index has other files than this program knows; those of the mirror count"
            )),
            Event::Odd { place, entries } => {
                self.say(&format!("  {place}: left out what is of no known form ({entries})"));
            }
            Event::NoCard { why } => self.say(&format!("  without the page about the voice: {why}")),
        }
    }

    fn stop(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    fn accepts(&self, name: &str, terms: &Licence, card: Option<&str>) -> Answer {
        self.bar.finish_and_clear();
        if let Some(card) = card {
            self.voice
                .say("  the publisher's page about the voice says:");
            for line in card.lines().filter(|line| !line.trim().is_empty()).take(60) {
                self.voice
                    .say(&format!("    {}", crate::cli::harmless(line)));
            }
        }
        if self.yes {
            return Answer::Yes;
        }
        let hint = format!(
            "Read it ({}), and if you agree type `duologue voices install {name}{} --yes`",
            licence(terms),
            self.again
        );
        if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
            return Answer::No(hint);
        }
        let mut typed = String::new();
        // A question is asked even of who wants quiet.
        let asked = write!(
            std::io::stderr(),
            "  install {name} under these terms? [y/N] "
        );
        self.asking.store(true, Ordering::SeqCst);
        let read = asked.and_then(|()| std::io::stdin().read_line(&mut typed));
        self.asking.store(false, Ordering::SeqCst);
        match read {
            Ok(_) if matches!(typed.trim().to_lowercase().as_str(), "y" | "yes") => Answer::Yes,
            _ => Answer::No(hint),
        }
    }
}
