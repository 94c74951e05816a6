//! A watch, as someone who tweaks a cast meets it: files are saved in all the ways that editors
//! have, and what it says and leaves is judged.
//!
//! A test waits for what the watch says, and gives up after a while that no machine needs.

use crate::builder::{Test, command, names};
use crate::pages::{FERRY as TALK, TONES as CAST};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Nobody waits so long; who does is told what was said until then.
const LONG: Duration = Duration::from_secs(300);

/// A watch that goes on, in a folder of its own.
struct Watch {
    child: Child,
    folder: tempfile::TempDir,
    said: Receiver<String>,
    made: Receiver<String>,
    /// All that it said.
    heard: String,
}

/// Lines as they come.
fn lines(from: impl Read + Send + 'static) -> Receiver<String> {
    let (send, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    lines
}

impl Watch {
    fn of(talk: &str, cast: &str) -> Watch {
        Watch::with(tempfile::tempdir().unwrap(), talk, cast, "")
    }

    fn with(folder: tempfile::TempDir, talk: &str, cast: &str, args: &str) -> Watch {
        fs::write(folder.path().join("talk.txt"), talk).unwrap();
        fs::write(folder.path().join("cast.yaml"), cast).unwrap();
        let mut child = command(folder.path())
            .env("XDG_CACHE_HOME", folder.path().join("cache"))
            .args("watch talk.txt --cast cast.yaml --out ep --json".split(' '))
            .args(args.split_whitespace())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = lines(child.stderr.take().unwrap());
        let made = lines(child.stdout.take().unwrap());
        Watch {
            child,
            folder,
            said,
            made,
            heard: String::new(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Saved as some editors do it: in place.
    fn save(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// Saved as others do it: another file, which then gets the name.
    fn replace(&self, name: &str, text: &str) {
        let new = self.path(&format!(".{name}.new"));
        fs::write(&new, text).unwrap();
        fs::rename(new, self.path(name)).unwrap();
    }

    /// Waits until it says this.
    fn says(&mut self, text: &str) {
        loop {
            match self.said.recv_timeout(LONG) {
                Ok(line) => {
                    self.heard += &line;
                    self.heard += "\n";
                    if line.contains(text) {
                        return;
                    }
                }
                Err(error) => panic!("`{text}` was not said ({error}):\n{}", self.heard),
            }
        }
    }

    /// The same, if the line before may have said it too.
    fn says_at_last(&mut self, text: &str) {
        if !self.heard.lines().last().unwrap_or_default().contains(text) {
            self.says(text);
        }
    }

    /// Waits for the report of the next render.
    fn reports(&mut self) -> Value {
        match self.made.recv_timeout(LONG) {
            Ok(line) => serde_json::from_str(&line).unwrap(),
            Err(error) => {
                let said: Vec<String> = self.said.try_iter().collect();
                let said = said.join("\n");
                panic!("no report ({error}):\n{}{said}", self.heard)
            }
        }
    }

    /// Waits for an episode; gives the number of the render and how many lines were spoken.
    fn makes(&mut self) -> (u64, u64) {
        let report = self.reports();
        assert_eq!(report["outcome"], "made", "{report}");
        let number = |key: &str| report[key].as_u64().unwrap();
        (number("render"), number("spoken"))
    }

    /// Ends it with Ctrl-C.
    #[cfg(unix)]
    fn ends(mut self) -> tempfile::TempDir {
        let pid = self.child.id().to_string();
        let mut kill = std::process::Command::new("kill");
        assert!(kill.args(["-INT", &pid]).status().unwrap().success());
        self.says("watch ended");
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
        std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap())
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn what_is_saved_is_heard_and_only_that_is_spoken() {
    let mut watch = Watch::of(TALK, CAST);
    watch.says("watching talk.txt and cast.yaml");
    watch.says("the episode goes to ep");
    assert_eq!(watch.makes(), (1, 6));

    watch.save("cast.yaml", &format!("{CAST}pauses: {{question: 900}}\n"));
    watch.says("cast.yaml  pauses.question 900");
    watch.says("0 lines spoken anew, in ");
    let report = watch.reports();
    assert_eq!(
        (report["render"].as_u64(), report["spoken"].as_u64()),
        (Some(2), Some(0))
    );
    assert_eq!(report["saved"][0], "cast.yaml");
    assert_eq!(report["cast_changes"][0], "pauses.question 900");

    let cast = format!("{CAST}pauses: {{question: 800}}\n");
    watch.replace("cast.yaml", &cast);
    watch.says("cast.yaml  pauses.question 900 → 800");
    assert_eq!(watch.makes(), (3, 0));

    let talk = TALK.replace("rope", "ropes");
    watch.replace("talk.txt", &talk);
    watch.says("talk.txt  1 line new or changed");
    watch.says("line 7  Ben: He kept the ropes.");
    watch.says("1 line spoken anew");
    assert_eq!(watch.makes(), (4, 1));

    // The old one steps aside first; for a moment there is none of the name.
    fs::rename(watch.path("talk.txt"), watch.path("talk.txt~")).unwrap();
    watch.save("talk.txt", &talk.replace("bell", "bells"));
    watch.says("line 7  Ben: He sold the bells.");
    assert_eq!(watch.makes(), (5, 1));

    // A voice changes all its lines.
    watch.save("cast.yaml", &cast.replace("tone:a", "tone:b"));
    watch.says("roles.interviewee.voice tone:a → tone:b");
    watch.says("4 lines new or changed by it");
    watch.says("Ben: tone:b");
    assert_eq!(watch.makes(), (6, 4));

    // As if it had been rendered by itself.
    let sound = |name: &str| fs::read(watch.path(name)).unwrap();
    let render = command(watch.folder.path())
        .args("render talk.txt --cast cast.yaml --out by-itself".split(' '))
        .output()
        .unwrap();
    assert!(render.status.success());
    assert!(sound("ep/talk.wav") == sound("by-itself/talk.wav"));
}

#[test]
fn what_is_no_change_is_no_render() {
    let mut watch = Watch::of(TALK, CAST);
    assert_eq!(watch.makes(), (1, 6));
    watch.save("talk.txt", TALK);
    watch.replace("cast.yaml", CAST);
    let talk = fs::File::options()
        .append(true)
        .open(watch.path("talk.txt"));
    talk.unwrap()
        .set_modified(std::time::SystemTime::now())
        .unwrap();
    watch.save("notes.txt", "beside it");
    // Only now something else: had anything been rendered before, this were not the second.
    watch.save("talk.txt", &TALK.replace("rope", "ropes"));
    let report = watch.reports();
    assert_eq!(report["render"], 2);
    assert_eq!(report["changed_lines"][0]["text"], "He kept the ropes.");
}

#[test]
fn mistakes_and_missing_files_are_told_and_waited_out() {
    // Even the first time.
    let mut watch = Watch::of(TALK, "roles: {interviewer: {voice: tone:nobody}}\n");
    watch.says("error:");
    watch.says("1 error; nothing was written, waiting for the next save");
    let report = watch.reports();
    assert_eq!(report["outcome"], "mistakes");
    assert_eq!(report["diagnostics"][0]["line"], 1);
    assert!(names(&watch.path("ep")).is_empty());
    watch.save("cast.yaml", CAST);
    watch.says("6 lines spoken");
    assert_eq!(watch.makes(), (2, 6));
    let whole = fs::read(watch.path("ep/talk.wav")).unwrap();

    watch.save(
        "cast.yaml",
        &format!("{CAST}pauzes: {{question: 900}}\nvoices: 1\n"),
    );
    watch.says("did you mean `pauses`");
    watch.says("2 errors; nothing was written, waiting for the next save");
    assert_eq!(watch.reports()["outcome"], "mistakes");
    watch.save("cast.yaml", "roles: [\n");
    watch.says("1 error; nothing was written");
    assert_eq!(watch.reports()["outcome"], "mistakes");
    assert!(fs::read(watch.path("ep/talk.wav")).unwrap() == whole);
    watch.save("cast.yaml", &format!("{CAST}pauses: {{question: 900}}\n"));
    watch.says("cast.yaml  pauses.question 900");
    assert_eq!(watch.makes(), (5, 0));

    fs::remove_file(watch.path("talk.txt")).unwrap();
    watch.says("cannot read talk.txt");
    watch.says_at_last("waiting until it is back");
    watch.save("talk.txt", &TALK.replace("rope", "ropes"));
    assert_eq!(watch.makes(), (6, 1));
}

#[test]
fn a_render_that_fails_is_told_and_waited_out() {
    let folder = tempfile::tempdir().unwrap();
    // A file where a folder has to be made.
    fs::write(folder.path().join("ep"), "a file").unwrap();
    let mut watch = Watch::with(folder, TALK, CAST, "");
    watch.says("error: ");
    watch.says_at_last("waiting for the next save");
    assert_eq!(watch.reports()["outcome"], "failed");
    fs::remove_file(watch.path("ep")).unwrap();
    watch.save("talk.txt", &TALK.replace("rope", "ropes"));
    assert_eq!(watch.makes().0, 2);
}

/// Long enough that nobody would wait for what they have just corrected.
fn long(word: &str) -> String {
    let mut text = String::new();
    for n in 0..40 {
        text += &format!("ANNA: What did the {word} sound like on day {n}?\n\n");
        text += &format!("BEN: It sounded like {word}, over and over. I liked it.\n\n");
    }
    text
}

#[test]
fn a_save_during_a_render_begins_another_and_keeps_what_was_spoken() {
    let mut watch = Watch::of(&long("rain"), CAST);
    watch.says("speaking 120 lines");
    watch.save("cast.yaml", &format!("{CAST}pauses: {{question: 900}}\n"));
    watch.says("saved again: begins anew");
    let report = watch.reports();
    assert_eq!(
        (&report["render"], &report["outcome"]),
        (&1.into(), &"made".into())
    );
    assert_eq!(report["saved"][0], "cast.yaml");
    assert!(report["reused"].as_u64().unwrap() > 0, "{report}");
}

#[test]
fn who_saves_without_end_gets_an_episode_all_the_same() {
    let mut watch = Watch::of(&long("rain"), CAST);
    watch.says("speaking 120 lines");
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let watch = &mut watch;
        let folder = watch.folder.path().to_path_buf();
        let over = &over;
        scope.spawn(move || {
            for number in 0u64.. {
                if over.load(Ordering::SeqCst) {
                    break;
                }
                fs::write(folder.join("new"), format!("{CAST}# {number}\n")).unwrap();
                fs::rename(folder.join("new"), folder.join("cast.yaml")).unwrap();
                // Oftener than a save is looked at, and not so often that nothing else runs.
                std::thread::sleep(Duration::from_millis(10));
            }
        });
        let report = watch.made.recv_timeout(LONG);
        over.store(true, Ordering::SeqCst);
        assert!(report.unwrap().contains("\"made\""));
    });
}

#[cfg(unix)]
#[test]
fn a_link_is_watched_where_it_leads() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("kept");
    fs::create_dir(&kept).unwrap();
    std::os::unix::fs::symlink("kept/show.yaml", folder.path().join("cast.yaml")).unwrap();
    let mut watch = Watch::with(folder, TALK, CAST, "");
    assert!(kept.join("show.yaml").exists());
    assert_eq!(watch.makes(), (1, 6));
    watch.replace("talk.txt", &TALK.replace("rope", "ropes"));
    assert_eq!(watch.makes(), (2, 1));
    watch.save(
        "kept/show.yaml",
        &format!("{CAST}pauses: {{question: 900}}\n"),
    );
    watch.says("cast.yaml  pauses.question 900");
    assert_eq!(watch.makes(), (3, 0));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_and_the_episode_is_whole() {
    let mut watch = Watch::of(TALK, CAST);
    assert_eq!(watch.makes(), (1, 6));
    let whole = fs::read(watch.path("ep/talk.wav")).unwrap();
    // In the middle of the next render.
    watch.save("talk.txt", &long("rain"));
    watch.says("new or changed");
    let folder = watch.ends();
    let left = names(&folder.path().join("ep"));
    assert_eq!(left.len(), 4, "{left:?}");
    assert!(fs::read(folder.path().join("ep/talk.wav")).unwrap() == whole);
}

#[test]
fn what_no_save_can_mend_ends_it_at_once() {
    let test = || Test::new().file("talk.txt", TALK).file("cast.yaml", CAST);
    test()
        .args("watch talk.text --out ep")
        .fails(1)
        .says("cannot read talk.text")
        .run();
    test()
        .args("watch talk.txt --cast . --out ep")
        .fails(1)
        .says("not a file that is saved")
        .run();
    test()
        .args("watch talk.txt --cast cast.yaml --people Anna=questioner")
        .fails(1)
        .says("`questioner` is not a role")
        .run();
}

#[cfg(unix)]
#[test]
fn quiet_is_quiet() {
    let mut watch = Watch::with(tempfile::tempdir().unwrap(), TALK, CAST, "--quiet");
    assert_eq!(watch.makes(), (1, 6));
    watch.save("cast.yaml", &format!("{CAST}pauses: {{question: 900}}\n"));
    assert_eq!(watch.makes(), (2, 0));
    watch.save("cast.yaml", "role: {}\n");
    watch.says("waiting for the next save");
    assert!(
        watch.heard.starts_with("error: unknown key `role`"),
        "{}",
        watch.heard
    );
}
