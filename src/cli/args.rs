//! What can be typed. Arguments end here: everything behind sees what is meant.

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueHint};
use clap_complete::Shell;
use duologue::pipeline::{self, Order};
use duologue::publish::OUTPUTS;
use std::num::NonZeroUsize;
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
    /// List the voices on this machine
    ///
    /// A cast names them as engine:name, as they stand here.
    Voices(Voices),
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
  duologue takes verify")]
    Takes(Takes),
    /// Find your configuration
    ///
    /// A YAML file for what a cast may never say: `cache:` and `takes: {folder: …, cap: 2 GB}`,
    /// `threads:`. It need not exist.
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
        }
    }
}

#[derive(Args)]
pub(super) struct Render {
    #[command(flatten)]
    pub(super) pages: Pages,
    #[command(flatten)]
    pub(super) making: Making,
    /// Print what was made as JSON on standard output
    #[arg(long)]
    pub(super) json: bool,
}

/// How an episode is made, once or again and again.
#[derive(Args)]
pub(super) struct Making {
    /// The folder of this episode alone [default: out/<name>]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) out: Option<PathBuf>,
    /// What to write, several with commas [default: wav,chapters,captions]
    #[arg(long, value_name = "NAMES", value_delimiter = ',',
          value_parser = PossibleValuesParser::new(OUTPUTS.iter().map(|row| row.name)))]
    pub(super) format: Vec<String>,
    /// Make nothing if there is anything to warn of: a doubtful paragraph, a voice that is missing
    #[arg(long)]
    pub(super) strict: bool,
    /// How many lines are spoken at once [default: one on each core]
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<NonZeroUsize>,
}

impl Making {
    /// The folder that receives the episode.
    pub(super) fn folder(&self, pages: &Pages) -> PathBuf {
        let out = self.out.clone();
        out.unwrap_or_else(|| pipeline::default_out(&pages.interview))
    }
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
pub(super) struct Takes {
    #[command(subcommand)]
    pub(super) verb: Option<TakesVerb>,
}

#[derive(Subcommand)]
pub(super) enum TakesVerb {
    /// Throw away what was not used for longest
    Prune {
        /// How much may stay, such as 500MB or 2GB [default: the configuration's, or 5 GB]
        #[arg(long, value_name = "SIZE", value_parser = size)]
        cap: Option<u64>,
    },
    /// Check every take, and throw damaged ones away
    Verify,
}

/// `500MB`, `2 GB`, `0`: decimal, as disks are sold.
fn size(text: &str) -> Result<u64, String> {
    let text = text.trim().to_lowercase();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
    let factor = match text[digits.len()..].trim() {
        "" | "b" => 1.0,
        "kb" | "k" => 1e3,
        "mb" | "m" => 1e6,
        "gb" | "g" => 1e9,
        "tb" | "t" => 1e12,
        _ => return Err("a size is written as 500MB or 2GB".into()),
    };
    match digits.parse::<f64>() {
        Ok(number) if number >= 0.0 => Ok((number * factor) as u64),
        _ => Err("a size is written as 500MB or 2GB".into()),
    }
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

#[derive(Args)]
pub(super) struct Voices {
    /// Print the cast that is used when none is given: a file to start your own from
    #[arg(long, conflicts_with = "json")]
    pub(super) cast: bool,
    /// Print the list as JSON
    #[arg(long)]
    pub(super) json: bool,
}
