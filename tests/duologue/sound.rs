//! How an episode sounds, measured on the finished file: levels of each voice and of the whole, places,
//! the quiet of the room, edges. The meter is the `ebur128` crate, which the program does not use.

use crate::builder::{Ran, Test};
use crate::episode::Episode;
use crate::outside::tool;
use ebur128::{Channel, EbuR128, Mode};
use std::collections::BTreeMap;
use std::f64::consts::TAU;
use std::path::Path;

const TALK: &str = "\
---
duologue: 1
title: The ferry
languages: [en]
people:
  Reporter: interviewer
  Mira Holm: interviewee
  Jonas Tarn: interviewee
---

**Reporter:** What did the harbour sound like when the last boat had stopped for the winter?

**Mira Holm:** Like nothing at all. You heard the rope knock against the mast, and the ice talking under the pier.

**Jonas Tarn:** I heard the road for the first time. Before that I had not known that there was one.

**Reporter:** Did anybody miss the engine, after all those years of complaints about it?

**Mira Holm:** Everyone did, and nobody said so. It had told us what time it was.
";

/// All of it quick: tones, which are far from equally loud.
const TONES: &str = "\
interviewer: {voice: tone:a}
  interviewee: {voice: tone:c, others: [{voice: tone:f}]}
  narrator: {voice: tone:b}
";

fn cast(top: &str, roles: &str) -> String {
    format!("synthetic: off\nrhythm: plain\n{top}\nroles:\n  {roles}")
}

fn render(talk: &str, cast: &str, files: &[(&str, Vec<u8>)]) -> (Ran, Episode) {
    let mut test = Test::new().file("talk.md", talk).file("cast.yaml", cast);
    for (name, bytes) in files {
        test = test.file(name, bytes);
    }
    let ran = test.args("render talk.md --cast cast.yaml --out ep").run();
    let episode = Episode::read(&ran.path("ep"));
    (ran, episode)
}

fn meter(channels: u32, mode: Mode) -> EbuR128 {
    let mut meter = EbuR128::new(channels, 48_000, mode).unwrap();
    if channels == 1 {
        meter.set_channel(0, Channel::DualMono).unwrap();
    }
    meter
}

/// Integrated loudness in LUFS and true peak in dBTP.
fn whole(episode: &Episode) -> (f64, f64) {
    let channels = u32::from(episode.channels);
    let mut meter = meter(channels, Mode::I | Mode::TRUE_PEAK);
    meter.add_frames_i16(&episode.samples).unwrap();
    let peaks = (0..channels).map(|n| meter.true_peak(n).unwrap());
    let peak = peaks.fold(0.0, f64::max);
    (meter.loudness_global().unwrap(), 20.0 * peak.log10())
}

/// The loudness of each speaker, what they say laid end to end; folded to mono if that is asked for.
fn speakers(episode: &Episode, fold: bool) -> BTreeMap<String, f64> {
    let channels = usize::from(episode.channels);
    let mut meters = BTreeMap::new();
    for caption in &episode.captions {
        let at = |ms: u64| (ms * 48) as usize * channels;
        let said = &episode.samples[at(caption.start)..at(caption.end)];
        let folded: Vec<i16> = match fold {
            true => said
                .chunks(channels)
                .map(|frame| {
                    (frame.iter().map(|s| i32::from(*s)).sum::<i32>() / channels as i32) as i16
                })
                .collect(),
            false => said.to_vec(),
        };
        meters
            .entry(caption.speaker.clone())
            .or_insert_with(|| meter(if fold { 1 } else { channels as u32 }, Mode::I))
            .add_frames_i16(&folded)
            .unwrap();
    }
    let read = |(name, meter): (String, EbuR128)| (name, meter.loudness_global().unwrap());
    meters.into_iter().map(read).collect()
}

fn apart(speakers: &BTreeMap<String, f64>) -> f64 {
    let most = speakers.values().copied().fold(f64::NEG_INFINITY, f64::max);
    most - speakers.values().copied().fold(f64::INFINITY, f64::min)
}

fn rms(samples: &[i16]) -> f64 {
    let squares: f64 = samples
        .iter()
        .map(|s| (f64::from(*s) / 32_768.0).powi(2))
        .sum();
    10.0 * (squares / samples.len() as f64).log10()
}

/// A recording at 48 kHz.
fn wav(samples: impl IntoIterator<Item = f64>) -> Vec<u8> {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 48_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut wav = hound::WavWriter::new(&mut bytes, spec).unwrap();
    for sample in samples {
        wav.write_sample((sample * 32_767.0) as i16).unwrap();
    }
    wav.finalize().unwrap();
    bytes.into_inner()
}

