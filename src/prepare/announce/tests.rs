//! Small scripts, and what is announced in them.

use super::super::fixtures::{cast, house, language, script, text};
use super::super::{Utterance, prepare};
use super::*;
use crate::diag::Severity;
use crate::house::{At, Edition};
use crate::script::{Chapter, Cued};

/// An introduction, a question, an answer of two sentences, another question of the same chapter.
fn talk() -> Script {
    let line = |words: &str| vec![vec![text(words)]];
    let mut script = script(vec![
        (2, line("This is about tides.")),
        (0, line("Why tides?")),
        (1, line("They come back. I like them.")),
        (0, line("Do they?")),
        (1, line("Every day.")),
    ]);
    let chapter = |title: &str, turn, kind| Chapter {
        title: title.into(),
        turn,
        kind,
    };
    script.title = "Ebb".into();
    script.chapters = vec![
        chapter("Introduction", 0, ChapterKind::Introduction),
        chapter("Why tides?", 1, ChapterKind::Question),
        chapter("The days", 3, ChapterKind::Given),
    ];
    script
}

fn copied(text: impl Fn(&mut House)) -> House {
    let mut house = house(&[]);
    text(&mut house);
    house.copy(Edition::Listening)
}

fn heard(script: &Script, house: &House) -> Vec<Utterance> {
    let cast = cast(3);
    let mut utterances = prepare(script, house, &cast).utterances;
    let whole = Whole::of(script, &utterances);
    announce(script, house, &cast, &whole, 9, &mut utterances);
    utterances
}

fn shown(utterances: &[Utterance]) -> Vec<&str> {
    utterances.iter().map(|u| u.shown.as_str()).collect()
}

const SAID: &str = "The voices you hear are synthetic, not those of the people interviewed.";

#[test]
fn an_episode_says_first_of_all_that_its_voices_are_synthetic() {
    let utterances = heard(&talk(), &house(&[]));
    assert_eq!(shown(&utterances)[..2], [SAID, "This is about tides."]);
    assert_eq!(utterances.len(), 7);
    let (said, next) = (&utterances[0], &utterances[1]);
    assert_eq!(
        (said.origin, said.person),
        (Origin::Announcement, PersonId(2))
    );
    assert_eq!(
        (said.opens, next.opens),
        (Opening::Episode, Opening::Chapter)
    );
    // What follows is as it was.
    assert_eq!(utterances[2].opens, Opening::Chapter);
    assert!(
        utterances[1..]
            .iter()
            .all(|u| u.origin != Origin::Announcement)
    );
}

#[test]
fn it_is_worded_by_the_cast_or_left_out_and_the_files_say_it_all_the_same() {
    let script = talk();
    let mut own = house(&[]);
    let words = "Machines speak here. Nobody else does.".to_owned();
    let span = Span::default();
    own.synthetic = Synthetic::Worded(At {
        value: words.clone(),
        span,
    });
    let utterances = heard(&script, &own);
    assert_eq!(
        shown(&utterances)[..2],
        ["Machines speak here.", "Nobody else does."]
    );
    assert_eq!(disclosure(&script, &own), words);
    own.synthetic = Synthetic::Off;
    assert_eq!(heard(&script, &own).len(), 6);
    assert_eq!(disclosure(&script, &own), SAID);
}

#[test]
fn where_people_are_heard_themselves_it_says_so() {
    let mut script = talk();
    let file = At {
        value: "laugh.wav".to_owned(),
        span: Span::default(),
    };
    let cue = crate::house::Cue {
        file,
        start: crate::audio::Millis(0),
        length: None,
        fade: None,
        gain: crate::audio::Db(0.0),
    };
    let span = Span::default();
    let mut piece = |kind| {
        let cue = cue.clone();
        script.turns[2].paragraphs[0]
            .pieces
            .push(Piece::Cue(Cued { kind, cue, span }));
        disclosure(&script, &house(&[]))
    };
    assert_eq!(piece(CueKind::Music), SAID);
    assert!(piece(CueKind::Clip).starts_with("Except in original recordings, "));
}

