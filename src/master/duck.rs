//! How loud speech and music are in each tenth of a second to how far the music steps back.
//!
//! Everything is known beforehand, so nothing is followed: for every window of 400 ms in which somebody
//! speaks it is known by how much the music in it is too loud, and the gain is bent around these demands.
//! It goes down before the first word, stays down over all words of a sentence and those of the next
//! seconds (a gain that follows syllables is heard as breathing), and comes back in half a second
//! where nobody speaks.

use crate::audio::loudness::{MOMENTARY, integrated, lufs, windows};

/// What is promised: speech lies so many dB above everything below it that is heard for longer
/// than a moment (WCAG 2.2, criterion 1.4.7; technique G56), in every window in which somebody speaks.
pub(super) const PROMISED: f64 = 20.0;
/// What is demanded, so that a meter whose windows begin elsewhere finds the promise kept too.
const DEMANDED: f64 = 21.5;
/// Two kinds of music at once are so much louder than each of them.
const BOTH: f64 = 3.1;
/// Somebody speaks in a window of 400 ms whose speech is no more than so many dB softer than all of
/// what is said: the gate of EBU Tech 3342, wide enough for the windows at the edges of a sentence, in
/// which half a syllable is heard. The relative gate of loudness (-10) was tried: it leaves them out, and
/// another meter finds music there that is no more than 10 dB softer.
const GATE: f64 = -20.0;
/// Windows that are no softer than this say how far the music steps back for seconds; the softer
/// ones ask for themselves alone, or the end of every word would take the bed away altogether.
const FULL: f64 = -10.0;
/// Below this, in LUFS, nothing is music any more but the tail of a fade (BS.1770-5, absolute gate).
const INAUDIBLE: f64 = -70.0;
/// Hops of a tenth of a second in which it goes down, and in which it comes back.
const DOWN: usize = 2;
const UP: usize = 5;
/// Hops on either side whose demands count too, as long as somebody speaks.
const STEADY: usize = 40;

/// What is said, window by window.
pub(super) struct Speech {
    /// The loudness in LUFS of each window of 400 ms in which somebody speaks.
    windows: Vec<Option<f64>>,
    /// From which on one of them is full of words.
    full: f64,
    /// The softest that a window of speech may be.
    gate: f64,
}

impl Speech {
    /// The speech that music is held against in a window. At the edge of a sentence that is the softest
    /// of its neighbours: between two hops a window may be as soft as the softer one.
    fn held_against(&self, window: usize) -> Option<f64> {
        let level = self.windows[window]?;
        if level >= self.full {
            return Some(level);
        }
        let near = window.saturating_sub(1)..(window + 2).min(self.windows.len());
        let near = self.windows[near].iter();
        Some(
            near.map(|level| level.unwrap_or(self.gate))
                .fold(level, f64::min),
        )
    }
}

/// Which windows of 400 ms are speech.
pub(super) fn spoken(speech: &[f32]) -> Speech {
    let all = integrated(speech);
    let spoken = |level: f64| (level.is_finite() && level >= all + GATE).then_some(level);
    Speech {
        windows: windows(speech, MOMENTARY).map(lufs).map(spoken).collect(),
        full: all + FULL,
        gate: all + GATE,
    }
}

/// The factor of music at the beginning of each hop and at the end of the last, 0 to 1. `music` has
/// the power of its hops as it is without, `other` that of what else is ducked.
pub(super) fn curve(spoken: &Speech, music: &[f32], other: &[f32]) -> Vec<f32> {
    let demands: Vec<f32> = (0..spoken.windows.len())
        .map(|window| spoken.held_against(window))
        .zip(windows(music, MOMENTARY).zip(windows(other, MOMENTARY)))
        .map(|(speech, (music, other))| match speech {
            // Where there is no music its level is minus infinity, which demands nothing.
            Some(speech) => {
                let both = if other > 0.0 { BOTH } else { 0.0 };
                (lufs(music) + DEMANDED + both - speech).max(0.0) as f32
            }
            None => 0.0,
        })
        .collect();
    let is_full = |speech: &Option<f64>| speech.is_some_and(|level| level >= spoken.full);
    let full: Vec<f32> = (demands.iter().zip(&spoken.windows))
        .map(|(demand, speech)| if is_full(speech) { *demand } else { 0.0 })
        .collect();
    let steady = highest(&full, STEADY);
    let mut held = vec![0f32; music.len() + 1];
    for (window, speech) in spoken.windows.iter().enumerate() {
        if speech.is_some() {
            for edge in &mut held[window..=window + MOMENTARY] {
                *edge = edge.max(steady[window]).max(demands[window]);
            }
        }
    }
    let bent = |at: usize| {
        let share = |distance: usize, over: usize| 1.0 - distance as f32 / over as f32;
        let before = (at.saturating_sub(UP - 1)..=at).map(|from| held[from] * share(at - from, UP));
        let last = (at + DOWN).min(held.len());
        let after = (at..last).map(|to| held[to] * share(to - at, DOWN));
        let down = before.chain(after).fold(0.0, f32::max);
        10f32.powf(-down / 20.0)
    };
    (0..held.len()).map(bent).collect()
}

