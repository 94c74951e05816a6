//! Music and sounds in an episode: where they are heard, and that words stay above them. Measured on the
//! finished file, against a render in which the music is too soft to be there.

use crate::builder::{Ran, Test, shipped};
use crate::episode::Episode;
use serde_json::Value;

/// Tones in place of voices, and every pause as it is written.
const CAST: &str = "\
rhythm: plain
synthetic: off
room: off
chain: off
roles:
  interviewer: {voice: tone:d}
  interviewee: {voice: tone:a}
  narrator: {voice: tone:f}
pauses: {sentence: 200, paragraph: 400, chapter: 1000}
";

const FRONT: &str = "\
---
duologue: 1
title: The ferry
languages: [en]
people:
  Ann: interviewer
  Ben: interviewee
---

";

/// Pauses of eight seconds, one and a half, and short ones.
const TALK: &str = "\
# The bridge

**Ann:** Where did the ferry go when the bridge was built, and who was on board when it went there?

**Ben:** Up the river, with a choir on board. Nobody had asked them. They sang all the way up to the mill and back.

**Ann:** {pause: 8s} And the captain, who had the bell?

**Ben:** {pause: 1600ms} He sold the bell. He kept the rope, and the lamp, and a chair that nobody wanted to sit in.
";

/// Noise up to full scale, as 16-bit stereo at 44.1 kHz.
fn noise(seconds: u32) -> Vec<u8> {
    let mut seed = 7u32;
    let samples = (0..seconds * 44_100 * 2).map(|_| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) as i16
    });
    wav(2, 44_100, samples)
}

fn wav(channels: u16, rate: u32, samples: impl Iterator<Item = i16>) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let spec = hound::WavSpec {
        channels,
        sample_rate: rate,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::new(&mut bytes, spec).unwrap();
    for sample in samples {
        writer.write_sample(sample).unwrap();
    }
    writer.finalize().unwrap();
    bytes.into_inner()
}

/// A tone of so many milliseconds.
fn tone(ms: u32) -> Vec<u8> {
    let sample = |n: u32| (8000.0 * (n as f32 * 0.09).sin()) as i16;
    wav(1, 48_000, (0..ms * 48).map(sample))
}

fn render(test: Test) -> Ran {
    test.own_cache()
        .args("render talk.md --cast cast.yaml --out ep --json")
        .run()
}

fn samples(ran: &Ran) -> Vec<f64> {
    let episode = Episode::read(&ran.path("ep"));
    episode
        .samples
        .iter()
        .map(|s| f64::from(*s) / 32_768.0)
        .collect()
}

fn power(samples: &[f64]) -> f64 {
    samples.iter().map(|s| s * s).sum::<f64>() / samples.len().max(1) as f64
}

fn db(power: f64) -> f64 {
    10.0 * power.max(1e-12).log10()
}

const WINDOW: usize = 19_200; // 400 ms
const STEP: usize = 480; // 10 ms

/// The speech, and what is not speech, of an episode with music; from the same with music that is
/// too soft to be heard. The two differ by a gain too, which is found where speech is.
fn parted(with: &[f64], without: &[f64]) -> (Vec<f64>, Vec<f64>) {
    assert_eq!(with.len(), without.len());
    let both: f64 = with.iter().zip(without).map(|(a, b)| a * b).sum();
    let gain = both / without.iter().map(|b| b * b).sum::<f64>();
    let speech: Vec<f64> = without.iter().map(|b| b * gain).collect();
    let music = with.iter().zip(&speech).map(|(a, b)| a - b).collect();
    (speech, music)
}

