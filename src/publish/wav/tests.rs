//! What is in a written file, as its writer means it and as others read it.
#![allow(clippy::unwrap_used)]

use super::super::rehearsal::{self, RATE, Tone, episode, hostile_episode, listed};
use super::super::sound::{Asked, pass};
use super::super::{Written as Files, outside};
use super::*;
use crate::arrange::Stretch;
use crate::audio::Hz;
use crate::diag::observe::{Event, Observer, Silent};
use crate::master::Episode;
use std::path::PathBuf;

struct Written {
    _folder: tempfile::TempDir,
    path: PathBuf,
    bytes: Vec<u8>,
}

fn written(episode: &Episode, longest: u64) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let artifacts = write_within(episode, folder.path(), &Silent, longest).unwrap();
    let path = folder.path().join("rehearsal.wav");
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(artifacts.len(), 1);
    assert_eq!(
        (&artifacts[0].path, artifacts[0].bytes),
        (&path, bytes.len() as u64)
    );
    Written {
        _folder: folder,
        path,
        bytes,
    }
}

const PLAIN: u64 = u32::MAX as u64;

/// The same with an RF64 for all files of which the RIFF chunk is longer than `longest`.
fn write_within(episode: &Episode, folder: &Path, observer: &dyn Observer, longest: u64) -> Files {
    let none = Settings::new();
    let job = Job {
        episode,
        folder,
        settings: &none,
        cover: None,
        room: 0.0,
        observer,
    };
    let open = move |job: &Job<'_>| Ok(Box::new(Wav::open(job, longest)?) as Box<dyn Encoder>);
    pass(episode, vec![Asked { open: &open, job }], folder, observer)
}

/// Ids and bodies of all chunks; asserts that they fill the file exactly.
fn chunks_of(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut at = 12;
    let rf64 = bytes.starts_with(b"RF64");
    while at < bytes.len() {
        let id = String::from_utf8(bytes[at..at + 4].to_vec()).unwrap();
        let mut size = u32::from_le_bytes(bytes[at + 4..at + 8].try_into().unwrap()) as usize;
        if rf64 && id == "data" {
            size = u64::from_le_bytes(bytes[28..36].try_into().unwrap()) as usize;
        }
        found.push((id, bytes[at + 8..at + 8 + size].to_vec()));
        at += 8 + size.next_multiple_of(2);
    }
    assert_eq!(at, bytes.len());
    found
}

#[test]
fn chunks_stand_in_the_order_that_readers_want() {
    let episode = episode(2, &["One", "Two!"], &[]);
    let plain = written(&episode, PLAIN).bytes;
    let size = u32::from_le_bytes(plain[4..8].try_into().unwrap());
    assert_eq!(size as usize, plain.len() - 8);
    let order = |bytes| -> Vec<String> { chunks_of(bytes).into_iter().map(|c| c.0).collect() };
    assert_eq!(
        order(&plain),
        ["fmt ", "data", "LIST", "cue ", "LIST", "id3 "]
    );

    let large = written(&episode, 1000).bytes;
    assert_eq!(&large[..8], b"RF64\xff\xff\xff\xff");
    assert_eq!(order(&large)[..3], ["ds64", "fmt ", "data"]);
    // Both say the same, but for the sizes.
    assert_eq!(chunks_of(&large)[1..], chunks_of(&plain)[..]);
}

#[test]
fn a_file_is_rf64_from_the_first_byte_beyond_on() {
    let episode = episode(1, &[], &[]);
    let riff = written(&episode, PLAIN).bytes.len() as u64 - 8;
    assert!(written(&episode, riff).bytes.starts_with(b"RIFF"));
    assert!(written(&episode, riff - 1).bytes.starts_with(b"RF64"));
}

#[test]
fn the_same_episode_gives_the_same_bytes_however_it_is_cut_into_blocks() {
    let mut episode = episode(3, &["One", "Two", "Three"], &[]);
    let first = written(&episode, PLAIN).bytes;
    for block in [1, 480, 1_000_000] {
        let frames = episode.audio.frames();
        episode.audio = Box::new(Tone {
            block,
            ..Tone::new(frames)
        });
        assert!(first == written(&episode, PLAIN).bytes, "blocks of {block}");
    }
}

#[test]
fn both_channels_are_written_and_read_by_another_reader() {
    let mut episode = episode(1, &["One"], &[]);
    episode.audio = Box::new(Tone {
        channels: 2,
        rate: Hz(44_100),
        ..Tone::new(1001)
    });
    let file = written(&episode, PLAIN);
    let sound = decode::decode(&file.path, 2000).unwrap();
    assert_eq!(
        (sound.rate, sound.channels, sound.frames()),
        (Hz(44_100), 2, 1001)
    );
    assert_eq!(sound.samples[..2], [-0.25, -0.25]);
    assert_eq!(sound.samples[2000..], [-0.25, -0.25]);
}

