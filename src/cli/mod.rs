//! From arguments to one verb and its exit code. Standard output is for data, standard error
//! for everything that is said on the way.

mod args;
mod check;
mod config;
mod diff;
mod inspect;
mod lint;
mod phonemes;
mod progress;
mod redo;
mod render;
mod script;
mod takes;
mod verify;
mod voices;
mod watch;
mod words;

use args::{Cli, Verb};
use clap::{CommandFactory, Parser};
use duologue::diag::{Diagnostics, Severity, render as drawn};
use duologue::engines::ENGINES;
use duologue::error::Error;
use duologue::speak::child::{self, Program};
use std::io::{BufWriter, IsTerminal, StdoutLock, Write};
use std::process::ExitCode;

/// Stopped by Ctrl-C, as shells have it: 128 and the number of the signal.
const STOPPED: u8 = 130;

/// Why a verb ended early.
pub(crate) enum Failure {
    /// As the library says it.
    Library(Error),
    /// Something about the command itself, as a sentence without full stop.
    Said(String),
    /// The user's own wish (Ctrl-C), as a sentence without full stop.
    #[cfg(feature = "neural")]
    Stopped(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Library(error)
    }
}

/// How a verb ends.
pub(crate) type Outcome = Result<(), Failure>;

/// Reads the arguments, does what they say.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    let voice = Voice { quiet: cli.quiet };
    let outcome = match cli.verb {
        Verb::Render(order) => render::run(&order, voice),
        Verb::Watch(order) => watch::run(&order, voice),
        Verb::Script(order) => script::run(&order, voice),
        Verb::Check(order) => check::run(&order, voice),
        Verb::Diff(order) => diff::run(&order, voice),
        Verb::Verify(order) => verify::run(&order),
        Verb::Inspect(order) => inspect::run(&order, voice),
        Verb::Lint(order) => lint::run(&order),
        Verb::Voices(order) => voices::run(&order, voice),
        Verb::Phonemes(order) => phonemes::run(&order, voice),
        Verb::Takes(order) => takes::run(&order, voice),
        Verb::Config(order) => config::run(&order),
        Verb::Child => child(),
        Verb::Completions { shell } => completions(shell),
    };
    let error = match outcome {
        Ok(()) => return ExitCode::SUCCESS,
        Err(error) => error,
    };
    let (message, code) = match &error {
        Failure::Library(error) if error.stopped() => (
            "stopped: no file was changed, and what was spoken is kept for the next render"
                .to_string(),
            STOPPED,
        ),
        Failure::Library(Error::Text { count }) => (
            format!("{}; nothing was written", words::count(*count, "error")),
            1,
        ),
        Failure::Library(error) => (format!("error: {error}"), 1),
        Failure::Said(message) => (format!("error: {message}"), 1),
        #[cfg(feature = "neural")]
        Failure::Stopped(message) => (message.clone(), STOPPED),
    };
    tell(&format!("{}\n", harmless(&message)));
    ExitCode::from(code)
}

/// A name of a file may hold what a terminal obeys instead of showing it.
fn harmless(message: &str) -> String {
    let obeyed = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    message.replace(obeyed, "\u{fffd}")
}

/// What is said to a person, unless they want quiet.
#[derive(Clone, Copy)]
pub(crate) struct Voice {
    quiet: bool,
}

impl Voice {
    /// Says one line.
    pub(crate) fn say(self, line: &str) {
        if !self.quiet {
            tell(&format!("{line}\n"));
        }
    }

    /// May a progress bar be drawn?
    pub(crate) fn draws(self) -> bool {
        !self.quiet && std::io::stderr().is_terminal()
    }

    /// Shows diagnostics; errors even when it should be quiet.
    pub(crate) fn diagnostics(self, diags: &Diagnostics) {
        let shown: Diagnostics = if self.quiet {
            diags
                .iter()
                .filter(|d| d.severity == Severity::Error)
                .cloned()
                .collect()
        } else {
            diags.clone()
        };
        if !shown.is_empty() {
            let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            tell(&drawn::to_text(&shown, color));
        }
    }
}

/// Writes to standard error. Nobody has to listen: the macros of the standard library panic when
/// the reader is gone (`2>&1 | head`), in the middle of a render.
fn tell(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Writes data to standard output. A reader that has seen enough (`| head`) is no error.
pub(crate) fn print(data: &str) -> Outcome {
    written(|out| out.write_all(data.as_bytes()))
}

/// The same for what writes itself, piece by piece.
pub(crate) fn written(
    data: impl FnOnce(&mut BufWriter<StdoutLock<'_>>) -> std::io::Result<()>,
) -> Outcome {
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    match data(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::Said(
            format!("cannot write to standard output: {error}"),
        )),
        _ => Ok(()),
    }
}

/// The width to which tables are laid out: the terminal's, and where there is none, wide
/// enough for whole paragraphs: what is read by a program or a screen reader is not cut.
pub(crate) fn width() -> usize {
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    match std::io::stdout().is_terminal() {
        true => terminal().unwrap_or(100),
        false => usize::MAX,
    }
}

/// The other end of [`Program`]: jobs come in, takes go out.
fn child() -> Outcome {
    let (from, to) = (std::io::stdin(), std::io::stdout().lock());
    if from.is_terminal() {
        let why = "this command is only for this program itself; see `duologue --help`";
        return Err(Failure::Said(why.into()));
    }
    let to = BufWriter::with_capacity(1 << 16, to);
    child::serve(ENGINES, from, to).map_err(|error| Failure::Said(error.to_string()))
}

/// This program, as engines that want a process of their own are started. Where the system
/// cannot say which file it runs they speak in this process.
pub(crate) fn this() -> Option<Program> {
    Some(Program {
        path: std::env::current_exe().ok()?,
        arguments: vec![args::CHILD.into()],
    })
}

fn completions(shell: clap_complete::Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "duologue", &mut script);
    print(&String::from_utf8_lossy(&script))
}
