//! The `>` before quoted lines, as mail programs set them, to a depth; and who is quoted.
//!
//! In an interview by mail the quoted lines are the questions. A page with one stray `>` is not
//! a mail, and `>>` at every turn is how captions show that someone else speaks.

use super::super::{Block, BlockKind, Region};
use super::line::{Line, is_blank};

/// In a text that is no mail, so many lines must be quoted before it counts as quoting.
const FEWEST: usize = 2;
/// Longest line that says who is quoted, in characters.
const LONGEST: usize = 300;

/// Words at the end of a line that says who wrote what is quoted below it.
const WROTE: &[&str] = &[
    "wrote",
    "writes",
    "schrieb",
    "schreibt",
    "écrit",
    "escribió",
    "escribio",
    "scritto",
    "scrive",
    "escreveu",
    "schreef",
];

/// Takes the signs off the lines and notes how many there were. `mail` is sure that it is one.
pub(super) fn mark(lines: &mut Vec<Line<'_>>, mail: bool) {
    let single = |line: &&Line<'_>| line.text.starts_with('>') && !line.text.starts_with(">>");
    let quoted = lines.iter().filter(single).count();
    if quoted < if mail { 1 } else { FEWEST } {
        return;
    }
    let mut blanks = 0;
    lines.retain_mut(|line| {
        let mut signs = 0;
        let mut depth: u8 = 0;
        let outside = line.indent > 3;
        while let Some(rest) = line.text[signs..].strip_prefix('>').filter(|_| !outside) {
            signs = line.text.len() - rest.trim_start_matches(' ').len();
            depth = depth.saturating_add(1);
            // One space belongs to the sign; more may be an indent, or `> >`.
            if !line.text[signs..].starts_with('>') {
                signs = line.text.len() - rest.len();
                break;
            }
        }
        let left = signs == 0 || line.cut(signs) && !line.text.trim_matches(is_blank).is_empty();
        line.depth = depth;
        if left {
            line.blanks += std::mem::take(&mut blanks);
        } else {
            blanks += 1 + line.blanks;
        }
        left
    });
}

/// Blocks that say who wrote what is quoted below them belong to the mail and not to the talk.
pub(super) fn attributions(blocks: &mut [Block]) {
    let depth = |block: &Block| match block.kind {
        BlockKind::Quote(depth) => depth,
        _ => 0,
    };
    for at in 1..blocks.len() {
        if depth(&blocks[at]) > depth(&blocks[at - 1]) && is_attribution(&blocks[at - 1].text()) {
            blocks[at - 1].region = Region::Header;
        }
    }
}

/// `On Tue, 3 May, Anna Berg wrote:`, `Am 3. Mai schrieb Anna Berg:`.
fn is_attribution(text: &str) -> bool {
    let text = text.trim();
    let Some(bare) = text.strip_suffix([':', '：']) else {
        return false;
    };
    let mut words = bare.split(|c: char| !c.is_alphanumeric());
    text.chars().take(LONGEST + 1).count() <= LONGEST
        && words.any(|word| WROTE.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    #[test]
    fn depth_is_counted_and_signs_go() {
        let text = "On Tuesday Anna Berg wrote:\n> > Why?\n>> And how?\n>\n>   So.\nYes.\n> x\n";
        let mut all = lines(text);
        mark(&mut all, true);
        let seen: Vec<_> = all.iter().map(|l| (l.depth, l.text, l.blanks)).collect();
        assert_eq!(
            seen,
            [
                (0, "On Tuesday Anna Berg wrote:", 0),
                (2, "Why?", 0),
                (2, "And how?", 0),
                (1, "So.", 1),
                (0, "Yes.", 0),
                (1, "x", 0)
            ]
        );
    }

    #[test]
    fn a_stray_sign_and_captions_are_not_quotes() {
        for text in ["a\n> b\nc\n", ">> Hello.\n>> Hi.\n>> Ah.\n"] {
            let mut all = lines(text);
            mark(&mut all, false);
            assert!(all.iter().all(|l| l.depth == 0), "{text}");
        }
    }

    #[test]
    fn who_is_quoted_is_known_by_the_verb_and_the_colon() {
        for (text, is) in [
            (
                "On Tue, 3 May 2022 at 10:04, Anna Berg <a@example.org> wrote:",
                true,
            ),
            ("Am 03.05.2022 um 10:04 schrieb Anna Berg:", true),
            ("Le mar. 3 mai 2022 à 10:04, Anna Berg a écrit :", true),
            ("El mar, 3 may 2022, Anna Berg escribió:", true),
            ("Il giorno mar 3 mag Anna Berg ha scritto:", true),
            ("Em ter., 3 de mai., Anna Berg escreveu:", true),
            ("This is what I wrote", false),
            ("My answer is this:", false),
        ] {
            assert_eq!(is_attribution(text), is, "{text}");
        }
    }
}
