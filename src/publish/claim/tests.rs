//! Sets of files in folders that are empty, taken, held, full, or not to be written into.
#![allow(clippy::unwrap_used)]

use super::super::{outside, publish, rehearsal, select};
use super::*;
use crate::diag::observe::Silent;
use std::collections::BTreeMap;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Every file in a folder and what is in it; hidden ones too.
pub(super) type Set = BTreeMap<String, Vec<u8>>;

pub(super) fn set(folder: &Path) -> Set {
    let mut found = Set::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            for (inner, bytes) in set(&entry.path()) {
                found.insert(format!("{name}/{inner}"), bytes);
            }
        } else {
            found.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    found
}

/// Two renders of one interview, which differ in every file.
pub(super) fn first() -> Episode {
    rehearsal::episode(1, &["One", "Two"], &[(0, "Why?"), (1, "Because.")])
}

pub(super) fn second() -> Episode {
    let mut episode = rehearsal::episode(2, &["One"], &[(0, "Why not?")]);
    episode.about.title = "A corrected title".to_owned();
    episode
}

pub(super) fn rows(names: &[&str]) -> Vec<&'static OutputRow> {
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    select(&names).unwrap()
}

fn names(set: &Set) -> Vec<&str> {
    set.keys().map(String::as_str).collect()
}

#[test]
fn a_set_is_four_files_and_the_lock_tells_what_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("deep/er");
    let artifacts = publish(&first(), &rows(&[]), &Formats::new(), &out, &Silent).unwrap();
    let set = set(&out);
    let expected = [
        "captions.vtt",
        "chapters.json",
        "rehearsal.lock.json",
        "rehearsal.wav",
    ];
    assert_eq!(names(&set), expected);
    for artifact in &artifacts {
        assert_eq!(fs::metadata(&artifact.path).unwrap().len(), artifact.bytes);
    }
    let types: Vec<&str> = artifacts
        .iter()
        .map(|artifact| artifact.media_type)
        .collect();
    let expected = [
        "audio/wav",
        "application/json+chapters",
        "text/vtt",
        "application/json",
    ];
    assert_eq!(types, expected);

    let lock: serde_json::Value = serde_json::from_slice(&set["rehearsal.lock.json"]).unwrap();
    assert_eq!(lock["interview"]["name"], "rehearsal");
    assert_eq!(lock["interview"]["title"], "A rehearsal");
    let outputs = lock["outputs"].as_array().unwrap();
    assert_eq!(outputs.len(), 3);
    for output in outputs {
        let bytes = &set[output["file"].as_str().unwrap()];
        assert_eq!(output["bytes"], bytes.len());
        assert_eq!(output["blake3"], blake3::hash(bytes).to_hex().as_str());
    }
    // The same again gives the same bytes, whatever stood there.
    publish(&first(), &rows(&[]), &Formats::new(), &out, &Silent).unwrap();
    assert!(set == self::set(&out));
}

#[test]
fn a_format_that_is_not_asked_for_again_goes_with_its_render() {
    let out = tempfile::tempdir().unwrap();
    fs::write(out.path().join("notes.txt"), "mine").unwrap();
    publish(&first(), &rows(&[]), &Formats::new(), out.path(), &Silent).unwrap();
    publish(
        &second(),
        &rows(&["captions"]),
        &Formats::new(),
        out.path(),
        &Silent,
    )
    .unwrap();
    let set = set(out.path());
    assert_eq!(
        names(&set),
        ["captions.vtt", "notes.txt", "rehearsal.lock.json"]
    );
    assert_eq!(set["notes.txt"], b"mine");
}

#[test]
fn a_file_that_no_render_wrote_is_not_overwritten() {
    let out = tempfile::tempdir().unwrap();
    fs::write(out.path().join("captions.vtt"), "made by hand").unwrap();
    let before = set(out.path());
    let error = publish(&first(), &rows(&[]), &Formats::new(), out.path(), &Silent).unwrap_err();
    assert!(matches!(error, PublishError::Foreign { .. }));
    assert!(error.to_string().contains("captions.vtt"), "{error}");
    assert!(before == set(out.path()));
    // In a format of another name it is not in the way.
    publish(
        &first(),
        &rows(&["chapters"]),
        &Formats::new(),
        out.path(),
        &Silent,
    )
    .unwrap();
    // Nor is a folder taken for a file of ours.
    fs::remove_file(out.path().join("chapters.json")).unwrap();
    fs::create_dir(out.path().join("chapters.json")).unwrap();
    let error = publish(
        &first(),
        &rows(&["chapters"]),
        &Formats::new(),
        out.path(),
        &Silent,
    )
    .unwrap_err();
    assert!(matches!(error, PublishError::Foreign { .. }));
}

