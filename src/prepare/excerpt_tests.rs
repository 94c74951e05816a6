//! Which lines a part has.

use super::*;
use crate::audio::{Db, Hz, Semitones};
use crate::cast::Part;
use crate::diag::Span;
use crate::engines::{Language, VoiceSpec};
use crate::prepare::Token;
use crate::script::{Chapter, ChapterKind, PersonId};

const PAGE: &str = "Foxes\n\nOne. Two\nis long.\n\nThree.\n\n(gone)\n\nFour.\n";

fn language() -> Language {
    Language::parse("en").unwrap()
}

/// An utterance for each of these words of the page: its turn, the line of its paragraph.
fn utterances() -> Vec<Utterance> {
    let said = |(words, turn, line): (&str, usize, usize)| {
        let start = PAGE.find(words).unwrap();
        Utterance {
            id: words.into(),
            turn,
            paragraph: 0,
            person: PersonId(0),
            part: 0,
            language: language(),
            origin: Origin::Page {
                span: Span::new(start, start + words.len()),
                line,
            },
            shown: words.into(),
            notes: Vec::new(),
            tokens: std::iter::once(Token {
                shown: 0..words.len(),
                spoken: Spoken::Text("x".repeat(50)),
            })
            .collect(),
            variant: 0,
            mark: None,
            recording: None,
            spoiled: false,
            opens: Opening::Sentence,
            pause: None,
            breath: false,
            passage: None,
        }
    };
    [
        ("One.", 0, 3),
        ("Two\nis long.", 0, 3),
        ("Three.", 1, 6),
        ("Four.", 3, 10),
    ]
    .map(said)
    .to_vec()
}

fn script() -> Script {
    let chapter = |title: &str, turn| Chapter {
        title: title.into(),
        turn,
        kind: ChapterKind::Given,
    };
    Script {
        announcer: crate::script::Person::narrator(),
        source: Source::new("page.txt", PAGE),
        title: "Foxes".into(),
        title_given: true,
        date: None,
        languages: vec![language()],
        people: Vec::new(),
        turns: Vec::new(),
        // In the third nothing is spoken.
        chapters: vec![
            chapter("a", 0),
            chapter("b", 1),
            chapter("silent", 2),
            chapter("c", 3),
        ],
        skipped: Vec::new(),
        repairs: Vec::new(),
    }
}

fn cast(rate: f32) -> Cast {
    let voice = VoiceSpec {
        engine: "tone".into(),
        voice: "a".into(),
        rate,
        pitch: Semitones(0.0),
        timbre: Semitones(0.0),
        settings: Default::default(),
        tempo: 1.0,
    };
    let part = Part {
        person: PersonId(0),
        language: language(),
        voice,
        fingerprint: String::new(),
        own: Hz(16_000),
        accent: language(),
        gain: Db(0.0),
        pan: 0.0,
        chain: None,
        ipa: false,
        say: None,
    };
    Cast {
        parts: vec![part],
        summary: Vec::new(),
    }
}

/// What a part is called and which words are in it, or why there is none.
fn cut(wanted: &Excerpt, rate: f32) -> Result<(String, String), String> {
    let mut left = utterances();
    let cut = excerpt(&script(), &cast(rate), &mut left, wanted);
    let cut = cut.map_err(|error| error.to_string())?;
    assert_eq!(left[0].opens, Opening::Episode);
    assert!(left[1..].iter().all(|u| u.opens == Opening::Sentence));
    let ids: Vec<_> = left.iter().map(|u| u.id.replace('\n', " ")).collect();
    Ok((cut.what, ids.join(" ")))
}

fn told(what: &str, words: &str) -> Result<(String, String), String> {
    Ok((what.into(), words.into()))
}

#[test]
fn lines_are_those_of_paragraphs_and_of_sentences() {
    let lines = |asked| cut(&Excerpt::Lines(asked), 1.0);
    assert_eq!(lines(3..=3), told("line 3 of 10", "One. Two is long."));
    assert_eq!(lines(4..=4), told("line 4 of 10", "Two is long."));
    assert_eq!(lines(4..=6), told("lines 4-6 of 10", "Two is long. Three."));
    let open = lines(6..=usize::MAX);
    assert_eq!(open, told("lines 6-10 of 10", "Three. Four."));
}

#[test]
fn lines_without_words_are_told_with_the_nearest_that_have_some() {
    let lines = |asked| cut(&Excerpt::Lines(asked), 1.0).unwrap_err();
    assert_eq!(
        lines(7..=9),
        "nothing on lines 7-9 of page.txt is spoken; the nearest lines that are spoken are 6 and 10"
    );
    assert_eq!(
        lines(1..=2),
        "nothing on lines 1-2 of page.txt is spoken; the first line that is spoken is 3"
    );
    assert_eq!(
        lines(11..=usize::MAX),
        "nothing on line 11 and after of page.txt is spoken; the last line that is spoken is 10"
    );
}

#[test]
fn chapters_count_as_they_are_listed() {
    let chapter = |number| cut(&Excerpt::Chapter(number), 1.0);
    assert_eq!(chapter(1), told("chapter 1, “a”", "One. Two is long."));
    assert_eq!(chapter(2), told("chapter 2, “b”", "Three."));
    assert_eq!(chapter(3), told("chapter 3, “c”", "Four."));
    for none in [0, 4, usize::MAX] {
        let said = format!("there is no chapter {none}: the episode has the chapters 1 to 3");
        assert_eq!(chapter(none), Err(said));
    }
}

/// Fifty letters are two seconds of the fastest voice, and one of one that is twice as fast.
#[test]
fn a_sample_never_has_too_few_lines() {
    let sample = |seconds: u32, rate| {
        let mut left = utterances();
        let wanted = Excerpt::Sample(Millis(seconds * 1000));
        let cut = excerpt(&script(), &cast(rate), &mut left, &wanted).unwrap();
        assert_eq!(cut.most, Some(Millis(seconds * 1000)));
        (cut.what, left.len())
    };
    assert_eq!(sample(1, 1.0), ("the first 1 s".into(), 1));
    assert_eq!(sample(3, 1.0), ("the first 3 s".into(), 2));
    assert_eq!(sample(3, 2.0), ("the first 3 s".into(), 4));
    assert_eq!(sample(120, 1.0), ("the first 2 min".into(), 4));
}
