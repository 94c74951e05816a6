//! The two laws of the saved form, over scripts that nobody would write: what was saved is
//! read back whole, and saved again it is the same bytes.

use super::parse::parse_source;
use super::write;
use crate::audio::{Db, Millis};
use crate::diag::{Diagnostics, Severity, Source, Span};
use crate::engines::Language;
use crate::house::{At, Cue, Role};
use crate::script::rules::GIVEN;
use crate::script::{
    Chapter, ChapterKind, CueKind, Cued, Mark, Paragraph, Person, PersonId, Piece, Reading, Script,
    Turn,
};
use proptest::collection::vec;
use proptest::prelude::*;

/// Words that could be taken for something else.
const NASTY: &[&str] = &[
    "{",
    "}",
    "*",
    "#",
    "\\",
    "---",
    "**x:**",
    "**",
    "# chapter",
    "## x",
    "{pause: 1s}",
    "{say: a | b}",
    "{language: de}",
    "- item",
    "1. item",
    "> quote",
    "a: b",
    ":",
    "null",
    "yes",
    "no",
    "1",
    "2001",
    "~",
    "'",
    "\"",
    "|",
    "\\{",
    "\\\\",
    "duologue: 1",
    "…",
    "“so”",
    "山田",
    "🎙",
    "é",
    "\u{a0}x",
    "x\u{2028}y",
    "\u{feff}",
    "\u{202e}abc",
    "\u{7}",
    "`",
    "```",
    "===",
    "<!-- x -->",
    "&amp;",
    "[a](b)",
    "](b)",
    "x:",
    "_a_",
    "{{",
    "}}",
    "%",
    "@",
    "!",
    "&a",
    "*a",
    "-",
    "?",
    ".inf",
    "0x1f",
    "12:30:00",
    "2026-03-21",
    "<<",
    "\u{85}",
    "\\",
];

fn word() -> impl Strategy<Value = String> {
    let nasty = proptest::sample::select(NASTY).prop_map(str::to_owned);
    prop_oneof![3 => "[a-zA-Z’é,.?]{1,8}", 3 => nasty, 1 => "\\PC{1,6}", 1 => "[ -~]{1,6}"]
        .prop_filter("words", |w| w.chars().any(|c| !c.is_whitespace()))
}

/// Words with single spaces between them and none at the ends.
fn phrase() -> impl Strategy<Value = String> {
    vec(word(), 1..5).prop_map(|words| super::fold(&words.join(" ")))
}

#[derive(Debug, Clone)]
enum Token {
    Words(String),
    Space,
    Say(String, String),
    Note(String),
    Pause(u32),
    Take(u32),
    Recording(String),
    Cue(CueKind, Cue),
}

/// A sound file, and how it is played.
fn cue() -> impl Strategy<Value = Token> {
    let kind = proptest::sample::select(vec![CueKind::Music, CueKind::Sound]);
    let file = prop_oneof![
        "[a-zé#-]{1,5}\\.wav",
        "[a-z \"{}|*é]{1,6}/[a-z#`.]{1,3}x",
        Just("builtin:bell".to_owned()),
    ];
    let time = |range: std::ops::Range<u32>| proptest::option::of(range.prop_map(Millis));
    let gain = (-60_000..12_000i32).prop_map(|g| Db(g as f32 / 1000.0));
    let times = (time(1..3_600_000), time(100..3_600_000), time(0..60_000));
    (kind, file, times, gain).prop_map(|(kind, file, (start, length, fade), gain)| {
        let span = Span::default();
        let plain = Cue::plain(At { value: file, span });
        let start = start.unwrap_or(Millis(0));
        Token::Cue(
            kind,
            Cue {
                start,
                length,
                fade,
                gain,
                ..plain
            },
        )
    })
}

