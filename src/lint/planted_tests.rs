//! One fault at a time, planted into captions that have none: it is found, and nothing else is.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::publish::captions::profile::{PROFILES, profile};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Without a fault by any profile.
const VTT: &str = "\
WEBVTT

00:00:01.000 --> 00:00:04.000
<v Anna>Anna: Where did you all go then?

00:00:05.000 --> 00:00:09.000
<v Ben>Ben: Down to the old river,
with both of my brothers.

00:00:10.000 --> 00:00:13.000
<v Anna>Anna: And what was there?
";

const SRT: &str = "\
1
00:00:01,000 --> 00:00:04,000
Anna: Where did you all go then?

2
00:00:05,000 --> 00:00:09,000
Ben: Down to the old river,
with both of my brothers.

3
00:00:10,000 --> 00:00:13,000
Anna: And what was there?
";

/// A kind of fault, and how it gets into the clean file: what is replaced, and by what. `*` is all of it.
type Planted = (&'static str, &'static [(&'static str, &'static str)]);

/// In either format; times are written as in WebVTT here.
#[rustfmt::skip]
const EITHER: &[Planted] = &[
    ("empty", &[("*", "")]),
    ("empty", &[("*", "\u{feff}\n \n")]),
    ("encoding", &[("river", "r\u{fffd}ver")]),
    ("control", &[("old", "o\u{7}ld")]),
    ("timestamp", &[("00:00:05.000", "0:00:05.000")]),
    ("timestamp", &[("00:00:05.000", "00:00:05:000")]),
    ("timestamp", &[("00:00:05.000", "00:00:05.00")]),
    ("timestamp", &[("00:00:05.000 --> 00:00:09.000", "00:00:05.000 -->")]),
    ("timestamp", &[("00:00:09.000", "never")]),
    ("arrow", &[("05.000 --> ", "05.000-->")]),
    ("arrow", &[("05.000 --> ", "05.000 -> ")]),
    ("arrow", &[("05.000 --> ", "05.000 → ")]),
    ("settings", &[("00:00:09.000", "00:00:09.000 X1:40")]),
    ("stray", &[("brothers.\n", "brothers.\n\nAnd so on.\n")]),
    ("stray", &[("river,\n", "river,\n\n")]),
    ("tag", &[("river", "<k>river</k>")]),
    ("tag", &[("river", "<i>river")]),
    ("tag", &[("river", "river</i>")]),
    ("tag", &[("old river", "<i><b>old</i> river</b>")]),
    ("reversed", &[("00:00:09.000", "00:00:04.000")]),
    ("reversed", &[("00:00:09.000", "00:00:05.000")]),
    ("order", &[("00:00:10.000 --> 00:00:13.000", "00:00:04.500 --> 00:00:07.500")]),
    ("overlap", &[("00:00:10.000", "00:00:08.500")]),
    ("gap", &[("00:00:10.000", "00:00:09.040")]),
    ("gap", &[("00:00:10.000", "00:00:09.000")]),
    ("short", &[("00:00:04.000", "00:00:01.600"), ("Where did you all go then?", "Yes?")]),
    ("long", &[("00:00:13.000", "00:00:18.000")]),
    ("fast", &[("00:00:04.000", "00:00:02.200")]),
    ("line-length", &[("river,\nwith", "river with")]),
    ("lines", &[("both of my", "both\nof my")]),
    ("break", &[("to the old river,\nwith", "to the\nold river, with")]),
    ("break", &[("old river,\nwith both of my brothers", "pier, for 5\nkm or even more of it")]),
    ("break", &[("old river,\nwith both", "pier where Mara\nLind lives with both")]),
    ("two-speakers", &[("river,\nwith both of", "river.\nAnna: With all of")]),
    ("two-speakers", &[("river,\nwith both of", "river. Anna: With\nall of")]),
    ("two-speakers", &[("Down to the old river,\nwith both of", "- Down to the river.\n- With all of")]),
    ("sound", &[("Down", "(laughs) Down"), ("old ", "")]),
    ("sound", &[("Down", "*door slams* Down"), ("old ", "")]),
];

