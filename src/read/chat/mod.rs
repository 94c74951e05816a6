//! A chat as its program exports it, or as it is copied from the screen, to blocks with speakers:
//! `12/03/24, 10:15 - Ana: …`, `[12.03.24, 10:15:33] Ana: …`, `<ana> …`, `Ana  10:15 AM` above the
//! words.
//!
//! A reader of its own and not labels found later: the stamp with its date and the name are format
//! here, and with them it is certain where a message begins, so that `Lesson: names are promises`
//! on its second line is nobody's name. What the program says itself becomes a block of its own in
//! a region for that.

mod head;
mod spread;
mod stamp;
mod system;

use super::{
    Block, BlockKind, Document, Limits, RawFile, Region, Run, Style, encoding, gaps,
    too_many_blocks,
};
use crate::diag::{Diagnostics, Span};
use head::Head;

/// So many heads among the first lines make a chat.
const HEADS: usize = 3;

/// Do messages begin with a date and a name, again and again?
pub(super) fn sniff(head: &[u8]) -> bool {
    let text = encoding::peek(head);
    let (mut heads, mut lines) = (0, 0);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        lines += 1;
        heads += usize::from(matches!(head::head(line), Some(Head::Says(..))));
    }
    let all: Vec<&str> = text.lines().collect();
    let spread = spread::heads(&all);
    if spread.len() >= HEADS {
        return true;
    }
    heads >= HEADS && heads * 8 >= lines
}

/// Reads a chat; `None` only after an error was pushed.
pub(super) fn read(file: &RawFile, limits: &Limits, diags: &mut Diagnostics) -> Option<Document> {
    let source = encoding::decode(file, limits, diags)?;
    let text = source.text();
    let mut blocks: Vec<Block> = Vec::new();
    let mut speaker: Option<&str> = None;
    let mut begun = false;
    let mut at = 0;
    let lines: Vec<&str> = text.lines().collect();
    let spread = spread::heads(&lines);
    let counts = spread::counts(&lines, !spread.is_empty());
    let mut inside = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let start = at;
        at += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        let one = match spread.get(&number) {
            Some((name, lines)) => {
                speaker = Some(name);
                begun = true;
                inside = number + lines;
                Some(Head::Says(name, usize::MAX))
            }
            None if number < inside || counts.contains(&number) => {
                Some(Head::Says(speaker.unwrap_or_default(), usize::MAX))
            }
            None => head::head(line),
        };
        let (from, program) = match one {
            Some(Head::Says(name, words)) => {
                speaker = Some(name);
                begun = true;
                (words.min(line.len()), false)
            }
            Some(Head::System) => {
                speaker = None;
                (0, true)
            }
            None => (0, false),
        };
        let words = &line[from..];
        let end = system::without_edited(words);
        let blank = |c: char| c.is_whitespace() || system::MARKS.contains(&c);
        let said = words[..end].trim_start_matches(blank);
        if said.is_empty() {
            continue;
        }
        // Programs mark what they write themselves with a sign that nobody types.
        let marked = words.trim_start().starts_with('\u{200e}') && from > 0;
        let program = program || marked || is_between(said, begun) || system::is_system(said);
        let span_start = start + from + (end - said.len());
        let span = Span::new(span_start, span_start + said.len());
        blocks.push(Block {
            kind: BlockKind::Paragraph,
            runs: runs(said, span_start),
            span,
            line: number + 1,
            speaker: speaker.filter(|_| !program).map(str::to_owned),
            time: None,
            region: if program {
                Region::Control
            } else {
                Region::Main
            },
            language: None,
        });
        if blocks.len() > limits.blocks {
            too_many_blocks(&source, limits, diags);
            return None;
        }
    }
    let markup = gaps(text, &blocks, None);
    Some(Document {
        language: None,
        source,
        format: "chat",
        title: None,
        front: None,
        compiled: false,
        blocks,
        markup,
    })
}

