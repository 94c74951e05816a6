//! What other programs rely on.

use crate::builder::{Test, shipped};
use serde_json::Value;

const TALK: &str = "\
An opening that nobody labelled, about a talk in a quiet room.

night-talk-mira-holm-02

REPORTER: What do you hear at night?

MIRA HOLM: Foxes. I like them.

They bark like old doors.

And in the morning?

HOLM: Nothing at all.
";

#[test]
fn the_json_of_a_script_keeps_its_form() {
    let ran = Test::new()
        .file("talk.txt", TALK)
        .args("script talk.txt --json")
        .run();
    let script: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(script["version"], 1);
    assert!(script["title"].is_string());
    let person = |name: &str, role: &str| serde_json::json!({"name": name, "role": role});
    assert_eq!(script["people"].as_array().unwrap().len(), 3);
    for (name, role) in [("Reporter", "interviewer"), ("Mira Holm", "interviewee")] {
        assert!(
            script["people"]
                .as_array()
                .unwrap()
                .contains(&person(name, role)),
            "{name}"
        );
    }
    let turns = script["turns"].as_array().unwrap();
    let expected = [
        ("narrator", 1),
        ("interviewer", 5),
        ("interviewee", 7),
        ("interviewee", 9),
        ("interviewer", 11),
        ("interviewee", 13),
    ];
    assert_eq!(turns.len(), expected.len());
    for (turn, (speaker, line)) in turns.iter().zip(expected) {
        assert_eq!(
            (turn["speaker"].as_str(), turn["line"].as_u64()),
            (Some(speaker), Some(line))
        );
        for key in ["id", "name", "text", "rule"] {
            assert!(turn[key].is_string(), "{key}");
        }
        let sure = turn["confidence"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&sure));
    }
    assert_eq!(turns[2]["text"], "Foxes. I like them.");
    let skipped = script["skipped"].as_array().unwrap();
    let slug = skipped
        .iter()
        .find(|s| s["text"] == "night-talk-mira-holm-02")
        .expect("the slug");
    assert_eq!(slug["line"], 3);
    assert!(slug["rule"].is_string());
}

#[test]
fn a_paragraph_keeps_its_id_when_others_change() {
    let ids = |text: &str| -> Vec<(String, String)> {
        let ran = Test::new()
            .file("talk.txt", text)
            .args("script talk.txt --json")
            .run();
        let script: Value = serde_json::from_str(&ran.stdout).unwrap();
        let text = |t: &Value, key: &str| t[key].as_str().unwrap().to_string();
        let turns = script["turns"].as_array().unwrap();
        turns
            .iter()
            .map(|t| (text(t, "text"), text(t, "id")))
            .collect()
    };
    let before = ids(TALK);
    let after = ids(&TALK.replace("They bark like old doors.", "They sing.\n\nThey really do."));
    for (text, id) in before
        .iter()
        .filter(|(text, _)| text != "They bark like old doors.")
    {
        assert!(
            after.contains(&(text.clone(), id.clone())),
            "{text} has another id"
        );
    }
    let mut all: Vec<_> = after.iter().map(|(_, id)| id).collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), after.len(), "ids are different");
}

#[test]
fn a_saved_script_says_the_same_and_saves_the_same() {
    for sample in ["scripts/first-light.txt", "scripts/two-chairs.md"] {
        let ran = Test::new()
            .file("talk.txt", shipped(sample))
            .args("script talk.txt --save talk.md")
            .run();
        let first = std::fs::read(ran.path("talk.md")).unwrap();
        let ran = Test::within(ran.folder)
            .args("script talk.md --save again.md")
            .run();
        assert_eq!(
            first,
            std::fs::read(ran.path("again.md")).unwrap(),
            "{sample}"
        );
        let keep = |json: String| -> Vec<(Value, Value, Value, Value)> {
            let script: Value = serde_json::from_str(&json).unwrap();
            let turns = script["turns"].as_array().unwrap().clone();
            let row = |t: &Value| {
                (
                    t["id"].clone(),
                    t["name"].clone(),
                    t["speaker"].clone(),
                    t["text"].clone(),
                )
            };
            turns.iter().map(row).collect()
        };
        let ran = Test::within(ran.folder)
            .args("script talk.txt --json")
            .run();
        let page = keep(ran.stdout.clone());
        let ran = Test::within(ran.folder).args("script talk.md --json").run();
        assert_eq!(page, keep(ran.stdout.clone()), "{sample}");
        assert!(ran.stdout.contains("\"given\""));
        Test::within(ran.folder)
            .args("script talk.txt --save talk.md")
            .fails(1)
            .says("--force")
            .run();
    }
}
