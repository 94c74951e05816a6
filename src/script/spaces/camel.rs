//! A capital after a small letter (`theRogue`, `RizAhmed`) to how strongly it looks like a lost
//! space.

use super::chunk::{self, Shape};
use super::joint::{Around, CLITICS, Weigh};
use super::shapes;
use super::words::{self, COMMON, KNOWN, SMALL};

impl Weigh<'_> {
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
            sum += if chunk::shape(left) == Shape::Small {
                15
            } else {
                40
            };
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
        known
            && around.capital_next
            && chunk::shape(left) == Shape::Small
            && letters.contains(&right)
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
            let word = rank.is_some_and(|rank| rank >= SMALL)
                || matches!(left, "a" | "à" | "è" | "é" | "y");
            let name = self.lexicon.count(right).name > 0;
            let known = name || words::given_name(&right.to_lowercase());
            return (word
                && (known || around.capital_next)
                && !shapes::lettered(right)
                && !around.elided)
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
            return (small_word && left.len() > 2 || apart).then(|| {
                (
                    10 + 10 * i32::from(count.shouted > 0),
                    format!("“{left}” is in capitals"),
                )
            });
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

    /// The right half, which begins with a capital.
    fn right(&self, right: &str) -> (i32, String) {
        let small = right.to_lowercase();
        let count = self.lexicon.count(right);
        if count.name > 0 {
            let sum = if self.words.compounds() && self.plain(right) {
                10
            } else {
                20
            };
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
}

/// Does it end as the verbs of Spanish and Portuguese do, of which no list has all forms?
fn southern(tag: &str, word: &str) -> bool {
    let ends = [
        "ó", "í", "é", "ía", "ían", "ou", "ram", "ando", "endo", "ció", "aba", "aron",
    ];
    matches!(tag, "es" | "pt") && word.len() > 3 && ends.iter().any(|end| word.ends_with(end))
}
