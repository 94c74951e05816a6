//! The arguments of `duologue takes`.

use super::Pages;
use super::amounts::size;
use clap::{Args, Subcommand, ValueHint};
use duologue::engines::READINGS;
use std::path::PathBuf;

#[derive(Args)]
pub(in crate::cli) struct Takes {
    /// The folder in which they are kept [default: the configuration's, or one in the cache folder]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, global = true)]
    pub(in crate::cli) takes: Option<PathBuf>,
    #[command(subcommand)]
    pub(in crate::cli) verb: Option<TakesVerb>,
}

#[derive(Subcommand)]
pub(in crate::cli) enum TakesVerb {
    /// Throw away what was not used for longest
    Prune {
        /// How much may stay, such as 500MB or 2GB [default: the configuration's, or 5 GB]
        #[arg(long, value_name = "SIZE", value_parser = size)]
        cap: Option<u64>,
    },
    /// Check every take, and throw damaged ones away
    Verify,
    /// Ask for another reading of a sentence, or put a recording in its place
    ///
    /// Writes a mark before the sentence, into the script that `duologue script --save` saved:
    /// `{take: 2}`, or `{take: "fixed.wav"}`. Nothing else in the file changes. The next render
    /// makes that one sentence anew; take the mark out again, and the old one is heard.
    #[command(after_help = "\
Examples:
  duologue takes redo script.md --line 14
  duologue takes redo script.md --line 14 --sentence 2
  duologue takes redo script.md --line 14 --file fixed.wav
  duologue takes redo interview.txt --line 9 --save interview.md")]
    Redo(Redo),
}

#[derive(Args)]
pub(in crate::cli) struct Redo {
    #[command(flatten)]
    pub(in crate::cli) pages: Pages,
    /// The line of the interview's file on which the sentence stands, from 1
    #[arg(long, value_name = "LINE")]
    pub(in crate::cli) line: usize,
    /// Which sentence of that line, from 1 [default: the only one; several are listed]
    #[arg(long, value_name = "N")]
    pub(in crate::cli) sentence: Option<usize>,
    /// Which reading [default: the one after the one it has]; 1 is the one that is heard without a
    /// mark
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=i64::from(READINGS)))]
    pub(in crate::cli) take: Option<u8>,
    /// A recording to be heard in its place: a sound file (WAV, FLAC, MP3, M4A, Ogg Vorbis, AIFF) of
    /// at most two minutes, beside the script or below
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "take")]
    pub(in crate::cli) file: Option<PathBuf>,
    /// For a page as it was published: save it as this script first, and mark the sentence there
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) save: Option<PathBuf>,
}
