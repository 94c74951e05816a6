//! One file for each way to abuse a format: depth, count, size, and values that cannot be.

use super::{Hostile, talk, text};

/// A megabyte.
const MEGA: usize = 1 << 20;

/// As many of it as make a megabyte.
fn fill(part: &str) -> String {
    part.repeat(MEGA / part.len())
}

pub(super) fn all() -> Vec<Hostile> {
    let mut files = plain();
    files.extend(web());
    files.extend(marked());
    files.extend(data());
    files
}

fn plain() -> Vec<Hostile> {
    let units = |units: &[u16]| {
        let bytes = units.iter().flat_map(|unit| unit.to_le_bytes());
        [0xff, 0xfe].into_iter().chain(bytes).collect::<Vec<u8>>()
    };
    let all_controls: String = (1..32).filter_map(char::from_u32).collect();
    vec![
        text("feeds.txt", "\u{c}".repeat(MEGA)),
        text("lines.txt", talk(&"\n".repeat(MEGA))),
        text("rtl.txt", "\u{202e}\u{200f}\u{2066}".repeat(100_000)),
        text("emoji.txt", fill("👩‍👩‍👧‍👦")),
        ("surrogates.txt", units(&[0xd800; 50_000])),
        (
            "pairs.txt",
            units(&[0xdc00, 0xd83d, 0x41, 0x3a, 0xd83d, 0xde00]),
        ),
        (
            "overlong.txt",
            [
                b"ANNA: Why\xc0\xaf\xe0\x80\xaf\xf8\x88\x80\x80\x80?\n\nBEN: So.\n".to_vec(),
                b"\xc0\x80".repeat(MEGA / 2),
            ]
            .concat(),
        ),
        text(
            "newlines.txt",
            fill("ANNA: Why?\r\n\r\rBEN: So.\n\r\u{85}\u{2028}\u{2029}\u{b}"),
        ),
        text("label.txt", talk(&format!("{}: Oh.", "A".repeat(MEGA)))),
        text("words.txt", talk(&format!("{}: Oh.", fill("Anna ")))),
        text("name.txt", talk(&format!("An{all_controls}na: Oh."))),
        text(
            "stamps.txt",
            fill("[99:99:99] ANNA 99999999999999999999:00\nWhy?\n\n"),
        ),
        text("chevrons.txt", ">> ".repeat(MEGA / 3)),
        text("quoted.txt", ">".repeat(MEGA)),
        text(
            "deposition.txt",
            fill("1\n2\n3     Q.  Why?\n4   BY MR. X:\n99999999999999999999  A.\n"),
        ),
        text("legend.txt", fill("I = Interviewer, B = Befragter\n")),
        text("questions.txt", fill("Why? ")),
        text("torn.txt", fill("aBcDeFgHiJ")),
        text("hyphens.txt", fill("some-\nthing-\n")),
        text("brackets.txt", "[".repeat(MEGA)),
        text("parens.txt", format!("ANNA: {}", "(".repeat(MEGA))),
        text("dashes.txt", fill("— ¿Por qué? — Así. ")),
        text(
            "mail.txt",
            fill("From: a\nSubject: b\n\n> On c, d wrote:\n"),
        ),
    ]
}

