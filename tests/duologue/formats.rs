//! Every sound format of one episode beside the others: the same chapters, the same length, the same
//! loudness, each as readers tell it that are not the program's own.

use crate::builder::{Ran, Test, checkout, shipped};
use crate::outside::{output, tool};
use ebur128::{Channel, EbuR128, Mode};
use serde_json::Value;
use std::path::Path;

/// The sound formats that this build writes.
fn formats() -> Vec<&'static str> {
    let mut all = vec!["wav", "flac", "opus"];
    if cfg!(feature = "mp3") {
        all.push("mp3");
    }
    if cfg!(feature = "aac") {
        all.extend(["m4b", "m4a"]);
    }
    all
}

/// Milliseconds and titles.
type Marks = Vec<(f64, String)>;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// What ffprobe lists.
fn probed(path: &Path) -> Option<(Marks, String)> {
    let text = output(
        tool("ffprobe")?
            .args([
                "-v",
                "error",
                "-of",
                "json",
                "-show_chapters",
                "-show_format",
                "-show_streams",
            ])
            .arg(path),
    );
    let found = json(&text);
    let marks = found["chapters"].as_array().unwrap().iter().map(|chapter| {
        let start: f64 = chapter["start_time"].as_str().unwrap().parse().unwrap();
        let title = chapter["tags"]["title"].as_str().unwrap_or_default();
        (start * 1000.0, title.to_owned())
    });
    // Ogg keeps its tags with the stream.
    let tags = [&found["format"]["tags"], &found["streams"][0]["tags"]];
    let title = tags
        .into_iter()
        .filter_map(|tags| tags["title"].as_str().or(tags["TITLE"].as_str()))
        .next();
    Some((marks.collect(), title.unwrap_or_default().to_owned()))
}

/// What mutagen lists.
fn mutagen(path: &Path) -> Option<(Marks, String)> {
    let script = r#"
import json, sys, mutagen
f = mutagen.File(sys.argv[1])
t = f.tags
kind = type(f).__name__
if kind in ('MP3', 'WAVE'):
    c = sorted(t.getall('CHAP'), key=lambda c: c.start_time)
    marks = [[c.start_time, c.sub_frames['TIT2'].text[0]] for c in c]
    title = str(t['TIT2'])
elif kind == 'MP4':
    marks = [[c.start * 1000, c.title] for c in f.chapters]
    title = t['\xa9nam'][0]
else:
    def ms(s):
        h, m, s = s.split(':')
        return (int(h) * 60 + int(m)) * 60000 + round(float(s) * 1000)
    keys = sorted(k for k in t.keys() if k.upper().startswith('CHAPTER') and k.upper().endswith('NAME'))
    marks = [[ms(t[k[:-4]][0]), t[k][0]] for k in keys]
    title = t['title'][0]
print(json.dumps({'marks': marks, 'title': title}))
"#;
    let mut python = tool("python3")?;
    let found = json(&output(python.args(["-c", script]).arg(path)));
    let marks = found["marks"].as_array().unwrap().iter();
    let marks = marks.map(|mark| {
        (
            mark[0].as_f64().unwrap(),
            mark[1].as_str().unwrap().to_owned(),
        )
    });
    Some((marks.collect(), found["title"].as_str().unwrap().to_owned()))
}

/// The samples that ffmpeg decodes, interleaved, and the channels.
fn decoded(path: &Path) -> Option<Vec<f32>> {
    let done = tool("ffmpeg")?
        .args(["-v", "error", "-i"])
        .arg(path)
        .args(["-f", "f32le", "-ac", "1", "-"])
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let (samples, rest) = done.stdout.as_chunks::<4>();
    assert!(rest.is_empty());
    Some(
        samples
            .iter()
            .map(|bytes| f32::from_le_bytes(*bytes))
            .collect(),
    )
}

