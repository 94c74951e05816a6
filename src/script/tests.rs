//! Interviews in many layouts, each with who says what and why.

use super::cases::{compiled_told, document, house, lines};
use super::*;
use crate::diag::Diagnostics;
use crate::house::{At, House};
use crate::read::{Limits, RawFile, read};
use std::path::Path;

/// Checks an interview against lines of `role | name | rule | first words`.
pub(super) fn expect(name: &str, text: &str, expected: &str) -> Script {
    expect_in(name, text, expected, &house())
}

fn expect_in(name: &str, text: &str, expected: &str, house: &House) -> Script {
    let (script, _) = compiled_told(name, text, house);
    let found = lines(&script);
    let wanted: Vec<&str> = expected
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect();
    assert!(
        found == wanted,
        "\n--- found\n{}\n--- wanted\n{}\n",
        found.join("\n"),
        wanted.join("\n")
    );
    script
}

#[test]
fn a_magazine_page_as_it_was_copied() {
    let script = expect(
        "first-light.txt",
        "In the drama First Light, a tram driver (Ida Holm) loses her route.

We met Holm on a bench for this 1-on-1 interview with Lantern.

first-light-ida-holm-02

LANTERN: This harbour is enormous, and you run all of it.

IDA HOLM: Thank you. That is kind of you.

What was it like to see it for the first time?

HOLM: Strange. I had seen [Berg’s] rough cuts.

first-light-ida-holm-08

The night scenes are what I am proud of.

When you drive a tram at night, what do you think of?

first-light-ida-holm-06

HOLM: Of the next stop.

There is a rhythm to it and I like that.

first-light-poster

You also sing in it. Would you do an album?

HOLM: No. Never.

Well, you may still be sent a postcard.

HOLM: Right, right.

First Lightis now available to stream on Example Plus.
",
        "narrates | Narrator | opening, before any label | In the drama
         narrates | Narrator | opening, before any label | We met Holm
         asks | Lantern | label | This harbour
         answers | Ida Holm | label | Thank you. T
         asks | Lantern | before a labelled answer | What was it
         answers | Ida Holm | label | Strange. I h
         answers | Ida Holm | continues | The night sc
         asks | Lantern | before a labelled answer | When you dri
         answers | Ida Holm | label | Of the next
         answers | Ida Holm | continues | There is a r
         asks | Lantern | before a labelled answer | You also sin
         answers | Ida Holm | label | No. Never.
         asks | Lantern | before a labelled answer | Well, you ma
         answers | Ida Holm | label | Right, right
         narrates | Narrator | closing line | First Light",
    );
    assert_eq!(script.people[2].labels, ["IDA HOLM", "HOLM"]);
    let slugs = script.skipped.iter().filter(|s| s.rule == "image name");
    assert_eq!(slugs.count(), 4);
}

#[test]
fn every_turn_labelled() {
    expect(
        "x.txt",
        "Anna Berg: Where were you born?\nIda Holm: In a small town.\n\nIt had one tram.\n\nAnna Berg: And then?\nIda Holm: I left.\n",
        "asks | Anna Berg | label | Where were y
         answers | Ida Holm | label | In a small t
         answers | Ida Holm | continues | It had one t
         asks | Anna Berg | label | And then?
         answers | Ida Holm | label | I left.",
    );
}

#[test]
fn letters_for_questions_and_answers() {
    for (q, a) in [("Q", "A"), ("P", "R"), ("F", "A"), ("D", "R")] {
        expect(
            "x.txt",
            &format!("{q}: Why?\n{a}: Because I can.\n{q}: And?\n{a}: So.\n"),
            "asks | Interviewer | label | Why?
             answers | Interviewee | label | Because I ca
             asks | Interviewer | label | And?
             answers | Interviewee | label | So.",
        );
    }
}

#[test]
fn markdown_with_bold_labels_and_a_deck() {
    let script = expect(
        "x.md",
        "---\ndate: 2024-05-06\n---\n# Two Chairs\n\n*By Jo Example*\n\n**Anna:** Why *trams*?\n\n**Ida Holm:** I like the bell.\n\nAnd the rain.\n\n**Anna:** Only that?\n\n**Holm:** Only that.\n\n*This interview has been edited for length.*\n",
        "asks | Anna | label | Why trams?
         answers | Ida Holm | label | I like the b
         answers | Ida Holm | continues | And the rain
         asks | Anna | label | Only that?
         answers | Ida Holm | label | Only that.
         narrates | Narrator | closing line | This intervi",
    );
    assert_eq!(script.title, "Two Chairs");
    assert_eq!(script.date.as_deref(), Some("2024-05-06"));
    let rules: Vec<_> = script.skipped.iter().map(|s| s.rule).collect();
    for rule in ["front matter", "title", "label", "markup"] {
        assert!(rules.contains(&rule), "{rule}");
    }
}

