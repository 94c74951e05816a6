//! Words keep their order and stay inside their lines.

use super::*;
use crate::arrange::OUTPUT_RATE;
use crate::audio::Hz;
use crate::engines::{Language, WordTime};
use crate::prepare::{Opening, Origin, Token};
use crate::script::PersonId;
use crate::speak::Key;

fn utterance(shown: &str, tokens: &[(Range<usize>, Spoken)]) -> Utterance {
    let token = |(shown, spoken): &(Range<usize>, Spoken)| Token {
        shown: shown.clone(),
        spoken: spoken.clone(),
    };
    Utterance {
        id: "k-1".into(),
        turn: 0,
        paragraph: 0,
        person: PersonId(0),
        part: 0,
        language: Language::parse("en").unwrap(),
        origin: Origin::Announcement,
        shown: shown.into(),
        notes: Vec::new(),
        tokens: tokens.iter().map(token).collect(),
        variant: 0,
        mark: None,
        recording: None,
        spoiled: false,
        opens: Opening::Sentence,
        pause: None,
        breath: false,
        passage: None,
    }
}

fn lamp() -> Utterance {
    let text = |text: &str| Spoken::Text(text.into());
    utterance(
        "A $5 lamp, yes.",
        &[
            (0..1, text("A")),
            (2..4, text("five dollar")),
            (5..10, text("lamp,")),
            (10..10, Spoken::Break(300)),
            (11..15, text("yes.")),
        ],
    )
}

fn take(rate: u32, frames: u64, words: &[(u32, u32, u32)]) -> Stored {
    let word = |(token, start, end): &(u32, u32, u32)| WordTime {
        token: *token,
        start: *start,
        end: *end,
        timing: Timing::Measured,
    };
    Stored {
        lacks: Box::default(),
        key: Key::parse(&"0f".repeat(32)).unwrap(),
        frames,
        rate: Hz(rate),
        sounding: frames,
        words: words.iter().map(word).collect(),
    }
}

fn timeline(captions: &[(u64, u64)]) -> Timeline {
    let stretch = |(start, end): &(u64, u64)| Stretch {
        start: *start,
        end: *end,
    };
    Timeline {
        rate: OUTPUT_RATE,
        frames: 1 << 40,
        clips: Vec::new(),
        chapters: Vec::new(),
        captions: captions.iter().map(stretch).collect(),
        words: Vec::new(),
        cues: Vec::new(),
    }
}

fn told(timeline: &Timeline, line: usize, text: &str) -> Vec<(String, u64, u64)> {
    let word = |(shown, at): (Range<usize>, Stretch)| (text[shown].to_owned(), at.start, at.end);
    timeline.heard(line).map(word).collect()
}

#[test]
fn words_lie_where_their_line_does() {
    // The second line begins behind the first day, and is cut off in `lamp`.
    let day = 24 * 3600 * 48_000u64;
    let mut timeline = timeline(&[(100, 100 + 4_800), (day, day + 3_000)]);
    let times = [
        (0, 0, 200),
        (1, 200, 900),
        (2, 900, 1_100),
        (4, 1_300, 1_600),
    ];
    let takes = [take(16_000, 1_600, &times), take(16_000, 1_600, &times)];
    timeline.hear(&[lamp(), lamp()], &takes);
    let word = |word: &str, start, end| (word.to_owned(), start, end);
    assert_eq!(
        told(&timeline, 0, "A $5 lamp, yes."),
        [
            word("A", 100, 700),
            word("$5", 700, 2_800),
            word("lamp,", 2_800, 3_400),
            word("yes.", 4_000, 4_900),
        ]
    );
    assert_eq!(
        told(&timeline, 1, "A $5 lamp, yes.")[2..],
        [
            word("lamp,", day + 2_700, day + 3_000),
            word("yes.", day + 3_000, day + 3_000),
        ]
    );
    assert!(size_of::<Heard>() <= 24);
    assert_eq!(timeline.heard(2).count(), 0);
}

#[test]
fn a_recording_is_shared_out() {
    let mut timeline = timeline(&[(0, 48_000)]);
    timeline.hear(&[lamp()], &[take(44_100, 44_100, &[])]);
    let words = told(&timeline, 0, "A $5 lamp, yes.");
    // One letter, ten, four and three, and half a one for each word.
    let ends: Vec<u64> = words.iter().map(|(_, _, end)| *end).collect();
    assert_eq!(ends, [3_512, 29_268, 39_805, 48_000]);
    assert!(
        timeline.words[0]
            .iter()
            .all(|w| w.timing == Timing::Estimated)
    );
}

#[test]
fn an_engine_that_tells_nonsense_does_no_harm() {
    let mut timeline = timeline(&[(0, 1_000)]);
    let times = [(2, 0, u32::MAX), (0, 5, 9), (99, 1, 2), (4, 7, 8)];
    timeline.hear(&[lamp()], &[take(16_000, 300, &times)]);
    let words = told(&timeline, 0, "A $5 lamp, yes.");
    let words: Vec<&str> = words.iter().map(|(word, ..)| word.as_str()).collect();
    assert_eq!(words, ["lamp,", "yes."]);
    assert!(
        timeline
            .heard(0)
            .all(|(_, at)| at.start <= at.end && at.end <= 1_000)
    );
}