fn seconds(seconds: f64) -> impl Iterator<Item = f64> {
    (0..(seconds * 48_000.0) as u32).map(|n| f64::from(n) / 48_000.0)
}

#[test]
fn everyone_is_equally_loud_whatever_the_voices_are() {
    let other = "\
interviewer: {voice: tone:f, rate: 0.8}
  interviewee: {voice: tone:d, pitch: 4, others: [{voice: tone:a, pitch: -3, chain: off}]}
";
    for roles in [TONES, other] {
        for top in ["", "chain: firm", "chain: off"] {
            let (_, episode) = render(TALK, &cast(top, roles), &[]);
            let heard = speakers(&episode, false);
            assert_eq!(heard.len(), 3);
            assert!(apart(&heard) < 0.3, "{top}: {heard:?}");
            let (loudness, peak) = whole(&episode);
            assert!((loudness + 16.0).abs() < 0.1, "{top}: {loudness} LUFS");
            assert!(peak <= -1.0, "{top}: {peak} dBTP");
        }
    }
}

#[test]
fn a_gain_is_a_wish_on_top() {
    // What a role says, its further people have too, unless they say otherwise.
    let roles = TONES
        .replace("tone:c,", "tone:c, gain: -4,")
        .replace("voice: tone:f", "voice: tone:f, gain: 0");
    let (_, episode) = render(TALK, &cast("", &roles), &[]);
    let heard = speakers(&episode, false);
    let below = heard["Reporter"] - heard["Mira Holm"];
    assert!((below - 4.0).abs() < 0.2, "{heard:?}");
    assert!(
        (heard["Reporter"] - heard["Jonas Tarn"]).abs() < 0.2,
        "{heard:?}"
    );
}

/// A soft recording, a loud one, and one of a single word.
#[test]
fn recordings_are_levelled_like_voices() {
    let tone =
        |length: f64, level: f64| wav(seconds(length).map(|t| level * (TAU * 300.0 * t).sin()));
    let files = [
        ("soft.wav", tone(5.0, 0.03)),
        ("loud.wav", tone(5.0, 0.9)),
        ("word.wav", tone(0.3, 0.1)),
    ];
    let talk = TALK
        .replace(
            "Like nothing at all.",
            "{take: \"soft.wav\"} Like nothing at all.",
        )
        .replace(
            "I heard the road for the first time.",
            "{take: \"loud.wav\"} I heard the road.",
        )
        .replace(
            "Everyone did, and nobody said so.",
            "{take: \"word.wav\"} Everyone did.",
        );
    let (_, episode) = render(&talk, &cast("", TONES), &files);
    let heard = speakers(&episode, false);
    assert!(apart(&heard) < 0.5, "{heard:?}");
    let lines = |words: &str| {
        let line = episode.captions.iter().find(|c| c.text.starts_with(words));
        let line = line.unwrap_or_else(|| panic!("{words}: {:?}", episode.captions));
        rms(&episode.samples[(line.start * 48) as usize..(line.end * 48) as usize])
    };
    let (soft, loud) = (lines("Like"), lines("I heard"));
    assert!((soft - loud).abs() < 0.2, "{soft} and {loud} dB");
    assert!(
        (soft - lines("Everyone")).abs() < 1.0,
        "{} dB",
        lines("Everyone")
    );
}

#[test]
fn every_preset_is_what_it_says() {
    for (levels, lufs, peak) in [("broadcast", -23.0, -1.0), ("listening", -17.0, -1.0)] {
        let (_, episode) = render(TALK, &cast(&format!("levels: {levels}"), TONES), &[]);
        let (loudness, highest) = whole(&episode);
        assert!((loudness - lufs).abs() < 0.1, "{levels}: {loudness} LUFS");
        assert!(highest <= peak, "{levels}: {highest} dBTP");
    }
    let (_, episode) = render(TALK, &cast("levels: audiobook", TONES), &[]);
    // ACX: RMS of the whole, sample peak, half a second to one of quiet, then one to five; its noise.
    let level = rms(&episode.samples);
    assert!((-20.2..-19.8).contains(&level), "{level} dB RMS");
    let (_, highest) = whole(&episode);
    assert!(highest <= -3.0, "{highest} dBTP");
    let first = episode.captions[0].start as f64;
    let last = episode.seconds() * 1000.0 - episode.captions.last().unwrap().end as f64;
    assert!((500.0..=1000.0).contains(&first), "{first} ms of head");
    assert!((1000.0..=5000.0).contains(&last), "{last} ms of tail");
    let head = rms(&episode.samples[..24_000]);
    assert!(head < -60.0, "{head} dB RMS of noise");
}