#[test]
fn the_listening_copy_announces_what_comes_and_who_speaks() {
    let utterances = heard(&talk(), &copied(|_| ()));
    assert_eq!(
        shown(&utterances),
        [
            SAID,
            "This is the listening copy of: Ebb.",
            "With Ada Finch and Rue Ode.",
            "The recording lasts about 9 minutes and has 3 chapters.",
            "Chapter 1: Introduction.",
            "Narrator.",
            "This is about tides.",
            "Chapter 2.",
            "Ada Finch.",
            "Why tides?",
            "Rue Ode.",
            "They come back.",
            "I like them.",
            "Chapter 3: The days.",
            "Finch.",
            "Do they?",
            "Ode.",
            "Every day.",
        ]
    );
    let opens = |words: &str| utterances.iter().find(|u| u.shown == words).unwrap().opens;
    assert_eq!(opens("Chapter 2."), Opening::Chapter);
    for after in ["Ada Finch.", "Why tides?", "They come back."] {
        assert_eq!(opens(after), Opening::Announced, "{after}");
    }
    assert_eq!(opens("Rue Ode."), Opening::Answer);
    assert_eq!(opens("I like them."), Opening::Sentence);
    let ids: std::collections::BTreeSet<&str> = utterances.iter().map(|u| u.id.as_str()).collect();
    assert_eq!(ids.len(), utterances.len(), "each has an id of its own");
    // Turns stay in order, by which chapters are found.
    assert!(utterances.is_sorted_by_key(|u| u.turn));
    let chapters = openings(&talk(), &utterances);
    let first: Vec<&str> = chapters
        .iter()
        .map(|(_, at)| utterances[*at].shown.as_str())
        .collect();
    assert_eq!(first, [SAID, "Chapter 2.", "Chapter 3: The days."]);
}

#[test]
fn names_and_announcements_can_be_turned_off() {
    for (names, announce, lines) in [
        (Names::Every, false, 12),
        (Names::First, false, 10),
        (Names::Never, false, 7),
        (Names::Never, true, 13),
    ] {
        let house = copied(|house| {
            house.listening.names = names;
            house.listening.announce = announce;
        });
        assert_eq!(heard(&talk(), &house).len(), lines, "{names:?} {announce}");
    }
}

#[test]
fn a_pause_that_the_script_asks_for_is_before_what_announces_the_line() {
    let mut script = talk();
    script.turns[1].paragraphs[0]
        .pieces
        .insert(0, Piece::Pause(crate::audio::Millis(900)));
    let utterances = heard(&script, &copied(|_| ()));
    let pauses: Vec<(&str, u32)> = utterances
        .iter()
        .filter_map(|u| Some((u.shown.as_str(), u.pause?.0)))
        .collect();
    assert_eq!(pauses, [("Chapter 2.", 900)]);
}

#[test]
fn a_part_is_announced_by_the_numbers_of_the_whole() {
    let (script, house, cast) = (talk(), copied(|_| ()), cast(3));
    let mut utterances = prepare(&script, &house, &cast).utterances;
    let whole = Whole::of(&script, &utterances);
    utterances.drain(..4);
    announce(&script, &house, &cast, &whole, 9, &mut utterances);
    assert_eq!(
        shown(&utterances)[..4],
        [SAID, "Chapter 3: The days.", "Ada Finch.", "Do they?"]
    );
    assert_eq!(
        ending(&utterances, 3),
        4,
        "no part ends with an announcement"
    );
    assert_eq!(ending(&utterances, 5), 4);
    assert_eq!(ending(&utterances, 99), utterances.len());
}

#[test]
fn another_length_changes_one_line_and_the_same_none() {
    let (script, house, cast) = (talk(), copied(|_| ()), cast(3));
    let mut utterances = heard(&script, &house);
    let whole = Whole::of(&script, &prepare(&script, &house, &cast).utterances);
    let mut set = |minutes| set_length(&script, &house, &cast, &whole, minutes, &mut utterances);
    assert_eq!(set(9), None);
    assert_eq!(set(10), Some(3));
    assert_eq!(set(10), None);
    assert!(is_length(&utterances[3]) && utterances[3].shown.contains("about 10 minutes"));
}

#[test]
fn a_language_without_phrases_is_told_and_gets_english_ones() {
    let (mut script, cast) = (talk(), cast(3));
    script.languages = vec![language("fi")];
    let mut utterances = prepare(&script, &house(&[]), &cast).utterances;
    let whole = Whole::of(&script, &utterances);
    let told = announce(&script, &house(&[]), &cast, &whole, 9, &mut utterances);
    assert_eq!(told.count(Severity::Warning), 1);
    assert_eq!(utterances[0].shown, SAID);
}
