//! Ten broken casts and ten broken scripts, each with at least three independent errors: all
//! are told at their line and column, and nothing is written.

use crate::builder::Test;

const TALK: &str = "\
REPORTER: What do you hear at night?

MIRA HOLM: Foxes. I like them.

REPORTER: And in the morning?

MIRA HOLM: Nothing at all. I sleep.
";

/// A cast, and where its errors are: line, column, and a word of each message.
const CASTS: [(&str, &[(&str, &str)]); 10] = [
    (
        "roles:\n  interviewer:\n    voice: tone:a\n    speed: 0.97\n    gain: loud\n    rate: 9\n",
        &[("4:5", "speed"), ("5:11", "gain"), ("6:11", "rate")],
    ),
    (
        "lanugage: en\nroles:\n  host: {voice: tone:a}\n  interviewee: {voice: tone:zz}\n",
        &[("1:1", "language"), ("3:3", "interviewer"), ("4:", "zz")],
    ),
    (
        "roles:\n  narrator:\n    voice: kokorro:bf\n    timbre: 20\n    timbre: 2\n    pan: 0.5\n",
        &[
            ("3:12", "kokorro"),
            ("4:13", "timbre"),
            ("5:5", "timbre"),
            ("6:10", "pan"),
        ],
    ),
    (
        "pauses:\n  question: -5\n  answer: long\n  sentense: 200\n",
        &[
            ("2:13", "question"),
            ("3:11", "answer"),
            ("4:3", "sentence"),
        ],
    ),
    (
        "show:\n  title: [a, b]\n  date: yesterday\n  publsher: x\n",
        &[("2:10", "title"), ("3:9", "date"), ("4:3", "publisher")],
    ),
    (
        "chapters: per-quesiton\npronounce: [a]\nlanguage: klingon-language\n",
        &[
            ("1:11", "per-question"),
            ("2:12", "pronounce"),
            ("3:11", "language"),
        ],
    ),
    (
        "people:\n  Mira Holn: {voice: tone:a}\n  Reportr: {voice: tone:b}\n  Somebody: {rate: slow}\n",
        &[("2:3", "Mira Holm"), ("3:3", "Reporter"), ("4:20", "rate")],
    ),
    (
        "chapters:\n  - {at: 1}\n  - {title: x}\n  - {at: 2, title: y, wher: z}\n",
        &[("2:5", "title"), ("3:5", "at"), ("4:23", "wher")],
    ),
    (
        "roles:\n  interviewer: {voice: [tone:a, {voice: tone:b, pitchh: 2}], settings: 3}\n  interviewee: {voice: {en: tone:a, xx-yy-zz: tone:b}}\n  narator: {}\n",
        &[
            ("2:49", "pitch"),
            ("2:72", "settings"),
            ("3:37", "xx-yy-zz"),
            ("4:3", "narrator"),
        ],
    ),
    (
        "roles: {interviewer: {voice: tone}, interviewee: {voice: 7, gain: 99}, narrator: {say: [x]}}\n",
        &[
            ("1:30", "tone"),
            ("1:58", "voice"),
            ("1:67", "gain"),
            ("1:", "say"),
        ],
    ),
];

#[test]
fn ten_broken_casts_tell_all_their_errors() {
    for (number, (cast, errors)) in CASTS.iter().enumerate() {
        let mut test = Test::new()
            .file("talk.txt", TALK)
            .file("cast.yaml", cast)
            .args("render talk.txt --cast cast.yaml")
            .fails(1)
            .never_says("panicked");
        for (place, word) in *errors {
            test = test.says(&format!("cast.yaml:{place}")).says(word);
        }
        let ran = test.run();
        let told = ran.stderr.matches("error").count();
        assert!(told >= errors.len(), "cast {number}:\n{}", ran.stderr);
        assert!(
            !ran.path("out").exists(),
            "cast {number}: something was written"
        );
    }
}
