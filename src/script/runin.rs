//! Paragraphs in which two people speak, to one for each: `**Why?** Because …`, a question whose
//! answer begins on the next line, `¿Por qué? – Porque …`, `>>` in the middle of a cue.
//!
//! A sentence with a question mark and then more is the commonest thing in an answer, so nothing
//! is divided unless the page does it again and again in the same way.

use super::page::Para;
use crate::diag::Source;
use crate::read::{BlockKind, Style};

/// So many paragraphs must be made in the same way.
const LEAST: usize = 2;
/// And so many where only white space or a dash tells.
const LEAST_PLAIN: usize = 3;
/// A question is looked for in so many bytes at the start of a paragraph.
const LOOKED_AT: usize = 800;

/// Divides what must be divided; the rest stays as it is, in the same order.
pub(super) fn divide(paras: Vec<Para>, source: &Source) -> Vec<Para> {
    let ways: [fn(&Para, &Source) -> Option<Cut>; 5] = [
        |para, _| lead(para, |s| s.bold),
        |para, _| lead(para, |s| s.italic),
        |para, _| trail(para),
        next_line,
        |para, _| spaced_dash(para),
    ];
    let mut cuts: Vec<Vec<usize>> = paras.iter().map(inside_cue).collect();
    let asked = paras
        .iter()
        .filter(|p| p.text.contains(['?', '？']))
        .count();
    for (n, way) in ways.iter().enumerate() {
        let found: Vec<Option<Cut>> = paras.iter().map(|para| way(para, source)).collect();
        let all = found.iter().flatten().count();
        let asking = found.iter().flatten().filter(|cut| cut.asks).count();
        let plain = n > 2;
        // Words that open a paragraph in bold are often its topic; then few of them ask.
        let agree = if plain {
            asking >= LEAST_PLAIN && asking * 5 >= asked * 3
        } else {
            asking >= LEAST && asking * 2 >= all
        };
        if agree {
            for (cuts, cut) in cuts.iter_mut().zip(found) {
                cuts.extend(cut.map(|cut| cut.at));
            }
            break;
        }
    }
    if cuts.iter().all(Vec::is_empty) {
        for (cuts, at) in cuts.iter_mut().zip(opening(&paras)) {
            cuts.extend(at);
        }
    }
    let mut all = Vec::with_capacity(paras.len());
    for (para, mut at) in paras.into_iter().zip(cuts) {
        if at.is_empty() {
            all.push(para);
        } else {
            at.sort_unstable();
            at.dedup();
            all.extend(para.split(&at, source));
        }
    }
    all
}

/// Where the answer begins in `Adiou a festa. Está pronto? Está, menos o bombo.`, paragraph after
/// paragraph: the question was in bold once. Only if half of the page begins so and next to nothing
/// of it ends with a question mark, as a question of its own would.
fn opening(paras: &[Para]) -> Vec<Option<usize>> {
    const LEAST: usize = 4;
    const WORDS: usize = 8;
    let none = || paras.iter().map(|_| None).collect();
    let prose: Vec<&Para> = paras
        .iter()
        .filter(|p| p.kind == BlockKind::Paragraph && p.words() > WORDS)
        .collect();
    let free = paras
        .iter()
        .all(|p| p.speaker.is_none() && p.time.is_none());
    let asks = paras
        .iter()
        .filter(|p| p.text.ends_with(['?', '？']))
        .count();
    let named = prose.iter().filter(|p| begins_with_name(&p.text)).count();
    if !free || asks * 10 > prose.len() || named * 5 > prose.len() {
        return none();
    }
    let at = |para: &Para| {
        if para.kind != BlockKind::Paragraph || para.words() <= WORDS || !para.styles.is_empty() {
            return None;
        }
        let mut ends = ends_of_questions(para).take(4);
        let mut end = ends.next().filter(|end| *end <= para.text.len() * 2 / 3)?;
        // A second question right behind the first belongs to it.
        for next in ends {
            let between = &para.text[end..next];
            let one = !between
                .trim_end()
                .trim_end_matches(['?', '？'])
                .contains(['.', '!', '…']);
            if !one || next > para.text.len() * 2 / 3 {
                break;
            }
            end = next;
        }
        cut(para, end).map(|cut| cut.at)
    };
    let found: Vec<Option<usize>> = paras.iter().map(at).collect();
    let count = found.iter().flatten().count();
    if count < LEAST || count * 2 < prose.len() {
        return none();
    }
    found
}