/// A line between two days: `Thursday, February 15th`, `--- 12.03.2024 ---`.
fn is_between(line: &str, begun: bool) -> bool {
    let bare = line
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    #[rustfmt::skip]
    const DAYS: &[&str] = &[
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday",
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "heute", "gestern",
        "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "hoy", "ayer",
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "hier",
        "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica", "oggi", "ieri",
        "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "hoje", "ontem",
    ];
    let mut words = bare.split([' ', ',']).filter(|word| !word.is_empty());
    let day = words.next().is_some_and(|word| DAYS.contains(&word));
    let dated = bare.contains(|c: char| c.is_ascii_digit());
    // In what somebody says a full stop stands at the end.
    let short = bare.split(' ').count() <= 6 && !line.ends_with(['.', '?', '!']);
    day && short && (dated || !begun) && words.count() <= 5
}

/// The words without the signs that nobody sees, which would part a word from itself, and without
/// pictures by name (`:melting_face:`).
fn runs(said: &str, start: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut push = |from: usize, to: usize| {
        if from < to {
            runs.push(Run {
                text: said[from..to].to_owned(),
                span: Span::new(start + from, start + to),
                style: Style::default(),
            });
        }
    };
    let mut from = 0;
    let mut at = 0;
    while let Some(c) = said[at..].chars().next() {
        let skip = match c {
            ':' => picture(&said[at..]),
            c if system::MARKS.contains(&c) => c.len_utf8(),
            _ => 0,
        };
        if skip > 0 {
            push(from, at);
            from = at + skip;
        }
        at += skip.max(c.len_utf8());
    }
    push(from, said.len());
    runs
}

/// The length of `:melting_face:` at the start of a text, 0 if there is none. `10:30:` is none.
fn picture(text: &str) -> usize {
    let inside = &text[1..];
    let sign =
        |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-' | b'+');
    let length = inside.bytes().take(32).take_while(sign).count();
    let named = inside.starts_with(|c: char| c.is_ascii_lowercase() || c == '+');
    let closed = length > 1 && inside[length..].starts_with(':');
    let after = inside.get(length + 1..).unwrap_or_default();
    match named && closed && !after.starts_with(char::is_alphanumeric) {
        true => length + 2,
        false => 0,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        assert!(sniff(text.as_bytes()), "{text}");
        let file = RawFile {
            path: "x.txt".into(),
            bytes: text.as_bytes().to_vec(),
        };
        let document = read(&file, &Limits::default(), &mut Diagnostics::new()).unwrap();
        let said = document.blocks.iter().filter(|b| b.region == Region::Main);
        said.map(|b| format!("{}|{}", b.speaker.as_deref().unwrap_or_default(), b.text()))
            .collect()
    }

    #[test]
    fn an_export_with_lines_below_a_message() {
        assert_eq!(
            said(
                "12/03/24, 10:15 - Messages and calls are end-to-end encrypted. No one outside can read them.\n\
                 12/03/24, 10:15 - Ana: How do you bake it?\n\
                 12/03/24, 10:16 - Ben: In two steps:\nLesson: patience\n\n12/03/24, 10:17 - Ben: <Media omitted>\n\
                 12/03/24, 10:18 - Ana: Ah \u{200e}<This message was edited>\n"
            ),
            [
                "Ana|How do you bake it?",
                "Ben|In two steps:",
                "Ben|Lesson: patience",
                "Ana|Ah"
            ]
        );
    }

    #[test]
    fn a_channel_copied_from_the_screen() {
        assert_eq!(
            said(
                "#bells\n42 members  |  Topic: bells\n\nThursday, February 15th\n\nAna Sol  10:00 AM\njoined #bells.\n\n\
                 Ana Sol  10:01 AM\nWhy bells?\n:eyes: 14\n\ntuan.l  10:06 AM\nbecause :melting_face: (edited)\n3 replies\nLast reply today at 10:20 AM\n"
            ),
            ["Ana Sol|Why bells?", "tuan.l|because "]
        );
        assert_eq!(
            said("<ana> why?\n<ben> so\n* ana nods\n<ana> ah\n")[..2],
            ["ana|why?", "ben|so"]
        );
    }

    #[test]
    fn other_texts_with_times_are_no_chats() {
        for text in [
            "[00:12] Ana: Why?\n[00:14] Ben: So.\n[00:20] Ana: Ah.\n",
            "Ana  0:03\nWhy?\n\nBen  0:09\nSo.\n\nAna  0:12\nAh.\n",
            "Ana: Why?\nBen: So.\nAna: Ah.\n",
        ] {
            assert!(!sniff(text.as_bytes()), "{text}");
        }
    }
}
