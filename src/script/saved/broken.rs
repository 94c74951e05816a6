//! Broken saved scripts, each with everything that must be said about it, in its order.

use super::parse::parse_source;
use crate::diag::{Diagnostics, Source};

/// A script, and below it each diagnostic as `line:column message | label`.
struct Case {
    script: &'static str,
    told: &'static [&'static str],
}

const GOOD: &str = "---
duologue: 1
title: Two Chairs
languages: [en, de]
people:
  Ada Quill: interviewee
  Tomas Reed: interviewer
---
";

const CASES: &[Case] = &[
    Case {
        script: r#"---
duologue: 2
title: Two Chairs
langauges: [en]
people:
  Ada Quill: guest
  Tomas Reed: interviewr
  Ada Quill: narrator
---

**Ada Quill:** Yes.
"#,
        told: &[
            "2:11 version 2 of the saved script is not known here | a newer Duologue wrote it; this one reads 1",
            "4:1 unknown key `langauges` | did you mean `languages`?",
            "6:14 unknown role `guest` | did you mean `interviewee`?",
            "7:15 unknown role `interviewr` | did you mean `interviewer`?",
            "8:3 `Ada Quill` is listed twice | the second time",
        ],
    },
    Case {
        script: r#"---
title: [Two, Chairs]
date: 21 March
languages: [en, german, en]
people: Ada
---

**Ada:** Yes. {puase: 1s}
"#,
        told: &[
            "1:1 the front matter lacks `duologue` | add `duologue: 1`",
            "2:8 `title` is not a text | expected text, found a list",
            "3:7 `21 March` is not a date | write it as YYYY-MM-DD, such as `2026-03-21`",
            "4:17 `german` is not a language tag | write it as `en` or `en-GB`",
            "4:25 `en` is listed twice | the second time",
            "5:9 `people` is not a list of names | expected `Name: role` lines, found text",
            "8:16 unknown direction `puase` | did you mean `pause`?",
        ],
    },
    Case {
        script: r#"GOOD

Text above everybody.

Still nobody.

**Ada Quil:** Yes.

And more.

**Moderator:** {pause: 800} And?

**Ada Quil:** Told with the first.
"#,
        told: &[
            "10:1 text before any label | nobody says this",
            "14:3 nobody in `people` is called `Ada Quil` | did you mean `Ada Quill`?",
            "18:3 nobody in `people` is called `Moderator` | not in `people`",
            "18:24 a pause needs its unit | did you mean `800ms` or `800s`?",
        ],
    },
    Case {
        script: r#"GOOD

**Ada Quill:** A {paus: 1s}, a {pause: one second}, a {say: word} and a {language: fr}.

**Tomas Reed:** An unclosed {pause: 1s

**Ada Quill:** {language: sv} Hej. { pause }
"#,
        told: &[
            "10:19 unknown direction `paus` | did you mean `pause`?",
            "10:40 `one second` is not a length of time | write it as `800ms` or `1.5s`",
            "10:61 `say` needs what is spoken and what is shown | write it as `{say: spoken | shown}`",
            "10:73 `language` inside a paragraph | it belongs at the paragraph's start, and holds for all of it",
            "10:73 `fr` is not a language of this script | add it to `languages` in the front matter",
            "12:29 unclosed `{` | a direction begins here and has no `}`",
            "14:16 `sv` is not a language of this script | add it to `languages` in the front matter",
            "14:36 `pause` without a value | write it as `{pause: 800ms}`",
        ],
    },
    Case {
        script: r#"GOOD

# 

## Section

#Nospace

**Ada Quill:**

**Tomas Reed:** {pause: 1s}

# The end {pause: 1s}
"#,
        told: &[
            "10:1 a chapter without a title | write it as `# title`",
            "10:1 a chapter in which nothing is said | remove it, or one of the two",
            "12:1 a line that begins with `#` is a chapter, written `# title` | there is one level of chapters: write one `#`",
            "12:1 a chapter in which nothing is said | remove it, or one of the two",
            "14:1 a line that begins with `#` is a chapter, written `# title` | a space is missing after it",
            "16:1 a label without text | put the text behind it, on the same line",
            "18:1 a paragraph without words | put its directions into the paragraph before or after it",
            "20:1 a chapter in which nothing is said | remove it, or one of the two",
            "20:2 a chapter's title takes no directions | for a brace that is part of the title write `\\{`",
        ],
    },
    Case {
        script: r#"---
duologue: one
title:
languages: []
people: {}
date: 2026-02-30
speakers: [a]
---

**:** Nameless.
"#,
        told: &[
            "2:11 `duologue` is not a version | expected `1`",
            "3:1 `title` is empty | expected text",
            "4:12 `languages` is empty | name at least the main one, as in `[en]`",
            "5:9 `people` is empty | expected lines `  Name: interviewer` below it",
            "6:7 `2026-02-30` is not a date | write it as YYYY-MM-DD, such as `2026-03-21`",
            "7:1 unknown key `speakers` | did you mean `people`?",
            "10:1 a label without a name | write it as `**Name:**`",
        ],
    },
    Case {
        script: r#"GOOD
**Ada Quill:** One {pause: 90s}.
**tomas reed:** Two {say: a | b | c}.
**Ada Quill:** Grüße, größer: {stop} {pause: -1s}
"#,
        told: &[
            "9:28 a pause of `90s` is too long | at most 60 s",
            "10:3 nobody in `people` is called `tomas reed` | did you mean `Tomas Reed`?",
            "10:27 `say` has more than one `|` | write it as `{say: spoken | shown}`",
            "11:32 unknown direction `stop` | directions are `{pause: 800ms}`, `{say: spoken | shown}`, `{note: [laughs]}`, `{take: 2}`, `{music: theme.mp3}`, `{sound: door.wav}`, `{clip: ada.wav}`, `{language: de}`",
            "11:46 `-1s` is not a length of time | write it as `800ms` or `1.5s`",
        ],
    },
    Case {
        script: r#"---
duologue: 1
title: Two Chairs
title: Three Chairs
languages: [en]
people:
  Ada: [interviewee]
  "": narrator
  Bo:

**Ada:** {pause: 5}
"#,
        told: &[
            "1:1 the front matter never ends | it begins here",
            "4:1 `title` is given twice | the second time",
            "7:8 `role` is not a text | expected text, found a list",
            "8:3 `name` is empty | expected text",
            "9:3 `role` is empty | expected text",
            "11:18 a pause needs its unit | did you mean `5ms` or `5s`?",
        ],
    },
    Case {
        script: r#"---
duologue: 1
Title: Two Chairs
languages: {en: de}
people:
  - Ada
  - Bo
date: [2026]
---

**Ada:** {Pause: 1s} Yes {
"#,
        told: &[
            "3:1 unknown key `Title` | did you mean `title`?",
            "4:12 `languages` is not a text | expected text, found a map",
            "6:3 `people` is not a list of names | expected `Name: role` lines, found a list",
            "8:7 `date` is not a text | expected text, found a list",
            "11:11 unknown direction `Pause` | did you mean `pause`?",
            "11:26 unclosed `{` | a direction begins here and has no `}`",
        ],
    },
    Case {
        script: r#"GOOD

**Ada Quill:** {say: | nothing}

**Ada Quill:** {say: something |} {}

**Ada Quill:** {a sentence in braces that somebody wrote and forgot to put a backslash before: yes} Right. {language: en-GBR}
"#,
        told: &[
            "10:22 `say` does not tell what is spoken | write it as `{say: spoken | shown}`",
            "12:22 `say` does not tell what is shown | write it as `{say: spoken | shown}`",
            "12:35 a direction without a name | directions are `{pause: 800ms}`, `{say: spoken | shown}`, `{note: [laughs]}`, `{take: 2}`, `{music: theme.mp3}`, `{sound: door.wav}`, `{clip: ada.wav}`, `{language: de}`",
            "14:17 unknown direction | directions are `{pause: 800ms}`, `{say: spoken | shown}`, `{note: [laughs]}`, `{take: 2}`, `{music: theme.mp3}`, `{sound: door.wav}`, `{clip: ada.wav}`, `{language: de}`",
            "14:119 `en-GBR` is not a language tag | write it as `en` or `en-GB`",
        ],
    },
    Case {
        script: r#"duologue: 1
title: Two Chairs

**:** No fences. {pause: 3}

# Empty
"#,
        told: &[
            "1:1 the first line of a saved script is `---`, and it is lost | expected a line `---` above this",
            "4:1 a label without a name | write it as `**Name:**`",
            "4:26 a pause needs its unit | did you mean `3ms` or `3s`?",
            "6:1 a chapter in which nothing is said | remove it, or one of the two",
        ],
    },
    Case {
        script: r#"duologue: 1
# Who says what
title: Two Chairs
languages: [en]
people:
  Ada Quill: interviewee
  Bob: interviewer
---

**Bob:** Why?

**Ada:** Foxes.

Bob: Why foxes?
"#,
        told: &[
            "1:1 the first line of a saved script is `---`, and it is lost | expected a line `---` above this",
            "12:3 nobody in `people` is called `Ada` | did you mean `Ada Quill`?",
            "14:1 `Bob:` is no label | did you mean `**Bob:**`?",
        ],
    },
    Case {
        script: r#"GOOD

Tomas Reed: First.

**Ada Quill:** Ada Quill: that is me,
and Tomas Reed: that is you.
**tomas reed** And?

*Ada Quill:* So.

__Ada Quill:__ So.

- **Ada Quill:** So.

> **Ada Quill:** So.
"#,
        told: &[
            "10:1 `Tomas Reed:` is no label | did you mean `**Tomas Reed:**`?",
            "14:1 `**tomas reed**` is no label | did you mean `**Tomas Reed:**`?",
            "16:1 `*Ada Quill:*` is no label | did you mean `**Ada Quill:**`?",
            "18:1 `__Ada Quill:__` is no label | did you mean `**Ada Quill:**`?",
            "20:1 `- **Ada Quill:**` is no label | did you mean `**Ada Quill:**`?",
            "22:1 `> **Ada Quill:**` is no label | did you mean `**Ada Quill:**`?",
        ],
    },
    Case {
        script: r#"GOOD

{music: theme.mp4 | fade 2s}

**Ada Quill:** {music: bell.wav}

**Tomas Reed:** {clip: a.wav} {note: [laughs]}

**Ada Quill:** And {clip: b.wav} so {clip: c.wav}.

# {sound: d.wav}
"#,
        told: &[
            "10:21 `fade 2s` is no `key: value` | how it is played, such as `start: 3s, length: 12s, fade: 2s, gain: -6 dB`",
            "12:1 a paragraph without words | music stands in a paragraph of its own, without a name before it",
            "14:17 a `clip` without its words | write behind it what is said in it: captions show that",
            "16:20 `clip` inside a paragraph | it belongs at the paragraph's start, and speaks all of it",
            "16:37 a second `clip` for one paragraph | its words are heard once: keep one of them, or divide it",
            "18:1 a chapter in which nothing is said | remove it, or one of the two",
            "18:2 a chapter's title takes no directions | for a brace that is part of the title write `\\{`",
        ],
    },
];

/// All that is told about a script, in the form of [`Case::told`].
fn told(script: &str) -> Vec<String> {
    let source = Source::new("script.md", script.replace("GOOD\n", GOOD));
    let mut diags = Diagnostics::new();
    assert!(parse_source(&source, &mut diags).is_none(), "{script}");
    diags
        .iter()
        .map(|d| {
            let (line, column) = source.line_column(d.span.map_or(0, |span| span.start));
            assert!(!d.label.is_empty(), "{} has no label", d.message);
            format!("{line}:{column} {} | {}", d.message, d.label)
        })
        .collect()
}

#[test]
fn every_mistake_is_told_at_its_place() {
    for case in CASES {
        assert_eq!(told(case.script), case.told, "{}", case.script);
        assert!(case.told.len() >= 3, "{}", case.script);
    }
    assert!(CASES.len() >= 10);
}

#[test]
fn a_name_is_told_once_with_all_its_lines() {
    let script = "GOOD\n**Bo:** a\n\n**Ada Quill:** b\n\n**Bo:** c\n\n**Bo:** d\n";
    let source = Source::new("script.md", script.replace("GOOD\n", GOOD));
    let mut diags = Diagnostics::new();
    assert!(parse_source(&source, &mut diags).is_none());
    let hints: Vec<_> = diags.iter().map(|d| d.hints.clone()).collect();
    assert_eq!(hints.len(), 1);
    assert_eq!(hints[0][1], "also on line 13, 15");
}

/// The rest of the front matter cannot be read then; who is in `people` is not known, and so
/// nobody is called unknown.
#[test]
fn broken_yaml_does_not_hide_what_is_wrong_below() {
    let told =
        told("---\nduologue: 1\ntitle: \"so\npeople:\n  Ada: x\n---\n\n**Ada:** {pause: 5}\n");
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(
        told[1],
        "8:18 a pause needs its unit | did you mean `5ms` or `5s`?"
    );
}
