//! A saved script in the hands of an editor: what is corrected holds, what is directed is heard,
//! and nothing else changes.

use crate::builder::{Ran, Test, shipped};
use crate::episode::Episode;
use crate::pages::TONES_WITH_PAUSES as CAST;
use serde_json::Value;

const FRONT: &str = "\
---
duologue: 1
title: Foxes
languages: [en]
people:
  Reporter: interviewer
  Mira Holm: interviewee
---

";

fn rendered(name: &str, text: &str, cast: &str) -> Episode {
    let ran = Test::new()
        .file(name, text)
        .file("cast.yaml", cast)
        .args("render --cast cast.yaml --out ep")
        .args(name)
        .run();
    Episode::read(&ran.path("ep"))
}

/// The saved script of an interview, and the folder it lies in.
fn saved(name: &str, interview: &str) -> (String, Ran) {
    let ran = Test::new()
        .file(name, shipped(interview))
        .args("script --save saved.md")
        .args(name)
        .run();
    let text = std::fs::read_to_string(ran.path("saved.md")).unwrap();
    (text, ran)
}

fn json(text: &str) -> Value {
    let ran = Test::new()
        .file("talk.md", text)
        .args("script talk.md --json")
        .run();
    serde_json::from_str(&ran.stdout).unwrap()
}

/// Start in milliseconds and title of each chapter.
fn titles(episode: &Episode) -> Vec<&str> {
    episode.chapters.iter().map(|c| c.1.as_str()).collect()
}

/// The silence between two captions, from the last sound of one to the first of the next, in
/// milliseconds.
fn gap(episode: &Episode, before: usize, after: usize) -> f64 {
    let heard = |n: usize| {
        let caption = &episode.captions[n];
        episode.sound(caption.start, caption.end).unwrap()
    };
    heard(after).0 - heard(before).1
}

#[test]
fn a_corrected_speaker_holds_and_nothing_else_changes() {
    let (before, _) = saved("talk.txt", "scripts/first-light.txt");
    let old = json(&before);
    let turns = old["turns"].as_array().unwrap();
    let name = |role: &str| {
        let people = old["people"].as_array().unwrap();
        let person = people.iter().find(|p| p["role"] == role).unwrap();
        person["name"].as_str().unwrap().to_owned()
    };
    let (asks, answers) = (name("interviewer"), name("interviewee"));
    // The first paragraph of a long answer: the second must stay with who said it.
    let at = (1..turns.len() - 1)
        .find(|n| turns[*n..=n + 1].iter().all(|t| t["name"] == *answers))
        .expect("an answer of two paragraphs");
    let text = turns[at]["text"].as_str().unwrap();
    let line = format!("**{answers}:** {text}");
    assert_eq!(before.matches(&line).count(), 1);
    let after = before.replace(&line, &format!("**{asks}:** {text}"));

    let mut expected = old.clone();
    expected["turns"][at]["name"] = asks.clone().into();
    expected["turns"][at]["speaker"] = "interviewer".into();
    let mut found = json(&after);
    // The label itself, which is not spoken, is all that is written otherwise.
    for script in [&mut expected, &mut found] {
        let skipped = script["skipped"].as_array_mut().unwrap();
        skipped.retain(|s| s["line"] != turns[at]["line"]);
    }
    assert_eq!(expected, found);

    let (old, new) = (
        rendered("talk.md", &before, CAST),
        rendered("talk.md", &after, CAST),
    );
    assert_eq!(titles(&old), titles(&new));
    assert_eq!(old.captions.len(), new.captions.len());
    let mut moved = 0;
    for (old, new) in old.captions.iter().zip(&new.captions) {
        assert_eq!(old.text, new.text);
        if old.speaker != new.speaker {
            assert_eq!((&old.speaker, &new.speaker), (&answers, &asks));
            assert!(text.contains(&new.text), "{}", new.text);
            moved += 1;
        }
    }
    assert!(moved > 0);
}

