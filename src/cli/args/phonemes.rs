//! The arguments of `duologue phonemes`.

use clap::Args;

#[derive(Args)]
#[command(after_help = "\
Numbers, abbreviations and the like are written out first, as in an episode. A voice that reads text shows the
text that it is given.

Example:
  duologue phonemes \"Dr. Castov paid $5.50.\" --voice pico:en-GB")]
pub(in crate::cli) struct Phonemes {
    /// What is to be said
    #[arg(value_name = "TEXT")]
    pub(in crate::cli) text: String,
    /// Who is to say it, as `duologue voices` lists them
    #[arg(long, value_name = "VOICE")]
    pub(in crate::cli) voice: String,
    /// The language of the text, such as en or de-AT [default: the voice's own]
    #[arg(long, value_name = "TAG")]
    pub(in crate::cli) language: Option<String>,
    /// Print it as JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}