/// `Anna Berg: …`
fn begins_with_name(text: &str) -> bool {
    let name = text.split_once([':', '：']).map(|(name, _)| name);
    name.is_some_and(|n| {
        n.len() <= 40 && n.starts_with(char::is_uppercase) && n.split(' ').count() <= 4
    })
}

/// Where the second speaker may begin, and whether the first asks.
struct Cut {
    at: usize,
    asks: bool,
}

/// The words up to `at` and after it, if both are some.
fn cut(para: &Para, at: usize) -> Option<Cut> {
    let (first, second) = para.text.split_at_checked(at)?;
    let words = |text: &str| text.chars().any(char::is_alphanumeric);
    let first = first.trim_end();
    let asks = super::roles::ends_asking(first);
    let stops = super::tells::stops(first) && !first.ends_with([':', ';', '：']);
    (stops && words(first) && words(second)).then_some(Cut { at, asks })
}

/// A style at the start, and then another.
fn lead(para: &Para, style: fn(&Style) -> bool) -> Option<Cut> {
    let mut end = 0;
    for (from, to, s) in &para.styles {
        let between = para.text.get(end..*from)?;
        if !style(s) || between.chars().any(char::is_alphanumeric) {
            break;
        }
        end = *to;
    }
    if end == 0 {
        return None;
    }
    // The mark of the question often stands behind the end of the bold.
    let rest = para.text.get(end..)?;
    let signs = rest.len()
        - rest
            .trim_start_matches(['?', '!', '.', '”', '»', '"', ' '])
            .len();
    cut(para, end + signs)
}

/// A plain question and then a style to the end.
fn trail(para: &Para) -> Option<Cut> {
    let (_, end, _) = para.styles.last()?;
    let mut begin = *end;
    if *end < para.text.len() {
        return None;
    }
    for (from, to, s) in para.styles.iter().rev() {
        if !(s.italic || s.bold) || *to < begin {
            break;
        }
        begin = *from;
    }
    (begin > 0)
        .then(|| cut(para, begin))
        .flatten()
        .filter(|cut| cut.asks)
}

/// A question mark at the end of a line of the source, and more on the next.
fn next_line(para: &Para, source: &Source) -> Option<Cut> {
    ends_of_questions(para).find_map(|at| {
        let (from, to) = (para.place(at - 1), para.place(at));
        let between = source.text().get(from..to)?;
        if !between.contains('\n') {
            return None;
        }
        cut(para, at)
    })
}

/// `¿Por qué? – Porque …`.
fn spaced_dash(para: &Para) -> Option<Cut> {
    ends_of_questions(para).find_map(|at| {
        let rest = para.text.get(at..)?;
        let dash = rest.starts_with(['–', '—', '―']) || rest.starts_with("- ");
        dash.then(|| cut(para, at)).flatten()
    })
}

/// Where words begin after a question mark and a space.
fn ends_of_questions(para: &Para) -> impl Iterator<Item = usize> + '_ {
    let text = &para.text;
    let signs = text
        .match_indices(['?', '？'])
        .take_while(|(at, _)| *at < LOOKED_AT);
    signs.filter_map(|(at, sign)| {
        let rest = &text[at + sign.len()..];
        let bare = rest.trim_start_matches(['"', '”', '»', '’', ')', '!', '?']);
        let words = bare.trim_start();
        (words.len() < bare.len() && !words.is_empty()).then(|| text.len() - words.len())
    })
}

