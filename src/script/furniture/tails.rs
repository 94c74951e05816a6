//! What stands below an interview under a heading of its own: who wrote it, how to cite it, what
//! readers think of it.
//!
//! Such a heading may stand in the text as well (a chapter on comments, a question about the
//! author), so nothing goes unless it is the end: nobody who spoke above has a label below, no
//! questions are set apart there, and most of the page stands above.

use super::lines;
use super::words::COUNTED;
use crate::read::BlockKind;
use crate::script::names;
use crate::script::page::Para;
use crate::script::rules::{self, Rule};
use std::collections::BTreeSet;

/// Longest heading, in words.
const HEAD: usize = 9;
/// Longest box about an author, in words; readers may write as much as they like.
const BOX: usize = 140;
/// The share of the words above that must stand there, in percent.
const ABOVE: usize = 60;
/// The same above what readers wrote.
const ABOVE_COMMENTS: usize = 25;

/// Headings above who wrote it.
#[rustfmt::skip]
const AUTHORS: &[&str] = &[
    "about the author", "about the authors", "about the writer", "about the interviewer", "about the contributor", "about the contributors", "contributors", "author bio", "meet the author", "written by", "more from the author", "über den autor", "über die autorin", "über die autoren", "zum autor", "zur autorin", "zur person", "sobre el autor", "sobre la autora", "sobre los autores", "sobre la firma", "acerca del autor", "acerca de la autora", "à propos de l'auteur", "à propos de l'autrice", "à propos des auteurs", "l'auteur", "l'autrice", "sull'autore", "sull'autrice", "l'autore", "chi è l'autore", "sobre o autor", "sobre a autora", "sobre os autores",
];

/// Headings above how to cite it, and whom to ask.
#[rustfmt::skip]
const CITATIONS: &[&str] = &[
    "how to cite", "cite this", "cite this interview", "cite this article", "cite this page", "suggested citation", "preferred citation", "recommended citation", "citation", "zitierweise", "zitierhinweis", "zitiervorschlag", "cómo citar", "cita recomendada", "comment citer", "pour citer", "pour citer cet article", "pour citer cet entretien", "come citare", "citazione consigliata", "como citar", "rights and access", "access and use", "collection details", "item details", "record details",
];

/// Headings above what readers wrote.
#[rustfmt::skip]
const COMMENTS: &[&str] = &[
    "comments", "leave a comment", "leave a reply", "post a comment", "reader comments", "readers' comments", "join the discussion", "discussion", "discussion about this post", "kommentare", "leserkommentare", "schreibe einen kommentar", "kommentar verfassen", "kommentar schreiben", "comentarios", "deja un comentario", "deja una respuesta", "comentarios de los lectores", "commentaires", "laisser un commentaire", "vos commentaires", "commenti", "lascia un commento", "comentários", "deixe um comentário", "deixe uma resposta",
];

