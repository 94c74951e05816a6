//! What is in a written file, as others read it.
#![allow(clippy::unwrap_used)]

use super::super::outside;
use super::super::rehearsal::{
    RATE as OWN, Tone, episode, hostile_episode, listed, settings, written,
};
use super::*;
use crate::audio::decode::{Decoded, decode};
use crate::diag::observe::Silent;
use crate::master::{Episode, MasterError, Programme};
use crate::prepare::Picture;
use std::ops::ControlFlow;

fn opus(episode: &Episode, given: Settings) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let files = written(episode, &ROW, given, folder.path(), &Silent).unwrap();
    let path = folder.path().join("rehearsal.opus");
    assert_eq!((files.len(), &files[0].path), (1, &path));
    assert_eq!(files[0].bytes, std::fs::metadata(&path).unwrap().len());
    (folder, path)
}

/// What libopus makes of a file.
fn decoded(folder: &tempfile::TempDir, path: &PathBuf) -> Option<Decoded> {
    let wav = folder.path().join("heard.wav");
    let mut tool = outside::reader("opusdec")?;
    outside::text(tool.args(["--quiet", "--rate", "48000"]).args([path, &wav]));
    Some(decode(&wav, 1_000_000).unwrap())
}

/// A chirp, or what an encoder may stumble over.
struct Sound {
    frames: u64,
    channels: u16,
    sample: fn(u64) -> f32,
}

impl Programme for Sound {
    fn rate(&self) -> Hz {
        OWN
    }

    fn channels(&self) -> u16 {
        self.channels
    }

    fn frames(&self) -> u64 {
        self.frames
    }

