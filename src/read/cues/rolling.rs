//! Captions that repeat what is still on the screen, told apart: each line is kept once.
//!
//! YouTube's automatic captions show two lines and push them up: each line stands in two or
//! three cues, some of them 10 ms long. Live captions grow word by word instead. What is left out
//! here lies in no run and so becomes markup. People repeat themselves too, so the whole file is
//! asked first whether it rolls.

use super::payload::Shown;

/// When a cue is shown, and its lines.
pub(super) type Timed = (Option<(u64, u64)>, Vec<Shown>);

/// How many lines of the cue before may come again.
const LINES: usize = 4;
/// A file rolls if so many of its cues, one in so many, begin with what was shown.
const FEWEST: usize = 3;
const ONE_IN: usize = 3;
/// Cues further apart than this many milliseconds do not roll into each other.
const APART: u64 = 1000;

/// Takes away the lines that repeat the cue before, if the file does so again and again.
pub(super) fn drop_repeats(cues: &mut [Timed]) {
    let shown: Vec<Vec<(usize, String)>> = cues.iter().map(|(_, lines)| seen(lines)).collect();
    let pair = |at: usize| (&shown[at - 1], &shown[at]);
    let follows = |at: usize| match (cues[at - 1].0, cues[at].0) {
        (Some((_, end)), Some((start, _))) => start <= end.saturating_add(APART),
        _ => false,
    };
    let mut repeats: Vec<usize> = vec![0; cues.len()];
    let mut grown: Vec<bool> = vec![false; cues.len()];
    let (mut filled, mut rolling) = (0, 0);
    for at in 1..cues.len() {
        let (before, now) = pair(at);
        filled += usize::from(!now.is_empty());
        if !follows(at) {
            continue;
        }
        repeats[at] = repeated(before, now);
        // Its last line goes on in a line of this cue that is not a repeat.
        grown[at - 1] = repeats[at] == 0 && grows(before, now);
        rolling += usize::from(repeats[at] > 0 || grown[at - 1]);
    }
    if rolling < FEWEST || rolling * ONE_IN < filled {
        return;
    }
    for (at, (_, lines)) in cues.iter_mut().enumerate() {
        let mut gone: Vec<usize> = shown[at].iter().take(repeats[at]).map(|l| l.0).collect();
        if grown[at] {
            gone.extend(shown[at].last().map(|l| l.0));
        }
        for line in gone {
            lines[line].runs.clear();
        }
    }
}

/// The lines in which something can be seen, with their number in the cue.
fn seen(lines: &[Shown]) -> Vec<(usize, String)> {
    let words = |line: &Shown| {
        let text = line.text();
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ")
    };
    let lines = lines.iter().map(words).enumerate();
    lines.filter(|(_, words)| !words.is_empty()).collect()
}

/// How many lines at the start of a cue are the last ones of the cue before.
fn repeated(before: &[(usize, String)], now: &[(usize, String)]) -> usize {
    let most = before.len().min(now.len()).min(LINES);
    let same = |count: &usize| {
        let last = before[before.len() - count..].iter();
        last.zip(now).all(|(a, b)| a.1 == b.1)
    };
    (1..=most).rev().find(same).unwrap_or(0)
}

/// Is the only line of the cue before the beginning of the first line of this one?
fn grows(before: &[(usize, String)], now: &[(usize, String)]) -> bool {
    match (before, now.first()) {
        ([(_, short)], Some((_, long))) => long
            .strip_prefix(short.as_str())
            .is_some_and(|rest| rest.starts_with(' ')),
        _ => false,
    }
}
