//! What stands above the first words and below the last: title, section, subtitle, who wrote it and
//! when. Not spoken, but facts: who signs an interview is the one who asks.
//!
//! Judged after the labels, because the first label is where the interview has begun at the latest.
//! A line above it is furniture if it is no sentence; sentences are the introduction.

use super::lines::{self, Lines};
use super::words::{ENDS, INVITATIONS};
use crate::read::BlockKind;
use crate::script::page::Para;
use crate::script::rules::{self, Rule};

/// So many lines may stand above the text, and so many words in each.
const LINES: usize = 24;
const WORDS: usize = 24;
/// A sentence of so many words above the byline is the beginning of the text, and not a title.
const DEK: usize = 8;
/// Longest subtitle above a byline, in words; more is an introduction.
const SUBTITLE: usize = 16;
/// A byline stands within so many blocks of the beginning.
const NEAR: usize = 12;

/// What the head of a page tells.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::script) struct Head {
    /// Who wrote it, as on the page, without the word before the name.
    pub(in crate::script) bylines: Vec<String>,
    /// When it was published, as on the page.
    pub(in crate::script) dates: Vec<String>,
    /// The blocks that name who is present: the cover of a court's transcript.
    pub(in crate::script) cover: Vec<usize>,
    /// The lines above the text, in their order: title, section, subtitle.
    pub(in crate::script) lines: Vec<usize>,
}

