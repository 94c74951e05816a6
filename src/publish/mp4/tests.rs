//! What is in a written file, as its writer means it and as others read it.
#![allow(clippy::unwrap_used)]

use super::super::rehearsal::{self, episode};
use super::super::tags::Tags;
use super::super::{chapters, marks, outside, sound};
use super::file::Mp4;
use super::movie::{Facts, Movie};
use super::*;
use crate::arrange::Stretch;
use crate::audio::{Hz, decode};
use crate::diag::observe::{Event, Observer, Silent};
use crate::engines::Setting;
use crate::master::{Episode, MasterError, Programme};
use crate::prepare::Picture;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

struct Written {
    _folder: tempfile::TempDir,
    path: PathBuf,
    bytes: Vec<u8>,
}

fn set(pairs: &[(&str, f64)]) -> Settings {
    let number = |(key, value): &(&str, f64)| ((*key).to_owned(), Setting::Number(*value));
    pairs.iter().map(number).collect()
}

fn written(episode: &Episode, row: &OutputRow, settings: Settings) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let artifacts = rehearsal::written(episode, row, settings, folder.path(), &Silent).unwrap();
    let path = folder.path().join((row.file)("rehearsal"));
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(artifacts.len(), 1);
    let size = bytes.len() as u64;
    assert_eq!((&artifacts[0].path, artifacts[0].bytes), (&path, size));
    Written {
        _folder: folder,
        path,
        bytes,
    }
}

fn plain(episode: &Episode) -> Written {
    written(episode, &BOOK, Settings::new())
}

/// A sound that is like itself at one place only: a tone that rises for 8 seconds, the other channel half
/// as loud; or what a sound must never be.
#[derive(Clone, Copy)]
struct Sweep {
    rate: Hz,
    channels: u16,
    frames: u64,
    block: u64,
    /// In place of every sample.
    always: Option<f32>,
}

impl Sweep {
    fn at(self, frame: u64) -> f32 {
        if let Some(value) = self.always {
            return value;
        }
        let t = frame as f64 / f64::from(self.rate.0) % 8.0;
        let phase = std::f64::consts::TAU * (200.0 + 250.0 * t) * t;
        (phase.sin() * 0.4) as f32
    }
}

impl Programme for Sweep {
    fn rate(&self) -> Hz {
        self.rate
    }

    fn channels(&self) -> u16 {
        self.channels
    }

    fn frames(&self) -> u64 {
        self.frames
    }

    fn play(&self, sink: &mut dyn FnMut(&[f32]) -> ControlFlow<()>) -> Result<(), MasterError> {
        let mut at = 0;
        while at < self.frames {
            let end = self.frames.min(at + self.block);
            let block: Vec<f32> = (at..end)
                .flat_map(|frame| {
                    let value = self.at(frame);
                    [value, value / 2.0]
                        .into_iter()
                        .take(usize::from(self.channels))
                })
                .collect();
            if sink(&block).is_break() {
                break;
            }
            at = end;
        }
        Ok(())
    }
}

const SWEEP: Sweep = Sweep {
    rate: Hz(48_000),
    channels: 1,
    frames: 96_001,
    block: 4_801,
    always: None,
};

/// An episode of that sound, with this many chapters.
fn swept(sweep: Sweep, chapters: usize) -> Episode {
    let titles = vec!["Question"; chapters];
    let mut episode = episode(1, &titles, &[]);
    let edge = |at: usize| sweep.frames * at as u64 / chapters as u64;
    episode.timeline.rate = sweep.rate;
    episode.timeline.frames = sweep.frames;
    episode.timeline.chapters = (0..chapters)
        .map(|at| Stretch {
            start: edge(at),
            end: edge(at + 1),
        })
        .collect();
    episode.audio = Box::new(sweep);
    episode
}

/// By how many frames `found` is late, if that is about `near`; and how alike they are there (1 is equal).
fn lag(found: &[f32], meant: &[f32], near: i64) -> (i64, f64) {
    let alike = |lag: i64| {
        let pairs = meant.iter().enumerate().filter_map(|(at, sample)| {
            let there = usize::try_from(at as i64 + lag).ok()?;
            Some((f64::from(*sample), f64::from(*found.get(there)?)))
        });
        let (mut product, mut a, mut b) = (0.0, 0.0, 0.0);
        for (x, y) in pairs {
            product += x * y;
            a += x * x;
            b += y * y;
        }
        product / (a * b).sqrt().max(1e-9)
    };
    let lags = (near - 200..=near + 200).map(|lag| (lag, alike(lag)));
    lags.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap()
}

/// Kinds and bodies of the boxes in there; asserts that they fill it exactly.
fn boxes_of(bytes: &[u8]) -> Vec<(String, &[u8])> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let size = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        let kind = bytes[at + 4..at + 8]
            .iter()
            .map(|b| char::from(*b))
            .collect();
        found.push((kind, &bytes[at + 8..at + size]));
        at += size;
    }
    assert_eq!(at, bytes.len());
    found
}

