//! Lines that end as no sentence does, in a text whose sentences all end: sections and buttons above
//! the first words, headings between two answers, names and menus below the last.
//!
//! No list of words could hold them, and on a page pasted as text nothing else sets them apart. What
//! tells is the rest of the page: who edits a text puts a stop behind every sentence of it. Where
//! stops are missing here and there (captions, chats, machines), nothing is judged.

use super::lines::Lines;
use crate::read::BlockKind;
use crate::script::page::Para;
use crate::script::phrases::{self, Phrases};
use crate::script::rules::{self, Rule};
use crate::script::tells::Ear;

/// The share of the paragraphs between the first words and the last that end with a stop, in percent.
const STOPPED: usize = 90;
/// Fewest paragraphs that show it.
const LEAST: usize = 3;
/// Longest line above the first words, below the last, and between, in words.
const ABOVE: usize = 24;
const BELOW: usize = 14;
const BETWEEN: usize = 9;
/// Most lines between two turns.
const RUN: usize = 8;
/// Longest sentence among the lines below the last words.
const SENTENCE: usize = 20;
/// Longest block of lines below.
const BLOCK: usize = 90;

/// What a block is in the talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::script) enum Turn {
    /// It has a label.
    Labelled,
    /// It is set as a question.
    Asks,
    /// It follows on a question.
    Answers,
    /// Nothing is known of it.
    Untold,
}