    fn play(&self, sink: &mut dyn FnMut(&[f32]) -> ControlFlow<()>) -> Result<(), MasterError> {
        let samples: Vec<f32> = (0..self.frames)
            .flat_map(|n| std::iter::repeat_n((self.sample)(n), usize::from(self.channels)))
            .collect();
        for block in samples.chunks(4_802) {
            if sink(block).is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// From 100 Hz upwards, 4 kHz a second.
fn chirp(n: u64) -> f32 {
    let t = n as f64 / 48_000.0;
    let turns = 100.0 * t + 2000.0 * t * t;
    0.5 * (std::f64::consts::TAU * turns.fract()).sin() as f32
}

/// Deterministic noise.
fn noise(n: u64) -> f32 {
    let mut x = n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x ^= x >> 29;
    x = x.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (x >> 40) as f32 / (1 << 23) as f32 - 1.0
}

fn harsh(n: u64) -> f32 {
    match n / 9_600 % 6 {
        0 => 0.0,
        1 => noise(n),
        2 => noise(n) * 40.0,
        3 if n % 100 < 50 => 1.0,
        3 => -1.0,
        4 => f32::NAN,
        _ => 1e-39,
    }
}

#[test]
fn it_decodes_to_every_frame_and_no_other() {
    let mut episode = episode(1, &["One"], &[]);
    for (frames, channels) in [
        (0, 1),
        (1, 2),
        (647, 1),
        (648, 1),
        (649, 1),
        (48_000, 2),
        (48_001, 1),
    ] {
        episode.audio = Box::new(Tone {
            channels,
            ..Tone::new(frames)
        });
        // That it is compared by itself; another decoder counts too.
        let (folder, path) = opus(&episode, Settings::new());
        // It writes no file for no sound.
        if let Some(heard) = (frames > 0).then(|| decoded(&folder, &path)).flatten() {
            assert_eq!(
                (heard.frames(), heard.channels),
                (frames, usize::from(channels))
            );
        }
    }
    episode.audio = Box::new(Tone {
        rate: Hz(44_100),
        ..Tone::new(44_101)
    });
    opus(&episode, Settings::new());
}

#[test]
fn the_sound_is_the_same_and_at_its_place() {
    let mut episode = episode(3, &[], &[]);
    episode.audio = Box::new(Sound {
        frames: 144_000,
        channels: 1,
        sample: chirp,
    });
    let (folder, path) = opus(&episode, Settings::new());
    let Some(heard) = decoded(&folder, &path) else {
        return;
    };
    let heard: Vec<f64> = heard.samples.into_iter().map(f64::from).collect();
    let sent: Vec<f64> = (0..144_000).map(|n| f64::from(chirp(n))).collect();
    let match_at = |lag: i64| -> f64 {
        let pairs = (1000..143_000).map(|n| sent[n] * heard[(n as i64 + lag) as usize]);
        pairs.sum()
    };
    let best = (-50..=50)
        .max_by(|a, b| match_at(*a).total_cmp(&match_at(*b)))
        .unwrap();
    assert!((-2..=2).contains(&best), "{best}");
    let power: f64 = sent[1000..143_000].iter().map(|s| s * s).sum();
    assert!(match_at(best) > 0.9 * power);
}

#[test]
fn no_sound_is_too_harsh_and_none_comes_out_above_the_ceiling() {
    let mut episode = episode(1, &[], &[]);
    for (channels, rate, mode) in [
        (1, 48.0, "vbr"),
        (2, 64.0, "cbr"),
        (1, 6.0, "vbr"),
        (2, 256.0, "vbr"),
    ] {
        episode.audio = Box::new(Sound {
            frames: 70_000,
            channels,
            sample: harsh,
        });
        let given = settings(&[("bitrate", rate.into()), ("mode", mode.into())]);
        let folder = tempfile::tempdir().unwrap();
        match written(&episode, &ROW, given, folder.path(), &Silent) {
            Ok(files) => {
                let peak = reading::verify(&files[0].path, (channels, 70_000), "A rehearsal", &[]);
                assert!(peak.unwrap() <= episode.ceiling + 0.006);
            }
            // At so few bits noise may come out as high as it likes; then that is told.
            Err(error) => assert!(
                matches!(error, PublishError::Peaks { .. }) && rate < 16.0,
                "{error}"
            ),
        }
    }
}

#[test]
fn bits_are_as_many_as_were_asked_for() {
    let mut episode = episode(10, &[], &[]);
    episode.about.front = crate::prepare::Front::Off;
    episode.audio = Box::new(Sound {
        frames: 480_000,
        channels: 1,
        sample: |n| 0.2 * noise(n / 3),
    });
    for rate in [16u32, 48, 128] {
        let given = settings(&[("bitrate", f64::from(rate).into()), ("mode", "cbr".into())]);
        let (_folder, path) = opus(&episode, given);
        let bits = std::fs::metadata(path).unwrap().len() as f64 * 8.0 / 10_000.0;
        assert!(
            (bits / f64::from(rate) - 1.0).abs() < 0.15,
            "{rate}: {bits}"
        );
    }
}

#[test]
fn the_same_episode_gives_the_same_bytes_however_it_is_cut_into_blocks() {
    let mut episode = episode(3, &["One"], &[]);
    let mut all = Vec::new();
    for block in [4_801, 1, 960, 1_000_000] {
        episode.audio = Box::new(Tone {
            block,
            ..Tone::new(144_000)
        });
        let (_folder, path) = opus(&episode, Settings::new());
        all.push(std::fs::read(path).unwrap());
    }
    assert!(all.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn other_readers_find_every_chapter_with_its_title_and_its_place() {
    let many = vec!["Question"; 600];
    let picture = Picture {
        media_type: "image/jpeg",
        bytes: vec![9; 200_001].into(),
        width: 1400,
        height: 1400,
    };
    for mut episode in [
        hostile_episode(),
        episode(2, &[], &[]),
        episode(30, &many, &[]),
    ] {
        episode.about.front = crate::prepare::Front::Given(picture.clone());
        let (_folder, path) = opus(&episode, Settings::new());
        outside::chapters(&path, &listed(&episode));
        let Some(mut python) = outside::python("mutagen") else {
            continue;
        };
        let script = "import json, sys, base64, mutagen.oggopus, mutagen.flac\n\
            f = mutagen.oggopus.OggOpus(sys.argv[1])\n\
            keys = sorted(k for k, _ in f.tags if k.upper().startswith('CHAPTER'))\n\
            p = mutagen.flac.Picture(base64.b64decode(f['metadata_block_picture'][0]))\n\
            print(json.dumps({'names': [f.tags[k][0] for k in keys if k.upper().endswith('NAME')],\n\
            'length': f.info.length, 'picture': [p.type, p.mime, p.height, len(p.data)]}))";
        let told = outside::json(python.args(["-c", script]).arg(&path));
        let names: Vec<String> = listed(&episode).into_iter().map(|(_, name)| name).collect();
        assert_eq!(told["names"], serde_json::json!(names));
        let length = told["length"].as_f64().unwrap();
        assert!((length - episode.timeline.frames as f64 / 48_000.0).abs() < 1e-6);
        assert_eq!(
            told["picture"],
            serde_json::json!([3, "image/jpeg", 1400, 200_001])
        );
        if let Some(mut tool) = outside::reader("opusinfo") {
            // Without a cover: it looks into that, and this one is none.
            episode.about.front = crate::prepare::Front::Off;
            let (_folder, path) = opus(&episode, Settings::new());
            let told = tool.arg(&path).output().unwrap();
            let told = String::from_utf8_lossy(&told.stdout).into_owned();
            assert!(!told.to_lowercase().contains("warning"), "{told}");
            assert!(told.contains("TITLE=A rehearsal") && told.contains("ARTIST=Tomas Okafor"));
        }
    }
}

#[test]
fn what_was_cut_short_or_altered_on_the_way_to_the_disk_is_noticed() {
    let episode = episode(3, &["One", "Two"], &[]);
    let (_folder, path) = opus(&episode, Settings::new());
    let whole = std::fs::read(&path).unwrap();
    let chapters = marks::chapters(&episode).unwrap();
    let check = |bytes: &[u8], title: &str, chapters: &[ChapterMark]| {
        std::fs::write(&path, bytes).unwrap();
        reading::verify(&path, (1, 144_000), title, chapters)
    };
    assert!(check(&whole, "A rehearsal", &chapters).unwrap() < 0.0);
    assert!(check(&whole, "Another", &chapters).is_err());
    assert!(check(&whole, "A rehearsal", &chapters[1..]).is_err());
    for kept in [whole.len() - 1, whole.len() / 2, 100, 47, 3, 0] {
        assert!(
            check(&whole[..kept], "A rehearsal", &chapters).is_err(),
            "{kept}"
        );
    }
    // A checksum is over every page.
    for at in [60, whole.len() / 2, whole.len() - 1] {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        assert!(check(&bytes, "A rehearsal", &chapters).is_err(), "{at}");
    }
}
