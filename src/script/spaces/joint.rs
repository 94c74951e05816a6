//! A joint inside a chunk to how strongly it looks like a lost space.
//!
//! A sum of a few named points, ten to a full one, rather than a learnt model: each repair can
//! say in words what it rests on, and each wrong one can be traced to a row. A sum at the
//! threshold is a repair. Two sorts of joint are weighed: one at which a capital follows a small
//! letter (`theRogue`), and one that only the words betray (`Metalfollows`).

use super::chunk::{self, Shape};
use super::lexicon::Lexicon;
use super::shapes;
use super::small_words;
use super::words::{self, COMMON, KNOWN, SMALL, Words};

/// From this sum on a joint is a lost space.
pub(super) const ENOUGH: i32 = 30;

/// What a joint is weighed with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weigh<'a> {
    /// The document's words.
    pub(super) lexicon: &'a Lexicon,
    /// The language's.
    pub(super) words: Words,
}

/// Where a chunk stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around<'a> {
    /// The word before, if only a space is between.
    pub(super) before: Option<&'a str>,
    /// An apostrophe and a letter stand before it: `it’sSound`.
    pub(super) elided: bool,
    /// A small letter begins what comes next.
    pub(super) small_next: bool,
    /// An apostrophe and a letter stand after it: `Veldm’appelait`.
    pub(super) elides: bool,
    /// A capital begins what comes next.
    pub(super) capital_next: bool,
    /// The title or name that ends here was glued at its front, as far as is known: italics lose
    /// the spaces on both sides.
    pub(super) open: bool,
}

/// A weighed joint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Joint {
    /// The byte of the chunk before which the space is missing.
    pub(super) at: usize,
    /// The sum.
    pub(super) sum: i32,
    /// What it rests on.
    pub(super) evidence: String,
}

/// The endings that English hangs onto words after an apostrophe.
pub(super) const CLITICS: [&str; 7] = ["s", "t", "re", "ve", "ll", "d", "m"];

