//! Captions (WebVTT, SubRip, YouTube's SBV) to blocks: one for each voice in a cue.
//!
//! One lenient reading serves the three: what people call `.srt` is often WebVTT with another
//! name, numbers and blank lines are missing, and a strict parser would drop words for it. The
//! text of a cue goes on to the next time line, blank lines or not. What stands in no cue and is
//! not a comment is kept as a paragraph: words are not lost because a time is.

mod payload;
mod rolling;

use super::lines::begins_turn;
use super::{
    Block, BlockKind, Document, Limits, RawFile, Region, Run, Style, clock, encoding, gaps, text,
    too_many_blocks,
};
use crate::diag::{Diagnostic, Diagnostics, Source, Span};
use payload::Shown;

/// What a WebVTT file begins with (W3C WebVTT, section 4.1).
const SIGNATURE: &str = "WEBVTT";

/// Is it WebVTT? The signature must be a word of its own.
pub(super) fn sniff_vtt(head: &[u8]) -> bool {
    is_vtt(&encoding::peek(head))
}

/// Is it SubRip or SBV? The first line, or the one after a number, is a line of two times.
pub(super) fn sniff_srt(head: &[u8]) -> bool {
    let text = encoding::peek(head);
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    times(first).is_some() || (is_number(first) && lines.next().and_then(times).is_some())
}

fn is_vtt(text: &str) -> bool {
    text.trim_start()
        .strip_prefix(SIGNATURE)
        .is_some_and(|rest| !rest.starts_with(|c: char| !c.is_whitespace()))
}

/// Reads captions; `None` only after an error was pushed.
pub(super) fn read_vtt(
    file: &RawFile,
    limits: &Limits,
    diags: &mut Diagnostics,
) -> Option<Document> {
    read(file, limits, diags, "vtt")
}

/// Reads captions; `None` only after an error was pushed.
pub(super) fn read_srt(
    file: &RawFile,
    limits: &Limits,
    diags: &mut Diagnostics,
) -> Option<Document> {
    read(file, limits, diags, "srt")
}

fn read(
    file: &RawFile,
    limits: &Limits,
    diags: &mut Diagnostics,
    format: &'static str,
) -> Option<Document> {
    let source = encoding::decode(file, limits, diags)?;
    let cues = cues(source.text());
    // Lines of one cue are runs of one block, which no limit on blocks would see.
    let lines: usize = cues.iter().map(|cue| cue.lines.len()).sum();
    if lines > LINES {
        let message = format!("the captions have too many lines: the limit is {LINES}");
        diags.push(Diagnostic::error(&source, Span::default(), message).whole());
        return None;
    }
    // Called captions, but without a single time: somebody's transcript under an odd name. What
    // there is to tell of its bytes was told above.
    if cues.iter().all(|cue| cue.time.is_none()) && !is_vtt(source.text()) {
        let mut told = Diagnostics::new();
        let document = text::read(file, limits, &mut told);
        if document.is_none() {
            told.iter().cloned().for_each(|problem| diags.push(problem));
        }
        return document;
    }
    let mut shown: Vec<rolling::Timed> = cues
        .iter()
        .map(|cue| (cue.time, payload::shown(source.text(), &cue.lines)))
        .collect();
    rolling::drop_repeats(&mut shown);
    let mut blocks = Vec::new();
    for (time, lines) in shown {
        group(&source, time, lines, &mut blocks);
        if blocks.len() > limits.blocks {
            too_many_blocks(&source, limits, diags);
            return None;
        }
    }
    let markup = gaps(source.text(), &blocks, None);
    Some(Document {
        language: language(source.text()),
        source,
        format,
        title: None,
        front: None,
        compiled: false,
        blocks,
        markup,
    })
}

/// `Language: en` below the signature: dropped from WebVTT, and still written by the largest of
/// those who write it.
fn language(text: &str) -> Option<String> {
    let head = text.lines().take_while(|line| !line.trim().is_empty());
    let mut head = head.skip(1).take(8).filter_map(|line| line.split_once(':'));
    let found = head.find(|(key, _)| key.trim().eq_ignore_ascii_case("language"));
    let value = found.map(|(_, value)| value.trim().to_owned());
    value.filter(|_| is_vtt(text))
}

/// Most lines that are shown in one file: two hundred hours of talk.
const LINES: usize = 200_000;

/// A time and the lines that are shown then, as they stand in the file.
#[derive(Debug)]
struct Cue {
    /// `None` for what stands before the first cue.
    time: Option<(u64, u64)>,
    lines: Vec<Span>,
}

/// What the lines that are being read belong to.
#[derive(Clone, Copy, PartialEq)]
enum Inside {
    /// The head of the file, or a comment, a style, a region: up to the next blank line.
    Unshown,
    Cue,
}

