//! Shapes and words to pages and pictures, with the one font that is embedded and never the system's.
//!
//! A leaf like `audio`: it knows no stage. Everything is drawn as the text of an SVG first, which is data
//! that can be read and compared, and only then as pixels; so a page is the same on every machine.

pub mod letters;
mod png;
pub mod svg;

pub use png::{DrawingError, png};

/// The embedded font: Noto Sans, regular; `font/README.md` says what was kept of it.
const FONT: &[u8] = include_bytes!("font/NotoSans-Latin-Greek-Cyrillic.ttf");