/// Leaves out all that stands below the first such heading.
pub(super) fn find(paras: &[Para], labelled: &[bool], skips: &mut [Option<&'static Rule>]) {
    let words = |at: usize| match skips[at] {
        Some(_) => 0,
        None => paras[at].words(),
    };
    let mut above: Vec<usize> = vec![0];
    for at in 0..paras.len() {
        above.push(above[at] + words(at));
    }
    let all = above[paras.len()];
    let key = |at: usize| {
        let name = paras[at].text.split_once([':', '：']).map(|(name, _)| name);
        name.map(names::key).or(paras[at].speaker.clone())
    };
    let labels = (0..paras.len()).filter(|at| labelled[*at]);
    let last = |known: &BTreeSet<Option<String>>| {
        let mut labels = (0..paras.len()).rev().filter(|at| labelled[*at]);
        labels.find(|at| known.contains(&key(*at)))
    };
    let heads: Vec<(usize, &'static Rule)> = (0..paras.len())
        .filter_map(|at| Some((at, head(&paras[at], labelled[at])?)))
        .collect();
    for (at, rule) in heads {
        let comments = *rule == rules::COMMENTS;
        let share = if comments { ABOVE_COMMENTS } else { ABOVE };
        let below = all - above[at + 1];
        if above[at] * 100 < all * share || (!comments && below > BOX) {
            continue;
        }
        // Those who speak above speak no more; a reader who signs twice has no label there.
        let known: BTreeSet<_> = labels.clone().filter(|l| *l < at).map(key).collect();
        let speaks = last(&known).is_some_and(|last| last > at);
        let asks = |n: &usize| {
            let para = &paras[*n];
            let apart = para.all(|s| s.bold || s.italic)
                || matches!(para.kind, BlockKind::Heading(_) | BlockKind::Quote(_));
            apart && para.text.ends_with(['?', '？'])
        };
        if speaks || (at + 1..paras.len()).filter(asks).count() > 1 {
            continue;
        }
        for skip in &mut skips[at..] {
            *skip = skip.or(Some(rule));
        }
        return;
    }
}

/// The rule for what stands below this heading.
fn head(para: &Para, labelled: bool) -> Option<&'static Rule> {
    let count = para.text.split(' ').take(HEAD + 1).count();
    let line = lines::plain(&para.text);
    let known = |list: &[&str]| list.contains(&line.as_str());
    let heading = matches!(para.kind, BlockKind::Heading(_));
    if count > HEAD {
        // `About the author: Anna Berg writes about …`
        let box_of = |head: &&str| {
            let rest = line.strip_prefix(*head);
            rest.is_some_and(|rest| rest.trim_start().starts_with(':'))
        };
        let set = para.begins(1, |s| s.bold || s.italic);
        return (set && AUTHORS.iter().any(box_of)).then_some(&rules::BESIDE);
    }
    if labelled {
        return None;
    }
    let apart = heading || para.all(|s| s.bold);
    if known(AUTHORS) || (apart && line.starts_with("written by ")) {
        return Some(&rules::BESIDE);
    }
    if known(CITATIONS) && (apart || count > 1) {
        return Some(&rules::PAGE_FOOT);
    }
    let counted = || {
        let number = line.starts_with(|c: char| c.is_ascii_digit());
        let noun = line.split(' ').nth(1).is_some_and(|w| {
            COUNTED.contains(&w.trim_end_matches(':'))
                && (w.starts_with("com") || w.starts_with("kom") || w.starts_with("repl"))
        });
        let thoughts = ["thoughts on", "responses to", "thought on"];
        number && (noun || thoughts.iter().any(|t| line.contains(t)))
    };
    ((known(COMMENTS) && apart) || (counted() && (heading || apart || count == 2)))
        .then_some(&rules::COMMENTS)
}

#[cfg(test)]
mod tests {
    use super::super::super::cases::compiled;

    const TALK: &str = "# First Light\n\nIda Holm drives the last tram of the day, and has done so for thirty years.\n\n**Why at night, and not by day?**\n\nBecause nobody asks me that at night, and the rain is better company.\n\n**What do you see?**\n\nMostly rain, and a harbour that pretends to be asleep while I look at it.\n\n**Are there comments from passengers?**\n\nThey say good night, which is more than anybody says in the morning.\n";

    fn said(below: &str) -> usize {
        let (_, script) = compiled("x.md", &format!("{TALK}\n{below}\n"));
        script.paragraphs().count()
    }

    #[test]
    fn what_stands_below_the_interview_goes() {
        for below in [
            "**About the author**\n\nAnna Berg writes about trams.",
            "**About the author:** Anna Berg writes about trams and the people in them.",
            "## Zur Person\n\nIda Holm, geboren 1961, fährt Straßenbahn.",
            "**Sobre la firma**\n\nAna Berg es periodista.",
            "## How to cite\n\nTram Museum, sound archive, item 212.",
            "### 3 Comments\n\n**Gus** says:\n\nI knew her father.\n\n**Lena** says:\n\nMore of this please!",
            "## Leave a Reply\n\nYour thoughts go here.",
            "## 2 thoughts on “First Light”\n\nWhat a lovely read.\n\nIs she still there?",
        ] {
            assert_eq!(said(below), 7, "{below}");
        }
    }

    #[test]
    fn a_chapter_of_the_interview_stays() {
        for below in [
            "**And what will you do?**\n\nDrive on.",
            "**Comments are hard to bear, are they?**\n\nNot for me.",
            "## Comments\n\n**Do they write to you?**\n\nNo.\n\n**Do you write back?**\n\nNever.",
        ] {
            assert!(said(below) >= 9, "{below}");
        }
    }
}
