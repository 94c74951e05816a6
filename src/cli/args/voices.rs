//! The arguments of `duologue voices`.

use clap::{Args, Subcommand, ValueHint};
use duologue::engines::Language;

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::cli) struct Voices {
    /// Print the cast that is used when none is given: a file to start your own from
    #[arg(long, conflicts_with = "json")]
    pub(in crate::cli) cast: bool,
    /// Print the list as JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
    #[command(subcommand)]
    pub(in crate::cli) verb: Option<VoicesVerb>,
}

#[derive(Subcommand)]
pub(in crate::cli) enum VoicesVerb {
    /// List the voices that can be installed, and those that are
    #[command(after_help = "\
Examples:
  duologue voices list --language fr
  duologue voices list --installed")]
    List(List),
    /// Download a voice, check it, and put it where casts find it
    ///
    /// A download that was cut off goes on where it ended. Nothing is put in place before all of it is
    /// verified. A licence that restricts what may be done, or that nobody stated, is shown first. Proxies
    /// come from HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY.
    #[command(after_help = examples())]
    Install(Install),
    /// Remove an installed voice, and exactly its files
    Remove {
        /// The voices, as a cast names them
        #[arg(value_name = "VOICE", required = true)]
        names: Vec<String>,
    },
    /// Print the folder of installed voices
    ///
    /// `voices:` in your configuration sets another one.
    Path,
}

#[derive(Args)]
pub(in crate::cli) struct List {
    /// Only those that are installed
    #[arg(long)]
    pub(in crate::cli) installed: bool,
    /// Only those of a language, such as fr, de_DE or en-GB
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub(in crate::cli) language: Option<Language>,
    #[command(flatten)]
    pub(in crate::cli) mirror: Mirror,
    /// Print the list as JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Args)]
pub(in crate::cli) struct Install {
    /// The voices, as a cast names them
    #[arg(value_name = "VOICE", required = true)]
    pub(in crate::cli) names: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) mirror: Mirror,
    /// Accept the licences without being asked
    #[arg(long, short)]
    pub(in crate::cli) yes: bool,
}

/// Where voices come from.
#[derive(Args)]
pub(in crate::cli) struct Mirror {
    /// A mirror: a folder with the files, or an address in place of the publisher's; flat, or laid out as
    /// published, with the publisher's voices.json if there are voices that this program does not know
    #[arg(long, value_name = "DIR|URL", value_hint = ValueHint::AnyPath)]
    pub(in crate::cli) from: Option<String>,
}

fn language(text: &str) -> Result<Language, String> {
    Language::parse(text).ok_or_else(|| "a language is written as fr, de_DE or en-GB".into())
}

/// The names of engines stand in the catalogue, and nowhere here.
#[cfg(feature = "neural")]
fn examples() -> String {
    let Ok(all) = duologue::install::Catalogue::embedded() else {
        return String::new();
    };
    let name = all.example;
    format!(
        "Examples:\n  duologue voices install {name}\n  duologue voices install {name} --yes\n  \
         duologue voices install {name} --from /media/stick/voices"
    )
}

#[cfg(not(feature = "neural"))]
fn examples() -> &'static str {
    ""
}
