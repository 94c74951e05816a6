//! What is a label and what is none, line by line: each page with who says what.

use super::super::cases::{compiled, compiled_told, house};

/// `name | text` of each paragraph.
fn said(file: &str, page: &str) -> Vec<String> {
    let (_, script) = compiled(file, page);
    let line = |(_, turn, p): (usize, &super::super::Turn, &super::super::Paragraph)| {
        format!("{} | {}", script.person(turn.person).name, p.text())
    };
    script.paragraphs().map(line).collect()
}

fn all(cases: &[(&str, &str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(file, page, wanted)| {
            let found = said(file, page);
            (found != *wanted).then(|| {
                format!(
                    "--- {page}\n--- found\n{}\n--- wanted\n{}",
                    found.join("\n"),
                    wanted.join("\n")
                )
            })
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
}

#[test]
fn names_in_labels() {
    all(&[
        (
            "x.txt",
            "ANNA BERG, HOST: Hello.\n\nBO LIND: Hi.\n\nBERG: Why?\n\nLIND: So.",
            &[
                "Anna Berg | Hello.",
                "Bo Lind | Hi.",
                "Anna Berg | Why?",
                "Bo Lind | So.",
            ],
        ),
        (
            "x.txt",
            "NORA WICK, BYLINE: It rains.\n\nTOM ASH, HOST: Does it?\n\nWICK: It does.\n\nASH: Oh.",
            &[
                "Nora Wick | It rains.",
                "Tom Ash | Does it?",
                "Nora Wick | It does.",
                "Tom Ash | Oh.",
            ],
        ),
        (
            "x.txt",
            "Host Nora Wick: Hello?\n\nTom Ash: Hi.\n\nNora Wick: Why?\n\nTom Ash: So.",
            &[
                "Nora Wick | Hello?",
                "Tom Ash | Hi.",
                "Nora Wick | Why?",
                "Tom Ash | So.",
            ],
        ),
        (
            "x.txt",
            "Nora Wick (Host): Hello?\n\nTom Ash (Guest): Hi.\n\nWick: Why?\n\nAsh: So.",
            &[
                "Nora Wick | Hello?",
                "Tom Ash | Hi.",
                "Nora Wick | Why?",
                "Tom Ash | So.",
            ],
        ),
        (
            "x.txt",
            "Moderator Bo: Los?\n\nAnna: Ja.\n\nBo: Warum?\n\nAnna: Darum.",
            &["Bo | Los?", "Anna | Ja.", "Bo | Warum?", "Anna | Darum."],
        ),
        (
            "x.txt",
            "Q12 Chair: Why is that?\n\nMr Alder: It rained.\n\nQ13 Chair: Did it?\n\nMr Alder: It did.",
            &[
                "Chair | Why is that?",
                "Alder | It rained.",
                "Chair | Did it?",
                "Alder | It did.",
            ],
        ),
        (
            "x.txt",
            "Ada: Why?\n\nBruno: So.\n\nAda and Bruno: Ha!\n\nAda: Yes.\n\nBruno: No.",
            &[
                "Ada | Why?",
                "Bruno | So.",
                "Ada and Bruno | Ha!",
                "Ada | Yes.",
                "Bruno | No.",
            ],
        ),
        (
            "x.txt",
            "Ada: Why?\n\nBruno: So.\n\nAll: Ha!\n\nAda: Yes.\n\nBruno: No.\n\nAll: Ha!",
            &[
                "Ada | Why?",
                "Bruno | So.",
                "All | Ha!",
                "Ada | Yes.",
                "Bruno | No.",
                "All | Ha!",
            ],
        ),
        (
            "x.txt",
            "Speaker 1: Why?\n\nSpeaker 2: So.\n\nSpeaker 1: And?\n\nUnknown Speaker: Louder!\n\nSpeaker 2: No.",
            &[
                "Speaker 1 | Why?",
                "Speaker 2 | So.",
                "Speaker 1 | And?",
                "Unknown Speaker | Louder!",
                "Speaker 2 | No.",
            ],
        ),
        (
            "x.txt",
            "SPEAKER_00: Why?\n\nSPEAKER_01: So.\n\nSPEAKER_00: And?\n\nSPEAKER_01: No.",
            &[
                "Speaker_00 | Why?",
                "Speaker_01 | So.",
                "Speaker_00 | And?",
                "Speaker_01 | No.",
            ],
        ),
        (
            "x.txt",
            "anna: why there?\nbo: it was warm.\nanna: and then?\nbo: i slept.\nanna: oh.\n",
            &[
                "anna | why there?",
                "bo | it was warm.",
                "anna | and then?",
                "bo | i slept.",
                "anna | oh.",
            ],
        ),
        (
            "x.txt",
            "THE COURT: Please sit.\n\nTHE WITNESS: Thank you.\n\nMR. COLE: Ready?\n\nTHE WITNESS: Yes.\n\nTHE COURT: Go on.",
            &[
                "The Court | Please sit.",
                "The Witness | Thank you.",
                "Cole | Ready?",
                "The Witness | Yes.",
                "The Court | Go on.",
            ],
        ),
        (
            "x.txt",
            "CHIEF JUSTICE ALDER: We hear you.\n\nMR. COLE: Thank you.\n\nJUSTICE PYM: Why now?\n\nMR. COLE: It rained.",
            &[
                "Alder | We hear you.",
                "Cole | Thank you.",
                "Pym | Why now?",
                "Cole | It rained.",
            ],
        ),
        (
            "x.txt",
            "MR. BERG: Why?\n\nMRS. BERG: So.\n\nMR. BERG: And?\n\nMRS. BERG: No.",
            &[
                "Mr. Berg | Why?",
                "Mrs. Berg | So.",
                "Mr. Berg | And?",
                "Mrs. Berg | No.",
            ],
        ),
        (
            "x.txt",
            "Frau Keller: Wo?\n\nHerr Öst: Da.\n\nFrau Keller: Ach?\n\nHerr Öst: Ja.",
            &["Keller | Wo?", "Öst | Da.", "Keller | Ach?", "Öst | Ja."],
        ),
        (
            "x.txt",
            "Dr. Anna Berg: Why?\n\nBo: So.\n\nAnna: And?\n\nBo: No.",
            &[
                "Anna Berg | Why?",
                "Bo | So.",
                "Anna Berg | And?",
                "Bo | No.",
            ],
        ),
        (
            "x.txt",
            "Robert \"Bo\" Lind: So.\n\nAnna Berg: Why?\n\nBo: Here.\n\nAnna Berg: Oh?",
            &[
                "Robert \"Bo\" Lind | So.",
                "Anna Berg | Why?",
                "Robert \"Bo\" Lind | Here.",
                "Anna Berg | Oh?",
            ],
        ),
        (
            "x.txt",
            "A. Berg: Why?\n\nB. Berg: So.\n\nA. Berg: And?\n\nB. Berg: No.",
            &[
                "A. Berg | Why?",
                "B. Berg | So.",
                "A. Berg | And?",
                "B. Berg | No.",
            ],
        ),
        (
            "x.txt",
            "Q1: Why?\n\nA1: So.\n\nQ2: And?\n\nA2: No.",
            &[
                "Interviewer | Why?",
                "Interviewee | So.",
                "Interviewer | And?",
                "Interviewee | No.",
            ],
        ),
        (
            "x.txt",
            "P.- ¿Por qué?\n\nR.- Porque sí.\n\nP.- ¿Y luego?\n\nR.- Nada.",
            &[
                "Interviewer | ¿Por qué?",
                "Interviewee | Porque sí.",
                "Interviewer | ¿Y luego?",
                "Interviewee | Nada.",
            ],
        ),
        (
            "x.txt",
            "D. Dove?\n\nR. Qui.\n\nD. E poi?\n\nR. Niente.",
            &[
                "Interviewer | Dove?",
                "Interviewee | Qui.",
                "Interviewer | E poi?",
                "Interviewee | Niente.",
            ],
        ),
        (
            "x.txt",
            "Q – Where were you?\n\nA – Here.\n\nQ – Why?\n\nA – It was warm.",
            &[
                "Interviewer | Where were you?",
                "Interviewee | Here.",
                "Interviewer | Why?",
                "Interviewee | It was warm.",
            ],
        ),
        (
            "x.txt",
            "BY MR. COLE:\n\nQ. Where were you?\n\nA. Here.\n\nBY MS. PYM:\n\nQ. Why?\n\nA. It was warm.",
            &[
                "Cole | Where were you?",
                "Interviewee | Here.",
                "Pym | Why?",
                "Interviewee | It was warm.",
            ],
        ),
        (
            "x.txt",
            "I = Interviewer, B = Befragter\n\nI: Wo?\n\nB: Hier.\n\nI: Und?\n\nB: Nichts.",
            &[
                "Interviewer | Wo?",
                "Befragter | Hier.",
                "Interviewer | Und?",
                "Befragter | Nichts.",
            ],
        ),
        (
            "x.txt",
            "Interviewer: Anna Berg\nInterviewee: Bo Lind\nDate: 3 May 2021\n\nInterviewer: Why?\n\nInterviewee: So.\n\nInterviewer: And?\n\nInterviewee: No.",
            &[
                "Anna Berg | Why?",
                "Bo Lind | So.",
                "Anna Berg | And?",
                "Bo Lind | No.",
            ],
        ),
        (
            "x.txt",
            "Participants: Anna Berg (interviewer), Bo Lind\n\nAnna: Why?\n\nBo: So.\n\nAnna: And?\n\nBo: No.",
            &[
                "Anna Berg | Why?",
                "Bo Lind | So.",
                "Anna Berg | And?",
                "Bo Lind | No.",
            ],
        ),
        (
            "x.txt",
            "We met Anna Berg, the painter, on a roof.\n\nOUTLET: Why here?\n\nBERG: It is warm.\n\nOUTLET: Is it?\n\nBERG: It is.",
            &[
                "Narrator | We met Anna Berg, the painter, on a roof.",
                "Outlet | Why here?",
                "Anna Berg | It is warm.",
                "Outlet | Is it?",
                "Anna Berg | It is.",
            ],
        ),
        // Two turns on one line.
        (
            "x.txt",
            "Anna: Why? Bob: Because. Anna: Oh.\n\nBob: Yes. Anna: No.",
            &[
                "Anna | Why?",
                "Bob | Because.",
                "Anna | Oh.",
                "Bob | Yes.",
                "Anna | No.",
            ],
        ),
        (
            "x.txt",
            "Anna Berg: Where were you? Bo Lind: On the roof. It was warm. Anna Berg: And then? Bo Lind: I slept. Anna Berg: Oh.",
            &[
                "Anna Berg | Where were you?",
                "Bo Lind | On the roof. It was warm.",
                "Anna Berg | And then?",
                "Bo Lind | I slept.",
                "Anna Berg | Oh.",
            ],
        ),
        (
            "x.txt",
            "KELLER:Did you?\n\nBOB: Yes.\n\nKELLER: Why?\n\nBOB: So.\n\nKELLER: Oh.",
            &[
                "Keller | Did you?",
                "Bob | Yes.",
                "Keller | Why?",
                "Bob | So.",
                "Keller | Oh.",
            ],
        ),
        (
            "x.txt",
            "Anna ： 为什么？\n\nBob ： 因为。\n\nAnna ： 是吗？\n\nBob ： 是。",
            &[
                "Anna | 为什么？",
                "Bob | 因为。",
                "Anna | 是吗？",
                "Bob | 是。",
            ],
        ),
    ]);
}

/// Lines that stand inside an answer and must stay in it, word for word.
const INSIDE: &[&str] = &[
    "Note: This was in May.",
    "NOTE: This was in May.",
    "Warning: Do not try it.",
    "Pros: It is warm. Cons: It is far.",
    "12:30: the train left.",
    "John 3:16 was on the wall.",
    "We won 3:1, and went home.",
    "She said: “Come in.”",
    "She said: Come in.",
    "First: We ate. Second: We slept.",
    "Result: We lost.",
    "Step 1: Heat the oven.",
    "Part 2: The flood.",
    "Chapter 2: The flood.",
    "PS: I kept the key.",
    "Update: It is sold.",
    "Re: the letter.",
    "Dune: Part Two is a long film.",
    "The Salt Road: A Life was my first book.",
    "https://example.org/a was the page.",
    "One thing: It was cold.",
    "My rule: Never on a Sunday.",
    "Honestly — I forgot.",
    "Well — I left.",
    "Yes — and no.",
    "No — not there.",
    "Berlin – the city – was dark.",
    "My mother – she was small – sang.",
    "Anna — my sister — was there.",
    "(It was late.) We went.",
    "[It was late] we went.",
    "Paris. Rome. Then home.",
    "NASA. Who else?",
    "USA. That was the plan.",
    "Dear Sir: I am late.",
    "Mrs. Dalloway: I read it there.",
    "Example: The door.",
    "Advantages: None.",
    "Ingredients: Flour, water, salt.",
    "Bottom line: It was cold.",
    "Fun fact: It floats.",
    "Question: Who pays? I said that.",
    "Antwort: Niemand.",
    "Fazit: Es war kalt.",
    "Beispiel: Die Tür.",
    "Zum Beispiel: Die Tür.",
    "Ergebnis: Nichts.",
    "Achtung: Es ist heiß.",
    "Vorteile: Keine.",
    "Resultado: Nada.",
    "Por ejemplo: La puerta.",
    "Consejo: No lo haga.",
    "Conclusión: Nada.",
    "Primero: Comimos.",
    "Résultat : Rien.",
    "Par exemple : La porte.",
    "Conclusion : Rien.",
    "Bref : On est partis.",
    "Risultato: Niente.",
    "Per esempio: La porta.",
    "Insomma: Niente.",
    "Esempio: La porta.",
    "Dica: Não faça.",
    "Por exemplo: A porta.",
    "Conclusão: Nada.",
    "Lesson one: Listen.",
    "Plan B: The boat.",
    "Score: Nil.",
    "Motto: Never late.",
    "Fact: It floats.",
    "Truth: It sank.",
    "Spoiler: He dies.",
    "Spoiler alert: He dies.",
    "Exhibit A: The shoe.",
    "Rule 4: No dogs.",
    "Act 1: A room.",
    "Scene 2: A street.",
    "Time: Four in the morning.",
    "Price: Nine pounds.",
    "Sorry: I mean Rome.",
    "Guess what: He came.",
    "Long story short: We left.",
];

#[test]
fn lines_inside_an_answer_stay_there() {
    let mut wrong = Vec::new();
    for line in INSIDE {
        for (file, page) in [
            (
                "x.txt",
                format!(
                    "ANNA: Why?\n\nBEN: It was so.\n\n{line}\n\nWe left.\n\nANNA: Oh?\n\nBEN: Yes.\n"
                ),
            ),
            (
                "x.txt",
                format!(
                    "Anna: Why?\n\nBen: It was so.\n\n{line}\n\nWe left.\n\nAnna: Oh?\n\nBen: Yes.\n\nAnna: Ah.\n"
                ),
            ),
        ] {
            let found = said(file, &page);
            let third = found
                .get(2)
                .map(|l| l.split_once(" | ").unwrap_or_default());
            if third != Some(("Ben", *line)) && !found.is_empty() {
                wrong.push(format!("{line}: {found:?}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn bold_that_opens_an_answer_is_no_label() {
    for line in [
        "**Honestly,** I forgot.",
        "**First:** We ate.",
        "**Never.** I said so.",
        "**Berlin** was dark.",
        "**Ann** is late.",
    ] {
        let page =
            format!("**Anna:** Why?\n\n**Ben:** So.\n\n{line}\n\n**Anna:** Oh?\n\n**Ben:** Yes.\n");
        let found = said("x.md", &page);
        assert_eq!(
            found[2],
            format!("Ben | {}", line.replace('*', "")),
            "{found:?}"
        );
    }
}

#[test]
fn facts_above_are_metadata() {
    let page = "The Tower\n\nDate: 3 May 2021\nLocation: Bristol\n\nAnna: Why?\n\nBen: So.\n\nAnna: Oh?\n\nBen: Yes.";
    let (_, script) = compiled("x.txt", page);
    let facts = script
        .skipped
        .iter()
        .filter(|s| s.rule == "metadata")
        .count();
    assert_eq!(facts, 2);
    let (_, script) = compiled(
        "x.txt",
        "Anna [00:12]: Why?\n\nBen [00:15]: So.\n\nAnna [00:19]: Oh?",
    );
    let stamps = script.skipped.iter().filter(|s| s.rule == "time stamp");
    assert_eq!(
        stamps.map(|s| s.text.as_str()).collect::<Vec<_>>(),
        ["[00:12]", "[00:15]", "[00:19]"]
    );
}

#[test]
fn a_slip_of_the_pen_is_told() {
    let turn = "Lindgren: So.\n\nOutlet: Why?\n\n".repeat(6);
    let page = format!("{turn}Lindgern: Yes.\n\nOutlet: Oh?\n\n{turn}");
    let (script, told) = compiled_told("x.txt", &page, &house());
    assert_eq!(script.people.len(), 2, "{:?}", script.people);
    assert!(
        told.iter()
            .any(|m| m.contains("`Lindgern` is taken for `Lindgren`")),
        "{told:?}"
    );
    // Siblings are two.
    let turn = "Daniel: So.\n\nOutlet: Why?\n\n".repeat(6);
    let page = format!("{turn}Daniela: Yes.\n\nOutlet: Oh?\n\n{turn}");
    assert_eq!(compiled("x.txt", &page).1.people.len(), 3);
}
