//! A joint that only the words betray (`Glassfollows`, `inthe`) to how strongly it looks like a
//! lost space.

use super::chunk::{self, Shape};
use super::joint::{Around, CLITICS, Joint, Weigh};
use super::shapes;
use super::small_words;
use super::words::{self, COMMON, KNOWN, SMALL};

impl Weigh<'_> {
    /// The best place in a chunk without a capital inside, if it is no word as it stands:
    /// `Glassfollows`, `Harbouris`, `inthe`.
    pub(super) fn hidden(&self, whole: &str, around: &Around, edges: &[usize]) -> Option<Joint> {
        let letters = whole.chars().count();
        if !(4..=40).contains(&letters) && !around.elided {
            return None;
        }
        if self.known(whole) || shapes::brand(whole) {
            return None;
        }
        let mut best: Option<(i32, Joint)> = None;
        for (at, _) in whole.char_indices().skip(1) {
            let (left, right) = whole.split_at(at);
            let edge = edges.contains(&at);
            let weighed = match chunk::shape(whole) {
                Shape::Small => self.small_small(left, right, around),
                Shape::Capital => self.capital_small(whole, left, right, around),
                Shape::Mixed => self.shouted_small(left, right),
                Shape::Shouted => None,
            };
            let Some((sum, evidence)) = weighed else {
                continue;
            };
            let sum = sum + 20 * i32::from(edge);
            // Of two places the one where the left half is something and the right half is
            // frequent: `Orchard|is`, not `Orchar|dis`.
            let used = self.lexicon.count(left).name > 0;
            let fit = 10 * i32::from(self.known(left))
                + 15 * i32::from(used)
                + i32::from(self.rank(right).unwrap_or(0))
                + i32::try_from(right.len() * 2).unwrap_or(0);
            if best.as_ref().is_none_or(|(most, _)| *most < sum + fit) {
                best = Some((sum + fit, Joint { at, sum, evidence }));
            }
        }
        best.map(|(_, joint)| joint)
    }

    /// `Metal|follows`.
    fn capital_small(
        &self,
        whole: &str,
        left: &str,
        right: &str,
        around: &Around,
    ) -> Option<(i32, String)> {
        let elided = around.elides && elision(self.words.tag, right);
        let rank = match self.words.rank(right) {
            Some(rank) if !elided => rank,
            _ if elided => SMALL,
            _ => return None,
        };
        let count = self.lexicon.count(left);
        let titled = around
            .before
            .is_some_and(|before| self.lexicon.apart(before, left));
        let used = count.name + count.shouted > 0;
        let size = (left.chars().count(), right.chars().count());
        // `Portoe piove`: in the south of Europe one letter is a word.
        let one = size.1 == 1;
        let letter = one && elided
            || one
                && (around.open || titled)
                && !matches!(self.words.tag, "en" | "de" | "")
                && matches!(right, "a" | "e" | "o" | "y" | "è" | "é" | "à")
                && (used || self.known(left));
        // Lists are full of short words that are none.
        let least = if size.1 < 4 { SMALL - 1 } else { KNOWN };
        if size.0 < 2 || (one && !letter) || rank < least {
            return None;
        }
        if self.words.compounds() && !self.german_tail(right) && (!around.open || self.plain(left))
        {
            return None;
        }
        let mut sum = match rank {
            SMALL.. => 15,
            COMMON.. => 12,
            _ => 8,
        };
        let ending = shapes::ending(right) && !elided;
        if size.1 > 4 {
            sum += 5;
        }
        if ending {
            sum -= 10;
        }
        if shapes::tail(right) {
            sum -= 15;
        }
        let said;
        if let Some(before) = around.before.filter(|_| titled) {
            sum += 25;
            said = format!("“{before} {left}” stands elsewhere, “{right}” is a word");
        } else if used && size.0 > 2 {
            sum += if self.plain(left) { 10 } else { 15 };
            said = format!("“{left}” is used elsewhere, “{right}” is a word");
        } else if around.open
            && size.0 > 2
            && (!around.capital_next || self.words.compounds())
            && (elided || self.ends_title(left, right, ending, around.before))
        {
            sum += if self.known(left) { 5 } else { 0 };
            said = format!(
                "a title that was glued at its front ends at “{left}”, “{right}” is a word"
            );
        } else if around.before.is_some_and(|before| self.titles(before))
            && size.1 > 2
            && !ending
            && self.words.has(&left.to_lowercase(), KNOWN)
            && size.0 > 2
        {
            sum += 8;
            said = format!("“{left}” goes on with a title, “{right}” is a word");
        } else {
            return None;
        }
        if around.small_next {
            sum += 3;
        }
        if around.open {
            sum += 15;
        }
        let again = self.lexicon.count(whole).capital;
        if again > 2 && !titled {
            sum -= 15;
        }
        Some((sum, said))
    }

    /// May a glued title that nothing else in the document knows end there?
    fn ends_title(&self, left: &str, right: &str, ending: bool, before: Option<&str>) -> bool {
        if self.lexicon.count(left).name > 0 || right.chars().count() > 3 {
            return true;
        }
        let named = before.is_some_and(|before| words::given_name(&before.to_lowercase()));
        let word = self.rank(left).is_some();
        let long = left.chars().count() > 3;
        let fits = match (ending, shapes::surname_ending(right)) {
            (true, true) => word && long && !named,
            (true, false) => long,
            (false, _) => word || long,
        };
        fits && self.words.has(right, 18)
    }

    /// May a title begin with it? After a name a surname is more likely than a title.
    fn titles(&self, before: &str) -> bool {
        let small = before.to_lowercase();
        chunk::shape(before) == Shape::Capital
            && !words::given_name(&small)
            && !words::surname(&small)
            && self.words.has(&small, KNOWN)
    }

    /// In German only what can be no second half of a compound.
    fn german_tail(&self, right: &str) -> bool {
        const SAFE: [&str; 58] = [
            "aber", "als", "auch", "aufgrund", "bekam", "bevor", "dann", "das", "dass", "denn",
            "der", "die", "doch", "durch", "eine", "einem", "einen", "einer", "eines", "erschien",
            "erzählt", "für", "gewann", "gibt", "haben", "habe", "handelt", "hat", "hatte",
            "immer", "ist", "kam", "kann", "kommt", "läuft", "muss", "nicht", "noch", "nur",
            "obwohl", "oder", "schon", "sehr", "sei", "seine", "sich", "sind", "spielt", "und",
            "von", "war", "waren", "weil", "wenn", "wird", "wurde", "zum", "zur",
        ];
        SAFE.contains(&right)
    }

    /// `in|the`: both frequent, the whole no word at all.
    fn small_small(&self, left: &str, right: &str, around: &Around) -> Option<(i32, String)> {
        let right_rank = self.words.rank(right)?;
        if around.elided && self.words.tag == "en" && CLITICS.contains(&left) {
            return (right_rank >= KNOWN && right.len() > 2)
                .then(|| (34, format!("“’{left}” ends a word and “{right}” is one")));
        }
        if around.elided || self.words.compounds() {
            return None;
        }
        let left_rank = self.words.rank(left)?;
        let size = (left.chars().count(), right.chars().count());
        if size.0 < 2
            || size.1 < 2
            || size.0 + size.1 < 5
            || small_words::grown(self.words.tag, left, right)
        {
            return None;
        }
        if !small_words::any(self.words.tag, left, right) {
            return None;
        }
        let both = left_rank.min(right_rank);
        let sum = match both {
            18.. if left_rank.max(right_rank) >= 19 && size.0 + size.1 < 8 => 30,
            18.. if size.0 > 2 && size.1 > 2 => 30,
            SMALL.. if size.0 > 2 && size.1 > 2 => 24,
            COMMON.. if left_rank.max(right_rank) >= 19 && size.0 > 2 && size.1 > 2 => 22,
            _ => return None,
        };
        Some((
            sum,
            format!("“{left}” and “{right}” are frequent, together they are no word"),
        ))
    }

    /// `NASA|was`: the capitals are used elsewhere.
    fn shouted_small(&self, left: &str, right: &str) -> Option<(i32, String)> {
        let count = self.lexicon.count(left);
        let small = chunk::shape(right) == Shape::Small && right.chars().count() > 1;
        let good = chunk::shape(left) == Shape::Shouted
            && left.chars().count() > 2
            && small
            && count.shouted > 0
            && self.words.has(right, SMALL)
            && !matches!(right, "er" | "en" | "es");
        good.then(|| {
            (
                30,
                format!("“{left}” is used elsewhere, “{right}” is a word"),
            )
        })
    }
}

/// What French and Italian words shrink to before a vowel.
fn elision(tag: &str, word: &str) -> bool {
    match tag {
        "fr" => matches!(word, "m" | "t" | "s" | "l" | "d" | "j" | "n" | "c" | "qu"),
        "it" => matches!(
            word,
            "l" | "d" | "un" | "c" | "m" | "dell" | "nell" | "all" | "sull" | "dall"
        ),
        _ => false,
    }
}
