//! A text to what of it the embedded font can show, and how wide that is.
//!
//! The font has Latin, Greek and Cyrillic. What it lacks would be drawn as nothing at all, so whoever
//! draws has to know, and to say so.

use super::FONT;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};
use unicode_segmentation::UnicodeSegmentation;

/// The font, ready to be asked.
pub struct Letters {
    charmap: Charmap<'static>,
    /// At one unit to the em.
    metrics: GlyphMetrics<'static>,
}

impl Letters {
    /// The embedded font.
    #[must_use]
    pub fn embedded() -> Letters {
        let font = FontRef::new(FONT).expect("the font was read by a test");
        Letters {
            charmap: font.charmap(),
            metrics: font.glyph_metrics(Size::new(1.0), LocationRef::default()),
        }
    }

    /// Can all of it be shown?
    #[must_use]
    pub fn shows(&self, text: &str) -> bool {
        text.chars()
            .all(|c| c.is_whitespace() || self.charmap.map(c).is_some())
    }

    /// What of a text can be shown, on one line: without the words of which it lacks a letter, and the signs
    /// that it lacks.
    #[must_use]
    pub fn shown(&self, text: &str) -> String {
        let lacks = |whole: &&str| !self.shows(whole);
        let whole = |word: &&str| {
            let mut missing = word.graphemes(true).filter(lacks);
            !missing.any(|whole| whole.chars().any(char::is_alphanumeric))
        };
        let words = text.split_whitespace().filter(whole).map(|word| {
            let kept: String = word.graphemes(true).filter(|g| self.shows(g)).collect();
            kept
        });
        let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
        words.join(" ")
    }

    /// How wide a text is at a size, in the same unit: the advances of its letters, without kerning, which
    /// brings some nearer.
    #[must_use]
    pub fn width(&self, text: &str, size: f64) -> f64 {
        let advance = |c: char| {
            let glyph = self.charmap.map(if c.is_whitespace() { ' ' } else { c })?;
            self.metrics.advance_width(glyph)
        };
        let all: f64 = text.chars().filter_map(advance).map(f64::from).sum();
        all * size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_font_lacks_is_known() {
        let letters = Letters::embedded();
        for (text, shown) in [
            ("Tides & bells", "Tides & bells"),
            ("Štěpánková\n Ἀθηνᾶ Жук", "Štěpánková Жук"),
            ("\"Αθήνα\"🎙!", "\"Αθήνα\"!"),
            ("🎙 On air", "On air"),
            ("שלום", ""),
            ("中文 ok", "ok"),
            ("", ""),
        ] {
            assert_eq!(letters.shown(text), shown);
        }
    }

    #[test]
    fn width_grows_with_size_and_letters() {
        let letters = Letters::embedded();
        assert_eq!(letters.width("", 100.0), 0.0);
        let one = letters.width("Mirela", 10.0);
        assert!((one * 10.0 - letters.width("Mirela", 100.0)).abs() < 1e-6);
        assert!((25.0..45.0).contains(&one), "{one}");
    }
}
