//! Small scripts, and the utterances that they become.

use super::super::fixtures::{cast, house, language, pause, say, script, text};
use super::*;
use crate::diag::Severity;
use crate::prepare::spoken_table;
use crate::script::Chapter;
use proptest::prelude::*;

fn made(script: &Script) -> Prepared {
    prepare(script, &house(&[]), &cast(3))
}

/// One line an utterance: id, pause, shown, spoken.
fn lines(script: &Script, prepared: &Prepared) -> Vec<String> {
    prepared
        .utterances
        .iter()
        .zip(spoken_table(script, &prepared.utterances))
        .map(|(u, row)| {
            let pause = u.pause.map_or(String::new(), |p| format!(" +{}", p.0));
            format!("{}{pause}: {} => {}", u.id, row.shown, row.spoken)
        })
        .collect()
}

#[test]
fn a_turn_becomes_sentences_that_know_their_job() {
    let script = script(vec![(1, vec![vec![text("It cost $5. Really!")]])]);
    let prepared = made(&script);
    assert_eq!(
        lines(&script, &prepared),
        [
            "t0p0-1: It cost $5. => It cost five dollars.",
            "t0p0-2: Really! => Really!"
        ]
    );
    let first = &prepared.utterances[0];
    let job = first.job(&cast(3));
    assert_eq!(job.voice.voice, "v1");
    let part = |text: &str| Spoken::Text(text.into());
    assert_eq!(
        job.spoken,
        [
            Spoken::Mark(0),
            part("It "),
            Spoken::Mark(1),
            part("cost "),
            Spoken::Mark(2),
            part("five dollars."),
        ]
    );
    assert_eq!(
        first.origin,
        Origin::Page {
            span: Span::default(),
            line: 1
        }
    );
    assert!(prepared.diagnostics.is_empty());
}

#[test]
fn say_outranks_pronounce_which_outranks_the_rules() {
    let script = script(vec![(
        0,
        vec![vec![
            text("Ode’s $5, Rue Ode and "),
            say("me", "Ode"),
            text(" in NYT."),
        ]],
    )]);
    let house = house(&[("Ode", "AW-da"), ("nyt", "the Times")]);
    let prepared = prepare(&script, &house, &cast(3));
    assert_eq!(
        lines(&script, &prepared),
        ["t0p0-1: Ode’s $5, Rue Ode and Ode in NYT. => \
          aw da's five dollars, roo oh day and me in the Times."]
    );
}

#[test]
fn a_surname_alone_is_spoken_like_the_name() {
    let script = script(vec![(0, vec![vec![text("Ms. Ode wrote an ode.")]])]);
    assert_eq!(
        lines(&script, &made(&script)),
        ["t0p0-1: Ms. Ode wrote an ode. => Miz oh day wrote an ode."]
    );
}

#[test]
fn pauses_go_where_the_silence_is() {
    let script = script(vec![
        (
            1,
            vec![
                vec![
                    pause(1),
                    text("One. "),
                    pause(2),
                    text("Two, "),
                    pause(3),
                    text("three."),
                    pause(4),
                ],
                vec![pause(5), text("Four."), pause(6)],
            ],
        ),
        (
            0,
            vec![vec![
                text("Five. "),
                pause(7),
                pause(8),
                text("Six."),
                pause(9),
            ]],
        ),
    ]);
    assert_eq!(
        lines(&script, &made(&script)),
        [
            "t0p0-1 +1: One. => One.",
            "t0p0-2 +2: Two, three. => Two, {pause: 3ms} three.",
            "t0p1-1 +9: Four. => Four.",
            "t1p0-1 +6: Five. => Five.",
            "t1p0-2 +15: Six. => Six.",
        ]
    );
}

#[test]
fn a_stage_direction_leaves_a_breath_where_it_stands() {
    let note = || Piece::Note {
        text: "[laughs]".into(),
        span: Span::default(),
    };
    let script = script(vec![
        (
            1,
            vec![
                vec![
                    text("One, "),
                    note(),
                    note(),
                    text("two. "),
                    note(),
                    text("Three."),
                ],
                vec![text("Four."), note()],
            ],
        ),
        (0, vec![vec![note()]]),
        (1, vec![vec![text("Five.")], vec![note(), text("Six.")]]),
    ]);
    let prepared = made(&script);
    let told = lines(&script, &prepared);
    assert_eq!(told[0], "t0p0-1: One, two. => One, {pause: 350ms} two.");
    let breaths: Vec<bool> = prepared.utterances.iter().map(|u| u.breath).collect();
    assert_eq!(breaths, [false, true, false, true, true]);
    let notes: Vec<Vec<usize>> = (prepared.utterances.iter())
        .map(|u| u.notes.iter().map(|(at, _)| *at).collect())
        .collect();
    // Before `two.`, `Three.` and `Six.`, behind `Four.`; who says nothing is not heard to laugh.
    assert_eq!(notes, [vec![5, 5], vec![0], vec![5], vec![], vec![0]]);
    assert_eq!(prepared.utterances[1].shown, "Three.");
    assert!(prepared.utterances.iter().all(|u| u.pause.is_none()));
}

#[test]
fn what_cannot_be_spoken_is_shown_with_a_neighbour() {
    let script = script(vec![
        (
            1,
            vec![vec![text("😀")], vec![text("Yes. [1]")], vec![text("…")]],
        ),
        (0, vec![vec![text("No. 😀 ! Why?")]]),
    ]);
    let prepared = made(&script);
    assert_eq!(
        lines(&script, &prepared),
        [
            "t0p1-1: 😀 Yes. [1] … => Yes.",
            "t1p0-1: No. 😀 ! => No.",
            "t1p0-2: Why? => Why?",
        ]
    );
    for utterance in &prepared.utterances {
        covers(utterance);
    }
    assert_eq!(prepared.utterances[0].opens, Opening::Episode);
}

