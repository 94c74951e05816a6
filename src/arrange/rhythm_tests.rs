use super::super::{Timeline, arrange};
use super::*;
use crate::audio::Hz;
use crate::diag::{Diagnostics, Source, Span};
use crate::engines::Language;
use crate::house::{self, Role};
use crate::prepare::Score;
use crate::script::saved;
use proptest::prelude::*;

fn cast(yaml: &str) -> House {
    let source = Source::new("cast.yaml", yaml);
    let mut diags = Diagnostics::new();
    let house = house::fixture::with_tables(|tables| house::parse(&source, tables, &mut diags));
    assert!(!diags.has_errors(), "{:?}", house::fixture::told(&diags));
    house.unwrap()
}

/// Paragraphs, each with who says it: `Q` asks, anybody else answers. A name that comes again
/// at once has a second paragraph.
fn talk(paragraphs: &[(&str, &str)]) -> (Script, Vec<Utterance>) {
    let front = "---\nduologue: 1\ntitle: T\nlanguages: [en]\npeople:\n  Q: interviewer\n  \
                 A: interviewee\n  B: interviewee\n---\n";
    let body: String = paragraphs
        .iter()
        .map(|(who, text)| format!("\n**{who}:** {text}\n"))
        .collect();
    let mut diags = Diagnostics::new();
    let source = Source::new("x.md", format!("{front}{body}"));
    let script = saved::parse_source(&source, &mut diags);
    let script = script.unwrap_or_else(|| panic!("{diags:?}"));
    let mut last: Option<Role> = None;
    let mut utterances = Vec::new();
    for (turn, said) in script.turns.iter().enumerate() {
        let role = script.person(said.person).role;
        for (number, paragraph) in said.paragraphs.iter().enumerate() {
            let opens = match (number, last) {
                (_, None) => Opening::Episode,
                (1.., _) => Opening::Paragraph,
                _ if role == Role::Interviewer => Opening::Question,
                (_, Some(Role::Interviewer)) => Opening::Answer,
                _ => Opening::Turn,
            };
            last = Some(role);
            utterances.push(Utterance {
                id: format!("{}-1", paragraph.id),
                turn,
                paragraph: number,
                person: said.person,
                part: said.person.0,
                language: Language::parse("en").unwrap(),
                origin: Origin::Page {
                    span: Span::default(),
                    line: paragraph.line,
                },
                shown: paragraph.text(),
                notes: Vec::new(),
                tokens: std::iter::empty().collect(),
                variant: 0,
                mark: None,
                recording: None,
                spoiled: false,
                opens,
                pause: None,
                breath: false,
                passage: None,
            });
        }
    }
    (script, utterances)
}

fn occasions(paragraphs: &[(&str, &str)]) -> Vec<Occasion> {
    let (script, utterances) = talk(paragraphs);
    let gaps = gaps(&script, &utterances, &cast("rhythm: plain\n"));
    assert_eq!(gaps[0], None);
    gaps.into_iter()
        .skip(1)
        .map(|gap| gap.unwrap().before)
        .collect()
}

#[test]
fn what_happens_decides() {
    use Occasion::{Answer, Interruption, Paragraph, Question, ShortAnswer, Topic, Turn};
    let long = "Some words that are said without end. ".repeat(12);
    let asked = "What did they tell you about the harbour?";
    for (page, occasion) in [
        ([("Q", "Why?"), ("A", "Not at all.")], ShortAnswer),
        (
            [("Q", "Why?"), ("A", "Because it was quiet at four.")],
            Answer,
        ),
        ([("Q", "Why?"), ("A", "…")], Answer),
        ([("A", "So it was."), ("Q", asked)], Question),
        ([("A", long.as_str()), ("Q", asked)], Topic),
        ([("A", long.as_str()), ("Q", "And what then?")], Question),
        ([("A", "So it was."), ("B", "Was it?")], Turn),
        ([("A", "So it was."), ("A", "And then.")], Paragraph),
        // Broken off.
        ([("A", "It was the —"), ("B", "The tide!")], Interruption),
        ([("A", "“It was the--”"), ("Q", asked)], Interruption),
        ([("Q", "Was it the –"), ("A", "No.")], Interruption),
        ([("A", "It was…"), ("B", "…the tide!")], Interruption),
        ([("A", "It was..."), ("B", "the tide!")], Interruption),
        ([("A", "It was…"), ("B", "— the tide!")], Interruption),
        // Trailing off, going on, a dash inside.
        ([("A", "It was…"), ("B", "The tide!")], Turn),
        ([("A", "It was the —"), ("A", "The tide!")], Paragraph),
        ([("A", "It was — the tide."), ("B", "Was it?")], Turn),
    ] {
        assert_eq!(occasions(&page), [occasion], "{page:?}");
    }
}

#[test]
fn a_breath_comes_to_the_pause_and_nobody_breaks_into_a_laugh() {
    let (script, mut utterances) = talk(&[
        ("Q", "So?"),
        ("A", "It was the —"),
        ("B", "No!"),
        ("B", "No."),
    ]);
    utterances.iter_mut().skip(2).for_each(|u| u.breath = true);
    let house =
        cast("rhythm: plain\npauses: {breath: 300, turn: 500, paragraph: 400, sentence: 220}\n");
    let told = |utterances: &[Utterance]| {
        let gaps = gaps(&script, utterances, &house);
        gaps[2..].iter().map(|g| g.unwrap().ms).collect::<Vec<_>>()
    };
    assert_eq!(told(&utterances), [800, 700]);
    utterances[3].opens = Opening::Sentence;
    assert_eq!(told(&utterances), [800, 300]);
    utterances[3].pause = Some(Millis(20));
    assert_eq!(told(&utterances), [800, 20]);
    utterances[2].breath = false;
    assert_eq!(told(&utterances), [-120, 20]);
}

