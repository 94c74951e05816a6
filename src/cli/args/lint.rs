//! The arguments of `duologue lint`, and the tables that its help shows.

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueHint};
use duologue::lint::KINDS;
use duologue::publish::captions::profile::{NamedAt, PROFILES, Pace, Profile, profile};
use std::path::PathBuf;

#[derive(Args)]
pub(in crate::cli) struct Lint {
    /// Captions as WebVTT or SubRip, up to 16 MB each
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// Whose rules they have to keep to
    #[arg(long, value_name = "NAME", default_value = PROFILES[0].name,
          value_parser = PossibleValuesParser::new(PROFILES.iter().map(|profile| profile.name)))]
    profile: String,
    /// The language of the words, such as en or de-AT, by which it is known what belongs together in
    /// a line [default: what the file says, else found out]
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub(in crate::cli) language: Option<String>,
    /// Count as a fault what the speech itself forces, too
    #[arg(long)]
    pub(in crate::cli) strict: bool,
    /// Print what was found as JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

impl Lint {
    /// The rules that were asked for.
    pub(in crate::cli) fn profile(&self) -> &'static Profile {
        profile(&self.profile).unwrap_or(&PROFILES[0])
    }
}

fn language(tag: &str) -> Result<String, String> {
    match duologue::engines::Language::parse(tag) {
        Some(language) => Ok(language.primary().to_owned()),
        None => Err("a language is written as en or de-AT".to_owned()),
    }
}

/// What stands below the options: examples, the profiles with their numbers, the kinds of faults.
pub(in crate::cli) fn help() -> String {
    let mut text = String::from(
        "Examples:\n  duologue lint out/interview/captions.vtt\n  \
         duologue lint *.srt --profile netflix --json\n\nProfiles:\n",
    );
    for profile in PROFILES {
        text += &format!(
            "  {:9} {}\n{:12}{}\n",
            profile.name,
            profile.about,
            "",
            numbers(profile)
        );
    }
    text += "\nKinds of faults:\n";
    for kind in KINDS {
        text += &format!("  {:13} {}\n", kind.name, kind.about);
    }
    text
}

/// A profile in a line.
fn numbers(profile: &Profile) -> String {
    let line = match profile.line == profile.line_srt {
        true => profile.line.to_string(),
        false => format!("{} (SubRip {})", profile.line, profile.line_srt),
    };
    let pace = match profile.pace {
        Pace::Characters(most) => format!("{most} characters a second"),
        Pace::Words(most) => format!("{most} words a minute"),
    };
    let closes = if profile.closes { " or no gap" } else { "" };
    let names = match profile.names {
        NamedAt::Change => "at each change",
        NamedAt::Every => "in every cue",
    };
    let seconds = |ms: u32| f64::from(ms) / 1e3;
    format!(
        "{line} characters, {} lines, {pace}, {} to {} s,\n{:12}{} ms between cues{closes}, names {names}",
        profile.lines,
        seconds(profile.shortest.0),
        seconds(profile.longest.0),
        "",
        profile.gap.0,
    )
}
