//! Who leads the talk and who is presented, as the introduction says it.

use super::super::names;
use super::super::page::Para;
use super::super::people::People;
use super::super::phrases;
use std::collections::BTreeSet;

/// Who leads the talk, as the introduction says: `moderated by Anna Berg and Ben Cole`. The
/// words of the names, lower case.
pub(super) fn leaders(paras: &[Para], order: &[usize], people: &People) -> BTreeSet<Vec<String>> {
    /// The names stand within so many bytes behind.
    const NEAR: usize = 120;
    #[rustfmt::skip]
    const LEADS: &[&str] = &[
        "led by", "moderated by", "hosted by", "chaired by", "our editors", "our editor", "our reporter", "our reporters",
        "our correspondent", "interviewed by", "questions from", "moderiert von", "geleitet von", "die moderation", "moderación de", "moderado por",
        "moderada por", "conducido por", "conducida por", "modéré par", "animé par", "animée par", "moderato da", "moderata da", "condotto da",
        "condotta da", "moderado por", "conduzido por", "conduzida por", "gastgeber", "presentado por",
        "modera ", "modera:", "moderava ", "moderates ", "moderating ", "in the chair", "moderator:", "moderation:", "moderatorin:", "es moderiert ", "moderiert:", "moderador:", "moderadora:", "modère ", "modérateur :", "modératrice :", "moderatore:", "moderatrice:", "a moderar ", "coordina ", "conduce ",
    ];
    let before = order.iter().take_while(|at| people.of[**at].is_none());
    let mut all = BTreeSet::new();
    for at in before {
        let text = &paras[*at].text;
        let lower = text.to_lowercase();
        if lower.len() != text.len() {
            continue;
        }
        for (from, phrase) in LEADS
            .iter()
            .filter_map(|p| lower.find(p).map(|from| (from, p)))
        {
            let rest = text.get(from + phrase.len()..).unwrap_or_default();
            // As far as the sentence goes.
            let end = rest
                .find(['.', ';', '?', '!'])
                .unwrap_or(rest.len())
                .min(NEAR);
            let rest = rest.get(..end).unwrap_or_default();
            for name in super::super::introduced::full_names(rest) {
                all.insert(names::key(&name).split(' ').map(str::to_owned).collect());
            }
        }
    }
    all
}

/// The words before the first label.
pub(super) fn introduction(paras: &[Para], order: &[usize], people: &People) -> BTreeSet<String> {
    let before = order.iter().take_while(|at| people.of[**at].is_none());
    before
        .flat_map(|at| phrases::words(&paras[*at].text))
        .collect()
}
