//! What is in a written file, as others read it.
#![allow(clippy::unwrap_used)]

use super::super::rehearsal::{RATE, Tone, episode, hostile_episode, listed, settings, written};
use super::super::{outside, wav};
use super::*;
use crate::audio::Hz;
use crate::audio::decode;
use crate::diag::observe::Silent;
use crate::master::{Episode, MasterError, Programme};
use crate::prepare::Picture;
use std::ops::ControlFlow;

fn flac(episode: &Episode, given: Settings) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let files = written(episode, &ROW, given, folder.path(), &Silent).unwrap();
    let path = folder.path().join("rehearsal.flac");
    assert_eq!((files.len(), &files[0].path), (1, &path));
    assert_eq!(files[0].bytes, std::fs::metadata(&path).unwrap().len());
    (folder, path)
}

/// Everything that an encoder may stumble over: silence, noise, full scale, beyond it, what is no number.
struct Harsh(u64);

impl Programme for Harsh {
    fn rate(&self) -> Hz {
        RATE
    }

    fn channels(&self) -> u16 {
        2
    }

    fn frames(&self) -> u64 {
        self.0
    }

    fn play(&self, sink: &mut dyn FnMut(&[f32]) -> ControlFlow<()>) -> Result<(), MasterError> {
        let mut seed = 1u32;
        let mut noise = || {
            seed ^= seed << 13;
            seed ^= seed >> 17;
            seed ^= seed << 5;
            seed as f32 / u32::MAX as f32 * 2.0 - 1.0
        };
        let samples: Vec<f32> = (0..self.0 * 2)
            .map(|n| match n / 20_000 % 6 {
                0 => 0.0,
                1 => noise(),
                2 => noise() * 40.0,
                3 if n % 100 < 50 => 1.0,
                3 => -1.0,
                4 => f32::NAN,
                _ => 1e-39,
            })
            .collect();
        for block in samples.chunks(4_802) {
            if sink(block).is_break() {
                break;
            }
        }
        Ok(())
    }
}

#[test]
fn every_sample_is_that_of_the_wav() {
    let mut episode = episode(1, &["One", "Two"], &[]);
    for (frames, channels) in [(0, 1), (1, 1), (1, 2), (1000, 1), (4096, 2), (48_001, 2)] {
        episode.audio = Box::new(Tone {
            channels,
            ..Tone::new(frames)
        });
        for (depth, rate) in [(16.0, 48_000.0), (24.0, 48_000.0), (16.0, 44_100.0)] {
            let given = settings(&[("depth", depth.into()), ("rate", rate.into())]);
            let (_folder, path) = flac(&episode, given.clone());
            let other = tempfile::tempdir().unwrap();
            let other = written(&episode, &wav::ROW, given, other.path(), &Silent)
                .map(|f| decode::decode(&f[0].path, 100_000).unwrap());
            if frames > 0 {
                assert_eq!(decode::decode(&path, 100_000).unwrap(), other.unwrap());
            }
            let Some(mut tool) = outside::reader("flac") else {
                continue;
            };
            // The reference decoder takes a file without a frame for a broken one.
            if frames > 0 {
                outside::text(tool.args(["-t", "-s", "-w"]).arg(&path));
            }
        }
    }
}

#[test]
fn no_sound_is_too_harsh_for_it() {
    let mut episode = episode(1, &[], &[]);
    episode.audio = Box::new(Harsh(100_000));
    for depth in [16.0, 24.0] {
        let (_folder, path) = flac(&episode, settings(&[("depth", depth.into())]));
        let sound = decode::decode(&path, 200_000).unwrap();
        assert_eq!((sound.frames(), sound.channels), (100_000, 2));
        // Nothing takes more than it would as it is.
        let most = 100_000 * 2 * depth as u64 / 8 + 10_000;
        assert!(std::fs::metadata(&path).unwrap().len() < most);
        let nothing = &sound.samples[80_000..99_999];
        assert!(nothing.iter().all(|sample| *sample == 0.0));
        if let Some(mut tool) = outside::reader("flac") {
            outside::text(tool.args(["-t", "-s", "-w"]).arg(&path));
        }
    }
}

#[test]
fn the_same_episode_gives_the_same_bytes_however_it_is_cut_into_blocks() {
    let mut episode = episode(3, &["One"], &[]);
    let mut all = Vec::new();
    for block in [4_801, 1, 4096, 1_000_000] {
        episode.audio = Box::new(Tone {
            block,
            ..Tone::new(144_000)
        });
        let (_folder, path) = flac(&episode, Settings::new());
        all.push(std::fs::read(path).unwrap());
    }
    assert!(all.windows(2).all(|pair| pair[0] == pair[1]));
    assert!(all[0].len() > 1000 && all[0].len() < 288_000);
}

