//! What is shown to the language it is in, by which it is known what belongs together in a line.

use super::names::Spoken;
use whichlang::Lang;

/// How much is looked at, in bytes, and the fewest letters that tell.
const SAMPLE: usize = 64 << 10;
const LETTERS: usize = 40;

/// The language of a file, without region; empty if it cannot be known.
pub(super) fn of(spoken: &[Spoken]) -> &'static str {
    let mut sample = String::new();
    for spoken in spoken {
        if sample.len() > SAMPLE {
            break;
        }
        let end = spoken.words.char_indices().nth(SAMPLE);
        sample.push_str(&spoken.words[..end.map_or(spoken.words.len(), |(end, _)| end)]);
        sample.push('\n');
    }
    if sample.chars().filter(|c| c.is_alphabetic()).count() < LETTERS {
        return "";
    }
    match whichlang::detect_language(&sample) {
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Fra => "fr",
        Lang::Ita => "it",
        Lang::Por => "pt",
        // Of the others there are no tables.
        _ => "",
    }
}
