//! The arguments of `duologue inspect`.

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueHint};
use duologue::house::{Choice, Levels};
use std::path::PathBuf;

#[derive(Args)]
pub(in crate::cli) struct Inspect {
    /// The folder of an episode, or one of its sound files (WAV, FLAC, MP3, M4A; mono or stereo)
    #[arg(value_hint = ValueHint::AnyPath)]
    pub(in crate::cli) episode: PathBuf,
    /// Which targets it should meet [default: those it was made for; podcast if that is not known]
    #[arg(long, value_name = "NAME",
          value_parser = PossibleValuesParser::new(Levels::ALL.iter().map(|(name, _)| *name)))]
    levels: Option<String>,
    /// Draw it as a page: the wave, who speaks, chapters, loudness, the tables. Replaces FILE
    #[arg(long, value_name = "FILE.svg", value_hint = ValueHint::FilePath, value_parser = svg)]
    pub(in crate::cli) svg: Option<PathBuf>,
    /// The same page as a picture, 2400 pixels wide. Replaces FILE
    #[arg(long, value_name = "FILE.png", value_hint = ValueHint::FilePath, value_parser = png)]
    pub(in crate::cli) png: Option<PathBuf>,
    /// Print what was measured as JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

impl Inspect {
    /// The preset that was asked for.
    pub(in crate::cli) fn levels(&self) -> Option<Levels> {
        let asked = self.levels.as_deref()?;
        let mut all = Levels::ALL.iter();
        all.find(|(name, _)| *name == asked)
            .map(|(_, levels)| *levels)
    }
}

fn svg(text: &str) -> Result<PathBuf, String> {
    ending(text, "svg")
}

fn png(text: &str) -> Result<PathBuf, String> {
    ending(text, "png")
}

/// A picture replaces what has its name; so the name has to be a picture's, and never an episode's.
fn ending(text: &str, wanted: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    let found = path
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default();
    match found.eq_ignore_ascii_case(wanted) {
        true => Ok(path),
        false => Err(format!("the name of this file has to end in .{wanted}")),
    }
}
