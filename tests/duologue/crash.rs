//! However a render ends, the folder holds one render's whole set: the old one's or the new one's.

use crate::builder::{Test, names};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

/// Long enough that a kill lands anywhere on the way.
fn interview(word: &str) -> String {
    let mut text = String::new();
    for n in 0..40 {
        text += &format!("REPORTER: What did the {word} sound like on day {n}?\n\n");
        text += &format!("MIRA HOLM: It sounded like {word}, over and over. I liked it.\n\n");
    }
    text
}

const CAST: &str = "roles:\n  interviewer: {voice: tone:c}\n  interviewee: {voice: tone:a}\n  narrator: {voice: tone:d}\n";

fn test(folder: tempfile::TempDir) -> Test {
    Test::within(folder)
        .file("cast.yaml", CAST)
        .args("render talk.txt --cast cast.yaml --out ep")
}

/// Every file of a set with its content.
fn set(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    names(folder)
        .into_iter()
        .filter(|name| !name.starts_with('.'))
        .map(|name| (name.clone(), std::fs::read(folder.join(&name)).unwrap()))
        .collect()
}

#[test]
fn ten_kills_leave_the_old_set_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let ran = test(folder).file("talk.txt", interview("rain")).run();
    let old = set(&ran.path("ep"));
    assert_eq!(old.len(), 4, "three outputs and the lock: {:?}", old.keys());
    let other = test(tempfile::tempdir().unwrap()).file("talk.txt", interview("wind"));
    let began = Instant::now();
    let new = set(&other.run().path("ep"));
    let whole = began.elapsed();
    assert_ne!(old["talk.wav"], new["talk.wav"]);

    let mut folder = ran.folder;
    std::fs::write(folder.path().join("talk.txt"), interview("wind")).unwrap();
    for kill in 1..=10u32 {
        let mut child = test(folder).start_in();
        std::thread::sleep(whole * kill / 11);
        // SIGKILL on Unix; the process has no say in it.
        let _ = child.0.kill();
        child.0.wait().unwrap();
        // The next start tidies up, whatever it then does: here it is refused.
        folder = Test::within(child.1)
            .args("render talk.txt --cast nowhere.yaml --out ep")
            .fails(1)
            .run()
            .folder;
        let left = set(&folder.path().join("ep"));
        assert!(left == old || left == new, "kill {kill}: {:?}", left.keys());
    }
    let ran = test(folder).run();
    assert_eq!(set(&ran.path("ep")), new);
    assert_eq!(
        names(&ran.path("ep")).len(),
        4,
        "nothing hidden is left behind"
    );
}

#[test]
fn a_read_only_folder_is_named_and_the_old_episode_stays() {
    let ran = test(tempfile::tempdir().unwrap())
        .file("talk.txt", interview("rain"))
        .run();
    let old = set(&ran.path("ep"));
    // A file where a folder has to be made fails for everyone, root included.
    std::fs::write(ran.path("flat"), "a file").unwrap();
    let ran = Test::within(ran.folder)
        .args("render talk.txt --cast cast.yaml --out flat/ep")
        .fails(1)
        .says("flat/ep")
        .run();
    assert_eq!(set(&ran.path("ep")), old);
}

#[test]
fn another_interviews_folder_is_refused() {
    let ran = test(tempfile::tempdir().unwrap())
        .file("talk.txt", interview("rain"))
        .run();
    let old = set(&ran.path("ep"));
    let ran = Test::within(ran.folder)
        .file("other.txt", interview("snow"))
        .args("render other.txt --cast cast.yaml --out ep")
        .fails(1)
        .says("talk")
        .says("--out")
        .run();
    assert_eq!(set(&ran.path("ep")), old);
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_no_half_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut started = test(folder)
        .file("talk.txt", interview("rain").repeat(20))
        .start_in();
    std::thread::sleep(Duration::from_millis(150));
    let pid = started.0.id().to_string();
    std::process::Command::new("kill")
        .args(["-INT", &pid])
        .status()
        .unwrap();
    let status = started.0.wait().unwrap();
    let left = names(&started.1.path().join("ep"));
    if status.success() {
        assert_eq!(left.len(), 4, "it was faster than the signal: {left:?}");
    } else {
        assert_eq!(status.code(), Some(130));
        assert!(left.is_empty(), "{left:?}");
    }
}
