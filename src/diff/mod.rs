//! The episode that stands and the one that would be rendered to a [`Difference`]: which lines,
//! which voices, why, and what it costs.
//!
//! Two recipes are compared, nothing is rendered and no sample read. Lines are aligned by their
//! words (`align`). Why a line sounds otherwise is found by its key, which is the
//! truth about sounds: if it differs, then for one of the reasons that the manifest can show
//! (words, voice, settings, engine, reading), or else because the same words are pronounced
//! otherwise.

mod align;
mod compare;
mod formats;
mod pauses;
mod score;

use crate::engines::VoiceSpec;
use crate::publish::verify::Checked;
use crate::publish::{Manifest, Recipe};
use crate::speak::Paces;
use serde::Serialize;
use std::num::NonZeroUsize;

/// So many words of a line are shown.
const WORDS: usize = 7;
/// So many of them before the first that differs.
const LEAD: usize = 2;

/// What a render would change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// Does an episode of this interview stand in the folder, and does it tell how it was made?
    /// If not, all lines are told as new.
    pub earlier: bool,
    /// Would a render leave everything as it is?
    pub unchanged: bool,
    /// Every line with a reason to be told, in the order of the new script.
    pub lines: Vec<LineChange>,
    /// What changes about voices so that their lines sound otherwise.
    pub voices: Vec<Change>,
    /// What changes without a line being spoken.
    pub also: Vec<Change>,
    /// Files of the earlier episode that are not as they were rendered, and would be again.
    pub files: Vec<Checked>,
    /// How many lines would be spoken.
    pub speak: usize,
    /// How many lines would come from earlier takes.
    pub reuse: usize,
    /// About how many seconds the speaking would take on this machine; `None` if a voice of it
    /// was never heard here.
    pub seconds: Option<f64>,
}

impl Difference {
    /// The lines that would be spoken, in words: where, who, why, what.
    pub fn spoken(&self) -> impl Iterator<Item = String> {
        self.lines.iter().filter(|line| line.speak).map(|line| {
            let why: Vec<&str> = line.why.iter().map(|why| why.told()).collect();
            let (person, text) = (&line.person, excerpt(&line.text, None));
            let place = match line.line {
                0 => "announced".to_owned(),
                n => format!("line {n}"),
            };
            format!("{place}, {person}, {}: {text}", why.join(", "))
        })
    }
}

/// A line's words in quotation marks, as many as it takes to know it again: from the beginning,
/// or from where they differ from these others.
#[must_use]
pub fn excerpt(text: &str, other: Option<&str>) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let others = other.unwrap_or_default().split_whitespace();
    let same = words.iter().zip(others).take_while(|(a, b)| **a == *b);
    let start = match same.count() {
        differs if other.is_some() => differs.min(words.len()).saturating_sub(LEAD),
        _ => 0,
    };
    let end = (start + WORDS).min(words.len());
    let (before, after) = (start > 0, end < words.len());
    format!(
        "\u{201c}{}{}{}\u{201d}",
        if before { "… " } else { "" },
        words[start..end].join(" "),
        if after { " …" } else { "" }
    )
}

/// A line that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineChange {
    /// The line of the source, from 1; of the earlier one if it is gone; 0 for none.
    pub line: usize,
    /// Who says it.
    pub person: String,
    /// The words as captions show them.
    pub text: String,
    /// The earlier words, if they were others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// Why, at least one.
    pub why: Vec<Why>,
    /// Would it be spoken?
    pub speak: bool,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// It is new.
    New,
    /// It is gone.
    Gone,
    /// It stands in another place.
    Moved,
    /// Its words are others.
    Words,
    /// Somebody else says it.
    Person,
    /// It is in another language.
    Language,
    /// Another reading of it was asked for, or a recording.
    Reading,
    /// The same words are spoken otherwise.
    Pronunciation,
    /// Its voice is another, or set otherwise; told among the voices.
    Voice,
    /// Its take is not kept any more.
    Lost,
}

impl Why {
    /// As a clause.
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            Why::New => "new",
            Why::Gone => "gone",
            Why::Moved => "moved",
            Why::Words => "the words changed",
            Why::Person => "somebody else says it",
            Why::Language => "another language",
            Why::Reading => "another reading or recording",
            Why::Pronunciation => "spoken otherwise",
            Why::Voice => "its voice changed",
            Why::Lost => "its take is not kept any more",
        }
    }

    /// Is it the line's own matter, and not one of all lines of a voice?
    #[must_use]
    pub fn own(self) -> bool {
        !matches!(self, Why::Voice | Why::Lost)
    }
}

/// Something that was one way and will be another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Whose, if it is somebody's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whose: Option<String>,
    /// What, as a noun: "rate", "pause", "title".
    pub what: String,
    /// As it was, in words.
    pub was: String,
    /// As it will be, in words.
    pub will: String,
    /// How many lines it concerns; 0 where it is not about lines.
    pub lines: usize,
}

/// What is known besides the two recipes.
pub struct Known<'a> {
    /// Does the set stand as it was rendered?
    pub stands: bool,
    /// Files of it that do not.
    pub files: Vec<Checked>,
    /// Which lines of the new recipe have a take.
    pub kept: Vec<bool>,
    /// How fast voices speak here.
    pub paces: &'a Paces,
    /// How many lines are spoken at once.
    pub threads: NonZeroUsize,
}

/// Compares what stands with what would be rendered.
#[must_use]
pub fn diff(earlier: Option<&Manifest>, recipe: &Recipe, known: Known<'_>) -> Difference {
    let old = earlier.and_then(|manifest| manifest.recipe.as_ref());
    let unchanged = known.stands;
    let mut found = compare::compare(old, recipe);
    let mut work = Some(0.0);
    let (mut speak, mut reuse) = (0, 0);
    // A line that stands twice in a script is spoken once.
    let mut spoken = std::collections::BTreeSet::new();
    for (number, take) in recipe.takes.iter().enumerate() {
        let kept = known.kept.get(number).copied().unwrap_or_default();
        // A recording is there, and not spoken.
        if kept || take.recording.is_some() || unchanged || !spoken.insert(take.key) {
            reuse += 1;
            continue;
        }
        speak += 1;
        let voice: &VoiceSpec = &recipe.voices[take.voice].voice;
        let seconds = known.paces.seconds(voice, take.text.chars().count());
        work = work.zip(seconds).map(|(sum, more)| sum + more);
        found.speaks(number, recipe);
    }
    Difference {
        earlier: old.is_some(),
        unchanged,
        lines: found.lines(),
        voices: found.voices,
        also: found.also,
        files: known.files,
        speak,
        reuse,
        seconds: work.map(|all| all / known.threads.get() as f64),
    }
}
