//! What is in a written file, as other readers find it: `symphonia`, ffmpeg, mutagen.
#![allow(clippy::unwrap_used)]

use super::super::super::rehearsal::{self, Tone, episode};
use super::super::super::{chapters, outside};
use super::*;
use crate::audio::Hz;
use crate::audio::decode;
use crate::diag::observe::{Event, Observer, Silent};
use crate::engines::{Setting, Settings};
use crate::master::{Episode, MasterError, Programme};
use crate::prepare::Picture;
use std::ops::ControlFlow;
use std::process::Command;

fn settings(given: &[(&str, &str)]) -> Settings {
    let value = |value: &str| match value.parse() {
        Ok(number) => Setting::Number(number),
        Err(_) => Setting::Text(value.to_owned()),
    };
    given
        .iter()
        .map(|(key, text)| ((*key).to_owned(), value(text)))
        .collect()
}

struct Written {
    _folder: tempfile::TempDir,
    path: PathBuf,
    bytes: Vec<u8>,
}

fn written(episode: &Episode, given: &[(&str, &str)]) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let files = rehearsal::written(episode, &ROW, settings(given), folder.path(), &Silent).unwrap();
    let path = folder.path().join("rehearsal.mp3");
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(files.len(), 1);
    assert_eq!(
        (&files[0].path, files[0].bytes),
        (&path, bytes.len() as u64)
    );
    Written {
        _folder: folder,
        path,
        bytes,
    }
}

/// A programme of these samples, played in blocks of so many frames.
struct Played {
    rate: Hz,
    channels: u16,
    samples: Vec<f32>,
    block: usize,
}

impl Programme for Played {
    fn rate(&self) -> Hz {
        self.rate
    }

    fn channels(&self) -> u16 {
        self.channels
    }

    fn frames(&self) -> u64 {
        (self.samples.len() / usize::from(self.channels)) as u64
    }

    fn play(&self, sink: &mut dyn FnMut(&[f32]) -> ControlFlow<()>) -> Result<(), MasterError> {
        for block in self.samples.chunks(self.block * usize::from(self.channels)) {
            if sink(block).is_break() {
                break;
            }
        }
        Ok(())
    }
}

fn playing(rate: u32, channels: u16, samples: Vec<f32>) -> Episode {
    let mut episode = episode(1, &["One"], &[]);
    episode.audio = Box::new(Played {
        rate: Hz(rate),
        channels,
        samples,
        block: 4801,
    });
    episode
}

/// A tone that rises from 100 Hz to 4 kHz within a second, again and again: no lag but the right one
/// fits. The right channel is half as loud.
fn chirps(rate: u32, channels: u16, frames: usize) -> Vec<f32> {
    let mut phase = 0.0;
    (0..frames)
        .flat_map(|n| {
            let within = (n % rate as usize) as f64 / f64::from(rate);
            phase += std::f64::consts::TAU * 100.0 * 40f64.powf(within) / f64::from(rate);
            let sample = 0.5 * phase.sin() as f32;
            (0..channels).map(move |channel| sample / f32::from(1 + channel))
        })
        .collect()
}

/// Everything as 32-bit samples, by ffmpeg.
fn by_ffmpeg(path: &Path) -> Option<Vec<f32>> {
    let mut ffmpeg = outside::reader("ffmpeg")?;
    ffmpeg.args(["-v", "error", "-i"]).arg(path);
    let output = ffmpeg.args(["-f", "f32le", "-"]).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "{errors}");
    let four = output.stdout.chunks_exact(4);
    Some(
        four.map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
            .collect(),
    )
}

