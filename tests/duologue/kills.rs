//! A render that is killed, or loses a child, and two at once: nothing is spoken twice that was
//! kept, and the episode is the same.

use crate::builder::{Ran, Test, names};
use crate::pages::QUICK_TONES as CAST;
use crate::processes::{alive, children, kill};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, ExitStatus};
use std::time::{Duration, Instant};

fn talk() -> String {
    let line = |n: usize| {
        format!("ANNA: What was there on day {n}?\n\nBEN: I heard {n} bells. Then, quiet.\n\n")
    };
    (1..=16).map(line).collect()
}

fn test() -> Test {
    in_folder(
        Test::new()
            .file("talk.txt", talk())
            .file("cast.yaml", CAST)
            .folder,
        "ep",
    )
}

fn in_folder(folder: tempfile::TempDir, out: &str) -> Test {
    Test::within(folder)
        .own_cache()
        .args("render talk.txt --cast cast.yaml --threads 2 --out")
        .args(out)
}

/// Every line takes so long, and is written down when it is begun.
fn logged(test: Test, more: &str) -> Test {
    let log = test.folder.path().join("log");
    let config = format!("engines: {{tone: {{log: '{}', {more}}}}}\n", log.display());
    test.config(&config)
}

/// A render that is under way. A test that fails must not leave it to itself.
struct Render(Child);

impl Render {
    fn of(test: Test) -> (Render, tempfile::TempDir) {
        let (child, folder) = test.start_in();
        (Render(child), folder)
    }

    fn id(&self) -> u32 {
        self.0.id()
    }

    fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    fn ended(&mut self) -> bool {
        self.0.try_wait().unwrap().is_some()
    }

    fn status(&mut self) -> ExitStatus {
        self.0.wait().unwrap()
    }
}

impl Drop for Render {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The lines that were begun: process and name of each.
fn begun(folder: &Path) -> Vec<(u32, String)> {
    let text = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
    text.lines()
        .map(|line| {
            let (pid, name) = line.split_once(' ').unwrap();
            (pid.parse().unwrap(), name.to_owned())
        })
        .collect()
}

/// How many were begun more than once.
fn twice(folder: &Path) -> usize {
    let begun = begun(folder);
    let different: BTreeSet<&String> = begun.iter().map(|(_, name)| name).collect();
    begun.len() - different.len()
}

/// Waits for something that is about to happen. A minute is never measured, only survived.
fn wait(what: &str, mut happened: impl FnMut() -> bool) {
    let began = Instant::now();
    while !happened() {
        assert!(
            began.elapsed() < Duration::from_secs(60),
            "waiting for {what}"
        );
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn sound(folder: &Path, out: &str) -> Vec<u8> {
    std::fs::read(folder.join(out).join("talk.wav")).unwrap()
}

#[test]
fn a_child_that_is_killed_in_the_middle_of_a_line_is_replaced() {
    let clean = test().run();
    let (mut render, folder) = Render::of(logged(test(), "slow: 200"));
    wait("a line", || begun(folder.path()).len() > 3);
    let (killed, _) = begun(folder.path()).pop().unwrap();
    assert!(
        children(render.id()).contains(&killed),
        "it speaks in a child"
    );
    kill(killed);
    wait("another child", || {
        let children = children(render.id());
        children.len() == 2 && !children.contains(&killed)
    });
    assert!(render.status().success());
    assert!(twice(folder.path()) <= 1);
    let pids: BTreeSet<u32> = begun(folder.path()).iter().map(|(pid, _)| *pid).collect();
    assert_eq!(
        pids.len(),
        3,
        "two children, and one in the place of the killed one"
    );
    assert!(sound(folder.path(), "ep") == sound(clean.folder.path(), "ep"));
}

#[test]
fn children_end_with_a_killed_parent_even_while_they_hang() {
    let (mut render, folder) = Render::of(logged(test(), "hang: 1"));
    wait("a line", || !begun(folder.path()).is_empty());
    let orphans = children(render.id());
    assert!(!orphans.is_empty());
    render.kill();
    wait("the end of the children", || {
        !orphans.iter().any(|pid| alive(*pid))
    });
}

/// Its deadline is far away; whoever asks to stop does not wait for it.
#[test]
fn a_hung_line_does_not_keep_anyone_from_stopping() {
    let (mut render, folder) = Render::of(logged(test(), "hang: 1, deadline: 1 h"));
    wait("a line", || !begun(folder.path()).is_empty());
    let orphans = children(render.id());
    std::process::Command::new("kill")
        .args(["-INT", &render.id().to_string()])
        .status()
        .unwrap();
    wait("the end", || render.ended());
    assert_eq!(render.status().code(), Some(130));
    assert!(!orphans.iter().any(|pid| alive(*pid)));
}

#[test]
fn kills_cost_the_lines_in_flight_and_no_other() {
    let clean = test().run();
    let mut folder = test().folder;
    for kills in 1..=6 {
        let (mut render, left) = Render::of(logged(in_folder(folder, "ep"), "slow: 20"));
        folder = left;
        let more = begun(folder.path()).len() + 7;
        wait("more lines", || begun(folder.path()).len() >= more);
        // Sometimes the children with it, sometimes alone.
        let orphans = children(render.id());
        render.kill();
        if kills % 2 == 0 {
            orphans.iter().for_each(|pid| kill(*pid));
        }
        wait("the end of the children", || {
            !orphans.iter().any(|pid| alive(*pid))
        });
        assert!(twice(folder.path()) <= 2 * kills);
    }
    let ran = logged(in_folder(folder, "ep"), "slow: 0").run();
    let twice = twice(ran.folder.path());
    assert!(twice <= 12, "{twice} lines were begun again after 6 kills");
    same(&ran, &clean);
}

/// Sound, captions and chapters of two episodes, and that nothing else lies there.
fn same(one: &Ran, other: &Ran) {
    let files = names(&one.path("ep"));
    assert_eq!(files, names(&other.path("ep")));
    for file in files.iter().filter(|file| !file.ends_with(".lock.json")) {
        let read = |ran: &Ran| std::fs::read(ran.path("ep").join(file)).unwrap();
        assert!(read(one) == read(other), "{file}");
    }
}

#[test]
fn two_renders_at_once_share_what_they_speak() {
    let clean = test().run();
    let (mut first, folder) = Render::of(logged(test(), "slow: 10"));
    wait("a line", || !begun(folder.path()).is_empty());
    let second = logged(in_folder(folder, "other"), "slow: 10").run();
    assert!(first.status().success());
    let expected = sound(clean.folder.path(), "ep");
    assert!(sound(second.folder.path(), "ep") == expected);
    assert!(sound(second.folder.path(), "other") == expected);
    let ran = Test::within(second.folder)
        .own_cache()
        .args("takes verify")
        .run();
    assert!(ran.stdout.ends_with("takes, all sound\n"), "{}", ran.stdout);
}

#[test]
fn a_second_render_into_the_same_folder_is_told_to_wait() {
    let (mut first, folder) = Render::of(logged(test(), "slow: 200"));
    wait("a line", || !begun(folder.path()).is_empty());
    let second = in_folder(folder, "ep")
        .fails(1)
        .says("another render")
        .run();
    assert!(first.status().success());
    assert_eq!(names(&second.path("ep")).len(), 4);
}