/// The place of every line, if each takes so many milliseconds.
fn laid(page: &[(&str, &str)], ms: &[u64], yaml: &str) -> Timeline {
    let (script, utterances) = talk(page);
    let takes = ms.iter().map(|ms| (ms * 16, Hz(16_000)));
    arrange(&script, &utterances, takes, &cast(yaml), &Score::default())
}

#[test]
fn an_interruption_is_heard_together_and_captions_are_not_shown_together() {
    let page = [
        ("Q", "So?"),
        ("A", "It was the —"),
        ("B", "The tide!"),
        ("A", "No."),
    ];
    for (lengths, ms, together) in [
        ([500, 2000, 1000, 300], 120, 120),
        ([500, 2000, 1000, 300], 1000, 250),
        ([500, 400, 1000, 300], 120, 100),
        ([500, 2000, 0, 300], 120, 0),
        ([500, 2000, 1000, 300], 0, 0),
    ] {
        let yaml = format!("rhythm: plain\npauses: {{interruption: {ms}}}\n");
        let timeline = laid(&page, &lengths, &yaml);
        let [_, cut, cuts, next] = timeline.clips[..] else {
            panic!("four clips")
        };
        assert_eq!(
            cut.at.end - cuts.at.start,
            together * 48,
            "{lengths:?} {ms}"
        );
        assert_eq!(timeline.captions[1].end, cuts.at.start);
        assert_eq!(timeline.captions[2], cuts.at);
        assert_eq!(next.at.start - cuts.at.end, 500 * 48);
    }
}

proptest! {
    #[test]
    fn clips_keep_their_order_and_captions_their_own_time(
        lines in prop::collection::vec((0usize..3, any::<bool>(), 0u64..2500), 1..20),
        overlap in 0u32..=1000,
    ) {
        let page: Vec<(&str, &str)> = lines
            .iter()
            .map(|(who, cut, _)| (["Q", "A", "B"][*who], if *cut { "It was —" } else { "So." }))
            .collect();
        let lengths: Vec<u64> = lines.iter().map(|(_, _, ms)| *ms).collect();
        let timeline = laid(&page, &lengths, &format!("pauses: {{interruption: {overlap}}}\n"));
        for pair in timeline.clips.windows(2) {
            prop_assert!(pair[0].at.start <= pair[1].at.start && pair[0].at.end <= pair[1].at.end);
        }
        for (caption, clip) in timeline.captions.iter().zip(&timeline.clips) {
            prop_assert!(caption.start == clip.at.start && caption.end <= clip.at.end);
            prop_assert!(caption.end > caption.start || clip.at.frames() == 0);
        }
        for pair in timeline.captions.windows(2) {
            prop_assert!(pair[0].end <= pair[1].start);
        }
        let within = timeline.lines_within(Millis(4000));
        prop_assert!(timeline.clips[..within].iter().skip(1).all(|c| c.at.end <= 4000 * 48));
    }

    #[test]
    fn a_pause_varies_within_its_bounds(ms in 0u32..10_000, id in "[a-z0-9]{1,12}-[0-9]") {
        let off = (varied(ms, &id) - i64::from(ms)).abs() as f64;
        prop_assert!(off <= f64::from(ms) * 0.04 && off <= 30.0, "{off} of {ms}");
        prop_assert_eq!(varied(ms, &id), varied(ms, &id));
    }
}

#[test]
fn pauses_vary_evenly_around_their_number() {
    for (ms, most) in [(220, 8), (420, 16), (650, 26), (1100, 30), (5000, 30)] {
        let all: Vec<i64> = (0..4000)
            .map(|n| varied(ms, &format!("id{n}-1")) - i64::from(ms))
            .collect();
        let mean = all.iter().sum::<i64>() as f64 / all.len() as f64;
        assert!(mean.abs() < f64::from(most) * 0.05, "{ms}: {mean}");
        let reached = (all.iter().min().copied(), all.iter().max().copied());
        let reach = i64::from(most);
        assert!(
            reached.0 <= Some(1 - reach) && reached.1 >= Some(reach - 1),
            "{reached:?}"
        );
        // Even: a quarter of them in each quarter of the way.
        let half = all.iter().filter(|off| off.abs() * 2 <= reach).count();
        assert!((1600..2400).contains(&half), "{ms}: {half}");
    }
}

#[test]
fn what_is_edited_elsewhere_moves_no_pause() {
    let page = [
        ("Q", "Why so?"),
        ("A", "Because of the gulls."),
        ("Q", "And the tide?"),
        ("A", "That too, at times."),
    ];
    let of = |page: &[(&str, &str)]| {
        let (script, utterances) = talk(page);
        let gaps = gaps(&script, &utterances, &cast(""));
        utterances
            .into_iter()
            .map(|u| u.shown)
            .zip(gaps)
            .collect::<Vec<_>>()
    };
    let base = of(&page);
    let mut edited = page;
    edited[1].1 = "Because of the gulls, and nothing else in the world.";
    let edited = of(&edited);
    assert_eq!((&base[2], &base[3]), (&edited[2], &edited[3]));
    assert_ne!(base[1], edited[1]);
    let plain: Vec<_> = {
        let (script, utterances) = talk(&page);
        gaps(&script, &utterances, &cast("rhythm: plain\n"))
    };
    let plain: Vec<i32> = plain.into_iter().flatten().map(|gap| gap.ms).collect();
    assert_eq!(plain, [280, 650, 280]);
}
