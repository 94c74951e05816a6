//! Shapes and words to the text of an SVG: escaped, rounded, and no wider than their place.
//!
//! Written by hand: a page of rectangles, paths and lines of text needs no library, and every number goes
//! through one function, so that the bytes are the same on every machine.

use unicode_width::UnicodeWidthChar;

/// The embedded font, and what a viewer without it takes.
pub const FAMILY: &str = "'Noto Sans', 'DejaVu Sans', Verdana, sans-serif";

/// Where a line of text stands relative to its point.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// It has its middle there.
    Middle,
    /// It ends there.
    End,
}

/// The inside of an SVG.
#[derive(Default)]
pub struct Canvas {
    /// What was drawn so far.
    pub text: String,
}

impl Canvas {
    /// A rectangle with a fill.
    pub fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, fill: &str) {
        let (x, y, width, height) = (n(x), n(y), n(width), n(height));
        self.text += &format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>\n"
        );
    }

    /// A line with whatever attributes it has besides.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), style: &str) {
        let ((x1, y1), (x2, y2)) = ((n(from.0), n(from.1)), (n(to.0), n(to.1)));
        self.text += &format!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" {style}/>\n");
    }

    /// A path; nothing if it is empty.
    pub fn path(&mut self, d: &str, style: &str) {
        if !d.is_empty() {
            self.text += &format!("<path d=\"{d}\" {style}/>\n");
        }
    }

    /// A line of text of this size in pixels, on its base line.
    pub fn words(&mut self, at: (f64, f64), size: f64, fill: &str, anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        self.text += &format!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{fill}\"{anchor}>{}</text>\n",
            n(at.0),
            n(at.1),
            n(size),
            escaped(text)
        );
    }
}

/// A number to a tenth of a pixel.
#[must_use]
pub fn n(number: f64) -> String {
    let text = format!("{:.1}", number + 0.0);
    let short = text.strip_suffix(".0").unwrap_or(&text);
    match short {
        "-0" => "0".to_owned(),
        short => short.to_owned(),
    }
}

/// A text as XML 1.0 can hold it: without markup, and without the characters that it forbids or
/// that would turn the words behind them around.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if c.is_whitespace() => escaped.push(' '),
            c if c.is_control() => {}
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// How wide a text is, in pixels, as far as it can be said without the font: a little too wide
/// rather than too narrow. Shares of the em of the embedded font, by kinds of letters.
#[must_use]
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '\u{2019}' => 0.29,
        'f' | 't' | 'r' | '(' | ')' | '-' | '"' | '/' => 0.42,
        'm' | 'M' | 'W' | 'w' | '@' | '%' | '\u{2014}' | '\u{2026}' => 0.94,
        'A'..='Z' => 0.68,
        'a'..='z' | '0'..='9' => 0.59,
        c if c.is_uppercase() => 0.75,
        c => match c.width().unwrap_or_default() {
            0 => 0.0,
            1 => 0.64,
            _ => 1.05,
        },
    }
}

/// A text that fits into so many pixels: whole, or cut with `…`.
#[must_use]
pub fn fitted(text: &str, size: f64, pixels: f64) -> String {
    if width(text, size) <= pixels {
        return text.to_owned();
    }
    let mut room = pixels / size - em('\u{2026}');
    let mut kept = String::new();
    for c in text.chars() {
        room -= em(c);
        if room < 0.0 {
            break;
        }
        kept.push(c);
    }
    format!("{}\u{2026}", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_never_minus_nothing() {
        for (number, text) in [(1.0, "1"), (1.25, "1.2"), (-0.01, "0"), (10.06, "10.1")] {
            assert_eq!(n(number), text);
        }
    }

    #[test]
    fn no_text_leaves_its_element() {
        let hostile = "</text>\u{0}<script>&\"\u{202e}\n\u{ffff}ok";
        assert_eq!(
            escaped(hostile),
            "&lt;/text&gt;&lt;script&gt;&amp;&quot; ok"
        );
    }

    #[test]
    fn what_is_too_long_is_cut_with_dots() {
        assert_eq!(fitted("Mirela", 10.0, 100.0), "Mirela");
        let cut = fitted(&"Wilhelmina ".repeat(9), 10.0, 100.0);
        assert!(cut.ends_with('…') && cut.starts_with("Wilhelmina"), "{cut}");
        assert!(width(&cut, 10.0) <= 100.0);
        assert!(fitted("中文中文中文", 10.0, 40.0).chars().count() <= 4);
        assert_eq!(fitted("Mirela", 10.0, 1.0), "…");
    }
}
