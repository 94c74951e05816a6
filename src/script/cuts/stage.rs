//! What stands in brackets: something that happens, something that was not heard, or speech.
//!
//! Brackets hold speech too (`(and I mean this)`, `[the film]`), so a direction must be made of
//! words that tell what happens and of nothing else, or begin as directions do. Grammar was
//! considered and rejected: `[laughs]` is a verb without a subject, but so is `[was]` in
//! `the film [was] long`.

use super::gestures;
use super::lists::{
    BEGINS, BESIDE, ENDS, HAPPENS, NOUNS, NUMBERED, PERSONS, REELS, UNHEARD, UNHEARD_BESIDE,
};
use super::stamps;
use std::collections::BTreeSet;

/// Longest direction made of known words only, and longest that begins as directions do, in words.
const WORDS: usize = 8;
const LONGEST: usize = 60;

/// What brackets hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Something that happens.
    Direction,
    /// Something that was not heard, or not well.
    Unheard,
    /// Words that somebody says or writes.
    Speech,
}

/// Where the brackets stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Where {
    /// Round brackets, or none but asterisks.
    pub(super) round: bool,
    /// They are all of their paragraph.
    pub(super) alone: bool,
    /// A sentence goes on around them.
    pub(super) inside: bool,
}

/// The lists, as they are asked.
pub(super) struct Words {
    happens: BTreeSet<&'static str>,
    beside: BTreeSet<&'static str>,
}

impl Words {
    pub(super) fn new() -> Words {
        Words {
            happens: HAPPENS.iter().copied().collect(),
            beside: BESIDE.iter().copied().collect(),
        }
    }

    /// What the brackets hold whose inside is `text`.
    pub(super) fn judge(&self, text: &str, place: Where) -> Holds {
        let lower = text.replace('’', "'").to_lowercase();
        let mut words: Vec<&str> = Vec::new();
        for word in lower.split([' ', ',', ';', '/', '+', '、', '・']) {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '?');
            if !word.is_empty() && !stamps::is_stamp(word) {
                words.push(word);
            }
            if words.len() > LONGEST {
                return Holds::Speech;
            }
        }
        if lower.chars().all(|c| matches!(c, '?' | ' ')) && lower.contains('?') {
            return Holds::Unheard;
        }
        if words.is_empty() {
            return Holds::Speech;
        }
        if unheard(&words) {
            return Holds::Unheard;
        }
        if self.happens(text, &words, place)
            || begins(&lower, &words, place)
            || reel(&words)
            || gestures::tells(text, &words, place)
        {
            return Holds::Direction;
        }
        let tells = place.alone
            && words.len() <= 30
            && !lower.contains('?')
            && words
                .iter()
                .any(|w| self.happens.contains(w) && !NOUNS.contains(w))
            && !words.iter().any(|w| PERSONS.contains(w));
        if tells {
            Holds::Direction
        } else {
            Holds::Speech
        }
    }

    /// Only words of which directions are made?
    fn happens(&self, text: &str, words: &[&str], place: Where) -> bool {
        let verb = |w: &&&str| self.happens.contains(**w) && !NOUNS.contains(*w);
        let noun = |w: &&&str| NOUNS.contains(*w);
        let known = |w: &&str| {
            self.happens.contains(w) || self.beside.contains(w) || w.parse::<u32>().is_ok()
        };
        if words.len() > WORDS || !words.iter().all(known) {
            return false;
        }
        // An English word in no other brackets; the Italian for `laughs`.
        if words == ["ride"] && place.round && text == "ride" {
            return true;
        }
        let shouts = !text.chars().any(char::is_lowercase);
        if words.iter().any(|w| verb(&w)) {
            // `(the laughter)` may be what somebody means.
            let article = [
                "the", "der", "die", "das", "el", "la", "los", "las", "le", "les", "il", "o", "os",
                "as",
            ];
            return !(place.round && place.inside && article.contains(&words[0]) && !shouts);
        }
        let tall = text.starts_with(char::is_uppercase);
        words.iter().any(|w| noun(&w)) && (!place.inside || shouts || (tall && !place.round))
    }
}

fn unheard(words: &[&str]) -> bool {
    let bare = |w: &&str| w.trim_end_matches('?').trim_end_matches('.').to_owned();
    let words: Vec<String> = words.iter().map(bare).collect();
    let is = |w: &String| UNHEARD.contains(&w.as_str());
    let beside = |w: &String| {
        w.is_empty() || UNHEARD_BESIDE.contains(&w.as_str()) || w.parse::<u32>().is_ok()
    };
    words.len() <= 6 && words.iter().any(is) && words.iter().all(|w| is(w) || beside(w))
}

fn begins(lower: &str, words: &[&str], place: Where) -> bool {
    let bare = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let begins = BEGINS.iter().any(|start| {
        bare.strip_prefix(start)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    // A sentence inside a sentence is somebody's.
    begins && (words.len() <= 12 || place.alone || !place.inside)
}

/// `Tape 1, Side A`, `End of interview`, `Ende der Aufnahme`.
fn reel(words: &[&str]) -> bool {
    if words.len() > 14 {
        return false;
    }
    let count = |w: &str| {
        w.parse::<u32>().is_ok()
            || w.chars().count() == 1
            || matches!(
                w,
                "one" | "two" | "three" | "four" | "eins" | "zwei" | "ii" | "iii" | "iv"
            )
    };
    if NUMBERED.contains(&words[0]) {
        return words.get(1).is_some_and(|w| count(w)) && words.len() <= 8;
    }
    let short = |w: &&&str| {
        BESIDE.contains(*w)
            || matches!(
                **w,
                "l" | "d" | "dell" | "da" | "do" | "della" | "del" | "des"
            )
    };
    let next = words[1..].iter().find(|w| REELS.contains(w) || !short(w));
    ENDS.contains(&words[0]) && next.is_some_and(|w| REELS.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(text: &str, round: bool, alone: bool, inside: bool) -> Holds {
        let place = Where {
            round,
            alone,
            inside,
        };
        Words::new().judge(text, place)
    }

    #[test]
    fn whole_paragraphs_may_say_more() {
        for text in [
            "She laughs and looks out of the window at the garden.",
            "Der Hund bellt im Hof.",
            "Whereupon, at 10:31 a.m., the case was submitted.",
            "telephone rings; tape turned off and on",
            "Suena el timbre y sale a abrir.",
        ] {
            assert_eq!(judge(text, false, true, false), Holds::Direction, "{text}");
        }
        for text in [
            "I laughed about it for a week, and then it stopped.",
            "This interview was held in French.",
            "The names have been changed.",
            "Do you hear how he laughs?",
        ] {
            assert_eq!(judge(text, true, true, false), Holds::Speech, "{text}");
        }
    }
}
