//! What a person says about an interview outranks what the page looks like, and what the
//! program is not sure of can be made an error.

use crate::builder::Test;

const TALK: &str = "ANNA BERG: Why a boat?\n\nBEN COLE: It was there.\n\n\
    ANNA BERG: Since when?\n\nBEN COLE: Since May. The river was high then.\n";

#[test]
fn people_get_their_roles_on_the_command_line() {
    let ran = Test::new()
        .file("talk.txt", TALK)
        .args("script talk.txt --json --people Cole=interviewer --people")
        .arg("Anna Berg=guest")
        .run();
    let script: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let people = script["people"].as_array().unwrap();
    let roles: Vec<_> = people.iter().map(|p| p["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["interviewee", "interviewer"]);
}

#[test]
fn a_name_that_is_nobodys_is_told_with_what_was_typed() {
    Test::new()
        .file("talk.txt", TALK)
        .args("script talk.txt --people")
        .arg("Bem Cole=guest")
        .fails(1)
        .says("nobody in this interview is called `Bem Cole`")
        .says("did you mean `Ben Cole`?")
        .says("--people:1:1")
        .run();
    Test::new()
        .file("talk.txt", TALK)
        .args("script talk.txt --people Cole=gest")
        .fails(1)
        .says("`gest` is not a role")
        .run();
}

#[test]
fn a_cast_gives_a_role_too() {
    let cast = "roles:\n  interviewer: {voice: tone:a}\n  interviewee: {voice: tone:c}\n  \
        narrator: {voice: tone:e}\npeople:\n  Ben Cole: {role: interviewer}\n  Nobody Else: {role: guest}\n";
    let ran = Test::new()
        .file("talk.txt", TALK)
        .file("cast.yaml", cast)
        .args("script talk.txt --cast cast.yaml --json")
        .run();
    let script: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(script["people"][1]["role"], "interviewer");
}

#[test]
fn the_doubtful_are_warned_of_and_strict_refuses_them() {
    let page = TALK.replace(
        "\n\nANNA BERG: Since",
        "\n\nBerg, come here.\n\nANNA BERG: Since",
    );
    Test::new()
        .file("talk.txt", &page)
        .args("check talk.txt")
        .says("this may not be Ben Cole who speaks")
        .says("--explain 5")
        .run();
    Test::new()
        .file("talk.txt", &page)
        .args("check talk.txt --strict")
        .fails(1)
        .says("1 warning, and --strict takes none")
        .run();
    Test::new()
        .file("talk.txt", &page)
        .args("render talk.txt --strict --out ep")
        .fails(1)
        .says("--strict takes none")
        .run();
}

#[test]
fn coverage_counts_every_character() {
    let ran = Test::new()
        .file("talk.txt", TALK)
        .args("script talk.txt --coverage")
        .run();
    assert!(ran.stdout.contains(" 0 are neither\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("34   label\n"), "{}", ran.stdout);
}

#[test]
fn explain_tells_the_story_of_a_line() {
    let page = TALK.replace(
        "Since May.",
        "Since May.She sank in June, and so did Tilda Orm.",
    );
    let ran = Test::new()
        .file("talk.txt", &page)
        .args("script talk.txt --explain 7")
        .run();
    for part in [
        "Line 7", "Ben Cole", "`label`", "May.She", "May. She", "--people",
    ] {
        assert!(ran.stdout.contains(part), "{part}: {}", ran.stdout);
    }
    let ran = Test::new()
        .file("talk.txt", &page)
        .args("script talk.txt")
        .run();
    assert!(ran.stdout.contains("1 lost space mended"), "{}", ran.stdout);
    Test::new()
        .file("talk.txt", &page)
        .args("script talk.txt --explain 99")
        .fails(1)
        .says("there is no line 99")
        .run();
}

#[test]
fn a_corrected_speaker_holds_and_nothing_else_changes() {
    let cast = "roles:\n  interviewer: {voice: tone:a}\n  interviewee: {voice: tone:c}\n  \
        narrator: {voice: tone:e}\n";
    let page = "ANNA BERG: Why a boat?\n\nBEN COLE: It was there.\n\nIt [laughs] was cheap, and see https://example.org/boats for more.\n\n\
        ANNA BERG: Since when?\n\nBEN COLE: Since May.She sank.\n";
    let first = Test::new()
        .file("talk.txt", page)
        .file("cast.yaml", cast)
        .args("script talk.txt --save saved.md")
        .run();
    let saved = std::fs::read_to_string(first.path("saved.md")).unwrap();
    let wrong = "**Ben Cole:** It {note: [laughs]} was cheap";
    assert!(saved.contains(wrong), "{saved}");
    let right = saved.replace(wrong, "**Anna Berg:** It {note: [laughs]} was cheap");
    let script = |text: &str| -> serde_json::Value {
        let ran = Test::new()
            .file("saved.md", text)
            .file("cast.yaml", cast)
            .args("script saved.md --json")
            .run();
        serde_json::from_str(&ran.stdout).unwrap()
    };
    let (before, mut after) = (script(&saved), script(&right));
    assert_eq!(after["turns"][2]["name"], "Anna Berg");
    assert_eq!(after["turns"][2]["speaker"], "interviewer");
    after["turns"][2]["name"] = "Ben Cole".into();
    after["turns"][2]["speaker"] = "interviewee".into();
    assert_eq!(before["turns"], after["turns"]);
    let ran = Test::new()
        .file("saved.md", &right)
        .file("cast.yaml", cast)
        .args("render saved.md --cast cast.yaml --out ep --format captions")
        .run();
    let captions = std::fs::read_to_string(ran.path("ep").join(&ran.names("ep")[0])).unwrap();
    assert!(
        captions.contains("<v Anna Berg>Anna Berg: It [laughs] was cheap"),
        "{captions}"
    );
}