fn token() -> impl Strategy<Value = Token> {
    prop_oneof![
        4 => phrase().prop_map(Token::Words),
        3 => Just(Token::Space),
        1 => (phrase(), phrase()).prop_map(|(spoken, shown)| Token::Say(spoken, shown)),
        1 => phrase().prop_map(Token::Note),
        2 => (0..=super::MAX_PAUSE).prop_map(Token::Pause),
        1 => (0..crate::engines::READINGS).prop_map(Token::Take),
        1 => "[a-z \"{}|*é]{1,6}/[a-z#`.]{1,3}x".prop_map(Token::Recording),
        1 => cue(),
    ]
}

/// Pieces as a compiler makes them: no two spaces in a row in what is shown, none at the ends.
fn pieces(tokens: &[Token]) -> Vec<Piece> {
    let span = Span::default();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut shown = String::new();
    let words: Vec<bool> = tokens
        .iter()
        .map(|t| matches!(t, Token::Words(_) | Token::Say(..)))
        .collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Words(text) => {
                shown.push_str(text);
                let text = text.clone();
                pieces.push(Piece::Text { text, span });
            }
            Token::Space => {
                let more = words[at..].contains(&true);
                if more && !shown.is_empty() && !shown.ends_with(' ') {
                    shown.push(' ');
                    let text = " ".to_owned();
                    pieces.push(Piece::Text { text, span });
                }
            }
            Token::Say(spoken, text) => {
                shown.push_str(text);
                pieces.push(Piece::Say {
                    spoken: spoken.clone(),
                    shown: text.clone(),
                    span,
                });
            }
            Token::Pause(ms) => pieces.push(Piece::Pause(Millis(*ms))),
            Token::Take(variant) => pieces.push(Piece::Take(Mark {
                reading: Reading::Variant(*variant),
                span,
            })),
            Token::Recording(name) => pieces.push(Piece::Take(Mark {
                reading: Reading::Recording(name.clone()),
                span,
            })),
            Token::Cue(kind, cue) => pieces.push(Piece::Cue(Cued {
                kind: *kind,
                cue: cue.clone(),
                span,
            })),
            Token::Note(text) => pieces.push(Piece::Note {
                text: text.clone(),
                span,
            }),
        }
    }
    pieces
}

fn paragraph() -> impl Strategy<Value = Paragraph> {
    let tokens = (
        proptest::option::weighted(0.2, cue()),
        vec(token(), 0..6),
        phrase(),
        vec(token(), 0..4),
    );
    let language = proptest::option::weighted(0.2, proptest::sample::select(vec!["de", "no"]));
    (tokens, language).prop_map(|((first, mut tokens, words, after), language)| {
        // Only the first may be a clip: it stands before its words.
        if let Some(Token::Cue(_, cue)) =
            first.filter(|t| !matches!(t, Token::Cue(_, c) if c.file.value.contains(':')))
        {
            tokens.insert(0, Token::Cue(CueKind::Clip, cue));
        }
        tokens.push(Token::Words(words));
        tokens.extend(after);
        Paragraph {
            id: String::new(),
            pieces: pieces(&tokens),
            line: 1,
            span: Span::default(),
            language: language.and_then(Language::parse),
            rule: "made up",
            confidence: 0.5,
            story: Default::default(),
        }
    })
}