fn inside<'a>(bytes: &'a [u8], path: &[&str]) -> &'a [u8] {
    path.iter().fold(bytes, |bytes, kind| {
        let found = boxes_of(bytes).into_iter().find(|b| b.0 == *kind);
        found.unwrap_or_else(|| panic!("no {kind}")).1
    })
}

#[test]
fn the_index_stands_before_the_sound_and_the_brand_tells_a_book() {
    let episode = episode(1, &["One", "Two"], &[]);
    for (row, brand) in [(BOOK, b"M4B "), (SOUND, b"M4A ")] {
        let file = written(&episode, &row, Settings::new());
        let kinds: Vec<String> = boxes_of(&file.bytes).into_iter().map(|b| b.0).collect();
        assert_eq!(kinds, ["ftyp", "moov", "mdat"]);
        assert_eq!(&file.bytes[8..12], brand);
        let moov: Vec<String> = boxes_of(inside(&file.bytes, &["moov"]))
            .into_iter()
            .map(|b| b.0)
            .collect();
        assert_eq!(moov, ["mvhd", "trak", "trak", "udta"]);
    }
}

#[test]
fn lengths_and_the_place_of_every_sample_are_kept() {
    for rate in [Hz(44_100), Hz(48_000)] {
        for channels in [1, 2] {
            for frames in [0, 1, 1000, 1024, 48_000, 48_001] {
                let sweep = Sweep {
                    rate,
                    channels,
                    frames,
                    ..SWEEP
                };
                let file = plain(&swept(sweep, 0));
                let sound = decode::decode(&file.path, 1 << 20).unwrap();
                let packets = (frames + 2048).div_ceil(1024);
                assert_eq!(sound.frames(), packets * 1024, "{frames}");
                assert_eq!((sound.rate, sound.channels), (rate, usize::from(channels)));
                if frames < 48_000 {
                    continue;
                }
                for channel in 0..usize::from(channels) {
                    let of = sound.samples.iter().skip(channel);
                    let found: Vec<f32> = of.step_by(usize::from(channels)).copied().collect();
                    let meant: Vec<f32> = (0..6000).map(|at| sweep.at(at)).collect();
                    let (late, alike) = lag(&found, &meant, 2048);
                    assert_eq!(late, 2048, "{rate:?} {channels}");
                    assert!(alike > 0.99, "{alike}");
                }
            }
        }
    }
}

#[test]
fn ffmpeg_leaves_out_what_the_encoder_added() {
    for (sweep, settings) in [
        (SWEEP, set(&[])),
        (SWEEP, set(&[("rate", 44_100.0), ("bitrate", 32.0)])),
        (
            Sweep {
                channels: 2,
                ..SWEEP
            },
            set(&[("bitrate", 256.0)]),
        ),
        (Sweep { frames: 1, ..SWEEP }, set(&[])),
        (
            Sweep {
                frames: 1000,
                rate: Hz(44_100),
                ..SWEEP
            },
            set(&[]),
        ),
    ] {
        let rate = settings::number(&settings, "rate").map_or(sweep.rate, Hz);
        let frames = rate.rescale(sweep.frames, sweep.rate);
        let file = written(&swept(sweep, 2), &SOUND, settings);
        let (Some(mut ffmpeg), Some(mut ffprobe)) =
            (outside::reader("ffmpeg"), outside::reader("ffprobe"))
        else {
            return;
        };
        let json = outside::json(
            ffprobe
                .args([
                    "-v",
                    "error",
                    "-of",
                    "json",
                    "-show_streams",
                    "-show_format",
                ])
                .arg(&file.path),
        );
        let sound = &json["streams"][0];
        assert_eq!(sound["codec_name"], "aac");
        assert_eq!(sound["profile"], "LC");
        assert_eq!(sound["channels"], sweep.channels);
        for length in [&sound["duration"], &json["format"]["duration"]] {
            let seconds: f64 = length.as_str().unwrap().parse().unwrap();
            assert!(
                (seconds - frames as f64 / f64::from(rate.0)).abs() < 2e-6,
                "{seconds}"
            );
        }
        let raw = ffmpeg
            .args(["-v", "error", "-i"])
            .arg(&file.path)
            .args(["-f", "f32le", "-"])
            .output()
            .unwrap();
        assert!(
            raw.stderr.is_empty(),
            "{}",
            String::from_utf8_lossy(&raw.stderr)
        );
        let samples: Vec<f32> = raw
            .stdout
            .chunks_exact(4)
            .step_by(usize::from(sweep.channels))
            .map(|bytes| f32::from_le_bytes(bytes.try_into().unwrap()))
            .collect();
        println!("{} of {frames}", samples.len());
        // What ffmpeg does with the end differs with its version.
        assert!(
            (frames..frames + 1024).contains(&(samples.len() as u64)),
            "{}",
            samples.len()
        );
        if frames > 10_000 {
            let own = |at: u64| {
                sweep.at((at as f64 * f64::from(sweep.rate.0) / f64::from(rate.0)).round() as u64)
            };
            let meant: Vec<f32> = (0..6000).map(own).collect();
            let (late, alike) = lag(&samples, &meant, 0);
            assert_eq!(late, 0);
            assert!(alike > 0.95, "{alike}");
        }
    }
}

