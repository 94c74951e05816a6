//! What becomes of a whole page: line ends, the told repairs, labels, cost.

use crate::script::cases::compiled;
use crate::script::spaces::{Line, Mend, find};

fn healed(text: &str, language: &str) -> String {
    // A `|` stands for a line end that became a space.
    let plain = text.replace('|', " ");
    let breaks: Vec<usize> = text.match_indices('|').map(|(at, _)| at).collect();
    let line = Line {
        text: &plain,
        edges: &[],
        breaks: &breaks,
    };
    let mut out = plain.clone();
    for repair in find(&[line], language).iter().rev() {
        match repair.mend {
            Mend::Space { at } => out.insert(at, ' '),
            Mend::Cut { from, to } => out.replace_range(from..to, ""),
        }
    }
    out
}

#[test]
fn words_parted_at_a_line_end_are_whole_again() {
    for (tag, parted, whole) in [
        ("en", "an inter-|view with her", "an interview with her"),
        ("en", "a well-|known face", "a well-known face"),
        (
            "en",
            "the pre-|and post-war years",
            "the pre- and post-war years",
        ),
        ("en", "of post-|COVID times", "of post-COVID times"),
        (
            "en",
            "the glim-|merfolk and the glimmerfolk",
            "the glimmerfolk and the glimmerfolk",
        ),
        (
            "en",
            "a sea-|quill and a sea-quill",
            "a sea-quill and a sea-quill",
        ),
        ("en", "left - right", "left - right"),
        ("de", "das Inter-|view mit ihr", "das Interview mit ihr"),
        ("de", "die Dreh-|bucharbeit", "die Drehbucharbeit"),
        ("de", "Haus-|und Hof", "Haus- und Hof"),
        ("de", "die E-|Mail", "die E-Mail"),
        ("fr", "une entre-|vue avec elle", "une entrevue avec elle"),
        ("fr", "disait-|il alors", "disait-il alors"),
        ("es", "una entre-|vista con ella", "una entrevista con ella"),
        ("it", "una inter-|vista con lei", "una intervista con lei"),
        ("pt", "uma entre-|vista com ela", "uma entrevista com ela"),
        ("pt", "disse-|me então", "disse-me então"),
        (
            "de",
            "die Zu\u{ad}kunft und die Zu\u{ad}|kunft",
            "die Zukunft und die Zukunft",
        ),
    ] {
        assert_eq!(healed(parted, tag), whole, "{tag}");
    }
}

#[test]
fn a_page_is_mended_before_its_labels_are_read_and_every_repair_is_told() {
    let text = "LANTERN:What was *Glass Harbour*like for you?\n\n\
        MARA QUILLON: It was late,and we were tired. In an inter-\nview I said so.\n\n\
        LANTERN: And then?\n\n\
        MaraQuillon: We left.Then it rained on Glass Harbour all the way.\n";
    let (_, script) = compiled("x.md", text);
    let told: Vec<(&str, &str, usize)> = script
        .repairs
        .iter()
        .map(|r| (r.before.as_str(), r.after.as_str(), r.line))
        .collect();
    assert_eq!(
        told,
        [
            ("LANTERN:What", "LANTERN: What", 1),
            ("Harbourlike", "Harbour like", 1),
            ("late,and", "late, and", 3),
            ("inter- view", "interview", 3),
            ("MaraQuillon:", "Mara Quillon:", 8),
            ("left.Then", "left. Then", 8),
        ]
    );
    assert!(script.repairs.iter().all(|r| !r.evidence.is_empty()));
    assert_eq!(script.source.slice(script.repairs[4].span), "MaraQuillon:");
    let said: Vec<String> = script.paragraphs().map(|(_, _, p)| p.text()).collect();
    assert_eq!(
        said,
        [
            "What was Glass Harbour like for you?",
            "It was late, and we were tired. In an interview I said so.",
            "And then?",
            "We left. Then it rained on Glass Harbour all the way.",
        ]
    );
    assert_eq!(script.people.len(), 2);
}

#[test]
fn any_text_is_read_and_each_place_lies_between_letters() {
    let long = "x".repeat(100_000);
    let pairs = "aB".repeat(50_000);
    let marks = ",.“”\"()»«?!:;-\u{ad}".repeat(2_000);
    for text in [
        "",
        " ",
        "é,É",
        "\u{ad}",
        "(",
        ")a",
        "“a”b",
        "ÀÉa",
        "🎙,🎙a",
        &long,
        &pairs,
        &marks,
    ] {
        for tag in ["en", "de", "fr", "ja", "", "xx-YY"] {
            let all = [Line {
                text,
                edges: &[0, 1, 2],
                breaks: &[0, 1, 1_000_000],
            }];
            for repair in find(&all, tag) {
                assert!(text.is_char_boundary(repair.mend.start()));
            }
        }
    }
}