/// Loudness in LUFS and true peak in dBTP.
fn heard(samples: &[f32], rate: u32) -> (f64, f64) {
    let mut meter = EbuR128::new(1, rate, Mode::I | Mode::TRUE_PEAK).unwrap();
    meter.set_channel(0, Channel::DualMono).unwrap();
    meter.add_frames_f32(samples).unwrap();
    let peak = meter.true_peak(0).unwrap();
    (meter.loudness_global().unwrap(), 20.0 * peak.log10())
}

/// Starts of chapters as the JSON of the same render tells them.
fn listed(ran: &Ran) -> (Marks, String) {
    let text = std::fs::read_to_string(ran.path("ep/chapters.json")).unwrap();
    let page = json(&text);
    let marks = page["chapters"].as_array().unwrap().iter().map(|chapter| {
        let start = chapter["startTime"].as_f64().unwrap() * 1000.0;
        (start, chapter["title"].as_str().unwrap().to_owned())
    });
    (marks.collect(), page["title"].as_str().unwrap().to_owned())
}

fn agree(ran: &Ran, name: &str) {
    let (marks, title) = listed(ran);
    assert!(marks.len() > 2, "{marks:?}");
    let wav = decoded(&ran.path(&format!("ep/{name}.wav")));
    for format in formats() {
        let path = ran.path(&format!("ep/{name}.{format}"));
        for (reader, found) in [("ffprobe", probed(&path)), ("mutagen", mutagen(&path))] {
            let Some((found, called)) = found else {
                continue;
            };
            assert_eq!(called, title, "{format} {reader}");
            assert_eq!(found.len(), marks.len(), "{format} {reader}");
            for ((start, title), (at, expected)) in found.iter().zip(&marks) {
                assert!(
                    (start - at).abs() <= 1.0,
                    "{format} {reader}: {start} {at} {title}"
                );
                // The list of an MP4 that mutagen reads holds 255 bytes of a title.
                assert!(
                    title == expected || expected.len() > 200 && title.len() > 200,
                    "{format} {reader}: {title} {expected}"
                );
            }
        }
        let (Some(wav), Some(sound)) = (&wav, decoded(&path)) else {
            continue;
        };
        if format.starts_with("m4") {
            // The last block of AAC is 1024 frames, of which ffmpeg gives all.
            assert!(
                (wav.len()..wav.len() + 1024).contains(&sound.len()),
                "{format}"
            );
        } else {
            assert_eq!(sound.len(), wav.len(), "{format}");
        }
        let ((loudness, _), (lossy, peak)) = (heard(wav, 48_000), heard(&sound, 48_000));
        assert!(
            (loudness - lossy).abs() <= 0.5,
            "{format}: {lossy} LUFS, not {loudness}"
        );
        assert!(peak <= -1.0, "{format}: {peak} dBTP");
        if format == "flac" {
            assert!(*wav == sound, "flac is not the same sound");
        }
    }
    // Every caption of a sentence that begins a chapter begins with it, in both files.
    let starts = |file: &str| -> Vec<f64> {
        let text = std::fs::read_to_string(ran.path(&format!("ep/{file}"))).unwrap();
        let lines = text.lines().filter_map(|line| line.split_once(" --> "));
        let clock = |text: &str| {
            let text = text.replace(',', ".");
            let parts = text.split(':').map(|part| part.parse::<f64>().unwrap());
            parts.fold(0.0, |all, part| all * 60.0 + part) * 1000.0
        };
        lines.map(|(start, _)| clock(start)).collect()
    };
    let (vtt, srt) = (starts("captions.vtt"), starts("captions.srt"));
    for (start, title) in marks.iter().skip(1) {
        for (file, starts) in [("vtt", &vtt), ("srt", &srt)] {
            let near = starts.iter().any(|at| (at - start).abs() <= 1.0);
            assert!(near, "no caption of {file} begins with {title} at {start}");
        }
    }
}

