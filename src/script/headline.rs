//! Which first line with a colon is the headline of the page, and nobody's words.
//!
//! `MIRIAM OKORO: THE BRIDGE AND THE BOOK` has the shape of a turn, so it must be taken out before
//! the evidence is weighed: a person in capitals who stands first would else be believed at once,
//! and everyone's role would follow from a person who is not there.

use super::labels::Label;
use super::names;
use super::page::Para;

/// Longest headline behind a name, in words.
const LONGEST: usize = 14;
/// Fewest labels below a line in title case that make it one of the page and not of somebody.
const LABELS_BELOW: usize = 3;

/// Takes the label away from a first line that is a headline.
pub(super) fn withdraw(paras: &[Para], open: &[bool], candidates: &mut [Option<Label>]) {
    let mut running = (0..paras.len()).filter(|at| open[*at] && !paras[*at].text.is_empty());
    let (Some(first), Some(second)) = (running.next(), running.next()) else {
        return;
    };
    let Some(label) = candidates[first].as_ref().filter(|label| !label.format()) else {
        return;
    };
    let rest = &paras[first].text[label.words..];
    let words = rest.split(' ').take(LONGEST + 1).count();
    let ends = rest
        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '”' | '“' | '"' | '’' | '»' | '«'));
    if !ends || words > LONGEST {
        return;
    }
    let key = names::key(&label.name);
    let mut others = candidates[first + 1..].iter().flatten();
    let again = others.any(|other| names::key(&other.name) == key);
    let below = candidates[first + 1..].iter().flatten().count();
    let title = match &candidates[second] {
        None => is_tall(rest) || is_quoted(rest),
        // Right above a turn the page must tell more: a whole line in capitals where the turn
        // below is not, or the name of a show that never comes again.
        Some(next) => {
            let loud = names::shouts(&label.name) && names::shouts(rest);
            let calm = !names::shouts(&paras[second].text[next.words..]);
            (loud && calm && (words > 2 || !again))
                || (is_tall(rest) && !again && below >= LABELS_BELOW)
        }
    };
    if title {
        candidates[first] = None;
    }
}

/// `Anna Berg: »I sell detours«`, above what nobody is said to speak.
fn is_quoted(rest: &str) -> bool {
    let open = ['"', '“', '„', '«', '»', '‘', '‚', '‹', '›'];
    let close = ['"', '”', '“', '»', '«', '’', '‘', '›', '‹'];
    rest.starts_with(open) && rest.ends_with(close)
}

/// Do the long words begin with capitals, as in titles?
fn is_tall(rest: &str) -> bool {
    let long: Vec<&str> = rest
        .split(' ')
        .filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3)
        .collect();
    let tall = long
        .iter()
        .filter(|w| {
            w.trim_start_matches(|c: char| !c.is_alphabetic())
                .starts_with(char::is_uppercase)
        })
        .count();
    tall >= 2 && tall * 10 >= long.len() * 7
}

#[cfg(test)]
mod tests {
    use super::super::cases::compiled;

    const TALK: &str =
        "ANN: Welcome to the show.\n\nBOB: It is cold in here.\n\nANN: Is it?\n\nBOB: It is.";

    fn first(line: &str, below: &str) -> (String, String) {
        let (_, script) = compiled("x.txt", &format!("{line}\n\n{below}"));
        let turn = &script.turns[0];
        (
            script.title.clone(),
            script.person(turn.person).name.clone(),
        )
    }

    #[test]
    fn a_headline_right_above_a_turn_is_a_title() {
        for line in [
            "THE RADIO HOUR: FOUR PEOPLE, ONE STUDIO",
            "The Radio Hour: Four People, One Studio",
            "THE RADIO HOUR: LIVE",
        ] {
            // It is the title, and the person who is not there says nothing.
            assert_eq!(first(line, TALK), (line.to_owned(), "Ann".to_owned()));
        }
    }

    #[test]
    fn what_somebody_says_first_is_no_headline() {
        for line in [
            "ANN: FIRE!",
            "ANN: STOP NOW",
            "ANN: Good evening, everyone.",
            "ANN: First Light, Second Night",
        ] {
            assert_eq!(
                first(line, TALK),
                ("X".to_owned(), "Ann".to_owned()),
                "{line}"
            );
        }
        let loud = "BOB: IT IS COLD IN HERE\n\nANN: IS IT REALLY THAT COLD\n\nBOB: IT IS";
        assert_eq!(first("ANN: WELCOME TO THE SHOW", loud).1, "Ann");
    }
}
