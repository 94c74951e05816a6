//! Parts of an episode: small episodes of their own, made of the same takes.

use crate::builder::{Ran, Test};
use crate::episode::Episode;
use crate::pages::TONES_WITH_PAUSES as CAST;
use serde_json::Value;

/// Chapters begin on lines 10 and 18; the sentences of a paragraph stand on one line.
const TALK: &str = "\
---
duologue: 1
title: Ferries
languages: [en]
people:
  Reporter: interviewer
  Mira Holm: interviewee
---

# The bridge

**Reporter:** Where did the ferry go when the bridge was built?

**Mira Holm:** Up the river, with a choir on board. Nobody had asked them.

**Reporter:** {pause: 900ms} And the captain?

# The bell

**Mira Holm:** He sold the bell. He kept the rope.

**Reporter:** Which rope?
";

fn test() -> Test {
    Test::new().file("talk.md", TALK).file("cast.yaml", CAST)
}

fn render(test: Test, args: &str) -> Ran {
    test.own_cache()
        .args("render talk.md --cast cast.yaml --out ep --json")
        .args(args)
        .run()
}

fn told(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap()
}

fn texts(episode: &Episode) -> Vec<&str> {
    episode.captions.iter().map(|c| c.text.as_str()).collect()
}

/// All files of a folder and what is in them, subfolders left out.
fn files(ran: &Ran, folder: &str) -> Vec<(String, Vec<u8>)> {
    let read = |name: String| {
        let bytes = std::fs::read(ran.path(folder).join(&name));
        Some((name, bytes.ok()?))
    };
    ran.names(folder).into_iter().filter_map(read).collect()
}

#[test]
fn a_part_is_a_set_of_its_own_beside_the_episode() {
    let ran = render(test(), "");
    let (whole, episode) = (files(&ran, "ep"), Episode::read(&ran.path("ep")));
    let ran = render(Test::within(ran.folder), "--lines 14-20");
    assert_eq!(files(&ran, "ep"), whole);
    let names: Vec<_> = whole.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(ran.names("ep/sample"), names);
    let report = told(&ran);
    assert_eq!(report["part"], "lines 14-20 of 22");
    assert_eq!(
        report["spoken"], 0,
        "the takes of the episode are the part's"
    );
    assert!(
        ran.stderr.contains("lines 14-20 of 22: 5 lines"),
        "{}",
        ran.stderr
    );

    let part = Episode::read(&ran.path("ep/sample"));
    assert_eq!(texts(&part), &texts(&episode)[1..6]);
    // What is heard between two lines is what is heard there in the episode.
    let from = |episode: &Episode, first: usize| -> Vec<u64> {
        let start = episode.captions[first].start;
        let five = &episode.captions[first..first + 5];
        five.iter()
            .flat_map(|c| [c.start - start, c.end - start])
            .collect()
    };
    for (part, whole) in from(&part, 0).iter().zip(from(&episode, 1)) {
        assert!(part.abs_diff(whole) <= 1, "{part} and {whole}");
    }
    assert_eq!(
        part.captions[0].start, episode.captions[0].start,
        "no pause before it"
    );
    let titles: Vec<_> = part.chapters.iter().map(|c| c.1.as_str()).collect();
    assert_eq!(titles, ["The bridge", "The bell"]);
    assert!(part.chapters[0].0.abs() < 1e-9);

    let set = files(&ran, "ep/sample");
    let ran = render(Test::within(ran.folder), "");
    assert_eq!(
        files(&ran, "ep/sample"),
        set,
        "a whole render leaves the part alone"
    );
    assert_eq!(files(&ran, "ep"), whole);
}

#[test]
fn a_chapter_alone_is_only_what_it_costs() {
    let ran = render(test(), "--chapter 2");
    let report = told(&ran);
    assert_eq!(report["part"], "chapter 2, “The bell”");
    assert_eq!(report["spoken"], 3);
    assert_eq!(ran.names("ep"), ["sample"]);
    let part = Episode::read(&ran.path("ep/sample"));
    assert_eq!(
        texts(&part),
        ["He sold the bell.", "He kept the rope.", "Which rope?"]
    );
    assert_eq!(part.chapters.len(), 1);
    let tags = std::fs::read(&part.wav).unwrap();
    let title = "Ferries (chapter 2, “The bell”)";
    assert!(
        tags.windows(title.len()).any(|w| w == title.as_bytes()),
        "its title says so"
    );
    // Another part takes the place of the last one.
    let ran = render(Test::within(ran.folder), "--chapter 1");
    assert_eq!(Episode::read(&ran.path("ep/sample")).captions.len(), 4);
}

#[test]
fn a_sample_is_whole_lines_within_its_time_and_always_the_same() {
    let whole = Episode::read(&render(test(), "").path("ep"));
    for seconds in [1u32, 5, 8, 600] {
        let args = format!("--sample {seconds}s");
        let ran = render(test(), &args);
        let part = Episode::read(&ran.path("ep/sample"));
        let count = part.captions.len();
        assert!(
            count == 1 || part.seconds() <= f64::from(seconds),
            "{seconds}"
        );
        assert_eq!(part.captions, whole.captions[..count], "{seconds}");
        // One more would not have fitted.
        if let Some(next) = whole.captions.get(count) {
            assert!(next.end + 800 > u64::from(seconds) * 1000, "{seconds}");
        }
        let first = files(&ran, "ep/sample");
        let again = render(Test::within(ran.folder), &args);
        assert_eq!(told(&again)["spoken"], 0);
        assert_eq!(files(&again, "ep/sample"), first);
    }
}

#[test]
fn a_part_that_is_not_there_is_told_with_what_is() {
    let fails = |args: &str, status: i32, says: &str| {
        let ran = test()
            .args("render talk.md --cast cast.yaml --out ep")
            .args(args)
            .fails(status)
            .says(says)
            .run();
        assert!(
            ran.names("ep").is_empty(),
            "{args} left {:?}",
            ran.names("ep")
        );
    };
    fails(
        "--chapter 3",
        1,
        "there is no chapter 3: the episode has the chapters 1 to 2",
    );
    fails(
        "--lines 17-18",
        1,
        "nothing on lines 17-18 of talk.md is spoken; the nearest lines that are spoken are 16 and 20",
    );
    fails(
        "--lines 9-3",
        2,
        "the last line (3) is before the first (9)",
    );
    fails("--sample soon", 2, "a time is written as 60s, 90 or 2min");
    fails("--sample 9s --chapter 1", 2, "cannot be used with");
}

#[test]
fn takes_are_kept_where_one_says() {
    let ran = render(test(), "--takes mine/takes");
    assert!(!ran.path("cache/duologue/takes").exists());
    let ran = Test::within(ran.folder)
        .own_cache()
        .args("takes --takes mine/takes")
        .run();
    assert!(ran.stdout.contains(" in mine/takes\n"), "{}", ran.stdout);
    let ran = Test::within(ran.folder)
        .own_cache()
        .args("takes verify --takes mine/takes")
        .run();
    assert!(ran.stdout.ends_with("all sound\n"), "{}", ran.stdout);
    let ran = render(Test::within(ran.folder), "--takes mine/takes");
    assert_eq!(told(&ran)["spoken"], 0);
    // A folder that was named is not silently another one.
    Test::within(ran.folder)
        .own_cache()
        .args("render talk.md --cast cast.yaml --out ep --takes talk.md")
        .fails(1)
        .says("--takes: ")
        .run();
}