fn every_format() -> String {
    format!("{},chapters,captions,srt", formats().join(","))
}

#[test]
fn every_format_tells_the_same_chapters_lengths_and_loudness() {
    let ran = Test::new()
        .file("talk.md", shipped("scripts/two-chairs.md"))
        .args("render talk.md --out ep --format")
        .arg(&every_format())
        .run();
    agree(&ran, "talk");
}

/// The same of the interview that the program was built on, where it is.
#[test]
fn the_real_interview_agrees_in_every_format() {
    let path = checkout().join("../shared/interviews/sound-of-metal.txt");
    let Ok(page) = std::fs::read(path) else {
        println!("skipped: there is no ../shared/interviews beside this checkout");
        return;
    };
    let ran = Test::new()
        .file("metal.txt", page)
        .args("render metal.txt --out ep --format")
        .arg(&every_format())
        .run();
    agree(&ran, "metal");
}

#[test]
fn one_sound_format_alone_writes_no_other() {
    let talk = "# Tides\n\nQ: Why?\n\nA: Because of the moon.\n";
    for format in formats() {
        let ran = Test::new()
            .file("talk.md", talk)
            .args("render talk.md --out ep --format")
            .arg(format)
            .run();
        let expected = [format!("talk.{format}"), "talk.lock.json".to_owned()];
        let mut expected = expected.to_vec();
        expected.sort();
        assert_eq!(ran.names("ep"), expected);
    }
}

#[test]
fn a_setting_that_does_not_fit_is_told_before_anything_is_made() {
    let talk = "Q: Why?\n\nA: Because of the moon.\n";
    for (set, told) in [
        ("opus.bitrat=32", "did you mean `bitrate`?"),
        ("ops.bitrate=32", "did you mean `opus`?"),
        ("opus.bitrate=loud", "`bitrate` cannot be `loud`"),
        ("opus", "expected a format, a dot, a setting"),
    ] {
        let ran = Test::new()
            .file("talk.txt", talk)
            .args("render talk.txt --out ep --set")
            .arg(set)
            .fails(1)
            .says(told)
            .run();
        assert!(!ran.path("ep").exists());
    }
    Test::new()
        .file("talk.txt", talk)
        .file("cast.yaml", "formats:\n  flac: {dept: 24}\n  mp33: {}\n")
        .args("check talk.txt --cast cast.yaml")
        .fails(1)
        .says("did you mean `depth`?")
        .says("there is no format `mp33`")
        .run();
}

#[test]
fn a_setting_makes_the_episode_anew_and_diff_names_it() {
    let talk = "Q: Why?\n\nA: Because of the moon.\n";
    let ran = Test::new()
        .file("talk.txt", talk)
        .args("render talk.txt --out ep --format opus,captions")
        .run();
    let small = |ran: &Ran| std::fs::metadata(ran.path("ep/talk.opus")).unwrap().len();
    let before = small(&ran);
    let set = "--format opus,captions --set opus.bitrate=16 --set flac.depth=24";
    let told = Test::within(ran.folder)
        .args("diff talk.txt --out ep")
        .args(set)
        .run();
    assert!(told.stdout.contains("bitrate of opus"), "{}", told.stdout);
    // What is not written has no settings.
    assert!(!told.stdout.contains("flac"), "{}", told.stdout);
    let ran = Test::within(told.folder)
        .args("render talk.txt --out ep")
        .args(set)
        .says("--set flac.depth=24 changes nothing")
        .run();
    assert!(small(&ran) < before, "{} {before}", small(&ran));
}

#[cfg(not(feature = "aac"))]
#[test]
fn a_format_that_this_build_lacks_says_how_to_get_it() {
    Test::new()
        .file("talk.txt", "Q: Why?\n\nA: Because.\n")
        .args("render talk.txt --format m4b")
        .fails(1)
        .says("this build cannot write m4b")
        .says("--features aac")
        .run();
}
