//! Plain text to blocks: paragraphs as a person sees them, however the lines were broken, and
//! without what belongs to the paper: line numbers, page numbers, the heads of pages.
//!
//! Every step takes something off the lines and leaves the others where they stand, so that a
//! paragraph may have words from both sides of a page break. What is in no run in the end is
//! markup. A transcript of a court is the same, only more so: it is read here too, since the
//! numbers may begin far below a title page.

mod line;
mod numbered;
mod pages;
mod quoted;
mod wrapped;

use super::{
    Block, BlockKind, Document, Limits, RawFile, Region, Run, Style, encoding, gaps,
    too_many_blocks,
};
use crate::diag::{Diagnostics, Source, Span};
use line::{Line, is_unseen};
use wrapped::Setting;
pub(super) use wrapped::{continues, widest};

/// Plain text is what nothing else is; it is never recognised, only fallen back to.
pub(super) fn sniff(_head: &[u8]) -> bool {
    false
}

/// A transcript of a court is known by its numbered lines, whatever the file is called.
pub(super) fn sniff_deposition(head: &[u8]) -> bool {
    numbered::sniff(&line::lines(&encoding::peek(head)))
}

/// Reads plain text; `None` only after an error was pushed.
pub(super) fn read(file: &RawFile, limits: &Limits, diags: &mut Diagnostics) -> Option<Document> {
    let source = encoding::decode(file, limits, diags)?;
    let Some((blocks, format)) = lay_out(source.text(), false, limits) else {
        too_many_blocks(&source, limits, diags);
        return None;
    };
    Some(document(source, blocks, format))
}

fn document(source: Source, blocks: Vec<Block>, format: &'static str) -> Document {
    let markup = gaps(source.text(), &blocks, None);
    Document {
        source,
        language: None,
        format,
        title: None,
        front: None,
        compiled: false,
        blocks,
        markup,
    }
}