#[rustfmt::skip]
const ONLY_VTT: &[Planted] = &[
    ("signature", &[("WEBVTT\n\n", "")]),
    ("signature", &[("WEBVTT", "WEBVTTS")]),
    ("signature", &[("WEBVTT", " WEBVTT")]),
    ("header", &[("WEBVTT\n\n", "WEBVTT\n")]),
    ("header", &[("WEBVTT\n", "WEBVTT\nKind: captions\nLanguage: en\n")]),
    ("no-cue", &[("*", "WEBVTT\n\nNOTE nothing yet\n")]),
    ("identifier", &[("00:00:01.000", "a\n00:00:01.000"), ("00:00:05.000", "a\n00:00:05.000")]),
    ("separator", &[("00:00:05.000", "00:00:05,000")]),
    ("settings", &[("00:00:09.000", "00:00:09.000 align:middle")]),
    ("blank-line", &[("brothers.\n\n", "brothers.\n")]),
    ("stray", &[("brothers.\n", "brothers.\n\nSTYLE\n::cue { color: red }\n")]),
    ("no-text", &[("<v Anna>Anna: And what was there?\n", "")]),
    ("tag", &[("<v Ben>", "<v>")]),
    ("tag", &[("river", "<00:00:12.000>river")]),
    ("tag", &[("old river", "<lang>old</lang> river")]),
    ("escape", &[("old", "old &")]),
    ("escape", &[("old", "< old")]),
    ("escape", &[("old", "--> old")]),
    ("escape", &[("WEBVTT\n", "WEBVTT\n\nNOTE this --> that\n")]),
    ("two-speakers", &[("river,\n", "river.</v>\n<v Anna>"), ("brothers.", "brothers.</v>")]),
    ("two-speakers", &[("old river,\n", "pier.</v> <v Anna>So\n"), ("brothers.", "brothers.</v>")]),
    ("speaker", &[("<v Ben>Ben: ", "<v Ben>")]),
];

#[rustfmt::skip]
const ONLY_SRT: &[Planted] = &[
    ("no-cue", &[("*", "1\n")]),
    ("no-cue", &[("*", "Anna: Where did you go?\n\nBen: Out.\n")]),
    ("number", &[("2\n", "7\n"), ("3\n", "8\n")]),
    ("number", &[("2\n", "")]),
    ("number", &[("2\n", "two\n")]),
    ("separator", &[("00:00:05,000", "00:00:05.000")]),
    ("blank-line", &[("brothers.\n\n", "brothers.\n")]),
    ("no-text", &[("Anna: And what was there?\n", "")]),
    ("tag", &[("old", "{\\an8}old")]),
    ("tag", &[("Ben:", "<v Ben>")]),
    ("escape", &[("old", "&amp; old")]),
    ("speaker", &[("Anna: Where", "Where")]),
    ("speaker", &[("Ben: Down", "- Down")]),
];

fn planted(clean: &str, edits: &[(&str, &str)], srt: bool) -> String {
    let mut text = clean.to_owned();
    for (from, to) in edits {
        if *from == "*" {
            text = (*to).to_owned();
            continue;
        }
        // Times are written with a full stop in the table.
        let (from, to) = match srt && from.contains(".000") {
            true => (from.replace('.', ","), to.replace('.', ",")),
            false => ((*from).to_owned(), (*to).to_owned()),
        };
        assert!(text.contains(&from), "{from:?} is not in the clean file");
        text = text.replacen(&from, &to, 1);
    }
    text
}

fn found(name: &str, text: &[u8], rules: &str) -> Linted {
    let file = RawFile {
        path: name.into(),
        bytes: text.to_vec(),
    };
    judge(&file, profile(rules).unwrap(), Some("en"))
}