#[test]
fn a_turn_without_a_word_is_told() {
    let script = script(vec![
        (1, vec![vec![text("…")]]),
        (0, vec![vec![text("Well?")]]),
    ]);
    let prepared = made(&script);
    assert_eq!(prepared.utterances.len(), 1);
    assert_eq!(prepared.diagnostics.count(Severity::Warning), 1);
}

#[test]
fn words_without_a_voice_are_told() {
    let script = script(vec![(0, vec![vec![text("See 東京 now.")]])]);
    let prepared = made(&script);
    let messages: Vec<_> = prepared
        .diagnostics
        .iter()
        .map(|d| d.message.as_str())
        .collect();
    assert_eq!(messages, ["`東京` cannot be read in `en` and is left out"]);
    assert_eq!(prepared.utterances[0].job(&cast(3)).text(), "See now.");
}

#[test]
fn a_person_without_a_voice_is_an_error() {
    let script = script(vec![(2, vec![vec![text("Hello.")]])]);
    let prepared = prepare(&script, &house(&[]), &cast(2));
    assert!(prepared.diagnostics.has_errors() && prepared.utterances.is_empty());
}

#[test]
fn openings_say_what_begins() {
    use Opening::{Answer, Chapter as Part, Episode, Paragraph, Question, Sentence, Turn};
    let one = || vec![vec![text("One.")]];
    let mut script = script(vec![
        (2, one()),
        (0, one()),
        (1, vec![vec![text("One. Two.")], vec![text("Three.")]]),
        (0, one()),
        (1, one()),
        (2, one()),
        (1, one()),
    ]);
    let chapter = |turn, kind| Chapter {
        title: "x".into(),
        turn,
        kind,
    };
    script.chapters = vec![
        chapter(0, ChapterKind::Introduction),
        chapter(1, ChapterKind::Question),
        chapter(3, ChapterKind::Question),
        chapter(5, ChapterKind::Closing),
    ];
    let opens: Vec<_> = made(&script).utterances.iter().map(|u| u.opens).collect();
    assert_eq!(
        opens,
        [
            Episode, Part, Answer, Sentence, Paragraph, Question, Answer, Part, Turn
        ]
    );
}

#[test]
fn a_paragraph_of_another_language_is_read_by_its_rules() {
    let mut script = script(vec![(0, vec![vec![text("Am 3. Mai, 5 €.")]])]);
    script.turns[0].paragraphs[0].language = Some(language("de"));
    assert_eq!(
        lines(&script, &made(&script)),
        ["t0p0-1: Am 3. Mai, 5 €. => Am dritten Mai, fünf Euro."]
    );
}

#[test]
fn a_megabyte_in_one_paragraph_takes_seconds_at_most() {
    let long = "Mr. Ode paid $5 in 1984, e.g. for “No. 5” — well… 😀 ".repeat(20_000);
    let script = script(vec![(
        0,
        vec![vec![text(&long), pause(1), text(&"x".repeat(100_000))]],
    )]);
    let prepared = made(&script);
    assert!(prepared.utterances.len() > 2_000);
    let longest = prepared.utterances.iter().map(|u| u.shown.chars().count());
    // A sentence without words may have joined it.
    assert!(longest.max() <= Some(2 * super::super::sentences::LONGEST));
}

fn covers(utterance: &Utterance) {
    let mut at = 0;
    for token in utterance.tokens.iter() {
        assert!(token.shown.start >= at, "{utterance:?}");
        assert!(
            utterance.shown[at..token.shown.start].trim().is_empty(),
            "{utterance:?}"
        );
        assert!(utterance.shown.get(token.shown.clone()).is_some());
        at = token.shown.end;
    }
    assert!(utterance.shown[at..].trim().is_empty(), "{utterance:?}");
}

proptest! {
    /// Whatever a script holds: no panic, tokens cover what is shown, and nothing is lost but
    /// turns that are told.
    #[test]
    fn nothing_is_lost(
        turns in prop::collection::vec(
            prop::collection::vec(
                prop_oneof![
                    "([A-Za-z’é]{1,6}[.!?,…]? |[0-9$%.]{1,4} |\\PC){0,12}".prop_map(|t| text(&t)),
                    ("[a-z ]{0,8}", "\\PC{0,8}").prop_map(|(spoken, shown)| say(&spoken, &shown)),
                    (0u32..9).prop_map(pause),
                ],
                1..6,
            ),
            1..4,
        ),
        tag in prop::sample::select(vec!["en", "de", "fr", "it", "es", "ja"]),
    ) {
        let turns = turns.into_iter().map(|pieces| (0, vec![pieces])).collect();
        let mut script = script(turns);
        script.languages = vec![language(tag)];
        let prepared = prepare(&script, &house(&[("a", "b c")]), &cast(3));
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        for (at, turn) in script.turns.iter().enumerate() {
            let shown: String = prepared
                .utterances
                .iter()
                .filter(|u| u.turn == at)
                .map(|u| u.shown.as_str())
                .collect();
            if !shown.is_empty() {
                prop_assert_eq!(bare(&shown), bare(&turn.paragraphs[0].text()));
            } else if !bare(&turn.paragraphs[0].text()).is_empty() {
                prop_assert!(!prepared.diagnostics.is_empty());
            }
        }
        for utterance in &prepared.utterances {
            covers(utterance);
        }
    }
}
