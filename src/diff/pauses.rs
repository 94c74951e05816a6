//! Why the silence before a line is another than it was.
//!
//! Most pauses vary by their line ([`crate::arrange`]), so that their own numbers tell a person little:
//! what is told is the number of the cast that changed, once for all its lines; else that something
//! else happens there now.

use super::Change;
use super::compare::change;
use crate::arrange::{self, Occasion};
use crate::house::{Choice, Rhythm};
use crate::publish::Recipe;
use crate::publish::manifest::TakeLine;

/// What changed about it: nothing if it is the same.
pub(super) fn changes(old: &Recipe, new: &Recipe, was: &TakeLine, will: &TakeLine) -> Vec<Change> {
    if was.pause == will.pause {
        return Vec::new();
    }
    let ms = |pause: i32| format!("{pause} ms");
    let plain = || vec![change(None, "pause", &ms(was.pause), &ms(will.pause))];
    let (Some(before), Some(now)) = (was.before, will.before) else {
        // One of them is the first, or of a manifest from before pauses varied.
        let little = was.pause.abs_diff(will.pause) <= arrange::VARIES_MOST;
        return match rhythm(old).is_none() && little {
            true => vec![change(None, "rhythm", name(None), name(rhythm(new)))],
            false => plain(),
        };
    };
    if before != now {
        return vec![change(None, "pause before", before.told(), now.told())];
    }
    if was.breath != will.breath {
        let told = |breath: bool| if breath { "breath" } else { "none" };
        return vec![change(
            None,
            "stage direction",
            told(was.breath),
            told(will.breath),
        )];
    }
    if now == Occasion::Asked {
        let what = "pause that the script asks for";
        return vec![change(None, what, &ms(was.pause), &ms(will.pause))];
    }
    let number = |recipe: &Recipe, key: &str| recipe.pauses.get(key).copied();
    let keys = now.key().into_iter().chain(now_breath(will));
    let mut found: Vec<Change> = keys
        .filter(|key| number(old, key) != number(new, key))
        .map(|key| {
            let told = |n: Option<u32>| n.map_or_else(|| "none".to_owned(), |n| format!("{n} ms"));
            let (a, b) = (told(number(old, key)), told(number(new, key)));
            change(None, &format!("pause `{key}`"), &a, &b)
        })
        .collect();
    if rhythm(old) != rhythm(new) {
        found.push(change(None, "rhythm", name(rhythm(old)), name(rhythm(new))));
    }
    // If nothing was found its words are others, by which it varies; that those are is told.
    found
}

fn now_breath(will: &TakeLine) -> Option<&'static str> {
    will.breath.then_some("breath")
}

fn rhythm(recipe: &Recipe) -> Option<Rhythm> {
    recipe.sound.map(|sound| sound.rhythm)
}

fn name(rhythm: Option<Rhythm>) -> &'static str {
    let all = Rhythm::ALL.iter();
    all.clone()
        .find(|(_, other)| Some(*other) == rhythm)
        .map_or("plain", |(name, _)| name)
}
