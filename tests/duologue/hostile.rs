//! Files that nobody should have to fear: broken, huge, malicious. Each ends by itself with exit
//! code 0 or 1, in little memory, says why when it fails, and leaves nothing behind.
//!
//! Found by fuzzing or by thinking of the worst; what a fuzzer finds gets a line here.

mod around;
mod carriers;
mod packed;

use crate::builder::{Test, command};
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// Address space that the program may use, in KiB: what a small machine has to spare.
const MEMORY: usize = 256 << 10;
/// A hang, on a machine that is busy with other tests and with a build that is not optimised.
const HANG: Duration = Duration::from_secs(30);

/// More than this nobody reads of what is wrong, in bytes: a hundred mistakes with their lines.
const FLOOD: usize = 64_000;

/// The name of a file, and what is in it.
type Hostile = (&'static str, Vec<u8>);

fn text(name: &'static str, text: impl Into<String>) -> Hostile {
    (name, text.into().into_bytes())
}

/// A page that is understood, with `what` in the middle.
fn talk(what: &str) -> String {
    format!("ANNA: Why?\n\nBEN: So it was.\n\n{what}\n\nANNA: And then?\n\nBEN: I slept.\n")
}

fn nothing_much() -> Vec<Hostile> {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0".to_vec();
    vec![
        text("empty.txt", ""),
        text("blank.txt", " \n\t\n\r\n\u{a0}\n"),
        text("title.md", "# A title and nothing else\n"),
        text("mark.txt", "\u{feff}"),
        ("renamed.txt", png.clone()),
        ("renamed.docx", png.clone()),
        ("renamed.html", png.clone()),
        ("renamed.vtt", png),
        ("nul.txt", b"ANNA: Why?\0\0\0\n\nBEN: So.\0".to_vec()),
        (
            "broken.txt",
            b"ANNA: Why\xff\xfe\xc3?\n\nBEN: \xe2\x82So.\n".to_vec(),
        ),
        ("odd.txt", b"\xff\xfeA\0N\0N\0A\0:\0 \0?".to_vec()),
        ("alone.txt", b"\xff\xfe\0\xd8A\0:\0\n\0\0\xdc".to_vec()),
        text(
            "controls.txt",
            talk("BEN: a\u{1}b\u{7}c\u{1b}[31md\u{7f}\u{9b}e\u{200b}\u{202e}f"),
        ),
        text("marks.txt", "\u{301}".repeat(100_000)),
        text(
            "rtl.txt",
            "אנה: למה?\n\nבן: ככה היה.\n\nאנה: ואז?\n\nבן: ישנתי. \u{202e}\n",
        ),
        text(
            "emoji.txt",
            "ANNA: 🎉\n\nBEN: 👩‍👩‍👧‍👦👍🏽\n\nANNA: 🤷\n\nBEN: ❤️\n",
        ),
        text("labels.txt", "ANNA:\n\nBEN:\n\n".repeat(5_000)),
    ]
}

fn huge() -> Vec<Hostile> {
    let mega = 1 << 20;
    let mut all = vec![
        text("word.txt", "a".repeat(mega)),
        text("line.txt", "words and more words ".repeat(mega / 21)),
        text("colons.txt", "Anna: why? ".repeat(mega / 11)),
        text("turns.txt", "A: Yes.\n\nB: No.\n\n".repeat(50_000)),
        text(
            "speakers.txt",
            (0..10_000)
                .map(|n| format!("Ada{n} Quill{n}: Yes, {n}.\n\n"))
                .collect::<String>(),
        ),
        text(
            "stamps.txt",
            format!("ANNA: {}", "(00:12) yes. ".repeat(mega / 13)),
        ),
        text(
            "notes.txt",
            format!("ANNA: {}", "[laughs] ".repeat(mega / 9)),
        ),
        text("stars.md", "*".repeat(mega)),
        text("bold.md", "**a** ".repeat(mega / 6)),
        text("links.md", "[a](b) ".repeat(mega / 7)),
        text("opens.md", "[".repeat(mega)),
        text("quotes.md", "> ".repeat(5_000) + "deep"),
        text(
            "lists.md",
            (0..3_000)
                .map(|n| " ".repeat(n.min(400)) + "- a\n")
                .collect::<String>(),
        ),
        text("table.md", "|".repeat(mega)),
        text(
            "front.md",
            format!(
                "---\na: &a [x,x]\n{}---\nANNA: Why?\n",
                (0..60)
                    .map(|n| format!("b{n}: &b{n} [*a,*a,*a]\n"))
                    .collect::<String>()
            ),
        ),
        text(
            "deep.html",
            "<div>".repeat(10_000) + "deep" + &"</div>".repeat(10_000),
        ),
        text("unclosed.html", "<html><b><i><p>".repeat(mega / 15)),
        text("tags.html", "<html>".to_owned() + &"<".repeat(mega)),
        text(
            "entities.html",
            "<html><p>".to_owned() + &"&amp;&#x41;&bogus;".repeat(mega / 18),
        ),
        text(
            "attributes.html",
            format!("<html><p {}>a</p>", "class=\"x\" ".repeat(mega / 10)),
        ),
        text(
            "comment.html",
            "<html><p>a</p><!-- ".to_owned() + &"-".repeat(mega),
        ),
        text(
            "script.html",
            "<html><script>while(true){}</script><p onclick=\"alert(1)\">ANNA: Why?</p><iframe src=\"file:///etc/passwd\"></iframe>",
        ),
        text("deep.json", "[".repeat(mega)),
        text("objects.json", "{\"segments\":".repeat(50_000)),
        text(
            "numbers.json",
            format!(
                "{{\"segments\":[{{\"start\":1e999,\"end\":-{},\"text\":\"Why?\",\"speaker\":\"Ann\"}}]}}",
                "9".repeat(5_000)
            ),
        ),
        text(
            "quote.csv",
            "speaker,text\nAnn,\"".to_owned() + &"a\n".repeat(mega / 2),
        ),
        text(
            "commas.csv",
            "speaker,text\n".to_owned() + &",".repeat(mega),
        ),
        text(
            "cues.vtt",
            "WEBVTT\n\n".to_owned() + &"00:01.000 --> 00:02.000\n<v Ann>Why?\n\n".repeat(20_000),
        ),
        text(
            "wrong.vtt",
            "WEBVTT\n\n99:99:99.999 --> -1\n<v <v <v Ann>Why?\n\n--> --> -->\n",
        ),
        text(
            "wrong.srt",
            "1\n00:00:99,999999 --> \nANNA: Why?\n\n-5\n\n\n2\n--> 00:00\nBEN: So.",
        ),
        text(
            "boneyard.fountain",
            "Title: a\n\nINT. A\n\nANNA\nWhy? /* ".to_owned() + &"a ".repeat(mega / 2),
        ),
        text(
            "braces.wiki",
            "'''ANNA:''' Why? ".to_owned() + &"{{".repeat(mega / 2),
        ),
        text(
            "brackets.wiki",
            "'''ANNA:''' Why? ".to_owned() + &"[[a|".repeat(mega / 4),
        ),
        text("parts.eml", nested_mail()),
        text("feeds.txt", "\u{c}1   Q.  Why?\n".repeat(mega / 16)),
    ];
    all.push(("random.txt", random(mega)));
    all.push(("random.html", [b"<html>".to_vec(), random(mega)].concat()));
    all
}

fn nested_mail() -> String {
    let mut mail = "From: a@example.org\nMIME-Version: 1.0\n".to_owned();
    for n in 0..2_000 {
        mail += &format!("Content-Type: multipart/mixed; boundary=\"b{n}\"\n\n--b{n}\n");
    }
    mail + "Content-Type: text/plain\n\nANNA: Why?\n"
}

/// The same noise each time (xorshift, Marsaglia 2003).
fn random(bytes: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 56) as u8
    };
    (0..bytes).map(|_| next()).collect()
}