fn kinds(linted: &Linted) -> Vec<&'static str> {
    linted.faults.iter().map(|fault| fault.kind.name).collect()
}

#[test]
fn clean_files_are_clean_by_all_profiles() {
    for rules in PROFILES {
        for (name, text) in [("x.vtt", VTT), ("x.srt", SRT)] {
            let windows = text.replace('\n', "\r\n");
            let marked = format!("\u{feff}{text}");
            for text in [text, &windows, &marked] {
                let linted = found(name, text.as_bytes(), rules.name);
                assert_eq!(linted.faults, [], "{name}, {}", rules.name);
                assert_eq!(linted.cues, 3);
            }
        }
    }
}

#[test]
fn whatever_a_file_may_hold_is_no_fault() {
    let vtt = "WEBVTT - a title\n\nNOTE\nover two lines\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:fred\n\n\
        intro\n00:01.000 --> 00:04.000 align:start line:-1 position:10%,line-left\n\
        <v.loud Anna>Anna: <i>Why</i> <c.yellow.bg_blue>so</c> &amp; <00:02.000>how?</v>\n\n\n\
        00:00:05.000 --> 00:00:08.000\n<v Ben>Ben: [laughs] <lang fr>Oui</lang>, 3 &lt; 4,\nyes?\n\n\
        00:00:09.000 --> 00:00:12.000\n<v Ben>♪ la la ♪\n\n01:00:00.000 --> 01:00:03.500\n<v Ben>\
        <ruby>漢<rt>kan</rt></ruby> (of 1990), then. One thing: it went.\n";
    let linted = found("x.vtt", vtt.as_bytes(), "duologue");
    assert_eq!(linted.faults, []);
    let srt = "1\n00:00:01,000 --> 00:00:04,000\n<font color=\"#ffff00\">Why <i>so</i> & how? 3 < 4</font>\n\n\
        2\n00:00:05,000 --> 00:00:08,000\nANNA: \"Well,\" he said. Then: no.\n\n";
    let linted = found("x.srt", srt.as_bytes(), "bbc");
    assert_eq!(linted.faults, []);
}

