//! What is left when the disk fails, or the process dies, at each single step of a render.
#![allow(clippy::unwrap_used)]

use super::super::publish;
use super::tests::{Set, first, rows, second, set};
use super::*;
use crate::diag::observe::Silent;
use std::cell::Cell;
use std::io;
use std::rc::Rc;

/// How a test's disk behaves, by the number of the step.
fn disk(fails: impl Fn(usize) -> bool + 'static) -> (Disk, Rc<Cell<bool>>) {
    let (step, failed) = (Cell::new(0), Rc::new(Cell::new(false)));
    let told = Rc::clone(&failed);
    let disk = Disk::hooked(Box::new(move |_, _| {
        step.set(step.get() + 1);
        if fails(step.get() - 1) {
            told.set(true);
            return Err(io::Error::other("the disk fails"));
        }
        Ok(())
    }));
    (disk, failed)
}

/// From `old` formats of the first render to `new` formats of the second.
struct Change {
    old: Vec<&'static OutputRow>,
    new: Vec<&'static OutputRow>,
    before: Set,
    after: Set,
    folder: tempfile::TempDir,
}

impl Change {
    fn new(old: &[&str], new: &[&str]) -> Change {
        let (old, new) = (rows(old), rows(new));
        // In memory where there is such a place: thousands of syncs are not the point here.
        let folder = tempfile::tempdir_in("/dev/shm")
            .or_else(|_| tempfile::tempdir())
            .unwrap();
        let rendered = |name: &str, episode: &Episode, rows: &[&OutputRow]| {
            let out = folder.path().join(name);
            publish(episode, rows, &Formats::new(), &out, &Silent).unwrap();
            set(&out)
        };
        let before = match old.is_empty() {
            true => Set::new(),
            false => rendered("before", &first(), &old),
        };
        let after = rendered("after", &second(), &new);
        Change {
            old,
            new,
            before,
            after,
            folder,
        }
    }

    /// A folder with the old set in it.
    fn start(&self) -> PathBuf {
        let out = self.folder.path().join("out");
        let _ = fs::remove_dir_all(&out);
        if self.old.is_empty() {
            fs::create_dir(&out).unwrap();
        } else {
            publish(&first(), &self.old, &Formats::new(), &out, &Silent).unwrap();
        }
        out
    }

    fn render(&self, disk: Disk, out: &Path) -> Result<Vec<Artifact>, PublishError> {
        claim_on(disk, out, Owner::of(&second().about), &self.new)?.publish(
            &second(),
            &self.new,
            &Formats::new(),
            &Silent,
        )
    }

    /// Is the whole set the old one (`false`) or the new one (`true`), and nothing else there?
    fn is_new(&self, out: &Path, when: &str) -> bool {
        let found = set(out);
        assert!(
            found == self.before || found == self.after,
            "{when}: neither set but {:?}",
            found.keys()
        );
        found == self.after
    }
}

/// Formats that stay, go and come.
fn changes() -> Vec<Change> {
    vec![
        Change::new(&["wav", "chapters"], &["wav", "captions"]),
        Change::new(&[], &["captions", "chapters"]),
    ]
}

#[test]
fn a_process_that_dies_at_any_step_leaves_one_whole_set_to_the_next_start() {
    for change in changes() {
        let mut outcomes = Vec::new();
        for step in 0.. {
            let out = change.start();
            // Nothing works from this step on, not even the tidying up: what a dead process
            // leaves.
            let (dead, failed) = disk(move |at| at >= step);
            let result = change.render(dead, &out);
            if result.is_ok() {
                assert!(change.after.keys().all(|file| out.join(file).exists()));
            }
            // The next start may die as well, at any step, and the one after that finishes.
            for again in 0.. {
                let (dead, failed) = disk(move |at| at >= again);
                let _ = recover_on(&dead, &out);
                if !failed.get() {
                    break;
                }
            }
            recover(&out).unwrap();
            outcomes.push(change.is_new(&out, &format!("dead at step {step}")));
            if !failed.get() {
                break;
            }
        }
        assert!(outcomes.len() > 15, "only {} steps", outcomes.len());
        assert!(
            outcomes.is_sorted(),
            "once it happened, it happened: {outcomes:?}"
        );
        assert!(!outcomes[0] && outcomes[outcomes.len() - 4..].iter().all(|new| *new));
    }
}

