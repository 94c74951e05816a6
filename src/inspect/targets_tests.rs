//! Each target, met and missed.

use super::super::beside::Chapter;
use super::*;
use crate::audio::Hz;
use crate::audio::speech::Sounding;
use std::path::PathBuf;

/// Ten seconds that meet the targets of a podcast.
fn good() -> Measured {
    Measured {
        rate: Hz(48_000),
        channels: 1,
        frames: 480_000,
        hops: vec![],
        integrated: -16.04,
        range: Some(4.0),
        true_peak: -1.5,
        peak: -1.8,
        rms: -19.0,
        noise: Some(-68.0),
        clipped: 0,
        clicks: 0,
        click_places: vec![],
        digital_silence: 0..3,
        audible: 28_800..384_000,
        lines: vec![],
        wave: vec![],
    }
}

fn person(name: &str, loudness: f64) -> Person {
    Person {
        name: name.into(),
        seconds: 4.0,
        share: 0.5,
        words: 10,
        pace: Some(150.0),
        pace_overall: Some(140.0),
        loudness: Some(loudness),
        fold_loss: None,
    }
}

fn speech() -> Speech {
    Speech {
        people: vec![person("Anna", -16.0), person("Ben", -15.4)],
        words: 20,
        seconds: 8.0,
        pace: Some(151.2),
        pace_overall: Some(120.0),
        announced: 0.0,
    }
}

fn beside() -> Beside {
    Beside {
        sound: PathBuf::new(),
        title: String::new(),
        files: vec![],
        notes: vec![],
        whole: true,
        captions: Some(vec![]),
        chapters: Some(vec![chapter(0, 4000), chapter(4000, 10_000)]),
        wishes: Wishes {
            room: Some(true),
            ..Wishes::default()
        },
    }
}

fn chapter(start: u64, end: u64) -> Chapter {
    Chapter {
        start,
        end,
        title: "So".into(),
    }
}

/// Everything that a target is judged by.
struct Case {
    measured: Measured,
    speech: Option<Speech>,
    beside: Beside,
    lines: Vec<Range<u64>>,
}

fn case() -> Case {
    Case {
        measured: good(),
        speech: Some(speech()),
        beside: beside(),
        lines: vec![],
    }
}

fn verdict(levels: Levels, name: &str, change: impl Fn(&mut Case)) -> Target {
    let mut case = case();
    change(&mut case);
    let table = targets(
        levels,
        &case.measured,
        case.speech.as_ref(),
        &case.beside,
        &case.lines,
    );
    let mut rows = table.into_iter().filter(|row| row.name == name);
    rows.next().unwrap_or_else(|| panic!("no row {name}"))
}

#[test]
fn what_is_good_passes() {
    let case = case();
    let table = targets(
        Levels::Podcast,
        &case.measured,
        case.speech.as_ref(),
        &case.beside,
        &[],
    );
    let bad: Vec<_> = table
        .iter()
        .filter(|row| row.verdict == Verdict::Fail)
        .collect();
    assert!(bad.is_empty(), "{bad:?}");
    let names: std::collections::BTreeSet<_> = table.iter().map(|row| row.name).collect();
    assert_eq!(names.len(), table.len(), "each name once");
}

