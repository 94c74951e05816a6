//! The line numbers of transcripts made for courts to nothing: `12  Q.  And then?`.
//!
//! Each page of such a transcript has 24 to 28 numbered lines, so that a place can be cited as
//! page and line. They are recognised by their order over the whole file and not line by line: a
//! line of speech may begin with a number as well.

use super::line::Line;

/// More lines than this are on no page.
const MOST: usize = 60;
/// Fewer numbers in order than this may be a list, or chance.
const FEWEST: usize = 12;
/// So far a number may jump: lines get lost when a page is scanned.
const JUMP: usize = 3;

/// Takes the numbers off the lines, if the lines of this file are numbered. What stands on a
/// page without a number is marked as loose, and a number that begins again begins a page.
pub(super) fn strip(lines: &mut Vec<Line<'_>>) -> bool {
    let Some(numbers) = find(lines) else {
        return false;
    };
    let (mut blanks, mut last, mut turned) = (0, 0, false);
    let mut numbers = numbers.into_iter();
    // Where the loose lines begin that stand between the last number and the next.
    lines.retain_mut(|line| {
        let Some((bytes, number)) = numbers.next().flatten() else {
            line.loose = true;
            // The foot of one page and the head of the next stand between the same two numbers.
            line.page |= !turned && last >= FEWEST;
            turned |= line.page;
            return true;
        };
        line.page |= number <= last && !turned;
        turned = false;
        last = number;
        if line.cut(bytes) {
            // Between numbered lines the paper says nothing: only a number alone is a blank line.
            line.blanks = std::mem::take(&mut blanks);
        } else {
            blanks += 1;
            turned = line.page;
        }
        !line.text.is_empty()
    });
    true
}

/// Does a text look as if its lines were numbered?
pub(super) fn sniff(lines: &[Line<'_>]) -> bool {
    find(lines).is_some()
}

/// For each line the length of its number and the number, where it stands in order.
fn find(lines: &[Line<'_>]) -> Option<Vec<Option<(usize, usize)>>> {
    let mut last = 0;
    let mut good = 0;
    let numbers: Vec<_> = lines.iter().map(|line| number(line.text)).collect();
    let place = |at: usize| -> Option<(usize, usize)> { *numbers.get(at)? };
    let found: Vec<Option<(usize, usize)>> = (0..lines.len())
        .map(|at| {
            let (bytes, number) = place(at)?;
            let rises = |from: usize, to: usize| to > from && to <= from + JUMP;
            let follows = rises(last, number);
            // The number of the page may stand between the last line and the first.
            let again = number <= JUMP && place(at + 1).is_some_and(|n| rises(number, n.1));
            (follows || again).then(|| {
                good += 1;
                last = number;
                (bytes, number)
            })
        })
        .collect();
    // Title pages and indexes have no numbers, and may be half of a short hearing.
    (good >= FEWEST && good * 2 >= lines.len()).then_some(found)
}

/// `7`, `07`, and `00012:07` as page and line: how many bytes, and which line it is.
fn number(text: &str) -> Option<(usize, usize)> {
    let token = text.split(char::is_whitespace).next()?;
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let line = match token.split_once(':') {
        Some((page, line)) if (3..=6).contains(&page.len()) && digits(page) => line,
        Some(_) => return None,
        None => token,
    };
    let number = (digits(line) && line.len() <= 2).then(|| line.parse().ok())??;
    (1..=MOST)
        .contains(&number)
        .then_some((token.len(), number))
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    #[test]
    fn numbers_in_order_go_and_others_stay() {
        let mut text = String::from("HALE REPORTING\n");
        for page in 0..2 {
            for n in 1..=14 {
                text += &format!("{n:2}      30 words of {page}\n\n");
            }
            text += "15\n        HALE REPORTING\n";
        }
        let mut all = lines(&text);
        assert!(strip(&mut all));
        assert_eq!(all.len(), 3 + 28);
        assert!(all[0].loose && all[1].text == "30 words of 0" && all[1].indent == 8);
        let pages: Vec<usize> = (0..all.len()).filter(|i| all[*i].page).collect();
        assert_eq!(pages, [15, 30]);
    }

    #[test]
    fn a_list_is_not_numbered_lines() {
        let text = "1 egg\n2 spoons\n3 cups\n\nAnd then you stir.\n".repeat(2);
        assert!(!strip(&mut lines(&text)));
        let years = "1994 was good.\n1995 was better.\n".repeat(20);
        assert!(!strip(&mut lines(&years)));
    }

    #[test]
    fn page_and_line_may_stand_together() {
        let text: String = (1..=20).map(|n| format!("00012:{n:02}  words\n")).collect();
        let mut all = lines(&text);
        assert!(strip(&mut all));
        assert!(all.iter().all(|line| line.text == "words"));
    }
}
