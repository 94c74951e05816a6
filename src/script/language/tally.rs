//! A text to how much of it speaks for each language: small words where letters are shared by
//! many languages, the letters themselves where they are not.

use super::words::{self, LANGUAGES, OWN};

/// A script that one language, or nearly one, is written in; what is taken for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letters {
    Latin,
    Han,
    Kana,
    Hangul,
    Cyrillic,
    /// Cyrillic that Russian does not have and Ukrainian has.
    Ukrainian,
    Greek,
    Hebrew,
    Arabic,
    /// Letters that Persian adds to the Arabic ones.
    Persian,
    Devanagari,
    Thai,
}

/// How many there are.
const SCRIPTS: usize = Letters::Thai as usize + 1;
/// Languages by script, apart from those that share Han and Cyrillic letters.
const BY_SCRIPT: &[&str] = &[
    "zh", "ja", "ko", "ru", "uk", "el", "he", "ar", "fa", "hi", "th",
];
/// Of the letters of a Japanese text, one in so many at least is no Chinese one.
const KANA: usize = 8;
/// Letters that stand for a word: of a script without spaces, and of one with.
const WIDE_WORD: usize = 2;
const WORD: usize = 5;
/// Longest word that is looked up, in bytes: longer ones are no small words.
const LONGEST: usize = 24;

/// What was seen of a text.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    /// Words in Latin letters.
    latin: usize,
    /// Weight of the small words of each language.
    own: [u32; LANGUAGES],
    /// How many there are of each.
    all: [usize; LANGUAGES],
    letters: [usize; SCRIPTS],
}

impl Default for Tally {
    fn default() -> Self {
        Tally {
            latin: 0,
            own: [0; LANGUAGES],
            all: [0; LANGUAGES],
            letters: [0; SCRIPTS],
        }
    }
}

impl Tally {
    /// Of the first `most` words of a text.
    pub(super) fn of(text: &str, most: usize) -> Tally {
        let mut tally = Tally::default();
        tally.add(text, most);
        tally
    }

    /// Adds the first `most` words of a text. What stands in Latin letters with a figure in it
    /// (`S02E05`, `mp3`) is no word.
    pub(super) fn add(&mut self, text: &str, most: usize) {
        let before = self.words();
        let mut word = String::with_capacity(LONGEST + 8);
        let mut figure = false;
        let mut seen = 0;
        let mut letters = text.chars().peekable();
        while let Some(c) = letters.next() {
            if let Some(script) = script(c) {
                self.letters[script as usize] += 1;
                if script == Letters::Latin {
                    if word.len() < LONGEST {
                        match c.is_ascii() {
                            true => word.push(c.to_ascii_lowercase()),
                            false => word.extend(c.to_lowercase()),
                        }
                    }
                    continue;
                }
            } else if matches!(c, '\u{300}'..='\u{36f}') {
                continue; // An accent that stands beside its letter.
            } else if c.is_alphanumeric() {
                figure = true;
                continue;
            } else if matches!(c, '\'' | '’' | 'ʼ') && !word.is_empty() && !figure {
                // `l'an` is two words, `don't` and `it's` are one; the list knows which.
                word.push('\'');
                if words::languages(&word) > 0 {
                    self.word(&word);
                    word.clear();
                    continue;
                }
                let whole = word.len();
                while let Some(c) = letters.next_if(|c| c.is_alphabetic()) {
                    self.letters[Letters::Latin as usize] += 1;
                    if word.len() < LONGEST {
                        word.extend(c.to_lowercase());
                    }
                }
                if words::languages(&word) == 0 {
                    word.truncate(whole - 1);
                }
            }
            if !word.is_empty() && !figure {
                self.word(&word);
            }
            word.clear();
            figure = false;
            seen += 1;
            // Counting is dear for scripts without spaces, so it is done now and then.
            if seen % 8 == 0 && self.words() >= before + most {
                return;
            }
        }
        if !word.is_empty() && !figure {
            self.word(&word);
        }
    }

    fn word(&mut self, word: &str) {
        self.latin += 1;
        let of = words::languages(word);
        let shared = of.count_ones();
        if shared == 0 {
            return;
        }
        for n in (0..LANGUAGES).filter(|n| of & (1 << n) > 0) {
            self.own[n] += OWN / shared;
            self.all[n] += 1;
        }
    }

    fn letters(&self, script: Letters) -> usize {
        self.letters[script as usize]
    }

    /// Words; letters of other scripts count as parts of one.
    pub(super) fn words(&self) -> usize {
        let wide = [Letters::Han, Letters::Kana, Letters::Hangul, Letters::Thai];
        let wide: usize = wide.iter().map(|script| self.letters(*script)).sum();
        let all: usize = self.letters.iter().sum();
        let others = all - wide - self.letters(Letters::Latin);
        self.latin + wide / WIDE_WORD + others / WORD
    }

    /// How many words are of a language, by list or by script.
    pub(super) fn share(&self, tag: &str) -> usize {
        if let Some(n) = words::number(tag) {
            return self.all[n];
        }
        let of = |script| self.letters(script);
        let (han, kana) = (of(Letters::Han), of(Letters::Kana));
        let japanese = kana * KANA >= han && kana > 0;
        match tag {
            "zh" if !japanese => han / WIDE_WORD,
            "ja" if japanese => (han + kana) / WIDE_WORD,
            "ko" => of(Letters::Hangul) / WIDE_WORD,
            "ru" if of(Letters::Ukrainian) == 0 => of(Letters::Cyrillic) / WORD,
            // Written like Russian for a script that cannot tell them apart.
            "bg" | "sr" | "mk" | "be" | "kk" => of(Letters::Cyrillic) / WORD,
            "uk" if of(Letters::Ukrainian) > 0 => {
                (of(Letters::Cyrillic) + of(Letters::Ukrainian)) / WORD
            }
            "el" => of(Letters::Greek) / WORD,
            "he" | "yi" => of(Letters::Hebrew) / WORD,
            "ar" if of(Letters::Persian) == 0 => of(Letters::Arabic) / WORD,
            "fa" | "ur" => (of(Letters::Arabic) + of(Letters::Persian)) / WORD,
            "hi" | "mr" | "ne" => of(Letters::Devanagari) / WORD,
            "th" => of(Letters::Thai) / WIDE_WORD,
            _ => 0,
        }
    }