#[test]
fn a_saved_script_sounds_as_the_page_it_came_from() {
    for (name, sample) in [
        ("talk.txt", "scripts/first-light.txt"),
        ("talk.md", "scripts/two-chairs.md"),
    ] {
        let (script, _) = saved(name, sample);
        let page = rendered(name, &shipped(sample), CAST);
        let again = rendered("talk.md", &script, CAST);
        assert_eq!(page.captions, again.captions, "{sample}");
        assert_eq!(page.chapters, again.chapters, "{sample}");
        assert!(page.samples == again.samples, "{sample}");
    }
}

#[test]
fn a_pause_is_as_long_as_it_says() {
    let script = format!(
        "{FRONT}**Reporter:** What do you hear?\n\n\
         **Mira Holm:** {{pause: 1200ms}} Foxes. {{pause: 800ms}} I like them. They bark. \
         {{pause: 0.4s}}{{pause: 100ms}}\n\n**Mira Holm:** Like doors.\n"
    );
    let episode = rendered("talk.md", &script, CAST);
    let texts: Vec<_> = episode.captions.iter().map(|c| c.text.as_str()).collect();
    let expected = [
        "What do you hear?",
        "Foxes.",
        "I like them.",
        "They bark.",
        "Like doors.",
    ];
    assert_eq!(texts, expected);
    // At the start of an answer, between sentences, none asked for, and two at the end.
    for (n, pause) in [1200.0, 800.0, 200.0, 500.0].into_iter().enumerate() {
        let gap = gap(&episode, n, n + 1);
        assert!(
            (gap - pause).abs() <= 30.0,
            "after {}: {gap} ms",
            expected[n]
        );
    }
}

#[test]
fn captions_show_what_is_shown_and_voices_get_what_is_spoken() {
    let script = format!(
        "{FRONT}**Reporter:** How is {{say: ay dee ay | ADA}}?\n\n\
         **Mira Holm:** A \\{{brace\\}}, 5 \\* 3, {{say: hash one | \\#1 \\| 2}} and C:\\new.\n\n\
         \\# is no chapter, \\*this\\* no emphasis.\n"
    );
    let shown = [
        "How is ADA?",
        "A {brace}, 5 * 3, #1 | 2 and C:\\new.",
        "# is no chapter, *this* no emphasis.",
    ];
    let episode = rendered("talk.md", &script, CAST);
    let texts: Vec<_> = episode.captions.iter().map(|c| c.text.as_str()).collect();
    assert_eq!(texts, shown);
    let ran = Test::new()
        .file("talk.md", &script)
        .file("cast.yaml", CAST)
        .args("script talk.md --cast cast.yaml --spoken")
        .run();
    assert!(ran.stdout.contains("How is ADA?"), "{}", ran.stdout);
    for spoken in ["ay dee ay", "hash one"] {
        let mut voiced = ran.stdout.lines().filter(|line| line.contains("->"));
        assert!(voiced.any(|line| line.contains(spoken)), "{}", ran.stdout);
    }
    for line in ran.stdout.lines().filter(|line| line.contains("->")) {
        assert!(!line.contains("ADA") && !line.contains("#1"), "{line}");
    }
}

/// What is told of a script that cannot be read.
fn told(text: &str) -> String {
    Test::new()
        .file("talk.md", text)
        .args("script talk.md")
        .fails(1)
        .run()
        .stderr
}

#[test]
fn a_forgotten_asterisk_is_told_and_a_backslash_means_it() {
    let ask = format!("{FRONT}**Reporter:** Who barks?\n\n");
    for line in [
        "Mira Holm: Foxes.",
        "**Mira Holm** Foxes.",
        "*Mira Holm:* Foxes.",
        "__Mira Holm:__ Foxes.",
        "- **Mira Holm:** Foxes.",
        "> **Mira Holm:** Foxes.",
    ] {
        let stderr = told(&format!("{ask}{line}\n"));
        assert!(stderr.contains("is no label"), "{stderr}");
        assert!(stderr.contains("`**Mira Holm:** text`"), "{stderr}");
    }
    let meant = format!("{ask}Mira Holm\\: foxes.\n\n**Mira Holm:** Owls.\n");
    let episode = rendered("talk.md", &meant, CAST);
    assert_eq!(episode.captions[1].text, "Mira Holm: foxes.");
    assert_eq!(episode.captions[1].speaker, "Reporter");
}