#[test]
fn words_stay_20_db_above_a_bed_of_noise_which_comes_back_in_pauses() {
    let with = |gain: &str| {
        let cast = format!(
            "{CAST}music:\n  bed: {{file: noise.wav, gain: {gain}}}\n  \
             intro: {{file: noise.wav, length: 6s, gain: {gain}}}\n"
        );
        let test = Test::new()
            .file("talk.md", FRONT.to_owned() + TALK)
            .file("noise.wav", noise(7))
            .file("cast.yaml", cast);
        render(test)
    };
    let ran = with("0");
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert!(
        report["speech_above_music_db"].as_f64().unwrap() > 20.5,
        "{report}"
    );
    assert_eq!(report["shortfalls"], serde_json::json!([]));
    let mix = samples(&ran);
    assert!(mix.iter().all(|s| s.abs() < 0.9), "nothing clips");
    let (speech, music) = parted(&mix, &samples(&with("-60")));
    // Words: no more than 10 dB softer than all of them together.
    let heard: Vec<f64> = speech.windows(WINDOW).step_by(STEP).map(power).collect();
    let loud: Vec<f64> = heard.iter().copied().filter(|p| db(*p) > -40.0).collect();
    let gate = db(loud.iter().sum::<f64>() / loud.len() as f64) - 10.0;
    let mut windows = 0;
    for (at, power_of_words) in heard.iter().enumerate() {
        if db(*power_of_words) >= gate {
            let from = at * STEP;
            let above = db(*power_of_words) - db(power(&music[from..from + WINDOW]));
            assert!(
                above >= 20.0,
                "{above:.1} dB at {:.2} s",
                from as f64 / 48_000.0
            );
            windows += 1;
        }
    }
    assert!(windows > 500, "{windows}");
    // Pauses: as loud in the short one as in the middle of the long one, which is its set level.
    let captions = Episode::read(&ran.path("ep")).captions;
    let at = |ms: u64| (ms * 48) as usize;
    let gaps: Vec<(u64, u64)> = captions
        .windows(2)
        .map(|w| (w[0].end, w[1].start))
        .collect();
    let long = gaps.iter().find(|(a, b)| b - a > 7_900).unwrap();
    let set = db(power(&music[at(long.0 + 3_000)..at(long.1 - 3_000)]));
    let level = gate + 10.0;
    assert!(
        (20.0..26.0).contains(&(level - set)),
        "speech {level}, bed {set}"
    );
    let short = gaps
        .iter()
        .find(|(a, b)| (1_550..1_700).contains(&(b - a)))
        .unwrap();
    let tenths = (short.0..short.1 - 100).step_by(10);
    let back = tenths
        .map(|ms| db(power(&music[at(ms)..at(ms + 100)])))
        .fold(-99.0, f64::max);
    assert!(
        back > set - 3.0,
        "{back} in the short pause, {set} in the long one"
    );
    // The intro is louder than the bed, and hands over: below the first words it is gone.
    let first = captions[0].start;
    let intro = db(power(&music[at(1_000)..at(2_000)]));
    assert!(intro > set + 15.0, "intro {intro}, bed {set}");
    assert!((4_700..5_000).contains(&first), "{first}");
    assert!(db(power(&music[at(first)..at(first + 400)])) < level - 20.0);
}

#[test]
fn words_wait_for_music_and_stings_and_go_on_over_sounds() {
    let talk = "\
# One

**Ann:** We went up the river. {music: long.wav} Then we came back.

**Ann:** A door. {sound: short.wav} Nobody heard it.

# Two

**Ben:** That was all there was. {sound: short.wav}
";
    let script = FRONT.to_owned() + talk;
    let music = "chapters: per-heading\nmusic:\n  sting: {file: short.wav, length: 500ms}\n  outro: long.wav\n";
    let plain = Test::new()
        .file(
            "talk.md",
            script
                .replace("{music: long.wav}", "")
                .replace("{sound: short.wav}", ""),
        )
        .file("cast.yaml", format!("{CAST}chapters: per-heading\n"));
    let played = Test::new()
        .file("talk.md", script)
        .file("cast.yaml", format!("{CAST}{music}"))
        .file("long.wav", tone(3_000))
        .file("short.wav", tone(1_000));
    let (plain, played) = (render(plain), render(played));
    let (plain, played) = (
        Episode::read(&plain.path("ep")),
        Episode::read(&played.path("ep")),
    );
    let gaps = |episode: &Episode| -> Vec<u64> {
        let pairs = episode.captions.windows(2);
        pairs.map(|w| w[1].start - w[0].end).collect()
    };
    let (was, will) = (gaps(&plain), gaps(&played));
    assert_eq!(was, [200, 400, 200, 1000]);
    // Three seconds between two rests; nothing; nothing; half a second between two rests.
    assert_eq!(will, [3_800, 400, 200, 1_300]);
    // The second chapter begins with its sting, which ends a rest before the word.
    let word = played.captions[4].start as f64;
    assert!(
        (played.chapters[1].0 * 1000.0 - (word - 900.0)).abs() < 2.0,
        "{:?}",
        played.chapters
    );
    let quiet = played.sound(word as u64 - 390, word as u64 - 10);
    assert_eq!(quiet, None);
    // The outro after the last word and the silence at the end.
    let last = played.captions[4].end;
    let tail = (played.seconds() * 1000.0) as u64 - last;
    assert!((4_190..=4_210).contains(&tail), "{tail}");
    assert!(played.sound(last + 1_100, last + 3_000).is_some());
}