#[test]
fn a_place_changes_neither_loudness_nor_mono() {
    let mono = render(TALK, &cast("", TONES), &[]).1;
    assert_eq!(mono.channels, 1);
    let roles = TONES
        .replace("tone:a", "tone:a, pan: -100")
        .replace("[{voice: tone:f", "[{voice: tone:f, pan: 60");
    let (ran, stereo) = render(TALK, &cast("", &roles), &[]);
    assert_eq!(stereo.channels, 2);
    assert_eq!(stereo.samples.len(), 2 * mono.samples.len());
    let (loudness, peak) = whole(&stereo);
    assert!((loudness + 16.0).abs() < 0.1, "{loudness} LUFS");
    assert!(peak <= -1.0, "{peak} dBTP");
    let (placed, folded) = (speakers(&stereo, false), speakers(&stereo, true));
    assert!(apart(&placed) < 0.3, "{placed:?}");
    for (name, lufs) in &placed {
        let lost = lufs - folded[name];
        assert!(
            (-0.05..=0.5).contains(&lost),
            "{name} loses {lost} dB in mono"
        );
    }
    // Who asks is louder on the left, by the two to one that is as far as anyone goes.
    let first = &stereo.captions[0];
    let said = &stereo.samples[(first.start * 96) as usize..(first.end * 96) as usize];
    let side = |n: usize| rms(&said.iter().skip(n).step_by(2).copied().collect::<Vec<_>>());
    let aside = side(0) - side(1);
    assert!((5.5..6.6).contains(&aside), "{aside} dB");
    // Nobody speaks from another place than before because someone else does.
    let again = Test::within(ran.folder)
        .args("render talk.md --cast cast.yaml --out other --threads 1")
        .run();
    assert_eq!(Episode::read(&again.path("other")).samples, stereo.samples);
    // A place of somebody who is not in it makes no stereo.
    let roles = TONES.replace("tone:b", "tone:b, pan: 50");
    assert_eq!(render(TALK, &cast("", &roles), &[]).1.channels, 1);
}

#[test]
fn the_room_is_never_silent_unless_it_is_switched_off() {
    let between = |episode: &Episode| {
        let first = (episode.captions[0].end + 20) * 48;
        let next = (episode.captions[1].start - 20) * 48;
        episode.samples[first as usize..next as usize].to_vec()
    };
    let (_, on) = render(TALK, &cast("", TONES), &[]);
    let (_, off) = render(TALK, &cast("room: off", TONES), &[]);
    let quiet = between(&on);
    let level = rms(&quiet);
    assert!((-70.0..-66.0).contains(&level), "{level} dB RMS");
    let longest = on
        .samples
        .chunk_by(|a, b| *a == 0 && *b == 0)
        .map(<[i16]>::len)
        .max();
    assert!(
        longest.unwrap() < 48,
        "{longest:?} frames of digital silence"
    );
    assert!(between(&off).iter().all(|sample| *sample == 0));
    // Under speech as beside it: the difference of the two is the room alone.
    let room: Vec<i16> = on
        .samples
        .iter()
        .zip(&off.samples)
        .map(|(a, b)| a - b)
        .collect();
    let level = rms(&room);
    assert!((-68.5..-67.5).contains(&level), "{level} dB RMS");
}

/// A click is a corner: a sample that its neighbours do not lead to. A tone of 100 Hz at full scale
/// bends by 0.0002 from sample to sample; a step of a hundredth, which is heard as a tick, by 0.01.
fn clicks(samples: &[i16]) -> Vec<usize> {
    let bend = |w: &[i16]| i32::from(w[0]) - 2 * i32::from(w[1]) + i32::from(w[2]);
    let corners = samples.windows(3).enumerate();
    let corners = corners.filter(|(_, w)| bend(w).abs() > 330);
    corners.map(|(n, _)| n).collect()
}