/// What is left of `sent` when `got`, moved by so many frames, is taken away, in dB below it.
fn residue(sent: &[f32], got: &[f32], channels: usize, lag: isize) -> f64 {
    let power = |value: f32| f64::from(value).powi(2);
    let offset = lag.unsigned_abs() * channels;
    let (sent, got) = match lag < 0 {
        true => (&sent[offset..], got),
        false => (sent, &got[offset..]),
    };
    let left: f64 = sent.iter().zip(got).map(|(s, g)| power(s - g)).sum();
    let all: f64 = sent.iter().zip(got).map(|(s, _)| power(*s)).sum();
    10.0 * (left / all).log10()
}

const WAYS: &[&[(&str, &str)]] = &[
    &[],
    &[("bitrate", "64")],
    &[("bitrate", "320")],
    &[("mode", "vbr")],
    &[("mode", "vbr"), ("quality", "9")],
    &[("rate", "44100")],
    &[("rate", "48000"), ("channels", "stereo")],
    &[("channels", "mono")],
];

#[test]
fn decoded_it_is_as_long_as_the_episode_to_the_frame() {
    for frames in [0, 1, 576, 577, 1000, 1153, 48_000, 48_001] {
        for (rate, channels) in [(48_000, 1), (44_100, 2), (48_000, 2), (44_100, 1)] {
            // A second of sound each takes its time, and differs from less only in its end.
            let ways = if frames < 48_000 { WAYS } else { &WAYS[3..6] };
            for way in ways {
                let episode = playing(rate, channels, chirps(rate, channels, frames));
                let file = written(&episode, way);
                let plan = Plan::of(&settings(way), Hz(rate), channels, episode.levels);
                let expected = plan.rate.rescale(frames as u64, Hz(rate));
                let told = format!("{frames} frames of {channels} at {rate}, {way:?}");
                assert_eq!(heard(&file.path).unwrap().frames, expected, "{told}");
                // ffmpeg is a process each time, and of no sound at all it says that it is broken.
                if [1, 1153, 48_001].contains(&frames)
                    && let Some(samples) = by_ffmpeg(&file.path)
                {
                    let channels = u64::from(plan.channels);
                    assert_eq!(samples.len() as u64, expected * channels, "{told}");
                }
            }
        }
    }
}

#[test]
fn decoded_it_is_the_same_sound_at_the_same_place() {
    for (rate, channels) in [(48_000, 1), (44_100, 1), (48_000, 2), (44_100, 2)] {
        for way in [WAYS[0], WAYS[2], WAYS[3]] {
            let sent = chirps(rate, channels, rate as usize);
            let file = written(&playing(rate, channels, sent.clone()), way);
            let here = decode::decode(&file.path, 1 << 20).unwrap().samples;
            for got in [Some(here), by_ffmpeg(&file.path)].into_iter().flatten() {
                let channels = usize::from(channels);
                let (sent, got) = (&sent[..sent.len() / 3], &got[..got.len() / 3]);
                let residue = |lag| residue(sent, got, channels, lag);
                assert!(residue(0) < -20.0, "{way:?} {rate}: {}", residue(0));
                for lag in (-60..=60).filter(|lag| *lag != 0) {
                    assert!(residue(lag) > residue(0) + 3.0, "{way:?} {rate}: {lag}");
                }
            }
        }
    }
}

#[test]
fn decoded_it_is_as_loud_as_it_was() {
    let power = |samples: &[f32]| samples.iter().map(|s| f64::from(*s).powi(2)).sum::<f64>();
    for channels in [1, 2] {
        let sent = chirps(48_000, channels, 48_000);
        let bitrates = [64, 80, 96, 112, 128, 160, 192, 224, 256, 320].map(|n| n.to_string());
        let mut ways: Vec<Vec<(&str, &str)>> = bitrates
            .iter()
            .map(|n| vec![("bitrate", n.as_str())])
            .collect();
        ways.extend(["0", "4", "9"].map(|n| vec![("mode", "vbr"), ("quality", n)]));
        for way in ways {
            let file = written(&playing(48_000, channels, sent.clone()), &way);
            let got = decode::decode(&file.path, 1 << 20).unwrap().samples;
            let louder = 10.0 * (power(&got) / power(&sent)).log10();
            assert!(louder.abs() < 0.1, "{way:?} in {channels}: {louder:+.2} dB");
        }
    }
}