/// Leaves such lines out. `order` are the blocks that are spoken, `turns` what each block is;
/// `names` tells how many names have labels.
pub(in crate::script) fn find(
    paras: &[Para],
    order: &[usize],
    turns: &[Turn],
    names: usize,
    language: &Phrases,
    skips: &mut [Option<&'static Rule>],
) {
    let running = |at: &usize| {
        let para = &paras[*at];
        para.speaker.is_none()
            && para.time.is_none()
            && !matches!(para.kind, BlockKind::Cue | BlockKind::Row)
    };
    let opens = |at: &usize| matches!(turns[*at], Turn::Labelled | Turn::Asks);
    let Some(first) = order.iter().position(opens) else {
        return;
    };
    let last = order.iter().rposition(opens).unwrap_or(first);
    // What may be such a line does not count, unless there are too many of them.
    let (lines, body): (Vec<usize>, Vec<usize>) = order[first..=last]
        .iter()
        .copied()
        .filter(|at| paras[*at].words() > 3 && turns[*at] != Turn::Asks)
        .partition(|at| turns[*at] != Turn::Labelled && loose(&paras[*at], BETWEEN));
    if lines.len() * 4 > body.len() + 4 {
        return;
    }
    let stopped = body.iter().filter(|at| stops(&paras[**at].text)).count();
    if body.len() < LEAST || stopped * 100 < body.len() * STOPPED || !order.iter().all(running) {
        return;
    }
    above(paras, &order[..first], skips);
    let ear = Ear::of(language);
    let asked = |at: usize| ear.tells(&paras[at].text).lean() >= 1.0;
    between(paras, order, (first, last), turns, names, asked, skips);
    below(paras, &order[last..], names, language, skips);
}

/// Does it end as sentences do, or break off?
fn stops(text: &str) -> bool {
    let closers = [
        '"', '”', '“', '»', '«', '’', '‘', '\'', ')', ']', '*', '_', ' ', '」', '』', '）', '›',
        '‹',
    ];
    text.trim_end_matches(closers).ends_with([
        '.', '?', '!', '…', ':', ';', ',', '。', '？', '！', '：', '—', '–', '-', '、',
    ])
}

/// A line that ends as no sentence does; each line of it is at most so long, in words.
fn loose(para: &Para, most: usize) -> bool {
    let text = para.text.as_str();
    if text.is_empty() || stops(text) || text.starts_with(char::is_lowercase) {
        return false;
    }
    let wide = |c: char| matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
    if text.chars().filter(|c| wide(*c)).count() > most * 2 {
        return false;
    }
    let mut from = 0;
    let short = |from: usize, to: usize| {
        let line = text.get(from..to).unwrap_or_default();
        line.split(' ').filter(|w| !w.is_empty()).count() <= most
    };
    for end in para.line_ends() {
        if !short(from, end) {
            return false;
        }
        from = end;
    }
    short(from, text.len()) && para.words() <= BLOCK
}

/// Sections, buttons, bylines and captions above the first words, whatever stands between them.
fn above(paras: &[Para], zone: &[usize], skips: &mut [Option<&'static Rule>]) {
    let prose = |at: &usize| stops(&paras[*at].text) && paras[*at].words() > 8;
    let until = zone.iter().position(prose).unwrap_or(0);
    let lines = zone[..until].iter().filter(|at| loose(&paras[**at], ABOVE));
    let many = lines.count() >= 2;
    for (n, at) in zone.iter().enumerate() {
        let text = paras[*at].text.as_str();
        let cry = many && n < until && paras[*at].words() <= 4 && text.ends_with(['?', '!']);
        // A sentence may go on below an image or an advertisement.
        let goes_on = zone
            .get(n + 1)
            .is_some_and(|next| paras[*next].text.starts_with(char::is_lowercase));
        if cry || (loose(&paras[*at], ABOVE) && !goes_on) {
            skips[*at] = Some(&rules::KICKER);
        }
    }
}

/// A heading, or a box of lines, between an answer that has ended and the next turn.
fn between(
    paras: &[Para],
    order: &[usize],
    (first, last): (usize, usize),
    turns: &[Turn],
    names: usize,
    asked: impl Fn(usize) -> bool,
    skips: &mut [Option<&'static Rule>],
) {
    let is = |n: usize| {
        let at = order[n];
        !matches!(turns[at], Turn::Labelled | Turn::Asks)
            && !matches!(paras[at].kind, BlockKind::ListItem(_))
            && loose(&paras[at], BETWEEN)
            && !asked(at)
    };
    let mut n = first + 1;
    while n < last {
        let from = n;
        while n < last && is(n) {
            n += 1;
        }
        if n == from {
            n += 1;
            continue;
        }
        let before = &paras[order[from - 1]].text;
        let answered = match turns[order[from - 1]] {
            // Where only the questions have labels, it may be the answer.
            Turn::Labelled => names > 1,
            Turn::Asks => false,
            Turn::Answers | Turn::Untold => true,
        };
        let ended = stops(before) && !before.ends_with(['?', '？', ':', '：', ',', ';', '、']);
        let opens = matches!(turns[order[n]], Turn::Labelled | Turn::Asks);
        if answered && ended && opens && n - from <= RUN {
            let rule = if n - from == 1 {
                &rules::HEADING
            } else {
                &rules::BESIDE
            };
            for at in &order[from..n] {
                skips[*at] = Some(rule);
            }
        }
    }
}

/// Names, dates, other titles and buttons below the last words. `zone` begins with the last block
/// that has a label or is set as a question.
fn below(
    paras: &[Para],
    zone: &[usize],
    names: usize,
    language: &Phrases,
    skips: &mut [Option<&'static Rule>],
) {
    let Some(turn) = zone.first() else { return };
    let lines = Lines::new();
    // The first block behind a question is its answer, however it ends.
    let asked = paras[*turn].text.ends_with(['?', '？']) || names < 2;
    let from = zone.get(1 + usize::from(asked)).copied();
    let Some(from) = from.filter(|_| zone.len() > 1 + usize::from(asked)) else {
        return;
    };
    let lower = |at: usize| paras[at].text.replace('’', "'").to_lowercase();
    let told = |at: usize| phrases::find(&lower(at), language.edited).is_some();
    let gone = |at: usize, skips: &[Option<&'static Rule>]| {
        skips[at].is_some_and(|rule| *rule != rules::RULE_LINE)
    };
    let furniture = |at: usize, skips: &[Option<&'static Rule>]| {
        !paras[at].text.is_empty() && (gone(at, skips) || loose(&paras[at], BELOW))
    };
    // Where a sentence stands among them, two must stand above it, so that a last sentence below an
    // advertisement is not taken for one.
    let mut end = paras.len();
    let mut tail = Vec::new();
    for at in (from..paras.len()).rev() {
        let text = paras[at].text.as_str();
        if text.is_empty() || skips[at].is_some() {
            continue;
        }
        let edge = lines.judge_at_edge(text);
        let short = paras[at].words() <= SENTENCE;
        let above = (from..at).rev().filter(|n| !paras[*n].text.is_empty());
        let framed = short
            && above
                .take(2)
                .filter(|n| furniture(*n, skips) && !told(*n))
                .count()
                == 2;
        if let Some(rule) = edge {
            tail.push((at, rule));
        } else if told(at) || !(loose(&paras[at], BELOW) || framed) {
            // A note on the interview may stand among them.
            if !(told(at) && short) {
                break;
            }
        } else {
            tail.push((at, &rules::PAGE_FOOT));
        }
        end = at;
    }
    let speaks = |at: usize| {
        let text = paras[at].text.as_str();
        phrases::count(text, language.first) + phrases::count(text, language.second) > 0
    };
    let others = (end..paras.len()).filter(|at| gone(*at, skips)).count();
    if let [(at, _)] = tail[..]
        && others == 0
        && speaks(at)
    {
        return;
    }
    for (at, rule) in tail {
        skips[at] = Some(rule);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::cases::compiled;

    fn spoken(name: &str, text: &str) -> Vec<String> {
        let (_, script) = compiled(name, text);
        script.paragraphs().map(|(_, _, p)| p.text()).collect()
    }

    const INTRO: &str =
        "Ida Holm drives the last tram of the day, and has done so for thirty years.";
    const TALK: &str = "Anna: Why at night, and not by day?\n\nIda Holm: Because nobody asks me that at night.\n\nAnna: And the rain?\n\nIda Holm: The rain is better company than most.\n\nAnna: Do you sing?\n\nIda Holm: Only below the bridge, where nobody hears me.";

    #[test]
    fn lines_above_go_wherever_they_stand() {
        for head in [
            "Got A Tip?\n\nThe Lantern / Trams\n\nSenior Tram Reporter\n\nShow additional options",
            "Publié le 08/06/2022 à 07h30 – Mis à jour à 11h52\n\nEnregistrer   Réagir (6)",
            "Artikel zum Hören • 9 Min",
        ] {
            let text = format!(
                "{head}\n\n{INTRO}\n\nIda Holm on the bridge Benny Dane/The Lantern\n\nIt rained when we met her at the end of the line.\n\n{TALK}"
            );
            let said = spoken("x.txt", &text);
            assert_eq!(said.len(), 8, "{said:#?}");
            assert_eq!(said[0], INTRO);
        }
    }

    #[test]
    fn headings_between_answers_go_and_what_is_said_stays() {
        for (line, goes) in [
            ("The taste of rust", true),
            ("»Nobody sings on a tram«", true),
            ("Box: The tram\n\nBuilt 1961 | Crew 2", true),
            ("I have never seen the sea.", false),
            ("the rest is silence", false),
            (
                "And then I thought that nobody would ever come back to the line again",
                false,
            ),
        ] {
            let text = TALK.replace("\n\nAnna: Do", &format!("\n\n{line}\n\nAnna: Do"));
            let said = spoken("x.txt", &format!("{INTRO}\n\n{text}"));
            assert_eq!(said.len() == 7, goes, "{line}: {said:#?}");
        }
        // An answer needs no stop.
        let text = format!(
            "{INTRO}\n\n**Why at night, and not by day?**\n\nBecause nobody asks me that at night.\n\n**And the rain?**\n\nThe rain is better company than most.\n\n**Do you sing?**\n\nOnly below the bridge.\n\nI am shy.\n\n**Your favourite word?**\n\nLonging\n\n**Your motto.**\n\nMore trams for everybody\n\n**And now?**\n\nNow I go home.\n"
        );
        let said = spoken("x.md", &text);
        assert!(said.iter().any(|s| s == "Longing") && said.iter().any(|s| s.starts_with("More")));
    }

    #[test]
    fn what_stands_below_goes_and_the_last_words_stay() {
        for (foot, rest) in [
            (
                "Ort   Handwerk   Musik\n\nDie Meistgelesenen\n1. Ein Wildschwein am Schalter\n2. Regen am Donnerstag",
                0,
            ),
            (
                "Must See Stories\n\nHot Right Now\nThe Lantern Names A New Head Of Trams",
                0,
            ),
            (
                "This interview has been edited for length.\n\nMust See Stories\n\nHot Right Now",
                1,
            ),
            ("Feedback\nDiscuss\nPlayback was interrupted.", 0),
            (
                "Propos recueillis par Anne Petit\n\nÀ LIRE\n\nLa Nuit, d’Ida Holm, 240 p., 20 €.",
                0,
            ),
            ("Anna Berg (Brest, special correspondent)", 0),
            ("LEGGI I CONTRIBUTI\nSCRIVI", 0),
            ("And that is how it was.", 1),
            ("I would do it all again", 1),
            ("Advertisement\n\nAnd then we all went home.\n\nShare", 1),
        ] {
            let said = spoken("x.txt", &format!("{INTRO}\n\n{TALK}\n\n{foot}\n"));
            assert_eq!(said.len(), 7 + rest, "{foot}: {said:#?}");
        }
    }

    #[test]
    fn where_stops_are_missing_nothing_is_judged() {
        let talk = TALK.replace('.', "");
        let said = spoken("x.txt", &format!("{INTRO}\n\n{talk}\n\nThat was all of it"));
        assert!(said.last().is_some_and(|last| last.ends_with("all of it")));
    }
}