#[test]
fn a_programme_of_another_length_than_it_said_is_an_error() {
    for (frames, told) in [(999, 999), (1001, 1001), (0, 0)] {
        let mut episode = episode(1, &[], &[]);
        episode.audio = Box::new(Tone {
            promised: 1000,
            ..Tone::new(frames)
        });
        let folder = tempfile::tempdir().unwrap();
        for longest in [PLAIN, 100] {
            let error = write_within(&episode, folder.path(), &Silent, longest).unwrap_err();
            let PublishError::Programme { promised, found } = error else {
                panic!("{error}");
            };
            assert_eq!((promised, found), (1000, told));
        }
    }
}

#[test]
fn what_was_cut_short_on_the_way_to_the_disk_is_noticed() {
    let episode = episode(1, &["One"], &[]);
    for longest in [PLAIN, 100] {
        let file = written(&episode, longest);
        let header = Header {
            sound: Linear {
                rate: RATE,
                channels: 1,
                depth: 16,
                frames: 48_000,
            },
            behind: behind(
                &Tags::of(&episode.about),
                &marks::chapters(&episode).unwrap(),
                None,
                &file.path,
            )
            .unwrap(),
        };
        assert!(verify(&file.path, &header, longest).is_ok());
        for kept in [file.bytes.len() - 1, 48_000, 60, 3] {
            std::fs::write(&file.path, &file.bytes[..kept]).unwrap();
            assert!(
                verify(&file.path, &header, longest).is_err(),
                "{kept} bytes"
            );
        }
    }
}

