//! An episode's compiled captions to `captions.srt`, for editors and platforms that take nothing else.
//!
//! SubRip has no standard, no voices, no languages and no escapes; what every player agrees on is a number, a
//! line of times and a few lines of text. So who speaks is told by a label at each change, and what a player
//! could take for markup is parted by a character that is not seen (U+2060, word joiner).

use super::compile::{self, Cue, Form};
use super::profile::Profile;
use super::{asked, check};
use crate::master::Episode;
use crate::publish::{Job, OutputRow, PublishError, Write, Written, any_extent, disk};

/// The row of this format.
pub(in crate::publish) const ROW: OutputRow = OutputRow {
    name: "srt",
    about: "the same captions for editors and platforms that ask for SubRip",
    file: |_| "captions.srt".to_owned(),
    media_type: "application/x-subrip",
    default: false,
    needs: &[],
    pictured: false,
    missing: None,
    like: Some(super::ROW.name),
    check,
    holds: any_extent,
    write: Write::Page(write),
};

fn write(job: &Job<'_>) -> Written {
    let path = job.folder.join((ROW.file)(&job.episode.about.name));
    let text = page(job.episode, asked(job.settings))?;
    disk::write_artifact(path, ROW.media_type, text.as_bytes())
}

fn page(episode: &Episode, profile: &Profile) -> Result<String, PublishError> {
    let cues = compile::compile(episode, profile, Form::Plain)?;
    let cue = |(number, cue): (usize, &Cue<'_>)| {
        let lines: Vec<String> = cue.shown().map(|line| harmless(&line)).collect();
        let (start, end) = (clock(cue.start_ms), clock(cue.end_ms));
        format!("{number}\n{start} --> {end}\n{}\n", lines.join("\n"))
    };
    let cues: Vec<String> = (1..).zip(&cues).map(cue).collect();
    Ok(cues.join("\n"))
}

/// A line that no player takes for a tag, a style or a line of times.
fn harmless(line: &str) -> String {
    line.replace('<', "<\u{2060}")
        .replace("{\\", "{\u{2060}\\")
        .replace("-->", "--\u{2060}>")
}

/// `hh:mm:ss,mmm`: WebVTT's, with the comma of the language that SubRip was made in.
fn clock(millis: u64) -> String {
    super::clock(millis).replace('.', ",")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::profile::PROFILES;
    use super::*;
    use crate::publish::{outside, rehearsal};

    #[test]
    fn cues_are_numbered_and_say_who_speaks() {
        let episode = rehearsal::episode(4, &[], &[(0, "Why radio?"), (1, "It was cheap.")]);
        assert_eq!(
            page(&episode, &PROFILES[0]).unwrap(),
            "1\n00:00:00,000 --> 00:00:01,920\nMirela Vance: Why radio?\n\n\
             2\n00:00:02,000 --> 00:00:04,000\nTomas Okafor: It was cheap.\n"
        );
        let none = rehearsal::episode(1, &[], &[(0, " ")]);
        assert_eq!(page(&none, &PROFILES[0]).unwrap(), "");
    }

    #[test]
    fn another_reader_finds_every_cue() {
        let Some(mut ffprobe) = outside::reader("ffprobe") else {
            return;
        };
        let folder = tempfile::tempdir().unwrap();
        let lines = [
            (0, "00:00:01,000 --> 00:00:09,000"),
            (1, "<script>{\\an8}</i>"),
            (0, "1998\n\n3"),
        ];
        let mut episode = rehearsal::episode(6, &[], &lines);
        episode.about.people[0].name = "A --> B\n<i>".to_owned();
        episode.about.people[1].name = "O ".repeat(5000);
        let path = folder.path().join("captions.srt");
        std::fs::write(&path, page(&episode, &PROFILES[0]).unwrap()).unwrap();
        let asked = ["-v", "error", "-of", "json", "-show_packets"];
        let json = outside::json(ffprobe.args(asked).arg(path));
        let packets = json["packets"].as_array().unwrap();
        let times = packets
            .iter()
            .map(|packet| packet["pts_time"].as_str().unwrap());
        let times: Vec<&str> = times.collect();
        assert_eq!(times, ["0.000000", "2.000000", "4.000000"]);
    }
}
