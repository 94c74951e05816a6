//! An episode's compiled captions to `captions.vtt`, each with who speaks.
//!
//! The form is WebVTT (W3C). A `Language:` line below the signature was rejected: it was
//! dropped from the standard, and strict parsers complain; a `NOTE` tells a person what the
//! file belongs to instead, and a line in another language carries it as `<lang>`.
//!
//! Who speaks stands in the `<v Name>` of every cue, in full, for programs; few players show it. So where a
//! profile asks for a name, it stands before the words for everybody to see, inside of the `<v>` and outside
//! of the `<lang>`.

pub mod compile;
pub mod forced;
pub mod phrases;
pub mod profile;
mod srt;

pub(super) use srt::ROW as SRT;

use super::settings::{self, Key, Takes};
use super::{Job, OutputRow, PublishError, Write, Written, any_extent, disk, marks};
use crate::engines::{Language, SettingProblem, Settings};
use crate::master::Episode;
use compile::{Cue, Form};
use profile::{NAMES, PROFILES, Profile};

/// The row of this format.
pub(super) const ROW: OutputRow = OutputRow {
    name: "captions",
    about: "captions with who speaks, easy to read, for players that show them (WebVTT)",
    file: |_| "captions.vtt".to_owned(),
    media_type: "text/vtt",
    default: true,
    needs: &[],
    pictured: false,
    missing: None,
    like: None,
    check,
    holds: any_extent,
    write: Write::Page(write),
};

/// The settings of either format of captions.
const KEYS: &[Key] = &[Key {
    name: "profile",
    about: "whose rules they keep to: how wide, how fast, how long [default: duologue]",
    takes: Takes::Words(NAMES),
}];

fn check(settings: &Settings) -> Vec<SettingProblem> {
    settings::check(KEYS, settings)
}

/// The profile that was asked for, else the first.
fn asked(settings: &Settings) -> &'static Profile {
    let name = settings::word(settings, KEYS[0].name);
    name.and_then(profile::profile).unwrap_or(&PROFILES[0])
}

fn write(job: &Job<'_>) -> Written {
    let path = job.folder.join((ROW.file)(&job.episode.about.name));
    let text = page(job.episode, asked(job.settings))?;
    disk::write_artifact(path, ROW.media_type, text.as_bytes())
}

fn page(episode: &Episode, profile: &Profile) -> Result<String, PublishError> {
    let about = &episode.about;
    let mut page = String::from("WEBVTT\n\n");
    // Escaped although a note is not parsed: a title could hold the arrow that no note may.
    let title = escape(&marks::one_line(&about.title));
    page.push_str(&format!("NOTE {title} ({})\n\n", about.language));
    let synthetic = escape(&marks::one_line(&about.synthetic));
    if !synthetic.is_empty() {
        page.push_str(&format!("NOTE {synthetic}\n\n"));
    }
    for cue in compile::compile(episode, profile, Form::Voices)? {
        page.push_str(&format!(
            "{} --> {}\n{}\n\n",
            clock(cue.start_ms),
            clock(cue.end_ms),
            payload(&cue, &about.language)
        ));
    }
    // One line end, not two, behind the last cue.
    page.pop();
    Ok(page)
}

/// The words of a cue. The `</v>` that would follow is left out as the standard allows where
/// the voice spans the whole cue: several players show it.
fn payload(cue: &Cue<'_>, main: &Language) -> String {
    let mut words = escape(&cue.lines.join("\n"));
    // A name alone on its line.
    if let Some(rest) = words.strip_prefix('\n') {
        words = rest.to_owned();
    }
    // A region is an accent, and words are written the same in either.
    if !main.reads(cue.language) {
        words = format!("<lang {}>{words}</lang>", cue.language);
    }
    let alone = cue.lines.first().is_some_and(String::is_empty);
    let label = match alone {
        true => format!("{}\n", cue.label.trim_end()),
        false => cue.label.clone(),
    };
    words.insert_str(0, &escape(&label));
    match cue.speaker.as_str() {
        // `<v>` without a name is not allowed.
        "" => words,
        // White space at the end of an annotation is none of it (WebVTT, 6.4), and keeps the bracket
        // from making an arrow of two hyphens.
        name if name.ends_with("--") => format!("<v {} >{words}", escape(name)),
        name => format!("<v {}>{words}", escape(name)),
    }
}

