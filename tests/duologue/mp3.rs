//! An MP3 beside the WAV of the same render, compared by ear: how long, how loud, how high, which chapters.

use crate::builder::Test;
#[cfg(feature = "mp3")]
use crate::{
    episode::Episode,
    outside::{output, tool},
};

const TALK: &str = "\
---
duologue: 1
title: The ferry
languages: [en]
people:
  Reporter: interviewer
  Mira Holm: interviewee
---

{sound: storm.wav}

# The rope

**Reporter:** What did the harbour sound like when the last boat had stopped for the winter?

**Mira Holm:** Like nothing at all. You heard the rope knock against the mast, and the ice talking under the pier.

# The engine

**Reporter:** Did anybody miss the engine, after all those years of complaints about it?

**Mira Holm:** Everyone did, and nobody said so. It had told us what time it was.
";

const CAST: &str = "\
synthetic: off
roles:
  interviewer: {voice: VOICE1, pan: PAN}
  interviewee: {voice: VOICE2}
  narrator: {voice: VOICE1}
";

/// A cast of the best voices that this build has.
fn cast(levels: &str, pan: &str) -> String {
    let voices = match cfg!(feature = "pico") {
        true => ["pico:en-GB", "pico:en-US"],
        false => ["tone:a", "tone:d"],
    };
    let cast = CAST
        .replace("VOICE1", voices[0])
        .replace("VOICE2", voices[1]);
    format!("levels: {levels}\n{}", cast.replace("PAN", pan))
}

/// Two seconds of noise that is clipped all the time.
fn storm() -> Vec<u8> {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 48_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut bytes, spec).unwrap();
    let mut seed = 0x2545_f491u32;
    for _ in 0..96_000 {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        writer
            .write_sample(if seed & 1 == 0 { i16::MAX } else { i16::MIN })
            .unwrap();
    }
    writer.finalize().unwrap();
    bytes.into_inner()
}

fn talk(levels: &str, pan: &str) -> Test {
    Test::new()
        .file("talk.md", TALK)
        .file("storm.wav", storm())
        .file("cast.yaml", cast(levels, pan))
        .args("render talk.md --cast cast.yaml --out ep")
}

/// Integrated loudness in LUFS and true peak in dBTP, by ffmpeg.
#[cfg(feature = "mp3")]
fn meter(path: &std::path::Path) -> Option<(f64, f64)> {
    let mut ffmpeg = tool("ffmpeg")?;
    ffmpeg.args(["-hide_banner", "-nostats", "-i"]).arg(path);
    let said = output(ffmpeg.args(["-map", "0:a", "-af", "ebur128=peak=true", "-f", "null", "-"]));
    let summary = said.split("Summary:").nth(1).unwrap();
    let number = |name: &str| -> f64 {
        let rest = summary.split(name).nth(1).unwrap();
        rest.split_whitespace().next().unwrap().parse().unwrap()
    };
    Some((number("I:"), number("Peak:")))
}

#[cfg(feature = "mp3")]
#[test]
fn it_is_as_long_as_loud_and_as_marked_as_the_wav_and_never_peaks_above_what_was_promised() {
    for (levels, pan, set, ceiling) in [
        ("podcast", "0", "", -1.0),
        ("podcast", "60", "--set mp3.bitrate=64", -1.0),
        (
            "podcast",
            "0",
            "--set mp3.mode=vbr --set mp3.quality=9",
            -1.0,
        ),
        ("audiobook", "0", "", -3.0),
    ] {
        let test = talk(levels, pan).args("--format wav,mp3,chapters,captions");
        let ran = test.args(set).run();
        let episode = Episode::read(&ran.path("ep"));
        let path = ran.path("ep/talk.mp3");
        let sound = duologue::audio::decode::decode(&path, 1 << 30).unwrap();
        let rate = if levels == "audiobook" {
            44_100
        } else {
            48_000
        };
        let channels = usize::from(episode.channels);
        assert_eq!((sound.rate.0, sound.channels), (rate, channels));
        let frames = (episode.samples.len() / channels) as u64;
        assert_eq!(sound.frames(), (frames * u64::from(rate)).div_ceil(48_000));

        let Some((loud, peak)) = meter(&path) else {
            return;
        };
        let (wav, _) = meter(&episode.wav).unwrap();
        assert!(
            (loud - wav).abs() <= 0.5,
            "{levels} {set}: {loud} and {wav} LUFS"
        );
        assert!(peak <= ceiling, "{levels} {set}: {peak} dBTP");

        let mut ffprobe = tool("ffprobe").unwrap();
        let args = ["-v", "error", "-of", "json", "-show_chapters"];
        let json = output(ffprobe.args(args).arg(&path));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let found = json["chapters"].as_array().unwrap();
        assert!(found.len() > 1 && found.len() == episode.chapters.len());
        for (found, (seconds, title)) in found.iter().zip(&episode.chapters) {
            let start: f64 = found["start_time"].as_str().unwrap().parse().unwrap();
            assert!((start - seconds).abs() < 0.001, "{start} {seconds}");
            assert_eq!(found["tags"]["title"], title.as_str());
        }
    }
}

#[cfg(feature = "mp3")]
#[test]
fn alone_it_is_the_only_sound_and_the_same_bytes_again() {
    let ran = talk("podcast", "0").args("--format mp3").run();
    assert_eq!(ran.names("ep"), ["talk.lock.json", "talk.mp3"]);
    let first = std::fs::read(ran.path("ep/talk.mp3")).unwrap();
    let again = talk("podcast", "0").args("--format mp3,wav").run();
    assert!(first == std::fs::read(again.path("ep/talk.mp3")).unwrap());
}

#[cfg(feature = "mp3")]
#[test]
fn settings_that_contradict_each_other_are_told_before_anything_is_spoken() {
    talk("podcast", "0")
        .args("--format mp3 --set mp3.mode=vbr --set mp3.bitrate=128")
        .fails(1)
        .says("`bitrate` and `mode: vbr` contradict each other")
        .never_says("speaking")
        .run();
    talk("podcast", "0")
        .args("--format mp3 --set mp3.bitrate=48")
        .fails(1)
        .says("`bitrate` cannot be 48")
        .says("64, 80, 96")
        .run();
}

#[cfg(not(feature = "mp3"))]
#[test]
fn a_build_without_it_says_how_to_get_one() {
    talk("podcast", "0")
        .args("--format mp3")
        .fails(1)
        .says("this build cannot write mp3")
        .says("cargo build --release --features mp3")
        .never_says("speaking")
        .run();
}