#[test]
fn another_sound_under_the_same_name_is_told_and_heard() {
    let test = Test::new()
        .file("talk.md", FRONT.to_owned() + TALK)
        .file("cast.yaml", format!("{CAST}music: {{outro: end.wav}}\n"))
        .file("end.wav", tone(900));
    let ran = render(test);
    let before = samples(&ran);
    let again = render(Test::within(ran.folder));
    assert!(
        again.stdout.contains("\"unchanged\": true"),
        "{}",
        again.stdout
    );
    let other = Test::within(again.folder).file("end.wav", tone(1_200));
    let told = other
        .own_cache()
        .args("diff talk.md --cast cast.yaml --out ep")
        .run();
    assert!(
        told.stdout
            .contains("outro: end.wav → end.wav, with other content"),
        "{}",
        told.stdout
    );
    let softer = format!("{CAST}music: {{outro: {{file: end.wav, gain: -3}}, bed: builtin:pad}}\n");
    let told = Test::within(told.folder)
        .file("cast.yaml", softer)
        .own_cache()
        .args("diff talk.md --cast cast.yaml --out ep")
        .run();
    assert!(
        told.stdout.contains("outro: end.wav → end.wav, -3 dB"),
        "{}",
        told.stdout
    );
    assert!(
        told.stdout.contains("bed: none → builtin:pad"),
        "{}",
        told.stdout
    );
    let ran = render(Test::within(told.folder));
    assert!(samples(&ran).len() > before.len());
    assert!(ran.stdout.contains("\"spoken\": 0"), "{}", ran.stdout);
}

/// A part is a small episode of its own: it has the cast's music, and of the script's what is in it.
#[test]
fn a_part_has_the_music_that_is_in_it() {
    let test = Test::new()
        .file(
            "talk.md",
            FRONT.to_owned()
                + TALK
                + "\n{music: end.wav}\n\n# More\n\n**Ann:** {music: end.wav} Really?\n",
        )
        .file("cast.yaml", format!("{CAST}chapters: per-heading\n"))
        .file("end.wav", tone(2_000));
    let ran = test
        .own_cache()
        .args("render talk.md --cast cast.yaml --out ep --json --chapter 2")
        .run();
    let episode = Episode::read(&ran.path("ep/sample"));
    assert_eq!(episode.captions.len(), 1);
    // The head, both pieces with rests behind them.
    let start = episode.captions[0].start;
    assert_eq!(start, 5_100);
}

#[test]
fn the_cast_with_music_renders_without_a_warning() {
    let talk = FRONT.to_owned() + TALK + "\n# More\n\n**Ben:** That was all.\n";
    let ran = Test::new()
        .file("talk.md", talk)
        // Its voices are another matter.
        .file(
            "cast.yaml",
            shipped("voices/with-music.yaml")
                .replace("pico:en-GB, pan", "tone:d, pan")
                .replace("{voice: pico:en-US, timbre: -2}", "tone:a"),
        )
        .own_cache()
        .args("render talk.md --cast cast.yaml --out ep --json --strict")
        .run();
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["shortfalls"], serde_json::json!([]));
    assert!(report["speech_above_music_db"].as_f64().unwrap() >= 20.0);
    assert!((report["loudness_lufs"].as_f64().unwrap() + 16.0).abs() < 0.2);
}