#[test]
fn nothing_clicks_whatever_a_take_is_like() {
    // Finds what it is to find: a step of -38 dB in a loud tone.
    let mut proof: Vec<i16> = seconds(0.1)
        .map(|t| (20_000.0 * (TAU * 100.0 * t).sin()) as i16)
        .collect();
    assert!(clicks(&proof).is_empty());
    proof[2000..].iter_mut().for_each(|s| *s += 400);
    assert!(!clicks(&proof).is_empty());
    let files = [
        // At full scale from the first sample to the last.
        (
            "edge.wav",
            wav(seconds(2.0).map(|t| 0.9 * (TAU * 100.0 * t).cos())),
        ),
        // With a constant beside it, and again.
        (
            "offset.wav",
            wav(seconds(2.0).map(|t| 0.5 + 0.3 * (TAU * 110.0 * t).sin())),
        ),
        (
            "below.wav",
            wav(seconds(0.4).map(|t| -0.6 + 0.3 * (TAU * 90.0 * t).cos())),
        ),
        // Shorter than the fades.
        ("tick.wav", wav(seconds(0.008).map(|_| 0.7))),
    ];
    let talk = "\
---
duologue: 1
title: Edges
languages: [en]
people:
  Reporter: interviewer
  Mira Holm: interviewee
---

**Reporter:** {take: \"edge.wav\"} What did you hear? {pause: 0ms} {take: \"offset.wav\"} Was it the rope?

**Mira Holm:** {take: \"below.wav\"} The ice. {take: \"edge.wav\"} It talks. {take: \"tick.wav\"} Yes.
";
    for top in ["", "chain: off", "chain: firm\nroom: off"] {
        let (_, episode) = render(talk, &cast(top, TONES), &files);
        assert_eq!(episode.captions.len(), 5);
        let found = clicks(&episode.samples);
        assert!(found.is_empty(), "{top}: clicks at frames {found:?}");
        let (_, peak) = whole(&episode);
        assert!(peak <= -1.0, "{top}: {peak} dBTP");
    }
}

/// Full-scale squares and sines that lie between samples, judged by ffmpeg where it is.
#[test]
fn hot_material_stays_below_the_ceiling_for_others_too() {
    let quarter = |t: f64| (TAU * 12_000.0 * t + TAU / 8.0).sin();
    let square = |t: f64| if (t * 480.0).fract() < 0.5 { 1.0 } else { -1.0 };
    let files = [
        ("quarter.wav", wav(seconds(4.0).map(quarter))),
        ("square.wav", wav(seconds(4.0).map(square))),
    ];
    let talk = "\
---
duologue: 1
title: Alarms
languages: [en]
people:
  Reporter: interviewer
  Mira Holm: interviewee
---

**Reporter:** {take: \"quarter.wav\"} What did you hear?

**Mira Holm:** {take: \"square.wav\"} The alarm.
";
    let roles = TONES
        .replace("tone:a", "tone:a, gain: 12")
        .replace("tone:c", "tone:c, gain: 12");
    let (_ran, episode) = render(talk, &cast("chain: off", &roles), &files);
    let (loudness, peak) = whole(&episode);
    assert!(peak <= -1.0, "{peak} dBTP");
    assert!((loudness + 16.0).abs() < 0.1, "{loudness} LUFS");
    if let Some(mut ffmpeg) = tool("ffmpeg") {
        let (loudness, peak) = crate::render::measure(&mut ffmpeg, &episode);
        assert!(
            peak <= -1.0 && (loudness + 16.0).abs() <= 0.5,
            "{loudness}, {peak}"
        );
    }
}

/// Ticks in silence have peaks and no loudness: that is told and not passed over, also by a render
/// that changes nothing.
#[test]
fn what_cannot_be_reached_is_told() {
    let ticks = seconds(6.0)
        .enumerate()
        .map(|(n, _)| if n % 9600 < 8 { 0.9 } else { 0.0 });
    let talk = "\
---
duologue: 1
title: Ticks
languages: [en]
people:
  Reporter: interviewer
---

**Reporter:** {take: \"ticks.wav\"} What did you hear?
";
    let test = Test::new()
        .file("talk.md", talk)
        .file("cast.yaml", cast("chain: off", TONES))
        .file("ticks.wav", wav(ticks))
        .args("render talk.md --cast cast.yaml --out ep")
        .says("LUFS and not -16.0: single peaks are so much louder");
    let ran = test.run();
    let ran = Test::within(ran.folder)
        .args("render talk.md --cast cast.yaml --out ep --json")
        .says("single peaks")
        .run();
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["unchanged"], true);
    assert_eq!(report["shortfalls"].as_array().unwrap().len(), 1);
}

#[test]
fn a_changed_sound_is_told_in_words() {
    let test = Test::new()
        .file("talk.md", TALK)
        .file("cast.yaml", cast("", TONES))
        .args("render talk.md --cast cast.yaml --out ep");
    let ran = test.run();
    let roles = TONES.replace("tone:a", "tone:a, pan: -30, chain: firm");
    let ran = Test::within(ran.folder)
        .file("cast.yaml", cast("levels: broadcast\nroom: off", &roles))
        .args("diff talk.md --cast cast.yaml --out ep")
        .run();
    for words in [
        "levels podcast → broadcast",
        "room on → off",
        "place the middle → 30 % left",
        "chain the episode's → firm",
    ] {
        let said = format!("{}{}", ran.stdout, ran.stderr).replace(':', "");
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(Path::new(&ran.path("ep/talk.wav")).exists());
}
