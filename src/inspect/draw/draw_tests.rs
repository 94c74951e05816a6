//! Pages of all sizes: well-formed, the same every time, within their limits.

use super::super::InspectError;
use super::super::measure::measure;
use super::super::{Before, Pauses, Person, Speech, Target};
use super::*;
use crate::audio::stream::Stream;
use crate::audio::stream::tests::wav;
use crate::house::Levels;
use std::path::PathBuf;

/// An episode of so many seconds at 4 kHz, people, and chapters, with names of all kinds.
fn found(seconds: u64, people: usize, chapters: usize) -> Inspection {
    let frames = seconds * 4000;
    let samples: Vec<i16> = (0..frames)
        .map(|n| (n * 977 % 20_000) as i16 - 10_000)
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talk.wav");
    std::fs::write(&path, wav(4000, 1, &samples)).unwrap();
    let measured = measure(Stream::open(&path).unwrap(), &[]).unwrap();
    let names = [
        "Mirela Vance",
        "Ö. Næss-Štěpánková",
        "</text><b>",
        "Ἀθηνᾶ",
        "",
        "名前",
    ];
    let person = |at: usize| Person {
        name: format!(
            "{}{}",
            names[at % names.len()],
            " of the long name".repeat(at / 2)
        ),
        seconds: 1.0,
        share: 1.0 / people as f64,
        words: 9,
        pace: (at > 0).then_some(151.0),
        pace_overall: (at > 0).then_some(140.0),
        loudness: (at > 0).then_some(-16.0),
        fold_loss: None,
    };
    let step = frames / (people as u64 * 3).max(1);
    let lines = (0..people * 3).map(|at| {
        (
            at as u64 * step..(at as u64 * step + step * 2 / 3),
            at % people.max(1),
        )
    });
    let length = seconds as f64 / chapters.max(1) as f64;
    let chapter = |at: usize| {
        let start = at as f64 * length;
        (
            start..start + length,
            format!("Why {at}? {}", "and then, what of it ".repeat(at % 7)),
        )
    };
    Inspection {
        sound: path,
        title: "Tides & \"bells\" <of> the coast ".repeat(1 + people),
        levels: Levels::Podcast,
        whole: false,
        files: vec![],
        notes: vec!["talk.wav was altered since it was rendered, ".repeat(6)],
        chapters: Some((0..chapters).map(chapter).collect()),
        speech: (people > 0).then(|| Speech {
            people: (0..people).map(person).collect(),
            words: 9 * people,
            seconds: people as f64,
            pace: Some(150.0),
            pace_overall: Some(120.0),
            announced: 0.0,
        }),
        lines: lines.collect(),
        pauses: Before::ALL
            .map(|before| Pauses {
                before,
                count: 3,
                median: 0.4,
                longest: 2.0,
                at: 1.0,
            })
            .into(),
        targets: [
            Verdict::Pass,
            Verdict::Fail,
            Verdict::Told,
            Verdict::Unknown,
        ]
        .map(|verdict| Target {
            name: "loudness",
            label: "loudness",
            least: Some(-16.5),
            most: Some(-15.5),
            measured: Some(-16.0),
            unit: "LUFS",
            verdict,
            note: Some("at 0:01.0 & so on".repeat(9)),
        })
        .into(),
        measured,
    }
}

#[test]
fn a_page_is_well_formed_and_the_same_every_time() {
    for (seconds, people, chapters) in [(1, 0, 0), (3, 1, 1), (60, 3, 18), (120, 40, 300)] {
        let found = found(seconds, people, chapters);
        let page = svg(&found);
        assert_eq!(page, svg(&found));
        let mut reader = quick_xml::Reader::from_str(&page);
        let mut texts = 0;
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) => {
                    texts += u32::from(tag.name().as_ref() == "text")
                }
                _ => {}
            }
        }
        assert!(texts > 15, "{texts}");
        assert!(
            !page.contains("NaN") && !page.contains("inf"),
            "numbers are numbers"
        );
        assert!(!page.contains("<b>"));
        assert!(page.len() < 600_000, "{} bytes", page.len());
        // Whoever has a row has a name in front of it.
        if people == 3 {
            assert!(page.contains(">Mirela Vance<") && page.contains("url(#p1)"));
        }
    }
}

#[test]
fn the_picture_is_of_the_page_and_needs_no_font_of_the_system() {
    let page = svg(&found(3, 2, 3));
    let picture = png(&page).unwrap();
    assert_eq!(&picture[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!(
        u32::from_be_bytes([picture[16], picture[17], picture[18], picture[19]]),
        2400
    );
    assert_eq!(picture, png(&page).unwrap());
    // Without its words it is another picture: the font is there.
    let mute = page.replace("<text", "<g").replace("</text>", "</g>");
    assert!(png(&mute).unwrap().len() < picture.len());
    for broken in [
        "",
        "<svg",
        "no page",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9e9\" height=\"9e9\"/>",
    ] {
        assert!(
            matches!(png(broken), Err(InspectError::Drawing(_))),
            "{broken}"
        );
    }
}

/// What the page itself says has to be in the font, whatever names and titles are.
#[test]
fn the_page_needs_no_letter_that_the_font_does_not_have() {
    let mut found = found(3, 1, 1);
    found.sound = PathBuf::from("talk.wav");
    let odd: Vec<char> = svg(&found)
        .chars()
        .filter(|c| !c.is_ascii() && !"·–…’".contains(*c))
        .collect();
    assert!(odd.is_empty(), "{odd:?}");
}
