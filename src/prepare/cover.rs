//! What a cast says of the cover to a picture, or to what is wrong with it.
//!
//! `show: {cover: art.png}` names a PNG or JPEG beside the cast or below; `cover: off` wants none. Where
//! nothing is said one is drawn. The file goes into tags as it is: to make it smaller would be to
//! change somebody's art.

use super::recordings::{said, within};
use crate::diag::{Diagnostic, Diagnostics};
use crate::house::House;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// The largest file, in bytes; shops refuse covers of less.
const LARGEST: u64 = 8 << 20;
/// Pixels on each side that shops for podcasts and audiobooks ask for.
const SIDES: std::ops::RangeInclusive<u32> = 1_400..=3_000;

/// What is on the front of an episode.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Front {
    /// A picture that is drawn from its title and people.
    #[default]
    Drawn,
    /// This picture.
    Given(Picture),
    /// Nothing.
    Off,
}

/// A picture for the front.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// `image/png` or `image/jpeg`.
    pub media_type: &'static str,
    /// The file.
    pub bytes: Arc<[u8]>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// The front that a cast asks for.
pub fn front(house: &House, diags: &mut Diagnostics) -> Front {
    let Some(name) = &house.show.cover else {
        return Front::Drawn;
    };
    if name.value == "off" {
        return Front::Off;
    }
    let beside = house.source.path().parent();
    let found = within(beside.unwrap_or(Path::new("")), &name.value, "cast")
        .and_then(|path| read(&path))
        .and_then(picture);
    match found {
        Ok(picture) => {
            let fits = |pixels| SIDES.contains(&pixels);
            if picture.width != picture.height || !fits(picture.width) {
                let message = format!("`{}` is a cover that shops may refuse", name.value);
                let sides = format!("{} by {} pixels", picture.width, picture.height);
                let warning = Diagnostic::warning(&house.source, name.span, message);
                diags.push(warning.label(sides).hint(format!(
                    "They ask for a square of {} to {} pixels. It is used as it is.",
                    SIDES.start(),
                    SIDES.end()
                )));
            }
            Front::Given(picture)
        }
        Err(why) => {
            let message = format!("`{}` cannot be the cover", name.value);
            let problem = Diagnostic::error(&house.source, name.span, message).label(why);
            diags.push(problem.hint(
                "A cover is a PNG or JPEG of at most 8 MB, beside the cast or below; `cover: off` \
                 goes without, and with no word about it one is drawn.",
            ));
            Front::Drawn
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let done = File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    match done {
        Err(error) => Err(said(&error)),
        Ok(_) if bytes.len() as u64 > LARGEST => Err("it is larger than 8 MB".to_owned()),
        Ok(_) => Ok(bytes),
    }
}

/// What the first bytes say a file is: its name may say otherwise.
fn picture(bytes: Vec<u8>) -> Result<Picture, String> {
    let found = png(&bytes).or_else(|| jpeg(&bytes));
    let (media_type, width, height) =
        found.ok_or_else(|| "it is no PNG and no JPEG, or cut short".to_owned())?;
    match width > 0 && height > 0 {
        true => Ok(Picture {
            media_type,
            bytes: bytes.into(),
            width,
            height,
        }),
        false => Err("it has no size".to_owned()),
    }
}

/// PNG (ISO/IEC 15948), 11.2.2: the header is the first chunk, the end the last.
fn png(bytes: &[u8]) -> Option<(&'static str, u32, u32)> {
    let head = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR")?;
    let side = |at: usize| Some(u32::from_be_bytes(head.get(at..at + 4)?.try_into().ok()?));
    let whole = bytes.ends_with(b"IEND\xaeB`\x82");
    whole.then_some(())?;
    Some(("image/png", side(0)?, side(4)?))
}

/// JPEG (ITU-T T.81), annex B: segments up to the first that starts a frame.
fn jpeg(bytes: &[u8]) -> Option<(&'static str, u32, u32)> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    // The end of the image is the end of the file, but for zeros that some cameras leave there.
    let end = bytes.iter().rposition(|byte| *byte != 0)? + 1;
    bytes[..end].ends_with(b"\xff\xd9").then_some(())?;
    loop {
        let [0xff, marker, ..] = *rest else {
            return None;
        };
        if marker == 0xff {
            // Fill bytes may precede a marker.
            rest = &rest[1..];
            continue;
        }
        let length = usize::from(u16::from_be_bytes(rest.get(2..4)?.try_into().ok()?));
        let body = rest.get(4..2 + length)?;
        // SOF0 to SOF15, without the three that are tables.
        if (0xc0..=0xcf).contains(&marker) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let side = |at: usize| Some(u16::from_be_bytes(body.get(at..at + 2)?.try_into().ok()?));
            return Some(("image/jpeg", u32::from(side(3)?), u32::from(side(1)?)));
        }
        rest = &rest[2 + length..];
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::drawing;
    use proptest::prelude::*;

    fn square(side: u32) -> Vec<u8> {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{side}\" height=\"{side}\"/>"
        );
        drawing::png(&svg, 1.0).unwrap()
    }

    /// A JPEG of 3 by 2 pixels with nothing in it: an application segment, a table, the frame, the end.
    const JPEG: &[u8] =
        b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc4\0\x02\xff\xc2\0\x08\x08\0\x02\0\x03\x01\xff\xd9";

    #[test]
    fn the_size_is_read_from_the_picture_itself() {
        let found = picture(square(7)).unwrap();
        assert_eq!(
            (found.media_type, found.width, found.height),
            ("image/png", 7, 7)
        );
        let found = picture(JPEG.to_vec()).unwrap();
        assert_eq!(
            (found.media_type, found.width, found.height),
            ("image/jpeg", 3, 2)
        );
    }

    #[test]
    fn what_is_cut_short_or_something_else_is_refused() {
        let png = square(7);
        for end in [0, 3, 20, png.len() - 1] {
            assert!(picture(png[..end].to_vec()).is_err(), "{end}");
        }
        for end in 0..JPEG.len() {
            assert!(picture(JPEG[..end].to_vec()).is_err(), "{end}");
        }
        assert!(picture(b"GIF89a".to_vec()).is_err());
    }

    proptest! {
        #[test]
        fn no_bytes_are_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), jpeg: bool) {
            let mut all = if jpeg { b"\xff\xd8\xff".to_vec() } else { b"\x89PNG\r\n\x1a\n".to_vec() };
            all.extend(bytes);
            let _ = picture(all);
        }
    }
}
