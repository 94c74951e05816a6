//! Cues to those that are too short or too fast because the speech below them is.
//!
//! Captions cannot be better than what is said: a word between two other people's is shorter than anybody
//! reads, a voice may be faster than the pace. Such a cue is no fault of who made the captions, as long
//! as nothing could have been done for it. That can be seen in the file alone, and the compiler and
//! `lint` see it here, so that nobody is judged by two measures. A cue is forced if all of this is so:
//!
//! - *Nothing behind it*: it lasts until the next cue begins, or until the gap before that. The last one
//!   lasts until the sound ends; a file of captions does not tell when, so that `lint` has to take its end
//!   for that of the sound.
//! - *Nothing before it that it was not given*: the cue before it ends where it begins, or the gap before
//!   that, or else at least [`FLICKER`] earlier. Half a second and more in which nothing is shown is a
//!   silence of the speech's own, and a cue does not begin before its words; a shorter hole is one that
//!   captions close, so a cue behind such a hole began too late.
//! - *Nobody to be put together with*: with the cue before it or behind it, of the same person and
//!   without time between, it would make no cue that keeps every rule.
//! - *Nothing to borrow*: a cue that is too short has no long one of the same person beside it that
//!   could do without some of its words.
//! - *A voice can do it*: nobody says more than [`FASTEST`] in a second, however much they hurry. Notes
//!   are not said, and take no time.
//!
//! Nothing else can be forced: widths, lines, gaps, overlaps, `longest`, names and breaks are up
//! to whoever makes the captions.

use super::phrases::bond;
use super::profile::{FLICKER, Profile, SLACK, columns};

/// Characters a second that no voice reaches: auctioneers and the fastest debaters stay below 35, and what
/// a cue begins and ends with is rounded.
pub const FASTEST: f64 = 45.0;
/// So many characters more, because brief cues are those whose times are least exact.
const BRIEF: f64 = 12.0;

/// A cue, as far as its time is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timed<'a> {
    /// Start and end in milliseconds.
    pub start: u64,
    /// After the start.
    pub end: u64,
    /// What is read, without who speaks, lines parted by a space.
    pub text: &'a str,
    /// How wide the name before the words is.
    pub label: usize,
    /// Does whoever spoke in the cue before it go on, in the same language?
    pub goes_on: bool,
    /// The language of the words, without region.
    pub language: &'a str,
}

impl Timed<'_> {
    fn long(&self) -> u64 {
        self.end.saturating_sub(self.start)
    }
}

/// Cues in the order of time, one after the other, to be judged.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Whose rules.
    pub profile: &'a Profile,
    /// At most so many columns in a line.
    pub width: usize,
    /// Every cue.
    pub cues: &'a [Timed<'a>],
    /// When the sound ends, in milliseconds, if that is known.
    pub sound: Option<u64>,
}

impl Row<'_> {
    /// Was nothing left to be done for the cue of that number? See the head of this file. Only asked of one that
    /// is too short or too fast.
    ///
    /// # Panics
    /// Never, for a number of a cue.
    #[must_use]
    pub fn forced(&self, at: usize) -> bool {
        let Some(cue) = self.cues.get(at) else {
            return false;
        };
        let before = at.checked_sub(1).and_then(|at| self.cues.get(at));
        let after = self.cues.get(at + 1);
        let behind = match after {
            Some(after) => self.given(cue, after),
            None => self.sound.is_none_or(|end| cue.end >= end),
        };
        let silence =
            |before: &Timed<'_>| cue.start.saturating_sub(before.end) >= u64::from(FLICKER.0);
        let ahead = before.is_none_or(|before| self.given(before, cue) || silence(before));
        behind
            && ahead
            && is_speech(cue)
            && !before.is_some_and(|before| self.could(before, cue, before))
            && !after.is_some_and(|after| self.could(cue, after, after))
    }

    /// Is there no time between two cues?
    fn given(&self, before: &Timed<'_>, after: &Timed<'_>) -> bool {
        let gap = self.profile.gap.0.saturating_add(SLACK.0);
        after.start.saturating_sub(before.end) <= u64::from(gap)
    }

    /// Could something have been done for one of two cues that follow each other, with the other?
    fn could(&self, first: &Timed<'_>, second: &Timed<'_>, other: &Timed<'_>) -> bool {
        let near = second.goes_on && self.given(first, second);
        let short = if other == first { second } else { first };
        near && (self.joined(first, second) || self.borrows(short, other))
    }

    /// Would the words of two cues make one that keeps every rule?
    fn joined(&self, first: &Timed<'_>, second: &Timed<'_>) -> bool {
        let text = format!("{} {}", first.text, second.text);
        let long = second.end.saturating_sub(first.start);
        let of = |limit: crate::audio::Millis| u64::from(limit.0);
        (of(self.profile.shortest)..=of(self.profile.longest)).contains(&long)
            && self.profile.reading(&text) <= long
            && self.fits(first.label, &text, first.language)
    }

    /// Has the other cue words and time enough that a cue that is too short could have some of them? With
    /// room to spare, because words are not all alike.
    fn borrows(&self, short: &Timed<'_>, other: &Timed<'_>) -> bool {
        let shortest = u64::from(self.profile.shortest.0);
        let Some(missing) = shortest.checked_sub(short.long()) else {
            return false;
        };
        let (reading, own) = (
            self.profile.reading(other.text),
            self.profile.reading(short.text),
        );
        let slow = reading * 5 <= other.long() * 4;
        let wide = columns(short.text) + short.label.max(other.label) <= self.width / 2;
        missing > 0
            && slow
            && wide
            && other.long() >= 3 * shortest
            && other.text.split_whitespace().count() >= 6
            && own + missing <= shortest
    }

    /// Is there a way to lay the words on the lines of a cue, with a name before them, that tears nothing?
    fn fits(&self, label: usize, text: &str, language: &str) -> bool {
        let room = self.width.saturating_sub(label);
        let wide = columns(text);
        if wide <= room {
            return true;
        }
        let mut first = 0;
        let words: Vec<&str> = text.split_whitespace().collect();
        self.profile.lines > 1
            && words.windows(2).any(|pair| {
                first += columns(pair[0]) + usize::from(first > 0);
                let second = wide.saturating_sub(first + 1);
                let tied = bond(language, pair[0], pair[1], false).is_some();
                first <= room && second <= self.width && !tied
            })
    }
}

