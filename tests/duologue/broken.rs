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
        "roles:\n  narrator:\n    voice: kokorro:bf\n    timbre: 20\n    timbre: 2\n    pan: 500\n",
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
    for (cast, errors) in CASTS {
        let files = [("talk.txt", TALK), ("cast.yaml", cast)];
        tells(
            &files,
            "render talk.txt --cast cast.yaml",
            "cast.yaml",
            errors,
        );
    }
}

/// A saved script, and where its errors are.
const SCRIPTS: [(&str, &[(&str, &str)]); 10] = [
    // The front matter never ends, and that hides nothing.
    (
        "---\nduologue: 1\ntitle: Foxes\nlanguages: [en]\npeople:\n  Mira: guest\n\n**Mira:** {pause: 3}\n",
        &[
            ("1:1", "never ends"),
            ("6:9", "interviewee"),
            ("8:19", "`3ms` or `3s`"),
        ],
    ),
    // A version from another day does not hide the rest either.
    (
        "---\nduologue: 7\ntitel: Foxes\nlanguages: [en]\npeople:\n  Mira: interviewee\n---\n\n**Myra:** Yes.\n",
        &[
            ("2:11", "version 7"),
            ("3:1", "did you mean `title`"),
            ("9:3", "did you mean `Mira`"),
        ],
    ),
    // Neither fence nor version, and people as a list.
    (
        "---\nduologue: one\ntitle: Foxes\nlanguages: [klingonese]\npeople: [Mira]\n\n# Empty\n",
        &[
            ("1:1", "never ends"),
            ("2:11", "expected `1`"),
            ("4:13", "`klingonese` is not a language tag"),
            ("5:9", "is not a list of names"),
            ("7:1", "a chapter in which nothing is said"),
        ],
    ),
    // Keys in another order, and line ends of another system.
    (
        "---\r\ntitle: Foxes\r\nduologue: 1\r\ndate: 12 May\r\nlanguages: [en, en]\r\npeople:\r\n  Mira: interviewee\r\n---\r\n\r\n**Mira:** {puase: 1s} Yes.\r\n",
        &[
            ("4:7", "`12 May` is not a date"),
            ("5:17", "listed twice"),
            ("10:12", "did you mean `pause`"),
        ],
    ),
    (
        "SAVED\nWords of nobody.\n\n**Mira Holm:** One.\n\n**Mora Holm:** {pause: 2h} Two.\n\n**Reporter:**\n",
        &[
            ("10:1", "text before any label"),
            ("14:3", "did you mean `Mira Holm`"),
            ("14:24", "unknown unit `h`"),
            ("16:1", "a label without text"),
        ],
    ),
    (
        "SAVED\n**Mira Holm:** A {say: word}, a {say: | shown} and a {say: a | b | c}.\n",
        &[
            ("10:24", "what is spoken and what is shown"),
            ("10:39", "does not tell what is spoken"),
            ("10:60", "more than one `|`"),
        ],
    ),
    (
        "SAVED\n# One\n\n## Two\n\n#Three\n\n**Mira Holm:** Yes.\n\n# {pause: 1s}\n",
        &[
            ("10:1", "nothing is said"),
            ("12:1", "one level of chapters"),
            ("14:1", "a space is missing"),
            ("18:2", "takes no directions"),
        ],
    ),
    (
        "SAVED\n**Mira Holm:** An open {pause: 1s\n\n**:** Nameless.\n\n**Reporter:** {language: fr} Oui. {}\n",
        &[
            ("10:24", "unclosed"),
            ("12:1", "a label without a name"),
            ("14:15", "`fr` is not a language of this script"),
            ("14:35", "a direction without a name"),
        ],
    ),
    (
        "---\nduologue: 1\nduologue: 1\nlanguages: []\npeople:\n  Mira: [interviewee]\n  Mira: narrator\n  \"\": narrator\n---\n\n**Mira:** Yes. {pause: 9999s}\n",
        &[
            ("1:1", "lacks `title`"),
            ("3:1", "`duologue` is given twice"),
            ("4:12", "`languages` is empty"),
            ("6:9", "found a list"),
            ("7:3", "listed twice"),
            ("8:3", "`name` is empty"),
            ("11:24", "at most 60 s"),
        ],
    ),
    // Columns count characters, however many bytes they take.
    (
        "SAVED\n**Mira Holm:** Grüße, größer: {stopp} und {pausе: 1s}.\n\n**Mïra Hølm:** …{say}\n",
        &[
            ("10:32", "unknown direction `stopp`"),
            ("10:44", "unknown direction"),
            ("12:3", "nobody in `people` is called `Mïra Hølm`"),
            ("12:17", "`say` without a value"),
        ],
    ),
];

/// The front matter of [`SCRIPTS`] that have nothing wrong in it.
const SAVED: &str = "---\nduologue: 1\ntitle: Foxes\nlanguages: [en, de]\npeople:\n  Reporter: interviewer\n  Mira Holm: interviewee\n---\n";

#[test]
fn ten_broken_scripts_tell_all_their_errors() {
    for (script, errors) in SCRIPTS {
        let script = script.replace("SAVED\n", &format!("{SAVED}\n"));
        for verb in ["render", "check"] {
            let files = [("talk.md", script.as_str())];
            tells(&files, &format!("{verb} talk.md"), "talk.md", errors);
        }
    }
}

#[test]
fn a_broken_script_and_a_broken_cast_are_told_in_one_run() {
    let script = format!("{SAVED}\n**Mira Holn:** Yes. {{pause: 3}}\n\n# End\n");
    let (cast, cast_errors) = CASTS[0];
    let test = said(
        said(
            Test::new()
                .file("talk.md", script)
                .file("cast.yaml", cast)
                .args("render talk.md --cast cast.yaml"),
            "cast.yaml",
            cast_errors,
        ),
        "talk.md",
        &[
            ("10:3", "did you mean `Mira Holm`"),
            ("10:29", "needs its unit"),
            ("12:1", "nothing is said"),
        ],
    );
    let ran = test.fails(1).says("6 errors").run();
    assert!(!ran.path("out").exists());
}

/// Runs the program on `files`: all errors of `file` are told and nothing is written.
fn tells(files: &[(&str, &str)], args: &str, file: &str, errors: &[(&str, &str)]) {
    let mut test = Test::new();
    for (name, text) in files {
        test = test.file(name, text);
    }
    let ran = said(test.args(args), file, errors).fails(1).run();
    let told = ran.stderr.lines().filter(|line| line.starts_with("error"));
    assert!(told.count() >= errors.len(), "{}", ran.stderr);
    assert!(!ran.path("out").exists(), "{file}: something was written");
}

/// Expected to say each of the errors at its place, and never to break down.
fn said(test: Test, file: &str, errors: &[(&str, &str)]) -> Test {
    let test = test.never_says("panicked");
    errors.iter().fold(test, |test, (place, word)| {
        // A place that ends with a colon leaves the column open.
        let end = if place.ends_with(':') { "" } else { "\n" };
        test.says(&format!("{file}:{place}{end}")).says(word)
    })
}