/// The cues of a file. Numbers, names of cues, comments and styles are in none of them.
fn cues(text: &str) -> Vec<Cue> {
    let vtt = is_vtt(text);
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        lines.push((bare, Span::new(start, start + bare.len())));
        at += line.len();
    }
    let mut cues: Vec<Cue> = Vec::new();
    let mut inside = Inside::Cue;
    let mut after_blank = true;
    for (index, (line, span)) in lines.iter().enumerate() {
        let first = std::mem::replace(&mut after_blank, line.is_empty());
        if line.is_empty() {
            inside = Inside::Cue;
            continue;
        }
        if let Some(time) = times(line) {
            inside = Inside::Cue;
            cues.push(Cue {
                time: Some(time),
                lines: Vec::new(),
            });
            continue;
        }
        let comment = |word: &str| {
            let rest = line.strip_prefix(word);
            rest.is_some_and(|rest| !rest.starts_with(|c: char| !c.is_whitespace()))
        };
        let signature = vtt && cues.is_empty() && comment(SIGNATURE);
        let styles = ["STYLE", "REGION", "Style:", "Region:"].contains(line);
        if signature || (vtt && first && (comment("NOTE") || styles)) {
            inside = Inside::Unshown;
        }
        if inside == Inside::Unshown || is_name(&lines, index, vtt, first) {
            continue;
        }
        match cues.last_mut() {
            Some(cue) => cue.lines.push(*span),
            None => cues.push(Cue {
                time: None,
                lines: vec![*span],
            }),
        }
    }
    cues
}

/// Is this line the number or the name of the cue that the next line begins?
fn is_name(lines: &[(&str, Span)], index: usize, vtt: bool, first: bool) -> bool {
    let timed = |at: usize| lines.get(at).is_some_and(|(line, _)| times(line).is_some());
    let (line, _) = lines[index];
    if is_number(line) {
        let blank = lines
            .get(index + 1)
            .is_some_and(|(next, _)| next.is_empty());
        return timed(index + 1) || (first && blank && timed(index + 2));
    }
    // Services name cues `5f1c2e08-…/12-0`; after a blank line WebVTT allows any name.
    let token = line.contains(|c: char| c.is_ascii_digit())
        && line.contains(['-', '/', '_'])
        && !line.contains(char::is_whitespace);
    timed(index + 1) && ((vtt && first) || token)
}

fn is_number(line: &str) -> bool {
    !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
}

/// The two times of a line that begins a cue: `a --> b`, and in SBV `a,b`.
fn times(line: &str) -> Option<(u64, u64)> {
    clock::cue_line(line).or_else(|| {
        let (start, end) = line.split_once(',')?;
        let exact = |time: &str| time.contains(':') && time.contains('.');
        (exact(start) && exact(end)).then_some(())?;
        Some((clock::parse(start)?, clock::parse(end)?))
    })
}