fn web() -> Vec<Hostile> {
    let page = |inside: &str| format!("<html><body><p>ANNA: Why?</p><p>BEN: So.</p>{inside}");
    vec![
        text("tables.html", page(&"<table><tr><td>".repeat(100_000))),
        text(
            "cells.html",
            page(&("<table><tr>".to_owned() + &"<td>a".repeat(MEGA / 5))),
        ),
        text(
            "span.html",
            page(
                &"<table><tr><td colspan=\"999999999\" rowspan=\"999999999\">a</table>"
                    .repeat(2_000),
            ),
        ),
        text(
            "million.html",
            page(&format!(
                "<p {}>a</p>",
                (0..1_000_000).map(|n| format!("a{n} ")).collect::<String>()
            )),
        ),
        text(
            "quoted.html",
            page(&format!("<p {}>a</p>", "a=\"b\"".repeat(500_000))),
        ),
        text(
            "twenty.html",
            page(&format!("<p {}>a</p>", "a=\"b\" ".repeat(1_000)).repeat(50)),
        ),
        text(
            "plaintext.html",
            page(&format!("<plaintext>{}", fill("</p>&amp;<p>"))),
        ),
        text(
            "comment.html",
            page(&format!("<!--{}", fill("<p>a</p>--!"))),
        ),
        text("comments.html", page(&"<!--".repeat(MEGA / 4))),
        text(
            "script.html",
            page(&format!("<script>{}", fill("</scrip<!--<script>"))),
        ),
        text(
            "style.html",
            page(&format!("<style>{}</style>", fill(".a{font-weight:bold}"))),
        ),
        text("cdata.html", page(&"<![CDATA[".repeat(MEGA / 9))),
        text("quotes.html", page(&"<a href=\"".repeat(MEGA / 9))),
        text("ampersands.html", page(&"&".repeat(MEGA))),
        text(
            "references.html",
            page(&fill(
                "&#x110000;&#xd800;&#99999999999999999999;&#0;&ThisIsNot;",
            )),
        ),
        text(
            "charset.html",
            page("").replace(
                "<body>",
                "<meta charset=\"utf-16\"><meta charset=\"utf-7\"><body>",
            ) + "+ADw-script+AD4-",
        ),
        text(
            "declared.html",
            format!(
                "<?xml version=\"1.0\" encoding=\"{}\"?>{}",
                "x".repeat(5_000),
                page("")
            ),
        ),
        text("lists.html", page(&"<ul><li>".repeat(100_000))),
        text("quotations.html", page(&"<blockquote>".repeat(100_000))),
        text("headings.html", page(&"<h1>".repeat(100_000))),
        text("breaks.html", page(&"<br>".repeat(MEGA / 4))),
        text(
            "frames.html",
            page(
                "<iframe src=\"file:///etc/passwd\"></iframe><object data=\"/dev/zero\"></object><link rel=\"stylesheet\" href=\"/dev/zero\"><base href=\"file:///\"><p style=\"background:url(file:///etc/passwd)\">a",
            ),
        ),
        text("doctype.html", page(&"<!DOCTYPE ".repeat(MEGA / 10))),
        text("spaces.html", page(&fill("<p> &nbsp; </p>"))),
        text("closes.html", page(&"</div></p>".repeat(MEGA / 10))),
        text(
            "mixed.html",
            page(&fill("<b><p><i></b><table></i></p><li>")),
        ),
    ]
}

