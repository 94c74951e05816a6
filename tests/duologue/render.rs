//! An interview renders end to end, and everything in the set agrees.

use crate::builder::{Ran, Test, shipped};
use crate::episode::{Caption, Episode};
use crate::outside::{output, tool};
use serde_json::Value;

const CAST: &str = "\
roles:
  interviewer: {voice: tone:d}
  interviewee: {voice: tone:a, gain: -2}
  narrator: {voice: tone:f}
rhythm: plain
pauses: {question: 700, topic: 700, answer: 450, short_answer: 450, turn: 550, paragraph: 350, sentence: 200, chapter: 1000}
synthetic: off
room: off
";

fn rendered(interview: &str, cast: &str, args: &str) -> Ran {
    Test::new()
        .file("talk.txt", shipped(interview))
        .file("cast.yaml", cast)
        .args("render talk.txt --cast cast.yaml --out ep --json")
        .args(args)
        .run()
}

fn samples(ran: &Ran) -> Vec<u8> {
    std::fs::read(ran.path("ep/talk.wav")).unwrap()
}

#[test]
fn the_set_is_complete_and_its_report_true() {
    let ran = rendered("scripts/first-light.txt", CAST, "");
    assert_eq!(
        ran.names("ep"),
        [
            "captions.vtt",
            "chapters.json",
            "talk.lock.json",
            "talk.wav"
        ]
    );
    let episode = Episode::read(&ran.path("ep"));
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert!((report["seconds"].as_f64().unwrap() - episode.seconds()).abs() < 0.001);
    assert_eq!(report["chapters"], episode.chapters.len());
    assert_eq!(report["lines"], episode.captions.len());
    assert_eq!(report["files"].as_array().unwrap().len(), 4);
    let lock: Value =
        serde_json::from_str(&std::fs::read_to_string(ran.path("ep/talk.lock.json")).unwrap())
            .unwrap();
    assert_eq!(lock["interview"]["name"], "talk");
}

#[test]
fn cues_tags_chapters_and_captions_agree_to_a_millisecond() {
    let ran = rendered("scripts/first-light.txt", CAST, "");
    let episode = Episode::read(&ran.path("ep"));
    assert!(episode.chapters.len() > 5, "{:?}", episode.chapters);
    assert_eq!(episode.cues.len(), episode.chapters.len());
    assert_eq!(episode.id3.len(), episode.chapters.len());
    let captions: Vec<f64> = episode.shown.iter().map(|c| c.start as f64).collect();
    for (n, (start, title)) in episode.chapters.iter().enumerate() {
        let json = start * 1000.0;
        let cue = f64::from(episode.cues[n].0) * 1000.0 / f64::from(episode.rate);
        let (id3, end, _) = &episode.id3[n];
        assert!(
            (json - cue).abs() <= 1.0 && (json - f64::from(*id3)).abs() <= 1.0,
            "{title}"
        );
        assert_eq!((title, title), (&episode.cues[n].1, &episode.id3[n].2));
        assert!(
            title.chars().count() <= 60 && !title.ends_with(','),
            "{title}"
        );
        assert!(
            n == 0 || captions.iter().any(|c| (c - json).abs() <= 1.0),
            "{title} has no cue"
        );
        let next = episode
            .id3
            .get(n + 1)
            .map_or(episode.seconds() * 1000.0, |c| f64::from(c.0));
        assert!(
            (f64::from(*end) - next).abs() <= 1.0,
            "{title} ends where the next begins"
        );
    }
}

