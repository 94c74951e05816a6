//! An episode's sentences to `captions.vtt`, each with who speaks.
//!
//! The form is WebVTT (W3C). A `Language:` line below the signature was rejected: it was
//! dropped from the standard, and strict parsers complain; a `NOTE` tells a person what the
//! file belongs to instead, and a line in another language carries it as `<lang>`.

pub mod profile;

use super::marks::CaptionMark;
use super::{Job, OutputRow, PublishError, Write, Written, any_extent, disk, marks, no_settings};
use crate::engines::Language;
use crate::master::Episode;

/// The row of this format.
pub(super) const ROW: OutputRow = OutputRow {
    name: "captions",
    about: "every sentence with its time and speaker, for players that show captions (WebVTT)",
    file: |_| "captions.vtt".to_owned(),
    media_type: "text/vtt",
    default: true,
    needs: &[],
    pictured: false,
    missing: None,
    check: no_settings,
    holds: any_extent,
    write: Write::Page(write),
};

fn write(job: &Job<'_>) -> Written {
    let Job {
        episode, folder, ..
    } = job;
    let path = folder.join((ROW.file)(&episode.about.name));
    let text = page(episode)?;
    disk::write_artifact(path, ROW.media_type, text.as_bytes())
}

fn page(episode: &Episode) -> Result<String, PublishError> {
    let about = &episode.about;
    let mut page = String::from("WEBVTT\n\n");
    // Escaped although a note is not parsed: a title could hold the arrow that no note may.
    let title = escape(&marks::one_line(&about.title));
    page.push_str(&format!("NOTE {title} ({})\n\n", about.language));
    let synthetic = escape(&marks::one_line(&about.synthetic));
    if !synthetic.is_empty() {
        page.push_str(&format!("NOTE {synthetic}\n\n"));
    }
    for mark in marks::captions(episode)? {
        page.push_str(&format!(
            "{} --> {}\n{}\n\n",
            clock(mark.start_ms),
            clock(mark.end_ms),
            payload(&mark, &about.language)
        ));
    }
    // One line end, not two, behind the last cue.
    page.pop();
    Ok(page)
}

/// The words of a cue. The `</v>` that would follow is left out as the standard allows where
/// the voice spans the whole cue: several players show it.
fn payload(mark: &CaptionMark<'_>, main: &Language) -> String {
    let mut words = escape(&mark.text);
    // A region is an accent, and words are written the same in either.
    if !main.reads(mark.language) {
        words = format!("<lang {}>{words}</lang>", mark.language);
    }
    match mark.name.as_str() {
        // `<v>` without a name is not allowed.
        "" => words,
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
            page(&episode).unwrap(),
            "WEBVTT\n\nNOTE A rehearsal (en-GB)\n\nNOTE No voice here is a person's.\n\n\
             00:00:00.100 --> 00:00:01.235\n<v Mirela Vance>Why radio?\n\n\
             00:00:01.655 --> 00:00:03.680\n<v Tomas Okafor><lang de>Ach so.</lang>\n"
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
        let page = page(&rehearsal::episode(1, &[], &[(0, " \n ")])).unwrap();
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

    proptest! {
        #[test]
        fn nothing_that_is_said_breaks_a_cue(name in ".{0,20}", text in "(.|\n|-->|<v x>){1,30}") {
            let mut episode = rehearsal::episode(2, &[], &[(0, text.as_str())]);
            episode.about.people[0].name = name;
            let page = page(&episode).unwrap();
            let lines: Vec<&str> = page.split_inclusive(['\n', '\r']).collect();
            let arrows = lines.iter().filter(|line| line.contains("-->")).count();
            // Signature, two notes and perhaps one cue of two lines, each behind an empty line.
            prop_assert!(lines.len() == 5 && arrows == 0 || lines.len() == 8 && arrows == 1);
            prop_assert!(lines.iter().all(|line| line.matches('<').count() <= 1));
        }
    }
}
