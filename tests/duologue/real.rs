//! The interview that the program was built on. It is not ours to pass on, so it lies beside
//! the checkout, and this test skips where it does not.

use crate::builder::{Test, checkout};
#[cfg(feature = "pico")]
use crate::episode::Episode;
#[cfg(feature = "pico")]
use crate::outside::{output, tool};
use serde_json::Value;

fn interview() -> Option<Vec<u8>> {
    let path = checkout().join("../shared/interviews/sound-of-metal.txt");
    let found = std::fs::read(path).ok();
    if found.is_none() {
        println!("skipped: there is no ../shared/interviews beside this checkout");
    }
    found
}

#[test]
fn every_paragraph_goes_to_the_right_person() {
    let Some(page) = interview() else { return };
    let ran = Test::new()
        .file("metal.txt", page)
        .args("script metal.txt --json")
        .run();
    let script: Value = serde_json::from_str(&ran.stdout).unwrap();
    let turns = script["turns"].as_array().unwrap();
    // n: narrator, q: asks, a: answers; in the order of the page.
    let who: String = turns
        .iter()
        .map(|turn| {
            match (
                turn["speaker"].as_str().unwrap(),
                turn["name"].as_str().unwrap(),
            ) {
                ("narrator", _) => 'n',
                ("interviewer", "Collider") => 'q',
                ("interviewee", "Riz Ahmed") => 'a',
                other => panic!("{other:?}"),
            }
        })
        .collect();
    assert_eq!(who, "nnqaqaaqaaqaqaqaaqaqan");
    for turn in turns {
        assert!(
            !turn["text"].as_str().unwrap().contains("sound-of-metal-"),
            "{turn}"
        );
    }
    let skipped = script["skipped"].as_array().unwrap();
    let slugs = skipped
        .iter()
        .filter(|s| s["text"].as_str().unwrap().starts_with("sound-of-"));
    assert_eq!(slugs.count(), 5);
    assert!(
        skipped
            .iter()
            .all(|s| !s["rule"].as_str().unwrap().is_empty())
    );
}

#[cfg(feature = "pico")]
#[test]
fn it_renders_with_the_embedded_voice_as_loud_as_promised() {
    let Some(page) = interview() else { return };
    let ran = Test::new()
        .file("metal.txt", page)
        .args("render metal.txt --out ep")
        .run();
    let episode = Episode::read(&ran.path("ep"));
    assert_eq!(episode.chapters.len(), episode.cues.len());
    assert!(episode.seconds() > 400.0);
    let Some(mut ffmpeg) = tool("ffmpeg") else {
        return;
    };
    let (loudness, peak) = crate::render::measure(&mut ffmpeg, &episode);
    assert!(
        (loudness + 16.0).abs() <= 0.5 && peak <= -1.0,
        "{loudness} LUFS, {peak} dBTP"
    );
    let Some(mut probe) = tool("ffprobe") else {
        return;
    };
    let printed = output(
        probe
            .args(["-v", "error", "-show_chapters"])
            .arg(&episode.wav),
    );
    assert_eq!(
        printed.matches("TAG:title=").count(),
        episode.chapters.len()
    );
}