/// The blocks of a text, and what it is called; `None` if there are more than the limit. In a
/// mail every `>` at the start of a line quotes.
pub(super) fn lay_out(
    text: &str,
    mail: bool,
    limits: &Limits,
) -> Option<(Vec<Block>, &'static str)> {
    let mut lines = line::lines(text);
    let numbered = numbered::strip(&mut lines);
    pages::strip(&mut lines);
    quoted::mark(&mut lines, mail);
    let setting = Setting::learn(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Vec<Line<'_>> = Vec::new();
    for line in lines {
        if let [first, ..] = open.as_slice()
            && let Some(before) = open.last()
            && !setting.continues(first, before, &line)
        {
            close(text, &mut open, &setting, &mut blocks);
            if blocks.len() > limits.blocks {
                return None;
            }
        }
        open.push(line);
    }
    close(text, &mut open, &setting, &mut blocks);
    quoted::attributions(&mut blocks);
    (blocks.len() <= limits.blocks)
        .then_some((blocks, if numbered { "deposition" } else { "text" }))
}

/// The lines of a paragraph as a block; as two, if a name stands in a column beside the words.
fn close(text: &str, lines: &mut Vec<Line<'_>>, setting: &Setting, blocks: &mut Vec<Block>) {
    let column = lines.first().and_then(|l| setting.column(l.text));
    let mut speaker = None;
    if let (Some((end, letter)), Some(first)) = (column, lines.first_mut()) {
        let mut name = first.clone();
        name.text = &name.text[..end];
        first.cut(end);
        if letter {
            // `Q` with nothing but room after it is a label by its place on the paper alone,
            // which no later pass can see.
            speaker = Some(name.text.to_owned());
        } else {
            blocks.extend(block(text, &[name]));
        }
    }
    if let Some(mut block) = block(text, lines) {
        block.speaker = speaker;
        blocks.push(block);
    }
    lines.clear();
}

/// A run for each line, and one for each line end between two.
fn block(text: &str, lines: &[Line<'_>]) -> Option<Block> {
    let (first, last) = (lines.first()?, lines.last()?);
    let mut runs: Vec<Run> = Vec::with_capacity(lines.len() * 2);
    let mut before: Option<&Line<'_>> = None;
    for line in lines {
        if let Some(before) = before {
            let end = before.start + before.text.len();
            let ideograph = |c: Option<char>| c.is_some_and(wrapped::is_ideograph);
            let glued =
                ideograph(before.text.chars().next_back()) && ideograph(line.text.chars().next());
            // Only the first blank of what lies between the lines: there may be a page number
            // in the rest.
            let between = text[end..line.start].char_indices();
            let blank = between.into_iter().find(|(_, c)| c.is_whitespace());
            if let Some((at, c)) = blank.filter(|_| !glued) {
                runs.push(run(" ", end + at, end + at + c.len_utf8()));
            }
        }
        words(line, &mut runs);
        before = Some(line);
    }
    Some(Block {
        kind: match first.depth {
            0 => BlockKind::Paragraph,
            depth => BlockKind::Quote(depth),
        },
        runs,
        span: Span::new(first.start, last.start + last.text.len()),
        line: first.number,
        speaker: None,
        time: None,
        region: Region::Main,
        language: None,
    })
}

/// The words of a line, without the signs that nobody sees: they would part a name from itself.
/// A soft hyphen at the end of a line is one that was seen there.
fn words(line: &Line<'_>, runs: &mut Vec<Run>) {
    let unseen = |(at, c): (usize, char)| {
        let soft = c == '\u{ad}' && at + c.len_utf8() < line.text.len();
        (soft || is_unseen(c)).then_some((at, at + c.len_utf8()))
    };
    let mut from = 0;
    let ends = line.text.char_indices().filter_map(unseen);
    for (start, end) in ends.chain([(line.text.len(), line.text.len())]) {
        if from < start {
            let text = &line.text[from..start];
            runs.push(run(text, line.start + from, line.start + start));
        }
        from = end;
    }
}

fn run(text: &str, start: usize, end: usize) -> Run {
    Run {
        text: text.to_owned(),
        span: Span::new(start, end),
        style: Style::default(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<String> {
        let file = RawFile {
            path: "x.txt".into(),
            bytes: text.as_bytes().to_vec(),
        };
        let mut diags = Diagnostics::new();
        let document = read(&file, &Limits::default(), &mut diags).unwrap();
        let lines = document.blocks.iter();
        lines.map(|b| format!("{} {}", b.line, b.text())).collect()
    }

    #[test]
    fn blank_lines_divide_paragraphs() {
        assert_eq!(
            paragraphs("One.\r\n\r\n \t\r\n  Two.\r\n"),
            ["1 One.", "4 Two."]
        );
    }

    #[test]
    fn hard_wraps_are_joined_with_a_space() {
        let text = "The tram went up the hill past the old market where the lamps were\n\
                    still lit, and nobody on it said a word until the last stop came in\n\
                    sight.\n\nBEN: And then\nwe walked.\n";
        assert_eq!(
            paragraphs(text),
            [
                "1 The tram went up the hill past the old market where the lamps were still lit, \
                 and nobody on it said a word until the last stop came in sight.",
                "5 BEN: And then we walked."
            ]
        );
    }

    #[test]
    fn long_lines_are_paragraphs_without_blank_lines() {
        let long = "word ".repeat(40);
        let text = format!("{long}\n{long}\nShort.\n{long}\n");
        assert_eq!(paragraphs(&text).len(), 4);
    }

    #[test]
    fn a_label_begins_a_turn_without_a_blank_line() {
        assert_eq!(
            paragraphs("Q: Why?\nA: Because.\nQ: And so?\nA:\nIndeed.\n"),
            ["1 Q: Why?", "2 A: Because.", "3 Q: And so?", "4 A: Indeed."]
        );
    }

    #[test]
    fn a_dash_begins_a_speech_where_a_sentence_has_ended() {
        assert_eq!(
            paragraphs("– Et après ?\n– Rien. Je\n– pardon – dormais.\n– Ah.\n"),
            [
                "1 – Et après ?",
                "2 – Rien. Je – pardon – dormais.",
                "4 – Ah."
            ]
        );
    }

    #[test]
    fn titles_names_and_image_names_stand_alone() {
        let text = "First Light\nBy Anna Berg\nnight-market-tram-02\n\
                    The tram went up the hill past the old market where the lamps\n\
                    were lit.\nSecond paragraph, which begins after a short last line here.\n";
        assert_eq!(
            paragraphs(text),
            [
                "1 First Light",
                "2 By Anna Berg",
                "3 night-market-tram-02",
                "4 The tram went up the hill past the old market where the lamps were lit.",
                "6 Second paragraph, which begins after a short last line here.",
            ]
        );
    }

    #[test]
    fn a_title_and_a_byline_above_long_lines_are_two() {
        let text = format!(
            "The Quiet Machine: A Talk\nBy Anna Berg\n\n{}",
            "word ".repeat(50)
        );
        assert_eq!(paragraphs(&text).len(), 3);
        let text = format!(
            "{text}\n\nANNA: {0}\n{0}",
            "Nine small words make a line of this page.".repeat(2)
        );
        assert_eq!(paragraphs(&text).len(), 4);
    }

    #[test]
    fn too_many_blocks_are_an_error_with_the_limit() {
        let file = RawFile {
            path: "x.txt".into(),
            bytes: b"a\n\nb\n\nc\n\nd".to_vec(),
        };
        let limits = Limits {
            blocks: 2,
            ..Limits::default()
        };
        let mut diags = Diagnostics::new();
        assert!(read(&file, &limits, &mut diags).is_none());
        assert!(diags.iter().next().unwrap().message.contains("limit is 2"));
    }

    fn shown(text: &str) -> (String, Vec<String>) {
        let (blocks, format) = lay_out(text, false, &Limits::default()).unwrap();
        let show = |b: &Block| {
            let quote = match b.kind {
                BlockKind::Quote(depth) => ">".repeat(usize::from(depth)) + " ",
                _ => String::new(),
            };
            let who = b.speaker.as_ref().map(|s| format!("{s}| "));
            format!("{}{quote}{}", who.unwrap_or_default(), b.text())
        };
        (format.to_owned(), blocks.iter().map(show).collect())
    }

    /// The lines of a page, numbered as courts do.
    fn numbered(lines: &str, foot: &str) -> String {
        let lines = lines.lines().chain(std::iter::repeat("")).take(25);
        let lines = lines.enumerate();
        let page: String = lines
            .map(|(at, line)| format!("{:2}{line}\n", at + 1))
            .collect();
        format!("{page}\n{foot}\u{c}")
    }

    #[test]
    fn depositions_lose_their_paper_and_keep_their_words() {
        let first = "                  P R O C E E D I N G S\n\n      NORA FELD, having been duly sworn, was examined\n\
                     \x20     and testified as follows:\n                       EXAMINATION\n   BY MR. HALE:\n\
                     \x20         Q.   Would you state your name for the\n     record, please.\n\
                     \x20         A.   Yes.  Nora Feld.\n               MR. COLE:  Objection.\n\
                     \x20         A.   I was going to --\n          Q.   Go on.\n\
                     \x20              (Whereupon, a recess was taken from\n     2:10 p.m. to 2:20 p.m.)\n\
                     \x20         Q.   When you found the ledger, who was in\n     the room with you at that\n\n\n\n\n\n\n\n\n"
            .replace("\n\n\n\n\n\n\n\n\n", "\n");
        let first: Vec<&str> = first.lines().collect();
        // The question goes on over the break, so the first page must be full.
        let pad = ["          A.   Yes."; 9];
        let page: Vec<&str> = first[..14]
            .iter()
            .chain(&pad)
            .chain(&first[14..])
            .copied()
            .collect();
        let second = "     particular time?\n          A.   Two clerks.";
        let foot = |n: u8| format!("          HALE REPORTING, 555-0100\n              {n}\n");
        let text = numbered(&page.join("\n"), &foot(1)) + &numbered(second, &foot(2));
        let (format, found) = shown(&text);
        assert_eq!(format, "deposition");
        assert_eq!(
            [&found[..9], &found[18..]].concat(),
            [
                "P R O C E E D I N G S",
                "NORA FELD, having been duly sworn, was examined and testified as follows:",
                "EXAMINATION",
                "BY MR. HALE:",
                "Q.   Would you state your name for the record, please.",
                "A.   Yes.  Nora Feld.",
                "MR. COLE:  Objection.",
                "A.   I was going to --",
                "Q.   Go on.",
                "A.   Yes.",
                "Q.   When you found the ledger, who was in the room with you at that particular time?",
                "A.   Two clerks.",
            ]
        );
        assert!(sniff_deposition(text.as_bytes()));
    }

    #[test]
    fn paragraphs_are_seen_in_every_setting() {
        for (text, expected) in [
            (
                "                     The Bell Tower\n                  A talk with Ida Holm\n\n     The tower has stood for ninety years over the old market, and for\n\
                 thirty of them one woman has kept its bells. We met her on the stairs.\n     She does not like lifts, and she says so before anything else has\n\
                 been said.\n     Q     When did you first hear it?\n     A     I was nine, and my father had taken me along because nobody\n\
                 was at home.\n     Q     And then?\n     A     Soup.\n",
                vec![
                    "The Bell Tower",
                    "A talk with Ida Holm",
                    "The tower has stood for ninety years over the old market, and for thirty of them one woman has kept its bells. We met her on the stairs.",
                    "She does not like lifts, and she says so before anything else has been said.",
                    "Q| When did you first hear it?",
                    "A| I was nine, and my father had taken me along because nobody was at home.",
                    "Q| And then?",
                    "A| Soup.",
                ],
            ),
            (
                "ANNA BERG   When did you first hear it, and who was\n            with you on the stairs that day?\nIDA HOLM    My father was.\n\
                 ANNA BERG   And then?\n",
                vec![
                    "ANNA BERG",
                    "When did you first hear it, and who was with you on the stairs that day?",
                    "IDA HOLM",
                    "My father was.",
                    "ANNA BERG",
                    "And then?",
                ],
            ),
            (
                "Anna: So when did you first hear it, and who was with\n\nyou on the stairs that day, if you remember any of it at\n\nall after such a long time?\n\n\
                 Ida: My father was. He had the keys to the tower in his\n\npocket, and nobody else was let in while the bells were\n\nringing over the town.\n\n\
                 Anna: And then?\n\nIda: Then he went home to my mother, who was wait-\n\ning with the soup.\n",
                vec![
                    "Anna: So when did you first hear it, and who was with you on the stairs that day, if you remember any of it at all after such a long time?",
                    "Ida: My father was. He had the keys to the tower in his pocket, and nobody else was let in while the bells were ringing over the town.",
                    "Anna: And then?",
                    "Ida: Then he went home to my mother, who was wait- ing with the soup.",
                ],
            ),
            (
                "Anna Berg  0:03\nWhy?\n\nSpeaker 2 (00:12):\nSo it was.\n[00:00:44]\nYes.\n",
                vec![
                    "Anna Berg  0:03",
                    "Why?",
                    "Speaker 2 (00:12):",
                    "So it was.",
                    "[00:00:44]",
                    "Yes.",
                ],
            ),
            (
                "> Why not\n> here?\n>\n> And how?\nSo.\n>> Deep.\n",
                vec!["> Why not here?", "> And how?", "So.", ">> Deep."],
            ),
            ("> one stray\nline\n", vec!["> one stray line"]),
            (
                ">> Hello.\n>> Hi there.\n",
                vec![">> Hello.", ">> Hi there."],
            ),
            (
                "Zo\u{200b}ë: in\u{ad}ter\u{feff}view\u{200b}\n",
                vec!["Zoë: interview"],
            ),
            ("彼は鐘を\n聞いた。\n", vec!["彼は鐘を聞いた。"]),
        ] {
            assert_eq!(shown(text).1, expected, "{text}");
        }
    }

    #[test]
    fn a_page_break_ends_no_sentence() {
        let line = "The tram went up the hill past the old market where the lamps";
        let text = format!(
            "{line}\n{line}\nwere still\n\n- 1 -\n\u{c}\nlit. And so on.\n\nNobody spoke.\n\n- 2 -\n"
        );
        let (_, found) = shown(&text);
        assert!(
            found[0].ends_with("were still lit. And so on."),
            "{found:?}"
        );
        assert_eq!(found.len(), 2);
    }
}
