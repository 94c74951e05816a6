//! A transcript copied from a player of films, tidied: times before the words on the same line,
//! times said again in words, names of chapters between the lines.
//!
//! A player shows a time and below it the words of that moment, one line each; what else stands
//! there is its own. None of this holds for a transcript made by hand, so all of it asks first
//! whether time follows time all through the text.

use super::super::page::{Change, Edit, Para};
use super::super::rules;
use super::{STAMPS, stamp};
use crate::read::{BlockKind, time_in_words};

/// So many lines that begin with a time make a transcript of such lines.
const LINES: usize = 5;
/// Longest name of a chapter, in words.
const TITLE: usize = 12;

/// Takes the player's own words out.
pub(super) fn tidy(paras: &mut [Para]) {
    let stamps = paras.iter().filter(|p| stamp(&p.text).is_some()).count();
    if stamps >= STAMPS {
        spelled(paras);
        chapters(paras);
    } else {
        inline(paras);
    }
}

/// `1:02` and below it `1 minute, 2 seconds`, for those who do not see.
fn spelled(paras: &mut [Para]) {
    for at in 1..paras.len() {
        let time = stamp(&paras[at - 1].text);
        if time.is_some() && time == time_in_words(&paras[at].text) {
            let to = paras[at].text.len();
            paras[at].edit(&[Edit {
                from: 0,
                to,
                change: Change::Cut(&rules::TIME_STAMP),
            }]);
        }
    }
}

/// A second line below a time, where nearly all times have one, right above the next time: the
/// name of a chapter.
fn chapters(paras: &mut [Para]) {
    let full: Vec<usize> = (0..paras.len())
        .filter(|at| !paras[*at].text.is_empty())
        .collect();
    let times: Vec<usize> = (0..full.len())
        .filter(|n| stamp(&paras[full[*n]].text).is_some())
        .collect();
    let gaps = || times.windows(2).map(|pair| pair[1] - pair[0] - 1);
    let single = gaps().filter(|gap| *gap == 1).count();
    if times.len() < LINES || single * 5 < gaps().count() * 4 {
        return;
    }
    let ends = |text: &str| text.ends_with(['.', '?', '!', '…', ',', ';']);
    for pair in times.windows(2).filter(|pair| pair[1] - pair[0] == 3) {
        let para = &mut paras[full[pair[1] - 1]];
        let titled = para
            .text
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let plain = para.kind == BlockKind::Paragraph && para.speaker.is_none();
        if plain && titled && para.words() <= TITLE && !ends(&para.text) {
            para.kind = BlockKind::Heading(2);
        }
    }
}

/// `0:04 so we went up the hill`: the time of a paragraph stands before its words.
fn inline(paras: &mut [Para]) {
    let place = |para: &Para| {
        let (head, rest) = para.text.split_once(' ')?;
        let at = stamp(head)?;
        let plain = para.kind == BlockKind::Paragraph && para.speaker.is_none();
        (plain && !rest.trim().is_empty()).then_some((at, head.len()))
    };
    let found: Vec<Option<(u64, usize)>> = paras.iter().map(place).collect();
    let times: Vec<u64> = found.iter().flatten().map(|(at, _)| *at).collect();
    let rising = times.windows(2).filter(|pair| pair[0] <= pair[1]).count();
    if times.len() < LINES || times.len() * 5 < paras.len() * 4 || rising + 1 < times.len() {
        return;
    }
    // Where names stand behind the times, the labels know them, times and all.
    let named = |para: &&Para| para.text.chars().skip(5).take(48).any(|c| c == ':');
    let signed = paras.iter().zip(&found).filter(|(_, f)| f.is_some());
    let signed = signed.filter(|(para, _)| named(para)).count();
    if signed * 5 > times.len() {
        return;
    }
    for (para, found) in paras.iter_mut().zip(found) {
        let Some((at, to)) = found else { continue };
        para.time = para.time.or(Some((at, at)));
        para.edit(&[Edit {
            from: 0,
            to,
            change: Change::Cut(&rules::TIME_STAMP),
        }]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::cases::compiled;

    fn said(text: &str) -> Vec<String> {
        let (_, script) = compiled("x.txt", text);
        script.paragraphs().map(|(_, _, p)| p.text()).collect()
    }

    #[test]
    fn what_a_player_adds_is_not_said() {
        let text = "0:00\n0 seconds\nso we went\n0:04\n4 seconds\nup the hill\nThe other hill\n0:09\n9 seconds\nand down\n0:12\n12 seconds\nagain\n0:15\n15 seconds\nand home\n0:19\n19 seconds\nand in\n0:22\n22 seconds\nand out\n";
        assert_eq!(
            said(text).join(" / "),
            "so we went up the hill / and down again and home and in and out"
        );
        let text = "0:00 so we went\n0:04 up the hill\n0:09 and down\n0:12 again\n0:15 and home\n";
        assert_eq!(
            said(text).join(" / "),
            "so we went up the hill and down again and home"
        );
    }
}