#[test]
fn each_target_can_be_met_and_missed() {
    use Levels::{Audiobook, Broadcast, Listening, Podcast};
    type Change = fn(&mut Case);
    let rows: &[(Levels, &str, Change, Change)] = &[
        (
            Podcast,
            "loudness",
            |c| c.measured.integrated = -16.504,
            |c| c.measured.integrated = -16.51,
        ),
        (
            Podcast,
            "loudness",
            |c| c.measured.integrated = -15.5,
            |c| c.measured.integrated = f64::NEG_INFINITY,
        ),
        (
            Broadcast,
            "loudness",
            |c| c.measured.integrated = -22.5,
            |c| c.measured.integrated = -22.4,
        ),
        (
            Listening,
            "loudness",
            |c| c.measured.integrated = -18.0,
            |c| c.measured.integrated = -15.9,
        ),
        (
            Podcast,
            "true-peak",
            |c| c.measured.true_peak = -0.996,
            |c| c.measured.true_peak = -0.99,
        ),
        (
            Broadcast,
            "true-peak",
            |c| c.measured.true_peak = -1.0,
            |c| c.measured.true_peak = 0.3,
        ),
        (
            Listening,
            "true-peak",
            |c| c.measured.true_peak = f64::NEG_INFINITY,
            |c| c.measured.true_peak = -0.9,
        ),
        (
            Audiobook,
            "peak",
            |c| c.measured.peak = -3.0,
            |c| c.measured.peak = -2.9,
        ),
        (
            Audiobook,
            "rms",
            |c| c.measured.rms = -23.0,
            |c| c.measured.rms = -23.1,
        ),
        (
            Audiobook,
            "rms",
            |c| c.measured.rms = -18.0,
            |c| c.measured.rms = -17.9,
        ),
        (
            Audiobook,
            "noise",
            |c| c.measured.noise = Some(-60.0),
            |c| c.measured.noise = Some(-59.9),
        ),
        (
            Listening,
            "noise",
            |c| c.measured.noise = Some(f64::NEG_INFINITY),
            |c| c.measured.noise = Some(-50.0),
        ),
        (
            Listening,
            "loudness-range",
            |c| c.measured.range = Some(8.0),
            |c| c.measured.range = Some(8.1),
        ),
        (
            Audiobook,
            "head",
            |c| c.measured.audible.start = 24_000,
            |c| c.measured.audible.start = 23_000,
        ),
        (
            Audiobook,
            "head",
            |c| c.measured.audible.start = 48_000,
            |c| c.measured.audible.start = 49_000,
        ),
        (
            Audiobook,
            "tail",
            |c| c.measured.audible.end = 432_000,
            |c| c.measured.audible.end = 433_000,
        ),
        (
            Audiobook,
            "tail",
            |c| c.measured.audible.end = 240_000,
            |c| c.measured.audible.end = 0,
        ),
        (Podcast, "clicks", |_| {}, |c| c.measured.clicks = 1),
        (Podcast, "clipping", |_| {}, |c| c.measured.clipped = 1),
        (
            Podcast,
            "digital-silence",
            |c| c.measured.digital_silence = 9..2409,
            |c| c.measured.digital_silence = 0..4800,
        ),
        (
            Podcast,
            "speakers",
            |c| c.speech.as_mut().unwrap().people[0].loudness = Some(-16.4),
            |c| c.speech.as_mut().unwrap().people[0].loudness = Some(-16.5),
        ),
        // A cast that wants somebody softer gets it.
        (
            Podcast,
            "speakers",
            |c| {
                c.speech.as_mut().unwrap().people[0].loudness = Some(-19.0);
                c.beside.wishes.gains.insert("Anna".into(), -3.0);
            },
            |c| {
                c.beside.wishes.gains.insert("Anna".into(), -3.0);
            },
        ),
        (
            Podcast,
            "fold",
            |c| c.speech.as_mut().unwrap().people[1].fold_loss = Some(0.5),
            |c| c.speech.as_mut().unwrap().people[1].fold_loss = Some(f64::INFINITY),
        ),
        (
            Listening,
            "pace",
            |c| c.speech.as_mut().unwrap().pace = Some(145.0),
            |c| c.speech.as_mut().unwrap().pace = Some(155.1),
        ),
        (
            Listening,
            "pace",
            |c| {
                c.beside.wishes.pace = Some(180.0);
                c.speech.as_mut().unwrap().pace = Some(184.0);
            },
            |c| c.beside.wishes.pace = Some(180.0),
        ),
        (
            Podcast,
            "caption-ends",
            |c| c.lines = vec![0..480_048],
            |c| c.lines = vec![0..480_049],
        ),
        (
            Podcast,
            "silent-captions",
            |c| {
                let range = 0..3;
                c.measured.lines = vec![Sounding {
                    frames: 3,
                    range,
                    silences: vec![],
                }];
            },
            |c| c.measured.lines = vec![Sounding::default()],
        ),
        (
            Podcast,
            "chapter-gaps",
            |c| c.beside.chapters.as_mut().unwrap()[1].start = 4001,
            |c| c.beside.chapters.as_mut().unwrap()[1].start = 4100,
        ),
        (
            Podcast,
            "chapter-gaps",
            |_| {},
            |c| c.beside.chapters.as_mut().unwrap()[1].end = 9000,
        ),
        (
            Podcast,
            "chapter-gaps",
            |_| {},
            |c| c.beside.chapters.as_mut().unwrap()[0].start = 500,
        ),
    ];
    for (levels, name, met, missed) in rows {
        let (met, missed) = (verdict(*levels, name, met), verdict(*levels, name, missed));
        assert_eq!(met.verdict, Verdict::Pass, "{met:?}");
        assert_eq!(missed.verdict, Verdict::Fail, "{missed:?}");
    }
}

#[test]
fn what_cannot_be_judged_is_not() {
    use Levels::{Listening, Podcast};
    type Change = fn(&mut Case);
    let rows: &[(Levels, &str, Change, Verdict)] = &[
        (Podcast, "loudness-range", |_| {}, Verdict::Told),
        (Podcast, "pace", |_| {}, Verdict::Told),
        (
            Podcast,
            "digital-silence",
            |c| c.beside.wishes.room = Some(false),
            Verdict::Told,
        ),
        (
            Podcast,
            "digital-silence",
            |c| c.beside.wishes.room = None,
            Verdict::Told,
        ),
        (
            Listening,
            "loudness-range",
            |c| c.measured.range = None,
            Verdict::Unknown,
        ),
        (
            Listening,
            "noise",
            |c| c.measured.noise = None,
            Verdict::Unknown,
        ),
        (Podcast, "speakers", |c| c.speech = None, Verdict::Unknown),
        (Listening, "pace", |c| c.speech = None, Verdict::Unknown),
        (
            Podcast,
            "speakers",
            |c| c.speech.as_mut().unwrap().people.truncate(1),
            Verdict::Told,
        ),
        (
            Podcast,
            "speakers",
            |c| c.speech.as_mut().unwrap().people[0].loudness = None,
            Verdict::Told,
        ),
    ];
    for (levels, name, change, expected) in rows {
        let row = verdict(*levels, name, change);
        assert_eq!(row.verdict, *expected, "{row:?}");
    }
}

#[test]
fn a_row_says_what_it_wants_and_what_there_is() {
    let told = |row: Target| (row.wanted(), row.shown());
    let words = |wanted: &str, shown: &str| (wanted.to_owned(), shown.to_owned());
    let row = verdict(Levels::Podcast, "loudness", |_| {});
    assert_eq!(told(row), words("-16.5 to -15.5 LUFS", "-16.04 LUFS"));
    let row = verdict(Levels::Podcast, "clicks", |c| {
        c.measured.clicks = 2;
        c.measured.click_places = vec![48_000, 176_000_000];
    });
    assert_eq!(row.note.as_deref(), Some("at 0:01.0, 1:01:06.7"));
    assert_eq!(told(row), words("none", "2"));
    let row = verdict(Levels::Podcast, "loudness", |c| {
        c.measured.integrated = f64::NEG_INFINITY
    });
    assert_eq!(told(row).1, "silence");
    let row = verdict(Levels::Listening, "pace", |_| {});
    assert_eq!(told(row), words("145 to 155", "151.2"));
}
