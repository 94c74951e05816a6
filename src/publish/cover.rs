//! What an episode is to the picture on its front: one that was given, or one that is drawn.
//!
//! Drawn is a plain page: the show above, the title as large as it fits, the people below, white on one
//! of eight dark colours. The colour follows from the show's title, so that a show has one and its
//! episodes are told apart by their words. Players show covers as small as a stamp: so there is nothing
//! on it but words. Rejected: to draw faces, which would be somebody's.

use super::marks::one_line;
use super::{OutputRow, PublishError};
use crate::drawing::letters::Letters;
use crate::drawing::svg::{Anchor, Canvas, FAMILY};
use crate::drawing::{DrawingError, png};
use crate::house::Role;
use crate::master::{About, Shortfall};
use crate::prepare::{Front, Picture};

/// Pixels on each side: what podcast directories ask for at least.
const SIDE: f64 = 1_400.0;
/// From the edges; what a round frame cuts off is less.
const MARGIN: f64 = 110.0;
/// Sizes of the title, the first that fits.
const SIZES: [f64; 8] = [168.0, 144.0, 124.0, 108.0, 94.0, 82.0, 72.0, 64.0];
/// A line's height to its size.
const LEADING: f64 = 1.18;
/// The lowest and highest base line of the title.
const TITLE: (f64, f64) = (360.0, 960.0);
/// As many people as have a line; what is more is counted.
const PEOPLE: usize = 4;
const INK: &str = "#ffffff";
/// 4.5:1 against each of the colours.
const PALE: &str = "#d9dee5";

/// Against white 8.9 to 13.6 to 1.
const COLOURS: [&str; 8] = [
    "#123a5c", "#5c1f2b", "#0f4a3c", "#45255e", "#4d3a0c", "#1d3f47", "#2e2c6b", "#3b3b3b",
];

/// The picture for the front; `None` if none is wanted.
///
/// # Errors
/// When it cannot be drawn.
pub(super) fn front(about: &About) -> Result<Option<Picture>, DrawingError> {
    match &about.front {
        Front::Off => Ok(None),
        Front::Given(picture) => Ok(Some(picture.clone())),
        Front::Drawn => Ok(Some(Picture {
            media_type: "image/png",
            bytes: png(&page(about), 1.0)?.into(),
            width: SIDE as u32,
            height: SIDE as u32,
        })),
    }
}

/// What a drawn cover of these formats would leave out, because its font lacks the letters.
#[must_use]
pub fn left_out(about: &About, rows: &[&OutputRow]) -> Vec<Shortfall> {
    if about.front != Front::Drawn || !rows.iter().any(|row| row.pictured) {
        return Vec::new();
    }
    let letters = Letters::embedded();
    let told = words(about).into_iter();
    told.filter(|text| !letters.shows(text))
        .map(|text| Shortfall::Cover { text })
        .collect()
}

/// Everything that is to be read on it: title, show, people.
fn words(about: &About) -> Vec<String> {
    let show = one_line(about.show.as_deref().unwrap_or_default());
    let mut all = vec![one_line(&about.title), show];
    all.extend(people(about));
    all.retain(|text| !text.is_empty());
    all
}

/// Those who talk to each other; a narrator only if nobody else does.
fn people(about: &About) -> Vec<String> {
    let name = |keep: fn(Role) -> bool| -> Vec<String> {
        let people = about.people.iter().filter(|person| keep(person.role));
        let names = people.map(|person| one_line(&person.name));
        names.filter(|name| !name.is_empty()).collect()
    };
    match name(|role| role != Role::Narrator) {
        none if none.is_empty() => name(|_| true),
        people => people,
    }
}

/// The page as SVG.
fn page(about: &About) -> String {
    let letters = Letters::embedded();
    let show = letters.shown(about.show.as_deref().unwrap_or_default());
    let mut canvas = Canvas::default();
    let wide = SIDE - 2.0 * MARGIN;
    canvas.rect(0.0, 0.0, SIDE, SIDE, colour(about));
    let show = cut(&letters, &show, 60.0, wide);
    canvas.words((MARGIN, 200.0), 60.0, PALE, Anchor::Start, &show);
    canvas.rect(MARGIN, 245.0, 180.0, 10.0, PALE);
    let (size, lines) = title(&letters, &letters.shown(&about.title), wide);
    for (at, line) in lines.iter().enumerate() {
        let y = TITLE.0 + size * 0.75 + at as f64 * size * LEADING;
        canvas.words((MARGIN, y), size, INK, Anchor::Start, line);
    }
    let all = people(about);
    let shown: Vec<String> = all.iter().map(|name| letters.shown(name)).collect();
    let mut names: Vec<String> = shown.into_iter().filter(|name| !name.is_empty()).collect();
    if names.len() > PEOPLE {
        let more = names.len() - (PEOPLE - 1);
        names.truncate(PEOPLE - 1);
        // A number is the same in every language.
        names.push(format!("+ {more}"));
    }
    let step = 66.0 * LEADING;
    let first = SIDE - MARGIN - (names.len().max(1) - 1) as f64 * step;
    for (at, name) in names.iter().enumerate() {
        let line = cut(&letters, name, 66.0, wide);
        let y = first + at as f64 * step;
        canvas.words((MARGIN, y), 66.0, PALE, Anchor::Start, &line);
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{SIDE}\" height=\"{SIDE}\" \
         font-family=\"{FAMILY}\">\n{}</svg>\n",
        canvas.text
    )
}

