//! An SVG to a PNG, with the embedded font alone: the same picture on every machine.
//!
//! `resvg` draws; its features that read fonts and pictures from the system are off, and a page
//! names no picture. Letters that the font does not have (it has Latin, Greek and Cyrillic) are
//! left out of the PNG; viewers of the SVG take them from a font of theirs.

use super::FONT;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::sync::Arc;

const NAME: &str = "Noto Sans";
/// Higher than any page: people, chapters and targets have limits.
const HIGHEST: f32 = 8_000.0;

/// A picture that could not be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct DrawingError(String);

/// Draws an SVG with so many pixels to one of its own.
///
/// # Errors
/// When it is no SVG, or no page of a sensible size.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, DrawingError> {
    let mut options = Options {
        font_family: NAME.to_owned(),
        ..Options::default()
    };
    let fonts = Arc::make_mut(&mut options.fontdb);
    fonts.load_font_data(FONT.to_vec());
    fonts.set_sans_serif_family(NAME);
    let drawing = |error: &dyn std::fmt::Display| DrawingError(error.to_string());
    let tree = Tree::from_str(svg, &options).map_err(|error| drawing(&error))?;
    let size = tree.size();
    if size.height() > HIGHEST || size.width() > HIGHEST {
        return Err(drawing(&"the page is too large"));
    }
    let (width, height) = (size.width() * scale, size.height() * scale);
    let mut pixels = Pixmap::new(width.ceil() as u32, height.ceil() as u32)
        .ok_or_else(|| drawing(&"the page has no size"))?;
    let zoom = Transform::from_scale(scale, scale);
    resvg::render(&tree, zoom, &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| drawing(&error))
}
