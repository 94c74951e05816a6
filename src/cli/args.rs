//! What can be typed. Arguments end here: everything behind sees what is meant.

mod amounts;
mod inspect;
mod lint;
mod phonemes;
mod takes;
mod voices;

pub(super) use inspect::Inspect;
pub(super) use lint::Lint;
pub(super) use phonemes::Phonemes;
pub(super) use takes::{Redo, Takes, TakesVerb};
#[cfg(feature = "neural")]
pub(super) use voices::{Install, List, Mirror};
pub(super) use voices::{Voices, VoicesVerb};

use amounts::{lines, time};
use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueHint};
use clap_complete::Shell;
use duologue::audio::Millis;
use duologue::house::{Choice, Edition};
use duologue::pipeline::{self, Order};
use duologue::prepare::Excerpt;
use duologue::publish::OUTPUTS;
use std::num::NonZeroUsize;
use std::ops::RangeInclusive;
use std::path::PathBuf;

/// Turns an interview on the page into an episode people listen to.
///
/// Start with `duologue render INTERVIEW`: it finds out who says what, gives everyone a voice
/// of their own, and leaves an episode with chapters and captions in out/<name>/.
#[derive(Parser)]
#[command(name = "duologue", version, max_term_width = 100)]
#[command(after_help = "Exit code: 0 done, 1 failed, 2 wrong usage, 130 stopped by Ctrl-C.")]
pub(super) struct Cli {
    /// Say nothing but errors
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    #[command(subcommand)]
    pub(super) verb: Verb,
}

#[derive(Subcommand)]
pub(super) enum Verb {
    /// Make an episode of an interview
    ///
    /// Writes one set of files into a folder that belongs to this episode. The set appears whole
    /// or not at all: whatever stops a render, the old episode stays as it was.
    #[command(after_help = "\
Examples:
  duologue render interview.txt
  duologue render interview.txt --cast my-show.yaml --out ~/episodes/7
  duologue render interview.txt --sample 60s
  duologue render interview.txt --copy episode,listening
  duologue render interview.txt --format captions,chapters")]
    Render(Render),
    /// Make the episode again whenever the interview or the cast is saved
    ///
    /// Change a number in the cast, save, listen. It says what changed, which lines are spoken anew
    /// and how long it took. A mistake is shown and waited out; a save that comes while a render is
    /// under way begins another. A save is noticed after at most 150 ms, or within a second where the
    /// system does not tell of it (network drives, containers). Your configuration is read once,
    /// at the start.
    #[command(after_help = "\
Ctrl-C is how a watch ends: the episode is whole, the exit code 0.

Example:
  duologue watch interview.txt --cast my-show.yaml")]
    Watch(Watch),
    /// Show who says what, and why
    ///
    /// A table with the line, the person, the rule that decided and how sure it is. Where it is
    /// wrong, save the script, correct it in an editor, and render that file.
    #[command(after_help = "\
Examples:
  duologue script interview.txt
  duologue script interview.txt --explain 12
  duologue script interview.txt --save corrected.md
  duologue script interview.txt --spoken")]
    Script(Script),
    /// Look for mistakes in an interview and a cast, and render nothing
    ///
    /// Tells all of them at once, each with its line and what was probably meant, and who would
    /// speak with which voice.
    #[command(after_help = "\
Example:
  duologue check interview.txt --cast my-show.yaml")]
    Check(Check),
    /// Say what a render would change, why, and what it would cost
    ///
    /// Compares the episode in its folder with what the interview and the cast would give now:
    /// which lines are new, changed or gone, which voices are set otherwise, what changes
    /// without a line being spoken. Nothing is rendered. The exit code is 0 whether or not anything differs;
    /// `--json` tells.
    #[command(after_help = "\
Examples:
  duologue diff interview.txt --cast my-show.yaml
  duologue diff interview.txt --json")]
    Diff(Diff),
    /// Check an episode's files against its manifest
    ///
    /// Reads every file and compares it with what was written. Exit code 1 if any was altered or
    /// is missing.
    #[command(after_help = "\
Example:
  duologue verify out/interview")]
    Verify(Verify),
    /// Measure a finished episode: levels, who speaks, pauses, and whether every target is met
    ///
    /// Reads the finished file itself and says what is there: how loud it is, how even the speakers are, how
    /// fast they speak, how long nobody does; with --svg or --png it draws it. Who says what comes from
    /// the captions beside the file, as long as nothing was altered since the render. Exit code 1 if a file
    /// of the episode was altered or is missing, or if a target is missed.
    #[command(after_help = "\
Examples:
  duologue inspect out/interview
  duologue inspect out/interview --png interview.png
  duologue inspect out/interview/interview.wav --levels broadcast --json")]
    Inspect(Inspect),
    /// Judge captions, whoever made them, by the rules of a profile
    ///
    /// Reads WebVTT and SubRip strictly and tells each fault with its line, what was measured and what is
    /// allowed. It sees the file alone: whether a cue is shown while its words are heard cannot be judged
    /// without the sound. What speech itself forces, such as a word between two other people's that nobody could
    /// show for longer, is told and not counted. Exit code 1 if there is a fault in any file.
    #[command(after_long_help = lint::help())]
    Lint(Lint),
    /// List the voices on this machine; find, install and remove others
    ///
    /// A cast names them as engine:name, as they stand here. `list` has those that can be installed.
    Voices(Voices),
    /// Show what a voice is given for a text: phonemes, their numbers, and what it has no sound for
    Phonemes(Phonemes),
    /// Speak what another process of this program asks for
    #[command(name = CHILD, hide = true)]
    Child,
    /// Look after the takes that are kept
    ///
    /// Every sentence that was spoken is kept, so that it is never spoken twice.
    #[command(after_help = "\
Examples:
  duologue takes
  duologue takes prune --cap 500MB
  duologue takes verify
  duologue takes redo script.md --line 14")]
    Takes(Takes),
    /// Find your configuration
    ///
    /// A YAML file for what a cast may never say: `cache:` and `takes: {folder: …, cap: 2 GB}`,
    /// `threads:`, and `engines: {NAME: {deadline: 90 s}}` for how long an engine may take for a line
    /// (default: 60 s and 0.7 s for each letter). It need not exist.
    Config(Config),
    /// Print completions for a shell
    ///
    /// Your shell's manual says where they go.
    #[command(after_help = "\
Example:
  duologue completions fish > ~/.config/fish/completions/duologue.fish")]
    Completions {
        /// Which shell
        shell: Shell,
    },
}