fn marked() -> Vec<Hostile> {
    vec![
        text("quotes.md", talk(&">".repeat(100_000))),
        text("lists.md", "- ".repeat(100_000)),
        text("numbers.md", fill("99999999999999999999. a\n")),
        text("nested.md", "*a **b ".repeat(MEGA / 7)),
        text("links.md", talk(&"[a](".repeat(100_000))),
        text("images.md", "![".repeat(MEGA / 2)),
        text(
            "definitions.md",
            (0..50_000)
                .map(|n| format!("[a{n}]: b\n[a{n}]\n\n"))
                .collect::<String>(),
        ),
        text(
            "notes.md",
            (0..50_000)
                .map(|n| format!("a[^{n}]\n\n[^{n}]: b\n"))
                .collect::<String>(),
        ),
        text("tables.md", "|a|b|\n|-|-|\n|c|d|\n\n".repeat(50_000)),
        text(
            "columns.md",
            format!(
                "{}\n{}\n{}\n",
                "|a".repeat(30_000),
                "|-".repeat(30_000),
                "|b".repeat(30_000)
            ),
        ),
        text(
            "ticks.md",
            (1..1_400).map(|n| "`".repeat(n) + " ").collect::<String>(),
        ),
        text("fences.md", "```\n".repeat(MEGA / 4)),
        text("escapes.md", "\\".repeat(MEGA)),
        text("lines.md", "a\n===\n".repeat(MEGA / 6)),
        text("angles.md", "<".repeat(MEGA)),
        text("underscores.md", "_a__".repeat(MEGA / 4)),
        text("entities.md", fill("&amp;&#0;&#xffffffff;")),
        text("labels.md", fill("**A:** **B:** __C__: ")),
        text(
            "saved.md",
            "---\nduologue: 1\ntitle: a\npeople:\n  A: interviewer\n---\n\n**A:** ".to_owned()
                + &fill("{say: a | "),
        ),
        text(
            "pauses.md",
            "---\nduologue: 1\ntitle: a\nlanguages: [en]\npeople:\n  A: interviewer\n---\n\n**A:** "
                .to_owned() + &fill("{pause: 99999999999s} a "),
        ),
        text(
            "unknown.md",
            "---\nduologue: 1\ntitle: a\npeople:\n  A: interviewer\n---\n\n".to_owned()
                + &(0..50_000)
                    .map(|n| format!("**B{n}:** a\n\n"))
                    .collect::<String>(),
        ),
        text(
            "yaml.md",
            format!("---\nduologue: 1\n{}---\n\n**A:** a\n", bomb()),
        ),
        text(
            "brackets.md",
            format!(
                "---\nduologue: 1\ntitle: {}\n---\n\n**A:** a\n",
                "[".repeat(100_000)
            ),
        ),
        text(
            "templates.wiki",
            "'''A:''' Why?\n\n".to_owned() + &"{{a|".repeat(100_000),
        ),
        text(
            "tables.wiki",
            "'''A:''' Why?\n\n".to_owned() + &"{|\n|-\n|a\n".repeat(100_000),
        ),
        text(
            "markup.wiki",
            "'''A:''' Why?\n\n".to_owned() + &fill("''''a<ref><nowiki><!--"),
        ),
        text(
            "items.wiki",
            "'''A:''' Why?\n\n".to_owned() + &"*#:;".repeat(MEGA / 4),
        ),
        text(
            "notes.fountain",
            "Title: a\n\nINT. A\n\nANNA\nWhy? ".to_owned() + &"[[".repeat(MEGA / 2),
        ),
        text(
            "duals.fountain",
            "Title: a\n\n".to_owned() + &fill("ANNA ^\n(a\n(b\nWhy?\n\n"),
        ),
        text(
            "titles.fountain",
            "Title: ".to_owned() + &fill("a\n    b\n"),
        ),
    ]
}

/// YAML in which each line is ten of the line before.
pub(super) fn bomb() -> String {
    let mut yaml = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n".to_owned();
    for n in 1..12 {
        let alias = format!("*a{},", n - 1).repeat(10);
        yaml += &format!("a{n}: &a{n} [{alias}]\n");
    }
    yaml
}

