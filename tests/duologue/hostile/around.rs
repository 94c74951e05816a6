//! What lies around the words: names of files, casts, links, pipes, folders that are forbidden.

use super::{carriers, judge, talk, wait};
use crate::builder::{Test, names};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Begins the program in a folder, with as much memory as it may have.
fn begin(folder: &Path, args: &[&str]) -> Child {
    let limited = format!("ulimit -v {}; exec \"$0\" \"$@\"", super::MEMORY);
    let said = std::fs::File::create(folder.join("said")).unwrap();
    Command::new("bash")
        .current_dir(folder)
        .args(["-c", &limited, env!("CARGO_BIN_EXE_duologue")])
        .args(args)
        .env("NO_COLOR", "1")
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(said)
        .spawn()
        .unwrap()
}

/// The exit code, and what was said.
fn ran(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let status = wait(&mut begin(folder, args)).unwrap_or_else(|| panic!("{args:?} hangs"));
    let said = std::fs::read_to_string(folder.join("said")).unwrap();
    std::fs::remove_file(folder.join("said")).unwrap();
    (status.code(), said)
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_of_a_file_is_only_a_name() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "$(touch owned).txt",
        "`touch owned`.txt",
        "; touch owned;.txt",
        "-rf.txt",
        "--help",
        "a\nb.txt",
        "a\u{1b}[31m\u{7}\u{202e}b.txt",
        "..txt",
        "...",
        "'\".txt",
        "%s%n{0}.txt",
        "*.txt",
        "\u{e4}\u{301}👩‍👩‍👧.txt",
        " .txt",
    ] {
        judge(folder.path(), &(name, talk("BEN: Oh.").into_bytes())).unwrap();
    }
    // What is told of a file keeps the terminal as it is.
    let (code, said) = ran(
        folder.path(),
        &["script", "--", "\u{1b}[31m\u{202e}none.txt"],
    );
    assert_eq!(code, Some(1));
    assert!(
        !said.contains('\u{1b}') && !said.contains('\u{202e}'),
        "{said:?}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn what_has_no_end_or_no_bytes_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (code, said) = ran(folder.path(), &["script", "/dev/zero"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("larger than"), "{said}");
    let pipe = folder.path().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let mut child = begin(folder.path(), &["script", "pipe"]);
    let mut writer = Command::new("bash")
        .args(["-c", "yes 'ANNA: Why?' > \"$0\""])
        .arg(&pipe)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let status = wait(&mut child);
    let _ = writer.kill();
    let _ = writer.wait();
    assert_eq!(status.unwrap().code(), Some(1));
    for name in ["none.txt", ".", "/dev/null", "said/x.txt"] {
        let (code, said) = ran(folder.path(), &["script", name]);
        assert_eq!(code, Some(1), "{name}: {said}");
        assert!(said.contains(name), "{name}: {said}");
    }
    std::os::unix::fs::symlink("loop.txt", folder.path().join("loop.txt")).unwrap();
    let (code, said) = ran(folder.path(), &["script", "loop.txt"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("loop.txt"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_cast_cannot_explode() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), talk("BEN: Oh.")).unwrap();
    for (name, cast) in [
        ("bomb", carriers::bomb()),
        ("deep", "[".repeat(100_000)),
        ("braces", "{a: ".repeat(100_000)),
        (
            "merge",
            format!("{}roles: {{<<: *a11}}\n", carriers::bomb()),
        ),
        (
            "roles",
            format!(
                "roles:\n  interviewer: {{voice: {}}}\n",
                "a".repeat(1 << 20)
            ),
        ),
        (
            "people",
            format!(
                "people:\n{}",
                (0..20_000)
                    .map(|n| format!("  p{n}: {{voice: tone:a}}\n"))
                    .collect::<String>()
            ),
        ),
        (
            "numbers",
            "pauses: {question: 99999999999999999999, answer: -1, turn: .nan}\n".to_owned(),
        ),
        (
            "tags",
            "!!python/object/apply:os.system ['touch owned']\n".to_owned(),
        ),
        ("dashes", "- ".repeat(100_000)),
        ("documents", "---\n".repeat(100_000)),
        ("text", "\u{0}\u{1}\u{feff}\t\t".to_owned()),
        ("lines", "a:\n".repeat(100_000)),
    ] {
        let file = format!("{name}.yaml");
        std::fs::write(folder.path().join(&file), cast).unwrap();
        let (code, said) = ran(folder.path(), &["script", "a.txt", "--cast", &file]);
        assert_eq!(code, Some(1), "{name}: {said}");
        assert!(
            said.contains("error") && said.len() < super::FLOOD,
            "{name}: {said}"
        );
        std::fs::remove_file(folder.path().join(&file)).unwrap();
    }
    assert_eq!(names(folder.path()), ["a.txt"]);
}

#[test]
fn an_episode_stays_in_its_folder() {
    let page = talk(
        "![a](../../../../etc/passwd)\n\n$(touch owned): Why?\n\n../../owned: Eh.\n\nBEN: <c>--> \\u0000 {{x}} &lt;",
    );
    let cast = "roles:\n  interviewer: {voice: tone:a}\n  interviewee: {voice: tone:b}\n  narrator: {voice: tone:c}\n";
    let title = "---\ntitle: ../../owned\n---\n\n";
    let ran = Test::new()
        .file("in/$(touch owned)..txt", format!("{title}{page}"))
        .file("in/cast.yaml", cast)
        .args("render --cast in/cast.yaml --format captions --out out")
        .arg("in/$(touch owned)..txt")
        .run();
    let top = ran.folder.path();
    assert_eq!(names(top), ["in", "out"]);
    assert_eq!(names(&top.join("in")), ["$(touch owned)..txt", "cast.yaml"]);
    assert!(!names(&top.join("out")).is_empty());
    assert!(!top.parent().unwrap().join("owned").exists());
}
