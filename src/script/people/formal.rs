//! Labels whose meaning the format gives: the voice of a film, the answers of a thread.

use super::super::lists::CAPTION_NARRATORS;
use super::{ANSWERER, Named, Page};
use crate::read::BlockKind;
use std::collections::BTreeSet;

/// In captions `SPRECHER:` is the voice of the film; elsewhere somebody who speaks for an office.
pub(super) fn voiced(all: &mut [Named], of: &[Option<usize>], page: &Page<'_>) {
    for (para, person) in page.paras.iter().zip(of) {
        if let Some(person) = person
            && para.kind == BlockKind::Cue
            && para.speaker.is_none()
            && CAPTION_NARRATORS.contains(&all[*person].words.join(" ").as_str())
        {
            all[*person].narrates = true;
        }
    }
}

/// Answers that the format calls answers and gives no name are of the one person whom the page
/// has in its title and labels elsewhere.
pub(super) fn answered(of: &mut [Option<usize>], all: &[Named], page: &Page<'_>) {
    let Some(unnamed) = all.iter().position(|person| person.name == ANSWERER) else {
        return;
    };
    let formal = |at: usize| page.paras[at].speaker.is_some();
    if !(0..of.len()).all(|at| of[at] != Some(unnamed) || formal(at)) {
        return;
    }
    let headings = page
        .paras
        .iter()
        .filter(|p| p.kind == BlockKind::Heading(1));
    let texts = headings.map(|p| p.text.as_str()).chain(page.title);
    let title: BTreeSet<String> = texts
        .flat_map(|text| text.split(' '))
        .map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        })
        .collect();
    let mut titled = (0..all.len()).filter(|at| {
        let words = &all[*at].words;
        words.len() > 1 && words.iter().all(|word| title.contains(word))
    });
    if let (Some(one), None) = (titled.next(), titled.next()) {
        for person in of.iter_mut().filter(|person| **person == Some(unnamed)) {
            *person = Some(one);
        }
    }
}