#[test]
fn at_another_rate_it_is_still_at_the_same_place() {
    // 2 ms of a tone a second: after a change of rate it still begins there.
    let samples: Vec<f32> = (0..96_000)
        .map(|n| match n % 48_000 < 960 {
            true => 0.5 * (n as f32 * 0.2).sin(),
            false => 0.0,
        })
        .collect();
    let file = written(&playing(48_000, 1, samples), &[("rate", "44100")]);
    let sound = decode::decode(&file.path, 1 << 20).unwrap();
    assert_eq!((sound.rate, sound.frames()), (Hz(44_100), 88_200));
    let rms = |from: usize, to: usize| {
        let part = &sound.samples[from..to];
        (part.iter().map(|s| s * s).sum::<f32>() / part.len() as f32).sqrt()
    };
    assert!(rms(44_100, 44_982) > 0.3);
    assert!(rms(43_000, 44_000) < 0.03 && rms(45_200, 46_100) < 0.03);
}

#[test]
fn the_same_episode_gives_the_same_bytes_however_it_is_cut_into_blocks() {
    for way in WAYS {
        let mut first: Option<Vec<u8>> = None;
        for block in [4801, 7, 1_000_000] {
            let mut episode = episode(1, &["One", "Two"], &[]);
            episode.audio = Box::new(Played {
                rate: Hz(48_000),
                channels: 2,
                samples: chirps(48_000, 2, 30_000),
                block,
            });
            let bytes = written(&episode, way).bytes;
            let first = first.get_or_insert_with(|| bytes.clone());
            assert!(*first == bytes, "{way:?}: blocks of {block}");
        }
    }
}

#[test]
fn what_a_setting_says_is_what_others_find() {
    for (way, levels, channels, rate, kbit) in [
        (WAYS[0], crate::house::Levels::Podcast, 1, "48000", 96),
        (WAYS[6], crate::house::Levels::Podcast, 2, "48000", 128),
        (WAYS[5], crate::house::Levels::Podcast, 1, "44100", 96),
        (WAYS[0], crate::house::Levels::Audiobook, 1, "44100", 192),
        (WAYS[2], crate::house::Levels::Audiobook, 1, "44100", 320),
    ] {
        let mut episode = playing(48_000, 1, chirps(48_000, 1, 200_000));
        episode.levels = levels;
        let file = written(&episode, way);
        let Some(mut ffprobe) = outside::reader("ffprobe") else {
            return;
        };
        let json = outside::json(
            ffprobe
                .args(["-v", "error", "-of", "json", "-show_streams"])
                .arg(&file.path),
        );
        let stream = &json["streams"][0];
        assert_eq!(stream["codec_name"], ROW.name);
        assert_eq!(stream["channels"], channels, "{way:?}");
        assert_eq!(stream["sample_rate"], rate, "{way:?}");
        assert_eq!(stream["bit_rate"], (kbit * 1000).to_string(), "{way:?}");
    }
}

#[test]
fn peaks_stay_below_the_ceiling_however_hot_the_sound_is() {
    let mut seed = 0x2545_f491u32;
    let mut noise = || {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        8.0 * (seed as f32 / u32::MAX as f32) - 4.0
    };
    // Bursts of clipped noise, which no voice comes near.
    let bursts: Vec<f32> = (0..96_000)
        .map(|n| match (n / 9600) % 2 {
            0 => noise().clamp(-1.0, 1.0),
            _ => 0.0,
        })
        .collect();
    for way in [WAYS[0], WAYS[1], WAYS[4], WAYS[5]] {
        let file = written(&playing(48_000, 1, bursts.clone()), way);
        let peak = heard(&file.path).unwrap().peak;
        assert!((-4.0..=-0.99).contains(&peak), "{way:?}: {peak}");
    }
}