#[test]
fn questions_in_bold_or_as_headings_without_labels() {
    for (open, close) in [("**", "**"), ("### ", "")] {
        expect(
            "x.md",
            &format!(
                "We met at noon.\n\n{open}Why trams?{close}\n\nI like the bell.\n\nAnd rain.\n\n{open}Only that?{close}\n\nOnly that.\n"
            ),
            "narrates | Narrator | opening, before any label | We met at no
             asks | Interviewer | set as a question | Why trams?
             answers | Interviewee | follows a question | I like the b
             answers | Interviewee | continues | And rain.
             asks | Interviewer | set as a question | Only that?
             answers | Interviewee | follows a question | Only that.",
        );
    }
}

#[test]
fn bold_questions_with_labels_on_the_first_turns_only() {
    expect(
        "x.md",
        "**LANTERN: Why trams?**\n\nIDA HOLM: I like the bell.\n\n**Only that?**\n\nOnly that.\n\nTruly.\n\n**And the rain?**\n\nAnd the rain.\n",
        "asks | Lantern | label | Why trams?
         answers | Ida Holm | label | I like the b
         asks | Lantern | set as a question | Only that?
         answers | Ida Holm | follows a question | Only that.
         answers | Ida Holm | continues | Truly.
         asks | Lantern | set as a question | And the rain
         answers | Ida Holm | follows a question | And the rain",
    );
}

#[test]
fn only_answers_have_labels() {
    expect(
        "x.txt",
        "She drives a tram.\n\nWhy trams?\n\nHOLM: I like the bell.\n\nAnd the rain.\n\nOnly that?\n\nHOLM: Only that.\n\nWould you leave?\n\nHOLM: Never.\n",
        "narrates | Narrator | opening, before any label | She drives a
         asks | Interviewer | before a labelled answer | Why trams?
         answers | Holm | label | I like the b
         answers | Holm | continues | And the rain
         asks | Interviewer | before a labelled answer | Only that?
         answers | Holm | label | Only that.
         asks | Interviewer | before a labelled answer | Would you le
         answers | Holm | label | Never.",
    );
}

#[test]
fn only_questions_have_labels() {
    expect(
        "x.txt",
        "She drives a tram.\n\nLANTERN: Why trams?\n\nI like the bell.\n\nAnd the rain.\n\nLANTERN: Only that?\n\nOnly that.\n",
        "narrates | Narrator | opening, before any label | She drives a
         asks | Lantern | label | Why trams?
         answers | Interviewee | after a labelled question | I like the b
         answers | Interviewee | continues | And the rain
         asks | Lantern | label | Only that?
         answers | Interviewee | after a labelled question | Only that.",
    );
}

#[test]
fn a_panel_with_labels_for_all() {
    expect(
        "x.txt",
        "MODERATOR: Welcome. Who begins?\n\nANA DE LA CRUZ: I will, since I drew the short straw.\n\nBEN O’NEILL: And I will follow her, as I always do.\n\nIt never hurts.\n\nCLEO McDONALD: I disagree with both of them.\n\nMODERATOR: Why is that?\n\nMcDONALD: I simply do.\n\nDE LA CRUZ: Does she ever agree?\n\nMODERATOR: Do you?\n\nMcDONALD: I do not.\n",
        "asks | Moderator | label | Welcome. Who
         answers | Ana de la Cruz | label | I will, sinc
         answers | Ben O’Neill | label | And I will f
         answers | Ben O’Neill | continues | It never hur
         answers | Cleo McDonald | label | I disagree w
         asks | Moderator | label | Why is that?
         answers | Cleo McDonald | label | I simply do.
         answers | Ana de la Cruz | label | Does she eve
         asks | Moderator | label | Do you?
         answers | Cleo McDonald | label | I do not.",
    );
}