#[test]
fn planted_faults_of_every_kind_are_found_and_nothing_else() {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut wrong = vec![];
    for (name, clean, own, srt) in [
        ("x.vtt", VTT, ONLY_VTT, false),
        ("x.srt", SRT, ONLY_SRT, true),
    ] {
        for (kind, edits) in EITHER.iter().chain(own) {
            let text = planted(clean, edits, srt);
            let linted = found(name, text.as_bytes(), "duologue");
            if kinds(&linted) != [*kind] || linted.counted() != 1 {
                let told: Vec<_> = linted.faults.iter().map(|f| &f.message).collect();
                wrong.push(format!("{name}, {kind} by {edits:?}: {told:?}"));
            }
            seen.insert(kind);
        }
    }
    let all: BTreeSet<&str> = KINDS.iter().map(|kind| kind.name).collect();
    assert_eq!(seen, all);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_fault_knows_its_line_its_cue_and_its_numbers() {
    let text = VTT.replace("river,\nwith", "river with");
    let linted = found("x.vtt", text.as_bytes(), "duologue");
    let fault = &linted.faults[0];
    assert_eq!(
        (fault.line, fault.cue, fault.start),
        (7, Some(2), Some(5000))
    );
    assert_eq!(fault.numbers, Some((52.0, 42.0)));
    assert_eq!(fault.message, "line of 52 characters; at most 42");
}

#[test]
fn profiles_ask_for_different_things() {
    for (rules, srt, edits, kind) in [
        // A hole is closed or of a second.
        ("bbc", true, &[("00:00:10,000", "00:00:09,500")][..], "gap"),
        ("bbc", true, &[("00:00:10,000", "00:00:09,000")], ""),
        ("dcmp", true, &[("00:00:10,000", "00:00:09,000")], ""),
        ("netflix", true, &[("00:00:10,000", "00:00:09,083")], ""),
        ("netflix", true, &[("00:00:10,000", "00:00:09,080")], "gap"),
        // Who speaks: in every cue, at each change, by the voice alone, by a colour.
        (
            "dcmp",
            true,
            &[(
                "3\n00:00:10,000 --> 00:00:13,000\nAnna: ",
                "3\n00:00:10,000 --> 00:00:13,000\n",
            )],
            "speaker",
        ),
        (
            "duologue",
            true,
            &[(
                "3\n00:00:10,000 --> 00:00:13,000\nAnna: ",
                "3\n00:00:10,000 --> 00:00:13,000\n",
            )],
            "",
        ),
        ("podcast", false, &[("<v Ben>Ben: ", "<v Ben>")], ""),
        ("dcmp", false, &[("<v Ben>Ben: ", "<v Ben>")], "speaker"),
        (
            "bbc",
            false,
            &[("<v Ben>Ben: Down", "<v Ben><c.cyan>Down</c>")],
            "",
        ),
        // Two in a cue, if each has a line.
        (
            "netflix",
            true,
            &[(
                "Ben: Down to the old river,\nwith",
                "- Down to the old river.\n- With",
            )],
            "",
        ),
        (
            "dcmp",
            true,
            &[("river,\nwith both of", "river.\nAnna: With all of")],
            "",
        ),
        (
            "dcmp",
            true,
            &[("the old river,\nwith both of", "it. Anna: With\nall of")],
            "two-speakers",
        ),
        (
            "podcast",
            true,
            &[("river,\nwith both of", "river.\nAnna: With all of")],
            "two-speakers",
        ),
        // Sounds, widths, pace.
        ("bbc", true, &[("Down", "(laughs) Down"), ("old ", "")], ""),
        (
            "dcmp",
            true,
            &[("you all go then?", "you all go to then?")],
            "line-length",
        ),
        ("podcast", false, &[("river,\nwith", "river with")], ""),
        (
            "podcast",
            true,
            &[("river,\nwith", "river with")],
            "line-length",
        ),
        ("dcmp", true, &[("00:00:04,000", "00:00:03,100")], "fast"),
        ("bbc", true, &[("00:00:04,000", "00:00:03,100")], ""),
        ("dcmp", true, &[("00:00:13,000", "00:00:16,500")], "long"),
    ] {
        let (name, clean) = if srt { ("x.srt", SRT) } else { ("x.vtt", VTT) };
        let text = planted(clean, edits, false);
        let linted = found(name, text.as_bytes(), rules);
        let told = kinds(&linted).join(" ");
        assert_eq!(told, kind, "{rules} {edits:?} {:#?}", linted.faults);
    }
}

#[test]
fn what_speech_forces_is_told_and_not_counted() {
    let text = "1\n00:00:01,000 --> 00:00:04,000\nAnna: Where did you go?\n\n\
        2\n00:00:04,080 --> 00:00:04,500\nBen: Out.\n\n\
        3\n00:00:04,580 --> 00:00:07,000\nAnna: When?\n\n";
    let linted = found("x.srt", text.as_bytes(), "duologue");
    assert_eq!((kinds(&linted), linted.counted()), (vec!["short"], 0));
    // With time behind it, it is a fault.
    let text = text.replace("00:00:04,580", "00:00:05,000");
    let linted = found("x.srt", text.as_bytes(), "duologue");
    assert_eq!((kinds(&linted), linted.counted()), (vec!["short"], 1));
}

/// `the` stands where the first line has to end: a label takes the room that the words would need.
#[test]
fn a_line_that_could_end_nowhere_else_is_no_fault() {
    let words = "Ben: Wonderfully unspectacular, the\nmarvellously unspectacular old mill.";
    let text = SRT.replace(
        "Ben: Down to the old river,\nwith both of my brothers.",
        words,
    );
    assert_eq!(kinds(&found("x.srt", text.as_bytes(), "bbc")), [""; 0]);
    // In wider lines there is another end.
    assert_eq!(
        kinds(&found("x.srt", text.as_bytes(), "duologue")),
        ["break"]
    );
}

#[test]
fn bytes_that_are_no_utf8_are_told_and_read() {
    let latin: Vec<u8> = SRT
        .replace("old", "\u{e9}")
        .chars()
        .map(|c| c as u8)
        .collect();
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(VTT.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for (name, bytes, line) in [("x.srt", latin, 7), ("x.vtt", utf16, 1)] {
        let linted = found(name, &bytes, "duologue");
        assert_eq!((kinds(&linted), linted.cues), (vec!["encoding"], 3));
        assert_eq!(linted.faults[0].line, line);
    }
    let linted = found("x.vtt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff", "duologue");
    assert_eq!((kinds(&linted), linted.cues), (vec!["encoding"], 0));
    let linted = found("x.srt", VTT.as_bytes(), "duologue");
    assert_eq!((kinds(&linted), linted.cues), (vec!["signature"], 3));
}

#[test]
fn a_file_of_nothing_but_faults_is_told_in_part() {
    let text = VTT.to_owned() + &"\nstray\n".repeat(20_000);
    let linted = found("x.vtt", text.as_bytes(), "duologue");
    assert_eq!((linted.faults.len(), linted.counted()), (10_000, 20_000));
}

/// What costs time squared in a careless reader.
#[test]
fn hostile_lines_are_read_in_one_pass() {
    for sign in [
        "<",
        "<a",
        "</a>",
        "<a>",
        "&",
        "{\\",
        "(",
        "*",
        ". A: ",
        "- ",
        "<v a>",
        "<00:01.000>",
        "-->",
        "\u{301}",
        "\n<v a>",
        "\n- ",
        ":",
        "<i>",
    ] {
        for head in [
            "WEBVTT\n\n00:01.000 --> 00:02.000\n",
            "1\n00:00:01,000 --> 00:00:02,000\n",
        ] {
            let text = head.to_owned() + &sign.repeat(60_000);
            found("x", text.as_bytes(), "duologue");
        }
    }
}

proptest! {
    #[test]
    fn no_bytes_bring_it_down(bytes in proptest::collection::vec(any::<u8>(), 0..400), vtt: bool) {
        let name = if vtt { "x.vtt" } else { "x.srt" };
        found(name, &bytes, "duologue");
    }

    #[test]
    fn no_captions_bring_it_down(pieces in proptest::collection::vec(piece(), 0..60), vtt: bool) {
        let name = if vtt { "x.vtt" } else { "x.srt" };
        let text = pieces.concat();
        let linted = found(name, text.as_bytes(), "dcmp");
        let lines = text.split(['\n', '\r']).count();
        prop_assert!(linted.faults.iter().all(|f| (1..=lines).contains(&f.line)), "{:?}", linted.faults);
        prop_assert!(linted.faults.is_sorted_by_key(|f| f.line));
    }
}

fn piece() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "WEBVTT",
        "\n",
        "\n\n",
        "\r",
        "1",
        "00:00:01.000",
        "00:00:02,000",
        " --> ",
        "-->",
        "->",
        "NOTE",
        "STYLE",
        "<v Anna>",
        "<v",
        "</v>",
        "<i>",
        "&amp;",
        "&",
        "Anna: ",
        "- ",
        "the\n",
        "5\n",
        "[laughs]",
        "(laughs)",
        "\u{feff}",
        "\u{301}",
        "漢",
        "👩\u{200d}👧",
        "\u{7}",
        "{\\an8}",
        "…",
        "99999999:59:59.999",
        "<rt>",
        ":",
        "：",
    ];
    prop_oneof![
        proptest::sample::select(PIECES).prop_map(str::to_owned),
        ".{0,4}",
    ]
}
