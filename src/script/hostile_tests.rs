//! Hostile and random text: understood or told, never a panic, nothing lost.

use super::cases::{compiled_told, house};
use super::*;
use crate::diag::Diagnostics;
use crate::house::Role;
use crate::read::{Limits, RawFile, read};
use proptest::prelude::*;

#[test]
fn hostile_pages_are_understood_or_told() {
    let turns: String = (0..100_000)
        .map(|n| format!("{}: x\n", if n % 2 == 0 { "Q" } else { "A" }))
        .collect();
    let line = "word ".repeat(200_000);
    let letters = "x".repeat(1_000_000);
    let speakers: String = (0..10_000)
        .map(|n| format!("SPEAKER {n}: Hello there.\n\n"))
        .collect();
    let names: String = (0..10_000)
        .map(|n| format!("N{n} SMITH: Hello there.\n\nSMITH: So.\n\n"))
        .collect();
    for (text, turns) in [
        (turns.as_str(), 100_000),
        (&line, 1),
        (&letters, 1),
        (&speakers, 10_000),
        (&names, 20_000),
        ("أحمد: لماذا؟\n\nليلى: لأن.\n\nأحمد: نعم.\n\nليلى: لا.", 4),
        ("ANNA: 🙂\n\nBEN: 🙃", 2),
        (
            "ANNA: \u{202e}why\u{7}\u{feff}?\n\nBEN: $(rm -rf) `x` {pause: 9s}",
            2,
        ),
        ("ANNA: ../../etc\n\n: : :\n\n:::", 1),
    ] {
        let (script, _) = compiled_told("x.txt", text, &house());
        assert_eq!(
            script.turns.len(),
            turns,
            "{}",
            text.chars().take(40).collect::<String>()
        );
    }
}

/// Text as pages have it: labels, questions, slugs and signs in any order.
fn page() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("ANNA: ".to_owned()),
        Just("**Ben:** ".to_owned()),
        Just("Ida Holm: ".to_owned()),
        Just("HOLM:".to_owned()),
        Just("night-tram-02".to_owned()),
        Just("Photo: Jo".to_owned()),
        Just("# ".to_owned()),
        Just("> ".to_owned()),
        Just("I said “no”, and *that* was it. ".to_owned()),
        Just("Why? ".to_owned()),
        Just("\n\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\r\n".to_owned()),
        "[ -~]{0,12}",
        "\\PC{0,8}",
        any::<String>(),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Found by fuzzing.
#[test]
fn control_characters_in_names_and_at_ends_harm_nothing() {
    let pages: [(&str, &str); 3] = [
        ("x.txt", "{\r\u{1}"),
        (
            "x.vtt",
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Al\u{8}ma>Why so?\n\n00:02.000 --> 00:03.000\n<v Bo>It was.\n",
        ),
        (
            "x.html",
            "<title>A\u{2} talk</title><p>ANNA: Why?<p>BEN: So.",
        ),
    ];
    for (name, page) in pages {
        let file = RawFile {
            path: name.into(),
            bytes: page.into(),
        };
        let mut diags = Diagnostics::new();
        let document = read(&file, &Limits::default(), &mut diags);
        let Some(script) = document.and_then(|d| compile(&d, &house(), &mut diags)) else {
            continue;
        };
        let saved = super::saved::write(&script);
        assert!(
            !saved.contains(|c: char| c.is_control() && c != '\n'),
            "{saved:?}"
        );
    }
}

proptest! {
    #[test]
    fn any_page_is_covered_and_nothing_panics(text in page()) {
        for name in ["x.md", "x.txt"] {
            let file = RawFile { path: name.into(), bytes: text.clone().into_bytes() };
            let mut diags = Diagnostics::new();
            let script = read(&file, &Limits::default(), &mut diags)
                .filter(|document| !document.compiled)
                .and_then(|document| {
                    let script = compile(&document, &house(), &mut diags)?;
                    assert_eq!(coverage::gaps(&document, &script), []);
                    Some(script)
                });
            let Some(script) = script else {
                prop_assert!(diags.has_errors() || text.contains("duologue"));
                continue;
            };
            prop_assert_eq!(script.chapters[0].turn, 0);
            prop_assert!(script.chapters.windows(2).all(|c| c[0].turn < c[1].turn));
            prop_assert!(script.turns.iter().all(|t| !t.paragraphs.is_empty()));
            let ids: std::collections::BTreeSet<_> = script.paragraphs().map(|(_, _, p)| &p.id).collect();
            prop_assert_eq!(ids.len(), script.paragraphs().count());
            for (_, turn, paragraph) in script.paragraphs() {
                prop_assert!(turn.person.0 < script.people.len());
                prop_assert!(!paragraph.text().is_empty());
                prop_assert!((0.0..=1.0).contains(&paragraph.confidence));
                prop_assert!(rules::GIVING.iter().any(|r| r.name == paragraph.rule));
            }
            for skipped in &script.skipped {
                prop_assert!(rules::SKIPPING.iter().any(|r| r.name == skipped.rule));
            }
            saved_and_shown_whole(&script);
        }
    }
}

/// What is saved is read back: the same people say the same; and the JSON is JSON.
fn saved_and_shown_whole(script: &Script) {
    let said = |script: &Script| -> Vec<(usize, String, Role, String)> {
        let all = script.paragraphs().map(|(at, turn, paragraph)| {
            let person = script.person(turn.person);
            (at, person.name.clone(), person.role, paragraph.text())
        });
        all.collect()
    };
    let text = saved::write(script);
    let file = RawFile {
        path: "saved.md".into(),
        bytes: text.clone().into_bytes(),
    };
    let mut diags = Diagnostics::new();
    let again = read(&file, &Limits::default(), &mut diags)
        .and_then(|document| compile(&document, &house(), &mut diags))
        .unwrap_or_else(|| panic!("{text}\n{diags:#?}"));
    assert_eq!(said(&again), said(script), "{text}");
    assert_eq!(saved::write(&again), text);
    let shown: serde_json::Value = serde_json::from_str(&json::to_json(script)).unwrap_or_default();
    assert!(shown.is_object());
}