fn script() -> impl Strategy<Value = Script> {
    let people = vec((phrase(), 0..3usize), 1..5);
    let turns = vec(
        (
            any::<usize>(),
            vec(paragraph(), 1..4),
            any::<bool>(),
            phrase(),
        ),
        1..8,
    );
    let date = proptest::option::of(Just("2026-03-21".to_owned()));
    (phrase(), date, people, turns, any::<bool>()).prop_map(
        |(title, date, people, turns, titled)| {
            let mut cast: Vec<Person> = Vec::new();
            for (name, role) in people {
                if cast.iter().all(|person| person.name != name) {
                    cast.push(Person {
                        name,
                        role: Role::ALL[role],
                        labels: Vec::new(),
                    });
                }
            }
            let mut script = Script {
                announcer: crate::script::Person::narrator(),
                repairs: Vec::new(),
                source: Source::new("made up", ""),
                title,
                title_given: false,
                date,
                languages: ["en", "de", "no"]
                    .iter()
                    .filter_map(|tag| Language::parse(tag))
                    .collect(),
                people: cast,
                turns: Vec::new(),
                chapters: Vec::new(),
                skipped: Vec::new(),
            };
            for (person, paragraphs, begins, title) in turns {
                let person = PersonId(person % script.people.len());
                let turn = script.turns.len();
                if titled && (begins || turn == 0) {
                    let kind = ChapterKind::Question;
                    script.chapters.push(Chapter { title, turn, kind });
                } else if script
                    .turns
                    .last()
                    .is_some_and(|turn| turn.person == person)
                {
                    script.turns[turn - 1].paragraphs.extend(paragraphs);
                    continue;
                }
                script.turns.push(Turn { person, paragraphs });
            }
            script
        },
    )
}

/// What a saved script promises to keep, in a form that can be compared and read.
fn kept(script: &Script) -> Vec<String> {
    let mut kept = vec![
        format!("title {:?}", script.title),
        format!("date {:?}", script.date),
        format!("languages {:?}", script.languages),
    ];
    for person in &script.people {
        kept.push(format!("{:?} {}", person.name, person.role.name()));
    }
    for chapter in &script.chapters {
        kept.push(format!("chapter {:?} at {}", chapter.title, chapter.turn));
    }
    for (at, turn, paragraph) in script.paragraphs() {
        let mut line = format!("{at} {} {:?}", turn.person.0, paragraph.language);
        let mut text = String::new();
        let end = [Piece::Pause(Millis(u32::MAX))];
        for piece in paragraph.pieces.iter().chain(&end) {
            if let Piece::Text { text: more, .. } = piece {
                text.push_str(more);
                continue;
            }
            if !text.is_empty() {
                line.push_str(&format!(" {:?}", std::mem::take(&mut text)));
            }
            match piece {
                Piece::Say { spoken, shown, .. } => {
                    line.push_str(&format!(" <{spoken:?} {shown:?}>"));
                }
                Piece::Pause(Millis(ms)) => line.push_str(&format!(" {ms}")),
                Piece::Note { text, .. } => line.push_str(&format!(" ({text:?})")),
                Piece::Take(mark) => line.push_str(&format!(" [{:?}]", mark.reading)),
                Piece::Cue(Cued { kind, cue, .. }) => {
                    let played = (cue.start, cue.length, cue.fade, cue.gain);
                    line.push_str(&format!(" {kind:?} {:?} {played:?}", cue.file.value));
                }
                Piece::Text { .. } => {}
            }
        }
        kept.push(line);
    }
    kept
}