/// The highest value within so many places on either side of each.
fn highest(values: &[f32], reach: usize) -> Vec<f32> {
    let mut queue = std::collections::VecDeque::new();
    let mut found = Vec::with_capacity(values.len());
    let mut next = 0;
    for at in 0..values.len() {
        while next < values.len() && next <= at + reach {
            while queue
                .back()
                .is_some_and(|&last: &usize| values[last] <= values[next])
            {
                queue.pop_back();
            }
            queue.push_back(next);
            next += 1;
        }
        while queue.front().is_some_and(|&first| first + reach < at) {
            queue.pop_front();
        }
        found.push(queue.front().map_or(0.0, |&first| values[first]));
    }
    found
}

/// What was found between speech and what lies below it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Separation {
    /// The least distance in dB.
    pub(super) least: f64,
    /// The hop at which that window begins.
    pub(super) at: usize,
    /// Windows in which it is less than [`PROMISED`].
    pub(super) broken: usize,
}

/// The distance between speech and music as they are mixed; `None` where no music is below speech.
pub(super) fn proof(spoken: &Speech, music: &[f32]) -> Option<Separation> {
    let mut found: Option<Separation> = None;
    let spoken = spoken.windows.iter();
    for (at, (speech, music)) in spoken.zip(windows(music, MOMENTARY)).enumerate() {
        let Some(speech) = speech.filter(|_| lufs(music) > INAUDIBLE) else {
            continue;
        };
        let above = speech - lufs(music);
        let broken = usize::from(above < PROMISED);
        match &mut found {
            None => {
                found = Some(Separation {
                    least: above,
                    at,
                    broken,
                });
            }
            Some(found) => {
                if above < found.least {
                    (found.least, found.at) = (above, at);
                }
                found.broken += broken;
            }
        }
    }
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Powers of hops of these levels in dB.
    fn hops(levels: impl IntoIterator<Item = f64>) -> Vec<f32> {
        levels
            .into_iter()
            .map(|level| 10f64.powf(level / 10.0) as f32)
            .collect()
    }

    fn silence(hops: usize) -> impl Iterator<Item = f64> {
        std::iter::repeat_n(f64::NEG_INFINITY, hops)
    }

    /// Six seconds of speech that varies, with pauses of these lengths in hops between.
    fn speech(pauses: &[usize]) -> Vec<f32> {
        let mut levels: Vec<f64> = silence(20).collect();
        for pause in pauses {
            levels.extend((0..60).map(|n| -20.0 + [0.0, 3.0, -6.0, 1.0, -2.0][n % 5]));
            levels.extend(silence(*pause));
        }
        hops(levels)
    }

    fn mixed(speech: &[f32], level: f64) -> (Vec<f32>, Vec<f32>, Separation) {
        let spoken = spoken(speech);
        let music = hops(std::iter::repeat_n(level, speech.len()));
        let curve = curve(&spoken, &music, &vec![0.0; music.len()]);
        let after: Vec<f32> = (music.iter().zip(curve.windows(2)))
            .map(|(power, edges)| power * edges[0].max(edges[1]).powi(2))
            .collect();
        let proof = proof(&spoken, &after).unwrap();
        (curve, after, proof)
    }

    #[test]
    fn speech_stays_above_however_loud_the_music_is() {
        for level in [-60.0, -42.0, -20.0, 0.0, 20.0] {
            let (_, _, proof) = mixed(&speech(&[3, 8, 20, 4, 40]), level);
            assert!(proof.least > PROMISED + 1.0, "{level}: {proof:?}");
            assert_eq!(proof.broken, 0);
        }
    }

    #[test]
    fn in_a_pause_of_a_second_and_a_half_it_comes_back_and_between_words_it_does_not() {
        let (curve, ..) = mixed(&speech(&[15, 4, 30]), -32.0);
        let pause = 20 + 60..20 + 60 + 15;
        let most = curve[pause].iter().copied().fold(0.0, f32::max);
        assert!(20.0 * most.log10() > -3.0, "{most}");
        let words = 20 + 60 + 15 + 10..20 + 60 + 15 + 60 + 4 + 50;
        let (low, high) = curve[words]
            .iter()
            .fold((9f32, 0f32), |(l, h), c| (l.min(*c), h.max(*c)));
        assert!(high / low < 1.01, "it breathes: {low} to {high}");
        // Long before and after anyone speaks.
        assert_eq!((curve[0], curve[curve.len() - 1]), (1.0, 1.0));
    }

    #[test]
    fn it_never_jumps() {
        let (curve, ..) = mixed(&speech(&[15, 30]), 20.0);
        let deepest = curve.iter().copied().fold(1.0, f32::min);
        for edges in curve.windows(2) {
            let step = (20.0 * (edges[0] / edges[1]).log10()).abs();
            assert!(
                step <= -20.0 * deepest.log10() / DOWN as f32 + 0.01,
                "{step} dB"
            );
        }
    }

    #[test]
    fn where_nobody_speaks_nothing_steps_back() {
        let still = spoken(&hops(silence(50)));
        assert!(still.windows.iter().all(Option::is_none));
        let music = hops(std::iter::repeat_n(0.0, 50));
        let curve = |a: &[f32]| super::curve(&still, a, a);
        assert!(curve(&music).iter().all(|factor| *factor == 1.0));
        assert_eq!(proof(&still, &music), None);
        let nothing = spoken(&[]);
        assert!(nothing.windows.is_empty() && super::curve(&nothing, &[], &[]).len() == 1);
    }
}