/// What the script says comes before each caption, as the pause that the cast asks for.
fn pauses(script: &Value, captions: &[Caption]) -> Vec<u64> {
    let turns = script["turns"].as_array().unwrap();
    let letters = |s: &str| {
        s.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let (mut expected, mut at) = (vec![], 0);
    for (n, turn) in turns.iter().enumerate() {
        let text = letters(turn["text"].as_str().unwrap());
        let mut said = String::new();
        while said.len() < text.len() {
            let role = |n: usize| turns[n]["speaker"].as_str().unwrap();
            let same = n > 0 && turns[n - 1]["name"] == turn["name"];
            expected.push(match () {
                () if !said.is_empty() => 200,
                () if n == 0 => 0,
                () if same => 350,
                () if role(n) == "narrator" || role(n - 1) == "narrator" => 1000,
                () if role(n) == "interviewer" => 700,
                () if role(n - 1) == "interviewer" => 450,
                () => 550,
            });
            said += &letters(&captions[at].text);
            assert_eq!(captions[at].speaker, turn["name"].as_str().unwrap());
            at += 1;
        }
        assert_eq!(said, text, "captions say what the script says");
    }
    assert_eq!(at, captions.len());
    expected
}

#[test]
fn every_pause_is_the_one_asked_for_and_every_cue_holds_its_speech() {
    let ran = rendered("scripts/first-light.txt", CAST, "");
    let episode = Episode::read(&ran.path("ep"));
    let script = Test::within(ran.folder)
        .args("script talk.txt --json")
        .run()
        .stdout;
    let expected = pauses(&serde_json::from_str(&script).unwrap(), &episode.captions);
    let mut last: Option<f64> = None;
    for (caption, pause) in episode.captions.iter().zip(expected) {
        let (first, end) = episode
            .sound(caption.start.saturating_sub(60), caption.end + 60)
            .unwrap_or_else(|| panic!("nothing is heard during {caption:?}"));
        assert!(
            (first - caption.start as f64).abs() <= 30.0,
            "starts {first}: {caption:?}"
        );
        assert!(
            (end - caption.end as f64).abs() <= 30.0,
            "ends {end}: {caption:?}"
        );
        if let Some(last) = last {
            let gap = first - last;
            assert!(
                (gap - pause as f64).abs() <= 30.0,
                "{gap} for {pause} before {caption:?}"
            );
        }
        last = Some(end);
    }
}

#[test]
fn threads_and_repetition_change_no_byte() {
    let first = rendered("scripts/two-chairs.md", CAST, "--threads 1");
    let again = rendered("scripts/two-chairs.md", CAST, "--threads 2");
    assert_eq!(samples(&first), samples(&again));
    for file in ["chapters.json", "captions.vtt", "talk.lock.json"] {
        let read = |ran: &Ran| std::fs::read(ran.path("ep").join(file)).unwrap();
        assert_eq!(read(&first), read(&again), "{file}");
    }
    // An episode that stands would be left alone.
    std::fs::remove_dir_all(again.path("ep")).unwrap();
    let once_more = Test::within(again.folder)
        .args("render talk.txt --cast cast.yaml --out ep --threads 3")
        .run();
    assert_eq!(samples(&first), samples(&once_more));
}

#[test]
fn only_what_is_asked_for_is_written() {
    let ran = rendered("scripts/two-chairs.md", CAST, "--format captions");
    assert_eq!(ran.names("ep"), ["captions.vtt", "talk.lock.json"]);
    let ran = Test::within(ran.folder)
        .args("render talk.txt --cast cast.yaml --out ep --format chapters")
        .says("removed  captions.vtt")
        .run();
    assert_eq!(ran.names("ep"), ["chapters.json", "talk.lock.json"]);
    Test::new()
        .args("render x --format mp9")
        .fails(2)
        .says("captions")
        .run();
}

#[test]
fn ffmpeg_lists_the_chapters_and_hears_the_loudness_that_was_promised() {
    let (Some(mut probe), Some(mut meter)) = (tool("ffprobe"), tool("ffmpeg")) else {
        return;
    };
    let ran = rendered("scripts/first-light.txt", CAST, "");
    let episode = Episode::read(&ran.path("ep"));
    let printed = output(
        probe
            .args(["-v", "error", "-show_chapters", "-of", "json"])
            .arg(&episode.wav),
    );
    let probed: Value = serde_json::from_str(&printed).unwrap();
    let probed = probed["chapters"].as_array().unwrap();
    assert_eq!(probed.len(), episode.chapters.len());
    for (probed, (start, title)) in probed.iter().zip(&episode.chapters) {
        assert_eq!(probed["tags"]["title"], *title);
        let seconds: f64 = probed["start_time"].as_str().unwrap().parse().unwrap();
        assert!(
            (seconds - start).abs() <= 0.001,
            "{title}: {seconds} for {start}"
        );
    }
    let (loudness, peak) = measure(&mut meter, &episode);
    assert!((loudness + 16.0).abs() <= 0.5, "{loudness} LUFS");
    assert!(peak <= -1.0, "{peak} dBTP");
}

/// Integrated loudness as heard on two loudspeakers, and true peak, by ffmpeg.
pub fn measure(ffmpeg: &mut std::process::Command, episode: &Episode) -> (f64, f64) {
    let printed = output(
        ffmpeg
            .args(["-hide_banner", "-nostats", "-i"])
            .arg(&episode.wav)
            .args(["-af", "ebur128=peak=true:dualmono=true", "-f", "null", "-"]),
    );
    let summary = printed.rsplit("Summary:").next().unwrap().to_string();
    let value = |name: &str| -> f64 {
        let rest = summary
            .split(name)
            .nth(1)
            .unwrap_or_else(|| panic!("{name} in {summary}"));
        rest.split_whitespace().next().unwrap().parse().unwrap()
    };
    (value("I:"), value("Peak:"))
}

#[test]
fn a_missing_file_is_named() {
    Test::new()
        .args("render nowhere.txt")
        .fails(1)
        .says("nowhere.txt")
        .run();
    Test::new()
        .file("talk.txt", shipped("scripts/two-chairs.md"))
        .args("render talk.txt --cast nowhere.yaml")
        .fails(1)
        .says("nowhere.yaml")
        .run();
}

#[test]
fn quiet_is_quiet() {
    let ran = Test::new()
        .file("talk.txt", shipped("scripts/two-chairs.md"))
        .file("cast.yaml", CAST)
        .args("render talk.txt --cast cast.yaml --quiet")
        .run();
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""));
    assert!(ran.path("out/talk/talk.wav").exists());
}