/// `Yes. >> And then?`, and in a cue `- Yes. - And then?`, or where a whole talk was pasted so.
fn inside_cue(para: &Para) -> Vec<usize> {
    /// So many turns in one paragraph are a talk.
    const TALK: usize = 5;
    let text = &para.text;
    let mut all: Vec<usize> = text.match_indices(" >> ").map(|(at, _)| at + 1).collect();
    if text.starts_with(['-', '–', '—']) {
        let arrows = all.len();
        for sign in [" - ", " – ", " — "] {
            let ended = |at: &usize| super::tells::stops(&text[..*at]);
            let found = text.match_indices(sign).map(|(at, _)| at);
            all.extend(found.filter(ended).map(|at| at + 1));
        }
        let asked = || text.matches(['?', '？']).count() >= 2;
        if para.kind != BlockKind::Cue && (all.len() < arrows + TALK || !asked()) {
            all.truncate(arrows);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::{cases::document, page::paragraphs};
    use super::*;

    fn divided(name: &str, text: &str) -> Vec<String> {
        let document = document(name, text);
        let paras = divide(paragraphs(&document), &document.source);
        paras.into_iter().map(|para| para.text).collect()
    }

    #[test]
    fn questions_that_run_into_their_answers_are_divided() {
        for (name, text) in [
            ("x.md", "**Why?** So.\n\n**And then?** No."),
            ("x.md", "*Why?* So.\n\n*And then?* No."),
            ("x.md", "**Why**? So.\n\n**And then**? No."),
            ("x.md", "Why? *So.*\n\nAnd then? *No.*"),
        ] {
            assert_eq!(
                divided(name, text),
                ["Why?", "So.", "And then?", "No."],
                "{text}"
            );
        }
        let text = "Why? – So.\n\nAnd then? – No.\n\nWhat? – Yes.";
        assert_eq!(divided("x.txt", text)[..3], ["Why?", "– So.", "And then?"]);
        let text = "Why?\nSo.\n\nAnd then?\nNo.\n\nWhat?\nYes.";
        assert_eq!(divided("x.md", text)[..3], ["Why?", "So.", "And then?"]);
        assert_eq!(divided("x.txt", ">> Yes. >> And then?").len(), 2);
        let text = "- Why at night? - Because. - And by day? - Never. - Thank you. - Not at all.";
        assert_eq!(divided("x.txt", text).len(), 6);
    }

    #[test]
    fn questions_that_lost_their_bold_are_divided_where_all_are_made_so() {
        let one = "The hall is a hundred years old. Is all of it ready? It is, all but the drum that fell.";
        let two =
            "And who carries the tuba? Can he? Nobody wants to carry it, so we draw lots for it.";
        let text = [one, two, one, two, one].join("\n\n");
        let found = divided("x.txt", &text);
        assert_eq!(found.len(), 10, "{found:#?}");
        assert!(found[0].ends_with("ready?") && found[2].ends_with("Can he?"));
        // Answers may ask on the way.
        let text = "Why at night?\n\nWhy not? Because nobody asks me that at night, as you see.\n\nAnd by day?\n\nWho is there by day? Nobody that I know, I am afraid.\n\nWho then?\n\nWho knows? It may be the birds that do it, or the rain.\n\nAnd now?\n\nNow what? I go home and sleep until it gets dark again.";
        assert_eq!(divided("x.txt", text).len(), 8);
    }

    #[test]
    fn what_only_begins_in_bold_stays_whole() {
        for text in [
            "**First.** It was late.\n\n**Second.** It was later.\n\n**Why?** So.",
            "**Anna:** Why?\n\n**Ben:** So.",
            "Why? So it was.\n\nAnd then? No.\n\nWhat? Yes.",
            "Why?\nSo.",
        ] {
            let blocks = text.split("\n\n").count();
            assert_eq!(divided("x.md", text).len(), blocks, "{text}");
        }
    }
}