/// The hidden verb under which this program speaks for another process of itself.
pub(super) const CHILD: &str = "speak-for-parent";

/// The two files of most verbs.
#[derive(Args)]
pub(super) struct Pages {
    /// The interview: text, Markdown, a web page, DOCX, EPUB, captions, JSON, CSV, mail and more, or a
    /// script saved by `duologue script --save`
    #[arg(value_hint = ValueHint::FilePath)]
    pub(super) interview: PathBuf,
    /// Who sounds like what, a YAML file [default: a built-in one, which `duologue voices --cast` prints]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) cast: Option<PathBuf>,
    /// Who does what, whatever the page looks like: "Anna Berg=interviewer" (also interviewee, narrator);
    /// may be given again
    #[arg(long, value_name = "NAME=ROLE")]
    pub(super) people: Vec<String>,
}

impl Pages {
    /// As the library takes it.
    pub(super) fn order(&self) -> Order {
        Order {
            interview: self.interview.clone(),
            cast: self.cast.clone(),
            people: self.people.clone(),
            sets: Vec::new(),
        }
    }
}

#[derive(Args)]
pub(super) struct Render {
    #[command(flatten)]
    pub(super) pages: Pages,
    #[command(flatten)]
    pub(super) making: Making,
    /// Fail if any line would have to be spoken anew, before anything is
    #[arg(long)]
    pub(super) locked: bool,
    #[command(flatten)]
    pub(super) part: Part,
    /// Print what was made as JSON on standard output
    #[arg(long)]
    pub(super) json: bool,
}

/// Where an episode stands, and in which files.
#[derive(Args)]
pub(super) struct Goal {
    /// The folder of this episode alone [default: out/<name>]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) out: Option<PathBuf>,
    /// What to write, several with commas [default: wav,chapters,captions]
    #[arg(long, value_name = "NAMES", value_delimiter = ',',
          value_parser = PossibleValuesParser::new(OUTPUTS.iter().map(|row| row.name)))]
    pub(super) format: Vec<String>,
    /// Set something about a format, such as mp3.bitrate=96; may be given several times, and outranks
    /// `formats:` in the cast
    #[arg(long = "set", value_name = "FORMAT.KEY=VALUE")]
    pub(super) sets: Vec<String>,
    /// Which copies, several with commas: the episode, or the listening copy, which is slower, names
    /// everyone who speaks, and goes to the folder `listening` below [default: the cast's `copies`, or
    /// episode]
    #[arg(long, value_name = "NAMES", value_delimiter = ',',
          value_parser = PossibleValuesParser::new(Edition::ALL.iter().map(|(name, _)| *name)))]
    pub(super) copy: Vec<String>,
}