fn malicious() -> Vec<Hostile> {
    vec![
        text(
            "climbs.md",
            talk(
                "![a](../../../../etc/passwd)\n\nBEN: see [this](file:///etc/passwd) and ![](/etc/shadow).",
            ),
        ),
        text(
            "shell.txt",
            talk(
                "$(touch owned): Why?\n\n`touch owned`: So.\n\nANNA; touch owned: Oh.\n\n'; DROP TABLE takes; --: Ah.\n\n../../../owned: Eh.",
            ),
        ),
        text(
            "name.md",
            "---\nduologue: 1\ntitle: ../../owned\npeople:\n  $(touch owned): interviewer\n---\n\n**$(touch owned):** Why?\n",
        ),
        text(
            "formula.csv",
            "speaker,text\n=cmd|'/c calc'!A1,\"Why?\"\nBen,So.\n",
        ),
        text(
            "tokens.txt",
            talk("BEN: <|endoftext|> {{constructor}} ${HOME} %s%n %(x)s \\u0000 {0}"),
        ),
    ]
}

/// Runs `script --json` on it, within limits.
fn judge(folder: &Path, (name, bytes): &Hostile) -> Result<(), String> {
    let file = folder.join(name);
    std::fs::write(&file, bytes).unwrap();
    let program = env!("CARGO_BIN_EXE_duologue");
    let limited = format!("ulimit -v {MEMORY}; exec \"$0\" script --json -- \"$1\"");
    let mut shell = std::process::Command::new("bash");
    shell.current_dir(folder).stdin(Stdio::null());
    shell
        .args(["-c", &limited, program, name])
        .env("NO_COLOR", "1")
        .env("RUST_BACKTRACE", "0");
    let out = std::fs::File::create(folder.join("out")).unwrap();
    let err = std::fs::File::create(folder.join("err")).unwrap();
    let mut child = shell.stdout(out).stderr(err).spawn().unwrap();
    let status = wait(&mut child).ok_or_else(|| format!("{name}: hangs"))?;
    let said = std::fs::read_to_string(folder.join("err")).map_err(|e| format!("{name}: {e}"))?;
    let data = std::fs::read(folder.join("out")).unwrap();
    std::fs::remove_file(&file).unwrap();
    let end = said
        .char_indices()
        .nth(400)
        .map_or(said.len(), |(at, _)| at);
    match status.code() {
        Some(0) if serde_json::from_slice::<serde_json::Value>(&data).is_ok() => {}
        Some(1) if said.contains("error") && said.len() < FLOOD => {}
        code => {
            return Err(format!(
                "{name}: ends with {code:?} and says {}",
                &said[..end]
            ));
        }
    }
    let mut left = crate::builder::names(folder);
    left.retain(|name| name != "out" && name != "err");
    if left.is_empty() {
        return Ok(());
    }
    Err(format!("{name}: leaves {left:?}"))
}