#[test]
fn samples_that_are_none_are_silence_and_nothing_panics() {
    let wild = [
        f32::NAN,
        f32::INFINITY,
        f32::NEG_INFINITY,
        1.0,
        -1.0,
        1e30,
        1e-40,
        0.0,
    ];
    for channels in [1, 2] {
        let frames = 6_000 * usize::from(channels);
        let mixed: Vec<f32> = wild.iter().copied().cycle().take(frames).collect();
        let mut samples = vec![mixed];
        samples.extend(wild.map(|sample| vec![sample; frames]));
        for samples in samples {
            for way in [WAYS[0], WAYS[3]] {
                let folder = tempfile::tempdir().unwrap();
                let settings = settings(way);
                let episode = playing(48_000, channels, samples.clone());
                let job = Job {
                    episode: &episode,
                    folder: folder.path(),
                    settings: &settings,
                    cover: None,
                    room: 0.0,
                    observer: &Silent,
                };
                // Past what fits the peaks, which would tame some of it.
                let mut mp3 = Box::new(Mp3::open(&job).unwrap());
                mp3.encode(&samples).unwrap();
                let finished = mp3.finish().unwrap();
                if samples[0].is_nan() && samples[1].is_nan() {
                    assert!(finished.peak.unwrap() < -90.0, "{:?}", finished.peak);
                }
            }
        }
    }
}