#[test]
fn the_episode_of_another_interview_is_not_replaced() {
    let out = tempfile::tempdir().unwrap();
    publish(&first(), &rows(&[]), &Formats::new(), out.path(), &Silent).unwrap();
    let before = set(out.path());
    let mut namesake = second();
    namesake.about.people[1].name = "Agnes Lund".to_owned();
    let mut other = first();
    other.about.name = "interval".to_owned();
    for episode in [namesake, other] {
        let error =
            publish(&episode, &rows(&[]), &Formats::new(), out.path(), &Silent).unwrap_err();
        assert!(matches!(error, PublishError::Taken { .. }), "{error}");
        let text = error.to_string();
        assert!(text.contains("A rehearsal (rehearsal"), "{text}");
        assert!(
            text.contains(&episode.about.title) && text.contains("--out"),
            "{text}"
        );
        assert!(before == set(out.path()));
    }
    // A corrected title goes through.
    publish(&second(), &rows(&[]), &Formats::new(), out.path(), &Silent).unwrap();
}

#[test]
fn a_name_that_leads_elsewhere_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut episode = first();
    for name in ["../up", "a/b", "", ".hidden"] {
        episode.about.name = name.to_owned();
        let refused = publish(
            &episode,
            &rows(&[]),
            &Formats::new(),
            &folder.path().join("out"),
            &Silent,
        );
        assert!(matches!(refused, Err(PublishError::Name { .. })), "{name}");
    }
    assert!(set(folder.path()).is_empty());
    episode.about.name = "\"<b>🎙 שלום".to_owned();
    publish(
        &episode,
        &rows(&[]),
        &Formats::new(),
        folder.path(),
        &Silent,
    )
    .unwrap();
    assert!(folder.path().join("\"<b>🎙 שלום.wav").exists());
}

#[test]
fn a_claim_given_up_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("deep/er");
    let claim = claim(&out, Owner::of(&first().about), &rows(&[])).unwrap();
    let second = publish(&first(), &rows(&[]), &Formats::new(), &out, &Silent).unwrap_err();
    assert!(matches!(second, PublishError::Busy { .. }), "{second}");
    assert!(second.to_string().contains("deep/er"), "{second}");
    drop(claim);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// Asks to stop when it has been asked so many times whether to.
struct Patience(AtomicUsize);

impl Observer for Patience {
    fn event(&self, _event: Event<'_>) {}
    fn stop(&self) -> bool {
        self.0
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                left.checked_sub(1)
            })
            .is_err()
    }
}

#[test]
fn stopped_at_any_moment_the_old_set_stands() {
    let out = tempfile::tempdir().unwrap();
    publish(&first(), &rows(&[]), &Formats::new(), out.path(), &Silent).unwrap();
    let before = set(out.path());
    for patience in 0.. {
        let observer = Patience(AtomicUsize::new(patience));
        match publish(
            &second(),
            &rows(&[]),
            &Formats::new(),
            out.path(),
            &observer,
        ) {
            Ok(_) => {
                assert!(patience > 20, "asked only {patience} times");
                return;
            }
            Err(error) => {
                assert!(matches!(&error, PublishError::Stopped { out: o } if o == out.path()));
                assert!(before == set(out.path()), "after {patience} questions");
            }
        }
    }
}

