//! What the library tells to what a person sees: a bar on a terminal, plain lines elsewhere.

use super::Voice;
use duologue::diag::observe::{Event, Observer};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A flag that Ctrl-C sets; `then` is called the first time. The second time ends the program at
/// once: someone does not want to wait for the tidying.
pub(crate) fn on_ctrl_c(then: impl Fn() + Send + 'static) -> Arc<AtomicBool> {
    let stopped = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stopped);
    // A second handler in one process is refused; then the first one keeps working.
    let _ = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::SeqCst) {
            std::process::exit(super::STOPPED.into());
        }
        then();
    });
    stopped
}

/// Shows the progress of a render, and passes Ctrl-C on.
pub(crate) struct Progress {
    voice: Voice,
    bar: ProgressBar,
    stopped: Arc<AtomicBool>,
}

impl Progress {
    /// `stopped` is what [`on_ctrl_c`] gave.
    pub(crate) fn new(voice: Voice, stopped: Arc<AtomicBool>) -> Progress {
        let target = if voice.draws() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(None, target);
        let style = "  speaking {bar:20.cyan/dim}  {pos}/{len} lines   {left} left";
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style.with_key("left", left).progress_chars("██░"));
        }
        Progress {
            voice,
            bar,
            stopped,
        }
    }

    /// Takes the bar away, so that the summary stands where it stood.
    pub(crate) fn done(&self) {
        self.bar.finish_and_clear();
    }
}

/// The time left as clocks show it: `0:03`.
fn left(state: &ProgressState, out: &mut dyn std::fmt::Write) {
    let seconds = state.eta().as_secs();
    // The bar is not worth a failure: what cannot be drawn is left out.
    let _ = write!(out, "{}:{:02}", seconds / 60, seconds % 60);
}

impl Observer for Progress {
    fn event(&self, event: Event<'_>) {
        match event {
            Event::Cast(voices) => {
                let mut head = "voices";
                for line in voices {
                    self.voice.say(&format!("  {head:8} {line}"));
                    head = "";
                }
            }
            Event::Pacing { voices } => {
                let voices = super::words::count(voices, "voice");
                self.voice.say(&format!("  finding the pace of {voices}"));
            }
            Event::Spoken { done, of } if self.voice.draws() => {
                self.bar.set_length(of as u64);
                self.bar.set_position(done as u64);
            }
            Event::Spoken { done: 1, of } => {
                self.voice
                    .say(&format!("  speaking {}", super::words::count(of, "line")));
            }
            Event::Spoken { .. } => {}
            Event::Removed(files) => self.bar.suspend(|| {
                self.voice.say(&format!(
                    "  removed  {}: of the earlier render, and not asked for this time",
                    files.join(", ")
                ));
            }),
            Event::Step(step) if self.voice.draws() => {
                if let Ok(style) = ProgressStyle::with_template("  {msg} …") {
                    self.bar.set_style(style);
                }
                self.bar.set_message(step.to_string());
            }
            Event::Step(step) => self.voice.say(&format!("  {step}")),
        }
    }

    fn stop(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }
}
