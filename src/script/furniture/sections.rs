//! Stretches of a page that are not the interview: lists of other texts, the notes of an episode
//! above its transcript, the cover and the certificate of a transcript made for a court, footnotes.

use super::lines;
use super::words::{COURT, NOTES_HEADS, OPENERS, TRANSCRIPT_HEADS};
use crate::read::{BlockKind, Region};
use crate::script::page::{self, Marked, Para};
use crate::script::rules::{self, Rule};

/// Longest title in a list of other texts, in words.
const TITLE_WORDS: usize = 20;
/// A longer block is text and no list.
const PROSE_WORDS: usize = 25;
/// So many lines with times are the chapters of an episode.
const CHAPTERS: usize = 3;
/// A cover reaches at most so far, in blocks.
const COVER: usize = 120;

/// How a witness is sworn in, lower case.
const SWORN: &[&str] = &[
    "testified as follows",
    "duly sworn",
    "examined and testified",
    "was examined as follows",
];

type Skips = [Option<&'static Rule>];

fn count(para: &Para) -> usize {
    page::words_in(&para.text).min(200)
}

fn ends(para: &Para) -> bool {
    para.text
        .trim_end_matches(['"', '”', '»', '’', ')', ']', '*', '_', ' '])
        .ends_with(['.', '?', '!', '…', '。', '？', '！'])
}

/// Are all its lines as short as titles?
fn lines_of(para: &Para) -> bool {
    let mut from = 0;
    let ends = para.line_ends().chain([para.text.len()]);
    ends.into_iter().all(|end| {
        let line = para.text.get(from..end).unwrap_or_default();
        from = end;
        line.split(' ').filter(|w| !w.is_empty()).count() <= TITLE_WORDS
    })
}

/// Is its first line the heading of a list of other texts, and the rest such a list?
fn heads_lines(para: &Para) -> bool {
    let Some(end) = para.line_ends().next() else {
        return false;
    };
    OPENERS.contains(&lines::plain(&para.text[..end]).as_str()) && lines_of(para)
}

/// Below `You might also like` stand titles, until something else stands there.
pub(super) fn more(paras: &[Para], labelled: &[bool], skips: &mut Skips) {
    let last = (0..paras.len())
        .rev()
        .find(|at| labelled[*at] || (count(&paras[*at]) >= PROSE_WORDS && skips[*at].is_none()));
    let mut open = false;
    for at in 0..paras.len() {
        let para = &paras[at];
        let line = || lines::plain(&para.text);
        let opens = skips[at].is_some_and(|rule| *rule == rules::MORE)
            || (!labelled[at] && skips[at].is_none() && heads_lines(para))
            || (matches!(para.kind, BlockKind::Heading(_)) && OPENERS.contains(&line().as_str()))
            || (at > last.unwrap_or(0) && para.all(|s| s.bold) && line().starts_with("more from"));
        if opens {
            skips[at] = skips[at].or(Some(&rules::MORE));
            open = true;
            continue;
        }
        if !open || skips[at].is_some() {
            continue;
        }
        let linked = para.all(|style| style.link);
        let item = matches!(para.kind, BlockKind::ListItem(_));
        let below = last.is_none_or(|last| at > last);
        let heading = matches!(para.kind, BlockKind::Heading(_));
        let title = below && count(para) <= TITLE_WORDS && (!ends(para) || item || heading);
        // Lines right below it, without a blank one between, are of the same box.
        let glued = at > 0 && para.line == paras[at - 1].line + 1 && !ends(para) && lines_of(para);
        open = !labelled[at] && (linked || title || glued);
        if open {
            skips[at] = Some(&rules::MORE);
        }
    }
}

/// Between `Show notes` and `Transcript`.
pub(super) fn show_notes(paras: &[Para], labelled: &[bool], skips: &mut Skips) {
    let head = |at: &usize| {
        let para = &paras[*at];
        let short =
            matches!(para.kind, BlockKind::Heading(_)) || para.text.split(' ').take(5).count() <= 4;
        short && !labelled[*at] && TRANSCRIPT_HEADS.contains(&lines::plain(&para.text).as_str())
    };
    let Some(transcript) = (0..paras.len()).rev().find(head) else {
        return;
    };
    // A page that ends so is a button and no heading.
    if transcript + 2 >= paras.len() || labelled[..transcript].iter().filter(|l| **l).count() > 3 {
        return;
    }
    let mut open = false;
    for at in 0..transcript {
        let para = &paras[at];
        let line = lines::plain(&para.text);
        let heading = matches!(para.kind, BlockKind::Heading(_));
        if NOTES_HEADS.contains(&line.as_str()) {
            open = true;
        } else if heading {
            open = false;
        }
        let item = matches!(para.kind, BlockKind::ListItem(_));
        let links = para.styles.iter().any(|(_, _, style)| style.link);
        let named = NOTES_HEADS.iter().any(|head| {
            line.strip_prefix(head)
                .is_some_and(|rest| rest.starts_with(':'))
        });
        if skips[at].is_none() && (open || (item && links) || (named && links)) {
            skips[at] = Some(&rules::SHOW_NOTES);
        }
    }
    skips[transcript] = skips[transcript].or(Some(&rules::KICKER));
}

/// What a transcription service puts above the words, with a line each to say what it is:
/// `SUMMARY KEYWORDS` over a row of words, `SPEAKERS` over names.
pub(super) fn service_head(paras: &[Para], labelled: &[bool], skips: &mut Skips) {
    let first = labelled.iter().position(|l| *l).unwrap_or(0).min(COVER);
    let mut under = None;
    for at in 0..first {
        let line = lines::plain(&paras[at].text);
        let rule = match line.as_str() {
            "summary keywords" | "keywords" | "summary & keywords" => Some(&rules::TAGS),
            "speakers" | "speaker" => Some(&rules::SERVICE),
            _ => None,
        };
        let below = std::mem::replace(&mut under, rule);
        let found = rule.or(below.filter(|_| !ends(&paras[at])));
        skips[at] = skips[at].or(found);
    }
}

/// The chapters of an episode above its transcript: three lines and more that begin with times,
/// each later than the one before.
pub(super) fn contents(paras: &[Para], labelled: &[bool], skips: &mut Skips) {
    let Some(first) = labelled.iter().position(|l| *l) else {
        return;
    };
    let time = |para: &Para| -> Option<u64> {
        let (head, rest) = para.text.split_once(' ')?;
        let titled =
            rest.contains(char::is_alphabetic) && count(para) <= TITLE_WORDS && !ends(para);
        let head = head.trim_end_matches(['-', '–', '—', ':', '.']);
        titled.then(|| crate::script::cues::stamp(head)).flatten()
    };
    let mut from = 0;
    while from < first {
        let mut last = None;
        let rising = |para: &&Para| {
            let at = time(para);
            let later = at.is_some() && at > last;
            last = at.or(last);
            later
        };
        let run = paras[from..first].iter().take_while(rising).count();
        if run >= CHAPTERS {
            for skip in &mut skips[from..from + run] {
                *skip = skip.or(Some(&rules::SHOW_NOTES));
            }
        }
        from += run.max(1);
    }
}

/// The cover of a transcript made for a court, above the first words, and what stands below the
/// last.
pub(super) fn court(paras: &[Para], labelled: &[bool], skips: &mut Skips) {
    let Some(first) = labelled
        .iter()
        .position(|l| *l)
        .filter(|first| *first <= COVER)
    else {
        return;
    };
    let legal = |para: &Para| {
        let lower = format!("{} ", para.text.to_lowercase());
        COURT.iter().filter(|word| lower.contains(*word)).count()
    };
    let signs: usize = paras[..first].iter().map(|para| legal(para).min(2)).sum();
    let proof = signs >= 3
        || paras[..first]
            .iter()
            .any(|p| p.text.starts_with("DEPOSITION OF"));
    if !proof {
        return;
    }
    for at in 0..first {
        // Whoever speaks without a known label has begun.
        if count(&paras[at]) > PROSE_WORDS / 2 && ends(&paras[at]) && legal(&paras[at]) == 0 {
            break;
        }
        if skips[at].is_none() {
            skips[at] = Some(&rules::COVER);
        }
    }
    let mut over = false;
    for at in first..paras.len() {
        let para = &paras[at];
        let text = para.text.as_str();
        let upper = !text.chars().any(char::is_lowercase) && text.chars().any(char::is_alphabetic);
        if labelled[at] || skips[at].is_some() {
            continue;
        }
        over |= upper && (text.contains("CERTIFICATE") || text.starts_with("FURTHER DEPONENT"));
        let heading = upper
            && count(para) <= 16
            && !text.contains(['?', ':'])
            && (text.contains("EXAMINATION")
                || text.contains("ARGUMENT")
                || text.contains("ON BEHALF OF")
                || text.contains("PROCEEDINGS")
                || text.contains("TESTIMONY"));
        let lower = text.to_lowercase();
        let suspended = lower.starts_with("sitting suspended");
        let sworn = count(para) <= 40 && SWORN.iter().any(|words| lower.contains(words));
        if over || heading || suspended || sworn {
            skips[at] = Some(&rules::COVER);
        }
        // The name of whoever is sworn in stands on a line of its own above.
        let above = at.checked_sub(1).filter(|above| sworn && !labelled[*above]);
        if let Some(above) = above.filter(|above| paras[*above].text.ends_with(','))
            && skips[above].is_none()
            && count(&paras[above]) <= 6
        {
            skips[above] = Some(&rules::COVER);
        }
    }
}

/// Footnotes below the text, to which marks in it lead.
pub(super) fn footnotes(paras: &[Para], labelled: &[bool], skips: &mut Skips) {
    let marked = paras.iter().position(|para| {
        let note =
            |mark: &Marked| matches!(mark, Marked::Skip(rule) if **rule == rules::FOOTNOTE_MARK);
        para.marks.iter().any(|mark| note(&mark.what))
    });
    let Some(marked) = marked else { return };
    let mut below = true;
    for at in (marked + 1..paras.len()).rev() {
        let text = paras[at].text.as_str();
        if skips[at].is_some() || text.is_empty() {
            continue;
        }
        let bracket = text.starts_with('[')
            && text
                .find(']')
                .is_some_and(|end| end < 5 && text[1..end].bytes().all(|b| b.is_ascii_digit()));
        let sign = text.starts_with(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '†', '‡', '*']);
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number = (1..=3).contains(&digits) && text[digits..].starts_with(['.', ')', ' ']);
        let item = matches!(paras[at].kind, BlockKind::ListItem(Some(_)));
        let head = matches!(
            lines::plain(text).as_str(),
            "notes"
                | "footnotes"
                | "endnotes"
                | "references"
                | "anmerkungen"
                | "fußnoten"
                | "notas"
                | "note"
                | "references and notes"
        );
        if labelled[at] || paras[at].region != Region::Main {
            below = false;
        } else if bracket || (below && (sign || number || item || head)) {
            skips[at] = Some(&rules::FOOTNOTE);
        } else {
            below = false;
        }
    }
}