fn colour(about: &About) -> &'static str {
    let whose = about.show.as_deref().unwrap_or(&about.title);
    let digest = blake3::hash(whose.as_bytes());
    COLOURS[usize::from(digest.as_bytes()[0]) % COLOURS.len()]
}

/// The title's lines at the largest size at which all of it fits; at the smallest as much as does.
fn title(letters: &Letters, text: &str, wide: f64) -> (f64, Vec<String>) {
    let room = |size: f64| 1 + ((TITLE.1 - TITLE.0 - size * 0.75) / (size * LEADING)) as usize;
    for size in SIZES {
        let lines = wrapped(letters, text, size, wide);
        let fits = |line: &String| letters.width(line, size) <= wide;
        if lines.len() <= room(size) && lines.iter().all(fits) {
            return (size, lines);
        }
    }
    let size = SIZES[SIZES.len() - 1];
    let mut lines = wrapped(letters, text, size, wide);
    let more = lines.len() > room(size);
    lines.truncate(room(size));
    if let (true, Some(last)) = (more, lines.last_mut()) {
        last.push('\u{2026}');
    }
    let lines = lines.iter().map(|line| cut(letters, line, size, wide));
    (size, lines.collect())
}

/// Words to lines, none wider than there is room unless it is one word.
fn wrapped(letters: &Letters, text: &str, size: f64, wide: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if letters.width(&format!("{line} {word}"), size) <= wide => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// As much of a line as there is room for.
fn cut(letters: &Letters, line: &str, size: f64, wide: f64) -> String {
    if letters.width(line, size) <= wide {
        return line.to_owned();
    }
    let mut kept = String::new();
    for c in line.chars() {
        kept.push(c);
        if letters.width(&kept, size) + letters.width("\u{2026}", size) > wide {
            kept.pop();
            break;
        }
    }
    format!("{}\u{2026}", kept.trim_end_matches(['\u{2026}', ' ']))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::rehearsal;
    use super::*;
    use resvg::tiny_skia::Pixmap;

    fn about(title: &str, names: &[&str]) -> About {
        let mut about = rehearsal::episode(1, &[], &[]).about;
        about.title = title.to_owned();
        let like = about.people[0].clone();
        about.people = names
            .iter()
            .map(|name| crate::master::Credit {
                name: (*name).to_owned(),
                ..like.clone()
            })
            .collect();
        about
    }

    #[test]
    fn a_cover_is_a_square_with_title_and_people() {
        let picture = front(&about("Tides", &["Mirela Vance"])).unwrap().unwrap();
        let pixels = Pixmap::decode_png(&picture.bytes).unwrap();
        assert_eq!((pixels.width(), pixels.height()), (1_400, 1_400));
        let bright = |rows: std::ops::Range<u32>| {
            rows.flat_map(|y| (0..1_400).map(move |x| (x, y)))
                .filter(|(x, y)| pixels.pixel(*x, *y).unwrap().green() > 200)
                .count()
        };
        // Show, title, people; nothing between the last two.
        assert!(bright(140..220) > 500 && bright(360..520) > 2_000 && bright(1_230..1_300) > 500);
        assert_eq!(bright(700..1_100), 0);
        let page = page(&about("Tides", &["Mirela Vance"]));
        for text in ["Two Stools", "Tides", "Mirela Vance"] {
            assert!(page.contains(&format!(">{text}</text>")), "{text}");
        }
    }

    #[test]
    fn nothing_leaves_the_page_however_long_or_hostile() {
        let letters = Letters::embedded();
        let long = "long ".repeat(2_000);
        let word = "Donaudampfschifffahrt".repeat(50);
        for (title, names) in [
            (long.as_str(), vec!["A B"; 40]),
            (&word, vec![long.as_str(), &word]),
            ("<script>&\"'</text>\u{202e}", vec!["</svg>"]),
            ("", vec![]),
            ("\u{5e9}\u{5dc}\u{5d5}\u{5dd}", vec!["\u{1f3a7}"]),
        ] {
            let page = page(&about(title, &names));
            let tree = resvg::usvg::roxmltree::Document::parse(&page).unwrap();
            for text in tree.descendants().filter(|node| node.has_tag_name("text")) {
                let at = |name| text.attribute(name).unwrap().parse::<f64>().unwrap();
                let width = letters.width(text.text().unwrap_or_default(), at("font-size"));
                assert!(at("x") + width <= SIDE - MARGIN + 0.1, "{text:?}");
                assert!((100.0..=SIDE - MARGIN).contains(&at("y")));
            }
            png(&page, 0.1).unwrap();
        }
        assert!(page(&about("x", &["A"; 9])).contains("+ 6"));
    }

    #[test]
    fn what_the_font_cannot_show_is_told() {
        let row = |pictured| OutputRow {
            pictured,
            ..crate::publish::OUTPUTS[0]
        };
        let about = about("\u{1f3a7} On air", &["Mirela", "\u{5de}\u{5d9}\u{5e8}"]);
        let told = left_out(&about, &[&row(true)]);
        let cover = |text: &str| Shortfall::Cover {
            text: text.to_owned(),
        };
        assert_eq!(
            told,
            [cover("\u{1f3a7} On air"), cover("\u{5de}\u{5d9}\u{5e8}")]
        );
        assert!(left_out(&about, &[&row(false)]).is_empty());
        let mut own = about.clone();
        own.front = Front::Off;
        assert!(left_out(&own, &[&row(true)]).is_empty());
    }
}