#[test]
fn a_hostile_journal_is_refused_and_moves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let work = Hold::work_in(&out);
    fs::create_dir_all(work.join("new")).unwrap();
    fs::write(folder.path().join("victim"), "mine").unwrap();
    for text in [
        r#"{"way":"finish","place":[],"remove":["../victim"],"kept":[]}"#,
        r#"{"way":"finish","place":["../victim"],"remove":[],"kept":[]}"#,
        r#"{"way":"undo","place":[],"remove":[],"kept":["/victim"]}"#,
        r#"{"way":"sideways"}"#,
        "",
    ] {
        fs::write(work.join("journal.json"), text).unwrap();
        let error = recover(&out).unwrap_err();
        assert!(matches!(error, PublishError::Journal { .. }), "{error}");
        assert_eq!(fs::read(folder.path().join("victim")).unwrap(), b"mine");
    }
}

/// Runs [`child`] in a process of its own below a shell that first does `before`; returns
/// what it printed.
#[cfg(unix)]
fn in_a_shell(before: &str, out: &Path) -> String {
    outside::text(
        Command::new("sh")
            .args(["-c", &format!("{before}; exec \"$0\" \"$@\"")])
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", "publish::claim::tests::child", "--nocapture"])
            .env("DUOLOGUE_TEST_OUT", out),
    )
}

/// Not a test by itself: one render in a process that others have spoilt.
#[test]
fn child() {
    let Some(out) = std::env::var_os("DUOLOGUE_TEST_OUT") else {
        return;
    };
    match publish(
        &second(),
        &rows(&[]),
        &Formats::new(),
        Path::new(&out),
        &Silent,
    ) {
        Ok(_) => println!("rendered"),
        Err(error) => println!("failed: {error}"),
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_grow_is_named_and_the_old_set_stands() {
    let out = tempfile::tempdir().unwrap();
    publish(&first(), &rows(&[]), &Formats::new(), out.path(), &Silent).unwrap();
    let before = set(out.path());
    // A hundred blocks of 512 bytes: a quarter of the sound.
    let said = in_a_shell("trap '' XFSZ; ulimit -f 100", out.path());
    let path = out.path().join("rehearsal.wav");
    assert!(
        said.contains(&format!("failed: writing {}: ", path.display())),
        "{said}"
    );
    assert!(before == set(out.path()));
    assert!(in_a_shell("true", out.path()).contains("rendered"));
}

/// A file system in memory, gone when dropped; `None` where one may not be mounted.
#[cfg(target_os = "linux")]
struct Mounted(tempfile::TempDir);

#[cfg(target_os = "linux")]
impl Mounted {
    fn new(size: &str) -> Option<Mounted> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", size, "none"])
            .arg(folder.path())
            .output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Mounted(folder));
        }
        println!("skipped: a file system can only be mounted by root");
        None
    }

    fn again(&self, how: &str) {
        let mut mount = Command::new("mount");
        outside::text(mount.args(["-o", how]).arg(self.0.path()));
    }
}

#[cfg(target_os = "linux")]
impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_the_path_is_named_and_the_old_set_stands() {
    // Room for the first set of about 100 kB, and for ever more of the second's 200.
    for kilobytes in [160, 240, 300, 304, 308, 312] {
        let Some(disk) = Mounted::new(&format!("size={kilobytes}k")) else {
            return;
        };
        let out = disk.0.path().join("out");
        publish(&first(), &rows(&[]), &Formats::new(), &out, &Silent).unwrap();
        let before = set(&out);
        if let Err(error) = publish(&second(), &rows(&[]), &Formats::new(), &out, &Silent) {
            assert!(
                error.to_string().contains(&out.display().to_string()),
                "{error}"
            );
            assert!(error.to_string().contains("No space left"), "{error}");
            assert!(before == set(&out), "{kilobytes} kB");
        } else {
            assert!(kilobytes > 300, "{kilobytes} kB are not enough for both");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn into_a_read_only_folder_nothing_is_written() {
    let Some(disk) = Mounted::new("size=1m") else {
        return;
    };
    let out = disk.0.path().join("out");
    publish(&first(), &rows(&[]), &Formats::new(), &out, &Silent).unwrap();
    let before = set(&out);
    disk.again("remount,ro");
    let error = publish(&second(), &rows(&[]), &Formats::new(), &out, &Silent).unwrap_err();
    let expected = format!("writing into {}: ", out.display());
    assert!(error.to_string().starts_with(&expected), "{error}");
    assert!(before == set(&out));
}