#[test]
fn being_told_to_stop_ends_the_writing() {
    struct Impatient;
    impl Observer for Impatient {
        fn event(&self, _event: Event<'_>) {}
        fn stop(&self) -> bool {
            true
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let stopped = write_within(&episode(1, &[], &[]), folder.path(), &Impatient, PLAIN);
    assert!(matches!(stopped, Err(PublishError::Stopped { .. })));
}

#[test]
fn an_episode_beyond_what_markers_count_is_refused_before_a_sample_is_written() {
    let mut episode = episode(1, &["Night", "Morning"], &[]);
    let day = 48_000 * 3600 * 25;
    episode.timeline.chapters = vec![
        Stretch { start: 0, end: day },
        Stretch {
            start: day,
            end: day + 48_000,
        },
    ];
    let folder = tempfile::tempdir().unwrap();
    let error = write_within(&episode, folder.path(), &Silent, PLAIN).unwrap_err();
    assert!(error.to_string().contains("chapter 1"), "{error}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn ffprobe_finds_every_chapter_with_its_title() {
    let Some(_) = outside::reader("ffprobe") else {
        return;
    };
    let many = vec!["Question"; 600];
    for episode in [
        hostile_episode(),
        episode(2, &[], &[]),
        episode(30, &many, &[]),
    ] {
        for longest in [PLAIN, 1000] {
            let file = written(&episode, longest);
            let json = outside::json(
                outside::reader("ffprobe")
                    .unwrap()
                    .args([
                        "-v",
                        "error",
                        "-of",
                        "json",
                        "-show_chapters",
                        "-show_format",
                    ])
                    .arg(&file.path),
            );
            let found = json["chapters"].as_array().unwrap();
            let listed = listed(&episode);
            assert_eq!(found.len(), listed.len());
            for (found, (millis, title)) in found.iter().zip(listed) {
                let start: f64 = found["start_time"].as_str().unwrap().parse().unwrap();
                assert!(
                    (start * 1000.0 - millis as f64).abs() <= 1.0,
                    "{start} {millis}"
                );
                // ffmpeg reads at most so much of a label.
                let told = found["tags"]["title"].as_str().unwrap();
                assert!(told == title || title.len() > 5000 && title.starts_with(told));
            }
            let tags = &json["format"]["tags"];
            assert_eq!(tags["title"], "A rehearsal");
            assert_eq!(tags["artist"], "Mirela Vance, Tomas Okafor");
            let length: f64 = json["format"]["duration"]
                .as_str()
                .unwrap()
                .parse()
                .unwrap();
            let promised = episode.timeline.frames as f64 / 48_000.0;
            assert!((length - promised).abs() < 1e-4, "{length}");
        }
    }
}

#[test]
fn mutagen_finds_every_chapter_with_its_title() {
    let episode = hostile_episode();
    let file = written(&episode, PLAIN);
    let Some(mut python) = outside::python("mutagen") else {
        return;
    };
    let script = "import json, sys, mutagen.wave\n\
        t = mutagen.wave.WAVE(sys.argv[1]).tags\n\
        c = sorted(t.getall('CHAP'), key=lambda c: int(c.element_id[3:]))\n\
        print(json.dumps({'toc': [x.child_element_ids for x in t.getall('CTOC')],\n\
        'ids': [x.element_id for x in c],\n\
        'marks': [[x.start_time, x.sub_frames['TIT2'].text[0]] for x in c],\n\
        'tags': [str(t[k]) for k in ('TIT2', 'TPE1', 'TALB', 'TDRC', 'TLAN')]}))";
    let json = outside::json(python.args(["-c", script]).arg(&file.path));
    let listed: Vec<serde_json::Value> = listed(&episode)
        .into_iter()
        .map(|(millis, title)| serde_json::json!([millis, title]))
        .collect();
    assert_eq!(json["marks"].as_array().unwrap(), &listed);
    assert_eq!(json["toc"], serde_json::json!([json["ids"]]));
    let tags = [
        "A rehearsal",
        "Mirela Vance, Tomas Okafor",
        "Two Stools",
        "2026-03-01",
        "eng",
    ];
    assert_eq!(json["tags"], serde_json::json!(tags));
}

#[test]
fn sox_reads_the_same_length_and_samples() {
    let episode = hostile_episode();
    for longest in [PLAIN, 1000] {
        let file = written(&episode, longest);
        let Some(mut sox) = outside::reader("sox") else {
            return;
        };
        let raw = sox
            .arg(&file.path)
            .args(["-t", "raw", "-e", "signed", "-b", "16", "-L", "-"])
            .output()
            .unwrap();
        let data = chunks_of(&file.bytes).into_iter().find(|c| c.0 == "data");
        assert_eq!(raw.stdout.len(), 3 * 48_000 * 2);
        assert!(raw.stdout == data.unwrap().1);
    }
}

#[test]
fn other_depths_rates_and_channels_are_what_other_readers_find() {
    let mut episode = hostile_episode();
    episode.audio = Box::new(Tone::new(144_001));
    for (depth, rate, channels) in [(24u16, 48_000u32, 1u16), (24, 44_100, 2), (16, 44_100, 1)] {
        let folder = tempfile::tempdir().unwrap();
        let settings = rehearsal::settings(&[
            ("depth", f64::from(depth).into()),
            ("rate", f64::from(rate).into()),
            (
                "channels",
                if channels == 1 { "mono" } else { "stereo" }.into(),
            ),
        ]);
        let files = rehearsal::written(&episode, &ROW, settings, folder.path(), &Silent).unwrap();
        let path = &files[0].path;
        let frames = Hz(rate).rescale(144_001, RATE);
        let sound = decode::decode(path, 200_000).unwrap();
        let shape = (sound.rate, sound.channels, sound.frames());
        assert_eq!(shape, (Hz(rate), usize::from(channels), frames));
        // Every chunk is where it should be, whether a pad byte was needed or not.
        let bytes = std::fs::read(path).unwrap();
        let chunks = chunks_of(&bytes);
        let data = chunks.iter().find(|chunk| chunk.0 == "data").unwrap();
        let frame = u64::from(channels * depth / 8);
        assert_eq!(data.1.len() as u64, frames * frame);
        assert_eq!(chunks.last().unwrap().0, "id3 ");
        // Markers are counted in this file's own frames.
        let cue = &chunks.iter().find(|chunk| chunk.0 == "cue ").unwrap().1;
        for (cue, (millis, _)) in cue[4..].chunks_exact(24).zip(listed(&episode)) {
            let at = u32::from_le_bytes(cue[20..24].try_into().unwrap());
            assert!(Hz(rate).millis(u64::from(at)).abs_diff(millis) <= 1);
        }
        let Some(mut python) = outside::python("wave") else {
            return;
        };
        let script = "import sys, wave; w = wave.open(sys.argv[1]); \
            print(w.getframerate(), w.getnchannels(), w.getsampwidth() * 8, w.getnframes())";
        let told = outside::text(python.args(["-c", script]).arg(path));
        assert_eq!(told.trim(), format!("{rate} {channels} {depth} {frames}"));
    }
}

#[test]
fn a_day_of_chapters_is_too_long_at_one_rate_and_not_at_the_other() {
    let extent = Extent {
        chapters: 3,
        rate: RATE,
        frames: Some(u64::from(u32::MAX) + 1000),
        channels: Some(1),
        levels: crate::house::Levels::Podcast,
    };
    assert!(
        holds(&extent, &Settings::new())
            .unwrap_err()
            .contains("24.9 hours")
    );
    assert!(holds(&extent, &rehearsal::settings(&[("rate", 44_100.0.into())])).is_ok());
    assert!(
        holds(
            &Extent {
                chapters: 0,
                ..extent
            },
            &Settings::new()
        )
        .is_ok()
    );
}
