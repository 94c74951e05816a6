//! A voice that has no sound for something: told with its line, on every render, and refused by --strict.

use crate::builder::Test;
use crate::pages::QUICK_TONES as CAST;
use serde_json::Value;

const TALK: &str = "\
ANNA: Where did the ferry go on the day when the bridge was built?

BEN: Quietly it went up the river to the lantern maker.
";

fn test(folder: tempfile::TempDir, order: &str) -> Test {
    Test::within(folder)
        .own_cache()
        .config("engines: {tone: {lacks: lantern}}")
        .args(order)
}

fn begun() -> tempfile::TempDir {
    let page = Test::new().file("talk.txt", TALK);
    page.file("cast.yaml", CAST).folder
}

#[test]
fn it_is_told_with_its_line_whether_spoken_reused_or_standing() {
    let order = "render talk.txt --cast cast.yaml --out ep --json";
    let mut folder = begun();
    for (spoken, unchanged) in [(2, false), (0, true), (0, false)] {
        if (spoken, unchanged) == (0, false) {
            std::fs::remove_dir_all(folder.path().join("ep")).unwrap();
        }
        let ran = test(folder, order).run();
        let report: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(report["spoken"], spoken);
        assert_eq!(report["unchanged"], unchanged);
        assert_eq!(report["lacking"][0]["line"], 3);
        assert_eq!(report["lacking"][0]["symbols"][0], "Q");
        assert_eq!(report["lacking"].as_array().unwrap().len(), 1);
        let told =
            "has no sound for `Q` (U+0051), which is not heard in \u{201c}Quietly it went up the";
        assert!(ran.stderr.contains("line 3: tone:"), "{}", ran.stderr);
        assert!(ran.stderr.contains(told), "{}", ran.stderr);
        folder = ran.folder;
    }
}

#[test]
fn strict_refuses_it_and_keeps_what_was_spoken() {
    let strict = "render talk.txt --cast cast.yaml --out ep --strict";
    let ran = test(begun(), strict).fails(1).run();
    assert!(ran.stderr.contains("line 3: tone:"), "{}", ran.stderr);
    assert!(
        ran.stderr
            .contains("1 line lacks a sound, and --strict takes none")
    );
    assert!(!ran.path("ep/talk.wav").exists());
    let lenient = "render talk.txt --cast cast.yaml --out ep --json";
    let ran = test(ran.folder, lenient).run();
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["reused"], 2);
    // And where it stands already.
    test(ran.folder, strict).fails(1).run();
}