#[test]
fn a_lost_first_fence_is_told() {
    let body = "**Reporter:** Why?\n\n**Mira Holm:** Foxes.\n";
    for first in ["", "\n", "—\n"] {
        let front = FRONT.replacen("---\n", first, 1);
        let stderr = told(&format!("{front}{body}"));
        assert!(stderr.contains("`---`, and it is lost"), "{stderr}");
        assert!(stderr.contains("1 error;"), "{stderr}");
    }
}

#[test]
fn a_link_is_its_words() {
    let script = format!(
        "{FRONT}**Reporter:** Read [the *map*](https://example.org/a_(b)) and run `ls`.\n\n\
         **Mira Holm:** [laughs] Foxes \\`so\\` [a]\\(b).\n"
    );
    let episode = rendered("talk.md", &script, CAST);
    let texts: Vec<_> = episode.captions.iter().map(|c| c.text.as_str()).collect();
    assert_eq!(texts[0], "Read the map and run ls.");
    assert!(texts[1..].concat().contains("`so` [a](b)."), "{texts:?}");
}

#[test]
fn a_chapter_in_the_script_outranks_the_cast() {
    let body = "**Reporter:** What do you hear?\n\n**Mira Holm:** Foxes.\n\n";
    let more = "**Reporter:** And then?\n\n**Mira Holm:** Owls.\n";
    let listed = format!("{CAST}chapters:\n  - {{at: 2, title: Listed}}\n");
    let with = format!("{FRONT}{body}# The second half\n\n{more}");
    for cast in [CAST, &listed] {
        let episode = rendered("talk.md", &with, cast);
        assert_eq!(titles(&episode), ["Foxes", "The second half"]);
    }
    // Without any in the script the cast's plan holds.
    let without = format!("{FRONT}{body}{more}");
    let episode = rendered("talk.md", &without, CAST);
    assert_eq!(titles(&episode), ["What do you hear?", "And then?"]);
    let episode = rendered("talk.md", &without, &listed);
    assert_eq!(titles(&episode), ["Introduction", "Listed"]);
}

#[test]
fn a_cast_says_where_chapters_begin() {
    let page = shipped("scripts/two-chairs.md");
    let episode = rendered("talk.md", &page, &format!("{CAST}chapters: per-heading\n"));
    let headings = page.lines().filter_map(|line| line.strip_prefix("## "));
    let expected: Vec<_> = std::iter::once("Introduction").chain(headings).collect();
    assert!(expected.len() > 2);
    assert_eq!(titles(&episode), expected);

    let list = "chapters:\n  - {at: 'she did. I had', title: The stove}\n  - {at: 2, title: The window}\n  - {at: So we put the bench, title: Chalk}\n";
    let episode = rendered("talk.md", &page, &format!("{CAST}{list}"));
    assert_eq!(
        titles(&episode),
        ["Introduction", "The window", "The stove", "Chalk"]
    );
    for ((start, title), first) in episode.chapters.iter().zip([
        "For nineteen years",
        "Who had the window first?",
        "She did.",
        "So we put",
    ]) {
        let heard = episode.captions.iter().find(|c| c.text.starts_with(first));
        let heard = heard.unwrap_or_else(|| panic!("{first}")).start as f64;
        // The first chapter begins with the episode, before its first word.
        let early = if title == "Introduction" { 301.0 } else { 1.0 };
        assert!((heard - start * 1000.0).abs() <= early, "{title}");
    }
}

/// The page would be lost, and with it everything that is not spoken.
#[test]
fn a_script_is_never_saved_over_its_interview() {
    let page =
        "# A talk\n\nANNA: Why?\n\nBEN: Because of the flour [1].\n\n[1]: https://example.org\n";
    let ran = Test::new()
        .file("talk.md", page)
        .args("script talk.md --save talk.md --force")
        .fails(1)
        .says("talk.md is the interview itself")
        .run();
    assert_eq!(std::fs::read_to_string(ran.path("talk.md")).unwrap(), page);
    let ran = Test::within(ran.folder).args("script talk.md").run();
    assert!(
        ran.stdout.contains("Because of the flour."),
        "{}",
        ran.stdout
    );
}
