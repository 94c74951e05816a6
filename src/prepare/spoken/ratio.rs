//! Two numbers and a colon that are no time: `2:1`, `60:40`, `ein 3:1`.

use super::Tongue;
use super::line::{Line, Reading};
use super::numbers::{Form, cardinal};
use super::numeral::Numeral;

/// Words after which, or before which, two numbers are a ratio even where they could be a time.
const TOLD: &[&str] = &[
    "chance",
    "leverage",
    "mix",
    "mixture",
    "odds",
    "ratio",
    "scale",
    "split",
    "Maßstab",
    "Mischung",
    "Verhältnis",
    "escala",
    "proporción",
    "échelle",
    "rapport",
    "rapporto",
    "scala",
];

/// Asked before times: only where a word tells it.
pub(super) fn told(line: &Line, at: usize, numeral: &Numeral) -> Option<Reading> {
    let (right, end) = sides(line, numeral)?;
    let (earlier, before) = line.words_before(at);
    let near = [earlier, before, line.word_after(end)];
    near.iter()
        .any(|word| TOLD.contains(word))
        .then(|| said(line, numeral, &right))?
}

/// Asked after times: what no clock shows. A lap of `45:10` is left as it stands.
pub(super) fn untimed(line: &Line, at: usize, numeral: &Numeral) -> Option<Reading> {
    let (right, _) = sides(line, numeral)?;
    let hundred = numeral.value()? + right.value()? == 100;
    if right.whole.len() > 1 && !hundred {
        return None;
    }
    // `Genesis 3:1` is a verse; a name that opens the sentence says nothing (`We won 3:1`).
    let (earlier, name) = line.words_before(at);
    let verse = matches!(line.tongue, Tongue::English { .. })
        && name.starts_with(char::is_uppercase)
        && !earlier.is_empty();
    if verse {
        return None;
    }
    said(line, numeral, &right)
}

/// The number after the colon and where it ends, if both are whole and nothing more follows.
fn sides(line: &Line, numeral: &Numeral) -> Option<(Numeral, usize)> {
    let whole = |n: &Numeral| n.fraction.is_empty() && !n.grouped && n.value().is_some();
    let next = line.whole(numeral.end, ":")?;
    let right = Numeral::read(line, next)?;
    let more = line
        .at(right.end)
        .is_some_and(|c| c.is_alphabetic() || matches!(c, ':' | '/'));
    let end = right.end;
    (whole(numeral) && whole(&right) && !more).then_some((right, end))
}

fn said(line: &Line, left: &Numeral, right: &Numeral) -> Option<Reading> {
    let to = line.tongue.pick(["to", "zu", "a", "à", "a"]);
    let words = |n: u64| cardinal(line.tongue, n, Form::Alone);
    let spoken = format!("{} {to} {}", words(left.value()?), words(right.value()?));
    Some(Reading::new(right.end, spoken))
}
