//! What is shown to the sounds in it: `[laughs]`, and what is written as if it were said.
//!
//! Round brackets and asterisks hold words as well (`(and I mean this)`, `*never*`), so only what
//! begins or ends with a word from a list is taken for a sound.

use super::payload::Shown;

/// Words that begin the description of a sound, lower case.
#[rustfmt::skip]
const BEGIN: &[&str] = &[
    "laughs", "laughing", "laughter", "chuckles", "chuckling", "giggles", "giggling", "sighs", "sighing", "coughs", "coughing", "applause", "sobs", "sobbing",
    "gasps", "gasping", "sniffs", "sniffles", "whistles", "whistling", "groans", "groaning", "screams", "screaming", "knocking", "clapping", "cheering", "inaudible", "unintelligible",
    "lacht", "lachen", "gelächter", "seufzt", "hustet", "applaus", "beifall", "schluchzt", "räuspert",
    "ríe", "risas", "suspira", "tose", "aplausos", "solloza",
    "rit", "rires", "soupire", "tousse", "applaudissements", "sanglote",
    "risate", "ridono", "sospira", "tossisce", "applausi",
    "risos", "suspiro", "tosse",
];

/// Words that end it.
#[rustfmt::skip]
const END: &[&str] = &[
    "laughs", "laughter", "applause", "music", "plays", "playing", "slams", "rings", "ringing", "barks", "barking", "knocks", "chuckles", "sighs",
    "musik", "gelächter", "applaus", "lacht", "música", "risas", "ríe", "musique", "rires", "musica", "risate", "risos",
];

/// Longest description, in words and in characters.
const WORDS: usize = 5;
const LONGEST: usize = 60;

/// The first sound that is not in square brackets: the line of the file, and as it is written.
pub(super) fn unbracketed(shown: &Shown) -> Option<(usize, &str)> {
    shown.lines.iter().find_map(|line| {
        let text = line.text.as_str();
        let mut from = 0;
        while let Some(start) = text[from..].find(['(', '*', '（']).map(|at| from + at) {
            let sign = text[start..].chars().next()?;
            let close = match sign {
                '(' => ')',
                '（' => '）',
                other => other,
            };
            let inside = start + sign.len_utf8();
            let mut near = text[inside..].char_indices().take(LONGEST);
            let end = near.find(|(_, c)| *c == close).map(|(at, _)| inside + at);
            if let Some(end) = end.filter(|end| is_sound(&text[inside..*end])) {
                return Some((line.number, &text[start..end + close.len_utf8()]));
            }
            from = inside;
        }
        None
    })
}

fn is_sound(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().take(WORDS + 1).collect();
    let bare = |word: &&str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let (Some(first), Some(last)) = (words.first().map(bare), words.last().map(bare)) else {
        return false;
    };
    let is = BEGIN.contains(&first.as_str()) || END.contains(&last.as_str());
    is && words.len() <= WORDS
}

/// Is anything said, beside what stands in brackets or is sung?
pub(super) fn is_speech(words: &str) -> bool {
    if words.starts_with(['♪', '♫', '#']) {
        return false;
    }
    let mut depth = 0usize;
    words.chars().any(|c| {
        match c {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && c.is_alphanumeric()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sounds_are_told_from_words() {
        for (text, sound) in [
            ("laughs", true),
            ("LAUGHS SOFTLY", true),
            ("soft music", true),
            ("door slams", true),
            ("lacht", true),
            ("and I mean this", false),
            ("never", false),
            ("it was music for the whole of the house", false),
            ("", false),
        ] {
            assert_eq!(is_sound(text), sound, "{text}");
        }
        assert!(is_speech("[laughs] No.") && !is_speech("[door opens]") && !is_speech("♪ la la ♪"));
    }
}