#[test]
fn a_render_started_over_what_a_dead_one_left_succeeds() {
    let change = &changes()[0];
    for step in 0.. {
        let out = change.start();
        let (dead, failed) = disk(move |at| at >= step);
        let _ = change.render(dead, &out);
        change.render(Disk::default(), &out).unwrap();
        assert!(change.is_new(&out, &format!("after step {step}")));
        if !failed.get() {
            return;
        }
    }
}

#[test]
fn a_step_that_fails_leaves_the_old_set_at_once() {
    for change in changes() {
        for step in 0.. {
            let out = change.start();
            let (flawed, failed) = disk(move |at| at == step);
            let result = change.render(flawed, &out);
            let when = format!("failed at step {step}: {:?}", result.as_ref().err());
            if result.is_err() {
                // The tidying up may be what failed; the next start repeats it.
                let leftover = Hold::work_in(&out).exists();
                recover(&out).unwrap();
                assert!(!change.is_new(&out, &when));
                assert!(!leftover, "{when}: left its work folder");
            } else {
                recover(&out).unwrap();
                assert!(change.is_new(&out, &when));
            }
            if !failed.get() {
                break;
            }
        }
    }
}

#[test]
fn two_steps_that_fail_still_leave_one_whole_set_to_the_next_start() {
    let change = &changes()[0];
    for step in 0.. {
        let mut any = false;
        for later in 1..12 {
            let out = change.start();
            let (flawed, failed) = disk(move |at| at == step || at == step + later);
            let result = change.render(flawed, &out);
            recover(&out).unwrap();
            let new = change.is_new(&out, &format!("failed at {step} and {later} later"));
            assert!(
                new || result.is_err(),
                "{step} and {later} later: told as done"
            );
            any |= failed.get();
        }
        if !any {
            return;
        }
    }
}

#[test]
fn where_a_second_name_is_refused_a_copy_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a"), folder.path().join("b"));
    fs::write(&from, "old").unwrap();
    // A second name is refused where the first of that name exists; a copy is not.
    fs::write(&to, "").unwrap();
    Disk::default().keep(&from, &to).unwrap();
    assert_eq!(fs::read(&to).unwrap(), b"old");
}

/// Not a test by itself: renders one after the other, until it is killed.
#[test]
fn child() {
    let Some(out) = std::env::var_os("DUOLOGUE_TEST_RENDER_ON") else {
        return;
    };
    let rows = rows(&[]);
    for at in 0..100_000 {
        let episode = if at % 2 == 0 { second() } else { first() };
        publish(&episode, &rows, &Formats::new(), Path::new(&out), &Silent).unwrap();
    }
}

#[test]
fn killed_at_any_moment_a_process_leaves_one_whole_set() {
    let folder = tempfile::tempdir().unwrap();
    let sets = [("a", first()), ("b", second())].map(|(name, episode)| {
        let out = folder.path().join(name);
        publish(&episode, &rows(&[]), &Formats::new(), &out, &Silent).unwrap();
        set(&out)
    });
    let out = folder.path().join("out");
    publish(&first(), &rows(&[]), &Formats::new(), &out, &Silent).unwrap();
    for round in 0u64..20 {
        let mut child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "publish::claim::crashes::child"])
            .env("DUOLOGUE_TEST_RENDER_ON", &out)
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        // Spread over some renders, at no rhythm of theirs.
        std::thread::sleep(std::time::Duration::from_micros(30_000 + round * 7_919));
        // SIGKILL where there is such a thing.
        child.kill().unwrap();
        child.wait().unwrap();
        recover(&out).unwrap();
        let found = set(&out);
        assert!(sets.contains(&found), "round {round}: {:?}", found.keys());
    }
}