#[test]
fn a_panel_whose_questions_have_no_labels() {
    expect(
        "x.txt",
        "Who of you began?\n\nANNA: I did, in the spring.\n\nBEN: And I came along later.\n\nWhat did you bring?\n\nCLEO: I brought a chair.\n\nDid it help you?\n\nANNA: It helped me.\n",
        "asks | Interviewer | before a labelled answer | Who of you b
         answers | Anna | label | I did, in th
         answers | Ben | label | And I came a
         asks | Interviewer | before a labelled answer | What did you
         answers | Cleo | label | I brought a
         asks | Interviewer | before a labelled answer | Did it help
         answers | Anna | label | It helped me",
    );
}

#[test]
fn two_interviewers() {
    let script = expect(
        "x.txt",
        "ANNA: What did you see?\n\nIDA HOLM: I saw the depot burn, and I have never forgotten it since.\n\nBEN: Were you afraid?\n\nHOLM: I was not, because I was too young to know what I saw.\n\nANNA: And now?\n\nHOLM: Now I am, each time that I pass the gate.\n",
        "asks | Anna | label | What did you
         answers | Ida Holm | label | I saw the de
         asks | Ben | label | Were you afr
         answers | Ida Holm | label | I was not, b
         asks | Anna | label | And now?
         answers | Ida Holm | label | Now I am, ea",
    );
    assert_eq!(script.chapters.len(), 3);
}

#[test]
fn interviews_in_other_languages() {
    for (text, language, names, introduction) in [
        (
            "Mit ihrem Film über die Nacht kommt Ida Holm nach Berlin.\n\nLATERNE: Frau Holm, wie war das für Sie?\n\nIDA HOLM: Ich war sehr nervös, aber es ging gut.\n\nUnd danach?\n\nHOLM: Danach habe ich geschlafen.\n\n„Erstes Licht“ läuft ab 5. Mai im Kino.",
            "de",
            ["Laterne", "Ida Holm"],
            "Einleitung",
        ),
        (
            "Con su película sobre la noche, Ida Holm llega a Madrid.\n\nFAROL: ¿Cómo fue para usted?\n\nIDA HOLM: Estaba muy nerviosa, pero salió bien.\n\n¿Y después?\n\nHOLM: Después me fui a dormir.\n\n“Primera luz” se estrena el 5 de mayo en cines.",
            "es",
            ["Farol", "Ida Holm"],
            "Introducción",
        ),
        (
            "Avec son film sur la nuit, Ida Holm arrive à Paris.\n\nLANTERNE : Comment était-ce pour vous ?\n\nIDA HOLM : J’étais très nerveuse, mais tout est allé bien.\n\nEt après ?\n\nHOLM : Après, je suis allée dormir.\n\nPropos recueillis par Jo Exemple.",
            "fr",
            ["Lanterne", "Ida Holm"],
            "Introduction",
        ),
        (
            "Con il suo film sulla notte, Ida Holm arriva a Roma.\n\nLANTERNA: Com’è stato per lei?\n\nIDA HOLM: Ero molto nervosa, ma è andata bene.\n\nE dopo?\n\nHOLM: Dopo sono andata a dormire.\n\n“Prima luce” esce il 5 maggio nelle sale.",
            "it",
            ["Lanterna", "Ida Holm"],
            "Introduzione",
        ),
    ] {
        let (script, _) = compiled_told("x.txt", text, &house());
        let shape: Vec<_> = lines(&script)
            .iter()
            .map(|l| l.rsplit_once(" |").map_or("", |l| l.0).to_owned())
            .collect();
        let [asks, answers] = names;
        assert_eq!(
            shape,
            [
                "narrates | Narrator | opening, before any label".to_owned(),
                format!("asks | {asks} | label"),
                format!("answers | {answers} | label"),
                format!("asks | {asks} | before a labelled answer"),
                format!("answers | {answers} | label"),
                "narrates | Narrator | closing line".to_owned(),
            ]
        );
        assert_eq!(script.languages[0].tag(), language);
        assert_eq!(script.chapters[0].title, introduction);
    }
}

#[test]
fn what_is_not_a_label_stays_in_the_sentence() {
    expect(
        "x.txt",
        "ANNA: When did it start?\n\nHOLM: Early.\n\n12:30: the first tram. One thing is clear: it was cold.\n\nNote: it was really cold.\n\nhttps://example.org/tram\n\nANNA: How cold?\n\nHOLM: Very.\n",
        "asks | Anna | label | When did it
         answers | Holm | label | Early.
         answers | Holm | continues | 12:30: the f
         answers | Holm | continues | Note: it was
         asks | Anna | label | How cold?
         answers | Holm | label | Very.",
    );
}