impl Weigh<'_> {
    /// How frequent a word is in the list.
    fn rank(&self, word: &str) -> Option<u8> {
        self.words.rank(&word.to_lowercase())
    }

    /// Is it a word, by the list, the names, or the document, where it stands on its own?
    pub(super) fn known(&self, word: &str) -> bool {
        let small = word.to_lowercase();
        self.words.rank(&small).is_some()
            // English words stand in every language's talk of films and machines.
            || Words::of("en").rank(&small).is_some()
            || words::given_name(&small)
            || words::surname(&small)
            || self.lexicon.count(word).small > u32::from(chunk::shape(word) == Shape::Small)
    }

    /// A capital after a small letter, `left` and `right` of one chunk.
    pub(super) fn capital(
        &self,
        whole: &str,
        left: &str,
        right: &str,
        around: &Around,
    ) -> Option<(i32, String)> {
        let small = whole.to_lowercase();
        if shapes::brand(whole)
            || shapes::inner_capital(right)
            || (self.words.rank(&small).is_some() && whole.starts_with(left))
        {
            return None;
        }
        let apart = self.lexicon.apart(left, right);
        let one = right.chars().count() == 1;
        if one && !self.alone(left, right, around) {
            return None;
        }
        let (mut sum, mut said) = if chunk::shape(left) == Shape::Small {
            self.small_left(left, right, around)?
        } else {
            self.capital_left(left, right)?
        };
        if apart {
            sum += if chunk::shape(left) == Shape::Small { 15 } else { 40 };
            said = format!("“{left} {right}” stands elsewhere with its space");
        }
        let (more, why) = self.right(right);
        sum += more;
        if !apart {
            said = format!("{said}, {why}");
        }
        if shapes::code(right) && self.lexicon.count(right).name == 0 && !apart {
            sum -= 30;
        }
        // A brand is written so again and again; a space is lost once.
        let again = self.lexicon.count(whole).mixed;
        let small = chunk::shape(left) == Shape::Small;
        let often = match self.rank(left) {
            Some(SMALL..) if small => u32::MAX,
            Some(SMALL..) => 1,
            _ => 2,
        };
        if again > often && !apart {
            sum -= 20;
        }
        Some((sum, said))
    }

    /// May one capital letter stand alone after that: `whenI`, `sobreA Lanterna`?
    fn alone(&self, left: &str, right: &str, around: &Around) -> bool {
        let letters: &[&str] = match self.words.tag {
            "en" if right == "I" => return chunk::shape(left) == Shape::Small,
            "en" => &["A"],
            "es" => &["A", "Y", "O"],
            "fr" => &["À", "A"],
            "it" => &["I", "A", "È"],
            "pt" => &["O", "A", "É", "À"],
            _ => &[],
        };
        let known = self.rank(left).is_some_and(|rank| rank >= KNOWN);
        known && around.capital_next && chunk::shape(left) == Shape::Small && letters.contains(&right)
    }

    /// The left half of `theRogue`.
    fn small_left(&self, left: &str, right: &str, around: &Around) -> Option<(i32, String)> {
        if around.elided && self.words.tag == "en" && CLITICS.contains(&left) {
            return Some((30, format!("“’{left}” ends a word")));
        }
        let rank = self.rank(left);
        if left == "à" {
            return Some((30, "“à” is a word".to_owned()));
        }
        if left.chars().count() == 1 {
            let word = rank.is_some_and(|rank| rank >= SMALL) || matches!(left, "a" | "à" | "è" | "é" | "y");
            let name = self.lexicon.count(right).name > 0;
            let known = name || words::given_name(&right.to_lowercase());
            return (word && (known || around.capital_next) && !shapes::lettered(right) && !around.elided)
                .then(|| (20, format!("“{left}” is a word")));
        }
        let sum = match rank {
            Some(rank) if rank >= SMALL => 30,
            Some(rank) if rank >= COMMON => 22,
            Some(rank) if rank >= KNOWN => 16,
            _ if self.lexicon.count(left).small > 0 => 16,
            Some(_) => 10,
            // German grows words that no list has.
            None if self.words.compounds() && left.len() > 5 => 5,
            None if southern(self.words.tag, left) => 16,
            None if left.chars().count() > 3 => 8,
            None => -10,
        };
        Some((sum, format!("“{left}” is a word")))
    }

    /// The left half of `RizAhmed`.
    fn capital_left(&self, left: &str, right: &str) -> Option<(i32, String)> {
        let small = left.to_lowercase();
        let apart = self.lexicon.apart(left, right);
        let count = self.lexicon.count(left);
        if chunk::shape(left) == Shape::Shouted {
            // `NASAThe`, not `HBOMax` or `DVDs`.
            let small_word = self.words.has(&right.to_lowercase(), 18) && right.len() > 1;
            return (small_word && left.len() > 2 || apart)
                .then(|| (10 + 10 * i32::from(count.shouted > 0), format!("“{left}” is in capitals")));
        }
        if shapes::prefix(left) && !apart {
            return None;
        }
        let rank = self.rank(left);
        let mut sum = 0;
        let mut said = format!("“{left}” begins with a capital");
        if words::given_name(&small) {
            let other = right.to_lowercase();
            // `AnneMarie` is a name as it stands.
            let double = words::given_name(&other) && !words::surname(&other);
            sum += if double { 0 } else { 22 };
            said = format!("“{left}” is a given name");
        } else if words::surname(&small) && rank.is_none() {
            sum += 8;
            said = format!("“{left}” is a surname");
        } else if rank.is_some_and(|rank| rank >= 18) {
            sum += 12;
            said = format!("“{left}” is a small word");
        }
        // German nouns have their capital anyway: `RomanDas Gewicht`.
        if self.words.tag == "de"
            && matches!(right, "Der" | "Die" | "Das" | "Ein" | "Eine")
            && left.chars().count() > 2
        {
            sum += 20;
        }
        if count.name + count.shouted > 0 {
            sum += if self.plain(left) { 5 } else { 12 };
            said.push_str(", used elsewhere");
        }
        Some((sum, said))
    }

    /// Is it an ordinary word of the language, so that its capital tells little?
    fn plain(&self, word: &str) -> bool {
        self.words.rank(&word.to_lowercase()).is_some()
    }

    /// The right half, which begins with a capital.
    fn right(&self, right: &str) -> (i32, String) {
        let small = right.to_lowercase();
        let count = self.lexicon.count(right);
        if count.name > 0 {
            let sum = if self.words.compounds() && self.plain(right) { 10 } else { 20 };
            return (sum, format!("“{right}” is used elsewhere"));
        }
        if words::given_name(&small) || words::surname(&small) {
            return (15, format!("“{right}” is a name"));
        }
        if count.shouted + count.capital > 0 {
            return (14, format!("“{right}” is used elsewhere"));
        }
        if let Some(rank) = self.words.rank(&small) {
            let sum = if rank >= COMMON { 10 } else { 8 };
            return (sum, format!("“{right}” is a word"));
        }
        let letters = right.chars().count();
        match chunk::shape(right) {
            Shape::Capital if letters > 2 => (8, format!("“{right}” looks like a name")),
            Shape::Shouted if letters > 2 => (4, format!("“{right}” is in capitals")),
            _ => (0, format!("“{right}” has a capital")),
        }
    }

    /// The best place in a chunk without a capital inside, if it is no word as it stands:
    /// `Metalfollows`, `Mowgliis`, `inthe`.
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
            let fit = 10 * i32::from(self.known(left)) + 15 * i32::from(used) + i32::from(self.rank(right).unwrap_or(0))
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
        let titled = around.before.is_some_and(|before| self.lexicon.apart(before, left));
        let used = count.name + count.shouted > 0;
        let size = (left.chars().count(), right.chars().count());
        // `Portoe piove`: in the south of Europe one letter is a word.
        let one = size.1 == 1;
        let letter = one
            && elided
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
        if self.words.compounds() && !self.german_tail(right) && !(around.open && !self.plain(left)) {
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
        } else if around.open && size.0 > 2 && (!around.capital_next || self.words.compounds()) && (elided || self.ends_title(left, right, ending, around.before)) {
            sum += if self.known(left) { 5 } else { 0 };
            said = format!("a title that was glued at its front ends at “{left}”, “{right}” is a word");
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
        self.words.has(right, 18) && if ending { word && long && !named } else { word || long }
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
        if size.0 < 2 || size.1 < 2 || size.0 + size.1 < 5 || small_words::grown(self.words.tag, left, right) {
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
        Some((sum, format!("“{left}” and “{right}” are frequent, together they are no word")))
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
        good.then(|| (30, format!("“{left}” is used elsewhere, “{right}” is a word")))
    }
}

/// Does it end as the verbs of Spanish and Portuguese do, of which no list has all forms?
fn southern(tag: &str, word: &str) -> bool {
    let ends = ["ó", "í", "é", "ía", "ían", "ou", "ram", "ando", "endo", "ció", "aba", "aron"];
    matches!(tag, "es" | "pt") && word.len() > 3 && ends.iter().any(|end| word.ends_with(end))
}

/// What French and Italian words shrink to before a vowel.
fn elision(tag: &str, word: &str) -> bool {
    match tag {
        "fr" => matches!(word, "m" | "t" | "s" | "l" | "d" | "j" | "n" | "c" | "qu"),
        "it" => matches!(word, "l" | "d" | "un" | "c" | "m" | "dell" | "nell" | "all" | "sull" | "dall"),
        _ => false,
    }
}