#[test]
fn an_interview_without_a_word_is_an_error() {
    let ran = Test::new()
        .file("talk.txt", "ANNA: …\n\nBEN: —\n\nANNA: …\n\nBEN: 🙂\n")
        .args("render talk.txt")
        .fails(1)
        .says("nothing to speak")
        .run();
    assert!(!ran.path("out").exists());
}

/// What is not text is told as such, whatever it is called, and nothing panics.
#[test]
fn strange_files_get_a_clear_error() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    let cases: [(&str, Vec<u8>); 6] = [
        ("png", png),
        ("nul", b"Q: What?\0\n\nA: That.".to_vec()),
        ("empty", vec![]),
        ("blank", b" \n\n\t\n".to_vec()),
        ("zip", b"PK\x03\x04rest".to_vec()),
        ("bom", b"\xef\xbb\xbf".to_vec()),
    ];
    for (name, bytes) in cases {
        let ran = Test::new()
            .file("talk.txt", bytes)
            .args("render talk.txt")
            .fails(1);
        let ran = ran.says("talk.txt").never_says("panicked").run();
        assert!(!ran.path("out").exists(), "{name}: something was written");
    }
}

/// `duologue render talk.txt 2>&1 | head -1` gets its line, and the episode is made all the same.
#[test]
fn a_reader_who_leaves_stops_no_render() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("talk.txt"),
        shipped("scripts/two-chairs.md"),
    )
    .unwrap();
    std::fs::write(folder.path().join("cast.yaml"), CAST).unwrap();
    for args in [
        "render talk.txt --cast cast.yaml",
        "render nowhere.txt --cast cast.yaml",
        "script talk.txt",
    ] {
        let (read, write) = std::io::pipe().unwrap();
        drop(read);
        let status = crate::builder::command(folder.path())
            .args(args.split(' '))
            .stdout(write.try_clone().unwrap())
            .stderr(write)
            .status()
            .unwrap();
        let expected = i32::from(args.contains("nowhere"));
        assert_eq!(status.code(), Some(expected), "{args}");
    }
    assert!(folder.path().join("out/talk/talk.wav").exists());
}