/// The lines of a cue as blocks: a new one for each voice, and for each line that begins a turn.
fn group(source: &Source, time: Option<(u64, u64)>, lines: Vec<Shown>, blocks: &mut Vec<Block>) {
    let mut open: Option<(usize, usize)> = None;
    let mut before = String::new();
    for line in lines {
        let Some((start, end)) = line.extent() else {
            continue;
        };
        let words = line.text();
        let turn =
            words.trim_start().starts_with(['-', '–', '—', '>']) || begins_turn(&words, &before);
        match (open, blocks.last_mut()) {
            (Some((voice, line_end)), Some(block)) if voice == line.voice && !turn => {
                block.runs.push(Run {
                    text: " ".to_owned(),
                    span: Span::new(line_end, line_end + 1),
                    style: Style::default(),
                });
                block.runs.extend(line.runs);
                block.span.end = end;
            }
            _ => blocks.push(Block {
                kind: match time {
                    Some(_) => BlockKind::Cue,
                    None => BlockKind::Paragraph,
                },
                runs: line.runs,
                span: Span::new(start, end),
                line: source.line(start),
                speaker: line.speaker,
                time,
                region: Region::Main,
                language: None,
            }),
        }
        open = Some((line.voice, line.end));
        before = words;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Start, speaker and text of each block; marks for bold and italics.
    fn blocks(name: &str, text: &str) -> Vec<String> {
        let file = RawFile {
            path: name.into(),
            bytes: text.as_bytes().to_vec(),
        };
        let mut diags = Diagnostics::new();
        let document = super::super::read(&file, &Limits::default(), &mut diags).unwrap();
        let line = |block: &Block| {
            let speaker = block.speaker.as_deref().unwrap_or("-");
            let start = block
                .time
                .map_or("-".into(), |(start, _)| start.to_string());
            let words: String = block.runs.iter().map(|r| r.text.as_str()).collect();
            format!("{start} {speaker} | {}", words.trim())
        };
        document.blocks.iter().map(line).collect()
    }

    #[test]
    fn webvtt_with_everything_in_it() {
        let text = "\u{feff}WEBVTT - a title\r\nKind: captions\r\nLanguage: en\r\n\r\n\
            NOTE a comment\r\nover two lines\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n\
            REGION\r\nid:fred\r\n\r\nintro\r\n00:01.000 --> 00:02.500 align:start\r\n\
            <v Anna Berg>Why <i>did</i> you\r\ngo &amp; stay?</v>\r\n\r\n\
            5f1c/12-0\r\n00:00:03.000 --> 00:00:04.000\r\n\
            <v.loud.fast Ben>I <c.yellow>had</c> <00:00:03.500>to.\r\n<v Anna Berg>Oh?\r\n\r\n\
            NOTE\r\n\r\n01:00:00.000 --> 01:00:01.000\r\n- Left?\r\n- Right, 3 < 4.\r\n";
        assert_eq!(
            blocks("x.vtt", text),
            [
                "1000 Anna Berg | Why did you go & stay?",
                "3000 Ben | I had to.",
                "3000 Anna Berg | Oh?",
                "3600000 - | - Left?",
                "3600000 - | - Right, 3 < 4.",
            ]
        );
        assert_eq!(blocks("x.txt", text).len(), 5);
    }

    #[test]
    fn captions_say_their_language_in_their_head() {
        for (text, found) in [
            (
                "WEBVTT\nKind: captions\nLanguage: pt-BR\n\n00:01.000 --> 00:02.000\nSim.\n",
                Some("pt-BR"),
            ),
            (
                "WEBVTT\n\n00:01.000 --> 00:02.000\nLanguage: of birds.\n",
                None,
            ),
            ("1\nLanguage: en\n", None),
        ] {
            assert_eq!(language(text).as_deref(), found);
        }
    }

    #[test]
    fn subrip_as_it_is_found() {
        let text = "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<font color=\"#fff\">Why</font>\nnot?\n\n\n\
            2\n00:00:03,000 --> 00:00:04,000\nANNA: Yes.\nBEN: No.\n\
            00:00:05,000 --> 00:00:06,000 X1:0 X2:9\nNo number\n\nand a blank line.\n4\n\n\
            00:00:07,000 --> 00:00:08,000\n1984\n\n\
            6\n00:00:09,000 --> 00:00:10,000\nI <3 trams\\Nat night.\n";
        let expected = [
            "1000 - | Why not?",
            "3000 - | ANNA: Yes.",
            "3000 - | BEN: No.",
            "5000 - | No number and a blank line. 4",
            "7000 - | 1984",
            "9000 - | I <3 trams at night.",
        ];
        assert_eq!(blocks("x.srt", text), expected);
        assert_eq!(blocks("x.txt", text), expected);
    }

    #[test]
    fn sbv_and_captions_without_times() {
        let text =
            "0:00:01.000,0:00:03.000\n>> ANNA: Why?\n\n0:00:03.000,0:00:05.000\nSo[br]there.\n";
        let expected = ["1000 - | >> ANNA: Why?", "3000 - | So there."];
        assert_eq!(blocks("x.sbv", text), expected);
        assert_eq!(
            blocks("x.srt", "ANNA: Why?\n\nBEN: So.\n"),
            ["- - | ANNA: Why?", "- - | BEN: So."]
        );
        assert_eq!(
            blocks("x.vtt", "WEBVTT\n\nStray words.\n"),
            ["- - | Stray words."]
        );
        assert!(!sniff_vtt(b"WEBVTTs are files"));
    }

    #[test]
    fn rolling_captions_say_each_line_once() {
        let text = "WEBVTT\nKind: captions\n\n\
            00:00:00.000 --> 00:00:02.000 align:start position:0%\n \n\
            so<00:00:00.400><c> we</c><00:00:00.800><c> went</c>\n\n\
            00:00:02.000 --> 00:00:02.010\nso we went\n \n\n\
            00:00:02.010 --> 00:00:04.000\nso we went\nup<00:00:02.2><c> the</c><c> hill</c>\n\n\
            00:00:04.000 --> 00:00:04.010\nup the hill\n \n\n\
            00:00:04.010 --> 00:00:06.000\nup the hill\nand down\n\n";
        assert_eq!(
            blocks("x.vtt", text),
            [
                "0 - | so we went",
                "2010 - | up the hill",
                "4010 - | and down"
            ]
        );
    }

    #[test]
    fn growing_captions_say_each_word_once_and_real_repeats_stay() {
        let mut text = String::from("WEBVTT\n\n");
        let said = [
            "so we",
            "so we went",
            "so we went up",
            "the tram",
            "the tram left",
            "at last",
        ];
        for (n, line) in said.iter().enumerate() {
            text += &format!("00:0{n}.000 --> 00:0{}.000\n{line}\n\n", n + 1);
        }
        assert_eq!(
            blocks("x.vtt", &text),
            [
                "2000 - | so we went up",
                "4000 - | the tram left",
                "5000 - | at last"
            ]
        );
        let mut text = String::from("WEBVTT\n\n");
        for (n, line) in ["Yes.", "Yes.", "It is.", "It is late.", "No.", "Home."]
            .iter()
            .enumerate()
        {
            text += &format!("00:0{n}.000 --> 00:0{}.000\n{line}\n\n", n + 1);
        }
        assert_eq!(blocks("x.vtt", &text).len(), 6);
    }
}