fn wait(child: &mut Child) -> Option<std::process::ExitStatus> {
    let begun = Instant::now();
    while begun.elapsed() < HANG {
        if let Some(status) = child.try_wait().unwrap() {
            return Some(status);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let _ = child.kill();
    let _ = child.wait();
    None
}

fn all_end_well(files: &[Hostile]) {
    let folder = tempfile::tempdir().unwrap();
    let faults: Vec<String> = files
        .iter()
        .filter_map(|file| judge(folder.path(), file).err())
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_holds_next_to_nothing_ends_well() {
    all_end_well(&nothing_much());
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_huge_ends_well() {
    all_end_well(&huge());
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_malicious_ends_well() {
    all_end_well(&malicious());
}

#[cfg(target_os = "linux")]
#[test]
fn what_abuses_its_format_ends_well() {
    all_end_well(&carriers::all());
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_packed_ends_well() {
    all_end_well(&packed::all());
}

#[test]
fn what_is_no_file_is_told() {
    Test::new()
        .args("script nothing.txt")
        .fails(1)
        .says("nothing.txt")
        .run();
    Test::new().args("script .").fails(1).says("error").run();
    let folder = tempfile::tempdir().unwrap();
    let mut child = command(folder.path())
        .args(["script", "/dev/stdin", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let page = talk("BEN: Yes.");
    child
        .stdin
        .take()
        .unwrap()
        .write_all(page.as_bytes())
        .unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
}
