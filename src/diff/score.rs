//! The music of two recipes to what differs between them, in words.

use super::Change;
use super::compare::change;
use crate::publish::Recipe;
use crate::publish::manifest::ScoreLine;
use std::collections::BTreeMap;

/// Tells what became of each use of a sound. `became` has the numbers of the takes that are in both.
pub(super) fn score(
    old: &Recipe,
    new: &Recipe,
    became: &BTreeMap<usize, usize>,
    also: &mut Vec<Change>,
) {
    // What a cast plays has one place each; what a script plays is told apart by its order.
    for place in ["intro", "outro", "bed", "sting"] {
        let find = |recipe: &Recipe| {
            recipe
                .score
                .iter()
                .find(|line| line.place == place)
                .cloned()
        };
        let (was, will) = (find(old), find(new));
        if was != will {
            also.push(played(place, was.as_ref(), will.as_ref()));
        }
    }
    let cued = |recipe: &Recipe| -> Vec<ScoreLine> {
        let lines = recipe.score.iter().filter(|line| line.before.is_some());
        lines.cloned().collect()
    };
    let (was, will) = (cued(old), cued(new));
    if was.len() != will.len() {
        let (a, b) = (was.len().to_string(), will.len().to_string());
        also.push(change(None, "music and sounds in the script", &a, &b));
    }
    let mut elsewhere = 0;
    for (a, b) in was.iter().zip(&will).filter(|_| was.len() == will.len()) {
        let (mut here, mut there) = (a.clone(), b.clone());
        (here.before, there.before) = (None, None);
        if here != there {
            also.push(played(&b.place, Some(a), Some(b)));
        }
        // Behind the last take there is none that could have become another.
        let before = a.before.map(|take| match take == old.takes.len() {
            true => Some(new.takes.len()),
            false => became.get(&take).copied(),
        });
        if before.is_some_and(|before| before != b.before) {
            elsewhere += 1;
        }
    }
    if elsewhere > 0 {
        let what = "music and sounds that are heard elsewhere";
        also.push(change(None, what, "0", &elsewhere.to_string()));
    }
}

fn played(place: &str, was: Option<&ScoreLine>, will: Option<&ScoreLine>) -> Change {
    let shown = |line: Option<&ScoreLine>| line.map_or("none".to_owned(), ScoreLine::shown);
    let (a, b) = (shown(was), shown(will));
    // By the same name, another sound.
    let other = match a == b {
        true => format!("{b}, with other content"),
        false => b,
    };
    change(None, place, &a, &other)
}
