//! What elements claim to be, and how much of the text they hold, to what is believed.
//!
//! A class on a wrapper around the whole page (`<div class="ad-layout">`, the `<form>` around every
//! page of an old content system) would make the interview an advertisement. So no claim is
//! believed before the whole page was read: one that holds too much of the text is not.

use super::super::Region;
use super::regions::{Claim, Content, What};

/// The share of the text, in percent, that the `<article>` must hold before what stands outside
/// of it is taken for something else.
const MOST: usize = 75;

/// All claims of a page, each inside another; the first is the page itself.
#[derive(Debug)]
pub(super) struct Claims(Vec<Node>);

#[derive(Debug)]
struct Node {
    parent: usize,
    claim: Option<Claim>,
    /// Letters of plain text inside; what is in links does not count.
    prose: usize,
}

/// What is believed of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Belief {
    /// The part of the page.
    pub(super) region: Region,
    /// Is it what the interviewer says?
    pub(super) question: bool,
}

impl Claims {
    /// The page itself, which claims nothing.
    pub(super) fn new() -> Self {
        Claims(vec![Node {
            parent: 0,
            claim: None,
            prose: 0,
        }])
    }

    /// One more claim inside `parent`; its number.
    pub(super) fn push(&mut self, parent: usize, claim: Claim) -> usize {
        self.0.push(Node {
            parent,
            claim: Some(claim),
            prose: 0,
        });
        self.0.len() - 1
    }

    /// There is so much text at a place.
    pub(super) fn weigh(&mut self, at: usize, prose: usize) {
        self.0[at].prose += prose;
    }

    /// The letters of plain text inside each.
    fn sums(&self, counts: impl Fn(usize) -> usize) -> Vec<usize> {
        let mut sums: Vec<usize> = (0..self.0.len()).map(counts).collect();
        // A claim has a higher number than the one around it.
        for at in (1..sums.len()).rev() {
            sums[self.0[at].parent] += sums[at];
        }
        sums
    }

    /// What is believed of each place.
    pub(super) fn believed(&self) -> Vec<Belief> {
        let sums = self.sums(|at| self.0[at].prose);
        let mut all: Vec<Belief> = vec![Belief::default()];
        for (at, node) in self.0.iter().enumerate().skip(1) {
            let mut belief = all[node.parent];
            if let Some((what, limit)) = node.claim
                && sums[at] * 100 <= sums[0].saturating_mul(usize::from(limit))
            {
                match what {
                    What::Region(region) => belief.region = region,
                    What::Hidden => belief.region = Region::Control,
                    What::Question => belief.question = true,
                    What::Restored if belief.region == Region::Caption => {
                        belief.region = Region::Main;
                    }
                    What::Content(_) | What::Restored => {}
                }
            }
            all.push(belief);
        }
        all
    }

    /// The one element that holds most of what is left to be the text: its number, and how it is
    /// marked.
    pub(super) fn content(&self, believed: &[Belief]) -> Option<(usize, Content)> {
        let main = |at: usize| match believed[at].region {
            Region::Main => self.0[at].prose,
            _ => 0,
        };
        let sums = self.sums(main);
        let marked = self.0.iter().enumerate().filter_map(|(at, node)| {
            let holds = sums[at] * 100 > sums[0] * MOST;
            match node.claim {
                Some((What::Content(content), _)) if holds => Some((at, content)),
                _ => None,
            }
        });
        marked.min_by_key(|(at, content)| (*content, *at))
    }

    /// For each place: does it stand inside `of`?
    pub(super) fn inside(&self, of: usize) -> Vec<bool> {
        let mut all = vec![of == 0];
        for (at, node) in self.0.iter().enumerate().skip(1) {
            all.push(at == of || all[node.parent]);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_on_most_of_the_text_is_not_believed() {
        let mut claims = Claims::new();
        let wrapper = claims.push(0, (What::Region(Region::Aside), 40));
        let share = claims.push(wrapper, (What::Region(Region::Control), 40));
        claims.weigh(wrapper, 90);
        claims.weigh(share, 10);
        let believed = claims.believed();
        assert_eq!(believed[wrapper].region, Region::Main);
        assert_eq!(believed[share].region, Region::Control);
    }

    #[test]
    fn the_article_is_the_one_that_holds_most() {
        let mut claims = Claims::new();
        let main = claims.push(0, (What::Content(Content::Main), 100));
        let article = claims.push(main, (What::Content(Content::Article), 100));
        let teaser = claims.push(main, (What::Content(Content::Article), 100));
        claims.weigh(article, 90);
        claims.weigh(teaser, 10);
        let believed = claims.believed();
        assert_eq!(claims.content(&believed), Some((article, Content::Article)));
        assert!(!claims.inside(article)[teaser]);
    }
}