fn data() -> Vec<Hostile> {
    let mail = |head: &str, body: &str| {
        format!("From: a@example.org\nMIME-Version: 1.0\n{head}\n\n{body}")
    };
    let segment = |text: &str| format!("{{\"segments\":[{{\"speaker\":\"A\",\"text\":{text}}}]}}");
    vec![
        text("arrays.json", "[".repeat(1_000_000) + &"]".repeat(1_000_000)),
        text("string.json", segment(&format!("\"{}\"", "a ".repeat(5 * MEGA)))),
        text("escapes.json", segment(&format!("\"{}\"", "\\u0000\\n\\u202e".repeat(50_000)))),
        text("lone.json", segment("\"Why \\ud800 so \\udc00\\ud800?\"")),
        text("twice.json", format!("{{\"segments\":[],\"segments\":[{{{}}}]}}", "\"text\":\"Why?\",\"speaker\":\"A\",".repeat(20_000) + "\"text\":\"a\"")),
        text("nan.json", segment("\"Why?\"").replace("\"speaker\"", "\"start\":NaN,\"end\":Infinity,\"speaker\"")),
        text("times.json", segment("\"Why?\"").replace("\"speaker\"", "\"start\":-1e308,\"end\":1e308,\"speaker\"")),
        text("keys.json", format!("{{{}\"segments\":[]}}", (0..100_000).map(|n| format!("\"k{n}\":{{}},")).collect::<String>())),
        text("lines.jsonl", "{\"speaker\":\"A\",\"text\":\"Why?\"}\n{\n".repeat(20_000)),
        text("words.json", segment("\"Why?\"").replace("\"speaker\"", &format!("\"words\":[{}{{}}],\"speaker\"", "{\"word\":\"a\",\"start\":9e99},".repeat(30_000)))),
        text("wide.csv", format!("speaker,text{}\nA,Why?{}\n", ",x".repeat(100_000), ",y".repeat(100_000))),
        text("rows.csv", format!("speaker,text\n{}", "A,\"Why?\"\"\"\n".repeat(50_000))),
        text("ragged.csv", format!("speaker,text\n{}", (0..1_000).map(|n| ",".repeat(n) + "\n").collect::<String>())),
        text("tabs.tsv", format!("speaker\ttext\n{}", "\t".repeat(MEGA))),
        text("times.vtt", "WEBVTT\n\n99999999999999999999:00:00.000 --> 00:00:00.000\n<v A>Why?\n\n-1:00.000 --> 00:01.000\nSo.\n\n00:05.000 --> 00:01.000 line:-999999999999% position:nan\n<v B>Oh.\n\n00:00.000 --> 99:59:59.999\n<v A>Ah?\n".to_owned()),
        text("styles.vtt", format!("WEBVTT\n\nSTYLE\n{}\n\nNOTE {}\n\n00:01.000 --> 00:02.000\n<v A>Why?\n", fill("::cue{}\n"), fill("a"))),
        text("tags.vtt", format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{}", fill("<c.a><v B><00:01.000>&lt;"))),
        text("arrows.vtt", format!("WEBVTT\n\n{}", fill("-->\n"))),
        text("numbers.srt", (1..150_000).map(|n| format!("{n}\n")).collect::<String>()),
        text("empty.srt", (1..20_000).map(|n| format!("{n}\n00:00:01,000 --> 00:00:02,000\n\n")).collect::<String>()),
        text("rolling.srt", (1..20_000).map(|n| format!("{n}\n00:00:01,000 --> 00:00:02,000\na b c\na b c d\n\n")).collect::<String>()),
        text("nested.eml", {
            let part = |n: usize| format!("Content-Type: multipart/mixed; boundary=\"b{n}\"\n\n--b{n}\n");
            mail(&(0..10_000).map(part).collect::<String>(), "ANNA: Why?\n")
        }),
        text("forwarded.eml", mail("", "") + &"Content-Type: message/rfc822\n\nFrom: b@example.org\n".repeat(10_000)),
        text("claims.eml", mail("Content-Type: text/plain\nContent-Length: 1073741824", "ANNA: Why?\n\nBEN: So.\n")),
        text("encoded.eml", mail(&format!("Subject: {}", fill("=?utf-8?Q?=?= =?x?B?//?= =?utf-7?B?a===?= ")), "ANNA: Why?\n\nBEN: So.\n")),
        text("base64.eml", mail("Content-Type: text/plain; charset=utf-7\nContent-Transfer-Encoding: base64", &fill("!!!===A/+\n"))),
        text("printable.eml", mail("Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable", &fill("=3Cp=\n=3=ZZ="))),
        text("heads.eml", mail(&fill("X-A: b\n c\n"), "ANNA: Why?\n")),
        text("parts.eml", mail("Content-Type: multipart/alternative; boundary=b", &"--b\n\na\n".repeat(50_000))),
    ]
}
