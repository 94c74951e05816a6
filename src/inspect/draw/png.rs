//! The page as SVG to a PNG, with the one font that is embedded and never the system's: the
//! same page on every machine.
//!
//! `resvg` draws; its features that read fonts and pictures from the system are off, and the page
//! names no picture. Letters that the font does not have (it has Latin, Greek and Cyrillic) are
//! left out of the PNG; viewers of the SVG take them from a font of theirs.

use super::super::InspectError;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::sync::Arc;

/// Noto Sans, regular; `font/README.md` says what was kept of it.
const FONT: &[u8] = include_bytes!("../font/NotoSans-Latin-Greek-Cyrillic.ttf");
const NAME: &str = "Noto Sans";
/// Pixels of the picture to one of the page: for screens that show two for one.
const SCALE: f32 = 2.0;
/// Higher than any page: people, chapters and targets have limits.
const HIGHEST: f32 = 8_000.0;

/// Draws the page that [`super::svg()`] wrote.
///
/// # Errors
/// When it is no SVG, or no page of a sensible height.
pub fn png(svg: &str) -> Result<Vec<u8>, InspectError> {
    let mut options = Options {
        font_family: NAME.to_owned(),
        ..Options::default()
    };
    let fonts = Arc::make_mut(&mut options.fontdb);
    fonts.load_font_data(FONT.to_vec());
    fonts.set_sans_serif_family(NAME);
    let drawing = |error: &dyn std::fmt::Display| InspectError::Drawing(error.to_string());
    let tree = Tree::from_str(svg, &options).map_err(|error| drawing(&error))?;
    let size = tree.size();
    if size.height() > HIGHEST || size.width() > HIGHEST {
        return Err(drawing(&"the page is too large"));
    }
    let (width, height) = (size.width() * SCALE, size.height() * SCALE);
    let mut pixels = Pixmap::new(width.ceil() as u32, height.ceil() as u32)
        .ok_or_else(|| drawing(&"the page has no size"))?;
    let scale = Transform::from_scale(SCALE, SCALE);
    resvg::render(&tree, scale, &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| drawing(&error))
}
