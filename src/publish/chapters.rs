//! An episode's chapters to `chapters.json`, as podcast apps fetch it.
//!
//! The form is Podcasting 2.0's JSON chapters, version 1.2.0
//! (`podcast:chapters` of the podcast namespace): times in seconds, ascending.

use super::{Job, OutputRow, PublishError, Write, Written, any_extent, disk, marks, no_settings};
use crate::master::Episode;
use serde::Serialize;

/// The row of this format.
pub(super) const ROW: OutputRow = OutputRow {
    name: "chapters",
    about: "chapters with their times as JSON, for podcast apps (Podcasting 2.0)",
    file: |_| "chapters.json".to_owned(),
    media_type: "application/json+chapters",
    default: true,
    needs: &[],
    pictured: false,
    missing: None,
    like: None,
    check: no_settings,
    holds: any_extent,
    write: Write::Page(write),
};

#[derive(Serialize)]
struct Page {
    version: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<String>,
    /// The form's own place for a few words about the episode.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(rename = "podcastName", skip_serializing_if = "Option::is_none")]
    podcast_name: Option<String>,
    chapters: Vec<Chapter>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Chapter {
    start_time: f64,
    end_time: f64,
    title: String,
}

fn write(job: &Job<'_>) -> Written {
    let Job {
        episode, folder, ..
    } = job;
    let path = folder.join((ROW.file)(&episode.about.name));
    let bytes = page(episode)?.into_bytes();
    disk::write_artifact(path, ROW.media_type, &bytes)
}

fn page(episode: &Episode) -> Result<String, PublishError> {
    let about = &episode.about;
    let known = |text: &Option<String>| {
        let text = marks::one_line(text.as_deref().unwrap_or_default());
        (!text.is_empty()).then_some(text)
    };
    let page = Page {
        version: "1.2.0",
        title: marks::one_line(&about.title),
        author: known(&about.publisher),
        description: known(&Some(about.synthetic.clone())),
        podcast_name: known(&about.show),
        chapters: marks::chapters(episode)?
            .into_iter()
            .map(|mark| Chapter {
                // Whole milliseconds divided once: the nearest double prints as at most three
                // decimals.
                start_time: mark.start_ms as f64 / 1000.0,
                end_time: mark.end_ms as f64 / 1000.0,
                title: mark.title,
            })
            .collect(),
    };
    let mut text = serde_json::to_string_pretty(&page)
        .expect("strings and finite numbers always have a JSON form");
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::rehearsal;
    use super::*;
    use crate::arrange::Stretch;

    #[test]
    fn the_form_is_the_published_one() {
        let mut episode = rehearsal::episode(3, &["Introduction", "Why \"radio\"?"], &[]);
        episode.timeline.chapters = vec![
            Stretch {
                start: 0,
                end: 59_256,
            },
            Stretch {
                start: 59_256,
                end: 144_000,
            },
        ];
        episode.about.publisher = Some("Harbour Press".to_owned());
        assert_eq!(
            page(&episode).unwrap(),
            r#"{
  "version": "1.2.0",
  "title": "A rehearsal",
  "author": "Harbour Press",
  "description": "No voice here is a person's.",
  "podcastName": "Two Stools",
  "chapters": [
    {
      "startTime": 0.0,
      "endTime": 1.235,
      "title": "Introduction"
    },
    {
      "startTime": 1.235,
      "endTime": 3.0,
      "title": "Why \"radio\"?"
    }
  ]
}
"#
        );
    }

    #[test]
    fn hostile_titles_survive_and_unknown_things_are_left_out() {
        let long = "x".repeat(10_000);
        let titles = ["</script>\u{202e}\\\"", "\u{0}", long.as_str(), "a/b\n🎙"];
        let mut episode = rehearsal::episode(4, &titles, &[]);
        episode.about.show = Some("  ".to_owned());
        let json: serde_json::Value = serde_json::from_str(&page(&episode).unwrap()).unwrap();
        let read: Vec<&str> = json["chapters"]
            .as_array()
            .unwrap()
            .iter()
            .map(|chapter| chapter["title"].as_str().unwrap())
            .collect();
        assert_eq!(read, ["</script>\u{202e}\\\"", "2", long.as_str(), "a/b 🎙"]);
        assert!(json.get("podcastName").is_none() && json.get("author").is_none());
    }

    #[test]
    fn an_episode_without_chapters_has_an_empty_list() {
        let json = page(&rehearsal::episode(1, &[], &[])).unwrap();
        assert!(json.contains("\"chapters\": []"), "{json}");
    }
}
