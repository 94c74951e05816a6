//! Captions are judged, whoever made them: what is said of them, to people and to programs.

use crate::builder::Test;
use serde_json::Value;

const CLEAN: &str = "\
1
00:00:01,000 --> 00:00:04,000
Mara: Where did you all go then?

2
00:00:05,000 --> 00:00:09,000
Tobin: Down to the old river,
with both of my brothers.
";

const WRONG: &str = "\
WEBVTT

00:00:01.000 --> 00:00:04.000
<v Mara>Mara: Where did you all go then, and who went with you?

00:00:04.080 --> 00:00:04.500
<v Tobin>Tobin: Out.

00:00:04.580 --> 00:00:08.000
<v Mara>Mara: When you were down by the
river & its mills?

00:00:08.020 --> 00:00:12.000
<v Tobin>Tobin: In the year of the flood.

00:00:13,000 --> 00:00:21.500
<v Mara>Mara: So it was.
";

#[test]
fn faults_are_told_by_kind_with_their_lines_and_numbers() {
    let ran = Test::new()
        .file("talk.vtt", WRONG)
        .args("lint talk.vtt --language en")
        .fails(1)
        .says("error: 6 faults by the rules of duologue")
        .run();
    let told = "  a comma for a full stop, or the other way round (separator)
    talk.vtt:16   a comma before the milliseconds of `00:00:13,000`; in WebVTT it is a full stop
  signs that are read as markup, or markup that is read as signs (escape)
    talk.vtt:11   0:04.6   `&` has to be written `&amp;` (`& its mills?`)
  too little time between two cues (gap)
    talk.vtt:13   0:08.0   20 ms after the cue before; at least 80 ms
  shown too long (long)
    talk.vtt:16   0:13.0   shown for 8.5 s; at most 7 s
  lines that are too long (line-length)
    talk.vtt:4   0:01.0   line of 55 characters; at most 42
  lines that end inside what belongs together (break)
    talk.vtt:10   0:04.6   broken between an article and its noun: `the` | `river`
  shown too briefly (short, because the speech is)
    talk.vtt:6   0:04.1   shown for 0.42 s; at least 1 s
talk.vtt: 6 faults in 5 cues (duologue); 1 more is too brief or too fast because the speech is
";
    assert_eq!(ran.stdout, told);
}

#[test]
fn captions_without_a_fault_pass() {
    let ran = Test::new()
        .file("talk.srt", CLEAN)
        .args("lint talk.srt --profile dcmp")
        .run();
    assert_eq!(ran.stdout, "talk.srt: nothing wrong in 2 cues (dcmp)\n");
    assert_eq!(ran.stderr, "");
}

#[test]
fn what_is_forced_counts_where_that_is_asked_for() {
    let brief = CLEAN.replace("--> 00:00:09,000", "--> 00:00:05,900");
    let brief = brief.replace("Down to the old river,\nwith both of my brothers.", "Out.");
    let ran = Test::new()
        .file("talk.srt", &brief)
        .args("lint talk.srt")
        .run();
    let sum = "talk.srt: no fault of the captions in 2 cues (duologue); 1 is too brief or too fast because the speech is\n";
    assert!(ran.stdout.ends_with(sum), "{}", ran.stdout);
    let ran = Test::new()
        .file("talk.srt", brief)
        .args("lint talk.srt --strict")
        .fails(1)
        .says("error: 1 fault by the rules of duologue")
        .run();
    assert!(
        ran.stdout.contains("and --strict counts them"),
        "{}",
        ran.stdout
    );
}

#[test]
fn programs_read_it_as_json() {
    let ran = Test::new()
        .file("talk.vtt", WRONG)
        .file("clean.srt", CLEAN)
        .args("lint talk.vtt clean.srt none.vtt --json --profile duologue --language en")
        .fails(1)
        .says("error: cannot read none.vtt")
        .says("error: 6 faults in 1 of 3 files by the rules of duologue")
        .run();
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (&told["version"], &told["profile"]),
        (&Value::from(1), &Value::from("duologue"))
    );
    assert_eq!(told["passed"], false);
    let files = told["files"].as_array().unwrap();
    assert_eq!(files.len(), 3);
    let (wrong, clean, none) = (&files[0], &files[1], &files[2]);
    assert_eq!(
        (&wrong["format"], &wrong["cues"]),
        (&Value::from("WebVTT"), &Value::from(5))
    );
    assert_eq!(
        (&wrong["counted"], &wrong["forced"]),
        (&Value::from(6), &Value::from(1))
    );
    let faults = wrong["faults"].as_array().unwrap();
    let gap = faults.iter().find(|fault| fault["kind"] == "gap").unwrap();
    assert_eq!(
        (&gap["line"], &gap["cue"], &gap["start_ms"]),
        (&Value::from(13), &Value::from(4), &Value::from(8020))
    );
    assert_eq!(
        (&gap["measured"], &gap["allowed"]),
        (&Value::from(0.02), &Value::from(0.08))
    );
    assert_eq!(gap["forced"], false);
    assert_eq!(
        (&clean["passed"], &clean["counted"]),
        (&Value::from(true), &Value::from(0))
    );
    assert!(none["error"].as_str().unwrap().contains("none.vtt"));
}

#[test]
fn wrong_usage_is_told_as_such() {
    Test::new().args("lint").fails(2).says("<FILE>").run();
    Test::new()
        .args("lint x.vtt --profile none")
        .fails(2)
        .says("duologue, netflix, bbc, dcmp, podcast")
        .run();
    Test::new()
        .args("lint x.vtt --language klingon")
        .fails(2)
        .says("en or de-AT")
        .run();
}

#[test]
fn the_help_has_every_profile_and_every_kind() {
    let ran = Test::new().args("lint --help").run();
    for profile in duologue::publish::captions::profile::PROFILES {
        let line = format!("  {:9} {}\n", profile.name, profile.about);
        assert!(ran.stdout.contains(&line), "{line} in {}", ran.stdout);
    }
    for kind in duologue::lint::KINDS {
        assert!(
            ran.stdout
                .contains(&format!("  {:13} {}\n", kind.name, kind.about))
        );
    }
    assert!(
        ran.stdout
            .contains("42 characters, 2 lines, 17 characters a second, 0.833 to 7 s")
    );
}

/// What stands in the file is shown, and not obeyed by the terminal.
#[test]
fn a_file_says_nothing_to_the_terminal() {
    let ran = Test::new()
        .file(
            "x.vtt",
            "WEBVTT\n\n\u{1b}[31m\u{202e}stray\n\n00:01.000 --> 00:02.000\nSo.\n",
        )
        .args("lint x.vtt")
        .fails(1)
        .run();
    assert!(
        !ran.stdout.contains(['\u{1b}', '\u{202e}']),
        "{:?}",
        ran.stdout
    );
    let ran = Test::new()
        .file("x.vtt", "")
        .args("lint x.vtt")
        .fails(1)
        .run();
    assert_eq!(
        ran.stdout,
        "  nothing in the file (empty)\n    x.vtt:1   the file is empty\nx.vtt: 1 fault in 0 cues (duologue)\n"
    );
}