/// Can a voice say so much in the time of a cue?
fn is_speech(cue: &Timed<'_>) -> bool {
    let mut said = 0;
    // What stands in brackets is told and not said, even if it began in the cue before.
    let mut rest = match cue.text.split_once(']') {
        Some((note, after)) if !note.contains('[') => after,
        _ => cue.text,
    };
    while let Some((before, behind)) = rest.split_once('[') {
        said += columns(before);
        rest = behind.split_once(']').map_or("", |(_, after)| after);
    }
    said += columns(rest);
    said as f64 <= FASTEST * cue.long() as f64 / 1e3 + BRIEF
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::profile::profile;
    use super::*;

    /// Cues as start, end, words and whether the same person goes on.
    fn forced(name: &str, cues: &[(u64, u64, &str, bool)], at: usize) -> bool {
        let cues: Vec<Timed<'_>> = cues
            .iter()
            .map(|&(start, end, text, goes_on)| Timed {
                start,
                end,
                text,
                label: if goes_on { 0 } else { 6 },
                goes_on,
                language: "en",
            })
            .collect();
        let profile = profile(name).unwrap();
        let row = Row {
            profile,
            width: profile.line,
            cues: &cues,
            sound: None,
        };
        row.forced(at)
    }

    #[test]
    fn a_cue_that_has_all_the_time_there_is_is_forced() {
        for (before, start, end, after, expected) in [
            // Between two others; with the gap, a little less than all, and touching.
            (1_000, 1_080, 1_400, 1_480, true),
            (1_000, 1_080, 1_400, 1_520, true),
            (1_080, 1_080, 1_400, 1_400, true),
            // Time behind it.
            (1_000, 1_080, 1_400, 1_530, false),
            // A hole before it, and a silence.
            (1_000, 1_300, 1_400, 1_480, false),
            (1_000, 1_500, 1_600, 1_680, true),
        ] {
            let cues = [
                (0, before, "Did you see it?", false),
                (start, end, "No.", false),
                (after, after + 2_000, "Nobody did.", false),
            ];
            let told = forced("duologue", &cues, 1);
            assert_eq!(told, expected, "{before} {start} {end} {after}");
        }
    }

    #[test]
    fn the_last_cue_is_as_long_as_the_sound_lets_it() {
        let cue = |start, end| Timed {
            start,
            end,
            text: "No.",
            label: 0,
            goes_on: false,
            language: "en",
        };
        let row = |sound| {
            Row {
                profile: profile("duologue").unwrap(),
                width: 42,
                cues: &[cue(0, 2_000), cue(2_080, 2_400)],
                sound,
            }
            .forced(1)
        };
        assert!(row(None) && row(Some(2_400)) && !row(Some(3_000)));
    }

    #[test]
    fn what_could_stand_together_is_not_forced() {
        let long = "It had been there as long as anybody could remember, I think, and nobody knew.";
        for (first, second, third, expected) in [
            // The same person's words beside it, which fit and are slow enough.
            (("I never", false), ("saw it.", true), ("Oh.", false), false),
            (
                ("Oh.", false),
                ("Well,", false),
                ("I never did.", true),
                false,
            ),
            // Somebody else's.
            (("Oh.", false), ("Well.", false), ("I never.", false), true),
            // Too much for one cue, and too little time in any way it could be parted.
            (
                (long, false),
                ("As long as that.", true),
                ("Oh.", false),
                true,
            ),
        ] {
            let cues = [
                (0, 2_000, first.0, first.1),
                (2_080, 2_480, second.0, second.1),
                (2_560, 4_600, third.0, third.1),
            ];
            let told = forced("duologue", &cues, 1);
            assert_eq!(told, expected, "{first:?} {second:?} {third:?}");
        }
    }

    #[test]
    fn a_short_cue_beside_a_long_slow_one_could_have_some_of_it() {
        let long = "It had been there for years, as long as any of us could remember.";
        let cues = [
            (0, 6_500, long, false),
            (6_580, 7_000, "I think.", true),
            (7_080, 9_000, "Why?", false),
        ];
        assert!(!forced("duologue", &cues, 1));
    }

    fn timed(long: u64, text: &str) -> Timed<'_> {
        Timed {
            start: 0,
            end: long,
            text,
            label: 0,
            goes_on: false,
            language: "en",
        }
    }

    #[test]
    fn no_voice_says_everything_at_once() {
        for (long, text, expected) in [
            (300, "Exactly so.", true),
            (1_000, "Thirty-five letters in one second.", true),
            (
                1_000,
                "A whole sentence of eighty letters is more than anybody says in one second, ever.",
                false,
            ),
            (
                300,
                "Yes. [everybody in the room laughs and claps for a while]",
                true,
            ),
            (300, "Yes [", true),
            (
                300,
                "the case in the above-entitled matter was submitted.]",
                true,
            ),
        ] {
            assert_eq!(is_speech(&timed(long, text)), expected, "{text}");
        }
    }
}