    /// How much speaks for a language: what only it has counts most.
    pub(super) fn score(&self, tag: &str) -> usize {
        match words::number(tag) {
            Some(n) => self.own[n] as usize,
            None => self.share(tag) * OWN as usize,
        }
    }

    /// Everything for which something speaks, the most first.
    pub(super) fn ranked(&self) -> Vec<(usize, &'static str)> {
        let listed = (0..LANGUAGES).map(words::tag);
        let mut all: Vec<_> = listed
            .chain(BY_SCRIPT.iter().copied())
            .map(|tag| (self.score(tag), tag))
            .filter(|(score, _)| *score > 0)
            .collect();
        // Stable: of two alike the one that stands first in the list.
        all.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        all
    }

    /// The language that this clearly is, though it was taken for another: at least so many
    /// words, one in four of them a small one of it, and far fewer of any other.
    pub(super) fn clearly_not(&self, other: &str, least: usize) -> Option<&'static str> {
        let words = self.words();
        if words < least {
            return None;
        }
        let ranked = self.ranked();
        let (most, tag) = *ranked.first()?;
        let next = ranked.get(1).map_or(0, |(score, _)| *score);
        let clear = tag != other
            && self.share(tag) * 4 >= words
            && most * 2 >= self.score(other) * 5
            && most * 4 >= next * 5;
        clear.then_some(tag)
    }

    /// Are there more letters of the Latin script than of all others?
    pub(super) fn is_latin(&self) -> bool {
        let all: usize = self.letters.iter().sum();
        self.letters(Letters::Latin) * 2 > all
    }
}

/// The script of a letter; of one that tells nothing, none.
fn script(c: char) -> Option<Letters> {
    Some(match c {
        'a'..='z' | 'A'..='Z' => Letters::Latin,
        'ª' | 'º' | '×' | '÷' => return None,
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Letters::Latin,
        'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => Letters::Ukrainian,
        '\u{400}'..='\u{52f}' => Letters::Cyrillic,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Letters::Greek,
        '\u{5d0}'..='\u{5ea}' => Letters::Hebrew,
        'پ' | 'چ' | 'ژ' | 'گ' => Letters::Persian,
        '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}' => Letters::Arabic,
        '\u{904}'..='\u{939}' => Letters::Devanagari,
        '\u{e01}'..='\u{e2e}' => Letters::Thai,
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{ff66}'..='\u{ff9d}' => {
            Letters::Kana
        }
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Letters::Han,
        '\u{ac00}'..='\u{d7a3}' => Letters::Hangul,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart_by_what_languages_do_not_share() {
        for (text, tag) in [
            (
                "Não sei, mas a minha avó dizia que era uma coisa muito antiga.",
                "pt",
            ),
            (
                "No sé, pero mi abuela decía que era una cosa muy antigua.",
                "es",
            ),
            (
                "Non lo so, ma mia nonna diceva che era una cosa molto antica.",
                "it",
            ),
            (
                "Je ne sais pas, mais ma grand-mère disait que c’était ancien.",
                "fr",
            ),
            (
                "No ho sé, però la meva àvia deia que això era molt antic.",
                "ca",
            ),
            (
                "Ik weet het niet, maar mijn oma zei dat het heel oud was.",
                "nl",
            ),
            ("I DON'T KNOW BUT MY GRANDMOTHER SAID IT WAS VERY OLD", "en"),
            (
                "ich weiß es nicht aber meine oma sagte dass es sehr alt war",
                "de",
            ),
            (
                "Nie wiem, ale moja babcia mówiła, że to jest bardzo stare.",
                "pl",
            ),
            ("私は知りませんが、祖母は古いと言っていました。", "ja"),
            ("我不知道，但是奶奶说那是很老的东西。", "zh"),
            (
                "저는 모르지만 할머니는 아주 오래된 것이라고 하셨어요.",
                "ko",
            ),
            (
                "Я не знаю, но бабушка говорила, что это очень старое.",
                "ru",
            ),
            (
                "Я не знаю, але бабуся казала, що її річ дуже давня і стара.",
                "uk",
            ),
            (
                "Δεν ξέρω, αλλά η γιαγιά μου έλεγε ότι ήταν πολύ παλιό.",
                "el",
            ),
        ] {
            let ranked = Tally::of(text, 100).ranked();
            assert_eq!(ranked[0].1, tag, "{text}: {ranked:?}");
        }
    }

    #[test]
    fn an_apostrophe_parts_two_words_or_joins_one() {
        let french = Tally::of("l’année d’avant, qu’il n’a jamais", 100);
        assert_eq!(french.words(), 9);
        assert_eq!(Tally::of("don’t it's o'clock", 100).words(), 3);
        assert_eq!(Tally::of("S02E05 mp3 2024 word", 100).words(), 1);
    }

    #[test]
    fn only_so_many_words_are_counted() {
        let text = "the sea ".repeat(100_000);
        assert!(Tally::of(&text, 50).words() < 60);
        assert!(Tally::of(&"海は".repeat(100_000), 50).words() <= 60);
        assert_eq!(Tally::of(&"x".repeat(1_000_000), 50).words(), 1);
    }
}