#[test]
fn the_same_episode_gives_the_same_bytes_however_it_is_cut_into_blocks() {
    let first = plain(&swept(SWEEP, 3)).bytes;
    for block in [1, 480, 1_000_000] {
        let again = plain(&swept(Sweep { block, ..SWEEP }, 3)).bytes;
        assert!(first == again, "blocks of {block}");
    }
}

#[test]
fn any_sound_is_encoded_or_refused() {
    for always in [0.0, 1.0, -1.0, 7.0, f32::NAN, f32::INFINITY] {
        for channels in [1, 2] {
            let sweep = Sweep {
                always: Some(always),
                frames: 10_000,
                channels,
                ..SWEEP
            };
            let folder = tempfile::tempdir().unwrap();
            let none = Settings::new();
            let done = rehearsal::written(&swept(sweep, 1), &BOOK, none, folder.path(), &Silent);
            match done {
                Ok(files) => assert!(files[0].bytes > 1000),
                // Of what is endless the limiter makes no less.
                Err(PublishError::Peaks { .. }) => assert!(always.is_infinite(), "{always}"),
                Err(error) => panic!("{always}: {error}"),
            }
        }
    }
}

#[test]
fn a_bit_rate_is_what_was_asked_for() {
    for channels in [1, 2] {
        for kilobits in [32, 64, 96, 160, 256] {
            let mut episode = swept(SWEEP, 0);
            // Of a tone less is left than there is room for.
            episode.audio = Box::new(Noise {
                frames: 240_000,
                channels,
            });
            let file = written(&episode, &SOUND, set(&[("bitrate", f64::from(kilobits))]));
            let sound = inside(&file.bytes, &["mdat"]).len();
            let found = sound as f64 * 8.0 / 5.0 / 1000.0;
            let near = (found / f64::from(kilobits) - 1.0).abs() < 0.05;
            assert!(near, "{channels} channels, {kilobits}: {found}");
        }
    }
}

/// White noise at a tenth of full scale.
struct Noise {
    frames: u64,
    channels: u16,
}

impl Programme for Noise {
    fn rate(&self) -> Hz {
        Hz(48_000)
    }
    fn channels(&self) -> u16 {
        self.channels
    }
    fn frames(&self) -> u64 {
        self.frames
    }
    fn play(&self, sink: &mut dyn FnMut(&[f32]) -> ControlFlow<()>) -> Result<(), MasterError> {
        let mut state = 1u32;
        let noise: Vec<f32> = (0..self.frames * u64::from(self.channels))
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 8) as f32 / 8_388_608.0 * 0.1 - 0.1
            })
            .collect();
        let _ = sink(&noise);
        Ok(())
    }
}

#[test]
fn what_was_cut_short_on_the_way_to_the_disk_is_noticed() {
    let episode = episode(1, &["One", "Two"], &[]);
    let file = plain(&episode);
    let none = Settings::new();
    let folder = tempfile::tempdir().unwrap();
    let job = Job {
        episode: &episode,
        folder: folder.path(),
        settings: &none,
        cover: None,
        room: 0.0,
        observer: &Silent,
    };
    let facts = Mp4::open(&job, Kind::Book).unwrap().movie.facts;
    let tags = Tags::of(&episode.about);
    let judge = |bytes: &[u8], length: usize| {
        std::fs::write(&file.path, bytes).unwrap();
        super::check::check(&file.path, length as u64, &facts, &tags)
    };
    let whole = &file.bytes;
    assert!(judge(whole, whole.len()).is_ok());
    for kept in [whole.len() - 1, whole.len() / 2, 1000, 60, 3, 0] {
        assert!(judge(&whole[..kept], whole.len()).is_err(), "{kept} bytes");
        // Even if its size were not known.
        assert!(judge(&whole[..kept], kept).is_err(), "{kept} bytes");
    }
    // A letter of a title: in the list, in the track, in the tag.
    for needle in [&b"\x03Two"[..], b"\0\x03Two\0", b"A rehearsal"] {
        let at = whole
            .windows(needle.len())
            .rposition(|w| w == needle)
            .unwrap();
        let mut other = whole.clone();
        other[at + needle.len() - 2] ^= 1;
        assert!(judge(&other, whole.len()).is_err(), "{needle:?}");
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
    let none = Settings::new();
    let stopped = rehearsal::written(
        &episode(1, &[], &[]),
        &BOOK,
        none,
        folder.path(),
        &Impatient,
    );
    assert!(matches!(stopped, Err(PublishError::Stopped { .. })));
}

mod readers;