/// The text with what WebVTT would read as markup made harmless. No arrow is left either.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// `hh:mm:ss.mmm`, with more digits for the hours where they are needed.
fn clock(millis: u64) -> String {
    let (seconds, millis) = (millis / 1000, millis % 1000);
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    let (hours, minutes) = (minutes / 60, minutes % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02}.{millis:03}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{outside, rehearsal};
    use super::*;
    use crate::arrange::Stretch;
    use crate::diag::observe::Silent;
    use crate::engines::Settings;
    use proptest::prelude::*;

    #[test]
    fn each_sentence_is_a_cue_with_its_speaker() {
        let mut episode = rehearsal::episode(4, &[], &[(0, "Why radio?"), (1, "Ach so.")]);
        episode.about.lines[1].language = Language::parse("de").unwrap();
        episode.timeline.captions = vec![
            Stretch {
                start: 4_800,
                end: 59_256,
            },
            Stretch {
                start: 79_416,
                end: 176_640,
            },
        ];
        assert_eq!(
            page(&episode, &PROFILES[0]).unwrap(),
            "WEBVTT\n\nNOTE A rehearsal (en-GB)\n\nNOTE No voice here is a person's.\n\n\
             00:00:00.100 --> 00:00:01.575\n<v Mirela Vance>Mirela Vance: Why radio?\n\n\
             00:00:01.655 --> 00:00:03.680\n<v Tomas Okafor>Tomas Okafor: <lang de>Ach so.</lang>\n"
        );
    }

    #[test]
    fn times_go_beyond_a_day() {
        for (millis, text) in [
            (0, "00:00:00.000"),
            (3_599_999, "00:59:59.999"),
            (360_000_001, "100:00:00.001"),
        ] {
            assert_eq!(clock(millis), text);
        }
    }

    #[test]
    fn an_episode_without_a_word_is_still_a_caption_file() {
        let page = page(&rehearsal::episode(1, &[], &[(0, " \n ")]), &PROFILES[0]).unwrap();
        assert_eq!(
            page,
            "WEBVTT\n\nNOTE A rehearsal (en-GB)\n\nNOTE No voice here is a person's.\n"
        );
    }

    #[test]
    fn another_reader_finds_every_cue() {
        let Some(mut ffprobe) = outside::reader("ffprobe") else {
            return;
        };
        let folder = tempfile::tempdir().unwrap();
        let lines = [
            (0, "a --> b\n\nc"),
            (1, "<script>&amp;</v>"),
            (0, "שלום 🎧"),
        ];
        let mut episode = rehearsal::episode(6, &[], &lines);
        episode.about.people[0].name = "A > B\n\"C\"/<script>".to_owned();
        episode.about.people[1].name = "O ".repeat(5000);
        rehearsal::written(&episode, &ROW, Settings::new(), folder.path(), &Silent).unwrap();
        let json = outside::json(
            ffprobe
                .args(["-v", "error", "-of", "json", "-show_packets"])
                .arg(folder.path().join("captions.vtt")),
        );
        let packets = json["packets"].as_array().unwrap();
        let times: Vec<&str> = packets
            .iter()
            .map(|packet| packet["pts_time"].as_str().unwrap())
            .collect();
        assert_eq!(times, ["0.000000", "2.000000", "4.000000"]);
    }

    #[test]
    fn a_name_that_ends_in_hyphens_makes_no_arrow() {
        let mut episode = rehearsal::episode(2, &[], &[(0, "Yes.")]);
        episode.about.people[0].name = "--".to_owned();
        let page = page(&episode, &PROFILES[0]).unwrap();
        let arrows = page.lines().filter(|line| line.contains("-->"));
        assert_eq!(arrows.count(), 1, "{page}");
    }

    proptest! {
        #[test]
        fn nothing_that_is_said_breaks_a_cue(name in ".{0,20}", text in "(.|\n|-->|<v x>){1,30}") {
            let mut episode = rehearsal::episode(2, &[], &[(0, text.as_str())]);
            episode.about.people[0].name = name;
            let page = page(&episode, &PROFILES[0]).unwrap();
            let lines: Vec<&str> = page.split_inclusive(['\n', '\r']).collect();
            let arrows = lines.iter().filter(|line| line.contains("-->")).count();
            let times = |line: &&&str| line.starts_with("00:0") && line.contains(" --> 00:0");
            prop_assert_eq!(lines.iter().filter(times).count(), arrows);
            // Signature, two notes and perhaps cues of two or three lines, each behind an empty line.
            prop_assert!(lines[..5].concat().starts_with("WEBVTT\n\nNOTE "));
            for cue in lines[5..].split(|line| *line == "\n").skip(1) {
                prop_assert!((2..=3).contains(&cue.len()) && times(&&cue[0]), "{:?}", cue);
                prop_assert!(cue[2..].iter().all(|line| !line.contains('<')));
                prop_assert_eq!(cue[1].matches('<').count(), usize::from(cue[1].starts_with("<v ")));
            }
        }
    }
}