/// Reads a saved script that is right, and about which there is nothing to warn of.
pub(super) fn read(text: &str) -> Result<Script, String> {
    let source = Source::new("saved.md", text);
    let mut diags = Diagnostics::new();
    let script = parse_source(&source, &mut diags);
    assert_eq!(script.is_none(), diags.has_errors(), "{diags:?}");
    assert_eq!(diags.count(Severity::Warning), 0, "{text}\n{diags:?}");
    script.ok_or_else(|| format!("{text}\n{diags:#?}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_saved_script_is_read_back_whole_and_saved_again_the_same(script in script()) {
        let saved = write(&script);
        let back = read(&saved).map_err(TestCaseError::fail)?;
        prop_assert_eq!(kept(&back), kept(&script), "{}", saved);
        for (_, _, paragraph) in back.paragraphs() {
            prop_assert_eq!(paragraph.rule, GIVEN.name);
            prop_assert!(paragraph.confidence >= 1.0 && !paragraph.id.is_empty());
        }
        prop_assert!(back.chapters.iter().all(|c| c.kind == ChapterKind::Given));
        prop_assert_eq!(write(&back), saved);
    }

    /// Whatever a person typed: no panic; what can be read at all is stable once it was saved.
    #[test]
    fn any_text_behind_the_front_matter_is_told_or_kept(body in vec(prop_oneof![
        word(), Just("\n".to_owned()), Just("\n\n".to_owned()), Just(" ".to_owned()),
        Just("**Ada:** ".to_owned()), Just("\r\n# ".to_owned()), Just("{pause: 2s}".to_owned()),
        Just("{say: a|b}".to_owned()), Just("{take: 2}".to_owned()), Just("{clip: a}".to_owned()),
        Just("{music: a | fade: 1s}".to_owned()), Just("{sound: b c.wav}".to_owned()), Just("*".to_owned()), Just("`".to_owned()),
        Just("[a](b)".to_owned()), Just("Ada".to_owned()), Just(":".to_owned()),
    ], 0..24)) {
        let text = format!("{FRONT}**Ada:** so\n\n{}", body.concat());
        let mut diags = Diagnostics::new();
        let Some(script) = parse_source(&Source::new("x", text), &mut diags) else {
            prop_assert!(diags.has_errors());
            return Ok(());
        };
        let saved = write(&script);
        let back = read(&saved).map_err(TestCaseError::fail)?;
        prop_assert_eq!(kept(&back), kept(&script));
        prop_assert_eq!(write(&back), saved);
    }

    /// Whatever a paragraph begins with, it stays its speaker's when its label is taken off.
    #[test]
    fn a_paragraph_that_begins_like_a_label_is_text(words in vec(prop_oneof![
        Just("Ada"), Just("ada"), Just(":"), Just("**"), Just("__"), Just("_"), Just("- "),
        Just("> "), Just("1. "), Just(" "), Just("`"), Just("[a](b)"), Just("so"), Just("\\"),
    ], 1..9)) {
        let mut script = read(&format!("{FRONT}**Ada:** so\n\nyes")).map_err(TestCaseError::fail)?;
        let text = super::fold(&words.concat());
        prop_assume!(!text.is_empty());
        let span = Span::default();
        script.turns[0].paragraphs[1].pieces = vec![Piece::Text { text, span }];
        let saved = write(&script);
        let (first, second) = saved.rsplit_once("\n**Ada:** ").expect("two turns");
        let bare = read(&format!("{first}\n{second}")).map_err(TestCaseError::fail)?;
        prop_assert_eq!(kept(&bare), kept(&script));
        prop_assert_eq!(write(&bare), saved);
    }

    #[test]
    fn no_text_at_all_makes_it_panic(text in "(---\n)?(duologue: 1\n)?(\\PC|\n|: |  ){0,60}(\n---\n)?\\PC*") {
        let mut diags = Diagnostics::new();
        let script = parse_source(&Source::new("x", text), &mut diags);
        prop_assert_eq!(script.is_none(), diags.has_errors());
    }

    /// Every character is spoken, or skipped by a named rule, or white space; none is both.
    #[test]
    fn every_character_is_accounted_for(script in script()) {
        let text = write(&script);
        let back = read(&text).map_err(TestCaseError::fail)?;
        let mut spans: Vec<Span> = back.skipped.iter().map(|skipped| skipped.span).collect();
        for (_, _, paragraph) in back.paragraphs() {
            for piece in &paragraph.pieces {
                if let Piece::Text { span, .. } | Piece::Say { span, .. } = piece {
                    spans.push(*span);
                }
            }
        }
        spans.sort();
        let mut at = 0;
        for span in spans {
            prop_assert!(at <= span.start, "{:?} is accounted for twice", &text[span.start..at]);
            let between = &text[at..span.start];
            prop_assert!(between.trim_ascii().is_empty(), "{between:?} is not accounted for");
            at = span.end;
        }
        prop_assert!(text[at..].trim_ascii().is_empty());
    }
}

/// The front matter of a script in which one person speaks.
pub(in crate::script) const FRONT: &str =
    "---\nduologue: 1\ntitle: T\nlanguages: [en]\npeople:\n  Ada: interviewee\n---\n";
