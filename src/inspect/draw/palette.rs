//! People to colours and patterns. Colour alone carries nothing: everyone has a row with the
//! name in front of it, and a pattern of their own in it.
//!
//! The colours are those of Okabe and Ito (2008), which people who see colours otherwise can tell
//! apart, darkened until each has at least 3:1 against white, as WCAG 1.4.11 asks of graphics.

use crate::drawing::svg::Canvas;

/// Text, and text of less weight: 16:1 and 7.5:1 against the page.
pub(super) const INK: &str = "#1a1a1a";
pub(super) const PALE_INK: &str = "#525252";
/// Lines of the grid; nothing hangs on seeing them.
pub(super) const GRID: &str = "#d5d9de";
/// What is drawn of what nobody says: music, room tone, announcements without a name.
pub(super) const NOBODY: &str = "#7d848c";
/// Verdicts; their words stand there too.
pub(super) const PASS: &str = "#0b6b3a";
pub(super) const FAIL: &str = "#b00020";

/// Against white: 5.2, 4.0, 5.5, 5.9, 6.2, 3.6, 7.6, 5.7.
const COLOURS: [&str; 8] = [
    "#0072b2", "#d04f00", "#00775a", "#a0457c", "#7a5c00", "#2f8fc0", "#5b3fa0", "#c0292b",
];

/// What is drawn over a square of eight pixels in white; the first is nothing.
const PATTERNS: [&str; 8] = [
    "",
    "M-2,2L2,-2M0,8L8,0M6,10L10,6",
    "M1,2h2v2h-2zM5,6h2v2h-2z",
    "M0,2H8M0,6H8",
    "M-2,6L2,10M0,0L8,8M6,-2L10,2",
    "M2,0V8M6,0V8",
    "M0,4H8M4,0V8",
    "M0,0L8,8M8,0L0,8",
];

/// The colour of the person of this number.
pub(super) fn colour(person: usize) -> &'static str {
    COLOURS[person % COLOURS.len()]
}

/// Which pattern: another one when colours begin anew.
fn pattern(person: usize) -> usize {
    (person + person / COLOURS.len()) % PATTERNS.len()
}

/// What fills the row of the person of this number.
pub(super) fn fill(person: usize) -> String {
    match pattern(person) {
        0 => colour(person).to_owned(),
        _ => format!("url(#p{person})"),
    }
}

/// Defines the patterns of so many people.
pub(super) fn define(canvas: &mut Canvas, people: usize) {
    canvas.text += "<defs>\n";
    for person in 0..people {
        let drawn = PATTERNS[pattern(person)];
        if drawn.is_empty() {
            continue;
        }
        canvas.text += &format!(
            "<pattern id=\"p{person}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
             <rect width=\"8\" height=\"8\" fill=\"{}\"/>\
             <path d=\"{drawn}\" stroke=\"#fff\" stroke-width=\"1.4\" fill=\"none\"/></pattern>\n",
            colour(person)
        );
    }
    canvas.text += "</defs>\n";
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast against white (WCAG 2.2, relative luminance).
    fn contrast(colour: &str) -> f64 {
        let channel = |at: usize| {
            let digits = u8::from_str_radix(&colour[at..at + 2], 16).unwrap_or_default();
            let share = f64::from(digits) / 255.0;
            match share <= 0.04045 {
                true => share / 12.92,
                false => ((share + 0.055) / 1.055).powf(2.4),
            }
        };
        let light = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
        1.05 / (light + 0.05)
    }

    #[test]
    fn words_and_shapes_stand_out_from_the_page() {
        for text in [INK, PALE_INK, PASS, FAIL] {
            assert!(contrast(text) >= 4.5, "{text}: {}", contrast(text));
        }
        for shape in COLOURS.iter().chain(&[NOBODY]) {
            assert!(contrast(shape) >= 3.0, "{shape}: {}", contrast(shape));
        }
    }

    #[test]
    fn no_two_people_look_alike() {
        let looks = |person: usize| (colour(person), pattern(person));
        let all: std::collections::BTreeSet<_> = (0..64).map(looks).collect();
        assert_eq!(all.len(), 64);
    }
}
