//! An episode of thirty hours in every format: a right file, or a refusal that says why.
//!
//! Its sound is not encoded to the end, which would take a test an hour: what can overflow stands in
//! heads, tags and pages, all of which are made before the first sample or without one.

#![allow(clippy::unwrap_used)]

use super::{Extent, Job, OUTPUTS, Write, claim, rehearsal, write};
use crate::diag::observe::Silent;
use crate::engines::Settings;
use crate::master::Episode;

const HOURS: u64 = 30;

fn endless() -> Episode {
    let titles: Vec<String> = (0..40).map(|at| format!("Night {at}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let lines = vec![(0, "And then the tide came in again."); 400];
    rehearsal::episode(HOURS * 3600, &titles, &lines)
}

#[test]
fn thirty_hours_end_in_a_right_file_or_a_clear_error() {
    let episode = endless();
    let extent: Extent = write::extent(&episode);
    let none = Settings::new();
    let mut refused = Vec::new();
    for row in OUTPUTS.iter().filter(|row| row.missing.is_none()) {
        let folder = tempfile::tempdir().unwrap();
        if let Err(why) = (row.holds)(&extent, &none) {
            assert!(why.contains("hours"), "{}: {why}", row.name);
            refused.push(row.name);
            continue;
        }
        let job = Job {
            episode: &episode,
            folder: folder.path(),
            settings: &none,
            cover: None,
            room: 0.0,
            observer: &Silent,
        };
        match row.write {
            Write::Page(page) => {
                let files = page(&job).unwrap();
                let text = std::fs::read_to_string(&files[0].path).unwrap();
                assert!(
                    text.contains("29:") || text.contains("105300"),
                    "{}",
                    row.name
                );
            }
            Write::Sound(open) => {
                let mut encoder = open(&job).unwrap();
                let shape = encoder.shape();
                let second = vec![0.1; shape.rate.0 as usize * usize::from(shape.channels)];
                encoder.encode(&second).unwrap();
                // Given up here: a thing whose head could not be right has said so by now.
                drop(encoder);
                let file = folder.path().join((row.file)(&episode.about.name));
                assert!(file.is_file(), "{}", row.name);
            }
        }
    }
    // Markers in a WAV count frames in 32 bits: 24.9 hours.
    assert_eq!(refused, [OUTPUTS[0].name]);
}

/// Before a word is spoken only the chapters are known, and they are enough to refuse.
#[test]
fn too_many_chapters_are_told_before_anything_is_spoken() {
    let extent = Extent {
        chapters: 100_000,
        frames: None,
        channels: None,
        ..write::extent(&rehearsal::episode(1, &[], &[]))
    };
    let told: Vec<String> = OUTPUTS
        .iter()
        .filter_map(|row| (row.holds)(&extent, &Settings::new()).err())
        .collect();
    assert!(!told.is_empty());
    assert!(told.iter().all(|why| why.contains("chapters")), "{told:?}");
    // And nothing of it is left where it was to be.
    let folder = tempfile::tempdir().unwrap();
    drop(claim(folder.path(), super::Owner::of(&endless().about), &[]).unwrap());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
