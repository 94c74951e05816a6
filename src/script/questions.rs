//! Questions that are set apart instead of labelled: all in bold, in italics, as headings, as
//! quotes, or, where nothing else tells, by their question marks alone.
//!
//! The whole document must agree before a style means anything: at least two blocks in it, most
//! of them asking, most of them followed by something that is not in it.

use super::page::Para;
use super::roles::ends_asking;
use super::rules::{self, Rule};
use crate::read::BlockKind;

/// A way to set questions apart, and what is said of them and of what follows.
struct Setting {
    is: fn(&Para) -> bool,
    question: &'static Rule,
    answer: &'static Rule,
    /// Blocks needed before it means anything.
    least: usize,
    /// Only where no name labels anything, or anything after the first turns.
    alone: bool,
}

const SETTINGS: &[Setting] = &[
    setting(|p| p.all(|s| s.bold)),
    setting(|p| matches!(p.kind, BlockKind::Heading(_))),
    setting(|p| p.all(|s| s.italic)),
    setting(|p| matches!(p.kind, BlockKind::Quote(_))),
    Setting {
        is: |p| ends_asking(&p.text) && p.text.split(' ').count() <= LONGEST_QUESTION,
        question: &rules::ENDS_AS_QUESTION,
        answer: &rules::ANSWERS,
        least: 3,
        alone: true,
    },
];

/// Longer paragraphs that end with a question mark are essays, not questions; in words.
const LONGEST_QUESTION: usize = 80;

/// So many labels may stand on the first turns.
const FIRST_TURNS: usize = 4;

const fn setting(is: fn(&Para) -> bool) -> Setting {
    Setting {
        is,
        question: &rules::SET_AS_QUESTION,
        answer: &rules::FOLLOWS_QUESTION,
        least: 2,
        alone: false,
    }
}

/// The questions that are set apart.
#[derive(Debug)]
pub(super) struct SetApart {
    /// For each block of the document: is it such a question?
    pub(super) is: Vec<bool>,
    /// Why they are questions.
    pub(super) question: &'static Rule,
    /// Why what follows them is an answer.
    pub(super) answer: &'static Rule,
}

/// Finds them among the blocks of `order`, which may be headings still; `labelled` have a name.
pub(super) fn find(paras: &[Para], order: &[usize], labelled: &[bool]) -> Option<SetApart> {
    let last = order.iter().rposition(|at| labelled[*at]);
    let names = order.iter().filter(|at| labelled[**at]).count();
    let (_, unnamed) = order.split_at(last.map_or(0, |last| last + 1));
    SETTINGS.iter().find_map(|setting| {
        let order = match last {
            Some(_) if !setting.alone => order,
            // Names on the first turns only: then the question marks tell the rest. But where
            // names go on, what has none goes on with them.
            Some(_) if names > FIRST_TURNS || unnamed.len() < names * 2 => return None,
            Some(_) => unnamed,
            None => order,
        };
        try_setting(setting, paras, order, labelled)
    })
}

fn try_setting(
    setting: &Setting,
    paras: &[Para],
    order: &[usize],
    labelled: &[bool],
) -> Option<SetApart> {
    let mut is = vec![false; paras.len()];
    let (mut count, mut asking, mut followed) = (0, 0, 0);
    let mut last = false;
    for &at in order {
        let para = &paras[at];
        is[at] = !labelled[at] && (setting.is)(para);
        followed += usize::from(last && !is[at]);
        last = is[at];
        if last {
            count += 1;
            asking += usize::from(ends_asking(&para.text) || para.text.contains('?'));
        }
    }
    // A long last answer may ask, too: after labels the questions must be every third block.
    let every = if labelled.contains(&true) { 3 } else { 4 };
    let common = !setting.alone || count * every >= order.len();
    (count >= setting.least && asking * 10 >= count * 6 && followed * 2 >= count && common)
        .then_some(SetApart {
            is,
            question: setting.question,
            answer: setting.answer,
        })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{cases::document, page::paragraphs};
    use super::*;

    fn apart(text: &str) -> Option<Vec<bool>> {
        let document = document("x.md", text);
        let paras = paragraphs(&document);
        let order: Vec<usize> = (0..paras.len()).collect();
        find(&paras, &order, &vec![false; paras.len()]).map(|found| found.is)
    }

    #[test]
    fn a_style_that_asks_sets_questions_apart() {
        for (open, close) in [("**", "**"), ("*", "*"), ("## ", ""), ("> ", "")] {
            let text = format!(
                "Intro.\n\n{open}Why?{close}\n\nSo.\n\n{open}And then?{close}\n\nSo.\n\nMore.\n\n{open}Tell us more.{close}\n\n{open}Please?{close}\n\nNo."
            );
            let expected = [0, 1, 0, 1, 0, 0, 1, 1, 0].map(|n| n == 1);
            assert_eq!(apart(&text).unwrap(), expected, "{open}");
        }
    }

    #[test]
    fn emphasis_that_does_not_ask_means_nothing() {
        for text in [
            "**Yes.**\n\nSo.\n\n**No.**\n\nSo.",
            "**Why?**\n\nSo.",
            "Why?\n\nHow?\n\nWhat?",
            "An essay.\n\nIs it?\n\nOn.\n\nAnd on.\n\nAnd on.\n\nAnd on.\n\nAnd on.\n\nAnd on.",
        ] {
            assert_eq!(apart(text), None, "{text}");
        }
    }
}