/// Finds the head and the foot, and skips them. `labelled` are the blocks that have a label.
pub(in crate::script) fn find(
    paras: &[Para],
    labelled: &[bool],
    skips: &mut [Option<&'static Rule>],
) -> Head {
    let mut head = Head::default();
    let lines = Lines::new();
    let running = |para: &Para| {
        para.speaker.is_none()
            && para.time.is_none()
            && !matches!(para.kind, BlockKind::Cue | BlockKind::Row)
    };
    if paras.iter().all(running) {
        let start = start(paras, labelled, skips);
        above(paras, labelled, skips, start, &lines);
        below(paras, labelled, skips, &lines);
    }
    for (at, para) in paras.iter().enumerate() {
        match skips[at] {
            Some(rule) if *rule == rules::BYLINE => head.bylines.extend(names(&para.text)),
            Some(rule) if *rule == rules::DATELINE => head.dates.push(para.text.clone()),
            Some(rule) if *rule == rules::COVER => head.cover.push(at),
            Some(rule) if *rule == rules::KICKER => head.lines.push(at),
            _ => {}
        }
    }
    head
}

/// The first block that is spoken for sure.
fn start(paras: &[Para], labelled: &[bool], skips: &[Option<&'static Rule>]) -> Option<usize> {
    let bold = paras.iter().filter(|p| p.all(|s| s.bold)).count();
    let italic = paras.iter().filter(|p| p.all(|s| s.italic)).count();
    (0..paras.len()).find(|at| {
        let para = &paras[*at];
        if skips[*at].is_some()
            || para.text.is_empty()
            || matches!(para.kind, BlockKind::Heading(_))
        {
            return false;
        }
        let words = para.text.split(' ').take(WORDS + 1).count();
        let styled = (bold >= 3 && para.all(|s| s.bold)) || (italic >= 3 && para.all(|s| s.italic));
        let speech = para.text.starts_with(['—', '–', '-', '―', '─', '━']) && para.text.len() > 2;
        let quote = matches!(para.kind, BlockKind::Quote(_) | BlockKind::ListItem(_));
        // `Dear Anna,` opens a letter.
        let greets = para.text.ends_with(',');
        labelled[*at]
            || styled
            || greets
            || speech
            || quote
            || words > WORDS
            || is_sentence(&para.text, words)
    })
}

/// Does it end as sentences do? Two words with a full stop are an abbreviation.
fn is_sentence(text: &str, words: usize) -> bool {
    let bare = text.trim_end_matches(['"', '”', '»', '’', ')', ']', '*', '_', ' ', '」', '）']);
    let wide = bare.ends_with(['。', '？', '！']);
    let long = words >= 4 || text.starts_with(['¿', '¡']);
    let stop = bare.ends_with(['.', '?', '!', '…', ':']);
    // A title in quotes may end inside them as a sentence does. One or two words with a full stop
    // may be a whole introduction, but a number or an abbreviation is none.
    let short = stop
        && text.starts_with(char::is_uppercase)
        && !text.contains(|c: char| c.is_ascii_digit());
    wide || bare.ends_with('?') || (stop && (long || short) && !is_quoted(text))
}

fn is_quoted(text: &str) -> bool {
    text.starts_with(['“', '"', '„', '«', '‘', '»'])
        && text.ends_with(['”', '"', '“', '»', '’', '«'])
        && text.split(' ').count() <= 16
}

fn above(
    paras: &[Para],
    labelled: &[bool],
    skips: &mut [Option<&'static Rule>],
    start: Option<usize>,
    lines: &Lines,
) {
    let edge = paras.len().min(NEAR);
    let mut byline = None;
    let mut seen = 0;
    for at in 0..paras.len() {
        if labelled[at] || seen >= edge {
            break;
        }
        if skips[at].is_some_and(|rule| *rule == rules::RULE_LINE || *rule == rules::IMAGE) {
            continue;
        }
        seen += 1;
        if matches!(paras[at].kind, BlockKind::Heading(_)) {
            continue;
        }
        if skips[at].is_none_or(|rule| *rule == rules::PAGE_HEAD)
            && let Some(rule) = lines.judge_at_edge(&paras[at].text)
        {
            skips[at] = Some(rule);
        }
        if skips[at].is_some_and(|rule| *rule == rules::BYLINE || *rule == rules::DATELINE) {
            byline = Some(at);
        }
    }
    let words = |at: usize| paras[at].text.split(' ').take(SUBTITLE + 1).count();
    // Something must be left to be spoken.
    let left = |from: usize, skips: &[Option<&'static Rule>]| {
        (from..paras.len()).any(|at| {
            skips[at].is_none() && !paras[at].text.is_empty() && (labelled[at] || words(at) > 6)
        })
    };
    if let Some(byline) = byline.filter(|at| left(at + 1, skips)) {
        let open = |at: &usize| {
            skips[*at].is_none()
                && !labelled[*at]
                && !matches!(paras[*at].kind, BlockKind::Heading(_))
        };
        let above: Vec<usize> = (0..byline).filter(open).collect();
        // One title, one section, one subtitle; more sentences are the text.
        let sentences = above
            .iter()
            .filter(|at| is_sentence(&paras[**at].text, words(**at)))
            .count();
        if above.iter().all(|at| words(*at) <= SUBTITLE) && sentences <= 1 {
            let dek = |at: usize| words(at) >= DEK && paras[at].text.ends_with('.');
            for at in above.into_iter().filter(|at| !dek(*at)) {
                skips[at] = Some(&rules::KICKER);
            }
        }
    }
    let Some(start) = start else { return };
    let zone: Vec<usize> = (0..start)
        .filter(|at| skips[*at].is_none() && !paras[*at].text.is_empty())
        .filter(|at| !matches!(paras[*at].kind, BlockKind::Heading(_)))
        .collect();
    let small = |at: &usize| paras[*at].text.starts_with(char::is_lowercase);
    if zone.len() > LINES || zone.iter().any(small) {
        return;
    }
    for at in zone {
        skips[at] = Some(&rules::KICKER);
    }
}

/// The last lines: dates, who made it, invitations, the word `End`.
fn below(paras: &[Para], labelled: &[bool], skips: &mut [Option<&'static Rule>], lines: &Lines) {
    let mut seen = 0;
    for at in (0..paras.len()).rev() {
        if labelled[at] || seen >= 4 {
            break;
        }
        let text = paras[at].text.as_str();
        if text.is_empty() || skips[at].is_some() {
            continue;
        }
        seen += 1;
        let words = text.split(' ').take(40).count();
        let lower = text.replace('’', "'").to_lowercase();
        let invites = words <= 30 && INVITATIONS.iter().any(|sign| lower.contains(sign));
        let plain = lines::plain(text);
        let end = words <= 8
            && ENDS.iter().any(|end| {
                plain == *end
                    || (words > 1 && text.starts_with("END ") && lines.is_date(&text[4..]))
            });
        let edge = lines.judge_at_edge(text);
        if end || invites {
            skips[at] = Some(&rules::PAGE_FOOT);
        } else if edge.is_some() {
            skips[at] = edge;
        } else {
            break;
        }
    }
}

/// The names in a line of who wrote it.
fn names(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for part in text.split(['|', '·', '•', '/', ',', ';', ':']) {
        let words: Vec<&str> = part.split(' ').filter(|w| !w.is_empty()).collect();
        // The longest run of names at the end: `Propos recueillis par Anne Petit`.
        let tall = |w: &&&str| w.trim_matches('.').starts_with(char::is_uppercase);
        let run = words.iter().rev().take_while(tall).count();
        let from = if run == words.len() && run > 2 && words[0].len() <= 3 {
            1
        } else {
            words.len() - run
        };
        if words.len() - from >= 2 || (run == 1 && words.len() == 1) {
            all.push(words[from..].join(" "));
        }
    }
    all
}
