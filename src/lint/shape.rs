//! The lines of the cues to what is too wide, too many, or broken where it belongs together.

use super::Format;
use super::breaks;
use super::clock::brief;
use super::cues::Cue;
use super::fault::Faults;
use super::kinds::{BREAK, LINE_LENGTH, LINES};
use super::payload::Shown;
use crate::publish::captions::profile::columns;

pub(super) fn judge(
    cue: &Cue<'_>,
    shown: &Shown,
    format: Format,
    language: &str,
    faults: &mut Faults<'_>,
) {
    let profile = faults.profile;
    let most = match format {
        Format::Vtt => profile.line,
        Format::Srt => profile.line_srt,
    };
    for line in &shown.lines {
        let wide = columns(&line.text);
        if wide > most {
            let told = format!("line of {wide} characters; at most {most}");
            let numbers = (wide as f64, most as f64);
            faults.measured(&LINE_LENGTH, cue, line.number, told, numbers, false);
        }
    }
    if let Some(line) = shown.lines.get(profile.lines) {
        let (many, most) = (shown.lines.len(), profile.lines);
        let told = format!("{many} lines; at most {most}");
        let numbers = (many as f64, most as f64);
        faults.measured(&LINES, cue, line.number, told, numbers, false);
    }
    for broken in breaks::broken(shown, language, most) {
        let (before, after) = broken.words;
        let told = format!(
            "broken {}: `{}` | `{}`",
            broken.bond.told(),
            brief(before),
            brief(after)
        );
        faults.within(&BREAK, cue, broken.line, told);
    }
}
