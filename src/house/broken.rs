//! Casts with several mistakes each, and everything that has to be told about them.

use super::fixture::{told, with_tables};
use super::parse;
use crate::diag::{Diagnostics, Source};

/// What is told about a cast file.
fn check(text: &str) -> Vec<String> {
    let source = Source::new("cast.yaml", text);
    let mut diags = Diagnostics::new();
    let house = with_tables(|tables| parse(&source, tables, &mut diags));
    assert!(house.is_some() || diags.has_errors(), "{text}");
    told(&diags)
}

const BROKEN: &[(&str, &[&str])] = &[
    // Keys of other programs.
    (
        "roles:\n  host:\n    voice: pico:en-gb\n    rate: 9\n  interviewee:\n    speed: 0.97\n    volume: -3\nlang: en\n",
        &[
            "2:3 unknown key `host` | did you mean `interviewer` (asks)?",
            "3:12 `pico` has no voice `en-gb` | did you mean `pico:en-GB`?",
            "4:11 `rate` is out of range: 9 | 0.5 to 2.0",
            "6:5 unknown key `speed` | did you mean `rate` (0.5 to 2.0)?",
            "7:5 unknown key `volume` | did you mean `gain` (-24 to 12 dB)?",
            "8:1 unknown key `lang` | did you mean `language` (a tag such as en or en-GB)?",
        ],
    ),
    // Values out of their ranges.
    (
        "roles:\n  narrator:\n    rate: 3\n    timbre: -7\n    pitch: 13 st\n    gain: .nan\npauses:\n  turn: 11s\n",
        &[
            "3:11 `rate` is out of range: 3 | 0.5 to 2.0",
            "4:13 `timbre` is out of range: -7 | -6 to 6 semitones",
            "5:12 `pitch` is out of range: 13 st | -12 to 12 semitones",
            "6:11 `gain` is out of range: .nan | -24 to 12 dB",
            "8:9 `turn` is out of range: 11s | 0 to 10000 milliseconds",
        ],
    ),
    // Values of wrong types.
    (
        "roles:\n  narrator:\n    rate: fast\n    gain: [1]\n    voice:\n    say: {}\npauses: 300\npeople: [a]\n",
        &[
            "3:11 expected a number for `rate`, found `fast` | 0.5 to 2.0",
            "4:11 expected a number for `gain`, found a list | -24 to 12 dB",
            "5:5 nothing is given for the voice",
            "6:10 expected text for how the name is spoken, found a map",
            "7:9 expected `key: value` lines under `pauses`, found a number",
            "8:9 expected `key: value` lines under `people`, found a list",
        ],
    ),
    // Keys that stand there twice.
    (
        "language: en\nroles:\n  narrator: {rate: 1, rate: 1.1}\npeople:\n  Ann Ox: {gain: 1}\n  ann  OX: {gain: 2}\nlanguage: de\npronounce:\n  Ox: oaks\n  OX: ocks\n",
        &[
            "3:23 `rate` stands here a second time | the first is in line 3",
            "6:3 `ann  OX` is the same person as `Ann Ox` | case and white space aside",
            "7:1 `language` stands here a second time | the first is in line 1",
            "10:3 `OX` stands here a second time, case aside | the first is in line 9",
        ],
    ),
    // Engines and voices that there are not.
    (
        "roles:\n  interviewer:\n    voice: [kokorro:bf_emma, espeak:en]\n  interviewee:\n    voice: pico:en-UK\n  narrator:\n    voice: {en: en-GB, de: 'pico:klaus'}\n",
        &[
            "3:13 no engine is called `kokorro` | did you mean `kokoro`?",
            "3:30 no engine is called `espeak` | expected one of pico, plain, kokoro, piper, studio, any",
            "5:12 `pico` has no voice `en-UK` | did you mean `pico:en-US`?",
            "7:17 `en-GB` names no engine | did you mean `pico:en-GB`?",
            "7:28 `pico` has no voice `klaus` | expected one of en-US, en-GB, de-DE, es-ES, fr-FR, it-IT",
        ],
    ),
    // Languages, dates, chapters.
    (
        "language: English\nroles:\n  narrator:\n    voice: {en: pico:en-GB, germany: pico:de-DE, de: pico:en-US}\nshow:\n  date: 2025-02-30\nchapters: per-answer\n",
        &[
            "1:11 `English` is not a language tag | did you mean `en`?",
            "4:29 `germany` is not a language tag | two or three letters, perhaps a region: en, en-GB",
            "4:54 `pico:en-US` does not read `de` | it reads en-US",
            "6:9 `2025-02-30` is not a date | year, month and day, as in 2025-03-09",
            "7:11 `chapters` cannot be `per-answer` | per-question, per-heading, or a list of {at, title}",
        ],
    ),
    // What engines cannot do.
    (
        "roles:\n  interviewer:\n    voice: plain:gwen\n    pitch: 2\n  interviewee:\n    voice: [{voice: studio:bert, pitch: 7}, {voice: studio:anna, timbre: -6, rate: 1.4}]\n  narrator:\n    voice: studio:anna\n    settings: {noise: 2, warmth: 1}\n",
        &[
            "4:12 `plain` has no `pitch` of its own | `timbre` changes pitch and size of any voice (-6 to 6 semitones)",
            "6:41 `pitch` is out of range for `studio` | -6 to 6 semitones",
            "6:84 `rate` and `timbre` together are out of range for `studio` | `rate` may be 0.50 to 1.06 here",
            "9:16 `noise` is not what this engine knows",
            "9:26 `warmth` is not what this engine knows",
        ],
    ),
    // Panning, and keys at the wrong place.
    (
        "rate: 1\nroles:\n  narrator: {pan: -0.5, question: 3}\npeople:\n  Ann: {pan: left, others: [{timbre: 3}]}\ntitle: x\n",
        &[
            "1:1 unknown key `rate` | it belongs under a role or a person",
            "3:19 `pan` of -0.5 is nearly the middle",
            "3:25 unknown key `question` | it belongs under `pauses`",
            "5:3 `Ann` is one person | `others` belongs to a role",
            "5:14 expected a number for `pan`, found `left` | -100 to 100 %",
            "6:1 unknown key `title` | it belongs under `show`",
        ],
    ),
    // Lists of chapters, and others.
    (
        "chapters:\n  - {at: 0, title: One}\n  - {at: 1.5, title: Two}\n  - {title: Three}\n  - {at: 'First words', titel: Four}\nroles:\n  interviewee:\n    others: {timbre: 3}\n  narrator:\n    others: [{others: []}]\n",
        &[
            "2:10 there is no turn 0 | turns are counted from 1",
            "3:10 there is no turn 1.5 | turns are counted from 1",
            "4:5 a chapter without `at`",
            "5:25 unknown key `titel` | did you mean `title` (text)?",
            "8:13 expected a list for `others`, found a map",
            "10:23 `others` cannot stand within `others` | one list, for as many as you like",
        ],
    ),
    // Shorthands that are none, decimal commas, empty things.
    (
        "roles:\n  narrator: pico:en-GB\n  interviewer: {voice: [], rate: '0,97'}\npronounce: {Word: , Other: [a]}\nshow: {title: '', publisher: ~}\nchapters: []\n",
        &[
            "2:13 what it sounds like stands in a map of its own | write `voice: pico:en-GB` here, further in",
            "3:24 a list of voices with nothing in it",
            "3:34 expected a number for `rate`, found `0,97` | 0.5 to 2.0",
            "4:13 nothing is given for how `Word` is spoken",
            "4:28 expected text for how `Other` is spoken, found a list",
            "5:15 nothing is given for the show's title",
            "5:30 nothing is given for the publisher",
            "6:11 `chapters` cannot be a list | per-question, per-heading, or a list of {at, title}",
        ],
    ),
    // Keys that are no words, entries without a voice, non-ASCII before the mistake.
    (
        "people:\n  Zoë Ürümqi: {rat: 1, gian: 'é'}\n  [a, b]: {}\n  Bo: {voice: [{timbre: 2}, 7]}\n",
        &[
            "2:16 unknown key `rat` | did you mean `rate` (0.5 to 2.0)?",
            "2:24 unknown key `gian` | did you mean `gain` (-24 to 12 dB)?",
            "3:3 a key under `people` has to be a word",
            "4:16 an entry without a `voice`",
            "4:29 `7` names no engine | a voice is written engine:name",
        ],
    ),
];

#[test]
fn every_mistake_is_told_with_line_and_column() {
    let mut wrong = String::new();
    for (text, expected) in BROKEN {
        let found = check(text);
        if found != *expected {
            wrong += &format!("{text}---\n{found:#?}\n\n");
        }
        assert!(found.len() >= 3, "{text}");
    }
    assert!(wrong.is_empty(), "{wrong}");
}