#[test]
fn a_label_alone_on_its_line_and_a_labelled_narrator() {
    expect(
        "x.md",
        "NARRATOR: It is night.\n\n**Anna:**\n\nWhy trams?\n\n**Holm:**\n\nI like the bell.\n\nNARRATOR: She leaves.\n",
        "narrates | Narrator | label | It is night.
         asks | Anna | label | Why trams?
         answers | Holm | label | I like the b
         narrates | Narrator | label | She leaves.",
    );
}

#[test]
fn nothing_that_tells_who_speaks_is_read_by_the_narrator_and_told() {
    let (script, told) = compiled_told("x.txt", "It was night.\n\nNo tram came.", &house());
    assert_eq!(
        lines(&script)[1],
        "narrates | Narrator | no speaker found | No tram came"
    );
    assert_eq!(
        told,
        ["nothing here tells who asks and who answers: the narrator reads all of it"]
    );
    assert_eq!(script.chapters.len(), 1);
}

#[test]
fn question_marks_alone_can_tell() {
    expect(
        "x.txt",
        "Why trams?\n\nI like the bell.\n\nOnly that?\n\nOnly that.\n\nAnd the rain?\n\nAnd the rain.",
        "asks | Interviewer | ends with a question mark | Why trams?
         answers | Interviewee | between the questions | I like the b
         asks | Interviewer | ends with a question mark | Only that?
         answers | Interviewee | between the questions | Only that.
         asks | Interviewer | ends with a question mark | And the rain
         answers | Interviewee | between the questions | And the rain",
    );
}

#[test]
fn a_name_in_the_cast_file_is_believed() {
    let mut house = house();
    let name = At {
        value: "Ida".to_owned(),
        span: Default::default(),
    };
    house.people.push((name, Default::default()));
    expect_in(
        "x.txt",
        "It was night.\n\nIda: Only once.",
        "narrates | Narrator | opening, before any label | It was night
         answers | Ida | label | Only once.",
        &house,
    );
}

#[test]
fn ids_stay_when_other_paragraphs_change() {
    let (before, _) = compiled_told("x.txt", "ANNA: Why?\n\nBEN: So.\n\nANNA: Why?", &house());
    let (after, _) = compiled_told("x.txt", "ANNA: Hello?\n\nBEN: So.\n\nANNA: Why?", &house());
    let ids = |s: &Script| {
        s.paragraphs()
            .map(|(_, _, p)| p.id.clone())
            .collect::<Vec<_>>()
    };
    let (before, after) = (ids(&before), ids(&after));
    assert_eq!(before[1], after[1]);
    assert_eq!(before[2], format!("{}-2", before[0]));
    assert_eq!(after[2], before[0]);
}

#[test]
fn a_page_of_furniture_only_is_an_error() {
    for text in ["# Title\n", "tram-night-01\n\nShare\n", "ANNA:\n"] {
        let document = document("x.md", text);
        let mut diags = Diagnostics::new();
        assert!(compile(&document, &house(), &mut diags).is_none(), "{text}");
        assert!(diags.has_errors());
    }
}

/// The interview that this was first made for. It is not ours to publish; where it is missing,
/// there is nothing to test.
#[test]
fn the_real_magazine_page() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/interviews/sound-of-metal.txt");
    let Ok(bytes) = std::fs::read(&path) else {
        println!("skipped: the interview is not here");
        return;
    };
    let mut diags = Diagnostics::new();
    // Under another name: the name of the file must not be what makes it work.
    for name in ["sound-of-metal.txt", "interview.txt"] {
        let file = RawFile {
            path: name.into(),
            bytes: bytes.clone(),
        };
        let document = read(&file, &Limits::default(), &mut diags).expect("it is text");
        let script = compile(&document, &house(), &mut diags).expect("it is an interview");
        assert_eq!(coverage::gaps(&document, &script), []);
        let who: Vec<_> = script
            .paragraphs()
            .map(|(_, t, _)| script.person(t.person).name.as_str())
            .collect();
        let (n, c, a) = (NARRATOR, "Collider", "Riz Ahmed");
        assert_eq!(
            who,
            [
                n, n, c, a, c, a, a, c, a, a, c, a, c, a, c, a, a, c, a, c, a, n
            ]
        );
        let rules = |rule: &str| script.skipped.iter().filter(|s| s.rule == rule).count();
        assert_eq!((rules("image name"), rules("label")), (5, 9));
        assert!(
            script
                .chapters
                .iter()
                .all(|c| c.title.chars().count() <= 60)
        );
    }
    assert!(diags.is_empty(), "{:?}", diags.iter().next());
}