#[test]
fn what_was_cut_short_or_altered_on_the_way_to_the_disk_is_noticed() {
    let episode = episode(1, &["One", "Two"], &[]);
    for way in [WAYS[0], WAYS[3]] {
        let file = written(&episode, way);
        let plan = Plan::of(&settings(way), Hz(48_000), 1, episode.levels);
        let marks = marks::chapters(&episode).unwrap();
        let check = || verify(&file.path, plan, 48_000, "A rehearsal", &marks);
        assert!(check().is_ok());
        let length = file.bytes.len();
        for kept in [length - 1, length - 500, length / 2, 600, 40, 3, 0] {
            std::fs::write(&file.path, &file.bytes[..kept]).unwrap();
            assert!(check().is_err(), "{kept} of {length} bytes");
        }
        // A letter of a chapter's title; a time.
        let title = |text: &[u8]| {
            file.bytes
                .windows(text.len())
                .rposition(|part| part == text)
        };
        for at in [title(b"T\0w\0o\0").unwrap(), title(b"chp1\0").unwrap() + 8] {
            let mut bytes = file.bytes.clone();
            bytes[at] ^= 1;
            std::fs::write(&file.path, &bytes).unwrap();
            let error = check().unwrap_err();
            assert!(matches!(error, PublishError::Unmarkable { .. }), "{error}");
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
    let episode = episode(1, &[], &[]);
    let none = Settings::new();
    let stopped = rehearsal::written(&episode, &ROW, none, folder.path(), &Impatient);
    assert!(matches!(stopped, Err(PublishError::Stopped { .. })));
}

/// Titles as they were never meant to be, in chapters that begin off the millisecond.
fn hostile_episode() -> Episode {
    let long = "long ".repeat(2000);
    let titles = [
        "<script>alert('x')</script>",
        "",
        "\u{202e}שאלה ראשונה",
        "🎙 a/b \\ \"c\" %s {d} --> e",
        "two\nlines\0and more",
        &long,
    ];
    let mut episode = episode(3, &titles, &[]);
    for (at, stretch) in episode.timeline.chapters.iter_mut().enumerate().skip(1) {
        stretch.start += 24 * at as u64 + 1;
    }
    episode.about.people[0].name = "Mirela/Vance \u{202e}🎧".to_owned();
    episode
}

/// Starts in milliseconds and titles, as the chapter list of the same render tells them.
fn listed(episode: &Episode) -> Vec<(u64, String)> {
    let folder = tempfile::tempdir().unwrap();
    let none = Settings::new();
    rehearsal::written(episode, &chapters::ROW, none, folder.path(), &Silent).unwrap();
    let text = std::fs::read_to_string(folder.path().join("chapters.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let list = json["chapters"].as_array().unwrap();
    list.iter()
        .map(|chapter| {
            let seconds = chapter["startTime"].as_f64().unwrap();
            let title = chapter["title"].as_str().unwrap();
            ((seconds * 1000.0).round() as u64, title.to_owned())
        })
        .collect()
}

#[test]
fn ffprobe_finds_every_chapter_with_its_title() {
    let many = vec!["Question"; 600];
    let long = "n".repeat(10_000);
    let mut titled = episode(1, &["One"], &[]);
    titled.about.title.clone_from(&long);
    for episode in [
        hostile_episode(),
        episode(2, &[], &[]),
        episode(6, &many, &[]),
        titled,
    ] {
        let file = written(&episode, &[]);
        let Some(mut ffprobe) = outside::reader("ffprobe") else {
            return;
        };
        let shown = [
            "-v",
            "error",
            "-of",
            "json",
            "-show_chapters",
            "-show_format",
        ];
        let json = outside::json(ffprobe.args(shown).arg(&file.path));
        let found = json["chapters"].as_array().unwrap();
        let listed = listed(&episode);
        assert_eq!(found.len(), listed.len());
        for (found, (millis, title)) in found.iter().zip(listed) {
            let start: f64 = found["start_time"].as_str().unwrap().parse().unwrap();
            assert!(
                (start * 1000.0 - millis as f64).abs() < 0.5,
                "{start} {millis}"
            );
            assert_eq!(found["tags"]["title"], title.as_str());
        }
        let tags = &json["format"]["tags"];
        assert_eq!(tags["title"], episode.about.title);
        let artist = format!("{}, Tomas Okafor", episode.about.people[0].name);
        assert_eq!(tags["artist"], artist);
        assert_eq!(tags["album"], "Two Stools");
        assert_eq!(tags["date"], "2026-03-01");
        assert_eq!(tags["SYNTHETIC_VOICES"], "No voice here is a person's.");
        // In units of a second that no sample rate divides, rounded up to a frame of MP3 at worst.
        let length: f64 = json["format"]["duration"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap();
        let promised = episode.timeline.frames as f64 / 48_000.0;
        assert!(
            (0.0..0.05).contains(&(length - promised)),
            "{length} {promised}"
        );
    }
}

/// A picture of one pixel.
fn cover() -> Picture {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\
        \0\0\0\nIDAT\x08\xd7\x63\x60\0\0\0\x02\0\x01\xe2\x21\xbc\x33\0\0\0\0IEND\xae\x42\x60\x82";
    Picture {
        media_type: "image/png",
        bytes: png.as_slice().into(),
        width: 1,
        height: 1,
    }
}

/// With a picture at its front.
fn covered(episode: &Episode, picture: &Picture) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::new();
    let job = Job {
        episode,
        folder: folder.path(),
        settings: &settings,
        cover: Some(picture),
        room: 0.0,
        observer: &Silent,
    };
    let mut mp3 = Box::new(Mp3::open(&job).unwrap());
    let mut samples = Vec::new();
    let mut take = |block: &[f32]| {
        samples.extend_from_slice(block);
        ControlFlow::Continue(())
    };
    episode.audio.play(&mut take).unwrap();
    mp3.encode(&samples).unwrap();
    let path = mp3.finish().unwrap().artifact.path;
    (folder, path)
}

#[test]
fn mutagen_finds_every_tag_chapter_and_the_cover() {
    let episode = hostile_episode();
    let (_folder, path) = covered(&episode, &cover());
    let Some(mut python) = outside::python("mutagen") else {
        return;
    };
    let script = "import json, sys, mutagen.mp3\n\
        f = mutagen.mp3.MP3(sys.argv[1], translate=False)\n\
        t = f.tags\n\
        c = sorted(t.getall('CHAP'), key=lambda c: int(c.element_id[3:]))\n\
        p = t.getall('APIC')\n\
        print(json.dumps({'version': t.version[1], 'toc': [x.child_element_ids for x in t.getall('CTOC')],\n\
        'ids': [x.element_id for x in c],\n\
        'marks': [[x.start_time, x.sub_frames['TIT2'].text[0]] for x in c],\n\
        'tags': [str(t[k]) for k in ('TIT2', 'TPE1', 'TALB', 'TYER', 'TDAT', 'TLAN', 'TXXX:SYNTHETIC_VOICES')],\n\
        'comment': str(t.getall('COMM')[0]),\n\
        'date': str(mutagen.mp3.MP3(sys.argv[1]).tags['TDRC']),\n\
        'cover': [[x.mime, int(x.type), len(x.data)] for x in p],\n\
        'length': f.info.length, 'encoder': f.info.encoder_info, 'sketchy': f.info.sketchy}))";
    let json = outside::json(python.args(["-c", script]).arg(&path));
    let listed: Vec<serde_json::Value> = listed(&episode)
        .into_iter()
        .map(|(millis, title)| serde_json::json!([millis, title]))
        .collect();
    assert_eq!(json["version"], 3);
    assert_eq!(json["marks"].as_array().unwrap(), &listed);
    assert_eq!(json["toc"], serde_json::json!([json["ids"]]));
    let synthetic = "No voice here is a person's.";
    let tags = [
        "A rehearsal",
        "Mirela/Vance \u{202e}🎧, Tomas Okafor",
        "Two Stools",
        "2026",
        "0103",
        "eng",
        synthetic,
    ];
    assert_eq!(json["tags"], serde_json::json!(tags));
    assert_eq!(json["comment"], synthetic);
    assert_eq!(json["date"], "2026-03-01");
    assert_eq!(
        json["cover"],
        serde_json::json!([["image/png", 3, cover().bytes.len()]])
    );
    let encoder = json["encoder"].as_str().unwrap();
    assert!(encoder.starts_with("LAME 3.100"), "{encoder}");
    assert_eq!(json["sketchy"], false);
    assert!((json["length"].as_f64().unwrap() - 3.0).abs() < 1e-3);
}

#[test]
fn a_large_cover_full_of_what_looks_like_sound_leads_nobody_astray() {
    let episode = episode(1, &["One"], &[]);
    // Heads of frames all over: MPEG-1 layer III, 128 kbit/s, 44.1 kHz.
    let bytes: Vec<u8> = [0xff, 0xfb, 0x90, 0x00]
        .iter()
        .copied()
        .cycle()
        .take(3 << 20)
        .collect();
    let picture = Picture {
        media_type: "image/jpeg",
        bytes: bytes.into(),
        width: 1,
        height: 1,
    };
    let (_folder, path) = covered(&episode, &picture);
    assert_eq!(heard(&path).unwrap().frames, 48_000);
    // A picture that is none makes ffmpeg complain, so only the sound is asked for.
    let Some(mut ffmpeg) = outside::reader("ffmpeg") else {
        return;
    };
    let raw = raw_sound(ffmpeg.args(["-v", "quiet", "-i"]).arg(&path));
    assert_eq!(raw, 48_000 * 2);
}

fn raw_sound(ffmpeg: &mut Command) -> usize {
    let raw = ffmpeg.args(["-map", "0:a", "-f", "s16le", "-"]).output();
    raw.unwrap().stdout.len()
}

#[test]
fn a_long_tone_is_as_long_as_it_was() {
    // Beyond one block of everything on the way.
    let mut episode = episode(20, &["One"], &[]);
    episode.audio = Box::new(Tone {
        channels: 2,
        ..Tone::new(960_001)
    });
    assert_eq!(heard(&written(&episode, &[]).path).unwrap().frames, 960_001);
}