impl Goal {
    /// The copies that are asked for.
    pub(super) fn copies(&self) -> Vec<Edition> {
        let named = |name: &String| Edition::ALL.iter().find(|(n, _)| n == name);
        let found = self.copy.iter().filter_map(named);
        found.map(|(_, copy)| *copy).collect()
    }

    /// The interview and everything that is said of it beside the cast.
    pub(super) fn order(&self, pages: &Pages) -> Order {
        Order {
            sets: self.sets.clone(),
            ..pages.order()
        }
    }

    /// The folder that receives the episode.
    pub(super) fn folder(&self, pages: &Pages) -> PathBuf {
        let out = self.out.clone();
        out.unwrap_or_else(|| pipeline::default_out(&pages.interview))
    }
}

/// How an episode is made, once or again and again.
#[derive(Args)]
pub(super) struct Making {
    #[command(flatten)]
    pub(super) goal: Goal,
    /// Make nothing if there is anything to warn of: a doubtful paragraph, a voice that is missing
    #[arg(long)]
    pub(super) strict: bool,
    #[command(flatten)]
    pub(super) kept: Kept,
    /// How many lines are spoken at once [default: one on each core]
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<NonZeroUsize>,
}

#[derive(Args)]
pub(super) struct Watch {
    #[command(flatten)]
    pub(super) pages: Pages,
    #[command(flatten)]
    pub(super) making: Making,
    /// Print a line of JSON on standard output for each render
    #[arg(long)]
    pub(super) json: bool,
}

/// A part of the episode; one of them, or none.
#[derive(Args)]
#[group(multiple = false)]
pub(super) struct Part {
    /// Make chapter N alone, into the folder `sample` beside the episode; N counts from 1 as in
    /// chapters.json
    #[arg(long, value_name = "N")]
    pub(super) chapter: Option<usize>,
    /// Make what stands on these lines of the interview's file alone, such as 12-40, 12 or 12-,
    /// into the folder `sample`
    #[arg(long, value_name = "A-B", value_parser = lines)]
    pub(super) lines: Option<RangeInclusive<usize>>,
    /// Make the first lines alone, as many as fit into a time such as 60s, 90 (seconds) or 2min, into
    /// the folder `sample`
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(super) sample: Option<Millis>,
}

impl Part {
    /// As the library takes it.
    pub(super) fn wanted(&self) -> Option<Excerpt> {
        let chapter = self.chapter.map(Excerpt::Chapter);
        let lines = || self.lines.clone().map(Excerpt::Lines);
        chapter.or_else(lines).or(self.sample.map(Excerpt::Sample))
    }
}

/// Where takes are kept.
#[derive(Args)]
pub(super) struct Kept {
    /// Keep takes in this folder [default: the configuration's, or one in the cache folder]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) takes: Option<PathBuf>,
}

#[derive(Args)]
pub(super) struct Script {
    #[command(flatten)]
    pub(super) pages: Pages,
    /// Print the script as JSON
    #[arg(long, conflicts_with_all = ["spoken", "save", "coverage"])]
    pub(super) json: bool,
    /// Prove that every character of the page is spoken, or skipped by a named rule
    #[arg(long, conflicts_with_all = ["spoken", "save"])]
    pub(super) coverage: bool,
    /// Print each sentence as it is shown and, where that differs, as it is spoken
    #[arg(long, conflicts_with = "save")]
    pub(super) spoken: bool,
    /// Tell why whatever stands at this line of the file is said by whom, or by nobody
    #[arg(long, value_name = "LINE", conflicts_with_all = ["json", "spoken", "save", "coverage"])]
    pub(super) explain: Option<usize>,
    /// Save it as Markdown, to be corrected in an editor and rendered instead of the interview
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) save: Option<PathBuf>,
    /// Replace FILE if it exists
    #[arg(long, requires = "save")]
    pub(super) force: bool,
}

#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) pages: Pages,
    /// Fail on warnings, too
    #[arg(long)]
    pub(super) strict: bool,
    /// Print what was found as JSON on standard output
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Args)]
pub(super) struct Diff {
    #[command(flatten)]
    pub(super) pages: Pages,
    #[command(flatten)]
    pub(super) goal: Goal,
    #[command(flatten)]
    pub(super) kept: Kept,
    /// Print the differences as JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Args)]
pub(super) struct Verify {
    /// The folder of the episode
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) folder: PathBuf,
    /// Print what was found as JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Args)]
pub(super) struct Config {
    #[command(subcommand)]
    pub(super) verb: ConfigVerb,
}

#[derive(Subcommand)]
pub(super) enum ConfigVerb {
    /// Print where it is looked for
    Path,
}