#[test]
fn other_readers_find_every_chapter_with_its_title_and_its_place() {
    let many = vec!["Question"; 600];
    let picture = Picture {
        media_type: "image/png",
        bytes: vec![7; 1001].into(),
        width: 1400,
        height: 1400,
    };
    for mut episode in [
        hostile_episode(),
        episode(2, &[], &[]),
        episode(30, &many, &[]),
    ] {
        episode.about.front = crate::prepare::Front::Given(picture.clone());
        let (_folder, path) = flac(&episode, Settings::new());
        outside::chapters(&path, &listed(&episode));
        let Some(mut python) = outside::python("mutagen") else {
            return;
        };
        let script = "import json, sys, mutagen.flac\n\
            f = mutagen.flac.FLAC(sys.argv[1])\n\
            keys = sorted(k for k, _ in f.tags if k.startswith('chapter') or k.startswith('CHAPTER'))\n\
            print(json.dumps({'names': [f.tags[k][0] for k in keys if k.endswith('NAME')],\n\
            'artists': f.tags['artist'], 'length': f.info.total_samples, 'seek': len(f.seektable.seekpoints) if f.seektable else 0,\n\
            'picture': [[p.type, p.mime, p.width, len(p.data)] for p in f.pictures]}))";
        let told = outside::json(python.args(["-c", script]).arg(&path));
        let names: Vec<String> = listed(&episode).into_iter().map(|(_, name)| name).collect();
        assert_eq!(told["names"], serde_json::json!(names));
        assert_eq!(
            told["artists"],
            serde_json::json!(["Mirela Vance", "Tomas Okafor"])
        );
        assert_eq!(told["length"], episode.timeline.frames);
        assert_eq!(told["seek"], episode.timeline.frames.div_ceil(480_000));
        assert_eq!(
            told["picture"],
            serde_json::json!([[3, "image/png", 1400, 1001]])
        );
    }
}

#[test]
fn places_to_seek_to_are_those_of_frames() {
    let sound = Linear {
        rate: Hz(48_000),
        channels: 1,
        depth: 16,
        frames: 1_000_000,
    };
    let mut seen = Seen::of(sound);
    let front = Front::new(sound, vec![0; 8], None);
    let empty = front.bytes(&seen);
    let mut left = 1_000_000;
    while left > 0 {
        let frames = FRAME.min(left);
        seen.add(frames, 100);
        left -= frames;
    }
    let full = front.bytes(&seen);
    assert_eq!(empty.len(), full.len());
    let at = 4 + 4 + 34 + 4;
    let point = |n: usize| {
        let start = at + 18 * n;
        let eight = |at: usize| u64::from_be_bytes(full[at..at + 8].try_into().unwrap());
        (eight(start), eight(start + 8))
    };
    // 480,000 lies in frame 117, 960,000 in frame 234.
    assert_eq!(
        [point(0), point(1), point(2)],
        [(0, 0), (479_232, 11_700), (958_464, 23_400)]
    );
    assert_eq!(empty[at..at + 8], [0xFF; 8]);
}

#[test]
fn what_was_cut_short_or_altered_on_the_way_to_the_disk_is_noticed() {
    let episode = episode(1, &["One"], &[]);
    let (_folder, path) = flac(&episode, Settings::new());
    let whole = std::fs::read(&path).unwrap();
    let sound = Linear {
        rate: RATE,
        channels: 1,
        depth: 16,
        frames: 48_000,
    };
    // Behind the last block of the front.
    let (mut start, mut last) = (4, false);
    while !last {
        last = whole[start] & 0x80 != 0;
        let length = [0, whole[start + 1], whole[start + 2], whole[start + 3]];
        start += 4 + u32::from_be_bytes(length) as usize;
    }
    let mut seen = Seen::of(sound);
    seen.add(48_000, whole.len() - start);
    let check = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        verify(&path, sound, &whole[..start], &seen)
    };
    assert_eq!(check(&whole).unwrap(), whole.len() as u64);
    for kept in [whole.len() - 1, whole.len() / 2, start, 20, 0] {
        assert!(check(&whole[..kept]).is_err(), "{kept}");
    }
    for at in [4, 40, start - 3, start + 100, whole.len() - 1] {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        assert!(check(&bytes).is_err(), "{at}");
    }
}

#[test]
fn more_than_it_can_count_is_told_before_it_is_made() {
    let extent = |hours: u64, chapters| Extent {
        chapters,
        rate: RATE,
        frames: Some(hours * 3600 * 48_000),
        channels: Some(1),
        levels: crate::house::Levels::Podcast,
    };
    let none = Settings::new();
    assert!(holds(&extent(30, 600), &none).is_ok());
    assert!(holds(&extent(500, 0), &none).unwrap_err().contains("398"));
    assert!(holds(&extent(1, 1001), &none).unwrap_err().contains("1001"));
}
